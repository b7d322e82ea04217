"""Lists of companies and categories, on both databases."""

from __future__ import annotations

from datetime import timedelta

import pytest

from feedsvc.model import Company, Mention, Name, Reason, Term
from feedsvc.store import articles, companies, directory, mentions
from feedsvc.store.engine import Store
from tests.articles import NOON, article
from tests.storing import batch, put

KNOWN = (
    Company("06618.HK", "京东健康", (Name("京东健康"), Name("JD Health")), ("06618.HK",)),
    Company("600519.SH", "贵州茅台", (Name("贵州茅台"), Name("国酒")), ("600519.SH",)),
    Company("AAPL.US", "Apple", (Name("Apple"), Name("苹果公司")), ("AAPL.US",)),
    Company("阿里", "阿里", (Name("阿里"),), provisional=True),
    Company("360", "360数科", (Name("360数科"),)),
    Company("交通银行", "交通银行", (Name("交通银行"),)),
    Company("LOW.US", "Lowe's", (Name("Lowe's"),), ("LOW.US",)),
    Company("Smith’s", "Smith’s", (Name("Smith’s"),)),
)


@pytest.fixture
def known(store: Store) -> Store:
    """Eight companies, of which 京东健康 has three articles, Apple two older ones, 阿里 one."""
    made = [
        article(f"{days}.md", published=NOON - timedelta(days=days), terms=(Term("category", f"c{days}", label),))
        for days, label in ((0, "汽车"), (1, "车市"), (2, "Autos"), (50, "汽车"), (60, "汽车"))
    ]
    numbers = put(store, *made)
    keys = (("06618.HK",), ("06618.HK", "阿里"), ("06618.HK",), ("AAPL.US",), ("AAPL.US",))
    with batch(store) as ledger:
        companies.sync(ledger, KNOWN)
        for number, of in zip(numbers, keys, strict=True):
            found = [Mention(key, "subject", 0.5, (Reason("name", "body", 0, "x"),)) for key in of]
            mentions.mention(ledger, {number: found}, "f")
    return store


def labels(found: directory.Directory) -> list[str]:
    return [each.label for each in found.listed]


def test_initials_are_counted_in_their_order(known: Store) -> None:
    with known.reading() as connection:
        assert list(directory.initials(connection, "company").items()) == [("A", 2), ("J", 1)]
        every = directory.initials(connection, "company", empty=True)
        assert list(every.items()) == [("#", 1), ("A", 2), ("G", 1), ("J", 2), ("L", 1), ("S", 1)]
        assert directory.initials(connection, "category", empty=True) == {"A": 1, "C": 1, "Q": 3}


def test_a_letter_lists_its_labels_as_they_are_read(known: Store) -> None:
    with known.reading() as connection:
        assert labels(directory.by_initial(connection, "company", "A")) == ["阿里", "Apple"]
        found = directory.by_initial(connection, "company", "J", empty=True)
        assert labels(found) == ["交通银行", "京东健康"]
        assert found.total == 2
        second = directory.by_initial(connection, "company", "J", empty=True, offset=1, limit=1)
        assert (labels(second), second.total, second.offset) == (["京东健康"], 2, 1)
        assert directory.by_initial(connection, "company", "J", empty=True, offset=9).listed == ()
        assert directory.by_initial(connection, "company", "'").listed == ()


def test_a_line_tells_what_there_is(known: Store) -> None:
    with known.reading() as connection:
        (line,) = [each for each in directory.by_initial(connection, "company", "A").listed if each.provisional]
    assert (line.key, line.page, line.entries, line.initial) == ("阿里", "/company/%E9%98%BF%E9%87%8C", 1, "A")
    assert line.newest == NOON - timedelta(days=1)


def test_lists_go_by_size_and_by_activity(known: Store) -> None:
    with known.reading() as connection:
        assert labels(directory.by_size(connection, "company")) == ["京东健康", "Apple", "阿里"]
        lively = directory.by_activity(connection, "company")
        assert [(each.label, each.recent) for each in lively.listed] == [("京东健康", 3), ("阿里", 1)]
        assert lively.total == 2
        assert directory.by_activity(connection, "company", offset=1).listed == lively.listed[1:]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("京东", ["京东健康"]),
        ("健康", ["京东健康"]),
        ("jingdong", ["京东健康"]),
        ("jing dong", ["京东健康"]),
        ("JDJK", ["京东健康"]),
        ("jd health", ["京东健康"]),
        ("06618", ["京东健康"]),
        ("HK06618", ["京东健康"]),
        ("SH600519", ["贵州茅台"]),
        ("xnas:aapl", ["Apple"]),
        ("Lowe's", ["Lowe's"]),
        ("lowe’s", ["Lowe's"]),
        ("Smith’s", ["Smith’s"]),
        ("smith's", ["Smith’s"]),
        ("苹果", ["Apple"]),
        ("国酒", ["贵州茅台"]),
        ("jiao", ["交通银行"]),
        ("a", ["Apple", "阿里", "京东健康", "贵州茅台", "交通银行"]),
        ("%", []),
        ("_", []),
        ("", []),
        (" ", []),
        ("…", []),
        ("z" * 5000, []),
        ("\0", []),
    ],
)
def test_what_one_types_finds(known: Store, text: str, expected: list[str]) -> None:
    with known.reading() as connection:
        found = directory.matching(connection, "company", text)
    assert labels(found) == expected
    assert found.total == len(expected)


def test_what_is_found_goes_on_behind_its_first_page(known: Store) -> None:
    with known.reading() as connection:
        first, second, beyond = (
            directory.matching(connection, "company", "a", offset=offset, limit=3) for offset in (0, 3, 6)
        )
    assert labels(first) + labels(second) == ["Apple", "阿里", "京东健康", "贵州茅台", "交通银行"]
    assert labels(beyond) == []
    assert [each.total for each in (first, second, beyond)] == [5, 5, 5]


def test_only_what_has_articles_is_found_where_that_is_asked(known: Store) -> None:
    with known.reading() as connection:
        assert labels(directory.matching(connection, "company", "jiao", empty=False)) == []
        assert labels(directory.matching(connection, "category", "qiche")) == ["汽车", "汽车", "汽车"]


def test_a_company_that_is_renamed_is_found_under_its_new_letter(known: Store) -> None:
    with batch(known) as ledger:
        companies.sync(ledger, (Company("06618.HK", "健康京东", (Name("健康京东"),), ("06618.HK",)), *KNOWN[1:]))
    with known.reading() as connection:
        assert labels(directory.by_initial(connection, "company", "J")) == ["健康京东"]
        assert labels(directory.matching(connection, "company", "jkjd")) == ["健康京东"]


def test_a_category_whose_label_is_another_is_found_under_its_letter(known: Store) -> None:
    with batch(known, c2="汽车之家") as ledger:
        ledger.vote("c2")
    with known.reading() as connection:
        assert "汽车之家" in labels(directory.by_initial(connection, "category", "Q"))
        assert "A" not in directory.initials(connection, "category")


@pytest.mark.parametrize("text", ["早报，上海", "早报，", "早报", "上海"])
def test_a_label_with_wide_signs_is_found_as_it_is_written(known: Store, text: str) -> None:
    with batch(known, c2="早报，上海（日刊）") as ledger:
        ledger.vote("c2")
    with known.reading() as connection:
        assert labels(directory.matching(connection, "category", text)) == ["早报，上海（日刊）"]


def test_what_was_withdrawn_is_listed_no_more(known: Store) -> None:
    with batch(known) as ledger:
        rows = ledger.connection.exec_driver_sql("SELECT id FROM articles").scalars().all()
        for number in rows:
            articles.withdraw(ledger, number)
    with known.reading() as connection:
        assert directory.by_size(connection, "company").listed == ()
        assert directory.by_activity(connection, "company").listed == ()
        assert directory.initials(connection, "category") == {}
        known_yet = {"#": 1, "A": 2, "G": 1, "J": 2, "L": 1, "S": 1}
        assert directory.initials(connection, "company", empty=True) == known_yet

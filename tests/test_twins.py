"""The same article in two files: what counts as the same, and what becomes of the entry when either file changes."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import create_engine, select, text

from feedsvc import inspection
from feedsvc.articles.twins import near_same, original, same_words
from feedsvc.ingest import Ingester
from feedsvc.store import migrations, schema
from feedsvc.store.engine import open_store
from feedsvc.watchers import Watchers
from tests.desk import Desk
from tests.test_ingest import age

Write = Callable[..., Path]

WORDS = "京东健康与蓝帆医疗达成战略合作，共同推动公共安全急救事业，双方将在自动体外除颤器的配置和培训上展开合作。"
TEXT = "".join(f"第{number}段：{WORDS}" for number in range(1, 8))
OTHER = "".join(
    f"{number}. 服贸会以数字健康创新融合为主题，展商数量为八十八家，配套举办专业论坛十四场。" for number in range(9)
)
LINK = "https://news.example/a/1.html"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (LINK, "http://www.news.example/a/1.html/"),
        (LINK, "https://NEWS.example/a/1.html?utm_source=x&fbclid=y#top"),
        ("https://n.example/s?id=1&spm=2", "https://n.example/s?id=1"),
        ("https://n.example/s?id=1&_hsenc=2", "https://n.example/s?id=1"),
        ("https://www.bilibili.com/video/BV1?vd_source=2", "https://www.bilibili.com/video/BV1"),
    ],
)
def test_addresses_that_differ_in_nothing_but_how_they_are_reached_are_one(one: str, other: str) -> None:
    assert original(one) == original(other) is not None


@pytest.mark.parametrize(
    "other",
    ["https://news.example/a/2.html", "https://other.example/a/1.html", "https://news.example/a/1.html?id=1",
     "https://news.example:8080/a/1.html", "https://news.example/A/1.html"],
)  # fmt: skip
def test_addresses_that_may_lead_elsewhere_are_two(other: str) -> None:
    assert original(LINK) != original(other)


def test_the_digest_of_an_address_never_changes() -> None:
    assert original("https://www.news.example/a/1.html?id=1&b=&utm_source=x#top") == "e97a47213f575691403c0449d265feac"


@pytest.mark.parametrize("link", [None, "", "https://news.example/", "https://news.example", "x", "https://[bad/a"])
def test_a_front_page_is_no_articles_address(link: str | None) -> None:
    assert original(link) is None


SAME = {
    "equal": (TEXT, TEXT, True),
    "other_punctuation_width_and_space": (TEXT, TEXT.replace("，", ", ").replace("1", "１"), True),
    "one_sentence_more": (TEXT, TEXT + "责任编辑注：本文有删节。", True),
    "a_paragraph_changed": (TEXT, TEXT.replace("第3段", "第3段" + WORDS), True),
    "another_text": (TEXT, OTHER, False),
    "half_of_it": (TEXT + OTHER, TEXT, False),
    "short": (WORDS, WORDS, False),
    "empty": ("", "", False),
}


@pytest.mark.parametrize(("one", "other", "same"), SAME.values(), ids=SAME)
def test_near_same(one: str, other: str, same: bool) -> None:
    assert near_same(one, other) is near_same(other, one) is same


PICTURE = '<p><img src="https://news.example/{}.png"></p>'


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("<p>Words of it.</p>", "<p>Words <a href='https://news.example/a'>of</a> it.</p>", True),
        ("<p>Words of it.</p>", "<p>Words of another.</p>", False),
        (f"<p>{TEXT}</p>", f"<p>{TEXT}</p><p>And more.</p>", True),
        (PICTURE.format("a"), PICTURE.format("a"), True),
        (PICTURE.format("a"), PICTURE.format("b"), False),
    ],
    ids=["link", "short", "long", "picture", "other-picture"],
)
def test_same_words(one: str, other: str, same: bool) -> None:
    assert same_words(one, other) is same_words(other, one) is same


def test_words_among_broken_tags_are_compared_in_linear_time() -> None:
    assert not same_words("<" * 200_000 + "a", "<" * 200_000 + "b")


def head(category: str, title: str = "One", link: str = LINK, more: str = "") -> str:
    return f"title: {title}\ndate: 2022-03-28 19:13:15 +0800\nlink: {link}\ncategories: [{category}]\n{more}".strip()


@pytest.fixture
def pair(desk: Desk, write: Write) -> tuple[Path, Path]:
    """One article in two files, ingested."""
    files = write("a.md", head("甲"), TEXT), write("b.md", head("乙", "Two"), TEXT)
    desk.run()
    return files


def categories(desk: Desk) -> dict[str, list[str]]:
    """Titles by category, of the categories that have any."""
    with desk.store.reading() as connection:
        terms = schema.terms.c
        keys = connection.execute(select(terms.key).where(terms.kind == "category", terms.entries > 0)).scalars().all()
    return {key: desk.titles("category", key) for key in sorted(keys)}


def test_two_files_of_one_article_are_one_entry_in_both_categories(desk: Desk, pair: tuple[Path, Path]) -> None:
    (entry,) = desk.entries()
    assert [term.key for term in entry.categories] == ["甲", "乙"]
    assert categories(desk) == {"甲": ["One"], "乙": ["One"]}


@pytest.mark.parametrize(
    ("changes", "body"),
    [
        ({"link": "https://news.example/a/2.html"}, TEXT),
        ({}, OTHER),
        ({"more": "lang: en"}, TEXT),
        ({"more": "id: x1"}, TEXT),
        ({"link": "https://news.example/"}, TEXT),
    ],
    ids=["another address", "another text", "another language", "an id of its own", "a front page"],
)
def test_everything_less_alike_stays_apart(desk: Desk, write: Write, changes: dict[str, str], body: str) -> None:
    write("a.md", head("甲"), TEXT)
    write("b.md", head("乙", "Two", **changes), body)
    desk.run()
    assert desk.titles() == ["One", "Two"]


def test_two_short_notes_stay_apart(desk: Desk, write: Write) -> None:
    write("a.md", head("甲"), WORDS)
    write("b.md", head("乙", "Two"), WORDS)
    desk.run()
    assert desk.titles() == ["One", "Two"]


@pytest.mark.parametrize("gone", [0, 1])
def test_the_entry_outlives_either_file(desk: Desk, pair: tuple[Path, Path], gone: int) -> None:
    before = desk.entries()[0]
    pair[gone].unlink()
    desk.now += 3600
    desk.run()
    (after,) = desk.entries()
    assert (after.uuid, after.published, after.updated) == (before.uuid, before.published, before.updated)
    assert categories(desk) == ({"乙": ["Two"]} if gone == 0 else {"甲": ["One"]})


def test_the_entry_goes_with_the_last_file_and_comes_back_with_either(
    desk: Desk, pair: tuple[Path, Path], write: Write
) -> None:
    uuid = desk.entries()[0].uuid
    for file in pair:
        file.unlink()
    desk.run()
    assert desk.entries() == []
    write("a.md", head("甲"), TEXT)
    desk.run()
    assert [entry.uuid for entry in desk.entries()] == [uuid]


def test_a_draft_of_either_file_takes_only_its_own_away(desk: Desk, pair: tuple[Path, Path], write: Write) -> None:
    uuid = desk.entries()[0].uuid
    write("a.md", head("甲", more="draft: true"), TEXT)
    desk.run()
    assert [entry.uuid for entry in desk.entries()] == [uuid]
    assert categories(desk) == {"乙": ["Two"]}
    write("a.md", head("甲"), TEXT)
    desk.run()
    assert [entry.uuid for entry in desk.entries()] == [uuid]
    assert set(categories(desk)) == {"甲", "乙"}


@pytest.mark.parametrize(("name", "left"), [("a.md", {"乙": ["Two"]}), ("b.md", {"甲": ["One"]})])
def test_an_expiry_of_either_file_takes_only_its_own_away(
    desk: Desk, pair: tuple[Path, Path], write: Write, name: str, left: dict[str, list[str]]
) -> None:
    uuid = desk.entries()[0].uuid
    category, title = ("甲", "One") if name == "a.md" else ("乙", "Two")
    write(name, head(category, title, more="expiryDate: 2026-01-31T12:00:10Z"), TEXT)
    desk.run()
    assert set(categories(desk)) == {"甲", "乙"}
    desk.now += 10
    Ingester(desk.store, desk.settings, Watchers(clock=lambda: desk.now)).attend()
    assert [entry.uuid for entry in desk.entries()] == [uuid]
    assert categories(desk) == left


@pytest.mark.parametrize("name", ["a.md", "b.md"])
def test_a_file_that_becomes_another_article_leaves_the_entry(
    desk: Desk, pair: tuple[Path, Path], write: Write, name: str
) -> None:
    uuid = desk.entries()[0].uuid
    write(name, head("丙", "Three"), OTHER)
    desk.run()
    found = {entry.title: entry.uuid for entry in desk.entries()}
    assert len(found) == 2
    # The file that led goes on with the id: its readers know it by that. The other's article is a new one.
    assert found["Three" if name == "a.md" else "One"] == uuid
    assert set(categories(desk)) == ({"丙", "乙"} if name == "a.md" else {"甲", "丙"})


@pytest.mark.parametrize("name", ["a.md", "b.md"])
def test_an_id_that_comes_into_either_head_parts_them_and_joins_them_when_it_goes(
    desk: Desk, pair: tuple[Path, Path], write: Write, name: str
) -> None:
    (before,) = desk.entries()
    category, title = ("甲", "One") if name == "a.md" else ("乙", "Two")
    write(name, head(category, title, more="id: x1"), TEXT)
    desk.run()
    found = {entry.title: entry.uuid for entry in desk.entries()}
    assert found.keys() == {"One", "Two"}
    assert found["One"] == before.uuid
    write(name, head(category, title), TEXT)
    desk.run()
    assert [(entry.title, entry.uuid) for entry in desk.entries()] == [("One", before.uuid)]
    assert set(categories(desk)) == {"甲", "乙"}


@pytest.mark.parametrize("name", ["a.md", "b.md"])
def test_a_copy_that_waits_for_anothers_id_takes_the_entry_from_none(
    desk: Desk, pair: tuple[Path, Path], write: Write, name: str
) -> None:
    write("c.md", head("丁", "Four", "https://news.example/a/4.html", "id: x1"), OTHER)
    desk.run()
    before = {entry.title: entry.uuid for entry in desk.entries()}
    category, title = ("甲", "One") if name == "a.md" else ("乙", "Two")
    write(name, head(category, title, more="id: x1"), TEXT)
    assert desk.run().problems == 1
    assert {entry.title: entry.uuid for entry in desk.entries()} == before
    assert set(categories(desk)) == {"甲", "乙", "丁"}
    write(name, head("丙", "Three"), OTHER)
    assert desk.run().problems == 0
    found = {entry.title: entry.uuid for entry in desk.entries()}
    left = "Two" if name == "a.md" else "One"
    assert found.keys() == {"Three", left, "Four"}
    # The file that led goes on with the id.
    assert found["Three" if name == "a.md" else "One"] == before["One"]


def dated(title: str, date: str) -> str:
    return head("甲", title).replace("2022-03-28 19:13:15", date)


FUTURE, LATER, PAST = "2026-06-01 08:00:00", "2027-06-01 08:00:00", "2026-01-01 08:00:00"


def shown(desk: Desk) -> list[tuple[str, int, int]]:
    """Title, year and month of every entry."""
    return [(entry.title, entry.published.year, entry.published.month) for entry in desk.entries()]


@pytest.mark.parametrize(("early", "late"), [("a.md", "b.md"), ("b.md", "a.md")])
@pytest.mark.parametrize("together", [True, False])
def test_a_copy_whose_date_is_to_come_holds_no_other_back(
    desk: Desk, write: Write, early: str, late: str, together: bool
) -> None:
    write(late, dated("Late", LATER), TEXT)
    if not together:
        desk.run()
    write(early, dated("Early", PAST), TEXT)
    desk.run({early, late} if together else {early})
    assert shown(desk) == [("Early", 2026, 1)]
    before = desk.entries()
    desk.now += 500 * 86_400
    desk.run()
    assert desk.entries() == before


def test_a_copy_that_takes_over_a_held_one_is_as_old_as_its_date(desk: Desk, write: Write) -> None:
    write("a.md", dated("Late", LATER), TEXT)
    desk.run()
    write("b.md", dated("Early", PAST), TEXT)
    desk.run()
    entry = desk.entries()[0]
    assert (entry.updated - entry.published).total_seconds() < 60


def test_a_copy_whose_date_is_to_come_waits_again_when_the_shown_one_goes(desk: Desk, write: Write) -> None:
    write("a.md", dated("Late", LATER), TEXT)
    desk.run()
    early = write("b.md", dated("Early", PAST), TEXT)
    desk.run()
    early.unlink()
    desk.run()
    assert desk.titles() == []
    desk.now += 2000 * 86_400
    desk.run()
    assert desk.titles() == ["Late"]


@pytest.mark.parametrize(("early", "late"), [("a.md", "b.md"), ("b.md", "a.md")])
@pytest.mark.parametrize("edited", [TEXT + "完。", OTHER])
def test_a_lead_that_yields_while_it_is_edited_is_a_twin_or_an_article_of_its_own(
    desk: Desk, write: Write, early: str, late: str, edited: str
) -> None:
    write(late, dated("Late", LATER), TEXT)
    desk.run()
    write(early, dated("Early", PAST), TEXT)
    write(late, dated("Late", LATER), edited)
    desk.run()
    assert shown(desk) == [("Early", 2026, 1)]
    with desk.store.reading() as connection:
        articles = connection.execute(select(schema.files.c.article_id)).scalars().all()
    assert len(set(articles)) == (2 if edited == OTHER else 1)
    desk.now += 500 * 86_400
    desk.run()
    assert desk.titles() == (["Early", "Late"] if edited == OTHER else ["Early"])


@pytest.mark.parametrize("second", [FUTURE, PAST])
def test_the_copy_of_the_earlier_date_is_the_first_to_be_seen(desk: Desk, write: Write, second: str) -> None:
    write("a.md", dated("Late", LATER), TEXT)
    write("b.md", dated("Early", FUTURE), TEXT)
    desk.run()
    assert desk.entries() == []
    if second == PAST:
        write("b.md", dated("Early", PAST), TEXT)
    else:
        desk.now += 150 * 86_400
    desk.run()
    assert [entry.title for entry in desk.entries()] == ["Early"]
    (uuid,) = {entry.uuid for entry in desk.entries()}
    desk.now += 400 * 86_400
    write("a.md", dated("Late", LATER), TEXT + "完。")
    desk.run()
    assert [(entry.title, entry.uuid) for entry in desk.entries()] == [("Early", uuid)]


def test_an_entry_whose_first_file_gets_a_date_to_come_goes_on_with_the_other(
    desk: Desk, pair: tuple[Path, Path], write: Write
) -> None:
    (before,) = desk.entries()
    write("a.md", dated("One", LATER), TEXT)
    desk.run()
    assert [(entry.title, entry.uuid) for entry in desk.entries()] == [("Two", before.uuid)]
    desk.now += 60
    assert desk.run().changed == 0
    write("a.md", head("甲"), TEXT)
    desk.run()
    assert [(entry.title, entry.uuid) for entry in desk.entries()] == [("Two", before.uuid)]
    pair[1].unlink()
    desk.run()
    assert [(entry.title, entry.uuid) for entry in desk.entries()] == [("One", before.uuid)]


def test_an_entry_that_is_known_joins_no_copy_whose_date_is_to_come(desk: Desk, write: Write) -> None:
    write("a.md", dated("Late", LATER), TEXT)
    write("b.md", dated("Early", PAST), OTHER)
    desk.run()
    (uuid,) = {entry.uuid for entry in desk.entries()}
    write("b.md", dated("Early", PAST), TEXT)
    desk.run()
    assert [(entry.title, entry.uuid) for entry in desk.entries()] == [("Early", uuid)]
    with desk.store.reading() as connection:
        files = connection.execute(select(schema.files.c.article_id)).scalars().all()
    assert len(files) == 2
    assert len(set(files)) == 1


def test_a_lead_that_yielded_and_becomes_another_article_is_one_of_its_own(desk: Desk, write: Write) -> None:
    write("a.md", dated("Late", LATER), TEXT)
    write("b.md", dated("Early", PAST), TEXT)
    desk.run()
    (uuid,) = {entry.uuid for entry in desk.entries()}
    write("a.md", dated("Other", PAST), OTHER)
    desk.run()
    found = {entry.title: entry.uuid for entry in desk.entries()}
    assert found.keys() == {"Early", "Other"}
    assert found["Early"] == uuid


def test_where_dates_to_come_are_shown_the_first_copy_leads(desk: Desk, write: Write) -> None:
    write("a.md", dated("Late", LATER), TEXT)
    desk.run(future="show")
    before = desk.entries()
    write("b.md", dated("Early", PAST), TEXT)
    desk.run()
    assert desk.entries() == before


def test_an_ingest_that_ends_amid_a_change_of_lead_is_completed_by_the_next(
    desk: Desk, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("a.md", dated("Late", LATER), TEXT)
    desk.run()
    write("b.md", dated("Early", PAST), TEXT)
    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(Ingester, "_settle", _interrupted)
        desk.run()
    desk.run()
    assert shown(desk) == [("Early", 2026, 1)]
    with desk.store.reading() as connection:
        assert len(set(connection.execute(select(schema.files.c.article_id)).scalars())) == 1


def _interrupted(*_: object) -> None:
    raise KeyboardInterrupt


def test_a_changed_category_of_a_twin_moves_the_entry(desk: Desk, pair: tuple[Path, Path], write: Write) -> None:
    write("b.md", head("丙", "Two"), TEXT)
    desk.run()
    assert categories(desk) == {"丙": ["One"], "甲": ["One"]}


def test_files_that_become_the_same_are_one_entry_with_the_older_id(desk: Desk, write: Write) -> None:
    write("a.md", head("甲"), TEXT)
    write("b.md", head("乙", "Two"), OTHER)
    desk.run()
    older = next(entry.uuid for entry in desk.entries() if entry.title == "One")
    write("b.md", head("乙", "Two"), TEXT)
    desk.run()
    assert [(entry.title, entry.uuid) for entry in desk.entries()] == [("One", older)]


@pytest.mark.parametrize("moved", [0, 1])
def test_a_renamed_file_of_two_changes_nothing(desk: Desk, pair: tuple[Path, Path], moved: int) -> None:
    before = desk.entries()
    pair[moved].rename(pair[moved].with_name("c.md"))
    desk.run()
    assert desk.entries() == before


@pytest.mark.parametrize("anew", [True, False])
def test_a_copy_that_takes_the_name_of_the_first_file_leads_with_its_own_words(
    desk: Desk, pair: tuple[Path, Path], write: Write, *, anew: bool
) -> None:
    uuid = desk.entries()[0].uuid
    first, second = pair
    second.rename(first)
    if anew:
        write("b.md", head("丙", "Three"), OTHER)
    age(first)
    desk.run()
    found = {entry.uuid: entry.title for entry in desk.entries()}
    assert found[uuid] == "Two"
    assert set(categories(desk)) == ({"乙", "丙"} if anew else {"乙"})


def test_files_of_two_sources_are_one_entry_too(desk: Desk, write: Write, tmp_path: Path) -> None:
    write("a.md", head("甲"), TEXT)
    other = tmp_path / "more" / "b.md"
    other.parent.mkdir()
    other.write_text(f"---\n{head('乙', 'Two')}\n---\n{TEXT}\n", encoding="utf-8")
    both = f"{tmp_path / 'posts'}:{tmp_path / 'more'}"
    desk.run(sources=both)
    uuid = desk.entries()[0].uuid
    assert categories(desk) == {"甲": ["One"], "乙": ["One"]}
    (tmp_path / "posts" / "a.md").unlink()
    desk.run(sources=both)
    assert [(entry.title, entry.uuid) for entry in desk.entries()] == [("Two", uuid)]


def test_nothing_changes_when_nothing_changed(desk: Desk, pair: tuple[Path, Path]) -> None:
    before = desk.entries()
    for _ in range(2):
        desk.now += 60
        assert (desk.run().added, desk.entries()) == (0, before)


def test_show_names_the_other_file(desk: Desk, pair: tuple[Path, Path]) -> None:
    shown = inspection.show(desk.settings, pair[1])
    assert shown["same_article_as"] == [{"source": "posts", "path": "a.md"}]


def state(desk: Desk) -> tuple[list[tuple[str, str]], dict[str, int]]:
    """What readers see: original and text of every entry, with the number of entries of each feed."""
    with desk.store.reading() as connection:
        terms = schema.terms.c
        rows = connection.execute(select(terms.kind, terms.key, terms.entries).where(terms.entries > 0))
        counted = {f"{row.kind}/{row.key}": row.entries for row in rows}
    return sorted(
        (entry.link or "", ",".join(sorted(t.key for t in entry.categories))) for entry in desk.entries()
    ), counted


@pytest.mark.parametrize("seed", range(8))
def test_any_sequence_of_acts_ends_where_a_fresh_ingest_does(
    desk: Desk, write: Write, seed: int, tmp_path: Path, make_settings: Callable[..., object]
) -> None:
    chance = random.Random(seed)
    names, texts = ["a.md", "b.md", "c.md", "d.md"], [TEXT, TEXT + "完。", OTHER]
    for _ in range(12):
        for _ in range(chance.randint(1, 3)):
            file = tmp_path / "posts" / chance.choice(names)
            if file.exists() and chance.random() < 0.4:
                file.unlink()
            else:
                more = "draft: true" if chance.random() < 0.15 else ""
                write(file.name, head(chance.choice("甲乙丙"), file.stem, more=more), chance.choice(texts))
        desk.now += 10_000
        desk.run()
    fresh = Desk(make_settings)  # type: ignore[arg-type]
    fresh.settings = fresh.make(data=tmp_path / "fresh")
    fresh.store = open_store(fresh.settings.database_url, fresh.settings.data)
    fresh.run()
    assert state(desk) == state(fresh)
    with desk.store.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM files WHERE fingerprint = ''")).scalar() == 0
    fresh.store.close()


def test_a_store_of_version_1_is_migrated_and_goes_on(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    address = f"sqlite:///{folder / 'feedsvc.sqlite3'}"
    engine = create_engine(address)
    with engine.begin() as connection:
        for statement in migrations.MIGRATIONS[0]:
            assert isinstance(statement, str)
            connection.execute(text(statement.replace("{serial}", migrations.SERIAL["sqlite"])))
        first = {"authority": "5f0c0b1e-8c1f-4d5e-9e53-6a5b8d6f3a10", "generation": "0", "version": "1"}
        connection.execute(schema.meta.insert(), [{"key": key, "value": value} for key, value in first.items()])
        connection.execute(text("INSERT INTO sources (name, uuid) VALUES ('posts', 'u')"))
    engine.dispose()
    store = open_store(address, folder)
    with store.reading() as connection:
        assert migrations.version(connection) == len(migrations.MIGRATIONS)
        assert connection.execute(select(schema.articles.c.original)).all() == []
        assert connection.execute(select(schema.twins.c.file_id)).all() == []
        assert connection.execute(select(schema.sources.c.name)).scalars().all() == ["posts"]
    store.close()

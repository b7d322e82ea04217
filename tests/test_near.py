"""Near names for one that nobody has."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedsvc.model import Company, Name
from feedsvc.store import companies, near
from feedsvc.store.engine import Store
from feedsvc.store.near import distance, likeness
from tests.storing import batch

KNOWN = (
    Company("06618.HK", "京东健康", (Name("京东健康"), Name("JD Health")), ("06618.HK",)),
    Company("09618.HK", "京东集团", (Name("京东集团"), Name("京东")), ("09618.HK",)),
    Company("600519.SH", "贵州茅台", (Name("贵州茅台"), Name("茅台")), ("600519.SH",)),
    Company("AAPL.US", "苹果", (Name("苹果公司"), Name("Apple")), ("AAPL.US",)),
    Company("北京银行", "北京银行", (Name("北京银行"),)),
)


@pytest.fixture
def known(store: Store) -> Store:
    with batch(store) as ledger:
        companies.sync(ledger, KNOWN)
    return store


@pytest.mark.parametrize(
    ("asked", "key", "name"),
    [
        ("京东建康", "06618.HK", "京东健康"),
        ("京东健康集团", "06618.HK", "京东健康"),
        ("贵州毛台", "600519.SH", "贵州茅台"),
        ("Aple", "AAPL.US", "Apple"),
        ("appel", "AAPL.US", "Apple"),
        ("jd healt", "06618.HK", "JD Health"),
        ("600518.SH", "600519.SH", "贵州茅台"),
        ("０６６１９.HK", "06618.HK", "京东健康"),
    ],
)
def test_mistyped_name_leads_to_the_company(known: Store, asked: str, key: str, name: str) -> None:
    with known.reading() as connection:
        found = near.near(connection, asked)
    assert (found[0].key, found[0].name) == (key, name)
    assert len({each.key for each in found}) == len(found)


@pytest.mark.parametrize("asked", ["", "完全不同的名字", "%", "_", "..", "x" * 5000, "\0", "/"])
def test_what_is_like_nothing_leads_nowhere(known: Store, asked: str) -> None:
    with known.reading() as connection:
        assert near.near(connection, asked) == ()


@pytest.mark.parametrize(
    "asked", ["ab\ud7ff", "a\U0010ffff", "\U0010ffff" * 3, "京\ud7ff", "京\U0010ffff", "京%", "a_b", "ab/", "ab\\"]
)
def test_a_name_may_end_in_any_character(known: Store, asked: str) -> None:
    other = Company("X.US", asked + "bc", (Name(asked + "bc"),), ("X.US",))
    with known.reading() as connection:
        near.near(connection, asked)
    with batch(known) as ledger:
        companies.sync(ledger, (*KNOWN, other))
    with known.reading() as connection:
        assert [each.key for each in near.near(connection, asked)][:1] == ["X.US"]


def test_no_more_candidates_are_compared_than_the_bound(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[str] = []

    def counting(one: str, other: str) -> float:
        compared.append(other)
        return likeness(one, other)

    monkeypatch.setattr(near, "likeness", counting)
    many = [Company(f"{n:06}.SZ", f"京东{n}", (Name(f"京东{n}"),), (f"{n:06}.SZ",)) for n in range(900)]
    with batch(store) as ledger:
        companies.sync(ledger, many)
    with store.reading() as connection:
        assert len(near.near(connection, "京东X", limit=3)) == 3
    assert 0 < len(compared) <= near.CANDIDATES


def test_a_company_that_is_gone_is_not_offered(known: Store) -> None:
    with batch(known) as ledger:
        companies.sync(ledger, KNOWN[1:])
    with known.reading() as connection:
        assert "06618.HK" not in [each.key for each in near.near(connection, "京东建康")]


@given(st.text(max_size=12), st.text(max_size=12))
def test_distance_is_one(one: str, other: str) -> None:
    assert distance(one, one) == 0
    assert distance(one, other) == distance(other, one) <= max(len(one), len(other))
    assert distance(one, other) >= abs(len(one) - len(other))
    assert 0 <= likeness(one, other) <= 1


@pytest.mark.parametrize(("one", "other", "steps"), [("kitten", "sitting", 3), ("", "abc", 3), ("茅台", "毛台", 1)])
def test_distance_counts_steps(one: str, other: str, steps: int) -> None:
    assert distance(one, other) == steps

"""Searches counted by what they find, and how much a selection brings, on both databases."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from feedsvc import fulltext
from feedsvc.model import Term, Zone
from feedsvc.store import facets, pages, selecting
from feedsvc.store.engine import Store
from feedsvc.store.selecting import Wanted
from tests.articles import NOON, article
from tests.storing import feed, put


def term(store: Store, kind: str = "all", key: str = "") -> frozenset[int]:
    found = feed(store, kind, key)
    assert found is not None
    return frozenset({found.term_id})


def dated(path: str, published: datetime, category: str = "a", text: str = "稀土") -> object:
    terms = (Term("category", category, category.upper()), Term("source", "S", "S"))
    return article(path, published=published, terms=terms, zones=(Zone("body", text),))


def fill(store: Store, *found: object) -> None:
    put(store, *found)  # type: ignore[arg-type]


def test_a_search_is_counted_by_category_source_and_time(store: Store) -> None:
    fill(
        store,
        dated("a.md", NOON),
        dated("b.md", NOON - timedelta(days=3)),
        dated("c.md", NOON - timedelta(days=40), "b"),
        dated("d.md", NOON, "b", "别的"),
    )
    with store.reading() as connection:
        found = facets.facets(connection, Wanted((term(store),), words=fulltext.parse("稀土")))
        assert [entry.title for entry in pages.numbered(connection, found.found)] == ["One"] * 3
    assert found.is_all
    assert [(each.key, each.label, each.articles) for each in found.categories] == [("a", "A", 2), ("b", "B", 1)]
    assert [(each.key, each.articles) for each in found.sources] == [("S", 3)]
    assert found.years == ((2022, 3),)
    assert found.months == ((date(2022, 3, 1), 2), (date(2022, 2, 1), 1))


def test_what_is_of_many_years_is_told_by_year(store: Store) -> None:
    fill(store, *(dated(f"{year}.md", datetime(year, 5, 1, tzinfo=NOON.tzinfo)) for year in (2017, 2019, 2021)))
    with store.reading() as connection:
        found = facets.facets(connection, Wanted((term(store),)))
    assert found.years == ((2021, 1), (2019, 1), (2017, 1))
    assert found.months == ()


def test_of_more_articles_than_are_counted_it_says_so(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(store, *(dated(f"{n}.md", NOON - timedelta(hours=n)) for n in range(6)))
    monkeypatch.setattr(facets, "FOUND", 4)
    with store.reading() as connection:
        found = facets.facets(connection, Wanted((term(store),)))
        assert (len(found.found), found.is_all, found.categories[0].articles) == (4, False, 4)
        monkeypatch.setattr(facets, "FOUND", 7)
        found = facets.facets(connection, Wanted((term(store),)))
        assert (len(found.found), found.is_all) == (6, True)


def test_a_search_that_met_its_bound_says_so(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(store, *(dated(f"{n}.md", NOON - timedelta(hours=n), "ab"[n % 2]) for n in range(8)))
    wanted = Wanted((term(store), term(store, "source", "S"), term(store, "category", "a")))
    monkeypatch.setattr(selecting, "BATCH", 2)
    with store.reading() as connection:
        assert selecting.look(connection, wanted, 50).is_all
        monkeypatch.setattr(selecting, "MOST", 3)
        found = selecting.look(connection, wanted, 50)
    assert (len(found.numbers), found.is_all) == (3, False)


def test_a_volume_is_that_of_the_last_twelve_weeks(store: Store) -> None:
    fill(
        store,
        *(dated(f"{n}.md", NOON - timedelta(days=7 * n, hours=1)) for n in range(20)),
        dated("other.md", NOON, "b"),
    )
    with store.reading() as connection:
        found = facets.volume(connection, Wanted((term(store, "category", "a"),)))
        assert found.a_week == pytest.approx(1.0)
        assert (found.is_least, found.articles, found.is_all) == (False, 20, True)
        assert [entry.published for entry in found.newest] == [NOON - timedelta(days=7 * n, hours=1) for n in range(5)]
        rare = facets.volume(connection, Wanted((term(store, "category", "b"),)), newest=0)
    assert rare.a_week == pytest.approx(1 / 12)
    assert rare.newest == ()


def test_a_volume_of_much_is_that_of_the_time_that_was_looked_at(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(store, *(dated(f"{n}.md", NOON - timedelta(days=n)) for n in range(30)))
    monkeypatch.setattr(facets, "FOUND", 15)
    with store.reading() as connection:
        found = facets.volume(connection, Wanted((term(store),)))
        assert found.a_week == pytest.approx(15 * 7 / 14)
        assert (found.is_least, found.is_all) == (False, False)
        monkeypatch.setattr(facets, "FOUND", 5)
        found = facets.volume(connection, Wanted((term(store),)))
    # Five articles within four days: in a week there are five at least.
    assert (found.a_week, found.is_least) == (5, True)


def test_a_selection_of_nothing_brings_nothing(store: Store) -> None:
    fill(store, dated("a.md", NOON))
    with store.reading() as connection:
        wanted = Wanted((term(store),), words=fulltext.parse("没有的词"))
        assert facets.volume(connection, wanted) == facets.Volume(0, is_least=False, articles=0, is_all=True, newest=())
        found = facets.facets(connection, wanted)
    assert (found.found, found.is_all, found.categories, found.years) == ((), True, (), ())

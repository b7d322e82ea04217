"""A feed page by page, and what stands beside an article, on both databases."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedsvc.store import articles, paging
from feedsvc.store.engine import Store
from feedsvc.store.paging import Place
from tests.articles import NOON, article
from tests.storing import batch, feed, put, shown


def everything(store: Store) -> int:
    found = feed(store, "all")
    assert found is not None
    return found.term_id


@pytest.fixture
def filled(store: Store) -> Store:
    """Forty articles, most of which share their second with others."""
    chance = random.Random(3)
    put(store, *(article(f"{n}.md", published=NOON - timedelta(hours=chance.randint(0, 9))) for n in range(40)))
    return store


@pytest.mark.parametrize("size", [1, 7, 39, 40, 50])
def test_pages_one_behind_another_are_the_whole_feed_and_so_they_are_back_again(filled: Store, size: int) -> None:
    every = [entry.uuid for entry in shown(filled, limit=500)]
    number = everything(filled)
    with filled.reading() as connection:
        page = paging.page(connection, number, size)
        assert page.newer is None
        there = [[entry.uuid for entry in page.entries]]
        while page.older is not None:
            page = paging.page(connection, number, size, older_than=Place.read(str(page.older)))
            there.append([entry.uuid for entry in page.entries])
            assert page.newer is not None
        assert [uuid for part in there for uuid in part] == every
        back = [there[-1]]
        while page.newer is not None:
            page = paging.page(connection, number, size, newer_than=page.newer)
            back.append([entry.uuid for entry in page.entries])
            assert page.older is not None
        assert [uuid for part in back[::-1] for uuid in part] == every


def test_a_place_behind_the_last_entry_has_an_empty_page_that_leads_back(filled: Store) -> None:
    number, end = everything(filled), Place(0, 0)
    with filled.reading() as connection:
        page = paging.page(connection, number, 10, older_than=end)
        assert (page.entries, page.older) == ((), None)
        assert page.newer is not None
        back = paging.page(connection, number, 10, newer_than=page.newer)
    assert [entry.uuid for entry in back.entries] == [entry.uuid for entry in shown(filled, limit=500)][-10:]
    assert back.older is None


def test_a_place_before_the_first_entry_has_an_empty_page_that_leads_on(filled: Store) -> None:
    with filled.reading() as connection:
        page = paging.page(connection, everything(filled), 10, newer_than=Place(1 << 40, 0))
    assert (page.entries, page.newer, page.older) == ((), None, Place(1 << 40, 0))


def test_a_page_stays_in_its_place_when_its_first_article_goes_and_new_ones_come(filled: Store) -> None:
    every = [entry.uuid for entry in shown(filled, limit=500)]
    number = everything(filled)
    with filled.reading() as connection:
        place = paging.page(connection, number, 10).older
    with batch(filled) as ledger:
        gone = ledger.connection.exec_driver_sql(f"SELECT id FROM articles WHERE uuid = '{every[9]}'").scalar_one()
        articles.withdraw(ledger, gone)
    put(filled, article("new.md", published=NOON + timedelta(minutes=1)))
    with filled.reading() as connection:
        page = paging.page(connection, number, 10, older_than=place)
    assert [entry.uuid for entry in page.entries] == every[10:20]


def test_neighbours_are_the_entries_before_and_behind(filled: Store) -> None:
    every = [entry.uuid for entry in shown(filled, limit=500)]
    number = everything(filled)
    with filled.reading() as connection:
        for index, uuid in enumerate(every):
            newer, older = paging.neighbours(connection, number, uuid)
            assert (newer and newer.uuid) == (every[index - 1] if index else None)
            assert (older and older.uuid) == (every[index + 1] if index < 39 else None)
        assert paging.neighbours(connection, number + 1000, every[0]) == (None, None)
        assert paging.neighbours(connection, number, "0a000000-0000-4000-8000-000000000001") == (None, None)


@given(st.integers(-(10**11), 10**11), st.integers(0, (1 << 60) - 1))
def test_a_place_is_read_as_it_was_written(published: int, rank: int) -> None:
    assert Place.read(str(Place(published, rank))) == Place(published, rank)


@given(st.text())
def test_what_is_no_place_is_none(written: str) -> None:
    found = Place.read(written)
    assert found is None or 0 <= found.rank < 1 << 60


@pytest.mark.parametrize("written", ["", "1", "1.", ".1", "1.1g", "1.1" + "0" * 15, "9" * 13 + ".1", "１.1", "1.1\n"])
def test_such_a_place_is_none(written: str) -> None:
    assert Place.read(written) is None

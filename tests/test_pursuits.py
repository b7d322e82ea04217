"""The search of stored articles for new names: the word index offers every article that holds one, on each database."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from feedsvc import fulltext
from feedsvc.companies.folding import small_name
from feedsvc.companies.gazetteer import Gazetteer
from feedsvc.config import Settings
from feedsvc.ingest import Ingester
from feedsvc.model import Company, Name
from feedsvc.store import pursuits, search, stats
from feedsvc.store.pursuits import MOST_NAMES, Pursuit
from feedsvc.watchers import Watchers
from tests.desk import NOW, Desk

Write = Callable[..., Path]
BODIES = ("瑞泰来医药签约。", "Nothing of it.", "来医药，瑞泰来。", "Acme Robotics和海思签约。", "Robotics, then Acme.")


@pytest.fixture
def board(make_settings: Callable[..., Settings], database_url: str, write: Write) -> Desk:
    """A desk on each kind of database, with an article for each of the bodies."""
    for number, body in enumerate(BODIES):
        write(f"{number}.md", head=f"title: '{number}'\ndate: 2022-03-{number + 1:02} 10:00:00 +0800", body=body)
    desk = Desk(lambda **values: make_settings(database=database_url, **values))
    desk.run()
    return desk


def offered(desk: Desk, *names: str, limit: int = 100) -> list[list[str]]:
    """The titles of the articles that a search for these names goes through, part by part."""
    parts: list[list[str]] = []
    with desk.store.writing() as connection:
        pursuits.begin(connection, names)
        while pursuit := pursuits.under_way(connection):
            part = pursuits.next_part(connection, pursuit, limit)
            parts.append(sorted(json.loads(zones)[0][1] for zones in part.zones.values()))
            pursuits.looked_at(connection, pursuit, part, ())
    assert parts.pop() == []
    return parts


@pytest.mark.parametrize(
    ("names", "titles"),
    [
        (("瑞泰来医药",), ["0", "2"]),
        (("acme robotics",), ["3", "4"]),
        (("acme robotics", "瑞泰来医药"), ["0", "2", "3", "4"]),
        (("海思",), ["3"]),
        (("nobody",), []),
    ],
)
def test_the_index_offers_what_holds_the_tokens_of_a_name(
    board: Desk, names: tuple[str, ...], titles: list[str]
) -> None:
    assert [title for part in offered(board, *names) for title in part] == titles


def test_a_search_goes_part_by_part_the_newest_first(board: Desk) -> None:
    assert offered(board, "acme robotics", "瑞泰来医药", limit=3) == [["2", "3", "4"], ["0"]]


def test_a_name_without_any_token_may_be_in_every_article(board: Desk) -> None:
    assert offered(board, "甲&乙", "海思", limit=3) == [["2", "3", "4"], ["0", "1"]]


def test_some_hundred_names_are_asked_for_at_once(board: Desk) -> None:
    names = [f"name{number} of{number}" for number in range(MOST_NAMES - 1)]
    assert offered(board, *names, "海思") == [["3"]]


def test_names_that_are_asked_for_apart_offer_the_newest_articles_of_all(board: Desk) -> None:
    between = [f"z{number} of{number}" for number in range(search.NAMES_AT_ONCE)]
    # The names are asked for in their order, `nothing`, which an old article has, before all others.
    assert offered(board, "nothing", *between, "海思", "瑞泰来医药", limit=2) == [["2", "3"], ["0", "1"]]


def test_of_more_names_than_the_index_is_asked_for_every_article_may_hold_one(board: Desk) -> None:
    names = [f"name{number} of{number}" for number in range(30_000)]
    assert offered(board, *names, limit=3) == [["2", "3", "4"], ["0", "1"]]


def test_a_name_that_ends_in_a_letter_is_found_before_a_sign_that_makes_another_word_of_it(
    board: Desk, write: Write
) -> None:
    write("5.md", head="title: '5'\ndate: 2022-03-06 10:00:00 +0800", body="#Big C#泰国签约。")
    board.run()
    assert offered(board, "big c") == [["5"]]


@pytest.mark.parametrize(("name", "titles"), [("58同城", [["5"]]), ("58", [["2", "3", "4", "5"], ["0", "1"]])])
def test_digits_that_stand_spread_out_are_found_too(
    board: Desk, write: Write, name: str, titles: list[list[str]]
) -> None:
    write("5.md", head="title: '5'\ndate: 2022-03-06 10:00:00 +0800", body="今天 5 8 同城签约。")
    board.run()
    assert offered(board, name, limit=4) == titles


def test_names_that_come_while_others_are_searched_for_begin_the_search_anew(board: Desk) -> None:
    with board.store.writing() as connection:
        pursuits.begin(connection, ["海思"])
        first = Pursuit(("海思",), is_indexed=True)
        pursuits.looked_at(connection, first, pursuits.next_part(connection, first, 1), ())
        assert pursuits.under_way(connection) != first
        pursuits.begin(connection, ["acme"])
        assert pursuits.under_way(connection) == Pursuit(("acme", "海思"), is_indexed=True)


def test_a_search_that_an_earlier_version_began_begins_anew(board: Desk) -> None:
    with board.store.writing() as connection:
        stats.set_mark(connection, pursuits.PURSUIT, '[["海思"], 3]')
        assert pursuits.under_way(connection) == Pursuit(("海思",), is_indexed=True)


def test_a_search_waits_for_an_index_that_is_behind(board: Desk) -> None:
    ingester = Ingester(board.store, board.settings, Watchers(clock=lambda: NOW))
    with board.store.writing() as connection:
        stats.set_mark(connection, search.MARK, "of another version")
        pursuits.begin(connection, ["海思"])
    ingester.learn()
    with board.store.reading() as connection:
        assert pursuits.under_way(connection) == Pursuit(("海思",), is_indexed=True)
    assert ingester.decide() == 1
    with board.store.reading() as connection:
        assert pursuits.under_way(connection) is None


WORDS = st.sampled_from(
    [
        "Acme",
        "ACME",
        "Robotics",
        "3M",
        "360",
        "AT",
        "Nestlé",
        "瑞泰",
        "来",
        "医药",
        "五粮液",
        "ß",
        "\uff4a\uff44",
        "한국",
    ]
)
SIGNS = st.sampled_from(["", " ", "  ", "·", "&", "-", "'", ".", "、", "\u00a0", "(", "_", "\n", "\u3000"])
PARTS = st.lists(st.tuples(WORDS, SIGNS), min_size=1, max_size=4)
PHRASES = PARTS.map(lambda parts: "".join(map("".join, parts)).strip())


@given(name=PHRASES, before=PHRASES, behind=PHRASES, left=SIGNS, right=SIGNS)
@example(name="五粮液", before="为", behind="而", left=" ", right=" ")
@example(name="Nestlé", before="瑞泰", behind="来", left="", right="'")
def test_whatever_is_found_in_a_text_has_its_tokens_there(
    name: str, before: str, behind: str, left: str, right: str
) -> None:
    pattern = small_name(name)
    if len(pattern) < 2:
        return
    text = f"{before}{left}{name}{right}{behind}"
    names = Gazetteer((Company(key="X", name=name, names=(Name(name),)),))
    if names.hits(text):
        assert set(pursuits.index_tokens(pattern)) <= fulltext.tokens(text)

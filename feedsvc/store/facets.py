"""What a search or a combined selection finds by company, category, source and time, in a bounded number of articles.

Where `is_all` does not stand, every count is "at least": it is that of the newest articles of the selection alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, tzinfo

from sqlalchemy import Connection, select

from feedsvc.served import Entry
from feedsvc.store import pages, schema, selecting
from feedsvc.store.beside import Counted, counted
from feedsvc.store.chunks import chunks
from feedsvc.store.paging import Place
from feedsvc.store.selecting import Wanted
from feedsvc.store.trends import WEEK

FOUND = 500
"""Articles of a selection that are counted."""
MONTHS_OF = 2
"""Years that are told month by month; more are told year by year."""
WEEKS = 12
"""Weeks, up to the store's newest article, that tell how much a selection brings."""
WEEK_SECONDS = WEEK * 86_400


@dataclass(frozen=True, slots=True)
class Facets:
    """The articles found, newest first (pages.numbered shows them); how many of them are in which feeds, and by year
    and month in the zone asked for, the newest first. `months` is empty where they are of more than MONTHS_OF years.
    Where there may be others they are behind the place `last`."""

    found: tuple[int, ...]
    is_all: bool
    companies: tuple[Counted, ...]
    categories: tuple[Counted, ...]
    sources: tuple[Counted, ...]
    years: tuple[tuple[int, int], ...]
    months: tuple[tuple[date, int], ...]
    last: Place | None = None


@dataclass(frozen=True, slots=True)
class Volume:
    """How much a selection brings: articles a week, "at least" where `is_least`; how many articles it has, "at least"
    where not `is_all`; and the newest of them."""

    a_week: float
    is_least: bool
    articles: int
    is_all: bool
    newest: tuple[Entry, ...]


def facets(connection: Connection, wanted: Wanted, limit: int = 12, zone: tzinfo = UTC) -> Facets:
    """The newest FOUND articles of a selection, counted; at most `limit` companies, categories and sources.

    Costs what the selection does (selecting.MOST candidates at most), then some six links an article found.
    """
    found = selecting.look(connection, wanted, FOUND)
    beside = counted(connection, found.numbers, limit)
    months = Counter(day.replace(day=1) for day in _days(connection, found.numbers, zone))
    years = Counter[int]()
    for month, articles in months.items():
        years[month.year] += articles
    return Facets(
        found.numbers,
        found.is_all,
        beside.get("company", ()),
        beside.get("category", ()),
        beside.get("source", ()),
        tuple(sorted(years.items(), reverse=True)),
        tuple(sorted(months.items(), reverse=True)) if len(years) <= MONTHS_OF else (),
        None if found.is_all else found.last,
    )


def volume(connection: Connection, wanted: Wanted, newest: int = 5) -> Volume:
    """How many articles a week a selection gave in the WEEKS weeks that end with the store's newest article, or in as
    much of them as its newest FOUND articles reach back; and the `newest` few."""
    found = selecting.look(connection, wanted, FOUND)
    terms = schema.terms.c
    end = connection.execute(select(terms.newest).where(terms.kind == "all")).scalar() or 0
    since = end - WEEKS * WEEK_SECONDS
    instants = _instants(connection, found.numbers)
    reached = found.is_all or not instants or min(instants) <= since
    recent = sum(1 for instant in instants if instant > since)
    seconds = end - (since if reached else min(instants))
    a_week = recent * WEEK_SECONDS / max(seconds, WEEK_SECONDS)
    # The bound was met before FOUND articles were found, or they are those of a few days.
    is_least = not reached and (len(instants) < FOUND or seconds < WEEK_SECONDS)
    entries = pages.numbered(connection, found.numbers[:newest])
    return Volume(a_week, is_least, len(found.numbers), found.is_all, entries)


def _days(connection: Connection, article_ids: Sequence[int], zone: tzinfo) -> list[date]:
    return [pages.instant(instant).astimezone(zone).date() for instant in _instants(connection, article_ids)]


def _instants(connection: Connection, article_ids: Sequence[int]) -> list[int]:
    """When these articles were published, in seconds since 1970."""
    articles = schema.articles.c
    found: list[int] = []
    for part in chunks(article_ids):
        found += connection.execute(select(articles.published).where(articles.id.in_(part))).scalars()
    return found

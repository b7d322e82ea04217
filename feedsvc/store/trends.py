"""How many articles a feed has had by time: what charts are drawn of, and which feeds are the liveliest.

All of it comes from counters (store/tallies.py), never from articles. Days and months are those of UTC.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import Connection, Select, func, select

from feedsvc.model import FeedKind
from feedsvc.served import FeedSummary
from feedsvc.store import pages, schema

WEEK = 7
LIVELY_DAYS = 30
WEEKS = 26
MONTHS = 120
"""Bars of a chart of months: ten years."""
EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart: the first day of its month or of its seven days, and the articles published in it."""

    start: date
    entries: int


@dataclass(frozen=True, slots=True)
class Lively:
    """A feed and its articles of the days asked for."""

    term_id: int
    feed: FeedSummary
    recent: int


def months(connection: Connection, term_id: int, most: int = MONTHS) -> tuple[Bar, ...]:
    """Articles a month of a feed of any kind, the oldest first, months without any with them; of a longer life the
    last `most` months. An index range of as many rows."""
    table = schema.months.c
    query = select(table.month, table.entries).where(table.term_id == term_id, table.entries > 0)
    found = {row.month: row.entries for row in connection.execute(query.order_by(table.month.desc()).limit(most))}
    if not found:
        return ()
    last = max(found)
    first = max(min(found), last - most + 1)
    return tuple(Bar(date(each // 12, each % 12 + 1, 1), found.get(each, 0)) for each in range(first, last + 1))


def newest(connection: Connection) -> datetime | None:
    """When the newest live article was published; None where there is none."""
    terms = schema.terms.c
    found = connection.execute(select(terms.newest).where(terms.kind == "all")).scalar()
    return None if found is None else pages.instant(found)


def newest_day(connection: Connection) -> date | None:
    """The day of UTC of the newest live article; None where there is none."""
    found = newest(connection)
    return None if found is None else found.date()


def weeks(
    connection: Connection, term_ids: Sequence[int], end: date, number: int = WEEKS
) -> Mapping[int, tuple[Bar, ...]]:
    """Articles of seven days each of feeds of companies and categories, the oldest first; the last seven end with the
    day `end`. Every feed asked for has all its bars."""
    last = _number(end)
    first = last - number * WEEK + 1
    days = schema.days.c
    query = select(days.term_id, days.day, days.entries).where(days.term_id.in_(term_ids))
    counts = {term_id: [0] * number for term_id in term_ids}
    for row in connection.execute(query.where(days.day >= first, days.day <= last)):
        counts[row.term_id][(row.day - first) // WEEK] += row.entries
    return {
        term_id: tuple(Bar(_day(first + WEEK * week), entries) for week, entries in enumerate(found))
        for term_id, found in counts.items()
    }


def liveliest(
    connection: Connection, authority: UUID, kind: FeedKind = "company", limit: int = 10, days: int = LIVELY_DAYS
) -> tuple[Lively, ...]:
    """The companies or categories with most articles in the days that end with the store's newest article, then by
    label. One range of the counters by day: as many rows as feeds had articles on each of these days."""
    end = newest_day(connection)
    if end is None:
        return ()
    counted = recent(end, days).subquery()
    terms = schema.terms
    query = (
        select(terms, counted.c.recent)
        .select_from(counted.join(terms, counted.c.term_id == terms.c.id))
        .where(terms.c.kind == kind)
        .order_by(counted.c.recent.desc(), terms.c.label, terms.c.id)
        .limit(limit)
    )
    return tuple(Lively(row.id, pages.summary(row, authority), row.recent) for row in connection.execute(query))


def recent(end: date, days: int = LIVELY_DAYS) -> Select[tuple[int, int]]:
    """The numbers of the feeds that are counted by day and had articles in the days that end with `end`, and how many
    (`recent`)."""
    table, last = schema.days.c, _number(end)
    total = func.sum(table.entries)
    query = select(table.term_id, total.label("recent")).where(table.day > last - days, table.day <= last)
    return query.group_by(table.term_id).having(total > 0)


def _day(number: int) -> date:
    return EPOCH + timedelta(days=number)


def _number(day: date) -> int:
    return (day - EPOCH).days

"""Counts of a feed's live entries by month, and by day where charts and directories ask for the liveliest feeds.

They are kept by difference, in the transaction that changes the entries, so that no page and no archive ever counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable
from datetime import UTC, datetime

from sqlalchemy import Connection

from feedsvc.model import FeedKind
from feedsvc.store.engine import change_many

PART = 500
"""Entries of one archive document."""
DAY = 86_400
DAILY: tuple[FeedKind, ...] = ("category", "company")
"""The kinds of feeds whose entries are counted by day, too."""

_COUNT_MONTH = (
    "INSERT INTO months (term_id, month, entries, version, modified)"
    # Not INSERT … SELECT FROM terms: SQLite begins a savepoint for each of those, at which FTS5 writes what it holds.
    " VALUES (:term, CAST(:month AS INTEGER), CAST(:difference AS INTEGER),"
    " (SELECT version FROM terms WHERE id = :term), (SELECT modified FROM terms WHERE id = :term))"
    " ON CONFLICT (term_id, month) DO UPDATE SET entries = months.entries + excluded.entries,"
    " version = excluded.version, modified = excluded.modified"
)
_COUNT_DAY = (
    "INSERT INTO days (term_id, day, entries) VALUES (:term, :day, :difference)"
    " ON CONFLICT (term_id, day) DO UPDATE SET entries = days.entries + excluded.entries"
)
_TOUCH_NEWER = (
    "UPDATE months SET version = (SELECT version FROM terms WHERE id = :term),"
    " modified = (SELECT modified FROM terms WHERE id = :term) WHERE term_id = :term"
    " AND month = (SELECT MIN(month) FROM months WHERE term_id = :term AND month > :month AND entries > 0)"
    " AND EXISTS (SELECT 1 FROM months WHERE term_id = :term AND month = :month"
    " AND (entries + :size - 1) / :size <> (entries - :difference + :size - 1) / :size)"
)
_TOUCH_OLDEST = (
    "UPDATE months SET version = (SELECT version FROM terms WHERE id = :term),"
    " modified = (SELECT modified FROM terms WHERE id = :term) WHERE term_id = :term"
    " AND month = (SELECT MIN(month) FROM months WHERE term_id = :term AND entries > 0) AND month < :month"
    " AND (SELECT COUNT(*) FROM months WHERE term_id = :term AND entries > 0 AND month < :month) = 1"
    " AND EXISTS (SELECT 1 FROM months WHERE term_id = :term AND month = :month"
    " AND (entries + :size - 1) / :size <> (entries - :difference + :size - 1) / :size)"
)
"""Archives lead to each other: where a month gets or loses a part, the next newer one links elsewhere, and so does the
oldest one where that month is the next behind it."""


def month_of(published: int) -> int:
    """The UTC month of an instant in seconds since 1970, as months since the year 0: 2022-02 is 24265."""
    moment = datetime.fromtimestamp(published, UTC)
    return moment.year * 12 + moment.month - 1


class Tally:
    """What one transaction adds to the counts."""

    def __init__(self) -> None:
        self._months: Counter[tuple[int, int]] = Counter()
        self._days: Counter[tuple[int, int]] = Counter()

    def add(self, term_id: int, difference: int, published: int) -> None:
        """So many live entries more in a feed, of an instant in seconds since 1970; 0 where one of them changed."""
        self._months[term_id, month_of(published)] += difference
        if difference:
            self._days[term_id, published // DAY] += difference

    def add_new(self, term_ids: Iterable[int], published: int) -> None:
        """One live entry more in each of these feeds."""
        month, day = month_of(published), published // DAY
        for term_id in term_ids:
            self._months[term_id, month] += 1
            self._days[term_id, day] += 1

    @property
    def moved(self) -> list[int]:
        """The feeds that have more or fewer entries of a day than before."""
        return sorted({term_id for (term_id, _), difference in self._days.items() if difference})

    def write(self, connection: Connection, daily: Container[int]) -> None:
        """Write the counts; those by day of the feeds that are `daily`. Versions and times of the terms are written
        by now: an archive changes when its feed does, which moves with every change and never back."""
        rows = [
            {"term": term_id, "month": month, "difference": difference, "size": PART}
            for (term_id, month), difference in sorted(self._months.items())
        ]
        change_many(connection, _COUNT_MONTH, rows)
        counted = [row for row in rows if row["difference"]]
        change_many(connection, _TOUCH_NEWER, counted)
        change_many(connection, _TOUCH_OLDEST, counted)
        self._write_days(connection, daily)

    def _write_days(self, connection: Connection, daily: Container[int]) -> None:
        rows = [
            {"term": term_id, "day": day, "difference": difference}
            for (term_id, day), difference in sorted(self._days.items())
            if difference and term_id in daily
        ]
        change_many(connection, _COUNT_DAY, rows)

"""The archives of a feed (RFC 5005 4): a UTC month each, cut into parts of PART entries from the oldest on.

A part keeps its entries when later ones come; only an article of its own month, late or corrected, changes them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Select, select

from feedsvc.store import schema
from feedsvc.store.tallies import PART


@dataclass(frozen=True, slots=True)
class Archive:
    """One document: its month (see tallies.month_of), which part, counted from 1; version and time of its month's last
    change, and of its links to others."""

    month: int
    part: int
    version: int
    modified: int

    @property
    def name(self) -> str:
        """As it stands in addresses: `2022-02.1`."""
        return name_of(self.month, self.part)


def name_of(month: int, part: int) -> str:
    """An archive as it stands in addresses: `2022-02.1`."""
    return f"{month // 12:04}-{month % 12 + 1:02}.{part}"


def find(connection: Connection, term_id: int, month: int, part: int) -> Archive | None:
    """The archive of a feed, or None where it has no such part."""
    row = connection.execute(_months(term_id).where(schema.months.c.month == month)).first()
    if row is None or not 1 <= part <= _parts(row.entries):
        return None
    return Archive(month, part, row.version, row.modified)


def newest(connection: Connection, term_id: int, before: int | None = None) -> Archive | None:
    """The newest archive of a feed, of those of months before one where that is given."""
    month = schema.months.c.month
    query = _months(term_id) if before is None else _months(term_id).where(month < before)
    row = connection.execute(query.order_by(month.desc()).limit(1)).first()
    return None if row is None else Archive(row.month, _parts(row.entries), row.version, row.modified)


def older(connection: Connection, term_id: int, archive: Archive) -> Archive | None:
    """The next older document: the part before, else the last one of the month before that has any."""
    if archive.part > 1:
        return replace(archive, part=archive.part - 1)
    return newest(connection, term_id, archive.month)


def newer(connection: Connection, term_id: int, archive: Archive) -> Archive | None:
    """The next newer document: the part behind, else the first one of the next month that has any."""
    behind = find(connection, term_id, archive.month, archive.part + 1)
    if behind is not None:
        return behind
    month = schema.months.c.month
    query = _months(term_id).where(month > archive.month).order_by(month).limit(1)
    row = connection.execute(query).first()
    return None if row is None else Archive(row.month, 1, row.version, row.modified)


def every(connection: Connection, term_id: int) -> tuple[Archive, ...]:
    """All archives of a feed, the oldest first."""
    return tuple(
        Archive(row.month, part, row.version, row.modified)
        for row in connection.execute(_months(term_id).order_by(schema.months.c.month))
        for part in range(1, _parts(row.entries) + 1)
    )


def _months(term_id: int) -> Select[Any]:
    months = schema.months.c
    query = select(months.month, months.entries, months.version, months.modified)
    return query.where(months.term_id == term_id, months.entries > 0)


def articles(connection: Connection, term_id: int, archive: Archive) -> list[int]:
    """The numbers of the articles of an archive, newest first."""
    links = schema.links.c
    query = (
        select(links.article_id)
        .where(links.term_id == term_id, links.live == schema.LIVE)
        .where(links.published >= _start(archive.month), links.published < _start(archive.month + 1))
        .order_by(links.published, links.rank.desc(), links.article_id.desc())
        .offset((archive.part - 1) * PART)
        .limit(PART)
    )
    return list(connection.execute(query).scalars())[::-1]


def _parts(entries: int) -> int:
    return -(-entries // PART)


def _start(month: int) -> int:
    return int(datetime(month // 12, month % 12 + 1, 1, tzinfo=UTC).timestamp())

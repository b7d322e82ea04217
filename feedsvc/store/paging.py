"""A feed by place: pages of it at any depth, and what stands before and behind an article.

A place is a second of publication and a rank (schema.py), which any article has whether it is still there or not: a
page behind it is a range of the feed's index, and costs the same at the first entry and at the last.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Select, and_, or_, select

from feedsvc.patterns import lazy
from feedsvc.served import Entry
from feedsvc.store import pages, schema
from feedsvc.store.schema import AnyRow

_WRITTEN = lazy(r"(-?[0-9]{1,12})\.([0-9a-f]{1,15})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Place:
    """Where an entry stands in every feed that has it: `published` in seconds since 1970, `rank` of its id.

    In addresses it is `1648638000.0f3a90c2d4e5b61`.
    """

    published: int
    rank: int

    def __str__(self) -> str:
        return f"{self.published}.{self.rank:015x}"

    @classmethod
    def read(cls, written: str) -> Place | None:
        """The place that stands in an address, None where none does."""
        match = _WRITTEN.fullmatch(written)
        return cls(int(match[1]), int(match[2], 16)) if match else None


@dataclass(frozen=True, slots=True)
class Page:
    """Entries, newest first. The page of the newer ones is `newer_than` the place `newer`, that of the older ones
    `older_than` the place `older`; None where there are none."""

    entries: tuple[Entry, ...]
    newer: Place | None
    older: Place | None


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The article before or behind another one."""

    uuid: str
    title: str
    published: datetime


def page(
    connection: Connection,
    term_id: int,
    limit: int,
    *,
    older_than: Place | None = None,
    newer_than: Place | None = None,
) -> Page:
    """The newest entries of a feed, or those next to a place.

    Where a place has nothing behind it the page is empty, and leads back. Two index ranges and the articles shown.
    """
    feed = _Feed(connection, term_id)
    if newer_than is not None:
        rows = feed.newer(newer_than, limit + 1)
        shown = rows[:limit][::-1]
        newer, older = len(rows) > limit, bool(feed.older(_place(shown[-1]) if shown else newer_than, 1))
    else:
        rows = feed.older(older_than, limit + 1)
        shown = rows[:limit]
        newer = older_than is not None and bool(feed.newer(_place(shown[0]) if shown else older_than, 1))
        older = len(rows) > limit
    entries = pages.numbered(connection, [row.article_id for row in shown])
    given = older_than or newer_than
    return Page(
        entries,
        (_place(shown[0]) if shown else given) if newer else None,
        (_place(shown[-1]) if shown else given) if older else None,
    )


def neighbours(connection: Connection, term_id: int, uuid: str) -> tuple[Neighbour | None, Neighbour | None]:
    """The next newer and the next older article of a feed; (None, None) where the article is not in it."""
    articles, links = schema.articles, schema.links
    own = (
        select(links.c.published, links.c.rank)
        .select_from(links.join(articles, links.c.article_id == articles.c.id))
        .where(articles.c.uuid == uuid, links.c.term_id == term_id, links.c.live == schema.LIVE)
    )
    row = connection.execute(own).first()
    if row is None:
        return None, None
    feed, place = _Feed(connection, term_id), _place(row)
    newer, older = feed.newer(place, 1), feed.older(place, 1)
    found = {each.id: each for each in connection.execute(_titles([each.article_id for each in (*newer, *older)]))}
    return _neighbour(newer, found), _neighbour(older, found)


def _titles(numbers: list[int]) -> Select[tuple[int, str, str, int]]:
    articles = schema.articles.c
    query = select(articles.id, articles.uuid, articles.title, articles.published)
    return query.where(articles.id.in_(numbers))


def _neighbour(links: list[AnyRow], found: dict[int, AnyRow]) -> Neighbour | None:
    row = found[links[0].article_id] if links else None
    return None if row is None else Neighbour(row.uuid, row.title, pages.instant(row.published))


def _place(row: AnyRow) -> Place:
    return Place(row.published, row.rank)


@dataclass(frozen=True, slots=True)
class _Feed:
    """The places of the live entries of a feed."""

    connection: Connection
    term_id: int

    def older(self, than: Place | None, limit: int) -> list[AnyRow]:
        """The next entries behind a place, or the newest, newest first."""
        links = schema.links.c
        query = self._query() if than is None else self._query().where(behind(than))
        query = query.order_by(links.published.desc(), links.rank, links.article_id).limit(limit)
        return list(self.connection.execute(query))

    def newer(self, than: Place, limit: int) -> list[AnyRow]:
        """The next entries before a place, the nearest first."""
        links = schema.links.c
        query = self._query().where(_before(than))
        query = query.order_by(links.published, links.rank.desc(), links.article_id.desc()).limit(limit)
        return list(self.connection.execute(query))

    def _query(self) -> Select[tuple[int, int, int]]:
        links = schema.links.c
        own = and_(links.term_id == self.term_id, links.live == schema.LIVE)
        return select(links.article_id, links.published, links.rank).where(own)


def behind(place: Place) -> ColumnElement[bool]:
    """Of a query for links: those behind a place."""
    links = schema.links.c
    # The first condition is the range of the index, the second what of its first second is not behind.
    later = or_(links.published < place.published, links.rank > place.rank)
    return and_(links.published <= place.published, later)


def _before(place: Place) -> ColumnElement[bool]:
    links = schema.links.c
    earlier = or_(links.published > place.published, links.rank < place.rank)
    return and_(links.published >= place.published, earlier)

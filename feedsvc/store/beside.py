"""What stands beside each other: the companies, categories, sources, tags and authors of some articles, with counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from feedsvc.model import FeedKind
from feedsvc.store import schema
from feedsvc.store.chunks import chunks
from feedsvc.store.pages import Feed

EXAMINED = 1_000
"""Articles of a feed that are looked at: its newest."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A feed, and how many of the articles looked at are in it."""

    kind: FeedKind
    key: str
    label: str
    articles: int


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside in the `examined` newest articles of a feed, the most frequent first; `is_all` says whether
    these are all that it has."""

    examined: int
    is_all: bool
    companies: tuple[Counted, ...] = ()
    categories: tuple[Counted, ...] = ()
    sources: tuple[Counted, ...] = ()
    tags: tuple[Counted, ...] = ()
    authors: tuple[Counted, ...] = ()


def beside(connection: Connection, feed: Feed, limit: int = 12) -> Beside:
    """Companies, categories and so on that share articles with a feed, at most `limit` of each, without itself.

    Looked at are its newest EXAMINED articles, whatever the feed holds: an index range, and some six links an article.
    """
    links = schema.links.c
    query = select(links.article_id).where(links.term_id == feed.term_id, links.live == schema.LIVE)
    query = query.order_by(links.published.desc(), links.rank, links.article_id).limit(EXAMINED)
    numbers = connection.execute(query).scalars().all()
    found = counted(connection, numbers, limit, {feed.term_id})
    return Beside(
        len(numbers),
        feed.entries <= len(numbers),
        found.get("company", ()),
        found.get("category", ()),
        found.get("source", ()),
        found.get("tag", ()),
        found.get("author", ()),
    )


def counted(
    connection: Connection, article_ids: Sequence[int], limit: int, without: Collection[int] = ()
) -> dict[FeedKind, tuple[Counted, ...]]:
    """By kind the feeds that hold some of these articles, the most frequent first, then by label; at most `limit` of a
    kind. One statement for each chunk of the articles, and one for the names."""
    counts: Counter[int] = Counter()
    links = schema.links.c
    for part in chunks(article_ids):
        query = select(links.term_id, func.count()).where(links.article_id.in_(part), links.live == schema.LIVE)
        counts.update(dict(connection.execute(query.group_by(links.term_id)).all()))
    found: dict[FeedKind, list[Counted]] = {}
    for each in _named(connection, {number: count for number, count in counts.items() if number not in without}):
        if len(of_kind := found.setdefault(each.kind, [])) < limit:
            of_kind.append(each)
    return {kind: tuple(of_kind) for kind, of_kind in found.items()}


def _named(connection: Connection, counts: dict[int, int]) -> list[Counted]:
    terms = schema.terms.c
    rows = [
        row
        for part in chunks(list(counts))
        for row in connection.execute(select(terms.id, terms.kind, terms.key, terms.label).where(terms.id.in_(part)))
    ]
    found = [Counted(row.kind, row.key, row.label, counts[row.id]) for row in rows if row.kind != "all"]
    return sorted(found, key=lambda each: (-each.articles, each.label, each.key))

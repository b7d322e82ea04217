"""Combined selections: which articles a Selection means, newest first, from a bounded number of candidates.

Candidates come from the smallest feed that every article must be in, or, where words are looked for and that feed is
large, from the word index; both give them in the order of feeds. The other conditions are asked of each batch.
Behind MOST candidates the search ends, whatever was found (rule 7).
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, Integer, and_, func, literal_column, or_, select

from feedsvc.fulltext import Search
from feedsvc.store import schema, search
from feedsvc.store.links import rank_of

MOST = 10_000
"""Candidates that one selection examines."""
MOST_READ = 4_000_000
"""And characters of their texts that are read, where the index cannot tell whether a phrase stands as it is asked for:
those of a thousand articles and more."""
BATCH = 500
SPARE = 50
"""Candidates beyond those that are wanted, of which some will not do."""
SMALL = 500
"""Entries of a feed that are looked through rather than the word index."""
FIRST, LAST = -(1 << 62), 1 << 62
UNPLACED = -1
"""The rank of a candidate that the word index offers, which knows of its second alone."""


class Candidate(NamedTuple):
    """A live article in the order of feeds: `-published`, rank, number."""

    age: int
    rank: int
    article_id: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """A selection in the store's numbers: an article must be in a feed of each of `groups`, in none of `without`; in
    the feeds of `about` as its subject; hold the words; be published from second `since` on and before `until`."""

    groups: tuple[frozenset[int], ...]
    without: frozenset[int] = frozenset()
    about: bool = False
    companies: frozenset[int] = frozenset()
    words: Search | None = None
    since: int = FIRST
    until: int = LAST


@dataclass(frozen=True, slots=True)
class Found:
    """Articles of a selection, newest first, then by id; `is_all` says that it has no others; where it does not, it
    may have."""

    numbers: tuple[int, ...]
    is_all: bool


def numbers(connection: Connection, wanted: Wanted, limit: int) -> list[int]:
    """The numbers of up to `limit` articles, newest first, then by id."""
    return list(look(connection, wanted, limit).numbers)


def look(connection: Connection, wanted: Wanted, limit: int) -> Found:
    """Up to `limit` articles of a selection."""
    found: list[Candidate] = []
    is_all = False
    # Often the first few are enough; where they are not, much is asked for at once.
    size = min(BATCH, limit + SPARE)
    candidates, rest = _candidates(connection, wanted, size)
    left, unread = MOST, MOST_READ
    while not is_all and len(found) < limit and left > 0 and unread > 0:
        batch = list(islice(candidates, min(size, left)))
        is_all = len(batch) < min(size, left)
        left, size = left - len(batch), BATCH
        kept = _kept(connection, rest, batch)
        if rest.words is not None:
            held, unread = search.holding(connection, rest.words, [each.article_id for each in kept], unread)
            kept = [each for each in kept if each.article_id in held]
        found.extend(_placed(connection, kept))
    is_all = is_all and unread > 0 and len(found) <= limit
    return Found(tuple(each.article_id for each in sorted(found)[:limit]), is_all)


def _candidates(connection: Connection, wanted: Wanted, first: int) -> tuple[Iterator[Candidate], Wanted]:
    """Candidates in order, the `first` of them read at once, and what is still to be asked of them."""
    sizes = {group: _size(connection, group) for group in wanted.groups}
    smallest = min(wanted.groups, key=lambda group: sizes[group])
    # Whatever is live is in the feed of everything; of the others the one that leaves least is asked for first.
    others = tuple(group for group in wanted.groups if group != frozenset({_everything(connection)}))
    others = tuple(sorted(others, key=lambda group: sizes[group]))
    if wanted.words is not None and sizes[smallest] > SMALL and search.can_find(wanted.words):
        rest = replace(wanted, groups=others, words=None if search.is_exact(wanted.words) else wanted.words)
        return _by_words(connection, wanted, wanted.words, first), rest
    feeds = [_by_feed(connection, wanted, term_id, first) for term_id in sorted(smallest)]
    if not (wanted.about and smallest <= wanted.companies):
        others = tuple(group for group in others if group != smallest)
    return _each_once(heapq.merge(*feeds)), replace(wanted, groups=others)


def _everything(connection: Connection) -> int:
    terms = schema.terms.c
    return int(connection.execute(select(terms.id).where(terms.kind == "all")).scalar_one())


def _size(connection: Connection, group: frozenset[int]) -> int:
    terms = schema.terms.c
    return int(connection.execute(select(func.sum(terms.entries)).where(terms.id.in_(sorted(group)))).scalar() or 0)


def _by_feed(connection: Connection, wanted: Wanted, term_id: int, size: int) -> Iterator[Candidate]:
    """The live articles of one feed, read in batches: an index range each."""
    links = schema.links.c
    own = and_(links.term_id == term_id, links.live == schema.LIVE, links.published >= wanted.since)
    query = select(links.published, links.rank, links.article_id).where(own, links.published < wanted.until)
    query = query.order_by(links.published.desc(), links.rank, links.article_id)
    last: Candidate | None = None
    while True:
        later = () if last is None else (_behind(last),)
        rows = connection.execute(query.where(*later).limit(size)).all()
        for row in rows:
            last = Candidate(-row.published, row.rank, row.article_id)
            yield last
        if len(rows) < size:
            return
        size = BATCH


def _behind(last: Candidate) -> ColumnElement[bool]:
    links, published = schema.links.c, -last.age
    same = and_(links.published == published, links.rank >= last.rank)
    further = or_(links.rank > last.rank, links.article_id > last.article_id)
    return and_(links.published <= published, or_(links.published < published, and_(same, further)))


def _by_words(connection: Connection, wanted: Wanted, words: Search, size: int) -> Iterator[Candidate]:
    """Articles that the word index offers; of the same second those that came last come first."""
    below = search.number_of(min(wanted.until, search.LATEST), 0)
    least = search.number_of(min(max(wanted.since, 0), search.LATEST), 0)
    while found := search.find(connection, words, below, least, size):
        yield from (Candidate(-(number >> search.ID_BITS), UNPLACED, search.article_of(number)) for number in found)
        below, size = found[-1], BATCH


def _placed(connection: Connection, kept: list[Candidate]) -> list[Candidate]:
    """What the word index offered, with the places of those that are live."""
    if not kept or kept[0].rank != UNPLACED:
        return kept
    articles = schema.articles.c
    # Their state here and not in the query: by that SQLite would begin with all live articles.
    query = select(articles.id, articles.uuid, articles.published, articles.state)
    rows = connection.execute(query.where(articles.id.in_([each.article_id for each in kept]))).all()
    return [Candidate(-row.published, rank_of(row.uuid), row.id) for row in rows if row.state == "live"]


def _each_once(candidates: Iterator[Candidate]) -> Iterator[Candidate]:
    """One article of several feeds comes once."""
    last = None
    for each in candidates:
        if each != last:
            yield each
        last = each


def _kept(connection: Connection, wanted: Wanted, batch: list[Candidate]) -> list[Candidate]:
    """Those of a batch that are in every group and in no feed that is excluded."""
    left = {each.article_id for each in batch}
    for group in wanted.groups:
        left = _in_any(connection, group, left, subject=wanted.about and group <= wanted.companies)
    if wanted.without:
        left -= _in_any(connection, wanted.without, left)
    return [each for each in batch if each.article_id in left]


def _in_any(connection: Connection, term_ids: frozenset[int], ids: set[int], *, subject: bool = False) -> set[int]:
    """Those of some articles that are in one of these feeds."""
    if not ids:
        return set()
    links = schema.links.c
    # The plus hides the column from the choice of an index: by its feeds SQLite would look at all that they hold.
    of_any = literal_column("+links.term_id", Integer).in_(sorted(term_ids))
    query = select(links.article_id).where(of_any, links.article_id.in_(sorted(ids)), links.live == schema.LIVE)
    return set(connection.execute(query.where(links.subject == 1) if subject else query).scalars())

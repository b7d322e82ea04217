"""Combined selections: which articles a Selection means, newest first, from a bounded number of candidates.

Candidates come from the smallest feed that every article must be in, or, where words are looked for and that feed is
large, from the word index; both give them in the order of feeds. The database says of each in the same breath whether
the other conditions hold: an index look-up each. Behind MOST candidates the search ends, whatever was found (rule 7).
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, func, or_, select, true

from feedsvc.fulltext import Search
from feedsvc.store import paging, schema, search
from feedsvc.store.paging import Place
from feedsvc.store.schema import AnyRow

MOST = 10_000
"""Candidates that one selection examines."""
MOST_READ = 2_000_000
"""And characters of their texts that are read, where the index cannot tell whether a phrase stands as it is asked for,
or is not asked since words are only excluded: those of a thousand articles or so."""
BATCH = 2_000
"""Candidates that are asked for at once, at most."""
SPARE = 50
"""Candidates beyond those that are wanted, of which some will not do."""
GROWTH = 4
"""Often the first few are enough; where they are not, so many times more are asked for."""
SMALL = 500
"""Entries of a feed that are looked through rather than the word index."""
FEW = 4
"""Feeds of a group that are each looked up; of a larger one, those of the candidate are."""
FIRST, LAST = -(1 << 62), 1 << 62


class Candidate(NamedTuple):
    """A live article in the order of feeds: `-published`, rank, number; and whether the conditions hold of it."""

    age: int
    rank: int
    article_id: int
    fits: bool = True


class Batch(NamedTuple):
    """Candidates of which the conditions hold, among so many that were examined."""

    fitting: list[Candidate]
    examined: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """A selection in the store's numbers: an article must be in a feed of each of `groups`, in none of `without`; in
    the feeds of `about` as its subject; hold the words; be published from second `since` on and before `until`; and
    stand behind a place. Of more than MOST candidates of one second those that came first are not reached."""

    groups: tuple[frozenset[int], ...]
    without: frozenset[int] = frozenset()
    about: bool = False
    companies: frozenset[int] = frozenset()
    words: Search | None = None
    since: int = FIRST
    until: int = LAST
    behind: Place | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """Articles of a selection, newest first, then by id; `is_all` says that it has no others; where it does not, it
    may have, all of them behind the place `last`, if anything was found."""

    numbers: tuple[int, ...]
    is_all: bool
    last: Place | None = None


def numbers(connection: Connection, wanted: Wanted, limit: int) -> list[int]:
    """The numbers of up to `limit` articles, newest first, then by id."""
    return list(look(connection, wanted, limit).numbers)


def look(connection: Connection, wanted: Wanted, limit: int) -> Found:
    """Up to `limit` articles of a selection."""
    found: list[Candidate] = []
    batches, words = _candidates(connection, wanted, min(BATCH, limit + SPARE))
    unread, examined = MOST_READ, 0
    for batch, seen in batches:
        kept, examined = batch, examined + seen
        if words is not None:
            reading = search.Reading([each.article_id for each in batch], unread, limit - len(found))
            held, unread = search.holding(connection, words, reading)
            kept = [each for each in batch if each.article_id in held]
        found.extend(kept)
        if len(found) >= limit or unread <= 0:
            break
    is_all = examined < MOST and unread > 0 and len(found) < limit
    found = sorted(found)[:limit]
    last = Place(-found[-1].age, found[-1].rank) if found else None
    return Found(tuple(each.article_id for each in found), is_all, last)


def _candidates(connection: Connection, wanted: Wanted, first: int) -> tuple[Iterator[Batch], Search | None]:
    """Candidates of which the conditions hold, in batches and in order, the `first` of them examined at once; and the
    words that are still to be looked for in their texts."""
    sizes = {group: _size(connection, group) for group in wanted.groups}
    smallest = min(wanted.groups, key=lambda group: sizes[group])
    # Whatever is live is in the feed of everything; of the others the one that leaves least is asked for first.
    others = tuple(group for group in wanted.groups if group != frozenset({_everything(connection)}))
    others = tuple(sorted(others, key=lambda group: sizes[group]))
    if wanted.words is not None and sizes[smallest] > SMALL and search.can_find(wanted.words):
        words = None if search.is_exact(wanted.words) else wanted.words
        return _by_words(connection, replace(wanted, groups=others), wanted.words, first), words
    if not (wanted.about and smallest <= wanted.companies):
        others = tuple(group for group in others if group != smallest)
    rest = replace(wanted, groups=others)
    feeds = [_by_feed(connection, rest, term_id, first) for term_id in sorted(smallest)]
    return _fitting(islice(_each_once(heapq.merge(*feeds)), MOST), first), wanted.words


def _everything(connection: Connection) -> int:
    terms = schema.terms.c
    return int(connection.execute(select(terms.id).where(terms.kind == "all")).scalar_one())


def _size(connection: Connection, group: frozenset[int]) -> int:
    terms = schema.terms.c
    return int(connection.execute(select(func.sum(terms.entries)).where(terms.id.in_(sorted(group)))).scalar() or 0)


def _fitting(candidates: Iterator[Candidate], size: int) -> Iterator[Batch]:
    while batch := list(islice(candidates, size)):
        yield Batch([each for each in batch if each.fits], len(batch))
        size = min(BATCH, size * GROWTH)


def _by_feed(connection: Connection, wanted: Wanted, term_id: int, size: int) -> Iterator[Candidate]:
    """The live articles of one feed, read in batches: an index range each."""
    links = schema.links.c
    own = and_(links.term_id == term_id, links.live == schema.LIVE, links.published >= wanted.since)
    query = select(links.published, links.rank, links.article_id).where(own, links.published < wanted.until)
    query = query if wanted.behind is None else query.where(paging.behind(wanted.behind))
    query = query.order_by(links.published.desc(), links.rank, links.article_id)
    last: Candidate | None = None
    while True:
        later = () if last is None else (_behind(last),)
        some = query.where(*later).limit(size).subquery("candidates")
        rows = connection.execute(select(some, _fits(wanted, some.c.article_id))).all()
        # No order is promised of what is asked of a query in a query.
        batch = sorted(Candidate(-row[0], row[1], row[2], bool(row[3])) for row in rows)
        yield from batch
        if len(batch) < size:
            return
        last, size = batch[-1], min(BATCH, size * GROWTH)


def _behind(last: Candidate) -> ColumnElement[bool]:
    links, published = schema.links.c, -last.age
    same = and_(links.published == published, links.rank >= last.rank)
    further = or_(links.rank > last.rank, links.article_id > last.article_id)
    return and_(links.published <= published, or_(links.published < published, and_(same, further)))


def _by_words(connection: Connection, wanted: Wanted, words: Search, size: int) -> Iterator[Batch]:
    """Articles that the word index offers, whole seconds at once: in its order those of a second that came last come
    first, in that of feeds they stand by rank."""
    everything, offered = _everything(connection), search.offered(connection, words).subquery("candidates")
    query = select(offered.c.number, _fits(wanted, search.article_id(offered.c.number)))
    until = wanted.until if wanted.behind is None else min(wanted.until, wanted.behind.published + 1)
    below, least = _number(until), _number(wanted.since)
    left = MOST
    while left > 0:
        bounds = {"below": below, "least": least}
        rows = _whole_seconds(connection, query, bounds, min(size, left), left)
        if not rows:
            return
        fitting = _placed(connection, everything, [search.article_of(number) for number, fits in rows if fits])
        yield Batch([each for each in fitting if _is_behind(each, wanted.behind)], len(rows))
        left -= len(rows)
        below, size = min(number for number, _ in rows), min(BATCH, size * GROWTH)


def _number(second: int) -> int:
    """The first number of the word index that a second has, or that of the first or last one for which it has room."""
    return search.number_of(min(max(second, 0), search.LATEST), 0)


def _whole_seconds(
    connection: Connection, query: Select[Any], bounds: Mapping[str, int], size: int, most: int
) -> list[AnyRow]:
    """The next rows of the word index, `size` of them or some less, that the last second has none behind them; those of
    a larger second up to `most`."""
    rows = list(connection.execute(query, {**bounds, "limit": size}))
    if len(rows) < size:
        return rows
    first, last = (search.second_of(number) for number in (rows[0][0], rows[-1][0]))
    if first != last:
        return [row for row in rows if search.second_of(row[0]) != last]
    rest = {"below": rows[-1][0], "least": max(bounds["least"], search.number_of(last, 0)), "limit": most - len(rows)}
    return [*rows, *connection.execute(query, rest)]


def _is_behind(each: Candidate, place: Place | None) -> bool:
    return place is None or (each.age, each.rank) > (-place.published, place.rank)


def _placed(connection: Connection, everything: int, article_ids: list[int]) -> list[Candidate]:
    """These articles with their places in the feed of everything, where they are live."""
    links = schema.links.c
    query = select(links.published, links.rank, links.article_id).where(links.article_id.in_(article_ids))
    # A sum, for which no index is looked into: else the database goes through all that is live.
    rows = connection.execute(query.where(links.term_id + 0 == everything, links.live == schema.LIVE))
    return sorted(Candidate(-row.published, row.rank, row.article_id) for row in rows)


def _each_once(candidates: Iterator[Candidate]) -> Iterator[Candidate]:
    """One article of several feeds comes once."""
    last = None
    for each in candidates:
        if each != last:
            yield each
        last = each


def _fits(wanted: Wanted, article_id: ColumnElement[int]) -> ColumnElement[bool]:
    """Whether an article is in every group and in no feed that is excluded."""
    groups = [_is_in(group, article_id, subject=wanted.about and group <= wanted.companies) for group in wanted.groups]
    without = [~_is_in(wanted.without, article_id)] if wanted.without else []
    return and_(true(), *groups, *without).label("fits")


def _is_in(term_ids: frozenset[int], article_id: ColumnElement[int], *, subject: bool = False) -> ColumnElement[bool]:
    links = schema.links.alias()
    # A sum, for which no index is looked into: then the one of the article's own few feeds is.
    own = links.c.term_id if len(term_ids) <= FEW else links.c.term_id + 0
    about = (links.c.subject == 1,) if subject else ()
    # Not whether it is live, which all feeds of an article have in common: of few feeds their index knows the rest.
    return exists().where(own.in_(sorted(term_ids)), links.c.article_id == article_id, *about)

"""What left which feed, and when: kept for a time, so that deltas (RFC 3229) and tombstones (RFC 6721) can tell it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, func, select, text

from feedsvc.store import schema, stats
from feedsvc.store.engine import insert
from feedsvc.store.ledger import Ledger
from feedsvc.store.schema import AnyRow

FORGOTTEN = "removals"
"""The mark that says up to which generation removals are no longer known."""


@dataclass(frozen=True, slots=True)
class Moves:
    """The feeds that showed an article before, and those that show it now."""

    before: frozenset[int]
    after: frozenset[int]

    @property
    def gone(self) -> frozenset[int]:
        """The feeds that it left."""
        return self.before - self.after

    @property
    def come(self) -> frozenset[int]:
        """The feeds that it came into."""
        return self.after - self.before


def note(ledger: Ledger, article: AnyRow, moves: Moves, *, withdrawn: bool = False) -> None:
    """Keep what an article left, and forget that of what it came into again."""
    note_all(ledger, [(article, moves)], withdrawn=withdrawn)


_FORGET = text("DELETE FROM removals WHERE article_id = :article AND term_id = :term")
_COLUMNS = ("term_id", "article_id", "uuid", "seq", "removed", "withdrawn")


def note_all(ledger: Ledger, moved: Iterable[tuple[AnyRow, Moves]], *, withdrawn: bool = False) -> None:
    """As note, of many articles (of their rows `id` and `uuid` count)."""
    back, rows = [], []
    for article, moves in moved:
        back += [{"article": article.id, "term": term_id} for term_id in sorted(moves.gone | moves.come)]
        for term_id in sorted(moves.gone):
            rows.append((term_id, article.id, article.uuid, ledger.seq, ledger.now, int(withdrawn)))
    if back:
        ledger.connection.execute(_FORGET, back)
    insert(ledger.connection, schema.removals, _COLUMNS, rows)


def come_back(ledger: Ledger, article_id: int) -> None:
    """An article that was withdrawn is there again: in feeds that it is not in any more it is no longer withdrawn."""
    _mark(ledger, article_id, {"withdrawn": 0})


def withdraw(ledger: Ledger, article_id: int) -> None:
    """An article is withdrawn: also in the feeds that it had left before it is now gone for good."""
    _mark(ledger, article_id, {"withdrawn": 1, "removed": ledger.now})


def _mark(ledger: Ledger, article_id: int, values: dict[str, int]) -> None:
    removals = schema.removals
    own = removals.c.article_id == article_id
    ledger.renew(ledger.connection.execute(select(removals.c.term_id).where(own)).scalars())
    ledger.connection.execute(removals.update().where(own).values(seq=ledger.seq, **values))


def purge(ledger: Ledger, before: int) -> int:
    """Forget what left its feed before an instant (seconds since 1970); how many removals that were."""
    removals, connection = schema.removals, ledger.connection
    old = removals.c.removed < before
    newest = connection.execute(select(func.max(removals.c.seq)).where(old)).scalar()
    if newest is None:
        return 0
    ledger.renew(connection.execute(select(removals.c.term_id).where(old).distinct()).scalars())
    stats.set_mark(connection, FORGOTTEN, str(max(newest, forgotten(connection))))
    return int(connection.execute(removals.delete().where(old)).rowcount)


def is_old(connection: Connection, before: int) -> bool:
    """Whether there is anything to purge: a look into an index."""
    removals = schema.removals.c
    return connection.execute(select(removals.term_id).where(removals.removed < before).limit(1)).first() is not None


def forgotten(connection: Connection) -> int:
    """The generation up to which removals are no longer known."""
    return int(stats.mark(connection, FORGOTTEN) or 0)


@dataclass(frozen=True, slots=True)
class Gone:
    """How many articles left a feed: with every other, or this one alone."""

    withdrawn: int
    moved: int


def since(connection: Connection, term_id: int, seq: int) -> Gone:
    """What left a feed after a generation."""
    removals = schema.removals.c
    query = select(removals.withdrawn, func.count()).where(removals.term_id == term_id, removals.seq > seq)
    counts = {row[0]: row[1] for row in connection.execute(query.group_by(removals.withdrawn))}
    return Gone(counts.get(1, 0), counts.get(0, 0))


def withdrawn(connection: Connection, term_id: int, limit: int) -> Iterable[AnyRow]:
    """Articles that left this feed and every other, the latest first: their `uuid`, `guid` and the second
    (`removed`)."""
    removals, articles = schema.removals.c, schema.articles
    query = (
        select(removals.uuid, articles.c.guid, removals.removed)
        .join_from(schema.removals, articles, removals.article_id == articles.c.id)
        .where(removals.term_id == term_id, removals.withdrawn == 1)
        .order_by(removals.seq.desc(), removals.uuid)
        .limit(limit)
    )
    return connection.execute(query).all()


def newest(connection: Connection, term_id: int) -> int:
    """The generation in which something left a feed last; 0 where nothing is known to have."""
    removals = schema.removals.c
    return int(connection.execute(select(func.max(removals.seq)).where(removals.term_id == term_id)).scalar() or 0)

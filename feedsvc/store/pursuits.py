"""The search of the stored articles for names that are new: where it is, and which articles may hold one.

The word index tells those, so that a name that few hold costs the same among a million articles as among a thousand.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

from sqlalchemy import Connection, text

from feedsvc import fulltext
from feedsvc.store import search
from feedsvc.store.engine import ask_many, with_many
from feedsvc.store.lessons import unmatch
from feedsvc.store.stats import mark, set_mark

PURSUIT = "pursuit"
BEYOND = (1 << 63) - 1
"""Above every number of the index."""
MOST_NAMES = 500
"""Names that the index is asked for: with twice as many, reading every text is as fast; PostgreSQL takes no question of
twenty thousand."""


@dataclass(frozen=True, slots=True)
class Pursuit:
    """Names that articles are being searched for, the newest first; those at and above the number `below` have been
    looked at: numbers of the word index where that is asked, else the articles' own."""

    names: tuple[str, ...]
    is_indexed: bool
    below: int = BEYOND


class Part(NamedTuple):
    """Some of the articles that may hold a name, by number, with the zones of their texts as JSON; and where the search
    is behind them: None at its end."""

    zones: dict[int, str]
    below: int | None


def under_way(connection: Connection) -> Pursuit | None:
    """The search that is under way. One of before the index was asked begins anew."""
    kept = json.loads(mark(connection, PURSUIT) or "null")
    if isinstance(kept, list):
        return _of(kept[0])
    return Pursuit(tuple(kept["names"]), kept["indexed"], kept["below"]) if kept else None


def begin(connection: Connection, names: Iterable[str]) -> None:
    """Have every article searched for these names; those that are searched for already begin anew with them."""
    before = under_way(connection)
    every = {*names, *(before.names if before else ())}
    if every:
        _note(connection, _of(every))


def drop(connection: Connection) -> None:
    """Give the search up: every article is to be matched again."""
    _note(connection, None)


def _of(names: Iterable[str]) -> Pursuit:
    """Of a name that has no token (`甲&乙`) the index knows nothing."""
    every = tuple(sorted(names))
    return Pursuit(every, len(every) <= MOST_NAMES and all(map(index_tokens, every)))


def index_tokens(name: str) -> list[str]:
    """What an article that holds a name has in the index; nothing is sure of digits, which may stand spread out there
    (`5 8 同城`), nor of a letter alone, which signs behind it make another word (`#Big C#`)."""
    return [
        token for token in fulltext.asked_tokens(fulltext.folded(name)) if not (token.isdigit() or _is_letter(token))
    ]


def _is_letter(token: str) -> bool:
    return len(token) == 1 and token.isascii()


def next_part(connection: Connection, pursuit: Pursuit, limit: int) -> Part:
    """The next articles that may hold one of the names, up to `limit`.

    An index that is asked must not be behind. It lacks what stands behind the first 900,000 bytes of an article's
    tokens.
    """
    if pursuit.is_indexed:
        numbers = search.holding_any(connection, map(index_tokens, pursuit.names), pursuit.below, limit)
        rows = ask_many(connection, _TEXTS, map(search.article_of, numbers)).all()
    else:
        rows = connection.execute(_EVERY, {"below": pursuit.below, "limit": limit}).all()
        numbers = [row.article_id for row in rows]
    return Part({row.article_id: row.zones for row in rows}, numbers[-1] if numbers else None)


_EVERY = text("SELECT article_id, zones FROM texts WHERE article_id < :below ORDER BY article_id DESC LIMIT :limit")
_TEXTS = with_many("SELECT article_id, zones FROM texts WHERE article_id IN (SELECT value FROM {many})", "BIGINT")


def looked_at(connection: Connection, pursuit: Pursuit, part: Part, found: Iterable[int]) -> None:
    """Note that a search is behind this part, and have the articles in which it found a name matched again."""
    unmatch(connection, found)
    _note(connection, None if part.below is None else replace(pursuit, below=part.below))


def _note(connection: Connection, now: Pursuit | None) -> None:
    kept = {"names": now.names, "indexed": now.is_indexed, "below": now.below} if now else None
    set_mark(connection, PURSUIT, json.dumps(kept, ensure_ascii=False) if kept else "")

"""Companies whose names are like one that nobody has: what a page offers for a mistyped address."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from sqlalchemy import Connection, or_, select

from feedsvc.companies.folding import is_han
from feedsvc.store import schema
from feedsvc.store.companies import alias, names_of

CANDIDATES = 400
"""Spellings that are compared."""
LONGEST = 40
"""Characters of a name that are compared: of a longer one the first."""
PIECES = 8
"""Pieces of a name of which a candidate must hold one."""
LEAST = 0.4
"""How like a name must be, from 0 to 1."""
_HELD = 0.4
"""How like two names are at least of which one holds the other: less than two that differ in one character of four."""


@dataclass(frozen=True, slots=True)
class Near:
    """A company, and that spelling of its name which is like the one asked for."""

    key: str
    label: str
    name: str


def near(connection: Connection, asked: str, limit: int = 8) -> tuple[Near, ...]:
    """The companies whose names, codes or keys are most like `asked`, the likest first, each once.

    Candidates begin as it does or hold a piece of it, two characters in Chinese and three in Latin, at most CANDIDATES;
    how like they are, letters that are missing, put in, or other ones tell (Levenshtein). Costs a look at the spellings
    that there are, and not at any article.
    """
    folded = alias(asked)[:LONGEST]
    if not folded:
        return ()
    best: dict[int, tuple[float, str]] = {}
    for term_id, spelling in _candidates(connection, folded):
        like = likeness(folded, spelling[:LONGEST])
        if like >= LEAST and like > best.get(term_id, (0.0, ""))[0]:
            best[term_id] = (like, spelling)
    chosen = sorted(best, key=lambda term_id: (-best[term_id][0], best[term_id][1], term_id))[:limit]
    return _named(connection, {term_id: best[term_id][1] for term_id in chosen})


def _candidates(connection: Connection, folded: str) -> list[tuple[int, str]]:
    """Spellings that begin like one, then those that hold a piece of it."""
    aliases, companies = schema.aliases, schema.companies
    spelled = aliases.c.folded
    query = (
        select(aliases.c.term_id, spelled)
        .select_from(aliases.join(companies, aliases.c.term_id == companies.c.term_id))
        .where(companies.c.active == 1)
        .order_by(spelled, aliases.c.term_id)
    )
    first = folded[: _length(folded)]
    # No range of the index: what lies between two spellings is another thing in each collation of PostgreSQL.
    begun = query.where(spelled.startswith(first, autoescape=True)).limit(CANDIDATES // 2)
    found = [(row.term_id, row.folded) for row in connection.execute(begun)]
    holding = query.where(or_(*(spelled.contains(piece, autoescape=True) for piece in pieces(folded))))
    found += [(row.term_id, row.folded) for row in connection.execute(holding.limit(CANDIDATES - len(found)))]
    return found


def pieces(folded: str) -> tuple[str, ...]:
    """The pieces of a name by which others are found: `京东建康` has 京东, 东建, 建康; of a long one the first and the
    last."""
    size = _length(folded)
    found = list(dict.fromkeys(folded[at : at + size] for at in range(max(1, len(folded) - size + 1))))
    return tuple(found if len(found) <= PIECES else (*found[: PIECES // 2], *found[-PIECES // 2 :]))


def _length(folded: str) -> int:
    """Two characters of Chinese tell as much as three letters."""
    return 2 if any(map(is_han, folded)) else 3


def likeness(one: str, other: str) -> float:
    """How like two names are: 1 where they are the same, 0 where nothing is. What holds the other whole is like it."""
    if not one or not other:
        return 0.0
    like = 1 - distance(one, other) / max(len(one), len(other))
    held = one in other or other in one
    return max(like, _HELD + 0.5 * min(len(one), len(other)) / max(len(one), len(other))) if held else like


def distance(one: str, other: str) -> int:
    """How many characters must be put in, taken out or changed to make one text the other (Levenshtein)."""
    before = list(range(len(other) + 1))
    for row, left in enumerate(one, 1):
        now = [row]
        for column, (right, (beside, above)) in enumerate(zip(other, pairwise(before), strict=True), 1):
            now.append(min(above + 1, now[column - 1] + 1, beside + (left != right)))
        before = now
    return before[-1]


def _named(connection: Connection, chosen: dict[int, str]) -> tuple[Near, ...]:
    terms, companies = schema.terms, schema.companies
    query = (
        select(terms.c.id, terms.c.key, terms.c.label, companies.c.names)
        .select_from(companies.join(terms, companies.c.term_id == terms.c.id))
        .where(terms.c.id.in_(chosen))
    )
    rows = {row.id: row for row in connection.execute(query)}
    return tuple(
        Near(row.key, row.label, _shown(row.names, spelling) or row.label)
        for term_id, spelling in chosen.items()
        if (row := rows.get(term_id)) is not None
    )


def _shown(names: str, folded: str) -> str:
    """A spelling as it is written; "" for one that a reader is not shown: a code, a key."""
    return next((name.text for name in names_of(names) if name.is_shown and alias(name.text) == folded), "")

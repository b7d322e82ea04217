"""How articles write their terms, where that is not how most of them do (`spelled`): that is the label of a tag or an
author, and of a category of which nothing else says it.

Nearly all write a term alike, so that next to nothing is kept, and nothing is counted of terms that all write alike.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TypeAlias

from sqlalchemy import Connection, select, text

from feedsvc.store import schema
from feedsvc.store.engine import ask_many, insert, with_many
from feedsvc.store.schema import AnyRow

Spelling: TypeAlias = tuple[int, int, str]
"""The numbers of a term and of an article, and how the article writes the term."""

_COLUMNS = ("term_id", "article_id", "label")
_TURN = (
    text(
        "INSERT INTO spellings SELECT term_id, article_id, CAST(:before AS TEXT) FROM links WHERE term_id = :number"
        " AND article_id NOT IN (SELECT article_id FROM spellings WHERE term_id = :number)"
    ),
    text("DELETE FROM spellings WHERE term_id = :number AND label = :spelled"),
    text("UPDATE terms SET spelled = :spelled WHERE id = :number"),
)
_VOTES = with_many(
    "SELECT spellings.term_id, spellings.label, COUNT(*) AS votes FROM spellings"
    # Not JOIN, as in ledger.py: few articles of a term have a spelling.
    " CROSS JOIN links WHERE links.term_id = spellings.term_id AND links.article_id = spellings.article_id"
    " AND links.live = 1 AND spellings.term_id IN (SELECT value FROM {many})"
    " GROUP BY spellings.term_id, spellings.label",
    "BIGINT",
)
"""Held articles have no vote: nothing of them may show before their time."""


def add(connection: Connection, rows: list[Spelling]) -> None:
    """Write the spellings of articles that have none."""
    insert(connection, schema.spellings, _COLUMNS, rows)


def keep(connection: Connection, article_id: int, wanted: Mapping[int, str]) -> set[int]:
    """Make an article's spellings, by the numbers of their terms, these; the terms that it wrote in another way."""
    spellings = schema.spellings
    query = select(spellings.c.term_id, spellings.c.label).where(spellings.c.article_id == article_id)
    before = {row.term_id: row.label for row in connection.execute(query)}
    if before == wanted:
        return set()
    connection.execute(spellings.delete().where(spellings.c.article_id == article_id))
    add(connection, [(term_id, article_id, label) for term_id, label in wanted.items()])
    return {term_id for term_id in before.keys() | wanted.keys() if before.get(term_id) != wanted.get(term_id)}


def usual(connection: Connection, terms: Iterable[AnyRow], entries: Mapping[int, int]) -> dict[int, str]:
    """How most live articles write each of these terms (rows with id, spelled), by number; of as many what it was
    before, then the first by its letters. `entries` are the live articles of each; without any it stays."""
    terms = list(terms)
    votes: dict[int, Counter[str]] = {}
    for vote in ask_many(connection, _VOTES, (row.id for row in terms)):
        votes.setdefault(vote.term_id, Counter())[vote.label] = vote.votes
    return {row.id: _most(row.spelled, votes.get(row.id), entries[row.id]) for row in terms}


def _most(before: str, votes: Counter[str] | None, entries: int) -> str:
    if votes is None or entries <= 0:
        return before
    votes[before] = entries - votes.total()
    return min(votes, key=lambda label: (-votes[label], label != before, label))


def turn(connection: Connection, term_id: int, before: str, spelled: str) -> None:
    """Have a term spelled so: what wrote it as it was spelled before is kept as another spelling from now on, so that
    those kept are always the fewer."""
    values = {"number": term_id, "before": before, "spelled": spelled}
    for statement in _TURN:
        connection.execute(statement, values)

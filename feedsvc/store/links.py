"""Which articles are in which feeds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import select

from feedsvc.store import removals, schema
from feedsvc.store.ledger import Fresh, Ledger
from feedsvc.store.removals import Moves
from feedsvc.store.schema import AnyRow

INSERT = schema.links.insert()
COLUMNS = ("term_id", "article_id", "live", "published", "rank", "position", "subject")
RANK_DIGITS = 15
"""Hexadecimal digits of an article's id that its rank is made of: 60 bits."""


def rows(row: AnyRow | Fresh, places: Iterable[tuple[int, int]], subject: int = 0) -> list[tuple[int, ...]]:
    """As link_values, of an article and many feeds, each with the article's position in it: in the order of
    COLUMNS."""
    live, rank = schema.LIVE if row.state == "live" else 0, rank_of(row.uuid)
    return [(term_id, row.id, live, row.published, rank, position, subject) for term_id, position in places]


def link_values(row: AnyRow | Fresh, term_id: int, position: int, role: str | None = None) -> dict[str, object]:
    """The link of an article's row to one feed; its role where that is a company's."""
    return {
        "term_id": term_id,
        "article_id": row.id,
        "live": schema.LIVE if row.state == "live" else 0,
        "published": row.published,
        "rank": rank_of(row.uuid),
        "position": position,
        "subject": int(role == "subject"),
    }


def rank_of(uuid: str) -> int:
    """The first 60 bits of an article's id, by which entries of one second are sorted."""
    return int(uuid.replace("-", "")[:RANK_DIGITS], 16)


def links_of(ledger: Ledger, number: int) -> dict[int, AnyRow]:
    """The links of an article by the numbers of their feeds."""
    links = schema.links
    rows = ledger.connection.execute(select(links).where(links.c.article_id == number))
    return {row.term_id: row for row in rows}


def relink(ledger: Ledger, row: AnyRow, was: Mapping[int, AnyRow], wanted: Mapping[int, Mapping[str, object]]) -> None:
    """Put the article of a row into these feeds and into no others."""
    links = schema.links
    before = {term_id: link for term_id, link in was.items() if link.live}
    for term_id, link in before.items():
        ledger.count(term_id, -1, link.published)
    ledger.connection.execute(links.delete().where(links.c.article_id == row.id))
    if wanted:
        ledger.connection.execute(INSERT, [dict(values) for values in wanted.values()])
    after = {term_id for term_id, values in wanted.items() if values["live"]}
    for term_id in after:
        ledger.count(term_id, +1, row.published)
    removals.note(ledger, row, Moves(frozenset(before), frozenset(after)), withdrawn=not wanted)

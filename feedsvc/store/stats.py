"""How much is served, whether the first ingest is done, and the marks that processes leave for each other."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from feedsvc.store import problems, schema
from feedsvc.store.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Stats:
    """Live articles, feeds that have entries, files held back."""

    articles: int
    feeds: int
    problems: int


def stats(connection: Connection) -> Stats:
    """What is served now."""
    terms = schema.terms.c
    articles = connection.execute(select(terms.entries).where(terms.kind == "all")).scalar() or 0
    feeds = connection.execute(select(func.count()).where(terms.entries > 0)).scalar_one()
    return Stats(int(articles), int(feeds), problems.held(connection))


def mark(connection: Connection, key: str) -> str:
    """A mark that a process left; "" where there is none."""
    query = select(schema.meta.c.value).where(schema.meta.c.key == key)
    return str(connection.execute(query).scalar() or "")


def set_mark(connection: Connection, key: str, value: str) -> None:
    """Leave a mark."""
    meta = schema.meta
    if connection.execute(meta.update().where(meta.c.key == key).values(value=value)).rowcount == 0:
        connection.execute(meta.insert().values(key=key, value=value))


def next_release(connection: Connection) -> int | None:
    """When the next held article's time comes, in seconds since 1970."""
    articles = schema.articles.c
    value: int | None = connection.execute(
        select(func.min(articles.published)).where(articles.state == "held")
    ).scalar()
    return value


def note_rendering(ledger: Ledger, fingerprint: str) -> bool:
    """Every feed's bytes change when the code or the settings that render them do; True if they did."""
    if mark(ledger.connection, "rendering") == fingerprint:
        return False
    set_mark(ledger.connection, "rendering", fingerprint)
    ledger.touch(ledger.connection.execute(select(schema.terms.c.id).where(schema.terms.c.version > 0)).scalars())
    return True

"""Write into a store what an ingest would, and read what is served of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from feedsvc.model import Article
from feedsvc.served import Entry
from feedsvc.store import articles, files, lock, pages, search
from feedsvc.store.engine import Store
from feedsvc.store.files import FileRow
from feedsvc.store.identities import Writing
from feedsvc.store.ledger import Ledger
from tests.articles import NOON

NOW = int(NOON.timestamp()) + 3600


@contextmanager
def batch(store: Store, now: int = NOW, **overrides: str) -> Iterator[Ledger]:
    with store.writing() as connection:
        ledger = Ledger(connection, store.authority, now, overrides)
        ledger.open_everything()
        yield ledger
        search.fill(ledger, 1000)
        ledger.close()


def put(store: Store, *found: Article, now: int = NOW, rebuild: bool = False) -> list[int]:
    """Write articles as ingest does, each with its file."""
    numbers = []
    with batch(store, now) as ledger:
        source = files.source(ledger.connection, "posts")
        known = files.known(ledger.connection, source.id)
        for each in found:
            before = known.get(each.path)
            writing = Writing(
                source, before.article_id if before else None, f"digest of {each.path}", rebuild, show_future=False
            )
            number, _ = articles.put(ledger, each, writing)
            row = before or FileRow(0, each.path, 1, 1, "digest", "fingerprint", "article", number)
            files.record(ledger.connection, source.id, row)
            numbers.append(number)
    return numbers


def feed(store: Store, kind: str, key: str = "") -> pages.Feed | None:
    with store.reading() as connection:
        return pages.find(connection, store.authority, kind, key)  # type: ignore[arg-type]


def shown(store: Store, kind: str = "all", key: str = "", limit: int = 50) -> list[Entry]:
    found = feed(store, kind, key)
    assert found is not None
    with store.reading() as connection:
        return list(pages.entries(connection, found.term_id, limit))


def saved(url: str) -> str:
    """The address of a copy of a database as a backup has it; nobody may be connected to it."""
    address = make_url(url)
    assert address.database is not None
    if address.get_backend_name() == "sqlite":
        file = Path(address.database)
        copy = file.parent.with_name(f"{file.parent.name}-saved") / file.name
        copy.parent.mkdir()
        with closing(sqlite3.connect(file)) as one, closing(sqlite3.connect(copy)) as other:
            one.backup(other)
        return f"sqlite:///{copy}"
    name = f"{address.database}saved"
    engine = create_engine(address.set(database="postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {address.database}"))
    engine.dispose()
    return address.set(database=name).render_as_string(hide_password=False)


def lose_lock(store: Store) -> None:
    """What holds the ingester's lock goes away: its session, or its file."""
    if store.is_sqlite:
        (store.folder / "ingest.lock").rename(store.folder / "elsewhere")
        return
    ended = text(
        "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND objid = :number AND granted"
        " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
    )
    with store.reading() as connection:
        assert connection.execute(ended, {"number": lock.INGEST_LOCK}).scalars().all() == [True]

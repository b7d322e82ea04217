"""The lock of the one ingester: flock on a file, or an advisory lock on PostgreSQL.

The system gives it back when its process ends, however it ends.
"""

from __future__ import annotations

import contextlib
import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event
from typing import IO

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from feedsvc.errors import StoreLocked
from feedsvc.store.engine import Store, translated

INGEST_LOCK = 0x696E6773
"""PostgreSQL advisory locks are numbers: this one is "ings" in ASCII."""
RETRY_SECONDS = 0.2
TRIES = 4


class IngestLock:
    """Held while a process ingests."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._file: IO[str] | None = None
        self._connection: Connection | None = None

    def take(self) -> bool:
        """Take the lock if it is free."""
        return self._take_file() if self._store.is_sqlite else self._take_advisory()

    def _take_file(self) -> bool:
        file = (self._store.folder / "ingest.lock").open("a")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.close()
            return False
        self._file = file
        return True

    def _take_advisory(self) -> bool:
        with translated(self._store.engine):
            connection = self._store.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
            got = connection.execute(text("SELECT pg_try_advisory_lock(:number)"), {"number": INGEST_LOCK}).scalar()
        if not got:
            connection.close()
            return False
        self._connection = connection
        return True

    def release(self) -> None:
        """Give the lock back."""
        if self._file is not None:
            self._file.close()
            self._file = None
        if self._connection is not None:
            # The session holds the lock: where the server went away meanwhile, it is given back already.
            with contextlib.suppress(DBAPIError):
                self._connection.execute(text("SELECT pg_advisory_unlock(:number)"), {"number": INGEST_LOCK})
            self._connection.close()
            self._connection = None


def is_held(store: Store) -> bool:
    """Whether an ingester is at work."""
    return _is_file_held(store) if store.is_sqlite else _is_advisory_held(store)


def _is_file_held(store: Store) -> bool:
    with (store.folder / "ingest.lock").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def _is_advisory_held(store: Store) -> bool:
    query = text(
        "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = :number AND granted"
        " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
    )
    with store.reading() as connection:
        return bool(connection.execute(query, {"number": INGEST_LOCK}).scalar())


@contextmanager
def held(store: Store, stopped: Event | None = None) -> Iterator[bool]:
    """Hold the lock, True; waiting for it until `stopped` is set, then False.

    Without `stopped` raises StoreLocked where another holds it.
    """
    lock = IngestLock(store)
    taken = _wait(lock, stopped) if stopped is not None else _now(lock)
    try:
        yield taken
    finally:
        lock.release()


def _wait(lock: IngestLock, stopped: Event) -> bool:
    while not lock.take():
        if stopped.wait(RETRY_SECONDS):
            return False
    return True


def _now(lock: IngestLock) -> bool:
    # Whoever only asks whether the lock is held has it for an instant: one refusal is no proof.
    if not any(lock.take() or Event().wait(RETRY_SECONDS) for _ in range(TRIES)):
        raise StoreLocked(
            "another ingester is at work on this store; a server's follows changes by itself, and looks at everything "
            "at SIGHUP; end it, or wait until the other command has ended"
        )
    return True

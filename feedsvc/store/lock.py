"""The lock of the one ingester: flock on a file, or an advisory lock on PostgreSQL.

The system gives it back when its process ends, however it ends; PostgreSQL also when the session ends that took it
(postgresql.org/docs, "Advisory Locks"), and a file that is no longer at its place locks nobody out. So whoever writes
under the lock asks before each transaction whether it is still there.
"""

from __future__ import annotations

import contextlib
import fcntl
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import IO

from sqlalchemy import Connection, text
from sqlalchemy.exc import SQLAlchemyError

from feedsvc.errors import LockLost, StoreError, StoreLocked
from feedsvc.store import mends
from feedsvc.store.engine import Store, translated

log = logging.getLogger("feedsvc.ingest")
INGEST_LOCK = 0x696E6773
"""PostgreSQL advisory locks are numbers: this one is "ings" in ASCII."""
RETRY_SECONDS = 0.2
TRIES = 4
PATIENT_TRIES = 25
"""An ingester that is at its end has gone by then, as a rule."""
AWAITED = (
    "another ingester is at work on this store: what its sources bring is served, and this one begins when it has "
    "ended; set data to another folder to serve other sources beside it"
)
_NUMBER = {"number": INGEST_LOCK}
_TAKE = text("SELECT pg_try_advisory_lock(:number)")
_GIVE = text("SELECT pg_advisory_unlock(:number)")
_HELD = (
    "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = :number AND granted"
    " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
)
_IS_HELD, _IS_OURS = text(_HELD), text(f"{_HELD} AND pid = pg_backend_pid()")


class IngestLock:
    """Held while a process ingests."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._file: IO[str] | None = None
        self._connection: Connection | None = None

    def take(self) -> bool:
        """Take the lock if it is free."""
        return self._take_file() if self._store.is_sqlite else self._take_advisory()

    def check(self) -> None:
        """Raise LockLost where it was taken and is no more."""
        if not (self._has_file() if self._store.is_sqlite else self._has_session()):
            raise LockLost("the ingester's lock is lost, for the database or the data folder went away")

    def _has_file(self) -> bool:
        try:
            return self._file is not None and os.path.samestat(os.fstat(self._file.fileno()), _path(self._store).stat())
        except OSError:
            return False

    def _has_session(self) -> bool:
        try:
            return self._connection is not None and bool(self._connection.execute(_IS_OURS, _NUMBER).scalar())
        except SQLAlchemyError:
            # It would connect anew at the next question, without the lock.
            return False

    def _take_file(self) -> bool:
        file = _opened(self._store)
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
            got = connection.execute(_TAKE, _NUMBER).scalar()
        if not got:
            connection.close()
            return False
        self._connection = connection
        return True

    def close(self) -> None:
        """Give the lock back."""
        if self._file is not None:
            self._file.close()
            self._file = None
        if self._connection is not None:
            # The session holds the lock: where the server went away meanwhile, it is given back already.
            with contextlib.suppress(SQLAlchemyError):
                self._connection.execute(_GIVE, _NUMBER)
            self._connection.close()
            self._connection = None


def _path(store: Store) -> Path:
    return store.folder / "ingest.lock"


def _opened(store: Store) -> IO[str]:
    try:
        return _path(store).open("a")
    except (FileNotFoundError, NotADirectoryError) as error:
        raise StoreError(f"cannot open {str(_path(store))!r}: {error.strerror}; bring the data folder back") from error
    except OSError as error:
        mend = mends.of_folder(error)
        raise StoreError(f"cannot open {str(_path(store))!r}: {error.strerror}; {mend}") from error


def is_held(store: Store) -> bool:
    """Whether an ingester is at work."""
    return _is_file_held(store) if store.is_sqlite else _is_advisory_held(store)


def _is_file_held(store: Store) -> bool:
    with _opened(store) as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def _is_advisory_held(store: Store) -> bool:
    with store.reading() as connection:
        return bool(connection.execute(_IS_HELD, _NUMBER).scalar())


@contextmanager
def held(store: Store) -> Iterator[Store]:
    """Hold the lock: the store, in which nothing is written without it (LockLost).

    Raises StoreLocked where another holds it.
    """
    lock = IngestLock(store)
    # Whoever only asks whether the lock is held has it for an instant: one refusal is no proof.
    if not any(lock.take() or Event().wait(RETRY_SECONDS) for _ in range(TRIES)):
        raise StoreLocked(
            "another ingester is at work on this store; a server's follows changes by itself, and looks at everything "
            "at SIGHUP; end it, or wait until the other command has ended"
        )
    with contextlib.closing(lock):
        yield replace(store, guard=lock.check)


@contextmanager
def awaited(store: Store, stopped: Event) -> Iterator[Store | None]:
    """As `held`, but wait until the lock is free, and say so where that takes longer than an instant; None where
    `stopped` is set before."""
    lock, tries = IngestLock(store), 0
    with contextlib.closing(lock):
        while not (taken := lock.take()) and not stopped.wait(RETRY_SECONDS):
            tries += 1
            if tries == PATIENT_TRIES:
                log.info(AWAITED)
        yield replace(store, guard=lock.check) if taken else None

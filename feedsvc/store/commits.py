"""Whether anybody committed anything to the store since it was asked last: for whoever looks twice a second."""

from __future__ import annotations

import contextlib

from sqlalchemy import PoolProxiedConnection, exc
from sqlalchemy.engine import Engine

_ASK = {
    # Another number when another connection committed (sqlite.org/pragma.html, "data_version").
    "sqlite": "PRAGMA data_version",
    # The transactions that can be seen (postgresql.org/docs, "Transaction ID and Snapshot Information Functions").
    # Under this name versions before 13 have it, too.
    "postgresql": "SELECT CAST(txid_current_snapshot() AS text)",
}


class Commits:
    """Asked by one thread, over a connection of its own, in which nothing is ever written."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._connection: PoolProxiedConnection | None = None
        self._opened = 0

    def state(self) -> tuple[int, object] | None:
        """A value that is another one after each commit; None where the store cannot tell now."""
        try:
            connection = self._connection or self._open()
            cursor = connection.cursor()
            try:
                cursor.execute(_ASK[self._engine.dialect.name])
                return self._opened, (cursor.fetchone() or (None,))[0]
            finally:
                cursor.close()
        except (exc.SQLAlchemyError, self._engine.dialect.loaded_dbapi.Error):
            self.close()
            return None

    def _open(self) -> PoolProxiedConnection:
        # Numbers of one connection mean nothing beside those of another.
        self._opened += 1
        self._connection = connection = self._engine.raw_connection()
        if self._engine.dialect.name == "postgresql":
            # A transaction would see the same for as long as it lasts.
            connection.driver_connection.autocommit = True  # type: ignore[union-attr]
        # Its own for good: it is closed with it, and no pool hands it on in this state.
        connection.detach()
        return connection

    def close(self) -> None:
        """Give the connection back; the next question opens another."""
        connection, self._connection = self._connection, None
        if connection is not None:
            with contextlib.suppress(exc.SQLAlchemyError, self._engine.dialect.loaded_dbapi.Error):
                connection.close()

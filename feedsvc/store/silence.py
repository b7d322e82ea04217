"""A PostgreSQL that does not answer: its host is away, or the server stands still. Without bounds of ours whoever asks
waits as long as TCP does, a quarter of an hour, and keeps a thread that could answer others from memory."""

from __future__ import annotations

import os
import time
from collections.abc import Generator, Mapping
from typing import Any

from sqlalchemy import URL, event
from sqlalchemy.engine import Engine, ExceptionContext
from sqlalchemy.engine.interfaces import DBAPIConnection, Dialect

from feedsvc.errors import StoreError
from feedsvc.store import mends

BOUNDS: Mapping[str, int] = {
    "connect_timeout": 5,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
}
"""libpq's, in seconds, the last in milliseconds (postgresql.org/docs, "Parameter Key Words"): for how long a host may
say nothing at all, at the beginning and later. The address in the settings may say others."""
VARIABLES = {"connect_timeout": "PGCONNECT_TIMEOUT"}
SEEN_GONE = (
    "SELECT set_config('tcp_keepalives_idle', '10', false), set_config('tcp_keepalives_interval', '5', false),"
    " set_config('tcp_keepalives_count', '3', false)"
)
"""Has the server find out as soon that we are gone: while it holds our session, it holds the ingester's lock, for two
hours by itself."""
ANSWER_SECONDS = 10.0
"""How long a reader's question may go without any answer. The slowest that there is takes a tenth of a second."""
AGAIN_SECONDS = 2.0
"""How long a server that did not answer is not asked again, and then by one alone until that one knows."""


class Silence:
    """What is known of it in one process. `seconds`: how long each question may go without any answer; None for ever,
    as whoever makes an index or takes a lock waits for that."""

    def __init__(self, engine: Engine) -> None:
        self.seconds: float | None = None
        self._kind: Any = None
        self._until, self._told = 0.0, ""
        if engine.dialect.name == "postgresql":
            event.listen(engine, "do_connect", self._connect)
            event.listen(engine, "connect", self._begin)
            event.listen(engine, "checkout", self._answered)
            event.listen(engine, "handle_error", self._failed)

    def check(self) -> None:
        """Raise StoreError where the server did not answer just now; else whoever asks tries."""
        if self._told:
            now = time.monotonic()
            if now < self._until:
                raise StoreError(self._told)
            self._until = now + BOUNDS["connect_timeout"] + AGAIN_SECONDS

    def _connect(self, dialect: Dialect, _record: object, args: list[Any], given: dict[str, Any]) -> DBAPIConnection:
        self._kind = self._kind or _bounded(dialect.loaded_dbapi, self)
        connection: DBAPIConnection = self._kind.connect(*args, **given)
        return connection

    def _begin(self, connection: DBAPIConnection, _record: object) -> None:
        cursor = connection.cursor()
        cursor.execute(SEEN_GONE)
        cursor.close()
        connection.commit()

    def _answered(self, _connection: object, _record: object, _proxy: object) -> None:
        # Also over a connection of before, which was asked whether it still lives: where that outlasts the silence, no
        # other is opened, and who asks one at a time never needs one.
        self._told = ""

    def _failed(self, context: ExceptionContext) -> None:
        reason = str(context.original_exception)
        if any(words in reason for words in mends.SILENT):
            self._until = time.monotonic() + AGAIN_SECONDS
            self._told = mends.unusable(reason, "", is_sqlite=False)


def bounds(address: URL) -> dict[str, int]:
    """What the driver is told of a server at this address: of BOUNDS what neither that nor the environment says."""
    said = {*address.query, *(name for name, variable in VARIABLES.items() if os.environ.get(variable))}
    return {name: value for name, value in BOUNDS.items() if name not in said}


def _bounded(dbapi: Any, silence: Silence) -> Any:
    """The driver's class of connections, which by itself waits for each answer without end."""

    class Bounded(dbapi.Connection):  # type: ignore[misc]
        def wait(self, asked: Generator[int, int, Any], *args: Any, **how: Any) -> Any:
            """Called by the driver with each question to the server; it looks up ten times a second."""
            if silence.seconds is None:
                return super().wait(asked, *args, **how)
            try:
                return super().wait(_within(silence.seconds, asked), *args, **how)
            except TimeoutError:
                # An answer that comes yet would be taken for that to the next question.
                self.pgconn.finish()
                raise dbapi.OperationalError(f"the server does not answer within {silence.seconds:g} s") from None

    return Bounded


def _within(seconds: float, asked: Generator[int, int, Any]) -> Generator[int, int, Any]:
    """Go through a question, and raise TimeoutError where nothing comes for so long."""
    ends = time.monotonic() + seconds
    try:
        wanted = next(asked)
        while True:
            ready = yield wanted
            now = time.monotonic()
            if ready:
                ends = now + seconds
            elif now > ends:
                raise TimeoutError
            wanted = asked.send(ready)
    except StopIteration as end:
        return end.value

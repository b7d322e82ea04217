"""The access log: one line for each request, with status, bytes, time and what the cache did."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from feedsvc.config import Settings
from feedsvc.logs import LEVELS, Lines, stamp

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

PROBES = ("/healthz", "/readyz")
"""Asked all the time by those who run the server: logged at level debug only."""
LOGGER = "feedsvc.access"
FIELDS = ("client", "method", "address", "status", "bytes", "ms", "cache", "agent")
_encode = json.JSONEncoder(ensure_ascii=False).encode


class AccessLog:
    """A WSGI layer that writes the line when the last byte was given to the server.

    Its lines have the form of all others, but do not go through logging, which costs more than the answer: a thread
    writes them to standard error, many at once.
    """

    def __init__(self, application: WSGIApplication, settings: Settings) -> None:
        self._application = application
        self._lines = Lines(sys.stderr)
        self._form = _json if settings.log_format == "json" else _text
        self._passed_over = PROBES if LEVELS.index(settings.log_level) > 0 else ()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Pass the request on, and its answer back, counted."""
        started = time.perf_counter()
        status = "0"

        def start(line: str, headers: list[tuple[str, str]], exc_info: object = None) -> Callable[[bytes], object]:
            nonlocal status
            status = line
            return start_response(line, headers, exc_info)  # type: ignore[arg-type]

        def write(size: int) -> None:
            self._write(environ, status, size, started)

        body = self._application(environ, start)
        if type(body) is not list:
            return _Counted(body, write)
        # The server has all of it at once: what comes from memory stays a list, which servers send in one piece.
        write(sum(map(len, body)))
        return body

    def _write(self, environ: WSGIEnvironment, status: str, size: int, started: float) -> None:
        path = environ.get("PATH_INFO", "")
        if path in self._passed_over:
            return
        if not path.isascii():
            path = path.encode("latin-1", "replace").decode("utf-8", "replace")
        query = environ.get("QUERY_STRING")
        values = (
            environ.get("REMOTE_ADDR", "-"),
            environ.get("REQUEST_METHOD", "-"),
            f"{path}?{query}" if query else path,
            int(status[:3]),
            size,
            round((time.perf_counter() - started) * 1000, 1),
            environ.get("feedsvc.cache", "-"),
            environ.get("HTTP_USER_AGENT", "-"),
        )
        self._lines.write(self._form("debug" if path in PROBES else "info", values))

    def close(self) -> None:
        """Write the last lines, at the end of a worker."""
        self._lines.close()


Values = tuple[str, str, str, int, int, float, str, str]


def _text(level: str, values: Values) -> str:
    client, method, address, status, size, milliseconds, cache, agent = values
    said = f"{client} {method} {address!r} {status} {size} {milliseconds}ms {cache} {agent!r}"
    return f"{stamp(time.time())} {level} {LOGGER}: {said}"


def _json(level: str, values: Values) -> str:
    head = {"time": stamp(time.time()), "level": level, "logger": LOGGER}
    return _encode(head | dict(zip(FIELDS, values, strict=True)))


class _Counted:
    """The body, counted; the server closes it when it was sent, or when the client went away."""

    def __init__(self, body: Iterable[bytes], write: Callable[[int], None]) -> None:
        self._body = body
        self._write = write
        self._bytes = 0

    def __iter__(self) -> Iterator[bytes]:
        for part in self._body:
            self._bytes += len(part)
            yield part

    def close(self) -> None:
        close = getattr(self._body, "close", None)
        if close is not None:
            close()
        self._write(self._bytes)

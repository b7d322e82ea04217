"""The access log: one line for each request, with status, bytes, time and what the cache did."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

log = logging.getLogger("feedsvc.access")
PROBES = ("/healthz", "/readyz")
"""Asked all the time by those who run the server: logged at level debug only."""


class AccessLog:
    """A WSGI layer that writes the line when the last byte was given to the server."""

    def __init__(self, application: WSGIApplication) -> None:
        self._application = application

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Pass the request on, and its answer back, counted."""
        started = time.perf_counter()
        status: list[str] = []

        def start(line: str, headers: list[tuple[str, str]], exc_info: object = None) -> Callable[[bytes], object]:
            status[:] = [line]
            return start_response(line, headers, exc_info)  # type: ignore[arg-type]

        body = self._application(environ, start)
        return _Counted(body, environ, status, started)


class _Counted:
    """The body, counted; the server closes it when it was sent, or when the client went away."""

    def __init__(self, body: Iterable[bytes], environ: WSGIEnvironment, status: list[str], started: float) -> None:
        self._body = body
        self._environ = environ
        self._status = status
        self._started = started
        self._bytes = 0

    def __iter__(self) -> Iterator[bytes]:
        for part in self._body:
            self._bytes += len(part)
            yield part

    def close(self) -> None:
        close = getattr(self._body, "close", None)
        if close is not None:
            close()
        self._write()

    def _write(self) -> None:
        environ = self._environ
        query = environ.get("QUERY_STRING", "")
        address = environ.get("PATH_INFO", "").encode("latin-1", "replace").decode("utf-8", "replace")
        milliseconds = (time.perf_counter() - self._started) * 1000
        fields = {
            "client": environ.get("REMOTE_ADDR", "-"),
            "method": environ.get("REQUEST_METHOD", "-"),
            "address": address + (f"?{query}" if query else ""),
            "status": int(self._status[0].split()[0]) if self._status else 0,
            "bytes": self._bytes,
            "ms": round(milliseconds, 1),
            "cache": environ.get("feedsvc.cache", "-"),
            "agent": environ.get("HTTP_USER_AGENT", "-"),
        }
        level = logging.DEBUG if environ.get("PATH_INFO") in PROBES else logging.INFO
        log.log(level, "%(client)s %(method)s %(address)r %(status)s %(bytes)s %(ms)sms %(cache)s %(agent)r", fields)

"""The access log: one line for each request, with status, bytes, time and what the cache did."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from feedsvc.config import Settings
from feedsvc.logs import Lines, in_one_line, stamp

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

PROBES = ("/healthz", "/readyz")
"""Asked all the time by those who run the server: logged at level debug only."""
LOGGER = "feedsvc.access"
About = tuple[str, str, str, str, str, int, str, str]
"""Client, method, path, query, status line, bytes, what the cache did, agent, as they were in the environ."""
Noted = tuple[float, float, About]
"""When and how long, in seconds; about what."""
MOST_KNOWN = 128
"""Requests of which is kept what their lines say besides times: whoever asks often asks the same."""
_encode = json.JSONEncoder(ensure_ascii=False).encode


class AccessLog:
    """A WSGI layer that writes the line when the last byte was given to the server.

    Its lines have the form of all others, but do not go through logging, which costs more than the answer: a thread
    makes them and writes them to standard error, many at once.
    """

    def __init__(self, application: WSGIApplication, settings: Settings) -> None:
        self._application = application
        self._lines = Lines(sys.stderr, _json if settings.log_format == "json" else _text)
        self._passed_over = PROBES if settings.log_level != "debug" else ()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Pass the request on, and its answer back, counted."""
        started = time.perf_counter()
        status: list[str] = []

        def start(line: str, headers: list[tuple[str, str]], exc_info: object = None) -> Callable[[bytes], object]:
            status.append(line)
            return start_response(line, headers, exc_info)  # type: ignore[arg-type]

        body = self._application(environ, start)
        if type(body) is not list:
            return _Counted(body, lambda size: self.note(environ, status[-1] if status else "0", size, started))
        # The server has all of it at once: what comes from memory stays a list, which servers send in one piece.
        self.note(environ, status[-1] if status else "0", sum(map(len, body)), started)
        return body

    def note(self, environ: WSGIEnvironment, status: str, size: int, started: float) -> None:
        """Have the line of one answer written (see hotpath.Note)."""
        path = environ.get("PATH_INFO", "")
        if path in self._passed_over:
            return
        get = environ.get
        about = (
            # Over a unix socket nobody has an address.
            get("REMOTE_ADDR") or "-", get("REQUEST_METHOD", "-"), path, get("QUERY_STRING", ""), status, size,
            get("feedsvc.cache", "-"), get("HTTP_USER_AGENT", "-"),
        )  # fmt: skip
        self._lines.write((time.time(), time.perf_counter() - started, about))

    def close(self) -> None:
        """Write the last lines, at the end of a worker."""
        self._lines.close()


def _text(noted: Noted) -> str:
    when, took, about = noted
    before, after = _text_around(about)
    return f"{stamp(when)} {before} {took * 1000:.1f}ms {after}"


@lru_cache(MOST_KNOWN)
def _text_around(about: About) -> tuple[str, str]:
    """What stands before the milliseconds and behind them."""
    client, method, path, query, status, size, cache, agent = about
    before = f"{_level(path)} {LOGGER}: {client} {method} {_address(path, query)!r} {status[:3]} {size}"
    return before, f"{cache} {agent!r}"


def _json(noted: Noted) -> str:
    when, took, about = noted
    before, after = _json_around(about)
    return f'{{"time": "{stamp(when)}", {before}, "ms": {took * 1000:.1f}, {after}}}'


@lru_cache(MOST_KNOWN)
def _json_around(about: About) -> tuple[str, str]:
    """What stands before the milliseconds and behind them: members of an object, without its braces."""
    client, method, path, query, status, size, cache, agent = about
    before = {
        "level": _level(path), "logger": LOGGER, "client": client, "method": method,
        "address": _address(path, query), "status": int(status[:3]), "bytes": size,
    }  # fmt: skip
    after = {"cache": cache, "agent": agent}
    return in_one_line(_encode(before))[1:-1], in_one_line(_encode(after))[1:-1]


def _address(path: str, query: str) -> str:
    address = f"{path}?{query}" if query else path
    if not address.isascii():
        # WSGI's characters are bytes (PEP 3333); granian's query may hold those beyond ASCII, too.
        address = address.encode("latin-1", "replace").decode("utf-8", "replace")
    return address


def _level(path: str) -> str:
    return "debug" if path in PROBES else "info"


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

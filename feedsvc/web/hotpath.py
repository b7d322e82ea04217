"""The hot path: what Flask answered is answered again from memory while the store stays as it is.

A WSGI layer before Flask's routing. It makes nothing of its own: it keeps answers that views have marked as depending
on nothing but the store and the headers read here, and gives them again, byte by byte, to requests that ask the same.
Whatever it does not know, it passes on.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from werkzeug.datastructures import MIMEAccept
from werkzeug.http import parse_accept_header

from feedsvc.errors import StoreError
from feedsvc.web.answers import encoding_of
from feedsvc.web.asked import wants_page
from feedsvc.web.renditions import Rendition, Renditions

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

Note = Callable[["WSGIEnvironment", str, int, float], None]
"""Told of an answer: the request's environment, status line, bytes of the body, when it began (time.perf_counter)."""
MARK = "feedsvc.keep"
"""What a view sets in the environment of a request whose answer may be kept: the generation in which it is good."""
MOST_TAGS = 8
"""Validators for which one feed's 304 is kept: its own in each encoding, and what proxies make of them."""
LONGEST_TAG = 100
MOST_MEMOS = 1_000
PAGE = "page"
"""What a browser is sent to instead of being answered in an encoding."""


def keep(environ: WSGIEnvironment, rendition: Rendition) -> None:
    """Mark the answer to a request as one that may be given again; not where its time is still to come, since then
    Last-Modified moves."""
    if rendition.version.modified <= time.time():
        environ[MARK] = rendition.generation


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer as it was sent."""

    status: str
    headers: list[tuple[str, str]]
    body: list[bytes]
    size: int


@dataclass(slots=True)
class Cell:
    """The answers at one address in one generation of the store, by encoding and by the validator that was asked with;
    what the request's environment says of them (for the log and the counters)."""

    generation: int
    notes: dict[str, Any]
    whole: dict[str, Kept] = field(default_factory=dict)
    unchanged: dict[tuple[str, str], Kept] = field(default_factory=dict)
    size: int = 0

    def measured(self, address: tuple[str, str]) -> int:
        """Bytes of memory."""
        bodies = sum(kept.size for kept in self.whole.values())
        return _CELL_BYTES + sum(map(len, address)) + bodies + sum(len(tag) for _, tag in self.unchanged)


class HotPath:
    """The layer; `capacity` bounds the bytes of the answers that it keeps, those that were asked for last. `notes` are
    told of each answer that it gives from memory, of which the layers behind it hear nothing."""

    def __init__(
        self,
        application: WSGIApplication,
        renditions: Renditions,
        capacity: int,
        *,
        views: bool,
        notes: tuple[Note, ...] = (),
    ) -> None:
        self._application = application
        self._notes = notes
        self._renditions = renditions
        self._capacity = capacity
        self._views = views
        self._cells: OrderedDict[tuple[str, str], Cell] = OrderedDict()
        self._size = 0
        self._lock = threading.Lock()
        self._wishes: dict[tuple[str, str], str] = {}

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer from memory, or pass on and keep."""
        started = time.perf_counter()
        wish = environ.get("HTTP_ACCEPT", ""), environ.get("HTTP_ACCEPT_ENCODING", "")
        encoding = self._wishes.get(wish) or self._understand(*wish)
        if environ["REQUEST_METHOD"] != "GET" or "HTTP_A_IM" in environ or encoding == PAGE:
            return self._application(environ, start_response)
        address = environ["PATH_INFO"], environ.get("QUERY_STRING", "")
        tag = environ.get("HTTP_IF_NONE_MATCH")
        cell = self._cells.get(address)
        if cell is not None and cell.generation == self._generation() and not _has_conditions(environ, tag):
            kept = cell.whole.get(encoding) if tag is None else cell.unchanged.get((encoding, tag))
            if kept is not None:
                self._touch(address)
                environ.update(cell.notes)
                start_response(kept.status, kept.headers.copy())
                for note in self._notes:
                    note(environ, kept.status, kept.size, started)
                return kept.body
        return self._pass_on(environ, start_response, _Place(address, encoding, tag))

    def _generation(self) -> int:
        """That of the store; none that any answer has where it cannot be told: then Flask says what is the matter."""
        try:
            return self._renditions.generation()
        except StoreError:
            return -1

    def _touch(self, address: tuple[str, str]) -> None:
        try:  # noqa: SIM105 - suppress() takes three times as long
            self._cells.move_to_end(address)
        except KeyError:
            # Another thread has dropped it since.
            pass

    def _understand(self, accept: str, accept_encoding: str) -> str:
        """The encoding to answer in, or PAGE. Headers are few in kind; who sends ever new ones fills nothing."""
        named = self._views and "text/html" in accept.lower()
        is_for_page = named and wants_page(parse_accept_header(accept, MIMEAccept))
        if len(self._wishes) >= MOST_MEMOS:
            self._wishes.clear()
        self._wishes[accept, accept_encoding] = found = PAGE if is_for_page else encoding_of(accept_encoding)
        return found

    def _pass_on(self, environ: WSGIEnvironment, start_response: StartResponse, place: _Place) -> Iterable[bytes]:
        started: list[tuple[str, list[tuple[str, str]]]] = []

        def start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Callable[[bytes], object]:
            started[:] = [(status, headers)]
            return start_response(status, headers, exc_info)

        answered = self._application(environ, start)
        generation = environ.pop(MARK, None)
        if generation is None or not started or _has_conditions(environ, place.tag):
            return answered
        try:
            body = list(answered)
        finally:
            close = getattr(answered, "close", None)
            if close is not None:
                close()
        with self._lock:
            self._keep(environ, place, Kept(*started[0], body, sum(map(len, body))), generation)
        return body

    def _keep(self, environ: WSGIEnvironment, place: _Place, kept: Kept, generation: int) -> None:
        cell = self._cells.get(place.address)
        if cell is None or cell.generation != generation:
            notes = {name: value for name, value in environ.items() if name.startswith("feedsvc.")}
            self._drop(place.address)
            cell = self._cells[place.address] = Cell(generation, notes | {"feedsvc.cache": "hot"})
        if kept.status.startswith("200") and place.tag is None:
            cell.whole[place.encoding] = kept
        elif kept.status.startswith("304") and place.is_plain and len(cell.unchanged) < MOST_TAGS:
            cell.unchanged[place.asked] = kept
        size = cell.measured(place.address)
        self._size += size - cell.size
        cell.size = size
        while self._size > self._capacity and len(self._cells) > 1:
            # In one step: _touch, which holds no lock, moves others between two.
            _, oldest = self._cells.popitem(last=False)
            self._size -= oldest.size

    def _drop(self, address: tuple[str, str]) -> None:
        cell = self._cells.pop(address, None)
        if cell is not None:
            self._size -= cell.size


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an answer belongs: address, encoding, the validator asked with."""

    address: tuple[str, str]
    encoding: str
    tag: str | None

    @property
    def asked(self) -> tuple[str, str]:
        return self.encoding, self.tag or ""

    @property
    def is_plain(self) -> bool:
        """Whether what it was asked with is as long as validators are, not whatever somebody thought up."""
        return self.tag is not None and len(self.tag) <= LONGEST_TAG


_CELL_BYTES = 4_000
"""Bytes that an address takes besides its answers."""


def _has_conditions(environ: WSGIEnvironment, tag: str | None) -> bool:
    """Whether more is asked than the validator tells; beside one the date means nothing (RFC 9110 13.1.3)."""
    return (
        (tag is None and "HTTP_IF_MODIFIED_SINCE" in environ)
        or "HTTP_IF_MATCH" in environ
        or "HTTP_IF_UNMODIFIED_SINCE" in environ
    )

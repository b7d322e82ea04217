"""Counting readers: a layer that notes who was given a feed, and writes that at most every FLUSH_SECONDS."""

from __future__ import annotations

import atexit
import logging
import threading
import time
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from feedsvc.store.readers import DAY, GRACE_SECONDS, Readers
from feedsvc.subscribers import MOST_GATHERED, Gathered
from feedsvc.web.clients import agent, named

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

log = logging.getLogger("feedsvc.web")
FEED = "feedsvc.feed"
"""Where in the environ a view that found a feed says its path without format, such as `/feeds/company/06618.HK`."""
GIVEN = ("200", "226", "304")
FLUSH_SECONDS = 10.0
END_SECONDS = 10.0


class Readership:
    """A WSGI layer; it holds clients in memory, as they came, until they are written as digests.

    A thread writes, so that no request waits for a disk. It is started by the first that is noted, and so in each
    worker. What cannot be written, or is more than MOST_GATHERED until then, is dropped, and the former told once:
    whoever reads a feed asks again within the day.
    """

    def __init__(self, application: WSGIApplication, readers: Readers, clock: Callable[[], float] = time.time) -> None:
        self._application = application
        self._readers = readers
        self._clock = clock
        self._lock = threading.Lock()
        self._noted: set[tuple[int, str, str, str]] = set()
        self._thread: threading.Thread | None = None
        self._seen, self._ended = threading.Event(), threading.Event()
        self._has_failed = False

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Pass the request on, and note whom a feed was given."""

        def start(status: str, headers: list[tuple[str, str]], exc_info: object = None) -> Callable[[bytes], object]:
            self.note(environ, status)
            return start_response(status, headers, exc_info)  # type: ignore[arg-type]

        return self._application(environ, start)

    def note(self, environ: WSGIEnvironment, status: str, _size: int = 0, _started: float = 0.0) -> None:
        """Note whom an answer was given (see hotpath.Note), where it is a feed's. What the environ says is worked out
        when it is written: then many cost less than each by itself."""
        if FEED not in environ or not status.startswith(GIVEN) or environ.get("REQUEST_METHOD") != "GET":
            return
        noted = int(self._clock()) // DAY, environ[FEED], environ.get("REMOTE_ADDR") or "", agent(environ)
        with self._lock:
            if len(self._noted) < MOST_GATHERED:
                self._noted.add(noted)
            if self._thread is None and not self._ended.is_set():
                self._thread = threading.Thread(target=self._write, name="readers", daemon=True)
                self._thread.start()
                atexit.register(self.close)
        if not self._seen.is_set():
            self._seen.set()

    def _write(self) -> None:
        while not self._ended.is_set():
            self._seen.wait(self._rest_of_day())
            self._seen.clear()
            self._ended.wait(FLUSH_SECONDS)
            if not self._ended.is_set():
                self.flush()

    def _rest_of_day(self) -> float:
        """Seconds until a day is over, whose salt must then go though nobody asks."""
        return DAY - (self._clock() - GRACE_SECONDS) % DAY

    def flush(self) -> None:
        """Write what was noted since the last time."""
        with self._lock:
            noted, self._noted = self._noted, set()
        gathered = Gathered()
        for day, feed, address, program in noted:
            gathered.note(day, feed, program, named(address, program))
        try:
            self._readers.add(gathered)
        except Exception as error:
            if not self._has_failed:
                self._has_failed = True
                log.warning("count_readers: %s", error)

    def close(self) -> None:
        """Write the last, at the end of a worker."""
        self._ended.set()
        self._seen.set()
        if self._thread is not None:
            self._thread.join(END_SECONDS)
            self._thread = None
            atexit.unregister(self.close)
            self.flush()

"""A worker that was started while its store could not be opened: it answers so until it can, and then as any other.

Its server has opened the store before, so that what is wrong may pass: a disk that was not there, a database that was
started again. A worker that ended over it would take the whole server with it.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from flask import Flask

from feedsvc.errors import StoreError
from feedsvc.web.pages.errors import RETRY_SECONDS, line
from feedsvc.web.statuses import UNAVAILABLE, reason_of

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

log = logging.getLogger("feedsvc.web")
PAUSE_SECONDS = 1.0
"""Between two trials at least: each may take a while, and each request would begin one."""


class Awaiting:
    """A WSGI layer that tries, at a request, to open the store: `unlock` gives the application over it, or raises
    StoreError. Until then all but `/healthz`, for which `application` needs no store, is 503."""

    def __init__(self, app: Flask, application: WSGIApplication, unlock: Callable[[], WSGIApplication]) -> None:
        self._app = app
        self._application = application
        self._unlock = unlock
        self._opened: WSGIApplication | None = None
        self._trial = threading.Lock()
        self._next = 0.0
        self._reason = ""

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer, or pass the request on."""
        if self.opened() is not None:
            return self._opened(environ, start_response)  # type: ignore[misc]  # it never becomes None again
        is_read = environ["REQUEST_METHOD"] in ("GET", "HEAD")
        if is_read and environ.get("PATH_INFO", "").endswith("/healthz"):
            return self._application({**environ, "PATH_INFO": "/healthz"}, start_response)
        with self._app.request_context(environ):
            error = StoreError(self._reason)
            response = line(UNAVAILABLE, reason_of(error))
            response.headers["Retry-After"] = str(RETRY_SECONDS)
            response.headers["Cache-Control"] = "no-store"
            return self._app.process_response(response)(environ, start_response)

    def opened(self) -> WSGIApplication | None:
        """The application over the store, tried for now if it is time; None where it cannot be opened."""
        if self._opened is None and time.monotonic() >= self._next and self._trial.acquire(blocking=False):
            try:
                self._opened = self._opened or self._unlock()
                if self._reason:
                    log.warning("the store can be used again")
            except StoreError as error:
                self._tell(str(error))
            finally:
                self._next = time.monotonic() + PAUSE_SECONDS
                self._trial.release()
        return self._opened

    def _tell(self, reason: str) -> None:
        """Say what is wrong, once."""
        if reason != self._reason:
            self._reason = reason
            log.error("a worker answers 503 until its store can be used: %s", reason)

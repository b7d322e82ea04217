"""The rate limit: how often one client may ask, counted together by all workers of a machine.

A client is an address (IPv6: its network of 64 bits) and a User-Agent. It may make `rate_limit` requests within a
sliding window; where that is fewer than `rate_burst`, as many more as lack, once in the time in which the rate itself
would give `rate_burst`, at least a day: to add a feed a reader asks two or three times (NetNewsWire 4531).
An answer 304 is free, whatever was asked before, if nothing had to be rendered for it: whoever asks on condition is
what a server wishes for. `If-None-Match: *`, which no reader sends, is no such condition. While the first ingest is
awaited an answer 503 is free as well: it asks the client itself to come again in a few seconds.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable
from math import ceil
from typing import TYPE_CHECKING

from flask import Response
from limits import RateLimitItem, RateLimitItemPerSecond, parse
from limits.storage import Storage
from limits.strategies import SlidingWindowCounterRateLimiter

from feedsvc.web.clients import client

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

log = logging.getLogger("feedsvc.web")
FREE = ("/healthz", "/readyz", "/favicon.ico")
FREE_BELOW = "/static/"
SHARED = ("/feeds", "/opml")
"""Where what scripts of other sites may read is."""
CONDITIONS = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE")
"""Without one of these no answer is 304 (RFC 9110 13.1)."""
TOO_MANY = 429
DAY = 86_400
Refuse = Callable[["WSGIEnvironment", int], Response]
"""What to answer a client in place of the application, with the seconds after which there is room again."""


def rates(rate: str, burst: int) -> tuple[RateLimitItem, ...]:
    """What a client may do: a request passes that any of these has room for.

    >>> rates("1/hour", 10)
    (1 per 1 hour, 9 per 86400 second)
    """
    item = parse(rate)
    if burst <= item.amount:
        return (item,)
    seconds = max(DAY, ceil(item.get_expiry() * burst / item.amount))
    return item, RateLimitItemPerSecond(burst - item.amount, seconds, "burst")


class RateLimit:
    """A WSGI layer. What is put between it and the application is limited, too. `awaits` says whether the first ingest
    is awaited.

    The application must have called start_response when it returns, as Flask has.
    """

    def __init__(
        self, application: WSGIApplication, allowed: tuple[RateLimitItem, ...], counts: Storage, refuse: Refuse,
        awaits: Callable[[], bool] = lambda: False,
    ) -> None:  # fmt: skip
        self._application = application
        self._refuse = refuse
        self._awaits = awaits
        self._allowed = allowed
        self._limiter = SlidingWindowCounterRateLimiter(counts)
        self._has_failed = False

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Pass the request on, or refuse it."""
        path = environ.get("PATH_INFO", "")
        if path in FREE or path.startswith(FREE_BELOW) or _is_preflight(environ, path):
            return self._application(environ, start_response)
        if _is_conditional(environ) or self._awaits():
            return self._answer_first(environ, start_response)
        seconds = self._count(client(environ))
        if seconds:
            return self._refuse(environ, seconds)(environ, start_response)
        return self._application(environ, start_response)

    def _answer_first(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Only the answer tells whether it is free: it is made, counted, and where it is one too many, not sent."""
        seconds = 0

        def start(status: str, headers: list[tuple[str, str]], exc_info: object = None) -> Callable[[bytes], object]:
            nonlocal seconds
            seconds = 0 if self._is_free(status, environ) else self._count(client(environ))
            return _unsent if seconds else start_response(status, headers, exc_info)  # type: ignore[arg-type]

        body = self._application(environ, start)
        if not seconds:
            return body
        getattr(body, "close", lambda: None)()
        return self._refuse(environ, seconds)(environ, start_response)

    def _is_free(self, status: str, environ: WSGIEnvironment) -> bool:
        if status.startswith("304"):
            return _is_conditional(environ) and environ.get("feedsvc.cache") != "rendered"
        return status.startswith("503") and self._awaits()

    def _count(self, name: str) -> int:
        """Count one request: 0, or where it is one too many the seconds until there is room again.

        Where it cannot be counted it passes: a limit must not be what makes feeds unreachable.
        """
        try:
            if any(self._limiter.hit(item, name) for item in self._allowed):
                return 0
            resets = [self._limiter.get_window_stats(item, name).reset_time for item in self._allowed]
        except OSError as error:
            self._tell(error)
            return 0
        # There is room after that instant, not at it, and asking took time.
        return ceil(max(0.0, min(resets) - time.time())) + 1

    def _tell(self, error: OSError) -> None:
        if not self._has_failed:
            self._has_failed = True
            log.warning("rate_limit: cannot count requests: %s; every request is answered meanwhile", error)


def _is_conditional(environ: WSGIEnvironment) -> bool:
    return any(name in environ for name in CONDITIONS) and environ.get("HTTP_IF_NONE_MATCH") != "*"


def _unsent(_: bytes) -> None:
    """PEP 3333's write(), for an answer that is not sent."""


def _is_preflight(environ: WSGIEnvironment, path: str) -> bool:
    """Whether a browser asks by itself before a script may (Fetch 4.8): nothing is read for it, and refused it would
    tell the script of a fault of the network."""
    asks = environ.get("REQUEST_METHOD") == "OPTIONS" and "HTTP_ACCESS_CONTROL_REQUEST_METHOD" in environ
    return asks and path.startswith(SHARED)

"""Which exception becomes which status, in one table."""

from __future__ import annotations

from feedsvc.errors import FeedsvcError, SelectionError, StoreError, TooLong, UnknownAddress, UnknownKey

FAULTS = 500
"""Statuses from this one on say that the fault is the server's (RFC 9110 15.6)."""
UNAVAILABLE = 503
STATUSES: tuple[tuple[type[FeedsvcError], int], ...] = (
    (UnknownKey, 404),
    (UnknownAddress, 404),
    (TooLong, 414),
    (SelectionError, 400),
    (StoreError, UNAVAILABLE),
)
"""What an exception of ours is to a client; the first that fits counts."""
UNTOLD = {
    FAULTS: "something went wrong; the log says what",
    UNAVAILABLE: "the store cannot be used at the moment; try again later",
}
"""What a client is told of the server's own faults: hosts, users and paths are for the log and for commands."""


def status_of(error: FeedsvcError) -> int:
    """What an answer has that an exception ends: `status_of(TooLong("…")) == 414`; 500 where the table has no line."""
    return next((status for kind, status in STATUSES if isinstance(error, kind)), FAULTS)


def reason_of(error: FeedsvcError) -> str:
    """What an answer says of an exception that ends it: its message where it is about the request."""
    return UNTOLD.get(status_of(error), str(error))

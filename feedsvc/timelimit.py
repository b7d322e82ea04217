"""What one article may take of the processor: an alarm ends what takes longer, so that it harms no other (rule 3)."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

from feedsvc.model import Problem, fault

PATIENCE = 10
"""Times as many seconds in all as of the processor's time."""
AGAIN_SECONDS = 1.0
"""After which an alarm comes again: one in a finalizer, or while Python looks for garbage, ends nothing."""


class _TooLong(BaseException):
    """Raised by the alarm; no stage catches it, since it is no Exception."""


class LimitError(Exception):
    """Something took longer than `seconds`."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds


def problem(path: str, doing: str, error: Exception) -> Problem:
    """What went wrong with one file while `doing` something with it ("building"): it took too long, or a fault of
    ours."""
    if not isinstance(error, LimitError):
        return fault(path, doing, error)
    found = f"{doing} it took more than {error.seconds} s of the processor's time, or {PATIENCE} times that"
    return Problem(path, "time", found, "shorten it or raise build_seconds")


@contextmanager
def handlers() -> Iterator[None]:
    """Have what `limited` sets end what is done. Around many files: to set handlers and to put back those before takes
    ten times as long as to set the alarm itself. Signals reach main threads only: elsewhere there is no limit."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = [(number, signal.signal(number, _too_long)) for number in (signal.SIGPROF, signal.SIGALRM)]
    try:
        yield
    finally:
        for number, handler in before:
            signal.signal(number, handler)


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Raise LimitError after so many seconds of the processor's time, which a busy machine gives late, or PATIENCE
    times as many in all; within `handlers`."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    signal.setitimer(signal.ITIMER_PROF, seconds, AGAIN_SECONDS)
    signal.setitimer(signal.ITIMER_REAL, PATIENCE * seconds, AGAIN_SECONDS)
    try:
        yield
    except _TooLong:
        raise LimitError(seconds) from None
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)


def _too_long(_number: int, _frame: FrameType | None) -> NoReturn:
    raise _TooLong

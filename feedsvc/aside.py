"""Bulk work that stands in nobody's way: an ingest of many files beside the server that answers requests.

It is done by Linux's SCHED_IDLE (sched(7)): when nobody else wants the processor. Niceness alone lets whoever answers a
request wait for up to a tenth of a second on kernels from 6.6 on, where a process that ran ahead of its share waits
until the nicer ones have had theirs.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")
STARVED_SECONDS, STARVED = 5.0, 10
"""Work aside that takes this long and this many times its processor time is in want of a processor; niceness gives it
about a tenth of one then."""
WAIVED = 60
"""Works that are not done aside after one such: some ten minutes."""


def yield_to_all() -> None:
    """From now on the calling thread runs only where no other would."""
    # A container may not allow it.
    with contextlib.suppress(OSError):
        os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))


class Aside:
    """Does one work after the other aside, on a thread of its own, since none may leave that policy by itself.

    Where others want all of the processor all the time, work aside would not end, and hold the store meanwhile: once it
    took that long, what follows is done as everything else of this process.
    """

    def __init__(
        self, clock: Callable[[], float] = time.monotonic, spent: Callable[[], float] = time.thread_time
    ) -> None:
        self._clock = clock
        self._spent = spent
        self._thread: ThreadPoolExecutor | None = None
        self._waived = 0

    def __call__(self, work: Callable[[], T]) -> T:
        """Do the work, to its end, and give what it gives; whatever it raises is raised."""
        if self._waived or not hasattr(os, "SCHED_IDLE"):
            self._waived = max(0, self._waived - 1)
            return work()
        if self._thread is None:
            self._thread = ThreadPoolExecutor(1, "aside", initializer=yield_to_all)
        return self._thread.submit(self._watched, work).result()

    def _watched(self, work: Callable[[], T]) -> T:
        began, spent = self._clock(), self._spent()
        given = work()
        if self._clock() - began > STARVED_SECONDS + STARVED * (self._spent() - spent):
            self._waived = WAIVED
        return given

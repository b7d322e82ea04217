"""How an ingester lives beside the server whose articles it makes."""

from __future__ import annotations

import contextlib
import gc
import logging
import os
import time
from collections.abc import Callable
from pathlib import Path

from tqdm import tqdm

log = logging.getLogger("feedsvc.ingest")
NICE = 10
"""Of -20 to 19: a process that answers requests gets nine times the processor's time of one that is that much nicer."""
AUTOGROUP = Path("/proc/self/autogroup")
TRIES, TRY_SECONDS = 20, 0.11
MINUTE = 60.0
YOUNG_OBJECTS = 50_000


def step_back() -> None:
    """Give way to the processes that answer requests; the ones that build for this one inherit it, and are nicer still
    (builders.NICER). The system orders reading and writing by the same number (ioprio_set(2)).

    Where Linux groups processes by sessions, it goes by the niceness of the session beside others, and by that of a
    process only within (sched(7), "The autogroup feature"): of a session of its own that is told too.
    """
    with contextlib.suppress(OSError):
        os.nice(NICE)
    if os.getsid(0) == os.getpid():
        _step_back_together()


def _step_back_together() -> None:
    for _ in range(TRIES):
        try:
            AUTOGROUP.write_text(str(NICE))
        except BlockingIOError:
            # Without privileges a tenth of a second must lie between two such changes, whoever makes them.
            time.sleep(TRY_SECONDS)
        except OSError:
            return
        else:
            return


def collect_rarely() -> None:
    """Have Python look for circles of garbage after 50,000 new objects instead of 700, and never among what is there
    already: what a run holds is large and lives to its end, so that looking through it again and again takes a third
    of a look at unchanged files."""
    gc.freeze()
    gc.set_threshold(YOUNG_OBJECTS, 20, 100)


class Minutes:
    """Tells the log once a minute how far an ingest is, and what is left at its present rate."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._started = self._told = clock()
        self._total = self._done = 0

    def __call__(self, done: int, total: int) -> None:
        """So many files of so many are done; another total is another source, whose time is its own."""
        now = self._clock()
        if total != self._total or done <= self._done:
            # Another source, or the next run: whoever follows changes has one for each.
            self._started = self._told = now
        self._total, self._done = total, done
        if now - self._told < MINUTE or done == total:
            return
        self._told = now
        rate = done / max(now - self._started, 1e-3)
        left = tqdm.format_interval((total - done) / rate) if rate else "?"
        log.info("%d of %d files, %.0f a second, %s left", done, total, rate, left)

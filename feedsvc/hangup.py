"""SIGHUP that comes before a server heeds it: it would end the process, which systemd takes for an end as it should be.

A start reads registries, and may bring a store to a later version: that takes seconds, or minutes, and whoever changes
the settings meanwhile asks for them to be read again.
"""

from __future__ import annotations

import os
import signal
from types import FrameType

_came: list[int] = []


def block() -> None:
    """Have the signal wait: for a process that is only reading its own code in."""
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGHUP})


def hold() -> None:
    """From now on the signal is noted, and ends nothing, until a server sets a handler of its own. Main threads
    only."""
    signal.signal(signal.SIGHUP, _note)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGHUP})


def _note(number: int, _frame: FrameType | None) -> None:
    _came.append(number)


def give() -> None:
    """Send again what was noted, now that there is who heeds it; once, however often it came."""
    if _came:
        _came.clear()
        os.kill(os.getpid(), signal.SIGHUP)

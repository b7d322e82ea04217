"""Files that are being written: an editor that writes in place empties a file first, and whoever reads it then has
nothing, or half."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from feedsvc.config import CONFIG_VARIABLE, DEFAULT_FILE
from feedsvc.handover import TEXT_VARIABLE

SETTLED_SECONDS = 1.0
"""Until a file that was written counts as whole."""
MOST_SECONDS = 10.0
"""How long a start waits for that: a file into which somebody writes all the time is read as it is."""
STEP_SECONDS = 0.05


def are_being_written(files: Iterable[Path], now: float) -> bool:
    """Whether one of these files changed in the last second before the POSIX time `now`."""
    return any(0 <= now - written < SETTLED_SECONDS for written in map(_written, files))


def _written(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except (OSError, ValueError):  # whoever reads it tells
        return 0.0


def await_whole(files: Iterable[Path], stopped: Callable[[], bool] = lambda: False) -> None:
    """Until none of these files is being written, or whoever waits is stopped."""
    waited_for, ends = list(files), time.monotonic() + MOST_SECONDS
    while are_being_written(waited_for, time.time()) and time.monotonic() < ends and not stopped():
        time.sleep(STEP_SECONDS)


def await_settings(file: Path | None = None) -> None:
    """Until the settings file is whole, which is found as `config.load` finds it: of half a file that can be read the
    sources are missing that the other half names, and what they brought would be withdrawn."""
    if TEXT_VARIABLE not in os.environ:
        await_whole([file or Path(os.environ.get(CONFIG_VARIABLE) or DEFAULT_FILE)])

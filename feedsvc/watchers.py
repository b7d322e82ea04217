"""Who looks on while the store is brought up to date."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

Progress = Callable[[int, int], None]
"""Told how many files of how many are done."""


@dataclass(frozen=True, slots=True)
class Watchers:
    """A clock, whether to stop at the next transaction, who is told how far a source is, and who tells what changed
    since it was asked last: paths by source, a few at most."""

    clock: Callable[[], float] = time.time
    stopped: Callable[[], bool] = lambda: False
    progress: Progress = lambda _done, _total: None
    news: Callable[[], Mapping[str, set[str]]] = dict

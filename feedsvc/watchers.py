"""Who looks on while an ingester works."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from feedsvc.aside import Aside

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Watchers:
    """Who looks on: a clock, whether to stop at the next transaction, who is told how far a source is, who does bulk
    work where it is to stand in nobody's way."""

    clock: Callable[[], float] = time.time
    stopped: Callable[[], bool] = lambda: False
    progress: Progress = lambda _done, _total: None
    aside: Aside | None = None

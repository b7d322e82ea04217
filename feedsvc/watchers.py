"""Who looks on while an ingester works."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from feedsvc.aside import Aside

T = TypeVar("T")
Progress = Callable[[int, int], None]
BULK = 100
"""Articles of one transaction that are bulk work, which nobody waits for as for a change."""


@dataclass(frozen=True, slots=True)
class Watchers:
    """Who looks on: a clock, whether to stop at the next transaction, who is told how far a source is, who does bulk
    work where it is to stand in nobody's way."""

    clock: Callable[[], float] = time.time
    stopped: Callable[[], bool] = lambda: False
    progress: Progress = lambda _done, _total: None
    aside: Aside | None = None

    def do(self, work: Callable[[], T], articles: int) -> T:
        """Do work on so many articles, to its end, and give what it gives."""
        return self.aside(work) if self.aside and articles >= BULK else work()

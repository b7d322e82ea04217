"""Whether the first ingest of the configured sources is served: until then, what is not there may still come."""

from __future__ import annotations

import time
from typing import Literal

from sqlalchemy import Connection

from feedsvc import handover
from feedsvc.config import Settings
from feedsvc.store import lock, runs, stats
from feedsvc.upkeep import DONE, ready_mark
from feedsvc.web.site import Site

Ingester = Literal["working", "starting", "failing", "missing"]
RUN = "feedsvc ingest --watch"
FAILING_SECONDS = 60.0
"""A server starts its ingester again ten seconds after its end at the latest: what is not at work for longer than this
has ended more than once."""
LONGEST_PAUSE = 600.0
"""Of the time between two questions that are further apart nothing can be told: it may have been at work."""


def is_ready(connection: Connection, settings: Settings) -> bool:
    """Whether the configured sources have been ingested once, or came to a server for which others had been."""
    return stats.mark(connection, ready_mark(settings)) != ""


def awaits(connection: Connection, settings: Settings) -> bool:
    """Whether what is not there may still come with the first ingest. Of a store that an ingest was once finished on,
    with other sources say, all that is not there is told as such: nobody may ever read these."""
    return not is_ready(connection, settings) and not runs.last(connection, 1)


def is_awaited(where: Site) -> bool:
    """The same, remembered once it is over: for whoever has no connection at hand, or asks at each request."""
    if not where.first.is_over:
        with where.store.reading() as connection:
            where.first.is_over = not awaits(connection, where.settings)
    return not where.first.is_over


def ingester(where: Site) -> Ingester:
    """What is known of the ingester of a store. A server that keeps one starts it in the second after its own start, at
    a reload, and again where it dies; one that runs once is missed only when it has."""
    if lock.is_held(where.store):
        where.idle.since = None
        return "working"
    if where.ingester == handover.WATCH:
        return _started(where)
    with where.store.reading() as connection:
        is_due = where.ingester == handover.ONCE and stats.mark(connection, ready_mark(where.settings)) != DONE
    return _started(where) if is_due else "missing"


def _started(where: Site) -> Ingester:
    idle, now = where.idle, time.monotonic()
    if idle.since is None or now - idle.asked > LONGEST_PAUSE:
        idle.since = now
    idle.asked = now
    return "failing" if now - idle.since > FAILING_SECONDS else "starting"


def to_run(where: Site) -> str:
    """The command to run where no ingester is at work, nor will be; "" where one is."""
    return RUN if ingester(where) == "missing" else ""

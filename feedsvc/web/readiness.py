"""Whether the first ingest of the configured sources is served: until then, what is not there may still come."""

from __future__ import annotations

from sqlalchemy import Connection

from feedsvc.config import Settings
from feedsvc.store import lock, runs, stats
from feedsvc.store.engine import Store
from feedsvc.upkeep import ready_mark
from feedsvc.web.site import Site

RUN = "feedsvc ingest --watch"


def is_ready(connection: Connection, settings: Settings) -> bool:
    """Whether the configured sources have been ingested once."""
    return stats.mark(connection, ready_mark(settings)) != ""


def awaits(connection: Connection, settings: Settings) -> bool:
    """Whether what is not there may still come with the first ingest. Of a store that an ingest was once finished on,
    with other sources say, all that is not there is told as such: nobody may ever read these."""
    return not is_ready(connection, settings) and not runs.last(connection, 1)


def is_awaited(where: Site) -> bool:
    """The same, asked where something is not there."""
    with where.store.reading() as connection:
        return awaits(connection, where.settings)


def to_run(store: Store) -> str:
    """The command to run since no ingester is at work; "" where one is."""
    return "" if lock.is_held(store) else RUN

"""The ingester as a process that a test kills."""

from __future__ import annotations

from feedsvc import config
from feedsvc.ingest import Ingester
from feedsvc.store import lock
from feedsvc.store.engine import open_store


def ingest(environ: dict[str, str]) -> None:
    """One whole ingest, as `feedsvc ingest` does it."""
    settings = config.load(environ=environ)
    store = open_store(settings.database_url, settings.data)
    with lock.held(store):
        Ingester(store, settings).run()
    store.close()

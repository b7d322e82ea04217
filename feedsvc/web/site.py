"""What every view of one application shares."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass, field
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from flask import current_app

from feedsvc import fingerprint, handover
from feedsvc.config import Settings
from feedsvc.selection import Defaults
from feedsvc.served import FeedInfo
from feedsvc.store import lock, stats
from feedsvc.store.engine import Store, open_store
from feedsvc.store.ledger import Ledger
from feedsvc.store.silence import ANSWER_SECONDS
from feedsvc.web.renditions import Renditions

EXTENSION = "feedsvc"


@dataclass(slots=True)
class FirstIngest:
    """What this worker has seen of the first ingest, which is not asked for again: once over, it is over for good."""

    is_over: bool = False


@dataclass(slots=True)
class Idleness:
    """Since when whoever asked this worker has found no ingester at work (time.monotonic; None: the last found one),
    and when the last one asked."""

    since: float | None = None
    asked: float = 0.0


@dataclass(frozen=True, slots=True)
class Site:
    """Settings, the open store, the rendition cache of this worker."""

    settings: Settings
    store: Store
    renditions: Renditions
    ingester: str = ""
    """The ingester that this worker's server keeps beside it: handover.WATCH, ONCE, or "" for none."""
    first: FirstIngest = field(default_factory=FirstIngest)
    idle: Idleness = field(default_factory=Idleness)

    @property
    def info(self) -> FeedInfo:
        """What all feeds share."""
        settings = self.settings
        return FeedInfo(
            settings.public_url, settings.title, settings.subtitle, settings.language, settings.max_age, settings.hub,
            settings.rights,
        )  # fmt: skip

    @property
    def defaults(self) -> Defaults:
        """What a request without arguments gets."""
        return Defaults(self.settings.entries, self.settings.content, ZoneInfo(self.settings.timezone))

    def local(self, path: str) -> str:
        """An address on this server as a path: `base_url` may lie below a folder of its host."""
        return urlsplit(self.settings.public_url).path + path


def site() -> Site:
    """The site of the application that handles this request."""
    found: Site = current_app.extensions[EXTENSION]
    return found


def open_site(settings: Settings, *, exported: bool = False) -> Site:
    """The site over the store of the settings, for a server, or for an export; raises StoreError where that cannot be
    used."""
    kept = os.environ.get(handover.INGESTER_VARIABLE, "")
    # Its server has opened the store before: where that is gone, it may come back.
    store = open_store(settings.database_url, settings.data, make=not kept)
    note_rendering(store, settings, exported=exported)
    store.silence.seconds = ANSWER_SECONDS
    return Site(settings, store, Renditions(store, settings.cache_bytes // 2), kept)


def note_rendering(store: Store, settings: Settings, overlap: int = 0, *, exported: bool = False) -> None:
    """Readers must see a new time on every feed whose bytes another code or setting changed. Raises StoreError where
    that cannot be noted.

    For `overlap` seconds workers may still answer as before. The time of the change is when that is over: until then
    every answer has its own second for its Last-Modified, so that whoever was given the bytes of before asks with a
    time before that of the new ones. Of another server that is at work nobody knows how long it will be; one that
    stands at another address than `exported` files goes on.
    """
    now, url = fingerprint.rendering(settings), settings.public_url
    with store.reading() as connection:
        same = stats.is_rendered(connection, now, url, exported=exported)
        if same and stats.address(connection) == url:
            return
    with store.writing() as connection:
        if same:
            stats.note_address(connection, url)
            return
        ledger = Ledger(connection, store.authority, int(time.time()) + overlap, settings.categories)
        stats.note_rendering(ledger, now, url, exported=exported)
        if not (overlap or exported) and lock.is_held(store):
            stats.note_overlap(connection)
        ledger.close()

"""Sites that move here: the copies of their old feeds, read by those who build articles, and what they came too late
for."""

from __future__ import annotations

import logging
import threading
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from feedsvc import oldfeeds
from feedsvc.articles import identity, oldids
from feedsvc.config import Settings, SourceSettings
from feedsvc.errors import SettingsError, StoreError
from feedsvc.model import Problem
from feedsvc.store import articles, stats
from feedsvc.store.engine import Store, open_store

log = logging.getLogger("feedsvc.ingest")
WAIT_SECONDS = 1.0
"""After which an ingester beside a server looks again for a copy that is gone."""


def with_copies(settings: Settings) -> Settings:
    """The settings with what the copies of old feeds say, for those who build articles, and for a server at its start,
    which refuses wrong ones. Raises SettingsError as oldfeeds.read()."""
    return replace(settings, sources=tuple(_read(source) for source in settings.sources))


def _read(source: SourceSettings) -> SourceSettings:
    if not source.old_feeds:
        return source
    return replace(source, old_entries=oldfeeds.read(source.name, source.old_feeds))


def copies(settings: Settings) -> list[Path]:
    """Every copy of an old feed that the settings name."""
    return [copy for source in settings.sources for copy in source.old_feeds]


def awaited(settings: Settings, stop: threading.Event) -> Settings:
    """As with_copies(), for an ingester that its server starts again whenever it ends: a copy that went meanwhile is
    told once and awaited, for an article that came without it would have another id for ever."""
    told = ""
    while not stop.is_set():
        try:
            return with_copies(settings)
        except SettingsError as error:
            if str(error) != told:
                log.error("%s, or take it out and send SIGHUP to the server; until then nothing is ingested", error)
            told = str(error)
        stop.wait(WAIT_SECONDS)
    return settings


def tell_late(store: Store, settings: Settings) -> None:
    """Warn of entries that copies came too late for, once for the copies of a source as they are."""
    for source in settings.sources:
        key, digest = f"old_feeds:{source.name}", source.old_entries.digest
        with store.reading() as connection:
            if stats.mark(connection, key) == digest:
                continue
        for problem in late(store, source):
            log.warning("source %r: %s; %s", source.name, problem.found, problem.mend)
        with store.writing() as connection:
            stats.set_mark(connection, key, digest)


def late_in_store(settings: Settings, source: SourceSettings) -> list[Problem]:
    """As late(), for who needs no store: nothing where there is none, or none that can be used."""
    if not source.old_feeds:
        return []
    try:
        with closing(open_store(settings.database_url, settings.data, make=False)) as store:
            return late(store, source)
    except StoreError:
        return []


def late(store: Store, source: SourceSettings) -> list[Problem]:
    """What is told, if anything, of entries whose articles are here under other ids, since they were here before the
    copies. Where an article has the entry's id, another of its address is no such, nor is one with an author's id."""
    entries = oldids.by_original(source.old_entries)
    with store.reading() as connection:
        known = list(articles.told_ids(connection, source.name)) if entries else []
    said = {own for _, own, _ in known}
    # Whose author gives an id has that one whenever copies come.
    mendable = [link for link, _, own in known if identity.guid(own) is None]
    meant = {old: link for link in mendable if (old := entries.get(oldids.original(link))) and old not in said}
    if not meant:
        return []
    link = next(iter(meant.values()))
    found = (
        f"{len(meant)} of {len(entries)} entries of old_feeds name articles that have other ids here, such as {link!r}"
    )
    mend = "an id stays as it was first served: while nobody has subscribed here, begin anew with an empty data folder"
    return [Problem("", "old-feed", found, mend, held=False)]

"""Sites that move here: the copies of their old feeds, read by those who build articles."""

from __future__ import annotations

import logging
import threading
from dataclasses import replace

from feedsvc import oldfeeds
from feedsvc.config import Settings, SourceSettings
from feedsvc.errors import SettingsError

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

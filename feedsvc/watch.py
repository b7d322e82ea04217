"""Follow the source folders: a change is served within a second, an article at the second of its date."""

from __future__ import annotations

import contextlib
import logging
import os
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from feedsvc import registries, upkeep
from feedsvc.config import Settings
from feedsvc.errors import FeedsvcError, Interrupted, LockLost, RegistryError
from feedsvc.ingest import Ingester
from feedsvc.listener import MOST_PATIENCE, Heard, Listener
from feedsvc.settling import are_being_written
from feedsvc.store.commits import Commits
from feedsvc.store.runs import Report

log = logging.getLogger("feedsvc.watch")
RESCAN_SECONDS = 600.0
"""A full scan now and then finds what the system did not tell: a lost event, a network folder."""
SHARE = 4
"""Times as long as a full scan of what had not changed took, until the next for changes whose name the system could not
tell."""
MANY = 2_000
"""More changes at once than this are found faster by a full scan."""


@dataclass(frozen=True, slots=True)
class _Rest:
    """From `since` on nothing is due before `until`, in seconds, as long as the store's commits are in this state."""

    state: object
    since: int
    until: int


class Follower:
    """Does what an open listener hears of one ingester's sources, until `stop` is set."""

    def __init__(self, ingester: Ingester, settings: Settings, stop: threading.Event, listener: Listener) -> None:
        self._ingester = ingester
        self._settings = settings
        self._stop = stop
        self._listener = listener
        self._pending: set[Path] = set()
        self._rescan = False
        self._untold = False
        self._new_registry_since: float | None = None
        self._scanned = time.monotonic()
        self._took = 0.0
        self._refusal = ""
        self._commits = Commits(ingester.store.engine)
        self._rest: _Rest | None = None

    def follow(self) -> None:
        """Run until told to stop: ingest what changes, release what is due. Raises LockLost: another may have written
        since, so that what is known here of the store counts no more."""
        with contextlib.closing(self._commits):
            while not self._stop.is_set():
                self._listener.wait()
                if not self._stop.is_set():
                    self._turn(self._listener.take())

    def _turn(self, heard: Heard) -> None:
        """One tick. What could not be done, for a busy database say, is tried again at the next."""
        self._ingester.store.guard()
        self._pending |= heard.changed
        self._untold |= heard.untold
        since = time.monotonic() - self._scanned
        # Whoever only reads a file of such a name is told of too: looking must not become all that is done.
        patience = min(SHARE * self._took, MOST_PATIENCE) if self._untold else RESCAN_SECONDS
        self._rescan |= heard.anew or since > patience
        try:
            self._apply()
        except Interrupted:
            return
        except LockLost:
            raise
        except FeedsvcError as error:
            # What went before the rest of it is not among those that are pending.
            self._rescan = True
            if str(error) != self._refusal:
                # Once: tried twice a second, it would fill the disk that is full.
                log.error("%s; it is tried again until it can be done", error)
            self._refusal = str(error)
            return
        self._refusal = ""
        self._pending.clear()

    def _apply(self) -> None:
        touched = {path for path in self._pending if registries.is_registry(self._settings, path)}
        self._pending -= touched
        if self._is_registry_due(is_new=bool(touched) or self._rescan):
            self._new_registry_since, self._rescan = None, True
            self._load_registry()
        within = self._listener.within(self._pending)
        if self._rescan or sum(map(len, within.values())) > MANY:
            began, self._untold = time.monotonic(), False
            found_any = _told(self._ingester.run(told=within))
            self._scanned, self._rescan = time.monotonic(), False
            if not found_any:
                self._took = self._scanned - began
        elif within:
            _told(self._ingester.run(within))
        else:
            self._attend()

    def _attend(self) -> None:
        """Do what is due though no file changed. Whether anything is takes ten questions to the store; that nobody
        wrote there since, one."""
        # Asked before, so that what is written meanwhile counts as new.
        state, now, rest = self._commits.state(), int(time.time()), self._rest
        if rest is not None and state == rest.state and rest.since <= now < rest.until:
            return
        self._ingester.attend()
        self._rest = None if state is None else _Rest(state, now, upkeep.due(self._ingester.store, now))

    def _is_registry_due(self, *, is_new: bool) -> bool:
        """Whether registry files that may be new are to be read now: once they are whole, which is not waited for
        without end."""
        now = time.monotonic()
        if is_new and self._new_registry_since is None:
            self._new_registry_since = now
        since = self._new_registry_since
        if since is None:
            return False
        return now - since > MOST_PATIENCE or not are_being_written(registries.files(self._settings), time.time())

    def _load_registry(self) -> None:
        try:
            self._ingester.registrar.load()
        except RegistryError as error:
            log.error("%s; companies are matched as before", error)


def _told(report: Report) -> bool:
    """Whether a run found anything new, which is told."""
    found_any = bool(report.added or report.changed or report.removed)
    if found_any:
        log.info("%s", report)
    return found_any


def stop_with_parent(stop: threading.Event) -> None:
    """Set `stop` when standard input closes: it is a pipe whose other end our parent holds while it lives."""

    def wait() -> None:
        while os.read(sys.stdin.fileno(), 1024):
            pass
        stop.set()

    threading.Thread(target=wait, name="parent", daemon=True).start()

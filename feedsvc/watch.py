"""Follow the source folders: a change is served within a second, an article at the second of its date."""

from __future__ import annotations

import logging
import os
import sys
import threading
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from watchfiles import watch
from watchfiles.main import FileChange

from feedsvc import registries, scan
from feedsvc.config import Settings, SourceSettings
from feedsvc.errors import FeedsvcError, Interrupted, RegistryError
from feedsvc.ingest import Ingester
from feedsvc.store.runs import Report

log = logging.getLogger("feedsvc.watch")
DEBOUNCE_MS = 200
"""Longest wait for further changes that belong to the same act (an editor's rename, a checkout)."""
STEP_MS = 20
"""How long nothing may change for what changed to be looked at."""
TICK_MS = 500
RESCAN_SECONDS = 600.0
"""A full scan now and then finds what the system did not tell: a lost event, a network folder."""
SHARE = 4
"""Times as long as a full scan of what had not changed took, until the next for changes whose name the system could not
tell."""
MOST_PATIENCE = 30.0
MANY = 2_000
"""More changes at once than this are found faster by a full scan."""


class Follower:
    """Follows the folders of one ingester's sources; `stop` ends it."""

    def __init__(self, ingester: Ingester, settings: Settings, stop: threading.Event) -> None:
        self._ingester = ingester
        self._settings = settings
        self._stop = stop
        self._pending: set[Path] = set()
        self._rescan = True
        self._untold = False
        self._scanned = time.monotonic()
        self._took = 0.0

    def follow(self) -> None:
        """Run until told to stop: ingest what changes, release what is due.

        A source that is away is not followed until it is back; the others are.
        """
        registries.folder(self._settings).mkdir(parents=True, exist_ok=True)
        roots = _identities(self._settings)
        while not self._stop.is_set():
            for changes in self._changes():
                now = _identities(self._settings)
                if now != roots:
                    # A folder came, went or is another one: what is in it is to be found, and it is to be followed.
                    roots, self._rescan = now, True
                    break
                self._turn({Path(path) for _, path in changes})

    def _changes(self) -> Iterator[set[FileChange]]:
        """What changed, at every tick at least; nothing at all where there is no folder to follow."""
        watched = list(_watched(self._settings))
        if not watched:
            self._stop.wait(TICK_MS / 1000)
            yield set()
            return
        try:
            yield from watch(
                *watched, stop_event=self._stop, watch_filter=None, debounce=DEBOUNCE_MS, step=STEP_MS,
                rust_timeout=TICK_MS, yield_on_timeout=True, raise_interrupt=False, ignore_permission_denied=True,
            )  # fmt: skip
        except RuntimeError as error:
            # A name that is no UTF-8 cannot be told: what it is a scan finds. At the first tick of the next watch, so
            # that nothing comes between the two; but now, where one watch after the other ends so.
            log.warning("a change could not be told, so that all is looked through: %s", error)
            self._untold = True
            self._stop.wait(TICK_MS / 1000)
            if time.monotonic() - self._scanned > MOST_PATIENCE:
                yield set()

    def _turn(self, changed: set[Path]) -> None:
        """One tick. What could not be done, for a busy database say, is tried again at the next."""
        self._pending |= changed
        since = time.monotonic() - self._scanned
        # Whoever only reads a file of such a name is told of too: looking must not become all that is done.
        patience = min(SHARE * self._took, MOST_PATIENCE) if self._untold else RESCAN_SECONDS
        self._rescan |= since > patience
        try:
            self._apply()
        except Interrupted:
            return
        except FeedsvcError as error:
            log.error("%s", error)
            return
        self._pending.clear()

    def _apply(self) -> None:
        touched = {path for path in self._pending if registries.is_registry(self._settings, path)}
        if touched or self._rescan:
            self._rescan = True
            self._pending -= touched
            self._load_registry()
        within = self._within()
        if self._rescan or sum(map(len, within.values())) > MANY:
            began, self._untold = time.monotonic(), False
            found_any = _told(self._ingester.run())
            self._scanned, self._rescan = time.monotonic(), False
            if not found_any:
                self._took = self._scanned - began
        elif within:
            _told(self._ingester.run(within))
        else:
            self._ingester.attend()

    def _load_registry(self) -> None:
        try:
            self._ingester.load_registry()
        except RegistryError as error:
            log.error("%s; companies are matched as before", error)

    def _within(self) -> dict[str, set[str]]:
        """The pending paths by source."""
        data = self._ingester.store.folder
        found = {source.name: paths_within(source, self._pending, data) for source in self._settings.sources}
        return {name: paths for name, paths in found.items() if paths}


def _identities(settings: Settings) -> list[tuple[int, int] | None]:
    """Which folders the sources are: a folder that was moved away and made anew is another, and watched anew."""
    found: list[tuple[int, int] | None] = []
    for source in settings.sources:
        try:
            status = source.path.stat()
        except OSError:
            found.append(None)
        else:
            found.append((status.st_dev, status.st_ino))
    return found


def _watched(settings: Settings) -> Iterable[Path]:
    folders = {source.path.resolve() for source in settings.sources} | registries.folders(settings)
    return sorted(folder for folder in folders if folder.is_dir())


def paths_within(source: SourceSettings, changed: Iterable[Path], data: Path) -> set[str]:
    """The changed paths of a source that can be articles, or folders of them."""
    root = source.path.resolve()
    found = set()
    for path in changed:
        # The store's own files may lie in the source; a store that lies around the source hides nothing.
        own = path.is_relative_to(data) and data != root and data.is_relative_to(root)
        if path.is_relative_to(root) and not own:
            relative = path.relative_to(root)
            if not any(scan.is_passed(part) for part in relative.parts):
                found.add(_written(relative))
    return found


def _written(relative: Path) -> str:
    """A path as a scan takes it; the folder of one that is shown in another way than it is written."""
    while (shown := scan.shown(relative)) != relative.as_posix():
        relative = relative.parent
    return "" if shown == "." else shown


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

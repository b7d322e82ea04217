"""Follow the source folders: a change is served within a second, an article at the second of its date."""

from __future__ import annotations

import logging
import os
import sys
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from watchfiles import watch

from feedsvc import scan
from feedsvc.config import Settings, SourceSettings
from feedsvc.errors import FeedsvcError, Interrupted
from feedsvc.ingest import Ingester, Report

log = logging.getLogger("feedsvc.watch")
DEBOUNCE_MS = 200
"""Longest wait for further changes that belong to the same act (an editor's rename, a checkout)."""
STEP_MS = 40
TICK_MS = 500
AWAY_SECONDS = 0.5
RESCAN_SECONDS = 600.0
"""A full scan now and then finds what the system did not tell: a lost event, a network folder."""
MANY = 2_000
"""More changes at once than this are found faster by a full scan."""


def follow(ingester: Ingester, settings: Settings, stop: threading.Event) -> None:
    """Run until `stop` is set: ingest what changes, release what is due."""
    away = False
    while not stop.is_set():
        roots = _identities(settings)
        if None in roots:
            if not away:
                log.error("a source folder is away; what it brought is served on until it is back")
            away = True
            stop.wait(AWAY_SECONDS)
            continue
        if away:
            away = not _attempt(lambda: _told(ingester.run()))
        _follow(ingester, settings, stop, roots)


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


def _follow(ingester: Ingester, settings: Settings, stop: threading.Event, roots: list[tuple[int, int] | None]) -> None:
    """Follow until `stop` is set or a source's folder is another one."""
    scanned = time.monotonic()
    for changes in watch(
        *_watched(settings), stop_event=stop, watch_filter=None, debounce=DEBOUNCE_MS, step=STEP_MS,
        rust_timeout=TICK_MS, yield_on_timeout=True, raise_interrupt=False, ignore_permission_denied=True,
    ):  # fmt: skip
        if _identities(settings) != roots:
            _attempt(lambda: _told(ingester.run()))
            return
        changed = [Path(path) for _, path in changes]
        _attempt(lambda: _apply(ingester, settings, changed))  # noqa: B023 - called within this turn
        if time.monotonic() - scanned > RESCAN_SECONDS:
            scanned = time.monotonic()
            _attempt(lambda: _told(ingester.run()))


def _attempt(act: Callable[[], None]) -> bool:
    """A folder that is away for a moment, or a busy database, ends nothing: the next scan tries again."""
    try:
        act()
    except Interrupted:
        return False
    except FeedsvcError as error:
        log.error("%s", error)
        return False
    return True


def _watched(settings: Settings) -> Iterable[Path]:
    registries = {path.resolve().parent for path in settings.companies}
    return sorted({source.path.resolve() for source in settings.sources} | registries)


def _apply(ingester: Ingester, settings: Settings, changed: list[Path]) -> None:
    if set(changed) & {path.resolve() for path in settings.companies}:
        ingester.load_registry()
        _told(ingester.run({}))
    within = {source.name: paths_within(source, changed, ingester.store.folder) for source in settings.sources}
    within = {name: paths for name, paths in within.items() if paths}
    if sum(map(len, within.values())) > MANY:
        _told(ingester.run())
    elif within:
        _told(ingester.run(within))
    else:
        ingester.release()


def paths_within(source: SourceSettings, changed: Iterable[Path], data: Path) -> set[str]:
    """The changed paths of a source that can be articles, or folders of them."""
    root = source.path.resolve()
    found = set()
    for path in changed:
        if path.is_relative_to(root) and not path.is_relative_to(data):
            relative = path.relative_to(root)
            if not any(scan.is_passed(part) for part in relative.parts):
                found.add("" if path == root else scan.shown(relative))
    return found


def _told(report: Report) -> None:
    if report.added or report.changed or report.removed:
        log.info("%s", report)


def stop_with_parent(stop: threading.Event) -> None:
    """Set `stop` when standard input closes: it is a pipe whose other end our parent holds while it lives."""

    def wait() -> None:
        while os.read(sys.stdin.fileno(), 1024):
            pass
        stop.set()

    threading.Thread(target=wait, name="parent", daemon=True).start()

"""What changes in the source folders, heard by a thread of its own while the ingester is at work."""

from __future__ import annotations

import contextlib
import logging
import os
import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

from watchfiles import Change, watch
from watchfiles.main import FileChange

from feedsvc import registries, scan
from feedsvc.config import Settings, SourceSettings
from feedsvc.paths import is_folder, real
from feedsvc.sites import is_config

log = logging.getLogger("feedsvc.watch")
DEBOUNCE_MS = 200
"""Longest wait for further changes that belong to the same act (an editor's rename, a checkout)."""
STEP_MS = 20
"""How long nothing may change for what changed to be looked at."""
TICK_MS = 500
MOST_PATIENCE = 30.0
"""Seconds at most until what the system could not tell is looked for."""
UNHEARD_SECONDS = 10.0
"""Where the system refuses to tell what changes, how often that is looked for."""
BRIEF_SECONDS, MOST_BRIEF = 1.0, 3
"""A watch that ended sooner over a name that cannot be told was ended by its own look, as a folder called so ends it;
after so many in a row, what changes is looked for as where the system refuses."""
REFUSED = (
    "the folders cannot be followed: %s; what changes is looked for every %.0f s until they can (on Linux: raise "
    "fs.inotify.max_user_watches above the number of folders, and max_user_instances)"
)
NAMELESS = (
    "the folders cannot be followed: %s; what changes is looked for every %.0f s until all folders have names in UTF-8"
)
MEANWHILE, LOOKED_THROUGH = 1_000, 10_000
"""Files heard of at once that go before the rest of a long run; where there are more, they wait for its end. Among so
many paths, at most, they are looked for."""


@dataclass(slots=True)
class Heard:
    """What was heard: the paths that changed; `anew`: listening began, so that something may have been missed before;
    `untold`: something changed whose name the system could not tell."""

    changed: set[Path] = field(default_factory=set)
    anew: bool = False
    untold: bool = False


class _Left:
    """Set once its listener is left. watchfiles asks fifty times a second whether it is: a lock answers without any
    Python, which is a third of what all that listening costs."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.is_set = self._lock.locked

    def set(self) -> None:
        self._lock.acquire(blocking=False)


class _End:
    """Set once `stop` is, or once its listener is left."""

    def __init__(self, stop: threading.Event) -> None:
        self._stop, self.left = stop, _Left()

    def is_set(self) -> bool:
        return self.left.is_set() or self._stop.is_set()

    def wait(self) -> bool:
        """Until it is set, a tick at most."""
        return self._stop.wait(TICK_MS / 1000) or self.left.is_set()


class Listener:
    """Listens, within a `with`, to the folders of the sources and of the registry's files.

    A source that is away is not listened to until it is back; the others are. `stop` ends it.
    """

    def __init__(self, settings: Settings, data: Path, stop: threading.Event) -> None:
        self._settings = settings
        self._data = data
        self._end = _End(stop)
        self._heard = Heard()
        self._later: set[Path] = set()
        self._lock, self._has_heard = threading.Lock(), threading.Event()
        self._thread = threading.Thread(target=self._listen, name="listener", daemon=True)
        self._failure: Exception | None = None
        self._roots: list[tuple[int, int] | None] = []
        self._followed: frozenset[str] = frozenset()
        self._anew = True
        self._since_untold: float | None = None
        self._refusal = ""
        self._brief = 0

    def __enter__(self) -> Self:
        # What is in its way, a link to a disk that is not there say, may go: the folder is followed when it comes.
        with contextlib.suppress(OSError):
            registries.folder(self._settings).mkdir(parents=True, exist_ok=True)
        self._roots = _identities(self._settings)
        self._thread.start()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        # Compiled code must not be left running when Python ends.
        self._end.left.set()
        self._thread.join()

    def wait(self) -> None:
        """Until something was heard, a tick at most; less when it is stopped."""
        self._has_heard.wait(TICK_MS / 1000)

    def take(self) -> Heard:
        """All that was heard since the last time. Raises what ended the listening, if anything did."""
        if self._failure is not None:
            raise self._failure
        with self._lock:
            self._has_heard.clear()
            heard, self._heard = self._heard, Heard()
            heard.changed |= self._later
            self._later = set()
        return heard

    def take_few(self) -> Mapping[str, set[str]]:
        """Of what was heard the few files that changed or are gone, by source, as `scan.scan` takes them. The rest is
        kept for `take`: very many at once, folders, what concerns more than itself, such as a site's settings, and what
        may have moved there."""
        with self._lock:
            changed, self._heard.changed = self._heard.changed, set()
        few = {path for path in changed if self._is_file(path)} if len(changed) <= LOOKED_THROUGH else set()
        few = few if len(few) <= MEANWHILE else set()
        few -= self._moved_perhaps(few, changed - few)
        with self._lock:
            self._later |= changed - few
        return self.within(few)

    def _moved_perhaps(self, few: Iterable[Path], rest: set[Path]) -> set[Path]:
        """The files that are gone of a source of which something waits, since they may be there under another name, and
        would be withdrawn until then; and those that are called as one that waits so: read before it is known to be
        gone, a file that moved and was edited would be another article."""
        gone = {path for path in few if not os.path.lexists(path)}
        waiting = self.within(self._later | rest).keys() if gone else set()
        held = {path for path in gone if not waiting.isdisjoint(self.within({path}))}
        names = {path.name for path in few}
        left = {path for path in self._later if path.name in names and not os.path.lexists(path)}
        moved = {path.name for path in held | left}
        return held | {path for path in few if path.name in moved}

    def _is_file(self, path: Path) -> bool:
        """Whether a changed path can be an article's file, and is no folder, registry file or file of a site's
        settings."""
        named = [name for names in self.within({path}).values() for name in names]
        if not named or any(name == "" or is_config(name) for name in named):
            return False
        return not (registries.is_registry(self._settings, path) or _is_folder(path))

    def within(self, changed: Iterable[Path]) -> dict[str, set[str]]:
        """Changed paths that can be articles, by source."""
        found = {source.name: paths_within(source, changed, self._data) for source in self._settings.sources}
        return {name: paths for name, paths in found.items() if paths}

    def _tell(self, changed: set[Path]) -> None:
        anew, self._anew = self._anew, False
        untold, self._since_untold = self._since_untold is not None, None
        with self._lock:
            self._heard.changed |= changed
            self._heard.anew |= anew
            self._heard.untold |= untold
            if changed or anew or untold:
                self._has_heard.set()

    def _listen(self) -> None:
        try:
            while not self._end.is_set():
                for changes in self._changes():
                    roots = _identities(self._settings)
                    if roots != self._roots or self._is_one_gone(changes):
                        # A folder came, went or is another one: what is in it is to be found, and it is to be followed.
                        self._roots, self._anew = roots, True
                        break
                    self._tell({Path(path) for _, path in changes})
        except Exception as error:  # whoever takes the news is told
            self._failure = error
        finally:
            self._has_heard.set()

    def _is_one_gone(self, changes: Iterable[FileChange]) -> bool:
        """Whether a folder that is followed was deleted. One that is made anew at once may have its number (ext4 gives
        those of deleted files to the next), and the system tells nothing of what is in it."""
        return any(kind is Change.deleted and path in self._followed for kind, path in changes)

    def _changes(self) -> Iterator[set[FileChange]]:
        """What changed, at every tick at least; nothing at all where there is no folder to follow."""
        watched = list(_watched(self._settings))
        self._followed = frozenset(map(str, watched))
        if not watched:
            self._end.wait()
            yield set()
            return
        began = time.monotonic()
        try:
            yield from watch(
                *watched, stop_event=self._end.left, watch_filter=None, debounce=DEBOUNCE_MS, step=STEP_MS,
                rust_timeout=TICK_MS, yield_on_timeout=True, raise_interrupt=False, ignore_permission_denied=True,
            )  # fmt: skip
        except FileNotFoundError:
            # A folder went since it was asked for: the next look tells.
            self._end.wait()
            yield set()
        except OSError as error:
            yield from self._unheard(REFUSED, error)
        except RuntimeError as error:
            self._brief = self._brief + 1 if time.monotonic() - began < BRIEF_SECONDS else 0
            if self._brief > MOST_BRIEF:
                yield from self._unheard(NAMELESS, error)
                return
            # A name that is no UTF-8 cannot be told: what it is a scan finds. At the first tick of the next watch, so
            # that nothing comes between the two; but now, where one watch after the other ends so.
            log.warning("a change could not be told, so that all is looked through: %s", error)
            now = time.monotonic()
            self._since_untold = self._since_untold or now
            self._end.wait()
            if now - self._since_untold > MOST_PATIENCE:
                yield set()

    def _unheard(self, said: str, error: Exception) -> Iterator[set[FileChange]]:
        """The system does not tell: until it is asked again, something may have changed. Said once."""
        # Of several names that cannot be told, now one is met and now another.
        refusal = said if said is NAMELESS else str(error)
        if refusal != self._refusal:
            self._refusal = refusal
            log.error(said, error, UNHEARD_SECONDS)
        ends = time.monotonic() + UNHEARD_SECONDS
        while time.monotonic() < ends and not self._end.wait():
            yield set()
        self._since_untold = time.monotonic()
        yield set()


def _identities(settings: Settings) -> list[tuple[int, int] | None]:
    """Which folders the sources and the registry's files lie in: one that was moved away and made anew, or that a link
    leads to now, is another, and watched anew."""
    found: list[tuple[int, int] | None] = []
    for folder in (*(source.path for source in settings.sources), *registries.places(settings)):
        try:
            status = folder.stat()
        except OSError:
            found.append(None)
        else:
            found.append((status.st_dev, status.st_ino))
    return found


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # nobody knows
        return True


def _watched(settings: Settings) -> Iterable[Path]:
    folders = {real(source.path) for source in settings.sources} | registries.folders(settings)
    return sorted(filter(is_folder, folders))


def paths_within(source: SourceSettings, changed: Iterable[Path], data: Path) -> set[str]:
    """The changed paths of a source that can be articles, or folders of them."""
    root = real(source.path)
    found = set()
    for path in changed:
        # The store's own files may lie in the source; a store that lies around the source hides nothing.
        own = path.is_relative_to(data) and data != root and data.is_relative_to(root)
        if path.is_relative_to(root) and not own:
            relative = path.relative_to(root)
            if not any(scan.is_passed(part) for part in relative.parts):
                found.add(_written(relative))
            # Files that are links through this one change with it, and the system tells of none of them: in a volume of
            # Kubernetes all lead through `..data`, which is put elsewhere.
            if not any(scan.is_passed(part) for part in relative.parts[:-1]) and scan.leads_to_folder(path):
                found.add("")
    return found


def _written(relative: Path) -> str:
    """A path as a scan takes it; the folder of one that is shown in another way than it is written."""
    while (shown := scan.shown(relative)) != relative.as_posix():
        relative = relative.parent
    return "" if shown == "." else shown

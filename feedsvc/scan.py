"""Which files of a source are articles. Nothing is opened here.

Passed over by rule: names that begin with a dot; the folders of PASSED_FOLDERS, which generators keep for other
things; endings that are not the source's; links that lead out of the source, and links to folders (they can
form circles).
"""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from feedsvc.config import SourceSettings
from feedsvc.errors import SourceError

PASSED_FOLDERS = frozenset(
    # Jekyll, Hugo and Hexo keep layouts and output here, package managers their packages.
    ["_site", "_layouts", "_includes", "_sass", "_data", "archetypes", "layouts", "scaffolds", "themes", "node_modules"]
)
SETTLED_NS = 2_000_000_000
"""File systems count time in ticks of up to two seconds (FAT): changes within one look the same."""
PASSED_FILES = frozenset(["readme.md", "readme.txt", "license.md", "license.txt", "robots.txt", "requirements.txt"])


@dataclass(frozen=True, slots=True)
class FoundFile:
    """One file of a source: `path` relative to it, with slashes, fit to be stored and shown.

    `is_settled`: its time is old enough that a later change must show in it, whatever its file system's clock.
    """

    path: str
    file: Path
    size: int
    mtime_ns: int
    is_settled: bool


def check(source: SourceSettings) -> None:
    """Raise SourceError unless the source is a folder that can be read."""
    hint = f"set the path of source {source.name!r} to a folder of articles"
    if not source.path.is_dir():
        raise SourceError(f"the source folder {str(source.path)!r} does not exist; {hint}")
    if not os.access(source.path, os.R_OK | os.X_OK):
        raise SourceError(f"the source folder {str(source.path)!r} cannot be read; give its user the right to")


@dataclass(slots=True)
class Scan:
    """The article files of a source by path, and the paths that could not be looked into."""

    files: dict[str, FoundFile] = field(default_factory=dict)
    unreadable: list[str] = field(default_factory=list)


def scan(source: SourceSettings, within: Iterable[str] | None = None) -> Scan:
    """The article files of a source; only those at or below the paths `within`, where given.

    Raises SourceError where the source is gone: a folder that is not mounted is no reason to withdraw its articles.
    """
    check(source)
    root = source.path.resolve()
    walk = _Walk(root, source.extensions, Scan())
    for start in sorted(set(within)) if within is not None else [""]:
        walk.start(start)
    walk.scan.files = dict(sorted(walk.scan.files.items()))
    return walk.scan


def is_passed(folder: str) -> bool:
    """Whether folders of this name hold no articles."""
    return folder.startswith(".") or folder in PASSED_FOLDERS


@dataclass(frozen=True, slots=True)
class _Walk:
    root: Path
    extensions: tuple[str, ...]
    scan: Scan

    def start(self, start: str) -> None:
        if any(is_passed(part) for part in Path(start).parts[:-1]):
            return
        top = self.root / start
        if not start or (top.is_dir() and not top.is_symlink() and not is_passed(top.name)):
            self.folders(top)
        else:
            self.file(top)

    def folders(self, top: Path) -> None:
        pending = [top]
        while pending:
            folder = pending.pop()
            try:
                with os.scandir(folder) as entries:
                    listed = list(entries)
            except FileNotFoundError:
                continue
            except OSError:
                self.scan.unreadable.append(shown(folder.relative_to(self.root)))
                continue
            for entry in listed:
                if not entry.is_dir(follow_symlinks=False):
                    self.file(Path(entry.path))
                elif not is_passed(entry.name):
                    pending.append(Path(entry.path))

    def file(self, file: Path) -> None:
        name = file.name.lower()
        if name.startswith(".") or not name.endswith(self.extensions) or name in PASSED_FILES:
            return
        path = shown(file.relative_to(self.root))
        try:
            if file.is_symlink() and not file.resolve().is_relative_to(self.root):
                return
            status = file.stat()
        except (FileNotFoundError, RuntimeError):
            # RuntimeError: a link to itself, as Path.resolve() tells it before Python 3.13.
            return
        except OSError:
            self.scan.unreadable.append(path)
            return
        settled = time.time_ns() - status.st_mtime_ns > SETTLED_NS
        if stat.S_ISREG(status.st_mode):
            self.scan.files[path] = FoundFile(path, file, status.st_size, status.st_mtime_ns, settled)


def shown(path: Path) -> str:
    """The path as text that any store takes: bytes that are no UTF-8 are written as `\\xff`."""
    return path.as_posix().encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")

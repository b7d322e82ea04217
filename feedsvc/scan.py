"""Which files of a source are articles. Nothing is opened here.

Passed over, each by a named rule:

    hidden   names that begin with a dot
    folder   the folders of PASSED_FOLDERS, which generators keep for other things
    ending   endings that are not the source's
    file     PASSED_FILES: README, LICENSE and the like
    link     links that lead out of the source, links to folders (they can form circles), links to nothing
    special  what is neither file nor folder: sockets, pipes, devices
    bundle   what lies beside the `index.md` of a page bundle of Hugo or Zola, which belongs to that page
    page     files of a known site outside its folders of articles, and `section`, its `_index.md`
    language files in a language in which Hugo does not build their site
    ignored  files that their site's configuration leaves out: Hugo's ignoreFiles and what its mounts
             leave out, Hexo's ignore and skip_render
"""

from __future__ import annotations

import errno
import logging
import os
import stat
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from feedsvc.articles import places
from feedsvc.articles.characters import named
from feedsvc.articles.site import Site
from feedsvc.config import SourceSettings
from feedsvc.errors import SourceError
from feedsvc.found import Files, FoundFile
from feedsvc.paths import real

log = logging.getLogger("feedsvc.ingest")
PASSED_FOLDERS = frozenset(
    # Jekyll, Hugo and Hexo keep layouts and output here, package managers their packages.
    ["_site", "_layouts", "_includes", "_sass", "_data", "archetypes", "layouts", "scaffolds", "themes", "node_modules"]
)
SETTLED_NS = 2_000_000_000
"""File systems count time in ticks of up to two seconds (FAT): changes within one look the same."""
PASSED_FILES = frozenset(f"{name}.{ending}" for name in ("readme", "license") for ending in ("md", "rst", "txt")).union(
    ["robots.txt", "requirements.txt"]
)
MOST_BYTES = 4
"""Of a character in UTF-8."""
TWICE = "articles that both read appear twice; take one of the two out of the settings"
_NOTHING_THERE = (errno.ENOENT, errno.ENOTDIR, errno.ELOOP)
"""Errors over a file that has gone, alone or with its folder, and over a link to nothing or to itself."""
BUNDLING = frozenset(["hugo", "zola"])
"""Generators for which a folder with an `index.md` is one page, with everything that lies in it."""


def check(source: SourceSettings) -> None:
    """Raise SourceError unless the source is a folder that can be read."""
    try:
        is_there = stat.S_ISDIR(source.path.stat().st_mode)
    except OSError as error:
        if error.errno not in _NOTHING_THERE:
            # A network folder whose server went away, say.
            told = f"cannot be looked at: {error.strerror}; bring it back, or give its user the right to"
            raise SourceError(f"the source folder {str(source.path)!r} {told}") from error
        is_there = False
    if not is_there:
        raise SourceError(f"the source folder {str(source.path)!r} {_missing(source)}")
    if not os.access(source.path, os.R_OK | os.X_OK):
        raise SourceError(f"the source folder {str(source.path)!r} cannot be read; give its user the right to")


def _missing(source: SourceSettings) -> str:
    hint = f"set the path of source {source.name!r} to a folder of articles"
    if source.path.exists():
        return f"is no folder; {hint}"
    # As a list is written elsewhere: `a,b`, `["a", "b"]`.
    is_list = not set(str(source.path)).isdisjoint(",[]")
    return f"does not exist; {hint}" + (f"; a variable has several apart by {os.pathsep!r}" if is_list else "")


def is_empty(source: SourceSettings) -> bool:
    """Whether there is nothing at all in the folder of a source, as in the place of one that is not mounted."""
    try:
        with os.scandir(source.path) as entries:
            return next(entries, None) is None
    except OSError:  # what cannot be looked into a scan tells as such
        return False


def tell_overlaps(sources: Iterable[SourceSettings]) -> None:
    """Warn of sources that lie in others, by whatever links: an article that both read is there twice, with an id for
    each source. Folders that are passed over are nobody's twice."""
    owners: dict[Path, SourceSettings] = {}
    for source in sources:
        root = real(source.path)
        owner = owners.setdefault(root, source)
        if owner is not source:
            log.warning("source %r is the folder of source %r: %s", source.name, owner.name, TWICE)
    for root, source in owners.items():
        outer = next((each for each in root.parents if each in owners), None)
        if outer is not None and _folder_rule(root.relative_to(outer).parts) is None:
            log.warning("source %r lies in source %r: %s", source.name, owners[outer].name, TWICE)


def inside(source: SourceSettings, other: SourceSettings) -> str | None:
    """The path of a source's folder in another source, as files there have theirs; None where it does not lie in it,
    "" where it is the same folder."""
    root, outer = real(source.path), real(other.path)
    if not root.is_relative_to(outer):
        return None
    inner = shown(root.relative_to(outer))
    return "" if inner == "." else inner


@dataclass(slots=True)
class Scan:
    """The article files of a source by path, the paths that could not be looked into, those that are too long, and
    those passed over, each with the rule; of a folder that is passed over only its own."""

    files: Files
    unreadable: list[str] = field(default_factory=list)
    overlong: list[str] = field(default_factory=list)
    passed: dict[str, str] = field(default_factory=dict)


def scan(
    source: SourceSettings, within: Iterable[str] | None = None, site: Site | None = None, longest: int | None = None
) -> Scan:
    """The article files of a source; only those at or below the paths `within`, where given. `longest`: the bytes of a
    path's text that the store takes, None for any.

    Of a known site only its folders of articles count.

    Raises SourceError where the source is gone: a folder that is not mounted is no reason to withdraw its articles.
    """
    check(source)
    root = real(source.path)
    top = str(root).rstrip("/") + "/"
    walk = _Walk(root, source.extensions, Scan(Files(top)), site, top, time.time_ns() - SETTLED_NS, longest)
    for start in sorted(set(within)) if within is not None else [""]:
        walk.start(start)
    walk.scan.files.sort()
    return walk.scan


def is_passed(folder: str) -> bool:
    """Whether folders of this name hold no articles."""
    return _folder_rule((folder,)) is not None


def _folder_rule(folders: Iterable[str]) -> str | None:
    """The rule by which the first of these folders is passed over that is."""
    over = next((name for name in folders if name.startswith(".") or name in PASSED_FOLDERS), None)
    return None if over is None else "hidden" if over.startswith(".") else "folder"


@dataclass(frozen=True, slots=True)
class _Walk:
    """The files of a source are many: their paths are texts here, since pathlib's cost more than the look at them."""

    root: Path
    extensions: tuple[str, ...]
    scan: Scan
    site: Site | None
    top: str
    """The root as all paths in it begin, with a slash behind."""
    settled: int
    """Times of files up to here (nanoseconds) are settled."""
    longest: int | None

    def start(self, start: str) -> None:
        rule = _folder_rule(Path(start).parts[:-1]) or ("bundle" if self._in_bundle(Path(start)) else None)
        if rule is not None:
            self.scan.passed[start] = rule
            return
        top = self.root / start
        try:
            kinds = [_kind(self.root / folder) for folder in (*Path(start).parents, Path(start))]
        except OSError:
            # What a folder that is shut holds is not gone.
            self.scan.unreadable.append(start or ".")
            return
        if stat.S_IFLNK in kinds[:-1]:
            # A look at the whole does not go through it either.
            self.scan.passed[start] = "link"
        elif not start or (kinds[-1] == stat.S_IFDIR and not is_passed(top.name)):
            self.folders(str(top))
        # The name of a folder that is gone has no ending of articles, which is not why they went.
        elif kinds[-1]:
            self.file(str(top))

    def folders(self, top: str) -> None:
        pending = [top]
        while pending:
            folder = pending.pop()
            try:
                with os.scandir(folder) as entries:
                    pending += self._listed(folder, entries)
            except FileNotFoundError:
                continue
            except OSError:
                self.scan.unreadable.append(self._shown(folder) or ".")

    def _listed(self, folder: str, entries: Iterable[os.DirEntry[str]]) -> list[str]:
        """Take the files of a folder; the folders in it that are to be looked into."""
        bundle = False
        if self.site is not None and self.site.config.generator in BUNDLING and folder != str(self.root):
            # Only here is a folder held as a whole: it may have a million files.
            entries = list(entries)
            bundle = any(is_index(entry.name) for entry in entries)
        folders = []
        for entry in entries:
            path = entry.path
            if bundle and not is_index(entry.name):
                self._pass(path, "bundle")
            elif not entry.is_dir(follow_symlinks=False):
                self.file(path, entry)
            elif (rule := _folder_rule((entry.name,))) is not None:
                self._pass(path, rule)
            else:
                folders.append(path)
        return folders

    def _in_bundle(self, start: Path) -> bool:
        """Whether a path lies beside or below an `index.md`."""
        if self.site is None or self.site.config.generator not in BUNDLING:
            return False
        inner = [self.root / folder for folder in start.parents if folder.name]
        nearest = start.name and not is_index(start.name)
        return any(_holds_index(folder) for folder in (inner if nearest else inner[1:]))

    def _pass(self, file: str, rule: str) -> None:
        self.scan.passed[self._shown(file)] = rule

    def _rule(self, name: str, path: str) -> str | None:
        """The rule by which a file is passed over for its name, in small letters, and place."""
        if name.startswith("."):
            return "hidden"
        if not name.endswith(self.extensions):
            return "ending"
        if name in PASSED_FILES and not (self.site and places.is_folders_own(self.site.config, path)):
            return "file"
        if self.site is None:
            return None
        return places.passed_by(self.site.config, self.site.path(path))

    def file(self, file: str, entry: os.DirEntry[str] | None = None) -> None:
        """Take a file; the entry of its folder, where it was listed, knows already what it is."""
        path, asked = self._shown(file), entry or Path(file)
        rule = self._rule(file[file.rindex("/") + 1 :].lower(), path)
        if rule is not None:
            self.scan.passed[path] = "link" if rule == "ending" and leads_to_folder(asked) else rule
            return
        try:
            is_link = asked.is_symlink()
            if is_link and not real(file).is_relative_to(self.root):
                self._pass(file, "link")
                return
            status = asked.stat()
        except OSError as error:
            if error.errno not in _NOTHING_THERE:
                self.scan.unreadable.append(path)
            elif Path(file).is_symlink():
                self._pass(file, "link")
            return
        if self.longest and len(path) > self.longest // MOST_BYTES and len(path.encode()) > self.longest:
            self.scan.overlong.append(path)
        elif stat.S_ISREG(status.st_mode):
            settled = status.st_mtime_ns < self.settled
            top, native = (self.top, file.removeprefix(self.top)) if file.startswith(self.top) else ("", file)
            self.scan.files.add(FoundFile(path, top, native, status.st_size, status.st_mtime_ns, settled))
        else:
            self._pass(file, "link" if is_link else "special")

    def _shown(self, file: str) -> str:
        """A file's path in its source."""
        inner = file[len(self.top) :] if file.startswith(self.top) else str(Path(file).relative_to(self.root))
        return "" if inner == "." else shown_text(inner)


def _kind(path: Path) -> int:
    """What is at a path itself, whatever a link leads to, as stat.S_IFMT has it; 0 where nothing is. Raises OSError
    where that cannot be told."""
    try:
        return stat.S_IFMT(path.lstat().st_mode)
    except OSError as error:
        if error.errno not in _NOTHING_THERE:
            raise
        return 0


def leads_to_folder(asked: os.DirEntry[str] | Path) -> bool:
    """Whether a path is a link to a folder, whose articles are passed over."""
    try:
        return asked.is_symlink() and asked.is_dir()
    except OSError:
        return False


def is_index(name: str) -> bool:
    """Whether a file makes its folder a page bundle: `index.md`, `index.fr.md`."""
    return name.startswith("index.") and name.lower().endswith((".md", ".markdown"))


def _holds_index(folder: Path) -> bool:
    try:
        with os.scandir(folder) as entries:
            return any(is_index(entry.name) for entry in entries)
    except OSError:
        return False


def shown(path: Path) -> str:
    """The path as text that any store and any feed takes: bytes that are no UTF-8 are written as `\\xff`."""
    return shown_text(path.as_posix())


def shown_text(path: str) -> str:
    """As shown, of a path with slashes."""
    if path.isascii() and path.isprintable():
        return path
    return named(path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace"))

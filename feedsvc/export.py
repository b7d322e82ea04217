"""EXPORT: every feed without parameters, its archives and the lists of feeds as files, for a static host.

The bytes are those that the server sends. A file is written beside its place and put there whole; the manifest, which
says what each file is, comes last, behind what goes, so that a run that is cut off is made good by the next. What did
not change since the manifest was written is not rendered again; what it names and is no more goes. Other files stay.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import json
import os
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from werkzeug.http import http_date

from feedsvc import render
from feedsvc.errors import ExportError, UnknownKey
from feedsvc.model import FEED_KINDS
from feedsvc.selection import Selection, archive_path
from feedsvc.served import FeedSummary
from feedsvc.store import archives, pages
from feedsvc.web.keys import Elsewhere
from feedsvc.web.makers import ArchiveMaker, FeedMaker, ListMaker
from feedsvc.web.renditions import Maker, Rendered, Version, named
from feedsvc.web.site import Site

MANIFEST = "manifest.json"
_ROOM = "make room on the disk of that folder and export again"
_OTHER_NAMES = "choose a folder on a file system that takes names like this"
_IN_THE_WAY = "move away what is in its way, or choose another folder"
MENDS = {
    errno.ENOSPC: _ROOM,
    errno.EDQUOT: _ROOM,
    errno.EFBIG: "raise the limit of a file's size (ulimit -f) and export again",
    errno.EINVAL: _OTHER_NAMES,
    errno.ENAMETOOLONG: _OTHER_NAMES,
    errno.EROFS: "choose a folder on a disk that can be written",
    errno.EEXIST: _IN_THE_WAY,
    errno.EISDIR: _IN_THE_WAY,
    errno.ENOTDIR: _IN_THE_WAY,
}
"""What mends a fault of the system's; of others it is mostly the right to write that is missing."""


@dataclass(frozen=True, slots=True)
class Item:
    """What stands in one file: its path in the folder, its address, how it is made."""

    path: str
    address: str
    maker: Maker


@dataclass(frozen=True, slots=True)
class Written:
    """A line of the manifest: a file, the address that it is served at, and the headers that belong to it."""

    path: str
    address: str
    content_type: str
    etag: str
    last_modified: str
    size: int
    version: int


@dataclass(frozen=True, slots=True)
class Exported:
    """How many files were written, found as they should be, and removed; how long it took."""

    written: int
    unchanged: int
    removed: int
    seconds: float

    def __str__(self) -> str:
        return f"written {self.written}, unchanged {self.unchanged}, removed {self.removed} in {self.seconds:.1f} s"


def export(site: Site, folder: Path) -> Exported:
    """Bring the files in a folder up to date. Raises ExportError where it cannot be written, or another does that."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _alone(folder):
            return _export(site, folder)
    except OSError as error:
        mend = MENDS.get(error.errno or 0, "choose another folder, or give the right to write")
        raise ExportError(f"cannot write {str(error.filename or folder)!r}: {error.strerror}; {mend}") from error


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Keep others from exporting to a folder: they would take away what this one has half written, and each would know
    nothing of the other's files. It is the folder itself that is locked, so that nothing is left in it."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        # Some file systems lock no folders (NFS).
        with contextlib.suppress(OSError):
            _lock(opened, folder)
        yield
    finally:
        os.close(opened)


def _lock(opened: int, folder: Path) -> None:
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise ExportError(f"another export writes to {str(folder)!r}; wait until it has ended") from error


def _export(site: Site, folder: Path) -> Exported:
    started, done = time.monotonic(), {"written": 0, "unchanged": 0}
    before = _manifest(site, folder)
    now: dict[str, Written] = {}
    items = list(_items(site))
    _announce(site, folder, before, items)
    for item in items:
        # An ingester may be at work: what has gone since it was listed is not exported.
        with contextlib.suppress(UnknownKey, Elsewhere):
            written, is_new = _bring(site, folder, item, before.get(item.path))
            now[item.path] = written
            done["written" if is_new else "unchanged"] += 1
    gone = [path for path in before if path not in now]
    for path in gone:
        (folder / path).unlink(missing_ok=True)
    if now != before:
        _write(folder / MANIFEST, _manifest_bytes(site, now))
    return Exported(**done, removed=len(gone), seconds=time.monotonic() - started)


def _announce(site: Site, folder: Path, before: dict[str, Written], items: list[Item]) -> None:
    """Name in the manifest what is about to be written, so that a run that is cut off leaves nothing that no later one
    knows as ours; and take away what such a run left half written."""
    new = {item.path: _unwritten(item) for item in items if item.path not in before}
    if new:
        _write(folder / MANIFEST, _manifest_bytes(site, before | new))
    for path in folder.rglob(".*.[0-9]*.new"):
        # A key may be called so as well, and have a folder.
        if path.is_file():
            path.unlink(missing_ok=True)


def _unwritten(item: Item) -> Written:
    return Written(item.path, item.address, item.maker.content_type, "", "", 0, -1)


def _items(site: Site) -> Iterator[Item]:
    """Everything that is exported, lists last: they name what is there by then."""
    with site.store.reading() as connection:
        listed = pages.feeds(connection, site.store.authority)
    for summary in listed:
        yield from _feed_items(site, summary)
    for kind in (None, *FEED_KINDS[1:]):
        address = f"/opml/{kind}" if kind else "/opml"
        path = f"opml/{kind}.opml" if kind else "opml.opml"
        yield Item(path, address, ListMaker(site, kind, render.OPML_TYPE, Selection("all")))
    yield _item("/feeds.json", ListMaker(site, None, render.CATALOGUE_TYPE, Selection("all")))


def _feed_items(site: Site, summary: FeedSummary) -> Iterator[Item]:
    kind, key = summary.kind, summary.key
    with site.store.reading() as connection:
        feed = pages.find(connection, site.store.authority, kind, key)
        if feed is None:
            return
        parts = archives.every(connection, feed.term_id)
    for form in render.FORMATS.values():
        yield _item(f"{summary.path}.{form.name}", FeedMaker(site, Selection(kind, key), form))
        for part in parts:
            maker = ArchiveMaker(site, kind, key, (part.month, part.part), form)
            yield _item(f"{archive_path(kind, feed.key, part.name)}.{form.name}", maker)


def _item(address: str, maker: Maker) -> Item:
    """An address with the file that a static host answers it from: hosts decode an address, and look for that name.

    `/feeds/tag/a%3Eb.atom` is `feeds/tag/a>b.atom`. A key holds no `/` and has at most 200 bytes, of the 255 that most
    file systems take; keys that differ only in case are one key, so that no two files do.
    """
    return Item(unquote(address.removeprefix("/")), address, maker)


def _bring(site: Site, folder: Path, item: Item, before: Written | None) -> tuple[Written, bool]:
    """One file as it should be, and whether it was written for that."""
    with site.store.reading() as connection:
        version = item.maker.version(connection)
        if before is not None and before.version == version.number and _is_there(folder, before):
            return before, False
        rendered = item.maker.render(connection)
    written = _described(site, item, version, rendered)
    if before is not None and before.etag == written.etag and _is_there(folder, before):
        return written, False
    _write(folder / item.path, rendered.body)
    return written, True


def _described(site: Site, item: Item, version: Version, rendered: Rendered) -> Written:
    return Written(
        item.path,
        item.address,
        item.maker.content_type,
        f'"{rendered.seq}-{named(site.store.authority, rendered)}-identity"',
        http_date(version.modified),
        len(rendered.body),
        version.number,
    )


def _is_there(folder: Path, written: Written) -> bool:
    path = folder / written.path
    return path.is_file() and path.stat().st_size == written.size


def _write(path: Path, body: bytes) -> None:
    """The file is there whole or as it was before."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name[:100]}.{os.getpid()}.new")
    try:
        with beside.open("wb") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        # write(2) knows no name, and that of the file beside means nothing to anybody.
        error.filename = str(path)
        raise
    finally:
        beside.unlink(missing_ok=True)


def _manifest(site: Site, folder: Path) -> dict[str, Written]:
    """What an earlier run has written; nothing where there was none, or where it cannot be read.

    Versions are numbers of one store: those of another say nothing.
    """
    try:
        found = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        files = [Written(**line) for line in found["files"]]
        same = found["store"] == str(site.store.authority)
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return {}
    inside = [each for each in files if not {"..", "", "/"} & set(PurePosixPath(each.path).parts)]
    return {each.path: each if same else replace(each, version=-1) for each in inside}


def _manifest_bytes(site: Site, written: dict[str, Written]) -> bytes:
    lines = ",\n".join(json.dumps(asdict(each), ensure_ascii=False) for each in written.values())
    head = json.dumps({"base_url": site.settings.public_url, "store": str(site.store.authority)})
    return f'{head[:-1]}, "files": [\n{lines}\n]}}\n'.encode()

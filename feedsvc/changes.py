"""What a scan means against what the store knows: unchanged, to build, gone, renamed. Decisions only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from feedsvc import fingerprint
from feedsvc.articles import document
from feedsvc.articles.site import Site
from feedsvc.builders import Job
from feedsvc.config import SourceSettings
from feedsvc.found import Files, FoundFile
from feedsvc.model import Document
from feedsvc.scan import Scan
from feedsvc.store.files import FileRow, SourceRow


@dataclass(frozen=True, slots=True)
class Task:
    """A source in one run: its settings, its row, the fingerprint of what builds it, and by path those of its known
    files that need more than a stat."""

    settings: SourceSettings
    row: SourceRow
    fingerprint: str
    known: dict[str, FileRow] = field(default_factory=dict)
    site: Site | None = None
    committed: Mapping[str, str] = field(default_factory=dict)
    """The date of the commit that added each file, where the settings ask for it."""
    repeated: frozenset[str] = frozenset()
    moved: dict[str, FileRow] = field(default_factory=dict)
    """Files that came from another path, where these settings and this code have built them, as they were there."""
    told: Counter[tuple[str, bool]] = field(default_factory=Counter)
    """How many problems of its files were found that the log is to name, by rule and whether they hold a file back."""


def sift(rows: Iterable[FileRow], seen: Scan, made_with: str, told: Collection[str] = ()) -> dict[str, FileRow]:
    """The known files that need more than their stat, by path: also those of which a change was `told`, though it may
    not show in size and time. Those that do not leave the scan, so that both hold no more than there is to do."""
    drop = seen.files.drop
    return {
        row.path: row
        for row in rows
        if row.path in told or not (_is_made(row, made_with) and drop(row.path, row.size, row.mtime_ns))
    }


def _is_made(row: FileRow, made_with: str) -> bool:
    """Whether a file was built by this code and these settings. One without digest could not be read, or waits for
    another to give its id free: it is tried again."""
    return row.fingerprint == made_with and row.digest != ""


def job(task: Task, found: FoundFile, targets: Mapping[str, str] | None = None) -> Job:
    """What is to be built, with the link targets that it had; the digest of bytes that this code and these settings
    have built already goes with it."""
    row = task.known.get(found.path)
    committed, moved = task.committed.get(found.path, ""), task.moved.get(found.path)
    if moved is not None:
        return Job(found.path, found.file, found.size, moved.digest, targets or {}, committed, moved=moved.path)
    known = row.digest if row is not None and row.fingerprint == task.fingerprint else ""
    return Job(found.path, found.file, found.size, known, targets or {}, committed, prepared=row is None)


def lost(task: Task, within: set[str] | None, seen: Scan, look: Callable[[list[str]], Scan]) -> list[FileRow]:
    """Known files that are gone. A scan of a folder may miss one that is replaced meanwhile: each that it should have
    seen and did not is looked for once more by its name, so that nothing is withdrawn that is there."""
    missed = _unseen(task.known, within, seen)
    return _unseen({row.path: row for row in missed}, None, look([row.path for row in missed])) if missed else []


def _unseen(known: Mapping[str, FileRow], within: set[str] | None, seen: Scan) -> list[FileRow]:
    unreadable = set(seen.unreadable)
    return [
        row
        for path, row in known.items()
        if path not in seen.files and (within is None or is_below(path, within)) and not is_below(path, unreadable)
    ]


def is_below(path: str, tops: set[str]) -> bool:
    """Whether a path is one of these, or lies below one."""
    return "" in tops or any(place in tops for place in places(path))


def places(path: str) -> Iterator[str]:
    """The folders around a path, the outermost first, then the path itself."""
    parts = path.split("/")
    return ("/".join(parts[:depth]) for depth in range(1, len(parts) + 1))


def renamed(task: Task, lost: list[FileRow], found: Files) -> dict[str, FileRow]:
    """Files that have another name now, by that name: the same bytes, and no other file that has them or had them.

    The name that one had may be another's by now, and the one that it has may have been another's: names that go from
    file to file (a `latest.md`, numbers) take no article along. But a file that went and whose bytes are those of a
    known one is a new version of that: whoever saves under another name and then renames edits. So does who keeps a
    copy of the old text under a new name.
    """
    changed = {path: row for path, row in task.known.items() if _is_changed(row, found.get(path))}
    before = [row for row in (*lost, *changed.values()) if row.digest and row.article_id is not None]
    digests = _digests(task, changed, found, {row.size for row in before}) if before else {}
    moved = [row for row in before if digests.get(row.path) != row.digest]
    new = {path: digest for path, digest in digests.items() if path not in changed or changed[path].digest != digest}
    went, came = Counter(row.digest for row in moved), Counter(new.values())
    names = {digest: path for path, digest in new.items() if came[digest] == went[digest] == 1}
    pairs = {names[row.digest]: row for row in moved if row.digest in names}
    kept = {path for path, row in pairs.items() if path not in changed and _is_edited(found.get(row.path), found[path])}
    pairs = {path: row for path, row in pairs.items() if path not in kept}
    left = {row.path for row in pairs.values()}
    return {
        path: row
        for path, row in pairs.items()
        if path not in changed or path in left or row.path in changed or is_aside(row)
    }


def aside(row: FileRow) -> FileRow:
    """A known file under a name that no file has, which its own may have by now; to be built again."""
    # Hidden: no look takes it for a file.
    return row._replace(path=f"{_ASIDE}{row.id}", fingerprint="")


def is_aside(row: FileRow) -> bool:
    """Whether a file was given such a name, and the ingest ended before it had its new one."""
    return row.path.startswith(_ASIDE)


_ASIDE = ".renamed/"


def _is_edited(now: FoundFile | None, copy: FoundFile) -> bool:
    """Whether a file says the title and the date of the copy of what it was: it was edited. In names that go from file
    to file each has a story of its own."""
    if now is None:
        return False
    said, kept = _said(now), _said(copy)
    # What went away since it was found is no edited file, and no copy.
    return kept == () or (said == kept and said[0] != "")


def _said(found: FoundFile) -> tuple[str, ...]:
    """What a file says of _SAYING; nothing where it cannot be read."""
    try:
        read = document.read(found.path, found.file.read_bytes())
    except OSError:
        return ()
    return tuple(document.text(read, key) for key in _SAYING) if isinstance(read, Document) else ("", "")


_SAYING = ("title", "date")


def _is_changed(row: FileRow, found: FoundFile | None) -> bool:
    """Whether a known file is there, with another size or time."""
    return found is not None and (row.size, row.mtime_ns) != (found.size, found.mtime_ns)


def _digests(task: Task, changed: Collection[str], found: Files, sizes: set[int]) -> dict[str, str]:
    """Digests by path of the files of these sizes that are new or changed."""
    new = (each for each in found.values() if each.size in sizes)
    return {
        each.path: fingerprint.of_file(each.file) for each in new if each.path in changed or each.path not in task.known
    }


def taken(renamed: Mapping[str, FileRow], known: Mapping[str, FileRow]) -> list[FileRow]:
    """The known files whose names went to renamed ones, and that have none themselves now."""
    left = {row.path for row in renamed.values()}
    return [known[path] for path in renamed if path in known and path not in left]


def targets(wanted: Iterable[tuple[str, str, str]]) -> dict[str, dict[str, str]]:
    """Link targets by the path of the file that asked for them."""
    found: dict[str, dict[str, str]] = {}
    for path, target, resolved in wanted:
        found.setdefault(path, {})[target] = resolved
    return found

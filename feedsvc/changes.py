"""What a scan means against what the store knows: unchanged, to build, gone, renamed. Decisions only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from feedsvc import fingerprint
from feedsvc.articles.site import Site
from feedsvc.builders import Job
from feedsvc.config import SourceSettings
from feedsvc.found import FoundFile
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


def renamed(task: Task, lost: list[FileRow], found: Iterable[FoundFile]) -> dict[str, FileRow]:
    """Files that went and came back under another name: the same bytes, and no third file that has them."""
    if not lost:
        return {}
    sizes = {row.size for row in lost}
    new = [each for each in found if each.path not in task.known and each.size in sizes]
    same: dict[str, list[FoundFile]] = {}
    for each in new:
        same.setdefault(fingerprint.of_file(each.file), []).append(each)
    went = Counter(row.digest for row in lost)
    pairs: dict[str, FileRow] = {}
    for row in lost:
        came = same.get(row.digest, [])
        if row.digest and len(came) == 1 and went[row.digest] == 1 and row.article_id is not None:
            pairs[came[0].path] = row
    return pairs


def targets(wanted: Iterable[tuple[str, str, str]]) -> dict[str, dict[str, str]]:
    """Link targets by the path of the file that asked for them."""
    found: dict[str, dict[str, str]] = {}
    for path, target, resolved in wanted:
        found.setdefault(path, {})[target] = resolved
    return found

"""A look at one source: its site, its files, and what the store knows of them (sites, scan, changes)."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from feedsvc import changes, fingerprint, scan, unread
from feedsvc.articles.site import Site
from feedsvc.changes import Task
from feedsvc.config import Settings, SourceSettings
from feedsvc.errors import SourceError
from feedsvc.found import FoundFile
from feedsvc.scan import Scan
from feedsvc.sitememory import SiteMemory
from feedsvc.sites import Surroundings
from feedsvc.store import feet, files, problems
from feedsvc.store.engine import Store
from feedsvc.store.files import FileRow

log = logging.getLogger("feedsvc.ingest")


@dataclass(frozen=True, slots=True)
class Look:
    """A source as it was found: its `task`, the files that are to be built (`seen`), of how many (`count`); only those
    `within` these paths, where given. `wants`: the link targets that files had, by path."""

    task: Task
    within: set[str] | None
    seen: Scan
    count: int
    wants: Mapping[str, Mapping[str, str]]

    def lost(self) -> list[FileRow]:
        """The known files that are gone."""
        source, site = self.task.settings, self.task.site
        return changes.lost(self.task, self.within, self.seen, lambda paths: scan.scan(source, paths, site))

    def new_first(self) -> Iterator[FoundFile]:
        """The files that are to be built, before those whose paths are known the new ones: among them are those that
        moved and were edited, which are in no feed until then."""
        known = self.task.known
        yield from (each for each in self.seen.files.values() if each.path not in known)
        if known:
            yield from (each for each in self.seen.files.values() if each.path in known)


def check_filled(store: Store, sources: Iterable[SourceSettings]) -> None:
    """Raise SourceError where a source is gone, or is empty though the store has articles of it: the place of a folder
    that is not mounted is an empty folder, and that is no reason to withdraw them."""
    for source in sources:
        scan.check(source)
        if scan.is_empty(source):
            with store.reading() as connection:
                if files.has_articles(connection, source.name):
                    raise SourceError(f"the source folder {str(source.path)!r} is empty: {_MOUNT}")


_MOUNT = (
    "is it mounted? To withdraw what it brought take the source out of the settings, or leave a file in it such as"
    " .gitkeep"
)


class Surveyor:
    """Looks at sources, and remembers what stands around them."""

    def __init__(self, store: Store, settings: Settings) -> None:
        self._store = store
        self._settings = settings
        self._surroundings = Surroundings(SiteMemory(store))
        self._told = dict[str, bool]()

    def concerned(self, name: str, within: set[str]) -> set[str]:
        """As Surroundings.concerned: what a look at these paths of a source is a look at."""
        return self._surroundings.concerned(name, within)

    def look(self, source: SourceSettings, within: set[str] | None, told: Collection[str]) -> Look:
        """Look at a source, or at these paths of it; of files of which a change was `told` also at what size and time
        do not show. What cannot be looked into is logged and kept as a problem. Raises SourceError as check_filled."""
        around, within = self._surroundings.of(source, within)
        longest = self._store.longest_path
        seen = scan.scan(source, within, around.site, longest)
        if within is not None and "section" in seen.passed.values():
            # A folder came, with what its section hands down.
            around, within = self._surroundings.of(source, None)
            seen = scan.scan(source, None, around.site, longest)
        # Behind the scan: what goes while it is under way is missed as well.
        check_filled(self._store, [source])
        around = self._surroundings.seen(around, seen if within is None else None)
        source = around.source
        if within is None:
            self._tell_lost(source, seen, around.site)
        made_with, count = fingerprint.building(source, self._settings, around.site), len(seen.files)
        with self._store.writing() as connection:
            # A source of other settings may be new to the store: its row is made here.
            row = files.source(connection, source.name)
            had = files.each(connection, row.id) if within is None else files.known(connection, row.id, within).values()
            known = changes.sift(had, seen, made_with, told)
            wants = changes.targets(files.wants_of(connection, known.values()))
            repeated = feet.learned(connection, row)
            if known or seen.files:
                feet.expect(connection, row)
            problems.unlooked(connection, row.id, seen.unreadable, whole=within is None)
            refused = problems.refused(connection, row.id, seen.overlong, whole=within is None)
        for path in seen.unreadable:
            log.warning("%s: %r cannot be looked into; what is known below it is served on", source.name, path)
        for problem in refused:
            log.warning("%s/%s", source.name, problem)
        task = Task(source, row, made_with, known, around.site, self._surroundings.committed(source), repeated)
        return Look(task, within, seen, count, wants)

    def _tell_lost(self, source: SourceSettings, seen: Scan, site: Site | None) -> None:
        """Of a source without an article, or with some that are not read, when that is new: the next look at it is ten
        minutes away."""
        if self._told.get(source.name) is not bool(seen.files):
            self._told[source.name] = bool(seen.files)
            unread.tell_none(source, seen)
            unread.tell_unread(source, seen, site)

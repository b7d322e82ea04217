"""Bring the store up to date: scan -> build in processes -> store -> match, one transaction a batch.

Heavy work is done once per article version, which is the digest of the file's bytes and the fingerprint of the code and
settings that built it (rule 6). A file that is the same in size and time costs a stat. What changes during a long run
goes before the rest of it, between two transactions.
"""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from feedsvc import changes, fingerprint, heap, intake, rematch, scan, upkeep, withdrawals
from feedsvc.articles.site import Recipe
from feedsvc.batch import REST, RESULTS, Writer, parts
from feedsvc.builders import Builders, Built, Job, Limits
from feedsvc.changes import Task
from feedsvc.config import Settings, SourceSettings
from feedsvc.errors import Interrupted, SourceError
from feedsvc.found import Files
from feedsvc.learner import Learner, Registrar
from feedsvc.store import buildmark, feet, files, search, stats, twins
from feedsvc.store.engine import Store
from feedsvc.store.ledger import Ledger
from feedsvc.store.newcomers import Desk
from feedsvc.store.runs import Report
from feedsvc.survey import Look, Surveyor
from feedsvc.watchers import Watchers

log = logging.getLogger("feedsvc.ingest")
SETTLING = 3
"""Passes after which no file waits to be built again: a twin leaves, its article is built, what is alike is found."""
MATCHING = "/"
"""No source's name: what runs amid articles that are matched again runs amid this."""
STEPS = 3
"""Steps of a search for new names between two looks at what changed: some half a second."""


@dataclass(frozen=True, slots=True)
class _Run:
    """One source in one run; only the paths `within` it, where given; `amid` the run of the source of that name."""

    source: SourceSettings
    within: set[str] | None
    builders: Builders
    counts: Counter[str]
    amid: str = ""


class Ingester:
    """Reads sources into one store. Only one may be at work on a store: it comes of `lock.held`."""

    def __init__(
        self, store: Store, settings: Settings, watchers: Watchers | None = None, registrar: Registrar | None = None
    ) -> None:
        self.store = store
        self.settings = settings
        self._watchers = watchers or Watchers()
        self._building = buildmark.BuildMark(store.folder)
        # The last one died while it built: until a run went well, files are built where a deadly one harms no other.
        self.builds_apart = self._building.is_set()
        self._surveyor = Surveyor(store, settings)
        self._stale: twins.Stale = set()
        self._taught: set[str] = set()
        self._owed: set[str] = set()
        self._told: Mapping[str, set[str]] = {}
        self._counts = Counter[str]()
        self.registrar = registrar or Registrar(settings)
        if self.registrar.has_read or not upkeep.is_new(self._keeping):
            self.registrar.begin(store)

    @property
    def _learner(self) -> Learner:
        # For a new store it is made while the first files are built.
        return self.registrar.learner

    def _present(self, within: Mapping[str, set[str]] | None) -> Iterator[SourceSettings]:
        """The sources to look into that are there; the others keep what they brought."""
        for source in self.settings.sources:
            if within is None or source.name in within:
                try:
                    scan.check(source)
                except SourceError as error:
                    log.error("%s; what it brought is served on", error)
                else:
                    yield source

    def run(self, within: Mapping[str, set[str]] | None = None, told: Mapping[str, set[str]] | None = None) -> Report:
        """Bring the store up to date with every source, or with the paths `within` by source name; in either case of
        files of which a change was `told` also what size and time do not show.

        A source that is missing is told and left as it is. Raises Interrupted where told to stop.
        """
        keeping, started = self._keeping, time.monotonic()
        counts = self._counts = Counter()
        self._told = told or {}
        with self._builders() as builders:
            every = (
                _Run(each, None if within is None else within[each.name], builders, counts)
                for each in self._present(within)
            )
            first = next(every, None) if not self.registrar.has_read and upkeep.is_new(self._keeping) else None
            if first is None:
                self._ready()
            else:
                self._first(first)
            for run in every:
                self._if_there(run)
            self._settle(builders)
        steps = None if within is None else STEPS
        upkeep.index(self._keeping, steps, self._between)
        self.learn(steps)
        upkeep.settle(self._keeping, self._owed)
        upkeep.purge(self._keeping, self.settings.removed_days)
        upkeep.finish(self.store, self.settings)
        report = upkeep.report(keeping, counts, time.monotonic() - started, whole=within is None)
        self.builds_apart = False
        return report

    def _ready(self) -> None:
        self._sync()
        upkeep.index(self._keeping, STEPS)
        self._stale |= upkeep.expired(self._keeping)

    def _settle(self, builders: Builders) -> None:
        """Build the files again whose articles another file has changed: one that led left, a twin came, or one that
        they link to was released."""
        for _ in range(SETTLING):
            stale, self._stale = self._stale, set()
            paths = self._released()
            for name, path in stale:
                paths.setdefault(name, set()).add(path)
            for source in self._present(paths) if paths else ():
                self._if_there(_Run(source, paths[source.name], builders, Counter()))

    @contextmanager
    def _batch(self) -> Iterator[Ledger]:
        """One transaction; told to stop, the run ends between two, in order: the next one need not build apart."""
        if self._watchers.stopped():
            self._building.clear()
            raise Interrupted("the ingest was ended; what it stored is kept, and the next one goes on from there")
        began = time.monotonic()
        with self.store.writing() as connection:
            given = self.settings.categories, self.settings.titles
            ledger = Ledger(connection, self.store.authority, self._now(), *given)
            yield ledger
            search.fill(ledger, 2 * RESULTS)
            ledger.close()
        heap.trim()
        # Whoever else writes, a person's decision say, asks ten times a second: it must not always be at work.
        time.sleep(REST * (time.monotonic() - began))
        self._taught |= ledger.taught
        self._owed = (self._owed | ledger.owed) - ledger.settled

    def _now(self) -> int:
        return int(self._watchers.clock())

    def _sync(self) -> None:
        """Companies and labels as the settings have them now."""
        learner = self._learner
        with self._batch() as ledger:
            ledger.open_everything()
            ledger.name_sources()
            learner.read(ledger.connection, set() if learner.has_read else None)
            learner.learn(ledger)
            self.registrar.keep(ledger.connection)
            labels = fingerprint.of(sorted(ledger.overrides.items()))  # as this version understands them
            if stats.mark(ledger.connection, "labels") != labels:
                ledger.vote_all()
                stats.set_mark(ledger.connection, "labels", labels)
        learner.done()

    def drop_other_sources(self) -> int:
        """Withdraw what sources brought that are no longer in the settings; how many files that were."""
        return withdrawals.drop_others(self.store, self.settings, self._batch, self._stale)

    def _first(self, run: _Run) -> None:
        """The first source of a new store: its files are built while the registry is read and its companies written."""
        look = self._look(run)
        built = self._begin(look, run)
        self._ready()
        self._take(look, run, built)

    def _if_there(self, run: _Run) -> None:
        try:
            self._source(run)
        except SourceError as error:
            log.error("%s; what it brought is served on", error)

    def _source(self, run: _Run) -> None:
        look = self._look(run)
        run.counts["removed"] += withdrawals.remove(self._batch, look, self._stale)
        # With the link targets that it had: what changed of those is built again behind.
        self._take(look, run, self._begin(look, run))

    def _look(self, run: _Run) -> Look:
        return self._surveyor.look(run.source, run.within, run.within or self._told.get(run.source.name, set()))

    def _begin(self, look: Look, run: _Run) -> Iterator[Built]:
        """What its files become, on which processes are at work from now on where there are many."""
        jobs = (changes.job(look.task, each, look.wants.get(each.path)) for each in look.new_first())
        return self._built(look.task, run, jobs)

    def _take(self, look: Look, run: _Run, results: Iterator[Built]) -> None:
        """Store what the files of a source became, and what that means for its other files."""
        if not run.amid:
            run.counts.update(read=look.count, unchanged=look.count - len(look.seen.files))
        self._store(look.task, run, look.seen.files, results)
        if run.amid != run.source.name:
            self._relink(look.task, run)
            intake.tell_links(self.store, look.task, look.seen.files)
        intake.tell_more(look.task)
        if look.within is None:
            with self.store.writing() as connection:
                self._stale |= feet.learn(connection, look.task.row)

    def _built(self, task: Task, run: _Run, jobs: Iterable[Job]) -> Iterator[Built]:
        now = datetime.fromtimestamp(self._now(), UTC)
        return run.builders.build(jobs, Recipe(task.settings, self.settings.sanitize, now, task.site, task.repeated))

    def _store(self, task: Task, run: _Run, todo: Files, built: Iterator[Built]) -> bool:
        """Store what these files became; whether files of the source that changed meanwhile went before the rest."""
        desk = Desk(task.row, task.fingerprint, self._learner.fingerprint, self.settings.future == "show")
        writer = Writer(self._batch, self._learner, task, todo, desk)
        done, learned, newer = 0, 0, set[str]()
        if todo:
            self._building.set()
            if run.builders.are_at_work:
                # Meanwhile what they build is prepared for.
                self._learner.prepare()
        for results in parts(built, len(todo)):
            current = [each for each in results if not changes.is_below(each.path, newer)] if newer else results
            counts, stale = writer.write(current)
            run.counts.update(counts)
            self._stale |= stale
            done += len(results)
            # Else they would stay while the next are gathered.
            del results, current
            if not run.amid:
                newer.update(self._meanwhile(run))
                self._watchers.progress(done, len(todo))
            # Where the source was known before, its articles wait to be built again with what they teach.
            if not task.known and rematch.is_due(done, len(todo), learned):
                self.learn(between=lambda: newer.update(self._meanwhile(run)))
                learned = done
        self._building.clear()
        return bool(newer)

    def _meanwhile(self, run: _Run) -> set[str]:
        """What cannot wait until a run is done. The paths of this source that were looked at: what was built of them
        before is older."""
        news = self._news(run.builders, run.source.name)
        if news:
            self._building.set()
        return self._surveyor.concerned(run.source.name, news.get(run.source.name, set()))

    def _between(self) -> None:
        """What cannot wait until every article is matched again that names or files concern."""
        with self._builders() as builders:
            if self._news(builders, MATCHING):
                self._settle(builders)
                upkeep.settle(self._keeping, self._owed)

    def _news(self, builders: Builders, amid: str) -> Mapping[str, set[str]]:
        """Articles whose time has come or is over, and files that changed since: by source the paths looked at."""
        news = upkeep.with_expired(self._keeping, self._released() | dict(self._watchers.news()))
        for source in self._present(news) if news else ():
            self._if_there(_Run(source, news[source.name], builders, self._counts, amid))
        return news

    def _relink(self, task: Task, run: _Run) -> None:
        """Build the articles again whose links to others lead elsewhere by now."""
        with self.store.reading() as connection:
            targets = changes.targets(files.misled(connection, task.row.id, self.settings.public_url, task.site))
            known = files.known(connection, task.row.id, targets.keys()) if targets else {}
        if targets:
            with self.store.writing() as connection:
                feet.expect(connection, task.row)
            found = scan.scan(run.source, targets, task.site).files
            anew = replace(task, known={path: row._replace(fingerprint="") for path, row in known.items()}, moved={})
            jobs = (changes.job(anew, each, targets[each.path]) for each in found.values())
            built = self._built(anew, run, jobs)
            if self._store(replace(task, known=known, moved={}), replace(run, counts=Counter()), found, built):
                self._relink(task, run)

    def learn(self, steps: int | None = None, between: Callable[[], None] | None = None) -> int:
        """Take up what articles taught and what persons decided, and match again whatever that concerns; how many
        articles that were. A search of the whole store takes at most so many `steps`, and goes on at the next call;
        `between` two transactions what changed is done."""
        work = rematch.Work(self.store, self._learner, self._batch, steps, between or self._between)
        return rematch.learn(work, self._taught)

    def attend(self) -> None:
        """What is due though no file changed: what time or a person decided, a search under way, the next matcher."""
        with upkeep.telling(self._keeping) as self._counts:
            self._between()
        upkeep.index(self._keeping, STEPS)
        upkeep.purge(self._keeping, self.settings.removed_days)
        if self._taught or rematch.is_unfinished(self.store, self._learner):
            self._learn_telling(STEPS)
        self._learner.prepare()

    def decide(self) -> int:
        """Take up what persons decided, without a look at any file; how many articles were matched again."""
        self._sync()
        upkeep.index(self._keeping)
        return self._learn_telling()

    def _learn_telling(self, steps: int | None = None) -> int:
        """Learn, and tell what changed meanwhile: no run does."""
        with upkeep.telling(self._keeping) as self._counts:
            return self.learn(steps)

    def _released(self) -> dict[str, set[str]]:
        """Put articles whose time has come into their feeds; their sources, of which only the links are looked at."""
        names = upkeep.release(self._keeping, show_future=self.settings.future == "show")
        return {name: set() for name in sorted(names)}

    def _builders(self) -> Builders:
        limits = Limits(self.settings.build_seconds, self.settings.file_bytes)
        return Builders(self.settings.processes, limits, apart=self.builds_apart)

    @property
    def _keeping(self) -> upkeep.Keeping:
        return upkeep.Keeping(self.store, self._batch, self._now())

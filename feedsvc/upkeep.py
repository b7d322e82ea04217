"""What a store needs as time goes by, whatever becomes of files: articles whose time has come, or is over, the word
index, removals that need not be told any more."""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from itertools import product

from feedsvc import fingerprint, scan
from feedsvc.config import Settings
from feedsvc.errors import SourceError
from feedsvc.paths import written
from feedsvc.store import articles, files, lessons, problems, removals, runs, search, stats, twins
from feedsvc.store.engine import Store
from feedsvc.store.ledger import Ledger
from feedsvc.store.runs import Report

log = logging.getLogger("feedsvc.ingest")
MINUTE, DAY = 60, 86_400
DONE, KEPT = "done", "kept"
"""What the mark of readiness says: these sources were ingested once; others were, and these are at work."""


@dataclass(frozen=True, slots=True)
class Keeping:
    """The store, how a transaction is opened (which takes up what the word index lacks), and the present second."""

    store: Store
    batches: Callable[[], AbstractContextManager[Ledger]]
    now: int


def is_new(keeping: Keeping) -> bool:
    """Whether no source was ever looked into."""
    with keeping.store.reading() as connection:
        return not files.known_sources(connection)


def check_apart(store: Store, settings: Settings) -> None:
    """Raise SourceError where a source that a command names is a folder of one of the settings file of which the store
    has files: what is in it would be served twice, under other ids, until the next run over all sources."""
    with store.reading() as connection:
        known = {row.name: row.id for row in files.known_sources(connection)}
        for one, other in product(settings.sources, settings.configured):
            inner = scan.inside(one, other) if one not in settings.configured and other.name in known else None
            if inner and files.known(connection, known[other.name], {inner}):
                raise SourceError(
                    f"the folder {str(one.path)!r} is a part of source {other.name!r}, and its articles would appear"
                    f" twice; name the folder of that source, {str(other.path)!r}, or none"
                )


def release(keeping: Keeping, *, show_future: bool) -> set[str]:
    """Put articles whose time has come into their feeds; the names of their sources, in which links may lead to them
    from now on."""
    with keeping.store.reading() as connection:
        if not stats.is_release_due(connection, keeping.now, show_future=show_future):
            return set()
    with keeping.batches() as ledger:
        return files.sources_of(ledger.connection, articles.release(ledger, show_future=show_future))


def expired(keeping: Keeping) -> twins.Stale:
    """The files whose articles have expired since it was asked last: built again, they are passed over. What a file
    that is a problem by now gave before goes at once."""
    with keeping.store.reading() as connection:
        if not files.is_expiry_due(connection, keeping.now):
            return set()
    with keeping.batches() as ledger:
        for number in files.expire_held(ledger.connection, keeping.now):
            if len(files.owners(ledger.connection, number)) == 1:
                articles.withdraw(ledger, number)
        return files.expire(ledger.connection, keeping.now)


def due(store: Store, now: int) -> int:
    """The second from which on time itself may have brought something to a store in which nothing is left to do and
    nobody writes: an article's time has come or is over. A minute from now at most, for what can wait so long."""
    with store.reading() as connection:
        times = stats.next_release(connection), files.next_expiry(connection, now)
    return min(now + MINUTE if each is None else min(each, now + MINUTE) for each in times)


def with_expired(keeping: Keeping, news: Mapping[str, set[str]]) -> Mapping[str, set[str]]:
    """Files that changed, by source, and with them those whose articles have expired."""
    found = dict(news)
    for name, path in expired(keeping):
        found[name] = found.get(name, set()) | {path}
    return found


def index(keeping: Keeping, steps: int | None = None, between: Callable[[], None] = lambda: None) -> None:
    """Take stored texts into the word index that are not in it: a store of before, or tokens of another version; at
    most so many steps, and `between` two of them something else."""
    taken = 0
    while steps is None or taken < steps:
        with keeping.store.reading() as connection:
            if not search.is_behind(connection):
                return
        with keeping.batches() as ledger:
            search.renew(ledger.connection)
            ledger.renew([ledger.everything()])
        taken += 1
        between()


def settle(keeping: Keeping, owed: set[str]) -> None:
    """Decide the labels of the categories for which that was put off."""
    if owed:
        with keeping.batches() as ledger:
            ledger.settle(owed)


def purge(keeping: Keeping, days: int) -> None:
    """Forget what was withdrawn longer ago than feeds tell."""
    before = keeping.now - days * DAY
    with keeping.store.reading() as connection:
        if not removals.is_old(connection, before):
            return
    with keeping.batches() as ledger:
        removals.purge(ledger, before)


def finish(store: Store, settings: Settings) -> None:
    """Note that these sources have been looked through, and tell of names that wait."""
    with store.writing() as connection:
        stats.set_mark(connection, ready_mark(settings), DONE)
        waiting = lessons.told(connection)
        if waiting:
            told = (
                "1 name may be a company's and waits" if waiting == 1 else f"{waiting} names may be companies' and wait"
            )
            log.info("%s for your word: feedsvc companies list --waiting", told)


def keep_ready(store: Store, before: Settings, settings: Settings) -> None:
    """Of a server that was ready with the settings of before: note that it is with those that follow, while what is new
    to it is still read. A load balancer would part with all that it serves, for the sake of one more source."""
    with store.reading() as connection:
        is_due = stats.mark(connection, ready_mark(before)) and not stats.mark(connection, ready_mark(settings))
    if is_due:
        with store.writing() as connection:
            stats.set_mark(connection, ready_mark(settings), KEPT)


def take_over(store: Store, settings: Settings) -> None:
    """Behind another server of this store, which answered in another version until now: readers must see a new time on
    every feed, since that one gave its bytes under the times that feeds have."""
    with store.reading() as connection:
        if not stats.overlapped(connection):
            return
    with store.writing() as connection:
        ledger = Ledger(connection, store.authority, int(time.time()), settings.categories, settings.titles)
        stats.end_overlap(ledger)
        ledger.close()


def report(keeping: Keeping, counts: Counter[str], seconds: float, *, whole: bool) -> Report:
    """What was done with files since `keeping.now`, which is kept; `whole` as in runs.keep."""
    shown = {name: counts[name] for name in ("read", "added", "changed", "removed", "unchanged")}
    with keeping.store.writing() as connection:
        made = Report(**shown, problems=problems.held(connection), seconds=seconds)
        runs.keep(connection, keeping.now, made, whole=whole)
    return made


@contextmanager
def telling(keeping: Keeping) -> Iterator[Counter[str]]:
    """Count what is done with files meanwhile; where that is anything, it is kept as a run, and logged."""
    counts, started = Counter[str](), time.monotonic()
    yield counts
    if any(counts.values()):
        log.info("%s", report(keeping, counts, time.monotonic() - started, whole=False))


def ready_mark(settings: Settings) -> str:
    """The mark that says that these sources have been ingested once, wherever links in their paths lead by now."""
    names = sorted((source.name, str(written(source.path))) for source in settings.sources)
    return "ready:" + fingerprint.of(names)[:16]

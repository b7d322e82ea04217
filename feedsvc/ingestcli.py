"""`feedsvc ingest`, which also stands beside a server."""

from __future__ import annotations

import contextlib
import json
import logging
import signal
import sys
import threading
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from types import FrameType

import click
from tqdm import tqdm

from feedsvc import background, heap, inspection, moving, registries, scan, survey, upkeep, watch, withdrawals
from feedsvc.config import Settings
from feedsvc.errors import Interrupted, LockLost, StoreError, StoreTooNew
from feedsvc.ingest import Ingester
from feedsvc.invocation import FINDINGS, options, settings_of
from feedsvc.learner import Registrar
from feedsvc.listener import Listener
from feedsvc.paths import lend_temporary
from feedsvc.store import lock, problems
from feedsvc.store.engine import Store, open_store
from feedsvc.store.runs import Report
from feedsvc.watchers import Watchers

log = logging.getLogger("feedsvc.ingest")
REOPEN_SECONDS = 1.0
"""After which whoever follows changes tries again to open a store that it had."""


@click.command()
@options("sources", "config", "data")
@click.option("--watch", "follow", is_flag=True, help="Stay and follow changes.")
@click.option("--strict", is_flag=True, help="Exit 1 if any file has a problem.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
@click.option("--quiet", is_flag=True, help="No progress bar and no summary.")
@click.option("--with-parent", is_flag=True, hidden=True)
def ingest(source: tuple[str, ...], follow: bool, with_parent: bool, config: str, data: str, **shown: bool) -> int:
    """Bring the store up to date and exit.

    Without SOURCE, those of the settings; what other sources brought before is withdrawn.
    """
    settings = settings_of(config, source, data=data)
    inspection.check_sources(settings)
    stop = threading.Event()
    received: list[int] = []

    def hear(number: int, _frame: FrameType | None) -> None:
        received.append(number)
        stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, hear)
    if with_parent:
        watch.stop_with_parent(stop)
        background.step_back()
        settings = moving.awaited(settings, stop)
    else:
        # Before there is a store: none is made for a source or a registry that is not there.
        for each in settings.sources:
            scan.check(each)
        registries.check(settings)
        settings = moving.with_copies(settings)
    background.collect_rarely()
    heap.give_memory_back()
    try:
        task = Task(settings, stop, Registrar(settings, follows=with_parent), bool(source), not with_parent, **shown)
        return (_stay if follow else _once)(task)
    except Interrupted as error:
        # A service that is told to stop, and does, has not failed.
        if follow or with_parent:
            return 0
        click.echo(str(error), err=True)
        return 128 + received[0]


@dataclass(frozen=True, slots=True)
class Task:
    """What an ingesting command is to do, and to show; `registrar`: who has read the registry, the same when the store
    is opened again; `only`: just these sources, leaving what others brought; `may_make` a store where there is none:
    beside a server there was one, and what is gone may come back."""

    settings: Settings
    stop: threading.Event
    registrar: Registrar
    only: bool
    may_make: bool
    strict: bool
    as_json: bool
    quiet: bool


def _once(task: Task) -> int:
    with _opened(task) as store:
        with lock.held(store) as held:
            _first(task, held, None)
        return _found(task, store)


def _stay(task: Task) -> int:
    """Where the lock is lost, for the database restarted say, go on with the store as it is when it can be had again:
    another ingester may have it meanwhile."""
    was_lost, told = False, ""
    while not task.stop.is_set():
        try:
            with _opened(replace(task, may_make=task.may_make and not was_lost)) as store:
                told = ""
                _follow(task, store)
                return _found(task, store)
        except StoreTooNew:
            raise
        except StoreError as error:
            was_lost = was_lost or isinstance(error, LockLost)
            if not was_lost:
                raise
            if str(error) != told:
                log.error("%s; it is tried again until it can be done", error)
            told = str(error)
        task.stop.wait(REOPEN_SECONDS)
    return 0


@contextlib.contextmanager
def _opened(task: Task) -> Iterator[Store]:
    store = open_store(task.settings.database_url, task.settings.data, make=task.may_make)
    try:
        lend_temporary(task.settings.data)
        yield store
    finally:
        store.close()


def _found(task: Task, store: Store) -> int:
    with store.reading() as connection:
        return FINDINGS if task.strict and problems.listed(connection) else 0


def _follow(task: Task, store: Store) -> None:
    is_taken = lock.is_held(store)
    with lock.awaited(store, task.stop) as held:
        if held is None:
            return
        if is_taken:
            upkeep.take_over(held, task.settings)
        # From now on, so that what changes during the first run need not wait for its end.
        with Listener(task.settings, store.folder, task.stop) as listener:
            ingester = _first(task, held, listener)
            watch.Follower(ingester, task.settings, task.stop, listener).follow()


def _first(task: Task, store: Store, listener: Listener | None) -> Ingester:
    """The full run that every ingest begins with, and its summary."""
    report, ingester = _whole(task, store, listener)
    if task.as_json or not task.quiet:
        click.echo(json.dumps(asdict(report)) if task.as_json else str(report))
    return ingester


def _whole(task: Task, store: Store, listener: Listener | None) -> tuple[Report, Ingester]:
    """A run over every source; a bar on a terminal, else a line a minute, tells how far it is."""
    scan.tell_overlaps(task.settings.sources)
    withdrawals.rename_sources(store, task.settings)
    if task.may_make:
        # Beside a server that is at work the others are followed, and what this one brought is served.
        survey.check_filled(store, task.settings.sources)
    if task.only:
        upkeep.check_apart(store, task.settings)
    with tqdm(unit=" files", file=sys.stderr, leave=False, disable=task.quiet or not sys.stderr.isatty()) as bar:

        def show(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        progress = background.Minutes() if bar.disable else show
        watchers = Watchers(stopped=task.stop.is_set, progress=progress)
        if listener is not None:
            watchers = replace(watchers, news=listener.take_few)
        ingester = Ingester(store, task.settings, watchers, task.registrar)
        dropped = 0 if task.only else ingester.drop_other_sources()
        report = ingester.run()
        moving.tell_late(store, task.settings)
        return replace(report, removed=report.removed + dropped), ingester

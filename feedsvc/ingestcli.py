"""`feedsvc ingest`, which also stands beside a server."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import signal
import sys
import threading
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from types import FrameType

import click
from tqdm import tqdm

from feedsvc import (
    background,
    heap,
    inspection,
    logs,
    moving,
    registries,
    scan,
    settling,
    survey,
    upkeep,
    watch,
    withdrawals,
)
from feedsvc.config import Settings, load
from feedsvc.errors import FeedsvcError, Interrupted, LockLost, StoreError, StoreTooNew
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
    settling.await_settings(Path(config) if config else None)
    settings = settings_of(config, source, data=data)
    inspection.check_sources(settings)
    signals = Signals(threading.Event(), [])
    signals.hear(*ENDING, *([signal.SIGHUP] if follow and not with_parent and _is_service() else []))
    if with_parent:
        watch.stop_with_parent(signals.stop)
        background.step_back()
        _await_whole(settings, signals.stop)
        settings = moving.awaited(settings, signals.stop)
    else:
        _await_whole(settings, signals.stop)
        # Before there is a store: none is made for a source or a registry that is not there.
        settings = _checked(settings)
    background.collect_rarely()
    heap.give_memory_back()
    registrar = Registrar(settings, follows=with_parent)
    task = Task(settings, signals.stop, registrar, bool(source), not with_parent, **shown)
    if follow:
        return _stay_on(task, signals)
    try:
        return _once(task)
    except Interrupted as error:
        # A service that is told to stop, and does, has not failed.
        if with_parent:
            return 0
        click.echo(str(error), err=True)
        return 128 + signals.received[0]


ENDING = (signal.SIGTERM, signal.SIGINT)


@dataclass(frozen=True, slots=True)
class Signals:
    """The signals that this process heeds: each sets `stop`, and is one of those `received`."""

    stop: threading.Event
    received: list[int]

    def hear(self, *numbers: int) -> None:
        """Heed these from now on."""
        for number in numbers:
            signal.signal(number, self._note)

    def _note(self, number: int, _frame: FrameType | None) -> None:
        self.received.append(number)
        self.stop.set()

    def begin_anew(self) -> bool:
        """Whether it was only told to read its settings again, and not to end; `stop` is as it was before then."""
        if signal.SIGHUP not in self.received:
            return False
        self.stop.clear()
        while signal.SIGHUP in self.received:
            self.received.remove(signal.SIGHUP)
        if self.received:
            self.stop.set()
        return not self.received


def _is_service() -> bool:
    """Whether nobody sits before it, to whom SIGHUP is the end of his terminal, and none has it passed over (nohup)."""
    return signal.getsignal(signal.SIGHUP) is signal.SIG_DFL and not any(map(os.isatty, range(3)))


def _await_whole(settings: Settings, stop: threading.Event) -> None:
    settling.await_whole([*moving.copies(settings), *registries.files(settings)], stop.is_set)


def _checked(settings: Settings) -> Settings:
    """The settings with the copies of old feeds, where all that they name is there. Raises as what it asks."""
    for each in settings.sources:
        scan.check(each)
    registries.check(settings)
    return moving.with_copies(settings)


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
            upkeep.take_over(held, task.settings)
            _first(task, held, None)
        return _found(task, store)


def _stay_on(task: Task, signals: Signals) -> int:
    """Follow changes until told to end; from SIGHUP on with the settings as they are by then."""
    code = _undisturbed(task)
    while signals.begin_anew():
        task = _renewed(task)
        code = _undisturbed(task)
    return code


def _undisturbed(task: Task) -> int:
    try:
        return _stay(task)
    except Interrupted:
        # As above, in the midst of a run.
        return 0


def _renewed(task: Task) -> Task:
    """The task with the settings as they are by now. With wrong ones, or where their file is gone, it goes on as it
    was; either way all is looked at anew, and what went is awaited as beside a server."""
    task = replace(task, may_make=False)
    try:
        settling.await_settings(task.settings.file)
        settings = load(task.settings.file)
        _await_whole(settings, task.stop)
        inspection.check_sources(settings)
        settings = _checked(settings)
        open_store(settings.database_url, settings.data, make=_is_other(settings, task.settings)).close()
    except (FeedsvcError, OSError) as error:
        # The working folder may have gone, which relative paths count from.
        log.error("%s; the settings of before go on", error)
        return task
    logs.set_up(settings)
    log.info("the settings were read again")
    return replace(task, settings=settings, registrar=Registrar(settings))


def _is_other(settings: Settings, before: Settings) -> bool:
    """Whether they have another store, which may have to be made: of the one of before what is gone may come back."""
    return (settings.database_url, settings.data) != (before.database_url, before.data)


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
    with lock.awaited(store, task.stop) as held:
        if held is None:
            return
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

"""The commands. A user's mistake is one line after "error: " and exit code 2; findings are exit code 1."""

from __future__ import annotations

import contextlib
import json
import logging
import signal
import sys
import threading
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from types import FrameType

import click
from tqdm import tqdm

from feedsvc import __version__, background, inspection, output, registries, scan, survey, upkeep, watch, withdrawals
from feedsvc.companycli import companies_group
from feedsvc.config import Settings
from feedsvc.errors import FeedsvcError, Interrupted, LockLost, OutputClosed, OutputError, StoreError, StoreTooNew
from feedsvc.ingest import Ingester
from feedsvc.invocation import Group, existing_store, options, settings_of
from feedsvc.learner import Registrar
from feedsvc.listener import Listener
from feedsvc.model import FEED_KINDS, FeedKind, Problem
from feedsvc.store import lock, pages, problems, stats
from feedsvc.store.engine import Store, open_store
from feedsvc.store.readers import Readers
from feedsvc.store.runs import Report
from feedsvc.watchers import Watchers

log = logging.getLogger("feedsvc.ingest")
FINDINGS = 1
WRONG_USE = 2
ELSEWHERE = {"serve": "feedsvc.servecli", "export": "feedsvc.exportcli"}
"""Commands that need Flask and what renders, and the modules which have them: the others begin sooner without."""
REOPEN_SECONDS = 1.0
"""After which whoever follows changes tries again to open a store that it had."""
SHOWN = ("address", "title", "entries", "subscribers")


def main() -> None:
    """Run a command and exit with its code."""
    output.guard()
    try:
        code = cli.main(prog_name="feedsvc", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        sys.exit(WRONG_USE)
    except click.ClickException as error:
        _refuse(_lower(error.format_message()))
        sys.exit(WRONG_USE)
    except OutputClosed:
        output.give_up()
        sys.exit(output.CLOSED)
    except FeedsvcError as error:
        _refuse(str(error))
        if isinstance(error, OutputError):
            output.give_up()
        sys.exit(WRONG_USE)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(128 + signal.SIGINT)
    sys.exit(code if isinstance(code, int) else 0)


def _refuse(reason: str) -> None:
    # Whoever does not read it is still told by the exit code.
    with contextlib.suppress(OSError):
        click.echo(f"error: {reason}", err=True)


def _lower(message: str) -> str:
    return message[:1].lower() + message[1:].rstrip(".")


@click.group(cls=Group, elsewhere=ELSEWHERE, context_settings={"help_option_names": ["--help"]}, no_args_is_help=True)
@click.version_option(__version__, prog_name="feedsvc")
def cli() -> None:
    """Atom, RSS and JSON feeds of folders of articles: of everything, each category, each company."""


@cli.command()
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
    else:
        # Before there is a store: none is made for a source or a registry that is not there.
        for each in settings.sources:
            scan.check(each)
        registries.check(settings)
    background.collect_rarely()
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
        return replace(report, removed=report.removed + dropped), ingester


@cli.command()
@click.option("--passed", is_flag=True, help="List the files that are passed over as well, each with the rule.")
@options("sources", "config")
def check(source: tuple[str, ...], passed: bool, config: str | None) -> int:
    """Read the sources and report what is wrong; write nothing.

    Prints a line for each finding, as path:line: what is wrong; what would mend it. Exit 1 if there is any.
    """
    found = 0
    for finding in inspection.check(settings_of(config, source)):
        if isinstance(finding, Problem):
            click.echo(str(finding))
            found += 1
        elif passed:
            click.echo(f"{finding.path}: passed over: {finding.rule}")
    return FINDINGS if found else 0


@cli.command()
@click.argument("file", type=click.Path(readable=False, path_type=Path))
@options("config", "data")
def show(file: Path, config: str | None, data: str | None) -> int:
    """What one FILE becomes, as JSON: fields, assumptions, removed blocks, companies with their evidence.

    Where there is a store, with what it knows: the foot that repeats, other files of the same article.
    """
    result = inspection.show(settings_of(config, data=data), file)
    click.echo(json.dumps(result, ensure_ascii=False, indent=2))
    return 0 if "title" in result else FINDINGS


@cli.command()
@click.option("--kind", type=click.Choice(FEED_KINDS), help="Only feeds of this kind.")
@click.option("--json", "as_json", is_flag=True, help="Print them as JSON.")
@click.option("--subscribers", is_flag=True, help="Also how many subscribers each has, as far as its readers tell.")
@options("config", "data")
def feeds(kind: FeedKind | None, as_json: bool, subscribers: bool, config: str | None, data: str | None) -> None:
    """Every feed with its address, title and number of entries."""
    settings = settings_of(config, data=data)
    with existing_store(settings) as store, store.reading() as connection:
        listed = pages.feeds(connection, store.authority, kind)
        # The port on which `serve` listens is among its options more often than in the settings.
        base = settings.base_url or stats.address(connection) or settings.public_url
        read = Readers(store.folder).totals() if subscribers else {}
    rows: list[dict[str, object]] = [
        {
            "kind": feed.kind,
            "key": feed.key,
            "title": feed.label or settings.title,
            "entries": feed.entries,
            "address": f"{base}{feed.path}.atom",
        }
        | ({"subscribers": read.get(feed.path, 0)} if subscribers else {})
        for feed in listed
    ]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for row in rows:
        click.echo("  ".join(str(row[name]) for name in SHOWN if name in row))


@cli.command(name="problems")
@click.option("--json", "as_json", is_flag=True, help="Print them as JSON.")
@options("config", "data")
def list_problems(as_json: bool, config: str | None, data: str | None) -> int:
    """The files that are held back, and why; then those that were repaired. Exit 1 if any is held back."""
    settings = settings_of(config, data=data)
    folders = {source.name: source.path for source in settings.sources}
    with existing_store(settings) as store, store.reading() as connection:
        found = [
            inspection.placed(problem, folders.get(name, Path(name))) for name, problem in problems.listed(connection)
        ]
    found.sort(key=lambda problem: not problem.held)
    if as_json:
        click.echo(json.dumps([asdict(problem) for problem in found], ensure_ascii=False, indent=2))
    else:
        for problem in found:
            click.echo(f"{'held back' if problem.held else 'repaired'}: {problem}")
    return FINDINGS if any(problem.held for problem in found) else 0


cli.add_command(companies_group)


@cli.command(name="config")
@options("config")
@click.option("--json", "as_json", is_flag=True, help="Print them as JSON.")
def settings_in_force(config: str | None, as_json: bool) -> None:
    """The settings in force, and where each came from."""
    rows = inspection.in_force(settings_of(config))
    if as_json:
        click.echo(json.dumps([{"name": n, "value": v, "from": o} for n, v, o in rows], ensure_ascii=False, indent=2))
        return
    width = max(len(name) for name, _, _ in rows)
    for name, value, origin in rows:
        click.echo(f"{name:{width}}  {value}  ({origin})")

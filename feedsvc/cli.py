"""The commands. A user's mistake is one line after "error: " and exit code 2; findings are exit code 1."""

from __future__ import annotations

import contextlib
import json
import signal
import sys
from dataclasses import asdict
from pathlib import Path

import click

from feedsvc import __version__, inspection, output
from feedsvc.companycli import companies_group
from feedsvc.errors import FeedsvcError, OutputClosed, OutputError
from feedsvc.invocation import FINDINGS, Group, existing_store, options, settings_of
from feedsvc.model import FEED_KINDS, FeedKind, Problem
from feedsvc.store import pages, problems, stats
from feedsvc.store.readers import Readers

WRONG_USE = 2
ELSEWHERE = {"serve": "feedsvc.servecli", "ingest": "feedsvc.ingestcli", "export": "feedsvc.exportcli"}
"""Commands that need what others begin sooner without, what builds and renders, and the modules which have them."""
HELP = {"help_option_names": ["-h", "--help"]}
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
        _refuse(_lower(error.format_message()) + _hint(error))
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


def _hint(error: click.ClickException) -> str:
    """What mends a command line of which click alone says what is wrong, and not what would be right."""
    told = ";" in error.message or getattr(error, "possibilities", None)
    of_value = isinstance(error, click.BadParameter) and not isinstance(error, click.MissingParameter)
    if not isinstance(error, click.UsageError) or error.ctx is None or told or of_value:
        return ""
    return f"; `{error.ctx.command_path} --help` tells what it takes"


@click.group(cls=Group, elsewhere=ELSEWHERE, context_settings=HELP, no_args_is_help=True)
@click.version_option(__version__, prog_name="feedsvc")
def cli() -> None:
    """Atom, RSS and JSON feeds of folders of articles: of everything, each category, each company."""


@cli.command()
@click.option("--passed", is_flag=True, help="List the files that are passed over as well, each with the rule.")
@options("sources", "config", "data")
def check(source: tuple[str, ...], passed: bool, config: str | None, data: str | None) -> int:
    """Read the sources and report what is wrong; write nothing.

    Prints a line for each finding, as path:line: what is wrong; what would mend it. Exit 1 if there is any. Where there
    is a store, also which entries of old_feeds came too late for it.
    """
    found = 0
    for finding in inspection.check(settings_of(config, source, data=data)):
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

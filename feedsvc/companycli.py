"""`feedsvc companies …`: the company registry, what was learned, and why an article is in a company's feed."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterable
from dataclasses import asdict, replace
from pathlib import Path

import click
from sqlalchemy import Connection

from feedsvc import evaluation, registries, scan
from feedsvc.companies import codes, formats, markets
from feedsvc.companies.folding import folded_name
from feedsvc.companies.learning import Decision
from feedsvc.companies.legal import NO_ALIAS
from feedsvc.config import Settings
from feedsvc.errors import FeedsvcError, StoreLocked
from feedsvc.ingest import Ingester
from feedsvc.invocation import FINDINGS, Group, existing_store, options, settings_of
from feedsvc.model import Company
from feedsvc.store import companies, lessons, lock, meanings, mentions, pages
from feedsvc.store.companies import Alias
from feedsvc.store.engine import Store


@click.group(name="companies", cls=Group)
def companies_group() -> None:
    """The company registry, and why an article is in a company's feed."""


@companies_group.command(name="list")
@click.option("--learned", is_flag=True, help="Only companies with names that articles taught, and those names.")
@click.option("--provisional", is_flag=True, help="Only companies that no registry file has.")
@click.option("--waiting", is_flag=True, help="Instead: what may be a company's name and waits for your word.")
@click.option("--json", "as_json", is_flag=True, help="Print them as JSON.")
@options("config", "data")
def list_companies(
    learned: bool, provisional: bool, waiting: bool, as_json: bool, config: str | None, data: str | None
) -> None:
    """Every company known: key, name, listings, number of articles."""
    with existing_store(settings_of(config, data=data)) as store, store.reading() as connection:
        if waiting:
            _print_waiting(lessons.waiting(connection), as_json)
            return
        found = companies.all_companies(connection)
    if provisional:
        found = tuple(each for each in found if each[0].provisional)
    if learned:
        found = tuple((taught, entries) for company, entries in found if (taught := _taught(company)).names)
    _print_companies(found, as_json, learned)


def _taught(company: Company) -> Company:
    return replace(company, names=tuple(name for name in company.names if name.learned))


def _print_waiting(found: Iterable[lessons.Waiting], as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps([asdict(each) for each in found], ensure_ascii=False, indent=2))
        return
    for each in found:
        click.echo(f"{each.name}  {each.articles}  {each.path}")


def _print_companies(found: Iterable[tuple[Company, int]], as_json: bool, learned: bool) -> None:
    if as_json:
        rows = [asdict(company) | {"entries": entries} for company, entries in found]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for company, entries in found:
        names = f"  {', '.join(map(formats.written, company.names))}" if learned else ""
        mark = "  (provisional)" if company.provisional else ""
        click.echo(f"{company.key}  {company.name}  {', '.join(company.listings)}  {entries}{names}{mark}")


@companies_group.command()
@click.argument("article")
@options("config", "data")
def explain(article: str, config: str | None, data: str | None) -> int:
    """Which words made ARTICLE (its id, its path in the source, or SOURCE/path) be in which company's feed."""
    settings = settings_of(config, data=data)
    with existing_store(settings) as store, store.reading() as connection:
        number = pages.number_of(connection, _in_source(settings, scan.shown_text(article)))
        found = mentions.reasons(connection, number) if number is not None else ()
    if number is None:
        raise FeedsvcError(f"there is no article {article!r}; give its id, its path in the source, or SOURCE/path")
    for key, name, mention in found:
        click.echo(f"{key}  {name}  {mention.role}  {mention.score:.2f}")
        for reason, times in mention.grouped():
            again = f" ({times} times)" if times > 1 else ""
            click.echo(f"    {reason.tier} in {reason.zone}: {reason.text or '(a chart)'}{again}")
    if not found:
        click.echo("no company was found in it", err=True)
    return 0


def _in_source(settings: Settings, path: str) -> str:
    """A file by its source's folder, as `feedsvc problems` prints it, as `SOURCE/path`; else what was given."""
    for source in settings.sources:
        folder = f"{os.path.normpath(source.path)}{os.sep}"
        if path.startswith(folder):
            return f"{source.name}/{path.removeprefix(folder)}"
    return path


@companies_group.command()
@click.argument("name")
@click.argument("company", default="")
@options("config", "data")
def confirm(name: str, company: str, config: str | None, data: str | None) -> None:
    """NAME is a name of COMPANY (a code or a name), or, without it, of the company that it was learned for.

    What no company is called becomes a company of its own. The word counts before registry files and articles.
    """
    _decide(settings_of(config, data=data), name, company, confirmed=True)


@companies_group.command()
@click.argument("name")
@click.argument("company", default="")
@options("config", "data")
def reject(name: str, company: str, config: str | None, data: str | None) -> None:
    """NAME is no name of COMPANY (a code or a name), or, without it, of any company."""
    _decide(settings_of(config, data=data), name, company, confirmed=False)


def _decide(settings: Settings, name: str, company: str, *, confirmed: bool) -> None:
    for each in (name, company):
        _check_text(each)
    plain = folded_name(name)
    if len(plain) < 2:  # noqa: PLR2004 - one character is in every text
        raise FeedsvcError(f"{name!r} is no name; give two characters or more")
    if confirmed and (plain in NO_ALIAS or plain.isdigit() or codes.kind(plain)):
        raise FeedsvcError(f"{name!r} is no name of one company: a number, a code or what any company is called")
    with existing_store(settings) as store:
        with store.writing() as connection:
            key = _key_of(connection, company) if company else ""
            if confirmed and not company:
                _check_single(connection, plain)
            lessons.decide(connection, Decision(plain, key, confirmed), int(time.time()))
        click.echo(_take_up(store, settings))


def _check_text(argument: str) -> None:
    """Refuse an argument whose bytes are no UTF-8, of which Python makes surrogates (PEP 383): no text holds it."""
    try:
        argument.encode("utf-8")
    except UnicodeEncodeError as error:
        raise FeedsvcError(f"{argument!r} is no text; give it in UTF-8") from error


def _key_of(connection: Connection, spelling: str) -> str:
    found = meanings.asked_for(connection, spelling)
    if len(found) == 1:
        return found[0].key
    if not found:
        raise FeedsvcError(f"there is no company {spelling!r}; `feedsvc companies list` shows them")
    raise _several(spelling, found)


def _check_single(connection: Connection, name: str) -> None:
    """Refuse a name that several companies have: the word would count for none of them."""
    found = meanings.asked_for(connection, name)
    if len(found) > 1:
        raise _several(name, found)


def _several(spelling: str, found: Iterable[Alias]) -> FeedsvcError:
    keys = ", ".join(repr(each.key) for each in found)
    return FeedsvcError(f"{spelling!r} can be several companies; give one of {keys}")


def _take_up(store: Store, settings: Settings) -> str:
    """Have a decision count: at once where no ingester is at work, else by that one."""
    try:
        with lock.held(store) as held:
            count = Ingester(held, settings).decide()
    except StoreLocked:
        return "kept; the running ingester takes it up within a second"
    return f"kept; matched {count} articles again"


@companies_group.command(name="import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--market", default="", metavar="MARKET", help="Of codes that do not say it: SH, SZ, BJ, HK, US …")
@options("config", "data")
def import_list(file: Path, market: str, config: str | None, data: str | None) -> int:
    """Take in an exchange's list of its shares (CSV, TXT, XLS or XLSX as it is downloaded).

    It is written to DATA/companies/FILE.csv, a registry file that you can correct or delete; an older list of the same
    name is replaced, another one never. Funds, warrants, preferred shares and the like are passed over. Exit 1 if a
    row could not be read; the others count.
    """
    if market and market.upper() not in markets.MICS:
        raise FeedsvcError(f"--market: {market!r} is not allowed; it takes {', '.join(markets.MICS)}")
    settings = settings_of(config, data=data)
    parsed, target, replaced = registries.take_in(settings, file, market.upper())
    for problem in (*parsed.problems, *registries.doubts(settings, target)):
        click.echo(str(problem), err=True)
    passed = f", {parsed.passed} passed over as no company's share" if parsed.passed else ""
    before = f" (in place of {replaced} companies)" if replaced else ""
    click.echo(f"{len(parsed.companies)} companies, {len(parsed.problems)} rows left out{passed}: {target}{before}")
    return FINDINGS if parsed.problems else 0


@companies_group.command()
@click.option("--learned", is_flag=True, help="With names that articles taught, and provisional companies.")
@options("config", "data")
def export(learned: bool, config: str | None, data: str | None) -> None:
    """The companies as a registry file (CSV), as the store has them: files and what persons confirmed."""
    settings = settings_of(config, data=data)
    with existing_store(settings) as store, store.reading() as connection:
        found = [company for company, _ in companies.all_companies(connection)]
    if not learned:
        found = [_without_learned(company) for company in found if not company.provisional]
    # A desk in any language can take it up: the name of its own that this one shows is not the file's first.
    names = registries.names_in_files(settings)
    click.echo(formats.as_csv(_named_as(company, names.get(company.key, "")) for company in found), nl=False)


def _named_as(company: Company, name: str) -> Company:
    """A company shown by one of its names."""
    return replace(company, name=name) if any(each.text == name for each in company.names) else company


def _without_learned(company: Company) -> Company:
    return replace(company, names=tuple(name for name in company.names if not name.learned))


@companies_group.command()
@click.argument("labels", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("source", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the measures as JSON.")
@options("config")
def evaluate(labels: Path, source: Path, as_json: bool, config: str | None) -> int:
    """How well the companies found in SOURCE agree with LABELS, made by hand (JSON Lines).

    Prints every miss and every wrong hit with its words, then precision, recall and F1 by tier and of all. Exit 1 if a
    trap was found or a line is no label.
    """
    result = evaluation.evaluate(settings_of(config), labels, source)
    if as_json:
        click.echo(json.dumps(evaluation.values(result), ensure_ascii=False, indent=2))
    else:
        for line in evaluation.lines(result):
            click.echo(line)
    return FINDINGS if result.problems or any(each.traps for each in result.judged) else 0

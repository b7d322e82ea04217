"""The page of a search: what holds the words, what that can be narrowed to, and the feed of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from flask import Blueprint, Response, request
from sqlalchemy import Connection

from feedsvc.articles.characters import legal
from feedsvc.errors import FeedsvcError, SelectionError, TooLong, UnknownKey
from feedsvc.model import KEYED_KINDS
from feedsvc.selection import MAX_WORDS, NOT, SEARCH, Selection
from feedsvc.served import Entry
from feedsvc.store import facets, pages
from feedsvc.store.facets import Facets
from feedsvc.store.pages import Feed
from feedsvc.web import keys, languages
from feedsvc.web.languages import gettext as _
from feedsvc.web.pages.frame import here, page, selection_links, without_argument
from feedsvc.web.site import Site, site
from feedsvc.web.words import word

blueprint = Blueprint("search", __name__)
SHOWN = 20
LISTED = 12
PAGE = "page"
LONGEST_PAGE = 9
"""Digits of a page's number that are read."""
CONDITIONS = (*KEYED_KINDS, *(NOT + kind for kind in KEYED_KINDS), "role", "since", "until")
REFUSED: tuple[tuple[type[FeedsvcError], int], ...] = ((UnknownKey, 404), (TooLong, 414), (SelectionError, 400))


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing that narrows a search: how it is shown, and the address of the search without it."""

    text: str
    without: str


@dataclass(frozen=True, slots=True)
class Span:
    """A year or a month of what was found."""

    text: str
    articles: int
    address: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a search gives: this page of it, and what it can be narrowed to."""

    label: str
    facets: Facets
    entries: tuple[Entry, ...]
    number: int
    pages: int
    conditions: tuple[Condition, ...]
    spans: tuple[Span, ...]


@blueprint.get("/search")
def search() -> Response:
    """`/search?q=…`, with the same conditions as feeds; without any, the field to type words in."""
    where = site()
    asked = legal(request.args.get("q", "")).strip()
    try:
        selection = keys.selection(where, request, SEARCH if asked else "all", "")
        found = _found(where, selection) if selection.is_filtered else None
    except (UnknownKey, SelectionError, TooLong) as error:
        status = next(status for kind, status in REFUSED if isinstance(error, kind))
        return _page(asked, status=status, **_mistake(asked, error))
    return _page(asked, found=found, links=selection_links(selection) if found else ())


def _page(asked: str, *, status: int = 200, **values: object) -> Response:
    held = [(name, value) for name in CONDITIONS for value in request.args.getlist(name) if value]
    given = {"found": None, "links": (), "mistake": "", "reason": "", **values}
    return page("search.html", status, asked=asked[:MAX_WORDS], held=held, longest=MAX_WORDS, **given)


def _mistake(asked: str, error: FeedsvcError) -> dict[str, str]:
    """What a person is told who asked for what cannot be looked for, and the reason where that says more."""
    if isinstance(error, TooLong) and len(asked) > MAX_WORDS:
        given = {"number": MAX_WORDS, "given": len(asked)}
        text = _("A search takes at most %(number)s characters; this one has %(given)s.", **given)
        return {"mistake": text}
    if isinstance(error, SelectionError) and asked and not any(request.args.get(name) for name in CONDITIONS):
        text = _("There is no word to look for in this: a search needs at least one letter, digit or character.")
        return {"mistake": text}
    if isinstance(error, UnknownKey):
        return {"mistake": _("What this search is narrowed to is not known here:"), "reason": str(error)}
    return {"mistake": _("Something in the address is not allowed:"), "reason": str(error)}


def _found(where: Site, selection: Selection) -> Found:
    with where.store.reading() as connection:
        groups = keys.feeds_of(connection, where.store, selection)
        without = keys.refused(connection, where.store, selection)
        counted = facets.facets(connection, keys.wanted(selection, groups, without), LISTED)
        number = _number()
        entries = _entries(connection, counted, number)
    return Found(
        label=keys.label_of(selection, groups, without, where.defaults.zone) or "",
        facets=counted,
        entries=entries,
        number=number,
        pages=-(-len(counted.found) // SHOWN),
        conditions=_conditions(selection, groups[1:], without),
        spans=_spans(counted),
    )


def _number() -> int:
    written = request.args.get(PAGE, "")
    return int(written) if written.isascii() and written.isdigit() and 0 < len(written) <= LONGEST_PAGE else 1


def _entries(connection: Connection, counted: Facets, number: int) -> tuple[Entry, ...]:
    first = (max(number, 1) - 1) * SHOWN
    return pages.numbered(connection, counted.found[first : first + SHOWN])


def _conditions(
    selection: Selection, groups: tuple[tuple[Feed, ...], ...], refused: tuple[Feed, ...]
) -> tuple[Condition, ...]:
    """What the search is narrowed to, each with the way to do without it."""
    found = [_of_feed(each, "") for group in groups for each in group] + [_of_feed(each, NOT) for each in refused]
    if selection.role:
        found.append(Condition(word("role", selection.role), here(role=None, page=None)))
    if selection.since:
        found.append(Condition(_("from %(day)s", day=languages.day(selection.since)), here(since=None, page=None)))
    if selection.until:
        last = languages.day(selection.until - timedelta(seconds=1))
        found.append(Condition(_("until %(day)s", day=last), here(until=None, page=None)))
    return tuple(found)


def _of_feed(feed: Feed, sign: str) -> Condition:
    return Condition(("−" if sign else "") + feed.label, without_argument(sign + feed.kind, feed.key, feed.label))


def _spans(counted: Facets) -> tuple[Span, ...]:
    """The months where there are few, else the years, as the addresses of what was found in each."""
    if counted.months:
        return tuple(_span(languages.month(first), first, _next_month(first), many) for first, many in counted.months)
    return tuple(
        _span(str(year), date(year, 1, 1), date(year + 1, 1, 1), many)
        for year, many in counted.years
        if len(counted.years) > 1
    )


def _next_month(first: date) -> date:
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1)


def _span(text: str, first: date, end: date, many: int) -> Span:
    # Counted are months and years of UTC.
    since, until = (datetime(day.year, day.month, day.day, tzinfo=UTC).isoformat()[:19] + "Z" for day in (first, end))
    return Span(text, many, here(since=since, until=until, page=None))

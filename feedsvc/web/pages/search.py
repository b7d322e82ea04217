"""The page of a search: what holds the words, what that can be narrowed to, and the feed of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, tzinfo

from flask import Blueprint, Response, request
from sqlalchemy import Connection

from feedsvc.articles.characters import legal
from feedsvc.errors import FeedsvcError, NoWords, SelectionError, TooLong, UnknownKey
from feedsvc.model import KEYED_KINDS
from feedsvc.selection import MAX_WORDS, NOT, SEARCH, Keys, Selection
from feedsvc.served import Entry
from feedsvc.store import facets, pages
from feedsvc.store.beside import Counted
from feedsvc.store.facets import Facets
from feedsvc.store.pages import Feed
from feedsvc.store.paging import Place
from feedsvc.web import keys, languages, readiness
from feedsvc.web.asked import wants_json
from feedsvc.web.languages import gettext as _
from feedsvc.web.languages import link
from feedsvc.web.pages import places
from feedsvc.web.pages.frame import page, passing, selection_links
from feedsvc.web.site import Site, site
from feedsvc.web.statuses import status_of
from feedsvc.web.words import word

blueprint = Blueprint("search", __name__)
SHOWN = 20
LISTED = 12
CODE_DIGITS = 4
NAMED = 3
"""Companies of one name that are shown."""
PAGE = "page"
LONGEST_PAGE = 9
"""Digits of a page's number that are read."""
CONDITIONS = (*KEYED_KINDS, *(NOT + kind for kind in KEYED_KINDS), "role", "since", "until")


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing that narrows a search: how it is shown, and the address of the search without it."""

    text: str
    without: str


@dataclass(frozen=True, slots=True)
class Option:
    """One way to narrow a search, how many of the articles found it leaves, and its address."""

    text: str
    articles: int
    address: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a search gives, or what it gives behind a place (`is_inner`), as far as it is counted: this page of it, and
    what it can be narrowed to."""

    label: str
    facets: Facets
    entries: tuple[Entry, ...]
    number: int
    pages: int
    is_inner: bool
    conditions: tuple[Condition, ...]
    narrower: Mapping[str, tuple[Option, ...]]
    """By company, category, source, time."""
    named: tuple[Feed, ...]
    """The companies of which the words as a whole are a spelling."""


@blueprint.get("/search")
def search() -> Response:
    """`/search?q=…`, with the same conditions as feeds; without any, the field to type words in."""
    where = site()
    asked = legal(request.args.get("q", "")).strip()
    try:
        selection = keys.selection(where, request, SEARCH if asked else "all", "")
        found = _found(where, selection, places.place(places.BEFORE)) if selection.is_filtered else None
    except (UnknownKey, SelectionError, TooLong) as error:
        if wants_json(request.accept_mimetypes) or (isinstance(error, UnknownKey) and readiness.is_awaited(where)):
            raise
        return _page(asked, status=status_of(error), **_mistake(asked, error))
    response = _page(asked, found=found, links=selection_links(selection) if found else ())
    is_ready = found is None or bool(found.entries) or not readiness.is_awaited(where)
    return passing(response, is_ready=is_ready)


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
    if isinstance(error, NoWords):
        text = _("There is no word to look for in this: a search needs at least one letter, digit or character.")
        return {"mistake": text}
    if isinstance(error, UnknownKey):
        return {"mistake": _("What this search is narrowed to is not known here:"), "reason": str(error)}
    return {"mistake": _("Something in the address is not allowed:"), "reason": str(error)}


def _found(where: Site, selection: Selection, behind: Place | None) -> Found:
    with where.store.reading() as connection:
        groups = keys.feeds_of(connection, where.store, selection)
        without = keys.refused(connection, where.store, selection)
        wanted = replace(keys.wanted(selection, groups, without), behind=behind)
        counted = facets.facets(connection, wanted, LISTED, where.defaults.zone)
        number = _number()
        entries = _entries(connection, counted, number)
        named = _named(connection, where, selection)
    return Found(
        label=keys.label_of(selection, groups, without, where.defaults.zone) or "",
        facets=counted,
        entries=entries,
        number=number,
        pages=-(-len(counted.found) // SHOWN),
        is_inner=behind is not None,
        conditions=_conditions(selection, groups[1:], without),
        narrower={
            "company": _options(selection, counted.companies),
            "category": _options(selection, counted.categories),
            "source": _options(selection, counted.sources),
            "time": _spans(selection, counted, where.defaults.zone),
        },
        named=named,
    )


def _named(connection: Connection, where: Site, selection: Selection) -> tuple[Feed, ...]:
    """Who types a company's name looks for its feed, which also has the articles that call it otherwise."""
    if selection.search is None or selection.search.unwanted or selection.search.either:
        return ()
    words = legal(next(filter(None, request.args.getlist("q")))).strip().strip('"“”')
    # A share's code has four digits at least; of fewer any may be one.
    is_number = words.isdigit() and len(words) < CODE_DIGITS
    return () if is_number else keys.named(connection, where.store, words, NAMED)


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
    found = [
        Condition(feed.label, _address(replace(selection, within=_less(selection.within, feed))))
        for group in groups
        for feed in group
    ]
    found += [
        Condition(f"−{feed.label}", _address(replace(selection, without=_less(selection.without, feed))))
        for feed in refused
    ]
    if selection.role:
        found.append(Condition(word("role", selection.role), _address(replace(selection, role=None))))
    if selection.since:
        text = _("from %(day)s", day=languages.day(selection.since))
        found.append(Condition(text, _address(replace(selection, since=None))))
    if selection.until:
        text = _("until %(day)s", day=languages.day(selection.until - timedelta(seconds=1)))
        found.append(Condition(text, _address(replace(selection, until=None))))
    return tuple(found)


def _less(keys: Keys, feed: Feed) -> Keys:
    """Chosen keys without that of one feed."""
    left = ((kind, tuple(key for key in of if (kind, key) != (feed.kind, feed.key))) for kind, of in keys)
    return tuple((kind, of) for kind, of in left if of)


def _more(selection: Selection, counted: Counted) -> str:
    """The address of a search that is narrowed to one more feed; another one of a kind widens that kind."""
    chosen = dict(selection.within)
    chosen[counted.kind] = tuple(sorted({*chosen.get(counted.kind, ()), counted.key}))
    return _address(replace(selection, within=tuple(sorted(chosen.items()))))


def _address(selection: Selection) -> str:
    """The page of a search, from its first page on. Without a company there is no role."""
    named = replace(selection, role=selection.role if "company" in dict(selection.within) else None)
    return link(named.page if named.is_filtered else "/search")


def _options(selection: Selection, counted: Iterable[Counted]) -> tuple[Option, ...]:
    chosen = {(kind, key) for kind, of in selection.within for key in of}
    return tuple(
        Option(each.label, each.articles, _more(selection, each))
        for each in counted
        if (each.kind, each.key) not in chosen
    )


def _spans(selection: Selection, counted: Facets, zone: tzinfo) -> tuple[Option, ...]:
    """The months where there are few, else the years; one alone narrows nothing."""
    months = [(languages.month(first), first, _next_month(first), many) for first, many in counted.months]
    years = [(str(year), date(year, 1, 1), date(year + 1, 1, 1), many) for year, many in counted.years]
    spans = months or years
    if len(spans) == 1:
        return ()
    return tuple(Option(text, many, _within(selection, first, end, zone)) for text, first, end, many in spans)


def _within(selection: Selection, first: date, end: date, zone: tzinfo) -> str:
    since, until = (datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(UTC) for day in (first, end))
    since = max(since, selection.since) if selection.since else since
    return _address(replace(selection, since=since, until=min(until, selection.until) if selection.until else until))


def _next_month(first: date) -> date:
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1)

"""The home page: what is here, newest articles, the liveliest companies, categories, how to subscribe."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from flask import Blueprint, Response
from sqlalchemy import Connection

from feedsvc.store import pages, paging, stats, trends
from feedsvc.store.trends import Bar, Lively
from feedsvc.web import languages, moved, readiness
from feedsvc.web.languages import gettext as _
from feedsvc.web.languages import ngettext
from feedsvc.web.pages import places
from feedsvc.web.pages.frame import number, page, passing
from feedsvc.web.site import Site, site

blueprint = Blueprint("home", __name__)
NEWEST = 20
LISTED = 12
LIVELY = 10
WEEKS = 12


@dataclass(frozen=True, slots=True)
class Movement:
    """The liveliest companies of the days from `first` to `last`, each with its articles a week, oldest first.

    Days are counted in UTC: `first` is when they begin, `last` the newest article's instant, so that what is said of
    them holds in any zone."""

    lively: tuple[Lively, ...]
    weeks: dict[int, tuple[Bar, ...]]
    first: datetime
    last: datetime


@blueprint.get("/")
def home() -> Response:
    """`/`, and what is older by `?before=PLACE`."""
    if (feed := moved.by_query()) is not None:
        return feed
    where = site()
    with where.store.reading() as connection:
        everything = pages.find(connection, where.store.authority, "all", "")
        found = places.turned(connection, everything.term_id, NEWEST) if everything else paging.Page((), None, None)
        kinds = {kind: pages.feeds(connection, where.store.authority, kind, LISTED) for kind in ("category", "source")}
        sizes = stats.sizes(connection)
        movement = _movement(connection, where)
        is_ready = bool(found.entries) or not readiness.awaits(connection, where.settings)
    response = page(
        "home.html",
        found=found,
        kinds=kinds,
        sizes=sizes,
        movement=movement,
        sentence=_sentence(sizes, movement.last) if movement else "",
        turns=places.links(found),
        is_inner=places.is_inner(),
        run=readiness.to_run(where),
        is_ready=is_ready,
    )
    return passing(response, is_ready=is_ready)


def _movement(connection: Connection, where: Site) -> Movement | None:
    last = trends.newest(connection)
    if last is None:
        return None
    lively = trends.liveliest(connection, where.store.authority, "company", LIVELY)
    weeks = trends.weeks(connection, [each.term_id for each in lively], last.date(), WEEKS)
    begin = datetime.combine(last.date() - timedelta(days=trends.LIVELY_DAYS - 1), time(), UTC)
    return Movement(lively, dict(weeks), begin, last)


def _sentence(sizes: Mapping[str, int], newest: datetime) -> str:
    """What is here: `1,204 articles from 4 sources about 37 companies; the newest is of 15 February 2022.`"""
    articles, sources, companies = (sizes.get(kind, 0) for kind in ("all", "source", "company"))
    parts = {
        "articles": ngettext("%(count)s article", "%(count)s articles", articles, count=number(articles)),
        "sources": ngettext("%(count)s source", "%(count)s sources", sources, count=number(sources)),
        "companies": ngettext("%(count)s company", "%(count)s companies", companies, count=number(companies)),
        "day": languages.day(newest),
    }
    if not companies:
        return _("%(articles)s from %(sources)s; the newest is of %(day)s.", **parts)
    return _("%(articles)s from %(sources)s about %(companies)s; the newest is of %(day)s.", **parts)

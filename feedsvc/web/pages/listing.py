"""The page of one category, company, tag, author or source."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

from flask import Blueprint, Response, redirect
from sqlalchemy import Connection
from werkzeug.exceptions import NotFound

from feedsvc import render
from feedsvc.articles.characters import legal
from feedsvc.errors import UnknownKey
from feedsvc.model import Company, FeedKind
from feedsvc.selection import page_path
from feedsvc.store import beside, companies, naming, near, trends
from feedsvc.store.beside import Beside
from feedsvc.store.engine import Store
from feedsvc.store.near import Near
from feedsvc.store.pages import Feed
from feedsvc.store.paging import Page
from feedsvc.store.trends import Bar
from feedsvc.web import moved, readiness
from feedsvc.web.answers import leading
from feedsvc.web.asked import PLURALS, guessed
from feedsvc.web.keys import CHOICES, Elsewhere, find
from feedsvc.web.languages import gettext as _
from feedsvc.web.languages import link
from feedsvc.web.pages import places
from feedsvc.web.pages.errors import is_for_program, kept
from feedsvc.web.pages.frame import DIRECTORIES, page, within
from feedsvc.web.site import site

blueprint = Blueprint("listing", __name__)
SHOWN = 25
"""Articles on one page of a list."""
MONTHS = 60
"""Columns of the chart: five years."""
BESIDE = 10
"""Companies, categories and so on that are shown beside a list."""
NOT_FOUND = 404
KINDS: Mapping[str, FeedKind] = {**{kind: kind for kind in DIRECTORIES}, **PLURALS}
"""By the first part of their pages' addresses: Hugo, Hexo and Zola write `/tags/KEY`."""


@dataclass(frozen=True, slots=True)
class Listing:
    """All that the page of a feed shows."""

    feed: Feed
    company: Company | None
    found: Page
    namings: dict[str, naming.Naming]
    months: tuple[Bar, ...]
    beside: Beside


@blueprint.get("/<kind>/<path:key>")
def listing(kind: str, key: str) -> Response:
    """`/category/KEY` and so on; another spelling leads to the one key, an unknown company is met with near names. With
    a feed's ending behind it, in which no key ends but other spellings may (`package.json`), it leads to the feed."""
    plain, own = key.rstrip("/"), KINDS.get(kind)
    if own is None:
        return moved.of_section(kind, plain)
    if not all(plain.split("/")):
        raise NotFound
    where, (stem, format_name) = site(), _of_feed(plain)
    with where.store.reading() as connection:
        try:
            feed = _find(connection, where.store, own, plain, () if format_name else moved.inner(own, plain))
            if (own, plain) != (kind, key):
                raise Elsewhere(feed.kind, (companies.Alias(feed.key, feed.label, sure=True),), 301)
        except Elsewhere as elsewhere:
            return _lead(elsewhere)
        except UnknownKey:
            if not format_name:
                is_awaited = readiness.awaits(connection, where.settings)
                if own != "company" or is_for_program() or is_awaited:
                    raise
                return _unknown(plain, near.near(connection, plain))
            shown = None
        else:
            shown = _shown(connection, feed)
    return _page(shown) if shown else moved.lead(own, stem, format_name)


def _find(connection: Connection, store: Store, kind: FeedKind, key: str, inner: tuple[str, ...]) -> Feed:
    """As find(); where there is no such key, Elsewhere tells the first that there is of what it is within another."""
    try:
        return find(connection, store, kind, key)
    except UnknownKey:
        for each in inner:
            with suppress(UnknownKey):
                feed = find(connection, store, kind, each)
                raise Elsewhere(kind, (companies.Alias(feed.key, feed.label, sure=True),), 301) from None
        raise


def _of_feed(plain: str) -> tuple[str, str]:
    """The key and the format where what stands behind a kind is a feed's address, `KEY.atom`, `KEY.xml` or
    `KEY/feed`, else nothing."""
    stem, dot, ending = plain.rpartition(".")
    own = (stem, ending.lower()) if dot and ending.lower() in render.FORMATS else ("", "")
    return moved.of_page(plain) or (own if own[0] else guessed(plain))


def _shown(connection: Connection, feed: Feed) -> Listing:
    is_company = feed.kind == "company"
    found = places.turned(connection, feed.term_id, SHOWN)
    uuids = [entry.uuid for entry in found.entries]
    return Listing(
        feed,
        companies.company(connection, feed.term_id) if is_company else None,
        found,
        naming.namings(connection, feed.term_id, uuids) if is_company else {},
        trends.months(connection, feed.term_id, MONTHS),
        beside.beside(connection, feed, BESIDE),
    )


def _page(shown: Listing) -> Response:
    company, feed = shown.company, shown.feed
    names = [name.text for name in company.names if name.is_shown and name.text != feed.label] if company else []
    return page(
        "listing.html",
        shown=shown,
        feed=feed,
        company=company,
        names=tuple(dict.fromkeys(names)),
        within=within(feed),
        turns=places.links(shown.found),
        is_inner=places.is_inner(),
    )


def _unknown(asked: str, found: tuple[Near, ...]) -> Response:
    title = _("No company of this name is known here")
    return kept(page("unknown.html", NOT_FOUND, title=title, asked=legal(asked), near=found))


def _lead(elsewhere: Elsewhere) -> Response:
    targets = [(alias, page_path(elsewhere.kind, alias.key)) for alias in elsewhere.keys]
    if elsewhere.code == CHOICES:
        return page("choices.html", CHOICES, targets=targets)
    return leading(redirect(link(targets[0][1]), elsewhere.code))

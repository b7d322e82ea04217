"""The page of one category, company, tag, author or source."""

from __future__ import annotations

from typing import cast

from flask import Blueprint, Response, redirect
from werkzeug.exceptions import NotFound

from feedsvc.model import FEED_KINDS, FeedKind
from feedsvc.selection import page_path
from feedsvc.store import companies, pages
from feedsvc.web.keys import CHOICES, Elsewhere, find
from feedsvc.web.pages.frame import page
from feedsvc.web.site import site

blueprint = Blueprint("listing", __name__)


@blueprint.get("/<kind>/<path:key>")
def listing(kind: str, key: str) -> Response:
    """`/category/KEY` and so on; another spelling leads to the one key."""
    plain = key.rstrip("/")
    if kind not in FEED_KINDS or kind == "all" or "/" in plain or not plain:
        raise NotFound
    where = site()
    with where.store.reading() as connection:
        try:
            feed = find(connection, where.store, cast(FeedKind, kind), plain)
            if plain != key:
                raise Elsewhere(feed.kind, (companies.Alias(feed.key, feed.label, sure=True),), 301)
        except Elsewhere as elsewhere:
            return _lead(elsewhere)
        entries = pages.entries(connection, feed.term_id, where.settings.entries)
        company = companies.company(connection, feed.term_id) if kind == "company" else None
    names = tuple(name.text for name in company.names if name.is_shown) if company else ()
    return page("listing.html", feed=feed, entries=entries, company=company, names=names)


def _lead(elsewhere: Elsewhere) -> Response:
    targets = [(alias, site().local(page_path(elsewhere.kind, alias.key))) for alias in elsewhere.keys]
    if elsewhere.code == CHOICES:
        return page("choices.html", CHOICES, targets=targets)
    return cast(Response, redirect(targets[0][1], elsewhere.code))

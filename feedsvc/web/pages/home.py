"""The home page: newest articles, categories, companies, how to subscribe."""

from __future__ import annotations

from flask import Blueprint, Response

from feedsvc.store import lock, pages, stats
from feedsvc.web.ops import RUN
from feedsvc.web.pages.frame import page
from feedsvc.web.site import site

blueprint = Blueprint("home", __name__)
NEWEST = 20
LISTED = 40


@blueprint.get("/")
def home() -> Response:
    """`/`"""
    where = site()
    with where.store.reading() as connection:
        everything = pages.find(connection, where.store.authority, "all", "")
        entries = pages.entries(connection, everything.term_id, NEWEST) if everything else ()
        kinds = [
            (kind, pages.feeds(connection, where.store.authority, kind, LISTED))
            for kind in ("company", "category", "source")
        ]
        now = stats.stats(connection)
    run = "" if lock.is_held(where.store) else RUN
    return page("home.html", entries=entries, kinds=kinds, now=now, run=run)

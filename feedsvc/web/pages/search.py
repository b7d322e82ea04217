"""The page of a search: what holds the words, and the feeds of that."""

from __future__ import annotations

from flask import Blueprint, Response, request

from feedsvc import render
from feedsvc.selection import SEARCH
from feedsvc.web import keys
from feedsvc.web.makers import FeedMaker
from feedsvc.web.pages.frame import page, selection_links
from feedsvc.web.site import site

blueprint = Blueprint("search", __name__)


@blueprint.get("/search")
def search() -> Response:
    """`/search?q=…`, with the same conditions as feeds; without any, the field to type words in."""
    where = site()
    selection = keys.selection(where, request, SEARCH if request.args.get("q") else "all", "")
    if not selection.is_filtered:
        return page("search.html", asked="", found=None, links=())
    maker = FeedMaker(where, selection, render.FORMATS["atom"])
    with where.store.reading() as connection:
        maker.version(connection)
        found = maker.page(connection)
    return page("search.html", asked=request.args.get("q", ""), found=found, links=selection_links(selection))

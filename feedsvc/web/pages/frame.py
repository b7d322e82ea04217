"""What all pages share: their texts, their feeds, their headers."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import quote
from zoneinfo import ZoneInfo

from flask import Response, make_response, render_template

from feedsvc import render
from feedsvc.model import FeedKind
from feedsvc.selection import Selection, page_path
from feedsvc.web.site import Site, site
from feedsvc.web.texts import texts

# Nothing runs, nothing is framed, nothing is loaded from elsewhere but the pictures and media of articles, if those are
# shown at all.
POLICY = "default-src 'none'; style-src 'self'; {}; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
LOADED = {"show": "img-src http: https: data:; media-src http: https:", "link": "img-src 'self'"}
MAX_AGE = 60
FORMAT_TITLES = {"atom": "Atom", "rss": "RSS", "json": "JSON Feed"}


def page(template: str, status: int = 200, **values: object) -> Response:
    """A template of ours as an answer, with what every page needs."""
    where = site()
    shared = {
        "info": where.info,
        "texts": texts(where.settings.language),
        "local": where.local,
        "feed_links": feed_links,
        "page_path": page_path,
        "when": lambda moment: _when(where, moment),
        "quote": quote,
    }
    response = make_response(render_template(template, **shared, **values), status)
    response.headers["Cache-Control"] = f"public, max-age={MAX_AGE}"
    return response


def guard(response: Response) -> Response:
    """Any answer of the application with the headers that keep a browser from running or guessing anything.

    Redirects and refusals that the framework writes have a body of HTML, too.
    """
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    if response.mimetype == "text/html":
        response.headers.setdefault("Content-Security-Policy", POLICY.format(LOADED[site().settings.pictures]))
        response.headers.setdefault("Referrer-Policy", "no-referrer")
    return response


def feed_links(kind: FeedKind, key: str) -> tuple[tuple[str, str, str], ...]:
    """The feeds of one key as (title of the format, media type, absolute address), the main format first."""
    return selection_links(Selection(kind, key))


def selection_links(selection: Selection) -> tuple[tuple[str, str, str], ...]:
    """The feeds of a selection, as `feed_links` gives those of a key."""
    base = site().settings.public_url
    return tuple(
        (FORMAT_TITLES[each.name], each.media_type, base + selection.address(each.name))
        for each in render.FORMATS.values()
    )


def _when(where: Site, moment: datetime) -> str:
    """A time in the site's zone, as `2022-02-15 19:11`."""
    return moment.astimezone(ZoneInfo(where.settings.timezone)).strftime("%Y-%m-%d %H:%M")

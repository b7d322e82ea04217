"""What all pages share: their feeds, their links, their headers."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from urllib.parse import quote, urlencode

from babel.numbers import format_decimal
from flask import Flask, Response, make_response, render_template, request
from markupsafe import Markup
from werkzeug.datastructures import MultiDict

from feedsvc import render
from feedsvc.languages import direction
from feedsvc.model import FeedKind
from feedsvc.selection import MAX_QUERY, PATH_SAFE, QUERY_SAFE, Selection, page_path
from feedsvc.store.pages import Feed
from feedsvc.store.trends import Bar
from feedsvc.web import charts, languages, words
from feedsvc.web.answers import GROWING, preferred
from feedsvc.web.asked import PLURALS
from feedsvc.web.languages import asked_for, link
from feedsvc.web.readiness import is_awaited
from feedsvc.web.renditions import ENCODERS
from feedsvc.web.site import site

# Nothing runs but our own file, nothing is framed, nothing is loaded from elsewhere but the pictures and media of
# articles, if those are shown at all.
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; {}; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
LOADED = {"show": "img-src http: https: data:; media-src http: https:", "link": "img-src 'self'"}
MAX_AGE = 60
BAD_REQUEST = 400
STATIC_AGE = 86_400
"""Seconds for which a browser keeps style, script and icons; their addresses change with their bytes."""
FORMAT_TITLES = {"atom": "Atom", "rss": "RSS", "json": "JSON Feed"}
PACKED = frozenset({"text/html", "text/css", "text/javascript", "image/svg+xml"})
LONG_CHART = 12
"""Months above which a chart names years alone."""
SMALL = 500
"""Bytes that are not worth packing."""
DIGEST = 12
WITHIN = "in"
"""The argument of an article's page that names the feed from whose page a reader came."""
DIRECTORIES: Mapping[FeedKind, str] = MappingProxyType({kind: f"/{name}" for name, kind in PLURALS.items()})
"""The pages that list all feeds of a kind."""
STATIC = Path(__file__).parent.parent / "static"


def set_up(app: Flask) -> None:
    """Give the templates of an application what they all use."""
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = STATIC_AGE
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    languages.set_up(app)
    app.context_processor(_shared)
    app.after_request(guard)


def _shared() -> dict[str, object]:
    where = site()
    return {
        "info": where.info,
        "lang": languages.current(),
        "lang_tag": languages.TAGS[languages.current()],
        "lang_asked": asked_for(),
        "other_languages": [(name, own) for name, own in languages.NAMES.items() if name != languages.current()],
        "tongue": languages.tongue,
        "direction": direction,
        "directories": DIRECTORIES,
        "here": here,
        "link": link,
        "local": where.local,
        "static": static,
        "feed_links": feed_links,
        "page_path": page_path,
        "shows_pictures": where.settings.pictures == "show",
        "day": languages.day,
        "weekday": languages.weekday,
        "month": languages.month,
        "when": languages.time,
        "word": words.word,
        "number": number,
        "a_week": lambda value: str(format_decimal(round(value, 1), locale=languages.current())),
        "columns": _columns,
        "spark": charts.spark,
        "quote": quote,
    }


def page(template: str, status: int = 200, **values: object) -> Response:
    """A template of ours as an answer; the same again is 304. While the first ingest is under way, none is good for a
    second time without asking."""
    response = make_response(render_template(template, **values), status)
    # Where requests are limited, a 304 is free only if nothing had to be made for it.
    request.environ["feedsvc.cache"] = "rendered"
    # Of a refusal nothing grows, and the store may be what it is about.
    is_growing = status < BAD_REQUEST and is_awaited(site())
    response.headers["Cache-Control"] = GROWING if is_growing else f"public, max-age={MAX_AGE}"
    if not asked_for():
        response.vary.add("Accept-Language")
    if status == 200:  # noqa: PLR2004
        response.set_etag(hashlib.sha256(response.get_data()).hexdigest()[:16], weak=True)
        response.make_conditional(request)
        # The server writes the date: a second one would contradict it (RFC 9110 6.6.1).
        response.headers.pop("Date", None)
    return response


def passing(response: Response, *, is_ready: bool) -> Response:
    """A page; one that says that articles are still being read is good for no second time."""
    if not is_ready:
        response.headers["Cache-Control"] = "no-store"
    return response


def guard(response: Response) -> Response:
    """Any answer of the application with the headers that keep a browser from running or guessing anything, packed.

    Redirects and refusals that the framework writes have a body of HTML, too.
    """
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    if response.mimetype == "text/html":
        response.headers.setdefault("Content-Security-Policy", POLICY.format(LOADED[site().settings.pictures]))
        response.headers.setdefault("Referrer-Policy", "no-referrer")
    if response.mimetype in PACKED and response.location is None:
        _pack(response)
    return response


def _pack(response: Response) -> None:
    """Pack an answer as its client would rather have it; the weak validator is that of all its encodings."""
    response.vary.add("Accept-Encoding")
    encoding = preferred(request)
    if response.status_code in (206, 304) or encoding == "identity" or "Content-Encoding" in response.headers:
        return
    response.direct_passthrough = False
    body = response.get_data()
    if len(body) < SMALL:
        return
    response.set_data(ENCODERS[encoding](body))
    response.headers["Content-Encoding"] = encoding
    tag, _ = response.get_etag()
    if tag:
        response.set_etag(tag, weak=True)


def within(feed: Feed) -> str:
    """What goes behind the address of an article where a reader goes through a feed: `?in=company:06618.HK`."""
    return f"?{WITHIN}={quote(f'{feed.kind}:{feed.key}', safe=PATH_SAFE)}"


def here(**changes: str | None) -> str:
    """The address of this page with other arguments; None takes one away. One that is too long is not said again."""
    arguments = request.args.copy() if len(request.query_string) <= MAX_QUERY else MultiDict[str, str]()
    for name, value in changes.items():
        arguments.poplist(name)
        if value:
            arguments.add(name, value)
    return _address(arguments)


def _address(arguments: MultiDict[str, str]) -> str:
    query = urlencode([*arguments.items(multi=True)], safe=QUERY_SAFE, quote_via=quote)
    return site().local(quote(request.path, safe="/" + PATH_SAFE)) + (f"?{query}" if query else "")


def number(value: int) -> str:
    """A count as it is written here: `1,204`."""
    return str(format_decimal(value, locale=languages.current()))


def _columns(bars: Sequence[Bar]) -> Markup:
    """A chart of months: years are named where they begin, of few months each."""
    is_long = len(bars) > LONG_CHART
    ticks = (str(bar.start.year) if bar.start.month == 1 or at == 0 else "" for at, bar in enumerate(bars))
    short = (languages.month(bar.start) for bar in bars)
    names = ticks if is_long else short
    points = [
        charts.Point(languages.month(bar.start), bar.entries, tick) for bar, tick in zip(bars, names, strict=True)
    ]
    return charts.columns(points)


@lru_cache
def _digest(name: str) -> str:
    return hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:DIGEST]


def static(name: str) -> str:
    """The address of a file of ours, with what changes when its bytes do."""
    return f"{site().local('/static/' + name)}?v={_digest(name)}"


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

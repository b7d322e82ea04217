"""Feed addresses: `/feeds/KIND/KEY.FORMAT`, archives, the catalogue, OPML."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, replace
from typing import cast
from urllib.parse import quote

from flask import Blueprint, Response, redirect, request
from werkzeug.http import parse_accept_header

from feedsvc import render
from feedsvc.errors import UnknownAddress, UnknownKey
from feedsvc.model import FEED_KINDS, FeedKind
from feedsvc.selection import PATH_SAFE, Selection, archive_path, feed_path
from feedsvc.store import archives
from feedsvc.store.companies import Alias
from feedsvc.web import keys
from feedsvc.web.answers import IM_USED, Caching, allow_all, answer, fill, held, is_wanted, leading, preferred
from feedsvc.web.asked import Address, address_of, guessed, negotiated, wants_page
from feedsvc.web.hotpath import keep
from feedsvc.web.keys import CHOICES, Elsewhere
from feedsvc.web.languages import link
from feedsvc.web.makers import ARCHIVE_AGE, ArchiveMaker, DeltaMaker, FeedMaker, ListMaker
from feedsvc.web.readership import FEED
from feedsvc.web.readiness import is_awaited
from feedsvc.web.renditions import Maker, Rendition
from feedsvc.web.site import Site, site

blueprint = Blueprint("feeds", __name__)
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": (
        "A-IM, Cache-Control, Content-Type, If-Modified-Since, If-None-Match, Pragma, X-Requested-With"
    ),
    "Access-Control-Max-Age": "86400",
}
"""Besides what is heeded, headers that libraries of scripts send with every request: one that is not allowed is the end
of the request (Fetch 4.8)."""


@blueprint.get("/feeds/<path:rest>", provide_automatic_options=False)
def feed(rest: str) -> Response:
    """`/feeds/all.atom`, `/feeds/company/06618.HK.rss`, and without a format, by what the client accepts."""
    where, address = site(), address_of(rest)
    if address.archive is not None:
        return _archive(where, address)
    selection = keys.selection(where, request, address.kind, address.key)
    if wants_page(request.accept_mimetypes) and where.settings.browser_view:
        # At the feed's own address: kept by a cache that knows no Accept, it would lead readers to the page.
        return leading(redirect(link(selection.page), 303), is_personal=True)
    made_by = render.FORMATS[address.format or negotiated(request.accept_mimetypes)]
    key = (selection, made_by.name)
    by_accept = where.settings.browser_view or address.format is None
    vary = ("Accept-Encoding", "A-IM", *(["Accept"] if by_accept else []))
    # Asked before what is answered is made: that must not be older than what is said of it.
    caching = Caching(where.settings.max_age, vary, is_awaited(where))
    try:
        if not address.is_plain:
            return _tidied(where, selection, address)
        rendition, verdict = where.renditions.get(key, FeedMaker(where, selection, made_by))
    except Elsewhere as elsewhere:
        return _lead(where, elsewhere, selection, address.format)
    except UnknownKey as error:
        return _guessed(address, error)
    request.environ["feedsvc.cache"] = verdict
    request.environ[FEED] = selection.path
    delta = _delta(where, selection, made_by, rendition) if selection.is_whole else None
    response = _answer(where, key, rendition, caching) if delta is None else _new(where, rendition, delta, caching)
    own = selection.address(made_by.name)
    _link(response, where, own)
    if not selection.is_whole:
        response.headers["X-Robots-Tag"] = "noindex"
    if address.format is None:
        response.headers["Content-Location"] = where.local(own)
    elif response.status_code != IM_USED and _is_canonical(selection):
        _keep(rendition, caching)
    return response


def _keep(rendition: Rendition, caching: Caching) -> None:
    """Have an answer given again from memory; not while it grows: nothing there would change at the end of that."""
    if not caching.is_growing:
        keep(request.environ, rendition)


def _is_canonical(selection: Selection) -> bool:
    """Whether the query is as it should be written: of the others there is no end."""
    return request.query_string.decode("ascii", "replace") == selection.query


def _answer(where: Site, key: Hashable, rendition: Rendition, caching: Caching) -> Response:
    encoding = preferred(request)
    response = answer(request, rendition, encoding, caching)
    if response.status_code == 200:  # noqa: PLR2004
        fill(response, rendition, encoding, where.renditions.encode(key, rendition, encoding))
    return response


@dataclass(frozen=True, slots=True)
class _Delta:
    """What is new to a client, and its key among the renditions."""

    rendition: Rendition
    key: Hashable


def _delta(where: Site, selection: Selection, made_by: render.Format, rendition: Rendition) -> _Delta | None:
    """What is new since what a client says it has (RFC 3229 with "feed"), where it asks for that and it can be told."""
    asked = parse_accept_header(request.headers.get("A-IM", ""))
    wants = request.method == "GET" and any(name.lower() == "feed" and quality > 0 for name, quality in asked)
    if not (wants and is_wanted(request, rendition)):
        return None
    issued = held(request.if_none_match, where.store.authority)
    since, cut = max((each for each in issued if 0 < each[0] <= rendition.version.number), default=(0, 0))
    if not since:
        return None
    key = (selection, made_by.name, since, cut)
    delta, _ = where.renditions.get(key, DeltaMaker(where, selection, made_by, since=since, cut=cut))
    return _Delta(delta, key) if delta.body else None


def _new(where: Site, whole: Rendition, delta: _Delta, caching: Caching) -> Response:
    """226: the delta, under the validator of the whole feed."""
    encoding = preferred(request)
    response = answer(request, whole, encoding, caching)
    response.status_code = IM_USED
    response.headers["IM"] = "feed"
    # Of a shared cache's other clients nobody has what this one has.
    response.headers["Cache-Control"] = "no-store"
    body = where.renditions.encode(delta.key, delta.rendition, encoding)
    return fill(response, delta.rendition, encoding, body)


def _link(response: Response, where: Site, own: str, *, more: tuple[tuple[str, str], ...] = ()) -> None:
    """WebSub 4: a topic says itself and its hub in headers, which go before the document."""
    base, hub = where.settings.public_url, where.settings.hub
    links = [*([("hub", hub)] if hub else []), ("self", base + own), *((name, base + path) for name, path in more)]
    response.headers["Link"] = ", ".join(f'<{address}>; rel="{relation}"' for relation, address in links)


def _archive(where: Site, address: Address) -> Response:
    """`/feeds/category/KEY/archive/2022-02.1.atom`."""
    assert address.archive is not None  # noqa: S101 - asked before
    if address.kind not in FEED_KINDS:
        raise UnknownAddress(f"there are no feeds of the kind {address.kind[:40]!r}; there are {', '.join(FEED_KINDS)}")
    kind = address.kind
    made_by = render.FORMATS[address.format or negotiated(request.accept_mimetypes)]
    key = (kind, address.key, address.archive, made_by.name)
    maker = ArchiveMaker(where, kind, address.key, address.archive, made_by)
    is_growing = is_awaited(where)
    try:
        if not address.is_plain:
            with where.store.reading() as connection:
                maker.version(connection)
            return _lead_archive(where, Elsewhere(kind, (Alias(address.key, "", sure=True),), 301), address)
        rendition, verdict = where.renditions.get(key, maker)
        age = _archive_age(where, address)
    except Elsewhere as elsewhere:
        return _lead_archive(where, elsewhere, address)
    request.environ["feedsvc.cache"] = verdict
    vary = ("Accept-Encoding", *(["Accept"] if address.format is None else []))
    caching = Caching(age, vary, is_growing, shared=where.settings.max_age)
    response = _answer(where, key, rendition, caching)
    current = f"{feed_path(kind, address.key)}.{made_by.name}"
    own = f"{archive_path(kind, address.key, archives.name_of(*address.archive))}.{made_by.name}"
    _link(response, where, own, more=(("current", current),))
    if address.format is None:
        response.headers["Content-Location"] = where.local(own)
    elif not request.query_string:
        _keep(rendition, caching)
    return response


def _archive_age(where: Site, address: Address) -> int:
    """Seconds for which a copy of an archive stays fresh: a day, but the newest one's month may still go on."""
    with where.store.reading() as connection:
        feed = keys.find(connection, where.store, cast(FeedKind, address.kind), address.key)
        newest = archives.newest(connection, feed.term_id)
    is_newest = newest is not None and (newest.month, newest.part) == address.archive
    return where.settings.max_age if is_newest else ARCHIVE_AGE


def _tidied(where: Site, selection: Selection, address: Address) -> Response:
    """301 from an address with a slash at its end, or another case of its format; from another spelling in one hop."""
    with where.store.reading() as connection:
        keys.find(connection, where.store, selection.kind, selection.key)
    return leading(redirect(where.local(selection.address(address.format)), 301))


def lead_from_page(kind: str, key: str, format_name: str) -> Response:
    """Lead from the address of a page with a format behind it, `/company/6618.HK.atom`, as people guess the feed's from
    the page's, to that feed, in one hop. Raises UnknownKey, SelectionError, TooLong."""
    where = site()
    selection = keys.selection(where, request, kind, key)
    try:
        return _tidied(where, selection, Address(kind, key, format_name, None, is_plain=False))
    except Elsewhere as elsewhere:
        return _lead(where, elsewhere, selection, format_name)


def _guessed(address: Address, error: UnknownKey) -> Response:
    """Lead from an unknown key with an ending that is guessed, `/feeds/company/6618.HK.xml`, to the feed of what stands
    before that. Raises the error where there is none, SelectionError, TooLong."""
    stem, form = guessed(address.key)
    if not stem or address.format is not None:
        raise error
    try:
        return lead_from_page(address.kind, stem, form)
    except UnknownKey:
        raise error from None


def _lead(where: Site, elsewhere: Elsewhere, selection: Selection, format_name: str | None) -> Response:
    """301, 302 to the one key, or 300 with the choice; the query is kept, in its canonical form."""
    return _led(where, elsewhere, [replace(selection, key=each.key).address(format_name) for each in elsewhere.keys])


def _lead_archive(where: Site, elsewhere: Elsewhere, address: Address) -> Response:
    assert address.archive is not None  # noqa: S101 - asked before
    name, ending = archives.name_of(*address.archive), f".{address.format}" if address.format else ""
    paths = [archive_path(elsewhere.kind, each.key, name) + ending for each in elsewhere.keys]
    return _led(where, elsewhere, paths)


def _led(where: Site, elsewhere: Elsewhere, paths: list[str]) -> Response:
    targets = [where.local(path) for path in paths]
    if elsewhere.code != CHOICES:
        return leading(redirect(targets[0], elsewhere.code))
    lines = [f"{alias.label}: {target}" for alias, target in zip(elsewhere.keys, targets, strict=True)]
    body = "this can be several companies:\n" + "\n".join(lines) + "\n"
    return leading(Response(body, CHOICES, content_type="text/plain; charset=utf-8"))


@blueprint.route("/feeds/<path:rest>", methods=["OPTIONS"])
@blueprint.route("/feeds.json", methods=["OPTIONS"])
@blueprint.route("/opml", methods=["OPTIONS"])
@blueprint.route("/opml/<rest>", methods=["OPTIONS"])
def options(rest: str = "") -> Response:
    """What may be asked of any feed, also by scripts of other sites (Fetch 3.2.3)."""
    del rest
    response = Response(status=204, headers={"Allow": "GET, HEAD, OPTIONS", **PREFLIGHT})
    del response.headers["Content-Type"]
    allow_all(response)
    return response


def _listed(kind: FeedKind | None, content_type: str) -> Response:
    where = site()
    # The catalogue has no conditions; those of a list of companies may be of roles.
    is_catalogue = content_type == render.CATALOGUE_TYPE
    selection = Selection("all") if is_catalogue else keys.selection(where, request, kind or "all", "")
    maker: Maker = ListMaker(where, kind, content_type, selection)
    key = (kind, content_type, selection)
    caching = Caching(where.settings.max_age, ("Accept-Encoding",), is_awaited(where))
    rendition, verdict = where.renditions.get(key, maker)
    request.environ["feedsvc.cache"] = verdict
    if _is_canonical(selection):
        _keep(rendition, caching)
    return _answer(where, key, rendition, caching)


@blueprint.get("/feeds.json", provide_automatic_options=False)
def catalogue() -> Response:
    """Every feed with its addresses and number of entries."""
    return _listed(None, render.CATALOGUE_TYPE)


@blueprint.get("/feeds.json/")
@blueprint.get("/opml/")
@blueprint.get("/opml/<kind>/")
def slashed(kind: str = "") -> Response:
    """A slash at the end leads to the address without."""
    del kind
    return moved_to(request.path.rstrip("/"))


@blueprint.get("/opml", provide_automatic_options=False)
@blueprint.get("/opml/<kind>", provide_automatic_options=False)
def opml(kind: str | None = None) -> Response:
    """Every feed, or those of one kind, as OPML 2.0."""
    if kind is not None and kind not in FEED_KINDS:
        raise UnknownAddress(f"there is no kind {kind[:100]!r} of feeds; there are {', '.join(FEED_KINDS)}")
    return _listed(kind, render.OPML_TYPE)


def moved_to(path: str, asked: str | None = None) -> Response:
    """A redirect for good to another address of this server, with a query, or else that of this one."""
    query = request.query_string if asked is None else asked
    return leading(redirect(site().local(path + (f"?{quote(query, safe=PATH_SAFE + '?/=%')}" if query else "")), 301))

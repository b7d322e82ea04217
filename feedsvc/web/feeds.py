"""Feed addresses: `/feeds/KIND/KEY.FORMAT`, the catalogue, OPML, and the addresses that people come with."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import cast
from urllib.parse import quote

from flask import Blueprint, Response, redirect, request
from sqlalchemy import Connection
from werkzeug.datastructures import MIMEAccept

from feedsvc import render
from feedsvc.companies import codes
from feedsvc.errors import UnknownKey
from feedsvc.model import FEED_KINDS, FeedKind
from feedsvc.selection import PATH_SAFE, Selection, select
from feedsvc.served import FeedPage
from feedsvc.store import companies, pages
from feedsvc.store.engine import feed_uuid
from feedsvc.web.answers import answer
from feedsvc.web.renditions import Version, generation_of
from feedsvc.web.site import Site, site

blueprint = Blueprint("feeds", __name__)
OLD_ADDRESSES = {
    "/feed": "atom",
    "/feed.xml": "atom",
    "/atom.xml": "atom",
    "/rss.xml": "rss",
    "/index.xml": "rss",
    "/feed.json": "json",
}
FEED_TYPES = {
    "application/atom+xml": "atom",
    "application/rss+xml": "rss",
    "application/feed+json": "json",
    "application/json": "json",
    "application/xml": "atom",
    "text/xml": "atom",
}
CHOICES = 300


class Elsewhere(Exception):
    """The key that was asked for is another's spelling: where it leads, and with which status."""

    def __init__(self, kind: FeedKind, keys: tuple[companies.Alias, ...], code: int) -> None:
        super().__init__(kind, keys, code)
        self.kind = kind
        self.keys = keys
        self.code = code


@dataclass(slots=True)
class FeedMaker:
    """Makes the rendition of one feed in one format."""

    site: Site
    selection: Selection
    format: render.Format
    content_type: str = field(init=False)
    _feed: pages.Feed | None = None

    def __post_init__(self) -> None:
        self.content_type = self.format.content_type

    def version(self, connection: Connection) -> Version:
        """Version and time of the feed's last change; raises UnknownKey or Elsewhere."""
        self._feed = find(connection, self.site, self.selection.kind, self.selection.key)
        return Version(self._feed.version, self._feed.modified)

    def render(self, connection: Connection) -> bytes:
        """The feed's bytes."""
        assert self._feed is not None  # noqa: S101 - version() was called first
        return self.format.render(self.site.info, feed_page(connection, self.site, self._feed, self.selection))


def find(connection: Connection, where: Site, kind: FeedKind, key: str) -> pages.Feed:
    """The feed of a key as it is written, or raise Elsewhere (another spelling) or UnknownKey."""
    feed = pages.find(connection, where.store.authority, kind, key)
    if feed is not None:
        if feed.key != key and kind != "all":
            raise Elsewhere(kind, (companies.Alias(feed.key, feed.label, sure=True),), 301)
        return feed
    if kind == "company":
        _find_company(connection, key)
    raise UnknownKey(f"there is no {kind} {key[:100]!r}; /feeds.json lists what there is")


def _find_company(connection: Connection, key: str) -> None:
    """Raise Elsewhere where `key` is a code or a name of companies that are known under other keys."""
    listing = codes.parse(key)
    found = companies.resolve(connection, listing.key) if listing else ()
    found = found or companies.resolve(connection, key)
    # A bare code says no market: a reader who asks for it by name means the share.
    found = found or tuple(alias for one in codes.bare(key) for alias in companies.resolve(connection, one.key))
    if len(found) > 1:
        raise Elsewhere("company", found, CHOICES)
    if found:
        raise Elsewhere("company", found, 301 if found[0].sure else 302)


def feed_page(connection: Connection, where: Site, feed: pages.Feed, selection: Selection) -> FeedPage:
    """What is to be rendered: the feed's newest entries and its facts."""
    entries = pages.entries(connection, feed.term_id, selection.limit or where.settings.entries, selection.role)
    return FeedPage(
        uuid=feed_uuid(where.store.authority, feed.term_id, selection.role),
        kind=feed.kind,
        label=None if feed.kind == "all" else feed.label,
        path=selection.path,
        query=selection.query,
        page=selection.page,
        updated=max((entry.updated for entry in entries), default=feed.known),
        entries=entries,
        summary_only=(selection.content or where.settings.content) == "summary",
    )


@blueprint.get("/feeds/<path:rest>")
def feed(rest: str) -> Response:
    """`/feeds/all.atom`, `/feeds/company/06618.HK.rss`, and without a format, by what the client accepts."""
    where = site()
    kind, key, format_name = _split(rest)
    selection = select(kind, key, request.args, where.defaults)
    if _wants_page(request.accept_mimetypes) and where.settings.browser_view:
        return _vary(redirect(where.local(selection.page), 303))
    made_by = render.FORMATS[format_name or _negotiate(request.accept_mimetypes)]
    try:
        rendition, verdict = where.renditions.get((selection, made_by.name), FeedMaker(where, selection, made_by))
    except Elsewhere as elsewhere:
        return _lead(where, elsewhere, selection, format_name)
    request.environ["feedsvc.cache"] = verdict
    varied = where.settings.browser_view or format_name is None
    response = answer(request, rendition, where.settings.max_age, ("Accept-Encoding", *(["Accept"] if varied else [])))
    own = f"{selection.path}.{made_by.name}" + (f"?{selection.query}" if selection.query else "")
    response.headers["Link"] = f'<{where.settings.public_url}{own}>; rel="self"'
    if format_name is None:
        response.headers["Content-Location"] = where.local(own)
    return response


def _split(rest: str) -> tuple[str, str, str | None]:
    """Kind, key and format of what stands behind `/feeds/`; `all` has no key."""
    kind, _, name = rest.partition("/")
    stem, dot, ending = rest.rpartition(".")
    format_name = ending if dot and ending in render.FORMATS else None
    if format_name is not None:
        kind, _, name = stem.partition("/")
    if (kind == "all") == bool(name) or "/" in name:
        raise UnknownKey(f"there is no feed at {request.path[:200]!r}; /feeds.json lists what there is")
    return kind, name, format_name


def _wants_page(accept: MIMEAccept) -> bool:
    """Whether a person's browser asks: it names text/html above every type of feed, and above `*/*`; readers do not."""
    return _named(accept, "text/html") > max(accept.quality(name) for name in FEED_TYPES)


def _named(accept: MIMEAccept, name: str) -> float:
    """The quality of a type that is named itself: `*/*` says nothing about who asks."""
    return max((quality for value, quality in accept if value.split(";")[0].strip().lower() == name), default=0)


def _negotiate(accept: MIMEAccept) -> str:
    """The format a client would rather have; Atom where it does not say (never 406)."""
    best = max(FEED_TYPES, key=lambda name: _named(accept, name))
    return FEED_TYPES[best] if _named(accept, best) > 0 else "atom"


def _lead(where: Site, elsewhere: Elsewhere, selection: Selection, format_name: str | None) -> Response:
    """301, 302 to the one key, or 300 with the choice; the query is kept, in its canonical form."""
    ending = f".{format_name}" if format_name else ""
    targets = [
        where.local(
            replace(selection, key=alias.key).path + ending + (f"?{selection.query}" if selection.query else "")
        )
        for alias in elsewhere.keys
    ]
    if elsewhere.code != CHOICES:
        return _vary(redirect(targets[0], elsewhere.code))
    lines = [f"{alias.label}: {target}" for alias, target in zip(elsewhere.keys, targets, strict=True)]
    body = f"{selection.key!r} can be several companies:\n" + "\n".join(lines) + "\n"
    return _vary(Response(body, CHOICES, content_type="text/plain; charset=utf-8"))


def _vary(response: object) -> Response:
    found = cast(Response, response)
    found.headers["Vary"] = "Accept"
    found.headers["Cache-Control"] = "public, max-age=300"
    return found


@dataclass(slots=True)
class ListMaker:
    """Makes OPML (of one kind or all), or the JSON catalogue."""

    site: Site
    kind: FeedKind | None
    content_type: str

    def version(self, connection: Connection) -> Version:
        """These depend on every feed."""
        return generation_of(connection)

    def render(self, connection: Connection) -> bytes:
        """The document's bytes."""
        feeds = pages.feeds(connection, self.site.store.authority, self.kind)
        if self.content_type == render.CATALOGUE_TYPE:
            return render.catalogue(self.site.info, feeds)
        path = f"/opml/{self.kind}" if self.kind else "/opml"
        return render.opml(self.site.info, self.site.settings.title, path, feeds)


def _listed(kind: FeedKind | None, content_type: str) -> Response:
    where = site()
    maker = ListMaker(where, kind, content_type)
    rendition, verdict = where.renditions.get((kind, content_type), maker)
    request.environ["feedsvc.cache"] = verdict
    return answer(request, rendition, where.settings.max_age, ("Accept-Encoding",))


@blueprint.get("/feeds.json")
def catalogue() -> Response:
    """Every feed with its addresses and number of entries."""
    return _listed(None, render.CATALOGUE_TYPE)


@blueprint.get("/opml")
@blueprint.get("/opml/<kind>")
def opml(kind: str | None = None) -> Response:
    """Every feed, or those of one kind, as OPML 2.0."""
    if kind is not None and kind not in FEED_KINDS:
        raise UnknownKey(f"there is no kind {kind[:100]!r} of feeds; there are {', '.join(FEED_KINDS)}")
    return _listed(kind, render.OPML_TYPE)


def _moved() -> Response:
    """An address that other servers use for the feed of everything."""
    query = request.query_string.decode("ascii", "replace")
    target = f"/feeds/all.{OLD_ADDRESSES[request.path]}" + (
        f"?{quote(query, safe=PATH_SAFE + '?/=%')}" if query else ""
    )
    return _vary(redirect(site().local(target), 301))


for _address in OLD_ADDRESSES:
    blueprint.add_url_rule(_address, "moved" + _address.replace("/", "_").replace(".", "_"), _moved)

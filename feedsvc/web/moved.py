"""Addresses of feeds on other servers, which lead to ours: those that move here keep their subscribers.

What WordPress, Typecho, Hexo, Hugo, Zola, Jekyll (jekyll-feed), Pelican, Ghost and Blogger serve by default, and what
people guess.
"""

from __future__ import annotations

from urllib.parse import quote, urlencode

from flask import Blueprint, Response, request

from feedsvc.errors import UnknownAddress
from feedsvc.web.feeds import lead_from_page, moved_to

blueprint = Blueprint("moved", __name__)
TAILS = {
    "feed": "atom",
    "feed/atom": "atom",
    "feed/rss": "rss",
    "feed/rss2": "rss",
    "rss": "rss",
    "atom": "atom",
    "feed.xml": "atom",
    "feed.atom": "atom",
    "feed.rss": "rss",
    "feed.json": "json",
    "atom.xml": "atom",
    "rss.xml": "rss",
    "rss2.xml": "rss",
    "index.xml": "rss",
}
"""What stands behind a site's address, or that of a category, where others serve its feed; and the format of ours."""
EVERYTHING = {f"/{tail}": f"/feeds/all.{name}" for tail, name in TAILS.items()} | {
    "/feeds": "/feeds/all",
    "/feeds/all.atom.xml": "/feeds/all.atom",
    "/feeds/all.rss.xml": "/feeds/all.rss",
    "/feeds/posts/default": "/feeds/all.atom",
}
PLAIN = {"rss2": "rss", "rss": "rss", "rdf": "rss", "atom": "atom", "feed": "atom", "json": "json"}
"""What WordPress serves at `/?feed=rss2`, where its permalinks are plain; and the format of ours."""
RENAMED = {"s": "q", "category_name": "category", "author_name": "author"}
"""WordPress's arguments that narrow a feed down, and ours; its `tag` is ours."""
NUMBERED = ("cat", "tag_id", "p", "page_id")
"""WordPress's, too, by numbers that nobody knows here: the feed of everything would be another one."""
_LONGEST_FIRST = sorted(TAILS, key=len, reverse=True)
"""`feed/rss` is no `rss` of what is called `feed`."""


def of_page(path: str) -> tuple[str, str] | None:
    """The key and the format where what stands behind a kind is the address of its feed elsewhere.

    >>> of_page("open-source/feed"), of_page("open-source")
    (('open-source', 'atom'), None)
    """
    tail = next((tail for tail in _LONGEST_FIRST if path.endswith(f"/{tail}")), None)
    return None if tail is None else (path.removesuffix(f"/{tail}"), TAILS[tail])


def everything() -> Response:
    """The feed of everything, or, by what stands in the query, of a search, a category or an author."""
    return _narrowed(EVERYTHING[request.path.rstrip("/")])


def plain() -> Response | None:
    """Where WordPress's plain address of a feed leads, `/?feed=rss2&category_name=news`; None of other addresses."""
    form = PLAIN.get(request.args.get("feed", ""))
    return None if form is None else _narrowed(f"/feeds/all.{form}")


def _narrowed(path: str) -> Response:
    number = next((name for name in NUMBERED if request.args.get(name)), None)
    if number is not None:
        raise UnknownAddress(
            f"{number}={request.args[number][:40]!r} is another server's number; /feeds.json lists what there is"
        )
    if request.args.keys().isdisjoint({"feed", *RENAMED}):
        return moved_to(path)
    pairs = [(RENAMED.get(name, name), value) for name, value in request.args.items(multi=True) if name != "feed"]
    return moved_to(path, urlencode(pairs, quote_via=quote))


@blueprint.get("/search/<words>/feed")
@blueprint.get("/search/<words>/feed/")
@blueprint.get("/search/<words>/feed/<any(rss, rss2, rdf, atom):form>")
@blueprint.get("/search/<words>/feed/<any(rss, rss2, rdf, atom):form>/")
def of_search(words: str, form: str = "feed") -> Response:
    """WordPress's of a search."""
    return moved_to(f"/feeds/search.{PLAIN[form]}", urlencode({"q": words}, quote_via=quote))


@blueprint.get("/feed/<any(category, tag, author):kind>/<key>")
@blueprint.get("/feed/<any(category, tag, author):kind>/<key>/")
@blueprint.get("/feed/<any(rss, atom):form>/<any(category, tag, author):kind>/<key>")
@blueprint.get("/feed/<any(rss, atom):form>/<any(category, tag, author):kind>/<key>/")
def of_kind(kind: str, key: str, form: str = "atom") -> Response:
    """Typecho's of a category, a tag or an author."""
    return lead_from_page(kind, key, form)


@blueprint.get("/feed/by_tag/<key>.xml")
@blueprint.get("/feed/by_tag/<key>.xml/")
def by_tag(key: str) -> Response:
    """jekyll-feed's of a tag."""
    return lead_from_page("tag", key, "atom")


@blueprint.get("/feed/<key>.xml")
@blueprint.get("/feed/<key>.xml/")
@blueprint.get("/feeds/<key>.<any(atom, rss):form>.xml")
@blueprint.get("/feeds/<key>.<any(atom, rss):form>.xml/")
def by_category(key: str, form: str = "atom") -> Response:
    """jekyll-feed's and Pelican's of a category."""
    return lead_from_page("category", key, form)


for _old in EVERYTHING:
    for _end in ("", "/"):
        blueprint.add_url_rule(_old + _end, "moved" + (_old + _end).replace("/", "_").replace(".", "_"), everything)

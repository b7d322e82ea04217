"""Addresses of feeds on other servers, which lead to ours: those that move here keep their subscribers.

What WordPress, Typecho, Hexo, Hugo, Zola, Jekyll (jekyll-feed), Pelican, Ghost and Blogger serve by default, and what
people guess.
"""

from __future__ import annotations

from flask import Blueprint, Response, request

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
    """The feed of everything."""
    return moved_to(EVERYTHING[request.path.rstrip("/")])


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

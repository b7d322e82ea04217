"""Addresses of feeds on other servers, which lead to ours: those that move here keep their subscribers.

What WordPress, Typecho, Hexo, Hugo, Zola, Jekyll (jekyll-feed), Pelican, Ghost and Blogger serve by default, and what
people guess.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import cast
from urllib.parse import quote, urlencode

from flask import Blueprint, Response, request
from werkzeug.exceptions import NotFound

from feedsvc.articles.taxonomy import PATH_MARK
from feedsvc.errors import UnknownAddress, UnknownKey
from feedsvc.model import FeedKind
from feedsvc.patterns import lazy
from feedsvc.store import slugs
from feedsvc.web.asked import GUESSED, PLURALS
from feedsvc.web.feeds import lead_from_page, moved_to
from feedsvc.web.site import site

blueprint = Blueprint("moved", __name__)
TAILS = {
    "feed": "atom",
    "feed/atom": "atom",
    "feed/rss": "rss",
    "feed/rss2": "rss",
    "feed/rdf": "rss",
    "feed/json": "json",
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
    "index.rdf": "rss",
}
"""What stands behind a site's address, or that of a category, where others serve its feed; and the format of ours."""
EVERYTHING = {f"/{tail}": f"/feeds/all.{name}" for tail, name in TAILS.items()} | {
    "/feeds": "/feeds/all",
    "/feeds/all.atom.xml": "/feeds/all.atom",
    "/feeds/all.rss.xml": "/feeds/all.rss",
    "/feeds/posts/default": "/feeds/all.atom",
    "/wp-atom.php": "/feeds/all.atom",
    **{f"/wp-{form}.php": "/feeds/all.rss" for form in ("rss", "rss2", "rdf", "feed")},
}
QUERIES = {"feed": "atom", "atom": "atom", "rss": "rss", "rss2": "rss", "rdf": "rss"}
"""What WordPress without addresses of its own takes at its start page as `?feed=`; and the format of ours."""
NARROWING = {"s": "q", "category_name": "category", "author_name": "author"}
"""WordPress's arguments that narrow a feed down, and ours; its `tag` is ours."""
NUMBERED = ("cat", "tag_id", "p", "page_id")
"""Those by numbers that nobody knows here: the feed of everything would be another one."""
PAGED = "paged"
"""WordPress's argument of further pages, which end in 404: who walks through them would never come to an end here."""
COMMENTS = frozenset(tail for tail in TAILS if tail == "feed" or tail.startswith("feed/"))
"""What WordPress has behind `/comments/`: feeds of what readers wrote, which are not here."""
WHOLE: tuple[FeedKind, str] = ("all", "")
"""The feed of everything, as kind and key."""
OUTWARD = "/\\"
"""What a path may not begin with behind its slash: browsers take `//` for the beginning of another host."""
SLUGGED = frozenset({"category", "tag", "author"})
"""Kinds whose names other servers make slugs of."""
SECTIONS = frozenset({"posts", "post", "blog"})
"""Folders in which sites of Hugo, Zola and others have all of their articles."""
_TRANSLATIONS = lazy(r"(?i)all-[a-z]{2,3}(?:[-_](?:[a-z]{2}|han[st]))?")
"""Pelican's feed of one language, which on most sites is everything."""
_LONGEST_FIRST = sorted(TAILS, key=len, reverse=True)
"""`feed/rss` is no `rss` of what is called `feed`."""


def of_page(path: str) -> tuple[str, str] | None:
    """The key and the format where what stands behind a kind is the address of its feed elsewhere.

    >>> of_page("open-source/feed"), of_page("open-source")
    (('open-source', 'atom'), None)
    """
    tail = next((tail for tail in _LONGEST_FIRST if path.endswith(f"/{tail}")), None)
    return None if tail is None else (path.removesuffix(f"/{tail}"), TAILS[tail])


def by_query() -> Response | None:
    """Where the start page leads that is asked for a feed in WordPress's way, `/?feed=rss2&category_name=news`; None
    where it is not. Raises UnknownAddress."""
    form = QUERIES.get(request.args.get("feed", ""))
    return None if form is None else _narrowed(f"/feeds/all.{form}")


def _narrowed(path: str) -> Response:
    """A feed of everything, or what WordPress's arguments make of it."""
    _refuse_pages()
    number = next((name for name in NUMBERED if request.args.get(name)), None)
    if number is not None:
        known = f"{number}={request.args[number][:40]!r} is another server's number"
        raise UnknownAddress(f"{known}; /feeds.json lists what there is")
    if request.args.keys().isdisjoint({"feed", *NARROWING}):
        return moved_to(path)
    pairs = [(NARROWING.get(name, name), value) for name, value in request.args.items(multi=True) if name != "feed"]
    return moved_to(path, urlencode(pairs, quote_via=quote))


def _refuse_pages() -> None:
    """Raises UnknownAddress for a page behind the first of a feed."""
    number = request.args.get(PAGED, "")
    if number.isdecimal() and int(number[:9]) > 1:
        raise UnknownAddress(f"there is no page {number[:40]!r} of a feed; its archives lead to the rest")


def inner(kind: FeedKind, key: str) -> tuple[str, ...]:
    """The keys that what others write has here: a category within another, which WordPress and Hexo write behind that,
    a path, or alone; and what stands before the number of a page of theirs.

    >>> inner("category", "world/asia"), inner("tag", "world/asia"), inner("tag", "go/page/2")
    (('world>asia', 'asia'), (), ('go',))
    """
    stem, mark, number = key.rpartition("/page/")
    if mark and number.isdecimal():
        return (stem, *inner(kind, stem))
    alone = key.rpartition("/")[2]
    return (key.replace("/", PATH_MARK), alone) if kind == "category" and alone != key else ()


def lead(kind: FeedKind, key: str, form: str) -> Response:
    """The feed of a key, or of what it is within another. Raises UnknownKey, SelectionError, TooLong."""
    return _first([(kind, each) for each in (key, *inner(kind, key))], form)


def _first(meant: Sequence[tuple[FeedKind, str]], form: str) -> Response:
    """The feed of the first of some kinds and keys that there is, else of the first that has one for its slug. Raises
    UnknownKey, of the first, where none is."""
    _refuse_pages()
    unknown = None
    for kind, key in chain(meant, _of_slugs(meant)):
        try:
            return lead_from_page(kind, key, form)
        except UnknownKey as error:
            unknown = unknown or error
    raise unknown or NotFound


def _of_slugs(meant: Iterable[tuple[FeedKind, str]]) -> Iterator[tuple[FeedKind, str]]:
    with site().store.reading() as connection:
        for kind, slug in meant:
            if kind in SLUGGED and "/" not in slug and (key := slugs.key_of(connection, kind, slug)) is not None:
                yield kind, key


def of_section(section: str, tail: str) -> Response:
    """The feed of a folder of articles, `/posts/index.xml`: the source's of that name, else of everything where sites
    have all in it. Raises NotFound, and UnknownKey for what may be a source's yet."""
    form = TAILS.get(tail.lower())
    if form is None or (section == "comments" and tail.lower() in COMMENTS):
        raise NotFound
    meant: list[tuple[FeedKind, str]] = [("source", section), *([WHOLE] if section in SECTIONS else [])]
    try:
        return _first(meant, form)
    except UnknownKey as error:
        raise UnknownKey(f"there is nothing at {request.path!r}; /feeds.json lists the feeds") from error


def in_capitals() -> Response | None:
    """Where an address leads that is one of everything but for its capitals, `/RSS`, `/Atom.XML`; None for others. What
    stands in a query is for the address in small letters to judge."""
    small = request.path.rstrip("/").lower()
    if small not in EVERYTHING or request.path.startswith(small):
        return None
    return moved_to(small if request.query_string else EVERYTHING[small])


def everything() -> Response:
    """The feed of everything, or, by what stands in the query, of a search, a category or an author."""
    return _narrowed(EVERYTHING[request.path.rstrip("/")])


@blueprint.get("/search.<any(atom, rss, json, xml):form>")
def beside_page(form: str) -> Response:
    """The feed of a search, as people guess its address from that of its page, `/search?q=…`."""
    return moved_to(f"/feeds/search.{GUESSED.get(form, form)}")


@blueprint.get("/page/<int:number>/", strict_slashes=False)
def of_number(number: int) -> Response:
    """A page of WordPress's and Hexo's list of everything, which has other articles whenever one comes."""
    del number
    return moved_to("/")


@blueprint.get("/index.php")
def by_program() -> Response:
    """WordPress's start page, asked for a feed under the name of its program. Raises NotFound, UnknownAddress."""
    found = by_query()
    if found is None:
        raise NotFound
    return found


@blueprint.get("/index.php/<path:rest>")
def behind_program(rest: str) -> Response:
    """WordPress's feeds where its server cannot rewrite addresses. Raises NotFound for what is no feed's."""
    if of_page(f"/{rest.rstrip('/')}") is None:
        raise NotFound
    return moved_to(f"/{rest.lstrip(OUTWARD)}")


@blueprint.get("/search/<words>/feed/", strict_slashes=False)
@blueprint.get("/search/<words>/feed/<any(rss, rss2, rdf, atom):form>/", strict_slashes=False)
def of_search(words: str, form: str = "feed") -> Response:
    """WordPress's of a search. Raises UnknownAddress."""
    _refuse_pages()
    return moved_to(f"/feeds/search.{QUERIES[form]}", urlencode({"q": words}, quote_via=quote))


@blueprint.get("/feed/by_tag/<key>.xml")
@blueprint.get("/feed/by_tag/<key>.xml/")
def by_tag(key: str) -> Response:
    """jekyll-feed's of a tag."""
    return lead("tag", key, "atom")


@blueprint.get("/feed/<key>.xml")
@blueprint.get("/feed/<key>.xml/")
@blueprint.get("/feeds/<key>.<any(atom, rss):form>.xml")
@blueprint.get("/feeds/<key>.<any(atom, rss):form>.xml/")
def by_category(key: str, form: str = "atom") -> Response:
    """jekyll-feed's and Pelican's of a category; Pelican's of an author are called the same."""
    meant: list[tuple[FeedKind, str]] = [("category", key), ("author", key)]
    return _first([*meant, WHOLE] if _TRANSLATIONS.fullmatch(key) else meant, form)


@blueprint.get("/feeds/<any(category, tag, author):kind>/<path:key>.<any(atom, rss):form>.xml/", strict_slashes=False)
@blueprint.get(
    "/feeds/<any(categories, tags, authors):kind>/<path:key>.<any(atom, rss):form>.xml/", strict_slashes=False
)
def by_kind(kind: str, key: str, form: str) -> Response:
    """Pelican's, where its settings have a folder for each kind. A key may be called so as a whole."""
    own = PLURALS.get(kind) or cast(FeedKind, kind)
    return _first([(own, f"{key}.{form}.xml"), *((own, each) for each in (key, *inner(own, key)))], form)


@blueprint.get("/feed/<any(category, tag, author):kind>/<path:key>")
@blueprint.get("/feed/<any(atom, rss):form>/<any(category, tag, author):kind>/<path:key>")
def behind(kind: FeedKind, key: str, form: str = "atom") -> Response:
    """Typecho's of a category, tag or author."""
    return lead(kind, key.rstrip("/"), form)


@blueprint.get("/feeds/posts/default/-/<key>/", strict_slashes=False)
def by_label(key: str) -> Response:
    """Blogger's of a label."""
    return _first([("tag", key), ("category", key)], "atom")


for _old in EVERYTHING:
    for _end in ("", "/"):
        blueprint.add_url_rule(_old + _end, "moved" + (_old + _end).replace("/", "_").replace(".", "_"), everything)

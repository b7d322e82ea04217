"""Frames and film players -> links to what they show, so that a reader without frames has it, and nobody is asked."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from bs4 import BeautifulSoup, Tag

from feedsvc.articles import tracking
from feedsvc.articles.blocks import attribute, elements, within
from feedsvc.articles.identity import web_address
from feedsvc.articles.pictures import flat_sides
from feedsvc.config import SanitizeSettings
from feedsvc.options import PLAYERS

Rest = tuple[tuple[str, str], ...]
"""Parameters that say which part of a film is meant, and how the film's page is told of it; the first one counts."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a player's addresses name the film: in a parameter, or in the path, at the pattern's group."""

    player: str
    host: str
    name: re.Pattern[str]
    parameter: str | None = None
    page: str = ""
    rest: Rest = ()


@dataclass(frozen=True, slots=True)
class Film:
    """A film: the address of its page, and of its poster where that is known."""

    page: str
    poster: str | None = None


_TUBE = "([A-Za-z0-9_-]{11})"
_TUBE_PAGE = "https://www.youtube.com/watch?v={}"
_TUBE_REST = (("start", "&t={}s"), ("t", "&t={}s"))
_TUBE_PATH = re.compile(rf"/(?:embed|v|e|shorts|live)/{_TUBE}/?\Z")
_BILI_PAGE = "https://www.bilibili.com/video/{}"
_BILI_REST = (("p", "?p={}"), ("page", "?p={}"))
_TENCENT = re.compile(r"([A-Za-z0-9]{8,16})\Z")
_TENCENT_PAGE = "https://v.qq.com/x/page/{}.html"
_VIMEO = "https://vimeo.com/{}"
_VIMEO_REST = (("h", "/{}"),)
_YOUKU = "(X[A-Za-z0-9]{5,40}={0,2})"
_YOUKU_PAGE = "https://v.youku.com/v_show/id_{}.html"

_PLACES = (
    Place("youtube", "youtube.com", re.compile(rf"{_TUBE}\Z"), "v", _TUBE_PAGE, _TUBE_REST),
    Place("youtube", "youtube.com", _TUBE_PATH, None, _TUBE_PAGE, _TUBE_REST),
    Place("youtube", "youtube-nocookie.com", _TUBE_PATH, None, _TUBE_PAGE, _TUBE_REST),
    Place("youtube", "youtu.be", re.compile(rf"/{_TUBE}/?\Z"), None, _TUBE_PAGE, _TUBE_REST),
    Place("bilibili", "bilibili.com", re.compile(r"(BV[A-Za-z0-9]{10})\Z"), "bvid", _BILI_PAGE, _BILI_REST),
    Place("bilibili", "bilibili.com", re.compile(r"([0-9]{1,18})\Z"), "aid", f"{_BILI_PAGE[:-2]}av{{}}", _BILI_REST),
    Place("bilibili", "bilibili.com", re.compile(r"/video/(BV[A-Za-z0-9]{10}|av[0-9]{1,18})/?\Z"), None, _BILI_PAGE,
          _BILI_REST),
    Place("bilibili", "hdslb.com", re.compile(r"([0-9]{1,18})\Z"), "aid", f"{_BILI_PAGE[:-2]}av{{}}", _BILI_REST),
    Place("vimeo", "vimeo.com", re.compile(r"/(?:video/|channels/[\w-]{1,60}/)?([0-9]{1,12})/?\Z", re.A), None, _VIMEO,
          _VIMEO_REST),
    Place("vimeo", "vimeo.com", re.compile(r"/(?:video/)?([0-9]{1,12}/[0-9a-f]{6,16})/?\Z"), None, _VIMEO),
    Place("vimeo", "vimeo.com", re.compile(r"([0-9]{1,12})\Z"), "clip_id", _VIMEO),
    Place("tencent", "qq.com", _TENCENT, "vid", _TENCENT_PAGE),
    Place("tencent", "v.qq.com", re.compile(r"/x/(?:page|cover/[A-Za-z0-9]{5,20})/([A-Za-z0-9]{8,16})\.html\Z"), None,
          _TENCENT_PAGE),
    Place("youku", "youku.com", re.compile(rf"/embed/{_YOUKU}/?\Z"), None, _YOUKU_PAGE),
    Place("youku", "youku.com", re.compile(rf"/player\.php/(?:[\w/]{{0,60}}/)?sid/{_YOUKU}/v\.swf\Z", re.A), None,
          _YOUKU_PAGE),
    Place("youku", "youku.com", re.compile(rf"/v_show/id_{_YOUKU}\.html\Z"), None, _YOUKU_PAGE),
)  # fmt: skip
"""The players' addresses, by what their own sites give out for embedding, now and in the days of Flash."""

_POSTERS = {"youtube": "https://i.ytimg.com/vi/{}/hqdefault.jpg"}
"""Where a player keeps a film's poster under the film's own name; of the others it is not known without asking."""

_PART = re.compile(r"(?!0*1?\Z)[0-9]{1,6}\Z|[0-9a-f]{6,16}\Z")
"""A page or second of a film; the first goes without saying. Or the word that opens a film that is not listed."""

_UNSAID = frozenset(
    {"youtube video player", "youtube player", "youtube video", "vimeo video player", "video player", "embedded video",
     "bilibili player", "iframe", "embed", "video", "untitled"}
)  # fmt: skip
"""Titles that players write themselves, into every frame."""

_SOURCES = ("src", "data-src", "data-original", "data-lazy-src")
"""Scripts that load frames late keep the address beside."""
_OBJECT_PARAMETERS = frozenset({"movie", "src", "url", "filename"})
_FRAMES = frozenset({"iframe", "embed", "object", "video"})
_ROOMS = frozenset({"[document]", "div", "section", "article", "main", "aside", "blockquote"})
"""Where a figure may stand; elsewhere a poster stands within the words."""


def film(src: str, players: Container[str] = PLAYERS) -> Film | None:
    """The film that a frame of one of these players shows; None for other frames.

    `//player.bilibili.com/player.html?bvid=BV1xx411c7mD&p=2` gives the page
    `https://www.bilibili.com/video/BV1xx411c7mD?p=2`.
    """
    try:
        parts = urlsplit(src if "//" in src else f"//{src}", scheme="https")
        host = (parts.hostname or "").lower()
    except ValueError:
        return None
    places = [place for place in _PLACES if place.player in players and _within(host, place.host)]
    if not places or parts.scheme not in ("http", "https"):
        return None
    asked = {name: values[0] for name, values in parse_qs(parts.query.replace("&amp;", "&")).items()}
    for place in places:
        found = place.name.match(asked.get(place.parameter, "") if place.parameter else parts.path)
        if found:
            poster = _POSTERS.get(place.player)
            return Film(place.page.format(found[1]) + _rest(place, asked), poster.format(found[1]) if poster else None)
    return None


def _rest(place: Place, asked: Mapping[str, str]) -> str:
    said = ((form, asked.get(name, "").removesuffix("s")) for name, form in place.rest)
    return next((form.format(value) for form, value in said if _PART.match(value)), "")


def _within(host: str, known: str) -> bool:
    return host == known or host.endswith(f".{known}")


def link(tree: BeautifulSoup, base: str | None, cleaning: SanitizeSettings) -> None:
    """Make each frame, object and film of a known player a link to its film, with its poster where that is known.

    A frame of any other host becomes a link to what it shows, in the words of its title, else of its host. It goes
    where it is an advertisement, a button, a beacon or has no size. Words within an object stay.
    """
    shown: set[int] = set()
    for tag in elements(tree, _FRAMES):
        if tag.parent is None or tag.decomposed:
            continue
        found = next((each for src in _addresses(tag) if (each := film(src, cleaning.players))), None)
        if id(tag.parent) in shown:
            _take_out(tag, shown)
        elif found is not None:
            _put(tree, tag, found)
            _take_out(tag, shown)
        elif tag.name != "video":
            _put_other(tree, tag, base)
            _take_out(tag, None)
    for tag in elements(tree, frozenset({"param"})):
        tag.decompose()

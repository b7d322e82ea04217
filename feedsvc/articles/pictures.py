"""Pictures as their authors meant them: lazy ones loaded, proxied ones at home, one chosen for the entry."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from feedsvc.articles import quotes, tracking
from feedsvc.articles.addresses import is_own_page
from feedsvc.articles.identity import web_address
from feedsvc.articles.placeholders import is_placeholder
from feedsvc.articles.repair import CLEANING
from feedsvc.articles.shown import LAZY, attribute, nearest, within
from feedsvc.articles.tree import Node, Tag, Text, Tree, siblings
from feedsvc.config import SanitizeSettings
from feedsvc.model import Picture
from feedsvc.patterns import lazy

TYPES = {
    "jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png", "gif": "image/gif", "webp": "image/webp",
    "avif": "image/avif", "svg": "image/svg+xml", "bmp": "image/bmp",
}  # fmt: skip

MAX_UNWRAPPED = 4
"""Proxies within proxies; more is no address but a trap."""

SMALLEST = 32
"""Pixels: a picture with a smaller side is an icon or a spacer."""

MAX_SIDE = 20_000
"""Pixels; greater numbers are no sizes."""

_MEDIA = frozenset({"img", "source", "video", "audio"})
_IMAGE = frozenset({"img"})
_FIGURE = frozenset({"figure"})
_PLAYERS = frozenset({"video", "audio"})
_LINK = frozenset({"a"})
_PARTS = frozenset({"source", "track"})
_PICTURE = frozenset({"picture"})
_TWIN = frozenset({"noscript"})
_OFFERED = lazy(r"[^\s,]\S*+")
_SIZE = lazy(r"[^,]*+")
_LAZY_SETS = ("data-srcset", "data-lazy-srcset")
_SETS = (*_LAZY_SETS, "srcset")
_PROXIED = lazy(r"https?://[^?#]{1,500}\?(https?(?:://|%3a%2f%2f|:%2f%2f).+)\Z", re.I | re.S)
_ENCODED = lazy(r"https?(?:%3a%2f%2f|:%2f%2f)", re.I)
_ADDRESS = lazy(r"(?:https?:)?//[^\s]|/[^\s]|[^\s:{}]+\.(?:jpe?g|png|gif|webp|avif|bmp|svg)\b", re.I)
_PICTURE_FILE = lazy(r"[^?#]{1,1000}\.(?:jpe?g|png|gif|webp|avif|bmp|svg)(?:[?#!@]|\Z)", re.I)
_FILE = lazy(r"(?:https?:)?//[^\s]|/[^\s]|[^\s:{}]+\.[a-z0-9]{2,4}\b", re.I)
"""The address of a film or a sound, of which there are too many formats to name; no words and no template's code."""
_NOTHING = lazy(r"[01](?:\.0{1,9})?(?:px)?|0(?:\.0{1,9})?(?:%|[a-z]{2,4})")
_STYLED = lazy(r"(?:^|;)(?:max-)?(width|height):([^;!]{0,20})")
_DECORATION = lazy(r"(?:^|[\s_-])(?:emoji|smiley|smilie|icon|badge)s?(?:[\s_-]|$)", re.I)
"""Classes of pictures that stand for a word or a sign."""
_BADGE = lazy(
    r"//(?:[^/?#]{1,200}\.)?(?:shields\.io|badgen\.net|badge\.fury\.io|badges\.gitter\.im)/"
    r"|//(?:[^/?#]{1,200}\.)?travis-ci\.(?:org|com)/[^?#]{1,200}\.(?:svg|png)(?:[?#]|\Z)"
    r"|//ci\.appveyor\.com/api/projects/status/"
    r"|/badges?(?:\.svg|/)|/(?:badge_logo|colab-badge|deploy/button)\.(?:svg|png)|/emoji/",
    re.I,
)
"""Addresses of pictures that tell the state of a project, or are a button of one."""

Candidate = tuple[float, str]
"""A picture that a source set offers: its size or density, its address."""


def unwrap(url: str, proxies: tuple[str, ...] = ()) -> str:
    """The address behind a picture proxy: `https://proxy.example/?http://a.example/b.png` -> `http://a.example/b.png`.

    A proxy is known by a query that is itself a whole http(s) address, or by a configured prefix. Others stay.
    """
    for _ in range(MAX_UNWRAPPED):
        inner = _behind(url.strip(), proxies)
        if inner is None:
            break
        url = unquote(inner) if _ENCODED.match(inner) else inner
    return url


def _behind(url: str, proxies: tuple[str, ...]) -> str | None:
    for prefix in proxies:
        rest = url.removeprefix(prefix) if prefix and url.startswith(prefix) else ""
        if rest.lower().startswith(("http:", "https:", "http%3a", "https%3a")):
            return rest
    found = _PROXIED.match(url)
    return found[1] if found else None


def restore(tree: Tree, cleaning: SanitizeSettings = CLEANING) -> None:
    """Make every picture of the tree a plain `img` with its own address in `src`, and give films and sounds theirs;
    pictures of one pixel go, unless `cleaning` keeps trackers."""
    twins = [tag for tag in tree.elements(_TWIN) if not within(tag, _TWIN)]
    known = _addresses(tree) if twins else frozenset[str]()
    for twin in twins:
        _take_twin(twin, known)
    largest = _largest_of_pictures(tree)
    for picture in tree.elements(_IMAGE):
        around = nearest(picture, _PICTURE)
        _load(picture, largest.get(id(around)))
        if cleaning.tracking == "remove" and _is_pixel(picture):
            picture.extract()
    for picture in tree.elements(_PICTURE):
        picture.unwrap()
    _address_media(tree, cleaning.proxies)


def _load(picture: Tag, around: Candidate | None) -> None:
    """The real address of a picture, wherever a script would take it from; `around` is what the `picture` offers."""
    lazy = _late(picture)
    if lazy:
        picture.attrs["src"] = lazy
        picture.attrs.pop("style", None)
    elif _waits_for_one(picture):
        largest = _largest([*_offered(picture), *([around] if around else [])])
        if largest:
            picture.attrs["src"] = largest[1]
    for name in (*LAZY, *_SETS, "sizes"):
        picture.attrs.pop(name, None)


def _late(picture: Tag) -> str:
    """What a script would load in the place of `src`, which may be a blurred stand-in: an address that is kept for it,
    else the largest of a set that is; "" where there is none."""
    kept = _kept(picture, _ADDRESS)
    if kept == attribute(picture, "data-url").strip() and not (_waits_for_one(picture) or _PICTURE_FILE.match(kept)):
        # Beside a picture's own address it is a page's.
        kept = ""
    largest = None if kept else _largest([*_offered(picture, _LAZY_SETS)])
    return largest[1] if largest else kept


def _kept(tag: Tag, address: re.Pattern[str]) -> str:
    """The address that a tag keeps for a script, "" where it keeps none."""
    return next((value for name in LAZY if (value := attribute(tag, name).strip()) and address.match(value)), "")


def _load_played(tag: Tag) -> None:
    """The address of a film or a sound that a script would load late; one in `src` is its own already."""
    src = attribute(tag, "src").strip()
    if is_own_page(src) or src.startswith("data:"):
        late = _kept(tag, _FILE)
        if late and (tag.name != "source" or within(tag, _PLAYERS)):
            tag.attrs["src"] = late


def _largest_of_pictures(tree: Tree) -> dict[int, Candidate]:
    """The greatest candidate that the sources of each `picture` offer, by its `id`. Each source is read once, however
    many pictures stand beside it."""
    offered: dict[int, list[Candidate]] = defaultdict(list)
    for source in tree.elements(frozenset({"source"})):
        offered[id(nearest(source, _PICTURE))] += _offered(source)
    return {around: found for around, candidates in offered.items() if (found := _largest(candidates))}


def _largest(candidates: list[Candidate]) -> Candidate | None:
    return max(candidates, key=lambda found: found[0], default=None)


def _offered(tag: Tag, sets: tuple[str, ...] = _SETS) -> Iterator[Candidate]:
    return (found for name in sets for found in _candidates(attribute(tag, name)))


def _candidates(value: str) -> Iterator[Candidate]:
    """`a.jpg 1x,b.jpg 2x` -> (1, a.jpg), (2, b.jpg). A comma inside an address has no space behind it."""
    at = 0
    while (found := _OFFERED.search(value, at)) is not None:
        at, address, size = found.end(), found[0].rstrip(","), ""
        if address == found[0]:
            said = _SIZE.match(value, at)
            size, at = (said[0].strip()[:-1], said.end()) if said else ("", at)
        if _ADDRESS.match(address):
            yield float(size) if re.fullmatch(r"[0-9]{1,6}(?:\.[0-9]{1,3})?", size) else 1.0, address


def _addresses(tree: Tree) -> frozenset[str]:
    """What the pictures outside of any `noscript` show, or would once a script loads them."""
    shown = [tag for tag in tree.elements(_IMAGE) if not within(tag, _TWIN)]
    return frozenset(attribute(tag, name).strip() for tag in shown for name in ("src", *LAZY))


def _take_twin(noscript: Tag, known: frozenset[str]) -> None:
    """`<noscript><img></noscript>` beside a lazy picture holds its real address; alone it is the picture, and several
    are all that a script would show, each with its caption, but for those that stand elsewhere (`known`)."""
    shown = noscript.elements(_IMAGE)
    if not shown:
        noscript.extract()
        return
    inner, waiting = shown[0], (tag for tag in siblings(noscript) if tag is not None and _waits(tag))
    beside = next(waiting, None) if len(shown) == 1 else None
    if beside is None:
        noscript.replace_with(*_outermost(noscript, known))
        return
    beside.attrs["src"] = attribute(inner, "src") or attribute(beside, "src")
    if not attribute(beside, "alt"):
        beside.attrs["alt"] = attribute(inner, "alt")
    noscript.extract()


def _outermost(noscript: Tag, known: frozenset[str]) -> list[Tag]:
    """The pictures of a `noscript` that stand nowhere else, those in a figure with it."""
    held, found = set[int](), list[Tag]()
    for tag in noscript.elements(_IMAGE | _FIGURE):
        shown = () if id(tag) in held else (tag,) if tag.name == "img" else tag.elements(_IMAGE)
        if any(attribute(each, "src").strip() not in known for each in shown):
            found.append(tag)
            held.update(id(each) for each in tag.elements())
    return found


def _waits(tag: Tag) -> bool:
    """Is this a picture that a script would fill, or has filled?"""
    if tag.name != "img":
        return False
    lazy = "lazy" in attribute(tag, "class").lower() or any(name in tag.attrs for name in (*LAZY, *_LAZY_SETS))
    return lazy or _waits_for_one(tag)


def _waits_for_one(picture: Tag) -> bool:
    """Has a picture no address of its own in `src`?"""
    src = attribute(picture, "src").strip()
    return is_own_page(src) or src.startswith("data:") or is_placeholder(src)


def _is_pixel(picture: Tag) -> bool:
    """Is a picture no wider and no higher than a pixel, by its attributes or its style?"""
    style = "".join(attribute(picture, "style").split()).lower()
    said = [
        *_STYLED.findall(style),
        *((side, attribute(picture, side).strip().lower()) for side in ("width", "height")),
    ]
    return {side for side, value in said if _NOTHING.fullmatch(value)} == {"width", "height"}


def _address_media(tree: Tree, proxies: tuple[str, ...]) -> None:
    """Give films and sounds the addresses that scripts would load, and all media, and links around pictures, those
    behind proxies."""
    for tag in tree.elements(_MEDIA):
        if tag.name != "img":
            _load_played(tag)
        _unproxy(tag, ("src", "poster"), proxies)
    for link in tree.elements(_LINK):
        if "href" in link.attrs and link.first("img") is not None:
            _unproxy(link, ("href",), proxies)


def _unproxy(tag: Tag, names: tuple[str, ...], proxies: tuple[str, ...]) -> None:
    for name in names:
        if name in tag.attrs:
            tag.attrs[name] = unwrap(tag.attrs[name], proxies)


def as_links(tree: Tree) -> None:
    """Make every picture, film and sound a link to it, so that rendering the tree asks nobody for anything.

    `<img src=A alt=B>` becomes `<a href=A>[B]</a>`; within a link only the words stay, since links do not nest.
    """
    for tag in tree.elements(_PLAYERS):
        source = tag.first("source")
        address = attribute(tag, "src") or (attribute(source, "src") if source is not None else "")
        for inner in tag.elements(_PARTS):
            inner.extract()
        tag.insert_before(_linked(tag, address))
        tag.unwrap()
    for tag in tree.elements(_IMAGE):
        tag.replace_with(_linked(tag, attribute(tag, "src")))


def _linked(tag: Tag, address: str) -> Node:
    """A link to a medium, its words those that its author gave it, else the name of its file."""
    web = web_address(address)
    name = unquote(urlsplit(web or "").path.rpartition("/")[2])
    words = attribute(tag, "alt").strip() or attribute(tag, "title").strip() or name or tag.name
    if not web or within(tag, _LINK):
        return Text(f"[{words}]")
    return Tag("a", {"href": web}, f"[{words}]")


def choose(
    tree: Tree, head: tuple[str, ...], base: str | None, cleaning: SanitizeSettings = CLEANING
) -> Picture | None:
    """The entry's picture: the head's first real one, else the body's first real one, else None.

    It is never one that counts readers, even where `cleaning` keeps those in the text.
    """
    drawn = [
        (address, tag) for tag in tree.elements(_IMAGE) if (address := _real(attribute(tag, "src"), base, cleaning))
    ]
    first = dict(reversed(drawn))
    for value in dict.fromkeys(head):
        address = _real(value, base, cleaning)
        tag = first.get(address or "")
        if address and not (tag and _is_pixel(tag)):
            return _picture(address, tag)
    for address, tag in drawn:
        if not quotes.is_chart(tag) and not _is_small(tag):
            return _picture(address, tag)
    return None


def _real(value: str, base: str | None, cleaning: SanitizeSettings) -> str | None:
    """The absolute address of a picture that says something about its article."""
    raw = unwrap(value.strip(), cleaning.proxies)
    raw = f"https:{raw}" if raw.startswith("//") else raw
    if is_own_page(raw) or is_placeholder(raw):
        return None
    address = web_address(raw, base)
    if not address or is_placeholder(address) or tracking.is_beacon(address):
        return None
    return tracking.clean(address) if cleaning.tracking == "remove" else address


def _is_small(tag: Tag) -> bool:
    sides = (_pixels(tag, "width"), _pixels(tag, "height"))
    decorates = _DECORATION.search(attribute(tag, "class")) or _BADGE.search(attribute(tag, "src"))
    return bool(decorates) or _is_pixel(tag) or any(side is not None and side < SMALLEST for side in sides)


def _pixels(tag: Tag, name: str) -> int | None:
    value = attribute(tag, name).strip().removesuffix("px")
    return int(value) if re.fullmatch(r"[0-9]{1,5}", value) and int(value) <= MAX_SIDE else None


def _picture(address: str, tag: Tag | None) -> Picture:
    extension = urlsplit(address).path.rpartition("/")[2].rpartition(".")[2].lower()
    width = _pixels(tag, "width") if tag else None
    height = _pixels(tag, "height") if tag else None
    return Picture(address, TYPES.get(extension), width or None, height or None)

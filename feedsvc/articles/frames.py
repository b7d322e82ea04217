"""Frames, plug-in objects, embedded players, films that stand as pictures -> links, since no reader shows them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import unquote, urlsplit

from feedsvc.articles import players, tracking
from feedsvc.articles.characters import plain
from feedsvc.articles.identity import web_address
from feedsvc.articles.shown import LAZY, attribute, within
from feedsvc.articles.tree import Node, Tag, Text, Tree
from feedsvc.config import SanitizeSettings
from feedsvc.patterns import lazy

_FRAMES = frozenset({"iframe", "embed", "object"})
_PARAMETER = frozenset({"param"})
NAMES = _FRAMES | _PARAMETER
"""Elements without which there is nothing to link."""
_SOURCES = ("src", "data", *LAZY)
_PICTURES = frozenset({"img"})
_LINKS = frozenset({"a"})
_PICTURE = lazy(r"[^?#]{1,1000}\.(?:avif|gif|jpe?g|png|svg|webp)(?:[?#]|\Z)", re.I)
_DOCUMENTS = (".pdf", ".doc", ".docx", ".ppt", ".pptx", ".xls", ".xlsx", ".epub")
_PARAMETERS = frozenset({"movie", "src", "url", "filename"})
"""Names of `param` under which plug-ins are told what to play."""


def link_frames(tree: Tree, base: str | None, cleaning: SanitizeSettings) -> None:
    """A frame of a known player becomes a link to its film, with its poster where that is known; any other that can be
    seen and has a title, or is of a service that authors embed, a link to what it shows. Another that nobody named is
    mostly an advertisement.

    The words in an object stay. Frames in it that show the same for other browsers go with it.
    """
    gone: set[int] = set()
    for tag in tree.elements(_FRAMES):
        if id(tag) in gone:
            continue
        link = _link(tag, base, cleaning)
        if link is None and _is_picture(tag):
            title = attribute(tag, "title").strip()
            tag.replace_with(Tag("img", {"src": next(_sources(tag))} | ({"alt": title} if title else {})))
            continue
        if link:
            tag.insert_before(link)
        if tag.name != "object":
            tag.extract()
        elif link:
            inner = tag.elements(_FRAMES)
            gone.update(map(id, inner))
            _leave_words(tag, inner)
    for parameter in tree.elements(_PARAMETER):
        parameter.extract()


def link_films(tree: Tree, cleaning: SanitizeSettings) -> None:
    """A picture that is the page of a film, as Obsidian embeds one (`![](https://www.youtube.com/watch?v=…)`), becomes
    a link to it, with its poster where that is known; within a link that stays alone."""
    for tag in tree.elements(_PICTURES):
        source = attribute(tag, "src").strip()
        film = players.film(source, cleaning.players) if players.may_be_film(source) else None
        if film is not None:
            shown = _shown(film, attribute(tag, "alt").strip() or attribute(tag, "title").strip() or film.page)
            tag.replace_with(shown if within(tag, _LINKS) else _around(film.page, shown))


def _link(tag: Tag, base: str | None, cleaning: SanitizeSettings) -> Tag | None:
    """The link that stands for a frame, None where it shows nothing."""
    sources = list(_sources(tag))
    title = attribute(tag, "title").strip()
    film = next((film for source in sources if (film := players.film(source, cleaning.players))), None)
    address = film.page if film else _seen(tag, sources, base)
    if address is None or tracking.is_beacon(address):
        return None
    words = title or (address if film else players.service(address) or _document(tag, address))
    return _around(address, _shown(film, words) if film else Text(words)) if words else None


def _document(tag: Tag, address: str) -> str:
    """The name of a document that a frame shows, "" of anything else; an object says itself what it is."""
    name = unquote(urlsplit(address).path.rpartition("/")[2])
    return plain(name) if tag.name != "object" and name.lower().endswith(_DOCUMENTS) else ""


def _is_picture(tag: Tag) -> bool:
    """Does an object show a picture, and hold none for browsers that cannot: `<object data="/a.svg">`?"""
    source = next(_sources(tag), "")
    told = attribute(tag, "type").lower().startswith("image/") or _PICTURE.match(source) is not None
    return tag.name != "iframe" and source != "" and told and tag.first("img") is None


def _seen(tag: Tag, sources: Sequence[str], base: str | None) -> str | None:
    """What a frame of no known player shows its reader."""
    return web_address(sources[0], base) if sources and not _flat(tag) else None


def _shown(film: players.Film, words: str) -> Node:
    return Tag("img", {"src": film.poster, "alt": words}) if film.poster else Text(words)


def _around(address: str, shown: Node) -> Tag:
    link = Tag("a", {"href": address})
    link.append(shown)
    return link


def _sources(tag: Tag) -> Iterator[str]:
    """The addresses that a frame may show, the most certain first."""
    yield from (value for name in _SOURCES if (value := attribute(tag, name).strip()))
    for inner in tag.contents:
        if isinstance(inner, Tag) and inner.name == "param" and attribute(inner, "name").lower() in _PARAMETERS:
            yield attribute(inner, "value").strip()


def _flat(tag: Tag) -> bool:
    """Whether a frame has no size: it counts readers."""
    return any(attribute(tag, side).strip().removesuffix("px") in ("0", "1") for side in ("width", "height"))


def _leave_words(tag: Tag, inner: Sequence[Tag]) -> None:
    """Of an object and the frames in it leave the words alone."""
    for frame in inner:
        if frame.name == "object":
            frame.unwrap()
        else:
            frame.extract()
    tag.unwrap()

"""The security boundary: repaired HTML -> HTML that is safe in any reader. It trusts nobody, and runs last.

Three steps, each linear: the source is cut (depth, number, balance; only allowed elements are left), unless it is so
plain that a cut would change nothing; nh3 filters it by the lists below; and characters that XML 1.0 does not allow go.
What comes out is a fixed point: sanitized again, it is the same to the byte. Nothing may parse and write it again
behind this: browsers would be given another tree.
"""

from __future__ import annotations

import re

import nh3

from feedsvc.articles.addresses import web_address
from feedsvc.articles.characters import legal
from feedsvc.articles.cut import Policy, cut, escape
from feedsvc.articles.embedded import MAX_DATA
from feedsvc.articles.growth import Form
from feedsvc.articles.settled import TRANSPARENT, is_settled
from feedsvc.articles.tokens import Attributes, decode
from feedsvc.patterns import lazy

ELEMENTS: frozenset[str] = frozenset(
    {
        # Paragraphs and headings: the structure of any article.
        *("p", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "div", "section", "article", "blockquote"),
        # Lists.
        *("ul", "ol", "li", "dl", "dt", "dd"),
        # Emphasis and the meaning of words; no presentation (`font`, `big`, `center`) is among them.
        *("strong", "b", "em", "i", "u", "s", "del", "ins", "mark", "small", "sub", "sup", "abbr", "cite", "dfn", "q"),
        *("time", "var", "wbr"),
        # Which way words of Arabic and Hebrew run among others.
        *("bdi", "bdo"),
        # Readings above Chinese and Japanese words.
        *("ruby", "rb", "rt", "rp", "rtc"),
        # Program text.
        *("pre", "code", "kbd", "samp"),
        # Tables.
        *("table", "caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "th", "td"),
        # Pictures, films and sound, without scripts around them; never frames, objects or vector graphics.
        *("figure", "figcaption", "img", "video", "audio", "source", "track"),
        # Links, and parts that a reader may fold.
        *("a", "details", "summary"),
    }
)

MEDIA: frozenset[str] = frozenset({"img", "video", "audio", "source", "track"})
"""What a reader fetches to show it. With `pictures = "link"` none of these is left."""

GONE: frozenset[str] = frozenset(
    {"script", "style", "svg", "math", "template", "select", "noembed", "noframes", "title"}
)
"""Elements that vanish with their content: what is inside is no text of the article. Others lose their tags."""

ATTRIBUTES: dict[str, frozenset[str]] = {
    "*": frozenset({"dir"}),
    "a": frozenset({"href", "title"}),
    "img": frozenset({"src", "alt", "title", "width", "height"}),
    "video": frozenset({"src", "poster", "width", "height", "controls", "preload"}),
    "audio": frozenset({"src", "controls", "preload"}),
    "source": frozenset({"src", "type"}),
    "track": frozenset({"src", "kind", "label", "srclang"}),
    "ol": frozenset({"start", "reversed", "type"}),
    "li": frozenset({"value"}),
    "td": frozenset({"colspan", "rowspan", "class"}),
    "th": frozenset({"colspan", "rowspan", "scope", "class"}),
    "col": frozenset({"span"}),
    "colgroup": frozenset({"span"}),
    "abbr": frozenset({"title"}),
    "dfn": frozenset({"title"}),
    "time": frozenset({"datetime"}),
    "del": frozenset({"datetime"}),
    "ins": frozenset({"datetime"}),
    "details": frozenset({"open"}),
    "code": frozenset({"class"}),
    **dict.fromkeys(("p", "div", "figure", "section", "h1", "h2", "h3", "h4", "h5", "h6"), frozenset({"class"})),
}
"""No `style` (leaks, overlays), no `id` and `name` (they cover a page's own), no `target`, no handler, no `srcset`."""

FORCED: dict[str, Attributes] = dict.fromkeys(("video", "audio"), (("controls", ""), ("preload", "none")))
"""Films and sound can be started, and load nothing before: opening an article tells no third party of its reader.

Written by the cut: nh3 would add them in another order in each process."""

SCHEMES: dict[tuple[str, str], frozenset[str]] = {
    ("a", "href"): frozenset({"http", "https", "mailto"}),
    ("img", "src"): frozenset({"http", "https", "data"}),
    ("video", "src"): frozenset({"http", "https"}),
    ("video", "poster"): frozenset({"http", "https"}),
    ("audio", "src"): frozenset({"http", "https"}),
    ("source", "src"): frozenset({"http", "https"}),
    ("track", "src"): frozenset({"http", "https"}),
}
"""Addresses are absolute, with one of these schemes; `data:` only as a small raster picture (checks A11 and R5). Those
of the web are written as `web_address` reads them, so that no reader takes one for another's."""

CLASSES: frozenset[str] = frozenset({"align-center", "align-right"})
"""Of blocks; `code` has `language-…` besides, for readers that colour programs."""

LIST_TYPES: frozenset[str] = frozenset("1aAiI")
"""How items are counted: texts say `point (a)` of them (HTML 4.4.5)."""

REL = "noopener nofollow"
"""On every link: the page that opens has no hold on the reader's, and search engines do not count it as ours."""

PASSES = 4
"""After so many passes without a fixed point the text alone is left. No input is known that needs more than two."""

_RASTER = lazy(r"data:image/(?:png|gif|jpeg|webp);base64,[A-Za-z0-9+/]+={0,2}\Z")
_LANGUAGE = lazy(r"language-[A-Za-z0-9_+#.-]{1,40}\Z")
_NUMBER = lazy(r"[0-9]{1,4}\Z")
_COUNT = lazy(r"-?[0-9]{1,4}\Z")
_PICTURE = lazy(r"""<img((?: [a-z]+="[^"]*")*)>""")
_ALT = lazy(r""" alt="([^"]*)\"""")
_NUMBERS = {
    **dict.fromkeys(("width", "height", "colspan", "rowspan", "span"), _NUMBER),
    **dict.fromkeys(("start", "value"), _COUNT),
}
_DIRECTIONS = frozenset({"ltr", "rtl", "auto"})
_SWITCHES = frozenset({"controls", "reversed", "open"})


def sanitize(html: str, *, media: bool = True) -> str:
    """Safe HTML of any HTML: `<a href="javascript:x" onclick=y>a</a>` -> `<a rel="noopener nofollow">a</a>`.

    Without `media` nothing is left that a reader would fetch: no element of MEDIA.
    `sanitize(sanitize(x)) == sanitize(x)`; every character is legal in XML 1.0; linear; never raises.
    """
    for _ in range(PASSES):
        settled = is_settled(html, _POLICIES[media])
        filtered = _CLEANERS[media].clean(html if settled else cut(html, _POLICIES[media]))
        # What is settled holds no character that is not legal.
        clean = _PICTURE.sub(_shown, filtered if settled and filtered == html else legal(filtered))
        if clean == html:
            return clean
        html = clean
    return legal(nh3.clean(html, tags=set(), clean_content_tags=set(GONE)))


def _filter(element: str, name: str, value: str) -> str | None:
    """An attribute's value as it may be written, None where the attribute goes."""
    if (element, name) in SCHEMES:
        return _address(element, name, value.strip())
    if name == "class":
        return " ".join(each for each in value.split() if _class_allowed(element, each)) or None
    if name in _NUMBERS:
        return value.strip() if _NUMBERS[name].match(value.strip()) else None
    if name == "dir":
        return value.lower() if value.lower() in _DIRECTIONS else None
    if element == "ol" and name == "type":
        return value if value in LIST_TYPES else None
    return "" if name in _SWITCHES else value


def _address(element: str, name: str, value: str) -> str | None:
    scheme = value.partition(":")[0].lower()
    if scheme not in SCHEMES[element, name]:
        return None
    if scheme == "data":
        return value if is_small_picture(value) else None
    return value if scheme == "mailto" else web_address(value)


def _shown(picture: re.Match[str]) -> str:
    """A picture, or its words where it has no address: readers would show a broken one."""
    if ' src="' in picture[1]:
        return picture[0]
    alt = _ALT.search(picture[1])
    return escape(decode(alt[1])) if alt else ""


def is_small_picture(address: str) -> bool:
    """Is this a `data:` address that a picture may have?"""
    return len(address) <= MAX_DATA and _RASTER.match(address) is not None


def _class_allowed(element: str, name: str) -> bool:
    return _LANGUAGE.match(name) is not None if element == "code" else name in CLASSES


def _cleaner(kept: frozenset[str]) -> nh3.Cleaner:
    attributes = {element: set(names) for element, names in ATTRIBUTES.items() if element in kept or element == "*"}
    return nh3.Cleaner(
        tags=set(kept),
        clean_content_tags=set(GONE),
        # Without "*" nh3 allows `title` and `lang` on every element.
        attributes=attributes,
        attribute_filter=_filter,
        strip_comments=True,
        link_rel=REL,
        generic_attribute_prefixes=set(),
        url_schemes={scheme for schemes in SCHEMES.values() for scheme in schemes},
        url_relative="deny",
    )


def _left(element: str, name: str, value: str) -> str | None:
    """What the filter leaves of an attribute, None where it takes it out."""
    allowed = name in ATTRIBUTES.get(element, ()) or name in ATTRIBUTES["*"]
    return _filter(element, name, value) if allowed else None


FORM = Form(_left, {"a": (("rel", REL),)}, frozenset({TRANSPARENT}))
"""Written so, a tree comes through the filter as it is, and needs no second pass to show that it is a fixed point."""

_KEPT = {True: ELEMENTS, False: ELEMENTS - MEDIA}
_CLEANERS = {media: _cleaner(kept) for media, kept in _KEPT.items()}
_POLICIES = {media: Policy(keep=kept, gone=GONE, comments=False, forced=FORCED) for media, kept in _KEPT.items()}

"""Which elements a reader sees, and what stands around them."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from feedsvc.articles.characters import ZERO_WIDTH
from feedsvc.articles.tree import Node, Tag
from feedsvc.patterns import lazy
from feedsvc.remembered import remembered

_BLOCKS_NAMES = """
    address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption
    figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre search section
    summary table tbody td tfoot th thead tr ul
"""
BLOCKS = frozenset(_BLOCKS_NAMES.split())
PICTURES = frozenset({"img", "picture", "video", "audio", "iframe", "embed", "object", "canvas", "svg"})
PLAYERS = frozenset({"video", "audio"})
"""Words in one are for browsers that have none, so that nobody reads them."""
LAZY = (
    *("data-src", "data-original", "data-original-src", "data-lazy-src", "data-lazyload", "data-lazy"),
    *("data-actualsrc", "data-real-src", "data-echo", "data-url", "zoomfile"),
)
"""Attributes in which scripts that load pictures and frames late keep the address, the commonest first."""
INVISIBLE = frozenset({"head", "title", "script", "style", "template", "noscript", "datalist", "meta", "link"})

HIDING = frozenset({"hidden", "style", "aria-hidden"})
"""Attributes by which an element may be hidden."""
_HIDING = lazy(r"(?:^|;)(?:display:none|visibility:(?:hidden|collapse)|font-size:0(?:px|pt|em|rem|%)?(?:;|!|$))")
_FLAT = lazy(r"(?:^|;)(?:max-)?height:(?:0(?:px|pt|em|rem)?|1(?:px|pt)?)(?:;|!|$)")
"""`1em` is a line, and a percentage of a height that nobody set is none at all."""
_PADDED = lazy(r"(?:^|;)padding(?:-top|-bottom)?:(?!0(?:px|%)?(?:;|!|$))")
"""A film's frame has its height from its padding: `height:0;padding-bottom:56.25%;overflow:hidden`."""
_SPACES = lazy(r"[ \t\n\f\r]+")

SPACERS = frozenset({"", "#", "¶", "§", "🔗", "⚓", "⚓\ufe0f"})
"""What an `aria-hidden` element that is a spacer says: nothing, or the mark of a heading's own link. A letter is a drop
cap or a formula, which is set once for the eye (`aria-hidden`) and once as MathML."""
_SPACER_LENGTH = max(map(len, SPACERS))


def attribute(tag: Tag, name: str) -> str:
    """An attribute's value as one string, "" where there is none."""
    return tag.attrs.get(name, "")


def nearest(node: Node, names: AbstractSet[str]) -> Tag | None:
    """The innermost element of one of these names that the node is inside."""
    parent = node.parent
    while parent is not None and parent.name not in names:
        parent = parent.parent
    return parent


def within(node: Node, names: AbstractSet[str]) -> bool:
    """Is the node inside an element of one of these names?"""
    return nearest(node, names) is not None


def hidden(tag: Tag) -> bool:
    """Does no reader see this element? `display:none`, a height of 1px with `overflow:hidden`, `hidden`, spacers.

    By itself alone; `hiding` takes the mark from elements in which something is seen.
    """
    attrs = tag.attrs
    if not attrs or tag.name in INVISIBLE:
        return tag.name in INVISIBLE
    # A page finds what is hidden "until-found" for its reader (HTML 6.1).
    if "hidden" in attrs and attrs["hidden"].lower() != "until-found":
        return True
    if "style" in attrs and _is_styled_away(attrs["style"]):
        return True
    return attrs.get("aria-hidden") == "true" and _is_spacer(tag)


@remembered(most=1024, longest=300)
def _is_styled_away(style: str) -> bool:
    said = _SPACES.sub("", style.lower())
    flat = _FLAT.search(said) and "overflow:hidden" in said and not _PADDED.search(said)
    return bool(flat or _HIDING.search(said))


def _is_spacer(tag: Tag) -> bool:
    said = ""
    for text in tag.texts:
        said += ZERO_WIDTH.sub("", text).strip()
        if len(said) > _SPACER_LENGTH:
            return False
    return said in SPACERS and "katex" not in attribute(tag, "class") and not _pictured(tag)


def _pictured(tag: Tag) -> bool:
    return tag.name in PICTURES or any(inner.name in PICTURES for inner in tag.elements())

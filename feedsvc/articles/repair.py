"""Structure of an article's HTML: parsed within limits, then mended so that a reader sees what its author meant."""

from __future__ import annotations

import re
from collections import defaultdict

from feedsvc.articles import (
    buttons,
    components,
    darkpictures,
    footnotes,
    formulas,
    frames,
    gluedlinks,
    hiding,
    paragraphs,
    programs,
    quotes,
    tracking,
)
from feedsvc.articles.addresses import is_own_page
from feedsvc.articles.blocks import containers
from feedsvc.articles.cut import Policy
from feedsvc.articles.growth import grow
from feedsvc.articles.identity import web_address
from feedsvc.articles.sanitize import is_small_picture
from feedsvc.articles.shown import BLOCKS, INVISIBLE, PICTURES, SPACERS, attribute, hidden, nearest, within
from feedsvc.articles.tree import Comment, Tag, Text, Tree
from feedsvc.config import SanitizeSettings
from feedsvc.patterns import lazy

CLEANING = SanitizeSettings()

ALIGNMENTS = ("align-center", "align-right")
"""The classes that stand for the alignment of `<center>`, `align=`, `text-align:`; the sanitizer allows just these."""

MORE = lazy(r"\s*(?:more|truncate|teaser_end|excerpt)\s*\Z", re.I)
"""The comment that ends an author's own teaser (`<!-- more -->`; Docusaurus, Nikola and Eleventy have the others), kept
until the summary is made."""

_PARSED = Policy(gone=frozenset({"svg", "template", "select", "datalist", "canvas"}))
"""Graphics and controls vanish before there is a tree; script and style are no tokens of the cut at all."""

_GONE = frozenset({"noscript", "link", "meta", "base", "input", "area"}) | INVISIBLE
_UNWRAPPED = frozenset({"font", "big", "tt", "basefont", "blink", "marquee", "nobr", "label", "textarea", "object"})
_SECTIONS = frozenset(
    {
        *("address", "aside", "dialog", "fieldset", "footer", "form", "header", "hgroup", "legend", "main", "nav"),
        "search",
    }
)
"""Blocks that no feed needs: without them their words would stand glued to their neighbours'."""
_LAID_OUT = _SECTIONS | {"center"}
_NO_ELEMENTS = _UNWRAPPED | _SECTIONS
_RENAMED = {"strike": "s", "acronym": "abbr", "listing": "pre", "dir": "ul", "menu": "ul"}
_ALIGN = lazy(r"(?:^|;)\s*text-align\s*:\s*(center|right)\b", re.I)
_COUNTED = lazy(r"(?:^|;)\s*list-style(?:-type)?\s*:\s*((?:lower|upper)-(?:alpha|latin|roman))\b", re.I)
_TYPES = {
    "lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "upper-latin": "A",
    "lower-roman": "i", "upper-roman": "I",
}  # fmt: skip
_STRUCK = lazy(r"(?:^|;)\s*text-decoration(?:-line)?\s*:[^;]{0,40}\bline-through\b")
_RAISED = lazy(r"(?:^|;)\s*vertical-align\s*:\s*(super|sub)\b")
_ALIGNED = frozenset({"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "figure", "section"})
_FILE = lazy(r"\S{0,200}\.(?:jpe?g|png|gif|webp|avif|bmp|svg)\Z", re.I)
_LETTER = lazy(r"[^\W_]")
_LINKS = frozenset({"a"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_NOWHERE = frozenset({"#", "#!", "#top"})
"""What leads to the beginning of a page, or is there for a script."""
_BOXES, _ITEMS, _FORMS = frozenset({"input"}), frozenset({"li"}), frozenset({"form"})
_MEDIA = frozenset({"img", "source", "video", "audio", "track"})
_PLAYED = frozenset({"video", "audio"})
_CELLS = frozenset({"td", "th", "caption"})
_TABLE = frozenset({"table"})


_NO_PARAGRAPH = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "pre"})


def parse(html: str) -> Tree:
    """The tree of a fragment, its nodes directly below the root, without marks that hide what is seen nevertheless,
    with words for formulas, and without buttons.

    Linear: depth and number of tags are cut first.
    """
    tree = grow(html, _PARSED)
    components.mend(tree)
    if tree.elements(formulas.NAMES):
        formulas.mend(tree)
    if tree.elements(buttons.NAMES):
        buttons.mend(tree)
    tree.notes = (*tree.notes, *hiding.reveal(tree))
    return tree


def repair(tree: Tree, base: str | None, cleaning: SanitizeSettings = CLEANING, page: str | None = None) -> None:
    """Mend a tree in place: hidden parts go, presentation becomes structure, addresses become absolute and, where
    `cleaning` says so, lose what trackers put into them.

    No visible character is lost, and pictures without an address are added to the tree's notes. Elements that point at
    a listing stay as they are: `zones.read` needs them, and the sanitizer unwraps them. `base` is the absolute address
    that others count from, `page` the article's own, None where it has none: links within it lead there.
    """
    present = {tag.name for tag in tree.elements()}
    if not present.isdisjoint(programs.NAMES):
        programs.mend(tree)
    if "input" in present:
        _tick(tree)
    _drop_invisible(tree)
    if not present.isdisjoint(frames.NAMES):
        frames.link_frames(tree, base, cleaning)
    if "img" in present:
        darkpictures.drop(tree)
        frames.link_films(tree, cleaning)
    _unwrap_presentation(tree)
    if "table" in present:
        _layout_tables(tree)
    if "a" in present:
        footnotes.mark(tree)
        _within_page(tree, page)
        gluedlinks.mend(tree)
    _addresses(tree, base, cleaned=cleaning.tracking == "remove")
    paragraphs.mend(tree)


def _tick(tree: Tree) -> None:
    """The box of an item that is done or not, as Markdown's become; a form's are for its reader to tick."""
    for box in tree.elements(_BOXES):
        if attribute(box, "type").lower() == "checkbox" and within(box, _ITEMS) and not within(box, _FORMS):
            box.replace_with(Text("☑" if "checked" in box.attrs else "☐"))


def _drop_invisible(tree: Tree) -> None:
    pending = list(tree.contents)
    commented = False
    while pending:
        node = pending.pop()
        if isinstance(node, Tag):
            # Most have no attribute that could hide them.
            if node.name in _GONE or (node.attrs and _dead(node)):
                node.extract()
            else:
                pending.extend(node.contents)
        elif isinstance(node, Comment):
            if MORE.match(node.words):
                commented = True
            else:
                node.extract()
    tree.commented = commented


def _dead(tag: Tag) -> bool:
    """Hidden, or a footnote's arrow back, which leads nowhere outside its page."""
    return hidden(tag) or (tag.name == "a" and "data-footnote-backref" in tag.attrs)


def _unwrap_presentation(tree: Tree) -> None:
    inner = containers(tree) if tree.elements(_LAID_OUT) else set[int]()
    for tag in tree.elements():
        if tag.name == "center" or (tag.name in _SECTIONS and not _only_blocks(tag, inner)):
            if tag.name == "center":
                tag.attrs["align"] = "center"
            tag.rename("div" if id(tag) in inner or within(tag, _NO_PARAGRAPH) else "p")
        if tag.name in _RENAMED:
            tag.rename(_RENAMED[tag.name])
        if tag.attrs and tag.name in _ALIGNED:
            _align(tag)
        if tag.name == "ol" and "style" in tag.attrs:
            _count_as_styled(tag)
        if tag.name == "span" and "dir" in tag.attrs and not quotes.annotated(tag):
            tag.rename("bdi")
        elif tag.name == "span" and "style" in tag.attrs and not quotes.annotated(tag):
            _name_as_styled(tag)
        if tag.name in _NO_ELEMENTS or (tag.name == "span" and not quotes.annotated(tag)):
            tag.unwrap()


def _count_as_styled(tag: Tag) -> None:
    """`list-style-type: lower-alpha`, as WordPress and Google Docs write it, is `type="a"`."""
    found = _COUNTED.search(tag.attrs["style"])
    if found is not None:
        tag.attrs["type"] = _TYPES[found[1].lower()]


def _name_as_styled(tag: Tag) -> None:
    """A style without which words or numbers mean something else: `10<span style="vertical-align:super">6</span>`."""
    style = tag.attrs["style"].lower()
    if "line-through" in style and _STRUCK.search(style):
        tag.rename("s")
    elif "vertical-align" in style and (raised := _RAISED.search(style)) is not None:
        tag.rename(raised[1][:3])


def _only_blocks(tag: Tag, inner: set[int]) -> bool:
    """Does nothing stand in this element but blocks, and white space between them?"""
    return all(
        child.name in BLOCKS or id(child) in inner if isinstance(child, Tag) else not child.strip()
        for child in tag.contents
        if not isinstance(child, Comment)
    )


def _align(tag: Tag) -> None:
    styled = _ALIGN.search(attribute(tag, "style"))
    side = styled[1].lower() if styled else attribute(tag, "align").lower()
    if f"align-{side}" in ALIGNMENTS:
        tag.attrs["class"] = f"{attribute(tag, 'class')} align-{side}".strip()


def _layout_tables(tree: Tree) -> None:
    """A table of one cell is a frame around text: the cell's content takes its place."""
    parts = defaultdict[int, list[Tag]](list)
    for part in tree.elements(_CELLS):
        parts[id(nearest(part, _TABLE))].append(part)
    for table in tree.elements(_TABLE):
        own = parts[id(table)]
        if len(own) == 1 and own[0].name != "caption":
            table.name, table.attrs = "div", {}
            _unwrap_rows(own[0], table)


def _unwrap_rows(cell: Tag, table: Tag) -> None:
    """Take out the cell and the rows around it; what stands beside them in the table stays."""
    part: Tag | None = cell
    while part is not None and part is not table:
        around = part.parent
        part.unwrap()
        part = around


def _within_page(tree: Tree, page: str | None) -> None:
    """A link to a place in its page leads to that page (RFC 3986 4.4): the sanitizer leaves no names of places, so that
    nothing is found by them here. Where there is no page, or none of its places is meant, only the words stay."""
    for link in tree.elements(_LINKS):
        href = attribute(link, "href").strip()
        if (
            href.startswith("#")
            and link.text.strip() in SPACERS
            and within(link, _HEADINGS)
            and not _shows_picture(link)
        ):
            # The mark by which Sphinx and VuePress link a heading: `¶`, `#`.
            link.extract()
        elif href.startswith("#"):
            address = web_address(href, page) if href.lower() not in _NOWHERE and _shows(link) else None
            link.attrs["href"] = address or ""


def _shows(link: Tag) -> bool:
    return bool(link.text.strip()) or _shows_picture(link)


def _shows_picture(link: Tag) -> bool:
    return link.first(*PICTURES) is not None


def _addresses(tree: Tree, base: str | None, *, cleaned: bool) -> None:
    """Every address absolute (RFC 4287 tells no base to readers); an element without one loses it, never its words."""
    addressed = [tag for tag in tree.elements() if "href" in tag.attrs or tag.name in _MEDIA]
    media = [tag for tag in addressed if tag.name in _MEDIA]
    for link in [tag for tag in addressed if "href" in tag.attrs]:
        address = _link_address(attribute(link, "href").strip(), base)
        if address:
            link.attrs["href"] = tracking.clean(address) if cleaned else address
        elif link.name == "a" and not quotes.annotated(link):
            link.unwrap()
        else:
            del link.attrs["href"]
    lost = [
        (tag, value)
        for tag in media
        for key in ("poster", "src")
        if key in tag.attrs and (value := _medium_address(tag, key, base, cleaned=cleaned)) and key == "src"
    ]
    _tell_lost(tree, "pictures", [value for tag, value in lost if tag.name == "img"], "their words stand for them")
    played = [value for tag, value in lost if tag.name in _PLAYED or (tag.name == "source" and within(tag, _PLAYED))]
    _tell_lost(tree, "films and sounds", played, "they are left out")
    for tag in reversed(media):
        if "src" not in tag.attrs:
            _drop_medium(tag)


def _tell_lost(tree: Tree, what: str, lost: list[str], instead: str) -> None:
    if lost:
        told = f"{what} without an address outside their page: {len(lost)}, the first {lost[0][:80]!r}"
        tree.notes = (*tree.notes, f"{told}; {instead}")


def _drop_medium(tag: Tag) -> None:
    """A picture or a film without an address. A picture leaves its words; a film may hold its sources, or words for
    those who cannot see it."""
    words = _said(attribute(tag, "alt")) if tag.name == "img" else ""
    if words:
        tag.replace_with(Text(words))
    elif tag.name not in _PLAYED:
        tag.extract()
    elif tag.first("source") is None:
        tag.unwrap()


def _said(alt: str) -> str:
    """What an alternative text says; the name of a file says nothing."""
    words = " ".join(alt.split())
    return "" if _FILE.match(words) or not _LETTER.search(words) else words


def _link_address(href: str, base: str | None) -> str | None:
    return href if href.lower().startswith("mailto:") else web_address(href, base)


def _medium_address(tag: Tag, key: str, base: str | None, *, cleaned: bool) -> str:
    """Make an address absolute; where there is none, take it out and tell it."""
    value = attribute(tag, key).strip()
    is_shown = tag.name == "img" and is_small_picture(value)
    address = value if is_shown else None if is_own_page(value) else web_address(value, base)
    if address is None:
        del tag.attrs[key]
        return value
    if cleaned and tracking.is_beacon(address):
        # It shows nothing, so that its words say nothing.
        del tag.attrs[key]
        tag.attrs.pop("alt", None)
    else:
        tag.attrs[key] = tracking.clean(address) if cleaned else address
    return ""

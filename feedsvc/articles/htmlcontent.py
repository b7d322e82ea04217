"""What an element that begins a block holds, written so that CommonMark reads it as kramdown and Python-Markdown do.

To CommonMark (4.6) HTML ends at a blank line, and what stands behind one, four columns in, is program text. Those two
pass an element through to its closing tag, and read what it holds as Markdown where it says so: `<div markdown="1">`
(kramdown, "HTML Blocks"; Python-Markdown, "Markdown in HTML"), or everywhere under kramdown's `parse_block_html`. So
blank lines go from what is passed through, and stand around what is read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from textwrap import dedent, indent
from typing import NamedTuple

from feedsvc.articles.codeblocks import pieces
from feedsvc.articles.emphasis import FLANK
from feedsvc.articles.htmlblocks import SPANS, TAG, end_of
from feedsvc.articles.lookups import Dialect
from feedsvc.patterns import lazy

BLOCKS = frozenset({
    "address", "applet", "article", "aside", "blockquote", "body", "caption", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "header", "hgroup", "iframe", "legend", "li", "main", "map",
    "menu", "nav", "noscript", "object", "section", "td", "th",
})  # fmt: skip
"""kramdown's HTML_CONTENT_MODEL_BLOCK, what can hold paragraphs, and what of its HTML_CONTENT_MODEL_SPAN is part of
something else: a paragraph in it does no harm, one around it would."""
LINES = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "p", "summary"})
"""Those of the latter that are paragraphs of their own, and one that nobody writes with a paragraph in it."""
LISTING = frozenset({"table", "thead", "tbody", "tfoot", "tr", "ul", "ol", "picture", "video", "audio", "svg", "math"})
"""Elements that hold nothing but their own parts, also in MDX, where all others hold Markdown (`<TabItem>`)."""
PROGRAMS = frozenset({"pre", "script", "style", "textarea"})
"""CommonMark ends these by their closing tag too (4.6, condition 1), with the whole line that it stands in."""
MOST_NESTED = 12
"""Elements within each other that are read as Markdown; each one is looked through again within the one around it.
Pages of Bootstrap have six: section, container, row, column, card and its body."""
MOST_OPEN = 20
"""Names of elements that never end, behind which nothing more is looked for: each costs a look at all that follows."""

_TAG = rf"(?P<tag>{TAG})"
_LINE = lazy(rf"\n(?P<margin>[ ]{{0,3}})(?:(?P<comment><!--)|{_TAG})")
_BEHIND = lazy(rf"(?P<margin>[ \t]*+)(?:(?P<comment><!--)|{_TAG})")
_BARE = "|".join(rf"(?<=<{name})" for name in ("div", "figure", "figcaption", "details", "section", "aside", "p", "td"))
_ATTRIBUTE = (
    r"(?:\smarkdown\s{0,3}=\s{0,3}[\"']?(?P<model>1|block|span|markdown)(?=[\"'\s/>])"
    rf"|(?:(?<=[\"'])|{_BARE})\s{{1,3}}markdown(?=[\s/>]))"
)
"""Python-Markdown takes the name alone for `markdown="1"`; among the classes of an element it says nothing."""
_MODEL = lazy(_ATTRIBUTE, re.I)
_MARKED = lazy(rf"(?P<margin>)(?=<[A-Za-z][^<>]{{0,1000}}{_ATTRIBUTE}){_TAG}", re.I)
_OPTION = lazy(r"\{::options[^{}\n]{0,300}\bparse_block_html=[\"']true")
_BLANKS = lazy(r"\n(?:[ \t]*+\n)+")
_PARTING = lazy(r"\n[ \t]*\n")
_ITEM = lazy(r"^[ ]{0,3}(?:[-*+]|[0-9]{1,9}[.)])[ ]", re.M)
_DEEP = lazy(r"[ ]{4}|[ ]{0,3}\t")
_DEEP_TAG = lazy(r"^(?:[ ]{4}|[ ]{0,3}\t)[ \t]*+(?=</?[A-Za-z])", re.M)
_A_TAG = lazy(r"\s*+</?[A-Za-z]")
_TAG_BELOW = lazy(r"\n[ \t]*+(?=<)")
"""A new line at which CommonMark would end a paragraph."""
_SHOWING = lazy(
    r"^[ ]{0,3}(?P<run>`{3,}+(?![^\n]*`)|~{3,}+)(?P<info>[^\n]*)$"
    r"|\{%-?[ ]{0,9}(?P<end>end)?(?P<name>highlight|raw)(?=[\s%-])",
    re.M,
)
"""Where program text begins or ends, in which tags are shown: fences, and Jekyll's two blocks for it."""
_AUTOLINK = r"<(?:[A-Za-z][A-Za-z0-9+.-]{1,31}:|[^\s<>@/]{1,64}@)[^\s<>]{1,1000}>"
_MARKDOWN_LINE = lazy(rf"(?:#{{1,6}}[ ]|[-*+>][ ]|[0-9]{{1,3}}[.)][ ]|```|~~~|!?\[|{_AUTOLINK})")
_STRONG_OR_LINK = r"\*\*[^\s*][^*\n]{0,300}\*\*|\[[^\[\]\n]{1,300}\]\([^()\s]{1,1000}\)"
_MARKDOWN_WORDS = lazy(
    rf"{_STRONG_OR_LINK}|`[^`\n]{{1,300}}+`"
    r"|(?<![\w*])\*(?![\s*])[^*\n]{1,300}+(?<!\s)\*(?![\w*])"
    r"|(?<![\w/])_(?![\s_])[^_\n]{1,300}+(?<!\s)_(?![\w/])"
    rf"|{_AUTOLINK}"
)
_MARKDOWN_HEAD = lazy(r"\n[ \t]*+\n[ ]{0,3}(?:#{1,6}[ ]|`{3}|~{3})")
_MARKDOWN_WEIGHT = lazy(_STRONG_OR_LINK)
_MARKDOWN_RULE = lazy(r"^[ ]{0,3}\|?+[ ]*+:?-++:?[ ]*+\|[-:| ]*+$", re.M)
"""What makes the line above a table's head."""
_SPAN = lazy(r"`[^`\n]{1,300}+`")
_NAME = r"[A-Za-z][A-Za-z0-9-]{0,40}"
_NO_TAG = lazy(rf"<(?=[A-Za-z])(?!{_NAME}(?::{_NAME})?(?=[\s/>])[^<>]*+>)")
"""The sign of `a<b`, or the beginning of an address: `<https:`. In HTML it would swallow what stands behind it."""


Elements = Iterator[tuple[re.Match[str], int]]
"""The opening tags of elements, each with where its element ends, in order."""


class Reading(NamedTuple):
    """Whether all elements hold Markdown, how many may do so within each other, and whether the source has the word
    by which one says so itself: where it has not, which is told once, no element is searched for it; and whether the
    source is MDX."""

    parse: bool
    depth: int
    said: bool = True
    of_mdx: bool = False

    def deeper(self) -> Reading:
        """The same within an element."""
        return self._replace(depth=self.depth - 1)


def adapted(source: str, dialect: Dialect) -> str:
    """A Markdown source in which elements hold what they hold to its generator.

    One that holds what looks like Markdown behind a blank line stays as CommonMark reads it, though its generator shows
    the marks: a source may be another engine's than its site's configuration says. So does one that holds a `<` of no
    tag: `a<b` would lose its words.
    """
    if not source.lstrip(" ").startswith("<") and not _LINE.search(source):
        return source
    said = "markdown" in source.lower()
    return _adapted(source, Reading(_holds_markdown(source, dialect), MOST_NESTED, said, dialect.mdx))


def may_hold_markdown(source: str, dialect: Dialect) -> bool:
    """Does any element of a source say that it holds Markdown, or its site's configuration or itself of all?"""
    return _holds_markdown(source, dialect) or ("markdown" in source and _MARKED.search(source) is not None)


def _holds_markdown(source: str, dialect: Dialect) -> bool:
    return dialect.parse_html or dialect.mdx or ("parse_block_html" in source and _OPTION.search(source) is not None)


def has_markdown(source: str) -> bool:
    """Blank lines within an element make what follows Markdown (CommonMark 4.6): does it look meant for that?"""
    parts = _PARTING.split(_outside_code(source))[1:]
    if any(_MARKDOWN_LINE.match(part.lstrip()) or _MARKDOWN_RULE.search(part) for part in parts):
        return True
    indented = any(part.startswith(("    ", "\t")) for part in parts)
    return not indented and any(_MARKDOWN_WORDS.search(part) for part in parts if not part.lstrip().startswith("<"))


def has_deep_tags(source: str) -> bool:
    """Would Markdown show tags of a source as program text, four columns in behind a blank line (CommonMark 4.4)?

    Those in an item belong to it, and those of a fence are shown anyway.
    """
    in_item = False
    for part in _PARTING.split(_masked(_outside_code(source))):
        if not _DEEP.match(part):
            in_item = _ITEM.search(part) is not None
        elif not in_item and _A_TAG.match(part):
            return True
    return False


def is_surely_markdown(source: str) -> bool:
    """Has a source a heading or a fence at its margin, and bold words or a link as well? Then tags that Markdown would
    show are what its author shows."""
    text = _outside_code(source)
    return _MARKDOWN_HEAD.search(text) is not None and _MARKDOWN_WEIGHT.search(text) is not None


def has_stray_signs(source: str) -> bool:
    """Does a `<` of no tag stand before a letter, as in `a<b`? HTML would take what follows for the tag's."""
    return _NO_TAG.search(_outside_code(source)) is not None


def _outside_code(source: str) -> str:
    """HTML without its program text; tags that a span in backticks shows begin none."""
    shown = _SPAN.sub(lambda span: span[0].replace("<", " "), source) if "`" in source else source
    return "".join(text for text, code in pieces(shown, "html") if not code)


def _adapted(source: str, reading: Reading) -> str:
    if not reading.depth:
        return source
    below = f"\n{source}"
    return _replaced(below, _beginning(_masked(below)), str, reading)[1:]


def _replaced(source: str, elements: Elements, between: Callable[[str], str], reading: Reading) -> str:
    """A source with each of these elements as it is to be, and what stands between them passed through `between`."""
    at = 0
    out: list[str] = []
    for tag, end in elements:
        start = tag.start("tag")
        out += (between(source[at:start]), _element(source[start:end], tag, reading))
        at = end
        if tag["name"].lower() in PROGRAMS and _BEHIND.match(source, end):
            out.append("\n")
    return "".join((*out, between(source[at:])))


def _beginning(source: str) -> Elements:
    """Elements whose tag begins a line or stands behind such a one, but for those that begin a paragraph."""
    ends = _Ends(source)
    tag = _LINE.search(source)
    while tag is not None:
        end = source.find("-->", tag.end()) if tag["comment"] else ends.of(tag)
        if tag["comment"] and end < 0:
            return
        if end >= 0 and not tag["comment"]:
            yield tag, end
        behind = _BEHIND.match(source, end) if end >= 0 else None
        tag = behind or _LINE.search(source, max(end, tag.end()))


def _marked(source: str) -> Elements:
    """Elements that say themselves that they hold Markdown; not those within another one."""
    ends, at = _Ends(source), 0
    while (tag := _MARKED.search(source, at)) is not None:
        end = ends.of(tag)
        if end >= 0:
            yield tag, end
        at = max(end, tag.end())


class _Ends:
    """Where the elements of a source end; for one name of elements that never do is looked but once."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.never: set[str] = set()

    def of(self, tag: re.Match[str]) -> int:
        """The end of the block that a tag begins; -1 where it begins none, or one that never ends."""
        name = tag["name"].lower()
        if name in SPANS or name in self.never or len(self.never) >= MOST_OPEN:
            return -1
        end = end_of(self.source, tag, name)
        if end < 0:
            self.never.add(name)
        return end


def _masked(source: str) -> str:
    """The source, of the same length, in which nothing within a fence or a block of Liquid that shows code is a tag."""
    if not any(mark in source for mark in ("```", "~~~", "{%")):
        return source
    parts: list[str] = []
    at, opened = 0, ""
    for mark in _SHOWING.finditer(source):
        name = mark["run"] or mark["name"]
        if not opened and not mark["end"]:
            parts.append(source[at : mark.start()])
            at, opened = mark.start(), name
        elif opened and name.startswith(opened) and (mark["end"] or (mark["run"] and not mark["info"].strip())):
            parts.append(source[at : mark.start()].replace("<", " "))
            at, opened = mark.start(), ""
    return "".join((*parts, source[at:].replace("<", " ") if opened else source[at:]))


def _element(text: str, tag: re.Match[str], reading: Reading) -> str:
    """An element, from its opening tag to its closing one, as it is to be."""
    if not (reading.parse or reading.said or _BLANKS.search(text)):
        return text
    opening, close = len(tag["tag"]), text.rfind("</")
    name, model = tag["name"].lower(), _model_of(tag, reading)
    # MDX has a component on one line for a part of its paragraph: `<Highlight>Green</Highlight> is our color.`
    is_word = reading.of_mdx and tag["name"][0].isupper() and "\n" not in text
    if close < opening or name in PROGRAMS or is_word:
        return text
    if model == "span":
        return "\n\n" + FLANK + _TAG_BELOW.sub(" ", _BLANKS.sub("\n", text)) + "\n\n"
    if model == "block":
        inner = _adapted(_begun(text[opening:close], reading), reading.deeper())
        within = indent(inner, _margin(tag)) if reading.of_mdx else inner
        return f"{text[:opening]}\n\n{within}\n\n{_margin(tag)}{text[close:]}"
    return _passed(text, opening, reading)


def _begun(inner: str, reading: Reading) -> str:
    """What an element holds, as a source of its own. MDX knows no program text by its margin alone."""
    if not reading.of_mdx:
        return inner.lstrip(" \t")
    text = dedent(inner)
    return text if _ITEM.search(text) or "<pre" in text else _with_tags_in_front(text)


def _with_tags_in_front(text: str) -> str:
    """A source whose tags have no margin of program text: in `    <TabItem>` with a fence in the first column below it
    no margin is common to all lines."""
    deep = [found.span() for found in _DEEP_TAG.finditer(_masked(text))]
    starts = [0, *(end for _, end in deep)]
    return "".join(text[start:end] for start, end in zip(starts, [*(at for at, _ in deep), len(text)], strict=True))


def _margin(tag: re.Match[str]) -> str:
    """The blanks in front of a tag, by which it may be part of a list's item; its end has to stand there too."""
    return " " * min(3, len(tag["margin"]))


def _model_of(tag: re.Match[str], reading: Reading) -> str:
    """What an element is to hold: a `block` of Markdown, a `span` of it, or (`""`) HTML."""
    name, said = tag["name"].lower(), _MODEL.search(tag["tag"]) if reading.said else None
    model = (said["model"] or "1").lower() if said is not None else "1" if reading.parse else ""
    if model in {"1", "markdown"}:
        is_block = name in BLOCKS or (reading.of_mdx and name not in LISTING)
        return "span" if name in LINES else "block" if is_block else ""
    return "block" if model == "span" and name not in LINES else model


def _passed(text: str, opening: int, reading: Reading) -> str:
    """An element that is passed through; of those within it some may say that they hold Markdown."""
    if not (reading.depth and reading.said) or not _MARKED.search(text, opening):
        return _unbroken(text)
    inner = text[opening:]
    return text[:opening] + _replaced(inner, _marked(_masked(inner)), _unbroken, reading.deeper())


def _unbroken(text: str) -> str:
    """HTML without blank lines, but within `<pre>`; what looks like Markdown stays as it is."""
    if not _BLANKS.search(text) or has_stray_signs(text) or has_markdown(text):
        return text
    parts = pieces(text, "html")
    return "".join(part if code and "<pre" in part.lower() else _BLANKS.sub("\n", part) for part, code in parts)

"""Where Markdown goes on behind HTML: at the end of an element, as kramdown and Python-Markdown have it.

To CommonMark (4.6) a line with nothing but a tag begins HTML, which ends at a blank line, and one that begins with a
comment is HTML to its end. To those two `<br>` or `<a …>` begins a paragraph like any word, and behind `</ol>` or
`<!--more-->` Markdown goes on at once. What stands within an element that begins a block stays as it is in all three.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from feedsvc.articles.emphasis import FLANK
from feedsvc.articles.site import PYTHON_MARKDOWN
from feedsvc.patterns import lazy

GENERATORS = PYTHON_MARKDOWN | {"jekyll"}
"""Their own engines are kramdown and Python-Markdown."""
SPANS = (
    "a", "abbr", "acronym", "b", "bdo", "big", "br", "button", "cite", "code", "del", "dfn", "em", "i", "img", "input",
    "ins", "kbd", "label", "mark", "option", "q", "rb", "rbc", "rp", "rt", "rtc", "ruby", "samp", "select", "small",
    "span", "strong", "sub", "sup", "tt", "u", "var",
)  # fmt: skip
"""kramdown's HTML_SPAN_ELEMENTS; every other element begins a block."""
EMPTY = (
    "area", "base", "br", "col", "command", "embed", "hr", "img", "input", "keygen", "link", "meta", "param", "source",
    "track", "wbr",
)  # fmt: skip
"""kramdown's HTML_ELEMENTS_WITHOUT_BODY."""
_NAMES = rf"(?:{'|'.join(SPANS)})(?=[\s/>])"
TAG = r"<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9-]{0,40})(?=[\s/>])[^<>]*+>"
# Only where a line begins: what is indented may be part of a list's item.
_START = lazy(rf"\n(?:(?P<comment><!--)|{TAG})")
_COMMENT = lazy(r"[ \t]*+<!--")
_ALONE = lazy(r"[ \t]*+\n[ \t]*+\S")
_BLANK = lazy(r"[ \t]*+\n[ \t]*+\n")
_STOP = lazy(rf"\n(?:[ \t]*+(?P<blank>\n)|</?+(?!{_NAMES})[A-Za-z])", re.I)
_WORDS = rf"[^\s<]|<{_NAMES}"
_BEHIND = lazy(rf"[ \t]*+(?P<line>\n)(?=[ ]{{0,3}}(?:{_WORDS}))|[ \t]*+(?=(?:{_WORDS}))", re.I)
"""The words behind an element, in the next line or in its own; program text, four columns in, is none of them."""


def parted(text: str) -> str:
    """A source, its program text as marks, that CommonMark ends HTML in where an element ends.

    `<ol>…</ol>` and `And [see](…)` in the line below come apart by a blank line; before `<br>` alone in a line, which
    begins a paragraph, stands a mark that is no HTML (FLANK).
    """
    if not text.startswith("<") and "\n<" not in text:
        return text
    source, at = f"\n{text}", 1
    parts: list[str] = []
    for place, put in _put(source):
        parts += (source[at:place], put)
        at = place
    return "".join((*parts, source[at:]))


def _put(source: str) -> Iterator[tuple[int, str]]:
    """What to put into a source, and where, in order."""
    at = 0
    while (tag := _START.search(source, at)) is not None:
        name = (tag["name"] or "").lower()
        if name in SPANS:
            at = tag.end()
            if _ALONE.match(source, at):
                at, is_paragraph = _paragraph(source, tag)
                if is_paragraph:
                    yield tag.start() + 1, FLANK
            continue
        if not tag["comment"] and _BLANK.match(source, tag.end()):
            # It holds Markdown: `htmlcontent` has left no other blank line there.
            at = tag.end()
            continue
        end = _end_of_comments(source, tag.end()) if tag["comment"] else end_of(source, tag, name)
        if end < 0:
            return
        at = end
        behind = _BEHIND.match(source, end)
        # A comment ends with its line, whatever stands below it.
        if behind is not None and not (tag["comment"] and behind["line"]):
            yield behind.end(), "\n" if behind["line"] or tag["comment"] else "\n\n"


def _paragraph(source: str, tag: re.Match[str]) -> tuple[int, bool]:
    """Where the paragraph ends that a tag begins, and whether it is one: not where the tag's element holds blocks."""
    stop = _STOP.search(source, tag.end())
    holds_none = stop is None or stop["blank"] is not None or tag["name"].lower() in EMPTY
    return (len(source) if stop is None else stop.start()), holds_none


def _end_of_comments(source: str, at: int) -> int:
    """Where a comment ends and those that follow in its line; -1 where one never does."""
    end = source.find("-->", at)
    while end >= 0 and (more := _COMMENT.match(source, end + len("-->"))) is not None:
        end = source.find("-->", more.end())
    return end + len("-->") if end >= 0 else -1


def end_of(source: str, tag: re.Match[str], name: str) -> int:
    """Where the element ends that a tag begins; -1 where it never does. An end without a beginning ends itself."""
    if tag["close"] or name in EMPTY or tag[0].endswith("/>"):
        return tag.end()
    depth = 1
    for each in _tags_of(name).finditer(source, tag.end()):
        depth += -1 if each[1] else not each[0].endswith("/>")
        if depth == 0:
            return each.end()
    return -1


@lru_cache(maxsize=128)
def _tags_of(name: str) -> re.Pattern[str]:
    """The tags of an element; kept, since a source asks for one or two names, again and again."""
    return re.compile(rf"<(/?){name}(?=[\s/>])[^<>]*+>", re.I)

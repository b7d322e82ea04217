"""Plain text that programs and authors wrote, as Markdown has it: what scrapers save line by line is paragraphs.

`"\\n".join(paragraphs)` is how most of them write a text, and indented first lines are how prose is set; to Markdown
the one is a single paragraph and the other program text. Read so are `.txt` files and the texts of JSON records: in
Markdown files new lines and blanks mean what CommonMark says (4.4, 4.8), but where every line of one is indented.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from feedsvc.articles.characters import STOPS
from feedsvc.patterns import lazy

FIRM_ENDS = tuple("。！？；：…”’」』）】》.!?:;)\"'" + STOPS)
"""A line that ends otherwise was broken for its width, so that its new line means nothing, or is a heading."""
_PROSE_ENDS = tuple("。！？….!?" + STOPS)
"""How paragraphs end, and program text hardly does."""
_CODE = lazy(r"^[ \t]*+(?:[#@/;{}\\]|\$ |\w+ ?=|(?:def|class|import|git|sudo) )|[=;{]$|[A-Za-z_]\(", re.MULTILINE)
"""What prose in lines of its own has seldom."""
_HEADING = 30
"""Characters of a line that may be a heading; one broken for its width has more."""
_FIRM_SHARE = 2 / 3
"""Of the lines above the last, at least: the others are headings."""
_MARKED = lazy(r"[ ]{0,3}(?:`{3}|~{3}|#{1,6}[ ]|[-*+][ ]|[0-9]{1,9}[.)][ ]|[>|<]|(?:={2,}+|-{2,}+)[ \t]*+\Z)")
"""Lines that mean something to Markdown, or to HTML, as they stand."""
_TABLE = lazy(r"^[ ]{0,3}:?-+:?[ ]*\|", re.MULTILINE)
"""The second line of a table without bars at its edges (GFM 4.10)."""
_ITEM = lazy(r"[ ]{0,3}(?:[-*+]|[0-9]{1,9}[.)])[ \t]")
_STANZA, _VERSES = 40, 2
"""A stanza has no longer lines, and more than these; in Chinese a paragraph may be as short."""
_FENCED = lazy(r"^[ ]{0,3}(?:`{3}|~{3})", re.MULTILINE)
_BLANK_LINES = lazy(r"(\n(?:[ \t\u3000]*\n)+)")
_INDENT = lazy(r"^(?:[ ]{4}|[ ]{0,3}\t)[ \t]*+", re.MULTILINE)
"""What makes a line program text (CommonMark 4.4)."""
_HAN = lazy(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_BEGINS_HAN = lazy(r"[\s“‘「『《【（]*+[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_WORDS = 6
"""Words of a line of prose where no script without blanks stands in it."""
_TOP = 3
"""Lines above the first paragraph: a title, a date, a source."""


def read(text: str) -> str:
    """Markdown of a plain text: a blank line between lines that are paragraphs, prose without what indents it.

    `甲公司公布财报。\\n乙公司也是。` gives two paragraphs; lines broken for their width stay one.
    """
    if "\n" not in text or _FENCED.search(text):
        return _unindented(text)
    return "".join(map(_apart, _parts(text)))


def _parts(text: str) -> Iterator[str]:
    """Runs of lines and what stands between them; without what indents prose that no item holds."""
    in_item = False
    for part in _BLANK_LINES.split(text):
        outer = bool(part.strip()) and not _INDENT.match(part)
        in_item = bool(_ITEM.match(part)) if outer else in_item
        yield part if in_item else _unindented(part)


def unindented(text: str) -> str:
    """A Markdown text without what its lines begin with, where that would make program text of all of its prose."""
    if not _INDENT.match(text.lstrip("\n")) or not all(map(_INDENT.match, filter(str.strip, text.split("\n")))):
        return text
    return "".join(_parts(text)) if not _CODE.search(text) else text


def _unindented(run: str) -> str:
    """Lines without what makes them program text, where they are prose; those of items keep it (CommonMark 5.2)."""
    if not _INDENT.search(run):
        return run
    lines = run.rstrip().split("\n")
    if any(map(_MARKED.match, lines)) or _CODE.search(run):
        return run
    ends = lines[-1].endswith(_PROSE_ENDS) and (_HAN.search(run) or len(lines[-1].split()) >= _WORDS)
    return _INDENT.sub("", run) if ends or all(map(_BEGINS_HAN.match, lines)) else run


def _apart(run: str) -> str:
    """Neighbouring lines, apart where each of them is a paragraph."""
    lines = run.split("\n")
    above = [line.rstrip() for line in lines[:-1] if line.strip()]
    while 0 < len(above) > len(lines) - 1 - _TOP and not above[0].endswith(FIRM_ENDS) and len(above[0]) <= _HEADING:
        del above[0]
    if not above or _TABLE.search(run) or any(_MARKED.match(line) or _INDENT.match(line) for line in lines):
        return run
    if len(lines) > _VERSES and not _HAN.search(run) and all(len(line) <= _STANZA for line in lines):
        return run
    broken = [line for line in above if not line.endswith(FIRM_ENDS)]
    firm = len(broken) <= len(above) * (1 - _FIRM_SHARE) and all(len(line.strip()) <= _HEADING for line in broken)
    return "\n\n".join(lines) if firm else run

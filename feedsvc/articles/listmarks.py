"""Lines of a paragraph that begin like items of a list, as Python-Markdown reads them.

To CommonMark (5.3) an item ends the paragraph above it. Python-Markdown has no list without a blank line above: the
line `+ V(x)` of a formula stays one of its paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from feedsvc.articles.codeblocks import outside_code
from feedsvc.articles.site import PYTHON_MARKDOWN
from feedsvc.patterns import lazy

GENERATORS = PYTHON_MARKDOWN

_ANY = lazy(r"\n[ ]{0,3}(?:[-+*]|1\.)[ \t]")
_ITEM = lazy(r"\A([ ]{0,3}1?)([-+*]|(?<=1)\.)(?=[ \t]+[^\s|:*-])")
"""An item that CommonMark lets end a paragraph; `- | -` is a table's, `* * *` a line across."""
_INDENTED = lazy(r"^[ ]{1,3}(?:[-*+]|[0-9]{1,9}[.)])[ ]{1,4}(?=[^ ])", re.M)
_ITEMS = lazy(
    r"^(?P<margin>[ ]{0,3})(?P<item>(?:[-*+]|(?P<number>[0-9]{1,9}[.)]))[ ]{1,4})(?=[^ ])|^(?P<end>[^ \n])", re.M
)
"""Items that stand less than four columns in, and lines at the margin, which begin or end what is above them."""
_WITHIN = 4
"""Columns of a margin that make a line a part of the item above it."""
_APART = lazy(r"\s*\Z|[ ]{0,3}(?:#|=+\s*\Z|(?:[-*_]\s*)+\Z|\x02[0-9]+\x03\Z)")
"""What no paragraph goes on behind: a blank line, a heading or what underlines one, a line across, program text."""
_NO_PARAGRAPH = lazy(r"[\s<>|:]|(?:[-+*]|[0-9]{1,9}[.)])\s|\*?\[[^\]]{1,200}\]:")
_BLOCK = lazy(r"[ ]{0,3}[<>]")


def aligned(source: str) -> str:
    """A source in which what stands four columns in belongs to the item above it, however far in that begins, as
    Python-Markdown has it: `  1.  a` is `1.  a`, where CommonMark wants six columns."""
    return outside_code(source, lambda text: "".join(_outdented(text))) if _INDENTED.search(source) else source


def _outdented(text: str) -> Iterator[str]:
    """A stretch in parts. Bullets below a number that begins further out stay within its item, and so the other way
    about: Python-Markdown goes on with that list, but two lists would have no order of their own."""
    at, outer = 0, ""
    for found in _ITEMS.finditer(text):
        kind = "" if found["end"] else "1" if found["number"] else "-"
        if found["margin"] and len(found[0]) > _WITHIN and outer in ("", kind):
            yield text[at : found.start()] + found["item"]
            at = found.end()
        outer = kind if not found["margin"] or not outer else outer
    yield text[at:]


def held(text: str) -> str:
    r"""A source, its program text as marks, in which no item ends a paragraph: `a\n+ b` gives `a\n\+ b`."""
    return "".join(_lines(text.split("\n"))).removeprefix("\n") if _ANY.search(text) else text


def _lines(lines: list[str]) -> Iterator[str]:
    """The lines, each with the break in front of it. Within a span in backticks a backslash would be shown: there a
    line that begins as an item goes on behind a blank, which is what a break is in one (CommonMark 6.1)."""
    place: Literal["start", "paragraph", "other"] = "start"
    is_span = False
    for line in lines:
        if _APART.match(line):
            place = "start"
        elif place == "start":
            place = "other" if _NO_PARAGRAPH.match(line) else "paragraph"
        elif _BLOCK.match(line):
            place = "other"
        is_span = is_span and place == "paragraph"
        is_item = place == "paragraph" and _ITEM.match(line) is not None
        yield f" {line.lstrip()}" if is_span and is_item else "\n" + (_ITEM.sub(r"\1\\\2", line) if is_item else line)
        is_span ^= line.count("`") % 2 == 1

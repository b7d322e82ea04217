"""A source taken apart: what is program text, where nothing may be interpreted, and what is not."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from typing import NamedTuple

from feedsvc.model import Syntax
from feedsvc.patterns import lazy

_FENCE = lazy(r"[ \t]*+(?P<item>(?:[-*+]|[0-9]{1,9}[.)])[ ]{1,4})?(?P<run>`{3,}+|~{3,}+)(?P<info>[^\n]*)")
_QUOTATION = lazy(r"[ \t]*+>(?:[ ]|(?P<tab>\t))?")
_HEADING = lazy(r"#{1,6}(?:[ \t]|$)")
_MOST_QUOTED = 40
"""Quotations within each other; deeper ones are lines like others."""
_ITEM = lazy(r"[ ]*+(?P<mark>[-*+]|[0-9]{1,9}[.)])[ ]+")
_MEANING = lazy(r"[ ]*+(?P<mark>:)[ ]+")
"""What begins a term's meaning, which is indented as an item is (`definitionlists`)."""
_BEGINNING = frozenset(" \t>`~-*+0123456789:")
"""What the lines begin with that these patterns and indentation are about; most begin with a word."""
_CODE_MARGIN = 4
"""Columns of a margin that makes program text."""
_RUN = lazy(r"``*+")
"""With a first character of its own a run is found ten times as fast as with `+`."""
_RAW_OPEN = lazy(r"<(pre|code|script|style|textarea|xmp)(?=[\s>])[^<>]*>", re.I)

_PRE = lazy(r"<pre(?=[\s>])", re.I)
PRE_END = lazy(r"</pre\s*+>", re.I)

_LINE = lazy(r"[^\n]*+\n|[^\n]++")
_MARKS = lazy(rf"{_RUN.pattern}|{_RAW_OPEN.pattern}", re.I)

_QUOTED = r"\"(?:[^\"\n{]|(?<=\\)\"|\{(?![{%])){0,2000}+\"|`(?:[^`{]|\{(?![{%])){0,2000}+`"
ARGUMENTS = rf"(?:(?>{_QUOTED}|[^{{}}\"`]){{1,1000}}?|[^{{}}]{{1,1000}}?)"
"""What stands in a tag, or in a shortcode of Hugo's: `"…"`, with `\\"` in it, and `` `…` `` hold any characters. None
begins in another, so that many that never end are read in linear time."""
_IN_TAG = rf"(?:(?>{_QUOTED}|'(?:[^'\n{{]|\{{(?![{{%])){{0,2000}}+'|[^{{}}\"'`]){{1,1000}}?)"
"""The same with `'…'`, which are quotation marks in tags, but apostrophes as often."""
TAG = rf"\{{%-?(?P<tag>{ARGUMENTS}|{_IN_TAG})-?%\}}|\{{\{{(?P<mark>[<%])(?P<short>{ARGUMENTS})[>%]\}}\}}"
"""A template tag or a shortcode. Generators take them before Markdown: what looks like program text in one is none."""
_TAGGED = lazy(rf"{_MARKS.pattern}|{TAG}", re.I)
_RAW_TAGGED = lazy(rf"{_RAW_OPEN.pattern}|{TAG}", re.I)

MARK = lazy("\x02(?P<cell>c?)(?P<number>[0-9]{1,7})\x03")
"""Stands for a stretch of program text; with a `c` for one in a table's cell, which in GFM ends at each bar without a
backslash (4.10). No source holds these characters: XML knows none of them (rule 8)."""


class Piece(NamedTuple):
    """A stretch of source."""

    text: str
    code: bool


def outside_code(
    source: str, change: Callable[[str], str], syntax: Syntax = "markdown", *, defines: bool = False
) -> str:
    """The source with every stretch that is no program text passed through `change`."""
    parts = pieces(source, syntax, defines=defines)
    return "".join(piece.text if piece.code else change(piece.text) for piece in parts)


def around_code(source: str, change: Callable[[str], str], *, defines: bool = False) -> str:
    """The source changed as a whole, where `change` sees each stretch of program text as one mark (`MARK`).

    What stands at either side of `code` decides whether asterisks beside it are emphasis.
    """
    held: list[str] = []
    shown: list[str] = []
    for text, code in pieces(source, defines=defines):
        end = "\n" if code and text.endswith("\n") else ""
        if code:
            held.append(text.removesuffix(end))
        shown.append(f"\x02{len(held) - 1}\x03{end}" if code else text)
    return MARK.sub(lambda found: _shown_again(found, held), change("".join(shown)))


def _shown_again(mark: re.Match[str], held: list[str]) -> str:
    text = held[int(mark["number"])]
    return text.replace("|", "\\|") if mark["cell"] else text


def in_raw_elements(source: str, change: Callable[[str], str], *, defines: bool = False) -> str:
    """Raw elements with program text (`<pre>`) passed through `change`; not what fences and spans show."""
    parts = _all(source, defines=defines)
    return "".join(change(text) if code and text.startswith("<") else text for text, code in parts)


def pieces(source: str, syntax: Syntax = "markdown", *, tagged: bool = False, defines: bool = False) -> Iterator[Piece]:
    """The source in order: fenced and indented blocks, spans in backticks, `<pre>` and `<code>` are code.

    In HTML only the elements are. Neighbours of one kind are joined, so that a construct of several lines stays
    in one piece; of a `tagged` source a template tag does as well, where it does not stand in program text. In one that
    `defines`, whose generator has definition lists, what is indented behind a line `: meaning` belongs to that.
    """
    if not _may_hold_code(source, syntax):
        return iter((Piece(source, False),) if source else ())
    if syntax == "markdown":
        return _joined(_all(source, _TAGGED if tagged else _MARKS, defines=defines))
    return _joined(_inline(source, _RAW_TAGGED if tagged else _RAW_OPEN))


def _may_hold_code(source: str, syntax: Syntax) -> bool:
    """Whether any line of a source may be program text, or any part of one: most sources have no such character."""
    marked = syntax == "markdown" and any(mark in source for mark in ("`", "~~~", "\t", "\n    ", ">    "))
    return marked or source.startswith("    ") or _RAW_OPEN.search(source) is not None


def _joined(parts: Iterator[Piece]) -> Iterator[Piece]:
    kind, gathered = False, [""]
    for text, code in parts:
        if code != kind:
            if "".join(gathered):
                yield Piece("".join(gathered), kind)
            kind, gathered = code, []
        gathered.append(text)
    if "".join(gathered):
        yield Piece("".join(gathered), kind)


def _all(source: str, marks: re.Pattern[str] = _MARKS, *, defines: bool = False) -> Iterator[Piece]:
    for text, code in _joined(_blocks(source, Lines(defines=defines))):
        if code:
            yield Piece(text, code)
        else:
            yield from _inline(text, marks)


def _blocks(source: str, scanner: Lines) -> Iterator[Piece]:
    """Fenced and indented blocks, apart from the stretches of other lines. What looks like either within a raw `<pre>`
    is its text, so that its lines stay together."""
    ends = [found.end() for found in PRE_END.finditer(source)]
    at = held = 0
    for line in lines_of(source):
        code = at >= held and scanner.is_code(line)
        at += len(line)
        if at > held and not code and opens_pre(line):
            found = bisect_left(ends, at)
            held = ends[found] if found < len(ends) else held
        yield Piece(line, code)


def opens_pre(line: str) -> bool:
    """Does a line begin a raw `<pre>` that goes on behind it?"""
    if "<pre" not in line.lower():
        return False
    bare = "".join(text for text, code in _inline(line, _RUN) if not code).lower()
    return bare.rfind("<pre") > bare.rfind("</pre") and _PRE.match(bare, bare.rfind("<pre")) is not None


def lines_of(source: str) -> list[str]:
    """The lines with their ends; `str.splitlines` would end them at U+2028 and six other characters as well."""
    return _LINE.findall(source)


class Lines:
    """Which lines of a Markdown source are program text; `defines` as for `pieces`, `depth` the quotations around."""

    def __init__(self, *, defines: bool = False, depth: int = 0) -> None:
        self.defines = defines
        self.depth = depth
        self.fence = ""
        self.items: list[int] = []
        """The columns at which the texts of the items begin that a line may be in, the inner last."""
        self.blank = True
        self.indented = False
        self.quotation: Lines | None = None

    def is_code(self, line: str) -> bool:
        """Judge the next line."""
        if self.fence and not self._leaves_fence(line):
            self._close(line)
            return True
        if not line.strip():
            self._leave_quotation()
            self.blank = True
            return self.indented
        if line[0] not in _BEGINNING:
            self._leave_quotation()
            # It ends what is above it, and no paragraph goes on behind it.
            heads = line[0] == "#" and _HEADING.match(line) is not None
            if self.blank or heads:
                self.items.clear()
            self.blank, self.indented = heads, False
            return False
        return self._is_marked_code(line, _margin(line))

    def _is_marked_code(self, line: str, columns: int) -> bool:
        """Whether a line that begins with a blank or a mark is program text; `columns` is its margin."""
        quoted = _QUOTATION.match(line) if ">" in line and self.depth < _MOST_QUOTED else None
        if quoted is not None and columns < self._deepest():
            return self._is_quoted_code(quoted["tab"], line[quoted.end() :], columns)
        self._leave_quotation()
        if columns < self._deepest() and self._opens_fence(line, columns):
            return True
        self._indentation(line, columns)
        return self.indented

    def _deepest(self) -> int:
        """The column from which on a line is program text by its margin, in the item that it may be in."""
        return (self.items[-1] if self.items else 0) + _CODE_MARGIN

    def _leave_items(self, columns: int) -> None:
        while self.items and columns < self.items[-1]:
            self.items.pop()

    def _is_quoted_code(self, tab: str | None, inside: str, columns: int) -> bool:
        """Whether a line of a quotation is program text there; `inside` is what stands behind the mark, and a `tab`,
        of which one column belongs to that (CommonMark 2.2)."""
        self._leave_items(columns)
        inside = " " * (_columns(" " * (columns + 1) + tab) - columns - 2) + inside if tab else inside
        self.quotation = self.quotation or Lines(defines=self.defines, depth=self.depth + 1)
        self.blank = self.indented = False
        return self.quotation.is_code(inside)

    def _leave_quotation(self) -> None:
        """Behind a quotation that ends with no paragraph a line by its margin is program text at once."""
        if self.quotation is not None:
            self.blank = bool(self.quotation.fence) or self.quotation.blank or self.quotation.indented
            self.quotation = None

    def _opens_fence(self, line: str, columns: int) -> bool:
        found = _FENCE.match(line)
        if found is None or (found["run"].startswith("`") and "`" in found["info"]):
            return False
        self._leave_items(columns)
        self.fence = found["run"]
        if found["item"]:
            self.items.append(_columns(line[: found.start("run")]))
        self.blank = self.indented = False
        return True

    def _leaves_fence(self, line: str) -> bool:
        """Whether a line ends the item in which a fence stands, and that with it (CommonMark 4.5)."""
        if not self.items or not line.strip() or _margin(line) >= self.items[-1]:
            return False
        self.fence, self.blank = "", True
        return True

    def _close(self, line: str) -> None:
        """End a fence where a line does; one that is indented as program text is shown (CommonMark 4.5)."""
        bare = line.strip()
        is_end = bare.startswith(self.fence) and not bare.strip(self.fence[0])
        if is_end and _margin(line) < self._deepest():
            self.fence, self.blank = "", True

    def _indentation(self, line: str, columns: int) -> None:
        """Four columns after a blank line are code (CommonMark 4.4); inside an item they count from its text."""
        if self.blank:
            self._leave_items(columns)
        self.indented = columns >= self._deepest() and (self.blank or self.indented)
        if not self.indented and columns < self._deepest():
            expanded = line.expandtabs(4)
            item = _ITEM.match(expanded) or (_MEANING.match(expanded) if self.defines else None)
            if item:
                self._leave_items(columns)
                self.items.append(item.end() if item.end() - item.end("mark") <= _CODE_MARGIN else item.end("mark") + 1)
        self.blank = False


def _margin(line: str) -> int:
    """The column at which the words of a line begin."""
    if line[0] not in " \t":
        return 0
    return _columns(line[: len(line) - len(line.lstrip(" \t"))])


def _columns(margin: str) -> int:
    return len(margin.expandtabs(4))


def _inline(text: str, marks: re.Pattern[str]) -> Iterator[Piece]:
    """Spans in backticks, and raw elements whose content is program text, apart from the rest; tags are passed over."""
    runs = _runs(text)
    missing: set[str] = set()
    start = at = 0
    while (found := marks.search(text, at)) is not None:
        end = _code_end(text, found, runs, missing)
        if end is None:
            at = found.end()
            continue
        yield Piece(text[start : found.start()], False)
        yield Piece(text[found.start() : end], True)
        start = at = end
    yield Piece(text[start:], False)


def _code_end(text: str, opening: re.Match[str], runs: dict[int, deque[int]], missing: set[str]) -> int | None:
    """Where the program text ends that a mark opens; None where it opens none."""
    if opening[0].startswith("{"):
        return None
    return _raw_end(text, opening, missing) if opening[0].startswith("<") else _span_end(text, opening, runs)


def _runs(text: str) -> dict[int, deque[int]]:
    found: dict[int, deque[int]] = defaultdict(deque)
    for run in _RUN.finditer(text):
        found[len(run[0])].append(run.start())
    return found


def _span_end(text: str, opening: re.Match[str], runs: dict[int, deque[int]]) -> int | None:
    """Where a span in backticks ends: behind the next run of the same length in its paragraph (CommonMark 6.1)."""
    if text[opening.start() - 1 : opening.start()] == "\\":
        return None
    size = len(opening[0])
    positions = runs[size]
    while positions and positions[0] <= opening.start():
        positions.popleft()
    if not positions or "\n\n" in text[opening.end() : min(positions[0], opening.end() + 5_000)]:
        return None
    return positions[0] + size


def _raw_end(text: str, opening: re.Match[str], missing: set[str]) -> int | None:
    name = opening[1].lower()
    close = None if name in missing else re.compile(rf"</{name}\s*>", re.I).search(text, opening.end())
    if close is None:
        missing.add(name)
        return None
    return close.end()

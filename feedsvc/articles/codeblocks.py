"""A source taken apart: what is program text, where nothing may be interpreted, and what is not."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from typing import NamedTuple

from feedsvc.articles.codelines import Lines
from feedsvc.model import Syntax
from feedsvc.patterns import lazy

_RUN = lazy(r"``*+")
"""With a first character of its own a run is found ten times as fast as with `+`."""
_BLOCK_ENDING = r"\n|\||#{1,6}[ \t]|(?:[-*+]|[0-9]{1,9}[.)])[ \t]"
_ENDING = lazy(rf"\n[ \t]*+(?:{_BLOCK_ENDING}|>)")
_ENDING_IN_QUOTATION = lazy(rf"\n[ \t>]*+(?:{_BLOCK_ENDING})")
_NEW_LINE = lazy(r"\n")
"""What ends a paragraph, an item or a table's row, and with it what a span in backticks may hold."""
_BEGUN = lazy(r"[ \t>]*+(?P<heading>#{1,6}[ \t])|[ \t]*+>")
_LOOKED_BACK = 500
"""Characters in which the beginning of a line is looked for."""
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
    if not positions or _ending(text, opening).search(text, opening.end(), min(positions[0], opening.end() + 5_000)):
        return None
    return positions[0] + size


def _ending(text: str, opening: re.Match[str]) -> re.Pattern[str]:
    """What ends the block in which a span begins: of a heading its line, of others a quotation, too."""
    line = text.rfind("\n", max(0, opening.start() - _LOOKED_BACK), opening.start()) + 1
    begun = _BEGUN.match(text, line)
    if begun is None:
        return _ENDING
    return _NEW_LINE if begun["heading"] else _ENDING_IN_QUOTATION


def _raw_end(text: str, opening: re.Match[str], missing: set[str]) -> int | None:
    name = opening[1].lower()
    close = None if name in missing else re.compile(rf"</{name}\s*>", re.I).search(text, opening.end())
    if close is None:
        missing.add(name)
        return None
    return close.end()

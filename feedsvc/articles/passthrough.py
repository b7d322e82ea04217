"""Formulas that are no Markdown: what stands between the delimiters of a Hugo site's passthrough extension or Pandoc's.

    block = [["$$", "$$"]]    inline = [["$", "$"]]    $\\{a_1, a_2\\}$ is shown as it stands

To Pandoc, which Quarto runs, `$5 and $6` are prices: a formula's first and last sign is no blank, and no digit follows.

Sources: https://gohugo.io/configuration/markup/#passthrough,
https://pandoc.org/MANUAL.html#extension-tex_math_dollars.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TypeAlias

from feedsvc.articles.kramdown import BLANK, HTML_LINE, literal
from feedsvc.articles.lookups import Dialect
from feedsvc.patterns import lazy

Delimiters: TypeAlias = tuple[tuple[str, str], ...]
"""What opens a formula, and what ends it."""
OF_PANDOC: Delimiters = (("$$", "$$"), ("$", "$"))
_CODE = "\x02"
_BACKSLASH = "\\"
_BEGINNING = lazy(r"(?:\A|\n)[ \t>]{0,40}+(?:(?:[-*+]|[0-9]{1,9}[.)])[ \t]{1,4})?\Z")
_BLOCK = lazy(r"\n[ \t]*+(?:(?:[-*+]|[0-9]{1,9}[.)]|#{1,6})[ \t]|[>|])")
"""What begins a block in a line, in which a formula within words ends."""
_ATTRIBUTE = r"\s++[A-Za-z_:@][\w:.-]*+(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s\"'=<>`]++))?+"
_PASSED = (
    rf"</?[A-Za-z][\w-]*+(?:{_ATTRIBUTE})*+\s*+/?>"
    r"|(?<![A-Za-z0-9])(?:https?://|www\.)[!-'*-;=?-~]*+"
)
"""Tags and addresses, which Goldmark reads as a whole before it meets an opening in them."""
_DISPLAYED = lazy(
    r"(?P<lines>^[ ]{0,3}\$\$(?:[^$\x02\x03]|\$(?!\$)){1,3000}+\$\$[ \t]*$)"
    r"|\$\$(?:[^$\n\x02\x03]|\$(?!\$)|\n(?![ \t]*\n)){1,3000}+\$\$",
    re.M,
)
"""The second are those whose end has words behind it, so that it is not taken for the begin of another."""
_BLANK_LINES = lazy(r"\n(?:[ \t]*+\n)++")
OVER_BLANKS = frozenset({"hexo", "hugo"})
"""Generators whose formulas between `$$` in lines of their own go on over blank lines, as those of KaTeX's plug-ins."""
_LONGEST = 3_000
"""Characters of a formula: what never ends is looked for in so many, since it begins nothing."""
_BEFORE = 50
"""Characters that are looked at for the beginning of a line, and for backslashes."""


def without_blanks(text: str, dialect: Dialect) -> str:
    """A source, its program text as marks, without the blank lines in its formulas between `$$` at the begin and the
    end of lines, where these have such."""
    if "$$" not in text or not dialect.formulas or dialect.generator not in OVER_BLANKS:
        return text
    return _DISPLAYED.sub(lambda found: _BLANK_LINES.sub("\n", found[0]) if found["lines"] else found[0], text)


def kept(text: str, delimiters: Delimiters, *, strict: bool = False, joined: bool = False) -> str:
    """A source, its program text as marks, in which nothing between these is Markdown. A formula ends with its
    paragraph, and in a block of HTML there is none; `strict`: whether prices are none, as to Pandoc; `joined`: whether
    its lines are one, where each would be a line break."""
    if not any(opening in text for opening, _ in delimiters):
        return text
    parts = BLANK.split(text)
    return "".join(
        part if HTML_LINE.search(part) else "".join(_read(part, delimiters, strict=strict, joined=joined))
        for part in parts
    )


def _read(text: str, delimiters: Delimiters, *, strict: bool, joined: bool) -> Iterator[str]:
    """A stretch of source in parts."""
    endings, openings = dict(delimiters), _openings(delimiters)
    at = 0
    while found := openings.search(text, at):
        ending = endings.get(found[0])
        end = -1 if ending is None else text.find(ending, found.end(), found.end() + _LONGEST)
        is_one = ending is not None and end > found.end() and _is_one(text, found, end)
        if ending is None or not is_one or (strict and _is_price(text, found, end)):
            yield text[at : found.end()]
            at = found.end()
        else:
            yield text[at : found.start()]
            at = end + len(ending)
            margin = _margin(text, found.start())
            shown = _shown(text[found.start() : at], margin)
            yield shown.replace("\n", " ") if joined and ">" not in (margin or "") else shown
    yield text[at:]


def _is_one(text: str, opening: re.Match[str], end: int) -> bool:
    """Whether what an opening begins is a formula up to its end: it holds no program text, and no other block begins
    in it, unless it is a block itself (`$$`)."""
    at, inside = opening.start(), text[opening.end() : end]
    before = text[max(0, at - _BEFORE) : at]
    is_escaped = (len(before) - len(before.rstrip(_BACKSLASH))) % 2 == 1
    if _CODE in inside or is_escaped:
        return False
    is_block = len(opening[0]) > 1 and _margin(text, at) is not None
    return is_block or not _BLOCK.search(inside)


def _is_price(text: str, opening: re.Match[str], end: int) -> bool:
    """Whether a single `$` begins none of Pandoc's formulas."""
    inside = text[opening.end() : end]
    return opening[0] == "$" and (
        inside != inside.strip() or inside[-1:] == _BACKSLASH or text[end + 1 : end + 2].isdigit()
    )


def _margin(text: str, at: int) -> str | None:
    """What stands before a place in its line, where that only says what blocks the line is in."""
    found = _BEGINNING.search(text[max(0, at - _BEFORE) : at])
    return None if found is None else found[0]


def _shown(formula: str, margin: str | None) -> str:
    """A formula as Markdown that shows it; the marks of a quotation at the beginning of its lines are none of it."""
    depth = (margin or "").count(">")
    parts = re.split(rf"(\n(?:[ \t]*+>){{1,{depth}}}+)", formula) if depth else [formula]
    return "".join(part if at % 2 else literal(part) for at, part in enumerate(parts))


@lru_cache(maxsize=8)
def _openings(delimiters: Delimiters) -> re.Pattern[str]:
    """What begins a formula, the longer first: `$$` is no `$` twice; and what is passed over, in which none does."""
    longest_first = sorted(delimiters, key=_length, reverse=True)
    return re.compile("|".join((*(re.escape(opening) for opening, _ in longest_first), _PASSED)))


def _length(pair: tuple[str, str]) -> int:
    return len(pair[0])

"""What CommonMark gets wrong beside Chinese characters, set right in the source before it is rendered."""

from __future__ import annotations

import re
from itertools import pairwise

_SHARED = "\u2018\u2019\u201c\u201d\u2014\u2026\u00b7"
"""Punctuation that Chinese shares with other scripts: quotation marks, dash, ellipsis, middle dot."""

_WIDE = (
    "\u2e80-\u303f\u3040-\u30ff\u3100-\u312f\u31a0-\u31bf\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\ufe30-\ufe4f"
    "\uff00-\uff60\uffe0-\uffe6" + _SHARED
)
_PUNCTUATION = "\u3001-\u3003\u3008-\u3011\u3014-\u301f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff3d\uff5b-\uff60" + _SHARED

_UNJOINED = re.compile(r"[ ]{0,3}(?:<[A-Za-z/!?]|#{1,6}[ ]|\[[^\]\n]{1,200}\]:|\|)")
_TABLE = re.compile(r"^[ |:]{0,20}-{1,200}[ |:-]{0,300}$", re.M)
_QUOTES = re.compile(r"[> ]{0,40}")
_SPAN = re.compile(r"(?<![*\\])(\*{1,2})(?![*\s])([^*\n<>]{1,400}?)(?<![\s*\\])\1(?!\*)")
_TAGS = {"**": "strong", "*": "em"}
_MARKUP = re.compile(r"(<[^<>]{1,1000}>|\]\([^()\n]{0,1000}\))")
_ADDRESS = re.compile(
    rf"(?<![A-Za-z0-9_\"'(<=\]/:])(https?://[A-Za-z0-9\-._~:/?#@!$&+;=%,]{{3,1000}})(?=[{_PUNCTUATION}])"
)
_MARK = re.compile(rf"[{_PUNCTUATION}]")
_WIDE_CHARACTER = re.compile(rf"[{_WIDE}]")
_ASCII_MARKS = "!\"#$%&'()+,-./:;=?@[]^_`{|}~"


def adapt(text: str) -> str:
    """A stretch of Markdown without program text: joined lines, emphasis beside punctuation, addresses that end."""
    return _paragraphs(text)


def _paragraphs(text: str) -> str:
    """Each run of lines that are not blank by itself; from a line of HTML on it stays as it is (CommonMark 4.6)."""
    out: list[str] = []
    for part in re.split(r"(\n[ \t]*\n)", text):
        lines = part.split("\n")
        first = next(
            (at for at, line in enumerate(lines) if re.match(r"[> ]{0,12}<[A-Za-z/!?](?!https?:)", line)), len(lines)
        )
        markdown, html = "\n".join(lines[:first]), "\n".join(lines[first:])
        joint = "\n" if first and html else ""
        out.append(_inline(markdown if _TABLE.search(markdown) else _join(markdown)) + joint + html)
    return "".join(out)


def _join(text: str) -> str:
    """A new line between two Chinese characters is no space: `中\\n文` -> `中文`. Headings keep theirs."""
    lines = text.split("\n")
    out = lines[:1]
    for before, line in pairwise(lines):
        margin = _margin(line)
        out.append(line[len(margin) :] if _joined(before, line, margin) else f"\n{line}")
    return "".join(out)


def _joined(before: str, line: str, margin: str) -> bool:
    """Does a line go on with the paragraph of the line before, with a Chinese character at either side?"""
    outer = _margin(before)
    inside = before[len(outer) :]
    wide = _WIDE_CHARACTER.match(before[-1:]) and _WIDE_CHARACTER.match(line[len(margin) :])
    return bool(wide) and margin.count(">") in {0, outer.count(">")} and not _UNJOINED.match(inside)


def _margin(line: str) -> str:
    found = _QUOTES.match(line)
    return found[0] if found else ""


def _inline(text: str) -> str:
    """Emphasis and addresses, outside of tags and link targets."""
    return "".join(
        part if at % 2 else _SPAN.sub(_emphasis, _ADDRESS.sub(r"<\1>", part))
        for at, part in enumerate(_MARKUP.split(text))
    )


def _emphasis(found: re.Match[str]) -> str:
    """`**中文。**后` is no emphasis in CommonMark (6.2: punctuation inside, a letter outside); its author meant one."""
    before, after = found.string[found.start() - 1 : found.start()], found.string[found.end() : found.end() + 1]
    inside = found[2]
    opens = not _breaks(inside[0], before)
    closes = not _breaks(inside[-1], after)
    wide = any(each and _WIDE_CHARACTER.match(each) for each in (before, after, inside[0], inside[-1]))
    if (opens and closes) or not wide:
        return found[0]
    tag = _TAGS[found[1]]
    return f"<{tag}>{inside}</{tag}>"


def _breaks(inner: str, outer: str) -> bool:
    """Does CommonMark see no flank here: punctuation inside, and outside neither white space nor punctuation?"""
    return _is_mark(inner) and bool(outer) and not outer.isspace() and not _is_mark(outer)


def _is_mark(character: str) -> bool:
    return character in _ASCII_MARKS or _MARK.match(character) is not None

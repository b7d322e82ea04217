"""What CommonMark gets wrong beside Chinese characters, set right in the source before it is rendered."""

from __future__ import annotations

import re
from itertools import pairwise

from feedsvc.articles import emphasis
from feedsvc.patterns import lazy

_SHARED = "\u2018\u2019\u201c\u201d\u2014\u2026\u00b7"
"""Punctuation that Chinese shares with other scripts: quotation marks, dash, ellipsis, middle dot."""

_WIDE = (
    "\u2e80-\u303f\u3040-\u30ff\u3100-\u312f\u31a0-\u31bf\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\ufe30-\ufe4f"
    "\uff00-\uff60\uffe0-\uffe6" + _SHARED
)
_LETTERS = "\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_PUNCTUATION = "\u3001-\u3003\u3008-\u3011\u3014-\u301f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff3d\uff5b-\uff60" + _SHARED

_RUN = lazy(r"(\n[ \t]*\n)")
_UNJOINED = lazy(r"[ ]{0,3}(?:<[A-Za-z/!?]|#{1,6}[ ]|\[[^\]\n]{1,200}\]:|\|)")
_TABLE = lazy(r"^[ |:]{0,20}-{1,200}[ |:-]{0,300}$", re.M)
_QUOTES = lazy(r"[> ]{0,40}")
_HTML_LINE = lazy(r"[> ]{0,12}<[A-Za-z/!?](?!https?:)")
_COMMENT = lazy(r"[> ]{0,12}<!--.*?-->")
_MARKUP = lazy(r"(<[^<>]{1,1000}>|\]\([^()\n]{0,1000}\))")
_ADDRESS = lazy(
    r"(http(?<![A-Za-z0-9_\"'(<=\]/:]http)s?://[A-Za-z0-9\-._~:@]{3,253}"
    rf"(?:[/?#][A-Za-z0-9\-._~:/?#@!$&+;=%,{_LETTERS}]{{0,1000}})?)(?=[{_PUNCTUATION}])"
)
_HOST = r"(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}(?::[0-9]{1,5})?"
_PAGE = r"/[A-Za-z0-9\-._~/]{0,500}\.(?:s?html?|pdf|php|aspx?|jsp)"
_WHOLE = lazy(
    r"(http(?<![A-Za-z0-9_\"'(<=\]/:]http)s?://"
    rf"{_HOST}(?:{_PAGE})?)(?=[{_LETTERS}])"
)
"""An address at once in front of words: `请访问https://www.example.com了解`. No host ends so, and hardly a page."""
_BARE = lazy(
    rf"(?<![^\s*_~(])(www\.{_HOST}(?:[/?#][A-Za-z0-9\-._/?#&=%+:@,]{{0,1000}})?)(?=[{_PUNCTUATION}{_LETTERS}])"
)
"""What GFM makes a link without `http://`, up to the next blank."""
_WIDE_CHARACTER = lazy(rf"[{_WIDE}]")
_OPENING = lazy(r"(?:\*{1,3}|~~|\[)*+")
_TARGET = lazy(r"\]\([^()\n]{0,300}\)\Z")
_INDENTED = "\n\u3000\u3000"
_WITHIN = lazy(r"^[ ]{0,12}(?:[-*+][ \t]|[0-9]{1,9}[.)][ \t]|[>|]|<[A-Za-z/!?]|\[[^\]\n]{1,200}\]:)", re.M)
"""Lines of which those below may be a part: items, quotations, rows, HTML, footnotes."""
_MARGIN = lazy(r"\n*+[ \t]")
_WARNED = "*ST"
_WARNING = lazy(r"(?<![*\\/=?&])\*(?=ST[\u4e00-\u9fff])(?!ST[\u4e00-\u9fff]{1,8}\*(?!\*|ST))")
"""The mark of China's exchanges for shares that may be delisted (`*ST海航和*ST康得`), which emphasizes nothing;
`*ST海航*` is emphasis."""
_EDGE = 400
"""Characters of a line's end that are looked at."""


def adapt(text: str, *, breaks: bool = False) -> str:
    """Markdown with its program text as marks: joined lines, emphasis beside punctuation, addresses that end, and
    paragraphs where Chinese begins one.

    With `breaks` each new line is one of the author's, or of a dateline, so that none are joined.
    """
    parted = _parted(text) if _INDENTED in text else text
    # Every second part is the blank line between two paragraphs. One in ASCII has nothing of what is adapted here.
    parts = enumerate(_RUN.split(parted))
    return "".join([part if at % 2 or part.isascii() else _paragraph(part, breaks=breaks) for at, part in parts])


def _parted(text: str) -> str:
    """A line that begins with two wide blanks is a paragraph, as Chinese writes it: no broken line goes on so. Below an
    item what is indented is part of it, and such a line within goes on with its paragraph (CommonMark 5.2)."""
    out: list[str] = []
    item = False
    for part in _RUN.split(text):
        within = _WITHIN.search(part) is not None or (item and _MARGIN.match(part) is not None)
        out.append(part if within or _is_table(part) else part.replace(_INDENTED, f"\n{_INDENTED}"))
        item = within or (item and not part.strip())
    return "".join(out)


def _paragraph(text: str, *, breaks: bool) -> str:
    """A run of lines that are not blank; from a line of HTML on it stays as it is, but below a comment, which ends with
    its line (CommonMark 4.6): `<!-- more -->`."""
    if "\n" not in text:
        # As most of them are: there is nothing to join.
        return text if _HTML_LINE.match(text) else _marked(text)
    lines, out, begun = text.split("\n"), list[str](), 0
    for at, line in enumerate(lines):
        if _HTML_LINE.match(line):
            if begun < at:
                out.append(_adapted(lines[begun:at], breaks=breaks))
            begun = at
            if _COMMENT.match(line) is None:
                return "\n".join([*out, *lines[at:]])
            out.append(line)
            begun += 1
    return "\n".join([*out, _adapted(lines[begun:], breaks=breaks)] if begun < len(lines) else out)


def _adapted(lines: list[str], *, breaks: bool) -> str:
    """Neighbouring lines without HTML."""
    markdown = "\n".join(lines)
    joined = markdown if breaks or len(lines) == 1 or _is_table(markdown) else _join(markdown)
    return _marked(joined)


def _marked(text: str) -> str:
    """A paragraph with its emphasis marked, addresses that end, and the asterisks that emphasize nothing escaped."""
    ended = _end_addresses(text)
    if _WARNED in text:
        parts = enumerate(_MARKUP.split(ended))
        ended = "".join([part if at % 2 else _WARNING.sub(r"\*", part) for at, part in parts])
    return emphasis.mark(emphasis.without_seams(ended))


def _is_table(text: str) -> bool:
    return "-" in text and _TABLE.search(text) is not None


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
    wide = _WIDE_CHARACTER.match(_last(inside)) and _WIDE_CHARACTER.match(_first(line[len(margin) :]))
    return bool(wide) and margin.count(">") in {0, outer.count(">")} and not _UNJOINED.match(inside)


def _margin(line: str) -> str:
    found = _QUOTES.match(line)
    return found[0] if found else ""


def _first(line: str) -> str:
    """The first character that a reader sees of a line, behind what begins emphasis or a link."""
    found = _OPENING.match(line)
    return line[found.end() : found.end() + 1] if found else ""


def _last(line: str) -> str:
    """The last character that a reader sees: `中` of `**[中](https://x.example)**`."""
    tail = line[-_EDGE:].rstrip("*~")
    while target := _TARGET.search(tail):
        tail = tail[: target.start()].rstrip("*~")
    return tail[-1:]


def _end_addresses(text: str) -> str:
    """Addresses end before Chinese punctuation; those within tags and link targets have their ends."""
    if "http" not in text and "www." not in text:
        return text
    return "".join(part if at % 2 else _ended(part) for at, part in enumerate(_MARKUP.split(text)))


def _ended(text: str) -> str:
    read = _ADDRESS.sub(r"<\1>", _WHOLE.sub(r"<\1>", text))
    return _BARE.sub(r"[\1](<http://\1>)", read)

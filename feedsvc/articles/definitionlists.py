"""Terms and what they mean, as kramdown, Goldmark (in Hugo) and Python-Markdown's `extra` read them, in HTML's `<dl>`.

    Apple
    : Pomaceous fruit

CommonMark has no such lists: term and meaning would be one paragraph with a colon in it. The elements stand in lines
of their own between blank ones, so that what they hold is read as Markdown (CommonMark 4.6). A list stands at the
margin alone: within items and quotations it stays a paragraph.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from feedsvc.articles.site import PYTHON_MARKDOWN
from feedsvc.patterns import lazy

GENERATORS = PYTHON_MARKDOWN | {"hugo", "jekyll", "quarto"}

_ANY = lazy(r"\n[ ]{0,3}:[ \t]")
_MEANING = lazy(r"(?P<margin>[ ]{0,3}:[ \t]{1,3})(?=\S)")
_NO_TERM = lazy(
    r"[ \t#<>|]|[-+*][ \t]|[0-9]{1,9}[.)][ \t]|\[[^\]]{1,200}\]:|\$\$(?!.*\$\$)"
    r"|(?:[-*_=][ \t]*){2,}\Z|[-|: \t]+\Z"
)
"""A line that begins another kind of block, a formula among them, or makes one of what is above; an indented one may be
an item's or a footnote's, of which a list at the margin would end the numbering."""
_ENDING = {
    "hugo": lazy(r"[ ]?(?:#{1,6}(?:[ \t]|\Z)|[-+*][ \t]|[0-9]{1,9}[.)][ \t]|>|(?:[-*_][ \t]*+){3,}+\Z)"),
    **dict.fromkeys(PYTHON_MARKDOWN, lazy(r"#")),
}
"""What ends a meaning in the line below it. kramdown takes all of these for a part of it."""
_PROGRAM = lazy(r"\x02[0-9]+\x03\Z")
_INDENTED = lazy(r"[ ]{2,}|\t")
"""What goes on with a meaning behind a blank line; kramdown wants the column of its text, Goldmark two blanks."""
_OPEN, _CLOSE = "<dl>", "</dl>"
_TIGHT = lazy(r"<(?P<part>d[td])>\n<p>(?P<text>[^<]*+(?:<(?!/?p>)[^<]*+)*+)</p>\n</(?P=part)>")


class _Source(NamedTuple):
    """Lines, and what of them ends a meaning."""

    lines: list[str]
    ending: re.Pattern[str] | None


class _Meaning(NamedTuple):
    """The lines of one meaning, and the line that follows."""

    lines: list[str]
    end: int


def read(text: str, generator: str) -> str:
    """A source, its program text as marks, with its definition lists as HTML around Markdown; linear in its length."""
    if not _ANY.search(text):
        return text
    lines, out, at = text.split("\n"), list[str](), 0
    source = _Source(lines, _ENDING.get(generator))
    while at < len(lines):
        start = _start(out) if _MEANING.match(lines[at]) else len(out)
        if start < len(out):
            terms = [line.strip() for line in out[start:] if line.strip()]
            at = _entry(source, at, terms, _begun(out, start))
        else:
            out.append(lines[at])
            at += 1
    return "\n".join(out)


def tidied(html: str) -> str:
    """Rendered HTML in which a term, or a meaning of one paragraph, is no paragraph."""
    return _TIGHT.sub(r"<\g<part>>\g<text></\g<part>>", html) if "<dl>\n" in html else html


def _start(above: list[str]) -> int:
    """Where the paragraph begins that ends here, or a line above, and of which each line is a term; the end of what is
    above where that is no paragraph."""
    end = start = len(above) - (bool(above) and not above[-1].strip())
    while start and above[start - 1].strip() and not _PROGRAM.match(above[start - 1]):
        start -= 1
        if _NO_TERM.match(above[start]) or _MEANING.match(above[start]):
            return len(above)
    return start if start < end else len(above)


def _begun(out: list[str], start: int) -> list[str]:
    """What was written up to the terms, with the beginning of a list, or the one that ended there going on."""
    del out[start:]
    while out and not out[-1].strip():
        out.pop()
    if out[-1:] == [_CLOSE]:
        out.pop()
    else:
        out += ["", _OPEN]
    return out


def _entry(source: _Source, at: int, terms: list[str], out: list[str]) -> int:
    """Write terms and their meanings, which begin at a line, as elements; the line behind them."""
    for term in terms:
        out += ["<dt>", "", term, "", "</dt>"]
    while at < len(source.lines) and _MEANING.match(source.lines[at]):
        meaning = _meaning(source, at)
        out += ["<dd>", "", *meaning.lines, "", "</dd>"]
        at = meaning.end
    out += [_CLOSE, ""]
    return at


def _meaning(source: _Source, at: int) -> _Meaning:
    lines, ending = source
    first = _MEANING.match(lines[at])
    width = first.end() if first else 0
    found, at = [lines[at][width:]], at + 1
    while at < len(lines):
        behind = next((number for number in range(at, len(lines)) if lines[number].strip()), len(lines))
        if behind < len(lines) and _MEANING.match(lines[behind]):
            return _Meaning(found, behind)
        if behind == len(lines) or (behind > at and not _INDENTED.match(lines[behind])):
            return _Meaning(found, at)
        if behind == at and ending is not None and ending.match(lines[at]):
            return _Meaning(found, at)
        found += [line[width:] if not line[:width].strip() else line.lstrip() for line in lines[at : behind + 1]]
        at = behind + 1
    return _Meaning(found, at)

"""Admonitions and tabs of Python-Markdown and MkDocs in a source: a line, and what is indented below it -> a title in
bold letters, and that.

    !!! note "A title"          ??? tip                    === "A tab"
        Words.                      Words.                     Words.

Indented text behind a blank line would be a program to CommonMark. A line with nothing indented below it is the
author's words, unless it has both a kind and a title in quotation marks, and so are one within a program's fences or
`<pre>`, one whose first word names no kind and that has no title (`!!! wow what a day`), and a tab without quotation
marks.

Sources: https://python-markdown.github.io/extensions/admonition/, https://squidfunk.github.io/mkdocs-material/reference/.
"""

from __future__ import annotations

import re

from feedsvc.articles.codeblocks import PRE_END, opens_pre
from feedsvc.articles.codelines import Lines
from feedsvc.articles.containers import KINDS
from feedsvc.patterns import lazy

_MARKS = ("!!!", "???", '=== "', "=== '")
_OPENING = lazy(
    r"(?P<margin>[ ]{0,16})(?:!!!|\?{3}\+?|(?P<tab>===[!+]?))[ ]+(?P<kind>[A-Za-z][\w-]{0,40}(?=\s|\Z))?"
    r"(?P<more>(?:[ ]+[a-z][\w-]{0,40}(?=\s|\Z))*+)"
    r"(?:[ ]*(?:\"(?P<title>[^\"\n]{0,300})\"|'(?P<other>[^'\n]{0,300})'|(?P<words>[^\s\"'][^\n]{0,300})))?[ ]*\Z"
)
_WITHIN = "    "
_DEEPEST = 10


def read(source: str, depth: int = 0) -> str:
    """A source of Markdown in which what stands below such lines is not indented, and they are bold titles."""
    if depth > _DEEPEST or not any(mark in source for mark in _MARKS):
        return source
    lines, out, at, scanner, held = source.split("\n"), list[str](), 0, Lines(), False
    while at < len(lines):
        is_text = not (held or scanner.is_code(lines[at]))
        opening = _opening(lines[at]) if is_text else None
        held = not PRE_END.search(lines[at]) if held else is_text and opens_pre(lines[at])
        below = _below(lines, at + 1, _WITHIN + opening["margin"]) if opening else []
        if opening is not None and (below or _is_title_alone(opening)):
            within = [*_titled(opening), *read("\n".join(below), depth + 1).split("\n")]
            # In an item they stay behind its margin.
            out += ["", *(f"{opening['margin']}{line}" if line else "" for line in within), ""]
            at += 1 + len(below)
        else:
            out.append(lines[at])
            at += 1
    return "\n".join(out)


def _opening(line: str) -> re.Match[str] | None:
    found = _OPENING.match(line)
    if found is None:
        return None
    is_titled = found["title"] is not None or found["other"] is not None
    if found["tab"]:
        return found if is_titled else None
    kind = found["kind"]
    return found if kind and (is_titled or kind.lower() in KINDS) else None


def _is_title_alone(opening: re.Match[str]) -> bool:
    """Whether a line is an admonition without words: a kind that is known, and a title in quotation marks."""
    return bool(opening["title"] and opening["kind"] and opening["kind"].lower() in KINDS)


def _below(lines: list[str], at: int, margin: str) -> list[str]:
    """The lines from a place on that are indented, without their margin; blank ones behind them are none of these."""
    found, blank = list[str](), 0
    for line in (lines[each] for each in range(at, len(lines))):
        inner = _within(line, margin)
        if inner is None:
            break
        found.append(inner)
        blank = 0 if inner.strip() else blank + 1
    return found[: len(found) - blank]


def _within(line: str, margin: str) -> str | None:
    """A line without its margin, for which a tab may stand; None where it has less of one and is not blank."""
    bare = line.lstrip(" \t")
    if not bare or line.startswith(margin):
        return line[len(margin) :]
    columns = len(line[: len(line) - len(bare)].expandtabs(4)) - len(margin)
    return None if columns < 0 else " " * columns + bare


def _titled(opening: re.Match[str]) -> list[str]:
    said = next((opening[name] for name in ("title", "other", "words") if opening[name] is not None), None)
    title = (opening["kind"] or "").replace("-", " ").capitalize() if said is None else said
    bare = title.replace("**", "").strip()
    return [f"**{bare}**", ""] if bare else []

"""Admonitions and tabs of Python-Markdown and MkDocs in a source: a line, and what is indented below it -> a title in
bold letters, and that.

    !!! note "A title"          ??? tip                    === "A tab"
        Words.                      Words.                     Words.

Indented text behind a blank line would be a program to CommonMark. A line with nothing indented below it is the
author's words, and so are one within a program's fences or `<pre>`, one whose first word names no kind and that has no
title (`!!! wow what a day`), and a tab without quotation marks.

Sources: https://python-markdown.github.io/extensions/admonition/, https://squidfunk.github.io/mkdocs-material/reference/.
"""

from __future__ import annotations

import re

from feedsvc.articles.codeblocks import PRE_END, Lines, opens_pre
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
        end = _end(lines, at + 1, _WITHIN + opening["margin"]) if opening else at
        if opening is not None and end > at + 1:
            below = [line[len(_WITHIN + opening["margin"]) :] for line in lines[at + 1 : end]]
            within = [*_titled(opening), *read("\n".join(below), depth + 1).split("\n")]
            # In an item they stay behind its margin.
            out += ["", *(f"{opening['margin']}{line}" if line else "" for line in within), ""]
            at = end
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


def _end(lines: list[str], at: int, margin: str) -> int:
    """Where the lines end that are indented from a place on; the blank ones behind them are none of these."""
    end = at
    while at < len(lines) and (not lines[at].strip() or lines[at].startswith(margin)):
        at += 1
        end = at if lines[at - 1].strip() else end
    return end


def _titled(opening: re.Match[str]) -> list[str]:
    said = next((opening[name] for name in ("title", "other", "words") if opening[name] is not None), None)
    title = (opening["kind"] or "").replace("-", " ").capitalize() if said is None else said
    bare = title.replace("**", "").strip()
    return [f"**{bare}**", ""] if bare else []

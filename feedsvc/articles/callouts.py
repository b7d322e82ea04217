"""Callouts, which Markdown of GitHub and Obsidian has for notes: quotations whose first line names their kind.

    > [!NOTE]
    > [!warning]- A title

CommonMark shows such a line as it is written. Here its title, or the word, is a bold line of its own above the text;
`+` and `-`, whether Obsidian unfolds it, go.

Sources: https://docs.github.com/en/get-started/writing-on-github (Alerts), https://help.obsidian.md/callouts.
"""

from __future__ import annotations

import re

_MARKS = ("> [!", ">[!")
_LINE = re.compile(r"(?P<quote>[ \t]*(?:>[ ]?)+)\[!(?P<kind>[A-Za-z][A-Za-z-]{0,39})\][+-]?(?:[ \t]+(?P<title>.*))?\Z")
_QUOTED = re.compile(r"[ \t]*(?:>[ ]?)+")


def read(text: str) -> str:
    """A source, its program text as marks, with the first lines of callouts as bold ones."""
    if not any(mark in text for mark in _MARKS):
        return text
    out, depth = list[str](), 0
    for line in text.split("\n"):
        above, depth = depth, _depth(line)
        out.append(_titled(line) if depth > above else line)
    return "\n".join(out)


def _depth(line: str) -> int:
    """How many quotations a line is in by its own marks."""
    quoted = _QUOTED.match(line)
    return quoted[0].count(">") if quoted else 0


def _titled(line: str) -> str:
    found = _LINE.match(line)
    if found is None:
        return line
    title = (found["title"] or "").strip() or found["kind"].replace("-", " ").capitalize()
    # By tags: a title may have stars of its own.
    return f"{found['quote']}<strong>{title}</strong>\n{found['quote'].rstrip()}"

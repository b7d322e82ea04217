"""Callouts, which Markdown of GitHub and Obsidian has for notes: quotations whose first line names their kind.

    > [!NOTE]
    > [!warning]- A title

CommonMark shows such a line as it is written. Here its title, or the word, is a bold line of its own above the text;
`+` and `-`, whether Obsidian unfolds it, go.

What stands between `<aside>` and `</aside>` in lines of their own, as Notion exports its callouts, is Markdown.

Sources: https://docs.github.com/en/get-started/writing-on-github (Alerts), https://help.obsidian.md/callouts.
"""

from __future__ import annotations

import re

from feedsvc.articles.emphasis import FLANK
from feedsvc.patterns import lazy

_MARKS = ("> [!", ">[!")
_WITHIN = r"(?P<items>[ \t]*+(?:(?:[-*+]|[0-9]{1,9}[.)])[ ]{1,4}+)*+)(?P<quote>(?:>[ ]?)+)"
_LINE = lazy(_WITHIN + r"\[!(?P<kind>[A-Za-z][A-Za-z-]{0,39})\][+-]?(?:[ \t]+(?P<title>.*))?\Z")
_QUOTED = lazy(_WITHIN)
_ASIDE = lazy(r"^<aside>\n(?=\S)", re.M)
_MARKER = lazy(r"[^ \t]")


def read(text: str) -> str:
    """A source, its program text as marks, with the first lines of callouts as bold ones."""
    if "<aside>\n" in text:
        text = _ASIDE.sub("<aside>\n\n", text)
    if not any(mark in text for mark in _MARKS):
        return text
    out, depth = list[str](), 0
    for line in text.split("\n"):
        within = _QUOTED.match(line)
        # No quotation goes on in another item.
        above = 0 if within and within["items"].strip() else depth
        depth = within["quote"].count(">") if within else 0
        out.append(_titled(line) if depth > above else line)
    return "\n".join(out)


def _titled(line: str) -> str:
    found = _LINE.match(line)
    if found is None:
        return line
    title = (found["title"] or "").strip() or found["kind"].replace("-", " ").capitalize()
    below = _MARKER.sub(" ", found["items"]) + found["quote"].rstrip()
    # By tags: a title may have stars of its own. Behind the mark they begin no HTML, which `chinese` leaves alone.
    return f"{found['items']}{found['quote']}{FLANK}<strong>{title}</strong>\n{below}"

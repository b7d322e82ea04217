"""Notes that stand within a text, `A mill.^[Built in 1903.]`, as Pandoc, Quarto and Obsidian have them -> footnotes.

Sources: https://pandoc.org/MANUAL.html#extension-inline_notes, https://help.obsidian.md/syntax#Footnotes.
"""

from __future__ import annotations

import re

from feedsvc.patterns import lazy

_NOTE = lazy(
    r"(?<=[^\s\\\[({^])\^\[(?=[^\[\]\n]{0,300}(?:\s|[\u3400-\u9fff])|<https?://|\[[^\[\]\n]{1,300}\]\()"
    r"(?P<words>(?:[^\[\]\n]|\\[\[\]]|\[[^\[\]\n]{0,300}\](?:\([^()\n]{0,1000}\))?){1,3000}+)\]"
)
"""In an expression (`x^[a-z]`) there are no several words, and no links."""
_LABEL = "inline-note"
_LEFT = lazy(rf"\[\^{_LABEL}-(?P<number>[0-9]+)\]")
_BELOW = lazy(rf"^\[\^{_LABEL}-(?P<number>[0-9]+)\]: (?P<words>[^\n]*)", re.M)
_BEGINS = lazy(r"\n*[\w#*>!<“《【（]")
"""What does not go on with the note above it, as an indented line does."""


def read(text: str) -> str:
    """A source, its program text as marks, with its inline notes as footnotes: above it, for below them a program whose
    end is missing would take them along."""
    if "^[" not in text or _LABEL in text:
        return text
    notes: list[str] = []

    def marked(found: re.Match[str]) -> str:
        notes.append(found["words"].strip())
        return f"[^{_LABEL}-{len(notes)}]"

    body = _NOTE.sub(marked, text)
    said = [f"[^{_LABEL}-{number}]: {words}" for number, words in enumerate(notes, 1)]
    if not said:
        return text
    return "\n\n".join((*said, body) if _BEGINS.match(body) else (body, *said, ""))


def kept(html: str, source: str) -> str:
    """What was rendered of a source with such footnotes, with the notes that became none, as within raw HTML, as their
    author wrote them."""
    if f"[^{_LABEL}-" not in html:
        return html
    notes = {found["number"]: f"^[{found['words']}]" for found in _BELOW.finditer(source)}
    return _LEFT.sub(lambda found: notes.get(found["number"], found[0]), html)

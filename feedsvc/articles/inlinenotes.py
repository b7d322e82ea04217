"""Notes that stand within a text, `A mill.^[Built in 1903.]`, as Pandoc, Quarto and Obsidian have them -> footnotes.

Sources: https://pandoc.org/MANUAL.html#extension-inline_notes, https://help.obsidian.md/syntax#Footnotes.
"""

from __future__ import annotations

import re

from feedsvc.patterns import lazy

_NOTE = lazy(
    r"(?<=[^\s\\\[({^])\^\[(?=[^\[\]\n]{0,300}(?:\s|[\u3400-\u9fff]))"
    r"(?P<words>(?:[^\[\]\n]|\\[\[\]]|\[[^\[\]\n]{0,300}\](?:\([^()\n]{0,1000}\))?){1,3000}+)\]"
)
"""In an expression (`x^[a-z]`) there are no several words."""
_LABEL = "inline-note"


def read(text: str) -> str:
    """A source, its program text as marks, with its inline notes as footnotes below it."""
    if "^[" not in text or _LABEL in text:
        return text
    notes: list[str] = []

    def marked(found: re.Match[str]) -> str:
        notes.append(found["words"].strip())
        return f"[^{_LABEL}-{len(notes)}]"

    body = _NOTE.sub(marked, text)
    below = [f"[^{_LABEL}-{number}]: {words}" for number, words in enumerate(notes, 1)]
    return "\n\n".join((body, *below)) + "\n" if below else text

"""Conflicts that Git has left in a file for its author to decide: no article is meant to be read so.

    <<<<<<< HEAD
    title: The mill
    =======
    title: The old mill
    >>>>>>> old

Who writes on Git shows such marks as program text, which is none.
"""

from __future__ import annotations

import re

from feedsvc.articles.codeblocks import lines_of
from feedsvc.articles.codelines import Lines
from feedsvc.model import Problem
from feedsvc.patterns import lazy

BEGIN, MIDDLE, END = "<<<<<<< ", "=======", ">>>>>>> "
FOUND = "it holds a conflict that Git has left to decide"
MEND = "decide between its two sides and take its marks out"
_NAMES = r"(?:highlight|codeblock|code|raw|prism)"
_ELEMENTS = r"(?:pre|xmp|textarea|script|style)"
_AROUND = lazy(rf"(?:\{{%-?\s?|\{{\{{[<%]\s?)(?P<ends>end|/)?\s?{_NAMES}\b|<(?P<closes>/)?{_ELEMENTS}\b", re.IGNORECASE)
"""Where what tags and elements show as program text begins and ends."""


def of(path: str, text: str) -> Problem | None:
    """The first conflict of a file, which holds it back; None where there is none, as in nearly all."""
    if BEGIN not in text or END not in text:
        return None
    scanner, begun, parted, shown = Lines(), 0, False, False
    for number, line in enumerate(lines_of(text), 1):
        if scanner.is_code(line):
            continue
        for found in _AROUND.finditer(line):
            shown = found["ends"] is None and found["closes"] is None
        if shown:
            continue
        if line.startswith(BEGIN):
            begun, parted = number, False
        elif line.rstrip() == MIDDLE:
            parted = begun > 0
        elif parted and line.startswith(END):
            return Problem(path, "conflict", FOUND, MEND, begun)
    return None

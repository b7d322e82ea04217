"""Patterns that are looked for at their first character.

`re` skips what cannot begin a match only where a pattern begins with one character or a set of them. One that begins
with a look at what stands before it, or with a choice, is tried at each character: that takes ten times as long.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator

from feedsvc.patterns import lazy


def beginning(first: str, pattern: str, flags: int = 0, *, behind_no: str = "") -> re.Pattern[str]:
    r"""A pattern for `spans` of one whose every match begins with a character of the set `first`: `A-Z0-9`.

    `beginning("A-Z", r"(?<!\w)(?:Ab|Cd)")` finds what `(?<!\w)(?:Ab|Cd)` does; its match is the group `whole`.
    `behind_no` is a set of which none stands in front: asked first, that spares most numbers and words the rest.
    """
    front = rf"(?<![{behind_no}].)" if behind_no else ""
    return lazy(rf"[{first}]{front}(?<=(?=(?P<whole>{pattern})).)", flags | re.DOTALL)


def matches(pattern: re.Pattern[str], text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
    """The matches of a pattern of `beginning` in `text[start:end]`, in order and apart, as `finditer` gives those of
    the plain."""
    done = start
    for match in pattern.finditer(text, start, end):
        # The next look begins behind the first character, so that another match may begin within this one.
        if match.start() >= done:
            done = match.end("whole")
            yield match

"""Patterns of paths as Hugo has them (gobwas/glob with the separator `/`).

    *   any characters but `/`      ?        one of them
    **  any characters              [a-c]    one of these; [!a-c] none of these
    \\   the next character itself   {a,b/*}  either of these patterns

A regular expression of many asterisks could take for ever: here each place of a path is looked at once for each part
of a pattern.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from feedsvc.patterns import lazy

MARKS = lazy(r"[^\\*?\[{},]+|\\.|\*+|\[(?!!\])!?[^\]]+\]|.", re.DOTALL)
LONGEST = 500
"""Characters of a pattern; a longer one fits nothing."""
DEEPEST = 10
"""Alternatives within alternatives; a pattern with more of them fits nothing."""

Part = str | tuple[tuple["Part", ...], ...]
"""A mark of a pattern, or the alternatives between braces, each a pattern of its own."""


def fits(pattern: str, text: str) -> bool:
    """Whether a whole text is as a pattern says: `/posts/**` fits `/posts/2022/a.md`, and `/posts/*` does not."""
    parts = _parts(pattern)
    return parts is not None and len(text) in _ends(parts, text, {0})


@lru_cache(maxsize=1024)
def _parts(pattern: str) -> tuple[Part, ...] | None:
    """A pattern taken apart; None for one that is none: its braces do not match, or are too deep."""
    if len(pattern) > LONGEST:
        return None
    around: list[list[list[Part]]] = [[[]]]
    for mark in MARKS.findall(pattern):
        if mark == "{" and len(around) <= DEEPEST:
            around.append([[]])
        elif mark == "}" and len(around) > 1:
            closed = tuple(map(tuple, around.pop()))
            around[-1][-1].append(closed)
        elif mark == "," and len(around) > 1:
            around[-1].append([])
        elif mark in "{}":
            return None
        else:
            around[-1][-1].append(mark)
    return tuple(around[0][0]) if len(around) == 1 else None


def is_pattern(pattern: str) -> bool:
    """Whether it is a pattern at all, which fits something."""
    return _parts(pattern) is not None


def _ends(parts: Sequence[Part], text: str, starts: set[int]) -> set[int]:
    """Where in a text the parts of a pattern can end that begin at one of these places."""
    for part in parts:
        if not starts:
            break
        if not isinstance(part, str):
            starts = set().union(*(_ends(each, text, starts) for each in part))
        elif part[0] == "*":
            starts = _behind(text, starts, "" if len(part) > 1 else "/")
        elif part == "?" or (part[0] == "[" and len(part) > 1):
            starts = {start + 1 for start in starts if start < len(text) and _is_one(part, text[start])}
        else:
            plain = part[1:] or part if part[0] == "\\" else part
            starts = {start + len(plain) for start in starts if text.startswith(plain, start)}
    return starts


def _behind(text: str, starts: Iterable[int], stop: str) -> set[int]:
    """All places from one of these on, up to the next `stop`."""
    found: set[int] = set()
    for start in sorted(starts):
        if start not in found:
            end = text.find(stop, start) if stop else -1
            found.update(range(start, (len(text) if end < 0 else end) + 1))
    return found


def _is_one(part: str, character: str) -> bool:
    return character != "/" if part == "?" else re.fullmatch(_class(part), character) is not None


def _class(part: str) -> str:
    """The class of characters as a regular expression has it."""
    inner = part[1:-1].removeprefix("!")
    ranged = re.fullmatch(r"(.)-(.)", inner, re.DOTALL)
    within = "-".join(map(re.escape, ranged.groups())) if ranged and ranged[1] <= ranged[2] else re.escape(inner)
    return f"[{'^' if part[1] == '!' else ''}{within}]"

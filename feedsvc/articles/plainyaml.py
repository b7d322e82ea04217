"""YAML heads of the plainest shape, read a line at a time: most heads are such, and events cost three times as much.

`key: value`, `key:` with `- item` lines or `[a, b]` behind it; values plain, or in quotes without escapes. Whatever has
anything else is left to the whole parser: what is read here, that reads the same (YAML 1.2 7.3, 8.2).
"""

from __future__ import annotations

import re

from feedsvc.articles.headvalues import NULLS, ParsedHead
from feedsvc.model import HeadValue
from feedsvc.patterns import lazy

LONGEST = 10_000
"""Characters of a head that is read here."""
_USUAL = lazy("[\\n -~\\u00a0-\\u2027\\u202a-\\ud7ff\\ue000-\\ufefe\\uff00-\\ufffd\\U00010000-\\U0010ffff]*+")
"""What YAML allows (5.1), but for tabs, marks of byte order, and what ends lines in YAML 1.1 alone."""
# No indicator begins a plain value (5.3); within it a colon before a blank and a hash behind one would end it.
_PLAIN = r"[^ ?:,\[\]{}#&*!|>'\"%@`-](?:[^:#]++|:(?=[^ ])|(?<=[^ ])#)*+"
_WORDS = r"\w[\w .-]*+"
_VALUE = rf"(?:({_PLAIN})|'([^']*+)'|\"([^\"\\]*+)\"|\[ *+((?:{_WORDS}(?:, *+{_WORDS})*+)?)\]) *+"
_PAIR = lazy(rf"([A-Za-z_][A-Za-z0-9_-]{{0,99}}):(?: ++{_VALUE})? *+")
_ITEM = lazy(rf"( *+)- ++{_VALUE}")


def parse_plain(text: str) -> ParsedHead | None:
    """The head, where all its lines are plain and it has any; None leaves it to `parse_yaml`, whose answer it is."""
    if len(text) > LONGEST or not _USUAL.fullmatch(text):
        return None
    reader = _Reader()
    taken = all(reader.take(number, line) for number, line in enumerate(text.split("\n")) if line)
    return ParsedHead(reader.values, reader.lines) if taken and reader.values else None


class _Reader:
    """The values so far; `items` is the list that may go on, None behind a value; `margin` what stands before each."""

    def __init__(self) -> None:
        self.values: dict[str, HeadValue] = {}
        self.lines: dict[str, int] = {}
        self._key = ""
        self._items: tuple[HeadValue, ...] | None = None
        self._margin: str | None = None

    def take(self, number: int, line: str) -> bool:
        """Read one line that is not empty; False for one of another shape."""
        if (pair := _PAIR.fullmatch(line)) and pair[1] not in NULLS:
            self._key, self._margin = pair[1], None
            self._items = () if pair.lastindex == 1 else None
            self.values[self._key], self.lines[self._key] = _value(pair), number
            return True
        item = _ITEM.fullmatch(line) if self._items is not None else None
        if item is None or self._items is None or self._margin not in (None, item[1]):
            return False
        self._margin = item[1]
        self._items = (*self._items, _value(item))
        self.values[self._key] = self._items
        return True


def _value(found: re.Match[str]) -> HeadValue:
    """The value of a pair or an item; a plain one loses its blanks, and is "" where it stands for none."""
    if found.lastindex == 1:
        return ""
    plain = found[2]
    if plain is not None:
        bare = plain.rstrip(" ")
        return "" if bare in NULLS else bare
    if found[5] is None:
        return found[3] if found[4] is None else found[4]
    words = (word.strip(" ") for word in found[5].split(",")) if found[5] else ()
    return tuple("" if word in NULLS else word for word in words)

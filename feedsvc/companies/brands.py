"""Pieces of brands that nobody knows: 思泰克 where a text tells of 森思泰克 alone.

One such place may be two words; where a text has a short name twice or more, and each time behind the same character,
the two are one name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from feedsvc.companies.byname import places_by_name
from feedsvc.companies.folding import folded_name, is_han
from feedsvc.companies.naming import LONGEST_ACCIDENT, ends_with_lone_noun

_FEWEST = 2
_AROUND = 6


def pieces(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[str]:
    """The names at these places of a text that are pieces of a longer one there."""
    short = (span for span in spans if span[1] - span[0] <= LONGEST_ACCIDENT and is_han(text[span[0]]))
    for name, named in places_by_name(text, short).items():
        before = {text[start - 1 : start] for start, _ in named}
        if len(named) >= _FEWEST and len(before) == 1 and is_han(min(before)):
            fronts = (folded_name(text[max(0, start - _AROUND) : start]) for start, _ in named)
            if all(map(ends_with_lone_noun, fronts)):
                yield name

"""Lands within longer ones, which names begin with as well: `North American Electric Power System`, `North Korean Air
Force jets` tell nothing of American Electric Power and Korean Air."""

from __future__ import annotations

from feedsvc.patterns import lazy

_LANDS = ("American ", "America ", "Korean ", "Korea ", "African ", "Africa ", "China ", "Asian ", "Asia ", "Indian ")
_BEFORE = lazy(r"\b(?:North|South|East|West|Northern|Southern|Eastern|Western|Central|Southeast|Northeast|Latin|Sub) $")
_AROUND = 10


_SAME = "South "
"""In front of `Korea` it is the land that names there mean: `South Korea Electric Power Corp`."""


def is_within_land(text: str, start: int) -> bool:
    """Whether the name at `text[start:]` begins with a land that goes on in front: `South Korean …`."""
    before = text[max(0, start - _AROUND) : start]
    if before.endswith(_SAME) and text.startswith("Korea ", start):
        return False
    return text.startswith(_LANDS, start) and _BEFORE.search(before) is not None

"""Sentences that disclaim all responsibility, as exchanges do below each announcement: who does is no company of it."""

from __future__ import annotations

import re

from feedsvc.patterns import lazy

_DISCLAIMING = ("概不负责", " no re")
"""A text without both disclaims nothing."""
_DISCLAIMER = lazy(
    r"(?:(?<=[.。\n])|\A)[^.。\n]{0,300}?"
    r"(?:takes? no responsibility|assumes? no responsibility for the (?:contents|accuracy|correctness)|概不负责)",
    re.IGNORECASE,
)


def disclaimers(text: str) -> list[tuple[int, int]]:
    """The spans of such sentences in a folded text, in order."""
    plain = text.lower()
    told = any(words in plain for words in _DISCLAIMING)
    return [match.span() for match in _DISCLAIMER.finditer(text)] if told else []

"""Who rates a share, and is not what the note is about: `Tesla Upgraded at Morgan Stanley`, `Morgan Stanley analysts`.

What a house itself does stays its own: `Goldman cuts jobs`, `Fitch downgrades seven banks`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from feedsvc.model import Reason, ZoneName

_TALK = ("nalyst", "pgrade", "owngrade", "rice target", "rice Target", " rating", " Rating")
"""A text without these has no rater."""
_WORD = r" [^\s.,;:!?()]{1,14}"
_RATED_BY = re.compile(
    r"\b(?:(?:[Uu]p|[Dd]own)graded?|[Rr]ating|[Cc]overage|[Pp]rice [Tt]arget)"
    rf"(?:{_WORD}){{0,4}} (?:[Aa]t|[Bb]y|[Ff]rom) $"
    r"|\b[Aa]nalysts? (?:at|with|from) $"
)
_BEFORE_GRADE = re.compile(r"\b(?:[Oo]n|[Aa]fter|[Ff]ollowing|[Bb]y|[Aa]mid|[Dd]espite)(?: an?| the)? $")
_GRADE = re.compile(r"(?: Securities)?(?:['’]s?)? (?:[Dd]ouble )?(?:[Uu]p|[Dd]own)grades?\b")
_ANALYSTS = re.compile(r"(?: Securities)?(?:['’]s?)? analysts?\b")
_AROUND = 80
"""Characters in front that the longest of these takes."""


def talked_of(texts: Iterable[str]) -> bool:
    """Whether an article may have a rater: cheap, for all articles that have none."""
    return any(words in text for text in texts for words in _TALK)


def only_rates(reasons: Iterable[Reason], texts: Mapping[ZoneName, str]) -> bool:
    """Whether a company is there to rate others: it does so somewhere, and the title has it for nothing else.

    `texts` are the zones' by name.
    """
    found = False
    for one in reasons:
        if one.tier == "head":
            return False
        rates = one.start >= 0 and _rates(texts.get(one.zone, ""), one.start, one.start + len(one.text))
        if one.zone == "title" and not rates:
            return False
        found = found or rates
    return found


def _rates(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - _AROUND) : start]
    if _RATED_BY.search(before) or _ANALYSTS.match(text, end):
        return True
    return bool(_GRADE.match(text, end) and _BEFORE_GRADE.search(before))

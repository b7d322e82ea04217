"""Latin legal names that are written small: `sweetgreen, Inc.`, `loanDepot, Inc.`, `lululemon athletica inc.`

A small word in front of a form is nearly always the sentence's (`the company, Inc. magazine said`). It is a name's
where the text has it small where a sentence begins, as it does no other word; or, with a capital within, where it has
it again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from feedsvc.companies.latin import OPENERS
from feedsvc.patterns import lazy

SMALL_FORM = lazy(r"inc\.(?<=[a-z] inc\.)")
"""`lululemon athletica inc.`"""
_WORDS = lazy(r"(?<!\S)[a-z][A-Za-z0-9-]{3,30}(?: [A-Za-z][A-Za-z0-9&-]{1,30}){0,2},? \Z")
_CAMEL = lazy(r"[a-z]{3,20}[A-Z][A-Za-z0-9]{0,20}")
_BEGINS = lazy(r"(?:\A|\n|(?:[a-z]{4}|[0-9)%])[.!?][\"”’)]? |[A-Z)] ?(?:--?|[–—]) )\Z")
"""In front of a sentence; behind a shorter word a point may be that of an abbreviation; a dash may end a dateline."""
_SENTENCES = lazy(r"[A-Za-z](?<=[a-z]{4}[.!?] .)")
_COMMON = """
the our their this that these those your they and but for with from into onto over under about after before since
during between through like also both either neither former parent private public global local foreign domestic holding
company companies corporation firm business group fund bank trust insurer maker owner founder partner member client
customer supplier lender issuer borrower sponsor chief executive director president chairman officer manager analyst
than then there here when while where which what have been were will would could should another other such same only
very each every most more many some buyer seller editor author publisher magazine source contact subsidiary affiliate
shares stock units notes copyright unlike including formerly limited incorporated registered trademark of in on at by to
as is are was it its his her him we you he she or if an no not via per etc plus said says
"""
_ORDINARY = frozenset((*_COMMON.split(), *map(str.lower, OPENERS)))
_LONGEST = 100
_AROUND = 8
_MOST = 50
"""Places of a word that are looked at, and words of a text for which it is looked through."""


@dataclass(slots=True)
class SmallNames:
    """The names of a folded text that are written small, each looked for once."""

    text: str
    _own: dict[str, bool] = field(default_factory=dict)
    _sentences: tuple[int, frozenset[int]] | None = None

    def start(self, end: int) -> int | None:
        """Where the name begins that ends in front of a form at `text[end:]`; None where none is for sure."""
        found = _WORDS.search(self.text, max(0, end - _LONGEST), end)
        if found is None:
            return None
        words = found[0].rstrip(" ,").split(" ")
        for number in range(len(words)):
            name = words[number:]
            if name[0][0].islower() and _ORDINARY.isdisjoint(name) and self._is_own(" ".join(name)):
                return found.start() + len(" ".join((*words[:number], "")))
        return None

    def _is_own(self, name: str) -> bool:
        """Whether the text has words as it has a name alone."""
        if name not in self._own:
            self._own[name] = len(self._own) < _MOST and self._is_written_so(name)
        return self._own[name]

    def _is_written_so(self, name: str) -> bool:
        places = [found.start() for found, _ in zip(_whole(name).finditer(self.text), range(_MOST), strict=False)]
        if _CAMEL.fullmatch(name) and len(places) > 1:
            return True
        begun = any(_BEGINS.search(self.text, max(0, at - _AROUND), at) for at in places)
        return begun and self._has_capitals(places)

    def _has_capitals(self, places: list[int]) -> bool:
        """Whether the sentences begin with capitals, but for those that begin at places of a name."""
        if self._sentences is None:
            begins = [(found.start(), found[0].islower()) for found in _SENTENCES.finditer(self.text)]
            small = frozenset(at for at, is_small in begins if is_small)
            self._sentences = len(begins) - len(small), small
        capitals, small = self._sentences
        return capitals >= len(small.difference(places))


def is_small(name: str) -> bool:
    """Whether a name is one written small: `sweetgreen`, not `iRobot` or `e.l.f. Beauty`."""
    return name[:3].isalpha() and name[:3].islower()


def _whole(name: str) -> re.Pattern[str]:
    return re.compile(rf"{re.escape(name)}(?<![\w.-]{re.escape(name)})(?![\w-])")

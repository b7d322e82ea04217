"""Who rates a share, and is not what the note is about: `Tesla Upgraded at Morgan Stanley`, `Morgan Stanley analysts`.

What a house itself does stays its own: `Goldman cuts jobs`, `Fitch downgrades seven banks`; and who is rated, or has
analysts who follow it, stays what the note is about: `Tesla analysts had expected more`, `after Intel downgrade`.
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
_HOUSES = re.compile(
    r"(?:Morgan Stanley|J\.?P\.? ?Morgan|Goldman|Jefferies|Citi(?:group|bank)?|UBS|Barclays|HSBC|Wells Fargo|BofA"
    r"|Bank of America|Merrill|Deutsche Bank|Credit Suisse|BNP|Soci[eé]t[eé]|Nomura|Daiwa|Mizuho|Macquarie|CLSA|CICC"
    r"|DBS|BMO|RBC|TD |Truist"
    r"|Royal Bank of Canada|Scotiabank|Raymond James|Stifel|Cowen|Oppenheimer|Piper|KeyBanc|Evercore|Bernstein|Wedbush"
    r"|Needham|Rosenblatt|Baird|Susquehanna|Loop Capital|Roth|Canaccord|Moody|Fitch|Morningstar|Gartner|IDC|Forrester"
    r"|S&P|Guggenheim|Lehman|BTIG|Cantor|(?:H\.?C\.? )?Wainwright)\b"
)
"""Only of these, by the words that their names begin with (Citi, no Citizens), `… analysts` and `after … downgrade`
tell that they rate: others have analysts who follow them."""
_AROUND = 80
"""Characters in front that the longest of these takes."""


def talked_of(texts: Iterable[str]) -> bool:
    """Whether an article may have a rater: cheap, for all articles that have none."""
    return any(words in text for text in texts for words in _TALK)


def raters(companies: Mapping[str, Iterable[Reason]], texts: Mapping[ZoneName, str]) -> frozenset[str]:
    """The companies of an article, by key, that are there to rate others; nobody is where no other one that counts
    stands in the title, the lead or the head.

    `companies` gives each one's reasons, `texts` are the zones' by name.
    """
    found = frozenset(key for key, reasons in companies.items() if _only_rates(reasons, texts))
    rated = (one for key, reasons in companies.items() if key not in found for one in reasons)
    return found if found and any(one.tier == "head" or one.zone in ("title", "lead") for one in rated) else frozenset()


def _only_rates(reasons: Iterable[Reason], texts: Mapping[ZoneName, str]) -> bool:
    """Whether a company rates somewhere, and is there for nothing else: not in the head, nowhere else in the title,
    and, where the title does not tell that it rates, not in the first place where the lead has it."""
    places = sorted((one for one in reasons if one.start >= 0), key=lambda one: one.start)
    rates = {one: _rates(texts.get(one.zone, ""), one) for one in places}
    title = [rates[one] for one in places if one.zone == "title"]
    lead = [rates[one] for one in places if one.zone == "lead"]
    own = any(one.tier == "head" for one in reasons) or not all(title) or (lead and not title and not lead[0])
    return not own and any(rates.values())


def _rates(text: str, one: Reason) -> bool:
    start, end = one.start, one.start + len(one.text)
    before = text[max(0, start - _AROUND) : start]
    if _RATED_BY.search(before):
        return True
    graded = _GRADE.match(text, end) and _BEFORE_GRADE.search(before)
    return bool(graded or _ANALYSTS.match(text, end)) and bool(_HOUSES.match(one.text))

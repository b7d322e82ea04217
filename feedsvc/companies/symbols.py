"""A share's code in a sentence, where an article has none in a bracket: `The Company’s shares began trading on the
Nasdaq Capital Market under the symbol “ZBX”`.

Whose it is the sentence does not say: it is that of the only company that title and lead name by its legal name, where
the sentence is of `the Company`, or of that name, names nobody else in front of the exchange, and no section is about
another one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from feedsvc.companies.latin import FORMS, is_latin
from feedsvc.companies.legal import stem
from feedsvc.companies.markets import instrument, market_of
from feedsvc.companies.venues import EXCHANGE
from feedsvc.model import Evidence, Zone
from feedsvc.patterns import lazy

_CODE = lazy(r"under (?:the |its )?(?:new )?(?:(?:ticker|trading|stock) )?symbols? [“\"‘']?([A-Z]{1,5})\b")
_TRADES = (
    "is|are|was|were|will|be|has|have|been|also|now|currently|trad(?:es?|ed|ing)|listed|quoted|to|continues?|expected"
)
_ON = rf"[.,]?[”\"’']?,? (?:and|or|as well as) (?:(?:{_TRADES}) ){{0,4}}on (?:the )?"
"""No other noun: `and its warrants on the TSX under …` is no share of the company, nor is `and its parent on …`."""
_UNDER = r"\b,? under (?:the |its )?(?:new )?(?:(?:ticker|trading|stock) )?(?:symbols? )?[“\"‘']?"
AND_ON = f"{_ON}(?:{EXCHANGE}){_UNDER}"
"""Between two codes of one company: `under the symbol “ZBX” and on the TSX under “ZBL”`."""
_FURTHER = lazy(rf"{_ON}({EXCHANGE}){_UNDER}([A-Z]{{1,5}})\b(?!\.[A-Z])")
_VENUE = lazy(rf"(?:trad[a-z]{{1,3}}|listed|listing|quoted)\b[^.;\n]{{0,80}}? (?:on|of) (?:the )?({EXCHANGE})\b")
_ENDS = lazy(r"(?<=[a-z”)])[.;] ")
_OWN = lazy(r"\b[Tt]he [Cc]ompany\b")
_DEFINED = lazy(r"[^.;\n]{0,120}?\([^()\n]{0,60}[“\"](?:the )?Company[”\"]")
"""Behind a name: `(“Acme” or the “Company”)`, with a code's or other brackets between."""
_OTHER = lazy(
    r"(?!(?:American|Class|Common|Depositary|Depository|Global|Ordinary|Preferred|Series|Shares?|Stocks?|Units?|Warrants?"
    r"|Subordinate|Voting|Initial|Public|Offering|IPO|SEC|US|AD[SR]s?|[A-Z]"
    rf"|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*|{'|'.join(sorted(FORMS))})\b)\b[a-z]?[A-Z]"
    r"|\b(?:parent|subsidiar|affiliate|customer|client|partner|supplier|sponsor|(?:share|stock)holder|investor|investee"
    r"|predecessor|competitor|peer|rival|owner|owned|target|acqui|combined"
    r"|merged|surviving|resulting|sp[iu]n)"
)
"""Between a company and where shares trade: another name, or one that stands for it, whose shares they are then (`The
Company’s parent, Acme, is listed on …`, `its customer Acme, whose shares trade on …`)."""
_LONGEST = 300
"""Characters in front of a code that are looked at."""
_ABOUT = lazy(r"^(?:About|ABOUT) (\S[^\n]{0,80})", re.MULTILINE)


def read(found: list[Evidence], zones: tuple[Zone, ...]) -> list[Evidence]:
    """An article's evidence, with such a code for the names of its company; all that it was where it has another."""
    own = [one for one in found if one.tier == "legal" and one.zone in ("title", "lead") and _is_own(one)]
    names = {stem(one.text) for one in own}
    if len(names) != 1 or any(one.key for one in found):
        return found
    (name,) = names
    texts = {zone.name: zone.text for zone in zones}
    defined = any(_DEFINED.match(texts[one.zone], one.start + len(one.text)) for one in own if one.zone in texts)
    told = (code for zone in zones if zone.name in ("lead", "body") for code in _told(zone, name, defined=defined))
    own_codes = next(told, ())
    if not own_codes:
        return found
    named = [
        replace(one, key=own_codes[0].key) if one.tier == "legal" and stem(one.text) == name else one for one in found
    ]
    return [*named, *own_codes]


def _is_own(one: Evidence) -> bool:
    return one.key is None and is_latin(one.text) and not one.text.endswith("LLP")


def _told(zone: Zone, name: str, *, defined: bool) -> Iterator[tuple[Evidence, ...]]:
    """The codes of the company of a name that a text tells, those of a sentence together, in order; of `the Company`
    where that is `defined`."""
    text, first = zone.text, name.split(maxsplit=1)[0]
    abouts = [*_ABOUT.finditer(text)]
    for match in _CODE.finditer(text):
        said = _ENDS.split(text[max(0, match.start() - _LONGEST) : match.start()].rpartition("\n")[2])[-1]
        venue = _VENUE.search(said)
        at = bisect_left(abouts, match.start(), key=re.Match.start)
        of_other = at > 0 and abouts[at - 1][1].split(maxsplit=1)[0] != first
        if venue is None or of_other or not _is_own_sentence(said[: venue.start(1)], name, defined=defined):
            continue
        codes = tuple(_codes(zone, name, venue[1], match))
        if codes:
            yield codes


def _codes(zone: Zone, name: str, venue: str, first: re.Match[str]) -> Iterator[Evidence]:
    """A code on an exchange, and those on others that the same sentence goes on with."""
    found, group = first, 1
    while found is not None:
        share = instrument(market_of(venue), found[group])
        if share is None or share.listing is None:
            return
        yield Evidence("code", share.listing.key, name, zone.name, found.start(group), found[group])
        further = _FURTHER.match(zone.text, found.end(group))
        if further is None:
            return
        found, group, venue = further, 2, further[1]


def _is_own_sentence(said: str, name: str, *, defined: bool) -> bool:
    """Does a sentence, up to the exchange, name the company, and none behind it?"""
    called = said.rfind(name)
    end = called + len(name) if called >= 0 else 0
    end = max(end, *(match.end() for match in _OWN.finditer(said)), 0) if defined else end
    return end > 0 and _OTHER.search(said, end) is None

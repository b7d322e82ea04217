"""What an article calls a company whose Latin legal name it gives: names that hold in this article alone.

Behind `RadioShack Corp posted …` the article goes on with `RadioShack said`, behind `Smithfield Foods Inc` with
`Smithfield`. In any other article the same word may be a place, a person or nobody's name.

- The legal name without its form is such a name, and so it is without what many names end with (`Holdings`); of a
  single word only one that the article has nowhere as an ordinary word (`splash`) and as no person's name
  (`Bill Johnson`).
- The first word of several is one where the article lets it act (`Smithfield said`), and not where it is a place
  (`in Boston`), what somebody is (`the Chinese`), or goes on (`Boston Globe`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from feedsvc.companies.context import acts
from feedsvc.companies.gazetteer import Gazetteer, Hit
from feedsvc.companies.legal import stem
from feedsvc.companies.persons import ends_person
from feedsvc.model import Company, Name

_TAIL = re.compile(
    r",? (?:Holdings?|Group|Cos|Companies|Company|Co\.?|& Co\.?|and Co\.?|International|Stores|Brands|Bancorp"
    r"|Technologies|Industries|Enterprises)$"
)
"""What names end with, and texts leave out first."""
_SHORTEST = 5
_SHORTEST_CAPITALS = 3
_GENERAL = """
America American Americas Asia Asian Atlantic Australia Australian Austria Bank Belgium Brazil Brazilian Britain British
Canada Canadian Capital Central China Chinese Continental Denmark Digital Dutch Eastern Energy Europe European Federal
Financial First France French General German Germany Global Greece Group Hong India Indian Indonesia International
Ireland Israel Italian Italy Japan Japanese Kong Korea Korean London Malaysia Mexican Mexico National Nordic North
Northern Norway Online Pacific Poland Public Royal Russia Russian Saudi Shanghai Singapore South Southern Spain Spanish
State States Sweden Swiss Switzerland Taiwan Texas Thailand Turkey Union United Vietnam Western World
"""
_NO_NAMES = frozenset(_GENERAL.split())
"""First words of many names, of whom something is said, too (`China said`)."""
_WORDS = re.compile(r" ([a-z]{3,30})(?![\w@/-]|\.\w)")
"""Words in small letters; those of addresses are names. What begins with a character is found the fastest."""
_AMONG = re.compile(
    r"(?<!\bstake )(?<!\bshares )(?<!\bstock )(?<!\binterest )(?<!\binvestment )(?<!\binvested )"
    r"\b(?:in|near|across|throughout|around|the|an?) $",
    re.IGNORECASE,
)
"""In front of a place, or of what somebody is; but `a stake in Smithfield`."""
_BEFORE = 20
_LONGER = re.compile(
    r" (?!(?:Inc|Corp|Corporation|Co|Cos|Ltd|Limited|LLC|LLP|LP|PLC|Plc|plc|SA|AG|NV|SE|Group|Holdings?|Company"
    r"|Chief|CEO|CFO|COO|Chairman|Chairwoman|President|Vice|Executive|Senior|Director|Managing|Founder|Co-[Ff]ounder"
    r"|Spokes\w+)\b)[A-Z][\w&'’-]*"
)
"""A capitalized word behind a name, which makes it another one; but for forms, and those who speak for it."""


def names_of(legal: str) -> Iterator[Name]:
    """What a company with this Latin legal name may be called where the name stands, longest first; ambiguous: where
    somebody acts under it.

    `Smithfield Foods Inc` gives `Smithfield Foods` and an ambiguous `Smithfield`; `TJX Cos Inc` gives `TJX Cos` and
    `TJX`, whose capitals make it no other word.
    """
    whole = name = stem(legal)
    first = whole.partition(" ")[0]
    while " " in name:
        yield Name(name)
        shorter = _TAIL.sub("", name)
        if shorter == name:
            break
        name = shorter
    if _is_unusual(first):
        yield Name(first, ambiguous=first != (name if first.isupper() else whole))


def _is_unusual(word: str) -> bool:
    capitals = word.isupper() and len(word) >= _SHORTEST_CAPITALS
    return word[:1].isupper() and word not in _NO_NAMES and (capitals or len(word) >= _SHORTEST)


def hits(text: str, names: Mapping[str, frozenset[Name]]) -> list[Hit]:
    """Where a text has these names of its companies, which are given by key; linear.

    A name of two companies is nobody's, nor is a word with which another's begins (Mitsubishi beside that of Motors).
    """
    companies = [Company(key, key, tuple(own)) for key, own in names.items()]
    found = [hit for hit in Gazetteer(companies).hits(text) if len({owner.key for owner in hit.owners}) == 1]
    words, refused, told = frozenset(_WORDS.findall(text)), _shared(names), set[str]()
    for hit in found:
        name = text[hit.start : hit.end]
        if " " not in name and (name.lower() in words or _is_other(text, hit)):
            refused.add(name)
        if hit.sure or (hit.acts and not _goes_on(text, hit)):
            told.add(name)
    return [hit for hit in found if _counts(text, hit, told - refused)]


def _shared(names: Mapping[str, frozenset[Name]]) -> set[str]:
    firsts = Counter(first for own in names.values() for first in {name.text.partition(" ")[0] for name in own})
    return {first for first, companies in firsts.items() if companies > 1}


def _counts(text: str, hit: Hit, names: set[str]) -> bool:
    name = text[hit.start : hit.end]
    return name in names and (" " in name or not _goes_on(text, hit))


def _is_other(text: str, hit: Hit) -> bool:
    """Whether a word stands there for a person, a relative (`Mitsubishi Motors said`), or, where it is only the first
    of a name, for a place."""
    longer = _LONGER.match(text, hit.end)
    if ends_person(text, hit.start) or (longer and acts(text, hit.start, longer.end())):
        return True
    place = not hit.sure and _AMONG.search(text, max(0, hit.start - _BEFORE), hit.start)
    return bool(place) and not _goes_on(text, hit)


def _goes_on(text: str, hit: Hit) -> bool:
    """Whether a word is the first of another name: `Boston Globe`; at the beginning of a line, as titles are written,
    a capital tells nothing."""
    line = text[hit.start - 1 : hit.start] in ("", "\n")
    return not line and bool(_LONGER.match(text, hit.end))

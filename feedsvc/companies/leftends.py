"""Where a Latin legal name begins whose first word does not begin with a capital, or is glued to what stands in front.

`10x Genomics, Inc.`, `7-Eleven, Inc.`, `Bausch + Lomb Corporation`, `e.l.f. Beauty, Inc.`, `1-800-FLOWERS.COM, Inc.`,
`J.Crew Group, Inc.` cut at their first capital would be companies that do not exist. `its 5th Acme Inc. store`,
`pre-Acme`, `at 5 p.m. Acme Inc. said` have a word of the sentence there; of `5G Acme Inc.`, `Big 5 Acme Goods Inc.` and
`ams-OSRAM AG` nobody can tell.
"""

from __future__ import annotations

import re
from collections.abc import Set
from typing import NamedTuple

from feedsvc.companies.latin import JOINING, OPENERS
from feedsvc.patterns import lazy

_UNITS = (
    "st|nd|rd|th|s|[ap]m|bn|mn|m|k|kg|km|mm|cm|g|mg|ml|gb|mb|tb|h|hr|hrs|min|mins|sec|yr|yrs|p|px|pt|pc|pcs|ppm|pp|bps"
    "|bp|in|ft|d|w|y|b|t"
)
_NUMBERED = (
    r"(?<![\w.,:$€£¥#@/'’+-])[0-9](?:(?<=1)-8[0-9]{2}(?:-[A-Z][A-Za-z]{2,20}+(?:\.(?i:com))?|(?= [A-Z]))"
    rf"|[0-9]{{0,3}}(?:-[A-Z][A-Za-z]{{2,20}}+|\.(?i:com)\b|(?!(?:{_UNITS})\b)[A-Za-z][A-Za-z0-9&'’-]{{0,20}}+))"
)
"""A name's word that begins with a number: `10x`, `3i`, `23andMe`, `7-Eleven`, `58.com`, `1-800-FLOWERS.COM`; no
ordinal, hour, amount or measure (`5th`, `5pm`, `5bn`), no age and no form of the SEC's (`30-year`, `10-K`)."""
_LATIN = (
    rf"(?:(?:[a-z]{{1,2}}(?=[A-Z]))?[A-Z][A-Za-z0-9_\u00c0-\u024f&'’-]{{0,30}}+(?:\.(?:com|net|io|ai)\b)?|{_NUMBERED})"
)
"""A word; none of its characters can follow it, so that a shorter one need not be tried."""
_POINT = r"(?:(?:(?<= Co)|(?<= Corp)|(?<= Pte)|(?<= Pty)|(?<= Pvt))\.)?"
"""Behind what stands between a name and its form: `Foo Co., Ltd.`, `Foo Pte. Ltd.`"""
_INSIDE = r"\([A-Z][A-Za-z.]{0,14}(?: [A-Z][a-z]{1,12}){0,2}\)"
"""A bracket of a name, in front of its form: `GM Charm Yield (BVI) Limited`, `Foo (Hong Kong) Co., Ltd.`"""
BRACKETED = lazy(rf" {_INSIDE}")
_JOINING = "|".join((*map(re.escape, JOINING), r"and(?= Co\b)"))
LATIN_WORDS = lazy(
    rf"(?:{_LATIN} (?:(?:{_JOINING}) )?){{0,5}}{_LATIN}(?: {_INSIDE}(?: (?:Co|Pte|Pty|Pvt)\b)?)?{_POINT}[ ,]{{1,2}}$"
)
"""The words in front of a form, at the end of a text."""
LATIN_WORD = lazy(rf"({_LATIN}) (?:({_JOINING}) )?")
"""One of them, with what joins it to the next."""
_DOUBTFUL = lazy(r"(?:[1-4][QHK]|Q[1-4]|H[12]|FY[0-9]{2}|[1-6][GD]|[0-9]{2,4}[KDP])\b")
"""A quarter, a net of phones, a dimension; some names begin so, too (3D Systems)."""
_INITIALS = lazy(r"(?<![\w.&'’-])(?:[A-Z]\.){1,3}\Z")
_LETTER = lazy(r"(?<![\w.&'’-])[a-z][.-]\Z")
_POINTED = lazy(r"(?<![\w.&'’-])(?:[a-z]\.){3,6} \Z")
_TOLD = ("a.k.a. ", "f.k.a. ", "n.k.a. ", "d.b.a. ", "t.b.a. ", "t.b.d. ", "r.s.v.p. ", "i.i.d. ")
"""Small letters with points that a sentence has in front of a name; fewer than three are hours and the like."""
_DOMAIN = lazy(r"(?<![\w.&'’-])[A-Z0-9][\w-]{1,29}\.\Z")
_ENDINGS = lazy(r"(?:COM|Com|NET|Net|ORG|AI|IO|TV)\b")
_PLUS = lazy(r"(?<![\w.&'’-])[A-Z][\w]{1,20}\+\Z")
_PREFIX = lazy(r"(?<![\w.&'’-])([a-z]{2,20})-\Z")
_JOINED = """
ex pre post non anti pro then now co mid sub self mini mega ultra neo pan trans inter intra cross all half semi quasi
pseudo once soon like former
"""
_COMMON = frozenset(_JOINED.split())
"""What a sentence joins to a name: `ex-Google`, `pre-Acme`."""
_UNSURE = lazy(r"(?<![\w.&'’-])[dlDL]['’]\Z|[0-9]-\Z")
"""`d'Amico`, which is of Amico in French; `3-D Systems`."""
_COUNT = lazy(r"(?:\A|\n|[:;!?] |[(\"“]|[a-z]{4}\. |\b([A-Z][A-Za-z'’&-]{0,20}) )[0-9]{1,3} \Z")
"""A bare number in front of a name: `21 Vianet Group`, `Big 5 Sporting Goods`; a date where a month begins it,
which may be short (`Nov. 29 Acme Inc. said`)."""
_FORMER = lazy(r"Ex-(?=[A-Z][a-z]{2})")
"""As a headline has it in front of a name."""
_GLUED = lazy(r"[A-Za-z0-9]\*?\Z")
"""In front of a piece of a word: `E*Trade`."""
_AROUND = 32
_REGISTERED = lazy(r"(?<![\w.,:$€£#/-])[0-9]{5,8} \Z")


def numbered(text: str, start: int) -> int | None:
    """Where the number begins by which a company is called in front of the province at `text[start:]`: `1234567 Ontario
    Ltd.`; None for none."""
    found = _REGISTERED.search(text, max(0, start - _AROUND), start)
    return found.start() if found else None


class Front(NamedTuple):
    """Where a name begins, and whether it certainly does."""

    start: int
    certain: bool


def front(text: str, start: int) -> Front | None:
    """Where the name begins whose first capitalized or numbered word stands at `text[start:]`; None where that is a
    piece of a word of which nothing is known."""
    before = text[max(0, start - _AROUND) : start]
    if _GLUED.search(before):
        return None
    if before[-1:] in _GLUING:
        return _glued(text, before, start)
    pointed = _POINTED.search(before)
    if pointed and pointed[0] not in _TOLD:
        return Front(start - len(pointed[0]), certain=True)
    counted = _COUNT.search(before)
    unsure = (counted and counted[1] not in OPENERS) or _DOUBTFUL.match(text, start)
    former = _FORMER.match(text, start)
    return Front(former.end() if former else start, certain=not unsure)


_GLUING = frozenset(".-+'’")


def _glued(text: str, before: str, start: int) -> Front:
    """The same of a name with one of these marks right in front of its first capital."""
    whole = _INITIALS.search(before) or _LETTER.search(before) or _PLUS.search(before)
    if whole is None and _ENDINGS.match(text, start):
        whole = _DOMAIN.search(before)
    if whole:
        return Front(start - len(whole[0]), certain=True)
    prefix = _PREFIX.search(before)
    unsure = _UNSURE.search(before) or (prefix and prefix[1] not in _COMMON)
    return Front(start, certain=not unsure)


_DESCRIPTIONS = """
African American Argentine Asian Australian Austrian Belgian Brazilian British Canadian Chilean Chinese Colombian Czech
Danish Dutch Egyptian European Finnish French German Greek Hungarian Indian Indonesian Irish Israeli Italian Japanese
Korean Malaysian Mexican Norwegian Polish Portuguese Russian Saudi Scottish Singaporean Spanish Swedish Swiss Taiwanese
Thai Turkish Ukrainian Vietnamese
All Another Any Big Each Early Every Giant Many Most New No One Other Several Some Startup Such Three Two Attorney
Contact Employees Engineer Lawyer Once Only Still Even Here Not Visit Meet Via Per Inside Under Behind
"""
_DESCRIBING = frozenset(_DESCRIPTIONS.split())


def described(name: str, others: Set[str]) -> int:
    """How many characters at the beginning of a name only say what the company is, whose others a text has, too:
    `described("Brazilian Acme", {"Acme", "Brazilian Acme"}) == 10`; names begin with such words as well."""
    first, _, rest = name.partition(" ")
    return len(first) + 1 if first in _DESCRIBING and rest in others else 0

"""What stands in front of a release's text: a place, a day, the wire service that spreads it.

HOUSTON, Jan. 15, 2026 (GLOBE NEWSWIRE) -- …      ATLANTA--(BUSINESS WIRE)--May 21, 2026-- …
Toronto, Ontario--(Newsfile Corp. - March 3, 2026) - …      /PRNewswire/ -- …
ASHBURN, Va., July 30, 2026 — …      北京2022年3月28日 /美通社/ -- …
"""

from __future__ import annotations

import re

from feedsvc.patterns import lazy

_WIRES = (
    r"GLOBE ?NEWSWIRE|PR ?Newswire(?:-[A-Za-z-]{1,20})?|BUSINESS ?WIRE|ACCESS ?(?:NEWS)?WIRE|Newsfile(?: Corp\.?)?"
    r"|CNW(?: Group)?|CANADA NEWSWIRE|MARKETWIRED?|EQS[ -]?(?:Newswire|News)|EIN ?PRESSWIRE|NEWMEDIAWIRE|INVESTORWIRE"
    r"|(?:ACN|JCN) ?Newswire|Media ?OutReach(?: Newswire)?|美通社(?:-PR ?Newswire)?"
)
_DASH = r"\s{0,2}(?:-{1,2}|[–—])"
MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DAY = rf"(?:{MONTH} [0-9]{{1,2}},? [0-9]{{4}}|[0-9]{{1,2}} {MONTH},? [0-9]{{4}})"
_IN_SENTENCE = r"(?-i:[^(/\n]{0,100}?(?<= )(?!de )[a-z]+ (?!de )[a-z(/])"
"""Two small words, or one in front of the wire: a sentence tells of it, `firms use it (PRNewswire)`; `5 de marzo de` is
a day."""
_WIRED = lazy(
    rf"(?!{_IN_SENTENCE})(?:[^\W\d_][^\n()/]{{0,100}}?)?[(/]\s?"
    rf"(?:{_WIRES})\b\.?(?: ?[-–—/,] ?[^()/\n]{{1,40}}| via [^()/\n]{{1,40}})?\s?"
    rf"(?:[)/](?:{_DASH}\s?{_DAY})?(?:{_DASH}|:)|/ {_DAY} /)\s*",
    re.IGNORECASE,
)
_NO_CITY = (
    "SAVE|JOIN|WEBINAR|WEBCAST|EVENT|WHEN|DATE|DEADLINE|DUE|CONFERENCE|CALL|MEETING|UPCOMING|COMING|REGISTER"
    "|LAST UPDATED|UPDATED?|REVISED|CORRECTED|CORRECTION|EFFECTIVE|EXPIRE[SD]|FOUNDED|BORN|DIED"
    "|STARTS?|BEGINS?|OPENS?|CLOSES?|ENDS?"
)
CITY = rf"(?!(?:{_NO_CITY})\b)[A-Z][A-Z.'’-]{{2,20}}(?: [A-Z.'’-]{{2,20}}){{0,3}}"
"""A town as datelines have it, in capitals; not what stands so in front of the day of an event or of a change."""
_DATED = lazy(rf"{CITY}(?:, [^\n–—0-9]{{1,40}}?)?,?(?:\s[–—-])? (?i:{_DAY}){_DASH}\s*(?![a-z\s])")
_PLACE = lazy(rf"{CITY}(?:, [A-Z][A-Za-z. ]{{1,20}})?\Z")
_LEFT = 20
"""Characters of a text that there must be behind it."""


def below(text: str) -> str:
    """A paragraph without the dateline of a release in front of it, where more than that stands there.

    >>> below("HOUSTON, Jan. 15, 2026 (GLOBE NEWSWIRE) -- Zorblax, Inc. opens a plant.")
    'Zorblax, Inc. opens a plant.'
    """
    found = _WIRED.match(text) or _DATED.match(text)
    return text[found.end() :] if found and len(text) - found.end() >= _LEFT else text


def is_place(text: str) -> bool:
    """Is a paragraph the place of a dateline that was cut into pieces: `EVANSVILLE, Ind.`?"""
    return _PLACE.match(text) is not None

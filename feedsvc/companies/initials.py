"""Words with a point in front of a Latin name: they are its first ones, or the end of another sentence.

`Dr. Reddy's Laboratories Ltd.`, `St. Jude Medical, Inc.`, `J.P. Morgan Securities LLC`, `Warner Bros. Discovery, Inc.`
begin with them. Of `U.S. Steel Corporation` and `John D. Smith Widgets Inc.` nobody can tell: `in the U.S. Acme Inc.
said` would look the same but for its `in`.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from feedsvc.patterns import lazy

_POINTED = lazy(
    r"(?<![A-Za-z0-9.&'’-])(?:"
    r"(?:Dr|Mr|Mrs|Ms|St|Mt|Ft)\. "
    r"|(?P<opening>[A-Z][A-Za-z'’-]{1,20} )?[A-Z][A-Za-z0-9&'’-]{1,20} Bros\. "
    r"|(?P<before>[A-Z][A-Za-z'’-]{1,20} )?(?P<initials>(?:[A-Z]\. ?){1,3})(?<= )"
    r")$"
)
_STATES = frozenset(("U.S.", "U.K.", "U.N.", "E.U.", "U.A.E.", "D.C.", "S.A.", "N.V."))
"""They end sentences and begin names; the last two are forms of companies."""
_IN = lazy(r"\b(?:in|across|outside|within|throughout) the $", re.IGNORECASE)
"""Behind these a state's initials are a place, and end what they stand in."""
_AROUND = 52
"""Characters of the longest such words, and one."""


class Pointed(NamedTuple):
    """Where words with a point begin, and whether a name certainly begins there."""

    start: int
    certain: bool


def pointed(text: str, start: int, openers: frozenset[str]) -> Pointed | None:
    """The words with a point right in front of `text[start:]`; None for none. A word before them that opens a sentence
    (one of `openers`) is neither theirs nor a given name."""
    if not text.endswith(". ", 0, start):
        return None
    found = _POINTED.search(text, max(0, start - _AROUND), start)
    if found is None:
        return None
    if not found["initials"]:
        opens = (found["opening"] or "").strip() in openers
        return Pointed(found.end("opening") if opens else found.start(), certain=True)
    if found["initials"].strip() in _STATES and _IN.search(text, max(0, found.start() - _AROUND), found.start()):
        return None
    is_person = found["before"] is not None and found["before"].strip() not in openers
    return Pointed(found.start("initials"), not is_person and found["initials"].strip() not in _STATES)

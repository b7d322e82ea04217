"""What a list in Latin letters calls a security: its issuer's name, and behind that the kind of paper.

`Blue Owl Capital Corporation Common Stock` is a share of Blue Owl Capital Corporation, `Gores Holdings, Inc. - Unit`
none of any. Words of either kind stand in names as well (`Main Street Capital`, `Preferred Bank`, `Unit Corporation`):
only beside the noun or at the end, where lists have them, do they tell the kind.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from feedsvc.patterns import lazy

_SHARE = lazy(
    r"""(?<![\w&])(?:
      class[ ][a-z]\b(?![ ](?:[^ ]+[ ]){0,6}(?:preferred|preference)\b)
    | series[ ][a-z][ ](?=(?:(?!pref)[^ ]+[ ]){1,6}common[ ](?:stock|shares?)\b)
    | (?:(?:non-?)?voting[ ])?(?:series[ ][a-z][ ])?(?:new[ ](?=common[ ]))?
      (?:common|ordinary|capital)[ ](?:stock|shares?|shs|units?)\b
    | (?:(?:common|exchangeable)[ ])?(?:(?:subordinated?|multiple|limited|restricted|non)[ -])?voting[ ]
      (?:stock|shares?)\b
    | common(?:[ ]new|[ ]series[ ][a-z])?(?=[ ]?(?:$|\())
    | (?:new[ ]york|ny)[ ]registry[ ]shares
    | (?:(?:un)?sponsored[ ])?(?:american|global)[ ]deposit[ao]ry\b
    | (?:(?:un)?sponsored[ ])?(?-i:AD[RS]s?)(?=[ ]?(?:$|[,(])|[ ](?:each|repr\w*|(?-i:AD[RS]s?))\b)
    | units[ ]representing[ ]limited[ ]partner
    | limited[ ]partner(?:ship)?[ ](?:units?|interests?)\b
    | beneficial[ ]unit[ ]certificates
    | (?<=l\.p\.[ ])units?$
    )(?![ ](?:purchase[ ]|subscription[ ])?(?:warrant|right)s?\b)""",
    re.IGNORECASE | re.VERBOSE,
)
"""Of partnerships common units are what shares are of others."""
_OTHER_PAPER = lazy(
    r"""(?<![\w&])(?:
      fund\b
    | (?:warrant|unit|right|note|debenture|etf|etn)s?
      (?=[ ]?(?:$|[^\w &.'-])|[ ]-[ ]|[ ]\d
      |[ ](?:due|exp|initially|each|repr\w*|consisting|to|of|expiring|exercisable|linked|series|class)\b)
    | (?:preferred|preference|pfd)(?=[ ]?(?:$|[^\w &.'-])|[ ]-[ ]
      |[ ](?:stock|shares?|shs|units?|securit\w+|convert\w+|perpetual|trust|limited|ser|series|class|sbi)\b)
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_ASIDE = lazy(r" ?(?:\((?:[Tt]he|Holding Company|[Pp]ubl\.?|[A-Z]{2})\)|/[A-Z]{2}/?)$")
"""What lists have behind a name: its article, Sweden's mark of public companies, the state of one of several that are
called so (`First Bancorp, Inc. (ME)`, EDGAR's `/DE/`)."""
EDGES = " .,-("
"""What is left of the mark between an issuer and the kind of its paper."""
_LONGEST = 300
"""No list calls a security by more characters than this."""


class Security(NamedTuple):
    """A security as a list names it. `issuer` is never empty."""

    issuer: str
    is_share: bool


def read(name: str) -> Security:
    """The issuer of a security, and whether it is a share: `Alphabet Inc. - Class C Capital Stock` is one of
    `Alphabet Inc`, `Boeing Company (The) Common Stock` of `Boeing Company`. What a name says first counts: a unit
    consists of common stock and a warrant."""
    whole = " ".join(name.split())[:_LONGEST]
    share, other = _SHARE.search(whole), _OTHER_PAPER.search(whole)
    if other and not (share and share.start() <= other.start()):
        return Security(whole, is_share=False)
    issuer = whole[: share.start()] if share else whole
    bare = _ASIDE.sub("", issuer.rstrip(EDGES)).rstrip(EDGES)
    return Security(bare or whole, is_share=True)

"""What a list in Latin letters calls a security: its issuer's name, and behind that the kind of paper.

Words of a kind stand in names as well (`Main Street Capital Corporation`): only beside the noun, or at the end, where
lists have them, do they tell it.
"""

from __future__ import annotations

import re

_SHARE = re.compile(
    r"""(?<![\w&])(?:
      class[ ][a-z]\b(?![ ](?:[^ ]+[ ]){0,6}(?:preferred|preference)\b)
    | (?:(?:non-?)?voting[ ])?(?:series[ ][a-z][ ])?(?:common|ordinary|capital)[ ](?:stock|shares?|shs|units?)\b
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
_LONGEST = 300
"""No list calls a security by more characters than this."""


def issuer(name: str) -> str:
    """A security's name without its kind: `Alphabet Inc. - Class C Capital Stock` is one of `Alphabet Inc`; never
    empty where the name is not."""
    whole = " ".join(name.split())[:_LONGEST]
    share = _SHARE.search(whole)
    return (whole[: share.start()] if share else whole).rstrip(" .,-(") or whole

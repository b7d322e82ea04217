"""Addresses of links and pictures with blanks in them, which kramdown and Python-Markdown take and CommonMark does not.

`[a](/b c.png "d")` -> `[a](/b%20c.png "d")`. To CommonMark (6.3) an address outside `<…>` ends at a blank, and what is
left is neither a link nor a picture. Those two let it end at its bracket, or at the blank before a quotation mark.
"""

from __future__ import annotations

import re

from feedsvc.patterns import lazy

_INLINE = lazy(
    r"\]\((?=[ \t]{0,9}+[^\s()<]*+(?:\([^\s()]*+\)[^\s()<]*+)?[ \t]++[^\s\"')])"
    r"(?P<inside>(?:[^()\n\x02]|\([^()\n\x02]{0,300}+\)){1,1000}+)\)"
)
_TITLE = lazy(r"[ \t]++(?P<quote>[\"']).")


def without_blanks(text: str) -> str:
    """A source, its program text as marks, with the blanks in its inline addresses percent-encoded."""
    return _INLINE.sub(_encoded, text) if "](" in text else text


def _encoded(found: re.Match[str]) -> str:
    inside = found["inside"]
    title = _TITLE.search(inside)
    if title is not None and not inside.rstrip().endswith(title["quote"]):
        return found[0]
    address, rest = (inside[: title.start()], inside[title.start() :]) if title is not None else (inside, "")
    return f"]({address.strip().replace(' ', '%20').replace(chr(9), '%09')}{rest})"

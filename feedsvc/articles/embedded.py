"""Files that an article holds within itself, as `data:` addresses: pictures of a text that Google Docs, Typora or
SingleFile wrote, a saved page's fonts.

No reader is sent a large one (sanitize.py), and a few of them are longer than all that is read of an article.
"""

from __future__ import annotations

import re

from feedsvc.patterns import lazy

MAX_DATA = 20_000
"""Characters of a `data:` picture: an icon or a formula, no photograph."""
_FURTHER = r"[A-Za-z0-9+/]{60,}+\r?\n[ \t]*+(?=[A-Za-z0-9+/=]++[ \t]*+(?:[\r\n\"'<>)]|\Z))"
_DATA = lazy(rf"(data:[^,\s\"'<>()]{{0,200}};base64,)((?:{_FURTHER})*+[A-Za-z0-9+/=%]*+)", re.IGNORECASE)
"""Some wrap the letters into lines, of 64 or 76 (RFC 7468, RFC 2045 6.8): what follows in a line of words is none."""


def emptied(text: str) -> str:
    """A text in which each `data:` address that is longer than MAX_DATA holds nothing. Linear.

    `![a](data:image/png;base64,iVBORw0KG…)` becomes `![a](data:image/png;base64,)`, for which its words stand.
    """
    if len(text) <= MAX_DATA or ";base64," not in text:
        return text
    return _DATA.sub(lambda found: found[0] if len(found[0]) <= MAX_DATA else found[1], text)

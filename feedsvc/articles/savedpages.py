"""What programs that save pages say in a comment at the page's beginning: the address that it was at."""

from __future__ import annotations

import re

from feedsvc.patterns import lazy

KEY = "saved_from"
"""The name that this address has in a head."""
BEGINNING = 4000
"""Characters of a page that the comment stands in: browsers and monolith put it above `<html>`, SingleFile below."""
_SAVED = lazy(
    r"<!--\s{0,9}(?:saved from url=\([0-9]{1,5}\)|saved from |Page saved with SingleFile\s{1,9}url:[ ])"
    r"(https?://[^\s<>]{1,2000})",
    re.IGNORECASE,
)
"""Chrome, Edge and Internet Explorer write the length of the address in brackets."""


def saved_from(page: str) -> str:
    """The address that a saved page was at, "" where no program says it:
    `<!-- saved from url=(0021)https://x.example/a -->` gives `https://x.example/a`."""
    beginning = page[:BEGINNING]
    found = _SAVED.search(beginning) if "<!--" in beginning else None
    return found[1] if found else ""

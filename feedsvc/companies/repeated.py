"""A Latin name at once behind itself, as where a page's heading runs into its text: `About Acme Capital Partners Acme
Capital Partners is …`, `AcmeAcme Capital Partners`."""

from __future__ import annotations

from feedsvc.patterns import lazy

_GLUED = lazy(r"([A-Z][A-Za-z]{3,20})\1")
_FEWEST = 2
"""Words that are repeated; one may be a name's own (`Walla Walla Bank Inc`)."""


def repeated(name: str) -> int:
    """Where in a name its repetition begins: `repeated("Acme Labs Acme Labs Inc") == 10`; 0 where it has none."""
    words = name.split(" ")
    glued = _GLUED.fullmatch(words[0])
    if glued:
        return len(glued[1])
    sizes = range(_FEWEST, len(words) // 2 + 1)
    size = next((size for size in sizes if words[:size] == words[size : 2 * size]), 0)
    return sum(len(word) + 1 for word in words[:size])

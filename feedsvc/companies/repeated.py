"""A Latin name behind a heading in capitals, `POLICE STEP UP SEARCH Acme Corp said`, or at once behind itself, as where
a page's heading runs into its text: `About Acme Capital Partners Acme Capital Partners is …`, `AcmeAcme Capital
Partners`."""

from __future__ import annotations

from feedsvc.patterns import lazy

_GLUED = lazy(r"([A-Z][A-Za-z]{3,20})\1")
_FEWEST = 2
"""Words that are repeated; one may be a name's own (`Walla Walla Bank Inc`)."""


_HEADING = lazy(r"(?:[A-Z]{2,20} ){3,6}(?=[A-Z][a-z])")
_FEWEST_LETTERS = 12
"""Of a heading: names have a few initials in front of other words (`SK IE Technology`)."""


def repeated(name: str) -> int:
    """Where in a name its repetition begins: `repeated("Acme Labs Acme Labs Inc") == 10`, or what stands behind a
    heading; 0 where it has none."""
    heading = _HEADING.match(name)
    if heading and sum(map(str.isalpha, heading.group())) >= _FEWEST_LETTERS:
        return heading.end()
    words = name.split(" ")
    glued = _GLUED.fullmatch(words[0])
    if glued:
        return len(glued[1])
    sizes = range(_FEWEST, len(words) // 2 + 1)
    size = next((size for size in sizes if words[:size] == words[size : 2 * size]), 0)
    return sum(len(word) + 1 for word in words[:size])

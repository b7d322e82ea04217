"""What of an article's names is asked of all places of one together: each may tell what the others mean."""

from __future__ import annotations

from collections.abc import Iterable

Span = tuple[int, int]
"""Where a name begins and ends in a text."""


def places_by_name(text: str, spans: Iterable[Span]) -> dict[str, list[Span]]:
    """The names at these places of a text, in the order in which they come first, each with its places."""
    places: dict[str, list[Span]] = {}
    for start, end in spans:
        places.setdefault(text[start:end], []).append((start, end))
    return places

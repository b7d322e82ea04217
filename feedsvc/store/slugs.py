"""Keys by what other servers make of a name in addresses: `news-events` of `News & Events`, `nodejs` of `Node.js`."""

from __future__ import annotations

import unicodedata

from sqlalchemy import Connection, func, select

from feedsvc.model import FeedKind
from feedsvc.readings import reading
from feedsvc.store import schema

CANDIDATES = 400
"""Names that are compared: where more begin alike, none is meant for sure."""
BEGINNING = 30
"""Letters in which a name must read as its slug does before it is compared: of no name more than MOST_CHARACTERS of
readings.py are known."""


def key_of(connection: Connection, kind: FeedKind, slug: str) -> str | None:
    """The key with articles of whose name this is the slug, in letters and digits; None where there is none, or
    several."""
    wanted = letters(slug)
    read = reading(wanted)
    if not read.text:
        return None
    terms = schema.terms.c
    # How lists sort a name has no accents and signs, and is within an index by its initial.
    begun = func.substr(func.replace(terms.reading, " ", ""), 1, BEGINNING) == read.text.replace(" ", "")[:BEGINNING]
    query = select(terms.key, terms.label).where(terms.kind == kind, terms.initial == read.initial, begun)
    rows = connection.execute(query.where(terms.entries > 0).limit(CANDIDATES + 1)).all()
    found = [row.key for row in rows if letters(row.label) == wanted]
    return found[0] if len(found) == 1 and len(rows) <= CANDIDATES else None


def letters(text: str) -> str:
    """The letters and digits of a name in small letters, without accents.

    >>> letters("Café & Co."), letters("C++")
    ('cafeco', 'c')
    """
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKD", text.casefold())))

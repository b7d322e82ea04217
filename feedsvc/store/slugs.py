"""Keys by what other servers make of a name in addresses: `news-events` of `News & Events`, `nodejs` of `Node.js`."""

from __future__ import annotations

import unicodedata

from sqlalchemy import Connection, func, select

from feedsvc.model import FeedKind
from feedsvc.store import schema

CANDIDATES = 400
"""Keys that are compared: where more begin alike, none is meant for sure."""
BEGINNING = 3
"""Letters in which a key begins as its slug does."""
MARKS = 12
"""Characters that a key may have more than its slug, which is without its marks and blanks."""


def key_of(connection: Connection, kind: FeedKind, slug: str) -> str | None:
    """The key with articles of which this is the slug, in letters and digits; None where there is none, or several."""
    wanted = letters(slug)
    if not wanted:
        return None
    terms = schema.terms.c
    # No range of the index: what lies between two spellings is another thing in each collation of PostgreSQL.
    begun = terms.folded.startswith(wanted[:BEGINNING], autoescape=True)
    short = func.length(terms.folded) <= len(wanted) + MARKS
    query = select(terms.key).where(terms.kind == kind, terms.entries > 0, begun, short).limit(CANDIDATES + 1)
    keys = connection.execute(query).scalars().all()
    found = [key for key in keys if letters(key) == wanted]
    return found[0] if len(found) == 1 and len(keys) <= CANDIDATES else None


def letters(text: str) -> str:
    """The letters and digits of a name in small letters, without accents.

    >>> letters("Café & Co."), letters("C++")
    ('cafeco', 'c')
    """
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKD", text.casefold())))

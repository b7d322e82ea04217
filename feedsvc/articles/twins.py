"""Whether two files hold the same article: one original address, and nearly the same text.

A site lists an article in two categories, or takes it over again with other markup. Neither sign is enough alone: a
series shares its beginning, and every article of a site may link to one address.
"""

from __future__ import annotations

import hashlib
import unicodedata
from urllib.parse import parse_qsl, urlencode, urlsplit

from feedsvc.articles import tracking
from feedsvc.patterns import lazy

SHORTEST = 200
"""Letters of a text that can be told from others."""
LONGEST = 50_000
"""Letters that are compared."""
SHINGLE = 5
"""Letters that are compared at a time."""
ALIKE = 0.8
"""The share of the runs of SHINGLE letters that both texts must have, of all that either has (Jaccard)."""
DIGITS = 32
_TAG = lazy(r"<[^<>]*>")


def original(link: str | None) -> str | None:
    """What of an address decides that two are one original, as a digest; None for none, and for a site's front page.

    Scheme, `www.`, a fragment, a slash at the end and parameters of trackers make no difference, whether the settings
    keep them in the article or not.
    """
    try:
        parts = urlsplit(tracking.clean(link or ""))
        host = (parts.hostname or "").removeprefix("www.")
        port = parts.port
        asked = parse_qsl(parts.query, keep_blank_values=True)
    except ValueError:
        return None
    path = parts.path.rstrip("/")
    if not host or not (path or asked):
        return None
    return hashlib.sha256(f"{host}:{port or ''}{path}?{urlencode(asked)}".encode()).hexdigest()[:DIGITS]


def near_same(one: str, other: str) -> bool:
    """Whether two texts are one, but for a few words: white space, punctuation, case and width do not count.

    Both have at least SHORTEST letters. Linear in their length.
    """
    first, second = _letters(one), _letters(other)
    if min(len(first), len(second)) < SHORTEST:
        return False
    if min(len(first), len(second)) < ALIKE * max(len(first), len(second)):
        return False
    left, right = _shingles(first), _shingles(second)
    return len(left & right) >= ALIKE * len(left | right)


def same_words(one: str, other: str) -> bool:
    """Whether two contents (HTML) say nearly the same, whatever they show and lead to; short ones just the same, and
    those that say nothing where they are equal.

    Linear in their length.
    """
    words = [_TAG.sub("", each) for each in (one, other)]
    first, second = map(_letters, words)
    return one == other or first == second != "" or near_same(*words) or near_same(one, other)


def _letters(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text[: 2 * LONGEST]).casefold()
    return "".join(filter(str.isalnum, folded))[:LONGEST]


def _shingles(letters: str) -> set[str]:
    return {letters[at : at + SHINGLE] for at in range(len(letters) - SHINGLE + 1)}

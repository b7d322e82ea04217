"""What an address asks for, and what a client would rather have: parts of a path, and the header Accept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from werkzeug.datastructures import MIMEAccept

from feedsvc import render
from feedsvc.errors import UnknownAddress
from feedsvc.model import FeedKind
from feedsvc.patterns import lazy

FEED_TYPES = {
    "application/atom+xml": "atom",
    "application/rss+xml": "rss",
    "application/feed+json": "json",
    "application/json": "json",
    "application/xml": "atom",
    "text/xml": "atom",
}
WHOLE = ("all", "search")
"""What stands in the place of a kind in addresses without a key."""
PLURALS: Mapping[str, FeedKind] = {
    "companies": "company",
    "categories": "category",
    "tags": "tag",
    "authors": "author",
    "sources": "source",
}
"""Kinds as the addresses of their lists name them, in the order in which pages do; so people guess feeds', and so
Pelican and Hugo write them."""
GUESSED = {"xml": "atom"}
"""Endings that people guess, and the format of ours; a key may end so (`pom.xml`), and goes before."""
_PICTURES = ("image/gif", "image/jpeg")
JSON_TYPES = ("application/json", "application/feed+json", "application/problem+json")
_ARCHIVE = lazy(r"([0-9]{4})-(0[1-9]|1[0-2])\.([1-9][0-9]{0,5})")


class Address(NamedTuple):
    """What stands behind `/feeds/`: kind, key ("" for everything), format (None: negotiated), archive (month, part)."""

    kind: str
    key: str
    format: str | None
    archive: tuple[int, int] | None
    is_plain: bool
    """Whether it is written as it should be: its kind as one, no slash at its end, the format in small letters."""


def address_of(rest: str) -> Address:
    """Take apart what stands behind `/feeds/`; raises UnknownAddress where that can be no feed's."""
    bare, path = rest.rstrip("/"), "/feeds/" + rest
    stem, form = _parted(bare)
    first, *others = stem.split("/")
    kind = PLURALS.get(first, first)
    archive = None
    if len(others) > 1 and others[-2] == "archive" and (found := _ARCHIVE.fullmatch(others[-1])):
        archive = (int(found[1]) * 12 + int(found[2]) - 1, int(found[3]))
        others = others[:-2]
    # A "/" of a key that was written as %2F is one of the path by now: WSGI decodes it.
    if bool(others) != (kind not in WHOLE) or not all(others):
        raise UnknownAddress(f"there is no feed at {path[:200]!r}; /feeds.json lists what there is")
    is_plain = bare == rest and kind == first and (form is None or bare.endswith(f".{form}"))
    return Address(kind, "/".join(others), form, archive, is_plain)


def _parted(bare: str) -> tuple[str, str | None]:
    """What stands before a format, and that."""
    stem, dot, ending = bare.rpartition(".")
    if dot and ending.lower() in render.FORMATS:
        return stem, ending.lower()
    stem, form = guessed(bare)
    return (stem, form) if stem in WHOLE else (bare, None)


def guessed(key: str) -> tuple[str, str]:
    """A key that ends as no feed's address here does, without that ending, and the format that it means; "" and "" of
    others.

    >>> guessed("06618.HK.xml"), guessed("06618.HK.rss.xml"), guessed("06618.HK")
    (('06618.HK', 'atom'), ('06618.HK', 'rss'), ('', ''))
    """
    stem, _, ending = key.rpartition(".")
    if not stem or ending.lower() not in GUESSED:
        return "", ""
    own, _, inner = stem.rpartition(".")
    return (own, inner.lower()) if own and inner.lower() in render.FORMATS else (stem, GUESSED[ending.lower()])


def wants_page(accept: MIMEAccept) -> bool:
    """Whether a person's browser asks: it names text/html above every type of feed, and above `*/*`; readers do not,
    but those that leave the header to a library which names formats of pictures besides, and no XHTML as browsers do:
    Java's (`text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2`) and KDE's."""
    if any(_named(accept, name) for name in _PICTURES) and not _named(accept, "application/xhtml+xml"):
        return False
    return _named(accept, "text/html") > max(max(accept.quality(name), _named(accept, name)) for name in FEED_TYPES)


def wants_json(accept: MIMEAccept) -> bool:
    """Whether a script asks that reads JSON: it names a type of that above all others, and above `*/*`."""
    of_json = max(_named(accept, name) for name in JSON_TYPES)
    return of_json > max((quality for value, quality in accept if not value.lower().startswith(JSON_TYPES)), default=0)


def _named(accept: MIMEAccept, name: str) -> float:
    """The quality of a type that is named itself, whatever its parameters: `*/*` says nothing about who asks."""
    return max((quality for value, quality in accept if value.split(";")[0].strip().lower() == name), default=0)


def negotiated(accept: MIMEAccept) -> str:
    """The format a client would rather have; Atom where it does not say (never 406)."""
    best = max(FEED_TYPES, key=lambda name: _named(accept, name))
    return FEED_TYPES[best] if _named(accept, best) > 0 else "atom"

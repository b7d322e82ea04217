"""What an address asks for, and what a client would rather have: parts of a path, and the header Accept."""

from __future__ import annotations

from typing import NamedTuple

from werkzeug.datastructures import MIMEAccept

from feedsvc import render
from feedsvc.errors import UnknownAddress
from feedsvc.patterns import lazy

FEED_TYPES = {
    "application/atom+xml": "atom",
    "application/rss+xml": "rss",
    "application/feed+json": "json",
    "application/json": "json",
    "application/xml": "atom",
    "text/xml": "atom",
}
JSON_TYPES = ("application/json", "application/feed+json", "application/problem+json")
_ARCHIVE = lazy(r"([0-9]{4})-(0[1-9]|1[0-2])\.([1-9][0-9]{0,5})")


class Address(NamedTuple):
    """What stands behind `/feeds/`: kind, key ("" for everything), format (None: negotiated), archive (month, part)."""

    kind: str
    key: str
    format: str | None
    archive: tuple[int, int] | None
    is_plain: bool
    """Whether it is written as it should be: no slash at its end, the format in small letters."""


def address_of(rest: str) -> Address:
    """Take apart what stands behind `/feeds/`; raises UnknownAddress where that can be no feed's."""
    bare, path = rest.rstrip("/"), "/feeds/" + rest
    stem, dot, ending = bare.rpartition(".")
    is_format = bool(dot) and ending.lower() in render.FORMATS
    kind, *others = (stem if is_format else bare).split("/")
    archive = None
    if len(others) > 1 and others[-2] == "archive" and (found := _ARCHIVE.fullmatch(others[-1])):
        archive = (int(found[1]) * 12 + int(found[2]) - 1, int(found[3]))
        others = others[:-2]
    # A "/" of a key that was written as %2F is one of the path by now: WSGI decodes it.
    if bool(others) != (kind not in ("all", "search")) or not all(others):
        raise UnknownAddress(f"there is no feed at {path[:200]!r}; /feeds.json lists what there is")
    form = ending.lower() if is_format else None
    return Address(kind, "/".join(others), form, archive, bare == rest and (not is_format or form == ending))


def wants_page(accept: MIMEAccept) -> bool:
    """Whether a person's browser asks: it names text/html above every type of feed, and above `*/*`; readers do not."""
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

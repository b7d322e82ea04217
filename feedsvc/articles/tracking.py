"""What addresses tell trackers about a reader: parameters that say how one came, and pictures that count readers.

The list is `lists/tracking.txt`.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote_plus, urlsplit

from feedsvc.lists import TRACKING

MAX_LABELS = 8
"""Of a host, from its end; no rule names more."""

_WEB = re.compile(r"(?:https?:)?//", re.I)
_PARAMETERS = re.compile(r"[A-Za-z_.-]{1,40}=")


@dataclass(frozen=True, slots=True)
class Rules:
    """The list: names everywhere, beginnings of names everywhere, names by host, paths of beacons by host, labels."""

    names: Container[str]
    beginnings: tuple[str, ...]
    on: Mapping[str, frozenset[str]]
    beacons: Mapping[str, tuple[str, ...]]
    adverts: frozenset[str]


def read(text: str) -> Rules:
    """Read a list; see its head for the form of a line. Raises ValueError for a line of no rule."""
    lines = [line.lower().split() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    for words in lines:
        if not _is_rule(words):
            raise ValueError(f"{' '.join(words)!r} is no rule")
    everywhere = [words[1] for words in lines if words[0] == "everywhere"]
    on: dict[str, frozenset[str]] = {}
    for _, host, *names in (words for words in lines if words[0] == "on"):
        on[host] = on.get(host, frozenset()).union(names)
    beacons: dict[str, tuple[str, ...]] = {}
    for host, _, path in (words[1].partition("/") for words in lines if words[0] == "beacon"):
        beacons[host] = (*beacons.get(host, ()), f"/{path}")
    return Rules(
        names=frozenset(name for name in everywhere if not name.endswith("*")),
        beginnings=tuple(name[:-1] for name in everywhere if name.endswith("*")),
        on=on,
        beacons=beacons,
        adverts=frozenset(words[1] for words in lines if words[0] == "advert"),
    )


def _is_rule(words: list[str]) -> bool:
    kind, *rest = words
    return len(rest) > 1 if kind == "on" else kind in ("everywhere", "beacon", "advert") and len(rest) == 1


RULES = read(TRACKING)


def clean(address: str) -> str:
    """The address without the parameters of trackers, in its query and its fragment; the rest to the byte as it was.

    `https://n.example/a?id=1&utm_source=x#top` gives `https://n.example/a?id=1#top`. What is no web address stays.
    """
    if not _WEB.match(address) or ("?" not in address and "#" not in address):
        return address
    names = [RULES.names, *(RULES.on[host] for host in _hosts(address) if host in RULES.on)]
    before, mark, fragment = address.partition("#")
    path, question, query = before.partition("?")
    kept = _without(query, names)
    # A fragment that is no list of parameters is a place in the document.
    place = _without(fragment, names) if _PARAMETERS.match(fragment) else fragment
    return f"{path}{question if kept or not query else ''}{kept}{mark if place or not fragment else ''}{place}"


def is_beacon(address: str) -> bool:
    """Whether an address is on the list of beacons: `https://pixel.wp.com/g.gif?v=ext` is."""
    try:
        path = urlsplit(address).path or "/"
    except ValueError:
        return False
    return any(path.startswith(RULES.beacons[host]) for host in _hosts(address) if host in RULES.beacons)


def is_advert(address: str) -> bool:
    """Whether a frame with this address shows an advertisement, by its host: `https://ads.n.example/frame` does."""
    # A top-level domain says nothing: `ad` is Andorra.
    return any(host.partition(".")[0] in RULES.adverts for host in _hosts(address) if "." in host)


def _hosts(address: str) -> Iterator[str]:
    """The address's host and the hosts above it: `a.b.example`, `b.example`, `example`."""
    try:
        host = (urlsplit(address).hostname or "").lower().removesuffix(".")
    except ValueError:
        return
    labels = host.rsplit(".", MAX_LABELS)[-MAX_LABELS:]
    for at in range(len(labels)):
        yield ".".join(labels[at:])


def _without(query: str, names: list[Container[str]]) -> str:
    return "&".join(pair for pair in query.split("&") if not _tracks(pair.partition("=")[0], names))


def _tracks(name: str, names: list[Container[str]]) -> bool:
    # Escaped twice by many a feed reader: `?a=1&amp;utm_source=x`.
    plain = unquote_plus(name.removeprefix("amp;")).lower()
    return plain.startswith(RULES.beginnings) or any(plain in known for known in names)

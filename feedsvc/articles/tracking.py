"""What addresses tell trackers about a reader: parameters that say how one came, pictures that count readers, and links
that lead to another page by way of a third.

The list is `lists/tracking.txt`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote_plus, urlsplit

from feedsvc.articles.addresses import web_address
from feedsvc.lists import TRACKING


@dataclass(frozen=True, slots=True)
class Rules:
    """The list: names everywhere, beginnings of names everywhere, names by host, paths of beacons by host, and by host
    the paths that lead on, each with the name of the parameter that says where to."""

    names: Container[str]
    beginnings: tuple[str, ...]
    on: Mapping[str, Container[str]]
    beacons: Mapping[str, tuple[str, ...]]
    redirects: Mapping[str, Mapping[str, str]]


def read(text: str) -> Rules:
    """Read a list; see its head for the form of a line. Raises ValueError for a line of no rule."""
    words = [line.split() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    if wrong := [line for line in words if line[0] not in ("everywhere", "on", "beacon", "redirect")]:
        raise ValueError(f"{' '.join(wrong[0])!r} is no rule")
    everywhere = [line[1] for line in words if line[0] == "everywhere"]
    beacons: dict[str, tuple[str, ...]] = {}
    for host, _, path in (line[1].partition("/") for line in words if line[0] == "beacon"):
        beacons[host] = (*beacons.get(host, ()), f"/{path}")
    redirects = defaultdict[str, dict[str, str]](dict)
    for _, place, name in (line for line in words if line[0] == "redirect"):
        host, _, path = place.partition("/")
        redirects[host][f"/{path}"] = name
    return Rules(
        frozenset(name for name in everywhere if not name.endswith("*")),
        tuple(name[:-1] for name in everywhere if name.endswith("*")),
        {line[1]: frozenset(line[2:]) for line in words if line[0] == "on"},
        beacons,
        redirects,
    )


RULES = read(TRACKING)

_LABELS = max(host.count(".") + 1 for host in (*RULES.on, *RULES.beacons, *RULES.redirects))
"""Of the longest host on the list: more of an address's own labels cannot name one."""


@lru_cache(1024)
def clean(address: str) -> str:
    """The address without the parameters of trackers, in its query and its fragment; the rest to the byte as it was.

    `https://n.example/a?id=1&utm_source=x#top` gives `https://n.example/a?id=1#top`, and
    `https://link.zhihu.com/?target=https%3A//n.example/a` gives `https://n.example/a`.
    """
    if "?" not in address and "#" not in address:
        return address
    host = _host(address)
    if "?" in address and (target := _target(address, host)) is not None:
        return clean(target)
    names = list(_names(host))
    before, mark, fragment = address.partition("#")
    path, question, query = before.partition("?")
    kept = _without(query, names)
    place = _place(fragment, names)
    return f"{path}{question if kept or not query else ''}{kept}{mark if place or not fragment else ''}{place}"


def _target(address: str, host: str) -> str | None:
    """Where an address leads to by way of a third page that is on the list; None where it leads nowhere else."""
    paths = next((found for each in _hosts(host) if (found := RULES.redirects.get(each))), None)
    if paths is None:
        return None
    parts = urlsplit(address)
    name = paths.get(parts.path or "/")
    pairs = (pair.partition("=") for pair in parts.query.split("&"))
    value = next((raw for key, _, raw in pairs if key == name), "")
    # Where its own query is not encoded, nobody tells where it ends.
    return None if "?" in value else web_address(unquote_plus(value))


def _place(fragment: str, names: list[Container[str]]) -> str:
    """What a fragment says but for trackers. `top` is a place in the document, `/route?a=b` one within a script's."""
    route, question, query = fragment.partition("?")
    if question:
        kept = _without(query, names)
        return f"{route}{question if kept or not query else ''}{kept}"
    return _without(fragment, names) if re.match(r"[A-Za-z_-]{1,40}=", fragment) else fragment


@lru_cache(1024)
def is_beacon(address: str) -> bool:
    """Whether an address is on the list of beacons: one of a listed host or of a host below it."""
    try:
        path = urlsplit(address).path or "/"
    except ValueError:
        return False
    return any(path.startswith(RULES.beacons.get(host, ())) for host in _hosts(_host(address)))


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").lower().removesuffix(".")
    except ValueError:
        return ""


def _names(host: str) -> Iterator[Container[str]]:
    """The lists of names that count on a host: its own, and those of the hosts above it."""
    yield RULES.names
    yield from (found for each in _hosts(host) if (found := RULES.on.get(each)))


def _hosts(host: str) -> Iterator[str]:
    """A host and those above it: `a.b.example`, `b.example`, `example`."""
    parts = host.split(".")[-_LABELS:]
    return (".".join(parts[at:]) for at in range(len(parts)))


def _without(query: str, names: list[Container[str]]) -> str:
    return "&".join(pair for pair in query.split("&") if not _tracks(pair.partition("=")[0], names))


def _tracks(name: str, names: list[Container[str]]) -> bool:
    plain = unquote_plus(name).lower()
    return plain.startswith(RULES.beginnings) or any(plain in known for known in names)

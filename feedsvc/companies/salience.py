"""How much an article is about a company: score and role.

The score is 1 minus the product of (1 - w) over these weights, so it grows with every sign and stays below 1:

| sign | w |
|---|---|
| named in the title | 0.5 |
| named in the lead | 0.3 |
| declared in the head | 0.6 |
| declared in another way (code, markup, legal name, short form) | 0.3 |
| n times named outside captions | 0.5 * n / (n + 3) |
| spread: quarters of the body that name it | 0.05 a quarter |

A company is a subject if the title or the head names it, if the lead does and the article names it twice or more, or if
at least a third of all that the article names (twice or more) is this company, or if it is the only one, in a flash of
200 characters or by its code in the lead. Where more than eight companies are named, it is a list, and only title,
head and lead make subjects; a head that has more than eight makes none. Who only rates others (raters.py) is a mention,
and neither title nor lead add to its score.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import NamedTuple

from feedsvc.model import Mention, Reason, Role

MOST_REASONS = 20
_LIST = 8
_SHARE = 3
_TWICE = 2
_FLASH = 200
_UNDECLARED = frozenset(("head", "name"))
_QUARTERS = 4
_ADJACENT = 24
"""A code this close behind its company's name names it once, not twice, whatever of its form, its class of shares or
its exchange stands between: `蓝帆医疗(002382.SZ)`, `小米集团-W(01810.HK)`, `Ford Motor Company (NYSE: F)`."""

_GLOSS = 2
"""A bracket, or a blank and one, between a name and the same in another script."""


class Signal(NamedTuple):
    """One company of an article, every reason for it, strongest tier first, and whether it only rates others there."""

    key: str
    reasons: tuple[Reason, ...]
    only_rates: bool = False


class _Place(NamedTuple):
    """Where a company is named: in the title, the lead, the head, by its code in the lead; how often; in which quarters
    of the body."""

    title: bool
    lead: bool
    head: bool
    declared: bool
    times: int
    quarters: int
    coded: bool = False


def weigh(signals: tuple[Signal, ...], lengths: Mapping[str, int]) -> tuple[Mention, ...]:
    """Mentions with role and score, best first, then by key; `lengths` are the zones' lengths in characters."""
    body = lengths.get("body", 0)
    places = [(signal, _stands(signal, max(1, body / _QUARTERS))) for signal in signals]
    total = sum(place.times for _, place in places)
    alone = len(places) == 1 and lengths.get("lead", 0) + lengths.get("body", 0) <= _FLASH
    many = sum(place.head for _, place in places) > _LIST
    mentions = [
        Mention(
            signal.key,
            "mention" if signal.only_rates else "subject" if alone else _role(place, total, len(places), many=many),
            _score(place),
            signal.reasons[:MOST_REASONS],
        )
        for signal, place in places
    ]
    return tuple(sorted(mentions, key=lambda one: (-one.score, one.key)))


def _stands(signal: Signal, quarter: float) -> _Place:
    place = _place(signal.reasons, quarter)
    return place._replace(title=False, lead=False, coded=False) if signal.only_rates else place


def _place(reasons: tuple[Reason, ...], quarter: float) -> _Place:
    if reasons[0].tier == "name":
        # The strongest tier comes first: these are names in running text alone, which never overlap.
        return _named(reasons, quarter)
    tiers = {tier for tier, _, _, _ in reasons}
    zones = {zone for tier, zone, start, _ in reasons if start >= 0 and tier != "head"}
    starts = _occurrences(reasons)
    quarters = {start // quarter for zone, start in starts if zone == "body"}
    coded = any(tier == "code" and zone == "lead" for tier, zone, _, _ in reasons)
    declared = bool(tiers - _UNDECLARED)
    return _Place("title" in zones, "lead" in zones, "head" in tiers, declared, len(starts), len(quarters), coded)


def _named(reasons: tuple[Reason, ...], quarter: float) -> _Place:
    zones = [zone for _, zone, _, _ in reasons]
    quarters = {start // quarter for _, zone, start, _ in reasons if zone == "body"}
    glosses = sum(_is_gloss(*pair) for pair in pairwise(reasons))
    times = len(zones) - zones.count("caption") - glosses
    return _Place("title" in zones, "lead" in zones, head=False, declared=False, times=times, quarters=len(quarters))


def _is_gloss(one: Reason, other: Reason) -> bool:
    """Whether a name gives the one at once in front of it in another script: `輝達（NVIDIA）`."""
    near = one.zone == other.zone != "caption" and other.start - one.start - len(one.text) <= _GLOSS
    return near and one.text.isascii() != other.text.isascii()


def _occurrences(reasons: tuple[Reason, ...]) -> list[tuple[str, int]]:
    """Places outside captions that name the company, overlapping and adjacent ones once; a name within a code goes with
    that (`NIO.US`)."""
    spans = sorted(
        {(one.zone, one.start, one.tier != "code", one.start + len(one.text), one.text.isascii()) for one in reasons}
    )
    places: list[tuple[str, int]] = []
    last_zone, last_end, last_ascii = "", -1, False
    for zone, start, uncoded, end, is_ascii in spans:
        if start < 0 or zone == "caption":
            continue
        beside = (_GLOSS + 1 if is_ascii != last_ascii else 0) if uncoded else _ADJACENT
        if zone != last_zone or start >= last_end + beside:
            places.append((zone, start))
        last_end = max(end, last_end) if zone == last_zone else end
        last_zone, last_ascii = zone, is_ascii
    return places


def _role(place: _Place, total: int, companies: int, *, many: bool) -> Role:
    """What one of so many companies is, which the article names so often in total; `many`: the head lists them."""
    if place.title or (place.head and not many) or (place.lead and place.times >= _TWICE):
        return "subject"
    if place.coded and companies == 1:
        return "subject"
    much = place.times >= _TWICE and place.times * _SHARE >= total
    return "subject" if much and companies <= _LIST else "mention"


def _score(place: _Place) -> float:
    weights = (
        0.5 * place.title,
        0.3 * place.lead,
        0.6 * place.head,
        0.3 * place.declared,
        0.5 * place.times / (place.times + 3),
        0.05 * min(place.quarters, _QUARTERS),
    )
    rest = 1.0
    for weight in weights:
        rest *= 1 - weight
    return round(1 - rest, 4)

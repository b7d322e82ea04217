"""Legal names that an article gives in two scripts at once: `印度斯坦航空有限公司（Hindustan Aeronautics Ltd）` is one
company, not two."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby, pairwise

from feedsvc.companies.folding import is_han
from feedsvc.companies.latin import is_latin
from feedsvc.model import Evidence, Zone

_BRACKETS = ("(", "（")


def glosses(zones: Iterable[Zone], evidence: Iterable[Evidence]) -> Mapping[str, str]:
    """By a Latin legal name the Chinese one behind which it stands at once, as the evidence of one article has them."""
    legal = sorted(
        (one for one in evidence if one.tier == "legal" and one.start >= 0 and one.name),
        key=lambda one: (one.zone, one.start),
    )
    texts, found = {zone.name: zone.text for zone in zones}, {}
    for zone, group in groupby(legal, key=lambda one: one.zone):
        for one, other in pairwise(group):
            between = texts.get(zone, "")[one.start + len(one.text) : other.start]
            if (
                between.strip() in _BRACKETS
                and one.name
                and other.name
                and is_han(one.name[-1])
                and is_latin(other.name)
            ):
                found[other.name] = one.name
    return found

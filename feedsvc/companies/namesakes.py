"""Known names with which another company's legal name begins: `Vishay` where `Vishay Precision Group, Inc.` stands.

The longer name goes before, with its form and without it. The shorter one alone is the longer one's there, for an
article goes on with the first word of the name that it gave, unless the known company has another sign. So it is only
with companies that no file has: the files' authors knew Siemens when they wrote Siemens Energy. And as a daughter's
name begins with its mother's, and some legal names are the same company's (`Gilead Sciences, Inc.`), one without a code
must have a word of its own and stand before the shorter name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from feedsvc.companies.gazetteer import Hit
from feedsvc.companies.latin import JOINING, TRADES
from feedsvc.companies.legal import stem
from feedsvc.companies.places import WORLD
from feedsvc.companies.registry import Registry
from feedsvc.companies.shortnames import names_of
from feedsvc.model import Company, Evidence

_MORE_TRADES = "Analytics Beverages Cloud Commerce Computer Computers Education Platforms Research Wholesale"
_NOT_OWN = TRADES | WORLD | {*JOINING, "and", "the", *_MORE_TRADES.split(" ")}
"""Words that a company's own legal name adds to its short one, or a daughter's to its mother's."""


class Claim(NamedTuple):
    """The company, by its key, whose longer names begin with a known one; whether it is another one for certain."""

    key: str
    longer: tuple[str, ...]
    certain: bool


def claims(legal: Iterable[tuple[Evidence, Company]], registry: Registry) -> dict[str, Claim]:
    """The known names with which Latin legal names of other companies begin, `{"Vishay": Claim(…)}`; nearly always
    none."""
    found: dict[str, Claim] = {}
    for one, company in legal:
        if company.provisional:
            for short in _beginnings(one, company):
                owners = registry.named(short)
                if owners and all(owner.key != company.key for owner in owners):
                    found[short] = _claim(short, one, company, found.get(short))
    return found


def _beginnings(one: Evidence, company: Company) -> Iterator[str]:
    """The first words of a legal name, where what follows may make another company of them."""
    words = stem(one.name or "").split()
    for count in range(1, len(words)):
        if company.listings or (one.zone != "title" and not _NOT_OWN.issuperset(words[count:])):
            yield " ".join(words[:count])


def _claim(short: str, one: Evidence, company: Company, earlier: Claim | None) -> Claim:
    """A company's claim to a known name; with the longer names of those that claimed it before, whose it stays."""
    longer = tuple(name.text for name in names_of(one.name or "") if name.text.startswith(f"{short} "))
    if earlier is None:
        return Claim(company.key, longer, certain=bool(company.listings))
    return earlier._replace(longer=(*earlier.longer, *longer))


def settled(text: str, hits: list[Hit], of: Mapping[str, Claim]) -> tuple[list[Hit], set[str]]:
    """The hits in a text that begin no claimed longer name, and which of their names are the longer one's."""
    if not of:
        return hits, set()
    kept = [hit for hit in hits if not _begins_longer(text, hit, of)]
    first = {text[hit.start : hit.end]: hit.start for hit in reversed(kept)}
    given = {name for name in of.keys() & first.keys() if of[name].certain or _is_before(of[name], text, first[name])}
    return kept, given


def _begins_longer(text: str, hit: Hit, of: Mapping[str, Claim]) -> bool:
    claim = of.get(text[hit.start : hit.end])
    return claim is not None and text.startswith(claim.longer, hit.start)


def _is_before(claim: Claim, text: str, start: int) -> bool:
    return any(text.find(longer, 0, start) >= 0 for longer in claim.longer)

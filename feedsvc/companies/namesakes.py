"""Known names with which another company's legal name begins: `Vishay` where `Vishay Precision Group, Inc.` stands.

The longer name goes before, with its form and without it. The shorter one alone is the longer one's there, for an
article goes on with the first word of the name that it gave, unless the known company has another sign. So it is only
with companies that no file has: the files' authors knew Siemens when they wrote Siemens Energy.

A daughter's name begins with its mother's, too (`Toyota Boshoku Corp`). So the longer name must stand before the
shorter one, title first, and nothing may tell that the shorter one is its owner's. And as some legal names are the same
company's (`Gilead Sciences, Inc.`), one without a code must have a word of its own.

A Chinese legal name may have a short known name within, which is a piece of it wherever the same character stands in
front: 泰康 in 华益泰康 where 海南华益泰康药业有限公司 stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from feedsvc.companies.folding import is_han
from feedsvc.companies.gazetteer import Hit
from feedsvc.companies.latin import JOINING, POSSESSIVES, TRADES
from feedsvc.companies.leftends import BRACKETED
from feedsvc.companies.legal import stem
from feedsvc.companies.naming import LONGEST_ACCIDENT
from feedsvc.companies.places import WORLD, without_place
from feedsvc.companies.registry import Registry
from feedsvc.companies.shortnames import names_of
from feedsvc.model import Company, Evidence
from feedsvc.patterns import lazy

_MORE_TRADES = "Analytics Beverages Cloud Commerce Computer Computers Education Platforms Research Wholesale"
_NOT_OWN = TRADES | WORLD | {*JOINING, "and", "the", *_MORE_TRADES.split(" ")}
"""Words that a company's own legal name adds to its short one, or a daughter's to its mother's."""
_OWNED = lazy(
    r"\b(?:(?:unit|subsidiary|affiliate|arm|division|part) of|owned by|parent(?: company)?,?)(?: the)? $", re.IGNORECASE
)
"""In front of an owner's name."""
_OWNED_BEFORE = 30
_COMPANY = lazy(r" (?:Company|Co)\b(?! of\b)")
_SHORTEST = 2
_POSSESSIVE = (*POSSESSIVES, "' ", "’ ")
"""Behind a name in front of what is no company: `part of Vishay's plan`."""


class Claim(NamedTuple):
    """The company, by its key, whose longer names begin with a known one, or end with it: of one `within` its name."""

    key: str
    longer: tuple[str, ...]
    within: bool = False


Claims = Mapping[str, Claim]
"""By the known names."""


def claims(legal: Iterable[tuple[Evidence, Company]], registry: Registry) -> Claims:
    """The known names with which Latin legal names of other companies begin, `{"Vishay": Claim(…)}`, and those that are
    pieces of Chinese ones; nearly always none."""
    found: dict[str, Claim] = {}
    for one, company in legal:
        if not company.provisional:
            continue
        if is_han((one.name or "")[-1:]):
            for short, longer in _pieces(one.name or "", registry):
                earlier = found.get(short, Claim(company.key, ()))
                found[short] = Claim(earlier.key, (*earlier.longer, longer), within=True)
        else:
            for short in _beginnings(one, company):
                owners = registry.named(short)
                if owners and all(owner.key != company.key for owner in owners):
                    found[short] = _claim(short, one, company, found.get(short))
            whole = stem(one.name or "")
            if _is_other_s(whole, one.name or "", company, registry):
                found.setdefault(whole, _claim(whole, one, company, None))
    return found


def _is_other_s(whole: str, legal: str, company: Company, registry: Registry) -> bool:
    """Whether a legal name without its form is what another company may be called, too, whose name the legal one is not
    (`Delta Corp`, beside Delta Air Lines); a wrong code behind that one (`Apple Inc. (NASDAQ: ABC)`) claims none."""
    others = [owner for owner in registry.named(whole) if owner.key != company.key]
    return bool(others) and registry.by_legal_name(legal) in (None, company)


def _pieces(legal: str, registry: Registry) -> Iterator[tuple[str, str]]:
    """The short known names within a Chinese legal name, each with the character in front; not behind its place, which
    daughters of the known company have, too (`宁波万科房地产有限公司`), nor behind a partner's name (`一汽丰田…`)."""
    own = stem(legal)
    while (rest := without_place(own)) != own:
        own = rest
    for start in range(1, len(own)):
        if registry.named(own[:start]):
            continue
        for end in range(start + _SHORTEST, start + LONGEST_ACCIDENT + 1):
            if end <= len(own) and registry.named(own[start:end]):
                yield own[start:end], own[start - 1 : end]


def _beginnings(one: Evidence, company: Company) -> Iterator[str]:
    """The first words of a legal name, where what follows may make another company of them."""
    words = BRACKETED.sub("", stem(one.name or "")).split()
    for count in range(1, len(words)):
        if company.listings or (one.zone != "title" and not _NOT_OWN.issuperset(words[count:])):
            yield " ".join(words[:count])


def _claim(short: str, one: Evidence, company: Company, earlier: Claim | None) -> Claim:
    """A company's claim to a known name; with the longer names of those that claimed it before, whose it stays."""
    longer = tuple(name.text for name in names_of(one.name or "") if name.text.startswith(f"{short} ")) or (one.text,)
    if earlier is None:
        return Claim(company.key, longer)
    return earlier._replace(longer=(*earlier.longer, *longer))


def settled(text: str, hits: list[Hit], of: Claims) -> tuple[list[Hit], Claims]:
    """The hits in a text, title first, that are no piece of a claimed longer name, and the claims to beginnings that
    hold there."""
    if not of:
        return hits, of
    kept = [hit for hit in hits if not _is_longers(text, hit, of)]
    first = {text[hit.start : hit.end]: hit.start for hit in reversed(kept)}
    owners = {text[hit.start : hit.end] for hit in kept if _is_owner(text, hit)}
    known = {name for name, start in first.items() if name in of and not _is_before(of[name], text, start)}
    return kept, {name: claim for name, claim in of.items() if not (claim.within or name in known | owners)}


def _is_longers(text: str, hit: Hit, of: Claims) -> bool:
    claim = of.get(text[hit.start : hit.end])
    if claim is None:
        return False
    return text.endswith(claim.longer, 0, hit.end) if claim.within else text.startswith(claim.longer, hit.start)


def _is_before(claim: Claim, text: str, start: int) -> bool:
    return any(text.find(longer, 0, start) >= 0 for longer in claim.longer)


def _is_owner(text: str, hit: Hit) -> bool:
    """Whether a name is told to be the owner's of some company (`a unit of Siemens`), or whole with the word for one:
    `The Coca-Cola Company` beside `Coca-Cola Bottlers plc`."""
    if _COMPANY.match(text, hit.end):
        return True
    owned = _OWNED.search(text, max(0, hit.start - _OWNED_BEFORE), hit.start)
    return owned is not None and not text.startswith(_POSSESSIVE, hit.end)

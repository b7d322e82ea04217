"""Which company goes on as which: one that articles alone knew by its legal name, once a file has it, and the other way
about, once none has it any more.

Keys, listings and equal names tell most of that. But a file writes a legal name otherwise than articles do (`Wexcombe
Foods, Inc.`, learned as `Wexcombe Foods Inc`), or has the short name alone (卓恒赛 of 青岛卓恒赛新材料股份有限公司).
Then it counts whose the legal name is where texts are matched.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from feedsvc.companies.legal import stem
from feedsvc.companies.registry import Registry
from feedsvc.model import Company


def heirs(left: Sequence[Company], new: Sequence[Company], every: Iterable[Company]) -> dict[str, str]:
    """Of companies that are `new` among `every` one there is now, those that one which `left` has become: key -> the
    key that it had."""
    found: dict[str, str] = {}
    if new and any(company.provisional for company in left):
        keys = {company.key for company in new}
        pairs = _owners(left, Registry(tuple(every)))
        found |= {owner.key: company.key for company, owner in pairs if owner.key in keys}
    if left and any(company.provisional for company in new):
        pairs = _owners(new, Registry(tuple(company for company in left if not company.provisional)))
        found |= {company.key: owner.key for company, owner in pairs}
    return found


def owners(left: Iterable[Company], every: Iterable[Company]) -> dict[str, str]:
    """Of provisional companies that `left`, those whose legal name is now another's of `every` one there is, which has
    articles of its own already: key -> the other's key."""
    gone = [company for company in left if company.provisional]
    return {company.key: owner.key for company, owner in _owners(gone, Registry(tuple(every)))} if gone else {}


def _owners(companies: Iterable[Company], registry: Registry) -> Iterator[tuple[Company, Company]]:
    """The provisional ones of some companies, each with the one of a registry that has its legal name."""
    for company in companies:
        legal = (name.text for name in company.names if stem(name.text) != name.text) if company.provisional else ()
        owner = next(filter(None, map(registry.by_legal_name, legal)), None)
        if owner:
            yield company, owner

"""One company behind all that several files say of it.

Rows that share a key or a listing are one company's. So are rows of other listings that share a name: an exchange's
list has a company that was known without a listing (688999.SH of 宇树科技), or by those on other exchanges alone
(09980.HK of 东鹏饮料, whose A share is 605499.SH). That holds where

- the name is the one that all of them are shown by, the very same, and no file marks it as ambiguous; names that are
  only alike (中国中车, 中国中车集团) may be a parent's and its daughter's, and a short one that is not shown (中石化 of
  中国石化) may be another's. A Latin legal name need be shown by one alone;
- all who have it can be one: no two are listed on one exchange, and one at most is not listed at all;
- those listed are so in China and Hong Kong, for elsewhere the same name is often a daughter's (PFIZER.NS) or a
  licensee's (DOM.L); or they have one ticker (ZBX.TO, ZBX.US) and the same legal name;
- no two stand in one file, which tells its own companies apart.

Each is told, as nobody wrote that the two are one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from feedsvc.companies.crosslistings import are_apart, is_one_ticker
from feedsvc.companies.folding import folded_name
from feedsvc.companies.latin import is_akin, is_latin
from feedsvc.companies.legal import plain, stem
from feedsvc.companies.markets import MAINLAND
from feedsvc.model import Company, Name, Problem

_CHINESE_MARKETS = tuple(f".{market}" for market in (*MAINLAND, "HK"))
"""Those of A and H shares: companies of both are listed in each under one Chinese name."""


def joined(files: Iterable[Iterable[Company]]) -> tuple[tuple[Company, ...], tuple[Problem, ...]]:
    """The companies of several files, a later one over an earlier one, and what a person may want to look at."""
    joining = _Joining()
    for number, companies in enumerate(files):
        for company in companies:
            joining.lay_over(company, {number})
    shared = joining.shared()
    if joining.join_by_name(shared):
        shared = joining.shared()
    companies = tuple(joining.companies.values())
    if shared:
        companies = tuple(_marked(company, shared) for company in companies)
    return companies, (*joining.doubts, *map(_shared_name, shared.items()))


@dataclass(slots=True)
class _Joining:
    """Companies by key, one laid over another: whose a key or a listing is, and which files say something of each."""

    companies: dict[str, Company] = field(default_factory=dict)
    doubts: list[Problem] = field(default_factory=list)
    _owners: dict[str, str] = field(default_factory=dict)
    _files: dict[str, set[int]] = field(default_factory=dict)

    def lay_over(self, company: Company, files: set[int], others: Iterable[str] = ()) -> None:
        """Join a company of these files with those before that have its key or a listing of its, and with the `others`
        by their keys."""
        codes = (company.key, *company.listings)
        same = dict.fromkeys((*(self._owner(key) for key in codes if key in self._owners), *others))
        for key in same:
            if not _are_akin(self.companies[key], company):
                self.doubts.append(_other_name(self.companies[key], company))
            company, files = _joined(company, self.companies.pop(key)), files | self._files.pop(key)
        self.companies[company.key], self._files[company.key] = company, files
        self._owners.update(dict.fromkeys((*codes, company.key, *same), company.key))

    def _owner(self, code: str) -> str:
        """The key of the company that has a code; whose key became another one's has gone on as that, perhaps twice."""
        while (owner := self._owners.get(code, code)) != code:
            code = owner
        return code

    def shared(self) -> dict[str, list[str]]:
        """The names that mean several companies on every day, with the keys of these, the earlier ones first."""
        holders: dict[str, list[str]] = {}
        for company in self.companies.values():
            for name in {_compared(name.text) for name in company.names if name.is_plain}:
                holders.setdefault(name, []).append(company.key)
        return {name: keys for name, keys in holders.items() if len(keys) > 1}

    def join_by_name(self, shared: Mapping[str, list[str]]) -> bool:
        """Join those that share a name and are one company; whether there are any."""
        found = False
        for name, keys in shared.items():
            *earlier, last = dict.fromkeys(map(self._owner, keys))
            if earlier and self._are_one(name, (*earlier, last)):
                self.doubts.append(_joined_by_name(name, (*earlier, last)))
                self.lay_over(self.companies[last], self._files[last], reversed(earlier))
                found = True
        return found

    def _are_one(self, name: str, keys: Sequence[str]) -> bool:
        companies, files = [self.companies[key] for key in keys], [self._files[key] for key in keys]
        listed = [company.listings for company in companies if company.listings]
        return (
            len(companies) - len(listed) <= 1
            and _is_shown(name, companies)
            and len(set().union(*files)) == sum(map(len, files))
            and are_apart(listed)
            and (len(listed) == 1 or _is_one_issuer(name, listed))
        )


def _is_shown(name: str, companies: Iterable[Company]) -> bool:
    """Whether companies are shown by a name: all of them, or one where it is a legal one."""
    shown = [_compared(company.name) == name for company in companies]
    return all(shown) or (any(shown) and _is_legal(name))


def _is_one_issuer(name: str, several: Collection[tuple[str, ...]]) -> bool:
    """Whether listed companies of one name are one for all that their listings tell."""
    if all(any(listing.endswith(_CHINESE_MARKETS) for listing in listings) for listings in several):
        return True
    return _is_legal(name) and is_one_ticker(listing for listings in several for listing in listings)


def _is_legal(name: str) -> bool:
    return name.isascii() and stem(name) != name


def _compared(name: str) -> str:
    """A name as it is the same for the matcher, which takes a Latin legal one however its form is punctuated."""
    return plain(folded_name(name))


def _are_akin(earlier: Company, later: Company) -> bool:
    """Whether two rows can tell of one company, as far as their Latin names say: an exchange gives a ticker of letters
    to another company once its own has gone (`B`, of Barnes Group, is Barrick's now). Numbers it gives once."""
    if not any(listing.rpartition(".")[0].isalpha() for listing in set(earlier.listings) & set(later.listings)):
        return True
    mine, its = _latin(earlier), _latin(later)
    return not (mine and its) or any(is_akin(one, other) for one in mine for other in its)


def _latin(company: Company) -> list[str]:
    """The names of a company with a Latin form or of several words: a short one may be a brand's, or initials."""
    return [name.text for name in company.names if not name.hint and " " in name.text and is_latin(name.text)]


def _other_name(earlier: Company, later: Company) -> Problem:
    listing = next(each for each in later.listings if each in earlier.listings)
    found = (
        f"{listing!r} is {_latin(earlier)[0]!r} in one file, {_latin(later)[0]!r} in another; they count as one company"
    )
    mend = "where the ticker is another company's now, keep its row alone"
    return Problem("companies", "registry-other-name", found, mend, held=False)


def _joined_by_name(name: str, keys: Iterable[str]) -> Problem:
    found = f"{' and '.join(map(repr, keys))} share the name {name!r}; they count as one company"
    mend = "keep them by one row that has both, or part them by other names"
    return Problem("companies", "registry-joined-name", found, mend, held=False)


def _joined(later: Company, earlier: Company) -> Company:
    names = {(folded_name(name.text), name.since): name for name in (*later.names, *earlier.names)}
    names.update({(folded_name(name.text), name.since): name for name in later.names})
    listings = dict.fromkeys((*later.listings, *earlier.listings))
    # Who is known by its name alone has a listing for its key from now on.
    key = later.key if later.listings or not earlier.listings else earlier.key
    return Company(key, later.name, tuple(names.values()), tuple(listings))


def _marked(company: Company, shared: Mapping[str, list[str]]) -> Company:
    if not any(_compared(name.text) in shared for name in company.names):
        return company
    names = tuple(_ambiguous(name) if _compared(name.text) in shared else name for name in company.names)
    return replace(company, names=names)


def _ambiguous(name: Name) -> Name:
    return name if name.hint else replace(name, ambiguous=True)


def _shared_name(item: tuple[str, list[str]]) -> Problem:
    name, keys = item
    found = f"name {name!r} stands under {', '.join(map(repr, keys))}; it counts as ambiguous"
    return Problem(
        "companies", "registry-shared-name", found, "mark it with ? or keep it under one company", held=False
    )

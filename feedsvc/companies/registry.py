"""The companies known: merging the files, and looking a company up."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import NamedTuple

from feedsvc.companies import codes
from feedsvc.companies.clauses import is_trade_alone
from feedsvc.companies.folding import is_han, small_name
from feedsvc.companies.formats import Parsed
from feedsvc.companies.latin import is_latin, is_trade
from feedsvc.companies.legal import bare, is_latin_company, is_latin_joint_stock, plain, stem
from feedsvc.companies.merging import joined
from feedsvc.companies.naming import begins_word, undecorated
from feedsvc.companies.otherforms import in_short, pointed
from feedsvc.companies.places import begins_with_place, without_place
from feedsvc.model import Company, Problem
from feedsvc.patterns import lazy


@dataclass(frozen=True, slots=True)
class Merged:
    """The companies of all files, one laid over another."""

    companies: tuple[Company, ...]
    problems: tuple[Problem, ...] = ()


class Rejected(NamedTuple):
    """A name that a person says is none of the company's with this key; with "" for the key, none of any."""

    name: str
    key: str


def spelled(name: str) -> str:
    """A name as it is compared: in any case, and a Latin legal one however its form is punctuated."""
    return small_name(plain(name))


def is_refused(refused: Collection[tuple[str, str]], name: str, key: str) -> bool:
    """Whether a name is among those, spelled, that are none of one company's or none of any."""
    text = spelled(name)
    return (text, key) in refused or (text, "") in refused


_LEGAL_NAMES = 4096
"""Those asked for last whose owner is remembered."""
_OTHER_BOARD = {"TW": "TWO", "TWO": "TW", "KS": "KQ", "KQ": "KS"}
"""Taiwan's and Korea's markets with two boards."""


def _on_both_boards(listings: Mapping[str, Company]) -> dict[str, Company]:
    """The companies of one of a market's two boards by the keys that they would have on the other."""
    parts = ((*listing.rpartition("."), company) for listing, company in listings.items())
    return {f"{code}.{_OTHER_BOARD[board]}": company for code, _, board, company in parts if board in _OTHER_BOARD}


@dataclass(frozen=True)
class Registry:
    """Looking up companies by key, listing or name; the tables are built once. A name that is `rejected` finds none,
    though the company may be shown by it, or have it for its key."""

    companies: tuple[Company, ...]
    rejected: frozenset[Rejected] = frozenset()
    _refused: frozenset[tuple[str, str]] = field(init=False, repr=False, compare=False)
    _by_key: Mapping[str, Company] = field(init=False, repr=False, compare=False)
    _by_listing: Mapping[str, Company] = field(init=False, repr=False, compare=False)
    _by_name: Mapping[str, tuple[Company, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        refused = frozenset((spelled(name), key) for name, key in self.rejected)
        object.__setattr__(self, "_refused", refused)
        names: dict[str, tuple[Company, ...]] = {}
        for company in self.companies:
            texts = {company.key, company.name, *[name.text for name in company.names if not name.hint]}
            if refused:
                texts = {text for text in texts if not self.refuses(text, company)}
            # Nearly all names have one owner: one tuple for all of a company's spares 30,000.
            own = (company,)
            for name in set(map(small_name, texts)):
                names[name] = names[name] + own if name in names else own
        object.__setattr__(self, "_by_key", {company.key: company for company in self.companies})
        listings = {listing: company for company in self.companies for listing in company.listings}
        object.__setattr__(self, "_by_listing", _on_both_boards(listings) | listings)
        object.__setattr__(self, "_by_name", names)

    def refuses(self, name: str, company: Company) -> bool:
        """Whether a person said that this is no name of the company's."""
        return is_refused(self._refused, name, company.key)

    def by_key(self, key: str) -> Company | None:
        """The company with this very key."""
        return self._by_key.get(key)

    def by_listing(self, key: str) -> Company | None:
        """The company that has this listing, given in key form: `06030.HK` finds 600030.SH.

        Taiwan's two boards give a number once, companies move between them, and news writes `.TW` of both. So do
        Korea's (Celltrion went from `068270.KQ` to `068270.KS`).
        """
        return self._by_listing.get(key)

    def resolve(self, text: str) -> tuple[Company, ...]:
        """The companies that a code in any spelling, a bare code or a name can mean: none, one or several.

        `sh600030`, `6030.HK`, `06030`, `中信證券` and `中信证券` all find the one company.
        """
        listing = codes.parse(text)
        if listing:
            company = self.by_listing(listing.key)
            return (company,) if company else ()
        return self.named(text) or tuple(filter(None, (self.by_listing(one.key) for one in codes.bare(text))))

    def named(self, text: str) -> tuple[Company, ...]:
        """The companies that have this name, an exchange's decorations aside; codes are no names."""
        plain = small_name(text)
        return self._by_name.get(plain) or self._by_name.get(undecorated(plain), ())

    def by_legal_name(self, legal: str) -> Company | None:
        """The only company whose full legal name this is: it has the name, or its short name with what such names add.

        `杭州海康威视数字技术股份有限公司` is 海康威视: behind the place a joint-stock company's own name comes first. A
        daughter that has its mother's name in front says what it does for her: insurance, funds, futures, leasing.
        So has another company of a house in Japan, Korea or India: Toyota Industries Corporation is not Toyota.
        Behind a Latin name a joint-stock company's form (`Snap, Inc.`) makes it one's that else may mean no company,
        unless that is called longer: `Delta Corp` is not Delta Air Lines.
        """
        return self._owner_of(legal)

    @cached_property
    def _owner_of(self) -> Callable[[str], Company | None]:
        """An article asks for each of its legal names several times, and the next one for the same ones."""
        return lru_cache(_LEGAL_NAMES)(self._by_legal_name)

    def _by_legal_name(self, legal: str) -> Company | None:
        spelled = plain(legal)
        joint = legal.isascii() and is_latin_joint_stock(legal)
        short = stem(legal) if legal.isascii() else bare(legal)
        own = short.removesuffix(" Co")
        without = (own,) if own != short and " " in own and legal.isascii() else ()
        for text in dict.fromkeys((legal, spelled, f"{spelled}.", short, *pointed(spelled, short), *without)):
            found = self.named(text) if text else ()
            formed = is_latin_company(legal) or (joint and found and not _is_called_longer(found[0], text))
            if len(found) == 1 and (formed or self.is_sure(text, found[0])):
                return found[0]
        by_form = self._by_form(legal) if legal.isascii() else self._as_listed(legal)
        return by_form or self._by_beginning(legal) or self._by_ticker(legal)

    def _by_ticker(self, legal: str) -> Company | None:
        """The company behind whose code a Latin legal name stands, as lists of shares have it: `ADBE Adobe Inc`."""
        ticker, _, rest = legal.partition(" ")
        found = self._by_legal_name(rest) if ticker.isupper() and len(ticker) <= _LONGEST_TICKER and rest else None
        return found if found and any(code.partition(".")[0] == ticker for code in found.listings) else None

    def _as_listed(self, legal: str) -> Company | None:
        """The listed company whose name is a Chinese joint-stock company's legal one without its place, or with `股份`
        for the form: 奥海科技 of `东莞市奥海科技股份有限公司`, `云南锡业股份`. With another form it is a daughter."""
        short = bare(legal)
        own = without_place(short)
        told = own != short and len(own) >= _SHORTEST_BARE and not is_trade_alone(own)
        for name in (f"{short}股份", own) if told else (f"{short}股份",) if short else ():
            found = self.named(name)
            if len(found) == 1 and self.is_sure(name, found[0]) and found[0].listings:
                return found[0]
        return None

    def _by_form(self, legal: str) -> Company | None:
        """The only company with a certain name that is this Latin legal one with its form written otherwise."""
        name = in_short(legal)
        found = self._by_short_form.get(small_name(name), ()) if name else ()
        return found[0] if len(found) == 1 else None

    @cached_property
    def _by_short_form(self) -> Mapping[str, tuple[Company, ...]]:
        found: dict[str, tuple[Company, ...]] = {}
        for company in self.companies:
            own = (name.text for name in company.names if name.is_sure and not self.refuses(name.text, company))
            for name in {small_name(short) for text in own if text.isascii() and (short := in_short(text))}:
                found[name] = (*found.get(name, ()), company)
        return found

    def by_end(self, legal: str) -> Company | None:
        """The company with the longest certain name that a Chinese legal name ends with, its form aside, alone or
        behind words that are no part of it: `消息称|美的集团`. The dictionary tells whether those end there; a place
        makes another company of it, a daughter say (`武汉|国药控股有限公司`)."""
        for start in range(len(legal) - 1):
            if not self._may_begin(legal[start : start + 2]):
                continue
            rest = legal[start:]
            for name in dict.fromkeys((rest, stem(rest), stem(stem(rest)))):
                found = self.named(name) if len(name) >= _SHORTEST_BARE or name == rest else ()
                if len(found) == 1 and self.is_sure(name, found[0]):
                    return found[0] if _is_apart(legal, start) else None
        return None

    def _may_begin(self, pair: str) -> bool:
        """Whether a name may begin with two characters, or stand behind them: no name does where both are Chinese and
        begin none. That spares nearly every place in a text taking its form off, twice."""
        if pair == _IN_FRONT or not (is_han(pair) and is_han(pair[1])):
            return True
        folded = small_name(pair)
        return folded in self._beginnings or folded[0] in self._beginnings

    @cached_property
    def spellings(self) -> frozenset[str]:
        """The keys and all names of the companies, hints too, as names are compared."""
        names = {name.text for company in self.companies for name in company.names}
        return frozenset(map(spelled, names.union(company.key for company in self.companies)))

    @cached_property
    def _beginnings(self) -> frozenset[str]:
        return frozenset(name[:2] for name in self._by_name)

    def _by_beginning(self, legal: str) -> Company | None:
        name = stem(legal)
        if legal.isascii():
            words = name.split()
            tries = [" ".join(words[:count]) for count in range(len(words) - 1, 0, -1)]
            tries = [each for each in tries if _LATIN_REST.fullmatch(name[len(each) :])]
        else:
            joint = legal.endswith("股份有限公司")
            starts = dict.fromkeys((name, without_place(name)))
            tries = [start[:end] for start in starts for end in range(len(start) - 1, 2, -1)
                     if _is_rest(start[end:], joint=joint)]  # fmt: skip
        whole = {company.key for each in {name, without_place(name)} for company in self.named(each)}
        for each in tries:
            found = self.named(each)
            if len(found) == 1 and self.is_sure(each, found[0]) and found[0].listings:
                key = found[0].key
                another = (whole and key not in whole) or _is_house_s(key, name[len(each) :])
                return None if another else found[0]
        return None

    def is_sure(self, text: str, company: Company) -> bool:
        """Whether a name, an exchange's decorations aside, is one of the company's that can mean no other."""
        plain = small_name(text)
        sure = {small_name(name.text) for name in company.names if name.is_sure}
        return plain in sure or undecorated(plain) in {undecorated(each) for each in sure}


_IN_FRONT = "株式"
"""Of `株式会社`, which is taken off in front of a name, too."""
COUNTRY = "中国"
"""In front of a name it makes no other company: 中国恒大集团."""
_LONGEST_TICKER = 5
_SHORTEST_BARE = 3
"""Characters of a name whose form was taken off: shorter ones stand at the end of others by chance."""
_DAUGHTER = lazy(
    "财产保险|养老保险|人寿保险|健康保险|再保险|基金|期货|租赁|信托|资产管理|财务|小额贷款|投资管理|物业|销售|贸易"
)
_HOLDING = lazy(r"(?:用品|控股|国际|集团|汽车|乳业|科技|企业|实业|食品|\(开曼\)|\(国际\)|\(集团\)|\(控股\))*")
_LATIN_REST = lazy(
    r"(?: (?:Motors?|Electronics|Group|Holdings?|Company|Companies|Cos|Stores|Co\.?|Corporation"
    r"|International|Technology|Technologies|Semiconductor|Manufacturing|Pharmaceuticals?|Platforms|Systems|Industries|Networks|Energy|Financial|Bancorp"
    r"|& Co\.?|& Company))*,?"
)


_HOUSES = (".T", ".KS", ".NS", ".BO")
_HOUSE_TRADES = lazy(
    r" (?:Industries|Financial|Energy|Systems|Networks|Semiconductor|Technolog(?:y|ies)|Electronics)\b"
)


def _is_called_longer(company: Company, short: str) -> bool:
    """Whether a company has a certain Latin name that begins with a short one and goes on with more than a trade, and
    none of the short one with a form: Delta Air Lines, neither Snap Group nor Apple Inc."""
    begin = f"{small_name(short)} "
    names = [each.text for each in company.names if each.is_sure and small_name(each.text).startswith(begin)]
    longer = any(is_latin(name) and not is_trade(name[len(begin) :].replace(",", "")) for name in names)
    return longer and not any(small_name(stem(name)) == small_name(short) for name in names)


def _is_house_s(key: str, rest: str) -> bool:
    """Whether a Latin legal name that begins with a Japanese, Korean or Indian company's is that of another of its
    house, by its trade: Toyota Industries Corporation, Sony Financial Group."""
    return key.endswith(_HOUSES) and _HOUSE_TRADES.search(rest) is not None


def _is_apart(legal: str, start: int) -> bool:
    """Whether what stands in front of a name within a legal one is none of its own words."""
    front = legal[:start]
    return not start or (begins_word(legal, start) and (front == COUNTRY or not begins_with_place(front)))


def _is_rest(rest: str, *, joint: bool) -> bool:
    """Whether a legal name may add this to the company's short name. Companies of Hong Kong have the plain form."""
    return not _DAUGHTER.search(rest) if joint else bool(_HOLDING.fullmatch(rest))


def merge(*files: Parsed) -> Merged:
    """The companies of several files, a later one over an earlier one.

    The same key or a shared listing means the same company, and so does a shared name (see merging.py): its names and
    listings are joined, and the later file's key, shown name and ambiguity marks win. A name that stands unmarked under
    two companies still becomes ambiguous for both, and is reported.
    """
    companies, reports = joined(file.companies for file in files)
    problems = (problem for file in files for problem in file.problems)
    return Merged(companies, (*problems, *reports))


def shown_in_latin(company: Company) -> Company:
    """A company as a desk shows it whose readers know no Chinese characters: by its first name in Latin letters, if its
    files show it by one with such characters. A name that is over is none; what it is found by stays as it is.

    `苹果公司 | ?苹果, Apple Inc., ?Apple, ~iPhone` is shown as `Apple Inc.`.
    """
    if not any(map(is_han, company.name)):
        return company
    latin = (name.text for name in company.names if name.is_shown and not name.until and is_latin(name.text))
    return replace(company, name=next(latin, company.name))

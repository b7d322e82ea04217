"""One company's listings on several exchanges, told in one breath behind its name: `ESGold Corp. (CSE: ESAU)
(OTCQB: ESAUF) (FSE: GY2)`.

They are one company's: without this each code that no registry file knows would make a company of its own. Elsewhere
codes in one bracket may be different companies' (`存储板块（688525.SH、MU.US）`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby, takewhile

from feedsvc.companies.clauses import SHORTEST, is_group
from feedsvc.companies.legal import stem
from feedsvc.companies.markets import MAINLAND
from feedsvc.companies.naming import is_everyday
from feedsvc.companies.symbols import AND_ON
from feedsvc.model import Evidence, Zone
from feedsvc.patterns import lazy

_APART = (
    r"\s{0,2}(?:[,;/|&，；、]\s{0,2}(?:and |和|及)?|(?:and|和|及)\s{0,2}"
    r"|[)）]\s{0,2}(?:[,，、/;；]\s?|and |和|及)?[(（]\s{0,2})"
)
_UNKNOWN = (
    r"(?:[A-Z][A-Za-z]{1,14}(?: [A-Z][A-Za-z]{1,14}){0,3}\s?:\s{0,2}[A-Z0-9][A-Z0-9.-]{0,12}|[A-Z0-9][A-Z0-9.]{0,9})"
)
"""A code on an exchange that `venues` does not know, or the ISIN; a further code on the same exchange, or an exchange
that has no such codes: `(SIX: RO, ROG; OTCQX: RHHBY)`, `(NSE, BSE, NYSE: INFY)`."""
_BETWEEN = lazy(rf"(?:{_APART}{_UNKNOWN}){{0,3}}{_APART}|{AND_ON}")
"""What stands between two codes of one company, in one bracket, in several or in a sentence."""
_RANKS = (*MAINLAND, "US", "", "LATER", "OTC", "F")
_LATER = (
    *("L", "DE", "PA", "AS", "BR", "LS", "SW", "MI", "MC", "ST", "CO", "HE", "OL", "WA"),
    *("TA", "SR", "SA", "MX", "NZ"),
)
"""Markets behind the others: before they were read in a list of several, another's listing had the company's key
(`SOLG.TO` in `(LSE & TSX: SOLG)`), and addresses have it still."""
_FOREIGN_OTC = lazy(r"[A-Z]{4}[FY]\.US")
"""Five letters that end so are a foreign company's share, or its receipt, without an exchange (FINRA Rule 6400)."""
_FIFTH_LETTER = lazy(r"([A-Z]{4})[RUW](\.US)")
"""The rights, units and warrants of a company whose shares have the four letters (Nasdaq's fifth-letter symbols)."""
_LONGEST_RUN = 40
"""Codes: what goes on longer is a list of companies. Nobody is listed in a third as many places."""
Starts = Callable[[Evidence], bool]
"""Whether the name in front of a code is for certain that of a known company."""


def told(
    zones: Iterable[Zone], evidence: Iterable[Evidence], is_named: Starts
) -> Iterator[tuple[Evidence, tuple[str, ...]]]:
    """The listings that stand one behind the other, by their keys, and what stands in front of them: a legal name, of
    which the first is the code, or a code with its company's name; two at least, each on an exchange of its own, but
    for warrants and the like. Of those whose name nobody knows the first ones that have one ticker: `(TSX, Nasdaq
    Stockholm: IPCO)`."""
    placed = [one for one in evidence if one.start >= 0]
    if sum(one.tier == "code" for one in placed) <= 1:
        return
    texts = {zone.name: zone.text for zone in zones}
    legal = {(one.key, stem(one.text)) for one in placed if one.tier == "legal"}

    def named(one: Evidence) -> bool:
        """Whether its company is certain: the article has the legal name of what stands in front of the code, too, or
        that is a group's."""
        return (one.key, one.name) in legal or is_named(one) or _is_group_s(one.name or "")

    placed.sort(key=lambda one: (one.zone, one.start))
    for name, group in groupby(placed, key=lambda one: one.zone):
        here = list(group)
        codes = [one for one in here if one.tier == "code"]
        if len(codes) > 1:
            yield from _told_here(here, codes, texts.get(name, ""), named)


def _is_group_s(words: str) -> bool:
    """Whether the words in front of a code end with one group's name: `佐布拉集团`, not `两大集团`."""
    own = words.removesuffix("集团")
    return own != words and len(own) >= SHORTEST and is_group(own) and not is_everyday(own)


def _told_here(
    here: list[Evidence], codes: list[Evidence], text: str, is_named: Starts
) -> Iterator[tuple[Evidence, tuple[str, ...]]]:
    seen: set[str] = set()
    for one in here:
        keys = _run(one, codes, text) if one.key and one.tier in ("legal", "code") else []
        # Most codes stand alone: nothing need be known of what is in front of them.
        if len(keys) > 1 and not (one.tier == "legal" or is_named(one)):
            keys = _of_one_ticker(keys)
            keys = [] if seen.issuperset(keys) else keys
        if len(keys) > 1:
            seen.update(keys)
            yield one, tuple(keys)


def _of_one_ticker(keys: list[str]) -> list[str]:
    """The first of a run, as many as have one ticker."""
    return list(takewhile(lambda key: is_one_ticker((keys[0], key)), keys))


def _run(named: Evidence, codes: list[Evidence], text: str) -> list[str]:
    begun = bisect_left(codes, named.start, key=lambda one: one.start)
    first = next((at for at in range(begun, len(codes)) if codes[at].key == named.key), len(codes))
    keys: list[str] = []
    for at in range(first, len(codes)):
        if at - first == _LONGEST_RUN:
            return []
        before, one = codes[at - 1], codes[at]
        if at > first and not _goes_on(before, one, text):
            break
        if one.key and one.key not in keys:
            keys.append(one.key)
    shares = _issuers(keys)
    return keys if len(set(map(_exchange, shares))) == len(shares) else []


def _goes_on(before: Evidence, one: Evidence, text: str) -> bool:
    """Whether a code goes on a run; behind a blank alone where both have an exchange in front: `JSE:NPN LSE:NPSN`."""
    end = before.start + len(before.text)
    if _BETWEEN.fullmatch(text, end, one.start):
        return True
    return text[end : one.start] == " " and ":" in before.text and ":" in one.text


def _issuers(keys: Iterable[str]) -> set[str]:
    """Listings without the warrants and the like of shares among them: `AUUDW.US` beside `AUUD.US`."""
    each = {key: _FIFTH_LETTER.fullmatch(key) for key in keys}
    return {key for key, further in each.items() if not (further and further[1] + further[2] in each)}


def is_further(key: str, listings: Iterable[str]) -> bool:
    """Whether a listing can be one more of a listed company's: on an exchange where it has none."""
    places = set(map(_exchange, listings))
    return bool(places) and _exchange(key) not in places


def are_apart(several: Iterable[Iterable[str]]) -> bool:
    """Whether the listings of several companies can be one's: no two of them have one on the same exchange."""
    places = [set(map(_exchange, listings)) for listings in several]
    return len(set().union(*places)) == sum(map(len, places))


def is_one_ticker(keys: Iterable[str]) -> bool:
    """Whether listings that stand together have one ticker: `IPCO.TO` and `IPCO.ST`, `AUUD.US` and its warrant
    `AUUDW.US`. Numbers tell nothing."""
    tickers = {key.rpartition(".")[0] for key in _issuers(keys)}
    return len(tickers) == 1 and not tickers.pop().isdigit()


def is_called_alike(key: str, listings: Iterable[str]) -> bool:
    """Whether a listing has the same ticker as another: `SHEL.L` and `SHEL.US`. Numbers tell nothing."""
    ticker = key.rpartition(".")[0]
    return ticker.isalpha() and any(each.rpartition(".")[0] == ticker for each in listings)


def _exchange(key: str) -> str:
    """Where the listing with this key is; nobody is listed at two of the mainland's exchanges."""
    market = key.rpartition(".")[2]
    return MAINLAND[0] if market in MAINLAND else market


def joined(pairs: Iterable[tuple[str, str]], company_of: Callable[[str], str | None]) -> dict[str, str]:
    """Of listings that are one company's, two by two: each -> the one that has the company's key, where another has.

    `company_of`: the key of the company that files give a listing to. What they know as two companies stays two. The
    same in whatever order the pairs come.
    """
    owners: dict[str, str] = {}

    def owner(key: str) -> str:
        key = company_of(key) or key
        while key in owners:
            key = owners[key]
        return key

    def rank(key: str) -> tuple[bool, int, str]:
        return company_of(key) is None, _rank(key), key

    for pair in sorted(set(pairs)):
        found = sorted(set(map(owner, pair)), key=rank)
        if len(found) > 1 and company_of(found[1]) is None:
            owners[found[1]] = found[0]
    return {key: owner(key) for pair in pairs for key in pair if owner(key) != key}


def _rank(key: str) -> int:
    """Which of a company's listings has its key, as in the files that come with feedsvc: the mainland's, the American,
    any other, those read later behind these; last what is for certain not its first, over the counter or in Frankfurt's
    open market."""
    market = key.rpartition(".")[2]
    second = "OTC" if _FOREIGN_OTC.fullmatch(key) else "LATER" if market in _LATER else market
    return _RANKS.index(second) if second in _RANKS else _RANKS.index("")

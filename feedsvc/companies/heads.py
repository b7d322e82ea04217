"""What front matter declares about companies: names, codes with their market, codes beside the exchange that the head
names (`exchange: TSX`, `source: bse`).

A code alone says nothing of its market: `HAL` is Halliburton in New York and Hindustan Aeronautics in Mumbai. The
registry is asked for it as a reader asks (see codes.bare), unless the head says whose it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice

from feedsvc.companies import codes, securities
from feedsvc.companies.latin import FORMS, is_latin
from feedsvc.companies.legal import plain, stem
from feedsvc.companies.markets import ALIASES, instrument, market_of
from feedsvc.model import Evidence, HeadValue
from feedsvc.patterns import lazy

_NAMED = ("company", "companies")
_CODED = ("stock", "stocks", "ticker", "tickers", "symbol", "symbols")
HEAD_FIELDS = (*_NAMED, *_CODED)
"""Front matter that names companies; `tags` and `categories` do not (they name sites and topics)."""

_NOTHING = frozenset(
    ("none", "null", "nil", "false", "true", "no", "yes", "n/a", "na", "-", "--", "本站", "无", "暂无", "未知")
)
_PARTS = lazy(r"[,，、;；|\n]")
_FORM = (
    rf"\s?(?:{'|'.join(sorted(FORMS))}|L\.P|N\.V|S\.A|S\.p\.A)\.?\s*(?:[,，、;；|\n(-]|\Z|(?:Common|Class|American)\b)"
)
_NAMES = lazy(rf"[，、;；|\n]|,(?!{_FORM})")
"""What parts names: no comma in front of a legal form, `Foo Co., Ltd.`, behind which a kind of share may stand."""
_INDIAN = frozenset(("NSE", "BSE", "SEBI"))
"""India's two exchanges and its securities board, whose circulars give companies by their symbols."""
_INDIAN_MARKETS = ("NS", "BO")
"""Both exchanges have one symbol for a company: one key, so that it is one. Mumbai's numbers are its own."""


def in_head(head: Mapping[str, HeadValue]) -> Iterator[Evidence]:
    """What a head declares, in its order: `stock: 600519.SH` gives the key, `company: 京东健康` the name, and
    `symbol: RELIANCE` beside `source: nse` the key RELIANCE.NS."""
    fields = list(filter(head.__contains__, HEAD_FIELDS))
    markets = _markets(head) if fields else ()
    for field in fields:
        places, apart = (markets, _PARTS) if field in _CODED else ((), _NAMES)
        for text in _texts(head[field]):
            if text.lower() in _NOTHING or codes.kind(text) not in (None, "share"):
                continue
            whole = codes.parse(text)
            if whole:
                yield Evidence("head", whole.key, None, text=text)
            else:
                parts = filter(None, map(str.strip, apart.split(text)))
                yield from (_read(part, places) for part in parts)


def _read(part: str, markets: tuple[str, ...]) -> Evidence:
    """One code or name."""
    listing = codes.parse(part)
    if listing is None and part == part.upper():
        found = (instrument(market, part) for market in markets)
        listing = next((each.listing for each in found if each and each.listing), None)
    return Evidence("head", listing.key if listing else None, None if listing else _issuer(part), text=part)


def _issuer(name: str) -> str:
    """A name without the kind of share that lists, from which heads are made, have behind it: `Acme Inc. Common Stock`
    is Acme Inc. Such a name lost its point with it."""
    found = securities.read(name) if is_latin(name) else None
    if found is None or not found.is_share or found.issuer == name.rstrip(securities.EDGES):
        return name
    return found.issuer


_TICKER = lazy(r"(?=[0-9]{0,15}[A-Z])[A-Z0-9&-]{1,16}")


def _markets(head: Mapping[str, HeadValue]) -> tuple[str, ...]:
    """The markets of a head's codes, by the exchange that it names; a `source` may be anything, and is one in India,
    whose symbols alone tell something there."""
    exchange, source = (market_of(next(_texts(head.get(key, ())), "")) for key in ("exchange", "source"))
    if exchange in _INDIAN:
        return _INDIAN_MARKETS
    if exchange in ALIASES:
        return (exchange,)
    return _INDIAN_MARKETS[:1] if source in _INDIAN else ()


def _texts(value: HeadValue) -> Iterator[str]:
    """The texts of a value of the head, without recursion: nesting is the author's, and may be deep."""
    waiting: list[HeadValue] = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            if one.strip():
                yield one.strip()
        else:
            waiting.extend(reversed(tuple(one.values()) if isinstance(one, Mapping) else one))


def joined(found: list[Evidence]) -> list[Evidence]:
    """An article's evidence, with the head's tickers and the legal names that they are short for as one company's:
    `stocks: [INDIAGLYCO]` above `India Glycols Ltd` names that, and gives it its code where the exchange is told. What
    the head calls a company by the name that has a code in the text has that code, too: `company: Acme Company` above
    `Acme Company (NYSE: ACME)`."""
    found = _coded(found)
    tickers = {one.text: one.key for one in found if one.tier == "head" and _is_alone(one)}
    legal = (one.name for one in found if tickers and _is_nobodys(one) and one.name)
    names = {stem(name): plain(name) for name in islice(dict.fromkeys(legal), _MOST)}
    owners = dict(_owners(tuple(islice(tickers, _MOST)), tuple(names)))
    if not owners:
        return found
    keys = {name: tickers[ticker] for ticker, name in owners.items()}
    return [
        replace(one, name=names[owners[one.text]]) if one.tier == "head" and one.key is None and one.text in owners
        else replace(one, key=keys.get(stem(one.name))) if _is_nobodys(one) and one.name
        else one
        for one in found
    ]  # fmt: skip


def _coded(found: list[Evidence]) -> list[Evidence]:
    """The head's names with the codes behind the same names in the text, whatever their forms."""
    sure = (one for one in reversed(found) if one.tier in ("code", "legal") and one.key and one.name)
    keys = {_without_form(one.name): one.key for one in sure if one.name}
    return [
        replace(one, key=keys.get(_without_form(one.name))) if keys and one.tier == "head" and one.name else one
        for one in found
    ]


def _without_form(name: str) -> str:
    words = name.removeprefix("The ").split()
    while len(words) > 1 and words[-1].replace(".", "") in FORMS:
        words.pop()
    return " ".join(words).rstrip(",")


def _is_nobodys(one: Evidence) -> bool:
    return one.tier == "legal" and one.key is None


def _is_alone(one: Evidence) -> bool:
    """Whether a code stands without its market in the head, and is not one that the registry would be asked for."""
    if one.key:
        return one.key.rpartition(".")[0] == one.text and not one.text.isdigit()
    return bool(_TICKER.fullmatch(one.text)) and not codes.bare(one.text)


def _owners(tickers: Iterable[str], names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each ticker with the only name that it is short for, if it is the only one that is."""
    words = {name: name.upper().split() for name in names}
    found = [(ticker, name) for ticker in tickers for name, own in words.items() if _is_short_for(ticker, own)]
    tried, called = Counter(ticker for ticker, _ in found), Counter(name for _, name in found)
    return (pair for pair in found if tried[pair[0]] == called[pair[1]] == 1)


def _is_short_for(ticker: str, words: list[str]) -> bool:
    """Whether a ticker is made of the beginnings of a name's words, in their order, from the first one on: INDIAGLYCO.
    Less than a word it must be more than four letters: `META` is none of Metadata."""
    reached = {0}
    for number, word in enumerate(words):
        begun = reached if not number else reached - {0}
        reached = reached | {
            at + length for at in begun for length in range(1, len(word) + 1) if ticker[at:].startswith(word[:length])
        }
    is_piece = bool(words) and words[0].startswith(ticker) and words != [ticker]
    return len(ticker) in reached and not (is_piece and len(ticker) < _SHORTEST_PIECE)


_SHORTEST_PIECE = 5
_MOST = 100
"""Tickers and names that are compared, each with each."""

"""Every spelling of a listing, and the one key that stands for it.

A listing is written in many ways: `600519.SH` (Wind), `600519.SS` (Yahoo), `SH600519` (Xueqiu), `1.600519`
(Eastmoney), `SHA:600519` (Google), `600519 CH` (Bloomberg), `2330-TW` (cnyes), `XSHG:600519` (ISO 10383). The key is
code, dot, market: `600519.SH`, `06618.HK`, `NIO.US`. Indices, funds, bonds and boards look alike and are no companies:
the ranges are in `markets.py`. A bare number or ticker is never a listing: nothing says in which market it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from feedsvc.companies.bourses import NOWHERE, Bourses, bourses
from feedsvc.companies.citations import within
from feedsvc.companies.folding import Folded, fold, is_han
from feedsvc.companies.markets import ALIASES, Instrument, Kind, instrument, mainland_market, market_of
from feedsvc.companies.scanning import beginning, matches
from feedsvc.companies.venues import is_behind_name, told
from feedsvc.model import Listing
from feedsvc.patterns import lazy

_LONGEST = 64
"""Nobody writes one code with more characters than this."""

_ALIAS = "|".join(sorted(map(re.escape, ALIASES), key=len, reverse=True))
_CODE = r"(?P<code>[0-9A-Z]{1,8}(?:[._-][A-Z]{1,2})?)"
_INDIAN = r"(?P<code>[0-9A-Z][0-9A-Z&-]{0,9})"
"""India's symbols are longer, and have marks in them: `TATAMOTORS`, `BAJAJ-AUTO`, `M&M`."""
_DASHED = "TWO|TW|US|HK|KRX"
_SPELLINGS = tuple(
    lazy(pattern)
    for pattern in (
        rf"{_CODE}\.(?P<market>{_ALIAS})",
        rf"{_CODE}-(?P<market>{_DASHED})",
        rf"(?P<market>{_ALIAS})[:.]{_CODE}",
        r"(?P<market>SH|SZ|BJ|HK)_?(?P<code>\d{1,6})",
        r"(?P<market>GB)_(?P<code>[A-Z]{1,5})",
        rf"{_CODE} (?P<market>CH|CG|CS|HK|US|UN|UW|JP|JT|KS|KQ|TT)(?: EQUITY)?",
        rf"(?P<market>\d{{1,3}})[.,]{_CODE}",
        rf"(?:K )?{_CODE}\|(?P<market>\d{{1,3}})(?:\|\d{{0,3}})*",
        r"(?P<code>BK\d{4})(?P<market>)",
        rf"{_INDIAN}\.(?P<market>NS|NSE|XNSE)",
        rf"(?P<market>NS|NSE|XNSE)[:.]{_INDIAN}",
    )
)
_CAPITALS_ONLY = frozenset((
    "N", "O", "OQ", "V", "F", "NE", "NS", "BO", "JO", "OTC", "TSX", "TSE", "CSE", "NEO", "ASX", "LSE", "AIM", "FSE",
    "FRA", "ETR", "EPA", "SGX", "NSE", "BSE", "JSE", "LON", "FWB", "NZX", "NZE", "AMS", "AEX", "EBR", "ELI", "SIX",
    "SWX", "BIT", "BME", "OMX", "STO", "CPH", "HEL", "OSE", "OSL", "WSE", "GPW", "TASE", "B3", "BMV", "TWSE", "BR",
    "LS", "MC", "ST", "CO", "HE", "OL", "WA", "TA", "SR", "SA", "MX", "NZ",
))  # fmt: skip
"""In small letters these begin and end names and addresses (`no.n`, `neo.com`)."""

_EXCHANGE = (
    "NYSE|NASDAQ|AMEX|NYSEAMERICAN|HKEX|HKG|SEHK|SSE|SZSE|SHA|SHE|BJSE|XSHG|XSHE|XHKG|XNYS|XNAS|TYO|TPE|KRX|"
    "纽约证券交易所|纽交所|纳斯达克|香港联交所|联交所|港交所|上交所|深交所|北交所|"
    r"(?<=\()HK(?=\s?:\s?\d{3,5}\s?[),;/])"
)
_PAIRS = "(?:AU|CA|CN|EU|HK|IN|JP|KR|MX|RU|TW|UK|UN)-US"
"""Two places, as in `贸易谈判(EU-US)`, some of which are tickers as well."""
_FIGURES = "(?:GDP|CPI|PPI|PCE|PMI|ISM|NFP)-US"
"""What is measured of a state's economy, as in `GDP 增長(GDP-US)`."""
_BEHIND_NAME = r"(?:(?<=[\u4e00-\u9fff)》”\"A-Za-z0-9].)|(?<=[\u4e00-\u9fff)》”\"A-Za-z]\ .))"
"""A bracket behind a name: `理想汽車(LI-US)`, `《Meta》(META-US)`; behind a blank see `_is_beside_name`."""
_MIXED = r"Nasdaq(?:[ -]?[GC][SM])?|NASDAQ[ -]?[GC][SM]|NYSE\ (?:American|AMERICAN|MKT|Amex|Texas|TEXAS)|Nasdaq\ Texas"
"""As American news writes its exchanges; in running text only where a bracket or a list ends behind the code."""
_LABEL = "(?P<label>(?:股票|证券|股份|(?:[ABH]股|港股|美股)(?:股票|证券)?)(?:代码|代号|编号))"
_ENGLISH = (
    r"(?P<english>(?:(?P<at>HKEX|HKEx|SEHK|HKSE)(?:['’]s)?\ )?[Ss](?i:tock|hare|ecurit(?:y|ies))\ (?i:codes?))"
    r"\s{0,2}:?\s{0,2}(?P<said>\d{1,6})(?:\.(?P<its>SH|SS|SZ|BJ|HK|TWO|TW|T|KS|KQ))?(?!\.?[,\d])"
)
"""`(Stock Code: 8439)`, as companies of Hong Kong call it in English; see `Bourses`."""
_OF_SHARE = r"(?:(?P<of_share>[ABH港美])股\s?:?\s{0,2}|(?P<of_place>SH|SZ|BJ|HK)\s{1,2})"
"""What may stand between a label and its code: `证券代码：A股 601318，H股 02318`, `股票代码：HK 06618`."""
_LETTERS = r"(?!(?:SH|SZ|BJ|HK)(?![A-Z])|ST\s?\d)[A-Z]{1,5}(?:\.[AB])?(?!\.[A-Z0-9]|\s?:|股)"
"""No exchange (`股票代码：NYSE：BABA`), no class of shares (`A股`)."""
_YEAR = r"(?:19|20)\d\d(?![)\]$\d])"
"""Four digits that are one behind a place: `the fair HK2018`."""
_PLACE = r"CH|HK(?=\s?(?:[^\w\s$]|\Z)|\n|\ Equity\b|\s?[\u4e00-\u9fff](?<![元币蚊]))"
"""Bloomberg's, which goes on with no word: `700 HK dollars` are money."""
_WRITTEN = rf"""(?:
      (?P<prefix>SH|SZ|BJ|HK|sh|sz|bj|hk)(?:[:.]|(?!{_YEAR}))(?P<after>\d{{4,6}})(?!\s?[元万亿%])
    | (?P<before>\d{{1,6}})(?:\.(?P<suffix>SH|SS|SZ|BJ|HK|TWO|TW|T|KS|KQ)|\ (?P<place>{_PLACE}))
    | (?<=[(\[])(?!{_PAIRS}|{_FIGURES})(?P<dashed>\d{{3,6}}|{_BEHIND_NAME}[A-Z]{{1,5}}(?:\.[A-Z])?)-
      (?P<dash>{_DASHED})(?=[)\]])
    | (?P<ticker>[A-Z]{{1,5}}(?:\.[A-Z])?)\.(?P<us>US)
    | (?P<reuters>[A-Z]{{2,5}})\.(?P<exchange>N|O|OQ)(?!\.)
    | (?:(?<=\()|(?<=\(\s))(?P<dotted>[A-Z]{{2,5}})\.(?P<dot>L|AX|TO)(?=\s?[),;/|])
    | (?P<mic>{_EXCHANGE})\s{{0,2}}(?:上市)?(?:股票|股份)?(?:代[码号])?\s{{0,2}}:
      \s{{0,2}}(?P<of>[A-Z]{{1,5}}(?:\.[A-Z])?|\d{{1,6}})
    | {_ENGLISH}
    | (?P<venue>{_MIXED})\s?:\s{{0,2}}(?P<ticker_there>[A-Z]{{1,5}}(?:\.[A-Z])?)(?=\s?[),;/|])
    | {_LABEL}\s{{0,2}}[:为是]?\s{{0,2}}{_OF_SHARE}?
      (?P<labelled>\d{{1,6}}(?!\.(?:SH|SS|SZ|BJ|HK|TWO|TW)(?![A-Za-z0-9]))|{_LETTERS})
    )(?![A-Za-z0-9]|/A\b)"""
_MARKED = beginning(r"\dA-Zbhs北港股联美纳纽上深香证", _WRITTEN, re.VERBOSE, behind_no="A-Za-z0-9.")
_CASHTAG = lazy(r"\$(?<![A-Za-z0-9$]\$)(?P<cash>[A-Z]{2,5})(?![A-Za-z0-9_$])")
_BRACKETED = lazy(r"\((?<=[^\W\d]\()(?P<bare>(?:[0368]\d|43|92)\d{4})\)")


@dataclass(frozen=True, slots=True)
class Found:
    """A listing in running text: `text[start:end]` is the code as written.

    `marked` is False where only the company's name in front of a bracket makes it a code, as in `昇兴股份(002752)`, and
    for a cashtag (`$NVDA`), which may be a shell's variable as well.
    """

    listing: Listing
    start: int
    end: int
    marked: bool = True


def parse(text: str) -> Listing | None:
    """One spelling of a company's listing, or None: `parse("sh600519").key == "600519.SH"`, `parse("600519")` is None.

    Full-width forms, spaces inside and a cashtag's frame (`$贵州茅台(SH600519)$`) are understood.
    """
    read = _read(text)
    return read.listing if read else None


def kind(text: str) -> Kind | None:
    """What a spelling names: `kind("000001.SH") == "index"`, `kind("0.000001") == "share"`; None for no code."""
    read = _read(text)
    return read.kind if read else None


def bare(text: str) -> tuple[Listing, ...]:
    """What a number or ticker without a market may mean, for a reader who asks for it by name; never for texts.

    `bare("600519")` is 600519.SH, `bare("700")` is 00700.HK, `bare("BABA")` is BABA.US, `bare("BRK/B")` is BRK.B.US.
    """
    plain = fold(text[:_LONGEST]).text.strip().replace("/", ".")
    tries: tuple[str, ...] = ()
    if re.fullmatch(r"[0-9]{6}", plain):
        tries = (mainland_market(plain) or "",)
    elif re.fullmatch(r"[0-9]{1,5}", plain):
        tries = ("HK",)
    elif re.fullmatch(r"[A-Z]{1,5}([._-][A-Z])?", plain):
        tries = ("US",)
    read = (instrument(market, plain) for market in tries if market)
    return tuple(found.listing for found in read if found and found.listing)


def find(text: str) -> tuple[Found, ...]:
    """The market-marked codes in running text, in order; linear.

    `净利600000元`, dates, phone numbers and bare numbers are no codes. A six-digit number alone in brackets behind a
    name is reported with `marked=False`.
    """
    return found_in(fold(text), bourses([text]))


def found_in(folded: Folded, of: Bourses = NOWHERE) -> tuple[Found, ...]:
    """What `find` gives for a text that is folded already; the offsets are those of the text as written.

    `of`: what `bourses` gives for the article of which it is part.
    """
    abroad, marked = list(_abroad(folded)), _marked(folded, of)
    if abroad:
        spans = [(one.start, one.end) for one in abroad]
        marked = (one for one in marked if not within(spans, one.start))
    found = [*abroad, *marked, *_bracketed(folded), *_cashtags(folded)]
    return tuple(sorted(found, key=lambda one: one.start))


def _read(text: str) -> Instrument | None:
    return _instrument(text) if len(text) <= _LONGEST else None


@lru_cache(maxsize=1 << 12)
def _instrument(text: str) -> Instrument | None:
    """Of one spelling; articles ask for few, again and again."""
    match = _SPELLINGS[0].fullmatch(text)
    if match:
        # As registry files and most texts write it: there is nothing to fold, and this spelling goes before the others.
        return instrument(match["market"], match["code"])
    plain = fold(text).text.strip()
    if plain.startswith("$") and plain.endswith(")$"):
        plain = plain[plain.rfind("(") + 1 : -2]
    plain = plain.strip("$ []()")
    joined = "".join(plain.split())
    for spelling in dict.fromkeys((" ".join(plain.split()), joined)):
        for pattern in _SPELLINGS:
            match = pattern.fullmatch(spelling.upper())
            capitals = spelling.removesuffix(" Equity").isupper()
            if match and (capitals or not (" " in spelling or match["market"] in _CAPITALS_ONLY)):
                return instrument(match["market"], match["code"])
    return None


def _marked(folded: Folded, of: Bourses) -> Iterator[Found]:
    for match in matches(_MARKED, folded.text):
        market, code = _market_and_code(match, of)
        read = instrument(market, code) if market and _is_beside_name(match) else None
        if read and read.listing:
            start, end = folded.span(*match.span("whole"))
            yield Found(read.listing, start, end)


def _is_beside_name(match: re.Match[str]) -> bool:
    """Whether letters before `-US` that a blank parts from a name are a code: as Taiwan's news writes it, `Arm (ARM-US)
    上漲`; `Chipmakers (AI-US)` in an English text tells something else. And whether `(LLOY.L)` is behind one."""
    text, at = match.string, match.start("dashed")
    if match["dotted"]:
        return is_behind_name(text, text.rindex("(", 0, match.start("dotted")))
    parted = at > 1 and not text[at].isdigit() and text[at - 2] == " "
    return not parted or any(map(is_han, text[max(0, at - _AROUND) : at + _AROUND]))


_AROUND = 40
"""Characters on each side in which a Chinese text has a Chinese one."""


_MARKETS = ("prefix", "suffix", "place", "dash", "us", "exchange", "dot", "mic")
_NUMBERS = ("after", "before", "dashed", "ticker", "reuters", "dotted", "of")


def _market_and_code(match: re.Match[str], of: Bourses) -> tuple[str, str]:
    if match["venue"]:
        return market_of(match["venue"]), match["ticker_there"]
    if match["english"]:
        return match["its"] or ("HK" if match["at"] else _english_market(match["said"], of)), match["said"]
    market = next(filter(None, match.group(*_MARKETS)), "")
    if market:
        return market.upper(), next(filter(None, match.group(*_NUMBERS)))
    label, code = match["label"], match["labelled"]
    said = match["of_share"] or match["of_place"] or label
    return _labelled_market(said, code) or ("TW" if of.taiwan and _is_taiwans(label, code) else ""), code


def _is_taiwans(label: str, code: str) -> bool:
    return len(code) == _TAIWAN_DIGITS and label in ("股票代号", "证券代号")


_OF_HONG_KONG = "股份代号"
"""As companies there call it, in their announcements: `（股份代號：1）`."""
_TAIWAN_DIGITS = 4
_HK_DIGITS = 5
_MAINLAND_DIGITS = 6


def _english_market(code: str, of: Bourses) -> str:
    """Six digits are the mainland's, fewer Hong Kong's, where the article names these; five that begin with a zero are
    whatever it names."""
    if len(code) == _MAINLAND_DIGITS:
        return (mainland_market(code) or "") if of.mainland else ""
    return "HK" if of.hong_kong or (len(code) == _HK_DIGITS and code.startswith("0")) else ""


def _labelled_market(label: str, code: str) -> str:
    if not code.isdigit():
        return "" if label[0] in "ABH港" else "US"
    if len(code) == _MAINLAND_DIGITS:
        return mainland_market(code) or ""
    return "HK" if len(code) == _HK_DIGITS or label[0] in "H港" or label == _OF_HONG_KONG else ""


def _abroad(folded: Folded) -> Iterator[Found]:
    for one in told(folded.text):
        read = instrument(market_of(one.venue), one.code)
        if read and read.listing:
            start, end = folded.span(one.start, one.end)
            yield Found(read.listing, start, end)


def _bracketed(folded: Folded) -> Iterator[Found]:
    for match in _BRACKETED.finditer(folded.text):
        read = instrument(mainland_market(match["bare"]) or "", match["bare"])
        if read and read.listing:
            start, end = folded.span(*match.span("bare"))
            yield Found(read.listing, start, end, marked=False)


def _cashtags(folded: Folded) -> Iterator[Found]:
    for match in _CASHTAG.finditer(folded.text):
        read = instrument("US", match["cash"])
        if read and read.listing:
            start, end = folded.span(*match.span())
            yield Found(read.listing, start, end, marked=False)

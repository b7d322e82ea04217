"""Exchanges outside China and the United States, and the market without one, as announcements write them in a bracket
behind a name: `ESGold Corp. (CSE: ESAU) (OTCQB: ESAUF)`, `SolGold plc (LSE & TSX: SOLG)`.

Their short names mean much else (`EPA`, `FRA`, `AIM`), and so does a number behind them (`ASX: 8,123`): only in a
bracket behind what may be a name they are exchanges.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from feedsvc.companies.folding import is_han
from feedsvc.companies.latin import FORMS
from feedsvc.companies.scanning import beginning, matches
from feedsvc.patterns import lazy

_NASDAQ = "NASDAQ|Nasdaq"
_IN_FULL = (
    r"(?:Hong\ Kong|London|Toronto|Tokyo|Taiwan|Shanghai|Shenzhen|Frankfurt|Johannesburg|Tel\ Aviv|Bombay|Oslo)"
    r"\ Stock\ Exchange|Stock\ Exchange\ of\ Hong\ Kong|TSX\ Venture\ Exchange|Canadian\ Securities\ Exchange"
    r"|Australian\ (?:Securities|Stock)\ Exchange|(?:Singapore|Korea|Taipei)\ Exchange"
    r"|National\ Stock\ Exchange(?:\ of\ India)?|HKSE|New\ York\ Stock\ Exchange"
    rf"|(?:{_NASDAQ})\ (?:Global\ Select|Global|Capital|Stock)\ Market"
)
"""Exchanges by their whole names: nothing else is called so."""
_VENUE = (
    rf"{_IN_FULL}|"
    r"OTC(?:[-\ ]?(?:QX|QB|ID|PK|MKTS|PINK|Pink|Markets))?|TSX(?:[-\ .]?V|\ V(?:ENTURE|enture))?|CVE|CSE|CBOE\ CA"
    r"|Cboe\ C(?:A|anada)|NEO|ASX|NZX|NZE|LSE|LON|AIM|FSE|FRA|FWB|XETRA|Xetra|ETR|EPA|AMS|AEX|EBR|ELI"
    r"|(?:EURONEXT|Euronext)\ (?i:Paris|Amsterdam|Brussels|Lisbon|Milan|Oslo)|SIX(?:\ Swiss(?:\ Exchange)?)?|SWX"
    rf"|(?:(?:{_NASDAQ})(?:\ OMX)?|OMX)\ (?i:Stockholm|Copenhagen|Helsinki)|OMX|STO|CPH|HEL|OSE|OSL|Oslo\ B[øo]rs"
    r"|BIT|Borsa\ Italiana|BME|WSE|GPW|TASE|TADAWUL|Tadawul|B3|BVMF|BMV|TWSE|TPEX|TPEx|KOSPI|KOSDAQ|HKEx"
    r"|SGX|NSE|BSE|JSE|TSE"
)
_AMERICAN = (
    rf"NYSE(?:[-\ ](?:American|AMERICAN|MKT|Amex|Texas|TEXAS))?|AMEX|(?:{_NASDAQ})(?:[-\ ]?[GC][SM]|\ (?:Texas|TEXAS))?"
)
"""American exchanges with which one of those may share a code; alone they need no bracket (see codes.py)."""
EXCHANGE = f"{_VENUE}|{_AMERICAN}"
_JOIN = r"(?:\s?[,、/&|]\s?(?:and\s)?|\s(?:and|or)\s)"
_CODE = r"[A-Z0-9][A-Z0-9&]{0,9}(?:[.\ -][A-Z]{1,2})?"
_BEHIND = r"(?=\.?\s?[),;/|](?!\d)|\s(?:and|&)\s|\s[A-Z][A-Za-z]{1,14}(?:\s[A-Z][A-Za-z]{1,14})?\s?:)(?!/A\b)"
"""What follows such a code: the bracket's end or another one (`JSE: NPN LSE: NPSN`), and no decimals (`ASX: 8,123`)."""
_LABEL = r"\ (?:(?:[Ss]tock|[Tt]rading|[Ss]ecurities)\ )?(?:[Cc]ode|[Ss]ymbol|[Tt]icker(?:\ [Ss]ymbol)?)"
"""What may stand behind an exchange: `SEHK stock code: 0700`, `NYSE ticker: ZBX`."""
_LABELLED = rf"(?:{_AMERICAN}|HKEX|SEHK)(?={_LABEL}\s?:)"
_VENUES = rf"(?P<venues>(?:{EXCHANGE})(?:{_JOIN}(?:{EXCHANGE})){{1,3}}|{_LABELLED}|{_VENUE})"
_WRITTEN = rf"{_VENUES}(?:{_LABEL})?\s?:\s{{0,2}}(?P<code>{_CODE}){_BEHIND}"
_TOLD = beginning("A-Z", _WRITTEN, re.VERBOSE, behind_no="A-Za-z0-9.")
_EACH = lazy(f"{EXCHANGE}|HKEX|SEHK", re.VERBOSE)
_CITIES = frozenset(("LON", "STO", "CPH", "HEL", "OSL", "AMS", "AEX", "SIX", "BIT", "ELI", "BME", "TSE"))
"""Short names that are an airport's or a word, too: `London (LON: LHR)`, `Channel Six (SIX: ABC)`; letters on the TSE
are Toronto's, numbers Tokyo's or Taiwan's, and brain diseases are called so (`TSE: BSE`). These are exchanges
only behind a legal form, beside another exchange, or in front of a class of shares (`VOLV-B`)."""
_WORDS = _CITIES | {"FRA"}
"""With Frankfurt's, which is an exchange by itself and makes none of the others one (`(LON: LHR, FRA: EDDF)`)."""
_BEFORE_CODE = lazy(rf"(?<![A-Za-z0-9.])({EXCHANGE})(?:\s?:|{_JOIN}(?:{EXCHANGE}))", re.VERBOSE)
_AIRPORT = lazy("ED[A-Z]{2}")
"""German airports as pilots know them (ICAO): `Frankfurt (FRA: EDDF)`."""
_BRACKET = lazy(r"\([^()]{4,120}\)?")
"""A bracket, or as much of it as is looked at."""
_CODED = lazy(r":\s{0,2}[A-Z0-9]")
"""No address has this (`(https://…`), and few other brackets do."""
_PLACEHOLDERS = frozenset(("TBA", "TBD", "TBC"))
"""What stands for a code that a share has not yet."""
_WORD = 30
_FRONT = 120
"""Characters in front of a bracket in which its company's form is looked for, with other brackets between."""
_NO_COMPANIES = frozenset(("Index", "ETF", "ETFs", "UCITS"))
"""Words with which the names of what is no company's share end; funds and airports are listed as companies, too
(`SIR Royalty Income Fund (TSX: SRV.UN)`, `Sydney Airport (ASX: SYD)`)."""
_SMALL = frozenset(("plc", "plc.", "nv", "ag", "se"))
"""Legal forms in small letters, with which a name may end."""


class Told(NamedTuple):
    """A venue as written and the code that a share has there, at `text[start:end]`: `TSX: SHOP`, or the venue alone
    where the code stands behind another one, too."""

    venue: str
    code: str
    start: int
    end: int


def told(text: str) -> Iterator[Told]:
    """The codes in the brackets of a folded text, in order: one for each of the venues that share one."""
    for bracket in _BRACKET.finditer(text):
        start, end = bracket.span()
        if ":" in bracket.group() and _CODED.search(text, start, end) and is_behind_name(text, start):
            for match in matches(_TOLD, text, start, end + 1):
                yield from _of_each(match, start, end) if match["code"] not in _PLACEHOLDERS else ()


def _of_each(match: re.Match[str], opening: int, close: int) -> Iterator[Told]:
    venues = list(_EACH.finditer(match.string, *match.span("venues")))
    for venue in venues:
        end = match.end("whole") if venue is venues[-1] else venue.end()
        one = Told(venue.group(), match["code"], venue.start(), end)
        if _is_exchange(one, match.string, opening, close):
            yield one


def _is_exchange(one: Told, text: str, opening: int, close: int) -> bool:
    """Whether what may be an exchange, in the bracket `text[opening:close]`, is no airport or word."""
    if one.venue in _CITIES:
        return one.code != one.venue and (not one.code.isalnum() or _is_companys(text, opening, close))
    return one.venue != "FRA" or not _AIRPORT.fullmatch(one.code)


def _is_companys(text: str, opening: int, close: int) -> bool:
    """Whether a bracket, or one of those at once in front of it, stands behind a legal form or has a code of an
    exchange whose name is nothing else's."""
    said, front = text[opening:close], text[max(0, opening - _FRONT) : opening].rstrip()
    while front.endswith(")"):
        front, _, other = front.rpartition("(")
        said, front = f"{said} {other}", front.rstrip()
    form = front.rpartition(" ")[2].replace(".", "")
    return form in FORMS or form in _SMALL or not _WORDS.issuperset(_BEFORE_CODE.findall(said))


def is_behind_name(text: str, opening: int) -> bool:
    """Whether a bracket stands behind a word with a capital, a Chinese one, or another bracket."""
    word = text[max(0, opening - _WORD) : opening].rstrip().rpartition(" ")[2]
    if word in _NO_COMPANIES:
        return False
    return word.endswith(")") or word in _SMALL or any(letter.isupper() or is_han(letter) for letter in word)

"""Exchanges, the ways to write them, and which codes on them are shares of companies.

Ranges: Shanghai and Shenzhen code allocation rules, Beijing's codes before and after its move to 920 (2024-25),
the HKEX stock code allocation plan. An unknown range is no share: a missing company costs less than a wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from feedsvc.model import Listing
from feedsvc.patterns import lazy

Kind = Literal["share", "index", "fund", "bond", "board"]

MICS = {
    "SH": "XSHG", "SZ": "XSHE", "BJ": "BJSE", "HK": "XHKG", "TW": "XTAI", "TWO": "ROCO", "T": "XTKS", "KS": "XKRX",
    "KQ": "XKOS", "L": "XLON", "DE": "XETR", "PA": "XPAR", "AS": "XAMS", "SW": "XSWX", "MI": "XMIL", "SI": "XSES",
    "AX": "XASX", "TO": "XTSE", "V": "XTSX", "CNQ": "XCNQ", "NE": "NEOE", "F": "XFRA", "NS": "XNSE", "BO": "XBOM",
    "JO": "XJSE", "BR": "XBRU", "LS": "XLIS", "MC": "XMAD", "ST": "XSTO", "CO": "XCSE", "HE": "XHEL", "OL": "XOSL",
    "WA": "XWAR", "TA": "XTAE", "SR": "XSAU", "SA": "BVMF", "MX": "XMEX", "NZ": "XNZE", "US": "",
}  # fmt: skip
"""Market of a key -> MIC (ISO 10383). A US key does not name its exchange; a spelling such as `NYSE:BABA` does."""

MAINLAND = ("SH", "SZ", "BJ")
"""Those of China but for Hong Kong, whose codes have six digits."""

ALIASES: dict[str, tuple[str, str]] = {market: (market, mic) for market, mic in MICS.items()}
"""A market as written -> market of the key ("CN": by the code's range), MIC."""


def _add(market: str, mic: str, spellings: str) -> None:
    ALIASES.update(dict.fromkeys(spellings.split(), (market, mic)))


_add("SH", "XSHG", "SS XSHG SHA SSE CG 1 上交所 SHANGHAISTOCKEXCHANGE")
_add("SZ", "XSHE", "XSHE SHE SZSE CS 深交所 SHENZHENSTOCKEXCHANGE")
_add("BJ", "BJSE", "BJSE 北交所")
_add("CN", "", "CH 0")
_add("HK", "XHKG", "XHKG HKG HKEX SEHK 116 港交所 联交所 香港联交所 HKSE HONGKONGSTOCKEXCHANGE STOCKEXCHANGEOFHONGKONG")
_add("US", "XNYS", "N NYSE XNYS UN 106 纽交所 纽约证券交易所 NEWYORKSTOCKEXCHANGE")
_add("US", "XNAS", "O OQ NASDAQ NASDAQGS NASDAQGM NASDAQCM XNAS UW 105 纳斯达克")
_add("US", "XNAS", "NASDAQGLOBALSELECTMARKET NASDAQGLOBALMARKET NASDAQCAPITALMARKET NASDAQSTOCKMARKET")
_add("US", "XCHI", "NYSETEXAS")
_add("US", "", "NASDAQTEXAS")
_add("US", "XASE", "AMEX XASE NYSEAMERICAN NYSEMKT NYSEAMEX 107")
_add("US", "OTCM", "OTC OTCM OTCQX OTCQB OTCID OTCPK OTCPINK OTCMKTS OTCMARKETS")
_add("US", "", "GB")
_add("TW", "XTAI", "XTAI TPE TWSE TT TAIWANSTOCKEXCHANGE")
_add("TWO", "ROCO", "ROCO TPEX TAIPEIEXCHANGE")
_add("T", "XTKS", "XTKS TYO JP JT TOKYOSTOCKEXCHANGE")
_add("KS", "XKRX", "XKRX KRX KOSPI KOREAEXCHANGE")
_add("KQ", "XKOS", "XKOS KOSDAQ")
_add("L", "XLON", "XLON LON LSE 155 LONDONSTOCKEXCHANGE")
_add("L", "AIMX", "AIM AIMX")
_add("DE", "XETR", "XETR XETRA ETR")
_add("F", "XFRA", "XFRA FRA FSE FWB FRANKFURTSTOCKEXCHANGE")
_add("PA", "XPAR", "XPAR EPA EURONEXTPARIS")
_add("AS", "XAMS", "XAMS AMS AEX EURONEXTAMSTERDAM")
_add("SI", "XSES", "XSES SGX SINGAPOREEXCHANGE")
_add("AX", "XASX", "XASX ASX AUSTRALIANSECURITIESEXCHANGE AUSTRALIANSTOCKEXCHANGE")
_add("TO", "XTSE", "XTSE TSX TSE TORONTOSTOCKEXCHANGE")
_add("V", "XTSX", "XTSX TSXV TSX.V TSXVENTURE CVE TSXVENTUREEXCHANGE")
_add("CNQ", "XCNQ", "XCNQ CSE CANADIANSECURITIESEXCHANGE")
_add("NE", "NEOE", "NEOE NEO CBOECA CBOECANADA")
_add("NS", "XNSE", "XNSE NSE NATIONALSTOCKEXCHANGE NATIONALSTOCKEXCHANGEOFINDIA")
_add("BO", "XBOM", "XBOM BSE BOMBAYSTOCKEXCHANGE")
_add("JO", "XJSE", "XJSE JSE JOHANNESBURGSTOCKEXCHANGE")
_add("BR", "XBRU", "XBRU EBR EURONEXTBRUSSELS")
_add("LS", "XLIS", "XLIS ELI EURONEXTLISBON")
_add("SW", "XSWX", "XSWX SWX SIX SIXSWISS SIXSWISSEXCHANGE")
_add("MI", "XMIL", "XMIL BIT BORSAITALIANA EURONEXTMILAN")
_add("MC", "XMAD", "XMAD BME")
_add("ST", "XSTO", "XSTO STO OMX OMXSTOCKHOLM NASDAQSTOCKHOLM NASDAQOMXSTOCKHOLM")
_add("CO", "XCSE", "XCSE CPH OMXCOPENHAGEN NASDAQCOPENHAGEN NASDAQOMXCOPENHAGEN")
_add("HE", "XHEL", "XHEL HEL OMXHELSINKI NASDAQHELSINKI NASDAQOMXHELSINKI")
_add("OL", "XOSL", "XOSL OSE OSL OSLOBØRS OSLOBORS EURONEXTOSLO OSLOSTOCKEXCHANGE")
_add("WA", "XWAR", "XWAR WSE GPW")
_add("TA", "XTAE", "XTAE TASE TELAVIVSTOCKEXCHANGE")
_add("SR", "XSAU", "XSAU TADAWUL")
_add("SA", "BVMF", "BVMF B3")
_add("MX", "XMEX", "XMEX BMV")
_add("NZ", "XNZE", "XNZE NZX NZE")
_INDICES = frozenset(("2", "100", "124"))
"""Eastmoney's numbers for index families: CSI, world, Hang Seng."""
_BOARDS = frozenset(("90", ""))
_NORDIC_INDICES = "OMXS30 OMXSPI OMXC20 OMXC25 OMXH25 OMXHPI OBX OSEBX"
_INDEX_CODES = {
    **dict.fromkeys(("ST", "CO", "HE", "OL"), frozenset(_NORDIC_INDICES.split())),
    "SW": frozenset(("SMI", "SLI", "SPI", "SMIM")),
    "WA": frozenset(("WIG", "WIG20", "WIG30", "MWIG40", "SWIG80")),
    "TA": frozenset(("TA35", "TA90", "TA125")),
    "MC": frozenset(("IBEX", "IBEX35")),
    "MX": frozenset(("IPC", "ME")),
    "SA": frozenset(("IBRX50",)),
    "NZ": frozenset(("NZ50", "NZX50")),
}
"""Market of a key -> what its exchange calls its indices, where they look like shares: in other markets (SMI on the
NYSE) they are some."""


def market_of(venue: str) -> str:
    """An exchange's name in a text as an alias: `market_of("TSX Venture") == "TSXVENTURE"`."""
    return venue.translate(_APART).upper()


_APART = str.maketrans("", "", " -")


@dataclass(frozen=True, slots=True)
class Instrument:
    """What a code is; `listing` is set for shares alone."""

    kind: Kind
    listing: Listing | None = None


def instrument(market: str, code: str) -> Instrument | None:
    """The instrument behind a market as written and a code: `instrument("1", "600519")` is the share 600519.SH."""
    if market in _BOARDS:
        return Instrument("board") if re.fullmatch(r"BK[0-9]{4}", code) else None
    if market in _INDICES:
        return Instrument("index")
    place, mic = ALIASES.get(market, ("", ""))
    if place == "CN":
        place = _place_of(code)
        mic = MICS.get(place, "")
    if not place or not code.isascii():
        return None
    sort, number = ("index", code) if code in _INDEX_CODES.get(place, ()) else _RULES[place](code)
    if sort != "share":
        return Instrument(sort) if sort else None
    return Instrument("share", Listing(f"{number}.{place}", number, place, mic))


def mainland_market(code: str) -> str | None:
    """The exchange whose shares have such six-digit codes: `mainland_market("002752") == "SZ"`; None for no share."""
    return next((place for place in MAINLAND if _mainland(place, code)[0] == "share"), None)


def _place_of(code: str) -> str:
    """Where Bloomberg's CH and Eastmoney's 0 point: a share's exchange, else Shenzhen (Eastmoney: 0.399001)."""
    return mainland_market(code) or "SZ"


_Read = tuple[Kind | None, str]
_NONE: _Read = (None, "")

_MAINLAND: dict[str, tuple[tuple[Kind, str], ...]] = {
    "SH": (
        ("share", r"60[0-5]\d{3}|68[89]\d{3}|900\d{3}"),
        ("index", r"000\d{3}|95\d{4}|88\d{4}"),
        ("fund", r"5\d{5}"),
        ("bond", r"0[12]\d{4}|1\d{5}|2\d{5}"),
    ),
    "SZ": (
        ("share", r"00[0-4]\d{3}|30[0-2]\d{3}|20[01]\d{3}"),
        ("index", r"399\d{3}|98\d{4}"),
        ("fund", r"1[5-8]\d{4}"),
        ("bond", r"1[0-4]\d{4}"),
    ),
    "BJ": (("share", r"43\d{4}|83\d{4}|87\d{4}|920\d{3}"), ("index", r"899\d{3}"), ("bond", r"81\d{4}")),
}
_MAINLAND_RULES = {
    place: tuple((kind, lazy(pattern, re.ASCII)) for kind, pattern in rules) for place, rules in _MAINLAND.items()
}


def _mainland(place: str, code: str) -> _Read:
    return next(((kind, code) for kind, pattern in _MAINLAND_RULES[place] if pattern.fullmatch(code)), _NONE)


_RMB_COUNTERS = range(80000, 90000)
_RMB_ONLY = frozenset((87001,))
"""Hui Xian REIT trades in RMB alone: there is no 07001."""
_HK_FUNDS = (
    *(range(2800, 2850), range(3000, 3200), range(3400, 3500)),
    *(range(7200, 7400), range(7500, 7600), range(7700, 7800), range(9000, 9200), range(9400, 9500)),
)
"""The last two ranges of hundreds are the counters in US dollars."""
_HK_BONDS = (range(4000, 4700), range(5000, 6030))
_HK_WARRANTS = range(10000, 80000)
_HK_INDICES = lazy(r"8\d{5}", re.ASCII)


def _hong_kong(code: str) -> _Read:
    if _HK_INDICES.fullmatch(code):  # Futu writes the Hang Seng index HK.800000
        return "index", code
    if not re.fullmatch(r"[0-9]{1,5}", code) or not int(code):
        return _NONE
    number = int(code)
    if number in _RMB_COUNTERS and number not in _RMB_ONLY:
        number -= _RMB_COUNTERS.start
    if any(number in block for block in _HK_FUNDS):
        return "fund", code
    if any(number in block for block in _HK_BONDS):
        return "bond", code
    return _NONE if number in _HK_WARRANTS or number > _RMB_COUNTERS.stop else ("share", f"{number:05d}")


_FUND_TICKERS = """
SPY VOO IVV VTI QQQ QQQM DIA IWM VEA VWO EEM EFA FXI KWEB MCHI ASHR YINN YANG CQQQ CWEB GLD IAU SLV USO
UNG TLT IEF SHY LQD HYG AGG BND XLK XLF XLE XLV XLI XLP XLY XLU XLB XLRE XLC SMH SOXX SOXL SOXS TQQQ SQQQ
UPRO SPXL SPXS TNA TZA UVXY VXX SVXY ARKK ARKG ARKW ARKF ARKQ XBI IBB KRE XOP GDX GDXJ VNQ VGT IYR VIG SCHD
JEPI BITO IBIT FBTC GBTC ETHE
"""
_US_FUNDS = frozenset(_FUND_TICKERS.split())
"""American funds that news names by their ticker as it does shares: nothing in the code tells them apart."""


def _united_states(code: str) -> _Read:
    if code in _US_FUNDS:
        return "fund", code
    match = re.fullmatch(r"([A-Z]{1,5})(?:[._-]([A-Z]))?", code)
    if not match:
        return _NONE
    return "share", f"{match[1]}.{match[2]}" if match[2] else match[1]


def _canada(code: str) -> _Read:
    match = re.fullmatch(r"([A-Z]{1,5})(?:[.-]([A-Z]|UN))?", code)
    return ("share", f"{match[1]}.{match[2]}" if match[2] else match[1]) if match else _NONE


def _venture(code: str) -> _Read:
    """`ABC.V` is a share; `N.V` is what Dutch companies have behind their names."""
    return _canada(code) if len(code) > 1 else _NONE


def _nordic(code: str) -> _Read:
    """With its class of shares, as Yahoo writes it: `VOLV B` is VOLV-B.ST."""
    match = re.fullmatch(r"((?=[0-9]*[A-Z])[A-Z0-9]{1,8})(?:[ ._-]([A-Z]{1,2}))?", code)
    return ("share", f"{match[1]}-{match[2]}" if match[2] else match[1]) if match else _NONE


def _taiwan(code: str) -> _Read:
    if re.fullmatch(r"00[0-9]{2,4}[A-Z]?", code):
        return "fund", code
    return ("share", code) if re.fullmatch(r"[1-9][0-9]{3}", code) else _NONE


def _pattern(shares: str) -> Callable[[str], _Read]:
    form = lazy(shares, re.ASCII)
    return lambda code: ("share", code) if form.fullmatch(code) else _NONE


_RULES: dict[str, Callable[[str], _Read]] = {
    "SH": lambda code: _mainland("SH", code),
    "SZ": lambda code: _mainland("SZ", code),
    "BJ": lambda code: _mainland("BJ", code),
    "HK": _hong_kong,
    "US": _united_states,
    "TW": _taiwan,
    "TWO": _taiwan,
    "T": _pattern(r"[1-9]\d{3}|\d{3}[A-Z]"),
    "KS": _pattern(r"\d{6}"),
    "KQ": _pattern(r"\d{6}"),
    "F": _pattern(r"(?=\d*[A-Z])[A-Z0-9]{3,4}|\d{3}"),
    "BO": _pattern(r"5\d{5}"),
    "NS": _pattern(r"(?=[0-9]*[A-Z])[A-Z0-9][A-Z0-9&-]{1,9}"),
    **dict.fromkeys(
        ("L", "DE", "PA", "AS", "BR", "LS", "SW", "MI", "MC", "WA", "TA", "NZ", "SI", "AX", "JO"),
        _pattern(r"(?=\d*[A-Z])[A-Z0-9]{1,6}(?:\.[A-Z])?"),
    ),
    **dict.fromkeys(("ST", "CO", "HE", "OL"), _nordic),
    "SR": _pattern(r"\d{4}"),
    "SA": _pattern(r"[A-Z][A-Z0-9]{3}\d{1,2}"),
    "MX": _pattern(r"[A-Z][A-Z0-9]{0,7}"),
    "TO": _canada,
    **dict.fromkeys(("V", "CNQ", "NE"), _venture),
}

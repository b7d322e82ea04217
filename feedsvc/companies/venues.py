"""Exchanges outside China and the United States, and the market without one, as announcements write them in a bracket
behind a name: `ESGold Corp. (CSE: ESAU) (OTCQB: ESAUF)`.

Their short names mean much else (`EPA`, `FRA`, `AIM`), and so does a number behind them (`ASX: 8,123`): only in a
bracket behind what may be a name they are exchanges.
"""

from __future__ import annotations

import re

from feedsvc.companies.folding import is_han

VENUE = (
    r"OTC(?:[-\ ]?(?:QX|QB|ID|PK|MKTS|PINK|Pink|Markets))?|TSX(?:[-\ .]?V|\ V(?:ENTURE|enture))?|CVE|CSE|CBOE\ CA"
    r"|Cboe\ C(?:A|anada)|NEO|ASX|LSE|AIM|FSE|FRA|XETRA|Xetra|ETR|EPA|EURONEXT\ PARIS|Euronext\ (?:Paris|Amsterdam)"
    r"|SGX|NSE|BSE|JSE"
)
CODE = r"[A-Z0-9][A-Z0-9&]{0,9}(?:[.-][A-Z]{1,2})?"
BEHIND = r"(?=\.?\s?[),;/|](?!\d)|\s(?:and|&)\s)"
"""What follows such a code: the bracket's end or another one, and no decimals (`ASX: 8,123`)."""
_MARKETS = {"OTCMARKETS": "OTC", "CBOECA": "NEO", "CBOECANADA": "NEO", "TSX.V": "TSXV", "CVE": "TSXV"}
_PLACEHOLDERS = frozenset(("TBA", "TBD", "TBC"))
"""What stands for a code that a share has not yet."""
_BRACKET = 100
"""Characters of a bracket that are looked at for its beginning."""
_WORD = 30
_SMALL = frozenset(("plc", "plc.", "nv", "ag", "se"))
"""Legal forms in small letters, with which a name may end."""


def market_of(venue: str) -> str:
    """The market as `markets` knows it: `market_of("TSX Venture") == "TSXVENTURE"`."""
    market = re.sub(r"[ -]", "", venue).upper()
    return _MARKETS.get(market, market)


def is_told(text: str, at: int, code: str) -> bool:
    """Whether a venue at a place of a folded text, and the code behind it, are a share's: in a bracket behind a word
    with a capital, a Chinese one, or another bracket."""
    if code in _PLACEHOLDERS:
        return False
    opening = text.rfind("(", max(0, at - _BRACKET), at)
    if opening < 0 or text.find(")", opening, at) >= 0:
        return False
    word = text[max(0, opening - _WORD) : opening].rstrip().rpartition(" ")[2]
    return word.endswith(")") or word in _SMALL or any(letter.isupper() or is_han(letter) for letter in word)

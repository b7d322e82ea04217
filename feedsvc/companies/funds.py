"""Funds and other papers by their names: `SPDR Gold (GLD.AX)`, `Media Splitter (MKX.AX)`, `甲乙比特币ETF(03439.HK)`.

Of an exchange's codes none tells that it is a fund's, but in Shanghai, Shenzhen and Hong Kong. Closed funds and trusts
that are listed as companies are (`Scottish Mortgage Investment Trust (SMT.L)`) stay such.
"""

from __future__ import annotations

from feedsvc.patterns import lazy

_ISSUERS = (
    "iShares|SPDR|VanEck|Global X|Xtrackers|Lyxor|BetaShares|Betashares|ProShares|Direxion|GraniteShares|KraneShares"
    "|PowerShares|YieldMax|Leverage Shares|21Shares|ETFS|WisdomTree(?! Investments| Inc)|BMO (?=Equal|S&P|MSCI)"
)
"""Whose names only funds have, none of them a listed company's. WisdomTree is one, too, and BMO a bank."""
_FUND = lazy(
    rf"(?<![\w-])(?:{_ISSUERS})(?: +(?:[A-Z0-9&+-][\w&+/.’'-]*|of|and|ex|in))+$"
    r"|(?<![\w&])(?:ETFs?|ET[CNP]s?|UCITS(?: ETFs?)?|Splitters?|Warrants|Notes|Instalments?)$"
    r"|(?:ETF|LOF)(?:联接)?[A-C]?$|每日(?:杠杆|反向)(?:\(?-?[\dx.]{1,4}\)?)?(?:产品)?$"
)


def is_fund(words: str) -> bool:
    """Whether the words in front of a code, folded, end with the name of a fund or of a paper that is no share."""
    return _FUND.search(words) is not None

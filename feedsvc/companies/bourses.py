"""Which bourse an article names, for codes that have a label and no market: `股票代號：2330`, `(Stock Code: 8439)`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from feedsvc.patterns import lazy


class Bourses(NamedTuple):
    """Where the shares of an article may be listed whose codes have a label and no market."""

    taiwan: bool = False
    hong_kong: bool = False
    mainland: bool = False


NOWHERE = Bourses()


def bourses(texts: Iterable[str]) -> Bourses:
    """What an article of these texts, as written, says of codes that have a label alone.

    Four digits behind 股票代號 are Taiwan's: mainland writes 代码 or 代号, and has six digits; Hong Kong may write
    代號, and four digits, but names itself. So it does behind `Stock Code`, as Tokyo, Taipei, Seoul, Kuala Lumpur and
    Riyadh call their own numbers, too.
    """
    said = list(texts)
    taiwan = any("代號" in text for text in said) and not any("港" in text for text in said)
    if not any(label in text for text in said for label in _LABELS):
        return Bourses(taiwan)
    others = any(map(_OTHER_BOURSES.search, said))
    hong_kong, mainland = (any(map(each.search, said)) and not others for each in (_HONG_KONG, _ON_MAINLAND))
    return Bourses(taiwan, hong_kong, mainland)


_LABELS = (
    "tock code",
    "tock Code",
    "TOCK CODE",
    "hare code",
    "hare Code",
    "ies code",
    "ies Code",
    "ity code",
    "ity Code",
)
"""How such a label may end; to look for each by itself costs less than a pattern of them."""
_HONG_KONG = lazy("港|Hong Kong|HONG KONG|HKEX|HKEx|SEHK|HKSE")
_ON_MAINLAND = lazy("[\u4e00-\u9fff]|Shanghai|Shenzhen|SHANGHAI|SHENZHEN|SSE\\b|SZSE|Beijing Stock")
_OTHER_BOURSES = lazy(
    "Tokyo|TOKYO|Taipei|TAIPEI|TWSE|TPEx|TPEX|Seoul|SEOUL|KOSPI|KOSDAQ|Bursa|Kuala Lumpur|KUALA LUMPUR|Tadawul|TADAWUL"
    "|Riyadh|RIYADH"
)

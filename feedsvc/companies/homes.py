"""Whose a name is that companies of two exchanges share, by the market that the article is on: 新世界 beside 港股."""

from __future__ import annotations

from collections.abc import Iterable

from feedsvc.companies.markets import MAINLAND
from feedsvc.patterns import lazy

_HONG_KONG = lazy("港股|恒指|恆指|恒生指|恆生指|港交所|港元|[联聯]交所|[红紅][筹籌]股|[蓝藍][筹籌]")
_MAINLAND = lazy("A股|[沪滬]指|[沪滬]深|上[证證][指综綜]|深成指|深[证證]成|[创創][业業]板|科[创創]板|[涨漲]停")


def home(text: str) -> frozenset[str]:
    """The markets of Hong Kong or of the mainland, as keys end with them, where a text tells of one alone."""
    here, there = _HONG_KONG.search(text), _MAINLAND.search(text)
    if bool(here) == bool(there):
        return frozenset()
    return frozenset(("HK",)) if here else frozenset(MAINLAND)


def at_home(keys: Iterable[str], markets: frozenset[str]) -> str:
    """The only one of these companies that has its listing there: `at_home(("00017.HK", "600628.SH"), {"HK"})`; else
    ""."""
    found = [key for key in keys if key.rpartition(".")[2] in markets]
    return found[0] if len(found) == 1 else ""

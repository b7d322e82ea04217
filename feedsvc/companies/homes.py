"""Whose a name is that companies of two exchanges share, by the market that the article is on: 新世界 beside 港股."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from feedsvc.companies.markets import MAINLAND
from feedsvc.patterns import lazy

_HONG_KONG = lazy(
    r"港股|恒指|恆指|恒生指|恆生指|港交所|港元|[联聯]交所|[红紅][筹籌]股|[蓝藍][筹籌]|\d\.HK\b|[(（]0\d{4}[)）]"
)
_MAINLAND = lazy(
    r"A股|[沪滬]指|[沪滬]深|上[证證][指综綜]|深成指|深[证證]成|[创創][业業]板|科[创創]板|[涨漲]停|\d\.(?:SH|SZ)\b"
)


class Home(NamedTuple):
    """The one market of Hong Kong or of the mainland that an article tells of, as keys end with it, and the companies
    that it certainly names."""

    markets: frozenset[str]
    named: frozenset[str]

    def owner(self, keys: Iterable[str]) -> str:
        """The only one of these companies that has its listing there, unless another is named: 00017.HK of it and
        600628.SH, where the article tells of Hong Kong; else ""."""
        several = frozenset(keys)
        found = {key for key in several if key.rpartition(".")[2] in self.markets}
        return found.pop() if len(found) == 1 and self.named.isdisjoint(several - found) else ""


def home(text: str, named: Iterable[str] = ()) -> Home:
    """The home of an article that certainly names these companies; in no market where its text tells of both or of
    none."""
    here, there = _HONG_KONG.search(text), _MAINLAND.search(text)
    markets = () if bool(here) == bool(there) else ("HK",) if here else MAINLAND
    return Home(frozenset(markets), frozenset(named))

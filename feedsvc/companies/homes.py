"""Whose a name is that several companies share: of two exchanges', by the market that the article is on, 新世界 beside
港股; of a group and its only listed company, by what is told of it, 海尔 or `海尔升3%`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from feedsvc.companies.context import is_of_share
from feedsvc.companies.folding import fold
from feedsvc.companies.gazetteer import Hit
from feedsvc.companies.markets import MAINLAND, MICS
from feedsvc.patterns import lazy

_HONG_KONG = lazy(
    r"港股|恒指|恆指|恒生指|恆生指|港交所|港元|[联聯]交所|[红紅][筹籌]股|[蓝藍][筹籌]|\d\.HK\b|[(（]0\d{4}[)）]"
)
_MAINLAND = lazy(
    r"A股|[沪滬]指|[沪滬]深|上[证證][指综綜]|深成指|深[证證]成|[创創][业業]板|科[创創]板|[涨漲]停|\d\.(?:SH|SZ)\b"
)


class Home(NamedTuple):
    """The one market of Hong Kong or of the mainland that an article tells of, as keys end with it, and the companies
    that it certainly names; whether what is told of a name is told of a share."""

    markets: frozenset[str]
    named: frozenset[str]
    shares: bool = False

    def at(self, text: str, hit: Hit) -> Home:
        """The same for one name of a text."""
        if len(hit.owners) == 1:
            return self
        return self._replace(shares=is_of_share(fold(text[hit.end : hit.end + _AROUND]).text, 0))

    def owner(self, keys: Iterable[str], *, acts: bool) -> str:
        """Of a group and its only listed company the one of which it is told; else, where somebody acts under the name,
        the only one of these companies that has its listing in the market, unless another is named: 00017.HK of it and
        600628.SH, where the article tells of Hong Kong; else ""."""
        several = frozenset(keys)
        listed = {key for key in several if key.rpartition(".")[2] in MICS}
        if len(listed) == 1 and len(several) == len(("group", "listed")):
            return max(listed if self.shares else several - listed)
        if not acts:
            return ""
        found = {key for key in several if key.rpartition(".")[2] in self.markets}
        return found.pop() if len(found) == 1 and self.named.isdisjoint(several - found) else ""


_AROUND = 40
"""Characters behind a name that tell how its share moved."""


def home(text: str, named: Iterable[str] = ()) -> Home:
    """The home of an article that certainly names these companies; in no market where its text tells of both or of
    none."""
    here, there = _HONG_KONG.search(text), _MAINLAND.search(text)
    markets = () if bool(here) == bool(there) else ("HK",) if here else MAINLAND
    return Home(frozenset(markets), frozenset(named))

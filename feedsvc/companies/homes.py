"""Whose a name is that several companies share: of two exchanges', by the market that the article is on, 新世界 beside
港股; of a group and its only listed company, by what is told of it, 海尔 or `海尔升3%`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from feedsvc.companies.context import is_of_share
from feedsvc.companies.folding import fold, small_name
from feedsvc.companies.gazetteer import Hit
from feedsvc.companies.markets import MAINLAND, MICS
from feedsvc.companies.registry import Registry
from feedsvc.patterns import lazy

_HONG_KONG = lazy(
    r"港股|恒指|恆指|恒生指|恆生指|港交所|港元|[联聯]交所|[红紅][筹籌]股|[蓝藍][筹籌]|\d\.HK\b|[(（]0\d{4}[)）]"
)
_MAINLAND = lazy(
    r"A股|[沪滬]指|[沪滬]深|上[证證][指综綜]|深成指|深[证證]成|[创創][业業]板|科[创創]板|[涨漲]停|\d\.(?:SH|SZ)\b"
)


class Home(NamedTuple):
    """The one market of Hong Kong or of the mainland that an article tells of, as keys end with it, and the companies
    that it certainly names; of one `name` whether what is told of it is told of a share."""

    markets: frozenset[str]
    named: frozenset[str]
    registry: Registry
    name: str = ""
    shares: bool = False

    def at(self, text: str, hit: Hit) -> Home:
        """The same for one name of a text."""
        if len(hit.owners) == 1:
            return self
        shares = is_of_share(fold(text[hit.end : hit.end + _AROUND]).text, 0)
        return self._replace(name=text[hit.start : hit.end], shares=shares)

    def owner(self, keys: Iterable[str], *, acts: bool) -> str:
        """Of a listed company and another the former where a share is told of, else the latter if it is a group, which
        gives its name on, and the former is not itself called so (方大集团 is 000055.SZ, no daughter of 辽宁方大集团);
        else, where somebody acts under the name, the only one of these companies that has its listing in the market,
        unless another is named: 00017.HK of it and 600628.SH, where the article tells of Hong Kong; else ""."""
        several = frozenset(keys)
        listed = {key for key in several if key.rpartition(".")[2] in MICS}
        pair = len(listed) == 1 and len(several) == len(("group", "listed"))
        if pair and (self.shares or not self._is_called_so(*listed)):
            return max(listed if self.shares else several - listed)
        if not acts:
            return ""
        found = {key for key in several if key.rpartition(".")[2] in self.markets}
        return found.pop() if len(found) == 1 and self.named.isdisjoint(several - found) else ""

    def _is_called_so(self, key: str) -> bool:
        company = self.registry.by_key(key)
        return company is not None and small_name(company.name) == small_name(self.name)


_AROUND = 40
"""Characters behind a name that tell how its share moved."""


def home(text: str, registry: Registry, named: Iterable[str] = ()) -> Home:
    """The home of an article that certainly names these of the registry's companies; in no market where its text tells
    of both or of none."""
    here, there = _HONG_KONG.search(text), _MAINLAND.search(text)
    markets = () if bool(here) == bool(there) else ("HK",) if here else MAINLAND
    return Home(frozenset(markets), frozenset(named), registry)

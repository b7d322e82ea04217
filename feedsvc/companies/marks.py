"""What an exchange writes at a share's short name and takes off again, in its lists and in what is copied of them.

First day `N`, days two to five `C`, special treatment `ST`, ex-dividend `XD`, delisting `退` (trading rules of SSE and
SZSE); weighted votes `-W`, secondary listing `-S`, biotech `-B`, renminbi counter `-R`, not yet profitable `-U` (of
HKEX and SSE). Such letters begin other names too (`DR钻戒`): only at a name on such an exchange are they marks.
"""

from __future__ import annotations

from collections.abc import Collection

from feedsvc.companies.markets import MAINLAND
from feedsvc.patterns import lazy

_HAN = "[\u4e00-\u9fff]"
_IN_FRONT = lazy(rf"(?:(?P<state>S?\*ST|S?ST|退市)|XD|XR|DR|[NC])(?={_HAN}{{2}})")
_BEHIND = lazy(rf"(?:(?<=[\u4e00-\u9fffA-Z])-(?:SW|[BRSUW])|(?<={_HAN}{{2}})(?:退市?|\(退\)))$")
_WHOLE_FIELD = (7, 8)
"""Bytes of a short name in GBK that fill its field: what no longer fits behind a mark is left out, as in `XD贵州茅`."""


def unmarked(name: str, markets: Collection[str]) -> str:
    """A folded short name of a share on these markets without its marks: `*ST中利集团` is `中利集团`, `快手-W` `快手`.

    One that a mark in front may have cut stays as it is, and so do the letters of a class (`万科A`).
    """
    mainland = not set(MAINLAND).isdisjoint(markets)
    if not mainland and "HK" not in markets:
        return name
    bare = _BEHIND.sub("", name)
    mark = _IN_FRONT.match(bare) if mainland else None
    if mark is None or (not mark["state"] and len(name.encode("gb18030")) in _WHOLE_FIELD):
        return bare
    return bare[mark.end() :]

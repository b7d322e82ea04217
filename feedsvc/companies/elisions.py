"""Names of which a list gives the trade once: `中信、海通证券` are two brokers, `工商、农业、建设银行` three banks;
or the land once, where it says how many they are: `中国石油、石化两家公司`.

Each is completed by the end of the sure name that closes the list, where that makes one sure name of the registry: 中信
is 中信证券 there, not its group. A place is none (`中国、美国银行`), nor is a piece of a longer word
(`一路平安、招商银行`) or of a pair (`传统与现代、长安汽车`).
"""

from __future__ import annotations

from collections.abc import Iterator

from feedsvc.companies.enumerations import is_paired
from feedsvc.companies.folding import is_han
from feedsvc.companies.gazetteer import Hit, Owner
from feedsvc.companies.naming import is_accident, is_theme
from feedsvc.companies.places import PLACES
from feedsvc.companies.registry import Registry
from feedsvc.patterns import lazy

_TRADES = (
    "证券",
    "證券",
    "银行",
    "銀行",
    "期货",
    "期貨",
    "保险",
    "保險",
    "人寿",
    "人壽",
    "信托",
    "信託",
    "航空",
    "汽车",
    "汽車",
)
_SEPARATORS = frozenset("、和与與及")
_LONGEST, _SHORTEST = 4, 2
_MOST = 8
"""Members of such a list."""


def completed(text: str, hits: list[Hit], registry: Registry) -> list[Hit]:
    """The hits of a text, in order, with those of the lists that name a trade once; linear."""
    found = [
        one for hit in hits if hit.sure and text.endswith(_TRADES, 0, hit.end) for one in _members(text, hit, registry)
    ]
    found.extend(one for hit in hits for one in _of_land(text, hit, registry))
    if not found:
        return hits
    taken = {at for one in found for at in range(one.start, one.end)}
    sure = {at for hit in hits if hit.sure for at in range(hit.start, hit.end)}
    found = [one for one in dict.fromkeys(found) if sure.isdisjoint(range(one.start, one.end))]
    kept = [hit for hit in hits if hit.sure or taken.isdisjoint(range(hit.start, hit.end))]
    return sorted((*kept, *found), key=lambda one: one.start)


def _members(text: str, last: Hit, registry: Registry) -> Iterator[Hit]:
    """The members in front of the name that closes a list, the nearest first."""
    trade, at = text[last.end - 2 : last.end], last.start
    for _ in range(_MOST):
        one = _member(text, at - 1, trade, registry) if text[at - 1 : at] in _SEPARATORS else None
        if one is None:
            return
        yield one
        at = one.start


_LAND = "中国"
_COUNTED = lazy("等?(?:[两兩二三四五][大家桶]|均|都|双双|雙雙|分别|分別)")
"""Behind the last member: without it `中国石油、石化` may be a company and a trade."""


def _of_land(text: str, first: Hit, registry: Registry) -> list[Hit]:
    """A list's members of which the first begins with the land and the others do without it, where all are counted or
    do each the same; the first may be a trade by itself (`中国石油`)."""
    alone = len(first.owners) == 1 and text.startswith(_LAND, first.start)
    found = [first._replace(sure=first.owners[0].key)]
    at = first.end if alone else len(text)
    while len(found) <= _MOST and text[at : at + 1] in _SEPARATORS:
        start, at = at + 1, at + 1 + _SHORTEST
        owners = registry.named(_LAND + text[start:at])
        names = [name for owner in owners for name in owner.names if name.text == _LAND + text[start:at]]
        if len(owners) != 1 or not names or names[0].ambiguous:
            return []
        found.append(Hit(start, at, (Owner(owners[0].key, names[0]),), owners[0].key))
    return found if len(found) > 1 and _COUNTED.match(text, at) else []


def _member(text: str, end: int, trade: str, registry: Registry) -> Hit | None:
    for length in range(_LONGEST, _SHORTEST - 1, -1):
        start = end - length
        word = text[max(0, start) : end]
        if start < 0 or not all(map(is_han, word)) or word in PLACES or word.endswith(trade):
            continue
        owners = registry.named(word + trade)
        names = [name for owner in owners for name in owner.names if name.text == word + trade]
        if len(owners) == 1 and names and not names[0].ambiguous and not is_accident(text, start, end):
            is_pair = is_theme(word) and is_paired(text, start)
            return None if is_pair else Hit(start, end, (Owner(owners[0].key, names[0]),), owners[0].key)
    return None

"""Names that an exchange cuts to fit: `XD贵州茅` and `DR宁德时` on the day of a dividend, `ST联建` for 联建光电.

On Shanghai's and Shenzhen's screens the name of a share has room for four Chinese characters, the mark in front of it
included, and news is written from these. `XD`, `XR` and `DR` leave three, `*ST` two; so do the marks of a share in its
last days, `退市锐电` and `康得退`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from feedsvc.companies.folding import HAN, has_letters
from feedsvc.companies.markets import MAINLAND
from feedsvc.companies.naming import accidents, is_everyday, is_word
from feedsvc.patterns import lazy

_LEFT = {"ST": 2, "XD": 3, "XR": 3, "DR": 3}
"""How many characters of a name each mark leaves."""
_CUT = {mark: lazy(rf"(?<![A-Za-z]{mark})[{HAN}]{{{size}}}") for mark, size in _LEFT.items()}
_ENDS_CUT = lazy(
    rf"(?<![A-Za-z])(?:{'|'.join(_LEFT)})([{HAN}]{{2,3}})$|(?<![{HAN}])(?:退市([{HAN}]{{2}})|([{HAN}]{{2}})退)$"
)
_GOES_ON = r"(?=[^\w]|\Z|今[日天]|昨[日天]|[早午收开]盘|跌停|涨停|摘牌|进入|最后|累计|报[收\d]|[涨跌]超|\d{1,2}月)"
"""Behind a share's name: what news tells of shares, or nothing."""
_LEAVES = lazy(rf"退市(?<![{HAN}]退市)(?P<front>[{HAN}]{{2}}){_GOES_ON}|退(?<=(?<![{HAN}])[{HAN}]{{2}}退){_GOES_ON}")
"""A share in its last days."""
TREATED = lazy(r"(?<![A-Za-z])(\*?)ST\Z")
"""The mark of special treatment at the end of what stands in front of a name; it is a piece of the name."""
_CODE = lazy(r"\s?\((\d{6})\)")
_MAINLAND = tuple(f".{market}" for market in MAINLAND)


def beginnings(names: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """By what may be left of a name the key of the only company whose names, given with its key, begin so; those listed
    on the mainland alone."""
    found: dict[str, str] = {}
    for name, key in names:
        for size in {*_LEFT.values()}:
            if len(name) > size and found.setdefault(name[:size], key) != key:
                found[name[:size]] = ""
    return {cut: key for cut, key in found.items() if key.endswith(_MAINLAND)}


def is_marked(text: str) -> bool:
    """Whether a folded text may have such a name; most have none. One character is found ten times as fast as two."""
    if text.isascii():
        return False
    marked = any(mark[0] in text and mark[1] in text and mark in text for mark in _LEFT)
    return marked or ("退" in text and _LEAVES.search(text) is not None)


def cut_names(text: str, whose: Mapping[str, str]) -> Iterator[tuple[int, int, str]]:
    """Cut names in a folded text, without their marks, and the keys of their companies as `beginnings` tells them.

    A word of the dictionary, which may stand behind the letters `ST` and `XR` of anything (`XR设备`), is none, nor is
    a piece of the words behind it, nor a name with another company's code behind it.
    """
    known = [(start, end) for start, end in sorted(_spans(text)) if whose.get(text[start:end])]
    by_chance = accidents(text, known) if known else frozenset()
    for start, end in known:
        cut, code = text[start:end], _CODE.match(text, end)
        if end not in by_chance and not is_word(cut) and not (code and not whose[cut].startswith(code[1])):
            yield start, end, whose[cut]


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """What stands behind the marks in a text; a pattern looks for one five times as slowly."""
    for mark, cut in _CUT.items():
        at = text.find(mark)
        while at >= 0:
            at += len(mark)
            found = cut.match(text, at)
            if found:
                yield found.span()
            at = text.find(mark, at)
    if "退" in text:
        yield from (_left(match) for match in _LEAVES.finditer(text))


def _left(match: re.Match[str]) -> tuple[int, int]:
    return match.span("front") if match["front"] else (match.start() - 2, match.start())


def is_treated(text: str, start: int, end: int, keys: Iterable[str]) -> bool:
    """Whether the name at `text[start:end]` of a folded text, which is that of these companies, stands whole behind the
    mark of special treatment, `ST美尔雅`, or in front of a mark of Hong Kong's: `快手-W`.

    Only Shanghai and Shenzhen set the former. `ST` by itself is STMicroelectronics, too: everyday words behind it may
    be any (`ST机器人开发板`), behind `*ST` they are a name.
    """
    if text[end : end + 1] == "-" and _MARKED_BEHIND.match(text, end):
        return all(key.endswith(".HK") for key in keys)
    if not text.endswith("ST", 0, start):
        return False
    mark = TREATED.search(text, max(0, start - _LONGEST_MARK), start)
    named = mark is not None and (mark[1] != "" or not is_everyday(text[start:end]))
    return named and all(key.endswith(_MAINLAND) for key in keys)


_MARKED_BEHIND = lazy(rf"(?<=[{HAN}])-(?:SW|[WSB])(?![A-Za-z0-9])")
"""Weighted votes, a second listing, a young house of biotechnology."""
_LONGEST_MARK = 4
"""Characters of `*ST`, and of what stands in front of it."""


def ends_with_cut(words: str, names: Iterable[str]) -> bool:
    """Whether words end with what a mark leaves of one of these names, its letters in their order: `ST尔雅` of 美尔雅.
    For the words in front of a code: by themselves such letters may be several companies'."""
    cut = _ENDS_CUT.search(words)
    return cut is not None and any(has_letters(name, cut[cut.lastindex or 1]) for name in names)

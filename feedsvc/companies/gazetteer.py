"""Names in running text: one pass over a folded copy, longest name first, edges checked.

All names stand in one Aho-Corasick automaton in small letters. `平安银行` hides the `平安` in it; a hit whose edges
fail (`Apple` in `Applet`, `京东` in `北京东路`) gives way to what it hid. Names without a Chinese character must be
written in the registry's own case (`Apple`, not `apple`), the others in any.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import itemgetter
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from feedsvc.companies.context import BYSTANDING, acts, is_bystander
from feedsvc.companies.folding import Folded, fold, folded_name, is_han, small
from feedsvc.companies.naming import LONGEST_ACCIDENT, is_accident
from feedsvc.model import Company, Name

_CITED = tuple(
    (needle, re.compile(pattern))
    for needle, pattern in (
        ("报道", r"据[^,。;\n]{1,30}?报道"),
        ("报导", r"据[^,。;\n]{1,30}?报导"),
        ("来源:", r"来源:[^\n)。;]{0,40}"),
        ("编辑", r"(?:责任)?编辑\s?[:/|]\s?[^\n)。]{0,20}"),
        ("责编", r"责编\s?[:/|]\s?[^\n)。]{0,20}"),
        ("校对:", r"校对:[^\n)。]{0,20}"),
        ("公众号", r"(?:首发于|来自|关注|转载自)?(?:微信)?公众号\s?[:“\"]?[^\n,。)]{0,20}"),
        ("Follow us", r"Follow us on [^\n.]{0,120}"),
        ("©", r"©[^\n]{0,80}"),
        ("Copyright", r"Copyright[^\n]{0,80}"),
        ("记者:", r"记者:[^\n)。]{0,20}"),
        (")", r"\((?<=[。!?”]\()[^\n()]{2,20}\)(?=\n|\Z)"),
        (
            ":",
            r"(?:HKEX|HKEx|SEHK|NASDAQ|Nasdaq|NYSE|AMEX|LSE|SSE|SZSE|[港上深北纽]交所|联交所|纳斯达克)\s?:\s?(?=[A-Z0-9])",
        ),
    )
)
"""Words that name where a text comes from, or where a share is listed: `据…报道`, `来源：…`, editors, a last bracket
`…。（证券时报网）`, `HKEX: 9988`. A text without the first of each pair has nothing of the second."""

_TOPICS = (
    "概念", "产业链", "雨林", "流域", "河谷", "大厦", "路口", "杯", "先生", "女士", "太太", "教授",
    "地图", "贴吧", "百科", "知道", "文库", "网盘", "翻译", "课堂", "雅黑", "分析法",
    " Play", " Drive", " Maps", " Docs", " Translate", " Chrome", " Analytics", " Fonts", " Photoshop",
)  # fmt: skip
"""Behind a name these make it a board, a place, a person or a product: 苹果概念股, 亚马逊雨林, 百度地图."""


class Owner(NamedTuple):
    """A company that a text names, by its key, and what its name is to it (see model.Name)."""

    key: str
    name: Name


class Hit(NamedTuple):
    """A name in a text as written, and whose it is. `sure` is the key of the only company that it can mean, on any day,
    else ""; then `acts` tells whether somebody acts there under it (context.py)."""

    start: int
    end: int
    owners: tuple[Owner, ...]
    sure: str = ""
    acts: bool = False


@dataclass(frozen=True, slots=True)
class _Entry:
    """A pattern in small letters: its owners, `sure` as in Hit; its exact spellings (none where case does not
    matter); its edges.

    `left` and `right`: a Latin letter or digit stands there, so that none may stand beside it; `han`: it ends Chinese;
    `short`: a Chinese one that may be an accident at both ends.
    """

    owners: tuple[Owner, ...]
    sure: str
    exact: frozenset[str]
    left: bool
    right: bool
    han: bool
    short: bool

    @property
    def is_loose(self) -> bool:
        """Whether nothing has to be checked but the words behind it."""
        return not (self.exact or self.left or self.right or self.short)


class Gazetteer:
    """Every name of the given companies, ready to be looked for; built once."""

    def __init__(self, companies: Iterable[Company]) -> None:
        patterns: dict[str, list[Owner]] = {}
        spellings: dict[str, set[str]] = {}
        for company in companies:
            for name in company.names:
                text = folded_name(name.text)
                if len(text) > 1:
                    patterns.setdefault(small(text), []).append(Owner(company.key, name))
                    spellings.setdefault(small(text), set()).add(text)
        self._entries = [_entry(pattern, owners, spellings[pattern]) for pattern, owners in patterns.items()]
        # Of long Chinese names, and they are most, only what is right behind them can make them another word.
        self._loose = frozenset(at for at, entry in enumerate(self._entries) if entry.is_loose)
        self._longest = max(map(len, patterns), default=0)
        self._automaton = AhoCorasick(list(patterns), matchkind=MatchKind.LeftmostLongest)

    def hits(self, text: str) -> list[Hit]:
        """The names in a text, in order, without overlaps; offsets are those of the text as given."""
        folded = fold(text)
        lower = small(folded.text)
        found = self._automaton.find_matches_as_indexes(lower)
        if not found:
            return []
        accepted: list[tuple[int, int, int]] = []
        done, plain, loose = 0, folded.text, self._loose
        for hit in found:
            index, start, end = hit
            if start < done:
                continue
            if (index in loose and not _goes_on(plain[end : end + 1])) or self._fits(plain, *hit):
                accepted.append(hit)
            else:
                accepted.extend(self._instead(folded, lower, hit))
            done = accepted[-1][2] if accepted else 0
        cited = _cited(plain)
        return [
            self._hit(folded, hit)
            for hit in accepted
            if not ((cited or plain[hit[1] - 1] in BYSTANDING) and _is_said(plain, hit, cited))
        ]

    def _hit(self, folded: Folded, found: tuple[int, int, int]) -> Hit:
        index, begin, stop = found
        entry = self._entries[index]
        start, end = folded.span(begin, stop) if folded.cuts else (begin, stop)
        return Hit(start, end, entry.owners, entry.sure, not entry.sure and acts(folded.text, begin, stop))

    def _instead(self, folded: Folded, lower: str, hit: tuple[int, int, int]) -> Iterator[tuple[int, int, int]]:
        """What a hit whose edges fail gives way to: a shorter one that begins there, or those that it hid."""
        _, start, end = hit
        while True:
            shorter = self._first(lower, start, end - 1)
            if shorter is None or shorter[1] != start:
                yield from self._hidden(folded, lower, (start + 1, hit[2]))
                return
            if self._fits(folded.text, *shorter):
                yield shorter
                return
            end = shorter[2]

    def _hidden(self, folded: Folded, lower: str, span: tuple[int, int]) -> Iterator[tuple[int, int, int]]:
        """Names that begin inside a refused hit; bounded by the longest name, whatever the text."""
        position, limit = span
        while position < limit:
            hit = self._first(lower, position, limit + self._longest)
            if hit is None or hit[1] >= limit:
                return
            fits = self._fits(folded.text, *hit)
            if fits:
                yield hit
            position = hit[2] if fits else hit[1] + 1

    def _first(self, lower: str, start: int, end: int) -> tuple[int, int, int] | None:
        found = self._automaton.find_matches_as_indexes(lower[start:end])
        return (found[0][0], found[0][1] + start, found[0][2] + start) if found else None

    def _fits(self, text: str, index: int, start: int, end: int) -> bool:
        entry = self._entries[index]
        if entry.exact and text[start:end] not in entry.exact:
            return False
        if entry.left and start and _is_letter(text[start - 1]):
            return False
        if entry.right and end < len(text) and _is_letter(text[end]):
            return False
        return not (text.startswith(_TOPICS, end) or (entry.han and is_accident(text, start, end)))


def _entry(pattern: str, owners: list[Owner], spellings: set[str]) -> _Entry:
    exact = frozenset() if any(map(is_han, pattern)) else frozenset(spellings)
    han = is_han(pattern[-1])
    short = is_han(pattern[0]) and len(pattern) <= LONGEST_ACCIDENT
    edges = (_is_letter(pattern[0]), _is_letter(pattern[-1]))
    return _Entry(tuple(owners), _sure(owners), exact, *edges, han, short)


def _sure(owners: list[Owner]) -> str:
    (key, name), *others = owners
    return key if name.is_plain and not others else ""


def _goes_on(behind: str) -> bool:
    """Whether the character behind a name may make it another word or thing."""
    return behind == " " or is_han(behind)


def _cited(text: str) -> list[tuple[int, int]]:
    """The spans of cited words, sorted and apart."""
    spans = sorted(match.span() for needle, pattern in _CITED if needle in text for match in pattern.finditer(text))
    apart: list[tuple[int, int]] = []
    for first, last in spans:
        if apart and first <= apart[-1][1]:
            apart[-1] = (apart[-1][0], max(last, apart[-1][1]))
        else:
            apart.append((first, last))
    return apart


def _is_said(text: str, hit: tuple[int, int, int], cited: list[tuple[int, int]]) -> bool:
    """Whether a name only tells where something is said or compared: in a source line, on a platform of that name."""
    _, begin, stop = hit
    before = bisect_right(cited, begin, key=itemgetter(0))
    return (before > 0 and begin < cited[before - 1][1]) or is_bystander(text, begin, stop)


def _is_letter(text: str) -> bool:
    """Whether a character belongs to a word written with spaces around it: Latin, Greek, Cyrillic, digits, `_`, `@`."""
    return text in "_@" or (text < "\u2e80" and text.isalnum())

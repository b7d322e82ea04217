"""Names in running text: one pass over a folded copy, longest name first, edges checked.

All names stand in one Aho-Corasick automaton in small letters. `平安银行` hides the `平安` in it; a hit whose edges
fail (`Apple` in `Applet`, `京东` in `北京东路`) gives way to what it hid. Names without a Chinese character must be
written in the registry's own case (`Apple`, not `apple`), the others in any.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from feedsvc.companies.folding import Folded, fold, folded_name, is_han, small
from feedsvc.companies.naming import is_accident
from feedsvc.model import Company, Name

_CITED = re.compile(
    r"据[^,。;\n]{1,30}?报[道导]|来源:[^\n)。;]{0,40}|责任?编辑?:[^\n)。]{0,20}|编辑:[^\n)。]{0,20}"
    r"|记者:[^\n)。]{0,20}"
    r"|\((?<=[。!?”]\()[^\n()]{2,20}\)(?=\n|\Z)"
)
"""Words that name where a text comes from: `据…报道`, `来源：…`, editors, a last bracket `…。（证券时报网）`."""

_TOPICS = ("概念", "产业链")
"""Behind a name these make it a board or a theme: 苹果概念股, 华为产业链."""


class Owner(NamedTuple):
    """A company that a text names, by its key, and what its name is to it (see model.Name)."""

    key: str
    name: Name


class Hit(NamedTuple):
    """A name in a text as written, and whose it is."""

    start: int
    end: int
    owners: tuple[Owner, ...]


@dataclass(frozen=True, slots=True)
class _Entry:
    """A pattern in small letters: its owners; its exact spellings (none where case does not matter); its edges.

    `left` and `right`: a Latin letter or digit stands there, so that none may stand beside it; `han`: begins Chinese.
    """

    owners: tuple[Owner, ...]
    exact: frozenset[str]
    left: bool
    right: bool
    han: bool


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
        self._longest = max(map(len, patterns), default=0)
        self._automaton = AhoCorasick(list(patterns), matchkind=MatchKind.LeftmostLongest)

    def hits(self, text: str) -> Iterator[Hit]:
        """The names in a text, in order, without overlaps; offsets are those of the text as given."""
        folded = fold(text)
        lower = small(folded.text)
        found = self._automaton.find_matches_as_indexes(lower)
        if not found:
            return
        cited = [match.span() for match in _CITED.finditer(folded.text)]
        done = 0
        for index, start, end in found:
            if start < done:
                continue
            for at, begin, stop in self._accepted(folded, lower, (index, start, end)):
                done = stop
                if not any(first <= begin < last for first, last in cited):
                    yield Hit(*folded.span(begin, stop), self._entries[at].owners)

    def _accepted(self, folded: Folded, lower: str, hit: tuple[int, int, int]) -> Iterator[tuple[int, int, int]]:
        """The hit itself, or, where its edges fail, a shorter one that begins there, or those that it hid."""
        index, start, end = hit
        while not self._fits(folded.text, index, start, end):
            shorter = self._first(lower, start, end - 1)
            if shorter is None or shorter[1] != start:
                yield from self._hidden(folded, lower, (start + 1, end))
                return
            index, start, end = shorter
        yield index, start, end

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
    return _Entry(tuple(owners), exact, _is_letter(pattern[0]), _is_letter(pattern[-1]), is_han(pattern[0]))


def _is_letter(text: str) -> bool:
    """Whether a character belongs to a word written with spaces around it: Latin, Greek, Cyrillic, digits, `_`, `@`."""
    return text in "_@" or (text < "\u2e80" and text.isalnum())

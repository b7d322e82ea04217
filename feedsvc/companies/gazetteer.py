"""Names in running text: one pass over a folded copy, longest name first, edges checked.

All names stand in one Aho-Corasick automaton in small letters. `平安银行` hides the `平安` in it; a hit whose edges
fail (`Apple` in `Applet`, `京东` in `北京东路`) gives way to what it hid. Names without a Chinese character must be
written in the registry's own case (`Apple`, not `apple`), the others in any; with either apostrophe (`Macy’s`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import combinations
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from feedsvc.companies import abridged
from feedsvc.companies.citations import citations, within
from feedsvc.companies.compass import is_within_land
from feedsvc.companies.context import acts, is_bystander, may_stand_by
from feedsvc.companies.folding import HAN, Folded, fold, folded_name, is_han, small, small_name, straight
from feedsvc.companies.legal import spellings
from feedsvc.companies.naming import accidents, is_accident
from feedsvc.companies.persons import given_before, is_given_name, is_transliterated, spelled_whole
from feedsvc.companies.phrases import NAMES, is_phrase
from feedsvc.companies.platforms import NAMES as PLATFORMS
from feedsvc.companies.platforms import is_posted
from feedsvc.companies.registry import Rejected
from feedsvc.companies.similes import is_simile
from feedsvc.companies.topics import is_topic
from feedsvc.model import Company, Name
from feedsvc.patterns import lazy


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


_HAN = lazy(f"[{HAN}]")
_Found = tuple[int, int, int]
"""A pattern's index, and where it begins and ends in the folded text."""


class _Meant(NamedTuple):
    """Whose a name is, and `sure` as in Hit."""

    owners: tuple[Owner, ...]
    sure: str


class _Entry(NamedTuple):
    """A pattern in small letters: what is meant by its spellings, only by them as they stand where it is `exact`, else
    by the one "" that holds all; its edges.

    It is `loose` where any spelling counts, beside whatever letters; `han` tells that it ends with a Chinese character.
    `left` and `right`: a Latin letter or digit stands there, so that none may stand beside it; behind a word that is
    `only_hint` a digit may (`iPhone16`).
    """

    meant: Mapping[str, _Meant]
    exact: bool
    loose: bool
    han: bool
    left: bool
    right: bool
    only_hint: bool


class _Entries(dict[int, _Entry]):
    """Entries by the numbers of their patterns, each made when it is asked for first: of 24,000 names a run meets a
    few hundred, and each new name makes a gazetteer."""

    def __init__(self, patterns: Mapping[str, list[Owner]]) -> None:
        super().__init__()
        self.patterns = list(patterns.items())

    def __missing__(self, number: int) -> _Entry:
        made = self[number] = _entry(*self.patterns[number])
        return made


class Gazetteer:
    """Every name of the given companies, ready to be looked for; built once, and safe to share among threads."""

    def __init__(self, companies: Iterable[Company], rejected: Collection[Rejected] = ()) -> None:
        patterns = _patterns(companies)
        self._refused = frozenset((small_name(name), key) for name, key in rejected)
        nobody = [pattern for pattern in _rejected(patterns, rejected) if not patterns.setdefault(pattern, [])]
        self._numbers = {pattern: at for at, pattern in enumerate(patterns)}
        self._begins: dict[str, int] = {}
        for pattern in sorted(patterns, key=len):
            self._begins[pattern[:2]] = len(pattern)
        self._entries = _Entries(patterns)
        self._phrased = frozenset(self._numbers[name] for name in NAMES if name in self._numbers)
        self._platforms = frozenset(self._numbers[name] for name in PLATFORMS if name in self._numbers)
        self._nobody = frozenset(map(self._numbers.__getitem__, nobody))
        self._automaton = AhoCorasick(list(patterns), matchkind=MatchKind.LeftmostLongest)

    def hits(self, text: str) -> list[Hit]:
        """The names in a text, in order, without overlaps; offsets are those of the text as given."""
        folded = fold(text)
        lower = straight(small(folded.text))
        found = self._automaton.find_matches_as_indexes(lower)
        cut = self._cut(folded) if abridged.is_marked(folded.text) else []
        if not found:
            return cut
        accepted: list[_Found] = []
        done, plain, entries, phrased = 0, folded.text, self._entries, self._phrased
        by_chance = accidents(plain, [(start, end) for index, start, end in found if entries[index].han])
        for hit in found:
            index, start, end = hit
            if start < done:
                continue
            written = not is_topic(plain, end) if entries[index].loose else self._is_written(plain, *hit)
            if written and end not in by_chance and not (index in phrased and is_phrase(plain, start, end)):
                accepted.append(hit)
                done = end
            else:
                accepted.extend(self._instead(folded, lower, hit))
                done = accepted[-1][2] if accepted else 0
        cited = citations(plain)
        hits = [
            self._made(folded, hit)
            for hit in accepted
            if hit[0] not in self._nobody
            and not is_transliterated(plain, hit[1], hit[2])
            and not (plain[hit[2] : hit[2] + 1] == "(" and self._is_piece(plain, hit))
            and not (entries[hit[0]].han and is_given_name(plain, hit[1], hit[2]))
            and not (hit[0] in self._platforms and is_posted(plain, hit[1], hit[2]))
            and not (
                (cited or may_stand_by(plain, hit[1], hit[2]))
                and (_is_said(plain, hit, cited) or self._is_person(plain, hit))
            )
        ]
        return _longest([*hits, *cut]) if cut else hits

    def _cut(self, folded: Folded) -> list[Hit]:
        """Names that an exchange cut: `XD贵州茅`."""
        found = abridged.cut_names(folded.text, self._beginnings)
        return [
            Hit(*folded.span(start, end), (Owner(key, Name(folded.text[start:end])),), key) for start, end, key in found
        ]

    @cached_property
    def _beginnings(self) -> Mapping[str, str]:
        """Made when a text asks for it first: few do, and each new name makes a gazetteer."""
        names = self._entries.patterns
        found = abridged.beginnings((name, key) for name, owners in names for key, own in owners if not own.hint)
        return {cut: key for cut, key in found.items() if self._refused.isdisjoint({(cut, key), (cut, "")})}

    def _is_person(self, text: str, hit: _Found) -> bool:
        """Whether a dot parts a name from a foreign given name that is no other company: `弗里曼·戴森`."""
        given = given_before(text, hit[1])
        return bool(given) and not any(given[-size:] in self._numbers for size in range(2, len(given) + 1))

    def _is_piece(self, text: str, hit: _Found) -> bool:
        """Whether a name by its sounds goes on in front, and a bracket has the whole in letters that are no company's:
        利亚德 in `希利亚德(Hilliard)`."""
        written = spelled_whole(text, hit[1], hit[2])
        return bool(written) and small_name(written) not in self._numbers

    def _made(self, folded: Folded, found: _Found) -> Hit:
        index, begin, stop = found
        entry = self._entries[index]
        start, end = folded.span(begin, stop) if folded.cuts else (begin, stop)
        owners, sure = entry.meant[straight(folded.text[begin:stop]) if entry.exact else ""]
        # `Moor Insights & Strategy` goes on in front.
        told = not (sure or folded.text.endswith("& ", 0, begin)) and (
            acts(folded.text, begin, stop) or abridged.is_treated(folded.text, begin, stop, (key for key, _ in owners))
        )
        return Hit(start, end, owners, sure, told)

    def _instead(self, folded: Folded, lower: str, hit: _Found) -> Iterator[_Found]:
        """What a hit whose edges fail gives way to: a shorter one that begins there, or those that it hid."""
        _, start, end = hit
        for stop in range(end - 1, start + 1, -1):
            index = self._numbers.get(lower[start:stop])
            if index is not None and self._fits(folded.text, index, start, stop):
                yield index, start, stop
                return
        yield from self._hidden(folded, lower, (start + 1, end))

    def _hidden(self, folded: Folded, lower: str, span: tuple[int, int]) -> Iterator[_Found]:
        """Names that begin inside a refused hit; bounded by the longest name, whatever the text."""
        position, limit = span
        while position < limit:
            hit = self._longest_at(lower, position)
            if hit is not None and self._fits(folded.text, *hit):
                yield hit
                position = hit[2]
            else:
                position += 1

    def _longest_at(self, lower: str, start: int) -> _Found | None:
        """The longest name that begins there; none does inside a Latin word."""
        if _is_letter(lower[start]) and _is_letter(lower[start - 1]):
            return None
        longest = self._begins.get(lower[start : start + 2], 0)
        for stop in range(min(start + longest, len(lower)), start + 1, -1):
            index = self._numbers.get(lower[start:stop])
            if index is not None:
                return index, start, stop
        return None

    def _fits(self, text: str, index: int, start: int, end: int) -> bool:
        if index in self._phrased and is_phrase(text, start, end):
            return False
        return self._is_written(text, index, start, end) and not (
            self._entries[index].han and is_accident(text, start, end)
        )

    def _is_written(self, text: str, index: int, start: int, end: int) -> bool:
        """Whether a name stands as the registry writes it, and is not a topic (`苹果概念`)."""
        entry = self._entries[index]
        if entry.exact and straight(text[start:end]) not in entry.meant:
            return False
        if entry.left and start and _is_letter(text[start - 1]):
            return False
        if entry.right and end < len(text) and (_is_letter(text[end]) or _goes_on(text, start, end)):
            return entry.only_hint and text[end].isdigit()
        return not (is_topic(text, end) or (entry.left and is_within_land(text, start)))


def _patterns(companies: Iterable[Company]) -> dict[str, list[Owner]]:
    """Whose each name is, by the name in small letters."""
    patterns: dict[str, list[Owner]] = {}
    for company in companies:
        key = company.key
        for name in company.names:
            for spelling in looked_for(name.text):
                patterns.setdefault(spelling, []).append(Owner(key, name))
    return patterns


def looked_for(name: str) -> tuple[str, ...]:
    """How a name may stand in a folded text in small letters: `looked_for("SK海力士") == ("sk海力士", "sk 海力士")`.
    A single character never does."""
    pattern = small_name(name)
    return tuple(dict.fromkeys((pattern, _SCRIPTS_MEET.sub(" ", pattern)))) if len(pattern) > 1 else ()


_SCRIPTS_MEET = lazy(r"(?<=[a-z])(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])(?=[a-z])")
"""Where many who write Chinese set one: `SK 海力士`, `TCL 科技`. Beside digits it parts a number: `共 360 公司`."""


def _longest(hits: list[Hit]) -> list[Hit]:
    """Hits in order, without those that begin inside another; of two that begin at one place the longer stays, or the
    sure one."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda one: (one.start, -one.end, not one.sure)):
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    return kept


def _rejected(patterns: Mapping[str, list[Owner]], rejected: Iterable[Rejected]) -> Iterator[str]:
    """What persons rejected and would still be found by a piece of it, for whoever has that: `贵州茅台酒股份有限公司`,
    in which 贵州茅台 stands. As a name of nobody it hides that piece."""
    for name, key in rejected:
        for spelling in map(small_name, spellings(name[:_LONGEST_REJECTED])):
            ends = combinations(range(len(spelling) + 1), 2)
            pieces = (patterns.get(spelling[start:end], ()) for start, end in ends)
            if any(owner.key == key or not key for owners in pieces for owner in owners):
                yield spelling


_LONGEST_REJECTED = 100
"""Characters of a rejected name: every piece of it is looked up."""


def _is_loose(pattern: str) -> bool:
    """Whether any spelling counts, beside whatever letters: a Chinese name."""
    first, last = pattern[0], pattern[-1]
    if is_han(first) and is_han(last):
        return True
    return not (_is_letter(first) or _is_letter(last)) and _HAN.search(pattern) is not None


def _entry(pattern: str, owners: list[Owner]) -> _Entry:
    exact = bool(owners) and not _HAN.search(pattern)
    spelled: dict[str, list[Owner]] = {}
    for owner in owners:
        spelled.setdefault(straight(folded_name(owner.name.text)) if exact else "", []).append(owner)
    meant = {spelling: _meant(tuple(of)) for spelling, of in spelled.items()}
    only_hint = bool(owners) and all(name.hint for _, name in owners)
    first, last = pattern[0], pattern[-1]
    return _Entry(meant, exact, _is_loose(pattern), is_han(last), _is_letter(first), _is_letter(last), only_hint)


def _meant(owners: tuple[Owner, ...]) -> _Meant:
    keys = {key for key, _ in owners}
    return _Meant(owners, keys.pop() if len(keys) == 1 and all(name.is_plain for _, name in owners) else "")


def _is_said(text: str, hit: _Found, cited: list[tuple[int, int]]) -> bool:
    """Whether a name only tells where something is said or compared: in a source line, on a platform of that name."""
    _, begin, stop = hit
    return within(cited, begin) or is_bystander(text, begin, stop) or is_simile(text, begin, stop)


def _goes_on(text: str, start: int, end: int) -> bool:
    """Whether an apostrophe joins a name to another: `Dell'Aquila`; not `Dell's`, `NVIDIA'S`, `'Tesla'Model`."""
    joined = text[end] in "'’" and text[end + 1 : end + 2].isupper() and text[end + 2 : end + 3].islower()
    return joined and text[start - 1 : start] not in ("'", "’", "‘")


def _is_letter(text: str) -> bool:
    """Whether a character belongs to a word written with spaces around it: Latin, Greek, Cyrillic, digits, `_`, `@`."""
    return text in "_@" or (text < "\u2e80" and text.isalnum())

"""How good the companies found are: labels made by hand against what was found, as precision, recall and F1.

A label line is a JSON object: `file`, `companies` (those that the article is about or names as an actor: `names` are
spellings, `keys` listings), `ignore` (borderline: count neither way) and `not` (traps, which must not be found). A
found company is right when a key or a name agrees; of two found for one label both are right.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from feedsvc.companies.folding import small_name
from feedsvc.model import Company, Mention, Problem

TIERS = ("head", "markup", "code", "legal", "short", "name")


@dataclass(frozen=True, slots=True)
class Expected:
    """One company of a label: spellings in the text, listings known."""

    names: tuple[str, ...]
    keys: tuple[str, ...] = ()

    def __str__(self) -> str:
        return " / ".join((*self.names, *self.keys))


@dataclass(frozen=True, slots=True)
class Label:
    """What one article's companies are."""

    file: str
    companies: tuple[Expected, ...] = ()
    ignore: tuple[str, ...] = ()
    traps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """A company that was found in an article, and why."""

    company: Company
    mention: Mention

    @property
    def spellings(self) -> frozenset[str]:
        """Its names and keys as they are compared."""
        names = (name.text for name in self.company.names if not name.hint)
        return frozenset(map(_plain, (self.company.key, self.company.name, *self.company.listings, *names)))


@dataclass(frozen=True, slots=True)
class Judged:
    """One article: the companies found right and wrong, the labels that none met, those of the wrong that are traps."""

    label: Label
    right: tuple[Found, ...]
    wrong: tuple[Found, ...]
    missed: tuple[Expected, ...]
    traps: tuple[Found, ...]


@dataclass(frozen=True, slots=True)
class Measure:
    """Precision, recall and F1, 0 to 1, of `found` companies and `labelled` ones; 1 where there are none."""

    tier: str
    found: int
    right: int
    labelled: int
    met: int

    @property
    def precision(self) -> float:
        """The share of what was found that is right."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """The share of the labels that were met."""
        return self.met / self.labelled if self.labelled else 1.0

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def parse_labels(text: str, path: str) -> tuple[tuple[Label, ...], tuple[Problem, ...]]:
    """The labels of a JSON Lines file, and what is wrong with the other lines."""
    labels: list[Label] = []
    problems: list[Problem] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            labels.append(_label(json.loads(line)))
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            mend = 'write {"file": …, "companies": [{"names": […], "keys": […]}], "ignore": […], "not": […]}'
            problems.append(Problem(path, "label", f"no label: {error!r}", mend, number))
    return tuple(labels), tuple(problems)


def _label(row: Mapping[str, Any]) -> Label:
    companies = tuple(
        Expected(_texts(each["names"]), _texts(each.get("keys") or ())) for each in row.get("companies") or ()
    )
    if not isinstance(row["file"], str):
        raise TypeError(f"file is {row['file']!r}")
    return Label(row["file"], companies, _texts(row.get("ignore") or ()), _texts(row.get("not") or ()))


def _texts(values: Iterable[object]) -> tuple[str, ...]:
    if isinstance(values, str) or not all(isinstance(value, str) for value in values):
        raise TypeError(f"{values!r} is no list of texts")
    return tuple(map(str, values))


def _plain(text: str) -> str:
    return small_name(text)


def judge(label: Label, found: Iterable[Found]) -> Judged:
    """Compare what was found in an article with its label."""
    every = list(found)
    ignored, traps = set(map(_plain, label.ignore)), set(map(_plain, label.traps))
    right = tuple(one for one in every if any(_agrees(one, each) for each in label.companies))
    wrong = tuple(one for one in every if one not in right and not one.spellings & ignored)
    missed = tuple(each for each in label.companies if not any(_agrees(one, each) for one in every))
    return Judged(label, right, wrong, missed, tuple(one for one in wrong if one.spellings & traps))


def _agrees(found: Found, expected: Expected) -> bool:
    return bool(found.spellings & set(map(_plain, (*expected.names, *expected.keys))))


def measures(judged: Iterable[Judged]) -> tuple[Measure, ...]:
    """The measure of each tier that found anything, then of all together.

    A tier's own: of the companies for which it gave a reason, those that are right; of all labels, those that it met.
    """
    every = list(judged)
    tiers = [_measure(tier, every) for tier in TIERS]
    return (*(measure for measure in tiers if measure.found), _measure("", every))


def _measure(tier: str, judged: list[Judged]) -> Measure:
    right = [[one for one in each.right if _has(one, tier)] for each in judged]
    wrong = [one for each in judged for one in each.wrong if _has(one, tier)]
    met = sum(
        any(_agrees(one, expected) for one in found)
        for each, found in zip(judged, right, strict=True)
        for expected in each.label.companies
    )
    good = sum(map(len, right))
    return Measure(tier or "all", good + len(wrong), good, sum(len(each.label.companies) for each in judged), met)


def _has(found: Found, tier: str) -> bool:
    return not tier or any(reason.tier == tier for reason in found.mention.reasons)

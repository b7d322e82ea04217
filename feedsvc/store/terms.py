"""The terms of one writing transaction: their numbers, looked up together and once; made where there are none."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection

from feedsvc.articles import taxonomy
from feedsvc.readings import reading
from feedsvc.store import schema
from feedsvc.store.engine import ask_many, insert, with_many

_TERMS = with_many(
    "SELECT folded, id, spelled FROM terms WHERE kind = :kind_of AND folded IN (SELECT value FROM {many})"
)

_COLUMNS = (
    "kind", "folded", "key", "label", "spelled", "known", "modified", "entries", "version", "initial", "reading",
    "letters", "minted",
)  # fmt: skip
ABOVE_ROWS = 1 << 62
"""Numbers of rows, of which feeds of before have their ids, stay below."""


def sorting(label: str) -> dict[str, str]:
    """The columns by which lists in alphabetical order find a label."""
    read = reading(label)
    return {"initial": read.initial, "reading": read.text, "letters": read.letters}


class Terms:
    """The terms that a transaction has looked up or made; `categories` are the folded keys of new ones. Keys that
    differ only in case or width are one."""

    def __init__(self, connection: Connection, now: int) -> None:
        self.categories: set[str] = set()
        self._connection = connection
        self._now = now
        self._ids: dict[tuple[str, str], int] = {}
        self._folded: dict[tuple[str, str], str] = {}
        self._spelled: dict[int, str] = {}

    def open(self, wanted: Iterable[tuple[str, str, str]]) -> None:
        """Look up terms (kind, key, label), and make those that there are not, in their order."""
        unknown: dict[tuple[str, str], tuple[str, str, str]] = {}
        for term in wanted:
            if term[:2] not in self._folded:
                folded = self._folded[term[:2]] = taxonomy.fold(term[1])
                if (term[0], folded) not in self._ids:
                    unknown.setdefault((term[0], folded), term)
        for kind in sorted({kind for kind, _ in unknown}):
            asked = [folded for each, folded in unknown if each == kind]
            for row in ask_many(self._connection, _TERMS, asked, kind_of=kind):
                self._ids[kind, row.folded] = row.id
                self._spelled[row.id] = row.spelled
        new = [(place, term) for place, term in unknown.items() if place not in self._ids]
        self._ids.update(zip((place for place, _ in new), self.make([term for _, term in new]), strict=True))

    def number(self, kind: str, key: str) -> int:
        """The number of a term that was opened."""
        return self._ids[kind, self._folded[kind, key]]

    def otherwise(self, terms: Iterable[tuple[str, str, str]]) -> dict[int, str]:
        """Which of an article's terms (kind, key, label), that were opened, it does not write as they are spelled: the
        labels by number. Of one that comes twice the first place counts."""
        written: dict[int, str] = {}
        for kind, key, label in terms:
            written.setdefault(self.number(kind, key), label)
        return {number: label for number, label in written.items() if label != self._spelled[number]}

    def make(self, new: Sequence[tuple[str, str, str]]) -> list[int]:
        """The numbers of terms that there are not yet, given as kind, key and label, in their order."""
        if not new:
            return []
        folded = [(kind, taxonomy.fold(key)) for kind, key, _ in new]
        self.categories.update(each for kind, each in folded if kind == "category")
        insert(self._connection, schema.terms, _COLUMNS, [self._row(*term) for term in new])
        made: dict[tuple[str, str], int] = {}
        for kind in sorted({kind for kind, _ in folded}):
            asked = [each for of, each in folded if of == kind]
            rows = ask_many(self._connection, _TERMS, asked, kind_of=kind).all()
            made |= {(kind, row.folded): row.id for row in rows}
            self._spelled |= {row.id: row.spelled for row in rows}
        return [made[each] for each in folded]

    def _row(self, kind: str, key: str, label: str) -> tuple[object, ...]:
        read = reading(label)
        return (
            kind, taxonomy.fold(key), key, label, label, self._now, self._now, 0, 0, read.initial, read.text,
            read.letters, _minted(),
        )  # fmt: skip


def _minted() -> int:
    """What the id of a new term's feed is made of. Drawn, not counted: where a backup is restored, a count goes back
    too, and an id that one feed has had would go to another (rule 5)."""
    return ABOVE_ROWS | secrets.randbits(62)

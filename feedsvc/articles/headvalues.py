"""What the readers of heads share: the result, its limits, and the error that says a head cannot be read."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from feedsvc.model import HeadValue
from feedsvc.patterns import lazy

# No head in the wild nests deeper than four; what reads a value later may recurse over it.
MAX_DEPTH = 20
# YAML 1.2 10.3.2: what stands for "no value".
NULLS = ("", "~", "null", "Null", "NULL")
EXTENDED = frozenset({"$date", "$numberLong", "$oid"})
"""What MongoDB wraps a value of these kinds in, in its exports
(https://www.mongodb.com/docs/manual/reference/mongodb-extended-json/)."""
# JSON escapes can spell half a surrogate pair, which no encoding can write (RFC 8259 8.2).
SURROGATE = lazy("[\ud800-\udfff]")


class HeadError(Exception):
    """A head, or a part of it, cannot be read: why, the line within it, from 0, where known, and the mend."""

    def __init__(self, reason: str, line: int | None = None, mend: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line
        self.mend = mend


def listed(value: HeadValue) -> tuple[HeadValue, ...]:
    """The values of a list, or the one that stands for it."""
    return value if isinstance(value, tuple) else (value,)


@dataclass(frozen=True, slots=True)
class Repair:
    """A value that was taken as written because it breaks its syntax: the line within the head, from 0."""

    line: int
    key: str
    value: str


@dataclass(frozen=True, slots=True)
class ParsedHead:
    """The values of a head, the line of each top-level key, from 0 within the head, and what was repaired."""

    values: Mapping[str, HeadValue]
    lines: Mapping[str, int]
    repairs: tuple[Repair, ...] = ()


def frozen_value(value: object) -> HeadValue:
    """A value of a JSON or TOML parser as strings, tuples and dicts; nested no deeper than its reader allowed.

    `True` gives "true", `None` gives "": both parsers are told to leave numbers as written. Of `{"$date": "x"}`, see
    EXTENDED, "x" is left.
    """
    if isinstance(value, Mapping):
        if len(value) == 1 and (kind := next(iter(value))) in EXTENDED:
            return frozen_value(value[kind])
        return {whole(str(key)): frozen_value(inner) for key, inner in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return tuple(frozen_value(inner) for inner in value)
    if value is None or isinstance(value, bool):
        return {None: "", True: "true", False: "false"}[value]
    return whole(str(value))


def renamed(head: ParsedHead, names: Collection[str], meant: str) -> ParsedHead:
    """The head with the first text that one of these names has, in any case, under `meant`, where that says nothing:
    `headline: A` as `title: A`."""
    if head.values.get(meant):
        return head
    said = {key.casefold(): key for key, value in head.values.items() if isinstance(value, str) and value.strip()}
    own = next((said[name] for name in names if name in said), None)
    if own is None or any(value and key.casefold() == meant for key, value in head.values.items()):
        return head
    values = {key: value for key, value in head.values.items() if key.casefold() != meant}
    lines = {key: line for key, line in head.lines.items() if key.casefold() != meant}
    return under(replace(head, values=values, lines=lines), {own: meant})


def dated(head: ParsedHead) -> ParsedHead:
    """The head with the dates of a table `date`, as Material for MkDocs has it, where others have theirs: `date:
    {created: A, updated: B}` as `date: A` and `updated: B`
    (https://squidfunk.github.io/mkdocs-material/plugins/blog/#meta.date)."""
    dates = head.values.get("date")
    if not isinstance(dates, Mapping):
        return head
    given = {"date": dates.get("created", ""), "updated": dates.get("updated", "")}
    own = {key: value for key, value in given.items() if isinstance(value, str) and value}
    return replace(head, values={**{key: value for key, value in head.values.items() if key != "date"}, **own})


def under(head: ParsedHead, names: Mapping[str, str]) -> ParsedHead:
    """The head with these keys under other names."""
    values = {names.get(key, key): value for key, value in head.values.items()}
    return replace(head, values=values, lines={names.get(key, key): line for key, line in head.lines.items()})


def whole(text: str) -> str:
    """The text with U+FFFD for every half of a surrogate pair."""
    return SURROGATE.sub("\ufffd", text)

"""Heads read line by line: Pelican's `Key: value` lines, and heads whose YAML or TOML is broken."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from feedsvc.articles.headvalues import HeadError, ParsedHead, Repair
from feedsvc.model import HeadValue

# Pelican's documentation, "File metadata".
PELICAN_KEYS = frozenset(
    (
        *("title", "date", "modified", "category", "tags", "slug", "author", "authors", "summary", "lang"),
        *("translation", "status", "template", "keywords", "save_as", "url"),
    )
)
# A colon without a space after it may belong to an address, so that only a key that Pelican knows may lack it.
PELICAN_KEY = re.compile(r"([A-Za-z0-9_-]{1,60})[ \t]*:([ \t]|$)?")
# A key as it stands at the start of a line; a full-width colon is a frequent slip of Chinese keyboards.
YAML_KEY = re.compile(r"""["']?(\w[\w .-]{0,99})["']?[ \t]*[:：]""")
TOML_KEY = re.compile(r"(\w[\w.-]{0,99})[ \t]*=")
TOML_TABLE = re.compile(r"\[{1,2}[\w .\"'-]{1,200}\]")
ITEM = re.compile(r"-[ \t]+(.*)")
BLOCK_MARKS = ("|", "|-", "|+", ">", ">-", ">+")
# How many repairs of one head are worth telling.
MAX_REPAIRS = 10


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a broken head is taken apart: what starts a value, and the parser that each part is tried with."""

    key: re.Pattern[str]
    parse: Callable[[str], ParsedHead]


@dataclass(frozen=True, slots=True)
class _Block:
    """The lines of one top-level key, and the number of the first, from 0."""

    line: int
    lines: list[str]


def starts_pelican(line: str) -> bool:
    """Whether a file's first line opens a head of `Key: value` lines: `Title: 京东健康`, but not `Remark: x`."""
    match = PELICAN_KEY.match(line)
    return match is not None and match[1].lower() in PELICAN_KEYS


def is_pelican(line: str) -> bool:
    """Whether a line belongs to a head of `Key: value` lines: `Custom: x`, a continuation, but not `http://x`."""
    match = PELICAN_KEY.match(line)
    if match is None:
        return line[:1].isspace() and line.strip() != ""
    return match[2] is not None or match[1].lower() in PELICAN_KEYS


def parse_lines(lines: Iterable[str]) -> ParsedHead:
    """Read `Key: value` lines; an indented line continues the value before it; a key's first value counts."""
    texts: dict[str, list[str]] = {}
    places: dict[str, int] = {}
    current: list[str] = []
    for number, line in enumerate(lines):
        key, _, value = line.partition(":")
        if line[:1].isspace():
            current.append(line.strip())
        else:
            current = [value.strip()]
            if texts.setdefault(key.strip(), current) is current:
                places[key.strip()] = number
    return ParsedHead({key: " ".join(filter(None, parts)) for key, parts in texts.items()}, places)


def mend(text: str, dialect: Dialect) -> ParsedHead:
    """Read a broken head one top-level key at a time: what parses by itself keeps its meaning, the rest is as written.

    `title: "a "quoted" b"` gives `a "quoted" b`; `- item` lines under a key give a list. Repairs tell which.
    Raises HeadError where not one key is found.
    """
    values: dict[str, HeadValue] = {}
    places: dict[str, int] = {}
    repairs: list[Repair] = []
    for block in _blocks(text, dialect):
        try:
            parsed = dialect.parse("\n".join(block.lines))
        except HeadError:
            parsed = _as_written(block, dialect)
            repairs += parsed.repairs
        values.update(parsed.values)
        places.update({key: block.line + line for key, line in parsed.lines.items()})
    if not values:
        raise HeadError("a head without a single `key: value` line", 0)
    return ParsedHead(values, places, tuple(repairs[:MAX_REPAIRS]))


def _blocks(text: str, dialect: Dialect) -> list[_Block]:
    blocks: list[_Block] = []
    table = False
    for number, line in enumerate(text.split("\n")):
        opens_table = dialect.key is TOML_KEY and TOML_TABLE.match(line) is not None
        table = table or opens_table
        if opens_table or (not table and dialect.key.match(line)):
            blocks.append(_Block(number, [line]))
        elif blocks:
            blocks[-1].lines.append(line)
    return blocks


def _as_written(block: _Block, dialect: Dialect) -> ParsedHead:
    match = dialect.key.match(block.lines[0])
    if match is None:  # a TOML table that does not parse: its keys are not the head's
        return ParsedHead({}, {})
    key = match[1].rstrip()
    first = block.lines[0][match.end() :].strip()
    rest = [stripped for line in block.lines[1:] if (stripped := line.strip()) and not stripped.startswith("#")]
    value = _value(first, rest)
    written = first or " ".join(rest)
    return ParsedHead({key: value}, {key: 0}, (Repair(block.line, key, written),))


def _value(first: str, rest: list[str]) -> HeadValue:
    items = [match for line in rest if (match := ITEM.fullmatch(line))]
    pairs = [match for line in rest if (match := YAML_KEY.match(line))]
    if not first and items:
        return tuple(unquoted(match[1]) for match in items)
    if not first and pairs and len(pairs) == len(rest):
        return {match[1].rstrip(): unquoted(match.string[match.end() :].strip()) for match in pairs}
    if first in BLOCK_MARKS:
        return "\n".join(rest)
    return unquoted(" ".join([first, *rest]))


def unquoted(text: str) -> str:
    """The text without the pairs of quotation marks around it: `\"""'x'\"""` gives `x`.

    A template that writes `title: "{{ title }}"` puts a pair around whatever the title holds, so the outer marks
    are a pair, except where the first mark within closes a word: `"a" and "b"` stays as it is.
    """
    start, end = 0, len(text)
    while end - start > 1 and text[start] in "\"'" and text[start] == text[end - 1]:
        inner = text.find(text[start], start + 1, end - 1)
        if inner > start + 1 and not text[inner - 1].isspace() and text[inner + 1].isspace():
            break
        start, end = start + 1, end - 1
    return text[start:end].strip()

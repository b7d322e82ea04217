"""Heads read line by line: Pelican's `Key: value` lines, `标题：…` lines, and heads whose YAML or TOML is broken."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice, takewhile

from feedsvc.articles.chinesekeys import is_known, is_link, is_title_or_date, names_text
from feedsvc.articles.headlabels import EVENT, FAMILIAR, TALK
from feedsvc.articles.headvalues import HeadError, ParsedHead, Repair
from feedsvc.model import HeadValue
from feedsvc.patterns import lazy

# Pelican's documentation, "File metadata".
PELICAN_KEYS = frozenset(
    (
        *("title", "date", "modified", "category", "tags", "slug", "author", "authors", "summary", "lang"),
        *("translation", "status", "template", "keywords", "save_as", "url"),
    )
)
TOLD = frozenset({"title", "date"})
# A colon without a space after it may belong to an address, so that only a key that Pelican knows may lack it.
PELICAN_KEY = lazy(r"([A-Za-z0-9_-]{1,60})[ \t]*:([ \t]|$)?")
# How scrapers name each thing in a line of its own.
LABEL = lazy(r"([A-Za-z\u4e00-\u9fff]{2,20})[ \t\u3000]{0,4}[:：](?!//)")
BLANK_LINES = lazy(r"(?:[ \t\u3000]*+\n)++")
FEW_BLANK_LINES = lazy(r"(?:[ \t\u3000]*+\n){1,2}")
SENTENCE = lazy("[。！？!?]")
LABELS = 2
"""Lines of a head of labels, at least: one alone may be a text's first, `来源：一条河流的起点`."""
PARTED = 3
"""Keys among the lines of a head of labels with blank lines between them, at least."""
MOST_LABELS = 50
LONGEST_LABEL = 120
"""Characters of a line whose label is no key: a longer one is of the text."""
# A key as it stands at the start of a line; a full-width colon is a frequent slip of Chinese keyboards.
YAML_KEY = lazy(r"""["']?(\w[\w .-]{0,99})["']?[ \t]*[:：]""")
TOML_KEY = lazy(r"(\w[\w.-]{0,99})[ \t]*=")
TOML_TABLE = lazy(r"\[{1,2}[\w .\"'-]{1,200}\]")
ITEM = lazy(r"-[ \t]+(.*)")
BLOCK_MARKS = ("|", "|-", "|+", ">", ">-", ">+")
# How many repairs of one head are worth telling.
MAX_REPAIRS = 10


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a broken head is taken apart: what starts a value, and the parser that each part is tried with; what opens
    a table, to which the values below belong."""

    key: re.Pattern[str]
    parse: Callable[[str], ParsedHead]
    table: re.Pattern[str] | None = None


@dataclass(frozen=True, slots=True)
class _Block:
    """The lines of one top-level key, and the number of the first, from 0."""

    line: int
    lines: list[str]


def starts_pelican(text: str) -> bool:
    """Whether a text begins with a head of `Key: value` lines: `Title: 京东健康`, but not `Remark: x`, unless a title
    and a date are among the lines at once below it."""
    match = PELICAN_KEY.match(text)
    if match is None:
        return False
    if match[1].lower() in PELICAN_KEYS:
        return True
    names = {each.lower() for each in takewhile(bool, islice(_names(text), MOST_LABELS))}
    return match[2] is not None and names >= TOLD


def _names(text: str) -> Iterator[str]:
    """The key of each line, "" for one without."""
    at = 0
    while at < len(text):
        found = PELICAN_KEY.match(text, at)
        yield found[1] if found and found[2] is not None else ""
        at = line_end(text, at)


def is_pelican(line: str) -> bool:
    """Whether a line belongs to a head of `Key: value` lines: `Custom: x`, `来源：x`, a continuation, but not
    `http://x`."""
    match = PELICAN_KEY.match(line)
    if match is None:
        return (is_label(line) and not is_text(line)) or (line[:1].isspace() and line.strip() != "")
    return match[2] is not None or match[1].lower() in PELICAN_KEYS


def is_label(line: str) -> bool:
    """Whether a line says something under a name that keys have in Chinese: `標題：京东健康`."""
    match = LABEL.match(line)
    return match is not None and (is_known(match[1]) or is_link(match[1], line[match.end() :]))


def is_text(line: str) -> bool:
    """Whether a line's label is that of the text itself: `正文：…`."""
    match = LABEL.match(line)
    return match is not None and names_text(match[1])


def labels(text: str) -> tuple[str, str] | None:
    """The lines of labels that a text begins with, and what follows; None where they are no head.

    The first is a key's name in Chinese, the last one in either language; between them others may stand (`栏目：要闻`).
    `正文：` ends them, also behind a blank line: what stands behind it is the text. An event's (`地点：…`) tell of
    that, and are its text. Blank lines may part them where they are PARTED, one of them the title or the date; where
    those above the first blank line are so many already, the head is whole, and what is below it the text.
    """
    if not is_label(text[:LONGEST_LABEL]):
        return None
    known, above = _head(text, _labels(text, _apart))
    if not _is_whole(known):
        parted, whole = _head(text, _labels(text, _beyond))
        if _is_whole(parted):
            return whole
    return above if len(known) >= LABELS else None


def _is_whole(known: Collection[str]) -> bool:
    """Are these keys so many that blank lines may stand between them, or that none follows behind one?"""
    return len(known) >= PARTED and any(map(is_title_or_date, known))


def _head(text: str, found: Iterator[re.Match[str]]) -> tuple[Collection[str], tuple[str, str]]:
    """The keys that these labels are, none of an event's; the text's head of them, and what follows."""
    known: list[str] = []
    end = body = 0
    for label in islice(found, MOST_LABELS):
        if EVENT.match(text, label.start()) or TALK.match(text, label.start()):
            return (), ("", text)
        if _tells(label):
            known.append(label[1])
            end = body = line_end(text, label.end())
            if _opens_text(label):
                end, body = label.start(), label.end()
                break
    return known, (text[:end].rstrip(), text[body:])


def _labels(text: str, gap: Callable[[str, int], re.Match[str] | None]) -> Iterator[re.Match[str]]:
    """The labels of the lines that a text begins with, each at its line's beginning; `gap` finds one behind a blank."""
    end = 0
    while label := LABEL.match(text, end) or gap(text, end):
        end = line_end(text, label.end())
        if end - label.start() > LONGEST_LABEL and not _tells(label):
            return
        yield label


def _apart(text: str, at: int) -> re.Match[str] | None:
    """The label of the text itself, where a blank line parts it from the head."""
    gap = BLANK_LINES.match(text, at)
    label = LABEL.match(text, gap.end()) if gap else None
    return label if label and _opens_text(label) else None


def _beyond(text: str, at: int) -> re.Match[str] | None:
    """That, or behind at most two blank lines what an article's head has: a text may go on with any other label, and
    `作者：您好。` is one of a dialogue."""
    gap = FEW_BLANK_LINES.match(text, at)
    label = LABEL.match(text, gap.end()) if gap else None
    if label is None or names_text(label[1]):
        return _apart(text, at)
    if is_title_or_date(label[1]) or any(each.match(text, label.start()) for each in (EVENT, TALK)):
        return label
    told = _tells(label) or FAMILIAR.match(text, label.start())
    return label if told and not SENTENCE.search(text, label.end(), line_end(text, label.end())) else None


def _opens_text(label: re.Match[str]) -> bool:
    """Does the text stand behind this label? Above another one `内容` is what kind of text it is."""
    end = line_end(label.string, label.end())
    return names_text(label[1]) and not is_label(label.string[end : end + LONGEST_LABEL])


def _is_key(name: str) -> bool:
    return is_known(name) or name.lower() in PELICAN_KEYS


def _tells(label: re.Match[str]) -> bool:
    """Is a label that of a key?"""
    return _is_key(label[1]) or is_link(label[1], label.string[label.end() : line_end(label.string, label.end())])


def line_end(text: str, at: int) -> int:
    """Where the line at a place ends, its `\\n` included: where the next one begins, or the text ends."""
    return text.find("\n", at) + 1 or len(text)


def parse_lines(lines: Iterable[str]) -> ParsedHead:
    """Read `Key: value` lines, with a colon of either width behind a label; an indented line continues the value before
    it; a key's first value counts. Blank lines are passed over."""
    texts: dict[str, list[str]] = {}
    places: dict[str, int] = {}
    current: list[str] = []
    for number, line in enumerate(lines):
        if not line.strip():
            continue
        label = LABEL.match(line)
        key, value = (label[1], line[label.end() :]) if label else line.partition(":")[::2]
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
        opens_table = dialect.table is not None and dialect.table.match(line) is not None
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

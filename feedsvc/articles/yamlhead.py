"""A head in YAML, read as strings only: `000002` stays `000002`, `no` stays `no`, `12:30` stays `12:30`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import cast

import yaml
from yaml import events

from feedsvc.articles.headvalues import MAX_DEPTH, NULLS, HeadError, ParsedHead
from feedsvc.articles.plainyaml import parse_plain
from feedsvc.model import HeadValue
from feedsvc.patterns import lazy

# The typed loaders turn 000002 into 2 and no into False, and composing a tree recurses over the depth of the
# input; events do neither. The C parser is ten times as fast, where PyYAML was built with it.
LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
# Values after aliases are followed: "billion laughs" asks for 10^9 with nine lines.
MAX_NODES = 100_000
_ENV = "!ENV"
_PYTHON = lazy(r"tag:yaml\.org,2002:python/(?:name|(?P<made>object/(?:apply|new))):(?P<name>[\w.]{1,200})\Z")
"""What configurations of MkDocs have: a variable of the environment, which may have a default, and what Python calls so
(https://www.mkdocs.org/user-guide/configuration/#environment-variables, https://pyyaml.org/wiki/PyYAMLDocumentation)."""


@dataclass(slots=True)
class _Frame:
    """A list or mapping that is still open; `nodes` counts it and what it holds, aliases followed."""

    mapping: bool
    anchor: str | None
    tag: str
    items: list[HeadValue] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    nodes: int = 1


def parse_yaml(text: str) -> ParsedHead:
    """Read one YAML document whose top is a mapping, or nothing at all.

    `code: 000002` gives {"code": "000002"}; lists become tuples, mappings dicts; a plain `~` or `null` becomes "";
    tags are ignored. An alias gives the value of its anchor, as long as the whole stays below MAX_NODES.

    Raises HeadError: no YAML, not a mapping, a key that is no scalar, too deep, too many values.
    """
    return parse_plain(text) or parse_whole(text)


def parse_tagged(text: str) -> ParsedHead:
    """What `parse_yaml` gives of a configuration of MkDocs, but that `!ENV [A, b]` is "b", `!ENV A` nothing,
    `!!python/name:a.b` "a.b", and what stands under `!!python/object/apply:a.b` {"a.b": …}."""
    return parse_whole(text, _tagged)


def parse_whole(text: str, tagged: Callable[[HeadValue, str], HeadValue] | None = None) -> ParsedHead:
    """What `parse_yaml` gives, by the events of a parser of the whole language; `tagged` makes of a value and its tag
    what it means."""
    builder = _Builder(tagged or _as_it_stands)
    try:
        for event in yaml.parse(text, Loader=LOADER):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise HeadError(error.problem or "no YAML", mark.line if mark else None) from error
    except yaml.YAMLError as error:
        raise HeadError("a character that YAML does not allow") from error
    return builder.head


class _Builder:
    """Builds values from events with a stack of its own."""

    def __init__(self, tagged: Callable[[HeadValue, str], HeadValue]) -> None:
        self.head = ParsedHead({}, {})
        self._tagged = tagged
        self._open: list[_Frame] = []
        self._anchors: dict[str, tuple[HeadValue, int]] = {}

    def take(self, event: events.Event) -> None:
        line = event.start_mark.line if event.start_mark else 0
        if isinstance(event, events.ScalarEvent):
            value = "" if not event.style and event.value in NULLS else event.value
            self._add(self._tagged(value, event.tag or ""), (line, 1), event.anchor)
        elif isinstance(event, events.AliasEvent):
            self._alias(event.anchor, line)
        elif isinstance(event, events.CollectionStartEvent):
            is_mapping = isinstance(event, events.MappingStartEvent)
            self._start(_Frame(is_mapping, event.anchor, event.tag or "", lines=[line]))
        elif isinstance(event, events.CollectionEndEvent):
            self._end()

    def _start(self, frame: _Frame) -> None:
        if len(self._open) >= MAX_DEPTH:
            raise HeadError(f"nested deeper than {MAX_DEPTH}", frame.lines[0])
        self._open.append(frame)

    def _alias(self, anchor: str | None, line: int) -> None:
        if anchor is None or anchor not in self._anchors:
            raise HeadError(f"unknown alias {anchor!r}", line)
        value, nodes = self._anchors[anchor]
        self._add(value, (line, nodes), None)

    def _end(self) -> None:
        frame = self._open.pop()
        value = self._tagged(_mapping(frame) if frame.mapping else tuple(frame.items), frame.tag)
        if self._open:
            self._add(value, (frame.lines[0], frame.nodes), frame.anchor)
            return
        if not isinstance(value, dict):
            raise HeadError("a list, where `key: value` lines are expected", frame.lines[0])
        # The frame's own line stands first, then one line an item: key, value, key, value.
        self.head = ParsedHead(value, dict(zip(cast("list[str]", frame.items[::2]), frame.lines[1::2], strict=True)))

    def _add(self, value: HeadValue, place: tuple[int, int], anchor: str | None) -> None:
        line, nodes = place
        if anchor is not None:
            self._anchors[anchor] = (value, nodes)
        if not self._open:
            if value != "":
                raise HeadError("a text, where `key: value` lines are expected", line)
            return
        frame = self._open[-1]
        frame.items.append(value)
        frame.lines.append(line)
        frame.nodes += nodes
        if frame.nodes > MAX_NODES:
            raise HeadError(f"more than {MAX_NODES} values", line)


def _as_it_stands(value: HeadValue, _tag: str) -> HeadValue:
    return value


def _tagged(value: HeadValue, tag: str) -> HeadValue:
    """A value by its tag, where that says more than its type."""
    if not tag.startswith(("!E", "tag:yaml.org,2002:python/")):
        return value
    if tag == _ENV:
        return value[-1] if isinstance(value, tuple) and len(value) > 1 else ""
    named = _PYTHON.match(tag)
    if named is None:
        return value
    return {named["name"]: value} if named["made"] else named["name"]


def _mapping(frame: _Frame) -> dict[str, HeadValue]:
    """The mapping of an ended frame; of a key that stands twice the last value, as Jekyll takes it."""
    values: dict[str, HeadValue] = {}
    for index in range(0, len(frame.items), 2):
        key = frame.items[index]
        if not isinstance(key, str):
            raise HeadError("a key that is no text", frame.lines[index + 1])
        values[key] = frame.items[index + 1]
    return values

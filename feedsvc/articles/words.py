"""The words of a tree as a browser sets them: what is hidden left out, runs of white space as one space."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Literal, NamedTuple

from feedsvc.articles.characters import ZERO_WIDTH
from feedsvc.articles.shown import BLOCKS, PLAYERS, hidden
from feedsvc.articles.tree import Comment, Node, Tag, Text
from feedsvc.patterns import lazy

_SPACES = "\t\n\f\r"
"""HTML's white space besides the space itself (WHATWG Infra 4.6)."""
_UNEVEN = lazy(f"[ \t\n\f\r]|{ZERO_WIDTH.pattern}")
"""Most Chinese texts hold none of it."""


class Event(NamedTuple):
    """A step of a walk: a tag opens or closes, words, or a comment."""

    kind: Literal["open", "close", "text", "comment"]
    node: Node


def walk(roots: Iterable[Node], but: Callable[[Tag], bool] = hidden) -> Iterator[Event]:
    """What is visible below the roots, in document order, without recursion; `but` are elements to pass over."""
    pending: list[Event | Node] = list(reversed(list(roots)))
    while pending:
        step = pending.pop()
        if isinstance(step, Event):
            yield step
        elif isinstance(step, Tag):
            if not but(step):
                yield Event("open", step)
                pending.append(Event("close", step))
                pending.extend(reversed(step.contents) if step.name not in PLAYERS else ())
        elif isinstance(step, Comment):
            yield Event("comment", step)
        elif isinstance(step, Text):
            yield Event("text", step)


class Line:
    """Words gathered as a browser sets them: runs of white space are one space, none at either end of a line."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.space = False
        self.preformatted = 0

    def take(self, event: Event) -> None:
        """Add one step of a walk."""
        if isinstance(event.node, Tag):
            if event.node.name == "pre":
                self.preformatted += 1 if event.kind == "open" else -1
            elif event.node.name == "br" and event.kind == "open":
                self.break_line()
        elif isinstance(event.node, Text):
            self.words(event.node)

    def words(self, words: str) -> None:
        """Add words; what has no width parts none and is left out."""
        if self.preformatted:
            self._write(ZERO_WIDTH.sub("", words))
            return
        text, ends = words, False
        if _UNEVEN.search(words):
            text = _spaced(words)
            self.space = self.space or text.startswith(" ")
            ends, text = text.endswith(" "), text.strip(" ")
        if text:
            at_start = not self.length or self.parts[-1].endswith("\n")
            self._write(text if at_start or not self.space else " " + text)
            self.space = ends

    def break_line(self) -> None:
        """A `br`, or the end of a block inside."""
        if self.length and not self.parts[-1].endswith("\n"):
            self._write("\n")
        self.space = False

    def _write(self, text: str) -> None:
        if text:
            self.parts.append(text)
            self.length += len(text)

    def text(self) -> str:
        """All of it so far, without trailing white space."""
        return "".join(self.parts).rstrip(" \n\t")


def text_of(nodes: Iterable[Node], but: Callable[[Tag], bool] = hidden) -> str:
    """The visible words of some nodes; blocks and `br` make new lines."""
    roots = [*nodes]
    if len(roots) == 1 and (words := _only_words(roots[0], but)) is not None:
        return _one_line(words)
    line = Line()
    # What a walk tells step by step, without a step's cost: a name stands for the end of a block.
    pending: list[Node | str] = []
    pending.extend(roots[::-1])
    while pending:
        step = pending.pop()
        if step.__class__ is Text:
            line.words(step)
        elif isinstance(step, Tag):
            if not but(step):
                _enter(step, line, pending)
        elif step.__class__ is str:
            line.break_line()
            line.preformatted -= step == "pre"
    return line.text()


def _only_words(node: Node, but: Callable[[Tag], bool]) -> Text | None:
    """The words of a paragraph that is nothing else, as most are."""
    if isinstance(node, Tag):
        only = node.contents[0] if len(node.contents) == 1 else None
        plain = node.name != "pre" and node.name not in PLAYERS
        return only if isinstance(only, Text) and plain and not but(node) else None
    return node if isinstance(node, Text) else None


def _one_line(words: str) -> str:
    """What a Line makes of one text alone."""
    return _spaced(words).strip(" ") if _UNEVEN.search(words) else str(words)


def _spaced(words: str) -> str:
    """Words without what has no width, each run of white space one space. Linear: each look for two spaces halves the
    longest run. A pattern takes five times as long, for each single space of an English text."""
    text = words if words.isascii() else ZERO_WIDTH.sub("", words)
    for blank in _SPACES:
        text = text.replace(blank, " ")
    while "  " in text:
        text = text.replace("  ", " ")
    return text


def _enter(tag: Tag, line: Line, pending: list[Node | str]) -> None:
    """Into an element of which the words are wanted."""
    name = tag.name
    if name in BLOCKS:
        line.break_line()
        line.preformatted += name == "pre"
        pending.append(name)
    elif name == "br":
        line.break_line()
    elif name in PLAYERS:
        return
    pending.extend(tag.contents[::-1])

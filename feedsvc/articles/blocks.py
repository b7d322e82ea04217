"""What a reader sees of a tree, block by block.

A block is a run of words between two breaks: a paragraph, a heading, a cell, a line of text directly in a `div`.
Hidden elements are no part of any block.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import Literal, NamedTuple

from feedsvc.articles.characters import ZERO_WIDTH
from feedsvc.articles.tree import Comment, Node, Tag, Text

_BLOCKS_NAMES = """
    address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption
    figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre search section
    summary table tbody td tfoot th thead tr ul
"""
BLOCKS = frozenset(_BLOCKS_NAMES.split())
PICTURES = frozenset({"img", "picture", "video", "audio", "iframe", "embed", "object", "canvas", "svg"})
LAZY = (
    *("data-src", "data-original", "data-original-src", "data-lazy-src", "data-lazyload", "data-lazy"),
    *("data-actualsrc", "data-real-src", "data-echo", "data-url", "zoomfile"),
)
"""Attributes in which scripts that load pictures and frames late keep the address, the commonest first."""
INVISIBLE = frozenset({"head", "title", "script", "style", "template", "noscript", "datalist", "meta", "link"})

_HIDING = re.compile(r"(?:^|;)(?:display:none|visibility:(?:hidden|collapse)|font-size:0(?:px|pt|em|rem|%)?(?:;|!|$))")
_FLAT = re.compile(r"(?:^|;)(?:max-)?height:(?:0(?:px|pt|em|rem)?|1(?:px|pt)?)(?:;|!|$)")
"""`1em` is a line, and a percentage of a height that nobody set is none at all."""
_PADDED = re.compile(r"(?:^|;)padding(?:-top|-bottom)?:(?!0(?:px|%)?(?:;|!|$))")
"""A film's frame has its height from its padding: `height:0;padding-bottom:56.25%;overflow:hidden`."""
_SPACES = re.compile(r"[ \t\n\f\r]+")
_UNEVEN = re.compile(f"[ \t\n\f\r]|{ZERO_WIDTH.pattern}")
"""Most Chinese texts hold none of it."""

SPACERS = frozenset({"", "#", "¶", "§", "🔗", "⚓", "⚓\ufe0f"})
"""What an `aria-hidden` element that is a spacer says: nothing, or the mark of a heading's own link. A letter is a drop
cap or a formula, which is set once for the eye (`aria-hidden`) and once as MathML."""
_SPACER_LENGTH = max(map(len, SPACERS))


LINE = 400
"""Characters of a line that a tool writes; names, lists and addresses are shorter."""
LONG_LINE = 10_000
"""And with blanks that nobody sees."""
_BLANKS = re.compile(r"[^\S\n]+")


class Event(NamedTuple):
    """A step of a walk: a tag opens or closes, words, or a comment."""

    kind: Literal["open", "close", "text", "comment"]
    node: Node


class Block:
    """Neighbouring nodes that make one block: one element, or a run of inline nodes of a container.

    What it knows of itself it finds out once, when it is asked: its tree may not change before.
    """

    __slots__ = ("_line", "_links", "_tags", "nodes", "text")

    def __init__(self, nodes: tuple[Node, ...], text: str) -> None:
        self.nodes = nodes
        self.text = text
        self._tags: tuple[Tag, ...] | None = None
        self._links: tuple[Tag, ...] | None = None
        self._line: str | None = None

    @property
    def tags(self) -> tuple[Tag, ...]:
        """Every element of the block, the outer before the inner."""
        if self._tags is None:
            around = (node for node in self.nodes if isinstance(node, Tag))
            self._tags = tuple([tag for outer in around for tag in (outer, *outer.elements())])
        return self._tags

    @property
    def links(self) -> tuple[Tag, ...]:
        """Its links that lead anywhere."""
        if self._links is None:
            self._links = tuple([tag for tag in self.tags if tag.name == "a" and tag.attrs.get("href")])
        return self._links

    @property
    def pictured(self) -> bool:
        """Does it hold a picture, a film, a frame?"""
        return any(tag.name in PICTURES for tag in self.tags)

    @property
    def line(self) -> str:
        """Its words with runs of blanks as one; "" where they are too many for a line."""
        if self._line is None:
            line = _BLANKS.sub(" ", self.text).strip() if len(self.text) <= LONG_LINE else ""
            self._line = line if len(line) <= LINE else ""
        return self._line

    @property
    def element(self) -> Tag | None:
        """The element that is the whole block, None for a run of inline nodes."""
        first = self.nodes[0]
        return first if len(self.nodes) == 1 and isinstance(first, Tag) else None


def attribute(tag: Tag, name: str) -> str:
    """An attribute's value as one string, "" where there is none."""
    return tag.attrs.get(name, "")


def elements(root: Tag, names: AbstractSet[str] | None = None) -> list[Tag]:
    """The elements below a root in document order, those of some names or all."""
    return root.elements(names)


def nearest(node: Node, names: AbstractSet[str]) -> Tag | None:
    """The innermost element of one of these names that the node is inside."""
    parent = node.parent
    while parent is not None and parent.name not in names:
        parent = parent.parent
    return parent


def within(node: Node, names: AbstractSet[str]) -> bool:
    """Is the node inside an element of one of these names?"""
    return nearest(node, names) is not None


def hidden(tag: Tag) -> bool:
    """Does no reader see this element? `display:none`, a height of 1px with `overflow:hidden`, `hidden`, spacers.

    By itself alone; `hiding` takes the mark from elements in which something is seen.
    """
    attrs = tag.attrs
    if not attrs or tag.name in INVISIBLE:
        return tag.name in INVISIBLE
    # A page finds what is hidden "until-found" for its reader (HTML 6.1).
    if "hidden" in attrs and attrs["hidden"].lower() != "until-found":
        return True
    if "style" in attrs and _is_styled_away(attrs["style"]):
        return True
    return attrs.get("aria-hidden") == "true" and _is_spacer(tag)


@lru_cache(1024)
def _is_styled_away(style: str) -> bool:
    said = _SPACES.sub("", style.lower())
    flat = _FLAT.search(said) and "overflow:hidden" in said and not _PADDED.search(said)
    return bool(flat or _HIDING.search(said))


def _is_spacer(tag: Tag) -> bool:
    said = ""
    for text in tag.texts:
        said += ZERO_WIDTH.sub("", text).strip()
        if len(said) > _SPACER_LENGTH:
            return False
    return said in SPACERS and "katex" not in attribute(tag, "class") and not _pictured(tag)


def _pictured(tag: Tag) -> bool:
    return tag.name in PICTURES or any(inner.name in PICTURES for inner in elements(tag))


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
                pending.extend(reversed(step.contents))
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
            text = _SPACES.sub(" ", ZERO_WIDTH.sub("", words))
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
    line = Line()
    # What a walk tells step by step, without a step's cost: a name stands for the end of a block.
    pending: list[Node | str] = []
    pending.extend([*nodes][::-1])
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


def _enter(tag: Tag, line: Line, pending: list[Node | str]) -> None:
    """Into an element of which the words are wanted."""
    name = tag.name
    if name in BLOCKS:
        line.break_line()
        line.preformatted += name == "pre"
        pending.append(name)
    elif name == "br":
        line.break_line()
    pending.extend(tag.contents[::-1])


def containers(root: Tag) -> set[int]:
    """The ids (of `id`) of every element that has a block inside it."""
    found: set[int] = set()
    for tag in elements(root, BLOCKS):
        parent = tag.parent
        while parent is not None and id(parent) not in found:
            found.add(id(parent))
            parent = parent.parent
    return found


def remove(node: Node, root: Tag) -> None:
    """Take a node out, and the elements around it that are empty without it."""
    parent = node.parent
    node.extract()
    while parent is not None and parent is not root and parent.parent is not None and _is_empty(parent):
        gone, parent = parent, parent.parent
        gone.extract()


def _is_empty(tag: Tag) -> bool:
    return tag.name not in {"td", "th", "pre"} and tag.first() is None and not tag.text.strip()


def blocks(root: Tag) -> Iterator[Block]:
    """The blocks of a tree in document order, without those that show nothing. The tree may not change meanwhile."""
    return (block for nodes in _runs(root) if (block := _block(nodes)))


def _runs(root: Tag) -> Iterator[list[Node]]:
    """The nodes of each block."""
    run: list[Node] = []
    for piece in _pieces(root, containers(root)):
        if piece is None:
            yield run
            run = []
        elif isinstance(piece, Tag) and piece.name in BLOCKS:
            yield [piece]
        else:
            run.append(piece)
    yield run


def _pieces(root: Tag, inner: set[int]) -> Iterator[Node | None]:
    """The leaf blocks and inline nodes in order; None where a run of inline nodes ends."""
    pending: list[Node | None] = list(reversed(root.contents))
    while pending:
        node = pending.pop()
        if node is None or not isinstance(node, Tag):
            yield node
        elif node.name == "br":
            yield from (node, None)
        elif hidden(node):
            continue
        elif id(node) in inner:
            yield None
            pending.append(None)
            pending.extend(reversed(node.contents))
        elif node.name in BLOCKS:
            yield None
            yield node
        else:
            yield node


def _block(run: list[Node]) -> Block | None:
    nodes = tuple(node for node in run if not isinstance(node, Comment))
    block = Block(nodes, text_of(nodes)) if nodes else None
    return block if block and (block.text or block.pictured) else None

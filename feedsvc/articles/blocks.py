"""What a reader sees of a tree, block by block.

A block is a run of words between two breaks: a paragraph, a heading, a cell, a line of text directly in a `div`.
Hidden elements are no part of any block.
"""

from __future__ import annotations

from collections.abc import Iterator

from feedsvc.articles.shown import BLOCKS, PICTURES, PLAYERS, hidden
from feedsvc.articles.tree import Comment, Node, Tag
from feedsvc.articles.words import text_of
from feedsvc.patterns import lazy

LINE = 400
"""Characters of a line that a tool writes; names, lists and addresses are shorter."""
LONG_LINE = 10_000
"""And with blanks that nobody sees."""
_GAPS = ("\n", " ")
"""All that stands between most blocks."""
_BLANKS = lazy(r"[^\S\n][^\S\n]*+")  # with a first character of its own it is found faster than with `+`


class Block:
    """Neighbouring nodes that make one block: one element, or a run of inline nodes of a container.

    What it knows of itself it finds out once, when it is asked: its tree may not change before.
    """

    __slots__ = ("_letters", "_line", "_links", "_tags", "element", "nodes", "text")

    def __init__(self, nodes: tuple[Node, ...], text: str) -> None:
        self.nodes = nodes
        self.text = text
        first = nodes[0]
        self.element = first if len(nodes) == 1 and isinstance(first, Tag) else None
        """The element that is the whole block, None for a run of inline nodes."""
        self._letters: str | None = None
        self._tags: tuple[Tag, ...] | None = None
        self._links: tuple[Tag, ...] | None = None
        self._line: str | None = None

    @property
    def tags(self) -> tuple[Tag, ...]:
        """Every element of the block, the outer before the inner."""
        if self._tags is None:
            found: list[Tag] = []
            for node in self.nodes:
                if isinstance(node, Tag):
                    found.append(node)
                    # Most are a paragraph that holds words alone.
                    if len(node.contents) > 1 or (node.contents and isinstance(node.contents[0], Tag)):
                        found += node.elements()
            self._tags = tuple(found)
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
    def letters(self) -> str:
        """Its words without white space."""
        if self._letters is None:
            self._letters = "".join(self.text.split())
        return self._letters


def containers(root: Tag) -> set[int]:
    """The ids (of `id`) of every element that has a block inside it."""
    found: set[int] = set()
    for tag in root.elements(BLOCKS):
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
    """The nodes of each block, and of some that show nothing."""
    run: list[Node] = []
    for piece in _pieces(root, containers(root)):
        if piece is None:
            if run and not (len(run) == 1 and run[0] in _GAPS):
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
        elif node.name in PLAYERS:
            yield node
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
    nodes = tuple([node for node in run if node.__class__ is not Comment])
    block = Block(nodes, text_of(nodes)) if nodes else None
    return block if block and (block.text or block.pictured) else None

"""The tree of an article's HTML: elements, words and comments, and the moves that the stages need.

A body is a few dozen nodes that a dozen stages look through: nodes are as small as Python has them, and every walk is
a loop over lists. No step takes longer the deeper a node stands, and next to none the more siblings it has.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import count
from typing import Self

ROOT = "[document]"
"""The name of a tree's root, which no element can have."""


class _Moves:
    """The number of the last move or new name of any node of any tree: no two have the same, in any thread."""

    numbers = count(1)
    last = 0


def _moved() -> None:
    _Moves.last = next(_Moves.numbers)


class _Child:
    """What has a place among the children of an element, or has none yet."""

    __slots__ = ()
    parent: Tag | None

    def extract(self) -> Self:
        """Take the node, and what it holds, out of its tree."""
        if self.parent is not None:
            del self.parent.contents[self.parent.index(self)]  # type: ignore[arg-type]
            self.parent = None  # type: ignore[misc]  # a slot of those that inherit
            _moved()
        return self

    def insert_before(self, node: Node) -> None:
        """Put a node in front of this one."""
        self._put(node)

    def replace_with(self, *nodes: Node) -> None:
        """Put nodes in the place of this one."""
        if len(nodes) == 1 and nodes[0].parent is None and self.parent is not None:
            # Nothing moves: 40,000 links of a paragraph are each given a blank in no time.
            parent = self.parent
            parent.contents[parent.index(self)] = nodes[0]  # type: ignore[arg-type]
            nodes[0].parent, self.parent = parent, None  # type: ignore[misc]
            _moved()
            return
        for node in nodes:
            self._put(node)
        self.extract()

    def _put(self, node: Node) -> None:
        node.extract()
        assert self.parent is not None  # noqa: S101 - a place is that of a node in a tree
        self.parent.contents.insert(self.parent.index(self), node)  # type: ignore[arg-type]
        node.parent = self.parent
        _moved()

    @property
    def parents(self) -> Iterator[Tag]:
        """The elements around a node, the inner before the outer, the root last."""
        parent = self.parent
        while parent is not None:
            yield parent
            parent = parent.parent


class Text(str, _Child):
    """Words of a tree."""

    __slots__ = ("parent",)

    def __new__(cls, words: str) -> Self:
        """Words that stand nowhere yet."""
        made = str.__new__(cls, words)
        made.parent = None
        return made


class Comment(_Child):
    """A comment of a tree; `words` is what stands in it."""

    __slots__ = ("parent", "words")

    def __init__(self, words: str) -> None:
        self.words = words
        self.parent = None


class Tag(_Child):
    """An element: its name, its attributes, its children."""

    __slots__ = ("_near", "attrs", "contents", "name", "parent")

    def __init__(self, name: str, attrs: Mapping[str, str] | None = None, words: str = "") -> None:
        self.name = name
        self.attrs: dict[str, str] = dict(attrs) if attrs else {}
        self.contents: list[Node] = []
        self.parent = None
        self._near = 0
        if words:
            self.append(Text(words))

    def index(self, child: Node) -> int:
        """The position of a child; ValueError where it is none.

        It is looked for near the child found last: a pass through 50,000 paragraphs of one `div` asks for neighbours.
        """
        contents, near = self.contents, min(self._near, len(self.contents) - 1)
        if near >= 0 and contents[near] is child:
            return near
        for step in range(len(contents)):
            for at in (near + step, near - step):
                if 0 <= at < len(contents) and contents[at] is child:
                    self._near = at
                    return at
        raise ValueError("the node is no child of this element")

    def rename(self, name: str) -> None:
        """Give the element another name."""
        self.name = name
        _moved()

    def append(self, node: Node) -> None:
        """Add a child behind the others."""
        if node.parent is not None:
            node.extract()
        node.parent = self
        self.contents.append(node)
        _moved()

    def gain(self, node: Node) -> None:
        """Add a new child behind the others, while the tree grows: nobody has asked yet for what it holds."""
        node.parent = self
        self.contents.append(node)

    def drop(self, children: Iterable[Node]) -> None:
        """Take children out of this element, all in one pass."""
        gone = {id(child) for child in children}
        if not gone:
            return
        for child in self.contents:
            if id(child) in gone:
                child.parent = None
        self.contents = [child for child in self.contents if id(child) not in gone]
        _moved()

    def unwrap(self) -> None:
        """Put the children of the element in its place."""
        assert self.parent is not None  # noqa: S101 - the root is never unwrapped
        at, children = self.parent.index(self), self.contents
        for child in children:
            child.parent = self.parent
        self.parent.contents[at : at + 1] = children
        self.parent, self.contents = None, []
        _moved()

    def elements(self, names: AbstractSet[str] | None = None) -> Sequence[Tag]:
        """The elements below this one in document order, those of some names or all."""
        found = self._elements()
        return found if names is None else [tag for tag in found if tag.name in names]

    def _elements(self) -> Sequence[Tag]:
        found: list[Tag] = []
        pending: list[Tag] = [node for node in reversed(self.contents) if node.__class__ is Tag]
        while pending:
            tag = pending.pop()
            found.append(tag)
            if tag.contents:
                pending += [node for node in reversed(tag.contents) if node.__class__ is Tag]
        return found

    def first(self, *names: str) -> Tag | None:
        """The first element below this one, of some names or of any."""
        wanted = frozenset(names)
        pending = list(reversed(self.contents))
        while pending:
            node = pending.pop()
            if isinstance(node, Tag):
                if not names or node.name in wanted:
                    return node
                pending.extend(reversed(node.contents))
        return None

    @property
    def descendants(self) -> Iterator[Node]:
        """Every node below this one in document order. The tree may not change meanwhile."""
        pending = list(reversed(self.contents))
        while pending:
            node = pending.pop()
            yield node
            if isinstance(node, Tag):
                pending.extend(reversed(node.contents))

    @property
    def texts(self) -> Iterator[Text]:
        """The words below this element, text by text, hidden ones among them."""
        return (node for node in self.descendants if isinstance(node, Text))

    @property
    def text(self) -> str:
        """All the words below this element."""
        return "".join(self.texts)


Node = Tag | Text | Comment


class Tree(Tag):
    """The root of a fragment's tree; `notes` say what limits took away before it grew, `commented` whether it may hold
    any comment."""

    __slots__ = ("_known", "_known_at", "_names", "commented", "notes")

    def __init__(self, notes: Iterable[str] = ()) -> None:
        super().__init__(ROOT)
        self.notes = tuple(notes)
        self.commented = False
        self._known: Sequence[Tag] = ()
        self._names: AbstractSet[str] = frozenset()
        self._known_at = -1

    def elements(self, names: AbstractSet[str] | None = None) -> Sequence[Tag]:
        """As a Tag's; most stages ask for what hardly a tree has."""
        found = self._elements()
        if names is None:
            return found
        return [] if self._names.isdisjoint(names) else [tag for tag in found if tag.name in names]

    def _elements(self) -> Sequence[Tag]:
        # A dozen stages ask for those of the whole tree, and few move anything.
        if self._known_at != _Moves.last:
            self._known, self._known_at = super()._elements(), _Moves.last
            self._names = {tag.name for tag in self._known}
        return self._known


def siblings(tag: Tag) -> tuple[Tag | None, Tag | None]:
    """The elements next to one, before and behind it."""
    assert tag.parent is not None  # noqa: S101 - only the root has no siblings
    around, at = tag.parent.contents, tag.parent.index(tag)
    before = (node for each in range(at - 1, -1, -1) if isinstance(node := around[each], Tag))
    behind = (node for each in range(at + 1, len(around)) if isinstance(node := around[each], Tag))
    return next(before, None), next(behind, None)

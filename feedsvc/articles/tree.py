"""BeautifulSoup's tree, with steps that cost the same however many siblings and children a node has."""

from __future__ import annotations

from bs4 import BeautifulSoup, Tag
from bs4.element import PageElement


class _Indexed(Tag):
    """A tag that looks for a child near the child found last, and is equal to itself alone.

    BeautifulSoup counts from the first child at each move, so that 50,000 paragraphs in one `div` take minutes; a
    pass through a tree asks for neighbours. And it compares tags by what is in them, at each step of writing a tree:
    150 lists, each the only item of the one around it, are more than Python's stack holds.
    """

    _near: int = 0

    __eq__ = object.__eq__
    __ne__ = object.__ne__
    __hash__ = object.__hash__

    def index(self, element: PageElement) -> int:
        """The position of a child; ValueError where it is none."""
        contents, near = self.contents, min(self._near, len(self.contents) - 1)
        for step in range(len(contents)):
            for at in (near + step, near - step):
                if 0 <= at < len(contents) and contents[at] is element:
                    self._near = at
                    return at
        raise ValueError("Tag.index: element not in tag")


class Tree(_Indexed, BeautifulSoup):
    """The tree of a fragment; `notes` say what limits took away before it grew."""

    notes: tuple[str, ...] = ()


def grow(html: str) -> Tree:
    """The tree of balanced HTML (see `cut`), its nodes directly below the root."""
    tree = Tree(f"<div>{html}</div>", "lxml", element_classes={Tag: _Indexed})
    wrapper = tree.find("div")
    if isinstance(wrapper, Tag):
        _lift(tree, wrapper)
    return tree


def _lift(tree: Tree, wrapper: Tag) -> None:
    """Put the children of the one element that holds everything in the place of `html`, `body` and itself.

    Their order among each other stays, so that only the links to the root change; moved one by one they cost the
    square of their number.
    """
    children, wrapper.contents = wrapper.contents, []
    tree.contents = children
    tree.next_element = children[0] if children else None
    for child in children:
        child.parent = tree
    if children:
        children[0].previous_element = tree

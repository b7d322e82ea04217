"""HTML of any origin -> its tree, within the limits of `cut`; and a tree -> HTML."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from feedsvc.articles.cut import VOID, Balancer, Policy, escape, escape_value
from feedsvc.articles.tokens import Attributes
from feedsvc.articles.tree import Comment, Node, Tag, Text, Tree

_SPACES = " \t\n\f\r"
"""Outside of `pre` a run of them between two tags is one."""


def grow(html: str, policy: Policy) -> Tree:
    """The tree of a fragment, its nodes directly below the root: what `cut` would write, as nodes. Linear."""
    grower = _Grower(policy)
    grower.root.notes = grower.read(html)
    if grower.waiting:
        grower.words()
    return grower.root


class _Grower(Balancer):
    """The element that is open now; words wait until their end is known, so that neighbours are one text."""

    def __init__(self, policy: Policy) -> None:
        super().__init__(policy)
        self.root = Tree()
        self.inner: Tag = self.root
        self.waiting: list[str] = []

    def words(self) -> None:
        """Put the words that wait into the tree."""
        words = self.waiting[0] if len(self.waiting) == 1 else "".join(self.waiting)
        self.waiting.clear()
        if words.isspace() and not words.strip(_SPACES) and not (self.open["pre"] or self.inner.name == "pre"):
            words = "\n" if "\n" in words else " "
        self.inner.gain(Text(words))

    def text(self, words: str) -> None:
        """Words, without the newlines that begin a `pre`."""
        if self.inner.name == "pre" and not self.inner.contents and not self.waiting:
            words = words.lstrip("\n")
        if words:
            self.waiting.append(words)

    def comment(self, words: str) -> None:
        """A comment."""
        if self.waiting:
            self.words()
        self.inner.gain(Comment(words))
        self.root.commented = True

    def opened(self, name: str, attributes: Attributes) -> None:
        """An element that opens."""
        self.inner = self.element(name, attributes)

    def void(self, name: str, attributes: Attributes) -> None:
        """An element without content."""
        self.element(name, attributes)

    def element(self, name: str, attributes: Attributes) -> Tag:
        """A new element behind what is there."""
        if self.waiting:
            self.words()
        tag = Tag(name)
        for key, value in attributes:
            tag.attrs[key] = " ".join(value.split()) if key == "class" else value
        self.inner.gain(tag)
        return tag

    def closed(self, _name: str) -> None:
        """The innermost open element ends."""
        if self.waiting:
            self.words()
        assert self.inner.parent is not None  # noqa: S101 - what is closed was opened
        self.inner = self.inner.parent


@dataclass(frozen=True, slots=True)
class Form:
    """How a filter behind writes HTML, so that it finds nothing to write anew: what it leaves of an attribute's value
    (None: nothing), what it adds to an element, which elements it unwraps."""

    value: Callable[[str, str, str], str | None]
    added: Mapping[str, Attributes]
    unwrapped: frozenset[str]


def serialize(node: Node, form: Form | None = None) -> str:
    """A node as HTML; of a root what it holds."""
    out: list[str] = []
    pending: list[Node | str] = [node]
    while pending:
        step = pending.pop()
        if isinstance(step, Text):
            out.append(escape(step))
        elif isinstance(step, str):
            out.append(step)
        elif isinstance(step, Comment):
            out.append(f"<!--{step.words}-->")
        else:
            _open(step, out, pending, form)
    html = "".join(out)
    return html if form is None else html.replace("\u00a0", "&nbsp;")


def _open(tag: Tag, out: list[str], pending: list[Node | str], form: Form | None) -> None:
    """Write a start tag; what the element holds and its end are written behind it."""
    if not (isinstance(tag, Tree) or (form is not None and tag.name in form.unwrapped)):
        attributes = "".join([f' {name}="{escape_value(value)}"' for name, value in _attributes(tag, form)])
        if tag.name in VOID and not tag.contents:
            out.append(f"<{tag.name}{attributes}{'/' if form is None else ''}>")
            return
        out.append(f"<{tag.name}{attributes}>")
        pending.append(f"</{tag.name}>")
    pending.extend(tag.contents[::-1])


def _attributes(tag: Tag, form: Form | None) -> Attributes:
    """In the order of their names, so that the same element is written the same."""
    if not tag.attrs:
        return () if form is None else form.added.get(tag.name, ())
    given = sorted(tag.attrs.items()) if len(tag.attrs) > 1 else tag.attrs.items()
    if form is None:
        return tuple(given)
    left = ((name, form.value(tag.name, name, value)) for name, value in given)
    return (*[(name, value) for name, value in left if value is not None], *form.added.get(tag.name, ()))

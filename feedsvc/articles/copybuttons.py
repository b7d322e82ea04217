"""Buttons that copy program text: they stand in it or beside it, and copy nothing in a feed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from feedsvc.articles.blocks import Block
from feedsvc.articles.shown import BLOCKS, attribute, within
from feedsvc.articles.tree import Tag, Tree
from feedsvc.articles.words import text_of
from feedsvc.patterns import lazy

_CLASS = lazy(
    r"(?:copy|clipboard)[a-z0-9_-]{0,40}(?:btn|button|code)|(?:btn|button|code)[a-z0-9_-]{0,40}(?:copy|clipboard)", re.I
)
"""The class of a button; `nf` and `copy` are classes of words that programs are coloured by."""
_WORDS = lazy(r"\s*(?:复制代码|复制|拷贝|Copy(?:\s+code)?)\s*\Z", re.I)
_LANGUAGE = lazy(r"\s*[A-Za-z][\w+#.-]{0,19}\s*\Z")
"""A bar above program text names its language beside the button."""
STRINGS = 10
"""Texts in a bar with a button, blanks among them."""
_NAMES = frozenset({"span", "a", "div"})
_PRE = frozenset({"pre"})
_PICTURES = frozenset({"img"})
_PROSE = frozenset({"p", "li", "td", "th", "dd", "dt", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6"})


def find(tree: Tree) -> Iterator[Block]:
    """The buttons of a tree: by their class, their words, and by standing in no sentence."""
    for tag in tree.elements(_NAMES):
        said = _said(tag) if _CLASS.search(attribute(tag, "class")) else ""
        if said and _WORDS.match(said) and (within(tag, _PRE) or _apart(tag)):
            yield Block((tag,), text_of([tag]) or said.strip())


def _said(tag: Tag) -> str:
    """What an element says, its words or those of the picture that it is; "" where it says more."""
    if tag.first() is None:
        return tag.text
    pictures = tag.elements(_PICTURES)
    return attribute(pictures[0], "alt") if len(pictures) == 1 and not tag.text.strip() else ""


def _apart(tag: Tag) -> bool:
    """Is the button all that its block says, but for the name of a language?"""
    around: Tag | None = tag
    while around is not None and around.name not in BLOCKS:
        around = around.parent
    if around is None or around.parent is None:
        return False
    # A few strings tell: reading all that a block says for each of its buttons would cost the square of their number.
    said = list(islice(around.texts, STRINGS + 1))
    rest = "".join(said).replace(tag.text, "", 1)
    language = around.name not in _PROSE and _LANGUAGE.match(rest) is not None
    return len(said) <= STRINGS and (not rest.strip() or language)

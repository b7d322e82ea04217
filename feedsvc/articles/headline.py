"""The title that a body gives itself, for an article whose head has none."""

from __future__ import annotations

import re

from feedsvc.articles.blocks import remove
from feedsvc.articles.characters import plain
from feedsvc.articles.keys import is_visible
from feedsvc.articles.tree import Tag, Text, Tree
from feedsvc.articles.words import text_of

HEADINGS = re.compile(r"h[1-6]\Z")
LONGEST = 300
"""A longer heading is a paragraph in large letters."""
SHOWN = ("img", "video", "audio", "picture", "hr", "table")


def take(tree: Tree) -> str:
    """The text of the first `h1`, or of another heading that the body opens with; "" where there is neither.

    `# A` above a text gives `A`. A heading that opens the body is taken out of it, since readers show titles above.
    """
    opening = _opening(tree)
    found = tree.first("h1") or opening
    if found is None:
        return ""
    title = plain(text_of([found]))
    if not is_visible(title) or len(title) > LONGEST:
        return ""
    if found is opening and found.first(*SHOWN) is None:
        remove(found, tree)
    return title


def _opening(tree: Tree) -> Tag | None:
    """The heading that nothing visible stands before."""
    for node in tree.descendants:
        if isinstance(node, Tag):
            if HEADINGS.match(node.name):
                return node
            if node.name in SHOWN:
                return None
        elif isinstance(node, Text) and node.strip():
            return None
    return None

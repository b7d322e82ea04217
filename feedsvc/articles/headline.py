"""The title that a body gives itself, and the heading in which it says its head's title again."""

from __future__ import annotations

import re

from feedsvc.articles.blocks import remove
from feedsvc.articles.characters import plain
from feedsvc.articles.keys import fold, is_visible
from feedsvc.articles.tree import Tag, Text, Tree
from feedsvc.articles.words import text_of

HEADINGS = re.compile(r"h[1-6]\Z")
LONGEST = 300
"""A longer heading is a paragraph in large letters."""
SHOWN = ("img", "video", "audio", "picture", "hr", "table")
SITE = re.compile(r"\s*(?:[-_|｜–—·•»]|::)\s*\S.*\Z")
"""What ends the `<title>` of a page with its site's name, or with several of its parts."""
LARGE = frozenset({"h1"})


def take(tree: Tree) -> str:
    """The text of the first `h1`, or of another heading that the body opens with; "" where there is neither.

    `# A` above a text gives `A`. A heading that opens the body is taken out of it, since readers show titles above.
    """
    opening = _opening(tree)
    found = tree.first("h1") or opening
    if found is None:
        return ""
    title = _words(found)
    if not is_visible(title) or len(title) > LONGEST:
        return ""
    if found is opening and found.first(*SHOWN) is None:
        remove(found, tree)
    return title


def titled(tree: Tree, title: str, *, page: bool) -> str:
    """The head's title; the heading that opens the body is taken out where it says the same, since readers show both.

    Of a `page`, whose `<title>` is `A - The Site` over `<h1>A</h1>`, it is `A`.
    """
    shown = _without_site(tree, title) if page else title
    opening = _opening(tree)
    if opening is not None and opening.first(*SHOWN) is None and _key(_words(opening)) == _key(shown):
        remove(opening, tree)
    return shown


def _without_site(tree: Tree, title: str) -> str:
    """The title without its site's name, where an `h1` has it without. A site's own name, which some pages have in an
    `h1` and before their title, is shorter than what follows."""
    for heading in tree.elements(LARGE):
        words = _words(heading)
        more = title.removeprefix(words)
        if len(more) < len(words) and SITE.match(more):
            return words
    return title


def _words(heading: Tag) -> str:
    return plain(text_of([heading]))


def _key(text: str) -> str:
    return fold("".join(text.split())) if len(text) <= LONGEST else text


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

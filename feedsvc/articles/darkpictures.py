"""Pictures of which a page shows one by light and the other by dark, told by the part that their addresses end with.

    ![A mill](mill.png#gh-light-mode-only)      ![A mill](mill.png#only-light)
    ![A mill](night.png#gh-dark-mode-only)      ![A mill](night.png#only-dark)

Sources: https://github.blog/changelog/2021-11-24-specify-theme-context-for-images-in-markdown/,
https://squidfunk.github.io/mkdocs-material/reference/images/#light-and-dark-mode.
"""

from __future__ import annotations

from feedsvc.articles.shown import attribute
from feedsvc.articles.tree import Tree

_LIGHT = ("#gh-light-mode-only", "#only-light")
_DARK = ("#gh-dark-mode-only", "#only-dark")
_PICTURES = frozenset({"img"})


def drop(tree: Tree) -> None:
    """Take the pictures for dark pages out of a tree, unless it has none for light ones."""
    found = [(tag, attribute(tag, "src").strip().lower()) for tag in tree.elements(_PICTURES)]
    if any(address.endswith(_LIGHT) for _, address in found):
        for tag, address in found:
            if address.endswith(_DARK):
                tag.extract()

"""Footnotes, as Markdown's renderers, Pandoc and Wikipedia write them: marks in the text, and what they lead to."""

from __future__ import annotations

import re

from feedsvc.articles.shown import attribute
from feedsvc.articles.tree import Tag, Tree

MARK = "footnote-ref"
"""The class of a mark, as cmark writes it."""

_REFERENCE = re.compile(r"#(?:user-content-)?(?:fn|footnote|_?ftn|_edn|cite_note)[-:_]?[\w:.-]{0,80}\Z", re.I)
_LINKS = frozenset({"a"})


def mark(tree: Tree) -> None:
    """Give every mark the class MARK, before the links that tell them are taken out: they lead nowhere elsewhere."""
    for link in tree.elements(_LINKS):
        told = "data-footnote-ref" in link.attrs or attribute(link, "role") == "doc-noteref"
        if told or _REFERENCE.match(attribute(link, "href")):
            raised = link.parent if link.parent is not None and link.parent.name == "sup" else link.first("sup")
            if raised is not None:
                raised.attrs["class"] = MARK


def is_note(tag: Tag) -> bool:
    """Is this a mark, or the notes themselves?"""
    classes = attribute(tag, "class").split()
    return MARK in classes or "footnotes" in classes or attribute(tag, "role") == "doc-endnotes"

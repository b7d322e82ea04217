"""Footnotes, as Markdown's renderers, Pandoc and Wikipedia write them: marks in the text, and what they lead to."""

from __future__ import annotations

import re

from feedsvc.articles.shown import attribute
from feedsvc.articles.tree import Tag, Tree
from feedsvc.patterns import lazy

MARK = "footnote-ref"
"""The class of a mark, as cmark writes it."""

_NOTES = frozenset({"footnotes", "footnote"})
_REFERENCE = lazy(r"#(?:user-content-)?(?:fn|footnote|_?ftn|_edn|cite_note)[-:_]?[\w:.-]{0,80}\Z", re.I)
_BACK = lazy(r"#(?:user-content-)?(?:(?:fn|footnote|_?ftn|ftnt_|_edn)-?ref|cite_ref)[-:_]?[\w:.-]{0,80}\Z", re.I)
_LINKS = frozenset({"a"})
_ANCHOR, _NUMBER = "footnote-anchor", "footnote-number"
"""Classes of Substack's marks, and of the numbers of its notes."""


def mark(tree: Tree) -> None:
    """Give every mark the class MARK, and take out its link and those back to it: the notes stand in the text under the
    same number, and our Markdown calls their places otherwise than the article's site."""
    for link in tree.elements(_LINKS):
        href = attribute(link, "href")
        told = "data-footnote-ref" in link.attrs or attribute(link, "role") == "doc-noteref"
        raised = _raised(link) if told or _REFERENCE.match(href) else None
        classes = attribute(link, "class").split()
        if raised is None and _ANCHOR in classes:
            # Substack's own style raises it.
            raised = Tag("sup")
            link.insert_before(raised)
            raised.append(link)
        if raised is not None:
            raised.attrs["class"] = MARK
        if _NUMBER in classes or (href.startswith("#") and (raised is not None or _BACK.match(href))):
            link.unwrap()


def _raised(link: Tag) -> Tag | None:
    """The `sup` around a link, or in it."""
    return link.parent if link.parent is not None and link.parent.name == "sup" else link.first("sup")


def is_note(tag: Tag) -> bool:
    """Is this a mark, or the notes themselves?"""
    classes = attribute(tag, "class").split()
    return MARK in classes or not _NOTES.isdisjoint(classes) or attribute(tag, "role") == "doc-endnotes"

"""What an author keeps from the public: drafts and posts behind a password."""

from __future__ import annotations

from pathlib import PurePosixPath

from feedsvc.articles import document
from feedsvc.model import Document

DRAFT_FOLDERS = frozenset({"_drafts", "drafts"})
DRAFT_STATES = frozenset({"draft", "hidden", "skip", "private"})
"""Values of `status` in heads of Pelican and exports of WordPress."""
LOCKS = ("encrypted", "encrypt")
"""Switches of Hexo's themes and plug-ins that show a post to those alone who know its password."""


def withheld(doc: Document) -> str | None:
    """The rule by which an article is not for the public; None where it is.

    - `draft`: `draft: true`, `published: false`, a `status` of DRAFT_STATES, or
      a folder of DRAFT_FOLDERS;
    - `protected`: a `password` (hexo-blog-encrypt, WordPress; an empty one switches nothing on), or a true switch of
      LOCKS.
    """
    if _is_draft(doc):
        return "draft"
    if document.text(doc, "password") or any(document.flag(doc, name) for name in LOCKS):
        return "protected"
    return None


def _is_draft(doc: Document) -> bool:
    said = document.flag(doc, "draft") or document.flag(doc, "published") is False
    return said or document.text(doc, "status").lower() in DRAFT_STATES or _is_among_drafts(doc.path.lower())


def _is_among_drafts(path: str) -> bool:
    # Taking a path apart costs forty times as much as a look for the word.
    return "drafts" in path and not DRAFT_FOLDERS.isdisjoint(PurePosixPath(path).parts[:-1])

"""Heads that programs write above a text as labels in English, with blanks in them or blank lines between them:
`URL Source: https://…`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, takewhile

from feedsvc.articles.linehead import BLANK_LINES, LABELS, MOST_LABELS, PARTED, line_end
from feedsvc.patterns import lazy

_LABEL = lazy(r"([A-Za-z]{2,20}(?:[ _][A-Za-z]{2,20}){0,2})[ \t]{0,3}:(?!//)")
_DATES = frozenset(
    {"date", "published", "publish date", "publish time", "published date", "published time", "publication date"}
)
_ADDRESSES = frozenset({"url", "url source", "source url", "link"})
_READERS = frozenset({"warning", "number of pages"})
"""What Jina's reader tells of its work above the text, which it names; a text that has no name may begin with these."""
_KNOWN = frozenset(
    (
        *("title", "headline", "author", "authors", "source", "publisher", "site name", "section", "category"),
        *("categories", "tags", "keywords", "description", "summary", "language", "image"),
        *_READERS,
        *_DATES,
        *_ADDRESSES,
    )
)
_OPENING = frozenset({"markdown content", "content", "text", "full text", "article text", "body"})
"""What the text itself is called."""


def english(text: str) -> tuple[str, str] | None:
    """The labels that a text begins with, and what follows; None where they are no such head, or one of Pelican's.

    A title and a date or an address must be among them, none of another kind, and behind the last one the text under a
    name for it (`Markdown Content:`, as Jina's reader writes it). Without that name a title and a date must be among
    PARTED of them, each a paragraph. Pelican's heads have neither blank lines nor blanks within a key.
    """
    found = list(islice(_labels(text), MOST_LABELS))
    opens = bool(found) and _name(found[-1]) in _OPENING
    if not opens:
        found = list(takewhile(lambda label: _name(label) not in _READERS, found))
    if not found:
        return None
    names = [_name(label) for label in found]
    told = frozenset(names[:-1] if opens else names)
    apart = [_is_apart(label) for label in found[1 : -1 if opens else None]]
    if not told <= _KNOWN or "title" not in told or told.isdisjoint(_DATES | _ADDRESSES if opens else _DATES):
        return None
    named = len(told) >= LABELS and (any(apart) or any(" " in name for name in names))
    if not (named if opens else len(told) >= PARTED and all(apart)):
        return None
    end = found[-1].start() if opens else line_end(text, found[-1].end())
    return text[:end].rstrip(), text[found[-1].end() if opens else end :].lstrip("\n")


def _labels(text: str) -> Iterator[re.Match[str]]:
    """The known labels of the lines that a text begins with, up to that of the text itself."""
    at = 0
    while (label := _LABEL.match(text, at)) and _name(label) in _KNOWN | _OPENING:
        yield label
        if _name(label) in _OPENING:
            return
        at = line_end(text, label.end())
        gap = BLANK_LINES.match(text, at)
        at = gap.end() if gap else at


def _name(label: re.Match[str]) -> str:
    return label[1].lower().replace("_", " ")


def _is_apart(label: re.Match[str]) -> bool:
    """Does a blank line stand above this label?"""
    return not label.string[: max(label.start() - 1, 0)].rpartition("\n")[2].strip()

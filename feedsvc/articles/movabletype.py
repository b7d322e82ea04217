"""Articles as Movable Type exports them, and TypePad, Hatena Blog and others in its form: lines of keys, then sections.

    TITLE: The old mill
    STATUS: Publish
    DATE: 01/31/2024 03:31:05 PM
    CATEGORY: Places
    -----
    BODY:
    <p>It has an owner.</p>
    -----
    --------

Source: https://movabletype.org/documentation/appendices/import-export-format.html.
"""

from __future__ import annotations

import re

from feedsvc.articles.headvalues import HeadError, ParsedHead
from feedsvc.model import HeadValue
from feedsvc.patterns import lazy

_KEY = lazy(r"(?P<key>[A-Z][A-Z ]{1,30}):[ ]?(?P<value>[^\n]*)\Z")
_KEYS = r"(?:AUTHOR|TITLE|BASENAME|STATUS|ALLOW COMMENTS|ALLOW PINGS|CONVERT BREAKS|DATE|UNIQUE URL):"
_FIRST = lazy(_KEYS)
_BEGUN = "\n-----\nBODY:"
_SECTION = lazy(r"\n-----\n(?=(?:BODY|EXTENDED BODY|EXCERPT|KEYWORDS|COMMENT|PING):(?:\n|\Z))|\n-----\Z")
"""Above other words such a line is the text's: a rule, or what makes a heading of Markdown."""
_ARTICLE = lazy(rf"^-{{8}}[ \t]*(?:\n|\Z)(?=\s*(?:{_KEYS}|\Z))", re.MULTILINE)
"""Above other words such a line is a rule of the text."""
_TEXTS = ("BODY", "EXTENDED BODY")
_MEANT = {
    "TITLE": "title", "DATE": "date", "AUTHOR": "author", "STATUS": "status", "PRIMARY CATEGORY": "categories",
    "CATEGORY": "categories", "TAGS": "tags", "KEYWORDS": "keywords", "UNIQUE URL": "link", "EXCERPT": "description",
}  # fmt: skip
"""Their names in other heads. What stands under COMMENT and PING is others' words."""
ONE_EACH = "write each article into a file of its own"


def movable_type(text: str) -> tuple[ParsedHead, str] | None:
    """The keys of an exported article, and its text; None for any other text.

    Raises HeadError, its line from 0, where a file holds several, as such exports do.
    """
    if not _FIRST.match(text) or _BEGUN not in text:
        return None
    end = _ARTICLE.search(text)
    if end is not None and text[end.end() :].strip():
        line = text.count("\n", 0, end.end())
        raise HeadError("several articles in one file, as Movable Type exports them", line, ONE_EACH)
    head, *sections = _SECTION.split(f"\n{text[: end.start()] if end else text}".rstrip())
    said = [(match["key"], match["value"]) for line in head.split("\n") if (match := _KEY.match(line))]
    parts = dict(each.partition(":\n")[::2] for each in reversed(sections))
    body = "\n\n".join(parts[name].strip() for name in _TEXTS if parts.get(name, "").strip())
    return _head([*said, *((name, parts.get(name, "")) for name in ("KEYWORDS", "EXCERPT"))]), body


def _head(said: list[tuple[str, str]]) -> ParsedHead:
    values: dict[str, HeadValue] = {}
    categories: list[HeadValue] = []
    for key, value in said:
        name, text = _MEANT.get(key, ""), value.strip()
        if name == "categories" and text:
            # Each is a path of its own.
            categories.append((text,))
        elif name and text:
            values.setdefault(name, text.replace('"', "") if name == "tags" else text)
    return ParsedHead({**values, "categories": tuple(categories)} if categories else values, {})

"""The texts of a head as every stage behind meets them: lines of legal characters, names without references."""

from __future__ import annotations

from collections.abc import Mapping

from feedsvc.articles import characters
from feedsvc.articles.tokens import decode_complete
from feedsvc.companies.evidence import HEAD_FIELDS
from feedsvc.model import HeadForm, HeadValue

NAMING_KEYS = frozenset(
    ["title", "author", "authors", "creator", "category", "categories", "tag", "tags", "keywords", "source"]
).union(HEAD_FIELDS)


def cleaned(head: Mapping[str, HeadValue], form: HeadForm) -> Mapping[str, HeadValue]:
    """The head with every text as one line of legal characters (rule 8); what titles and names write for HTML
    (`AT&amp;T&#8217;s`) is decoded, once: of an HTML page it is already."""
    return {
        characters.plain(key): _clean(value if form == "html" or key.casefold() not in NAMING_KEYS else _decoded(value))
        for key, value in head.items()
    }


def _decoded(value: HeadValue) -> HeadValue:
    """Sites moved from WordPress have references in titles and names: their themes print those into HTML, where
    `&#8217;` shows as `’`. What is marked as program text stays."""
    if isinstance(value, str):
        return value if "`" in value else decode_complete(value)
    if isinstance(value, tuple):
        return tuple(_decoded(item) for item in value)
    return {key: _decoded(item) for key, item in value.items()}


def _clean(value: HeadValue) -> HeadValue:
    if isinstance(value, str):
        return characters.plain(value)
    if isinstance(value, tuple):
        return tuple(_clean(item) for item in value)
    return {characters.plain(key): _clean(item) for key, item in value.items()}

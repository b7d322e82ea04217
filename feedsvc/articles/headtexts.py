"""The texts of a head as every stage behind meets them: lines of legal characters, names without references."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from feedsvc.articles import characters
from feedsvc.articles.taxonomy import READ
from feedsvc.articles.tokens import decode_complete
from feedsvc.companies.evidence import HEAD_FIELDS
from feedsvc.model import HeadValue

SOURCE_KEYS = ("source", "origin", "site_name", "publisher")
NAMING_KEYS = frozenset({"title", "keywords", "taxonomies", *READ, *SOURCE_KEYS, *HEAD_FIELDS})


def cleaned(head: Mapping[str, HeadValue]) -> Mapping[str, HeadValue]:
    """The head with every text as one line of legal characters (rule 8)."""
    return {characters.plain(key): _clean(value) for key, value in head.items()}


def without_references(head: Mapping[str, HeadValue], more: Collection[str] = ()) -> Mapping[str, HeadValue]:
    """The head with what titles and names, and `more` keys, write for HTML decoded, once (`AT&amp;T&#8217;s`).

    Sites moved from WordPress have such references: their themes print titles into HTML, where `&#8217;` shows as `’`.
    What is marked as program text stays.
    """
    return {
        key: _decoded(value) if key.casefold() in NAMING_KEYS or key.casefold() in more else value
        for key, value in head.items()
    }


def _decoded(value: HeadValue) -> HeadValue:
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

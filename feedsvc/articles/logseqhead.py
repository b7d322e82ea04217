"""The head of a page of Logseq's, as properties in its first lines, and a text without those of its blocks.

    title:: The old mill              - It turns.
    date:: [[2024-03-05]]               id:: 65e6f2b4-8f3c-4a57-9d9e-0d5b9f3f6c11
    tags:: mills, [[old towns]]         collapsed:: true

Source: https://docs.logseq.com/#/page/properties.
"""

from __future__ import annotations

from feedsvc.articles.headvalues import ParsedHead
from feedsvc.model import HeadValue
from feedsvc.patterns import lazy

_PROPERTY = lazy(r"(?:- )?(?P<key>[A-Za-z][\w/-]{0,40})::(?=\s|\Z) ?(?P<value>[^\n]{0,2000})(?:\n|\Z)")
_OF_BLOCKS = lazy(
    r"(?m)^[ \t]{0,60}+(?:id:: [0-9a-f-]{36}|collapsed:: (?:true|false)|heading:: [^\n]{1,10}"
    r"|(?:logseq|background-color)[\w.-]{0,40}:: [^\n]{0,200})[ \t]*(?:\n|\Z)"
)
_LINK = lazy(r"\[\[(?P<name>[^\[\]\n]{1,200})\]\]")
_NAME = lazy(r"\s{0,9}(?:\[\[(?P<linked>[^\[\]\n]{1,200})\]\]|#?(?P<plain>[^,\n\[\]]{1,200}))\s{0,9}(?:,|\Z)")
_TELLING = frozenset({"title", "date", "tags", "public", "type", "alias", "author"})
"""Of which a page has one at least, as a table of other words may begin a text; `date::now` is no property."""
_LISTS = frozenset({"tags", "categories", "author", "authors", "alias"})
_MOST = 60


def logseq(text: str) -> tuple[ParsedHead, str] | None:
    """The properties that a page of Logseq's begins with, and its text; None for any other text."""
    values, lines, at = dict[str, HeadValue](), dict[str, int](), 0
    while len(lines) < _MOST and (found := _PROPERTY.match(text, at)) is not None:
        key = found["key"].lower()
        lines.setdefault(key, len(lines))
        values.setdefault(key, _value(key, found["value"].strip()))
        at = found.end()
    if _TELLING.isdisjoint(values):
        return None
    return ParsedHead(values, lines), _OF_BLOCKS.sub("", text[at:])


def _value(key: str, said: str) -> HeadValue:
    """A property's value without the marks of links to pages; of names each."""
    if key not in _LISTS:
        return _LINK.sub(r"\g<name>", said)
    names = ((found["linked"] or found["plain"] or "").strip() for found in _NAME.finditer(said))
    return tuple(name for name in names if name)

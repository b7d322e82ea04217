"""What a page says of its article in JSON-LD, schema.org's `Article` and its kinds, under the names that heads have."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from feedsvc.articles.headvalues import frozen_value
from feedsvc.model import HeadValue

BLOCKS = 8
"""Scripts of JSON-LD of a page that are read."""
MAX_CHARACTERS = 200_000
"""Of one of them."""
KINDS = frozenset(
    {
        *("Article", "NewsArticle", "BlogPosting", "Report", "ReportageNewsArticle", "AnalysisNewsArticle"),
        *("OpinionNewsArticle", "BackgroundNewsArticle", "ReviewNewsArticle", "TechArticle", "LiveBlogPosting"),
    }
)
MEANT = {
    "headline": "title",
    "datePublished": "published",
    "dateModified": "updated",
    "description": "description",
    "author": "author",
    "publisher": "site_name",
    "image": "image",
    "articleSection": "category",
    "keywords": "tags",
    "mainEntityOfPage": "canonical",
    "url": "canonical",
}
PARTS = {"author": "name", "publisher": "name", "image": "url", "mainEntityOfPage": "@id"}
"""Which value of an object stands for it."""


def article(scripts: Iterable[str]) -> dict[str, HeadValue]:
    """The first article that these scripts tell of: `{"@type": "NewsArticle", "headline": "x"}` -> `{"title": "x"}`.

    Values are as written, in the order of MEANT; what is no JSON, or of another kind, says nothing.
    """
    told = next((each for script in islice(scripts, BLOCKS) for each in _objects(script) if _is_article(each)), {})
    found: dict[str, HeadValue] = {}
    for name, meant in MEANT.items():
        value = tuple(_texts(told.get(name, ""), PARTS.get(name, "name")))
        if value and meant not in found:
            found[meant] = value[0] if len(value) == 1 else value
    return found


def _objects(script: str) -> Iterator[Mapping[str, HeadValue]]:
    """The objects of a script: itself, the items of its list, those of its `@graph`."""
    try:
        read = json.loads(script[:MAX_CHARACTERS], parse_int=str, parse_float=str, parse_constant=str, strict=False)
        value = frozen_value(read)
    except (ValueError, RecursionError):
        return
    for outer in value if isinstance(value, tuple) else (value,):
        if isinstance(outer, Mapping):
            graph = outer.get("@graph", ())
            yield outer
            yield from (inner for inner in graph if isinstance(inner, Mapping))


def _is_article(value: Mapping[str, HeadValue]) -> bool:
    kinds = value.get("@type", "")
    return not KINDS.isdisjoint((kinds,) if isinstance(kinds, str) else map(str, kinds))


def _texts(value: HeadValue, part: str) -> Iterator[str]:
    """The texts of a value, of which objects are known by one of theirs."""
    for each in value if isinstance(value, tuple) else (value,):
        if isinstance(each, Mapping):
            each = each.get(part, "")  # noqa: PLW2901 - the object's own text takes its place
        if isinstance(each, str) and (text := " ".join(each.split())):
            yield text

"""What a page says of its article in JSON-LD, schema.org's `Article` and its kinds, under the names that heads have."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from feedsvc.articles.headvalues import frozen_value
from feedsvc.articles.tokens import decode_complete
from feedsvc.model import HeadValue

BLOCKS = 8
"""Scripts of JSON-LD of a page that are read."""
MAX_CHARACTERS = 200_000
"""Of one of them."""
CDATA = "<![CDATA["
AHEAD = 40
"""Characters of a script that may stand before the mark of CDATA, with it."""
WITHIN = ("@graph", "mainEntity")
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
    """The objects of a script: itself, the items of its list, those of its `@graph`, what a `WebPage` is about."""
    try:
        read = json.loads(
            _bare(script)[:MAX_CHARACTERS], parse_int=str, parse_float=str, parse_constant=str, strict=False
        )
        value = frozen_value(read)
    except (ValueError, RecursionError):
        return
    for outer in _items(value):
        if isinstance(outer, Mapping):
            yield outer
            within = (each for name in WITHIN for each in _items(outer.get(name, ())))
            yield from (inner for inner in within if isinstance(inner, Mapping))


def _bare(script: str) -> str:
    """The script without a CDATA section around it, whose marks XHTML's habits put into comments: `//<![CDATA[`."""
    start = script.find(CDATA, 0, AHEAD)
    return script if start < 0 else script[start + len(CDATA) :].partition("]]>")[0].strip("/* \t\n")


def _items(value: HeadValue) -> tuple[HeadValue, ...]:
    return value if isinstance(value, tuple) else (value,)


def _is_article(value: Mapping[str, HeadValue]) -> bool:
    """Whether an object is of one of KINDS, by its name or its address, `http://schema.org/NewsArticle`."""
    return any(str(kind).rpartition("/")[2] in KINDS for kind in _items(value.get("@type", "")))


def _texts(value: HeadValue, part: str) -> Iterator[str]:
    """The texts of a value, of which objects are known by one of theirs. Many sites write them as for HTML (`&#8217;`),
    though no script's references are decoded."""
    for each in _items(value):
        if isinstance(each, Mapping):
            each = each.get(part, "")  # noqa: PLW2901 - the object's own text takes its place
        if isinstance(each, str) and (text := " ".join(decode_complete(each).split())):
            yield text

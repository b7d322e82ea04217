"""What a page says of its article in JSON-LD, schema.org's `Article` and its kinds, under the names that heads have.

What it says of itself as a `WebPage` tells when it was published, where it tells of no article.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from feedsvc.articles.headvalues import frozen_value, listed
from feedsvc.articles.tokens import decode_complete
from feedsvc.model import HeadValue
from feedsvc.patterns import lazy

BLOCKS = 8
"""Scripts of JSON-LD of a page that are read."""
MAX_CHARACTERS = 200_000
"""Of one of them."""
BLANK = "\ufeff \t\n"
CDATA = "<![CDATA["
AHEAD = 40
"""Characters of a script that may stand before the mark of CDATA, with it."""
SLIP = lazy(r'"(?:[^"\\]++|\\.)*+(?:"|\Z)|,(?=\s*+[}\]])', re.DOTALL)
"""A string, in which may stand what JSON knows no escape for; or a comma behind which nothing comes (RFC 8259 7, 5)."""
ESCAPE = lazy(r"""\\(?:(["\\/bfnrtu])|(.))""", re.DOTALL)
DECODER = json.JSONDecoder(parse_int=str, parse_float=str, parse_constant=str, strict=False)
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
PAGES = frozenset({"WebPage", "ItemPage"})
PAGE_MEANT = {"datePublished": "page_published", "dateModified": "page_updated"}
"""What a page says of itself, under names that are asked behind all others."""
PARTS = {"author": "name", "publisher": "name", "image": "url", "mainEntityOfPage": "@id"}
"""Which value of an object stands for it."""


def article(scripts: Iterable[str]) -> dict[str, HeadValue]:
    """The first article that these scripts tell of: `{"@type": "NewsArticle", "headline": "x"}` -> `{"title": "x"}`.

    Values are as written, in the order of MEANT; what is no JSON, or of another kind, says nothing. Where there is no
    article the first page gives its dates (PAGE_MEANT): so do plug-ins of WordPress write its posts.
    """
    page: Mapping[str, HeadValue] = {}
    for each in (told for script in islice(scripts, BLOCKS) for told in _objects(script)):
        if _is_of(each, KINDS):
            return _named(each, MEANT)
        if not page and _is_of(each, PAGES):
            page = each
    return _named(page, PAGE_MEANT)


def _named(told: Mapping[str, HeadValue], names: Mapping[str, str]) -> dict[str, HeadValue]:
    """The values of an object under the names that they have here."""
    found: dict[str, HeadValue] = {}
    for name, meant in names.items():
        value = tuple(_texts(told.get(name, ""), PARTS.get(name, "name")))
        if value and meant not in found:
            found[meant] = value[0] if len(value) == 1 else value
    return found


def _objects(script: str) -> Iterator[Mapping[str, HeadValue]]:
    """The objects of a script: itself, the items of its list, those of its `@graph`, what a `WebPage` is about."""
    try:
        value = frozen_value(_read(_bare(script)[:MAX_CHARACTERS]))
    except (ValueError, RecursionError):
        return
    for outer in listed(value):
        if isinstance(outer, Mapping):
            yield outer
            within = (each for name in WITHIN for each in listed(outer.get(name, ())))
            yield from (inner for inner in within if isinstance(inner, Mapping))


def _read(text: str) -> object:
    """The value that a text begins with; with the slips that editors of templates make, where it has any.

    Raises ValueError for what is no JSON all the same.
    """
    try:
        return DECODER.raw_decode(text)[0]
    except ValueError:
        return DECODER.raw_decode(SLIP.sub(_without_slips, text))[0]


def _without_slips(found: re.Match[str]) -> str:
    r"""A string with no escapes but those of JSON (`\'` is `'`); nothing for a comma."""
    return "" if found[0] == "," else ESCAPE.sub(lambda escape: escape[0] if escape[1] else escape[2], found[0])


def _bare(script: str) -> str:
    """The script without a CDATA section around it, whose marks XHTML's habits put into comments: `//<![CDATA[`, and
    without the comment in which old browsers did not show scripts."""
    start = script.find(CDATA, 0, AHEAD)
    if start < 0:
        return script.lstrip(BLANK).removeprefix("<!--").lstrip(BLANK)
    return script[start + len(CDATA) :].partition("]]>")[0].strip("/* \t\n")


def _is_of(value: Mapping[str, HeadValue], kinds: frozenset[str]) -> bool:
    """Whether an object is of one of some kinds, by its name or its address, `http://schema.org/NewsArticle`."""
    return any(str(kind).rpartition("/")[2] in kinds for kind in listed(value.get("@type", "")))


def _texts(value: HeadValue, part: str) -> Iterator[str]:
    """The texts of a value, of which objects are known by one of theirs. Many sites write them as for HTML (`&#8217;`),
    though no script's references are decoded."""
    for each in listed(value):
        if isinstance(each, Mapping):
            each = each.get(part, "")  # noqa: PLW2901 - the object's own text takes its place
        if isinstance(each, str) and (text := " ".join(decode_complete(each).split())):
            yield text

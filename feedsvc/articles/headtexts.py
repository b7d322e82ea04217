"""The texts of a head as every stage behind meets them: lines of legal characters, names without markup."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping

from feedsvc.articles import characters
from feedsvc.articles.taxonomy import READ
from feedsvc.articles.tokens import decode_complete
from feedsvc.companies.heads import HEAD_FIELDS
from feedsvc.model import HeadValue
from feedsvc.patterns import lazy

SOURCE_KEYS = ("source", "origin", "site_name", "publisher")
NAMING_KEYS = frozenset({"title", "keywords", "taxonomies", *READ, *SOURCE_KEYS, *HEAD_FIELDS})
SUMMARY_KEYS = ("description", "excerpt", "summary", "abstract", "digest")
TITLED = frozenset({"jekyll", "pelican", "quarto"})
"""Generators whose themes print a title as HTML, and whose feeds take its tags out: jekyll-feed by `strip_html`,
Pelican by `striptags`; to Quarto they are Markdown. Templates of Hugo and Zola escape it: there tags are its words."""
_INLINE = """
    a abbr b bdi bdo big cite code del dfn em font i ins kbd mark q s samp small span strike strong sub sup tt u var
"""
_QUOTED = r"""'[^'\n]*+'|"[^"\n]*+\""""
_LIST = lazy(rf"\[\s*+(?:(?:{_QUOTED})\s*+(?:,\s*+|(?=\])))*+\]")
"""A list as Python and JSON write it: what programs that know texts alone, such as tables in CSV, keep of one."""
_ITEM = lazy(_QUOTED)
_TAG = lazy(rf"<(/?)({'|'.join(_INLINE.split())})(?:\s[^<>]*)?>", re.I)


def cleaned(head: Mapping[str, HeadValue]) -> Mapping[str, HeadValue]:
    """The head with every text as one line of legal characters (rule 8)."""
    return {characters.plain(key): _clean(value) for key, value in head.items()}


def without_markup(
    head: Mapping[str, HeadValue], more: Collection[str] = (), *, titled: bool = False
) -> Mapping[str, HeadValue]:
    """The head with what titles and names, and `more` keys, write for HTML as the text that it shows.

    References are decoded, once (`AT&amp;T&#8217;s`): sites moved from WordPress have such, whose themes print titles
    into HTML, where `&#8217;` shows as `’`. Of pairs of tags around a name its words stay (`<a href="…">Li Lei</a>`);
    around those of a title where it is `titled` that way, see TITLED. What is marked as program text stays.
    """
    return {key: _shown(key.casefold(), value, more, titled=titled) for key, value in head.items()}


def _shown(key: str, value: HeadValue, more: Collection[str], *, titled: bool) -> HeadValue:
    if key not in NAMING_KEYS and key not in more:
        return value
    if key != "title" and isinstance(value, str) and value.startswith("[") and _LIST.fullmatch(value):
        value = tuple(item[1:-1] for item in _ITEM.findall(value))
    return _decoded(value, _without_tags if titled or key != "title" else str)


def _decoded(value: HeadValue, untagged: Callable[[str], str]) -> HeadValue:
    if isinstance(value, str):
        return value if "`" in value else decode_complete(untagged(value))
    if isinstance(value, tuple):
        return tuple(_decoded(item, untagged) for item in value)
    return {key: _decoded(item, untagged) for key, item in value.items()}


def _without_tags(text: str) -> str:
    """A text without the tags of its inline elements: those that are known, and open and close one inside another.
    `vector<int>`, `the <b> tag` and what holds no word stay."""
    if "</" not in text:
        return text
    opened: list[re.Match[str]] = []
    paired = set[int]()
    for tag in _TAG.finditer(text):
        if not tag[1]:
            opened.append(tag)
        elif opened and opened[-1][2].lower() == tag[2].lower():
            paired |= {opened.pop().start(), tag.start()}
    words = _TAG.sub(lambda tag: "" if tag.start() in paired else tag[0], text)
    return words if words.strip() else text


def _clean(value: HeadValue) -> HeadValue:
    if isinstance(value, str):
        return characters.plain(characters.outside_cdata(value))
    if isinstance(value, tuple):
        return tuple(_clean(item) for item in value)
    return {characters.plain(key): _clean(item) for key, item in value.items()}

"""The head of an HTML page: `<title>`, `<meta>`, `<link rel=canonical>`, JSON-LD; what is left is the body.

Where the head ends is told by a scan, which takes linear time on any input; what stands in it BeautifulSoup reads, with
the tolerance that heads need which editors, plug-ins and scrapers wrote into one after the other. Where one of these
put something into it that belongs into a body (`<div id="fb-root">`), parsers begin the body there, and so is it here;
but what the rest of the head says of the page counts nevertheless.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from feedsvc.articles import jsonld
from feedsvc.articles.addresses import is_own_page, web_address
from feedsvc.articles.headvalues import ParsedHead, listed
from feedsvc.model import HeadValue
from feedsvc.patterns import lazy

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

# What may stand before a body, one part at a time; possessive, and the first part that is not closed ends the scan.
PART = lazy(
    r"\s++|<!doctype[^>]*+>|<\?xml[^>]*+>|</?(?:html|head)\b[^>]*+>"
    r"|<(?:meta|link|base)\b(?:[^>\"']|\"[^\"]*+\"|'[^']*+')*+>"
    r"|<(?P<raw>title|style|script|noscript)\b[^>]*+>",
    re.IGNORECASE,
)
COMMENT = lazy(r"<!--(?:[^-]|-(?!->))*+-->")
PAGE = lazy(rf"(?:\s++|<\?xml[^>]*+>|{COMMENT.pattern})*+<(?:!doctype\s++html|html|body)\b", re.IGNORECASE)
BODY = lazy(r"<body\b[^>]*+>", re.IGNORECASE)
BODY_END = lazy(r"(?:</(?:body|html)\s*+>\s*+)++", re.IGNORECASE)
LINKED_DATA = lazy(r"<script\b[^>]{0,200}?\bapplication/ld\+json[^>]{0,200}>", re.IGNORECASE)
SCRIPT_END = lazy("</script", re.IGNORECASE)
SAYING = ("title", "meta", "link", "base")
DATED = frozenset({"datePublished", "dateModified"})
"""Properties of schema.org's Article that microdata (`itemprop`) gives; others repeat what the page says better."""
BASE = "page_base"
"""The name of a page's `<base>`, from which its addresses count (HTML 4.2.3)."""
TEMPLATE = lazy(r"\{[{%]")
MAX_HEAD = 200_000
"""Characters of a head that are read, without what it does not say in words: the longest of newspapers have 50,000."""
UNSPOKEN = lazy(r"<(?:!--|(?P<name>script|style|svg|template|link)\b)", re.IGNORECASE)
"""What of a head is not read, but for canonical links; programs that save a page write all its styles and icons here,
in megabytes."""
CLOSES = {"": lazy("-->"), "link": lazy(">")}
MARK = lazy(rf"{UNSPOKEN.pattern}|(?P<end></head|<body)\b", re.IGNORECASE)
MEANT = {
    "og:title": "title",
    "og:description": "description",
    "og:image": "image",
    "og:site_name": "site_name",
    "og:url": "canonical",
    "article:published_time": "published",
    "article:modified_time": "updated",
    "article:author": "author",
    "article:section": "category",
    "article:tag": "tags",
}
"""Properties of Open Graph and the names that heads have for the same."""
BENEATH = {
    "title": ("title",),
    "page_published": ("published", "datePublished", "publishdate", "pubdate", "date", "page_published"),
    "page_updated": ("updated", "dateModified", "lastmod", "page_updated"),
    BASE: (BASE,),
}
"""What the head of a page gives under another one, and the names that it may have there."""


def parse_html(text: str) -> tuple[ParsedHead, str]:
    """The values of an HTML head by the names of its `<meta>`, and the body without `<body>` tags.

    A name that stands several times gives a tuple. `property` counts as a name, `contents` as content (an old habit of
    Pelican users), and `<link rel="canonical">` gives `canonical`. What JSON-LD (schema.org's Article) and Open Graph
    say stands under the names that heads have for it, where nothing else does; their title goes before `<title>`, which
    most sites end with their own name. Microdata gives its dates. `<base>` gives `page_base`; a relative address of
    the page gives way to an absolute one.
    """
    end, is_open = _end(text)
    soup = _soup(_spoken(text[: _close(text, end) if is_open else end])[:MAX_HEAD])
    head, lines = _declared(soup.find_all(("meta", "link", "base")))
    linked = jsonld.article(_linked_data(text))
    _place(head, (head.get("canonical", ""), linked.get("canonical", ""), head.get("og:url", "")))
    _add(head, linked)
    _add(head, {meant: head[name] for name, meant in MEANT.items() if name in head})
    title = soup.title
    if title is not None and not _says(head, "title"):
        head["title"], lines["title"] = _plain(title.get_text()), _line(title)
    return ParsedHead(head, lines), _body(text[end:])


def is_page(text: str) -> bool:
    """Is this a whole HTML document, which begins with `<!DOCTYPE html>`, `<html>` or `<body>`, and no fragment?"""
    return PAGE.match(text) is not None


def beneath(text: str, head: ParsedHead) -> tuple[ParsedHead, str]:
    """A head with what the page beneath it says of title and dates, and the page's body.

    The dates have names of their own, `page_published` and `page_updated`, that are asked behind all others. What the
    page says has no line in the head.
    """
    page, body = parse_html(text)
    own = {name.casefold() for name in head.values if _says(head.values, name)}
    told = {name: said for name, names in BENEATH.items() if name not in own and (said := _first(page.values, names))}
    lines = {name: line for name, line in head.lines.items() if name.casefold() not in told}
    return replace(head, values={**head.values, **told}, lines=lines), body


def _first(head: Mapping[str, HeadValue], names: Iterable[str]) -> str:
    """The first value of these names; one that only a template's engine could fill says nothing."""
    said = [value for name in names if isinstance(value := head.get(name, ""), str) and value]
    return next((value for value in said if not TEMPLATE.search(value)), "")


def _soup(head: str) -> BeautifulSoup:
    # Loaded with the first such head: it takes a tenth of the time in which a command starts, and few sources have one.
    from bs4 import BeautifulSoup  # noqa: PLC0415
    from bs4.filter import SoupStrainer  # noqa: PLC0415

    return BeautifulSoup(head, "html.parser", parse_only=SoupStrainer(SAYING))


def _linked_data(text: str) -> Iterator[str]:
    """What the scripts of JSON-LD of a page hold, wherever they stand."""
    end = 0
    for opened in LINKED_DATA.finditer(text) if "ld+json" in text else ():
        if opened.start() >= end:
            close = SCRIPT_END.search(text, opened.end())
            if close is None:
                return
            yield text[opened.end() : close.start()]
            end = close.end()


def _declared(tags: Iterable[Tag]) -> tuple[dict[str, HeadValue], dict[str, int]]:
    """The values of these elements by name, and the line of each."""
    values: dict[str, list[str]] = {}
    lines: dict[str, int] = {}
    for tag in tags:
        name, value = _named(tag)
        if name:
            values.setdefault(name, []).append(value)
            lines.setdefault(name, _line(tag))
    return {name: _value(found) for name, found in values.items()}, lines


def _line(tag: Tag) -> int:
    return (tag.sourceline or 1) - 1


def _add(head: dict[str, HeadValue], more: Mapping[str, HeadValue]) -> None:
    """Add what a head does not say itself."""
    for name, value in more.items():
        if not _says(head, name):
            head[name] = value


def _place(head: dict[str, HeadValue], told: Iterable[HeadValue]) -> None:
    """Give a page whose first address is relative the first of its others that is absolute, else the one that it is by
    its `<base>`."""
    addresses = [address for each in told for address in _texts(each)]
    if not addresses or web_address(addresses[0]) is not None:
        return
    base = next(iter(_texts(head.get(BASE, ""))), "")
    placed = None if is_own_page(addresses[0]) else web_address(addresses[0], base)
    absolute = next((each for each in addresses if web_address(each) is not None), placed)
    if absolute is not None:
        head["canonical"] = absolute


def _texts(value: HeadValue) -> Iterator[str]:
    return (each for each in listed(value) if isinstance(each, str) and each)


def _says(head: Mapping[str, HeadValue], name: str) -> bool:
    """Whether a head says anything under a name: templates write `content=""` for what they do not know."""
    value = head.get(name, "")
    return any(value) if isinstance(value, tuple) else value != ""


def _value(found: list[str]) -> HeadValue:
    return found[0] if len(found) == 1 else tuple(found)


def _end(text: str) -> tuple[int, bool]:
    """Where the body begins, and whether `<head>` is open still; a comment belongs to it where another part follows."""
    end = position = 0
    is_open = False
    while match := COMMENT.match(text, position) or PART.match(text, position):
        position = match.end()
        if match[0].startswith("<!--") or match[0].isspace():
            continue
        if match["raw"]:
            close = re.compile(rf"</{match['raw']}\s*+>", re.IGNORECASE).search(text, position)
            if close is None:
                break
            position = close.end()
        elif "head" in match[0][:6].lower():
            is_open = match[0][1] != "/"
        end = position
    return end, is_open


def _close(text: str, start: int) -> int:
    """Where an open head is closed, behind what stands wrongly in it; `start` where it never is."""
    at = start
    while (mark := MARK.search(text, at)) is not None and mark["end"] is None:
        at = _behind(text, mark)
    return start if mark is None else mark.start()


def _spoken(head: str) -> str:
    """What a head says in words, each on its line: without scripts, styles, graphics, comments and links to files."""
    parts, at = list[str](), 0
    while (mark := UNSPOKEN.search(head, at)) is not None:
        end = _behind(head, mark)
        parts.append(head[at : mark.start()])
        said = head[mark.start() : end]
        is_said = (mark["name"] or "").lower() == "link" and "canonical" in said.lower()
        parts.append(said if is_said else "\n" * said.count("\n"))
        at = end
    return "".join((*parts, head[at:]))


def _behind(text: str, mark: re.Match[str]) -> int:
    """Where what a mark opens ends; the end of the text where it never does."""
    name = (mark["name"] or "").lower()
    close = CLOSES.get(name) or re.compile(rf"</{name}\b[^>]*+>", re.IGNORECASE)
    found = close.search(text, mark.end())
    return len(text) if found is None else found.end()


def _named(tag: Tag) -> tuple[str, str]:
    """The name and the value of a part of a head; no name where it says nothing of the article."""
    if tag.name == "base":
        return (BASE, _said(tag, "href").strip()) if "href" in tag.attrs else ("", "")
    if tag.name == "link":
        relations = [each.lower() for each in tag.get_attribute_list("rel") if each]
        return ("canonical", _plain(_said(tag, "href"))) if "canonical" in relations else ("", "")
    item = _said(tag, "itemprop")
    name = _said(tag, "name") or _said(tag, "property") or (item if item in DATED else "")
    return name, _plain(_said(tag, "content") or _said(tag, "contents"))


def _said(tag: Tag, name: str) -> str:
    return " ".join(each for each in tag.get_attribute_list(name) if each)


def _plain(text: str) -> str:
    return " ".join(text.split())


def _body(text: str) -> str:
    opened = BODY.match(text.lstrip())
    body = text.lstrip()[opened.end() :] if opened else text
    closed = BODY_END.search(body)
    return body[: closed.start()] + body[closed.end() :] if closed else body

"""The title that a body gives itself, and the heading in which it says its head's title again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, takewhile
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from feedsvc.articles import footnotes
from feedsvc.articles.addresses import web_address
from feedsvc.articles.blocks import Block, blocks, remove
from feedsvc.articles.characters import STOPS, plain
from feedsvc.articles.enclosures import TYPES
from feedsvc.articles.keys import fold, is_visible
from feedsvc.articles.shown import attribute, hidden
from feedsvc.articles.tree import Tag, Text, Tree
from feedsvc.articles.twins import original as original_of
from feedsvc.articles.words import text_of
from feedsvc.patterns import lazy

HEADINGS = lazy(r"h[1-6]\Z")
LONGEST = 300
"""A longer heading is a paragraph in large letters."""
SHOWN = ("img", "video", "audio", "picture", "hr", "table")
ENDS = tuple("。！？.!?" + STOPS)
_PARTING = "_|｜—·•»–-"
SITE = lazy(rf"\s*(?:[{_PARTING}]|::)\s*(?P<name>\S.*)\Z")
"""What ends the `<title>` of a page with its site's name, or with several of its parts."""
WITHIN = lazy(rf"(?<=[A-Za-z0-9])[-–][A-Za-z0-9][^\s\u4e00-\u9fff{_PARTING}]*+(?:\Z|\s*+[{_PARTING}])")
"""A dash within a word (`Spider-Man`) or a pair of numbers (`2021-2022`), and what ends these; behind a letter or digit
may stand a site's name as well: `Mate60-IT之家`."""
TEXT = 20
"""Characters of a line that is one of a text, and no menu's or author's name alone."""
TOP = 12
"""Blocks of a body that may stand above its text: links to share it, a date, the headings of a page."""
SENTENCE = 60
"""Characters of a block that is a text, even if no mark ends it."""
LARGE = frozenset({"h1"})
ALONE = lazy(
    r"\s*+(?:#{1,6}[ \t][^\n]*+|[^<\s][^\n]*+\n[ ]{0,3}(?:=++|-++)[ \t]*+"
    r"|<(?P<name>h[1-6])\b[^<>]*+>(?:(?!</?h[1-6]\b).)*+</(?P=name)\s*+>)\s*+\Z",
    re.DOTALL | re.IGNORECASE,
)
"""A source that is one heading: in Markdown (CommonMark 4.2, 4.3) or in HTML."""
TITLES = frozenset({"h1", "h2", "h3"})
EVERY = TITLES | {"h4", "h5", "h6"}
LINKS = frozenset({"a"})
MARKS = frozenset({"sup"})
FRONT = lazy(r"/(?:index|default|home)\.[a-z]{2,5}\Z", re.IGNORECASE)
"""The path of a site's front page by the names that servers look for."""
FILES = frozenset({
    *TYPES, "ico", "tif", "tiff", "heic", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt", "csv", "json", "xml",
    "txt", "gz", "tgz", "bz2", "xz", "7z", "rar", "exe", "msi", "dmg", "apk", "iso", "js", "css",
})  # fmt: skip
"""The endings of files that are no pages."""
ORIGINAL_TITLE = r"原(?:文)?[标標][题題]"
"""How a text labels the title that it had where it comes from."""
ORIGINAL = lazy(rf"\s*{ORIGINAL_TITLE}\s*[:：]\s*(?=\w)")
BEHIND = lazy(r"[^\w\s（(【《“]*\s+(?=\S)")
"""What ends a title, and parts it from the text in its line."""
SAME_SITE = lazy(r"\Ahttps?://(?:www\.)?", re.IGNORECASE)


def take(tree: Tree, page: str | None) -> str:
    """The text of the first `h1`, or of another heading that the body opens with; "" where there is neither.

    `# A` above a text gives `A`. A heading that opens the body is taken out of it, since readers show titles above; but
    not with what is nowhere else: a picture, a footnote's mark, a link that leads elsewhere than to the article's
    own address, `page`.
    """
    opening = _opening(tree)
    found = tree.first("h1") or opening
    if found is None:
        return ""
    title = _words(found)
    if not is_visible(title) or len(title) > LONGEST:
        return ""
    if found is opening and _is_spare(found, page):
        remove(found, tree)
    return title


def titled(tree: Tree, title: str, page: str | None, *, site: str | None) -> str:
    """The head's title; the heading that opens the body is taken out as `take` does it where it says the same, since
    readers show both.

    `site` is what a page calls its site, "" where it does not say, and None where the title is none of a page: of its
    `<title>` `A - The Site` over `<h1>A</h1>` `A` is left.
    """
    shown = title if site is None else _without_site(tree, title, page, site)
    opening = _opening(tree)
    # A saved page that says no address of its own has that address alone in such a link.
    linked = site is not None and not page
    if opening is not None and _key(_words(opening)) == _key(shown) and _is_spare(opening, page, linked=linked):
        remove(opening, tree)
    _without_original(tree, shown)
    return shown


def say_once(tree: Tree, title: str, page: str | None) -> None:
    """Take out the headings above the text that say the title, too: a scraper writes it above a page that begins with
    it, with a date or links between them. What else such a heading shows keeps it, as in `take`."""
    said = _key(title) if title else None
    again = [each for each in islice(tree.elements(EVERY), TOP) if _key(_words(each)) == said]
    above = [block.element for block in _above_text(tree)] if again else []
    for heading in again:
        if any(heading is each for each in above) and _is_spare(heading, page):
            remove(heading, tree)


def _above_text(tree: Tree) -> Iterator[Block]:
    """The blocks before the first that is a text."""
    return takewhile(lambda block: not _is_text(block), islice(blocks(tree), TOP))


def _is_text(block: Block) -> bool:
    if block.element is not None and block.element.name in EVERY:
        return False
    return len(block.text) >= SENTENCE or (len(block.text) >= TEXT and block.text.endswith(ENDS))


def _without_original(tree: Tree, title: str) -> None:
    """Take `原标题：` and the title again out of the line with which the text begins, where the text goes on in it."""
    first = next((text for text in tree.texts if text.strip()), None)
    label = ORIGINAL.match(first) if first is not None else None
    if first is None or label is None:
        return
    behind = BEHIND.match(first, _end_of(title, first, label.end()))
    if behind:
        first.replace_with(Text(first[behind.end() :]))


def _end_of(title: str, text: str, at: int) -> int:
    """Where a title that a text says from a place on ends there, whatever marks and blanks it has; the text's end where
    the text says something else."""
    for letter in filter(str.isalnum, title):
        while at < len(text) and not text[at].isalnum():
            at += 1
        if text[at : at + 1] != letter:
            return len(text)
        at += 1
    return at


def original(tree: Tree, title: str, home: str | None) -> str | None:
    """The address that the heading which opens the body leads to as a whole, where it says the title, or there is none
    and it is the only `h1`.

    Where an article says no address of its own, `# [Its title](https://x.example/a)` says where the original is. None
    for a site's front page, `home` (the source's) and files; none where another heading as large leads somewhere as a
    whole, too: then each heads an item of a list.
    """
    opening = _opening(tree)
    if opening is None or opening.first("a") is None or _key(_words(opening)) != _key(title or _words(opening)):
        return None
    address = _target(opening)
    if address is None or not _is_article(address, home):
        return None
    others = [each for each in tree.elements({opening.name}) if each is not opening]
    told = not any(map(_target, others)) if title else opening.name in LARGE and not others
    return address if told else None


def is_all(source: str) -> bool:
    """Is a heading all that a source holds, so that nothing is left where it is the title?"""
    return ALONE.match(source) is not None


def is_unsaid(tag: Tag) -> bool:
    """Is this no part of a title: a footnote's mark, or what is hidden?"""
    return footnotes.is_note(tag) or hidden(tag)


def _words(heading: Tag) -> str:
    return plain(text_of([heading], is_unsaid))


def _is_spare(heading: Tag, page: str | None, *, linked: bool = False) -> bool:
    """Does a heading show nothing but its words? It may be `linked` as a whole."""
    if any(footnotes.is_note(tag) for tag in heading.elements(MARKS)) or heading.first(*SHOWN) is not None:
        return False
    return (linked and _is_link(heading)) or not _leads_elsewhere(heading, page)


def _is_link(heading: Tag) -> bool:
    """Does a link hold all the words of a heading?"""
    return any(_key(_words(link)) == _key(_words(heading)) for link in heading.elements(LINKS))


def _target(heading: Tag) -> str | None:
    """The address that a heading leads to with all its words."""
    key = _key(_words(heading))
    whole = (link for link in heading.elements(LINKS) if key and _key(_words(link)) == key)
    return next((found for link in whole if (found := web_address(attribute(link, "href")))), None)


def _is_article(address: str, home: str | None) -> bool:
    """May an article be at a clean address: not a site's front page, nor the source's own, nor a file?"""
    path = urlsplit(address).path
    if original_of(address) is None or FRONT.match(path) or _place(address) == _place(home or ""):
        return False
    return PurePosixPath(path).suffix[1:].lower() not in FILES


def _leads_elsewhere(heading: Tag, page: str | None) -> bool:
    """Does it hold a link to another page, or stand in one? Those to a place in its own have their page's address by
    now (`repair`)."""
    own = {"", _place(page or "")}
    links = (*heading.elements(LINKS), *(tag for tag in heading.parents if tag.name in LINKS))
    return any(_place(attribute(link, "href")) not in own for link in links)


def _place(address: str) -> str:
    """An address without what sites lead from one form of to the other: scheme, `www.`, the last slash."""
    return SAME_SITE.sub("", address.partition("#")[0]).removesuffix("/")


def _without_site(tree: Tree, title: str, page: str | None, site: str) -> str:
    """The title without its site's name, where an `h1` has it without.

    A site's own name, which some pages have in an `h1` and before their title, is what they call their `site`; else it
    is shorter than what follows and heads no text; or what follows is the words of a heading below it.
    """
    for heading in islice(tree.elements(LARGE), TOP):
        said = _words(heading)
        more = title.removeprefix(said)
        end = SITE.match(title, len(title) - len(more))
        if end is None or _key(said) == _key(site):
            continue
        if WITHIN.match(title, end.start()) and _key(end["name"]) != _key(site):
            continue
        named = site and _key(end["name"]).endswith(_key(site))
        if len(more) < len(said) or (more != title and (named or _heads_text(heading, end["name"], tree, page))):
            return title if _key(end["name"]) in _below(heading, tree) else said
    return title


def _heads_text(heading: Tag, name: str, tree: Tree, page: str | None) -> bool:
    """Is a heading the text's, and not its site's, whose `name` the title would end with: it leads nowhere else, a text
    begins before another heading or that name, and no heading below says how the title ends?"""
    key = _key(name)
    if _leads_elsewhere(heading, page) or any(key.endswith(each) for each in _below(heading, tree) if each):
        return False
    shown = blocks(tree)
    if not any(heading in block.tags for block in shown):
        return False
    # From the heading's block on: the iterator goes on where it was found.
    for block in shown:
        if (block.element is not None and HEADINGS.match(block.element.name)) or _key(block.text) == key:
            return False
        if len(block.text) >= TEXT:
            return True
    return False


def _below(heading: Tag, tree: Tree) -> list[str]:
    """The keys of the headings below one."""
    titles = tree.elements(TITLES)
    return [_key(_words(each)) for each in titles[titles.index(heading) + 1 :]]


def _key(text: str) -> str:
    return fold("".join(text.split())) if len(text) <= LONGEST else text


def _opening(tree: Tree) -> Tag | None:
    """The heading that nothing visible stands before."""
    for node in tree.descendants:
        if isinstance(node, Tag):
            if HEADINGS.match(node.name):
                return node
            if node.name in SHOWN:
                return None
        elif isinstance(node, Text) and node.strip():
            return None
    return None

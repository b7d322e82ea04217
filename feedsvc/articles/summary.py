"""One line that says what an article is about: its author's own, or its first sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from feedsvc.articles import bylines, wires, zones
from feedsvc.articles.blocks import Block
from feedsvc.articles.characters import STOPS, plain
from feedsvc.articles.cut import VOID
from feedsvc.articles.footnotes import is_note
from feedsvc.articles.repair import MORE, parse
from feedsvc.articles.sanitize import ELEMENTS, GONE
from feedsvc.articles.shortening import cut_words, is_wide
from feedsvc.articles.shown import BLOCKS, hidden
from feedsvc.articles.tokens import unescaped
from feedsvc.articles.tree import Comment, Tag, Tree
from feedsvc.articles.words import Line, text_of, walk
from feedsvc.model import ZoneName
from feedsvc.patterns import lazy

LIMIT = 200
"""Characters of a summary made from the text."""

OWN_LIMIT = 1_000
"""Characters of an author's own; one that is longer is a part of the text and no summary."""

SHORT_PARAGRAPH = 20
"""A paragraph that is shorter and ends without a full stop is a heading in disguise."""

SHORT_LATIN = 60
"""The same in Latin letters, of which words take three times as many as Chinese ones."""

SHARE = 10
"""The part of its limit that a summary fills at least, where there is more to say."""

MAX_BLOCKS = 2_000
"""Of an article that are looked through for its first sentences."""

_WIDE_ENDS = "。！？…｡" + STOPS
"""What ends a sentence whatever stands behind it."""
_NARROW_ENDS = ".!?"
_ENDING = lazy(f"[{_WIDE_ENDS}{_NARROW_ENDS}]")
_ENDS = tuple(_WIDE_ENDS + _NARROW_ENDS)
_CLOSERS = "”’」』）】》)\"']"
_FIRST_WIDE = "\u2e80"
"""The first character of the eastern scripts."""
_EMPHASIS = frozenset({"strong", "b", "em", "i"})
_BETWEEN_LINKS = " |·•/,;-–—"
_QUOTING = "”’…"
"""As wide as what stands around them."""
_BESIDE = frozenset({"rt", "rp", "rtc", "del", "s"})
"""Readings above words, and words that count no more."""
_ABBREVIATED = """
    mr mrs ms dr prof inc ltd co corp vs etc e.g i.e u.s u.k no fig st jr sr a.m p.m approx jan feb mar apr jun
    jul aug sep sept oct nov dec gen gov rep sen vol ed est dept al cf
"""
_ABBREVIATIONS = frozenset(_ABBREVIATED.split())
_LAST_WORD = lazy(r"[A-Za-z.]{1,8}\Z")
_INITIAL = lazy(r"(?:\A|[\s(.])[A-Z]\Z")
_TAG = lazy(r"<(/?)([A-Za-z][A-Za-z0-9]{0,20})(?=[\s/>])[^<>]*>")
_COMMENT = lazy(r"<!--.*?-->", re.S)
_LINKED = lazy(
    r"(?<!\\)!?\[(?P<words>[^\[\]]{0,300})\]\((?:https?://|mailto:|\.{0,2}/|#)[^()\s]{0,500}(?:\([^()\s]{0,99}\)[^()\s]{0,99})?"
    r"(?: \"[^\"]{0,200}\")?\)"
)
_BOLD = lazy(r"(?<![A-Za-z0-9*\\])\*\*(?P<words>[^\s*](?:[^*]{0,300}[^\s*])?)\*\*(?![A-Za-z0-9*])")
_MARKED = lazy(r"(?<![\w*\\])\*(?P<words>(?!ST)[^\W_](?:[^*]{0,200}[\w.!?。！？])?)\*(?![\w*])")
_PROGRAM = lazy(r"(?<![`\\])`(?P<words>[^`]{1,200})`(?!`)")
_MARKUP = ELEMENTS | GONE | {"span", "font", "center", "big", "tt", "strike"}
"""Elements that an author's summary may hold as markup; `List<String>` is text."""
_OPEN_ENDED = frozenset({"p", "li", "dt", "dd", "tr", "td", "th"})
_ADDRESSES = lazy(r"(?:https?://|www\.)[!-~]++(?: (?:https?://|www\.)[!-~]++)*+")
"""A line of addresses and nothing else, as links to films that stand for frames say them; Chinese words would follow
them without a space."""


def summarize(own: str, tree: Tree, limit: int = LIMIT, shown: zones.Sorted | None = None) -> str:
    """A summary in one line of plain text.

    The author's own (`own`, markup taken out) where there is one, else the text before `<!-- more -->`, at most
    OWN_LIMIT characters, else the first sentences of the first paragraphs, at most `limit`. Sentences are never cut,
    unless the first alone is too long: then at a clause or a word, with `…`. `shown` are the tree's blocks, where they
    are known.
    """
    told = _bounded(_author(own) or _teaser(tree))
    return told or _sentences(zones.sorted_blocks(tree) if shown is None else shown, limit)


def _author(own: str) -> str:
    return _unmarked(plain(text_of(parse(_without_false_tags(unescaped(own))).contents))) if own.strip() else ""


def _unmarked(text: str) -> str:
    """A text without the marks of Markdown that would be none in it: around links, bold words, program text."""
    if "](" in text:
        text = _LINKED.sub(r"\g<words>", text)
    if "*" in text:
        text = _MARKED.sub(r"\g<words>", _BOLD.sub(r"\g<words>", text))
    return _PROGRAM.sub(r"\g<words>", text) if "`" in text else text


def _without_false_tags(own: str) -> str:
    """The source with what only looks like a tag as text: one of no known name, or that is never closed or opened.

    `the <script> tag` -> `the &lt;script> tag`; `<b>a</b>` stays.
    """
    end = own.rfind("-->") + 3
    text = _COMMENT.sub(" ", own[:end]) + own[end:]
    tags = {(closing, name.lower()) for closing, name in _TAG.findall(text)}
    # A text that begins with a tag is markup, where the end tags of these may be left out (HTML 13.1.2.4).
    opened = _OPEN_ENDED if _TAG.match(text.lstrip()) else frozenset[str]()
    pairs = {name for closing, name in tags if not closing and ("/", name) in tags} & _MARKUP
    names = "|".join(sorted(pairs | opened | (VOID & _MARKUP)))
    return re.sub(rf"<(?!/?(?:{names})(?=[\s/>])[^<>]*>)", "&lt;", text, flags=re.I)


def _bounded(text: str) -> str:
    """A text of at most OWN_LIMIT characters: up to a sentence, else a clause or a word."""
    if len(text) <= OWN_LIMIT:
        return text
    inside = _CLOSERS + _WIDE_ENDS + _NARROW_ENDS
    ends = (at for at in range(OWN_LIMIT, OWN_LIMIT // 2, -1) if _ends(text, at) and text[at] not in inside)
    whole = next(ends, 0)
    return text[:whole] if whole else cut_words(text, OWN_LIMIT)


def _teaser(tree: Tree) -> str:
    """The text before the comment `more`, "" where there is no such comment."""
    if not tree.commented:
        return ""
    line = Line()
    for event in walk(tree.contents, _passed):
        if isinstance(event.node, Comment) and MORE.match(event.node.words):
            return plain(_without_addresses(line.text()))
        if isinstance(event.node, Tag) and event.node.name in BLOCKS:
            line.break_line()
        line.take(event)
    return ""


def _sentences(shown: Iterable[tuple[ZoneName, Block]], limit: int) -> str:
    """The first sentences, without those that an earlier paragraph says word for word, as a digest does."""
    made, said = "", set[str]()
    for paragraph in _paragraphs(shown):
        every = []
        for sentence in sentences(paragraph):
            every.append(sentence)
            if sentence in said:
                continue
            longer = _join(made, sentence)
            if len(longer) > limit:
                # `1.` or `Hello.` alone says nothing of what follows.
                return made if len(made) > limit // SHARE else cut_words(longer, limit)
            made = longer
        said.update(every)
    return made


def _passed(tag: Tag) -> bool:
    """Is this no part of a summary: hidden, struck out, or a footnote or reading, glued to a word?"""
    return tag.name in _BESIDE or hidden(tag) or is_note(tag)


def _paragraphs(shown: Iterable[tuple[ZoneName, Block]]) -> Iterator[str]:
    """The paragraphs worth quoting, read as far as they are asked for; headings in disguise only where there is nothing
    else."""
    others: list[Block] = []
    short: list[str] = []
    real = False
    for zone, block in islice(shown, MAX_BLOCKS):
        if any(map(is_note, block.nodes[0].parents)):
            continue
        others.append(block)
        if zone in {"lead", "body"} and zones.is_prose(block):
            text = _words(block) if real else _story(block)
            if _is_paragraph(block, text, first=not real):
                real = True
                yield text
            elif text:
                short.append(text)
    if not real:
        yield from filter(None, short or map(_text, others))


def _is_paragraph(block: Block, text: str, *, first: bool) -> bool:
    """Is this no heading in disguise (a short line, one that is all in bold or italics), no dateline's place, no row of
    links with a date? In Latin letters short lines are longer; only the first paragraph may stand below several."""
    if _is_ended(text):
        return not wires.is_place(text)
    latin = first and bool(text) and max(text) < _FIRST_WIDE and not text.endswith(":")
    short = SHORT_LATIN if latin else SHORT_PARAGRAPH
    return len(text) >= short and not _is_set_off(block) and not _is_of_links(block)


def _is_ended(text: str) -> bool:
    """Does a sentence end it? `Jane Doe of Acme, Inc.` does not."""
    said = text.rstrip(_CLOSERS)
    return said.endswith(_ENDS) and _ends(said, len(said))


def _is_set_off(block: Block) -> bool:
    """Is a block all in bold or italics, as subheads are set?"""
    inner = block.nodes if block.element is None else block.element.contents
    shown = [node for node in inner if isinstance(node, Tag) or not str(node).isspace()]
    return bool(shown) and all(isinstance(node, Tag) and node.name in _EMPHASIS for node in shown)


def _is_of_links(block: Block) -> bool:
    """Are all words of a block links', but for a date's?"""
    if not block.links:
        return False
    rest = plain(text_of(block.nodes, lambda tag: tag.name == "a" or _passed(tag))).strip(_BETWEEN_LINKS)
    return not rest or bylines.is_told(rest)


def _story(block: Block) -> str:
    """The words of a block without the lines that only say who made the text and when, and a release's dateline."""
    return wires.below(plain(bylines.below(_without_addresses(text_of(block.nodes, _passed)))))


def _words(block: Block) -> str:
    return plain(_without_addresses(text_of(block.nodes, _passed)))


def _without_addresses(text: str) -> str:
    """The lines that say more than an address: `https://v.qq.com/x/page/a.html` tells nobody what an article says."""
    if "://" not in text and "www." not in text:
        return text
    return "\n".join(line for line in text.split("\n") if not _ADDRESSES.fullmatch(line))


def _text(block: Block) -> str:
    return plain(text_of(block.nodes, _passed))


def _join(made: str, sentence: str) -> str:
    """Chinese sentences follow each other without a space."""
    if not made or not sentence:
        return made or sentence
    last = made.rstrip(_QUOTING)[-1:] or made[-1]
    return made + sentence if is_wide(last) or is_wide(sentence[0]) else f"{made} {sentence}"


def sentences(text: str) -> Iterator[str]:
    """`甲。乙！` -> `甲。`, `乙！`; a dot ends a sentence only before a space, and not in `Mr. Li` or `J. Smith`."""
    start = at = 0
    for mark in _ENDING.finditer(text):
        if mark.end() <= at or not _ends(text, mark.end()):
            continue
        at = mark.end()
        while at < len(text) and _belongs(text, start, at):
            at += 1
        if text[start:at].strip():
            yield text[start:at].strip()
        start = at
    if text[start:].strip():
        yield text[start:].strip()


def _belongs(text: str, start: int, at: int) -> bool:
    """Is the character at `at` part of the sentence that ends before it? A straight quote is where one is open."""
    if text[at] in "\"'":
        return text.count(text[at], start, at) % 2 == 1
    return text[at] in _CLOSERS + _WIDE_ENDS + _NARROW_ENDS


def _ends(text: str, at: int) -> bool:
    """Does a sentence end with the character before `at`?"""
    mark = text[at - 1]
    if mark in _WIDE_ENDS:
        return True
    following = text[at : at + 2].lstrip(_CLOSERS)
    if mark not in _NARROW_ENDS or (following and not following[0].isspace()):
        return False
    return mark != "." or not _abbreviated(text[max(0, at - 12) : at - 1])


def _abbreviated(before: str) -> bool:
    word = _LAST_WORD.search(before)
    return bool(_INITIAL.search(before)) or (word is not None and word[0].lower() in _ABBREVIATIONS)

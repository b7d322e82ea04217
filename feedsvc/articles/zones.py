"""The text of an article by zone, as a reader meets it, and the places where its markup points at listings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from feedsvc.articles import boilerplate, bylines, headline, quotes
from feedsvc.articles.blocks import Block, blocks
from feedsvc.articles.shown import BLOCKS, attribute
from feedsvc.articles.tree import Node, Tag, Text, Tree
from feedsvc.articles.words import Line, walk
from feedsvc.companies.hanzi import in_both_scripts
from feedsvc.model import Annotation, Removal, Zone, ZoneName
from feedsvc.patterns import lazy

LEAD_CHARACTERS = 20
"""A first paragraph that is shorter is a heading or a label, not the lead."""

BYLINE_CHARACTERS = 200
"""A longer block is text, whatever words it begins with."""

TITLE_CHARACTERS = 80
"""A longer line is a title with a text behind it."""

NOTE_CHARACTERS = 2000
"""What a publisher says of itself goes on for half a page; a longer block is an article in one piece."""

CAPTION_CHARACTERS = 120
ALT_CHARACTERS = 4
"""A shorter alternative text says nothing: `图`, `Img`."""

NAMES: tuple[ZoneName, ...] = ("title", "lead", "body", "caption", "byline")
BYLINE_RULES = frozenset({"source-line", "editor-line", "reprint-line"})
"""Rules of `boilerplate` whose blocks name sources and editors: their text stays readable as byline."""

_CAPTION = lazy(
    in_both_scripts(
        r"\s*[（(]?\s*(?:[▲△▼↑]|图\s*[0-9０-９一二三四五六七八九十]{0,3}\s*[:：|丨]|图为(?!什么|例)|(?:图片|图源|图表|配图|题图|供图|图注|摄影|资料图)"
        r"(?:来源|说明)?\s*(?:[:：|丨/]|\Z)|(?:Photo|Image|Figure|Credit|Source)\b[^:\n]{0,20}[:：])"
    ),
    re.I,
)
_CAPTION_CLASS = lazy(r"(?:^|[\s_-])(?:caption|img-?desc|pic-?desc|image-?desc|figcaption|img-?note|pic-?note)", re.I)
_BYLINE = lazy(
    in_both_scripts(
        r"\s*[（(【\[]?\s*(?:(?:(?:文章|本文|信息|新闻|内容|消息)?来源|稿源|来自|出处|作者|(?:见习)?记者(?!\s*[:：][^\n]{1,200}[?？])|撰文|文|编译|译者|翻译|责任编辑|编辑|责编"
        r"|审核|校对|监制|出品|原文(?:链接|标题|地址)?|Source|Author|Editor|Disclaimer)\s*[:：|丨／/]"
        r"|via\s|(?:郑重|免责|版权|特别)?声明(?![称说指中又还]|强调|表示)|本文(?:来自|转自|转载自|首发|来源|作者|由)|转载|未经(?:授权|许可|允许)|版权所有|编者按|原标题)"
    ),
    re.I,
)
_ORIGINAL_TITLE = lazy(rf"\s*[（(【\[]?\s*{headline.ORIGINAL_TITLE}\s*[:：]?")
_PUBLISHERS_NOTE = lazy(
    in_both_scripts(
        r"\s*+[（(【\[]?\s*+(?:(?:分析师(?:承诺|声明)|(?:风险提示及)?免责(?:声明|条款)|重要声明|法律声明|利益披露"
        r"|Analyst Certification)(?:[:：\s】\]]|\Z)"
        r"|本(?:证券)?(?:研究)?(?:报告|研报)(?:由[^，。；,\n]{2,40}(?:编制|制作)|仅供|所载|版权)"
        r"|(?:(?:Full )?Disclosures?|Disclaimer)\s*[:：])"
    ),
    re.I,
)
"""What a note's or a post's publisher says of itself: who wrote, what it holds, what it does not answer for."""
_FILE_NAME = lazy(
    r"\S{0,200}\.(?:jpe?g|png|gif|webp|avif|bmp|svg)\Z|(?:image|img|picture|photo|pic|figure|图片|图像|插图)\s*\d*\Z",
    re.I,
)
_WORDS = lazy(r"[A-Za-z\u3400-\u9fff]{2}")


@dataclass(frozen=True, slots=True)
class ZonesRead:
    """The zones of an article that hold text, and its annotations: `zone_text[start:start + len(text)] == text`."""

    zones: tuple[Zone, ...]
    annotations: tuple[Annotation, ...]


def charts(tree: Tree, shown: Iterable[Block] | None = None) -> tuple[Annotation, ...]:
    """Annotations without words: live charts, and elements with codes around a picture or around nothing.

    Reads the tree as it was parsed, before `boilerplate.strip` takes the charts out. `start` is -1. `shown` are the
    blocks of the tree, where they are known.
    """
    found: list[Annotation] = []
    seen: set[int] = set()
    named = [tag for tag in tree.elements(quotes.NAMES) if tag.attrs]
    drawn = _drawn(blocks(tree) if shown is None else shown) if any(map(quotes.is_chart, named)) else frozenset()
    for tag in named:
        # Nearly all have words, which is told sooner than whether they point at a listing.
        if not (id(tag) in drawn or _wordless(tag)) or id(tag) in seen or not quotes.annotated(tag):
            continue
        family = [tag, *tag.elements()]
        seen.update(id(each) for each in family)
        if any(quotes.page(each) or quotes.data_codes(each) for each in family):
            found.append(_annotation("", family))
    return tuple(found)


def _drawn(shown: Iterable[Block]) -> frozenset[int]:
    """The ids (of `id`) of every element of a block of nothing but charts."""
    return frozenset(id(tag) for block in shown if boilerplate.chart_block(block) for tag in block.tags)


def _wordless(tag: Tag) -> bool:
    pending = tag.contents[::-1]
    while pending:
        node = pending.pop()
        if isinstance(node, Tag):
            pending += node.contents[::-1]
        elif isinstance(node, Text) and not node.isspace():
            return False
    return True


def _annotation(text: str, family: list[Tag], zone: ZoneName = "body", start: int = -1) -> Annotation:
    """One annotation of all elements that mark the same words."""
    codes = tuple(dict.fromkeys(code for tag in family for code in quotes.codes(tag)))
    return Annotation(text, codes, next((page for tag in family if (page := quotes.page(tag))), ""), zone, start)


Sorted = tuple[tuple[ZoneName, Block], ...]
"""The blocks of a tree, each with its zone."""


def read(tree: Tree, title: str, removed: tuple[Removal, ...] = (), shown: Sorted | None = None) -> ZonesRead:
    """The zones of a repaired tree, which still has its annotations; `removed` adds the byline's blocks.

    Blocks are apart by a newline; inside a block white space is what a browser shows, except that characters without
    width are left out, so that no word is split. `shown` are the tree's blocks, where they are known.
    """
    reader = _Reader()
    reader.add("title", " ".join(title.split()))
    for zone, block in sorted_blocks(tree) if shown is None else shown:
        reader.block(zone, block)
    for removal in removed:
        if removal.rule in BYLINE_RULES:
            reader.add("byline", removal.text)
    return reader.result()


def sorted_blocks(tree: Tree) -> Iterator[tuple[ZoneName, Block]]:
    """Every block of a tree with its zone."""
    said = led = False
    for block in blocks(tree):
        titled = not said and _is_title(block)
        zone = _zone(block, first=not (said or titled), led=led)
        said, led = said or (bool(block.text) and not titled), led or zone == "lead"
        yield zone, block


def _zone(block: Block, *, first: bool, led: bool) -> ZoneName:
    if len(block.text) <= CAPTION_CHARACTERS and (_CAPTION.match(block.text) or _is_caption(block)):
        return "caption"
    if is_byline(block.text):
        return "byline"
    if len(block.text) <= NOTE_CHARACTERS and _PUBLISHERS_NOTE.match(block.text):
        return "byline"
    if led or not block.text or not is_prose(block):
        return "body"
    if len(block.text) <= BYLINE_CHARACTERS and bylines.are_told(block.text):
        return "byline"
    digest = first and _inside(block, "blockquote")
    return "lead" if digest or len(block.text) >= LEAD_CHARACTERS else "body"


def is_byline(text: str) -> bool:
    """Does a line say where the article comes from, or who wrote it?"""
    return len(text) <= BYLINE_CHARACTERS and _BYLINE.match(text) is not None and not _goes_on(text)


def _goes_on(text: str) -> bool:
    """Does the text go on behind the title that it had elsewhere: `原标题：一家公司中标 公司公告，…。`?"""
    title = _ORIGINAL_TITLE.match(text)
    return title is not None and ("。" in text or len(text) - title.end() > TITLE_CHARACTERS)


def is_prose(block: Block) -> bool:
    """Is this a paragraph, not a heading, a cell, an item or a program?"""
    element = block.element
    name = element.name if element is not None else "p"
    return name in {"p", "div", "blockquote", "section", "article", "dd"} or name not in BLOCKS


def _is_caption(block: Block) -> bool:
    element = block.element
    name = "" if element is None else attribute(element, "class")
    classed = name != "" and _CAPTION_CLASS.search(name) is not None
    return classed or _inside(block, "figcaption") or _inside(block, "caption")


def _is_title(block: Block) -> bool:
    """Is the block a bold line above the text of a quotation, as `callouts` writes `> [!NOTE]`?"""
    element = block.element
    if element is None or element.parent is None or not _inside(block, "blockquote"):
        return False
    bold = [node for node in element.contents if not _is_space(node)]
    last = next((node for node in reversed(element.parent.contents) if not _is_space(node)), None)
    return len(bold) == 1 and isinstance(bold[0], Tag) and bold[0].name == "strong" and last is not element


def _is_space(node: Node) -> bool:
    return isinstance(node, Text) and node.isspace()


def _inside(block: Block, name: str) -> bool:
    """Is the block such an element, or directly in one?"""
    element, parent = block.element, block.nodes[0].parent
    return (element is not None and element.name == name) or (parent is not None and parent.name == name)


@dataclass(slots=True)
class _Reader:
    """The zones while they grow."""

    parts: dict[ZoneName, list[str]] = field(default_factory=lambda: {name: [] for name in NAMES})
    length: dict[ZoneName, int] = field(default_factory=lambda: dict.fromkeys(NAMES, 0))
    marked: dict[tuple[ZoneName, int, str], list[Tag]] = field(default_factory=dict)
    alts: set[str] = field(default_factory=set)

    def add(self, zone: ZoneName, text: str) -> int:
        """Add a block's text; the offset in the zone at which it begins."""
        start = self.length[zone] + bool(self.parts[zone])
        if text:
            self.parts[zone].append(text)
            self.length[zone] = start + len(text)
        return start

    def block(self, zone: ZoneName, block: Block) -> None:
        """Add a block with its annotations and the words of its pictures."""
        if not any(tag.name == "img" or quotes.annotated(tag) for tag in block.tags):
            around = [(0, len(block.text), tag) for tag in _around(block)]
            self.mark(zone, self.add(zone, block.text), block.text, around)
            return
        line = Line()
        opened: dict[int, int] = {}
        spans: list[tuple[int, int, Tag]] = []
        for event in walk(block.nodes):
            line.take(event)
            if isinstance(event.node, Tag) and event.node.name in BLOCKS and event.node is not block.element:
                line.break_line()
            if isinstance(event.node, Tag) and event.kind == "open" and quotes.annotated(event.node):
                opened[id(event.node)] = line.length
            elif isinstance(event.node, Tag) and event.kind == "close" and id(event.node) in opened:
                spans.append((opened.pop(id(event.node)), line.length, event.node))
            elif isinstance(event.node, Tag) and event.kind == "open" and event.node.name == "img":
                self.picture(event.node)
        text = line.text()
        spans += [(0, len(text), tag) for tag in _around(block)]
        self.mark(zone, self.add(zone, text), text, spans)

    def mark(self, zone: ZoneName, offset: int, text: str, spans: list[tuple[int, int, Tag]]) -> None:
        """Note the annotated words of a block; several elements around the same words are one annotation."""
        for start, end, tag in spans:
            words = text[start:end]
            inner = words.strip()
            if inner:
                at = offset + start + words.index(inner)
                self.marked.setdefault((zone, at, inner), []).append(tag)

    def picture(self, tag: Tag) -> None:
        """The alternative text of a picture, where it says what is seen."""
        alt = " ".join(attribute(tag, "alt").split())
        named = _FILE_NAME.match(alt) or quotes.is_chart(tag) or not _WORDS.search(alt)
        if len(alt) >= ALT_CHARACTERS and not named and alt not in self.alts:
            self.alts.add(alt)
            self.add("caption", alt)

    def result(self) -> ZonesRead:
        zones = tuple(Zone(name, "\n".join(parts)) for name, parts in self.parts.items() if parts)
        return ZonesRead(
            zones, tuple(_annotation(text, tags, zone, at) for (zone, at, text), tags in self.marked.items())
        )


def _around(block: Block) -> list[Tag]:
    """The annotated inline elements that hold the whole block: `<a href="…"><p>…</p></a>`."""
    found: list[Tag] = []
    parent = block.nodes[0].parent
    while parent is not None and parent.name not in BLOCKS and parent.parent is not None:
        if quotes.annotated(parent):
            found.append(parent)
        parent = parent.parent
    return found

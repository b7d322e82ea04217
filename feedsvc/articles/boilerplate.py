"""Named rules for what a site's tools put around an article: source lines, links back, share bars.

A rule takes whole blocks only. Rules of the foot peel from the end and stop at the last block of real text,
so that nothing between two paragraphs of an article is ever taken. Each rule can be switched off by its name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup, Tag

from feedsvc.articles import feet, quotes
from feedsvc.articles.blocks import Block, attribute, blocks, elements, text_of, within
from feedsvc.model import Label, Removal

SHARE = 0.05
"""Of an article's visible characters: more than that in counted rules, and no text is removed at all."""

ALWAYS = 60
"""Counted characters that may go from any article: an editor's line and an end mark in a note of three sentences."""

PURE_FREE = 4_000
"""Below this length source lines, addresses and links back are not counted: the three take about 150 characters of any
article, which passes 5% of all that are shorter than 3,000."""

_ROUND = r"\s*[)）】\]]?\s*\Z"
_SOURCE = re.compile(
    r"\s*[（(【\[]?\s*(?:文章来源|本文来源|信息来源|新闻来源|消息来源|内容来源|稿源|来源|Source)\s*[:：]\s*"
    r"([^。！？\n]{1,40}?)" + _ROUND,
    re.I,
)
_EDITOR = re.compile(
    r"\s*[（(【\[]?\s*(?:责任编辑|值班编辑|本文编辑|编辑|责编|责任校对|校对|审校|审核|编审|监制|主编|Editor)"
    r"\s*[:：|丨／/]\s*[^。！？\n]{1,50}" + _ROUND,
    re.I,
)
_END = re.compile(
    r"[\s\-—–=~*·•_]*[（(【\[]?\s*(?:THE\s+END|END|全文完|本文完|全文结束|完)\s*[)）】\]]?[\s\-—–=~*·•_]*\Z", re.I
)
_BARE_END = re.compile(r"\s*(?:完|END)\s*\Z", re.I)
_REPRINT = re.compile(
    r"\s*[（(【\[]?\s*(?:转载请(?:注明|标明)[^。！？\n]{0,40}|未经(?:授权|许可|允许)[^。！？\n]{0,30}(?:转载|使用)[^。！？\n]{0,20}"
    r"|版权所有[^。！？\n]{0,40})。?" + _ROUND
)
_SHARE_TO = re.compile(
    r"\s*(?:一键)?分享(?:到|至|给|文章|本文)?\s*[:：]?\s*(?:(?:微信|朋友圈|新浪|微博|腾讯|QQ|空间|好友|豆瓣|知乎|抖音|复制|链接|扫码"
    r"|Twitter|Facebook|LinkedIn|WhatsApp|Email|X)[\s|/、,，·]{0,9}){0,20}\Z",
    re.I,
)
_SHARE_CLASS = re.compile(r"(?:^|[\s_-])(?:share|sharing|social|bdsharebuttonbox|jiathis)(?:$|[\s_-])", re.I)
_COPY_CLASS = re.compile(r"copy|clipboard", re.I)
_COPY = re.compile(r"\s*(?:复制代码|复制|拷贝|Copy(?:\s+code)?)\s*\Z", re.I)
_BACK = re.compile(r"\s*(?:返回|回到|更多|Back\s+to|Return\s+to)\s*", re.I)
_NAVIGATION = re.compile(
    r"\s*(?:(?:返回|回到|更多|查看更多|Back\s+to|Return\s+to|More\s).{0,40}|首页|主页|网站首页|Home|上一篇|下一篇)\s*\Z",
    re.I | re.S,
)
_NOWHERE = frozenset(
    {"首页", "主页", "顶部", "列表", "目录", "上页", "上一页", "上级", "top", "home", "index", "list", ""}
)
_BETWEEN_LINKS = re.compile(r"[\s|｜/／·•,，、\-—»>«<]*\Z")
_ADDRESS = re.compile(r"\s*(?:https?://[^\s<>]+|<>)\s*\Z", re.I)
_TAG = re.compile(r"\s*[#＃]\s*[^\s#＃].{0,40}\Z", re.S)

_DIGEST_END = re.compile(r"(?:[（(][^（()）]{1,20}[)）]|…|\.{3}|\[…\])\s*\Z")
_NO_WORDS = re.compile(r"[\W_]+")
DIGEST = 20
"""Letters of a quotation that is surely repeated; a motto may be shorter."""
LEAD = 4
"""Blocks behind a digest in which its words must stand."""

_QUOTATION = frozenset({"blockquote"})
_LISTED = frozenset({"li", "td", "blockquote"})
_PRE = frozenset({"pre"})
_BUTTONS = frozenset({"span", "a", "div"})

Test = Callable[[Block], bool]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its name (for settings), what it takes. `pure` ones hold no sentence of the article's author."""

    name: str
    takes: str
    pure: bool = False


RULES: tuple[Rule, ...] = (
    Rule("source-line", "a line at the foot that only names the source: （文章来源：新华财经）", pure=True),
    Rule("footer-links", "a paragraph or list at the foot made only of links back: [返回首页](/)", pure=True),
    Rule("original-link", "a line at the foot that is only the address of the original, or an empty <>", pure=True),
    Rule("quote-chart", "live charts of quotes, which show another thing each day", pure=True),
    Rule(
        "repeated-digest",
        "a quotation above the text that one of its first paragraphs repeats word for word",
        pure=True,
    ),
    Rule("editor-line", "a line at the foot that names editors: 责任编辑：万南"),
    Rule("the-end", "a line at the foot that says that this is the end: - THE END -"),
    Rule("reprint-line", "a line at the foot on reprints: 转载请注明出处：…"),
    Rule("tag-links", "a line at the foot made only of links whose words begin with #"),
    Rule("copy-code", "buttons that copy code: 复制代码"),
    Rule("share-bar", "a row of share buttons at the foot: 分享到：微信 微博"),
    Rule("repeated-foot", "what most articles of the source end with, learned from them"),
)
_PURE = frozenset(rule.name for rule in RULES if rule.pure)


@dataclass(frozen=True, slots=True)
class Stripped:
    """What was removed, and what it told: the source's name, addresses of the original, labels of categories.

    `refused`: the rules matched too much of the article, so its text was left alone. `foot`: digests of the last blocks
    that no named rule takes.
    """

    removed: tuple[Removal, ...]
    source: str | None
    links: tuple[str, ...]
    labels: tuple[Label, ...]
    refused: bool = False
    foot: tuple[str, ...] = ()


def strip(tree: BeautifulSoup, off: frozenset[str] = frozenset(), repeated: frozenset[str] = frozenset()) -> Stripped:
    """Take out of the tree what the rules not in `off` match, and report it; `repeated` are digests of what most
    articles of the source end with."""
    found = list(blocks(tree))
    length = sum(_length(block.text) for block in found)
    charts = [("quote-chart", block) for block in found if "quote-chart" not in off and chart_block(block)]
    charts += [] if "repeated-digest" in off else _digest([block for block in found if not chart_block(block)])
    drawn = {id(block) for _, block in charts}
    own = [block for block in found if id(block) not in drawn]
    repeated = frozenset() if "repeated-foot" in off else repeated
    foot = list(_foot(own, off, repeated))[::-1]
    buttons = [] if "copy-code" in off else list(_copy_buttons(tree))
    refused = _too_much([*foot, *buttons], length)
    taken = charts if refused else [*charts, *buttons, *foot]
    for _, block in taken:
        _remove(block, tree)
    removed = tuple(Removal(name, block.text) for name, block in taken)
    ends = feet.digests(block for block in own[1:] if _named(block, off) is None)
    return Stripped(removed, *_told(foot), refused=refused, foot=ends)


def _length(text: str) -> int:
    return len("".join(text.split()))


def _too_much(taken: list[tuple[str, Block]], length: int) -> bool:
    counted = [block for name, block in taken if length >= PURE_FREE or name not in _PURE]
    return sum(_length(block.text) for block in counted) > max(SHARE * length, ALWAYS)


def _foot(found: list[Block], off: frozenset[str], repeated: frozenset[str]) -> Iterator[tuple[str, Block]]:
    """The blocks of the foot with their rules, the last first. The first block of an article is never one of them."""
    for at in range(len(found) - 1, 0, -1):
        name = _named(found[at], off) or ("repeated-foot" if feet.digest(found[at]) in repeated else None)
        if name is None or (name == "original-link" and found[at - 1].text.endswith(("：", ":"))):
            return
        yield name, found[at]


def _named(block: Block, off: frozenset[str]) -> str | None:
    return next((name for name, test in _FOOT if name not in off and test(block)), None)


def _digest(found: list[Block]) -> list[tuple[str, Block]]:
    """The quotation that an article begins with, where what follows says it again in the same words.

    A closing `（上海证券报）` or an ellipsis of the digest need not be repeated.
    """
    if len(found) < 2 or not _quoted(found[0]) or _quoted(found[1]) or found[0].pictured:  # noqa: PLR2004 - a pair
        return []
    said = _NO_WORDS.sub("", _DIGEST_END.sub("", found[0].text))
    again = (_NO_WORDS.sub("", block.text) for block in found[1 : 1 + LEAD])
    repeated = len(said) >= DIGEST and any(said in text for text in again)
    return [("repeated-digest", found[0])] if repeated else []


def _quoted(block: Block) -> bool:
    return any((isinstance(node, Tag) and node.name in _QUOTATION) or within(node, _QUOTATION) for node in block.nodes)


def _source_line(block: Block) -> bool:
    return _SOURCE.match(block.text) is not None and not block.pictured


def _editor_line(block: Block) -> bool:
    return _EDITOR.match(block.text) is not None and not block.pictured


def _the_end(block: Block) -> bool:
    return _END.match(block.text) is not None and _BARE_END.match(block.text) is None and not block.pictured


def _reprint_line(block: Block) -> bool:
    return _REPRINT.match(block.text) is not None and not block.pictured


def _footer_links(block: Block) -> bool:
    words = [text_of(link.contents) for link in _links(block)]
    return bool(words) and all(_NAVIGATION.match(word) for word in words) and _only_links(block)


def _tag_links(block: Block) -> bool:
    words = [text_of(link.contents) for link in _links(block)]
    return bool(words) and all(_TAG.match(word) for word in words) and _only_links(block)


def _original_link(block: Block) -> bool:
    """Is the block a paragraph of one address? An item of a list is one of the article's references."""
    element = block.element
    listed = any(tag.name in _LISTED or within(tag, _LISTED) for tag in block.tags())
    whole = _ADDRESS.match(block.text) is not None and not block.pictured and not listed
    return (
        whole and (element is None or element.name in {"p", "div", "a"}) and (bool(_links(block)) or "<>" in block.text)
    )


def _share_bar(block: Block) -> bool:
    if _SHARE_TO.match(block.text) and not block.pictured:
        return True
    element = block.element
    return element is not None and len(block.text) <= ALWAYS and bool(_SHARE_CLASS.search(attribute(element, "class")))


_FOOT: tuple[tuple[str, Test], ...] = (
    ("source-line", _source_line),
    ("footer-links", _footer_links),
    ("original-link", _original_link),
    ("editor-line", _editor_line),
    ("the-end", _the_end),
    ("reprint-line", _reprint_line),
    ("tag-links", _tag_links),
    ("share-bar", _share_bar),
)


def _links(block: Block) -> list[Tag]:
    return [tag for tag in block.tags() if tag.name == "a" and attribute(tag, "href")]


def _only_links(block: Block) -> bool:
    """Is there nothing but links, and marks between them?"""
    rest = block.text
    for link in _links(block):
        rest = rest.replace(text_of(link.contents), "", 1)
    return _BETWEEN_LINKS.match(rest) is not None and not block.pictured


def chart_block(block: Block) -> bool:
    """Is this a block of nothing but live charts and the words of their links?"""
    tags = list(block.tags())
    pictures = [tag for tag in tags if tag.name == "img"]
    if not pictures or not all(quotes.is_chart(tag) for tag in pictures):
        return False
    rest = block.text
    for tag in tags:
        if quotes.annotated(tag) and tag.name == "a":
            rest = rest.replace(text_of(tag.contents), "", 1)
    return not rest.strip()


def _copy_buttons(tree: BeautifulSoup) -> Iterator[tuple[str, Block]]:
    for tag in elements(tree, _BUTTONS):
        marked = _COPY_CLASS.search(attribute(tag, "class")) or within(tag, _PRE)
        if marked and not tag.find(True) and _COPY.match(tag.get_text()):
            yield "copy-code", Block((tag,), text_of([tag]) or tag.get_text(strip=True))


def _remove(block: Block, tree: BeautifulSoup) -> None:
    """Take a block out, and the elements around it that are empty without it."""
    for node in block.nodes:
        parent = node.parent
        node.extract()
        while parent is not None and parent is not tree and parent.parent is not None and _empty(parent):
            gone, parent = parent, parent.parent
            gone.extract()


def _empty(tag: Tag) -> bool:
    return tag.name not in {"td", "th", "pre"} and not tag.find(True) and not tag.get_text(strip=True)


def _told(foot: list[tuple[str, Block]]) -> tuple[str | None, tuple[str, ...], tuple[Label, ...]]:
    """What the blocks of the foot tell: source, addresses of the original, labels of categories."""
    named = [found[1] for name, block in foot if name == "source-line" and (found := _SOURCE.match(block.text))]
    links = [_address(block) for name, block in foot if name == "original-link"]
    labels = [
        label for name, block in foot if name == "footer-links" for link in _links(block) for label in _label(link)
    ]
    source = named[0].strip() if named else None
    return source, tuple(dict.fromkeys(filter(None, links))), tuple(dict.fromkeys(labels))


def _address(block: Block) -> str:
    return attribute(_links(block)[0], "href") if _links(block) else ""


def _label(link: Tag) -> Iterator[Label]:
    """`[返回新华财经新闻](//host/category/xinhuacaijing.html)` teaches that `xinhuacaijing` is called 新华财经新闻."""
    words = text_of(link.contents)
    back = _BACK.match(words)
    label = words[back.end() :].strip() if back else ""
    last = _last_part(attribute(link, "href"))
    if label.lower() not in _NOWHERE and last not in {"", ".", ".."}:
        yield Label(last, label)


def _last_part(href: str) -> str:
    """The last part of an address's path, decoded, without `.html`: `//h/category/a%20b.html` -> `a b`."""
    try:
        path = urlsplit(href).path
    except ValueError:
        return ""
    return unquote(path.rstrip("/").rpartition("/")[2]).removesuffix(".html").removesuffix(".htm")

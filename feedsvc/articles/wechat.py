"""WeChat's own page around an article: what who copies it takes along (buttons, a style as words), and its date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from feedsvc.articles.blocks import Block
from feedsvc.articles.shown import attribute
from feedsvc.articles.tree import Tree

_BUTTONS = frozenset({"在小说阅读器读本章", "在小说阅读器中沉浸阅读", "在公众号小说中沉浸阅读"})
_GO = "去阅读"
"""A button's second line, which others may write as well."""
_BELOW = frozenset(
    {
        *("预览时标签不可点", "微信扫一扫关注该公众号", "继续滑动看下一个", "轻触阅读原文", "向上滑动看下一个"),
        *("微信扫一扫使用小程序", "微信扫一扫可打开此内容，使用完整服务"),
    }
)
"""What the page has below an article, most of it hidden until it is asked for; the blanks between lines left out."""
_BESIDE = frozenset({"阅读原文", "修改于", "不喜欢", "知道了", "取消允许", "取消", "允许", "×分析"})
"""What stands between these and below them, and elsewhere may be an author's."""
_SWIPE = "向上滑动看下一个"
_CARD = 3
"""Blocks above it in which another of these is, and between the two the picture and the name of the account."""
_LINE = 30
"""Characters of each of these, and of an account's name (WeChat allows 30)."""
_FOLLOW = re.compile(r"点击(?:上方|蓝字)[^。！？!?\n]{0,30}关注(?:我们)?[!！]?\Z")
_STYLE = "#js_row_immersive_stream_wrap {"
_OPENINGS = frozenset({"在小", "在公", "#j", " #", "预览", "微信", "继续", "轻触", "向上", "点击"})
"""What the first two characters of all of these are: nearly every block is asked for no more."""
BEGINNING = 60
"""Characters in which a style has named what it is for, with a backslash before each `_` where it was made Markdown."""
TEXT = "js_content"
"""The id of the article's text, which the page hides until a script shows it."""
_TIME = "publish_time"
"""The id of the time above it, which a script fills."""
_SECONDS = re.compile(r"""\b(?:ct|oriCreateTime|create_time)\s{0,3}=\s{0,3}["']([0-9]{10})["']""")
_MINUTES = re.compile(r"""\bcreateTime\s{0,3}=\s{0,3}["']([0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2})["']""")


def times(tree: Tree, html: str) -> Iterator[str]:
    """What WeChat's page says of when its article was published: the words of its `publish_time`, else what the script
    would fill it from, seconds (`var ct = "1717207200"`) or Beijing's time. Nothing of another page."""
    if TEXT not in html and _TIME not in html:
        return
    parts = {name: tag for tag in tree.elements() if (name := attribute(tag, "id")) in {TEXT, _TIME}}
    if _TIME in parts:
        yield parts[_TIME].text.strip()
    if parts:
        yield from _SECONDS.findall(html)[:1]
        yield from (f"{time} +0800" for time in _MINUTES.findall(html)[:1])


def find(found: Sequence[Block]) -> Iterator[Block]:
    """The blocks that are WeChat's and nothing of the article."""
    suspects = [at for at, block in enumerate(found) if block.text[:2] in _OPENINGS]
    below = [at for at in suspects if _bare(found[at]) in _BELOW]
    for at in suspects:
        if found[at].text in _BUTTONS:
            yield from (found[at], *(block for block in found[at + 1 : at + 2] if block.text == _GO))
        elif _is_style(found[at].text) or _FOLLOW.match(found[at].text):
            yield found[at]
    if below:
        yield from _tail(found[below[0] :])


def _tail(found: Sequence[Block]) -> Iterator[Block]:
    """From the first of _BELOW on all that belongs to it; what its author or a copier has there stays."""
    bare = [_bare(block) for block in found]
    cards: set[int] = set()
    for at in [at for at, words in enumerate(bare) if words == _SWIPE]:
        above = next((each for each in range(at - 1, max(at - 1 - _CARD, -1), -1) if bare[each] in _BELOW), at)
        cards.update(each for each in range(above, at) if len(found[each].text) <= _LINE)
    for at, block in enumerate(found):
        if at in cards or bare[at] in _BELOW or bare[at] in _BESIDE:
            yield block


def _bare(block: Block) -> str:
    """The words of a block without blanks; "" of a longer one."""
    return "".join(block.text.split()) if len(block.text) <= _LINE else ""


def _is_style(text: str) -> bool:
    return text[:BEGINNING].replace("\\", "").lstrip().startswith(_STYLE) and text.rstrip().endswith("}")

"""WeChat's own page around an article: what who copies it takes along (buttons, a style as words), and its date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, groupby

from feedsvc.articles.blocks import Block
from feedsvc.articles.shown import attribute, within
from feedsvc.articles.tree import Tree
from feedsvc.companies.hanzi import in_both_scripts
from feedsvc.patterns import lazy

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
_FOLLOW = lazy(r"点击(?:上方|蓝字)[^。！？!?\n]{0,30}关注(?:我们)?[!！]?\Z")
_FROM = lazy(
    in_both_scripts(r"以下(?:文章来源于[^。！？!?\n]{1,40}|内容来源于[^。！？!?\n]{1,30}作者[^。！？!?\n]{1,20})\Z")
)
"""Above what an account has from another one: `以下文章来源于某号 ，作者张三`. Others write `以下内容来源于…`, too."""
_NAMED = lazy(
    rf"{in_both_scripts('原创')}(?:[ \u3000]{{1,3}}(?:[^\s，。！？!?；;：:]|(?<=[0-9]):(?=[0-9])){{1,30}}){{2,9}}\Z"
)
"""WeChat's byline: `原创 张三 某号 2024年3月5日 10:00 北京`."""
_WHEN = lazy("[0-9]{1,2}:[0-9]{2}|[0-9]{1,2}月[0-9]{1,2}日|[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}")
"""What tells that byline from an author's words: `原创 翻译 转载`."""
_NUMBER = "[:：]?[0-9.~-]{1,9}"
_MANY = rf"(?:全文|本文|正文|文章)(?:总|共|计|约|大约|字数|预计){{0,4}}{_NUMBER}个?字(?:左右)?"
_READ = (
    "(?=[^读看]{0,40}[读看])(?:全文|本文|预计|建议|阅读|时间|时长|用时|大约|大概|仅|只|需要?|约|共){0,8}"
    rf"{_NUMBER}分钟(?:左右)?(?:读完|看完|阅读)?"
)
_SOON = f"(?=[^0-9]{{0,30}}(?:全文|本文|预计|约|需)){_READ}"
"""`阅读30分钟` alone may be a plan's first item."""
_MINUTES_END = lazy(r"分[钟鐘](?:左右)?[，,；;]?\Z")
"""The end of one of several things that last some time."""
_TOLD = lazy(
    in_both_scripts(
        rf"[^\w]{{0,8}}(?:(?P<length>(?:{_MANY}(?:[，,。|｜丨/；;]?{_READ})?|{_SOON})。?)|(?P<hint>阅读提示)|(?P<follow>关注我们)"
        r"|(?P<press>点击?(?:上[方面])?[“\"「↑]{0,3}蓝字[”\"」]?|点击?(?:(?:上[方面])?[“\"「↑]{0,3}蓝字|上[方面])[^。！？!?]{0,30}关注(?:我们)?))"
        r"[^\w。！？?]{0,8}\Z"
    )
)
"""How long a text takes to read, and what is to be pressed, without blanks."""
_UNSURE = frozenset({"named", "hint", "follow", "headed"})
"""Kinds of lines that others than WeChat write as well: next to one of another kind they are its."""
_BEGINNINGS = frozenset("原以全本正文预預建阅閱时時用大仅僅只需约約共点點关關")
"""What these begin with, but for signs: nearly every line is asked for no more."""
TOP = 10
"""Blocks of which the first ones may stand above a text."""
_OWN = frozenset({"li", "dd", "td", "th", "pre"})
_PARTS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_PARAGRAPHS = frozenset({"p", "div", "section"})
LINE = 120
"""Characters of a line above a text; a longer one is of the text."""
_STYLE = "#js_row_immersive_stream_wrap {"
_OPENINGS = frozenset({"在小", "在公", "#j", " #", "预览", "微信", "继续", "轻触", "向上", "点击"})
"""What the first two characters of all of these are: nearly every block is asked for no more."""
BEGINNING = 60
"""Characters in which a style has named what it is for, with a backslash before each `_` where it was made Markdown."""
TEXT = "js_content"
"""The id of the article's text, which the page hides until a script shows it."""
_TIME = "publish_time"
"""The id of the time above it, which a script fills."""
_SECONDS = lazy(r"""\b(?:ct|oriCreateTime|create_time)\s{0,3}=\s{0,3}["']([0-9]{10})["']""")
_MINUTES = lazy(r"""\bcreateTime\s{0,3}=\s{0,3}["']([0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2})["']""")


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


def is_above(line: str) -> bool:
    """May a line say above a text of whom it is at WeChat, how long it takes to read, or what is to be pressed?"""
    return bool(_kind(line))


def _kind(line: str) -> str:
    """What a line says of that: "dated", "from", "length", "press" or one that is _UNSURE; "" where nothing."""
    if len(line) > LINE or (line[:1].isalnum() and line[0] not in _BEGINNINGS):
        return ""
    if _NAMED.match(line):
        return "dated" if _WHEN.search(line) else "named"
    if _FROM.match(line):
        return "from"
    told = _TOLD.match("".join(line.split()))
    return (told.lastgroup or "") if told else ""


def find(found: Sequence[Block]) -> list[Block]:
    """The blocks that are WeChat's and nothing of the article, in their order."""
    places = {id(block) for block in chain(_anywhere(found), _above(found))}
    return [block for block in found if id(block) in places] if places else []


def _above(found: Sequence[Block]) -> Iterator[Block]:
    """The blocks above the text that are WeChat's byline, or say how long it takes to read."""
    kinds = _kinds_above(found)
    for told, run in groupby(range(len(kinds)), key=lambda at: bool(kinds[at])):
        places = list(run)
        said = {kind for at in places for kind in kinds[at]}
        if told and (len(said) > 1 or not said <= _UNSURE):
            yield from (found[at] for at in places)


def _kinds_above(found: Sequence[Block]) -> list[frozenset[str]]:
    """The kinds of each of the first blocks, up to the text."""
    kinds: list[frozenset[str]] = []
    for at, block in enumerate(found[:TOP]):
        kinds.append(_kinds(found, at))
        if not kinds[-1] and _is_text(block):
            break
    return kinds


def _kinds(found: Sequence[Block], at: int) -> frozenset[str]:
    """What the lines of a paragraph say of these; empty where one says nothing. Items, cells and headings are an
    author's, and so is how long a part of a text shall be, or one of several things lasts."""
    block = found[at]
    if block.text[:2] in _OPENINGS and (block.text in _BUTTONS or _is_style(block.text)):
        return frozenset({"page"})
    kinds = frozenset(map(_kind, block.text.split("\n"))) if len(block.text) <= LINE else frozenset()
    if not kinds or "" in kinds or not _is_paragraph(block) or within(block.nodes[0], _OWN):
        return frozenset()
    if "length" in kinds and _minutes(found[max(at - 1, 0) : at + 2]) > 1:
        return frozenset()
    headed = kinds == {"length"} and at > 0 and _heads_part(found[at - 1])
    return frozenset({"headed"}) if headed else kinds


def _minutes(found: Sequence[Block]) -> int:
    """How many short lines end with minutes."""
    lines = (line for block in found if len(block.text) <= LINE for line in block.text.split("\n"))
    return sum(len(line) <= _LINE and _MINUTES_END.search(line) is not None for line in lines)


def _heads_part(block: Block) -> bool:
    """Is a block a heading, and not one as large as the title's?"""
    return block.element is not None and block.element.name in _PARTS


def _is_text(block: Block) -> bool:
    """Is a paragraph the first of the text: longer than a name, or a sentence?"""
    said = len(block.text) > _LINE or block.text.endswith(("。", "！", "？"))
    return said and _is_paragraph(block)


def _is_paragraph(block: Block) -> bool:
    return block.element is None or block.element.name in _PARAGRAPHS


def _anywhere(found: Sequence[Block]) -> Iterator[Block]:
    """The blocks that are WeChat's wherever they stand."""
    suspects = [at for at, block in enumerate(found) if block.text[:2] in _OPENINGS]
    below = [at for at in suspects if _bare(found[at]) in _BELOW]
    for at in suspects:
        if found[at].text in _BUTTONS:
            yield found[at]
            yield from _beside(found, at)
        elif _is_style(found[at].text) or _FOLLOW.match(found[at].text):
            yield found[at]
    if below:
        yield from _tail(found[below[0] :])


def _beside(found: Sequence[Block], at: int) -> Iterator[Block]:
    """What belongs to a button: the byline or the account's name above it, its second line, and whose text it is."""
    above = found[max(at - 1, 0) : at]
    second = [block for block in found[at + 1 : at + 2] if block.text == _GO]
    below = found[at + 1 + len(second) : at + 2 + len(second)]
    yield from (block for block in above if _NAMED.match(block.line) or _is_account(block))
    yield from second
    yield from (block for block in (*above, *below) if _FROM.match(block.line))


def _is_account(block: Block) -> bool:
    """Is a block an account's name alone, which on WeChat's page a script leads to?"""
    scripts = [link for link in block.links if attribute(link, "href").startswith("javascript:")]
    return len(block.text) <= _LINE and any(link.text.strip() == block.text for link in scripts)


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

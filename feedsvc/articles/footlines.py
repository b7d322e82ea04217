"""Lines that tools put below an article, each known by what it says: sources, editors, ends, addresses, buttons."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from feedsvc.articles import backlinks
from feedsvc.articles.blocks import Block
from feedsvc.articles.characters import plain
from feedsvc.articles.shown import attribute, within
from feedsvc.articles.tree import Tag
from feedsvc.companies.folding import small
from feedsvc.companies.hanzi import in_both_scripts
from feedsvc.patterns import lazy

Test = Callable[[Block], bool]

_OPEN = r"\s*[（(【\[]?\s*"
_ROUND = r"\s*[)）】\]]?\s*\Z"
_SOURCE = lazy(
    _OPEN
    + in_both_scripts(r"(文章来源|本文来源|信息来源|新闻来源|消息来源|内容来源|稿源|来源|Source)\s*[:：]\s*")
    + r"([^。！？\n]{1,40}?)"
    + _ROUND,
    re.I,
)
_BARE_SOURCES = frozenset({"来源", "來源", "source"})
_CLAUSES = lazy(r"[，,；;]|、.*(?:和|及|与|與|等)")
_EDITOR = lazy(
    _OPEN
    + in_both_scripts("(?:责任编辑|值班编辑|本文编辑|责编|责任校对|编审)")
    + r"\s*[:：|丨／/]\s*[^。！？\n]{1,50}"
    + _ROUND,
    re.I,
)
_NAME = r"(?:[\u3400-\u9fff·]{1,4}|[A-Za-z][A-Za-z.'’·-]{0,20}(?:[ ][A-Z][A-Za-z.'’·-]{0,20}){0,3})"
_ROLE = in_both_scripts(r"(?:编辑|校对|审校|审核|监制|主编|[Ee]ditor)\s*[:：|丨／/]\s*")
_NAMED = lazy(rf"{_OPEN}{_ROLE}{_NAME}(?:[\s、，,/／|丨；;]{{1,4}}(?:{_ROLE})?{_NAME}){{0,9}}{_ROUND}")
"""Words that also stand for an act (编辑：修改已有的条目) need names behind them."""
_LABELLED = lazy(r"\s*[（(]?\s*([^\s：:，。]{1,6})\s*[：:]\s*[^。！？；，,;]{1,20}\Z")
_BYLINES = lazy(
    in_both_scripts(
        r"(?:作者|记者|通讯员|文|撰文|图|摄影|来源|翻译|编译|译者|策划|统筹|设计|视频|排版|值班|值班主任)\Z"
    )
)
_END = lazy(
    r"[\s\-—–=~*·•_]*[（(【\[]?\s*(?:THE\s+END|END|全文完|本文完|全文(?:结束|結束)|完)\s*[)）】\]]?[\s\-—–=~*·•_]*\Z",
    re.I,
)
_BARE_END = lazy(r"\s*(?:完|END)\s*\Z", re.I)
_REPRINT = lazy(
    _OPEN
    + in_both_scripts(
        r"(?:转载请(?:注明|标明)[^。！？\n]{0,40}|未经(?:授权|许可|允许)[^。！？\n]{0,30}(?:转载|使用)[^。！？\n]{0,20}"
        r"|版权所有[^。！？\n]{0,40})。?"
    )
    + _ROUND
)
_FEED = lazy(
    r"\s*(?:The post.{1,300}? (?:appeared first|first appeared) on|Der Beitrag\b.{1,300}? erschien zuerst auf\b"
    r"|L[’']article\b.{1,300}? est apparu en premier sur\b|La entrada\b.{1,300}? (?:aparece|se publicó) primero en\b"
    r"|L[’']articolo\b.{1,300}? proviene da\b|.{1,300}?最先出[现現][在於于])[^\n]{1,100}\Z",
    re.I,
)
_SHARE_TO = lazy(
    in_both_scripts(
        r"\s*(?:一键)?分享(?:到|至|给|文章|本文)?\s*[:：]?\s*(?:(?:微信|朋友圈|新浪|微博|腾讯|QQ|空间|好友|豆瓣|知乎|抖音|复制|链接"
        r"|扫码|Twitter|Facebook|LinkedIn|WhatsApp|Email|X)[\s|/、,，·]{0,9}){0,20}\Z"
    ),
    re.I,
)
_SHARE_CLASS = lazy(
    r"(?:\A|\s)(?:(?:[a-z0-9]{1,20}[_-]){0,3}(?:share|sharing|social)(?:[_-]?(?:bar|box|btns?|buttons?|links?|icons?|list|tools?"
    r"|media|area|wrap|wrapper|container))?|bdsharebuttonbox|(?:jiathis|addthis)[\w-]{0,30})(?:\Z|\s)",
    re.I,
)
_SHARE_WORDS = lazy(
    in_both_scripts(
        r"(?:分享|转发|收藏|点赞|喜欢|评论|打赏|在看|赞|微信|朋友圈|新浪|微博|腾讯|QQ|空间|好友|豆瓣|知乎|抖音|复制|链接|扫码|扫一扫|打开"
        r"|二维码|海报|到|至|给|文章|本文|一键|更多|share|tweet|like|pin|email|print|twitter|facebook|linkedin|whatsapp"
        r"|telegram|reddit|weibo|wechat|copy|link|this|post|on|to|via|x|[\W\d_])*+\Z"
    ),
    re.I,
)
_SAID = lazy(
    r"来源|來源|稿源|编辑|編輯|责编|責編|校对|校對|编审|編審|审校|審校|审核|審核|监制|監[制製]|主编|主編|完|结束|結束|转载|轉載"
    r"|未经|未經|版权|版權|分享|<>|source|editor|end|http|the post|der beitrag|l.article|la entrada|l.articolo|最先出"
)
"""Each line of a foot without links says one of these; small letters, since `re.I` takes twenty times as long,
and words in both scripts, since words that begin with sets are looked for one by one."""
SHARE_LENGTH = 60
LABEL_LENGTH = 30
_ENDS = tuple("。！？…；.!?;”’」』）】》)]\"'")
_ORIGINAL = lazy(r"\s*(?:原文|原始)(?:链接|連結|鏈接|网址|網址|地址)\s*[:：]\s*")
_ADDRESS = lazy(r"\s*(?:https?://[^\s<>]+|<>)\s*\Z", re.I)
_PAGES = frozenset({"", "html", "htm", "shtml", "shtm", "xhtml", "php", "asp", "aspx", "jsp", "jhtml", "do", "md"})
_EXTENSION = lazy(r"\.([A-Za-z][A-Za-z0-9]{0,5})\Z")
_OF_AN_ARTICLE = lazy(r"[0-9]{5}|/(?:19|20)[0-9]{2}[/-][0-9]{1,2}[/-]|[0-9][^/?#]{0,80}\.s?html?(?:[?#]|\Z)", re.I)
_TAG = lazy(r"\s*[#＃]\s*(?=[^#＃]{0,40}[^\W\d])[^\s#＃].{0,40}\Z", re.S)
"""`#101` is the number of an issue."""

_LISTED = frozenset({"blockquote"})


def is_suspect(block: Block) -> bool:
    """Can any line of the foot be this block? One that says none of its words, is no row of links and is not called a
    share bar cannot."""
    if _SAID.search(small(block.text)) or _is_called_shared(block):
        return True
    return bool(block.links) and backlinks.only_links(block, backlinks.words(block))


def _is_called_shared(block: Block) -> bool:
    element = block.element
    return element is not None and "class" in element.attrs and _SHARE_CLASS.search(element.attrs["class"]) is not None


def source_line(block: Block) -> bool:
    """`（文章来源：新华财经）`, `来源：某网`. Outside brackets what follows must be a name, and no list of things."""
    found = _SOURCE.match(block.line)
    if found is None or block.pictured:
        return False
    bracketed = block.line[:1] in "（(【["
    listed = "、" in found[2] and found[1].lower() in _BARE_SOURCES
    return bracketed or not (listed or _CLAUSES.search(found[2]))


def source_named(block: Block) -> str:
    """The name in a source line."""
    found = _SOURCE.match(block.line)
    return plain(found[2]) if found else ""


def is_credit(block: Block, above: Block) -> bool:
    """Does this source line say where the picture or the table above it comes from?"""
    found = _SOURCE.match(block.line)
    bare = found is not None and found[1].lower() in _BARE_SOURCES
    tabled = any(isinstance(node, Tag) and node.name in {"td", "th"} for node in above.nodes)
    return bare and (above.pictured or tabled or within(above.nodes[0], frozenset({"table", "figure"})))


def editor_line(block: Block) -> bool:
    """`责任编辑：万南`, `（编辑：甲 校对：乙）`."""
    return bool(_EDITOR.match(block.line) or _NAMED.match(block.line)) and not block.pictured


def is_listed(block: Block, above: Block) -> bool:
    """Is this editor line one of the article's own lines `查看：…`, `删除：…`, `编辑：…`?"""
    found = _LABELLED.match(above.line)
    return found is not None and not _BYLINES.match(found[1]) and _EDITOR.match(block.line) is None


def the_end(block: Block) -> bool:
    """`- THE END -`."""
    return _END.match(block.line) is not None and _BARE_END.match(block.line) is None and not block.pictured


def reprint_line(block: Block) -> bool:
    """`转载请注明出处：某网`."""
    return _REPRINT.match(block.line) is not None and not block.pictured


def tag_links(block: Block) -> bool:
    """Links whose words begin with `#`."""
    said = backlinks.words(block)
    return bool(said) and all(_TAG.match(each) for each in said) and backlinks.only_links(block, said)


def original_link(block: Block) -> bool:
    """A paragraph of the address of one page, or of an empty `<>`, also behind a word for it (`原文链接：`). A file is
    something to fetch, not the original."""
    element = block.element
    line = block.line[_behind_label(block) :]
    if _ADDRESS.match(line) is None or (is_labelled(block) and backlinks.words(block) != [line]) or block.pictured:
        return False
    if any(tag.name in _LISTED or within(tag, _LISTED) for tag in block.tags):
        return False
    if element is not None and element.name not in {"p", "div", "a"}:
        return False
    return "<>" in block.text or (bool(block.links) and _is_page(address(block)))


def _behind_label(block: Block) -> int:
    """Where the address begins in a line."""
    label = _ORIGINAL.match(block.line)
    return label.end() if label else 0


def is_labelled(block: Block) -> bool:
    """Does this line say itself that its address is the original's?"""
    return _behind_label(block) > 0


def address(block: Block) -> str:
    """The address in a block of one, "" for `<>`."""
    return attribute(block.links[0], "href") if block.links else ""


def _is_page(href: str) -> bool:
    try:
        last = urlsplit(href).path.rpartition("/")[2]
    except ValueError:
        return False
    found = _EXTENSION.search(last)
    return found is None or found[1].lower() in _PAGES


def is_article(href: str) -> bool:
    """Does an address look like that of one article: with a number of eight digits, a date, a numbered page?"""
    path = href.partition("//")[2].partition("/")[2]
    return _OF_AN_ARTICLE.search(f"/{path}") is not None


def is_label(above: Block) -> bool:
    """Is this a line that introduces what stands below it: `源代码在 GitHub 上`?"""
    return 0 < len(above.text) <= LABEL_LENGTH and not above.text.endswith(_ENDS)


def feed_line(block: Block) -> bool:
    """`The post Title appeared first on Site.`, in the words of WordPress, with its links."""
    return bool(block.links) and _FEED.match(block.line) is not None


def share_bar(block: Block) -> bool:
    """`分享到：微信 微博`, or what its class calls so and says nothing else."""
    if _SHARE_TO.match(block.line) and not block.pictured:
        return True
    said = len(block.text) > SHARE_LENGTH or _SHARE_WORDS.match(block.line) is None
    return _is_called_shared(block) and not said and _icons_only(block)


def _icons_only(block: Block) -> bool:
    """Is each picture the words of a link?"""
    return all(within(tag, frozenset({"a"})) for tag in block.tags if tag.name == "img")


TESTS: tuple[tuple[str, Test], ...] = (
    ("source-line", source_line),
    ("footer-links", backlinks.lead_back),
    ("original-link", original_link),
    ("editor-line", editor_line),
    ("the-end", the_end),
    ("reprint-line", reprint_line),
    ("tag-links", tag_links),
    ("share-bar", share_bar),
    ("feed-line", feed_line),
)
"""Rules of the foot and what each is known by, the first that fits counts."""

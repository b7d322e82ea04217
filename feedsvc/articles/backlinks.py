"""Links back: what a site's template puts below each article to lead its reader on within the site."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import unquote, urlsplit

from feedsvc.articles.blocks import Block
from feedsvc.articles.characters import plain
from feedsvc.articles.shown import attribute
from feedsvc.articles.tree import Tag
from feedsvc.articles.words import text_of
from feedsvc.model import Label
from feedsvc.patterns import lazy

MOST = 500
"""Links of a row: each costs a look at all that it says."""
LONGEST = 20
"""Characters of what a link back names; a longer text is a headline."""

_BACK = lazy(r"\s*(?:返回(?![舱式值码器])|回到|查看更多|更多|Back\s+to|Return\s+to)\s*", re.I)
_HOME = lazy(
    r"[\s«<>»↑←→]*+(?:(?:返回|回到|Back\s+to|Return\s+to)?\s*(?:网站)?(?:首页|主页|顶部|列表|目录|上页|上一页|上级|top|home|index)"
    r"|返回|查看更多|更多|Back|上一篇|下一篇)[\s«<>»↑←→]*\Z",
    re.I,
)
_NOWHERE = frozenset(
    {"首页", "主页", "顶部", "列表", "目录", "上页", "上一页", "上级", "top", "home", "index", "list", ""}
)
_SENTENCE = lazy(r"[。！？!?，,；;：:“”]")
_SECTION_NAME = lazy(
    r"(?:新闻|资讯|快讯|频道|栏目|专栏|专题|列表|目录|文章|博客|论坛|news|posts|articles|blog|list|archives?)\Z", re.I
)
_OF_PARTS = frozenset(
    {"category", "categories", "cat", "tag", "tags", "topic", "topics", "channel", "column", "section", "list"}
)
"""Folders that hold parts of a site."""
_OF_ARTICLES = frozenset({"archive", "archives", "posts", "blog", "news", "articles", "index.html"})
"""Folders that hold articles: themselves a part of a site, what lies in them none."""
_NUMBERED = lazy(r"[0-9]{3}")
_BETWEEN_LINKS = lazy(r"[\s|｜/／·•,，、\-—»>«<]*\Z")


def words(block: Block) -> list[str]:
    """What each link of a block says."""
    return [text_of(link.contents) for link in block.links]


def only_links(block: Block, said: Iterable[str]) -> bool:
    """Is there nothing but links, which say this, and marks between them? More than MOST are no row of them."""
    if len(block.links) > MOST:
        return False
    rest = block.text
    for each in said:
        rest = rest.replace(each, "", 1)
    return _BETWEEN_LINKS.match(rest) is not None and not block.pictured


def lead_back(block: Block) -> bool:
    """Is this block made of links back, and of nothing else?

    `[返回首页](/)` is, and `[返回某新闻](//host/category/x.html)`: a link back is short, and leads to the site or to a
    part of it. `[返回舱着陆](https://news.example/1)` is a headline, and no first word makes it another.
    """
    said = words(block)
    if not said or not only_links(block, said):
        return False
    homes = [_HOME.match(each) is not None for each in said]
    return all(
        home or (_names(each) and (any(homes) or _is_part(attribute(link, "href"), each)))
        for link, each, home in zip(block.links, said, homes, strict=True)
    )


def _names(words: str) -> bool:
    """Do these words say that they lead back, and to what?"""
    back = _BACK.match(words)
    return back is not None and 0 < len(words) - back.end() <= LONGEST and not _SENTENCE.search(words)


def _is_part(href: str, words: str) -> bool:
    """Does an address lead to a part of a site: its root, a category, a folder that is called a part of it?"""
    try:
        parts = urlsplit(unquote(href))
    except ValueError:
        return False
    folders = [part.lower() for part in parts.path.split("/") if part not in {"", ".", ".."}]
    if folders and _NUMBERED.search(folders[-1]):
        return False
    if not _OF_PARTS.isdisjoint(folders):
        return True
    part = not folders or folders[-1] in _OF_ARTICLES or (len(folders) == 1 and _SECTION_NAME.search(words))
    return bool(part) and not parts.query


def label(link: Tag) -> Iterator[Label]:
    """`[返回新华财经新闻](//host/category/xinhuacaijing.html)` teaches that `xinhuacaijing` is called 新华财经新闻."""
    words = plain(text_of(link.contents))
    back = _BACK.match(words)
    name = words[back.end() :].strip() if back else ""
    last = _last_part(attribute(link, "href"))
    if name.lower() not in _NOWHERE and last not in {"", ".", ".."}:
        yield Label(last, name)


def _last_part(href: str) -> str:
    """The last part of an address's path, decoded, without `.html`: `//h/category/a%20b.html` -> `a b`."""
    try:
        path = urlsplit(href).path
    except ValueError:
        return ""
    return unquote(path.rstrip("/").rpartition("/")[2]).removesuffix(".html").removesuffix(".htm")

"""The names that keys of heads have in Chinese, in both scripts: `标题`, `來源`, `发布时间`."""

from __future__ import annotations

from collections.abc import Mapping

from feedsvc.articles.addresses import WEB
from feedsvc.articles.headvalues import ParsedHead, under
from feedsvc.articles.keys import is_visible
from feedsvc.companies.hanzi import SIMPLIFIED
from feedsvc.model import HeadValue

MEANT = {
    "标题": "title",
    "来源": "source",
    "作者": "author",
    "分类": "category",
    "标签": "tags",
    "关键词": "tags",
    "关键字": "tags",
    "原文链接": "link",
    "链接": "link",
    "连结": "link",
    "摘要": "description",
    "正文": "content",
    "内容": "content",
}
"""What scrapers and Chinese authors write, and the name by which it is asked for; of those with one name the exacter
first: beside a text (`正文`) `内容` is what kind of text it is."""
ADDRESSES = frozenset(
    (
        *("网址", "地址", "原文", "原文地址", "原文网址", "原文出处", "文章链接", "文章地址", "文章网址"),
        *("链接地址", "来源链接", "来源网址", "来源地址", "新闻链接", "新闻地址", "新闻网址"),
    )
)
"""What they call the original's address, which it is where an address stands behind it: `原文` may also be a text, and
`地址` a place."""
PUBLISHED = (
    *("发布时间", "发布日期", "发布于", "发表时间", "发表日期", "发表于"),
    *("发稿时间", "发稿日期", "刊登时间", "刊登日期", "日期"),
)
"""What the date of publication is called, which `publication` asks for among its other names."""
_LABELS = {**MEANT, "时间": "日期"}
"""In lines of labels, which tell of the article alone. Beside other keys `时间` may be that of anything."""
_KNOWN = frozenset({*_LABELS, *PUBLISHED, "更新时间"})
_TELLING = frozenset({"title", "date", *PUBLISHED})
_PLACES = {key: place for place, key in enumerate(MEANT)}
_SIMPLER = str.maketrans(SIMPLIFIED)


def simplified(key: str) -> str:
    """A key in simplified characters: `發佈時間` is `发布时间`."""
    return key if key.isascii() else key.translate(_SIMPLER)


def is_known(key: str) -> bool:
    """Is this what a head's key is called in Chinese?"""
    return simplified(key) in _KNOWN


def is_link(key: str, value: str) -> bool:
    """Is this what the original's address is called, and an address?"""
    return simplified(key) in ADDRESSES and WEB.match(value.strip()) is not None


def is_title_or_date(key: str) -> bool:
    """Is this what a title or a date of publication is called, in lines of labels?"""
    name = simplified(key)
    return _LABELS.get(name, name) in _TELLING or name.lower() in _TELLING


def names_text(key: str) -> bool:
    """Is this what the text itself is called?"""
    return MEANT.get(simplified(key)) == "content"


def translated(head: ParsedHead, *, labels: bool = False) -> ParsedHead:
    """The head with these keys under the names that are asked for, but for those that it has anyway; `labels` says that
    it is lines of labels."""
    if all(map(str.isascii, head.values)):
        return head
    return under(head, _names(head.values, _LABELS if labels else MEANT))


def _names(values: Mapping[str, HeadValue], meant: Mapping[str, str]) -> dict[str, str]:
    """The keys that have another name; of two with one the first of MEANT that says anything."""
    said = {key.casefold() for key in values}
    found: dict[str, str] = {}
    for key in sorted(values, key=lambda key: (_is_blank(values[key]), _place(key))):
        name = _meant(key.strip(), values[key], meant)
        if name is not None and name not in said:
            said.add(name)
            found[key] = name
    return found


def _meant(key: str, value: HeadValue, meant: Mapping[str, str]) -> str | None:
    return "link" if isinstance(value, str) and is_link(key, value) else meant.get(simplified(key))


def _place(key: str) -> int:
    return _PLACES.get(simplified(key.strip()), len(MEANT))


def _is_blank(value: HeadValue) -> bool:
    return not value or (isinstance(value, str) and not is_visible(value))

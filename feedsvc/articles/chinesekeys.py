"""The names that keys of heads have in Chinese, in both scripts: `标题`, `來源`. Those of dates are `publication`'s."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from feedsvc.articles.heads import Head
from feedsvc.companies.hanzi import SIMPLIFIED

MEANT = {
    "标题": "title",
    "来源": "source",
    "作者": "author",
    "分类": "category",
    "标签": "tags",
    "链接": "link",
    "连结": "link",
    "原文链接": "link",
    "摘要": "description",
    "正文": "content",
    "内容": "content",
}
"""What scrapers and Chinese authors write, and the name by which it is asked for."""
_SIMPLER = str.maketrans(SIMPLIFIED)


def simplified(key: str) -> str:
    """A key in simplified characters: `發佈時間` is `发布时间`."""
    return key if key.isascii() else key.translate(_SIMPLER)


def translated(head: Head) -> Head:
    """The head with these keys under the names that are asked for, but for those that it has anyway."""
    if all(map(str.isascii, head.values)):
        return head
    names = _names(head.values)
    values = {names.get(key, key): value for key, value in head.values.items()}
    return replace(head, values=values, lines={names.get(key, key): line for key, line in head.lines.items()})


def _names(keys: Iterable[str]) -> dict[str, str]:
    """The keys that have another name; of two with one the first."""
    said = {key.casefold() for key in keys}
    found: dict[str, str] = {}
    for key in keys:
        name = MEANT.get(simplified(key.strip()))
        if name is not None and name not in said:
            said.add(name)
            found[key] = name
    return found

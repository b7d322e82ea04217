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
_STYLE = "#js_row_immersive_stream_wrap {"
_OPENINGS = frozenset({"在小", "在公", "#j", " #"})
"""What the first two characters of all of these are: nearly every block is asked for no more."""
BEGINNING = 60
"""Characters in which a style has named what it is for, with a backslash before each `_` where it was made Markdown."""
_TEXT, _TIME = "js_content", "publish_time"
"""The ids of the article's text and of the time above it, which a script fills."""
_SECONDS = re.compile(r"""\b(?:ct|oriCreateTime|create_time)\s{0,3}=\s{0,3}["']([0-9]{10})["']""")
_MINUTES = re.compile(r"""\bcreateTime\s{0,3}=\s{0,3}["']([0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2})["']""")


def times(tree: Tree, html: str) -> Iterator[str]:
    """What WeChat's page says of when its article was published: the words of its `publish_time`, else what the script
    would fill it from, seconds (`var ct = "1717207200"`) or Beijing's time. Nothing of another page."""
    if _TEXT not in html and _TIME not in html:
        return
    parts = {name: tag for tag in tree.elements() if (name := attribute(tag, "id")) in {_TEXT, _TIME}}
    if _TIME in parts:
        yield parts[_TIME].text.strip()
    if parts:
        yield from _SECONDS.findall(html)[:1]
        yield from (f"{time} +0800" for time in _MINUTES.findall(html)[:1])


def find(found: Sequence[Block]) -> Iterator[Block]:
    """The blocks that are WeChat's and nothing of the article."""
    for at in [at for at, block in enumerate(found) if block.text[:2] in _OPENINGS]:
        if found[at].text in _BUTTONS:
            yield from (found[at], *(block for block in found[at + 1 : at + 2] if block.text == _GO))
        elif _is_style(found[at].text):
            yield found[at]


def _is_style(text: str) -> bool:
    return text[:BEGINNING].replace("\\", "").lstrip().startswith(_STYLE) and text.rstrip().endswith("}")

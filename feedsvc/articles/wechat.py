"""What WeChat's own page shows above an article, and who copies the page takes along: buttons, a style as words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from feedsvc.articles.blocks import Block

_BUTTONS = frozenset({"在小说阅读器读本章", "在小说阅读器中沉浸阅读", "在公众号小说中沉浸阅读"})
_GO = "去阅读"
"""A button's second line, which others may write as well."""
_STYLE = "#js_row_immersive_stream_wrap {"
_OPENINGS = frozenset({"在小", "在公", "#j", " #"})
"""What the first two characters of all of these are: nearly every block is asked for no more."""
BEGINNING = 60
"""Characters in which a style has named what it is for, with a backslash before each `_` where it was made Markdown."""


def find(found: Sequence[Block]) -> Iterator[Block]:
    """The blocks that are WeChat's and nothing of the article."""
    for at in [at for at, block in enumerate(found) if block.text[:2] in _OPENINGS]:
        if found[at].text in _BUTTONS:
            yield from (found[at], *(block for block in found[at + 1 : at + 2] if block.text == _GO))
        elif _is_style(found[at].text):
            yield found[at]


def _is_style(text: str) -> bool:
    return text[:BEGINNING].replace("\\", "").lstrip().startswith(_STYLE) and text.rstrip().endswith("}")

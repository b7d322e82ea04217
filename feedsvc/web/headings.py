"""Headings of an article's content below the title of its page."""

from __future__ import annotations

import re

from feedsvc.patterns import lazy

FIRST, LAST = 2, 6
_TAG = lazy(r"<(/?)h([1-6])(?=[ >])")


def below(content: str) -> str:
    """Sanitized content whose headings begin at the second level, none more than one level below the one before.

    >>> below("<h1>a</h1><h4>b</h4><h3>c</h3>")
    '<h2>a</h2><h3>b</h3><h3>c</h3>'

    Who listens to a page goes from heading to heading, and the title of the page is its first. In sanitized content `<`
    is always that of a tag, and every element is closed.
    """
    levels: list[tuple[int, int]] = []
    """What is above the present heading: its level as written, its level as shown."""
    open_ones: list[int] = []

    def shown(found: re.Match[str]) -> str:
        if found[1]:
            return f"</h{open_ones.pop() if open_ones else FIRST}"
        written = int(found[2])
        while levels and levels[-1][0] >= written:
            levels.pop()
        level = min(levels[-1][1] + 1 if levels else FIRST, LAST)
        levels.append((written, level))
        open_ones.append(level)
        return f"<h{level}"

    return _TAG.sub(shown, content)

"""An article's sanitized content as a page shows it: pictures late and in a place of their own, what is wide scrolls.

The sanitizer's output is regular: `<` is always that of a tag, attributes stand in quotation marks, every table ends.
"""

from __future__ import annotations

import re
from html import escape

from feedsvc.patterns import lazy

_PICTURE = lazy(r"""<img((?: [a-z]+="[^"]*")*)>""")
_BEFORE = lazy(r"<(?:p|figure|a|div|center|td|br)(?: [^<>]*)?>\s*\Z")
_BEHIND = lazy(r"\s*</(?:p|figure|a|div|center|td)>|\s*<figcaption|\s*<br|\s*<img")
LATE = ' loading="lazy" decoding="async" referrerpolicy="no-referrer"'
ALONE = ' data-alone=""'
"""Of a picture without sizes that stands by itself: the style gives it a place before it comes, so that nothing moves
when it does. One in a line of text stays as it is."""


def dressed(content: str, table: str) -> str:
    """Content with pictures that are asked for when they come into view, and are not told which page that is; with
    program text and tables that can be scrolled by keys, the tables called `table` for who cannot see them."""
    found = _PICTURE.sub(lambda match: _picture(content, match), content)
    found = re.sub(r"<pre(?=[ >])", '<pre tabindex="0"', found)
    opening = f'<div class="wide" role="group" aria-label="{escape(table)}" tabindex="0"><table'
    return re.sub(r"<table(?=[ >])", opening, found).replace("</table>", "</table></div>")


def _picture(content: str, match: re.Match[str]) -> str:
    attributes = match[1]
    sized = ' width="' in attributes and ' height="' in attributes
    alone = _BEFORE.search(content, max(0, match.start() - 200), match.start()) and _BEHIND.match(content, match.end())
    return f"<img{attributes}{LATE}{ALONE if alone and not sized else ''}>"

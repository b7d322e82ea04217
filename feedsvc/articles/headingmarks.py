"""Headings without CommonMark's blank behind their signs (4.2), as other engines read them.

- Python-Markdown, Pelican's and MkDocs's: `##A title` is a heading, wherever a line begins with it.
- marked, Hexo's: so is `##　A title`, with the wide blank of Chinese keyboards.
"""

from __future__ import annotations

import re

from feedsvc.articles.site import PYTHON_MARKDOWN
from feedsvc.patterns import lazy

GLUED = PYTHON_MARKDOWN
WIDE = frozenset({"hexo", ""})
"""Where no generator is known, too: no other reading of these signs is meant."""
_GLUED = lazy(r"^(#{1,6}+)(?=[^#\s])", re.M)
_WIDE = lazy(r"^([ ]{0,3}#{1,6}+)[\u3000\xa0]++(?=\S)", re.M)


def read(text: str, generator: str, *, told: bool) -> str:
    """A source, its program text as marks, with CommonMark's blank in such headings; what `GLUED` read only where the
    generator is told, since elsewhere `#tag` may begin a line."""
    if generator in WIDE:
        return _WIDE.sub(r"\1 ", text)
    return _GLUED.sub(r"\1 ", text) if told and generator in GLUED else text

"""Comments in program text that only tell a generator which lines to colour, and that its pages do not show.

    // highlight-next-line        a line of Docusaurus's, also `highlight-start` and `highlight-end`
    const a = 1 // [!code ++]     behind a line of VitePress's

Sources: https://docusaurus.io/docs/markdown-features/code-blocks#highlighting-with-comments,
https://vitepress.dev/guide/markdown#colored-diffs-in-code-blocks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from feedsvc.articles.codeblocks import pieces
from feedsvc.patterns import lazy

_BEGIN = r"(?://|#|--|%|;|\{?/\*|<!--)[ \t]{0,9}"
_END = r"(?:[ \t]{0,9}(?:\*/\}?|-->))?[ \t]{0,99}"
_LINES = lazy(rf"^[> \t]{{0,200}}+{_BEGIN}highlight-(?:next-line|start|end){_END}\n", re.M)
_CODE = rf"{_BEGIN}\[!code [^\[\]\n]{{1,80}}\]{_END}"
_BEHIND = lazy(rf"^[> \t]{{0,200}}+{_CODE}\n|(?<![ \t])[ \t]{{0,200}}{_CODE}$", re.M)
_MARKS: Mapping[str, tuple[str, re.Pattern[str]]] = {
    "docusaurus": ("highlight-", _LINES),
    "vitepress": ("[!code ", _BEHIND),
}
"""By generator what all its marks hold, and what goes with them."""


def without(source: str, generator: str) -> str:
    """A source of Markdown without such comments in its program text."""
    mark, pattern = _MARKS.get(generator, ("", None))
    if pattern is None or mark not in source:
        return source
    return "".join(pattern.sub("", part.text) if part.code else part.text for part in pieces(source))

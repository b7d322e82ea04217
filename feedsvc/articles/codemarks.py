"""What only tells a generator how to show program text, and is not on its pages: comments that colour lines, and lines
that name the file of a program which the page shows in their place.

    // highlight-next-line        a line of Docusaurus's, also `highlight-start` and `highlight-end`
    const a = 1 // [!code ++]     behind a line of VitePress's
    <<< @/mills/turn.js{2}        a file of VitePress's or VuePress's, which is not known here

Sources: https://docusaurus.io/docs/markdown-features/code-blocks#highlighting-with-comments,
https://vitepress.dev/guide/markdown#colored-diffs-in-code-blocks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from feedsvc.articles.codeblocks import outside_code, pieces
from feedsvc.articles.lookups import Lookups
from feedsvc.patterns import lazy

_BEGIN = r"(?://|#|--|%|;|\{?/\*|<!--)[ \t]{0,9}"
_END = r"(?:[ \t]{0,9}(?:\*/\}?|-->))?[ \t]{0,99}"
_LINES = lazy(rf"^[> \t]{{0,200}}+{_BEGIN}highlight-(?:next-line|start|end){_END}\n", re.M)
_CODE = rf"{_BEGIN}\[!code [^\[\]\n]{{1,80}}\]{_END}"
_BEHIND = lazy(rf"^[> \t]{{0,200}}+{_CODE}\n|(?<![ \t])[ \t]{{0,200}}{_CODE}$", re.M)
_FILE = lazy(r"^[ ]{0,3}<<<[ \t]{0,9}(?P<path>[@./~][^\s{}]{1,300})[^\n]{0,300}$", re.M)
_NAMING = frozenset({"vitepress", "vuepress"})
"""Generators that show files of programs."""
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


def without_files(source: str, lookups: Lookups) -> str:
    """A source of Markdown without the lines that name a file to be shown; each is noted."""
    if "<<<" not in source or lookups.dialect.generator not in _NAMING:
        return source

    def noted(found: re.Match[str]) -> str:
        lookups.note(f"the program text in {found['path']!r} was left out")
        return ""

    return outside_code(source, lambda text: _FILE.sub(noted, text))

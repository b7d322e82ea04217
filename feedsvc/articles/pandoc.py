"""What Pandoc reads beside CommonMark in articles of Quarto and R Markdown, as HTML.

    ![The mill](mill.png){#fig-mill}    a picture in a paragraph of its own is a figure, its words are the caption
    H~2~O, 2^10^                        letters below and above the line
    $$ a = b $$ {#eq-mill}              a formula, whose name is not shown

Sources: https://pandoc.org/MANUAL.html#extension-implicit_figures,
https://pandoc.org/MANUAL.html#superscripts-and-subscripts,
https://quarto.org/docs/authoring/cross-references.html#equations.
"""

from __future__ import annotations

import re

from feedsvc.patterns import lazy

_FIGURE = lazy(
    r"(?:\A\n*+|(?<=\n\n))(?P<picture>!\[(?P<words>(?:[^\[\]\n]|\[[^\[\]\n]{0,300}\](?:\([^()\n]{0,1000}\))?){1,2000}+)\]"
    r"\([^()\n]{1,2000}+\)(?:\{[^{}\n]{0,500}\})?)[ \t]{0,99}(?=\n[ \t]{0,99}\n|\n?\Z)"
)
_FORMULA = (
    r"\$\$[^$]{1,3000}+\$\$|\$(?!\s)[^$\n]{1,1000}+(?<!\s)\$(?![0-9])"
    r"|\\\((?:[^\\\n]|\\(?![()])){1,1000}+\\\)|\\\[(?:[^\\]|\\(?![\[\]])){1,1000}+\\\]"
    r"|\\begin\{[^{}\n]{1,30}\}(?:[^\\]|\\(?!end\{)){1,1000}+\\end\{"
)
"""Between signs for money as Pandoc has them: no blank within, no digit behind; and as TeX and LaTeX have them."""
_SCRIPTS = lazy(
    rf"{_FORMULA}|\]\([^()\n]{{0,1000}}+\)|<[^<>\n]{{1,1000}}+>|(?:https?://|\bwww\.)[^\s<>]{{1,1000}}+"
    r"|(?<![~\s\\])~(?![~\s])(?P<below>(?:[^~\s\\]|\\[ ~]){1,60}+)~(?!~)"
    r"|(?<![\^\s\\\[])\^(?![\^\s\[])(?P<above>(?:[^\^\s\\\[\]]|\\[ ^]){1,60}+)\^(?!\^)"
)
"""Formulas, addresses and tags are passed over."""
_BLANK = "\\ "
_NAME = lazy(r"\$\$[ \t]{0,9}\{#eq-[^{}\n]{1,200}\}")


def read(text: str) -> str:
    """A source, its program text as marks, with these as HTML."""
    if "~" in text or "^" in text:
        text = _SCRIPTS.sub(_script, text)
    if "{#eq-" in text:
        text = _NAME.sub("$$", text)
    return _FIGURE.sub(_figure, text) if "![" in text else text


def _script(found: re.Match[str]) -> str:
    name = "sub" if found["below"] else "sup"
    words = found["below"] or found["above"]
    return f"<{name}>{words.replace(_BLANK, ' ')}</{name}>" if words else found[0]


def _figure(found: re.Match[str]) -> str:
    return f"<figure>\n\n{found['picture']}\n\n<figcaption>\n\n{found['words']}\n\n</figcaption>\n</figure>"

"""Program text as generators and highlighters draw it -> `<pre><code class="language-go">`, without line numbers."""

from __future__ import annotations

import re
from itertools import islice

from feedsvc.articles import drawnlines
from feedsvc.articles.shown import attribute, within
from feedsvc.articles.tree import Comment, Node, Tag, Text, Tree
from feedsvc.patterns import lazy

_PRE = frozenset({"pre"})
NAMES = _PRE | {"table"}
"""Elements without which there is nothing to mend."""
_CELLS = frozenset({"td", "th"})
_NUMBERS = lazy(r"[\d\s]+\Z")
_NUMBER_CLASSES = frozenset({"ln", "lnt", "lineno", "linenos", "line-number"})
"""Of spans in which Chroma, Rouge and Pygments number lines."""

_NAMED = lazy(r"(?:language|lang|highlight-source|src|sourceCode)-([A-Za-z][\w+#.-]{0,39})")
_BRUSH = lazy(r"\bbrush:\s*([A-Za-z][\w+#.-]{0,39})", re.I)
_BRACES = lazy(r"\A(?:language-)?\{\s*\.?([A-Za-z][\w+#-]{0,39})")
_HIGHLIGHT = lazy(
    r"(?:highlight|hljs|syntaxhighlighter)\s+([A-Za-z][\w+#.-]{0,39})\Z|sourceCode\s+([A-Za-z][\w+#.-]{0,39})\Z"
)
_LANGUAGE_ATTRIBUTES = ("data-lang", "data-language", "lang")
_LANGUAGE = lazy(r"[A-Za-z][\w+#.-]{0,39}\Z")
_NO_LANGUAGE = frozenset({"plain", "plaintext", "text", "none", "hljs", "highlight", "wrap", "line-numbers"})
_FIRST_LINE = lazy(
    r"(?P<indent>[ ]{0,3})(?::::(?P<language>[A-Za-z][\w+#.-]{0,39})[^\n]*"
    r"|(?:::|#!)(?P<alone>[a-z][\w+#.-]{0,39})[ \t]*(?:hl_lines=[^\n]*)?)\n(?=.)",
    re.S,
)
"""`::python` and `#!python` are lines of their own: `::std::sort(…)` and `#!/bin/sh` are program text."""
_AROUND = ("figure", "div")
_LEVELS = 3
"""Elements around a `pre` that may name its language: Jekyll writes `<div class="language-go …"><div><pre>`."""


def mend(tree: Tree) -> None:
    """Line numbers go, and each `pre` whose language is known says it where readers look: at its `code`."""
    for table in tree.elements(frozenset({"table"})):
        _unframe(table)
    drawnlines.mend(tree)
    for pre in tree.elements(_PRE):
        if pre.parent is not None and pre.parent.name == "code" and len(pre.parent.contents) == 1:
            # Chirpy has Rouge's table in one.
            pre.parent.unwrap()
        _drop_numbers(pre)
        language = _first_line(pre) or language_of(pre)
        if language:
            _code(pre).attrs["class"] = f"language-{language}"


def language_of(pre: Tag) -> str:
    """The language that a `pre`, its `code` or the elements around it name, "" where none does."""
    inner = pre.first("code")
    around = [parent for parent, _ in zip(pre.parents, range(_LEVELS), strict=False) if parent.name in _AROUND]
    for tag in (inner, pre, *around):
        if tag is not None and (found := _named(tag)):
            return found
    return ""


def _named(tag: Tag) -> str:
    """What one element names: `language-js`, `lang-js`, `brush: js`, `{.js .x}`, `highlight js`, `data-lang="js"`."""
    classes = f"{attribute(tag, 'class')} {attribute(tag, 'data-meta')}".strip()
    for pattern in (_BRUSH, _BRACES, _NAMED, _HIGHLIGHT):
        found = pattern.search(classes)
        name: str = next(filter(None, found.groups())) if found else ""
        if name and name not in _NO_LANGUAGE:
            return name
    # `lang` on anything but program text is a human language.
    names = _LANGUAGE_ATTRIBUTES if tag.name in {"pre", "code"} else _LANGUAGE_ATTRIBUTES[:1]
    return next((value for name in names if _LANGUAGE.match(value := attribute(tag, name).strip())), "")


def _unframe(table: Tag) -> None:
    """Hexo, Rouge, Chroma and Pygments set line numbers and program text side by side in a table: the text stays."""
    # It is looked through no further than needed: tables stand in tables.
    cells = list(islice((tag for tag in table.descendants if isinstance(tag, Tag) and tag.name in _CELLS), 3))
    if len(cells) != 2 or not _NUMBERS.match(cells[0].text):  # noqa: PLR2004 - numbers and text
        return
    text = cells[1].first("pre")
    if text is None or cells[0].first("pre") is None:
        return
    figure = table.parent
    table.replace_with(text.extract())
    if within(text, _PRE):
        text.unwrap()
    elif figure is not None and figure.name == "figure" and len(figure.contents) == 1:
        _hand_down(figure, text)
        figure.unwrap()


def _hand_down(figure: Tag, pre: Tag) -> None:
    if language := _named(figure):
        pre.attrs["data-lang"] = language


def _drop_numbers(pre: Tag) -> None:
    for span in pre.elements(frozenset({"span"})):
        if _NUMBER_CLASSES & set(attribute(span, "class").split()) and _NUMBERS.match(span.text):
            span.extract()


def _first_line(pre: Tag) -> str:
    """Python-Markdown's CodeHilite takes the language from a first line `:::python`, `::python` or `#!python`, which
    Pelican never shows (https://python-markdown.github.io/extensions/code_hilite/#syntax). What is indented as in its
    items, by four columns each, has some left by CommonMark's reckoning, on every line."""
    text = next(pre.texts, None)
    found = _FIRST_LINE.match(text) if text is not None else None
    if text is None or found is None:
        return ""
    indent, program = found["indent"], text[found.end() :]
    text.replace_with(Text(f"\n{program}".replace(f"\n{indent}", "\n")[1:]))
    return found["language"] or found["alone"]


def _says_nothing(node: Node) -> bool:
    return isinstance(node, Comment) or not (node.text if isinstance(node, Tag) else node).strip()


def _code(pre: Tag) -> Tag:
    """The `code` that is all that a `pre` says, made where there is none."""
    said = [each for each in pre.contents if not _says_nothing(each)]
    if len(said) == 1 and isinstance(only := said[0], Tag) and only.name == "code":
        return only
    code = Tag("code")
    for child in list(pre.contents):
        code.append(child.extract())
    pre.append(code)
    return code

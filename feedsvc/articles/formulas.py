"""Formulas in MathML: no reader of feeds sets them, so that TeX stands for them, else plain words.

Programs that set TeX write a formula twice: KaTeX and MathJax 2 as MathML and as spans for the eye, whose words are
those of another formula (`mc2`), MathJax 3 and MediaWiki as MathML and as a picture. Behind what MathJax 2 has drawn,
and where it has not yet, a script holds the TeX (`tokens.TEX`).
"""

from __future__ import annotations

import re
from itertools import chain, zip_longest

from feedsvc.articles.shown import BLOCKS, attribute
from feedsvc.articles.tokens import TEX
from feedsvc.articles.tree import Comment, Node, Tag, Text, Tree
from feedsvc.patterns import lazy

NAMES = frozenset({"math"})
_SET = lazy(r"(?:\A|\s)(?:katex|katex-display|MathJax|MathJax_Display|mwe-math-element)(?:\Z|\s)")
_DRAWN = lazy(r"(?:\A|\s)(?:MathJax(?:_\w{1,20})?|MJXc-display|mjx-chtml)(?:\Z|\s)")
_CONTAINER = "mjx-container"
_ANNOTATIONS = frozenset({"annotation", "annotation-xml"})
_TEX = frozenset({"application/x-tex", "tex", "latex"})
_STYLED = lazy(r"\{\\(?:display|text)style\s+(.*)\}\Z", re.DOTALL)
"""What MediaWiki puts around TeX."""
_INVISIBLE = lazy("[\u2061-\u2064]")
"""Signs of what a formula means and does not show: "applied to", "times"."""
_BETWEEN = {
    **dict.fromkeys(("msup", "mover"), "^"),
    **dict.fromkeys(("msub", "munder"), "_"),
    "mfrac": "/",
    "mtr": " ",
    "mtable": "; ",
}
"""What stands between the parts of an element where they are one line."""
_ROOT = "√"
_FENCES = (("open", "("), ("close", ")"))
"""Attributes of brackets, and what stands where there are none."""


def mend(tree: Tree) -> None:
    """Put TeX or words where formulas stand, each once: where one is drawn as a picture that stays alone. Linear."""
    for formula in tree.elements(NAMES):
        if TEX in formula.attrs:
            _drop_drawn(formula)
    framed = dict[int, tuple[Tag, list[Tag]]]()
    for formula in tree.elements(NAMES):
        frame = _frame(formula)
        framed.setdefault(id(frame), (frame, []))[1].append(formula)
    for frame, formulas in framed.values():
        for formula in formulas:
            _write(formula, frame if len(formulas) == 1 else formula)


def _drop_drawn(formula: Tag) -> None:
    """Take out what MathJax has drawn of a formula at once before its script."""
    assert formula.parent is not None  # noqa: S101 - a formula stands in a tree
    around = formula.parent.contents
    at = formula.parent.index(formula) - 1
    while at >= 0:
        node = around[at]
        if isinstance(node, Tag) and _DRAWN.search(attribute(node, "class")):
            node.extract()
        elif not isinstance(node, Text) or node.strip():
            return
        at -= 1


def _write(formula: Tag, frame: Tag) -> None:
    if formula.elements(BLOCKS) or any(isinstance(node, Text) and node.strip() for node in formula.contents):
        # It was never closed: words stand in a formula's own elements alone.
        formula.unwrap()
        return
    tex = _tex(formula)
    is_drawn = frame.first("img") is not None
    if is_drawn or (not tex and frame is not formula and _shows_more(frame, formula)):
        formula.extract()
    else:
        frame.replace_with(Text(tex or _words(formula).strip()))


def _frame(formula: Tag) -> Tag:
    """The element that holds a formula in all its writings; the formula itself where there is none."""
    frame = formula
    for parent in formula.parents:
        if parent.name in BLOCKS or parent.parent is None:
            break
        if parent.name == _CONTAINER or _SET.search(attribute(parent, "class")):
            frame = parent
    return frame


def _shows_more(frame: Tag, formula: Tag) -> bool:
    """Does a frame have words beside those of its formula?"""
    return len("".join(frame.text.split())) > len("".join(formula.text.split()))


def _tex(formula: Tag) -> str:
    """The TeX that a formula was made of, "" where it does not say."""
    told = (tag.text for tag in formula.elements(_ANNOTATIONS) if attribute(tag, "encoding").lower() in _TEX)
    source = " ".join((attribute(formula, TEX) or next(told, "") or attribute(formula, "alttext")).split())
    styled = _STYLED.match(source)
    return styled[1].strip() if styled else source


def _words(node: Node) -> str:
    """What a formula says in one line: `E=m<msup><mi>c</mi><mn>2</mn></msup>` -> `E=mc^2`."""
    if not isinstance(node, Tag):
        return "" if isinstance(node, Comment) else " ".join(_INVISIBLE.sub("", node).split())
    if node.name in _ANNOTATIONS:
        return ""
    parts = [said for child in node.contents if (said := _words(child))]
    if node.name in ("msqrt", "mroot"):
        of, degree = (parts[:1], parts[1:]) if node.name == "mroot" else (parts, [])
        return f"{''.join(degree)}{_ROOT}{_grouped(''.join(of))}"
    if node.name in ("msubsup", "munderover") and len(parts) == len("abc"):
        behind = " " if node.name == "munderover" else ""
        return f"{parts[0]}_{_grouped(parts[1])}^{_grouped(parts[2])}{behind}"
    if node.name == "mfenced":
        return _fenced(node, parts)
    between = _BETWEEN.get(node.name, "")
    return between.join(map(_grouped, parts) if between in ("^", "_", "/") else parts)


def _fenced(node: Tag, parts: list[str]) -> str:
    """What stands in brackets: `f<mfenced><mi>x</mi><mi>y</mi></mfenced>` -> `f(x,y)`, by MathML 3 3.3.8."""
    opening, closing = (attribute(node, name).strip() if name in node.attrs else own for name, own in _FENCES)
    marks = "".join(attribute(node, "separators").split()) if "separators" in node.attrs else ","
    between = [marks[min(at, len(marks) - 1)] if marks else "" for at in range(len(parts) - 1)]
    return opening + "".join(chain.from_iterable(zip_longest(parts, between, fillvalue=""))) + closing


def _grouped(part: str) -> str:
    return part if len(part) == 1 or part.isalnum() else f"({part})"

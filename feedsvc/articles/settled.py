"""Whether HTML is so plain that a cut would take nothing from it, told in a sixth of the time that a cut takes.

It is what our own trees and nh3 write of most articles: every tag in lower case, every value between quotes, every
element closed where it ends. A parser sees in such HTML what it sees in its cut, so that the cut can be left out.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from feedsvc.articles.characters import legal
from feedsvc.articles.cut import (
    CLOSED_VOID,
    FORMATTING,
    MAX_BYTES,
    MAX_DEPTH,
    MAX_FORMATTING,
    MAX_MARKS,
    MAX_TAGS,
    VOID,
    Policy,
    ended_by,
)
from feedsvc.articles.tokens import MAX_ATTRIBUTES, MAX_VALUE
from feedsvc.patterns import lazy

_VALUE = rf""""[^"<>]{{0,{MAX_VALUE}}}+"|'[^'<>]{{0,{MAX_VALUE}}}+'"""
_TAG = lazy(rf"<(/?)([a-z][a-z0-9]*+)(?: [a-z][a-z0-9_.-]*+=(?:{_VALUE})){{0,{MAX_ATTRIBUTES}}}/?>")
_ODD_REFERENCE = lazy(r"&(?!(?:amp|lt|gt|quot|nbsp);)")
"""Parsers agree on these five; on `&copy=1`, `&#0;` and `&#12;` they do not."""
_PRE_LINE = lazy(r"<pre[^<>]*+>(?:</?span[^<>]*+>)*+\n")
"""A parser drops the first newline of a `pre` (HTML 13.2.6.4.7), a cut all that begin it."""

TRANSPARENT = "span"
"""Not kept by a policy, but unwrapped by nh3 as by a cut; quotes of listings stand in it. Not directly in the parts of
a table, where a parser moves it in front of the table, and blanks with it."""
_IN_SPAN = FORMATTING | {"span", "br", "img"}
"""What may stand directly in one: of others a parser asks what they stand in, as of `h1` in `h1` (HTML 13.2.6.4.7)."""
_NO_WORDS = frozenset({"table", "thead", "tbody", "tfoot", "tr", "colgroup"})


def is_settled(html: str, policy: Policy) -> bool:
    """Whether nh3 makes the same of the HTML as of its cut. False is always a safe answer. Linear.

    `<p>a<br/></p>` is settled where `p` and `br` are kept; `<p>a`, `<P>a</P>`, `<p a=b>a</p>` are not.
    """
    small = len(html) <= MAX_BYTES // 4 or len(html.encode(errors="replace")) <= MAX_BYTES
    few = html.count("&") + html.count("\u00a0") <= MAX_MARKS
    plain = small and few and not _ODD_REFERENCE.search(html) and legal(html) == html
    return plain and not _PRE_LINE.search(html) and _nests(html, policy)


def _nests(html: str, policy: Policy) -> bool:
    """Whether every `<` and `>` is one of a plain tag, and every element ends where it is closed."""
    names = frozenset() if policy.keep is None else policy.keep - policy.gone - policy.forced.keys()
    stack: list[str] = []
    tags = marks = 0
    for closing, name in _TAG.findall(html):
        marks += 1
        tags += not closing
        fits = _closes(stack, name) if closing else _opens(stack, name, names)
        if not fits or tags > MAX_TAGS:
            return False
    return not stack and marks == html.count("<") == html.count(">")


def _closes(stack: list[str], name: str) -> bool:
    if name in CLOSED_VOID:
        return True
    return bool(stack) and stack.pop() == name


def _opens(stack: list[str], name: str, names: AbstractSet[str]) -> bool:
    """Whether a start tag adds an element to the open ones, or none for a void one, and changes nothing else."""
    parent = stack[-1] if stack else ""
    allowed = parent not in _NO_WORDS if name == TRANSPARENT else name in names
    if not allowed or (parent == TRANSPARENT and name not in _IN_SPAN) or ended_by(name, stack) is not None:
        return False
    if name in VOID:
        return True
    stack.append(name)
    in_table = name in FORMATTING and "table" in stack
    crowded = in_table and sum(each in FORMATTING for each in stack) > MAX_FORMATTING
    return len(stack) <= MAX_DEPTH and not crowded

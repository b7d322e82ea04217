"""Lines of program text that highlighters draw as elements of their own -> lines of a `pre`, without their numbers.

    <pre><code>a</code><code>b</code></pre>                                      WeChat
    <pre><div class="token-line">a</div>…, <pre><ol class="linenums"><li>a</li>…    prism-react-renderer, Prettify
    <td class="gutter">1…</td><td class="code"><div class="line">a</div>…        SyntaxHighlighter, Crayon
    <td data-line-number="1"></td><td>a</td>                                     highlightjs-line-numbers, GitHub
    <pre><code>a</code><ul class="pre-numbering"><li>1</li></ul></pre>           CSDN
    <pre><span style="color: #008080"> 1</span> a                                cnblogs

A page's style sheet keeps their breaks and blanks, and a feed has none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from feedsvc.articles.shown import attribute, within
from feedsvc.articles.tree import Node, Tag, Text, Tree
from feedsvc.patterns import lazy

_PRE = frozenset({"pre"})
_TABLE = frozenset({"table"})
_CELLS = frozenset({"td", "th"})
_ROWS = frozenset({"tr"})
_LISTS = frozenset({"ol", "ul"})
_AROUND = frozenset({"code", "div", "section", "ol", "ul"})
"""What may stand around all lines of a `pre`."""
_KEPT = frozenset({"code"})
_SPANS = frozenset({"span"})
_PLAIN = frozenset({"textarea"})
_DIGITS = lazy(r"\s*0*([0-9]{1,6})\s*\Z")
_NUMBERS = lazy(r"[\d\s]*\Z")
_GUTTERS = frozenset({"gutter", "crayon-nums"})
_NUMBER_CELLS = frozenset({"blob-num", "hljs-ln-numbers"})
_LINES = frozenset({"line", "crayon-line"})
_DIVS = frozenset({"div"})


def mend(tree: Tree) -> None:
    """Put the lines of program text where a `pre` keeps them. Linear."""
    for table in tree.elements(_TABLE):
        _of_table(table)
    for pre in tree.elements(_PRE):
        _without_numbers(pre)
        _of_pre(pre)


def _of_table(table: Tag) -> None:
    """A table of numbers and lines, side by side or in rows."""
    cells = list(islice((tag for tag in table.descendants if isinstance(tag, Tag) and tag.name in _CELLS), 3))
    if len(cells) < 2 or not _NUMBERS.match(cells[0].text):  # noqa: PLR2004 - a number and a line
        return
    beside = len(cells) == 2 and _GUTTERS & _classes(cells[0])  # noqa: PLR2004
    lines = [tag for tag in cells[1].elements(_DIVS) if _LINES & _classes(tag)] if beside else _rows(table, cells[0])
    if not lines:
        return
    for plain in _plain_beside(table):
        plain.extract()
    for word in [each for line in lines for each in line.elements(_KEPT)]:
        # SyntaxHighlighter has each word in one, and blanks that do not break.
        word.unwrap()
    for text in [each for line in lines for each in line.texts if "\u00a0" in each]:
        text.replace_with(Text(text.replace("\u00a0", " ")))
    shown = [node for line in lines for node in _ended(line)]
    if within(table, _PRE):
        table.replace_with(*shown)
        return
    pre = Tag("pre")
    for node in shown:
        pre.append(node)
    table.replace_with(pre)


def _plain_beside(table: Tag) -> Iterator[Tag]:
    """Where Crayon keeps the same program text to be copied."""
    around = next((parent for parent in islice(table.parents, 3) if "crayon-syntax" in _classes(parent)), None)
    return iter(around.elements(_PLAIN) if around is not None else ())


def _rows(table: Tag, first: Tag) -> list[Tag]:
    """The cells of lines that stand beside their numbers; empty where any row is another."""
    if not _is_number(first):
        return []
    rows = [[cell for cell in row.contents if isinstance(cell, Tag)] for row in table.elements(_ROWS)]
    numbered = all(len(row) == 2 and _is_number(row[0]) for row in rows)  # noqa: PLR2004
    return [row[1] for row in rows] if numbered else []


def _is_number(cell: Tag) -> bool:
    told = "data-line-number" in cell.attrs or bool(_NUMBER_CELLS & _classes(cell))
    return told and _NUMBERS.match(cell.text) is not None


def _without_numbers(pre: Tag) -> None:
    """Lists and spans that number lines go."""
    for each in pre.elements(_LISTS):
        items = [child.text for child in each.contents if isinstance(child, Tag)]
        if len(items) > 1 and _count(items):
            each.extract()
    first = next(pre.texts, None)
    if first is not None and _count([first]):
        spans = list(_beginning_lines(pre))
        lines = pre.text.rstrip("\n").count("\n") + sum(1 for _ in pre.elements(frozenset({"br"}))) + 1
        if 1 < len(spans) == lines and _count([span.text for span in spans]):
            _take_numbers(spans)


def _take_numbers(spans: Sequence[Tag]) -> None:
    """Take out the spans that number lines, and the blank behind each where there is one behind all."""
    behind = [text for span in spans if (text := _behind(span)) is not None and text.startswith(" ")]
    for text in behind if len(behind) == len(spans) else ():
        text.replace_with(Text(text[1:]))
    for span in spans:
        span.extract()


def _behind(span: Tag) -> Text | None:
    """The words at once behind a span."""
    assert span.parent is not None  # noqa: S101 - it stands in a `pre`
    at, around = span.parent.index(span) + 1, span.parent.contents
    text = around[at] if at < len(around) else None
    return text if isinstance(text, Text) else None


def _beginning_lines(pre: Tag) -> Iterator[Tag]:
    """The spans with which the lines of a `pre` begin, as far as they are numbers."""
    begins = True
    for node in pre.descendants:
        if isinstance(node, Text):
            begins = node.endswith("\n") if node else begins
        elif isinstance(node, Tag) and node.name == "br":
            begins = True
        elif isinstance(node, Tag) and begins and node.name in _SPANS and _DIGITS.match(node.text):
            yield node


def _count(texts: Sequence[str]) -> bool:
    """Are these the numbers from 1 on?"""
    found = [_DIGITS.match(text) for text in texts]
    return [each[1] if each else "" for each in found] == [str(number + 1) for number in range(len(texts))]


def _of_pre(pre: Tag) -> None:
    """A `pre` whose lines are elements."""
    holder, around = pre, list[Tag]()
    while (only := _only(holder)) is not None:
        holder = only
        around.append(only)
    lines = _children(holder)
    names = {line.name if isinstance(line, Tag) else "" for line in lines}
    # Words in several `code` elements with blanks between them are not a line each.
    lined = names in ({"div"}, {"li"}) or (names == {"code"} and 1 < len(lines) == len(holder.contents))
    if not lined:
        return
    shown = [node for line in lines if isinstance(line, Tag) for node in _ended(line)]
    holder.drop(list(holder.contents))
    for node in shown:
        holder.append(node)
    for each in around:
        if each.name not in _KEPT:
            each.unwrap()


def _only(holder: Tag) -> Tag | None:
    """The element that is all that stands in another one."""
    inner = _children(holder)
    only = inner[0] if len(inner) == 1 else None
    return only if isinstance(only, Tag) and only.name in _AROUND else None


def _children(holder: Tag) -> list[Node]:
    """What stands in an element, but for blanks and comments."""
    return [
        each for each in holder.contents if (isinstance(each, Text) and each.strip() != "") or isinstance(each, Tag)
    ]


def _ended(line: Tag) -> Iterable[Node]:
    """What a line holds, and its end, whatever ended it before; its number goes, and blocks are none in it."""
    for inner in line.elements(_DIVS):
        if _is_number(inner):
            inner.extract()
        elif inner.parent is not None:
            inner.unwrap()
    last: Node = line
    while isinstance(last, Tag) and last.contents:
        last = last.contents[-1]
    if isinstance(last, Tag) and last.name == "br":
        last.extract()
    elif isinstance(last, Text) and last.endswith("\n"):
        last.replace_with(Text(last[:-1]))
    nodes = [*line.contents, Text("\n")]
    line.drop(list(line.contents))
    return nodes


def _classes(tag: Tag) -> set[str]:
    return set(attribute(tag, "class").split())

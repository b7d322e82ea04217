"""Which lines of Markdown are program text: those of fences, and those that four columns more of a margin make such, in
items and quotations too (CommonMark 4.4, 4.5, 5)."""

from __future__ import annotations

from feedsvc.patterns import lazy

_FENCE = lazy(r"[ \t]*+(?P<item>(?:[-*+]|[0-9]{1,9}[.)])[ ]{1,4})?(?P<run>`{3,}+|~{3,}+)(?P<info>[^\n]*)")
_QUOTATION = lazy(r"[ \t]*+>(?:[ ]|(?P<tab>\t))?")
_HEADING = lazy(r"#{1,6}(?:[ \t]|$)")
_MOST_QUOTED = 40
"""Quotations within each other; deeper ones are lines like others."""
_ITEM = lazy(r"[ ]*+(?P<mark>[-*+]|[0-9]{1,9}[.)])[ ]+")
_RULE = lazy(r"[ \t]*+(?:(?:\*[ \t]*+){3,}+|(?:-[ \t]*+){3,}+)$")
_MEANING = lazy(r"[ ]*+(?P<mark>:)[ ]+")
"""What begins a term's meaning, which is indented as an item is (`definitionlists`)."""
_BEGINNING = frozenset(" \t>`~-*+0123456789:")
"""What the lines begin with that these patterns and indentation are about; most begin with a word."""
_CODE_MARGIN = 4
"""Columns of a margin that makes program text."""


class Lines:
    """Which lines of a Markdown source are program text; `defines` as for `pieces`, `depth` the quotations around."""

    def __init__(self, *, defines: bool = False, depth: int = 0) -> None:
        self.defines = defines
        self.depth = depth
        self.fence = ""
        self.items: list[int] = []
        """The columns at which the texts of the items begin that a line may be in, the inner last."""
        self.blank = True
        self.indented = False
        self.quotation: Lines | None = None

    def is_code(self, line: str) -> bool:
        """Judge the next line."""
        if self.fence and not self._leaves_fence(line):
            self._close(line)
            return True
        if not line.strip():
            self._leave_quotation()
            self.blank = True
            return self.indented
        if line[0] not in _BEGINNING:
            self._leave_quotation()
            # It ends what is above it, and no paragraph goes on behind it.
            heads = line[0] == "#" and _HEADING.match(line) is not None
            if self.blank or heads:
                self.items.clear()
            self.blank, self.indented = heads, False
            return False
        return self._is_marked_code(line, _margin(line))

    def _is_marked_code(self, line: str, columns: int) -> bool:
        """Whether a line that begins with a blank or a mark is program text; `columns` is its margin."""
        quoted = _QUOTATION.match(line) if ">" in line and self.depth < _MOST_QUOTED else None
        if quoted is not None and columns < self._deepest():
            return self._is_quoted_code(quoted["tab"], line[quoted.end() :], columns)
        self._leave_quotation()
        if columns < self._deepest() and self._opens_fence(line, columns):
            return True
        self._indentation(line, columns)
        return self.indented

    def _deepest(self) -> int:
        """The column from which on a line is program text by its margin, in the item that it may be in."""
        return (self.items[-1] if self.items else 0) + _CODE_MARGIN

    def _leave_items(self, columns: int) -> None:
        while self.items and columns < self.items[-1]:
            self.items.pop()

    def _is_quoted_code(self, tab: str | None, inside: str, columns: int) -> bool:
        """Whether a line of a quotation is program text there; `inside` is what stands behind the mark, and a `tab`,
        of which one column belongs to that (CommonMark 2.2)."""
        self._leave_items(columns)
        inside = " " * (_columns(" " * (columns + 1) + tab) - columns - 2) + inside if tab else inside
        self.quotation = self.quotation or Lines(defines=self.defines, depth=self.depth + 1)
        self.blank = self.indented = False
        return self.quotation.is_code(inside)

    def _leave_quotation(self) -> None:
        """Behind a quotation that ends with no paragraph a line by its margin is program text at once."""
        if self.quotation is not None:
            self.blank = bool(self.quotation.fence) or self.quotation.blank or self.quotation.indented
            self.quotation = None

    def _opens_fence(self, line: str, columns: int) -> bool:
        found = _FENCE.match(line)
        if found is None or (found["run"].startswith("`") and "`" in found["info"]):
            return False
        around = next((each for each in reversed(self.items) if each <= columns), 0)
        if columns >= around + _CODE_MARGIN:
            # Out of the item above it, whose text begins further in, it is indented text.
            return False
        self._leave_items(columns)
        self.fence = found["run"]
        if found["item"]:
            self.items.append(_columns(line[: found.start("run")]))
        self.blank = self.indented = False
        return True

    def _leaves_fence(self, line: str) -> bool:
        """Whether a line ends the item in which a fence stands, and that with it (CommonMark 4.5)."""
        if not self.items or not line.strip() or _margin(line) >= self.items[-1]:
            return False
        self.fence, self.blank = "", True
        return True

    def _close(self, line: str) -> None:
        """End a fence where a line does; one that is indented as program text is shown (CommonMark 4.5)."""
        bare = line.strip()
        is_end = bare.startswith(self.fence) and not bare.strip(self.fence[0])
        if is_end and _margin(line) < self._deepest():
            self.fence, self.blank = "", True

    def _indentation(self, line: str, columns: int) -> None:
        """Four columns after a blank line are code (CommonMark 4.4); inside an item they count from its text."""
        if self.blank:
            self._leave_items(columns)
        self.indented = columns >= self._deepest() and (self.blank or self.indented)
        if not self.indented and _RULE.match(line):
            # A line across, or what makes a heading of the line above: no paragraph goes on behind it.
            self._leave_items(columns)
            self.blank = True
            return
        if not self.indented and columns < self._deepest():
            expanded = line.expandtabs(4)
            item = _ITEM.match(expanded) or (_MEANING.match(expanded) if self.defines else None)
            if item:
                self._leave_items(columns)
                self.items.append(item.end() if item.end() - item.end("mark") <= _CODE_MARGIN else item.end("mark") + 1)
        self.blank = False


def _margin(line: str) -> int:
    """The column at which the words of a line begin."""
    if line[0] not in " \t":
        return 0
    return _columns(line[: len(line) - len(line.lstrip(" \t"))])


def _columns(margin: str) -> int:
    return len(margin.expandtabs(4))

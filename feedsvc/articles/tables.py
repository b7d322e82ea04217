"""Tables: kramdown's as GFM has them, and as text those of GFM whose rows a renderer would fill up beyond measure."""

from __future__ import annotations

import re

from feedsvc.articles.codeblocks import MARK
from feedsvc.articles.emphasis import FLANK
from feedsvc.patterns import lazy

FILLED_CELLS = 10_000
"""Empty cells that rows shorter than their table's head may be given in one article (GFM 4.10: "inserted"). Without a
bound two kilobytes of source are 90,000 cells."""

_RULE = lazy(r"^[>* \t+-]{0,40}?(\|?[ \t]*:?-++:?[ \t|:-]*+)$", re.M)
_OF_RULES = "> *\t+-|:"
"""A line of anything else is no rule."""
_BLANK = lazy(r"(\n[> \t]*+(?=\n))")
_BAR = lazy(r"(?<!\\)\|")
_COLUMN = lazy(r":?-++:?")
_ROW = lazy(r"[ ]{0,3}\|")
_HEADLESS = lazy(rf"<thead>\n<tr>\n(?:<th>{FLANK}</th>\n)++</tr>\n</thead>\n")
"""A head that only GFM needs."""

_BELOW_ITEM = lazy(
    r"^(?P<item>(?P<marker>[ ]{0,12}(?:[-*+]|[0-9]{1,9}[.)])[ ]{1,4})[^\s|][^\n]*\n)"
    r"(?P<table>\|[^\n]*\n\|?(?=[^\n]*-)[ :|-]{1,1000}(?:\n\|[^\n]*)*+)(?=\n|\Z)",
    re.M,
)


def bounded(text: str) -> tuple[str, bool]:
    """The source, and whether tables were taken back: their rule is escaped (`|---|` -> `\\|---|`)."""
    if "|" not in text:
        return text, False
    left, told = FILLED_CELLS, False
    out: list[str] = []
    for part in _BLANK.split(text):
        missing = _missing(part)
        told = told or missing > left
        out.append(_RULE.sub(_escaped, part) if missing > left else part)
        left -= missing if missing <= left else 0
    return "".join(out), told


def of_marked(text: str) -> str:
    """A source, its program text as marks, with each table at once below a list's item in that item, as Hexo's own
    renderer has it (https://github.com/markedjs/marked); to CommonMark its lines are the item's words."""
    return _BELOW_ITEM.sub(_in_item, text) if "|" in text else text


def _in_item(found: re.Match[str]) -> str:
    margin = " " * len(found["marker"])
    return str(found["item"]) + "\n".join(f"{margin}{line}" for line in found["table"].split("\n"))


def of_kramdown(text: str) -> str:
    """A source, its program text as marks, with the tables that kramdown reads in it (kramdown, "Tables") as GFM's.

    Rows may have no head (`| a | b |` alone), a rule before the first one and others between them, of any length; a bar
    within program text ends no cell. Rows that begin without a bar are a table only where they are one to GFM.
    """
    if "|" not in text:
        return text
    return "".join(_table(part) if "|" in part else part for part in _BLANK.split(text))


def without_heads(html: str) -> str:
    """Without the heads that `of_kramdown` gave tables."""
    return _HEADLESS.sub("", html) if FLANK in html else html


def _table(part: str) -> str:
    before, bare, behind = part.partition(part.strip("\n"))
    rows = bare.split("\n")
    if all(map(_ROW.match, rows)):
        rows = _with_head(rows)
    elif not any(map(_is_rule, rows[1:2])):
        return part
    cells = (MARK.sub("\x02c\\g<number>\x03", row) if "|" in row else row for row in rows)
    return before + "\n".join(cells) + behind


def _with_head(lines: list[str]) -> list[str]:
    """Lines that all begin with a bar as a head, one rule and rows, as long as the longest; as they are where no row
    stands below the first rule, and so no table."""
    rows = [line for line in lines if not _is_rule(line)]
    below = lines[lines.index(rows[0]) :] if rows else []
    rule = next((line for line in below if _is_rule(line) and "-" in line), "")
    if not rows or (rule and all(map(_is_rule, below[below.index(rule) :]))):
        return lines
    columns = max(map(_width, rows))
    # As deep as the first row: in an item of a list, what stands less deep would end it.
    margin = rows[0][: rows[0].index("|")]
    head = _padded(rows.pop(0), columns) if rule else f"{margin}|{f' {FLANK} |' * columns}"
    aligned = _COLUMN.findall(rule)[:columns]
    return [head, f"{margin}|{'|'.join(aligned + ['---'] * (columns - len(aligned)))}|", *rows]


def _is_rule(line: str) -> bool:
    """A rule, or kramdown's above a foot: `|===|`."""
    return not line.strip("-=+|: \t") and ("-" in line or "=" in line)


def _padded(row: str, columns: int) -> str:
    missing = columns - _width(row)
    return row if not missing else f"{row.rstrip()}{'' if _is_closed(row) else ' |'}{'  |' * missing}"


def _width(row: str) -> int:
    """The cells of a row that begins with a bar."""
    return len(_BAR.findall(row)) - _is_closed(row)


def _is_closed(row: str) -> bool:
    return row.rstrip().endswith("|") and not row.rstrip().endswith("\\|")


def _missing(part: str) -> int:
    """How many cells the rows of a stretch without blank lines lack, at most: a table ends at the latest with it."""
    rows = part.split("\n")
    rules = (_RULE.match(row) for row in rows if not row.strip(_OF_RULES))
    columns = max((_cells(rule[1]) for rule in rules if rule), default=1)
    return sum(max(0, columns - _cells(row)) for row in rows) if columns > 1 else 0


def _escaped(rule: re.Match[str]) -> str:
    return f"{rule[0][: rule.start(1) - rule.start()]}\\{rule[1]}"


def _cells(row: str) -> int:
    return len(_BAR.findall(row.strip().strip("|"))) + 1

"""Tables of GFM whose rows a renderer would fill up beyond measure, kept as the text that they are."""

from __future__ import annotations

import re

FILLED_CELLS = 10_000
"""Empty cells that rows shorter than their table's head may be given in one article (GFM 4.10: "inserted"). Without a
bound two kilobytes of source are 90,000 cells."""

_RULE = re.compile(r"^[>* \t+-]{0,40}?(\|?[ \t]*:?-++:?[ \t|:-]*+)$", re.M)
_OF_RULES = "> *\t+-|:"
"""A line of anything else is no rule."""
_BLANK = re.compile(r"(\n[> \t]*+(?=\n))")
_BAR = re.compile(r"(?<!\\)\|")


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

"""Cells of programs that Quarto and R Markdown run, as their pages show them: without options, and not those that hide.

    ```{python}                  ```{r, echo=FALSE}         ```{=html}
    #| label: fig-mill           library(mill)              <p>Words.</p>
    mill.turn()                  ```                        ```
    ```

The first is program text in Python without its line of options, the second nothing, the third HTML. What cells print
and draw is made by running them, and known to nobody else. A cell says itself whether it is shown (`echo`, `include`),
else the head does (`execute: {echo: false}`), or a cell of R for those behind it (`opts_chunk$set(echo = FALSE)`).
Words with a look of their own, `[mill]{.smallcaps}`, are these words.

Sources: https://quarto.org/docs/computations/execution-options.html, https://yihui.org/knitr/options/,
https://pandoc.org/MANUAL.html#extension-raw_attribute, https://pandoc.org/MANUAL.html#extension-bracketed_spans.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from feedsvc.articles.codeblocks import lines_of
from feedsvc.articles.document import FALSE, value_of
from feedsvc.articles.headvalues import listed
from feedsvc.articles.places import QUARTO_ENDING
from feedsvc.model import Document, HeadValue
from feedsvc.patterns import lazy

ENDINGS = (QUARTO_ENDING, ".rmd")
_FENCE = lazy(r"(?P<margin>[> \t]{0,40}+)(?P<marks>`{3,}+|~{3,}+)[ ]{0,3}(?P<rest>[^\n]{0,1000})")
_INFO = lazy(r"\{(?P<raw>=)?(?P<name>[A-Za-z][\w-]{0,30})(?P<options>(?:[\s,][^{}\n]{0,900})?)\}\s{0,9}\Z")
_OPTION_LINE = lazy(r"[> \t]{0,40}+(?:#|//|%%?|--|/\*)\|[^\n]{0,1000}\n?")
_HIDES = lazy(r"\b(?:echo|include)[ ]{0,3}[:=][ ]{0,3}[\"']?(?:false|no|F\b)", re.I)
_SHOWS = lazy(r"\becho[ ]{0,3}[:=][ ]{0,3}[\"']?(?:true|yes|fenced|T\b|[0-9-])", re.I)
_FOR_ALL = lazy(r"opts_chunk\$set\([^()]{0,1000}?\becho[ ]{0,3}=[ ]{0,3}(?P<said>FALSE|TRUE|F\b|T\b)")
_DRAWN = frozenset({"mermaid", "dot"})
"""Drawings by words, whose words are all that is known of them."""
_LOOK = r"(?:[#.][\w:-]{1,60}|[A-Za-z][\w-]{0,30}=(?:\"[^\"{}\n]{0,300}\"|[\w%./-]{1,100}))"
_SPAN = lazy(rf"\[(?P<words>[^\[\]\n]{{1,500}}+)\]\{{[ ]?(?:{_LOOK}[ ]{{0,2}}){{1,20}}+\}}")
_CODE_LOOK = lazy(rf"(?P<code>\x02c?[0-9]{{1,7}}\x03)\{{[ ]?(?:{_LOOK}[ ]{{0,2}}){{1,20}}+\}}")
_CAPTION = lazy(r"^[ ]{0,3}(?:Table)?:[ ]{1,9}(?P<words>[^\n{}]{1,1000}+)\{#?tbl-[^\n{}]{0,300}+\}[ ]{0,9}$", re.M)


class _Cell(NamedTuple):
    """A cell of a source: how its fence begins, the name of its program, what else its first line says, its lines."""

    fence: re.Match[str]
    info: re.Match[str]
    lines: list[str]


def are_shown(doc: Document) -> bool:
    """Whether the head of a document leaves its cells in sight: `execute: {echo: false}`, knitr's options."""
    tables = [value_of(doc, "execute")]
    knitr = value_of(doc, "knitr")
    tables += [knitr.get("opts_chunk", "")] if isinstance(knitr, Mapping) else []
    return not any(_is_off(table) for table in tables)


def _is_off(table: HeadValue) -> bool:
    if not isinstance(table, Mapping):
        return False
    said = listed(table.get("echo", "")) + listed(table.get("include", ""))
    return any(isinstance(each, str) and each.strip().lower() in FALSE for each in said if each)


def read(source: str, *, shown: bool = True) -> str:
    """A source in Markdown with its cells as program text, HTML or nothing; `shown`: whether those are that do not say
    it themselves."""
    if "```{" not in source and "~~~{" not in source and "``` {" not in source:
        return source
    out: list[str] = []
    fence: re.Match[str] | None = None
    cell: _Cell | None = None
    for line in lines_of(source):
        opened = None if fence is not None else _FENCE.match(line)
        if fence is not None and _closes(line, fence):
            if cell is not None:
                shown = _for_the_rest(cell, shown=shown)
            out.append(line if cell is None else _text(cell, line, shown=shown))
            fence = cell = None
        elif cell is not None:
            cell.lines.append(line)
        elif opened is not None and (info := _INFO.match(opened["rest"])) is not None:
            fence, cell = opened, _Cell(opened, info, [])
        else:
            fence = opened or fence
            out.append(line)
    # A cell that never ends is program text to the end.
    return "".join(out) + ("" if cell is None else _text(cell, "", shown=True))


def _closes(line: str, fence: re.Match[str]) -> bool:
    bare = line.lstrip("> \t").rstrip()
    return bare.startswith(fence["marks"]) and not bare.strip(fence["marks"][0])


def _for_the_rest(cell: _Cell, *, shown: bool) -> bool:
    """Whether cells from here on are shown that do not say it themselves."""
    said = _FOR_ALL.search("".join(cell.lines)) if cell.info["name"] == "r" else None
    return shown if said is None else said["said"].startswith("T")


def _text(cell: _Cell, end: str, *, shown: bool) -> str:
    """What stands for a cell; `end` is the line that closes it."""
    name, margin = cell.info["name"], cell.fence["margin"]
    if cell.info["raw"]:
        blank = f"{margin.rstrip()}\n"
        return "".join((blank, *cell.lines, blank)) if name == "html" else blank
    options = [cell.info["options"]]
    at = next((at for at, line in enumerate(cell.lines) if not _OPTION_LINE.match(line)), len(cell.lines))
    options += cell.lines[:at]
    hidden = any(map(_HIDES.search, options)) or not (shown or any(map(_SHOWS.search, options)))
    if hidden and name not in _DRAWN:
        return f"{margin.rstrip()}\n"
    return "".join((f"{margin}{cell.fence['marks']}{name.lower()}\n", *cell.lines[at:], end))


def without_looks(text: str) -> str:
    """A source, its program text as marks, with spans, captions and program text without what says how they look."""
    if "]{" in text:
        # From within: a span may stand in a link's words, and its words hold one.
        text = _SPAN.sub(r"\g<words>", _SPAN.sub(r"\g<words>", text))
    if "tbl-" in text:
        text = _CAPTION.sub(r"\g<words>", text)
    return _CODE_LOOK.sub(r"\g<code>", text) if "\x03{" in text else text

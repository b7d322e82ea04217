"""MyST, the Markdown of Sphinx, Jupyter Book and ABlog's sites: its directives and roles -> Markdown that others read.

    ```{note}            ```{figure} mill.png      ```{post} 2024-03-05
    It turns.            :alt: A mill              :tags: mills
    ```                  The mill in spring.       ```
                         ```

The first is `Note` as a bold line and its words, the second a picture with its words below it, the third is no part of
the text (`head`). Program text is not touched, which directives in a fence of another kind are, too. Of names that are
not known here a site of ABlog's keeps the words, and elsewhere they are what the author wrote.

Sources: https://myst-parser.readthedocs.io/en/latest/syntax/roles-and-directives.html,
https://ablog.readthedocs.io/en/stable/manual/posting-and-listing/.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from feedsvc.articles import mystforms
from feedsvc.articles.ablogposts import head_of
from feedsvc.articles.codeblocks import PRE_END, lines_of, opens_pre
from feedsvc.articles.codelines import Lines
from feedsvc.articles.headvalues import HeadError
from feedsvc.articles.lookups import Lookups
from feedsvc.articles.mystforms import Directive
from feedsvc.articles.yamlhead import parse_yaml
from feedsvc.model import HeadValue
from feedsvc.patterns import lazy

SITES = frozenset({"ablog"})
"""Generators whose Markdown is MyST."""
DEEPEST = 12
"""Directives within directives; what lies deeper is shown as it is written."""
_NO_END = 40
"""Colons that no fence has."""
_SIGNS = ("```{", ":::{", "~~~{", "``` {", "::: {")
_MARKS = ("```", "~~~", ":::")
_FENCE = lazy(
    r"(?P<margin>(?:[ ]{0,3}>[ ]?){0,6}[ ]{0,12})(?P<marks>`{3,}+|~{3,}+|:{3,}+)[ ]{0,3}(?P<rest>[^\n]{0,1000})"
)
_INFO = lazy(r"\{(?P<name>[A-Za-z][\w:.+-]{0,40})\}[ \t]{0,9}(?P<words>[^\n]*)\Z")
_OPTION = lazy(r":(?P<key>[A-Za-z][\w-]{0,40}):(?:[ \t]++(?P<value>[^\n]*))?\Z")
_ASIDE = lazy(r"(?:%[^\n]*|\([\w.:/ -]{1,100}\)=[ \t]*|\+\+\+[^\n]*)\n?\Z")
"""A comment, a place that others refer to, a break between cells."""


def head(body: str) -> tuple[dict[str, HeadValue], str]:
    """What ABlog's directive `post` in a text of Markdown says, by the keys of heads, and the text without it; a post
    without a day is a draft. What stands in it is the summary, and part of the text unless it says `exclude`."""
    if "{post}" not in body:
        return {}, body
    found: list[Directive] = []

    def taken(directive: Directive) -> str:
        found.append(directive)
        return "" if "exclude" in directive.options else f"\n{directive.text}\n"

    bare = "".join(_walked(lines_of(body), lambda name: name == "post" and not found, taken))
    return (head_of(found[0].options, found[0].words, found[0].text), bare.lstrip("\n")) if found else ({}, body)


def read(source: str, lookups: Lookups, depth: int = 0) -> str:
    """A source of Markdown in which directives and roles of MyST are what they draw."""
    is_own = lookups.dialect.generator in SITES
    if depth > DEEPEST or not (is_own or any(sign in source for sign in _SIGNS)):
        return source

    def drawn(directive: Directive) -> str:
        return mystforms.drawn(directive, lambda text: read(text, lookups, depth + 1), lookups)

    if is_own:
        has_formulas = bool(lookups.dialect.formulas)
        return "".join(_walked(lines_of(source), bool, drawn, lambda line: _bare(line, has_formulas=has_formulas)))
    return "".join(_walked(lines_of(source), mystforms.knows, drawn))


def _bare(line: str, *, has_formulas: bool) -> str:
    """A line of a site's own with what its roles show; nothing for one that says nothing."""
    return "" if _ASIDE.match(line) else mystforms.roles(line, has_formulas=has_formulas)


class _Unfenced:
    """Which lines are program text without a fence: by their margin, or in a raw `<pre>`."""

    def __init__(self) -> None:
        self._lines = Lines()
        self._is_held = False

    def holds(self, line: str) -> bool:
        """Judge the next line that no fence holds."""
        if self._is_held:
            self._is_held = PRE_END.search(line) is None
            return True
        # Only fences that open behind the mark of an item are not passed over.
        is_within = self._innermost().fence != ""
        if self._lines.is_code(line) and (is_within or self._innermost().indented):
            return True
        self._is_held = opens_pre(line)
        return False

    def pass_over(self) -> None:
        """Go on behind the end of a fence, of which the first line was judged."""
        inner = self._innermost()
        inner.fence, inner.blank = "", True

    def _innermost(self) -> Lines:
        inner = self._lines
        while inner.quotation is not None:
            inner = inner.quotation
        return inner


def _walked(
    lines: Sequence[str],
    knows: Callable[[str], bool],
    drawn: Callable[[Directive], str],
    plain: Callable[[str], str] = str,
) -> Iterator[str]:
    """The lines, which are `plain` where they are no program text, with what stands for each directive of a name that
    somebody `knows`. Other fences stay, those of backticks with all that stands in them."""
    at, endless, unfenced = 0, _NO_END, _Unfenced()
    while at < len(lines):
        if unfenced.holds(lines[at]):
            yield lines[at]
            at += 1
            continue
        fence = _fence(lines[at])
        is_code = fence is not None and fence["marks"][0] != ":"
        info = None if fence is None else _INFO.match(fence["rest"].strip())
        is_known = info is not None and knows(info["name"].lower())
        end = at
        if fence is not None and (is_code or (is_known and len(fence["marks"]) < endless)):
            end = next((place for place in range(at + 1, len(lines)) if _closes(lines[place], fence)), len(lines))
        if not is_code and end == len(lines):
            # Of colons one without an end is no directive, nor are those behind it.
            end, endless = at, len(fence["marks"] if fence else "")
        if end == at:
            yield lines[at] if fence else plain(lines[at])
        elif fence and info and is_known:
            unfenced.pass_over()
            yield drawn(_directive(fence, info, lines[at + 1 : end]))
        else:
            unfenced.pass_over()
            yield "".join(lines[at : end + 1])
        at = max(end, at) + 1


def _fence(line: str) -> re.Match[str] | None:
    """The fence that a line opens; with backticks behind its own it is a span of words (CommonMark 4.5)."""
    found = _FENCE.match(line) if line.lstrip("> ")[:3] in _MARKS else None
    return None if found and found["marks"][0] == "`" and "`" in found["rest"] else found


def _closes(line: str, fence: re.Match[str]) -> bool:
    bare = line.lstrip("> \t").rstrip()
    return bare.startswith(fence["marks"]) and not bare.strip(fence["marks"][0])


def _directive(fence: re.Match[str], info: re.Match[str], lines: Sequence[str]) -> Directive:
    margin = fence["margin"]
    inner = [line[len(margin) :] if line.startswith(margin) else line.lstrip("> ") for line in lines]
    options, taken = _options(inner)
    return Directive(info["name"], info["words"].strip(), options, "".join(inner[taken:]), margin, fence["marks"])


def _options(lines: Sequence[str]) -> tuple[dict[str, HeadValue], int]:
    """The options at the begin of a directive's lines, `:key: value` or YAML between `---`, and how many lines."""
    if lines and lines[0].rstrip() == "---":
        end = next((at for at in range(1, len(lines)) if lines[at].rstrip() == "---"), None)
        try:
            return ({}, 0) if end is None else (dict(parse_yaml("".join(lines[1:end])).values), end + 1)
        except HeadError:
            return {}, 0 if end is None else end + 1
    found: dict[str, HeadValue] = {}
    for at, line in enumerate(lines):
        if (option := _OPTION.match(line.rstrip())) is None:
            return found, at
        found[option["key"]] = (option["value"] or "").strip()
    return found, len(lines)

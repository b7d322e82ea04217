"""Zola's shortcodes, which it writes as calls: `{{ figure(src="a.png", alt="A mill") }}`, and those around a part of a
text, `{% quote(author="Ann Lee") %} … {% end %}`.

What draws a picture, a film or a link becomes that; a quotation is one, and of other parts their words stay, with a
title as a bold line. The rest is left out with a note. `{{/* figure() */}}` shows how one is written.

Source: https://www.getzola.org/documentation/content/shortcodes/.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from feedsvc.articles import gfm, templatetags
from feedsvc.articles.codeblocks import Piece
from feedsvc.articles.lookups import Lookups
from feedsvc.patterns import lazy

_NAME = r"[A-Za-z_][\w-]{0,60}"
_GIVEN = r"(?:\"[^\"]{0,2000}\"|'[^']{0,2000}'|`[^`]{0,2000}`|[^\"'`(){}%]){0,500}+"
_MARKS = lazy(
    rf"\{{\{{-?\s{{0,9}}(?P<call>{_NAME})\((?P<given>{_GIVEN})\)\s{{0,9}}-?\}}\}}"
    rf"|\{{%-?\s{{0,9}}(?:(?P<around>{_NAME})\((?P<inside>{_GIVEN})\)|(?P<end>end))\s{{0,9}}-?%\}}"
)
_ESCAPED = lazy(rf"\{{(?P<mark>[{{%])/\*(?P<inside>\s{{0,9}}(?:{_NAME}\({_GIVEN}\)|end)\s{{0,9}})\*/[}}%]\}}")
_ARGUMENT = lazy(
    r"(?P<name>[A-Za-z_]\w{0,60})\s{0,9}=\s{0,9}(?:\"(?P<a>[^\"]*)\"|'(?P<b>[^']*)'|`(?P<c>[^`]*)`|(?P<d>[^,\s]{1,200}))"
)
_QUOTATIONS = frozenset({"quote", "blockquote"})
_WHOSE = ("author", "cite", "by", "source")
_PICTURED = ("src", "path", "url", "source", "image", "default_src", "light_src")
"""What themes call the address of a picture."""
_WORDED = ("text", "body", "content")
"""What they call words in a call: `{{ admonition(title="Mind it", text="It runs.") }}` of tabi."""
_LINKED = ("src", "url", "href", "link", "path", "id")
_GOES_ON = lazy(r"[ \t]*+(?!\n)")
_PICTURE = lazy(r"\.(?:avif|gif|jpe?g|png|svg|webp)(?:[?#]|\Z)", re.I)


def expand(parts: list[Piece], lookups: Lookups) -> str:
    """Pieces of a source as one text in which each shortcode is what it draws; program text is never touched."""
    ends = sum(found["end"] is not None for part in parts if not part.code for found in _MARKS.finditer(part.text))
    codes = _Codes(lookups, ends)
    return "".join(part.text if part.code else _shown(_MARKS.sub(codes.made, part.text)) for part in parts)


def names(parts: list[Piece]) -> Iterator[str]:
    """What the shortcodes around a part of the text are called."""
    return (found["around"] for part in parts for found in _MARKS.finditer(part.text) if found["around"])


class _Codes:
    """The shortcodes of one source, in their order; `ends` is the number of those that end a part of it."""

    def __init__(self, lookups: Lookups, ends: int) -> None:
        self._lookups = lookups
        self._ends = ends
        self._opened: list[str] = []

    def made(self, found: re.Match[str]) -> str:
        """What stands for one of _MARKS. An end that ends nothing is the author's words."""
        if found["end"]:
            self._ends -= 1
            return self._opened.pop() if self._opened else found[0]
        name, given = found["call"] or found["around"], _arguments(found["given"] or found["inside"] or "")
        if found["call"]:
            return self._called(name, given)
        if self._ends <= len(self._opened):
            self._lookups.note(f"the template tag {name!r} never ends; what stands behind it was kept")
            return ""
        goes_on = _GOES_ON.match(found.string, found.end()) is not None
        begin, end = _frame(name, given, within=goes_on and name not in templatetags.BOXES)
        self._opened.append(end)
        return begin

    def _called(self, name: str, given: dict[str, str]) -> str:
        picture = next((given[each] for each in _PICTURED if _PICTURE.search(given.get(each, ""))), "")
        words = next((given[each] for each in _WORDED if given.get(each)), "")
        if picture:
            name, given = "figure", {**given, "src": picture}
        drawn = self._drawn(name, given)
        is_open = drawn is None or name in templatetags.BOXES
        if words and is_open and not any(map(given.get, _LINKED)) and not templatetags.PROTECTING.search(name):
            begin, end = _frame(name, given, within=True)
            return f"{begin}{words}{end}"
        if drawn is None:
            self._lookups.note(f"the template tag {name!r} was left out")
        return drawn or ""

    def _drawn(self, name: str, given: dict[str, str]) -> str | None:
        inside = " ".join(f'{key}="{value}"' for key, value in given.items() if '"' not in value)
        return templatetags.made(name, inside, self._lookups, shortcode=True)


def _frame(name: str, given: dict[str, str], *, within: bool) -> tuple[str, str]:
    """What stands in front of the words of a shortcode and behind them; `within`: whether they go on with a line."""
    if name in _QUOTATIONS:
        whose = next((given[each] for each in _WHOSE if given.get(each)), "")
        said = f"\n\n<p>— {gfm.inline(whose)}</p>" if whose else ""
        return "\n\n<blockquote>\n\n", f"{said}\n\n</blockquote>\n\n"
    title = (given.get("title") or given.get("header") or given.get("summary") or "").replace("**", "").strip()
    if title:
        return f"\n\n**{title}**\n\n", "\n\n"
    return ("", "") if within else ("\n\n", "\n\n")


def _shown(text: str) -> str:
    """A text with what shows how shortcodes are written as it is shown."""
    if "/*" not in text:
        return text
    return _ESCAPED.sub(
        lambda found: f"{{{found['mark']}{found['inside']}{'}' if found['mark'] == '{' else '%'}}}", text
    )


def _arguments(given: str) -> dict[str, str]:
    return {
        each["name"]: next((value for value in each.group("a", "b", "c", "d") if value is not None), "")
        for each in _ARGUMENT.finditer(given)
    }

"""Heads as Nikola writes them, in a comment or as they are: what it says of a post, one a line, then the text.

    <!--
    .. title: The old mill
    .. date: 2024-03-03 10:12:00 UTC+01:00
    .. tags: mills, towns
    .. status: private
    -->

Source: https://getnikola.com/handbook.html#metadata-fields.
"""

from __future__ import annotations

from feedsvc.articles.headvalues import ParsedHead
from feedsvc.patterns import lazy

OPENING = lazy(r"(?:(?P<comment><!--)\s{0,99})?(?=\.\. [A-Za-z_])")
_FIELD = lazy(r"\.\. (?P<key>[A-Za-z_][\w-]{0,59}):(?!:)(?P<value>[^\n]*)(?:\n|\Z)")
_BLANK = lazy(r"[ \t]*\n")
_END = lazy(r"\s{0,99}-->[ \t]*\n?")
_TELLING = frozenset({"title", "slug", "date"})
"""Of which a post has one at least; the directives of reStructuredText (`.. note:`) are none."""
_WITHHELD = ("draft", "private")
"""Tags by which older versions kept a post from the public."""
_MOST = 60


def nikola(text: str) -> tuple[ParsedHead, str] | None:
    """The fields of a post of Nikola's, and its text; None for any other text, and where the comment goes on."""
    opening = OPENING.match(text)
    if opening is None:
        return None
    values, lines, at = _fields(text, opening.end(), blanks=opening["comment"] is not None)
    end = _END.match(text, at) if opening["comment"] else None
    if (opening["comment"] and end is None) or _TELLING.isdisjoint(values):
        return None
    return ParsedHead({**values, **status(values.get("tags", ""))}, lines), text[end.end() if end else at :]


def status(tags: str) -> dict[str, str]:
    """The status that tags with commas between them stand for; none where they keep nothing from the public."""
    given = [each.strip().lower() for each in tags.split(",")]
    kept = next((each for each in _WITHHELD if each in given), "")
    return {"status": kept} if kept else {}


def _fields(text: str, at: int, *, blanks: bool) -> tuple[dict[str, str], dict[str, int], int]:
    """The fields from a place on, the line of each, and where they end; the first of a name counts."""
    values, lines = dict[str, str](), dict[str, int]()
    line = text.count("\n", 0, at)
    while len(lines) < _MOST:
        field = _FIELD.match(text, at)
        if field is not None:
            values.setdefault(field["key"], field["value"].strip())
            lines.setdefault(field["key"], line)
        blank = _BLANK.match(text, at) if field is None and blanks else None
        if field is None and blank is None:
            break
        at = (field or blank).end()  # type: ignore[union-attr]
        line += 1
    return values, lines, at

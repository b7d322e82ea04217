r"""Regular expressions of a site's configuration, in time that grows with expression and text alone, as Go's are.

An expression of Python's own could take for ever (`(a+)+b`, `.*.*.*b`): here each place of a text is looked at once for
each part of it, as in `globs`. Of the syntax of RE2 (https://github.com/google/re2/wiki/Syntax) there are characters,
`\.`, `\d`, `\b`, classes without `[:names:]`, `.`, `^`, `$`, groups, `|`, `(?i)` before all, and `*`, `+`, `?`, `{2,3}`
behind a part; no repetition holds another one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

LONGEST = 200
"""Characters of an expression."""
MOST = 100
"""What a repetition can count."""
ANY_CASE = "(?i)"
_MARK = re.compile(
    r"(?P<begin>\((?:\?:)?)|(?P<bar>\|)|(?P<end>\))|(?P<times>[*+?]|\{(?P<least>[0-9]{1,3})(?P<more>,(?P<most>[0-9]{0,3}))?\})"
    r"|(?P<one>\\.|\[\^?\]?(?:\\.|[^\\\[\]])*\]|[^\\*+?{\[()|]+(?![*+?{])|[^\\*+?\[()|])",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Part:
    """Some characters, or one of several sequences of parts; from `least` to `most` times, None for any number."""

    characters: re.Pattern[str] | None
    either: tuple[tuple[Part, ...], ...] = ()
    least: int = 1
    most: int | None = 1
    repeats: bool = False
    """Whether it, or a part of it, can be there more than once."""


def is_usable(expression: str) -> bool:
    """Whether it is a regular expression of the kind that is taken."""
    return _whole(expression) is not None


def found(expression: str, text: str) -> bool:
    r"""Whether any stretch of a text is as an expression says: `\.md$` is found in `/posts/a.md`."""
    whole = _whole(expression)
    return whole is not None and bool(_once(whole, text, set(range(len(text) + 1))))


@lru_cache(maxsize=1024)
def _whole(expression: str) -> Part | None:
    """An expression taken apart; None for one that is not taken."""
    if len(expression) > LONGEST:
        return None
    flags = re.ASCII | (re.IGNORECASE if expression.startswith(ANY_CASE) else re.NOFLAG)
    around: list[list[list[Part]]] = [[[]]]
    at = len(ANY_CASE) if flags & re.IGNORECASE else 0
    while at < len(expression):
        mark = _MARK.match(expression, at)
        if mark is None or not _taken(mark, around, flags):
            return None
        at = mark.end()
    return _group(around.pop()) if len(around) == 1 else None


def _taken(mark: re.Match[str], around: list[list[list[Part]]], flags: re.RegexFlag) -> bool:
    """Put a mark to the groups that it stands in, each with its sequences; whether it can stand there."""
    if mark["begin"]:
        around.append([[]])
    elif mark["bar"]:
        around[-1].append([])
    elif mark["end"]:
        closed = _group(around.pop())
        if not around:
            return False
        around[-1][-1].append(closed)
    elif mark["times"]:
        return _is_repeated(mark, around[-1][-1])
    else:
        try:
            around[-1][-1].append(Part(re.compile(mark["one"], flags)))
        except re.error:
            return False
    return True


def _group(sequences: list[list[Part]]) -> Part:
    repeats = any(part.repeats for sequence in sequences for part in sequence)
    return Part(None, tuple(map(tuple, sequences)), repeats=repeats)


def _is_repeated(mark: re.Match[str], sequence: list[Part]) -> bool:
    """Have the last part of a sequence be there so many times; False where it cannot be."""
    if not sequence or (sequence[-1].least, sequence[-1].most) != (1, 1):
        # `a+?` and `a*?` are found where `a+` and `a*` are.
        return bool(sequence) and mark["times"] == "?" and mark.string[mark.start() - 1] in "*+?}"
    least, most = _times(mark)
    repeats = most is None or most > 1
    if (repeats and sequence[-1].repeats) or max(least, most or 0) > MOST:
        return False
    sequence[-1] = replace(sequence[-1], least=least, most=most, repeats=repeats or sequence[-1].repeats)
    return True


def _times(mark: re.Match[str]) -> tuple[int, int | None]:
    if mark["least"]:
        least = int(mark["least"])
        return least, (int(mark["most"]) if mark["most"] else None) if mark["more"] else least
    return int(mark["times"] == "+"), 1 if mark["times"] == "?" else None


def _ends(sequence: tuple[Part, ...], text: str, starts: set[int]) -> set[int]:
    """Where in a text a sequence can end that begins at one of these places."""
    for part in sequence:
        starts = _through(part, text, starts)
    return starts


def _through(part: Part, text: str, starts: set[int]) -> set[int]:
    """Where a part can end that is there as often as it can be."""
    for _ in range(part.least):
        starts = _once(part, text, starts)
    ends, fresh, times = set(starts), starts, part.least
    while fresh and (part.most is None or times < part.most):
        fresh = _once(part, text, fresh) - ends
        ends |= fresh
        times += 1
    return ends


def _once(part: Part, text: str, starts: set[int]) -> set[int]:
    if part.characters is None:
        return set().union(*(_ends(each, text, starts) for each in part.either))
    return {match.end() for start in starts if (match := part.characters.match(text, start)) is not None}

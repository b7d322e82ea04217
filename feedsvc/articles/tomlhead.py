"""A head in TOML, every value as written: `date = 2022-03-28T19:13:15Z` gives that text, `n = 1_000` gives `1_000`."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field

from feedsvc.articles.headvalues import MAX_DEPTH, HeadError, ParsedHead, frozen_value
from feedsvc.patterns import lazy

# Strings (TOML 1.0: multi-line, basic, literal), comments, punctuation, white space, and bare words; a bare word may
# hold single spaces, as in `2022-03-28 19:13:15`. Possessive, and every character starts some token: linear.
TOKEN = lazy(
    r'''(?P<string>"""(?:[^"\\]|\\.|"(?!""))*+""""{0,2}|\'\'\'(?:[^']|'(?!''))*+\'\'\''{0,2}'''
    r"""|"(?:[^"\\\n]|\\.)*+"|'[^'\n]*+')"""
    r"""|(?P<comment>\#[^\n]*+)|(?P<mark>[\[\]{}=,\n"'])|(?P<space>[ \t]++)"""
    r"""|(?P<bare>[^\s"'\#\[\]{}=,]++(?:[ \t]++[^\s"'\#\[\]{}=,]++)*+)|(?P<other>.)""",
    re.DOTALL,
)
ERROR_LINE = lazy(r"at line ([0-9]+)")


def parse_toml(text: str) -> ParsedHead:
    """Read one TOML document; bare values are quoted first, so that the parser gives them back as written.

    Even `date = tomorrow` is then a text. Raises HeadError: no TOML, too deep.
    """
    quoter = _Quoter()
    for match in TOKEN.finditer(text):
        quoter.take(match.lastgroup or "other", match[0])
    try:
        values = tomllib.loads("".join(quoter.out))
    except tomllib.TOMLDecodeError as error:
        place = ERROR_LINE.search(str(error))
        raise HeadError("no TOML", int(place[1]) - 1 if place else None) from error
    lines = {key: line for key, line in quoter.lines.items() if key in values}
    return ParsedHead({key: frozen_value(value) for key, value in values.items()}, lines)


@dataclass(slots=True)
class _Quoter:
    """Copies tokens, quotes bare ones where a value stands, and notes the line of each top-level key."""

    out: list[str] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict)
    line: int = 0
    brackets: list[str] = field(default_factory=list)
    value: bool = False
    fresh: bool = True
    dots: int = 0

    def take(self, kind: str, token: str) -> None:
        """Take the next token: `kind` is the name of its group in TOKEN."""
        if kind == "mark":
            self._mark(token)
        elif kind in ("bare", "string") and not self.value:
            self._key(token)
        self.out.append(_quoted(token) if kind == "bare" and self.value else token)
        self.line += token.count("\n")

    def _mark(self, mark: str) -> None:
        if mark == "\n" and not self.brackets:
            self.value, self.fresh, self.dots = False, True, 0
        elif mark == "=":
            self.value, self.dots = True, 0
        elif mark == "[" and not self.value:
            self.fresh = True
        elif mark in "[{":
            self._open(mark)
        elif mark in "]}" and self.brackets:
            self.brackets.pop()
            self.value = True
        elif mark == ",":
            self.value = self.brackets[-1:] != ["{"]

    def _open(self, mark: str) -> None:
        self.brackets.append(mark)
        self.value = mark == "["
        if len(self.brackets) > MAX_DEPTH:
            raise HeadError(f"nested deeper than {MAX_DEPTH}", self.line)

    def _key(self, token: str) -> None:
        self.dots += token.count(".")
        if self.dots > MAX_DEPTH:
            raise HeadError(f"a key of more than {MAX_DEPTH} parts", self.line)
        if self.fresh and not self.brackets:
            name = token.strip("\"'") if token[0] in "\"'" else token.partition(".")[0]
            self.lines.setdefault(name, self.line)
        # Keys after a table's header belong to the table, not to the head.
        self.fresh = False


def _quoted(bare: str) -> str:
    escaped = bare.replace("\\", "\\\\")
    return f'"{escaped}"'

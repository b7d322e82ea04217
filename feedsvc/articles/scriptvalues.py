"""The literals of a configuration that is a program in JavaScript or TypeScript, which is read as data and never run.

    const url = "https://mill.example";
    export default defineConfig({ title: 'The mill', site: url, blog: { path: "news" }, plugins: [mdx()] });

gives `title`, `site` and `blog`. Of `process.env.URL || "https://mill.example"` what stands behind counts. What a
program would work out (`isProd ? a : b`, a call, a text put together) is not known, and its key is without a value.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from feedsvc.model import HeadValue
from feedsvc.patterns import lazy

UNKNOWN = "\x00"
"""Stands for a value that only a run would tell; no text of a program has that character."""
DEEPEST = 12
_TOKEN = lazy(
    r"//[^\n]*+|/\*(?:[^*]|\*(?!/))*+\*/"
    r"|(?P<text>\"(?:[^\"\\\n]|\\[^\n])*+\"|'(?:[^'\\\n]|\\[^\n])*+'|`(?:[^`\\]|\\.)*+`)"
    r"|(?P<unclosed>(?:/\*|`).*+|[\"'][^\n]*+)"
    r"|(?P<opening>[{\[(])|(?P<closing>[}\])])|(?P<name>[\w$]++)|(?P<other>\S)",
    re.S,
)
"""What is never closed is taken as a whole, so that nobody looks for its end again."""
_ESCAPE = lazy(r"\\(u\{[0-9A-Fa-f]{1,6}\}|u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2}|.)", re.S)
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "", "\n": ""}
_EXPORTS = (("export", "default"), ("module", ".", "exports", "="), ("export", "="))
_MOST_CALLS, _LONGEST_TYPE = 4, 30
_CLOSING = {"{": "}", "[": "]", "(": ")"}
_END = ("", "")
_Token = tuple[str, str]
_LITERALS = frozenset({"true", "false"})
_CASTS = frozenset({"as", "satisfies"})
_GIVEN = frozenset({",", "}"})
"""What stands behind a whole value of a table."""


class _Unbalanced(Exception):
    """Brackets that do not belong together: the program is not what it seems, as behind a pattern `/[(]/`."""


def parse(text: str) -> Mapping[str, HeadValue]:
    """The table that a program exports, as far as it is written out; empty where none is found. Values that only a run
    would tell are UNKNOWN, and switches are `true` or `false`."""
    tokens = [(found.lastgroup, found[0]) for found in _TOKEN.finditer(text) if found.lastgroup is not None]
    program = _Program(tokens)
    start = program.exported()
    try:
        return {} if start is None else _Reading(tokens, program.texts(), start).table(0)
    except _Unbalanced:
        return {}


def known(value: HeadValue) -> HeadValue:
    """A value without what only a run of its program would tell."""
    if isinstance(value, str):
        return "" if UNKNOWN in value else value
    if isinstance(value, tuple):
        return tuple(inner for each in value if (inner := known(each)) != "")
    return {key: inner for key, each in value.items() if (inner := known(each)) != ""}


def calls(text: str, name: str) -> bool:
    """Whether a program calls what has this name, wherever in it: `Plugin.ExplicitPublish()`."""
    if name not in text:
        return False
    words = [found[0] for found in _TOKEN.finditer(text) if found.lastgroup is not None]
    return any(word == name and behind == "(" for word, behind in pairwise(words))


def arguments(text: str, owner: str, method: str) -> tuple[str, ...]:
    """The texts that a program gives a method first, wherever in it: `config.ignores.add("README.md")`."""
    if owner not in text:
        return ()
    tokens = [(found.lastgroup, found[0]) for found in _TOKEN.finditer(text) if found.lastgroup is not None]
    called = (owner, ".", method, "(")
    places = range(len(tokens) - len(called))
    found = (tokens[at + 4] for at in places if tuple(word for _, word in tokens[at : at + 4]) == called)
    texts = (_text(written) for kind, written in found if kind == "text")
    return tuple(text for text in texts if text != UNKNOWN)


def said(text: str, name: str) -> tuple[str, ...]:
    """The texts that a program gives what has this name, wherever in it: `sitemap({ hostname: "https://a.example" })`;
    what stands for one by its name counts as well."""
    if name not in text:
        return ()
    tokens = [(found.lastgroup, found[0]) for found in _TOKEN.finditer(text) if found.lastgroup is not None]
    known = _Program(tokens).texts()
    words = [written for _, written in tokens]
    called = (at for at in range(len(words) - 3) if words[at].strip("\"'") == name and words[at + 1] == ":")
    given = (tokens[at + 2] for at in called if words[at + 3] in _GIVEN)
    found = (_text(written) if kind == "text" else known.get(written, UNKNOWN) for kind, written in given)
    return tuple(text for text in (*(known[each] for each in (name,) if each in known), *found) if text != UNKNOWN)


class _Program:
    """Where in a program something stands, as numbers of its tokens."""

    def __init__(self, tokens: list[_Token]) -> None:
        self._tokens = tokens
        # Whoever looks a few tokens ahead finds something.
        self._words = [written for _, written in tokens] + [""] * (_LONGEST_TYPE + 2)

    def exported(self) -> int | None:
        """Where the table begins that is exported, itself, within calls or by its name; None where there is none."""
        at = next((found for each in _EXPORTS if (found := self._behind(each)) is not None), None)
        return None if at is None else self._table(at) or self._declared(self._words[self._in_calls(at)])

    def texts(self) -> dict[str, str]:
        """The texts that have a name which no other can take: `const url = "https://mill.example"`."""
        found = {}
        for begun, name in self._constants():
            at = _behind_environment(self._tokens, begun)
            kind, written = self._tokens[at] if at < len(self._tokens) else _END
            behind = self._tokens[at + 1] if at + 1 < len(self._tokens) else _END
            if kind == "text" and (behind[0] in ("name", "") or behind[1] == ";"):
                found[name] = _text(written)
        return found

    def _behind(self, written: tuple[str, ...]) -> int | None:
        width, words = len(written), self._words
        places = (at for at, word in enumerate(words) if word == written[0])
        return next((at + width for at in places if tuple(words[at : at + width]) == written), None)

    def _constants(self) -> Iterator[tuple[int, str]]:
        """Where what constants are begins, with their names; a type may stand in front: `const config: Config = {`."""
        for at in range(len(self._tokens)):
            if self._words[at] == "const":
                told = self._words[at + 2 : at + 2 + _LONGEST_TYPE]
                if "=" in told and ";" not in told[: told.index("=")]:
                    yield at + 3 + told.index("="), self._words[at + 1]

    def _declared(self, name: str) -> int | None:
        return next((self._table(at) for at, called in self._constants() if called == name), None)

    def _table(self, at: int) -> int | None:
        at = self._in_calls(at)
        return at + 1 if self._words[at] == "{" else None

    def _in_calls(self, at: int) -> int:
        """Where what calls are given begins: `await withPwa(defineConfig<Theme>(`."""
        for _ in range(_MOST_CALLS):
            end = at + (self._words[at] == "await") + 1
            while self._words[end] == "." and end < len(self._tokens):
                end += 2
            if self._words[end] == "<":
                told = self._words[end : end + _LONGEST_TYPE]
                end += told.index(">") + 1 if ">" in told else 0
            if end >= len(self._tokens) or self._words[end] != "(" or self._tokens[end - 1][0] == "opening":
                return at
            at = end + 1
        return at


@dataclass(slots=True)
class _Reading:
    tokens: list[_Token]
    names: Mapping[str, str]
    at: int

    def next(self) -> _Token:
        return self.tokens[self.at] if self.at < len(self.tokens) else _END

    def value(self, depth: int) -> HeadValue:
        """The value that begins here, read to its end: a comma, or the bracket around it."""
        begun = self.at
        self.at = _behind_environment(self.tokens, begun)
        kind, written = self.next()
        found: HeadValue = UNKNOWN
        if kind == "text":
            self.at += 1
            found = _text(written)
        elif written in ("{", "[") and depth < DEEPEST:
            self.at += 1
            found = self.table(depth) if written == "{" else self.items(depth)
        elif kind == "name":
            self.at += 1
            found = written if written in _LITERALS else self.names.get(written, UNKNOWN)
        if self.is_ended():
            return found
        is_cast = self.next()[1] in _CASTS and self.at > begun
        self.skip()
        return found if is_cast else UNKNOWN

    def table(self, depth: int) -> dict[str, HeadValue]:
        values: dict[str, HeadValue] = {}
        while not self.closes("}"):
            kind, written = self.next()
            key = _text(written) if kind == "text" else written if kind == "name" else UNKNOWN
            self.at += 1
            if key != UNKNOWN and self.next()[1] == ":":
                self.at += 1
                values[key] = self.value(depth + 1)
            elif key != UNKNOWN and self.is_ended():
                values[key] = self.names.get(key, UNKNOWN)
            else:
                # A method, or what is put in from elsewhere: `...common`.
                self.at -= 1
                self.skip()
                values |= {key: UNKNOWN} if kind == "name" else {}
        return values

    def items(self, depth: int) -> tuple[HeadValue, ...]:
        found: list[HeadValue] = []
        while not self.closes("]"):
            found.append(self.value(depth + 1))
        return tuple(found)

    def closes(self, bracket: str) -> bool:
        """Pass over a comma, or the bracket that ends what is read; whether it was that."""
        while self.next()[1] == ",":
            self.at += 1
        kind, written = self.next()
        if kind != "closing" and self.next() != _END:
            return False
        if written != bracket:
            raise _Unbalanced
        self.at += 1
        return True

    def is_ended(self) -> bool:
        kind, written = self.next()
        return kind in ("closing", "") or written == ","

    def skip(self) -> None:
        """Go to where the value that is read ends."""
        around: list[str] = []
        while self.next() != _END and (around or not self.is_ended()):
            kind, written = self.next()
            if kind == "opening":
                around.append(_CLOSING[written])
            elif kind == "closing" and around.pop() != written:
                raise _Unbalanced
            self.at += 1


def _behind_environment(tokens: list[_Token], at: int) -> int:
    """Where what stands for a variable of the environment begins where that is not set: behind `process.env.URL ||` or
    `??`. Nothing is known of the machine that builds the site; `at` where no such begins there."""
    words = [written for _, written in tokens[at : at + 7]]
    reads = words[:4] == ["process", ".", "env", "."] and words[5:] in (["|", "|"], ["?", "?"])
    return at + len(words) if reads else at


def _text(written: str) -> str:
    """What a text says (ECMA-262 12.9.4); one that a program puts together is not known."""
    if written[0] == "`" and "${" in written:
        return UNKNOWN
    said = _ESCAPE.sub(_character, written[1:-1])
    # Two halves of a character are one.
    return said.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _character(found: re.Match[str]) -> str:
    named = found[1]
    if len(named) == 1:
        return _ESCAPED.get(named, named)
    number = int(named.strip("ux{}"), 16)
    return chr(number) if number <= sys.maxunicode else ""

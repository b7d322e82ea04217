"""The literals of a configuration that is a program in JavaScript or TypeScript, which is read as data and never run.

    const url = "https://mill.example";
    export default defineConfig({ title: 'The mill', site: url, blog: { path: "news" }, plugins: [mdx()] });

gives `title`, `site` and `blog`. What a program would work out (`isProd ? a : b`, a call, a text put together) is not
known, and its key is without a value.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from feedsvc.model import HeadValue
from feedsvc.patterns import lazy

UNKNOWN = "\x00"
"""Stands for a value that only a run would tell; no text of a program has that character."""
DEEPEST = 12
_CALLS = r"(?:(?:await[ ]+)?[\w.]{1,60}(?:<[^<>()\n]{0,100}>)?\(\s{0,99}){0,4}"
_VARIABLE = r"^(?:export[ ]+)?(?:const|let|var)[ ]+"
_BEGINNINGS = (
    lazy(rf"(?:^|;)[ ]*(?:export[ ]+default\s|module\.exports\s{{0,9}}=|export[ ]*=)\s{{0,99}}{_CALLS}(?=\{{)", re.M),
    lazy(rf"{_VARIABLE}\w{{0,40}}[cC]onfig(?:[ ]*:[^=\n]{{1,100}})?[ ]*=\s{{0,99}}{_CALLS}(?=\{{)", re.M),
)
"""What stands before the table of a configuration: what the module exports, else what it calls so."""
_NAMED = lazy(
    rf"{_VARIABLE}(?P<name>[\w$]{{1,60}})(?:[ ]*:[ ]*string)?[ ]*="
    r"\s{0,99}(?P<text>\"[^\"\\\n]{0,1000}\"|'[^'\\\n]{0,1000}'|`[^`\\$\n]{0,1000}`)[ ]*(?:;|$)",
    re.M,
)
_TOKEN = lazy(
    r"//[^\n]*+|/\*(?:[^*]|\*(?!/)){0,20000}+\*/"
    r"|(?P<text>\"(?:[^\"\\\n]|\\.){0,2000}+\"|'(?:[^'\\\n]|\\.){0,2000}+'|`(?:[^`\\]|\\.){0,20000}+`)"
    r"|(?P<opening>[{\[(])|(?P<closing>[}\])])|(?P<name>[\w$]++)|(?P<other>\S)",
    re.S,
)
_ESCAPE = lazy(r"\\(.)", re.S)
_CLOSING = {"{": "}", "[": "]", "(": ")"}
_END = ("", "")
_Token = tuple[str, str]
_LITERALS = frozenset({"true", "false"})
_CASTS = frozenset({"as", "satisfies"})


class _Unbalanced(Exception):
    """Brackets that do not belong together: the program is not what it seems, as behind a pattern `/[(]/`."""


def parse(text: str) -> Mapping[str, HeadValue]:
    """The table that a program exports, as far as it is written out; empty where none is found. Values that only a run
    would tell are UNKNOWN, and switches are `true` or `false`."""
    start = next((found.end() for each in _BEGINNINGS if (found := each.search(text))), None)
    if start is None:
        return {}
    names = {found["name"]: found["text"][1:-1] for found in _NAMED.finditer(text)}
    tokens = [(found.lastgroup, found[0]) for found in _TOKEN.finditer(text, start) if found.lastgroup is not None]
    try:
        return _Reading(tokens[1:], names).table(0)
    except _Unbalanced:
        return {}


@dataclass(slots=True)
class _Reading:
    tokens: list[_Token]
    names: Mapping[str, str] = field(default_factory=dict)
    at: int = 0

    def next(self) -> _Token:
        return self.tokens[self.at] if self.at < len(self.tokens) else _END

    def value(self, depth: int) -> HeadValue:
        """The value that begins here, read to its end: a comma, or the bracket around it."""
        begun = self.at
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


def _text(written: str) -> str:
    """What a text says; one that a program puts together is not known."""
    if written[0] == "`" and "${" in written:
        return UNKNOWN
    return _ESCAPE.sub(lambda found: "\n" if found[1] == "n" else found[1], written[1:-1])

"""HTML source -> tokens, in one pass and in linear time, on any input.

The rules are those of the HTML standard's tokenizer (13.2.5), with what matters here decided for good: texts and
attribute values are decoded, so that a writer which escapes `& < > "` gives every later parser the same
tokens (no parser differential is left to attack). Where browsers would swallow the rest of a document that
ends inside a tag, the rest is text: an article cut short loses no words.
"""

from __future__ import annotations

import html as entities
import re
from collections.abc import Iterator
from html.entities import html5
from typing import Literal

from feedsvc.articles.characters import legal
from feedsvc.patterns import lazy

Attributes = tuple[tuple[str, str], ...]

MAX_ATTRIBUTES = 64
"""Of one tag; sane markup has fewer than 20. The rest are dropped."""

MAX_VALUE = 65_536
"""Characters of an attribute's value; longer ones are dropped. Parsers take the square of some."""

SILENT = frozenset({"script", "style", "title", "iframe", "noembed", "noframes"})
"""Raw text elements (HTML 13.1.2) whose content no reader sees."""

SPOKEN = frozenset({"textarea", "xmp"})
"""Raw text elements whose content is seen, as text."""

_RAW = SILENT | SPOKEN | {"plaintext"}

_PLAIN = lazy(r'<(/?)([A-Za-z][A-Za-z0-9]*+)((?:\s++[A-Za-z_][A-Za-z0-9_.-]{0,99}+="[^"<>]*+")*+)\s*+/?>')
_PAIR = lazy(r'([A-Za-z_][A-Za-z0-9_.-]*+)="([^"]*+)"')
"""A tag as nearly all are written, read in one step."""
_START = lazy(r"<([A-Za-z][^\s/>]*+)")
_END = lazy(r"</([A-Za-z][^\s/>]*+)")
_NAME = lazy(r"[a-z][a-z0-9-]*+\Z")
_ATTRIBUTE = lazy(r"[\s/]*+([^\s/>=][^\s/>=]*+)")
_ATTRIBUTE_NAME = lazy(r"[a-z_][a-z0-9_.-]{0,99}+\Z")
_EQUALS = lazy(r"\s*+=\s*+")
_SKIP = lazy(r"[\s/]*+")
_UNQUOTED = lazy(r"[^\s>]++")
_ESCAPED = lazy(
    r"\s*&lt;(?:p|div|section|article|h[1-6]|ul|ol|table|figure|blockquote|img|a|strong|span)(?:&gt;|\s[^<>]{1,2000}?&gt;)",
    re.I,
)
_WRAPPED = lazy(r"\s*%\s*<!\[CDATA\[(.*)%\s*\]\]>\s*\Z", re.DOTALL)
"""What kramdown writes around TeX with `<` or `&` in it."""
TEX = "data-tex"
"""The attribute of a formula that stands for such a script."""
_DRAWING = lazy(
    r"(https?://(?:gist\.github\.com/[\w-]{1,60}(?:/[0-9a-f]{5,40})?|asciinema\.org/a/\w{1,60}))\.js(?:\?|\Z)"
)
"""Scripts whose program text or recording is a part of the article."""
_COMMENT_END = lazy(r"--!?>")
_ZEROS = lazy(r"&#(?:([xX])0++(?=[0-9a-fA-F])|0++(?=[0-9]))")
_HUGE = lazy(r"&#(?:[0-9]{8,}+|[xX][0-9a-fA-F]{7,}+);?")
_COMPLETE = lazy(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_REFERENCE = lazy(r"&(#[0-9]++;?|#[xX][0-9a-fA-F]++;?|[A-Za-z][A-Za-z0-9]{0,40}+;?)")


Token = tuple[Literal["text", "start", "end", "comment", "lost"], str, Attributes]
"""The kind of a token; a tag's name in lower case, or the words of a text or comment; its attributes. A plain tuple: an
article has dozens of tokens, and each is read once.

`lost` is the last of all, where the rest of the document stands behind what never ends: `<script>`, `<!--`.
"""


def decode(text: str) -> str:
    """Character references of a text decoded: `&lt;` -> `<`. A number beyond Unicode is U+FFFD. Legal.

    Numbers are shortened before `html.unescape` sees them: 5,000 digits are a ValueError of `int`.
    """
    if "&" not in text:
        return text
    short = _ZEROS.sub(lambda found: "&#" + (found[1] or ""), text)
    return legal(entities.unescape(_HUGE.sub("\ufffd", short)))


def unescaped(text: str) -> str:
    """HTML that was escaped as a whole, as scrapers find it in feeds, as it was before: `&lt;p&gt;a&lt;/p&gt;` ->
    `<p>a</p>`. Any other text, also one that shows a tag, stays."""
    if not _ESCAPED.match(text) or "<" in text or not text.rstrip().endswith("&gt;"):
        return text
    return decode(text)


def decode_complete(text: str) -> str:
    """Character references with their semicolon decoded, once: `R&amp;D&#8217;s` -> `R&D’s`; `AT&T; &copy` stays."""
    return _COMPLETE.sub(lambda found: decode(found[0]), text) if "&" in text else text


def decode_value(value: str) -> str:
    """The same for an attribute, where `&copy=1` and `&notit` stay as they are (HTML 13.2.5.73)."""
    return legal(_REFERENCE.sub(lambda found: _reference(found, value), value)) if "&" in value else value


def _tex(attributes: Attributes, content: str) -> str:
    """The TeX of a formula that MathJax sets, "" in other scripts."""
    kind = next((value for key, value in attributes if key == "type"), "")
    if not kind.strip().lower().startswith("math/tex"):
        return ""
    found = _WRAPPED.match(content)
    return " ".join((found[1] if found else content).split())[:MAX_VALUE]


def _drawn(attributes: Attributes) -> str:
    """The page of what a script draws where it stands, "" for other scripts."""
    source = next((value for key, value in attributes if key == "src"), "")
    found = _DRAWING.match(source.strip())
    return found[1] if found else ""


def _reference(found: re.Match[str], value: str) -> str:
    name = found[1]
    if name.endswith(";") or name.startswith("#"):
        return decode(found[0])
    if value[found.end() : found.end() + 1] == "=":
        return found[0]
    return html5.get(name, found[0])


def _plain_attributes(source: str) -> Attributes:
    """The attributes of a tag as nearly all are written: ` a="b" c="d"`."""
    found: dict[str, str] = {}
    for name, value in _PAIR.findall(source):
        read = decode_value(value)
        if len(found) < MAX_ATTRIBUTES and len(read) <= MAX_VALUE:
            found.setdefault(name.lower(), read)
    return tuple(found.items())


def tokens(html: str) -> Iterator[Token]:
    """The tokens of a document of legal characters; adjacent texts are not joined."""
    return _Scanner(html).run()


class _Scanner:
    """Positions only move forward; what is missing (a quote, an end tag) is looked for once."""

    def __init__(self, html: str) -> None:
        self.html = html
        self.at = 0
        self.last = {mark: html.rfind(mark) for mark in ('"', "'", ">")}
        self.missing: set[str] = set()
        self.swallowed = ""

    def run(self) -> Iterator[Token]:
        html, size, last = self.html, len(self.html), self.last[">"]
        while self.at < size:
            less = html.find("<", self.at)
            if less < 0 or (less > last and not html.startswith("<!--", less)):
                break
            if less > self.at:
                yield "text", decode(html[self.at : less]), ()
            self.at = less
            plain = _PLAIN.match(html, less)
            if plain is None or (name := plain[2].lower()) in _RAW:
                yield from self.markup()
            else:
                self.at = plain.end()
                given = plain[3]
                yield "end" if plain[1] else "start", name, _plain_attributes(given) if given else ()
        if self.at < len(self.html):
            yield "text", decode(self.html[self.at :]), ()
        if self.swallowed:
            yield "lost", self.swallowed, ()

    def markup(self) -> Iterator[Token]:
        """What begins with the `<` at the present position."""
        if found := _START.match(self.html, self.at):
            yield from self.start(found)
        elif found := _END.match(self.html, self.at):
            if self.attributes(found.end()) is not None:
                yield from self.named("end", found[1].lower(), ())
            else:
                yield self.rest()
        elif self.html.startswith("<!--", self.at):
            yield self.comment()
        elif self.html.startswith(("<!", "<?", "</"), self.at):
            self.at = self.html.find(">", self.at) + 1
        else:
            self.at += 1
            yield "text", "<", ()

    def rest(self) -> Token:
        """The document ends inside a tag: the remainder is text."""
        remainder = self.html[self.at :]
        self.at = len(self.html)
        return "text", decode(remainder), ()

    def named(self, kind: Literal["start", "end"], name: str, attributes: Attributes) -> Iterator[Token]:
        """A tag, unless its name is none of HTML's shape (`o:p`, `a\\0b`): such a tag is dropped, its content stays."""
        if _NAME.match(name):
            yield kind, name, attributes

    def start(self, found: re.Match[str]) -> Iterator[Token]:
        name = found[1].lower()
        attributes = self.attributes(found.end())
        if attributes is None:
            yield self.rest()
        elif name == "plaintext":
            yield from ()
        elif name in SILENT or name in SPOKEN:
            yield from self.raw(name, attributes)
        else:
            yield from self.named("start", name, attributes)

    def raw(self, name: str, attributes: Attributes) -> Iterator[Token]:
        """An element whose content is no markup. Without an end tag only script and style take the rest."""
        content = self.content(name)
        if name == "script" and content is not None and (tex := _tex(attributes, content)):
            yield from (("start", "math", ((TEX, tex),)), ("end", "math", ()))
        elif name == "script" and content is not None and (address := _drawn(attributes)):
            yield from (("start", "a", (("href", address),)), ("text", address, ()), ("end", "a", ()))
        elif name == "iframe":
            yield "start", name, attributes
            yield "end", name, ()
        elif name in SPOKEN and content is not None:
            yield "start", "pre" if name == "xmp" else name, attributes
            yield "text", decode(content) if name == "textarea" else content, ()
            yield "end", "pre" if name == "xmp" else name, ()

    def content(self, name: str) -> str | None:
        """The source up to the end tag of `name`, which is passed; None where there is none."""
        close = None if name in self.missing else re.compile(rf"</{name}(?=[\s/>])", re.I).search(self.html, self.at)
        if close is None:
            self.missing.add(name)
            if name in {"script", "style"}:
                self.swallow(f"<{name}>")
            return None
        content = self.html[self.at : close.start()]
        self.at = close.end()
        if self.attributes(close.end()) is None:
            self.at = len(self.html)
        return content

    def attributes(self, at: int) -> Attributes | None:
        """The attributes that begin at `at`; the position moves behind the `>`. None where the document ends first."""
        found: dict[str, str] = {}
        while True:
            skipped = _SKIP.match(self.html, at)
            at = skipped.end() if skipped else at
            if at > self.last[">"]:
                return None
            if self.html[at] == ">":
                self.at = at + 1
                return tuple(found.items())
            name, value, at = self.attribute(at)
            if len(found) < MAX_ATTRIBUTES and len(value) <= MAX_VALUE and _ATTRIBUTE_NAME.match(name):
                found.setdefault(name, value)

    def attribute(self, at: int) -> tuple[str, str, int]:
        """One attribute: its name, its value, where it ends."""
        named = _ATTRIBUTE.match(self.html, at)
        if named is None:
            return "", "", at + 1
        equals = _EQUALS.match(self.html, named.end())
        if equals is None:
            return named[1].lower(), "", named.end()
        value, end = self.value(equals.end())
        return named[1].lower(), decode_value(value), end

    def value(self, at: int) -> tuple[str, int]:
        """A value, quoted or not. A quote that is never closed is part of an unquoted value."""
        quote = self.html[at : at + 1]
        if quote in {'"', "'"} and self.last[quote] > at:
            end = self.html.index(quote, at + 1)
            return self.html[at + 1 : end], end + 1
        bare = _UNQUOTED.match(self.html, at)
        return (bare[0], bare.end()) if bare else ("", at)

    def comment(self) -> Token:
        """A comment; one that is never closed hides the rest, as in browsers."""
        start = self.at + 4
        if (short := re.compile(r"-?>").match(self.html, start)) is not None:
            self.at = short.end()
            return "comment", "", ()
        end = _COMMENT_END.search(self.html, start)
        if end is None:
            self.swallow("<!--")
            return "comment", "", ()
        self.at = end.end()
        return "comment", self.html[start : end.start()], ()

    def swallow(self, opening: str) -> None:
        """Pass over the rest, as browsers do."""
        self.swallowed = opening if self.html[self.at :].lstrip("-!> \n") else ""
        self.at = len(self.html)

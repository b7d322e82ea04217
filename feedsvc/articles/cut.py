"""HTML of any origin -> balanced HTML of bounded depth and number of tags, in linear time.

Parsers of trees are not linear: 40,000 nested `<div>` cost nh3 twelve seconds, and elements that are closed by others
and opened again by each paragraph multiply. So the source is written anew first: every element closed where it ends,
every character reference resolved, tags beyond the limits dropped while their text stays.
The result means the same to every parser.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from feedsvc.articles.characters import legal
from feedsvc.articles.shown import BLOCKS
from feedsvc.articles.tokens import Attributes, Token, tokens
from feedsvc.patterns import lazy

MAX_DEPTH = 256
"""Open elements at one time; hand-written articles stay below 30."""

MAX_TAGS = 60_000
"""A table of five thousand rows has as many. Each may be a block, and a build has some seconds for all of them."""

MAX_BYTES = 4_000_000
"""Of UTF-8. The longest articles of newspapers have 200,000."""
TOO_LONG = f"what stands behind the first {MAX_BYTES} bytes was left out"

MAX_FORMATTING = 16
"""Inline formatting elements open within a table: parsers end them at each row, and open each of them again in front of
the table for every text that stands between two rows (HTML 13.2.4.3, 13.2.6.4.9)."""

MAX_MARKS = 20_000
"""`&` and U+00A0 in words without a tag between: nh3 takes the square of their number. A `wbr`, which shows nothing,
stands behind so many; a whole newspaper has fewer."""

_VOID_NAMES = "area base br col embed hr img input link meta param source track wbr"
VOID = frozenset(_VOID_NAMES.split())
CLOSED_VOID = frozenset({"embed", "source", "track", "wbr"})
"""Written with an end tag: libxml2 takes what follows them for their content, every other parser ignores the tag."""

_FORMATTING_NAMES = "a b big code em font i nobr s small strike strong tt u"
FORMATTING = frozenset(_FORMATTING_NAMES.split())

_SECTIONS = frozenset({"tbody", "thead", "tfoot"})
_CELLS = frozenset({"td", "th"})
_TABLE_PARTS = _SECTIONS | _CELLS | {"tr", "caption", "colgroup", "table"}
_CLOSES_P = (BLOCKS - (_TABLE_PARTS - {"table"}) - {"html", "body", "legend"}) | {"listing", "xmp"}
"""HTML 13.2.6.4.7, "if the stack of open elements has a p element in button scope, then close a p element"."""

IMPLIED: dict[str, frozenset[str]] = {
    **dict.fromkeys(_CLOSES_P, frozenset({"p"})),
    "li": frozenset({"li", "p"}),
    **dict.fromkeys(("dt", "dd"), frozenset({"dt", "dd", "p"})),
    **dict.fromkeys(("option", "optgroup"), frozenset({"option"})),
    **dict.fromkeys(("rt", "rp"), frozenset({"rt", "rp"})),
    **dict.fromkeys(_CELLS, _CELLS | {"caption", "colgroup"}),
    "tr": _CELLS | {"tr", "caption", "colgroup"},
    **dict.fromkeys(_SECTIONS, _CELLS | _SECTIONS | {"tr", "caption", "colgroup"}),
    **dict.fromkeys(("a", "nobr"), frozenset({"a", "nobr"})),
}
"""A start tag -> the open elements that it ends (HTML 13.1.2.4, optional tags; 13.2.6.4.7 for `a`)."""

BOUNDARY: dict[str, frozenset[str]] = {
    "li": frozenset({"ul", "ol", "menu", "table", *_CELLS}),
    **dict.fromkeys(("dt", "dd"), frozenset({"dl", "table", *_CELLS})),
    **dict.fromkeys(_TABLE_PARTS, frozenset({"table"})),
}
"""A tag -> the open elements beyond which it ends nothing; `_SCOPE` for every other tag."""

_SCOPE = frozenset({"table", "caption", "object", "template", *_CELLS})
_DOCUMENT = frozenset({"html", "head", "body", "frameset", "frame"})
"""Tags of a whole document: within a fragment parsers ignore them, or the fragment."""


@dataclass(frozen=True, slots=True)
class Policy:
    """What a cut does with elements: `keep` (None: all) are written, `gone` vanish with their content.

    `forced` attributes stand on every element of their name, whatever it had.
    """

    keep: AbstractSet[str] | None = None
    gone: AbstractSet[str] = frozenset()
    comments: bool = True
    forced: Mapping[str, Attributes] = field(default_factory=dict)


_NO_COMMENT = lazy("--+|[<>]|-$")
"""What would end a comment, for one parser or another."""

EVERYTHING = Policy()


def escape(text: str) -> str:
    """Text as HTML source: `a < b` -> `a &lt; b`."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def escape_value(value: str) -> str:
    """An attribute's value as it stands between double quotes."""
    return escape(value).replace('"', "&quot;")


def cut(html: str, policy: Policy = EVERYTHING) -> str:
    """Balanced HTML within the limits: `<b>x<p>y` -> `<b>x<p>y</p></b>`. Linear, never raises."""
    return cut_telling(html, policy)[0]


def cut_telling(html: str, policy: Policy = EVERYTHING) -> tuple[str, tuple[str, ...]]:
    """The same, and which limits took something away."""
    writer = _Writer(policy)
    told = writer.read(html)
    return "".join(writer.out), told


def ended_by(name: str, stack: list[str]) -> int | None:
    """Where among the open elements the outermost stands that a start tag ends, and all inside it; None for none."""
    closed = IMPLIED.get(name)
    if closed is None or closed.isdisjoint(stack):
        return None
    boundary, outermost = BOUNDARY.get(name, _SCOPE), None
    for at in range(len(stack) - 1, -1, -1):
        if stack[at] in boundary:
            break
        if stack[at] in closed:
            outermost = at
    return outermost


class Balancer:
    """Reads HTML and tells what it makes of it, element by element; what becomes of that, a subclass says."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self.stack: list[str] = []
        self.open: defaultdict[str, int] = defaultdict(int)
        self.dropped: defaultdict[str, int] = defaultdict(int)
        self.silent = 0
        self.tags = 0
        self.flattened = False
        self._kept: dict[str, bool] = {}

    def text(self, words: str) -> None:
        """Words."""
        raise NotImplementedError

    def comment(self, words: str) -> None:
        """A comment."""
        raise NotImplementedError

    def opened(self, name: str, attributes: Attributes) -> None:
        """An element that opens."""
        raise NotImplementedError

    def void(self, name: str, attributes: Attributes) -> None:
        """An element that can have no content."""
        raise NotImplementedError

    def closed(self, name: str) -> None:
        """The end of the innermost element that opened."""
        raise NotImplementedError

    def read(self, html: str) -> tuple[str, ...]:
        """Read all of it; which limits took something away."""
        source, told = legal(html.replace("\f", " ")), []
        if len(source) > MAX_BYTES // 4 and len(encoded := source.encode()) > MAX_BYTES:
            source = encoded[:MAX_BYTES].decode(errors="ignore")
            told.append(TOO_LONG)
        lost = self.take(tokens(source))
        told += [f"what stands behind a {mark!r} that never ends was left out" for mark in lost]
        self.close_to(0)
        if self.tags > MAX_TAGS:
            told.append(f"of more than {MAX_TAGS} tags only the words were kept")
        if self.flattened:
            told.append(f"elements more than {MAX_DEPTH} deep were flattened; their words were kept")
        return tuple(told)

    def take(self, source: Iterable[Token]) -> list[str]:
        """Read tokens; the marks of what never ends."""
        lost: list[str] = []
        for kind, name, attributes in source:
            if kind == "text":
                if not self.silent:
                    self.text(name)
            elif kind == "start":
                self.start("img" if name == "image" else name, attributes)
            elif kind == "end":
                self.end(name)
            elif kind == "lost":
                lost.append(name)
            elif self.policy.comments and not self.silent:
                self.comment(_NO_COMMENT.sub(" ", name))
        return lost

    def start(self, name: str, attributes: Attributes) -> None:
        """A start tag, after the end of what it ends."""
        self.tags += 1
        if self.tags > MAX_TAGS:
            return
        if self.silent and name in _CLOSES_P:
            self.break_out()
        if not self.silent and (outermost := ended_by(name, self.stack)) is not None:
            self.close_to(outermost)
        if name in VOID:
            if not self.silent and self.kept(name):
                self.void(name, self.forced(name, attributes))
        elif len(self.stack) >= MAX_DEPTH or (name in FORMATTING and self.crowded()):
            self.dropped[name] += 1
            self.flattened = self.flattened or len(self.stack) >= MAX_DEPTH
        else:
            self.push(name, attributes)

    def crowded(self) -> bool:
        """Is there no room in a table for one more formatting element?"""
        return self.open["table"] > 0 and sum(self.open[each] for each in FORMATTING) >= MAX_FORMATTING

    def push(self, name: str, attributes: Attributes) -> None:
        """Open an element."""
        if name in self.policy.gone:
            self.silent += 1
        elif not self.silent and self.kept(name):
            self.opened(name, self.forced(name, attributes))
        self.stack.append(name)
        self.open[name] += 1

    def forced(self, name: str, attributes: Attributes) -> Attributes:
        """The attributes of an element, those that the policy forces as it has them."""
        forced = self.policy.forced.get(name, ())
        if not forced:
            return attributes
        named = {key for key, _ in forced}
        return (*[(key, value) for key, value in attributes if key not in named], *forced)

    def kept(self, name: str) -> bool:
        """Is an element of this name one that the policy lets stand?"""
        kept = self._kept.get(name)
        if kept is None:
            policy = self.policy
            kept = name not in policy.gone | _DOCUMENT and (policy.keep is None or name in policy.keep)
            self._kept[name] = kept
        return kept

    def break_out(self) -> None:
        """A block ends the vanishing element around it, as it ends `svg` (HTML 13.2.6.5): after a forgotten `</svg>` or
        `</button>` no words are lost. Only a `template` holds blocks.
        """
        first = next(at for at, name in enumerate(self.stack) if name in self.policy.gone)
        if self.stack[first] != "template":
            self.close_to(first)

    def end(self, name: str) -> None:
        """An end tag: everything inside its element ends too. Without an open element it is dropped."""
        if name == "br":
            self.start("br", ())
        elif self.dropped[name]:
            self.dropped[name] -= 1
        elif self.stack and self.stack[-1] == name:
            self.close()
        elif self.open[name]:
            boundary = BOUNDARY["tr"] if name in _TABLE_PARTS else _SCOPE
            self.end_nearest(name, boundary)

    def end_nearest(self, name: str, boundary: frozenset[str]) -> None:
        """End the nearest open element of a name, where no boundary stands before it."""
        for at in range(len(self.stack) - 1, -1, -1):
            if self.stack[at] == name:
                self.close_to(at)
                return
            if self.stack[at] in boundary:
                return

    def close_to(self, at: int) -> None:
        """End the open elements from the innermost to the one at `at`."""
        while len(self.stack) > at:
            self.close()

    def close(self) -> None:
        """End the innermost open element."""
        name = self.stack.pop()
        self.open[name] -= 1
        if name in self.policy.gone:
            self.silent -= 1
        elif not self.silent and self.kept(name):
            self.closed(name)


class _Writer(Balancer):
    """Writes it as HTML."""

    def __init__(self, policy: Policy) -> None:
        super().__init__(policy)
        self.out: list[str] = []
        self.marks = 0

    def comment(self, words: str) -> None:
        self.out.append(f"<!--{words}-->")

    def text(self, words: str) -> None:
        """Words; the newlines that begin a `pre` are dropped: parsers drop one of them each time (HTML 13.2.6.4.7)."""
        if self.out and self.out[-1].startswith("<pre"):
            words = words.lstrip("\n")
        for at in range(0, len(words), MAX_MARKS):
            self.part(words[at : at + MAX_MARKS])

    def part(self, words: str) -> None:
        """Some of the words of a text, no more than MAX_MARKS."""
        marks = words.count("&") + words.count("\u00a0")
        if self.marks + marks > MAX_MARKS and self.kept("wbr"):
            self.write("<wbr></wbr>")
        self.marks += marks
        self.out.append(escape(words))

    def write(self, tag: str) -> None:
        self.out.append(tag)
        self.marks = 0

    def opened(self, name: str, attributes: Attributes) -> None:
        written = "".join([f' {key}="{escape_value(value)}"' for key, value in attributes])
        self.write(f"<{name}{written}>")

    def void(self, name: str, attributes: Attributes) -> None:
        self.opened(name, attributes)
        if name in CLOSED_VOID:
            self.closed(name)

    def closed(self, name: str) -> None:
        self.write(f"</{name}>")

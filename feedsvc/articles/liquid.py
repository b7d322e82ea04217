"""Template tags and shortcodes of Jekyll (Liquid), Hexo and Hugo in a source -> Markdown, or nothing, but never shown;
those of Zola are `zolacodes`.

What names another article is looked up; what draws a figure or program text becomes that; the rest is left out
with a note, since only its generator could run it. Program text is never touched, but for what its author put there
so that the generator would not touch it either.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

from feedsvc.articles import includes, templatetags, zolacodes
from feedsvc.articles.codeblocks import ARGUMENTS, TAG, Piece, pieces
from feedsvc.articles.cut import escape
from feedsvc.articles.liquidvalues import Values
from feedsvc.articles.lookups import Lookups
from feedsvc.articles.templatecode import fence
from feedsvc.articles.templatetags import QUOTING
from feedsvc.model import Syntax
from feedsvc.patterns import lazy

_TAG = lazy(rf"{TAG}|\{{\{{-?(?P<value>[^{{}}]{{1,300}})-?\}}\}}")
_RAW = lazy(r"\{%-?\s{0,9}((?:end)?raw)\s{0,9}-?%\}")
_SHORTCODE = lazy(rf"\{{\{{(?P<mark>[<%])(?P<short>{ARGUMENTS})[>%]\}}\}}")
_NAME = lazy(r"\s*+(/?+)\s*+([A-Za-z][\w.-]{0,60})")
_VALUE = lazy(r"\s*(?:[A-Za-z_][\w.\[\]\"'-]{0,100}|\"[^\"]{0,100}\"|'[^']{0,100}')\s*(?:\|.*)?\Z", re.S)
_FORMULA = lazy(r"(?:\\[A-Za-z]{1,30}(?:\{\{?[^{}\n]{0,100}\}\}?|\[[^\[\]\n]{0,100}\]){0,9}|[\^_])\Z")
_BEFORE = 400
"""Characters that are looked at for the beginning of a formula or an address."""
_PARTS = 16
"""Stretches of what is written that these lie in."""
_DESTINATION = lazy(
    r"(?:\]\([ \t]{0,9}<?|^[ ]{0,3}\[[^\]\n]{1,200}\]:[ ]{0,9}<?)[^\s<>]*+\Z"
    r"|(?:href|src)\s{0,9}=\s{0,9}(?:\"[^\"<>\n]*+|'[^'<>\n]*+|[^\s\"'<>]*+)\Z"
    r"|(?:<|<?https?://[^\s<>\"'()]*+)\Z",
    re.M | re.I,
)
"""What the address of a link or a picture begins with, of Markdown and HTML."""
_ROOM = 1_000_000
"""Characters after which values bring no more: a text may ask for one again and again."""
_SHOWN = lazy(rf"\{{\{{([<%])/\*({ARGUMENTS})\*/([>%])\}}\}}")
_EVALUATING = frozenset({"jekyll", "hexo", "eleventy"})
"""Generators that put values in the place of `{{ … }}`; for the others these are words."""
_OF_A_SITE = lazy(r"\s*(?:(?:site|page|layout|include|theme|config|jekyll)\.|[\"'])")
_HIDING = {"comment": "endcomment", "capture": "endcapture"}


def expand(source: str, lookups: Lookups, syntax: Syntax = "markdown") -> str:
    """The source without template tags: `[a]({% post_url 2022-03-28-b %})` -> `[a](https://…/b)`."""
    # One character is found many times as fast as two.
    if "{" not in source or ("{%" not in source and "{{" not in source):
        return source
    defines = lookups.dialect.defines
    prepared = fence(source, defines=defines) if syntax == "markdown" else source
    parts = list(pieces(prepared, syntax, tagged=True, defines=defines))
    if lookups.dialect.generator == "zola" and not any(map(templatetags.PROTECTING.search, zolacodes.names(parts))):
        return zolacodes.expand(parts, lookups)
    return _Expander(parts, lookups, Values(prepared, lookups.dialect)).run()


class _Expander:
    """Pieces in, text out; `until` is the tag that ends a stretch which is literal (`raw`) or hidden (`comment`, or a
    part that a password protects, of which there are `depth` within each other).

    `ahead` counts the tags that are still to come, `ending` the shortcodes: what nothing ends begins nothing, so that
    no words are lost.
    """

    def __init__(self, parts: list[Piece], lookups: Lookups, values: Values) -> None:
        self.parts = parts
        self.lookups = lookups
        self.values = values
        self.out: list[str] = []
        self.until = ""
        self.depth = 0
        self.quotations: list[str] = []
        self.room = _ROOM
        generator = lookups.dialect.generator
        # A head like Jekyll's may be Hexo's, which shows it: on a guess nothing that is shown goes.
        self.raw_in_code = generator in ("jekyll", "eleventy") and lookups.dialect.told
        words = "".join(piece.text for piece in parts if not piece.code)
        tags = [*_TAG.finditer(words)]
        self.ahead = Counter(_name(found["tag"]) for found in tags if found["tag"])
        self.ending = Counter(_name(found["short"]) for found in tags if found["short"])
        if self.raw_in_code:
            self.ahead.update(found[1] for piece in parts if piece.code for found in _RAW.finditer(piece.text))
        # An article of an unknown generator may well show a template of something else, but not beside tags.
        self.evaluating = generator in _EVALUATING or (not generator and bool(self.ahead))

    def run(self) -> str:
        """Expand everything."""
        for piece in self.parts:
            self.take(piece)
        if self.depth:
            self.lookups.note("a protected part never ends; what stands behind it was left out")
        return "".join(self.out)

    @property
    def hidden(self) -> bool:
        return self.depth > 0 or self.until in _HIDING.values()

    def take(self, piece: Piece) -> None:
        """Expand one piece."""
        if not piece.code:
            self.change(piece.text, _TAG, self.tag)
        elif self.raw_in_code:
            self.change(piece.text, _RAW, self.raw)
        elif self.lookups.dialect.generator == "hugo":
            self.change(piece.text, _SHORTCODE, self.shortcode)
        else:
            self.write(piece.text)

    def change(self, text: str, marks: re.Pattern[str], taken: Callable[[re.Match[str]], None]) -> None:
        """Write a text, but for its marks, each of which is taken."""
        at = 0
        for found in marks.finditer(text):
            self.write(text[at : found.start()])
            taken(found)
            at = found.end()
        self.write(text[at:])

    def raw(self, found: re.Match[str]) -> None:
        """Liquid's `raw` or its end in program text: Jekyll runs Liquid before it reads Markdown, and what it leaves of
        a line that holds nothing else is an empty line. Without an end it is an example, and is shown."""
        self.ahead[found[1]] -= 1
        begins = not self.until and found[1] == "raw" and self.ahead["endraw"] > 0
        if begins or self.until == found[1]:
            self.until = "endraw" if begins else ""
        else:
            self.write(found[0])

    def write(self, text: str) -> None:
        if not self.hidden:
            self.out.append(text)

    def tag(self, found: re.Match[str]) -> None:
        """One tag: it may begin or end a stretch, else it is expanded."""
        name = _name(found["tag"] or "")
        self.ahead[name] -= 1
        if self.protects(found):
            return
        if self.until:
            ended = name == self.until
            self.write("" if ended else found[0])
            self.until = "" if ended else self.until
        elif name == "raw":
            self.until = "endraw"
        elif name in _HIDING or name in QUOTING:
            self.begin(name, found["tag"])
        elif found["short"] and self.quotes(found["short"]):
            return
        elif name in QUOTING.values():
            self.write(self.quotations.pop() if self.quotations else "")
        elif found["value"] is not None:
            self.write(self.value(found))
        else:
            self.write(_expanded(found, self.lookups))

    def shortcode(self, found: re.Match[str]) -> None:
        """A shortcode in program text, where Hugo runs them as well: its authors escape those that they show there
        (`{{</* x */>}}`)."""
        if not self.protects(found):
            self.write(_SHOWN.sub(r"{{\1\2\3}}", found[0]))

    def protects(self, found: re.Match[str]) -> bool:
        """Whether a tag begins or ends a part that a password protects, or lies within one; what never ends is
        protected all the same."""
        name, end = _named(found)
        if self.depth:
            self.depth += (end == self.until) - (name == self.until)
        elif end and not self.until and templatetags.PROTECTING.search(name):
            self.until, self.depth = end, 1
        else:
            return False
        if not self.depth:
            self.until = ""
            self.lookups.note("a protected part was left out")
        return True

    def value(self, found: re.Match[str]) -> str:
        """What a generator puts in the place of `{{ … }}`, where it is meant to."""
        named = not self.lookups.dialect.generator and _OF_A_SITE.match(found["value"])
        if not (self.evaluating or named) or _in_formula(found) or not _VALUE.match(found["value"]):
            return found[0]
        said = self.values.evaluated(found["value"]) if self.room > 0 else None
        if said:
            self.room -= len(said)
            return said
        return self.nothing(found, known=said is not None)

    def nothing(self, found: re.Match[str], *, known: bool) -> str:
        """What a value leaves that is empty, or not known: in an address its mark, if what is written without it would
        be another one, or none at all; that is worse than no link."""
        before = "".join(self.out[-_PARTS:])[-_BEFORE:]
        addressing = _DESTINATION.search(before) is not None
        if known and not (addressing and _is_all(before, found)):
            return ""
        self.lookups.note(f"the template value {found['value'].strip()!r} was left out")
        return self.lookups.mark if addressing else ""

    def quotes(self, inside: str) -> bool:
        """Whether a shortcode begins or ends a quotation, which is written then."""
        name = _name(inside)
        bare = name.removeprefix("/")
        if bare not in templatetags.QUOTATIONS or inside.rstrip().endswith("/"):
            return False
        if bare == name and self.ending[f"/{name}"] < 1:
            return False
        if bare != name:
            self.ending[name] -= 1
            self.write(self.quotations.pop() if self.quotations else "")
            return True
        opening, closing = templatetags.quoted(inside[_end_of_name(inside) :])
        self.write(opening)
        self.quotations.append(closing)
        return True

    def begin(self, name: str, inside: str) -> None:
        """A stretch that is hidden, or quoted."""
        if self.ahead[_HIDING.get(name) or QUOTING[name]] < 1:
            self.lookups.note(f"the template tag {name!r} never ends; what stands behind it was kept")
        elif name in _HIDING:
            self.until = _HIDING[name]
        else:
            opening, closing = templatetags.quotation(name, inside[_end_of_name(inside) :])
            self.write(opening)
            self.quotations.append(closing)


def _name(inside: str) -> str:
    found = _NAME.match(inside)
    return (found[1] + found[2]).lower() if found else ""


def _end_of_name(inside: str) -> int:
    found = _NAME.match(inside)
    return found.end() if found else 0


def _named(found: re.Match[str]) -> tuple[str, str]:
    """The name of a tag, and what the one is called that ends it: "" for one that ends another, or itself
    (`{{< x />}}`)."""
    short = found["short"]
    name, ending = _name(short or found.groupdict().get("tag") or ""), "/" if short else "end"
    return name, "" if name.startswith(ending) or (short or "").endswith("/") else ending + name


def _expanded(found: re.Match[str], lookups: Lookups) -> str:
    """What stands in place of a tag."""
    if shown := _SHOWN.match(found[0]):
        return f"{{{{{escape(shown[1])}{escape(shown[2])}{escape(shown[3])}}}}}"
    inside = found["tag"] or found["short"]
    name = _name(inside)
    if not name:
        return found[0]
    behind, shortcode = inside[_end_of_name(inside) :], found["tag"] is None
    if name in includes.NAMES and not shortcode:
        before = found.string[max(0, found.start() - 1) : found.start()]
        made = includes.drawn(behind, lookups, within=before not in ("", "\n"))
    else:
        made = templatetags.made(name, behind, lookups, shortcode=shortcode)
    if made is None and not name.startswith(("/", "end")):
        lookups.note(f"the template tag {name!r} was left out")
    return made or ""


def _in_formula(found: re.Match[str]) -> bool:
    """`\\\\frac{{a}}{{b}}`, `x^{{n}}`: braces of TeX."""
    return _FORMULA.search(found.string[max(0, found.start() - _BEFORE) : found.start()]) is not None


def _is_all(before: str, found: re.Match[str]) -> bool:
    """Whether an address is this value and nothing else, or has it for its host (`https://{{ site.host }}/a`)."""
    hosting = before.endswith("//")
    behind = found.string[found.end() : found.end() + 1]
    ends = behind in ")>\"'" or behind.isspace() or (hosting and behind in "/:?#")
    return ends and (hosting or before[-1] in "(<\"'=:" or before[-1].isspace())

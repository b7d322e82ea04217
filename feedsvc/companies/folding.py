"""Text made comparable: a folded copy, and the way back to the text as written.

Names and codes are looked for in a copy; the article itself is never rewritten. Two kinds of change:

- one character becomes one (no offset moves): NFKC where its answer is a single character (`６`→`6`, `（`→`(`),
  the dots between the parts of a foreign name (`•‧・`→`·`), traditional to simplified characters (`滙豐`→`汇丰`);
- characters disappear, and an offset table leads back: zero-width characters and soft hyphens, one no-break
  space between two ideographs (`京东&nbsp;健康`), spaces in a spread-out word (`五 粮 液`, `6 0 0 5 1 9`); on demand
  the quotes that a site puts within names (`博睿宏远数据(80.000,1.00,1.25%)科技股份有限公司`).

An ordinary space between longer words stays: Chinese titles part their clauses with it (`看好平安 银行板块走强`).
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

from feedsvc.companies.hanzi import SIMPLIFIED
from feedsvc.patterns import lazy
from feedsvc.remembered import remembered

# Blocks that hold compatibility characters: Latin-1, punctuation and symbols to CJK compatibility, compatibility
# ideographs, small and vertical forms, half- and full-width forms (Unicode 15, DerivedNormalizationProps NFKC_QC).
_COMPATIBILITY = ((0x00A1, 0x0100), (0x2000, 0x3400), (0xF900, 0xFB00), (0xFE10, 0xFFF0))
_INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff"
HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff"

_INVISIBLE_ONE = lazy(f"[{_INVISIBLE}]")
_GAPS = tuple((space, lazy(f"{space}(?<=[{HAN}0-9]{space})[ \u00a0]?(?=[{HAN}0-9])")) for space in (" ", "\u00a0"))
"""A gap of one or two spaces that may be inside a spread-out word: the Shenzhen exchange writes `万  科Ａ`. A pattern
that begins with one fixed character is found four times as fast as one that begins with either."""

_NUMBER = r"[-+]?[0-9]{1,9}(?:\.[0-9]{1,6})?"
FORUM = r"[,，] ?(?:股吧|诊股)"
"""Behind a share's code: where a news site has a link to talk of it."""
_QUOTE_ENDS = ("%)", "股吧", "诊股")
QUOTE = lazy(rf"\((?:{_NUMBER}, ?{_NUMBER}, ?{_NUMBER}%|(?:行情)?\d{{6}}{FORUM})\)")
"""Price, change and change in percent, or the code with a link to a forum, which news sites put behind each share's
name that a text has, be it a piece of a longer one, and behind everyday words: `扫地机器人(300024,股吧)`."""


def _one_to_one() -> dict[int, str]:
    table: dict[int, str] = {}
    for first, last in _COMPATIBILITY:
        for point in range(first, last):
            folded = unicodedata.normalize("NFKC", chr(point))
            if len(folded) == 1 and folded != chr(point) and point not in range(0x2000, 0x2010):
                table[point] = folded
    table.update({ord(trad): simple for trad, simple in SIMPLIFIED.items()})
    table.update(dict.fromkeys(map(ord, "•‧・･∙⋅‧∙"), "·"))
    table.update({0x3000: " ", 0x202F: " ", 0x2009: " "})
    return table


_TABLE = _one_to_one()
_FREQUENT = {wide: _TABLE[ord(wide)] for wide in "，：；（）！？"}
"""These stand in nearly every Chinese article; str.replace costs a tenth of the same by table."""
_RARE = {chr(point): folded for point, folded in _TABLE.items() if chr(point) not in _FREQUENT}
_FOLDABLE = lazy("[" + "".join(map(re.escape, sorted(_RARE))) + "]")
_ORDINARY = lazy(f"[^{''.join(map(re.escape, sorted(_RARE)))}{_INVISIBLE}\u00a0]*+")
"""Most texts have nothing else: one look spares two. To pass over a run of a set takes half of looking for its end."""
_SETTLED = lazy(f"[^{''.join(map(re.escape, sorted(_RARE)))}{''.join(_FREQUENT)}{_INVISIBLE}\u00a0\\s]*+")
"""Most names have nothing else, not even a space: one look at them spares all others."""


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text (case kept); `origin` and `span` give offsets in the text as written.

    `cuts` are folded offsets in rising order; from `cuts[i]` on, `lost[i]` characters have disappeared.
    """

    text: str
    cuts: tuple[int, ...] = ()
    lost: tuple[int, ...] = ()

    def origin(self, index: int) -> int:
        """Offset, in the text as written, of the character that stands at `index` here."""
        if not self.cuts:
            return index
        at = bisect_right(self.cuts, index)
        return index + (self.lost[at - 1] if at else 0)

    def index(self, origin: int) -> int:
        """Where the character at `origin` in the text as written stands here; the way back of `origin`."""
        if not self.cuts:
            return origin
        at = bisect_right(range(len(self.cuts)), origin, key=lambda i: self.cuts[i] + self.lost[i])
        return origin - (self.lost[at - 1] if at else 0)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span as written of a span here that is not empty."""
        return self.origin(start), self.origin(end - 1) + 1


def fold(text: str, *, quotes: bool = True) -> Folded:
    """A comparable copy of a text: `fold("ＮＩＯ 滙豐").text == "NIO 汇丰"`; without the quotes of shares where
    those are not wanted. Linear."""
    quoted = not quotes and any(end in text for end in _QUOTE_ENDS)
    if not quoted and _SETTLED.fullmatch(text):
        return Folded(text)
    plain = text
    for wide, narrow in _FREQUENT.items():
        plain = plain.replace(wide, narrow)
    holes: list[tuple[int, int]] = []
    if not _ORDINARY.fullmatch(plain):
        plain = _FOLDABLE.sub(_one, plain)
        holes = [match.span() for match in _INVISIBLE_ONE.finditer(plain)]
    for space, gap in _GAPS:
        if space in plain:
            holes += [match.span() for match in gap.finditer(plain) if _is_inside_word(plain, *match.span())]
    if quoted:
        holes += [match.span() for match in QUOTE.finditer(plain)]
    folded = _without(plain, sorted(holes)) if holes else Folded(plain)
    if "\u00a0" in folded.text:
        return Folded(folded.text.replace("\u00a0", " "), folded.cuts, folded.lost)
    return folded


@remembered(most=1 << 16, longest=64)
def folded_name(text: str) -> str:
    """A name as it is looked up: folded, spaces joined, ends stripped; case is kept."""
    if _SETTLED.fullmatch(text):
        return text
    return " ".join(fold(text).text.split())


@remembered(most=1 << 16, longest=64)
def small_name(text: str) -> str:
    """A name as it is compared: looked up in any case of Latin letters, with either apostrophe."""
    return straight(small(folded_name(text)))


def straight(text: str) -> str:
    """A text, as long as before, whose apostrophes are those of names in lists: `McDonald’s`, as newspapers and
    telephones write it, is `McDonald's`."""
    return text.replace("’", "'")


def small(text: str) -> str:
    """Small letters for A to Z alone: as long as before for every text, and ten times as fast as str.lower.

    A lone surrogate, which no automaton takes, becomes `?`.
    """
    return text.encode("utf-8", "replace").lower().decode("utf-8")


def is_han(text: str) -> bool:
    """Whether a character is a Chinese ideograph (not kana, not punctuation); False for an empty text."""
    first = text[:1]
    return "\u3400" <= first <= "\u4dbf" or "\u4e00" <= first <= "\u9fff" or first == "〇"


def _one(match: re.Match[str]) -> str:
    return _RARE[match.group()]


def _is_inside_word(text: str, start: int, end: int) -> bool:
    """Whether a gap parts single characters, as in `五 粮 液`; a no-break space may also part longer pieces."""
    same = is_han if is_han(text[start - 1]) else _is_digit
    if not same(text[end]):
        return False
    if text[start:end] == "\u00a0":
        return same is is_han
    return not same(text[max(0, start - 2) : start - 1]) and not same(text[end + 1 : end + 2])


def _is_digit(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _without(text: str, holes: list[tuple[int, int]]) -> Folded:
    parts: list[str] = []
    cuts: list[int] = []
    lost: list[int] = []
    position = gone = 0
    for start, end in holes:
        parts.append(text[position:start])
        gone += end - start
        cuts.append(end - gone)
        lost.append(gone)
        position = end
    parts.append(text[position:])
    return Folded("".join(parts), tuple(cuts), tuple(lost))


def has_letters(text: str, letters: str) -> bool:
    """Whether letters stand in a text in their order, whatever is between: `has_letters("京东世纪", "京世")`."""
    rest = iter(text)
    return all(letter in rest for letter in letters)


def shared_letters(known: str, name: str) -> int:
    """How many characters of a known name a name has, in their order, from its own first one on."""
    rest = iter(known)
    return sum(any(letter == each for each in rest) for letter in name) if name[:1] in known else 0

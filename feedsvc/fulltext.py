"""Words to search by: how texts and questions become tokens.

Words of scripts that part them by spaces are tokens, folded: small letters, no accents, full width as half width. `C`,
`C++` and `C#` are three words.
Runs of Chinese, Japanese and Korean have no word boundaries: their tokens are each two neighbouring characters. What an
index of such sets finds may hold the pieces of a phrase far apart, and of a single character it knows nothing: `holds`
then looks into the text itself.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from array import array
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import chain, pairwise
from operator import add

from feedsvc import alternatives
from feedsvc.companies.folding import fold, small
from feedsvc.errors import SelectionError
from feedsvc.patterns import lazy

_JOINED = "\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
_PIECE = lazy(rf"([{_JOINED}]+)|((?:(?![{_JOINED}])[^\W_])+)")
_RUN = lazy(f"([{_JOINED}][{_JOINED}]*+)")
"""Splits a text: every second piece is a run. That takes half of one pattern that tells runs and words apart; and of a
run written with `+` each place between two runs costs four times as much (see scanning.py)."""
_WORD = lazy(r"[^\W_]+")
_BETWEEN_WORDS = {code: " " for code in range(128) if not chr(code).isalnum()}
_NUMBERS = tuple((space, lazy(f"{space}(?<=[0-9０-９]{space})(?=[0-9０-９])")) for space in (" ", "\u00a0"))
"""A pattern that begins with what is rare is found three times as fast as one that looks behind itself first, and with
one fixed character four times as fast as with either."""
_CASELESS = lazy("[\u0000-\u007f\u2000-\u206f\u3000-\u9fff]*+")
"""What most Chinese texts are made of: but for A to Z it has neither capitals nor accents. One look spares two."""
_ACCENTED = lazy("[\u00c0-\u024f\u1e00-\u1eff]")
_ACCENT = lazy("[\u0300-\u036f]")
_ALONE = rf"(?:(?<=[{_JOINED}])|(?<![^\W_]))"
_SIGNED = lazy(rf"[+#](?:(?<={_ALONE}[cfjq]#)|\+(?<={_ALONE}[a-z]\+\+))(?:(?=[{_JOINED}])|(?![^\W\d_]))")
"""The signs behind a letter alone that make another word of it. Behind other letters `#` ends a tag: `#特斯拉Model Y#`.
To begin with the rare signs, and look back from there, takes a tenth of the time."""
_MARKS = {"++": "\ua7fe", "#": "\ua7fd"}
"""Letters that stand for these signs, so that they are part of the word: of inscriptions, which no text here has."""
_UNMARKED = str.maketrans({mark: signs for signs, mark in _MARKS.items()})
_NO_MARKS = str.maketrans(dict.fromkeys(_MARKS.values()))
_TITLED_BRACKET = lazy(rf"(?<![^\s(（－−-]){alternatives.IN_TITLE}\s*[(（]")
LONGEST_WORD = 64
"""Characters of a word that count: longer ones are addresses and the like."""
MOST_BYTES = 900_000
"""Of the tokens of one text, in UTF-8: PostgreSQL takes no more than a megabyte of them, more than a novel has."""
_BYTES = 3
MOST_JOINED = 100_000
"""Characters of a text whose tokens cannot pass MOST_BYTES, however often they come."""
_FOUR_BYTES = next(code for code in "IL" if array(code).itemsize == len(" ".encode("utf-32-le")))
_UTF_32 = f"utf-32-{sys.byteorder[0]}e"


@dataclass(frozen=True, slots=True)
class Search:
    """A question: an article must hold each of `wanted`, one at least of each choice of `either`, and none of
    `unwanted`: folded words or phrases, sorted; those that begin with `intitle:` in its title."""

    wanted: tuple[str, ...]
    unwanted: tuple[str, ...] = ()
    either: tuple[tuple[str, ...], ...] = ()

    def __str__(self) -> str:
        """The question in its canonical form: sorted, each once, phrases of several words in quotation marks, a choice
        in brackets where it is not all."""
        choices = [" OR ".join(map(_quoted, choice)) for choice in self.either]
        if len(choices) > 1 or self.wanted or self.unwanted:
            choices = [f"({choice})" for choice in choices]
        return " ".join([*map(_quoted, self.wanted), *choices, *("-" + _quoted(one) for one in self.unwanted)])

    @property
    def phrases(self) -> tuple[str, ...]:
        """All words and phrases of it."""
        return (*self.wanted, *self.unwanted, *chain.from_iterable(self.either))


def _quoted(phrase: str) -> str:
    where, words = parted_title(phrase)
    return f'{where}"{words}"' if " " in words else phrase


def parted_title(phrase: str) -> tuple[str, str]:
    """A phrase of a question without `intitle:`, behind that or "": no folded words have a colon."""
    where, colon, words = phrase.rpartition(":")
    return where + colon, words


def folded(text: str) -> str:
    """A text as it is compared: `ＪＤ Café 滙豐` → `jd cafe 汇丰`; `C++` and `C#` with marks for their signs."""
    return _marked(_small(text))


def _marked(plain: str) -> str:
    if "++" in plain or "#" in plain:
        # What stands behind is a word of its own: `c++17`.
        return _SIGNED.sub(lambda found: f"{_MARKS[found[0]]} ", plain)
    return plain


def _small(text: str) -> str:
    # Folding joins spread-out words (`五 粮 液`); numbers that only stand side by side are not to become another.
    for space, gap in _NUMBERS:
        text = gap.sub("\n", text) if space in text else text
    plain = fold(text).text
    if _CASELESS.fullmatch(plain):
        return small(plain)
    plain = plain.casefold()
    if _ACCENTED.search(plain):
        plain = unicodedata.normalize("NFC", _ACCENT.sub("", unicodedata.normalize("NFD", plain)))
    return plain


def tokens(text: str) -> set[str]:
    """The tokens of a text: `JD 京东健康` → `jd`, `京东`, `东健`, `健康`; of one that has very many, the first."""
    found, room = set[str](), MOST_BYTES
    runs, words = _apart(folded(text))
    for run in runs:
        found.update(map(add, run, run[1:]))
        room -= len(run) * _BYTES
        if room < 0 and (room := _room(found)) < 0:
            return found
    for word in words:
        found.add(word[:LONGEST_WORD])
        room -= len(word) * _BYTES
        if room < 0 and (room := _room(found)) < 0:
            return found
    return found


def joined_tokens(text: str) -> str:
    """The same tokens as one text, each apart from the next by one space, as an index takes them; some come again."""
    plain = folded(text)
    if len(plain) > MOST_JOINED:
        return " ".join(tokens(text))
    runs, words = _apart(plain)
    return (_pairs(runs) + " ".join([word[:LONGEST_WORD] for word in words])).rstrip(" ")


def _apart(plain: str) -> tuple[list[str], list[str]]:
    """The runs of a folded text, and the words that stand between them."""
    pieces = _RUN.split(plain)
    between = " ".join(pieces[0::2])
    # Plain ASCII takes a quarter of a pattern's time so.
    words = between.translate(_BETWEEN_WORDS).split() if between.isascii() else _WORD.findall(between)
    return pieces[1::2], words


def _pairs(runs: list[str]) -> str:
    """Each two neighbours of each run, with a space behind: of `京东健 阿里` `京东 东健 阿里 `.

    All characters are moved to their places at once, as numbers of four bytes: a tenth of the time that a text for
    each pair takes. What spans the space between two runs (`健   阿 `) is cut out: three spaces stand nowhere else.
    """
    characters = array(_FOUR_BYTES, " ".join(runs).encode(_UTF_32))
    if len(characters) < len("京东"):
        return ""
    pairs = array(_FOUR_BYTES, " ".encode(_UTF_32)) * (3 * (len(characters) - 1))
    pairs[0::3], pairs[1::3] = characters[:-1], characters[1:]
    first, *others = pairs.tobytes().decode(_UTF_32).split("   ")
    if not others:
        return first
    *between, last = others
    return "".join([first[:-1], *[each[2:-1] for each in between], last[2:]])


def _room(found: set[str]) -> int:
    """What tokens leave of their bytes; those that came again were counted again until now."""
    return MOST_BYTES - sum(map(len, found)) * _BYTES


def parse(asked: str) -> Search:
    """A question as a person types it: `京东 "jd health" -阿里`, `京东 OR 阿里`; words that are only signs say nothing.

    Brackets are such signs where no `OR` stands between two words, but behind a minus. Raises SelectionError and
    TooLong for choices that cannot be read.
    """
    plain = asked.translate(_NO_MARKS)
    if _TITLED_BRACKET.search(plain):
        raise SelectionError(f'q={asked[:40]!r} has a bracket behind intitle:; it takes intitle:a or intitle:"a b"')
    pieces = alternatives.tokens(plain, _compared)
    if any(piece.kind == "OR" or (piece.kind == "(" and piece.excludes) for piece in pieces):
        return _chosen(asked, pieces)
    words = [piece for piece in pieces if piece.kind == "word"]
    wanted = {word.text for word in words if not word.excludes}
    unwanted = {word.text for word in words if word.excludes}
    return Search(tuple(sorted(wanted)), tuple(sorted(unwanted - wanted)))


def _chosen(asked: str, pieces: list[alternatives.Token]) -> Search:
    try:
        meaning = alternatives.read(pieces)
    except SelectionError as error:
        raise type(error)(f"q={asked[:40]!r} {error}") from error
    wanted = {word for condition in meaning.conditions if len(condition) == 1 for word in condition}
    either = sorted(tuple(sorted(condition)) for condition in meaning.conditions if len(condition) > 1)
    return Search(tuple(sorted(wanted)), tuple(sorted(meaning.unwanted - wanted)), tuple(either))


def _compared(text: str) -> str:
    """A word or phrase as it is compared, "" of signs alone. Twice: signs that go may leave a word spread out
    (`五/粮/液`), which folding then joins."""
    return _parted(_parted(text)).translate(_UNMARKED)


def _parted(text: str) -> str:
    return " ".join("".join(piece) for piece in _PIECE.findall(folded(text)))


def _pieces(phrase: str) -> list[tuple[str, str]]:
    """The runs and words of a folded phrase, in order: of each the one or the other, ""."""
    return _PIECE.findall(_marked(parted_title(phrase)[1]))


def asked_tokens(phrase: str) -> tuple[str, ...]:
    """The tokens that an article which holds the phrase has; none for a single character of a run."""
    found: list[str] = []
    for run, word in _pieces(phrase):
        found.extend([word[:LONGEST_WORD]] if word else map("".join, pairwise(run)))
    return tuple(dict.fromkeys(found))


def is_token(phrase: str) -> bool:
    """Whether a phrase is one token, so that who has the token holds the phrase; not if it must be in a title."""
    pieces = () if parted_title(phrase)[0] else _pieces(phrase)
    return len(pieces) == 1 and all(len(run) == len("京东") or 0 < len(word) <= LONGEST_WORD for run, word in pieces)


def holds(search: Search, text: str, title: str = "") -> bool:
    """Whether a text, of which a title is part, holds all that is wanted, each phrase as it stands, one of each choice,
    and nothing unwanted."""
    has = partial(_has, folded(text), folded(title))
    is_wanted = all(map(has, search.wanted)) and all(any(map(has, choice)) for choice in search.either)
    return is_wanted and not any(map(has, search.unwanted))


def _has(text: str, title: str, phrase: str) -> bool:
    where, words = parted_title(phrase)
    return _pattern(words).search(title if where else text) is not None


@lru_cache(maxsize=1024)
def _pattern(phrase: str) -> re.Pattern[str]:
    """Words stand whole, with anything but letters between two of them; runs stand anywhere."""
    parts: list[str] = []
    before_word = False
    for run, word in _pieces(phrase):
        parts.append(("[\\W_]+" if before_word and word else "[\\W_]*") if parts else "")
        # Beside a run a word may stand without a space: `5G手机`.
        edge = rf"(?:(?=[{_JOINED}])|(?![^\W_]))"
        start = rf"(?:(?<=[{_JOINED}])|(?<![^\W_]))"
        parts.append(f"{start}{re.escape(word)}{edge}" if word else re.escape(run))
        before_word = bool(word)
    return re.compile("".join(parts))

"""Words to search by: how texts and questions become tokens.

Words of scripts that part them by spaces are tokens, folded: small letters, no accents, full width as half width.
Runs of Chinese, Japanese and Korean have no word boundaries: their tokens are each two neighbouring characters, and the
last one alone, so that a question of one character is the beginning of a token wherever it stands. What an index
of such sets finds may hold the pieces of a phrase far apart: `holds` then looks into the text itself.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from feedsvc.companies.folding import fold

_JOINED = "\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
_PIECE = re.compile(rf"([{_JOINED}]+)|((?:(?![{_JOINED}])[^\W_])+)")
_ACCENTED = re.compile("[\u00c0-\u024f\u1e00-\u1eff]")
_ACCENT = re.compile("[\u0300-\u036f]")
_ASKED = re.compile(r'(-?)(?:["“]([^"“”]*)["”]|([^\s"“”]+))')
LONGEST_WORD = 64
"""Characters of a word that count: longer ones are addresses and the like."""
VERSION = "1"
"""Of the tokens: an index of another version is made anew."""


@dataclass(frozen=True, slots=True)
class Search:
    """A question: an article must hold each of `wanted` and none of `unwanted`, folded words or phrases, sorted."""

    wanted: tuple[str, ...]
    unwanted: tuple[str, ...] = ()

    def __str__(self) -> str:
        """The question in its canonical form: sorted, each once, phrases of several words in quotation marks."""
        shown = [f'"{one}"' if " " in one else one for one in (*self.wanted, *self.unwanted)]
        signs = [""] * len(self.wanted) + ["-"] * len(self.unwanted)
        return " ".join(sign + one for sign, one in zip(signs, shown, strict=True))


def folded(text: str) -> str:
    """A text as it is compared: `ＪＤ Café 滙豐` → `jd cafe 汇丰`."""
    plain = fold(text).text.casefold()
    if _ACCENTED.search(plain):
        plain = unicodedata.normalize("NFC", _ACCENT.sub("", unicodedata.normalize("NFD", plain)))
    return plain


def tokens(text: str) -> set[str]:
    """The tokens of a text: `JD 京东健康` → `jd`, `京东`, `东健`, `健康`, `康`."""
    found: set[str] = set()
    for run, word in _PIECE.findall(folded(text)):
        if word:
            found.add(word[:LONGEST_WORD])
        else:
            found.update(map("".join, pairwise(run)))
            found.add(run[-1])
    return found


def parse(asked: str) -> Search:
    """A question as a person types it: `京东 "jd health" -阿里`; words that are only signs say nothing."""
    wanted: set[str] = set()
    unwanted: set[str] = set()
    for sign, phrase, word in _ASKED.findall(asked):
        # Twice: signs that go may leave a word spread out (`6/0/0`), which folding then joins.
        text = _parted(_parted(phrase or word))
        if text:
            (unwanted if sign else wanted).add(text)
    return Search(tuple(sorted(wanted)), tuple(sorted(unwanted - wanted)))


def _parted(text: str) -> str:
    return " ".join("".join(piece) for piece in _PIECE.findall(folded(text)))


@dataclass(frozen=True, slots=True)
class Token:
    """What an index is asked for: a token, or what it begins with."""

    text: str
    begins: bool = False


def asked_tokens(phrase: str) -> tuple[Token, ...]:
    """The tokens that an article which holds the phrase has: one where the index alone can tell."""
    found: list[Token] = []
    for run, word in _PIECE.findall(phrase):
        if word:
            found.append(Token(word[:LONGEST_WORD]))
        elif len(run) == 1:
            found.append(Token(run, begins=True))
        else:
            found.extend(Token(first + second) for first, second in pairwise(run))
    return tuple(dict.fromkeys(found))


def holds(search: Search, text: str) -> bool:
    """Whether a text holds all that is wanted, each phrase as it stands, and nothing unwanted."""
    plain = folded(text)
    return all(_pattern(one).search(plain) for one in search.wanted) and not any(
        _pattern(one).search(plain) for one in search.unwanted
    )


@lru_cache(maxsize=1024)
def _pattern(phrase: str) -> re.Pattern[str]:
    """Words stand whole, with anything but letters between two of them; runs stand anywhere."""
    parts: list[str] = []
    before_word = False
    for run, word in _PIECE.findall(phrase):
        parts.append(("[\\W_]+" if before_word and word else "[\\W_]*") if parts else "")
        # Beside a run a word may stand without a space: `5G手机`.
        edge = rf"(?:(?=[{_JOINED}])|(?![^\W_]))"
        start = rf"(?:(?<=[{_JOINED}])|(?<![^\W_]))"
        parts.append(f"{start}{re.escape(word)}{edge}" if word else re.escape(run))
        before_word = bool(word)
    return re.compile("".join(parts))

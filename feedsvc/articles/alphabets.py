"""Languages that are told by the letters of their script: Greek, Hebrew, Thai, and the plain of those in Arabic ones.

Latin and Cyrillic letters tell nothing: too many languages have them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from types import MappingProxyType

from feedsvc.articles import characters
from feedsvc.patterns import lazy

HIGH = (0x03, 0x05, 0x06, 0x0E, 0x1F)
"""Upper bytes of the characters of these scripts, and of some others."""
_SCRIPTS: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "Arab": lazy("[\u0620-\u065f\u066e-\u06d3\u06ee-\u06ff]+"),
        "Grek": lazy("[\u0370-\u03ff\u1f00-\u1fff]+"),
        "Hebr": lazy("[\u0591-\u05f4]+"),
        "Thai": lazy("[\u0e01-\u0e5b]+"),
    }
)
"""Script (ISO 15924) -> runs of its letters."""
USERS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "Arab": frozenset(
            {"ar", "arz", "az", "azb", "bal", "ckb", "fa", "glk", "ha", "kk", "ks", "ku", "ky", "lrc", "ms", "mzn"}
            | {"pa", "pnb", "prs", "ps", "sd", "so", "tg", "tk", "ug", "ur", "uz"}
        ),
        "Grek": frozenset({"el", "grc", "cpg", "pnt"}),
        "Hebr": frozenset({"he", "iw", "yi", "ji", "lad", "arc"}),
        "Thai": frozenset({"th", "nod", "pi", "sa", "sou", "tts"}),
    }
)
"""Languages that are written so, at least by some: where one of them is assumed, that stays."""
_ONE = {"Grek": "el", "Thai": "th"}
_YIDDISH = frozenset({"\u05d0\u05d5\u05df", "\u05d0\u05d9\u05d6", "\u05d3\u05d9", "\u05d3\u05e2\u05e8"})
"""Its `un`, `iz`, `di`, `der`, of which Hebrew has the third alone, and seldom."""
_ARTICLES = ("\u0627\u0644", "\u0648\u0627\u0644", "\u0628\u0627\u0644", "\u0644\u0644")
"""What begins words that have the Arabic article: `al-`, `wal-`, `bil-`, `lil-`."""
_FOREIGN = lazy("[\u0671-\u06d3\u06ee-\u06ff]")
"""Letters that Arabic has not."""
_PERSIAN = frozenset("\u067e\u0686\u0698\u06af\u06a9\u06cc\u06c0")
"""Peh, tcheh, jeh, gaf, and how it writes kaf, yeh and heh with yeh."""
_URDU = frozenset("\u0679\u0688\u0691\u06ba\u06c1\u06be\u06d2\u06d3\u06c2")
_URDU_WORDS = frozenset(
    {"\u06a9\u06d2", "\u06a9\u06cc", "\u06a9\u0627", "\u0645\u06cc\u06ba", "\u06c1\u06d2", "\u0633\u06d2"}
)
"""Its `ke`, `ki`, `ka`, `men`, `hai`, `se`: the same letters write Punjabi, too."""
MANY, SOME, FEW = 0.1, 0.05, 0.02
"""Shares: of words with the article for a text to be Arabic, which has a fifth (Persian next to none); of small words
for one to be Yiddish or Urdu; of letters that a language has not in a text that cites a name."""


def script_of(text: str) -> tuple[str, int]:
    """The script of these that has most letters in a text, and how many."""
    counts = {script: sum(map(len, letters.findall(text))) for script, letters in _SCRIPTS.items()}
    script = max(counts, key=counts.__getitem__)
    return script, counts[script]


def language(text: str, script: str) -> str | None:
    """The language of a text that is in one of these scripts; None where it could be several.

    >>> language("\u05e9\u05dc\u05d5\u05dd", "Hebr")
    'he'
    """
    if script in _ONE:
        return _ONE[script]
    words = characters.words(text)
    if script == "Hebr":
        return "yi" if _share(words, _YIDDISH) >= SOME else "he"
    return _in_arabic_letters(text, words)


def _in_arabic_letters(text: str, words: list[str]) -> str | None:
    foreign = Counter(_FOREIGN.findall(text))
    is_arabic = sum(word.startswith(_ARTICLES) for word in words) >= MANY * len(words)
    if foreign.total() < FEW * len(text):
        return "ar" if is_arabic else None
    if is_arabic:
        return None
    if foreign.keys() <= _PERSIAN:
        return "fa"
    is_urdu = foreign.keys() <= _PERSIAN | _URDU and _share(words, _URDU_WORDS) >= SOME
    return "ur" if is_urdu else None


def _share(words: list[str], small: frozenset[str]) -> float:
    return sum(map(small.__contains__, words)) / max(len(words), 1)

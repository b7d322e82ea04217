"""The language that a text is written in, where its script or its commonest words tell another than was assumed.

A folder of news in Chinese and English has one language in its settings. Only what cannot be doubted is told: Chinese,
Japanese, Korean, Thai, Greek, Hebrew, Arabic and a few others by their scripts; English, and others in Latin and
Cyrillic letters, by their small words among the first three.
"""

from __future__ import annotations

from feedsvc import languages
from feedsvc.articles import alphabets, characters, english, smallwords
from feedsvc.patterns import lazy

SAMPLE = 2_000
"""Characters that are looked at."""
FEWEST = 100
"""Characters besides spaces of which something can be said, but by letters that tell it and by plain English."""
FEWEST_EASTERN = 10
"""The fewest of an eastern script that tell a shorter text's language where none of these was assumed: a title."""
MOST_OF, SOME_OF, NONE_OF = 0.3, 0.1, 0.02
"""Shares: of a text's characters in an eastern script for it to be of that, and of kana among those for it to be
Japanese (whose texts have about half, and lists of appointments a twentieth); of small words among all for it to be
English, which has a fifth; of eastern characters in a text that only cites them."""
_EASTERN_MARKS = "，。、：；"
SENTENCES = 3
"""Marks between eastern sentences and their parts, at least, in a text with some program text."""
TRACE_OF = 0.03
"""Share of small words that names and comments in program text have."""
MAJORITY, FEW = 0.5, 20
"""Share of a text's characters in letters that few languages have for it to be in one of those, and of a short text's
in an eastern script; the fewest of those letters."""
_HAN, _HANGUL, _LETTER, _OTHER = b"HKL "
_KNOWN = {**dict.fromkeys((*range(0x34, 0xA0), 0xF9, 0xFA), _HAN), **dict.fromkeys(range(0xAC, 0xD8), _HANGUL)}
_KNOWN |= dict.fromkeys(alphabets.HIGH, _LETTER)
_SCRIPTS = bytes(_KNOWN.get(high, _OTHER) for high in range(256))
"""By the upper byte of a character, which tells them apart but for a few signs: U+3400 to U+9FFF and the compatibility
ideographs; U+AC00 to U+D7FF; those with the alphabets that tell a language. A fifth of the time that patterns take."""
_KANA = lazy("[\u3041-\u3096\u30a1-\u30fa]+")
_NO_KANA = lazy("[\\x00-\u3040\u3097-\u30a0\u30fb-\U0010ffff]*+")
"""Most texts; to pass over a run of what is in a set takes a third of one of what is not."""
_SMALL = frozenset(["the", "and", "of", "to", "that", "for", "with", "on", "as", "are", "by", "from"])
_ITS_OWN = frozenset(["the", "and"])
"""No other language of these letters has them."""
_CHINESE = frozenset({"zh", "yue", "wuu", "nan", "hak", "lzh"})
_EASTERN = _CHINESE | {"ja", "ko"}
_OF_PROGRAMS = _EASTERN | {"en"}
"""In what is assumed of a text that has program text: others assume no other language without cause, and of some, as
Indonesian, no small words are known that would tell their texts from names."""


def of_text(text: str, assumed: str) -> str:
    """The language of a text (BCP 47): `assumed`, unless the text tells another.

    >>> of_text("The share fell on Monday, and the company said that it would look for help. " * 2, "zh-CN")
    'en'
    """
    sample = text[:SAMPLE]
    size = len(sample) - sample.count(" ") - sample.count("\n")
    primary = languages.primary(assumed)
    han, kana, hangul, letters = (0, 0, 0, 0) if sample.isascii() else _scripts(sample)
    if letters >= max(MAJORITY * size, FEW):
        return _by_alphabet(sample, size, assumed)
    eastern = han + kana + hangul
    if primary in _EASTERN and eastern < NONE_OF * size:
        return _western(sample, size, is_pure=not eastern) or assumed
    if size < FEWEST and (primary in _EASTERN or not _is_plainly_eastern(size, eastern, kana)):
        return assumed
    if eastern >= MOST_OF * size or (
        primary in _OF_PROGRAMS and eastern >= SOME_OF * size and _is_around_programs(sample)
    ):
        if (primary == "ja" and kana > NONE_OF * eastern) or (primary == "ko" and hangul > NONE_OF * eastern):
            return assumed
        found = "ko" if hangul > eastern / 2 else "ja" if kana > MOST_OF * eastern else "zh"
        return assumed if primary == found or (found == "zh" and primary in _CHINESE) else found
    return assumed


def _western(sample: str, size: int, *, is_pure: bool) -> str | None:
    """That of a text with next to no eastern characters, or with none at all."""
    if is_pure and (english.is_plain(sample) or english.is_listed(sample)):
        return "en"
    return "en" if size >= FEWEST and _is_english(sample) else smallwords.language(sample)


def _scripts(sample: str) -> tuple[int, int, int, int]:
    """How many characters are Han, kana and Hangul, and how many may be of an alphabet that tells a language."""
    scripts = sample.encode("utf-16-be", "surrogatepass")[::2].translate(_SCRIPTS)
    kana = 0 if _NO_KANA.fullmatch(sample) else sum(map(len, _KANA.findall(sample)))
    return scripts.count(_HAN), kana, scripts.count(_HANGUL), scripts.count(_LETTER)


def _is_plainly_eastern(size: int, eastern: int, kana: int) -> bool:
    """Whether a short text is in an eastern language; a few kana among Han may be of a Japanese title or cited."""
    return eastern >= max(MAJORITY * size, FEWEST_EASTERN) and not NONE_OF * eastern < kana <= MOST_OF * eastern


def _by_alphabet(sample: str, size: int, assumed: str) -> str:
    script, letters = alphabets.script_of(sample)
    if letters < MAJORITY * size:
        return assumed
    primary = languages.primary(assumed)
    return assumed if primary in alphabets.USERS[script] else alphabets.language(sample, script) or assumed


def _is_around_programs(sample: str) -> bool:
    """Whether the sentences of a text are eastern ones, and what is in Latin letters names and program text: none in a
    language of these letters, as a text has that cites some Chinese."""
    if sum(map(sample.count, _EASTERN_MARKS)) < SENTENCES:
        return False
    words = characters.words(sample.lower())
    return sum(map(_SMALL.__contains__, words)) < TRACE_OF * len(words) and smallwords.language(sample) is None


def _is_english(sample: str) -> bool:
    words = characters.words(sample.lower())
    small, own = (sum(map(each.__contains__, words)) for each in (_SMALL, _ITS_OWN))
    return small >= SOME_OF * max(len(words), 1) and own >= NONE_OF * len(words)

"""The names of months and days in many languages, as `feedsvc/lists/datewords.txt` holds them: `python -m tests.cldr`.

They are Unicode CLDR's, by way of Babel. Chinese, Japanese and Korean write months as numbers, and have no names here.
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterator

from babel import Locale, __version__

_LOCALES = """
ar ar_DZ ar_MA az be bg bn bs ca cs cy da de de_AT el en es et fa fi fil fr fr_CA gl he hi hr hu hy id is it ka kk
lt lv mk mr ms nb nl nn pl pt pt_PT ro ru sk sl sq sr sr_Latn sv sw ta te th tr uk ur uz vi
"""
LOCALES = _LOCALES.split()
_LANGUAGES = {each.partition("_")[0] for each in LOCALES}
_HEADER = f"""# Names of months and of days of the week in {len(_LANGUAGES)} languages, in small letters without points.
# From Unicode CLDR by way of Babel {__version__} (`make datewords`). A name of two months is in both lines.
"""


def text() -> str:
    """The whole file."""
    lines = [f"{number} {' '.join(sorted(_months(number)))}" for number in range(1, 13)]
    return _HEADER + "\n".join([*lines, f"day {' '.join(sorted(_days()))}"]) + "\n"


_GENITIVES = """
januara januarja јануара
februara februarja фебруара

aprila априла
маја
juna junija јуна
jula julija јула
avgusta
septembra септембра
oktobra октобра
novembra новембра
decembra децембра
"""
"""Of Serbian and Slovene, which CLDR has not; by their months."""


def _months(number: int) -> set[str]:
    names = (each.months[context][width][number] for each in _locales() for context, width in _KINDS)
    words = (_small(name).removeprefix("de ").removeprefix("d'") for name in names)
    genitives = _GENITIVES.removeprefix("\n").split("\n")[number - 1].split()
    return {word for word in words if " " not in word and _is_word(word)} | {*genitives}


def _days() -> set[str]:
    names = (name for each in _locales() for context, width in _KINDS for name in each.days[context][width].values())
    return {word for name in names for word in _small(name).replace("-", " ").split() if _is_word(word)}


_SAME = str.maketrans({".": "", "\u2019": "'", "ı": "i", "\u0307": "", "\u200c": ""})
_KINDS = [(context, width) for context in ("format", "stand-alone") for width in ("wide", "abbreviated")]


def _locales() -> Iterator[Locale]:
    return map(Locale.parse, LOCALES)


def _small(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold().translate(_SAME)


def _is_word(name: str) -> bool:
    return not any(each.isdigit() for each in name)


if __name__ == "__main__":
    sys.stdout.write(text())

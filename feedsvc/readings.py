"""How a name is read, for lists in alphabetical order: Chinese by pinyin, anything else by its own letters.

Of a character with several readings the list (lists/readings.txt) has the one that companies' names have; the words
below are read otherwise.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from feedsvc.companies.folding import fold
from feedsvc.lists import READINGS
from feedsvc.patterns import lazy

OTHER = "#"
"""The initial of what begins with no letter that a list has: a digit, a sign, another script."""
INITIALS = OTHER + "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
MOST_CHARACTERS = 60
"""Characters of a name that count for its place."""

_TABLE = {
    character: reading
    for reading, _, characters in (line.partition(" ") for line in READINGS.splitlines() if not line.startswith("#"))
    for character in characters
}
_WORDS = {
    "重庆": "chong qing", "重阳": "chong yang", "重药": "chong yao", "重组": "chong zu", "重新": "chong xin",
    "重启": "chong qi", "行动": "xing dong", "行云": "xing yun", "行政": "xing zheng", "行者": "xing zhe",
    "旅行": "lv xing", "出行": "chu xing", "发行": "fa xing", "执行": "zhi xing", "飞行": "fei xing",
    "音乐": "yin yue", "乐歌": "yue ge", "会计": "kuai ji", "模具": "mu ju", "人参": "ren shen", "海参": "hai shen",
    "东阿": "dong e", "六安": "lu an", "丽水": "li shui", "朝阳": "chao yang", "朝日": "zhao ri",
    "调查": "diao cha", "调研": "diao yan", "董事长": "dong shi zhang", "增长": "zeng zhang", "成长": "cheng zhang",
    "哪吒": "ne zha", "宝藏": "bao zang", "收藏": "shou cang", "弹簧": "tan huang",
}  # fmt: skip
_READINGS = _TABLE | _WORDS
_BEGINS = "".join({word[0]: "" for word in _WORDS})
_PIECE = lazy(
    "|".join((f"(?=[{_BEGINS}])(?:{'|'.join(sorted(_WORDS, key=len, reverse=True))})", "[0-9]+", r"[^\W\d_]", ".")),
    re.DOTALL,
)
"""One look tells that a character begins none of the words, instead of one for each of them."""


class Reading(NamedTuple):
    """A name as lists sort it: `京东健康` is under J, as `jing dong jian kang`."""

    initial: str
    text: str

    @property
    def letters(self) -> str:
        """The first letter of each syllable or word, as people type them: `jdjk`."""
        return "".join(part[0] for part in self.text.split())


def reading(name: str) -> Reading:
    """How a name is read; what is neither a letter, a digit nor a known character only parts what stands around it.

    >>> reading("京东健康")
    Reading(initial='J', text='jing dong jian kang')
    >>> reading("360数科").initial
    '#'
    """
    parts: list[str] = []
    joined = False
    for piece in _PIECE.findall(_plain(name[:MOST_CHARACTERS])):
        read = _READINGS.get(piece)
        # Letters and digits make words with their like on both sides; the reading of a character stands by itself.
        joins = read is None and piece.isalnum()
        if joins:
            read = piece
        if read and joined and joins:
            parts[-1] += read
        elif read:
            parts.append(read)
        joined = joins
    text = " ".join(parts)
    first = text[:1].upper()
    return Reading(first if first and first in INITIALS else OTHER, text)


def _plain(name: str) -> str:
    """Simplified, half width, small, without accents."""
    small = unicodedata.normalize("NFKD", fold(name).text.casefold())
    if any(map(unicodedata.combining, small)):
        small = "".join(each for each in small if not unicodedata.combining(each))
    return unicodedata.normalize("NFC", small)

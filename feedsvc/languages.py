"""Language tags (BCP 47) as people write them."""

from __future__ import annotations

import re
from itertools import takewhile

from feedsvc.patterns import lazy

_TAG = lazy(
    r"(?P<language>[a-z]{2,3})(?:-[a-z]{3})?(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?(?:-(?:[a-z\d]{5,8}|\d[a-z\d]{3}))*"
    r"(?:-[a-wyz\d](?:-[a-z\d]{2,8})+)*(?:-x(?:-[a-z\d]{1,8})+)?\Z",
    re.IGNORECASE | re.ASCII,
)
"""RFC 5646 2.1: language, extended language, script, region, variants, extensions, private use."""

_TWO_LETTERS = frozenset(
    re.findall(
        "..",
        "aaabaeafakamanarasavayazbabebgbhbibmbnbobrbscacechcocrcscucvcydadedvdzeeeleneoeseteufafffifjfofrfygagdglgngugvha"
        "hehihohrhthuhyhziaidieigiiikioisitiujajvkakgkikjkkklkmknkokrkskukvkwkylalblglilnloltlulvmgmhmimkmlmnmrmsmtmynanb"
        "ndnengnlnnnonrnvnyocojomorospapiplpsptqurmrnrorurwsascsdsesgsisksmslsnsosqsrssstsusvswtatetgthtitktltntotrtstttwty"
        "ugukuruzvevivowawoxhyiyozazhzu",
    )
)
"""ISO 639-1. Country codes are what is taken for them most often: `cn` is no language."""


_RIGHT_TO_LEFT = frozenset(
    {"ar", "arc", "arz", "azb", "bal", "ckb", "dv", "fa", "glk", "he", "iw", "ji", "ks", "lrc", "mzn", "nqo"}
    | {"pnb", "prs", "ps", "sd", "syr", "ug", "ur", "yi"}
)
"""Languages whose likely script runs from right to left (CLDR, likelySubtags: Arab, Hebr, Nkoo, Rohg, Syrc, Thaa)."""
_SCRIPTS = frozenset({"adlm", "arab", "hebr", "nkoo", "rohg", "syrc", "thaa"})
_SCRIPT = len("Arab")


def direction(tag: str) -> str:
    """How the text of a language runs: `rtl` or `ltr`. A script that the tag names decides.

    >>> direction("he-IL"), direction("pa-Arab"), direction("ug-Cyrl")
    ('rtl', 'rtl', 'ltr')
    """
    language, *others = tag.lower().split("-")
    # Behind a single letter stand extensions, whose subtags mean other things: `ar-u-nu-latn` has Latin digits alone.
    named = takewhile(lambda each: len(each) > 1, others)
    script = next((each for each in named if len(each) == _SCRIPT and each.isalpha()), None)
    is_from_right = language in _RIGHT_TO_LEFT if script is None else script in _SCRIPTS
    return "rtl" if is_from_right else "ltr"


def primary(tag: str) -> str:
    """The language of a tag without script and region (RFC 5646 2.2.1), in small letters.

    >>> primary("zh-Hans-CN")
    'zh'
    """
    return tag.partition("-")[0].lower()


_READING_HAN = frozenset({"cmn", "hak", "ja", "ko", "lzh", "nan", "wuu", "yue", "zh"})


def reads_han(tag: str) -> bool:
    """Whether who reads a language is used to names in Chinese characters: Chinese, Japanese and Korean desks.

    >>> reads_han("zh-TW"), reads_han("ja"), reads_han("en")
    (True, True, False)
    """
    return primary(tag) in _READING_HAN


def tag(written: str) -> str | None:
    """`zh_CN` and `zh-CN` are `zh-CN`; None for what names no language, such as `cn`, `default` or `中文`."""
    text = written.strip().replace("_", "-")
    found = _TAG.match(text)
    if found is None or (len(found["language"]) == 2 and found["language"].lower() not in _TWO_LETTERS):  # noqa: PLR2004
        return None
    return text

"""Language tags (BCP 47) as people write them."""

from __future__ import annotations

import re

_TAG = re.compile(
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


def tag(written: str) -> str | None:
    """`zh_CN` and `zh-CN` are `zh-CN`; None for what names no language, such as `cn`, `default` or `中文`."""
    text = written.strip().replace("_", "-")
    found = _TAG.match(text)
    if found is None or (len(found["language"]) == 2 and found["language"].lower() not in _TWO_LETTERS):  # noqa: PLR2004
        return None
    return text

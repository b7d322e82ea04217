"""A date's Chinese numerals, and its years of the Republic of China and of Japan's eras, as digits.

`二〇二二年三月二十八日 下午三时` -> `2022年3月28日 下午3时`, `民國111年3月28日` -> `2022年3月28日`,
`令和4年3月28日` -> `2022年3月28日`.
"""

from __future__ import annotations

from feedsvc.patterns import lazy

# U+25CB, a circle, is what many keyboards give for the zero U+3007.
DIGITS = {
    "〇": 0,
    "零": 0,
    "○": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
TENS = {"十": 1, "廿": 2, "卅": 3}
YEAR = lazy("[〇零○一二三四五六七八九]{4}(?=年)")
REPUBLIC = lazy("(?:中[华華] ?)?民[国國] ?([0-9]{1,3})(?= ?[年/.-])")
FOUNDED = 1911
"""The year before the first one of the Republic of China, by whose years Taiwan dates. Without 民國 in front,
`113/03/01` may be any day."""
ERA = lazy("(令和|平成) ?([0-9]{1,2}|元)(?= ?年)")
ERAS = {"令和": 2018, "平成": 1988}
"""The years before the first ones of Japan's eras; those before began earlier than any article."""
COUNT = lazy("[〇零○一二两三四五六七八九十廿卅]{1,4}(?=[月日号时点分秒])")


def arabic(text: str) -> str:
    """The text with the numerals before 年, 月, 日, 号, 时, 点, 分, 秒 in digits, and 元月 as 1月.

    What is no number stays. A year behind 民國, 令和 or 平成 becomes that of our era.
    """
    if "民" in text:
        text = REPUBLIC.sub(lambda found: str(FOUNDED + int(found[1])), text)
    if "年" not in text:
        return text
    if "成" in text or "令" in text:
        text = ERA.sub(lambda found: str(ERAS[found[1]] + (1 if found[2] == "元" else int(found[2]))), text)
    # The first month's other name.
    text = text.replace("元月", "1月")
    if not DIGITS.keys() & set(text) | TENS.keys() & set(text):
        return text
    years = YEAR.sub(lambda found: "".join(str(DIGITS[each]) for each in found[0]), text)
    return COUNT.sub(lambda found: _count(found[0]), years)


def _count(word: str) -> str:
    """`十` is 10, `二十八` 28, `廿八` 28, `〇五` 05; anything else is left as it is."""
    at = next((place for place, each in enumerate(word) if each in TENS), None)
    if at is None:
        return "".join(str(DIGITS[each]) for each in word)
    before, after = word[:at], word[at + 1 :]
    lone = all(len(part) <= 1 and not TENS.keys() & set(part) for part in (before, after))
    if not lone or (before and word[at] != "十"):
        return word
    tens = DIGITS[before] if before else TENS[word[at]]
    return str(tens * 10 + (DIGITS[after] if after else 0))

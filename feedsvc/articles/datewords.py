"""A date in words of another language, in digits: `28. März 2022, 19:13 Uhr` -> `2022-03-28 19:13`.

The names of months are those of Unicode CLDR. Every word of a text must be known: a name of a month or of a day, or
what stands between the parts of a date.

    28 mars 2022 à 19h13, le 1er mars 2022          28. März 2022 um 19:13 Uhr, Montag, den 28. März 2022
    28 de marzo de 2022, 7:13 p. m.                 28 марта 2022 г., 19:13, 28. března 2022, 2022. március 28.
    28 มีนาคม 2565, ٢٨ مارس ٢٠٢٢, 28 मार्च 2022          ngày 28 tháng 3 năm 2022, 2022년 3월 28일(월) 오후 7시 13분
    28.03.2022 um 19:13 Uhr, 28/03/2022 à 19h13     Published: March 28, 2022
"""

from __future__ import annotations

import re
from functools import cache

from feedsvc import lists
from feedsvc.articles.dateforms import MONTHS
from feedsvc.errors import DateError
from feedsvc.patterns import lazy

_AROUND = """
de del di den der das do of the th st nd rd er re ère eme ème a à á às as al alle ore ora las la le les el il los
um om uur uhr am im op kl klo kello kell v ve o ob w dnia dne roku r godz godzina y i e és u dana m d gada g godine god
leta г гг год года р рік року ч в во у о об го на д м ж թ ին օրը στις στη στην του της και ώρα saat saati günü pukul jam
tanggal pada noong ng lúc vào ngày năm giờ الساعة ساعة ساعت في من در ב בשעה ה को बजे তারিখ ที่ เวลา เมื่อ น คศ พศ
published posted on date dated at veröffentlicht publié publiée publicado publicada pubblicato gepubliceerd geplaatst
publicerad publicerat publisert publiceret udgivet julkaistu opublikowano publikováno publikované objavljeno közzétéve
publicat опубликовано опубліковано публикувано yayınlanma tarihi diterbitkan đăng
"""
"""What stands before a day, a month, a year and a time of day, and what a publication is called."""
_FILLERS = frozenset(_AROUND.split())
_HALVES = {"am": 0, "pm": 12, "πμ": 0, "μμ": 12, "ص": 0, "م": 12, "sa": 0, "ch": 12, "pg": 0, "ptg": 12}
"""The halves of a day, where a time stands before them, and the hours to be added."""
_ZONES = {
    "utc": "UTC", "gmt": "GMT", "cet": "CET", "cest": "CEST", "mez": "CET", "mesz": "CEST", "eet": "EET",
    "eest": "EEST", "wet": "WET", "west": "WEST", "msk": "MSK", "мск": "MSK", "wib": "+0700", "kst": "KST", "tu": "UTC",
}  # fmt: skip
_BUDDHIST = 543
"""The years that Thailand's era is ahead of ours."""
_THEIR_YEAR = lazy("2[4-9][0-9]{2}")
"""One of that era: no article is of such a year of ours."""
_A_DAY = "monday"
"""Any one, in the place of a word that is a month's name as well."""
_IN = "ב"
"""Hebrew's preposition, which is part of the word behind it."""
_THAI_DAY = "วัน"
"""What names of days begin with; Thai has no spaces between words."""

_WORD = lazy(r"[^\s0-9!-&(-/:-@\[-`{-~،٬–—·•]+")
_IN_WORDS = lazy(r"(?<=[^\s0-9!-/:-@])\.(?=[^\s0-9!-/:-@])")
"""The points within abbreviations of Thai and Greek: `มี.ค.`, `μ.μ.`"""
_SPACED_HALF = lazy(r"(?<![^\W0-9])([ap])\.? ?m\b")
"""Spanish: `7:13 p. m.`"""
_SAME = str.maketrans({"\u2019": "'", "ı": "i", "(": " ", ")": " "})
_UNSEEN = lazy(r"[\u0307\u200c-\u200f\u061c\u202a-\u202e\u2066-\u2069]")
"""Marks of direction, and the dot that small letters have of Turkish capitals, whose `I` is no other language's."""
_VERSION = lazy(r"\bv\.?[0-9]")
_OUR_ERA = lazy(r"(?<=[0-9]{4}) ?م(?!\w)")
"""Arabic: `2022م`; behind a time it is the afternoon."""
_HOUR = lazy(
    r"(?<![0-9:.])([0-9]{1,2}) ?(?:h|hs|hrs|uhr)(?![a-z])(?: ?([0-9]{2})(?![0-9])(?: ?min\b(?: ?([0-9]{1,2}) ?s\b)?)?)?"
)
"""`19h13`, `19 h`, `19 Uhr`, `19 h 13 min 5 s`; not `19:13 Uhr`, where the word says nothing more."""
_HALVED = lazy(
    rf"(?<![0-9:.])([0-9]{{1,2}})([:.][0-9:.]{{2,5}})[ ,]{{0,3}}({'|'.join(_HALVES)})(?![^\W0-9])"
    r"(?!(?<=am|sa),? [0-9]{1,2}\.)"
)
"""Not the preposition of `um 12:13 am 28. März`, nor the day of `12:13 Sa, 26. März`."""
_VIETNAMESE = lazy(r"([0-9]{1,2}) (?:tháng|thg) (0?[1-9]|1[0-2])(?:, ?| năm | )([0-9]{4})")

_TIME = r"(?:(?<![–—-] )|(?=[0-9]{1,2}:))(?P<time>[0-9]{1,2}[:.][0-9]{2}(?:[:.][0-9]{2})?)"
"""Behind a dash `1.20` may be a version."""
_OFFSET = r"(?:UTC|GMT) ?[+-][0-9]{1,2}(?::?[0-9]{2})?|(?:\+|(?<= )-)[0-9]{4}|\+[0-9]{2}:[0-9]{2}"
"""`-11:30` may be another time, and so may `08:00-1000`."""
_ZONE = rf"[ .]{{0,3}}(?:(?P<zone>[A-Z]{{3,4}})|(?P<ahead>{_OFFSET}))?"
_DAY, _YEAR, _MONTH = r"(?P<day>[0-9]{1,2})\.?", r"(?P<year>[0-9]{4})", r"M(?P<month>[0-9]{2})"
_GAP = r"[ ,،.-]{1,4}"
_DAYS = (
    rf"{_DAY}[ ,-]{{0,2}}{_MONTH}{_GAP}{_YEAR}",
    rf"{_MONTH}[ .]{{1,3}}{_DAY}{_GAP}{_YEAR}",
    rf"{_YEAR}{_GAP}{_MONTH}[ .]{{1,3}}{_DAY}",
    rf"{_YEAR}{_GAP}{_DAY} {_MONTH}",
    r"(?P<digits>[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}(?P<mark>[./-]) ?[0-9]{1,2}(?P=mark) ?[0-9]{4})",
)
_BETWEEN = r"[ ,،.;|·•][ ,،.;|·•–—-]{0,4}"
_FORMS = tuple(
    lazy(form)
    for day in _DAYS
    for form in (rf"{day}\.?(?:{_BETWEEN}{_TIME}{_ZONE})?", rf"{_TIME.replace('[:.]', ':')}{_ZONE}{_BETWEEN}{day}")
)
_WEEKDAYS = lazy(r"\A(?:W[ ,،.:-]*)+|(?<=[0-9]{4})(?:[ ,.]+W)+|(?:[ ,.]+W)+(?=\Z| [0-9]{1,2}[:.][0-9]{2})")
_KOREAN = str.maketrans({"년": "年", "월": "月", "일": "日", "시": "时", "분": "分", "초": "秒"})
_HANGUL = lazy("[가-힣]")
_KOREAN_UNIT = lazy("(?<=[0-9]) ?[년월일시분초]")
_KOREAN_DAY = lazy(r" ?\([월화수목금토일]\)| ?[월화수목금토일]요일")


def in_digits(text: str) -> str | None:
    """The same date in digits; None where a word of it is not known, or where it is no date. Of a Korean text the units
    are changed alone: what else it says is for the form that takes it.

    `text` is without runs of white space, in Unicode's form NFKC. Raises DateError where the name of its month is that
    of another one in another language: `listopad`.
    """
    if _HANGUL.search(text):
        return _korean(text)
    plain = _VIETNAMESE.sub(_with_month, _plain(text))
    words = _words(plain)
    read = [_in_digits(word) for word in words]
    if None in read or _VERSION.search(plain):
        return None
    _check_months(words)
    rest = iter(read)
    parts = " ".join(_WORD.sub(lambda _: f" {next(rest)} ", plain).split()).strip(" ,.:-–—")
    bare = _WEEKDAYS.sub("", parts)
    found = next(filter(None, (form.fullmatch(bare) for form in _FORMS)), None)
    return _joined(found.groupdict(), thai=any("\u0e00" <= each <= "\u0e7f" for each in text)) if found else None


def month(name: str) -> int | None:
    """The month that a word names, in any language; None for any other word, and where languages differ."""
    found = _months().get(name.casefold().translate(_SAME), [])
    return found[0] if len(found) == 1 else None


def _plain(text: str) -> str:
    """In small letters and ASCII's digits, points only where a word ends, hours as `19:13`."""
    small = _UNSEEN.sub("", text.casefold().translate(_SAME))
    small = re.sub("(?<=[0-9])[ºª°]", "", re.sub(r"\bd'", "", small))
    digits = small if small.isascii() else "".join(str(int(each)) if each.isdecimal() else each for each in small)
    digits = _OUR_ERA.sub("", digits)
    pointed = _IN_WORDS.sub("", _SPACED_HALF.sub(r"\1m", digits))
    return _HALVED.sub(_in_full, _HOUR.sub(_clock, pointed))


def _clock(found: re.Match[str]) -> str:
    return f"{found[1]}:{found[2] or '00'}{':' + found[3].zfill(2) if found[3] else ''} "


def _in_full(found: re.Match[str]) -> str:
    """An hour of half a day as one of a whole day; as it is where it is none."""
    hour = int(found[1])
    return f"{hour % 12 + _HALVES[found[3]]}{found[2]}" if 1 <= hour <= 12 else found[0]  # noqa: PLR2004


def _with_month(found: re.Match[str]) -> str:
    return f"{found[1]} {MONTHS[int(found[2]) - 1]} {found[3]}"


def _words(plain: str) -> list[str]:
    """The words of a text; of two months the first is a day of the week: `mar. 5 avril`."""
    words = _WORD.findall(plain)
    months = [at for at, word in enumerate(words) if word in _months()]
    if len(months) > 1 and _days().issuperset(words[: months[0] + 1]):
        words[months[0]] = _A_DAY
    return words


def _in_digits(word: str) -> str | None:
    """A month as `M03`, a weekday as `W`, a zone as itself, nothing for what stands around them; None for any other."""
    months = _months().get(word) or _months().get(word.removeprefix(_IN), [])
    if months:
        return _month(months[0])
    if word in _FILLERS:
        return ""
    return "W" if word in _days() or word.startswith(_THAI_DAY) else _ZONES.get(word)


def _check_months(words: list[str]) -> None:
    for word in words:
        if len(months := _months().get(word, [])) > 1:
            named = " or ".join(map(str, sorted(months)))
            raise DateError(f"{word!r} is month {named} by its language, write the month's number")


def _month(number: int) -> str:
    return f"M{number:02}"


def _joined(said: dict[str, str | None], *, thai: bool) -> str:
    """The parts of a date as its usual form."""
    day = (said.get("digits") or "").replace(" ", "")
    if said.get("year"):
        day = f"{said['year']}-{said['month']}-{(said['day'] or '').zfill(2)}"
    if thai:
        day = _THEIR_YEAR.sub(lambda year: str(int(year[0]) - _BUDDHIST), day)
    return " ".join(filter(None, (day, (said["time"] or "").replace(".", ":"), said["zone"] or said["ahead"])))


def _korean(text: str) -> str | None:
    """Korean's units and halves of a day as Chinese writes them."""
    plain = _KOREAN_UNIT.sub(lambda unit: unit[0].strip().translate(_KOREAN), _KOREAN_DAY.sub("", text))
    chinese = plain.replace("오전", "上午").replace("오후", "下午").replace("上午 ", "上午").replace("下午 ", "下午")
    return chinese if chinese != text else None


@cache
def _lines() -> dict[str, list[str]]:
    rows = (line.split() for line in lists.DATEWORDS.splitlines() if not line.startswith("#"))
    return {key: words for key, *words in rows}


@cache
def _months() -> dict[str, list[int]]:
    """The months that a word names, by their numbers; several where languages differ."""
    found: dict[str, list[int]] = {}
    for number in range(1, 13):
        for word in _lines()[str(number)]:
            found.setdefault(word, []).append(number)
    return found


@cache
def _days() -> frozenset[str]:
    return frozenset(_lines()["day"])

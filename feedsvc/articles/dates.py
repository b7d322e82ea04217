"""A date as written -> an aware UTC datetime in whole seconds, and what had to be assumed to get it.

One function decides, `parse`. A form is taken only where it has a year, a month and a day, and one reading.

    ISO 8601, extended       2022-03-28T19:13:15+08:00, …+0800, …+08, …Z, 2022-03-28 19:13, 2022-03-28T19:13:15.25Z
    ISO 8601, basic          20220328T191315Z, 20220328
    ISO 8601, week, ordinal  2022-W13-1T19:13+08, 2022W131, 2022-087, 2022087
    ISO 8601, end of a day   2022-03-28T24:00+08:00
    RFC 3339, RFC 9557       2022-03-28t19:13:15z, 2022-03-28T19:13:15+08:00[Asia/Shanghai]
    YAML 1.1 timestamp       2001-12-14t21:59:43.10-05:00, 2001-12-14 21:59:43.10 -5
    RFC 2822, RFC 822        Mon, 28 Mar 2022 19:13:15 +0800, 28 Mar 22 19:13 EST
    RFC 850                  Monday, 28-Mar-22 19:13:15 GMT
    asctime, date(1), Ruby   Mon Mar 28 19:13:15 2022, Mon Mar 28 19:13:15 CST 2022, Mon Mar 28 19:13:15 +0800 2022
    JavaScript               Mon Mar 28 2022 19:13:15 GMT+0800 (CST), 3/28/2022, 7:13:15 PM
    Go                       2022-03-28 19:13:15.25 +0800 CST m=+0.1
    MySQL, SQL               2022-03-28 19:13:15, 20220328191315
    epoch, s and ms          1648466000, 1648466000123, @1648466000, /Date(1648466000123+0800)/
    year written twice       2023-01-29 18:30:22 2023 -0800, where both are the same
    Chinese                  2022年3月28日 19:13, 2022年3月28日 下午7点13分, 2022/3/28 下午7:13:15, 2022-3-8 9:05
                             发布时间：2022-03-28 19:13 来源：新华网, 北京时间2022年3月28日 晚7点半, 2022年元月8日
    Chinese numerals         二〇二二年三月二十八日, 二零二二年十二月三十一日 下午三时
    slashes and dots         2022/03/28, 2022 / 03 / 28, 2022. 3. 28., 2022.03.28 19:13, 28.03.2022,
                             03/04/2022 with `day_first`
    English                  April 12, 2021 3:04 PM, 12 April 2021, 12th of April 2021, 2021 Apr 12
    other languages          12. April 2021, 15:04 Uhr, 12 avril 2021 à 15h04, 12 апреля 2021 г.; see `datewords`

Full-width digits and signs count as their narrow twins (NFKC). A weekday is not checked. Anything else is offered to
dateutil, whose answer counts only if it is the same whatever it has to fill in, and whichever order it prefers.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime, tzinfo
from pathlib import PurePosixPath

from feedsvc.articles import datemonths
from feedsvc.articles.dateforms import Written, at_start, read_form
from feedsvc.articles.dateguess import read_guess
from feedsvc.articles.datenumerals import arabic
from feedsvc.articles.dateoffsets import to_utc
from feedsvc.articles.datewords import in_digits
from feedsvc.errors import DateError
from feedsvc.model import Moment
from feedsvc.patterns import lazy

# The first web page went public in 1991; an earlier date is a default (1970, 1601) or a slip.
EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
# The longest form, JavaScript's with a zone's name in words, has about 80 characters.
LONGEST = 120
SHOWN = 60
MINUS = str.maketrans(
    {"\u2212": "-", "\u2010": "-", "\u2011": "-", "\u200b": "", "\u200e": "", "\u200f": "", "\ufeff": ""}
)

ADDRESS = 2000
"""Characters of an address that are looked through."""
ADDRESS_DAY = lazy(r"(?<=/)(?P<year>[0-9]{4})[/-](?P<month>[0-9]{1,2})/(?P<day>[0-9]{1,2})(?=/)")
JOINED_DAY = lazy(r"(?<=/)(?P<year>[0-9]{4})/(?P<month>[0-9]{2})-?(?P<day>[0-9]{2})(?=/[^/])")
"""Newspapers' `/2024/01-02/10139871.shtml` and `/2024/0102/c1004.html`; the last part of a path may be a number."""
CLOSING_DAY = lazy(r"-(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})(?:\.[a-z]{3,5})?/*\Z")
"""News agencies' `/acme-says-2024-01-02/`."""
YEAR_MONTH = lazy(r"(?<![0-9])[0-9]{4}-[0-9]{2}(?![0-9])")
YEAR_TWICE = lazy(r"\A(([0-9]{4})-[0-9]{2}-[0-9]{2}[T ][0-9:.]{4,20}) \2(?= [+-][0-9]{2})")
EPOCH_MARK = lazy(r"\A@(?=[0-9]{9,13}\Z)")
JSON_DATE = lazy(r"\A/Date\((-?[0-9]{1,16})(?:[+-][0-9]{4})?\)/\Z")
"""Microsoft's JSON: the offset says where it was written, the number is of UTC."""
BEIJING_TIME = "北京时间"
"""A zone that stands in front as well as behind."""
LABEL = lazy(
    r"\A(?:[发發](?:[布佈]|表)(?:[时時][间間]|日期|[于於])|[时時][间間]|日期|(?:公開|投稿|掲載|配信)日時?"
    r"|(?:기사)?입력|등록일?|게시일):? ?"
)
"""What a date of publication is called, by those who copy it with its name."""
WHOSE = lazy(r" ?(?:[来來]源|作者|[记記]者|(?:[责責]任)?[编編][辑輯]) ?:.*\Z")
FURTHER = lazy(r"[0-9](?:[:：][0-9]{2}|[时時点點] ?[0-9]|[0-9]{3}[-/.年] ?[0-9]{1,2}[-/.月])")
"""What tells another time or day in the names behind a date."""
OF_AN_EVENT = lazy(r"(?:on|of|am|until)\b", re.IGNORECASE)
LETTERS = lazy(r"[^\W\d_]{2}")
JAPANESE_DAY = lazy(r" ?\([日月火水木金土]\)")
DASHED_DAY = lazy(r"([0-9]{4})(-)([0-9]{1,2})-([0-9]{1,2})(?=-)")
"""Of Jekyll's `DATE_FILENAME_MATCHER` the days whose year has four digits: one digit is enough for the rest."""
SHORT_DAY = lazy(r"([0-9]{2})-([0-9]{1,2})-([0-9]{1,2})-")
"""Of the same those whose year has two: Ruby takes them for years from 1969 to 2068."""
FIRST_SHORT = 69
SECOND = r"(?:[01][0-9]|2[0-3])[0-5][0-9][0-5][0-9](?![0-9])"
OPENING = ("[", "(", "（", "【")
PATH_DAY = lazy(r"([0-9]{4})([-_.]?)([0-9]{2})\2([0-9]{2})(?![0-9])")
SECOND_DAY = lazy(rf"([0-9]{{4}})([0-9]{{2}})([0-9]{{2}})(?={SECOND})")
"""The day of a second, `20220328191315`: archives' folders and addresses are named after that in which they copied."""
CHINESE_DAY = lazy(r"([0-9]{4})年([0-9]{1,2})月([0-9]{1,2})日")
LAST_DAY = lazy(r"(?<=[-_ ])(?P<year>[0-9]{4})(?P<mark>[-_.]?)(?P<month>[0-9]{2})(?P=mark)(?P<day>[0-9]{2})\Z")
LAST_CHINESE_DAY = lazy(r"(?P<year>[0-9]{4})年(?P<month>[0-9]{1,2})月(?P<day>[0-9]{1,2})日[)）\]】]?\Z")


def parse(raw: str, zone: tzinfo, *, day_first: bool | None = None) -> Moment:
    """The instant that `raw` names; the forms stand at the top of this module.

    `2022-02-15 19:11:11 +0800` gives 11:11:11 UTC. Without a zone the time is in `zone`, and `assumed` holds
    "timezone"; a day alone is 00:00, and `assumed` holds "time". In a gap of `zone` the time moves forward by the
    gap; of a time that comes twice the first counts. `CST` is +08:00 where `zone` is eight hours ahead, else -06:00;
    IST, BST and the like count only where `zone` itself uses the name. Fractions of a second are cut off.

    Raises DateError for what is no date, is not whole, has two readings, or lies before 1990.
    """
    try:
        return _moment(_normalized(raw), zone, day_first)
    except DateError as error:
        detail = f": {error}" if str(error) else ""
        raise DateError(f"{_shown(raw)} is not a date{detail}") from error
    except OverflowError as error:
        # A zone moves the first or the last day of the calendar out of it.
        raise DateError(f"{_shown(raw)} is not a date: neither 1990 nor later, or beyond the year 9999") from error


def day_first_by(raw: str, day: str) -> bool | None:
    """In which order a date has day and month, where only one order gives `day`, as a path or an address names it.

    `11-9-2017` has its day first by `2017-09-11`, its month first by `2017/11/9`, and by any other day neither: None.
    """
    known = local_day(day)
    if known is None:
        return None
    return next((order for order in (True, False) if local_day(raw, order) == known), None)


def local_day(raw: str, day_first: bool | None = None) -> date | None:
    """The day that a date names where it was written; None for what is no date."""
    written = local(raw, day_first)
    return written.date() if written is not None else None


def local(raw: str, day_first: bool | None = None) -> datetime | None:
    """The time that a date names where it was written, without its zone; None for what is no date."""
    try:
        text = _normalized(raw)
        written = _written(text, day_first)
    except (DateError, OverflowError):
        return None
    return written.local if written is not None else None


def is_in_words(line: str) -> bool:
    """Whether a line is a date, and nothing else, in the words of another language (see `datewords`), and no heading of
    what happened then: `Am 28. März 2022`."""
    if line.endswith(":") or OF_AN_EVENT.match(line) or not LETTERS.search(line):
        return False
    try:
        return in_digits(_normalized(line)) is not None and bool(parse(line, UTC))
    except DateError:
        return False


def _moment(text: str, zone: tzinfo, day_first: bool | None) -> Moment:
    written = _written(text, day_first)
    if written is None:
        raise DateError("it names no day" if datemonths.read(text) else "")
    at = to_utc(written.local, written.zone, zone, military=written.military)
    # RFC 3339 5.7: a leap second ends a UTC day.
    if written.leap and (at.hour or at.minute):
        raise DateError("no leap second ends this minute")
    if max(at, written.local.replace(tzinfo=UTC)) < EARLIEST:
        raise DateError("before 1990")
    return Moment(at.replace(microsecond=0), _assumed(written))


def _written(text: str, day_first: bool | None) -> Written | None:
    """A date taken apart: by a form, by dateutil, or in the words of another language, which may also stand behind a
    day that a form takes, where its time or its zone would be: `28.03.2022, 19 Uhr`, `28.03.2022 um 19:13 Uhr`."""
    try:
        written = read_form(text, day_first) or read_guess(text, day_first)
    except DateError:
        if (digits := in_digits(text)) is None or not LETTERS.search(text):
            raise
        return read_form(digits, day_first)
    if written is not None and (written.timed or not written.zone):
        return written
    digits = in_digits(text)
    return written if digits is None else read_form(digits, day_first)


def _assumed(written: Written) -> tuple[str, ...]:
    return (*(() if written.zone else ("timezone",)), *(() if written.timed else ("time",)))


def _normalized(raw: str) -> str:
    if len(raw) > LONGEST:
        raise DateError("too long")
    usual = raw if raw.isascii() else unicodedata.normalize("NFKC", raw).translate(MINUS)
    narrow = arabic(" ".join(usual.split()).strip("\"' "))
    if not narrow.isascii():
        narrow = _alone(narrow)
    if "(" in narrow:
        narrow = JAPANESE_DAY.sub("", narrow)
    return at_start(EPOCH_MARK, "", at_start(JSON_DATE, r"\1", at_start(YEAR_TWICE, r"\1", narrow)))


def _alone(text: str) -> str:
    """A date without its label, and without whose it is, as Chinese pages print them around it; its zone behind it."""
    text = at_start(LABEL, "", text)
    whose = WHOSE.search(text)
    if whose is not None and not FURTHER.search(whose[0]):
        text = text[: whose.start()]
    if text.startswith(BEIJING_TIME):
        text = f"{text.removeprefix(BEIJING_TIME).lstrip(': ')} {BEIJING_TIME}"
    return text


def _shown(raw: str) -> str:
    return repr(raw if len(raw) <= SHOWN else raw[:SHOWN] + "…")


def from_path(path: str) -> str | None:
    """The day that a file's name or folders begin with, as written there; None where they name none.

    `_posts/2022-03-28-slug.md` gives `2022-03-28`; so do `2022-03-28-slug/index.md` and `[2022-03-28] Slug.md`;
    `2022-3-8-slug.md` gives `2022-3-8`, and `2022/03/28/slug/index.md` `2022/03/28`. A longer number, such as
    `202203282325355237.md`, is no day, but where it is a second's, and the file's own name: `20220328191315-slug.md`.
    """
    second = SECOND_DAY.match(path[path.rfind("/") + 1 :])
    return "-".join(second.groups()) if second and _is_day(*second.groups()) else _begun(path)


def _begun(path: str) -> str | None:
    """The day that a part of a path begins with, the last one first, or that three parts are."""
    parts = PurePosixPath(path).parts
    for part in map(_opened, reversed(parts)):
        match = PATH_DAY.match(part) or DASHED_DAY.match(part)
        if match and _is_day(match[1], match[3], match[4]):
            return "-".join((match[1], match[3], match[4])) if match[2] in "_" else match[0]
    for year, month, day in zip(parts, parts[1:], parts[2:], strict=False):
        if re.fullmatch(r"[0-9]{4}/[0-9]{1,2}/[0-9]{1,2}", f"{year}/{month}/{day}") and _is_day(year, month, day):
            return f"{year}/{month}/{day}"
    return None


def _opened(name: str) -> str:
    """A name without the bracket that it begins with: `[2022-03-28] Title`, `【2022年3月28日】早报`."""
    return name[1:] if name.startswith(OPENING) else name


def no_day_of(path: str) -> str | None:
    """What a file's name begins with as with a day, but that no calendar has, or before 1990: `2022-02-30-a.md`."""
    match = DASHED_DAY.match(path[path.rfind("/") + 1 :])
    return match[0] if match and not _is_day(match[1], match[3], match[4]) else None


def from_title(path: str) -> str | None:
    """The day that a file's name or folders begin with in Chinese, else the one that the name ends with, as titles do.

    `2022年3月8日-早报.md` gives `2022-3-8`. It may also be the day that a text tells of:
    `2008年5月12日汶川地震纪实.md`.
    """
    for match in filter(None, map(CHINESE_DAY.match, map(_opened, reversed(PurePosixPath(path).parts)))):
        if _is_day(*match.groups()):
            return "-".join(match.groups())
    return _name_end(path)


def _name_end(path: str) -> str | None:
    """The day that a file's name ends with, behind a dash, a line or a blank, or in Chinese; None where there is none,
    or another one.

    `早报-2022-03-28.md`, `news_20220328.md` and `早报（2022年03月28日）.md` give `2022-03-28`. It may also be the
    day that a text tells of.
    """
    stem = PurePosixPath(path).stem
    match = LAST_DAY.search(stem) or LAST_CHINESE_DAY.search(stem)
    if match is None or re.search("[0-9]{4}", stem[: match.start()]):
        return None
    day = match["year"], match["month"], match["day"]
    return "-".join(day) if _is_day(*day) else None


def from_short_name(path: str) -> str | None:
    """The day that the name of a post of Jekyll's begins with where its year has two digits; None where there is none.

    `_posts/14-03-05-slug.md` gives `2014-03-05`, `99-3-5-slug.md` gives `1999-3-5`. To others `14-03-05` may be another
    day.
    """
    match = SHORT_DAY.match(path[path.rfind("/") + 1 :])
    if match is None:
        return None
    year = f"{19 if int(match[1]) >= FIRST_SHORT else 20}{match[1]}"
    return f"{year}-{match[2]}-{match[3]}" if _is_day(year, match[2], match[3]) else None


def from_address(address: str) -> str | None:
    """The day that the path of an address names, as a date; None where it names none, or not a whole one.

    `2014/12/12/1.0-Timeline` gives `2014/12/12`, so do `https://x.example/2014/12/12/` and `/news/2014-12/12/a.html`;
    `/a/2022-03-28-x/` gives `2022-03-28`, so does `/20220328/123.html`; `/a/2024/0102/c1.html` gives `2024/01/02`, and
    `/a-2024-01-02/` gives `2024-01-02`.
    """
    path = re.split("[?#]", address.strip()[:ADDRESS])[0]
    path = path.partition("://")[2].partition("/")[2] if "://" in path else path
    for pattern in (ADDRESS_DAY, JOINED_DAY):
        for found in pattern.finditer(f"/{path}/"):
            if _is_day(*found.group("year", "month", "day")):
                return "/".join(found.group("year", "month", "day"))
    return _begun(path) or _closing_day(path)


def _closing_day(path: str) -> str | None:
    """The day that a path ends with, where it names no other: not that of `/fair-2024-01-02-2024-01-05/`."""
    found = CLOSING_DAY.search(path)
    if found is None or not _is_day(*found.group("year", "month", "day")) or len(YEAR_MONTH.findall(path)) > 1:
        return None
    return "-".join(found.group("year", "month", "day"))


def _is_day(year: str, month: str, day: str) -> bool:
    try:
        return date(int(year), int(month), int(day)).year >= EARLIEST.year
    except ValueError:
        return False

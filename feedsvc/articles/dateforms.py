"""The shapes in which dates are written -> a naive local time and the zone as written; no zone is applied here."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from feedsvc.articles.dateclock import PERIODS, Clock, read_clock
from feedsvc.errors import DateError
from feedsvc.patterns import lazy

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
WEEKDAY = (
    r"(?:(?:mon|tues?|wed(?:s|nes)?|thu(?:r|rs)?|fri|sat(?:ur)?|sun)(?:day)?(?![a-z])\.?"
    r"|(?:星期|周|週|礼拜|禮拜)[一二三四五六日天])"
)
YEAR = r"(?P<year>[0-9]{4})"
DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
PERIOD = "|".join(name for name in PERIODS if not name.isascii())
TIME = r"[0-9](?:[0-9:.,]|[时時点點分秒半] ?)*"

LEADING_WEEKDAY = lazy(rf"\A\(?{WEEKDAY}\)?,? ?", re.IGNORECASE)
# asctime (C 7.27.3.1), date(1) and Ruby put the year last: brought into the order of the other forms.
YEAR_LAST = lazy(rf"({MONTH} [0-9]{{1,2}}) ([0-9:]{{4,8}})( [A-Za-z0-9:+-]{{1,9}})? ([0-9]{{4}})", re.IGNORECASE)
MYSQL = lazy(r"\A([0-9]{8}) ?([0-9]{6})(?![0-9])")
# As programs name files, and some sites their articles' dates.
DASHED = lazy(r"\A([0-9]{4}-[0-9]{2}-[0-9]{2})-([0-9]{2})-([0-9]{2})-([0-9]{2})\Z")
EPOCH = lazy(r"([0-9]{10})(?:[0-9]{3}|\.[0-9]{1,9})?")
# What may follow a date: a weekday, a time of day (behind `T`, `_`, white space, a comma, a bar, a dot, a dash that
# stands apart, or at once where the date ends in a word), AM or PM, and a zone.
REST = lazy(
    rf"(?: ?[,(]? ?{WEEKDAY}\)?,?)?"
    rf"(?:(?:(?P<iso>T)|,? at | ?[|·•] ?| [-–—] |, ?| |_|(?<=[日号號一二三四五六天)])|(?={PERIOD}))"
    rf"(?:(?P<period>{PERIOD}) ?)?(?P<time>{TIME})"
    r"(?: ?(?P<half>[ap])\.?m\.?(?![a-z]))?)?"
    r"(?P<zone>Z|[+-][0-9].*| [^0-9].*|(?<=[0-9分秒半])(?:[a-z]{3,5}(?![a-z])|[(\[]).*)?",
    re.IGNORECASE,
)

WEEKDAY_BEHIND = lazy(rf"(?:\A| )\(?{WEEKDAY}\)?\Z", re.IGNORECASE)
SPAN = lazy(r"[0-9]{1,2}:[0-9]{2}-[0-9]{1,2}:[0-9]{2}")
EARLIEST_EVENT = "08:00"
"""Before it `03:30-07:00` is the night of a zone west of Greenwich, and no event."""

# XML Schema 2 3.3.9 lets a day have an offset; `2022-03-28-05` is something else.
DAY_ZONE = lazy(r"Z|[+-][0-9]{2}:[0-9]{2}| .*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Written:
    """A date taken apart. `timed` is False for a day alone; `military` where RFC 822's letters are zones."""

    local: datetime
    zone: str
    timed: bool = True
    leap: bool = False
    military: bool = False


@dataclass(frozen=True, slots=True)
class _Form:
    """A shape of the date itself, and how its parts make a day."""

    pattern: re.Pattern[str]
    day: Callable[[re.Match[str]], date]
    military: bool = False


def read_form(text: str, day_first: bool | None) -> Written | None:
    """Take a date apart by the first form that fits its start; None where none does.

    `text` is without full-width forms, runs of white space, and white space around it.
    Raises DateError where a form fits but the day, the time or their order is impossible or ambiguous.
    """
    if match := EPOCH.fullmatch(text):
        return Written(datetime.fromtimestamp(int(match[1]), UTC).replace(tzinfo=None), "Z")
    text = at_start(MYSQL, r"\1T\2", at_start(LEADING_WEEKDAY, "", text))
    text = at_start(DASHED, r"\1 \2:\3:\4", text)
    if match := YEAR_LAST.fullmatch(text):
        text = f"{match[1]} {match[5]} {match[3]}{match[4] or ''}"
    for form in FORMS:
        if match := form.pattern.match(text):
            return _with_rest(text, match.end(), _checked(form, match, day_first), form.military)
    return None


def at_start(pattern: re.Pattern[str], by: str, text: str) -> str:
    r"""The text with what a pattern that begins with `\A` has replaced: `sub` alone would look for it everywhere."""
    return pattern.sub(by, text) if pattern.match(text) else text


def _checked(form: _Form, match: re.Match[str], day_first: bool | None) -> date:
    try:
        return _numeric(match, day_first) if form.day is _day else form.day(match)
    except ValueError as error:
        raise DateError(f"{match[0]!r} is no day of the calendar") from error


def _with_rest(text: str, end: int, day: date, military: bool) -> Written | None:
    rest = REST.fullmatch(text, end)
    if rest is None:
        return None
    behind = WEEKDAY_BEHIND.sub("", rest["zone"] or "")
    zone = behind.strip()
    midnight = datetime.combine(day, time())
    if rest["time"] is None:
        if behind and not DAY_ZONE.fullmatch(behind):
            raise DateError(f"{zone!r} behind the day is neither a time nor a zone")
        return Written(midnight, zone, timed=False, military=military)
    half = f"{rest['half']}m".lower() if rest["half"] else ""
    iso = rest["iso"] is not None
    clock = read_clock(rest["time"].strip(), rest["period"] or half, iso=iso)
    if not iso and _is_range(rest["time"], behind):
        times = rest["time"] + zone
        raise DateError(f"{times!r} is a time with an offset or two times, write one, with an offset such as +0800")
    return _moved(midnight, clock, zone, military)


def _is_range(first: str, behind: str) -> bool:
    """Whether a time goes on to a later one, as hours of an event do: `10:00-11:30`, but not `10:00-05:00`; nor
    `00:00-05:00`, as programs write midnight west of Greenwich."""
    return bool(SPAN.fullmatch(f"{first}{behind}")) and EARLIEST_EVENT <= first.zfill(5) < behind[1:].zfill(5)


def _moved(midnight: datetime, clock: Clock, zone: str, military: bool) -> Written:
    return Written(midnight + timedelta(seconds=clock.seconds), zone, leap=clock.leap, military=military)


def _day(match: re.Match[str]) -> date:
    parts = match.groupdict()
    month = parts["month"]
    number = int(month) if month.isdecimal() else MONTHS.index(month[:3].lower()) + 1
    return date(int(parts["year"]), number, int(parts["day"]))


def _numeric(match: re.Match[str], day_first: bool | None) -> date:
    """A day of which the order may be open: `13/04/2022` can only be one, `03/04/2022` needs `day_first`."""
    parts = match.groupdict()
    if "first" not in parts:
        return _day(match)
    year, first, second = int(parts["year"]), int(parts["first"]), int(parts["second"])
    if first > len(MONTHS) or second > len(MONTHS) or first == second:
        return date(year, min(first, second), max(first, second))
    if day_first is None:
        raise DateError(f"{match[0]!r} has its day first or its month first, set day_first for the source")
    return date(year, second, first) if day_first else date(year, first, second)


def _short_year(match: re.Match[str]) -> date:
    """RFC 2822 4.3: two digits from 00 to 49 count from 2000, all other short years from 1900."""
    short = match["short"]
    year = int(short) + (2000 if len(short) == len("49") and short < "50" else 1900)
    return date(year, MONTHS.index(match["month"][:3].lower()) + 1, int(match["day"]))


def _week(match: re.Match[str]) -> date:
    return date.fromisocalendar(int(match["year"]), int(match["week"]), int(match["day"]))


def _ordinal(match: re.Match[str]) -> date:
    year, ordinal = int(match["year"]), int(match["ordinal"])
    day = date(year, 1, 1) + timedelta(days=ordinal - 1)
    if day.year != year:
        raise ValueError(ordinal)
    return day


def _form(pattern: str, day: Callable[[re.Match[str]], date] = _day, *, military: bool = False) -> _Form:
    return _Form(lazy(pattern + r"(?!(?<=[0-9])[0-9])", re.IGNORECASE), day, military)


FORMS = (
    _form(rf"{YEAR}(?P<mark> ?[-/.] ?)(?P<month>[0-9]{{1,2}})(?P=mark)(?P<day>[0-9]{{1,2}})(?:\.(?![0-9]))?"),
    _form(r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})"),
    _form(rf"{YEAR}(?P<dash>-?)W(?P<week>[0-9]{{2}})(?P=dash)(?P<day>[1-7])", _week),
    _form(rf"{YEAR}-?(?P<ordinal>[0-9]{{3}})", _ordinal),
    _form(rf"{YEAR} ?年 ?(?P<month>[0-9]{{1,2}}) ?月 ?(?P<day>[0-9]{{1,2}}) ?[日号號]"),
    _form(rf"(?P<first>[0-9]{{1,2}})(?P<mark>[-/.])(?P<second>[0-9]{{1,2}})(?P=mark){YEAR}"),
    _form(rf"{DAY}(?: of)?[ -]?{MONTH}[ ,-]{{1,2}}{YEAR}", military=True),
    _form(rf"{DAY}[ -]{MONTH}[ -](?P<short>[0-9]{{2,3}})(?= [0-9]{{1,2}}:)", _short_year, military=True),
    _form(rf"{MONTH}[ -]{DAY}[ ,-]{{1,2}}{YEAR}"),
    _form(rf"{YEAR}[ -]{MONTH}[ -]{DAY}"),
)

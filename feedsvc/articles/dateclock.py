"""A time of day as written -> seconds since midnight: `19:13:15`, `191315`, `下午3点04分`, `3:04 PM`."""

from __future__ import annotations

from dataclasses import dataclass

from feedsvc.errors import DateError
from feedsvc.patterns import lazy

EXTENDED = lazy(r"([0-9]{1,2}):([0-9]{1,2})(?::([0-9]{1,2}))?(?:[.,]([0-9]{1,12}))?")
BASIC = lazy(r"([0-9]{2})(?:([0-9]{2})([0-9]{2})?)?(?:[.,]([0-9]{1,12}))?")
CHINESE = lazy(r"([0-9]{1,2})[时時点點] ?(?:([0-9]{1,2})分? ?(?:([0-9]{1,2})秒?)?)?()")
HALF_PAST = lazy("(?<=[时時点點])半\\Z")
HOUR = lazy(r"([0-9]{1,2})()()()")
# The hours, first and last, that a part of the day can mean on a 24-hour clock (Unicode CLDR, day periods of `zh`).
# `晚上12点` may be either end of an evening and is refused.
WINDOWS = {
    (0, 5): "凌晨",
    (0, 11): "am 上午 午前",
    (4, 11): "早上 早晨 清晨 早",
    (11, 14): "中午",
    (12, 23): "pm 下午 午后 午後",
    (16, 19): "傍晚",
    (17, 23): "晚上 晚间 晚間 晚",
}
PERIODS = {name: hours for hours, names in WINDOWS.items() for name in names.split()}
NOON, MINUTE, HOUR_SECONDS, DAY = 12, 60, 60 * 60, 24 * 60 * 60
LEAP = 60


@dataclass(frozen=True, slots=True)
class Clock:
    """Seconds since midnight, up to 86400 for 24:00; `leap` for a second written as 60."""

    seconds: int
    leap: bool = False


def read_clock(text: str, period: str, *, iso: bool) -> Clock:
    """Read a time of day; `period` is a key of PERIODS or "", `iso` says that a `T` stands before it.

    Only behind a `T` may a time be without colons, an hour alone, or have a fraction of an hour or minute
    (ISO 8601-1 5.3.1): `19,5` is 19:30. Fractions of a second are cut off. `24:00` is the end of the day; a second
    60 is the leap second that RFC 3339 5.7 allows. Raises DateError.
    """
    match = EXTENDED.fullmatch(text) or CHINESE.fullmatch(HALF_PAST.sub("30", text))
    if match is None and iso:
        match = BASIC.fullmatch(text)
    if match is None and period:
        match = HOUR.fullmatch(text)
    if match is None or (match[4] and not match[3] and not iso):
        raise DateError(f"time {text!r} is not a time of day")
    hour, minute, second = _hour(int(match[1]), period), int(match[2] or 0), int(match[3] or 0)
    unit = 1 if match[3] else MINUTE if match[2] else HOUR_SECONDS
    fraction = match[4] or "0"
    seconds = hour * HOUR_SECONDS + minute * MINUTE + second + unit * int(fraction) // 10 ** len(fraction)
    if minute >= MINUTE or second > LEAP or seconds > DAY:
        raise DateError(f"time {text!r} is not a time of day")
    return Clock(seconds, second == LEAP)


def _hour(hour: int, period: str) -> int:
    """The one hour that a 12-hour or 24-hour number can mean in a part of the day: `下午` 3 and 15 are both 15."""
    if not period:
        return hour
    first, last = PERIODS[period]
    meant = {hour, hour + NOON if 0 < hour < NOON else hour, 0 if hour == NOON else hour}
    fits = [value for value in meant if first <= value <= last]
    if len(fits) != 1:
        raise DateError(f"{hour} is no hour of {period!r}")
    return fits[0]

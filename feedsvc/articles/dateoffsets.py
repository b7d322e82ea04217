"""The zone that a date names, as an offset from UTC: `+0800`, `GMT+8 (CST)`, `-05:00[America/New_York]`, `HKT`."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from feedsvc.errors import DateError
from feedsvc.patterns import lazy

# A number, alone or behind GMT, and after it words that say the same again: Go writes `+0800 CST`, `+0800 +08` and
# `m=+0.1`, JavaScript `GMT+0800 (CST)`, RFC 9557 `+08:00[Asia/Shanghai]`.
OFFSET = lazy(
    r"(?:(?:GMT|UTC|UT|Z) ?)?(?P<sign>[+-])(?P<hours>[0-9]{1,2})(?::?(?P<minutes>[0-9]{2}))?"
    r"(?: ?(?:\([^()]{0,60}\)|\[[^\[\]]{0,60}\]| [A-Z]{1,5}| [+-][0-9]{2,4}))?(?: m=[+-][0-9.]{1,20})?",
    re.IGNORECASE,
)
NAME = lazy(
    r"(?P<name>[A-Za-z]{1,5}|[A-Z][A-Za-z]{1,20}(?:/[A-Za-z_+0-9-]{1,30}){1,2}|北京时间|中国标准时间"
    r"|(?i:China Standard Time|Beijing Time))(?: \([^()]{0,60}\))?"
)
BRACKETED = lazy(r"\(([^()]{0,60})\)")
# RFC 5322 3.2.2: a comment may stand before the zone. One that looks like a zone itself is left, and refused.
COMMENT = lazy(r"\A\((?![A-Z]{1,5}\))[^()0-9]{0,60}\) ?(?=[A-Za-z+-])")
HOUR = 60
# ISO 8601 and the tz database know no civil time beyond these.
WEST, EAST = -12 * 60, 14 * 60
# RFC 822 5.1 and RFC 2822 4.3; then names that one region alone uses (tz database, `asia` to `northamerica`).
# IST, BST, SST, AST and the like stand for several, and are taken from the source's own zone or not at all.
NAMES = {
    -10: "HST",
    -9: "AKST",
    -8: "PST AKDT",
    -7: "MST PDT",
    -6: "CST MDT",
    -5: "EST CDT",
    -4: "EDT",
    0: "UT UTC GMT Z WET",
    1: "CET MET WEST",
    2: "EET CEST MEST",
    3: "EEST MSK",
    8: "HKT SGT AWST BJT 北京时间",
    9: "JST KST",
    9.5: "ACST",
    10: "AEST",
    10.5: "ACDT",
    11: "AEDT",
    12: "NZST",
    13: "NZDT",
}
CHINA = timedelta(hours=8)
OFFSETS = {name: timedelta(hours=hours) for hours, names in NAMES.items() for name in names.split()}
OFFSETS |= dict.fromkeys(("CHINA STANDARD TIME", "BEIJING TIME", "中国标准时间"), CHINA)
# What Americans write in summer and winter alike (CLDR, generic short names of `en_US`).
GENERIC = {
    "ET": "America/New_York",
    "CT": "America/Chicago",
    "MT": "America/Denver",
    "PT": "America/Los_Angeles",
}
# RFC 2822 4.3: the single letters of RFC 822 had their signs wrong and "SHOULD all be considered equivalent to -0000".
# `J` was never one.
MILITARY = frozenset("ABCDEFGHIKLMNOPQRSTUVWXY")


def to_utc(local: datetime, written: str, zone: tzinfo, *, military: bool = False) -> datetime:
    """The instant of a naive local time whose zone is written as `written`, or not at all ("").

    Without one the time is in `zone`: in the gap of a change to summer time it moves forward by the gap, and where
    a time comes twice the first is meant (PEP 495, fold 0). `military` allows the letters of RFC 822.
    Raises DateError for an unknown or ambiguous zone; OverflowError outside the years 1 to 9999.
    """
    if not written:
        return local.replace(tzinfo=zone).astimezone(UTC)
    bare = _bare(written) if written[0] == "(" else written
    if match := OFFSET.fullmatch(bare):
        return (local - _offset(match)).replace(tzinfo=UTC)
    match = NAME.fullmatch(bare)
    if match is None:
        raise DateError(f"zone {written!r} is not known, write an offset such as +0800")
    return _named(local, match["name"], zone, military)


def _bare(written: str) -> str:
    """A zone without brackets around it, `(UTC+8)`, or without the comment before it, `(comment) +0800`."""
    whole = BRACKETED.fullmatch(written)
    return whole[1] if whole is not None else COMMENT.sub("", written)


def _offset(match: re.Match[str]) -> timedelta:
    """`-0000` is UTC as well: RFC 2822 3.3 only adds that the place is not known."""
    hours, minutes = int(match["hours"]), int(match["minutes"] or 0)
    total = (hours * HOUR + minutes) * (-1 if match["sign"] == "-" else 1)
    if minutes >= HOUR or not WEST <= total <= EAST:
        raise DateError(f"offset {match[0]!r} is not between -1200 and +1400")
    return timedelta(minutes=total)


def _named(local: datetime, name: str, zone: tzinfo, military: bool) -> datetime:
    """The source's own zone decides first: in Asia/Kolkata IST is +05:30, in Europe/Dublin +01:00.

    `CST` is Chinese where the source's clocks are eight hours ahead, American everywhere else; `CT` may be either
    there, and is not taken.
    """
    upper = name.upper()
    for fold in (0, 1):
        aware = local.replace(tzinfo=zone, fold=fold)
        if (aware.tzname() or "").upper() == upper or getattr(zone, "key", None) == name:
            return aware.astimezone(UTC)
    chinese = local.replace(tzinfo=zone).utcoffset() == CHINA
    if upper == "CST" and chinese:
        return (local - CHINA).replace(tzinfo=UTC)
    if upper in GENERIC and not (upper == "CT" and chinese):
        return local.replace(tzinfo=ZoneInfo(GENERIC[upper])).astimezone(UTC)
    if upper in OFFSETS:
        return (local - OFFSETS[upper]).replace(tzinfo=UTC)
    if military and upper in MILITARY:
        return local.replace(tzinfo=UTC)
    if (region := _region(name)) is not None:
        return local.replace(tzinfo=region).astimezone(UTC)
    raise DateError(f"zone {name!r} is not known or stands for several, write an offset such as +0800")


def _region(name: str) -> ZoneInfo | None:
    """A zone of the tz database, `Asia/Tokyo`; not `Etc/GMT+8`, which is west of Greenwich to few who write it."""
    if "/" not in name or name.startswith("Etc/GMT"):
        return None
    try:
        return ZoneInfo(name)
    except (LookupError, OSError, ValueError):
        return None

"""dateutil, for shapes of dates that no form covers, kept from guessing."""

from __future__ import annotations

import re
from datetime import UTC, datetime, tzinfo

from dateutil import parser

from feedsvc.articles.dateforms import WEEKDAY, Written
from feedsvc.errors import DateError
from feedsvc.patterns import lazy

# Two days that differ in every part, and by more than a week from the first of a month: what dateutil takes from its
# default differs as well, also where a weekday moves it on.
DEFAULTS = (datetime(2000, 1, 1, 0, 0, 0), datetime(2001, 2, 12, 1, 1, 1))  # noqa: DTZ001 (naive on purpose)
# `10:30-11:30` is no offset, and `1st Mon` no day of the month.
UNSURE = lazy(rf"[0-9]:[0-9]{{2}} ?-[0-9]{{1,2}}:|[0-9](?:st|nd|rd|th) {WEEKDAY}", re.IGNORECASE)
# dateutil takes a sign behind a name for POSIX's, which counts the other way, or passes it over.
GREENWICH = lazy(r"(?<![a-z])(?:GMT|UTC|UT) ?(?=[+-][0-9])", re.IGNORECASE)
POSIX = lazy("(?<![a-z0-9])(?!am|pm)[a-z]{1,9} ?[+-] ?[0-9]", re.IGNORECASE)
YEAR = lazy(r"(?<![0-9+-])[0-9]{4}(?![0-9])")


def read_guess(text: str, day_first: bool | None) -> Written | None:
    """What dateutil makes of `text`, where it has one four-digit year and nothing in it is filled in or ambiguous.

    `2021 April 12 15h04` is taken. `10:30`, `2024`, `6618` and `Jan` would be today's, and are not.
    Raises DateError where day and month could change places and `day_first` is None.
    """
    years = YEAR.findall(text)
    if len(years) != 1 or not text.isascii() or UNSURE.search(text):
        return None
    text = GREENWICH.sub("", text)
    orders = (True, False) if day_first is None else (day_first,)
    found = [_whole(text, int(years[0]), order) for order in orders]
    if None in found:
        return None
    if len(set(found)) > 1:
        raise DateError("has its day first or its month first, set day_first for the source")
    return found[0]


def _whole(text: str, year: int, day_first: bool) -> Written | None:
    """The reading in one order, if both defaults give the same day."""
    zones: list[str] = []

    def note(name: str | None, offset: int | None) -> tzinfo:
        """Keeps dateutil from asking the machine what its own zone is called."""
        zones.append(_zone(name, offset))
        return UTC

    try:
        low, high = (
            parser.parse(text, default=default, dayfirst=day_first, yearfirst=False, tzinfos=note)
            for default in DEFAULTS
        )
    except (ValueError, OverflowError, TypeError, ArithmeticError, LookupError, AttributeError):
        return None
    timed = low.hour == high.hour
    # An offset without a time is a number misread: `2022-03-28-05`.
    misread = zones[0] and (not timed or (zones[0][0] in "+-" and POSIX.search(text)))
    if low.date() != high.date() or low.year != year or misread:
        return None
    return Written(low.replace(tzinfo=None, microsecond=0), zones[0], timed)


def _zone(name: str | None, offset: int | None) -> str:
    if offset is None:
        return name or ""
    minutes = abs(offset) // 60
    return f"{'-' if offset < 0 else '+'}{minutes // 60:02}{minutes % 60:02}"

"""Dates in other languages: what Babel writes in each, and that the list of names which comes with feedsvc is Babel's.

Further cases stand in data/dates/languages.jsonl."""

from __future__ import annotations

from datetime import datetime

import pytest
from babel import __version__
from babel.dates import format_date, format_datetime

from feedsvc import lists
from feedsvc.articles import dates
from tests import cldr

IN_WORDS = frozenset({"ar", "ar_DZ", "ar_MA", "bn", "ms", "sq", "th"})
"""Where Babel writes the zone, or the time of day, in words that nobody else uses."""
TWICE = frozenset({("hr", 10), ("pl", 11)})
"""`listopada`: the same word, and not the same month."""


def _months(locale: str) -> list[int]:
    return [month for month in range(1, 13) if (locale, month) not in TWICE]


@pytest.mark.parametrize("locale", cldr.LOCALES)
def test_day_in_words_is_read(locale: str) -> None:
    days = [datetime(2022, month, day) for month in _months(locale) for day in (1, 12, 28)]  # noqa: DTZ001
    read = [dates.local(format_date(day, width, locale)) for day in days for width in ("long", "full")]
    assert read == [day for day in days for _ in ("long", "full")]


@pytest.mark.parametrize("locale", [each for each in cldr.LOCALES if each not in IN_WORDS])
def test_time_behind_a_day_in_words_is_read(locale: str) -> None:
    times = [datetime(2022, month, 28, hour, 13) for month in _months(locale) for hour in (0, 9, 12, 19)]  # noqa: DTZ001
    assert [dates.local(format_datetime(at, "long", locale=locale)) for at in times] == times


def test_list_is_babels() -> None:
    if f" {__version__} " not in lists.DATEWORDS.splitlines()[1]:
        pytest.skip("the list was made from another version of Babel")
    assert cldr.text() == lists.DATEWORDS

"""Dates that name a month or a year and no day: `2014-09`, `September 2014`, `mars 2014`, `2014年9月`, `2014`.

No day is made up for one; but another date of the same article that lies in it says which day was meant.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from feedsvc.articles import datewords
from feedsvc.articles.datenumerals import arabic
from feedsvc.patterns import lazy

_YEAR = r"(?P<year>(?:19|20)[0-9]{2})"
_FORMS = (
    lazy(rf"{_YEAR}(?: ?[-/.年] ?(?P<month>0?[1-9]|1[0-2]))?[年月]?"),
    lazy(rf"(?P<month>0?[1-9]|1[0-2]) ?[-/.] ?{_YEAR}"),
    lazy(rf"(?P<name>[^\s\d_.,/-]{{2,14}})\.?,?(?: d[eo])? {_YEAR}\.?(?: г\.?)?"),
)
_LONGEST = 20


@dataclass(frozen=True, slots=True)
class Span:
    """A month, or a whole year where `month` is None."""

    year: int
    month: int | None = None

    def holds(self, day: date | None) -> bool:
        """Whether a day lies in it."""
        return day is not None and day.year == self.year and self.month in (None, day.month)


def read(raw: str) -> Span | None:
    """The month or the year that a text names and nothing else; None for any other text, a whole date too."""
    text = " ".join(raw.split()).strip("\"' ").lower() if len(raw) <= _LONGEST else ""
    found = next(filter(None, (form.fullmatch(arabic(text)) for form in _FORMS)), None)
    if found is None:
        return None
    said = found.groupdict()
    name = said.get("name")
    if name is not None:
        month = datewords.month(name)
        return Span(int(said["year"]), month) if month is not None else None
    return Span(int(said["year"]), int(said["month"]) if said["month"] else None)

"""What Hugo makes of names and patterns for addresses (https://gohugo.io/configuration/permalinks/#tokens).

/:sections[1:]/:slug/    of posts/mills/a.md: /mills/a-mill/, where posts/mills has an _index.md
/:2006/:01/:title/       with the parts of a date as Go's package time lays them out: /2024/03/a-mill/
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime

from feedsvc.patterns import lazy

SIGNS = frozenset("./\\_#+~-@")
"""What stays in Hugo's addresses besides letters, their marks and digits."""
ESCAPE = lazy(r"%[0-9A-Fa-f]{2}")
TOKEN = lazy(r":(?P<name>[A-Za-z0-9_]{1,40})(?P<cut>\[[^\]]{1,40}\])?")
SECTIONS = ":sections"
ESCAPED = "\\:"
"""A colon that begins no token; versions that do not know it refuse such a pattern."""
LAYOUTS = {
    "2006": "%Y", "06": "%y", "01": "%m", "02": "%d", "002": "%j", "15": "%H", "03": "%I", "04": "%M", "05": "%S",
}  # fmt: skip
"""Parts of a date (https://pkg.go.dev/time#pkg-constants) with what Python calls them, where no language matters."""

KNOWN = frozenset({
    *LAYOUTS, "1", "2", "January", "Jan", "Monday", "Mon", "year", "month", "day", "monthname", "yearday", "weekday",
    "weekdayname", "section", "sections", "title", "slug", "slugorfilename", "slugorcontentbasename", "filename",
    "contentbasename",
})  # fmt: skip
"""The names of tokens."""


@dataclass(frozen=True, slots=True)
class Page:
    """What a pattern may ask for: the date by which Hugo makes addresses, the title, the head's slug, the file's name,
    the folders around it from that of articles, and which of these are `branches`, that have an `_index.md`: None
    where nobody knows."""

    at: datetime
    title: str
    slug: str
    name: str
    folders: tuple[str, ...] = ()
    branches: tuple[str, ...] | None = None
    cased: bool = False

    def sections(self) -> tuple[str, ...] | None:
        """The folders of the section that it is in: the first one always is a section, others where they are branches;
        None where that is not known."""
        if len(self.folders) > 1 and self.branches is None:
            return None
        ends = range(len(self.folders), 1, -1)
        end = next((end for end in ends if "/".join(self.folders[:end]) in (self.branches or ())), 1)
        return self.folders[:end]


def has_tokens(address: str) -> bool:
    """Whether the colons in an address that a head gives are those of tokens, and not its own: `/10:30/a`."""
    names = [token["name"] for token in TOKEN.finditer(address)]
    return bool(names) and KNOWN.issuperset(names)


def filled(pattern: str, page: Page) -> str | None:
    """The pattern with what its tokens stand for; None where one is not known, or says nothing."""
    if ESCAPED in pattern:
        return None
    found = {token[0]: _value(token, page) for token in TOKEN.finditer(pattern)}
    return None if None in found.values() else TOKEN.sub(lambda token: found[token[0]] or "", pattern)


def _value(token: re.Match[str], page: Page) -> str | None:
    name, at = token["name"], page.at
    if name == "sections":
        sections = page.sections()
        return None if sections is None else "/".join(_cut(sections, token["cut"]) if token["cut"] else sections)
    if token["cut"]:
        return None
    if name in LAYOUTS:
        return at.strftime(LAYOUTS[name])
    dates = {
        "year": f"{at:%Y}", "month": f"{at:%m}", "day": f"{at:%d}", "monthname": calendar.month_name[at.month],
        "yearday": str(at.timetuple().tm_yday), "weekday": str(at.isoweekday() % 7),
        "weekdayname": calendar.day_name[at.weekday()], "1": str(at.month), "2": str(at.day),
        "January": calendar.month_name[at.month], "Jan": calendar.month_abbr[at.month],
        "Monday": calendar.day_name[at.weekday()], "Mon": calendar.day_abbr[at.weekday()],
    }  # fmt: skip
    return dates[name] if name in dates else _of_names(page).get(name)


def _of_names(page: Page) -> dict[str, str | None]:
    title, slug, name = (_part(each, page) for each in (page.title, page.slug, page.name))
    return {
        "section": next(iter(page.folders), ""), "title": title or None, "slug": slug or title or None,
        "slugorfilename": slug or name, "slugorcontentbasename": slug or name, "filename": name,
        "contentbasename": name,
    }  # fmt: skip


def _part(words: str, page: Page) -> str:
    made = urlized(words)
    return made if page.cased else made.lower()


def _cut(sections: tuple[str, ...], cut: str) -> tuple[str, ...]:
    """The sections that `[1:]`, `[last]`, `[:last]` or `[1]` name; none where there are not as many."""
    first, colon, last = cut[1:-1].strip().lower().partition(":")
    start = _place(first, len(sections), 0)
    if not colon:
        return sections[start : start + 1]
    return sections[start : _place(last.partition(":")[0], len(sections), len(sections))]


def _place(said: str, size: int, otherwise: int) -> int:
    """A place among so many sections; what is no number is the first."""
    if said == "last":
        return max(size - 1, 0)
    return int(said) if said.isascii() and said.isdecimal() else 0 if said else otherwise


def urlized(path: str) -> str:
    """A path with what Hugo keeps of it (PathSpec.Sanitize): of blanks one hyphen, but for those around hyphens."""
    words = unicodedata.normalize("NFC", path)
    made: list[str] = []
    is_gap = False
    for at, each in enumerate(words):
        if _is_kept(words, at):
            made += ("-", each) if is_gap and each != "-" else (each,)
            is_gap = False
        elif made and made[-1] != "-" and each.isspace():
            is_gap = True
    return "".join(made)


def without_marks(path: str) -> str:
    """A path as `removePathAccents` has it: `café` is `cafe`."""
    apart = unicodedata.normalize("NFD", path)
    return unicodedata.normalize("NFC", "".join(each for each in apart if unicodedata.category(each) != "Mn"))


def _is_kept(words: str, at: int) -> bool:
    kind = unicodedata.category(words[at])
    return kind[0] in "LM" or kind == "Nd" or words[at] in SIGNS or ESCAPE.match(words, at) is not None

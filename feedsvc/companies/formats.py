"""Registry files: what companies there are, as a person writes it.

Three formats hold the same four things (key, other listings, shown name, other names):

- the starter format, a line a company: `600030.SH | 06030.HK | 中信证券 | ?中信, CITIC Securities`;
- TOML: `[[company]]` with `key`, `name`, `listings = []`, `names = []`, `ambiguous = []`, `hints = []`;
- CSV with the header `key,listings,name,names`, several values in one cell apart by `;`.

`?` in front of a name marks it as ambiguous, `~` as a hint (`~iPhone`): a word that makes an ambiguous name of this
company count, and is no name itself. Behind a name its days may stand in brackets, as ISO dates with two dots:
`Facebook (..2021-10-27)`, `Meta (2021-10-28..)`. The key is the primary listing in any spelling, or, for a company
without one, its short name. A bad line is a Problem; the other lines are used.
"""

from __future__ import annotations

import csv
import io
import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from feedsvc.companies import codes
from feedsvc.companies.folding import folded_name
from feedsvc.companies.legal import NO_ALIAS
from feedsvc.companies.marks import unmarked
from feedsvc.model import Company, Listing, Name, Problem
from feedsvc.patterns import lazy

_COLUMNS = 4
_SHORTEST_NAME, _LONGEST_NAME = 2, 100
"""A single character is in every text; no company's name is longer than this."""
_TABLE = lazy(r"\s*\[\[\s*company\s*\]\]")
_TEXTS, _LISTS = ("key", "name"), ("listings", "names", "ambiguous", "hints")
_HEADER = ["key", "listings", "name", "names"]
_CODE_SHAPE = lazy(r"[0-9A-Z]{1,8}\.[A-Z]{1,3}")
_DATED = lazy(r"\s*[(（]\s*([0-9-]*)\s*\.\.\s*([0-9-]*)\s*[)）]$")
AMBIGUOUS, HINT = "?", "~"
SYNTAX = "registry-syntax"
"""The rule of a problem by which nothing at all of a file can be read."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """A registry file: the companies that can be used, and what is wrong with the rest. `passed` rows of an exchange's
    list name no company's share."""

    companies: tuple[Company, ...]
    problems: tuple[Problem, ...] = ()
    path: str = ""
    passed: int = 0


@dataclass(frozen=True, slots=True)
class _Row:
    """One company as its file writes it; `names` begins with the shown name, all with their `?`."""

    line: int | None
    key: str
    listings: tuple[str, ...]
    names: tuple[str, ...]


class _Bad(Exception):
    """What is wrong with one row: rule, what was found, what would mend it."""

    def __init__(self, rule: str, found: str, mend: str) -> None:
        super().__init__(found)
        self.rule, self.found, self.mend = rule, found, mend


def parse(text: str, path: str) -> Parsed:
    """The starter format: `#` comments, blank lines, `key | other listings | name | other names`, lists by ", "."""
    rows: list[_Row | Problem] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("|")]
        if len(cells) == _COLUMNS:
            key, listings, name, names = cells
            rows.append(_Row(number, key, _split(listings, ","), (name, *_split(names, ","))))
        else:
            mend = "write key | other listings | name | other names"
            rows.append(Problem(path, "registry-columns", f"{len(cells)} columns in {line!r}", mend, number))
    return _read(rows, path)


def parse_toml(text: str, path: str) -> Parsed:
    """A user's TOML file: `[[company]]` tables with key, name, listings, names, ambiguous and hints."""
    try:
        whole = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        problem = Problem(path, SYNTAX, f"no valid TOML: {error}", "mend the syntax at that place")
        return Parsed((), (problem,), path)
    tables, others = whole.get("company", []), sorted(whole.keys() - {"company"})
    if not isinstance(tables, list):
        found = f"company is {type(tables).__name__}"
        return Parsed((), (Problem(path, "registry-toml", found, "write [[company]] above each company"),), path)
    lines = [number for number, line in enumerate(text.splitlines(), 1) if _TABLE.match(line)]
    # A heading inside a text of several lines would shift them: then none is told.
    places = lines if len(lines) == len(tables) else [None] * len(tables)
    mend = "write [[company]] above each company"
    rows: list[_Row | Problem] = [Problem(path, "registry-toml", f"unknown {name!r}", mend) for name in others]
    for table, line in zip(tables, places, strict=True):
        rows.extend(_toml_rows(table, path, line))
    return _read(rows, path)


def parse_csv(text: str, path: str) -> Parsed:
    """A user's CSV file with the header `key,listings,name,names`; several values in one cell apart by `;`."""
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    rows: list[_Row | Problem] = []
    try:
        header = [cell.strip().lower() for cell in next(reader, [])]
        if header != _HEADER:
            found = f"header is {','.join(header)!r}"
            return Parsed((), (Problem(path, SYNTAX, found, f"write {','.join(_HEADER)}", 1),), path)
        rows.extend(_csv_row(cells, path, reader.line_num) for cells in reader if any(map(str.strip, cells)))
    except csv.Error as error:
        rows.append(Problem(path, "registry-csv", f"no valid CSV: {error}", "mend the quoting", reader.line_num))
    return _read(rows, path)


def is_registry(text: str) -> bool:
    """Whether a text is a registry file in CSV or TOML: such a one need not be taken in."""
    lines = text.splitlines()
    header = [cell.strip().lower() for cell in lines[0].split(",")] if lines else []
    return header == _HEADER or any(map(_TABLE.match, lines))


def _csv_row(cells: list[str], path: str, line: int) -> _Row | Problem:
    if len(cells) != _COLUMNS:
        return Problem(path, "registry-columns", f"{len(cells)} columns in {cells!r}", f"write {_COLUMNS}", line)
    key, listings, name, names = map(str.strip, cells)
    return _Row(line, key, _split(listings, ";"), (name, *_split(names, ";")))


def _toml_rows(table: object, path: str, line: int | None) -> Iterator[_Row | Problem]:
    """The company of a table; what it says besides is told."""
    if not isinstance(table, Mapping):
        yield Problem(path, "registry-toml", f"company is {table!r}", "write [[company]] with key and name", line)
        return
    for name in sorted(table.keys() - {*_TEXTS, *_LISTS}):
        mend = f"a company has {', '.join((*_TEXTS, *_LISTS))}"
        yield Problem(path, "registry-toml", f"unknown {name!r} of a company", mend, line)
    yield _toml_row(table, path, line)


def _toml_row(table: Mapping[str, Any], path: str, line: int | None) -> _Row | Problem:
    key, name = (table.get(field_name, "") for field_name in _TEXTS)
    lists = [table.get(field_name, []) for field_name in _LISTS]
    texts = isinstance(key, str) and isinstance(name, str)
    if not texts or not all(isinstance(one, list) and all(isinstance(text, str) for text in one) for one in lists):
        mend = "write key and name as texts, the others as lists of texts"
        return Problem(path, "registry-toml", f"company {name!r} has a value of the wrong type", mend, line)
    listings, names, ambiguous, hints = lists
    marked = {text.strip() for text in ambiguous}
    every = dict.fromkeys(map(str.strip, (name, *names, *ambiguous)))
    spelled = (f"{AMBIGUOUS}{one}" if one in marked else one for one in every)
    return _Row(line, key.strip(), tuple(listings), (*spelled, *(f"{HINT}{hint.strip()}" for hint in hints)))


def _split(cell: str, separator: str) -> tuple[str, ...]:
    return tuple(filter(None, map(str.strip, cell.split(separator))))


def _read(rows: Iterable[_Row | Problem], path: str) -> Parsed:
    companies: list[Company] = []
    problems: list[Problem] = []
    owners: dict[str, str] = {}
    for row in rows:
        if isinstance(row, Problem):
            problems.append(row)
            continue
        try:
            company = _company(row)
            _claim(company, owners)
        except _Bad as bad:
            problems.append(Problem(path, bad.rule, bad.found, bad.mend, row.line))
        else:
            companies.append(company)
    return Parsed(tuple(companies), tuple(problems), path)


def _company(row: _Row) -> Company:
    first, *others = map(_name, row.names)
    if first.hint:
        raise _Bad("registry-name", f"{row.names[0]!r} is a hint", "write the company's shown name first")
    listing = _listing(row.key) if row.key else None
    listings = [one for one in (listing, *map(_must_be_listing, row.listings)) if one]
    shown = _unmarked(first, {one.market for one in listings})
    called = {spelling.text for spelling in (shown, *others) if not spelling.hint}
    kept = (spelling for spelling in (shown, *others) if not (spelling.hint and spelling.text in called))
    names = {(spelling.text, spelling.since): spelling for spelling in kept}
    key = listing.key if listing else row.key or shown.text
    return Company(key, shown.text, tuple(names.values()), tuple(dict.fromkeys(one.key for one in listings)))


def _unmarked(shown: Name, markets: Collection[str]) -> Name:
    """A shown name as it was copied from an exchange's list. Two characters are left with their mark, which tells them
    from other words; the other names are as texts write them."""
    folded = folded_name(shown.text)
    bare = unmarked(folded, markets)
    return replace(shown, text=bare) if len(bare) > _SHORTEST_NAME and bare != folded else shown


def _name(written: str) -> Name:
    bare = written.strip()
    dated = _DATED.search(bare) if bare.endswith((")", "）")) else None
    since, until = (_day(dated[1]), _day(dated[2])) if dated else ("", "")
    bare = bare[: dated.start()] if dated else bare
    mark = bare[:1] if bare[:1] in (AMBIGUOUS, HINT) else ""
    text = bare.removeprefix(mark).strip()
    plain = folded_name(text)
    if not _SHORTEST_NAME <= len(plain) <= _LONGEST_NAME:
        found = f"name {text!r} has {len(plain)} characters"
        raise _Bad("registry-name", found, f"write a name of {_SHORTEST_NAME} to {_LONGEST_NAME} characters")
    if plain in NO_ALIAS:
        raise _Bad("registry-name", f"name {text!r} is what any company is called", "write a name of its own")
    if since and until and until < since:
        raise _Bad("registry-day", f"{until} is before {since}", "write a name's days like (2019-05-01..2021-10-27)")
    return Name(text, mark == AMBIGUOUS, hint=mark == HINT, since=since, until=until)


def _day(written: str) -> str:
    try:
        return date.fromisoformat(written).isoformat() if written else ""
    except ValueError as error:
        found = f"{written!r} is no day"
        raise _Bad("registry-day", found, "write a name's days like (2019-05-01..2021-10-27)") from error


def as_csv(companies: Iterable[Company]) -> str:
    """Companies as a CSV registry file: `parse_csv` gives the same ones."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_HEADER)
    for company in companies:
        shown = next((name for name in company.names if name.text == company.name), Name(company.name))
        others = [written(name) for name in company.names if name is not shown]
        listings = [listing for listing in company.listings if listing != company.key]
        writer.writerow([company.key, ";".join(listings), written(shown), ";".join(others)])
    return text.getvalue()


def written(name: Name) -> str:
    """A name as registry files write it: `?平安`, `~iPhone`, `Facebook (..2021-10-27)`."""
    mark = AMBIGUOUS if name.ambiguous else HINT if name.hint else ""
    days = f" ({name.since}..{name.until})" if name.since or name.until else ""
    return f"{mark}{name.text}{days}"


def _listing(key: str) -> Listing | None:
    """The listing that a key spells, None for an unlisted company's name."""
    listing = codes.parse(key)
    if listing:
        return listing
    kind = codes.kind(key)
    if kind:
        raise _Bad("registry-key", f"{key!r} is a {kind}", "write the listing of a company's share")
    if _CODE_SHAPE.fullmatch(key) or key.isdigit():
        raise _Bad("registry-key", f"{key!r} is on no known market", "write it like 600519.SH, 06618.HK or NIO.US")
    return None


def _must_be_listing(written: str) -> Listing:
    listing = _listing(written)
    if listing is None:
        raise _Bad("registry-listing", f"{written!r} is no listing", "write it like 600519.SH, 06618.HK or NIO.US")
    return listing


def _claim(company: Company, owners: dict[str, str]) -> None:
    """Note whose key and listings these are; one that is taken already cannot be used twice in one file."""
    mine = dict.fromkeys((company.key, *company.listings))
    for key in mine:
        if key in owners:
            raise _Bad("registry-duplicate", f"{key!r} stands already under {owners[key]!r}", "keep one of the two")
    owners.update(dict.fromkeys(mine, company.name))

"""The companies known: the starter file, the user's own files, merging, and looking one up.

Three formats hold the same four things (key, other listings, shown name, other names):

- the starter format, a line a company: `600030.SH | 06030.HK | 中信证券 | ?中信, CITIC Securities`;
- TOML: `[[company]]` with `key`, `name`, `listings = []`, `names = []`, `ambiguous = []`;
- CSV with the header `key,listings,name,names`, several values in one cell apart by `;`.

`?` in front of a name marks it as ambiguous. The key is the primary listing in any spelling, or, for a company
without one, its short name. A bad line is a Problem; the other lines are used.
"""

from __future__ import annotations

import csv
import io
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from feedsvc.companies import codes
from feedsvc.companies.folding import folded_name, small
from feedsvc.companies.naming import undecorated
from feedsvc.model import Company, Listing, Name, Problem

_COLUMNS = 4
_SHORTEST_NAME, _LONGEST_NAME = 2, 100
"""A single character is in every text; no company's name is longer than this."""
_HEADER = ["key", "listings", "name", "names"]
_CODE_SHAPE = re.compile(r"[0-9A-Z]{1,8}\.[A-Z]{1,3}")


@dataclass(frozen=True, slots=True)
class Parsed:
    """A registry file: the companies that can be used, and what is wrong with the rest."""

    companies: tuple[Company, ...]
    problems: tuple[Problem, ...] = ()
    path: str = ""


@dataclass(frozen=True, slots=True)
class Merged:
    """The starter registry with the user's files laid over it."""

    companies: tuple[Company, ...]
    problems: tuple[Problem, ...] = ()


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
    """A user's TOML file: `[[company]]` tables with key, name, listings, names and ambiguous."""
    try:
        tables = tomllib.loads(text).get("company", [])
    except tomllib.TOMLDecodeError as error:
        problem = Problem(path, "registry-toml", f"no valid TOML: {error}", "mend the syntax at that place")
        return Parsed((), (problem,), path)
    if not isinstance(tables, list):
        found = f"company is {type(tables).__name__}"
        return Parsed((), (Problem(path, "registry-toml", found, "write [[company]] above each company"),), path)
    return _read([_toml_row(table, path, number) for number, table in enumerate(tables, 1)], path)


def parse_csv(text: str, path: str) -> Parsed:
    """A user's CSV file with the header `key,listings,name,names`; several values in one cell apart by `;`."""
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    rows: list[_Row | Problem] = []
    try:
        header = [cell.strip().lower() for cell in next(reader, [])]
        if header != _HEADER:
            found = f"header is {','.join(header)!r}"
            return Parsed((), (Problem(path, "registry-columns", found, f"write {','.join(_HEADER)}", 1),), path)
        rows.extend(_csv_row(cells, path, reader.line_num) for cells in reader if any(map(str.strip, cells)))
    except csv.Error as error:
        rows.append(Problem(path, "registry-csv", f"no valid CSV: {error}", "mend the quoting", reader.line_num))
    return _read(rows, path)


def _csv_row(cells: list[str], path: str, line: int) -> _Row | Problem:
    if len(cells) != _COLUMNS:
        return Problem(path, "registry-columns", f"{len(cells)} columns in {cells!r}", f"write {_COLUMNS}", line)
    key, listings, name, names = map(str.strip, cells)
    return _Row(line, key, _split(listings, ";"), (name, *_split(names, ";")))


def _toml_row(table: object, path: str, number: int) -> _Row | Problem:
    if not isinstance(table, Mapping):
        return Problem(path, "registry-toml", f"company {number} is {table!r}", "write [[company]] with key and name")
    key, name = table.get("key", ""), table.get("name", "")
    lists = [table.get(field_name, []) for field_name in ("listings", "names", "ambiguous")]
    texts = isinstance(key, str) and isinstance(name, str)
    if not texts or not all(isinstance(one, list) and all(isinstance(text, str) for text in one) for one in lists):
        found = f"company {number} has a value of the wrong type"
        return Problem(path, "registry-toml", found, "write key and name as texts, the others as lists of texts")
    listings, names, ambiguous = lists
    marked = {text.strip() for text in ambiguous}
    every = dict.fromkeys(map(str.strip, (name, *names, *ambiguous)))
    return _Row(None, key.strip(), tuple(listings), tuple(f"?{one}" if one in marked else one for one in every))


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
    names = {spelling.text: spelling for spelling in map(_name, row.names)}
    shown = next(iter(names))
    listing = _listing(row.key) if row.key else None
    listings = [one.key for one in (listing, *map(_must_be_listing, row.listings)) if one]
    key = listing.key if listing else row.key or shown
    return Company(key, shown, tuple(names.values()), tuple(dict.fromkeys(listings)))


def _name(written: str) -> Name:
    text = written.removeprefix("?").strip()
    if not _SHORTEST_NAME <= len(folded_name(text)) <= _LONGEST_NAME:
        found = f"name {text!r} has {len(folded_name(text))} characters"
        raise _Bad("registry-name", found, f"write a name of {_SHORTEST_NAME} to {_LONGEST_NAME} characters")
    return Name(text, written.startswith("?"))


def _listing(key: str) -> Listing | None:
    """The listing that a key spells, None for an unlisted company's name."""
    listing = codes.parse(key)
    if listing:
        return listing
    kind = codes.kind(key)
    if kind:
        raise _Bad("registry-key", f"{key!r} is a {kind}", "write the listing of a company's share")
    if _CODE_SHAPE.fullmatch(key):
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


@dataclass(frozen=True, slots=True)
class Registry:
    """Looking up companies by key, listing or name; the tables are built once."""

    companies: tuple[Company, ...]
    _by_key: Mapping[str, Company] = field(init=False, repr=False, compare=False)
    _by_listing: Mapping[str, Company] = field(init=False, repr=False, compare=False)
    _by_name: Mapping[str, tuple[Company, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        names: dict[str, dict[str, Company]] = {}
        for company in self.companies:
            for text in (company.key, company.name, *(name.text for name in company.names)):
                names.setdefault(small(folded_name(text)), {})[company.key] = company
        object.__setattr__(self, "_by_key", {company.key: company for company in self.companies})
        listings = {listing: company for company in self.companies for listing in company.listings}
        object.__setattr__(self, "_by_listing", listings)
        object.__setattr__(self, "_by_name", {name: tuple(owners.values()) for name, owners in names.items()})

    def by_key(self, key: str) -> Company | None:
        """The company with this very key."""
        return self._by_key.get(key)

    def by_listing(self, key: str) -> Company | None:
        """The company that has this listing, given in key form: `06030.HK` finds 600030.SH."""
        return self._by_listing.get(key)

    def resolve(self, text: str) -> tuple[Company, ...]:
        """The companies that a code in any spelling, a bare code or a name can mean: none, one or several.

        `sh600030`, `6030.HK`, `06030`, `中信證券` and `中信证券` all find the one company.
        """
        listing = codes.parse(text)
        if listing:
            company = self.by_listing(listing.key)
            return (company,) if company else ()
        return self.named(text) or tuple(filter(None, (self.by_listing(one.key) for one in codes.bare(text))))

    def named(self, text: str) -> tuple[Company, ...]:
        """The companies that have this name, an exchange's decorations aside; codes are no names."""
        plain = small(folded_name(text))
        return self._by_name.get(plain) or self._by_name.get(undecorated(plain), ())


def merge(starter: Parsed, *user: Parsed) -> Merged:
    """The starter registry with the user's files over it, a later file over an earlier one.

    The same key or a shared listing means the same company: its names and listings are joined, and the later file's
    key, shown name and ambiguity marks win. A name that stands unmarked under two companies becomes ambiguous for
    both, and is reported.
    """
    joined: dict[str, Company] = {company.key: company for company in starter.companies}
    owners = {key: company.key for company in starter.companies for key in (company.key, *company.listings)}
    for file in user:
        for company in file.companies:
            _lay_over(company, joined, owners)
    companies, reports = _shared_names_marked(tuple(joined.values()))
    problems = (problem for file in (starter, *user) for problem in file.problems)
    return Merged(companies, (*problems, *reports))


def _lay_over(company: Company, joined: dict[str, Company], owners: dict[str, str]) -> None:
    same = dict.fromkeys(owners[key] for key in (company.key, *company.listings) if key in owners)
    for key in same:
        company = _joined(company, joined.pop(key))
    joined[company.key] = company
    owners.update(dict.fromkeys((company.key, *company.listings, *same), company.key))


def _joined(later: Company, earlier: Company) -> Company:
    names = {folded_name(name.text): name for name in (*later.names, *earlier.names)}
    names.update({folded_name(name.text): name for name in later.names})
    listings = dict.fromkeys((*later.listings, *earlier.listings))
    return Company(later.key, later.name, tuple(names.values()), tuple(listings))


def _shared_names_marked(companies: tuple[Company, ...]) -> tuple[tuple[Company, ...], Iterator[Problem]]:
    holders: dict[str, list[str]] = {}
    for company in companies:
        for name in {folded_name(name.text) for name in company.names if not name.ambiguous}:
            holders.setdefault(name, []).append(company.key)
    shared = {name: keys for name, keys in holders.items() if len(keys) > 1}
    return tuple(_marked(company, shared) for company in companies), map(_shared_name, shared.items())


def _marked(company: Company, shared: Mapping[str, list[str]]) -> Company:
    if not any(folded_name(name.text) in shared for name in company.names):
        return company
    names = (Name(name.text, name.ambiguous or folded_name(name.text) in shared) for name in company.names)
    return Company(company.key, company.name, tuple(names), company.listings)


def _shared_name(item: tuple[str, list[str]]) -> Problem:
    name, keys = item
    found = f"name {name!r} stands under {', '.join(map(repr, keys))}; it counts as ambiguous"
    return Problem(
        "companies", "registry-shared-name", found, "mark it with ? or keep it under one company", held=False
    )

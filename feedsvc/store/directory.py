"""Lists of companies and categories: in alphabetical order (readings.py), by size, by activity, by what one types.

Each is a range of an index, cut into pages, whatever number of feeds there are; only `matching` looks at all labels of
a kind.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, literal_column, or_, select

from feedsvc.articles import taxonomy
from feedsvc.companies.folding import folded_name, straight
from feedsvc.model import FeedKind
from feedsvc.readings import INITIALS
from feedsvc.selection import page_path
from feedsvc.store import meanings, schema, trends
from feedsvc.store.pages import instant
from feedsvc.store.schema import AnyRow

LISTED = 200
"""Entries of one page of a list."""
LONGEST = 60
"""Characters of what one types that count."""
_TERMS = schema.terms.c
# Rules that are told by literal numbers, for which a database uses a partial index.
_HELD = _TERMS.entries > literal_column("0")


@dataclass(frozen=True, slots=True)
class Listed:
    """A line of a list: a feed, its articles and the newest; `recent` its articles of the last 30 days, where the list
    goes by them; `provisional` where a company is known from articles alone."""

    key: str
    label: str
    page: str
    entries: int
    newest: datetime | None
    initial: str
    recent: int | None = None
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class Directory:
    """Some lines of a list that has `total`, from `offset` on."""

    listed: tuple[Listed, ...]
    total: int
    offset: int = 0


def initials(connection: Connection, kind: FeedKind, *, empty: bool = False) -> dict[str, int]:
    """How many feeds of a kind there are by the initial letters of their labels, in the order of INITIALS; with those
    that have no articles where `empty`."""
    query = select(_TERMS.initial, func.count()).select_from(_joined()).where(*_of(kind, empty=empty))
    counts: dict[str, int] = dict(connection.execute(query.group_by(_TERMS.initial)).all())
    return {initial: counts[initial] for initial in INITIALS if initial in counts}


def by_initial(
    connection: Connection, kind: FeedKind, initial: str, *, offset: int = 0, limit: int = LISTED, empty: bool = False
) -> Directory:
    """The feeds of a kind whose labels begin with a letter, in the order of their readings."""
    own = [*_of(kind, empty=empty), _TERMS.initial == initial]
    query = _query().where(*own).order_by(_TERMS.reading, _TERMS.label, _TERMS.id)
    return _cut(connection, query, _count(connection, own), offset, limit)


def by_size(connection: Connection, kind: FeedKind, *, offset: int = 0, limit: int = LISTED) -> Directory:
    """The feeds of a kind with articles, those with most first."""
    own = _of(kind, empty=False)
    query = _query().where(*own).order_by(_TERMS.entries.desc(), _TERMS.id)
    return _cut(connection, query, _count(connection, own), offset, limit)


def by_activity(connection: Connection, kind: FeedKind, *, offset: int = 0, limit: int = LISTED) -> Directory:
    """The feeds of a kind with articles of the 30 days that end with the store's newest, those with most first."""
    end = trends.newest_day(connection)
    if end is None:
        return Directory((), 0, offset)
    counted = trends.recent(end).subquery()
    own = [_TERMS.kind == kind]
    lively = _joined().join(counted, counted.c.term_id == _TERMS.id)
    query = select(*_COLUMNS, counted.c.recent).select_from(lively).where(*own)
    total = connection.execute(select(func.count()).select_from(lively).where(*own)).scalar_one()
    return _cut(connection, query.order_by(counted.c.recent.desc(), _TERMS.id), total, offset, limit)


def matching(
    connection: Connection, kind: FeedKind, text: str, *, offset: int = 0, limit: int = LISTED, empty: bool = True
) -> Directory:
    """The feeds of a kind whose label, key or reading holds what one types, or any other name of a company: `京东`,
    `06618`, `jingdong`, `jdjk`; and the companies of which it is a spelling as addresses take it: `HK06618`. These and
    those that begin with it come first, then those with most articles."""
    plain, written = (_typed(each) for each in (folded_name(text[:LONGEST]), text[:LONGEST]))
    joined = "".join(plain.split())
    if not joined:
        return Directory((), 0)
    meant = [alias.key for alias in meanings.asked_for(connection, plain)] if kind == "company" else []
    # Labels are kept as they are written: `早报，上海` has a wide comma.
    ways = dict.fromkeys((plain, straight(plain), written))
    holding = (each for typed in ways for each in _holding(kind, typed, joined))
    found = or_(_TERMS.key.in_(meant), *holding)
    own = [*_of(kind, empty=empty), found]
    begins = or_(
        _TERMS.key.in_(meant),
        _TERMS.folded.startswith(_key(plain), autoescape=True),
        _flat().startswith(joined, autoescape=True),
    )
    # Found and counted at once: each is a look at every label.
    query = _query().add_columns(func.count().over().label("total")).where(*own)
    query = query.order_by(begins.desc(), _TERMS.entries.desc(), _TERMS.reading, _TERMS.id)
    rows = connection.execute(query.offset(offset).limit(limit)).all()
    # Behind the last one no row says how many there are.
    total = rows[0].total if rows else _count(connection, own) if offset else 0
    return Directory(tuple(map(_listed, rows)), total, offset)


def _typed(text: str) -> str:
    """In small letters. A control character is in no name, and PostgreSQL takes no NUL."""
    return "".join(each for each in text.casefold() if each.isprintable()).strip()


def _holding(kind: FeedKind, plain: str, joined: str) -> list[ColumnElement[bool]]:
    key = _key(plain)
    conditions = [
        func.lower(_TERMS.label).contains(plain, autoescape=True),
        _TERMS.folded.contains(key, autoescape=True),
        _flat().contains(joined, autoescape=True),
        _TERMS.letters.contains(joined, autoescape=True),
    ]
    if kind == "company":
        aliases = schema.aliases.c
        conditions.append(_TERMS.id.in_(select(aliases.term_id).where(aliases.folded.contains(key, autoescape=True))))
    return conditions


def _key(plain: str) -> str:
    try:
        return taxonomy.fold(taxonomy.key(plain))
    except ValueError:
        return plain


def _flat() -> ColumnElement[str]:
    """A reading without spaces, as people type it."""
    return func.replace(_TERMS.reading, " ", "")


_COLUMNS: tuple[ColumnElement[Any], ...] = (
    _TERMS.kind, _TERMS.key, _TERMS.label, _TERMS.entries, _TERMS.newest, _TERMS.initial,
    schema.companies.c.provisional,
)  # fmt: skip


def _joined() -> Any:
    return schema.terms.outerjoin(schema.companies, schema.companies.c.term_id == _TERMS.id)


def _query() -> Select[Any]:
    return select(*_COLUMNS).select_from(_joined())


def _of(kind: FeedKind, *, empty: bool) -> list[ColumnElement[bool]]:
    """The feeds of a kind that are to be seen: those with articles, and companies that are known without any."""
    if not empty or kind != "company":
        return [_TERMS.kind == kind, _HELD]
    return [_TERMS.kind == kind, or_(_HELD, and_(_TERMS.version > 0, schema.companies.c.active == 1))]


def _count(connection: Connection, own: list[ColumnElement[bool]]) -> int:
    return int(connection.execute(select(func.count()).select_from(_joined()).where(*own)).scalar_one())


def _cut(connection: Connection, query: Select[Any], total: int, offset: int, limit: int) -> Directory:
    rows = connection.execute(query.offset(offset).limit(limit))
    return Directory(tuple(_listed(row) for row in rows), total, offset)


def _listed(row: AnyRow) -> Listed:
    newest = None if row.newest is None else instant(row.newest)
    recent = row._mapping.get("recent")
    return Listed(
        row.key, row.label, page_path(row.kind, row.key), row.entries, newest, row.initial, recent,
        bool(row.provisional),
    )  # fmt: skip

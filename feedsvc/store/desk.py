"""What a desk has to look after: dates that were assumed, companies and names that wait for a person's word, problems,
who reads what. Each is a bounded list, and how many there are, counted to MOST."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar
from urllib.parse import unquote

from sqlalchemy import ColumnElement, Connection, Select, and_, func, literal_column, or_, select, text

from feedsvc.articles import taxonomy
from feedsvc.model import KEYED_KINDS, Problem
from feedsvc.selection import feed_path, page_path
from feedsvc.store import lessons, schema
from feedsvc.store.lessons import Waiting
from feedsvc.store.pages import instant
from feedsvc.store.schema import AnyRow

LISTED = 50
MOST = 1_000
"""What is counted: of more it is said that there are as many at least."""
_ASSUMED = text(
    "articles.state = 'live' AND substr(articles.extra, 1, 13) <> '{\"assumed\"\\:[]'"
    ' AND substr(articles.extra, 1, 23) <> \'{"assumed"\\:["timezone"]\''
)
"""As the index says it (migrations.py)."""
_PROVISIONAL = text("companies.provisional = 1 AND companies.active = 1")

_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class Few(Generic[_Item]):
    """The first of a list, and how many there are: as many at least where `is_least`."""

    listed: tuple[_Item, ...]
    total: int
    is_least: bool = False


@dataclass(frozen=True, slots=True)
class Assumed:
    """An article of whose date more than the zone was assumed: in which file, and what (`date from text`, `time`)."""

    uuid: str
    title: str
    source: str
    path: str
    published: datetime
    written: str
    assumed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unknown:
    """A company that is known from articles alone, and their number."""

    key: str
    label: str
    page: str
    entries: int


@dataclass(frozen=True, slots=True)
class Read:
    """A feed with its page, and its subscribers as far as readers tell."""

    label: str
    path: str
    page: str
    subscribers: int


def problems(connection: Connection, limit: int = LISTED) -> Few[tuple[str, Problem]]:
    """Files that are held back, as (source, problem), by source and path."""
    table, sources = schema.problems, schema.sources
    query = (
        select(sources.c.name, table)
        .select_from(table.join(sources, table.c.source_id == sources.c.id))
        .where(table.c.held == 1)
        .order_by(sources.c.name, table.c.path, table.c.line, table.c.id)
        .limit(limit)
    )
    found = tuple(
        (row.name, Problem(row.path, row.rule, row.found, row.mend, row.line)) for row in connection.execute(query)
    )
    return Few(found, *_count(connection, select(table.c.id).where(table.c.held == 1)))


def assumed(connection: Connection, limit: int = LISTED) -> Few[Assumed]:
    """The newest articles of whose dates more than the zone was assumed: a range of an index that holds no others."""
    articles, sources = schema.articles.c, schema.sources.c
    columns = (articles.uuid, articles.title, sources.name, articles.path, articles.published, articles.published_raw)
    query = (
        select(*columns, articles.extra)
        .select_from(schema.articles.join(schema.sources, articles.source_id == sources.id))
        .where(_ASSUMED)
        .order_by(articles.published.desc())
        .limit(limit)
    )
    found = tuple(map(_assumed, connection.execute(query)))
    return Few(found, *_count(connection, select(articles.id).select_from(schema.articles).where(_ASSUMED)))


def _assumed(row: AnyRow) -> Assumed:
    what = tuple(json.loads(row.extra)["assumed"])
    return Assumed(row.uuid, row.title, row.name, row.path, instant(row.published), row.published_raw, what)


def unknown(connection: Connection, limit: int = LISTED) -> Few[Unknown]:
    """The companies that are known from articles alone and wait for a person's word, those of most articles first."""
    terms, companies = schema.terms.c, schema.companies
    joined = companies.join(schema.terms, companies.c.term_id == terms.id)
    query = select(terms.key, terms.label, terms.entries).select_from(joined).where(_PROVISIONAL)
    rows = connection.execute(query.order_by(terms.entries.desc(), terms.label, terms.id).limit(limit))
    found = tuple(Unknown(row.key, row.label, page_path("company", row.key), row.entries) for row in rows)
    return Few(found, *_count(connection, select(companies.c.term_id).where(_PROVISIONAL)))


def names(connection: Connection, limit: int = LISTED) -> Few[Waiting]:
    """Names that may be companies' and that nobody has decided about, those of most articles first."""
    return Few(lessons.waiting(connection, limit), *_count(connection, lessons.names_waiting()))


def zoneless(connection: Connection) -> tuple[int, int]:
    """How many of the newest MOST articles have a time without a zone, which is taken as the site's; and of how many
    that is."""
    articles = schema.articles.c
    query = select(articles.extra).where(articles.state == literal_column("'live'"))
    rows = connection.execute(query.order_by(articles.published.desc(), articles.id.desc()).limit(MOST)).scalars()
    counts = Counter("timezone" in json.loads(extra)["assumed"] for extra in rows)
    return counts[True], counts.total()


def read(connection: Connection, totals: Mapping[str, int], limit: int = LISTED) -> Few[Read]:
    """The feeds with most subscribers, of totals by path without format (Readers.totals)."""
    best = sorted(totals.items(), key=lambda each: (-each[1], each[0]))[:limit]
    keyed = {path: _kind_and_key(path) for path, _ in best}
    wanted = [pair for pair in keyed.values() if pair is not None]
    labels = _labels(connection, wanted) if wanted else {}
    found = []
    for path, number in best:
        pair = keyed[path]
        label, page = (labels.get(pair, path), page_path(*pair)) if pair else (path, path)
        found.append(Read(label, path, page, number))
    return Few(tuple(found), len(totals))


def _kind_and_key(path: str) -> Any:
    """Kind and key of a feed's path; None for the feed of everything, a search, and what is none."""
    parts = path.split("/")
    if len(parts) != len(("", "feeds", "kind", "key")) or parts[2] not in KEYED_KINDS:
        return None
    key = unquote(parts[3])
    return (parts[2], key) if feed_path(parts[2], key) == path else None


def _labels(connection: Connection, wanted: list[tuple[str, str]]) -> dict[tuple[str, str], str]:
    terms = schema.terms.c
    conditions: list[ColumnElement[bool]] = [
        and_(terms.kind == kind, terms.folded == taxonomy.fold(key)) for kind, key in wanted
    ]
    rows = connection.execute(select(terms.kind, terms.key, terms.label).where(or_(*conditions)))
    return {(row.kind, row.key): row.label for row in rows}


def _count(connection: Connection, query: Select[Any]) -> tuple[int, bool]:
    """How many rows a query has, counted to MOST; whether there may be more."""
    total = int(connection.execute(select(func.count()).select_from(query.limit(MOST).subquery())).scalar_one())
    return total, total == MOST

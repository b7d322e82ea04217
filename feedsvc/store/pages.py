"""Read feed pages: one key's newest entries cost the same in a store of any size, an index range (rule 7)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Select,
    and_,
    bindparam,
    exists,
    literal_column,
    or_,
    select,
)

from feedsvc.articles import taxonomy
from feedsvc.model import TERM_KINDS, EntrySource, FeedKind, Picture, Role, Term
from feedsvc.prepared import enclosures_of
from feedsvc.selection import feed_path, page_path
from feedsvc.served import Entry, EntryCompany, FeedSummary
from feedsvc.store import schema
from feedsvc.store.companies import names_of
from feedsvc.store.engine import feed_uuid
from feedsvc.store.ledger import ALL_KEY
from feedsvc.store.mentions import SCORE_UNIT, tiers
from feedsvc.store.schema import AnyRow


@dataclass(frozen=True, slots=True)
class Feed:
    """One feed: its number, what its id is made of (`minted`), key, label; version and time of the last change of its
    bytes, and of the last that may concern all of them at once."""

    term_id: int
    minted: int
    uuid: str
    kind: FeedKind
    key: str
    label: str
    entries: int
    known: datetime
    version: int
    modified: int
    rewritten: int
    rewritten_at: int


def instant(seconds: int) -> datetime:
    """Whole seconds since 1970 as an aware UTC datetime."""
    return datetime.fromtimestamp(seconds, UTC)


def find(connection: Connection, authority: UUID, kind: FeedKind, key: str) -> Feed | None:
    """The feed of a key in any case or width, or None: no such key, or none that was ever to be seen.

    A key that only held articles or drafts have is not known to the outside.
    """
    return _found(connection, authority, _FIND, kind, key)


def left(connection: Connection, authority: UUID, key: str) -> Feed | None:
    """The feed of a company that nothing names any more, while it tells what left it; as find."""
    return _found(connection, authority, _LEFT, "company", key)


def _found(connection: Connection, authority: UUID, query: Select[Any], kind: FeedKind, key: str) -> Feed | None:
    try:
        folded = taxonomy.fold(taxonomy.key(key)) if kind != "all" else ALL_KEY
    except ValueError:
        return None
    row = connection.execute(query, {"asked_kind": kind, "asked_key": folded}).first()
    return None if row is None else _feed(row, authority)


def _finding(visible: ColumnElement[bool]) -> Select[Any]:
    """Made once, as the others here: to make a statement takes longer than to answer it."""
    terms, companies = schema.terms, schema.companies
    return (
        select(terms, companies.c.active)
        .select_from(terms.outerjoin(companies, companies.c.term_id == terms.c.id))
        .where(terms.c.kind == bindparam("asked_kind"), terms.c.folded == bindparam("asked_key"))
        .where(terms.c.version > 0, visible)
    )


_FIND = _finding(or_(schema.terms.c.kind != "company", schema.companies.c.active == 1, schema.terms.c.entries > 0))
_LEFT = _finding(exists().where(schema.removals.c.term_id == schema.terms.c.id))


def _feed(row: AnyRow, authority: UUID) -> Feed:
    return Feed(
        row.id, row.minted, feed_uuid(authority, row.minted), row.kind, "" if row.kind == "all" else row.key, row.label,
        row.entries, instant(row.known), row.version, row.modified, row.rewritten, row.rewritten_at,
    )  # fmt: skip


def feeds(
    connection: Connection, authority: UUID, kind: FeedKind | None = None, limit: int | None = None
) -> tuple[FeedSummary, ...]:
    """The catalogue: every feed with entries, largest first within its kind; at most `limit`, where given."""
    terms = schema.terms
    query = select(terms).where(or_(terms.c.entries > 0, terms.c.kind == "all"))
    if kind is not None:
        query = query.where(terms.c.kind == kind)
    query = query.order_by(terms.c.kind, terms.c.entries.desc(), terms.c.folded).limit(limit)
    rows = connection.execute(query)
    return tuple(summary(row, authority) for row in rows)


def summary(row: AnyRow, authority: UUID) -> FeedSummary:
    """A row of `terms` as a line of the catalogue."""
    key = "" if row.kind == "all" else row.key
    newest = None if row.newest is None else instant(row.newest)
    return FeedSummary(
        feed_uuid(authority, row.minted), row.kind, key, row.label, feed_path(row.kind, key), page_path(row.kind, key),
        row.entries, newest,
    )  # fmt: skip


def entries(connection: Connection, term_id: int, limit: int, role: Role | None = None) -> tuple[Entry, ...]:
    """The newest entries of a feed: by published, then by id (INTERFACE); of a company's, those of one role alone."""
    query = _NEWEST[role == "subject"]
    return made(connection, connection.execute(query, {"feed": term_id, "most": limit}).all())


def _newest(about: ColumnElement[bool]) -> Select[Any]:
    articles, links = schema.articles, schema.links
    return (
        select(articles)
        .select_from(links.join(articles, links.c.article_id == articles.c.id))
        .where(links.c.term_id == bindparam("feed"), about)
        .order_by(links.c.published.desc(), links.c.rank, links.c.article_id)
        .limit(bindparam("most"))
    )


# Literal numbers: no database uses a partial index for a parameter.
_SUBJECT = and_(schema.links.c.live == literal_column("1"), schema.links.c.subject == literal_column("1"))
_NEWEST = {False: _newest(schema.links.c.live == schema.LIVE), True: _newest(_SUBJECT)}
"""By whether it is the entries alone whose subject the company is."""


def changed_since(connection: Connection, term_id: int, seq: int, limit: int) -> set[str] | None:
    """The ids of live articles of a feed that changed after a generation; None where more than `limit` did anywhere."""
    articles, links = schema.articles.c, schema.links.c
    query = select(articles.id, articles.uuid).where(articles.seq > seq).order_by(articles.seq).limit(limit + 1)
    changed = {row.id: row.uuid for row in connection.execute(query)}
    if len(changed) > limit:
        return None
    # A sum, for which no index is looked into: else the database goes through all of the feed.
    own = select(links.article_id).where(links.term_id + 0 == term_id, links.live == schema.LIVE)
    return {changed[number] for number in connection.execute(own.where(links.article_id.in_(changed))).scalars()}


def numbered(connection: Connection, article_ids: Sequence[int]) -> tuple[Entry, ...]:
    """These live articles, in the order given."""
    articles = schema.articles
    query = select(articles).where(articles.c.id.in_(article_ids))
    # Their state here and not in the query: by that SQLite would begin with all live articles.
    rows = {row.id: row for row in connection.execute(query) if row.state == "live"}
    return made(connection, [rows[number] for number in article_ids if number in rows])


def entry(connection: Connection, uuid: str) -> Entry | None:
    """One live article by its id."""
    articles = schema.articles
    query = select(articles).where(articles.c.uuid == uuid, articles.c.state == "live")
    found = made(connection, connection.execute(query).all())
    return found[0] if found else None


def number_of(connection: Connection, name: str) -> int | None:
    """The number of an article by its id (with or without `urn:uuid:`), by its file's path in its source, or by that
    behind the source's name, `SOURCE/path`."""
    articles, files, sources = schema.articles.c, schema.files.c, schema.sources.c
    uuid = name.lower().removeprefix("urn:uuid:")
    source, _, path = name.partition("/")
    of_source = select(sources.id).where(sources.name == source).scalar_subquery()
    for query in (
        select(articles.id).where(articles.uuid == uuid),
        select(articles.id).where(articles.guid == name),
        select(files.article_id).where(files.path == name),
        select(files.article_id).where(files.source_id == of_source, files.path == path),
    ):
        found: int | None = connection.execute(query).scalar()
        if found is not None:
            return found
    return None


def made(connection: Connection, rows: Iterable[AnyRow]) -> tuple[Entry, ...]:
    """Rows of `articles` as entries, in their order, with their terms and companies."""
    rows = list(rows)
    numbers = [row.id for row in rows]
    terms, companies = _terms(connection, numbers), _companies(connection, numbers)
    return tuple(_entry(row, terms.get(row.id, ()), companies.get(row.id, ())) for row in rows)


def _entry(row: AnyRow, terms: Iterable[Term], companies: Iterable[EntryCompany]) -> Entry:
    extra = json.loads(row.extra)
    by_kind: Mapping[str, list[Term]] = {kind: [] for kind in TERM_KINDS}
    for term in terms:
        by_kind[term.kind].append(term)
    return Entry(
        uuid=row.uuid,
        title=row.title,
        link=row.link,
        published=instant(row.published),
        updated=instant(row.updated),
        language=row.language,
        summary=row.summary,
        content=row.content,
        source=EntrySource(**extra["source"]),
        authors=tuple(term.label for term in by_kind["author"]),
        picture=Picture(**extra["picture"]) if extra["picture"] else None,
        categories=tuple(by_kind["category"]),
        tags=tuple(by_kind["tag"]),
        companies=tuple(companies),
        assumed=tuple(extra["assumed"]),
        seq=row.seq,
        enclosures=enclosures_of(row.enclosures),
        guid=row.guid,
    )


def _terms(connection: Connection, numbers: list[int]) -> dict[int, list[Term]]:
    found: dict[int, list[Term]] = {}
    for article_id, kind, key, label in connection.execute(_TERMS, {"numbers": numbers}).all():
        # Here and not in the query: by their kinds a database would begin with all terms that there are.
        if kind in TERM_KINDS:
            found.setdefault(article_id, []).append(Term(kind, key, label))
    return found


def _companies(connection: Connection, numbers: list[int]) -> dict[int, list[EntryCompany]]:
    found: dict[int, list[EntryCompany]] = {}
    known: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {}
    for article_id, role, score, reasons, key, label, names, listings in connection.execute(
        _COMPANIES, {"numbers": numbers}
    ).all():
        # The same companies stand in many entries of a feed: each one's names are read once.
        said = known.get(key) or known.setdefault(key, (_shown(names, label), tuple(json.loads(listings))))
        company = EntryCompany(key, label, *said, role, score / SCORE_UNIT, tiers(reasons))
        found.setdefault(article_id, []).append(company)
    return found


def _shown(names: str, label: str) -> tuple[str, ...]:
    """The names of a company besides its label that are to be shown."""
    return tuple(dict.fromkeys(name.text for name in names_of(names) if name.is_shown and name.text != label))


def _related() -> tuple[Select[Any], Select[Any]]:
    """The terms and the companies of some articles."""
    terms, links, companies, mentions = schema.terms, schema.links, schema.companies, schema.mentions
    numbers: BindParameter[int] = bindparam("numbers", expanding=True)
    named = (
        select(links.c.article_id, terms.c.kind, terms.c.key, terms.c.label)
        .select_from(links.join(terms, links.c.term_id == terms.c.id))
        .where(links.c.article_id.in_(numbers))
        .order_by(links.c.position, terms.c.id)
    )
    mentioned = (
        select(
            mentions.c.article_id, mentions.c.role, mentions.c.score, mentions.c.reasons,
            terms.c.key, terms.c.label, companies.c.names, companies.c.listings,
        )
        .select_from(
            mentions.join(terms, mentions.c.term_id == terms.c.id).join(
                companies, companies.c.term_id == mentions.c.term_id
            )
        )
        .where(mentions.c.article_id.in_(numbers))
        .order_by(mentions.c.score.desc(), terms.c.key)
    )  # fmt: skip
    return named, mentioned


_TERMS, _COMPANIES = _related()

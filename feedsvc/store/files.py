"""Which files the store knows, and what each became."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple
from uuid import uuid4

from sqlalchemy import ColumnElement, Connection, Select, and_, func, or_, select

from feedsvc.articles import taxonomy
from feedsvc.articles.site import Site
from feedsvc.articles.targets import Reference, besides, meant, reference, stem, stems
from feedsvc.store import schema
from feedsvc.store.engine import ask_many, with_many
from feedsvc.store.schema import AnyRow

_SOURCES = with_many(
    "SELECT DISTINCT sources.name FROM files JOIN sources ON sources.id = files.source_id"
    " WHERE files.article_id IN (SELECT value FROM {many})",
    "BIGINT",
)
_WANTS = with_many(
    "SELECT files.path, wants.target, wants.resolved FROM wants JOIN files ON files.id = wants.file_id"
    " WHERE wants.file_id IN (SELECT value FROM {many})",
    "BIGINT",
)
_NAMED = with_many(
    "SELECT files.stem, files.path, articles.link, articles.uuid, articles.state"
    " FROM files JOIN articles ON articles.id = files.article_id"
    " WHERE files.source_id = :source AND articles.state = 'live' AND files.stem IN (SELECT value FROM {many})"
    " ORDER BY files.id"
)
_BESIDE = with_many(
    "SELECT files.path, articles.link, articles.uuid, articles.state"
    " FROM files LEFT JOIN articles ON articles.id = files.article_id"
    " WHERE files.source_id = :source AND files.path IN (SELECT value FROM {many})"
)
NAMESAKES = 100
"""Files of one name that a link's target is looked for among."""


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source as the store knows it: `uuid` was minted when its name was first seen."""

    id: int
    name: str
    uuid: str


@dataclass(frozen=True, slots=True)
class LinkBase:
    """What the links within a source count from: the address of pages here, and the site that the source is part of."""

    public_url: str
    site: Site | None = None


AT_ONCE = 5_000
"""Rows that are fetched together."""


class FileRow(NamedTuple):
    """One known file: `digest` of its bytes, `fingerprint` of the code and settings that built it, second from which on
    its article is not to be served (`expires`)."""

    id: int
    path: str
    size: int
    mtime_ns: int
    digest: str
    fingerprint: str
    outcome: str
    article_id: int | None
    expires: int | None = None


def source(connection: Connection, name: str) -> SourceRow:
    """The row of a source, made where there is none."""
    sources = schema.sources
    row = connection.execute(select(sources).where(sources.c.name == name)).first()
    if row is None:
        connection.execute(sources.insert().values(name=name, uuid=str(uuid4())))
        row = connection.execute(select(sources).where(sources.c.name == name)).one()
    return SourceRow(row.id, row.name, row.uuid)


def rename_source(connection: Connection, row: SourceRow, name: str) -> None:
    """Give a source another name, and its feed that key, unless there is such a feed already."""
    connection.execute(schema.sources.update().where(schema.sources.c.id == row.id).values(name=name))
    terms, key = schema.terms, taxonomy.source(name, name).key
    before, after = (taxonomy.fold(each) for each in (taxonomy.source(row.name, row.name).key, key))
    of_sources = terms.c.kind == "source"
    if connection.execute(select(terms.c.id).where(of_sources, terms.c.folded == after)).first() is None:
        connection.execute(terms.update().where(of_sources, terms.c.folded == before).values(folded=after, key=key))


def known_sources(connection: Connection) -> tuple[SourceRow, ...]:
    """Every source that the store ever had articles of."""
    rows = connection.execute(select(schema.sources).order_by(schema.sources.c.name))
    return tuple(SourceRow(row.id, row.name, row.uuid) for row in rows)


def has_articles(connection: Connection, name: str) -> bool:
    """Whether the store has articles of the files of a source."""
    files, sources = schema.files, schema.sources
    query = select(files.c.id).join_from(files, sources, files.c.source_id == sources.c.id)
    found = query.where(sources.c.name == name, files.c.article_id.is_not(None)).limit(1)
    return connection.execute(found).first() is not None


def known(connection: Connection, source_id: int, within: Iterable[str] | None = None) -> dict[str, FileRow]:
    """The known files of a source by path; only those at or below the paths `within`, where given."""
    if within is None or "" in (tops := set(within)):
        return {row.path: row for row in each(connection, source_id)}
    files, found = schema.files.c, dict[str, FileRow]()
    for top in tops:
        # Below a folder: between "top/" and "top0", the character behind the slash.
        below = and_(files.path > f"{top}/", files.path < f"{top}0")
        rows = connection.execute(_rows(source_id).where(or_(files.path == top, below)))
        found |= {row.path: row for row in map(FileRow._make, rows)}
    return found


def each(connection: Connection, source_id: int) -> Iterator[FileRow]:
    """The known files of a source in the order of their paths, which is that of a scan: a million of them are never
    held at once."""
    query = _rows(source_id).order_by(schema.files.c.path).execution_options(yield_per=AT_ONCE)
    return map(FileRow._make, connection.execute(query))


def _rows(source_id: int) -> Select[tuple[int, str, int, int, str, str, str, int | None, int | None]]:
    files = schema.files.c
    return select(
        files.id, files.path, files.size, files.mtime_ns, files.digest, files.fingerprint, files.outcome,
        files.article_id, files.expires,
    ).where(files.source_id == source_id)  # fmt: skip


_ADD = schema.files.insert()


def record(connection: Connection, source_id: int, row: FileRow) -> int:
    """Write what became of a file; its number (`row.id` is 0 for a new one)."""
    values = {
        "path": row.path, "size": row.size, "mtime_ns": row.mtime_ns, "digest": row.digest,
        "fingerprint": row.fingerprint, "outcome": row.outcome, "article_id": row.article_id,
        "stem": stem(row.path), "expires": row.expires,
    }  # fmt: skip
    files = schema.files
    if row.id:
        connection.execute(files.update().where(files.c.id == row.id).values(values))
        return row.id
    result = connection.execute(_ADD, {"source_id": source_id, **values})
    assert result.inserted_primary_key is not None  # noqa: S101 - both dialects return it
    number: int = result.inserted_primary_key[0]
    return number


def look_at(
    connection: Connection, source_id: int, path: str, size_and_time: tuple[int, int], digest: str = ""
) -> None:
    """Write size and time of a file whose bytes are the known ones; their digest, where the row lost it."""
    files = schema.files
    size, mtime_ns = size_and_time
    same = (files.c.source_id == source_id, files.c.path == path)
    values: dict[str, object] = {"size": size, "mtime_ns": mtime_ns} | ({"digest": digest} if digest else {})
    connection.execute(files.update().where(*same).values(values))


def forget(connection: Connection, row: FileRow) -> bool:
    """Remove a file; True where its article has no other file."""
    files, wants, feet = schema.files, schema.wants, schema.feet
    connection.execute(wants.delete().where(wants.c.file_id == row.id))
    connection.execute(feet.delete().where(feet.c.file_id == row.id))
    connection.execute(files.delete().where(files.c.id == row.id))
    return row.article_id is not None and not owners(connection, row.article_id)


def is_expiry_due(connection: Connection, now: int) -> bool:
    """Whether a file's article has expired: a look into an index."""
    return connection.execute(select(schema.files.c.id).where(*_over(now)).limit(1)).first() is not None


def next_expiry(connection: Connection, now: int) -> int | None:
    """When the next article expires after `now`; None where none does."""
    files = schema.files.c
    return connection.execute(select(func.min(files.expires)).where(files.expires > now)).scalar()


def expire(connection: Connection, now: int) -> set[tuple[str, str]]:
    """The files whose articles have expired, to be built again, as (name of the source, path). Their fingerprint is
    cleared, so that a crash forgets none, and that each comes once."""
    files, sources = schema.files, schema.sources
    query = select(sources.c.name, files.c.path).join_from(files, sources, files.c.source_id == sources.c.id)
    found = {(row.name, row.path) for row in connection.execute(query.where(*_over(now)))}
    connection.execute(files.update().where(*_over(now)).values(fingerprint=""))
    return found


def expire_held(connection: Connection, now: int) -> set[int]:
    """The articles that have expired whose files are problems by now, so that to build them again says nothing."""
    files = schema.files
    held = (*_over(now), files.c.outcome == "problem", files.c.article_id.is_not(None))
    found = set(connection.execute(select(files.c.article_id).where(*held)).scalars())
    connection.execute(files.update().where(*held).values(expires=None))
    return {number for number in found if number is not None}


def _over(now: int) -> tuple[ColumnElement[bool], ...]:
    files = schema.files.c
    return files.expires <= now, files.fingerprint != ""


def owners(connection: Connection, article_id: int) -> tuple[tuple[int, str], ...]:
    """The files that an article is made of, as (number, path)."""
    files = schema.files.c
    rows = connection.execute(select(files.id, files.path).where(files.article_id == article_id).order_by(files.path))
    return tuple((row.id, row.path) for row in rows)


def sources_of(connection: Connection, article_ids: Iterable[int]) -> set[str]:
    """The names of the sources whose files these articles are made of."""
    return set(ask_many(connection, _SOURCES, article_ids).scalars())


def keep_wants(connection: Connection, file_id: int, wants: Iterable[tuple[str, str]], *, is_new: bool) -> None:
    """Record which link targets a file asked for, and what they were; a new file asked for none before."""
    table = schema.wants
    if not is_new:
        connection.execute(table.delete().where(table.c.file_id == file_id))
    rows = [{"file_id": file_id, "target": target, "resolved": resolved} for target, resolved in dict(wants).items()]
    if rows:
        connection.execute(table.insert(), rows)


def wants_of(connection: Connection, rows: Iterable[FileRow]) -> Iterator[tuple[str, str, str]]:
    """The link targets that these files asked for, as `wanted`."""
    return (tuple(row) for row in ask_many(connection, _WANTS, (row.id for row in rows)))


def wanted(connection: Connection, source_id: int) -> Iterator[tuple[str, str, str]]:
    """Every link target that a source's files asked for, as (path of the file, target, what it was)."""
    files, wants = schema.files, schema.wants
    query = (
        select(files.c.path, wants.c.target, wants.c.resolved)
        .select_from(wants.join(files, wants.c.file_id == files.c.id))
        .where(files.c.source_id == source_id)
        .order_by(files.c.path)
    )
    return (tuple(row) for row in connection.execute(query))


def misled(
    connection: Connection, source_id: int, public_url: str, site: Site | None
) -> Iterator[tuple[str, str, str]]:
    """Every target of each file that has one which leads elsewhere by now: as `wanted`, with what it is now."""
    base = LinkBase(public_url, site)
    before = [(path, reference(target, path, base.site), was) for path, target, was in wanted(connection, source_id)]
    now = resolve(connection, source_id, {asked for _, asked, _ in before}, base)
    stale = {path for path, asked, resolved in before if now[asked] != resolved}
    yield from ((path, asked.target, now[asked]) for path, asked, _ in before if path in stale)


def resolve(
    connection: Connection, source_id: int, asked: Collection[Reference], base: LinkBase
) -> dict[Reference, str]:
    """The address of the article that each reference means (`targets.meant`): its original's, else its page here; "" if
    unknown, or if several fit. Asked for together: each change of a source asks for all that it links to."""
    beside = {each: besides(each, base.site) for each in asked}
    near = {row.path: row for row in ask_many(connection, _BESIDE, set().union(*beside.values()), source=source_id)}
    names = {each: stems(each.target, base.site) for each in asked}
    named = _named(connection, source_id, set().union(*names.values()))
    # A file that is there is meant, and no other of its name, even where its article is not to be seen.
    there = {each: [near[path] for path in paths if path in near] for each, paths in beside.items()}
    called = {each: [row for name in names[each] for row in named.get(name, ())] for each in asked}
    return {each: _address(each, there[each] or called[each], base) for each in asked}


def _named(connection: Connection, source_id: int, names: Iterable[str]) -> dict[str, list[AnyRow]]:
    """The files of live articles by their names (`stem`), of each name the first NAMESAKES."""
    found: dict[str, list[AnyRow]] = {}
    for row in ask_many(connection, _NAMED, names, source=source_id):
        same = found.setdefault(row.stem, [])
        if len(same) < NAMESAKES:
            same.append(row)
    return found


def _address(asked: Reference, files: list[AnyRow], base: LinkBase) -> str:
    rows = {row.path: row for row in files if row.state == "live"}
    found = {rows[path].uuid: rows[path] for path in meant(rows, asked, base.site)} if rows else {}
    if len(found) != 1:
        return ""
    (row,) = found.values()
    return row.link or f"{base.public_url}/article/{row.uuid}"

"""Which files the store knows, and what each became."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from uuid import uuid4

from sqlalchemy import Connection, and_, or_, select

from feedsvc.options import EXTENSIONS
from feedsvc.store import schema


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source as the store knows it: `uuid` was minted when its name was first seen."""

    id: int
    name: str
    uuid: str


@dataclass(frozen=True, slots=True)
class FileRow:
    """One known file: `digest` of its bytes, `fingerprint` of the code and settings that built it."""

    id: int
    path: str
    size: int
    mtime_ns: int
    digest: str
    fingerprint: str
    outcome: str
    article_id: int | None


def source(connection: Connection, name: str) -> SourceRow:
    """The row of a source, made where there is none."""
    sources = schema.sources
    row = connection.execute(select(sources).where(sources.c.name == name)).first()
    if row is None:
        connection.execute(sources.insert().values(name=name, uuid=str(uuid4())))
        row = connection.execute(select(sources).where(sources.c.name == name)).one()
    return SourceRow(row.id, row.name, row.uuid)


def known_sources(connection: Connection) -> tuple[SourceRow, ...]:
    """Every source that the store ever had articles of."""
    rows = connection.execute(select(schema.sources).order_by(schema.sources.c.name))
    return tuple(SourceRow(row.id, row.name, row.uuid) for row in rows)


def known(connection: Connection, source_id: int, within: Iterable[str] | None = None) -> dict[str, FileRow]:
    """The known files of a source by path; only those at or below the paths `within`, where given."""
    files = schema.files.c
    query = select(
        files.id, files.path, files.size, files.mtime_ns, files.digest, files.fingerprint, files.outcome,
        files.article_id,
    ).where(files.source_id == source_id)  # fmt: skip
    if within is None or "" in (tops := set(within)):
        return {row.path: FileRow(*row) for row in connection.execute(query)}
    found: dict[str, FileRow] = {}
    for top in tops:
        # Below a folder: between "top/" and "top0", the character behind the slash.
        below = and_(files.path > f"{top}/", files.path < f"{top}0")
        found |= {row.path: FileRow(*row) for row in connection.execute(query.where(or_(files.path == top, below)))}
    return found


def stem(path: str) -> str:
    """The name by which other articles refer to a file: `2022-03-28-v1.2` for `_posts/2022-03-28-v1.2.md`."""
    name = PurePosixPath(path).name
    ending = next((each for each in EXTENSIONS if name.lower().endswith(each)), "")
    return name.removesuffix(name[len(name) - len(ending) :]) if ending else name


def record(connection: Connection, source_id: int, row: FileRow) -> int:
    """Write what became of a file; its number (`row.id` is 0 for a new one)."""
    values = {
        "path": row.path, "size": row.size, "mtime_ns": row.mtime_ns, "digest": row.digest,
        "fingerprint": row.fingerprint, "outcome": row.outcome, "article_id": row.article_id,
        "stem": stem(row.path),
    }  # fmt: skip
    files = schema.files
    if row.id:
        connection.execute(files.update().where(files.c.id == row.id).values(values))
        return row.id
    result = connection.execute(files.insert().values(source_id=source_id, **values))
    assert result.inserted_primary_key is not None  # noqa: S101 - both dialects return it
    number: int = result.inserted_primary_key[0]
    return number


def forget(connection: Connection, row: FileRow) -> bool:
    """Remove a file; True where its article has no other file."""
    files, wants = schema.files, schema.wants
    connection.execute(wants.delete().where(wants.c.file_id == row.id))
    connection.execute(files.delete().where(files.c.id == row.id))
    return row.article_id is not None and not owners(connection, row.article_id)


def owners(connection: Connection, article_id: int) -> tuple[tuple[int, str], ...]:
    """The files that an article is made of, as (number, path)."""
    files = schema.files.c
    rows = connection.execute(select(files.id, files.path).where(files.article_id == article_id).order_by(files.path))
    return tuple((row.id, row.path) for row in rows)


def keep_wants(connection: Connection, file_id: int, wants: Iterable[tuple[str, str]]) -> None:
    """Record which link targets a file asked for, and what they were."""
    table = schema.wants
    connection.execute(table.delete().where(table.c.file_id == file_id))
    rows = [{"file_id": file_id, "target": target, "resolved": resolved} for target, resolved in dict(wants).items()]
    if rows:
        connection.execute(table.insert(), rows)


def wanted(connection: Connection, source_id: int) -> Iterator[tuple[str, str, str]]:
    """Every link target that a source's files asked for, as (path of the file, target, what it was)."""
    files, wants = schema.files, schema.wants
    query = (
        select(files.c.path, wants.c.target, wants.c.resolved)
        .select_from(wants.join(files, wants.c.file_id == files.c.id))
        .where(files.c.source_id == source_id)
        .order_by(files.c.path)
    )
    for row in connection.execute(query):
        yield row.path, row.target, row.resolved


def resolve(connection: Connection, source_id: int, target: str, public_url: str) -> str:
    """The address of the article that `target` refers to: its original's, else its page here; "" if unknown.

    A target is a file's path in its source, or the name of a file without ending where only one has it.
    """
    files, articles = schema.files, schema.articles
    query = (
        select(articles.c.link, articles.c.uuid)
        .select_from(files.join(articles, files.c.article_id == articles.c.id))
        .where(files.c.source_id == source_id, articles.c.state == "live")
        .limit(2)
    )
    rows = connection.execute(query.where(files.c.path == target)).all()
    if not rows and "/" not in target:
        rows = connection.execute(query.where(files.c.stem == stem(target))).all()
    if len(rows) != 1:
        return ""
    return rows[0].link or f"{public_url}/article/{rows[0].uuid}"

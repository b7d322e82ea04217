"""Connect, transactions, driver errors translated; what differs between SQLite and PostgreSQL stands here.

SQLite: WAL, so that readers never wait for the writer; every writing transaction begins IMMEDIATE, so that it never
fails half-way for a lock. PostgreSQL: the `postgres` extra. A write is whole or not at all on both.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4, uuid5

from sqlalchemy import Connection, Table, TextClause, create_engine, event, exc, select, text
from sqlalchemy.engine import Engine, Result

from feedsvc import paths
from feedsvc.errors import SettingsError, StoreError, StoreLocked, StoreMissing, StoreTooNew
from feedsvc.store import addresses, mends, migrations, schema, silence
from feedsvc.store.generation import Generation
from feedsvc.store.silence import Silence

BUSY_SECONDS = 15
READING_PAGES, WRITING_PAGES = -2_000, -16_000
"""Of SQLite's file in the memory of one connection, in KB (SQLite's sign for that is the minus): each thread of each
worker has a connection, and finds the rest in the system's memory; whoever writes goes to and fro in the indices."""
CHECKPOINT_PAGES = 16_000
"""Of SQLite's journal, 64 MB, before they go into its file. A transaction of an ingest changes five thousand: four of
them change many of the same ones, which are then written once, and wait once for the disk."""
LONGEST_PATH = 2_600
"""Bytes of a path that an index of PostgreSQL's takes: 2,704 in all (postgresql.org/docs, "B-Tree Indexes"), a number
and the kind of an id with it."""
MIGRATION_LOCK = 0x66656564
WRITER_LOCK = 0x77726974
"""PostgreSQL advisory locks are numbers: these are "feed" and "writ" in ASCII."""


@dataclass(frozen=True)
class Store:
    """An open store. `authority` is the namespace of all ids, minted once when the store was made; `guard` is asked
    before each writing transaction, and raises where there must be none."""

    engine: Engine
    authority: UUID
    folder: Path
    generation: Generation
    silence: Silence
    guard: Callable[[], None] = lambda: None

    @property
    def is_sqlite(self) -> bool:
        """Whether the store is a SQLite file."""
        return self.engine.dialect.name == "sqlite"

    @property
    def longest_path(self) -> int | None:
        """Bytes of the longest path that files may have; None for any."""
        return None if self.is_sqlite else LONGEST_PATH

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state of the store from its first to its last query."""
        self.silence.check()
        with translated(self.engine), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that is committed at its end, or leaves nothing when anything is raised."""
        self.guard()
        with translated(self.engine), self.engine.connect() as connection:
            connection.execution_options(feedsvc_write=True)
            with connection.begin():
                yield connection
        self.announce()

    def announce(self) -> None:
        """Tell every process on this machine how far the store is. Raises StoreError where its folder is gone."""
        try:
            self.generation.publish(self._current)
        except (FileNotFoundError, NotADirectoryError) as error:
            raise StoreError(mends.GONE.format(store=str(self.folder))) from error
        except OSError as error:
            mend = mends.of_folder(error)
            raise StoreError(f"cannot tell of a change in {str(self.folder)!r}: {error.strerror}; {mend}") from error

    def _current(self) -> int:
        with self.reading() as connection:
            return current(connection)

    def close(self) -> None:
        """Give back every connection."""
        self.engine.dispose()


def lock_writer(connection: Connection) -> None:
    """Let one writer after the other have the generation. SQLite's writers are alone anyway."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": WRITER_LOCK})


def insert(connection: Connection, table: Table, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    """Write many rows of plain values, handed to the driver as they are: SQLAlchemy's look at each value costs more
    than what the database does with it."""
    if rows:
        connection.exec_driver_sql(_insertion(connection.dialect.name, table.name, tuple(columns)), rows)


@cache
def _insertion(dialect: str, table: str, columns: tuple[str, ...]) -> str:
    mark = "?" if dialect == "sqlite" else "%s"
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join([mark] * len(columns))})"  # noqa: S608


def change_many(connection: Connection, statement: str, rows: Sequence[Mapping[str, int]]) -> None:
    """Execute a statement, in which `:name` stands for a value and no other colon nor any `%` stands, once for each
    row: as `insert` does."""
    if rows:
        connection.exec_driver_sql(_named(connection.dialect.name, statement), rows)


@cache
def _named(dialect: str, statement: str) -> str:
    return statement if dialect == "sqlite" else re.sub(r":(\w+)", r"%(\1)s", statement)


def new_numbers(connection: Connection, table: Table, count: int) -> Sequence[int]:
    """Numbers for new rows of a table whose `id` is a number that is never used again, rising; written at once, by the
    one writer, or not at all."""
    if connection.dialect.name == "postgresql":
        drawn = text("SELECT nextval(pg_get_serial_sequence(:name, 'id')) FROM generate_series(1, :count)")
        return sorted(connection.execute(drawn, {"name": table.name, "count": count}).scalars())
    # SQLite's own record of the highest number ever given; rows with numbers of their own raise it, too.
    highest = connection.execute(_HIGHEST, {"name": table.name}).scalar() or 0
    return range(highest + 1, highest + 1 + count)


_HIGHEST = text("SELECT seq FROM sqlite_sequence WHERE name = :name")


def with_many(statement: str, kind: str = "TEXT") -> dict[str, TextClause]:
    """A statement by dialect in which `{many}` stands for a table of one column, `value`: the values of type `kind`
    that `many` binds. It is the same statement however many those are."""
    tables = {"sqlite": "json_each(:many)", "postgresql": f"unnest(CAST(:many AS {kind}[])) AS value"}
    return {dialect: text(statement.format(many=table)) for dialect, table in tables.items()}


def ask_many(
    connection: Connection, statements: Mapping[str, TextClause], values: Iterable[object], **others: object
) -> Result[Any]:
    """Execute a statement of `with_many`."""
    dialect, listed = connection.dialect.name, list(values)
    bound = json.dumps(listed, ensure_ascii=False) if dialect == "sqlite" else listed
    return connection.execute(statements[dialect], {"many": bound, **others})


def current(connection: Connection) -> int:
    """The generation: the number of the newest change in the store."""
    value = connection.execute(select(schema.meta.c.value).where(schema.meta.c.key == "generation")).scalar()
    return int(value or 0)


def open_store(url: str, folder: Path, *, make: bool = True) -> Store:
    """Open the store at SQLAlchemy address `url`, make (where that is wanted) or migrate it where needed.

    `folder` is the data folder, for lock and generation files. Raises StoreError (unwritable, not a database,
    unreachable), StoreMissing, StoreTooNew, or SettingsError for an address that no driver here takes.
    """
    engine = _engine(url)
    folder = _folder_of(engine, folder)
    if not make:
        _check_there(engine)
    generation, quiet = _generation_in(folder), Silence(engine)
    try:
        with translated(engine):
            _migrate(engine, make=make)
            with engine.connect() as connection:
                authority = connection.execute(
                    select(schema.meta.c.value).where(schema.meta.c.key == "authority")
                ).scalar_one()
    except BaseException:
        engine.dispose()
        raise
    store = Store(engine, UUID(authority), folder, generation, quiet)
    # Whoever wrote last may have been killed before it could tell.
    store.announce()
    return store


def check_address(url: str) -> None:
    """Raise SettingsError for an address that no driver here takes; nothing is opened, nor made."""
    _engine(url).dispose()


def _engine(url: str) -> Engine:
    address = addresses.parse(url)
    is_sqlite = address.get_backend_name() == "sqlite"
    # PostgreSQL is asked first whether a connection still lives: else each would tell a reader of its restart.
    given = {"timeout": BUSY_SECONDS} if is_sqlite else silence.bounds(address)
    try:
        engine = create_engine(address, connect_args=given, pool_pre_ping=not is_sqlite)
    except ImportError as error:
        reason = str(error).strip().splitlines()[0]
        raise SettingsError(
            f"database: its driver cannot be loaded: {reason}; pip install 'feedsvc[postgres]'"
        ) from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin)
    return engine


_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=NORMAL",
    "foreign_keys=ON",
    f"cache_size={READING_PAGES}",
    f"wal_autocheckpoint={CHECKPOINT_PAGES}",
)


def _prepare_sqlite(connection: object, _record: object) -> None:
    # The driver's own transaction handling begins late and never IMMEDIATE: switched off, _begin does it.
    connection.isolation_level = None  # type: ignore[attr-defined]
    cursor = connection.cursor()  # type: ignore[attr-defined]
    for pragma in _PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    write = connection.get_execution_options().get("feedsvc_write")
    if connection.dialect.name == "sqlite":
        if write:
            connection.exec_driver_sql(f"PRAGMA cache_size={WRITING_PAGES}")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")
    elif not write:
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")


def _folder_of(engine: Engine, folder: Path) -> Path:
    """Lock and generation files live beside a SQLite file, so that two settings of `data` cannot split them."""
    file = engine.url.database
    return paths.real(file).parent if engine.dialect.name == "sqlite" and file else folder


def is_there(file: Path) -> bool:
    """Whether there is a store of SQLite at a path. Raises StoreError where its folder cannot be looked into."""
    try:
        return paths.is_there(file)
    except OSError as error:
        raise StoreError(mends.shut(file.parent, error)) from error


def _check_there(engine: Engine) -> None:
    """SQLite would make the file by itself."""
    file = engine.url.database
    if engine.dialect.name == "sqlite" and not (file and is_there(Path(file))):
        raise StoreMissing(mends.GONE.format(store=file))


def _generation_in(folder: Path) -> Generation:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return Generation(folder / "generation")
    except OSError as error:
        mend = mends.of_folder(error)
        raise StoreError(f"cannot write in the data folder {str(folder)!r}: {error.strerror}; {mend}") from error


def _migrate(engine: Engine, *, make: bool) -> None:
    with engine.connect() as connection:
        version = migrations.version(connection)
    if not (version or make):
        raise StoreMissing(mends.GONE.format(store=engine.url.database))
    _refuse_newer(version)
    if version == len(migrations.MIGRATIONS):
        return
    with engine.connect() as connection:
        connection.execution_options(feedsvc_write=True)
        with connection.begin():
            if connection.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": MIGRATION_LOCK})
            # Another process may have migrated while this one waited for the lock.
            migrations.migrate(connection, migrations.version(connection), str(uuid4()))


def _refuse_newer(version: int) -> None:
    if version > len(migrations.MIGRATIONS):
        raise StoreTooNew(
            f"the store is of version {version} and this feedsvc knows only {len(migrations.MIGRATIONS)}; "
            "install the later feedsvc that wrote it, or set data to another folder"
        )


@contextmanager
def translated(engine: Engine) -> Iterator[None]:
    """Turn the drivers' exceptions into StoreError and StoreLocked (rule 13)."""
    try:
        yield
    except exc.DBAPIError as error:
        reason = str(error.orig).strip().splitlines()[0]
        if isinstance(error, exc.OperationalError) and "database is locked" in reason:
            raise StoreLocked(
                f"the store is locked: another program kept it for more than {BUSY_SECONDS} s; end that program"
            ) from error
        told = mends.unusable(reason, engine.url.database, is_sqlite=engine.dialect.name == "sqlite")
        raise StoreError(told) from error


def feed_uuid(authority: UUID, minted: int, conditions: str = "") -> str:
    """Permanent id of the feed of one term: it stays when its key or its label changes (rule 5). What conditions
    filter, such as `role=subject`, is a feed of its own."""
    return str(uuid5(authority, f"feed:{minted}" + (f":{conditions}" if conditions else "")))


def article_uuid(authority: UUID, source_uuid: str, identity: str) -> str:
    """Permanent id of an article (RFC 4122 4.3, name-based), from what never changes: store, source, identity."""
    return str(uuid5(authority, f"article:{source_uuid}:{identity}"))

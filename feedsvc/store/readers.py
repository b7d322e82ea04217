"""Who reads the feeds, in a SQLite file of its own, so that workers never wait for the ingester's transactions.

No address is kept. While a day runs, its clients are digests under a random salt of that day; when it is over (UTC),
each feed's clients become one number, and digests and salt are deleted and overwritten. Everything is forgotten after
KEPT_DAYS days.
"""

from __future__ import annotations

import os
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path

from sqlalchemy import (
    Column,
    Connection,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    create_engine,
    delete,
    event,
    exc,
    func,
    select,
    union_all,
)
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.engine import URL, Engine
from sqlalchemy.pool import NullPool

from feedsvc.errors import StoreError, StoreTooNew
from feedsvc.subscribers import Gathered

FILE = "readers.sqlite3"
VERSION = 1
DAY = 86_400
GRACE_SECONDS = 60
"""How long after midnight a day still takes what a worker gathered before."""
KEPT_DAYS = 90
COUNTED_DAYS = 7
BUSY_SECONDS = 5
SALT_BYTES = 16
DIGEST_BYTES = 8
MOST_CLIENTS = 500_000
"""Clients of one day over all feeds, some 20 MB; further ones are not counted."""
MOST_CLAIMS = 100
"""Aggregators of one feed and day, by their number of the feed; further ones are not counted."""

metadata = MetaData()
feeds = Table("feeds", metadata, Column("id", Integer, primary_key=True), Column("path", Text, unique=True))
salts = Table(
    "salts",
    metadata,
    Column("day", Integer, primary_key=True, autoincrement=False),
    Column("salt", LargeBinary, nullable=False),
)
clients = Table(
    "clients",
    metadata,
    Column("day", Integer, primary_key=True),
    Column("feed", Integer, primary_key=True),
    Column("client", LargeBinary, primary_key=True),
    sqlite_with_rowid=False,
)
directs = Table(
    "directs",
    metadata,
    Column("day", Integer, primary_key=True),
    Column("feed", Integer, primary_key=True),
    Column("number", Integer, nullable=False),
    sqlite_with_rowid=False,
)
claims = Table(
    "claims",
    metadata,
    Column("day", Integer, primary_key=True),
    Column("feed", Integer, primary_key=True),
    Column("aggregator", Text, primary_key=True),
    Column("ident", Text, primary_key=True),
    Column("number", Integer, nullable=False),
    sqlite_with_rowid=False,
)


class Readers:
    """The file in the data folder. Every method raises StoreError where it cannot be used."""

    def __init__(self, folder: Path, clock: Callable[[], float] = time.time) -> None:
        self._path = folder / FILE
        self._clock = clock
        self._engine = _engine(self._path)

    def add(self, gathered: Gathered) -> None:
        """Write what a worker gathered, and end the days that are over."""
        with self._writing() as connection:
            now = self._clock()
            _end_days(connection, now)
            named = {feed for _, feed, *_ in gathered.claims} | {feed for _, feed, _ in gathered.clients}
            numbers = _numbers(connection, named)
            _add_claims(connection, numbers, gathered.claims)
            _add_clients(connection, numbers, [seen for seen in gathered.clients if not _is_over(seen[0], now)])

    def totals(self) -> dict[str, int]:
        """The subscribers of each feed, by its path without format: `{"/feeds/company/06618.HK": 489}`.

        Of the last COUNTED_DAYS days, today with them: for each aggregator (and its number of the feed) the highest
        that it said on the last day that it asked; and the clients without aggregator of the day that had most. One
        day alone would miss who reads at weekends only; and clients are no sum of days, for each comes again.
        """
        if not self._path.exists():
            return {}
        with self._connected(begin="BEGIN") as connection:
            if _version(connection) == 0:
                return {}
            since = int(self._clock()) // DAY - COUNTED_DAYS + 1
            found = _said(connection, since)
            for path, number in _most_clients(connection, since):
                found[path] += number
            return dict(found)

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        try:
            # SQLite would make it readable for everybody; it holds the salt of the day.
            self._path.touch(0o600)
        except OSError as error:
            raise self._unusable(error.strerror) from error
        with self._connected(begin="BEGIN IMMEDIATE") as connection:
            if _version(connection) == 0:
                metadata.create_all(connection)
                connection.exec_driver_sql(f"PRAGMA user_version = {VERSION}")
            yield connection

    @contextmanager
    def _connected(self, begin: str) -> Iterator[Connection]:
        try:
            with self._engine.connect().execution_options(feedsvc_begin=begin) as connection, connection.begin():
                if (found := _version(connection)) > VERSION:
                    raise self._too_new(found)
                yield connection
        except exc.DBAPIError as error:
            raise self._unusable(error.orig) from error

    def _too_new(self, version: int) -> StoreTooNew:
        return StoreTooNew(
            f"{str(self._path)!r} is of version {version} and this feedsvc knows only {VERSION}; "
            "install the later feedsvc that wrote it, or move the file away to begin anew"
        )

    def _unusable(self, reason: object) -> StoreError:
        return StoreError(
            f"the number of readers cannot be kept in {str(self._path)!r}: {str(reason)!r}; "
            "see to the rights and the room of its folder, or move the file away to begin anew"
        )


def _engine(path: Path) -> Engine:
    # A connection is for one writing: what is deleted must not live on in the memory or the journal of an open one.
    address = URL.create("sqlite", database=str(path))
    engine = create_engine(address, connect_args={"timeout": BUSY_SECONDS}, poolclass=NullPool)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: object, _record: object) -> None:
    # The driver's own transaction handling begins late and never IMMEDIATE: switched off, _begin does it.
    connection.isolation_level = None  # type: ignore[attr-defined]
    cursor = connection.cursor()  # type: ignore[attr-defined]
    # Deleted salts and digests are overwritten, too.
    cursor.execute("PRAGMA secure_delete=ON")
    cursor.close()


def _version(connection: Connection) -> int:
    """0 for a file without tables."""
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options()["feedsvc_begin"])


def _numbers(connection: Connection, paths: set[str]) -> Mapping[str, int]:
    """The number of each feed; new ones get one."""
    if not paths:
        return {}
    connection.execute(insert(feeds).on_conflict_do_nothing(), [{"path": path} for path in sorted(paths)])
    query = select(feeds.c.path, feeds.c.id).where(feeds.c.path.in_(paths))
    return dict(connection.execute(query).all())


def _add_claims(
    connection: Connection, numbers: Mapping[str, int], said: Mapping[tuple[int, str, str, str], int]
) -> None:
    known: dict[tuple[int, int], set[tuple[str, str]]] = {}
    rows = []
    for (day, path, aggregator, ident), number in said.items():
        place, who = (day, numbers[path]), (aggregator, ident)
        if place not in known:
            known[place] = _claimants(connection, *place)
        if who in known[place] or len(known[place]) < MOST_CLAIMS:
            known[place].add(who)
            rows.append(dict(zip(claims.c.keys(), (*place, *who, number), strict=True)))
    if rows:
        new = insert(claims)
        highest = func.max(claims.c.number, new.excluded.number)
        connection.execute(new.on_conflict_do_update(set_={"number": highest}), rows)


def _claimants(connection: Connection, day: int, feed: int) -> set[tuple[str, str]]:
    query = select(claims.c.aggregator, claims.c.ident).where(claims.c.day == day, claims.c.feed == feed)
    return {(aggregator, ident) for aggregator, ident in connection.execute(query)}


def _add_clients(connection: Connection, numbers: Mapping[str, int], seen: Iterable[tuple[int, str, str]]) -> None:
    by_day: dict[int, list[dict[str, object]]] = defaultdict(list)
    salted: dict[int, bytes] = {}
    for day, path, client in seen:
        salt = salted.get(day) or salted.setdefault(day, _salt(connection, day))
        digest = blake2b(client.encode("utf-8", "replace"), key=salt, digest_size=DIGEST_BYTES).digest()
        by_day[day].append({"day": day, "feed": numbers[path], "client": digest})
    for day, rows in by_day.items():
        query = select(func.count()).select_from(clients).where(clients.c.day == day)
        room = MOST_CLIENTS - connection.execute(query).scalar_one()
        if room > 0:
            connection.execute(insert(clients).on_conflict_do_nothing(), rows[:room])


def _salt(connection: Connection, day: int) -> bytes:
    """The salt of a day that is not over: all workers must know a client again."""
    connection.execute(insert(salts).values(day=day, salt=os.urandom(SALT_BYTES)).on_conflict_do_nothing())
    found: bytes = connection.execute(select(salts.c.salt).where(salts.c.day == day)).scalar_one()
    return found


def _is_over(day: int, now: float) -> bool:
    return now >= (day + 1) * DAY + GRACE_SECONDS


def _end_days(connection: Connection, now: float) -> None:
    """Of a day that is over only numbers stay."""
    over = [day for day in connection.execute(select(salts.c.day)).scalars() if _is_over(day, now)]
    for day in over:
        found = select(clients.c.day, clients.c.feed, func.count()).where(clients.c.day == day).group_by(clients.c.feed)
        connection.execute(insert(directs).from_select(["day", "feed", "number"], found).on_conflict_do_nothing())
        for table in (clients, salts):
            connection.execute(delete(table).where(table.c.day == day))
    if over:
        _forget(connection, int(now) // DAY - KEPT_DAYS + 1)


def _forget(connection: Connection, since: int) -> None:
    for table in (claims, directs):
        connection.execute(delete(table).where(table.c.day < since))
    used = union_all(*(select(table.c.feed) for table in (claims, directs, clients)))
    connection.execute(delete(feeds).where(feeds.c.id.not_in(used)))


def _said(connection: Connection, since: int) -> dict[str, int]:
    """What aggregators said on the last day that each asked, summed by feed."""
    query = (
        select(feeds.c.path, claims.c.aggregator, claims.c.ident, claims.c.number)
        .join(feeds, feeds.c.id == claims.c.feed)
        .where(claims.c.day >= since)
        .order_by(claims.c.day)
    )
    newest = {(path, aggregator, ident): number for path, aggregator, ident, number in connection.execute(query)}
    found: dict[str, int] = defaultdict(int)
    for (path, _, _), number in newest.items():
        found[path] += number
    return found


def _most_clients(connection: Connection, since: int) -> Iterator[tuple[str, int]]:
    """Each feed with the clients of the day that had most."""
    running = select(clients.c.day, clients.c.feed, func.count().label("number")).group_by(
        clients.c.day, clients.c.feed
    )
    days = union_all(select(directs.c.day, directs.c.feed, directs.c.number), running).subquery()
    query = (
        select(feeds.c.path, func.max(days.c.number))
        .join(days, days.c.feed == feeds.c.id)
        .where(days.c.day >= since)
        .group_by(feeds.c.path)
    )
    yield from ((path, number) for path, number in connection.execute(query))

"""The address of a database as the settings give it (`database`): what is allowed there, and what mends the rest."""

from __future__ import annotations

from typing import NoReturn

from sqlalchemy import exc
from sqlalchemy.engine import URL, make_url

from feedsvc.errors import SettingsError

DRIVERS = {"sqlite": "pysqlite", "postgresql": "psycopg"}
"""The databases, each with the driver for which the store is written."""
TAKES = "it takes sqlite:////FOLDER/FILE or postgresql+psycopg://USER@HOST/NAME"


def parse(url: str) -> URL:
    """The address, with the driver named. Raises SettingsError for one at which there cannot be a store that all
    processes share.

    >>> parse("postgresql://desk@db/feeds").drivername
    'postgresql+psycopg'
    """
    address = _read(url)
    backend, _, driver = address.drivername.partition("+")
    if backend not in DRIVERS:
        raise SettingsError(f"database: {backend!r} is not allowed; {TAKES}")
    if driver not in ("", DRIVERS[backend]):
        raise SettingsError(f"database: the driver {driver!r} is not allowed; {TAKES}")
    if backend == "sqlite":
        _check_file(address)
    return address.set(drivername=f"{backend}+{DRIVERS[backend]}")


def _read(url: str) -> URL:
    try:
        return make_url(url)
    except exc.ArgumentError as error:
        raise SettingsError(
            f"database: {url.partition(':')[0]!r} does not begin the address of a database; {TAKES}"
        ) from error
    except ValueError as error:
        # Not the address itself, which may have a password.
        raise SettingsError(f"database: the port in its address is not a number; {TAKES}") from error


def _check_file(address: URL) -> None:
    file = address.database or ""
    if address.host or address.username:
        _refuse(f"{address.host!r} stands where a file's address has nothing")
    if file in ("", ":memory:"):
        _refuse("it names no file, and each process would have a store of its own in its memory")
    if file.startswith("file:"):
        _refuse(f"{file!r} is an address within the address")
    if address.query:
        # The driver takes none of them, or another value than the store needs: `?mode=ro` would be written to.
        _refuse(f"an option ({next(iter(address.query))!r}) stands behind a file, whose address takes none")


def _refuse(reason: str) -> NoReturn:
    raise SettingsError(
        f"database: {reason}; write sqlite:////FOLDER/FILE, or leave it out for a file in the data folder"
    )

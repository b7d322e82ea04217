"""The address of a database as the settings give it (`database`): from where the path of SQLite's file counts."""

from __future__ import annotations

import os
from pathlib import Path

from feedsvc.patterns import lazy

_RELATIVE = lazy(r"(sqlite(?:\+\w+)?:///)((?!file:|:memory:)[^/?][^?]*)(.*)")
"""An address of a file whose path does not begin at the root: before the file, its path, options."""
_LOGIN = lazy(r"([^:/]*://)(?:([^:/@]*)(:.*)?@)?")
"""The scheme of an address, the user and the password, however that is written: up to the last `@`."""
_RESERVED = str.maketrans({"%": "%25", "?": "%3F"})
"""What stands for something else in the path of SQLAlchemy's addresses."""


def of_file(file: Path) -> str:
    """SQLAlchemy's address of a file: `of_file(Path("/srv/a?b.db")) == "sqlite:////srv/a%3Fb.db"`."""
    return f"sqlite:///{str(file).translate(_RESERVED)}"


def counted_from(folder: Path, address: str) -> str:
    """An address whose file counts from a folder, or, behind `~`, from the user's home folder; any other as it is.

    >>> counted_from(Path("/srv"), "sqlite:///feeds.db")
    'sqlite:////srv/feeds.db'
    """
    found = _RELATIVE.fullmatch(address)
    if found is None:
        return address
    before, path, options = found.groups()
    first, _, rest = path.partition("/")
    home = os.path.expanduser(first)  # noqa: PTH111 - Path.expanduser() raises where there is no such user
    root, path = (home, rest) if home != first else (str(folder), path)
    return f"{before}{root.translate(_RESERVED)}/{path}{options}"


def masked(address: str) -> str:
    """An address without its password, also where that holds what parts others (`?`, `/`, `:`), and without options,
    as which drivers take a password as well.

    >>> masked("postgresql://desk:a?b@db/feeds?sslmode=require")
    'postgresql://desk:…@db/feeds?…'
    """
    found = _LOGIN.match(address)
    if found is None:
        return "…" if address else ""
    scheme, user, password = found.groups("")
    rest, mark, options = address[found.end() :].partition("?")
    at = "@" if user or password else ""
    return f"{scheme}{user}{':…' if password else ''}{at}{rest}" + ("?…" if mark and options else "")

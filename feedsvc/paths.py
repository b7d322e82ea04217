"""Paths as the file system has them."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from feedsvc.errors import SettingsError


def real(path: Path | str) -> Path:
    """The absolute path behind all links, as far as they lead anywhere: a link to itself is its own end.

    Path.resolve() is the same, but for such circles: up to Python 3.12 it raises RuntimeError over them.
    """
    return Path(os.path.realpath(path))


def written(path: Path | str) -> Path:
    """The absolute path without `.` and `..`, as it is written: no link in it is followed."""
    return Path(os.path.abspath(path))  # noqa: PTH100 - Path.absolute() keeps `..`, Path.resolve() follows links


def is_there(path: Path) -> bool:
    """As Path.exists(), which from Python 3.13 on says no of what may not be looked at."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    return True


def is_folder(path: Path) -> bool:
    """Whether a path is a folder, as far as that can be told: what stands above it may not be looked into, or its disk
    may have gone. Path.is_dir() raises for that up to Python 3.12, and says no from 3.13 on."""
    try:
        return path.is_dir()
    except OSError:
        return False


def lend_temporary(folder: Path) -> None:
    """Have temporary files written to a folder where the system lends none, as to a container whose own file system is
    read-only: gunicorn's workers and processes that build need some. Counts for what this process starts, too. Raises
    SettingsError where that folder cannot be written either."""
    try:
        tempfile.gettempdir()
    except FileNotFoundError as error:
        if not os.access(folder, os.W_OK):
            raise SettingsError("TMPDIR: no folder for temporary files can be written; set it to one") from error
        tempfile.tempdir = os.environ["TMPDIR"] = str(real(folder))

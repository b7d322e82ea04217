"""Paths as the file system has them."""

from __future__ import annotations

import os
from pathlib import Path


def real(path: Path | str) -> Path:
    """The absolute path behind all links, as far as they lead anywhere: a link to itself is its own end.

    Path.resolve() is the same, but for such circles: up to Python 3.12 it raises RuntimeError over them.
    """
    return Path(os.path.realpath(path))


def written(path: Path | str) -> Path:
    """The absolute path without `.` and `..`, as it is written: no link in it is followed."""
    return Path(os.path.abspath(path))  # noqa: PTH100 - Path.absolute() keeps `..`, Path.resolve() follows links

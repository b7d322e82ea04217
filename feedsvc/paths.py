"""Paths as the file system has them."""

from __future__ import annotations

import os
from pathlib import Path


def real(path: Path | str) -> Path:
    """The absolute path behind all links, as far as they lead anywhere: a link to itself is its own end.

    Path.resolve() is the same, but for such circles: up to Python 3.12 it raises RuntimeError over them.
    """
    return Path(os.path.realpath(path))

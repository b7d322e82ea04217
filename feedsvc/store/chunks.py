"""Long lists of values in the pieces that one statement takes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

CHUNK = 500
"""Values of one IN list: SQLite takes 32,766 parameters, and short statements are planned faster."""
_Value = TypeVar("_Value")


def chunks(values: Sequence[_Value], most: int = CHUNK) -> Iterator[Sequence[_Value]]:
    """The values in order, `most` at a time."""
    return (values[start : start + most] for start in range(0, len(values), most))

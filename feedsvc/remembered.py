"""What a pure function made of short texts, kept: names, addresses and styles are asked for again and again."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Concatenate, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")
OfText = Callable[Concatenate[str, P], R]


def remembered(most: int, longest: int) -> Callable[[OfText[P, R]], OfText[P, R]]:
    """Keep the last `most` results of a function whose first argument has at most `longest` characters.

    Longer texts are paragraphs, or come from whoever writes an address or an attribute: they would fill the memory.
    """

    def around(function: OfText[P, R]) -> OfText[P, R]:
        known = lru_cache(most)(function)

        @wraps(function)
        def read(text: str, /, *args: P.args, **named: P.kwargs) -> R:
            if len(text) > longest:
                return function(text, *args, **named)
            return known(text, *args, **named)  # type: ignore[arg-type]  # what is asked for can be hashed

        return read

    return around

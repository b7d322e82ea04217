"""Regular expressions of modules, compiled when they are first used.

There are nearly a thousand, which together take a third of a second: each command would begin by so much later, and
none needs them all.
"""

from __future__ import annotations

import re
import sys
from typing import Any, cast, overload

_MEMBERS = (
    "findall",
    "finditer",
    "flags",
    "fullmatch",
    "groupindex",
    "groups",
    "match",
    "search",
    "split",
    "sub",
    "subn",
)


@overload
def lazy(text: str, flags: int = 0) -> re.Pattern[str]: ...
@overload
def lazy(text: bytes, flags: int = 0) -> re.Pattern[bytes]: ...
def lazy(text: str | bytes, flags: int = 0) -> re.Pattern[str] | re.Pattern[bytes]:
    """What `re.compile` gives, for a pattern of a module: as soon as it is used, the name that it has there is that of
    the compiled pattern itself, so that `is` tells nothing. One that is wrong raises `re.error` only then."""
    return cast("re.Pattern[str]", _Lazy(text, flags, sys._getframe(1).f_globals))


class _Lazy:
    """Stands for a pattern; what it is asked for first compiles it, and stays here for whoever has it by another name
    than its module's: a look-up then costs 30 ns more than the pattern's own."""

    __slots__ = ("_given", "_home", "pattern", *_MEMBERS)

    def __init__(self, text: str | bytes, flags: int, home: dict[str, Any]) -> None:
        self.pattern, self._given, self._home = text, flags, home

    def __getattr__(self, name: str) -> Any:
        if name not in _MEMBERS:
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self._given)
        for each in _MEMBERS:
            setattr(self, each, getattr(compiled, each))
        for own, value in tuple(self._home.items()):
            if value is self:
                self._home[own] = compiled
        return getattr(compiled, name)

    def __reduce__(self) -> tuple[Any, ...]:
        return re.compile, (self.pattern, self._given)

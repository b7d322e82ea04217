"""Regular expressions of modules, compiled when they are first used.

There are nearly a thousand, which together take a third of a second: each command would begin by so much later, and
none needs them all.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from types import SimpleNamespace
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
SOUND = (3, 11, 5)
"""The Python from which on `(?:…)*+` matches what it should. Before, it ends too early where what is in it can match in
several ways (github.com/python/cpython/issues/106052); Debian 12 has 3.11.2."""


def with_atomic_groups(parse: Callable[..., Any]) -> Callable[..., Any]:
    """The parser of patterns, which gives `(?>(?:…)*)` for `(?:…)*+`: it means the same (docs.python.org, `re`)."""

    def parsed(*given: Any) -> Any:
        tree = parse(*given)
        _put_atomic_groups(tree)
        return tree

    return parsed


def _put_atomic_groups(tree: Any) -> None:
    parser, compiler = import_module("re._parser"), import_module("re._compiler")
    for number, (kind, value) in enumerate(tree.data):
        for part in _parts(value, parser.SubPattern):
            _put_atomic_groups(part)
        # Of one character it is right as it is, and faster.
        if kind is parser.POSSESSIVE_REPEAT and not compiler._simple(value[2]):
            tree.data[number] = parser.ATOMIC_GROUP, parser.SubPattern(tree.state, [(parser.MAX_REPEAT, value)])


def _parts(value: Any, kind: type) -> Iterator[Any]:
    if isinstance(value, kind):
        yield value
    elif isinstance(value, tuple | list):
        for each in value:
            yield from _parts(each, kind)


if sys.version_info < SOUND:
    # For whatever this process compiles: patterns that are made of words at hand do not come by here.
    _compiler: Any = import_module("re._compiler")
    _compiler._parser = SimpleNamespace(parse=with_atomic_groups(_compiler._parser.parse))


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

"""The files that a look into a source has found: up to a million of them, held as small as they can be."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from itertools import accumulate, pairwise
from pathlib import Path
from typing import NamedTuple


class FoundFile(NamedTuple):
    """One file of a source: `path` relative to it, with slashes, fit to be stored and shown. For the system it is
    `native` below the folder `top`.

    `is_settled`: its time is old enough that a later change must show in it, whatever its file system's clock.
    """

    path: str
    top: str
    native: str
    size: int
    mtime_ns: int
    is_settled: bool

    @property
    def file(self) -> Path:
        """The file, to be opened."""
        return Path(self.top + self.native)


class Files(Mapping[str, FoundFile]):
    """The files of a scan by path. There may be a million of them: each is its path in UTF-8 and 29 bytes, with no
    table beside them, since they are asked for in nearly the order of their paths. First all are added, then sorted
    once; then they are looked up and taken out.
    """

    def __init__(self, top: str) -> None:
        self._top = top
        self._names: bytes | bytearray = bytearray()
        self._ends: array[int] = array("q", (0,))
        """Where in all the names each begins, which is where the one before it ends."""
        self._sizes: array[int] = array("q")
        """Size of each in bytes; _GONE where it was taken out."""
        self._settled = bytearray()
        self._seconds: array[int] = array("q")
        self._nanoseconds: array[int] = array("i")
        self._elsewhere: dict[str, tuple[str, str]] = {}
        """`top` and `native` of those whose path is another text for the system."""
        self._count = 0
        self._near = 0

    def add(self, found: FoundFile) -> None:
        """Take a file up; one of the same path takes the place of an earlier one."""
        seconds, nanoseconds = divmod(found.mtime_ns, _SECOND)
        self._names += found.path.encode()
        self._ends.append(len(self._names))
        self._sizes.append(found.size)
        self._settled.append(found.is_settled)
        self._seconds.append(seconds)
        self._nanoseconds.append(nanoseconds)
        if (found.top, found.native) != (self._top, found.path):
            self._elsewhere[found.path] = found.top, found.native
        else:
            self._elsewhere.pop(found.path, None)

    def sort(self) -> None:
        """Have them in the order of their paths, which is that of their UTF-8."""
        whole, self._names = bytes(self._names), b""
        names = [whole[start:end] for start, end in pairwise(self._ends)]
        del whole
        order = array("q", sorted(range(len(names)), key=names.__getitem__))
        last = array("q", (at for at, behind in pairwise(order) if names[at] != names[behind])) + order[-1:]
        self._names = b"".join(map(names.__getitem__, last))
        self._ends = array("q", accumulate((len(names[at]) for at in last), initial=0))
        del names, order
        self._sizes = array("q", map(self._sizes.__getitem__, last))
        self._settled = bytearray(map(self._settled.__getitem__, last))
        self._seconds = array("q", map(self._seconds.__getitem__, last))
        self._nanoseconds = array("i", map(self._nanoseconds.__getitem__, last))
        self._count, self._near = len(last), 0

    def _name(self, at: int) -> bytes:
        return bytes(self._names[self._ends[at] : self._ends[at + 1]])

    def _find(self, path: str) -> int:
        """Where a file stands; -1 where there is none."""
        name, near, count = path.encode(errors="surrogatepass"), self._near, len(self._sizes)
        if near < count and self._name(near) == name:
            at = near
        elif near + 1 < count and self._name(near + 1) == name:
            at = near + 1
        else:
            at = bisect_left(range(count), name, key=self._name)
            if at == count or self._name(at) != name:
                return -1
        self._near = at
        return -1 if self._sizes[at] == _GONE else at

    def __contains__(self, path: object) -> bool:
        return isinstance(path, str) and self._find(path) >= 0

    def __getitem__(self, path: str) -> FoundFile:
        at = self._find(path)
        if at < 0:
            raise KeyError(path)
        top, native = self._elsewhere.get(path) or (self._top, path)
        return FoundFile(path, top, native, self._sizes[at], self._time(at), bool(self._settled[at]))

    def _time(self, at: int) -> int:
        return self._seconds[at] * _SECOND + self._nanoseconds[at]

    def drop(self, path: str, size: int, mtime_ns: int) -> bool:
        """Take a file out if it has this size and this time; whether it had."""
        at = self._find(path)
        if at < 0 or self._sizes[at] != size or self._time(at) != mtime_ns:
            return False
        self._sizes[at] = _GONE
        self._count -= 1
        return True

    def __iter__(self) -> Iterator[str]:
        return (self._name(at).decode() for at, size in enumerate(self._sizes) if size != _GONE)

    def __len__(self) -> int:
        return self._count


_GONE = -1
_SECOND = 1_000_000_000

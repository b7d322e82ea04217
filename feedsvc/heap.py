"""The heap of this process, as glibc's malloc keeps it; other libraries have no such thing."""

from __future__ import annotations

import contextlib
import ctypes
from functools import cache

_AS_AT_FIRST = 128 * 1024
MALLOC = {-8: 1, -3: _AS_AT_FIRST, -1: _AS_AT_FIRST}
"""M_ARENA_MAX, M_MMAP_THRESHOLD and M_TRIM_THRESHOLD of glibc's malloc.h: one heap for all threads, and which blocks
are mapped by themselves, and how much that is free is kept, in bytes, as glibc has it until it frees a larger block."""


def give_memory_back() -> None:
    """Have glibc give what was freed back to the system (mallopt(3)): of itself it keeps twice as much as the largest
    block that was ever freed, for each thread: 20 MB of an ingest."""
    with contextlib.suppress(OSError, AttributeError):
        mallopt = _libc().mallopt
        for parameter, value in MALLOC.items():
            mallopt(parameter, value)


def trim() -> None:
    """Give back what was freed amid what is still held, too (malloc_trim(3)), of which glibc keeps all below the last
    block that is held: each look through stored texts would leave 10 MB more."""
    with contextlib.suppress(OSError, AttributeError):
        _libc().malloc_trim(0)


@cache
def _libc() -> ctypes.CDLL:
    """Opened once, since each opening makes classes of its own."""
    return ctypes.CDLL(None)

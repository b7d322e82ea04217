"""Counts in a file that all processes of one machine share: what the rate limit counts with.

The file is a table of a fixed size, so that no flood of clients can make it grow: a head with a random secret, then
buckets of eight slots. A count lies in the bucket that its key's digest names; a full bucket forgets what would end
first. The table stands under flock, which the system gives back however a process ends, and a bucket, which lies within
one page of memory, is written by one call: a process that is killed at any instant leaves it as it was before or after
its request. It is read and written rather than mapped: a full disk, or a file cut short, is then an error of one
request and not the end of the process.
"""

from __future__ import annotations

import fcntl
import os
import struct
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import blake2b
from math import floor
from pathlib import Path

from limits.storage import SlidingWindowCounterSupport, Storage
from limits.storage.base import TimestampedSlidingWindow

MAGIC = b"feedsvc counts 1"
"""The first bytes of the file; another number stands for another form."""
SECRET_BYTES = 32
SLOT = struct.Struct("<QQd8x")
"""Whose count (a digest, 0 for nobody's), how much, until when (seconds since 1970)."""
SLOTS = 8
BUCKET_BYTES = SLOT.size * SLOTS
HEAD_BYTES = BUCKET_BYTES
BUCKETS = 1 << 14
"""131,072 counts in 4 MB; a client takes one to three."""

Slot = tuple[int, int, float]
NONE: Slot = (0, 0, 0.0)


@dataclass(frozen=True, slots=True)
class Table:
    """The open file at one instant, while this thread alone may read and write it."""

    file: int
    secret: bytes
    now: float

    def count(self, key: str) -> int:
        """How much is counted under `key`."""
        return self.slot(key)[1]

    def slot(self, key: str) -> Slot:
        """The slot of `key`, empty where it has none or its time is over."""
        digest = self._digest(key)
        return next((slot for slot in self._read(digest) if slot[0] == digest), NONE)

    def add(self, key: str, until: float, amount: int) -> int:
        """Count `amount` more, a new count until then; returns the count."""
        digest, (_, count, old_until) = self._digest(key), self.slot(key)
        others = sorted(self._others(digest), key=lambda slot: -slot[2])
        self._write(digest, [(digest, count + amount, old_until or until), *others[: SLOTS - 1]])
        return count + amount

    def clear(self, key: str) -> None:
        """Forget what is counted under `key`."""
        digest = self._digest(key)
        self._write(digest, self._others(digest))

    def wipe(self) -> None:
        """Forget every count whose time is over; each bucket that is written does so for itself."""
        for number in range(BUCKETS):
            found = os.pread(self.file, BUCKET_BYTES, _place(number))
            if not found:
                break
            if any(found):
                self._write(number, self._read(number))

    def _digest(self, key: str) -> int:
        digest = blake2b(key.encode("utf-8", "replace"), key=self.secret, digest_size=8).digest()
        return int.from_bytes(digest, "little") or 1

    def _others(self, digest: int) -> list[Slot]:
        return [slot for slot in self._read(digest) if slot[0] != digest]

    def _read(self, digest: int) -> list[Slot]:
        found = os.pread(self.file, BUCKET_BYTES, _place(digest)).ljust(BUCKET_BYTES, b"\0")
        return [slot for slot in SLOT.iter_unpack(found) if slot[0] and slot[2] > self.now]

    def _write(self, digest: int, slots: Iterable[Slot]) -> None:
        found = b"".join(SLOT.pack(*slot) for slot in slots).ljust(BUCKET_BYTES, b"\0")
        os.pwrite(self.file, found, _place(digest))


def _place(digest: int) -> int:
    return HEAD_BYTES + digest % BUCKETS * BUCKET_BYTES


class FileCounts(Storage, SlidingWindowCounterSupport, TimestampedSlidingWindow):
    """A storage of the package `limits`, for fixed windows and sliding ones. Every method may raise OSError.

    No key is kept, only a digest of it under the file's secret.
    """

    STORAGE_SCHEME = None

    def __init__(self, path: Path, clock: Callable[[], float] = time.time) -> None:
        super().__init__()
        self._path = path
        self._clock = clock
        self._file: int | None = None
        # flock keeps processes apart, not the threads that share one open file.
        self._threads = threading.Lock()

    @property
    def base_exceptions(self) -> type[Exception]:
        """What the methods raise where the file cannot be used."""
        return OSError

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Count `amount` more; a new count is over after `expiry` seconds. Returns the count."""
        with self._locked() as table:
            return table.add(key, table.now + expiry, amount)

    def get(self, key: str) -> int:
        """The count."""
        with self._locked() as table:
            return table.count(key)

    def get_expiry(self, key: str) -> float:
        """When the count is over; now, where there is none."""
        with self._locked() as table:
            return table.slot(key)[2] or table.now

    def clear(self, key: str) -> None:
        """Forget one count."""
        with self._locked() as table:
            table.clear(key)

    def reset(self) -> int | None:
        """Forget everything, the secret too."""
        with self._locked() as table:
            os.ftruncate(table.file, 0)
        return None

    def check(self) -> bool:
        """Whether the file can be used."""
        with self._locked():
            return True

    def acquire_sliding_window_entry(self, key: str, limit: int, expiry: int, amount: int = 1) -> bool:
        """Count `amount` more, unless that were more than `limit` within the sliding window of `expiry` seconds."""
        with self._locked() as table:
            before, left, present, _ = self._window(table, key, expiry)
            if floor(before * left / expiry + present) + amount > limit:
                return False
            table.add(self.sliding_window_keys(key, expiry, table.now)[1], table.now + 2 * expiry, amount)
            return True

    def get_sliding_window(self, key: str, expiry: int) -> tuple[int, float, int, float]:
        """Count and seconds of life of the window before the present one, and of the present one."""
        with self._locked() as table:
            return self._window(table, key, expiry)

    def clear_sliding_window(self, key: str, expiry: int) -> None:
        """Forget both windows of one key."""
        with self._locked() as table:
            for each in self.sliding_window_keys(key, expiry, table.now):
                table.clear(each)

    def _window(self, table: Table, key: str, expiry: int) -> tuple[int, float, int, float]:
        before, present = (table.count(each) for each in self.sliding_window_keys(key, expiry, table.now))
        left = expiry - table.now % expiry
        return before, left, present, left + expiry

    @contextmanager
    def _locked(self) -> Iterator[Table]:
        with self._threads:
            file, is_new = self._lock()
            try:
                table = Table(file, _secret(file), self._clock())
                if is_new:
                    table.wipe()
                yield table
            finally:
                fcntl.flock(file, fcntl.LOCK_UN)

    def _lock(self) -> tuple[int, bool]:
        """The open file, locked, and whether it was opened just now."""
        if self._file is not None:
            fcntl.flock(self._file, fcntl.LOCK_EX)
            if os.fstat(self._file).st_nlink:
                return self._file, False
            # Somebody deleted it: other processes count in a new one.
            os.close(self._file)
        # Opened by the first request, and so in each worker: a file open before the fork would share its lock.
        self._file = None
        self._file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        fcntl.flock(self._file, fcntl.LOCK_EX)
        return self._file, True


def _secret(file: int) -> bytes:
    """The file's secret; a file that is new, cut short or something else gets one, and is empty."""
    head = os.pread(file, HEAD_BYTES, 0)
    if len(head) < HEAD_BYTES or not head.startswith(MAGIC):
        head = (MAGIC + os.urandom(SECRET_BYTES)).ljust(HEAD_BYTES, b"\0")
        os.ftruncate(file, 0)
        os.pwrite(file, head, 0)
    return head[len(MAGIC) : len(MAGIC) + SECRET_BYTES]

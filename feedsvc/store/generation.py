"""The generation number in memory that all processes of one machine share.

Every committed change raises the store's generation; a worker that sees the number it knows need not ask the
store (rule 10). The number lies in a file of eight bytes that each process maps into its memory.
"""

from __future__ import annotations

import fcntl
import mmap
from collections.abc import Callable
from pathlib import Path

BYTES = 8


class Generation:
    """Eight bytes shared between processes: reading costs a memory read.

    x86-64 and ARM64 write an aligned word of eight bytes as a whole, so that no reader sees half a number.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        with path.open("ab") as file:
            missing = BYTES - file.tell()
            if missing > 0:
                file.write(bytes(missing))
        with path.open("r+b") as file:
            self._memory = memoryview(mmap.mmap(file.fileno(), BYTES)).cast("Q")

    def read(self) -> int:
        """The number as last published by any process."""
        return self._memory[0]

    def publish(self, current: Callable[[], int]) -> None:
        """Publish the number that `current` reads from the store.

        It is read while this process alone may publish: else one that read earlier could publish later, and
        workers would take an old number for the present one.
        """
        with self._path.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            self._memory[0] = current()

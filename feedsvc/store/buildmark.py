"""The file that is there while an ingest builds articles: one that finds it knows that the last one died of that."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from feedsvc.errors import StoreError
from feedsvc.store import mends

NAME = "building"


class BuildMark:
    """The mark in a data folder. What cannot be written raises StoreError: the folder may have become read-only, or
    have gone, while an ingest is under way."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / NAME

    def is_set(self) -> bool:
        """Whether an ingest builds, or died of it."""
        return self._file.exists()

    def set(self) -> None:
        """Building begins."""
        with self._translated():
            self._file.touch()

    def clear(self) -> None:
        """It has ended."""
        with self._translated():
            self._file.unlink(missing_ok=True)

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            folder, mend = str(self._file.parent), mends.of_folder(error)
            raise StoreError(f"cannot write in the data folder {folder!r}: {error.strerror}; {mend}") from error

"""Log lines on stderr: text for a person, or one JSON object a line."""

from __future__ import annotations

import atexit
import contextlib
import json
import logging
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from functools import lru_cache
from select import PIPE_BUF
from typing import Generic, TextIO, TypeVar

from feedsvc.config import Settings
from feedsvc.patterns import lazy

DELAY_SECONDS = 0.1
END_SECONDS = 5.0
MOST_WAITING = 10_000
"""Lines that wait to be written; whoever brings more writes them himself."""
_CONTROLS = lazy("[\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
"""JSON needs only those below U+0020 escaped (RFC 8259 7)."""

Said = TypeVar("Said")


class TextFormatter(logging.Formatter):
    """`2026-01-31T08:00:00Z info feedsvc.ingest: …`"""

    def format(self, record: logging.LogRecord) -> str:
        """One line; a traceback follows on lines of its own."""
        line = f"{stamp(record.created)} {record.levelname.lower()} {record.name}: {record.getMessage()}"
        return f"{line}\n{self.formatException(record.exc_info)}" if record.exc_info else line


class JsonFormatter(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        """One line, whatever the message holds."""
        found: dict[str, object] = {
            "time": stamp(record.created),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            found["traceback"] = self.formatException(record.exc_info)
        return in_one_line(json.dumps(found, ensure_ascii=False, default=str))


def in_one_line(encoded: str) -> str:
    """JSON without what some programs take for a line's end, terminals for a command, or readers for another order."""
    return _CONTROLS.sub(lambda found: f"\\u{ord(found[0]):04x}", encoded)


def stamp(when: float) -> str:
    """Seconds since 1970 as lines have them: `2026-01-31T08:00:00.250Z`."""
    return _stamp(int(when * 1000))


@lru_cache(maxsize=16)
def _stamp(milliseconds: int) -> str:
    seconds, rest = divmod(milliseconds, 1000)
    return f"{datetime.fromtimestamp(seconds, UTC).isoformat()[:19]}.{rest:03}Z"


def formatter(settings: Settings) -> logging.Formatter:
    """The form of a line that the settings ask for."""
    return JsonFormatter() if settings.log_format == "json" else TextFormatter()


def set_up(settings: Settings) -> None:
    """Send our log lines to stderr as the settings say."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter(settings))
    root = logging.getLogger("feedsvc")
    root.handlers[:] = [handler]
    root.propagate = False
    root.setLevel(settings.log_level.upper())


class Lines(Generic[Said]):
    """Lines for a stream, made by `form` and written by a thread of their own within DELAY_SECONDS, many at once.

    So no request waits for who reads the log; only where that one hangs, and too many wait, it does. The thread is
    started by the first line, and so in each worker.
    """

    def __init__(self, stream: TextIO, form: Callable[[Said], str]) -> None:
        self._stream = stream
        self._form = form
        self._waiting: deque[Said] = deque()
        self._writing, self._waking = threading.Lock(), threading.Lock()
        self._thread: threading.Thread | None = None
        self._given, self._ended = threading.Event(), threading.Event()
        self._is_awake = False

    def write(self, said: Said) -> None:
        """Have one line written; what `form` makes has no end of line."""
        self._waiting.append(said)
        if not self._is_awake or len(self._waiting) >= MOST_WAITING:
            self._wake()

    def _wake(self) -> None:
        with self._waking:
            alone = self._ended.is_set() or len(self._waiting) >= MOST_WAITING
            if not alone:
                self._is_awake = True
                self._given.set()
            if not alone and self._thread is None:
                self._thread = threading.Thread(target=self._write_on, name="lines", daemon=True)
                self._thread.start()
                atexit.register(self.close)
        if alone:
            self.flush()

    def _write_on(self) -> None:
        while not self._ended.is_set():
            self._given.wait()
            self._ended.wait(DELAY_SECONDS)
            # In this order: what comes from now on is written now, or wakes it again.
            self._given.clear()
            self._is_awake = False
            self.flush()

    def flush(self) -> None:
        """Write what waits."""
        with self._writing:
            lines = [self._form(self._waiting.popleft()) for _ in range(len(self._waiting))]
            # Where it cannot be written there is nobody to tell.
            with contextlib.suppress(OSError, ValueError):
                for chunk in _chunks(lines):
                    self._stream.write(chunk)
                    self._stream.flush()

    def close(self) -> None:
        """Write the last ones; later ones are written at once."""
        with self._waking:
            self._is_awake = False
            self._ended.set()
            self._given.set()
        if self._thread is not None:
            self._thread.join(END_SECONDS)
            atexit.unregister(self.close)
        self.flush()


def _chunks(lines: Iterable[str]) -> Iterator[str]:
    """Whole lines, as many as a pipe takes in one piece: so those of several workers stay apart (POSIX, write)."""
    chunk, size = "", 0
    for line in lines:
        length = 1 + (len(line) if line.isascii() else len(line.encode("utf-8", "backslashreplace")))
        if chunk and size + length > PIPE_BUF:
            yield chunk
            chunk, size = "", 0
        chunk, size = f"{chunk}{line}\n", size + length
    if chunk:
        yield chunk

"""What the commands print: a fault in writing it is told apart from every other fault of the system's."""

from __future__ import annotations

import codecs
import errno
import io
import os
import signal
import sys
from typing import Any

from feedsvc.errors import OutputClosed, OutputError

CLOSED = 128 + signal.SIGPIPE
"""The exit code of a command whose reader went away (`feedsvc feeds | head -1`), as shells count it."""
_MENDS = {errno.ENOSPC: "make room on that disk", errno.EDQUOT: "make room on that disk"}


class _Output(io.FileIO):
    """A file whose writing raises OutputError, which neither click nor anything between takes for its own."""

    def write(self, data: Any, /) -> int:
        try:
            return super().write(data)
        except BrokenPipeError as error:
            raise OutputClosed("whoever read the output has gone") from error
        except OSError as error:
            mend = _MENDS.get(error.errno or 0, "redirect it to where it can be written")
            raise OutputError(f"cannot write the output: {error.strerror}; {mend}") from error


class _Text(io.TextIOWrapper):
    """Text to such a file; what its encoding has not is told as what cannot be written."""

    def write(self, text: str, /) -> int:
        try:
            return super().write(text)
        except UnicodeEncodeError as error:
            lacking = error.object[error.start]
            raise OutputError(
                f"cannot write the output: its encoding {self.encoding} has no {lacking!r}; set PYTHONIOENCODING=utf-8"
            ) from error


def guard() -> None:
    """From now on printing raises OutputError where it fails, OutputClosed where nobody reads. A command that was
    started without standard output prints nothing, as before."""
    before = sys.stdout
    if not isinstance(before, io.TextIOWrapper):
        return
    before.flush()
    # UTF-8 lacks nothing but what Python makes of a file's name that is none (PEP 383).
    is_whole = codecs.lookup(before.encoding).name == "utf-8" and before.errors == "strict"
    sys.stdout = _Text(
        io.BufferedWriter(_Output(before.fileno(), "wb", closefd=False)),
        before.encoding,
        "backslashreplace" if is_whole else before.errors,
        line_buffering=before.line_buffering,
        write_through=before.write_through,
    )


def give_up() -> None:
    """Drop what could not be written: at its end Python would try again, and complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

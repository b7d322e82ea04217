"""How a server's settings reach the processes that it starts: as the text of the settings file that it uses itself.

What is written to the file later must not count for a process that is started again before somebody asks for it
(SIGHUP): sources that are no longer named would be withdrawn, and a mistake would end the ingester for good.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from io import BufferedWriter
from typing import cast

from feedsvc.errors import SettingsError

TEXT_VARIABLE = "FEEDSVC_CONFIG_TEXT"
"""The settings file's text, as line_of writes it, which counts instead of the file; or FROM_INPUT."""
FROM_INPUT = "-"
"""It is the first line of standard input: there it may have any length, and is seen by nobody else."""

INGESTER_VARIABLE = "FEEDSVC_INGESTER"
"""In a worker: its server keeps an ingester beside it, that follows changes (WATCH), or that runs once (ONCE)."""
WATCH, ONCE = "watch", "once"
VARIABLES = frozenset({TEXT_VARIABLE, INGESTER_VARIABLE})
"""Set by servers of ours alone; they are no settings."""


def line_of(text: str) -> str:
    """The text in one line of ASCII, which pipes and variables take in any locale."""
    return json.dumps(text)


def text_of(given: str) -> str:
    """The text that a value of TEXT_VARIABLE stands for. Raises SettingsError for what no server of ours wrote."""
    try:
        return str(json.loads(first_line() if given == FROM_INPUT else given))
    except ValueError as error:
        raise SettingsError(f"{TEXT_VARIABLE}: it holds no settings; leave it to the server, which sets it") from error


def first_line() -> bytes:
    """The next line of standard input, and nothing of what comes behind; without its end where the input ends."""
    with open(sys.stdin.fileno(), "rb", buffering=0, closefd=False) as lines:
        return lines.readline()


def start(command: Sequence[str]) -> subprocess.Popen[bytes]:
    """Start a process of ours, in a session of its own, that takes the text from its standard input. Raises OSError
    where the system has no room for another one."""
    reading = {**os.environ, TEXT_VARIABLE: FROM_INPUT}
    return subprocess.Popen(command, stdin=subprocess.PIPE, start_new_session=True, env=reading)  # noqa: S603 - our own interpreter and module


def hand(process: subprocess.Popen[bytes], line: bytes) -> None:
    """Write a line, with its end, to such a process; whether it still lives is looked after elsewhere."""
    assert process.stdin is not None  # noqa: S101 - a pipe of ours
    with contextlib.suppress(OSError):
        process.stdin.write(line)
        process.stdin.flush()


def let_go(process: subprocess.Popen[bytes]) -> None:
    """Close the pipe to such a process, which ends of it; what was written last may still wait for one that is dead."""
    assert process.stdin is not None  # noqa: S101 - a pipe of ours
    with contextlib.suppress(OSError):
        process.stdin.close()


def forget(process: subprocess.Popen[bytes]) -> None:
    """In a fork of who started it: close the pipe, and write nothing that the other may still have to write."""
    cast(BufferedWriter, process.stdin).raw.close()

"""The process between the server and its ingester: settings that follow each other quickly, and a quick end."""

from __future__ import annotations

import queue
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from feedsvc import supervisor
from feedsvc.supervisor import Announcement, Supervisor


class Recorded(Supervisor):
    """Starts nothing; while it ends the ingester of before, the next lines come."""

    def __init__(self, lines: queue.SimpleQueue[bytes], *coming: tuple[bytes, ...]) -> None:
        super().__init__(b"zero\n", watch=True)
        self.calls: list[bytes] = []
        self._lines = lines
        self._coming = list(coming)

    def tick(self) -> None:
        self.calls.append(b"tick")
        self._come()

    def reload(self, line: bytes) -> None:
        self.calls.append(line)
        self._come()

    def _come(self) -> None:
        for line in self._coming.pop(0) if self._coming else (b"",):
            self._lines.put(line)


@pytest.mark.parametrize(
    ("waiting", "coming", "calls"),
    [
        ((), ((),), [b"tick", b"tick"]),
        ((b"one\n",), ((),), [b"one\n", b"tick"]),
        ((b"one\n", b"two\n"), ((),), [b"two\n", b"tick"]),
        ((b"one\n",), ((b"two\n", b"three\n"), ()), [b"one\n", b"three\n", b"tick"]),
        ((), ((b"one\n",), ()), [b"tick", b"one\n", b"tick"]),
        ((b"one\n", b""), (), []),
        ((b"one\n",), ((b"two\n", b""),), [b"one\n"]),
    ],
    ids=["none", "one", "two at once", "two while one ends", "one later", "end behind one", "end while one ends"],
)
def test_of_settings_that_come_quickly_an_ingester_is_started_with_the_last_alone(
    waiting: tuple[bytes, ...], coming: tuple[tuple[bytes, ...], ...], calls: list[bytes]
) -> None:
    lines: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    for line in waiting:
        lines.put(line)
    recorded = Recorded(lines, *coming)
    supervisor._loop(recorded, Announcement("", ""), lines)
    assert recorded.calls == calls


def test_an_ingester_that_is_only_starting_ends_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # It does not look at its pipe yet.
    starting = tmp_path / "python"
    starting.write_text("#!/bin/sh\nexec sleep 60\n")
    starting.chmod(0o755)
    started: list[subprocess.Popen[bytes]] = []
    popen = subprocess.Popen

    def start(*arguments: object, **options: object) -> subprocess.Popen[bytes]:
        started.append(popen(*arguments, **options))  # type: ignore[call-overload]
        return started[-1]

    monkeypatch.setattr(sys, "executable", str(starting))
    monkeypatch.setattr(subprocess, "Popen", start)
    monkeypatch.setattr(supervisor, "END_SECONDS", 3.0)
    kept = Supervisor(b'""\n', watch=True)
    kept.tick()
    kept.end()
    assert [process.returncode for process in started] == [-signal.SIGTERM]

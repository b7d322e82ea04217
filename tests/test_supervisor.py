"""The process between the server and its ingester: settings that follow each other quickly, and a quick end."""

from __future__ import annotations

import errno
import io
import json
import queue
import shutil
import signal
import subprocess
import sys
import urllib.error
from collections import Counter
from collections.abc import Callable
from email.message import Message
from http.client import HTTPException
from pathlib import Path
from types import SimpleNamespace
from typing import NoReturn

import pytest

from feedsvc import handover, logs, sidecar, supervisor
from feedsvc.config import Settings
from feedsvc.supervisor import Announcement, Supervisor
from tests.running import ENDING, until


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


def test_its_own_lines_have_the_form_that_the_settings_ask_for_by_now(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    forms: list[str] = []
    monkeypatch.setattr(logs, "set_up", lambda settings: forms.append(settings.log_format))
    lines: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    for line in (handover.line_of('log_format = "json"').encode() + b"\n", b""):
        lines.put(line)
        supervisor._loop(Recorded(lines, (b"",)), Announcement("", ""), lines)
    assert forms == ["json"]


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
    monkeypatch.setattr(supervisor, "END_SECONDS", ENDING / 2)
    kept = Supervisor(b'""\n', watch=True)
    kept.tick()
    kept.end()
    assert [process.returncode for process in started] == [-signal.SIGTERM]


NOT_READY = urllib.error.HTTPError("", 503, "", Message(), None)
READY = {"articles": 5, "feeds": 21, "problems": 0}


@pytest.mark.parametrize(
    ("again", "answers", "lines"),
    [
        ("", [OSError(), NOT_READY, READY], 1),
        ("", [READY], 1),
        ("again", [OSError(), READY], 0),
        ("again", [NOT_READY, READY], 1),
        ("", [HTTPException(), READY], 1),
    ],
    ids=[
        "first",
        "first and ready at once",
        "again while ready",
        "again before the first ingest ended",
        "a worker that ends",
    ],
)
def test_that_all_is_served_is_said_once_whichever_supervisor_sees_it(
    again: str,
    answers: list[Exception | dict[str, int]],
    lines: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    coming = iter(answers)

    class Asked:
        def open(self, *_: object, **__: object) -> io.BytesIO:
            answer = next(coming)
            if isinstance(answer, Exception):
                raise answer
            return io.BytesIO(json.dumps(answer).encode())

    monkeypatch.setattr(supervisor, "OPENER", Asked())
    monkeypatch.setattr(supervisor, "TICK", 0)
    announcement = Announcement("http://127.0.0.1:1", "https://feeds.example", again)
    while announcement.is_due:
        announcement.tick()
    announcement.tick()
    assert capsys.readouterr().out == "serving 5 articles in 21 feeds at https://feeds.example\n" * lines
    assert next(coming, None) is None


def test_a_server_that_is_long_in_getting_ready_is_asked_more_and_more_seldom(monkeypatch: pytest.MonkeyPatch) -> None:
    now, asked = 0.0, list[float]()

    class Away:
        def open(self, _address: str, timeout: float) -> NoReturn:
            asked.append(now)
            raise NOT_READY

    monkeypatch.setattr(supervisor, "OPENER", Away())
    monkeypatch.setattr(supervisor, "time", SimpleNamespace(monotonic=lambda: now))
    announcement = Announcement("http://127.0.0.1:1", "https://feeds.example")
    while now < 120:
        announcement.tick()
        now += 0.05
    seconds = Counter(map(int, asked))
    assert seconds[0] >= 15
    assert {seconds[second] for second in range(40, 119)} <= {0, 1}
    assert sum(seconds.values()) > 90


def test_a_supervisor_that_is_started_again_knows_that_there_was_one(
    make_settings: Callable[..., Settings], monkeypatch: pytest.MonkeyPatch
) -> None:
    commands: list[list[str]] = []

    class Gone:
        def __init__(self) -> None:
            self.stdin = io.BytesIO()

        def poll(self) -> int:
            return -9

    def started(command: list[str], **_: object) -> Gone:
        commands.append(command)
        return Gone()

    monkeypatch.setattr(subprocess, "Popen", started)
    own, settings = sidecar.Sidecar(), make_settings()
    own.announce = True
    own._launch(settings)
    own.reload(settings)
    assert [command[3:] for command in commands] == [
        ["watch", sidecar.listening(settings), settings.public_url],
        ["watch", sidecar.listening(settings), settings.public_url, "again"],
    ]


@pytest.mark.parametrize("ending", [True, False])
def test_a_supervisor_that_ends_while_the_server_does_is_not_started_again(
    make_settings: Callable[..., Settings], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture,
    ending: bool,
) -> None:  # fmt: skip
    monkeypatch.setattr(sidecar, "KEEP_SECONDS", 0.01)
    monkeypatch.setattr(sys, "executable", shutil.which("true"))
    own, looks = sidecar.Sidecar(), list[bool]()

    def is_ending() -> bool:
        looks.append(own._process is not None and own._process.poll() is not None)
        return ending

    own.is_ending = is_ending
    own.start(make_settings())
    until(lambda: sum(looks) > 2, "some looks at one that is gone")
    own.end()
    assert ("supervisor is gone; starting it again" in caplog.text) is not ending


class WithoutMemory:
    """Instead of a start of a process; counts them."""

    tries = 0

    def __call__(self, *_: object, **__: object) -> None:
        self.tries += 1
        raise OSError(errno.ENOMEM, "Cannot allocate memory")


def test_an_ingester_for_which_there_is_no_memory_is_started_later(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    popen = subprocess.Popen
    monkeypatch.setattr(subprocess, "Popen", WithoutMemory())
    monkeypatch.setattr(supervisor, "FIRST_WAIT", 0.0)
    kept = Supervisor(b'""\n', watch=True)
    kept.tick()
    assert "the ingester cannot be started: Cannot allocate memory; starting it again in" in caplog.text
    monkeypatch.setattr(subprocess, "Popen", popen)
    monkeypatch.setattr(sys, "executable", shutil.which("true"))
    kept.tick()
    assert kept._process is not None
    kept.end()


def test_a_supervisor_for_which_there_is_no_memory_is_started_later_and_that_is_told_once(
    make_settings: Callable[..., Settings], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    popen, refused = subprocess.Popen, WithoutMemory()
    monkeypatch.setattr(sidecar, "KEEP_SECONDS", 0.01)
    monkeypatch.setattr(subprocess, "Popen", refused)
    own = sidecar.Sidecar()
    own.start(make_settings())
    own.reload(make_settings())
    until(lambda: refused.tries > 5, "further tries")
    assert [record.message for record in caplog.records] == [
        "the ingester's supervisor cannot be started: Cannot allocate memory; trying again"
    ]
    started: list[list[str]] = []

    def start(command: list[str], **options: object) -> subprocess.Popen[bytes]:
        started.append(command)
        return popen([shutil.which("cat") or ""], **options)  # type: ignore[call-overload, no-any-return]

    monkeypatch.setattr(subprocess, "Popen", start)
    until(lambda: own._process, "the one for which there is memory")
    own.end()
    assert len(started) == 1

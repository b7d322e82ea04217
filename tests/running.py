"""The real program, started as a user starts it, on a free port."""

from __future__ import annotations

import os
import random
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.message import Message
from functools import cache
from http.client import HTTPException
from pathlib import Path
from typing import Any, NamedTuple

from tests.forking import Forker

ROOT = Path(__file__).parent.parent
PATIENCE = 240.0
"""Seconds to wait for what is promised: others keep the processors busy, and an ingester gives way to all of them:
where twenty want a processor, its first run takes two minutes."""
ENDING = 120.0
"""Seconds that a server may take to end on a busy machine."""
PORTS = range(20_000, 32_000)
CHANCE = random.SystemRandom()
_claims: list[socket.socket] = []


def free_port() -> int:
    """A port that nobody listens on, and that no other call is given, in this process or in another, while this one
    lives.

    One that the system chooses it may give to somebody else before a server takes it. So it is one of those that nobody
    is given who does not name it (Linux gives 32768 and above, IANA's are 49152 and above), and is claimed by a socket
    for datagrams, which keeps no server from listening.
    """
    while True:
        port, claim = CHANCE.choice(PORTS), socket.socket(type=socket.SOCK_DGRAM)
        with suppress(OSError), socket.socket() as probe:
            claim.bind(("127.0.0.1", port))
            probe.bind(("127.0.0.1", port))
            _claims.append(claim)
            return port
        claim.close()


def environment(**settings: object) -> dict[str, str]:
    """The environment without any setting of ours but these, and without the starter registry, unless it is asked for:
    to take in its ten thousand companies costs each new store two seconds of a processor."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("FEEDSVC_") and name != "PORT"}
    given = {"starter": "false"} | settings
    return kept | {f"FEEDSVC_{name.upper()}": str(value) for name, value in given.items()}


def feedsvc(*arguments: object, cwd: Path, **settings: object) -> subprocess.CompletedProcess[str]:
    """Run one command to its end."""
    return _forker().run([*map(str, arguments)], cwd, environment(**settings) | {"PYTHONPATH": str(ROOT)})


@cache
def _forker() -> Forker:
    return Forker(ROOT)


def until(found: Callable[[], Any], what: str) -> Any:
    """Ask until the answer is truthy; a test waits for what is promised, it does not time it."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            if answer := found():
                return answer
        except (OSError, HTTPException, ValueError, AssertionError):
            pass
        time.sleep(0.05)
    raise AssertionError(f"waited {PATIENCE} s for {what}")


@dataclass
class Answer:
    status: int
    headers: Message
    body: bytes


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        return None


OPENER = urllib.request.build_opener(_Stay)


@dataclass
class Running:
    """A server of ours: its address, its process, what it wrote."""

    base: str
    process: subprocess.Popen[str]
    log: Path

    def get(self, path: str, **headers: str) -> Answer:
        request = urllib.request.Request(
            self.base + path, headers={name.replace("_", "-"): value for name, value in headers.items()}
        )
        try:
            with OPENER.open(request, timeout=PATIENCE) as answer:
                return Answer(answer.status, answer.headers, answer.read())
        except urllib.error.HTTPError as error:
            return Answer(error.code, error.headers, error.read())

    def processes(self, word: str) -> list[int]:
        """The processes below this server whose command line has `word`."""
        listed = _listed()
        return [pid for pid in _below(self.process.pid, listed) if word in listed[pid].command]

    def workers(self) -> list[int]:
        return [
            pid
            for pid, listed in _listed().items()
            if listed.parent == self.process.pid
            # Python 3.14 starts a process of its own beside those of its multiprocessing.
            and not any(word in listed.command for word in ("supervisor", "resource_tracker"))
        ]


class Listed(NamedTuple):
    """A process: the number of the one that started it, and its command line."""

    parent: int
    command: str


def _listed() -> dict[int, Listed]:
    """Every process. Asked for again and again by tests that wait, so at once for all; `-ww`: whole lines, however wide
    a screen COLUMNS tells of."""
    lines = subprocess.run(["ps", "-wweo", "pid=,ppid=,args="], capture_output=True, text=True, check=True).stdout
    fields = (line.split(maxsplit=2) for line in lines.splitlines())
    return {int(pid): Listed(int(parent), " ".join(command)) for pid, parent, *command in fields}


def below(top: int) -> list[int]:
    """Every process below this one."""
    return _below(top, _listed())


def _below(top: int, listed: Mapping[int, Listed]) -> list[int]:
    found, pending = [], [top]
    while pending:
        children = [pid for pid, each in listed.items() if each.parent == pending[0]]
        found += children
        pending = pending[1:] + children
    return found


def is_alive(pid: int) -> bool:
    """Whether a process is there and not a zombie."""
    shown = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return bool(shown.stdout.strip()) and not shown.stdout.strip().startswith("Z")


@contextmanager
def serving(command: list[str], cwd: Path, port: int, **settings: object) -> Iterator[Running]:
    """Start a server, wait until it is ready, end it as systemd would."""
    log = cwd / "server.log"
    with log.open("w") as stream:
        process = subprocess.Popen(
            [sys.executable, "-m", *command], cwd=cwd, env=environment(**settings) | {"PYTHONPATH": str(ROOT)},
            stdout=stream, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
    running = Running(f"http://127.0.0.1:{port}", process, log)
    try:
        until(lambda: process.poll() is not None or running.get("/readyz").status == 200, "readiness")
        assert process.poll() is None, log.read_text()
        yield running
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

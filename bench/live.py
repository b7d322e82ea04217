"""A running server over a stored folder: how soon it is ready, how soon a change shows, how much memory it has."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from bench.fill import BASE_URL
from bench.spent import below, cpu, memory

PATIENCE = 600.0
QUIET_SECONDS, QUIET_LOOKS = 1.0, 3
BUSY = 0.1
"""CPU seconds within QUIET_SECONDS of a process that has something to do."""
GAP_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Live:
    """A server: its address, the number of its process, the seconds that it took until it was ready."""

    base: str
    pid: int
    ready: float

    def get(self, path: str) -> bytes:
        """The answer at an address; raises OSError where there is none."""
        with urllib.request.urlopen(self.base + path, timeout=30) as answer:  # noqa: S310 - our own server
            body: bytes = answer.read()
        return body

    def processes(self, word: str) -> list[int]:
        """The processes of the server whose command line has `word`."""
        return [pid for pid in below(self.pid) if word in _command(pid)]

    def settle(self) -> float:
        """Wait until the ingester has nothing to do; the CPU seconds that it has spent."""
        (ingester,) = until(lambda: self.processes("ingest"))
        spent, quiet = 0.0, 0
        while quiet < QUIET_LOOKS:
            time.sleep(QUIET_SECONDS)
            now = cpu(ingester)
            # A machine that is busy with others may not let it begin for a while.
            quiet = quiet + 1 if now > BUSY > now - spent else 0
            spent = now
        return spent

    def workers(self) -> list[float]:
        """MB of each worker, with what it shares with others."""
        return [memory([pid]) for pid in below(self.pid)[1:] if "serve" in _command(pid)]

    def ingester(self) -> float:
        """MB of the ingester and the processes that build for it."""
        return sum(memory(below(pid)) for pid in self.processes("ingest")[:1])


def until(found: Callable[[], object]) -> list[int]:
    """Ask until there is an answer."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        with suppress(OSError):
            if answer := found():
                return answer if isinstance(answer, list) else []
        time.sleep(0.005)
    raise SystemExit(f"waited {PATIENCE} s in vain")


@contextmanager
def serving(folder: Path, *others: str) -> Iterator[Live]:
    """A server over FOLDER/articles, and `others` beside it, and FOLDER/data (see bench.fill), ready; ended at the
    end."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    sources = os.pathsep.join(str(folder / name) for name in ("articles", *others))
    given = {"SOURCES": sources, "DATA": folder / "data", "PORT": port, "LOG_LEVEL": "error"}
    given |= {"ACCESS_LOG": "false", "COUNT_READERS": "false", "BASE_URL": BASE_URL}
    environ = os.environ | {f"FEEDSVC_{name}": str(value) for name, value in given.items()}
    environ["PYTHONPATH"] = str(Path(__file__).parent.parent)
    started = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", "feedsvc", "serve"], env=environ, cwd=folder, stdout=subprocess.DEVNULL
    )
    live = Live(f"http://127.0.0.1:{port}", process.pid, 0.0)
    try:
        until(lambda: bool(live.get("/readyz")))
        yield Live(live.base, live.pid, time.monotonic() - started)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait()


def change(live: Live, file: Path, number: int) -> float:
    """Give an article's file another title, and ask its category's feed until it shows; seconds. The file is as it was
    afterwards."""
    before = file.read_text(encoding="utf-8")
    category = re.search(r"^(?:categories: | - (?!新媒体))(\S+)$", before, re.M)
    assert category is not None  # noqa: S101 - the maker's articles have one
    title = f"改题{number}"
    feed = f"/feeds/category/{quote(category[1])}.json?limit=500&q={quote(title)}"
    started = time.monotonic()
    file.write_text(re.sub(r"^title: .*$", f'title: "{title}"', before, count=1, flags=re.M), encoding="utf-8")
    until(lambda: title in live.get(feed).decode().partition('"items":')[2])
    spent = time.monotonic() - started
    file.write_text(before, encoding="utf-8")
    time.sleep(GAP_SECONDS)
    return spent


def _command(pid: int) -> str:
    with suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
    return ""

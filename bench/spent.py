"""What a command costs with all that it starts: wall and CPU seconds, and the most memory at one moment."""

from __future__ import annotations

import ctypes
import os
import resource
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

SAMPLE_SECONDS = 0.03
REST = 20
"""Times as long as a look took, until the next one."""
SET_CHILD_SUBREAPER = 36
"""prctl(2): who is left behind by a process below us becomes our child, so that we learn what it spent."""
PAGE = os.sysconf("SC_PAGE_SIZE")


class Spent(NamedTuple):
    """Seconds, seconds, MB."""

    wall: float
    cpu: float
    memory: float


def run(command: Sequence[str], cwd: Path, environ: Mapping[str, str] | None = None) -> Spent:
    """Run a command to its end; raises SystemExit with what it said where it fails.

    Python's may write their bytecode, as those that are installed have it: the first run is no other's measure.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(SET_CHILD_SUBREAPER, 1)
    said = cwd / "said.log"
    with said.open("wb") as log:
        started = time.monotonic()
        process = subprocess.Popen(  # noqa: S603 - commands of ours
            command,
            cwd=cwd,
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": "", **(environ or {})},
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        sampler = _Sampler(process.pid)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    usages = [usage, *_orphans()]
    # Linux counts what this process had when it made that one.
    most = sampler.end() if sys.platform == "linux" else usage.ru_maxrss / 1_000_000
    if process.returncode:
        raise SystemExit(f"{command[0]} ended with {process.returncode}: {said.read_text(errors='replace')[-500:]}")
    return Spent(wall, sum(each.ru_utime + each.ru_stime for each in usages), most)


def _orphans() -> list[resource.struct_rusage]:
    """What processes spent that the command did not wait for; they end with it."""
    found = []
    with suppress(ChildProcessError):
        while True:
            found.append(os.wait3(0)[2])
    return found


class _Sampler:
    """Looks again and again how much memory a process and all below it have: what they share counts once."""

    def __init__(self, top: int) -> None:
        self._top, self._most, self._ended = top, 0.0, threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def end(self) -> float:
        self._ended.set()
        self._thread.join()
        return self._most

    def _look(self) -> None:
        took = 0.0
        # To tell shares the system goes through all pages: it must not be at that all the time.
        while not self._ended.wait(max(SAMPLE_SECONDS, REST * took)):
            started = time.monotonic()
            self._most = max(self._most, memory(below(self._top)))
            took = time.monotonic() - started


def below(top: int) -> list[int]:
    """A process and all below it; only itself where the system has no /proc."""
    parents: dict[int, list[int]] = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            parent = int(entry.read_text().rpartition(")")[2].split()[1])
            parents.setdefault(parent, []).append(int(entry.parent.name))
    found = [top]
    for pid in found:
        found += parents.get(pid, [])
    return found


def memory(pids: Sequence[int]) -> float:
    """MB that processes have together: of several each page's share (proc(5), `Pss`), since those that were forked from
    one have most of its pages, too."""
    if len(pids) == 1:
        return _resident(pids[0])
    return sum(map(_share, pids))


def _resident(pid: int) -> float:
    with suppress(OSError):
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE / 1e6
    return 0.0


def _share(pid: int) -> float:
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024 / 1e6
    return 0.0


def cpu(pid: int) -> float:
    """CPU seconds of one process until now."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

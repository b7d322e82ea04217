"""The process between the server and its ingester: starts the ingester again when it dies, ends with the server.

The server's master cannot do this itself: it reaps every child and forgets those that are no workers. Standard input
is a pipe that the master holds: each line is the text of its settings (handover), with which the ingester is started
anew, and again whenever it dies; the end of the pipe ends both.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import queue
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from http.client import HTTPException

from feedsvc import handover, logs
from feedsvc.config import load
from feedsvc.errors import FeedsvcError

log = logging.getLogger("feedsvc.supervisor")
FIRST_WAIT = 0.2
LONGEST_WAIT = 10.0
"""Seconds before a dead ingester is started again: doubled each time, forgotten when it lived a while."""
STEADY_SECONDS = 30.0
END_SECONDS = 10.0
TICK = 0.05
SELDOM, MOST_SELDOM = 0.05, 1.0
"""How long a server that is not ready is not asked again: this share of the seconds that it has taken so far, and so
many at most. Each time it may have to tell why, of a store that is away say."""
# Never through a proxy: the server that is asked is on this machine.
OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class Supervisor:
    """Keeps one ingester alive, with the settings of the line that the master handed on. `watch` False: it is to run
    once, and is started again only if it dies."""

    def __init__(self, line: bytes, *, watch: bool) -> None:
        self._line = line
        self._watch = watch
        self._process: subprocess.Popen[bytes] | None = None
        self._wait = FIRST_WAIT
        self._started = 0.0
        self._next = 0.0
        self._done = False

    def tick(self) -> None:
        """Look after the ingester; called often."""
        if self._process is not None and self._process.poll() is not None:
            self._buried(self._process)
        if self._process is None and not self._done and time.monotonic() >= self._next:
            self._start()

    def _start(self) -> None:
        command = [sys.executable, "-m", "feedsvc", "ingest", "--quiet", "--with-parent"]
        try:
            self._process = handover.start(command + (["--watch"] if self._watch else []))
        except OSError as error:
            # No memory for another process, or too many of them: mostly a while later there is room.
            self._put_off(f"the ingester cannot be started: {error.strerror}")
            return
        self._started = time.monotonic()
        handover.hand(self._process, self._line)

    def _buried(self, process: subprocess.Popen[bytes]) -> None:
        handover.let_go(process)
        self._process, code = None, process.returncode
        if code == 0 and not self._watch:
            self._done = True
            return
        if time.monotonic() - self._started > STEADY_SECONDS:
            self._wait = FIRST_WAIT
        self._put_off(f"the ingester ended with {code}")

    def _put_off(self, why: str) -> None:
        log.warning("%s; starting it again in %.1f s", why, self._wait)
        self._next = time.monotonic() + self._wait
        self._wait = min(self._wait * 2, LONGEST_WAIT)

    def reload(self, line: bytes) -> None:
        """End the ingester and start it anew with these settings."""
        self.end()
        self._line = line
        self._done, self._next, self._wait = False, 0.0, FIRST_WAIT

    def end(self) -> None:
        """End the ingester: it finishes its transaction; one that does not is killed, which loses nothing either.

        One that is only starting does not look at its pipe yet: the signal ends it at once.
        """
        if self._process is None:
            return
        handover.let_go(self._process)
        self._process.terminate()
        try:
            self._process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            # Its whole session: the processes that build for it too.
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
        self._process = None


class Announcement:
    """Prints the one line that says that everything is served, when it is. `again`: there was a supervisor before this
    one, which said it unless the server is not ready yet."""

    def __init__(self, probe: str, shown: str, again: str = "") -> None:
        self._probe = f"{probe}/readyz"
        self._shown = shown
        self._is_said = bool(again)
        self._began, self._next = time.monotonic(), 0.0
        self.is_due = bool(probe)

    def tick(self) -> None:
        """Ask the server, and print once it is ready."""
        now = time.monotonic()
        if not self.is_due or now < self._next:
            return
        self._next = now + max(TICK, min(SELDOM * (now - self._began), MOST_SELDOM))
        try:
            with OPENER.open(self._probe, timeout=5) as answer:
                found = json.load(answer)
        except urllib.error.HTTPError:
            # It answered, that it is not ready.
            self._is_said = False
            return
        except (OSError, HTTPException, ValueError):
            return
        self.is_due = False
        if self._is_said:
            return
        held = f", {found['problems']} held back (feedsvc problems)" if found["problems"] else ""
        print(  # noqa: T201 - the promised line on standard output
            f"serving {found['articles']} articles in {found['feeds']} feeds at {self._shown}{held}", flush=True
        )


def main(arguments: list[str]) -> None:
    """`python -m feedsvc.supervisor watch|once [ADDRESS-TO-ASK ADDRESS-TO-SHOW [again]]`"""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    line = handover.first_line()
    _set_up_log(line)
    supervisor = Supervisor(line, watch=arguments[0] == handover.WATCH)
    announcement = Announcement(*(arguments[1:] or ("", "")))
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    # Taken at once, whatever is under way here: the master must never wait for a full pipe.
    lines: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_take, args=(lines,), daemon=True).start()
    try:
        _loop(supervisor, announcement, lines)
    finally:
        supervisor.end()


def _set_up_log(line: bytes) -> None:
    try:
        logs.set_up(load(environ={**os.environ, handover.TEXT_VARIABLE: line.decode("ascii")}))
    except FeedsvcError as error:
        log.warning("%s", error)


def _loop(supervisor: Supervisor, announcement: Announcement, lines: queue.SimpleQueue[bytes]) -> None:
    wait = 0.0
    while True:
        line = _newest(lines, wait)
        if line is None:
            supervisor.tick()
            announcement.tick()
            wait = TICK if announcement.is_due else 4 * TICK
        elif line.endswith(b"\n"):
            _set_up_log(line)
            supervisor.reload(line)
            # Nothing is started with settings that others have followed while the ingester of before was ending.
            wait = 0.0
        else:
            return


def _newest(lines: queue.SimpleQueue[bytes], wait: float) -> bytes | None:
    """The line that counts of those that came, the last; None where none comes within `wait` seconds."""
    found = None
    with contextlib.suppress(queue.Empty):
        found = lines.get(timeout=wait)
        while True:
            found = lines.get_nowait()
    return found


def _take(lines: queue.SimpleQueue[bytes]) -> None:
    while (line := handover.first_line()).endswith(b"\n"):
        lines.put(line)
    lines.put(line)


if __name__ == "__main__":
    main(sys.argv[1:])

"""The ingester as the server's master holds it: through its supervisor, at the end of a pipe."""

from __future__ import annotations

import contextlib
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Callable

from feedsvc import handover
from feedsvc.config import Settings, authority

log = logging.getLogger("feedsvc.server")
END_SECONDS = 15
KEEP_SECONDS = 1.0
"""How often the master looks whether the supervisor is there."""


class Sidecar:
    """The supervised ingester that belongs to this server; its pipe closes when this process ends, however it does.

    A thread of the master's looks after the supervisor, as that does after the ingester: gunicorn has no hook for a
    child that is no worker. While the server `is_ending`, and waits for its workers, none is started again: who stops
    a whole group of processes (systemd) has stopped the supervisor, too.
    """

    def __init__(self) -> None:
        self.watch = True
        self.announce = False
        self.is_ending: Callable[[], bool] = lambda: False
        self._process: subprocess.Popen[bytes] | None = None
        self._has_failed = False
        self._settings: Settings | None = None
        self._keeper: threading.Thread | None = None
        self._ended = threading.Event()
        self._lock = threading.Lock()

    @property
    def _manner(self) -> str:
        return handover.WATCH if self.watch else handover.ONCE

    def start(self, settings: Settings) -> None:
        """Start the supervisor, and from then on again whenever it is gone."""
        with self._lock:
            self._settings = settings
            self._launch(settings)
        if self._keeper is None:
            self._keeper = threading.Thread(target=self._keep, name="sidecar", daemon=True)
            self._keeper.start()

    def _launch(self, settings: Settings) -> None:
        command = [sys.executable, "-m", "feedsvc.supervisor", self._manner]
        if self.announce:
            command += [listening(settings), settings.public_url, *([] if self._process is None else ["again"])]
        try:
            self._process = handover.start(command)
        except OSError as error:
            # No memory for another process, or too many of them. The thread tries again; to tell it once is enough.
            if not self._has_failed:
                log.error("the ingester's supervisor cannot be started: %s; trying again", error.strerror)
            self._has_failed = True
        else:
            self._has_failed = False
            self._hand(settings)

    def _keep(self) -> None:
        while not self._ended.wait(KEEP_SECONDS):
            with self._lock:
                if not self.is_ending() and self._is_gone() and self._settings is not None:
                    if not self._has_failed:
                        log.warning("the ingester's supervisor is gone; starting it again")
                    self._launch(self._settings)

    def _is_gone(self) -> bool:
        """Whether there is none, though there is to be one."""
        if self._process is not None:
            if self._process.poll() is None:
                return False
            handover.let_go(self._process)
        return not self._ended.is_set()

    def reload(self, settings: Settings) -> None:
        """Have the ingester started anew, with these settings."""
        with self._lock:
            self._settings = settings
            if self._is_gone():
                self._launch(settings)
            else:
                self._hand(settings)

    def _hand(self, settings: Settings) -> None:
        if self._process is not None:
            handover.hand(self._process, f"{handover.line_of(settings.text)}\n".encode("ascii"))

    def forget(self) -> None:
        """In a worker: let go of the pipe, which only the master may hold; and know that there is an ingester."""
        os.environ[handover.INGESTER_VARIABLE] = self._manner
        if self._process is not None:
            handover.forget(self._process)
            self._process = None

    def end(self) -> None:
        """End supervisor and ingester, and wait for them."""
        self._ended.set()
        if self._process is not None:
            handover.let_go(self._process)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(END_SECONDS)


def listening(settings: Settings) -> str:
    """An address at which this machine reaches the server: where it listens everywhere, its loopback."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(settings.host, settings.host)  # noqa: S104
    return f"http://{authority(host, settings.port)}"

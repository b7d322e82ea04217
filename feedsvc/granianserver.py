"""granian, an extra, for `feedsvc serve --server granian`; the same ingester stands beside its workers.

Its sockets and its HTTP are compiled and run in threads of their own, so that a request costs a part of what gunicorn
needs. It is reloaded worker by worker: where it listens, and with how many workers, stays until it is started anew.
"""

from __future__ import annotations

import importlib
import multiprocessing
import os
import signal
import socket
import threading
from collections.abc import Iterable
from multiprocessing.util import Finalize
from typing import Protocol, cast

from flask import Flask

from feedsvc import hangup, logs
from feedsvc.config import Settings
from feedsvc.errors import ServerError
from feedsvc.pinned import Pinned
from feedsvc.server import (
    TURN_SECONDS,
    begin,
    check_all,
    check_port,
    graceful_timeout,
    keeper,
    say_address,
    settle,
    sidecar,
)
from feedsvc.web.app import close, create_app

THREADS = 2
"""Of each worker, for what is Python; no client holds one up, since granian sends by itself. One thread computes at a
time: to hand that over to a third and a fourth takes a fifth of the answers from memory and a third of the searches
that two give (measured on two cores); with one alone, all would wait behind a search."""


class Granian(Protocol):
    """What is used here of granian's server; `interrupt_signal`: it was told to end."""

    interrupt_signal: bool

    def on_startup(self, hook: object) -> object:
        """Call this before the first worker is started."""

    def on_reload(self, hook: object) -> object:
        """Call this at SIGHUP, before workers are started anew."""

    def serve(self, *, target_loader: object, wrap_loader: bool) -> None:
        """Serve until SIGTERM or SIGINT; `target_loader` makes the application in each worker."""


class Application:
    """What granian calls in each new worker, to which it is copied: makes the application, with the settings of now."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def __call__(self) -> Flask:
        """The application of this worker."""
        begin()
        _end_with_master()
        app = create_app(self._settings)
        # A process of multiprocessing's ends without what atexit knows.
        Finalize(None, close, (app,), exitpriority=0)
        settle()
        return app

    def start(self) -> None:
        """granian: it listens; the ingester may start."""
        sidecar.start(self._settings)
        hangup.give()

    def reload(self) -> None:
        """granian: SIGHUP. Wrong settings change nothing, and are told."""
        keeper.refresh()
        if keeper.is_good and keeper.settings is not None:
            self._settings = keeper.settings
            sidecar.reload(keeper.settings)


def _end_with_master() -> None:
    """A worker ends when its master says so, or is no more; Ctrl-C, which reaches them all, is for the master alone.

    SIGTERM is awaited by a thread of ours, and held in all others. Python's handlers run in the main thread alone,
    which waits without end; the system gives a signal to whichever thread comes by first (signal(7)), and where that
    was one that granian was just beginning, the main one went on waiting until the worker was killed, with its
    requests.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    for task in (_follow, _await_end):
        threading.Thread(target=task, name=task.__name__, daemon=True).start()


def _await_end() -> None:
    signal.sigwait({signal.SIGTERM})
    end = signal.getsignal(signal.SIGTERM)
    if not callable(end):
        # granian has not begun to serve: nothing waits for an answer.
        os._exit(0)
    end(signal.SIGTERM, None)


def begin_without_handlers() -> None:
    """Have every process that is forked from this one end at SIGTERM until it says otherwise.

    It would begin with the handlers of the master, which do nothing in it: granian sets a worker's own when the
    application is made, so that a SIGTERM before that was lost, and the worker waited for until it was killed. What
    comes while a process is being forked waits. It cannot be undone: os.register_at_fork knows no end.
    """
    before: list[Iterable[int]] = []

    def hold() -> None:
        before.append(signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM}))

    def let() -> None:
        signal.pthread_sigmask(signal.SIG_SETMASK, before.pop())

    def begin() -> None:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        let()

    os.register_at_fork(before=hold, after_in_parent=let, after_in_child=begin)


def _follow() -> None:
    master = multiprocessing.parent_process()
    if master is not None:
        master.join()
        os.kill(os.getpid(), signal.SIGTERM)


def make(settings: Settings) -> Granian:
    """The server, not yet started. Raises ServerError without the extra, or for a host that has no address."""
    try:
        # Not above: these are 20 MB of code, which no other command needs.
        module = importlib.import_module("granian.server")
    except ImportError as error:
        raise ServerError(
            f"server = 'granian' is not installed ({error}); pip install 'feedsvc[granian]', or use --server gunicorn"
        ) from error
    server = module.Server(
        "feedsvc",
        address=_address(settings.host),
        port=settings.port,
        interface="wsgi",
        http="1",
        workers=settings.workers,
        blocking_threads=THREADS,
        respawn_failed_workers=True,
        respawn_interval=float(TURN_SECONDS),
        workers_kill_timeout=graceful_timeout,
        log_level="warning",
        log_dictconfig=_logging(settings),
    )
    return cast(Granian, server)


def _address(host: str) -> str:
    """granian takes numbers alone."""
    try:
        return host if ":" in host else socket.gethostbyname(host)
    except OSError as error:
        raise ServerError(
            f"cannot listen on {host!r}: {error.strerror}; set host to an address of this machine"
        ) from error


def _logging(settings: Settings) -> dict[str, object]:
    """granian's own lines in the form of ours, on standard error (logging.config's schema)."""
    return {
        "formatters": {"ours": {"()": type(logs.formatter(settings))}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "ours"}},
        "loggers": {"_granian": {"handlers": ["stderr"], "propagate": False}},
    }


def serve(settings: Settings, *, watch: bool) -> None:
    """Serve until SIGTERM; then requests are finished and the process exits with 0.

    Raises ServerError for a port in use or a missing extra, and whatever check_all does.
    """
    hangup.hold()
    check_port(settings)
    check_all(settings)
    server, application = make(settings), Application(settings)
    taken = {name: getattr(settings, name) for name in ("host", "port", "workers", "server")}
    keeper.pinned = Pinned(taken, os.environ, settings)
    say_address(settings.host, settings.port)
    keeper.settings, sidecar.watch, sidecar.announce = settings, watch, True
    sidecar.is_ending = lambda: server.interrupt_signal
    server.on_startup(application.start)
    server.on_reload(application.reload)
    begin_without_handlers()
    try:
        server.serve(target_loader=application, wrap_loader=False)
    finally:
        sidecar.end()

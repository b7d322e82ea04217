"""gunicorn: in-process for `feedsvc serve`, its hooks for `gunicorn wsgi:app`; the ingester beside the workers.

This module is also a configuration file of gunicorn's (`-c python:feedsvc.server`): the names below that gunicorn knows
are its settings.
"""

from __future__ import annotations

import contextlib
import errno
import gc
import logging
import os
import signal
import socket
import sys
from collections.abc import Callable
from typing import Any, NoReturn

from flask import Flask
from gunicorn.app.base import BaseApplication

from feedsvc import handover, hangup, heap, logs, moving, registries
from feedsvc.config import Settings, authority, load
from feedsvc.errors import FeedsvcError, ServerError
from feedsvc.inspection import check_sources
from feedsvc.paths import lend_temporary
from feedsvc.pinned import Pinned
from feedsvc.scan import check
from feedsvc.settling import await_settings, await_whole
from feedsvc.sidecar import Sidecar
from feedsvc.store.engine import open_store
from feedsvc.survey import check_filled
from feedsvc.upkeep import keep_ready
from feedsvc.variables import PREFIX
from feedsvc.web.app import create_app
from feedsvc.web.site import note_rendering
from feedsvc.worker import Log

log = logging.getLogger("feedsvc.server")


def _configured() -> Settings | None:
    """The settings, or None where they are wrong: on_starting says what is."""
    try:
        await_settings()
        return load()
    except FeedsvcError:
        return None


_found = _configured()

BEGIN_SECONDS, TURN_SECONDS = 3, 2
"""What workers need at a reload to begin; and what each has for that under granian before the one that it replaces is
ended."""

# Settings of gunicorn's. Threads: a slow client must not hold up a worker.
worker_class = "feedsvc.worker.Worker"
threads = 4
workers = _found.workers if _found else 1
graceful_timeout = 30
control_socket_disable = True


class ServerLog(Log):
    """gunicorn's own lines in the form of ours."""

    def setup(self, cfg: Any) -> None:
        """Called by gunicorn at its start and at each reload."""
        super().setup(cfg)
        settings = keeper.settings or _found
        if settings is not None:
            for handler in self.error_log.handlers:
                handler.setFormatter(logs.formatter(settings))


logger_class = ServerLog
if _found is not None and "PORT" not in os.environ:
    bind = authority(_found.host, _found.port)


sidecar = Sidecar()


class Keeper:
    """The last settings that were found to be good: a reload with wrong ones goes on with them."""

    def __init__(self) -> None:
        self.settings: Settings | None = None
        self.is_good = True
        self.pinned: Pinned | None = None

    def refresh(self) -> None:
        """Read the settings again; say what is wrong with them.

        A file that is gone is wrong, too: by the defaults, articles of the sources that it named would be withdrawn.
        """
        try:
            file = self.settings.file if self.settings else None
            await_settings(file)
            settings = load(file)
            check_all(settings, self.settings)
            # What the file says of these may be wrong though it does not count before the next start.
            pinned = [*self.pinned.changed(settings)] if self.pinned else []
        except (FeedsvcError, OSError) as error:
            # The working folder may have gone, which relative paths count from.
            self.is_good = False
            log.error("%s; the settings of before go on", error)
        else:
            self.is_good, self.settings = True, settings
            logs.set_up(settings)
            log.info("the settings were read again")
            for told in pinned:
                log.warning("%s", told)


keeper = Keeper()


def on_starting(server: Any) -> None:
    """gunicorn: before it listens. A user's mistake is one line and exit code 2, never a traceback."""
    hangup.hold()
    if server.cfg.preload_app:
        # Connections and the settings' address would be made before the server knows where it listens.
        _refuse(ServerError("preload_app is not allowed; start gunicorn without --preload"))
    before = dict(os.environ)
    addresses = [address for address in server.cfg.address if isinstance(address, tuple)]
    taken: dict[str, object] = {"workers": server.cfg.workers} if keeper.settings is None else {"server": "gunicorn"}
    if addresses:
        host, port = addresses[0][:2]
        say_address(host, port)
        taken |= {"host": host, "port": port}
    try:
        settings = load()
        check_all(settings)
        keeper.pinned = Pinned(taken, before, settings)
    except FeedsvcError as error:
        _refuse(error)
    keeper.settings = settings
    logs.set_up(settings)


def say_address(host: str, port: int) -> None:
    """Have all processes, and settings that are read later, know where this server listens, whatever a file says."""
    os.environ[PREFIX + "HOST"], os.environ[PREFIX + "PORT"] = str(host), str(port)


def _refuse(error: FeedsvcError) -> NoReturn:
    print(f"error: {error}", file=sys.stderr)  # noqa: T201
    sys.exit(2)


def when_ready(server: Any) -> None:
    """gunicorn: it listens; the ingester may start. What it listens with it gives back first of all at its end."""
    sidecar.is_ending = lambda: not server.LISTENERS
    if keeper.settings is not None:
        sidecar.start(keeper.settings)
    hangup.give()


def post_fork(_server: Any, _worker: Any) -> None:
    """gunicorn: in a new worker, before it makes its application: with the master's settings, whatever stands in the
    file by now."""
    begin()
    if keeper.settings is not None:
        os.environ[handover.TEXT_VARIABLE] = handover.line_of(keeper.settings.text)


def begin() -> None:
    """In a new worker, before it has any thread. What a rendering took the system has back when it is done: else each
    thread kept some 25 MB for its next one."""
    heap.give_memory_back()
    sidecar.forget()


def post_worker_init(_worker: Any) -> None:
    """gunicorn: in a new worker, which has its application. Ctrl-C, which reaches every process, is the master's:
    the worker hears once of it, and what it does at its end is not interrupted."""
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    settle()


def settle() -> None:
    """In a new worker: what lives as long as it does is not looked through again for what can be given back. That would
    hold up a request, now and then, for longer than a rendering takes."""
    gc.collect()
    gc.freeze()


def on_reload(_server: Any) -> None:
    """gunicorn: SIGHUP."""
    keeper.refresh()
    _reload_sidecar()


def _reload_sidecar() -> None:
    if keeper.is_good and keeper.settings is not None:
        sidecar.reload(keeper.settings)


def on_exit(_server: Any) -> None:
    """gunicorn: at the end of its master."""
    sidecar.end()


def check_all(settings: Settings, before: Settings | None = None) -> None:
    """Raise SourceError, SettingsError, RegistryError or StoreError where serving could not even begin. Of settings
    that follow others a store is made only where it is another one: what is gone may come back."""
    for source in settings.sources:
        check(source)
    check_sources(settings)
    await_whole([*moving.copies(settings), *registries.files(settings)])
    moving.with_copies(settings)
    registries.load(settings)
    # Else every worker would have it too, who needs none of it.
    registries.forget()
    is_new = before is None or (before.database_url, before.data) != (settings.database_url, settings.data)
    with contextlib.closing(open_store(settings.database_url, settings.data, make=is_new)) as store:
        check_filled(store, settings.sources)
        lend_temporary(settings.data)
        # Each worker would do it at its start: what it cannot write, on a full disk say, ends there in a traceback.
        note_rendering(store, settings, 0 if before is None else _overlap(settings))
        if before is not None and not is_new:
            keep_ready(store, before, settings)


def _overlap(settings: Settings) -> int:
    """Seconds at a reload after which no worker with the settings of before is given a request any more: gunicorn parts
    with all of them at once, granian with one after the other."""
    return BEGIN_SECONDS + TURN_SECONDS * settings.workers


MENDS = {
    errno.EADDRINUSE: "end what listens there, or choose another --port",
    errno.EACCES: "choose a --port above 1023, or give its user the right to listen below",
}


def check_port(settings: Settings) -> None:
    """Raise ServerError where the address cannot be listened on."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((settings.host, settings.port))
    except OSError as error:
        # A name without an address, or an address of another machine.
        mend = MENDS.get(error.errno or 0, "set host to an address of this machine")
        raise ServerError(
            f"cannot listen on {authority(settings.host, settings.port)}: {error.strerror}; {mend}"
        ) from error


class InProcess(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    """gunicorn as a part of this program; SIGHUP reads the settings again."""

    def __init__(self, settings: Settings) -> None:
        keeper.settings = settings
        super().__init__()

    def load_config(self) -> None:
        """What gunicorn would read from a configuration file."""
        settings = self._settings()
        values: dict[str, object] = {
            "bind": authority(settings.host, settings.port),
            "workers": settings.workers,
            "worker_class": worker_class,
            "threads": threads,
            "graceful_timeout": graceful_timeout,
            "control_socket_disable": control_socket_disable,
            "logger_class": logger_class,
            "loglevel": "warning",
            "proc_name": "feedsvc",
            "on_reload": _reloaded,
        }
        hooks: tuple[Callable[..., None], ...] = (on_starting, when_ready, post_fork, post_worker_init, on_exit)
        for name, value in (values | {hook.__name__: hook for hook in hooks}).items():
            self.cfg.set(name, value)

    def _settings(self) -> Settings:
        assert keeper.settings is not None  # noqa: S101 - set when this was made
        return keeper.settings

    def reload(self) -> None:
        """SIGHUP: the settings anew; wrong ones change nothing, and are told."""
        keeper.refresh()
        super().reload()

    def load(self) -> Flask:
        """The application, made in each worker."""
        return create_app(self._settings())


def _reloaded(_server: Any) -> None:
    """gunicorn: SIGHUP, behind InProcess.reload."""
    _reload_sidecar()


def serve(settings: Settings, *, watch: bool) -> None:
    """Serve until SIGTERM; then requests are finished and the process exits with 0.

    Raises ServerError for a port in use; what else is wrong, on_starting refuses.
    """
    hangup.hold()
    check_port(settings)
    sidecar.watch, sidecar.announce = watch, True
    InProcess(settings).run()

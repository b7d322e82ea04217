"""gunicorn's worker with threads, made to answer others while clients stand still.

A connection gets a thread only when a request has come; who then neither sends nor takes anything is left after some
seconds; and what a client still sends behind its last answer is awaited beside all others. An address may hold bytes
beyond ASCII, as readers and curl send them; what gunicorn cannot read is answered by a line of ours.
"""

from __future__ import annotations

import contextlib
import logging
import resource
import selectors
import socket
import struct
import sys
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from typing import Any
from urllib.parse import quote

from flask import Flask, Response
from gunicorn.glogging import Logger
from gunicorn.http import message
from gunicorn.http.body import LengthReader
from gunicorn.http.errors import (
    ExpectationFailed,
    InvalidRequestLine,
    LimitRequestHeaders,
    LimitRequestLine,
    ParseException,
)
from gunicorn.http.parser import RequestParser
from gunicorn.workers.gthread import _DEFER, ThreadWorker
from werkzeug.test import EnvironBuilder

from feedsvc.web.app import ACCESS
from feedsvc.web.pages.errors import refusal

STATUSES = {LimitRequestLine: 414, LimitRequestHeaders: 431, ExpectationFailed: 417}
"""Of refusals that do not tell theirs by `code`; others are 400."""
CLIENT_SECONDS = 5
"""How long a client may take to go on with a request that it has begun, or to receive the refusal of one."""
TAKING_SECONDS = 30
"""How long a client may take nothing of its answer. One that lost its network in the midst of a feed would hold a
thread for a quarter of an hour: so long the system sends again."""
PARTING_SECONDS = 2.0
"""How long a connection is kept behind its last answer, so that what the client still sends does not make the system
throw that answer away (RFC 9112 9.6)."""
MOST_AT_ONCE = 65_536
OWN_FILES = 100
"""Files that a worker has open besides its connections, at most: the store's for each thread, sockets, pipes."""

log = logging.getLogger("feedsvc.server")


class Log(Logger):  # type: ignore[misc]  # gunicorn has no types
    """gunicorn's log, to which a client that stands still is a failure of ours."""

    def exception(self, msg: str, *args: object, **kwargs: object) -> None:
        """Called where a request failed."""
        if msg.startswith("Socket error") and isinstance(sys.exc_info()[1], BlockingIOError):
            log.info("a client that stood still in the midst of a request was left")
        else:
            super().exception(msg, *args, **kwargs)


class Steady(socket.socket):
    """A connection that stays blocking, as threads read and write it: the main thread, for which gunicorn switches it
    twice a request, only waits for it to have something. Each switch would let other threads compute first."""

    def setblocking(self, flag: bool, /) -> None:
        """Leave it as it is."""


class Asked(message.Request):  # type: ignore[misc]
    """A request whose target may hold bytes from 0x80 on, as granian takes it too.

    A target is ASCII (RFC 9112 3.2), and gunicorn refuses others; but newsboat, Go's net/http and curl send an address
    as it was typed (`?category=新闻`). Such bytes cannot end a line or part its words: escaped they are what a browser
    would have sent. All others are gunicorn's to judge.
    """

    def parse_request_line(self, line_bytes: bytes) -> None:
        """Called by gunicorn's parser in Python."""
        super().parse_request_line(line_bytes if line_bytes.isascii() else _escaped(line_bytes))

    def _parse_fast(self, unreader: Any, buf: bytearray) -> Any:
        """Called where gunicorn's parser in C is installed; `buf` holds all that it has read."""
        try:
            return super()._parse_fast(unreader, buf)
        except InvalidRequestLine:
            return self._parse_python(unreader, buf)


def _escaped(line: bytes) -> bytes:
    """`GET /?q=新 HTTP/1.1` -> `GET /?q=%E6%96%B0 HTTP/1.1`: what stands between the first two spaces alone."""
    words = line.split(b" ", 2)
    words[1:2] = [quote(target, safe=_ASCII).encode() for target in words[1:2]]
    return b" ".join(words)


_ASCII = bytes(range(0x80))


class Worker(ThreadWorker):  # type: ignore[misc]
    """The class of gunicorn's workers."""

    client_seconds, taking_seconds = CLIENT_SECONDS, TAKING_SECONDS

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._parting: deque[Any] = deque()

    def init_process(self) -> None:
        """Called in the new process. It takes no more connections than it may have files: where one cannot be opened,
        gunicorn's worker dies."""
        wished, threads = self.cfg.worker_connections, self.cfg.threads
        self.worker_connections = max(min(wished, _files(wished + OWN_FILES) - OWN_FILES), threads + 1)
        self.max_keepalived = self.worker_connections - threads
        # gunicorn makes its parsers by itself, and is told of no other class of requests.
        RequestParser.mesg_class = Asked
        super().init_process()

    def handle(self, conn: Any) -> Any:
        """Called in a thread with a new connection, or with one that has a request."""
        if not conn.initialized:
            if not (conn.data_ready or conn.wait_for_data(0)):
                conn.waits = True
                return _DEFER
            # Python's own limit would be for an answer as a whole; the system's is for each piece (socket(7)).
            for option, seconds in (
                (socket.SO_RCVTIMEO, self.client_seconds),
                (socket.SO_SNDTIMEO, self.taking_seconds),
            ):
                conn.sock.setsockopt(socket.SOL_SOCKET, option, struct.pack("ll", seconds, 0))
            conn.sock.setblocking(True)
            conn.sock = Steady(fileno=conn.sock.detach())
        kept = super().handle(conn)
        conn.parts = not kept
        return kept

    def _keepalive_after(self, conn: Any, keepalive: bool) -> bool:
        """Called behind an answer, to read what the application left of a request's body. Of one that has none nothing
        is left; to find that out gunicorn sets the connection's limit and takes it back, and each such call lets other
        threads compute first."""
        body = conn.parser.mesg.body
        if keepalive and isinstance(body.reader, LengthReader) and body.reader.length == 0 and not body.failed:
            return True
        return bool(super()._keepalive_after(conn, keepalive))

    def finish_request(self, conn: Any, fs: Future[Any]) -> None:
        """Called in the main thread, which all connections wait for: the last answer of one must not hold it up."""
        # Asked of the connection, since to ask the future takes a lock each time.
        if getattr(conn, "waits", False):
            conn.waits = False
            self._await(conn, self.pending_conns, self.client_seconds, self.on_pending_socket_readable)
        elif getattr(conn, "parts", False):
            with contextlib.suppress(OSError):
                conn.sock.shutdown(socket.SHUT_WR)
            self._await(conn, self._parting, PARTING_SECONDS, self._drain)
        else:
            super().finish_request(conn, fs)

    def _await(self, conn: Any, among: deque[Any], seconds: float, then: Callable[[Any, Any], None]) -> None:
        """Wait beside all others for something from a connection, so long at most. gunicorn itself would give one that
        has not yet asked for anything the time that one is kept alive, and none at its end."""
        try:
            self.poller.register(conn.sock, selectors.EVENT_READ, partial(then, conn))
        except (OSError, ValueError, KeyError):
            self._close(conn)
        else:
            conn.timeout = time.monotonic() + seconds
            among.append(conn)

    def _drain(self, conn: Any, _sock: socket.socket) -> None:
        """Something more has come behind the last answer, or the client's end."""
        try:
            ended = not conn.sock.recv(MOST_AT_ONCE, socket.MSG_DONTWAIT)
        except BlockingIOError:
            ended = False
        except OSError:
            ended = True
        if ended:
            self._part(conn)

    def murder_pending(self) -> None:
        """Called at least once a second: what has waited too long."""
        super().murder_pending()
        while self._parting and self._parting[0].timeout <= time.monotonic():
            self._part(self._parting[0])

    def _part(self, conn: Any) -> None:
        self._parting.remove(conn)
        self.poller.unregister(conn.sock)
        self._close(conn)

    def _close(self, conn: Any) -> None:
        self.nr_conns -= 1
        conn.close()

    def handle_error(self, req: Any, client: socket.socket, addr: Any, exc: BaseException) -> None:
        """Called where a request cannot be read, or its answer not be made."""
        if req is not None or not (isinstance(exc, ParseException) and isinstance(self.wsgi, Flask)):
            super().handle_error(req, client, addr, exc)
            return
        # A socket of the system's has no address on its other side.
        asker = addr[0] if addr else "-"
        log.info("a request from %s was refused: %s", asker, exc)
        with contextlib.suppress(OSError):
            client.settimeout(CLIENT_SECONDS)
            client.sendall(answer(self.wsgi, *self._refused(exc), asker))

    def _refused(self, exc: ParseException) -> tuple[int, str]:
        """The status and the reason of what gunicorn's parser refuses."""
        cfg, status = self.cfg, STATUSES.get(type(exc), getattr(exc, "code", 400))
        if status == STATUSES[LimitRequestLine]:
            return status, f"an address of more than {cfg.limit_request_line} bytes is too long"
        if status == STATUSES[LimitRequestHeaders]:
            longest = (
                f"{cfg.limit_request_fields} fields, or with one of more than {cfg.limit_request_field_size} bytes"
            )
            return status, f"a head of more than {longest}, is too large"
        return status, f"this is no request that can be read ({exc})"


def _files(wished: int) -> int:
    """How many files this process may have open: as many as wished, where the system's limits allow it."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft == resource.RLIM_INFINITY:
        return wished
    if soft < wished:
        soft = wished if hard == resource.RLIM_INFINITY else min(wished, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    return soft


def answer(app: Flask, status: int, reason: str, asker: str) -> bytes:
    """The refusal of a request that could not be read, as it is sent, and as the access log has it. Nothing is known of
    the request but who sent it: the answer is the line that programs get."""
    environ = EnvironBuilder(environ_base={"REMOTE_ADDR": asker}).get_environ()
    with app.request_context(environ):
        response: Response = app.process_response(refusal(status, reason))
        body = response.get_data()
        headers = [*response.get_wsgi_headers(environ), ("Connection", "close")]
    if ACCESS in app.extensions:
        unread = {"REQUEST_METHOD": "-", "PATH_INFO": "-"}
        app.extensions[ACCESS].note(environ | unread, response.status, len(body), time.perf_counter())
    lines = [f"HTTP/1.1 {response.status}", *(f"{name}: {value}" for name, value in headers), "", ""]
    return "\r\n".join(lines).encode("latin-1") + body

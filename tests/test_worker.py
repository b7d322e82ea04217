"""A worker of gunicorn's answers others while clients stand still: four threads, and more who stand still than that."""

from __future__ import annotations

import contextlib
import http.client
import os
import resource
import shutil
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from gunicorn.config import Config
from gunicorn.http import message
from gunicorn.http.errors import InvalidRequestLine
from gunicorn.http.unreader import IterUnreader

from feedsvc.worker import OWN_FILES, Asked
from tests.conftest import SEEDS
from tests.running import PATIENCE, ROOT, Running, free_port, serving, until

CROWD = 12
LARGE = 8_000_000
"""Bytes of a feed: more than the system keeps for a client that takes little."""
LEFT = "a client that stood still in the midst of a request was left"
ASK = b"GET /feeds/all.json HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """One worker over a large feed."""
    folder, port = tmp_path_factory.mktemp("worker"), free_port()
    posts = folder / "posts"
    posts.mkdir()
    for number in range(20):
        text = f"Some words of {number}. " * (LARGE // 320_000 * 1000)
        (posts / f"{number}.md").write_text(f"---\ntitle: {number}\ndate: 2026-01-01\n---\n{text}\n")
    for name in ("wsgi.py", "gunicorn.conf.py"):
        shutil.copy(ROOT / name, folder)
    command = ["gunicorn", "wsgi:app", "--bind", f"127.0.0.1:{port}", "--worker-class", "tests.impatient.Worker"]
    with serving(command, folder, port, sources=posts, data=folder / "data", workers=1, feed_bytes=2 * LARGE) as found:
        until(lambda: len(found.get("/feeds/all.json").body) > LARGE, "the articles")
        yield found


@pytest.fixture
def crowd(running: Running) -> Iterator[Callable[[bytes], list[socket.socket]]]:
    """Connects many at once, each of which sends these bytes and then stands still."""
    host, _, port = running.base.removeprefix("http://").partition(":")
    with contextlib.ExitStack() as stack:

        def connect(sent: bytes) -> list[socket.socket]:
            made = [stack.enter_context(socket.socket()) for _ in range(CROWD)]
            for each in made:
                each.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
                each.settimeout(PATIENCE)
                each.connect((host, int(port)))
                each.sendall(sent)
            return made

        yield connect


def read(connection: socket.socket) -> bytes:
    """All that comes until the other side is done."""
    return b"".join(iter(lambda: connection.recv(65_536), b""))


def answered_at_once(running: Running) -> bool:
    """Whether a request is answered sooner than it would be behind the whole crowd, of each of which gunicorn by itself
    waits two seconds or five."""
    host, _, port = running.base.removeprefix("http://").partition(":")
    with socket.create_connection((host, int(port)), timeout=PATIENCE) as connection:
        connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        return read(connection).startswith(b"HTTP/1.1 200 ")


def test_connections_without_a_request_hold_up_nobody(
    running: Running, crowd: Callable[[bytes], list[socket.socket]]
) -> None:
    made = crowd(b"")
    assert answered_at_once(running)
    made[0].sendall(ASK)
    assert read(made[0]).startswith(b"HTTP/1.1 200 ")


@pytest.mark.parametrize(
    "sent", [b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", b"NONSENSE\r\n\r\n"]
)
def test_clients_that_keep_their_end_open_behind_the_last_answer_hold_up_nobody(
    running: Running, crowd: Callable[[bytes], list[socket.socket]], sent: bytes
) -> None:
    made = crowd(sent)
    heads = [connection.recv(12) for connection in made]
    assert set(heads) <= {b"HTTP/1.1 200", b"HTTP/1.1 400"}
    assert answered_at_once(running)
    assert all(read(connection) for connection in made)


def test_what_a_client_still_sends_does_not_cost_it_the_answer(
    running: Running, crowd: Callable[[bytes], list[socket.socket]]
) -> None:
    body = b"x" * 200_000
    head = b"POST /feeds/all.json HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 200000\r\n\r\n"
    for connection in crowd(head + body):
        answer = read(connection)
        assert answer.startswith(b"HTTP/1.1 405 ")
        assert answer.endswith(b"\n")


@pytest.mark.parametrize("at_once", [True, False], ids=["at once", "one behind the other"])
def test_requests_on_one_connection_are_answered_in_order_whether_their_bodies_were_read_or_not(
    running: Running, at_once: bool
) -> None:
    host, _, port = running.base.removeprefix("http://").partition(":")
    head = b" HTTP/1.1\r\nHost: x\r\n"
    chunked = b"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"
    requests = [
        (b"GET /healthz" + head + b"\r\n", 200),
        (b"POST /healthz" + head + b"Content-Length: 9\r\n\r\nGET /none", 405),
        (b"GET /healthz" + head + b"Content-Length: 0\r\n\r\n", 200),
        (b"POST /healthz" + head + chunked, 405),
        (b"GET /none" + head + b"Connection: close\r\n\r\n", 404),
    ]
    with (
        socket.create_connection((host, int(port)), timeout=PATIENCE) as connection,
        connection.makefile("rb") as answers,
    ):
        if at_once:
            connection.sendall(b"".join(sent for sent, _ in requests))
        statuses = []
        for sent, _ in requests:
            if not at_once:
                connection.sendall(sent)
            statuses.append(int(answers.readline().split()[1]))
            answers.read(int(http.client.parse_headers(answers)["Content-Length"]))
    assert statuses == [status for _, status in requests]


def asked(running: Running, head: bytes) -> tuple[bytes, bytes, bytes]:
    """Status line, other lines of the head and body of what a request that is written in full is answered with."""
    host, _, port = running.base.removeprefix("http://").partition(":")
    with socket.create_connection((host, int(port)), timeout=PATIENCE) as connection:
        connection.sendall(head)
        answered, _, body = read(connection).partition(b"\r\n\r\n")
    status, _, others = answered.partition(b"\r\n")
    return status, others, body


END = b" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"


@pytest.mark.parametrize(
    ("target", "location"),
    [
        ("/feeds/all.atom/?q=新闻", "/feeds/all.atom?q=%E6%96%B0%E9%97%BB"),
        ("/feeds/all.atom/?q=新%E9%97%BB", "/feeds/all.atom?q=%E6%96%B0%E9%97%BB"),
        ("/feeds/category/新闻.ATOM", None),
        ("http://x/feeds/all.atom/?q=新", "/feeds/all.atom?q=%E6%96%B0"),
        ("/feeds/all.atom?q=\x85\xa0".encode("latin-1"), None),
    ],
    ids=["query", "query half escaped", "path", "with host", "no UTF-8"],
)
def test_an_address_beyond_ascii_is_read_as_its_escaped_form(
    running: Running, target: str | bytes, location: str | None
) -> None:
    raw = target if isinstance(target, bytes) else target.encode()
    escaped = quote(raw, safe="/?=%:").encode()
    status, headers, body = asked(running, b"GET " + raw + END)
    assert (status, body) == asked(running, b"GET " + escaped + END)[::2]
    assert not status.startswith(b"HTTP/1.1 400")
    if location:
        assert status.startswith(b"HTTP/1.1 301")
        assert location in headers.decode()


def test_requests_behind_one_that_is_beyond_ascii_are_read_where_they_begin(running: Running) -> None:
    body = "GET /none HTTP/1.1\r\n\r\n新".encode()
    first = f"POST /healthz?新 HTTP/1.1\r\nHost: x\r\nContent-Length: {len(body)}\r\n\r\n"
    host, _, port = running.base.removeprefix("http://").partition(":")
    with socket.create_connection((host, int(port)), timeout=PATIENCE) as connection:
        connection.sendall(first.encode() + body + "GET /feeds.json?新".encode() + END)
        answers = read(connection)
    assert [answer[:3] for answer in answers.split(b"HTTP/1.1 ")[1:]] == [b"405", b"200"]


REFUSED = {
    "a space": ("GET /新 闻".encode() + END, 400),
    "a control": ("GET /新\x01".encode() + END, 400),
    "a tab": ("GET /新\t".encode() + END, 400),
    "DEL": ("GET /新\x7f".encode() + END, 400),
    "a bare LF": ("GET /新\nX: y".encode() + END, 400),
    "a bare CR": ("GET /新\rX: y".encode() + END, 400),
    "a method": ("GÉT /新".encode() + END, 400),
    "a version": ("GET /新 HTTP/1.1é\r\nHost: x\r\n\r\n".encode(), 400),
    "no target": ("GET新 HTTP/1.1\r\n\r\n".encode(), 400),
    "a version alone": ("新\r\n\r\n".encode(), 400),
    "a field's name": ("GET /新 HTTP/1.1\r\nHöst: x\r\n\r\n".encode(), 400),
    "no request": (b"NONSENSE\r\n\r\n", 400),
    "a coding": (b"GET / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: odd\r\n\r\n", 501),
    "what is expected": (b"GET / HTTP/1.1\r\nHost: x\r\nExpect: more\r\n\r\n", 417),
    "a long address": (b"GET /" + b"x" * 4_200 + END, 414),
    "a long address beyond ASCII": (b"GET /" + "新".encode() * 1_400 + END, 414),
    "many fields": (b"GET / HTTP/1.1\r\n" + b"A: b\r\n" * 101 + b"\r\n", 431),
}


@pytest.mark.parametrize(("head", "code"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_read_is_refused_in_one_plain_line(running: Running, head: bytes, code: int) -> None:
    status, headers, body = asked(running, head)
    assert status.startswith(b"HTTP/1.1 %d " % code)
    assert b"Content-Type: text/plain; charset=utf-8" in headers
    assert b"Cache-Control: no-store" in headers
    assert f"Content-Length: {len(body)}".encode() in headers
    assert body.startswith(b"error: ")
    assert body.count(b"\n") == 1
    assert body.endswith(b"\n")


def test_what_cannot_be_read_stands_in_the_access_log(running: Running) -> None:
    asked(running, REFUSED["many fields"][0])
    until(lambda: "feedsvc.access: 127.0.0.1 - '-' 431 " in running.log.read_text(), "its line")


def test_an_address_beyond_ascii_is_read_where_gunicorn_parses_in_c(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its parser in C is an extra of gunicorn's: here one that reads a piece more, and refuses like it."""

    def parse_fast(request: message.Request, unreader: IterUnreader, buf: bytearray) -> bytes:
        request.read_into(unreader, buf)
        raise InvalidRequestLine("not ASCII")

    monkeypatch.setattr(message.Request, "_parse_fast", parse_fast)
    monkeypatch.setattr(message, "_check_fast_parser", lambda _cfg: True)
    pieces = "GET /新?新 HTTP/1.1\r\n".encode(), b"Host: x\r\n\r\nrest"
    source = IterUnreader(pieces)
    request = Asked(Config(), source, ("127.0.0.1", 1))
    assert (request.path, request.query, source.read()) == ("/%E6%96%B0", "%E6%96%B0", b"rest")


@pytest.mark.parametrize("sent", [ASK[:30], ASK])
def test_clients_that_stand_still_in_the_midst_are_left(
    running: Running, crowd: Callable[[bytes], list[socket.socket]], sent: bytes
) -> None:
    before = running.log.read_text().count(LEFT)
    crowd(sent)
    until(lambda: answered_at_once(running), "an answer beside them")
    until(lambda: running.log.read_text().count(LEFT) >= before + CROWD, "each of them left")
    assert "Traceback" not in running.log.read_text()
    assert running.get("/feeds/all.json").status == 200


def test_a_request_that_comes_later_than_its_connection_is_answered_though_none_is_kept_alive(tmp_path: Path) -> None:
    for name in ("wsgi.py", "gunicorn.conf.py"):
        shutil.copy(ROOT / name, tmp_path)
    port = free_port()
    command = ["gunicorn", "wsgi:app", "--bind", f"127.0.0.1:{port}", "--keep-alive", "0"]
    with (
        serving(command, tmp_path, port, sources=SEEDS, workers=1),
        socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as connection,
    ):
        time.sleep(0.5)
        connection.sendall(ASK)
        assert read(connection).startswith(b"HTTP/1.1 200 ")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="limits of another process are set on Linux alone")
def test_more_connections_than_files_that_may_be_open_do_not_end_the_worker(
    running: Running, crowd: Callable[[bytes], list[socket.socket]]
) -> None:
    """The last test of this server, whose limit cannot be taken back."""
    resource.prlimit(running.process.pid, resource.RLIMIT_NOFILE, (2 * CROWD + OWN_FILES, 2 * CROWD + OWN_FILES))
    before = running.workers()
    os.kill(before[0], signal.SIGTERM)
    worker = until(lambda: (now := running.workers()) != before and now, "the next worker")
    until(lambda: answered_at_once(running), "its first answer")
    for _ in range(OWN_FILES // CROWD + 2):
        crowd(b"")
    until(lambda: answered_at_once(running), "an answer behind those, which are left after a while")
    assert running.workers() == worker
    assert "Too many open files" not in running.log.read_text()

"""What does not depend on the server: the same answers, an orderly end, no line and no request lost."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import http.client
import os
import platform
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import NoReturn
from urllib.parse import quote

import pytest

from feedsvc import granianserver, logs, server
from feedsvc.config import Settings
from feedsvc.errors import ServerError, SourceError, StoreError
from feedsvc.pinned import Pinned
from feedsvc.store import stats
from feedsvc.web import app, awaiting
from feedsvc.web.app import create_app
from feedsvc.web.site import open_site
from tests.conftest import SEEDS
from tests.desk import Desk
from tests.running import ENDING, OPENER, PATIENCE, ROOT, Running, environment, free_port, serving, until

SERVERS = ("gunicorn", "granian")
JD = "/feeds/company/06618.HK"
CHINESE = f"/feeds/category/{quote('新媒体>高科技行业门户>新闻')}"
OWN = {"date", "server", "connection", "keep-alive", "expires"}
"""Headers that a server adds by itself, or that a later second changes."""
BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8"
HEAP = 64 << 20
"""Bytes of addresses for the heap of a thread."""
Sent = tuple[int, list[tuple[str, str]], bytes]


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Running]]:
    """One store under both servers at once."""
    folder, other = tmp_path_factory.mktemp("both"), tmp_path_factory.mktemp("other")
    ports = free_port(), free_port()
    settings = {"sources": SEEDS, "data": folder / "data", "base_url": "https://feeds.example"}
    with (
        serving(["feedsvc", "serve", "--port", str(ports[0])], folder, ports[0], server="gunicorn", **settings) as one,
        serving(["feedsvc", "serve", "--port", str(ports[1])], other, ports[1], server="granian", **settings) as two,
    ):
        yield [one, two]


def ask(running: Running, method: str, path: str, headers: dict[str, str]) -> Sent:
    connection = http.client.HTTPConnection(running.base.removeprefix("http://"), timeout=PATIENCE)
    try:
        connection.request(method, path, headers=headers)
        answer = connection.getresponse()
        found = {name.lower(): value for name, value in answer.getheaders() if name.lower() not in OWN}
        if "allow" in found:
            # A set: its order differs from process to process.
            found["allow"] = " ".join(sorted(found["allow"].split(", ")))
        assert len(found) == sum(name.lower() not in OWN for name, _ in answer.getheaders())
        # The order of headers of different names means nothing (RFC 9110 5.3).
        return answer.status, sorted(found.items()), answer.read()
    finally:
        connection.close()


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "POST"])
@pytest.mark.parametrize(
    "path",
    [
        *(f"{JD}.{form}" for form in ("atom", "rss", "json")), f"{CHINESE}.atom", f"{JD}.atom?limit=1&content=summary",
        "/feeds/company/6618.HK.atom", f"/feeds/search.atom?q={quote('京东健康')}", "/feeds/all/archive/2022-02.1.atom",
        "/feeds/company/none.atom", "/feeds/all.atom?limit=0", "/feeds/all", "/feed.xml", "/feeds.json", "/opml", "/",
        "/company/06618.HK", "/none", "/static/icon.png", "/feeds/category/a%2Fb.atom", "/healthz",
    ],
)  # fmt: skip
def test_both_servers_send_the_same(both: list[Running], method: str, path: str) -> None:
    # Twice: the second time from memory.
    for headers in ({}, {"Accept-Encoding": "gzip"}, {"Accept": BROWSER}) * 2:
        one, other = (ask(running, method, path, headers) for running in both)
        assert one == other
        assert one[0] < 500


def test_both_servers_know_what_a_client_has(both: list[Running]) -> None:
    _, headers, _ = ask(both[0], "GET", f"{JD}.atom", {"Accept-Encoding": "gzip"})
    tag, modified = dict(headers)["etag"], dict(headers)["last-modified"]
    for condition in ({"If-None-Match": tag}, {"If-Modified-Since": modified}, {"If-Match": '"other"'}):
        for _ in range(2):
            one, other = (
                ask(running, "GET", f"{JD}.atom", {"Accept-Encoding": "gzip", **condition}) for running in both
            )
            assert one == other
            assert one[0] in (304, 412)


def test_a_reload_without_the_settings_file_goes_on_with_what_stood_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(server, "check_all", lambda *_settings: None)
    monkeypatch.setattr(logs, "set_up", lambda _settings: None)
    file, keeper = tmp_path / "feedsvc.toml", server.Keeper()
    file.write_text("sources = ['posts']")
    keeper.refresh()
    before = keeper.settings
    file.unlink()
    keeper.refresh()
    assert keeper.settings is before
    assert not keeper.is_good
    assert caplog.messages[-1] == (
        "cannot read the settings file 'feedsvc.toml': No such file or directory; the settings of before go on"
    )
    file.write_text("")
    keeper.refresh()
    assert keeper.is_good
    assert keeper.settings is not before
    # Nothing stood in it any more: without it the same holds.
    file.unlink()
    keeper.refresh()
    assert keeper.is_good


def test_a_reload_with_a_wrong_value_of_what_counts_at_the_start_alone_goes_on_with_what_stood_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(server, "check_all", lambda *_settings: None)
    monkeypatch.setattr(logs, "set_up", lambda _settings: None)
    before, file, keeper = dict(os.environ), tmp_path / "feedsvc.toml", server.Keeper()
    file.write_text("sources = ['posts']")
    monkeypatch.setenv("FEEDSVC_PORT", "8000")
    keeper.refresh()
    assert keeper.settings is not None
    own = keeper.settings
    keeper.pinned = Pinned({"port": 8000}, before, own)
    file.write_text("sources = ['posts']\nport = 99999")
    keeper.refresh()
    assert keeper.settings is own
    assert not keeper.is_good
    assert caplog.messages[-1] == (
        "port in feedsvc.toml: 99999 is not allowed; it takes a whole number from 1 to 65535; "
        "the settings of before go on"
    )


def test_a_reload_makes_a_store_only_where_the_settings_name_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(logs, "set_up", lambda _settings: None)
    file, keeper = tmp_path / "feedsvc.toml", server.Keeper()
    (tmp_path / "posts").mkdir()
    own = 'sources = ["posts"]\nstarter = false\n'
    file.write_text(own)
    keeper.refresh()
    assert (tmp_path / "data").exists()
    (tmp_path / "data").rename(tmp_path / "away")
    keeper.refresh()
    assert "which was there before; move it back" in caplog.messages[-1]
    assert (keeper.is_good, (tmp_path / "data").exists()) == (False, False)
    file.write_text(f'{own}data = "other"\n')
    keeper.refresh()
    assert (keeper.is_good, (tmp_path / "other").exists()) == (True, True)


def test_a_reload_in_a_working_folder_that_is_gone_goes_on_with_the_settings_of_before(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    desk.run()
    (tmp_path / "release").mkdir()
    monkeypatch.chdir(tmp_path / "release")
    (tmp_path / "release").rmdir()
    keeper = server.Keeper()
    keeper.settings = desk.settings
    keeper.refresh()
    assert (keeper.is_good, keeper.settings) == (False, desk.settings)
    assert caplog.messages[-1].endswith("or bring it back; the settings of before go on")


def test_a_server_does_not_start_where_a_source_is_not_mounted(desk: Desk, write: Callable[..., Path]) -> None:
    path = write("a.md")
    (path.parent / ".gitkeep").unlink()
    desk.run()
    server.check_all(desk.settings)
    path.unlink()
    with pytest.raises(SourceError, match="is empty: is it mounted"):
        server.check_all(desk.settings)


def test_a_server_that_was_ready_stays_so_while_it_reads_a_source_that_is_new_to_it(
    desk: Desk, make_settings: Callable[..., Settings], write: Callable[..., Path], tmp_path: Path
) -> None:
    write("a.md")
    (tmp_path / "more").mkdir()
    (tmp_path / "more/b.md").write_text("---\ntitle: Two\ndate: 2022-03-28\n---\nWords of it.\n")
    more = make_settings(sources=f"{desk.settings.sources[0].path}:{tmp_path / 'more'}")
    client = create_app(more).test_client()
    server.check_all(more, desk.settings)
    assert client.get("/readyz").status_code == 503
    desk.run()
    assert client.get("/readyz").status_code == 503
    server.check_all(more, desk.settings)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.get_json()["articles"]) == (200, 1)


def test_what_workers_would_write_at_their_start_is_written_before_there_are_any(
    make_settings: Callable[..., Settings], write: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = make_settings()
    write("a.md")
    server.check_all(settings)

    def refuse(*_: object, **_options: object) -> NoReturn:
        raise StoreError("the store cannot be used: 'database or disk is full'")

    monkeypatch.setattr(stats, "note_rendering", refuse)
    open_site(settings).store.close()
    with pytest.raises(StoreError, match="disk is full"):
        server.check_all(make_settings(title="Another"))


def test_who_is_answered_by_a_worker_of_before_at_a_reload_asks_with_a_time_before_that_of_the_new_bytes(
    desk: Desk, make_settings: Callable[..., Settings], write: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    write("a.md")
    desk.run()
    server.check_all(desk.settings)
    after, path, now = make_settings(title="Another"), "/feeds/all.atom", time.time()
    monkeypatch.setattr(time, "time", lambda: now)
    before = create_app(desk.settings).test_client()
    now += 100
    server.check_all(after, desk.settings)
    now += 1
    old, new = before.get(path), create_app(after).test_client()
    assert (b"Another" in old.data, b"Another" in new.get(path).data) == (False, True)
    now += 100
    found = new.get(path, headers={"If-Modified-Since": old.headers["Last-Modified"]})
    assert (found.status_code, b"Another" in found.data) == (200, True)
    now += 100
    assert new.get(path, headers={"If-Modified-Since": found.headers["Last-Modified"]}).status_code == 304


def test_another_time_zone_is_a_new_time_of_feeds_whose_days_are_in_it(
    desk: Desk, make_settings: Callable[..., Settings], write: Callable[..., Path]
) -> None:
    write("a.md", head="title: One\ndate: 2022-03-28 23:30:00 +0800")
    desk.run()
    answers = []
    for zone in ("Asia/Shanghai", "UTC"):
        client = create_app(make_settings(timezone=zone)).test_client()
        answers.append(client.get("/feeds/all.atom?until=2022-03-28T16:30:00Z"))
        time.sleep(1.1)
    assert answers[0].data != answers[1].data
    assert answers[0].headers["Last-Modified"] != answers[1].headers["Last-Modified"]


@pytest.mark.parametrize("kept", ["watch", "once", ""])
def test_a_worker_makes_no_store_where_its_server_had_one(
    make_settings: Callable[..., Settings], monkeypatch: pytest.MonkeyPatch, kept: str
) -> None:
    monkeypatch.setenv("FEEDSVC_INGESTER", kept)
    settings = make_settings()
    with pytest.raises(StoreError, match="which was there before") if kept else contextlib.nullcontext():
        open_site(settings).store.close()
    assert settings.data.exists() is not bool(kept)


def test_a_worker_that_begins_while_its_store_is_away_waits_for_it(
    make_settings: Callable[..., Settings], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    settings = make_settings(base_url="https://feeds.example/news", rate_limit="100/hour")
    open_site(settings).store.close()
    away = settings.data.rename(settings.data.with_name("away"))
    monkeypatch.setenv("FEEDSVC_INGESTER", "watch")
    monkeypatch.setattr(awaiting, "PAUSE_SECONDS", 0.0)
    monkeypatch.setattr(logs, "set_up", lambda _settings: None)
    client = create_app(settings).test_client()
    for path in ("/feeds/all.atom", "/news/readyz", "/"):
        refused = client.get(path)
        assert (refused.status_code, refused.headers["Retry-After"]) == (503, "5")
        assert refused.headers["Cache-Control"] == "no-store"
        assert refused.text == "error: the store cannot be used at the moment; try again later\n"
    assert client.get("/news/healthz").status_code == 200
    # The framework's own answer, which is a page's, and pages need the store's site.
    assert client.options("/news/healthz").status_code == 503
    assert [record.levelname for record in caplog.records] == ["ERROR"]
    assert "which was there before; move it back" in caplog.messages[0]
    away.rename(settings.data)
    assert client.get("/news/readyz").get_json()["articles"] == 0
    assert caplog.messages[1:] == ["the store can be used again"]


def test_a_worker_that_waits_for_its_store_tries_it_once_a_second_at_most(
    make_settings: Callable[..., Settings], monkeypatch: pytest.MonkeyPatch
) -> None:
    trials: list[int] = []

    def refuse(_settings: Settings) -> NoReturn:
        trials.append(1)
        raise StoreError("the store cannot be used: 'Connection refused'")

    monkeypatch.setenv("FEEDSVC_INGESTER", "once")
    monkeypatch.setattr(awaiting, "PAUSE_SECONDS", 60.0)
    monkeypatch.setattr(app, "open_site", refuse)
    client = create_app(make_settings()).test_client()
    assert [client.get("/feeds/all.atom").status_code for _ in range(3)] == [503, 503, 503]
    assert trials == [1]


@pytest.mark.skipif(
    platform.libc_ver()[0] != "glibc" or platform.machine() != "x86_64", reason="other heaps lie elsewhere"
)
def test_the_threads_of_a_worker_share_one_heap(both: list[Running]) -> None:
    """Else each keeps for itself what its largest rendering took."""
    for running in both:
        with ThreadPoolExecutor(16) as threads:
            # Each asks for what nobody asked for yet, so that it is rendered.
            answers = threads.map(lambda n, ask=running.get: ask(f"/feeds/all.atom?limit={n % 5 + 1}&q={n}"), range(60))
            assert {answer.status for answer in answers} == {200}
        # One is a thread's of the server, in which it was when the worker was made; granian itself begins another.
        assert all(heaps_of_threads(pid) <= 2 for pid in running.workers())


def heaps_of_threads(pid: int) -> int:
    """How many heaps besides the main one a process has: each in 64 MB of addresses that begin at a multiple of that,
    as malloc/arena.c of glibc lays them out."""
    ranges = [line.split()[0].split("-") for line in Path(f"/proc/{pid}/maps").read_text().splitlines()]
    starts, ends = ({int(each, 16) for each in bounds} for bounds in zip(*ranges, strict=True))
    return sum(start % HEAP == 0 and start + HEAP in ends for start in starts)


@pytest.fixture(params=SERVERS)
def limited(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Running]:
    """A server with a rate limit, which it counts in a file."""
    (tmp_path / "posts").mkdir()
    port = free_port()
    command = ["feedsvc", "serve", "posts", "--port", str(port), "--server", request.param]
    with serving(command, tmp_path, port, rate_limit="1000/hour") as running:
        yield running


def test_sigterm_finishes_a_request_that_has_begun(limited: Running, tmp_path: Path) -> None:
    assert limited.get("/feeds/all.atom").status == 200
    answers: list[Sent] = []
    asking = threading.Thread(target=lambda: answers.append(ask(limited, "GET", "/feeds/all.rss", {})))
    with (tmp_path / "data" / "requests.counts").open("rb") as counts:
        # The worker waits for this lock before it answers.
        fcntl.flock(counts, fcntl.LOCK_EX)
        asking.start()
        until(lambda: _waits_for_lock(limited), "the request")
        limited.process.send_signal(signal.SIGTERM)
        until(lambda: not _listens(limited), "the end of listening")
        assert answers == []
        fcntl.flock(counts, fcntl.LOCK_UN)
    asking.join()
    assert [status for status, _, _ in answers] == [200]
    assert limited.process.wait(ENDING) == 0


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="the masks of threads stand in /proc")
def test_sigterm_reaches_the_one_thread_of_a_worker_that_awaits_it(both: list[Running]) -> None:
    """In granian's main thread, which waits without end, it would not be heard where another thread took it."""
    assert both[1].get("/feeds/all.atom").status == 200
    for worker in both[1].workers():
        taking = until(partial(_taking_sigterm, worker), "the states of all threads")
        assert len(taking) == 1
        assert f"\nPid:\t{worker}\n" not in taking[0]


def _taking_sigterm(pid: int) -> list[str]:
    """The states of those threads of a process that SIGTERM can reach: one that awaits it counts as such."""
    states = [(task / "status").read_text() for task in Path(f"/proc/{pid}/task").iterdir()]
    return [each for each in states if not int(each.partition("SigBlk:")[2].split()[0], 16) >> signal.SIGTERM - 1 & 1]


def _waits_for_lock(running: Running) -> bool:
    """Whether a thread of a worker is in flock(2)."""
    found = Path("/proc/locks")
    if not found.exists():
        return True
    waiting = [line.split() for line in found.read_text().splitlines() if "->" in line]
    return any(str(worker) in words for worker in running.workers() for words in waiting)


def _listens(running: Running) -> bool:
    try:
        # Whoever is not answered in so long is not going to be: gunicorn gives what has begun 30 s.
        OPENER.open(f"{running.base}/healthz", timeout=5).close()
    except OSError:
        return False
    return True


def test_at_the_end_every_request_has_its_line(limited: Running) -> None:
    for number in range(40):
        assert limited.get(f"/feeds/all.atom?line={number}").status == 200
    limited.process.send_signal(signal.SIGTERM)
    assert limited.process.wait(ENDING) == 0
    lines = [line for line in limited.log.read_text().splitlines() if "line=" in line]
    assert sorted(int(line.partition("line=")[2].split("'")[0]) for line in lines) == list(range(40))
    assert all(" info feedsvc.access: 127.0.0.1 GET '/feeds/all.atom?line=" in line for line in lines)


def test_ctrl_c_which_reaches_all_processes_ends_with_0_and_without_a_complaint(limited: Running) -> None:
    for _ in range(8):
        # What counts readers has something to write at the end.
        assert limited.get("/feeds/all.atom", User_Agent="NetNewsWire/6").status == 200
    workers = limited.workers()
    assert len(workers) == 2
    for worker in workers:
        os.kill(worker, signal.SIGINT)
    for _ in range(10):
        # A worker that ended of it would hear of the end again from the master, in the midst of what it writes last.
        time.sleep(0.05)
        assert limited.get("/healthz").status == 200
    assert limited.workers() == workers
    os.kill(limited.process.pid, signal.SIGINT)
    assert limited.process.wait(ENDING) == 0
    assert "Unexpected exit" not in limited.log.read_text()
    assert "Traceback" not in limited.log.read_text()
    assert "Exception ignored" not in limited.log.read_text()


def test_a_worker_of_granian_that_dies_is_started_again_and_it_is_told(tmp_path: Path) -> None:
    (tmp_path / "posts").mkdir()
    port = free_port()
    command = ["feedsvc", "serve", "posts", "--port", str(port), "--host", "localhost", "--server", "granian"]
    with serving([*command, "--workers", "1"], tmp_path, port, log_format="json") as running:
        before = running.workers()
        os.kill(before[0], signal.SIGKILL)
        until(lambda: not {*before} & {*running.workers()}, "the end of the old worker")
        until(lambda: len(running.workers()) == 1, "the new worker")
        until(lambda: running.get("/healthz").status == 200, "its answer")
        told = until(
            lambda: [line for line in running.log.read_text().splitlines() if "Unexpected exit from worker-1" in line],
            "a word on it",
        )
        assert len(told) == 1
        assert '"level": "error", "logger": "_granian"' in told[0]


def test_a_worker_of_granian_that_has_only_begun_ends_at_sigterm() -> None:
    # As granian's master does: it has a handler, and its workers are copies of it.
    program = """
import multiprocessing, signal, sys, time
from feedsvc.granianserver import begin_without_handlers

def work(begun):
    begun.set()
    time.sleep(600)

if __name__ == "__main__":
    heard = []
    signal.signal(signal.SIGTERM, lambda *_: heard.append(1))
    begin_without_handlers()
    fork = multiprocessing.get_context("fork")
    begun = fork.Event()
    workers = [fork.Process(target=work, args=(begun,)) for _ in range(2)]
    for worker in workers:
        worker.start()
        if worker is workers[0]:
            begun.wait(60)
        worker.terminate()
        worker.join(60)
    signal.raise_signal(signal.SIGTERM)
    print([worker.exitcode for worker in workers], heard)
    [worker.kill() for worker in workers]
"""
    done = subprocess.run([sys.executable, "-c", program], env=environment() | {"PYTHONPATH": str(ROOT)},
                          capture_output=True, text=True, timeout=PATIENCE, check=False)  # fmt: skip
    assert (done.stdout, done.stderr) == ("[-15, -15] [1]\n", "")


@pytest.mark.parametrize("module", [server, granianserver])
@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.EADDRINUSE, "127.0.0.1:80: Address already in use; end what listens there, or choose another --port"),
        (errno.EACCES, "127.0.0.1:80: Permission denied; choose a --port above 1023, or give its user the right to"),
        (errno.EADDRNOTAVAIL, "Cannot assign requested address; set host to an address of this machine"),
        (socket.EAI_NONAME, "Name or service not known; set host to an address of this machine"),
    ],
    ids=str,
)
def test_an_address_that_cannot_be_listened_on_is_refused_with_what_mends_it(
    make_settings: Callable[..., Settings], monkeypatch: pytest.MonkeyPatch, module: ModuleType, number: int, said: str
) -> None:
    kind = socket.gaierror if number == socket.EAI_NONAME else OSError

    def refuse(*_: object) -> NoReturn:
        raise kind(number, "Name or service not known" if kind is socket.gaierror else os.strerror(number))

    monkeypatch.setattr(socket.socket, "bind", refuse)
    with pytest.raises(ServerError, match=f"^cannot listen on .*{re.escape(said)}"):
        module.serve(make_settings(port=80), watch=False)


def test_an_ipv6_address_that_cannot_be_listened_on_is_told_in_brackets(make_settings: Callable[..., Settings]) -> None:
    # 100::/64 is nobody's (RFC 6666).
    with pytest.raises(ServerError, match=r"^cannot listen on \[100::1\]:\d+: .*; set host to an address of this"):
        server.serve(make_settings(port=free_port(), host="[100::1]"), watch=False)


def test_without_the_extra_granian_is_one_line_and_exit_code_2(tmp_path: Path) -> None:
    program = "import sys; sys.modules['granian'] = None; from feedsvc.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", program, "serve", str(SEEDS), "--server", "granian", "--port", str(free_port())],
        cwd=tmp_path, env=environment() | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, timeout=PATIENCE,
        check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.startswith("error: server = 'granian' is not installed (")
    assert done.stderr.endswith("); pip install 'feedsvc[granian]', or use --server gunicorn\n")
    assert len(done.stderr.splitlines()) == 1

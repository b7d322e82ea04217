"""Counting readers: who is counted for which feed, by real applications, workers and the command that shows it."""

from __future__ import annotations

import json
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from feedsvc.config import Settings
from feedsvc.store.readers import FILE, Readers
from feedsvc.web import readership
from feedsvc.web.app import READERSHIP
from feedsvc.web.readership import Readership
from tests.conftest import SEEDS
from tests.running import feedsvc, free_port, serving, until
from tests.serving import READER, Workers

JD, ALL = "/feeds/company/06618.HK", "/feeds/all"
NEWS = "新媒体-&-高科技"
FEEDLY = "Feedly/1.0 (+http://www.feedly.com/fetcher.html; 462 subscribers; )"
FEEDBIN = "Feedbin feed-id:1373711 - 102 subscribers"
BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8"
DAY, LONGEST = 86_400, 60
"""Seconds of a day, and that a test takes on a busy machine."""


def rest_of_day(now: float) -> float:
    """Seconds to wait for a day in which a test ends as it began: the clients of a day are counted together, in UTC."""
    left = DAY - now % DAY
    return left if left < LONGEST else 0.0


@pytest.fixture(autouse=True)
def within_a_day() -> None:
    time.sleep(rest_of_day(time.time()))


def test_only_in_the_last_minute_of_a_day_it_is_waited_for_the_next() -> None:
    midnight = 20_000.0 * DAY
    assert [rest_of_day(midnight + second) for second in (-61, -60, -5, 0, 3600)] == [0, 0, 5, 0, 0]


class Desk(Workers):
    """Workers over one article, and what the file says after they have written."""

    def totals(self) -> dict[str, int]:
        for app in self.apps:
            app.extensions[READERSHIP].flush()
        return Readers(self.settings.data).totals()

    def close(self) -> None:
        for app in self.apps:
            if READERSHIP in app.extensions:
                app.extensions[READERSHIP].close()
        super().close()


@pytest.fixture
def make_desk(make_settings: Callable[..., Settings], write: Callable[..., Path]) -> Iterator[Callable[..., Desk]]:
    """Makes a desk with these settings over one article."""
    made: list[Desk] = []

    def make(**settings: object) -> Desk:
        make_settings()
        write("one.md", head="title: One\ndate: 2022-03-28\ncategories: [新媒体 & 高科技]\ncompany: 06618.HK")
        made.append(Desk(make_settings(**settings)))
        return made[-1]

    yield make
    for desk in made:
        desk.close()


@pytest.fixture
def desk(make_desk: Callable[..., Desk]) -> Desk:
    return make_desk()


def test_a_feed_is_counted_over_its_formats_arguments_and_workers(desk: Desk) -> None:
    for number, path in enumerate((".atom", ".rss", ".json", ".rss?limit=2&content=summary", "?content=summary", "")):
        assert desk.get(JD + path, app=number % 2).status_code == 200
        assert desk.get(JD + path, agent=FEEDLY, app=number % 2).status_code == 200
    desk.get(JD + ".atom", agent=FEEDBIN)
    assert desk.totals() == {JD: 1 + 462 + 102}


def test_clients_are_address_and_program(desk: Desk) -> None:
    for address, agent in (("192.0.2.1", READER), ("192.0.2.2", READER), ("192.0.2.1", "other"), ("192.0.2.1", READER)):
        desk.get(ALL + ".atom", agent=agent, address=address)
    desk.get(ALL + ".atom", address="2001:db8::1")
    desk.get(ALL + ".atom", address="2001:db8::2", app=1)
    assert desk.totals() == {ALL: 4}


def test_who_has_the_feed_already_is_counted(desk: Desk) -> None:
    etag = desk.get(ALL + ".atom").headers["ETag"]
    assert desk.get(ALL + ".atom", address="192.0.2.9", If_None_Match=etag).status_code == 304
    assert desk.totals() == {ALL: 2}


def test_a_key_that_is_encoded_otherwise_is_the_same_feed(desk: Desk) -> None:
    for number, key in enumerate((NEWS, quote(NEWS), NEWS.replace("-", "%2d"))):
        assert desk.get(f"/feeds/category/{key}.atom", address=f"192.0.2.{number}").status_code == 200
    assert desk.totals() == {f"/feeds/category/{quote(NEWS, safe='&')}": 3}


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        ("/feeds/company/none.atom", {}, 404),
        ("/feeds/company/none.atom", {"If_None_Match": '"x"'}, 404),
        (f"{JD}.atom?limit=0", {}, 400),
        ("/feeds/company/6618.HK.atom", {}, 301),
        (f"{JD}.atom", {"Accept": BROWSER}, 303),
        (f"{JD}.atom", {"method": "HEAD"}, 200),
        ("/feeds.json", {}, 200),
        ("/", {}, 200),
        ("/company/06618.HK", {}, 200),
        ("/feed.xml", {}, 301),
    ],
)
def test_what_brings_no_feed_is_not_counted(desk: Desk, path: str, headers: dict[str, str], status: int) -> None:
    assert desk.get(path, **headers).status_code == status  # type: ignore[arg-type]
    assert desk.totals() == {}


def test_who_is_refused_by_the_rate_limit_is_not_counted(make_desk: Callable[..., Desk]) -> None:
    desk = make_desk(rate_limit="3/300 days", rate_burst=3)
    assert [desk.get(ALL + ".atom", If_None_Match='"x"').status_code for _ in range(3)] == [200] * 3
    assert desk.get(JD + ".atom").status_code == 429
    assert desk.get(JD + ".atom", If_None_Match='"x"').status_code == 429
    assert desk.totals() == {ALL: 1}


def test_nothing_is_counted_or_kept_where_the_setting_says_so(make_desk: Callable[..., Desk]) -> None:
    desk = make_desk(count_readers="false")
    assert desk.get(ALL + ".atom").status_code == 200
    assert not (desk.settings.data / FILE).exists()


def test_a_request_that_says_it_is_for_a_feed_is_not_believed(desk: Desk) -> None:
    desk.get("/feeds/company/none.atom", Feedsvc_Feed=ALL)
    assert desk.totals() == {}


def test_a_file_that_cannot_be_written_is_told_once_and_feeds_are_served(
    make_desk: Callable[..., Desk], capsys: pytest.CaptureFixture[str]
) -> None:
    desk = make_desk()
    (desk.settings.data / FILE).mkdir()
    capsys.readouterr()
    for number in range(3):
        assert desk.get(ALL + ".atom", address=f"192.0.2.{number}").status_code == 200
        desk.apps[0].extensions[READERSHIP].flush()
    told = [line for line in capsys.readouterr().err.splitlines() if "count_readers" in line]
    assert len(told) == 1
    assert "the number of readers cannot be kept in" in told[0]
    (desk.settings.data / FILE).rmdir()
    desk.get(ALL + ".atom")
    assert desk.totals() == {ALL: 1}


def test_a_worker_writes_by_itself_without_an_end(
    make_desk: Callable[..., Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readership, "FLUSH_SECONDS", 0.01)
    desk, before = make_desk(), set(threading.enumerate())
    for number in range(1, 4):
        desk.get(ALL + ".atom", address=f"192.0.2.{number}")
        until(lambda number=number: Readers(desk.settings.data).totals() == {ALL: number}, "the count")  # type: ignore[misc]
    assert len([thread for thread in set(threading.enumerate()) - before if thread.name == "readers"]) == 1


def test_a_day_ends_though_nobody_asks_any_more(
    make_desk: Callable[..., Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readership, "FLUSH_SECONDS", 0.01)
    # Its own layer, whose clock is the real one, would end that day as well, and forget it.
    desk = make_desk(count_readers="false")
    clock = [20_000 * 86_400.0]
    readers = Readers(desk.settings.data, lambda: clock[0])
    # The rest of the day is a moment: the day has almost ended when its only request comes.
    layer = Readership(desk.apps[0].wsgi_app, readers, lambda: clock[0])
    monkeypatch.setattr(layer, "_rest_of_day", lambda: 0.01)
    desk.apps[0].wsgi_app = layer  # type: ignore[method-assign]
    desk.get(ALL + ".atom")
    until(lambda: _rows(desk, "salts") == 1, "the salt of the day")
    clock[0] += 86_400 + 3600
    until(lambda: _rows(desk, "salts") == 0, "the end of the day")
    assert _rows(desk, "directs") == 1
    layer.close()


def _rows(desk: Desk, table: str) -> int:
    try:
        with sqlite3.connect(desk.settings.data / FILE) as raw:
            found: int = raw.execute(f"SELECT count(*) FROM {table} WHERE day = 20000").fetchone()[0]
            return found
    except sqlite3.OperationalError:
        return -1


@pytest.mark.parametrize(("second", "rest"), [(86_399, 61), (30, 30), (60, 86_400), (3600, 82_860)])
def test_the_rest_of_a_day_ends_a_minute_after_midnight(desk: Desk, second: int, rest: int) -> None:
    layer = Readership(desk.apps[0].wsgi_app, Readers(desk.settings.data), lambda: 20_000 * 86_400.0 + second)
    assert layer._rest_of_day() == rest


@pytest.mark.parametrize("server", ["gunicorn", "granian"])
def test_workers_write_at_their_end_and_the_command_shows_it(tmp_path: Path, server: str) -> None:
    port = free_port()
    command = ["feedsvc", "serve", str(SEEDS), "--port", str(port), "--workers", "2", "--server", server]
    with serving(command, tmp_path, port) as running:
        for number in range(40):
            assert running.get(f"{JD}.atom", User_Agent=f"reader {number % 20}").status == 200
        running.get(f"{JD}.rss", User_Agent=FEEDLY)
        running.get(f"{ALL}.rss", User_Agent=FEEDBIN)
        assert len(running.workers()) == 2
    assert "Traceback" not in (tmp_path / "server.log").read_text()
    rows = json.loads(feedsvc("feeds", "--subscribers", "--json", cwd=tmp_path).stdout)
    found = {row["address"].partition(str(port))[2]: row["subscribers"] for row in rows}
    assert found[f"{JD}.atom"] == 20 + 462
    assert found[f"{ALL}.atom"] == 102
    assert sum(found.values()) == 20 + 462 + 102
    listed = feedsvc("feeds", "--subscribers", "--kind", "company", cwd=tmp_path).stdout
    assert f"http://127.0.0.1:{port}{JD}.atom  京东健康  4  482\n" in listed


def test_the_command_shows_no_subscribers_unless_asked_and_a_broken_file_is_one_line(tmp_path: Path) -> None:
    assert feedsvc("ingest", SEEDS, cwd=tmp_path).returncode == 0
    assert "subscribers" not in json.loads(feedsvc("feeds", "--json", cwd=tmp_path).stdout)[0]
    rows = json.loads(feedsvc("feeds", "--json", "--subscribers", cwd=tmp_path).stdout)
    assert {row["subscribers"] for row in rows} == {0}
    assert not (tmp_path / "data" / FILE).exists()
    (tmp_path / "data" / FILE).write_bytes(b"no database at all" * 100)
    done = feedsvc("feeds", "--subscribers", cwd=tmp_path)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert done.stderr.startswith("error: the number of readers cannot be kept in ")

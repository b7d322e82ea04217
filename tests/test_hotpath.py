"""The hot path gives what Flask gives, header by header, byte by byte, and only while the store stays as it is."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from flask import Flask
from werkzeug.test import Client, TestResponse

from feedsvc.config import Settings
from feedsvc.errors import StoreError
from feedsvc.web import hotpath
from feedsvc.web.hotpath import HotPath
from tests.serving import Site

if TYPE_CHECKING:
    from wsgiref.types import WSGIEnvironment

Write = Callable[..., Path]
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
ADDRESSES = (
    "/feeds/all.atom",
    "/feeds/all.rss?limit=1",
    "/feeds/all.json?content=summary",
    "/feeds/category/news.atom?q=words",
    "/feeds/source/posts/archive/2022-03.1.atom",
    "/feeds/all",
    "/feeds.json",
    "/opml",
    "/opml/category?limit=3",
    "/feeds/category/News.atom",
    "/feeds/category/none.atom",
    "/feeds/all.atom?limit=0",
    "/",
    "/healthz",
)


class Both:
    """One application asked through its hot path, and past it."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.passed_on = 0
        app: Flask = site.app
        plain = Flask.wsgi_app.__get__(app)
        self.past = Client(plain, TestResponse)

        def counted(environ, start_response):  # type: ignore[no-untyped-def]
            self.passed_on += 1
            return plain(environ, start_response)

        renditions = site.app.extensions["feedsvc"].renditions
        self.noted: list[tuple[str, str, int, float]] = []
        self.layer = HotPath(counted, renditions, 1 << 20, views=site.settings.browser_view, notes=(self.note,))
        self.through = Client(self.layer, TestResponse)

    def note(self, environ: WSGIEnvironment, status: str, size: int, started: float) -> None:
        """As the access log and the count of readers are told."""
        self.noted.append((environ["feedsvc.cache"], status, size, started))

    def ask(self, address: str, method: str = "GET", **headers: str) -> bool:
        """Ask both ways; whether the hot path answered by itself."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        before = self.passed_on
        hot = self.through.open(address, method=method, headers=sent)
        own = self.passed_on == before
        expected = self.past.open(address, method=method, headers=sent)
        assert hot.status == expected.status, (address, sent)
        assert list(hot.headers) == list(expected.headers), (address, sent)
        assert hot.data == expected.data, (address, sent)
        return own


def test_an_answer_from_memory_is_told_with_its_bytes_and_when_it_began(both: Both) -> None:
    first = time.perf_counter()
    size = len(both.through.get("/feeds/all.atom").data)
    assert both.noted == []
    tag = both.through.get("/feeds/all.atom").headers["ETag"]
    for _ in range(2):
        both.through.get("/feeds/all.atom", headers={"If-None-Match": tag})
    assert [noted[:3] for noted in both.noted] == [("hot", "200 OK", size), ("hot", "304 NOT MODIFIED", 0)]
    assert first < both.noted[0][3] < both.noted[1][3] < time.perf_counter()


@pytest.fixture
def both(make_settings: Callable[..., Settings], write: Write) -> Iterator[Both]:
    for number in range(3):
        write(f"{number}.md", head=f"title: T{number}\ndate: 2022-03-0{number + 1} 10:00:00 +0800\ncategory: news")
    site = Site(make_settings(timezone="UTC"))
    site.ingest()
    yield Both(site)
    site.close()


def headers_of(both: Both, address: str) -> list[dict[str, str]]:
    """What clients send: no condition, each kind of condition, each kind of encoding and type."""
    tag = both.past.get(address).headers.get("ETag", '"none"')
    modified = both.past.get(address).headers.get("Last-Modified", "Mon, 28 Mar 2022 11:00:00 GMT")
    conditions: list[dict[str, str]] = [{}, {"If_None_Match": tag}, {"If_None_Match": f"W/{tag}"}]
    conditions += [{"If_None_Match": each} for each in (f'"x", {tag}', "*", '"other"', "junk", "")]
    conditions += [{"If_Modified_Since": modified}, {"If_None_Match": '"other"', "If_Modified_Since": modified}]
    conditions += [{"If_Match": '"other"'}, {"If_Unmodified_Since": "Mon, 28 Mar 2005 11:00:00 GMT"}, {"A_IM": "feed"}]
    conditions += [
        {"If_None_Match": tag, "A_IM": "feed"},
        {"If_Match": tag, "If_None_Match": tag},
        {"Range": "bytes=0-9"},
    ]
    encodings = ("gzip, deflate, br", "zstd;q=0.5, gzip", "identity", "br;q=0", "*", "nonsense;;q=x")
    accepts = (BROWSER, "*/*", "application/atom+xml, text/html;q=0.5", "TEXT/HTML", "junk")
    return [
        *conditions,
        *({**one, "Accept_Encoding": encoding} for one in conditions[:4] for encoding in encodings),
        *({**one, "Accept": accept} for one in conditions[:2] for accept in accepts),
    ]


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_request_gets_what_flask_answers_the_first_and_the_next_times(both: Both, address: str) -> None:
    for _ in range(3):
        for headers in headers_of(both, address):
            for method in ("GET", "HEAD"):
                both.ask(address, method, **headers)


@pytest.mark.parametrize("method", ["POST", "OPTIONS", "DELETE"])
def test_other_methods_are_passed_on(both: Both, method: str) -> None:
    both.ask("/feeds/all.atom")
    assert not both.ask("/feeds/all.atom", method)


@pytest.mark.parametrize("address", ADDRESSES[:5])
def test_what_was_answered_once_is_answered_from_memory(both: Both, address: str) -> None:
    tag = both.past.get(address, headers={"Accept-Encoding": "gzip"}).headers["ETag"]
    requests: list[dict[str, str]] = [
        {},
        {"Accept_Encoding": "gzip"},
        {"Accept_Encoding": "gzip", "If_None_Match": tag},
        {"Accept": "application/atom+xml, text/html;q=0.5"},
    ]
    for headers in requests[:3]:
        assert not both.ask(address, **headers)
    for headers in requests:
        assert both.ask(address, **headers), headers


@pytest.mark.parametrize(
    "address", ["/feeds/all", "/", "/healthz", "/feeds/category/none.atom", "/feeds/all.atom?limit=0"]
)
def test_what_no_view_marked_is_never_kept(both: Both, address: str) -> None:
    assert not any(both.ask(address) for _ in range(3))


def test_a_change_in_the_store_is_seen_by_the_next_request(both: Both, write: Write) -> None:
    for _ in range(2):
        both.ask("/feeds/all.atom")
    write("new.md", head="title: Newest\ndate: 2022-03-09 10:00:00 +0800\ncategory: news")
    both.site.ingest()
    assert not both.ask("/feeds/all.atom")
    assert b"Newest" in both.through.get("/feeds/all.atom").data


def test_no_more_is_kept_than_the_bound_and_the_newest_stay(both: Both, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(both.layer, "_capacity", 20_000)
    for limit in range(1, 200):
        both.ask(f"/feeds/all.atom?limit={limit}")
    assert both.layer._size <= 20_000
    assert both.ask("/feeds/all.atom?limit=199")
    assert not both.ask("/feeds/all.atom?limit=1")


def test_ever_new_headers_fill_nothing(both: Both) -> None:
    for number in range(hotpath.MOST_MEMOS + 5):
        both.through.get("/feeds/all.atom", headers={"Accept-Encoding": f"x{number}", "If-None-Match": f'"{number}"'})
    assert len(both.layer._wishes) <= hotpath.MOST_MEMOS
    assert sum(len(cell.unchanged) for cell in both.layer._cells.values()) <= hotpath.MOST_TAGS


def test_a_time_to_come_is_not_kept(both: Both, write: Write) -> None:
    write("late.md", head="title: Late\ndate: 2022-03-10 10:00:00 +0800\ncategory: news")
    both.site.ingest(ago=-60)
    assert not any(both.ask("/feeds/all.atom") for _ in range(2))


def test_a_store_that_cannot_be_asked_takes_down_nothing_that_needs_no_store(
    both: Both, monkeypatch: pytest.MonkeyPatch
) -> None:
    both.ask("/feeds/all.atom")

    def down() -> int:
        raise StoreError("the database is down")

    monkeypatch.setattr(both.layer._renditions, "generation", down)
    assert both.through.get("/healthz").status_code == 200
    assert both.through.get("/static/style.css").status_code == 200
    assert both.through.get("/feeds/all.atom").status_code == 503


def test_strange_queries_and_long_validators_are_answered_and_not_kept(both: Both) -> None:
    both.ask("/feeds/all.atom?x=1")
    assert not both.ask("/feeds/all.atom?x=1")
    tag = both.past.get("/feeds/all.atom").headers["ETag"]
    long = f'{tag}, "{"x" * 5000}"'
    both.ask("/feeds/all.atom", If_None_Match=long)
    assert not both.ask("/feeds/all.atom", If_None_Match=long)


def test_many_threads_keep_account(both: Both, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(both.layer, "_capacity", 30_000)
    problems: list[BaseException] = []

    def ask(first: int) -> None:
        client = Client(both.layer, TestResponse)
        try:
            for number in range(60):
                encoding = ("gzip", "br", "identity")[number % 3]
                address = f"/feeds/all.atom?limit={1 + (first + number) % 20}"
                assert client.get(address, headers={"Accept-Encoding": encoding}).status_code == 200
        except BaseException as error:
            problems.append(error)

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(8)]
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        sys.setswitchinterval(interval)
    assert problems == []
    assert both.layer._size == sum(cell.size for cell in both.layer._cells.values()) <= 30_000
    renditions = both.layer._renditions
    assert renditions._size == sum(each.size for each in renditions._cache.values())

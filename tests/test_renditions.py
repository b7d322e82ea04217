"""The renditions of a worker: each made once however many ask, only what changed made again, bounded in bytes."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from sqlalchemy import Connection

from feedsvc import render
from feedsvc.config import Settings
from feedsvc.errors import StoreError
from feedsvc.store.engine import Store
from feedsvc.web import renditions
from feedsvc.web.renditions import Rendered, Renditions, Version
from tests.running import PATIENCE
from tests.serving import Site

Write = Callable[..., Path]


@dataclass
class Slow:
    """Makes a document that others can ask for while it is made."""

    body: bytes = b"document"
    number: int = 1
    content_type: str = "text/plain"
    made: int = 0
    fails: bool = False
    entered: threading.Event = field(default_factory=threading.Event)
    may_end: threading.Event = field(default_factory=threading.Event)

    def version(self, connection: Connection) -> Version:
        del connection
        return Version(self.number, 0)

    def render(self, connection: Connection) -> Rendered:
        del connection
        self.made += 1
        self.entered.set()
        assert self.may_end.wait(PATIENCE)
        if self.fails:
            raise ValueError("no document")
        return Rendered(self.body, self.number)


def ready(**given: object) -> Slow:
    maker = Slow(**given)  # type: ignore[arg-type]
    maker.may_end.set()
    return maker


def test_many_threads_that_ask_for_one_feed_wait_for_one_rendering(store: Store) -> None:
    cache, maker = Renditions(store, 1 << 20), Slow()
    found: list[tuple[bytes, str]] = []

    def ask() -> None:
        rendition, verdict = cache.get("feed", maker)
        found.append((rendition.body, verdict))

    threads = [threading.Thread(target=ask) for _ in range(12)]
    for thread in threads:
        thread.start()
    assert maker.entered.wait(PATIENCE)
    maker.may_end.set()
    for thread in threads:
        thread.join(PATIENCE)
    assert maker.made == 1
    assert sorted(verdict for _, verdict in found) == ["hit"] * 11 + ["rendered"]
    assert {body for body, _ in found} == {b"document"}


def test_a_database_that_does_not_answer_holds_up_one_thread_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(renditions, "POLL_SECONDS", 0.0)
    asked, may_end = threading.Semaphore(0), threading.Event()

    def announce() -> None:
        asked.release()
        assert may_end.wait(PATIENCE)
        raise StoreError("no answer")

    far = SimpleNamespace(is_sqlite=False, announce=announce, generation=SimpleNamespace(read=lambda: 7))
    cache, failed = Renditions(far, 1 << 20), threading.Event()  # type: ignore[arg-type]

    def ask() -> None:
        with pytest.raises(StoreError, match="no answer"):
            cache.generation()
        failed.set()

    threads = [threading.Thread(target=ask, daemon=True) for _ in range(2)]
    threads[0].start()
    assert asked.acquire(timeout=PATIENCE)
    assert cache.generation() == 7
    may_end.set()
    threads[0].join(PATIENCE)
    assert failed.is_set()
    # Then the next one asks it again.
    threads[1].start()
    assert asked.acquire(timeout=PATIENCE)
    threads[1].join(PATIENCE)


def test_another_feed_need_not_wait(store: Store) -> None:
    cache, slow = Renditions(store, 1 << 20), Slow()
    thread = threading.Thread(target=cache.get, args=("slow", slow))
    thread.start()
    assert slow.entered.wait(PATIENCE)
    assert cache.get("other", ready(body=b"other"))[1] == "rendered"
    slow.may_end.set()
    thread.join(PATIENCE)


def test_who_waited_for_a_rendering_that_failed_tries_for_themselves(store: Store) -> None:
    cache, maker = Renditions(store, 1 << 20), Slow(fails=True)
    failed: list[bool] = []

    def ask() -> None:
        with pytest.raises(ValueError, match="no document"):
            cache.get("feed", maker)
        failed.append(True)

    threads = [threading.Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    assert maker.entered.wait(PATIENCE)
    maker.may_end.set()
    for thread in threads:
        thread.join(PATIENCE)
    assert failed == [True] * 3
    assert cache.get("feed", ready())[1] == "rendered"


def test_the_oldest_go_where_there_is_no_room(store: Store) -> None:
    size = 10_000
    cache = Renditions(store, 3 * (size + renditions.OVERHEAD))
    for key in ("a", "b", "c"):
        cache.get(key, ready(body=b"x" * size))
    assert cache.get("a", ready())[1] == "hit"
    cache.get("d", ready(body=b"x" * size))
    assert cache.get("a", ready())[1] == "hit"
    assert cache.get("b", ready(body=b"x" * size))[1] == "rendered"


def test_what_is_compressed_counts_too(store: Store) -> None:
    size = 10_000
    body = bytes(number * 7919 % 251 for number in range(size))
    cache = Renditions(store, 2 * (size + renditions.OVERHEAD) + 100)
    cache.get("a", ready(body=body))
    rendition, _ = cache.get("b", ready(body=body))
    cache.encode("b", rendition, "gzip")
    assert cache.get("b", ready())[1] == "hit"
    assert cache.get("a", ready(body=body))[1] == "rendered"


def test_very_many_small_ones_are_bounded_as_well(store: Store) -> None:
    cache = Renditions(store, 50 * renditions.OVERHEAD)
    for number in range(500):
        cache.get(number, ready(body=b""))
    assert len(cache._cache) <= 50


@pytest.fixture
def site(make_settings: Callable[..., Settings], write: Write) -> Iterator[Site]:
    for number, category in enumerate("aabbcc"):
        write(f"{number}.md", head=f"title: T{number}\ndate: 2022-03-0{number + 1} 10:00:00\ncategory: {category}")
    found = Site(make_settings())
    yield found
    found.close()


def test_only_the_feeds_that_hold_a_changed_article_are_rendered_again(
    site: Site, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    rendered: list[str] = []
    plain = render.FORMATS["atom"]

    def counted(info, page):  # type: ignore[no-untyped-def]
        rendered.append(page.path)
        return plain.render(info, page)

    formats = {**render.FORMATS, "atom": replace(plain, render=counted)}
    monkeypatch.setattr(render, "FORMATS", formats)
    addresses = ["/feeds/all", *(f"/feeds/category/{key}" for key in "abc"), "/feeds/source/posts"]
    before = {address: site.get(f"{address}.atom").data for address in addresses}
    assert sorted(rendered) == sorted(addresses)

    write("2.md", head="title: changed\ndate: 2022-03-03 10:00:00\ncategory: b")
    site.ingest()
    rendered.clear()
    after = {address: site.get(f"{address}.atom").data for address in addresses}
    assert sorted(rendered) == ["/feeds/all", "/feeds/category/b", "/feeds/source/posts"]
    assert [address for address in addresses if before[address] != after[address]] == [
        "/feeds/all",
        "/feeds/category/b",
        "/feeds/source/posts",
    ]


def test_a_change_that_does_not_show_in_a_feed_leaves_readers_what_they_have(
    make_settings: Callable[..., Settings], write: Write, tmp_path: Path
) -> None:
    own = tmp_path / "own.txt"
    own.write_text("瑞泰来 | | 瑞泰来医药 |\n", encoding="utf-8")
    write("1.md", head="title: 一\ndate: 2022-03-28", body="瑞泰来医药签约。")
    site = Site(make_settings(companies=own))
    first = {name: site.get(f"/feeds/company/瑞泰来.{name}") for name in ("atom", "json")}
    own.write_text("瑞泰来 | | 瑞泰来医药 | Ruitai Biopharm\n", encoding="utf-8")
    site.ingest(ago=5)
    again = {name: site.get(f"/feeds/company/瑞泰来.{name}") for name in first}
    assert again["atom"].data == first["atom"].data
    assert again["json"].data != first["json"].data
    for name, code in (("atom", 304), ("json", 200)):
        tag = first[name].headers["ETag"]
        for _ in range(2):
            for asked in (tag, f"W/{tag}", f'"else", {tag}'):
                answer = site.get(f"/feeds/company/瑞泰来.{name}", If_None_Match=asked)
                assert answer.status_code == code
                assert answer.headers["ETag"] == (tag if code == 304 else again[name].headers["ETag"])
        assert site.get(f"/feeds/company/瑞泰来.{name}", If_Match=tag).status_code == (200 if code == 304 else 412)
        assert site.get(f"/feeds/company/瑞泰来.{name}", If_None_Match=tag, A_IM="feed").status_code == code
    # A number that the store never gave out with this name is nobody's.
    seq, name, encoding = first["atom"].headers["ETag"].strip('"').split("-")
    foreign = f'"{int(seq) + 1000}-{name}-{encoding}"'
    assert site.get("/feeds/company/瑞泰来.atom", If_None_Match=foreign).status_code == 200
    site.close()

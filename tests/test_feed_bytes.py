"""No feed becomes bigger than its readers take: of long articles it holds fewer, and its archives the rest."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import feedparser
import pytest

from feedsvc.config import Settings
from tests.serving import Site

MOST = 30_000
LONG = "很长的一段话。" * 400
"""Some 8,400 bytes of UTF-8: three of them fit."""


def put(write: Callable[..., Path], day: int, body: str = LONG) -> None:
    write(f"{day}.md", f"title: 第{day}篇\ndate: 2022-03-{day:02} 10:00:00 +0800\ncategories: 新闻", body)


@pytest.fixture
def site(make_settings: Callable[..., Settings], write: Callable[..., Path]) -> Iterator[Site]:
    for day in range(1, 7):
        put(write, day)
    made = Site(make_settings(feed_bytes=MOST))
    yield made
    made.close()


def titles(site: Site, address: str) -> list[str]:
    return [entry.title for entry in feedparser.parse(site.get(address).data).entries]


def days(*numbers: int) -> list[str]:
    return [f"第{number}篇" for number in numbers]


@pytest.mark.parametrize("name", ["atom", "rss", "json"])
@pytest.mark.parametrize("path", ["/feeds/all", "/feeds/category/新闻", "/feeds/search"])
def test_a_feed_holds_the_newest_whose_contents_fit(site: Site, path: str, name: str) -> None:
    answer = site.get(f"{path}.{name}" + ("?q=很长" if path == "/feeds/search" else ""))
    if name == "json":
        assert [item["title"] for item in json.loads(answer.data)["items"]] == days(6, 5, 4)
    else:
        assert [entry.title for entry in feedparser.parse(answer.data).entries] == days(6, 5, 4)


def test_whoever_asks_for_a_number_or_for_summaries_gets_all(site: Site) -> None:
    assert titles(site, "/feeds/all.atom?limit=5") == days(6, 5, 4, 3, 2)
    assert titles(site, "/feeds/search.atom?q=很长&limit=5") == days(6, 5, 4, 3, 2)
    assert titles(site, f"/feeds/all.atom?limit={site.settings.entries}") == days(6, 5, 4), "the feed without limit="
    assert titles(site, "/feeds/all.atom?content=summary") == days(6, 5, 4, 3, 2, 1)


def test_the_archives_have_what_does_not_fit(site: Site) -> None:
    links = {link.rel: link.href for link in feedparser.parse(site.get("/feeds/all.atom").data).feed.links}
    path = links["prev-archive"].removeprefix("https://feeds.example")
    assert titles(site, path) == days(6, 5, 4, 3, 2, 1)


def test_one_entry_is_there_however_long(site: Site, write: Callable[..., Path]) -> None:
    put(write, 7, LONG * 5)
    site.ingest()
    assert titles(site, "/feeds/all.atom") == days(7)
    put(write, 8, "Short.")
    site.ingest()
    assert titles(site, "/feeds/all.atom") == days(8)


def test_short_articles_are_all_there(site: Site, write: Callable[..., Path]) -> None:
    for day in range(1, 7):
        put(write, day, "Short.")
    site.ingest()
    assert titles(site, "/feeds/all.atom") == days(6, 5, 4, 3, 2, 1)


def asked(site: Site, tag: str) -> tuple[int, list[str]]:
    answer = site.get("/feeds/all.atom", If_None_Match=tag, A_IM="feed")
    return answer.status_code, [entry.title for entry in feedparser.parse(answer.data).entries]


def test_a_delta_brings_what_is_new_and_what_came_in_again(site: Site, write: Callable[..., Path]) -> None:
    tag = site.get("/feeds/all.atom").headers["ETag"]
    put(write, 7)
    site.ingest()
    assert titles(site, "/feeds/all.atom") == days(7, 6, 5)
    assert asked(site, tag) == (226, days(7))
    tag = site.get("/feeds/all.atom").headers["ETag"]
    put(write, 6, "Short.")
    site.ingest()
    assert titles(site, "/feeds/all.atom") == days(7, 6, 5, 4)
    assert asked(site, tag) == (226, days(6, 4))


@pytest.mark.parametrize("others", [LONG, "Short."])
@pytest.mark.parametrize("step", ["shortened", "withdrawn", "redated"])
def test_no_entry_is_lost_that_stood_behind_a_huge_one(
    site: Site, write: Callable[..., Path], others: str, step: str
) -> None:
    for day in range(1, 7):
        put(write, day, others)
    put(write, 8, "Short.")
    put(write, 7, LONG * 5)
    site.ingest()
    tag, had = site.get("/feeds/all.atom").headers["ETag"], titles(site, "/feeds/all.atom")
    assert had == days(8)
    if step == "shortened":
        put(write, 7, "Short.")
    elif step == "withdrawn":
        write("7.md").unlink()
    else:
        write("7.md", "title: 第7篇\ndate: 2021-03-07 10:00:00 +0800\ncategories: 新闻", LONG * 5)
    site.ingest()
    status, brought = asked(site, tag)
    whole = titles(site, "/feeds/all.atom")
    assert len(whole) > 2
    assert (status, set(whole) - set(had) - set(brought)) in ((226, set()), (200, set()))


def test_nor_one_that_comes_in_where_one_went_and_another_moved_behind_it(
    make_settings: Callable[..., Settings], write: Callable[..., Path]
) -> None:
    for day in range(1, 6):
        put(write, day, "Short.")
    site = Site(make_settings(entries=3))
    tag, had = site.get("/feeds/all.atom").headers["ETag"], titles(site, "/feeds/all.atom")
    assert had == days(5, 4, 3)
    write("5.md").unlink()
    write("4.md", "title: 第4篇\ndate: 2022-03-01 12:00:00 +0800\ncategories: 新闻", "Short.")
    site.ingest()
    assert titles(site, "/feeds/all.atom") == days(3, 2, 4)
    assert {*had, *asked(site, tag)[1]} >= set(days(3, 2, 4))
    site.close()


def test_a_delta_of_a_feed_that_is_cut_tells_what_was_withdrawn(site: Site, write: Callable[..., Path]) -> None:
    tag = site.get("/feeds/all.atom").headers["ETag"]
    write("6.md").unlink()
    site.ingest()
    assert titles(site, "/feeds/all.atom") == days(5, 4, 3)
    assert asked(site, tag) == (226, days(3))

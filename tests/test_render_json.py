"""JSON Feed 1.1 with its extension, and the catalogue."""

from __future__ import annotations

import json

from feedsvc import render
from feedsvc.model import EntrySource
from feedsvc.served import FeedSummary
from tests.render_samples import (
    BASE,
    EMPTY,
    ENTRIES,
    EPISODE,
    EVERYTHING,
    FILM,
    INFO,
    PAGE,
    PLAIN,
    START,
    entry,
    json_feed,
    page_of,
)

FEEDS = (
    FeedSummary("u1", "all", "", "", "/feeds/all", "/", 7, START),
    FeedSummary("u2", "category", "新媒体", "新媒体\x00", "/feeds/category/%E6%96%B0", "/category/%E6%96%B0", 0, None),
)


def test_json_feed_metadata_is_complete() -> None:
    feed = json_feed(PAGE)
    assert list(feed) == [
        "version",
        "title",
        "description",
        "home_page_url",
        "feed_url",
        "icon",
        "favicon",
        "authors",
        "language",
        "_feedsvc",
        "items",
    ]
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"] == "京东健康 · 财经新闻 & 公司"
    assert feed["home_page_url"] == f"{BASE}/company/06618.HK"
    assert feed["icon"] == f"{BASE}/static/icon.png"
    assert feed["favicon"] == f"{BASE}/favicon.ico"
    assert feed["authors"] == [{"name": INFO.title, "url": f"{BASE}/"}]
    assert feed["language"] == "zh-CN"


def test_json_feed_keeps_chinese_and_has_one_item_a_line() -> None:
    text = render.FORMATS["json"].render(INFO, PAGE).decode("utf-8")
    assert "京东健康" in text
    assert len(text.splitlines()) == len(ENTRIES) + 2
    assert text.endswith("\n]}\n")


def test_json_empty_feed_has_an_empty_list_of_items() -> None:
    assert json_feed(EMPTY)["items"] == []


def test_json_item_has_its_members_in_order() -> None:
    assert list(json_feed(PAGE)["items"][0]) == [
        "id",
        "url",
        "external_url",
        "title",
        "summary",
        "content_html",
        "image",
        "date_published",
        "date_modified",
        "authors",
        "tags",
        "_feedsvc",
    ]


def test_json_attachments_say_what_is_known() -> None:
    item = json_feed(page_of(entry(1, enclosures=(EPISODE, FILM))))["items"][0]
    assert item["attachments"] == [
        {
            "url": "https://a.example/1%20%E4%B8%80.mp3",
            "mime_type": "audio/mpeg",
            "size_in_bytes": 8727310,
            "duration_in_seconds": 424,
        },
        {"url": FILM.url, "mime_type": "video/mp4"},
    ]


def test_json_item_extension_is_as_documented() -> None:
    assert json_feed(page_of(PLAIN))["items"][0]["_feedsvc"] == {
        "about": f"{BASE}/",
        "categories": [{"key": "xinhuacaijing", "label": "新华财经新闻"}],
        "companies": [
            {
                "key": "06618.HK",
                "name": "京东健康",
                "names": ["JD Health", "京东健康股份有限公司"],
                "listings": ["06618.HK"],
                "role": "subject",
                "score": 0.93,
                "evidence": ["markup", "title"],
            }
        ],
        "source": {"name": "新华财经", "url": "https://news.example.cn/"},
        "assumed": ["timezone"],
    }


def test_json_item_source_without_address_has_only_a_name() -> None:
    item = json_feed(page_of(entry(0, source=EntrySource("南方网"))))["items"][0]
    assert item["_feedsvc"]["source"] == {"name": "南方网"}


def test_json_item_without_original_has_our_page_and_no_external_url() -> None:
    item = json_feed(page_of(ENTRIES[2]))["items"][0]
    assert item["url"] == f"{BASE}/article/{ENTRIES[2].uuid}"
    assert "external_url" not in item


def test_json_item_with_original_has_it_as_url_and_external_url() -> None:
    item = json_feed(page_of(PLAIN))["items"][0]
    assert item["url"] == item["external_url"] == PLAIN.link


def test_json_item_in_another_language_says_so_alone() -> None:
    assert [item.get("language") for item in json_feed(PAGE)["items"]] == [None, "en-US"] + [None] * 5


def test_json_items_hold_no_null_and_no_dotted_key() -> None:
    def check(value: object) -> None:
        assert value is not None
        if isinstance(value, dict):
            assert not [key for key in value if "." in key]
        for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            check(inner)

    check(json_feed(EVERYTHING))


def test_catalogue_lists_every_feed_with_its_addresses() -> None:
    text = render.catalogue(INFO, FEEDS).decode("utf-8")
    key = "/feeds/category/%E6%96%B0"
    assert json.loads(text) == {
        "title": INFO.title,
        "home_page_url": f"{BASE}/",
        "feeds": [
            {
                "kind": "all",
                "key": "",
                "title": INFO.title,
                "id": "urn:uuid:u1",
                "atom": f"{BASE}/feeds/all.atom",
                "rss": f"{BASE}/feeds/all.rss",
                "json": f"{BASE}/feeds/all.json",
                "page": f"{BASE}/",
                "entries": 7,
                "newest": "2022-02-15T11:11:11+00:00",
            },
            {
                "kind": "category",
                "key": "新媒体",
                "title": "新媒体 · 财经新闻 & 公司",
                "id": "urn:uuid:u2",
                "atom": f"{BASE}{key}.atom",
                "rss": f"{BASE}{key}.rss",
                "json": f"{BASE}{key}.json",
                "page": f"{BASE}/category/%E6%96%B0",
                "entries": 0,
                "newest": None,
            },
        ],
    }
    assert render.CATALOGUE_TYPE == "application/json"


def test_catalogue_without_feeds_is_an_empty_list() -> None:
    assert json.loads(render.catalogue(INFO, ()))["feeds"] == []

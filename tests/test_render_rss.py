"""RSS 2.0 and the RSS Advisory Board's profile."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from feedsvc import render
from feedsvc.model import Enclosure
from feedsvc.render.extensions import rfc822
from feedsvc.served import Removed
from tests.render_samples import (
    BASE,
    EMPTY,
    ENTRIES,
    EPISODE,
    FILM,
    INFO,
    ORIGIN,
    PAGE,
    PLAIN,
    XINHUA,
    attributes,
    entry,
    page_of,
    rss,
    texts,
)


def test_rss_channel_metadata_is_complete() -> None:
    channel = rss(PAGE)
    assert texts(channel, "title") == ["京东健康 · 财经新闻 & 公司"]
    assert texts(channel, "link") == [f"{BASE}/company/06618.HK"]
    assert texts(channel, "description") == [INFO.subtitle]
    assert texts(channel, "language") == ["zh-cn"]
    assert texts(channel, "lastBuildDate") == ["Tue, 15 Feb 2022 11:16:11 GMT"]
    assert texts(channel, "generator") == ["feedsvc"]
    assert texts(channel, "docs") == ["https://www.rssboard.org/rss-specification"]
    assert texts(channel, "a:updated") == [PAGE.updated.isoformat()]


def test_rss_self_link_has_its_type() -> None:
    assert attributes(rss(PAGE), "a:link") == [
        {"href": f"{BASE}/feeds/company/06618.HK.rss", "rel": "self", "type": "application/rss+xml"}
    ]


def test_rss_image_has_title_and_link_of_the_channel() -> None:
    channel = rss(PAGE)
    assert texts(channel, "image/*") == [f"{BASE}/static/icon.png", *texts(channel, "title"), *texts(channel, "link")]


@pytest.mark.parametrize(("seconds", "minutes"), [(300, "5"), (3600, "60"), (90, "2"), (61, "2"), (60, "1"), (0, "1")])
def test_rss_ttl_is_max_age_in_minutes_at_least_one(seconds: int, minutes: str) -> None:
    assert texts(rss(EMPTY, replace(INFO, max_age=seconds)), "ttl") == [minutes]


def test_rss_metadata_stands_before_the_items() -> None:
    names = [str(child.tag) for child in rss(PAGE)]
    assert names[-len(ENTRIES) :] == ["item"] * len(ENTRIES)
    assert "item" not in names[: -len(ENTRIES)]


def test_rss_empty_channel_has_metadata_and_no_item() -> None:
    channel = rss(EMPTY)
    assert texts(channel, "item") == []
    assert len(texts(channel, "title")) == len(texts(channel, "description")) == 1


def test_rss_guid_is_no_permalink() -> None:
    assert attributes(rss(PAGE), "item/guid") == [{"isPermaLink": "false"}] * len(ENTRIES)


def test_rss_description_stands_before_content_and_dates_once_each() -> None:
    names = [str(child.tag) for child in rss(page_of(PLAIN))[-1]]
    content = "{http://purl.org/rss/1.0/modules/content/}encoded"
    assert names.index("description") < names.index(content)
    assert [names.count(name) for name in ("description", content, "pubDate", "guid", "title", "link")] == [1] * 6
    assert "author" not in names


def test_rss_item_without_summary_keeps_content_apart_from_description() -> None:
    channel = rss(page_of(entry(0, summary="")))
    assert texts(channel, "item/description") == [PLAIN.title]
    assert texts(channel, "item/content:encoded") == [PLAIN.content]


def test_rss_titles_use_numeric_references() -> None:
    document = render.FORMATS["rss"].render(INFO, page_of(ENTRIES[1])).decode()
    assert "<title>讲解 &#x3C;b&gt; 与 &#x26;lt; 的标签 AT&#x26;T ]]&gt;</title>" in document
    assert "<title>京东健康 · 财经新闻 &#x26; 公司</title>" in document
    assert "<description>A &#x3C; B 的每篇文章</description>" in document


def test_rss_description_is_html_so_that_text_never_becomes_markup() -> None:
    channel = rss(page_of(entry(0, summary="<script>alert(1)</script> & 'x'")))
    assert texts(channel, "item/description") == ["&lt;script&gt;alert(1)&lt;/script&gt; &amp; 'x'"]


@pytest.mark.parametrize("source", [XINHUA, replace(ORIGIN, feed_url=None)], ids=["no feed", "no address"])
def test_rss_source_unknown_origin_feed_is_dublin_core(source: object) -> None:
    channel = rss(page_of(entry(0, source=source)))
    assert len(texts(channel, "item/dc:source")) == 1
    assert texts(channel, "item/source") == []


def test_rss_source_known_origin_feed_is_said_once() -> None:
    channel = rss(page_of(entry(0, source=ORIGIN)))
    assert texts(channel, "item/source") == ["Origin"]
    assert attributes(channel, "item/source") == [{"url": str(ORIGIN.feed_url)}]
    assert texts(channel, "item/dc:source") == []


def test_rss_item_in_another_language_says_so_alone() -> None:
    items = rss(PAGE).findall("item")
    assert [texts(item, "dc:language") for item in items] == [[], ["en-US"], [], [], [], [], []]
    assert texts(rss(page_of(entry(0, language=""))), "item/dc:language") == []


def test_rss_picture_of_unknown_size_has_only_its_address() -> None:
    channel = rss(page_of(ENTRIES[2]))
    assert attributes(channel, "item/media:thumbnail") == [{"url": "https://pic.example.cn/2.jpg"}]
    assert attributes(channel, "item/media:content") == [{"url": "https://pic.example.cn/2.jpg", "medium": "image"}]


def test_rss_namespaces_are_declared_once_on_the_root() -> None:
    document = render.FORMATS["rss"].render(INFO, PAGE)
    head, _, rest = document.partition(b"<channel>")
    assert head.count(b"xmlns:") == 4
    assert b"xmlns" not in rest
    # RSS has no words for what was withdrawn, and declares none.
    gone = replace(PAGE, removed=(Removed("0" * 8, PAGE.updated),))
    assert render.FORMATS["rss"].render(INFO, gone) == document


@pytest.mark.parametrize(
    ("at", "text"),
    [
        (datetime(2022, 2, 15, 11, 11, 11, tzinfo=UTC), "Tue, 15 Feb 2022 11:11:11 GMT"),
        (datetime(2024, 2, 29, 0, 0, tzinfo=UTC), "Thu, 29 Feb 2024 00:00:00 GMT"),
        (datetime(1999, 12, 31, 23, 59, 59, tzinfo=UTC), "Fri, 31 Dec 1999 23:59:59 GMT"),
        (datetime(800, 1, 1, tzinfo=UTC), "Sat, 01 Jan 0800 00:00:00 GMT"),
    ],
)
def test_rfc822_is_english_with_a_year_of_four_digits(at: datetime, text: str) -> None:
    assert rfc822(at) == text


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ((), []),
        (
            (EPISODE, FILM),
            [{"url": "https://a.example/1%20%E4%B8%80.mp3", "length": "8727310", "type": "audio/mpeg"}],
        ),
        ((FILM, EPISODE), [{"url": FILM.url, "length": "0", "type": "video/mp4"}]),
    ],
)
def test_rss_item_has_the_first_enclosure_alone(files: tuple[Enclosure, ...], expected: list[dict[str, str]]) -> None:
    channel = rss(page_of(entry(1, enclosures=files)))
    assert attributes(channel, "item/enclosure") == expected
    assert texts(channel, "item/link") == [PLAIN.link]

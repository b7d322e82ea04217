"""OPML 2.0."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from feedsvc import render
from feedsvc.render.entries import legal
from feedsvc.served import FeedSummary
from tests.render_samples import BASE, INFO, START, attributes, texts

FEEDS = (
    FeedSummary("u1", "all", "", "", "/feeds/all", "/", 7, START),
    FeedSummary("u2", "company", "06618.HK", "京东健康", "/feeds/company/06618.HK", "/company/06618.HK", 0, None),
    FeedSummary("u3", "tag", "at&t", 'AT&T "<b>"', "/feeds/tag/at&t", "/tag/at&t", 2, START - timedelta(days=1)),
)
_texts = st.text(st.characters(exclude_categories=()), max_size=60)


def parse(feeds: tuple[FeedSummary, ...], title: str = "订阅") -> etree._Element:
    return etree.fromstring(render.opml(INFO, title, "/opml/company", feeds))


def test_opml_head_has_title_and_the_newest_date() -> None:
    root = parse(FEEDS)
    assert (root.tag, root.get("version")) == ("opml", "2.0")
    assert texts(root, "head/title") == ["订阅"]
    assert texts(root, "head/dateModified") == ["Tue, 15 Feb 2022 11:11:11 GMT"]
    assert texts(root, "head/ownerId") == [f"{BASE}/"]
    assert root.get("{http://www.w3.org/XML/1998/namespace}base") == f"{BASE}/opml/company"


def test_opml_outlines_are_the_feeds_in_order() -> None:
    assert attributes(parse(FEEDS), "body//outline[@xmlUrl]") == [
        {
            "type": "rss",
            "text": text,
            "title": title,
            "xmlUrl": f"{BASE}{path}.atom",
            "htmlUrl": f"{BASE}{page}",
            "language": "zh-CN",
        }
        for text, title, path, page in (
            (INFO.title, INFO.title, "/feeds/all", "/"),
            ("京东健康", f"京东健康 · {INFO.title}", "/feeds/company/06618.HK", "/company/06618.HK"),
            ('AT&T "<b>"', f'AT&T "<b>" · {INFO.title}', "/feeds/tag/at&t", "/tag/at&t"),
        )
    ]


@pytest.mark.parametrize(("language", "names"), [("zh-CN", ["公司", "标签"]), ("en", ["Companies", "Tags"])])
def test_opml_of_several_kinds_has_a_folder_of_each(language: str, names: list[str]) -> None:
    root = etree.fromstring(render.opml(replace(INFO, language=language), "t", "/opml", FEEDS[::-1]))
    assert [each.get("text") for each in root.findall("body/outline")] == [INFO.title, *names]
    folders = root.findall("body/outline[outline]")
    assert [(each.get("title"), each.get("type"), each[0].get("text")) for each in folders] == [
        (names[0], None, "京东健康"),
        (names[1], None, 'AT&T "<b>"'),
    ]


def test_opml_of_one_kind_has_no_folder() -> None:
    assert [len(each) for each in parse(FEEDS[:2]).findall("body/outline")] == [0, 0]


def test_opml_without_feeds_names_the_feed_of_everything() -> None:
    root = parse(())
    assert [outline["xmlUrl"] for outline in attributes(root, "body/outline")] == [f"{BASE}/feeds/all.atom"]
    assert texts(root, "head/dateModified") == []


def test_opml_content_type_names_the_charset_once() -> None:
    assert render.OPML_TYPE == "text/x-opml; charset=utf-8"
    assert render.opml(INFO, "t", "/opml", ()).startswith(b"<?xml version='1.0' encoding='UTF-8'?>\n<opml ")


@given(_texts, _texts)
def test_any_title_and_label_give_opml_that_parses(title: str, label: str) -> None:
    root = parse((FeedSummary("u", "tag", "k", label, "/feeds/tag/k", "/tag/k", 0, None),), title)
    assert next(outline["text"] for outline in attributes(root, "body/outline")) in (legal(label), INFO.title)

"""Atom 1.0, RFC 4287."""

from __future__ import annotations

from dataclasses import replace

import pytest

from feedsvc import render
from feedsvc.model import EntrySource, Picture
from feedsvc.served import Removed
from tests.render_samples import (
    BASE,
    EMPTY,
    ENTRIES,
    EPISODE,
    EVERYTHING,
    FILM,
    INFO,
    ORIGIN,
    PAGE,
    PLAIN,
    START,
    XINHUA,
    atom,
    attributes,
    entry,
    page_of,
    texts,
)

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def test_atom_document_begins_with_its_declaration_and_has_no_doctype() -> None:
    document = render.FORMATS["atom"].render(INFO, PAGE)
    assert document.startswith(b"<?xml version='1.0' encoding='UTF-8'?>\n<feed ")
    assert b"<!" not in document


def test_atom_feed_metadata_is_complete() -> None:
    feed = atom(PAGE)
    assert texts(feed, "a:title") == ["京东健康 · 财经新闻 & 公司"]
    assert texts(feed, "a:subtitle") == [INFO.subtitle]
    assert texts(feed, "a:updated") == [PAGE.updated.isoformat()]
    assert texts(feed, "a:author/a:name") == [INFO.title]
    assert texts(feed, "a:author/a:uri") == [f"{BASE}/"]
    assert texts(feed, "a:icon") == [f"{BASE}/static/icon.png"]
    assert texts(feed, "a:generator") == ["feedsvc"]
    assert attributes(feed, "a:generator") == [{"uri": f"{BASE}/"}]
    assert feed.get(XML_LANG) == "zh-CN"


def test_atom_links_are_self_and_page_alone() -> None:
    """Readers take the first alternate for the site, or the last one (newsboat), whatever its type."""
    page = replace(EVERYTHING, query="limit=5&q=%E4%B8%AD")
    assert attributes(atom(page), "a:link") == [
        {"href": f"{BASE}/feeds/all.atom?limit=5&q=%E4%B8%AD", "rel": "self", "type": "application/atom+xml"},
        {"href": f"{BASE}/", "rel": "alternate", "type": "text/html"},
    ]


def test_atom_metadata_stands_before_the_entries() -> None:
    names = [str(child.tag).rpartition("}")[2] for child in atom(PAGE)]
    assert names[-len(ENTRIES) :] == ["entry"] * len(ENTRIES)
    assert "entry" not in names[: -len(ENTRIES)]


def test_atom_empty_feed_has_metadata_and_no_entry() -> None:
    feed = atom(EMPTY)
    assert texts(feed, "a:entry") == []
    assert [len(texts(feed, f"a:{name}")) for name in ("id", "title", "updated", "author")] == [1, 1, 1, 1]


def test_atom_plain_texts_and_html_say_their_type() -> None:
    feed = atom(PAGE)
    assert attributes(feed, "a:title") == attributes(feed, "a:subtitle") == [{"type": "text"}]
    assert attributes(feed, "a:entry/a:title")[0] == attributes(feed, "a:entry/a:summary")[0] == {"type": "text"}
    assert attributes(feed, "a:entry/a:content")[0] == {"type": "html"}


def test_atom_title_with_markup_is_text_escaped_once() -> None:
    document = render.FORMATS["atom"].render(INFO, page_of(ENTRIES[1])).decode()
    assert '<title type="text">讲解 &lt;b&gt; 与 &amp;lt; 的标签 AT&amp;T ]]&gt;</title>' in document


def test_atom_content_is_escaped_once_never_cdata() -> None:
    document = render.FORMATS["atom"].render(INFO, page_of(entry(0, content="<p>a &amp; b ]]></p>\r\n")))
    assert b'<content type="html">&lt;p&gt;a &amp;amp; b ]]&gt;&lt;/p&gt;&#13;\n</content>' in document


def test_atom_entry_in_another_language_says_so_alone() -> None:
    languages = [found.get(XML_LANG) for found in atom(PAGE).iter("{http://www.w3.org/2005/Atom}entry")]
    assert languages == [None, "en-US", None, None, None, None, None]


def test_atom_entry_link_says_alternate() -> None:
    assert attributes(atom(page_of(PLAIN)), "a:entry/a:link") == [{"href": str(PLAIN.link), "rel": "alternate"}]


@pytest.mark.parametrize(
    "source",
    [XINHUA, replace(ORIGIN, feed_id=None), replace(ORIGIN, feed_url=None)],
    ids=["no feed", "no id", "no address"],
)
def test_atom_source_unknown_origin_feed_is_only_a_name(source: EntrySource) -> None:
    feed = atom(page_of(entry(0, source=source)))
    assert texts(feed, "a:entry/dc:source") == [source.name]
    assert texts(feed, "a:entry/a:source") == []


def test_atom_source_known_origin_feed_has_the_entrys_own_updated() -> None:
    feed = atom(page_of(entry(2, source=ORIGIN), entry(0)))
    assert texts(feed, "a:entry/a:source/*")[:3] == [ORIGIN.feed_id, "Origin", "2022-02-15T09:11:11+00:00"]
    assert attributes(feed, "a:entry/a:source/a:link") == [
        {"rel": "self", "href": str(ORIGIN.feed_url)},
        {"rel": "alternate", "href": str(ORIGIN.url)},
    ]
    assert texts(feed, "a:entry/dc:source") == ["Origin", "新华财经"]


@pytest.mark.parametrize(
    ("picture", "thumbnail", "content"),
    [
        pytest.param(
            Picture("https://p.cn/1", "image/png", 5, 4),
            {"url": "https://p.cn/1", "width": "5", "height": "4"},
            {"url": "https://p.cn/1", "medium": "image", "type": "image/png", "width": "5", "height": "4"},
            id="known",
        ),
        pytest.param(
            Picture("https://p.cn/1", None, 0, -1),
            {"url": "https://p.cn/1"},
            {"url": "https://p.cn/1", "medium": "image"},
            id="unknown or impossible size",
        ),
    ],
)
def test_atom_picture_is_thumbnail_and_content(
    picture: Picture, thumbnail: dict[str, str], content: dict[str, str]
) -> None:
    feed = atom(page_of(entry(0, picture=picture)))
    assert attributes(feed, "a:entry/media:thumbnail") == [thumbnail]
    assert attributes(feed, "a:entry/media:content") == [content]


def test_atom_namespaces_are_declared_once_on_the_root() -> None:
    document = render.FORMATS["atom"].render(INFO, PAGE)
    head, _, rest = document.partition(b"<id>")
    assert head.count(b"xmlns") == 3
    assert b"xmlns" not in rest
    gone = render.FORMATS["atom"].render(INFO, replace(PAGE, removed=(Removed("0" * 8, PAGE.updated),)))
    head, _, rest = gone.partition(b"<id>")
    assert head.count(b"xmlns:at=") == 1
    assert rest.count(b"<at:deleted-entry ") == 1


def test_atom_page_of_one_entry_far_in_time_has_that_date() -> None:
    feed = atom(page_of(entry(0, published=START.replace(year=1), updated=START.replace(year=9999))))
    assert texts(feed, "a:entry/a:published") == ["0001-02-15T11:11:11+00:00"]
    assert texts(feed, "a:entry/a:updated") == ["9999-02-15T11:11:11+00:00"]


def test_atom_enclosures_are_links_with_their_type_and_length() -> None:
    found = attributes(atom(page_of(entry(1, enclosures=(EPISODE, FILM)))), "a:entry/a:link")
    assert found == [
        {"href": PLAIN.link, "rel": "alternate"},
        {"rel": "enclosure", "href": "https://a.example/1%20%E4%B8%80.mp3", "type": "audio/mpeg", "length": "8727310"},
        {"rel": "enclosure", "href": FILM.url, "type": "video/mp4", "length": "0"},
    ]

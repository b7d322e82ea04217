"""Feed pages made by hand for the tests of the render layer, and readers of what comes out."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TypedDict, cast
from uuid import NAMESPACE_URL, uuid5

from lxml import etree

from feedsvc import render
from feedsvc.model import Enclosure, EntrySource, Picture, Term
from feedsvc.served import Entry, EntryCompany, FeedInfo, FeedPage

NS = {
    "a": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "media": "http://search.yahoo.com/mrss/",
}
BASE = "https://feeds.example.org"
INFO = FeedInfo(base_url=BASE, title="财经新闻 & 公司", subtitle="A < B 的每篇文章", language="zh-CN", max_age=300)
START = datetime(2022, 2, 15, 11, 11, 11, tzinfo=UTC)
XINHUA = EntrySource(name="新华财经", url="https://news.example.cn/")
JD_HEALTH = EntryCompany(
    key="06618.HK",
    name="京东健康",
    names=("JD Health", "京东健康股份有限公司"),
    listings=("06618.HK",),
    role="subject",
    score=0.93,
    evidence=("markup", "title"),
)
PLAIN = Entry(
    uuid="0a000000-0000-4000-8000-000000000001",
    title="京东健康与蓝帆医疗达成战略合作",
    link="https://news.example.cn/2022/1.html",
    published=START,
    updated=START + timedelta(minutes=5),
    language="zh-CN",
    summary="双方签署合作协议。",
    content="<p>双方签署<strong>合作协议</strong>。</p>",
    source=XINHUA,
    picture=Picture("https://pic.example.cn/1.png", "image/png", 578, 276),
    categories=(Term("category", "xinhuacaijing", "新华财经新闻"),),
    tags=(Term("tag", "新华财经新闻", "新华财经新闻"), Term("tag", "急救", "急救")),
    companies=(JD_HEALTH,),
    assumed=("timezone",),
)


def entry(number: int, **changes: object) -> Entry:
    """The plain entry with another id, `number` hours older, and the changes given."""
    at = START - timedelta(hours=number)
    changes = {"uuid": str(uuid5(NAMESPACE_URL, str(number))), "published": at, "updated": at, **changes}
    return replace(PLAIN, **changes)  # type: ignore[arg-type]


EPISODE = Enclosure("https://a.example/1 一.mp3", "audio/mpeg", 8727310, 424)
FILM = Enclosure("https://a.example/1.mp4?a=1&b=2", "video/mp4")
ORIGIN = EntrySource("Origin", "https://o.example/", "tag:o.example,2020:feed", "https://o.example/feed.xml")
ENTRIES = (
    PLAIN,
    entry(1, title="讲解 <b> 与 &lt; 的标签 AT&T ]]>", summary="若 a < b & c > d，则 ]]> 😀", language="en-US"),
    entry(2, link=None, authors=("张三", '李四 "O\'Neil"'), picture=Picture("https://pic.example.cn/2.jpg")),
    entry(3, source=ORIGIN, content="<pre>\ta ]]&gt; b\n&amp;lt; &#128512; 😀</pre>" + "<p>长文。</p>" * 500),
    entry(4, summary="", picture=None, categories=(), tags=(), companies=(), assumed=()),
    entry(5, content="", summary="只有摘要。"),
    entry(6, title="含\x00控制\x0b字\ufffe符\ud800", summary="\x08摘要", content="<p>\x1f正文\uffff</p>"),
)
PAGE = FeedPage(
    uuid="0f000000-0000-4000-8000-000000000002",
    kind="company",
    label="京东健康",
    path="/feeds/company/06618.HK",
    query="",
    page="/company/06618.HK",
    updated=START + timedelta(minutes=5),
    entries=ENTRIES,
)
EVERYTHING = replace(PAGE, kind="all", label=None, path="/feeds/all", page="/")
EMPTY = replace(EVERYTHING, entries=())


class JsonAuthor(TypedDict, total=False):
    name: str
    url: str


class JsonItem(TypedDict, total=False):
    id: str
    url: str
    external_url: str
    title: str
    summary: str
    content_html: str
    content_text: str
    image: str
    date_published: str
    date_modified: str
    authors: list[JsonAuthor]
    tags: list[str]
    language: str
    attachments: list[dict[str, object]]
    _feedsvc: dict[str, object]


class JsonFeed(TypedDict):
    version: str
    title: str
    description: str
    home_page_url: str
    feed_url: str
    icon: str
    favicon: str
    authors: list[JsonAuthor]
    language: str
    _feedsvc: dict[str, object]
    items: list[JsonItem]


def page_of(*entries: Entry, **changes: object) -> FeedPage:
    """The sample page with these entries and changes."""
    return replace(PAGE, entries=entries, **changes)  # type: ignore[arg-type]


def atom(page: FeedPage, info: FeedInfo = INFO) -> etree._Element:
    """The Atom feed of the page, read by a strict parser."""
    return _strict(render.FORMATS["atom"].render(info, page))


def rss(page: FeedPage, info: FeedInfo = INFO) -> etree._Element:
    """The channel of the page's RSS, read by a strict parser."""
    return _strict(render.FORMATS["rss"].render(info, page))[0]


def json_feed(page: FeedPage, info: FeedInfo = INFO) -> JsonFeed:
    """The JSON Feed of the page."""
    return cast(JsonFeed, json.loads(render.FORMATS["json"].render(info, page).decode("utf-8")))


def texts(element: etree._Element, path: str) -> list[str]:
    """The texts of all elements at a path, with the prefixes of `NS`; an empty element is ""."""
    return [found.text or "" for found in element.findall(path, NS)]


def attributes(element: etree._Element, path: str) -> list[dict[str, str]]:
    """The attributes of all elements at a path."""
    return [{str(key): str(value) for key, value in found.attrib.items()} for found in element.findall(path, NS)]


def _strict(document: bytes) -> etree._Element:
    return etree.fromstring(document, etree.XMLParser(recover=False, resolve_entities=False, huge_tree=False))

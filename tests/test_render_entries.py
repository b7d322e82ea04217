"""What must be the same in Atom, RSS and JSON; what no input may break."""

from __future__ import annotations

import locale
import re
from calendar import timegm
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from pathlib import Path

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedsvc import render
from feedsvc.model import EntrySource, Picture, Term
from feedsvc.render.entries import channel, feed_title, legal
from feedsvc.served import Entry, EntryCompany, FeedPage
from tests.render_samples import (
    BASE,
    EMPTY,
    ENTRIES,
    EPISODE,
    EVERYTHING,
    FILM,
    INFO,
    NS,
    PAGE,
    PLAIN,
    START,
    XINHUA,
    atom,
    attributes,
    entry,
    json_feed,
    page_of,
    rss,
    texts,
)

DATA = Path(__file__).parent / "data" / "render"
PAGES = {"full": PAGE, "summaries": replace(PAGE, summary_only=True, query="content=summary"), "empty": EMPTY}
EACH_FORMAT = pytest.mark.parametrize("name", ["atom", "rss", "json"])

_instants = st.datetimes(
    min_value=datetime(1000, 1, 1),  # noqa: DTZ001 - the standard library reads the year 0099 in RFC 822 as 1999
    max_value=datetime(9999, 12, 31),  # noqa: DTZ001
    timezones=st.just(UTC),
)
_texts = st.text(st.characters(exclude_categories=()), max_size=60)
_links = _texts.map(lambda tail: f"https://example.cn/{tail}")
_terms = st.builds(Term, kind=st.sampled_from(["category", "tag"]), key=_texts, label=_texts)
_entries = st.builds(
    Entry,
    uuid=st.uuids().map(str),
    title=_texts,
    link=st.none() | _links,
    published=_instants,
    updated=_instants,
    language=st.sampled_from(["zh-CN", "en", ""]),
    summary=_texts,
    content=_texts,
    source=st.builds(EntrySource, _texts, st.none() | _links, st.none() | _links, st.none() | _links),
    authors=st.lists(_texts, max_size=3).map(tuple),
    picture=st.none() | st.builds(Picture, _links, st.none(), st.none() | st.integers(), st.none() | st.integers()),
    categories=st.lists(_terms, max_size=3).map(tuple),
    tags=st.lists(_terms, max_size=3).map(tuple),
    companies=st.lists(
        st.builds(
            EntryCompany,
            key=_texts,
            name=_texts,
            names=st.lists(_texts, max_size=2).map(tuple),
            listings=st.lists(_texts, max_size=2).map(tuple),
            role=st.sampled_from(["subject", "mention"]),
            score=st.floats(0, 1),
            evidence=st.just(("title",)),
        ),
        max_size=2,
    ).map(tuple),
    assumed=st.lists(_texts, max_size=2).map(tuple),
)


@pytest.mark.parametrize("case", PAGES)
@EACH_FORMAT
def test_render_sample_page_gives_the_recorded_bytes(name: str, case: str) -> None:
    """A change of these files makes every subscriber load every feed again: it must be meant."""
    assert render.FORMATS[name].render(INFO, PAGES[case]) == (DATA / f"{case}.{name}").read_bytes()


def test_formats_are_three_with_their_content_types() -> None:
    assert {name: form.content_type for name, form in render.FORMATS.items()} == {
        "atom": "application/atom+xml; charset=utf-8",
        "rss": "application/rss+xml; charset=utf-8",
        "json": "application/feed+json; charset=utf-8",
    }
    assert [form.media_type for form in render.FORMATS.values()] == [
        "application/atom+xml",
        "application/rss+xml",
        "application/feed+json",
    ]
    assert [form.name for form in render.FORMATS.values()] == list(render.FORMATS)


def test_ids_are_the_same_and_in_the_page_order_in_all_formats() -> None:
    ids = [f"urn:uuid:{each.uuid}" for each in ENTRIES]
    assert texts(atom(PAGE), "a:entry/a:id") == ids
    assert texts(rss(PAGE), "item/guid") == ids
    assert [item["id"] for item in json_feed(PAGE)["items"]] == ids


def test_titles_are_the_same_in_all_formats() -> None:
    titles = [*(each.title for each in ENTRIES[:-1]), "含控制字符"]
    assert texts(atom(PAGE), "a:entry/a:title") == titles
    assert texts(rss(PAGE), "item/title") == titles
    assert [item["title"] for item in json_feed(PAGE)["items"]] == titles


def test_links_are_the_original_else_our_page_in_all_formats() -> None:
    links = [each.link or f"{BASE}/article/{each.uuid}" for each in ENTRIES]
    assert [link.get("href") for link in atom(PAGE).findall("a:entry/a:link[@rel='alternate']", NS)] == links
    assert texts(rss(PAGE), "item/link") == links
    assert [item["url"] for item in json_feed(PAGE)["items"]] == links


def test_dates_are_the_same_instants_in_all_formats() -> None:
    items = json_feed(PAGE)["items"]
    published = [datetime.fromisoformat(item["date_published"]) for item in items]
    updated = [datetime.fromisoformat(item["date_modified"]) for item in items]
    assert published == [each.published for each in ENTRIES]
    assert updated == [each.updated for each in ENTRIES]
    assert [datetime.fromisoformat(text) for text in texts(atom(PAGE), "a:entry/a:published")] == published
    assert [datetime.fromisoformat(text) for text in texts(atom(PAGE), "a:entry/a:updated")] == updated
    assert [parsedate_to_datetime(text) for text in texts(rss(PAGE), "item/pubDate")] == published
    assert [datetime.fromisoformat(text) for text in texts(rss(PAGE), "item/a:updated")] == updated


def test_contents_are_the_same_in_all_formats() -> None:
    contents = [*(each.content for each in ENTRIES[:-1] if each.content), "<p>正文</p>"]
    assert texts(atom(PAGE), "a:entry/a:content") == contents
    assert texts(rss(PAGE), "item/content:encoded") == contents
    assert [item["content_html"] for item in json_feed(PAGE)["items"] if "content_html" in item] == contents


@pytest.mark.parametrize("name", ["atom", "rss"])
def test_feedparser_reads_ids_dates_and_content_of_xml(name: str) -> None:
    parsed = feedparser.parse(render.FORMATS[name].render(INFO, PAGE))
    assert not parsed.bozo
    assert parsed.version == {"atom": "atom10", "rss": "rss20"}[name]
    assert [each.id for each in parsed.entries] == [f"urn:uuid:{each.uuid}" for each in ENTRIES]
    assert [timegm(each.published_parsed) for each in parsed.entries] == [
        each.published.timestamp() for each in ENTRIES
    ]
    assert [timegm(each.updated_parsed) for each in parsed.entries] == [each.updated.timestamp() for each in ENTRIES]
    assert parsed.entries[0].title == PLAIN.title
    assert parsed.entries[0].content[0].value == PLAIN.content
    assert parsed.entries[0].link == PLAIN.link
    assert parsed.entries[2].authors[0]["name"] == "张三"


@pytest.mark.parametrize("name", ["atom", "rss"])
def test_feedparser_shows_a_plain_summary_as_written(name: str) -> None:
    parsed = feedparser.parse(render.FORMATS[name].render(INFO, PAGE))
    shown = {"atom": ENTRIES[1].summary, "rss": "若 a &lt; b &amp; c &gt; d，则 ]]&gt; 😀"}
    assert parsed.entries[1].summary == shown[name]


@EACH_FORMAT
def test_render_never_switches_the_locale(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[tuple[object, ...]] = []
    monkeypatch.setattr(locale, "setlocale", lambda *arguments: calls.append(arguments))
    render.FORMATS[name].render(INFO, PAGE)
    render.opml(INFO, "t", "/opml", ())
    assert calls == []


@EACH_FORMAT
def test_render_same_page_twice_gives_the_same_bytes(name: str) -> None:
    assert render.FORMATS[name].render(INFO, PAGE) == render.FORMATS[name].render(INFO, PAGE)


@EACH_FORMAT
def test_render_holds_no_year_but_those_of_the_page(name: str) -> None:
    """feedgen reads the clock in its constructors."""
    years = re.findall(rb"\b(?:19|20)\d\d\b", render.FORMATS[name].render(INFO, page_of(entry(0, link=None))))
    assert set(years) <= {b"2022", b"2005"}  # 2005: the Atom namespace


def test_feed_updated_is_the_page_updated_in_all_formats() -> None:
    page = replace(EMPTY, updated=START)
    assert texts(atom(page), "a:updated") == texts(rss(page), "a:updated") == ["2022-02-15T11:11:11+00:00"]
    assert texts(rss(page), "lastBuildDate") == ["Tue, 15 Feb 2022 11:11:11 GMT"]
    assert json_feed(page)["_feedsvc"]["updated"] == "2022-02-15T11:11:11+00:00"


def test_feed_id_is_the_same_in_all_formats() -> None:
    feed_id = f"urn:uuid:{PAGE.uuid}"
    assert texts(atom(PAGE), "a:id") == texts(rss(PAGE), "a:id") == [feed_id]
    assert json_feed(PAGE)["_feedsvc"]["id"] == feed_id


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES.keys())
def test_self_link_is_the_address_with_format_and_query(page: FeedPage) -> None:
    tail = f"?{page.query}" if page.query else ""
    own = {name: f"{BASE}{page.path}.{name}{tail}" for name in render.FORMATS}
    assert [link.get("href") for link in atom(page).findall("a:link[@rel='self']", NS)] == [own["atom"]]
    assert [link.get("href") for link in rss(page).findall("a:link[@rel='self']", NS)] == [own["rss"]]
    assert json_feed(page)["feed_url"] == own["json"]


def test_feed_title_with_label_names_the_label_first() -> None:
    assert feed_title(INFO, "京东健康") == "京东健康 · 财经新闻 & 公司"


@pytest.mark.parametrize("label", [None, "", " \n"], ids=["none", "empty", "blank"])
def test_feed_title_without_label_is_the_servers(label: str | None) -> None:
    assert feed_title(INFO, label) == INFO.title


def test_the_rights_in_a_feed_are_told_in_every_format() -> None:
    info = replace(INFO, rights="© 2024 Smith & Sons\x0c, CC BY 4.0")
    told = "© 2024 Smith & Sons, CC BY 4.0"
    assert texts(atom(PAGE, info), "a:rights") == [told]
    assert attributes(atom(PAGE, info), "a:rights") == [{"type": "text"}]
    assert texts(rss(PAGE, info), "copyright") == [told]
    assert b"Smith &#x26; Sons" in render.FORMATS["rss"].render(info, PAGE)
    assert json_feed(PAGE, info)["_feedsvc"]["rights"] == told


def test_where_nobody_says_who_has_the_rights_nothing_is_said_of_them() -> None:
    for form in render.FORMATS.values():
        assert form.render(replace(INFO, rights=" "), PAGE) == form.render(INFO, PAGE)
    assert texts(atom(PAGE), "a:rights") == texts(rss(PAGE), "copyright") == []


def test_feed_of_a_server_without_title_or_subtitle_is_called_feedsvc() -> None:
    info = replace(INFO, title=" ", subtitle="")
    assert texts(atom(EVERYTHING, info), "a:title") == ["feedsvc"]
    assert texts(atom(EVERYTHING, info), "a:subtitle") == []
    assert texts(rss(EVERYTHING, info), "description") == ["feedsvc"]
    assert "description" not in json_feed(EVERYTHING, info)


def test_updated_before_published_is_raised_to_published() -> None:
    page = page_of(entry(0, updated=START - timedelta(days=1)))
    assert texts(atom(page), "a:entry/a:updated") == texts(atom(page), "a:entry/a:published")
    assert texts(rss(page), "item/a:updated") == ["2022-02-15T11:11:11+00:00"]
    assert json_feed(page)["items"][0]["date_modified"] == "2022-02-15T11:11:11+00:00"


def test_date_with_offset_and_microseconds_is_written_in_utc_seconds() -> None:
    at = datetime(2022, 2, 15, 19, 11, 11, 999_999, timezone(timedelta(hours=8)))
    page = page_of(entry(0, published=at, updated=at))
    assert texts(atom(page), "a:entry/a:published") == ["2022-02-15T11:11:11+00:00"]
    assert texts(rss(page), "item/pubDate") == ["Tue, 15 Feb 2022 11:11:11 GMT"]


@pytest.mark.parametrize(
    ("source", "authors", "shown"),
    [
        pytest.param(XINHUA, ("张三", "李四", "张三"), ["张三", "李四"], id="authors, each once"),
        pytest.param(XINHUA, (), ["新华财经"], id="none: the source"),
        pytest.param(XINHUA, (" ", ""), ["新华财经"], id="blank: the source"),
        pytest.param(EntrySource(""), (), [INFO.title], id="no source either: the server"),
    ],
)
def test_authors_are_the_entrys_else_the_source(
    source: EntrySource, authors: tuple[str, ...], shown: list[str]
) -> None:
    page = page_of(entry(0, source=source, authors=authors))
    assert texts(atom(page), "a:entry/a:author/a:name") == shown
    assert texts(rss(page), "item/dc:creator") == shown
    assert json_feed(page)["items"][0]["authors"] == [{"name": name} for name in shown]


def test_entry_without_title_is_called_by_its_summary_else_its_id() -> None:
    page = page_of(entry(0, title=" "), entry(1, title="\x01", summary=""))
    titles = [PLAIN.summary, f"urn:uuid:{page.entries[1].uuid}"]
    assert texts(atom(page), "a:entry/a:title") == texts(rss(page), "item/title") == titles
    assert [item["title"] for item in json_feed(page)["items"]] == titles


def test_entry_without_summary_and_content_still_says_its_title() -> None:
    page = page_of(entry(0, summary=" ", content=""))
    assert texts(atom(page), "a:entry/a:summary") == texts(rss(page), "item/description") == [PLAIN.title]
    assert json_feed(page)["items"][0]["content_text"] == PLAIN.title


@pytest.mark.parametrize(
    ("written", "served"),
    [
        pytest.param("https://a.cn/x?q=%E4%B8%AD&b=1#c", "https://a.cn/x?q=%E4%B8%AD&b=1#c", id="a URI stays"),
        pytest.param("https://a.cn/新 闻", "https://a.cn/%E6%96%B0%20%E9%97%BB", id="Chinese and a space"),
        pytest.param(' https://a.cn/<"x">\n', "https://a.cn/%3C%22x%22%3E", id="markup, blank ends"),
    ],
)
def test_address_is_a_uri_in_all_formats(written: str, served: str) -> None:
    page = page_of(entry(0, link=written, picture=Picture(written)))
    item = json_feed(page)["items"][0]
    assert item["url"] == item["external_url"] == item["image"] == served
    assert texts(rss(page), "item/link") == [served]
    for tree, path in ((atom(page), "a:entry/"), (rss(page), "item/")):
        assert [each.get("url") for each in tree.findall(f"{path}media:thumbnail", NS)] == [served]


def test_categories_companies_and_tags_each_have_their_scheme() -> None:
    schemes = [("category", "新华财经新闻"), ("company", "京东健康"), ("tag", "新华财经新闻"), ("tag", "急救")]
    page = page_of(PLAIN)
    shown = [(f"{BASE}/{kind}", label) for kind, label in schemes]
    assert [(c.get("scheme"), c.get("label")) for c in atom(page).findall("a:entry/a:category", NS)] == shown
    assert [(c.get("domain"), c.text) for c in rss(page).findall("item/category")] == shown
    assert json_feed(page)["items"][0]["tags"] == ["新华财经新闻", "急救"]


def test_category_repeated_or_blank_is_written_once_or_not() -> None:
    terms = (Term("tag", "a", "甲"), Term("tag", "a", "乙"), Term("tag", " ", "丙"), Term("tag", "b", "甲"))
    page = page_of(entry(0, tags=terms, categories=(), companies=()))
    assert [(c.get("term"), c.get("label")) for c in atom(page).findall("a:entry/a:category", NS)] == [
        ("a", "甲"),
        ("b", "甲"),
    ]
    assert texts(rss(page), "item/category") == ["甲"]


def test_summary_only_page_holds_no_html_in_any_format() -> None:
    page = PAGES["summaries"]
    assert texts(atom(page), "a:entry/a:content") == texts(rss(page), "item/content:encoded") == []
    items = json_feed(page)["items"]
    assert all("content_html" not in item for item in items)
    assert items[0]["content_text"] == items[0]["summary"] == PLAIN.summary
    assert texts(atom(page), "a:entry/a:summary")[0] == PLAIN.summary


def test_legal_takes_out_what_xml_forbids_and_nothing_else() -> None:
    kept = "\t\n\r \x7f\x85\xa0\ud7ff\ue000\ufffd\U00010000\U0010ffff"
    forbidden = "".join(map(chr, {*range(0x20), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF} - {9, 10, 13}))
    assert legal(f"{forbidden}{kept}{forbidden}") == kept


def test_legal_page_without_illegal_characters_is_itself() -> None:
    page = page_of(PLAIN)
    assert legal(page) is page


def test_legal_cleans_every_text_of_a_page() -> None:
    page = legal(
        page_of(entry(0, tags=(Term("tag", "\x00k", "\x01l"),), picture=Picture("https://a\x02/")), path="/\x03p")
    )
    assert page.entries[0].tags == (Term("tag", "k", "l"),)
    assert page.entries[0].picture == Picture("https://a/")
    assert page.path == "/p"


@given(_entries)
def test_any_entry_is_read_back_from_atom(any_entry: Entry) -> None:
    page = page_of(any_entry)
    found = atom(page)
    assert texts(found, "a:entry/a:id") == [f"urn:uuid:{any_entry.uuid}"]
    assert texts(found, "a:entry/a:title") == [_title(any_entry)]
    assert texts(found, "a:entry/a:published") == [any_entry.published.replace(microsecond=0).isoformat()]
    assert texts(found, "a:entry/a:content") == _content(any_entry)
    assert "".join(texts(found, "a:entry/a:author/a:name")).strip()


@given(_entries)
def test_any_entry_is_read_back_from_rss(any_entry: Entry) -> None:
    page = page_of(any_entry)
    found = rss(page)
    assert texts(found, "item/guid") == [f"urn:uuid:{any_entry.uuid}"]
    assert texts(found, "item/title") == [_title(any_entry)]
    assert [parsedate_to_datetime(text) for text in texts(found, "item/pubDate")] == [
        any_entry.published.replace(microsecond=0)
    ]
    assert texts(found, "item/content:encoded") == _content(any_entry)


@given(_entries)
def test_any_entry_is_read_back_from_json(any_entry: Entry) -> None:
    item = json_feed(page_of(any_entry))["items"][0]
    assert item["id"] == f"urn:uuid:{any_entry.uuid}"
    assert item["title"] == _title(any_entry)
    assert item["date_published"] == any_entry.published.replace(microsecond=0).isoformat()
    assert ([item["content_html"]] if "content_html" in item else []) == _content(any_entry)
    assert ("content_html" in item) != ("content_text" in item)


@given(_texts, _texts)
def test_any_label_and_path_give_feeds_that_parse(label: str, query: str) -> None:
    page = page_of(PLAIN, label=label, query=query)
    title = channel(INFO, page).title
    assert texts(atom(page), "a:title") == texts(rss(page), "title") == [title]
    assert json_feed(page)["title"] == title


def _title(any_entry: Entry) -> str:
    candidates = (legal(any_entry.title), legal(any_entry.summary), f"urn:uuid:{any_entry.uuid}")
    return next(text for text in candidates if text.strip())


def _content(any_entry: Entry) -> list[str]:
    content = legal(any_entry.content)
    return [content] if content and not content.isspace() else []


@pytest.mark.parametrize("format_name", ["atom", "rss"])
def test_feedparser_finds_the_enclosures(format_name: render.FormatName) -> None:
    page = page_of(entry(1, enclosures=(EPISODE, FILM)), entry(2))
    first, second = feedparser.parse(render.FORMATS[format_name].render(INFO, page)).entries
    found = [(each.href, each.type, each.length) for each in first.enclosures]
    expected = [("https://a.example/1%20%E4%B8%80.mp3", "audio/mpeg", "8727310"), (FILM.url, "video/mp4", "0")]
    assert found == expected[: 2 if format_name == "atom" else 1]
    assert (first.link, second.enclosures) == (PLAIN.link, [])


@pytest.mark.parametrize(
    ("languages", "of_feed", "of_items"),
    [
        (["en", "en"], "en", [None, None]),
        (["en", "zh-CN"], "zh-CN", ["en", None]),
        (["en", "de"], "zh-CN", ["en", "de"]),
        (["en", ""], "zh-CN", ["en", None]),
        (["zh-Hant", "zh-Hant"], "zh-CN", ["zh-Hant", "zh-Hant"]),
        (["", ""], "zh-CN", [None, None]),
        ([], "zh-CN", []),
    ],
)
def test_a_feed_is_in_the_one_language_of_its_entries(
    languages: list[str], of_feed: str, of_items: list[str | None]
) -> None:
    found = channel(INFO, page_of(*(entry(number, language=each) for number, each in enumerate(languages))))
    assert (found.language, [item.language for item in found.items]) == (of_feed, of_items)

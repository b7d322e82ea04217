"""Addresses, validators and pages, asked of the application itself over a store of the seeds."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from pathlib import Path
from typing import NoReturn
from urllib.parse import quote
from uuid import UUID

import brotli
import feedparser
import pytest
import zstandard
from werkzeug.test import TestResponse

from feedsvc import batch, config, logs, upkeep
from feedsvc.config import Settings
from feedsvc.errors import StoreError
from feedsvc.ingest import Ingester
from feedsvc.store import lock
from feedsvc.store.engine import Store, open_store
from feedsvc.watchers import Watchers
from feedsvc.web import readiness
from feedsvc.web.app import create_app
from feedsvc.web.pages.frame import STATIC
from feedsvc.web.site import EXTENSION
from tests.conftest import SEEDS
from tests.html_pages import Page
from tests.serving import Site

JD = "/feeds/company/06618.HK"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"
ANY = "*/*"
SIMPLEPIE = (
    "application/atom+xml, application/rss+xml, application/rdf+xml;q=0.9, application/xml;q=0.8, "
    "text/xml;q=0.8, text/html;q=0.7, unknown/unknown;q=0.1, */*;q=0.1"
)

JAVA = "text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2"
"""What HttpURLConnection sends by itself, so that ROME does, too; a later one is written otherwise."""
KDE = "text/html, text/*;q=0.9, image/jpeg;q=0.9, image/png;q=0.9, image/*;q=0.9, */*;q=0.8"
"""What KIO sends by itself, so that Akregator does, too."""
BEYOND = ("Mon, 01 Jan 2022 00:00:00 +99999999999999999999", f"Mon, 01 Jan {10**20} 00:00:00 GMT")
"""Dates with numbers that no reader of dates can hold."""


def digest(name: str) -> str:
    return hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    data = tmp_path_factory.mktemp("seeds")
    environ = {"SOURCES": str(SEEDS), "DATA": str(data), "BASE_URL": "https://feeds.example", "TITLE": "Desk"}
    site = Site(config.load(environ={f"FEEDSVC_{name}": value for name, value in environ.items()}))
    yield site
    site.close()


@pytest.fixture
def posts(make_settings: Callable[..., Settings]) -> Iterator[Site]:
    site = Site(make_settings())
    yield site
    site.close()


@pytest.mark.parametrize(
    ("format_name", "content_type"),
    [
        ("atom", "application/atom+xml; charset=utf-8"),
        ("rss", "application/rss+xml; charset=utf-8"),
        ("json", "application/feed+json; charset=utf-8"),
    ],
)
def test_a_feed_has_its_type_and_the_promised_headers(seeds: Site, format_name: str, content_type: str) -> None:
    answer = seeds.get(f"{JD}.{format_name}")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == content_type
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Cache-Control"].startswith("public, max-age=300")
    assert answer.headers["Link"] == f'<https://feeds.example{JD}.{format_name}>; rel="self"'
    assert "Accept-Encoding" in answer.headers["Vary"]
    assert "Set-Cookie" not in answer.headers
    assert parsedate_to_datetime(answer.headers["Last-Modified"]) <= datetime.now(UTC)
    assert int(answer.headers["Content-Length"]) == len(answer.data)


@pytest.mark.parametrize(
    ("spelling", "key"),
    [
        ("京东健康", "06618.HK"),
        ("6618.HK", "06618.HK"),
        ("HK06618", "06618.HK"),
        ("hk06618", "06618.HK"),
        ("116.06618", "06618.HK"),
        ("06618.hk", "06618.HK"),
        ("JD Health", "06618.HK"),
        ("SH600519", "600519.SH"),
        ("sh600519", "600519.SH"),
        ("600519.SS", "600519.SH"),
        ("1.600519", "600519.SH"),
        ("XSHG:600519", "600519.SH"),
    ],
)
def test_any_spelling_of_a_company_leads_to_its_one_key(seeds: Site, spelling: str, key: str) -> None:
    answer = seeds.get(f"/feeds/company/{quote(spelling)}.rss?limit=2&x=1")
    assert answer.status_code == 301
    assert answer.headers["Location"] == f"/feeds/company/{key}.rss?limit=2"
    page = seeds.get(f"/company/{quote(spelling)}")
    assert (page.status_code, page.headers["Location"]) == (301, f"/company/{key}")


@pytest.mark.parametrize(
    ("asked", "leads_to"),
    [
        ("/company/06618.HK.atom", "/feeds/company/06618.HK.atom"),
        ("/company/HK06618.RSS/?limit=5&x=1", "/feeds/company/06618.HK.rss?limit=5"),
        ("/company/jd health.json", "/feeds/company/06618.HK.json"),
        ("/category/nanfangwang.rss", "/feeds/category/nanfangwang.rss"),
        ("/source/Seeds.atom", "/feeds/source/seeds.atom"),
    ],
)
def test_a_page_address_with_a_format_behind_leads_to_the_feed(seeds: Site, asked: str, leads_to: str) -> None:
    answer = seeds.get(asked)
    assert (answer.status_code, answer.headers["Location"]) == (301, leads_to)
    assert seeds.get(leads_to).status_code == 200


def test_a_category_whose_name_ends_in_a_format_has_its_page_before_it_is_taken_for_a_feed(
    posts: Site, write: Callable[..., Path]
) -> None:
    write("a.md", head="title: One\ndate: 2022-03-28\ncategory: package.json")
    posts.ingest()
    page = posts.get("/category/package.json")
    assert (page.status_code, page.headers["Location"]) == (301, "/category/package%EF%BC%8Ejson")
    feed = posts.get("/category/package.json.rss")
    assert (feed.status_code, feed.headers["Location"]) == (301, "/feeds/category/package%EF%BC%8Ejson.rss")


@pytest.mark.parametrize("asked", ["/company/none.atom", "/company/.atom", "/all/x.atom", "/tag/none.json"])
def test_where_there_is_no_feed_a_page_address_with_a_format_leads_nowhere(seeds: Site, asked: str) -> None:
    answer = seeds.get(asked)
    assert (answer.status_code, answer.headers["Cache-Control"]) == (404, "public, max-age=60")


def test_a_category_in_other_case_or_width_leads_to_its_key(seeds: Site) -> None:
    answer = seeds.get("/feeds/category/NanFangWang.atom")
    assert (answer.status_code, answer.headers["Location"]) == (301, "/feeds/category/nanfangwang.atom")


def test_an_ambiguous_name_leads_there_for_now_only(seeds: Site) -> None:
    answer = seeds.get(f"/feeds/company/{quote('苹果')}.atom")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/feeds/company/AAPL.US.atom")


def test_a_known_company_without_articles_has_a_valid_empty_feed_with_steady_validators(seeds: Site) -> None:
    first, second = seeds.get("/feeds/company/600519.SH.atom"), seeds.get("/feeds/company/600519.SH.atom")
    assert first.status_code == 200
    assert feedparser.parse(first.data).entries == []
    assert first.headers["ETag"] == second.headers["ETag"]


@pytest.mark.parametrize(
    "path",
    [
        "/feeds/company/none.atom",
        "/feeds/category/none.rss",
        "/feeds/category/%2F.atom",
        "/feeds/category/..%2F..%2Fetc.atom",
        "/feeds/all/x.atom",
        "/feeds/category.atom",
        "/feeds/category/.atom",
        "/feeds/category/%00.atom",
        "/opml/none",
        "/feeds/none/",
    ],
)
def test_unknown_feeds_are_404_in_plain_text_and_cacheable(seeds: Site, path: str) -> None:
    answer = seeds.get(path)
    assert answer.status_code == 404
    assert answer.headers["Content-Type"].startswith("text/plain")
    assert answer.headers["Cache-Control"] == "public, max-age=60"


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/metrics", "error: there is nothing at '/metrics'; /feeds.json lists the feeds, / is the start page"),
        ("/feeds/all/archive/2001-01.1.atom", "error: there is no such archive of all; its feed links to the newest"),
    ],
)
def test_what_is_not_there_is_told_with_what_is(seeds: Site, path: str, said: str) -> None:
    answer = seeds.get(path)
    assert (answer.status_code, answer.text.strip()) == (404, said)


def test_an_unknown_kind_is_404_and_says_what_there_is(seeds: Site) -> None:
    answer = seeds.get("/feeds/label/x.atom")
    assert answer.status_code == 404
    assert "there are all, category, company" in answer.text


def test_limit_and_content_shape_the_feed_and_its_self_link(seeds: Site) -> None:
    answer = seeds.get("/feeds/all.json?limit=2&content=summary&utm_source=x")
    feed = json.loads(answer.data)
    assert len(feed["items"]) == 2
    assert feed["feed_url"] == "https://feeds.example/feeds/all.json?content=summary&limit=2"
    assert all("content_html" not in item and item["content_text"] for item in feed["items"])


def test_a_bad_value_is_400_with_the_reason(seeds: Site) -> None:
    answer = seeds.get("/feeds/all.atom?limit=0")
    assert answer.status_code == 400
    assert answer.text == "error: limit='0' is not allowed; it takes a whole number from 1 to 500\n"


@pytest.mark.parametrize("encoding", ["identity", "gzip"])
def test_conditional_requests_get_304_and_all_others_the_feed(seeds: Site, encoding: str) -> None:
    first = seeds.get(f"{JD}.atom", Accept_Encoding=encoding)
    tag, modified = first.headers["ETag"], first.headers["Last-Modified"]
    later = format_datetime(parsedate_to_datetime(modified) + timedelta(days=1), usegmt=True)
    earlier = format_datetime(parsedate_to_datetime(modified) - timedelta(days=1), usegmt=True)
    asctime = parsedate_to_datetime(modified).strftime("%a %b %e %H:%M:%S %Y")
    unchanged: list[dict[str, str]] = [
        {"If-None-Match": tag},
        {"If-None-Match": f"W/{tag}"},
        {"If-None-Match": f'"other", {tag}'},
        {"If-None-Match": f'"", {tag}'},
        {"If-None-Match": "*"},
        {"If-Modified-Since": modified},
        {"If-Modified-Since": later},
        {"If-Modified-Since": asctime},
        {"If-None-Match": tag, "If-Modified-Since": earlier},
    ]
    changed: list[dict[str, str]] = [
        {"If-None-Match": '"other"', "If-Modified-Since": later},
        {"If-None-Match": '""'},
        {"If-None-Match": 'W/""', "A-IM": "feed"},
        {"If-Modified-Since": earlier},
        {"If-Modified-Since": "nonsense"},
        *({name: date} for name in ("If-Modified-Since", "If-Unmodified-Since") for date in BEYOND),
    ]
    for headers in unchanged:
        answer = seeds.client.get(f"{JD}.atom", headers={"Accept-Encoding": encoding, **headers})
        assert (answer.status_code, answer.data) == (304, b""), headers
        assert answer.headers["ETag"] == tag
        assert answer.headers["Last-Modified"] == modified
        assert answer.headers["Cache-Control"] == first.headers["Cache-Control"]
        assert answer.headers["Vary"] == first.headers["Vary"]
    for headers in changed:
        answer = seeds.client.get(f"{JD}.atom", headers={"Accept-Encoding": encoding, **headers})
        assert answer.status_code == 200, headers


@pytest.mark.parametrize("path", ["/", "/static/style.css", "/favicon.ico", "/opml"])
@pytest.mark.parametrize("date", BEYOND)
def test_a_date_that_cannot_be_read_is_none(seeds: Site, path: str, date: str) -> None:
    for headers in ({"If-Modified-Since": date}, {"If-Range": date, "Range": "bytes=0-9"}):
        assert seeds.client.get(path, headers=headers).status_code in (200, 206), headers


DECODERS = {"br": brotli.decompress, "zstd": zstandard.decompress, "gzip": gzip.decompress}


@pytest.mark.parametrize(("encoding", "decode"), DECODERS.items())
def test_each_encoding_has_bytes_and_a_validator_of_its_own(
    seeds: Site, encoding: str, decode: Callable[[bytes], bytes]
) -> None:
    plain, packed = seeds.get(f"{JD}.rss"), seeds.get(f"{JD}.rss", Accept_Encoding=encoding)
    assert packed.headers["Content-Encoding"] == encoding
    assert "Content-Encoding" not in plain.headers
    assert decode(packed.data) == plain.data
    assert packed.headers["ETag"] == plain.headers["ETag"].replace("-identity", f"-{encoding}")
    assert packed.headers["Content-Length"] == str(len(packed.data))
    held = seeds.get(f"{JD}.rss", Accept_Encoding=encoding, If_None_Match=plain.headers["ETag"])
    assert (held.status_code, held.headers["ETag"]) == (304, plain.headers["ETag"])


@pytest.mark.parametrize(
    ("accepted", "chosen"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip, zstd", "zstd"),
        ("gzip;q=1.0, br;q=0.5", "gzip"),
        ("*", "br"),
        ("gzip;q=0", None),
        ("identity, gzip;q=0.5", None),
        ("compress", None),
        ("identity;q=0", None),
        ("", None),
    ],
)
def test_the_encoding_is_the_one_that_a_client_would_rather_have(
    seeds: Site, accepted: str, chosen: str | None
) -> None:
    answer = seeds.get(f"{JD}.rss", Accept_Encoding=accepted)
    assert (answer.status_code, answer.headers.get("Content-Encoding")) == (200, chosen)


@pytest.mark.parametrize("appended", ["-gzip", "-br", ";gzip"])
def test_a_validator_to_which_a_proxy_appended_its_encoding_still_counts(seeds: Site, appended: str) -> None:
    tag = seeds.get(f"{JD}.rss").headers["ETag"].rstrip('"')
    assert seeds.get(f"{JD}.rss", If_None_Match=f'{tag}{appended}"').status_code == 304


def test_who_insists_on_another_version_gets_412_without_the_feed(seeds: Site) -> None:
    first = seeds.get(f"{JD}.rss")
    tag, modified = first.headers["ETag"], first.headers["Last-Modified"]
    assert seeds.get(f"{JD}.rss", If_Match=tag).status_code == 200
    assert seeds.get(f"{JD}.rss", If_Match="*").status_code == 200
    assert seeds.get(f"{JD}.rss", If_Unmodified_Since=modified).status_code == 200
    for headers in (
        {"If_Match": '"other"'},
        {"If_Match": f"W/{tag}"},
        {"If_Match": '""'},
        {"If_Unmodified_Since": "Mon, 28 Mar 2005 11:00:00 GMT"},
    ):
        answer = seeds.get(f"{JD}.rss", **headers)
        assert (answer.status_code, answer.data) == (412, b""), headers
        assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("address", [f"{JD}.rss", "/feeds.json", "/opml", "/opml/company"])
def test_options_says_what_may_be_asked_also_by_scripts_of_other_sites(seeds: Site, address: str) -> None:
    answer = seeds.client.options(address)
    assert (answer.status_code, answer.data) == (204, b"")
    assert answer.headers["Allow"] == "GET, HEAD, OPTIONS"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    allowed = answer.headers["Access-Control-Allow-Headers"].split(", ")
    assert {"A-IM", "If-Modified-Since", "If-None-Match"} <= {*allowed}
    assert {"Cache-Control", "Content-Type", "Pragma", "X-Requested-With"} <= {*allowed}
    assert "Access-Control-Allow-Credentials" not in answer.headers


def test_head_is_get_without_the_body(seeds: Site) -> None:
    get, head = seeds.get(f"{JD}.atom"), seeds.client.head(f"{JD}.atom")
    assert head.data == b""
    assert {name: value for name, value in head.headers if name != "Date"} == {
        name: value for name, value in get.headers if name != "Date"
    }


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_other_methods_are_405_with_allow(seeds: Site, method: str) -> None:
    answer = seeds.client.open(f"{JD}.atom", method=method)
    assert answer.status_code == 405
    assert {"GET", "HEAD"} <= set(answer.headers["Allow"].replace(" ", "").split(","))


def test_one_id_and_one_order_in_all_formats_and_feeds(seeds: Site) -> None:
    ids = {}
    for path in (JD, "/feeds/all"):
        atom = [entry.id for entry in feedparser.parse(seeds.get(f"{path}.atom").data).entries]
        rss = [entry.id for entry in feedparser.parse(seeds.get(f"{path}.rss").data).entries]
        items = [item["id"] for item in json.loads(seeds.get(f"{path}.json").data)["items"]]
        assert atom == rss == items
        ids[path] = items
    assert set(ids[JD]) < set(ids["/feeds/all"])


def test_two_workers_give_the_same_bytes_and_validators(seeds: Site) -> None:
    other = create_app(seeds.settings)
    for format_name in ("atom", "rss", "json"):
        first = seeds.get(f"/feeds/all.{format_name}", Accept_Encoding="gzip")
        second = other.test_client().get(f"/feeds/all.{format_name}", headers={"Accept-Encoding": "gzip"})
        assert first.data == second.data
        assert first.headers["ETag"] == second.headers["ETag"]
    other.extensions[EXTENSION].store.close()


@pytest.mark.parametrize(
    "accept",
    [
        None,
        "*/*",
        SIMPLEPIE,
        "application/atom+xml",
        "application/rss+xml,text/html;q=0.5",
        "application/rss+xml;charset=utf-8, text/html;q=0.9, */*;q=0.1",
        "application/atom+xml;type=feed, text/html;q=0.5",
        "text/html, application/atom+xml; type=feed",
        "application/*, text/html;q=0.9",
        JAVA,
        "text/html, image/gif, image/jpeg, */*; q=0.2",
        KDE,
    ],
)
def test_readers_and_scripts_get_the_feed(seeds: Site, accept: str | None) -> None:
    headers = {"Accept": accept} if accept else {}
    assert seeds.client.get(f"{JD}.atom", headers=headers).status_code == 200


def test_a_browser_is_sent_to_the_page(seeds: Site) -> None:
    answer = seeds.get(f"{JD}.atom", Accept=BROWSER)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/company/06618.HK")
    assert answer.headers["Vary"] == "Accept"


@pytest.mark.parametrize(
    ("path", "accept", "status", "control"),
    [
        (f"{JD}.atom", BROWSER, 303, "private, max-age=300"),
        ("/feeds/company/HK06618.atom", ANY, 301, "public, max-age=300"),
        ("/feed.xml", BROWSER, 301, "public, max-age=300"),
    ],
)
def test_only_what_leads_readers_too_is_for_shared_caches(
    seeds: Site, path: str, accept: str, status: int, control: str
) -> None:
    answer = seeds.get(path, Accept=accept)
    assert (answer.status_code, answer.headers["Cache-Control"]) == (status, control)


@pytest.mark.parametrize(
    "accept",
    ["text/html;charset=utf-8, */*;q=0.8", "text/html, application/atom+xml;type=feed;q=0.9", "text/html;level=1"],
)
def test_who_would_rather_have_a_page_is_sent_to_it(seeds: Site, accept: str) -> None:
    assert seeds.get(f"{JD}.atom", Accept=accept).status_code == 303


def test_a_browser_that_asked_for_a_language_keeps_it(seeds: Site) -> None:
    assert seeds.get(f"{JD}.atom?lang=zh", Accept=BROWSER).headers["Location"] == "/company/06618.HK?lang=zh"
    assert seeds.get(f"{JD}.atom?lang=xx", Accept=BROWSER).headers["Location"] == "/company/06618.HK"


@pytest.mark.parametrize("path", ["/search", "/build", "/categories", "/companies", "/tags"])
def test_a_slash_at_the_end_of_a_page_leads_to_it(seeds: Site, path: str) -> None:
    answer = seeds.get(f"{path}/?lang=zh")
    assert (answer.status_code, answer.headers["Location"]) == (301, f"{path}?lang=zh")


@pytest.mark.parametrize("end", ["", "/"])
@pytest.mark.parametrize(
    ("path", "whole"), [("/company", "/companies"), ("/category", "/categories"), ("/source", "/sources")]
)
def test_an_address_without_its_key_leads_to_the_list_at_once(seeds: Site, path: str, whole: str, end: str) -> None:
    answer = seeds.get(f"{path}{end}?lang=zh")
    assert (answer.status_code, answer.headers["Location"]) == (301, f"{whole}?lang=zh")
    assert seeds.get(whole).status_code == 200


def test_a_slash_at_the_end_of_an_article_leads_to_it(seeds: Site) -> None:
    own = "/article/" + json.loads(seeds.get("/feeds/all.json").data)["items"][0]["id"].removeprefix("urn:uuid:")
    answer = seeds.get(f"{own}/?lang=zh&in=company:06618.HK")
    assert (answer.status_code, answer.headers["Location"]) == (301, f"{own}?lang=zh&in=company:06618.HK")
    assert seeds.get(own).status_code == 200


@pytest.mark.parametrize("path", ["/nothing/", "/company/zzzz/", "/search//x", f"/article/{UUID(int=1)}/"])
def test_a_slash_at_the_end_of_nothing_is_nothing(seeds: Site, path: str) -> None:
    assert seeds.get(path).status_code == 404


def test_browser_view_can_be_switched_off(make_settings: Callable[..., Settings]) -> None:
    site = Site(make_settings(browser_view="false"))
    answer = site.get("/feeds/all.atom", Accept=BROWSER)
    assert answer.status_code == 200
    assert answer.headers["Vary"] == "Accept-Encoding, A-IM"
    site.close()


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("*/*", "application/atom+xml"),
        ("application/rss+xml", "application/rss+xml"),
        ("application/feed+json, application/atom+xml;q=0.5", "application/feed+json"),
        ("image/png", "application/atom+xml"),
    ],
)
def test_an_address_without_format_is_negotiated(seeds: Site, accept: str, media_type: str) -> None:
    answer = seeds.get(JD, Accept=accept)
    assert answer.status_code == 200
    assert answer.mimetype == media_type
    assert "Accept" in answer.headers["Vary"].split(", ")
    assert answer.headers["Content-Location"].startswith(f"{JD}.")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/feed", "/feeds/all.atom"),
        ("/feed.xml", "/feeds/all.atom"),
        ("/atom.xml", "/feeds/all.atom"),
        ("/rss.xml", "/feeds/all.rss"),
        ("/index.xml", "/feeds/all.rss"),
        ("/feed.json?limit=3", "/feeds/all.json?limit=3"),
        ("/feed/", "/feeds/all.atom"),
        ("/feed/rss2/", "/feeds/all.rss"),
        ("/feed/atom", "/feeds/all.atom"),
        ("/rss/", "/feeds/all.rss"),
        ("/atom", "/feeds/all.atom"),
        ("/rss2.xml", "/feeds/all.rss"),
        ("/feeds", "/feeds/all"),
        ("/feeds/all.rss.xml", "/feeds/all.rss"),
        ("/feeds/posts/default", "/feeds/all.atom"),
        ("/category/Nanfangwang/feed/", "/feeds/category/nanfangwang.atom"),
        ("/category/nanfangwang/feed/rss2/?limit=3", "/feeds/category/nanfangwang.rss?limit=3"),
        ("/categories/nanfangwang/index.xml", "/feeds/category/nanfangwang.rss"),
        ("/tags/南方网新闻/atom.xml", "/feeds/tag/%E5%8D%97%E6%96%B9%E7%BD%91%E6%96%B0%E9%97%BB.atom"),
        ("/tag/南方网新闻/rss", "/feeds/tag/%E5%8D%97%E6%96%B9%E7%BD%91%E6%96%B0%E9%97%BB.rss"),
        ("/feed/nanfangwang.xml", "/feeds/category/nanfangwang.atom"),
        ("/feed/by_tag/南方网新闻.xml", "/feeds/tag/%E5%8D%97%E6%96%B9%E7%BD%91%E6%96%B0%E9%97%BB.atom"),
        ("/feeds/nanfangwang.rss.xml", "/feeds/category/nanfangwang.rss"),
        ("/feed/nanfangwang.xml/", "/feeds/category/nanfangwang.atom"),
        ("/feed/by_tag/南方网新闻.xml/", "/feeds/tag/%E5%8D%97%E6%96%B9%E7%BD%91%E6%96%B0%E9%97%BB.atom"),
        ("/feeds/nanfangwang.atom.xml/", "/feeds/category/nanfangwang.atom"),
        ("/categories/nanfangwang/", "/category/nanfangwang"),
        ("/companies/6618.HK", "/company/06618.HK"),
        ("/category/news/nanfangwang/feed/", "/feeds/category/nanfangwang.atom"),
        ("/categories/新媒体/高科技行业门户/atom.xml", f"/feeds/category/{quote('新媒体>高科技行业门户')}.atom"),
        ("/author/高科技行业门户/feed/rss2/", f"/feeds/author/{quote('高科技行业门户')}.rss"),
        ("/feeds/all.xml", "/feeds/all.atom"),
        ("/feeds/all-en.atom.xml", "/feeds/all.atom"),
        ("/feed/category/nanfangwang/", "/feeds/category/nanfangwang.atom"),
        ("/feed/rss/tag/南方网新闻", f"/feeds/tag/{quote('南方网新闻')}.rss"),
        ("/feeds/posts/default/-/南方网新闻", f"/feeds/tag/{quote('南方网新闻')}.atom"),
        ("/feeds/posts/default/-/nanfangwang", "/feeds/category/nanfangwang.atom"),
        ("/posts/index.xml", "/feeds/all.rss"),
        ("/seeds/atom.xml", "/feeds/source/seeds.atom"),
        ("/feed/json", "/feeds/all.json"),
        ("/categories/新媒体/高科技行业门户/", f"/category/{quote('新媒体>高科技行业门户')}"),
        ("/category/news/nanfangwang", "/category/nanfangwang"),
        ("/?feed=rss2", "/feeds/all.rss"),
        ("/?feed=atom&limit=3", "/feeds/all.atom?limit=3"),
        ("/?category_name=nanfangwang&feed=rss2", "/feeds/all.rss?category=nanfangwang"),
        ("/?s=open+source&feed=rss2", "/feeds/all.rss?q=open%20source"),
        ("/feed/?s=医保", "/feeds/all.atom?q=%E5%8C%BB%E4%BF%9D"),
        ("/feed/?tag=a&author_name=b", "/feeds/all.atom?tag=a&author=b"),
        ("/search/open source/feed/", "/feeds/search.atom?q=open%20source"),
        ("/search/c++&d/feed/rss2/", "/feeds/search.rss?q=c%2B%2B%26d"),
    ],
)
def test_addresses_of_other_servers_lead_here(seeds: Site, old: str, new: str) -> None:
    answer = seeds.get(old)
    assert (answer.status_code, answer.headers["Location"]) == (301, new)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/comments/feed/", 404),
        ("/other/feed/", 404),
        ("/category/news/none/feed/", 404),
        ("/category/news/none", 404),
        ("/category/none/feed/", 404),
        ("/feeds/none.atom.xml", 404),
        ("/feeds/all-or-none.atom.xml", 404),
        ("/feed/archives/12/", 404),
        ("/seeds/none.xml", 404),
        ("/?feed=rss2&cat=3", 404),
        ("/feed/?cat=3", 404),
        ("/?p=12&feed=atom", 404),
        ("/?feed=comments-rss2", 200),
        ("/?feed=", 200),
        ("/?s=x", 200),
    ],
)
def test_addresses_of_other_servers_that_mean_nothing_here_lead_nowhere(seeds: Site, path: str, status: int) -> None:
    answer = seeds.get(path)
    assert (answer.status_code, answer.headers.get("Location")) == (status, None)


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/feeds/all.json?limit=0", 400, "limit='0' is not allowed; it takes a whole number from 1 to 500"),
        ("/feeds/company/none.json", 404, "there is no company 'none'; /feeds.json lists what there is"),
        ("/search?since=soon", 400, "since='soon' is no date; it takes 2022-03-28 or 2022-03-28T19:13:15+08:00"),
        ("/build?since=soon", 400, "since='soon' is no date; it takes 2022-03-28 or 2022-03-28T19:13:15+08:00"),
        ("/article/none", 404, "there is nothing at '/article/none'; /feeds.json lists the feeds, / is the start page"),
    ],
)
def test_who_asks_for_json_is_refused_in_json(seeds: Site, path: str, status: int, said: str) -> None:
    answer = seeds.get(path, Accept="application/json, text/html;q=0.5, */*;q=0.1")
    assert (answer.status_code, answer.headers["Content-Type"]) == (status, "application/problem+json")
    problem = json.loads(answer.data)
    assert (problem["status"], problem["detail"]) == (status, said)
    assert answer.headers["Vary"] == "Accept"


@pytest.mark.parametrize(
    "accept",
    [
        "*/*",
        "",
        "application/json, text/plain, */*",
        "application/feed+json, application/atom+xml",
        "application/jsonx",
    ],
)
def test_who_takes_anything_is_refused_in_text(seeds: Site, accept: str) -> None:
    answer = seeds.get("/feeds/all.json?limit=0", Accept=accept)
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"


@pytest.mark.parametrize(
    "old", ["/category/none/feed/", "/feed/none.xml", "/feed/none", "/feeds/none.atom.xml", "/tags/none/", "/x/y/feed"]
)
def test_addresses_of_other_servers_lead_to_no_feed_that_there_is_not(seeds: Site, old: str) -> None:
    assert seeds.get(old).status_code == 404


def test_the_catalogue_lists_every_feed_and_each_address_works(seeds: Site) -> None:
    feeds = json.loads(seeds.get("/feeds.json").data)["feeds"]
    assert {"all", "category", "company", "tag", "author", "source"} == {feed["kind"] for feed in feeds}
    for feed in feeds:
        for address in (feed["atom"], feed["rss"], feed["json"]):
            answer = seeds.get(address.removeprefix("https://feeds.example"))
            assert answer.status_code == 200, address
            entries = feedparser.parse(answer.data).entries or json.loads(answer.data)["items"]
            assert len(entries) == feed["entries"]


def test_opml_lists_feeds_by_kind(seeds: Site) -> None:
    everything, companies = seeds.get("/opml"), seeds.get("/opml/company")
    assert everything.headers["Content-Type"] == "text/x-opml; charset=utf-8"
    assert "/feeds/category/nanfangwang.atom" in everything.text
    assert "06618.HK" in companies.text
    assert "nanfangwang" not in companies.text


@pytest.mark.parametrize("path", ["/", "/company/06618.HK", "/category/nanfangwang", "/source/seeds"])
def test_pages_announce_their_own_feeds_and_carry_a_strict_policy(seeds: Site, path: str) -> None:
    answer = seeds.get(path, Accept=BROWSER)
    assert answer.status_code == 200
    feed = "/feeds/all" if path == "/" else f"/feeds{path}"
    for format_name, media_type in (
        ("atom", "application/atom+xml"),
        ("rss", "application/rss+xml"),
        ("json", "application/feed+json"),
    ):
        assert f'type="{media_type}"' in answer.text
        assert f'href="https://feeds.example{feed}.{format_name}"' in answer.text
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "frame-ancestors 'none'" in policy
    assert re.findall("<script[^>]*>", answer.text) == [f'<script src="/static/site.js?v={digest("site.js")}" defer>']
    assert " style=" not in answer.text
    assert answer.headers["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize(
    ("path", "accept", "status"),
    [
        ("/feed.xml", ANY, 301),
        ("/feeds/category/NanFangWang.atom", ANY, 301),
        (f"/feeds/company/{quote('苹果')}.atom", ANY, 302),
        (f"/company/{quote('京东健康')}", ANY, 301),
        ("/feeds/all.atom", BROWSER, 303),
        ("/none", BROWSER, 404),
        ("/feeds/none/x.atom", BROWSER, 404),
        ("/healthz", ANY, 200),
        ("/readyz", ANY, 200),
        ("/feeds.json", ANY, 200),
        ("/favicon.ico", ANY, 200),
        ("/static/style.css", ANY, 200),
    ],
)
def test_no_answer_can_be_taken_for_something_that_runs(seeds: Site, path: str, accept: str, status: int) -> None:
    answer = seeds.get(path, Accept=accept)
    assert answer.status_code == status
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    html = answer.mimetype == "text/html"
    assert answer.headers.get("Content-Security-Policy", "").startswith("default-src 'none'") is html
    assert answer.headers.get("Referrer-Policy") == ("no-referrer" if html else None)


def test_an_articles_page_shows_its_content_and_companies(seeds: Site) -> None:
    item = json.loads(seeds.get(f"{JD}.json?limit=1").data)["items"][0]
    answer = seeds.get(f"/article/{item['id'].removeprefix('urn:uuid:')}")
    assert item["content_html"] in answer.text
    assert item["title"] in answer.text
    assert 'href="/company/06618.HK"' in answer.text
    assert f'<link rel="canonical" href="{item["url"].replace("&", "&amp;")}">' in answer.text


def article_page(posts: Site) -> tuple[dict[str, str], TestResponse]:
    item = json.loads(posts.get("/feeds/all.json").data)["items"][0]
    return item, posts.get(f"/article/{item['id'].removeprefix('urn:uuid:')}", Accept=BROWSER)


def test_pictures_of_an_articles_page_are_asked_for_late_and_feeds_are_as_stored(
    posts: Site, write: Callable[..., Path]
) -> None:
    write("a.md", body='<p>a <img src="https://n.example/b.png" alt="<img src=c>"></p>')
    posts.ingest()
    item, answer = article_page(posts)
    shown = Page(answer.text).one("//div[@class='content']//img")
    assert {"loading": "lazy", "referrerpolicy": "no-referrer", "alt": "<img src=c>"}.items() <= dict(
        shown.attrib
    ).items()
    assert "loading" not in item["content_html"]
    assert "img-src http: https: data:; media-src" in answer.headers["Content-Security-Policy"]


def test_where_pictures_are_links_pages_load_none_from_elsewhere(
    make_settings: Callable[..., Settings], write: Callable[..., Path]
) -> None:
    write("a.md", body='<p>a <img src="https://n.example/b.png"></p>')
    links = Site(make_settings(pictures="link"))
    item, answer = article_page(links)
    assert "<img" not in item["content_html"]
    policy = answer.headers["Content-Security-Policy"]
    assert "img-src 'self';" in policy
    assert "http:" not in policy
    links.close()


@pytest.mark.parametrize(
    "path", ["/article/00000000-0000-5000-8000-000000000000", "/article/x", "/none", "/company/none"]
)
def test_unknown_pages_are_404_pages_for_people(seeds: Site, path: str) -> None:
    answer = seeds.get(path, Accept=BROWSER)
    assert answer.status_code == 404
    assert ("这里没有叫这个名字的公司" if "company" in path else "没有这个页面") in answer.text
    assert answer.headers["Content-Security-Policy"]


def test_a_withdrawn_article_is_gone(posts: Site, write: Callable[..., Path]) -> None:
    path = write("a.md")
    posts.ingest()
    item = json.loads(posts.get("/feeds/all.json").data)["items"][0]
    address = f"/article/{item['id'].removeprefix('urn:uuid:')}"
    assert posts.get(address).status_code == 200
    path.unlink()
    posts.ingest()
    assert posts.get(address).status_code == 410


def test_a_change_shows_in_its_feeds_and_leaves_others_at_304(posts: Site, write: Callable[..., Path]) -> None:
    write("a.md", head="title: A\ndate: 2022-03-28\ncategories: one")
    write("b.md", head="title: B\ndate: 2022-03-28\ncategories: two")
    posts.ingest()
    one, two = posts.get("/feeds/category/one.atom"), posts.get("/feeds/category/two.atom")
    write("a.md", head="title: A2\ndate: 2022-03-28\ncategories: one")
    posts.ingest()
    after = posts.get("/feeds/category/one.atom", If_None_Match=one.headers["ETag"])
    assert after.status_code == 200
    assert "A2" in after.text
    assert posts.get("/feeds/category/two.atom", If_None_Match=two.headers["ETag"]).status_code == 304


def test_a_removal_changes_the_validators(posts: Site, write: Callable[..., Path]) -> None:
    write("a.md")
    second = write("b.md", head="title: Two\ndate: 2021-01-01")
    posts.ingest()
    before = posts.get("/feeds/all.rss")
    second.unlink()
    posts.ingest()
    after = posts.get("/feeds/all.rss", If_None_Match=before.headers["ETag"])
    assert after.status_code == 200
    assert after.headers["ETag"] != before.headers["ETag"]


def test_an_empty_site_says_how_to_add_a_source(posts: Site) -> None:
    answer = posts.get("/", Accept=BROWSER)
    assert answer.status_code == 200
    assert "feedsvc.toml" in answer.text
    assert feedparser.parse(posts.get("/feeds/all.atom").data).entries == []


def test_without_an_ingester_home_and_readiness_say_what_to_run(posts: Site) -> None:
    assert "feedsvc ingest --watch" in posts.get("/").text
    assert json.loads(posts.get("/readyz").data)["run"] == "feedsvc ingest --watch"
    with lock.held(posts.store):
        assert "feedsvc ingest --watch" not in posts.get("/").text
        assert json.loads(posts.get("/readyz").data)["ingester"] is True


@pytest.mark.parametrize(
    ("kept", "is_read", "told"),
    [
        ("watch", False, "starting"),
        ("watch", True, "starting"),
        ("once", False, "starting"),
        ("once", True, "run"),
        ("", False, "run"),
        ("", True, "run"),
    ],
)
def test_while_the_server_is_starting_an_ingester_nobody_is_told_to_run_one(
    make_settings: Callable[..., Settings],
    monkeypatch: pytest.MonkeyPatch,
    kept: str,
    is_read: bool,
    told: str,
) -> None:
    monkeypatch.setenv("FEEDSVC_INGESTER", kept)
    site = Site(make_settings(), is_read=is_read)
    found = json.loads(site.get("/readyz").data)
    assert found["ingester"] is False
    assert [name for name in ("starting", "run") if name in found] == [told]
    assert ("feedsvc ingest --watch" in site.get("/").text) == (told == "run")
    if not is_read:
        for accept in (ANY, BROWSER):
            answer = site.get("/category/news?lang=en", Accept=accept)
            assert answer.status_code == 503
            assert ("ingester is starting" in answer.text) == (told == "starting")
            assert ("feedsvc ingest --watch" in answer.text) == (told == "run")
    with lock.held(site.store):
        found = json.loads(site.get("/readyz").data)
        assert found["ingester"] is True
        assert not {"starting", "run"} & {*found}
        assert "starting" not in site.get("/category/news", Accept=ANY).text
    site.close()


def test_a_server_that_ingests_once_tells_nobody_to_run_an_ingester_for_a_source_that_came_with_sighup(
    make_settings: Callable[..., Settings], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("FEEDSVC_INGESTER", "once")
    (tmp_path / "more").mkdir()
    site = Site(make_settings(), is_read=True)
    more = make_settings(sources=f"{tmp_path / 'posts'}:{tmp_path / 'more'}")
    upkeep.keep_ready(site.store, make_settings(), more)
    with create_app(more).test_client() as client:
        found = client.get("/readyz")
        assert (found.status_code, found.get_json().get("starting"), found.get_json().get("run")) == (200, True, None)
    site.close()


@pytest.mark.parametrize(("kept", "is_read"), [("watch", False), ("watch", True), ("once", False)])
def test_of_an_ingester_that_does_not_stay_readiness_says_that_it_fails(
    make_settings: Callable[..., Settings], monkeypatch: pytest.MonkeyPatch, kept: str, is_read: bool
) -> None:
    monkeypatch.setenv("FEEDSVC_INGESTER", kept)
    monkeypatch.setattr(readiness, "FAILING_SECONDS", 0.0)
    site = Site(make_settings(), is_read=is_read)

    def told() -> list[str]:
        found = json.loads(site.get("/readyz").data)
        return [name for name in ("starting", "failing", "run") if name in found]

    assert [told() for _ in range(3)] == [["starting"], ["failing"], ["failing"]]
    if not is_read:
        for accept, said in ((ANY, "the log says why"), (BROWSER, "Ask again")):
            assert said in site.get("/category/news?lang=en", Accept=accept).text
    with lock.held(site.store):
        assert told() == []
    # It was at work: a new one has time to start.
    assert [told() for _ in range(2)] == [["starting"], ["failing"]]
    monkeypatch.setattr(readiness, "LONGEST_PAUSE", 0.0)
    assert told() == ["starting"]
    site.close()


def test_readiness_waits_for_the_first_ingest(make_settings: Callable[..., Settings]) -> None:
    settings = make_settings()
    app = create_app(settings)
    client = app.test_client()
    assert client.get("/readyz").status_code == 503
    assert client.get("/readyz").headers["Retry-After"] == "1"
    assert client.get("/healthz").status_code == 200
    store = open_store(settings.database_url, settings.data)
    Ingester(store, settings).run()
    assert client.get("/readyz").status_code == 200
    store.close()
    app.extensions[EXTENSION].store.close()


@pytest.fixture
def unread(make_settings: Callable[..., Settings], write: Callable[..., Path]) -> Iterator[Site]:
    """A site over a source with an article that was never read."""
    write("a.md", head="title: One\ndate: 2022-03-28\ncategories: [news]")
    site = Site(make_settings(), is_read=False)
    yield site
    site.close()


AWAITED = [
    "/feeds/all.atom",
    "/feeds/all.json?limit=5",
    "/feeds/category/news.rss",
    "/feeds/company/06618.HK.atom",
    "/feeds/source/posts.json",
    "/feeds/tag/none",
    "/feeds/all.atom?category=news",
    "/feeds/search.atom?q=words",
    "/feeds/all/archive/2022-03.1.atom",
    "/feeds.json",
    "/opml/category",
    "/category/news",
    "/company/none",
    "/search?q=words&category=news",
    "/article/6ba7b810-9dad-11d1-80b4-00c04fd430c8",
]


@pytest.mark.parametrize(
    ("address", "accept", "said"),
    [
        *((each, ANY, "error: the sources were not read yet") for each in AWAITED),
        *((each, BROWSER, "正在首次读取文章</h1>") for each in AWAITED if not each.startswith(("/feeds", "/opml"))),
        ("/feeds/all/archive/2022-03.1.atom", BROWSER, "error: the sources were not read yet"),
    ],
)
def test_what_the_first_ingest_may_bring_is_not_gone(unread: Site, address: str, accept: str, said: str) -> None:
    # Miniflux takes a 404 for gone, and caches keep one.
    with lock.held(unread.store):
        answer = unread.get(address, Accept=accept)
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "5"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.mimetype == ("text/plain" if said.startswith("error") else "text/html")
    assert said in answer.text


def test_what_was_put_off_is_there_behind_the_first_ingest(unread: Site) -> None:
    addresses = [each for each in AWAITED if "none" not in each and "article" not in each and "06618" not in each]
    before = [unread.get(each).status_code for each in addresses]
    unread.ingest()
    assert set(before) == {503}
    assert [unread.get(each).status_code for each in addresses] == [200] * len(addresses)
    for gone in ("/feeds/tag/none", "/company/none", "/feeds/company/06618.HK.atom"):
        answer = unread.get(gone)
        assert (answer.status_code, answer.headers["Cache-Control"]) == (404, "public, max-age=60")


@pytest.mark.parametrize("path", ["/feeds/none/x.atom", "/feeds/all/x.atom", "/opml/none", "/none", "/none/x"])
def test_what_no_article_can_bring_is_not_found_at_once(unread: Site, path: str) -> None:
    assert unread.get(path).status_code == 404


def test_what_is_there_is_served_while_sources_are_read_for_the_first_time(unread: Site, tmp_path: Path) -> None:
    unread.ingest()
    more = tmp_path / "more"
    more.mkdir()
    both = config.load(environ={
        "FEEDSVC_SOURCES": f"{tmp_path / 'posts'},{more}", "FEEDSVC_DATA": str(tmp_path / "data"),
        "FEEDSVC_BASE_URL": "https://feeds.example", "FEEDSVC_STARTER": "false",
    })  # fmt: skip
    site = Site(both, is_read=False)
    assert site.get("/readyz").status_code == 503
    assert site.get("/feeds/category/news.atom").status_code == 200
    # An ingest was finished on this store: nobody may ever read the other sources.
    assert site.get("/feeds/category/other.atom").status_code == 404
    site.close()


def test_without_an_ingester_what_is_put_off_says_what_to_run(unread: Site) -> None:
    for accept in (ANY, BROWSER):
        answer = unread.get("/category/news", Accept=accept)
        assert answer.status_code == 503
        assert "feedsvc ingest --watch" in answer.text


@pytest.mark.parametrize("path", ["/", "/companies", "/categories"])
@pytest.mark.parametrize(
    ("language", "reading", "none"),
    [("en", "being read for the first time", "no articles here yet"), ("zh", "正在首次读取文章", "这里还没有文章")],
)
def test_an_empty_page_says_that_articles_are_being_read(
    unread: Site, path: str, language: str, reading: str, none: str
) -> None:
    assert none in unread.get(f"{path}?lang={language}", Accept=BROWSER).text, "nobody reads any"
    with lock.held(unread.store):
        answer = unread.get(f"{path}?lang={language}", Accept=BROWSER)
    assert reading in answer.text
    assert none not in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    (unread.settings.sources[0].path / "a.md").unlink()
    unread.ingest()
    answer = unread.get(f"{path}?lang={language}", Accept=BROWSER)
    assert none in answer.text
    assert answer.headers["Cache-Control"] == "public, max-age=60"


GROWING = [
    "/",
    "/companies",
    "/companies?all=1",
    "/categories?q=new",
    "/category/news",
    "/source/posts",
    "/company/06618.HK",
    "/search",
    "/search?q=words",
    "/build",
    "/build?category=news",
    "/feeds/all.atom",
    "/feeds/all",
    "/feeds/category/news.rss",
    "/feeds/company/06618.HK.json?limit=5",
    "/feeds/search.atom?q=words",
    "/feeds/all/archive/2022-02.1.atom",
    "/feeds.json",
    "/opml",
    "/opml/category",
]


@pytest.mark.parametrize("path", GROWING)
def test_nothing_that_may_still_grow_is_kept_while_the_first_ingest_is_under_way(
    unread: Site, write: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    monkeypatch.setattr(batch, "RESULTS", 1)
    for number in range(3):
        head = f"title: T{number}\ndate: 2022-0{number + 2}-10\ncategories: [news]"
        write(f"{number}.md", head=head, body="Words of 京东健康(06618.HK).")
    during: list[TestResponse] = []

    def ask(done: int, _total: int) -> None:
        if done > 1:
            during.extend((unread.get(path), unread.get(path)))

    with lock.held(unread.store):
        Ingester(unread.store, unread.settings, Watchers(progress=ask, clock=lambda: time.time() - 10)).run()
    # Companies may be found at the end alone.
    assert {answer.status_code for answer in during} <= {200, 503}
    assert {answer.headers["Cache-Control"] for answer in during} <= {"no-cache", "no-store"}
    for _ in range(2):
        after = unread.get(path)
        assert after.status_code == 200
        assert "max-age=" in after.headers["Cache-Control"]


@pytest.mark.parametrize(
    ("path", "accept"),
    [
        *((path, "*/*") for path in ("/feeds/all.atom", "/readyz", "/opml", "/feeds.json", "/")),
        *((path, BROWSER) for path in ("/", "/companies", "/search?q=a", "/readyz")),
    ],
)
def test_readers_hear_nothing_of_the_database_that_is_down_and_the_log_all(
    posts: Site, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], path: str, accept: str
) -> None:
    def down(_store: Store) -> NoReturn:
        raise StoreError("the store cannot be used: 'connection to server at \"10.0.0.7\", port 5432 failed'")

    logs.set_up(posts.settings)
    monkeypatch.setattr(Store, "reading", down)
    answer = posts.get(path, Accept=accept)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert "10.0.0.7" not in answer.text
    assert "5432" not in answer.text
    if not answer.content_type.startswith("text/html"):
        assert answer.text == "error: the store cannot be used at the moment; try again later\n"
    assert 'connection to server at "10.0.0.7", port 5432 failed' in capsys.readouterr().err


def test_addresses_never_come_from_the_host_header(seeds: Site) -> None:
    answer = seeds.get("/feeds/all.atom", Host="evil.example")
    assert "evil.example" not in answer.text
    assert "evil.example" not in seeds.get("/", Host="evil.example").text
    moved = seeds.get("/feed", Host="evil.example")
    assert moved.headers["Location"] == "/feeds/all.atom"


def test_a_base_below_a_folder_is_kept_in_links_and_redirects(make_settings: Callable[..., Settings]) -> None:
    site = Site(make_settings(base_url="https://host.example/news"))
    assert site.get("/feed").headers["Location"] == "/news/feeds/all.atom"
    assert 'href="/news/static/style.css?v=' in site.get("/").text
    site.close()


@pytest.mark.parametrize(
    ("base", "prefix"), [("/news", "/news"), ("/a/b", "/a/b"), ("/%E6%BA%90", "/源"), ("/feeds-of-us", "/feeds-of-us")]
)
@pytest.mark.parametrize("path", ["/", "/feeds/all.atom", "/feeds.json", "/category/a", "/static/style.css", "/feed"])
def test_with_the_path_of_the_base_or_without_it_the_same_is_answered(
    make_settings: Callable[..., Settings], write: Callable[..., Path], base: str, prefix: str, path: str
) -> None:
    write("a.md", head="title: One\ndate: 2022-03-28\ncategory: a")
    site = Site(make_settings(base_url=f"https://host.example{base}"))
    stripped, whole = site.get(path), site.get(prefix + path)
    assert stripped.status_code == whole.status_code == (301 if path == "/feed" else 200)
    assert (stripped.data, stripped.headers.get("Location")) == (whole.data, whole.headers.get("Location"))
    if path == "/":
        assert site.get(prefix).data == stripped.data
    assert site.get(f"{prefix}x/feeds/all.atom").status_code == 404
    assert site.get(f"{prefix}{prefix}/feeds/all.atom").status_code == 404
    site.close()


@pytest.mark.parametrize("base", ["/feeds", "/category", "/search/x", "/static", "/feed"])
def test_the_path_of_a_base_that_could_be_an_address_is_the_proxys_to_strip(
    make_settings: Callable[..., Settings], write: Callable[..., Path], base: str
) -> None:
    write("a.md", head="title: One\ndate: 2022-03-28\ncategory: a")
    site = Site(make_settings(base_url=f"https://host.example{base}"))
    for path in ("/feeds/all.atom", "/feeds/category/a.atom", "/category/a", "/search?q=x", "/static/style.css"):
        assert site.get(path).status_code == 200
    assert site.get(f"{base}/feeds/all.atom").status_code == 404
    site.close()


def test_another_rendering_setting_changes_bytes_and_time(
    posts: Site, make_settings: Callable[..., Settings], write: Callable[..., Path]
) -> None:
    write("a.md")
    posts.ingest()
    before = posts.get("/feeds/all.atom")
    other = create_app(make_settings(title="Other"))
    after = other.test_client().get("/feeds/all.atom")
    assert "Other" in after.text
    assert after.headers["ETag"] != before.headers["ETag"]
    other.extensions[EXTENSION].store.close()

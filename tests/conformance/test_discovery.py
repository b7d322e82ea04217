"""S1-S3 and T1-T2: autodiscovery, styling, tag URIs, languages. There is no S4; S3's negotiation is tested apart.

T2 knows tags by their form, and the codes of countries that are taken for languages.
"""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from tests.conformance.documents import (
    ATOM,
    BASE,
    NS,
    XML_LANG,
    Served,
    breaks,
    drop,
    find,
    holds,
    insert,
    mark,
    refuses,
    texts,
    write,
)
from tests.conformance.sites import FORMATS, Site

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
TYPES = {"atom": "application/atom+xml", "rss": "application/rss+xml", "json": "application/feed+json"}


class Links(HTMLParser):
    """The autodiscovery links of a page's head, in their order."""

    def __init__(self, page: Served) -> None:
        super().__init__()
        self.found: list[dict[str, str]] = []
        self.feed(page.body.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "link" and given.get("rel") == "alternate" and given.get("type") in TYPES.values():
            self.found.append(given)


@pytest.fixture(scope="session")
def pages(seeds: Site, hostile: Site) -> list[Served]:
    return [
        site.get(feed.removeprefix("/feeds").replace("/all", "/")) for site in (seeds, hostile) for feed in site.feeds()
    ]


def check_S1(page: Served) -> None:
    assert page.status == 200
    path = page.url.removeprefix(BASE)
    own = "/feeds/all" if path == "/" else f"/feeds{path}"
    found = Links(page).found
    assert [link["href"] for link in found] == [f"{BASE}{own}.{name}" for name in FORMATS], "not its own feeds"
    assert [link["type"] for link in found] == list(TYPES.values()), "not the main format first"
    titles = [link.get("title", "").strip() for link in found]
    assert all(titles), "a link without title"
    assert len(set(titles)) == len(titles), "titles that are the same"


def test_S1_every_listing_announces_its_own_feeds(pages: list[Served]) -> None:
    holds(check_S1, pages)
    page = pages[-1]
    refuses(
        check_S1,
        page.replaced(b'rel="alternate" type', b'rel="other" type'),
        page.replaced(f'href="{BASE}/feeds'.encode(), b'href="/feeds'),
        page.replaced(b"(RSS)", b"(Atom)"),
        page.replaced(TYPES["atom"].encode(), TYPES["rss"].encode()),
        replace(page, url=f"{BASE}/category/other"),
    )


def check_S2(document: Served) -> None:
    assert b"<?xml-stylesheet" not in document.body, "styled by what browsers no longer do"
    assert b"http://www.w3.org/1999/XSL/Transform" not in document.body


def test_S2_no_feed_depends_on_xslt(
    atoms: list[Served], rsses: list[Served], opmls: list[Served], atom: Served
) -> None:
    holds(check_S2, [*atoms, *rsses, *opmls])
    refuses(check_S2, atom.replaced(b"<feed", b'<?xml-stylesheet type="text/xsl" href="/feed.xsl"?><feed'))


def page_of(document: Served) -> str:
    links = document.root.findall("a:link[@rel='alternate'][@type='text/html']", NS)
    found = [link.get("href", "") for link in links] + texts(document.root, "channel/link")
    assert len(found) == 1, f"{len(found)} pages of one feed"
    return found[0]


def check_S3(document: Served) -> None:
    page = page_of(document)
    assert page.startswith(f"{BASE}/"), f"{page} is no page of ours"
    assert "/feeds/" not in page, f"{page} is a feed"
    elements = [str(found.tag).rpartition("}")[2] for found in document.root.iter()]
    assert "script" not in elements, "a script in a feed"
    assert "{http://www.w3.org/1999/xhtml}" not in "".join(str(found.tag) for found in document.root.iter())


def test_S3_every_feed_links_to_a_page_and_has_no_script(
    atoms: list[Served], rsses: list[Served], atom: Served, rss: Served, seeds: Site
) -> None:
    holds(check_S3, [*atoms, *rsses])
    for address in seeds.addresses("atom"):
        page = seeds.get(page_of(seeds.get(address)).removeprefix(BASE), Accept=BROWSER)
        assert (page.status, page.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    link = "a:link[@type='text/html']"
    breaks(check_S3, atom, drop(link), mark(link, "href", f"{BASE}/feeds/all.atom"))
    breaks(check_S3, atom, insert(".", "{http://www.w3.org/1999/xhtml}script"))
    breaks(check_S3, rss, write("channel/link", "https://other.example/"))


def check_S3_negotiated(answer: Served) -> None:
    assert "accept" in answer.tags, "without Vary: Accept"
    wants_page = answer.asked.get("Accept", "").startswith("text/html")
    if wants_page:
        assert answer.status == 303, f"{answer.status} for a browser"
        assert not answer.headers["Location"].startswith("/feeds/")
    else:
        assert answer.status == 200, f"{answer.status} for a reader"
        assert answer.headers["Content-Type"].partition(";")[0] in TYPES.values()


def test_S3_browsers_are_sent_to_the_page_and_readers_never(seeds: Site) -> None:
    readers = ("*/*", "", "application/rss+xml, text/html;q=0.5, */*;q=0.1", "application/xml, text/xml, */*;q=0.5")
    accepts = (BROWSER, *readers)
    holds(
        check_S3_negotiated, [seeds.get(f"/feeds/all.{name}", Accept=accept) for name in FORMATS for accept in accepts]
    )
    answer, sent = seeds.get("/feeds/all.atom", Accept="*/*"), seeds.get("/feeds/all.atom", Accept=BROWSER)
    refuses(check_S3_negotiated, answer.headed("Vary", "Accept-Encoding"), sent.headed("Vary", None))
    refuses(check_S3_negotiated, replace(answer, asked={"Accept": BROWSER}), replace(sent, asked={"Accept": "*/*"}))


TAG = re.compile(
    r"tag:(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|[A-Za-z0-9._-]+@[A-Za-z0-9.-]+),"
    r"(?:\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?):[!-~]*\Z"
)


def check_T1(document: Served) -> None:
    dates = set()
    for found in [*document.root.iter(f"{{{ATOM}}}id"), *document.root.iter("guid")]:
        if (found.text or "").lower().startswith("tag:"):
            assert TAG.match(found.text or ""), f"no tag of RFC 4151: {found.text!r}"
            dates.add((found.text or "").split(":")[1])
    assert len(dates) <= 1, f"the authority was minted once, not at {dates}"


def test_T1_tags_follow_rfc_4151(atoms: list[Served], rsses: list[Served], atom: Served) -> None:
    holds(check_T1, [*atoms, *rsses])
    for tag in ("tag:feeds.example:1", "tag:feeds.example,2022-13:1", "tag:feeds.example,2022:新闻", "TAG:a,2022:1"):
        breaks(check_T1, atom, write("a:entry/a:id", tag))
    one, other = (
        write("a:id", "tag:feeds.example,2022-02-15:1"),
        write("a:entry/a:id", "tag:feeds.example,2022-02-16:2"),
    )
    check_T1(atom.edited(one))
    refuses(check_T1, atom.edited(one).edited(other))


COUNTRIES = {"cn", "jp", "hk", "us", "gb", "dk", "cz", "ua", "gr", "mx", "cc"}
"""Codes of countries that are none of languages (ISO 639-1)."""
FORM = re.compile(r"([a-z]{2,3})(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?(?:-(?:[a-z0-9]{5,8}|\d[a-z0-9]{3}))*\Z", re.I)


def check_language(tag: str) -> None:
    found = FORM.match(tag)
    assert found, f"no language tag: {tag!r}"
    assert found[1].lower() not in COUNTRIES, f"a country, no language: {tag!r}"


def check_T2(document: Served) -> None:
    if document.url.partition("?")[0].endswith(".json"):
        tags = [part["language"] for part in [document.json, *document.json["items"]] if "language" in part]
        assert "language" in document.json, "a feed without language"
    else:
        tags = [str(found.get(XML_LANG)) for found in document.root.iter() if found.get(XML_LANG) is not None]
        said = texts(document.root, "channel/language")
        assert said == [tag.lower() for tag in said], f"RSS writes languages small: {said}"
        tags += said
        assert tags, "a feed without language"
    for tag in tags:
        check_language(tag)


def test_T2_languages_are_of_bcp_47(
    atoms: list[Served], rsses: list[Served], jsons: list[Served], atom: Served, rss: Served
) -> None:
    holds(check_T2, [*atoms, *rsses, *jsons])
    for tag in ("zh_CN", "cn", "zh-", "english", "中文", ""):
        breaks(check_T2, atom, mark(".", XML_LANG, tag), mark("a:entry", XML_LANG, tag))
    breaks(check_T2, rss, write("channel/language", "zh-CN"), write("channel/language", "cn"), drop("channel/language"))
    assert find(atom.root, ".").get(XML_LANG) == "zh-CN"

"""identity: permanent ids, the address of the original, and what counts as a web address."""

from __future__ import annotations

import time
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedsvc.articles import document
from feedsvc.articles.identity import guid, identity, link, names_source, web_address
from feedsvc.model import Document

SITE = "https://site.example/"


def read(head: str) -> Document:
    found = document.read("a.md", f"---\n{head}\n---\n".encode())
    assert isinstance(found, Document), found
    return found


IDENTITIES = {
    "path-without-head": ("title: x", "path:news/a.md"),
    "id": ("id: 000042", "id:000042"),
    "id-comes-before-guid": ("guid: g\nid: i", "id:i"),
    "guid-comes-before-uuid": ("uuid: u\nguid: g", "id:g"),
    "whole-id-comes-first": ("id: 12\nguid: https://old.example/?p=12", "id:https://old.example/?p=12"),
    "uuid": ("UUID: ' 1b4e28ba-2fa1-11d2-883f-0016d3cca427 '", "id:1b4e28ba-2fa1-11d2-883f-0016d3cca427"),
    "blank-id-is-passed-over": ("id: ' '\nguid: g", "id:g"),
    "null-id-is-passed-over": ("id: ~", "path:news/a.md"),
    "far-too-long-id-is-passed-over": (f"id: {'x' * 501}\nguid: g", "id:g"),
    "longest-id": (f"id: {'x' * 500}", "id:" + "x" * 500),
    "id-with-control-is-passed-over": ('id: "a\\x07b"', "path:news/a.md"),
    "id-that-is-a-mapping-is-passed-over": ("id: {a: b}", "path:news/a.md"),
    "title-and-date-change-nothing": ("title: other\ndate: 2022-03-28", "path:news/a.md"),
}


@pytest.mark.parametrize(("head", "want"), IDENTITIES.values(), ids=IDENTITIES.keys())
def test_identity(head: str, want: str) -> None:
    assert identity(read(head), "news/a.md") == want


def test_identity_of_a_path_holds_nothing_that_a_feed_cannot() -> None:
    assert identity(read("title: x"), "news/\x07 新闻.md") == "path:news/%07 新闻.md"


GUIDS = {
    "WordPress": ("id:https://old.example/?p=12", "https://old.example/?p=12"),
    "Blogger": ("id:tag:blogger.com,1999:blog-1.post-2", "tag:blogger.com,1999:blog-1.post-2"),
    "urn": ("id:urn:uuid:1b4e28ba-2fa1-11d2-883f-0016d3cca427", "urn:uuid:1b4e28ba-2fa1-11d2-883f-0016d3cca427"),
    "encoded": ("id:https://old.example/%E6%96%B0/1", "https://old.example/%E6%96%B0/1"),
    "Chinese-address": ("id:https://old.example/新闻/1", None),
    "capital-scheme": ("id:HTTPS://old.example/1", None),
    "capital-host": ("id:https://Old.example/1", None),
    "capital-tag": ("id:tag:Blogger.com,1999:1", None),
    "capital-urn": ("id:urn:UUID:1b4e28ba-2fa1-11d2-883f-0016d3cca427", None),
    "capital-uuid": ("id:urn:uuid:1B4E28BA-2fa1-11d2-883f-0016d3cca427", None),
    "no-host": ("id:https:///1", None),
    "no-path": ("id:https://old.example?p=12", None),
    "half-of-an-escape": ("id:https://old.example/50%", None),
    "word": ("id:tag:news", None),
    "number": ("id:12", None),
    "blank-within": ("id:https://old.example/a b", None),
    "label": ("id:tag: news", None),
    "script": ("id:javascript:alert(1)", None),
    "path": ("path:https://old.example/a.md", None),
}


@pytest.mark.parametrize(("own", "want"), GUIDS.values(), ids=GUIDS.keys())
def test_guid(own: str, want: str | None) -> None:
    assert guid(own) == want


LINKS = {
    "head-link": ("link: https://a.example/1", (), None, "https://a.example/1"),
    "order-of-keys": ("url: https://a.example/2\nlink: https://a.example/1", (), None, "https://a.example/1"),
    "canonical": ("canonical_url: https://a.example/1", (), None, "https://a.example/1"),
    "relative-link-is-passed-over": ("link: news/1.html\nurl: https://a.example/1", (), SITE, "https://a.example/1"),
    "rooted-link-and-address": ("permalink: /news/1.html", (), SITE, "https://site.example/news/1.html"),
    "rooted-link-without-address": ("permalink: /news/1.html", (), None, None),
    "permalink-pattern-is-no-address": ("permalink: /news/:title/", (), SITE, None),
    "permalink-style-is-no-address": ("permalink: pretty", (), SITE, None),
    "protocol-relative-link-takes-the-scheme": (
        "link: //a.example/1",
        (),
        "http://site.example/",
        "http://a.example/1",
    ),
    "head-before-footer": ("link: https://a.example/1", ("https://b.example/",), None, "https://a.example/1"),
    "footer": ("title: x", ("http://b.example/1?infoCode=NW1",), None, "http://b.example/1?infoCode=NW1"),
    "first-footer-that-works": ("title: x", ("", "<>", "/a", "https://b.example/1"), SITE, "https://b.example/1"),
    "bad-link-falls-to-footer": ("link: javascript:alert(1)", ("https://b.example/1",), None, "https://b.example/1"),
    "fragment-stays": ("link: https://a.example/1#top", (), None, "https://a.example/1#top"),
    "list-gives-its-first": ("link: [https://a.example/1, https://a.example/2]", (), None, "https://a.example/1"),
    "clipped": ("source: https://a.example/1", (), SITE, "https://a.example/1"),
    "clipped-in-evernote": ("source: web.clip\nsource-url: https://a.example/1", (), None, "https://a.example/1"),
    "clipped-in-firecrawl": ("sourceURL: https://a.example/1", (), None, "https://a.example/1"),
    "link-before-clipped": ("source: https://a.example/2\nurl: https://a.example/1", (), None, "https://a.example/1"),
    "clipped-before-footer": ("source: https://a.example/1", ("https://b.example/",), None, "https://a.example/1"),
    "source-that-is-a-site": ("source: https://www.36kr.com/", ("https://36kr.com/p/1",), None, "https://36kr.com/p/1"),
    "source-that-is-a-site-alone": ("source: https://www.36kr.com", (), None, None),
    "source-that-is-a-name": ("source: 新华网", ("https://b.example/1",), None, "https://b.example/1"),
    "rooted-source-is-no-address": ("source: /news/1.html", (), SITE, None),
    "none": ("title: x", (), SITE, None),
}


@pytest.mark.parametrize(("head", "footers", "address", "want"), LINKS.values(), ids=LINKS.keys())
def test_link(head: str, footers: tuple[str, ...], address: str | None, want: str | None) -> None:
    assert link(read(head), footers, address) == want


def test_what_an_article_of_a_site_took_is_not_its_address() -> None:
    assert (
        link(read("source: https://a.example/1"), ("https://b.example/1",), None, placed=True) == "https://b.example/1"
    )


@pytest.mark.parametrize("name", ["新华网", "web.de", "mail.ru", "desktop", "The Clip"])
def test_the_source_of_an_article_is_a_name(name: str) -> None:
    assert names_source(name)


@pytest.mark.parametrize(
    "value", ["web.clip", "web.clip7", "mail.smtp", "desktop.mac", "mobile.ios", "http://a.example/"]
)
def test_an_address_or_evernotes_way_is_no_source(value: str) -> None:
    assert not names_source(value)


ADDRESSES = {
    "plain": ("https://a.example/b?c=d#e", "https://a.example/b?c=d#e"),
    "scheme-and-host-lower-case": ("HTTP://A.Example/B", "http://a.example/B"),
    "no-path": ("https://a.example", "https://a.example"),
    "spaces-around": (" \u3000https://a.example/\u200b\n", "https://a.example/"),
    "space-within": ("https://a.example/b c?d e", "https://a.example/b%20c?d%20e"),
    "chinese-path": ("https://a.example/新闻", "https://a.example/%E6%96%B0%E9%97%BB"),
    "chinese-host": ("https://新闻.example/", "https://xn--efvy88h.example/"),
    "escaped-chinese-host": ("https://%E6%96%B0%E9%97%BB.example/", "https://xn--efvy88h.example/"),
    "escaped-literal": ("https://%5B2001:db8::1%5D/x", "https://[2001:db8::1]/x"),
    "chinese-full-stop-in-host": ("https://新闻。example/", "https://xn--efvy88h.example/"),
    "escapes-stay": ("https://a.example/%e6%96?b=%2F", "https://a.example/%e6%96?b=%2F"),
    "lone-percent": ("https://a.example/100%/5%zz", "https://a.example/100%25/5%25zz"),
    "raw-ampersand": ("https://a.example/?a=1&b=2", "https://a.example/?a=1&b=2"),
    "proxy": ("https://p.example/?http://a.example/b.png", "https://p.example/?http://a.example/b.png"),
    "brackets-and-quotes": ("https://a.example/[x]\"<y>'", "https://a.example/%5Bx%5D%22%3Cy%3E'"),
    "default-port-goes": ("http://a.example:80/b", "http://a.example/b"),
    "default-port-of-https-goes": ("https://a.example:443", "https://a.example"),
    "other-port-stays": ("http://a.example:8080/b", "http://a.example:8080/b"),
    "http-port-under-https-stays": ("https://a.example:80/", "https://a.example:80/"),
    "empty-port-goes": ("http://a.example:/b", "http://a.example/b"),
    "ipv4": ("http://192.0.2.1/", "http://192.0.2.1/"),
    "ipv6": ("http://[2001:DB8::1]:8080/x", "http://[2001:db8::1]:8080/x"),
    "trailing-dot": ("http://新闻.example./", "http://xn--efvy88h.example./"),
    "underscore-in-host": ("http://a_b.example/", "http://a_b.example/"),
    "single-label": ("http://localhost:8000/", "http://localhost:8000/"),
    "protocol-relative": ("//a.example/b", "https://a.example/b"),
    "backslash-in-query": ("http://a.example/?b=\\c", "http://a.example/?b=%5Cc"),
    "dot-segments-stay": ("http://a.example/b/../c", "http://a.example/b/../c"),
}
REFUSED = {
    "empty": "",
    "blank": " \t",
    "angles": "<>",
    "words": "see below",
    "javascript": "javascript:alert(1)",
    "javascript-with-slashes": "javascript://a.example/%0aalert(1)",
    "javascript-with-tab": "java\tscript:alert(1)",
    "data": "data:text/html,<script>",
    "mailto": "mailto:li@example.com",
    "ftp": "ftp://a.example/",
    "file": "file:///etc/passwd",
    "blob": "blob:https://a.example/1",
    "one-slash": "https:/a.example",
    "no-slash": "https:a.example",
    "three-slashes": "https:///a.example",
    "no-host": "http://",
    "no-host-but-port": "http://:80/",
    "user": "http://user@a.example/",
    "user-and-password": "http://user:word@a.example/",
    "user-that-looks-like-a-host": "https://bank.example@evil.example/",
    "full-width-at": "https://bank.example＠evil.example/",
    "backslash-host": "http://a.example\\@evil.example/",
    "backslashes-for-slashes": "http:\\\\a.example\\b",
    "backslash-in-path": "http://a.example/b\\c",
    "tab-within": "http://a.example/b\tc",
    "line-end-within": "http://a.exam\nple/",
    "nul": "http://a.example/\x00",
    "high-control": "http://a.example/\x85x",
    "half-a-pair": "http://a.example/\ud83d",
    "ipv6-open": "http://[::1",
    "ipv6-nonsense": "http://[hello]/",
    "ipv6-with-rest": "http://[::1]x/",
    "ipv6-behind-name": "http://x[::1]/",
    "ipv6-with-zone": "http://[fe80::1%25eth0]/",
    "port-0": "http://a.example:0/",
    "port-too-high": "http://a.example:65536/",
    "port-word": "http://a.example:http/",
    "port-other-digits": "http://a.example:８０/",
    "port-negative": "http://a.example:-1/",
    "two-ports": "http://a.example:80:80/",
    "space-in-host": "http://a b.example/",
    "escape-in-host": "http://%61.example/",
    "empty-label": "http://a..example/",
    "leading-dot": "http://.example/",
    "hyphen-first": "http://-a.example/",
    "label-too-long": f"http://{'a' * 64}.example/",
    "host-too-long": f"http://{'a.' * 130}example/",
    "host-becomes-a-slash": "http://\u2100.example/",
    "angle-in-host": "http://<b>.example/",
    "far-too-long": "http://a.example/" + "x" * 8000,
    "rooted": "/news/1.html",
    "relative": "news/1.html",
    "fragment": "#top",
}


@pytest.mark.parametrize(("raw", "want"), ADDRESSES.values(), ids=ADDRESSES.keys())
def test_web_address_is_made_clean(raw: str, want: str) -> None:
    assert web_address(raw) == want
    assert web_address(want) == want


@pytest.mark.parametrize("raw", REFUSED.values(), ids=REFUSED.keys())
def test_web_address_is_refused(raw: str) -> None:
    assert web_address(raw) is None


BASE = "http://site.example/2022/03/a.html?x#y"
RESOLVED = {
    "rooted": ("/b.png", "http://site.example/b.png"),
    "relative": ("b.png", "http://site.example/2022/03/b.png"),
    "relative-up": ("../b.png", "http://site.example/2022/b.png"),
    "relative-chinese": ("图 1.png", "http://site.example/2022/03/%E5%9B%BE%201.png"),
    "query": ("?b", "http://site.example/2022/03/a.html?b"),
    "fragment": ("#b", "http://site.example/2022/03/a.html?x#b"),
    "protocol-relative-takes-the-scheme": ("//a.example/b", "http://a.example/b"),
    "absolute": ("https://a.example/b", "https://a.example/b"),
    "javascript": ("javascript:alert(1)", None),
    "one-slash": ("https:/a.example", None),
    "backslashes": ("\\\\evil.example/x", None),
    "slash-and-backslash": ("/\\evil.example/x", None),
    "open-bracket-host": ("//[::1", None),
    "empty": ("", None),
}


@pytest.mark.parametrize(("raw", "want"), RESOLVED.values(), ids=RESOLVED.keys())
def test_web_address_is_resolved_against_its_base(raw: str, want: str | None) -> None:
    assert web_address(raw, BASE) == want


@pytest.mark.parametrize(
    "base", ["", "javascript:alert(1)", "/", "ftp://a.example/", "http://[::1", "http://u@a.example/"]
)
def test_base_that_is_no_web_address_counts_as_none(base: str) -> None:
    assert web_address("b.png", base) is None
    assert web_address("//a.example/b", base) == "https://a.example/b"


PIECES = st.sampled_from(
    ["http://", "https:", "//", "/", "\\", "@", ":", "[", "]", "%", "?", "#", "..", "新", "\t", " ", "a.example", "::1"]
)
RAW = st.lists(st.one_of(PIECES, st.text(max_size=4)), max_size=12).map("".join)


@given(RAW, st.one_of(st.none(), RAW, st.just(BASE)))
def test_any_text_gives_a_safe_address_or_none(raw: str, base: str | None) -> None:
    found = web_address(raw, base)
    if found is not None:
        parts = urlsplit(found)
        assert parts.scheme in ("http", "https")
        assert parts.hostname
        assert "@" not in parts.netloc
        assert found.isascii()
        assert all("!" <= character <= "~" for character in found)
        assert "\\" not in found
        assert web_address(found) == found


@pytest.mark.parametrize("piece", ["a.", "%", "新", "/..", "[", "@", ":", "a"])
def test_hostile_address_costs_little(piece: str) -> None:
    start = time.process_time()
    for raw in ("http://" + piece * 2000, "http://a.example/" + piece * 2000, piece * 1_000_000):
        web_address(raw, BASE)
    assert time.process_time() - start < 1

"""HTTP.md's checklist: what 200 and 304 carry. The other answers are in test_http_refusals.py.

Not here: WebSub's Link to a hub comes with WebSub, X-Robots-Tag is no gate yet. That a 304 costs no rendering is asked
of a worker that has rendered before.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import brotli
import pytest
import zstandard

from tests.conformance.documents import Served, holds, members, refuses
from tests.conformance.sites import FORMATS, Site, write

JD = "/feeds/company/06618.HK"
TYPES = {
    "atom": "application/atom+xml; charset=utf-8",
    "rss": "application/rss+xml; charset=utf-8",
    "json": "application/feed+json; charset=utf-8",
    "opml": "text/x-opml; charset=utf-8",
}
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.fixture(scope="session")
def feeds(atoms: list[Served], rsses: list[Served], jsons: list[Served]) -> list[Served]:
    return [*atoms, *rsses, *jsons]


def check_type(answer: Served) -> None:
    ending = answer.url.partition("?")[0].rpartition(".")[2]
    assert answer.headers["Content-Type"] == TYPES[ending if ending in TYPES else "opml"]
    assert answer.headers.get("X-Content-Type-Options") == "nosniff"


def test_http_feeds_have_their_type_once_and_are_not_guessed(
    feeds: list[Served], opmls: list[Served], atom: Served
) -> None:
    holds(check_type, [*feeds, *opmls])
    for name, value in (("Content-Type", "text/xml"), ("Content-Type", f"{TYPES['atom']}; charset=utf-8")):
        refuses(check_type, atom.headed(name, value))
    refuses(
        check_type, atom.headed("X-Content-Type-Options", None), atom.headed("Content-Type", "application/atom+xml")
    )


def check_link(answer: Served) -> None:
    assert f'<{answer.url}>; rel="self"' in answer.headers.get("Link", ""), f"Link is {answer.headers.get('Link')}"
    assert answer.headers["Link"].count('rel="self"') == 1


def test_http_link_header_names_the_feed_itself(feeds: list[Served], atom: Served) -> None:
    holds(check_link, feeds)
    refuses(check_link, atom.headed("Link", None), atom.headed("Link", '<https://feeds.example/>; rel="self"'))


def check_vary(answer: Served) -> None:
    assert {"accept-encoding", "accept", "a-im"} <= answer.tags, f"Vary is {sorted(answer.tags)}"
    assert not answer.tags & {"if-none-match", "user-agent", "cookie", "*"}, "every client would get a copy of its own"


def test_http_vary_names_all_that_decides_and_no_more(feeds: list[Served], atom: Served) -> None:
    right = atom.headed("Vary", "Accept-Encoding, Accept, A-IM")
    check_vary(right)
    refuses(check_vary, *(right.headed("Vary", value) for value in ("Accept-Encoding", "Accept, A-IM", "*")))
    refuses(check_vary, right.headed("Vary", "Accept-Encoding, Accept, A-IM, If-None-Match"))
    holds(check_vary, feeds)


def check_plain(answer: Served) -> None:
    assert answer.status == 200, f"{answer.status}"
    for name in ("Set-Cookie", "Location", "Expires", "Pragma"):
        assert name not in answer.headers, f"{name}: {answer.headers[name]}"
    assert answer.headers.get("Date"), "no Date"
    for name in ("Content-Security-Policy", "Refresh"):
        assert name not in answer.headers, f"{name} belongs to pages"


def test_http_feeds_set_no_cookie_and_redirect_nobody(feeds: list[Served], opmls: list[Served], atom: Served) -> None:
    holds(check_plain, [*feeds, *opmls])
    refuses(check_plain, atom.headed("Set-Cookie", "a=b"), atom.headed("Date", None), replace(atom, status=302))
    refuses(check_plain, atom.headed("Expires", "0"), atom.headed("Content-Security-Policy", "default-src 'none'"))


def check_impersonal(pair: tuple[Served, Served]) -> None:
    one, other = pair
    assert one.body == other.body, "the body depends on who asks"
    assert one.headers["ETag"] == other.headers["ETag"]


def test_http_bodies_hold_no_value_of_the_request(seeds: Site) -> None:
    paths = [*(f"{JD}.{name}" for name in FORMATS), "/opml", "/feeds.json"]
    strange = {
        "Host": "evil.example",
        "User-Agent": "x",
        "Cookie": "a=b",
        "Accept-Language": "fr",
        "Referer": "https://r.example/",
    }
    strange |= {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "gopher", "X-Forwarded-For": "1.2.3.4"}
    pairs = [(seeds.get(path), seeds.ask(path, strange)) for path in paths]
    holds(check_impersonal, pairs)
    refuses(check_impersonal, (pairs[0][0], pairs[0][1].replaced(b"feeds.example", b"evil.example")))


def check_cors(answer: Served) -> None:
    assert answer.headers.get("Access-Control-Allow-Origin") == "*"
    assert {"etag", "link"} <= members(answer.headers.get("Access-Control-Expose-Headers", ""))
    assert "Access-Control-Allow-Credentials" not in answer.headers


def test_http_anybody_may_read_from_a_script(feeds: list[Served], opmls: list[Served], atom: Served) -> None:
    holds(check_cors, [*feeds, *opmls])
    refuses(check_cors, atom.headed("Access-Control-Allow-Origin", None))
    refuses(check_cors, atom.headed("Access-Control-Expose-Headers", "ETag"))


# A file of ours, or data for search engines, which no browser runs.
_SCRIPT = re.compile(rb'<script (?:src="/static/[a-z]+\.js\?v=[0-9a-f]+" defer>|type="application/ld\+json">[^<]*)')


def check_page(answer: Served) -> None:
    policy = answer.headers.get("Content-Security-Policy", "")
    assert "default-src 'none'" in policy, "no policy"
    assert "unsafe-inline" not in policy, "inline scripts or styles are allowed"
    assert "script-src 'self';" in policy, "scripts of others are allowed"
    for script in re.findall(rb"<script[^>]*>[^<]*", answer.body):
        assert _SCRIPT.fullmatch(script), "a script of the page's own"
    assert answer.headers.get("Referrer-Policy"), "no Referrer-Policy"


def test_http_pages_have_a_policy(seeds: Site, hostile: Site) -> None:
    paths = [feed.removeprefix("/feeds").replace("/all", "/") for feed in seeds.feeds()]
    pages = [seeds.get(path) for path in paths] + [hostile.get(path, Accept=BROWSER) for path in ("/", "/none")]
    holds(check_page, pages)
    refuses(check_page, pages[0].headed("Content-Security-Policy", None), pages[0].headed("Referrer-Policy", None))
    refuses(check_page, pages[0].headed("Content-Security-Policy", "default-src 'none'; script-src 'unsafe-inline'"))
    inline = (
        b"<script>x()</script>",
        b'<script src="https://a.example/x.js"></script>',
        b'<script src="/x.js"></script>',
    )
    refuses(check_page, *(pages[0].replaced(b"</main>", each + b"</main>") for each in inline))


def check_caching(answer: Served) -> None:
    control = answer.headers.get("Cache-Control", "")
    age = re.search(r"\bmax-age=(\d+)", control)
    assert "public" in members(control), f"not public: {control}"
    assert age, f"no max-age: {control}"
    assert int(age[1]) >= 300, f"{age[1]} seconds"
    for name in ("stale-while-revalidate=", "stale-if-error="):
        assert name in control, f"no {name}"
    assert not {"no-store", "private", "no-cache"} & members(control)


def test_http_feeds_may_be_kept_for_a_while(feeds: list[Served], opmls: list[Served], atom: Served) -> None:
    holds(check_caching, [*feeds, *opmls])
    rest = "stale-while-revalidate=9, stale-if-error=9"
    for control in (
        f"private, max-age=300, {rest}",
        f"public, max-age=9, {rest}",
        "public, max-age=300",
        f"public, {rest}",
    ):
        refuses(check_caching, atom.headed("Cache-Control", control))


DECODERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.decompress,
    "br": brotli.decompress,
    "zstd": zstandard.decompress,
}


def check_encoding(pair: tuple[str, Served]) -> None:
    wanted, answer = pair
    assert answer.headers.get("Content-Encoding", "identity") == wanted, f"{answer.headers.get('Content-Encoding')}"
    assert int(answer.headers["Content-Length"]) == len(answer.body)
    if wanted != "identity":
        assert DECODERS[wanted](answer.body)


def test_http_gzip_is_used_where_it_is_understood(seeds: Site) -> None:
    table = [("gzip", "gzip"), ("gzip", "gzip, deflate"), ("identity", ""), ("identity", "identity"), ("br", "*")]
    table += [("identity", "gzip;q=0"), ("identity", "deflate, compress"), ("gzip", "GZIP;q=0.5, identity;q=0.1")]
    paths = [*(f"{JD}.{name}" for name in FORMATS), "/opml", "/feeds.json"]
    pairs = [(wanted, seeds.get(path, Accept_Encoding=asked)) for path in paths for wanted, asked in table]
    holds(check_encoding, pairs)
    packed = pairs[0][1]
    refuses(check_encoding, ("identity", packed), ("gzip", packed.headed("Content-Length", "1")))


def test_http_brotli_and_zstd_are_used_where_they_are_understood(seeds: Site) -> None:
    for wanted in ("br", "zstd"):
        holds(check_encoding, [(wanted, seeds.get(f"{JD}.{name}", Accept_Encoding=wanted)) for name in FORMATS])


def check_304(pair: tuple[Served, Served]) -> None:
    full, short = pair
    assert (full.status, short.status, short.body) == (200, 304, b"")
    for name in ("ETag", "Cache-Control", "Vary", "Content-Location", "Expires", "Last-Modified", "Link"):
        assert short.headers.get(name) == full.headers.get(name), f"{name} is {short.headers.get(name)}"
    assert short.headers.get("Date"), "no Date"
    assert short.verdict in ("hit", "checked"), f"it was {short.verdict}"


def test_http_304_repeats_the_headers_that_matter_and_renders_nothing(posts: Site, tmp_path: Path) -> None:
    write(tmp_path, "a.md", "title: A\ndate: 2022-03-28\ncategories: one")
    posts.ingest()
    paths = [*(f"/feeds/category/one.{name}" for name in FORMATS), "/feeds/category/one", "/feeds/all.rss?limit=3"]
    first = {path: posts.get(path) for path in paths}
    write(tmp_path, "b.md", "title: B\ndate: 2022-03-29\ncategories: two")
    posts.ingest()
    paths.remove("/feeds/all.rss?limit=3")
    pairs = [(first[path], posts.get(path, If_None_Match=first[path].headers["ETag"])) for path in paths]
    holds(check_304, pairs)
    full, short = pairs[-1]
    for name in ("ETag", "Cache-Control", "Vary", "Content-Location", "Date"):
        refuses(check_304, (full, short.headed(name, None)))
    refuses(check_304, (full, replace(short, verdict="rendered")), (full, replace(short, body=b"x")))

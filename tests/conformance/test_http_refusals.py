"""HTTP.md's checklist: redirects, refusals, OPTIONS, and that no article costs its feed.

Not here: tokens (401, 403) and rate limits (429) come with what builds them. A feed is never withdrawn (410 is an
article's alone): an emptied one stays as a valid empty feed.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote, urljoin

from tests.conformance import corpus
from tests.conformance.documents import Served, holds, members, refuses
from tests.conformance.sites import FORMATS, Site, write

JD = "/feeds/company/06618.HK"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


def check_alias(pair: tuple[Served, Served]) -> None:
    moved, found = pair
    assert moved.status in (301, 308), f"{moved.status} for what moved for ever"
    assert found.status == 200, f"{found.status} after one hop"
    wanted = {pair for pair in moved.url.partition("?")[2].split("&") if pair.startswith("limit=")}
    assert wanted <= set(found.url.partition("?")[2].split("&")), "the query is lost"


ALIASES = (
    "/feeds/company/HK06618.atom?limit=3",
    "/feeds/company/6618.hk.rss",
    f"/feeds/company/{quote('京东健康')}.json?limit=2",
    "/feeds/category/NanFangWang.atom",
    "/feed?limit=4",
    "/rss.xml",
    "/feed.json",
)
SLASHED = (
    "/feeds/all.atom/",
    "/feeds/category/nanfangwang.rss/?limit=3",
    "/feeds/category/nanfangwang/",
    "/company/06618.HK/",
)


def followed(site: Site, path: str) -> tuple[Served, Served]:
    moved = site.get(path)
    return moved, site.get(urljoin(path, moved.headers.get("Location", "/none")))


def test_http_aliases_lead_to_the_feed_in_one_hop_for_ever(seeds: Site) -> None:
    pairs = [followed(seeds, path) for path in ALIASES]
    holds(check_alias, pairs)
    moved, found = pairs[0]
    refuses(check_alias, (replace(moved, status=302), found), (moved, replace(found, status=301)))
    refuses(check_alias, (moved, replace(found, url=found.url.partition("?")[0])))


def test_http_a_slash_at_the_end_leads_to_the_feed(seeds: Site) -> None:
    holds(check_alias, [followed(seeds, path) for path in SLASHED])


def check_refusal(answer: Served) -> None:
    assert 400 <= answer.status < 500, f"{answer.status}"
    assert answer.headers["Content-Type"].startswith(("text/plain", "application/problem+json")), "HTML for a reader"
    assert 0 < len(answer.body) < 1000, f"{len(answer.body)} bytes of reason"
    if answer.status in (404, 410):
        age = re.search(r"max-age=(\d+)", answer.headers.get("Cache-Control", ""))
        assert age, "not cacheable"
        assert int(age[1]) <= 300, f"kept for {age[1]} seconds"


BAD = ("limit=0", "limit=x", "limit=501", "limit=-1", "content=none", "limit=%00", "content=%FF")


def test_http_400_and_404_are_short_and_plain(seeds: Site) -> None:
    bad = [seeds.get(f"/feeds/all.{name}?{query}") for name in FORMATS for query in BAD]
    unknown = [seeds.get(f"/feeds/{kind}/none.{name}") for kind in ("category", "company", "x") for name in FORMATS]
    unknown += [seeds.get("/opml/none", Accept=accept) for accept in ("*/*", BROWSER)]
    assert {answer.status for answer in bad} == {400}
    assert {answer.status for answer in unknown} == {404}
    holds(check_refusal, bad + unknown)
    refuses(check_refusal, replace(bad[0], status=200), unknown[0].headed("Content-Type", "text/html"))
    refuses(check_refusal, unknown[0].headed("Cache-Control", "no-store"), replace(bad[0], body=b""))


def check_ignored(pair: tuple[Served, Served]) -> None:
    plain, more = pair
    assert (more.status, more.body) == (200, plain.body), "unknown arguments change the feed"
    assert more.headers["ETag"] == plain.headers["ETag"]
    assert more.verdict == "hit", "unknown arguments are part of the cache's key"


def test_http_unknown_parameters_are_ignored_and_no_part_of_the_cache_key(seeds: Site) -> None:
    pairs = [
        (seeds.get(f"{JD}.{name}?limit=2"), seeds.get(f"{JD}.{name}?_=17&utm_source=a&limit=2")) for name in FORMATS
    ]
    holds(check_ignored, pairs)
    plain, more = pairs[0]
    refuses(check_ignored, (plain, replace(more, verdict="rendered")), (plain, more.headed("ETag", '"x"')))


def test_http_406_never(seeds: Site) -> None:
    def check(answer: Served) -> None:
        assert answer.status == 200

    accepts = ("image/png", "text/html;q=0", "nonsense", "application/atom+xml;q=0, */*;q=0")
    holds(check, [seeds.get(path, Accept=accept) for path in ("/feeds/all.atom", "/feeds/all") for accept in accepts])
    refuses(check, replace(seeds.get("/feeds/all"), status=406))


def test_http_410_for_a_withdrawn_article_and_its_feeds_stay(hostile: Site, tmp_path: Path, posts: Site) -> None:
    def check(answer: Served) -> None:
        assert answer.status == 410
        assert "max-age=" in answer.headers["Cache-Control"]

    path = write(tmp_path, "a.md", "title: A\ndate: 2022-03-28")
    posts.ingest()
    number = posts.get("/feeds/all.json").json["items"][0]["id"].removeprefix("urn:uuid:")
    path.unlink()
    posts.ingest()
    gone = posts.get(f"/article/{number}")
    check(gone)
    refuses(check, replace(gone, status=404), gone.headed("Cache-Control", "no-store"))
    for feed in ("/feeds/category/withdrawn", f"/feeds/company/{corpus.EMPTY_COMPANY}"):
        empty, again = hostile.get(f"{feed}.atom"), hostile.get(f"{feed}.atom")
        assert (empty.status, empty.entries) == (200, [])
        assert (empty.headers["ETag"], empty.headers["Last-Modified"]) == (
            again.headers["ETag"],
            again.headers["Last-Modified"],
        )


def check_precondition(answer: Served) -> None:
    assert answer.status == 412, f"{answer.status}"
    assert len(answer.body) < 1000, "the feed comes with the refusal"


def test_http_412_without_the_feed_where_if_match_fails(seeds: Site) -> None:
    for name in FORMATS:
        tag = seeds.get(f"{JD}.{name}").headers["ETag"]
        for held in (tag, "*", f'"other", {tag}'):
            assert seeds.get(f"{JD}.{name}", If_Match=held).status == 200
        holds(check_precondition, [seeds.get(f"{JD}.{name}", If_Match='"other"')])
    failed = seeds.get(f"{JD}.atom", If_Match='"other"')
    refuses(check_precondition, replace(failed, status=200), replace(failed, body=b"x" * 1000))


def test_http_long_queries_and_very_many_keys_are_refused(seeds: Site) -> None:
    queries = ("&".join(f"category=c{number}" for number in range(5000)), "q=" + "x" * 50_000)
    for answer in (seeds.get(f"/feeds/all.atom?{query}") for query in queries):
        assert answer.status in (400, 413, 414, 431), f"{answer.status}"
        check_refusal(answer)


def check_options(answer: Served) -> None:
    assert answer.status in (200, 204), f"{answer.status}"
    assert members(answer.headers.get("Allow", "")) == {"get", "head", "options"}
    assert answer.body == b""
    assert "html" not in answer.headers.get("Content-Type", "")
    assert answer.headers.get("Access-Control-Allow-Origin") == "*", "a script may not ask"
    assert members(answer.headers.get("Access-Control-Allow-Methods", "")) <= {"get", "head", "options"}


def test_http_options_tells_what_is_allowed(seeds: Site) -> None:
    asked = {"Origin": "https://a.example", "Access-Control-Request-Method": "GET"}
    answers = [seeds.ask(path, asked, "OPTIONS") for path in ("/feeds/all.atom", f"{JD}.json", "/feeds/all", "/opml")]
    holds(check_options, answers)
    refuses(
        check_options, answers[0].headed("Allow", None), replace(answers[0], body=b"x"), replace(answers[0], status=405)
    )


def test_http_no_article_costs_its_feed(hostile: Site) -> None:
    """A store of articles that try to: nothing is answered with 500, and nothing but the two withdrawn is missing."""
    answers = [answer for name in FORMATS for answer in hostile.documents(name)]
    assert {answer.status for answer in answers} == {200}
    titles = {item["title"] for item in hostile.get("/feeds/source/posts.json?limit=500").json["items"]}
    assert {corpus.MARKUP_SHOWN, corpus.TABS_TITLE} <= titles


def test_http_ranges_are_whole_feeds_or_right(seeds: Site) -> None:
    answer = seeds.get("/feeds/all.atom", Range="bytes=0-9")
    full = seeds.get("/feeds/all.atom").body
    assert (answer.status, answer.body) in ((200, full), (206, full[:10]))

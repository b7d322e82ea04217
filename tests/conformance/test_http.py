"""H1-H3, H5 and H7, RFC 9110 and 9111; H4 and H6 are in test_http_changes.py.

Of H7 there is no 429 yet; 204 is asked of OPTIONS in test_http_refusals.py.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime

import pytest

from feedsvc.config import Settings
from feedsvc.web.app import create_app
from feedsvc.web.site import EXTENSION
from tests.conformance.documents import Served, holds, members, refuses
from tests.conformance.sites import FORMATS, Site

JD = "/feeds/company/06618.HK"
ENCODINGS = ("identity", "gzip", "br", "zstd")


@pytest.fixture(scope="session")
def answers(seeds: Site, hostile: Site) -> list[Served]:
    """Feeds and lists in every encoding."""
    seen = [seeds.get(path, Accept_Encoding=name) for path in paths(seeds) for name in ENCODINGS]
    return seen + [hostile.get(path, Accept_Encoding=name) for path in paths(hostile) for name in ENCODINGS]


def paths(site: Site) -> Iterator[str]:
    """Some feeds in all formats with filters, and those that are negotiated; the lists."""
    yield from ("/opml", "/opml/company", "/feeds.json", "/feeds/all")
    for feed in ["/feeds/all", *site.also] if site.also else ["/feeds/all"]:
        for name in FORMATS:
            yield from (f"{feed}.{name}", f"{feed}.{name}?limit=1", f"{feed}.{name}?content=summary")


def check_H1(pair: tuple[Served, Served]) -> None:
    first, second = pair
    assert first.status == 200
    assert first.headers.get("ETag"), "no ETag"
    assert "/feeds/" not in first.url or first.headers.get("Last-Modified"), "no Last-Modified"
    assert second.status == 304, f"{second.status} for what did not change"
    for name in ("ETag", "Last-Modified"):
        assert first.headers.get(name) == second.headers.get(name), f"another {name}"


def test_H1_validators_are_sent_on_200_repeated_on_304_and_of_content_alone(seeds: Site, hostile: Site) -> None:
    pairs = []
    for site in (seeds, hostile):
        other = site.again()
        for path in paths(site):
            for encoding in ENCODINGS:
                first = site.get(path, Accept_Encoding=encoding)
                pairs.append((first, other.get(path, Accept_Encoding=encoding, If_None_Match=first.headers["ETag"])))
        other.app.extensions[EXTENSION].store.close()
    holds(check_H1, pairs)
    first, second = next(pair for pair in pairs if JD not in pair[0].url and "/feeds/all.atom" in pair[0].url)
    refuses(check_H1, (first.headed("ETag", None), second), (first, second.headed("ETag", '"other"')))
    refuses(check_H1, (first.headed("Last-Modified", None), second), (first, second.headed("Last-Modified", None)))
    refuses(check_H1, (first, replace(second, status=200)))


def date(text: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(text.partition(";")[0])
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def check_conditional(pair: tuple[Served, Served]) -> None:
    """The status that RFC 9110 13.2.2 asks for, by the validators of the present answer."""
    present, answer = pair
    tags, since = answer.asked.get("If-None-Match"), date(answer.asked.get("If-Modified-Since", ""))
    own = present.headers["ETag"].removeprefix("W/")
    if tags is not None:
        is_held = own.lower() in {tag.removeprefix("w/") for tag in members(tags)} or tags.strip() == "*"
    else:
        stored = date(present.headers["Last-Modified"])
        is_held = since is not None and stored is not None and stored <= since
    assert answer.status == (304 if is_held else 200), f"{answer.status} for {answer.asked}"
    assert not answer.body if is_held else answer.body == present.body


def asked(site: Site, path: str, tables: list[dict[str, str]]) -> list[tuple[Served, Served]]:
    """Each set of headers with the present answer, in each encoding."""
    found = []
    for encoding in ENCODINGS:
        present = site.get(path, Accept_Encoding=encoding)
        modified = parsedate_to_datetime(present.headers["Last-Modified"])
        values = {"tag": present.headers["ETag"], "bare": present.headers["ETag"].removeprefix("W/")}
        for name, moment in (("same", modified), ("later", modified + DAY), ("earlier", modified - DAY)):
            values[name] = format_datetime(moment, usegmt=True)
        values["rfc850"] = f"{modified:%A, %d-%b-%y %H:%M:%S} GMT"
        values["asctime"] = f"{modified:%a %b %e %H:%M:%S %Y}"
        for headers in tables:
            filled = {name: value.format(**values) for name, value in headers.items()}
            found.append((present, site.ask(path, {"Accept-Encoding": encoding, **filled})))
    return found


DAY = timedelta(days=1)
TAGS: list[dict[str, str]] = [
    {"If-None-Match": "{tag}"},
    {"If-None-Match": "W/{bare}"},
    {"If-None-Match": '"other", {tag}'},
    {"If-None-Match": '"a,b",W/"c" , W/{bare}, "d"'},
    {"If-None-Match": "*"},
    {"If-None-Match": "{tag}", "If-Modified-Since": "{earlier}"},
    {"If-None-Match": '"other"', "If-Modified-Since": "{later}"},
    {"If-None-Match": '"other", W/"another"'},
    {"If-None-Match": ""},
]
DATES: list[dict[str, str]] = [
    {"If-Modified-Since": "{same}"},
    {"If-Modified-Since": "{later}"},
    {"If-Modified-Since": "{rfc850}"},
    {"If-Modified-Since": "{asctime}"},
    {"If-Modified-Since": "{same}; length=17"},
    {"If-Modified-Since": "{earlier}"},
    {"If-Modified-Since": "nonsense"},
    {"If-Modified-Since": "0"},
    {},
]


def test_H2_if_none_match_wins_and_knows_weak_tags_lists_and_any(seeds: Site) -> None:
    pairs = [pair for name in FORMATS for pair in asked(seeds, f"{JD}.{name}", TAGS)]
    holds(check_conditional, pairs)
    refuses(check_conditional, *((present, replace(answer, status=504 - answer.status)) for present, answer in pairs))


def test_H3_if_modified_since_takes_every_form_of_date_and_ignores_nonsense(seeds: Site) -> None:
    pairs = [pair for name in FORMATS for pair in asked(seeds, f"{JD}.{name}", DATES)]
    holds(check_conditional, pairs)
    refuses(check_conditional, *((present, replace(answer, status=504 - answer.status)) for present, answer in pairs))


def check_H5(answers: list[Served]) -> None:
    bodies: dict[str, set[bytes]] = defaultdict(set)
    for answer in answers:
        assert "accept-encoding" in answer.tags, "without Vary: Accept-Encoding"
        if not answer.headers["ETag"].startswith("W/"):
            bodies[answer.headers["ETag"]].add(answer.body)
    assert not (shared := [tag for tag, found in bodies.items() if len(found) > 1]), (
        f"one tag for other bytes: {shared}"
    )


def test_H5_other_bytes_have_another_strong_etag(answers: list[Served]) -> None:
    check_H5(answers)
    packed = next(answer for answer in answers if answer.headers.get("Content-Encoding") == "gzip")
    plain = next(answer for answer in answers if answer.url == packed.url and "Content-Encoding" not in answer.headers)
    refuses(check_H5, [plain, packed.headed("ETag", plain.headers["ETag"])], [packed.headed("Vary", "Accept")])


def check_H7(answer: Served) -> None:
    if answer.method == "HEAD" or answer.status in (204, 304):
        assert answer.body == b"", f"a body of {len(answer.body)} bytes"
    if answer.status in (429, 503):
        assert answer.headers.get("Retry-After", "").isdigit(), "no Retry-After in seconds"
    if answer.status == 405:
        assert {"get", "head"} <= members(answer.headers.get("Allow", "")), "no Allow"


def check_H7_head(pair: tuple[Served, Served]) -> None:
    get, head = pair
    assert head.status == get.status
    assert {name: value for name, value in head.headers if name != "Date"} == {
        name: value for name, value in get.headers if name != "Date"
    }, "HEAD has other headers than GET"


def test_H7_retry_after_allow_no_body_and_head(
    seeds: Site, make_settings: Callable[..., Settings], answers: list[Served]
) -> None:
    paths = [
        "/feeds/all.atom",
        "/opml",
        "/feeds.json",
        "/feeds/all",
        "/",
        "/article/x",
        "/healthz",
        "/feeds/none/x.atom",
    ]
    others = [seeds.get(path, method=method) for path in paths for method in ("POST", "PUT", "DELETE", "PATCH", "HEAD")]
    app = create_app(make_settings())
    waiting = app.test_client().get("/readyz")
    app.extensions[EXTENSION].store.close()
    unready = Served("/readyz", waiting.status_code, waiting.headers, waiting.data)
    same = seeds.get("/feeds/all.atom", If_None_Match="*")
    assert [unready.status, same.status, others[0].status] == [503, 304, 405]
    holds(check_H7, [*others, *answers, unready, same])
    refuses(check_H7, unready.headed("Retry-After", None), others[0].headed("Allow", None), replace(same, body=b"x"))
    for headers in ({}, {"Accept-Encoding": "gzip"}, {"If-None-Match": "*"}):
        holds(check_H7_head, [(seeds.ask(path, headers), seeds.ask(path, headers, "HEAD")) for path in paths])
    get, head = seeds.get("/feeds/all.atom"), seeds.get("/feeds/all.atom", method="HEAD")
    refuses(check_H7_head, (get, head.headed("Content-Length", "0")), (get, head.headed("ETag", None)))
    refuses(check_H7, replace(head, body=b"x"))

"""The rate limit, asked of real applications over one data folder, as two workers are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from wsgiref.types import StartResponse, WSGIEnvironment

import pytest
from flask import Response
from werkzeug.test import Client, TestResponse
from werkzeug.wsgi import ClosingIterator

from feedsvc.config import Settings
from feedsvc.store.counts import FileCounts
from feedsvc.web.app import ACCESS
from feedsvc.web.clients import network
from feedsvc.web.limiting import RateLimit, rates
from tests.running import free_port, serving
from tests.serving import READER, Site, Workers

FEED = "/feeds/all.atom"
LONG = "300 days"
"""A window that does not end while a test runs."""
COUNTS = "requests.counts"


class Desk(Workers):
    """Workers of which most requests are for one feed."""

    def get(
        self, path: str = FEED, app: int = 0, address: str = "192.0.2.1", agent: str = READER, **headers: str
    ) -> TestResponse:
        return super().get(path, app, address, agent, **headers)

    def statuses(self, number: int, **asked: str) -> list[int]:
        return [self.get(**asked).status_code for _ in range(number)]  # type: ignore[arg-type]


@pytest.fixture
def limited(make_settings: Callable[..., Settings], write: Callable[..., Path]) -> Iterator[Callable[..., Desk]]:
    """Makes a desk with these settings over one article."""
    made: list[Desk] = []

    def make(**settings: object) -> Desk:
        make_settings()
        write("one.md")
        made.append(Desk(make_settings(**({"rate_limit": f"4/{LONG}", "rate_burst": 3} | settings))))
        return made[-1]

    yield make
    for desk in made:
        desk.close()


def test_without_the_setting_nothing_is_counted(limited: Callable[..., Desk]) -> None:
    desk = limited(rate_limit="")
    assert desk.statuses(30) == [200] * 30
    assert not (desk.settings.data / COUNTS).exists()


def test_two_workers_count_together(limited: Callable[..., Desk]) -> None:
    desk = limited()
    assert [desk.get(app=number % 2).status_code for number in range(7)] == [200] * 4 + [429] * 3


def test_a_refusal_says_when_to_come_again_and_is_not_kept(limited: Callable[..., Desk]) -> None:
    desk = limited()
    desk.statuses(4)
    refused = desk.get(Accept_Encoding="gzip")
    assert refused.status_code == 429
    seconds = int(refused.headers["Retry-After"])
    assert 0 < seconds <= 300 * 86_400
    assert refused.headers["Cache-Control"] == "no-store"
    assert refused.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert refused.headers["X-Content-Type-Options"] == "nosniff"
    assert refused.headers["Access-Control-Allow-Origin"] == "*"
    assert "Retry-After" in refused.headers["Access-Control-Expose-Headers"].split(", ")
    assert refused.get_data(as_text=True) == f"error: too many requests; ask again in {seconds} s\n"
    head = desk.get(method="HEAD")
    assert (head.status_code, head.data) == (429, b"")


def test_an_answer_304_is_free_even_for_who_has_used_up_all(limited: Callable[..., Desk]) -> None:
    desk = limited()
    etag = desk.get().headers["ETag"]
    assert desk.statuses(20, If_None_Match=etag) == [304] * 20
    assert desk.statuses(5) == [200] * 3 + [429] * 2
    assert desk.statuses(5, If_None_Match=etag) == [304] * 5
    stale = desk.get(If_None_Match='"stale"')
    assert (stale.status_code, stale.headers.get("ETag")) == (429, None)
    assert int(stale.headers["Retry-After"]) > 0
    assert stale.headers["Content-Length"] == str(len(stale.data))


def test_an_answer_that_is_not_sent_is_closed(tmp_path: Path) -> None:
    closed: list[str] = []

    def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        start_response("200 OK", [("Content-Type", "text/plain")])
        return ClosingIterator([b"words"], [lambda: closed.append(environ["PATH_INFO"])])

    refuse = lambda environ, seconds: Response(str(seconds), 429)  # noqa: E731
    limit = RateLimit(application, rates(f"1/{LONG}", 1), FileCounts(tmp_path / COUNTS), refuse)
    client = Client(limit)
    first = client.get("/first", headers={"If-None-Match": '"x"'})
    assert (first.status_code, closed) == (200, [])
    assert client.get("/second", headers={"If-None-Match": '"x"'}).status_code == 429
    assert closed == ["/second"]


def test_a_conditional_request_that_brings_the_feed_is_counted_once(limited: Callable[..., Desk]) -> None:
    desk = limited()
    assert desk.statuses(6, If_None_Match='"stale"') == [200] * 4 + [429] * 2
    assert desk.statuses(6, agent="other", If_Modified_Since="Thu, 01 Jan 1970 00:00:01 GMT") == [200] * 4 + [429] * 2


def test_a_page_that_was_made_to_find_it_unchanged_is_counted(limited: Callable[..., Desk]) -> None:
    desk, path = limited(), "/search?q=a"
    etag = desk.get(path).headers["ETag"]
    assert [desk.get(path, If_None_Match=etag).status_code for _ in range(5)] == [304] * 3 + [429] * 2


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/static/icon.png", "/favicon.ico"])
def test_probes_and_static_files_are_free(limited: Callable[..., Desk], path: str) -> None:
    desk = limited()
    desk.statuses(5)
    assert 429 not in desk.statuses(10, path=path)


@pytest.mark.parametrize("path", [FEED, "/feeds.json", "/opml/company"])
def test_what_a_browser_asks_before_a_script_may_is_free(limited: Callable[..., Desk], path: str) -> None:
    desk, asked = limited(), {"method": "OPTIONS", "Access_Control_Request_Method": "GET"}
    assert desk.statuses(10, path=path, **asked) == [204] * 10
    assert desk.statuses(5) == [200] * 4 + [429]
    assert desk.statuses(2, path=path, **asked) == [204] * 2


def test_what_is_put_off_until_the_first_ingest_is_free_and_what_is_there_is_not(
    make_settings: Callable[..., Settings], write: Callable[..., Path]
) -> None:
    write("one.md")
    site = Site(make_settings(rate_limit=f"4/{LONG}", rate_burst=3), is_read=False)
    late = "/feeds/category/news.atom"
    assert [site.get(late).status_code for _ in range(10)] == [503] * 10
    assert [site.get("/").status_code for _ in range(5)] == [200] * 4 + [429]
    assert site.get(late).status_code == 503
    site.ingest()
    assert site.get(late).status_code == 429
    site.close()


@pytest.mark.parametrize(("path", "asked"), [(FEED, {}), ("/nosuch", {"Access_Control_Request_Method": "GET"})])
def test_other_questions_after_methods_are_counted(
    limited: Callable[..., Desk], path: str, asked: dict[str, str]
) -> None:
    assert limited().statuses(5, path=path, method="OPTIONS", **asked)[-1] == 429


@pytest.mark.parametrize("path", ["/", "/feeds/company/none.atom", "/none", "/feeds.json", "/staticx"])
def test_every_other_address_is_counted_whatever_its_answer(limited: Callable[..., Desk], path: str) -> None:
    desk = limited()
    answered = desk.statuses(6, path=path)
    assert 429 not in answered[:4]
    assert answered[4:] == [429, 429]
    assert desk.get().status_code == 429


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        ("192.0.2.1", "192.0.2.2", False),
        ("2001:db8:1:2:3::1", "2001:db8:1:2:4::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("::ffff:192.0.2.1", "::ffff:192.0.2.2", False),
        ("", "", True),
    ],
)
def test_a_client_is_an_address_and_ipv6_a_network_of_64_bits(
    limited: Callable[..., Desk], one: str, other: str, shared: bool
) -> None:
    desk = limited()
    desk.statuses(4, address=one)
    assert desk.get(address=one).status_code == 429
    assert desk.get(address=other).status_code == (429 if shared else 200)
    assert desk.get(address=one, agent="another reader").status_code == 200


def test_network_leaves_what_is_no_address_as_it_is() -> None:
    assert [network(text) for text in ("", "unix:", "1.2.3.4.5", "fe80::1%eth0")] == [
        "",
        "unix:",
        "1.2.3.4.5",
        "fe80::",
    ]


@pytest.mark.parametrize("written", ["198.51.100.1:{}", "[2001:db8::1]:{}", "::ffff:198.51.100.1"])
def test_a_port_that_a_proxy_names_makes_no_new_client(limited: Callable[..., Desk], written: str) -> None:
    desk = limited(trusted_proxies=1)
    asked = [desk.get(X_Forwarded_For=written.format(50_000 + number)).status_code for number in range(5)]
    assert asked == [200] * 4 + [429]
    other = written.replace(".1", ".2").replace("2001:db8:", "2001:db9:").format(50_000)
    assert desk.get(X_Forwarded_For=other).status_code == 200


def test_behind_a_trusted_proxy_the_clients_address_counts(limited: Callable[..., Desk]) -> None:
    desk = limited(trusted_proxies=1)
    assert desk.statuses(5, X_Forwarded_For="198.51.100.1") == [200] * 4 + [429]
    assert desk.get(X_Forwarded_For="198.51.100.2").status_code == 200


def test_a_header_that_nobody_trusts_makes_no_new_client(limited: Callable[..., Desk]) -> None:
    desk = limited()
    assert [desk.get(X_Forwarded_For=f"198.51.100.{number}").status_code for number in range(5)] == [200] * 4 + [429]


def test_a_new_client_may_ask_at_once_as_often_as_the_burst_says(limited: Callable[..., Desk]) -> None:
    desk = limited(rate_limit=f"1/{LONG}", rate_burst=5)
    assert desk.statuses(7) == [200] * 5 + [429] * 2


@pytest.mark.parametrize(
    ("rate", "burst", "found"),
    [
        ("60/hour", 10, ["60 per 1 hour"]),
        ("10/hour", 10, ["10 per 1 hour"]),
        ("1/hour", 10, ["1 per 1 hour", "9 per 86400 second"]),
        ("4 per 2 hours", 10, ["4 per 2 hour", "6 per 86400 second"]),
        ("1/day", 10, ["1 per 1 day", "9 per 864000 second"]),
    ],
)
def test_rates_give_the_burst_once_in_the_time_in_which_the_rate_gives_as_many(
    rate: str, burst: int, found: list[str]
) -> None:
    assert [repr(item) for item in rates(rate, burst)] == found


def test_where_nothing_can_be_counted_every_request_is_answered_and_it_is_told_once(
    limited: Callable[..., Desk], capsys: pytest.CaptureFixture[str]
) -> None:
    desk = limited()
    (desk.settings.data / COUNTS).mkdir()
    capsys.readouterr()
    assert desk.statuses(8) == [200] * 8
    assert desk.statuses(3, If_None_Match='"stale"') == [200] * 3
    told = [line for line in capsys.readouterr().err.splitlines() if "rate_limit" in line]
    assert len(told) == 1
    assert "Is a directory" in told[0]


def test_a_refusal_is_in_the_access_log(limited: Callable[..., Desk], capsys: pytest.CaptureFixture[str]) -> None:
    desk = limited()
    desk.statuses(4)
    # The server closes the body, and with it the line is written; those of before are closed whenever Python likes.
    desk.get().close()
    desk.get(If_None_Match='"stale"').close()
    desk.apps[0].extensions[ACCESS].close()
    statuses = [line.split()[6] for line in capsys.readouterr().err.splitlines() if "feedsvc.access" in line]
    assert [status for status in statuses if status != "200"] == ["429"] * 2


@pytest.mark.parametrize("server", ["gunicorn", "granian"])
def test_two_workers_of_a_server_count_together(tmp_path: Path, server: str) -> None:
    (tmp_path / "posts").mkdir()
    port = free_port()
    command = ["feedsvc", "serve", "posts", "--port", str(port), "--workers", "2", "--server", server]
    with serving(command, tmp_path, port, rate_limit=f"20/{LONG}", starter="false") as running:
        answers = [running.get(FEED, User_Agent=READER) for _ in range(60)]
        assert [answer.status for answer in answers] == [200] * 20 + [429] * 40
        assert len(running.workers()) == 2
        assert int(answers[-1].headers["Retry-After"]) > 0
        assert running.get(FEED, User_Agent="another").status == 200
        assert running.get(FEED, User_Agent=READER, If_None_Match=answers[0].headers["ETag"]).status == 304
        assert running.get("/readyz", User_Agent=READER).status == 200

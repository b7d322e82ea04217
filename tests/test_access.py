"""The access log: what a line says, in both forms, and which requests have one."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from werkzeug.test import create_environ, run_wsgi_app

from feedsvc.config import Settings
from feedsvc.web.app import ACCESS
from tests.serving import READER, Workers

FEED = "/feeds/all.atom"


class Desk(Workers):
    """Workers over one article, and the lines that they wrote."""

    def __init__(self, settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
        super().__init__(settings)
        self._capsys = capsys
        capsys.readouterr()

    def lines(self) -> list[str]:
        for app in self.apps:
            if ACCESS in app.extensions:
                app.extensions[ACCESS].close()
        return self._capsys.readouterr().err.splitlines()


@pytest.fixture
def make_desk(
    make_settings: Callable[..., Settings], write: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> Iterator[Callable[..., Desk]]:
    """Makes a desk with these settings."""
    made: list[Desk] = []

    def make(**settings: object) -> Desk:
        make_settings()
        write("one.md")
        made.append(Desk(make_settings(**settings), capsys))
        return made[-1]

    yield make
    for desk in made:
        desk.close()


def test_a_line_says_who_what_status_bytes_time_and_what_the_cache_did(make_desk: Callable[..., Desk]) -> None:
    desk = make_desk()
    answer = desk.get(FEED)
    size = str(len(answer.data))
    # Each before the next one is asked for: of what comes from memory the line is made before it is closed.
    answer.close()
    desk.get(FEED).close()
    desk.get(FEED, If_None_Match=answer.headers["ETag"]).close()
    lines = [line for line in desk.lines() if "feedsvc.access" in line]
    form = re.compile(
        r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z info feedsvc\.access: "
        r"192\.0\.2\.1 GET '/feeds/all\.atom' (\d{3}) (\d+) \d+\.\dms (\w+) 'Miniflux/2\.2\.3'"
    )
    found = [match.groups() for line in lines if (match := form.fullmatch(line))]
    assert len(found) == len(lines)
    assert [each[:2] for each in found] == [("200", size), ("200", size), ("304", "0")]
    assert found[0][2] == "rendered"
    assert {each[2] for each in found[1:]} <= {"hit", "hot"}


def test_who_comes_over_a_unix_socket_has_no_address_and_a_line_of_as_many_fields(
    make_desk: Callable[..., Desk],
) -> None:
    desk = make_desk()
    desk.get(FEED, address="").close()
    (line,) = [line for line in desk.lines() if "feedsvc.access" in line]
    assert " info feedsvc.access: - GET '/feeds/all.atom' 200 " in line


def test_as_json_each_field_stands_by_itself(make_desk: Callable[..., Desk]) -> None:
    desk = make_desk(log_format="json")
    desk.get(f"/feeds/category/{quote('新媒体')}.atom?q=%E5%8C%BB", agent='a "quoted"\tagent').close()
    line = json.loads(desk.lines()[0])
    assert line.pop("time").endswith("Z")
    assert line.pop("ms") >= 0
    assert line.pop("bytes") > 0
    assert line == {
        "level": "info", "logger": "feedsvc.access", "client": "192.0.2.1", "method": "GET",
        "address": "/feeds/category/新媒体.atom?q=%E5%8C%BB", "status": 404, "cache": "-", "agent": 'a "quoted"\tagent',
    }  # fmt: skip


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_query_that_comes_as_it_was_typed_is_readable(make_desk: Callable[..., Desk], form: str) -> None:
    """granian gives its bytes to the application as they are."""
    desk = make_desk(log_format=form)
    query = "q=医保&x=%E5".encode().decode("latin-1")
    environ = create_environ("/feeds/category/新闻.atom") | {"QUERY_STRING": query}
    run_wsgi_app(desk.apps[0].wsgi_app, environ, buffered=True)
    assert "/feeds/category/新闻.atom?q=医保&x=%E5" in desk.lines()[0]


def test_as_json_no_character_ends_a_line_for_whoever_reads_it(make_desk: Callable[..., Desk]) -> None:
    desk = make_desk(log_format="json")
    desk.get("/none%E2%80%A8forged%C2%85%E2%80%AE%7F").close()
    lines = desk.lines()
    assert len(lines) == 1
    assert json.loads(lines[0])["address"] == "/none\u2028forged\x85\u202e\x7f"
    assert r"/none\u2028forged\u0085\u202e\u007f" in lines[0]


def test_an_address_cannot_begin_a_line_of_its_own(make_desk: Callable[..., Desk]) -> None:
    desk = make_desk()
    desk.get("/none%0A2026-01-31T08:00:00.000Z%20info%20forged").close()
    lines = desk.lines()
    assert len(lines) == 1
    assert r"'/none\n2026-01-31T08:00:00.000Z info forged' 404 " in lines[0]


@pytest.mark.parametrize(
    ("settings", "logged"),
    [
        ({}, [FEED]),
        ({"log_level": "debug"}, ["/healthz", FEED]),
        ({"log_level": "warning"}, []),
        ({"access_log": "false"}, []),
    ],
)
def test_probes_have_lines_at_level_debug_alone(
    make_desk: Callable[..., Desk], settings: dict[str, str], logged: list[str]
) -> None:
    desk = make_desk(**settings)
    for path in ("/healthz", FEED):
        desk.get(path, agent=READER).close()
    lines = [line for line in desk.lines() if "GET" in line]
    assert [line.split("'")[1] for line in lines] == logged
    assert all((" debug " in line) == ("/healthz" in line) for line in lines)

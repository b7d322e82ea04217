"""The health of the desk: who sees it, and what it tells."""

from __future__ import annotations

import base64
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from lxml import etree, html

from feedsvc import config
from feedsvc.config import Settings
from feedsvc.errors import SettingsError
from feedsvc.store.readers import Readers
from feedsvc.subscribers import Gathered
from feedsvc.web.app import close
from tests.serving import Site

TOKEN = "a-token-of-the-desk-1234"
MakeSettings = Callable[..., Settings]


def basic(password: str, user: str = "desk") -> dict[str, str]:
    return {"Authorization": "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()}


def words(element: etree._Element) -> str:
    return "".join(map(str, element.itertext()))


@pytest.fixture
def site(make_settings: MakeSettings, write: Callable[..., Path]) -> Iterator[Site]:
    write("good.md", body="蓝帆医疗(002382.SZ)发布公告，业绩增长。")
    write("day.md", head="title: A day\ndate: 2022-03-28")
    write("zone.md", head="title: No zone\ndate: 2022-03-28 10:00:00")
    write("bad.md", head="title: <b>No</b> date")
    write("name.md", body="它和凌岳控股有限公司签约。")
    made = Site(make_settings(admin_token=TOKEN))
    yield made
    made.close()


def test_without_a_token_there_is_no_such_page(make_settings: MakeSettings) -> None:
    site = Site(make_settings())
    for headers in ({}, basic(""), basic("x" * 16), {"Authorization": "Bearer "}):
        assert site.get("/status", Accept="text/html", **headers).status_code == 404
    site.close()


@pytest.mark.parametrize(
    "headers",
    [
        {},
        basic("wrong"),
        basic(TOKEN[:-1]),
        basic(TOKEN + "x"),
        basic("", user=TOKEN),
        {"Authorization": "Bearer wrong"},
        {"Authorization": f"Basic {TOKEN}"},
        {"Authorization": f"Digest {TOKEN}"},
        {"Authorization": "Bearer " + "\xff" * 20},
        {"Authorization": "Basic /w=="},
        {"Authorization": "Basic é"},
        {"Authorization": ""},
    ],
)
def test_without_the_right_token_it_asks_for_it(site: Site, headers: dict[str, str]) -> None:
    answer = site.get("/status", Accept="text/html", **headers)
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith("Basic realm=")
    assert answer.headers["Cache-Control"] == "no-store"
    assert b"bad.md" not in answer.data
    # Nor in the address, where logs and referrers would have it.
    assert site.get(f"/status?token={TOKEN}&admin_token={TOKEN}").status_code == 401


@pytest.mark.parametrize("headers", [basic(TOKEN), basic(TOKEN, user=""), {"Authorization": f"Bearer {TOKEN}"}])
def test_the_token_opens_it_as_a_password_and_as_a_bearer(site: Site, headers: dict[str, str]) -> None:
    answer = site.get("/status", Accept="text/html", **headers)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert TOKEN.encode() not in answer.data


def test_it_tells_what_a_desk_has_to_look_after(site: Site) -> None:
    day = int(time.time()) // 86_400
    Readers(site.store.folder).add(Gathered(claims={(day, "/feeds/all", "feedly", ""): 489}))
    page = html.fromstring(site.get("/status?lang=en", Accept="text/html", **basic(TOKEN)).data.decode())
    parts = {part.xpath("string(h2/@id)"): words(part) for part in page.iter("section")}
    assert "every file" in parts["runs"]
    assert "posts/bad.md" in parts["problems"]
    assert "write" in parts["problems"] or "add" in parts["problems"]
    assert "posts/day.md" in parts["assumed"] and "the time of day" in parts["assumed"]
    assert "posts/zone.md" not in parts["assumed"]
    assert "蓝帆医疗" in parts["unknown"]
    assert "凌岳控股有限公司" in parts["names"] and "name.md" in parts["names"]
    assert "489" in parts["readers"]
    assert "No ingester is running" in words(page)
    # Whatever a file holds is text.
    assert page.xpath("//main//b") == []


def test_where_the_number_of_readers_cannot_be_told_it_says_why_and_tells_the_rest(site: Site) -> None:
    (site.store.folder / "readers.sqlite3").write_bytes(b"no database" * 100)
    answer = site.get("/status", **basic(TOKEN))
    assert answer.status_code == 200
    told = words(html.fromstring(answer.data))
    assert "readers.sqlite3': 'file is not a database'; see to the rights" in told
    assert "bad.md" in answer.text


def test_what_was_assumed_is_said_in_the_language_of_the_page(
    make_settings: MakeSettings, write: Callable[..., Path]
) -> None:
    write("clip.md", head="title: A clip\npublished:\ncreated: 2022-03-28")
    site = Site(make_settings(admin_token=TOKEN))
    for language, said in (("en", "the date, from when the file was made"), ("zh", "日期，取自文件创建的时间")):
        page = html.fromstring(site.get(f"/status?lang={language}", **basic(TOKEN)).data.decode())
        parts = {part.xpath("string(h2/@id)"): words(part) for part in page.iter("section")}
        assert said in parts["assumed"]
    site.close()


def test_the_token_stands_in_no_log(capsys: pytest.CaptureFixture[str], make_settings: MakeSettings) -> None:
    capsys.readouterr()
    # Made here: its log goes to what standard error is now.
    site = Site(make_settings(admin_token=TOKEN))
    for headers in (basic(TOKEN), {"Authorization": f"Bearer {TOKEN}"}, basic("wrong-" + TOKEN)):
        site.get("/status", **headers).close()
    close(site.app)
    logged = capsys.readouterr().err
    assert "/status" in logged
    assert TOKEN not in logged
    assert base64.b64encode(f"desk:{TOKEN}".encode()).decode() not in logged
    site.close()


def test_the_settings_show_no_token(make_settings: MakeSettings) -> None:
    rows = {name: value for name, value, _ in config.shown(make_settings(admin_token=TOKEN))}
    assert rows["admin_token"] == "…"
    assert {name: value for name, value, _ in config.shown(make_settings())}["admin_token"] == ""


@pytest.mark.parametrize("token", ["short", "with a space in it 12345", "ümlaut-ümlaut-ümlaut", "x" * 201])
def test_a_token_that_is_none_is_refused_without_being_shown(make_settings: MakeSettings, token: str) -> None:
    with pytest.raises(SettingsError) as refused:
        make_settings(admin_token=token)
    assert token not in str(refused.value)
    assert "FEEDSVC_ADMIN_TOKEN" in str(refused.value)

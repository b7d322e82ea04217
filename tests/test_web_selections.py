"""Combined selections, archives, deltas and tombstones as clients see them."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from functools import partial
from itertools import count
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import quote

import feedparser
import pytest
from lxml import etree
from werkzeug.test import TestResponse

from feedsvc.config import Settings
from feedsvc.ingest import Ingester
from feedsvc.store import archives, schema, search, selecting
from feedsvc.watchers import Watchers
from feedsvc.web import answers, keys
from tests.conftest import DATABASES, put_article, settings_over
from tests.serving import Site
from tests.storing import saved

Write = Callable[..., Path]
A, AT = "{http://www.w3.org/2005/Atom}", "{http://purl.org/atompub/tombstones/1.0}"
FH = "{http://purl.org/syndication/history/1.0}"
BASE = "https://feeds.example"
OWN = "NIO.US | 09866.HK | 蔚来 | NIO Inc\n600030.SH | | 中信证券 | ?中信\n601066.SH | | 中信建投 | ?中信\n"
NEWS = (
    ("a.md", "一", "2022-03-01", "科技", "蔚来汽车交付了新车。"),
    ("b.md", "二", "2022-03-02", "体育", "北京国安对阵上海。蔚来赞助。"),
    ("c.md", "三", "2022-03-03", "科技", "Apple pie 是甜点。中信证券发布研报。"),
    ("d.md", "四", "2022-02-03", "体育", "京东健康发布财报。"),
)


def put(write: Write, row: tuple[str, ...]) -> Path:
    name, title, day, category, body = row
    return write(name, head=f"title: {title}\ndate: {day} 10:00:00 +0800\ncategories: [{category}]", body=body)


def made(folder: Path, new_database: Callable[[], str] | None) -> Site:
    (folder / "own.txt").write_text(OWN, encoding="utf-8")
    for row in NEWS:
        put(partial(put_article, folder), row)
    # A test that makes settings again means the same store.
    base = settings_over(folder, companies=folder / "own.txt", title="Desk")
    return Site(replace(base, database=new_database() if new_database else base.database))


def database_of(request: pytest.FixtureRequest) -> Callable[[], str] | None:
    """What makes the database of a fixture that has each kind."""
    found: Callable[[], str] | None = request.getfixturevalue("new_database") if request.param == "postgresql" else None
    return found


@pytest.fixture(params=DATABASES)
def site(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Site]:
    yield (site := made(tmp_path, database_of(request)))
    site.close()


@pytest.fixture(scope="module", params=DATABASES)
def shared(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The same for tests that change nothing."""
    yield (site := made(tmp_path_factory.mktemp("shared"), database_of(request)))
    site.close()


def titles(site: Site, address: str) -> list[str]:
    answer = site.get(address)
    assert answer.status_code == 200, answer.text
    return [entry.title for entry in feedparser.parse(answer.data).entries]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("category=科技", ["三", "一"]),
        ("category=科技&category=体育", ["三", "二", "一", "四"]),
        ("category=科技&company=NIO.US", ["一"]),
        ("not_category=体育", ["三", "一"]),
        ("company=蔚来&not_category=科技", ["二"]),
        ("q=蔚来", ["二", "一"]),
        ("q=apple", ["三"]),
        ("q=appl", []),
        ("q=蔚来 -北京", ["一"]),
        ("q=健康", ["四"]),
        ("q=-蔚来", ["三", "四"]),
        ("q=Apple OR 蔚来 -北京", ["三", "一"]),
        ("q=蔚来 or 北京", []),
        ("q=intitle:一", ["一"]),
        ("q=蔚来 -intitle:一", ["二"]),
        ('q=-蔚来 -"京东健康"&category=科技', ["三"]),
        ("since=2022-03-02", ["三", "二"]),
        ("until=2022-03-01", ["一", "四"]),
        ("since=2022-03-02T10:00:00%2B08:00&until=2022-03-03T09:59:59%2B08:00", ["二"]),
        ("q=蔚来&limit=1", ["二"]),
        ("company=NIO.US&role=subject", ["二", "一"]),
    ],
)
def test_any_combination_of_parameters_selects(shared: Site, query: str, expected: list[str]) -> None:
    assert titles(shared, f"/feeds/all.atom?{quote(query, safe='=&%')}") == expected


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("company=NIO.US,AAPL", "several are asked for as company=NIO.US&company=AAPL"),
        ("category=none、 科技", "several are asked for as category=none&category=科技"),
        ("not_category=体育|科技|none", "several are asked for as not_category=体育&not_category=科技"),
        ("company=None, Inc.", "/feeds.json lists what there is"),
        ("category=none", "/feeds.json lists what there is"),
    ],
)
def test_several_keys_in_one_value_are_told_how_they_are_asked_for(shared: Site, query: str, said: str) -> None:
    answer = shared.get(f"/feeds/all.atom?{quote(query, safe='=&%')}")
    assert answer.status_code == 404
    assert answer.text.endswith(f"; {said}\n")


def test_spellings_orders_and_strangers_in_a_query_are_one_feed(shared: Site) -> None:
    first = shared.get(f"/feeds/all.atom?company=NIO.US&category={quote('科技')}&limit=50")
    second = shared.get(
        f"/feeds/all.atom?utm_source=x&category={quote('科技')}&company={quote('蔚来')}&company=hk09866"
    )
    assert first.data == second.data
    assert first.headers["ETag"] == second.headers["ETag"]
    own = f"{BASE}/feeds/all.atom?category=%E7%A7%91%E6%8A%80&company=NIO.US"
    assert first.headers["Link"] == f'<{own}>; rel="self"'
    assert first.headers["X-Robots-Tag"] == "noindex"
    feed = etree.fromstring(first.data)
    assert feed.findtext(f"{A}title") == "科技 · 蔚来 · Desk"


def test_each_combination_has_an_id_of_its_own_and_entries_keep_theirs(shared: Site) -> None:
    addresses = [
        "/feeds/all.json",
        "/feeds/all.json?q=NIO",
        "/feeds/all.json?company=NIO.US",
        "/feeds/company/NIO.US.json",
    ]
    addresses += ["/feeds/all.json?not_company=NIO.US", "/feeds/all.json?since=2022-01-01"]
    feeds = [json.loads(shared.get(address).data) for address in addresses]
    assert len({feed["_feedsvc"]["id"] for feed in feeds}) == len(addresses)
    assert len({item["id"] for feed in feeds for item in feed["items"]}) == len(NEWS)


def test_the_id_of_a_combination_outlives_the_key_of_a_company(
    site: Site, make_settings: Callable[..., Settings], tmp_path: Path
) -> None:
    before = json.loads(site.get("/feeds/all.json?company=NIO.US&q=新车").data)
    (tmp_path / "own.txt").write_text(OWN.replace("NIO.US | 09866.HK", "09866.HK | NIO.US"), encoding="utf-8")
    site.ingest()
    after = json.loads(site.get("/feeds/all.json?company=09866.HK&q=新车").data)
    assert after["_feedsvc"]["id"] == before["_feedsvc"]["id"]
    assert after["items"]


@pytest.mark.parametrize(
    ("query", "status", "reason"),
    [
        ("category=none", 404, "there is no category 'none'"),
        (f"company={quote('中信')}", 400, "company='中信' can be several; it takes one of '600030.SH', '601066.SH'"),
        (f"not_company={quote('中信')}", 400, "not_company='中信' can be several; it takes one of '600030.SH'"),
        ("since=20220303", 400, "since='20220303' is no date"),
        ("q=" + quote("中a" * 60), 414, "it takes at most 200"),
        ("since=soon", 400, "since='soon' is no date"),
        ("q=" + "x" * 201, 414, "q has 201 characters"),
        ("q=" + "x" * 5000, 414, "a query of 5002 characters is too long"),
        ("tag=a&" * 60, 414, "60 keys are too many"),
        ("q=%22%22", 400, "names no word to look for"),
        ("q=-", 400, "names no word to look for"),
        ("q=a%20OR%20-b", 400, "q='a OR -b' has an exclusion among its choices; it takes one beside them, (a OR b) -c"),
        ("q=" + quote(f"({'a ' * 3}{'b' * 60}) OR (c {'d' * 80})"), 414, "q, with its choices written out, has 311"),
        ("q=hello&q=" + quote("医保"), 400, "q='hello' and q='医保' exclude each other; it takes one"),
    ],
)
def test_what_cannot_be_selected_is_refused_with_the_reason(shared: Site, query: str, status: int, reason: str) -> None:
    answer = shared.get(f"/feeds/all.atom?{query}")
    assert (answer.status_code, answer.mimetype) == (status, "text/plain")
    assert reason in answer.text


@pytest.mark.parametrize("slash", ["/", "%2F"])
def test_a_slash_in_a_key_leads_to_the_key_that_has_none(site: Site, write: Write, slash: str) -> None:
    """A script that encodes `a/b` writes `%2F`, which WSGI decodes before the address is read."""
    write("e.md", head="title: 五\ndate: 2022-03-05\ntags: [a/b]")
    site.ingest()
    own = f"a{quote('／')}b"
    for path, to in (
        (f"/feeds/tag/a{slash}b.atom?limit=5", f"/feeds/tag/{own}.atom?limit=5"),
        (f"/feeds/tag/a{slash}b", f"/feeds/tag/{own}"),
        (f"/feeds/tag/a{slash}b/archive/2022-03.1.atom", f"/feeds/tag/{own}/archive/2022-03.1.atom"),
        (f"/tag/a{slash}b", f"/tag/{own}"),
        (f"/tag/a{slash}b/", f"/tag/{own}"),
    ):
        answer = site.get(path)
        assert (answer.status_code, answer.headers["Location"]) == (301, to)
        assert site.get(to).status_code == 200
    assert titles(site, f"/feeds/all.atom?tag=a{slash}b") == ["五"]
    for path in (
        f"/feeds/tag/a{slash}c.atom",
        f"/feeds/tag/a{slash}{slash}b.atom",
        f"/feeds/tag/{slash}b.atom",
        f"/feeds/all{slash}b.atom",
        f"/feeds/tag{slash}.atom",
        f"/tag/a{slash}c",
        f"/tag/{slash}b",
    ):
        assert site.get(path).status_code == 404


def test_a_search_has_a_feed_at_its_own_address(shared: Site) -> None:
    answer = shared.get(f"/feeds/search.json?q={quote('蔚来  -北京')}")
    feed = json.loads(answer.data)
    assert [item["title"] for item in feed["items"]] == ["一"]
    assert feed["feed_url"] == f"{BASE}/feeds/search.json?q=%E8%94%9A%E6%9D%A5%20-%E5%8C%97%E4%BA%AC"
    assert feed["title"] == "“蔚来” · −“北京” · Desk"
    either = json.loads(shared.get(f"/feeds/search.json?q={quote('财报 OR 北京')}").data)
    assert [item["title"] for item in either["items"]] == ["二", "四"]
    assert either["feed_url"].endswith("?q=%E5%8C%97%E4%BA%AC%20OR%20%E8%B4%A2%E6%8A%A5")
    assert either["title"] == "“北京”/“财报” · Desk"
    titled = json.loads(shared.get(f"/feeds/search.json?q={quote('-intitle:财报 蔚来')}").data)
    assert titled["title"] == "“蔚来” · −intitle:“财报” · Desk"
    assert shared.get("/feeds/search.json").status_code == 400
    assert "q is missing" in shared.get("/feeds/search.atom").text


def test_a_search_sees_a_change_and_keeps_its_304_for_changes_elsewhere(site: Site, write: Write) -> None:
    address = f"/feeds/search.atom?q={quote('稀土')}"
    tag = site.get(address).headers["ETag"]
    put(write, ("e.md", "五", "2022-03-05", "科技", "别的。"))
    site.ingest()
    assert site.get(address, If_None_Match=tag).status_code == 304
    put(write, ("f.md", "六", "2022-03-05", "科技", "稀土永磁涨价。"))
    site.ingest()
    assert site.get(address, If_None_Match=tag).status_code == 200
    assert titles(site, address) == ["六"]


@pytest.mark.parametrize(
    "address",
    [
        "/feeds/category/科技.atom",
        "/feeds/tag/go.atom?category=科技",
        "/feeds/all.atom?category=科技&category=体育",
    ],
)
def test_after_each_change_the_time_is_later_than_anybody_was_told_before(
    site: Site, write: Write, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    # Behind what the site began with.
    start, address = int(time.time()) + 10, quote(address, safe="/?=&")

    def asked(second: int, since: datetime) -> TestResponse:
        monkeypatch.setattr(answers, "time", SimpleNamespace(time=lambda: float(start + second)))
        return site.get(address, If_Modified_Since=format_datetime(since, usegmt=True))

    def bring(second: int, name: str, head: str) -> None:
        write(f"{name}.md", head=f"title: {name}{second}\ndate: 2022-03-01\n{head}", body=f"{next(texts)} 中信证券")
        Ingester(site.store, site.settings, Watchers(clock=partial(float, start + second))).run()

    texts, never = count(), datetime(2000, 1, 1, tzinfo=UTC)
    both, tech, tag = "categories: [科技]\ntags: [go]", "categories: [科技]", "categories: [体育]\ntags: [go]"
    bring(0, "both", both)
    changes = 0
    for second, name, head in (
        *((5, "tech", tech), (5, "tech", tech), (5, "tag", tag), (6, "both", both), (6, "tag", tag), (6, "both", both)),
        *((8, "both", both), (8, "tag", tag), (8, "tech", tech), (8, "both", both), (9, "both", both)),
    ):
        before = asked(second, never)
        bring(second, name, head)
        told = parsedate_to_datetime(before.headers["Last-Modified"])
        later, is_changed = asked(100, told), asked(100, never).data != before.data
        assert later.status_code == 200 or not is_changed, (second, name)
        changes += is_changed
    assert changes


def test_a_redirect_keeps_the_conditions(shared: Site) -> None:
    answer = shared.get(f"/feeds/company/{quote('蔚来')}.atom?limit=5&q=x&y=1")
    assert (answer.status_code, answer.headers["Location"]) == (301, "/feeds/company/NIO.US.atom?limit=5&q=x")


@pytest.mark.parametrize(
    "address", ["/feeds/company/NIO.US.ATOM", "/feeds/company/nio.us.atom/", "/feeds/company/NIO.US.atom/"]
)
def test_a_slash_at_the_end_or_another_case_leads_to_the_feed_in_one_hop(shared: Site, address: str) -> None:
    answer = shared.get(address)
    assert (answer.status_code, answer.headers["Location"]) == (301, "/feeds/company/NIO.US.atom")


def relation(document: bytes, name: str) -> str | None:
    """The address of a relation of a feed, without the server's."""
    root = etree.fromstring(document)
    channel = root if root.tag == f"{A}feed" else root[0]
    found = [link.get("href") for link in channel.findall(f"{A}link") if link.get("rel") == name]
    assert len(found) < 2
    return found[0].removeprefix(BASE) if found and found[0] else None


@pytest.mark.parametrize("format_name", ["atom", "rss"])
def test_walking_the_archives_gives_every_entry_once(
    site: Site, format_name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, "PART", 2)
    document = site.get(f"/feeds/all.{format_name}?limit=1").data
    walked: list[list[str]] = []
    addresses = []
    while (address := relation(document, "prev-archive")) is not None:
        addresses.append(address)
        answer = site.get(address)
        # The newest one's month may still go on.
        age = "max-age=300, stale" if len(addresses) == 1 else "max-age=86400, s-maxage=300, stale"
        assert answer.headers["Cache-Control"].startswith(f"public, {age}")
        again = site.get(address, If_None_Match=answer.headers["ETag"])
        assert (again.status_code, again.headers["Cache-Control"]) == (304, answer.headers["Cache-Control"])
        document = answer.data
        assert relation(document, "current") == f"/feeds/all.{format_name}"
        assert relation(document, "next-archive") == (None if len(addresses) < 3 else addresses[1])
        assert relation(document, "self") == address
        assert b"archive" in document
        assert etree.fromstring(document).find(f".//{FH}archive") is not None
        walked.append([entry.title for entry in feedparser.parse(document).entries])
    names = [f"/feeds/all/archive/{name}.{format_name}" for name in ("2022-03.2", "2022-03.1", "2022-02.1")]
    assert addresses == names
    assert walked == [["三"], ["二", "一"], ["四"]]


def test_json_feeds_lead_to_their_archives_by_next_url(shared: Site) -> None:
    feed, walked = json.loads(shared.get("/feeds/company/NIO.US.json").data), []
    own = feed["_feedsvc"]["id"]
    while "next_url" in feed:
        walked.append(feed["next_url"].removeprefix(BASE))
        feed = json.loads(shared.get(walked[-1]).data)
        assert (feed["_feedsvc"]["id"], feed["_feedsvc"]["current"]) == (own, f"{BASE}/feeds/company/NIO.US.json")
    assert walked == ["/feeds/company/NIO.US/archive/2022-03.1.json"]


def test_an_archive_changes_only_when_its_own_articles_do(
    site: Site, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    march, february = "/feeds/all/archive/2022-03.1.atom", "/feeds/all/archive/2022-02.1.atom"
    # A time to come is shown when it has come.
    monkeypatch.setattr(answers, "time", SimpleNamespace(time=lambda: time.time() + 10))
    before = {address: site.get(address) for address in (march, february)}
    put(write, ("e.md", "五", "2022-03-05", "财经", "晚到的文章。"))
    put(write, ("g.md", "七", "2022-05-05", "财经", "新的一月。"))
    site.ingest(ago=-5)
    kept = site.get(february)
    assert kept.data == before[february].data
    assert kept.headers["ETag"] == before[february].headers["ETag"]
    assert kept.headers["Last-Modified"] == before[february].headers["Last-Modified"]
    changed = site.get(march)
    assert [entry.title for entry in feedparser.parse(changed.data).entries] == ["五", "三", "二", "一"]
    assert changed.headers["ETag"] != before[march].headers["ETag"]
    times = [parsedate_to_datetime(each.headers["Last-Modified"]) for each in (before[march], changed)]
    assert times[0] < times[1]


@pytest.mark.parametrize("name", ["2022-03.1.ATOM", "2022-03.1.atom/"])
def test_an_archive_has_one_address(shared: Site, name: str) -> None:
    answer = shared.get(f"/feeds/all/archive/{name}")
    assert (answer.status_code, answer.headers["Location"]) == (301, "/feeds/all/archive/2022-03.1.atom")
    assert shared.get("/feeds/all/archive/2022-03.1").headers["Content-Location"] == "/feeds/all/archive/2022-03.1.atom"


@pytest.mark.parametrize("name", ["2022-04.1", "2022-03.2", "2022-13.1", "2022-03.0", "2022-3.1", "x"])
def test_an_archive_that_there_is_not_is_404(shared: Site, name: str) -> None:
    assert shared.get(f"/feeds/all/archive/{name}.atom").status_code == 404


def test_archives_have_every_spelling_of_their_feed(shared: Site) -> None:
    answer = shared.get("/feeds/company/HK09866/archive/2022-03.1.rss")
    assert answer.status_code == 301
    assert answer.headers["Location"] == "/feeds/company/NIO.US/archive/2022-03.1.rss"


def asked(site: Site, address: str, tag: str) -> tuple[int, list[str], bytes]:
    answer = site.get(address, If_None_Match=tag, A_IM="feed")
    return answer.status_code, [entry.title for entry in feedparser.parse(answer.data).entries], answer.data


@pytest.mark.parametrize("format_name", ["atom", "rss"])
def test_a_reader_that_asks_for_it_gets_what_is_new_alone(site: Site, write: Write, format_name: str) -> None:
    address = f"/feeds/all.{format_name}"
    tag = site.get(address).headers["ETag"]
    assert asked(site, address, tag)[0] == 304
    put(write, ("e.md", "五", "2022-03-05", "财经", "新的文章。"))
    put(write, ("a.md", "一改", "2022-03-01", "科技", "蔚来汽车交付了更多新车。"))
    site.ingest()
    answer = site.get(address, If_None_Match=tag, A_IM="vcdiff, feed")
    assert (answer.status_code, answer.headers["IM"]) == (226, "feed")
    assert [entry.title for entry in feedparser.parse(answer.data).entries] == ["五", "一改"]
    whole = site.get(address)
    assert answer.headers["ETag"] == whole.headers["ETag"]
    assert answer.headers["Cache-Control"] == "no-store"
    assert "A-IM" in answer.headers["Vary"]
    # Without A-IM, or without a validator of ours, it is the whole feed.
    assert site.get(address, If_None_Match=tag).status_code == 200
    for strange in ('"other"', '"0-0123456789abcdef-gzip"', '"999999-0123456789abcdef-gzip"'):
        assert asked(site, address, strange)[:2] == (200, ["五", "三", "二", "一改", "四"])


def test_a_delta_tells_what_was_withdrawn_and_brings_what_takes_its_place(site: Site, write: Write) -> None:
    address = "/feeds/all.atom?limit=3"
    first = site.get(address)
    ids = {entry.title: entry.id for entry in feedparser.parse(first.data).entries}
    assert list(ids) == ["三", "二", "一"]
    (write("x.md").parent / "c.md").unlink()
    (write("x.md").parent / "x.md").unlink()
    site.ingest()
    status, new, document = asked(site, address, first.headers["ETag"])
    assert (status, new) == (226, ["四"])
    gone = etree.fromstring(document).findall(f"{AT}deleted-entry")
    assert [each.get("ref") for each in gone] == [ids["三"]]


def test_a_delta_brings_what_takes_the_place_of_an_entry_with_another_date(site: Site, write: Write) -> None:
    address = "/feeds/all.rss?limit=3"
    tag = site.get(address).headers["ETag"]
    put(write, ("b.md", "二", "2022-01-02", "体育", "北京国安对阵上海。蔚来赞助。"))
    site.ingest()
    assert titles(site, address) == ["三", "一", "四"]
    assert asked(site, address, tag)[:2] == (226, ["四"])


def test_rss_has_no_word_for_what_was_withdrawn_and_gives_the_whole_feed(site: Site, write: Write) -> None:
    address = "/feeds/all.rss?limit=3"
    tag = site.get(address).headers["ETag"]
    (write("x.md").parent / "c.md").unlink()
    (write("x.md").parent / "x.md").unlink()
    site.ingest()
    assert asked(site, address, tag)[:2] == (200, ["二", "一", "四"])


def test_a_validator_that_this_store_never_gave_gives_the_whole_feed(
    site: Site, make_settings: Callable[..., Settings], write: Write, tmp_path: Path
) -> None:
    tag = site.get("/feeds/all.atom").headers["ETag"]
    number, name, encoding = tag.strip('"').split("-")
    put(write, ("e.md", "五", "2022-03-05", "财经", "新的文章。"))
    site.ingest()
    forged = f'"{number}-{"0" * len(name)}-{encoding}"'
    assert asked(site, "/feeds/all.atom", forged)[0] == 200
    assert asked(site, "/feeds/all.atom", tag)[0] == 226
    other = Site(make_settings(companies=tmp_path / "own.txt", title="Desk", data=tmp_path / "other"))
    assert asked(other, "/feeds/all.atom", tag)[0] == 200
    other.close()


def test_a_reader_of_what_a_restored_backup_does_not_hold_gets_the_whole_feed(site: Site, write: Write) -> None:
    """Numbers rise with the clock: a minute is between what is done before and behind the backup and its return."""
    address = "/feeds/all.atom"
    held = {"saved": site.get(address).headers["ETag"]}
    site.close()
    backup = saved(site.settings.database_url)
    lost = Site(site.settings, is_read=False)
    for number in range(3):
        put(write, (f"lost{number}.md", f"失{number}", "2022-03-05", "财经", "将失去的文章。"))
        lost.ingest(ago=-60)
    held["lost"] = lost.get(address).headers["ETag"]
    assert asked(lost, address, held["saved"])[:2] == (226, titles(lost, address)[:3])
    lost.close()
    for number in range(3):
        (write("x.md").parent / f"lost{number}.md").unlink()
    (write("x.md").parent / "x.md").unlink()
    restored = Site(replace(site.settings, database=backup), is_read=False)
    for number in range(5):
        put(write, (f"new{number}.md", f"新{number}", "2022-03-05", "财经", "后来的文章。"))
        restored.ingest(ago=-120)
    new = titles(restored, address)
    assert (len(new), new[5:]) == (9, ["三", "二", "一", "四"])
    assert asked(restored, address, held["lost"])[:2] == (200, new)
    assert asked(restored, address, held["saved"])[:2] == (226, new[:5])
    restored.close()


def test_a_reader_is_told_of_what_came_back_with_a_restored_backup(site: Site, write: Write) -> None:
    """What was withdrawn behind the backup: a reader of such a feed has lacked it."""
    address, path = "/feeds/all.atom", write("x.md").parent / "c.md"
    site.ingest()
    before = path.read_bytes()
    site.close()
    backup = saved(site.settings.database_url)
    lost = Site(site.settings, is_read=False)
    path.unlink()
    lost.ingest(ago=-60)
    held = lost.get(address).headers["ETag"]
    lost.close()
    path.write_bytes(before)
    restored = Site(replace(site.settings, database=backup), is_read=False)
    put(write, ("new.md", "新", "2022-03-05", "财经", "后来的文章。"))
    restored.ingest(ago=-120)
    assert asked(restored, address, held)[:2] == (200, titles(restored, address))
    restored.close()


def test_behind_a_restored_backup_no_feed_gets_the_id_of_another(site: Site, write: Write) -> None:
    def own(where: Site, key: str) -> list[str]:
        addresses = (f"/feeds/category/{quote(key)}.json", f"/feeds/all.json?category={quote(key)}")
        return [json.loads(where.get(each).data)["_feedsvc"]["id"] for each in addresses]

    site.close()
    backup = saved(site.settings.database_url)
    lost = Site(site.settings, is_read=False)
    path = put(write, ("lost.md", "失", "2022-03-05", "甲", "将失去的文章。"))
    lost.ingest()
    ids = {key: own(lost, key) for key in ("科技", "甲")}
    lost.close()
    path.unlink()
    restored = Site(replace(site.settings, database=backup), is_read=False)
    put(write, ("new.md", "新", "2022-03-05", "乙", "后来的文章。"))
    restored.ingest()
    assert own(restored, "科技") == ids["科技"]
    assert not {*own(restored, "乙")} & {*ids["甲"]}
    restored.close()


def test_head_is_never_answered_by_a_delta(site: Site, write: Write) -> None:
    tag = site.get("/feeds/all.atom").headers["ETag"]
    put(write, ("e.md", "五", "2022-03-05", "财经", "新的文章。"))
    site.ingest()
    answer = site.client.head("/feeds/all.atom", headers={"If-None-Match": tag, "A-IM": "feed"})
    assert answer.status_code == 200


def test_a_withdrawn_article_that_comes_back_elsewhere_is_told_to_the_feed_that_it_left(
    site: Site, write: Write
) -> None:
    address = f"/feeds/category/{quote('科技')}.atom"
    path = put(write, NEWS[0])
    tag = site.get(address).headers["ETag"]
    path.unlink()
    site.ingest()
    gone = site.get(address)
    assert b"deleted-entry" in gone.data
    put(write, ("a.md", "一", "2022-03-01", "体育", "蔚来汽车交付了新车。"))
    put(write, ("c.md", "三改", "2022-03-03", "科技", "Apple pie 是甜点心。中信证券发布研报。"))
    site.ingest(ago=-5)
    # It is there again, elsewhere: no tombstone, and no delta without it, for what came before.
    assert b"deleted-entry" not in site.get(address).data
    for held in (tag, gone.headers["ETag"]):
        assert asked(site, address, held)[:2] == (200, ["三改"])
    assert titles(site, f"/feeds/category/{quote('体育')}.atom") == ["二", "一", "四"]


def test_what_was_held_and_then_withdrawn_is_told(site: Site, write: Write) -> None:
    path = put(write, NEWS[0])
    own = json.loads(site.get("/feeds/company/NIO.US.json").data)["items"][-1]["id"]
    put(write, ("a.md", "一", f"{datetime.now(UTC).year + 1}-03-01", "科技", "蔚来汽车交付了新车。"))
    site.ingest()
    assert "removed" not in json.loads(site.get("/feeds/company/NIO.US.json").data)["_feedsvc"]
    path.unlink()
    site.ingest()
    assert [each["id"] for each in json.loads(site.get("/feeds/all.json").data)["_feedsvc"]["removed"]] == [own]


def test_an_archive_follows_the_older_one_that_it_links_to(
    site: Site, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers, "time", SimpleNamespace(time=lambda: time.time() + 10))
    march = "/feeds/all/archive/2022-03.1.atom"
    before = site.get(march)
    assert relation(before.data, "prev-archive") == "/feeds/all/archive/2022-02.1.atom"
    put(write, ("g.md", "七", "2021-12-05", "财经", "旧闻。"))
    site.ingest()
    kept = site.get(march)
    assert (kept.data, kept.headers["Last-Modified"]) == (before.data, before.headers["Last-Modified"])
    (write("d.md").parent / "d.md").unlink()
    site.ingest(ago=-5)
    changed = site.get(march)
    assert relation(changed.data, "prev-archive") == "/feeds/all/archive/2021-12.1.atom"
    assert changed.headers["ETag"] != before.headers["ETag"]
    assert parsedate_to_datetime(changed.headers["Last-Modified"]) > parsedate_to_datetime(
        before.headers["Last-Modified"]
    )


def test_the_only_archive_is_complete_until_there_is_another(site: Site, write: Write) -> None:
    address = "/feeds/company/NIO.US/archive/2022-03.1.rss"
    before = site.get(address)
    assert b"complete" in before.data
    put(write, ("g.md", "七", "2022-05-05", "财经", "蔚来又交付了新车。"))
    site.ingest()
    after = site.get(address)
    assert b"complete" not in after.data
    assert relation(after.data, "next-archive") == "/feeds/company/NIO.US/archive/2022-05.1.rss"


@pytest.mark.parametrize("bound", ["until=9000-01-01", "since=0001-01-03", "since=9000-01-01&until=9001-01-01"])
def test_a_search_takes_any_date_in_the_calendar(site: Site, bound: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selecting, "SMALL", 0)
    found = titles(site, f"/feeds/search.atom?q={quote('蔚来')}&{bound}")
    assert found == ([] if bound.startswith("since=9") else ["二", "一"])


@pytest.mark.parametrize("bound", ["0001-01-03", "1600-01-01", "1969-12-31"])
def test_a_search_of_before_all_articles_finds_none(site: Site, bound: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selecting, "SMALL", 0)
    assert titles(site, f"/feeds/search.atom?q={quote('蔚来')}&until={bound}") == []


def test_a_search_below_a_key_sees_what_the_index_takes_up(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selecting, "SMALL", 0)
    address = f"/feeds/category/{quote('科技')}.atom?q={quote('新车')}"
    with site.store.writing() as connection:
        connection.execute(schema.texts.update().values(indexed=0))
        search.clear(connection)
    assert titles(site, address) == []
    site.ingest()
    assert titles(site, address) == ["一"]


def test_a_company_that_gets_another_key_leads_no_other_feed_astray(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys, "resolved", lambda connection, store, kind, spelling: spelling)
    answer = site.get(f"/feeds/category/{quote('科技')}.atom?company=HK09866")
    assert (answer.status_code, "ask again" in answer.text) == (404, True)


def test_a_person_who_opens_a_filtered_feed_sees_what_it_holds(shared: Site) -> None:
    answer = shared.get(f"/feeds/category/{quote('科技')}.atom?company=NIO.US", Accept="text/html")
    assert answer.status_code == 303
    page = shared.get(answer.headers["Location"], Accept="text/html")
    assert page.status_code == 200
    assert "蔚来" in page.text
    assert page.text.count("<h3") == 1


def test_an_entry_that_left_one_feed_alone_gives_the_whole_feed(site: Site, write: Write) -> None:
    address = f"/feeds/category/{quote('科技')}.atom"
    tag = site.get(address).headers["ETag"]
    put(write, ("a.md", "一", "2022-03-01", "体育", "蔚来汽车交付了新车。"))
    site.ingest()
    status, found, document = asked(site, address, tag)
    assert (status, found) == (200, ["三"])
    assert not etree.fromstring(document).findall(f"{AT}deleted-entry")


def test_a_new_name_of_a_category_gives_the_whole_feed(
    site: Site, make_settings: Callable[..., Settings], write: Write, tmp_path: Path
) -> None:
    tag = site.get("/feeds/all.atom").headers["ETag"]
    (tmp_path / "feedsvc.toml").write_text('[categories]\n"科技" = "科学与技术"\n', encoding="utf-8")
    changed = make_settings(companies=tmp_path / "own.txt", title="Desk", config=tmp_path / "feedsvc.toml")
    site.settings = replace(changed, database=site.settings.database)
    put(write, ("e.md", "五", "2022-03-05", "财经", "新的文章。"))
    site.ingest()
    assert asked(site, "/feeds/all.atom", tag)[:2] == (200, ["五", "三", "二", "一", "四"])


def test_a_withdrawn_article_is_told_until_its_time_is_over_or_it_comes_back(site: Site, write: Write) -> None:
    path = put(write, NEWS[0])
    text = path.read_text(encoding="utf-8")
    own = json.loads(site.get("/feeds/company/NIO.US.json").data)["items"][-1]["id"]
    path.unlink()
    site.ingest()
    feed = json.loads(site.get("/feeds/company/NIO.US.json").data)
    (removed,) = feed["_feedsvc"]["removed"]
    assert removed["id"] == own
    assert datetime.now(UTC) - datetime.fromisoformat(removed["when"]) < timedelta(minutes=5)
    deleted = etree.fromstring(site.get("/feeds/all.atom").data).findall(f"{AT}deleted-entry")
    assert [(each.get("ref"), each.get("when")) for each in deleted] == [(own, removed["when"])]
    assert b"deleted-entry" not in site.get(f"/feeds/category/{quote('体育')}.atom").data
    path.write_text(text, encoding="utf-8")
    site.ingest()
    back = json.loads(site.get("/feeds/company/NIO.US.json").data)
    assert "removed" not in back["_feedsvc"]
    assert back["items"][-1]["id"] == own


def test_a_hub_is_named_by_header_and_document(make_settings: Callable[..., Settings], write: Write) -> None:
    put(write, NEWS[0])
    site = Site(make_settings(hub="https://hub.example/"))
    for format_name in ("atom", "rss", "json"):
        answer = site.get(f"/feeds/all.{format_name}")
        own = f"{BASE}/feeds/all.{format_name}"
        assert answer.headers["Link"] == f'<https://hub.example/>; rel="hub", <{own}>; rel="self"'
        if format_name == "json":
            assert json.loads(answer.data)["hubs"] == [{"type": "WebSub", "url": "https://hub.example/"}]
        else:
            root = etree.fromstring(answer.data)
            hubs = [link.get("href") for link in root.iter(f"{A}link") if link.get("rel") == "hub"]
            assert hubs == ["https://hub.example/"]
    site.close()


def test_the_title_names_the_days_of_the_site(shared: Site) -> None:
    feed = json.loads(shared.get("/feeds/all.json?since=2022-03-28&until=2022-03-28").data)
    assert feed["title"] == "2022-03-28–2022-03-28 · Desk"


@pytest.mark.parametrize("path", ["/feeds.json/", "/opml/", "/opml/company/", "/feed/", "/atom.xml/"])
def test_a_slash_at_the_end_of_a_list_leads_to_it(shared: Site, path: str) -> None:
    answer = shared.get(f"{path}?role=subject")
    assert answer.status_code == 301
    assert shared.get(answer.headers["Location"]).status_code == 200


@pytest.mark.parametrize("path", ["/feeds/company/HK09866.json", "/feeds/company/none.json", "/feeds/all.json?limit=0"])
def test_scripts_of_other_sites_may_follow_and_read_refusals(shared: Site, path: str) -> None:
    assert shared.get(path).headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    ("asked_for", "status"), [("feed;q=0.5", 226), ("FEED", 226), ("feed;q=0", 200), ("x, y", 200)]
)
def test_a_im_is_a_list_with_weights(site: Site, write: Write, asked_for: str, status: int) -> None:
    tag = site.get("/feeds/all.atom").headers["ETag"]
    put(write, ("e.md", "五", "2022-03-05", "财经", "新的文章。"))
    site.ingest()
    assert site.get("/feeds/all.atom", If_None_Match=tag, A_IM=asked_for).status_code == status


def test_a_new_name_of_an_excluded_company_shows_in_the_title(
    site: Site, make_settings: Callable[..., Settings], tmp_path: Path
) -> None:
    address = f"/feeds/category/{quote('体育')}.json?not_company=600030.SH"
    assert "−中信证券" in json.loads(site.get(address).data)["title"]
    (tmp_path / "own.txt").write_text(OWN.replace("| 中信证券", "| 中信证券甲"), encoding="utf-8")
    site.ingest()
    assert "−中信证券甲" in json.loads(site.get(address).data)["title"]


def test_opml_of_companies_passes_the_role_on_and_refuses_a_wrong_one(shared: Site) -> None:
    outlines = etree.fromstring(shared.get("/opml/company?role=subject").data).findall(".//outline")
    assert all((each.get("xmlUrl") or "").endswith("?role=subject") for each in outlines)
    assert shared.get("/opml/company?role=star").status_code == 400


def test_opml_lists_a_chosen_company_before_its_first_article(site: Site) -> None:
    answer = site.get("/opml/company?company=NIO.US&company=601066.SH")
    found = [each.get("xmlUrl") for each in etree.fromstring(answer.data).findall(".//outline")]
    assert found == [f"{BASE}/feeds/company/{key}.atom" for key in ("NIO.US", "601066.SH")]
    assert site.get("/feeds/company/601066.SH.atom").status_code == 200


def test_opml_calls_a_chosen_company_without_articles_by_its_new_name(site: Site, tmp_path: Path) -> None:
    address = "/opml/company?company=NIO.US&company=601066.SH"
    before = site.get(address)
    (tmp_path / "own.txt").write_text(OWN.replace("| 中信建投", "| 中信建投甲"), encoding="utf-8")
    site.ingest()
    after = site.get(address, If_None_Match=before.headers["ETag"])
    outlines = etree.fromstring(after.data).findall(".//outline")
    assert [each.get("text") for each in outlines] == ["蔚来", "中信建投甲"]


def test_opml_lists_chosen_feeds_and_passes_other_conditions_on(shared: Site) -> None:
    answer = shared.get("/opml/company?company=NIO.US&role=subject")
    outlines = etree.fromstring(answer.data).findall(".//outline")
    assert [each.get("xmlUrl") for each in outlines] == [f"{BASE}/feeds/company/NIO.US.atom?role=subject"]
    others = etree.fromstring(shared.get("/opml/company?not_company=NIO.US").data).findall(".//outline")
    assert [each.get("text") for each in others] == ["中信证券"]
    watched = shared.get(f"/opml?company=NIO.US&category={quote('体育')}")
    feeds = etree.fromstring(watched.data).findall(".//outline[@xmlUrl]")
    assert [each.get("text") for each in feeds] == ["体育", "蔚来"]

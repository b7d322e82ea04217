"""Companies as the web shows them: learned names, provisional ones, roles, the words that tell."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import feedparser
import pytest

from feedsvc.config import Settings
from tests.html_pages import Page
from tests.serving import Site

Write = Callable[..., Path]
LEGAL = "中科尚易健康科技（北京）有限公司"
OWN = "NIO.US | 09866.HK | 蔚来 | ?NIO\n600030.SH | | 中信证券 | ?中信\n601066.SH | | 中信建投 | ?中信\n"
OWN += "BRK.B.US | BRK.A.US | 伯克希尔 |\nGOLD.US | | 巴里克黄金 |\nMCD.US | | 麦当劳 | McDonald's\n"


@pytest.fixture
def site(make_settings: Callable[..., Settings], write: Write, tmp_path: Path) -> Iterator[Site]:
    (tmp_path / "own.txt").write_text(OWN, encoding="utf-8")
    write("a.md", head="title: 蔚来交付\ndate: 2022-03-01 10:00:00 +0800", body="日前，瑞泰来医药(300436.SZ)公告。")
    write("b.md", head="title: 二\ndate: 2022-03-02 10:00:00 +0800", body="车市很热，" * 40 + "蔚来也在。")
    write("c.md", head="title: 三\ndate: 2022-03-03 10:00:00 +0800", body=f"昨日，{LEGAL}（以下简称“中科尚易”）成立。")
    made = Site(make_settings(companies=tmp_path / "own.txt"))
    yield made
    made.close()


def test_a_feed_of_the_articles_that_are_about_a_company_is_another_feed(site: Site) -> None:
    every = feedparser.parse(site.get("/feeds/company/NIO.US.atom").data)
    about = feedparser.parse(site.get("/feeds/company/NIO.US.atom?role=subject&x=1").data)
    assert [entry.title for entry in every.entries] == ["二", "蔚来交付"]
    assert [entry.title for entry in about.entries] == ["蔚来交付"]
    assert about.feed.id != every.feed.id
    selves = [link.href for link in about.feed.links if link.rel == "self"]
    assert selves == ["https://feeds.example/feeds/company/NIO.US.atom?role=subject"]
    # A person lands on what shows the same.
    led = site.client.get("/feeds/company/NIO.US.atom?role=subject", headers={"Accept": "text/html"})
    assert (led.status_code, led.headers["Location"]) == (303, "/search?company=NIO.US&role=subject")
    assert about.feed.link == "https://feeds.example" + led.headers["Location"]
    assert Page(site.get(led.headers["Location"]).text).titles() == [entry.title for entry in about.entries]


@pytest.mark.parametrize("path", ["/feeds/company/NIO.US.atom", "/feeds/all.atom"])
def test_a_wrong_role_is_400(site: Site, path: str) -> None:
    answer = site.get(f"{path}?role=star")
    assert (answer.status_code, answer.text) == (400, "error: role='star' is not allowed; it takes subject\n")


@pytest.mark.parametrize(
    ("spelling", "status", "key"),
    [
        ("HK09866", 301, "NIO.US"),
        ("蔚来", 301, "NIO.US"),
        ("NIO", 302, "NIO.US"),
        ("sz300436", 301, "300436.SZ"),
        ("300436", 301, "300436.SZ"),
        *((spelling, 301, "BRK.B.US") for spelling in ("BRK.B", "BRK-B", "BRK_A", "brk.b", "brk.b.us", "BRK-B.US")),
        ("gold", 301, "GOLD.US"),
        ("McDonald’s", 301, "MCD.US"),
        ("瑞泰来医药", 302, "300436.SZ"),
        (LEGAL, 302, "中科尚易"),
    ],
)
def test_a_code_and_a_sure_name_lead_for_ever_a_learned_or_ambiguous_one_for_now(
    site: Site, spelling: str, status: int, key: str
) -> None:
    answer = site.get(f"/feeds/company/{quote(spelling)}.rss")
    assert (answer.status_code, answer.headers["Location"]) == (status, f"/feeds/company/{quote(key)}.rss")
    page = site.get(f"/company/{quote(spelling)}")
    assert (page.status_code, page.headers["Location"]) == (status, f"/company/{quote(key)}")
    # Not for ever: what a key is called can change back.
    for each in (answer, page, site.get(f"/company/{quote(key)}/")):
        assert (each.headers["Cache-Control"], each.headers["Vary"]) == ("public, max-age=300", "Accept")


def test_a_ticker_with_its_class_behind_a_slash_selects_its_company(site: Site) -> None:
    feed = json.loads(site.get("/feeds/all.json?company=BRK/B").data)
    assert feed["feed_url"] == "https://feeds.example/feeds/all.json?company=BRK.B.US"


def test_a_word_in_small_letters_is_searched_for_and_no_ticker(site: Site) -> None:
    """Who types a ticker, as tickers are written, looks for its company."""
    assert "/feeds/company/GOLD.US.atom" in site.get("/search?q=GOLD").text
    assert "/feeds/company/GOLD.US.atom" not in site.get("/search?q=gold").text


def test_a_search_with_either_apostrophe_leads_to_the_company(site: Site) -> None:
    for words in ("McDonald's", "McDonald’s"):
        assert "/feeds/company/MCD.US.atom" in site.get(f"/search?q={quote(words)}").text


def test_a_name_of_several_companies_gives_the_choice(site: Site) -> None:
    answer = site.get(f"/feeds/company/{quote('中信')}.atom")
    assert answer.status_code == 300
    assert "/feeds/company/600030.SH.atom" in answer.text
    assert "/feeds/company/601066.SH.atom" in answer.text


def test_a_provisional_company_has_a_feed_and_says_that_it_is_one(site: Site) -> None:
    assert len(feedparser.parse(site.get(f"/feeds/company/{quote('中科尚易')}.atom").data).entries) == 1
    assert "暂定" in site.get(f"/company/{quote('中科尚易')}").text
    assert "暂定" not in site.get("/company/NIO.US").text


@pytest.mark.parametrize("body", [None, "日前，一家公司公告。"], ids=["withdrawn", "edited"])
def test_a_company_whose_last_article_went_has_an_empty_feed_while_that_is_told(
    site: Site, write: Write, tmp_path: Path, body: str | None
) -> None:
    address = "/feeds/company/300436.SZ.atom"
    before = feedparser.parse(site.get(address).data)
    path = write("a.md", head="title: 蔚来交付\ndate: 2022-03-01 10:00:00 +0800", body=body or "")
    if body is None:
        path.unlink()
    site.ingest()
    answer = site.get(address)
    after = feedparser.parse(answer.data)
    assert (answer.status_code, len(before.entries), len(after.entries)) == (200, 1, 0)
    assert after.feed.id == before.feed.id
    assert ("deleted-entry" in answer.text) == (body is None)
    assert (site.get("/company/300436.SZ").status_code, site.get("/feeds/company/300436.sz.atom").status_code) == (
        200,
        301,
    )
    # Nowhere else is it shown: it may be no company at all.
    assert "300436.SZ" not in site.get("/companies?all=1").text + site.get("/feeds.json").text
    assert site.get("/feeds/company/SZ300436.atom").status_code == 404
    site.ingest(ago=-31 * 86_400)
    assert site.get(address).status_code == 404


def test_the_key_of_a_company_that_went_leads_to_the_one_that_has_it_as_a_name_now(
    site: Site, write: Write, tmp_path: Path
) -> None:
    (tmp_path / "own.txt").write_text(f"{OWN}中科尚易健康 | | 中科健康 | 中科尚易\n", encoding="utf-8")
    write("c.md", head="title: 三\ndate: 2022-03-03 10:00:00 +0800", body="昨日，无事。")
    site.ingest()
    answer = site.get(f"/feeds/company/{quote('中科尚易')}.atom")
    assert (answer.status_code, answer.headers["Location"]) == (301, f"/feeds/company/{quote('中科尚易健康')}.atom")


def test_an_article_s_page_says_which_words_put_it_into_which_feed(site: Site) -> None:
    feed = feedparser.parse(site.get("/feeds/company/300436.SZ.atom").data)
    page = site.get("/article/" + feed.entries[0].id.removeprefix("urn:uuid:")).text
    assert '证券代码 · 导语: <q lang="zh-CN" dir="auto">300436.SZ</q>' in page
    assert '公司名称 · 标题: <q lang="zh-CN" dir="auto">蔚来</q>' in page


def test_a_company_s_page_links_its_feeds_of_articles_about_it(site: Site) -> None:
    assert "/feeds/company/NIO.US.atom?role=subject" in site.get("/company/NIO.US").text

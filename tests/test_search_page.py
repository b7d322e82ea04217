"""The page of searches: what is found, how it narrows, its feed, and what nobody can look for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import feedparser
import pytest

from feedsvc.config import Settings
from tests.html_pages import Page
from tests.newsstand import DAYS, NewsStand, title_of
from tests.serving import Site


@pytest.fixture(scope="module")
def stand(tmp_path_factory: pytest.TempPathFactory) -> Iterator[NewsStand]:
    made = NewsStand(tmp_path_factory.mktemp("search"))
    yield made
    made.site.close()


def facets(page: Page, title: str) -> dict[str, tuple[int, str]]:
    """The values of a facet: how many, and where they lead."""
    items = page.all(f"//section[h2='{title}']//li")
    return {each.find("a").text: (int(each.find("span").text), each.find("a").get("href")) for each in items}


def test_a_search_finds_counts_and_keeps_its_words(stand: NewsStand) -> None:
    page = stand.page("/search?q=合作")
    assert page.words("//p[contains(@class, 'found')]") == f"{DAYS} 篇文章"
    assert page.titles() == [title_of(day) for day in range(DAYS, DAYS - 20, -1)]
    assert page.one("//form[@role='search']//input[@name='q']/@value") == "合作"


def test_it_narrows_by_company_category_source_and_time_with_counts(stand: NewsStand) -> None:
    page = stand.page("/search?q=合作")
    assert facets(page, "公司")["蔚来"][0] == DAYS
    assert facets(page, "分类") == {"健康": (DAYS, f"/search?category={quote('健康')}&q={quote('合作')}")}
    count, address = facets(page, "来源")["早报"]
    assert count == DAYS / 2
    narrowed = stand.page(address)
    assert narrowed.words("//p[contains(@class, 'found')]") == f"{DAYS // 2} 篇文章"
    (off,) = narrowed.all("//ul[@aria-label='已限定']//a")
    assert (off.text, off.get("href")) == ("早报", f"/search?q={quote('合作')}")


def test_a_year_or_month_leads_to_as_many_articles_as_it_says(stand: NewsStand) -> None:
    page = stand.page("/search?q=something&company=06618.HK")
    assert facets(page, "时间") == {}, "one month alone is no choice"
    page = stand.page("/search?company=06618.HK")
    spans = facets(page, "时间")
    assert {name: count for name, (count, _) in spans.items()} == {"2022年4月": 1, "2022年3月": DAYS}
    for count, address in spans.values():
        assert stand.page(address).words("//p[contains(@class, 'found')]") == f"{count} 篇文章"


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "UTC", "America/New_York"])
def test_months_and_what_they_lead_to_are_those_of_the_zone(
    make_settings: Callable[..., Settings], write: Callable[..., Path], zone: str
) -> None:
    for day in ("2022-03-01", "2022-01-01"):
        write(f"{day}.md", f"title: {day}\ndate: {day}\ncategories: news", "Words.")
    site = Site(make_settings(timezone=zone))
    spans = facets(Page(site.get("/search?category=news&lang=en", Accept="text/html").text), "Time")
    assert {name: count for name, (count, _) in spans.items()} == {"Mar 2022": 1, "Jan 2022": 1}
    page = Page(site.get(spans["Mar 2022"][1], Accept="text/html").text)
    assert page.titles() == ["2022-03-01"]
    assert "2022-03-01–2022-03-31" in page.words("//h1")
    feed = feedparser.parse(site.get("/feeds/all.atom?category=news&since=2022-03-01&until=2022-03-31").data)
    assert [entry.title for entry in feed.entries] == ["2022-03-01"]
    assert (
        f"{feed.feed.id}"
        in site.get(
            page.all("//section[@class='subscribe']//input/@value")[0].removeprefix("https://feeds.example")
        ).text
    )
    site.close()


def test_conditions_of_all_kinds_are_shown_and_each_can_be_taken_away(stand: NewsStand) -> None:
    page = stand.page(
        "/search?q=合作&company=HK06618&not_source=晚报&since=2022-03-05&until=2022-03-09&role=subject&page=1"
    )
    offs = {each.text: parse_qs(urlsplit(each.get("href")).query) for each in page.all("//ul[@aria-label='已限定']//a")}
    assert set(offs) == {"京东健康", "−晚报", "主角", "2022年3月5日起", "2022年3月9日止"}
    names = {
        "company": "京东健康",
        "not_source": "−晚报",
        "role": "主角",
        "since": "2022年3月5日起",
        "until": "2022年3月9日止",
    }
    for name, label in names.items():
        assert name not in offs[label]
        # Without a company nobody has a role.
        assert set(offs[label]) == {"q", *names} - ({name, "role"} if name == "company" else {name})
    assert page.titles() == [title_of(8), title_of(6)]
    held = {each.get("name"): each.get("value") for each in page.all("//form[@role='search']//input[@type='hidden']")}
    assert held["not_source"] == "晚报"


@pytest.mark.parametrize(
    ("asked", "named"),
    [
        ("京东健康", {"京东健康": "06618.HK"}),
        ("HK06618", {"京东健康": "06618.HK"}),
        ("jd health", {"京东健康": "06618.HK"}),
        ("中信", {"中信证券": "600030.SH", "中信建投": "601066.SH"}),
        ("中科尚易", {"中科尚易": "中科尚易"}),
        ('"京东健康"', {"京东健康": "06618.HK"}),
        ("5", {}),
        ("合作", {}),
        ("京东健康 合作", {}),
        ("京东健康 -招聘", {}),
        ("没有的词", {}),
    ],
)
def test_a_search_for_a_company_by_name_leads_to_its_page_and_feed(
    stand: NewsStand, asked: str, named: dict[str, str]
) -> None:
    page = stand.page(f"/search?q={asked}")
    items = page.all("//ul[@class='named']/li")
    assert {item.xpath("./a[1]/text()")[0]: item.xpath("./a[1]/@href")[0] for item in items} == {
        name: f"/company/{quote(key)}" for name, key in named.items()
    }
    feeds = [address for item in items for address in item.xpath(".//a[@type='application/atom+xml']/@href")]
    assert feeds == [f"https://feeds.example/feeds/company/{quote(key)}.atom" for key in named.values()]
    assert page.one("//main//a[text()='在公司里找']/@href") == f"/companies?q={quote(asked)}"
    assert page.faults() == []


def test_a_company_that_a_search_names_says_how_much_it_has(stand: NewsStand) -> None:
    assert f"公司 京东健康 06618.HK {DAYS + 1} 篇文章 Atom 订阅地址" in stand.page("/search?q=京东健康").words()
    assert "公司 中科尚易 0 篇文章 Atom 订阅地址" in stand.page("/search?q=中科尚易").words()
    english = stand.page("/search?q=06618.HK&lang=en")
    assert f"Company 京东健康 06618.HK {DAYS + 1} articles Atom feed" in english.words()
    assert english.one("//ul[@class='named']/li/a[1]/@href") == "/company/06618.HK?lang=en"


def test_of_many_companies_of_one_name_a_search_shows_three(
    make_settings: Callable[..., Settings], tmp_path: Path
) -> None:
    (tmp_path / "own.txt").write_text("".join(f"60000{n}.SH | | 中信{n} | ?中信\n" for n in range(5)), encoding="utf-8")
    site = Site(make_settings(companies=tmp_path / "own.txt"))
    page = Page(site.get("/search?q=中信", Accept="text/html").text)
    assert len(page.all("//ul[@class='named']/li")) == 3
    site.close()


def test_the_search_is_a_feed_in_one_click(stand: NewsStand) -> None:
    page = stand.page("/search?source=晚报&q=合作 号")
    address = page.all("//section[@class='subscribe']//input/@value")[0]
    assert address in page.all("//link[@rel='alternate']/@href")
    feed = feedparser.parse(stand.get(address.removeprefix("https://feeds.example"), Accept="*/*").data)
    assert [entry.title for entry in feed.entries] == [title_of(day) for day in range(DAYS - 1, 0, -2)]


def test_pages_follow_each_other_and_end(stand: NewsStand) -> None:
    first = stand.page("/search?q=合作")
    second = stand.page(first.one("//nav[@class='pager']//a[contains(@rel, 'next')]/@href"))
    assert second.titles() == [title_of(day) for day in range(DAYS - 20, 0, -1)]
    assert "第 2 页，共 2 页" in second.words("//nav[@class='pager']")
    assert second.all("//nav[@class='pager']//a[contains(@rel, 'next')]") == []
    assert second.one("//nav[@class='pager']//a[contains(@rel, 'prev')]/@href") == f"/search?q={quote('合作')}"


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[NewsStand]:
    """A stand with 600 more articles than a search counts at once, most of them of one second."""
    made = NewsStand(tmp_path_factory.mktemp("full"))
    for number in range(600):
        day = "2022-02-01 08:00:00" if number < 560 else f"2022-01-{number - 559 if number < 590 else 1:02} 08:00:00"
        made.write(f"x{number}.md", f"title: 稀土 {number}\ndate: {day} +0800\ncategories: 稀土", "稀土永磁，合作。")
    made.site.ingest()
    yield made
    made.site.close()


@pytest.mark.parametrize("query", ["q=稀土", "q=稀土永", "category=稀土&not_category=健康"])
def test_a_walk_past_what_is_counted_at_once_meets_each_article_once(full: NewsStand, query: str) -> None:
    address, seen, counts = f"/search?{query}", list[str](), list[str]()
    while address and len(counts) < 40:
        page = full.page(address)
        seen += page.titles()
        counts.append(page.words("//p[contains(@class, 'found')]"))
        (address,) = page.all("//nav[@class='pager']//a[contains(@rel, 'next')]/@href") or ("",)
    assert sorted(seen) == sorted(f"稀土 {number}" for number in range(600))
    assert counts == ["超过 500 篇文章，以下是最新的："] * 25 + ["更早的 100 篇文章"] * 5
    assert page.one("//nav[@class='pager']//a[contains(@rel, 'prev')]/@href")


def test_behind_the_last_article_of_a_search_is_the_way_back(full: NewsStand) -> None:
    page = full.page("/search?q=稀土&before=1.0")
    assert page.titles() == []
    assert page.one("//main//a[text()='最新文章']/@href") == f"/search?q={quote('稀土')}"
    inner = full.page("/search?q=稀土&before=1643673600.0")
    assert len(inner.titles()) == 20
    assert inner.one("//nav//a[text()='最新文章']/@href") == f"/search?q={quote('稀土')}"
    assert len(full.page("/search?q=稀土&before=999999999999.fffffffffffffff").titles()) == 20


@pytest.mark.parametrize("place", ["x", "1", "1.g", "-1"])
def test_what_is_no_place_in_a_search_is_refused(stand: NewsStand, place: str) -> None:
    answer = stand.get(f"/search?q=合作&before={place}")
    assert answer.status_code == 400
    assert "is no place in a list" in answer.text


@pytest.mark.parametrize("number", ["3", "999999999"])
def test_a_page_beyond_the_end_leads_back(stand: NewsStand, number: str) -> None:
    page = stand.page(f"/search?q=合作&page={number}")
    assert page.titles() == []
    address = page.one("//main//a[text()='最后一页']/@href")
    assert stand.page(address).titles()[-1] == title_of(1)


@pytest.mark.parametrize("number", ["0", "-1", "x", "1.5", "²", "9" * 5000, ""])
def test_what_is_no_page_s_number_is_the_first_page(stand: NewsStand, number: str) -> None:
    answer = stand.get(f"/search?q=合作&page={quote(number)[:3900]}")
    assert answer.status_code == 200
    assert Page(answer.text).titles()[0] == title_of(DAYS)


@pytest.mark.parametrize("asked", ["？", "!&|()", '"" ""', "-", "-！", "\x00\x01\x02", "\u200b", "　", "%"])
def test_what_holds_no_word_is_told_and_not_looked_for(stand: NewsStand, asked: str) -> None:
    answer = stand.site.get(f"/search?q={quote(asked)}", Accept="text/html")
    page = Page(answer.text)
    assert page.faults() == []
    assert page.titles() == []
    assert answer.status_code == 400
    assert "至少要有一个字" in page.words("//main")


@pytest.mark.parametrize(
    "asked", ["ｓｏｍｅｔｈｉｎｇ", "SOMETHING", "some\x07thing something", "something　ｗｏｒｋｓ"]
)
def test_width_case_and_controls_hide_nothing(stand: NewsStand, asked: str) -> None:
    answer = stand.site.get(f"/search?q={quote(asked)}", Accept="text/html")
    if "\x07" not in asked:
        assert Page(answer.text).titles() == ["JD Health & partners"]
    assert Page(answer.text).faults() == []


@pytest.mark.parametrize("number", [201, 1_000, 10_000])
def test_a_search_that_is_too_long_is_told_how_long_it_may_be(stand: NewsStand, number: int) -> None:
    for text in ("词" * number, "w " * number):
        answer = stand.site.get(f"/search?q={quote(text)}", Accept="text/html")
        assert answer.status_code == 414
        page = Page(answer.text)
        assert "200 个字" in page.words("//p[contains(@class, 'notice')]")
        assert len(page.one("//form[@role='search']//input[@name='q']/@value")) <= 200
        assert len(answer.text) < 20_000


def test_a_search_may_do_nothing_but_leave_out(stand: NewsStand) -> None:
    page = stand.page("/search?q=-合作")
    assert page.titles()[0] == "JD Health & partners"
    assert not set(page.titles()) & set(stand.page("/search?q=合作").titles())
    assert page.one("//head/title/text()").startswith("−“合作”")


def test_a_choice_that_cannot_be_read_is_told_with_the_reason(stand: NewsStand) -> None:
    answer = stand.get("/search?q=合作 OR -健康")
    assert answer.status_code == 400
    assert "has an exclusion among its choices" in answer.text
    assert "至少要有一个字" not in answer.text


def test_conditions_that_are_none_are_told_on_the_page(stand: NewsStand) -> None:
    answer = stand.get("/search?q=合作&category=没有")
    assert answer.status_code == 404
    assert "限定的条件这里没有" in answer.text
    answer = stand.get("/search?q=合作&since=gestern")
    assert answer.status_code == 400
    assert "no date" in answer.text
    answer = stand.get("/search?q=合作&q=健康")
    assert answer.status_code == 400
    assert "exclude each other" in answer.text
    assert "至少要有一个字" not in answer.text


@pytest.mark.parametrize("path", ["/search?q=合作", "/build?company=京东健康", "/feeds/all.atom?tag=合作"])
@pytest.mark.parametrize("name", ["since", "until"])
def test_a_date_at_the_end_of_the_calendar_is_refused_on_pages_and_in_feeds(
    stand: NewsStand, path: str, name: str
) -> None:
    for moment in ("0001-01-01T00:00:00Z", "0001-01-02", "9999-12-31T23:59:59Z", "9999-12-31"):
        answer = stand.get(f"{path}&{name}={moment}")
        # The builder tells beside the form, which stays.
        assert answer.status_code == (200 if path.startswith("/build") else 400)
        assert "out of range; it takes dates from 0001-01-03 to 9999-12-29" in answer.text
    for moment in ("0001-01-03", "1600-01-01", "9999-12-29"):
        answer = stand.get(f"{path}&{name}={moment}")
        # A browser that asks for a feed is led to its page.
        answer = stand.site.get(answer.location) if answer.status_code == 303 else answer
        assert answer.status_code == 200
        assert stand.get(f"{path}&{name}={moment}", Accept="*/*").status_code == 200


def test_what_finds_nothing_offers_other_ways(stand: NewsStand) -> None:
    page = stand.page("/search?q=京东健&source=晚报&not_category=健康")
    assert page.titles() == []
    ways = page.all("//ul[@class='ways']//a/@href")
    assert ways == [f"/search?q={quote('京东健')}", f"/companies?q={quote('京东健')}"]
    assert stand.page(ways[1]).all("//ul[@class='names']//a/text()") == ["京东健康"]

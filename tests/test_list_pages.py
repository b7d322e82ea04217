"""Pages of lists: the first page, those of companies and terms, and the directories."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import feedparser
import pytest

from feedsvc.config import Settings
from feedsvc.store import lock
from tests.html_pages import Page
from tests.newsstand import BROWSER, DAYS, NewsStand, title_of
from tests.serving import Site

BASE = "https://feeds.example"


@pytest.fixture(scope="module")
def stand(tmp_path_factory: pytest.TempPathFactory) -> Iterator[NewsStand]:
    made = NewsStand(tmp_path_factory.mktemp("lists"))
    yield made
    made.site.close()


def test_the_first_page_says_what_is_here(stand: NewsStand) -> None:
    page = stand.page("/")
    assert "这里有 31 篇文章，来自 3 个来源，涉及 2 家公司，最新一篇发表于 2022年4月2日" in page.words()
    english = stand.page("/", Accept_Language="en")
    assert "31 articles from 3 sources about 2 companies; the newest is of 2 April 2022." in english.words()
    assert page.titles()[:2] == ["JD Health & partners", title_of(DAYS)]
    lead = page.one("//div[@class='lead']")
    assert lead.xpath(".//ul[@class='chips']//a/@href") == ["/company/06618.HK", "/company/NIO.US"]


def test_the_liveliest_companies_are_those_of_the_days_that_it_names(stand: NewsStand) -> None:
    page = stand.page("/")
    section = page.one("//section[h2[@id='lively']]")
    assert "2022年3月3日至2022年4月2日" in " ".join(section.itertext())
    rows = [["".join(cell.itertext()).strip() for cell in row] for row in section.xpath(".//tbody/tr")]
    # Twelve weeks that end on 1 April (of UTC; here it is the day after already): 6 days of March each, but the last:
    # its seven days have the last of March, too.
    assert rows[0] == ["京东健康", "0, 0, 0, 0, 0, 0, 0, 4, 7, 7, 7, 6", "29"]
    assert [row[0] for row in rows] == ["京东健康", "蔚来"]
    assert len(section.xpath(".//svg")) == 2


@pytest.mark.parametrize(
    ("zone", "newest", "first"),
    [
        ("Asia/Shanghai", "1 March 2022", "30 January 2022"),
        ("UTC", "1 March 2022", "31 January 2022"),
        # The counted days begin at midnight of UTC, which is the evening before.
        ("America/New_York", "1 March 2022", "30 January 2022"),
    ],
)
def test_the_days_of_the_first_page_are_those_of_the_zone(
    make_settings: Callable[..., Settings], write: Callable[..., Path], zone: str, newest: str, first: str
) -> None:
    write("a.md", "title: A\ndate: 2022-03-01", "京东健康（06618.HK）今日公布业绩。")
    site = Site(make_settings(timezone=zone))
    page = Page(site.get("/?lang=en", Accept="text/html").text)
    assert f"the newest is of {newest}." in page.words()
    assert f"Articles from {first} to {newest}; columns are weeks." in page.words()
    site.close()


def test_a_date_without_a_time_is_shown_as_a_day(
    make_settings: Callable[..., Settings], write: Callable[..., Path]
) -> None:
    for name, date in (("noon", "2022-03-03 12:00"), ("midnight", "2022-03-02 00:00"), ("day", "2022-03-01")):
        write(f"{name}.md", f"title: {name}\ndate: {date}", "京东健康（06618.HK）今日公布业绩。")
    site = Site(make_settings(language="en"))
    listed = Page(site.get("/").text)
    assert listed.all("//main//time/text()") == ["3 March 2022, 12:00", "2 March 2022, 00:00", "1 March 2022"]
    address = listed.one("//h3/a[text()='day']/@href")
    assert Page(site.get(address).text).one("//article/header//time/text()") == "1 March 2022"
    # Where it is another day than in the file's zone, it is the time that tells.
    abroad = Site(make_settings(language="en", timezone="America/New_York"), is_read=False)
    assert Page(abroad.get(address).text).one("//article/header//time/text()") == "28 February 2022, 11:00"
    abroad.close()
    site.close()


@pytest.mark.parametrize(
    ("written", "here", "shown"),
    [
        ("UTC", "Asia/Shanghai", "1 March 2022"),
        ("America/New_York", "Asia/Shanghai", "1 March 2022"),
        ("Pacific/Honolulu", "UTC", "1 March 2022"),
        ("Asia/Shanghai", "Pacific/Auckland", "1 March 2022"),
        ("Pacific/Auckland", "Asia/Shanghai", "28 February 2022, 19:00"),
        ("UTC", "America/New_York", "28 February 2022, 19:00"),
    ],
)
def test_a_day_that_is_the_same_here_as_where_it_was_written_is_shown_without_a_time(
    make_settings: Callable[..., Settings], write: Callable[..., Path], written: str, here: str, shown: str
) -> None:
    write("a.md", "title: A\ndate: 2022-03-01", "Words.")
    Site(make_settings(timezone=written)).close()
    site = Site(make_settings(language="en", timezone=here), is_read=False)
    assert Page(site.get("/").text).one("//main//time/text()") == shown
    site.close()


def test_categories_and_sources_stand_by_size_and_lead_there(stand: NewsStand) -> None:
    page = stand.page("/")
    for title, names in (("分类", ["健康", "english"]), ("来源", ["posts", "早报", "晚报"])):
        assert page.all(f"//section[h2='{title}' or h2/a='{title}']//li/a/text()") == names
    for address in page.all("//main//ul[@class='sizes']//a/@href"):
        assert stand.site.get(address).status_code == 200


def test_a_notice_says_when_no_ingester_runs(stand: NewsStand) -> None:
    assert "feedsvc ingest --watch" in stand.page("/").words("//main")
    with lock.held(stand.site.store):
        assert "feedsvc ingest --watch" not in stand.page("/").words("//main")


@pytest.mark.parametrize("address", ["/", "/company/06618.HK", "/source/posts"])
def test_pages_of_a_list_lead_through_all_of_it_and_back(stand: NewsStand, address: str) -> None:
    page, seen, addresses = stand.page(address), [], [address]
    while True:
        seen += page.titles()
        following = page.all("//nav[@class='pager']//a[@rel='next']/@href")
        if not following:
            break
        addresses += following
        page = stand.page(following[0])
        assert page.all("//meta[@name='robots']/@content") == (["noindex, follow"] if address != "/" else [])
    assert len(addresses) == 2
    assert len(seen) == len(set(seen)) == DAYS + 1
    assert page.titles()[-1] == title_of(1)
    back = stand.page(page.one("//nav[@class='pager']//a[@rel='prev']/@href"))
    assert back.titles() == stand.page(address).titles()


@pytest.mark.parametrize("address", ["/", "/company/06618.HK"])
def test_behind_the_last_article_a_page_leads_back(stand: NewsStand, address: str) -> None:
    page = stand.page(f"{address}?before=0.0")
    assert page.titles() == []
    assert address in page.all("//main//a/@href")


@pytest.mark.parametrize("place", ["x", "1", "1.z", "99999999999999.0", "-1.-1", "%00"])
def test_what_is_no_place_is_400(stand: NewsStand, place: str) -> None:
    for address in ("/", "/company/06618.HK"):
        assert stand.get(f"{address}?before={place}").status_code == 400


def test_a_company_s_page_has_names_roles_sentences_and_who_it_appears_with(stand: NewsStand) -> None:
    page = stand.page("/company/06618.HK")
    assert page.words("//h1") == "京东健康"
    head = page.words("//div[@class='page-head']")
    assert "上市： 香港 06618.HK" in head
    assert "JD Health" in head
    first = page.all("//ol[@class='stories']/li")[1]
    assert first.xpath(".//span[contains(@class, 'role')]/text()") == ["主角"]
    assert "".join(first.xpath(".//p[@class='naming']")[0].itertext()) == "京东健康和蔚来汽车合作，第30次。"
    assert first.xpath(".//mark/text()") == ["京东健康"]
    assert page.all("//section[h2='常一起出现的公司']//a/@href") == ["/company/NIO.US"]
    assert page.all("//section[h2='分类']//a/text()") == ["健康", "english"]
    assert page.all("//section[h2='来源']//a/text()") == ["posts", "早报", "晚报"]


def test_an_unlisted_company_says_so(make_settings: Callable[..., Settings], write: Callable[..., Path]) -> None:
    write("a.md", body="昨日，中科尚易健康科技（北京）有限公司（以下简称“中科尚易”）成立。")
    site = Site(make_settings())
    page = Page(site.get(f"/company/{quote('中科尚易')}", Accept="text/html").text)
    assert "没有上市" in page.words()
    assert "暂定" in page.words()
    assert page.faults() == []
    site.close()


def test_the_chart_of_months_is_also_a_table(stand: NewsStand) -> None:
    page = stand.page("/company/06618.HK")
    figure = page.one("//figure[@id='chart']")
    assert figure.xpath(".//table/caption/text()") == ["每月文章数"]
    rows = [[cell.text for cell in row] for row in figure.xpath(".//tbody/tr")]
    assert rows == [["2022年3月", "30"], ["2022年4月", "1"]]
    assert [title.text for title in figure.xpath(".//*[local-name()='title']")] == ["2022年3月: 30", "2022年4月: 1"]
    assert "共 31 篇；月份按 UTC 计" in "".join(figure.itertext())
    english = stand.page("/company/06618.HK?lang=en").one("//figure[@id='chart']")
    assert "31 in all; months are those of UTC" in "".join(english.itertext())


@pytest.mark.parametrize(
    "address", ["/company/06618.HK", "/category/健康", "/tag/医药", "/author/张三", "/source/晚报"]
)
def test_every_list_has_feeds_to_copy_in_three_formats(stand: NewsStand, address: str) -> None:
    page = stand.page(address)
    fields = page.all("//section[@class='subscribe']//input/@value")
    assert fields == [f"{BASE}/feeds{quote(address)}.{name}" for name in ("atom", "rss", "json")]
    feed = feedparser.parse(stand.site.get(fields[0].removeprefix(BASE)).data)
    assert [entry.title for entry in feed.entries][: len(page.titles())] == page.titles()
    assert page.one("//link[@rel='canonical']/@href") == BASE + quote(address)
    opml = stand.site.get(page.one("//main//a[@type='text/x-opml']/@href")).text
    assert opml.count("xmlUrl=") == 1
    assert "xmlUrl=" in opml and fields[0] in opml


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("/company/06618.HK", "06618.HK.opml"),
        ("/companies", "company.opml"),
        ("/build?company=京东健康,NIO", "feeds.opml"),
    ],
)
def test_opml_is_saved_as_a_file_that_readers_import(stand: NewsStand, address: str, file: str) -> None:
    page = stand.page(address)
    assert page.one("//main//a[@type='text/x-opml']/@download") == file
    assert set(page.all("//*[not(ancestor::main)]/a[@type='text/x-opml']/@download")) == {"feeds.opml"}


def test_where_a_hub_is_set_pages_say_so(tmp_path_factory: pytest.TempPathFactory) -> None:
    stand = NewsStand(tmp_path_factory.mktemp("hub"), hub="https://hub.example/")
    assert "WebSub" in stand.page("/").words()
    assert "WebSub" in stand.page("/company/06618.HK").words()
    stand.site.close()


def listed(page: Page) -> list[str]:
    return page.all("//ul[@class='names']//a/text()")


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["京东健康", "蔚来"]),
        ("?order=activity", ["京东健康", "蔚来"]),
        ("?order=size", ["京东健康", "蔚来"]),
        ("?initial=J", ["京东健康"]),
        ("?initial=j", ["京东健康"]),
        ("?initial=W", ["蔚来"]),
        ("?initial=Z", []),
        ("?initial=Z&all=1", ["中科尚易", "中信建投", "中信证券"]),
        ("?q=jdjk", ["京东健康"]),
        ("?q=jingdong", ["京东健康"]),
        ("?q=JD Health", ["京东健康"]),
        ("?q=06618", ["京东健康"]),
        ("?q=中信", ["中信建投", "中信证券"]),
        ("?q=没有", []),
        ("?offset=1", ["蔚来"]),
        ("?offset=x&order=x&initial=xy", ["京东健康", "蔚来"]),
        ("?initial=&q=&all=", ["京东健康", "蔚来"]),
    ],
)
def test_companies_by_activity_size_initial_and_filter(stand: NewsStand, query: str, names: list[str]) -> None:
    answer = stand.get(f"/companies{query}")
    assert answer.status_code == 200
    page = Page(answer.text)
    assert page.faults() == []
    assert sorted(listed(page)) == sorted(names)
    if query in ("", "?order=size"):
        assert listed(page) == names


def test_initials_lead_to_what_begins_with_them(stand: NewsStand) -> None:
    letters = stand.page("/companies").all("//ul[@class='letters']//a")
    assert [each.text for each in letters] == ["J", "W"]
    assert listed(stand.page(letters[0].get("href"))) == ["京东健康"]
    assert stand.page(letters[1].get("href")).one("//ul[@class='letters']//a[@aria-current]/text()") == "W"


ODD = ["q=" + "长" * 500, "q=%00%01", "q=%25_%5C", "offset=9999999", "offset=99999999999999", "q=' OR 1=1"]


@pytest.mark.parametrize("query", ODD)
def test_a_directory_bears_anything(stand: NewsStand, query: str) -> None:
    for path in ("/companies", "/categories"):
        answer = stand.site.get(f"{path}?{quote(query, safe='=%')}", Accept="text/html")
        assert answer.status_code == 200
        assert Page(answer.text).faults() == []


def test_categories_stand_by_size(stand: NewsStand) -> None:
    page = stand.page("/categories")
    assert listed(page) == ["健康", "english"]
    assert page.all("//ul[@class='names']//span[@class='count']/text()") == ["30", "1"]


@pytest.mark.parametrize(
    ("path", "names", "one"),
    [
        ("/tags", ["合作", "医药"], "/tag/合作"),
        ("/authors", ["张三", "Ann"], "/author/Ann"),
        ("/sources", ["早报", "晚报", "posts"], "/source/posts"),
    ],
)
def test_every_kind_of_feed_has_a_list_to_which_its_pages_lead(
    stand: NewsStand, path: str, names: list[str], one: str
) -> None:
    page = stand.page(path)
    assert sorted(listed(page)) == sorted(names)
    assert page.all("//nav[@aria-label='目录']//a/@href") == [
        "/companies", "/categories", "/tags", "/authors", "/sources",
    ]  # fmt: skip
    assert page.one("//nav[@aria-label='目录']//a[@aria-current]/@href") == path
    assert stand.page(one).one("//p[@class='eyebrow']/a/@href") == path


def test_a_list_of_what_no_article_has_does_not_say_that_there_are_no_articles(
    make_settings: Callable[..., Settings], write: Callable[..., Path]
) -> None:
    write("a.md", "title: A\ndate: 2022-03-01", "今日无事。")
    site = Site(make_settings(language="en"))
    for path in ("/companies", "/categories", "/tags"):
        page = Page(site.get(path).text)
        assert "Nothing here yet." in page.words()
        assert "no articles here" not in page.words()
        assert page.all("//nav[@aria-label='Lists']//a/@href") == [path, "/sources"]
    site.close()


@pytest.mark.parametrize("path", ["/companies", "/categories", "/tags", "/authors", "/sources"])
def test_every_order_that_a_list_offers_has_all_that_is_in_it(stand: NewsStand, path: str) -> None:
    page = stand.page(path)
    orders = page.all("//ul[@class='tabs']//a/@href")
    assert (
        orders
        == [f"{path}?order={order}" for order in ("activity", "size")][path not in ("/companies", "/categories") :]
    )
    assert all(sorted(listed(stand.page(each))) == sorted(listed(page)) != [] for each in orders)
    assert listed(stand.page(f"{path}?order=activity"))


@pytest.mark.parametrize("address", ["/categories?order=size", "/categories?q=ming"])
def test_a_long_directory_is_paged(
    make_settings: Callable[..., Settings], write: Callable[..., Path], address: str
) -> None:
    names = [f"名{number:03}" for number in range(250)]
    for number, name in enumerate(names):
        write(f"{number}.md", head=f"title: A\ndate: 2022-03-28\ncategories: {name}")
    site = Site(make_settings())
    first = Page(site.get(address).text)
    second = Page(site.get(first.one("//nav[@class='pager']//a[@rel='next']/@href")).text)
    assert len(listed(first)) == 200
    assert len(listed(second)) == 50
    assert sorted(listed(first) + listed(second)) == names
    beyond = Page(site.get(f"{address}&offset=4000").text)
    assert listed(Page(site.get(beyond.one("//main//a[text()='最后一页']/@href")).text)) == listed(second)
    site.close()


@pytest.mark.parametrize("address", ["/company/ab%ED%9F%BF", "/company/a%F4%8F%BF%BF"])
def test_an_unknown_name_may_end_in_any_character(stand: NewsStand, address: str) -> None:
    assert stand.site.get(address, Accept=BROWSER).status_code == 404
    assert stand.site.get(address.replace("/company/", "/build?company="), Accept=BROWSER).status_code == 200

"""The page of an article: its words, what it is filed under, what stands before and behind it, what machines read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.html_pages import Page
from tests.newsstand import DAYS, NewsStand, title_of


@pytest.fixture(scope="module")
def stand(tmp_path_factory: pytest.TempPathFactory) -> Iterator[NewsStand]:
    made = NewsStand(tmp_path_factory.mktemp("article"))
    yield made
    made.site.close()


def test_it_shows_when_where_from_by_whom_and_about_whom(stand: NewsStand) -> None:
    page = stand.page("/article/{id}")
    assert page.words("//h1") == title_of(10)
    time = page.one("//article/header//time")
    assert (time.text, time.get("datetime")) == ("2022年3月10日 10:00", "2022-03-10T02:00:00+00:00")
    assert time.get("title") == "原文日期：2022-03-10 10:00:00 +0800"
    assert page.all("//article/header/p/span/a/text()") == ["早报", "张三", "阅读原文"]
    assert page.all("//article/header//ul[@class='chips']//a/@href") == [
        "/company/06618.HK",
        "/company/NIO.US",
    ]
    assert page.all("//article/footer//a/text()") == ["健康", "医药", "合作"]
    assert "公司名称 · 标题" in page.words("//details[@class='why']")


def test_times_are_those_of_the_site_s_zone(tmp_path_factory: pytest.TempPathFactory) -> None:
    stand = NewsStand(tmp_path_factory.mktemp("zone"), timezone="America/New_York", language="en")
    assert stand.page("/article/{id}").one("//article/header//time").text == "9 March 2022, 21:00"
    stand.site.close()


def test_headings_of_the_content_stand_below_the_title(stand: NewsStand) -> None:
    page = stand.page("/article/{id}")
    assert [(each.tag, each.text) for each in page.all("//div[@class='content']/*[self::h2 or self::h3]")] == [
        ("h2", "一"),
        ("h3", "二"),
    ]


def test_content_names_its_own_language(stand: NewsStand) -> None:
    page = stand.page(f"/article/{stand.ids['JD Health & partners']}")
    assert page.one("//div[@class='content']/@lang") == "en"
    assert page.one("/html/@lang") == "zh-Hans"
    chinese = stand.page("/article/{id}", Accept_Language="en")
    assert chinese.one("//div[@class='content']/@lang") == "zh-CN"
    assert set(chinese.all("//ul[@class='chips']//a/@lang")) == {"zh"}


HEBREW = "החברה הודיעה ביום שני כי ההכנסות ברבעון היו נמוכות מהתחזית, וכי תחפש דרך אחרת לשלם את חובותיה."


@pytest.fixture(scope="module")
def hebrew(tmp_path_factory: pytest.TempPathFactory) -> Iterator[NewsStand]:
    made = NewsStand(tmp_path_factory.mktemp("hebrew"))
    for name, day, head in (("named", 6, "\nlang: he"), ("plain", 5, "")):
        lines = f"title: שלום {name}\ndate: 2022-05-0{day}\ncategories: חדשות\nauthor: דוד\nsource: הארץ{head}"
        made.write(f"{name}.md", lines, f"{HEBREW}\n\n{HEBREW} 京东健康。")
    made.site.ingest()
    yield made
    made.site.close()


def test_text_from_right_to_left_runs_so(hebrew: NewsStand) -> None:
    lists = [hebrew.page(each) for each in ("/", "/category/חדשות", "/company/06618.HK", "/search?q=החברה")]
    for path in (address for page in lists for address in page.all("//h3/a[starts-with(., 'שלום')]/@href")):
        page = hebrew.page(path.partition("?")[0])
        assert page.one("//h1/@dir") == "auto"
        assert page.one("//div[@class='content']/@lang") == "he"
        assert page.one("//div[@class='content']/@dir") == "rtl"
        assert {*page.all("//header//span[@class='by']/a[not(@rel='noopener nofollow')]/@dir"), "auto"} == {"auto"}
        assert page.all("//article/footer//a/@dir") == ["auto"]
        assert page.faults() == []
    for page in lists:
        assert set(page.all("//h3[@lang='he']/@dir")) == {"auto"}
        assert set(page.all("//p[@class='summary' or @class='naming']/@dir")) == {"auto"}
        assert page.all("//span[@class='by']/bdi[. = 'הארץ']")
        assert page.faults() == []


def test_content_of_other_languages_runs_as_the_page_does(hebrew: NewsStand) -> None:
    assert hebrew.page("/article/{id}").all("//div[@class='content']/@dir") == []
    assert hebrew.page("/article/{id}").one("//h1/@dir") == "auto"


def test_files_that_the_content_has_not_are_listed_below_it(tmp_path: Path) -> None:
    stand = NewsStand(tmp_path)
    head = "title: 播客\ndate: 2022-05-07\nenclosure:\n- https://a.example/%E4%B8%80.mp3 8727310 audio/mpeg\n"
    stand.write(
        "podcast.md", f"{head}- https://a.example/x?a=1&b=2", "京东健康。\n\n<audio src='https://a.example/x?a=1&b=2'>"
    )
    stand.site.ingest()
    (uuid,) = (
        item["id"].removeprefix("urn:uuid:")
        for item in json.loads(stand.site.get("/feeds/all.json").data)["items"]
        if item["title"] == "播客"
    )
    page = stand.page(f"/article/{uuid}")
    assert page.all("//ul[@class='files']/li/a/@href") == ["https://a.example/%E4%B8%80.mp3"]
    assert page.words("//ul[@class='files']/li") == "一.mp3 audio/mpeg · 8.7 MB"
    assert page.one("//ul[@class='files']/@aria-label") == "附件"
    assert page.faults() == []
    assert stand.page("/article/{id}").all("//ul[@class='files']") == []
    stand.site.close()


@pytest.mark.parametrize(
    ("within", "label"), [("", ""), ("?in=company:06618.HK", "京东健康"), ("?in=source:早报", "早报")]
)
def test_a_reader_goes_on_in_the_feed_that_he_came_from(stand: NewsStand, within: str, label: str) -> None:
    page = stand.page("/article/{id}" + within)
    step = 2 if "source" in within else 1
    titles = {each.get("rel"): each.text for each in page.all("//nav[@class='beside']//a")}
    assert titles == {"next": title_of(10 - step), "prev": title_of(10 + step)}
    if label:
        assert label in page.words("//nav[@class='beside']")
        (address,) = {each.partition("?")[2] for each in page.all("//nav[@class='beside']//a/@href")}
        assert address.startswith("in=")


def test_the_first_and_the_last_have_one_neighbour(stand: NewsStand) -> None:
    last = stand.page(f"/article/{stand.id_of(1)}?in=company:06618.HK")
    assert last.all("//nav[@class='beside']//a/text()") == [title_of(2)]
    first = stand.page(f"/article/{stand.id_of(DAYS)}?in=tag:医药")
    assert first.all("//nav[@class='beside']//a/text()") == [title_of(DAYS - 1)]


@pytest.mark.parametrize("within", ["x", "company:", "company:none", "none:06618.HK", ":", "company:HK06618", "all:x"])
def test_a_feed_that_there_is_not_is_that_of_everything(stand: NewsStand, within: str) -> None:
    page = stand.page("/article/{id}?in=" + within)
    assert page.all("//nav[@class='beside']//a/text()") == [title_of(9), title_of(11)]
    assert page.all("//nav[@class='beside']//a[contains(@href, 'in=')]") == []


def test_a_company_s_list_leads_its_readers_through_its_own_articles(stand: NewsStand) -> None:
    address = stand.page("/company/06618.HK").all("//ol[@class='stories']//h3/a/@href")[3]
    assert address.endswith("?in=company:06618.HK")
    assert "京东健康" in stand.page(address).one("//nav[@class='beside']/@aria-label")


def metadata(page: Page) -> dict[str, object]:
    found: dict[str, object] = json.loads(page.one("//script[@type='application/ld+json']").text)
    return found


def test_machines_read_it_as_a_news_article(stand: NewsStand) -> None:
    found = metadata(stand.page("/article/{id}"))
    assert found["@type"] == "NewsArticle"
    assert found["headline"] == title_of(10)
    assert found["datePublished"] == "2022-03-10T02:00:00+00:00"
    assert found["mainEntityOfPage"] == "https://news.example/10"
    assert found["author"] == [{"@type": "Person", "name": "张三"}]
    assert found["image"] == ["https://p.example/10.jpg"]
    assert {"@type": "Corporation", "name": "京东健康", "tickerSymbol": ["06618.HK"]} in found["about"]  # type: ignore[operator]
    page = stand.page("/article/{id}")
    assert page.one("//link[@rel='canonical']/@href") == "https://news.example/10"
    og = {each.get("property"): each.get("content") for each in page.all("//meta[@property]")}
    assert og["og:type"] == "article"
    assert og["og:title"] == title_of(10)
    assert og["og:url"] == f"https://feeds.example/article/{stand.id_of(10)}"
    assert og["og:image"] == "https://p.example/10.jpg"


def test_no_title_ends_the_script_that_holds_it(stand: NewsStand) -> None:
    title = "</script><script>steal(1)</script><!--\u2028&amp;"
    stand.write("attack.md", f"title: '{title}'\ndate: 2021-01-01\nauthor: '</ScRiPt>'", "Words.")
    stand.site.ingest()
    items = json.loads(stand.site.get("/feeds/source/posts.json").data)["items"]
    (item,) = [each for each in items if "steal" in each["title"]]
    page = stand.page("/article/" + item["id"].removeprefix("urn:uuid:"))
    assert metadata(page)["headline"] == item["title"]
    assert len(page.all("//script")) == 2
    assert page.words("//h1") == item["title"]


def test_of_a_withdrawn_article_what_is_known_is_told_but_not_its_words(stand: NewsStand) -> None:
    answer = stand.get("/article/{gone}")
    assert answer.status_code == 410
    page = Page(answer.text)
    assert "收回的合作" in page.words()
    assert "2022年2月1日 08:00" in page.words()
    assert "京东健康和蔚来" not in answer.text
    assert set(page.all("//main//ul[@class='terms']//a/text()")) == {"健康", "posts", "京东健康", "蔚来"}
    assert stand.get("/article/{gone}", Accept="*/*").text == "error: the article was withdrawn\n"

"""The feed builder: names as people write them, what they give, the canonical address, watch-lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree

import feedparser
import pytest

from feedsvc import config
from feedsvc.selection import MAX_VALUES
from feedsvc.store import directory, near
from feedsvc.web import keys
from feedsvc.web.pages import build
from tests.html_pages import Page
from tests.newsstand import DAYS, NewsStand, title_of
from tests.serving import Site

BASE = "https://feeds.example"


@pytest.fixture(scope="module")
def stand(tmp_path_factory: pytest.TempPathFactory) -> Iterator[NewsStand]:
    made = NewsStand(tmp_path_factory.mktemp("build"))
    yield made
    made.site.close()


def address(page: Page, ending: str = "atom") -> str:
    """The feed's address, from the field that is there to be copied."""
    (found,) = {each for each in page.all("//input[@readonly]/@value") if f".{ending}" in each}
    return str(found).removeprefix(BASE)


def chosen(page: Page, name: str) -> list[str]:
    return page.all(f"//div[@role='group']//input[@name='{name}'][@checked]/@value")


@pytest.mark.parametrize(
    ("query", "feed"),
    [
        ("", "/feeds/all.atom"),
        ("company=京东健康", "/feeds/company/06618.HK.atom"),
        ("company=HK06618&role=subject", "/feeds/company/06618.HK.atom?role=subject"),
        ("company=&category=健康&q=&not_tag=", f"/feeds/category/{quote('健康')}.atom"),
        ("company=蔚来,京东健康", "/feeds/all.atom?company=06618.HK&company=NIO.US"),
        ("company=蔚来、京东健康；", "/feeds/all.atom?company=06618.HK&company=NIO.US"),
        ("company=NIO.US&company=蔚来, JD Health", "/feeds/all.atom?company=06618.HK&company=NIO.US"),
        ("q=合作 -其他", f"/feeds/search.atom?q={quote('合作')}%20-{quote('其他')}"),
        ("company=蔚来&q=合作", f"/feeds/search.atom?company=NIO.US&q={quote('合作')}"),
        ("company=蔚来&not_source=晚报", f"/feeds/all.atom?company=NIO.US&not_source={quote('晚报')}"),
        ("since=2022-03-05&content=summary", "/feeds/all.atom?content=summary&since=2022-03-04T16:00:00Z"),
        ("lang=zh&utm_source=x", "/feeds/all.atom"),
    ],
)
def test_the_address_is_the_canonical_selection(stand: NewsStand, query: str, feed: str) -> None:
    page = stand.page(f"/build?{query}")
    assert page.faults() == []
    assert address(page) == feed
    assert stand.get(feed, Accept="*/*").status_code == 200


def test_what_it_gives_is_what_its_feed_has(stand: NewsStand) -> None:
    page = stand.page("/build?company=京东健康,蔚来&source=晚报")
    feed = feedparser.parse(stand.get(address(page), Accept="*/*").data)
    newest = page.all("//ol[@class='headlines']//a/text()")
    assert newest == [entry.title for entry in feed.entries[:5]] == [title_of(day) for day in range(29, 20, -2)]
    assert page.all("//ol[@class='headlines']//time/text()")[:2] == ["2022年3月29日", "2022年3月27日"]
    assert len(feed.entries) == DAYS / 2
    assert page.words("//span[@class='figure']") == "1.2", "fifteen articles in twelve weeks"
    assert "共 15 篇" in page.words()


def test_all_three_formats_are_there_to_be_copied_and_announced(stand: NewsStand) -> None:
    page = stand.page("/build?category=健康")
    fields = page.all("//section[@class='subscribe']//input/@value")
    assert [each.rpartition(".")[2] for each in fields] == ["atom", "rss", "json"]
    assert page.all("//link[@rel='alternate'][@type]/@href") == fields


def test_several_companies_are_a_watch_list_of_a_feed_each(stand: NewsStand) -> None:
    page = stand.page("/build?company=京东健康,蔚来&role=subject")
    (found,) = [each for each in page.all("//input[@readonly]/@value") if "/opml/" in each]
    assert found == f"{BASE}/opml/company?company=06618.HK&company=NIO.US&role=subject"
    document = ElementTree.fromstring(stand.get(found.removeprefix(BASE), Accept="*/*").data)
    feeds = [each.get("xmlUrl") for each in document.iter("outline") if each.get("xmlUrl")]
    assert feeds == [f"{BASE}/feeds/company/{key}.atom?role=subject" for key in ("06618.HK", "NIO.US")]
    assert not any("/opml/" in each for each in stand.page("/build?company=京东健康").all("//input[@readonly]/@value"))


def test_the_form_keeps_what_was_chosen_and_sends_it_again(stand: NewsStand) -> None:
    query = "company=京东健康&role=subject&category=健康&q=合作&not_tag=医药&since=2022-03-01"
    page = stand.page(f"/build?{query}")
    assert chosen(page, "company") == ["06618.HK"]
    assert chosen(page, "not_tag") == ["医药"]
    assert page.one("//input[@name='role']/@checked") is not None
    assert page.one("//main//input[@name='q']/@value") == "合作"
    assert page.one("//input[@name='since']/@value") == "2022-03-01"
    assert address(sent(stand, page)) == address(page)


def sent(stand: NewsStand, page: Page, *ticked: str) -> Page:
    """What the page's form gives when it is sent as it is, and boxes of these values ticked."""
    fields = [each for each in page.all("//main//input[@name]") if is_sent(each) or each.get("value") in ticked]
    return stand.page("/build?" + "&".join(f"{each.get('name')}={quote(each.get('value') or '')}" for each in fields))


def is_sent(field: object) -> bool:
    kind, value = field.get("type"), field.get("checked")  # type: ignore[attr-defined]
    return kind != "checkbox" or value is not None


def test_a_name_of_several_companies_is_asked_back(stand: NewsStand) -> None:
    page = stand.page("/build?company=中信")
    doubt = page.one("//fieldset")
    assert "“中信”是哪一个" in page.words("//fieldset/legend")
    assert doubt.xpath(".//input[@name='company']/@value") == ["600030.SH", "601066.SH"]
    assert page.one("//input[@name='company'][@type='text']/@value") == "中信"
    assert "回答这些问题之后" in page.words("//section[@id='built']")
    assert page.all("//input[contains(@value, '/feeds/')]") == [], "the feed of everything is not what was meant"
    known = stand.page("/build?company=中信&company=蔚来")
    assert known.all("//ol[@class='headlines']/li") != []
    assert known.all("//input[contains(@value, '/feeds/')]") == [], "nor is that of half the question"


@pytest.mark.parametrize(
    ("query", "name", "ticked", "left", "feed"),
    [
        ("company=中信", "company", ["600030.SH"], "", "/feeds/company/600030.SH.atom"),
        ("company=京东健", "company", ["06618.HK"], "", "/feeds/company/06618.HK.atom"),
        ("category=康", "category", ["健康"], "", f"/feeds/category/{quote('健康')}.atom"),
        ("not_company=中信", "not_company", ["601066.SH"], "", "/feeds/all.atom?not_company=601066.SH"),
        (
            "company=中信, 蔚来",
            "company",
            ["600030.SH", "601066.SH"],
            "",
            "/feeds/all.atom?company=600030.SH&company=601066.SH&company=NIO.US",
        ),
        ("company=中信, 京东健", "company", ["600030.SH"], "京东健", None),
        ("company=中信, zzzzzz", "company", ["600030.SH"], "zzzzzz", None),
        ("company=中信&not_company=601066.SH", "company", [], "中信", None),
    ],
)
def test_a_question_is_answered_by_ticking_a_choice(
    stand: NewsStand, query: str, name: str, ticked: list[str], left: str, feed: str | None
) -> None:
    page = sent(stand, stand.page(f"/build?{query}"), *ticked)
    assert page.faults() == []
    assert set(ticked) <= set(chosen(page, name))
    assert page.one(f"//input[@name='{name}'][@type='text']/@value") == left
    if feed is None:
        assert page.all("//input[contains(@value, '/feeds/')]") == [], "one question is still open"
    else:
        assert page.all("//fieldset") == []
        assert address(page) == feed


def test_a_name_that_is_written_again_is_asked_again_so_that_several_of_it_can_be_chosen(stand: NewsStand) -> None:
    page = stand.page("/build?company=600030.SH&company=中信")
    assert chosen(page, "company") == ["600030.SH"]
    assert address(sent(stand, page, "601066.SH")) == "/feeds/all.atom?company=600030.SH&company=601066.SH"


def test_an_unknown_name_is_met_with_near_ones(stand: NewsStand) -> None:
    page = stand.page("/build?company=京东健&category=康")
    assert page.all("//fieldset//input[@name='company']/@value") == ["06618.HK"]
    assert page.all("//fieldset//input[@name='category']/@value") == ["健康"]
    page = stand.page("/build?company=zzzzzz&tag=没有")
    assert [" ".join(each.itertext()) for each in page.all("//fieldset/legend")] == [
        "这里没有“zzzzzz”",
        "这里没有“没有”",
    ]


@pytest.mark.parametrize("query", ["q=%21%3F", "since=x", "until=2022-13-01", "role=star&company=蔚来", "content=none"])
def test_what_is_not_allowed_is_told_and_the_form_stays(stand: NewsStand, query: str) -> None:
    answer = stand.get(f"/build?{query}")
    assert answer.status_code == 200
    page = Page(answer.text)
    assert page.faults() == []
    assert "这里有不允许的内容" in page.words("//section[@id='built']")
    assert page.all("//input[@readonly]") == []


@pytest.mark.parametrize(
    "query",
    [
        "company=" + "A,B;" * 450,
        "&".join(f"company=x{number}" for number in range(250)),
        "&".join(f"{name}={'z,' * 100}" for name in ("company", "not_company", "category", "tag", "not_author")),
        "q=" + "x" * 3000,
    ],
)
def test_a_flood_of_names_is_bounded(stand: NewsStand, query: str, monkeypatch: pytest.MonkeyPatch) -> None:
    looks: Counter[str] = Counter()
    for module, name in ((keys, "find"), (near, "near"), (directory, "matching")):
        monkeypatch.setattr(module, name, counting(looks, name, getattr(module, name)))
    answer = stand.get(f"/build?{query}")
    assert answer.status_code == 200
    assert Page(answer.text).faults() == []
    assert len(answer.data) < 150_000
    # Each name alone and each list as a whole; a few more are those of the feed that is built.
    assert looks["find"] <= 2 * MAX_VALUES + 10
    assert looks["near"] <= build.GUESSED
    assert looks["matching"] <= build.GUESSED
    assert ("names are too many for one address; it takes at most 50" in answer.text) is not query.startswith("q=")


def counting(looks: Counter[str], name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    def counted(*given: Any, **named: Any) -> Any:
        looks[name] += 1
        return function(*given, **named)

    return counted


def test_near_names_are_looked_for_up_to_a_number_and_others_stay_unknown(stand: NewsStand) -> None:
    names = [f"京东健{number}" for number in range(build.GUESSED + 2)]
    page = stand.page(f"/build?company={','.join(names)}&company=蔚来")
    found = [fieldset.xpath(".//input[@name='company']/@value") for fieldset in page.all("//fieldset")]
    assert found == [["06618.HK"]] * build.GUESSED + [[]] * 2
    assert chosen(page, "company") == ["NIO.US"]


def test_fifty_names_are_read_in_all_fields_together(stand: NewsStand) -> None:
    tags = ",".join(["医药"] * (MAX_VALUES - 1))
    page = stand.page(f"/build?tag={tags}&company=京东健康")
    assert chosen(page, "company") == ["06618.HK"]
    assert chosen(page, "tag") == ["医药"]
    assert address(page) == f"/feeds/all.atom?company=06618.HK&tag={quote('医药')}"
    page = stand.page(f"/build?tag={tags},合作&company=京东健康")
    assert "51 names are too many" in page.words("//section[@id='built']")


def test_a_long_list_of_names_is_read_to_its_end(stand: NewsStand) -> None:
    assert chosen(stand.page(f"/build?company={'JD Health, ' * 45}NIO.US"), "company") == ["06618.HK", "NIO.US"]


@pytest.mark.parametrize("query", ["q=" + "x" * 4000, "&".join(f"company=x{number}" for number in range(400))])
def test_a_query_that_no_feed_would_answer_is_refused_unread(
    stand: NewsStand, query: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: Counter[str] = Counter()
    monkeypatch.setattr(keys, "find", counting(looks, "find", keys.find))
    answer = stand.get(f"/build?{query}")
    assert answer.status_code == 414
    assert "takes at most 4000" in answer.text
    assert looks["find"] == 0


def test_a_feed_s_own_query_and_a_search_can_be_built_upon(stand: NewsStand) -> None:
    link = stand.page("/search?q=合作&source=晚报").one("//main//a[starts-with(@href, '/build')]/@href")
    assert chosen(stand.page(link), "source") == ["晚报"]
    link = stand.page("/company/06618.HK").one("//main//a[starts-with(@href, '/build')]/@href")
    assert chosen(stand.page(link), "company") == ["06618.HK"]


@pytest.fixture(scope="module")
def commas(tmp_path_factory: pytest.TempPathFactory) -> Iterator[NewsStand]:
    """A paper whose registry has names with commas in them."""
    folder = tmp_path_factory.mktemp("commas")
    rows = 'key,listings,name,names\nSNAP.US,SNAP.US,"Snap, Inc.",Snap\nCIA.US,CIA.US,"Citizens, Inc.",\n'
    rows += '"One, Two, Three",,"One, Two, Three",\n06618.HK,06618.HK,京东健康,\n'
    (folder / "commas.csv").write_text(rows, encoding="utf-8")
    made = NewsStand(folder, companies=folder / "commas.csv")
    yield made
    made.site.close()


@pytest.mark.parametrize(
    ("written", "keys", "asked"),
    [
        ("Snap, Inc.", ["SNAP.US"], []),
        ("Snap, Inc., 京东健康", ["SNAP.US", "06618.HK"], []),
        ("京东健康, Snap, Inc., Citizens, Inc.", ["06618.HK", "SNAP.US", "CIA.US"], []),
        ("One, Two, Three、京东健康", ["One,-Two,-Three", "06618.HK"], []),
        ("Snap, 京东健康", ["SNAP.US", "06618.HK"], []),
        ("Snap, Zorblax, Inc.", ["SNAP.US"], ["Zorblax, Inc."]),
        ("Snap, Zorblax", ["SNAP.US"], ["Zorblax"]),
    ],
)
def test_a_name_with_commas_is_one_in_a_list(
    commas: NewsStand, written: str, keys: list[str], asked: list[str]
) -> None:
    page = commas.page(f"/build?company={written}")
    assert chosen(page, "company") == keys
    assert page.all("//input[@id='f-company']/@value") == [", ".join(asked)]


@pytest.mark.parametrize(("written", "keys"), [("早报，上海", ["morning"]), ("晚报, morning", ["evening", "morning"])])
def test_a_source_is_known_by_the_title_that_is_proposed(tmp_path: Path, written: str, keys: list[str]) -> None:
    for name in ("morning", "evening"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.md").write_text(
            f"---\ntitle: {name}\ndate: 2022-03-01\n---\n今日无事。\n", encoding="utf-8"
        )
    file = tmp_path / "feedsvc.toml"
    file.write_text(
        f"data = '{tmp_path / 'data'}'\nstarter = false\n"
        f"[sources.morning]\npath = '{tmp_path / 'morning'}'\ntitle = '早报，上海'\n"
        f"[sources.evening]\npath = '{tmp_path / 'evening'}'\ntitle = '晚报'\n",
        encoding="utf-8",
    )
    site = Site(config.load(file, {}))
    first = Page(site.get("/build").text)
    assert sorted(first.all("//datalist[@id='l-source']/option/@value")) == ["早报，上海", "晚报"]
    page = Page(site.get(f"/build?source={quote(written)}&not_source={quote('晚报')}").text)
    assert chosen(page, "source") == keys
    assert chosen(page, "not_source") == ["evening"]
    site.close()

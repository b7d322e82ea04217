"""Every kind of page, in both languages, with articles and without any: what all of them promise."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import brotli
import pytest

from feedsvc.config import Settings
from feedsvc.web.pages.frame import STATIC
from tests.html_pages import Page
from tests.newsstand import BROWSER, NewsStand
from tests.serving import Site

ADDRESSES = {
    "home": "/",
    "home, older": "/?before=1647000000.0",
    "home, behind the last": "/?before=0.0",
    "company": "/company/06618.HK",
    "company without articles": "/company/601066.SH",
    "company behind the last": "/company/06618.HK?before=0.0",
    "category": "/category/健康",
    "tag": "/tag/医药",
    "author": "/author/张三",
    "source": "/source/晚报",
    "article": "/article/{id}",
    "article in a company's feed": "/article/{id}?in=company:06618.HK",
    "article in no feed": "/article/{id}?in=company:none",
    "withdrawn article": "/article/{gone}",
    "search without words": "/search",
    "search": "/search?q=合作",
    "narrowed search": "/search?q=合作&company=06618.HK&not_category=english&since=2022-01-01&until=2022-12-31",
    "search behind its end": "/search?q=合作&page=99999",
    "search that finds nothing": "/search?q=没有的词",
    "search of nothing": "/search?q=%3F%21",
    "search of too much": "/search?q=" + "词" * 300,
    "search in what is not": "/search?q=合作&category=没有",
    "companies": "/companies",
    "companies by size": "/companies?order=size",
    "companies by initial": "/companies?initial=J",
    "companies filtered": "/companies?q=jd",
    "companies that are not": "/companies?q=zzzzzz",
    "companies behind the last": "/companies?offset=100000",
    "all companies": "/companies?all=1&initial=Z",
    "categories": "/categories",
    "tags": "/tags",
    "authors filtered": "/authors?q=zhang",
    "sources": "/sources",
    "builder": "/build",
    "built": "/build?company=京东健康,中科尚易&role=subject&category=健康&q=合作&not_category=english",
    "built with doubts": "/build?company=中信,京东健&category=没有",
    "built of nothing": "/build?q=%21&since=x",
    "unknown company": "/company/京东健",
    "choice": "/company/中信",
    "not found": "/none",
    "no place": "/category/健康?before=x",
}
STATUSES = {
    "withdrawn article": 410,
    "search of nothing": 400,
    "search of too much": 414,
    "search in what is not": 404,
    "unknown company": 404,
    "choice": 300,
    "not found": 404,
    "no place": 400,
}
EMPTY = ("home", "companies", "categories", "builder", "search", "search without words")


@pytest.fixture(scope="module")
def stand(tmp_path_factory: pytest.TempPathFactory) -> Iterator[NewsStand]:
    made = NewsStand(tmp_path_factory.mktemp("pages"))
    yield made
    made.site.close()


@pytest.fixture
def nothing(make_settings: Callable[..., Settings]) -> Iterator[Site]:
    site = Site(make_settings())
    yield site
    site.close()


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", ADDRESSES)
def test_every_page_can_be_read_by_everybody(stand: NewsStand, name: str, language: str) -> None:
    answer = stand.get(ADDRESSES[name], Accept_Language=language)
    assert answer.status_code == STATUSES.get(name, 200)
    assert answer.mimetype == "text/html"
    page = Page(answer.text)
    assert page.faults() == []
    assert page.one("/html/@lang") == {"zh": "zh-Hans", "en": "en"}[language]
    assert page.words("//title") and page.words("//h1")


@pytest.mark.parametrize("name", EMPTY)
def test_pages_of_an_empty_store_can_be_read_too(nothing: Site, name: str) -> None:
    answer = nothing.get(ADDRESSES[name], Accept=BROWSER)
    assert answer.status_code == 200
    assert Page(answer.text).faults() == []


@pytest.mark.parametrize("name", ["home", "companies", "categories"])
def test_where_there_is_nothing_pages_say_how_to_add_a_source(nothing: Site, name: str) -> None:
    for language, words in (("zh", "feedsvc check"), ("en", "Put articles into a source folder")):
        text = nothing.get(ADDRESSES[name], Accept=BROWSER, Accept_Language=language).text
        assert words in text
        assert "feedsvc.toml" in text


@pytest.mark.parametrize("name", ADDRESSES)
def test_no_english_is_left_on_chinese_pages(stand: NewsStand, name: str) -> None:
    """Texts that no catalogue has would show as they are in the code."""
    page = stand.page(ADDRESSES[name], Accept_Language="zh")
    for each in page.all("//code|//*[@lang='en']|//*[contains(@class, 'role')]"):
        each.clear()
    for words in ("article", "search", "compan", "categor", "subscribe", "there is", "feed reader", "page"):
        assert words not in page.words("//body").lower(), words


@pytest.mark.parametrize("name", ["home", "company", "article", "search", "built", "not found"])
def test_pages_are_packed_and_the_same_page_again_is_304(stand: NewsStand, name: str) -> None:
    plain = stand.get(ADDRESSES[name])
    packed = stand.get(ADDRESSES[name], Accept_Encoding="gzip, br")
    assert packed.headers["Content-Encoding"] == "br"
    assert brotli.decompress(packed.data) == plain.data
    assert packed.headers["Content-Length"] == str(len(packed.data))
    assert "Accept-Encoding" in packed.headers["Vary"]
    if plain.status_code == 200:
        for answer in (plain, packed):
            again = stand.get(ADDRESSES[name], If_None_Match=answer.headers["ETag"], Accept_Encoding="br")
            assert (again.status_code, again.data) == (304, b"")
            assert "Content-Encoding" not in again.headers


def test_the_home_page_and_its_style_are_small(stand: NewsStand) -> None:
    page = stand.get("/", Accept_Encoding="br")
    style = stand.get("/static/style.css", Accept_Encoding="br")
    assert style.headers["Content-Encoding"] == "br"
    assert len(page.data) + len(style.data) < 60_000


@pytest.mark.parametrize("name", ["style.css", "site.js", "icon.svg", "icon.png"])
def test_what_pages_load_has_an_address_that_changes_with_its_bytes(stand: NewsStand, name: str) -> None:
    (address,) = {each for each in stand.page("/").all("//@href|//@src") if each.startswith(f"/static/{name}")}
    answer = stand.get(address)
    assert answer.data == (STATIC / name).read_bytes()
    assert "max-age=86400" in answer.headers["Cache-Control"]
    assert stand.get(address, If_None_Match=answer.headers["ETag"]).status_code == 304


def test_only_our_own_script_may_run(stand: NewsStand) -> None:
    policy = stand.get("/").headers["Content-Security-Policy"]
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy
    assert stand.page("/").all("//script/@src") == stand.page("/search").all("//script/@src")


def test_where_pictures_are_links_lists_show_none(tmp_path_factory: pytest.TempPathFactory) -> None:
    stand = NewsStand(tmp_path_factory.mktemp("links"), pictures="link")
    assert stand.page("/").all("//img") == []
    assert stand.page("/category/健康").all("//img") == []
    stand.site.close()

"""Every kind of page: what axe-core and the Nu Html Checker find, how much it weighs, whether it moves as it loads."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import APIRequestContext, Browser, Page, Playwright, sync_playwright

from tests import checkers
from tests.browser import CHROMIUM, MISSING
from tests.checkers import AXE, DESKTOP, JAVA, NO_AXE, NO_VNU, PHONE, VNU, Look, looking
from tests.newsroom import TOKEN, Newsroom

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason=MISSING)

MOST_BYTES = 60_000
"""Of the home page with its style sheet, packed."""
KINDS = {
    "home": "/",
    "company": "/company/06618.HK",
    "unlisted company": "/company/好丽友",
    "provisional company": "/company/688787.SH",
    "category": "/category/医药",
    "tag": "/tag/财报",
    "author": "/author/记者1",
    "source": "/source/wire",
    "article": "/article/{article}",
    "article in English": "/article/{english}",
    "search": "/search",
    "search that finds": "/search?q=京东健康",
    "search that is narrowed": "/search?q=收入&category=医药&not_company=600519.SH",
    "search that finds nothing": "/search?q=没有这个词",
    "search that is none": "/search?q=%26%26%28%00",
    "search that is too long": "/search?q=" + "长" * 1_000,
    "companies": "/companies",
    "companies of a letter": "/companies?initial=J",
    "companies filtered": "/companies?q=jdjk",
    "categories": "/categories",
    "tags": "/tags",
    "builder": "/build",
    "builder with choices": "/build?company=06618.HK&company=600519.SH&not_category=地产&q=收入&role=subject",
    "builder with doubts": "/build?company=苹果, 没有的公司",
    "status": "/status",
    "which company": "/company/苹果",
    "unknown company": "/company/京东建康",
    "unknown page": "/nowhere",
    "withdrawn article": "/article/{withdrawn}",
    "fault": "/broken",
    "too many requests": "{limited}/",
    "no articles": "{empty}/",
    "no companies": "{empty}/companies",
}
STATUSES = {
    "search that is none": (400,),
    "search that is too long": (414,),
    "which company": (300,),
    "unknown company": (404,),
    "unknown page": (404,),
    "withdrawn article": (410,),
    "fault": (500,),
    "too many requests": (429,),
}
LOOKS = (Look(), Look(size=PHONE, scheme="dark", language="en"))
STILL = ("home", "company", "category", "article", "article in English", "search that finds")
"""Kinds of pages with pictures."""
SHIFTS = """() => new Promise(done => {
  let sum = 0;
  new PerformanceObserver(list => { for (const each of list.getEntries()) sum += each.value; })
    .observe({ type: 'layout-shift', buffered: true });
  setTimeout(() => done(sum), 50);
})"""

WIDTH = "() => document.documentElement.scrollWidth"
LENGTHEN = """() => {
  for (const name of document.querySelectorAll(`main :is(h1, h3, legend, q, dd, .by, .eyebrow, .naming, .summary),
      main :is(.beside, .chips, .headlines, .lively, .names, .second, .sizes, .terms, .why) a, main .picks label`)) {
    const words = document.createTreeWalker(name, NodeFilter.SHOW_TEXT);
    while (words.nextNode()) if (words.currentNode.data.trim()) words.currentNode.data = 'x'.repeat(200);
  }
}"""
"""Every title and name becomes a word that is longer than a telephone is wide."""


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    launched = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
    yield launched
    launched.close()


@pytest.fixture(scope="module")
def client(playwright: Playwright, room: Newsroom) -> APIRequestContext:
    """Asks as a browser does, and has asked the limited server as often as it allows."""
    headers = {"Accept": "text/html", "Accept-Language": "zh-CN"}
    asking = playwright.request.new_context(
        extra_http_headers=headers, http_credentials={"username": "desk", "password": TOKEN}
    )
    for _ in range(4):
        asking.get(room.limited + "/")
    return asking


def address(room: Newsroom, kind: str) -> str:
    filled = KINDS[kind].format(**vars(room))
    return filled if filled.startswith("http") else room.url + filled


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_page_answers_as_it_should(room: Newsroom, client: APIRequestContext, kind: str) -> None:
    answer = client.get(address(room, kind))
    assert answer.status in STATUSES.get(kind, (200,))
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "script-src 'self'" in answer.headers["content-security-policy"]
    assert "unsafe" not in answer.headers["content-security-policy"]


@pytest.mark.skipif(JAVA is None or not VNU.exists(), reason=NO_VNU)
def test_the_html_checker_finds_no_error_on_any_page(room: Newsroom, client: APIRequestContext, tmp_path: Path) -> None:
    documents = {
        f"{kind} ({language})": client.get(address(room, kind), headers={"Accept-Language": language}).body()
        for kind in KINDS
        for language in ("zh-CN", "en")
    }
    # That it finds any where there are some shows that it works.
    broken = {"broken": b"<!doctype html><html lang=en><title>x</title><p><div></p><img src=x>"}
    found = checkers.html_errors(tmp_path, documents | broken)
    assert [each for each in found if not each.startswith("broken:")] == []
    assert len(found) >= 2


@pytest.fixture(scope="module", params=LOOKS, ids=str)
def looked(request: pytest.FixtureRequest, browser: Browser, client: APIRequestContext) -> Iterator[Page]:
    with looking(browser, request.param) as (page, _):
        page.context.set_extra_http_headers({"Authorization": f"Bearer {TOKEN}"})
        yield page


@pytest.mark.skipif(not AXE.exists(), reason=NO_AXE)
@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_no_violation(room: Newsroom, looked: Page, kind: str) -> None:
    looked.goto(address(room, kind))
    assert checkers.violations(looked) == []


@pytest.mark.skipif(not AXE.exists(), reason=NO_AXE)
def test_axe_does_find_violations(room: Newsroom, looked: Page) -> None:
    looked.goto(address(room, "home"))
    looked.evaluate("() => { document.documentElement.lang = ''; document.querySelector('h1').remove(); }")
    found = " ".join(checkers.violations(looked))
    assert "html-has-lang" in found
    assert "page-has-heading-one" in found


@pytest.mark.parametrize("kind", KINDS)
def test_no_page_is_wider_than_a_telephone(room: Newsroom, browser: Browser, client: object, kind: str) -> None:
    with looking(browser, LOOKS[1]) as (page, _):
        page.context.set_extra_http_headers({"Authorization": f"Bearer {TOKEN}"})
        page.goto(address(room, kind))
        assert page.evaluate(WIDTH) <= PHONE[0]


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=lambda size: str(size[0]))
@pytest.mark.parametrize("kind", KINDS)
def test_no_long_word_makes_a_page_wider(
    room: Newsroom, browser: Browser, client: object, kind: str, size: tuple[int, int]
) -> None:
    with looking(browser, Look(size=size)) as (page, _):
        page.context.set_extra_http_headers({"Authorization": f"Bearer {TOKEN}"})
        page.goto(address(room, kind))
        page.evaluate("() => { for (const each of document.querySelectorAll('details')) each.open = true; }")
        page.evaluate(LENGTHEN)
        assert page.evaluate(WIDTH) <= size[0]


SIZES = """() => {
  const content = document.querySelector('.content');
  content.innerHTML = '<p>1</p>' + [6, 5, 4, 3, 2].map(level => `<h${level}>1</h${level}>`).join('');
  return [...content.children].map(each => parseFloat(getComputedStyle(each).fontSize));
}"""
WIDE = """() => {
  for (const cell of document.querySelectorAll('.content td')) cell.textContent = 'x'.repeat(80);
  const wide = [...document.querySelectorAll('.content :is(pre, .wide)')];
  return wide.filter(each => each.scrollWidth > each.clientWidth).length;
}"""
"""How many programs and tables are cut where nobody scrolls."""


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=lambda size: str(size[0]))
@pytest.mark.parametrize("kind", ["article", "article in English"])
def test_headings_of_an_article_are_larger_the_higher_they_are(
    room: Newsroom, browser: Browser, kind: str, size: tuple[int, int]
) -> None:
    with looking(browser, Look(size=size)) as (page, _):
        page.goto(address(room, kind))
        title = page.evaluate("() => parseFloat(getComputedStyle(document.querySelector('h1')).fontSize)")
        words, *lower, h4, h3, h2 = page.evaluate(SIZES)
        assert words == lower[0] == lower[1]
        assert words * 1.05 < h4 < h3 / 1.05 < h2 / 1.1 < title / 1.2


@pytest.mark.parametrize("kind", ["article", "article in English"])
def test_in_print_no_program_and_no_table_is_cut(room: Newsroom, browser: Browser, kind: str) -> None:
    with looking(browser, Look(size=PHONE)) as (page, _):
        page.goto(address(room, kind))
        assert page.evaluate(WIDE) == 1, "on a screen one scrolls"
        page.emulate_media(media="print")
        assert page.evaluate(WIDE) == 0
        assert page.evaluate(WIDTH) <= PHONE[0]


@pytest.mark.parametrize(
    ("kind", "gone"),
    [
        ("article", ".why, .beside"),
        ("company", ".near-by, .subscribe"),
        ("companies", ".filter, .lists, .tabs, .letters"),
    ],
)
def test_what_can_only_be_pressed_is_not_printed(room: Newsroom, browser: Browser, kind: str, gone: str) -> None:
    with looking(browser, Look(size=PHONE)) as (page, _):
        page.goto(address(room, kind))
        for media, seen in (("screen", True), ("print", False)):
            page.emulate_media(media=media)  # type: ignore[arg-type]
            assert {each.is_visible() for each in page.locator(gone).all()} == {seen}
            assert page.locator("h1").is_visible()


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=lambda size: str(size[0]))
@pytest.mark.parametrize("kind", STILL)
def test_nothing_moves_when_pictures_come(room: Newsroom, browser: Browser, kind: str, size: tuple[int, int]) -> None:
    with looking(browser, Look(size=size), delay=60) as (page, noted):
        page.goto(address(room, kind), wait_until="load")
        # Down to its end, so that what is lazy comes too.
        for _ in range(8):
            page.mouse.wheel(0, 600)
            page.wait_for_timeout(40)
        page.wait_for_load_state("networkidle")
        assert any(kind == "image" for kind, _ in noted.asked)
        assert page.evaluate(SHIFTS) == 0


@pytest.mark.parametrize("encoding", ["br", "gzip"])
def test_the_home_page_with_its_style_is_light(room: Newsroom, client: APIRequestContext, encoding: str) -> None:
    """What goes over the wire, by its Content-Length."""
    page = client.get(room.url + "/", headers={"Accept-Encoding": encoding})
    sheet = next(part.split('"')[0] for part in page.text().split('href="') if ".css" in part[:80])
    style = client.get(room.url + sheet, headers={"Accept-Encoding": encoding})
    assert {page.headers["content-encoding"], style.headers["content-encoding"]} == {encoding}
    weight = int(page.headers["content-length"]) + int(style.headers["content-length"])
    assert 2_000 < weight < MOST_BYTES

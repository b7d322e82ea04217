"""What people do on the pages, in a real browser: with scripts and without, on a telephone and on a desk, by day and by
night. Nothing may run into the policy, nothing but pictures may be asked of another host."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote, unquote, urlsplit

import feedparser
import pytest
from playwright.sync_api import Browser, Page, Route, expect, sync_playwright

from tests.browser import CHROMIUM, MISSING
from tests.checkers import DESKTOP, PHONE, Look, Noted, looking
from tests.newsroom import Newsroom

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason=MISSING)

LOOKS = (
    Look(scripts=True, size=PHONE, scheme="light", language="zh-CN"),
    Look(scripts=True, size=DESKTOP, scheme="dark", language="en"),
    Look(scripts=False, size=PHONE, scheme="dark", language="zh-CN"),
    Look(scripts=False, size=DESKTOP, scheme="light", language="en"),
)
"""Any two of these go together once: scripts, width, scheme of colours; a fault that takes all three would be rare."""
PAPER = {"light": "rgb(255, 253, 248)", "dark": "rgb(23, 22, 20)"}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield launched
        launched.close()


class Reader:
    """A person at a browser."""

    def __init__(self, page: Page, noted: Noted, room: Newsroom, look: Look) -> None:
        self.page = page
        self.noted = noted
        self.room = room
        self.look = look

    def open(self, path: str = "/") -> None:
        self.page.goto(self.room.url + path)

    @property
    def query(self) -> str:
        return unquote(urlsplit(self.page.url).query.replace("+", " "))

    def search(self, words: str) -> None:
        """By the field at the top of every page."""
        self.page.locator("header form[role=search] input[name=q]").fill(words)
        self.page.locator("header form[role=search] button").click()
        self.page.wait_for_url("**/search?**")

    def section(self, path: str) -> None:
        self.page.locator(f"header nav a[href^='{path}']").click()

    def feed(self, within: str = "main") -> feedparser.FeedParserDict:
        """What the address of the first feed of a page gives to a feed reader."""
        address = self.page.locator(f"{within} .address input").first.input_value()
        assert address.startswith(self.room.url)
        answer = self.page.request.get(address, headers={"Accept": "*/*"})
        assert answer.ok
        parsed = feedparser.parse(answer.body())
        assert not parsed.bozo
        return parsed

    @property
    def titles(self) -> list[str]:
        return self.page.locator("main .words h3").all_inner_texts()


@pytest.fixture(params=LOOKS, ids=str)
def reader(request: pytest.FixtureRequest, browser: Browser, room: Newsroom) -> Iterator[Reader]:
    with looking(browser, request.param) as (page, noted):
        made = Reader(page, noted, room, request.param)
        yield made
        assert made.noted.errors == []
        assert made.noted.leaked == []


def test_the_page_is_as_the_person_looks(reader: Reader) -> None:
    reader.open()
    body = reader.page.locator("body")
    expect(body).to_have_css("background-color", PAPER[reader.look.scheme])
    language = "zh-Hans" if reader.look.language == "zh-CN" else "en"
    expect(reader.page.locator("html")).to_have_attribute("lang", language)
    assert ("scripted" in (reader.page.locator("html").get_attribute("class") or "")) == reader.look.scripts
    reader.page.locator("footer a[hreflang]").click()
    expect(reader.page.locator("html")).not_to_have_attribute("lang", language)


def test_a_page_is_printed_dark_on_white_whatever_the_screen_is(reader: Reader) -> None:
    reader.open()
    reader.page.emulate_media(media="print")
    expect(reader.page.locator("body")).to_have_css("background-color", PAPER["light"])
    expect(reader.page.locator("html")).to_have_css("color-scheme", "light")


def test_a_person_finds_a_company_opens_it_and_subscribes(reader: Reader) -> None:
    reader.open()
    reader.section("/companies")
    reader.page.locator("#filter").fill("jdjk")
    reader.page.locator("form.filter button").click()
    reader.page.locator("#results .names a").filter(has_text="京东健康").click()
    reader.page.wait_for_url("**/company/06618.HK*")
    expect(reader.page.locator("h1")).to_have_text("京东健康")
    expect(reader.page.locator("mark").first).to_have_text("京东健康")
    parsed = reader.feed()
    assert parsed.feed.title.startswith("京东健康")
    assert [entry.title for entry in parsed.entries][: len(reader.titles)] == reader.titles


def test_a_button_puts_the_address_into_the_clipboard_where_scripts_run(reader: Reader) -> None:
    reader.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    reader.open("/company/06618.HK")
    button = reader.page.locator(".address button").first
    if not reader.look.scripts:
        expect(button).to_be_hidden()
        field = reader.page.locator(".address input").first
        field.focus()
        expect(field).to_be_focused()
        return
    button.click()
    copied = reader.page.evaluate("() => navigator.clipboard.readText()")
    assert copied == f"{reader.room.url}/feeds/company/06618.HK.atom"


def test_a_person_searches_in_chinese_narrows_it_down_and_subscribes(reader: Reader) -> None:
    reader.open()
    reader.search("发布年度业绩")
    assert len(reader.titles) > 1
    assert all("京东健康" in title for title in reader.titles)
    everything = reader.feed()
    reader.page.locator("#by-category a").filter(has_text="医药").first.click()
    reader.page.wait_for_url(f"**category={quote('医药')}*")
    narrowed = reader.feed()
    assert {entry.title for entry in narrowed.entries} <= {entry.title for entry in everything.entries}
    assert len(narrowed.entries) > 0


def test_a_search_shows_what_it_finds_as_one_types_where_scripts_run(reader: Reader) -> None:
    if not reader.look.scripts:
        pytest.skip("it needs a script; without one the button does it")
    reader.open("/search")
    reader.page.locator("header input[name=q]").press_sequentially("股东大会", delay=20)
    expect(reader.page.locator("main .words h3").first).to_contain_text("贵州茅台")
    # On a slow machine it was found by the first letters already.
    reader.page.wait_for_url(f"**q={quote('股东大会')}*")


def test_what_the_page_says_of_itself_follows_what_is_typed(reader: Reader) -> None:
    """The feeds that a reader's bookmarklet finds, and the way to the same page in the other language."""
    if not reader.look.scripts:
        pytest.skip("it needs a script")
    alternates = reader.page.locator("head link[rel=alternate][type='application/atom+xml']")
    robots = reader.page.locator("head meta[name=robots]")
    other = reader.page.locator("footer a[hreflang]")
    other_language = "en" if reader.look.language == "zh-CN" else "zh"
    for path, field, typed, written in (
        ("/search?q=京东健康", "#find", "股东大会", "/feeds/search.atom?q=股东大会"),
        ("/build", "#f-company", "京东健康", "/feeds/company/06618.HK.atom"),
        ("/companies", "#filter", "jdjk", "/feeds/all.atom"),
    ):
        reader.open(path)
        name = reader.page.locator(field).get_attribute("name")
        reader.page.locator(field).fill(typed)
        reader.page.wait_for_url(f"**{quote(typed)}*")
        expect(alternates).to_have_count(1)
        assert unquote(alternates.get_attribute("href") or "") == reader.room.url + written
        expect(robots).to_have_count(1)
        link = unquote(other.get_attribute("href") or "")
        assert f"{name}={typed}" in link
        assert f"lang={other_language}" in link
        assert reader.page.locator(f"head link[hreflang={other_language}]").get_attribute("href") == (
            other.get_attribute("href")
        )
        other.click()
        expect(reader.page.locator(field)).to_have_value("" if path == "/build" else typed)


def test_a_picture_that_is_there_no_more_leaves_no_hole(reader: Reader) -> None:
    if not reader.look.scripts:
        pytest.skip("it needs a script; without one the browser marks the picture as broken")
    lead = reader.page.locator(".lead img.picture")
    reader.open()
    expect(lead).to_be_visible()
    reader.page.route(re.compile("^https?://(?!127[.]0[.]0[.]1)"), lambda route: route.fulfill(status=404))
    reader.open()
    expect(lead).to_have_count(0)
    assert len(reader.titles) > 1
    reader.noted.errors.clear()  # The browser notes what it did not get itself.


def test_a_filter_marks_no_order_as_the_one_that_is_shown(reader: Reader) -> None:
    reader.open("/companies?order=size")
    marked = reader.page.locator(".tabs a[aria-current], .letters a[aria-current]")
    expect(marked).to_have_count(1)
    reader.page.locator("#filter").fill("茅台")
    if not reader.look.scripts:
        reader.page.locator(".filter button").click()
    expect(reader.page.locator("#results .names li")).to_have_count(1)
    expect(marked).to_have_count(0)


@pytest.mark.parametrize("failure", ["429", "503", "no network"])
def test_results_that_are_not_those_of_what_is_typed_say_so(reader: Reader, failure: str) -> None:
    if not reader.look.scripts:
        pytest.skip("it needs a script; without one the refusal is a page")
    late = {"zh-CN": "这里显示的还是之前的结果", "en": "What is shown here is from before"}[reader.look.language]
    reader.open("/search?q=京东健康")
    shown = reader.titles

    def refuse(route: Route) -> None:
        if failure == "no network":
            route.abort("internetdisconnected")
        else:
            route.fulfill(status=int(failure), body="<!doctype html><title>x</title><main></main>")

    reader.page.route("**/search?*", refuse)
    for typed in ("股东", "股东大会"):
        with reader.page.expect_event("requestfinished" if failure != "no network" else "requestfailed"):
            reader.page.locator("#find").fill(typed)
        expect(reader.page.locator("#said")).to_contain_text(late)
        expect(reader.page.locator("#results .notice")).to_have_count(1)
        expect(reader.page.locator("#results .notice")).to_contain_text(late)
        expect(reader.page.locator("#results .sheet")).to_have_css("opacity", "0.6")
        assert reader.titles == shown
        assert reader.query == "q=京东健康"
        expect(reader.page.locator("#find")).to_have_value(typed)
    reader.page.unroute("**/search?*")
    reader.page.locator("#find").fill("股东大会 分红")
    expect(reader.page.locator("main .words h3").first).to_contain_text("贵州茅台")
    expect(reader.page.locator("#results .notice")).to_have_count(0)
    expect(reader.page.locator("#results .sheet")).to_have_css("opacity", "1")
    expect(reader.page.locator("#said")).not_to_contain_text(late)
    reader.noted.errors.clear()  # The browser notes what failed itself.


def test_an_answer_that_later_typing_has_overtaken_is_not_shown(reader: Reader) -> None:
    if not reader.look.scripts:
        pytest.skip("it needs a script")
    reader.open("/search")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    reader.page.route("**/search?*", hold)
    with reader.page.expect_request("**/search?*"):
        reader.page.locator("#find").fill("股东大会")
    with reader.page.expect_event("requestfailed"):
        reader.page.locator("#find").fill("")
    assert len(held) == 1
    expect(reader.page.locator("#said")).to_have_text("")
    expect(reader.page.locator("#results .notice")).to_have_count(0)


def test_a_person_builds_a_feed(reader: Reader) -> None:
    reader.open()
    reader.section("/build")
    reader.page.locator("#f-company").fill("京东健康, 600519.SH")
    reader.page.locator("#f-q").fill("收入增长")
    reader.page.locator("button.main").click()
    # What stands there may be made of the companies alone.
    reader.page.wait_for_url(f"**q={quote('收入增长')}*")
    expect(reader.page.locator("#built .figure")).to_be_visible()
    expect(reader.page.locator("#built .headlines li")).to_have_count(5)
    parsed = reader.feed("#built")
    shown = reader.page.locator("#built .headlines a").all_inner_texts()
    assert [entry.title for entry in parsed.entries][:5] == shown
    keys = {tag.term for entry in parsed.entries for tag in entry.tags if "/company" in (tag.scheme or "")}
    assert {"06618.HK", "600519.SH"} <= keys
    # The address that is shown is that of the selection in its canonical form.
    address = unquote(reader.page.locator("#built .address input").first.input_value())
    assert address.endswith("/feeds/search.atom?company=06618.HK&company=600519.SH&q=收入增长")


def test_a_person_answers_which_company_was_meant(reader: Reader) -> None:
    reader.open("/build")
    reader.page.locator("#f-company").fill("苹果, 万科")
    if not reader.look.scripts:
        reader.page.locator("button.main").click()
    box = reader.page.locator("#built fieldset input[value='AAPL.US']")
    box.focus()
    box.press("Space")
    if not reader.look.scripts:
        reader.page.locator("button.main").click()
    expect(reader.page.locator("#built .address input").first).to_have_value(
        f"{reader.room.url}/feeds/all.atom?company=000002.SZ&company=AAPL.US"
    )
    expect(reader.page.locator("#built fieldset")).to_have_count(0)
    expect(reader.page.locator("#f-company")).to_have_value("")
    picked = reader.page.locator("#main .form input[value='AAPL.US']")
    expect(picked).to_be_checked()
    if reader.look.scripts:
        expect(picked).to_be_focused()
    # What was chosen stays when one goes on.
    reader.page.locator("#f-q").fill("收入增长")
    if not reader.look.scripts:
        reader.page.locator("button.main").click()
    expect(reader.page.locator("#built .address input").first).to_have_value(re.compile("company=AAPL.US&q="))


def test_a_question_that_is_answered_by_a_finger_leads_nowhere_else(reader: Reader) -> None:
    if not reader.look.scripts:
        pytest.skip("it needs a script")
    reader.open("/build")
    reader.page.locator("#f-company").fill("苹果")
    reader.page.locator("#built fieldset input[value='AAPL.US']").click()
    expect(reader.page.locator("#built .figure")).to_be_in_viewport()
    expect(reader.page.locator("#main .form input[value='AAPL.US']")).to_be_focused()


def test_a_person_opens_an_article_and_goes_on_to_the_next(reader: Reader) -> None:
    reader.open()
    reader.page.locator("main .words h3 a").first.click()
    reader.page.wait_for_url("**/article/*")
    title = reader.page.locator("h1").inner_text()
    reader.page.locator("details.why summary").click()
    expect(reader.page.locator("details.why dl")).to_be_visible()
    reader.page.locator("nav.beside a[rel=next]").click()
    expect(reader.page.locator("h1")).not_to_have_text(title)
    reader.page.locator("nav.beside a[rel=prev]").click()
    expect(reader.page.locator("h1")).to_have_text(title)
    assert any(kind == "image" for kind, _ in reader.noted.asked)


def test_a_person_turns_pages_to_the_end_and_back(reader: Reader) -> None:
    reader.open()
    first = reader.titles
    seen = list(first)
    while reader.page.locator(".pager a[rel=next]").count():
        reader.page.locator(".pager a[rel=next]").click()
        # What is read of a page that is still coming is only its beginning.
        reader.page.wait_for_load_state()
        assert not set(reader.titles) & set(seen)
        seen += reader.titles
    assert len(seen) == 48
    while reader.page.locator(".pager a[rel=prev]").count():
        reader.page.locator(".pager a[rel=prev]").click()
        reader.page.wait_for_load_state()
    assert reader.titles == first


def test_a_mistyped_company_leads_to_the_right_one(reader: Reader) -> None:
    reader.page.goto(reader.room.url + "/company/京东建康")
    reader.noted.errors.clear()  # The browser notes the 404 itself.
    reader.page.locator("main a").filter(has_text="京东健康").first.click()
    reader.page.wait_for_url("**/company/06618.HK")

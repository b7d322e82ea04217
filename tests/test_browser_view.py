"""What a person's browser does with the addresses of feeds: a real Chromium asks a real server."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Page, sync_playwright

from tests.browser import CHROMIUM, MISSING
from tests.conftest import SEEDS
from tests.running import PATIENCE, Running, free_port, serving

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason=MISSING)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder, port = tmp_path_factory.mktemp("viewed"), free_port()
    command = ["feedsvc", "serve", "--no-watch", "--port", str(port)]
    with serving(command, folder, port, sources=SEEDS, workers=1) as running:
        yield running


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        context = browser.new_context()
        context.set_default_timeout(PATIENCE * 1000)
        yield context.new_page()
        browser.close()


@pytest.mark.parametrize(
    ("feed", "path", "heading"),
    [
        ("/feeds/all.atom", "/", None),
        ("/feeds/company/06618.HK.rss", "/company/06618.HK", "京东健康"),
        ("/feeds/company/HK06618.json", "/company/06618.HK", "京东健康"),
        ("/feeds/search.atom?q=%E5%81%A5%E5%BA%B7&x=1", "/search?q=%E5%81%A5%E5%BA%B7", None),
    ],
)
def test_a_person_who_opens_a_feed_lands_on_its_page(
    server: Running, page: Page, feed: str, path: str, heading: str | None
) -> None:
    answer = page.goto(server.base + feed)
    assert answer is not None
    assert answer.status == 200
    assert page.url == server.base + path
    if heading:
        assert page.inner_text("h1") == heading
    # And from there to the feed itself: what the page announces is a feed.
    announced = page.get_attribute('link[rel="alternate"][type="application/atom+xml"]', "href")
    assert announced is not None
    assert server.get(announced.removeprefix(server.base), Accept="*/*").body.startswith(b"<?xml")


def test_a_person_searches_from_the_first_page_and_subscribes_to_what_was_found(server: Running, page: Page) -> None:
    page.goto(server.base + "/")
    page.fill("input[type=search]", "京东 -融资租赁")
    page.press("input[type=search]", "Enter")
    page.wait_for_url("**/search?q=*")
    assert page.input_value("input[type=search]") == "京东 -融资租赁"
    assert page.locator(".stories li h3").count() > 0
    address = page.input_value(".subscribe input >> nth=0").removeprefix(server.base)
    assert server.get(address, Accept="*/*").headers["Content-Type"] == "application/atom+xml; charset=utf-8"


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[str]:
    """A site of another origin."""
    (tmp_path / "index.html").write_text("<title>Elsewhere</title>", encoding="utf-8")
    handler = partial(SimpleHTTPRequestHandler, directory=str(tmp_path))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as site:
        thread = threading.Thread(target=site.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{site.server_port}/"
        site.shutdown()
        thread.join()


@pytest.mark.parametrize("script", ["fetch", "revalidate"])
def test_scripts_of_other_sites_may_read_feeds(server: Running, page: Page, elsewhere: str, script: str) -> None:
    page.goto(elsewhere)
    headers = "{headers: {'If-None-Match': '\"x\"'}}" if script == "revalidate" else "{}"
    length = page.evaluate(
        f"fetch('{server.base}/feeds/all.json', {headers}).then(r => r.json()).then(f => f.items.length)"
    )
    assert length == 5

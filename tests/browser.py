"""A real Chromium that tells what a page runs and asks for. Every request is answered here."""

from __future__ import annotations

import base64
import os
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Route, sync_playwright

from tests.running import PATIENCE

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
"""The browser of the system; a variable names another."""
MISSING = "no Chromium on this machine: apt-get install chromium, or name one in CHROMIUM"
OURS = "http://feeds.test"
BARE = "http://reader.test"
SHOWN = frozenset({"image", "media"})
GIF = base64.b64decode("R0lGODlhAQABAIAAAAAAAAAAACH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==")
"""A picture of one pixel."""

# In every frame, before anything else. `steal` is what the attacks call; the others are what people call to show one.
HOOK = """(() => {
  const tell = name => (...given) => { try { window.canary(name, String(given[0] ?? '?')); } catch (e) {} };
  for (const name of ['steal', 'alert', 'confirm', 'prompt', 'print', 'msgbox'])
    try { Object.defineProperty(window, name, { value: tell(name), configurable: false }); } catch (e) {}
})()"""
FIRE = """() => {
  const names = `mouseover mouseenter mousemove mousedown mouseup focus focusin blur error load toggle beforetoggle
    animationstart animationend transitionend submit reset keydown keyup input change invalid pointerenter pointerover
    pointerdown pointerrawupdate dragstart drop wheel touchstart copy cut paste beforecopy selectstart select scroll
    beforematch begin end repeat start finish play loadstart loadeddata canplay pageshow contextmenu dblclick resize
    hashchange message`.split(/\\s+/);
  document.addEventListener('click', event => {
    const link = event.target.closest && event.target.closest('a, area');
    if (link && /^(https?|mailto):/.test(link.protocol)) event.preventDefault();
  }, true);
  document.addEventListener('submit', event => event.preventDefault(), true);
  for (const element of document.querySelectorAll('*')) {
    for (const name of names) element.dispatchEvent(new Event(name, { bubbles: true, cancelable: true }));
    if (element.focus) element.focus();
    if (element.tagName === 'DETAILS') element.open = !element.open;
    element.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
  }
}"""


@dataclass(frozen=True)
class Reply:
    """What a site of ours answers."""

    body: bytes | str
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=lambda: {"Content-Type": "text/html; charset=utf-8"})


@dataclass
class Seen:
    """What a page did: the calls of functions by scripts, and the requests to other hosts as (kind, address)."""

    ran: list[str] = field(default_factory=list)
    asked: list[tuple[str, str]] = field(default_factory=list)

    @property
    def leaked(self) -> list[tuple[str, str]]:
        """The requests for anything but pictures and media."""
        return [(kind, address) for kind, address in self.asked if kind not in SHOWN]


class Chromium:
    """One context of the browser, over sites that a function of the test answers for."""

    def __init__(self, context: BrowserContext, sites: Mapping[str, Callable[[str], Reply]]) -> None:
        self._sites = sites
        self._seen = Seen()
        context.expose_binding("canary", lambda _source, name, given: self._seen.ran.append(f"{name}({given})"))
        context.add_init_script(HOOK)
        context.route(re.compile(""), self._answer)
        context.set_default_timeout(PATIENCE * 1000)
        self._context = context

    def _answer(self, route: Route) -> None:
        request = route.request
        parts = urlsplit(request.url)
        site = self._sites.get(f"{parts.scheme}://{parts.netloc}")
        if site is not None:
            reply = site(parts.path + (f"?{parts.query}" if parts.query else ""))
            route.fulfill(status=reply.status, headers=dict(reply.headers), body=reply.body)
            return
        self._seen.asked.append((request.resource_type, request.url))
        if request.is_navigation_request() and request.frame.parent_frame is None:
            route.abort()
        elif request.resource_type == "image":
            route.fulfill(status=200, content_type="image/gif", body=GIF)
        else:
            route.fulfill(status=404, body="")

    def visit(self, address: str, *, anew: bool = False) -> Seen:
        """Open an address, fire every event at everything there, and wait until it is quiet.

        `anew`: in a page of its own, for what may go on to run or to lead elsewhere when the next address is opened.
        """
        self._seen = seen = Seen()
        kept = None if anew or not self._context.pages else self._context.pages[0]
        page = kept or self._context.new_page()
        page.goto(address, wait_until="load")
        page.evaluate(FIRE)
        page.wait_for_timeout(10)
        for opened in self._context.pages:
            if anew or opened is not page:
                opened.close()
        return seen


@contextmanager
def chromium(sites: Mapping[str, Callable[[str], Reply]]) -> Iterator[Chromium]:
    """A browser for a while."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP * ~NOTFOUND"]
        )
        try:
            yield Chromium(browser.new_context(), sites)
        finally:
            browser.close()

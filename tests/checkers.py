"""What looks at pages: a real Chromium that notes whatever a page does, axe-core, the Nu Html Checker.

`.ci/run` puts axe-core and vnu-jar into `.tools/`; variables name others. Where one is absent its tests are skipped.
"""

from __future__ import annotations

import json
import os
import shutil
import struct
import subprocess
import time
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.browser import SHOWN
from tests.running import PATIENCE

TOOLS = Path(__file__).parent.parent / ".tools" / "node_modules"
AXE = Path(os.environ.get("AXE") or TOOLS / "axe-core" / "axe.min.js")
VNU = Path(os.environ.get("VNU") or TOOLS / "vnu-jar" / "build" / "dist" / "vnu.jar")
JAVA = shutil.which("java")
INSTALL = "npm install --prefix .tools --no-save axe-core vnu-jar"
NO_AXE = f"no axe-core on this machine: {INSTALL}, or name axe.min.js in AXE"
NO_VNU = f"no Nu Html Checker on this machine: java, and {INSTALL}, or name vnu.jar in VNU"
PHONE, DESKTOP = (360, 740), (1280, 900)
PICTURE = (900, 420)
"""Pixels of every picture, of a shape that no page reckons with."""


def png(width: int, height: int) -> bytes:
    """A grey picture (PNG, 8 bits of grey)."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    rows = zlib.compress((b"\0" + b"\x90" * width) * height)
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


GREY = png(*PICTURE)
# Playwright's own are five seconds.
expect.set_options(timeout=PATIENCE * 1000)


@dataclass
class Noted:
    """What pages did: errors and violations of the policy in the console, faults of scripts, requests to other hosts as
    (kind, address)."""

    errors: list[str] = field(default_factory=list)
    asked: list[tuple[str, str]] = field(default_factory=list)

    @property
    def leaked(self) -> list[tuple[str, str]]:
        """The requests for anything but pictures and media."""
        return [(kind, address) for kind, address in self.asked if kind not in SHOWN]


@dataclass(frozen=True)
class Look:
    """How a person looks: with scripts or without, how wide, light or dark, in which language."""

    scripts: bool = True
    size: tuple[int, int] = DESKTOP
    scheme: str = "light"
    language: str = "zh-CN"

    def __str__(self) -> str:
        return f"{'scripts' if self.scripts else 'no scripts'}-{self.size[0]}-{self.scheme}-{self.language}"


@contextmanager
def looking(browser: Browser, look: Look, delay: int = 0) -> Iterator[tuple[Page, Noted]]:
    """A page of a context of its own, and what it does; pictures of other hosts come after `delay` milliseconds."""
    width, height = look.size
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme=look.scheme,  # type: ignore[arg-type]
        java_script_enabled=look.scripts,
        locale=look.language,
        has_touch=width < DESKTOP[0],
    )
    context.set_default_timeout(PATIENCE * 1000)
    noted = Noted()
    _watch(context, noted, delay)
    page = context.new_page()
    try:
        yield page, noted
    finally:
        context.close()


def _watch(context: BrowserContext, noted: Noted, delay: int) -> None:
    def answer(route: Route) -> None:
        noted.asked.append((route.request.resource_type, route.request.url))
        if route.request.resource_type != "image":
            route.abort()
            return
        time.sleep(delay / 1000)
        route.fulfill(status=200, content_type="image/png", body=GREY)

    context.route(lambda address: urlsplit(address).hostname != "127.0.0.1", answer)
    context.on("console", lambda message: noted.errors.append(message.text) if message.type == "error" else None)
    context.on("weberror", lambda fault: noted.errors.append(str(fault.error)))


def violations(page: Page) -> list[str]:
    """What axe-core finds wrong with the page that is open: rule, element, what to do."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found: Mapping[str, Any] = page.evaluate("() => axe.run(document, { resultTypes: ['violations'] })")
    return [
        f"{each['id']}: {node['html'][:160]} — {node['failureSummary']}"
        for each in found["violations"]
        for node in each["nodes"]
    ]


def html_errors(folder: Path, documents: Mapping[str, bytes]) -> list[str]:
    """What the Nu Html Checker finds wrong with documents, by their names; one run for all."""
    names = {}
    for number, (name, body) in enumerate(documents.items()):
        file = folder / f"{number}.html"
        file.write_bytes(body)
        names[file.name] = name
    command = [JAVA or "java", "-jar", str(VNU), "--format", "json", "--stdout", "--exit-zero-always", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=PATIENCE)
    found = [each for each in json.loads(done.stdout)["messages"] if each["type"] != "info"]
    return [
        f"{names[each['url'].rpartition('/')[2]]}:{each.get('lastLine')}: {each['message']}: {each.get('extract')}"
        for each in found
    ]

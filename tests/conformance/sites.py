"""The application over an ingested store, and every document that it serves."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from werkzeug.datastructures import Headers
from werkzeug.http import http_date

from feedsvc.config import Settings
from feedsvc.ingest import Ingester
from feedsvc.store.engine import open_store
from feedsvc.watchers import Watchers
from feedsvc.web.app import create_app
from feedsvc.web.site import EXTENSION
from tests.conformance.documents import BASE, Served

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

FORMATS = ("atom", "rss", "json")
AGO = 10.0
"""Seconds that an ingest lies back: within the second of a change Last-Modified still moves, to the next second."""
VARIANTS = (
    "limit=1",
    "limit=500",
    "content=summary",
    "content=summary&limit=2",
    "q=a",
    "since=2021-01-01T00:00:00Z&until=2022-12-31T00:00:00Z",
)


class Site:
    """An application over its own store, and the ingester beside it. `also`: feeds that the catalogue does not name."""

    def __init__(self, settings: Settings, also: Iterable[str] = ()) -> None:
        self.settings = settings
        self.also = tuple(also)
        self.store = open_store(settings.database_url, settings.data)
        self.ingest()
        self._serve()

    def _serve(self) -> None:
        self.app = create_app(self.settings)
        self.client = self.app.test_client()
        self._verdict = ""
        inner = self.app.wsgi_app

        def noting(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
            body = inner(environ, start)
            self._verdict = str(environ.get("feedsvc.cache", ""))
            return body

        self.app.wsgi_app = cast(Any, noting)  # type: ignore[method-assign]

    def ingest(self, clock: Callable[[], float] = lambda: time.time() - AGO) -> None:
        """Bring the store up to date, as a moment ago."""
        Ingester(self.store, self.settings, Watchers(clock=clock)).run()

    def get(self, path: str, method: str = "GET", **headers: str) -> Served:
        """Ask for a path; `If_None_Match="x"` for the header."""
        return self.ask(path, {name.replace("_", "-"): value for name, value in headers.items()}, method)

    def ask(self, path: str, headers: dict[str, str], method: str = "GET") -> Served:
        """Ask for a path with these headers."""
        answer = self.client.open(path, method=method, headers=headers)
        received = Headers(answer.headers)
        # As a server does (RFC 9110 6.6.1); that gunicorn does it once, test_end_to_end tells.
        received.setdefault("Date", http_date(time.time()))
        return Served(BASE + path, answer.status_code, received, answer.data, headers, method, self._verdict)

    def again(self) -> Site:
        """Another worker over the same store."""
        other = object.__new__(Site)
        other.settings, other.also, other.store = self.settings, self.also, self.store
        other._serve()
        return other

    def feeds(self) -> list[str]:
        """The address of every feed without its format: those of the catalogue, and the others that are known."""
        listed = json.loads(self.get("/feeds.json").body)["feeds"]
        return [feed["atom"].removeprefix(BASE).removesuffix(".atom") for feed in listed] + list(self.also)

    def addresses(self, format_name: str) -> Iterator[str]:
        """Every feed in a format, that of everything in all variants, those of companies also of subjects alone."""
        for feed in dict.fromkeys(("/feeds/all", *self.feeds())):
            yield f"{feed}.{format_name}"
            variants = [*VARIANTS] if feed in ("/feeds/all", "/feeds/category/many") else []
            variants += ["role=subject"] if feed.startswith("/feeds/company/") else []
            yield from (f"{feed}.{format_name}?{variant}" for variant in variants)

    def documents(self, format_name: str) -> list[Served]:
        """All that it serves in a format."""
        return [self.get(address) for address in self.addresses(format_name)]

    def close(self) -> None:
        """Close what it opened."""
        self.app.extensions[EXTENSION].store.close()
        self.store.close()


def write(folder: Path, name: str, head: str, body: str = "Some words.") -> Path:
    """Write one article into the source `posts`."""
    path = folder / "posts" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"---\n{head}\n---\n{body}\n", encoding="utf-8")
    return path

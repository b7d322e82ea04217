"""What an answer from memory costs beside a bare WSGI function: `python -m bench.serving`.

Both are called as a server calls them, without sockets, so that the difference is ours alone; CPU time, medians of
alternating rounds. The bare one looks its path up, compares If-None-Match, tests for the encoding, and nothing else.
`as it comes` counts readers and writes the access log, to standard error: send that to a file, or to nowhere.
"""

from __future__ import annotations

import gzip
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable
from io import BytesIO
from pathlib import Path
from typing import Any

from feedsvc import config
from feedsvc.ingest import Ingester
from feedsvc.store.engine import open_store
from feedsvc.web.app import create_app

ROUNDS = 15
CALLS = 2_000
SEEDS = Path(__file__).parent.parent / "seeds"
FEED = "/feeds/company/06618.HK.atom"
Answer = tuple[str, list[tuple[str, str]], bytes]


def bare(body: bytes) -> Callable[..., Iterable[bytes]]:
    """A WSGI function that has one feed, prepared."""
    common = [("ETag", '"1-raw"'), ("Cache-Control", "public, max-age=300"), ("Vary", "Accept-Encoding")]
    packed = gzip.compress(body, 6)
    raw = [("Content-Type", "application/atom+xml; charset=utf-8"), ("Content-Length", str(len(body))), *common]
    small = [*raw[:1], ("Content-Length", str(len(packed))), ("Content-Encoding", "gzip"), *common]
    feeds = {FEED: (raw, [body], small, [packed])}

    def application(environ: dict[str, Any], start_response: Callable[..., object]) -> Iterable[bytes]:
        found = feeds.get(environ["PATH_INFO"])
        if found is None:
            start_response("404 Not Found", [])
            return []
        if environ.get("HTTP_IF_NONE_MATCH") == '"1-raw"':
            start_response("304 Not Modified", common)
            return []
        if "gzip" in environ.get("HTTP_ACCEPT_ENCODING", ""):
            start_response("200 OK", found[2])
            return found[3]
        start_response("200 OK", found[0])
        return found[1]

    return application


def environ(**headers: str) -> dict[str, Any]:
    """A request as a server hands it over."""
    return {
        "REQUEST_METHOD": "GET", "PATH_INFO": FEED, "QUERY_STRING": "", "SERVER_NAME": "localhost",
        "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1", "REMOTE_ADDR": "127.0.0.1", "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(), "HTTP_USER_AGENT": "bench", "HTTP_ACCEPT": "*/*", **headers,
    }  # fmt: skip


def cost(application: Callable[..., Iterable[bytes]], request: dict[str, Any]) -> float:
    """CPU µs a call."""
    started = time.process_time()
    for _ in range(CALLS):
        answered = application(dict(request), lambda *_: None)
        b"".join(answered)
        close = getattr(answered, "close", None)
        if close is not None:
            close()
    return (time.process_time() - started) / CALLS * 1e6


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        given = {"SOURCES": str(SEEDS), "DATA": folder, "BASE_URL": "https://feeds.example"}
        apps = {}
        for name, more in (("plain", {"ACCESS_LOG": "false", "COUNT_READERS": "false"}), ("as it comes", {})):
            settings = config.load(environ={f"FEEDSVC_{key}": value for key, value in (given | more).items()})
            if name == "plain":
                store = open_store(settings.database_url, settings.data)
                Ingester(store, settings).run()
                store.close()
            apps[name] = create_app(settings).wsgi_app
        _table(apps)


def _table(apps: dict[str, Any]) -> None:
    first = environ()
    body = b"".join(apps["plain"](dict(first), lambda *_: None))
    tags: list[str] = []
    apps["plain"](dict(first), lambda _, headers, *__: tags.append(dict(headers)["ETag"]))
    beside = bare(body)
    requests = {
        "200 raw": (environ(), environ()),
        "200 gzip": (environ(HTTP_ACCEPT_ENCODING="gzip"), environ(HTTP_ACCEPT_ENCODING="gzip")),
        "304": (environ(HTTP_IF_NONE_MATCH='"1-raw"'), environ(HTTP_IF_NONE_MATCH=tags[0])),
    }
    print("CPU µs an answer, medians of alternating rounds")
    for name, (theirs, ours) in requests.items():
        rounds = [
            (cost(beside, theirs), *(cost(application, ours) for application in apps.values())) for _ in range(ROUNDS)
        ]
        medians = [statistics.median(column) for column in zip(*rounds, strict=True)]
        rest = "  ".join(
            f"{each} {value - medians[0]:5.1f} more" for each, value in zip(apps, medians[1:], strict=True)
        )
        print(f"  {name:9} bare {medians[0]:5.1f}  {rest}")


if __name__ == "__main__":
    main()

"""What an answer from memory costs beside a bare WSGI function: `python -m bench.serving`.

First both are called as a server calls them, without sockets, so that the difference is ours alone; CPU time, medians
of alternating rounds. `counting` is the application as it comes, which counts readers and writes the access log, here
to nowhere; `plain` does neither. Then through real servers (bench.load): `python -m bench.serving [ROUNDS [SECONDS]]`.
"""

from __future__ import annotations

import contextlib
import logging
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

from bench import load
from bench.bare import FEED, Answer, answers_of, bare
from feedsvc import config
from feedsvc.ingest import Ingester
from feedsvc.store.engine import open_store
from feedsvc.web.app import close, create_app

ROUNDS = 15
CALLS = 2_000
SEEDS = Path(__file__).parent.parent / "seeds"


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
    with tempfile.TemporaryDirectory() as folder, Path(os.devnull).open("w") as nowhere:
        given = {"SOURCES": str(SEEDS), "DATA": folder, "BASE_URL": "https://feeds.example"}
        apps = {}
        for name, more in (("plain", {"ACCESS_LOG": "false", "COUNT_READERS": "false"}), ("counting", {})):
            settings = config.load(environ={f"FEEDSVC_{key}": value for key, value in (given | more).items()})
            if name == "plain":
                store = open_store(settings.database_url, settings.data)
                Ingester(store, settings).run()
                store.close()
            # Where the access log goes is settled when the application is made.
            with contextlib.redirect_stderr(nowhere):
                apps[name] = create_app(settings)
        _table({name: app.wsgi_app for name, app in apps.items()})
        for app in apps.values():
            close(app)
        # What comes after has a log of its own.
        logging.getLogger("feedsvc").handlers.clear()


def _called(application: Any, headers: dict[str, str]) -> Answer:
    """The application's answer to a request with these headers."""
    started: list[Any] = []
    given = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in headers.items()}
    body = b"".join(application(environ(**given), lambda *answer: started.extend(answer)))
    return Answer(int(started[0][:3]), started[1], body)


def _table(apps: dict[str, Any]) -> None:
    answers = answers_of(partial(_called, apps["plain"]))
    beside = bare(answers)
    requests = {
        "200 raw": environ(),
        "200 gzip": environ(HTTP_ACCEPT_ENCODING="gzip"),
        "304": environ(HTTP_ACCEPT_ENCODING="gzip", HTTP_IF_NONE_MATCH=answers.tag),
    }
    print("CPU µs an answer, medians of alternating rounds")
    for name, request in requests.items():
        rounds = [
            (cost(beside, request), *(cost(application, request) for application in apps.values()))
            for _ in range(ROUNDS)
        ]
        medians = [statistics.median(column) for column in zip(*rounds, strict=True)]
        rest = "  ".join(
            f"{each} {value - medians[0]:5.1f} more" for each, value in zip(apps, medians[1:], strict=True)
        )
        print(f"  {name:9} bare {medians[0]:5.1f}  {rest}")


if __name__ == "__main__":
    main()
    load.main(*map(int, sys.argv[1:]))

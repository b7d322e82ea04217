"""The bare WSGI function that answers from memory are measured beside.

It holds the very headers and bodies that we send for one feed, prepared. `python -m bench.bare ADDRESS PORT` serves it
under granian as `feedsvc serve` would; for gunicorn there is `app`. ADDRESS, or $BENCH_FROM, is where a server of ours
is asked for them.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from http.client import HTTPConnection
from typing import Any

from feedsvc import config, granianserver

FEED = "/feeds/company/06618.HK.atom"
FROM = "BENCH_FROM"
OF_THE_SERVER = ("date", "server", "connection", "transfer-encoding")
"""Headers that a server adds by itself."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered; no header that a server adds by itself."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes


@dataclass(frozen=True, slots=True)
class Answers:
    """What one feed is answered with: plain, in gzip, and to who has the latter."""

    raw: Answer
    packed: Answer
    unchanged: Answer

    @property
    def tag(self) -> str:
        """The validator of the compressed one."""
        return dict(self.packed.headers)["ETag"]


def bare(answers: Answers) -> Callable[..., Iterable[bytes]]:
    """One dict look-up by path, one comparison of If-None-Match, one test for the encoding, and nothing else."""
    raw, packed = answers.raw, answers.packed
    prepared = answers.tag, answers.unchanged.headers, packed.headers, [packed.body], raw.headers, [raw.body]
    feeds = {FEED: prepared}

    def application(environ: dict[str, Any], start_response: Callable[..., object]) -> Iterable[bytes]:
        found = feeds.get(environ["PATH_INFO"])
        if found is None:
            start_response("404 Not Found", [])
            return []
        if environ.get("HTTP_IF_NONE_MATCH") == found[0]:
            start_response("304 Not Modified", found[1])
            return []
        if "gzip" in environ.get("HTTP_ACCEPT_ENCODING", ""):
            start_response("200 OK", found[2])
            return found[3]
        start_response("200 OK", found[4])
        return found[5]

    return application


def ask(address: str, headers: dict[str, str]) -> Answer:
    """Ask the server at `address`, host:port, for the feed."""
    connection = HTTPConnection(address, timeout=10)
    try:
        connection.request("GET", FEED, headers={"User-Agent": "bench"} | headers)
        answer = connection.getresponse()
        kept = [(name, value) for name, value in answer.getheaders() if name.lower() not in OF_THE_SERVER]
        return Answer(answer.status, kept, answer.read())
    finally:
        connection.close()


def answers_of(request: Callable[[dict[str, str]], Answer]) -> Answers:
    """What a server or an application of ours answers with; `request` asks it for the feed with these headers."""
    raw, packed = request({}), request({"Accept-Encoding": "gzip"})
    tag = dict(packed.headers)["ETag"]
    return Answers(raw, packed, request({"Accept-Encoding": "gzip", "If-None-Match": tag}))


def load() -> Callable[..., Iterable[bytes]]:
    """The function, in a worker."""
    return bare(answers_of(partial(ask, os.environ[FROM])))


def __getattr__(name: str) -> Any:
    """`bench.bare:app` is made when gunicorn asks for it."""
    if name == "app":
        return load()
    raise AttributeError(name)


def main(address: str, port: str) -> None:
    """Serve it under granian, one worker, until SIGTERM."""
    os.environ[FROM] = address
    settings = config.load(environ={"FEEDSVC_PORT": port, "FEEDSVC_WORKERS": "1"})
    granianserver.make(settings).serve(target_loader=load, wrap_loader=False)


if __name__ == "__main__":
    main(*sys.argv[1:])

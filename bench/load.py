"""Answers from memory through real servers, asked by wrk: `python -m bench.load`.

`bare` is the bare WSGI function, `plain` this application, `counting` the same with what it does as it comes: the
access log, to a file, and the count of readers. Each has one worker, and all send the same headers and bytes. nginx,
with the feed as a file, is the outer limit. The figures are medians over alternating rounds, of differences and ratios
within each round.
"""

from __future__ import annotations

import contextlib
import shutil
import statistics
import sys
import tempfile
from functools import partial
from pathlib import Path

from bench.bare import Answers, answers_of, ask
from bench.servers import Load, Served, bare, missing, nginx, ours, wrk
from feedsvc import config
from feedsvc.ingest import Ingester
from feedsvc.store.engine import open_store

SEEDS = Path(__file__).parent.parent / "seeds"
BASE = "https://feeds.example"
SERVERS = ("gunicorn", "granian")
CONNECTIONS = (16, 64)
REQUESTS = ("200 raw", "200 gzip", "304")
OFF = {"ACCESS_LOG": "false", "COUNT_READERS": "false"}
Cell = tuple[str, int]
"""A kind of request, and over how many connections."""


def main(rounds: int = 5, seconds: int = 1) -> None:
    """Print the table; `seconds` is the length of each measurement, of which there are 42 a round."""
    reason = missing()
    if reason:
        print(f"answers through real servers: skipped, {reason}")
        return
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as stack:
        served, answers = _start(Path(folder), stack)
        print(f"answers through servers of one worker, wrk for {seconds} s: medians of {rounds} alternating rounds")
        found: dict[str, dict[Cell, list[Load]]] = {name: {} for name in served}
        for _ in range(rounds):
            for cell in [(request, connections) for request in REQUESTS for connections in CONNECTIONS]:
                for name, each in served.items():
                    load = wrk(each, _headers(each, cell[0], answers), cell[1], seconds)
                    found[name].setdefault(cell, []).append(load)
    _print(found)


def _start(folder: Path, stack: contextlib.ExitStack) -> tuple[dict[str, Served], Answers]:
    """Every server, by its name, and what ours answer."""
    _fill(folder / "data")
    served: dict[str, Served] = {}
    for under in SERVERS:
        for name, settings in (("plain", OFF), ("counting", {})):
            data = shutil.copytree(folder / "data", folder / f"{under}-{name}")
            given = {"SOURCES": str(SEEDS), "BASE_URL": BASE, **settings}
            served[f"{under} {name}"] = stack.enter_context(ours(under, data, data / "log", **given))
        answers = answers_of(partial(ask, served["gunicorn plain"].address))
        served[f"{under} bare"] = stack.enter_context(bare(under, served["gunicorn plain"], folder / f"{under}.log"))
    if shutil.which("nginx"):
        (folder / "nginx").mkdir()
        served["nginx"] = stack.enter_context(nginx(folder / "nginx", (answers.raw.body, answers.packed.body)))
    else:
        print("nginx: skipped, it is not installed (apt-get install nginx-light)")
    return served, answers


def _fill(data: Path) -> None:
    settings = config.load(environ={"FEEDSVC_SOURCES": str(SEEDS), "FEEDSVC_DATA": str(data), "FEEDSVC_BASE_URL": BASE})
    store = open_store(settings.database_url, settings.data)
    Ingester(store, settings).run()
    store.close()


def _headers(served: Served, request: str, answers: Answers) -> dict[str, str]:
    """What to send; every server is asked once before whether it answers as it must."""
    headers = {} if request == "200 raw" else {"Accept-Encoding": "gzip"}
    if request == "304":
        known = ask(served.address, headers).headers
        headers["If-None-Match"] = next(value for name, value in known if name.lower() == "etag")
    found = ask(served.address, headers)
    expected = {"200 raw": answers.raw, "200 gzip": answers.packed, "304": answers.unchanged}[request]
    if (found.status, found.body) != (expected.status, expected.body):
        raise RuntimeError(f"{served.address} answers {found.status} with {len(found.body)} bytes to {headers}")
    return {"User-Agent": "bench"} | headers


def _print(found: dict[str, dict[Cell, list[Load]]]) -> None:
    print(f"{'':28}{'req/s':>9}{'CPU µs':>9}{'more than bare':>16}{'of bare, CPU':>14}{'req/s':>8}")
    for request in REQUESTS:
        for connections in CONNECTIONS:
            print(f"  {request}, {connections} connections")
            for name in sorted(found, key=lambda name: (name.split()[0] != "gunicorn", name.split()[0])):
                _line(name, found, (request, connections))


def _line(name: str, found: dict[str, dict[Cell, list[Load]]], cell: Cell) -> None:
    own = found[name][cell]
    line = f"    {name:24}{_middle([each.rate for each in own]):9.0f}{_middle([each.cpu for each in own]):9.1f}"
    beside = found.get(f"{name.split(maxsplit=1)[0]} bare", {}).get(cell)
    if beside is not None and beside is not own:
        pairs = list(zip(own, beside, strict=True))
        line += f"{_middle([one.cpu - other.cpu for one, other in pairs]):+16.1f}"
        line += f"{_middle([other.cpu / one.cpu for one, other in pairs]):14.2f}"
        line += f"{_middle([one.rate / other.rate for one, other in pairs]):8.2f}"
    print(line)


def _middle(values: list[float]) -> float:
    return statistics.median(values)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))

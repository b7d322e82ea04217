"""Matching and matching again: `python -m bench.companies [ARTICLES]`.

The first table compares the whole matcher with the bare automaton (one pass over the same text, folded) in CPU time;
the second is wall time of a registry's change over a store, while a thread reads feeds.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

from bench.articles import companies, texts
from feedsvc import config, registries
from feedsvc.companies.folding import fold, small
from feedsvc.companies.gazetteer import Gazetteer
from feedsvc.companies.lessons import lessons
from feedsvc.companies.matcher import Matcher
from feedsvc.companies.registry import Registry
from feedsvc.config import Settings
from feedsvc.ingest import Ingester
from feedsvc.model import Article, EntrySource, Term
from feedsvc.store import articles, files, pages
from feedsvc.store.engine import Store, open_store
from feedsvc.store.identities import Writing
from feedsvc.store.ledger import Ledger

NAMES = 60_000
ROUNDS = 15
SAMPLE = 400
BATCH = 500


def main() -> None:
    """Print both tables."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    known = registries.load(config.load(environ={})).companies
    _matching(companies(known, NAMES))
    _rematching(count)


def _matching(known: tuple) -> None:  # type: ignore[type-arg]
    sample = list(texts(known, SAMPLE))
    started = time.process_time()
    registry = Registry(known)
    matcher = Matcher(registry)
    built = time.process_time() - started
    names = Gazetteer(known)
    rows: dict[str, Callable[[], object]] = {
        "automaton alone": lambda: [
            names._automaton.find_matches_as_indexes(small(fold(zone.text).text))
            for zones, _ in sample
            for zone in zones
        ],
        "names, edges, context": lambda: [names.hits(zone.text) for zones, _ in sample for zone in zones],
        "whole match": lambda: [matcher.match(zones, found, "2022-01-01") for zones, found in sample],
        "lessons": lambda: [lessons(zones, found, registry) for zones, found in sample],
    }
    print(f"{NAMES} names, built in {built:.1f} s; {SAMPLE} articles of 3 KB, medians of {ROUNDS} alternating rounds")
    spent: dict[str, list[float]] = {name: [] for name in rows}
    for _ in range(ROUNDS):
        for name, work in rows.items():
            started = time.process_time()
            work()
            spent[name].append((time.process_time() - started) / SAMPLE * 1e6)
    base = statistics.median(spent["automaton alone"])
    for name, times in spent.items():
        middle = statistics.median(times)
        print(f"  {name:24}{middle:8.0f} µs an article{middle / base:8.1f} x")


def _rematching(count: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "posts").mkdir()
        settings = config.load(environ={"FEEDSVC_SOURCES": f"{folder}/posts", "FEEDSVC_DATA": f"{folder}/data"})
        store = open_store(settings.database_url, settings.data)
        ingester = Ingester(store, settings)
        ingester.decide()
        _fill(store, count)
        first = _timed(ingester.learn)
        own = Path(folder) / "own.txt"
        own.write_text("688999.SH | | 某某新材 | 某某新材料股份有限公司\n", encoding="utf-8")
        changed = replace(settings, companies=(own,))
        waits: list[float] = []
        with _Reader(store, waits):
            again = _timed(lambda: _change(store, changed))
        print(f"{count} stored articles, starter registry of {len(registries.load(settings).companies)} companies")
        print(f"  matched the first time   {first:7.1f} s  {first / count * 1e6:6.0f} µs an article")
        print(f"  after a registry change  {again:7.1f} s  {again / count * 1e6:6.0f} µs an article")
        print(f"  a feed read meanwhile    {statistics.median(waits) * 1e3:7.1f} ms at the median of {len(waits)}")
        store.close()


def _change(store: Store, settings: Settings) -> None:
    Ingester(store, settings).decide()


def _timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


class _Reader:
    """Reads a company's feed again and again in a thread, as a server's worker would, and notes how long each took."""

    def __init__(self, store: Store, waits: list[float]) -> None:
        self._store, self._waits, self._stop = store, waits, threading.Event()
        self._thread = threading.Thread(target=self._read)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _read(self) -> None:
        while not self._stop.wait(0.02):
            started = time.perf_counter()
            with self._store.reading() as connection:
                feed = pages.find(connection, self._store.authority, "all", "")
                if feed is not None:
                    pages.entries(connection, feed.term_id, 50)
            self._waits.append(time.perf_counter() - started)


def _fill(store: Store, count: int) -> None:
    """Articles as an ingest leaves them, not yet matched."""
    known = registries.load(config.load(environ={})).companies
    noon = datetime(2022, 1, 1, 12, tzinfo=UTC)
    made = enumerate(texts(known, count))
    while batch := [each for each, _ in zip(made, range(BATCH), strict=False)]:
        with store.writing() as connection:
            ledger = Ledger(connection, store.authority, int(time.time()), {})
            source = files.source(connection, "bench")
            for number, (zones, found) in batch:
                article = Article(
                    f"{number}.md", f"path:{number}.md", zones[0].text, None, noon + timedelta(minutes=number), "",
                    None, "zh-CN", zones[1].text, f"<p>{zones[2].text}</p>", uuid4().hex, EntrySource("bench"),
                    terms=(Term("category", "news", "news"),), zones=zones, evidence=found,
                )  # fmt: skip
                articles.put(ledger, article, Writing(source, None, str(number), rebuild=False, show_future=False))
            ledger.close()


if __name__ == "__main__":
    main()

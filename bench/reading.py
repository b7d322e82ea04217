"""What reading costs in one store: `python -m bench.reading FOLDER` (see bench.fill), as one JSON object.

Every request goes through the whole application, hot path and all, in this process, as a server's worker hands it over;
each feed is asked for once, so that nothing of it is in memory, only SQLite's file in the system's.
"""

from __future__ import annotations

import gc
import json
import random
import resource
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote, unquote_to_bytes

from bench.fill import settings
from bench.serving import environ
from feedsvc.fulltext import tokens
from feedsvc.selection import MAX_VALUES, feed_path
from feedsvc.served import FeedSummary
from feedsvc.store import pages
from feedsvc.store.engine import Store, open_store
from feedsvc.web.app import create_app

KEYS = 300
"""Feeds of one key that are asked for, at most."""
FULL = 50
ROUNDS = 40
HOT = 2_000
MANY_ROUNDS = 10
COMMON = 30
"""Words and feeds from which combinations are made: those that most articles have."""


class Asked(NamedTuple):
    """Milliseconds of CPU and of wall time, one a request; bytes of the answers."""

    cpu: list[float]
    wall: list[float]
    size: int

    def shown(self) -> dict[str, float]:
        """Medians, the 99th percentile and the worst."""
        return {
            "requests": len(self.wall), "cpu": statistics.median(self.cpu), "wall": statistics.median(self.wall),
            "p99": percentile(self.wall, 0.99), "cpu_p99": percentile(self.cpu, 0.99), "worst": max(self.cpu),
        }  # fmt: skip


def percentile(times: Sequence[float], share: float) -> float:
    """The value that this share of all does not exceed."""
    return sorted(times)[min(len(times) - 1, int(share * len(times)))]


def ask(application: Callable[..., Iterable[bytes]], addresses: Iterable[str]) -> Asked:
    """Ask for each address once."""
    found = Asked([], [], 0)
    size = 0
    for address in addresses:
        path, _, query = address.partition("?")
        status: list[str] = []
        # PEP 3333: decoded, and each byte a character.
        request = environ() | {"PATH_INFO": unquote_to_bytes(path).decode("latin-1"), "QUERY_STRING": query}
        cpu, wall = time.process_time(), time.perf_counter()
        size += sum(map(len, application(request, lambda said, *_: status.append(said))))  # noqa: B023 - called at once
        found.wall.append((time.perf_counter() - wall) * 1e3)
        found.cpu.append((time.process_time() - cpu) * 1e3)
        if not status[0].startswith("200"):
            raise SystemExit(f"{address} answered {status[0]}")
    return found._replace(size=size)


class Feeds:
    """The feeds of a store, and what combinations are made of."""

    def __init__(self, store: Store) -> None:
        chance = random.Random(1)  # noqa: S311 - the same every time
        with store.reading() as connection:
            every = pages.feeds(connection, store.authority)
        self._by_kind = {kind: [feed for feed in every if feed.kind == kind] for kind in ("company", "category", "tag")}
        self._words = _words(store)
        self._chance = chance

    def one_key(self) -> list[str]:
        """Full feeds where there are enough, in no order: companies for the most part."""
        feeds = [feed for of_kind in self._by_kind.values() for feed in of_kind]
        full = [feed for feed in feeds if feed.entries >= FULL]
        chosen = full if len(full) >= KEYS else sorted(feeds, key=lambda feed: -feed.entries)[:KEYS]
        return [_address(feed) for feed in self._chance.sample(chosen, min(KEYS, len(chosen)))]

    def combined(self) -> Iterator[tuple[str, list[str]]]:
        """Combinations by what they ask."""
        large, papers = self._by_kind["company"][:COMMON], self._by_kind["category"][:COMMON]
        small = [feed for feed in self._by_kind["company"] if feed.entries < FULL]
        yield "two companies", self._pairs(large, "company", large)
        yield "company and category", self._pairs(papers, "company", large)
        yield (
            "disjoint categories",
            [f"/feeds/all.atom?category={quote(one.key)}&not_category={quote(one.key)}" for one in papers],
        )
        yield "large and small", self._pairs(papers, "company", small)
        yield "without", [f"/feeds/all.atom?not_category={quote(one.key)}" for one in papers[:ROUNDS]]
        yield (
            "fifty companies in a category",
            [f"{_address(one)}?{self._many('company')}" for one in papers[:MANY_ROUNDS]],
        )
        yield (
            "without fifty companies",
            [f"{_address(one)}?{self._many('not_company')}" for one in papers[:MANY_ROUNDS]],
        )
        yield "one word", [f"/feeds/search.atom?q={quote(word)}" for word in self._words]
        yield "two words", [f"/feeds/search.atom?q={quote(f'{one} {two}')}" for one, two in self._two_words()]
        yield "phrase", [f"/feeds/search.atom?q={quote(one + two)}" for one, two in self._two_words()]
        yield (
            "word in category",
            [f"{_address(feed)}?q={quote(word)}" for feed, word in zip(papers, self._words, strict=False)],
        )
        yield (
            "word in small company",
            [f"{_address(feed)}?q={quote(word)}" for feed, word in zip(small, self._words, strict=False)],
        )

    def _many(self, name: str) -> str:
        chosen = self._chance.sample(self._by_kind["company"][: 2 * MAX_VALUES], MAX_VALUES)
        return "&".join(f"{name}={quote(one.key)}" for one in chosen)

    def _pairs(self, feeds: Sequence[FeedSummary], kind: str, others: Sequence[FeedSummary]) -> list[str]:
        pairs = [(self._chance.choice(feeds), self._chance.choice(others)) for _ in range(2 * ROUNDS)]
        unlike = dict.fromkeys(pair for pair in pairs if pair[0] != pair[1])
        return [f"{_address(feed)}?{kind}={quote(other.key)}" for feed, other in list(unlike)[:ROUNDS]]

    def _two_words(self) -> list[tuple[str, str]]:
        pairs = [self._chance.sample(self._words, 2) for _ in range(2 * ROUNDS)]
        return list(dict.fromkeys((one, two) for one, two in pairs))[:ROUNDS]


def _address(feed: FeedSummary) -> str:
    return feed_path(feed.kind, feed.key) + ".atom"


def _words(store: Store) -> list[str]:
    """The words of two characters that most of the newest articles hold."""
    with store.reading() as connection:
        feed = pages.find(connection, store.authority, "all", "")
        assert feed is not None  # noqa: S101 - it is there from the first moment
        newest = pages.entries(connection, feed.term_id, 500)
    counted = Counter(token for entry in newest for token in tokens(entry.content))
    return [word for word, _ in counted.most_common(20 * COMMON) if len(word) == 2 and word > "一"][:COMMON]  # noqa: PLR2004


def measure(folder: Path) -> dict[str, Any]:
    """Everything about one store."""
    chosen = settings(folder)
    store = open_store(chosen.database_url, chosen.data)
    feeds = Feeds(store)
    store.close()
    application = create_app(chosen).wsgi_app
    gc.collect()
    gc.freeze()
    ask(application, ["/feeds/all.json", "/feeds.json", "/feeds/all.rss", "/feeds/search.rss?q=a"])
    one = ask(application, feeds.one_key())
    found: dict[str, Any] = {"one key": one.shown(), "bytes a feed": one.size / len(one.wall)}
    found["combined"] = {name: ask(application, asked).shown() for name, asked in feeds.combined() if asked}
    ask(application, ["/feeds/all.atom"])
    found["hot"] = ask(application, ["/feeds/all.atom"] * HOT).shown()
    found["memory"] = memory()
    return found


def memory() -> dict[str, float]:
    """MB of this process: resident now, its share (pages that others use too counted in part), the highest."""
    highest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1_000 if sys.platform == "linux" else 1_000_000)
    rollup = Path("/proc/self/smaps_rollup")
    if not rollup.exists():
        return {"highest": highest}
    lines = dict(line.split(":", 1) for line in rollup.read_text().splitlines()[1:])
    return {"highest": highest} | {name: int(lines[name].split()[0]) / 1_000 for name in ("Rss", "Pss")}


if __name__ == "__main__":
    json.dump(measure(Path(sys.argv[1])), sys.stdout, ensure_ascii=False)

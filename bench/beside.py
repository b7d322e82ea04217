"""Feeds while a long ingest goes on beside them: `python -m bench.beside [FILES [STORED]]`.

A server over STORED articles is asked steadily, ASKED times a second, first while nothing else happens, then from the
moment at which FILES new files lie in another of its sources until all are in. Each request is timed from when it was
due, so that none waits unseen behind another. Feeds of the first source stay as they are; those of categories and
companies change with every batch, and are rendered again.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import threading
import time
import urllib.request
from pathlib import Path

from bench import live, maker
from bench.live import Live
from bench.spent import run

FILES, STORED = 20_000, 2_000
ASKED = 40
CLIENTS = 8
QUIET_SECONDS = 20
ROOT = Path(__file__).parent.parent
STAYING = tuple(f"/feeds/source/articles.{ending}" for ending in ("atom", "rss", "json"))
CHANGING = tuple(f"/feeds/all.{ending}" for ending in ("atom", "rss", "json"))


class Asking:
    """Clients that ask for feeds in turn until they are ended; `spent` has the seconds of each answer, by address."""

    def __init__(self, server: Live) -> None:
        self._server = server
        self._ended = threading.Event()
        self._addresses = [*STAYING, *CHANGING]
        self.spent: dict[str, list[float]] = {address: [] for address in self._addresses}
        self._threads = [threading.Thread(target=self._ask, args=(number,)) for number in range(CLIENTS)]
        self._started = time.monotonic()
        for thread in self._threads:
            thread.start()

    def _ask(self, number: int) -> None:
        chance, gap = random.Random(number), CLIENTS / ASKED  # noqa: S311 - no secret
        due = self._started + gap * number / CLIENTS
        while not self._ended.is_set():
            time.sleep(max(0.0, due - time.monotonic()))
            address = chance.choice(self._addresses)
            with urllib.request.urlopen(self._server.base + address, timeout=60) as answer:  # noqa: S310 - our own
                answer.read()
            self.spent[address].append(time.monotonic() - due)
            due += gap

    def end(self) -> dict[str, list[float]]:
        """End the clients; what they measured."""
        self._ended.set()
        for thread in self._threads:
            thread.join()
        return self.spent


def main() -> None:
    """Print the table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else FILES
    stored = int(sys.argv[2]) if len(sys.argv) > 2 else STORED  # noqa: PLR2004
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        every = maker.files(maker.world(), stored + count, well_formed=True)
        for name, most in (("articles", stored), ("waiting", count)):
            maker.write(folder / name, (file for file, _ in zip(every, range(most), strict=False)))
        (folder / "new").mkdir()
        command = [sys.executable, "-m", "feedsvc", "ingest", "--quiet", str(folder / "articles")]
        run(command, folder, {"FEEDSVC_DATA": str(folder / "data"), "PYTHONPATH": str(ROOT)})
        with live.serving(folder, "new") as server:
            server.settle()
            asking = Asking(server)
            time.sleep(QUIET_SECONDS)
            idle, asking = asking.end(), Asking(server)
            (folder / "waiting").rename(folder / "new" / "all")
            server.settle()
            beside = asking.end()
    _table(count, idle, beside)


def _table(count: int, idle: dict[str, list[float]], beside: dict[str, list[float]]) -> None:
    print(f"answers, ms, {ASKED} asked a second: idle, and while {count} new files come")
    print(f"  {'':34}{'median':>8}{'p99':>8}{'median':>10}{'p99':>8}{'p99, times idle':>18}")
    for name, addresses in (("feeds that stay as they are", STAYING), ("feeds that change all the time", CHANGING)):
        (middle, last), (median, most) = (
            _quantiles([each * 1e3 for address in addresses for each in spent[address]]) for spent in (idle, beside)
        )
        print(f"  {name:34}{middle:8.1f}{last:8.1f}{median:10.1f}{most:8.1f}{most / last:18.1f}")


def _quantiles(spent: list[float]) -> tuple[float, float]:
    return statistics.median(spent), statistics.quantiles(spent, n=100)[-1]


if __name__ == "__main__":
    main()

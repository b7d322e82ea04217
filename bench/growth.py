"""How costs grow with the number of articles: `python -m bench.growth [N [FOLDER]]`.

1,000 articles, then ten times as many, up to N: read and stored from nothing, looked at again, served. Stores that are
kept in FOLDER are used again, whoever filled them (bench.fill is quick; then there is nothing to say of ingesting);
without it they are made anew, and go at the end.
"""

from __future__ import annotations

import json
import math
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from bench import live, maker
from bench.spent import run

FIRST, STEP = 1_000, 10
DEFAULT = 10_000
CHANGES = 7
OLD = 1_600_000_000
SAME = 1.2
"""Of the same cost: what ten times as many articles may cost more."""
ROOT = Path(__file__).parent.parent

Found = dict[str, Any]


class Row(NamedTuple):
    """A line of the table: what, its value in what was found at one size, how it is written."""

    name: str
    value: Callable[[Found], float]
    form: str


ROWS = (
    Row("ingest, CPU µs an article", lambda found: found["ingest"]["cpu"] / found["articles"] * 1e6, "{:.0f}"),
    Row("ingest, wall µs an article", lambda found: found["ingest"]["wall"] / found["articles"] * 1e6, "{:.0f}"),
    Row("ingest, most MB of all processes", lambda found: found["ingest"]["memory"], "{:.0f}"),
    Row("ingest of nothing new, CPU s", lambda found: found["again"]["cpu"], "{:.2f}"),
    Row("store, bytes an article", lambda found: found["bytes"] / found["articles"], "{:.0f}"),
    Row("first rendering, one key, CPU ms", lambda found: found["one key"]["cpu"], "{:.1f}"),
    Row("  wall ms, median", lambda found: found["one key"]["wall"], "{:.1f}"),
    Row("  wall ms, 99th percentile", lambda found: found["one key"]["p99"], "{:.1f}"),
    Row("  KB of such a feed", lambda found: found["bytes a feed"] / 1e3, "{:.0f}"),
    Row("combined, CPU ms, median of the worst kind", lambda found: _worst(found)[0], "{:.1f}"),
    Row("  the worst of all", lambda found: _worst(found)[1], "{:.1f}"),
    Row("search for a common word, CPU ms", lambda found: found["combined"]["one word"]["cpu"], "{:.1f}"),
    Row("hot answer, CPU µs", lambda found: found["hot"]["cpu"] * 1e3, "{:.1f}"),
    Row("a new name until it is found, CPU s", lambda found: found["name"]["taken up"], "{:.2f}"),
    Row("start until ready, wall s", lambda found: found["live"]["ready"], "{:.2f}"),
    Row("a change until it shows, wall ms", lambda found: found["live"]["change"] * 1e3, "{:.0f}"),
    Row("memory of a worker, MB", lambda found: found["live"]["worker"], "{:.0f}"),
    Row("memory of the ingester, MB", lambda found: found["live"]["ingester"], "{:.0f}"),
)


def _worst(found: Found) -> tuple[float, float]:
    kinds = found["combined"].values()
    return max(each["cpu"] for each in kinds), max(each["worst"] for each in kinds)


def measure(folder: Path, count: int) -> Found:
    """Everything about one size; the store is made where there is none."""
    found: Found = {}
    if not (folder / "data" / "feedsvc.sqlite3").exists():
        maker.write(folder / "articles", maker.files(maker.world(), count, well_formed=True))
        # Of what was written this instant a later change might not show in its time: it would be read again.
        for file in (folder / "articles").rglob("*.md"):
            os.utime(file, (OLD, OLD))
        found["ingest"] = _ingest(folder)
    found["again"] = _ingest(folder)
    found["bytes"] = sum(file.stat().st_size for file in (folder / "data").glob("feedsvc.sqlite3*"))
    found |= _told("bench.reading", folder)
    found["name"] = _told("bench.naming", folder)
    found["live"] = _live(folder)
    return found


def _told(module: str, folder: Path) -> Found:
    """What a module of ours says of a store, in a process of its own."""
    command = [sys.executable, "-m", module, str(folder)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True)  # noqa: S603
    found: Found = json.loads(done.stdout)
    return found


def _ingest(folder: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "feedsvc", "ingest", "--quiet", str(folder / "articles")]
    return run(command, folder, {"FEEDSVC_DATA": str(folder / "data"), "PYTHONPATH": str(ROOT)})._asdict()


def _live(folder: Path) -> dict[str, float]:
    files = sorted((folder / "articles").rglob("*.md"))
    filled = [file for file in files[-CHANGES:] if file.stat().st_size]
    with live.serving(folder) as server:
        server.settle()
        for address in ("/feeds/all.atom", "/feeds/all.rss", "/feeds/all.json", "/opml", "/feeds.json"):
            server.get(address)
        changes = [live.change(server, file, number) for number, file in enumerate(filled)]
        return {
            "ready": server.ready,
            "change": statistics.median(changes) if changes else math.nan,
            "worker": max(server.workers()),
            "ingester": server.ingester(),
        }


def slope(before: float, after: float) -> str:
    """What ten times as many articles do to a cost, in words: `the same`, `1.4 times`, `ten times: linear`."""
    times = after / before if before else math.inf
    if times <= SAME:
        return "less" if times < 1 / SAME else "the same"
    power = math.log(times, STEP)
    return f"{times:.1f} times" + (": linear" if 0.9 < power < 1.1 else ": more than linear" if power > 1 else "")  # noqa: PLR2004


def main() -> None:
    """Print the table."""
    most = int(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT
    kept = Path(sys.argv[2]) if len(sys.argv) > 2 else None  # noqa: PLR2004
    sizes = [count for power in range(9) if (count := FIRST * STEP**power) <= most] or [most]
    home = kept or Path(tempfile.mkdtemp(prefix="feedsvc-growth-"))
    found: list[Found] = []
    try:
        for count in sizes:
            print(f"  measuring {count} articles", file=sys.stderr)
            folder = home / str(count)
            folder.mkdir(parents=True, exist_ok=True)
            found.append(measure(folder, count) | {"articles": count})
    finally:
        if kept is None:
            shutil.rmtree(home)
    table(sizes, found)


def table(sizes: list[int], found: list[Found]) -> None:
    """Print what was found, and what the last step did to each."""
    print(f"{'articles':44}" + "".join(f"{count:>11,}" for count in sizes) + "   ten times as many cost")
    for row in ROWS:
        values = [math.nan] * len(found)
        for at, each in enumerate(found):
            with suppress(KeyError):
                values[at] = row.value(each)
        shown = "".join(f"{'' if math.isnan(value) else row.form.format(value):>11}" for value in values)
        known = [value for value in values[-2:] if not math.isnan(value)]
        print(f"{row.name:44}{shown}   {slope(*known) if len(known) == 2 else ''}")  # noqa: PLR2004


if __name__ == "__main__":
    main()

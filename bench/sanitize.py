"""Sanitizing: `python -m bench.sanitize`, in CPU time.

The first table compares the boundary with nh3 alone over the same HTML, that of the seeds: as the stages before it
leave it (`plain`, which needs no cut) and as a hostile author might write it (`odd`, which is cut first). The second
says how the time of hostile shapes grows with their number.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from feedsvc.articles import boilerplate, document, growth, markup, pictures, repair, sanitize
from feedsvc.articles.build import build
from feedsvc.articles.site import Recipe, SiteFacts
from feedsvc.config import SanitizeSettings, SourceSettings
from feedsvc.model import Document

SEEDS = Path(__file__).parent.parent / "seeds"
NOW = datetime(2026, 1, 31, tzinfo=UTC)
ROUNDS = 15
NUMBERS = (50_000, 100_000, 200_000)
SHAPES = {
    "nested div": "<div>",
    "nested b": "<b>",
    "nested lists": "<ul><li>",
    "nested tables": "<table><tr><td>",
    "open quotes": '<a title="',
    "ampersands": "&amp;",
    "comments": "<!--x-->",
}


def main() -> None:
    """Print both tables."""
    _against_nh3()
    _growth()


def _repaired(path: Path) -> str:
    """The HTML of a seed as it comes to the sanitizer."""
    read = document.read(path.name, path.read_bytes())
    assert isinstance(read, Document)  # noqa: S101 - the seeds are articles
    tree = repair.parse(markup.to_html(read.body, read.syntax, {}).html)
    boilerplate.strip(tree)
    pictures.restore(tree)
    repair.repair(tree, None)
    return growth.serialize(tree)


def _against_nh3() -> None:
    plain = [_repaired(path) for path in sorted(SEEDS.iterdir())]
    odd = [html.replace("</p>", "").replace("<p>", "<P class=x>") for html in plain]
    cleaner = sanitize._CLEANERS[True]
    rows: dict[str, Callable[[], object]] = {
        "nh3 alone, plain": lambda: [cleaner.clean(html) for html in plain],
        "sanitize, plain": lambda: [sanitize.sanitize(html) for html in plain],
        "nh3 alone, odd": lambda: [cleaner.clean(html) for html in odd],
        "sanitize, odd": lambda: [sanitize.sanitize(html) for html in odd],
    }
    size = sum(len(html.encode()) for html in plain) / 1_000
    print(f"the seeds' HTML, {size:.0f} KB, medians of {ROUNDS} alternating rounds")
    spent: dict[str, list[float]] = {name: [] for name in rows}
    for _ in range(ROUNDS):
        for name, work in rows.items():
            spent[name].append(_timed(work) / size * 1e6)
    for name, times in spent.items():
        base = statistics.median(spent[f"nh3 alone, {name.rpartition(' ')[2]}"])
        middle = statistics.median(times)
        print(f"  {name:24}{middle:8.1f} µs a KB{middle / base:8.1f} x")


def _growth() -> None:
    shown = "".join(f"{number:>10}" for number in NUMBERS)
    print(f"seconds for so many tags or marks {shown}   the last against the first: sanitize, build")
    for name, shape in SHAPES.items():
        bodies = [f"{shape * number}x" for number in NUMBERS]
        cleaned = [_timed(partial(sanitize.sanitize, body)) for body in bodies]
        built = [_timed(partial(_build, body)) for body in (bodies[0], bodies[-1])]
        times = "".join(f"{seconds:10.2f}" for seconds in cleaned)
        print(f"  {name:32}{times}   {cleaned[-1] / cleaned[0]:5.1f} x {built[-1] / built[0]:5.1f} x")


def _build(body: str) -> object:
    recipe = Recipe(SourceSettings("bench", Path("bench"), "Bench"), SanitizeSettings(), NOW)
    return build("a.md", f"---\ntitle: a\ndate: 2022-03-28\n---\n<div>{body}</div>".encode(), SiteFacts(), recipe)


def _timed(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


if __name__ == "__main__":
    main()

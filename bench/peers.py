"""Others that make feeds of folders, beside our cold ingest: `python -m bench.peers [ARTICLES [ROUNDS [PEER…]]]`.

Hugo builds nothing but RSS feeds of 50 entries, of everything, each category and each tag; Jekyll and Pelican one feed
of everything (Jekyll cannot but write the pages too; neither reads a head below an empty line, which a fifth of the
files has). None of them sanitizes, repairs, finds companies or indexes words. All read the same files, in
turn, from nothing, without the malformed ones, at which Hugo stops. What is not installed is left out, and where PEERs
are named (`hugo`), so are the others: Jekyll's time grows faster than its files.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from bench import maker
from bench.spent import Spent, run

ARTICLES = 2_000
ROUNDS = 5
OURS = "feedsvc"
HUGO = """
baseURL = "https://feeds.example/"
title = "feeds"
contentDir = "{articles}"
timeout = "600s"
disableKinds = ["sitemap", "robotsTXT", "404"]
[outputs]
home = ["RSS"]
section = ["RSS"]
taxonomy = ["RSS"]
term = ["RSS"]
[services.rss]
limit = 50
[markup.goldmark.renderer]
unsafe = true
[[cascade]]
[cascade._target]
kind = "page"
[cascade._build]
render = "never"
list = "always"
"""
JEKYLL_FEED = """---
---
<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>feeds</title><id>https://feeds.example/</id>
{% for post in site.posts limit:50 %}<entry><title>{{ post.title | xml_escape }}</title><id>{{ post.id }}</id>
<updated>{{ post.date | date_to_xmlschema }}</updated>
<content type="html">{{ post.content | xml_escape }}</content></entry>
{% endfor %}</feed>
"""
PELICAN = """
PATH = "{articles}"
OUTPUT_PATH = "output"
SITENAME = "feeds"
SITEURL = "https://feeds.example"
TIMEZONE = "Asia/Shanghai"
DEFAULT_LANG = "zh"
FEED_DOMAIN = SITEURL
FEED_MAX_ITEMS = 50
FEED_ALL_ATOM = "feeds/all.atom.xml"
CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = None
DIRECT_TEMPLATES = []
ARTICLE_SAVE_AS = CATEGORY_SAVE_AS = TAG_SAVE_AS = AUTHOR_SAVE_AS = ""
THEME = "simple"
"""


class Peer(NamedTuple):
    """Who, the program, its arguments, and the files that it needs beside the articles."""

    name: str
    program: str | None
    arguments: tuple[str, ...]
    files: Mapping[str, str]


def peers(articles: Path) -> list[Peer]:
    """All, whether installed or not; ours last."""
    beside = Path(sys.executable).parent / "pelican"
    pelican = str(beside) if beside.exists() else shutil.which("pelican")
    return [
        Peer("hugo", shutil.which("hugo"), ("--quiet",), {"config.toml": HUGO.format(articles=articles)}),
        Peer("jekyll", shutil.which("jekyll"), ("build", "--quiet", "--disable-disk-cache"), {"feed.xml": JEKYLL_FEED}),
        Peer("pelican", pelican, ("-s", "conf.py", "-q"), {"conf.py": PELICAN.format(articles=articles)}),
        Peer(OURS, sys.executable, ("-m", "feedsvc", "ingest", "--quiet", str(articles)), {}),
    ]


def once(peer: Peer, articles: Path) -> Spent:
    """One build from nothing."""
    assert peer.program is not None  # noqa: S101 - those that are missing were left out
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        for name, text in peer.files.items():
            (folder / name).write_text(text)
        if peer.name == "jekyll":
            (folder / "_posts").symlink_to(articles)
        environ = {"FEEDSVC_DATA": str(folder / "data"), "PYTHONPATH": str(Path(__file__).parent.parent)}
        return run([peer.program, *peer.arguments], folder, environ)


def main() -> None:
    """Print the table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else ARTICLES
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else ROUNDS  # noqa: PLR2004
    named = {*sys.argv[3:], OURS} if len(sys.argv) > 3 else set()  # noqa: PLR2004
    with tempfile.TemporaryDirectory() as folder:
        articles = Path(folder) / "articles"
        every = peers(articles)
        if unknown := named - {peer.name for peer in every}:
            sys.exit(f"unknown: {', '.join(sorted(unknown))}; there are {', '.join(each.name for each in every)}")
        asked = [peer for peer in every if not named or peer.name in named]
        found = [peer for peer in asked if peer.program is not None]
        maker.write(articles, maker.files(maker.world(), count, well_formed=True))
        for peer in asked:
            if peer.program is None:
                print(f"  {peer.name} is not installed; left out")
        spent: dict[str, list[Spent]] = {peer.name: [] for peer in found}
        for _ in range(rounds):
            for peer in found:
                spent[peer.name].append(once(peer, articles))
    _table(count, rounds, spent)


def _table(count: int, rounds: int, spent: Mapping[str, list[Spent]]) -> None:
    medians = {name: Spent(*map(statistics.median, zip(*rows, strict=True))) for name, rows in spent.items()}
    ours = medians[OURS]
    print(f"feeds of {count} files from nothing, medians of {rounds} rounds in turn; ours as a multiple of theirs")
    print(f"  {'':10}{'wall s':>9}{'CPU s':>9}{'MB':>9}{'wall':>8}{'CPU':>8}{'memory':>8}   aiming at")
    aims = {"hugo": "wall at most 2", "jekyll": "wall at most 0.1", "pelican": "wall at most 0.1"}
    for name, each in medians.items():
        ratios = "".join(f"{mine / theirs:8.2f}" for mine, theirs in zip(ours, each, strict=True))
        print(f"  {name:10}{each.wall:9.2f}{each.cpu:9.2f}{each.memory:9.0f}{ratios}   {aims.get(name, '')}")


if __name__ == "__main__":
    main()

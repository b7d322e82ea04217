"""A store of very many articles, for measuring how it is read: `python -m bench.fill FOLDER N`.

FOLDER/articles gets the maker's well-formed files, FOLDER/data a store that knows each as current. What is stored
goes through the store's own functions, in the order and with the columns that an ingest gives it; but the articles are
told what an ingest would find in the files (text, terms, companies), and nothing is repaired or matched, which is most
of an ingest's work. Two processes make, this one writes. A store that is there already is added to.
"""

from __future__ import annotations

import hashlib
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC
from functools import cache
from itertools import chain, islice
from pathlib import Path
from typing import NamedTuple

from bench import maker
from bench.articles import Story, World, when
from bench.maker import Made
from feedsvc import config, fingerprint, upkeep
from feedsvc.config import Settings
from feedsvc.ingest import Ingester
from feedsvc.model import Article, EntrySource, Evidence, Label, Mention, Picture, Reason, Term, Zone
from feedsvc.registries import load
from feedsvc.store import articles, feet, files, mentions, search, stats
from feedsvc.store.engine import Store, open_store
from feedsvc.store.files import FileRow, SourceRow
from feedsvc.store.identities import Writing
from feedsvc.store.ledger import Ledger

CHUNK = 250
AHEAD = 8
"""Chunks that the makers may be ahead."""
BATCH = 5_000
"""Articles a transaction: nobody waits for it here."""
PROCESSES = 2
BASE_URL = "https://feeds.example"
PAGES = "-400000"
"""Of the writing connection's cache, in KB: what the indices of a million articles are written to at random."""


class Filled(NamedTuple):
    """An article, its file as an ingest would know it, and the companies that act in it."""

    article: Article
    file: FileRow
    found: tuple[Mention, ...]


def settings(folder: Path) -> Settings:
    """Those of a store in a folder."""
    given = {
        "SOURCES": str(folder / "articles"),
        "DATA": str(folder / "data"),
        "LOG_LEVEL": "error",
        "ACCESS_LOG": "false",
        "COUNT_READERS": "false",
    }
    return config.load(environ={f"FEEDSVC_{name}": value for name, value in given.items()})


def fill(folder: Path, count: int) -> Store:
    """Fill a store with the articles of the first `count` numbers that are not malformed, oldest first."""
    chosen = settings(folder)
    (folder / "articles").mkdir(parents=True, exist_ok=True)
    store = open_store(chosen.database_url, chosen.data)
    Ingester(store, chosen).decide()
    with store.reading() as connection:
        known = stats.stats(connection).articles
    start = known + known // (maker.PER_MALFORMED - 1)
    numbers = sorted((number for number in range(start, count) if not maker.is_malformed(number)), key=when)
    with store.engine.connect() as connection:
        connection.exec_driver_sql(f"PRAGMA cache_size={PAGES}")
    made = chain.from_iterable(_made(numbers, folder / "articles"))
    owed: set[str] = set()
    while batch := list(islice(made, BATCH)):
        owed |= _write(store, chosen, batch)
        print(f"\r{batch[-1].file.path}", end="", file=sys.stderr, flush=True)
    _settle(store, chosen, owed)
    return store


def _made(numbers: list[int], folder: Path) -> Iterator[list[Filled]]:
    chunks = [numbers[at : at + CHUNK] for at in range(0, len(numbers), CHUNK)]
    with ProcessPoolExecutor(PROCESSES) as pool:
        waiting = [pool.submit(_chunk, chunk, folder) for chunk in chunks[:AHEAD]]
        for chunk in chunks[AHEAD:]:
            yield waiting.pop(0).result()
            waiting.append(pool.submit(_chunk, chunk, folder))
        while waiting:
            yield waiting.pop(0).result()


@cache
def _world() -> World:
    return maker.world()


def _chunk(numbers: list[int], folder: Path) -> list[Filled]:
    return [_filled(number, folder) for number in numbers]


def _filled(number: int, folder: Path) -> Filled:
    story, made = _world().story(number), maker.make(_world(), number)
    maker.write(folder, iter([made]))
    status = (folder / made.path).stat()
    digest = hashlib.sha256(made.data).hexdigest()
    row = FileRow(0, made.path, status.st_size, status.st_mtime_ns, digest, "", "article", None)
    return Filled(_article(story, made), row, tuple(_mentions(story)))


def _article(story: Story, made: Made) -> Article:
    texts = [text for text, _ in story.paragraphs]
    hexo = made.data.startswith(b"\n")
    picture = f"http://images.example.com/Upload/News/{story.number:018}.png"
    content = "".join(f"<p>{text}</p>" for text in texts)
    paper = story.paper
    terms = [Term("category", paper.key, paper.name), Term("tag", f"{paper.name}新闻", f"{paper.name}新闻")]
    if hexo:
        keys = ("新媒体", paper.name, "新闻")
        terms = [*(Term("category", key, key) for key in keys), Term("author", paper.name, paper.name)]
        content = f'<p><img src="{picture}" alt="image.png"></p>{content}'
    else:
        terms.append(Term("source", paper.name, paper.name))
    return Article(
        made.path, f"path:{made.path}", story.title,
        None if hexo else f"http://news.example.com/html_News/NewsShare.html?infoCode=NW{story.number:022}",
        story.when.astimezone(UTC), story.when.isoformat(), None, "zh-CN", texts[0][:200], content,
        hashlib.sha256("".join(texts).encode()).hexdigest(), EntrySource(paper.name),
        picture=Picture(picture) if hexo else None, terms=(*terms, Term("source", "articles", "articles")),
        labels=() if hexo else (Label(paper.key, f"{paper.name}新闻"),),
        zones=(Zone("title", story.title), Zone("lead", texts[0]), Zone("body", "\n".join(texts[1:]))),
        evidence=tuple(
            Evidence("markup", company.listings[0], None) for company in story.acting[:2] if company.listings
        ),
        foot=tuple(hashlib.sha256(text.encode()).hexdigest()[:16] for text in texts[-3:]),
    )  # fmt: skip


def _mentions(story: Story) -> Iterator[Mention]:
    """The first one stands in the title; the others in the text, if they do."""
    for at, company in enumerate(dict.fromkeys(story.acting)):
        reasons = [Reason("name", "body", 0, company.name) for _, named in story.paragraphs if named and named[0] == at]
        if at == 0:
            yield Mention(company.key, "subject", 0.9, (Reason("name", "title", 0, company.name), *reasons))
        elif reasons:
            yield Mention(company.key, "mention", 0.4, tuple(reasons))


def _write(store: Store, chosen: Settings, batch: list[Filled]) -> set[str]:
    """One transaction, as an ingest's; the categories whose labels are still to be decided."""
    (source,) = chosen.sources
    made_with = fingerprint.building(source, chosen)
    matched = _matched()
    with store.writing() as connection:
        ledger = Ledger(connection, store.authority, int(time.time()), {})
        row = files.source(connection, source.name)
        found = {_put(ledger, row, each, made_with): each.found for each in batch}
        mentions.mention(ledger, found, matched)
        search.fill(ledger, len(batch))
        ledger.close()
    return ledger.owed


def _put(ledger: Ledger, source: SourceRow, filled: Filled, made_with: str) -> int:
    writing = Writing(source, None, filled.file.digest, rebuild=False, show_future=False)
    number, _ = articles.put(ledger, filled.article, writing)
    known = filled.file
    seen = FileRow(0, known.path, known.size, known.mtime_ns, known.digest, made_with, "article", number)
    file_id = files.record(ledger.connection, source.id, seen)
    feet.keep(ledger.connection, file_id, filled.article.foot, is_new=True)
    return number


@cache
def _matched() -> str:
    """The fingerprint of what an ingest would have matched with."""
    return fingerprint.matching(load(config.load(environ={})).companies)


def _settle(store: Store, chosen: Settings, owed: set[str]) -> None:
    with store.writing() as connection:
        ledger = Ledger(connection, store.authority, int(time.time()), {})
        ledger.settle(owed)
        ledger.close()
        stats.set_mark(connection, upkeep.ready_mark(chosen), "done")


def main() -> None:
    """Fill, and say how long it took."""
    folder, count = Path(sys.argv[1]), int(sys.argv[2])
    started = time.monotonic()
    store = fill(folder, count)
    with store.reading() as connection:
        found = stats.stats(connection)
    store.close()
    print(f"\n{found.articles} articles in {found.feeds} feeds, {time.monotonic() - started:.0f} s")


if __name__ == "__main__":
    main()

"""Killing the ingester at any instant loses nothing and leaves a store that opens."""

from __future__ import annotations

import multiprocessing
import random
import signal
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

from feedsvc.config import Settings
from feedsvc.store import lock, pages
from feedsvc.store.engine import open_store
from tests.ingesting import ingest

KILLS = 100
FILES = 40
LONGEST = 0.25
"""Seconds until the first is killed, at most. How long an ingest takes depends on the machine: two in three are to be
killed."""
LONGER, SHORTER = 1.1, 0.8


def edit(write: Callable[..., Path], chance: random.Random, turn: int) -> None:
    """An author at work: some articles are edited, some go, some come back."""
    for number in range(FILES):
        kind = chance.randrange(4)
        if kind == 0:
            write(
                f"{number:02}.md",
                head=f"title: T{number}\ndate: 2022-03-28\ncategories: c{turn % 3}",
                body=f"京东健康 {turn}",
            )
        elif kind == 1 and turn > 5:
            path = write(f"{number:02}.md")
            path.unlink()


def check(settings: Settings, seen: dict[str, str]) -> None:
    """The store opens, its counts agree with what its feeds hold, no id ever changes."""
    store = open_store(settings.database_url, settings.data)
    try:
        with sqlite3.connect(settings.data / "feedsvc.sqlite3") as raw:
            assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert not lock.is_held(store)
        with store.reading() as connection:
            for feed in pages.feeds(connection, store.authority):
                found = pages.find(connection, store.authority, feed.kind, feed.key)
                assert found is not None
                entries = pages.entries(connection, found.term_id, 500)
                assert len(entries) == feed.entries, feed
                assert feed.newest == (entries[0].published if entries else None), feed
            for path, uuid in connection.exec_driver_sql(
                "SELECT files.path, articles.uuid FROM files JOIN articles ON articles.id = files.article_id"
            ):
                assert seen.setdefault(path, uuid) == uuid
    finally:
        store.close()


def test_a_hundred_kills_lose_nothing(make_settings: Callable[..., Settings], write: Callable[..., Path]) -> None:
    settings = make_settings()
    environ = {
        "FEEDSVC_SOURCES": str(settings.sources[0].path),
        "FEEDSVC_DATA": str(settings.data),
        "FEEDSVC_BASE_URL": settings.base_url,
        "FEEDSVC_PROCESSES": "1",
    }
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.ingesting"])
    chance = random.Random(20220328)
    seen: dict[str, str] = {}
    killed, longest = 0, LONGEST
    for turn in range(KILLS):
        edit(write, chance, turn)
        process = context.Process(target=ingest, args=(environ,))
        process.start()
        time.sleep(chance.uniform(0, longest))
        process.kill()
        process.join()
        killed += process.exitcode == -signal.SIGKILL
        longest *= LONGER if process.exitcode == -signal.SIGKILL else SHORTER
        check(settings, seen)
    assert killed > KILLS // 2
    ingest(environ)
    check(settings, seen)
    there = {path.name for path in settings.sources[0].path.glob("*.md")}
    store = open_store(settings.database_url, settings.data)
    with store.reading() as connection:
        everything = pages.find(connection, store.authority, "all", "")
        assert everything is not None
        assert everything.entries == len(there)
    store.close()

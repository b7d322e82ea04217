"""Real readers subscribe to a really running server: they ask conditionally, see edits as edits, survive a removal."""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from pathlib import Path

import pytest

from tests.conformance.sites import write
from tests.conformance.subscribers import PLAIN, Newsboat, Subscriber
from tests.running import Running, free_port, serving, until

NEWSBOAT = pytest.mark.skipif(
    shutil.which("newsboat") is None, reason="newsboat is not installed (apt-get install newsboat)"
)
READERS = [
    *(("feedparser", name) for name in ("atom", "rss")),
    *(("reader", name) for name in ("atom", "rss", "json")),
    *(("atoma", name) for name in ("atom", "rss", "json")),
    *(pytest.param("newsboat", name, marks=NEWSBOAT) for name in ("atom", "rss")),
]
LINE = re.compile(r" GET '([^']+)' (\d{3}) ")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("readers")


@pytest.fixture(scope="module")
def running(folder: Path) -> Iterator[Running]:
    """A server over the folder's articles; the companies of the starter registry would only take time."""
    (folder / "posts").mkdir()
    port = free_port()
    command = ["feedsvc", "serve", str(folder / "posts"), "--port", str(port), "--data", str(folder / "data")]
    with serving([*command, "--workers", "1"], folder, port, starter="false") as server:
        yield server


def statuses(running: Running, path: str) -> list[int]:
    """How the reader's own requests were answered; ours, by urllib, are not counted."""
    lines = [line for line in running.log.read_text().splitlines() if "Python-urllib" not in line]
    return [int(found[2]) for line in lines if (found := LINE.search(line)) and found[1] == path]


def subscribed(name: str, running: Running, path: str, folder: Path) -> Subscriber:
    return Newsboat(running, path, folder) if name == "newsboat" else PLAIN[name](running, path)


def served(running: Running, path: str, words: str, *, gone: bool = False) -> None:
    """Wait until the feed has these words, or has them no more."""
    until(lambda: (words.encode() in running.get(path).body) != gone, f"{words!r}, which may be gone: {gone}")


def settled(running: Running, path: str) -> None:
    """Wait for the end of the last change's second: newsboat drops what comes under a Last-Modified that it knows."""

    def is_over() -> bool:
        headers = running.get(path).headers
        return parsedate_to_datetime(headers["Date"]) > parsedate_to_datetime(headers["Last-Modified"])

    until(is_over, "the end of the second")


@pytest.mark.parametrize(("name", "format_name"), READERS)
def test_a_reader_asks_conditionally_and_sees_edits_as_edits(
    running: Running, folder: Path, tmp_path: Path, name: str, format_name: str
) -> None:
    key = f"{name}-{format_name}"
    path = f"/feeds/category/{key}.{format_name}"
    for number in range(3):
        head = f"title: Title {number}\ndate: 2022-03-0{number + 1}\ncategories: {key}"
        write(folder, f"{key}-{number}.md", head, f"Words <b>{number}</b> & more, 京东健康 of {key}.")
    served(running, path, "Title 2")
    subscriber = subscribed(name, running, path, tmp_path)
    first = subscriber.poll()
    assert {title for title, _ in first.values()} == {"Title 0", "Title 1", "Title 2"}
    assert all("京东健康" in content for _, content in first.values())
    polls = subscriber.first_304 or 2
    for _ in range(polls - 1):
        assert subscriber.poll() == first
    answers = until(lambda: len(found := statuses(running, path)) == polls and found, "the polls in the log")
    # Between the first and the last later versions of newsboat ask conditionally, and earlier ones do not.
    assert (answers[0], answers[-1]) == (200, 200 if subscriber.first_304 is None else 304)
    assert {*answers} <= {200, 304}
    edit_is_seen(subscriber, running, folder, path, first)
    removal_does_no_harm(subscriber, running, folder, path)


def edit_is_seen(
    subscriber: Subscriber, running: Running, folder: Path, path: str, first: dict[str, tuple[str, str]]
) -> None:
    key = path.rpartition("/")[2].rpartition(".")[0]
    if isinstance(subscriber, Newsboat):
        settled(running, path)
    head = f"title: Another title\ndate: 2022-03-02\ncategories: {key}"
    write(folder, f"{key}-1.md", head, "Other words, 京东健康 of long ago.")
    served(running, path, "Another title")
    edited = subscriber.poll()
    assert edited.keys() == first.keys(), "the edit came as a new entry"
    changed = [identity for identity in first if first[identity] != edited[identity]]
    assert [first[identity][0] for identity in changed] == ["Title 1"]
    assert edited[changed[0]][0] == "Another title"
    assert "Other words" in edited[changed[0]][1]


def removal_does_no_harm(subscriber: Subscriber, running: Running, folder: Path, path: str) -> None:
    key = path.rpartition("/")[2].rpartition(".")[0]
    before = subscriber.poll()
    if isinstance(subscriber, Newsboat):
        settled(running, path)
    (folder / "posts" / f"{key}-0.md").unlink()
    served(running, path, "Title 0", gone=True)
    after = subscriber.poll()
    assert after.keys() <= before.keys(), "the removal came as a new entry"
    assert {title for title, _ in after.values()} >= {"Another title", "Title 2"}
    assert all(after[identity] == before[identity] for identity in after)


@NEWSBOAT
@pytest.mark.parametrize("format_name", ["atom", "rss"])
def test_newsboat_finds_the_file_of_an_article(
    running: Running, folder: Path, tmp_path: Path, format_name: str
) -> None:
    key = f"podcast-{format_name}"
    path = f"/feeds/category/{key}.{format_name}"
    head = f"title: Episode of {format_name}\ndate: 2022-03-01\ncategories: {key}"
    write(folder, f"{key}.md", f"{head}\nenclosure: https://a.example/a.mp3 12 audio/mpeg", "Words.")
    served(running, path, "Episode")
    Newsboat(running, path, tmp_path).poll()
    with sqlite3.connect(tmp_path / "cache.db") as database:
        found = database.execute("SELECT enclosure_url, enclosure_type FROM rss_item").fetchall()
    assert found == [("https://a.example/a.mp3", "audio/mpeg")]

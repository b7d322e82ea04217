"""Real readers, each as a test sees it: it polls, and knows entries by their id."""

from __future__ import annotations

import os
import sqlite3
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import atoma
import feedparser
from reader import Reader as LemonReader
from reader import make_reader

from tests.running import PATIENCE, Running


class Subscriber(Protocol):
    """A reader that is subscribed to one feed."""

    first_304: int | None
    """The poll that is answered 304 where nothing changed, counted from 1; None where it never asks conditionally."""

    def poll(self) -> dict[str, tuple[str, str]]:
        """Ask the server; title and content of every entry that the reader then has, by its own id of it."""


@dataclass
class Feedparser:
    """feedparser, with the validators that it gives back."""

    running: Running
    path: str
    first_304: int | None = 2
    etag: str | None = None
    modified: str | None = None
    entries: dict[str, tuple[str, str]] = field(default_factory=dict)

    def poll(self) -> dict[str, tuple[str, str]]:
        read = feedparser.parse(self.running.base + self.path, etag=self.etag, modified=self.modified)
        assert not read.get("bozo"), read.get("bozo_exception")
        # It asks for what is new alone (A-IM: feed) and leaves it to us to put that beside what it gave before.
        if read.status in (200, 226):
            self.etag, self.modified = read.get("etag"), read.get("modified")
            new = {entry.id: (entry.title, entry.content[0].value) for entry in read.entries}
            self.entries = new if read.status == 200 else self.entries | new
        return self.entries


class Lemon:
    """lemon24/reader."""

    first_304: int | None = 2

    def __init__(self, running: Running, path: str) -> None:
        self.address = running.base + path
        self.reader: LemonReader = make_reader(":memory:")
        self.reader.add_feed(self.address)

    def poll(self) -> dict[str, tuple[str, str]]:
        self.reader.update_feed(self.address)
        assert self.reader.get_feed(self.address).last_exception is None
        return {entry.id: (str(entry.title), entry.content[0].value) for entry in self.reader.get_entries()}


@dataclass
class Atoma:
    """atoma, which asks nobody: it parses what was fetched."""

    running: Running
    path: str
    first_304: int | None = None

    def poll(self) -> dict[str, tuple[str, str]]:
        body = self.running.get(self.path, User_Agent="atoma").body
        return atoma_entries(self.path.rpartition(".")[2], body)


def atoma_entries(format_name: str, body: bytes) -> dict[str, tuple[str, str]]:
    """Title and content of every entry, by its id, as atoma reads a document."""
    if format_name == "atom":
        atom = atoma.parse_atom_bytes(body)
        return {
            str(each.id_): (str(each.title.value), each.content.value if each.content else "") for each in atom.entries
        }
    if format_name == "rss":
        rss = atoma.parse_rss_bytes(body)
        return {str(item.guid): (str(item.title), item.content_encoded or "") for item in rss.items}
    feed = atoma.parse_json_feed_bytes(body)
    return {item.id_: (str(item.title), item.content_html or "") for item in feed.items}


class Newsboat:
    """newsboat, without a terminal; it keeps what it read in a database."""

    first_304: int | None = 3
    """It keeps no ETag from its first poll."""

    def __init__(self, running: Running, path: str, folder: Path) -> None:
        self.folder = folder
        (folder / "urls").write_text(f"{running.base}{path}\n")
        (folder / "config").write_text("reload-threads 1\n")

    def poll(self) -> dict[str, tuple[str, str]]:
        places = ["-u", self.folder / "urls", "-c", self.folder / "cache.db", "-C", self.folder / "config"]
        command = ["newsboat", *map(str, places), "-x", "reload"]
        environ = {**os.environ, "HOME": str(self.folder), "TERM": "dumb"}
        subprocess.run(command, env=environ, check=True, capture_output=True, timeout=PATIENCE)
        with sqlite3.connect(self.folder / "cache.db") as database:
            return {guid: (title, content) for guid, title, content in database.execute(QUERY)}


QUERY = "SELECT guid, title, content FROM rss_item WHERE deleted = 0"
PLAIN: dict[str, Callable[[Running, str], Subscriber]] = {"feedparser": Feedparser, "reader": Lemon, "atoma": Atoma}

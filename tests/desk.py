"""A source, a store and a clock, as tests move them."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import case, or_, select

from feedsvc.config import Settings
from feedsvc.ingest import Ingester
from feedsvc.model import Problem
from feedsvc.served import Entry
from feedsvc.store import pages, problems, schema
from feedsvc.store.engine import Store, open_store
from feedsvc.store.runs import Report
from feedsvc.watchers import Watchers

NOW = int(datetime(2026, 1, 31, 12, tzinfo=UTC).timestamp())
MakeSettings = Callable[..., Settings]


def put_away(monkeypatch: pytest.MonkeyPatch, folder: Path, number: int) -> None:
    """From now on the system answers with this error whoever asks what a folder is, or what lies in it."""
    for name in ("stat", "lstat"):
        monkeypatch.setattr(Path, name, _refusing(getattr(Path, name), folder, number))


def _refusing(ask: Callable[..., os.stat_result], folder: Path, number: int) -> Callable[..., os.stat_result]:
    def refuse(path: Path, **how: bool) -> os.stat_result:
        if path.is_relative_to(folder):
            raise OSError(number, os.strerror(number), str(path))
        return ask(path, **how)

    return refuse


class Desk:
    """A source, a store and a clock, as a test moves them."""

    def __init__(self, make: MakeSettings) -> None:
        self.make = make
        self.settings = make()
        self.now = NOW
        self.store: Store = open_store(self.settings.database_url, self.settings.data)

    def run(self, within: set[str] | None = None, **settings: Any) -> Report:
        if settings:
            self.settings = self.make(**settings)
        ingester = Ingester(self.store, self.settings, Watchers(clock=lambda: self.now))
        return ingester.run(None if within is None else {"posts": within})

    def entries(self, kind: str = "all", key: str = "") -> list[Entry]:
        with self.store.reading() as connection:
            feed = pages.find(connection, self.store.authority, kind, key)  # type: ignore[arg-type]
            return list(pages.entries(connection, feed.term_id, 500)) if feed else []

    def titles(self, kind: str = "all", key: str = "") -> list[str]:
        return sorted(entry.title for entry in self.entries(kind, key))

    def problems(self) -> list[Problem]:
        with self.store.reading() as connection:
            return [problem for _, problem in problems.listed(connection)]

    def unlike_links(self) -> list[Any]:
        """The articles whose links to feeds do not say what the article says: whether it is live, and its date."""
        links, articles = schema.links, schema.articles
        live = case((articles.c.state == "live", schema.LIVE), else_=0)
        unlike = or_(
            articles.c.id.is_(None), articles.c.state == "withdrawn",
            links.c.live != live, links.c.published != articles.c.published,
        )  # fmt: skip
        query = select(links.c.article_id, links.c.term_id, links.c.live, articles.c.state).select_from(
            links.outerjoin(articles, links.c.article_id == articles.c.id)
        )
        with self.store.reading() as connection:
            return list(connection.execute(query.where(unlike)))

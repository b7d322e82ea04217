"""Articles, made by hand, for tests that begin behind `build`."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from feedsvc.model import Article, EntrySource, Term, Zone

NOON = datetime(2022, 3, 28, 12, 0, 0, tzinfo=UTC)


def category(key: str) -> Term:
    return Term("category", key, key)


def article(path: str = "a.md", **changes: object) -> Article:
    """An article in category `news` of source `S`, published at NOON."""
    plain = Article(
        path=path,
        identity=f"path:{path}",
        title="One",
        link=None,
        published=NOON,
        published_raw="2022-03-28 20:00:00 +0800",
        updated=None,
        language="zh-CN",
        summary="Some words.",
        content="<p>Some words.</p>",
        words="w1",
        source=EntrySource("S"),
        terms=(category("news"), Term("source", "S", "S")),
        zones=(Zone("title", "One"), Zone("lead", "Some words.")),
    )
    return replace(plain, **changes)  # type: ignore[arg-type]

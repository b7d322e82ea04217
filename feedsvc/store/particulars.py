"""What the page of one article shows besides its entry: where it is filed, how its date was written, what is known of
one that was withdrawn."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from feedsvc.model import TERM_KINDS, FeedKind, Term
from feedsvc.store import schema
from feedsvc.store.pages import instant


@dataclass(frozen=True, slots=True)
class Particulars:
    """The article's number, its date as its author wrote it ("" where that was not in a head), and what it is filed
    under: categories, tags, authors, sources, each kind in the article's own order."""

    number: int
    written: str
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """What is left of an article that is gone: its words are not. `feeds` are those that it was in and that have other
    articles, as (kind, key, label), while they tell of it."""

    title: str
    language: str
    source: str
    published: datetime
    withdrawn: datetime
    feeds: tuple[tuple[FeedKind, str, str], ...]


def particulars(connection: Connection, uuid: str) -> Particulars | None:
    """Those of one live article by its id."""
    articles, terms, links = schema.articles.c, schema.terms, schema.links
    row = connection.execute(
        select(articles.id, articles.published_raw).where(articles.uuid == uuid, articles.state == "live")
    ).first()
    if row is None:
        return None
    query = (
        select(terms.c.kind, terms.c.key, terms.c.label)
        .select_from(links.join(terms, links.c.term_id == terms.c.id))
        .where(links.c.article_id == row.id)
        .order_by(links.c.position, terms.c.id)
    )
    filed = (Term(*each) for each in connection.execute(query) if each.kind in TERM_KINDS)
    return Particulars(row.id, row.published_raw, tuple(filed))


def withdrawn(connection: Connection, uuid: str) -> Withdrawn | None:
    """What is known of an article that was withdrawn, None for one that is there or never was."""
    articles = schema.articles
    query = select(articles).where(articles.c.uuid == uuid, articles.c.state == "withdrawn")
    row = connection.execute(query).first()
    if row is None:
        return None
    source = json.loads(row.extra)["source"]["name"]
    published, gone = instant(row.published), instant(row.withdrawn)
    return Withdrawn(row.title, row.language, source, published, gone, _feeds(connection, row.id))


def _feeds(connection: Connection, number: int) -> tuple[tuple[FeedKind, str, str], ...]:
    terms, removals = schema.terms, schema.removals
    query = (
        select(terms.c.kind, terms.c.key, terms.c.label)
        .select_from(removals.join(terms, removals.c.term_id == terms.c.id))
        .where(removals.c.article_id == number, terms.c.kind != "all", terms.c.entries > 0)
        .order_by(terms.c.kind, terms.c.label)
    )
    return tuple((row.kind, row.key, row.label) for row in connection.execute(query))

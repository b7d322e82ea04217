"""Write articles: what is new, what changed, what was withdrawn, what is released.

An article keeps id and published for ever; `updated` moves only with its author's words (RFC 4287 4.2.15), never
with a re-build (rule 6).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Literal

from sqlalchemy import select

from feedsvc.articles import taxonomy
from feedsvc.model import Article
from feedsvc.store import schema
from feedsvc.store.engine import article_uuid
from feedsvc.store.files import SourceRow, owners
from feedsvc.store.ledger import Ledger
from feedsvc.store.schema import AnyRow

Change = Literal["added", "changed", "unchanged"]
SHOWN = ("state", "title", "link", "published", "updated", "language", "summary", "content", "extra")
"""Columns that a reader can see: a feed changes only when one of these does."""


@dataclass(frozen=True, slots=True)
class Writing:
    """How to write one article: its source, the article its file had before (None: a new file), and whether
    this is a re-build of the same bytes, which moves neither published nor updated."""

    source: SourceRow
    before: int | None
    rebuild: bool
    show_future: bool


def _seconds(moment: datetime) -> int:
    return int(moment.timestamp())


def find(ledger: Ledger, article: Article, writing: Writing) -> int | None:
    """The number of the article that this one is a version of.

    An id of the head's own says it; else a file keeps the article that it had, even under a new name.
    """
    if article.identity.startswith("path:") and writing.before is not None:
        return writing.before
    named = _named(ledger, article.identity, writing.source)
    return named if named is not None else writing.before


def _named(ledger: Ledger, identity: str, source: SourceRow) -> int | None:
    articles = schema.articles.c
    query = select(articles.id).where(articles.source_id == source.id, articles.identity == identity)
    found: int | None = ledger.connection.execute(query).scalar()
    return found


def own_identity(ledger: Ledger, article: Article, writing: Writing) -> Article:
    """The article with an identity that no other file's article has.

    A file was renamed and kept its article; a new file under the old name is another article: `path:a.md#2`.
    """
    if not article.identity.startswith("path:"):
        return article
    if writing.before is not None:
        return replace(article, identity=_row_identity(ledger, writing.before))
    identity, number = article.identity, 2
    while (named := _named(ledger, identity, writing.source)) is not None and owners(ledger.connection, named):
        identity = f"{article.identity}#{number}"
        number += 1
    return replace(article, identity=identity)


def _row_identity(ledger: Ledger, number: int) -> str:
    return str(
        ledger.connection.execute(select(schema.articles.c.identity).where(schema.articles.c.id == number)).scalar_one()
    )


def put(ledger: Ledger, article: Article, writing: Writing) -> tuple[int, Change]:
    """Write one article; its number, and what that was to the store."""
    article = own_identity(ledger, article, writing)
    known = find(ledger, article, writing)
    row = _row_of(ledger, known) if known is not None else None
    values = _values(ledger, article, writing, row)
    if row is None:
        values |= {"uuid": _new_uuid(ledger, writing.source, article.identity)}
        result = ledger.connection.execute(schema.articles.insert().values(values))
        assert result.inserted_primary_key is not None  # noqa: S101 - both dialects return it
        number: int = result.inserted_primary_key[0]
        change: Change = "added"
    else:
        number = row.id
        change = "changed" if any(values[name] != getattr(row, name) for name in SHOWN) else "unchanged"
        ledger.connection.execute(schema.articles.update().where(schema.articles.c.id == number).values(values))
        change = "added" if row.state == "withdrawn" else change
    relinked = _link(ledger, number, article, values, changed=change != "unchanged")
    _vote(ledger, number, article)
    _keep_text(ledger, number, article)
    return number, "changed" if relinked and change == "unchanged" else change


def _new_uuid(ledger: Ledger, source: SourceRow, identity: str) -> str:
    """An id that no article has: one that was made from the same identity may have another identity by now."""
    articles = schema.articles.c
    name, number = identity, 2
    while True:
        uuid = article_uuid(ledger.authority, source.uuid, name)
        if ledger.connection.execute(select(articles.id).where(articles.uuid == uuid)).first() is None:
            return uuid
        name, number = f"{identity}#{number}", number + 1


def _row_of(ledger: Ledger, number: int) -> AnyRow | None:
    return ledger.connection.execute(select(schema.articles).where(schema.articles.c.id == number)).first()


def _values(ledger: Ledger, article: Article, writing: Writing, row: AnyRow | None) -> dict[str, object]:
    published = _published(article, row)
    return {
        "source_id": writing.source.id,
        "identity": article.identity,
        "state": _state(ledger, writing, published),
        "title": article.title,
        "link": article.link,
        "published": published,
        "published_raw": article.published_raw,
        "updated": _updated(ledger, article, writing, row),
        "language": article.language,
        "summary": article.summary,
        "content": article.content,
        "words": article.words,
        "extra": _extra(article),
        "seq": ledger.seq,
        "withdrawn": None,
    }


def _published(article: Article, row: AnyRow | None) -> int:
    """First publication stays (FEEDS A5) until its author writes another date."""
    if row is not None and row.published_raw == article.published_raw:
        return int(row.published)
    return _seconds(article.published)


def _updated(ledger: Ledger, article: Article, writing: Writing, row: AnyRow | None) -> int:
    published = _published(article, row)
    own = _seconds(article.updated) if article.updated else published
    if row is None:
        return max(published, own)
    if writing.rebuild:
        return max(published, int(row.updated))
    if article.updated:
        return max(published, own)
    return max(published, ledger.now if row.words != article.words else int(row.updated))


def _state(ledger: Ledger, writing: Writing, published: int) -> str:
    return "held" if published > ledger.now and not writing.show_future else "live"


def _extra(article: Article) -> str:
    """What no query asks for, as JSON with sorted keys, so that the same article gives the same text."""
    extra: Mapping[str, object] = {
        "picture": asdict(article.picture) if article.picture else None,
        "source": asdict(article.source),
        "assumed": list(article.assumed),
    }
    return json.dumps(extra, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _link(ledger: Ledger, number: int, article: Article, values: Mapping[str, object], *, changed: bool) -> bool:
    """Make the article's links to feeds as they should be; True where that changed any feed."""
    live = schema.LIVE if values["state"] == "live" else 0
    wanted = {ledger.everything(): 0}
    for position, term in enumerate(article.terms):
        wanted.setdefault(ledger.term(term.kind, term.key, term.label), position)
    links = schema.links
    rows = ledger.connection.execute(select(links).where(links.c.article_id == number)).all()
    companies = _company_links(ledger, number)
    was = {row.term_id: row for row in rows}
    wanted |= {term_id: was[term_id].position for term_id in companies if term_id in was}
    same = {term_id: (live, values["published"], position) for term_id, position in wanted.items()}
    if same == {row.term_id: (row.live, row.published, row.position) for row in rows}:
        if changed and live:
            ledger.touch(was)
        return False
    return _relink(ledger, number, was, same)


def _relink(ledger: Ledger, number: int, was: Mapping[int, AnyRow], wanted: Mapping[int, tuple[object, ...]]) -> bool:
    links = schema.links
    for term_id, row in was.items():
        if row.live:
            ledger.count(term_id, -1)
    ledger.connection.execute(links.delete().where(links.c.article_id == number))
    rows = [
        {"term_id": term_id, "article_id": number, "live": live, "published": published, "position": position}
        for term_id, (live, published, position) in wanted.items()
    ]
    if rows:
        ledger.connection.execute(links.insert(), rows)
    for term_id, (live, _, _) in wanted.items():
        if live:
            ledger.count(term_id, +1)
    return True


def _unlink(ledger: Ledger, number: int) -> None:
    links = schema.links
    rows = ledger.connection.execute(select(links).where(links.c.article_id == number)).all()
    _relink(ledger, number, {row.term_id: row for row in rows}, {})


def _company_links(ledger: Ledger, number: int) -> set[int]:
    mentions = schema.mentions.c
    return set(ledger.connection.execute(select(mentions.term_id).where(mentions.article_id == number)).scalars())


def _vote(ledger: Ledger, number: int, article: Article) -> None:
    labels = schema.labels
    query = select(labels.c.folded, labels.c.label, labels.c.origin).where(labels.c.article_id == number)
    before = {tuple(row) for row in ledger.connection.execute(query)}
    after = {(taxonomy.fold(vote.key), vote.label, vote.origin) for vote in article.labels}
    if before == after:
        return
    ledger.connection.execute(labels.delete().where(labels.c.article_id == number))
    rows = [{"article_id": number, "folded": fold, "label": label, "origin": at} for fold, label, at in sorted(after)]
    if rows:
        ledger.connection.execute(labels.insert(), rows)
    for folded, _, _ in before | after:
        ledger.vote(folded)


def _keep_text(ledger: Ledger, number: int, article: Article) -> None:
    texts = schema.texts
    kept = {
        "zones": json.dumps([[zone.name, zone.text] for zone in article.zones], ensure_ascii=False),
        "evidence": json.dumps([asdict(evidence) for evidence in article.evidence], ensure_ascii=False),
    }
    query = select(texts.c.zones, texts.c.evidence).where(texts.c.article_id == number)
    before = ledger.connection.execute(query).first()
    if before is None:
        ledger.connection.execute(texts.insert().values(article_id=number, matched="", **kept))
    elif (before.zones, before.evidence) != (kept["zones"], kept["evidence"]):
        ledger.connection.execute(texts.update().where(texts.c.article_id == number).values(matched="", **kept))


def withdraw(ledger: Ledger, number: int) -> None:
    """Take an article out of every feed; its id is remembered, and comes back with the article."""
    _unlink(ledger, number)
    articles = schema.articles
    gone = {"state": "withdrawn", "withdrawn": ledger.now, "seq": ledger.seq}
    ledger.connection.execute(articles.update().where(articles.c.id == number).values(gone))
    for table in (schema.labels, schema.texts, schema.mentions):
        ledger.connection.execute(table.delete().where(table.c.article_id == number))


def release(ledger: Ledger, *, show_future: bool) -> int:
    """Put the held articles whose time has come into their feeds; how many those were."""
    articles, links = schema.articles, schema.links
    query = select(articles.c.id).where(articles.c.state == "held")
    if not show_future:
        query = query.where(articles.c.published <= ledger.now)
    due = ledger.connection.execute(query).scalars().all()
    for number in due:
        change = {"state": "live", "seq": ledger.seq}
        ledger.connection.execute(articles.update().where(articles.c.id == number).values(change))
        for term_id in ledger.connection.execute(select(links.c.term_id).where(links.c.article_id == number)).scalars():
            ledger.count(term_id, +1)
        ledger.connection.execute(links.update().where(links.c.article_id == number).values(live=schema.LIVE))
    return len(due)

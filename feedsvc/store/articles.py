"""Write articles: what is new, what changed, what was withdrawn, what is released.

An article keeps id and published for ever; `updated` moves only with its author's words (RFC 4287 4.2.15), never
with a re-build (rule 6).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Literal

from sqlalchemy import func, select

from feedsvc.articles import taxonomy
from feedsvc.articles.twins import original
from feedsvc.model import Article, Term
from feedsvc.store import lessons, links, removals, schema, search, twins
from feedsvc.store.engine import article_uuid
from feedsvc.store.files import SourceRow
from feedsvc.store.ledger import Ledger
from feedsvc.store.removals import Moves
from feedsvc.store.schema import AnyRow

Change = Literal["added", "changed", "unchanged"]
RENAME_SECONDS = 3600
"""A file that went may come back under another name in a later look at its folder: a slow checkout, a sync."""
DAY_SECONDS = 86_400
SHOWN = ("state", "title", "link", "published", "updated", "language", "summary", "content", "extra")
"""Columns that a reader can see: a feed changes only when one of these does."""


@dataclass(frozen=True, slots=True)
class Writing:
    """How to write one article: its source, the article its file had before (None: a new file), the digest of the
    file's bytes, and whether this is a re-build of the same bytes, which moves neither published nor updated."""

    source: SourceRow
    before: int | None
    digest: str
    rebuild: bool
    show_future: bool


def _seconds(moment: datetime) -> int:
    return int(moment.timestamp())


def find(ledger: Ledger, article: Article, writing: Writing) -> int | None:
    """The number of the article that this one is a version of.

    An id of the head's own says it; else a file keeps the article that it had, even under a new name, and a file that
    comes back, under its path or with its bytes, has the article that was withdrawn with it.
    """
    own = not article.identity.startswith("path:")
    named = _named(ledger, article.identity, writing.source) if own else None
    if named is not None or writing.before is not None:
        return named if named is not None else writing.before
    return None if own else _returned(ledger, article, writing)


def _named(ledger: Ledger, identity: str, source: SourceRow) -> int | None:
    articles = schema.articles.c
    query = select(articles.id).where(articles.source_id == source.id, articles.identity == identity)
    found: int | None = ledger.connection.execute(query).scalar()
    return found


def _returned(ledger: Ledger, article: Article, writing: Writing) -> int | None:
    """The article that was withdrawn when this file went: the last of its path, else the only one of its bytes."""
    articles = schema.articles.c
    gone = select(articles.id).where(articles.source_id == writing.source.id, articles.state == "withdrawn")
    by_path = gone.where(articles.path == article.path).order_by(articles.withdrawn.desc(), articles.id.desc())
    found: int | None = ledger.connection.execute(by_path.limit(1)).scalar()
    if found is not None:
        return found
    recent = articles.withdrawn >= ledger.now - RENAME_SECONDS
    same = ledger.connection.execute(gone.where(articles.digest == writing.digest, recent).limit(2)).scalars().all()
    return same[0] if len(same) == 1 else None


def _own_identity(ledger: Ledger, article: Article, source: SourceRow, known: int | None) -> str:
    """The identity to keep: an article under its old one, whatever its file is called now; a new one under a free one.

    A file was renamed and kept its article; a new file under the old name is another article: `path:a.md#2`.
    """
    if not article.identity.startswith("path:"):
        return article.identity
    articles = schema.articles.c
    if known is not None:
        return str(ledger.connection.execute(select(articles.identity).where(articles.id == known)).scalar_one())
    identity, number = article.identity, 2
    while _named(ledger, identity, source) is not None:
        identity, number = f"{article.identity}#{number}", number + 1
    return identity


def put(ledger: Ledger, article: Article, writing: Writing) -> tuple[int, Change]:
    """Write one article; its number, and what that was to the store."""
    known = find(ledger, article, writing)
    article = replace(article, identity=_own_identity(ledger, article, writing.source, known))
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
        values |= {"seq": row.seq} if change == "unchanged" else {}
        if row.published != values["published"]:
            search.remove(ledger.connection, [number])
        ledger.connection.execute(schema.articles.update().where(schema.articles.c.id == number).values(values))
        if row.state == "withdrawn":
            change = "added"
            removals.forget(ledger, number)
        if row.state != values["state"]:
            lessons.to_learn(ledger, number)
    terms = (*article.terms, *twins.terms_of(ledger.connection, number))
    relinked = _link(ledger, number, terms, changed=change != "unchanged")
    _vote(ledger, number, article)
    _keep_text(ledger, number, article)
    if relinked and change == "unchanged":
        ledger.touch_article(number)
        change = "changed"
    return number, change


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
    published = _published(article, writing, row)
    return {
        "source_id": writing.source.id,
        "identity": article.identity,
        "path": article.path,
        "digest": writing.digest,
        "state": _state(ledger, writing, published),
        "title": article.title,
        "link": article.link,
        "original": original(article.link),
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


def _published(article: Article, writing: Writing, row: AnyRow | None) -> int:
    """First publication stays (FEEDS A5) until its author writes another date."""
    if row is not None and (writing.rebuild or row.published_raw == article.published_raw):
        return int(row.published)
    return _seconds(article.published)


def _updated(ledger: Ledger, article: Article, writing: Writing, row: AnyRow | None) -> int:
    """The head's own, else the instant of the last change of words; never before published (RFC 4287 4.2.15)."""
    published = _published(article, writing, row)
    if writing.rebuild and row is not None:
        return max(published, int(row.updated))
    if article.updated:
        return max(published, _seconds(article.updated))
    if row is None:
        return _first_updated(ledger, published)
    if row.words != article.words:
        return max(published, min(ledger.now, max(ledger.instant(), int(row.updated) + 1)))
    # It was as old as its date and no change was told: with another date it still is.
    return published if row.updated == row.published else max(published, min(int(row.updated), ledger.now))


def _first_updated(ledger: Ledger, published: int) -> int:
    """That of a new article: published, or the first second behind it that no other of the same date has, so that
    articles that share a date (a day without a time) have an order."""
    articles = schema.articles.c
    query = select(func.max(articles.updated)).where(
        articles.published == published, articles.updated < published + DAY_SECONDS
    )
    last = ledger.connection.execute(query).scalar()
    return published if last is None else min(int(last) + 1, max(published, ledger.now))


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


def _link(ledger: Ledger, number: int, terms: tuple[Term, ...], *, changed: bool) -> bool:
    """Make the article's links to feeds as they should be; True where that changed any feed."""
    row = _row_of(ledger, number)
    assert row is not None  # noqa: S101 - just written
    wanted = {ledger.everything(): 0}
    for position, term in enumerate(terms):
        wanted.setdefault(ledger.term(term.kind, term.key, term.label), position)
    was = links.links_of(ledger, number)
    roles = _company_roles(ledger, number)
    wanted |= {term_id: was[term_id].position for term_id in roles if term_id in was}
    wished = {
        term_id: links.link_values(row, term_id, position, roles.get(term_id)) for term_id, position in wanted.items()
    }
    if wished == {term_id: dict(before._mapping) for term_id, before in was.items()}:
        if changed and row.state == "live":
            ledger.touch(row.published, was)
        return False
    links.relink(ledger, row, was, wished)
    return True


def _company_roles(ledger: Ledger, number: int) -> dict[int, str]:
    mentions = schema.mentions.c
    query = select(mentions.term_id, mentions.role).where(mentions.article_id == number)
    return {row.term_id: row.role for row in ledger.connection.execute(query)}


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
    """Keep what matching needs, and the words by which it is found."""
    texts = schema.texts
    kept = {
        "zones": json.dumps([[zone.name, zone.text] for zone in article.zones], ensure_ascii=False),
        "evidence": json.dumps([asdict(evidence) for evidence in article.evidence], ensure_ascii=False),
    }
    query = select(texts.c.zones, texts.c.evidence).where(texts.c.article_id == number)
    before = ledger.connection.execute(query).first()
    if before is None:
        ledger.connection.execute(texts.insert().values(article_id=number, matched="", indexed=0, **kept))
    elif (before.zones, before.evidence) != (kept["zones"], kept["evidence"]):
        search.remove(ledger.connection, [number])
        ledger.connection.execute(texts.update().where(texts.c.article_id == number).values(matched="", **kept))


def withdraw(ledger: Ledger, number: int) -> None:
    """Take an article out of every feed; its id is remembered, and comes back with the article."""
    articles = schema.articles
    row = _row_of(ledger, number)
    if row is not None:
        links.relink(ledger, row, links.links_of(ledger, number), {})
    search.remove(ledger.connection, [number])
    for folded in _votes(ledger, number):
        ledger.vote(folded)
    gone = {"state": "withdrawn", "withdrawn": ledger.now, "seq": ledger.seq}
    ledger.connection.execute(articles.update().where(articles.c.id == number).values(gone))
    lessons.to_learn(ledger, number)
    for table in (schema.labels, schema.texts, schema.mentions, schema.lessons):
        ledger.connection.execute(table.delete().where(table.c.article_id == number))


def release(ledger: Ledger, *, show_future: bool) -> int:
    """Put the held articles whose time has come into their feeds, and take out the live ones whose time is to come
    where they are not to be shown; how many those were."""
    articles = schema.articles.c
    due = select(articles.id).where(articles.state == "held")
    if show_future:
        return _turn(ledger, ledger.connection.execute(due).scalars().all(), "live")
    early = select(articles.id).where(articles.state == "live", articles.published > ledger.now)
    released = ledger.connection.execute(due.where(articles.published <= ledger.now)).scalars().all()
    held = ledger.connection.execute(early).scalars().all()
    return _turn(ledger, released, "live") + _turn(ledger, held, "held")


def _turn(ledger: Ledger, numbers: Sequence[int], state: str) -> int:
    articles, table = schema.articles, schema.links
    live = schema.LIVE if state == "live" else 0
    for number in numbers:
        change = {"state": state, "seq": ledger.seq}
        ledger.connection.execute(articles.update().where(articles.c.id == number).values(change))
        row = ledger.connection.execute(select(articles).where(articles.c.id == number)).one()
        linked = frozenset(links.links_of(ledger, number))
        for term_id in linked:
            ledger.count(term_id, +1 if live else -1, row.published)
        removals.note(ledger, row, Moves(frozenset(), linked) if live else Moves(linked, frozenset()))
        ledger.connection.execute(table.update().where(table.c.article_id == number).values(live=live))
        lessons.to_learn(ledger, number)
        for folded in _votes(ledger, number):
            ledger.vote(folded)
    return len(numbers)


def _votes(ledger: Ledger, number: int) -> set[str]:
    labels = schema.labels.c
    return set(ledger.connection.execute(select(labels.folded).where(labels.article_id == number)).scalars())

"""Write articles: what is new, what changed, what was withdrawn, what is released.

An article keeps id and published for ever; `updated` moves only with its author's words (RFC 4287 4.2.15), never
with a re-build (rule 6).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Literal

from sqlalchemy import Connection, bindparam, func, select

from feedsvc import prepared
from feedsvc.articles.twins import original
from feedsvc.model import Article, Term
from feedsvc.store import fresh, identities, lessons, links, removals, schema, search, twins
from feedsvc.store.identities import Writing
from feedsvc.store.ledger import Ledger
from feedsvc.store.removals import Moves
from feedsvc.store.schema import AnyRow

Change = Literal["added", "changed", "unchanged"]
DAY_SECONDS = 86_400
SHOWN = ("state", "title", "link", "published", "updated", "language", "summary", "content", "extra", "enclosures")
"""Columns that a reader can see: a feed changes only when one of these does."""


def _seconds(moment: datetime) -> int:
    return int(moment.timestamp())


def put(ledger: Ledger, article: Article, writing: Writing) -> tuple[int, Change]:
    """Write one article; its number, and what that was to the store."""
    return write(ledger, article, writing, identities.find(ledger, article, writing))


def write(ledger: Ledger, article: Article, writing: Writing, known: int | None) -> tuple[int, Change]:
    """As put, of one whose number is known by now (None: it is new)."""
    article = replace(article, identity=identities.own(ledger, article, writing.source, known))
    row = _row_of(ledger, known) if known is not None else None
    values = _values(ledger, article, writing, row)
    if row is not None and row.identity != article.identity:
        ledger.give_free(row.source_id, row.identity)
    if row is None:
        values["uuid"] = identities.new_uuid(ledger, writing.source, article.identity)
        values["guid"] = identities.new_guid(ledger, article)
        return fresh.add(ledger, article, values), "added"
    return _rewrite(ledger, article, row, values)


def _rewrite(ledger: Ledger, article: Article, row: AnyRow, values: dict[str, object]) -> tuple[int, Change]:
    number: int = row.id
    ledger.fresh.pop(number, None)
    change: Change = "changed" if any(values[name] != getattr(row, name) for name in SHOWN) else "unchanged"
    values |= {"seq": row.seq} if change == "unchanged" else {}
    if row.published != values["published"]:
        search.remove(ledger.connection, [number])
    ledger.connection.execute(schema.articles.update().where(schema.articles.c.id == number).values(values))
    if row.state == "withdrawn":
        change = "added"
    if row.state != values["state"]:
        lessons.to_learn(ledger, number)
    terms = (*article.terms, *twins.terms_of(ledger.connection, number))
    relinked = _link(ledger, number, terms, changed=change != "unchanged")
    _vote(ledger, number, article)
    _keep_text(ledger, number, article)
    if row.state == "withdrawn":
        removals.come_back(ledger, number)
    if relinked and change == "unchanged":
        ledger.touch_article(number)
        change = "changed"
    return number, change


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
        "extra": prepared.details(article),
        "seq": ledger.seq,
        "withdrawn": None,
        "enclosures": prepared.enclosures(article),
    }


def published(connection: Connection, number: int) -> int:
    """The second since 1970 under which an article is served."""
    return int(
        connection.execute(select(schema.articles.c.published).where(schema.articles.c.id == number)).scalar_one()
    )


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
    # What was held is not known to have been seen: no change of its words is news.
    if row is None or (row.state == "held" and row.words != article.words):
        return _first_updated(ledger, published)
    if row.words != article.words:
        return max(published, min(ledger.now, max(ledger.instant(), int(row.updated) + 1)))
    if row.published == published:
        return max(published, min(int(row.updated), ledger.now))
    # Of no age but its date's, whose first free second it got, and no change was told: with another date it still is.
    is_first = row.updated < row.published + DAY_SECONDS
    return _first_updated(ledger, published) if is_first else max(published, min(int(row.updated), ledger.now))


_LAST = select(func.max(schema.articles.c.updated)).where(
    schema.articles.c.published == bindparam("at"), schema.articles.c.updated < bindparam("below")
)


def _first_updated(ledger: Ledger, published: int) -> int:
    """That of a new article: published, or the first second behind it that no other of the same date has, so that
    articles that share a date (a day without a time) have an order."""
    last = ledger.connection.execute(_LAST, {"at": published, "below": published + DAY_SECONDS}).scalar()
    return first_free(published, last, ledger.now)


def first_free(published: int, last: int | None, now: int) -> int:
    """The second in which a new article was last changed: the one behind the `last` that another of its date has, but
    never one that is still to come."""
    return published if last is None else min(last + 1, max(published, now))


def _state(ledger: Ledger, writing: Writing, published: int) -> str:
    return "held" if published > ledger.now and not writing.show_future else "live"


def _link(ledger: Ledger, number: int, terms: tuple[Term, ...], *, changed: bool) -> bool:
    """Make the article's links to feeds as they should be; True where that changed any feed."""
    row = _row_of(ledger, number)
    assert row is not None  # noqa: S101 - just written
    wanted = {ledger.everything(): 0}
    for position, term in enumerate(terms):
        wanted.setdefault(ledger.term(term.kind, term.key, term.label), position)
    ledger.spell(number, terms)
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
    after = fresh.votes(article)
    if before != after:
        ledger.connection.execute(labels.delete().where(labels.c.article_id == number))
        fresh.add_votes(ledger, number, after)
        for folded, _, _ in before:
            ledger.vote(folded)


def _keep_text(ledger: Ledger, number: int, article: Article) -> None:
    """Keep what matching needs, and the words by which it is found."""
    texts = schema.texts
    kept = fresh.text_values(article)
    query = select(texts.c.zones, texts.c.evidence).where(texts.c.article_id == number)
    before = ledger.connection.execute(query).first()
    if before is None:
        ledger.connection.execute(fresh.ADD_TEXT, {"article_id": number, "matched": "", "indexed": 0, **kept})
    elif (before.zones, before.evidence) != (kept["zones"], kept["evidence"]):
        search.remove(ledger.connection, [number])
        ledger.connection.execute(texts.update().where(texts.c.article_id == number).values(matched="", **kept))


def move(ledger: Ledger, number: int, path: str) -> None:
    """An article's file has another name now; no reader sees that."""
    articles = schema.articles
    ledger.connection.execute(articles.update().where(articles.c.id == number).values(path=path))


def withdraw(ledger: Ledger, number: int) -> None:
    """Take an article out of every feed; its id is remembered, and comes back with the article."""
    articles = schema.articles
    row = _row_of(ledger, number)
    if row is not None:
        links.relink(ledger, row, links.links_of(ledger, number), {})
        removals.withdraw(ledger, number)
        ledger.note_withdrawn(row.source_id)
        ledger.give_free(row.source_id, row.identity)
    ledger.fresh.pop(number, None)
    search.remove(ledger.connection, [number])
    ledger.spell(number, ())
    for folded in _votes(ledger, number):
        ledger.vote(folded)
    gone = {"state": "withdrawn", "withdrawn": ledger.now, "seq": ledger.seq}
    ledger.connection.execute(articles.update().where(articles.c.id == number).values(gone))
    lessons.to_learn(ledger, number)
    for table in (schema.labels, schema.texts, schema.mentions, schema.lessons):
        ledger.connection.execute(table.delete().where(table.c.article_id == number))


def release(ledger: Ledger, *, show_future: bool) -> list[int]:
    """Put the held articles whose time has come into their feeds, and take out the live ones whose time is to come
    where they are not to be shown; the numbers of both."""
    articles = schema.articles.c
    due = select(articles.id).where(articles.state == "held")
    if show_future:
        return _turn(ledger, ledger.connection.execute(due).scalars().all(), "live")
    early = select(articles.id).where(articles.state == "live", articles.published > ledger.now)
    released = ledger.connection.execute(due.where(articles.published <= ledger.now)).scalars().all()
    held = ledger.connection.execute(early).scalars().all()
    return _turn(ledger, released, "live") + _turn(ledger, held, "held")


def _turn(ledger: Ledger, numbers: Sequence[int], state: str) -> list[int]:
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
    return list(numbers)


def _votes(ledger: Ledger, number: int) -> set[str]:
    labels = schema.labels.c
    return set(ledger.connection.execute(select(labels.folded).where(labels.article_id == number)).scalars())


def told_ids(connection: Connection, source: str) -> Iterator[tuple[str | None, str, str]]:
    """Of each article of a source its address, the id that feeds tell it under and its identity; of withdrawn ones
    none."""
    articles, sources = schema.articles.c, schema.sources.c
    of_source = select(sources.id).where(sources.name == source).scalar_subquery()
    query = select(articles.link, articles.guid, articles.uuid, articles.identity)
    rows = connection.execute(query.where(articles.source_id == of_source, articles.state != "withdrawn"))
    return ((row.link, row.guid or identities.URN + row.uuid, row.identity) for row in rows)

"""Articles of which a source, or two, hold more than one file.

One file leads: the article is built from it. Each other file is a twin, whose terms are kept beside; a file is one
when it has rows in `twins`. What one change means for other files is told as files that are to be built again: their
fingerprint is cleared in the same transaction, so that a crash loses nothing, and they are handed on as `Stale`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TypeAlias

from sqlalchemy import Connection, bindparam, or_, select

from feedsvc.articles.twins import near_same, original
from feedsvc.model import Article, Term
from feedsvc.store import schema
from feedsvc.store.files import FileRow
from feedsvc.store.ledger import Ledger
from feedsvc.store.schema import AnyRow

Stale: TypeAlias = "set[tuple[str, str]]"
"""Files that are to be built again, as (name of the source, path)."""
CANDIDATES = 20
"""Articles of one original address that are compared: a site's own address may stand in all of its articles."""
READ = ("lead", "body")
"""The zones that are an article's text."""


_ALIKE = (
    select(schema.articles.c.id, schema.articles.c.state, schema.articles.c.published, schema.texts.c.zones)
    .select_from(schema.articles.join(schema.texts, schema.articles.c.id == schema.texts.c.article_id))
    .where(schema.articles.c.original == bindparam("address"), schema.articles.c.language == bindparam("tongue"))
    .where(schema.articles.c.state != "withdrawn", schema.articles.c.identity.like("path:%"))
    .order_by(schema.articles.c.id)
    .limit(CANDIDATES)
)


def find(ledger: Ledger, article: Article, before: FileRow | None, waits: int) -> int | None:
    """The number of the article that this one is the same as, built from another file; None where there is none.

    An id of its author's own keeps an article apart. Of two articles that are known already the newer joins the older;
    but one that is held joins one that is not, and that of the later date the other. `waits`: the second until which
    this one is held, 0 where it is not.
    """
    address = original(article.link)
    if address is None or not article.identity.startswith("path:"):
        return None
    rows = ledger.connection.execute(_ALIKE, {"address": address, "tongue": article.language}).all()
    if not rows:
        return None
    own = before.article_id if before is not None and not is_twin(ledger.connection, before.id) else None
    text = "\n".join(zone.text for zone in article.zones if zone.name in READ)
    for row in sorted((row for row in rows if row.id != own), key=_place):
        if own is not None and _place(row) >= (waits, own):
            return None
        if near_same(text, "\n".join(words for zone, words in json.loads(row.zones) if zone in READ)):
            return int(row.id)
    return None


def _place(row: AnyRow) -> tuple[int, int]:
    """Which of two articles is the other's: until when it is held, and its number."""
    return (row.published if row.state == "held" else 0), row.id


def is_to_yield(connection: Connection, number: int, waits: int) -> bool:
    """Whether an article is held for longer than one that is the same, which `waits` as in find."""
    articles = schema.articles.c
    query = select(articles.id, articles.state, articles.published).where(articles.id == number)
    return _place(connection.execute(query).one())[0] > waits


def take_over(ledger: Ledger, number: int, article: Article, file: FileRow | None) -> Stale:
    """Have an article built from the file of this one (None: a new one). What it was built from before is its twin,
    which brings the same terms until it was built again."""
    own = file.id if file is not None else 0
    others = (row for row in _owners(ledger.connection, number) if row.id != own)
    leads = [row for row in others if not is_twin(ledger.connection, row.id)]
    for row in leads:
        keep(ledger, row.id, article.terms)
    return _stale(ledger.connection, leads)


def is_twin(connection: Connection, file_id: int) -> bool:
    """Whether an article of this file is built from another."""
    twins = schema.twins.c
    return connection.execute(select(twins.position).where(twins.file_id == file_id).limit(1)).first() is not None


def terms_of(connection: Connection, article_id: int) -> tuple[Term, ...]:
    """The terms that the twins of an article bring, in the order of their paths."""
    twins, files = schema.twins.c, schema.files.c
    query = (
        select(twins.kind, twins.key, twins.label)
        .select_from(schema.twins.join(schema.files, twins.file_id == files.id))
        .where(files.article_id == article_id)
        .order_by(files.path, files.id, twins.position)
    )
    return tuple(Term(row.kind, row.key, row.label) for row in connection.execute(query))


def keep(ledger: Ledger, file_id: int, terms: Iterable[Term]) -> bool:
    """Make a file a twin with these terms; True where it was another one, or none, before."""
    twins = schema.twins
    query = select(twins.c.kind, twins.c.key, twins.c.label).where(twins.c.file_id == file_id)
    before = [Term(*row) for row in ledger.connection.execute(query.order_by(twins.c.position))]
    wanted = list(dict.fromkeys(terms))
    if before == wanted:
        return False
    _forget(ledger.connection, file_id)
    rows = [
        {"file_id": file_id, "position": position, "kind": term.kind, "key": term.key, "label": term.label}
        for position, term in enumerate(wanted)
    ]
    ledger.connection.execute(twins.insert(), rows)
    return True


def leave(ledger: Ledger, file: FileRow) -> Stale:
    """Take a file away from its article. Where it led, the first of its twins leads from now on."""
    if file.article_id is None:
        return set()
    was_twin = is_twin(ledger.connection, file.id)
    _forget(ledger.connection, file.id)
    others = [row for row in _owners(ledger.connection, file.article_id) if row.id != file.id]
    if not others:
        return set()
    leads = [row for row in others if not is_twin(ledger.connection, row.id)]
    if not was_twin and not leads:
        _forget(ledger.connection, others[0].id)
        leads = others[:1]
    return _stale(ledger.connection, leads)


def unsettle(ledger: Ledger, number: int, article: Article, waits: int) -> Stale:
    """The files of which an article that is about to be written changes what they are: its twins may be the same no
    longer, and newer articles of its address, or such as are held, may be the same now. `waits` as in find."""
    articles = schema.articles.c
    query = select(
        articles.words, articles.original, articles.language, articles.identity.like("path:%"), articles.state,
        articles.published, articles.id,
    ).where(articles.id == number)  # fmt: skip
    row = ledger.connection.execute(query).one()
    address = original(article.link)
    # Where its author has given it an id, or took it out, it is kept apart, or is not any more.
    now = (article.words, address, article.language, article.identity.startswith("path:"))
    if row.state != "withdrawn" and (*row[:4], _place(row)[0]) == (*now, waits):
        return set()
    twins = [each for each in _owners(ledger.connection, number) if is_twin(ledger.connection, each.id)]
    newer = select(articles.id).where(
        articles.original == address, articles.id != number, or_(articles.id > number, articles.state == "held")
    )
    found = ledger.connection.execute(newer.order_by(articles.id).limit(CANDIDATES)).scalars().all() if address else ()
    return _stale(ledger.connection, twins).union(*(lead(ledger, each) for each in found))


def lead(ledger: Ledger, number: int) -> Stale:
    """The file that an article is built from, to be built again: its twins have changed, or it may be one itself."""
    found = _owners(ledger.connection, number)
    return _stale(ledger.connection, [row for row in found if not is_twin(ledger.connection, row.id)])


def of_file(connection: Connection, source: str, path: str) -> tuple[tuple[str, str], ...]:
    """The other files of the article of a file, as (name of the source, path)."""
    files, sources = schema.files.c, schema.sources.c
    query = (
        select(files.id, files.article_id)
        .select_from(schema.files.join(schema.sources, files.source_id == sources.id))
        .where(sources.name == source, files.path == path)
    )
    row = connection.execute(query).first()
    if row is None or row.article_id is None:
        return ()
    return tuple((each.name, each.path) for each in _owners(connection, row.article_id) if each.id != row.id)


def _owners(connection: Connection, article_id: int) -> list[AnyRow]:
    files, sources = schema.files.c, schema.sources.c
    query = (
        select(files.id, files.path, sources.name)
        .select_from(schema.files.join(schema.sources, files.source_id == sources.id))
        .where(files.article_id == article_id)
        .order_by(files.path, files.id)
    )
    return list(connection.execute(query))


def _stale(connection: Connection, rows: Iterable[AnyRow]) -> Stale:
    found = list(rows)
    files = schema.files
    for row in found:
        connection.execute(files.update().where(files.c.id == row.id).values(fingerprint=""))
    return {(row.name, row.path) for row in found}


def _forget(connection: Connection, file_id: int) -> None:
    twins = schema.twins
    connection.execute(twins.delete().where(twins.c.file_id == file_id))

"""Which article a file's is: the one that it was, one that comes back, or a new one, under an id that no other has."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import bindparam, exists, select

from feedsvc.articles.identity import DUPLICATE, taken
from feedsvc.articles.twins import same_words
from feedsvc.model import Article
from feedsvc.store import files, problems, schema
from feedsvc.store.engine import article_uuid
from feedsvc.store.files import SourceRow
from feedsvc.store.ledger import Ledger
from feedsvc.store.twins import Stale

MIDNIGHT = "00:00"
"""What is written behind days of which no time is known; `10:00:00`, which has it, too, is told by its text as well."""
URN = "urn:uuid:"
"""What stands before an article's own id where feeds say that."""
RENAME_SECONDS = 3600
"""A file that went may come back under another name in a later look at its folder: a slow checkout, a sync."""


@dataclass(frozen=True, slots=True)
class Writing:
    """How to write one article: its source, the article its file had before (None: a new file), the digest of the
    file's bytes, and whether this is a re-build of the same bytes, which moves neither published nor updated."""

    source: SourceRow
    before: int | None
    digest: str
    rebuild: bool
    show_future: bool


def find(ledger: Ledger, article: Article, writing: Writing) -> int | None:
    """The number of the article that this one is a version of.

    An id of the head's own says it; else a file keeps the article that it had, even under a new name, and a file that
    comes back, under its path, with its bytes or with its title and date, has the article that was withdrawn with it.
    """
    its_own = named(ledger, article, writing.source)
    if its_own is not None or writing.before is not None:
        return its_own if its_own is not None else writing.before
    return _returned(ledger, article, writing) if article.identity.startswith("path:") else None


def named(ledger: Ledger, article: Article, source: SourceRow) -> int | None:
    """The number of the article that has the id which the head gives this one; None where it gives none, or a new
    one."""
    return None if article.identity.startswith("path:") else _named(ledger, article.identity, source)


_NAMED = select(schema.articles.c.id).where(
    schema.articles.c.source_id == bindparam("source"), schema.articles.c.identity == bindparam("own")
)


def _named(ledger: Ledger, identity: str, source: SourceRow) -> int | None:
    found: int | None = ledger.connection.execute(_NAMED, {"source": source.id, "own": identity}).scalar()
    return found


def _returned(ledger: Ledger, article: Article, writing: Writing) -> int | None:
    """The article that was withdrawn when this file went: the last of its path, else the only one of its bytes, else
    the only one of its title and date, for whoever renames a file may edit it as well; one whose author gave it an id
    is no file's that does not say it."""
    if not ledger.has_withdrawn(writing.source.id):
        return None
    articles = schema.articles.c
    gone = select(articles.id).where(articles.source_id == writing.source.id, articles.state == "withdrawn")
    # What became a draft and then was renamed has a file still, under another name.
    left = ~exists().where(schema.files.c.article_id == articles.id)
    by_path = gone.where(articles.path == article.path, left).order_by(articles.withdrawn.desc(), articles.id.desc())
    found: int | None = ledger.connection.execute(by_path.limit(1)).scalar()
    if found is not None:
        return found
    recent = gone.where(articles.withdrawn >= ledger.now - RENAME_SECONDS)
    said = articles.published == int(article.published.timestamp()), articles.title == article.title
    for same in ((articles.digest == writing.digest,), (*said, articles.identity.like("path:%"))):
        numbers = ledger.connection.execute(recent.where(*same).limit(2)).scalars().all()
        if numbers:
            return numbers[0] if len(numbers) == 1 and _is_left(ledger, numbers[0], article, writing) else None
    return None


def _is_left(ledger: Ledger, number: int, article: Article, writing: Writing) -> bool:
    """Whether an article that was withdrawn is this one, and no file's: that of what became a draft has its file still.

    On one day several may have one title (`Notice of the annual meeting`): there the texts decide, but for a date that
    tells the time.
    """
    timed = ":" in article.published_raw and MIDNIGHT not in article.published_raw
    articles = schema.articles.c
    row = ledger.connection.execute(select(articles.digest, articles.content).where(articles.id == number)).one()
    same = row.digest == writing.digest or timed or same_words(row.content, article.content)
    return same and not files.owners(ledger.connection, number)


def own(ledger: Ledger, article: Article, source: SourceRow, known: int | None) -> str:
    """The identity to keep: an article under its old one, whatever its file is called now; a new one under a free one.

    A file was renamed and kept its article; a new file under the old name is another article: `path:a.md#2`. So is one
    whose author took the id out of its head, which another may have from now on.
    """
    if not article.identity.startswith("path:"):
        return article.identity
    kept = None if known is None else identity_of(ledger, known)
    return _free(ledger, article.identity, source) if kept is None or not kept.startswith("path:") else kept


def identity_of(ledger: Ledger, number: int) -> str:
    """What an article is known by: `id:VALUE` or `path:PATH`."""
    articles = schema.articles.c
    return str(ledger.connection.execute(select(articles.identity).where(articles.id == number)).scalar_one())


def _free(ledger: Ledger, wanted: str, source: SourceRow) -> str:
    """This identity, or the first with a number behind it that no article has."""
    identity, number = wanted, 2
    while _named(ledger, identity, source) is not None:
        identity, number = f"{wanted}#{number}", number + 1
    return identity


_OF_UUID = select(schema.articles.c.id).where(schema.articles.c.uuid == bindparam("own"))
_OF_GUID = select(schema.articles.c.id).where(schema.articles.c.guid == bindparam("own"))


def new_uuid(ledger: Ledger, source: SourceRow, identity: str) -> str:
    """An id that no article has or says: one that was made from the same identity may have another identity by now."""
    name, number = identity, 2
    while True:
        uuid = article_uuid(ledger.authority, source.uuid, name)
        if not _is_said(ledger, URN + uuid):
            return uuid
        name, number = f"{identity}#{number}", number + 1


def new_guid(ledger: Ledger, article: Article) -> str | None:
    """The id of another server's under which feeds tell a new article; None where it has none, or an article of before
    or of another source is told under it."""
    return None if article.guid is None or _is_said(ledger, article.guid) else article.guid


def _is_said(ledger: Ledger, own: str) -> bool:
    """Whether an article has this id, of another server's or as its own: a head may say that of another entry."""
    asked = (_OF_GUID, own), (_OF_UUID, own.removeprefix(URN))
    return any(ledger.connection.execute(query, {"own": value}).first() is not None for query, value in asked)


def settle(ledger: Ledger) -> Stale:
    """The files that wait for ids which this transaction may have given free, where it has: they are to be built again.

    An article whose own file waits for another id is known by its own no longer, and is by its path until then: so
    that files can exchange ids, and ids go from file to file. Each file keeps its article, as with any other new id.
    """
    stale: Stale = set()
    for source in files.known_sources(ledger.connection) if ledger.freed else ():
        freed = {identity for source_id, identity in ledger.freed if source_id == source.id}
        stale |= _settle(ledger, source, freed) if freed else set()
    ledger.freed.clear()
    return stale


def _settle(ledger: Ledger, source: SourceRow, freed: set[str]) -> Stale:
    held = problems.of_rule(ledger.connection, source.id, DUPLICATE)
    waiting: dict[str, list[str]] = {}
    for problem in held:
        waiting.setdefault(_beginning(problem.found), []).append(problem.path)
    paths = {problem.path for problem in held}
    stale: Stale = set()
    for identity in sorted(freed):
        asking = waiting.get(_beginning(taken(identity)), [])
        if asking and _is_free(ledger, source, identity, paths):
            stale.update((source.name, path) for path in asking)
    return stale


def _beginning(found: str) -> str:
    return found.partition(" is the id of ")[0]


def _is_free(ledger: Ledger, source: SourceRow, identity: str, waiting: set[str]) -> bool:
    """Whether no file says an id; an article that still has it is known by its path from now on."""
    number = _named(ledger, identity, source)
    paths = [path for _, path in files.owners(ledger.connection, number)] if number is not None else []
    if not waiting.issuperset(paths):
        return False
    if paths:
        known = _free(ledger, f"path:{paths[0]}", source)
        articles = schema.articles
        ledger.connection.execute(articles.update().where(articles.c.id == number).values(identity=known))
    return True

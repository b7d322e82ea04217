"""Articles of files that are new, written many at a time: each table by one statement, each look-up once for all.

That is what an ingest of a new source does and nothing else, so it is the plain case alone: an article that the store
has nothing of. Whatever may be more (a twin, an id of its author's that is taken, an article that comes back) is left
to what writes one article (intake.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from feedsvc.articles import taxonomy
from feedsvc.articles.targets import stem
from feedsvc.prepared import Prepared
from feedsvc.store import links, schema, search
from feedsvc.store.articles import DAY_SECONDS, first_free
from feedsvc.store.engine import article_uuid, ask_many, insert, new_numbers, with_many
from feedsvc.store.files import SourceRow
from feedsvc.store.identities import RENAME_SECONDS, URN
from feedsvc.store.ledger import ALL_KEY, Fresh, Ledger
from feedsvc.store.spellings import Spelling


class New(NamedTuple):
    """The article of a new file, the digest of the file's bytes, its size in bytes and time in nanoseconds."""

    article: Prepared
    digest: str
    size: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class Desk:
    """What articles are written with: the source of them all, the fingerprint of what built them and that of what
    they are matched with, whether articles of days to come are shown."""

    source: SourceRow
    built_with: str
    matched_with: str
    show_future: bool


class Admitted(NamedTuple):
    """An article that is new to the store: its id, when it was updated (seconds since 1970), its state."""

    new: New
    uuid: str
    updated: int
    state: str


@dataclass(slots=True)
class _Taken:
    """What the store has of what new articles would take."""

    identities: set[str] = field(default_factory=set)
    ids: set[str] = field(default_factory=set)
    """As feeds say them."""
    originals: set[str] = field(default_factory=set)
    paths: set[str] = field(default_factory=set)
    digests: set[str] = field(default_factory=set)
    titles: set[tuple[int, str]] = field(default_factory=set)
    """With the date of each."""
    updated: dict[int, int] = field(default_factory=dict)
    """The last `updated` of articles of one date, by that date."""

    def has(self, new: New, uuid: str) -> bool:
        article = new.article
        if article.identity in self.identities or not self.ids.isdisjoint(_ids(article, uuid)):
            return True
        # An id of its author's own keeps an article apart.
        is_own = not article.identity.startswith("path:")
        said = (article.published, article.title)
        back = article.path in self.paths or new.digest in self.digests or said in self.titles
        return not is_own and (article.original in self.originals or back)

    def take(self, new: New, uuid: str, updated: int) -> None:
        article = new.article
        self.identities.add(article.identity)
        self.ids |= _ids(article, uuid)
        if article.original is not None:
            self.originals.add(article.original)
        if updated < article.published + DAY_SECONDS:
            self.updated[article.published] = max(updated, self.updated.get(article.published, updated))


def _ids(article: Prepared, uuid: str) -> set[str]:
    """What feeds may say as the id of an article, in whose head that of another may stand."""
    return {URN + uuid} if article.guid is None else {URN + uuid, article.guid}


_IDENTITIES = with_many(
    "SELECT identity FROM articles WHERE source_id = :source AND identity IN (SELECT value FROM {many})"
)
_UUIDS = with_many("SELECT uuid FROM articles WHERE uuid IN (SELECT value FROM {many})")
_GUIDS = with_many("SELECT guid FROM articles WHERE guid IN (SELECT value FROM {many})")
# One address may stand in all articles of a site: what there is of it is not read again and again.
_ORIGINALS = with_many("SELECT value FROM {many} WHERE EXISTS (SELECT 1 FROM articles WHERE original = value)")
# `state ||`: not by the index of states, which may hold many that are withdrawn.
_PATHS = with_many(
    "SELECT path FROM articles WHERE source_id = :source AND state || '' = 'withdrawn'"
    " AND path IN (SELECT value FROM {many})"
)
_DIGESTS = with_many(
    "SELECT digest FROM articles WHERE source_id = :source AND state || '' = 'withdrawn' AND withdrawn >= :since"
    " AND digest IN (SELECT value FROM {many})"
)
_TITLES = with_many(
    "SELECT published, title FROM articles WHERE source_id = :source AND state = 'withdrawn' AND withdrawn >= :since"
    " AND published IN (SELECT value FROM {many})",
    "BIGINT",
)
_UPDATED = with_many(
    "SELECT value AS date,"
    " (SELECT MAX(updated) FROM articles WHERE published = value AND updated < value + :day) AS last FROM {many}",
    "BIGINT",
)


def admit(ledger: Ledger, desk: Desk, found: Sequence[New]) -> list[Admitted]:
    """The articles at the head of a sequence that are new to the store and to each other; the first that may not be
    ends them."""
    uuids = [article_uuid(ledger.authority, desk.source.uuid, new.article.identity) for new in found]
    taken = _look_up(ledger, desk.source, found, uuids)
    admitted: list[Admitted] = []
    for new, uuid in zip(found, uuids, strict=True):
        if taken.has(new, uuid):
            break
        updated = _updated(ledger, new.article, taken)
        taken.take(new, uuid, updated)
        is_held = new.article.published > ledger.now and not desk.show_future
        admitted.append(Admitted(new, uuid, updated, "held" if is_held else "live"))
    return admitted


def _look_up(ledger: Ledger, source: SourceRow, found: Sequence[New], uuids: list[str]) -> _Taken:
    connection, articles = ledger.connection, [new.article for new in found]
    originals = {each.original for each in articles if each.original is not None}
    ids = set().union(*map(_ids, articles, uuids))
    own = ask_many(connection, _UUIDS, (each.removeprefix(URN) for each in ids)).scalars()
    taken = _Taken(
        set(ask_many(connection, _IDENTITIES, (each.identity for each in articles), source=source.id).scalars()),
        {*(URN + each for each in own), *ask_many(connection, _GUIDS, ids).scalars()},
        set(ask_many(connection, _ORIGINALS, originals).scalars()),
    )
    dates = {each.published for each in articles}
    if ledger.has_withdrawn(source.id):
        digests, since = [new.digest for new in found], ledger.now - RENAME_SECONDS
        taken.paths = set(ask_many(connection, _PATHS, (each.path for each in articles), source=source.id).scalars())
        taken.digests = set(ask_many(connection, _DIGESTS, digests, source=source.id, since=since).scalars())
        titles = ask_many(connection, _TITLES, dates, source=source.id, since=since)
        taken.titles = {(row.published, row.title) for row in titles}
    last = ask_many(connection, _UPDATED, dates, day=DAY_SECONDS)
    taken.updated = {row.date: row.last for row in last if row.last is not None}
    return taken


def _updated(ledger: Ledger, article: Prepared, taken: _Taken) -> int:
    """As store/articles.py: the head's own, else published, or the first second behind it that is free."""
    if article.updated is not None:
        return max(article.published, article.updated)
    return first_free(article.published, taken.updated.get(article.published), ledger.now)


def write(ledger: Ledger, desk: Desk, admitted: Sequence[Admitted]) -> list[int]:
    """Write new articles with their files, links, votes, texts and words; their numbers. They are counted as matched:
    the caller does that before the transaction ends."""
    if not admitted:
        return []
    connection = ledger.connection
    numbers = list(new_numbers(connection, schema.articles, len(admitted)))
    ledger.terms.open([("all", ALL_KEY, ""), *(term for each in admitted for term in each.new.article.terms)])
    everything = ledger.everything()
    rows = _Rows()
    for number, each in zip(numbers, admitted, strict=True):
        article = each.new.article
        fresh = ledger.fresh[number] = Fresh(number, each.uuid, each.state, article.published, desk.matched_with)
        rows.articles.append(_article_row(ledger, desk, number, each))
        _link(ledger, fresh, (everything, *(ledger.terms.number(*term[:2]) for term in article.terms)), rows)
        _vote(ledger, number, article, rows)
        written = ledger.terms.otherwise(article.terms)
        rows.spellings += [(term_id, number, label) for term_id, label in written.items()]
        indexed = search.number_of(article.published, number)
        rows.texts.append((number, article.zones, article.evidence, desk.matched_with, indexed))
        rows.words.append((indexed, article.tokens))
    insert(connection, schema.articles, _ARTICLE, rows.articles)
    insert(connection, schema.links, links.COLUMNS, rows.links)
    insert(connection, schema.labels, ("article_id", "folded", "label", "origin"), rows.labels)
    ledger.spell_new(rows.spellings)
    insert(connection, schema.texts, ("article_id", "zones", "evidence", "matched", "indexed"), rows.texts)
    search.put(connection, rows.words)
    _write_files(ledger, desk, numbers, admitted)
    return numbers


@dataclass(slots=True)
class _Rows:
    """Rows that are written together."""

    articles: list[tuple[object, ...]] = field(default_factory=list)
    links: list[tuple[object, ...]] = field(default_factory=list)
    labels: list[tuple[object, ...]] = field(default_factory=list)
    texts: list[tuple[object, ...]] = field(default_factory=list)
    words: list[tuple[int, str]] = field(default_factory=list)
    spellings: list[Spelling] = field(default_factory=list)


_ARTICLE = (
    "id", "uuid", "source_id", "identity", "path", "digest", "state", "title", "link", "original", "published",
    "published_raw", "updated", "language", "summary", "content", "words", "extra", "seq", "enclosures",
    "guid",
)  # fmt: skip


def _article_row(ledger: Ledger, desk: Desk, number: int, admitted: Admitted) -> tuple[object, ...]:
    article = admitted.new.article
    return (
        number, admitted.uuid, desk.source.id, article.identity, article.path, admitted.new.digest, admitted.state,
        article.title, article.link, article.original, article.published, article.published_raw, admitted.updated,
        article.language, article.summary, article.content, article.words, article.extra, ledger.seq,
        article.enclosures, article.guid,
    )  # fmt: skip


def _link(ledger: Ledger, fresh: Fresh, term_ids: Sequence[int], rows: _Rows) -> None:
    """Of a term that comes twice the first place counts. The feed of everything stands first, and in no place."""
    places = {term_id: position for position, term_id in reversed(list(enumerate(term_ids[1:])))}
    places[term_ids[0]] = 0
    rows.links += links.rows(fresh, places.items())
    if fresh.state == "live":
        ledger.count_new(places, fresh.published)


def _vote(ledger: Ledger, number: int, article: Prepared, rows: _Rows) -> None:
    for folded, label, origin in sorted({(taxonomy.fold(key), label, origin) for key, label, origin in article.labels}):
        rows.labels.append((number, folded, label, origin))
        ledger.vote(folded)


_FILE = (
    "id", "source_id", "path", "size", "mtime_ns", "digest", "fingerprint", "outcome", "article_id", "stem",
    "expires",
)  # fmt: skip


def _write_files(ledger: Ledger, desk: Desk, numbers: Sequence[int], admitted: Sequence[Admitted]) -> None:
    connection = ledger.connection
    ids = new_numbers(connection, schema.files, len(admitted))
    files, wants, feet = [], [], []
    for file_id, number, (new, *_) in zip(ids, numbers, admitted, strict=True):
        article = new.article
        files.append(
            (
                file_id, desk.source.id, article.path, new.size, new.mtime_ns, new.digest, desk.built_with, "article",
                number, stem(article.path), article.expires,
            )
        )  # fmt: skip
        wants += [(file_id, target, resolved) for target, resolved in dict(article.wants).items()]
        feet += [(file_id, digest) for digest in sorted(set(article.foot))]
    insert(connection, schema.files, _FILE, files)
    insert(connection, schema.wants, ("file_id", "target", "resolved"), wants)
    insert(connection, schema.feet, ("file_id", "digest"), feet)

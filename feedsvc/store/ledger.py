"""What one writing transaction changes, feed by feed: entries counted, versions and times moved.

Counts are kept by difference, so that a batch costs what it changes and not what its feeds hold (rule 7).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from uuid import UUID

from sqlalchemy import Connection, bindparam, select

from feedsvc.articles import keys, taxonomy
from feedsvc.model import FeedKind, Term
from feedsvc.store import generations, schema, spellings
from feedsvc.store.engine import ask_many, change_many, lock_writer, with_many
from feedsvc.store.schema import AnyRow
from feedsvc.store.tallies import DAILY, Tally
from feedsvc.store.terms import Terms, sorting

ALL_KEY = "all"
TAG_SHARE = 0.8
"""A label that only tags suggest counts where this share of a category's articles agree."""

_LINKED = with_many(
    "SELECT term_id, published FROM links WHERE live = 1 AND article_id IN (SELECT value FROM {many})", "BIGINT"
)
_NUMBERED = with_many(
    "SELECT id, kind, folded, label, spelled, entries, version FROM terms WHERE id IN (SELECT value FROM {many})",
    "BIGINT",
)
_SOURCES = with_many("SELECT id FROM terms WHERE kind = 'source' AND folded IN (SELECT value FROM {many})")
_CHANGED = with_many("UPDATE articles SET seq = :seq WHERE id IN (SELECT value FROM {many})", "BIGINT")
_MOVE = (
    "UPDATE terms SET entries = entries + :difference, version = :seq,"
    " newest = (SELECT MAX(published) FROM links WHERE term_id = :number AND live = 1),"
    # Later than any reader can have seen: none is shown a time to come, but where the clock was set back.
    " modified = CASE WHEN version = 0 THEN CAST(:now AS BIGINT) WHEN modified > :now AND version >= :behind"
    " THEN modified WHEN modified >= :now THEN modified + 1 ELSE :now END"
    " WHERE id = :number"
)
_REWRITE = "UPDATE terms SET rewritten = version, rewritten_at = modified WHERE id = :number"
_WITHDRAWN = (
    select(schema.articles.c.id)
    .where(schema.articles.c.source_id == bindparam("source"), schema.articles.c.state == "withdrawn")
    .limit(1)
)
_CATEGORIES = with_many(
    "SELECT id, folded, label, spelled, entries, version FROM terms"
    " WHERE kind = 'category' AND folded IN (SELECT value FROM {many})"
)
_VOTES = with_many(
    "SELECT labels.folded, labels.label, labels.origin, COUNT(*) AS votes FROM labels"
    # Not JOIN: SQLite takes this order for said, and would else look through all live articles.
    " CROSS JOIN articles WHERE labels.article_id = articles.id"
    " AND articles.state = 'live' AND labels.folded IN (SELECT value FROM {many})"
    # "site" sorts before "tag": the site's own word goes before what tags suggest.
    " GROUP BY labels.folded, labels.label, labels.origin ORDER BY labels.origin, COUNT(*) DESC, labels.label"
)
"""Held articles have no vote: nothing of them may show before their time."""
FEW = 20
"""Articles of a category whose votes are counted at every change. Counting reads a page for each article: with two
hundred a transaction of an ingest into a large store read as much for it as for all else."""
SPELLED: tuple[FeedKind, ...] = ("tag", "author", "source")
"""The kinds of feeds whose label is how their articles write it, and nothing else."""
GROWTH = 10
"""A category's label is decided anew when its articles have grown by a tenth, and at the end of a run."""


@dataclass(frozen=True, slots=True)
class Fresh:
    """An article that this transaction has added: what its links need of its row, and the fingerprint that it was
    written with as what it is matched with before the transaction ends. Nothing of it was there before."""

    id: int
    uuid: str
    state: str
    published: int
    matched: str = ""


class Ledger:
    """The open accounts of one transaction; `seq` is its generation, `now` its instant in seconds; `taught` are the
    subjects of lessons (store/lessons.py) that it changed; `owed` the categories whose labels were not decided, since
    they hold much and little changed, `settled` those that were whatever they hold; `fresh` the articles that it added;
    `freed` the ids of authors' own, each with its source, that may be no article's any more (identities.py).

    `overrides` and `titles` are the labels that the settings give categories and sources, by key or name,
    which are kept by the folded key that each means.
    """

    def __init__(
        self,
        connection: Connection,
        authority: UUID,
        now: int,
        overrides: Mapping[str, str],
        titles: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        lock_writer(connection)
        self.connection = connection
        self.authority = authority
        self.now = now
        self.seq = generations.following(connection, now)
        self._behind = generations.behind(connection, self.seq, now)
        self.overrides, self._titles = _by_folded(overrides), _by_folded(titles)
        self.terms = Terms(connection, now)
        self._entries: Counter[int] = Counter()
        self._tally = Tally()
        self._touched: set[int] = set()
        self._rewritten: set[int] = set()
        self._instants = 0
        self._relabel: set[str] = set()
        self._respelled: set[int] = set()
        self._daily: frozenset[int] = frozenset()
        self.settled: frozenset[str] = frozenset()
        self._withdrawn: dict[int, bool] = {}
        self.taught: set[str] = set()
        self.owed: set[str] = set()
        self.fresh: dict[int, Fresh] = {}
        self.freed: set[tuple[int, str]] = set()

    def term(self, kind: FeedKind, key: str, label: str) -> int:
        """The number of a term; made where there is none."""
        self.terms.open([(kind, key, label)])
        return self.terms.number(kind, key)

    def everything(self) -> int:
        """The term of the feed of everything."""
        return self.term("all", ALL_KEY, "")

    def open_everything(self) -> None:
        """The feed of everything is there from the first moment, so that one can subscribe to it."""
        number = self.everything()
        terms = schema.terms.c
        if self.connection.execute(select(terms.version).where(terms.id == number)).scalar() == 0:
            self.renew([number])

    def instant(self) -> int:
        """A second for a change that is seen now, another for each: what is read at once did not change at once
        (a batch of one date has no order)."""
        self._instants += 1
        return self.now - self._instants + 1

    def has_withdrawn(self, source_id: int) -> bool:
        """Whether any article of a source was ever withdrawn and is not back: most have none to look among."""
        if source_id not in self._withdrawn:
            values = {"source": source_id}
            self._withdrawn[source_id] = self.connection.execute(_WITHDRAWN, values).first() is not None
        return self._withdrawn[source_id]

    def note_withdrawn(self, source_id: int) -> None:
        """One was withdrawn."""
        self._withdrawn[source_id] = True

    def give_free(self, source_id: int, identity: str) -> None:
        """An article may not have this identity any more; others wait for an id of an author's own alone."""
        if not identity.startswith("path:"):
            self.freed.add((source_id, identity))

    def count(self, term_id: int, difference: int, published: int) -> None:
        """One live entry more or less in a feed, and when it was published, in seconds since 1970."""
        self._entries[term_id] += difference
        self._tally.add(term_id, difference, published)
        self._touched.add(term_id)

    def count_new(self, term_ids: Collection[int], published: int) -> None:
        """One live entry more in each of these feeds."""
        for term_id in term_ids:
            self._entries[term_id] += 1
            self._touched.add(term_id)
        self._tally.add_new(term_ids, published)

    def touch(self, published: int, term_ids: Iterable[int]) -> None:
        """The bytes of an entry that these feeds hold change."""
        for term_id in term_ids:
            self.count(term_id, 0, published)

    def renew(self, term_ids: Iterable[int]) -> None:
        """The bytes of these feeds change, but those of none of their entries."""
        self._touched.update(term_ids)

    def rewrite(self, term_ids: Iterable[int]) -> None:
        """The bytes of these feeds change, and it may be those of every entry."""
        self._rewritten.update(term_ids)
        self._touched.update(self._rewritten)

    def touch_article(self, article_id: int) -> None:
        """The bytes of an entry change in every feed that holds it."""
        self.touch_articles([article_id])

    def touch_articles(self, article_ids: Sequence[int]) -> None:
        """The bytes of these entries change in every feed that holds them."""
        for row in ask_many(self.connection, _LINKED, article_ids):
            self.count(row.term_id, 0, row.published)
        ask_many(self.connection, _CHANGED, article_ids, seq=self.seq)

    def vote(self, folded: str) -> None:
        """The label of this category is to be decided again."""
        self._relabel.add(folded)

    def spell(self, article_id: int, terms: Iterable[Term]) -> None:
        """Keep how an article writes its terms, which were opened."""
        written = self.terms.otherwise((term.kind, term.key, term.label) for term in terms)
        self._respelled |= spellings.keep(self.connection, article_id, written)

    def spell_new(self, rows: list[spellings.Spelling]) -> None:
        """Keep the spellings of articles that are new."""
        spellings.add(self.connection, rows)
        self._respelled.update(term_id for term_id, _, _ in rows)

    def name_sources(self) -> None:
        """The labels of the sources in the settings are to be decided again."""
        self._respelled.update(ask_many(self.connection, _SOURCES, self._titles).scalars())

    def settle(self, owed: Iterable[str]) -> None:
        """Decide the labels of these categories now, whatever they hold."""
        self.settled = frozenset(owed)
        self._relabel.update(self.settled)

    def vote_all(self) -> None:
        """The labels of all categories are to be decided again."""
        terms = schema.terms.c
        self._relabel.update(self.connection.execute(select(terms.folded).where(terms.kind == "category")).scalars())

    def close(self) -> bool:
        """Write the accounts; True when anything changed that a reader can see."""
        self._relabel_counted()
        self._decide_labels(self._relabel | self.terms.categories)
        if self._touched:
            self._write(sorted(self._touched))
            generations.publish(self.connection, self.seq)
        return bool(self._touched)

    def _relabel_counted(self) -> None:
        """Labels go by what articles say: with their number, and with how these write them, they are in question. (One
        that tags suggest counts by its share of the articles.)"""
        moved = ask_many(self.connection, _NUMBERED, self._respelled.union(self._tally.moved)).all()
        rows = [row for row in moved if row.kind in DAILY]
        changed = (row for row in rows if self._entries[row.id] or row.id in self._respelled)
        self._relabel.update(row.folded for row in changed if row.kind == "category")
        self._daily = frozenset(row.id for row in rows)
        self._decide_spelled([row for row in moved if row.kind in SPELLED])

    def _write(self, term_ids: list[int]) -> None:
        shared = {"seq": self.seq, "now": self.now, "behind": self._behind}
        rows = [{"number": term_id, "difference": self._entries[term_id], **shared} for term_id in term_ids]
        change_many(self.connection, _MOVE, rows)
        self._write_rewritten()
        self._tally.write(self.connection, self._daily)

    def _write_rewritten(self) -> None:
        change_many(self.connection, _REWRITE, [{"number": term_id} for term_id in sorted(self._rewritten)])

    def _decide_labels(self, folded: Iterable[str]) -> None:
        due = []
        for row in ask_many(self.connection, _CATEGORIES, folded):
            if row.folded in self.settled or self._has_grown(row.entries, self._entries[row.id]):
                due.append(row)
            else:
                self.owed.add(row.folded)
        # Ordered as they win: the first of each is the best.
        votes: dict[str, AnyRow] = {}
        for vote in ask_many(self.connection, _VOTES, (row.folded for row in due)):
            votes.setdefault(vote.folded, vote)
        usual = self._usual(due)
        for row in sorted(due, key=lambda row: str(row.folded)):
            voted = _voted(votes.get(row.folded), row.entries + self._entries[row.id])
            self._show(row, self.overrides.get(row.folded) or voted or usual[row.id])

    def _decide_spelled(self, rows: Sequence[AnyRow]) -> None:
        usual = self._usual(rows)
        for row in rows:
            given = self._titles.get(row.folded) if row.kind == "source" else None
            self._show(row, given or usual[row.id])

    def _usual(self, rows: Sequence[AnyRow]) -> dict[int, str]:
        """How most articles write each of these terms by now, which is kept."""
        live = {row.id: row.entries + self._entries[row.id] for row in rows}
        found = spellings.usual(self.connection, rows, live)
        for row in rows:
            if found[row.id] != row.spelled:
                spellings.turn(self.connection, row.id, row.spelled, found[row.id])
        return found

    def _show(self, row: AnyRow, label: str) -> None:
        if label == row.label:
            return
        change = {"label": label, **sorting(label)}
        self.connection.execute(schema.terms.update().where(schema.terms.c.id == row.id).values(change))
        # Nobody has seen a feed that only held articles have, and nobody is to.
        if row.version or row.entries + self._entries[row.id] > 0:
            self.touch_beside(row.id)

    def _has_grown(self, entries: int, difference: int) -> bool:
        """Whether enough has changed for the votes to be counted again, which costs what the category holds."""
        step = max(1, entries // GROWTH)
        return entries < FEW or (entries + difference) // step != entries // step

    def touch_beside(self, term_id: int) -> None:
        """Touch a feed and every other that holds one of its articles: its label or name is shown there too."""
        self.rewrite([term_id])
        own, beside = schema.links.alias(), schema.links.alias()
        query = (
            select(beside.c.term_id)
            .select_from(own.join(beside, own.c.article_id == beside.c.article_id))
            .where(own.c.term_id == term_id, own.c.live == schema.LIVE)
            .distinct()
        )
        self.rewrite(self.connection.execute(query).scalars())


def _voted(best: AnyRow | None, entries: int) -> str | None:
    """The label that the best of a category's votes gives it."""
    if best is None or (best.origin == "tag" and best.votes < TAG_SHARE * entries):
        return None
    found: str = best.label
    return found


def _by_folded(labels: Mapping[str, str]) -> dict[str, str]:
    """People write `Open Source` in the settings where the key is `Open-Source`: the key of a key is that key."""
    visible = (name for name in labels if keys.is_visible(name))
    return {taxonomy.fold(taxonomy.key(name)): labels[name] for name in visible}

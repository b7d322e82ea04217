"""Which companies the stored articles are about, and the texts by which that is found."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, select, text

from feedsvc import prepared
from feedsvc.model import Evidence, Mention, Reason, Zone
from feedsvc.patterns import lazy
from feedsvc.store import links, removals, schema
from feedsvc.store.companies import alias
from feedsvc.store.engine import ask_many, insert, with_many
from feedsvc.store.ledger import Fresh, Ledger
from feedsvc.store.removals import Moves
from feedsvc.store.schema import AnyRow

SCORE_UNIT = 10_000
"""Scores are kept as whole ten-thousandths, so that both databases give back the same number."""


@dataclass(frozen=True, slots=True)
class StoredText:
    """What matching needs of one article; `day` is when it was published (ISO 8601, UTC), `matched` the fingerprint of
    what it was matched with."""

    article_id: int
    zones: tuple[Zone, ...]
    evidence: tuple[Evidence, ...]
    day: str = ""
    matched: str = ""


def unmatched(connection: Connection, fingerprint: str, limit: int) -> tuple[StoredText, ...]:
    """Up to `limit` articles that the registry of this fingerprint has not been matched with."""
    matched = schema.texts.c.matched
    found: list[StoredText] = []
    # Not "!=" nor "or", which no index serves: before the fingerprint, then behind it.
    for other in (matched < fingerprint, matched > fingerprint):
        query = _texts().where(other).order_by(matched, schema.texts.c.article_id).limit(limit - len(found))
        found.extend(_stored(row) for row in connection.execute(query))
    return tuple(found)


def _texts() -> Select[Any]:
    texts, articles = schema.texts, schema.articles
    columns = (texts.c.article_id, texts.c.zones, texts.c.evidence, texts.c.matched, articles.c.published)
    return select(*columns).select_from(texts.join(articles, texts.c.article_id == articles.c.id))


def text_of(connection: Connection, article_id: int) -> StoredText | None:
    """What is stored for matching one article."""
    row = connection.execute(_texts().where(schema.texts.c.article_id == article_id)).first()
    return None if row is None else _stored(row)


def _stored(row: AnyRow) -> StoredText:
    return StoredText(
        row.article_id,
        prepared.zones_of(row.zones),
        prepared.evidence_of(row.evidence),
        prepared.day(row.published),
        row.matched,
    )


def mention(ledger: Ledger, found: Mapping[int, Iterable[Mention]], fingerprint: str) -> None:
    """Write which companies each article is about, and put it into their feeds; what is so already costs no writing."""
    every = {article_id: list(mentions) for article_id, mentions in found.items()}
    numbers = _numbers(ledger.connection, {each.key for mentions in every.values() for each in mentions})
    known = [article_id for article_id in every if article_id not in ledger.fresh]
    before = _stored_mentions(ledger.connection, known) if known else {}
    mark(ledger, every, fingerprint)
    added = _Added([], [])
    changed: dict[int, Mapping[int, _Values]] = {}
    for article_id, mentions in every.items():
        after = {numbers[each.key]: _values(each) for each in mentions if each.key in numbers}
        if article_id in ledger.fresh:
            _add(ledger, ledger.fresh[article_id], after, added)
        elif after != before.get(article_id, {}):
            changed[article_id] = after
    if changed:
        _replace(ledger, before, changed, added)
    _write(ledger.connection, added)


_MARK = with_many("UPDATE texts SET matched = :matched WHERE article_id IN (SELECT value FROM {many})", "BIGINT")


def mark(ledger: Ledger, article_ids: Iterable[int], fingerprint: str) -> None:
    """Note that these are matched, but for those that were written so."""
    fresh = ledger.fresh
    others = [each for each in article_ids if each not in fresh or fresh[each].matched != fingerprint]
    if others:
        ask_many(ledger.connection, _MARK, others, matched=fingerprint)


_Values = tuple[str, int, str]
"""Role, score and reasons of a mention, as they are stored."""


class _Added(NamedTuple):
    """Rows that are written together at the end."""

    mentions: list[tuple[object, ...]]
    links: list[tuple[int, ...]]


def _write(connection: Connection, added: _Added) -> None:
    insert(connection, schema.mentions, ("article_id", "term_id", "role", "score", "reasons"), added.mentions)
    insert(connection, schema.links, links.COLUMNS, added.links)


def _add(ledger: Ledger, row: Fresh, after: Mapping[int, _Values], added: _Added) -> None:
    """The companies of an article that this transaction has added: its other feeds are touched already."""
    _gather(row, after, added)
    if row.state == "live":
        ledger.count_new(after, row.published)


def _gather(row: AnyRow | Fresh, after: Mapping[int, _Values], added: _Added) -> None:
    for term_id, (role, score, reasons) in sorted(after.items()):
        added.mentions.append((row.id, term_id, role, score, reasons))
        added.links.extend(links.rows(row, [(term_id, 0)], subject=int(role == "subject")))


def _values(mention: Mention) -> _Values:
    reasons = _REASONS.encode([reason._asdict() for reason in mention.reasons])
    return mention.role, round(mention.score * SCORE_UNIT), reasons


_REASONS = json.JSONEncoder(ensure_ascii=False)
_TIER = lazy('"tier": "([^"]+)"')
"""As _REASONS writes it; within a text its quotes would stand behind backslashes."""


def tiers(reasons: str) -> tuple[str, ...]:
    """The tiers of stored reasons, each once, without all the rest that they say: every entry of a feed shows them."""
    return tuple(dict.fromkeys(_TIER.findall(reasons)))


_STORED = with_many(
    "SELECT article_id, term_id, role, score, reasons FROM mentions WHERE article_id IN (SELECT value FROM {many})",
    "BIGINT",
)


def _stored_mentions(connection: Connection, article_ids: list[int]) -> dict[int, dict[int, _Values]]:
    found: dict[int, dict[int, _Values]] = {}
    for row in ask_many(connection, _STORED, article_ids):
        found.setdefault(row.article_id, {})[row.term_id] = (row.role, row.score, row.reasons)
    return found


_ROWS = with_many(
    "SELECT id, uuid, state, published FROM articles WHERE state <> 'withdrawn' AND id IN (SELECT value FROM {many})",
    "BIGINT",
)
_FORGET = with_many("DELETE FROM mentions WHERE article_id IN (SELECT value FROM {many})", "BIGINT")
_UNLINK = text("DELETE FROM links WHERE article_id = :article AND term_id = :term")


def _replace(
    ledger: Ledger,
    before: Mapping[int, Mapping[int, _Values]],
    changed: Mapping[int, Mapping[int, _Values]],
    added: _Added,
) -> None:
    """Take articles out of the feeds of companies that they were in, and account for those that they will be in."""
    connection = ledger.connection
    rows = ask_many(connection, _ROWS, changed).all()
    if not rows:
        return
    live = [row for row in rows if row.state == "live"]
    # Every feed that shows such an entry shows its companies.
    ledger.touch_articles([row.id for row in live])
    ask_many(connection, _FORGET, [row.id for row in rows])
    old = [{"article": row.id, "term": term_id} for row in rows for term_id in sorted(before.get(row.id, ()))]
    if old:
        connection.execute(_UNLINK, old)
    moved = []
    for row in live:
        moves = Moves(frozenset(before.get(row.id, ())), frozenset(changed[row.id]))
        for term_id in moves.gone | moves.come:
            ledger.count(term_id, +1 if term_id in moves.after else -1, row.published)
        moved.append((row, moves))
    removals.note_all(ledger, moved)
    for row in rows:
        _gather(row, changed[row.id], added)


_KEYED = with_many(
    "SELECT terms.folded, terms.id FROM companies JOIN terms ON companies.term_id = terms.id"
    " WHERE terms.kind = 'company' AND terms.folded IN (SELECT value FROM {many})"
)


def _numbers(connection: Connection, keys: set[str]) -> dict[str, int]:
    """The numbers of companies by their keys."""
    folded = {alias(key): key for key in keys}
    return {folded[row.folded]: row.id for row in ask_many(connection, _KEYED, folded)}


def reasons(connection: Connection, article_id: int) -> tuple[tuple[str, str, Mention], ...]:
    """Why each company was found in an article, as (key, name, mention), the highest score first."""
    mentions, terms = schema.mentions, schema.terms
    query = (
        select(terms.c.key, terms.c.label, mentions.c.role, mentions.c.score, mentions.c.reasons)
        .select_from(mentions.join(terms, mentions.c.term_id == terms.c.id))
        .where(mentions.c.article_id == article_id)
        .order_by(mentions.c.score.desc(), terms.c.key)
    )
    found = []
    for row in connection.execute(query):
        why = tuple(Reason(**reason) for reason in json.loads(row.reasons))
        found.append((row.key, row.label, Mention(row.key, row.role, row.score / SCORE_UNIT, why)))
    return tuple(found)

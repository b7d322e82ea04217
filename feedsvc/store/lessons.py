"""What articles teach about names, and what persons decided."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select

from feedsvc.companies.learning import Decision, Support
from feedsvc.companies.lessons import Lesson
from feedsvc.companies.registry import spelled
from feedsvc.store import companies, schema
from feedsvc.store.chunks import chunks
from feedsvc.store.engine import ask_many, insert, with_many
from feedsvc.store.ledger import Ledger
from feedsvc.store.stats import mark, set_mark

DECISIONS = "decisions"
TOLD = "waiting"
AGAIN = "again "
"""In front of what an article was matched with: names have changed since, but no registry."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """What may be a company's name, in how many articles, and one of them (its path)."""

    name: str
    articles: int
    path: str


def keep(ledger: Ledger, found: Mapping[int, Iterable[Lesson]]) -> None:
    """Write what each article teaches; the ledger notes whose names that may change."""
    known = [article_id for article_id in found if article_id not in ledger.fresh]
    stored = _of_articles(ledger.connection, known) if known else {}
    rows: list[tuple[object, ...]] = []
    for article_id, taught in found.items():
        before, after = stored.get(article_id, set()), set(taught)
        if before == after:
            continue
        if before:
            table = schema.lessons
            ledger.connection.execute(table.delete().where(table.c.article_id == article_id))
        rows += [(article_id, one.subject, one.name, one.tier) for one in sorted(after)]
        ledger.taught.update(one.subject for one in before ^ after if one.subject)
    insert(ledger.connection, schema.lessons, ("article_id", "subject", "name", "tier"), rows)


_OF_ARTICLES = with_many(
    "SELECT article_id, subject, name, tier FROM lessons WHERE article_id IN (SELECT value FROM {many})", "BIGINT"
)


def _of_articles(connection: Connection, article_ids: list[int]) -> dict[int, set[Lesson]]:
    found: dict[int, set[Lesson]] = {}
    for row in ask_many(connection, _OF_ARTICLES, article_ids):
        found.setdefault(row.article_id, set()).add(Lesson(row.subject, row.name, row.tier))
    return found


def to_learn(ledger: Ledger, article_id: int) -> None:
    """What this article teaches counts from now on, or counts no more."""
    table = schema.lessons.c
    taught = select(table.subject).where(table.article_id == article_id, table.subject > "")
    ledger.taught.update(ledger.connection.execute(taught).scalars())


def supports(connection: Connection, subjects: Sequence[str] | None = None) -> dict[str, list[Support]]:
    """How many articles teach each lesson, by subject: of these subjects, or of all that have one. What is held teaches
    nothing before its time."""
    table, articles = schema.lessons.c, schema.articles.c
    query = (
        select(table.subject, table.name, table.tier, func.count())
        .join_from(schema.lessons, schema.articles, table.article_id == articles.id)
        .where(table.subject > "", articles.state == "live")
        .group_by(table.subject, table.name, table.tier)
        .order_by(table.subject, table.name, table.tier)
    )
    parts = [query] if subjects is None else [query.where(table.subject.in_(part)) for part in chunks(subjects)]
    found: dict[str, list[Support]] = {}
    for part in parts:
        for subject, name, tier, count in connection.execute(part):
            found.setdefault(subject, []).append(Support(Lesson(subject, name, tier), count))
    return found


def waiting(connection: Connection, limit: int | None = None) -> tuple[Waiting, ...]:
    """Candidates that wait for a person, those of most articles first; what a person decided waits no more. Of each the
    path is that of the first article that has it."""
    table, articles = schema.lessons.c, schema.articles.c
    count = func.count().label("articles")
    query = select(table.name, count, func.min(table.article_id).label("first")).where(*_undecided())
    query = query.group_by(table.name).order_by(count.desc(), table.name).limit(limit)
    # Only of the names that are given the articles are looked up.
    some = query.subquery("some").c
    named = select(some.name, some.articles, articles.path).where(articles.id == some.first)
    rows = connection.execute(named.order_by(some.articles.desc(), some.name))
    return tuple(Waiting(*row) for row in rows)


def names_waiting() -> Select[Any]:
    """The query for the names that `waiting` gives."""
    return select(schema.lessons.c.name).where(*_undecided()).distinct()


def _undecided() -> tuple[ColumnElement[bool], ...]:
    table = schema.lessons.c
    return table.subject == "", table.name.not_in(select(schema.decisions.c.name))


def told(connection: Connection) -> int:
    """How many names wait for a person, where they are more than were told before; else 0."""
    count = connection.execute(select(func.count()).select_from(names_waiting().subquery())).scalar_one()
    before = int(mark(connection, TOLD) or 0)
    if count != before:
        set_mark(connection, TOLD, str(count))
    return count if count > before else 0


def decisions(connection: Connection) -> tuple[Decision, ...]:
    """What persons have said of names, in the order in which they did; of companies by the keys that they have now."""
    table = schema.decisions.c
    query = select(table.name, table.company_key, table.confirmed).order_by(table.decided, table.name)
    rows = connection.execute(query).all()
    return tuple(Decision(name, _key_now(connection, key), bool(confirmed)) for name, key, confirmed in rows)


def _key_now(connection: Connection, key: str) -> str:
    found = companies.resolve(connection, key) if key else ()
    return found[0].key if len(found) == 1 else key


def decide(connection: Connection, decision: Decision, now: int) -> None:
    """Keep what a person says of a name; it replaces what was said of the same name, however that was written, and
    company, whatever key that had. A name that is confirmed for a company is no longer rejected for all."""
    table = schema.decisions
    for name, key in _replaced(connection, decision):
        connection.execute(table.delete().where(table.c.name == name, table.c.company_key == key))
    row = {"name": decision.name, "company_key": decision.key, "confirmed": int(decision.confirmed), "decided": now}
    connection.execute(table.insert().values(row))
    set_mark(connection, DECISIONS, str(int(mark(connection, DECISIONS) or 0) + 1))


def _replaced(connection: Connection, decision: Decision) -> Iterator[tuple[str, str]]:
    """Name and key, as they are stored, of the decisions that a new one replaces."""
    table, wanted = schema.decisions.c, spelled(decision.name)
    for name, key, confirmed in connection.execute(select(table.name, table.company_key, table.confirmed)).all():
        for_all = decision.confirmed and not (key or confirmed)
        if spelled(name) == wanted and (for_all or decision.key in (key, _key_now(connection, key))):
            yield name, key


def decided(connection: Connection) -> str:
    """A mark that is another one after each decision."""
    return mark(connection, DECISIONS)


def unmatch(connection: Connection, article_ids: Iterable[int]) -> None:
    """Have these articles matched again. What they teach stays, and is not read again (see `is_taught`)."""
    texts, matched = schema.texts, schema.texts.c.matched
    for part in chunks(sorted(set(article_ids))):
        fresh = (texts.c.article_id.in_(part), ~matched.startswith(AGAIN))
        connection.execute(texts.update().where(*fresh).values(matched=AGAIN + matched))


def is_taught(matched: str, fingerprint: str) -> bool:
    """Whether an article that waits to be matched has taught all that it can: it was matched with this registry."""
    return matched == AGAIN + fingerprint


def teachers(connection: Connection, subjects: Sequence[str]) -> set[int]:
    """The articles that teach something of these subjects."""
    table = schema.lessons.c
    found: set[int] = set()
    for part in chunks(subjects):
        found.update(connection.execute(select(table.article_id).where(table.subject.in_(part))).scalars())
    return found


def mentioning(connection: Connection, term_ids: Sequence[int]) -> set[int]:
    """The articles that are in the feeds of these companies."""
    links = schema.links.c
    found: set[int] = set()
    for part in chunks(term_ids):
        found.update(connection.execute(select(links.article_id).where(links.term_id.in_(part))).scalars())
    return found

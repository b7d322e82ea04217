"""The registry and the mentions, as the store keeps them.

A company's feed is named by its term's number: a new key (it lists, it is renamed) keeps the number, and the old
key stays an alias that leads to the new one.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass

from sqlalchemy import Connection, or_, select

from feedsvc.articles import taxonomy
from feedsvc.model import Company, Evidence, Mention, Name, Reason, Zone
from feedsvc.store import schema
from feedsvc.store.articles import link_values
from feedsvc.store.ledger import Ledger
from feedsvc.store.schema import AnyRow

FORMER_KEY = 2
"""What `sure` is for a key that a company had before: 0 is a name that may mean another, 1 one that may not."""
SCORE_UNIT = 10_000
"""Scores are kept as whole ten-thousandths, so that both databases give back the same number."""


@dataclass(frozen=True, slots=True)
class Alias:
    """A spelling that leads to a company: `sure` where it can mean no other (a code, an unambiguous name)."""

    key: str
    label: str
    sure: bool


@dataclass(frozen=True, slots=True)
class StoredText:
    """What matching needs of one article."""

    article_id: int
    zones: tuple[Zone, ...]
    evidence: tuple[Evidence, ...]


@dataclass(slots=True)
class _Known:
    """A company as the store has it."""

    term_id: int
    folded: str
    label: str
    names: str
    listings: str
    active: int


def sync(ledger: Ledger, companies: Iterable[Company]) -> None:
    """Make the store's companies those of the registry; whoever left it is kept, inactive, for its id.

    The same key is the same company; else a listing in common; else the name by which an unlisted one was known.
    """
    # Of two keys that differ in case or width alone, the first has the address.
    companies = reversed({_alias(company.key): company for company in reversed(list(companies))}.values())
    known = _known(ledger.connection)
    free = {each.term_id: each for each in known}
    pairs, rest = _pair(companies, free, _by_key(known))
    for kind in (_by_listing(known), _by_old_key(known)):
        more, rest = _pair(rest, free, kind)
        pairs += more
    for company, found in pairs:
        _update(ledger, found, company)
    _deactivate(ledger, [each for each in free.values() if each.active])
    _add(ledger, rest)


Finder = Callable[[Company], Iterable[_Known]]


def _pair(
    companies: Iterable[Company], free: dict[int, _Known], find: Finder
) -> tuple[list[tuple[Company, _Known]], list[Company]]:
    """Give each company the first known one that fits and that no other has; the pairs, and who found none."""
    pairs, rest = [], []
    for company in companies:
        found = next((each for each in find(company) if each.term_id in free), None)
        if found is None:
            rest.append(company)
        else:
            pairs.append((company, free.pop(found.term_id)))
    return pairs, rest


def _by_key(known: Iterable[_Known]) -> Finder:
    keys = {each.folded: each for each in known}
    return lambda company: [keys[key] for key in [_alias(company.key)] if key in keys]


def _by_listing(known: Iterable[_Known]) -> Finder:
    listings = {listing: each for each in known for listing in json.loads(each.listings)}
    return lambda company: [listings[listing] for listing in company.listings if listing in listings]


def _by_old_key(known: Iterable[_Known]) -> Finder:
    """A company that was unlisted, and known by its name, has the name still when it lists."""
    keys = {each.folded: each for each in known if each.listings == "[]"}
    return lambda company: [keys[key] for name in company.names if (key := _alias(name.text)) in keys]


def _known(connection: Connection) -> list[_Known]:
    terms, table = schema.terms, schema.companies
    query = select(
        terms.c.id, terms.c.folded, terms.c.label, table.c.names, table.c.listings, table.c.active
    ).select_from(table.join(terms, table.c.term_id == terms.c.id))
    return [_Known(*row) for row in connection.execute(query)]


def _values(company: Company) -> dict[str, object]:
    return {
        "names": json.dumps([asdict(name) for name in company.names], ensure_ascii=False),
        "listings": json.dumps(list(company.listings)),
        "active": 1,
    }


def _update(ledger: Ledger, known: _Known, company: Company) -> None:
    values, folded = _values(company), _alias(company.key)
    now = (known.folded, known.label, known.names, known.listings, known.active)
    if now == (folded, company.name, *values.values()):
        return
    terms, table = schema.terms, schema.companies
    row = {"key": taxonomy.key(company.key), "folded": folded, "label": company.name}
    ledger.connection.execute(terms.update().where(terms.c.id == known.term_id).values(row))
    ledger.connection.execute(table.update().where(table.c.term_id == known.term_id).values(values))
    _rename(ledger, known, company)
    ledger.touch_beside(known.term_id)


def _rename(ledger: Ledger, known: _Known, company: Company) -> None:
    """New spellings; keys that the company ever had stay, so that subscriptions go on."""
    aliases = schema.aliases.c
    own = aliases.term_id == known.term_id
    ledger.connection.execute(schema.aliases.delete().where(own, aliases.sure < FORMER_KEY))
    kept = set(ledger.connection.execute(select(aliases.folded).where(own)).scalars())
    rows = [row for row in _aliases(known.term_id, company) if row["folded"] not in kept]
    if known.folded not in {_alias(company.key), *kept}:
        rows = [row for row in rows if row["folded"] != known.folded]
        rows.append({"folded": known.folded, "term_id": known.term_id, "sure": FORMER_KEY})
    if rows:
        ledger.connection.execute(schema.aliases.insert(), rows)


def _deactivate(ledger: Ledger, left: Iterable[_Known]) -> None:
    table = schema.companies
    for each in left:
        ledger.connection.execute(table.update().where(table.c.term_id == each.term_id).values(active=0))
        ledger.touch_beside(each.term_id)


def _add(ledger: Ledger, new: list[Company]) -> None:
    if not new:
        return
    ids = [ledger.new_term("company", taxonomy.key(company.key), company.name) for company in new]
    rows = [{"term_id": term_id, **_values(company)} for term_id, company in zip(ids, new, strict=True)]
    ledger.connection.execute(schema.companies.insert(), rows)
    pairs = zip(ids, new, strict=True)
    ledger.connection.execute(
        schema.aliases.insert(), [row for term_id, company in pairs for row in _aliases(term_id, company)]
    )
    ledger.touch(ids)


def _aliases(term_id: int, company: Company) -> list[dict[str, object]]:
    """Every spelling that leads to a company."""
    spellings = {_alias(name.text): int(not name.ambiguous) for name in company.names}
    spellings |= {_alias(text): 1 for text in (company.key, *company.listings)}
    return [{"folded": text, "term_id": term_id, "sure": sure} for text, sure in sorted(spellings.items()) if text]


def _alias(text: str) -> str:
    try:
        key = taxonomy.key(text)
    except ValueError:
        return ""
    return taxonomy.fold(key)


def resolve(connection: Connection, spelling: str) -> tuple[Alias, ...]:
    """The companies that a spelling can mean: none, one, or the choice."""
    aliases, terms, companies = schema.aliases, schema.terms, schema.companies
    query = (
        select(terms.c.key, terms.c.label, aliases.c.sure)
        .select_from(
            aliases.join(terms, aliases.c.term_id == terms.c.id).join(companies, companies.c.term_id == terms.c.id)
        )
        .where(aliases.c.folded == _alias(spelling), companies.c.active == 1)
        .order_by(terms.c.key)
    )
    return tuple(Alias(row.key, row.label, bool(row.sure)) for row in connection.execute(query))


def all_companies(connection: Connection) -> tuple[tuple[Company, int], ...]:
    """Every active company with its number of live articles, by key."""
    terms, companies = schema.terms, schema.companies
    query = (
        select(terms.c.key, terms.c.label, terms.c.entries, companies.c.names, companies.c.listings)
        .select_from(companies.join(terms, companies.c.term_id == terms.c.id))
        .where(companies.c.active == 1)
        .order_by(terms.c.key)
    )
    return tuple((_company(row), row.entries) for row in connection.execute(query))


def unmatched(connection: Connection, fingerprint: str, limit: int) -> tuple[StoredText, ...]:
    """Up to `limit` articles that the registry of this fingerprint has not been matched with."""
    texts = schema.texts
    # Not "!=", which no index serves: before or behind the fingerprint.
    other = or_(texts.c.matched < fingerprint, texts.c.matched > fingerprint)
    query = select(texts).where(other).order_by(texts.c.matched, texts.c.article_id).limit(limit)
    return tuple(_stored(row.article_id, row.zones, row.evidence) for row in connection.execute(query))


def text_of(connection: Connection, article_id: int) -> StoredText | None:
    """What is stored for matching one article."""
    texts = schema.texts
    row = connection.execute(select(texts).where(texts.c.article_id == article_id)).first()
    return None if row is None else _stored(row.article_id, row.zones, row.evidence)


def _stored(article_id: int, zones: str, evidence: str) -> StoredText:
    return StoredText(
        article_id,
        tuple(Zone(name, text) for name, text in json.loads(zones)),
        tuple(Evidence(**found) for found in json.loads(evidence)),
    )


def mention(ledger: Ledger, article_id: int, found: Iterable[Mention], fingerprint: str) -> None:
    """Write which companies an article is about, and put it into their feeds."""
    rows = {term_id: each for each in found if (term_id := _number_of(ledger.connection, each.key)) is not None}
    mentions, texts = schema.mentions, schema.texts
    query = select(mentions).where(mentions.c.article_id == article_id)
    before = {row.term_id: (row.role, row.score, row.reasons) for row in ledger.connection.execute(query)}
    after = {term_id: (each.role, round(each.score * SCORE_UNIT), _reasons(each)) for term_id, each in rows.items()}
    ledger.connection.execute(texts.update().where(texts.c.article_id == article_id).values(matched=fingerprint))
    if before == after:
        return
    ledger.connection.execute(mentions.delete().where(mentions.c.article_id == article_id))
    new = [
        {"article_id": article_id, "term_id": term_id, "role": role, "score": score, "reasons": reasons}
        for term_id, (role, score, reasons) in after.items()
    ]
    if new:
        ledger.connection.execute(mentions.insert(), new)
    _relink(ledger, article_id, before.keys(), after.keys())


def _number_of(connection: Connection, key: str) -> int | None:
    terms, table = schema.terms, schema.companies
    query = (
        select(terms.c.id)
        .select_from(table.join(terms, table.c.term_id == terms.c.id))
        .where(terms.c.kind == "company", terms.c.folded == _alias(key))
    )
    found: int | None = connection.execute(query).scalar()
    return found


def _relink(ledger: Ledger, article_id: int, before: Iterable[int], after: Iterable[int]) -> None:
    articles, links = schema.articles, schema.links
    row = ledger.connection.execute(select(articles).where(articles.c.id == article_id)).one()
    live = row.state == "live"
    if live:
        # Every feed that shows this entry shows its companies.
        ledger.touch_articles([article_id])
    for term_id in sorted(set(before) - set(after)):
        gone = links.delete().where(links.c.article_id == article_id, links.c.term_id == term_id)
        ledger.connection.execute(gone)
        if live:
            ledger.count(term_id, -1)
    for term_id in sorted(set(after) - set(before)):
        ledger.connection.execute(links.insert().values(link_values(row, term_id, 0)))
        if live:
            ledger.count(term_id, +1)


def _reasons(mention: Mention) -> str:
    return json.dumps([asdict(reason) for reason in mention.reasons], ensure_ascii=False)


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


def company(connection: Connection, term_id: int) -> Company | None:
    """The company behind a feed."""
    terms, table = schema.terms, schema.companies
    query = (
        select(terms.c.key, terms.c.label, table.c.names, table.c.listings)
        .select_from(table.join(terms, table.c.term_id == terms.c.id))
        .where(table.c.term_id == term_id)
    )
    row = connection.execute(query).first()
    return None if row is None else _company(row)


def _company(row: AnyRow) -> Company:
    names = tuple(Name(**name) for name in json.loads(row.names))
    return Company(row.key, row.label, names, tuple(json.loads(row.listings)))

"""The companies, as the store keeps them.

A company's feed is named by its term's number: a new key (it lists, it is renamed) keeps the number, and the old
key stays an alias that leads to the new one.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from functools import lru_cache

from sqlalchemy import Connection, select

from feedsvc.articles import taxonomy
from feedsvc.companies import legal as legal_names
from feedsvc.companies.folding import folded_name, straight
from feedsvc.companies.naming import undecorated
from feedsvc.companies.otherforms import written_otherwise
from feedsvc.companies.succession import heirs, owners
from feedsvc.model import Company, Name
from feedsvc.remembered import remembered
from feedsvc.store import schema
from feedsvc.store.engine import insert
from feedsvc.store.ledger import Ledger
from feedsvc.store.schema import AnyRow
from feedsvc.store.terms import sorting

_NAME_FIELDS = tuple(each.name for each in fields(Name))
_NAMES = json.JSONEncoder(ensure_ascii=False)
FORMER_KEY = 2
"""What `sure` is for a key that a company had before: 0 is a name that may mean another, 1 one that may not."""


@dataclass(frozen=True, slots=True)
class Alias:
    """A spelling that leads to a company: `sure` where it can mean no other (a code, an unambiguous name)."""

    key: str
    label: str
    sure: bool


@dataclass(slots=True)
class _Known:
    """A company as the store has it."""

    term_id: int
    folded: str
    label: str
    names: str
    listings: str
    active: int
    provisional: int


@dataclass(frozen=True, slots=True)
class Synced:
    """What a change of companies means for matching: the names that are other ones than before, gained or lost, the
    numbers of the companies that lost one or are gone, the keys of those that are new or changed."""

    names: frozenset[str]
    lost: tuple[int, ...]
    keys: frozenset[str]


def sync(ledger: Ledger, companies: Iterable[Company], before: Iterable[Company] = ()) -> Synced:
    """Make the store's companies these; whoever left is kept, inactive, for its id.

    The same key is the same company; else a listing in common; else the name by which an unlisted one was known; else a
    name that can mean no other (it was renamed, or listed anew); else the legal name by which articles alone knew it,
    or do now. `before` are those that the store has now, where the caller knows them: only what differs is looked at.
    """
    every = companies = _addressed(companies)
    # By key, which no two have: to hash ten thousand companies, names and all, takes many times as long.
    earlier = {company.key: company for company in _addressed(before)}
    same = {company.key for company in companies if company == earlier.get(company.key)}
    companies = [company for company in companies if company.key not in same]
    untouched = set(map(alias, same))
    known = [each for each in _known(ledger.connection) if each.folded not in untouched]
    free = {each.term_id: each for each in known}
    pairs, rest = _pair(companies, free, _by_key(known))
    for kind in (_by_listing(known), _by_old_key(known), _by_sure_name(known)):
        more, rest = _pair(rest, free, kind)
        pairs += more
    more, rest = _pair(rest, free, _by_legal_name(free.values(), rest, every))
    pairs += more
    for company, found in pairs:
        _update(ledger, found, company)
    gone = [each for each in free.values() if each.active]
    _deactivate(ledger, gone)
    _add(ledger, rest)
    _lead_on(ledger, gone, every)
    return _difference(pairs, rest, gone)


def _addressed(companies: Iterable[Company]) -> list[Company]:
    """Those that the store can have: of two keys that differ in case or width alone, the first has the address."""
    return list(reversed({alias(company.key): company for company in reversed(list(companies))}.values()))


def _difference(pairs: list[tuple[Company, _Known]], new: list[Company], gone: list[_Known]) -> Synced:
    names = {name.text for company in new for name in company.names}
    names |= {name.text for each in gone for name in names_of(each.names)}
    lost = {each.term_id for each in gone}
    keys = {key for company in new for key in (company.key, *company.listings)}
    for company, known in pairs:
        before, after = set(names_of(known.names)) if known.active else set(), set(company.names)
        if before != after:
            names.update(name.text for name in before ^ after)
            lost.update({known.term_id} if before - after else ())
        listings = set(json.loads(known.listings)) if known.active else set()
        if not known.active or before != after or listings != set(company.listings):
            keys.update((company.key, *company.listings, *listings))
    return Synced(frozenset(names), tuple(sorted(lost)), frozenset(keys))


Finder = Callable[[Company], Iterable[_Known]]


def _pair(
    companies: Iterable[Company], free: dict[int, _Known], find: Finder
) -> tuple[list[tuple[Company, _Known]], list[Company]]:
    """Give each company the first known one that fits and that no other has; the pairs, and who found none."""
    if not free:
        return [], list(companies)
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
    return lambda company: [keys[key] for key in [alias(company.key)] if key in keys]


def _by_listing(known: Iterable[_Known]) -> Finder:
    listings = {listing: each for each in known for listing in json.loads(each.listings)}
    return lambda company: [listings[listing] for listing in company.listings if listing in listings]


def _by_old_key(known: Iterable[_Known]) -> Finder:
    """A company that was unlisted, and known by its name, has the name still when it lists; a hint of another's is the
    name of none."""
    keys = {each.folded: each for each in known if each.listings == "[]"}
    return lambda company: [keys[key] for name in company.names if not name.hint and (key := alias(name.text)) in keys]


def _by_sure_name(known: Iterable[_Known]) -> Finder:
    """A company whose key is another now, but whose legal name, say, is the same."""
    names = {alias(name.text): each for each in known for name in names_of(each.names) if name.is_sure}
    return lambda company: [
        names[folded] for name in company.names if name.is_sure and (folded := alias(name.text)) in names
    ]


def _by_legal_name(free: Iterable[_Known], rest: list[Company], every: list[Company]) -> Finder:
    """A company that articles alone knew and a file has now, or the other way about."""
    # Those of files that left before count as well: what their articles teach now is read a while later.
    left = {each.folded: each for each in free if each.active or not each.provisional} if rest else {}
    found = heirs([_as_left(each) for each in left.values()], rest, every)
    return lambda company: [left[found[company.key]]] if company.key in found else []


def _as_left(known: _Known) -> Company:
    return Company(known.folded, known.label, names_of(known.names), provisional=bool(known.provisional))


def _known(connection: Connection) -> list[_Known]:
    terms, table = schema.terms, schema.companies
    query = select(
        terms.c.id, terms.c.folded, terms.c.label, table.c.names, table.c.listings, table.c.active, table.c.provisional
    ).select_from(table.join(terms, table.c.term_id == terms.c.id))
    return [_Known(*row) for row in connection.execute(query)]


def _values(company: Company) -> dict[str, object]:
    return {
        "names": _NAMES.encode([_name_values(name) for name in company.names]),
        "listings": json.dumps(company.listings),
        "active": 1,
        "provisional": int(company.provisional),
    }


def _name_values(name: Name) -> dict[str, object]:
    """A name without what is as it is by default."""
    return {key: value for key in _NAME_FIELDS if (value := getattr(name, key))}


def _update(ledger: Ledger, known: _Known, company: Company) -> None:
    values, folded = _values(company), alias(company.key)
    now = (known.folded, known.label, known.names, known.listings, known.active, known.provisional)
    if now == (folded, company.name, *values.values()):
        return
    terms, table = schema.terms, schema.companies
    row = {"key": taxonomy.key(company.key), "folded": folded, "label": company.name, **sorting(company.name)}
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
    if known.folded not in {alias(company.key), *kept}:
        rows = [row for row in rows if row["folded"] != known.folded]
        rows.append({"folded": known.folded, "term_id": known.term_id, "sure": FORMER_KEY})
    if rows:
        ledger.connection.execute(schema.aliases.insert(), rows)


def _deactivate(ledger: Ledger, left: Iterable[_Known]) -> None:
    table = schema.companies
    for each in left:
        ledger.connection.execute(table.update().where(table.c.term_id == each.term_id).values(active=0))
        ledger.touch_beside(each.term_id)


def _lead_on(ledger: Ledger, gone: Iterable[_Known], every: Iterable[Company]) -> None:
    """Old addresses of those whose legal name is another's now lead to it, as `_rename` has it."""
    for old, key in owners(map(_as_left, gone), every).items():
        terms, aliases = schema.terms.c, schema.aliases
        found = select(terms.id).where(terms.kind == "company", terms.folded == alias(key))
        term_id = ledger.connection.execute(found).scalar_one()
        ledger.connection.execute(aliases.delete().where(aliases.c.folded == old, aliases.c.term_id == term_id))
        ledger.connection.execute(aliases.insert(), {"folded": old, "term_id": term_id, "sure": FORMER_KEY})


def _add(ledger: Ledger, new: list[Company]) -> None:
    if not new:
        return
    ids = ledger.terms.make([("company", taxonomy.key(company.key), company.name) for company in new])
    pairs = list(zip(ids, new, strict=True))
    rows = [(term_id, *_values(company).values()) for term_id, company in pairs]
    insert(ledger.connection, schema.companies, ("term_id", *_values(new[0])), rows)
    aliases = [tuple(row.values()) for term_id, company in pairs for row in _aliases(term_id, company)]
    insert(ledger.connection, schema.aliases, ("folded", "term_id", "sure"), aliases)
    ledger.renew(ids)


def _aliases(term_id: int, company: Company) -> list[dict[str, object]]:
    """Every spelling that leads to a company; sure are those that a person wrote and that mean no other."""
    names = [name for name in company.names if not name.hint]
    spellings = {alias(name.text): int(not (name.ambiguous or name.learned)) for name in names}
    spellings |= {alias(text): 1 for text in (company.key, *company.listings)}
    return [{"folded": text, "term_id": term_id, "sure": sure} for text, sure in sorted(spellings.items()) if text]


@remembered(most=1 << 16, longest=100)
def alias(text: str) -> str:
    """A spelling as aliases are looked up; "" for one that no address can hold."""
    try:
        key = taxonomy.key(text)
    except ValueError:
        return ""
    return taxonomy.fold(key)


def resolve(connection: Connection, spelling: str) -> tuple[Alias, ...]:
    """The companies that a spelling can mean: none, one, or the choice."""
    plain = straight(folded_name(spelling))
    legal = legal_names.plain(plain)
    # A Latin legal name, however its form is written, may be known by what stands before that.
    short = legal_names.stem(plain)
    stems = (legal, f"{legal}.", short, *written_otherwise(legal, short)) if plain.isascii() else ()
    spelled = (spelling, plain, plain.replace("'", "’"), undecorated(plain), plain.replace(" ", ""), *stems)
    found = (_aliased(connection, each) for each in dict.fromkeys(map(alias, spelled)) if each)
    return next(filter(None, found), ())


def _aliased(connection: Connection, folded: str) -> tuple[Alias, ...]:
    aliases, terms, companies = schema.aliases, schema.terms, schema.companies
    query = (
        select(terms.c.key, terms.c.label, aliases.c.sure)
        .select_from(
            aliases.join(terms, aliases.c.term_id == terms.c.id).join(companies, companies.c.term_id == terms.c.id)
        )
        .where(aliases.c.folded == folded, companies.c.active == 1)
        .order_by(terms.c.key)
    )
    return tuple(Alias(row.key, row.label, bool(row.sure)) for row in connection.execute(query))


def all_companies(connection: Connection) -> tuple[tuple[Company, int], ...]:
    """Every active company with its number of live articles, by key."""
    terms, own = schema.terms, schema.companies.c
    columns = (terms.c.key, terms.c.label, terms.c.entries, own.names, own.listings, own.provisional)
    query = (
        select(*columns)
        .select_from(schema.companies.join(terms, own.term_id == terms.c.id))
        .where(own.active == 1)
        .order_by(terms.c.key)
    )
    return tuple((_company(row), row.entries) for row in connection.execute(query))


def company(connection: Connection, term_id: int) -> Company | None:
    """The company behind a feed."""
    terms, table = schema.terms, schema.companies
    query = (
        select(terms.c.key, terms.c.label, table.c.names, table.c.listings, table.c.provisional)
        .select_from(table.join(terms, table.c.term_id == terms.c.id))
        .where(table.c.term_id == term_id)
    )
    row = connection.execute(query).first()
    return None if row is None else _company(row)


def _company(row: AnyRow) -> Company:
    names = names_of(row.names)
    return Company(row.key, row.label, names, tuple(json.loads(row.listings)), bool(row.provisional))


@lru_cache(maxsize=1 << 12)
def names_of(stored: str) -> tuple[Name, ...]:
    """The names of a company as they are stored."""
    return tuple(Name(**name) for name in json.loads(stored))

"""What stands beside each other, by a count of every article, on both databases."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from feedsvc.model import Article, Company, Mention, Name, Reason, Term
from feedsvc.store import articles, beside, chunks, companies, mentions
from feedsvc.store.beside import Counted
from feedsvc.store.engine import Store
from feedsvc.store.pages import Feed
from tests.articles import article
from tests.storing import batch, feed, put, shown

ALL = tuple(Company(f"0000{n}.SZ", f"公司{n}", (Name(f"公司{n}"),), (f"0000{n}.SZ",)) for n in range(1, 5))


def made(number: int, chance: random.Random) -> Article:
    categories = [Term("category", key, key.upper()) for key in chance.sample("abc", chance.randint(1, 3))]
    tags = [Term("tag", key, key) for key in chance.sample("xyz", chance.randint(0, 2))]
    source = Term("source", chance.choice("ST"), "S")
    return article(f"{number}.md", terms=(*categories, *tags, source))


@pytest.fixture
def filled(store: Store) -> Store:
    chance = random.Random(5)
    numbers = put(store, *(made(number, chance) for number in range(40)))
    why = (Reason("name", "body", 0, "x"),)
    with batch(store) as ledger:
        companies.sync(ledger, ALL)
        for number in numbers:
            found = [Mention(each.key, "mention", 0.5, why) for each in chance.sample(ALL, chance.randint(0, 3))]
            mentions.mention(ledger, {number: found}, "f")
        articles.withdraw(ledger, numbers[3])
    return store


def own(store: Store, kind: str, key: str) -> Feed:
    found = feed(store, kind, key)
    assert found is not None
    return found


@pytest.mark.parametrize(("kind", "key"), [("company", "00001.SZ"), ("category", "a"), ("source", "S"), ("all", "")])
def test_counts_are_those_of_a_look_at_every_article(filled: Store, kind: str, key: str) -> None:
    entries = shown(filled, kind, key)
    companies_of = Counter(each.key for entry in entries for each in entry.companies)
    categories_of = Counter(each.key for entry in entries for each in entry.categories)
    tags_of = Counter(each.key for entry in entries for each in entry.tags)
    with filled.reading() as connection:
        found = beside.beside(connection, own(filled, kind, key))
    companies_of.pop(key, None)
    categories_of.pop(key, None)
    assert (found.examined, found.is_all) == (len(entries), True)
    assert {each.key: each.articles for each in found.companies} == companies_of
    assert {each.key: each.articles for each in found.categories} == categories_of
    assert {each.key: each.articles for each in found.tags} == tags_of
    assert {each.key for each in found.sources} == (set() if kind == "source" else {"S", "T"})
    assert [each.articles for each in found.companies] == sorted(companies_of.values(), reverse=True)


def test_no_more_articles_are_looked_at_than_the_bound(filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beside, "EXAMINED", 7)
    monkeypatch.setattr(chunks, "CHUNK", 2)
    newest = shown(filled, "category", "a", limit=7)
    counts = Counter(each.key for entry in newest for each in entry.companies)
    with filled.reading() as connection:
        found = beside.beside(connection, own(filled, "category", "a"))
    assert (found.examined, found.is_all) == (7, False)
    assert {each.key: each.articles for each in found.companies} == counts


def test_no_more_are_told_than_asked_for_and_the_most_frequent_are(filled: Store) -> None:
    with filled.reading() as connection:
        every = beside.beside(connection, own(filled, "all", ""))
        few = beside.beside(connection, own(filled, "all", ""), limit=2)
    assert few.companies == every.companies[:2]
    assert few.categories == every.categories[:2]


def test_nothing_stands_beside_nothing(store: Store) -> None:
    with batch(store) as ledger:
        companies.sync(ledger, ALL[:1])
    with store.reading() as connection:
        found = beside.beside(connection, own(store, "company", "00001.SZ"))
        assert found == beside.Beside(0, is_all=True)
        assert beside.counted(connection, (), 5) == {}


def test_feeds_as_frequent_come_by_their_labels(store: Store) -> None:
    put(store, article("a.md", terms=(Term("category", "z", "Alpha"), Term("category", "a", "Beta"))))
    with store.reading() as connection:
        found = beside.beside(connection, own(store, "all", ""))
    assert found.categories == (Counted("category", "z", "Alpha", 1), Counted("category", "a", "Beta", 1))

"""The store, on both databases: every test here runs on SQLite and on PostgreSQL."""

from __future__ import annotations

import errno
import json
import os
import re
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event
from typing import NoReturn
from uuid import UUID

import pytest
from sqlalchemy import exc, inspect, text

from feedsvc.articles.targets import Reference
from feedsvc.errors import LockLost, SettingsError, StoreError, StoreLocked, StoreTooNew
from feedsvc.model import Article, Company, Enclosure, Label, Mention, Name, Problem, Reason, Term, TermKind
from feedsvc.store import (
    articles,
    companies,
    files,
    generations,
    lock,
    mends,
    mentions,
    pages,
    particulars,
    problems,
    schema,
    stats,
)
from feedsvc.store.engine import Store, open_store
from feedsvc.store.identities import Writing
from feedsvc.store.ledger import Ledger
from tests.articles import NOON, article, category
from tests.storing import NOW, batch, feed, lose_lock, put, saved, shown

JD = Company("06618.HK", "京东健康", (Name("京东健康"), Name("JD Health")), ("06618.HK",))
APPLE = Company("AAPL.US", "苹果公司", (Name("苹果公司"), Name("苹果", ambiguous=True)), ("AAPL.US",))


def test_a_new_store_mints_an_authority_that_stays(store: Store, database_url: str, tmp_path: Path) -> None:
    again = open_store(database_url, tmp_path / "data")
    assert again.authority == store.authority
    assert store.authority.version == 4
    again.close()


def test_migrations_make_the_tables_that_queries_expect(store: Store) -> None:
    with store.reading() as connection:
        found = inspect(connection)
        for table in schema.metadata.sorted_tables:
            columns = {column["name"]: bool(column["nullable"]) for column in found.get_columns(table.name)}
            assert columns.keys() == {column.name for column in table.columns}, table.name
            for column in table.columns:
                if not column.primary_key:
                    assert columns[column.name] == column.nullable, f"{table.name}.{column.name}"
        # The word index is made of tables that the database alone knows how to use.
        others = {name for name in found.get_table_names() if not name.startswith("search")}
        assert others == {table.name for table in schema.metadata.sorted_tables}


def test_a_store_of_a_later_version_is_refused(store: Store, database_url: str, tmp_path: Path) -> None:
    with store.writing() as connection:
        connection.execute(schema.meta.update().where(schema.meta.c.key == "version").values(value="999"))
    with pytest.raises(StoreTooNew, match="version 999 and this feedsvc knows only"):
        open_store(database_url, tmp_path / "data")


def test_a_failed_transaction_leaves_nothing(store: Store) -> None:
    with pytest.raises(RuntimeError), batch(store) as ledger:
        source = files.source(ledger.connection, "posts")
        articles.put(ledger, article(), Writing(source, None, "d", rebuild=False, show_future=False))
        raise RuntimeError
    assert feed(store, "all") is None


def test_an_article_is_in_the_feeds_of_all_its_terms(store: Store) -> None:
    put(store, article())
    for kind, key in (("all", ""), ("category", "news"), ("source", "S")):
        assert [entry.title for entry in shown(store, kind, key)] == ["One"]
    assert feed(store, "category", "other") is None
    assert feed(store, "tag", "news") is None


def test_an_entry_has_one_id_in_all_feeds_made_from_store_source_and_identity(store: Store) -> None:
    put(store, article())
    first = shown(store)[0].uuid
    assert UUID(first).version == 5
    assert {entry.uuid for entry in shown(store, "category", "news")} == {first}


def test_entries_come_newest_first_and_ties_by_id(store: Store) -> None:
    later = NOON + timedelta(seconds=1)
    put(store, article("a.md"), article("b.md", published=later, published_raw="x"), article("c.md"))
    found = shown(store)
    assert found[0].published == later
    assert [entry.uuid for entry in found[1:]] == sorted(entry.uuid for entry in found[1:])
    assert len(shown(store, limit=2)) == 2


def test_the_same_article_again_moves_nothing(store: Store) -> None:
    put(store, article())
    before, entry = feed(store, "category", "news"), shown(store)[0]
    put(store, article(), now=NOW + 500)
    assert feed(store, "category", "news") == before
    assert shown(store)[0] == entry


def test_an_edit_moves_updated_to_its_instant_and_never_published(store: Store) -> None:
    put(store, article())
    put(store, article(words="w2", content="<p>Other words.</p>"), now=NOW + 500)
    entry = shown(store)[0]
    assert entry.published == NOON
    assert entry.updated == datetime.fromtimestamp(NOW + 500, UTC)


def test_an_edit_of_other_things_than_words_moves_no_updated(store: Store) -> None:
    put(store, article())
    put(store, article(content="<p>Some  words.</p>"), now=NOW + 500)
    assert shown(store)[0].updated == NOON
    assert shown(store)[0].content == "<p>Some  words.</p>"


def test_a_rebuild_moves_neither_id_published_nor_updated(store: Store) -> None:
    put(store, article())
    before = shown(store)[0]
    moved = article(words="w2", content="<p>x</p>", published=NOON + timedelta(hours=8))
    put(store, moved, now=NOW + 500, rebuild=True)
    after = shown(store)[0]
    assert (after.uuid, after.published, after.updated) == (before.uuid, before.published, before.updated)
    assert after.content == "<p>x</p>"


def test_published_follows_the_author_who_writes_another_date(store: Store) -> None:
    put(store, article())
    put(store, article(published=NOON - timedelta(days=1), published_raw="2022-03-27"), now=NOW + 500)
    assert shown(store)[0].published == NOON - timedelta(days=1)


def test_the_heads_own_updated_counts_and_is_never_before_published(store: Store) -> None:
    put(store, article("a.md", updated=NOON + timedelta(minutes=1)), article("b.md", updated=NOON - timedelta(days=1)))
    assert {entry.updated for entry in shown(store)} == {NOON + timedelta(minutes=1), NOON}


def test_an_article_dated_in_the_future_is_held_and_leaks_nowhere(store: Store) -> None:
    future = datetime.fromtimestamp(NOW + 60, UTC)
    put(store, article(terms=(category("secret"),), published=future))
    assert feed(store, "category", "secret") is None
    with store.reading() as connection:
        assert not stats.is_release_due(connection, NOW + 59, show_future=False)
        assert stats.is_release_due(connection, NOW + 60, show_future=False)
        assert stats.stats(connection).articles == 0
    with batch(store, NOW + 59) as ledger:
        assert articles.release(ledger, show_future=False) == []
    with batch(store, NOW + 60) as ledger:
        assert len(articles.release(ledger, show_future=False)) == 1
    assert [entry.published for entry in shown(store, "category", "secret")] == [future]


def test_a_withdrawn_article_leaves_every_feed_and_comes_back_with_its_id(store: Store) -> None:
    number = put(store, article())[0]
    uuid = shown(store)[0].uuid
    with batch(store, NOW + 10) as ledger:
        articles.withdraw(ledger, number)
    assert shown(store) == []
    with store.reading() as connection:
        assert pages.entry(connection, uuid) is None
        gone = particulars.withdrawn(connection, uuid)
        assert particulars.particulars(connection, uuid) is None
    assert gone is not None
    assert (gone.title, int(gone.withdrawn.timestamp())) == (article().title, NOW + 10)
    put(store, article(), now=NOW + 20)
    assert shown(store)[0].uuid == uuid


def test_a_change_touches_only_its_own_feeds(store: Store) -> None:
    put(store, article("a.md"), article("b.md", terms=(category("sport"),)))
    news, sport = feed(store, "category", "news"), feed(store, "category", "sport")
    put(store, article("a.md", title="Two", words="w2"), now=NOW + 5)
    after = feed(store, "category", "news")
    assert after is not None and news is not None
    assert after.version > news.version
    assert after.modified > news.modified
    assert feed(store, "category", "sport") == sport


def test_modified_moves_with_a_second_change_in_one_second_and_no_further_than_the_next(store: Store) -> None:
    put(store, article("0.md"), now=NOW)
    seen = []
    for number in range(3):
        put(store, article(title=f"T{number}"), now=NOW + 10)
        found = feed(store, "all")
        assert found is not None
        seen.append(found.modified)
    assert seen == [NOW + 10, NOW + 11, NOW + 11]


def test_modified_is_later_than_before_where_the_clock_was_set_back(store: Store) -> None:
    seen = []
    for number, now in enumerate((NOW, NOW + 10, NOW, NOW + 1, NOW + 20, NOW + 5, NOW + 5, NOW + 30)):
        put(store, article(title=f"T{number}"), now=now)
        found = feed(store, "all")
        assert found is not None
        seen.append(found.modified - NOW)
    # What nobody can have seen need not move.
    assert seen == [0, 10, 11, 11, 20, 21, 21, 30]


def test_a_recategorized_article_changes_both_feeds(store: Store) -> None:
    put(store, article())
    before = feed(store, "category", "news")
    put(store, article(terms=(category("sport"),)), now=NOW + 5)
    after = feed(store, "category", "news")
    assert before is not None and after is not None
    assert (before.entries, after.entries) == (1, 0)
    assert after.version > before.version
    assert [entry.title for entry in shown(store, "category", "sport")] == ["One"]


def test_counts_stay_true_through_additions_edits_and_withdrawals(store: Store) -> None:
    numbers = put(store, *(article(f"{n}.md", terms=(category(f"c{n % 3}"),)) for n in range(9)))
    put(store, article("0.md", terms=(category("c1"), category("c2"))), now=NOW + 1)
    with batch(store, NOW + 2) as ledger:
        articles.withdraw(ledger, numbers[5])
    for key in ("c0", "c1", "c2"):
        found = feed(store, "category", key)
        assert found is not None
        assert found.entries == len(shown(store, "category", key))


def test_keys_that_differ_in_case_or_width_are_one_category(store: Store) -> None:
    put(store, article("a.md", terms=(category("News"),)), article("b.md", terms=(category("ＮＥＷＳ"),)))
    found = feed(store, "category", "news")
    assert found is not None
    assert (found.key, found.entries) == ("News", 2)


def test_a_label_is_what_the_sites_own_links_say_most(store: Store) -> None:
    votes = [(Label("news", "新闻"),), (Label("news", "新闻"),), (Label("news", "News!"),)]
    put(store, *(article(f"{n}.md", labels=vote) for n, vote in enumerate(votes)))
    assert shown(store)[0].categories == (Term("category", "news", "新闻"),)


def test_a_label_that_tags_suggest_needs_nearly_all_articles(store: Store) -> None:
    tag = (Label("news", "新闻", "tag"),)
    put(store, article("a.md", labels=tag), article("b.md"))
    found = feed(store, "category", "news")
    assert found is not None
    assert found.label == "news"
    put(store, article("b.md", labels=tag), now=NOW + 1)
    found = feed(store, "category", "news")
    assert found is not None
    assert found.label == "新闻"


def test_a_label_of_the_settings_wins(store: Store) -> None:
    put(store, article(labels=(Label("news", "新闻"),)))
    with batch(store, NOW + 1, News="Breaking") as ledger:
        ledger.vote_all()
    assert shown(store)[0].categories[0].label == "Breaking"


@pytest.mark.parametrize("written", ["Open Source", "open source", "Open-Source"])
def test_a_label_of_the_settings_is_found_by_name_and_by_key(store: Store, written: str) -> None:
    put(store, article(terms=(category("Open-Source"),)))
    with batch(store, NOW + 1, **{written: "Free Software"}) as ledger:
        ledger.vote_all()
    assert shown(store)[0].categories[0].label == "Free Software"


def test_a_new_label_touches_every_feed_that_shows_it(store: Store) -> None:
    put(store, article())
    before = feed(store, "source", "S")
    with batch(store, NOW + 1, news="Breaking") as ledger:
        ledger.vote_all()
    after = feed(store, "source", "S")
    assert before is not None and after is not None
    assert after.version > before.version


def label_of(store: Store, kind: str, key: str) -> str:
    found = feed(store, kind, key)
    assert found is not None
    return found.label


def written(path: str, kind: TermKind, label: str) -> Article:
    return article(path, terms=(category("news"), Term(kind, label, label)))


@pytest.mark.parametrize("kind", ["category", "tag", "author", "source"])
@pytest.mark.parametrize(
    ("before", "after", "label"),
    [
        (["ann"], ["Ann"], "Ann"),
        (["ann", "ann"], ["Ann", "Ann"], "Ann"),
        (["ann", "Ann"], ["ann", "Ann", "Ann"], "Ann"),
        (["ann", "Ann", "Ann"], ["ann", "ann", "Ann"], "ann"),
        (["ann", "Ann"], ["ann", "Ann"], "ann"),
        (["ann", "Ann", "ANN"], ["Zoe", "Ann", "ANN"], "ANN"),
    ],
    ids=["the only one", "all", "most", "back", "as many: the first", "as many others: by letters"],
)
def test_a_term_is_called_what_most_of_its_articles_call_it(
    store: Store, kind: TermKind, before: list[str], after: list[str], label: str
) -> None:
    put(store, *(written(f"{n}.md", kind, each) for n, each in enumerate(before)))
    first = feed(store, kind, "ann")
    put(store, *(written(f"{n}.md", kind, each) for n, each in enumerate(after)), now=NOW + 1)
    last = feed(store, kind, "ann")
    assert first is not None and last is not None
    assert (last.label, last.key, last.uuid) == (label, "ann", first.uuid)


def test_of_how_articles_write_a_term_what_most_do_is_not_kept_for_each(store: Store) -> None:
    put(store, *(written(f"{n}.md", "tag", "ai") for n in range(3)))
    for number in range(3):
        put(store, written(f"{number}.md", "tag", "AI"), now=NOW + 1 + number)
    with store.reading() as connection:
        kept = connection.execute(text("SELECT label FROM spellings")).scalars().all()
    assert (label_of(store, "tag", "ai"), kept) == ("AI", [])


def test_what_went_has_no_say_in_what_a_term_is_called(store: Store) -> None:
    (number,) = put(store, written("a.md", "tag", "IOS"))
    with batch(store, NOW + 1) as ledger:
        articles.withdraw(ledger, number)
    assert label_of(store, "tag", "ios") == "IOS"
    put(store, written("b.md", "tag", "iOS"), now=NOW + 2)
    assert label_of(store, "tag", "ios") == "iOS"


def test_a_held_article_has_no_say_in_what_a_term_is_called_until_its_time(store: Store) -> None:
    held = replace(written("a.md", "tag", "ios"), published=NOON + timedelta(days=1))
    put(store, written("c.md", "tag", "IOS"), held, replace(held, path="b.md", identity="path:b.md"))
    assert label_of(store, "tag", "ios") == "IOS"
    with batch(store, NOW + 86_400) as ledger:
        articles.release(ledger, show_future=False)
    assert label_of(store, "tag", "ios") == "ios"


def test_a_term_called_anew_touches_the_feeds_that_show_it_and_no_others(store: Store) -> None:
    put(store, written("a.md", "author", "ann lee"), article("b.md", terms=(category("sports"),)))
    before = {key: feed(store, "category", key) for key in ("news", "sports")}
    put(store, written("a.md", "author", "Ann Lee"), now=NOW + 1)
    after = {key: feed(store, "category", key) for key in ("news", "sports")}
    assert [before[key] == after[key] for key in ("news", "sports")] == [False, True]
    assert {entry.authors for entry in shown(store)} == {(), ("Ann Lee",)}


def test_a_source_is_called_by_its_title_whatever_articles_say(store: Store) -> None:
    put(store, written("a.md", "source", "wire"))
    before = feed(store, "category", "news")
    with store.writing() as connection:
        ledger = Ledger(connection, store.authority, NOW + 1, {}, {"Wire": "The Wire", "none": "None yet"})
        ledger.name_sources()
        ledger.close()
    assert label_of(store, "source", "wire") == "The Wire"
    assert feed(store, "source", "none") is None
    after = feed(store, "category", "news")
    assert before is not None and after is not None
    assert after.version > before.version


def test_a_feed_of_held_articles_alone_is_not_to_be_seen_when_its_label_changes(store: Store) -> None:
    held = replace(written("a.md", "source", "wire"), published=NOON + timedelta(days=1))
    put(store, held)
    with store.writing() as connection:
        ledger = Ledger(connection, store.authority, NOW + 1, {}, {"wire": "The Wire"})
        ledger.name_sources()
        ledger.close()
    assert feed(store, "source", "wire") is None


def match(store: Store, number: int, *found: Mention, now: int = NOW + 1) -> None:
    with batch(store, now) as ledger:
        mentions.mention(ledger, {number: found}, "f1")


def found_by_name(key: str) -> Mention:
    return Mention(
        key, "subject", 0.93, (Reason("name", "title", 0, "京东健康"), Reason("markup", "body", 3, "京东健康"))
    )


def sync(store: Store, *known: Company, now: int = NOW) -> None:
    with batch(store, now) as ledger:
        companies.sync(ledger, known)


def test_a_known_company_without_articles_has_an_empty_feed(store: Store) -> None:
    sync(store, JD)
    found = feed(store, "company", "06618.HK")
    assert found is not None
    assert (found.label, found.entries, found.known) == ("京东健康", 0, datetime.fromtimestamp(NOW, UTC))


def test_of_companies_whose_keys_differ_in_case_the_one_that_is_left_is_shown(store: Store) -> None:
    one, other = (Company(key, key, (Name(name),)) for key, name in (("Acme", "Acme Inc."), ("ACME", "ACME Ltd.")))
    sync(store, one, other)
    with batch(store) as ledger:
        companies.sync(ledger, (other,), before=(one, other))
    with store.reading() as connection:
        assert [company for company, _ in companies.all_companies(connection)] == [other]


def test_a_mention_puts_the_article_into_the_companys_feed(store: Store) -> None:
    sync(store, JD)
    number = put(store, article())[0]
    match(store, number, found_by_name("06618.HK"))
    company = shown(store, "company", "06618.HK")[0].companies[0]
    assert (company.key, company.name, company.names) == ("06618.HK", "京东健康", ("JD Health",))
    assert (company.role, company.score, company.evidence) == ("subject", 0.93, ("name", "markup"))
    with store.reading() as connection:
        assert mentions.reasons(connection, number)[0][2].reasons[1].tier == "markup"


def test_evidence_is_each_tier_once_whatever_the_words_say(store: Store) -> None:
    sync(store, JD)
    words = ('"tier": "code"', "\\", '\\", "tier": "code"', "京东健康")
    reasons = [*(Reason("name", "body", at, text) for at, text in enumerate(words)), Reason("legal", "body", 9, "x")]
    match(store, put(store, article())[0], Mention(JD.key, "subject", 0.9, tuple(reasons)))
    (entry,) = shown(store)
    assert [company.evidence for company in entry.companies] == [("name", "legal")]


def test_matching_again_with_the_same_result_touches_nothing(store: Store) -> None:
    sync(store, JD)
    number = put(store, article())[0]
    match(store, number, found_by_name("06618.HK"))
    before = feed(store, "company", "06618.HK")
    match(store, number, found_by_name("06618.HK"), now=NOW + 9)
    assert feed(store, "company", "06618.HK") == before


def test_a_company_that_is_found_no_more_loses_the_article(store: Store) -> None:
    sync(store, JD)
    number = put(store, article())[0]
    match(store, number, found_by_name("06618.HK"))
    match(store, number, now=NOW + 9)
    assert shown(store, "company", "06618.HK") == []


def test_an_edited_article_keeps_its_companies_until_matched_again(store: Store) -> None:
    sync(store, JD)
    number = put(store, article())[0]
    match(store, number, found_by_name("06618.HK"))
    put(store, article(title="Two", words="w2"), now=NOW + 5)
    assert [entry.title for entry in shown(store, "company", "06618.HK")] == ["Two"]


def test_held_articles_are_released_into_company_feeds_too(store: Store) -> None:
    sync(store, JD)
    number = put(store, article(published=datetime.fromtimestamp(NOW + 60, UTC)))[0]
    match(store, number, found_by_name("06618.HK"))
    assert shown(store, "company", "06618.HK") == []
    with batch(store, NOW + 60) as ledger:
        articles.release(ledger, show_future=False)
    assert len(shown(store, "company", "06618.HK")) == 1


def test_texts_wait_for_matching_until_matched_with_this_registry(store: Store) -> None:
    number = put(store, article())[0]
    with store.reading() as connection:
        waiting = mentions.unmatched(connection, "f1", 10)
    assert [each.article_id for each in waiting] == [number]
    assert waiting[0].zones == article().zones
    match(store, number)
    with store.reading() as connection:
        assert mentions.unmatched(connection, "f1", 10) == ()
        assert len(mentions.unmatched(connection, "f2", 10)) == 1


@pytest.mark.parametrize(
    ("spelling", "found"),
    [
        ("京东健康", ["06618.HK"]), ("jd-health", ["06618.HK"]), ("JD Health", ["06618.HK"]), ("nobody", []),
        ("JD Health, Inc.", ["06618.HK"]), ("JD Health Corp", ["06618.HK"]), ("Nobody, Inc.", []),
    ],
)  # fmt: skip
def test_names_in_any_case_lead_to_their_company(store: Store, spelling: str, found: list[str]) -> None:
    sync(store, JD, APPLE)
    with store.reading() as connection:
        assert [alias.key for alias in companies.resolve(connection, spelling)] == found


@pytest.mark.parametrize(
    ("spelling", "found"),
    [
        ("Deere & Company", ["DE.US"]), ("Deere & Co.", ["DE.US"]), ("Deere and Company", ["DE.US"]),
        ("Sea Ltd", ["SE.US"]), ("Sea LLC", []),
    ],
)  # fmt: skip
def test_a_legal_name_leads_to_its_company_however_its_form_is_written(
    store: Store, spelling: str, found: list[str]
) -> None:
    sync(
        store,
        Company("DE.US", "迪尔", (Name("Deere & Company"),), ("DE.US",)),
        Company("SE.US", "冬海", (Name("Sea Limited"),), ("SE.US",)),
    )
    with store.reading() as connection:
        assert [alias.key for alias in companies.resolve(connection, spelling)] == found


def test_an_ambiguous_name_leads_there_without_being_sure(store: Store) -> None:
    sync(store, APPLE)
    with store.reading() as connection:
        assert [alias.sure for alias in companies.resolve(connection, "苹果")] == [False]


def test_a_company_that_lists_keeps_the_id_of_its_feed(store: Store) -> None:
    sync(store, replace(JD, key="京东健康", listings=()))
    before = feed(store, "company", "京东健康")
    sync(store, replace(JD, key="京东健康"), now=NOW + 1)
    sync(store, JD, now=NOW + 2)
    after = feed(store, "company", "06618.HK")
    assert before is not None and after is not None
    assert after.uuid == before.uuid
    assert feed(store, "company", "京东健康") is None


def test_a_company_that_left_the_registry_is_unknown_and_keeps_its_id(store: Store) -> None:
    sync(store, JD)
    before = feed(store, "company", "06618.HK")
    sync(store, now=NOW + 1)
    assert feed(store, "company", "06618.HK") is None
    sync(store, JD, now=NOW + 2)
    after = feed(store, "company", "06618.HK")
    assert before is not None and after is not None
    assert after.uuid == before.uuid


CHUBB = Company("Chubb Ltd", "Chubb Ltd", (Name("Chubb Ltd"),), provisional=True)


@pytest.mark.parametrize(
    ("left", "owner", "key"),
    [
        (CHUBB, Company("CB.US", "安达保险", (Name("Chubb Limited"),), ("CB.US",)), "CB.US"),
        (CHUBB, Company("CB.US", "安达保险", (Name("Chubb Arms Ltd"),), ("CB.US",)), None),
        (replace(CHUBB, provisional=False), Company("CB.US", "安达", (Name("Chubb Limited"),), ("CB.US",)), None),
        (
            Company("东莞市奥海科技", "东莞市奥海科技", (Name("东莞市奥海科技股份有限公司"),), provisional=True),
            Company("002993.SZ", "奥海科技", (Name("奥海科技"),), ("002993.SZ",)),
            "002993.SZ",
        ),
    ],
)
def test_the_address_of_a_provisional_company_leads_to_the_known_one_that_has_its_legal_name(
    store: Store, left: Company, owner: Company, key: str | None
) -> None:
    sync(store, left, owner)
    sync(store, owner, now=NOW + 1)
    sync(store, replace(owner, names=(*owner.names, Name("x"))), now=NOW + 2)
    with store.reading() as connection:
        found = companies.resolve(connection, companies.alias(left.key))
    assert [(each.key, each.sure) for each in found] == [(key, True)] * bool(key)


def test_a_provisional_company_that_is_back_has_its_address_and_the_known_one_its_own(store: Store) -> None:
    owner = Company("CB.US", "安达保险", (Name("Chubb Limited"),), ("CB.US",))
    sync(store, CHUBB, owner)
    before = feed(store, "company", "Chubb-Ltd")
    sync(store, owner, now=NOW + 1)
    sync(store, CHUBB, now=NOW + 2)
    after = feed(store, "company", "Chubb-Ltd")
    assert before is not None and after is not None
    assert after.uuid == before.uuid


def test_a_new_name_of_a_company_touches_the_feeds_that_show_it(store: Store) -> None:
    sync(store, JD)
    number = put(store, article())[0]
    match(store, number, found_by_name("06618.HK"))
    before = feed(store, "category", "news")
    sync(store, replace(JD, names=(*JD.names, Name("京东大健康"))), now=NOW + 9)
    after = feed(store, "category", "news")
    assert before is not None and after is not None
    assert after.version > before.version


def test_the_catalogue_lists_feeds_with_entries_and_the_feed_of_everything(store: Store) -> None:
    sync(store, JD)
    with store.reading() as connection:
        assert [each.kind for each in pages.feeds(connection, store.authority)] == ["all"]
    put(store, article())
    with store.reading() as connection:
        listed = pages.feeds(connection, store.authority)
        assert [(each.kind, each.path, each.entries) for each in listed] == [
            ("all", "/feeds/all", 1),
            ("category", "/feeds/category/news", 1),
            ("source", "/feeds/source/S", 1),
        ]
        assert stats.stats(connection) == stats.Stats(articles=1, feeds=3, problems=0)


def test_problems_are_kept_by_file_and_replaced(store: Store) -> None:
    held = Problem("a.md", "date", "there is no date", "add one", line=3)
    mended = replace(held, rule="title", line=None, held=False)
    with batch(store) as ledger:
        source = files.source(ledger.connection, "posts")
        problems.replace(ledger.connection, source.id, "a.md", (held, mended))
    with store.reading() as connection:
        assert problems.of_file(connection, source.id, "a.md") == (held, mended)
        assert [problem for _, problem in problems.listed(connection)] != []
        assert problems.held(connection) == 1
    with batch(store) as ledger:
        problems.replace(ledger.connection, source.id, "a.md", ())
        assert problems.listed(ledger.connection) == ()


def test_a_file_under_a_used_path_identity_gets_one_of_its_own(store: Store) -> None:
    put(store, article("a.md"))
    with batch(store) as ledger:
        source = files.source(ledger.connection, "posts")
        row = files.known(ledger.connection, source.id)["a.md"]
        files.record(ledger.connection, source.id, row._replace(path="b.md"))
    put(store, article("a.md", title="Other", words="w9"), now=NOW + 1)
    assert sorted(entry.title for entry in shown(store)) == ["One", "Other"]
    put(store, article("b.md", title="Renamed", words="w8"), now=NOW + 2)
    assert sorted(entry.title for entry in shown(store)) == ["Other", "Renamed"]


def test_link_targets_resolve_to_the_originals_address_or_the_page(store: Store) -> None:
    linked = article("_posts/2022-03-28-b.md", link="https://o.example/b")
    put(store, article("_posts/2022-03-28-a.md"), linked)
    uuid = next(entry.uuid for entry in shown(store) if entry.link is None)
    with store.reading() as connection:
        row = next(row for row in files.known_sources(connection) if row.name == "posts")
        base = files.LinkBase("https://f")
        names = ("2022-03-28-b", "2022-03-28-a", "_posts/2022-03-28-a.md", "2022-03-28-c")
        found = files.resolve(connection, row.id, [Reference(name) for name in names], base)
    page = f"https://f/article/{uuid}"
    assert [found[Reference(name)] for name in names] == ["https://o.example/b", page, page, ""]


def test_only_one_holds_the_ingesters_lock(store: Store, database_url: str, tmp_path: Path) -> None:
    other = open_store(database_url, tmp_path / "data")
    assert not lock.is_held(store)
    with lock.held(store) as taken:
        assert taken
        assert lock.is_held(other)
        with pytest.raises(StoreLocked, match="another ingester is at work"), lock.held(other):
            pass
    assert not lock.is_held(other)
    other.close()


@pytest.mark.parametrize(
    ("number", "mend"),
    [(errno.ENOSPC, mends.ROOM), (errno.EACCES, mends.USER), (errno.ENOENT, "bring the data folder back")],
)
def test_a_lock_that_cannot_be_opened_is_told_with_what_mends_that(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, mend: str
) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'feedsvc.sqlite3'}", tmp_path)

    def refuse(*_: object) -> NoReturn:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(StoreError) as refused:
        lock.is_held(store)
    assert str(refused.value).endswith(f"ingest.lock': {os.strerror(number)}; {mend}")
    store.close()


class StoppedAtLast(Event):
    """Set while it is waited for the last of many times."""

    times = 3 * lock.PATIENT_TRIES

    def wait(self, timeout: float | None = None) -> bool:
        self.times -= 1
        if not self.times:
            self.set()
        return super().wait(timeout)


def test_an_ingester_that_waits_for_another_one_says_so_once(
    store: Store,
    database_url: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(lock, "RETRY_SECONDS", 0.001)
    caplog.set_level("INFO", "feedsvc.ingest")
    other = open_store(database_url, tmp_path / "data")
    with lock.held(store), lock.awaited(other, StoppedAtLast()) as held:
        assert held is None
    assert [record.message for record in caplog.records] == [lock.AWAITED]
    with lock.awaited(other, Event()) as held:
        assert held is not None
    assert len(caplog.records) == 1
    other.close()


@pytest.mark.parametrize("how", ["held", "awaited"])
def test_without_its_lock_an_ingester_writes_nothing(store: Store, database_url: str, tmp_path: Path, how: str) -> None:
    other = open_store(database_url, tmp_path / "data")
    with lock.held(store) if how == "held" else lock.awaited(store, Event()) as held:
        assert held is not None
        put(held, article())
        lose_lock(held)
        with lock.held(other) as next_one:
            for _ in range(2):
                with pytest.raises(LockLost, match="the ingester's lock is lost"):
                    put(held, article(title="Two"))
            put(next_one, article())
            assert lock.is_held(other)
    with lock.held(store) as again:
        put(again, article())
    assert [entry.title for entry in shown(store)] == [article().title]
    other.close()


def test_a_store_that_was_there_is_not_made_again(store: Store, database_url: str, tmp_path: Path) -> None:
    open_store(database_url, tmp_path / "data", make=False).close()
    if store.is_sqlite:
        (tmp_path / "data").rename(tmp_path / "away")
    else:
        with store.engine.begin() as connection:
            connection.execution_options(feedsvc_write=True)
            connection.exec_driver_sql("SET TRANSACTION READ WRITE; DROP TABLE meta CASCADE")
    with pytest.raises(StoreError, match="is gone, which was there before; move it back"):
        open_store(database_url, tmp_path / "data", make=False)
    assert (tmp_path / "data").exists() is not store.is_sqlite


def test_a_data_folder_that_goes_is_one_clear_error_until_it_is_back(store: Store, tmp_path: Path) -> None:
    put(store, article())
    (tmp_path / "data").rename(tmp_path / "away")
    asked: list[Callable[[], object]] = [store.announce]
    if store.is_sqlite:
        asked += [lambda: lock.is_held(store), lock.IngestLock(store).take]
    for ask in asked:
        with pytest.raises(StoreError, match=r"(move it|bring the data folder) back"):
            ask()
    (tmp_path / "away").rename(tmp_path / "data")
    with lock.held(store) as held:
        put(held, article(), now=NOW + 5)
    assert not lock.is_held(store)


def test_a_database_that_was_restarted_meanwhile_fails_no_reader(database_url: str, tmp_path: Path) -> None:
    if database_url.startswith("sqlite"):
        pytest.skip("a file is no server's that could be restarted")
    store, other = (open_store(database_url, tmp_path / "data") for _ in range(2))
    put(store, article())
    others = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database()"
    with other.reading() as connection:
        assert connection.execute(text(f"{others} AND pid <> pg_backend_pid()")).scalar()
    assert [entry.title for entry in shown(store)] == [article().title]
    store.close()
    other.close()


def test_the_generation_moves_with_every_visible_change(store: Store) -> None:
    before = store.generation.read()
    put(store, article())
    moved = store.generation.read()
    assert moved > before
    put(store, article(), now=NOW + 5)
    assert store.generation.read() == moved


def test_a_generation_is_not_given_out_twice_whatever_the_clock_says(store: Store) -> None:
    found = []
    for number, now in enumerate((NOW, NOW, NOW + 1, NOW - 100, NOW + 1)):
        put(store, article(f"{number}.md"), now=now)
        found.append(store.generation.read())
    assert found == sorted(set(found))
    with store.reading() as connection:
        assert all(generations.is_known(connection, seq) for seq in found)
        assert not any(generations.is_known(connection, seq) for seq in (0, found[0] - 1, found[-1] + 1))


def test_generations_behind_a_backup_are_not_those_that_were_lost(
    store: Store, database_url: str, tmp_path: Path
) -> None:
    put(store, article("a.md"))
    kept = store.generation.read()
    store.close()
    backup = saved(database_url)
    lost = []
    for number in range(3):
        put(store, article(f"lost{number}.md"), now=NOW + 1)
        lost.append(store.generation.read())
    restored = open_store(backup, tmp_path / "restored")
    for number in range(5):
        put(restored, article(f"new{number}.md"), now=NOW + 2)
    with restored.reading() as connection:
        assert [generations.is_known(connection, seq) for seq in (kept, *lost)] == [True, False, False, False]
        assert len(pages.changed_since(connection, 1, lost[-1], 10) or ()) == 5
    restored.close()


def test_of_generations_the_latest_are_known(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generations, "KEPT", 2)
    found = []
    for number in range(5):
        put(store, article(f"{number}.md"), now=NOW + number)
        found.append(store.generation.read())
    with store.reading() as connection:
        assert [generations.is_known(connection, seq) for seq in found] == [False, False, False, True, True]


def test_rendering_with_another_code_or_setting_touches_every_feed_once(store: Store) -> None:
    put(store, article())
    before = feed(store, "category", "news")
    with store.reading() as connection:
        assert stats.address(connection) == ""
    with batch(store, NOW + 1) as ledger:
        assert stats.note_rendering(ledger, "r1", "http://127.0.0.1:8765")
    after = feed(store, "category", "news")
    assert before is not None and after is not None
    assert after.version > before.version
    with batch(store, NOW + 2) as ledger:
        assert not stats.note_rendering(ledger, "r1", "http://127.0.0.1:8765")
    assert feed(store, "category", "news") == after
    with store.reading() as connection:
        assert stats.address(connection) == "http://127.0.0.1:8765"


def test_a_server_and_exports_for_other_addresses_have_their_own_rendering_each(store: Store) -> None:
    put(store, article())
    places = {"a": "https://a.example", "b": "https://b.example", "c": "https://c.example"}
    rounds = [("a", False), ("b", True), ("c", True)]

    def rendered_anew(of: str = "1") -> list[bool]:
        with batch(store) as ledger:
            return [
                stats.note_rendering(ledger, place + of, places[place], exported=exported) for place, exported in rounds
            ]

    assert rendered_anew() == [True, True, True]
    assert rendered_anew() == [False, False, False]
    assert rendered_anew("2") == [True, True, True]
    assert rendered_anew("2") == [False, False, False]


def test_where_an_export_and_a_server_have_one_address_each_heeds_what_the_other_gave_out_there(store: Store) -> None:
    put(store, article())
    with batch(store) as ledger:
        found = [
            stats.note_rendering(ledger, fingerprint, "https://a.example", exported=exported)
            for fingerprint, exported in [
                ("r1", False), ("r1", True), ("r2", True), ("r1", False), ("r1", True), ("r2", False), ("r2", True),
            ]
        ]  # fmt: skip
    assert found == [True, False, True, True, False, True, False]


def test_extra_facts_come_back_as_they_were(store: Store) -> None:
    put(store, article(assumed=("timezone",)))
    assert shown(store)[0].assumed == ("timezone",)
    with store.reading() as connection:
        extra = connection.execute(text("SELECT extra FROM articles")).scalar_one()
    assert json.loads(extra)["source"]["name"] == "S"


def test_enclosures_come_back_and_a_change_of_them_moves_no_updated(store: Store) -> None:
    files = (Enclosure("https://a.example/a.mp3", "audio/mpeg", 5, 6), Enclosure("https://a.example/b", "video/mp4"))
    put(store, article())
    before = feed(store, "category", "news")
    assert shown(store)[0].enclosures == ()
    put(store, article(enclosures=files), now=NOW + 500, rebuild=True)
    after = feed(store, "category", "news")
    assert before is not None and after is not None
    assert after.version > before.version
    assert (shown(store)[0].enclosures, shown(store)[0].updated) == (files, NOON)


@pytest.mark.parametrize("url", ["nonsense", "mysql://a/b", "oracle://x", "sqlite+none:///x"])
def test_an_address_of_no_known_database_is_a_wrong_setting(url: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"^database: "):
        open_store(url, tmp_path)


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("sqlite://", "it names no file, and each process would have a store of its own"),
        ("sqlite:///", "it names no file"),
        ("sqlite:///:memory:", "it names no file"),
        ("sqlite:///file::memory:?uri=true", "'file::memory:' is an address within the address"),
        ("sqlite:///feeds.db?mode=ro", "an option ('mode') stands behind a file, whose address takes none; write"),
        ("sqlite:///feeds.db?timeout=60&cache=shared", "an option ('timeout') stands behind a file"),
        ("sqlite://desk/feeds.db", "'desk' stands where a file's address has nothing"),
        ("sqlite+aiosqlite:///feeds.db", "the driver 'aiosqlite' is not allowed; it takes"),
        ("postgresql+asyncpg://desk@db/feeds", "the driver 'asyncpg' is not allowed; it takes"),
        ("postgres://desk@db/feeds", "'postgres' is not allowed; it takes"),
        ("postgresql://desk:secret@db:port/feeds", "the port in its address is not a number; it takes"),
    ],
)
def test_an_address_at_which_there_cannot_be_a_store_is_refused_and_none_is_made(
    url: str, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SettingsError, match=f"^database: {re.escape(reason)}") as caught:
        open_store(url, tmp_path / "data")
    assert "secret" not in str(caught.value)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("reason", "mend"),
    [
        ('FATAL:  password authentication failed for user "desk"', "set the user and the password in database"),
        ('FATAL:  database "feeds" does not exist', "make it (createdb), or"),
        ('FATAL:  role "desk" does not exist', "make that user (createuser), or"),
        ("failed to resolve host 'db': [Errno -2] Name or service not known", "correct the host in database"),
        ('connection to server at "127.0.0.1", port 1 failed: Connection refused', "start the server, or correct"),
        ("permission denied for schema public", "give the user in database the right"),
    ],
)
def test_a_server_that_refuses_says_what_mends_it(reason: str, mend: str) -> None:
    assert mends.of_store(reason, None, is_sqlite=False).startswith(mend)


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.sqlite3").write_bytes(b"this is no database at all, only text" * 50)
    mend = f"'file is not a database'; restore '{tmp_path}/x.sqlite3' from its backup, or move it away to begin anew"
    with pytest.raises(StoreError, match=f"the store cannot be used: {re.escape(mend)}"):
        open_store(f"sqlite:///{tmp_path / 'x.sqlite3'}", tmp_path)


def test_a_damaged_store_says_which_file_is_to_be_restored(tmp_path: Path) -> None:
    file = tmp_path / "x.sqlite3"
    store = open_store(f"sqlite:///{file}", tmp_path)
    put(store, article(title="Before"))
    store.close()
    whole = file.read_bytes()
    file.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    with pytest.raises(StoreError, match=f"malformed.*'; restore {re.escape(repr(str(file)))} from its backup, or"):
        open_store(f"sqlite:///{file}", tmp_path)


@pytest.mark.parametrize("change", ["RENAME COLUMN uuid TO other", "RENAME TO other"])
def test_a_store_of_no_released_version_says_what_to_do(tmp_path: Path, change: str) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'x.sqlite3'}", tmp_path)
    with store.writing() as connection:
        connection.exec_driver_sql(f"ALTER TABLE articles {change}")
    said = f"{re.escape(repr(str(tmp_path / 'x.sqlite3')))} is of no released version of feedsvc; move it away, or"
    with pytest.raises(StoreError, match=said), store.reading() as connection:
        pages.number_of(connection, "x")
    store.close()


@pytest.mark.parametrize(
    ("data", "mend"),
    [("data", "File exists; it is no folder; set"), ("data/x", "Not a directory; what stands above it is no folder")],
)
def test_a_data_folder_that_is_a_file_is_refused(tmp_path: Path, data: str, mend: str) -> None:
    (tmp_path / "data").write_text("x")
    said = f"cannot write in the data folder {str(tmp_path / data)!r}: {mend}"
    with pytest.raises(StoreError, match=re.escape(said)):
        open_store(f"sqlite:///{tmp_path / data / 'x.sqlite3'}", tmp_path / data)


@pytest.mark.parametrize(
    ("number", "mend"),
    [
        (errno.EACCES, "run this as the user that feedsvc runs as, or give yours the right to write there, which"),
        (errno.EROFS, "set data to a folder on a disk that can be written"),
        (errno.ENOSPC, "make room on the disk that holds the store; nothing of it is lost"),
        (errno.EIO, "give its user the right to write there or set data to another folder"),
    ],
)
def test_a_data_folder_that_cannot_be_written_says_what_mends_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, mend: str
) -> None:
    def refuse(*_: object, **_options: object) -> NoReturn:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(Path, "mkdir", refuse)
    said = f"cannot write in the data folder {str(tmp_path)!r}: {os.strerror(number)}; {mend}"
    with pytest.raises(StoreError, match=re.escape(said)):
        open_store(f"sqlite:///{tmp_path / 'x.sqlite3'}", tmp_path)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no device that is always full")
def test_a_disk_without_room_for_the_generation_says_what_mends_it(tmp_path: Path) -> None:
    (tmp_path / "generation").symlink_to("/dev/full")
    said = f"cannot write in the data folder {str(tmp_path)!r}: No space left on device; make room on the disk"
    with pytest.raises(StoreError, match=re.escape(said)):
        open_store(f"sqlite:///{tmp_path / 'x.sqlite3'}", tmp_path)


def test_a_store_that_is_another_users_says_what_mends_it(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'x.sqlite3'}", tmp_path)
    said = "'attempt to write a readonly database'; run this as the user that feedsvc runs as, or give yours the right"
    with pytest.raises(StoreError, match=said), store.writing() as connection:
        # As SQLite says it of a file that may only be read, which root may always write.
        connection.exec_driver_sql("PRAGMA query_only = ON")
        connection.exec_driver_sql("DELETE FROM meta")
    store.close()


def test_a_full_disk_says_what_to_do_and_the_store_is_as_it_was(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'x.sqlite3'}", tmp_path)
    put(store, article(title="Before"))
    with (
        pytest.raises(StoreError, match="disk is full'; make room on the disk that holds the store"),
        store.writing() as c,
    ):
        # SQLite's own limit, which it answers as a disk that is full.
        c.execute(text("PRAGMA max_page_count = 1"))
        c.execute(text("CREATE TABLE large AS SELECT zeroblob(10000000)"))
    assert [each.title for each in shown(store)] == ["Before"]
    store.close()


def test_an_unreachable_server_is_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="the store cannot be used"):
        open_store("postgresql+psycopg://nobody@127.0.0.1:1/none", tmp_path)


def test_a_disk_that_fails_is_told_as_one(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'x.sqlite3'}", tmp_path)
    said = rf"'disk I/O error'; see whether the disk that holds '{tmp_path}/x.sqlite3' is full, or fails"
    with pytest.raises(StoreError, match=said), store.reading():
        # As SQLite says it where it cannot make its files beside a store on a full disk.
        raise exc.OperationalError("BEGIN", {}, sqlite3.OperationalError("disk I/O error")) from None
    store.close()

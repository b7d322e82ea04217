"""A batch that is written together is what its articles are one by one, in every table."""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import TextClause, func, select, text

from feedsvc import batch, prepared
from feedsvc.articles.twins import original
from feedsvc.builders import Built
from feedsvc.config import Settings
from feedsvc.fulltext import parse
from feedsvc.ingest import Ingester
from feedsvc.model import Enclosure, Mention
from feedsvc.store import ledger, mentions, newcomers, schema, search, terms
from feedsvc.store.engine import Store, ask_many, insert, new_numbers, open_store
from feedsvc.store.ledger import Ledger
from feedsvc.watchers import Watchers
from tests.articles import article
from tests.conftest import DATABASES
from tests.desk import NOW

LONG = "".join(chr(0x4E00 + number) for number in range(400))
OLD_NS = NOW * 10**9 // 2
ADDRESS = "https://news.example/one"


@pytest.fixture(params=DATABASES)
def new_store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[str], Store]]:
    """Makes empty stores of one kind, which give the same ids."""
    opened: list[Store] = []

    def make(name: str) -> Store:
        url = f"sqlite:///{tmp_path / name / 'feedsvc.sqlite3'}"
        if request.param == "postgresql":
            url = request.getfixturevalue("new_database")()
        opened.append(open_store(url, tmp_path / name))
        with opened[-1].writing() as connection:
            connection.execute(schema.sources.insert().values(name="posts", uuid=str(UUID(int=1))))
        return replace(opened[-1], authority=UUID(int=2))

    yield make
    for each in opened:
        each.close()


def ingest(store: Store, settings: Settings, now: int = NOW) -> str:
    report = Ingester(store, settings, Watchers(clock=lambda: now)).run()
    return str(replace(report, seconds=0))


def tables(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table but the runs, which say how long they took, without what is drawn for each term; and
    what the word index finds."""
    found: dict[str, list[tuple[Any, ...]]] = {}
    with store.reading() as connection:
        for table in set(schema.metadata.sorted_tables) - {schema.runs}:
            rows = connection.execute(select(*(each for each in table.columns if each.name != "minted"))).all()
            found[table.name] = sorted((tuple(row) for row in rows if row[0] != "authority"), key=repr)
        for word in ("的", "京东", "第三", "news", "held"):
            asked = parse(word)
            if search.can_find(asked):
                query = search.offered(connection, asked)
                within = {"below": 1 << 62, "least": 0, "limit": 1000}
                found[f"search {word}"] = [tuple(row) for row in connection.execute(query, within)]
    return found


def first_files(write: Callable[..., Path]) -> None:
    """Articles of one day, of many terms, twins, with ids of their own, held ones, and files that are none."""
    for number in range(40):
        head = f"title: 第三 {number}\ndate: 2022-03-2{number % 3}\ncategories: [c{number % 4}, C{number % 3}]"
        write(f"{number:02}.md", head=head + f"\ntags: [t{number}, 新闻]", body=f"京东健康（06618.HK）{number}。")
    for number in (3, 14, 15, 31):
        head = f"title: Twin\ndate: 2022-03-21\nlink: {ADDRESS}\ncategories: twins{number}"
        write(f"{number:02}-twin.md", head=head, body=LONG)
    write(
        "06-heard.md", head="title: H\ndate: 2022-03-21\nenclosure: https://a.example/a.mp3 5 audio/mpeg", body="news"
    )
    write("07-own.md", head="title: Own\ndate: 2022-03-21\nid: x", body="news")
    write("21-own.md", head="title: Own too\ndate: 2022-03-21\nid: x", body="news")
    write("22-updated.md", head="title: U\ndate: 2022-03-21\nupdated: 2022-03-21 00:00:05 +0800", body="news")
    write("23-after.md", head="title: V\ndate: 2022-03-21", body="的 [one](07-own.md)")
    write("24-held.md", head="title: Held\ndate: 2031-01-01", body="held")
    write("25-draft.md", head="title: Draft\ndate: 2022-03-21\ndraft: true", body="draft")
    write("25-expiring.md", head="title: Expiring\ndate: 2022-03-21\nexpiryDate: 2031-01-01", body="expiring")
    write("26-no-date.md", head="title: None\ndate: never", body="none")


def second_files(write: Callable[..., Path], folder: Path) -> None:
    """Some change, go, are renamed, come back, and new ones come between."""
    for number in range(0, 40, 5):
        write(f"{number:02}.md", head=f"title: Changed {number}\ndate: 2022-03-20", body=f"京东方 {number}")
    (folder / "01.md").unlink()
    (folder / "02.md").rename(folder / "moved.md")
    (folder / "03-twin.md").unlink()
    for number in range(6):
        write(f"new{number}.md", head=f"title: New {number}\ndate: 2022-03-21", body=f"腾讯控股 {number}")
    write("new3-twin.md", head=f"title: Twin\ndate: 2022-03-21\nlink: {ADDRESS}", body=LONG)


def settle(folder: Path) -> None:
    """Files of long ago: what was written just now is looked at twice."""
    for path in folder.iterdir():
        status = path.stat()
        os.utime(path, ns=(0, min(status.st_mtime_ns, OLD_NS + status.st_mtime_ns % 10**9)))


def third_files(write: Callable[..., Path]) -> None:
    write("01.md", head="title: Back\ndate: 2022-03-21", body="京东健康")
    write("zz.md", head="title: Z\ndate: 2022-03-21\nlink: https://news.example/z", body=LONG)


def test_a_batch_written_together_is_what_it_is_one_by_one(
    new_store: Callable[[str], Store],
    make_settings: Callable[..., Settings],
    write: Callable[..., Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    together, alone, settings = new_store("together"), new_store("alone"), make_settings()
    admit, counts = newcomers.admit, [0]
    # On a busy machine a transaction would end earlier, in one of the two.
    monkeypatch.setattr(batch, "RESULT_SECONDS", 1000.0)

    def counted(*arguments: Any) -> list[newcomers.Admitted]:
        found = admit(*arguments)
        counts.append(len(found))
        return found

    for turn in range(3):
        first_files(write) if turn == 0 else None
        second_files(write, tmp_path / "posts") if turn == 1 else None
        third_files(write) if turn == 2 else None
        settle(tmp_path / "posts")
        now = NOW + 100 * turn
        with monkeypatch.context() as patched:
            patched.setattr(newcomers, "admit", counted)
            first = ingest(together, settings, now)
        with monkeypatch.context() as patched:
            patched.setattr(newcomers, "admit", lambda *_: [])
            assert ingest(alone, settings, now) == first
        found = tables(together)
        for name, rows in tables(alone).items():
            different = [pair for pair in zip(found[name], rows, strict=True) if pair[0] != pair[1]]
            assert different == [], (turn, name)
    assert max(counts) > 10
    assert sum(counts) > 45


def test_what_was_prepared_is_the_same_article_again() -> None:
    files = (Enclosure("https://a.example/a.mp3", "audio/mpeg", 5, 6), Enclosure("https://a.example/b", "video/mp4"))
    full = article("a.md", title="京东", link=ADDRESS, enclosures=files)
    assert prepared.article(prepared.prepare(full)) == replace(full, removed=())


def test_new_numbers_are_given_once(new_store: Callable[[str], Store]) -> None:
    store = new_store("numbers")
    with store.writing() as connection:
        connection.execute(schema.sources.insert().values(name="a", uuid="a"))
        connection.execute(text("DELETE FROM sources"))
        numbers = new_numbers(connection, schema.sources, 3)
        rows = [(number, f"s{number}", str(number)) for number in numbers]
        insert(connection, schema.sources, ("id", "name", "uuid"), rows)
        connection.execute(schema.sources.insert().values(name="b", uuid="b"))
        found = connection.execute(select(schema.sources.c.id).order_by(schema.sources.c.id)).scalars().all()
    assert [*found] == [3, 4, 5, 6]


def test_no_look_up_of_a_batch_goes_through_all_articles(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'plans.sqlite3'}", tmp_path)
    statements = [
        each["sqlite"].text
        for module in (ledger, mentions, newcomers, terms)
        for each in vars(module).values()
        if isinstance(each, dict) and isinstance(each.get("sqlite"), TextClause)
    ]
    with store.reading() as connection:
        for statement in statements:
            values = dict.fromkeys(re.findall(r":(\w+)", statement), "[]")
            plan = connection.execute(text(f"EXPLAIN QUERY PLAN {statement}"), values).all()
            steps = " ".join(row.detail for row in plan)
            assert not re.search(r"SCAN (?!json_each)|\(state=\?\)", steps), (statement, steps)
    store.close()
    assert len(statements) >= 12


def test_an_address_that_many_articles_have_is_looked_up_as_one(
    new_store: Callable[[str], Store], write: Callable[..., Path], make_settings: Callable[..., Settings]
) -> None:
    store = new_store("one address")
    for number in range(30):
        write(f"{number}.md", head=f"title: T{number}\ndate: 2022-03-21\nlink: {ADDRESS}", body=f"news {number}")
    assert "added 30" in ingest(store, make_settings())
    with store.reading() as connection:
        found = ask_many(connection, vars(newcomers)["_ORIGINALS"], [original(ADDRESS), "none"]).scalars().all()
    assert found == [original(ADDRESS)]


def test_a_transaction_takes_more_feeds_and_companies_than_a_statement_takes_values(
    new_store: Callable[[str], Store],
) -> None:
    store = new_store("many")
    keys = [f"k{number}" for number in range(33_000)]
    with store.writing() as connection:
        driver = connection.connection.dbapi_connection
        if isinstance(driver, sqlite3.Connection):
            # What SQLite allows unless it was made to allow more, as on some systems.
            driver.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, 32_766)
        accounts = Ledger(connection, UUID(int=2), NOW, {})
        accounts.terms.open(("tag", key, key) for key in keys)
        accounts.count_new([accounts.terms.number("tag", key) for key in keys], NOW)
        found = {number: [Mention(key, "mention", 0.5, ())] for number, key in enumerate(keys)}
        mentions.mention(accounts, found, "made with")
        assert accounts.close()
    with store.reading() as connection:
        counted = connection.execute(select(func.count()).where(schema.terms.c.entries == 1)).scalar()
    assert counted == len(keys)


def test_towards_the_end_of_a_run_parts_become_shorter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "RESULT_SECONDS", 60.0)
    results = [Built(f"{number}.md", "", None) for number in range(2_500)]
    made = list(batch.parts(iter(results), len(results)))
    assert [len(part) for part in made] == [500, 500, 500, 500, 250, 125, 100, 25]
    assert [each for part in made for each in part] == results


def test_parts_are_as_short_as_they_are_long_to_write(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 0.0
    monkeypatch.setattr("feedsvc.batch.time", SimpleNamespace(monotonic=lambda: now))
    sizes: list[int] = []
    for part, seconds in zip(
        batch.parts((Built(f"{number}.md", "", None) for number in range(20_000)), 20_000),
        (4.0, 0.5, 1.0, 50.0, 0.05, 0.0),
        strict=False,
    ):
        sizes.append(len(part))
        now += seconds
    assert sizes == [500, 125, 250, 250, 100, 500]

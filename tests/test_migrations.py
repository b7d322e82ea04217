"""Stores of earlier versions: migrated whole, with what they hold, on both databases."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from feedsvc import fulltext
from feedsvc.store import archives, migrations, pages, removals, schema, search, selecting
from feedsvc.store.engine import open_store
from feedsvc.store.selecting import Wanted
from tests.storing import batch

AUTHORITY = "5f0c0b1e-8c1f-4d5e-9e53-6a5b8d6f3a10"
MARCH, APRIL = 1_648_638_000, 1_648_771_200
"""2022-03-30T11:00Z and 2022-04-01T00:00Z, the first second of its month."""


def make_third(url: str) -> None:
    """A store of version 3 with two articles in the feed of everything."""
    engine = create_engine(url)
    with engine.begin() as connection:
        for statement in (each for version in migrations.MIGRATIONS[:3] for each in version):
            assert isinstance(statement, str)
            connection.execute(text(statement.replace("{serial}", migrations.SERIAL[engine.dialect.name])))
        first = {"authority": AUTHORITY, "generation": "7", "version": "3"}
        connection.execute(schema.meta.insert(), [{"key": key, "value": value} for key, value in first.items()])
        connection.execute(text("INSERT INTO sources (name, uuid) VALUES ('posts', 'u')"))
        connection.execute(
            text(
                "INSERT INTO terms (kind, folded, key, label, spelled, known, entries, newest, version, modified)"
                f" VALUES ('all', 'all', 'all', '', '', 0, 2, {APRIL}, 7, 1700000000)"
            )
        )
        for number, published, words in ((1, MARCH, "京东健康发布财报"), (2, APRIL, "Apple pie")):
            connection.execute(
                text(
                    "INSERT INTO articles (uuid, source_id, identity, path, digest, state, title, published,"
                    " published_raw, updated, language, summary, content, words, extra, seq) VALUES"
                    f" ('0a000000-0000-4000-8000-00000000000{number}', 1, 'path:{number}', '{number}.md', 'd', 'live',"
                    f" 'T{number}', {published}, 'raw', {published}, 'zh-CN', '', '<p>x</p>', 'w', :extra, 7)"
                ),
                {"extra": '{"picture": null, "source": {"name": "S"}, "assumed": []}'},
            )
            link = f"INSERT INTO links VALUES (1, {number}, 1, {published}, {number}, 0, 0)"
            connection.execute(text(link))
            connection.execute(
                text("INSERT INTO texts VALUES (:number, :zones, '[]', 'f')"),
                {"number": number, "zones": f'[["body", "{words}"]]'},
            )
    engine.dispose()


@pytest.fixture
def third(database_url: str, tmp_path: Path) -> str:
    (tmp_path / "data").mkdir(exist_ok=True)
    make_third(database_url)
    return database_url


def test_a_store_of_version_3_has_archives_and_is_searched_after_its_migration(third: str, tmp_path: Path) -> None:
    store = open_store(third, tmp_path / "data")
    with store.reading() as connection:
        assert migrations.version(connection) == len(migrations.MIGRATIONS)
        feed = pages.find(connection, store.authority, "all", "")
        assert feed is not None
        assert (feed.version, feed.rewritten, feed.rewritten_at) == (7, 7, 1_700_000_000)
        months = archives.every(connection, feed.term_id)
        assert [(each.name, each.version, each.modified) for each in months] == [
            ("2022-03.1", 7, 1_700_000_000),
            ("2022-04.1", 7, 1_700_000_000),
        ]
        assert [archives.articles(connection, feed.term_id, each) for each in months] == [[1], [2]]
        assert search.is_behind(connection)
    with batch(store) as ledger:
        search.renew(ledger.connection)
    wanted = Wanted((frozenset({feed.term_id}),), words=fulltext.parse("健康"))
    with store.reading() as connection:
        assert not search.is_behind(connection)
        assert selecting.numbers(connection, wanted, 5) == [1]
        assert removals.since(connection, feed.term_id, 0) == removals.Gone(0, 0)
    store.close()

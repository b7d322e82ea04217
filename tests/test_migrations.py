"""Stores of earlier versions: migrated whole, with what they hold, on both databases."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from uuid import UUID, uuid5

import pytest
from sqlalchemy import create_engine, text

from feedsvc import fulltext
from feedsvc.store import archives, directory, files, migrations, pages, removals, schema, search, selecting, trends
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


@pytest.fixture
def fourth(database_url: str, tmp_path: Path) -> str:
    """A store of version 4: the one of version 3 with a company and a category that have articles, a tag, and one
    that has none."""
    (tmp_path / "data").mkdir(exist_ok=True)
    make_third(database_url)
    engine = create_engine(database_url)
    with engine.begin() as connection:
        migrations.migrate(connection, 3, AUTHORITY, until=4)
        for number, kind, key, label, articles in (
            (2, "company", "06618.HK", "京东健康", 2),
            (3, "category", "news", "新闻", 1),
            (4, "tag", "tag", "标签", 1),
            (5, "company", "长城", "长城汽车", 0),
        ):
            connection.execute(
                text(
                    "INSERT INTO terms (id, kind, folded, key, label, spelled, known, entries, version, modified,"
                    " rewritten, rewritten_at) VALUES (:number, :kind, :key, :key, :label, :label, 0, :articles, 7,"
                    " 1700000000, 7, 1700000000)"
                ),
                {"number": number, "kind": kind, "key": key, "label": label, "articles": articles},
            )
            for article in range(1, articles + 1):
                published = (MARCH, APRIL)[article - 1]
                connection.execute(text(f"INSERT INTO links VALUES ({number}, {article}, 1, {published}, 1, 0, 0)"))
        connection.execute(text("INSERT INTO links VALUES (3, 2, 0, -1, 1, 0, 0)"))
        connection.execute(text("INSERT INTO companies VALUES (2, '[]', '[]', 1, 0)"))
        connection.execute(text("INSERT INTO companies VALUES (5, '[]', '[]', 1, 1)"))
    engine.dispose()
    return database_url


def test_a_store_of_version_4_has_charts_and_lists_after_its_migration(fourth: str, tmp_path: Path) -> None:
    store = open_store(fourth, tmp_path / "data")
    with store.reading() as connection:
        assert migrations.version(connection) == len(migrations.MIGRATIONS)
        days = connection.execute(text("SELECT term_id, day, entries FROM days ORDER BY 1, 2")).all()
        # Tags are not counted by day, and what is not live is not counted.
        assert [tuple(row) for row in days] == [
            (2, MARCH // 86_400, 1),
            (2, APRIL // 86_400, 1),
            (3, MARCH // 86_400, 1),
        ]
        (lively,) = trends.liveliest(connection, store.authority)
        assert (lively.feed.key, lively.recent) == ("06618.HK", 2)
        assert [bar.entries for bar in trends.weeks(connection, [2], date(2022, 4, 1), 1)[2]] == [2]
        assert directory.initials(connection, "company", empty=True) == {"C": 1, "J": 1}
        assert [each.label for each in directory.matching(connection, "company", "jdjk").listed] == ["京东健康"]
        assert [each.provisional for each in directory.by_initial(connection, "company", "C", empty=True).listed] == [
            True
        ]
    store.close()


def test_a_store_of_version_5_knows_of_no_expiry_after_its_migration(fourth: str, tmp_path: Path) -> None:
    engine = create_engine(fourth)
    with engine.begin() as connection:
        migrations.migrate(connection, 4, AUTHORITY, until=5)
        connection.execute(
            text(
                "INSERT INTO files (source_id, path, size, mtime_ns, digest, fingerprint, outcome, article_id, stem)"
                " VALUES (1, '1.md', 1, 1, 'd', 'f', 'article', 1, '1')"
            )
        )
    engine.dispose()
    store = open_store(fourth, tmp_path / "data")
    with store.reading() as connection:
        assert migrations.version(connection) == len(migrations.MIGRATIONS)
        assert [row.expires for row in files.known(connection, 1).values()] == [None]
        assert not files.is_expiry_due(connection, 1 << 40)
    store.close()


def test_articles_of_a_store_of_version_6_have_no_enclosures_until_they_are_built_again(
    fourth: str, tmp_path: Path
) -> None:
    engine = create_engine(fourth)
    with engine.begin() as connection:
        migrations.migrate(connection, 4, AUTHORITY, until=6)
    engine.dispose()
    store = open_store(fourth, tmp_path / "data")
    with store.reading() as connection:
        assert migrations.version(connection) == len(migrations.MIGRATIONS)
        assert [each.enclosures for each in pages.numbered(connection, [1, 2])] == [(), ()]
    store.close()


def test_feeds_of_a_store_of_version_8_keep_their_ids(fourth: str, tmp_path: Path) -> None:
    engine = create_engine(fourth)
    with engine.begin() as connection:
        migrations.migrate(connection, 4, AUTHORITY, until=8)
    engine.dispose()
    store = open_store(fourth, tmp_path / "data")
    with store.reading() as connection:
        assert migrations.version(connection) == len(migrations.MIGRATIONS)
        ids = {each.key: each.uuid for each in pages.feeds(connection, store.authority)}
    # As it was made until then: of the number of its row.
    made = {
        key: str(uuid5(UUID(AUTHORITY), f"feed:{row}")) for row, key in enumerate(("", "06618.HK", "news", "tag"), 1)
    }
    assert ids == made
    store.close()


def test_paths_are_compared_by_their_bytes_whatever_the_databases_collation(fourth: str, tmp_path: Path) -> None:
    store = open_store(fourth, tmp_path / "data")
    with store.writing() as connection:
        for path in ("x/a.md", "x/乙.md", "X/a.md", "x-a.md", "x0.md"):
            files.record(connection, 1, files.FileRow(0, path, 1, 1, "d", "f", "article", 1))
    with store.reading() as connection:
        assert [*files.known(connection, 1, {"x"})] == ["x/a.md", "x/乙.md"]
        assert [row.path for row in files.each(connection, 1)] == ["X/a.md", "x-a.md", "x/a.md", "x/乙.md", "x0.md"]
        if not store.is_sqlite:
            # Those that this machine's PostgreSQL has are all by bytes.
            column = "SELECT collation_name FROM information_schema.columns WHERE table_name = 'files'"
            assert connection.execute(text(f"{column} AND column_name = 'path'")).scalar_one() == "C"
    store.close()

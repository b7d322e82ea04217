"""The append-only list of migrations that make a store what schema.py says, and what runs them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from sqlalchemy import Connection, inspect, select, text

from feedsvc.readings import reading
from feedsvc.store import schema

Statement: TypeAlias = "str | Mapping[str, str] | Callable[[Connection], None]"
"""SQL, or SQL by dialect where the two have no words in common, or what no SQL can say."""

_COUNT_MONTHS = (
    "INSERT INTO months SELECT terms.id, counted.month, counted.entries, terms.version, terms.modified FROM terms"
    " JOIN (SELECT term_id, {month} AS month, COUNT(*) AS entries FROM links WHERE live = 1 GROUP BY 1, 2) AS counted"
    " ON terms.id = counted.term_id"
)


def _read_labels(connection: Connection) -> None:
    """How the labels of every feed are read."""
    rows = connection.execute(text("SELECT id, label FROM terms")).all()
    values = [
        {"number": row.id, "initial": read.initial, "reading": read.text, "letters": read.letters}
        for row in rows
        for read in (reading(row.label),)
    ]
    if values:
        change = "UPDATE terms SET initial = :initial, reading = :reading, letters = :letters WHERE id = :number"
        connection.execute(text(change), values)


# Append only: what stands here has been run on stores in the wild. {serial} is a number that is never used again.
MIGRATIONS: tuple[tuple[Statement, ...], ...] = (
    (
        "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL)",
        "CREATE TABLE sources (id {serial}, name TEXT NOT NULL UNIQUE, uuid TEXT NOT NULL)",
        "CREATE TABLE articles (id {serial}, uuid TEXT NOT NULL UNIQUE, source_id INTEGER NOT NULL,"
        " identity TEXT NOT NULL, path TEXT NOT NULL, digest TEXT NOT NULL, state TEXT NOT NULL, title TEXT NOT NULL,"
        " link TEXT, published BIGINT NOT NULL,"
        " published_raw TEXT NOT NULL, updated BIGINT NOT NULL, language TEXT NOT NULL, summary TEXT NOT NULL,"
        " content TEXT NOT NULL, words TEXT NOT NULL, extra TEXT NOT NULL, seq BIGINT NOT NULL, withdrawn BIGINT)",
        "CREATE INDEX articles_identity ON articles (source_id, identity)",
        "CREATE INDEX articles_path ON articles (source_id, path)",
        "CREATE INDEX articles_digest ON articles (source_id, digest)",
        "CREATE INDEX articles_state ON articles (state, published, id)",
        "CREATE TABLE texts (article_id INTEGER PRIMARY KEY, zones TEXT NOT NULL, evidence TEXT NOT NULL,"
        " matched TEXT NOT NULL)",
        "CREATE INDEX texts_matched ON texts (matched)",
        "CREATE TABLE files (id {serial}, source_id INTEGER NOT NULL, path TEXT NOT NULL, size BIGINT NOT NULL,"
        " mtime_ns BIGINT NOT NULL, digest TEXT NOT NULL, fingerprint TEXT NOT NULL, outcome TEXT NOT NULL,"
        " article_id INTEGER, stem TEXT NOT NULL, UNIQUE (source_id, path))",
        "CREATE INDEX files_stem ON files (source_id, stem)",
        "CREATE INDEX files_article ON files (article_id)",
        "CREATE TABLE wants (file_id INTEGER NOT NULL, target TEXT NOT NULL, resolved TEXT NOT NULL,"
        " PRIMARY KEY (file_id, target))",
        "CREATE TABLE terms (id {serial}, kind TEXT NOT NULL, folded TEXT NOT NULL, key TEXT NOT NULL,"
        " label TEXT NOT NULL, spelled TEXT NOT NULL, known BIGINT NOT NULL, entries INTEGER NOT NULL, newest BIGINT,"
        " version BIGINT NOT NULL, modified BIGINT NOT NULL, UNIQUE (kind, folded))",
        "CREATE TABLE links (term_id INTEGER NOT NULL, article_id INTEGER NOT NULL, live SMALLINT NOT NULL,"
        " published BIGINT NOT NULL, rank BIGINT NOT NULL, position INTEGER NOT NULL,"
        " PRIMARY KEY (term_id, article_id))",
        "CREATE INDEX links_feed ON links (term_id, live, published DESC, rank, article_id)",
        "CREATE INDEX links_article ON links (article_id)",
        "CREATE TABLE labels (article_id INTEGER NOT NULL, folded TEXT NOT NULL, label TEXT NOT NULL,"
        " origin TEXT NOT NULL, PRIMARY KEY (article_id, folded, label, origin))",
        "CREATE INDEX labels_folded ON labels (folded, origin, label)",
        "CREATE TABLE companies (term_id INTEGER PRIMARY KEY, names TEXT NOT NULL, listings TEXT NOT NULL,"
        " active SMALLINT NOT NULL)",
        "CREATE TABLE aliases (folded TEXT NOT NULL, term_id INTEGER NOT NULL, sure SMALLINT NOT NULL,"
        " PRIMARY KEY (folded, term_id))",
        "CREATE INDEX aliases_term ON aliases (term_id)",
        "CREATE TABLE mentions (article_id INTEGER NOT NULL, term_id INTEGER NOT NULL, role TEXT NOT NULL,"
        " score INTEGER NOT NULL, reasons TEXT NOT NULL, PRIMARY KEY (article_id, term_id))",
        "CREATE TABLE problems (id {serial}, source_id INTEGER NOT NULL, path TEXT NOT NULL, line INTEGER,"
        " rule TEXT NOT NULL, found TEXT NOT NULL, mend TEXT NOT NULL, held SMALLINT NOT NULL)",
        "CREATE INDEX problems_path ON problems (source_id, path)",
    ),
    (
        "ALTER TABLE articles ADD COLUMN original TEXT",
        "CREATE INDEX articles_original ON articles (original)",
        "CREATE TABLE twins (file_id INTEGER NOT NULL, position INTEGER NOT NULL, kind TEXT NOT NULL,"
        " key TEXT NOT NULL, label TEXT NOT NULL, PRIMARY KEY (file_id, position))",
        "CREATE TABLE feet (file_id INTEGER NOT NULL, digest TEXT NOT NULL, PRIMARY KEY (file_id, digest))",
        "CREATE INDEX feet_digest ON feet (digest)",
    ),
    (
        "ALTER TABLE companies ADD COLUMN provisional SMALLINT NOT NULL DEFAULT 0",
        "ALTER TABLE links ADD COLUMN subject SMALLINT NOT NULL DEFAULT 0",
        "UPDATE links SET subject = 1 WHERE EXISTS (SELECT 1 FROM mentions WHERE mentions.term_id = links.term_id"
        " AND mentions.article_id = links.article_id AND mentions.role = 'subject')",
        "CREATE INDEX links_subject ON links (term_id, published DESC, rank, article_id)"
        " WHERE live = 1 AND subject = 1",
        "CREATE TABLE lessons (article_id INTEGER NOT NULL, subject TEXT NOT NULL, name TEXT NOT NULL,"
        " tier TEXT NOT NULL, PRIMARY KEY (article_id, subject, name, tier))",
        "CREATE INDEX lessons_subject ON lessons (subject, name, tier)",
        "CREATE TABLE decisions (name TEXT NOT NULL, company_key TEXT NOT NULL, confirmed SMALLINT NOT NULL,"
        " decided BIGINT NOT NULL, PRIMARY KEY (name, company_key))",
    ),
    (
        "ALTER TABLE texts ADD COLUMN indexed BIGINT NOT NULL DEFAULT 0",
        "CREATE INDEX texts_unindexed ON texts (article_id) WHERE indexed = 0",
        # Sets of tokens without texts and places (fulltext.py); rowid: store/search.py.
        {
            "sqlite": "CREATE VIRTUAL TABLE search USING fts5(words, content='', detail=none, tokenize='ascii')",
            "postgresql": "CREATE TABLE search (number BIGINT PRIMARY KEY, words TSVECTOR NOT NULL)",
        },
        {"postgresql": "CREATE INDEX search_words ON search USING GIN (words)"},
        "CREATE INDEX articles_seq ON articles (seq)",
        "CREATE INDEX articles_published ON articles (published, updated)",
        "ALTER TABLE terms ADD COLUMN rewritten BIGINT NOT NULL DEFAULT 0",
        "ALTER TABLE terms ADD COLUMN rewritten_at BIGINT NOT NULL DEFAULT 0",
        "UPDATE terms SET rewritten = version, rewritten_at = modified",
        "CREATE TABLE months (term_id INTEGER NOT NULL, month INTEGER NOT NULL, entries INTEGER NOT NULL,"
        " version BIGINT NOT NULL, modified BIGINT NOT NULL, PRIMARY KEY (term_id, month))",
        {
            "sqlite": _COUNT_MONTHS.replace(
                "{month}",
                "CAST(strftime('%Y', published, 'unixepoch') AS INTEGER) * 12"
                " + CAST(strftime('%m', published, 'unixepoch') AS INTEGER) - 1",
            ),
            "postgresql": _COUNT_MONTHS.replace(
                "{month}",
                "CAST(EXTRACT(YEAR FROM to_timestamp(published) AT TIME ZONE 'UTC') * 12"
                " + EXTRACT(MONTH FROM to_timestamp(published) AT TIME ZONE 'UTC') - 1 AS INTEGER)",
            ),
        },
        "CREATE TABLE removals (term_id INTEGER NOT NULL, article_id INTEGER NOT NULL, uuid TEXT NOT NULL,"
        " seq BIGINT NOT NULL, removed BIGINT NOT NULL, withdrawn SMALLINT NOT NULL,"
        " PRIMARY KEY (term_id, article_id))",
        "CREATE INDEX removals_article ON removals (article_id)",
        "CREATE INDEX removals_seq ON removals (term_id, seq)",
        "CREATE INDEX removals_removed ON removals (removed)",
    ),
    (
        "CREATE TABLE days (term_id INTEGER NOT NULL, day INTEGER NOT NULL, entries INTEGER NOT NULL,"
        " PRIMARY KEY (term_id, day))",
        # Division cuts towards 0: before 1970 that would be the next day.
        "INSERT INTO days SELECT links.term_id, CASE WHEN links.published >= 0 THEN links.published / 86400"
        " ELSE (links.published - 86399) / 86400 END AS day, COUNT(*) FROM links JOIN terms ON terms.id = links.term_id"
        " WHERE links.live = 1 AND terms.kind IN ('category', 'company') GROUP BY 1, 2",
        "CREATE INDEX days_day ON days (day, term_id, entries)",
        "ALTER TABLE terms ADD COLUMN initial TEXT NOT NULL DEFAULT '#'",
        "ALTER TABLE terms ADD COLUMN reading TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE terms ADD COLUMN letters TEXT NOT NULL DEFAULT ''",
        _read_labels,
        "CREATE INDEX terms_reading ON terms (kind, initial, reading)",
        "CREATE INDEX terms_size ON terms (kind, entries) WHERE entries > 0",
        "CREATE INDEX companies_provisional ON companies (term_id) WHERE provisional = 1 AND active = 1",
        # Dates of which more than the zone was assumed.
        "CREATE INDEX articles_assumed ON articles (state, published, id)"
        """ WHERE substr(extra, 1, 13) <> '{"assumed":[]' AND substr(extra, 1, 23) <> '{"assumed":["timezone"]'""",
        "CREATE TABLE runs (id {serial}, started BIGINT NOT NULL, milliseconds BIGINT NOT NULL,"
        " whole SMALLINT NOT NULL, read INTEGER NOT NULL, added INTEGER NOT NULL, changed INTEGER NOT NULL,"
        " removed INTEGER NOT NULL, unchanged INTEGER NOT NULL, problems INTEGER NOT NULL)",
    ),
    (
        "ALTER TABLE files ADD COLUMN expires BIGINT",
        "CREATE INDEX files_expires ON files (expires) WHERE expires IS NOT NULL",
    ),
    ("ALTER TABLE articles ADD COLUMN enclosures TEXT NOT NULL DEFAULT '[]'",),
    ("CREATE TABLE generations (seq BIGINT PRIMARY KEY)",),
    # Ids of before were made of the row's number, and stay.
    ("ALTER TABLE terms ADD COLUMN minted BIGINT NOT NULL DEFAULT 0", "UPDATE terms SET minted = id"),
    (
        "CREATE TABLE spellings (term_id INTEGER NOT NULL, article_id INTEGER NOT NULL, label TEXT NOT NULL,"
        " PRIMARY KEY (term_id, article_id))",
        "CREATE INDEX spellings_article ON spellings (article_id)",
    ),
    # Articles of before keep the ids under which they were served.
    (
        "ALTER TABLE articles ADD COLUMN guid TEXT",
        "CREATE UNIQUE INDEX articles_guid ON articles (guid) WHERE guid IS NOT NULL",
    ),
    # Each article's digests went to seven pages of it, and nothing that is counted reads it.
    ("DROP INDEX feet_digest",),
    # What lies below a folder is a range of paths (files.py): by their bytes, as SQLite has it. Other collations of
    # PostgreSQL may pass over the slash, and have other paths in that range.
    ({"postgresql": 'ALTER TABLE files ALTER COLUMN path TYPE TEXT COLLATE "C"'},),
)
SERIAL = {
    "sqlite": "INTEGER PRIMARY KEY AUTOINCREMENT",
    "postgresql": "INTEGER GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY",
}


def version(connection: Connection) -> int:
    """How many migrations the store has had; 0 for an empty database."""
    if not inspect(connection).has_table("meta"):
        return 0
    value = connection.execute(select(schema.meta.c.value).where(schema.meta.c.key == "version")).scalar()
    return int(value or 0)


def migrate(connection: Connection, done: int, authority: str, until: int = len(MIGRATIONS)) -> None:
    """Run the migrations that the store has not had; a new store takes `authority` as namespace of its ids."""
    dialect = connection.dialect.name
    for statements in MIGRATIONS[done:until]:
        for statement in statements:
            if callable(statement):
                statement(connection)
                continue
            sql = statement if isinstance(statement, str) else statement.get(dialect)
            if sql is not None:
                connection.exec_driver_sql(sql.replace("{serial}", SERIAL[dialect]))
    if done == 0:
        first = {"authority": authority, "generation": "0", "version": "0"}
        connection.execute(schema.meta.insert(), [{"key": key, "value": value} for key, value in first.items()])
    connection.execute(schema.meta.update().where(schema.meta.c.key == "version").values(value=str(until)))

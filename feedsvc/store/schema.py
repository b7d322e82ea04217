"""Tables, and the append-only list of migrations that made them.

Instants are whole seconds since 1970 UTC. Every feed has one row in `terms`: its number is never used again and
names the feed for ever, whatever becomes of key and label. `links` says which articles are in which feed; its index is
all that a feed's page needs (rule 7).
"""

from __future__ import annotations

from typing import Any, TypeAlias

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Integer,
    MetaData,
    Row,
    SmallInteger,
    Table,
    Text,
    inspect,
    select,
    text,
)

metadata = MetaData()
AnyRow: TypeAlias = "Row[*tuple[Any, ...]]"
"""A row of any query; which columns it has, the query beside it says."""
LIVE = 1

meta = Table("meta", metadata, Column("key", Text, primary_key=True), Column("value", Text, nullable=False))

sources = Table(
    "sources",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("uuid", Text, nullable=False),
)

# original: digest of the address of the original, by which an article that comes twice is known.
# state: live, held (its date is to come), withdrawn. seq: generation of its last change. path, digest: of the file that
# it was last built from, by which a file that comes back is known again.
articles = Table(
    "articles",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uuid", Text, nullable=False, unique=True),
    Column("source_id", Integer, nullable=False),
    Column("identity", Text, nullable=False),
    Column("path", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("link", Text),
    Column("original", Text),
    Column("published", BigInteger, nullable=False),
    Column("published_raw", Text, nullable=False),
    Column("updated", BigInteger, nullable=False),
    Column("language", Text, nullable=False),
    Column("summary", Text, nullable=False),
    Column("content", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("extra", Text, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("withdrawn", BigInteger),
)

# What matching needs, so that it never needs the file (rule 6); `matched` is the fingerprint it was matched with.
texts = Table(
    "texts",
    metadata,
    Column("article_id", Integer, primary_key=True),
    Column("zones", Text, nullable=False),
    Column("evidence", Text, nullable=False),
    Column("matched", Text, nullable=False),
)

# outcome: article, problem, passed.
files = Table(
    "files",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("source_id", Integer, nullable=False),
    Column("path", Text, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("mtime_ns", BigInteger, nullable=False),
    Column("digest", Text, nullable=False),
    Column("fingerprint", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("article_id", Integer),
    Column("stem", Text, nullable=False),
)

# The terms of a file whose article is built from another file.
twins = Table(
    "twins",
    metadata,
    Column("file_id", Integer, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("label", Text, nullable=False),
)

# Digests of the last blocks of a file's article, by which what repeats in a source is learned.
feet = Table(
    "feet",
    metadata,
    Column("file_id", Integer, primary_key=True),
    Column("digest", Text, primary_key=True),
)

# Link targets that a file asked for, and what they were then.
wants = Table(
    "wants",
    metadata,
    Column("file_id", Integer, primary_key=True),
    Column("target", Text, primary_key=True),
    Column("resolved", Text, nullable=False),
)

# label: what is shown; spelled: how its first article wrote it. entries: live articles; newest: the latest published
# among them; version: generation of the last change of the feed's bytes; modified: when that was, in seconds, always
# later than the time before (newsboat asks for that).
terms = Table(
    "terms",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("folded", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("spelled", Text, nullable=False),
    Column("known", BigInteger, nullable=False),
    Column("entries", Integer, nullable=False),
    Column("newest", BigInteger),
    Column("version", BigInteger, nullable=False),
    Column("modified", BigInteger, nullable=False),
)

# rank: the first 60 bits of the article's id, so that entries of one second come in the order of their ids. subject: 1
# where the feed is a company's and the article is about it.
links = Table(
    "links",
    metadata,
    Column("term_id", Integer, primary_key=True),
    Column("article_id", Integer, primary_key=True),
    Column("live", SmallInteger, nullable=False),
    Column("published", BigInteger, nullable=False),
    Column("rank", BigInteger, nullable=False),
    Column("position", Integer, nullable=False),
    Column("subject", SmallInteger, nullable=False),
)

labels = Table(
    "labels",
    metadata,
    Column("article_id", Integer, primary_key=True),
    Column("folded", Text, primary_key=True),
    Column("label", Text, primary_key=True),
    Column("origin", Text, primary_key=True),
)

companies = Table(
    "companies",
    metadata,
    Column("term_id", Integer, primary_key=True),
    Column("names", Text, nullable=False),
    Column("listings", Text, nullable=False),
    Column("active", SmallInteger, nullable=False),
    Column("provisional", SmallInteger, nullable=False),
)

# What an article teaches about names (companies/lessons.py): whose (a key, "=" and a legal name, "" where nobody
# knows), which name, by which tier.
lessons = Table(
    "lessons",
    metadata,
    Column("article_id", Integer, primary_key=True),
    Column("subject", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("tier", Text, primary_key=True),
)

# What a person has said of a name: that it is, or is not, one of the company `company_key` ("": a company of its own,
# or none at all).
decisions = Table(
    "decisions",
    metadata,
    Column("name", Text, primary_key=True),
    Column("company_key", Text, primary_key=True),
    Column("confirmed", SmallInteger, nullable=False),
    Column("decided", BigInteger, nullable=False),
)

aliases = Table(
    "aliases",
    metadata,
    Column("folded", Text, primary_key=True),
    Column("term_id", Integer, primary_key=True),
    Column("sure", SmallInteger, nullable=False),
)

mentions = Table(
    "mentions",
    metadata,
    Column("article_id", Integer, primary_key=True),
    Column("term_id", Integer, primary_key=True),
    Column("role", Text, nullable=False),
    Column("score", Integer, nullable=False),
    Column("reasons", Text, nullable=False),
)

problems = Table(
    "problems",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("source_id", Integer, nullable=False),
    Column("path", Text, nullable=False),
    Column("line", Integer),
    Column("rule", Text, nullable=False),
    Column("found", Text, nullable=False),
    Column("mend", Text, nullable=False),
    Column("held", SmallInteger, nullable=False),
)

# Append only: what stands here has been run on stores in the wild. {serial} is a number that is never used again.
MIGRATIONS: tuple[tuple[str, ...], ...] = (
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
)
SERIAL = {
    "sqlite": "INTEGER PRIMARY KEY AUTOINCREMENT",
    "postgresql": "INTEGER GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY",
}


def version(connection: Connection) -> int:
    """How many migrations the store has had; 0 for an empty database."""
    if not inspect(connection).has_table("meta"):
        return 0
    value = connection.execute(select(meta.c.value).where(meta.c.key == "version")).scalar()
    return int(value or 0)


def migrate(connection: Connection, done: int, authority: str) -> None:
    """Run the migrations that the store has not had; a new store takes `authority` as namespace of its ids."""
    serial = SERIAL[connection.dialect.name]
    for statements in MIGRATIONS[done:]:
        for statement in statements:
            connection.execute(text(statement.replace("{serial}", serial)))
    if done == 0:
        first = {"authority": authority, "generation": "0", "version": "0"}
        connection.execute(meta.insert(), [{"key": key, "value": value} for key, value in first.items()])
    connection.execute(meta.update().where(meta.c.key == "version").values(value=str(len(MIGRATIONS))))

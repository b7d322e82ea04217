"""Tables, as the migrations (migrations.py) have made them.

Instants are whole seconds since 1970 UTC. Every feed has one row in `terms`, whatever becomes of key and label; what is
`minted` with it names the feed for ever. `links` says which articles are in which feed; its index is
all that a feed's page needs (rule 7).
"""

from __future__ import annotations

from typing import Any, TypeAlias

from sqlalchemy import (
    BigInteger,
    Column,
    Integer,
    MetaData,
    Row,
    SmallInteger,
    Table,
    Text,
)

metadata = MetaData()
AnyRow: TypeAlias = "Row[*tuple[Any, ...]]"
"""A row of any query; which columns it has, the query beside it says."""
LIVE = 1

meta = Table("meta", metadata, Column("key", Text, primary_key=True), Column("value", Text, nullable=False))

# The latest values of `generation` above (generations.py).
generations = Table("generations", metadata, Column("seq", BigInteger, primary_key=True))

sources = Table(
    "sources",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("uuid", Text, nullable=False),
)

# original: digest of the address of the original, by which an article that comes twice is known.
# state: live, held (its date is to come), withdrawn. seq: generation of its last change. path, digest: of the file that
# it was last built from, by which a file that comes back is known again. enclosures: JSON, prepared.py. guid: the id
# that feeds say in the place of the uuid, settled when the article was new.
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
    Column("enclosures", Text, nullable=False),
    Column("guid", Text),
)

# What matching needs, so that it never needs the file (rule 6); `matched` is the fingerprint it was matched with,
# `indexed` the number under which the words are in the search index, 0 where they are not yet.
texts = Table(
    "texts",
    metadata,
    Column("article_id", Integer, primary_key=True),
    Column("zones", Text, nullable=False),
    Column("evidence", Text, nullable=False),
    Column("matched", Text, nullable=False),
    Column("indexed", BigInteger, nullable=False),
)

# outcome: article, problem, passed. expires: the second from which on its article is not to be served any more.
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
    Column("expires", BigInteger),
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

# label: what is shown; spelled: how most of its articles write it (of as many: as before). entries: live articles;
# newest: the latest published among them; version: generation of the last change of the feed's bytes; modified: when
# that was, in seconds, always later than the time before (newsboat asks for that). rewritten, rewritten_at: version and
# modified of the last change that may concern every entry of the feed at once (a label, the code that renders).
# initial, reading, letters: where lists in alphabetical order have the label (readings.py). minted: what the feed's id
# is made of (terms.py).
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
    Column("rewritten", BigInteger, nullable=False),
    Column("rewritten_at", BigInteger, nullable=False),
    Column("initial", Text, nullable=False),
    Column("reading", Text, nullable=False),
    Column("letters", Text, nullable=False),
    Column("minted", BigInteger, nullable=False),
)

# The live entries of a feed by UTC month of their publication (12 times the year, and the months before), and the last
# change of what an archive of that month shows.
months = Table(
    "months",
    metadata,
    Column("term_id", Integer, primary_key=True),
    Column("month", Integer, primary_key=True),
    Column("entries", Integer, nullable=False),
    Column("version", BigInteger, nullable=False),
    Column("modified", BigInteger, nullable=False),
)

# The live entries of the feeds of companies and categories by UTC day of their publication, in days since 1970.
days = Table(
    "days",
    metadata,
    Column("term_id", Integer, primary_key=True),
    Column("day", Integer, primary_key=True),
    Column("entries", Integer, nullable=False),
)

# The last runs of ingest: when each began, how long it took, whether it looked at every file; files as ingest.Report
# counts them.
runs = Table(
    "runs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("started", BigInteger, nullable=False),
    Column("milliseconds", BigInteger, nullable=False),
    Column("whole", SmallInteger, nullable=False),
    Column("read", Integer, nullable=False),
    Column("added", Integer, nullable=False),
    Column("changed", Integer, nullable=False),
    Column("removed", Integer, nullable=False),
    Column("unchanged", Integer, nullable=False),
    Column("problems", Integer, nullable=False),
)

# What left a feed, in which generation and second; withdrawn: 1 where the article left every feed.
removals = Table(
    "removals",
    metadata,
    Column("term_id", Integer, primary_key=True),
    Column("article_id", Integer, primary_key=True),
    Column("uuid", Text, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("removed", BigInteger, nullable=False),
    Column("withdrawn", SmallInteger, nullable=False),
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

# How an article writes a term, where not as that is spelled (spellings.py).
spellings = Table(
    "spellings",
    metadata,
    Column("term_id", Integer, primary_key=True),
    Column("article_id", Integer, primary_key=True),
    Column("label", Text, nullable=False),
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

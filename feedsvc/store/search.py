"""The word index: sets of tokens (fulltext.py), newest article first; SQLite's FTS5, or PostgreSQL's tsvector with GIN.

An article stands in it under a number that begins with the second of its publication, so that SQLite gives what is
found in the order of feeds, without sorting and no further than it is asked. The tables hold no text: what an article's
tokens were is told again when it leaves the index, from the text that is stored beside. It is filled behind
the writing of articles, newest first.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import BigInteger, ColumnElement, Connection, TextualSelect, column, select, text

from feedsvc import fingerprint, fulltext
from feedsvc.fulltext import Search
from feedsvc.store import schema, stats
from feedsvc.store.chunks import chunks
from feedsvc.store.ledger import Ledger

MARK = "search"
LATEST = (1 << 33) - 1
"""The last second that the numbers have room for."""
ID_BITS = 30
"""Bits of the number that are the article's own: a thousand million articles, until the year 2242."""
READ_AT_ONCE = 50
"""Texts that are read together."""
NAMES_AT_ONCE = 100
"""Names that one question asks for. FTS5 reads each of their tokens in each of its segments at once, a page of each:
five hundred take 220 MB among 100,000 articles, and parts of a hundred 45 in a sixth more time."""
_PUT = {
    "sqlite": "INSERT INTO search (rowid, words) VALUES (?, ?)",
    "postgresql": "INSERT INTO search (number, words) VALUES (%s, array_to_tsvector(string_to_array(%s, ' ')))",
}
_INDEXED = text("UPDATE texts SET indexed = :number WHERE article_id = :article")
_DROP = {
    "sqlite": "INSERT INTO search (search, rowid, words) VALUES ('delete', :number, :words)",
    "postgresql": "DELETE FROM search WHERE number = :number",
}
_CLEAR = {
    "sqlite": (
        "INSERT INTO search (search) VALUES ('delete-all')",
        # Bytes that FTS5 gathers before it writes a segment: a transaction writes one and not ten, which costs a third
        # less. Segments are merged by eight and not by four: a tenth less again.
        "INSERT INTO search (search, rank) VALUES ('hashsize', 33554432)",
        "INSERT INTO search (search, rank) VALUES ('automerge', 8)",
    ),
    "postgresql": ("DELETE FROM search",),
}
_FIND = {
    "sqlite": "SELECT rowid AS number FROM search WHERE search MATCH :asked AND rowid < :below AND rowid >= :least"
    " ORDER BY rowid DESC LIMIT :limit",
    "postgresql": "SELECT number FROM search WHERE words @@ CAST(:asked AS tsquery) AND number < :below"
    " AND number >= :least ORDER BY number DESC LIMIT :limit",
}


def number_of(published: int, article_id: int) -> int:
    """The number under which an article stands in the index."""
    return (published << ID_BITS) + article_id


def article_of(number: int) -> int:
    """The article of a number of the index."""
    return number & ((1 << ID_BITS) - 1)


def second_of(number: int) -> int:
    """The second of publication of a number of the index, since 1970."""
    return number >> ID_BITS


def fill(ledger: Ledger, limit: int) -> None:
    """Take up to `limit` stored texts that are not in the index, those of the newest articles first. Where one of them
    is not new, searches of before may find it now."""
    texts, articles, connection = schema.texts, schema.articles, ledger.connection
    query = (
        select(texts.c.article_id, texts.c.zones, articles.c.published)
        .select_from(texts.join(articles, texts.c.article_id == articles.c.id))
        .where(texts.c.indexed == text("0"))
        .order_by(texts.c.article_id.desc())
        .limit(limit)
    )
    rows = [
        {"article": row.article_id, "number": number_of(row.published, row.article_id), "words": _words(row.zones)}
        for row in connection.execute(query)
    ]
    if rows:
        put(connection, [(row["number"], row["words"]) for row in rows])
        connection.execute(_INDEXED, [{"article": row["article"], "number": row["number"]} for row in rows])
    if any(row["article"] not in ledger.fresh for row in rows):
        ledger.renew([ledger.everything()])


def put(connection: Connection, rows: Iterable[tuple[int, str]]) -> None:
    """Take texts into the index, as numbers in it and tokens: in the order of the numbers, as FTS5 keeps them."""
    connection.exec_driver_sql(_PUT[connection.dialect.name], sorted(rows))


def _version() -> str:
    """Of the tokens: of our code that makes them, and of the tables of characters that it uses."""
    code = fingerprint.code("fulltext.py", "companies/folding.py", "companies/hanzi.py")
    return f"{unicodedata.unidata_version} {code[:32]}"


def is_behind(connection: Connection) -> bool:
    """Whether a stored text is not in the index, or stands there in another version's tokens."""
    texts = schema.texts.c
    waits = connection.execute(select(texts.article_id).where(texts.indexed == text("0")).limit(1)).first()
    return waits is not None or stats.mark(connection, MARK) != _version()


def renew(connection: Connection) -> None:
    """Empty the index where its tokens are those of another version."""
    if stats.mark(connection, MARK) == _version():
        return
    clear(connection)
    connection.execute(schema.texts.update().values(indexed=0))
    stats.set_mark(connection, MARK, _version())


def clear(connection: Connection) -> None:
    """Take everything out of the index."""
    for statement in _CLEAR[connection.dialect.name]:
        connection.execute(text(statement))


def remove(connection: Connection, article_ids: Iterable[int]) -> None:
    """Take articles out of the index, before their stored texts or their dates change."""
    # What they have in one of another version nobody knows: FTS5 takes more than it gave for a broken file.
    renew(connection)
    texts = schema.texts
    query = select(texts.c.article_id, texts.c.zones, texts.c.indexed)
    for row in connection.execute(query.where(texts.c.article_id.in_(list(article_ids)), texts.c.indexed != 0)).all():
        statement = text(_DROP[connection.dialect.name])
        words = {"words": _words(row.zones)} if connection.dialect.name == "sqlite" else {}
        connection.execute(statement, {"number": row.indexed, **words})
        connection.execute(texts.update().where(texts.c.article_id == row.article_id).values(indexed=0))


def _words(zones: str) -> str:
    return fulltext.joined_tokens(_texts(zones)[0])


def _texts(zones: str) -> tuple[str, str]:
    """All of a stored text, and its title."""
    named = json.loads(zones)
    return "\n".join(words for _, words in named), next((words for name, words in named if name == "title"), "")


def offered(connection: Connection, search: Search) -> TextualSelect:
    """The query for numbers in the index of articles that may hold what is wanted, newest first: up to `limit`, from
    `least` on and below `below`, its parameters. Where a phrase has several tokens, the text has to tell whether they
    stand together."""
    dialect = connection.dialect.name
    return text(_FIND[dialect]).bindparams(asked=_asked(search, dialect)).columns(column("number", BigInteger))


def holding_any(connection: Connection, names: Iterable[Iterable[str]], below: int, limit: int) -> list[int]:
    """The numbers below one of articles that hold all tokens of any of these names, newest first, up to `limit`."""
    dialect, found = connection.dialect.name, set[int]()
    signs = _SIGNS[dialect]
    for part in chunks(list(names), NAMES_AT_ONCE):
        asked = signs.either.join(map(signs.every, part))
        wanted = {"asked": asked, "below": below, "least": 0, "limit": limit}
        found.update(connection.execute(text(_FIND[dialect]), wanted).scalars())
    return sorted(found, reverse=True)[:limit]


def article_id(number: ColumnElement[int]) -> ColumnElement[int]:
    """As article_of, of a column of a query."""
    return number.bitwise_and((1 << ID_BITS) - 1)


def is_exact(search: Search) -> bool:
    """Whether the index alone tells who holds what is wanted, and who does not hold what is not."""
    return all(fulltext.is_token(phrase) for phrase in search.phrases)


def can_find(search: Search) -> bool:
    """Whether the index has anything to begin with: a single character of a run is no token."""
    return bool(any(map(fulltext.asked_tokens, search.wanted)) or _choices(search))


def _choices(search: Search) -> list[list[tuple[str, ...]]]:
    """The tokens of each choice of which the index knows every one."""
    choices = [[fulltext.asked_tokens(phrase) for phrase in choice] for choice in search.either]
    return [choice for choice in choices if all(choice)]


class Reading(NamedTuple):
    """Articles whose texts are read in their order, until `budget` characters were, or `enough` were found."""

    article_ids: list[int]
    budget: int
    enough: int


def holding(connection: Connection, search: Search, reading: Reading) -> tuple[set[int], int]:
    """Those of some articles whose stored text holds what is wanted; and what is left of the budget."""
    texts, found = schema.texts.c, set[int]()
    waiting, budget, enough = reading
    while waiting and budget > 0 and len(found) < enough:
        batch, waiting = waiting[:READ_AT_ONCE], waiting[READ_AT_ONCE:]
        query = select(texts.article_id, texts.zones).where(texts.article_id.in_(batch))
        for row in connection.execute(query):
            budget -= len(row.zones)
            if fulltext.holds(search, *_texts(row.zones)):
                found.add(row.article_id)
    return found, budget


class _Signs(NamedTuple):
    """How an index's own language quotes a token, and joins several."""

    mark: str
    joint: str
    either: str
    but: str

    def quoted(self, token: str) -> str:
        """Tokens are letters and digits, in which no quotation mark stands."""
        return f"{self.mark}{token}{self.mark}"

    def every(self, tokens: Iterable[str]) -> str:
        """Who has all of these tokens."""
        return f"({self.joint.join(map(self.quoted, tokens))})"


_SIGNS = {"sqlite": _Signs('"', " AND ", " OR ", " NOT "), "postgresql": _Signs("'", " & ", " | ", " & !")}


def _asked(search: Search, dialect: str) -> str:
    """The question in the index's own language."""
    signs = _SIGNS[dialect]
    wanted = dict.fromkeys(token for phrase in search.wanted for token in fulltext.asked_tokens(phrase))
    choices = [f"({signs.either.join(map(signs.every, choice))})" for choice in _choices(search)]
    unwanted = [
        token for phrase in search.unwanted if fulltext.is_token(phrase) for token in fulltext.asked_tokens(phrase)
    ]
    required = signs.joint.join([*map(signs.quoted, wanted), *choices])
    return required + "".join(signs.but + signs.quoted(token) for token in unwanted)

"""What repeats at the foot of most articles of a source, learned from them (rule `repeated-foot`).

Each file's last blocks are kept as digests. What most articles end with is recorded as learned, and taken out of all of
them from then on; it is forgotten when it has become rare.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from sqlalchemy import Connection, func, select

from feedsvc.store import schema, stats
from feedsvc.store.files import SourceRow
from feedsvc.store.twins import Stale

LEAST = 10
"""Articles that must end alike: fewer may do so by chance."""
MOST = 0.5
"""The share of a source's articles that must end alike for it to be learned."""
RARE = 0.25
"""The share below which it is forgotten: between the two nothing flutters."""
COUNTED = f"counted {LEAST} {MOST} {RARE}"
"""What marks a source in which nothing changed since it was counted, by these rules."""
_ADD = schema.feet.insert()


def keep(connection: Connection, file_id: int, digests: Iterable[str], *, is_new: bool) -> None:
    """Record how the article of a file ends; of a new file nothing is known."""
    feet, wanted = schema.feet, set(digests)
    known: set[str] = set()
    if not is_new:
        known = set(connection.execute(select(feet.c.digest).where(feet.c.file_id == file_id)).scalars())
    if known == wanted:
        return
    if known:
        connection.execute(feet.delete().where(feet.c.file_id == file_id))
    if wanted:
        connection.execute(_ADD, [{"file_id": file_id, "digest": digest} for digest in sorted(wanted)])


def learned(connection: Connection, source: SourceRow) -> frozenset[str]:
    """What is known to repeat in a source."""
    return frozenset(json.loads(stats.mark(connection, _name(source)) or "[]"))


def expect(connection: Connection, source: SourceRow) -> None:
    """Note that files of a source may change: until then what repeats in it need not be counted again. Noted before the
    first of them does, so that a crash leaves it to be counted."""
    if stats.mark(connection, _state(source)) == COUNTED:
        stats.set_mark(connection, _state(source), "")


def learn(connection: Connection, source: SourceRow) -> Stale:
    """Count again, where files may have changed; the files of which that changes something, to be built again."""
    if stats.mark(connection, _state(source)) == COUNTED:
        return set()
    stats.set_mark(connection, _state(source), COUNTED)
    feet, files = schema.feet, schema.files
    of_source = (files.c.source_id == source.id, files.c.outcome == "article")
    total = connection.execute(select(func.count()).select_from(files).where(*of_source)).scalar_one()
    number = func.count().label("number")
    query = (
        select(feet.c.digest, number)
        .select_from(feet.join(files, feet.c.file_id == files.c.id))
        .where(*of_source)
        .group_by(feet.c.digest)
        .having(number >= LEAST)
    )
    counted = {row.digest: row.number for row in connection.execute(query)}
    before = learned(connection, source)
    after = {digest for digest, found in counted.items() if found >= (RARE if digest in before else MOST) * total}
    if after == before:
        return set()
    stats.set_mark(connection, _name(source), json.dumps(sorted(after)))
    return _ending(connection, source, after ^ before)


def _ending(connection: Connection, source: SourceRow, digests: Iterable[str]) -> Stale:
    """The files that end with one of these; their fingerprint is cleared, so that a crash forgets none."""
    feet, files = schema.feet, schema.files
    ending = select(feet.c.file_id).where(feet.c.digest.in_(sorted(digests)))
    query = select(files.c.path).where(files.c.source_id == source.id, files.c.id.in_(ending))
    paths = connection.execute(query).scalars().all()
    connection.execute(
        files.update().where(files.c.source_id == source.id, files.c.id.in_(ending)).values(fingerprint="")
    )
    return {(source.name, path) for path in paths}


def _name(source: SourceRow) -> str:
    return f"feet:{source.id}"


def _state(source: SourceRow) -> str:
    return f"feet:{source.id}:state"

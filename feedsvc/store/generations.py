"""The numbers of a store's changes: none is given out twice, also where a backup is restored and the store's own count
goes back with it.

Readers and files keep such numbers. So they rise with the clock, and the latest are kept: one that is not among them
was given out by the store that the backup has replaced, and says nothing of this one.
"""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, select

from feedsvc.store import schema
from feedsvc.store.engine import current

A_SECOND = 1_000
"""Numbers that each second has for itself: more than a store takes transactions."""
KEPT = 5_000
"""Generations that are known: whoever has an older one gets the whole feed, as after a thousand changed articles."""
BEHIND = "behind"
"""The mark of a clock that was set back: the second that it had reached, and behind()."""
_OWN = schema.generations
_KNOWN = select(_OWN.c.seq).where(_OWN.c.seq == bindparam("asked"))
_OLDEST = select(_OWN.c.seq).order_by(_OWN.c.seq.desc()).offset(bindparam("kept")).limit(1).scalar_subquery()
_FORGET = _OWN.delete().where(_OWN.c.seq <= _OLDEST)


def following(connection: Connection, now: int) -> int:
    """The number of the next change, at an instant in seconds since 1970; above the last, whatever the clock says."""
    return max(current(connection) + 1, now * A_SECOND)


def behind(connection: Connection, seq: int, now: int) -> int:
    """The change since which the clock shows less than it did when the store last changed; 0 where it does not. What
    had its time before that one, readers may have seen under it, though it is to come."""
    reached, meta = seq // A_SECOND, schema.meta
    if reached <= now:
        return 0
    noted = str(connection.execute(select(meta.c.value).where(meta.c.key == BEHIND)).scalar() or "")
    of, _, since = noted.partition(" ")
    if of == str(reached):
        return int(since)
    connection.execute(meta.delete().where(meta.c.key == BEHIND))
    connection.execute(meta.insert().values(key=BEHIND, value=f"{reached} {seq}"))
    return seq


def publish(connection: Connection, seq: int) -> None:
    """Make this the store's generation, one of those that are known."""
    meta = schema.meta
    connection.execute(meta.update().where(meta.c.key == "generation").values(value=str(seq)))
    connection.execute(_OWN.insert().values(seq=seq))
    connection.execute(_FORGET, {"kept": KEPT})


def is_known(connection: Connection, seq: int) -> bool:
    """Whether this store itself has had a generation, of late."""
    return connection.execute(_KNOWN, {"asked": seq}).first() is not None

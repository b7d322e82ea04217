"""How much is served, whether the first ingest is done, and the marks that processes leave for each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, exists, func, select

from feedsvc.model import FEED_KINDS, FeedKind
from feedsvc.store import problems, schema
from feedsvc.store.engine import lock_writer
from feedsvc.store.ledger import Ledger

_ADDRESS = "address"
_RENDERING = "rendering"
"""What a server renders with, and, with an address behind it, what was exported for that."""
_OVERLAP = "overlap"


@dataclass(frozen=True, slots=True)
class Stats:
    """Live articles, feeds that have entries, files held back."""

    articles: int
    feeds: int
    problems: int


def stats(connection: Connection) -> Stats:
    """What is served now."""
    terms = schema.terms.c
    articles = connection.execute(select(terms.entries).where(terms.kind == "all")).scalar() or 0
    feeds = connection.execute(select(func.count()).where(terms.entries > 0)).scalar_one()
    return Stats(int(articles), int(feeds), problems.held(connection))


def held(connection: Connection) -> frozenset[FeedKind]:
    """The kinds of which there are feeds with articles; "all" among them where there is any article."""
    terms = schema.terms.c
    queries = {kind: select(exists().where(terms.kind == kind, terms.entries > 0)) for kind in FEED_KINDS}
    return frozenset(kind for kind, query in queries.items() if connection.execute(query).scalar())


def sizes(connection: Connection, kinds: Sequence[FeedKind] = ("company", "source")) -> dict[str, int]:
    """How many feeds of some kinds have articles; and under "all" how many articles there are."""
    terms = schema.terms.c
    total = connection.execute(select(terms.entries).where(terms.kind == "all")).scalar() or 0
    query = select(terms.kind, func.count()).where(terms.kind.in_(kinds), terms.entries > 0).group_by(terms.kind)
    return {"all": int(total), **{row[0]: row[1] for row in connection.execute(query)}}


def mark(connection: Connection, key: str) -> str:
    """A mark that a process left; "" where there is none."""
    query = select(schema.meta.c.value).where(schema.meta.c.key == key)
    return str(connection.execute(query).scalar() or "")


def set_mark(connection: Connection, key: str, value: str) -> None:
    """Leave a mark."""
    lock_writer(connection)
    meta = schema.meta
    if connection.execute(meta.update().where(meta.c.key == key).values(value=value)).rowcount == 0:
        connection.execute(meta.insert().values(key=key, value=value))


def is_release_due(connection: Connection, now: int, *, show_future: bool) -> bool:
    """Whether a held article's time has come, or a live one's is still to come: two looks into an index."""
    articles = schema.articles.c
    query = select(articles.id).where(articles.state == "held")
    if show_future:
        return connection.execute(query.limit(1)).first() is not None
    early = select(articles.id).where(articles.state == "live", articles.published > now)
    due = query.where(articles.published <= now)
    return any(connection.execute(each.limit(1)).first() is not None for each in (due, early))


def next_release(connection: Connection) -> int | None:
    """When the time of the next held article comes; None where none is held."""
    articles = schema.articles.c
    return connection.execute(select(func.min(articles.published)).where(articles.state == "held")).scalar()


def address(connection: Connection) -> str:
    """What addresses in the feeds that are served begin with, as a server noted it; "" where none was ever at work."""
    return mark(connection, _ADDRESS)


def is_rendered(connection: Connection, fingerprint: str, public_url: str, *, exported: bool = False) -> bool:
    """Whether what is given out at an address was rendered with this code and these settings last. Files of an export
    and a server's answers may stand at two addresses beside each other: what one gives out is none of the other's."""
    served, placed = mark(connection, _RENDERING), mark(connection, _placed(public_url))
    return fingerprint == (placed or served) and (exported or fingerprint == served)


def _placed(public_url: str) -> str:
    return f"{_RENDERING}:{public_url}"


def note_rendering(ledger: Ledger, fingerprint: str, public_url: str, *, exported: bool = False) -> bool:
    """Every feed's bytes change when the code or the settings that render them do; True if they did. Of these
    `public_url`, what addresses begin with, is kept for those who know the store alone."""
    connection = ledger.connection
    if is_rendered(connection, fingerprint, public_url, exported=exported):
        return False
    if exported or mark(connection, _placed(public_url)):
        set_mark(connection, _placed(public_url), fingerprint)
    if not exported:
        set_mark(connection, _RENDERING, fingerprint)
    note_address(connection, public_url)
    _rewrite_all(ledger)
    return True


def note_address(connection: Connection, public_url: str) -> None:
    """Note what addresses in the feeds that are given out begin with."""
    set_mark(connection, _ADDRESS, public_url)


def note_overlap(connection: Connection) -> None:
    """Note that another server of this store was at work when every feed came to have other bytes (note_rendering)."""
    set_mark(connection, _OVERLAP, "1")


def overlapped(connection: Connection) -> bool:
    """Whether that was so, and the other one may have answered since."""
    return mark(connection, _OVERLAP) == "1"


def end_overlap(ledger: Ledger) -> None:
    """The other server has ended: what it gave, under the times that feeds have by now, counts as changed."""
    set_mark(ledger.connection, _OVERLAP, "")
    _rewrite_all(ledger)


def _rewrite_all(ledger: Ledger) -> None:
    ledger.rewrite(ledger.connection.execute(select(schema.terms.c.id).where(schema.terms.c.version > 0)).scalars())

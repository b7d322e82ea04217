"""How renditions are made: a feed's newest entries, what changed in it, an archive of it, lists of feeds."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate

from sqlalchemy import Connection

from feedsvc import render
from feedsvc.errors import UnknownKey
from feedsvc.model import FeedKind
from feedsvc.selection import Keys, Selection, archive_path, feed_path, page_path
from feedsvc.served import Entry, FeedPage, FeedSummary, Removed
from feedsvc.store import archives, generations, pages, removals, selecting
from feedsvc.store.archives import Archive
from feedsvc.store.engine import feed_uuid
from feedsvc.store.pages import Feed, instant
from feedsvc.web import keys
from feedsvc.web.renditions import Rendered, Version
from feedsvc.web.site import Site

ARCHIVE_AGE = 86_400
"""Seconds for which a copy of an archive stays fresh."""
MOST_REMOVED = 100
"""Tombstones in one feed: the latest."""
MOST_CHANGED = 1_000
"""Changes since a client's last visit that are looked through before it gets the whole feed."""
Groups = tuple[tuple[Feed, ...], ...]


@dataclass(slots=True)
class FeedMaker:
    """Makes the rendition of one selection in one format."""

    site: Site
    selection: Selection
    format: render.Format
    content_type: str = field(init=False)
    _groups: Groups = ()
    _without: tuple[Feed, ...] = ()

    def __post_init__(self) -> None:
        self.content_type = self.format.content_type

    def version(self, connection: Connection) -> Version:
        """Version and time of the feed's last change; raises UnknownKey or Elsewhere.

        Whatever changes in an article changes all feeds that hold it: so the oldest of the newest versions of each
        group is that of the combination's last change, or later.
        """
        self._groups = keys.feeds_of(connection, self.site.store, self.selection)
        self._without = keys.refused(connection, self.site.store, self.selection)
        newest = (max(group, key=lambda feed: feed.version) for group in self._groups)
        bound = min(newest, key=lambda feed: feed.version)
        if self.selection.search is not None:
            # What the word index takes up changes no feed of a key.
            bound = keys.find(connection, self.site.store, "all", "")
        named = [*(feed for group in self._groups for feed in group), *self._without]
        number = max(bound.version, *(feed.rewritten for feed in named))
        return Version(number, _behind(named, max(bound.modified, *(feed.rewritten_at for feed in named))))

    def render(self, connection: Connection) -> Rendered:
        """The feed's bytes; their number is that of the newest change among what is shown, or has left."""
        page, feed = self.page(connection), self._groups[0][0]
        seq = max(_newest(feed, page), removals.newest(connection, feed.term_id))
        cut = len(page.entries) if self._is_cut(feed, page) else 0
        return Rendered(self.format.render(self.site.info, page), seq, cut)

    def page(self, connection: Connection) -> FeedPage:
        """What is to be rendered: the newest entries and the feed's facts. version() was called before."""
        feed, selection = self._groups[0][0], self.selection
        entries = self._entries(connection, feed)
        whole = selection.is_whole
        newest = archives.newest(connection, feed.term_id) if whole else None
        return FeedPage(
            uuid=self._uuid(),
            kind=feed.kind,
            label=keys.label_of(self.selection, self._groups, self._without, self.site.defaults.zone),
            path=selection.path,
            query=selection.query,
            page=selection.page,
            updated=max((entry.updated for entry in entries), default=feed.known),
            entries=entries,
            summary_only=self._is_short,
            previous=archive_path(feed.kind, feed.key, newest.name) if newest else None,
            removed=self._removed(connection, feed) if whole else (),
        )

    @property
    def _limit(self) -> int:
        return self.selection.limit or self.site.settings.entries

    def _is_cut(self, feed: Feed, page: FeedPage) -> bool:
        """Of filtered feeds it does not matter: for them nothing is ever told to be new."""
        return self.selection.is_whole and len(page.entries) < min(feed.entries, self._limit)

    def _entries(self, connection: Connection, feed: Feed) -> tuple[Entry, ...]:
        limit = self._limit
        if self.selection.is_filtered:
            wanted = keys.wanted(self.selection, self._groups, self._without)
            entries = pages.numbered(connection, selecting.numbers(connection, wanted, limit))
        else:
            entries = pages.entries(connection, feed.term_id, limit, self.selection.role)
        # Whoever asks for a number gets it.
        return entries if self.selection.limit or self._is_short else _fitting(entries, self.site.settings.feed_bytes)

    @property
    def _is_short(self) -> bool:
        return (self.selection.content or self.site.settings.content) == "summary"

    def _uuid(self) -> str:
        """From what was minted with the feeds that are named, which stays when a key or a label changes (rule 5)."""
        named = replace(self.selection, limit=None, content=None)
        feeds = [*(feed for group in self._groups[1:] for feed in group), *self._without]
        numbers = {(feed.kind, feed.key): str(feed.minted) for feed in feeds}
        by_number = replace(
            named,
            within=tuple((kind, tuple(sorted(numbers[kind, key] for key in of))) for kind, of in named.within),
            without=tuple((kind, tuple(sorted(numbers[kind, key] for key in of))) for kind, of in named.without),
        )
        return feed_uuid(self.site.store.authority, self._groups[0][0].minted, by_number.query)

    def _removed(self, connection: Connection, feed: Feed) -> tuple[Removed, ...]:
        rows = removals.withdrawn(connection, feed.term_id, MOST_REMOVED)
        return tuple(Removed(row.uuid, instant(row.removed), row.guid) for row in rows)


@dataclass(slots=True)
class DeltaMaker(FeedMaker):
    """Makes what is new in a feed to a client that has it as it was at generation `since` (RFC 3229 with "feed"), cut
    to so many entries (0: it was not).

    Renders nothing (no bytes) where that cannot be told: this store knows of no such generation, removals up to then
    are forgotten, or an entry left this feed alone, the whole feed was rewritten, or everything in it is new.
    """

    since: int = 0
    cut: int = 0

    def render(self, connection: Connection) -> Rendered:
        """The entries that changed, and as many from the end as may have come in for others; or no bytes."""
        feed, unknown = self._groups[0][0], Rendered(b"", self.since)
        if not generations.is_known(connection, self.since):
            return unknown
        changed = pages.changed_since(connection, feed.term_id, self.since, MOST_CHANGED)
        if changed is None or self.since < max(feed.rewritten, removals.forgotten(connection)):
            return unknown
        gone = removals.since(connection, feed.term_id, self.since)
        # An entry that left this feed alone is no tombstone's, and only Atom has any.
        if gone.moved or (gone.withdrawn and self.format.name != "atom") or gone.withdrawn > MOST_REMOVED:
            return unknown
        page = self.page(connection)
        # Before an entry stand the unchanged ones that stood there, and whatever changed or went may have stood there.
        had = (self.cut or min(feed.entries, self._limit)) - gone.withdrawn - len(changed)
        same = [each.uuid for each in page.entries if each.seq <= self.since]
        old = frozenset(same[: max(had, 0)])
        new = tuple(each for each in page.entries if each.uuid not in old)
        if len(new) == len(page.entries) or not (new or gone.withdrawn):
            return unknown
        return Rendered(self.format.render(self.site.info, replace(page, entries=new)), self.since)


@dataclass(slots=True)
class ArchiveMaker:
    """Makes one archive document of a feed in one format (RFC 5005 4)."""

    site: Site
    kind: FeedKind
    key: str
    wanted: tuple[int, int]
    format: render.Format
    content_type: str = field(init=False)
    _feed: Feed | None = None
    _archive: Archive | None = None
    _older: Archive | None = None
    _newer: Archive | None = None

    def __post_init__(self) -> None:
        self.content_type = self.format.content_type

    def version(self, connection: Connection) -> Version:
        """The last change of the month, or of what it links to; raises UnknownKey or Elsewhere."""
        feed = self._feed = keys.find(connection, self.site.store, self.kind, self.key)
        archive = self._archive = archives.find(connection, feed.term_id, *self.wanted)
        if archive is None:
            of = f"{feed.kind} {feed.key!r}" if feed.key else feed.kind
            raise UnknownKey(f"there is no such archive of {of}; its feed links to the newest")
        self._older = archives.older(connection, feed.term_id, archive)
        newer = archives.newer(connection, feed.term_id, archive)
        self._newer = newer if self._older is None else None
        return Version(max(archive.version, feed.rewritten), max(archive.modified, feed.rewritten_at))

    def render(self, connection: Connection) -> Rendered:
        """The archive's bytes."""
        feed, archive = self._feed, self._archive
        assert feed is not None and archive is not None  # noqa: S101 - version() was called first
        entries = pages.numbered(connection, archives.articles(connection, feed.term_id, archive))
        path = archive_path(feed.kind, feed.key, archive.name)
        page = FeedPage(
            uuid=feed.uuid,
            kind=feed.kind,
            label=None if feed.kind == "all" else feed.label,
            path=path,
            query="",
            page=Selection(feed.kind, feed.key).page,
            updated=max((entry.updated for entry in entries), default=feed.known),
            entries=entries,
            summary_only=self.site.settings.content == "summary",
            previous=archive_path(feed.kind, feed.key, self._older.name) if self._older else None,
            current=feed_path(feed.kind, feed.key),
            following=archive_path(feed.kind, feed.key, self._newer.name) if self._newer else None,
        )
        return Rendered(self.format.render(self.site.info, page), _newest(feed, page))


def _behind(named: Sequence[Feed], modified: int) -> int:
    """When what is made of some feeds changed last, the latest time of theirs: of several that may have changed one
    after the other in that second, a second later, under which nobody can have seen it before."""
    return modified + (len(named) > 1)


def _fitting(entries: tuple[Entry, ...], most: int) -> tuple[Entry, ...]:
    """The newest entries, of which there is one at least, whose contents have at most so many bytes together."""
    # A character has at most four.
    if 4 * sum(len(entry.content) for entry in entries) <= most:
        return entries
    sums = tuple(accumulate(len(entry.content.encode()) for entry in entries))
    return entries[: max(1, bisect_right(sums, most))]


def _newest(feed: Feed, page: FeedPage) -> int:
    """The generation of the newest change among the entries of a page, or of all of its feed at once."""
    return max(feed.rewritten, *(each.seq for each in page.entries), 0)


@dataclass(slots=True)
class ListMaker:
    """Makes OPML (of one kind or all), or the JSON catalogue.

    Keys of `selection` choose among the feeds listed; its other conditions go on to the address of each.
    """

    site: Site
    kind: FeedKind | None
    content_type: str
    selection: Selection
    _named: list[Feed] = field(default_factory=list)

    def version(self, connection: Connection) -> Version:
        """That of the feed of everything, without which none changes that has articles, or the later one of a chosen
        feed, which may have none yet. Raises UnknownKey."""
        groups = keys.feeds_of(connection, self.site.store, replace(self.selection, kind="all"))
        found = self._named = [feed for group in groups for feed in group]
        return Version(max(feed.version for feed in found), _behind(found, max(feed.modified for feed in found)))

    def render(self, connection: Connection) -> Rendered:
        """The document's bytes. version() was called before."""
        chosen, refused = self._own(self.selection.within), self._own(self.selection.without)
        feeds = [
            each
            for each in pages.feeds(connection, self.site.store.authority, self.kind)
            if (not chosen or (each.kind, each.key) in chosen) and (each.kind, each.key) not in refused
        ]
        # One can subscribe to a company before its first article: whoever chose it gets it.
        empty = chosen - refused - {(each.kind, each.key) for each in feeds}
        named = sorted((feed for feed in self._named if (feed.kind, feed.key) in empty), key=_name)
        feeds += map(_without_articles, named)
        if self.content_type == render.CATALOGUE_TYPE:
            return Rendered(render.catalogue(self.site.info, feeds), 0)
        path = f"/opml/{self.kind}" if self.kind else "/opml"
        own = path + (f"?{self.selection.query}" if self.selection.query else "")
        title = self.site.settings.title
        return Rendered(render.opml(self.site.info, title, own, feeds, self._passed_on()), 0)

    def _own(self, groups: Keys) -> set[tuple[FeedKind, str]]:
        """The keys that choose among the feeds listed."""
        return {(kind, key) for kind, of in groups if self._is_own(kind) for key in of}

    def _is_own(self, kind: FeedKind) -> bool:
        return self.kind in (None, kind)

    def _passed_on(self) -> str:
        """The conditions that the feeds themselves take, as a query."""
        within, without = (
            tuple((kind, of) for kind, of in each if not self._is_own(kind))
            for each in (self.selection.within, self.selection.without)
        )
        return replace(self.selection, within=within, without=without).query


def _name(feed: Feed) -> tuple[str, str]:
    return feed.kind, feed.key


def _without_articles(feed: Feed) -> FeedSummary:
    """A feed that the catalogue does not list, since nothing is in it yet."""
    addresses = feed_path(feed.kind, feed.key), page_path(feed.kind, feed.key)
    return FeedSummary(feed.uuid, feed.kind, feed.key, feed.label, *addresses, feed.entries, None)

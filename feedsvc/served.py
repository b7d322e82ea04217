"""The frozen values that are served: an entry, a feed's page, a line of the catalogue."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from feedsvc.model import Enclosure, EntrySource, FeedKind, Picture, Role, Term


@dataclass(frozen=True, slots=True)
class EntryCompany:
    """A company as an entry shows it."""

    key: str
    name: str
    names: tuple[str, ...]
    listings: tuple[str, ...]
    role: Role
    score: float
    evidence: tuple[str, ...]
    """The tiers that found it, strongest first, each once."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A stored article as a feed or a page shows it. `uuid` is its permanent id, without `urn:uuid:`; `seq` the
    generation of the store in which it last changed; `guid` the id of its author's, where feeds say that."""

    uuid: str
    title: str
    link: str | None
    published: datetime
    updated: datetime
    language: str
    summary: str
    content: str
    source: EntrySource
    authors: tuple[str, ...] = ()
    picture: Picture | None = None
    categories: tuple[Term, ...] = ()
    tags: tuple[Term, ...] = ()
    companies: tuple[EntryCompany, ...] = ()
    assumed: tuple[str, ...] = ()
    seq: int = 0
    enclosures: tuple[Enclosure, ...] = ()
    guid: str | None = None


@dataclass(frozen=True, slots=True)
class Removed:
    """An article that was withdrawn: its id, without `urn:uuid:`, and when; `guid` as of an Entry."""

    uuid: str
    when: datetime
    guid: str | None = None


@dataclass(frozen=True, slots=True)
class FeedInfo:
    """What is the same for every feed of a server. `base_url` has no trailing slash; `max_age` in seconds; `hub` is the
    address of a WebSub hub that is told of changes, "" without one; `rights` who has them, "" where nobody says."""

    base_url: str
    title: str
    subtitle: str
    language: str
    max_age: int
    hub: str = ""
    rights: str = ""


@dataclass(frozen=True, slots=True)
class FeedPage:
    """One feed, ready to be rendered: newest entries first.

    `path` is the percent-encoded address without format (`/feeds/company/06618.HK`), `query` the canonical query
    (`limit=5`, no question mark) or "", `page` the path of its HTML page. `label` is None for the feed of everything.
    `updated` is the newest `updated` of its entries; for an empty feed the instant when its key became known.

    `previous` is the path of the next older archive document (RFC 5005 4), None where there is none; `current`, in an
    archive document alone, that of the feed that it belongs to. An archive without an older one names the next newer
    one (`following`), or holds all that there is. `removed` are articles that were withdrawn of late.
    """

    uuid: str
    kind: FeedKind
    label: str | None
    path: str
    query: str
    page: str
    updated: datetime
    entries: tuple[Entry, ...]
    summary_only: bool = False
    previous: str | None = None
    current: str | None = None
    following: str | None = None
    removed: tuple[Removed, ...] = ()


@dataclass(frozen=True, slots=True)
class FeedSummary:
    """A line of the catalogue: `path` and `page` as in FeedPage; `newest` is None for an empty feed."""

    uuid: str
    kind: FeedKind
    key: str
    label: str
    path: str
    page: str
    entries: int
    newest: datetime | None

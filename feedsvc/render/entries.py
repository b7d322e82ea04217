"""What the three formats share: one reading of (FeedInfo, FeedPage) as a Channel of Items.

Every decision that must be the same in Atom, RSS and JSON (ids, addresses, dates, titles, authors, terms,
what stands in for a missing field) is made here once; `atom`, `rss` and `jsonfeed` only write it down.
No clock is read: the same page gives the same Channel on any day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import UTC, datetime
from functools import cache
from math import ceil
from operator import attrgetter
from typing import Literal, TypeVar, cast
from urllib.parse import quote

from feedsvc.languages import primary
from feedsvc.model import Enclosure, EntrySource, Picture
from feedsvc.patterns import lazy
from feedsvc.served import Entry, FeedInfo, FeedPage, Removed

FormatName = Literal["atom", "rss", "json"]
T = TypeVar("T")

ATOM_MEDIA_TYPE = "application/atom+xml"
RSS_MEDIA_TYPE = "application/rss+xml"
JSON_MEDIA_TYPE = "application/feed+json"
GENERATOR = "feedsvc"

_ILLEGAL = lazy("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Everything outside production 2, `Char`, of XML 1.0 (fifth edition, section 2.2)."""

_URI_SAFE = "%:/?#[]@!$&'()*+,;="
"""What stands for itself in a URI beside letters, digits and `-._~` (RFC 3986 2.2), and escapes already made."""


@dataclass(frozen=True, slots=True)
class Category:
    """A category, tag or company of an item; `term` is unique within `scheme` (RFC 4287 4.2.2)."""

    term: str
    label: str
    scheme: str


@dataclass(frozen=True, slots=True)
class Item:
    """An entry as every format writes it: absolute addresses, UTC dates in whole seconds, no blank text.

    `link` is the original where it is known (then `original` repeats it), else our own page. `published` is never
    later than `updated`. `content` is HTML, None in a feed of summaries; every other text is plain.
    `language` is None where it is the feed's. `entry` is what it came from, for all that needs no decision.
    """

    id: str
    title: str
    link: str
    original: str | None
    published: datetime
    updated: datetime
    language: str | None
    summary: str | None
    content: str | None
    authors: tuple[str, ...]
    categories: tuple[Category, ...]
    labels: tuple[str, ...]
    picture: Picture | None
    enclosures: tuple[Enclosure, ...]
    source: EntrySource
    entry: Entry

    @property
    def excerpt(self) -> str:
        """The summary, else the title: for the places that no format lets stand empty."""
        return self.summary or self.title


@dataclass(frozen=True, slots=True)
class Channel:
    """A feed as every format writes it. `minutes` is how long a copy stays fresh, at least 1; None for an archive,
    which nobody polls.

    `previous` are the addresses of the next older archive by format, `current` in an archive those of its feed,
    `following` in the oldest those of the next newer one; empty where there is none.
    """

    id: str
    title: str
    subtitle: str | None
    rights: str | None
    author: str
    language: str
    updated: datetime
    home: str
    page: str
    addresses: dict[str, str]
    icon: str
    favicon: str
    minutes: int | None
    hub: str
    previous: dict[str, str]
    current: dict[str, str]
    following: dict[str, str]
    removed: tuple[Removed, ...]
    items: tuple[Item, ...]

    @property
    def is_complete(self) -> bool:
        """Whether it is an archive that holds all that its feed has (RFC 5005 2)."""
        return bool(self.current) and not (self.previous or self.following)


def channel(info: FeedInfo, page: FeedPage) -> Channel:
    """Read a feed page as what all formats write, free of characters that are illegal in XML."""
    info, page = legal(info), legal(page)
    language = _language(info, page)
    return Channel(
        id=urn(page.uuid),
        title=feed_title(info, page.label),
        subtitle=_text(info.subtitle),
        rights=_text(info.rights),
        author=_site_title(info),
        language=language,
        updated=_seconds(page.updated),
        home=home(info),
        page=info.base_url + page.page,
        addresses=feed_addresses(info, page.path, page.query),
        icon=info.base_url + "/static/icon.png",
        favicon=info.base_url + "/favicon.ico",
        minutes=None if page.current else max(1, ceil(info.max_age / 60)),
        hub=info.hub,
        previous=feed_addresses(info, page.previous) if page.previous else {},
        current=feed_addresses(info, page.current) if page.current else {},
        following=feed_addresses(info, page.following) if page.following else {},
        removed=page.removed,
        items=tuple(_item(info, page, entry, language) for entry in page.entries),
    )


def _language(info: FeedInfo, page: FeedPage) -> str:
    """The language of a feed: where all its entries are in one that the site's own is not a kind of, that. RSS has no
    other place for it, and readers choose fonts and voices by it."""
    languages = {entry.language for entry in page.entries}
    only = languages.pop() if len(languages) == 1 else ""
    return only if only and primary(only) != primary(info.language) else info.language


def urn(uuid: str) -> str:
    """The permanent id of a feed or an entry: the same in every format, host and year (RFC 9562 4)."""
    return f"urn:uuid:{uuid}"


def told_id(article: Entry | Removed) -> str:
    """The permanent id of an entry, as feeds say it: its author's own where that is whole by itself, else a URN."""
    return article.guid or urn(article.uuid)


def home(info: FeedInfo) -> str:
    """The address of the server's first page."""
    return info.base_url + "/"


def feed_addresses(info: FeedInfo, path: str, query: str = "") -> dict[str, str]:
    """The absolute addresses of one feed: `/feeds/all` and `limit=5` give `BASE/feeds/all.atom?limit=5`."""
    tail = f"?{query}" if query else ""
    return {name: f"{info.base_url}{path}.{name}{tail}" for name in ("atom", "rss", "json")}


def feed_title(info: FeedInfo, label: str | None) -> str:
    """The title of a feed: the server's for everything, else `京东健康 · TITLE`."""
    own = _text(label)
    return _site_title(info) if own is None else f"{own} · {_site_title(info)}"


def legal(value: T) -> T:
    """The value without characters that XML 1.0 forbids: a text, or every text in a tuple or a value class.

    The store promises that there are none; a single one would otherwise cost the whole feed, since lxml refuses
    it (and a lone surrogate cannot be encoded for JSON). A value without any is returned itself, not copied: one look
    at all of its texts together.
    """
    return cast(T, _legal(value)) if _ILLEGAL.search("".join(_texts(value))) else value


def _texts(value: object) -> list[str]:
    """Every text in a value."""
    found: list[str] = []
    pending = [value]
    # Grows while it is gone through.
    for each in pending:
        kind: type = type(each)
        if isinstance(each, str):
            found.append(each)
        elif isinstance(each, tuple):
            pending.extend(each)
        elif fields_of := _fields(kind):
            pending.extend(fields_of(each))
    return found


def _legal(value: object) -> object:
    """As `legal`; as deep as the value classes are nested, whatever the input."""
    if isinstance(value, str):
        return _ILLEGAL.sub("", value)
    if isinstance(value, tuple):
        kept = tuple(map(_legal, value))
        return kept if any(new is not old for new, old in zip(kept, value, strict=True)) else value
    if is_dataclass(value) and not isinstance(value, type):
        pairs = ((name, getattr(value, name)) for name in _field_names(type(value)))
        changed = {name: new for name, old in pairs if (new := _legal(old)) is not old}
        return replace(value, **changed) if changed else value
    return value


@cache
def _fields(kind: type) -> Callable[[object], tuple[object, ...]] | None:
    """What gets all fields of a value of a class at once, where it is a value class."""
    names = _field_names(kind)
    # Of a single name it would give no tuple: the first stands there twice, which does no harm to a search.
    return attrgetter(names[0], *names) if names else None


@cache
def _field_names(kind: type) -> tuple[str, ...]:
    """The names of a value class's fields, looked up once; none of any other type."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()


def _item(info: FeedInfo, page: FeedPage, entry: Entry, language: str) -> Item:
    """One entry of the page as an item."""
    summary, original = _text(entry.summary), _uri(entry.link)
    published = _seconds(entry.published)
    return Item(
        id=told_id(entry),
        # Atom demands a title (RFC 4287 4.1.2) and feedgen refuses an empty one for the whole feed.
        title=_text(entry.title) or summary or told_id(entry),
        link=original or f"{info.base_url}/article/{entry.uuid}",
        original=original,
        published=published,
        updated=max(published, _seconds(entry.updated)),
        language=None if entry.language in ("", language) else entry.language,
        summary=summary,
        content=None if page.summary_only else _text(entry.content),
        authors=_authors(info, entry),
        categories=tuple(_categories(info, entry)),
        labels=tuple(dict.fromkeys(term.label for term in (*entry.categories, *entry.tags) if _text(term.label))),
        picture=_picture(entry),
        enclosures=tuple(replace(each, url=url) for each in entry.enclosures if (url := _uri(each.url))),
        source=replace(entry.source, url=_uri(entry.source.url), feed_url=_uri(entry.source.feed_url)),
        entry=entry,
    )


def _picture(entry: Entry) -> Picture | None:
    """The entry's picture with its address as a URI."""
    url = _uri(entry.picture.url) if entry.picture else None
    return replace(entry.picture, url=url) if entry.picture and url else None


def _authors(info: FeedInfo, entry: Entry) -> tuple[str, ...]:
    """The entry's authors, each once, else its source, else the server: never none (RFC 4287 4.1.2)."""
    named = tuple(dict.fromkeys(name for name in entry.authors if _text(name)))
    return named or (_text(entry.source.name) or _site_title(info),)


def _categories(info: FeedInfo, entry: Entry) -> Iterator[Category]:
    """The entry's categories, companies and tags, each term once within its scheme."""
    kinds = (
        ("category", [(term.key, term.label) for term in entry.categories]),
        ("company", [(company.key, company.name) for company in entry.companies]),
        ("tag", [(term.key, term.label) for term in entry.tags]),
    )
    for kind, terms in kinds:
        unique: dict[str, str] = {}
        for key, label in terms:
            unique.setdefault(key, label)
        for key, label in unique.items():
            if _text(key):
                yield Category(term=key, label=_text(label) or key, scheme=f"{info.base_url}/{kind}")


def _site_title(info: FeedInfo) -> str:
    """The server's title; the program's name where it is blank, since no format can do without."""
    return _text(info.title) or GENERATOR


def _text(value: str | None) -> str | None:
    """The text itself, or None where there is nothing to read in it."""
    return value if value and not value.isspace() else None


def _uri(address: str | None) -> str | None:
    """The address as a URI: `https://a.cn/新 闻` gives `https://a.cn/%E6%96%B0%20%E9%97%BB` (RFC 3987 3.1).

    RSS takes nothing else, and the address is the same in every format. None where there is none.
    """
    return quote(address.strip(), safe=_URI_SAFE) if address and not address.isspace() else None


def _seconds(at: datetime) -> datetime:
    """The instant in UTC and whole seconds, so that every format writes the same one."""
    return at.astimezone(UTC).replace(microsecond=0)

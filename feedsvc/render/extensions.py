"""feedgen extensions for what feedgen lacks: Dublin Core, Media RSS, full sources, dates without a locale.

An extension's `extend_atom` and `extend_rss` get the finished element of feedgen and add to it. feedgen writes
Atom elements without a namespace (it sets `xmlns` as if it were an attribute), so Atom names are bare in an Atom
document and qualified in an RSS one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from email.utils import format_datetime

from feedgen.ext.base import BaseEntryExtension, BaseExtension
from lxml import etree

from feedsvc.model import Enclosure, Picture
from feedsvc.render.entries import Channel, FormatName, Item, told_id

ATOM = "http://www.w3.org/2005/Atom"
CONTENT = "http://purl.org/rss/1.0/modules/content/"
DC = "http://purl.org/dc/elements/1.1/"
MEDIA = "http://search.yahoo.com/mrss/"
"""Exactly so, with the slash at the end (Media RSS 1.5.1)."""
HISTORY = "http://purl.org/syndication/history/1.0"
TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def rfc822(at: datetime) -> str:
    """The instant as RSS and OPML want it: `Tue, 15 Feb 2022 11:11:11 GMT` (RFC 822 5, four-digit year).

    English names whatever the locale: feedgen's own way switches the locale of the whole process, which
    other threads see.
    """
    return format_datetime(at, usegmt=True)


class _Namespaced(BaseExtension):  # type: ignore[misc]  # feedgen carries no types
    """A feed's extension that declares the namespaces of its entries once, on the root element."""

    format: FormatName

    def __init__(self, feed: Channel) -> None:
        self.feed = feed

    def extend_ns(self) -> dict[str, str]:
        """Prefixes and namespaces for the root element: those that the document needs."""
        spaces = {"dc": DC, "media": MEDIA}
        return spaces | ({"fh": HISTORY} if self.feed.current else {})

    def links(self) -> Iterator[tuple[str, str]]:
        """Relations of the feed that feedgen does not write: hub (WebSub 4), archives (RFC 5005 4)."""
        if self.feed.hub:
            yield "hub", self.feed.hub
        feed = self.feed
        archives = (("current", feed.current), ("prev-archive", feed.previous), ("next-archive", feed.following))
        for relation, addresses in archives if not feed.is_complete else ():
            if addresses:
                yield relation, addresses[self.format]

    def marks(self) -> Iterator[str]:
        """What a document says of itself: that it is an archive (RFC 5005 4), and the only one (2)."""
        if self.feed.current:
            yield f"{{{HISTORY}}}archive"
        if self.feed.is_complete:
            yield f"{{{HISTORY}}}complete"


class AtomFeed(_Namespaced):
    """What feedgen leaves out of an Atom feed: that its texts are plain, its hub, its archives, what was withdrawn."""

    format = "atom"

    def extend_ns(self) -> dict[str, str]:
        """Those of every document, and of what was withdrawn, which RSS has no words for."""
        return super().extend_ns() | ({"at": TOMBSTONES} if self.feed.removed else {})

    def extend_atom(self, feed: etree._Element) -> etree._Element:
        """Say `type="text"` of title, subtitle and rights (RFC 4287 3.1.1); add links and tombstones."""
        _mark_plain(feed, "title", "subtitle", "rights")
        for relation, address in self.links():
            etree.SubElement(feed, "link", rel=relation, href=address)
        for mark in self.marks():
            etree.SubElement(feed, mark)
        for gone in self.feed.removed:
            # RFC 6721 3.
            etree.SubElement(feed, f"{{{TOMBSTONES}}}deleted-entry", ref=told_id(gone), when=gone.when.isoformat())
        return feed


class RssFeed(_Namespaced):
    """What feedgen leaves out of an RSS channel: permanent id, dates without a locale, hub and archives."""

    format = "rss"

    def extend_rss(self, feed: etree._Element) -> etree._Element:
        """Add `lastBuildDate`, `atom:id` and `atom:updated` to the channel, before its items."""
        add(feed[0], "lastBuildDate", rfc822(self.feed.updated))
        add(feed[0], f"{{{ATOM}}}id", self.feed.id)
        add(feed[0], f"{{{ATOM}}}updated", self.feed.updated.isoformat())
        for relation, address in self.links():
            etree.SubElement(feed[0], f"{{{ATOM}}}link", rel=relation, href=address)
        for mark in self.marks():
            etree.SubElement(feed[0], mark)
        return feed


class AtomEntry(BaseEntryExtension):  # type: ignore[misc]  # feedgen carries no types
    """What feedgen leaves out of an Atom entry: language, `dc:source`, a whole `source`, files, media."""

    def __init__(self, item: Item) -> None:
        self.item = item

    def extend_atom(self, entry: etree._Element) -> etree._Element:
        """Add them to the entry."""
        _mark_plain(entry, "title")
        for link in entry.iter("link"):
            link.set("rel", "alternate")  # feedgen drops it, as it does a link's type and length
        for file in self.item.enclosures:
            _add_enclosure(entry, file)
        if self.item.language:
            entry.set(XML_LANG, self.item.language)
        add(entry, f"{{{DC}}}source", self.item.source.name)
        self._add_source(entry)
        _add_media(entry, self.item.picture)
        return entry

    def _add_source(self, entry: etree._Element) -> None:
        """The origin's feed, where it is known, with the entry's own date (RFC 4287 4.2.11).

        The feed's date would change with each of its articles, and touch every sibling of this one.
        """
        origin = self.item.source
        if not (origin.feed_id and origin.feed_url):
            return
        source = etree.SubElement(entry, "source")
        add(source, "id", origin.feed_id)
        add(source, "title", origin.name or origin.feed_url, type="text")
        add(source, "updated", self.item.updated.isoformat())
        etree.SubElement(source, "link", rel="self", href=origin.feed_url)
        if origin.url:
            etree.SubElement(source, "link", rel="alternate", href=origin.url)


class RssItem(BaseEntryExtension):  # type: ignore[misc]  # feedgen carries no types
    """What feedgen leaves out of an RSS item: full text beside any summary, dates, Dublin Core (authors, language,
    source), media."""

    def __init__(self, item: Item) -> None:
        self.item = item

    def extend_rss(self, entry: etree._Element) -> etree._Element:
        """Add them to the item; `content:encoded` after feedgen's `description`, as the RSS profile asks."""
        add(entry, f"{{{CONTENT}}}encoded", self.item.content)
        add(entry, "pubDate", rfc822(self.item.published))
        add(entry, f"{{{ATOM}}}updated", self.item.updated.isoformat())
        for author in self.item.authors:
            add(entry, f"{{{DC}}}creator", author)
        # RSS has a language of the channel alone; this is of the item where it is another (DCMES 1.1).
        add(entry, f"{{{DC}}}language", self.item.language)
        self._add_source(entry)
        _add_media(entry, self.item.picture)
        return entry

    def _add_source(self, entry: etree._Element) -> None:
        """`source` with the origin's feed, where it is known, else its name as `dc:source`: not both.

        The two mean the same in RSS, and an item says a thing once (RSS Advisory Board profile).
        """
        origin = self.item.source
        if origin.feed_url:
            add(entry, "source", origin.name or origin.feed_url, url=origin.feed_url)
        else:
            add(entry, f"{{{DC}}}source", origin.name)


def _mark_plain(parent: etree._Element, *names: str) -> None:
    """Set `type="text"` on the named children that there are."""
    for name in names:
        child = parent.find(name)
        if child is not None:
            child.set("type", "text")


def add(parent: etree._Element, name: str, text: str | None, **attributes: str) -> None:
    """Append an element with a text; nothing where the text is empty."""
    if text and not text.isspace():
        etree.SubElement(parent, name, attributes).text = text


def _add_enclosure(entry: etree._Element, file: Enclosure) -> None:
    """A file as a link; its length, which is a hint (RFC 4287 4.2.7.6), is 0 where nobody said it, as in RSS."""
    length = str(file.length or 0)
    etree.SubElement(entry, "link", {"rel": "enclosure", "href": file.url, "type": file.media_type, "length": length})


def _add_media(entry: etree._Element, picture: Picture | None) -> None:
    """The entry's picture as `media:thumbnail` and `media:content` (Media RSS 1.5.1)."""
    if picture is None:
        return
    size = dict(_size(picture))
    kind = {"type": picture.type} if picture.type else {}
    _element(entry, "thumbnail", {"url": picture.url, **size})
    _element(entry, "content", {"url": picture.url, "medium": "image", **kind, **size})


def _size(picture: Picture) -> Iterator[tuple[str, str]]:
    """The sides in pixels that are known; they must be positive."""
    for side, pixels in (("width", picture.width), ("height", picture.height)):
        if pixels is not None and pixels > 0:
            yield side, str(pixels)


def _element(entry: etree._Element, name: str, attributes: Mapping[str, str]) -> None:
    """Append an empty Media RSS element."""
    etree.SubElement(entry, f"{{{MEDIA}}}{name}", dict(attributes))

"""Atom 1.0 (RFC 4287), written by feedgen and our extensions."""

from __future__ import annotations

from functools import partial

from feedgen.entry import FeedEntry
from feedgen.feed import FeedGenerator

from feedsvc.render.entries import ATOM_MEDIA_TYPE, GENERATOR, Channel, Item, channel
from feedsvc.render.extensions import AtomEntry, AtomFeed
from feedsvc.served import FeedInfo, FeedPage


def render(info: FeedInfo, page: FeedPage) -> bytes:
    """The page as an Atom document: UTF-8 with an XML declaration, entries in the page's order."""
    feed = channel(info, page)
    document = _document(feed)
    for item in feed.items:
        document.add_entry(_entry(item), order="append")
    rendered: bytes = document.atom_str()
    return rendered


def _document(feed: Channel) -> FeedGenerator:
    """The feed's own metadata.

    The page is the only alternate: of several, readers take the first or the last one as the site, whatever its type.
    """
    document = FeedGenerator()
    document.register_extension("feedsvc", partial(AtomFeed, feed))
    document.id(feed.id)
    document.title(feed.title)
    document.subtitle(feed.subtitle)
    document.rights(feed.rights)
    document.updated(feed.updated)  # else feedgen writes the time of day
    document.language(feed.language)
    document.author({"name": feed.author, "uri": feed.home})
    document.link(href=feed.addresses["atom"], rel="self", type=ATOM_MEDIA_TYPE)
    document.link(href=feed.page, rel="alternate", type="text/html")
    document.generator(GENERATOR, uri=feed.home)  # no version: an upgrade changes no bytes
    document.icon(feed.icon)
    return document


def _entry(item: Item) -> FeedEntry:
    """One entry; feedgen escapes the HTML of its content once (RFC 4287 4.1.3.3).

    Without content there is always a summary, so that the entry says something (RFC 4287 4.1.1.1).
    """
    entry = FeedEntry()
    entry.register_extension("feedsvc", partial(AtomEntry, item))
    entry.id(item.id)
    entry.title(item.title)
    entry.link(href=item.link, rel="alternate")
    entry.published(item.published)
    entry.updated(item.updated)
    entry.author([{"name": name} for name in item.authors])
    entry.summary(item.summary if item.content else item.excerpt, type="text")
    entry.content(item.content, type="html")
    entry.category([{"term": term.term, "label": term.label, "scheme": term.scheme} for term in item.categories])
    return entry

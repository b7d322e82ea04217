"""RSS 2.0 with the RSS Advisory Board's profile, written by feedgen and our extensions."""

from __future__ import annotations

import html
import re
from datetime import UTC, datetime
from functools import partial

from feedgen.entry import FeedEntry
from feedgen.feed import FeedGenerator

from feedsvc.patterns import lazy
from feedsvc.render.entries import GENERATOR, RSS_MEDIA_TYPE, Category, Channel, Item, channel
from feedsvc.render.extensions import RssFeed, RssItem
from feedsvc.served import FeedInfo, FeedPage

_SPECIFICATION = "https://www.rssboard.org/rss-specification"
_PLAIN = lazy(rb"<(?:title|description|copyright)>[^<]*")


class _Unwritten(datetime):
    """A date that feedgen leaves out, since it is false.

    feedgen would format a true one by switching the locale of the whole process.
    """

    def __bool__(self) -> bool:
        return False


_UNWRITTEN = _Unwritten(1970, 1, 1, tzinfo=UTC)


def render(info: FeedInfo, page: FeedPage) -> bytes:
    """The page as an RSS document: UTF-8 with an XML declaration, items in the page's order."""
    feed = channel(info, page)
    document = _document(feed)
    for item in feed.items:
        document.add_entry(_item(item), order="append")
    return _PLAIN.sub(_numeric, document.rss_str())


def _document(feed: Channel) -> FeedGenerator:
    """The channel's own metadata."""
    document = FeedGenerator()
    document.register_extension("feedsvc", partial(RssFeed, feed))
    document.title(feed.title)
    document.description(feed.subtitle or feed.title)
    document.copyright(feed.rights)
    document.link(href=feed.addresses["rss"], rel="self", type=RSS_MEDIA_TYPE)
    document.link(href=feed.page, rel="alternate")  # last: feedgen takes the last link as the channel's
    document.language(feed.language.lower())  # zh-cn, as in RSS's own list of languages
    document.generator(GENERATOR)
    document.docs(_SPECIFICATION)
    document.image(url=feed.icon, title=feed.title, link=feed.page)
    if feed.minutes is not None:
        document.ttl(feed.minutes)
    document.lastBuildDate(_UNWRITTEN)
    return document


def _item(item: Item) -> FeedEntry:
    """One item. Its `description` is HTML to every reader, so the plain summary is escaped as HTML first.

    Else a summary that speaks of `<script>` would be one. Where there is full text but no summary, the title
    stands in: the profile wants a `description` before `content:encoded`.
    """
    entry = FeedEntry()
    entry.register_extension("feedsvc", partial(RssItem, item))
    entry.title(item.title)
    entry.link(href=item.link, rel="alternate")
    for file in item.enclosures[:1]:
        # One an item, and 0 bytes of which nobody said how many (RSS Advisory Board profile).
        entry.enclosure(file.url, file.length or 0, file.media_type)
    entry.guid(item.id, permalink=False)
    entry.description(html.escape(item.excerpt, quote=False))
    entry.category([{"term": term.label, "scheme": term.scheme} for term in _shown(item.categories)])
    return entry


def _shown(categories: tuple[Category, ...]) -> tuple[Category, ...]:
    """The categories without those that would read the same: RSS shows only scheme and label."""
    return tuple({(term.scheme, term.label): term for term in categories}.values())


def _numeric(found: re.Match[bytes]) -> bytes:
    """`&amp;` and `&lt;` of a plain text as `&#x26;` and `&#x3C;`: the same to XML.

    The RSS Advisory Board's profile asks it of plain text, for readers that unescape once too often.
    """
    return found[0].replace(b"&amp;", b"&#x26;").replace(b"&lt;", b"&#x3C;")

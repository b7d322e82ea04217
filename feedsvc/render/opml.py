"""OPML 2.0 (http://opml.org/spec2.opml): lists of feeds for readers to import."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from feedsvc.render.entries import feed_addresses, feed_title, home, legal
from feedsvc.render.extensions import add, rfc822
from feedsvc.served import FeedInfo, FeedSummary

OPML_MEDIA_TYPE = "text/x-opml"
_XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"

_EVERYTHING = FeedSummary(uuid="", kind="all", key="", label="", path="/feeds/all", page="/", entries=0, newest=None)


def opml(info: FeedInfo, title: str, path: str, feeds: Sequence[FeedSummary], query: str = "") -> bytes:
    """The feeds, in the order given, as the OPML document that is served at `path` (`/opml/company`). With `query` each
    address has these conditions.

    OPML has no element for a document's own address: `xml:base` says it (XML Base 3). A body has at least one
    outline, so an empty list names the feed of everything. `dateModified` is the newest entry's date, not now.
    """
    info, feeds = legal(info), feeds or (_EVERYTHING,)
    root = etree.Element("opml", {"version": "2.0", _XML_BASE: info.base_url + legal(path)})
    head = etree.SubElement(root, "head")
    add(head, "title", legal(title))
    add(head, "dateModified", _newest(feeds))
    add(head, "ownerId", home(info))
    etree.SubElement(root, "body")
    around = etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
    before, behind = around.split(b"<body/>")
    # Outline by outline: as one tree, some ten thousand feeds would take a worker as much as all else that it holds.
    written = bytearray(before + b"<body>\n")
    for feed in feeds:
        outline = etree.Element("outline", _outline(info, legal(feed), query))
        written += b"    " + etree.tostring(outline, encoding="UTF-8", xml_declaration=False) + b"\n"
    written += b"  </body>" + behind
    return bytes(written)


def _newest(feeds: Sequence[FeedSummary]) -> str | None:
    """The date of the newest entry of all feeds."""
    dates = [feed.newest for feed in feeds if feed.newest]
    return rfc822(max(dates)) if dates else None


def _outline(info: FeedInfo, feed: FeedSummary, query: str) -> dict[str, str]:
    """One feed: `type` is `rss` for Atom too ("Subscription lists"), `text` what a reader's list shows."""
    title = feed_title(info, None if feed.kind == "all" else feed.label)
    return {
        "type": "rss",
        "text": title if feed.kind == "all" else feed.label or title,
        "title": title,
        "xmlUrl": feed_addresses(info, feed.path, query)["atom"],
        "htmlUrl": info.base_url + feed.page,
        "language": info.language,
    }

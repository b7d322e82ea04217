"""OPML 2.0 (http://opml.org/spec2.opml): lists of feeds for readers to import."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from types import MappingProxyType

from lxml import etree

from feedsvc.model import FEED_KINDS, FeedKind
from feedsvc.render.entries import feed_addresses, feed_title, home, legal
from feedsvc.render.extensions import add, rfc822
from feedsvc.served import FeedInfo, FeedSummary

OPML_MEDIA_TYPE = "text/x-opml"
_XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"

_FOLDERS: Mapping[FeedKind, tuple[str, str]] = MappingProxyType(
    {
        "category": ("Categories", "分类"),
        "company": ("Companies", "公司"),
        "tag": ("Tags", "标签"),
        "author": ("Authors", "作者"),
        "source": ("Sources", "来源"),
    }
)
"""What readers call the folder of each kind, in English and in Chinese."""

_EVERYTHING = FeedSummary(uuid="", kind="all", key="", label="", path="/feeds/all", page="/", entries=0, newest=None)


def opml(info: FeedInfo, title: str, path: str, feeds: Sequence[FeedSummary], query: str = "") -> bytes:
    """The feeds, in the order given, as the OPML document that is served at `path` (`/opml/company`). With `query` each
    address has these conditions. Of several kinds each has a folder, which readers make a category of their own of:
    else a tag could not be told from an author of its name, and thousands would lie in one heap.

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
    for line in _lines(info, feeds, query):
        written += line + b"\n"
    written += b"  </body>" + behind
    return bytes(written)


def _lines(info: FeedInfo, feeds: Sequence[FeedSummary], query: str) -> Iterator[bytes]:
    for folder, held in _folders(info, feeds):
        if folder:
            # It is closed behind what it holds.
            yield b"    " + _element({"text": folder, "title": folder}).replace(b"/>", b">")
        for feed in held:
            yield (b"      " if folder else b"    ") + _element(_outline(info, legal(feed), query))
        if folder:
            yield b"    </outline>"


def _folders(info: FeedInfo, feeds: Sequence[FeedSummary]) -> Iterator[tuple[str, Iterator[FeedSummary]]]:
    """The feeds by folder, "" for those that need none."""
    is_mixed = len({feed.kind for feed in feeds} - {"all"}) > 1
    is_chinese = info.language.lower().startswith("zh")
    ordered = sorted(feeds, key=lambda feed: FEED_KINDS.index(feed.kind))
    for kind, held in groupby(ordered, key=lambda feed: feed.kind):
        yield _FOLDERS[kind][is_chinese] if is_mixed and kind != "all" else "", held


def _element(attributes: dict[str, str]) -> bytes:
    return etree.tostring(etree.Element("outline", attributes), encoding="UTF-8", xml_declaration=False)


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

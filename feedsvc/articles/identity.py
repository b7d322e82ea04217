"""What an article is, for ever: its permanent id within its source, and the address of the original."""

from __future__ import annotations

import re
from itertools import chain

from feedsvc.articles import savedpages
from feedsvc.articles.addresses import web_address
from feedsvc.articles.characters import named
from feedsvc.articles.document import text
from feedsvc.articles.taxonomy import MAX_NAME
from feedsvc.model import Document
from feedsvc.oldfeeds import MAX_ID, is_id
from feedsvc.patterns import lazy

__all__ = ["DUPLICATE", "identity", "link", "taken", "web_address"]

ID_KEYS = ("id", "guid", "uuid")
LINK_KEYS = ("link", "original_url", "source_url", "canonical_url", "canonical", "url", "permalink")
CLIPPED_KEYS = ("source", "source-url", "sourceURL", "URL Source", savedpages.KEY)
"""Where clippers say which page they took: Obsidian Web Clipper, MarkDownload, Joplin, Evernote, Firecrawl, Jina.
Others write there whom they cite, or the name of a newspaper."""
DUPLICATE = "duplicate-id"
"""The rule of a file that is held back since another has its id."""
SITE = lazy(r"\s*https?://[^/?#\s]+/?\s*", re.IGNORECASE)
"""The address of a site, which names where an article is from, and no page of it."""
EVERNOTE = lazy(r"(?:web|mail)\.clip[0-9]*|mail\.smtp|(?:desktop|mobile)\.[a-z]+")
# Jekyll's `permalink: /news/:title/` is a pattern, no address.
PATTERN = lazy("/:[a-z_]")


def identity(document: Document, path: str) -> str:
    """The permanent id of an article within its source: `id:VALUE` from its head, else `path:PATH`.

    Of `id`, `guid` and `uuid` those count that are neither empty nor longer than MAX_ID nor hold a control character:
    the first that a feed can say as it is (WordPress numbers its articles, too), else the first. It never depends on
    title, date or host (rule 5 of the house). In a path characters that no feed can hold are percent-encoded.
    """
    values = [text(document, name) for name in ID_KEYS]
    found = [f"id:{each}" for each in values if each and len(each) <= MAX_ID and named(each) == each]
    return next(chain(filter(guid, found), found), f"path:{named(path)}")


def guid(identity: str) -> str | None:
    """The id that feeds say for an article of this identity, where its author gave it one that is whole by itself:
    readers who know it from another server must not see the article twice (RFC 4287 4.2.6).

    >>> guid("id:https://old.example/?p=12"), guid("id:12")
    ('https://old.example/?p=12', None)
    """
    value = identity.removeprefix("id:")
    return value if value != identity and is_id(value) else None


def taken(identity: str) -> str:
    """How is said that another article has this id of an author's: the beginning of a problem's text, which tells the
    files that wait for the id from others."""
    return f"its id {identity.removeprefix('id:')!r} is the id of "


def link(document: Document, footers: tuple[str, ...], address: str | None, *, placed: bool = False) -> str | None:
    """The address of the original, absolute and clean, or None.

    The first that works of the head's values of LINK_KEYS, then of CLIPPED_KEYS, unless the article is `placed` by its
    own site, then of `footers`, addresses found at the article's foot. A value of LINK_KEYS counts where it is
    absolute, or starts with `/` and `address`, the site's own, is known; the others where they are absolute.
    """
    own = (_own(value, address) for name in LINK_KEYS if (value := text(document, name)))
    clipped = (text(document, name) for name in (() if placed else CLIPPED_KEYS))
    pages = (each for each in clipped if not SITE.fullmatch(each))
    return next(filter(None, chain(own, map(web_address, chain(pages, footers)))), None)


def names_source(value: str) -> bool:
    """Does a head's `source` say where an article is from? An address says which page it was, `web.clip` and
    `desktop.mac` with what Evernote's note was made (ENEX, `source` of `note-attributes`); a long text is no name."""
    return len(value) <= MAX_NAME and web_address(value) is None and not EVERNOTE.fullmatch(value)


def _own(value: str, address: str | None) -> str | None:
    rooted = value.startswith("/") and not PATTERN.search(value)
    return web_address(value, address if rooted else None)

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
# A longer "id" is a value in the wrong place.
MAX_ID = 500
EVERNOTE = lazy(r"(?:web|mail)\.clip[0-9]*|mail\.smtp|(?:desktop|mobile)\.[a-z]+")
# Jekyll's `permalink: /news/:title/` is a pattern, no address.
PATTERN = lazy("/:[a-z_]")


def identity(document: Document, path: str) -> str:
    """The permanent id of an article within its source: `id:VALUE` from its head, else `path:PATH`.

    The first of `id`, `guid` and `uuid` counts that is neither empty nor longer than MAX_ID nor holds a control
    character. It never depends on title, date or host (rule 5 of the house). In a path characters that no feed can
    hold are percent-encoded.
    """
    for name in ID_KEYS:
        value = text(document, name)
        if value and len(value) <= MAX_ID and named(value) == value:
            return f"id:{value}"
    return f"path:{named(path)}"


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

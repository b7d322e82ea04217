"""What an article is, for ever: its permanent id within its source, and the address of the original."""

from __future__ import annotations

import re
from itertools import chain

from feedsvc.articles.addresses import web_address
from feedsvc.articles.characters import named
from feedsvc.articles.document import text
from feedsvc.model import Document

__all__ = ["identity", "link", "web_address"]

ID_KEYS = ("id", "guid", "uuid")
LINK_KEYS = ("link", "original_url", "source_url", "canonical_url", "canonical", "url", "permalink")
# A longer "id" is a value in the wrong place.
MAX_ID = 500
# Jekyll's `permalink: /news/:title/` is a pattern, no address.
PATTERN = re.compile("/:[a-z_]")


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


def link(document: Document, footers: tuple[str, ...], address: str | None) -> str | None:
    """The address of the original, absolute and clean, or None.

    The first that works of the head's values of LINK_KEYS, then of `footers`, addresses found at the article's foot.
    A head's value counts where it is absolute, or starts with `/` and `address`, the site's own, is known; a footer
    where it is absolute.
    """
    own = (_own(value, address) for name in LINK_KEYS if (value := text(document, name)))
    return next(filter(None, chain(own, map(web_address, footers))), None)


def _own(value: str, address: str | None) -> str | None:
    rooted = value.startswith("/") and not PATTERN.search(value)
    return web_address(value, address if rooted else None)

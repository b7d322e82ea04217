"""RENDER: (FeedInfo, FeedPage) -> bytes. Pure: no clock, no locale, nothing opened; same input, same bytes.

entries      what the formats share: one reading of a page as a Channel of Items
extensions   feedgen extensions for what feedgen lacks
atom, rss    by feedgen and the extensions
jsonfeed     JSON Feed 1.1, and the catalogue
opml         lists of feeds
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from feedsvc.render import atom, jsonfeed, rss
from feedsvc.render.entries import ATOM_MEDIA_TYPE, JSON_MEDIA_TYPE, RSS_MEDIA_TYPE, FormatName
from feedsvc.render.jsonfeed import catalogue
from feedsvc.render.opml import OPML_MEDIA_TYPE, opml
from feedsvc.served import FeedInfo, FeedPage

__all__ = ["CATALOGUE_TYPE", "FORMATS", "OPML_TYPE", "Format", "FormatName", "catalogue", "opml"]

OPML_TYPE = f"{OPML_MEDIA_TYPE}; charset=utf-8"
CATALOGUE_TYPE = "application/json"
"""Without a charset: JSON has none but UTF-8 (RFC 8259 8.1 and 11)."""


@dataclass(frozen=True, slots=True)
class Format:
    """A feed format: the ending of its addresses, its types, and the function that writes a page."""

    name: FormatName
    media_type: str
    render: Callable[[FeedInfo, FeedPage], bytes]

    @property
    def content_type(self) -> str:
        """The value of the Content-Type header: the media type with its charset."""
        return f"{self.media_type}; charset=utf-8"


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "atom": Format("atom", ATOM_MEDIA_TYPE, atom.render),
        "rss": Format("rss", RSS_MEDIA_TYPE, rss.render),
        "json": Format("json", JSON_MEDIA_TYPE, jsonfeed.render),
    }
)

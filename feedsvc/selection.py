"""SELECT: what a request asks for, as a value.

A Selection's canonical form is cache key and self link; without `limit` and `content` it names the feed
(rule 9). Arguments that mean the default, stand in another order or are unknown make no other selection.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

from feedsvc.errors import SelectionError, UnknownKey
from feedsvc.model import FEED_KINDS, FeedKind, Role

MAX_LIMIT = 500
# RFC 3986 3.3: what may stand in a path segment besides letters, digits and "-._~".
PATH_SAFE = "!$&'()*+,;=:@"


@dataclass(frozen=True, slots=True)
class Defaults:
    """What a feed gives where the request does not say: `entries` and `content` of the settings."""

    entries: int
    content: str


@dataclass(frozen=True, slots=True)
class Selection:
    """One feed: its kind and key ("" for everything), how many entries, whole or summaries.

    `limit` and `content` are None where they are the server's defaults. `role` is "subject" for those articles of a
    company's feed alone that are about it, None for all.
    """

    kind: FeedKind
    key: str = ""
    limit: int | None = None
    content: str | None = None
    role: Role | None = None

    @property
    def path(self) -> str:
        """Percent-encoded address without format: `/feeds/category/%E6%96%B0`."""
        return feed_path(self.kind, self.key)

    @property
    def page(self) -> str:
        """Percent-encoded address of the HTML page: `/category/KEY`, or `/` for everything."""
        return page_path(self.kind, self.key)

    @property
    def query(self) -> str:
        """Canonical query without question mark: arguments in the order of their names, defaults left out."""
        given = (("content", self.content), ("limit", self.limit), ("role", self.role))
        return "&".join(f"{name}={value}" for name, value in given if value is not None)


def feed_path(kind: FeedKind, key: str) -> str:
    """Percent-encoded address of a feed without its format: `/feeds/company/06618.HK`."""
    return "/feeds/all" if kind == "all" else f"/feeds/{kind}/{quote(key, safe=PATH_SAFE)}"


def page_path(kind: FeedKind, key: str) -> str:
    """Percent-encoded address of the HTML page of a feed: `/company/06618.HK`."""
    return "/" if kind == "all" else f"/{kind}/{quote(key, safe=PATH_SAFE)}"


def select(kind: str, key: str, arguments: Mapping[str, str], defaults: Defaults) -> Selection:
    """Turn a feed's kind, key and request arguments into a Selection.

    >>> select("all", "", {"limit": "50", "x": "1"}, Defaults(50, "full"))
    Selection(kind='all', key='', limit=None, content=None)

    Raises UnknownKey for a kind that there is not, SelectionError for values that are not allowed. Unknown
    arguments are ignored. Whether there is such a key, the store knows.
    """
    if kind not in FEED_KINDS:
        raise UnknownKey(f"there are no feeds of the kind {kind[:40]!r}; there are {', '.join(FEED_KINDS)}")
    limit = _limit(arguments.get("limit"))
    content = _content(arguments.get("content"))
    return Selection(
        kind,
        key,
        None if limit == defaults.entries else limit,
        None if content == defaults.content else content,
        _role(arguments.get("role")) if kind == "company" else None,
    )


def _limit(text: str | None) -> int | None:
    if text is None or text == "":
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(MAX_LIMIT)) and 1 <= int(text) <= MAX_LIMIT):
        raise SelectionError(f"limit={text[:40]!r} is not allowed; it takes a whole number from 1 to {MAX_LIMIT}")
    return int(text)


def _content(text: str | None) -> str | None:
    if text is None or text == "":
        return None
    if text not in ("full", "summary"):
        raise SelectionError(f"content={text[:40]!r} is not allowed; it takes full or summary")
    return text


def _role(text: str | None) -> Role | None:
    if text is None or text == "":
        return None
    if text != "subject":
        raise SelectionError(f"role={text[:40]!r} is not allowed; it takes subject")
    return "subject"

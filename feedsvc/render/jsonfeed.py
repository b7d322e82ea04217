"""JSON Feed 1.1 with the `_feedsvc` extension, and the catalogue of all feeds.

An item's `url` is always present and is the address that Atom and RSS link to: the original's where it is known,
else our own page. `external_url` is there only where the original is known, so that a client can tell the two apart.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

from feedsvc.model import Enclosure, EntrySource, Term
from feedsvc.render.entries import Channel, Item, channel, feed_addresses, feed_title, home, legal, told_id, urn
from feedsvc.served import EntryCompany, FeedInfo, FeedPage, FeedSummary

_VERSION = "https://jsonfeed.org/version/1.1"


def render(info: FeedInfo, page: FeedPage) -> bytes:
    """The page as a JSON Feed: UTF-8, one item a line, items in the page's order."""
    feed = channel(info, page)
    return _lines(_head(feed), "items", [_item(feed, item) for item in feed.items])


def catalogue(info: FeedInfo, feeds: Sequence[FeedSummary]) -> bytes:
    """Every feed with kind, key, title, id, addresses, page, number of entries and newest: one feed a line."""
    info = legal(info)
    head = {"title": feed_title(info, None), "home_page_url": home(info)}
    return _lines(head, "feeds", (_summary(info, legal(feed)) for feed in feeds))


def _lines(head: Mapping[str, object], name: str, members: Iterable[object]) -> bytes:
    """A JSON object whose last key is a list with one member a line: small, and still to be read."""
    # Member by member: the whole text and its bytes at once would be as large again.
    written = bytearray(f'{_dump(head)[:-1]},"{name}":[\n'.encode())
    for number, member in enumerate(members):
        written += (",\n" * bool(number) + _dump(member)).encode()
    written += b"\n]}\n"
    return bytes(written)


def _dump(value: object) -> str:
    """Compact JSON that keeps Chinese as it is."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _head(feed: Channel) -> dict[str, object]:
    """The feed's own members."""
    head: dict[str, object | None] = {
        "version": _VERSION,
        "title": feed.title,
        "description": feed.subtitle,
        "home_page_url": feed.page,
        "feed_url": feed.addresses["json"],
        "icon": feed.icon,
        "favicon": feed.favicon,
        "authors": [{"name": feed.author, "url": feed.home}],
        "language": feed.language,
        "next_url": feed.previous.get("json"),
        "hubs": [{"type": "WebSub", "url": feed.hub}] if feed.hub else None,
        "_feedsvc": _about(feed),
    }
    return _present(head)


def _about(feed: Channel) -> dict[str, object]:
    """Of the feed: its id, when it changed, the rights in it, of an archive its feed, what was withdrawn of late."""
    removed = [{"id": told_id(each), "when": each.when.isoformat()} for each in feed.removed]
    members: dict[str, object | None] = {
        "about": feed.home,
        "id": feed.id,
        "updated": feed.updated.isoformat(),
        "rights": feed.rights,
        "current": feed.current.get("json"),
        "removed": removed or None,
    }
    return _present(members)


def _item(feed: Channel, item: Item) -> dict[str, object]:
    """One item; `content_text` stands where there is no HTML, since one of the two must."""
    members: dict[str, object | None] = {
        "id": item.id,
        "url": item.link,
        "external_url": item.original,
        "title": item.title,
        "summary": item.summary,
        "content_html": item.content,
        "content_text": None if item.content else item.excerpt,
        "image": item.picture.url if item.picture else None,
        "date_published": item.published.isoformat(),
        "date_modified": item.updated.isoformat(),
        "authors": [{"name": name} for name in item.authors],
        "tags": list(item.labels),
        "language": item.language,
        "attachments": [_attachment(each) for each in item.enclosures] or None,
        "_feedsvc": _extension(feed, item),
    }
    return _present(members)


def _attachment(file: Enclosure) -> dict[str, object]:
    members: dict[str, object | None] = {
        "url": file.url,
        "mime_type": file.media_type,
        "size_in_bytes": file.length,
        "duration_in_seconds": file.duration,
    }
    return _present(members)


def _extension(feed: Channel, item: Item) -> dict[str, object]:
    """What JSON Feed has no member for; `about` says where to read of it (JSON Feed 1.1, Extensions)."""
    return {
        "about": feed.home,
        "categories": [_term(term) for term in item.entry.categories],
        "companies": [_company(company) for company in item.entry.companies],
        "source": _source(item.source),
        "assumed": list(item.entry.assumed),
    }


def _term(term: Term) -> dict[str, str]:
    return {"key": term.key, "label": term.label}


def _company(company: EntryCompany) -> dict[str, object]:
    return {
        "key": company.key,
        "name": company.name,
        "names": list(company.names),
        "listings": list(company.listings),
        "role": company.role,
        "score": company.score,
        "evidence": list(company.evidence),
    }


def _source(source: EntrySource) -> dict[str, object]:
    return _present({"name": source.name, "url": source.url})


def _summary(info: FeedInfo, feed: FeedSummary) -> dict[str, object | None]:
    """A feed of the catalogue; `newest` is null for an empty feed."""
    return {
        "kind": feed.kind,
        "key": feed.key,
        "title": feed_title(info, None if feed.kind == "all" else feed.label),
        "id": urn(feed.uuid),
        **feed_addresses(info, feed.path),
        "page": info.base_url + feed.page,
        "entries": feed.entries,
        "newest": feed.newest.isoformat() if feed.newest else None,
    }


def _present(members: Mapping[str, object | None]) -> dict[str, object]:
    """The members that have a value: JSON Feed knows absent members, not null ones."""
    return {key: value for key, value in members.items() if value is not None}

"""Keys as they are asked for: the feed of a key, where another spelling leads, what a combined selection means."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import UTC, timedelta, tzinfo
from functools import cache
from typing import cast

from flask import Request
from sqlalchemy import Connection

from feedsvc import fulltext
from feedsvc.errors import SelectionError, TooLong, UnknownKey
from feedsvc.model import FeedKind
from feedsvc.patterns import lazy
from feedsvc.selection import MAX_QUERY, NOT, SEARCH, Keys, Selection, select
from feedsvc.store import companies, meanings, pages
from feedsvc.store.engine import Store
from feedsvc.store.pages import Feed
from feedsvc.store.selecting import FIRST, LAST, Wanted
from feedsvc.web.site import Site

CHOICES = 300


class Elsewhere(Exception):
    """The key that was asked for is another's spelling: where it leads, and with which status."""

    def __init__(self, kind: FeedKind, keys: tuple[companies.Alias, ...], code: int) -> None:
        super().__init__(kind, keys, code)
        self.kind = kind
        self.keys = keys
        self.code = code


def find(connection: Connection, store: Store, kind: FeedKind, key: str) -> Feed:
    """The feed of a key as it is written, or raise Elsewhere (another spelling) or UnknownKey."""
    feed = pages.find(connection, store.authority, kind, key)
    if feed is None and kind == "company":
        _find_company(connection, key)
        # Whoever subscribed to it is told that its articles went.
        feed = pages.left(connection, store.authority, key)
    if feed is None:
        raise UnknownKey(_unknown(kind, key))
    if feed.key != key and kind != "all":
        raise Elsewhere(kind, (companies.Alias(feed.key, feed.label, sure=True),), 301)
    return feed


def _unknown(kind: FeedKind, key: str) -> str:
    if kind == "all":
        return "there is no feed of everything yet, since no source was ever read; feedsvc ingest reads them"
    return f"there is no {kind} {key[:100]!r}; /feeds.json lists what there is"


def _find_company(connection: Connection, key: str) -> None:
    """Raise Elsewhere where `key` is a code or a name of companies that are known under other keys."""
    found = meanings.asked_for(connection, key)
    if len(found) > 1:
        raise Elsewhere("company", found, CHOICES)
    if found:
        raise Elsewhere("company", found, 301 if found[0].sure else 302)


def named(connection: Connection, store: Store, spelling: str, most: int) -> tuple[Feed, ...]:
    """The feeds of the companies, at most so many, of which a text is a spelling as a whole; mostly none. A word in
    small letters is no ticker there (`gold`)."""
    own = pages.find(connection, store.authority, "company", spelling)
    if own is not None:
        return (own,)
    meant = meanings.meant(connection, spelling)[:most]
    return tuple(filter(None, (pages.find(connection, store.authority, "company", each.key) for each in meant)))


def resolved(connection: Connection, store: Store, name: str, spelling: str) -> str:
    """The key that a spelling in the argument `name` of a request means; there a redirect would help nobody.

    Raises UnknownKey, and SelectionError where it could be several.
    """
    kind = cast(FeedKind, name.removeprefix(NOT))
    try:
        return find(connection, store, kind, spelling).key
    except Elsewhere as elsewhere:
        if len(elsewhere.keys) > 1:
            several = ", ".join(repr(alias.key) for alias in elsewhere.keys)
            raise SelectionError(f"{name}={spelling[:100]!r} can be several; it takes one of {several}") from None
        return elsewhere.keys[0].key
    except UnknownKey:
        # Two tell: to look up each of what an address holds would cost too much.
        parts = [part.strip() for part in _BETWEEN.split(spelling, 2)[:2]]
        if len(parts) == 1 or not any(_is_known(connection, store, kind, part) for part in parts):
            raise
        meant = "&".join(f"{name}={part[:40]}" for part in parts)
        raise UnknownKey(f"there is no {kind} {spelling[:100]!r}; several are asked for as {meant}") from None


def _is_known(connection: Connection, store: Store, kind: FeedKind, key: str) -> bool:
    try:
        find(connection, store, kind, key)
    except Elsewhere:
        return True
    except UnknownKey:
        return False
    return True


_BETWEEN = lazy(r"[,|;，；、]")
"""What people and other servers part several keys with. Names have some of these, too (`Acme, Inc.`)."""


def bound(request: Request) -> None:
    """Raise TooLong where the query of a request is longer than is read."""
    if len(request.query_string) > MAX_QUERY:
        raise TooLong(f"a query of {len(request.query_string)} characters is too long; it takes at most {MAX_QUERY}")


def selection(where: Site, request: Request, kind: str, key: str) -> Selection:
    """What a request asks for. Keys in its query are looked up here, the feed's own where its version is (feeds_of).

    Raises UnknownKey, SelectionError, TooLong.
    """
    bound(request)

    arguments = {name: request.args.getlist(name) for name in request.args}
    with ExitStack() as stack:
        # Most requests have no key in their query, and a few have fifty.
        reading = cache(lambda: stack.enter_context(where.store.reading()))

        def resolve(name: str, spelling: str) -> str:
            return resolved(reading(), where.store, name, spelling)

        found = select(kind, key, arguments, where.defaults, resolve)
    if kind == SEARCH and found.search is None:
        raise SelectionError("q is missing; a search takes ?q= and words")
    return found


def feeds_of(connection: Connection, store: Store, selection: Selection) -> tuple[tuple[Feed, ...], ...]:
    """The feeds that a selection names, in groups: an article must be in one of each. Its own key stands first.

    Raises Elsewhere where that is another spelling.
    """
    own = find(connection, store, selection.kind, selection.key)
    return ((own,), *_groups(connection, store, selection.within))


def refused(connection: Connection, store: Store, selection: Selection) -> tuple[Feed, ...]:
    """The feeds that a selection names whose articles must not be in it."""
    return tuple(feed for group in _groups(connection, store, selection.without) for feed in group)


def _groups(connection: Connection, store: Store, keys: Keys) -> list[tuple[Feed, ...]]:
    """Resolved by now: one that was given another key since then is unknown for this moment."""
    try:
        return [tuple(find(connection, store, kind, key) for key in of_kind) for kind, of_kind in keys]
    except Elsewhere as elsewhere:
        raise UnknownKey(f"{elsewhere.keys[0].key!r} has just got this key; ask again") from elsewhere


def wanted(selection: Selection, groups: tuple[tuple[Feed, ...], ...], without: tuple[Feed, ...]) -> Wanted:
    """A selection in the store's numbers."""
    companies_asked = [feed for group in groups for feed in group if feed.kind == "company"]
    return Wanted(
        groups=tuple(frozenset(feed.term_id for feed in group) for group in groups),
        without=frozenset(feed.term_id for feed in without),
        about=selection.role == "subject",
        companies=frozenset(feed.term_id for feed in companies_asked),
        words=selection.search,
        since=FIRST if selection.since is None else int(selection.since.timestamp()),
        until=LAST if selection.until is None else int(selection.until.timestamp()),
    )


def label_of(
    selection: Selection, groups: tuple[tuple[Feed, ...], ...], without: tuple[Feed, ...] = (), zone: tzinfo = UTC
) -> str | None:
    """What a feed shows: its label and its conditions, `京东健康 · 新闻/科技 · “急救” · −体育 · 2022-03-01–2022-03-31`,
    with days of the zone, both included; None for everything."""
    parts = ["/".join(feed.label for feed in group) for group in groups if group[0].kind != "all"]
    if selection.search:
        parts += [_said(phrase) for phrase in selection.search.wanted]
        parts += ["/".join(map(_said, choice)) for choice in selection.search.either]
        parts += [f"−{_said(phrase)}" for phrase in selection.search.unwanted]
    parts += [f"−{feed.label}" for feed in without]
    if selection.since or selection.until:
        last = selection.until - timedelta(seconds=1) if selection.until else None
        days = (at.astimezone(zone).date().isoformat() if at else "" for at in (selection.since, last))
        parts.append("–".join(days))
    return " · ".join(parts) or None


def _said(phrase: str) -> str:
    where, words = fulltext.parted_title(phrase)
    return f"{where}“{words}”"

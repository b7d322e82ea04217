"""The directories `/companies`, `/categories`, `/tags` and so on: by activity, by size, in pinyin order, filtered."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, Response, request
from sqlalchemy import Connection

from feedsvc.articles.characters import legal
from feedsvc.model import FeedKind
from feedsvc.readings import INITIALS
from feedsvc.store import directory, stats
from feedsvc.store.directory import Directory
from feedsvc.store.tallies import DAILY
from feedsvc.web import readiness
from feedsvc.web.feeds import moved_to
from feedsvc.web.pages.frame import DIRECTORIES, here, page, passing
from feedsvc.web.site import site

blueprint = Blueprint("directory", __name__)
SHOWN = 200
LONGEST = 100
"""Characters of the filter field that count."""
LONGEST_NUMBER = 7
ORDERS = ("activity", "size")


@dataclass(frozen=True, slots=True)
class Asked:
    """How a directory is to be shown: its order, or one initial, or what names must hold; from which entry on;
    `empty`: with those, too, that have no articles."""

    order: str
    initial: str
    text: str
    offset: int
    empty: bool


def directory_of(kind: FeedKind) -> Response:
    """`/companies`, `/categories`, `/tags`, `/authors`, `/sources`"""
    asked = _asked()
    where = site()
    with where.store.reading() as connection:
        initials = directory.initials(connection, kind, empty=asked.empty)
        held = stats.held(connection)
        asked, found = _found(connection, kind, asked)
        is_ready = bool(found.listed) or not readiness.awaits(connection, where.settings)
    last = max((found.total - 1) // SHOWN * SHOWN, 0)
    response = page(
        "directory.html",
        kind=kind,
        asked=asked,
        found=found,
        initials=initials,
        held=held,
        is_counted=kind in DAILY,
        every=INITIALS,
        newer=here(offset=str(max(asked.offset - SHOWN, 0)) if asked.offset > SHOWN else None) if asked.offset else "",
        older=here(offset=str(asked.offset + SHOWN)) if asked.offset + SHOWN < found.total else "",
        last=here(offset=str(last) if last else None),
        is_ready=is_ready,
        run=readiness.to_run(where),
    )
    return passing(response, is_ready=is_ready)


def cut_off(kind: FeedKind) -> Response:
    """`/company`, which is left of a company's address without its key, leads to `/companies`."""
    return moved_to(DIRECTORIES[kind])


for _kind, _path in DIRECTORIES.items():
    blueprint.add_url_rule(_path, _path[1:], directory_of, defaults={"kind": _kind})
    for _end in ("", "/"):
        # As two rules of one name Flask would send the one to the other.
        blueprint.add_url_rule(f"/{_kind}{_end}", _kind + _end.replace("/", "_"), cut_off, defaults={"kind": _kind})


def _asked() -> Asked:
    order, offset = request.args.get("order", ""), request.args.get("offset", "")
    initial = request.args.get("initial", "").upper()
    is_number = offset.isascii() and offset.isdigit() and len(offset) <= LONGEST_NUMBER
    return Asked(
        order=order if order in ORDERS else "",
        initial=initial if initial and initial in INITIALS and len(initial) == 1 else "",
        text=legal(request.args.get("q", "")).strip()[:LONGEST],
        offset=int(offset) if is_number else 0,
        empty=bool(request.args.get("all")),
    )


def _found(connection: Connection, kind: FeedKind, asked: Asked) -> tuple[Asked, Directory]:
    """What is to be listed. Who says nothing gets the liveliest companies, of other kinds the largest; so does who asks
    for the liveliest of those that are not counted by day."""
    if asked.text:
        return asked, directory.matching(connection, kind, asked.text, offset=asked.offset, limit=SHOWN)
    if asked.initial:
        return asked, directory.by_initial(
            connection, kind, asked.initial, offset=asked.offset, limit=SHOWN, empty=asked.empty
        )
    if asked.order == "size" or kind not in DAILY or (kind != "company" and not asked.order):
        return _in(asked, "size"), directory.by_size(connection, kind, offset=asked.offset, limit=SHOWN)
    return _in(asked, "activity"), directory.by_activity(connection, kind, offset=asked.offset, limit=SHOWN)


def _in(asked: Asked, order: str) -> Asked:
    return Asked(order, asked.initial, asked.text, asked.offset, asked.empty)

"""Pages of a list of articles: `?before=PLACE` is what is older than a place, `?after=PLACE` what is newer."""

from __future__ import annotations

from flask import request
from sqlalchemy import Connection

from feedsvc.errors import SelectionError
from feedsvc.store import paging
from feedsvc.store.paging import Page, Place
from feedsvc.web.pages.frame import here

BEFORE, AFTER = "before", "after"


def turned(connection: Connection, term_id: int, limit: int) -> Page:
    """The page of a feed that the request asks for; raises SelectionError where it names no place."""
    older, newer = place(BEFORE), place(AFTER)
    return paging.page(connection, term_id, limit, older_than=older, newer_than=newer)


def links(page: Page) -> tuple[str, str]:
    """The addresses of the pages of the newer and of the older articles, "" where there are none."""
    newer = here(**{AFTER: str(page.newer), BEFORE: None}) if page.newer else ""
    older = here(**{BEFORE: str(page.older), AFTER: None}) if page.older else ""
    return newer, older


def is_inner() -> bool:
    """Whether this is a page behind the first."""
    return BEFORE in request.args or AFTER in request.args


def place(name: str) -> Place | None:
    """The place that an argument of the request names, None without it; raises SelectionError where it is none."""
    written = request.args.get(name, "")
    found = Place.read(written) if written else None
    if written and found is None:
        raise SelectionError(f"{name}={written[:40]!r} is no place in a list; follow the links from page to page")
    return found

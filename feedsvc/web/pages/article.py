"""The page of one article."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, Response
from werkzeug.exceptions import Gone, NotFound

from feedsvc.store import mentions, pages
from feedsvc.web.pages.frame import page
from feedsvc.web.site import site

blueprint = Blueprint("article", __name__)


@blueprint.get("/article/<uuid:number>")
def article(number: UUID) -> Response:
    """`/article/ID`; 410 for one that was withdrawn."""
    where = site()
    with where.store.reading() as connection:
        entry = pages.entry(connection, str(number))
        withdrawn = entry is None and pages.is_withdrawn(connection, str(number))
        row = pages.number_of(connection, str(number)) if entry is not None else None
        reasons = mentions.reasons(connection, row) if row is not None else ()
    if entry is None:
        raise Gone if withdrawn else NotFound
    return page("article.html", entry=entry, content=_late(entry.content), reasons=reasons)


def _late(content: str) -> str:
    """Sanitized content whose pictures are asked for when they come into view. In it `<` is always that of a tag."""
    return content.replace("<img ", '<img loading="lazy" ')

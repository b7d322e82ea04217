"""The page of one article."""

from __future__ import annotations

import html
import json
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit
from uuid import UUID

from flask import Blueprint, Response, request
from markupsafe import Markup
from sqlalchemy import Connection

from feedsvc.errors import UnknownKey
from feedsvc.model import FEED_KINDS, Enclosure, Mention, Term
from feedsvc.render.entries import told_id
from feedsvc.served import Entry
from feedsvc.store import mentions, pages, paging, particulars
from feedsvc.store.paging import Neighbour
from feedsvc.store.particulars import Withdrawn
from feedsvc.web import keys
from feedsvc.web.bodies import dressed
from feedsvc.web.feeds import moved_to
from feedsvc.web.headings import below
from feedsvc.web.keys import Elsewhere
from feedsvc.web.languages import gettext as _
from feedsvc.web.pages.errors import is_for_program, kept, refusal
from feedsvc.web.pages.frame import WITHIN, page, within
from feedsvc.web.site import Site, site

blueprint = Blueprint("article", __name__)
GONE = 410


@dataclass(frozen=True, slots=True)
class Shown:
    """All that the page says of an article."""

    entry: Entry
    written: str
    terms: tuple[Term, ...]
    reasons: tuple[tuple[str, str, Mention], ...]
    feed: pages.Feed
    newer: Neighbour | None
    older: Neighbour | None


@blueprint.get("/article/<uuid:number>")
@blueprint.get("/article/<uuid:number>/")
def article(number: UUID) -> Response:
    """`/article/ID`, to which one with a slash at its end leads; 410 for one that was withdrawn, with what is known of
    it."""
    where = site()
    with where.store.reading() as connection:
        shown = _shown(connection, where, str(number))
        gone = particulars.withdrawn(connection, str(number)) if shown is None else None
    if gone is not None:
        return _gone(gone)
    if shown is None:
        raise UnknownKey(f"there is no article '{number}'; /feeds/all.atom lists the newest")
    if request.path.endswith("/"):
        return moved_to(f"/article/{number}")
    entry = shown.entry
    own = f"{where.settings.public_url}/article/{entry.uuid}"
    return page(
        "article.html",
        shown=shown,
        entry=entry,
        own=own,
        within="" if shown.feed.kind == "all" else within(shown.feed),
        content=Markup(dressed(below(entry.content), _("Table"))),  # noqa: S704 - the sanitizer's output
        files=_files(entry),
        authors=[term for term in shown.terms if term.kind == "author"],
        source=next((term for term in shown.terms if term.kind == "source"), None),
        metadata=_metadata(entry, own, where.settings.title),
    )


def _shown(connection: Connection, where: Site, uuid: str) -> Shown | None:
    entry, known = pages.entry(connection, uuid), particulars.particulars(connection, uuid)
    if entry is None or known is None:
        return None
    feed = _feed(connection, where)
    newer, older = paging.neighbours(connection, feed.term_id, uuid)
    return Shown(entry, known.written, known.terms, mentions.reasons(connection, known.number), feed, newer, older)


def _feed(connection: Connection, where: Site) -> pages.Feed:
    """The feed that the reader is going through: the one that the address names, else that of everything."""
    kind, _colon, key = request.args.get(WITHIN, "").partition(":")
    if kind in FEED_KINDS and key:
        try:
            return keys.find(connection, where.store, kind, key)
        except (UnknownKey, Elsewhere):
            pass
    return keys.find(connection, where.store, "all", "")


def _files(entry: Entry) -> list[tuple[str, Enclosure]]:
    """The files that its content neither plays nor links to, each with its name."""
    left = (each for each in entry.enclosures if html.escape(each.url, quote=False) not in entry.content)
    return [(_name(each), each) for each in left]


def _name(file: Enclosure) -> str:
    parts = urlsplit(file.url)
    return unquote(parts.path.rpartition("/")[2]) or parts.netloc


def _gone(gone: Withdrawn) -> Response:
    if is_for_program():
        return refusal(GONE, "the article was withdrawn")
    title, advice = _("This article was withdrawn"), _("Whoever published it has taken it back.")
    return kept(page("withdrawn.html", GONE, title=title, advice=advice, gone=gone))


def _metadata(entry: Entry, own: str, publisher: str) -> Markup:
    """The article as schema.org's NewsArticle, in JSON-LD that no `</script>` can end."""
    people = [{"@type": "Person", "name": name} for name in entry.authors]
    found = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": told_id(entry),
        "headline": entry.title,
        "description": entry.summary,
        "inLanguage": entry.language,
        "datePublished": entry.published.isoformat(),
        "dateModified": entry.updated.isoformat(),
        "mainEntityOfPage": entry.link or own,
        "author": people or [{"@type": "Organization", "name": entry.source.name}],
        "publisher": {"@type": "Organization", "name": entry.source.name or publisher},
        "image": [entry.picture.url] if entry.picture else [],
        "articleSection": [term.label for term in entry.categories],
        "keywords": [term.label for term in entry.tags],
        "about": [_about(name, listings) for name, listings in _subjects(entry)],
    }
    text = json.dumps({name: value for name, value in found.items() if value}, ensure_ascii=False)
    for letter in "<>&\u2028\u2029":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return Markup(text)  # noqa: S704 - escaped above, for a script element


def _subjects(entry: Entry) -> list[tuple[str, tuple[str, ...]]]:
    return [(company.name, company.listings) for company in entry.companies if company.role == "subject"]


def _about(name: str, listings: tuple[str, ...]) -> dict[str, object]:
    return {"@type": "Corporation", "name": name, **({"tickerSymbol": list(listings)} if listings else {})}

"""The health of the desk, for those who know the `admin_token`.

The token comes as the password of HTTP Basic authentication, which a browser asks for by itself, or as a Bearer token
(RFC 7617, RFC 6750): a header, which stands neither in a log nor in a referrer, as an address would.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass

from flask import Blueprint, Response, request
from sqlalchemy import Connection
from werkzeug.exceptions import NotFound

from feedsvc.errors import StoreError
from feedsvc.model import Problem
from feedsvc.store import desk, migrations, runs, stats
from feedsvc.store.desk import Few
from feedsvc.store.lessons import Waiting
from feedsvc.store.readers import Readers
from feedsvc.web import readiness
from feedsvc.web.pages.errors import refusal
from feedsvc.web.pages.frame import page
from feedsvc.web.site import Site, site

blueprint = Blueprint("status", __name__)
UNAUTHORIZED = 401
CHALLENGE = 'Basic realm="feedsvc status", charset="UTF-8"'


@dataclass(frozen=True, slots=True)
class Health:
    """All that the page shows."""

    now: stats.Stats
    version: int
    database: str
    run: str
    runs: tuple[runs.Run, ...]
    problems: Few[tuple[str, Problem]]
    assumed: Few[desk.Assumed]
    zoneless: tuple[int, int]
    unknown: Few[desk.Unknown]
    names: Few[Waiting]
    read: Few[desk.Read]
    unread: str
    """Why it cannot be told who reads, where that is so."""


@blueprint.get("/status")
def status() -> Response:
    """`/status`: 404 where no token is set, 401 without it."""
    where = site()
    if not where.settings.admin_token:
        raise NotFound
    if not _is_known(where.settings.admin_token):
        response = refusal(UNAUTHORIZED, "the page takes the admin_token as password, with any user name")
        response.headers["WWW-Authenticate"] = CHALLENGE
        return response
    with where.store.reading() as connection:
        health = _health(where, connection)
    response = page("status.html", health=health)
    response.headers["Cache-Control"] = "no-store"
    return response


def _is_known(token: str) -> bool:
    """Whether a request brings the token; how long the comparison takes tells nothing of it."""
    try:
        given = request.authorization
    except ValueError:
        # Werkzeug lets it through: characters beyond ASCII, which Base64 has none of.
        return False
    found = None
    if given is not None and given.type in ("basic", "bearer"):
        found = given.token or given.password
    return hmac.compare_digest((found or "").encode(), token.encode())


def _readers(where: Site) -> tuple[dict[str, int], str]:
    """Subscribers by the feed's path; and why they cannot be told, which all else does not depend on."""
    try:
        return (Readers(where.store.folder).totals() if where.settings.count_readers else {}), ""
    except StoreError as error:
        return {}, str(error)


def _health(where: Site, connection: Connection) -> Health:
    readers, unread = _readers(where)
    return Health(
        now=stats.stats(connection),
        version=migrations.version(connection),
        database="SQLite" if where.store.is_sqlite else "PostgreSQL",
        run=readiness.to_run(where),
        runs=runs.last(connection),
        problems=desk.problems(connection),
        assumed=desk.assumed(connection),
        zoneless=desk.zoneless(connection),
        unknown=desk.unknown(connection),
        names=desk.names(connection),
        read=desk.read(connection, readers),
        unread=unread,
    )

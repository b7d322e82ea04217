"""Addresses for those who run the server: `/healthz`, `/readyz`."""

from __future__ import annotations

import json

from flask import Blueprint, Response, current_app

from feedsvc.store import lock, stats
from feedsvc.upkeep import ready_mark
from feedsvc.web.site import site

blueprint = Blueprint("ops", __name__)
RUN = "feedsvc ingest --watch"
RETRY_SECONDS = "1"


@blueprint.get("/favicon.ico")
def favicon() -> Response:
    """The icon at the address where browsers and readers look for it by themselves."""
    return current_app.send_static_file("icon.png")


@blueprint.get("/healthz")
def healthz() -> Response:
    """The process can answer."""
    return _plain(json.dumps({"alive": True}), 200)


@blueprint.get("/readyz")
def readyz() -> Response:
    """503 until the first ingest of the configured sources is served, then 200; tells whether an ingester runs."""
    where = site()
    with where.store.reading() as connection:
        ready = stats.mark(connection, ready_mark(where.settings)) != ""
        now = stats.stats(connection)
    found: dict[str, object] = {"ready": ready, "articles": now.articles, "feeds": now.feeds, "problems": now.problems}
    found["ingester"] = lock.is_held(where.store)
    if not found["ingester"]:
        found["run"] = RUN
    response = _plain(json.dumps(found), 200 if ready else 503)
    if not ready:
        response.headers["Retry-After"] = RETRY_SECONDS
    return response


def _plain(body: str, status: int) -> Response:
    response = Response(body + "\n", status, content_type="application/json")
    response.headers["Cache-Control"] = "no-store"
    return response

"""Addresses for those who run the server: `/healthz`, `/readyz`."""

from __future__ import annotations

import json

from flask import Blueprint, Response, current_app

from feedsvc.store import stats
from feedsvc.web import readiness
from feedsvc.web.site import site

blueprint = Blueprint("ops", __name__)
PROBE_SECONDS = "1"
READS: dict[readiness.Ingester, dict[str, object]] = {
    "working": {},
    "starting": {"starting": True},
    "failing": {"failing": True},
    "missing": {"run": readiness.RUN},
}
"""What is told besides of an ingester that is not at work."""


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
    """503 until the first ingest of the configured sources is served, then 200; tells what the ingester does."""
    where = site()
    with where.store.reading() as connection:
        ready = readiness.is_ready(connection, where.settings)
        now = stats.stats(connection)
    found: dict[str, object] = {"ready": ready, "articles": now.articles, "feeds": now.feeds, "problems": now.problems}
    ingester = readiness.ingester(where)
    found |= {"ingester": ingester == "working"} | READS[ingester]
    response = _plain(json.dumps(found), 200 if ready else 503)
    if not ready:
        response.headers["Retry-After"] = PROBE_SECONDS
    return response


def _plain(body: str, status: int) -> Response:
    response = Response(body + "\n", status, content_type="application/json")
    response.headers["Cache-Control"] = "no-store"
    return response

"""Refusals: a page that looks like the others and helps a person on, or a line of text for a program."""

from __future__ import annotations

import json

from flask import Response, request
from werkzeug.http import HTTP_STATUS_CODES

from feedsvc.web import readiness
from feedsvc.web.answers import allow_all
from feedsvc.web.asked import wants_json
from feedsvc.web.languages import gettext as _
from feedsvc.web.pages.frame import page
from feedsvc.web.site import site
from feedsvc.web.statuses import FAULTS, UNAVAILABLE

UNKNOWN_SECONDS = 60
RETRY_SECONDS = 5
LASTING = (404, 410)
WHY: dict[readiness.Ingester, str] = {
    "working": f"they are being read; ask again in {RETRY_SECONDS} s",
    "starting": f"the ingester is starting; ask again in {RETRY_SECONDS} s",
    "failing": "the ingester ends again and again; the log says why",
    "missing": f"no ingester is at work; run {readiness.RUN}",
}
PLAIN = "text/plain; charset=utf-8"
PROBLEM = "application/problem+json"


def is_for_program() -> bool:
    """Whether a program asked: it gets one line of text, a person a page."""
    is_page = "text/html" in request.headers.get("Accept", "") and not wants_json(request.accept_mimetypes)
    return not is_page or request.path.startswith(("/feeds", "/opml", "/readyz", "/healthz"))


def refusal(status: int, reason: str, *, seconds: int = 0) -> Response:
    """An answer that refuses, with the reason in words of ours; `seconds` after which to ask again, 0 where unknown."""
    if is_for_program():
        response = line(status, reason)
    else:
        title, advice = _told(status)
        # What is wrong with a request is said in one language alone, as in feeds; other refusals need no more words.
        said = reason if status < FAULTS and status not in (401, 403, 404, 405, 429) else ""
        response = page("error.html", status, title=title, advice=advice, reason=said, seconds=seconds)
    return kept(response)


def put_off() -> Response:
    """503 for what is not there, but may be among the articles that the first ingest has still to bring: a reader takes
    404 for gone for good, and caches keep it."""
    ingester = readiness.ingester(site())
    if is_for_program():
        response = line(UNAVAILABLE, f"the sources were not read yet, and this may be in them: {WHY[ingester]}")
    else:
        title, advice = _awaited(ingester)
        run = readiness.RUN if ingester == "missing" else ""
        response = page("error.html", UNAVAILABLE, title=title, advice=advice, reason=run, seconds=0)
    response.headers["Retry-After"] = str(RETRY_SECONDS)
    return kept(response)


def _awaited(ingester: readiness.Ingester) -> tuple[str, str]:
    if ingester == "working":
        return (
            _("Articles are being read for the first time"),
            _("What you ask for may be among them. Ask again in a few seconds."),
        )
    advice = {
        "starting": _("What you ask for may be among them. The ingester is starting; ask again in a few seconds."),
        "failing": _("What you ask for may be among them. Ask again in a few seconds."),
        "missing": _("What you ask for may be among them. No ingester is running. Run:"),
    }
    return _("No article was read yet"), advice[ingester]


def line(status: int, reason: str) -> Response:
    """A refusal for a program, which needs no store: a line of text, for one that reads JSON a problem (RFC 9457)."""
    if wants_json(request.accept_mimetypes):
        problem = {"title": HTTP_STATUS_CODES.get(status, ""), "status": status, "detail": reason}
        response = Response(json.dumps(problem, ensure_ascii=False) + "\n", status, content_type=PROBLEM)
    else:
        response = Response(f"error: {reason}\n", status, content_type=PLAIN)
    allow_all(response)
    return response


def kept(response: Response) -> Response:
    """A refusal with what caches may do with it: it depends on who asks."""
    response.vary.add("Accept")
    lasting = response.status_code in LASTING
    response.headers["Cache-Control"] = f"public, max-age={UNKNOWN_SECONDS}" if lasting else "no-store"
    return response


def _told(status: int) -> tuple[str, str]:
    """Title of a page of this status, and what a person can do."""
    told = {
        401: (_("Only for the desk"), _("The password is the admin_token of the settings; any user name will do.")),
        404: (_("There is no such page"), _("The address may be misspelt, or what was here has another one now.")),
        429: (_("Too many requests"), _("This address has asked more often than this server allows.")),
        503: (_("Out of order for a moment"), _("The store cannot be reached. Ask again in a few seconds.")),
    }
    if status in told:
        return told[status]
    if status < FAULTS:
        return _("This cannot be answered"), _("Something in the address is not allowed:")
    return _("Something went wrong"), _("The fault is ours, and it is in the log. Ask again in a while.")

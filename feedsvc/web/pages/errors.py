"""Refusals: a page that looks like the others and helps a person on, or a line of text for a program."""

from __future__ import annotations

from flask import Response, request

from feedsvc.web.answers import allow_all
from feedsvc.web.languages import gettext as _
from feedsvc.web.pages.frame import page
from feedsvc.web.statuses import FAULTS

UNKNOWN_SECONDS = 60
LASTING = (404, 410)
PLAIN = "text/plain; charset=utf-8"


def is_for_program() -> bool:
    """Whether a program asked: it gets one line of text, a person a page."""
    return request.path.startswith(("/feeds", "/opml", "/readyz", "/healthz")) or (
        "text/html" not in request.headers.get("Accept", "")
    )


def refusal(status: int, reason: str, *, seconds: int = 0) -> Response:
    """An answer that refuses, with the reason in words of ours; `seconds` after which to ask again, 0 where unknown."""
    if is_for_program():
        response = Response(f"error: {reason}\n", status, content_type=PLAIN)
        allow_all(response)
    else:
        title, advice = _told(status)
        # What is wrong with a request is said in one language alone, as in feeds; other refusals need no more words.
        said = reason if FAULTS > status not in (401, 403, 404, 405, 410, 429) else ""
        response = page("error.html", status, title=title, advice=advice, reason=said, seconds=seconds)
    return kept(response)


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
        410: (_("This article was withdrawn"), _("Whoever published it has taken it back.")),
        429: (_("Too many requests"), _("This address has asked more often than this server allows.")),
        503: (_("Out of order for a moment"), _("The store cannot be reached. Ask again in a few seconds.")),
    }
    if status in told:
        return told[status]
    if status < FAULTS:
        return _("This cannot be answered"), _("Something in the address is not allowed:")
    return _("Something went wrong"), _("The fault is ours, and it is in the log. Ask again in a while.")

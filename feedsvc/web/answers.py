"""A rendition as an HTTP answer: validators, encoding, caching (RFC 9110, RFC 9111)."""

from __future__ import annotations

import time
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from flask import Request, Response
from werkzeug.datastructures import Headers

from feedsvc.web.renditions import Rendition

if TYPE_CHECKING:
    from wsgiref.types import WSGIEnvironment

STALE_SECONDS = 86_400
"""How long a cache may go on with what it has while it asks again, or while the server is down (RFC 5861)."""


class Answer(Response):
    """A response whose 304 repeats Last-Modified, which Werkzeug takes away (RFC 9110 15.4.5 allows it).

    Readers that keep only what the last answer brought would ask without it the next time.
    """

    def get_wsgi_headers(self, environ: WSGIEnvironment) -> Headers:
        """The headers as they are sent."""
        headers = super().get_wsgi_headers(environ)
        modified = self.headers.get("Last-Modified")
        if modified is not None:
            headers["Last-Modified"] = modified
        return headers


def answer(request: Request, rendition: Rendition, max_age: int, vary: Iterable[str]) -> Response:
    """304 where the client has the rendition (RFC 9110 13.2.2), else its bytes in the encoding asked for."""
    gzipped = request.accept_encodings.quality("gzip") > 0
    response = Answer(rendition.gzipped if gzipped else rendition.body)
    if gzipped:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Content-Type"] = rendition.content_type
    response.set_etag(_matching_etag(request, rendition, gzipped=gzipped))
    _date(response, rendition)
    response.headers["Cache-Control"] = (
        f"public, max-age={max_age}, stale-while-revalidate={STALE_SECONDS}, stale-if-error={STALE_SECONDS}"
    )
    response.headers["Vary"] = ", ".join(vary)
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Expose-Headers"] = "ETag, Last-Modified, Link"
    response.make_conditional(request)
    return response


def _matching_etag(request: Request, rendition: Rendition, *, gzipped: bool) -> str:
    """Each encoding has a strong validator of its own (RFC 9110 8.8.3.3); a client may hold either."""
    own = f"{rendition.etag}-gzip" if gzipped else rendition.etag
    other = rendition.etag if gzipped else f"{rendition.etag}-gzip"
    held = request.if_none_match
    return other if held.contains_weak(other) and not held.contains_weak(own) else own


def _date(response: Response, rendition: Rendition) -> None:
    """Last-Modified is never in the future (RFC 9110 8.8.2.1), even where two changes fell into one second."""
    if rendition.version.modified:
        seconds = min(rendition.version.modified, int(time.time()))
        response.last_modified = datetime.fromtimestamp(seconds, UTC)

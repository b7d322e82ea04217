"""A rendition as an HTTP answer: validators, encoding, caching (RFC 9110, RFC 9111)."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast
from uuid import UUID

from flask import Request, Response
from werkzeug.datastructures import ETags, Headers
from werkzeug.http import http_date, parse_accept_header, parse_date
from werkzeug.wrappers import Response as BaseResponse

from feedsvc.patterns import lazy
from feedsvc.web.renditions import ENCODERS, Rendition, cut_of, is_issued

if TYPE_CHECKING:
    from wsgiref.types import WSGIEnvironment

STALE_SECONDS = 86_400
"""How long a cache may go on with what it has while it asks again, or while the server is down (RFC 5861)."""
LEADING_SECONDS = 300
GROWING = "no-cache"
"""A copy may be kept, but is good only when the server says so, which a 304 does (RFC 9111 5.2.2.4)."""
NOT_MODIFIED, PRECONDITION_FAILED, IM_USED = 304, 412, 226
EXPOSED = "ETag, Last-Modified, Link, Content-Location, IM, Retry-After"
_TAG = lazy(r"([0-9]{1,19})-([0-9a-f]{16,19})-(identity|gzip|br|zstd)(?:[-;](?:gzip|br|zstd))?")
"""SEQ-HASH-ENC. Apache appends the name of its own encoding to what it compresses, and does not take it off again."""


@dataclass(frozen=True, slots=True)
class Caching:
    """How long a copy is fresh, in seconds, and what an answer depends on besides its address; `is_growing` while the
    first ingest is under way: then a copy is asked for again each time, since what it lacks may come at any moment.
    `shared`, where it is less, is for caches that serve many: an article that is withdrawn is not to stay in them."""

    max_age: int
    vary: tuple[str, ...]
    is_growing: bool = False
    shared: int | None = None

    @property
    def control(self) -> str:
        """The value of Cache-Control."""
        if self.is_growing:
            return GROWING
        stale = f"stale-while-revalidate={STALE_SECONDS}, stale-if-error={STALE_SECONDS}"
        # RFC 9111 5.2.2.10.
        shared = "" if self.shared is None or self.shared >= self.max_age else f" s-maxage={self.shared},"
        return f"public, max-age={self.max_age},{shared} {stale}"


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


def preferred(request: Request) -> str:
    """The encoding to answer a request in."""
    return encoding_of(request.headers.get("Accept-Encoding", ""))


def encoding_of(header: str) -> str:
    """The encoding that a client weighs highest, of equals the one that packs best; identity where it takes none
    (RFC 9110 12.5.3), which is never refused."""
    accepted = parse_accept_header(header)
    best = max(ENCODERS, key=accepted.quality)
    # Identity is acceptable anyway; only where it is named is it asked for.
    named = next((quality for name, quality in accepted if name.lower() == "identity"), 0.0)
    return best if accepted.quality(best) > 0 and accepted.quality(best) >= named else "identity"


def is_wanted(request: Request, rendition: Rendition) -> bool:
    """Whether the whole rendition would be the answer: not where the client has it, or insists on another."""
    return _status(request, rendition) == 200  # noqa: PLR2004


def held(tags: ETags, authority: UUID) -> Iterator[tuple[int, int]]:
    """The generations of what a client says it has, and how many entries where it was cut (else 0), by validators that
    this store has given out, strong or weak (RFC 9110 13.1.2). Those of another store are no numbers of this one."""
    for seq, name in _read(_given(tags)):
        if is_issued(authority, seq, name):
            yield seq, cut_of(name)


def _given(tags: ETags, *, with_weak: bool = True) -> set[str]:
    """The validators that a client gives. An empty one (`""`, which RFC 9110 8.8.3 allows), of which Werkzeug makes
    None, is none of ours."""
    return set(filter(None, tags.as_set(include_weak=with_weak)))


def _read(tags: Iterable[str]) -> Iterator[tuple[int, str]]:
    for found in filter(None, map(_TAG.fullmatch, tags)):
        yield int(found[1]), found[2]


def answer(request: Request, rendition: Rendition, encoding: str, caching: Caching) -> Response:
    """304 where the client has the rendition, 412 where it insists on another one (RFC 9110 13.2.2), else 200 with no
    body yet: see `fill`."""
    response = Answer(status=_status(request, rendition))
    headers = response.headers
    headers["ETag"] = f'"{_etag(request, rendition, encoding)}"'
    modified = _modified(rendition)
    if modified:
        headers["Last-Modified"] = http_date(modified)
    headers["Cache-Control"] = caching.control
    headers["Vary"] = ", ".join(caching.vary)
    allow_all(response)
    if response.status_code == NOT_MODIFIED:
        # A 304 describes no bytes (RFC 9110 15.4.5).
        del headers["Content-Type"]
        headers.pop("Content-Length", None)
    if response.status_code == PRECONDITION_FAILED:
        headers["Content-Type"] = "text/plain; charset=utf-8"
        headers["Cache-Control"] = "no-store"
    return response


def fill(response: Response, rendition: Rendition, encoding: str, body: bytes) -> Response:
    """Give a 200 or 226 its bytes."""
    if encoding != "identity":
        response.headers["Content-Encoding"] = encoding
    response.headers["Content-Type"] = rendition.content_type
    response.set_data(body)
    return response


def allow_all(response: Response) -> None:
    """Let scripts of any site read this answer (Fetch 3.2): feeds are public."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Expose-Headers"] = EXPOSED


def leading(response: BaseResponse, *, is_personal: bool = False) -> Response:
    """Complete an answer that leads elsewhere, or gives the choice. A key can change, and change back: even what moved
    for good is asked for again after minutes (a 301 without such a time is kept for ever; RFC 9111 4.2.2).

    One that `is_personal` no shared cache may keep (RFC 9111 5.2.2.7): some do not heed Vary.
    """
    found = cast(Response, response)
    found.headers["Vary"] = "Accept"
    found.headers["Cache-Control"] = f"{'private' if is_personal else 'public'}, max-age={LEADING_SECONDS}"
    allow_all(found)
    return found


def _status(request: Request, rendition: Rendition) -> int:
    """RFC 9110 13.2.2, in its order; dates count only where no validators are given."""
    if request.if_match:
        if not (request.if_match.star_tag or _has(_given(request.if_match, with_weak=False), rendition)):
            return PRECONDITION_FAILED
    elif _is_later(rendition, request.headers.get("If-Unmodified-Since")):
        return PRECONDITION_FAILED
    if "If-None-Match" in request.headers:
        tags = request.if_none_match
        return NOT_MODIFIED if tags.star_tag or _has(_given(tags), rendition) else 200
    since = parse_date(_date(request.headers.get("If-Modified-Since")))
    modified = _modified(rendition)
    return NOT_MODIFIED if since is not None and modified and modified <= since.timestamp() else 200


def _date(header: str | None) -> str | None:
    """Old clients append the length of what they have: `…; length=123`."""
    return header.partition(";")[0] if header else None


def _is_later(rendition: Rendition, header: str | None) -> bool:
    limit, modified = parse_date(header), _modified(rendition)
    return limit is not None and bool(modified) and modified > limit.timestamp()


def _has(tags: Iterable[str], rendition: Rendition) -> bool:
    """Whether one of the validators is of this rendition's bytes, in whatever encoding the client holds it."""
    return any(rendition.is_named(seq, name) for seq, name in _read(tags))


def _etag(request: Request, rendition: Rendition, encoding: str) -> str:
    """That of the encoding asked for; where the client holds others alone, one of those: it is as good, and a 304 with
    another would not make its copy fresh (RFC 9111 4.3.4)."""
    tags = _given(request.if_none_match)
    own = rendition.etag(encoding)
    held_ones = [tag for each in ("identity", *ENCODERS) if (tag := rendition.etag(each)) in tags]
    held_ones = held_ones or sorted(tag for tag in tags if _is_older(tag, rendition))
    return own if own in held_ones or not held_ones else held_ones[0]


def _is_older(tag: str, rendition: Rendition) -> bool:
    """Whether a validator is what these bytes were given out with before, as it was written."""
    return tag.count("-") == 2 and ";" not in tag and _has((tag,), rendition)  # noqa: PLR2004 - SEQ-HASH-ENC


def _modified(rendition: Rendition) -> int:
    """Last-Modified is never to come (RFC 9110 8.8.2.1), even where two changes fell into one second; 0: unknown."""
    return min(rendition.version.modified, int(time.time()))

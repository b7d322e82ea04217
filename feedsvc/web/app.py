"""The Flask application: wiring, and what becomes of exceptions."""

from __future__ import annotations

import logging
import os
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import quote

from flask import Flask, Response, current_app, request
from werkzeug.exceptions import HTTPException, NotFound
from werkzeug.http import parse_date
from werkzeug.middleware.proxy_fix import ProxyFix

from feedsvc import config, handover, logs
from feedsvc.config import Settings
from feedsvc.errors import FeedsvcError, UnknownKey
from feedsvc.selection import PATH_SAFE
from feedsvc.store.counts import FileCounts
from feedsvc.store.readers import Readers
from feedsvc.web import feeds, limiting, moved, ops, readiness
from feedsvc.web.access import AccessLog
from feedsvc.web.awaiting import Awaiting
from feedsvc.web.hotpath import HotPath, Note
from feedsvc.web.pages import article, build, directory, frame, home, listing, search, status
from feedsvc.web.pages.errors import RETRY_SECONDS, put_off, refusal
from feedsvc.web.prefix import WithoutPrefix, prefix_of
from feedsvc.web.readership import Readership
from feedsvc.web.site import EXTENSION, Site, open_site, site
from feedsvc.web.statuses import FAULTS, UNAVAILABLE, reason_of, status_of

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication, WSGIEnvironment

READERSHIP, ACCESS = "feedsvc.readership", "feedsvc.access"
DATED = ("HTTP_IF_MODIFIED_SINCE", "HTTP_IF_UNMODIFIED_SINCE", "HTTP_IF_RANGE")
"""Headers of a request, as WSGI has them, that may hold a date."""
log = logging.getLogger("feedsvc.web")


def create_app(settings: Settings | None = None) -> Flask:
    """The application over the store of `settings` (default: those of the working folder and environment).

    Raises SettingsError, and StoreError where no server has opened its store before: else it waits for that (awaiting).
    """
    settings = settings or config.load()
    logs.set_up(settings)
    app = Flask("feedsvc.web", static_folder="static", template_folder="templates")
    app.url_map.merge_slashes = False
    app.json.sort_keys = False  # type: ignore[attr-defined]
    for each in (feeds, moved, ops, home, article, listing, search, directory, build, status):
        app.register_blueprint(each.blueprint)
    app.register_error_handler(FeedsvcError, _refuse)
    app.register_error_handler(HTTPException, _refuse_http)
    app.before_request(_pass_over_dates)
    frame.set_up(app)
    app.wsgi_app = _opened(app, settings)  # type: ignore[method-assign, assignment]
    return app


def _opened(app: Flask, settings: Settings) -> WSGIApplication:
    """The application over its store. A worker whose server has opened it before waits for it."""
    unlock = partial(_over_store, app, app.wsgi_app, settings)
    if not os.environ.get(handover.INGESTER_VARIABLE):
        return unlock()
    awaiting = Awaiting(app, app.wsgi_app, unlock)
    return awaiting.opened() or awaiting


def _over_store(app: Flask, application: WSGIApplication, settings: Settings) -> WSGIApplication:
    app.extensions[EXTENSION] = own = open_site(settings)
    return _wrapped(app, application, settings, own)


def _wrapped(app: Flask, application: WSGIApplication, settings: Settings, own: Site) -> WSGIApplication:
    """Layers around the application, the innermost first. The hot path stands before all, and tells the others of what
    it answers; but where requests are limited it stands behind that."""
    hot = partial(HotPath, renditions=own.renditions, capacity=settings.cache_bytes // 2, views=settings.browser_view)
    notes: list[Note] = []
    if settings.rate_limit:
        allowed = limiting.rates(settings.rate_limit, settings.rate_burst)
        counts, refuse = FileCounts(own.store.folder / "requests.counts"), partial(_refuse_often, app)
        application = limiting.RateLimit(hot(application), allowed, counts, refuse, partial(_awaits_first, own))
    if settings.count_readers:
        application = counted = Readership(application, Readers(own.store.folder))
        app.extensions[READERSHIP] = counted
        notes.append(counted.note)
    if settings.access_log and settings.log_level in ("debug", "info"):
        application = logged = AccessLog(application, settings)
        app.extensions[ACCESS] = logged
        notes.append(logged.note)
    if not settings.rate_limit:
        application = hot(application, notes=tuple(notes))
    if prefix := prefix_of(settings.base_url, app):
        application = WithoutPrefix(application, prefix)
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        application = ProxyFix(application, x_for=hops, x_proto=hops, x_host=0)
    return application


def close(app: Flask) -> None:
    """Write what the layers around an application still hold: for a worker that ends without what atexit knows."""
    for name in (READERSHIP, ACCESS):
        if name in app.extensions:
            app.extensions[name].close()


def _awaits_first(own: Site) -> bool:
    """Whether the first ingest is awaited; False where the store cannot say, of which its answer will tell."""
    try:
        return readiness.is_awaited(own)
    except FeedsvcError:
        return False


def _refuse_often(app: Flask, environ: WSGIEnvironment, seconds: int) -> Response:
    """What a client that has asked too often gets; the store is not asked for it."""
    with app.request_context(environ):
        response = refusal(limiting.TOO_MANY, f"too many requests; ask again in {seconds} s", seconds=seconds)
        response.headers["Retry-After"] = str(seconds)
        return app.process_response(response)


def _pass_over_dates() -> None:
    """A date that cannot be read is none (RFC 9110 13.1.3); where a number in one is beyond all bounds, as a time zone
    of twenty digits, Python's own reader ends in an error that Werkzeug lets through."""
    for name in DATED:
        try:
            parse_date(request.environ.get(name))
        except OverflowError:
            del request.environ[name]


def _refuse(error: FeedsvcError) -> Response:
    if isinstance(error, UnknownKey) and readiness.is_awaited(site()):
        return put_off()
    status = status_of(error)
    if status >= FAULTS:
        log.error("%s", error)
    response = refusal(status, reason_of(error))
    if status == UNAVAILABLE:
        response.headers["Retry-After"] = str(RETRY_SECONDS)
    return response


def _refuse_http(error: HTTPException) -> Response:
    if isinstance(error, NotFound) and _is_there_without_slash():
        return feeds.moved_to(quote(request.path.rstrip("/"), safe=PATH_SAFE + "/"))
    if isinstance(error, NotFound) and (meant := moved.in_capitals()) is not None:
        return meant
    response = refusal(error.code or FAULTS, _reason_of_http(error))
    for name, value in error.get_headers():
        if name in ("Allow", "Location", "Retry-After"):
            response.headers[name] = value
    return response


def _reason_of_http(error: HTTPException) -> str:
    if type(error) is NotFound and error.description == NotFound.description:
        return f"there is nothing at {request.path!r}; /feeds.json lists the feeds, / is the start page"
    return error.description or error.name


def _is_there_without_slash() -> bool:
    """Whether this address leads nowhere, but would without the slash at its end."""
    path = request.path.rstrip("/")
    adapter = current_app.create_url_adapter(request)
    if adapter is None or request.url_rule is not None or path in ("", request.path):
        return False
    return adapter.test(path, request.method)

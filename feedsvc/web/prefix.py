"""Requests that begin with the path of `base_url`, as a proxy sends them that strips nothing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes, urlsplit

from flask import Flask

from feedsvc.model import KEYED_KINDS

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment


def prefix_of(base_url: str, app: Flask) -> str:
    """The path of `base_url` as WSGI has it (PEP 3333: bytes as Latin-1), or "" where it has none, or where it begins
    as addresses of ours do: with `https://host/feeds` nobody could tell whether a proxy has stripped `/feeds`."""
    path = unquote_to_bytes(urlsplit(base_url).path).decode("latin-1").rstrip("/")
    own = {rule.rule.split("/")[1] for rule in app.url_map.iter_rules()} | {*KEYED_KINDS}
    return "" if path.partition("/")[2].partition("/")[0] in own else path


class WithoutPrefix:
    """A WSGI layer: `/news/feeds/all.atom` is `/feeds/all.atom` for all behind it. What has no prefix passes as it is:
    another proxy has stripped it."""

    def __init__(self, application: WSGIApplication, prefix: str) -> None:
        self._application = application
        self._prefix = prefix

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Pass the request on."""
        path = environ.get("PATH_INFO", "")
        if path.startswith(f"{self._prefix}/") or path == self._prefix:
            environ["PATH_INFO"] = path[len(self._prefix) :] or "/"
        return self._application(environ, start_response)

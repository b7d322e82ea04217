"""gunicorn's worker with threads, which answers an address that it will not read to its end with a page of ours."""

from __future__ import annotations

import contextlib
import logging
import socket
from io import BytesIO
from typing import Any

from flask import Flask, Response
from gunicorn.http.errors import LimitRequestLine
from gunicorn.workers.gthread import ThreadWorker
from werkzeug.wrappers import Request

from feedsvc.web.pages.errors import refusal

TOO_LONG = 414
CLIENT_SECONDS = 5.0
"""How long a client may take to receive such an answer: it is not read before it is sent."""

log = logging.getLogger("feedsvc.server")


class Worker(ThreadWorker):  # type: ignore[misc]  # gunicorn has no types
    """The class of gunicorn's workers."""

    def handle_error(self, req: Any, client: socket.socket, addr: Any, exc: BaseException) -> None:
        """Called where a request cannot be read, or its answer not be made."""
        if not (isinstance(exc, LimitRequestLine) and isinstance(self.wsgi, Flask)):
            super().handle_error(req, client, addr, exc)
            return
        log.info("an address that is too long was refused: %s", exc)
        with contextlib.suppress(OSError):
            client.settimeout(CLIENT_SECONDS)
            client.sendall(answer(self.wsgi, self.cfg.limit_request_line))


def answer(app: Flask, longest: int) -> bytes:
    """The refusal of a request line of more than `longest` bytes, as it is sent. Nothing is known of the request but
    that: it is answered as a person's, in the site's language."""
    environ = Request.from_values(headers={"Accept": "text/html"}).environ | {"wsgi.input": BytesIO()}
    with app.request_context(environ):
        reason = f"an address of more than {longest} bytes is too long"
        response: Response = app.process_response(refusal(TOO_LONG, reason))
        body = response.get_data()
        headers = [*response.get_wsgi_headers(environ), ("Connection", "close")]
    lines = [f"HTTP/1.1 {response.status}", *(f"{name}: {value}" for name, value in headers), "", ""]
    return "\r\n".join(lines).encode("latin-1") + body

"""An application over its own store, asked without a server."""

from __future__ import annotations

import time

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from feedsvc.config import Settings
from feedsvc.ingest import Ingester, Watchers
from feedsvc.store.engine import open_store
from feedsvc.web.app import create_app
from feedsvc.web.site import EXTENSION


class Site:
    """An application over its own store, and the ingester beside it."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.store = open_store(settings.database_url, settings.data)
        self.ingest()
        self.app = create_app(settings)
        self.client: FlaskClient = self.app.test_client()

    def ingest(self, *, ago: float = 10) -> None:
        # A little while ago: within the second of a change Last-Modified still moves, to the next second.
        Ingester(self.store, self.settings, Watchers(clock=lambda: time.time() - ago)).run()

    def get(self, path: str, **headers: str) -> TestResponse:
        return self.client.get(path, headers={name.replace("_", "-"): value for name, value in headers.items()})

    def close(self) -> None:
        self.store.close()
        self.app.extensions[EXTENSION].store.close()

"""An application over its own store, asked without a server."""

from __future__ import annotations

import time

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from feedsvc.config import Settings
from feedsvc.ingest import Ingester
from feedsvc.store.engine import open_store
from feedsvc.watchers import Watchers
from feedsvc.web import app as served
from feedsvc.web.app import create_app
from feedsvc.web.site import EXTENSION

READER = "Miniflux/2.2.3"


class Site:
    """An application over its own store, and the ingester beside it."""

    def __init__(self, settings: Settings, *, is_read: bool = True) -> None:
        self.settings = settings
        self.store = open_store(settings.database_url, settings.data)
        if is_read:
            self.ingest()
        self.app = create_app(settings)
        self.client: FlaskClient = self.app.test_client()

    def ingest(self, *, ago: float = 10) -> None:
        # A little while ago: within the second of a change Last-Modified still moves, to the next second.
        Ingester(self.store, self.settings, Watchers(clock=lambda: time.time() - ago)).run()

    def get(self, path: str, **headers: str) -> TestResponse:
        return self.client.get(path, headers={name.replace("_", "-"): value for name, value in headers.items()})

    def close(self) -> None:
        # Else it counted its readers a minute later, in the midst of another test, when its folder is gone.
        served.close(self.app)
        self.store.close()
        self.app.extensions[EXTENSION].store.close()


class Workers:
    """Applications over one store, as the workers of a server; each request may come from another address and program.

    The store is filled beforehand, and is not open but in the applications.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        store = open_store(settings.database_url, settings.data)
        Ingester(store, settings).run()
        store.close()
        self.apps: list[Flask] = [create_app(settings) for _ in range(2)]

    def get(
        self, path: str, app: int = 0, address: str = "192.0.2.1", agent: str = READER, **headers: str
    ) -> TestResponse:
        given = {name.replace("_", "-"): value for name, value in headers.items()} | {"User-Agent": agent}
        method = given.pop("method", "GET")
        client = self.apps[app].test_client()
        return client.open(path, method=method, headers=given, environ_base={"REMOTE_ADDR": address})

    def close(self) -> None:
        for app in self.apps:
            served.close(app)
            app.extensions[EXTENSION].store.close()

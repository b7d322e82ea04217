"""`feedsvc serve`."""

from __future__ import annotations

import logging
from pathlib import Path

import click

from feedsvc import granianserver, server
from feedsvc.invocation import options, settings_of
from feedsvc.settling import await_settings

log = logging.getLogger("feedsvc.cli")
SERVERS = {"gunicorn": server, "granian": granianserver}


@click.command()
@options("sources", "config", "data")
@click.option("--host", metavar="ADDRESS", help="Address to listen on (default: 127.0.0.1).")
@click.option("--port", metavar="NUMBER", help="Port to listen on (default: 8000).")
@click.option("--workers", metavar="N", help="Processes that answer requests (default: 2).")
@click.option("--no-watch", is_flag=True, help="Ingest once and do not follow changes.")
@click.option("--server", metavar="NAME", help="Server to run under: gunicorn (default) or granian.")
def serve(source: tuple[str, ...], no_watch: bool, **values: str | None) -> None:
    """Ingest the sources, serve them, follow changes."""
    await_settings(Path(values["config"]) if values["config"] else None)
    settings = settings_of(source=source, **values)
    if not settings.base_url and settings.host not in ("127.0.0.1", "localhost", "::1"):
        log.warning("base_url is not set: feeds will say %s; set it to the public address", settings.public_url)
    SERVERS[settings.server].serve(settings, watch=not no_watch)

"""`feedsvc export`."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from feedsvc import export as exporting
from feedsvc.errors import SettingsError
from feedsvc.invocation import existing_store, options, settings_of
from feedsvc.web.site import open_site


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), metavar="DIR")
@options("config", "data")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
def export(folder: Path, config: str | None, data: str | None, as_json: bool) -> None:
    """Every feed without parameters, its archives and the OPML as files below DIR, for a static host.

    Only what changed is written; DIR/manifest.json says address, type and validators of each file.
    """
    settings = settings_of(config, data=data)
    if not settings.base_url:
        raise SettingsError("base_url is not set; set it to the address below which the files will stand")
    with existing_store(settings):
        site = open_site(settings, exported=True)
    try:
        done = exporting.export(site, folder)
    finally:
        site.store.close()
    click.echo(json.dumps(asdict(done)) if as_json else str(done))

"""What the commands share: group, options, the settings that a command line gives, a store that must be there."""

from __future__ import annotations

import difflib
import importlib
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import click

from feedsvc import logs
from feedsvc.config import CONFIG_VARIABLE, Settings, load
from feedsvc.errors import SettingsError, StoreError, StoreMissing
from feedsvc.store.engine import Store, open_store
from feedsvc.variables import PREFIX

FINDINGS = 1
"""The exit code where there are any."""


class Group(click.Group):
    """A group of which some commands are read when they are asked for; `elsewhere`: their names -> their modules, which
    call them the same."""

    def __init__(self, *args: Any, elsewhere: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._elsewhere = elsewhere or {}

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all."""
        return sorted([*super().list_commands(ctx), *self._elsewhere])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name."""
        if cmd_name not in self._elsewhere:
            return super().get_command(ctx, cmd_name)
        found: click.Command = getattr(importlib.import_module(self._elsewhere[cmd_name]), cmd_name)
        return found

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take its own options; one of a command that stands before that is told where it belongs."""
        words = list(args)
        try:
            return super().parse_args(ctx, args)
        except click.NoSuchOption as error:
            option = error.option_name
            command = next((word for word in words if self._takes(ctx, word, option)), None)
            if command is None:
                raise
            form = f"a command's options stand behind it: {ctx.command_path} {command} {option} …"
            raise click.UsageError(f"there is no option {option!r} before a command; {form}") from error

    def _takes(self, ctx: click.Context, word: str, option: str) -> bool:
        command = self.get_command(ctx, word)
        return command is not None and any(option in each.opts for each in command.params)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the words name, and those behind it; of an unknown one the nearest is told."""
        near = difflib.get_close_matches(args[0], self.list_commands(ctx), 1)
        if near and self.get_command(ctx, args[0]) is None:
            raise click.UsageError(f"there is no command {args[0]!r}; did you mean {near[0]!r}")
        return super().resolve_command(ctx, args)


def options(*names: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """The options that commands share; each sets a variable, so that every process we start has the same settings."""
    known = {
        "config": click.option("--config", metavar="FILE", help="Settings file (default: feedsvc.toml)."),
        "data": click.option("--data", metavar="DIR", help="Folder of the store (default: data)."),
        "sources": click.argument("source", nargs=-1, metavar="[SOURCE]…"),
    }

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        for name in reversed(names):
            function = known[name](function)
        return function

    return decorate


def settings_of(config: str | None = None, source: tuple[str, ...] = (), **values: str | int | None) -> Settings:
    """The settings with what the command line says, which goes before variables and file.

    Raises SettingsError, which names an option by its own name.
    """
    if config is not None:
        os.environ[CONFIG_VARIABLE] = config
    if source:
        _check_parting(source)
        os.environ[PREFIX + "SOURCES"] = os.pathsep.join(source)
    for name, value in values.items():
        if value is not None:
            os.environ[PREFIX + name.upper()] = str(value)
    try:
        settings = load()
    except SettingsError as error:
        raise SettingsError(_by_option(str(error), values)) from error
    logs.set_up(settings)
    return settings


def _check_parting(source: tuple[str, ...]) -> None:
    """Refuse a folder in whose name stands what parts folders in a variable: it would be two."""
    for each in source:
        if os.pathsep in each and os.path.isdir(each):  # noqa: PTH112 - a text
            mend = "write it into the settings file (sources), or give a link to it"
            raise SettingsError(f"the source folder {each!r} has a {os.pathsep!r} in its name, which parts two; {mend}")


def _by_option(message: str, given: Mapping[str, object]) -> str:
    """A message on a variable as one on the option that it was set by."""
    for name, value in given.items():
        variable = f"{PREFIX}{name.upper()}:"
        if value is not None and message.startswith(variable):
            return f"--{name}:{message.removeprefix(variable)}"
    return message


@contextmanager
def existing_store(settings: Settings) -> Iterator[Store]:
    """The store, which must be there: a command that only reads makes none."""
    try:
        store = open_store(settings.database_url, settings.data, make=False)
    except StoreMissing as error:
        place = "at the address in database" if settings.database else f"in {str(settings.data)!r}"
        mend = "correct that" if settings.database else "set data"
        raise StoreError(f"there is no store {place}; run `feedsvc ingest` first or {mend}") from error
    try:
        yield store
    finally:
        store.close()

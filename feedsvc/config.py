"""Settings: `feedsvc.toml` and `FEEDSVC_…` variables, read once and checked as a whole.

Each setting is one `Option` in OPTIONS: its name, how its text is read, its default, what it is for. A variable
overrides the file; a value that is not allowed stops the program with variable, value and allowed values.
"""

from __future__ import annotations

import difflib
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from feedsvc import databases, oldfeeds
from feedsvc.errors import SettingsError
from feedsvc.handover import TEXT_VARIABLE, VARIABLES, text_of
from feedsvc.options import (
    EXTENSIONS,
    NAMES,
    OPTIONS,
    PLAYERS,
    SANITIZE,
    SOURCE_OPTIONS,
    Option,
    read_line,
    read_paths,
)
from feedsvc.paths import is_there, real, written
from feedsvc.variables import PREFIX, without_services

CONFIG_VARIABLE = "FEEDSVC_CONFIG"
DEFAULT_FILE = "feedsvc.toml"


@dataclass(frozen=True, slots=True)
class SourceSettings:
    """One folder of articles and what is particular to it. `address` is its site's, without trailing slash."""

    name: str
    path: Path
    title: str
    generator: str = "auto"
    timezone: str = "Asia/Shanghai"
    day_first: bool | None = None
    language: str = "zh-CN"
    address: str | None = None
    feed_id: str | None = None
    feed_url: str | None = None
    old_feeds: tuple[Path, ...] = ()
    old_entries: oldfeeds.Known = field(default=oldfeeds.NONE, compare=False)
    """What those say, once they are read (moving)."""
    extensions: tuple[str, ...] = EXTENSIONS
    git_dates: bool = False
    rules_off: frozenset[str] = frozenset()
    given: frozenset[str] = frozenset()
    """The names that the settings say for this source alone; the site's own configuration fills the others."""
    given_for_all: frozenset[str] = frozenset()
    """Those that they say for all sources, which hold where a site says nothing, before what its generator takes."""


@dataclass(frozen=True, slots=True)
class SanitizeSettings:
    """The table [sanitize]: what becomes of pictures, players and of what trackers put into articles."""

    proxies: tuple[str, ...] = ()
    pictures: Literal["show", "link"] = "show"
    tracking: Literal["remove", "keep"] = "remove"
    players: tuple[str, ...] = PLAYERS


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting in force; `origins` tells where each came from: default, a file, a variable."""

    sources: tuple[SourceSettings, ...]
    data: Path
    database: str
    base_url: str
    host: str
    port: int
    title: str
    subtitle: str
    rights: str
    language: str
    timezone: str
    entries: int
    feed_bytes: int
    content: Literal["full", "summary"]
    future: Literal["hold", "show"]
    companies: tuple[Path, ...]
    starter: bool
    categories: Mapping[str, str]
    extensions: tuple[str, ...]
    proxies: tuple[str, ...]
    pictures: Literal["show", "link"]
    tracking: Literal["remove", "keep"]
    players: tuple[str, ...]
    build_seconds: int
    file_bytes: int
    processes: int
    server: Literal["gunicorn", "granian"]
    workers: int
    max_age: int
    hub: str
    removed_days: int
    cache_bytes: int
    browser_view: bool
    trusted_proxies: int
    rate_limit: str
    rate_burst: int
    count_readers: bool
    admin_token: str
    log_level: str
    log_format: Literal["text", "json"]
    access_log: bool
    origins: Mapping[str, str] = field(default_factory=dict)
    text: str = field(default="", repr=False)
    """What stood in the settings file."""
    file: Path | None = None
    """The settings file, where anything stood in it."""
    configured: tuple[SourceSettings, ...] = ()
    """The sources of the settings file, whichever a command names."""

    @property
    def database_url(self) -> str:
        """SQLAlchemy's address of the store: SQLite in the data folder unless set."""
        return self.database or databases.of_file(self.store_file)

    @property
    def store_file(self) -> Path:
        """Where the store is unless `database` says another place."""
        return real(self.data) / "feedsvc.sqlite3"

    @property
    def sanitize(self) -> SanitizeSettings:
        """The settings of the table [sanitize]."""
        return SanitizeSettings(self.proxies, self.pictures, self.tracking, self.players)

    @property
    def titles(self) -> Mapping[str, str]:
        """The titles that the settings give sources, by name; the others are called as their articles have it."""
        return {source.name: source.title for source in self.sources if "title" in source.given}

    @property
    def public_url(self) -> str:
        """What addresses in feeds begin with: `base_url`, else where the server listens."""
        return self.base_url or f"http://{authority(self.host, self.port)}"


def authority(host: str, port: int) -> str:
    """Host and port as one (RFC 3986 3.2): `authority("::1", 80) == "[::1]:80"`."""
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def load(file: Path | None = None, environ: Mapping[str, str] | None = None) -> Settings:
    """Read and check all settings.

    `file` is the settings file, which must then exist; without it FEEDSVC_CONFIG or, where there is one,
    `feedsvc.toml` in the working folder. Raises SettingsError for anything that is not allowed.
    """
    try:
        return _load(file, without_services(os.environ if environ is None else environ))
    except OSError as exc:  # it was deleted, by a deployment say, or is another user's, as with sudo
        told = f"the working folder cannot be looked into: {exc.strerror}; run this in another one, or bring it back"
        raise SettingsError(told) from exc


def _load(file: Path | None, environ: Mapping[str, str]) -> Settings:
    path, text = _read_file(file, environ)
    table = _table(path, text)
    _refuse_unknown(table, environ)
    values: dict[str, object] = {}
    origins: dict[str, str] = {}
    for option in OPTIONS:
        values[option.name], origins[option.name] = _value(option, table, environ, path)
    raw = environ.get(PREFIX + "SOURCES")
    origins["sources"] = PREFIX + "SOURCES" if raw is not None else str(path) if "sources" in table else "default"
    settings = Settings(sources=(), origins=origins, text=text, file=path if text else None, **values)  # type: ignore[arg-type]
    configured = _sources(table.get("sources", ["seeds"]), settings, path.parent)
    sources = configured if raw is None else _known_again(_sources(raw, settings, Path()), configured)
    return replace(settings, sources=sources, configured=configured)


def _read_file(file: Path | None, environ: Mapping[str, str]) -> tuple[Path, str]:
    """Where the settings file is, and what is in it; nothing where there is none and need not be."""
    named = file or (Path(environ[CONFIG_VARIABLE]) if environ.get(CONFIG_VARIABLE) else None)
    path = named or Path(DEFAULT_FILE)
    if TEXT_VARIABLE in environ:
        return path, text_of(environ[TEXT_VARIABLE])
    if named is None and not is_there(path):
        return path, ""
    try:
        return path, path.read_text(encoding="utf-8-sig")
    except OSError as exc:
        raise SettingsError(f"cannot read the settings file {str(path)!r}: {exc.strerror}") from exc
    except UnicodeDecodeError as exc:
        raise SettingsError(f"the settings file {str(path)!r} is not UTF-8: {exc}; save it as UTF-8") from exc


def _table(path: Path, text: str) -> Mapping[str, object]:
    try:
        return tomllib.loads(text)
    except ValueError as exc:
        raise SettingsError(f"the settings file {str(path)!r} is not TOML: {exc}; correct that line") from exc


def _refuse_unknown(table: Mapping[str, object], environ: Mapping[str, str]) -> None:
    known = (*NAMES, "sources", "sanitize", "config")
    variables = [name[len(PREFIX) :].lower() for name in environ if name.startswith(PREFIX) and name not in VARIABLES]
    sanitize = table.get("sanitize", {})
    if not isinstance(sanitize, Mapping) or set(sanitize) - set(SANITIZE):
        raise SettingsError(f"sanitize: {sanitize!r} is not allowed; it is a table of {', '.join(SANITIZE)}")
    if tables := {"sanitize", "categories"}.intersection(variables):
        mend = "write it into the settings file; what stands in [sanitize] has variables such as FEEDSVC_PICTURES"
        raise SettingsError(f"{_variable(min(tables))}: a table is no variable; {mend}")
    for name in (*table, *variables):
        if name not in known:
            form = str if name in table else _variable
            # What stands in the table [sanitize] has a variable of its own name: FEEDSVC_PICTURES.
            near = difflib.get_close_matches(name.removeprefix("sanitize_"), known, 1)
            hint = f"did you mean {form(near[0])!r}" if near else "`feedsvc config` lists the settings"
            raise SettingsError(f"there is no setting {form(name)!r}; {hint}")


def _variable(name: str) -> str:
    return PREFIX + name.upper()


def _value(option: Option, table: Mapping[str, object], environ: Mapping[str, str], path: Path) -> tuple[object, str]:
    variable = _variable(option.name)
    if variable in environ:
        found: object = environ[variable]
        origin = variable
    elif option.name in table:
        found, origin = table[option.name], str(path)
    elif option.name in SANITIZE and isinstance(own := table.get("sanitize"), Mapping) and option.name in own:
        found, origin = own[option.name], str(path)
    else:
        return option.default, "default"
    try:
        folder = path.parent if origin == str(path) else Path()
        return _counted_from(folder, option, option.read(found)), origin
    except ValueError as exc:
        name = variable if origin == variable else f"{option.name} in {origin}"
        value = "the value" if option.secret else repr(found)
        raise SettingsError(f"{name}: {value} is not allowed; it takes {exc}") from exc


def _counted_from(folder: Path, option: Option, value: object) -> object:
    """A path in the settings file counts from the file's folder, wherever the command is run."""
    if option.name == "database":
        return databases.counted_from(folder, str(value))
    if isinstance(value, Path):
        return folder / value
    if isinstance(value, tuple):
        return tuple(folder / item if isinstance(item, Path) else item for item in value)
    return value


def _sources(value: object, settings: Settings, root: Path) -> tuple[SourceSettings, ...]:
    if isinstance(value, Mapping):
        return tuple(_source(_source_name(name), table, settings, root) for name, table in value.items())
    try:
        folders = read_paths(value)
    except ValueError as exc:
        raise SettingsError(f"sources: {value!r} is not allowed; it takes {exc}") from exc
    if not folders:
        raise SettingsError(f"sources: {value!r} names no folder; name at least one")
    found: dict[str, SourceSettings] = {}
    for folder in folders:
        # As it is written: a link that leads elsewhere by now is the same source.
        name = written(root / folder).name or "source"
        if name in found:
            raise SettingsError(f"sources: two folders are called {name!r}; name them in tables [sources.NAME]")
        found[name] = _source(name, {"path": str(folder)}, settings, root)
    return tuple(found.values())


def _source_name(name: object) -> str:
    try:
        return read_line(name)
    except ValueError as exc:
        raise SettingsError(f"sources: the name {name!r} is not allowed; it takes {exc}") from exc


def _known_again(
    named: tuple[SourceSettings, ...], configured: tuple[SourceSettings, ...]
) -> tuple[SourceSettings, ...]:
    """A folder that the settings file has as a source is that source, with its name and settings."""
    by_path = {real(source.path): source for source in configured}
    return tuple(by_path.get(real(source.path), source) for source in named)


def _source(name: str, table: object, settings: Settings, root: Path) -> SourceSettings:
    if not isinstance(table, Mapping) or "path" not in table:
        raise SettingsError(f'sources.{name}: it has no path; add path = "FOLDER"')
    values: dict[str, object] = {}
    for key, found in table.items():
        if key not in SOURCE_OPTIONS:
            raise SettingsError(f"sources.{name}: there is no setting {key!r}; it takes {', '.join(SOURCE_OPTIONS)}")
        try:
            values[key] = SOURCE_OPTIONS[key](found)
        except ValueError as exc:
            raise SettingsError(f"sources.{name}.{key}: {found!r} is not allowed; it takes {exc}") from exc
    inherited = {"timezone": settings.timezone, "language": settings.language, "extensions": settings.extensions}
    path = root / str(values.pop("path"))
    if isinstance(copies := values.get("old_feeds"), tuple):
        values["old_feeds"] = tuple(root / each for each in copies)
    for_all = frozenset(each for each in inherited if settings.origins[each] != "default")
    own = {"title": name, "given": frozenset(values), "given_for_all": for_all} | inherited | values
    return SourceSettings(name=name, path=path, **own)  # type: ignore[arg-type]


def shown(settings: Settings) -> tuple[tuple[str, str, str], ...]:
    """Every setting as (name, value, where it came from); passwords, that in a database address too, are masked."""
    rows = [(option.name, _masked(option, getattr(settings, option.name)), settings.origins[option.name])
            for option in OPTIONS]  # fmt: skip
    for source in settings.sources:
        rows.append((f"sources.{source.name}", str(source.path), settings.origins["sources"]))
    return tuple(rows)


def _masked(option: Option, value: object) -> str:
    text = ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
    if not option.secret:
        return text
    return databases.masked(text) if option.name == "database" else "…" if text else ""

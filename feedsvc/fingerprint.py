"""Fingerprints of code and settings: when one changes, what was made with it is made again (rule 6)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import fields
from functools import cache
from importlib import metadata, resources
from operator import attrgetter
from pathlib import Path

from feedsvc.articles.site import Site
from feedsvc.config import Settings, SourceSettings
from feedsvc.model import Company, Name

# Packages whose version changes what articles become.
BUILDING_PACKAGES = (
    "beautifulsoup4",
    "charset-normalizer",
    "cmarkgfm",
    "docutils",
    "emoji",
    "nh3",
    "python-dateutil",
    "pyyaml",
    "tzdata",
)
NOT_BUILT_WITH = ("path", "given", "given_for_all", "old_feeds", "old_entries")
"""Settings of a source that change no article that is built. Old feeds say ids, which are settled when it is new."""
RENDERING_PACKAGES = ("feedgen", "lxml")
RENDERING_MODULES = (
    "languages.py",
    "prepared.py",
    "store/archives.py",
    "store/companies.py",
    "store/mentions.py",
    "store/pages.py",
    "store/removals.py",
    "store/search.py",
    "store/selecting.py",
    "store/tallies.py",
    "web/keys.py",
    "web/makers.py",
)
"""What decides a feed's bytes besides the layer that renders."""


def of(value: object) -> str:
    """Digest of a value by its repr: for tuples, texts, numbers and the settings' frozen values."""
    return hashlib.sha256(repr(value).encode()).hexdigest()


def of_file(file: Path) -> str:
    """Digest of a file's bytes; "" for one that cannot be read."""
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError:
        return ""


@cache
def code(*packages: str) -> str:
    """Digest of the source of sub-packages and modules of ours: `articles`, `model.py`."""
    root = resources.files("feedsvc")
    digest = hashlib.sha256()
    for name in packages:
        entry = root / name
        parts = sorted(entry.iterdir(), key=lambda part: part.name) if entry.is_dir() else [entry]
        for part in parts:
            if part.name.endswith(".py") or (part.name.endswith(".txt") and name == "lists"):
                digest.update(part.name.encode() + b"\0" + part.read_bytes())
    return digest.hexdigest()


@cache
def _versions(packages: Iterable[str]) -> str:
    return of([(name, metadata.version(name)) for name in packages])


def building(source: SourceSettings, settings: Settings, site: Site | None = None) -> str:
    """What decides what a file of this source becomes: our code, the packages it uses, the settings it reads, and
    what its site's configuration says."""
    read = [field.name for field in fields(source) if field.name not in NOT_BUILT_WITH]
    own = [(name, _stable(getattr(source, name))) for name in read]
    ours = code("articles", "companies", "lists", "languages.py", "model.py", "oldfeeds.py", "prepared.py")
    return of((ours, _versions(BUILDING_PACKAGES), own, site, settings.sanitize))[:32]


def _stable(value: object) -> object:
    """Sets have no order of their own: the same settings must give the same repr in every process."""
    return sorted(value) if isinstance(value, frozenset) else value


def matching(companies: Iterable[Company]) -> str:
    """What decides which companies are found in a stored text: our code and the registry."""
    # As tuples: a dataclass takes three times as long to write its repr.
    every = [(*_COMPANY(each), [_NAME(name) for name in each.names]) for each in companies]
    return of((code("companies", "lists", "store/mentions.py"), every))[:32]


_COMPANY = attrgetter(*(each.name for each in fields(Company) if each.name != "names"))
_NAME = attrgetter(*(each.name for each in fields(Name)))


def rendering(settings: Settings) -> str:
    """What decides a feed's bytes besides the store: our code, the packages it uses, the settings it reads."""
    read = (
        settings.public_url, settings.title, settings.subtitle, settings.language, settings.timezone, settings.entries,
        settings.feed_bytes, settings.content, settings.max_age, settings.hub, settings.rights,
    )  # fmt: skip
    ours = code("render", "model.py", "served.py", "selection.py", "fulltext.py", "alternatives.py", *RENDERING_MODULES)
    return of((ours, _versions(RENDERING_PACKAGES), read))[:32]

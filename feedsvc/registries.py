"""The registry files: the starter files inside the package, imported lists in the data folder, and the user's own."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import cache
from importlib import resources
from pathlib import Path
from typing import NamedTuple

from feedsvc import languages
from feedsvc.articles import taxonomy
from feedsvc.companies import exports, formats, registry
from feedsvc.config import Settings
from feedsvc.errors import RegistryError
from feedsvc.model import Company, Problem
from feedsvc.paths import is_folder, real
from feedsvc.store import mends

STARTER = "companies/starter"
IMPORTED = "companies"
"""Folder below the data folder: what `feedsvc companies import` wrote."""


class Texts(NamedTuple):
    """What stands in the files, by path: in imported lists, and in the user's own."""

    imported: tuple[tuple[str, str], ...]
    own: tuple[tuple[str, str], ...]


class TakenIn(NamedTuple):
    """An exchange's list as it was read, where its companies stand, and how many a list of its name had there."""

    parsed: formats.Parsed
    target: Path
    replaced: int


def load(settings: Settings) -> registry.Merged:
    """Every company known, and what is wrong with the files; raises RegistryError for one that cannot be read."""
    return merged(settings, texts(settings))


def texts(settings: Settings) -> Texts:
    """What the files say now; raises RegistryError for one that is not there, or is no text."""
    lists, own = (
        tuple((str(path), _text(path)) for path in paths) for paths in (imported(settings), settings.companies)
    )
    return Texts(lists, own)


def merged(settings: Settings, said: Texts) -> registry.Merged:
    """The companies that files name which say this; raises RegistryError for a text that cannot be read.

    An imported list knows codes and names, the starter files also what news calls a company: they go over it, and the
    user's own files over both. Each is shown by a name that readers of the setting `language` can read.
    """
    read = _merged(settings, said)
    if languages.reads_han(settings.language):
        return read
    return replace(read, companies=tuple(map(registry.shown_in_latin, read.companies)))


def names_in_files(settings: Settings) -> Mapping[str, str]:
    """By key, as addresses have it, the names by which the files show companies that are shown by another here. Raises
    RegistryError for a file that cannot be read."""
    if languages.reads_han(settings.language):
        return {}
    return {
        taxonomy.key(company.key): company.name
        for company in _merged(settings, texts(settings)).companies
        if registry.shown_in_latin(company) != company
    }


def _merged(settings: Settings, said: Texts) -> registry.Merged:
    starter = _starter() if settings.starter else ()
    return registry.merge(*(_parsed(*each) for each in said.imported), *starter, *(_parsed(*each) for each in said.own))


@cache
def _starter() -> tuple[formats.Parsed, ...]:
    """The package's own files, which do not change while a process runs."""
    files = sorted((resources.files("feedsvc") / STARTER).iterdir(), key=lambda each: each.name)
    return tuple(formats.parse(file.read_text(encoding="utf-8"), f"{STARTER}/{file.name}") for file in files)


def forget() -> None:
    """Give back what the package's own files said: who only checks them need not keep it."""
    _starter.cache_clear()


def folder(settings: Settings) -> Path:
    """Where imported lists are kept."""
    return settings.data / IMPORTED


def _is_list(name: str) -> bool:
    return name.endswith(".csv") and not name.startswith(".")


def imported(settings: Settings) -> list[Path]:
    """The files of imported lists, by name, without hidden ones, as editors (`.#LIST.csv`) and systems (`._LIST.csv`)
    make them; none where their folder is missing, but RegistryError where it is shut, or a link to a disk that is away:
    Path.glob() raises for the first up to Python 3.12, and finds nothing from 3.13 on."""
    where = folder(settings)
    try:
        return sorted(each for each in where.iterdir() if _is_list(each.name))
    except (FileNotFoundError, NotADirectoryError) as error:
        if where.is_symlink():
            told = f"{str(where)!r} leads to no folder; bring back what it led to, or take the link away"
            raise RegistryError(told) from error
        return []
    except OSError as error:
        raise RegistryError(mends.shut(where, error)) from error


def folders(settings: Settings) -> set[Path]:
    """The folders in which a registry file can come or change."""
    return set(filter(is_folder, places(settings)))


def places(settings: Settings) -> list[Path]:
    """The folders of the registry's files, wherever links lead by now, also of those that are not there."""
    return [*(real(path).parent for path in settings.companies), real(folder(settings))]


def is_registry(settings: Settings, path: Path) -> bool:
    """Whether a file is one of the registry's, or was."""
    own = path in {real(each) for each in settings.companies}
    return own or (path.parent == real(folder(settings)) and path.suffix == ".csv")


def files(settings: Settings) -> list[Path]:
    """Every file that is read, but for those of the package: companies that are gone for an instant, since one is being
    written (settling), would be matched away in every article."""
    try:
        return [*imported(settings), *settings.companies]
    except RegistryError:
        return [*settings.companies]


def take_in(settings: Settings, file: Path, market: str = "") -> TakenIn:
    """Write the companies of an exchange's list into the data folder.

    An older list of the same name is replaced. Raises RegistryError for a file that is no list of shares, and for one
    that has no company of the list whose name it has: that is another list.
    """
    try:
        parsed = exports.companies_of(exports.rows_of(file.read_bytes(), file.name), str(file), market)
    except OSError as error:
        raise RegistryError(f"cannot read {str(file)!r}: {error.strerror}") from error
    except ValueError as error:
        raise RegistryError(f"{str(file)!r} is {error}") from error
    if not parsed.companies:
        why = str(parsed.problems[0]) if parsed.problems else "it has no row of a company's share"
        raise RegistryError(f"{str(file)!r} is no list of shares: {why}")
    # Hidden files are none of the lists.
    target = folder(settings) / f"{file.stem.lstrip('.')}.csv"
    before = formats.parse_csv(_text(target), str(target)).companies if target in imported(settings) else ()
    if before and _listings(before).isdisjoint(_listings(parsed.companies)):
        mend = "give yours another name, or delete that one"
        raise RegistryError(f"{str(target)!r} is another list, of {len(before)} companies that are not in it; {mend}")
    _replace(target, formats.as_csv(parsed.companies))
    return TakenIn(parsed, target, len(before))


def _listings(companies: Iterable[Company]) -> set[str]:
    return {listing for company in companies for listing in company.listings}


def doubts(settings: Settings, path: Path) -> tuple[Problem, ...]:
    """What an imported list, now at this path, makes doubtful: a name that is another company's too, say. Nothing where
    another file cannot be read, which is told where articles are matched."""
    try:
        said = texts(settings)
        before = said._replace(imported=tuple(each for each in said.imported if each[0] != str(path)))
        known = set(_merged(settings, before).problems)
        return tuple(each for each in _merged(settings, said).problems if each not in known)
    except RegistryError:
        return ()


def _replace(target: Path, text: str) -> None:
    """Write a file whole or not at all: whoever reads it meanwhile has the old one."""
    made = target.with_name(f".{target.name}.new")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with made.open("w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        made.replace(target)
    except (FileExistsError, NotADirectoryError) as error:
        raise RegistryError(f"{str(target.parent)!r} is no folder; move it away") from error
    except OSError as error:
        with suppress(OSError):
            made.unlink()
        raise RegistryError(f"cannot write {str(target)!r}: {error.strerror}; {mends.of_folder(error)}") from error


def check(settings: Settings) -> None:
    """Raise RegistryError for a file of the settings that is not there, or is no text."""
    for path in settings.companies:
        _text(path)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise RegistryError(
            f"cannot read the registry file {str(path)!r}: {error.strerror}; set companies to files"
        ) from error
    except UnicodeDecodeError as error:
        raise RegistryError(f"the registry file {str(path)!r} is not UTF-8; save it as UTF-8") from error


def _parsed(path: str, text: str) -> formats.Parsed:
    readers = {".toml": formats.parse_toml, ".csv": formats.parse_csv}
    parsed = readers.get(Path(path).suffix.lower(), formats.parse)(text, path)
    for problem in parsed.problems:
        # Half of it is saved, say: its companies are not to lose their feeds for that.
        if problem.rule == formats.SYNTAX:
            raise RegistryError(f"cannot read the registry file {problem}")
    return parsed

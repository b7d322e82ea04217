"""The registry files: the starter file inside the package, and the user's own."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from feedsvc.companies import registry
from feedsvc.config import Settings
from feedsvc.errors import RegistryError

STARTER = "companies/companies.txt"


def load(settings: Settings) -> registry.Merged:
    """Every company known, and what is wrong with the files; raises RegistryError for one that cannot be read."""
    starter = registry.parse((resources.files("feedsvc") / STARTER).read_text(encoding="utf-8"), STARTER)
    return registry.merge(starter, *(_read(path) for path in settings.companies))


def _read(path: Path) -> registry.Parsed:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise RegistryError(f"cannot read the registry file {str(path)!r}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise RegistryError(f"the registry file {str(path)!r} is not UTF-8; save it as UTF-8") from error
    readers = {".toml": registry.parse_toml, ".csv": registry.parse_csv}
    return readers.get(path.suffix.lower(), registry.parse)(text, str(path))

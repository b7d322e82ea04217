"""Settings that count when a server is started alone: which of them the settings file says otherwise by now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from feedsvc import handover
from feedsvc.config import Settings, load


class Pinned:
    """What a server took at its start, as `values` by the names of settings, while the environment was `environ`.

    Only what it took from the settings is known: where another bids, as an option of gunicorn's does, the settings file
    says nothing at the next start either.
    """

    def __init__(self, values: Mapping[str, object], environ: Mapping[str, str], settings: Settings) -> None:
        self._environ = dict(environ)
        written = self._written(settings)
        self._values = {name: value for name, value in values.items() if getattr(written, name) == value}

    def _written(self, settings: Settings) -> Settings:
        """The settings as the next start would find them: a server says in its environment where it listens."""
        text = {handover.TEXT_VARIABLE: handover.line_of(settings.text)}
        return load(settings.file, {**self._environ, **text})

    def changed(self, settings: Settings) -> Iterator[str]:
        """What to say of each that these settings have otherwise."""
        written = self._written(settings)
        for name, value in sorted(self._values.items()):
            if (new := getattr(written, name)) != value:
                yield f"{name}: {new!r} counts when the server is started anew; until then it stays {value!r}"

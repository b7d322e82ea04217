"""What the configuration of each source's site was when it could be read last: in the store, for the next start too."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode

from feedsvc.siteroots import Kept
from feedsvc.store import stats
from feedsvc.store.engine import Store

_MARK = "site:"


class SiteMemory:
    """The files of configurations by the names of sources; without a store only while this lives."""

    def __init__(self, store: Store | None = None) -> None:
        self._store = store
        self._known: dict[str, Kept | None] = {}

    def get(self, name: str) -> Kept | None:
        """What was kept of a source, if anything."""
        if name not in self._known and self._store is not None:
            with self._store.reading() as connection:
                self._known[name] = _read(stats.mark(connection, _MARK + name))
        return self._known.get(name)

    def keep(self, name: str, kept: Kept | None) -> None:
        """Keep this of a source; None where its site has no configuration any more."""
        if self.get(name) != kept and self._store is not None:
            with self._store.writing() as connection:
                stats.set_mark(connection, _MARK + name, _written(kept))
        self._known[name] = kept


def _written(kept: Kept | None) -> str:
    if kept is None:
        return ""
    files = {name: b64encode(data).decode() for name, data in sorted(kept.files.items())}
    return json.dumps([kept.above, kept.file, files])


def _read(mark: str) -> Kept | None:
    if not mark:
        return None
    above, file, files = json.loads(mark)
    return Kept(above, file, {name: b64decode(data) for name, data in files.items()})

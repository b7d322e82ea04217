"""Files that are gone: their articles are withdrawn, or moved where a file or a source was only renamed."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from itertools import islice
from typing import TypeVar

from feedsvc import changes
from feedsvc.config import Settings, SourceSettings
from feedsvc.paths import real, written
from feedsvc.store import articles, files, identities, problems, twins
from feedsvc.store.engine import Store
from feedsvc.store.files import FileRow, SourceRow
from feedsvc.store.ledger import Ledger
from feedsvc.survey import Look

log = logging.getLogger("feedsvc.ingest")
BATCH = 100
"""Articles a transaction: short, so that nobody waits for it long."""
Batches = Callable[[], AbstractContextManager[Ledger]]
_Row = TypeVar("_Row")


def remove(batches: Batches, look: Look, stale: twins.Stale) -> int:
    """Withdraw the articles of files that a look missed, and move those of renamed ones; how many files are gone.
    `stale` takes up the files that are to be built again for it."""
    lost, known = look.lost(), look.task.known
    renamed = changes.renamed(look.task, lost, look.seen.files)
    taken = changes.taken(renamed, known)
    aside = [row for row in renamed.values() if row.path in look.seen.files]
    moved = {row.id for row in renamed.values()}
    gone = [row for row in lost if row.id not in moved]
    for row in (*lost, *aside, *taken):
        del known[row.path]
    _set_aside(batches, look, aside)
    forget(batches, look.task.row, taken, stale)
    for batch in _batches(list(renamed.items())):
        with batches() as ledger:
            for path, row in batch:
                _rename(ledger, look, path, _by_now(look, row, stale))
    _tell_passed(look, gone)
    forget(batches, look.task.row, gone, stale)
    return len(gone) + len(taken)


def _tell_passed(look: Look, gone: Sequence[FileRow]) -> None:
    """Log how many articles go whose files are there: a new `_config.yml`, say, makes pages of what were posts."""
    passed = [(rule, row.path) for row in gone if row.article_id is not None and (rule := _rule(look, row.path))]
    if passed:
        rules = ", ".join(sorted({rule for rule, _ in passed}))
        told = "%s: %d files that were articles are passed over now, first %r (%s); feedsvc check --passed lists them"
        log.warning(told, look.task.settings.name, len(passed), passed[0][1], rules)


def _rule(look: Look, path: str) -> str | None:
    """The rule by which a file is passed over, or a folder around it."""
    return next((rule for place in changes.places(path) if (rule := look.seen.passed.get(place))), None)


def _set_aside(batches: Batches, look: Look, rows: Sequence[FileRow]) -> None:
    """Give files whose names are others' by now names that no file has. If this ends before they have their new ones,
    the next look misses them there, and finds them by their bytes; they are built then, as their names said more."""
    for batch in _batches(rows):
        with batches() as ledger:
            for row in batch:
                aside = changes.aside(row)
                problems.move(ledger.connection, look.task.row.id, row.path, aside.path)
                files.record(ledger.connection, look.task.row.id, aside)


def _by_now(look: Look, row: FileRow, stale: twins.Stale) -> FileRow:
    """A renamed file as what went has left it: where that led an article of both, this one leads now, and is built."""
    return row._replace(fingerprint="") if (look.task.row.name, _left(look, row)) in stale else row


def _left(look: Look, row: FileRow) -> str:
    """The path that a file which is about to be renamed has in the store."""
    return changes.aside(row).path if row.path in look.seen.files else row.path


def _rename(ledger: Ledger, look: Look, path: str, row: FileRow) -> None:
    task, connection = look.task, ledger.connection
    problems.move(connection, task.row.id, _left(look, row), path)
    # As good as unknown, until it was looked at under its new name.
    task.known[path] = row._replace(path=path, digest="")
    files.record(connection, task.row.id, task.known[path])
    if row.fingerprint == task.fingerprint and not twins.is_twin(connection, row.id):
        task.moved[path] = row


def forget(batches: Batches, source: SourceRow, gone: Sequence[FileRow], stale: twins.Stale) -> int:
    """Withdraw the articles of these files of a source, and forget the files; how many those are."""
    for batch in _batches(gone):
        with batches() as ledger:
            for row in batch:
                problems.forget(ledger.connection, source.id, row.path)
                stale |= twins.leave(ledger, row)
                if files.forget(ledger.connection, row) and row.article_id is not None:
                    articles.withdraw(ledger, row.article_id)
            stale |= identities.settle(ledger)
    return len(gone)


def drop_others(store: Store, settings: Settings, batches: Batches, stale: twins.Stale) -> int:
    """Withdraw what sources brought that are no longer in the settings; how many files that were."""
    names = {source.name for source in settings.sources}
    with store.reading() as connection:
        others = [row for row in files.known_sources(connection) if row.name not in names]
        gone = [(row, list(files.known(connection, row.id).values())) for row in others]
    return sum(forget(batches, row, known, stale) for row, known in gone)


def rename_sources(store: Store, settings: Settings) -> None:
    """Have the store call a source as its path is written that it knows by the name at the end of a link, as feedsvc
    once called it: its articles and its feed keep their ids."""
    named = {source.name for source in (*settings.sources, *settings.configured)}
    with store.reading() as connection:
        rows = files.known_sources(connection)
    known, free = {row.name for row in rows}, {row.name: row for row in rows if row.name not in named}
    for source in settings.sources:
        is_new = source.name not in known and _is_of_path(source)
        before = free.pop(real(source.path).name, None) if is_new else None
        if before is not None:
            with store.writing() as connection:
                files.rename_source(connection, before, source.name)
            log.info("source %r is called %r from now on, as its path is written", before.name, source.name)


def _is_of_path(source: SourceSettings) -> bool:
    return source.name == written(source.path).name


def _batches(rows: Sequence[_Row]) -> Iterator[list[_Row]]:
    remaining = iter(rows)
    while batch := list(islice(remaining, BATCH)):
        yield batch

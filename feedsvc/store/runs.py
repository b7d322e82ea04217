"""The last runs of ingest: when each began, what it did, how long it took."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from feedsvc.store import schema
from feedsvc.store.pages import instant
from feedsvc.store.schema import AnyRow

KEPT = 200
"""Runs that are remembered."""
COUNTED = ("read", "added", "changed", "removed", "unchanged", "problems")


@dataclass(frozen=True, slots=True)
class Report:
    """What one run did, in files; `problems` are the files held back in the whole store after it."""

    read: int = 0
    added: int = 0
    changed: int = 0
    removed: int = 0
    unchanged: int = 0
    problems: int = 0
    seconds: float = 0.0

    def __str__(self) -> str:
        counts = ", ".join(f"{name} {getattr(self, name)}" for name in self.__slots__ if name != "seconds")
        return f"{counts} in {self.seconds:.1f} s"


@dataclass(frozen=True, slots=True)
class Run:
    """A run that is over; `whole` where it looked at every file, and not only at those that were told to change."""

    started: datetime
    whole: bool
    report: Report


def keep(connection: Connection, started: int, report: Report, *, whole: bool) -> None:
    """Remember a run that began in second `started`, and forget those before the last KEPT."""
    runs = schema.runs
    counts = {name: getattr(report, name) for name in COUNTED}
    values = {"started": started, "milliseconds": round(report.seconds * 1000), "whole": int(whole), **counts}
    made = connection.execute(runs.insert(), values).inserted_primary_key
    assert made is not None  # noqa: S101 - both dialects return it
    connection.execute(runs.delete().where(runs.c.id <= made[0] - KEPT))


def last(connection: Connection, limit: int = 20) -> tuple[Run, ...]:
    """The last runs, the latest first."""
    runs = schema.runs
    return tuple(map(_run, connection.execute(select(runs).order_by(runs.c.id.desc()).limit(limit))))


def _run(row: AnyRow) -> Run:
    report = Report(**{name: getattr(row, name) for name in COUNTED}, seconds=row.milliseconds / 1000)
    return Run(instant(row.started), bool(row.whole), report)

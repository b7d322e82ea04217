"""What is wrong with files, as the store keeps it until the files are mended."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy import Connection, and_, func, select

from feedsvc.model import UNREADABLE, Problem, unreadable
from feedsvc.store import schema
from feedsvc.store.schema import AnyRow

OVERLONG = "path"
SHOWN_BEFORE, SHOWN_BEHIND = 200, 60
"""Characters of a path that is too long to be kept, from its beginning and from its end."""


def replace(connection: Connection, source_id: int, path: str, found: Iterable[Problem]) -> None:
    """Make the problems of one file those that were found now."""
    forget(connection, source_id, path)
    rows = [
        {
            "source_id": source_id, "path": path, "line": problem.line, "rule": problem.rule,
            "found": problem.found, "mend": problem.mend, "held": int(problem.held),
        }
        for problem in found
    ]  # fmt: skip
    if rows:
        connection.execute(schema.problems.insert(), rows)


def forget(connection: Connection, source_id: int, path: str) -> None:
    """Remove what is known of one file."""
    problems = schema.problems
    connection.execute(problems.delete().where(problems.c.source_id == source_id, problems.c.path == path))


def unlooked(connection: Connection, source_id: int, paths: Iterable[str], *, whole: bool) -> None:
    """Have the folders of a source that cannot be looked into told; after a look at the whole, no others any more."""
    problems, files = schema.problems, schema.files.c
    known = select(files.path).where(files.source_id == source_id)
    if whole:
        is_file = known.where(files.path == problems.c.path).exists()
        folders = (problems.c.source_id == source_id, problems.c.rule == UNREADABLE, ~is_file)
        connection.execute(problems.delete().where(*folders))
    for path in paths:
        # A file that cannot be looked at has its own, when it is built.
        if connection.execute(known.where(files.path == path)).first() is None:
            found = "it cannot be looked into; what is known below it is served on"
            replace(connection, source_id, path, [unreadable(path, found)])


def refused(connection: Connection, source_id: int, paths: Iterable[str], *, whole: bool) -> list[Problem]:
    """Have the files of a source told whose paths are longer than the database takes; after a look at the whole, no
    others any more. Those that are new to it."""
    problems, before = schema.problems, of_rule(connection, source_id, OVERLONG)
    if whole and before:
        own = (problems.c.source_id == source_id, problems.c.rule == OVERLONG)
        connection.execute(problems.delete().where(*own))
    found = [_overlong(path) for path in paths]
    for problem in found:
        replace(connection, source_id, problem.path, [problem])
    return [problem for problem in found if problem not in before]


def _overlong(path: str) -> Problem:
    """The path as it is told is kept like every other, and so cut."""
    found = f"its path has {len(path.encode())} bytes, more than the database takes"
    shown = f"{path[:SHOWN_BEFORE]}…{path[-SHOWN_BEHIND:]}"
    return Problem(shown, OVERLONG, found, "give the file, or the folders around it, shorter names")


def move(connection: Connection, source_id: int, path: str, to: str) -> None:
    """A file has another name now."""
    problems = schema.problems
    own = (problems.c.source_id == source_id, problems.c.path == path)
    connection.execute(problems.update().where(*own).values(path=to))


def of_file(connection: Connection, source_id: int, path: str) -> tuple[Problem, ...]:
    """What is known of one file."""
    problems = schema.problems
    query = select(problems).where(problems.c.source_id == source_id, problems.c.path == path).order_by(problems.c.id)
    return tuple(_problem(row) for row in connection.execute(query))


def of_rule(connection: Connection, source_id: int, rule: str) -> tuple[Problem, ...]:
    """The problems of a source's files by one rule."""
    problems = schema.problems
    query = select(problems).where(problems.c.source_id == source_id, problems.c.rule == rule).order_by(problems.c.id)
    return tuple(_problem(row) for row in connection.execute(query))


def beside_unknown(connection: Connection, source_id: int) -> Iterator[tuple[Problem, str]]:
    """The problems of a source's files, each with every link target of its file that nobody knows. From the problems
    on, which are few: a source's links can be as many as its articles."""
    problems, files, wants = schema.problems, schema.files, schema.wants
    same = (files.c.source_id == problems.c.source_id, files.c.path == problems.c.path)
    query = (
        select(problems, wants.c.target)
        .select_from(problems.join(files, and_(*same)).join(wants, wants.c.file_id == files.c.id))
        .where(problems.c.source_id == source_id, wants.c.resolved == "")
        .order_by(problems.c.path, problems.c.id)
    )
    for row in connection.execute(query):
        yield _problem(row), row.target


def _problem(row: AnyRow) -> Problem:
    return Problem(row.path, row.rule, row.found, row.mend, row.line, bool(row.held))


def listed(connection: Connection) -> tuple[tuple[str, Problem], ...]:
    """Every problem as (source, problem), by source, path and line."""
    problems, sources = schema.problems, schema.sources
    query = (
        select(sources.c.name, problems)
        .select_from(problems.join(sources, problems.c.source_id == sources.c.id))
        .order_by(sources.c.name, problems.c.path, problems.c.line, problems.c.id)
    )
    return tuple((row.name, _problem(row)) for row in connection.execute(query))


def held(connection: Connection) -> int:
    """How many files are held back."""
    problems = schema.problems.c
    files = select(problems.source_id, problems.path).where(problems.held == 1).distinct().subquery()
    return int(connection.execute(select(func.count()).select_from(files)).scalar_one())

"""Whether anybody committed to a store, told for next to nothing."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from feedsvc.store import stats
from feedsvc.store.commits import Commits
from feedsvc.store.engine import Store, open_store


@pytest.fixture
def write(store: Store) -> Callable[[str], None]:
    def write(value: str) -> None:
        with store.writing() as connection:
            stats.set_mark(connection, "said", value)

    return write


def test_the_state_is_another_one_after_each_commit_and_the_same_without(
    store: Store, write: Callable[[str], None]
) -> None:
    with closing(Commits(store.engine)) as commits:
        seen = [commits.state()]
        for value in ("a", "b"):
            with store.reading() as connection:
                stats.mark(connection, "said")
            assert commits.state() == seen[-1]
            write(value)
            seen.append(commits.state())
        assert None not in seen
        assert len(set(seen)) == 3


def test_a_transaction_that_began_before_the_question_shows_when_it_is_committed(store: Store) -> None:
    with closing(Commits(store.engine)) as commits:
        commits.state()
        with store.writing() as connection:
            stats.set_mark(connection, "said", "a")
            amid = commits.state()
        assert commits.state() != amid


def test_who_asks_keeps_the_journal_of_sqlite_from_no_end(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'feedsvc.sqlite3'}", tmp_path)
    with closing(store), closing(Commits(store.engine)) as commits:
        commits.state()
        with store.writing() as connection:
            stats.set_mark(connection, "said", "a")
        with closing(store.engine.raw_connection()) as raw:
            # Where anybody still reads what is in the journal, it cannot be emptied.
            (busy, _, _) = raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        assert busy == 0


def test_the_state_is_unknown_where_the_connection_broke_and_another_one_behind_it(
    new_database: Callable[[], str], tmp_path: Path
) -> None:
    store = open_store(new_database(), tmp_path)
    ended = text(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = :name"
    )
    with closing(store), closing(Commits(store.engine)) as commits, store.engine.connect() as connection:
        before = commits.state()
        connection.execute(ended, {"name": store.engine.url.database})
        assert commits.state() is None
        assert commits.state() not in (None, before)

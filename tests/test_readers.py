"""Subscribers in their file: which numbers count, what is kept of a day that is over, what is never kept."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from feedsvc.errors import StoreError, StoreTooNew
from feedsvc.store import readers
from feedsvc.store.readers import DAY, FILE, GRACE_SECONDS, Readers
from feedsvc.subscribers import Gathered

ALL, JD = "/feeds/all", "/feeds/company/06618.HK"
TODAY = 20_000
ADDRESS = "203.0.113.7 Miniflux/2.2.3"


class Clock:
    def __init__(self) -> None:
        self.now = float(TODAY * DAY + 3600)

    def __call__(self) -> float:
        return self.now

    @property
    def day(self) -> int:
        return int(self.now) // DAY


class Count:
    """Two workers over one file, and the clock of both."""

    def __init__(self, folder: Path) -> None:
        self.clock = Clock()
        self.path = folder / FILE
        self.workers = [Readers(folder, self.clock) for _ in range(2)]

    def said(self, number: int, feed: str = JD, aggregator: str = "feedly", ident: str = "", worker: int = 0) -> None:
        self.workers[worker].add(Gathered(claims={(self.clock.day, feed, aggregator, ident): number}))

    def came(self, *clients: str, feed: str = JD, worker: int = 0, day: int | None = None) -> None:
        at = self.clock.day if day is None else day
        self.workers[worker].add(Gathered(clients={(at, feed, client) for client in clients}))

    def wait(self, days: int) -> None:
        self.clock.now += days * DAY

    def total(self, feed: str = JD) -> int:
        return self.workers[0].totals().get(feed, 0)

    def rows(self, table: str) -> list[tuple[Any, ...]]:
        with sqlite3.connect(self.path) as raw:
            return raw.execute(f"SELECT * FROM {table}").fetchall()


@pytest.fixture
def count(tmp_path: Path) -> Count:
    return Count(tmp_path)


def test_without_a_file_there_is_nothing_and_none_is_made(count: Count) -> None:
    assert count.workers[0].totals() == {}
    assert not count.path.exists()


def test_the_file_is_in_its_folder_whatever_that_is_called(tmp_path: Path) -> None:
    folder = tmp_path / "d space#%25?q=1"
    folder.mkdir()
    count = Count(folder)
    count.came("a")
    assert count.total() == 1
    assert [each.name for each in tmp_path.iterdir()] == [folder.name]


def test_claims_take_the_highest_of_a_day_by_aggregator_and_number_of_the_feed_and_are_added_up(count: Count) -> None:
    count.said(462)
    count.said(460, worker=1)
    count.said(102, aggregator="feedbin", ident="1")
    count.said(5, aggregator="feedbin", ident="2")
    count.said(7, feed=ALL)
    assert count.workers[1].totals() == {JD: 462 + 102 + 5, ALL: 7}


def test_the_newest_day_of_an_aggregator_counts_though_it_is_lower(count: Count) -> None:
    count.said(462)
    count.said(8, aggregator="bazqux")
    count.wait(days=1)
    count.said(400)
    assert count.total() == 400 + 8


def test_what_was_last_said_a_week_ago_does_not_count(count: Count) -> None:
    count.said(462)
    count.came("a", "b")
    count.wait(days=6)
    assert count.total() == 464
    count.wait(days=1)
    assert count.total() == 0


def test_a_client_counts_once_a_day_whichever_worker_it_meets(count: Count) -> None:
    count.came("a", "b")
    count.came("b", "c", worker=1)
    count.came("a", feed=ALL, worker=1)
    assert (count.total(), count.total(ALL)) == (3, 1)


def test_the_day_with_most_clients_counts_and_days_are_not_added_up(count: Count) -> None:
    count.came("a", "b", "c")
    count.wait(days=1)
    count.came("a", "b")
    assert count.total() == 3
    count.came("c", "d", worker=1)
    assert count.total() == 4
    count.wait(days=1)
    count.came("a")
    assert count.total() == 4


def test_of_a_day_that_is_over_only_numbers_stay(count: Count) -> None:
    count.came(ADDRESS, "b")
    count.came("b", feed=ALL)
    with sqlite3.connect(count.path) as raw:
        (salt,) = raw.execute("SELECT salt FROM salts").fetchone()
        digests = [digest for (digest,) in raw.execute("SELECT client FROM clients")]
    assert salt in count.path.read_bytes()
    count.wait(days=1)
    count.workers[1].add(Gathered())
    assert (count.rows("salts"), count.rows("clients")) == ([], [])
    assert sorted(number for _, _, number in count.rows("directs")) == [1, 2]
    assert not [each for each in (salt, *digests) if each in count.path.read_bytes()]
    assert (count.total(), count.total(ALL)) == (2, 1)


def test_no_client_is_in_the_file_and_its_digest_is_another_each_day(count: Count) -> None:
    count.came(ADDRESS)
    first = count.rows("clients")
    count.wait(days=1)
    count.came(ADDRESS)
    second = count.rows("clients")
    assert first[0][2] != second[0][2]
    assert (first[0][0], second[0][0]) == (TODAY, TODAY + 1)
    assert b"203.0.113.7" not in count.path.read_bytes()
    assert count.path.stat().st_mode & 0o777 == 0o600
    assert [each.name for each in count.path.parent.iterdir()] == [FILE]


def test_what_a_worker_gathered_before_midnight_counts_for_the_day_until_it_is_ended(count: Count) -> None:
    count.came("a")
    count.clock.now = (TODAY + 1) * DAY + GRACE_SECONDS - 1
    count.came("a", "b", day=TODAY, worker=1)
    count.came("c")
    assert count.total() == 2
    count.clock.now += 1
    count.came("d", day=TODAY)
    count.said(3)
    assert sorted(count.rows("directs")) == [(TODAY, 1, 2)]
    assert [day for day, _ in count.rows("salts")] == [TODAY + 1]


def test_a_clock_that_goes_back_to_a_day_that_was_ended_stops_nothing(count: Count) -> None:
    count.came("a", "b")
    count.wait(days=1)
    count.came("a")
    count.wait(days=-1)
    count.came("c")
    count.wait(days=2)
    count.came("d")
    assert [row for row in count.rows("directs") if row[0] == TODAY] == [(TODAY, 1, 2)]


def test_after_ninety_days_everything_is_forgotten(count: Count) -> None:
    count.came("a")
    count.said(9)
    count.wait(days=89)
    count.came("a", feed=ALL)
    count.wait(days=1)
    count.came("a", feed=ALL)
    assert len(count.rows("feeds")) == 1
    assert [day for day, *_ in count.rows("claims") + count.rows("directs")] == [TODAY + 89]
    assert count.total(ALL) == 1


def test_claims_and_clients_of_a_day_are_bounded(count: Count, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "MOST_CLAIMS", 3)
    monkeypatch.setattr(readers, "MOST_CLIENTS", 4)
    for number in range(5):
        count.said(1, ident=str(number))
    count.said(10, ident="0", worker=1)
    count.said(1, feed=ALL)
    assert (count.total(), count.total(ALL)) == (12, 1)
    count.came("a", "b", "c", "d", "e", "f")
    count.came("g", feed=ALL, worker=1)
    assert count.total() + count.total(ALL) == 12 + 1 + 4


@pytest.mark.parametrize("content", [b"no database at all" * 100, None], ids=["foreign", "folder"])
def test_a_file_that_cannot_be_used_is_an_error_that_says_what_to_do(count: Count, content: bytes | None) -> None:
    if content is None:
        count.path.mkdir()
    else:
        count.path.write_bytes(content)
    with pytest.raises(StoreError, match=r"the number of readers cannot be kept in .*; see to the rights"):
        count.came("a")
    with pytest.raises(StoreError, match="move the file away to begin anew"):
        count.workers[0].totals()


def test_a_file_of_a_later_version_is_left_alone(count: Count) -> None:
    count.came("a")
    with sqlite3.connect(count.path) as raw:
        raw.execute("PRAGMA user_version = 9")
    before = count.path.read_bytes()
    with pytest.raises(StoreTooNew, match="is of version 9"):
        count.came("b")
    with pytest.raises(StoreTooNew, match="is of version 9"):
        count.total()
    assert count.path.read_bytes() == before


def test_a_file_that_another_program_holds_is_an_error_and_later_good_again(
    count: Count, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(readers, "BUSY_SECONDS", 0)
    impatient = Readers(tmp_path, count.clock)
    count.came("a")
    holder = sqlite3.connect(count.path, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    with pytest.raises(StoreError, match="database is locked"):
        impatient.add(Gathered(clients={(TODAY, JD, "b")}))
    holder.execute("ROLLBACK")
    holder.close()
    impatient.add(Gathered(clients={(TODAY, JD, "b")}))
    assert count.total() == 2


def test_an_empty_file_counts_nothing_and_can_be_used(count: Count) -> None:
    count.path.touch()
    assert count.total() == 0
    count.came("a")
    assert count.total() == 1

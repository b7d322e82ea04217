"""Counts in a file: together for all processes, whole after a kill, bounded, without anything that names a client."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from math import ceil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from limits import parse
from limits.strategies import FixedWindowRateLimiter, SlidingWindowCounterRateLimiter

from feedsvc.store import counts
from feedsvc.store.counts import FileCounts
from tests.running import ROOT, until

NOW = 1_800_000_000.0
"""The beginning of an hour."""


class Clock:
    def __init__(self, now: float = NOW) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now


def test_two_storages_over_one_file_count_together(tmp_path: Path) -> None:
    one, other = (SlidingWindowCounterRateLimiter(FileCounts(tmp_path / "counts")) for _ in range(2))
    rate = parse("3/300 days")
    assert [limiter.hit(rate, "a") for limiter in (one, other, one, other, one)] == [True, True, True, False, False]
    assert other.hit(rate, "b")
    one.clear(rate, "a")
    assert other.get_window_stats(rate, "a").remaining == 3
    assert other.get_window_stats(rate, "b").remaining == 2
    one.storage.reset()
    assert other.get_window_stats(rate, "b").remaining == 3


def test_a_fixed_window_ends_when_it_was_begun_plus_its_length(tmp_path: Path) -> None:
    clock = Clock()
    storage = FileCounts(tmp_path / "counts", clock)
    limiter, rate = FixedWindowRateLimiter(storage), parse("2/minute")
    assert storage.check()
    assert limiter.hit(rate, "a")
    clock.now += 40
    assert [limiter.hit(rate, "a") for _ in range(2)] == [True, False]
    assert limiter.get_window_stats(rate, "a").reset_time == NOW + 60
    clock.now += 21
    assert limiter.test(rate, "a")
    assert storage.get_expiry("LIMITER/a/2/1/minute") == clock.now
    assert limiter.hit(rate, "a")
    limiter.clear(rate, "a")
    assert storage.get("LIMITER/a/2/1/minute") == 0


def test_the_window_before_counts_by_the_part_of_it_that_is_still_within_the_hour(tmp_path: Path) -> None:
    clock = Clock()
    limiter, rate = SlidingWindowCounterRateLimiter(FileCounts(tmp_path / "counts", clock)), parse("4/hour")
    assert [limiter.hit(rate, "a") for _ in range(5)] == [True] * 4 + [False]
    clock.now += 3600
    assert not limiter.hit(rate, "a")
    # Each quarter of an hour one of the four leaves the window.
    for wait in (1, 900, 900, 900):
        clock.now += wait
        assert [limiter.hit(rate, "a") for _ in range(2)] == [True, False]
    clock.now += 3600 * 2
    assert [limiter.hit(rate, "a") for _ in range(5)] == [True] * 4 + [False]


@given(
    amount=st.integers(1, 5),
    waits=st.lists(st.floats(0.001, 90) | st.integers(1, 90), min_size=1, max_size=40),
    offset=st.floats(0, 60),
)
def test_what_is_refused_has_room_when_it_is_told_to_come_again(
    tmp_path_factory: pytest.TempPathFactory, amount: int, waits: list[float], offset: float
) -> None:
    clock = Clock(NOW + offset)
    limiter = SlidingWindowCounterRateLimiter(FileCounts(tmp_path_factory.mktemp("c") / "counts", clock))
    rate = parse(f"{amount}/minute")
    taken: list[float] = []
    for wait in waits:
        clock.now += wait
        if limiter.hit(rate, "a"):
            taken.append(clock.now)
            assert sum(1 for at in taken if at // 60 == clock.now // 60) <= amount
            continue
        # Time moves: two requests at the very beginning of a window, the package tells to come again at once.
        # The package counts from its own clock; what is left until then is the same.
        clock.now += ceil(max(0.0, limiter.get_window_stats(rate, "a").reset_time - time.time())) + 1
        assert limiter.hit(rate, "a")
        taken.append(clock.now)


def test_threads_of_one_process_lose_nothing(tmp_path: Path) -> None:
    storage = FileCounts(tmp_path / "counts")
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda _: storage.incr("a", 86_400), range(1600)))
    assert storage.get("a") == 1600


COUNTER = """
import os, sys
from pathlib import Path
from feedsvc.store.counts import FileCounts
storage = FileCounts(Path(sys.argv[1]))
while True:
    storage.incr("all", 86_400)
    storage.incr(sys.argv[2], 86_400)
    os.write(1, b".")
"""


def test_processes_that_are_killed_while_they_count_lose_nothing_that_they_counted(tmp_path: Path) -> None:
    path, names = tmp_path / "counts", ("a", "b", "c")
    environ = os.environ | {"PYTHONPATH": str(ROOT)}
    outputs = [tmp_path / name for name in names]
    processes = []
    for name, output in zip(names, outputs, strict=True):
        with output.open("wb") as stream:
            processes.append(
                subprocess.Popen([sys.executable, "-c", COUNTER, str(path), name], env=environ, stdout=stream)
            )
    try:
        until(lambda: all(output.stat().st_size > 3000 for output in outputs), "counts of all at once")
        for killed in processes:
            killed.send_signal(signal.SIGKILL)
            killed.wait()
    finally:
        for process in processes:
            process.kill()
            process.wait()
    told = [output.stat().st_size for output in outputs]
    storage = FileCounts(path)
    # Whoever was killed may have counted once more than it told.
    for name, number in zip(names, told, strict=True):
        assert number <= storage.get(name) <= number + 1
    assert sum(told) <= storage.get("all") <= sum(told) + len(names)


def test_the_file_names_no_client_and_is_its_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "counts"
    FileCounts(path).incr("203.0.113.7 Miniflux/2.2", 60)
    assert path.stat().st_mode & 0o777 == 0o600
    assert b"203.0.113" not in path.read_bytes()
    assert b"Miniflux" not in path.read_bytes()
    other = tmp_path / "other"
    FileCounts(other).incr("203.0.113.7 Miniflux/2.2", 60)
    assert other.read_bytes().strip(b"\0") != path.read_bytes().strip(b"\0")


def test_who_opens_the_file_wipes_what_is_over(tmp_path: Path) -> None:
    path, clock = tmp_path / "counts", Clock()
    storage = FileCounts(path, clock)
    for number in range(50):
        storage.incr(f"old {number}", 60)
    storage.incr("kept", 600)
    clock.now += 61
    again = FileCounts(path, clock)
    assert (again.get("kept"), again.get("old 1")) == (1, 0)
    table = path.read_bytes()[counts.HEAD_BYTES :]
    assert sum(1 for slot in counts.SLOT.iter_unpack(table) if slot[0]) == 1


@pytest.mark.parametrize("content", [b"", b"feedsvc", b"something else\n" * 1000], ids=["empty", "cut", "foreign"])
def test_a_file_that_is_no_table_becomes_one_while_it_is_in_use(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "counts"
    one, other = FileCounts(path), FileCounts(path)
    assert one.incr("a", 60) == 1
    path.write_bytes(content)
    assert [one.incr("a", 60), other.incr("a", 60), one.incr("a", 60)] == [1, 2, 3]


def test_a_file_that_is_deleted_while_it_is_in_use_is_made_anew_for_all(tmp_path: Path) -> None:
    path = tmp_path / "counts"
    one, other = FileCounts(path), FileCounts(path)
    assert [one.incr("a", 60), other.incr("a", 60)] == [1, 2]
    path.unlink()
    assert [one.incr("a", 60), other.incr("a", 60)] == [1, 2]


def test_a_path_that_cannot_be_a_file_is_an_error_each_time_and_good_again_once_it_can(tmp_path: Path) -> None:
    path = tmp_path / "counts"
    path.mkdir()
    storage = FileCounts(path)
    for _ in range(2):
        with pytest.raises(IsADirectoryError):
            storage.incr("a", 60)
    path.rmdir()
    assert storage.incr("a", 60) == 1


def test_the_table_never_grows_and_a_full_bucket_forgets_what_would_end_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counts, "BUCKETS", 1)
    path = tmp_path / "counts"
    storage = FileCounts(path)
    for number in range(counts.SLOTS):
        storage.incr(f"key {number}", 1000 - number)
    storage.incr("one more", 2000)
    assert path.stat().st_size == counts.HEAD_BYTES + counts.BUCKET_BYTES
    assert [storage.get(f"key {number}") for number in range(counts.SLOTS)] == [1] * (counts.SLOTS - 1) + [0]
    assert storage.get("one more") == 1


def test_a_bucket_lies_within_one_page() -> None:
    assert counts.HEAD_BYTES % counts.BUCKET_BYTES == 0
    assert 4096 % counts.BUCKET_BYTES == 0

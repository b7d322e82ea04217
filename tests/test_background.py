"""The ingester beside the server: it steps back, and tells how far it is."""

from __future__ import annotations

import logging
import platform
import subprocess
import sys

import pytest

from feedsvc.background import AUTOGROUP, NICE, Minutes

LOOK = "import os; from feedsvc import background; background.step_back(); print(os.nice(0), end='')"


def test_an_ingester_beside_a_server_gives_way_to_it() -> None:
    before = int(subprocess.run(["nice"], capture_output=True, check=True).stdout)
    found = subprocess.run([sys.executable, "-c", LOOK], capture_output=True, check=True)
    assert int(found.stdout) == min(before + NICE, 19)


@pytest.mark.skipif(not AUTOGROUP.exists(), reason="a kernel without groups of sessions has nothing to tell")
def test_an_ingester_in_a_session_of_its_own_gives_way_as_well() -> None:
    look = f"{LOOK}; print(open({str(AUTOGROUP)!r}).read())"
    command = [sys.executable, "-c", look]
    found = subprocess.run(command, capture_output=True, check=True, start_new_session=True)
    assert found.stdout.decode().split()[-2:] == ["nice", str(NICE)]


HELD = """
import sys
from feedsvc import heap

def held():
    return next(int(line.split()[1]) // 1024 for line in open("/proc/self/status") if line.startswith("RssAnon"))
"""
ABOVE = """
if sys.argv[1:]:
    heap.give_memory_back()
before, large = held(), bytearray(30 << 20)
large = None
blocks = [bytearray(b"x" * (1 << 20)) for _ in range(40)]
last, blocks = blocks[-1], None
print(held() - before)
"""
AMID = """
heap.give_memory_back()
before, blocks = held(), [bytearray(20_000) for _ in range(2_000)]
last, blocks = blocks[-1], None
if sys.argv[1:]:
    heap.trim()
print(held() - before)
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc keeps what was freed in this way")
@pytest.mark.parametrize("does", [ABOVE, AMID], ids=["above-what-is-held", "amid-what-is-held"])
def test_an_ingester_gives_memory_back_that_it_has_freed(does: str) -> None:
    kept, given = (
        int(subprocess.run([sys.executable, "-c", HELD + does, *more], capture_output=True, check=True).stdout)
        for more in ([], ["give"])
    )
    assert kept > 30
    assert given < 10


def test_the_log_tells_once_a_minute_how_far_an_ingest_is(caplog: pytest.LogCaptureFixture) -> None:
    now = [0.0]
    minutes = Minutes(lambda: now[0])
    with caplog.at_level(logging.INFO, "feedsvc.ingest"):
        minutes(0, 100_000)
        for second in range(1, 131):
            now[0] = float(second)
            minutes(second * 500, 100_000)
    assert caplog.messages == [
        "30000 of 100000 files, 500 a second, 02:20 left",
        "60000 of 100000 files, 500 a second, 01:20 left",
    ]


def test_another_source_has_a_rate_of_its_own(caplog: pytest.LogCaptureFixture) -> None:
    now = [0.0]
    minutes = Minutes(lambda: now[0])
    with caplog.at_level(logging.INFO, "feedsvc.ingest"):
        minutes(50, 50)
        now[0] = 100.0
        minutes(0, 200)
        now[0] = 200.0
        minutes(100, 200)
    assert caplog.messages == ["100 of 200 files, 1 a second, 01:40 left"]


def test_runs_that_are_over_at_once_are_no_progress(caplog: pytest.LogCaptureFixture) -> None:
    now = [0.0]
    minutes = Minutes(lambda: now[0])
    with caplog.at_level(logging.INFO, "feedsvc.ingest"):
        for done, total in ((5_000, 5_000), (1, 1), (1, 1), (1_000, 3_210), (1, 1)):
            now[0] += 61.0
            minutes(done, total)
    assert caplog.messages == []

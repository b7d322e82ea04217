"""Bulk work aside: on a thread that yields to everything else, as long as it gets on."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator

import pytest

from feedsvc.aside import WAIVED, Aside
from feedsvc.watchers import BULK, Watchers

pytestmark = pytest.mark.skipif(
    not hasattr(os, "SCHED_IDLE"), reason="only Linux has the policy; elsewhere work is done in place"
)


def policy() -> int:
    return os.sched_getscheduler(0)


def where(aside: Aside) -> int:
    """The policy under which it does a work."""
    found: list[int] = []
    aside(lambda: found.append(policy()))
    return found.pop()


def taking(seconds: float, spent: float) -> Aside:
    """One whose every work takes so long, and so much of the processor's time."""
    clock, processor = _rising(seconds), _rising(spent)
    return Aside(lambda: next(clock), lambda: next(processor))


def _rising(step: float) -> Iterator[float]:
    at = 0.0
    while True:
        yield at
        at += step


def test_work_is_done_where_nobody_else_wants_the_processor() -> None:
    before = policy()
    assert where(Aside()) == os.SCHED_IDLE
    assert policy() == before


def test_one_work_after_the_other_is_done_by_one_thread() -> None:
    aside, threads = Aside(), set()
    for _ in range(3):
        aside(lambda: threads.add(threading.get_ident()))
    assert len(threads) == 1
    assert threading.get_ident() not in threads


def test_what_work_raises_is_raised() -> None:
    def fail() -> None:
        raise LookupError

    aside = Aside()
    with pytest.raises(LookupError):
        aside(fail)
    assert where(aside) == os.SCHED_IDLE


def test_work_that_does_not_get_on_is_not_aside_for_a_while() -> None:
    aside, own = taking(seconds=60, spent=1), policy()
    policies = [where(aside) for _ in range(WAIVED + 2)]
    assert policies == [os.SCHED_IDLE, *[own] * WAIVED, os.SCHED_IDLE]


@pytest.mark.parametrize(("seconds", "spent"), [(60, 30), (1, 0.01)])
def test_work_that_takes_its_time_or_ends_soon_stays_aside(seconds: float, spent: float) -> None:
    aside = taking(seconds, spent)
    assert [where(aside) for _ in range(3)] == [os.SCHED_IDLE] * 3


def test_only_bulk_work_is_done_aside() -> None:
    watchers = Watchers(aside=Aside())
    assert watchers.do(policy, BULK) == os.SCHED_IDLE
    assert watchers.do(policy, BULK - 1) == policy()
    assert Watchers().do(policy, BULK) == policy()

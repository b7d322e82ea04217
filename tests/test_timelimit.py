"""What one article may take of the processor."""

from __future__ import annotations

import time

import pytest

from feedsvc import timelimit


def _work(seconds: float) -> None:
    ends = time.process_time() + seconds
    while time.process_time() < ends:
        pass


class _Finalized:
    def __del__(self) -> None:
        _work(60)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_an_alarm_that_falls_into_a_finalizer_comes_again() -> None:
    with timelimit.handlers(), pytest.raises(timelimit.LimitError), timelimit.limited(0.02):
        # The alarm of the processor's time, then that of all time: Python only tells of either.
        for _ in range(2):
            one = _Finalized()
            del one
        _work(60)


def test_what_comes_behind_the_limit_is_not_ended() -> None:
    with timelimit.handlers():
        with timelimit.limited(0.1):
            pass
        _work(0.3)

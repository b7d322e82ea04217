"""Lines of the log: their time, and the thread that writes them many at once."""

from __future__ import annotations

import io
import os
import threading
from select import PIPE_BUF
from typing import TextIO, cast

import pytest

from feedsvc import logs
from feedsvc.logs import Lines, stamp
from tests.running import until


class Written(io.StringIO):
    """A stream that notes what is written in one piece."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []

    def write(self, text: str) -> int:
        self.pieces.append(text)
        return super().write(text)


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0.0, "1970-01-01T00:00:00.000Z"),
        (1_769_846_400.25, "2026-01-31T08:00:00.250Z"),
        (1_769_846_400.0625, "2026-01-31T08:00:00.062Z"),
        (1_769_846_399.9999, "2026-01-31T07:59:59.999Z"),
    ],
)
def test_a_lines_time_is_utc_in_milliseconds(seconds: float, text: str) -> None:
    assert stamp(seconds) == text


def test_lines_are_written_soon_in_their_order_and_many_at_once() -> None:
    stream = Written()
    lines = Lines(stream, str)
    for number in range(20):
        lines.write(str(number))
    until(lambda: stream.getvalue().count("\n") == 20, "the lines")
    assert stream.getvalue().split() == [str(number) for number in range(20)]
    assert len(stream.pieces) < 20
    lines.write("later")
    until(lambda: stream.getvalue().endswith("later\n"), "the line after a rest")
    lines.close()


def test_a_piece_is_whole_lines_and_no_more_than_a_pipe_takes_undivided() -> None:
    stream = Written()
    lines = Lines(stream, str)
    for number in range(300):
        lines.write(f"{number} 京东健康 {'x' * (number % 50)}")
    long = "y" * (PIPE_BUF + 1)
    lines.write(long)
    lines.close()
    assert all(piece.endswith("\n") for piece in stream.pieces)
    assert all(len(piece.encode()) <= PIPE_BUF or piece == f"{long}\n" for piece in stream.pieces)
    assert len(stream.getvalue().splitlines()) == 301


def test_what_comes_at_or_after_the_end_is_written_before_write_returns() -> None:
    stream = Written()
    lines = Lines(stream, str)
    lines.write("one")
    lines.close()
    assert stream.getvalue() == "one\n"
    for word in ("two", "three"):
        lines.write(word)
        assert stream.getvalue().endswith(f"{word}\n")


def test_no_more_wait_than_the_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logs, "DELAY_SECONDS", 3600.0)
    monkeypatch.setattr(logs, "MOST_WAITING", 5)
    stream = Written()
    lines = Lines(stream, str)
    for number in range(12):
        lines.write(str(number))
        assert len(lines._waiting) < 5
    lines.close()
    assert stream.getvalue().split() == [str(number) for number in range(12)]


def test_a_stream_that_cannot_be_written_harms_nobody() -> None:
    read, write = os.pipe()
    os.close(read)
    stream = os.fdopen(write, "w")
    lines = Lines(cast(TextIO, stream), str)
    lines.write("one")
    lines.close()
    lines.write("two")
    with pytest.raises(BrokenPipeError):
        stream.close()


def test_lines_of_many_threads_are_each_written_once() -> None:
    stream = Written()
    lines = Lines(stream, str)

    def write(first: int) -> None:
        for number in range(500):
            lines.write(str(first * 500 + number))

    threads = [threading.Thread(target=write, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    lines.close()
    assert sorted(map(int, stream.getvalue().split())) == list(range(4000))

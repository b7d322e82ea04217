"""What tests that start the program rest on."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterator
from http.client import IncompleteRead
from types import SimpleNamespace

import pytest

from tests import running
from tests.running import ROOT, free_port, until


def choosing(monkeypatch: pytest.MonkeyPatch, *ports: int) -> None:
    """The next ports that chance brings."""
    coming: Iterator[int] = iter(ports)
    monkeypatch.setattr(running, "CHANCE", SimpleNamespace(choice=lambda _ports: next(coming)))


def test_a_port_is_given_once_whichever_process_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    given = free_port()
    asking = f"from tests import running; running.PORTS = [{given}] * 20 + [*range(32_000, 32_100)]; "
    asking += "print({running.free_port() for _ in range(20)})"
    told = subprocess.run([sys.executable, "-c", asking], cwd=ROOT, capture_output=True, text=True, check=True)
    assert str(given) not in told.stdout
    choosing(monkeypatch, given)
    with pytest.raises(StopIteration):
        free_port()


def test_a_port_where_somebody_listens_is_not_given(monkeypatch: pytest.MonkeyPatch) -> None:
    port = free_port()
    running._claims.pop().close()
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", port))
        listening.listen()
        choosing(monkeypatch, port)
        with pytest.raises(StopIteration):
            free_port()
    choosing(monkeypatch, port)
    assert free_port() == port


def test_an_answer_that_ends_in_the_midst_is_asked_for_again() -> None:
    answers = iter((IncompleteRead(b""), ConnectionResetError(), ValueError(), "an answer"))

    def ask() -> str:
        answer = next(answers)
        if isinstance(answer, Exception):
            raise answer
        return answer

    assert until(ask, "an answer") == "an answer"

"""A PostgreSQL that does not answer: asked over a socket behind which nothing moves on."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest
from sqlalchemy import make_url, text

from feedsvc.errors import StoreError
from feedsvc.store import silence, stats
from feedsvc.store.engine import open_store
from tests.running import until

SOCKET = ".s.PGSQL.5432"


class Way:
    """A way to a server's socket that can be shut: then it takes connections, and says nothing more."""

    def __init__(self, folder: Path, server: str) -> None:
        self.open, self.taken = threading.Event(), 0
        self.open.set()
        self._server = server
        self._listening = socket.socket(socket.AF_UNIX)
        self._listening.bind(str(folder / SOCKET))
        self._listening.listen()
        threading.Thread(target=self._take, daemon=True).start()

    def _take(self) -> None:
        while True:
            ours, _ = self._listening.accept()
            self.taken += 1
            theirs = socket.socket(socket.AF_UNIX)
            theirs.connect(self._server)
            for one, other in ((ours, theirs), (theirs, ours)):
                threading.Thread(target=self._pass_on, args=(one, other), daemon=True).start()

    def _pass_on(self, one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError):
            while said := one.recv(65_536):
                self.open.wait()
                other.sendall(said)
            other.shutdown(socket.SHUT_WR)


@pytest.fixture
def way(new_database: Callable[[], str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Way, str]]:
    """A way to an empty database, and the address of that behind it."""
    address = make_url(new_database())
    folder = tmp_path_factory.mktemp("way")
    way = Way(folder, f"{address.query['host']}/{SOCKET}")
    behind = address.update_query_dict({"host": str(folder), "connect_timeout": "2"})
    yield way, behind.render_as_string(hide_password=False)
    way.open.set()


def test_who_asks_a_server_that_does_not_answer_is_told_and_others_at_once_until_it_does(
    way: tuple[Way, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (road, address), told = way, "does not answer within 0.5 s|connection timeout expired"
    with closing(open_store(address, tmp_path)) as store:
        store.silence.seconds = 0.5

        def ask() -> bool:
            with store.reading() as connection:
                return stats.mark(connection, "authority") == str(store.authority)

        assert ask()
        monkeypatch.setattr(silence, "AGAIN_SECONDS", 600.0)
        road.open.clear()
        with pytest.raises(StoreError, match=f"({told}).*; see whether the server and the way to it work"):
            ask()
        asked = road.taken
        for _ in range(5):
            with pytest.raises(StoreError, match=told):
                ask()
        assert road.taken == asked, "it is not asked again"
        road.open.set()
        store.silence._until = time.monotonic()
        until(lambda: _answers(ask), "that all is as before")


def test_a_connection_that_outlasts_the_silence_ends_it_for_all(way: tuple[Way, str], tmp_path: Path) -> None:
    road, address = way
    with closing(open_store(address, tmp_path)) as store:
        with store.reading():
            road.open.clear()
            with pytest.raises(StoreError, match="timeout expired"), store.reading():
                pass  # another connection, which nobody takes
            road.open.set()
        store.silence._until = time.monotonic()
        opened = road.taken
        for _ in range(3):
            with store.reading() as connection:
                assert stats.mark(connection, "authority") == str(store.authority)
        assert road.taken == opened, "all were asked over the one of before"


def _answers(ask: Callable[[], bool]) -> bool:
    try:
        return ask()
    except StoreError:
        return False


def test_a_question_amid_which_nothing_comes_any_more_ends_and_leaves_no_answer_to_the_next(
    way: tuple[Way, str], tmp_path: Path
) -> None:
    road, address = way
    with closing(open_store(address, tmp_path)) as store:
        store.silence.seconds = 0.5
        with pytest.raises(StoreError, match="does not answer"), store.reading() as connection:
            road.open.clear()
            connection.execute(text("SELECT 1"))
        road.open.set()
        store.silence.seconds = None
        until(lambda: _answers(lambda: _two(store.engine)), "another connection")


def _two(engine: object) -> bool:
    with engine.connect() as connection:  # type: ignore[attr-defined]
        return bool(connection.execute(text("SELECT 2")).scalar() == 2)


def test_who_waits_for_a_long_answer_is_left_to_wait_where_no_bound_is_set(
    new_database: Callable[[], str], tmp_path: Path
) -> None:
    with closing(open_store(new_database(), tmp_path)) as store:
        with store.reading() as connection:
            connection.execute(text("SELECT pg_sleep(0.6)"))
        store.silence.seconds = 0.3
        with pytest.raises(StoreError, match="does not answer"), store.reading() as connection:
            connection.execute(text("SELECT pg_sleep(30)"))


def test_the_server_is_told_to_find_out_soon_that_we_are_gone(
    new_database: Callable[[], str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Of a socket of the system's it shows no such times.
    stand_in = silence.SEEN_GONE.replace("tcp_keepalives_idle', '10'", "application_name', 'told'")
    assert stand_in != silence.SEEN_GONE
    monkeypatch.setattr(silence, "SEEN_GONE", stand_in)
    with closing(open_store(new_database(), tmp_path)) as store, store.reading() as connection:
        assert connection.execute(text("SELECT current_setting('application_name')")).scalar() == "told"


def test_bounds_that_the_address_or_the_environment_says_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = make_url("postgresql+psycopg://desk@db/feeds")
    assert silence.bounds(plain) == silence.BOUNDS
    said = silence.bounds(plain.update_query_dict({"connect_timeout": "60", "tcp_user_timeout": "0"}))
    assert said == {name: silence.BOUNDS[name] for name in silence.BOUNDS if name.startswith("keepalives")}
    monkeypatch.setenv("PGCONNECT_TIMEOUT", "30")
    assert "connect_timeout" not in silence.bounds(plain)


def test_a_server_that_refuses_is_asked_again_at_once(tmp_path: Path, new_database: Callable[[], str]) -> None:
    with closing(open_store(new_database(), tmp_path)) as store:
        with pytest.raises(StoreError, match="no_such_thing"), store.reading() as connection:
            connection.execute(text("SELECT no_such_thing"))
        with store.reading() as connection:
            assert stats.mark(connection, "authority")

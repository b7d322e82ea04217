"""Files that are being written when a server or an ingest begins."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from feedsvc import server, settling
from feedsvc.config import Settings
from tests.running import PATIENCE, ROOT, environment

LONG_AGO = 1_000_000_000


def _age(file: Path) -> None:
    os.utime(file, (LONG_AGO, LONG_AGO))


def test_a_file_of_this_second_is_awaited_and_an_older_one_or_none_is_not(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("a")
    settling.await_whole([tmp_path / "none", file])
    assert time.time() - file.stat().st_mtime >= settling.SETTLED_SECONDS
    assert not settling.are_being_written([file, tmp_path / "none"], time.time())


@pytest.mark.parametrize("stopped", [False, True])
def test_a_file_that_never_rests_is_not_awaited_without_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stopped: bool
) -> None:
    monkeypatch.setattr(settling, "SETTLED_SECONDS", 3600.0)
    monkeypatch.setattr(settling, "MOST_SECONDS", 3600.0 if stopped else 0.2)
    file = tmp_path / "a.txt"
    file.write_text("a")
    settling.await_whole([file], lambda: stopped)
    assert settling.are_being_written([file], time.time())


@pytest.fixture
def saved(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path, str, str], None]:
    """Writes a file, and whoever waits for it has the whole of it after a moment."""

    def save(file: Path, half: str, whole: str) -> None:
        file.write_text(half, encoding="utf-8")

        def wait(_seconds: float) -> None:
            file.write_text(whole, encoding="utf-8")
            _age(file)

        monkeypatch.setattr(settling, "SETTLED_SECONDS", 3600.0)
        clock = SimpleNamespace(time=time.time, monotonic=time.monotonic, sleep=wait)
        monkeypatch.setattr(settling, "time", clock)

    return save


def test_settings_that_are_being_written_when_they_are_read_again_count_when_they_are_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, saved: Callable[[Path, str, str], None]
) -> None:
    (tmp_path / "posts").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("feedsvc.logs.set_up", lambda _settings: None)
    file = tmp_path / "feedsvc.toml"
    # Half of it is a file, too, by which all that the other half names would be withdrawn.
    saved(file, "starter = false\n", "starter = false\nsources = ['posts']\ntitle = 'Whole'\n")
    keeper = server.Keeper()
    keeper.refresh()
    assert keeper.settings is not None
    assert (keeper.settings.title, [source.name for source in keeper.settings.sources]) == ("Whole", ["posts"])


def test_a_registry_that_is_being_written_does_not_keep_a_server_from_its_start(
    make_settings: Callable[..., Settings], tmp_path: Path, saved: Callable[[Path, str, str], None]
) -> None:
    (tmp_path / "posts").mkdir()
    own = tmp_path / "own.toml"
    saved(own, "[[", "")
    server.check_all(make_settings(companies=own))


AWAITING = """
import sys
from feedsvc import settling
settling.SETTLED_SECONDS, settling.MOST_SECONDS = 60.0, 600.0
from feedsvc.cli import main
sys.argv = ["feedsvc", "ingest"]
main()
"""
"""An ingest to which a file is whole when it is older than any pause of whoever writes it here."""


@pytest.mark.parametrize("part", ["settings", "registry", "copy"])
def test_an_ingest_begins_when_the_files_that_it_reads_are_whole(
    write: Callable[..., Path], tmp_path: Path, part: str
) -> None:
    write("a.md", head="title: 一\ndate: 2022-03-28\nlink: https://a.example/1")
    feed = "<rss version='2.0'><channel><title>A</title><item><guid>tag:a.example,2020:1</guid><link>https://a.example/1</link></item>"
    files = {
        "settings": ("feedsvc.toml", "starter = false\n[sources.posts]\npath = 'posts'\n"),
        "registry": ("own.toml", ""),
        "copy": ("old.xml", feed + "</channel></rss>"),
    }
    named = {"registry": "companies = ['own.toml']\n", "copy": "[sources.posts]\npath='posts'\nold_feeds=['old.xml']\n"}
    if part != "settings":
        sources = "" if part == "copy" else "sources = ['posts']\n"
        (tmp_path / "feedsvc.toml").write_text(sources + named[part])
        _age(tmp_path / "feedsvc.toml")
    halves = {"settings": "[sources.posts", "registry": "[[", "copy": "<rss>"}
    name, whole = files[part]
    (tmp_path / name).write_text(halves[part])
    begun = subprocess.Popen(
        [sys.executable, "-c", AWAITING], cwd=tmp_path, env=environment() | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    time.sleep(2)
    (tmp_path / name).write_text(whole)
    _age(tmp_path / name)
    told, errors = begun.communicate(timeout=PATIENCE)
    assert (begun.returncode, errors) == (0, "")
    assert "added 1" in told

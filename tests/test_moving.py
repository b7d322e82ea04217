"""moving: the copies of old feeds, where they are read and where not."""

from __future__ import annotations

import logging
import threading
from contextlib import closing
from pathlib import Path

import pytest

from feedsvc import config, inspection, moving, server
from feedsvc.config import Settings
from feedsvc.errors import SettingsError
from feedsvc.model import Problem
from feedsvc.store.engine import open_store
from tests.running import feedsvc

LINK = "https://blog.example/one"
COPY = f"<rss><channel><item><link>{LINK}</link></item></channel></rss>"
GONE = r"sources\.posts\.old_feeds: '.*old\.xml' cannot be read: No such file or directory; give the path"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Of a source with a copy, which is not there."""
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts" / "a.md").write_text(f"---\ntitle: One\ndate: 2022-03-28\nlink: {LINK}/\n---\nWords.\n")
    file = tmp_path / "feedsvc.toml"
    file.write_text("starter = false\n[sources.posts]\npath = 'posts'\nold_feeds = ['old.xml']\n")
    return config.load(file, {"FEEDSVC_DATA": str(tmp_path / "data")})


def test_what_only_reads_the_store_needs_no_copies(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "old.xml").write_text(COPY)
    assert feedsvc("ingest", "--quiet", cwd=tmp_path).returncode == 0
    (tmp_path / "old.xml").unlink()
    ran = feedsvc("feeds", cwd=tmp_path)
    assert (ran.returncode, ran.stderr) == (0, "")


def test_a_server_does_not_start_without_a_copy_that_is_named(settings: Settings) -> None:
    with pytest.raises(SettingsError, match=GONE):
        server.check_all(settings)


@pytest.mark.parametrize("command", ["ingest", "check"])
def test_a_command_that_builds_articles_tells_once_which_copy_is_not_there(
    settings: Settings, tmp_path: Path, command: str
) -> None:
    ran = feedsvc(command, cwd=tmp_path)
    assert ran.returncode == 2
    assert ran.stderr.count("cannot be read") == ran.stderr.count("\n") == 1
    assert not (tmp_path / "data").exists()


def test_an_ingester_beside_a_server_tells_once_of_a_copy_that_went_and_waits_for_it(
    settings: Settings, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    looks: list[float] = []

    class Stop(threading.Event):
        """While it is waited for the third time the copy comes."""

        def wait(self, timeout: float | None = None) -> bool:
            looks.append(timeout or 0.0)
            if len(looks) == 3:
                (tmp_path / "old.xml").write_text(COPY)
            return False

    with caplog.at_level(logging.ERROR):
        (source,) = moving.awaited(settings, Stop()).sources
    assert looks == [moving.WAIT_SECONDS] * 3
    assert source.old_entries.entries == [(LINK, LINK)]
    (told,) = caplog.messages
    assert "cannot be read" in told
    assert "nothing is ingested" in told


def test_an_ingester_that_waits_for_a_copy_ends_with_its_server(settings: Settings) -> None:
    stop = threading.Event()
    threading.Timer(0.1, stop.set).start()
    assert moving.awaited(settings, stop) == settings


LATE = f"1 of 1 entries of old_feeds name articles that have other ids here, such as '{LINK}/'"


def test_copies_that_come_after_the_first_ingest_are_told_to_have_come_too_late_once(
    settings: Settings, tmp_path: Path
) -> None:
    file = tmp_path / "feedsvc.toml"
    text = file.read_text()
    file.write_text(text.replace("old_feeds", "# "))
    assert feedsvc("ingest", "--quiet", cwd=tmp_path).stderr == ""
    file.write_text(text)
    (tmp_path / "old.xml").write_text(COPY)
    ran = [feedsvc("ingest", "--quiet", cwd=tmp_path) for _ in "ab"]
    assert [each.stderr.count(LATE) for each in ran] == [1, 0], ran[0].stderr
    assert "begin anew with an empty data folder" in ran[0].stderr
    (told,) = [each for each in inspection.check(settings) if isinstance(each, Problem)]
    assert told.found == LATE
    (tmp_path / "data").rename(tmp_path / "kept")
    assert [feedsvc("check", "--data", name, cwd=tmp_path).stdout.count(LATE) for name in ("kept", "data")] == [1, 0]


def test_nothing_is_told_of_copies_that_were_there_from_the_beginning(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "old.xml").write_text(COPY)
    (tmp_path / "posts" / "b.md").write_text(f"---\ntitle: Two\ndate: 2022-03-29\nlink: {LINK}\n---\nOther words.\n")
    assert feedsvc("ingest", "--quiet", cwd=tmp_path).stderr == ""
    assert list(inspection.check(settings)) == []
    assert late(settings) == []


def test_an_article_with_an_id_of_its_author_is_none_that_copies_came_too_late_for(
    settings: Settings, tmp_path: Path
) -> None:
    (tmp_path / "old.xml").write_text(COPY)
    head = f"title: One\ndate: 2022-03-28\nguid: https://blog.example/?p=7\nlink: {LINK}"
    (tmp_path / "posts" / "a.md").write_text(f"---\n{head}\n---\nWords.\n")
    assert feedsvc("ingest", "--quiet", cwd=tmp_path).stderr == ""
    assert late(settings) == []


def late(settings: Settings) -> list[Problem]:
    (source,) = moving.with_copies(settings).sources
    with closing(open_store(settings.database_url, settings.data, make=False)) as store:
        return moving.late(store, source)

"""Following folders: which changed paths can be articles, and changes of registry files."""

from __future__ import annotations

import errno
import logging
import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import watchfiles
from watchfiles.main import FileChange

from feedsvc import ingestcli, registries, upkeep
from feedsvc.companies.learning import Decision
from feedsvc.config import Settings, SourceSettings
from feedsvc.errors import Interrupted, LockLost, StoreError
from feedsvc.ingest import Ingester
from feedsvc.learner import Registrar
from feedsvc.listener import MOST_BRIEF, Heard, Listener, paths_within
from feedsvc.store import lessons, lock, stats
from feedsvc.store.engine import Store, open_store
from feedsvc.store.runs import Report
from feedsvc.watch import Follower
from feedsvc.watchers import Watchers
from feedsvc.web import site
from tests.desk import Desk, put_away
from tests.running import PATIENCE, until
from tests.storing import feed, lose_lock


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        (["posts/a.md"], {"a.md"}),
        (["posts/sub/b.md", "posts/sub"], {"sub/b.md", "sub"}),
        (["posts"], {""}),
        (["elsewhere/a.md", "postscript.md"], set()),
        (["posts/.git/index", "posts/themes/x.md", "posts/.hidden.md"], set()),
        (["posts/data/feedsvc.sqlite3-wal", "posts/data"], set()),
        (["posts/a\tb.md"], {""}),
        (["posts/sub/a\nb.md"], {"sub"}),
    ],
    ids=["file", "folder", "source", "elsewhere", "passed-over", "store", "shown-otherwise", "in-a-folder"],
)
def test_changes_are_told_by_source(tmp_path: Path, changed: list[str], found: set[str]) -> None:
    (tmp_path / "posts").mkdir()
    source = SourceSettings("posts", tmp_path / "posts", "Posts")
    data = tmp_path / "posts" / "data"
    assert paths_within(source, [tmp_path / path for path in changed], data) == found


@pytest.mark.parametrize("data", [".", "posts"])
def test_a_store_around_the_source_hides_no_change(tmp_path: Path, data: str) -> None:
    (tmp_path / "posts").mkdir()
    source = SourceSettings("posts", tmp_path / "posts", "Posts")
    assert paths_within(source, [tmp_path / "posts/a.md"], (tmp_path / data).resolve()) == {"a.md"}


def test_files_behind_a_link_are_followed_where_it_is_put_elsewhere(
    make_settings: Callable[..., Settings], write: Callable[..., Path], tmp_path: Path
) -> None:
    # As Kubernetes mounts a ConfigMap: each file leads through `..data`.
    posts = tmp_path / "posts"
    write("..1/a.md", head="title: 一\ndate: 2022-03-28")
    write("..2/a.md", head="title: 一、改\ndate: 2022-03-28")
    (posts / "..data").symlink_to("..1")
    (posts / "a.md").symlink_to("..data/a.md")
    desk = Desk(make_settings)
    desk.run()
    with _following(desk):
        write("b.md", head="title: 二\ndate: 2022-03-29")
        until(lambda: len(desk.titles("all", "all")) == 2, "the first change, which is heard")
        (posts / "..next").symlink_to("..2")
        (posts / "..next").rename(posts / "..data")
        until(lambda: "一、改" in desk.titles("all", "all"), "the file that the link leads to now")


def test_a_source_that_is_deleted_and_made_anew_at_once_is_followed(
    make_settings: Callable[..., Settings], write: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As on ext4, where it has the number of the one before.
    monkeypatch.setattr("feedsvc.listener._identities", lambda _settings: [(1, 2)])
    write("a.md", head="title: 一\ndate: 2022-03-28")
    desk = Desk(make_settings)
    desk.run()
    with _following(desk):
        write("b.md", head="title: 二\ndate: 2022-03-29")
        until(lambda: len(desk.titles()) == 2, "the first change, which is heard")
        shutil.rmtree(tmp_path / "posts")
        write("c.md", head="title: 三\ndate: 2022-03-29")
        until(lambda: desk.titles() == ["三"], "what is in the new folder")
        write("d.md", head="title: 四\ndate: 2022-03-29")
        until(lambda: "四" in desk.titles(), "the next change, which is heard")


@contextmanager
def _following(desk: Desk) -> Iterator[threading.Thread]:
    """A follower at work, in a thread; at the end it and the store are closed."""
    ended = threading.Event()

    def follow() -> None:
        with Listener(desk.settings, desk.store.folder, ended) as listener:
            Follower(Ingester(desk.store, desk.settings), desk.settings, ended, listener).follow()

    follower = threading.Thread(target=follow)
    follower.start()
    try:
        yield follower
    finally:
        ended.set()
        follower.join()
        desk.store.close()


def test_registry_files_are_followed_and_one_that_is_gone_leaves_the_companies_of_before(
    make_settings: Callable[..., Settings], write: Callable[..., Path], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    own = tmp_path / "own.txt"
    own.write_text("瑞泰来 | | 瑞泰来医药 |\n", encoding="utf-8")
    write("a.md", head="title: 一\ndate: 2022-03-28", body="瑞泰来医药签约，凌岳重工也在。")
    desk = Desk(lambda **values: make_settings(companies=own, **values))
    desk.run()
    settings = desk.settings
    caplog.set_level(logging.ERROR, "feedsvc.watch")
    with _following(desk):
        until(lambda: registries.folder(settings).is_dir(), "the folder of imported lists")
        listed = registries.folder(settings) / "list.csv"
        # Whole at once: who begins does not wait for one that is being written, but says that it has no header.
        (tmp_path / "list.csv").write_text("key,listings,name,names\n凌岳,,凌岳重工,\n", encoding="utf-8")
        (tmp_path / "list.csv").replace(listed)

        def is_found() -> bool:
            # The folder is made before it is listened to: a file of that very instant is told again.
            _settle(listed)
            return bool(desk.titles("company", "凌岳"))

        until(is_found, "the article in the imported company's feed")
        own.unlink()
        until(lambda: caplog.records, "a word on the file that is gone")
        write("b.md", head="title: 二\ndate: 2022-03-29", body="瑞泰来医药再签。")
        until(lambda: desk.titles("company", "瑞泰来") == ["一", "二"], "the second article")
        # Once for the file that went; the last touch of the list may have been heard behind that.
        assert len([record for record in caplog.records if "own.txt" in record.getMessage()]) <= 2


def test_a_registry_file_that_is_being_written_is_not_read_until_it_is_whole(
    make_settings: Callable[..., Settings], write: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("feedsvc.watch.MOST_PATIENCE", 3600.0)
    with _following_registry(make_settings, write, monkeypatch) as (desk, own):
        own.write_text("", encoding="utf-8")
        write("c.md", head="title: 三\ndate: 2022-03-30", body="瑞泰来医药、凌岳重工再签。")
        until(lambda: len(desk.titles()) == 3, "the third article")
        assert len(desk.titles("company", "瑞泰来")) == 3
        own.write_text("凌岳 | | 凌岳重工 |\n", encoding="utf-8")
        _settle(own)
        until(lambda: desk.titles("company", "凌岳") == ["一", "三"], "the companies of the whole file")


def test_a_registry_file_that_never_rests_is_read_after_a_while(
    make_settings: Callable[..., Settings], write: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("feedsvc.watch.MOST_PATIENCE", 2.0)
    with _following_registry(make_settings, write, monkeypatch) as (desk, own):
        own.write_text("凌岳 | | 凌岳重工 |\n", encoding="utf-8")
        until(lambda: desk.titles("company", "凌岳") == ["一"], "the companies that the file names now")


@contextmanager
def _following_registry(
    make_settings: Callable[..., Settings], write: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[Desk, Path]]:
    """A follower that has heard a change, and a registry file of a company that two articles are about, which counts as
    being written for an hour."""
    own = make_settings().data.parent / "own.txt"
    own.write_text("瑞泰来 | | 瑞泰来医药 |\n", encoding="utf-8")
    write("a.md", head="title: 一\ndate: 2022-03-28", body="瑞泰来医药签约，凌岳重工也在。")
    desk = Desk(lambda **values: make_settings(companies=own, **values))
    desk.run()
    monkeypatch.setattr("feedsvc.settling.SETTLED_SECONDS", 3600.0)
    with _following(desk):
        write("b.md", head="title: 二\ndate: 2022-03-29", body="瑞泰来医药签约。")
        until(lambda: len(desk.titles()) == 2, "the first change, which is heard")
        yield desk, own


def _settle(file: Path) -> None:
    """Make it a file that was written long ago, which is told as a change."""
    os.utime(file, (946684800, 946684800))


def test_a_registry_file_is_followed_where_a_link_to_its_folder_leads_elsewhere(
    make_settings: Callable[..., Settings], write: Callable[..., Path], tmp_path: Path
) -> None:
    for release, names in (("1", ""), ("2", "瑞泰来 | | 瑞泰来医药 |\n")):
        (tmp_path / release).mkdir()
        (tmp_path / release / "own.txt").write_text(f"凌岳 | | 凌岳重工 |\n{names}", encoding="utf-8")
    current = tmp_path / "current"
    current.symlink_to("1")
    write("a.md", head="title: 一\ndate: 2022-03-28", body="瑞泰来医药签约，凌岳重工也在。")
    desk = Desk(lambda **values: make_settings(companies=current / "own.txt", **values))
    desk.run()
    with _following(desk):
        write("b.md", head="title: 二\ndate: 2022-03-29", body="凌岳重工签约。")
        until(lambda: len(desk.titles("company", "凌岳")) == 2, "the first change, which is heard")
        (tmp_path / "next").symlink_to("2")
        (tmp_path / "next").rename(current)
        until(lambda: desk.titles("company", "瑞泰来") == ["一"], "the companies of the next release")


def test_a_folder_of_imported_lists_whose_disk_goes_takes_no_company_along(
    make_settings: Callable[..., Settings],
    write: Callable[..., Path],
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    (tmp_path / "lists").mkdir()
    (tmp_path / "lists" / "own.csv").write_text("key,listings,name,names\n瑞泰来,,瑞泰来,\n", encoding="utf-8")
    _settle(tmp_path / "lists" / "own.csv")
    write("a.md", head="title: 一\ndate: 2022-03-28", body="瑞泰来签约。")
    desk = Desk(make_settings)
    registries.folder(desk.settings).symlink_to(tmp_path / "lists")
    with _following(desk):
        until(lambda: desk.titles("company", "瑞泰来") == ["一"], "the first article")
        (tmp_path / "lists").rename(tmp_path / "away")
        until(lambda: "leads to no folder" in caplog.text, "that it is told")
        write("b.md", head="title: 二\ndate: 2022-03-29", body="瑞泰来再签约。")
        until(lambda: len(desk.titles("company", "瑞泰来")) == 2, "the second article")


def test_a_folder_of_imported_lists_that_is_made_anew_is_followed(
    make_settings: Callable[..., Settings], write: Callable[..., Path]
) -> None:
    write("a.md", head="title: 一\ndate: 2022-03-28", body="瑞泰来医药签约，凌岳重工也在。")
    desk = Desk(make_settings)
    desk.run()
    folder = registries.folder(desk.settings)
    with _following(desk):
        write("b.md", head="title: 二\ndate: 2022-03-29", body="凌岳重工签约。")
        until(lambda: len(desk.titles()) == 2, "the first change, which is heard")
        folder.rename(folder.with_name("before"))
        # Longer than the system needs to tell that it went.
        time.sleep(1)
        folder.mkdir()
        (folder / "list.csv").write_text("key,listings,name,names\n凌岳,,凌岳重工,\n", encoding="utf-8")
        until(lambda: len(desk.titles("company", "凌岳")) == 2, "the articles in the imported company's feed")


def test_names_that_are_no_utf8_or_hold_controls_are_followed_like_others(
    make_settings: Callable[..., Settings], write: Callable[..., Path], tmp_path: Path
) -> None:
    write("a.md", head="title: 一\ndate: 2022-03-28")
    desk = Desk(make_settings)
    desk.run()
    with _following(desk) as follower:
        for title, name in (("二", b"\xce\xc4.md"), ("三", b"c\td.md"), ("四", b"e.md")):
            text = f"---\ntitle: {title}\ndate: 2022-03-29\n---\n{title}"
            (tmp_path / "posts" / os.fsdecode(name)).write_text(text, encoding="utf-8")
            until(lambda: title in desk.titles("all", "all"), f"the article of {name!r}")  # noqa: B023
            assert follower.is_alive()


def test_beside_a_folder_whose_name_is_no_utf8_changes_are_looked_for_and_the_log_says_so_once(
    make_settings: Callable[..., Settings],
    write: Callable[..., Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    # The look itself opens the folder, of which the system tells, by a name that cannot be told: each watch ends so.
    monkeypatch.setattr("feedsvc.listener.UNHEARD_SECONDS", 0.7)
    monkeypatch.setattr("feedsvc.listener.TICK_MS", 50)
    # On a busy machine a look, and so each watch, takes its time.
    monkeypatch.setattr("feedsvc.listener.BRIEF_SECONDS", PATIENCE)
    write("a.md", head="title: 一\ndate: 2022-03-28")
    (tmp_path / "posts" / os.fsdecode(b"\xce\xc4")).mkdir()
    desk = Desk(make_settings)
    desk.run()
    with _following(desk):
        for titles in ("二三", "四五"):
            for title in titles:
                write(f"{title}.md", head=f"title: {title}\ndate: 2022-03-29")
                until(lambda: title in desk.titles("all", "all"), "the new file")  # noqa: B023
            until(lambda: "cannot be followed" in caplog.text, "a word on it")
    told = [record.message for record in caplog.records if record.name == "feedsvc.watch"]
    assert len([message for message in told if "could not be told" in message]) == MOST_BRIEF
    followed = [message for message in told if "cannot be followed" in message]
    assert len(followed) == 1
    assert followed[0].endswith("what changes is looked for every 1 s until all folders have names in UTF-8")


def test_where_the_system_refuses_to_tell_what_changes_it_is_looked_for_and_the_log_says_so_once(
    make_settings: Callable[..., Settings],
    write: Callable[..., Path],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """As where there are more folders than the system follows: here none, for as long as the refusal stands."""
    refused = threading.Event()

    def watch(*folders: Path, **named: Any) -> Iterator[set[FileChange]]:
        if not refused.is_set():
            raise OSError(28, "OS file watch limit reached")
        yield from watchfiles.watch(*folders, **named)

    monkeypatch.setattr("feedsvc.listener.watch", watch)
    monkeypatch.setattr("feedsvc.listener.UNHEARD_SECONDS", 0.7)
    write("a.md", head="title: 一\ndate: 2022-03-28")
    desk = Desk(make_settings)
    desk.run()
    with _following(desk):
        for title in ("二", "三"):
            write(f"{title}.md", head=f"title: {title}\ndate: 2022-03-29")
            until(lambda: title in desk.titles("all", "all"), "the new file")  # noqa: B023
        refused.set()
        write("d.md", head="title: 四\ndate: 2022-03-29")
        until(lambda: "四" in desk.titles("all", "all"), "the new file, told")
    assert [record.message for record in caplog.records if "cannot be followed" in record.message] == [
        "the folders cannot be followed: [Errno 28] OS file watch limit reached; what changes is looked for every 1 s "
        "until they can (on Linux: raise fs.inotify.max_user_watches above the number of folders, and "
        "max_user_instances)"
    ]


def test_a_source_that_nobody_may_look_at_keeps_no_other_from_being_followed(
    make_settings: Callable[..., Settings],
    write: Callable[..., Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "more").mkdir()
    write("a.md", head="title: 一\ndate: 2022-03-28")
    both = f"{tmp_path / 'posts'}:{tmp_path / 'more'}"
    desk = Desk(lambda **values: make_settings(sources=both, **values))
    put_away(monkeypatch, tmp_path / "more", errno.ENOTCONN)
    desk.run()
    with _following(desk):
        write("b.md", head="title: 二\ndate: 2022-03-29")
        until(lambda: "二" in desk.titles("all", "all"), "the new file")


def test_a_change_that_only_the_system_tells_of_is_read_though_everything_is_looked_through(
    make_settings: Callable[..., Settings], write: Callable[..., Path], tmp_path: Path
) -> None:
    path = write("a.md", head="title: 一\ndate: 2022-03-28")
    os.utime(path, (path.stat().st_atime, path.stat().st_mtime - 100))
    desk = Desk(make_settings)
    desk.run()
    before, ended = path.stat(), threading.Event()
    with Listener(desk.settings, desk.store.folder, ended) as listener:
        until(lambda: listener.take().anew, "that it listens")
        path.write_text(path.read_text(encoding="utf-8").replace("一", "二"), encoding="utf-8")
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
        (registries.folder(desk.settings) / "list.csv").write_text("key,listings,name,names\n", encoding="utf-8")
        follower = Follower(Ingester(desk.store, desk.settings), desk.settings, ended, listener)
        following = threading.Thread(target=follower.follow)
        following.start()
        try:
            until(lambda: desk.titles() == ["二"], "the change")
        finally:
            ended.set()
            following.join()
    desk.store.close()


def test_a_follower_that_has_nothing_to_do_ends_where_its_lock_is_lost(
    make_settings: Callable[..., Settings], database_url: str, write: Callable[..., Path]
) -> None:
    write("a.md", head="title: 一\ndate: 2022-03-28")
    desk, ended = Desk(lambda **values: make_settings(database=database_url, **values)), threading.Event()
    with lock.held(desk.store) as held, Listener(desk.settings, held.folder, ended) as listener:
        until(lambda: listener.take().anew, "that it listens")
        ingester = Ingester(held, desk.settings)
        ingester.run()
        follower = Follower(ingester, desk.settings, ended, listener)
        lose_lock(desk.store)
        given_up = threading.Timer(PATIENCE, ended.set)
        given_up.start()
        with pytest.raises(LockLost):
            follower.follow()
        given_up.cancel()
    desk.store.close()


def _resting(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> tuple[Callable[[], int], Follower]:
    """A follower that has found nothing to do; and how often its ingester looked for something since it was asked
    last, in one turn."""
    looks: list[int] = []
    attend = Ingester.attend

    def counted(self: Ingester) -> None:
        looks.append(1)
        attend(self)

    monkeypatch.setattr(Ingester, "attend", counted)
    ended = threading.Event()
    ingester = Ingester(desk.store, desk.settings)
    ingester.run()
    follower = Follower(ingester, desk.settings, ended, Listener(desk.settings, desk.store.folder, ended))

    def turn() -> int:
        looks.clear()
        follower._turn(Heard())
        return len(looks)

    until(lambda: not turn(), "that nothing is left to do")
    return turn, follower


def test_a_follower_looks_for_what_is_due_again_only_when_somebody_wrote_in_the_store(
    make_settings: Callable[..., Settings],
    database_url: str,
    write: Callable[..., Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    write("a.md", head="title: 一\ndate: 2022-03-28", body="<p>万象科技（06618.HK）公布业绩。</p>")
    desk = Desk(lambda **values: make_settings(database=database_url, **values))
    turn, follower = _resting(desk, monkeypatch)
    # PostgreSQL's own housekeeping counts as somebody, too.
    until(lambda: not any(turn() for _ in range(5)), "that it rests")
    with desk.store.writing() as connection:
        lessons.decide(connection, Decision("万象", "06618.HK", True), int(time.time()))
    assert turn() == 1
    with desk.store.reading() as connection:
        assert not follower._ingester._learner.is_behind(connection)
    until(lambda: not turn(), "that it rests again")
    follower._commits.close()
    desk.store.close()


@pytest.mark.parametrize(
    ("head", "soon", "then"),
    [("date: {soon}", [], ["一"]), ("date: 2022-03-28\nexpiryDate: {soon}", ["一"], [])],
    ids=["release", "expiry"],
)
def test_a_follower_at_rest_heeds_what_time_brings(
    make_settings: Callable[..., Settings],
    write: Callable[..., Path],
    monkeypatch: pytest.MonkeyPatch,
    head: str,
    soon: list[str],
    then: list[str],
) -> None:
    # However long it takes until all is done, the moment is to come, and nothing else is due before.
    monkeypatch.setattr(upkeep, "MINUTE", 1_000_000)
    moment = int(time.time()) + 100_000
    write("a.md", head="title: 一\n" + head.format(soon=datetime.fromtimestamp(moment, UTC).isoformat()))
    desk = Desk(make_settings)
    turn, follower = _resting(desk, monkeypatch)
    now = [moment - 0.01]
    clock = SimpleNamespace(time=lambda: now[0], monotonic=time.monotonic)
    monkeypatch.setattr("feedsvc.watch.time", clock)
    follower._ingester._watchers = Watchers(clock=clock.time)
    assert (turn(), desk.titles()) == (0, soon)
    now[0] = moment + 0.01
    assert (turn(), desk.titles()) == (1, then)
    follower._commits.close()
    desk.store.close()


def test_a_follower_at_rest_looks_once_a_minute_and_when_the_clock_was_set_back(
    make_settings: Callable[..., Settings], write: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    write("a.md", head="title: 一\ndate: 2022-03-28")
    desk = Desk(make_settings)
    turn, follower = _resting(desk, monkeypatch)
    began = time.time()
    clock = SimpleNamespace(time=lambda: began + upkeep.MINUTE + 1, monotonic=time.monotonic)
    monkeypatch.setattr("feedsvc.watch.time", clock)
    assert [turn(), turn()] == [1, 0]
    clock.time = lambda: began - 10
    assert [turn(), turn()] == [1, 0]
    follower._commits.close()
    desk.store.close()


def test_whoever_takes_over_from_a_server_of_another_version_has_every_feed_at_a_new_time(
    make_settings: Callable[..., Settings], database_url: str, write: Callable[..., Path]
) -> None:
    write("a.md", head="title: 一\ndate: 2022-03-28\ncategories: news")
    settings = make_settings(database=database_url)
    store = open_store(settings.database_url, settings.data)
    Ingester(store, settings, Watchers(clock=lambda: time.time() - 10)).run()
    site.note_rendering(store, settings)
    before, stop = feed(store, "category", "news"), threading.Event()
    task = ingestcli.Task(settings, stop, Registrar(settings), False, False, False, False, True)

    def stay() -> None:
        with suppress(Interrupted):
            ingestcli._stay(task)

    alone, behind = (threading.Thread(target=stay) for _ in range(2))
    alone.start()
    until(lambda: lock.is_held(store), "that it is at work")
    stop.set()
    alone.join()
    assert before is not None and feed(store, "category", "news") == before
    stop.clear()
    with lock.held(store):
        # The new server begins while the other one is at work, and may answer after this.
        site.note_rendering(store, replace(settings, title="New"))
        before = feed(store, "category", "news")
        behind.start()
        time.sleep(1.1)
    modified = before.modified if before else 0
    try:
        until(lambda: getattr(feed(store, "category", "news"), "rewritten_at", 0) > modified, "a new time")
    finally:
        stop.set()
        behind.join()
    store.close()


def test_who_ingests_once_behind_a_server_of_another_version_takes_over_from_it_too(
    make_settings: Callable[..., Settings], write: Callable[..., Path]
) -> None:
    write("a.md", head="title: 一\ndate: 2022-03-28\ncategories: news")
    settings = make_settings()
    store = open_store(settings.database_url, settings.data)
    Ingester(store, settings, Watchers(clock=lambda: time.time() - 10)).run()
    site.note_rendering(store, settings)
    with lock.held(store):
        # The new server, of `--no-watch`, begins while the other one is at work, and may answer after this.
        site.note_rendering(store, replace(settings, title="New"))
        before = feed(store, "category", "news")
    task = ingestcli.Task(settings, threading.Event(), Registrar(settings), False, False, False, False, True)
    assert ingestcli._once(task) == 0
    after = feed(store, "category", "news")
    assert before is not None and after is not None and after.version > before.version
    assert ingestcli._once(task) == 0
    assert feed(store, "category", "news") == after
    store.close()


def _served(make_settings: Callable[..., Settings], write: Callable[..., Path]) -> tuple[Settings, Store]:
    """The settings and the store of a server that has served an article of the category `news`."""
    write("a.md", head="title: 一\ndate: 2022-03-28\ncategories: news")
    settings = make_settings()
    store = open_store(settings.database_url, settings.data)
    Ingester(store, settings).run()
    site.note_rendering(store, settings)
    return settings, store


def test_an_export_for_another_address_leaves_a_server_at_work_its_times(
    make_settings: Callable[..., Settings], write: Callable[..., Path]
) -> None:
    settings, store = _served(make_settings, write)
    elsewhere = replace(settings, base_url="https://static.example")
    with lock.held(store):
        site.note_rendering(store, elsewhere, exported=True)
    before = feed(store, "category", "news")
    for where, exported in ((settings, False), (elsewhere, True), (settings, False)):
        site.note_rendering(store, where, exported=exported)
        with store.reading() as connection:
            assert stats.address(connection) == where.public_url
    upkeep.take_over(store, settings)
    assert feed(store, "category", "news") == before
    store.close()


def test_a_server_that_begins_alone_or_renders_as_the_other_takes_nothing_over(
    make_settings: Callable[..., Settings], write: Callable[..., Path]
) -> None:
    settings, store = _served(make_settings, write)
    before = feed(store, "category", "news")
    with lock.held(store):
        site.note_rendering(store, settings)
    upkeep.take_over(store, settings)
    assert feed(store, "category", "news") == before
    site.note_rendering(store, replace(settings, title="New"))
    before = feed(store, "category", "news")
    upkeep.take_over(store, settings)
    assert feed(store, "category", "news") == before
    store.close()


def test_what_cannot_be_done_is_tried_again_and_told_once(
    make_settings: Callable[..., Settings],
    write: Callable[..., Path],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    tries: list[int] = []
    run = Ingester.run

    def fail(self: Ingester, *paths: Any, **named: Any) -> Report:
        tries.append(1)
        if len(tries) < 4:
            raise StoreError("the disk is full")
        return run(self, *paths, **named)

    write("a.md", head="title: 一\ndate: 2022-03-28")
    desk = Desk(make_settings)
    desk.run()
    monkeypatch.setattr(Ingester, "run", fail)
    with _following(desk):
        until(lambda: tries, "the first try")
        write("b.md", head="title: 二\ndate: 2022-03-28")
        until(lambda: "二" in desk.titles("all", "all"), "the article")
    told = [record.message for record in caplog.records if "the disk is full" in record.message]
    assert len(tries) > 3
    assert told == ["the disk is full; it is tried again until it can be done"]

"""From files to the store: what each act of an author does to the feeds."""

from __future__ import annotations

import os
import random
import re
import string
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NoReturn

import pytest
from sqlalchemy import event, select

from feedsvc import batch, builders, fingerprint, intake, survey, withdrawals
from feedsvc.config import Settings
from feedsvc.errors import Interrupted, RegistryError, SourceError
from feedsvc.found import FoundFile
from feedsvc.ingest import Ingester
from feedsvc.intake import UNTOLD, size_and_time
from feedsvc.model import FeedKind
from feedsvc.store import files, pages, problems, removals, runs, schema, search, stats
from feedsvc.store.engine import open_store
from feedsvc.store.runs import Report
from feedsvc.upkeep import ready_mark
from feedsvc.watchers import Watchers
from tests.desk import NOW, Desk

Write = Callable[..., Path]


def counts(report: Report) -> tuple[int, ...]:
    return (report.read, report.added, report.changed, report.removed, report.unchanged, report.problems)


def age(path: Path, seconds: float = 100) -> None:
    """Make a file's time old enough to be believed."""
    status = path.stat()
    os.utime(path, (status.st_atime - seconds, status.st_mtime - seconds))


def test_a_first_run_adds_and_a_second_finds_nothing_to_do(desk: Desk, write: Write) -> None:
    age(write("a.md"))
    assert counts(desk.run()) == (1, 1, 0, 0, 0, 0)
    assert counts(desk.run()) == (1, 0, 0, 0, 1, 0)


def test_the_summary_is_the_promised_line() -> None:
    assert str(Report(5, 5, 0, 0, 0, 0, 0.24)) == (
        "read 5, added 5, changed 0, removed 0, unchanged 0, problems 0 in 0.2 s"
    )


def test_a_file_written_an_instant_ago_is_read_again_so_that_no_edit_is_missed(desk: Desk, write: Write) -> None:
    path = write("a.md", body="first words")
    desk.run()
    status = path.stat()
    path.write_text(path.read_text().replace("first words", "other words"))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert desk.run().changed == 1
    assert "other words" in desk.entries()[0].content


def test_an_edit_is_a_change_of_the_same_entry(desk: Desk, write: Write) -> None:
    write("a.md", body="First words of it.")
    desk.run()
    before = desk.entries()[0]
    write("a.md", body="Second words of it.")
    desk.now += 3600
    assert desk.run().changed == 1
    after = desk.entries()[0]
    assert (after.uuid, after.published) == (before.uuid, before.published)
    assert after.updated == datetime.fromtimestamp(desk.now, UTC)


def test_an_edit_of_white_space_moves_no_updated(desk: Desk, write: Write) -> None:
    write("a.md", body="Some words.\n\nMore words.")
    desk.run()
    write("a.md", body="Some words.\n\n\n\nMore  words.\n")
    desk.now += 3600
    desk.run()
    assert desk.entries()[0].updated == desk.entries()[0].published


def test_a_deleted_file_leaves_at_once_and_comes_back_with_its_id(desk: Desk, write: Write) -> None:
    path = write("a.md")
    desk.run()
    uuid = desk.entries()[0].uuid
    path.unlink()
    assert counts(desk.run()) == (0, 0, 0, 1, 0, 0)
    assert desk.entries() == []
    write("a.md")
    desk.run()
    assert desk.entries()[0].uuid == uuid


def test_a_file_that_a_look_missed_while_it_was_replaced_stays(
    desk: Desk, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    age(write("a.md"))
    age(write("b.md"))
    gone = write("c.md")
    age(gone)
    desk.run()
    gone.unlink()
    seen, missed = os.scandir, ["b.md"]

    @contextmanager
    def listed(folder: str) -> Iterator[Iterator[os.DirEntry[str]]]:
        with seen(folder) as entries:
            yield (entry for entry in entries if entry.name not in missed)

    monkeypatch.setattr("feedsvc.scan.os.scandir", listed)
    assert counts(desk.run()) == (1, 0, 0, 1, 1, 0)
    monkeypatch.undo()
    assert counts(desk.run()) == (2, 0, 0, 0, 2, 0)
    assert len(desk.entries()) == 2


def test_a_folder_that_became_a_link_to_another_is_gone(desk: Desk, write: Write) -> None:
    first = write("old/a.md")
    age(first)
    age(write("new/b.md"))
    desk.run()
    first.unlink()
    first.parent.rmdir()
    first.parent.symlink_to(first.parent.parent / "new")
    (first.parent.parent / "new" / "a.md").write_bytes((first.parent.parent / "new" / "b.md").read_bytes())
    desk.run()
    assert len(desk.entries()) == 2
    (first.parent.parent / "new" / "a.md").unlink()
    desk.run()
    assert len(desk.entries()) == 1


def test_a_change_that_is_told_is_seen_though_size_and_time_are_the_same(desk: Desk, write: Write) -> None:
    file = write("a.md", body="京东的一段。")
    age(file)
    desk.run()
    status = file.stat()
    file.write_text(file.read_text().replace("京东", "腾讯"))
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert counts(desk.run()) == (1, 0, 0, 0, 1, 0)
    assert counts(desk.run({"a.md"})) == (1, 0, 1, 0, 0, 0)
    assert "腾讯" in desk.entries()[0].content
    assert counts(desk.run({"a.md"})) == (1, 0, 0, 0, 1, 0)


def test_a_folder_that_cannot_be_looked_into_is_a_problem_until_it_can(
    desk: Desk, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    age(write("a.md"))
    age(write("sub/b.md"))
    desk.run()
    whole = os.scandir

    def shut(folder: str | Path) -> object:
        if str(folder).endswith("/sub"):
            raise PermissionError(13, "Permission denied")
        return whole(folder)

    monkeypatch.setattr("feedsvc.scan.os.scandir", shut)
    for _ in range(2):
        assert counts(desk.run()) == (1, 0, 0, 0, 1, 1)
        assert [(one.path, one.rule, one.held) for one in desk.problems()] == [("sub", "unreadable", True)]
    assert len(desk.entries()) == 2
    monkeypatch.undo()
    assert counts(desk.run()) == (2, 0, 0, 0, 2, 0)
    assert desk.problems() == []


def test_another_date_of_articles_that_shared_one_moves_them_alike(desk: Desk, write: Write) -> None:
    for name in ("a", "b", "c"):
        write(f"{name}.md", f"title: {name}\ndate: 2022-03-01")
    desk.run()
    for name in ("a", "b", "c"):
        write(f"{name}.md", f"title: {name}\ndate: 2021-01-01")
    desk.now += 3_600
    desk.run()
    ages = sorted((entry.title, (entry.updated - entry.published).total_seconds()) for entry in desk.entries())
    assert ages == [("a", 0), ("b", 1), ("c", 2)]


def test_an_edit_of_before_outlasts_another_date(desk: Desk, write: Write) -> None:
    write("a.md", "title: a\ndate: 2022-03-01", "一。")
    desk.run()
    desk.now += 60
    write("a.md", "title: a\ndate: 2022-03-01", "二。")
    desk.run()
    edited = desk.entries()[0].updated
    assert edited == datetime.fromtimestamp(desk.now, UTC)
    desk.now += 60
    write("a.md", "title: a\ndate: 2021-01-01", "二。")
    desk.run()
    assert desk.entries()[0].updated == edited


@pytest.mark.parametrize("time_ns", [-(1 << 63) - 1, -(1 << 65)])
def test_a_time_that_no_database_holds_is_none(time_ns: int) -> None:
    old = FoundFile("a.md", "/", "a.md", 1, time_ns, is_settled=True)
    assert size_and_time(old) == (1, UNTOLD)
    assert size_and_time(old._replace(mtime_ns=-(1 << 63))) == (1, -(1 << 63))


def test_a_renamed_file_keeps_its_id_then_and_ever_after(desk: Desk, write: Write) -> None:
    path = write("a.md")
    desk.run()
    before = desk.entries()[0]
    path.rename(path.with_name("b.md"))
    report = desk.run()
    assert (report.added, report.removed) == (0, 0)
    assert desk.entries()[0].uuid == before.uuid
    write("b.md", body="Edited after the renaming.")
    desk.run()
    assert [entry.uuid for entry in desk.entries()] == [before.uuid]


def test_a_new_file_under_an_old_name_is_another_article(desk: Desk, write: Write) -> None:
    path = write("a.md", body="The first article of that name.")
    desk.run()
    before = desk.entries()[0]
    path.rename(path.with_name("b.md"))
    desk.run()
    write("a.md", head="title: Two\ndate: 2022-04-01", body="Another one.")
    desk.run()
    found = {entry.title: entry.uuid for entry in desk.entries()}
    assert found["One"] == before.uuid
    assert found["Two"] != before.uuid


def test_two_files_with_the_same_bytes_are_no_renaming(desk: Desk, write: Write) -> None:
    path = write("a.md")
    desk.run()
    path.unlink()
    write("b.md")
    write("c.md")
    assert desk.run().added == 2


def test_an_id_of_the_head_survives_any_new_name_and_text(desk: Desk, write: Write) -> None:
    path = write("a.md", head="id: x1\ntitle: One\ndate: 2022-03-28")
    desk.run()
    uuid = desk.entries()[0].uuid
    path.unlink()
    write("deep/b.md", head="id: x1\ntitle: Two\ndate: 2022-03-28", body="All new.")
    desk.run()
    assert [(entry.title, entry.uuid) for entry in desk.entries()] == [("Two", uuid)]


def test_an_id_that_an_article_gave_up_is_anothers_without_sharing_the_entrys_id(desk: Desk, write: Write) -> None:
    write("a.md", head="id: x1\ntitle: One\ndate: 2022-03-28")
    desk.run()
    uuid = desk.entries()[0].uuid
    write("a.md", head="id: x2\ntitle: One\ndate: 2022-03-28")
    write("b.md", head="id: x1\ntitle: Two\ndate: 2022-03-28", body="Other words.")
    desk.run()
    found = {entry.title: entry.uuid for entry in desk.entries()}
    assert found["One"] == uuid
    assert found["Two"] != uuid


def test_of_two_files_with_one_id_the_first_keeps_it_and_the_second_is_a_problem(desk: Desk, write: Write) -> None:
    first = write("a.md", head="id: x1\ntitle: One\ndate: 2022-03-28")
    age(write("b.md", head="id: x1\ntitle: Two\ndate: 2022-03-28"))
    assert desk.run().problems == 1
    assert desk.titles() == ["One"]
    assert [(problem.path, problem.rule) for problem in desk.problems()] == [("b.md", "duplicate-id")]
    first.unlink()
    assert desk.run().problems == 0
    assert desk.titles() == ["Two"]


def test_a_file_that_breaks_is_told_and_its_last_good_version_stays(desk: Desk, write: Write) -> None:
    write("a.md")
    desk.run()
    write("a.md", head="title: One\ndate: Invalid Date")
    assert desk.run().problems == 1
    assert desk.titles() == ["One"]
    write("a.md", head="title: Mended\ndate: 2022-03-28 19:13:15 +0800")
    assert desk.run().problems == 0
    assert desk.titles() == ["Mended"]


def test_a_bad_file_harms_no_other(desk: Desk, write: Write, tmp_path: Path) -> None:
    write("good.md")
    write("nodate.md", head="title: One")
    write("bad.md", head="title: One\ndate: Invalid Date")
    write("future.md", head="title: One\ndate: 2099-01-01")
    (tmp_path / "posts" / "empty.md").write_bytes(b"")
    (tmp_path / "posts" / "binary.md").write_bytes(bytes(range(256)) * 20)
    report = desk.run()
    assert (report.added, report.problems) == (1, 5)
    rules = {problem.path: problem.rule for problem in desk.problems() if problem.held}
    assert rules["nodate.md"] == rules["bad.md"] == rules["future.md"] == "date"
    assert rules["empty.md"] == "empty"
    assert "binary.md" in rules


def test_a_problem_names_line_value_and_mend(desk: Desk, write: Write) -> None:
    write("bad.md", head="title: One\ndate: Invalid Date")
    desk.run()
    problem = desk.problems()[0]
    assert problem.line == 3
    assert "'Invalid Date'" in problem.found
    assert "2022-03-28 19:13:15 +0800" in problem.mend


def test_a_draft_never_shows_and_an_article_made_a_draft_is_withdrawn(desk: Desk, write: Write) -> None:
    write("a.md", head="title: One\ndate: 2022-03-28\ndraft: true\ncategories: secret")
    write("_drafts/b.md", head="title: Two")
    assert desk.run().problems == 0
    assert desk.entries() == []
    assert desk.entries("category", "secret") == []
    write("a.md", head="title: One\ndate: 2022-03-28\ndraft: false\ncategories: secret")
    desk.run()
    uuid = desk.entries("category", "secret")[0].uuid
    write("a.md", head="title: One\ndate: 2022-03-28\npublished: false\ncategories: secret")
    assert desk.run().removed == 1
    assert desk.entries() == []
    write("a.md", head="title: One\ndate: 2022-03-28\ncategories: secret")
    desk.run()
    assert desk.entries()[0].uuid == uuid


def test_future_articles_are_held_until_their_second(desk: Desk, write: Write) -> None:
    write("a.md", head="title: One\ndate: 2026-01-31T12:00:10Z")
    desk.run()
    assert desk.entries() == []
    desk.now += 10
    desk.run()
    assert desk.titles() == ["One"]


EXPIRING = "title: One\ndate: 2022-03-28\nexpiryDate: 2026-01-31T12:00:10Z"


def test_an_article_leaves_its_feeds_at_the_second_of_its_expiry(desk: Desk, write: Write) -> None:
    age(write("a.md", head=EXPIRING))
    age(write("b.md", head="title: Two\ndate: 2022-03-28"))
    desk.run()
    ingester = Ingester(desk.store, desk.settings, Watchers(clock=lambda: desk.now))
    desk.now += 9
    ingester.attend()
    assert desk.titles() == ["One", "Two"]
    (uuid,) = [entry.uuid for entry in desk.entries() if entry.title == "One"]
    desk.now += 1
    ingester.attend()
    assert desk.titles() == ["Two"]
    with desk.store.reading() as connection:
        feed = pages.find(connection, desk.store.authority, "all", "")
        assert feed is not None
        gone = [(row.uuid, row.removed) for row in removals.withdrawn(connection, feed.term_id, 5)]
        assert gone == [(uuid, desk.now)]
        assert runs.last(connection, 1)[0].report.removed == 1
    assert counts(desk.run()) == (2, 0, 0, 0, 2, 0)
    write("a.md", head=EXPIRING.replace("2026", "2027"))
    desk.run()
    assert uuid in [entry.uuid for entry in desk.entries()]


def test_an_article_expires_though_its_file_is_a_problem_by_then(desk: Desk, write: Write) -> None:
    age(write("a.md", head=EXPIRING))
    age(write("b.md", head="title: Two\ndate: 2022-03-28"))
    desk.run()
    write("a.md", head=EXPIRING.replace("2022-03-28", "nonsense"))
    desk.run()
    assert desk.titles() == ["One", "Two"], "what it gave before is served on"
    desk.now += 1000
    ingester = Ingester(desk.store, desk.settings, Watchers(clock=lambda: desk.now))
    ingester.attend()
    assert desk.titles() == ["Two"]
    desk.now += 1000
    ingester.attend()
    write("a.md", head=EXPIRING.replace("2026", "2028"))
    desk.run()
    assert desk.titles() == ["One", "Two"]


@pytest.mark.parametrize("within", [None, {"b.md"}])
def test_an_article_that_expired_while_nobody_looked_leaves_with_the_next_run(
    desk: Desk, write: Write, within: set[str] | None
) -> None:
    age(write("a.md", head=EXPIRING))
    age(write("b.md", head="title: Two\ndate: 2022-03-28"))
    desk.run()
    desk.now += 1000
    report = desk.run(within)
    assert desk.titles() == ["Two"]
    assert (report.removed, report.problems) == (0 if within else 1, 0)


def test_an_article_leaves_when_it_expires_under_another_name_or_with_another_date(desk: Desk, write: Write) -> None:
    age(write("a.md", head=EXPIRING))
    age(write("b.md", head=f"{EXPIRING}\nid: b"))
    desk.run()
    (desk.settings.sources[0].path / "a.md").rename(desk.settings.sources[0].path / "c.md")
    write("b.md", head=f"{EXPIRING}\nid: b".replace("12:00:10", "12:00:20"))
    desk.run()
    assert len(desk.entries()) == 2
    desk.now += 10
    desk.run()
    assert len(desk.entries()) == 1
    desk.now += 10
    desk.run()
    assert desk.entries() == []


def test_an_article_of_a_source_that_is_away_leaves_once_that_is_back(desk: Desk, write: Write, tmp_path: Path) -> None:
    age(write("a.md", head=EXPIRING))
    desk.run()
    (tmp_path / "posts").rename(tmp_path / "away")
    desk.now += 10
    desk.run()
    assert desk.titles() == ["One"]
    (tmp_path / "away").rename(tmp_path / "posts")
    desk.run()
    assert desk.titles() == []


def test_future_show_releases_what_was_held(desk: Desk, write: Write) -> None:
    write("a.md", head="title: One\ndate: 2026-02-01")
    desk.run()
    desk.run(future="show")
    assert desk.titles() == ["One"]


@pytest.mark.parametrize(
    "setting",
    [{"timezone": "UTC"}, {"proxies": "https://p.example/"}, {"language": "en"}, {"extensions": ".md,.txt"}],
    ids=lambda setting: next(iter(setting)),
)
def test_a_changed_setting_rebuilds_and_moves_no_id_or_time(desk: Desk, write: Write, setting: dict[str, Any]) -> None:
    age(
        write(
            "a.md", head="title: One\ndate: 2022-03-28 19:13:15", body="![p](https://p.example/http://a.example/b.png)"
        )
    )
    desk.run()
    before = desk.entries()[0]
    desk.now += 3600
    desk.run(**setting)
    after = desk.entries()[0]
    assert (after.uuid, after.published, after.updated) == (before.uuid, before.published, before.updated)
    if "proxies" in setting:
        assert before.content != after.content
        assert "http://a.example/b.png" in after.content
    if "language" in setting:
        assert (before.language, after.language) == ("zh-CN", "en")
    if "timezone" in setting:
        write("new.md", head="title: Two\ndate: 2022-03-28 19:13:15")
        desk.run()
        new = next(entry for entry in desk.entries() if entry.title == "Two")
        assert new.published.hour == 19


def test_a_date_that_another_time_zone_would_move_is_told_and_moves_when_its_author_writes_it(
    desk: Desk, write: Write
) -> None:
    age(write("a.md", head="title: One\ndate: 2022-03-28 19:13:15"))
    age(write("b.md", head="title: Two\ndate: 2022-03-28 19:13:15 +08:00"))
    desk.run()
    assert desk.problems() == []
    desk.run(timezone="UTC")
    (told,) = desk.problems()
    assert (told.path, told.held) == ("a.md", False)
    assert "is 2022-03-28T19:13:15+00:00 by now, and stays 2022-03-28T11:13:15+00:00" in told.found
    write("a.md", head="title: One\ndate: 2022-03-28 19:13:15 +00:00")
    desk.run(timezone="UTC")
    assert desk.problems() == []
    assert {entry.published.hour for entry in desk.entries()} == {11, 19}


def test_a_boilerplate_switch_rebuilds_and_moves_no_id_or_time(desk: Desk, write: Write, tmp_path: Path) -> None:
    age(write("a.md", body="A paragraph of words.\n\n（文章来源：新华财经）"))
    desk.run()
    before = desk.entries()[0]
    assert before.source.name == "新华财经"
    assert "文章来源" not in before.content
    source = replace(desk.settings.sources[0], rules_off=frozenset({"source-line"}))
    desk.settings = replace(desk.settings, sources=(source,))
    desk.now += 3600
    desk.run()
    after = desk.entries()[0]
    assert "文章来源" in after.content
    assert (after.uuid, after.published, after.updated) == (before.uuid, before.published, before.updated)


def test_an_interrupted_run_keeps_what_it_wrote_and_goes_on(
    desk: Desk, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "RESULTS", 100)
    for number in range(250):
        age(write(f"{number:03}.md"))
    asked = iter(range(1000))
    stopping = Watchers(clock=lambda: NOW, stopped=lambda: next(asked) > 2)
    with pytest.raises(Interrupted):
        Ingester(desk.store, desk.settings, stopping).run()
    assert 0 < len(desk.entries()) < 250
    assert not Ingester(desk.store, desk.settings).builds_apart
    with desk.store.reading() as connection:
        assert stats.mark(connection, ready_mark(desk.settings)) == ""
    assert desk.run().unchanged > 0
    assert len(desk.entries()) == 250


def test_a_registry_that_cannot_be_read_ends_a_first_run_before_it_stores_anything(
    desk: Desk, write: Write, tmp_path: Path
) -> None:
    for number in range(3 * builders.CHUNK):
        write(f"{number:03}.md")
    with pytest.raises(RegistryError, match="cannot read"):
        desk.run(companies=tmp_path / "none.toml")
    assert desk.entries() == []
    (tmp_path / "none.toml").write_text("")
    ingester = Ingester(desk.store, desk.settings)
    assert not ingester.builds_apart
    assert ingester.run().added == 3 * builders.CHUNK


def test_a_missing_source_removes_nothing(desk: Desk, write: Write, tmp_path: Path) -> None:
    write("a.md")
    desk.run()
    (tmp_path / "posts").rename(tmp_path / "away")
    assert desk.run().removed == 0
    assert desk.titles() == ["One"]


EMPTY = (
    "is empty: is it mounted? To withdraw what it brought take the source out of the settings, or leave a file in it"
)


@pytest.mark.parametrize("within", [None, {"a.md"}])
def test_a_source_that_is_empty_removes_nothing_and_is_told(
    desk: Desk, write: Write, caplog: pytest.LogCaptureFixture, within: set[str] | None
) -> None:
    """As the place of a folder is that is not mounted."""
    path = write("a.md")
    (path.parent / ".gitkeep").unlink()
    desk.run()
    path.unlink()
    assert desk.run(within).removed == 0
    assert f"the source folder {str(path.parent)!r} {EMPTY}" in caplog.text
    assert desk.titles() == ["One"]
    write("a.md")
    assert desk.run(within).problems == 0
    path.unlink()
    with pytest.raises(SourceError, match=re.escape(EMPTY)):
        survey.check_filled(desk.store, desk.settings.sources)


@pytest.mark.parametrize("left", [".gitkeep", "notes.pdf", "folder/x.pdf"])
def test_a_source_with_anything_in_it_is_there(desk: Desk, write: Write, left: str) -> None:
    path = write("a.md")
    (path.parent / ".gitkeep").unlink()
    write(left)
    desk.run()
    path.unlink()
    survey.check_filled(desk.store, desk.settings.sources)
    assert desk.run().removed == 1
    assert desk.titles() == []


def test_a_source_that_brought_nothing_may_be_empty(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "posts" / ".gitkeep").unlink()
    survey.check_filled(desk.store, desk.settings.sources)
    assert desk.run().problems == 0
    survey.check_filled(desk.store, desk.settings.sources)


def test_a_change_costs_no_statement_for_each_link_of_its_source(desk: Desk, write: Write) -> None:
    for number in range(60):
        age(write(f"n{number}.md", body=f"Words [[n{number + 1}|next]] [[gone {number}|no]]"))
    desk.run()
    write("n7.md", body="Other words [[n8|next]]")
    asked: list[str] = []

    def note(*given: Any) -> None:
        asked.append(given[2])

    event.listen(desk.store.engine, "before_cursor_execute", note)
    desk.run({"n7.md"})
    event.remove(desk.store.engine, "before_cursor_execute", note)
    assert "Other words" in next(entry.content for entry in desk.entries() if "Other" in entry.content)
    about = [statement for statement in asked if "wants" in statement or "stem" in statement]
    assert 0 < len(about) < 10


def test_a_source_that_left_the_settings_is_withdrawn_and_comes_back_with_its_ids(
    desk: Desk, write: Write, tmp_path: Path
) -> None:
    write("a.md")
    desk.run()
    uuid = desk.entries()[0].uuid
    (tmp_path / "other").mkdir()
    other = desk.make(sources=tmp_path / "other")
    assert Ingester(desk.store, other).drop_other_sources() == 1
    assert desk.entries() == []
    desk.run()
    assert desk.entries()[0].uuid == uuid


def test_a_source_is_withdrawn_whose_words_an_earlier_version_read_otherwise(
    desk: Desk, write: Write, tmp_path: Path
) -> None:
    """SQLite's index tells whoever takes more words out than were put in that its file is broken."""
    write("a.md", body="Some words more than one.")
    desk.run()
    with desk.store.writing() as connection:
        (number,) = connection.execute(select(schema.texts.c.indexed)).scalars()
        search.clear(connection)
        search.put(connection, [(number, "one")])
        stats.set_mark(connection, search.MARK, "of another version")
    (tmp_path / "other").mkdir()
    other = desk.make(sources=tmp_path / "other")
    assert Ingester(desk.store, other).drop_other_sources() == 1
    assert desk.entries() == []
    desk.run()
    assert desk.titles() == ["One"]


@pytest.fixture
def link(tmp_path: Path) -> Path:
    """A link to the source `posts`."""
    made = tmp_path / "current"
    made.symlink_to("posts")
    return made


def test_a_source_whose_link_leads_elsewhere_by_now_is_the_same(
    desk: Desk, write: Write, link: Path, tmp_path: Path
) -> None:
    path = write("a.md")
    desk.run(sources=link)
    uuid = desk.entries()[0].uuid
    (tmp_path / "later").mkdir()
    (tmp_path / "later" / "a.md").write_bytes(path.read_bytes())
    link.unlink()
    link.symlink_to("later")
    desk.settings = desk.make(sources=link)
    with desk.store.reading() as connection:
        assert stats.mark(connection, ready_mark(desk.settings)) == "done"
    assert Ingester(desk.store, desk.settings).drop_other_sources() == 0
    assert counts(desk.run())[1:4] == (0, 0, 0)
    assert [entry.uuid for entry in desk.entries("source", "current")] == [uuid]


def test_a_source_that_a_store_knows_by_the_end_of_its_link_keeps_its_ids_and_its_feed(
    desk: Desk, write: Write, link: Path
) -> None:
    write("a.md")
    desk.run()

    def feed(key: str) -> pages.Feed | None:
        with desk.store.reading() as connection:
            return pages.find(connection, desk.store.authority, "source", key)

    uuid, before = desk.entries()[0].uuid, feed("posts")
    desk.settings = desk.make(sources=link)
    withdrawals.rename_sources(desk.store, desk.settings)
    assert Ingester(desk.store, desk.settings).drop_other_sources() == 0
    desk.run()
    assert [entry.uuid for entry in desk.entries("source", "current")] == [uuid]
    after = feed("current")
    assert before is not None
    assert after is not None
    assert (after.uuid, after.label, feed("posts")) == (before.uuid, "current", None)


@pytest.mark.parametrize("named", ["posts:current", "current"])
def test_a_source_of_its_own_is_not_renamed(desk: Desk, write: Write, link: Path, named: str, tmp_path: Path) -> None:
    """Both are in the settings, or the store knows both."""
    write("a.md")
    desk.run()
    if named == "current":
        desk.run(sources=link)
    configured = desk.make(sources=":".join(str(tmp_path / name) for name in named.split(":")))
    withdrawals.rename_sources(desk.store, configured)
    with desk.store.reading() as connection:
        assert "posts" in [row.name for row in files.known_sources(connection)]


def test_a_source_with_a_name_of_its_own_takes_over_no_other(desk: Desk, write: Write, tmp_path: Path) -> None:
    write("a.md")
    desk.run()
    main = replace(desk.settings.sources[0], name="main")
    withdrawals.rename_sources(desk.store, replace(desk.settings, sources=(main,)))
    with desk.store.reading() as connection:
        assert [row.name for row in files.known_sources(connection)] == ["posts"]


def test_a_moved_site_keeps_its_ids(desk: Desk, write: Write, tmp_path: Path) -> None:
    write("a.md")
    desk.run()
    uuid = desk.entries()[0].uuid
    (tmp_path / "new").mkdir()
    (tmp_path / "posts").rename(tmp_path / "new" / "posts")
    desk.run(sources=tmp_path / "new" / "posts", base_url="https://elsewhere.example")
    assert desk.entries()[0].uuid == uuid


def test_only_the_paths_that_changed_are_looked_at(desk: Desk, write: Write) -> None:
    age(write("a.md"))
    gone = write("b.md", head="title: Two\ndate: 2022-03-28")
    desk.run()
    gone.unlink()
    write("c.md", head="title: Three\ndate: 2022-03-28")
    assert counts(desk.run({"c.md"})) == (1, 1, 0, 0, 0, 0)
    assert desk.titles() == ["One", "Three", "Two"]
    assert counts(desk.run({"b.md"})) == (0, 0, 0, 1, 0, 0)


def test_a_deleted_folder_takes_its_articles_along(desk: Desk, write: Write, tmp_path: Path) -> None:
    write("sub/a.md")
    write("submarine.md", head="title: Two\ndate: 2022-03-28")
    desk.run()
    (tmp_path / "posts/sub/a.md").unlink()
    (tmp_path / "posts/sub").rmdir()
    assert desk.run({"sub"}).removed == 1
    assert desk.titles() == ["Two"]


def test_links_to_other_articles_follow_their_target(desk: Desk, write: Write) -> None:
    age(write("_posts/2022-03-01-a.md", body="See [that]({% post_url 2022-03-02-b %}) and more words."))
    desk.run()
    assert "that" in desk.entries()[0].content
    assert "<a" not in desk.entries()[0].content
    write("_posts/2022-03-02-b.md", head="title: B\ndate: 2022-03-02\nlink: https://o.example/b")
    desk.run()
    first = next(entry for entry in desk.entries() if entry.title == "One")
    assert 'href="https://o.example/b"' in first.content
    assert first.updated == first.published
    write("_posts/2022-03-02-b.md", head="title: B\ndate: 2022-03-02\nlink: https://o.example/moved")
    desk.run()
    first = next(entry for entry in desk.entries() if entry.title == "One")
    assert 'href="https://o.example/moved"' in first.content


def test_many_files_are_built_in_processes_with_the_same_result(desk: Desk, write: Write) -> None:
    for number in range(120):
        write(f"{number:03}.md", head=f"title: T{number:03}\ndate: 2022-03-28")
    assert desk.run(processes=2).added == 120
    assert desk.titles() == [f"T{number:03}" for number in range(120)]


def test_a_file_that_is_too_large_is_a_problem(desk: Desk, write: Write) -> None:
    write("a.md", body="words " * 400)
    desk.run(file_bytes=1024)
    assert [problem.rule for problem in desk.problems()] == ["size"]


def test_a_users_registry_adds_companies_and_older_articles_are_matched_again(
    desk: Desk, write: Write, tmp_path: Path
) -> None:
    age(write("a.md", body="今天中科尚易与合作伙伴签约，中科尚易表示满意。"))
    desk.run()
    assert desk.entries("company", "中科尚易") == []
    registry = tmp_path / "mine.toml"
    registry.write_text('[[company]]\nkey = "中科尚易"\nname = "中科尚易"\nnames = ["中科尚易"]\n', encoding="utf-8")
    report = desk.run(companies=registry)
    assert report.unchanged == 1
    assert desk.titles("company", "中科尚易") == ["One"]
    registry.write_text("", encoding="utf-8")
    desk.run(companies=registry)
    assert desk.entries("company", "中科尚易") == []


@pytest.mark.parametrize("how", ["attended", "a run", "a run elsewhere"])
def test_links_to_a_scheduled_article_lead_to_it_from_its_time_on(desk: Desk, write: Write, how: str) -> None:
    soon = datetime.fromtimestamp(NOW + 60, UTC).isoformat()
    age(write("soon.md", f"title: Soon\ndate: {soon}", "Text of it."))
    age(write("link.md", "title: Link\ndate: 2022-03-28", "See [it](soon.md)."))
    age(write("other.md", "title: Other\ndate: 2022-03-28", "Other text."))
    ingester = Ingester(desk.store, desk.settings, Watchers(clock=lambda: desk.now))
    ingester.run()
    (dead, other) = sorted(desk.entries(), key=lambda entry: entry.title)
    assert "href" not in dead.content
    desk.now += 60
    if how == "attended":
        ingester.attend()
    else:
        ingester.run(None if how == "a run" else {"posts": {"other.md"}})
    found = {entry.title: entry for entry in desk.entries()}
    assert f"/article/{found['Soon'].uuid}" in found["Link"].content
    assert (found["Other"], found["Link"].updated) == (other, dead.updated)


def test_links_are_not_looked_through_where_no_time_has_come(
    desk: Desk, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("a.md", body="See [it](none.md).")
    ingester = Ingester(desk.store, desk.settings, Watchers(clock=lambda: desk.now))
    ingester.run()

    def look(*_given: object) -> NoReturn:
        raise AssertionError

    monkeypatch.setattr(files, "misled", look)
    ingester.attend()


def test_labels_that_a_later_version_understands_show_at_its_first_ingest(desk: Desk, write: Write) -> None:
    write("a.md", "title: One\ndate: 2022-03-28\ncategories: [Open Source]")
    desk.run()
    desk.settings = replace(desk.settings, categories={"Open Source": "Free Software"})
    with desk.store.writing() as connection:
        # As one noted them that found no category by this name.
        stats.set_mark(connection, "labels", fingerprint.of(sorted(desk.settings.categories.items())))
    desk.run()
    assert [term.label for term in desk.entries()[0].categories] == ["Free Software"]


def test_a_title_and_spellings_that_were_changed_show_in_feeds_of_the_same_keys(
    desk: Desk, write: Write, tmp_path: Path
) -> None:
    head = "title: One\ndate: 2022-03-28 19:13:15 +0800\ncategories: {}\ntags: {}\nauthor: {}"
    write("a.md", head.format("wall street", "ai", "ann lee"))
    desk.run()
    asked: list[tuple[FeedKind, str]] = [("category", "wall street"), ("tag", "ai"), ("author", "ann lee")]
    asked.append(("source", "posts"))

    def found() -> list[pages.Feed | None]:
        with desk.store.reading() as connection:
            return [pages.find(connection, desk.store.authority, *each) for each in asked]

    before = found()
    write("a.md", head.format("Wall Street", "AI", "Ann Lee"))
    titled = tuple(replace(source, title="The Posts", given=frozenset({"title"})) for source in desk.settings.sources)
    desk.settings = replace(desk.settings, sources=titled)
    desk.run()
    assert [feed and feed.label for feed in found()] == ["Wall Street", "AI", "Ann Lee", "The Posts"]
    assert [feed and (feed.key, feed.uuid) for feed in found()] == [feed and (feed.key, feed.uuid) for feed in before]
    versions = [feed and feed.version for feed in found()]
    desk.run()
    assert [feed and feed.version for feed in found()] == versions


def test_the_first_run_of_these_sources_leaves_the_mark_of_readiness(desk: Desk) -> None:
    with desk.store.reading() as connection:
        assert stats.mark(connection, ready_mark(desk.settings)) == ""
    desk.run()
    with desk.store.reading() as connection:
        assert stats.mark(connection, ready_mark(desk.settings)) != ""


def test_a_touched_tree_is_read_and_not_built_again(desk: Desk, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = [write(f"{number}.md", head=f"title: T{number}\ndate: 2022-03-28") for number in range(5)]
    for path in paths:
        age(path)
    desk.run()
    before = desk.entries()
    for path in paths:
        os.utime(path, (NOW / 2, NOW / 2))
    monkeypatch.setattr(builders, "build", _never)
    assert counts(desk.run()) == (5, 0, 0, 0, 5, 0)
    assert desk.entries() == before


def _never(*_: object) -> None:
    raise AssertionError("built again")


def test_a_renamed_folder_keeps_every_article_and_parses_none_again(
    desk: Desk, write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(120):
        age(write(f"old/{number:03}.md", head=f"title: T{number}\ndate: 2022-03-28", body=f"Words {number}."))
    desk.run()
    before = {entry.title: (entry.uuid, entry.published, entry.updated) for entry in desk.entries()}
    (tmp_path / "posts" / "old").rename(tmp_path / "posts" / "new")
    monkeypatch.setattr(builders, "build", _never)
    report = desk.run(processes=1)
    assert (report.added, report.removed, report.problems) == (0, 0, 0)
    assert {entry.title: (entry.uuid, entry.published, entry.updated) for entry in desk.entries()} == before


def test_a_file_that_moved_and_was_edited_is_back_before_those_that_only_moved_are_looked_at(
    desk: Desk, write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "RESULTS", 100)
    for number in range(250):
        age(write(f"old/{number:03}.md", head=f"title: T{number}\ndate: 2022-03-28", body=f"Words {number}."))
    desk.run()
    before = {entry.title: entry.uuid for entry in desk.entries()}
    (tmp_path / "posts" / "old").rename(tmp_path / "posts" / "new")
    write("new/249.md", head="title: T249\ntags: [a]\ndate: 2022-03-28", body="Words 249.")
    seen = list[bool]()

    def look(_done: int, _total: int) -> None:
        seen.append("T249" in {entry.title for entry in desk.entries()})

    Ingester(desk.store, desk.settings, Watchers(clock=lambda: NOW, progress=look)).run()
    assert (len(seen) > 1, all(seen)) == (True, True)
    assert {entry.title: entry.uuid for entry in desk.entries()} == before


def test_a_file_whose_new_name_says_more_is_built_again_under_it(desk: Desk, write: Write, tmp_path: Path) -> None:
    write("2022-03-28-a.md", head="title: One", body="Words {% nothing %}.")
    desk.run()
    (before,) = desk.entries()
    assert [each.path for each in desk.problems()] == ["2022-03-28-a.md"]
    posts = tmp_path / "posts"
    (posts / "2022-03-28-a.md").rename(posts / "2022-03-28-b.md")
    desk.run()
    assert desk.entries() == [before]
    assert [each.path for each in desk.problems()] == ["2022-03-28-b.md"]
    (posts / "2022-03-28-b.md").rename(posts / "2022-03-29-b.md")
    desk.run()
    (after,) = desk.entries()
    assert (after.uuid, after.published) == (before.uuid, before.published + timedelta(days=1))
    (posts / "drafts").mkdir()
    (posts / "2022-03-29-b.md").rename(posts / "drafts" / "2022-03-29-b.md")
    desk.run()
    assert (desk.entries(), desk.problems()) == ([], [])


def test_a_file_that_is_renamed_while_its_twin_goes_loses_what_the_twin_brought(
    desk: Desk, write: Write, tmp_path: Path
) -> None:
    head, body = "title: One\ndate: 2022-03-28 10:00:00\nurl: https://own.example/a\ncategory: ", "Words. " * 60
    write("a.md", head=f"{head}one", body=body)
    write("b.md", head=f"{head}two", body=body)
    desk.run()
    assert (desk.titles("category", "one"), desk.titles("category", "two")) == (["One"], ["One"])
    posts = tmp_path / "posts"
    (posts / "a.md").rename(posts / "c.md")
    (posts / "b.md").unlink()
    desk.run()
    assert (desk.titles("category", "one"), desk.titles("category", "two")) == (["One"], [])


def test_a_file_that_is_renamed_together_with_what_it_links_to_loses_the_link(
    desk: Desk, write: Write, tmp_path: Path
) -> None:
    write("old/a.md", head="title: A\ndate: 2022-03-28", body="See [b](b.md).")
    write("b.md", head="title: B\ndate: 2022-03-28\nurl: https://own.example/b")
    desk.run()
    assert [entry.content for entry in desk.entries() if "own.example/b" in entry.content]
    posts = tmp_path / "posts"
    (posts / "old").rename(posts / "new")
    (posts / "b.md").rename(posts / "new" / "c.md")
    desk.run()
    assert not [entry.content for entry in desk.entries() if "own.example/b" in entry.content]


def test_links_that_lead_nowhere_are_told_once_and_others_not(
    desk: Desk, write: Write, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "feedsvc.ingest")
    write("a.md", body="See [this]({% post_url c %}), [that]({% post_url nowhere %}).")
    age(write("b.md", head="title: Twin\nid: b\ndate: 2022-03-28", body="See [this]({% post_url c %})."))
    write("c.md", head="title: C\ndate: 2022-03-28")
    desk.run()
    desk.run()
    told = [record.getMessage() for record in caplog.records if "is not known" in record.getMessage()]
    assert told == ["posts/a.md: the link target 'nowhere' is not known; correct it in the text"]
    assert [problem.path for problem in desk.problems()] == ["a.md"]
    write("d.md", head="title: D\ndate: 2022-03-28", body="See [this]({% post_url a %}), [that]({% post_url lost %}).")
    desk.run({"d.md"})
    assert "posts/d.md: the link target 'lost' is not known; correct it in the text" in caplog.text
    assert "'a' is not known" not in caplog.text


def test_the_log_names_some_problems_of_a_kind_and_how_many_more_there_are(
    desk: Desk, write: Write, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "feedsvc.ingest")
    for number in range(intake.SHOWN + 5):
        write(f"{number:02}.md", head="title: One")
    write("-.md", head="title: Two\ndate: 13/13/2022")
    write("y.md", head="title:\ndate: 2022-03-28", body="A first line\n\nAnd more.")
    desk.run()
    told = [record.getMessage() for record in caplog.records if record.getMessage().startswith("posts")]
    named = [line for line in told if "there is no date" in line]
    assert len(named) == intake.SHOWN - 1, "the broken date is of the same rule"
    assert "posts: 6 more of 'date'; feedsvc problems lists them all" in told
    assert sum("more of" in line for line in told) == 1
    assert any(line.startswith("posts/y.md:2: there is no title") for line in told), "others are seen among them"
    assert len(desk.problems()) == intake.SHOWN + 7
    caplog.clear()
    desk.run()
    assert not caplog.records, "each is told once"
    write("new.md", head="title: Three")
    desk.run({"new.md"})
    assert [record.getMessage()[:14] for record in caplog.records] == ["posts/new.md: "]


def test_a_source_without_articles_is_told_once_until_it_had_one(
    desk: Desk, write: Write, caplog: pytest.LogCaptureFixture
) -> None:
    ingester = Ingester(desk.store, desk.settings, Watchers(clock=lambda: desk.now))
    write("notes.json")
    ingester.run()
    ingester.run()
    assert caplog.text.count("is an article; passed over: 1 by ending .json") == 1
    path = write("a.md")
    ingester.run()
    path.unlink()
    ingester.run()
    assert caplog.text.count("is an article; passed over: 1 by ending .json") == 2


def test_a_file_whose_path_is_longer_than_the_database_takes_harms_itself_alone(
    database_url: str, make_settings: Callable[..., Settings], write: Write, caplog: pytest.LogCaptureFixture
) -> None:
    write("a.md")
    # Of letters by chance: what repeats PostgreSQL packs.
    chance = random.Random(1)
    folder = "/".join("".join(chance.choices(string.ascii_lowercase + string.digits, k=245)) for _ in range(11))
    path = write(f"{folder}/b.md", head="title: Two\ndate: 2022-03-28")
    settings = make_settings(database=database_url)
    store = open_store(settings.database_url, settings.data)
    reports = [Ingester(store, settings).run() for _ in range(2)]
    with store.reading() as connection:
        told = [problem for _, problem in problems.listed(connection)]
    if store.is_sqlite:
        assert (reports[0].added, told) == (2, [])
    else:
        assert [(report.added, report.problems) for report in reports] == [(1, 1), (0, 1)]
        assert told[0].found == "its path has 2710 bytes, more than the database takes"
        assert sum("more than the database takes" in message for message in caplog.messages) == 1
        path.unlink()
        assert Ingester(store, settings).run().problems == 0
    store.close()

"""Ids, dates and feeds through the turns that an author's files take: each case was once wrong."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from feedsvc import changes, withdrawals
from feedsvc.config import Settings
from feedsvc.errors import Interrupted, StoreError
from feedsvc.ingest import Ingester
from feedsvc.store import pages, schema
from tests.desk import Desk, put_away
from tests.test_ingest import age, counts

Write = Callable[..., Path]


@pytest.fixture
def desk(make_settings: Callable[..., Settings]) -> Iterator[Desk]:
    made = Desk(make_settings)
    yield made
    made.store.close()


def test_a_file_that_takes_up_a_withdrawn_id_leaves_no_ghost_of_its_first_article(desk: Desk, write: Write) -> None:
    write("a.md", body="Words of the first.")
    old = write("old.md", head="id: foo\ntitle: Old\ndate: 2022-03-28")
    desk.run()
    old.unlink()
    desk.run()
    write("a.md", head="id: foo\ntitle: Now\ndate: 2022-03-28")
    desk.run()
    assert desk.titles() == ["Now"]


def test_a_renamed_file_that_is_deleted_and_restored_has_its_id_again(desk: Desk, write: Write) -> None:
    path = write("a.md", body="Words of the first.")
    desk.run()
    uuid = desk.entries()[0].uuid
    renamed = path.rename(path.with_name("b.md"))
    desk.run()
    text = renamed.read_text()
    renamed.unlink()
    desk.run()
    renamed.write_text(text)
    desk.run()
    assert [entry.uuid for entry in desk.entries()] == [uuid]
    write("a.md", head="title: Other\ndate: 2022-04-01", body="Nothing to do with it.")
    desk.run()
    other = next(entry for entry in desk.entries() if entry.title == "Other")
    assert other.uuid != uuid


ID = "id: x1\ntitle: {}\ndate: 2022-03-28"
SECOND = "id: x2\ntitle: {}\ndate: 2022-03-28"
NO_ID = "title: {}\ndate: 2022-03-28"


def uuids(desk: Desk) -> dict[str, str]:
    """The ids of all entries by their titles."""
    return {entry.title: entry.uuid for entry in desk.entries()}


def test_an_id_that_is_taken_out_of_a_head_is_free_and_the_entry_keeps_its_own(desk: Desk, write: Write) -> None:
    write("a.md", head=ID.format("One"), body="Words of the first.")
    write("b.md", head=ID.format("Two"), body="Words of the second.")
    assert desk.run().problems == 1
    before = uuids(desk)
    write("a.md", head=NO_ID.format("One"), body="Words of the first.")
    assert desk.run().problems == 0
    found = uuids(desk)
    assert found["One"] == before["One"] != found["Two"]
    desk.now += 60
    desk.run()
    assert uuids(desk) == found


def test_an_id_that_was_given_up_is_anothers_and_not_the_firsts_any_more(desk: Desk, write: Write) -> None:
    write("a.md", head=ID.format("One"), body="Words of the first.")
    desk.run()
    before = uuids(desk)
    write("a.md", head=NO_ID.format("One"), body="Words of the first.")
    desk.run()
    write("b.md", head=ID.format("Two"), body="Words of the second.")
    assert desk.run().problems == 0
    found = uuids(desk)
    assert found["One"] == before["One"] != found["Two"]
    write("a.md", head=ID.format("One"), body="Words of the first.")
    assert desk.run().problems == 1
    assert uuids(desk) == found


def test_an_id_that_comes_into_a_head_goes_and_comes_back_changes_no_entrys(desk: Desk, write: Write) -> None:
    write("a.md", head=NO_ID.format("One"))
    desk.run()
    before = uuids(desk)
    for head in (ID, NO_ID, ID):
        write("a.md", head=head.format("One"))
        desk.run()
        assert uuids(desk) == before


def test_a_file_without_its_id_takes_no_name_that_another_article_has(desk: Desk, write: Write, tmp_path: Path) -> None:
    write("a.md", body="Words of the first.")
    desk.run()
    (tmp_path / "posts" / "a.md").rename(tmp_path / "posts" / "b.md")
    desk.run()
    for head in (ID, NO_ID):
        write("a.md", head=head.format("Two"), body="Words of the second.")
        desk.run()
    found = uuids(desk)
    assert found.keys() == {"One", "Two"}
    write("b.md", head=NO_ID.format("One"), body="Words of the first, and more.")
    desk.run()
    assert uuids(desk) == found


def test_a_renaming_that_is_seen_in_two_looks_keeps_the_id(desk: Desk, write: Write) -> None:
    path = write("a.md", body="Words of the first.")
    desk.run()
    uuid = desk.entries()[0].uuid
    text = path.read_text()
    path.unlink()
    desk.run({"a.md"})
    assert desk.entries() == []
    desk.now += 5
    path.with_name("b.md").write_text(text)
    desk.run({"b.md"})
    assert [entry.uuid for entry in desk.entries()] == [uuid]


DAY, INSTANT = NO_ID.format("One"), "title: One\ndate: 2022-03-28 19:13:15"
LONG = " ".join(f"Sentence {number} tells of one more thing." for number in range(9))


@pytest.mark.parametrize("meanwhile", [False, True])
@pytest.mark.parametrize(("head", "body"), [(INSTANT, "Words of the first."), (DAY, LONG)], ids=["timed", "day"])
def test_a_file_that_is_renamed_and_edited_at_once_keeps_the_id(
    desk: Desk, write: Write, head: str, body: str, meanwhile: bool
) -> None:
    path = write("a.md", head, body)
    desk.run()
    uuid = desk.entries()[0].uuid
    path.unlink()
    if meanwhile:
        desk.run()
    write("b.md", head, f"{body} And more.")
    desk.now += 60
    desk.run()
    assert [(entry.uuid, "And more." in entry.content) for entry in desk.entries()] == [(uuid, True)]


@pytest.mark.parametrize("body", ["Words of the first.", "![](https://news.example/a.png)"], ids=["short", "picture"])
def test_a_file_that_is_renamed_and_whose_head_alone_is_edited_keeps_the_id(
    desk: Desk, write: Write, body: str
) -> None:
    path = write("a.md", DAY, body)
    desk.run()
    uuid = desk.entries()[0].uuid
    path.unlink()
    write("2022/a.md", f"{DAY}\nauthor: Li Lei", body)
    desk.run()
    assert [entry.uuid for entry in desk.entries()] == [uuid]


def test_files_that_link_to_each_other_keep_their_ids_where_all_are_renamed_and_edited(
    desk: Desk, write: Write, tmp_path: Path
) -> None:
    (tmp_path / "posts/_config.yml").write_text("url: https://blog.example", encoding="utf-8")
    links = "".join(
        f"- [No {number}]({{% post_url 2022-03-2{number}-a-story-with-a-long-name %}})\n" for number in range(9)
    )
    for place, more in (("_posts", ""), ("_posts/all", "\nauthor: Li Lei")):
        for number in range(9):
            name = f"2022-03-2{number}-a-story-with-a-long-name.md"
            write(f"{place}/{name}", f"title: Story {number}{more}", f"See all stories:\n\n{links}")
            if more:
                (tmp_path / "posts/_posts" / name).unlink()
        desk.run()
        if not more:
            before = {(entry.title, entry.uuid) for entry in desk.entries()}
    assert {(entry.title, entry.uuid) for entry in desk.entries()} == before


@pytest.mark.parametrize(
    ("before", "head", "body"),
    [
        (INSTANT, INSTANT.replace("One", "Two"), "Words of the first."),
        (INSTANT, INSTANT.replace("13:15", "13:16"), "Words of the second."),
        (f"{DAY} 00:00:00", f"{DAY} 00:00:00", LONG),
        (DAY, DAY, "Words of the second."),
    ],
    ids=["title", "date", "text", "short-text"],
)
def test_a_new_file_takes_nothing_from_one_that_went_and_told_another_story(
    desk: Desk, write: Write, before: str, head: str, body: str
) -> None:
    path = write("a.md", before, "Words of the first.")
    desk.run()
    uuid = desk.entries()[0].uuid
    path.unlink()
    write("b.md", head, body)
    desk.run()
    assert uuid not in {entry.uuid for entry in desk.entries()}


def test_a_new_file_takes_nothing_from_one_that_went_and_comes_back_with_its_own_id(desk: Desk, write: Write) -> None:
    path = write("a.md", f"id: x1\n{INSTANT}", "Words of the first.")
    desk.run()
    uuid, text = desk.entries()[0].uuid, path.read_text()
    path.unlink()
    write("b.md", INSTANT, "Words of the second.")
    desk.run()
    path.write_text(text)
    desk.run()
    assert {entry.summary for entry in desk.entries() if entry.uuid == uuid} == {"Words of the first."}


def test_a_new_file_takes_nothing_from_one_that_went_where_two_of_its_title_did(desk: Desk, write: Write) -> None:
    gone = [write(name, INSTANT, f"Words of {name}.") for name in ("a.md", "b.md")]
    desk.run()
    before = {entry.uuid for entry in desk.entries()}
    for path in gone:
        path.unlink()
    write("c.md", INSTANT, "Words of the third.")
    desk.run()
    assert before.isdisjoint(entry.uuid for entry in desk.entries())


def test_a_file_under_the_old_name_of_a_draft_is_another_article(desk: Desk, write: Write) -> None:
    draft = write("a.md", head="title: One\ndate: 2022-03-28", body="Words of the first.")
    desk.run()
    first = desk.entries()[0].uuid
    write("a.md", head="title: One\ndate: 2022-03-28\ndraft: true", body="Words of the first.")
    desk.run()
    draft.rename(draft.with_name("b.md"))
    desk.run()
    write("a.md", head="title: Two\ndate: 2022-03-29", body="Words of another.")
    desk.run()
    write("b.md", head="title: One\ndate: 2022-03-28", body="Words of the first.")
    desk.run()
    assert desk.titles() == ["One", "Two"]
    assert next(entry.uuid for entry in desk.entries() if entry.title == "One") == first


@pytest.mark.parametrize("body", ["Words of the first.", "Words of the first, and more."])
def test_a_copy_of_what_became_a_draft_is_another_article(desk: Desk, write: Write, body: str) -> None:
    write("a.md", head=INSTANT, body="Words of the first.")
    desk.run()
    write("a.md", head=f"{INSTANT}\ndraft: true", body="Words of the first.")
    desk.run()
    write("b.md", head=INSTANT, body=body)
    desk.run()
    write("a.md", head=INSTANT, body="Words of the first.")
    desk.run()
    assert desk.titles() == ["One", "One"]


def story(number: int) -> str:
    return f"title: Story {number}\ndate: 2022-03-{number:02}\ncategories: c{number}"


def stories(write: Write, numbers: range) -> list[Path]:
    """A file for each, named by its number."""
    files = [write(f"{number:02}.md", story(number), f"Words of story {number}. " * number) for number in numbers]
    for file in files:
        age(file)
    return files


def pass_on(files: list[Path]) -> None:
    """Each file takes the name of the one behind it, the last first, and loses nothing, not even its time."""
    for file, to in reversed(list(pairwise(files))):
        file.rename(to)


def test_names_that_go_to_other_files_take_no_ids_along(desk: Desk, write: Write, tmp_path: Path) -> None:
    files = stories(write, range(1, 4))
    desk.run()
    before = desk.entries()
    pass_on([*files, tmp_path / "posts" / "04.md"])
    write("01.md", head=NO_ID.format("New"), body="All new.")
    desk.now += 60
    assert counts(desk.run()) == (4, 1, 0, 0, 3, 0)
    found = uuids(desk)
    assert [entry for entry in desk.entries() if entry.title != "New"] == before
    assert found.keys() == {"Story 1", "Story 2", "Story 3", "New"}
    assert len(set(found.values())) == 4
    desk.now += 60
    desk.run()
    assert uuids(desk) == found
    write("04.md", story(3), "An edit under the new name.")
    desk.run()
    assert uuids(desk) == found


@pytest.mark.parametrize("within", [None, {"latest.md", "monday.md"}], ids=["whole", "told"])
@pytest.mark.parametrize("head", [ID, NO_ID], ids=["id", "no id"])
def test_a_file_that_goes_on_under_another_name_keeps_its_id_though_its_own_is_taken(
    desk: Desk, write: Write, head: str, within: set[str] | None
) -> None:
    path = write("latest.md", head=head.format("Monday"), body="Words of Monday.")
    desk.run()
    monday = uuids(desk)["Monday"]
    path.rename(path.with_name("monday.md"))
    write("latest.md", head=head.replace("x1", "x2").format("Tuesday"), body="Words of Tuesday, and more.")
    report = desk.run(within)
    assert (report.added, report.changed, report.removed, report.problems) == (1, 0, 0, 0)
    found = uuids(desk)
    assert found["Monday"] == monday != found["Tuesday"]


def test_files_that_change_names_in_a_circle_keep_their_ids(desk: Desk, write: Write, tmp_path: Path) -> None:
    files = stories(write, range(1, 4))
    desk.run()
    before = desk.entries()
    away = files[2].rename(tmp_path / "away.md")
    pass_on(files)
    away.rename(files[0])
    assert counts(desk.run()) == (3, 0, 0, 0, 3, 0)
    assert desk.entries() == before


def test_a_file_whose_name_a_renamed_one_took_is_gone(desk: Desk, write: Write) -> None:
    files = stories(write, range(1, 4))
    desk.run()
    before = uuids(desk)
    pass_on(files)
    write("01.md", head=NO_ID.format("New"), body="All new.")
    report = desk.run()
    assert (report.added, report.changed, report.removed) == (1, 0, 1)
    found = uuids(desk)
    assert found.keys() == {"Story 1", "Story 2", "New"}
    assert before.items() >= {title: uuid for title, uuid in found.items() if title != "New"}.items()
    assert found["New"] not in before.values()


def test_names_that_move_down_when_the_first_file_is_deleted_leave_each_story_its_id(desk: Desk, write: Write) -> None:
    files = stories(write, range(1, 5))
    desk.run()
    before = uuids(desk)
    for file, to in pairwise(files):
        file_below = to.rename(file)
    assert not files[3].exists() and file_below == files[2]
    assert desk.run().removed == 1
    del before["Story 1"]
    assert uuids(desk) == before


def test_a_new_version_that_is_renamed_over_its_article_changes_no_id(desk: Desk, write: Write) -> None:
    write("a.md", body="Words of the first.")
    draft = write("a.new.md", head=NO_ID.format("Again"), body="Better words of the first.")
    desk.run()
    uuid = uuids(desk)["One"]
    draft.rename(draft.with_name("a.md"))
    desk.run()
    assert uuids(desk) == {"Again": uuid}


@pytest.mark.parametrize("touched", [False, True])
def test_a_copy_under_another_name_takes_nothing_from_a_file_that_is_as_it_was(
    desk: Desk, write: Write, touched: bool
) -> None:
    age(write("b.md", body="Words of the first."))
    desk.run()
    uuid = uuids(desk)["One"]
    write("a.md", body="Words of the first.")
    if touched:
        write("b.md", body="Words of the first.")
    desk.run()
    with desk.store.reading() as connection:
        articles = schema.articles.c
        found = connection.execute(select(articles.path).where(articles.uuid == uuid)).scalar_one()
    assert found == "b.md"


def test_an_edited_file_beside_one_that_has_its_bytes_already_keeps_its_id(desk: Desk, write: Write) -> None:
    write("a.md", body="Words of the first.")
    write("b.md", body="Words of the first.")
    desk.run()
    before = {(entry.title, entry.uuid) for entry in desk.entries()}
    write("a.md", head=NO_ID.format("One"), body="Words of the first, and more of it.")
    write("b.md", body="Words of the first.")
    desk.run()
    assert {(entry.title, entry.uuid) for entry in desk.entries()} == before


def test_an_edited_file_whose_old_text_is_kept_under_a_new_name_keeps_its_id(desk: Desk, write: Write) -> None:
    write("a.md", body="Words of the first.")
    desk.run()
    uuid = uuids(desk)["One"]
    write("backup-a.md", body="Words of the first.")
    write("a.md", body="Words of the first, and more of it.")
    desk.run()
    with desk.store.reading() as connection:
        articles = schema.articles.c
        found = connection.execute(select(articles.path).where(articles.uuid == uuid)).scalar_one()
    assert found == "a.md"


@pytest.mark.parametrize("gone", ["a.md", "backup-a.md"])
def test_a_copy_or_its_file_that_goes_while_they_are_compared_ends_nothing(
    desk: Desk, write: Write, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, gone: str
) -> None:
    write("a.md", body="Words of the first.")
    desk.run()
    uuid = uuids(desk)["One"]
    write("backup-a.md", body="Words of the first.")
    write("a.md", body="Words of the first, and more of it.")
    told = changes._digests

    def then_gone(*given: Any) -> dict[str, str]:
        found = told(*given)
        (tmp_path / "posts" / gone).unlink(missing_ok=True)
        return found

    monkeypatch.setattr(changes, "_digests", then_gone)
    desk.run()
    monkeypatch.undo()
    desk.run()
    assert uuids(desk) == {"One": uuid}


@pytest.mark.parametrize("ends", range(5))
def test_a_copy_takes_the_id_when_an_ingest_ended_amid_it_too(
    desk: Desk, write: Write, monkeypatch: pytest.MonkeyPatch, ends: int
) -> None:
    first, second, _ = stories(write, range(1, 4))
    desk.run()
    before = uuids(desk)
    second.write_bytes(first.read_bytes())
    write("01.md", head=NO_ID.format("New"), body="All new.")
    with monkeypatch.context() as patched, pytest.raises(Interrupted):
        patched.setattr(Ingester, "_batch", _ending(Ingester._batch, ends))
        desk.run()
    desk.run()
    now = uuids(desk)
    assert (now["Story 1"], now["Story 3"]) == (before["Story 1"], before["Story 3"])
    assert now["New"] not in before.values()


def test_problems_go_along_with_names_that_are_taken_again(desk: Desk, write: Write) -> None:
    path = write("a.md", body="Words {% nothing %}.")
    desk.run()
    path.rename(path.with_name("b.md"))
    write("a.md", body="Others {% empty %}, and more.")
    desk.run()
    found = {problem.path: problem.found for problem in desk.problems()}
    assert found.keys() == {"a.md", "b.md"}
    assert ("nothing" in found["b.md"], "empty" in found["a.md"]) == (True, True)


@pytest.mark.parametrize("ends", range(1, 12))
def test_an_ingest_that_ends_amid_a_renaming_leaves_each_file_its_id_the_next_time(
    desk: Desk, write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ends: int
) -> None:
    files = stories(write, range(1, 6))
    desk.run()
    before = desk.entries()
    pass_on([*files, tmp_path / "posts" / "06.md"])
    write("01.md", head=NO_ID.format("New"), body="All new.")
    monkeypatch.setattr(withdrawals, "BATCH", 1)
    with monkeypatch.context() as patched, pytest.raises(Interrupted):
        patched.setattr(Ingester, "_batch", _ending(Ingester._batch, ends))
        desk.run()
    desk.run()
    assert [entry for entry in desk.entries() if entry.title != "New"] == before
    assert len(desk.entries()) == 6


def _ending(batch: Callable[..., Any], ends: int) -> Callable[..., Any]:
    """Its transactions, with an end to the ingest behind so many."""
    left = [ends]

    def made(ingester: Ingester) -> Any:
        left[0] -= 1
        if left[0] < 0:
            raise Interrupted("ended")
        return batch(ingester)

    return made


def test_files_that_exchange_their_ids_have_them_in_one_ingest_and_each_entry_keeps_its_own(
    desk: Desk, write: Write
) -> None:
    write("a.md", head=ID.format("One"), body="Words of the first.")
    write("b.md", head=SECOND.format("Two"), body="Words of the second.")
    desk.run()
    before = desk.entries()
    write("a.md", head=SECOND.format("One"), body="Words of the first.")
    write("b.md", head=ID.format("Two"), body="Words of the second.")
    desk.now += 60
    assert desk.run().problems == 0
    assert desk.entries() == before
    assert identities_of(desk) == {"a.md": "id:x2", "b.md": "id:x1"}


@pytest.mark.parametrize("step", [1, -1])
def test_ids_that_move_on_from_file_to_file_have_moved_after_one_ingest(desk: Desk, write: Write, step: int) -> None:
    for number in range(1, 8):
        write(f"{number}.md", head=numbered(number, number))
    desk.run()
    before = uuids(desk)
    for number in range(1, 8):
        write(f"{number}.md", head=numbered(number, number + step))
    write(f"{4 - 4 * step}.md", head=numbered(9, 4 - 3 * step))
    assert desk.run().problems == 0
    found = uuids(desk)
    assert before.items() < found.items()
    assert len(set(found.values())) == 8
    assert identities_of(desk)["3.md"] == f"id:{3 + step}"


@pytest.mark.parametrize("given_up", ["deleted", "without", "another"])
def test_a_file_that_waits_for_an_id_has_it_as_soon_as_the_other_gives_it_up(
    desk: Desk, write: Write, given_up: str
) -> None:
    first = write("b.md", head=ID.format("One"), body="Words of the first.")
    desk.run()
    write("a.md", head=ID.format("Two"), body="Words of the second.")
    assert desk.run({"a.md"}).problems == 1
    if given_up == "deleted":
        first.unlink()
    else:
        write("b.md", head=(NO_ID if given_up == "without" else SECOND).format("One"), body="Words of the first.")
    assert desk.run({"b.md"}).problems == 0
    assert desk.titles() == (["Two"] if given_up == "deleted" else ["One", "Two"])


def test_files_told_one_by_one_that_wait_for_each_others_ids_have_them_in_the_end(desk: Desk, write: Write) -> None:
    for number in range(1, 4):
        write(f"{number}.md", head=numbered(number, number))
    desk.run()
    before = uuids(desk)
    for number in (3, 2, 1):
        write(f"{number}.md", head=numbered(number, number % 3 + 1))
        desk.run({f"{number}.md"})
    assert desk.problems() == []
    assert uuids(desk) == before
    assert identities_of(desk) == {"1.md": "id:2", "2.md": "id:3", "3.md": "id:1"}


def test_of_files_with_one_id_the_first_keeps_it_however_often_they_are_read(desk: Desk, write: Write) -> None:
    write("a.md", head=ID.format("One"), body="Words of the first.")
    write("b.md", head=SECOND.format("Two"), body="Words of the second.")
    desk.run()
    before = desk.entries()
    write("a.md", head=SECOND.format("Changed"), body="Words of the first.")
    for _ in range(2):
        desk.now += 60
        assert desk.run().problems == 1
        assert desk.entries() == before
    write("a.md", head=ID.format("One"), body="Words of the first.")
    assert desk.run().problems == 0
    assert identities_of(desk) == {"a.md": "id:x1", "b.md": "id:x2"}


def test_an_exchange_that_ends_half_way_is_completed_by_the_next_ingest(
    desk: Desk, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("a.md", head=ID.format("One"), body="Words of the first.")
    write("b.md", head=SECOND.format("Two"), body="Words of the second.")
    desk.run()
    before = desk.entries()
    write("a.md", head=SECOND.format("One"), body="Words of the first.")
    write("b.md", head=ID.format("Two"), body="Words of the second.")
    with monkeypatch.context() as patched, pytest.raises(Interrupted):
        patched.setattr(Ingester, "_batch", _ending(Ingester._batch, 2))
        desk.run()
    assert desk.entries() == before
    assert desk.run().problems == 0
    assert desk.entries() == before


def numbered(number: int, own: int) -> str:
    return f"id: {own}\ntitle: Story {number}\ndate: 2022-03-{number:02}"


def identities_of(desk: Desk) -> dict[str, str]:
    """What the articles are known by, by their files."""
    articles = schema.articles.c
    with desk.store.reading() as connection:
        rows = connection.execute(select(articles.path, articles.identity).where(articles.state == "live"))
        return {row.path: row.identity for row in rows}


def test_a_date_corrected_from_the_future_leaves_no_update_in_the_future(desk: Desk, write: Write) -> None:
    write("a.md", head="title: One\ndate: 2027-03-28")
    desk.run(future="show")
    write("a.md", head="title: One\ndate: 2022-03-28")
    desk.run()
    entry = desk.entries()[0]
    assert entry.published.year == entry.updated.year == 2022


def test_an_edit_that_could_not_be_read_at_first_is_an_edit_when_it_can(desk: Desk, write: Write) -> None:
    write("a.md")
    desk.run()
    write("a.md", body="All other words. " * 200)
    desk.run(file_bytes=1024)
    assert len(desk.problems()) == 1
    desk.now += 3600
    desk.run(file_bytes=1024 * 1024)
    assert desk.problems() == []
    assert desk.entries()[0].updated == datetime.fromtimestamp(desk.now, UTC)


def test_a_build_that_took_too_long_is_tried_again(desk: Desk, write: Write) -> None:
    age(write("a.md", body="*word* `code` <b>x</b>\n\n" * 60_000))
    desk.run(build_seconds=1)
    if not desk.problems():
        pytest.skip("this machine builds 60,000 paragraphs within a second")
    assert [problem.rule for problem in desk.problems()] == ["time"]
    desk.run(build_seconds=120)
    assert [problem for problem in desk.problems() if problem.held] == []


def test_what_was_shown_early_is_held_again(desk: Desk, write: Write) -> None:
    age(write("a.md", head="title: One\ndate: 2026-02-01\ncategories: early"))
    desk.run(future="show")
    assert desk.titles("category", "early") == ["One"]
    desk.run(future="hold")
    assert desk.entries("category", "early") == []
    desk.now += 86_400
    desk.run()
    assert desk.titles("category", "early") == ["One"]


def test_a_held_article_names_no_category_and_shows_none(desk: Desk, write: Write) -> None:
    write("a.md", head="title: One\ndate: 2026-02-01\ncategories: secret\ntags: 秘密项目")
    desk.run()
    with desk.store.reading() as connection:
        assert pages.find(connection, desk.store.authority, "category", "secret") is None
    write("b.md", head="title: Two\ndate: 2022-02-01\ncategories: secret")
    desk.run()
    with desk.store.reading() as connection:
        feed = pages.find(connection, desk.store.authority, "category", "secret")
    assert feed is not None
    assert feed.label == "secret"


def test_a_label_goes_with_what_gave_it(desk: Desk, write: Write) -> None:
    write("a.md", head="title: One\ndate: 2022-02-01\ncategories: news")
    voter = write(
        "b.md", head="title: Two\ndate: 2022-02-01\ncategories: news", body="Words.\n\n[返回新闻](/category/news.html)"
    )
    desk.run()
    assert desk.entries("category", "news")[0].categories[0].label == "新闻"
    voter.unlink()
    desk.run()
    assert desk.entries("category", "news")[0].categories[0].label == "news"


def test_rebuilding_keeps_links_to_other_articles_all_the_time(desk: Desk, write: Write) -> None:
    age(write("_posts/2022-03-02-b.md", head="title: B\ndate: 2022-03-02\nlink: https://o.example/b"))
    age(write("_posts/2022-03-01-a.md", body="See [that]({% post_url 2022-03-02-b %}) and more words."))
    desk.run()
    with desk.store.reading() as connection:
        before = pages.find(connection, desk.store.authority, "all", "")
    desk.run(proxies="https://p.example/")
    with desk.store.reading() as connection:
        assert pages.find(connection, desk.store.authority, "all", "") == before


def test_a_link_to_itself_is_passed_over(desk: Desk, write: Write, tmp_path: Path) -> None:
    write("a.md")
    (tmp_path / "posts" / "self.md").symlink_to("self.md")
    assert counts(desk.run()) == (1, 1, 0, 0, 0, 0)


def test_one_missing_source_stops_no_other(desk: Desk, write: Write, tmp_path: Path) -> None:
    write("a.md")
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "b.md").write_text("---\ntitle: Two\ndate: 2022-03-28\n---\nwords")
    both = f"{tmp_path / 'posts'}:{tmp_path / 'more'}"
    desk.run(sources=both)
    assert desk.titles() == ["One", "Two"]
    (tmp_path / "more").rename(tmp_path / "away")
    write("c.md", head="title: Three\ndate: 2022-03-28")
    desk.run()
    assert desk.titles() == ["One", "Three", "Two"]


@pytest.mark.parametrize("place", ["more", "posts/more"])
def test_what_nobody_may_look_at_stops_no_other_and_is_served_on(
    desk: Desk, write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    write("a.md")
    (tmp_path / place).mkdir()
    (tmp_path / place / "b.md").write_text("---\ntitle: Two\ndate: 2022-03-28\n---\nwords")
    desk.run(sources=f"{tmp_path / 'posts'}:{tmp_path / 'more'}" if place == "more" else f"{tmp_path / 'posts'}")
    assert desk.titles() == ["One", "Two"]
    put_away(monkeypatch, tmp_path / place, errno.EACCES)
    write("c.md", head="title: Three\ndate: 2022-03-28")
    desk.run({"c.md", "more/b.md"})
    assert desk.titles() == ["One", "Three", "Two"]
    write("d.md", head="title: Four\ndate: 2022-03-28")
    desk.run()
    assert desk.titles() == ["Four", "One", "Three", "Two"]


def test_after_a_death_while_building_files_are_built_apart(desk: Desk, write: Write, tmp_path: Path) -> None:
    write("a.md")
    mark = desk.store.folder / "building"
    desk.run()
    assert not mark.exists()
    mark.touch()
    ingester = Ingester(desk.store, desk.settings)
    assert ingester.builds_apart
    write("a.md", body="Other words.")
    assert ingester.run().changed == 1
    assert not mark.exists()
    assert not ingester.builds_apart


def test_a_data_folder_that_goes_or_shuts_before_an_ingest_builds_is_told_in_one_line(
    desk: Desk, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("a.md")

    def refused(_path: Path) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "touch", refused)
    with pytest.raises(
        StoreError, match=r"cannot write in the data folder '.*': Permission denied; .*the right to write"
    ):
        desk.run()


def test_companies_whose_keys_differ_in_case_harm_nothing(desk: Desk, write: Write, tmp_path: Path) -> None:
    registry = tmp_path / "mine.toml"
    twin = '[[company]]\nkey = "{0}"\nname = "{0}"\nnames = ["{0}"]\n'
    registry.write_text(twin.format("Acme Widgets") + twin.format("ACME widgets"))
    write("a.md", body="Acme Widgets sold to ACME widgets.")
    desk.run(companies=registry)
    registry.write_text(twin.format("Acme Widgets") + twin.format("ACME widgets") + twin.format("Third Thing"))
    desk.run(companies=registry)
    assert desk.titles() == ["One"]
    with desk.store.reading() as connection:
        for key in ("Acme-Widgets", "Third-Thing"):
            assert pages.find(connection, desk.store.authority, "company", key) is not None


def test_a_company_that_lists_keeps_its_feed_and_its_old_key_leads_there(
    desk: Desk, write: Write, tmp_path: Path
) -> None:
    registry = tmp_path / "mine.toml"
    names = 'name = "中科尚易"\nnames = ["中科尚易", "中科尚易健康科技"]\n'
    registry.write_text(f'[[company]]\nkey = "中科尚易"\n{names}', encoding="utf-8")
    write("a.md", body="今天中科尚易与合作伙伴签约，中科尚易表示满意。")
    desk.run(companies=registry)
    with desk.store.reading() as connection:
        before = pages.find(connection, desk.store.authority, "company", "中科尚易")
    registry.write_text(f'[[company]]\nkey = "301999.SZ"\nlistings = ["301999.SZ"]\n{names}', encoding="utf-8")
    desk.run(companies=registry)
    with desk.store.reading() as connection:
        after = pages.find(connection, desk.store.authority, "company", "301999.SZ")
    assert before is not None and after is not None
    assert after.uuid == before.uuid
    assert desk.titles("company", "301999.SZ") == ["One"]

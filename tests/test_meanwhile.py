"""What changes during a long ingest goes before the rest of it."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from feedsvc import batch, registries, rematch
from feedsvc.config import Settings
from feedsvc.ingest import Ingester
from feedsvc.listener import MEANWHILE, Listener
from feedsvc.store.feet import LEAST
from feedsvc.store.runs import Report
from feedsvc.watchers import Watchers
from tests.desk import NOW, Desk
from tests.running import until

Write = Callable[..., Path]
PATIENCE = 120.0


@pytest.fixture
def posts(desk: Desk, write: Write, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A desk with twelve files, `00.md` to `11.md`, of which four go into each transaction."""
    monkeypatch.setattr(batch, "RESULTS", 4)
    for number in range(12):
        write(f"{number:02}.md", head=f"title: No {number:02}\ndate: 2022-03-28", body=f"Text of {number}.")
    return desk


def run(desk: Desk, act: Callable[[], dict[str, set[str]]], shown: list[list[str]] | None = None) -> Report:
    """A run during which, behind its first transaction, something is done and told; `shown` takes up what the feed of
    everything has behind each transaction."""
    news = iter([act])

    def tell() -> dict[str, set[str]]:
        return next(news, dict)()

    def note(_done: int, _total: int) -> None:
        if shown is not None:
            shown.append(desk.titles())

    return Ingester(desk.store, desk.settings, Watchers(lambda: desk.now, news=tell, progress=note)).run()


def test_what_an_index_takes_up_is_not_served_behind_it(posts: Desk, write: Write) -> None:
    (posts.settings.sources[0].path / "hugo.toml").write_text('baseURL = "https://h.example/"', encoding="utf-8")
    for number in range(12):
        head = f"title: Day {number:02}\ndate: 2022-03-28"
        write(f"content/posts/trip/{number:02}.md", head=head, body=f"Day {number}.")

    def act() -> dict[str, set[str]]:
        write("content/posts/trip/index.md", head="title: Trip\ndate: 2022-03-29", body="Text of the trip.")
        return {"posts": {"content/posts/trip/index.md"}}

    shown: list[list[str]] = []
    run(posts, act, shown)
    assert [titles for titles in shown if "Trip" in titles] == [["Trip"]] * 3


def test_a_new_file_is_served_before_the_rest(posts: Desk, write: Write) -> None:
    def act() -> dict[str, set[str]]:
        write("new.md", head="title: New\ndate: 2022-03-29")
        return {"posts": {"new.md"}}

    shown: list[list[str]] = []
    report = run(posts, act, shown)
    assert [(len(titles), "New" in titles) for titles in shown] == [(5, True), (9, True), (13, True)]
    assert (report.added, report.changed, report.removed) == (13, 0, 0)


def test_what_was_built_before_a_change_does_not_come_over_it(posts: Desk, write: Write, tmp_path: Path) -> None:
    def act() -> dict[str, set[str]]:
        # All twelve are built by now, and four of them are in the store.
        write("00.md", head="title: No 00\ndate: 2022-03-28", body="Another text.")
        write("11.md", head="title: Changed\ndate: 2022-03-28", body="Another text.")
        (tmp_path / "posts/01.md").unlink()
        (tmp_path / "posts/10.md").unlink()
        (tmp_path / "posts/09.md").rename(tmp_path / "posts/moved.md")
        return {"posts": {"00.md", "11.md", "01.md", "10.md", "09.md", "moved.md"}}

    run(posts, act)
    after = {entry.title: entry.content for entry in posts.entries()}
    assert sorted(after) == ["Changed", *(f"No {number:02}" for number in (0, 2, 3, 4, 5, 6, 7, 8, 9))]
    assert "Another text." in after["No 00"]
    assert "Another text." in after["Changed"]
    assert posts.run().unchanged == len(after)


def test_of_a_folder_that_changed_nothing_older_is_kept(posts: Desk, write: Write, tmp_path: Path) -> None:
    write("sub/a.md", head="title: In a folder\ndate: 2022-03-28")

    def act() -> dict[str, set[str]]:
        (tmp_path / "posts/sub").rename(tmp_path / "posts/other")
        write("other/b.md", head="title: Beside it\ndate: 2022-03-28")
        return {"posts": {"sub", "other"}}

    run(posts, act)
    assert sorted(title for title in posts.titles() if not title.startswith("No ")) == ["Beside it", "In a folder"]


def test_links_of_what_came_meanwhile_lead_to_articles_that_came_behind(posts: Desk, write: Write) -> None:
    def act() -> dict[str, set[str]]:
        write("new.md", head="title: New\ndate: 2022-03-29", body="See [that]({% post_url 11 %}).")
        return {"posts": {"new.md"}}

    run(posts, act)
    (new,) = [entry for entry in posts.entries() if entry.title == "New"]
    (that,) = [entry for entry in posts.entries() if entry.title == "No 11"]
    assert f"https://feeds.example/article/{that.uuid}" in new.content


@pytest.fixture
def matching(
    posts: Desk, write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[list[tuple[int, bool]]]:
    """Twelve articles that wait to be matched again, five in a transaction; behind the first one `new.md` comes. Takes
    up how many articles the company's feed has, and whether the new one is served, behind each."""
    posts.run()
    own = tmp_path / "own.txt"
    own.write_text("某某新材 | | Text | 某某新材料\n", encoding="utf-8")
    posts.settings = posts.make(companies=own)
    monkeypatch.setattr(rematch, "BATCH", 5)
    behind: list[tuple[int, bool]] = []
    yield behind
    assert len(posts.entries("company", "某某新材")) == 12
    assert posts.run().unchanged == 13


def ingester(posts: Desk, write: Write, behind: list[tuple[int, bool]]) -> Ingester:
    def tell() -> dict[str, set[str]]:
        matched, shown = len(posts.entries("company", "某某新材")), "New" in posts.titles()
        if matched:
            behind.append((matched, shown))
        if matched == 5 and not shown:
            write("new.md", head="title: New\ndate: 2022-03-29", body="Another.")
            return {"posts": {"new.md"}}
        return {}

    return Ingester(posts.store, posts.settings, Watchers(lambda: posts.now, news=tell))


def test_a_new_file_is_served_while_a_run_matches_articles_again(
    posts: Desk, write: Write, matching: list[tuple[int, bool]]
) -> None:
    report = ingester(posts, write, matching).run()
    assert matching[:2] == [(5, False), (10, True)]
    assert report.added == 1


def test_what_came_while_nothing_but_matching_was_done_is_told(
    posts: Desk, write: Write, matching: list[tuple[int, bool]], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "feedsvc.ingest")
    made = ingester(posts, write, matching)
    made.decide()
    assert matching[:2] == [(5, False), (10, True)]
    assert "read 0, added 1, changed 0, removed 0" in caplog.text


def test_what_comes_while_articles_are_matched_again_is_built_apart_where_a_file_may_be_deadly(
    posts: Desk, write: Write, matching: list[tuple[int, bool]], monkeypatch: pytest.MonkeyPatch
) -> None:
    (posts.store.folder / "building").touch()
    made = ingester(posts, write, matching)

    def refuse(*_: object) -> None:
        raise AssertionError("it was built in the ingester's own process")

    with monkeypatch.context() as patched:
        # Processes that build are started from the file: they know nothing of it.
        patched.setattr("feedsvc.builders.build_job", refuse)
        made.decide()
    assert matching[:2] == [(5, False), (10, True)]


def test_what_changes_in_a_source_that_was_looked_through_is_whole_and_one_that_is_gone_harms_no_other(
    posts: Desk, write: Write, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "first").mkdir()
    (tmp_path / "first/a.md").write_text("---\ntitle: A\ndate: 2022-03-28\n---\nA text.\n", encoding="utf-8")
    posts.settings = posts.make(sources=f"{tmp_path / 'first'}{os.pathsep}{tmp_path / 'posts'}")

    def act() -> dict[str, set[str]]:
        text = "---\ntitle: B\ndate: 2022-03-28\n---\nSee [that]({% post_url a %}).\n"
        (tmp_path / "first/b.md").write_text(text, encoding="utf-8")
        return {"first": {"b.md"}}

    def leave() -> dict[str, set[str]]:
        (tmp_path / "first").rename(tmp_path / "away")
        return {"first": {"b.md"}, "posts": {"00.md"}}

    news = iter([dict, act, leave])
    Ingester(posts.store, posts.settings, Watchers(lambda: posts.now, news=lambda: dict(next(news, dict)()))).run()
    assert len(posts.titles()) == 14
    (that,) = [entry for entry in posts.entries() if entry.title == "A"]
    (new,) = [entry for entry in posts.entries() if entry.title == "B"]
    assert f"https://feeds.example/article/{that.uuid}" in new.content
    assert "first" in caplog.text


def test_what_comes_while_links_are_mended_is_counted_and_its_links_lead_on(posts: Desk, write: Write) -> None:
    write("00.md", head="title: No 00\ndate: 2022-03-28", body="See [that]({% post_url 11 %}).")
    behind = iter([dict, dict, dict])

    def tell() -> dict[str, set[str]]:
        # Three transactions write the twelve; the fourth is that of `00.md`, whose link leads to the last of them.
        if next(behind, None) is not None or "Late" in posts.titles():
            return {}
        write("late.md", head="title: Late\ndate: 2022-03-29", body="See [that]({% post_url 05 %}).")
        return {"posts": {"late.md"}}

    report = Ingester(posts.store, posts.settings, Watchers(lambda: posts.now, news=tell)).run()
    (late,) = [entry for entry in posts.entries() if entry.title == "Late"]
    (that,) = [entry for entry in posts.entries() if entry.title == "No 05"]
    assert f"https://feeds.example/article/{that.uuid}" in late.content
    assert (report.read, report.added) == (12, 13)


def test_a_run_that_settles_what_others_changed_asks_as_well(posts: Desk, write: Write) -> None:
    for number in range(LEAST):
        body = f"<p>The text of {number}. {'It is long, as articles are. ' * 20}</p>\n<p>Scan our code.</p>"
        write(f"{number:02}.md", head=f"title: No {number:02}\ndate: 2022-03-28", body=body)
    asked: list[int] = []

    def tell() -> dict[str, set[str]]:
        asked.append(sum("Scan our code" in entry.content for entry in posts.entries()))
        return {}

    Ingester(posts.store, posts.settings, Watchers(lambda: posts.now, news=tell)).run()
    # What repeats at the foot is known when all are written, and then taken out of each.
    transactions = -(-LEAST // 4)
    assert asked == [
        *(min(4 * done, LEAST) for done in range(1, transactions + 1)),
        *(max(LEAST - 4 * done, 0) for done in range(1, transactions + 1)),
    ]


def test_a_look_at_a_folder_alone_asks_as_well(posts: Desk, write: Write) -> None:
    for number in range(12):
        write(f"sub/{number}.md", head=f"title: Below {number}\ndate: 2022-03-28", body=f"Below {number}.")
    asked: list[int] = []

    def tell() -> dict[str, set[str]]:
        asked.append(len(posts.titles()))
        return {}

    Ingester(posts.store, posts.settings, Watchers(lambda: posts.now, news=tell)).run({"posts": {"sub"}})
    assert asked == [4, 8, 12]


def test_amid_a_run_the_next_one_would_know_that_it_did_not_end(posts: Desk, write: Write) -> None:
    mark, seen = posts.store.folder / "building", list[bool]()
    behind = iter(range(12))

    def tell() -> dict[str, set[str]]:
        name = f"new-{next(behind)}.md"
        write(name, head=f"title: {name}\ndate: 2022-03-29")
        return {"posts": {name}}

    def note(*_: int) -> None:
        seen.append(mark.exists())

    Ingester(posts.store, posts.settings, Watchers(lambda: posts.now, news=tell, progress=note)).run()
    assert seen == [True, True, True]
    assert not mark.exists()


def test_an_article_whose_time_comes_during_a_long_run_is_released_then(posts: Desk, write: Write) -> None:
    write("held.md", head="title: Held\ndate: 2026-01-31 12:00:05 +0000")
    posts.run()
    for number in range(12, 24):
        write(f"{number}.md", head=f"title: No {number}\ndate: 2022-03-28", body=f"Text of {number}.")
    assert posts.now == NOW

    def act() -> dict[str, set[str]]:
        posts.now += 10
        return {}

    shown: list[list[str]] = []
    run(posts, act, shown)
    assert "Held" not in shown[0]
    assert all("Held" in titles for titles in shown[1:])
    assert len(shown) > 2


def test_an_article_that_expires_during_a_long_run_leaves_then(posts: Desk, write: Write) -> None:
    head = "title: Over\ndate: 2022-03-27\nexpiryDate: 2026-01-31T12:00:05Z"
    write("over.md", head=head)
    posts.run()
    for number in range(12, 24):
        write(f"{number}.md", head=f"title: No {number}\ndate: 2022-03-28", body=f"Text of {number}.")
    # Behind the others, and built before its time was over.
    write("z.md", head=head.replace("Over", "Over too"))

    def act() -> dict[str, set[str]]:
        posts.now += 10
        return {}

    shown: list[list[str]] = []
    run(posts, act, shown)
    assert "Over" in shown[0]
    assert not any("Over" in titles for titles in shown[1:])
    assert len(shown) > 2
    posts.run()
    assert len(posts.titles()) == 24


@pytest.fixture
def listener(make_settings: Callable[..., Settings], tmp_path: Path) -> Iterator[Listener]:
    """One that listens to `posts`, and has begun."""
    settings, stop = make_settings(), threading.Event()
    with Listener(settings, tmp_path / "data", stop) as made:
        until(lambda: made.take().anew, "that it listens")
        yield made


def heard(listener: Listener) -> dict[str, set[str]]:
    """The few paths that it hears next."""
    began = time.monotonic()
    while time.monotonic() - began < PATIENCE:
        if found := listener.take_few():
            return dict(found)
        time.sleep(0.01)
    return {}


def told(make_settings: Callable[..., Settings], tmp_path: Path, *names: str) -> Listener:
    """One that does not listen, and was told that these have changed."""
    made = Listener(make_settings(), tmp_path / "data", threading.Event())
    made._tell({tmp_path / "posts" / name for name in names})
    return made


def test_files_that_changed_go_first_once_and_the_rest_waits_with_files_that_are_gone(
    make_settings: Callable[..., Settings], write: Write, tmp_path: Path
) -> None:
    write("a.md")
    write("sub/b.md")
    settings = make_settings(companies=tmp_path / "posts/own.txt")
    registry = registries.folder(settings) / "list.csv"
    made = Listener(settings, tmp_path / "data", threading.Event())
    names = ("a.md", "gone.md", "sub", ".", "_config.yml", "own.txt")
    changed = {tmp_path / "posts" / name for name in names} | {registry}
    made._tell(changed)
    assert made.take_few() == {"posts": {"a.md"}}
    assert made.take_few() == {}
    assert made.take().changed == changed - {tmp_path / "posts/a.md"}
    assert made.take().changed == set()


def test_a_file_that_is_gone_goes_first_where_nothing_waits_to_which_it_may_have_moved(
    make_settings: Callable[..., Settings], write: Write, tmp_path: Path
) -> None:
    write("a.md")
    (tmp_path / "posts/sub").mkdir()
    made = told(make_settings, tmp_path, "a.md", "gone.md")
    assert made.take_few() == {"posts": {"a.md", "gone.md"}}
    made._tell({tmp_path / "posts/sub"})
    assert made.take_few() == {}
    made._tell({tmp_path / "posts/a.md", tmp_path / "posts/moved.md"})
    assert made.take_few() == {"posts": {"a.md"}}
    assert made.take().changed == {tmp_path / "posts/sub", tmp_path / "posts/moved.md"}
    made._tell({tmp_path / "posts/moved.md"})
    assert made.take_few() == {"posts": {"moved.md"}}


def test_a_file_called_as_one_that_is_gone_waits_with_it(
    make_settings: Callable[..., Settings], write: Write, tmp_path: Path
) -> None:
    posts = tmp_path / "posts"
    for name in ("a.md", "2022/moved.md", "2023/late.md"):
        write(name)
    made = told(make_settings, tmp_path, "a.md", "moved.md", "late.md", "2022", "2022/moved.md")
    assert made.take_few() == {"posts": {"a.md"}}
    made._tell({posts / "a.md", posts / "2023/late.md"})
    assert made.take_few() == {"posts": {"a.md"}}
    assert posts / "2023/late.md" in made.take().changed


def test_very_many_at_once_wait_and_the_next_few_do_not(
    make_settings: Callable[..., Settings], write: Write, tmp_path: Path
) -> None:
    write("next.md")
    made = told(make_settings, tmp_path, *(f"{number}.md" for number in range(MEANWHILE + 1)))
    assert made.take_few() == {}
    made._tell({tmp_path / "posts/next.md"})
    assert made.take_few() == {"posts": {"next.md"}}
    assert len(made.take().changed) == MEANWHILE + 1


def test_files_that_move_into_a_new_folder_amid_a_run_are_not_withdrawn(
    posts: Desk, write: Write, tmp_path: Path
) -> None:
    posts.run()
    for number in range(12):
        write(f"{number:02}.md", head=f"title: No {number:02}\ndate: 2022-03-28", body=f"Another text of {number}.")
    sources, stop = posts.settings.sources[0].path, threading.Event()
    listener = Listener(posts.settings, tmp_path / "data", stop)

    def act() -> dict[str, set[str]]:
        (sources / "sub").mkdir()
        listener._tell({sources / "sub", sources / "11.md"})
        (sources / "11.md").rename(sources / "sub/11.md")
        return dict(listener.take_few())

    shown: list[list[str]] = []
    run(posts, act, shown)
    assert ["No 11" in titles for titles in shown] == [True, True, True]


def test_a_file_that_moves_into_a_new_folder_and_is_edited_amid_a_run_keeps_its_id(
    posts: Desk, write: Write, tmp_path: Path
) -> None:
    posts.run()
    before = {(entry.title, entry.uuid) for entry in posts.entries()}
    for number in range(11):
        write(f"{number:02}.md", head=f"title: No {number:02}\ndate: 2022-03-28", body=f"Another text of {number}.")
    sources, stop = posts.settings.sources[0].path, threading.Event()
    listener = Listener(posts.settings, tmp_path / "data", stop)

    def act() -> dict[str, set[str]]:
        moved = write("2022/11.md", head="title: No 11\ndate: 2022-03-28\ntags: [new]", body="Text of 11.")
        (sources / "11.md").unlink()
        listener._tell({moved.parent, moved, sources / "11.md"})
        return dict(listener.take_few())

    run(posts, act)
    posts.run()
    assert {(entry.title, entry.uuid) for entry in posts.entries()} == before


def test_an_ingester_that_listens_serves_a_file_amid_its_run(posts: Desk, write: Write, tmp_path: Path) -> None:
    stop = threading.Event()
    with Listener(posts.settings, tmp_path / "data", stop) as listener:
        until(lambda: listener.take().anew, "that it listens")

        def act() -> dict[str, set[str]]:
            write("new.md", head="title: New\ndate: 2022-03-29")
            return heard(listener)

        shown: list[list[str]] = []
        run(posts, act, shown)
    assert ["New" in titles for titles in shown] == [True, True, True]


def test_what_ends_the_listening_is_told_to_whoever_asks(
    make_settings: Callable[..., Settings], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> Iterator[object]:
        raise ValueError("no such kind of change")
        yield

    monkeypatch.setattr("feedsvc.listener.watch", fail)
    listener = Listener(make_settings(), tmp_path / "data", threading.Event())
    with listener, pytest.raises(ValueError, match="no such kind"):
        for _ in range(100):
            listener.wait()
            listener.take()

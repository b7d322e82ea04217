"""What a desk has to look after, on both databases."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from feedsvc.companies.learning import Decision
from feedsvc.companies.lessons import Lesson
from feedsvc.config import Settings
from feedsvc.model import Company, Name, Problem, Term
from feedsvc.store import companies, desk, files, lessons, problems, runs
from feedsvc.store.engine import Store
from feedsvc.store.runs import Report
from tests.articles import article
from tests.desk import Desk as Bench
from tests.storing import batch, put


def test_runs_are_told_the_latest_first_and_the_oldest_are_forgotten(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runs, "KEPT", 3)
    for number in range(5):
        with store.writing() as connection:
            report = Report(read=number, added=1, changed=2, removed=3, unchanged=4, problems=5, seconds=1.2345)
            runs.keep(connection, 1_700_000_000 + number, report, whole=number == 4)
    with store.reading() as connection:
        found = runs.last(connection)
        assert [run.report.read for run in found] == [4, 3, 2]
        assert len(runs.last(connection, 1)) == 1
    assert [run.whole for run in found] == [True, False, False]
    assert found[0].started.isoformat() == "2023-11-14T22:13:24+00:00"
    assert str(found[0].report) == "read 4, added 1, changed 2, removed 3, unchanged 4, problems 5 in 1.2 s"


@pytest.fixture
def bench(make_settings: Callable[..., Settings]) -> Iterator[Bench]:
    made = Bench(make_settings)
    yield made
    made.store.close()


def test_an_ingest_is_remembered_with_what_it_did(bench: Bench, write: Callable[..., Path]) -> None:
    write("a.md")
    write("b.md", head="title: no date")
    report = bench.run()
    write("a.md", body="Other words.")
    bench.run(within={"a.md"})
    with bench.store.reading() as connection:
        second, first = runs.last(connection)
    assert (first.whole, second.whole) == (True, False)
    assert (first.report.added, first.report.problems, second.report.changed) == (1, 1, 1)
    assert first.started.timestamp() == bench.now
    assert first.report.seconds == pytest.approx(report.seconds, abs=0.001)


def test_problems_are_those_of_files_that_are_held_back(store: Store) -> None:
    with store.writing() as connection:
        source = files.source(connection, "posts")
        for number in range(3):
            path = f"{number}.md"
            found = Problem(path, "date", "no date", "write one", 2)
            problems.replace(connection, source.id, path, [found, Problem(path, "yaml", "odd", "ok", held=False)])
    with store.reading() as connection:
        found_all = desk.problems(connection, limit=2)
    assert found_all.total == 3
    assert [(source, problem.path, problem.line) for source, problem in found_all.listed] == [
        ("posts", "0.md", 2),
        ("posts", "1.md", 2),
    ]


def test_dates_of_which_only_the_zone_was_assumed_are_counted_and_others_listed(store: Store) -> None:
    put(
        store,
        article("plain.md", assumed=()),
        article("zone.md", assumed=("timezone",)),
        article("day.md", assumed=("timezone", "time"), published_raw="2022-03-28", title="Day"),
        article("text.md", assumed=("date from text",)),
    )
    with store.reading() as connection:
        found = desk.assumed(connection)
        assert desk.zoneless(connection) == (2, 4)
    assert (found.total, found.is_least) == (2, False)
    assert {each.path: each.assumed for each in found.listed} == {
        "day.md": ("timezone", "time"),
        "text.md": ("date from text",),
    }
    day = next(each for each in found.listed if each.path == "day.md")
    assert (day.title, day.source, day.written) == ("Day", "posts", "2022-03-28")


def test_assumed_dates_are_found_by_their_index(store: Store) -> None:
    with batch(store), store.reading() as connection:
        plan = "EXPLAIN QUERY PLAN" if store.is_sqlite else "EXPLAIN"
        if not store.is_sqlite:
            connection.execute(text("SET enable_seqscan = off"))
        query = f"{plan} SELECT articles.id FROM articles WHERE {desk._ASSUMED.text} ORDER BY published DESC LIMIT 5"
        told = " ".join(str(row) for row in connection.exec_driver_sql(query.replace("\\:", ":")))
    assert "articles_assumed" in told


def test_of_many_it_says_at_least(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk, "MOST", 2)
    put(store, *(article(f"{number}.md", assumed=("time",)) for number in range(4)))
    with store.reading() as connection:
        found = desk.assumed(connection, limit=1)
        assert desk.zoneless(connection) == (0, 2)
    assert (len(found.listed), found.total, found.is_least) == (1, 2, True)


def test_companies_that_articles_alone_know_wait(store: Store) -> None:
    known = Company("06618.HK", "京东健康", (Name("京东健康"),), ("06618.HK",))
    new = Company("某某有限公司", "某某有限公司", (Name("某某有限公司"),), provisional=True)
    with batch(store) as ledger:
        companies.sync(ledger, (known, new))
    with store.reading() as connection:
        found = desk.unknown(connection)
    assert [(each.key, each.page.startswith("/company/%E6"), each.entries) for each in found.listed] == [
        ("某某有限公司", True, 0)
    ]


def test_names_wait_until_somebody_decides(store: Store) -> None:
    first, second = put(store, article("a.md"), article("b.md"))
    with batch(store) as ledger:
        lessons.keep(
            ledger,
            {
                first: [Lesson("", "甲公司", "candidate"), Lesson("", "乙公司", "candidate")],
                second: [Lesson("", "甲公司", "candidate"), Lesson("06618.HK", "京东", "short")],
            },
        )
    with store.reading() as connection:
        found = desk.names(connection)
    assert [(each.name, each.articles, each.path) for each in found.listed] == [
        ("甲公司", 2, "a.md"),
        ("乙公司", 1, "a.md"),
    ]
    assert (found.total, found.is_least) == (2, False)
    with store.reading() as connection:
        assert found.listed == lessons.waiting(connection)
        assert desk.names(connection, limit=1).listed == found.listed[:1]
        assert desk.names(connection, limit=1).total == 2
    with store.writing() as connection:
        lessons.decide(connection, Decision("甲公司", "", confirmed=False), 0)
    with store.reading() as connection:
        assert [each.name for each in desk.names(connection).listed] == ["乙公司"]


def test_feeds_are_told_with_their_subscribers_by_label(store: Store) -> None:
    put(store, article("a.md", terms=(Term("category", "新闻", "新闻中心"),)))
    path = "/feeds/category/%E6%96%B0%E9%97%BB"
    totals = {path: 5, "/feeds/all": 9, "/feeds/category/gone": 1, "/feeds/x/y/z": 2, "/feeds/search": 1}
    with store.reading() as connection:
        found = desk.read(connection, totals)
        assert [(each.label, each.page, each.subscribers) for each in found.listed] == [
            ("/feeds/all", "/feeds/all", 9),
            ("新闻中心", "/category/%E6%96%B0%E9%97%BB", 5),
            ("/feeds/x/y/z", "/feeds/x/y/z", 2),
            ("/feeds/category/gone", "/category/gone", 1),
            ("/feeds/search", "/feeds/search", 1),
        ]
        assert len(desk.read(connection, totals, limit=2).listed) == 2
        assert desk.read(connection, {}).listed == ()


def test_an_empty_desk_has_nothing_to_look_after(store: Store) -> None:
    with store.reading() as connection:
        for found in (desk.problems(connection), desk.assumed(connection), desk.unknown(connection)):
            assert (found.listed, found.total) == ((), 0)
        assert desk.names(connection).listed == ()
        assert desk.zoneless(connection) == (0, 0)
        assert runs.last(connection) == ()

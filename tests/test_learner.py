"""What articles teach serves all others: provisional companies, learned names, decisions, and what becomes of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from feedsvc import batch, config, learner, registries, rematch
from feedsvc.companies import learning
from feedsvc.companies import lessons as teaching
from feedsvc.companies.learning import Decision
from feedsvc.companies.matcher import Matcher
from feedsvc.config import Settings
from feedsvc.errors import Interrupted, RegistryError
from feedsvc.ingest import Ingester
from feedsvc.learner import Registrar
from feedsvc.model import Company, Mention, Zone
from feedsvc.store import companies, lessons, pages
from feedsvc.watchers import Watchers
from tests.desk import NOW, Desk

Write = Callable[..., Path]
LEGAL = "中科尚易健康科技（北京）有限公司"


@pytest.fixture
def board(make_settings: Callable[..., Settings], database_url: str) -> Desk:
    """A desk on each kind of database."""
    return Desk(lambda **values: make_settings(database=database_url, **values))


def known(desk: Desk) -> dict[str, Company]:
    with desk.store.reading() as connection:
        return {company.key: company for company, _ in companies.all_companies(connection)}


def decide(desk: Desk, name: str, key: str = "", *, confirmed: bool) -> None:
    with desk.store.writing() as connection:
        lessons.decide(connection, Decision(name, key, confirmed), desk.now)


def test_an_unknown_code_makes_a_provisional_company_with_a_feed(board: Desk, write: Write) -> None:
    write("a.md", head="title: 一\ndate: 2022-03-28 10:00:00 +0800", body="日前，广生堂(300436.SZ)公告。")
    board.run()
    assert board.titles("company", "300436.SZ") == ["一"]
    company = known(board)["300436.SZ"]
    assert (company.name, company.provisional, company.listings) == ("广生堂", True, ("300436.SZ",))


def test_a_learned_name_finds_older_and_newer_articles(board: Desk, write: Write) -> None:
    write("old.md", head="title: 旧\ndate: 2022-03-01 10:00:00 +0800", body="瑞泰来医药签约。")
    board.run()
    assert known(board) == {}
    write("a.md", head="title: 一\ndate: 2022-03-02 10:00:00 +0800", body="日前，瑞泰来医药(300436.SZ)公告。")
    board.run()
    assert board.titles("company", "300436.SZ") == ["一", "旧"]
    write("new.md", head="title: 新\ndate: 2022-03-03 10:00:00 +0800", body="瑞泰来医药回购。")
    board.run()
    assert board.titles("company", "300436.SZ") == ["一", "新", "旧"]


def test_a_long_run_takes_up_what_it_was_taught_while_it_goes_on(
    desk: Desk, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = "日前，瑞泰来医药(300436.SZ)公告。"
    for number in range(12):
        head = f"title: '{number}'\ndate: 2022-03-{number + 1:02} 10:00:00 +0800"
        write(f"{number:02}.md", head=head, body=body if number == 1 else "瑞泰来医药签约。")
    seen, again, read = [], [], []
    match = rematch._rematch

    def count(work: rematch.Work) -> int:
        again.append(match(work))
        return again[-1]

    def learn(*given: Any) -> tuple[teaching.Lesson, ...]:
        read.append(given)
        return teaching.lessons(*given)

    monkeypatch.setattr(rematch, "EARLY", 4)
    monkeypatch.setattr(batch, "RESULTS", 2)
    monkeypatch.setattr(rematch, "_rematch", count)
    monkeypatch.setattr(learner, "lessons", learn)
    watchers = Watchers(lambda: NOW, progress=lambda *_: seen.append(len(desk.titles("company", "300436.SZ"))))
    Ingester(desk.store, desk.settings, watchers).run()
    assert seen == [0, 0, 6, 8, 10, 12]
    assert len(desk.titles("company", "300436.SZ")) == 12
    assert (sum(again), len(read)) == (4, 12)


def test_an_ambiguous_name_waits_for_more_articles(board: Desk, write: Write) -> None:
    write("other.md", head="title: 别\ndate: 2022-03-01 10:00:00 +0800", body="广生堂很大。")
    for number in range(3):
        assert board.titles("company", "300436.SZ") == [str(one) for one in range(number)]
        write(
            f"{number}.md",
            head=f"title: '{number}'\ndate: 2022-03-02 10:00:00 +0800",
            body="日前，广生堂(300436.SZ)公告。",
        )
        board.run()
    assert board.titles("company", "300436.SZ") == ["0", "1", "2", "别"]


def test_a_legal_name_and_its_short_form_are_one_unlisted_company(board: Desk, write: Write) -> None:
    write("a.md", body=f"昨日，{LEGAL}（以下简称“中科尚易”）成立。中科尚易表示，中科尚易很好。")
    board.run()
    (company,) = known(board).values()
    assert (company.key, company.listings, company.provisional) == ("中科尚易", (), True)
    assert board.titles("company", "中科尚易") == ["One"]


def test_listings_that_a_later_article_tells_of_together_become_one_feed_of_which_the_old_address_leads(
    board: Desk, write: Write
) -> None:
    write("a.md", head="title: 一\ndate: 2022-03-28 10:00:00 +0800", body="Shares of ESGold (OTCQB: ESAUF) rose.")
    write("b.md", head="title: 二\ndate: 2022-03-28 11:00:00 +0800", body="Shares (FSE: GY2) rose.")
    board.run()
    assert set(known(board)) == {"ESAUF.US", "GY2.F"}
    path = write("c.md", body="ESGold Corp. (CSE: ESAU) (OTCQB: ESAUF) (FSE: GY2) announced a mine.")
    board.run()
    assert {key: company.listings for key, company in known(board).items()} == {
        "ESAU.CNQ": ("ESAU.CNQ", "ESAUF.US", "GY2.F")
    }
    assert board.titles("company", "ESAU.CNQ") == ["One", "一", "二"]
    with board.store.reading() as connection:
        assert [companies.resolve(connection, key)[0].key for key in ("ESAUF.US", "GY2.F")] == ["ESAU.CNQ", "ESAU.CNQ"]
    path.unlink()
    board.run()
    assert {key: board.titles("company", key) for key in known(board)} == {"ESAUF.US": ["一"], "GY2.F": ["二"]}


def test_articles_that_hold_only_a_code_are_its_company_s_once_that_has_it(
    board: Desk, write: Write, tmp_path: Path
) -> None:
    own = tmp_path / "own.txt"
    own.write_text("600519.SH | | 贵州茅台 |\n", encoding="utf-8")
    write("a.md", head="title: 一\ndate: 2022-03-28 10:00:00 +0800", body="港股通（00519.HK）今日上涨。")
    board.run(companies=own, starter=False)
    assert board.titles("company", "00519.HK") == ["一"]
    write("b.md", body="贵州茅台股份有限公司（600519.SH，00519.HK）公告。")
    board.run(companies=own, starter=False)
    assert known(board)["600519.SH"].listings == ("600519.SH", "00519.HK")
    assert board.titles("company", "600519.SH") == ["One", "一"]


def test_an_article_that_goes_takes_back_what_it_taught(board: Desk, write: Write) -> None:
    path = write("a.md", body="日前，瑞泰来医药(300436.SZ)公告。")
    write("b.md", head="title: 二\ndate: 2022-03-02 10:00:00 +0800", body="瑞泰来医药签约。")
    board.run()
    assert board.titles("company", "300436.SZ") == ["One", "二"]
    path.unlink()
    board.run()
    assert known(board) == {}
    assert board.titles("company", "300436.SZ") == []


def test_a_company_that_comes_back_has_the_same_feed(board: Desk, write: Write) -> None:
    def uuid() -> str:
        with board.store.reading() as connection:
            feed = pages.find(connection, board.store.authority, "company", "300436.SZ")
            assert feed is not None
            return feed.uuid

    path = write("a.md", body="日前，瑞泰来医药(300436.SZ)公告。")
    board.run()
    before, text = uuid(), path.read_text()
    path.unlink()
    board.run()
    path.write_text(text)
    board.run()
    assert uuid() == before


def test_a_provisional_company_that_a_file_lists_keeps_its_feed_and_its_old_address(
    board: Desk, write: Write, tmp_path: Path
) -> None:
    write("a.md", body=f"昨日，{LEGAL}（以下简称“中科尚易”）成立。")
    board.run()
    with board.store.reading() as connection:
        before = pages.find(connection, board.store.authority, "company", "中科尚易")
    own = tmp_path / "own.txt"
    own.write_text(f"688999.SH | | 中科尚易 | {LEGAL}\n", encoding="utf-8")
    board.run(companies=own)
    with board.store.reading() as connection:
        after = pages.find(connection, board.store.authority, "company", "688999.SH")
        (alias,) = companies.resolve(connection, "中科尚易")
    assert before is not None
    assert after is not None
    assert (after.uuid, alias.key, alias.sure) == (before.uuid, "688999.SH", True)
    assert board.titles("company", "688999.SH") == ["One"]
    assert not known(board)["688999.SH"].provisional


@pytest.mark.parametrize(
    ("old", "line", "body"),
    [
        ("Wexcombe-Foods", "WXCF.US | | Wexcombe Foods, Inc. |", "Wexcombe Foods, Inc. said so."),
        ("Wexcombe-Foods", "WXCF.US | | Wexcombe Foods |", "Wexcombe Foods, Inc. said so."),
        ("Quandril-Bio", "QDRL.US | | Quandril Bio Corp. |", "Quandril Bio Corporation said so."),
        ("青岛卓恒赛新材料", "688999.SH | | 卓恒赛 |", "今日，青岛卓恒赛新材料股份有限公司签约。"),
    ],
)
def test_a_company_of_articles_that_a_file_names_otherwise_is_the_same_there_and_back(
    board: Desk, write: Write, tmp_path: Path, old: str, line: str, body: str
) -> None:
    def feed(key: str) -> tuple[str, list[str], list[str]]:
        with board.store.reading() as connection:
            found = pages.find(connection, board.store.authority, "company", key)
            led = [each.key for spelling in (old, listing) for each in companies.resolve(connection, spelling)]
        return found.uuid if found else "", board.titles("company", key), led

    listing = line.partition(" ")[0]
    write("a.md", body=body)
    (own := tmp_path / "own.txt").write_text("600519.SH | | 贵州茅台 |\n", encoding="utf-8")
    board.run(companies=own, starter=False)
    before = feed(old)
    own.write_text(f"{line}\n", encoding="utf-8")
    board.run()
    assert feed(listing) == (before[0], ["One"], [listing, listing])
    own.write_text("600519.SH | | 贵州茅台 |\n", encoding="utf-8")
    board.run()
    assert feed(old) == (before[0], ["One"], [old, old])


def test_a_company_of_articles_that_no_file_has_does_not_go_on_as_another(
    board: Desk, write: Write, tmp_path: Path
) -> None:
    path = write("a.md", body="Wexcombe Foods, Inc. said so.")
    (own := tmp_path / "own.txt").write_text("600519.SH | | 贵州茅台 |\n", encoding="utf-8")
    board.run(companies=own, starter=False)
    own.write_text("A.US | | Wexcombe Foods Holland, Inc. |\nB.US | | Wexcombe, Inc. |\n", encoding="utf-8")
    path.unlink()
    board.run()
    assert set(known(board)) == {"A.US", "B.US"}
    with board.store.reading() as connection:
        assert companies.resolve(connection, "Wexcombe-Foods") == ()


def test_a_company_of_articles_does_not_go_on_as_one_of_which_its_name_is_a_hint(
    board: Desk, write: Write, tmp_path: Path
) -> None:
    write("a.md", body="Wexcombe, Inc. said so.")
    (own := tmp_path / "own.txt").write_text("600519.SH | | 贵州茅台 |\n", encoding="utf-8")
    board.run(companies=own, starter=False)
    with board.store.reading() as connection:
        before = pages.find(connection, board.store.authority, "company", "Wexcombe")
    own.write_text("ZRBX.US | | Zorbax Foods | ~Wexcombe\n", encoding="utf-8")
    board.run()
    with board.store.reading() as connection:
        after = pages.find(connection, board.store.authority, "company", "ZRBX.US")
    assert before is not None
    assert after is not None
    assert after.uuid != before.uuid
    assert [key for key in known(board) if board.titles("company", key)] == ["Wexcombe-Inc"]


@pytest.mark.parametrize(
    ("own", "listed", "key"),
    [("宇树科技", "688999.SH", "688999.SH"), ("605499.SH", "09980.HK", "605499.SH")],
)
def test_a_list_that_gives_a_known_company_a_listing_leaves_its_feed_and_the_old_address_leads_to_it(
    board: Desk, write: Write, tmp_path: Path, own: str, listed: str, key: str
) -> None:
    (path := tmp_path / "own.txt").write_text(f"{own} | | 宇树科技 |\n", encoding="utf-8")
    write("a.md", body="宇树科技周五发布新品。")
    board.run(companies=path, starter=False)
    with board.store.reading() as connection:
        before = pages.find(connection, board.store.authority, "company", own)
    folder = registries.folder(board.settings)
    folder.mkdir()
    (folder / "list.csv").write_text(f"key,listings,name,names\n{listed},,宇树科技,\n", encoding="utf-8")
    board.run()
    with board.store.reading() as connection:
        after = pages.find(connection, board.store.authority, "company", key)
        found = [companies.resolve(connection, each) for each in (own, listed, "宇树科技")]
    assert before is not None
    assert after is not None
    assert after.uuid == before.uuid
    assert [(alias.key, alias.sure) for (alias,) in found] == [(key, True)] * 3
    assert (set(known(board)), board.titles("company", key)) == ({key}, ["One"])
    (folder / "list.csv").unlink()
    board.run()
    assert (set(known(board)), board.titles("company", own)) == ({own}, ["One"])


def test_what_may_be_a_name_waits_for_a_person_and_counts_once_confirmed(board: Desk, write: Write) -> None:
    write("a.md", body="它和凌岳控股有限公司签约。")
    board.run()
    with board.store.reading() as connection:
        assert [(each.name, each.articles, each.path) for each in lessons.waiting(connection)] == [
            ("凌岳控股有限公司", 1, "a.md")
        ]
    assert known(board) == {}
    decide(board, "凌岳控股有限公司", confirmed=True)
    board.run()
    assert board.titles("company", "凌岳控股有限公司") == ["One"]
    with board.store.reading() as connection:
        assert lessons.waiting(connection) == ()


@pytest.mark.parametrize(
    ("name", "written"),
    [("Zorbl's", "Zorbl’s opened a shop."), ("SK瑞泰来", "昨天SK 瑞泰来签约。"), ("SK瑞泰来", "昨天ＳＫ瑞泰來签约。")],
)
def test_a_new_name_finds_older_articles_however_they_write_it(
    board: Desk, write: Write, name: str, written: str
) -> None:
    write("a.md", body=written)
    board.run()
    decide(board, name, confirmed=True)
    board.run()
    assert board.titles("company", name) == ["One"]


def test_names_that_wait_are_told_once(board: Desk, write: Write, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO", "feedsvc.ingest")
    write("a.md", body="它和凌岳控股有限公司签约。")
    board.run()
    board.run()
    assert [record.getMessage() for record in caplog.records if "wait" in record.getMessage()] == [
        "1 name may be a company's and waits for your word: feedsvc companies list --waiting"
    ]


def test_a_rejected_company_loses_its_feed_and_a_confirmed_name_comes_back(board: Desk, write: Write) -> None:
    write("a.md", body="日前，瑞泰来医药(300436.SZ)公告。")
    write("b.md", head="title: 二\ndate: 2022-03-02 10:00:00 +0800", body="瑞泰来医药签约。")
    board.run()
    decide(board, "瑞泰来医药", confirmed=False)
    board.run()
    assert board.titles("company", "300436.SZ") == ["One"]
    decide(board, "瑞泰来医药", "300436.SZ", confirmed=True)
    board.run()
    assert board.titles("company", "300436.SZ") == ["One", "二"]
    decide(board, "GRAND FOO", confirmed=False)
    decide(board, "Grand Foo", "300436.SZ", confirmed=True)
    write("c.md", head="title: 三\ndate: 2022-03-03 10:00:00 +0800", body="Grand Foo签约。")
    board.run()
    assert board.titles("company", "300436.SZ") == ["One", "三", "二"]
    assert not known(board)["300436.SZ"].provisional


def test_a_later_decision_replaces_one_of_the_same_name_written_otherwise_and_of_the_company_s_key_of_before(
    board: Desk, write: Write, tmp_path: Path
) -> None:
    write("a.md", head="title: A\ndate: 2022-03-28", body="Wexcombe Foods, Inc. said so.")
    write("b.md", head="title: B\ndate: 2022-03-29", body="The Harborine Drone flew.")
    board.run()
    decide(board, "Harborine Drone", "Wexcombe-Foods", confirmed=False)
    decide(board, "WEXCOMBE FOODS INC", "Wexcombe-Foods", confirmed=False)
    (own := tmp_path / "own.txt").write_text("WXCF.US | | Wexcombe Foods, Inc. |\n", encoding="utf-8")
    board.run(companies=own)
    assert board.titles("company", "WXCF.US") == []
    decide(board, "Wexcombe Foods, Inc.", "WXCF.US", confirmed=True)
    decide(board, "Harborine Drone", "WXCF.US", confirmed=True)
    board.run(companies=own)
    assert board.titles("company", "WXCF.US") == ["A", "B"]


OWN = "600519.SH | | 贵州茅台 | 贵州茅台酒股份有限公司\n002415.SZ | | 海康威视 |\nZRBX.US | | Zorbax | \n"
"""The second one's legal name stands in no file, and is told by its short one."""


@pytest.mark.parametrize("told", [True, False])
@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("600519.SH", ("贵州茅台酒股份有限公司", "今日，贵州茅台酒股份有限公司签约。")),
        ("002415.SZ", ("杭州海康威视数字技术股份有限公司", "今日，杭州海康威视数字技术股份有限公司签约。")),
        ("ZRBX.US", ("Zorbax, Inc.", "Yesterday, Zorbax Inc. said so.")),
        ("ZRBX.US", ("Zorbax Inc", "Yesterday, Zorbax, Inc. said so.")),
    ],
)
def test_a_rejected_name_of_a_file_s_company_takes_the_articles_away_that_say_no_other(
    board: Desk, write: Write, tmp_path: Path, key: str, said: tuple[str, str], told: bool
) -> None:
    name, text = said
    (own := tmp_path / "own.txt").write_text(OWN, encoding="utf-8")
    write("a.md", head="title: A\ndate: 2022-03-01", body=text)
    write("b.md", head=f"title: B\ndate: 2022-03-02\nstock: {key}", body=text)
    board.run(companies=own)
    assert board.titles("company", key) == ["A", "B"]
    decide(board, name, key if told else "", confirmed=False)
    for _ in range(2):
        board.run(companies=own)
        assert board.titles("company", key) == ["B"]
    write("c.md", head="title: C\ndate: 2022-03-03", body=text)
    board.run(companies=own)
    assert board.titles("company", key) == ["B"]
    decide(board, name, key, confirmed=True)
    board.run(companies=own)
    assert board.titles("company", key) == ["A", "B", "C"]


def test_a_rejected_name_leaves_the_company_its_other_names(board: Desk, write: Write, tmp_path: Path) -> None:
    (own := tmp_path / "own.txt").write_text(OWN, encoding="utf-8")
    write("a.md", head="title: A\ndate: 2022-03-01", body="今日，贵州茅台签约。")
    write("b.md", head="title: B\ndate: 2022-03-02", body="今日，贵州茅台签约，贵州茅台酒股份有限公司公告。")
    board.run(companies=own)
    decide(board, "贵州茅台酒股份有限公司", confirmed=False)
    board.run(companies=own)
    assert board.titles("company", "600519.SH") == ["A", "B"]


def test_a_decision_is_taken_up_without_any_change_of_files(board: Desk, write: Write) -> None:
    write("a.md", body="它和凌岳控股有限公司签约。")
    ingester = Ingester(board.store, board.settings, Watchers(clock=lambda: NOW))
    ingester.run()
    decide(board, "凌岳控股有限公司", confirmed=True)
    ingester.attend()
    assert board.titles("company", "凌岳控股有限公司") == ["One"]


def test_what_was_learned_survives_a_restart_and_is_the_same_in_any_order(board: Desk, write: Write) -> None:
    write("a.md", body="日前，瑞泰来医药(300436.SZ)公告。")
    board.run()
    before = known(board)
    report = Ingester(board.store, board.settings, Watchers(clock=lambda: NOW)).run()
    assert (known(board), report.unchanged) == (before, 1)


def test_an_ingest_that_ends_before_it_learned_goes_on_at_the_next(board: Desk, write: Write) -> None:
    write("old.md", head="title: 旧\ndate: 2022-03-01 10:00:00 +0800", body="瑞泰来医药签约。")
    board.run()
    write("a.md", body="日前，瑞泰来医药(300436.SZ)公告。")
    for steps in range(1, 12):
        stopping = Watchers(clock=lambda: NOW, stopped=_after(steps))
        try:
            Ingester(board.store, board.settings, stopping).run()
        except Interrupted:
            continue
        break
    board.run()
    assert board.titles("company", "300436.SZ") == ["One", "旧"]


@pytest.mark.parametrize("passed", [0, 1, 2])
def test_a_decision_whose_work_was_cut_short_counts_at_the_next_look(board: Desk, write: Write, passed: int) -> None:
    write("a.md", body="它和凌岳控股有限公司签约。")
    answers: list[bool] = []
    ingester = Ingester(
        board.store, board.settings, Watchers(clock=lambda: NOW, stopped=lambda: bool(answers) and answers.pop(0))
    )
    ingester.run()
    decide(board, "凌岳控股有限公司", confirmed=True)
    answers[:] = [*([False] * passed), True]
    try:
        ingester.attend()
    except Interrupted:
        assert not answers
    ingester.attend()
    assert board.titles("company", "凌岳控股有限公司") == ["One"]


def test_the_last_names_of_a_company_can_be_rejected_one_after_the_other(
    board: Desk, write: Write, tmp_path: Path
) -> None:
    own = tmp_path / "own.txt"
    own.write_text("字节跳动 | | ByteDance |\n", encoding="utf-8")
    write("a.md", body="ByteDance said so.")
    board.run(companies=own)
    for name in ("ByteDance", "字节跳动"):
        decide(board, name, confirmed=False)
        board.run()
    assert known(board) == {}


def test_a_company_whose_address_writes_its_key_otherwise_takes_decisions(board: Desk, write: Write) -> None:
    write("a.md", head="title: A\ndate: 2022-03-28", body="Blue Harbor Robotics Inc. said so.")
    write("b.md", head="title: B\ndate: 2022-03-29", body="They saw the Harborine Drone fly.")
    board.run()
    decide(board, "Harborine Drone", "Blue-Harbor-Robotics", confirmed=True)
    board.run()
    assert board.titles("company", "Blue-Harbor-Robotics") == ["A", "B"]


def test_a_decision_stays_with_a_company_whose_articles_give_it_another_short_name(board: Desk, write: Write) -> None:
    define = "今日，中科尚易健康科技（北京）有限公司（以下简称“{}”）公告。"
    write("a.md", head="title: 甲\ndate: 2022-03-28", body=define.format("中科尚易"))
    write("b.md", head="title: 别名\ndate: 2022-03-29", body="今日，尚易机器人公告。")
    board.run()
    decide(board, "尚易机器人", "中科尚易", confirmed=True)
    board.run()
    for number in range(6):
        write(f"c{number}.md", head=f"title: '{number}'\ndate: 2022-03-30", body=define.format("尚易健康"))
    board.run()
    (key,) = known(board)
    assert "别名" in board.titles("company", key)


def test_an_article_teaches_when_its_date_comes_and_no_more_when_it_is_put_off(board: Desk, write: Write) -> None:
    write("old.md", head="title: 旧\ndate: 2022-03-01", body="瑞泰来医药签约。")
    ingester = Ingester(board.store, board.settings, Watchers(clock=lambda: NOW))
    for year, titles in (("2027", []), ("2022", ["一", "旧"]), ("2027", [])):
        write("a.md", head=f"title: 一\ndate: {year}-03-02", body="日前，瑞泰来医药(300436.SZ)公告。")
        ingester.run()
        assert board.titles("company", "300436.SZ") == titles


def _after(steps: int) -> Callable[[], bool]:
    """Tells to stop once it was asked that often."""
    left = iter(range(steps))
    return lambda: next(left, None) is None


Fault = Callable[[str], None]


@pytest.fixture
def fault(monkeypatch: pytest.MonkeyPatch) -> Fault:
    """Has matching, and then reading what an article teaches, fail over every text that holds some words."""

    def have_fail(words: str) -> None:
        monkeypatch.setattr(Matcher, "match", _failing(Matcher.match, words))
        monkeypatch.setattr(learner, "lessons", _failing(teaching.lessons, words))

    return have_fail


def _failing(real: Callable[..., Any], words: str) -> Callable[..., Any]:
    def fail(*given: Any) -> Any:
        zones = next(each for each in given if isinstance(each, tuple))
        if any(words in zone.text for zone in zones):
            raise KeyError(words)
        return real(*given)

    return fail


def test_an_article_over_which_matching_fails_is_held_back_alone(board: Desk, write: Write, fault: Fault) -> None:
    fault("奇文")
    for number in range(3):
        write(f"{number}.md", head=f"title: '{number}'\ndate: 2022-03-0{number + 1}", body="广生堂(300436.SZ)公告。")
    write("bad.md", head="title: 坏\ndate: 2022-03-02", body="广生堂(300436.SZ)的奇文。")
    report = board.run()
    assert board.titles() == board.titles("company", "300436.SZ") == ["0", "1", "2"]
    (problem,) = board.problems()
    assert (problem.path, problem.rule, problem.held) == ("bad.md", "build", True)
    assert problem.found == "matching it failed: KeyError: \"'奇文'\""
    assert (report.added, report.problems) == (3, 1)


def test_an_article_over_which_matching_does_not_end_is_held_back_alone(
    board: Desk, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    def go_on(zones: Sequence[Zone], *_: Any) -> tuple[Mention, ...]:
        while any("奇文" in zone.text for zone in zones):
            pass
        return ()

    monkeypatch.setattr(Matcher, "match", lambda _, *given: go_on(*given))
    write("a.md", head="title: 好\ndate: 2022-03-01", body="公告。")
    write("b.md", head="title: 坏\ndate: 2022-03-02", body="奇文。")
    report = board.run(build_seconds=1)
    assert board.titles() == ["好"]
    (problem,) = board.problems()
    assert (problem.path, problem.rule, problem.held) == ("b.md", "time", True)
    assert problem.found == "matching it took more than 1 s of the processor's time, or 10 times that"
    assert (report.added, report.problems) == (1, 1)


def test_an_article_that_changed_and_cannot_be_matched_is_served_as_it_was(
    board: Desk, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("a.md", head="title: 旧\ndate: 2022-03-01", body="广生堂(300436.SZ)公告。")
    board.run()
    with monkeypatch.context() as patched:
        patched.setattr(learner, "lessons", _failing(teaching.lessons, "奇文"))
        write("a.md", head="title: 新\ndate: 2022-03-01", body="广生堂(300436.SZ)的奇文。")
        board.run()
        assert board.titles() == board.titles("company", "300436.SZ") == ["旧"]
        assert [(problem.path, problem.held) for problem in board.problems()] == [("a.md", True)]
    board.run()
    assert board.titles() == board.titles("company", "300436.SZ") == ["新"]
    assert board.problems() == []


def test_an_article_that_cannot_be_matched_again_stays_in_its_feeds(
    board: Desk, write: Write, tmp_path: Path, fault: Fault
) -> None:
    write("a.md", head="title: 一\ndate: 2022-03-01", body="广生堂(300436.SZ)的奇文。")
    write("b.md", head="title: 二\ndate: 2022-03-02", body="诺菲医药公告。")
    board.run()
    fault("奇文")
    own = tmp_path / "own.txt"
    own.write_text("688999.SH | | 诺菲医药 |\n", encoding="utf-8")
    for is_held in (False, True):
        board.run(companies=own)
        assert board.titles() == ["一", "二"]
        assert (board.titles("company", "300436.SZ"), board.titles("company", "688999.SH")) == (["一"], ["二"])
        assert [(problem.path, problem.held) for problem in board.problems()] == [("a.md", is_held)]


def test_a_name_that_held_for_a_time_finds_articles_of_that_time(board: Desk, write: Write, tmp_path: Path) -> None:
    own = tmp_path / "own.txt"
    own.write_text("META.US | | Meta Platforms | Facebook (..2021-10-27)\n", encoding="utf-8")
    write("a.md", head="title: 前\ndate: 2021-03-01 10:00:00 +0800", body="Facebook构建模型。")
    write("b.md", head="title: 后\ndate: 2022-03-01 10:00:00 +0800", body="在Facebook聊天。")
    board.run(companies=own)
    assert board.titles("company", "META.US") == ["前"]


def test_articles_about_a_company_alone_are_a_feed_of_their_own(board: Desk, write: Write, tmp_path: Path) -> None:
    own = tmp_path / "own.txt"
    own.write_text("NIO.US | | 蔚来 |\n", encoding="utf-8")
    write("a.md", head="title: 蔚来交付\ndate: 2022-03-01 10:00:00 +0800", body="今日。")
    write("b.md", head="title: 别\ndate: 2022-03-02 10:00:00 +0800", body="车市很热，" * 40 + "蔚来也在。")
    board.run(companies=own)
    with board.store.reading() as connection:
        feed = pages.find(connection, board.store.authority, "company", "NIO.US")
        assert feed is not None
        every = [entry.title for entry in pages.entries(connection, feed.term_id, 10)]
        about = [entry.title for entry in pages.entries(connection, feed.term_id, 10, "subject")]
    assert (every, about) == (["别", "蔚来交付"], ["蔚来交付"])
    # A rebuild of the same article keeps its role.
    write("a.md", head="title: 蔚来交付了\ndate: 2022-03-01 10:00:00 +0800", body="今日。")
    board.run()
    with board.store.reading() as connection:
        assert [entry.title for entry in pages.entries(connection, feed.term_id, 10, "subject")] == ["蔚来交付了"]


def test_an_imported_list_counts_and_the_starter_s_names_go_over_it(make_settings: Callable[..., Settings]) -> None:

    settings = make_settings(starter="true")
    folder = settings.data / "companies"
    folder.mkdir(parents=True)
    (folder / "hk.csv").write_text(
        "key,listings,name,names\n00700.HK,,TENCENT,\n00701.HK,,凌岳国际,\n", encoding="utf-8"
    )
    # What Emacs and macOS lay beside a file.
    (folder / ".#hk.csv").symlink_to("somebody@desk.1")
    (folder / "._hk.csv").write_bytes(b"\x00\x05\x16\x07\xff")
    found = {company.key: company for company in registries.load(settings).companies}
    assert (found["00700.HK"].name, found["00701.HK"].name) == ("腾讯控股", "凌岳国际")
    assert "TENCENT" in {name.text for name in found["00700.HK"].names}


@pytest.mark.parametrize(
    ("whole", "half", "said"),
    [
        (
            '[[company]]\nname = "凌岳国际"\n',
            '[[company]]\nname = "凌岳',
            r"own\.toml: no valid TOML: .*; mend the syntax",
        ),
        ("key,listings,name,names\n,,凌岳国际,\n", "", r"own\.csv:1: header is ''; write key,listings,name,names"),
    ],
    ids=["toml", "csv"],
)
def test_a_registry_file_that_is_saved_by_half_takes_no_company_away(
    board: Desk, write: Write, tmp_path: Path, whole: str, half: str, said: str
) -> None:
    own = tmp_path / ("own.csv" if whole.startswith("key,") else "own.toml")
    own.write_text(whole, encoding="utf-8")
    write("a.md", body="凌岳国际签约。")
    board.settings = board.make(companies=own)
    ingester = Ingester(board.store, board.settings, Watchers(clock=lambda: NOW))
    ingester.run()
    own.write_text(half, encoding="utf-8")
    with pytest.raises(RegistryError, match=said):
        ingester.registrar.load()
    ingester.run()
    assert board.titles("company", "凌岳国际") == ["One"]


@pytest.fixture
def halved(board: Desk, write: Write, tmp_path: Path) -> Desk:
    """A desk whose registry file was read, and can be read no more."""
    own = tmp_path / "own.toml"
    own.write_text('[[company]]\nname = "凌岳国际"\n', encoding="utf-8")
    write("a.md", body="凌岳国际签约。")
    board.settings = board.make(companies=own)
    board.run()
    own.write_text("[[company", encoding="utf-8")
    write("b.md", head="title: Two\ndate: 2022-03-29 10:00:00 +0800", body="凌岳国际再签。")
    return board


def test_an_ingester_that_follows_another_goes_on_with_the_companies_that_the_file_named(
    halved: Desk, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    before = known(halved)
    for _ in range(2):
        follower = Registrar(halved.settings, follows=True)
        Ingester(halved.store, halved.settings, Watchers(clock=lambda: NOW), follower).run()
        assert halved.titles("company", "凌岳国际") == ["One", "Two"]
    assert known(halved) == before
    said = f"cannot read the registry file {tmp_path / 'own.toml'}: no valid TOML"
    told = [each.message for each in caplog.records if each.message.startswith(said)]
    assert [each.endswith("; companies are matched as before") for each in told] == [True, True]
    (tmp_path / "own.toml").write_text('[[company]]\nname = "凌岳国际"\n[[company]]\nname = "再签"\n', encoding="utf-8")
    follower.load()
    assert {company.name for company in follower.learner._registry.companies} == {"凌岳国际", "再签"}


def test_a_registrar_goes_on_over_another_opening_of_the_store_and_learns_anew(halved: Desk, tmp_path: Path) -> None:
    half = (tmp_path / "own.toml").read_text(encoding="utf-8")
    (tmp_path / "own.toml").write_text('[[company]]\nname = "凌岳国际"\n', encoding="utf-8")
    kept = Registrar(halved.settings)
    Ingester(halved.store, halved.settings, Watchers(clock=lambda: NOW), kept)
    before = kept.learner
    (tmp_path / "own.toml").write_text(half, encoding="utf-8")
    Ingester(halved.store, halved.settings, Watchers(clock=lambda: NOW), kept).run()
    assert kept.learner is not before
    assert halved.titles("company", "凌岳国际") == ["One", "Two"]


def test_an_ingester_of_its_own_or_with_other_files_does_not_begin_with_one_that_cannot_be_read(
    halved: Desk, tmp_path: Path
) -> None:
    with pytest.raises(RegistryError, match="no valid TOML"):
        Ingester(halved.store, halved.settings)
    (tmp_path / "other.toml").write_text("[[company", encoding="utf-8")
    others = halved.make(companies=tmp_path / "other.toml")
    with pytest.raises(RegistryError, match=r"other\.toml: no valid TOML"):
        Ingester(halved.store, others, registrar=Registrar(others, follows=True))


def test_the_starter_files_have_no_problems_and_can_be_switched_off() -> None:

    merged = registries.load(config.load(environ={}))
    assert merged.problems == ()
    assert len(merged.companies) > 10_000
    assert registries.load(config.load(environ={"FEEDSVC_STARTER": "false"})).companies == ()


CHINESE = {
    "300436.SZ": "瑞泰来医药", "AAPL.US": "苹果公司", "META.US": "Meta", "万科": "万科", "凌岳国际": "凌岳国际",
    "西门子": "西门子",
}  # fmt: skip
LATIN = CHINESE | {"AAPL.US": "Apple Inc.", "西门子": "Siemens"}


@pytest.mark.parametrize(
    ("language", "labels"),
    [("en", LATIN), ("de-AT", LATIN), ("zh-TW", CHINESE), ("ja", CHINESE), ("ko", CHINESE)],
)
def test_companies_of_files_are_shown_in_the_desk_s_language_and_anew_once_that_changes(
    board: Desk, write: Write, tmp_path: Path, language: str, labels: dict[str, str]
) -> None:
    own = tmp_path / "own.txt"
    lines = (
        "AAPL.US | | 苹果公司 | ?苹果, Apple Inc.",
        "西门子 | | 西门子 | Siemens",
        "META.US | | Meta | 脸书",
        "万科 | | 万科 |",
    )
    own.write_text("\n".join(lines), encoding="utf-8")
    write("a.md", body="日前，瑞泰来医药(300436.SZ)与Rui Tai Lai Pharma(300436.SZ)、Siemens、苹果公司签约。")
    board.run(companies=own)
    decide(board, "凌岳国际", confirmed=True)
    decide(board, "Apple Computer", "AAPL.US", confirmed=True)
    board.run()

    def feeds() -> dict[str, tuple[str, str]]:
        with board.store.reading() as connection:
            found = {key: pages.find(connection, board.store.authority, "company", key) for key in known(board)}
        return {key: (feed.uuid, feed.label) for key, feed in found.items() if feed}

    before = feeds()
    for tongue, expected in ((language, labels), ("zh-CN", CHINESE)):
        board.run(companies=own, language=tongue)
        assert {key: label for key, (_, label) in feeds().items()} == expected
        assert {key: uuid for key, (uuid, _) in feeds().items()} == {key: uuid for key, (uuid, _) in before.items()}
        (entry,) = board.entries("company", "西门子")
        assert {each.key: each.name for each in entry.companies} == {
            key: expected[key] for key in ("300436.SZ", "AAPL.US", "西门子")
        }


def test_a_search_of_many_articles_goes_on_between_changes(
    board: Desk, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("feedsvc.learner.SLICE", 2)
    for number in range(9):
        write(f"{number}.md", head=f"title: '{number}'\ndate: 2022-03-01 10:00:00 +0800", body="瑞泰来医药签约。")
    ingester = Ingester(board.store, board.settings, Watchers(clock=lambda: NOW))
    ingester.run()
    write("a.md", head="title: a\ndate: 2022-03-02 10:00:00 +0800", body="日前，瑞泰来医药(300436.SZ)公告。")
    ingester.run({"posts": {"a.md"}})
    found = [len(board.titles("company", "300436.SZ"))]
    while found[-1] < 10 and len(found) < 9:
        ingester.attend()
        found.append(len(board.titles("company", "300436.SZ")))
    assert found == [6, 10]


def test_a_decision_counts_in_the_run_in_which_another_listing_becomes_the_key(
    board: Desk, write: Write, tmp_path: Path
) -> None:
    own = tmp_path / "own.txt"
    own.write_text("600030.SH | 06030.HK | 中信证券 |\n", encoding="utf-8")
    write("a.md", head="title: 甲\ndate: 2022-03-01", body="今日，中信证宣布。")
    board.run(companies=own)
    decide(board, "中信证", "600030.SH", confirmed=True)
    board.run()
    own.write_text("06030.HK | 600030.SH | 中信证券 |\n", encoding="utf-8")
    board.run()
    assert (list(known(board)), board.titles("company", "06030.HK")) == (["06030.HK"], ["甲"])


def test_what_is_learned_already_is_not_worked_out_again(
    board: Desk, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    worked: list[int] = []

    def counted(*given):  # type: ignore[no-untyped-def]
        worked.append(1)
        return learning.learn(*given)

    monkeypatch.setattr(learner, "learn", counted)
    write("a.md", head="title: 一\ndate: 2022-03-01 10:00:00 +0800", body="日前，瑞泰来医药(300436.SZ)公告。")
    ingester = Ingester(board.store, board.settings, Watchers(clock=lambda: NOW))
    ingester.run()
    worked.clear()
    write("b.md", head="title: 二\ndate: 2022-03-02 10:00:00 +0800", body="瑞泰来医药回购。")
    ingester.run({"posts": {"b.md"}})
    assert worked == []
    assert board.titles("company", "300436.SZ") == ["一", "二"]
    decide(board, "瑞泰来医药", "300436.SZ", confirmed=False)
    ingester.decide()
    assert worked != []
    assert board.titles("company", "300436.SZ") == ["一"]
    worked.clear()
    write("c.md", head="title: 三\ndate: 2022-03-03 10:00:00 +0800", body="日前，广生堂(300437.SZ)公告。")
    ingester.run({"posts": {"c.md"}})
    assert worked != []
    assert board.titles("company", "300437.SZ") == ["三"]

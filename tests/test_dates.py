"""dates.parse: a table of named cases under data/dates, and what must hold for any text and any instant."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedsvc.articles import dates
from feedsvc.articles.dateforms import MONTHS
from feedsvc.errors import DateError

DATA = Path(__file__).parent / "data" / "dates"
SHANGHAI = ZoneInfo("Asia/Shanghai")
ZONES = ("Asia/Shanghai", "UTC", "America/New_York", "Australia/Lord_Howe", "Europe/London", "Pacific/Kiritimati")


@dataclass(frozen=True)
class Case:
    """One line of a table: either `at` and `assumed`, or `error`, a part of the message."""

    name: str
    raw: str
    zone: str
    day_first: bool | None = None
    at: str = ""
    assumed: tuple[str, ...] = ()
    error: str = ""


def cases() -> list[Case]:
    rows = [
        json.loads(line) | {"name": f"{path.stem}-{json.loads(line)['name']}"}
        for path in sorted(DATA.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    return [Case(**{**row, "assumed": tuple(row.get("assumed", ()))}) for row in rows]


CASES = cases()
TAKEN = [case for case in CASES if case.at]
REFUSED = [case for case in CASES if case.error]


@pytest.mark.parametrize("case", TAKEN, ids=lambda case: case.name)
def test_date_is_taken(case: Case) -> None:
    moment = dates.parse(case.raw, ZoneInfo(case.zone), day_first=case.day_first)
    assert moment.at == datetime.fromisoformat(case.at)
    assert moment.at.tzinfo is UTC
    assert moment.at.microsecond == 0
    assert moment.assumed == case.assumed


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: case.name)
def test_date_is_refused(case: Case) -> None:
    with pytest.raises(DateError) as caught:
        dates.parse(case.raw, ZoneInfo(case.zone), day_first=case.day_first)
    message = str(caught.value)
    assert case.error in message
    assert message.startswith(repr(case.raw[:40])[:-1])
    assert not message.endswith(".")


def test_cases_are_many_and_named_once() -> None:
    assert len(TAKEN) >= 150
    assert len({case.name for case in CASES}) == len(CASES)


def test_message_for_no_date_is_short() -> None:
    with pytest.raises(DateError, match=r"^'Invalid Date' is not a date$"):
        dates.parse("Invalid Date", SHANGHAI)


@given(st.text(max_size=150), st.sampled_from([None, True, False]))
@settings(deadline=None)
def test_any_text_is_a_date_or_a_date_error(raw: str, day_first: bool | None) -> None:
    try:
        moment = dates.parse(raw, SHANGHAI, day_first=day_first)
    except DateError as error:
        assert str(error)
    else:
        assert moment.at.tzinfo is UTC


PIECES = st.one_of(
    st.integers(0, 99999).map(str),
    st.sampled_from(
        [
            *MONTHS,
            *"年月日时分秒:/.-+,TZ ()[]",
            "Mon",
            "PM",
            "下午",
            "晚上",
            "CST",
            "GMT",
            "+0800",
            "2022",
            "of",
            "m=",
            "W",
            "h",
        ]
    ),
    st.text(max_size=3),
)


@given(st.lists(PIECES, max_size=14).map("".join), st.sampled_from(ZONES))
@settings(max_examples=500, deadline=None)
def test_any_pieces_of_dates_are_a_date_or_a_date_error(raw: str, zone: str) -> None:
    try:
        moment = dates.parse(raw, ZoneInfo(zone))
    except DateError:
        return
    assert 1989 <= moment.at.year <= 9999


def instants(first: str, last: str) -> st.SearchStrategy[datetime]:
    """UTC datetimes in whole seconds between two days."""
    bounds = (datetime.fromisoformat(first), datetime.fromisoformat(last))
    return st.datetimes(*bounds, timezones=st.just(UTC)).map(lambda at: at.replace(microsecond=0))


INSTANTS = instants("1990-01-03", "9999-12-29")
OFFSETS = st.integers(-12 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))


@given(INSTANTS, OFFSETS, st.sampled_from(ZONES))
def test_iso_and_rfc_2822_give_back_the_instant(at: datetime, offset: timezone, zone: str) -> None:
    local = at.astimezone(offset)
    for written in (
        local.isoformat(),
        local.isoformat(" ", "seconds"),
        local.strftime("%Y%m%dT%H%M%S%z"),
        local.strftime("%Y-%m-%d %H:%M:%S %z"),
        local.strftime("%G-W%V-%uT%H:%M:%S%z"),
        local.strftime("%Y-%jT%H:%M:%S%z"),
        format_datetime(local),
        local.strftime("%a %b %d %H:%M:%S %z %Y"),
        local.strftime("%Y年%m月%d日 %H时%M分%S秒 %z"),
    ):
        moment = dates.parse(written, ZoneInfo(zone))
        assert (moment.at, moment.assumed) == (at, ()), written


@given(INSTANTS, st.sampled_from(ZONES))
def test_naive_time_is_in_the_zone_of_the_source(at: datetime, zone: str) -> None:
    local = at.astimezone(ZoneInfo(zone))
    moment = dates.parse(local.strftime("%Y-%m-%d %H:%M:%S"), ZoneInfo(zone))
    assert moment.assumed == ("timezone",)
    assert moment.at in (at, local.replace(fold=0).astimezone(UTC))


@given(instants("2001-09-10", "2286-11-20"))
def test_epoch_gives_back_the_instant(at: datetime) -> None:
    seconds = int((at - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds())
    assert dates.parse(str(seconds), SHANGHAI).at == at
    assert dates.parse(f"{seconds}999", SHANGHAI).at == at


def test_machine_zone_and_locale_change_nothing() -> None:
    program = (
        "import json, sys; from zoneinfo import ZoneInfo; from feedsvc.articles.dates import parse\n"
        "for raw, zone in json.loads(sys.argv[1]): print(parse(raw, ZoneInfo(zone)).at.isoformat())"
    )
    chosen = [(case.raw, case.zone) for case in TAKEN if case.day_first is None]
    answers = {
        subprocess.run(
            [sys.executable, "-c", program, json.dumps(chosen)],
            env={**os.environ, "TZ": zone, "LC_ALL": "C.UTF-8", "PYTHONPATH": str(Path(__file__).parent.parent)},
            cwd=Path(__file__).parent.parent,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for zone in ("UTC", "Asia/Shanghai", "America/Chicago")
    }
    assert len(answers) == 1


@pytest.mark.parametrize(
    ("path", "want"),
    [
        ("_posts/2022-03-28-slug.md", "2022-03-28"),
        ("2022-03-28.md", "2022-03-28"),
        ("2021-12-08-202112082206672930.md", "2021-12-08"),
        ("posts/2022-03-28-slug/index.md", "2022-03-28"),
        ("2022/03/28/slug/index.md", "2022/03/28"),
        ("blog/2022/3/8/slug.md", "2022/3/8"),
        ("2022/03/28/2022-03-29-slug.md", "2022-03-29"),
        ("20220328-slug.md", "2022-03-28"),
        ("2022_03_28_slug.md", "2022-03-28"),
        ("2022.03.28 slug.md", "2022.03.28"),
        ("202203282325355237.md", None),
        ("20240301083000-slug.md", "2024-03-01"),
        ("20240301083000.md", "2024-03-01"),
        ("20240301253000.md", None),
        ("20240301083000/a.md", None),
        ("2022-03-28/20240301083000/a.md", "2022-03-28"),
        ("2022-03-28/20240301083000.md", "2024-03-01"),
        ("2024030108300.md", None),
        ("2024年3月1日-早报.md", None),
        ("-202205262391921712.md", None),
        ("2022-3-8-slug.md", "2022-3-8"),
        ("[2022-03-28] Slug.md", "2022-03-28"),
        ("【20220328】早报.md", "2022-03-28"),
        ("(2022-03-28)/a.md", "2022-03-28"),
        ("[[2022-03-28]].md", None),
        ("[2022-03-281].md", None),
        ("_posts/2022-12-8-slug.md", "2022-12-8"),
        ("2022-3-28-slug/index.md", "2022-3-28"),
        ("2022-3-8.md", None),
        ("2022-3-slug.md", None),
        ("2022-3-281-slug.md", None),
        ("2022.3.8-slug.md", None),
        ("2022-13-8-slug.md", None),
        ("2022-13-45-slug.md", None),
        ("2022-03-slug.md", None),
        ("1969-12-31-slug.md", None),
        ("slug.md", None),
        ("2022/03/slug.md", None),
        ("a2022-03-28.md", None),
        ("", None),
    ],
)
def test_path_gives_the_day_that_it_begins_with(path: str, want: str | None) -> None:
    assert dates.from_path(path) == want


@pytest.mark.parametrize(
    ("path", "want"),
    [
        ("早报-2024-03-01.md", "2024-03-01"),
        ("a/news_20240301.md", "2024-03-01"),
        ("新闻联播 2024.03.01.txt", "2024-03-01"),
        ("news20240301.md", None),
        ("news-120240301.md", None),
        ("news-20241301.md", None),
        ("fair-2024-01-02-2024-01-05.md", None),
        ("fair-20240102_20240105.md", None),
        ("早报-2024-03-01/a.md", None),
        ("早报-03-01.md", None),
        ("", None),
    ],
)
def test_name_gives_the_day_that_it_ends_with(path: str, want: str | None) -> None:
    assert dates.from_title(path) == want


@pytest.mark.parametrize(
    ("path", "want"),
    [
        ("2024年3月1日-早报.md", "2024-3-1"),
        ("2024年03月01日 早报/index.md", "2024-03-01"),
        ("2008年5月12日汶川地震纪实.md", "2008-5-12"),
        ("2024年3月1日/早报-2024-03-02.md", "2024-3-1"),
        ("早报-2024-03-01.md", "2024-03-01"),
        ("早报2024年3月1日.md", "2024-3-1"),
        ("早报（2024年3月1日）.md", "2024-3-1"),
        ("早报【2024年13月1日】.md", None),
        ("2023年财报2024年3月1日.md", None),
        ("【2024年3月1日】早报.md", "2024-3-1"),
        ("2024年3月早报.md", None),
        ("2024年13月1日.md", None),
        ("", None),
    ],
)
def test_a_title_of_a_name_gives_the_day_that_it_begins_or_ends_with(path: str, want: str | None) -> None:
    assert dates.from_title(path) == want


@given(st.text(max_size=60))
def test_day_of_a_path_can_be_parsed(path: str) -> None:
    found = dates.from_path(path)
    if found is not None:
        assert dates.parse(found, UTC).assumed == ("timezone", "time")


@pytest.mark.parametrize(
    ("address", "day"),
    [
        ("2014/12/12/1.0-Timeline", "2014/12/12"),
        ("/inside-rust/2020/07/27/x.html", "2020/07/27"),
        ("https://x.example/2014/1/2/", "2014/1/2"),
        ("https://x.example/news/2014-12/12/a.html", "2014/12/12"),
        ("https://x.example/20220328/123.html", "2022-03-28"),
        ("/a/2022-03-28-x/", "2022-03-28"),
        ("https://x.example/cj/2024/01-02/10139871.shtml", "2024/01/02"),
        ("https://x.example/n1/2024/0102/c1004-4015.html", "2024/01/02"),
        ("https://x.example/business/acme-says-2024-01-02/", "2024-01-02"),
        ("https://x.example/business/acme-in-2025-2024-01-02/", "2024-01-02"),
        ("/business/acme-says-2024-01-02.html?from=2023-01-02", "2024-01-02"),
        ("https://x.example/2014/12/12/acme-says-2024-01-02/", "2014/12/12"),
        ("https://x.example/2024/0102/", None),
        ("https://x.example/2024/1-2/a.html", None),
        ("https://x.example/2024/01-02", None),
        ("https://x.example/2024/1302/a.html", None),
        ("https://x.example/2024/01021/a.html", None),
        ("https://x.example/12024/0102/a.html", None),
        ("https://x.example/acme-says-2024-01-02/comments/", None),
        ("https://x.example/acme-says-2024-13-02/", None),
        ("https://x.example/fair-2024-01-02-2024-01-05/", None),
        ("https://x.example/fair-2024-01-to-2024-01-05/", None),
        ("https://x.example/acme-12024-01-02/", None),
        ("https://x.example/acme-2024-01-023/", None),
        ("https://x.example/2014/12/12?d=2015/01/01", "2014/12/12"),
        ("https://x.example/a?d=2014/12/12", None),
        ("https://2014.12.12.example/a", None),
        ("https://x.example/2014/12/", None),
        ("https://x.example/2014/13/12/a", None),
        ("https://x.example/1949/10/01/a", None),
        ("https://x.example/202203282325355237.html", None),
        ("https://web.archive.org/web/20220328191315/https://example.com/a", None),
        ("https://web.archive.org/web/20220328191315/https://example.com/2015/03/01/a", "2015/03/01"),
        ("https://x.example/20220328191315.html", None),
        ("", None),
    ],
)
def test_an_address_names_a_whole_day_or_none(address: str, day: str | None) -> None:
    assert dates.from_address(address) == day


@given(st.text(max_size=100))
def test_whatever_day_an_address_names_is_a_date(address: str) -> None:
    found = dates.from_address(address)
    if found is not None:
        dates.parse(found, SHANGHAI)

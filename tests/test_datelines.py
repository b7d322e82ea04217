"""The date that a body gives itself."""

from __future__ import annotations

import json
import time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedsvc.articles import dates
from feedsvc.articles.datelines import written
from tests.body_stages import cases
from tests.html_pieces import MARKUP

CASES = [json.loads(line) for path in cases("datelines", ".jsonl") for line in path.read_text("utf-8").splitlines()]


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_dateline(case: dict[str, str]) -> None:
    expected = (case["date"], case.get("how", "dateline")) if "date" in case else None
    assert written(case["html"]) == expected


def test_cases_have_names_of_their_own() -> None:
    assert len({case["case"] for case in CASES}) == len(CASES) > 60


PIECES = st.lists(
    st.sampled_from(
        ["2022-03-28", "2022年3月28日", "March 28, 2022", " 19:13", "发布时间：", "<time>", "</time>", "来源：", "电"]
    )
    | MARKUP,
    max_size=8,
).map("".join)


@settings(max_examples=300)
@given(PIECES)
def test_whatever_comes_back_is_a_date(html: str) -> None:
    found = written(html)
    if found is not None:
        dates.parse(found[0], ZoneInfo("Asia/Shanghai"))


@pytest.mark.parametrize(
    "piece", ['<time class="published">x</time>', "<time>x</time>", "<article><time>x</time></article>"]
)
def test_thousands_of_dates_take_linear_time(piece: str) -> None:
    start = time.perf_counter()
    written(f"<h1>x</h1><div>{piece * 5_000}</div>")
    assert time.perf_counter() - start < 4


MENU = "".join(f'<p><a href="/{number}">新闻{number}</a></p>' for number in range(9))
ARTICLE = '<div class="news_txt">' + "公司公布第三季度营收，同比增长一成。" * 20 + "</div>"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (f"<div>{MENU}</div><h1>营收创新高</h1><p>石佳/某报</p><p>2019-09-24 09:10</p>{ARTICLE}", "2019-09-24 09:10"),
        (f"<div>{MENU}</div><h1>营收创新高</h1>{ARTICLE}<p>2019-09-25 09:10</p>", None),
        (f"<div>{MENU}</div><p>2019-09-23</p><h1>营收创新高</h1><p>2019-09-24</p>{ARTICLE}", "2019-09-24"),
    ],
)
def test_of_a_page_the_lines_of_its_article_are_asked(html: str, expected: str | None) -> None:
    found = written(html, "营收创新高")
    assert (found[0] if found else None) == expected
    assert written(f"{html}<div>{MENU}</div>") is None

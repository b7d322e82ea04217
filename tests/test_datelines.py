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
    start = time.process_time()
    written(f"<h1>x</h1><div>{piece * 5_000}</div>")
    assert time.process_time() - start < 4


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


TITLE = "某厂明年开工新工厂"
NEWEST = "<ul><li>2021-01-01 某地下雪</li></ul>"


@pytest.mark.parametrize(
    ("below", "expected"),
    [
        ("<div>2022-03-28 19:13:15 字号：A- A A+ 来源：某网</div>", "2022-03-28 19:13:15"),
        ("<p>发表于2022-03-28 19:13| 1164次阅读| 0 条评论| 作者魏甲</p>", "2022-03-28 19:13"),
        ("<div>2022-03-28 · 某城报道</div>", "2022-03-28"),
        ("<div>原创 某某说 2022-03-28 19:13:15</div>", "2022-03-28 19:13:15"),
        ("<p><span>2022年03月28日 19:13:15</span><br><span>来源：某某号</span></p>", "2022年03月28日 19:13:15"),
        ("<p>分享：</p><p>9 23</p><div>2022-03-28 19:13</div><p>更新: 2022-03-29 08:00</p>", "2022-03-28 19:13"),
        ("<table><tr><td>来源: | 发布日期: 2022-03-28 | 浏览次数: 2168</td></tr></table>", "2022-03-28"),
        ("<p>2022年3月28日下午，某地来人走访。</p>", None),
        ("<div>2022-03-28 19:13 开始报名</div>", None),
        ("<p>2022年3月28日起施行</p>", None),
        ("<p>2022年3月28日 某市代表大会通过</p>", None),
        ("<p>开考时间 2022-03-28 09:00</p>", None),
        ("<p>2022/03/28 - 2022/04/05</p>", None),
        ("<p>March 28, 2022 was the day when the mill burnt down.</p>", None),
        ("<p>March 28, 2022 – April 5, 2022 Milltown</p>", None),
        ("<p>March 28, 2022 - By Jane Doe, Mill Times</p>", "March 28, 2022"),
        ("<p>2022-03-28 起点某网</p>", "2022-03-28"),
        ("<p>March 28, 2022 | By Jane Doe | 5 min read</p>", "March 28, 2022"),
        ("<div>2022-03-28 19:13</div><div>2022-03-29 19:13</div>", None),
        (f"<p>{'某厂的新工厂明年开工，工人都很高兴。' * 10}</p><div>2022-03-28 19:13</div>", None),
    ],
)  # fmt: skip
@pytest.mark.parametrize("title", [f"<h1>{TITLE}</h1>", f"<h3>原创{TITLE}</h3>", f"<div>{TITLE}</div>"])
def test_of_a_page_the_line_below_its_title_says_when(title: str, below: str, expected: str | None) -> None:
    menu = "<ul>" + "<li>某栏目</li>" * 9 + "</ul>"
    text = "<p>" + "某厂的新工厂明年开工，工人都很高兴。" * 5 + "</p>"
    found = written(f"{menu}{title}{below}{text}{NEWEST}", f"{TITLE}_某网")
    assert found == (None if expected is None else (expected, "dateline"))


def test_below_another_heading_than_its_title_a_date_is_not_the_pages() -> None:
    assert written(f"<div>菜单</div>{NEWEST * 3}<h2>热点</h2><p>2022-03-28 19:13 某人</p>", f"{TITLE}_某网") is None
    assert written(f"<div>菜单</div>{NEWEST * 3}<h2>某</h2><p>2022-03-28 19:13 某人</p>", f"{TITLE}_某网") is None

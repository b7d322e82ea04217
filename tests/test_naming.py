"""Where a name ends and a longer word begins."""

from __future__ import annotations

import pytest

from feedsvc.companies.naming import accidents


@pytest.mark.parametrize("behind", ["业", "业的", "界人士"])
def test_a_long_name_that_begins_a_word_with_its_trade_is_none(behind: str) -> None:
    assert accidents(f"昨日，南京银行{behind}表示", [(3, 7)]) == {7}


@pytest.mark.parametrize(
    ("name", "behind"),
    [
        ("农业银行", "行长谷某"),
        ("海康威视", "为此"),
        ("三一重工", "作为龙头"),
        ("科大讯飞", "去年营收"),
        ("中国中车", "把订单"),
        ("贵州茅台", "独董"),
        ("比亚迪股份", "公司"),
        ("平安银行", "将于"),
        ("恒瑞医药", ""),
    ],
)
def test_a_long_name_stands_where_only_its_last_character_would_make_a_word(name: str, behind: str) -> None:
    assert accidents(f"，{name}{behind}", [(1, 1 + len(name))]) == set()


def test_many_names_are_judged_as_each_alone() -> None:
    text = "北京东路的南京银行业与壮大智慧产品，大智慧和中国药典，国药集团与平安银行。"
    names = ["京东", "南京银行", "大智慧", "国药", "平安银行"]
    spans = sorted((at, at + len(name)) for name in names for at in range(len(text)) if text.startswith(name, at))
    assert accidents(text, spans) == {end for start, end in spans if accidents(text, [(start, end)])}
    assert {text[start:end] for start, end in spans if end not in accidents(text, spans)} == {
        "大智慧",
        "国药",
        "平安银行",
    }

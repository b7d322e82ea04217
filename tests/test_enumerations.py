"""Ambiguous names that stand in an English list with a sure one."""

from __future__ import annotations

import pytest

from feedsvc.companies import evidence, formats
from feedsvc.companies.matcher import Matcher
from feedsvc.companies.registry import Registry
from feedsvc.model import Name, Zone

REGISTRY = """\
MSFT.US | | 微软 | Microsoft
NVDA.US | | 英伟达 | Nvidia
AAPL.US | | ?苹果 | ?Apple
TGT.US | | 塔吉特 | ?Target
V.US | | 维萨 | ?Visa
XYZ.US | | ?Block |
"""
COMPANIES = formats.parse(REGISTRY, "x").companies


def found(text: str) -> set[str]:
    zones = (Zone("body", text),)
    return {one.key for one in Matcher(Registry(COMPANIES)).match(zones, evidence.declared({}, zones, ()))}


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Its clients are Microsoft, Apple and others.", {"MSFT.US"}),  # of two without `and` nobody can tell
        ("Its clients are Microsoft, Apple, Visa and others.", {"MSFT.US", "AAPL.US", "V.US"}),
        ("Apple, Microsoft announce layoffs", {"MSFT.US", "AAPL.US"}),
        ("Microsoft, Apple to part ways", {"MSFT.US", "AAPL.US"}),
        ("At last Microsoft, Apple announce layoffs", {"MSFT.US"}),
        ("Microsoft, Apple pie is good", {"MSFT.US"}),
        ("It serves Visa and Microsoft well.", {"MSFT.US", "V.US"}),
        ("It serves Apple, Nvidia, and Block.", {"AAPL.US", "NVDA.US", "XYZ.US"}),
        ("Both Apple and Nvidia came.", {"AAPL.US", "NVDA.US"}),
        ("Apple's and Nvidia’s shops, Target's, and Visa's", {"AAPL.US", "NVDA.US"}),
        ("Microsoft’s, Apple’s and Visa’s shops", {"MSFT.US", "AAPL.US", "V.US"}),
        ("It was Microsoft & Target.", {"MSFT.US", "TGT.US"}),
        ("It was Apple or Target.", set()),
    ],
)
def test_an_ambiguous_name_in_an_english_list_with_a_sure_one_is_a_company(text: str, keys: set[str]) -> None:
    assert found(text) == keys


@pytest.mark.parametrize(
    "text",
    [
        "They went to Microsoft and Target Field.",
        "They met Adam Block, Microsoft and a few others.",
        "With Adam Block and Microsoft they won.",
        "In the lab of Microsoft, Apple trees grow.",
        "It is Microsoft and Apple-like phones.",
        "He left Microsoft\nand Apple pie is good.",
    ],
)
def test_what_only_stands_beside_a_company_is_no_member_of_a_list(text: str) -> None:
    assert found(text) == {"MSFT.US"}


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("谷香及珍味轩中期盈利分别跌6%和5%", {"X1", "X2"}),
        ("穀香及珍味軒中期盈利分別跌6%", {"X1", "X2"}),
        ("昨日谷香、珍味轩宣布涨价", {"X1", "X2"}),
        ("谷香、珍味軒造好，恒指升", {"X1", "X2"}),
        ("谷香、珍味轩受压", {"X1", "X2"}),
        ("谷香及珍味轩的菜都好吃", set()),
        ("谷香及珍味轩中期时", set()),
    ],
)
def test_ambiguous_names_in_a_chinese_list_that_has_results_or_acts_are_companies(text: str, keys: set[str]) -> None:
    companies = formats.parse("X1 | | ?谷香 |\nX2 | | ?珍味轩 |\n", "x").companies
    zones = (Zone("body", text),)
    assert {one.key for one in Matcher(Registry(companies)).match(zones, evidence.declared({}, zones, ()))} == keys


def test_a_word_that_articles_taught_is_no_member_of_a_list() -> None:
    company = COMPANIES[-1]
    taught = (*COMPANIES[:-1], company.__class__(company.key, "Block", (Name("Block", ambiguous=True, learned=True),)))
    zones = (Zone("body", "It serves Microsoft, Block and Nvidia."),)
    assert {one.key for one in Matcher(Registry(taught)).match(zones, ())} == {"MSFT.US", "NVDA.US"}


BANKS = """\
601288.SH | 01288.HK | 农业银行 | ?农行
601398.SH | 01398.HK | 工商银行 | ?工行
601988.SH | 03988.HK | ?中国银行 | ?中行
600029.SH | 01055.HK | 南方航空 | ?南航
600115.SH | 00670.HK | 中国东航 | ?东航
601318.SH | 02318.HK | 中国平安 | ?平安
"""


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("据报道，工行、农行、中行下调存款利率。", {"601398.SH", "601288.SH", "601988.SH"}),
        ("四大行中的工行和農行表示，", {"601398.SH", "601288.SH"}),
        ("机上坐着南航、东航的客人", {"600029.SH", "600115.SH"}),
        ("工行、平安、南航各一", set()),
        ("北航、南航的学生", set()),
        ("在工行对面，农行旁边", set()),
    ],
)
def test_short_names_of_one_trade_in_a_list_tell_of_each_other(text: str, keys: set[str]) -> None:
    zones = (Zone("body", text),)
    matcher = Matcher(Registry(formats.parse(BANKS, "x").companies))
    assert {one.key for one in matcher.match(zones, ())} == keys


APPLIANCES = """\
000333.SZ | | 美的集团 | ?美的
000651.SZ | | 格力电器 | ?格力
600690.SH | | 海尔智家 | ?海尔
AAPL.US | | 苹果公司 | ?苹果
01810.HK | | 小米集团 | ?小米
000061.SZ | | 深圳农产品 | ?农产品
7267.T | | 本田汽车 | ?本田
4502.T | | 武田制药 | ?武田
8604.T | | 野村控股 | ?野村
"""


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("家电市场竞争激烈，格力、美的、海尔纷纷降价。", {"000651.SZ", "000333.SZ", "600690.SH"}),
        ("格力、海尔、美的三大品牌占据六成份额。", {"000651.SZ", "000333.SZ", "600690.SH"}),
        ("本田、武田、野村、苹果都来了。", {"7267.T", "4502.T", "8604.T", "AAPL.US"}),
        ("小米、苹果、农产品涨价。", set()),
        ("她爱吃苹果、小米、玉米。", set()),
        ("最美的、格力、海尔都有。", set()),
        ("参赛的有武田、本田、野村三位选手。", set()),
        ("格力、海尔都降价。", set()),
    ],
)
def test_short_names_of_a_list_of_three_that_are_hardly_anything_else_are_companies(text: str, keys: set[str]) -> None:
    zones = (Zone("body", text),)
    matcher = Matcher(Registry(formats.parse(APPLIANCES, "x").companies))
    assert {one.key for one in matcher.match(zones, ())} == keys

"""Names of shares that an exchange cuts to fit."""

from __future__ import annotations

import time

import pytest

from feedsvc.companies import evidence, formats
from feedsvc.companies.abridged import beginnings, cut_names, ends_with_cut, is_marked
from feedsvc.companies.matcher import Matcher
from feedsvc.companies.registry import Registry, Rejected
from feedsvc.model import Zone

REGISTRY = """\
600519.SH |          | 贵州茅台   | 贵州茅台酒股份有限公司
300750.SZ |          | 宁德时代   |
601857.SH |          | ?中国石油 |
600028.SH |          | 中国石化   |
003004.SZ |          | 声迅股份   |
300269.SZ |          | 联建光电   |
联建科技  |          | 联建科技   |
600107.SH |          | ?美尔雅   |
002469.SZ |          | ?三维工程 |
688302.SH |          | 海创药业   |
600555.SH |          | 海航创新   |
06618.HK  |          | 京东健康   |
300063.SZ |          | 固态科技   |
300024.SZ |          | ?机器人   |
09660.HK  |          | ?地平线   |
"""
COMPANIES = formats.parse(REGISTRY, "registry.txt").companies
MATCHER = Matcher(Registry(COMPANIES))
WHOSE = beginnings((name.text, company.key) for company in COMPANIES for name in company.names)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("XD贵州茅今日跌2%，DR宁德时涨1%。", ["300750.SZ", "600519.SH"]),
        ("ＸＤ貴州茅今日下跌", ["600519.SH"]),
        ("XD贵州茅台今日下跌", ["600519.SH"]),
        ("ST声迅：撤销退市风险警示，*ST声迅(003004)公告", ["003004.SZ"]),
        ("*ST联建（300269）6月27日晚间公告", ["300269.SZ"]),
        ("今日ST尔雅(600107)公告", ["600107.SH"]),
        ("ST海创(600555)公告", ["600555.SH"]),
        ("退市声迅今日跌停", ["003004.SZ"]),
        ("声迅退、联建退盘中下跌", ["003004.SZ"]),
        ("尔雅退（600107）进入退市整理期，退市创新(600555)摘牌", ["600107.SH", "600555.SH"]),
        ("声迅退出市场，被强制退市声迅", []),
        ("股东声迅退，声迅退货", []),
        ("XD中国石下跌", []),
        ("*ST联建公告", []),
        ("ST尔雅公告", []),
        ("XR三维工具", []),
        ("REST声迅，AST声迅(003004)", []),
        ("贵州茅，声迅，XD声迅", []),
        ("ST固态变压器", []),
        ("XD京东健大涨", []),
        ("因为ST美尔雅的消息", ["600107.SH"]),
        ("因为*ST机器人的消息", ["300024.SZ"]),
        ("ST机器人：控股股东拟减持", ["300024.SZ"]),
        ("ST机器人控制方案发布，支持STM32", []),
        ("意法半导体ST机器人开发板，REST美尔雅", []),
        ("ST地平线的消息，*ST地平线", []),
        ("地平线-W的消息", ["09660.HK"]),
        ("因为地平线-SW。", ["09660.HK"]),
        ("地平线-Wi，地平线-2，美尔雅-W", []),
        ("贵州茅(600519)，REST联建(300269)", []),
    ],
)
def test_a_cut_name_is_the_only_company_whose_name_begins_so(text: str, keys: list[str]) -> None:
    zones = (Zone("body", text),)
    found = MATCHER.match(zones, evidence.declared({}, zones, ()))
    assert sorted(mention.key for mention in found) == keys


def test_a_cut_name_stands_in_the_text_as_it_is_written() -> None:
    text = "今日，ＸＤ貴\u200b州茅与XD贵州茅台"
    (found,) = MATCHER.match((Zone("body", text),), ())
    assert [(reason.start, reason.text) for reason in found.reasons] == [
        (text.index("貴"), "貴\u200b州茅"),
        (text.index("贵"), "贵州茅台"),
    ]


@pytest.mark.parametrize(("key", "count"), [("600519.SH", 0), ("", 0), ("300750.SZ", 1)])
def test_a_cut_name_that_a_person_rejected_is_none(key: str, count: int) -> None:
    matcher = Matcher(Registry(COMPANIES, frozenset({Rejected("贵州茅", key)})))
    assert len(matcher.match((Zone("body", "XD贵州茅下跌"),), ())) == count


def test_beginnings_of_several_companies_or_of_none_on_the_mainland_are_nobodys() -> None:
    assert WHOSE["贵州茅"] == "600519.SH"
    assert not {"中国石", "联建", "京东健", "声迅股份"} & WHOSE.keys()


@pytest.mark.parametrize(
    ("words", "is_end"),
    [
        ("公告称ST尔雅", True),
        ("*ST美尔", True),
        ("XD美尔雅", True),
        ("ST雅尔", False),
        ("REST尔雅", False),
        ("尔雅", False),
    ],
)
def test_in_front_of_a_code_the_letters_of_a_name_in_their_order_tell(words: str, is_end: bool) -> None:
    assert ends_with_cut(words, ["美尔雅"]) == is_end


@pytest.mark.parametrize(
    "piece", ["ST", "XD贵州茅", "*ST声迅(", "，退市声迅", "，声迅退", "ST声迅(600519)", "XDST", "Ｓ"]
)
def test_cut_names_in_hostile_repetition_are_linear(piece: str) -> None:
    text = "茅" + piece * (200_000 // len(piece))
    started = time.process_time()
    assert is_marked(text) == (piece != "Ｓ")
    list(cut_names(text, WHOSE))
    assert time.process_time() - started < 5

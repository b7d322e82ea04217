"""Names that companies of two exchanges share."""

from __future__ import annotations

import pytest

from feedsvc.companies import evidence, formats
from feedsvc.companies.homes import home
from feedsvc.companies.matcher import Matcher
from feedsvc.companies.registry import Registry
from feedsvc.model import Zone

REGISTRY = "00017.HK | | 新天发展 | ?新天\n600628.SH | | ?新天 |\nNEW.US | | 新天美国 | ?新天\n"
MATCHER = Matcher(Registry(formats.parse(REGISTRY, "x").companies))
NOBODY = Registry(())


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("新天股价跌5%，港股收市", ["00017.HK"]),
        ("新天股價跌5%，恒指收市", ["00017.HK"]),
        ("新天股价大跌，沪指收盘", ["600628.SH"]),
        ("新天股价大跌，沪指和港股收盘", []),
        ("新天股价大跌", []),
        ("走进新天，港股收市", []),
        ("新天发展卖楼。新天股价大跌，沪指收盘", ["00017.HK"]),
        ("新天股价大跌，沪指收盘。新天发展卖楼", ["00017.HK"]),
        ("新天（00017）公布。新天股价大跌，沪指收盘", ["00017.HK"]),
        ("新天(00017.HK)公布。新天股价大跌，沪指收盘", ["00017.HK"]),
    ],
)
def test_a_shared_name_is_that_of_the_market_that_the_article_tells_of(text: str, keys: list[str]) -> None:
    zones = (Zone("body", text),)
    assert [one.key for one in MATCHER.match(zones, evidence.declared({}, zones, ()))] == keys


def test_a_text_of_both_markets_or_of_none_is_at_home_in_neither() -> None:
    assert home("港股与沪指", NOBODY).markets == home("天气", NOBODY).markets == frozenset()


GROUP = Matcher(
    Registry(
        formats.parse("新天集团 | | 新天集团 | ?新天\n00017.HK | | 新天汽车 | ?新天\n华地 | | 华地 |", "x").companies
    )
)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("汽車股造好，新天升逾4%，恒指升1%", ["00017.HK"]),
        ("新天：上半年净利润增长一成", ["00017.HK"]),
        ("新天公告，拟回购股份", ["00017.HK"]),
        ("新天公告称，拟回购股份", ["00017.HK"]),
        ("新天股价大涨", ["00017.HK"]),
        ("新天的市值突破千亿", ["00017.HK"]),
        ("大行维持新天“买入”评级", ["00017.HK"]),
        ("新天：控股股东拟减持", ["00017.HK"]),
        ("新天宣布造车", ["新天集团"]),
        ("新天拟收购一家车厂", ["新天集团"]),
        ("新天中标十亿元项目", ["新天集团"]),
        ("新天以20%的市场份额居首", ["新天集团"]),
        ("华地、新天都来了", ["华地", "新天集团"]),
        ("走进新天", []),
    ],
)
def test_a_group_s_name_is_its_only_listed_company_s_where_a_share_is_told_of(text: str, keys: list[str]) -> None:
    zones = (Zone("body", text),)
    assert sorted(one.key for one in GROUP.match(zones, evidence.declared({}, zones, ()))) == keys


@pytest.mark.parametrize(
    ("text", "keys"),
    [("新天集团宣布造车", []), ("新天集团董事长表示", []), ("新天集团跌停，沪指收跌", ["600628.SH"])],
)
def test_a_listed_company_that_is_itself_called_so_is_no_daughter_of_the_other(text: str, keys: list[str]) -> None:
    file = "600628.SH | | ?新天集团 |\n北方新天集团 | | 北方新天集团 | ?新天集团\n"
    matcher, zones = Matcher(Registry(formats.parse(file, "x").companies)), (Zone("body", text),)
    assert [one.key for one in matcher.match(zones, ())] == keys

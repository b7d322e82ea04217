"""Whom something is only compared with is no company of a Chinese article."""

from __future__ import annotations

import time

import pytest

from feedsvc.companies import formats
from feedsvc.companies.matcher import Matcher
from feedsvc.companies.registry import Registry
from feedsvc.companies.similes import is_simile
from feedsvc.model import Zone


def _at(text: str) -> tuple[str, int, int]:
    start, end = text.index("{"), text.index("}") - 1
    return text.replace("{", "").replace("}", ""), start, end


@pytest.mark.parametrize(
    "text",
    [
        "做中国版“{Costco}”",
        "要做中国版{特斯拉},",
        "黄金行业的“{爱马仕}”",
        "咖啡界的“{苹果}”",
        "国产版{英伟达}来了",
        "和{英伟达}非常相近的配色",
        "外形与“{特斯拉}”颇为相似,",
        "跟{苹果}如出一辙。",
    ],
)
def test_who_is_compared_with_is_none(text: str) -> None:
    assert is_simile(*_at(text))


@pytest.mark.parametrize(
    "text",
    [
        "中国版{特斯拉}Model 3降价",
        "国产版{特斯拉}降价",
        "国产版{特斯拉}首批交付",
        "与{苹果}相似度很高",
        "{苹果}相似的案子",
        "百度的股价走势与{阿里巴巴}相似,双双下跌",
        "宁德时代与{比亚迪}相似的是,都在扩产",
        "甲与{饿了么}极其相似,竞争激烈",
        "行业的{苹果}公司",
        "新版“{微信}”上线",
        "互联网行业的“{百度}系”",
        "网页版{百度}上线",
        "前三大股东中，其中“{腾讯}”持股5%",
        "其中的“{腾讯}”",
        "家电行业“{格力}”与“美的”之争",
        "国内市场“{小米}”第一",
    ],
)
def test_who_has_a_thing_of_its_own_is_one(text: str) -> None:
    assert not is_simile(*_at(text))


def test_whom_a_text_compares_with_is_not_found_in_it() -> None:
    matcher = Matcher(Registry(formats.parse("RMS.PA | | 爱马仕 |\nTSLA.US | | 特斯拉 |\n", "x").companies))
    assert not matcher.match((Zone("body", "老铺是黄金行业的“爱马仕”，那家是中国版特斯拉。"),), ())
    assert [one.key for one in matcher.match((Zone("body", "爱马仕公布业绩"),), ())] == ["RMS.PA"]


def test_a_car_that_is_made_in_the_country_is_its_maker_s() -> None:
    matcher = Matcher(Registry(formats.parse("TSLA.US | | 特斯拉 |\n", "x").companies))
    zones = (Zone("title", "国产版特斯拉降价"), Zone("body", "国产版特斯拉降价"))
    assert [one.key for one in matcher.match(zones, ())] == ["TSLA.US"]


def test_similes_in_hostile_repetition_are_bounded() -> None:
    text = "中国版“" * 20_000
    started = time.process_time()
    for at in range(0, len(text), 4):
        is_simile(text, at, at + 1)
    assert time.process_time() - started < 2

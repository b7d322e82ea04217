"""Lists that give the trade of their members once."""

from __future__ import annotations

import time

import pytest

from feedsvc.companies import formats
from feedsvc.companies.matcher import Matcher
from feedsvc.companies.registry import Registry
from feedsvc.model import Zone

REGISTRY = """\
甲信集团  | | 甲信集团 | ?甲信
600901.SH | | 甲信证券 |
600902.SH | | 乙通证券 |
600903.SH | | 农事银行 |
600904.SH | | 建造银行 |
600905.SH | | 上海银行 |
600906.SH | | ?丙丁银行 |
600907.SH | | 平安证券 |
600908.SH | | 现代证券 | ?现代
600910.SH | | ?中国甲油 |
600911.SH | | 中国乙信 |
600912.SH | | 中国丙联 |
"""
COMPANIES = formats.parse(REGISTRY, "x").companies
MATCHER = Matcher(Registry(COMPANIES))


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("甲信、乙通证券领涨。", ["600901.SH", "600902.SH"]),
        ("据悉甲信和乙通证券签约", ["600901.SH", "600902.SH"]),
        ("工艺、农事、建造银行下调利率", ["600903.SH", "600904.SH"]),
        ("农事、工艺、建造银行下调利率", ["600904.SH"]),
        ("上海、建造银行开会", ["600904.SH"]),
        ("丙丁、建造银行开会", ["600904.SH"]),
        ("甲信，乙通证券领涨", ["600902.SH"]),
        ("甲信、乙通证券化", []),
        ("祝你一路平安、乙通证券敬上", ["600902.SH"]),
        ("昨日平安、乙通证券领涨", ["600902.SH", "600907.SH"]),
        ("传统与现代、乙通证券都在展台", ["600902.SH"]),
        ("公司与现代、乙通证券签约", ["600902.SH", "600908.SH"]),
        ("中国甲油、乙信两家公司", ["600910.SH", "600911.SH"]),
        ("中国乙信、丙联分别公布业绩", ["600911.SH", "600912.SH"]),
        ("中国乙信、丙联板块", ["600911.SH"]),
        ("中国甲油、丁线两家公司", []),
        ("甲信宣布裁员", ["甲信集团"]),
    ],
)
def test_a_list_that_gives_the_trade_once_completes_its_members(text: str, keys: list[str]) -> None:
    assert sorted(one.key for one in MATCHER.match((Zone("body", text),), ())) == keys


def test_a_name_that_is_sure_by_itself_stays_its_own_company_s() -> None:
    matcher = Matcher(
        Registry(formats.parse("甲信 | | 甲信 |\n600901.SH | | 甲信证券 |\n乙 | | 乙通证券 |", "x").companies)
    )
    found = matcher.match((Zone("body", "甲信、乙通证券领涨。"),), ())
    assert sorted(one.key for one in found) == ["乙", "甲信"]


@pytest.mark.parametrize("piece", ["甲信、乙通证券", "一路平安、乙通证券", "甲信、", "、乙通证券", "农事、"])
def test_lists_in_hostile_repetition_are_linear(piece: str) -> None:
    started = time.process_time()
    MATCHER.match((Zone("body", piece * (100_000 // len(piece))),), ())
    assert time.process_time() - started < 5

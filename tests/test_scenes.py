"""Shops at which something happened to others."""

from __future__ import annotations

import time

import pytest

from feedsvc.companies import formats
from feedsvc.companies.matcher import Matcher
from feedsvc.companies.registry import Registry
from feedsvc.companies.scenes import visited
from feedsvc.model import Zone

COMPANIES = formats.parse(
    "WMT.US | | 沃尔玛 | Walmart\nMCD.US | | 麦当劳 | McDonald's\nTSLA.US | | 特斯拉 | Tesla\n", "x"
).companies
MATCHER = Matcher(Registry(COMPANIES))


@pytest.mark.parametrize(
    ("title", "text", "keys"),
    [
        ("", "A man was stabbed outside a Walmart in Ohio on Monday night, police said.", []),
        ("Two shot at Texas Walmart", "Police were called to the Walmart on Main Street. A gunman fled.", []),
        ("", "A teenager was shot at a McDonald’s in Chicago.", []),
        ("", "She was robbed near a busy Walmart store. Robbers fled.", []),
        ("", "A car crashed into a local McDonald's, injuring two.", []),
        ("", "警方称，一名男子在沃尔玛超市门口被持刀歹徒刺伤。", []),
        ("", "昨晚，有人在麦当劳店内斗殴。", []),
        ("", "一名男子在麥當勞門口被持刀歹徒砍傷，警方到場。", []),
        # What is said by it, of it and of its workers is its own, and so is a shop where nothing happened.
        ("", "A man was stabbed outside a Walmart. Walmart said it would help.", ["WMT.US"]),
        ("", "A Walmart employee was stabbed to death.", ["WMT.US"]),
        ("", "McDonald's was sued over an assault at a McDonald's in Denver.", ["MCD.US"]),
        ("", "A worker was stabbed at a Tesla plant in Fremont.", ["TSLA.US"]),
        ("Sexual assault at McDonald's", "Workers told of an assault at McDonald's, a paper found.", ["MCD.US"]),
        ("Shooting at Walmart", "Two were shot at Texas Walmart.", ["WMT.US"]),
        ("Shooting at Walmart", "Two were shot outside a Walmart. A gunman fled.", []),
        ("", "The city approved a Walmart in the suburb.", ["WMT.US"]),
        ("Walmart ends sales of ammunition", "A gunman had shot people at a Walmart in Texas.", ["WMT.US"]),
        ("", "沃尔玛称，门店内发生枪击后将加强安保。", ["WMT.US"]),
        ("", "他在沃尔玛工作，昨日被持刀歹徒刺伤。", ["WMT.US"]),
    ],
)
def test_a_shop_at_which_something_happened_to_others_is_no_actor(title: str, text: str, keys: list[str]) -> None:
    assert [one.key for one in MATCHER.match((Zone("title", title), Zone("body", text)), ())] == keys


def test_shops_in_hostile_repetition_are_looked_at_in_linear_time() -> None:
    text = "at a the Walmart in " * 5_000 + " police robbed"
    spans = [(at, at + 7) for at in range(9, 20 * 5_000, 20)]
    started = time.process_time()
    assert list(visited(text, spans)) == ["Walmart"]
    assert time.process_time() - started < 5

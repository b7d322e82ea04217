"""Who only rates a share is a mention."""

from __future__ import annotations

import pytest

from feedsvc.companies import evidence, formats
from feedsvc.companies.matcher import Matcher
from feedsvc.companies.registry import Registry
from feedsvc.model import Zone

MATCHER = Matcher(
    Registry(formats.parse("MS.US | | 大摩 | Morgan Stanley\nTSLA.US | | 特斯拉 | Tesla\n", "x").companies)
)


def roles(title: str, lead: str) -> dict[str, str]:
    zones = (Zone("title", title), Zone("lead", lead))
    return {one.key: one.role for one in MATCHER.match(zones, evidence.declared({}, zones, ()))}


@pytest.mark.parametrize(
    ("title", "lead"),
    [
        ("Tesla Upgraded at Morgan Stanley", "Morgan Stanley analysts like it. Morgan Stanley said so."),
        ("Tesla upgraded to Buy by Morgan Stanley", "Tesla rose."),
        ("Tesla’s Price Target Cut at Morgan Stanley", "Tesla fell."),
        ("Tesla Started With a Buy Rating at Morgan Stanley", "Tesla rose."),
        ("Tesla Gains 2% on Morgan Stanley Upgrade", "Tesla rose."),
        ("Tesla Surges After Morgan Stanley’s Double Upgrade", "Tesla rose."),
        ("Tesla Earns an Upgrade From Morgan Stanley", "Tesla rose."),
        ("Tesla rises", "Morgan Stanley analysts like Tesla. Morgan Stanley said so."),
        ("Tesla rises", "Analysts at Morgan Stanley like Tesla. Morgan Stanley said so."),
    ],
)
def test_a_house_that_only_rates_is_a_mention(title: str, lead: str) -> None:
    assert roles(title, lead) == {"TSLA.US": "subject", "MS.US": "mention"}


@pytest.mark.parametrize(
    ("title", "lead"),
    [
        ("Morgan Stanley cuts jobs", "Morgan Stanley analysts leave, after a downgrade."),
        ("Jobs cut at Morgan Stanley", "An analyst at Morgan Stanley left."),
        ("Morgan Stanley downgraded", "An analyst was right. An upgrade by Morgan Stanley."),
        ("Morgan Stanley upgrades banks", "Morgan Stanley analysts like them."),
        ("Bank rises", "Morgan Stanley rose. Morgan Stanley said an analyst left."),
    ],
)
def test_a_house_with_news_of_its_own_is_a_subject(title: str, lead: str) -> None:
    assert roles(title, lead) == {"MS.US": "subject"}


def test_who_rates_scores_as_if_neither_title_nor_lead_named_it() -> None:
    zones = (Zone("title", "Tesla Upgraded at Morgan Stanley"), Zone("lead", "Tesla rose."))
    scores = {one.key: one.score for one in MATCHER.match(zones, ())}
    assert scores["MS.US"] == 0.125
    assert scores["TSLA.US"] > 0.6

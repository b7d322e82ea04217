"""Lands within longer ones begin no company's name."""

from __future__ import annotations

import time

import pytest

from feedsvc.companies import formats
from feedsvc.companies.compass import is_within_land
from feedsvc.companies.matcher import Matcher
from feedsvc.companies.registry import Registry
from feedsvc.model import Zone

REGISTRY = "003490.KS | | Korean Air |\nAXP.US | | American Express |\n015760.KS | | Korea Electric Power |\n"
MATCHER = Matcher(Registry(formats.parse(REGISTRY, "x").companies))


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("South Korean Air patrols met North American Express couriers.", []),
        ("In South Korea Korean Air rose.", ["003490.KS"]),
        ("South Korea Electric Power Corp fell", ["015760.KS"]),
        ("Korean Air strikes a deal with Boeing", ["003490.KS"]),
        ("Korean Air Defense drones, Korean Air quality of service", ["003490.KS"]),
        ("In North America, American Express rose.", ["AXP.US"]),
    ],
)
def test_a_name_whose_land_goes_on_in_front_is_none(text: str, keys: list[str]) -> None:
    assert [one.key for one in MATCHER.match((Zone("body", text),), ())] == keys


def test_lands_in_hostile_repetition_are_bounded() -> None:
    text = "North Korean " * 20_000
    started = time.process_time()
    assert sum(is_within_land(text, at) for at in range(0, len(text), 13)) == 0
    assert sum(is_within_land(text, at) for at in range(6, len(text), 13)) == 20_000
    assert time.process_time() - started < 2

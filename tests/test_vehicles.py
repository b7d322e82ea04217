"""Cars that police reports tell of."""

from __future__ import annotations

import time

import pytest

from feedsvc.companies import formats
from feedsvc.companies.matcher import Matcher
from feedsvc.companies.registry import Registry
from feedsvc.companies.vehicles import driven
from feedsvc.model import Zone

COMPANIES = formats.parse(
    "7203.T | | 丰田 | Toyota\nTSLA.US | | 特斯拉 | Tesla\nF.US | | 福特 | Ford\nBA.US | | 波音 | Boeing\n", "x"
).companies
MATCHER = Matcher(Registry(COMPANIES))


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("The gunman fled in a Toyota Corolla, police said. The suspect’s Toyota was found.", []),
        ("Police look for a dark silver Toyota Camry after the shooting.", []),
        ("The victim was driving a 2012 Toyota when it collided with a Ford F-150.", []),
        ("警方称，嫌犯驾驶一辆丰田轿车逃逸。", []),
        ("肇事者开着黑色丰田越野车撞倒行人。", []),
        ("【車禍】一輛貨車追撞一輛豐田，駕駛酒測超標。", []),
        ("警方称，嫌犯偷走两辆丰田。", []),
        ("【車禍】一輛貨車追撞一輛豐田，豐田表示遺憾。", ["7203.T"]),
        ("The minister arrived at the summit in a black Toyota Century.", []),
        ("She stepped out of a silver Tesla and waved.", []),
        # What the maker does, sells or makes is its own, also beside a crime.
        ("Police stopped a Toyota Camry. Toyota said that it would help.", ["7203.T"]),
        ("Police searched a Toyota plant after the robbery.", ["7203.T"]),
        ("She tested a silver Toyota Camry on the track.", ["7203.T"]),
        ("A suspect worked for Toyota, police said.", ["7203.T"]),
        ("警方搜查了丰田汽车总部。", ["7203.T"]),
        ("他试驾了一辆丰田轿车。", ["7203.T"]),
        ("嫌犯驾驶丰田轿车逃逸，丰田表示将配合。", ["7203.T"]),
    ],
)
def test_a_car_that_somebody_is_in_is_no_news_of_its_maker(text: str, keys: list[str]) -> None:
    assert [one.key for one in MATCHER.match((Zone("body", text),), ())] == keys


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("The passengers were flown home in a Boeing 747 chartered by the state.", []),
        ("The airline flies there daily with Boeing 737-800s.", []),
        ("国航将使用波音747执飞北京至三亚航线。", []),
        # What befalls it, who orders it and what the maker does is news of the maker.
        ("A Boeing 737 crashed after takeoff.", ["BA.US"]),
        ("Ryanair ordered 150 Boeing 737 jets.", ["BA.US"]),
        ("国航订购50架波音737。", ["BA.US"]),
        ("一架波音737客机坠毁。", ["BA.US"]),
        ("They flew home in a Boeing 747. Boeing was glad.", ["BA.US"]),
        ("Boeing has 900,000 visitors a year.", ["BA.US"]),
        ("A Boeing 747 flew, and Boeing 500,000 times.", ["BA.US"]),
    ],
)
def test_a_type_of_aircraft_on_which_somebody_flies_is_no_news_of_its_maker(text: str, keys: list[str]) -> None:
    assert [one.key for one in MATCHER.match((Zone("body", text),), ())] == keys


def test_a_long_report_of_many_cars_is_read_in_linear_time() -> None:
    text = "police saw a Toyota Camry and " * 20_000
    spans = [(at, at + 6) for at in range(13, len(text), 30)]
    began = time.process_time()
    assert list(driven(text, spans)) == ["Toyota"]
    assert time.process_time() - began < 3

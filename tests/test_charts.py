"""Charts: numbers to SVG that a browser draws and a strict policy allows."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from lxml import etree

from feedsvc.web.charts import BOTTOM, HEIGHT, LEFT, RIGHT, SPARK_HEIGHT, SPARK_WIDTH, TOP, WIDTH, Point, columns, spark

NS = {"s": "http://www.w3.org/2000/svg"}


def parsed(markup: str) -> Any:
    return etree.fromstring(str(markup).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))


def bars(markup: str) -> list[dict[str, float]]:
    found = parsed(markup).xpath("//s:rect[@class='bar']", namespaces=NS)
    return [{name: float(rect.get(name, "")) for name in ("x", "y", "width", "height")} for rect in found]


def test_columns_are_as_high_as_their_numbers_and_stand_on_one_line() -> None:
    drawn = bars(columns([Point("a", 1), Point("b", 0), Point("c", 4), Point("d", 2)]))
    assert [bar["height"] for bar in drawn] == [(BOTTOM - TOP) / 4, BOTTOM - TOP, (BOTTOM - TOP) / 2]
    assert {bar["y"] + bar["height"] for bar in drawn} == {BOTTOM}
    assert [bar["x"] for bar in drawn] == sorted(bar["x"] for bar in drawn)


def test_one_of_many_is_still_to_be_seen() -> None:
    drawn = bars(columns([Point("a", 1), Point("b", 100_000)]))
    assert drawn[0]["height"] >= 1


@pytest.mark.parametrize("number", [1, 2, 12, 60, 400])
def test_everything_stays_within_the_chart(number: int) -> None:
    points = [Point(f"2022年{at}月", at % 7, f"2022年{at}月") for at in range(1, number + 1)]
    svg = parsed(columns(points))
    assert svg.get("viewBox") == f"0 0 {WIDTH} {HEIGHT}"
    for bar in bars(columns(points)):
        assert bar["x"] >= LEFT
        assert bar["x"] + bar["width"] <= RIGHT + 0.02
        assert bar["width"] > 0
    ticks = [float(each.get("x", "")) for each in svg.xpath("//s:text[@class='tick']", namespaces=NS)]
    assert ticks
    assert all(right - left > 40 for left, right in pairwise(ticks)), "names never overlap"


def test_a_column_says_its_name_and_value_and_names_are_escaped() -> None:
    svg = parsed(columns([Point("<b>&", 3)]))
    assert [each.text for each in svg.xpath("//s:title", namespaces=NS)] == ["<b>&: 3"]


def test_charts_hold_no_style_and_are_left_out_for_who_listens() -> None:
    for markup in (columns([Point("a", 1, "a")]), spark([1, 2])):
        assert "style" not in markup
        assert 'aria-hidden="true"' in markup


@pytest.mark.parametrize("values", [[], [0], [0, 0, 0]])
def test_of_nothing_no_chart_is_drawn(values: list[int]) -> None:
    assert columns([Point("a", value) for value in values]) == ""
    assert spark(values) == ""


def test_a_spark_has_a_bar_for_each_number_but_none() -> None:
    drawn = bars(spark([0, 3, 0, 6]))
    assert [bar["height"] for bar in drawn] == [SPARK_HEIGHT / 2, SPARK_HEIGHT]
    assert [bar["x"] > SPARK_WIDTH / 4 for bar in drawn] == [True, True]

"""Shares of which a market report tells by their company's name alone."""

from __future__ import annotations

import time

import pytest

from feedsvc.companies.context import acts


def _at(text: str) -> tuple[str, int, int]:
    start, end = text.index("{"), text.index("}") - 1
    return text.replace("{", "").replace("}", ""), start, end


@pytest.mark.parametrize(
    "text",
    [
        "Stocks ended lower. {Visa} fell 3% on the news.",
        "Retail shares sank, and {Target} tumbled as much as 8.2 percent.",
        "Wall Street slipped while {Gap} was up nearly 2%.",
        "{Shell} climbs 1.9% as London's FTSE gains",
        "Traders sold, with {Delta} losing 4%.",
        "{AIA} rose 2%",
        "港股成交增加,{港交所}大升近7%",
        "收市,{新世界}飙升6.3%",
    ],
)
def test_a_share_that_moved_is_a_companys(text: str) -> None:
    assert acts(*_at(text))


@pytest.mark.parametrize(
    "text",
    [
        "Stocks ended lower and the {Dow} fell 3%.",
        "Wall Street slipped. {Nasdaq} lost 2%.",
        "The rural population of {Lincoln} rose 3% in ten years.",
        "Shares were flat, and traffic in the Mekong {Delta} rose 4%.",
        "Shares were flat. {Target} fell short of them in 3% of its stores.",
        "Investors say {Visa} rose 3 places.",
        "Stocks: {Square} added 3% of it to the index.",
    ],
)
def test_what_else_moves_is_none(text: str) -> None:
    assert not acts(*_at(text))


@pytest.mark.parametrize(
    "piece", ["Visa fell by over 3 ", "Visa was trading up ", "Visa fell about 3% ", "Visa rose 1."]
)
def test_moves_in_hostile_repetition_are_bounded(piece: str) -> None:
    text = piece * 4000
    started = time.process_time()
    for at in range(0, 400 * len(piece), len(piece)):
        acts(text, at, at + 4)
    assert time.process_time() - started < 2

"""Names at once behind themselves."""

from __future__ import annotations

import pytest

from feedsvc.companies.repeated import repeated


@pytest.mark.parametrize(
    ("name", "rest"),
    [
        ("Zorblax Capital Partners Zorblax Capital Partners", "Zorblax Capital Partners"),
        ("Zorb Elliott Zorb Elliott Music LLC", "Zorb Elliott Music LLC"),
        ("ZorblaxZorblax Capital Partners", "Zorblax Capital Partners"),
        ("Walla Walla Bank Inc", "Walla Walla Bank Inc"),
        ("TinTin Foods Inc", "TinTin Foods Inc"),
        ("Zorblax Inc", "Zorblax Inc"),
        ("POLICE STEP UP SEARCH Zorblax Corp", "Zorblax Corp"),
        ("SK IE ZX Technology Co", "SK IE ZX Technology Co"),
        ("ZORBLAX GLOBAL FUND LLC", "ZORBLAX GLOBAL FUND LLC"),
    ],
)
def test_a_name_behind_itself_or_a_heading_is_the_name_once(name: str, rest: str) -> None:
    assert name[repeated(name) :] == rest

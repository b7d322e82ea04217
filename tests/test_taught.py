"""Taught Latin words that an article may have as ordinary ones."""

from __future__ import annotations

import pytest

from feedsvc.companies.matcher import Matcher
from feedsvc.companies.registry import Registry
from feedsvc.model import Company, Name, Zone

COMPANIES = (
    Company("BLSH.US", "Bullish", (Name("Bullish", learned=True),), ("BLSH.US",), provisional=True),
    Company("ZBX.US", "Zorblax", (Name("Zorblax Widgets", learned=True), Name("Acmeland")), ("ZBX.US",)),
)
MATCHER = Matcher(Registry(COMPANIES))


def _found(*zones: Zone) -> list[str]:
    return [one.key for one in MATCHER.match(zones, ())]


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Traders are bullish on oil.", []),
        ("Bullish traders bought oil.", []),
        ("Oil rose. Bullish traders bought.", []),
        ("He said: “Bullish is the word.”", []),
        ("Oil\nBullish signals again", []),
        ("Shares of Bullish rose, but traders were bullish on oil, too.", []),
        ("Shares of Bullish rose.", ["BLSH.US"]),
        ("Bullish said that it would list.", ["BLSH.US"]),
        ("Bullish rose. The exchange Bullish is owned by Block.one.", ["BLSH.US"]),
        ("公司收购Bullish部分股份", ["BLSH.US"]),
        ("Bullish 申请上市", ["BLSH.US"]),
        ("Zorblax Widgets are here, and zorblax widgets are dear.", []),
        ("Zorblax widgets are new. What Zorblax Widgets do", []),
        # Of several words, or from a file, a capital is not needed to tell.
        ("Zorblax Widgets are here.", ["ZBX.US"]),
        ("Acmeland is here.", ["ZBX.US"]),
    ],
)
def test_a_taught_word_is_a_name_where_its_capital_tells_so(text: str, keys: list[str]) -> None:
    assert _found(Zone("body", text)) == keys


def test_in_a_headline_whose_words_have_capitals_a_taught_word_is_none() -> None:
    body = Zone("body", "Oil rose again.")
    assert _found(Zone("title", "Why Traders Are Bullish About Oil"), body) == []
    assert _found(Zone("title", "The exchange Bullish has plans again"), body) == ["BLSH.US"]

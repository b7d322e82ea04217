"""A share's code in a sentence."""

from __future__ import annotations

import pytest

from feedsvc.companies import evidence
from feedsvc.companies.crosslistings import told
from feedsvc.model import Zone

TITLE = "Zorblax Holdings Ltd opens a plant"
LEAD = "Zorblax Holdings Ltd (the “Company”), a maker of robots, opens a plant."


def keys(body: str, title: str = TITLE, lead: str = LEAD) -> dict[str, str]:
    zones = (Zone("title", title), Zone("lead", lead), Zone("body", body))
    found = evidence.declared({}, zones, ())
    assert all(zone.text[one.start :].startswith(one.text) for one in found for zone in zones if zone.name == one.zone)
    return {one.text: one.key for one in found if one.key}


@pytest.mark.parametrize(
    "body",
    [
        "The Company’s shares began trading on the Nasdaq Capital Market under the symbol “ZBX” on October 3, 2025.",
        "The Company’s shares will begin trading on NYSE on June 5, 2026, under the ticker symbol “ZBX.”",
        "Zorblax Holdings shares are listed on the New York Stock Exchange under the trading symbol ZBX.",
        "About Zorblax\nThe Company’s stock is quoted on Nasdaq under the symbol ZBX.",
        "The Company’s shares trade on NYSE under the symbol “ZBX”.",
        "The Company, which is traded on Nasdaq under the symbol ZBX, is small.",
        "The Company’s Class A Ordinary Shares will begin trading on June 5, 2026, on the NYSE under the symbol ZBX.",
    ],
)
def test_a_code_in_a_sentence_on_the_company_is_its_own(body: str) -> None:
    assert keys(body) == {"Zorblax Holdings Ltd": "ZBX.US", "ZBX": "ZBX.US"} | (
        {"Zorblax Holdings": "ZBX.US"} if body.startswith("Z") else {}
    )


@pytest.mark.parametrize(
    ("body", "key"),
    [
        ("The Company’s shares are listed on the NYSE under the symbol “ZBX” and on the TSX under “ZBL”.", "ZBL.TO"),
        ("The Company’s shares trade on Nasdaq under the symbol ZBX, and on the TSX under the symbol ZBL.", "ZBL.TO"),
        ("The Company’s shares trade on NYSE under the symbol “ZBX,” and are listed on the ASX under “ZBL”.", "ZBL.AX"),
    ],
)
def test_codes_of_two_exchanges_in_one_sentence_are_one_companys(body: str, key: str) -> None:
    zones = (Zone("title", TITLE), Zone("lead", LEAD), Zone("body", body))
    found = evidence.declared({}, zones, ())
    assert {one.key for one in found if one.tier == "code"} == {"ZBX.US", key}
    assert [keys for _, keys in told(zones, found, lambda _: False)] == [("ZBX.US", key)]


def test_a_sentence_that_goes_on_with_another_company_has_one_code() -> None:
    body = "The Company’s shares trade on NYSE under the symbol ZBX and Quuxly trades on the TSX under the symbol QXY."
    assert keys(body) == {"Zorblax Holdings Ltd": "ZBX.US", "ZBX": "ZBX.US"}


@pytest.mark.parametrize(
    ("body", "title", "lead"),
    [
        ("Quuxly’s shares trade on Nasdaq under the symbol QXY.", TITLE, LEAD),
        ("About Quuxly\nThe Company’s shares trade on Nasdaq under the symbol QXY.", TITLE, LEAD),
        ("The Company’s shares trade on Nasdaq under the symbol QXY.", TITLE, "Zorblax Holdings Ltd opens a plant."),
        ("The Company’s shares trade on Nasdaq under the symbol QXY.", "Quuxly Inc. and Zorblax Holdings Ltd", LEAD),
        ("The Company’s shares trade on Nasdaq under the symbol QXY.", "Lawyers LLP asks", "Lawyers LLP (“Company”)"),
        ("The Company’s robots are sold under the symbol QXY.", TITLE, LEAD),
        (
            "Zorblax Holdings said its customer Quuxly, whose shares are listed on Nasdaq under the symbol QXY,",
            TITLE,
            LEAD,
        ),
        ("The Company’s parent, Quuxly Group, is listed on Nasdaq under the symbol QXY.", TITLE, LEAD),
        ("The Company’s parent is listed on Nasdaq under the symbol QXY.", TITLE, LEAD),
        ("The Company sells to Apple, which is listed on Nasdaq under the symbol AAPL.", TITLE, LEAD),
        ("The Company expects the combined company to be listed on Nasdaq under the symbol QXY.", TITLE, LEAD),
        ("The Company sells to eBay, which is listed on Nasdaq under the symbol EBAY.", TITLE, LEAD),
        ("Quuxly is listed on Nasdaq, the Company said, under the symbol QXY.", TITLE, LEAD),
        ("The Company is big. Quuxly is listed on Nasdaq under the symbol QXY.", TITLE, LEAD),
    ],
)
def test_a_code_in_a_sentence_on_another_is_not(body: str, title: str, lead: str) -> None:
    assert keys(body, title, lead) == {}


def test_an_article_with_a_code_in_a_bracket_has_that_alone() -> None:
    lead = "Zorblax Holdings Ltd (NYSE: ZBX) (the “Company”) opens a plant."
    assert set(keys("The Company’s shares trade on Nasdaq under the symbol QXY.", lead=lead).values()) == {"ZBX.US"}


@pytest.mark.parametrize(
    "further",
    [
        "its parent on the TSX under the symbol “QXY”",
        "its warrants on the TSX under “ZBXW”",
        "is listed on the TSX under “ZBL.WT”",
    ],
)
def test_other_issuers_and_warrants_in_the_sentence_give_no_code(further: str) -> None:
    body = f"The Company’s shares trade on Nasdaq under the symbol “ZBX” and {further}."
    assert keys(body) == {"Zorblax Holdings Ltd": "ZBX.US", "ZBX": "ZBX.US"}


def test_a_further_exchange_with_a_verb_gives_its_code() -> None:
    body = "The Company’s shares trade on Nasdaq under the symbol “ZBX” and will also be listed on the TSX under “ZBL”."
    assert keys(body)["ZBL"] == "ZBL.TO"

"""Words that name a source, an exchange or an index, and no actor."""

from __future__ import annotations

import time

import pytest

from feedsvc.companies.citations import citations


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("a forecast of $9 million, according to Thomson Reuters I/B/E/S.", "Thomson Reuters"),
        ("According to data compiled by Thomson Reuters, it rose.", "Thomson Reuters"),
        ("down, according to research firm Gartner.", "Gartner"),
        ("than analysts polled by Thomson Reuters had expected", "Thomson Reuters"),
        ("Thomson Reuters data showed that it rose", "Thomson Reuters"),
        ("estimates from FactSet", "FactSet"),
        ("the Thomson Reuters/PayNet Small Business Lending Index rose", "Thomson Reuters"),
        ("the CBOE Volatility Index rose", "CBOE"),
        ("shares on the NYSE, Amex and Nasdaq", "Amex"),
        ("shares on the New York Stock Exchange, NYSE Amex and Nasdaq", "Amex"),
        ("shares on Amex and Nasdaq", "Amex"),
        ("Silver Crown (Cboe: SCRI)", "Cboe"),
        ("SolarBank (Cboe CA: SUNN)", "Cboe CA"),
        ("Acme (NYSE Amex: AX)", "Amex"),
        ("it said. (Reporting by Christiaan Hetzner; Editing by Ann Roe)", "Hetzner"),
        ("it said. (Additional reporting and writing by Christiaan Hetzner)", "Hetzner"),
        ("it said. (Compiled by Paulo Prada)", "Prada"),
    ],
)
def test_a_source_an_exchange_or_an_index_is_cited(text: str, name: str) -> None:
    at = text.index(name)
    assert any(first <= at < last for first, last in citations(text))


@pytest.mark.parametrize(
    "text",
    [
        "Thomson Reuters said it would sell a unit, data from Apple showed",
        "according to Apple, it rose",
        "shares of Amex and Visa fell; Visa and Amex rose",
        "Cboe plans to cease operations",
        "Cboe: a history",
        "(Apple by far) and reporting by Apple",
        "a deal led by Gartner",
    ],
)
def test_who_acts_is_not_cited(text: str) -> None:
    assert citations(text) == []


@pytest.mark.parametrize("piece", ["according to a ", "(Reporting by ", "Thomson Reuters a b ", "NYSE, ", "data from "])
def test_citations_in_hostile_repetition_are_linear(piece: str) -> None:
    started = time.perf_counter()
    citations(piece * (400_000 // len(piece)))
    assert time.perf_counter() - started < 4

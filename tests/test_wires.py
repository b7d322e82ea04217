"""What stands in front of a release's text."""

from __future__ import annotations

import pytest

from feedsvc.articles import wires

TEXT = "Zorblax, Inc. (NYSE: ZBX) opens a plant."


@pytest.mark.parametrize(
    "dateline",
    [
        "HOUSTON, Jan. 15, 2026 (GLOBE NEWSWIRE) -- ",
        "MILL CITY, Calif., May 30, 2026 (GLOBE NEWSWIRE) — ",
        "ATLANTA--(BUSINESS WIRE)--May 21, 2026-- ",
        "ROCKPORT, Maine--(BUSINESS WIRE)-- ",
        "/PRNewswire/ -- ",
        "/PRNewswire-FirstCall/ --",
        "NEW YORK, March 28, 2022 /PRNewswire/ -- ",
        "MONTREAL, March 3, 2026 /CNW/ - ",
        "Toronto, Ontario--(Newsfile Corp. - March 3, 2026) - ",
        "VANCOUVER, BC / ACCESSWIRE / March 3, 2026 / ",
        "HONG KONG, Mar 28, 2022 - (ACN Newswire) - ",
        "北京2022年3月28日 /美通社/ -- ",
        "ASHBURN, Va., July 30, 2026 — ",
        "MILL CITY, Fla., JULY 3, 2026 –",
        "SAN ZORB, Calif. — June 10, 2026 — ",
        "LONDON, 5 March 2026 – ",
        "FRANKFURT am Main, 5 March 2026 (EQS-News) – ",
        "Rio de Janeiro--(BUSINESS WIRE)--",
        "MADRID, 5 de marzo de 2026 /PRNewswire/ -- ",
        "LIVE OAK, Fla., March 3, 2026 — ",
    ],
)
def test_a_releases_dateline_is_no_part_of_its_text(dateline: str) -> None:
    assert wires.below(dateline + TEXT) == TEXT


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        "The service (PRNewswire) is used by many firms that have news.",
        "What the tool does (PRNewswire): it spreads what firms have to say.",
        "It uses (Business Wire): that is what firms have to say.",
        "He told the press in Paris / ACCESSWIRE / March 3, 2026 / that the plant opens.",
        "IBM, Jan. 15, 2026 — a day that all of them remember.",
        "HOUSTON, Jan. 15, 2026 (GLOBE NEWSWIRE) -- Zorblax",
        "WEBINAR – June 10, 2026 – Zorblax, Inc. shows its plant.",
        "In HOUSTON, Jan. 15, 2026 — Zorblax opens a plant.",
        "",
    ],
)
def test_what_is_no_dateline_stays(text: str) -> None:
    assert wires.below(text) == text


def test_a_place_alone_is_a_piece_of_a_dateline() -> None:
    assert [wires.is_place(text) for text in ("MILL CITY, Ind.", "ROME, Italy", "PARIS")] == [True] * 3
    assert not any(map(wires.is_place, ("Mill City, Ind.", "ROME is old.", "It is.", "")))

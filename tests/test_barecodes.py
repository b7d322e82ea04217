"""Codes without a market, or with an exchange that is one of several, beside a name that may be a word."""

from __future__ import annotations

import time

import pytest

from feedsvc.companies import barecodes, formats
from feedsvc.companies.matcher import Matcher
from feedsvc.companies.registry import Registry
from feedsvc.model import Zone

REGISTRY = """\
HO.PA    | | 泰雷兹 | ?Thales
7751.T   | | ?佳能  | ?Canon
6753.T   | | 夏普   | ?Sharp
00003.HK | | 中华煤气 | ?煤气
"""
MATCHER = Matcher(Registry(formats.parse(REGISTRY, "registry.txt").companies))


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Thales (Euronext: HO) builds radars.", ["HO.PA"]),
        ("Canon (NYSE: CAJ; TSE: 7751) has a camera.", ["7751.T"]),
        ("Canon Europe, (TSE:7751) has a camera.", ["7751.T"]),
        ("佳能（TSE：7751）有新相机。", ["7751.T"]),
        ("Sharp (TSE: 7751), Sharp (Euronext: HO)", []),
        ("Canon (BTSE: 7751), Canon and others (TSE: 7751)", []),
        ("Thales wrote of water (Euronext: HO).", []),
        ("Thales ( HO.PA ) builds radars. Thales SA Group’s (HO.PA, HO.DE) too.", ["HO.PA"]),
        ("Sharp (HO.PA), Thales and others (HO.PA), Thales (HO.PAX), Thales HO.PA", []),
        ("The maker Thales (TCFP.PA) and Sharp (SHCAY_p.N) build it.", ["6753.T", "HO.PA"]),
        ("Duke Sharp (SHRP.N) and Canon (see CANO.N)", []),
        ("煤氣（3）跌2%", ["00003.HK"]),
        ("包括（1）水（2）電（3）煤氣", []),
        ("煤氣（2）", []),
    ],
)
def test_code_on_one_of_several_exchanges_tells_whose_a_name_is(text: str, keys: list[str]) -> None:
    assert [mention.key for mention in MATCHER.match((Zone("body", text),), ())] == keys


@pytest.mark.parametrize(
    "piece", ["Thales (", "Thales (TSE:", "Canon A B C (Euronext ", "Canon, ", "Canon (A0", "Canon A (HO.PA"]
)
def test_codes_beside_names_in_hostile_repetition_are_linear(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    started = time.process_time()
    for start in range(0, len(text) - len(piece), len(piece)):
        barecodes.beside(text, start, start + len("Canon"))
        barecodes.quoted(text, start, start + len("Canon"))
    assert time.process_time() - started < 2

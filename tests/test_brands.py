"""Pieces of brands that nobody knows."""

from __future__ import annotations

import re

import pytest

from feedsvc.companies.brands import pieces


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("森达能上市\n近日，森达能宣布融资，由森达能研发", ["达能"]),
        ("師达能上市\n師达能的新品", ["达能"]),
        ("达能上市\n森达能宣布融资", []),
        ("森达能上市", []),
        ("用户达能上市\n用户达能", []),
        ("微商达能上市\n微商达能", []),
        ("对达能来说，对达能", []),
        ("记忆体厂达能宣布\n记忆体厂达能降价", []),
        ("繪圖晶片廠达能宣布\n繪圖晶片廠达能降价", []),
        ("华达能上市\n中达能", []),
    ],
)
def test_a_name_that_is_always_behind_one_noun_is_a_piece(text: str, found: list[str]) -> None:
    spans = [match.span() for match in re.finditer("达能", text)]
    assert list(pieces(text, spans)) == found

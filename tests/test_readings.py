"""How names are read, for lists in alphabetical order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedsvc.readings import INITIALS, reading


@pytest.mark.parametrize(
    ("name", "initial", "text", "letters"),
    [
        ("京东健康", "J", "jing dong jian kang", "jdjk"),
        ("重庆啤酒", "C", "chong qing pi jiu", "cqpj"),
        ("重工机械", "Z", "zhong gong ji xie", "zgjx"),
        ("长城汽车", "C", "chang cheng qi che", "ccqc"),
        ("厦门银行", "X", "xia men yin hang", "xmyh"),
        ("行云集团", "X", "xing yun ji tuan", "xyjt"),
        ("滙豐控股", "H", "hui feng kong gu", "hfkg"),
        ("Apple Inc.", "A", "apple inc", "ai"),
        ("Événement", "E", "evenement", "e"),
        ("5Ｇ手机", "#", "5g shou ji", "5sj"),
        ("360数科", "#", "360 shu ke", "3sk"),
        ("*ST海航", "S", "st hai hang", "shh"),
        ("中国石油100", "Z", "zhong guo shi you 100", "zgsy1"),
        ("ソニー", "#", "ソニー", "ソ"),
        ("", "#", "", ""),
        ("——", "#", "", ""),
    ],
)
def test_name_is_read(name: str, initial: str, text: str, letters: str) -> None:
    found = reading(name)
    assert (found.initial, found.text, found.letters) == (initial, text, letters)


@given(st.text())
def test_any_text_has_a_place(name: str) -> None:
    found = reading(name)
    assert found.initial in INITIALS
    assert found.text == " ".join(found.text.split())

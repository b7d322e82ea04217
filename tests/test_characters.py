"""Characters of plain lines and of feeds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedsvc.articles.characters import legal, plain

SCOTLAND = "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("  a\t\n b  ", "a b"),
        ("a\x0cb\x0bc", "a b c"),
        ("a\x00b\x08c\x1bd", "abcd"),
        ("a\x7f\x81b", "ab"),
        ("O\x92Neil \x93said\x94 \x85", "O’Neil “said” …"),
        ("a\ud800b\ufffe\uffff", "ab"),
        ("photo\u202egpj.exe", "photogpj.exe"),
        ("a\u2066b\u2069", "ab"),
        ("京\u200b东\ufeff健\u2060康", "京东健康"),
        ("👨\u200d👩\u200d👧 می\u200cخواهم", "👨\u200d👩\u200d👧 می\u200cخواهم"),
        ("\u200d a \u200c b\u200d", "a b"),
        ("<b>&amp;</b>", "<b>&amp;</b>"),
        ("京\u2062东\u2063健\u2064康\u206a", "京东健康"),
        ("\u180ea\u034fb\u115f\u1160c\u17b4\ufff9", "abc"),
        ("a\u3164b\u2800c\uffa0", "a b c"),
        ("a\U000e0001\U000e0061\U000e007fb", "ab"),
        (f"{SCOTLAND} {SCOTLAND[:-1]} 🏴\U000e0061\U000e007f", f"{SCOTLAND} 🏴 🏴"),
        ("葛\U000e0100城 ❤\ufe0f 1\ufe0f⃣", "葛\U000e0100城 ❤\ufe0f 1\ufe0f⃣"),
        ("全角\u3000空格\u00a0与", "全角 空格 与"),
        ("", ""),
    ],
    ids=[
        "runs of white space",
        "form feed and vertical tab",
        "controls",
        "delete and C1",
        "quotation marks of windows-1252",
        "surrogate and noncharacters",
        "override of direction",
        "isolates",
        "zero width",
        "joiners in words and emoji",
        "joiners at edges",
        "markup is literal",
        "invisible operators and deprecated controls",
        "fillers that nothing follows",
        "fillers as wide as a letter",
        "tags",
        "tags in flags",
        "variants of letters and signs",
        "wide spaces",
        "empty",
    ],
)
def test_plain_line(value: str, expected: str) -> None:
    assert plain(value) == expected


@given(st.text(st.characters()))
def test_plain_is_one_line_legal_and_a_fixed_point(value: str) -> None:
    line = plain(value)
    assert plain(line) == line
    assert legal(line) == line
    assert "\n" not in line


def test_legal_keeps_tabs_and_new_lines_and_makes_line_ends_one() -> None:
    assert legal("a\tb\nc\r\nd\re\x0cf\ud800") == "a\tb\nc\nd\nef"


@given(st.text(alphabet=st.characters(codec=None) | st.sampled_from("\t\n ab京，“\x93\u200b\u200d\r")))
def test_the_quick_look_changes_nothing(text: str) -> None:
    # A character that is never legal, or usual, makes each take the long way.
    mark = "é"
    assert legal(text) == legal(f"{text}\x00")
    assert plain(f"a{text}b") == plain(f"{mark}a{text}b{mark}")[1:-1]

"""Patterns that are looked for at their first character find what their plain forms find."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from feedsvc.companies import codes, disclaimers, legal
from feedsvc.companies.scanning import beginning, matches

_CODES = st.lists(
    st.sampled_from(
        [
            *("600519", "00700", "1", "٣", "SH", "sz", "HK", "TWO", "T", "US", "N", "OQ", "BRK", "A", "CH", "HKEX"),
            *("SSE", "上交所", "港交所", "股票代码", "证券代码", "H股", "港股", "代号", "上市", "元", "%", "中", "x"),
            *(".", ":", "：", " ", "_", "(", ")", "$", "\n", "为"),
        ]
    ),
    max_size=14,
).map("".join)
_NAMES = st.lists(
    st.sampled_from(
        [
            *(
                "股份有限公司",
                "有限责任公司",
                "有限公司",
                "公司",
                "集团",
                "股份",
                "(",
                "株式会社",
                "Inc",
                "Corp",
                "oration",
            ),
            *(
                "Ltd",
                "PLC",
                "plc",
                "GmbH",
                "N.V",
                "S.A",
                "S.p.A",
                "Holdings",
                "Ventures",
                "Capital",
                "Asset",
                "Partners",
            ),
            *("Management", "Avanan", "Foo", "x", "9", "&", "-", ".", ",", " ", "京东", "法", "\n", "ſ", "K"),
        ]
    ),
    max_size=14,
).map("".join)
_SAID = st.lists(
    st.sampled_from(
        [
            *("takes", "take", "TAKEſ", "TAKES", " no ", " NO ", "responsibility", "reſponsıbility", "概不负责"),
            *(".", "。", "\n", " ", "香港交易所", "公司", "x" * 100, "中" * 290),
        ]
    ),
    max_size=10,
).map("".join)
_FORMS = re.compile(
    r"股份有限公司|有限责任公司|有限公司|集团(?!公司|股份|有限|\()|株式会社|"
    r"(?<=[A-Za-z., ])(?:Inc|Corp|Corporation|Ltd|Limited|PLC|plc|LLC|LLP|GmbH|N\.V|S\.A|S\.p\.A)\b\.?|"
    r"(?<=[A-Za-z., ])(?:Holdings|Ventures|(?:Capital|Asset|Investment) (?:Management|Partners))\b"
    r"(?![ ,]{1,2}(?:Inc|Corp|Corporation|Ltd|Limited|PLC|plc|LLC|LLP|GmbH|N\.V|S\.A|S\.p\.A)\b)"
)


def _plain(pattern: re.Pattern[str], text: str) -> list[tuple[int, int, tuple[str | None, ...]]]:
    return [(*match.span(), match.groups()) for match in pattern.finditer(text)]


def _quick(pattern: re.Pattern[str], text: str) -> list[tuple[int, int, tuple[str | None, ...]]]:
    return [(*match.span("whole"), match.groups()[1:]) for match in matches(pattern, text)]


@settings(max_examples=1000)
@given(_CODES)
def test_codes_are_those_of_the_plain_pattern(text: str) -> None:
    assert _quick(codes._MARKED, text) == _plain(re.compile(rf"(?<![A-Za-z0-9.]){codes._WRITTEN}", re.VERBOSE), text)


@settings(max_examples=1000)
@given(_NAMES)
def test_latin_companies_are_those_of_the_plain_pattern(text: str) -> None:
    assert _quick(legal._LATIN_COMPANIES, text) == _plain(legal._LATIN_COMPANY, text)


@settings(max_examples=1000)
@given(_NAMES)
def test_legal_forms_are_those_of_a_pattern_that_looks_before_them_first(text: str) -> None:
    assert _plain(legal._FORM, text) == _plain(_FORMS, text)


@settings(max_examples=1000)
@given(_SAID)
def test_disclaimers_are_found_wherever_the_pattern_finds_them(text: str) -> None:
    assert disclaimers.disclaimers(text) == [match.span() for match in disclaimers._DISCLAIMER.finditer(text)]


def test_a_match_that_begins_within_another_is_none() -> None:
    pattern = beginning("a-z", "[a-z]{2,3}")
    assert [match["whole"] for match in matches(pattern, "abcdef gh i")] == ["abc", "def", "gh"]


def test_a_match_may_begin_with_whatever_the_set_holds() -> None:
    assert [match.span("whole") for match in matches(beginning(r"\n", r"(?<=x)\na"), "x\na \na")] == [(1, 3)]

"""Every spelling of a listing gives one key; what is no company's listing gives none."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedsvc.companies import codes
from feedsvc.companies.markets import ALIASES, MICS, instrument

DATA = Path(__file__).parent / "data" / "companies"


def _rows(name: str) -> list[tuple[str, str]]:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    pairs = (line.rsplit("|", 1) for line in lines if line and not line.startswith("#"))
    return [(left.strip(), right.strip()) for left, right in pairs]


@pytest.mark.parametrize(("spelling", "key"), _rows("spellings.txt"))
def test_parse_spelling_gives_its_key(spelling: str, key: str) -> None:
    listing = codes.parse(spelling.replace("#", "|"))
    assert (listing.key if listing else "-") == key


@pytest.mark.parametrize(("text", "expected"), _rows("texts.txt"))
def test_find_in_running_text_gives_marked_codes(text: str, expected: str) -> None:
    found = codes.find(text)
    written = [f"{'' if one.marked else '?'}{one.listing.key}@{text[one.start : one.end]}" for one in found]
    assert (" ".join(one.replace(" ", "_") for one in written) or "-") == expected


@pytest.mark.parametrize(
    ("spelling", "kind"),
    [
        ("600519.SH", "share"),
        ("0.000001", "share"),
        ("1.000001", "index"),
        ("000300.SH", "index"),
        ("399001.SZ", "index"),
        ("100.HSI", "index"),
        ("OMX:OMXS30", "index"),
        ("SMI.SW", "index"),
        ("SMI.US", "share"),
        ("WIG20.WA", "index"),
        ("IPC.MX", "index"),
        ("HK.800000", "index"),
        ("510300.SH", "fund"),
        ("0.159915", "fund"),
        ("2800.HK", "fund"),
        ("110059.SH", "bond"),
        ("127056.SZ", "bond"),
        ("BK0493", "board"),
        ("90.BK0493", "board"),
        ("90,BK1074", "board"),
        ("600519", None),
        ("730001.SH", None),
        ("", None),
    ],
)
def test_kind_of_code_by_its_range(spelling: str, kind: str | None) -> None:
    assert codes.kind(spelling) == kind


@pytest.mark.parametrize(
    ("spelling", "mic"),
    [
        ("600519.SH", "XSHG"),
        ("002382.SZ", "XSHE"),
        ("920799.BJ", "BJSE"),
        ("6618.HK", "XHKG"),
        ("NYSE:BABA", "XNYS"),
        ("106.NIO", "XNYS"),
        ("BIDU.O", "XNAS"),
        ("BABA.US", ""),
        ("2330.TW", "XTAI"),
        ("7203.T", "XTKS"),
        ("005930.KS", "XKRX"),
    ],
)
def test_parse_gives_mic_where_the_spelling_names_the_exchange(spelling: str, mic: str) -> None:
    listing = codes.parse(spelling)
    assert listing is not None
    assert listing.mic == mic


SHARES = {
    "SH": ("600519", "900901"), "SZ": ("002382", "200596"), "BJ": ("920799",), "HK": ("00700",),
    "US": ("GOOGL", "BRK.B", "F"), "TW": ("2330",), "TWO": ("3293",), "T": ("7203", "285A"), "KS": ("005930",),
    "KQ": ("247540",), "F": ("GY2", "W1TR", "500"), "BO": ("500325",),
    "NS": ("INDIAGLYCO", "TATAMOTORS", "BAJAJ-AUTO", "M&M", "M&MFIN", "360ONE", "NESTLEIND", "HDFCBANK", "J&KBANK"),
    "ST": ("VOLV-B", "BRAVOSE1", "SAND"), "CO": ("MAERSK-B",), "HE": ("NOKIA",), "OL": ("EQNR",), "SR": ("2222",),
    "SA": ("PETR4", "SANB11"), "MX": ("WALMEX", "FEMSAUBD"), "TO": ("SHOP", "TECK.B", "REI.UN"), "V": ("VIS",),
    "CNQ": ("ESAU",), "NE": ("LRN",),
    **dict.fromkeys(
        ("L", "DE", "PA", "AS", "BR", "LS", "SW", "MI", "MC", "WA", "TA", "NZ", "SI", "AX", "JO"),
        ("AB1", "BHP", "BT.A", "ABCDE6"),
    ),
}  # fmt: skip
"""Codes of shares as keys have them, the longest and those with marks among them, by market."""


@pytest.mark.parametrize("market", MICS)
def test_parse_reads_a_key_of_each_market_as_its_rule_makes_it(market: str) -> None:
    for code in SHARES[market]:
        made = instrument(market, code)
        assert made and made.listing and made.listing.key == f"{code}.{market}"
        assert codes.parse(made.listing.key) == made.listing


@pytest.mark.parametrize(
    "text", ["INDIAGLYCOL.NS", "-AUTO.NS", "INDIAGLYCO.US", "M&M.US", "M&M.DE", "INDIAGLYCO", "indiaglyco.ns", "500.NS"]
)
def test_parse_reads_no_more_than_a_market_s_rule(text: str) -> None:
    assert codes.parse(text) is None


def test_parse_reads_an_indian_symbol_behind_its_exchange() -> None:
    read = [codes.parse(f"{place}:BAJAJ-AUTO") for place in ("NSE", "XNSE")]
    assert [listing and listing.key for listing in read] == ["BAJAJ-AUTO.NS"] * 2


def test_a_renminbi_counter_is_the_main_listing() -> None:
    listing = codes.parse("80700.HK")
    assert listing is not None
    assert listing.key == "00700.HK"


@pytest.mark.parametrize("text", ["echo $PATH", "$NVDA and $TSLA", "US$BABA", "$nvda", "$ABCDEF", "$$NVDA"])
def test_a_cashtag_is_found_as_a_weak_code(text: str) -> None:
    found = [(one.listing.key, one.marked) for one in codes.find(text)]
    expected = {"echo $PATH": ["PATH.US"], "$NVDA and $TSLA": ["NVDA.US", "TSLA.US"]}.get(text, [])
    assert found == [(key, False) for key in expected]


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("600519", ["600519.SH"]),
        ("000001", ["000001.SZ"]),
        ("700", ["00700.HK"]),
        ("BABA", ["BABA.US"]),
        *((f"BRK{mark}B", ["BRK.B.US"]) for mark in "./_-"),
        ("ＢＲＫ．Ａ", ["BRK.A.US"]),
        ("BRK.BB", []),
        ("BRK B", []),
        ("SPY", []),
        ("baba", []),
        ("399001", []),
        ("京东健康", []),
        ("", []),
    ],
)
def test_bare_code_asked_for_gives_what_it_may_mean(text: str, keys: list[str]) -> None:
    assert [one.key for one in codes.bare(text)] == keys


@pytest.mark.parametrize(
    ("bracket", "keys"),
    [
        ("New York Stock Exchange: ZBX", ["ZBX.US"]),
        ("Nasdaq Global Select Market: ZBX", ["ZBX.US"]),
        ("the Hong Kong Stock Exchange: 9988", ["09988.HK"]),
        ("The Stock Exchange of Hong Kong: 9988", ["09988.HK"]),
        ("Taiwan Stock Exchange: 8150 and Nasdaq: ZBX", ["8150.TW", "ZBX.US"]),
        ("New York Stock Exchange and Toronto Stock Exchange: ZBX", ["ZBX.US", "ZBX.TO"]),
        ("TSX Venture Exchange: ZBX", ["ZBX.V"]),
        ("Tokyo Stock Exchange: 7203", ["7203.T"]),
        ("London Stock Exchange: 8,123", []),
        ("HKEX Stock Code: 9988", ["09988.HK"]),
        ("SEHK stock code: 0700", ["00700.HK"]),
        ("NYSE ticker: ZBX", ["ZBX.US"]),
        ("Nasdaq ticker symbol: ZBX", ["ZBX.US"]),
        ("ASX code: ZBX", ["ZBX.AX"]),
        ("ticker: ZBX", []),
    ],
)
def test_exchanges_by_their_whole_names_and_with_a_label_tell_a_code(bracket: str, keys: list[str]) -> None:
    assert [one.listing.key for one in codes.find(f"Zorblax Ltd ({bracket}) opens a plant.")] == keys


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("（股票代码：NYSE：BABA）", ["BABA.US"]),
        ("（股票代码：HKEX：06618）", ["06618.HK"]),
        ("（港交所股份代號：9988）", ["09988.HK"]),
        ("股票代码：A股 601318，H股 02318", ["601318.SH"]),
        ("证券代码：A股600030；H股06030", ["600030.SH"]),
        ("H股股票代码：2318", ["02318.HK"]),
        ("（股票代码：SZ 002382）", ["002382.SZ"]),
        ("（股票代码：SZ.002382）", ["002382.SZ"]),
        ("（股票代码：HK 06618）", ["06618.HK"]),
        ("（股票代码：BABA.US）", ["BABA.US"]),
        ("（股票代码：BABA.N）", ["BABA.US"]),
        ("（股票代码：BRK.B）", ["BRK.B.US"]),
        ("（股票代码：BABA。）", ["BABA.US"]),
        ("证券代码：ST 600519", []),
    ],
)
def test_an_exchange_or_class_between_a_label_and_its_code_is_none(text: str, keys: list[str]) -> None:
    assert [one.listing.key for one in codes.find(text)] == keys


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("佐布拉控股（Stock Code: 8439）在香港", ["08439.HK"]),
        ("Zorblax Limited (Stock Code: 700) of Hong Kong", ["00700.HK"]),
        ("Zorblax Limited (STOCK CODE: 700), HONG KONG", ["00700.HK"]),
        ("Zorblax Limited (stock code: 00700)", ["00700.HK"]),
        ("Zorblax Limited (Stock code: 00700.HK)", ["00700.HK"]),
        ("Zorblax Limited (Share code: 700.HK)", ["00700.HK"]),
        ("its SEHK stock code 9988", ["09988.HK"]),
        ("Zorblax Limited (HKEX’s stock code: 9988)", ["09988.HK"]),
        ("Zorblax (HK: 0700), Zorblax (HK:700)", ["00700.HK", "00700.HK"]),
        ("Zorblax (securities code: 600519) of Shanghai", ["600519.SH"]),
        ("Zorblax (Stock Code: 600519.SH)", ["600519.SH"]),
        # Tokyo, Seoul, Kuala Lumpur and shops have such codes, too.
        ("Zorblax Corporation (Stock Code: 8439)", []),
        ("Zorblax Corporation (Stock Code: 8439) of Tokyo, in Hong Kong", []),
        ("Zorblax Corporation (Stock Code: 005930), Seoul", []),
        ("Zorblax Corporation (Stock Code: 600519)", []),
        ("a screw (stock code: 12345)", []),
        ("stock code 9,988 of Hong Kong, stock code 998.5", []),
        ("(HK: 700 dollars)", []),
    ],
)
def test_an_english_label_is_of_the_bourse_that_the_article_names(text: str, keys: list[str]) -> None:
    assert [one.listing.key for one in codes.find(text)] == keys


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("（股份代號：1）", ["00001.HK"]),
        ("（股份代号： 1810）", ["01810.HK"]),
        ("股份代號：02018.HK", ["02018.HK"]),
        ("（港股代码：700）", ["00700.HK"]),
        ("股份代号：430003", []),
        ("（股票代码：700）", []),
        ("股票代号：2330", []),
    ],
)
def test_share_codes_as_hong_kong_calls_them_need_no_zeros(text: str, keys: list[str]) -> None:
    assert [one.listing.key for one in codes.find(text) if one.listing.market == "HK"] == keys


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("A ticket costs 700 HK dollars", []),
        ("about 1 HK$, or 8 HK元", []),
        ("some 300 HK companies", []),
        ("the fair HK2018, in HK1997 and HK2020.", []),
        ("Tencent (700 HK) and Anta (HK2020)", ["00700.HK", "02020.HK"]),
        ("Buy 700 HK, sell 9988 HK Equity; 3690 HK", ["00700.HK", "09988.HK", "03690.HK"]),
        ("腾讯 700 HK 上涨", ["00700.HK"]),
        ("$安踏体育(HK2020)$ HK.2018", ["02020.HK", "02018.HK"]),
    ],
)
def test_money_and_years_of_hong_kong_s_are_no_codes(text: str, keys: list[str]) -> None:
    assert [one.listing.key for one in codes.find(text)] == keys


_CODEISH = st.text(alphabet="0123456789.,:|_- SHZKBJUNO股票代码（）()$\u200b\u00a0６上交所", max_size=80)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Zorblax Inc. (TSE: ZBX) rose", ["ZBX.TO"]),
        ("Zorblax (NYSE: ZBX, TSE: ZBX) rose", ["ZBX.US", "ZBX.TO"]),
        ("Zorblax Inc. (TSE: 7777) rose", []),
        ("Mad Cow Disease (TSE: BSE) came", []),
    ],
)
def test_letters_on_the_tse_are_toronto_s_behind_a_legal_form_or_beside_another_exchange(
    text: str, keys: list[str]
) -> None:
    assert sorted(one.listing.key for one in codes.find(text)) == sorted(keys)


@given(st.one_of(st.text(), _CODEISH))
def test_parse_and_kind_of_any_text_agree(text: str) -> None:
    assert (codes.parse(text) is not None) == (codes.kind(text) == "share")


@given(st.one_of(st.text(), _CODEISH))
def test_parse_of_a_key_gives_the_key(text: str) -> None:
    listing = codes.parse(text)
    if listing:
        again = codes.parse(listing.key)
        assert again is not None
        assert again.key == listing.key


@given(st.from_regex(r"[0-9A-Z]{1,8}([._-][A-Z])?", fullmatch=True), st.sampled_from(sorted(ALIASES)))
def test_a_code_means_the_same_however_much_stands_around_it(code: str, market: str) -> None:
    spelling = f"{code}.{market}"
    # Spaces and brackets are taken off before any other spelling is tried.
    assert codes.parse(spelling) == codes.parse(f" ({spelling}) ")
    assert codes.kind(spelling) == codes.kind(f" ({spelling}) ")


@given(st.one_of(st.text(), _CODEISH))
def test_find_in_any_text_gives_spans_in_order(text: str) -> None:
    spans = [(one.start, one.end) for one in codes.find(text)]
    assert spans == sorted(spans)
    assert all(0 <= start < end <= len(text) for start, end in spans)


@pytest.mark.parametrize(
    "piece",
    [
        *("SH", "1", "6 ", "股票代码", "NYSE:", "（", "A.", "\u200b"),
        *("A (New York Stock Exchange", "A (NYSE ticker "),
        *("A (TSX, ", "A (TSX: B, ", "A (LON: B, ", "() (LON: B)", "(ABC.L", "( "),
    ],
)
def test_find_in_hostile_repetition_is_linear(piece: str) -> None:
    started = time.process_time()
    codes.find(piece * (400_000 // len(piece)))
    assert time.process_time() - started < 5

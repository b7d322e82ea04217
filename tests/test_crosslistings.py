"""One company's listings on several exchanges: told together behind its legal name, and joined in whatever order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedsvc.companies import evidence
from feedsvc.companies.crosslistings import is_called_alike, is_further, joined, told
from feedsvc.model import Zone


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("ESGold Corp. (CSE: ESAU) (OTCQB: ESAUF) (FSE: GY2) said", [("ESAU.CNQ", "ESAUF.US", "GY2.F")]),
        ("Foobar Holdings Ltd. (NYSE: FOOB; HKEX: 9876) said", [("FOOB.US", "09876.HK")]),
        ("Foobar Holdings Ltd. (“Foobar” or the “Company”, TSX: FOOB; OTCQX: FOOBF; HKEX: 9876) said",
         [("FOOB.TO", "FOOBF.US", "09876.HK")]),
        ("Foobar Holdings Ltd. (NYSE: FOOB and HKEX: 9876), and", [("FOOB.US", "09876.HK")]),
        ("Silver Crown Inc. (OTCQX: SLCRF | FRA: QS0) rose. Gold Lake Corp. (TSX: GLD)(ASX: GLD)",
         [("SLCRF.US", "QS0.F"), ("GLD.TO", "GLD.AX")]),
        ("Foobar Corp. (TSX and NYSE American: FOOB) said", [("FOOB.TO", "FOOB.US")]),
        ("Foobar plc (LSE & TSX: FOOB; OTCQX: FOOBF) said", [("FOOB.L", "FOOB.TO", "FOOBF.US")]),
        ("Foobar S.A. (B3: FOOB4; NYSE: FOOB) said", [("FOOB4.SA", "FOOB.US")]),
        ("Foobar Ltd. (TWSE: 9991, NYSE: FOOB)", [("9991.TW", "FOOB.US")]),
        ("Foobar Corp. (NYSE: FOOB; XYZQ: FB1; TSX: FOO)(HoSE: FOZ)(ASX: FOB)", [("FOOB.US", "FOO.TO", "FOB.AX")]),
        ("Foobar (SIX: FOB, FOO; OTCQX: FOOBY)", []),
        ("Foobar Ltd (JSE:FOB LSE:FOBN) said", [("FOB.JO", "FOBN.L")]),
        ("Foobar Gold (NYSE: FOOB TSX: FOOB)", [("FOOB.US", "FOOB.TO")]),
        ("Foobar N.V. (AEX and JSE: FOO)", [("FOO.AS", "FOO.JO")]),
        ("福巴股份有限公司 688999.SH 02999.HK", []),
        ("Foobar Corp. (SIX: FOB, FOO; OTCQX: FOOBY) said", [("FOB.SW", "FOOBY.US")]),
        ("Foobar Ltd. (NSE, BSE, NYSE: FOOB), a", [("FOOB.NS", "FOOB.US")]),
        ("Foobar S.A. (B3: FOOB3, FOOB4) (NYSE: FOOB)", [("FOOB3.SA", "FOOB.US")]),
        ("Foobar Corp. (NYSE: FOOB, unlike WDG; TSX: WDG)", []),
        ("Foobar Corp. (NYSE: FOOB; NYSE Texas: FOOB; TSX: FOO)", [("FOOB.US", "FOO.TO")]),
        ("Foobar Corp. (NYSE: FOOB; a rival of Widget, TSX: WDG)", []),
        ("上海芯联智能股份有限公司（688999.SH/02999.HK）公告", [("688999.SH", "02999.HK")]),
        ("上海芯联智能股份有限公司（688999.SH）、（02999.HK）公告", [("688999.SH", "02999.HK")]),
        ("上海芯联智能股份有限公司（688999.SH、000858.SZ）公告", []),
        ("Foobar Holdings Ltd. (NYSE: FOOB) and Widget Corp. (TSX: WDG) said", []),
        ("Foobar Holdings Ltd. (NYSE: FOOB). (HKEX: 9876) is another's", []),
        ("Foobar Holdings Ltd. (NASDAQ: FOOB, NASDAQ: FOOBW)", [("FOOB.US", "FOOBW.US")]),
        ("Foobar Inc. (NASDAQ:FOOB) (NASDAQ:FOOBW) (TSX: FOO) said", [("FOOB.US", "FOOBW.US", "FOO.TO")]),
        ("Foobar Gold (NASDAQ: FOOB) (NASDAQ: FOOBU)", [("FOOB.US", "FOOBU.US")]),
        ("Foobar Inc. (OTCID: FOOBW; OTCID: FOOB)", [("FOOBW.US", "FOOB.US")]),
        ("Foobar Inc. (NASDAQ: FOOB, NASDAQ: FOOBA), Acme Inc. (NASDAQ: ACM, NASDAQ: ACMW)", []),
        ("Foobar Inc. (TSX: FOOB, TSX: FOOBW)", []),
        ("存储板块（688525.SH、MU.US）大涨", []),
        ("chipmakers (NASDAQ: MU; TSX: WDG)", []),
        ("Foobar Gold (TSX, Nasdaq Stockholm: FOOB)", [("FOOB.TO", "FOOB.ST")]),
        ("Foobar Gold (TSX: FOOB; AIM: FOOB; OTCQX: FOBRF)", [("FOOB.TO", "FOOB.L")]),
        ("Foobar Gold (TSX: FOO.B; NYSE: FOO.B)", [("FOO.B.TO", "FOO.B.US")]),
        ("Foobar Gold (TSX: FOOB). Widget Gold (AIM: FOOB)", []),
        ("Foobar Gold (TSX: FOOB; AIM: FOO)", []),
        ("福巴（01888.HK、1888.TW）", []),
        ("福巴集团（HKEX: 09876; Nasdaq: ZBX）公布业绩", [("09876.HK", "ZBX.US")]),
        ("两大集团（HKEX: 09876; Nasdaq: ZBX）公布业绩", []),
        ("福巴集团（HKEX: 09876）与飞得集团（Nasdaq: ZBX）", []),
        ("Foobar Holdings Ltd. (NYSE: FOOB)", []),
    ],
)  # fmt: skip
def test_codes_that_stand_together_at_a_legal_name_are_one_company_s(text: str, keys: list[tuple[str, ...]]) -> None:
    zones = (Zone("body", text),)
    assert [found for _, found in told(zones, evidence.declared({}, zones, ()), lambda _: False)] == keys


def test_codes_that_stand_together_behind_their_company_s_name_are_its_own() -> None:
    zones = (Zone("body", "Newmont (NYSE: NEM, TSX: NGT) and chips (MU.US; 688525.SH)"),)
    found = list(told(zones, evidence.declared({}, zones, ()), lambda one: one.key == "NEM.US"))
    assert [(one.name, keys) for one, keys in found] == [("Newmont", ("NEM.US", "NGT.TO"))]


def test_codes_are_looked_for_in_the_zone_of_the_name() -> None:
    zones = (Zone("title", "ESGold Corp. (CSE: ESAU)"), Zone("lead", "(OTCQB: ESAUF)"))
    assert list(told(zones, evidence.declared({}, zones, ()), lambda _: True)) == []


@pytest.mark.parametrize(
    ("key", "listings", "further", "alike"),
    [
        ("03288.HK", ("603288.SH",), True, False),
        ("SHEL.L", ("SHEL.US",), True, True),
        ("09898.HK", ("BABA.US", "09988.HK"), False, False),
        ("000858.SZ", ("600519.SH",), False, False),
        ("00700.HK", (), False, False),
        ("00700.TW", ("00700.HK",), True, False),
    ],
)
def test_a_further_listing_is_on_an_exchange_where_the_company_has_none(
    key: str, listings: tuple[str, ...], further: bool, alike: bool
) -> None:
    assert (is_further(key, listings), is_called_alike(key, listings)) == (further, alike)


FILES = {"NIO.US": "NIO.US", "09866.HK": "NIO.US", "600519.SH": "600519.SH"}


@pytest.mark.parametrize(
    ("pairs", "owners"),
    [
        ([("ESAU.CNQ", "ESAUF.US"), ("ESAUF.US", "GY2.F")], {"ESAUF.US": "ESAU.CNQ", "GY2.F": "ESAU.CNQ"}),
        ([("AUUD.US", "AUUDW.US")], {"AUUDW.US": "AUUD.US"}),
        ([("GY2.F", "ESAUF.US")], {"GY2.F": "ESAUF.US"}),
        ([("02999.HK", "688999.SH")], {"02999.HK": "688999.SH"}),
        ([("09876.HK", "FOOB.US")], {"09876.HK": "FOOB.US"}),
        ([("LUG.ST", "LUG.TO")], {"LUG.ST": "LUG.TO"}),
        ([("SOLG.L", "SOLG.TO")], {"SOLG.L": "SOLG.TO"}),
        ([("BTE.AX", "BTE.AS")], {"BTE.AS": "BTE.AX"}),
        ([("ABC.V", "ABC.DE"), ("ABC.DE", "Z1C.F")], {"ABC.DE": "ABC.V", "Z1C.F": "ABC.V"}),
        ([("FOOB.US", "FOOB.TO")], {"FOOB.TO": "FOOB.US"}),
        ([("FOOB.AX", "FOOB.TO")], {"FOOB.TO": "FOOB.AX"}),
        ([("09876.HK", "FOOB.AX")], {"FOOB.AX": "09876.HK"}),
        ([("FOOB.L", "FOOB.PA")], {"FOOB.PA": "FOOB.L"}),
        ([("NIO.SI", "09866.HK")], {"NIO.SI": "NIO.US", "09866.HK": "NIO.US"}),
        ([("NIO.US", "600519.SH")], {}),
        ([("A.AX", "NIO.US"), ("A.AX", "600519.SH")], {"A.AX": "600519.SH"}),
        ([], {}),
    ],
)
def test_the_key_is_a_file_s_company_s_or_that_of_the_first_listing(
    pairs: list[tuple[str, str]], owners: dict[str, str]
) -> None:
    assert joined(pairs, FILES.get) == owners


KEYS = st.sampled_from(["A.US", "B.HK", "C.F", "D.AX", "NIO.US", "09866.HK", "600519.SH", "E.TO"])


@given(st.lists(st.tuples(KEYS, KEYS), max_size=8), st.randoms())
def test_any_pairs_join_alike_in_any_order_and_never_two_companies_of_files(
    pairs: list[tuple[str, str]], order: object
) -> None:
    owners = joined(pairs, FILES.get)
    order.shuffle(pairs)  # type: ignore[attr-defined]
    assert joined(pairs, FILES.get) == owners
    assert all(owner not in owners for owner in owners.values())
    assert {owners.get(key, key) for key in FILES} >= set(FILES.values())

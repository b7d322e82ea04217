"""An exchange's list of shares, as it is downloaded, becomes a registry file."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedsvc.companies import exports, formats
from feedsvc.companies.exports import companies_of, rows_of
from feedsvc.model import Company, Name

SSE = (
    "A股代码\t证券简称\t扩位证券简称\t公司英文全称\t上市日期\n"
    "600000\t浦发银行\t浦发银行\tShanghai Pudong Development Bank Co.,Ltd.\t1999-11-10\n"
)
SZSE = (
    "板块,公司全称,英文名称,注册地址,A股代码,A股简称,A股上市日期\n"
    '主板,万科企业股份有限公司,"CHINA VANKE CO., LTD",广东,000002,万  科Ａ,1991\n'
    "主板,平安银行股份有限公司,Ping An Bank,深圳,1,平安银行,1991\n"
)
HKEX = (
    "List of Securities,,\nUpdated as at 25/11/2026,,\nStock Code,Name of Securities,Category\n00700,TENCENT,Equity\n"
    "02800,TRACKER FUND,Exchange Traded Products\n10001,JPTENCT,Derivative Warrants\n"
)
NASDAQ = (
    "Symbol|Security Name|Market Category|Test Issue|ETF\nAAPL|Apple Inc. - Common Stock|Q|N|N\n"
    "GOOG|Alphabet Inc. - Class C Capital Stock|Q|N|N\nGOOGL|Alphabet Inc. - Class A Common Stock|Q|N|N\n"
    "QQQ|Invesco QQQ Trust|Q|N|Y\nZVZZT|NASDAQ TEST STOCK|Q|Y|N\nABCW|Abc Corp - Warrants|Q|N|N\n"
)


def read(text: str, market: str = "") -> formats.Parsed:
    return companies_of(rows_of(text.encode(), "list.csv"), "list.csv", market)


def keys(parsed: formats.Parsed) -> dict[str, tuple[str, ...]]:
    return {company.key: company.listings for company in parsed.companies}


def test_shanghai_s_list_in_its_own_encoding() -> None:
    parsed = companies_of(rows_of(SSE.encode("gb18030"), "sse.xls"), "sse.xls")
    expected = (Name("浦发银行"), Name("Shanghai Pudong Development Bank"))
    assert parsed.companies == (Company("600000.SH", "浦发银行", expected, ("600000.SH",)),)


def test_shenzhen_s_list_with_codes_that_lost_their_zeros_and_names_in_full_width() -> None:
    parsed = read(SZSE)
    assert keys(parsed) == {"000002.SZ": ("000002.SZ",), "000001.SZ": ("000001.SZ",)}
    assert [name.text for name in parsed.companies[0].names] == ["万科A", "万科企业股份有限公司", "CHINA VANKE"]


def test_a_column_of_hong_kong_s_codes_is_of_hong_kong() -> None:
    text = "A股代码,A股简称,H股代码\n600028,中国石化,00386\n601088,中国神华,1088\n002594,比亚迪,\n"
    assert list(keys(read(text)).values()) == [
        ("600028.SH", "00386.HK"),
        ("601088.SH", "01088.HK"),
        ("002594.SZ",),
    ]


def test_hong_kong_s_list_below_its_notices_without_funds_and_warrants() -> None:
    assert keys(read(HKEX)) == {"00700.HK": ("00700.HK",)}


def test_hong_kong_s_list_in_chinese() -> None:
    text = "股份代號,股份名稱,分類\n00700,騰訊控股,股本\n02800,盈富基金,交易所買賣產品\n10001,摩通騰訊,衍生權證\n"
    assert keys(read(text)) == {"00700.HK": ("00700.HK",)}


def test_short_digits_without_a_market_are_told_and_never_taken_for_another_exchange_s() -> None:
    parsed = read("代码,名称\n700,腾讯控股\n600519,贵州茅台\n")
    assert keys(parsed) == {"600519.SH": ("600519.SH",)}
    assert [("--market" in one.mend, one.line) for one in parsed.problems] == [(True, 2)]
    assert keys(read("代码,名称\n700,腾讯控股\n", "HK")) == {"00700.HK": ("00700.HK",)}


LOST_ZEROS = "".join(f"{number},甲公司{number}\n" for number in range(2001, 2101))


def test_a_list_that_lost_its_zeros_is_one_of_the_mainland_s_where_many_short_codes_are_shares_there() -> None:
    assert {"002001.SZ", "000001.SZ", "600519.SH"} < set(
        keys(read(f"股票代码,股票简称\n1,平安银行\n600519,贵州茅台\n{LOST_ZEROS}"))
    )
    # One that none has on the mainland: it is a list of Hong Kong's, or of several places.
    assert set(keys(read(f"股票代码,股票简称\n9988,阿里巴巴\n600519,贵州茅台\n{LOST_ZEROS}"))) == {"600519.SH"}


def test_with_a_market_of_the_mainland_s_given_short_codes_get_their_zeros_and_whole_ones_tell_their_own() -> None:
    parsed = read("代码,名称\n1,平安银行\n2594,比亚迪\n600519,贵州茅台\n", "SZ")
    assert (list(keys(parsed)), parsed.problems) == (["000001.SZ", "002594.SZ", "600519.SH"], ())


@pytest.mark.parametrize(
    ("table", "market", "key", "names"),
    [
        ("公司代號,公司名稱,公司簡稱\n1101,臺灣水泥股份有限公司,台泥", "TW", "1101.TW",
         ["台泥", "台湾水泥股份有限公司"]),
        ("日付,コード,銘柄名,市場・商品区分\n20240930,7203,トヨタ自動車,プライム（内国株式）", "T", "7203.T",
         ["トヨタ自动车"]),
        ("회사명,종목코드,업종\n삼성전자,5930,통신", "KS", "005930.KS", ["삼성전자"]),
        ("code,tradeStatus,code_name\nsh.600519,1,贵州茅台", "", "600519.SH", ["贵州茅台"]),
        ("cik_str,ticker,title\n320193,AAPL,Apple Inc.", "US", "AAPL.US", ["Apple Inc"]),
        ("公司代码,公司名称\n600519,贵州茅台酒股份有限公司", "", "600519.SH", ["贵州茅台酒股份有限公司"]),
    ],
)  # fmt: skip
def test_headers_of_other_exchanges_and_sources_are_read(table: str, market: str, key: str, names: list[str]) -> None:
    (company,) = read(f"{table}\n", market).companies
    assert [company.key, [name.text for name in company.names]] == [key, names]


def test_a_header_that_comes_again_is_no_row() -> None:
    parsed = read("股票代码,股票简称\n600519,贵州茅台\n股票代码,股票简称\n600030,中信证券\n")
    assert (list(keys(parsed)), parsed.problems) == (["600519.SH", "600030.SH"], ())


def test_a_fund_in_japan_s_list_is_no_company() -> None:
    parsed = read("コード,銘柄名,市場・商品区分\n1305,ｉＦｒｅｅＥＴＦ　ＴＯＰＩＸ,ETF・ETN\n", "T")
    assert (parsed.companies, parsed.passed) == ((), 1)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"0":{"cik_str":320193,"ticker":"AAPL","title":"Apple Inc."}}', "JSON"),
        ('[\n {"code": "600519", "name": "贵州茅台"}]', "JSON"),
        ("key,listings,name,names\n600519.SH,,贵州茅台,茅台\n", "a registry file"),
        ('# mine\n[[company]]\nkey = "600519.SH"\nname = "贵州茅台"\nnames = ["a", "b"]\n', "a registry file"),
    ],
)
def test_what_is_json_or_a_registry_file_is_told_so(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        rows_of(text.encode(), "x")


def test_a_class_behind_a_slash_is_the_same_share() -> None:
    assert keys(read("Symbol,Name\nBRK/B,Berkshire Hathaway\n", "US")) == {"BRK.B.US": ("BRK.B.US",)}


@pytest.mark.parametrize(
    ("row", "keys"),
    [
        ("MKC.V|McCormick & Company Common Stock|N|MKC.V|N|100|N|MKC.V", ("MKC.V.US",)),
        ("LDOS.V|Leidos Holdings, Inc. Common Stock|N|LDOSw|N|100|N|LDOS#", ("LDOS.V.US",)),
        ("BRK.B|Berkshire Hathaway Inc. Class B Common Stock|N|BRK.B|N|100|N|BRK.B", ("BRK.B.US",)),
        ("IBKR|Interactive Brokers Group, Inc. Common Stock|V|IBKR|N|100|N|IBKR", ("IBKR.US",)),
    ],
)
def test_a_class_and_an_exchange_s_letter_in_nasdaq_s_directory_are_no_other_market(
    row: str, keys: tuple[str, ...]
) -> None:
    header = "ACT Symbol|Security Name|Exchange|CQS Symbol|ETF|Round Lot Size|Test Issue|NASDAQ Symbol"
    assert [company.listings for company in read(f"{header}\n{row}\n").companies] == [keys]


@pytest.mark.parametrize(
    ("row", "market", "key"),
    [
        ("MKC.V,McCormick,NYSE", "", "MKC.V.US"),
        ("MKC/V,McCormick,", "US", "MKC.V.US"),
        ("BT/A,BT Group,", "L", "BT.A.L"),
        ("NIO.N,NIO Limited,NYSE", "", "NIO.US"),
        ("BABA.US,Alibaba,NYSE", "", "BABA.US"),
        ("ABC.V,Abc Mining,", "US", "ABC.V"),
        ("BHP.L,BHP Group,", "US", "BHP.L"),
        ("600519.SH,贵州茅台,", "US", "600519.SH"),
        ("600519,贵州茅台,SSE", "SZ", "600519.SH"),
        ("700,腾讯控股,HKEX", "US", "00700.HK"),
    ],
)
def test_a_row_s_market_goes_before_what_a_code_may_say_and_that_before_the_given_one(
    row: str, market: str, key: str
) -> None:
    assert [company.key for company in read(f"code,name,exchange\n{row}\n", market).companies] == [key]


def test_nasdaq_s_list_joins_classes_and_leaves_out_what_is_no_share() -> None:
    assert keys(read(NASDAQ)) == {"AAPL.US": ("AAPL.US",), "GOOG.US": ("GOOG.US", "GOOGL.US")}


@pytest.mark.parametrize(
    ("security", "name"),
    [
        ("Main Street Capital Corporation Common Stock", "Main Street Capital Corporation"),
        ("Capital One Financial Corporation Common Stock", "Capital One Financial Corporation"),
        ("INVESCO MORTGAGE CAPITAL INC Common Stock", "INVESCO MORTGAGE CAPITAL INC"),
        ("BlackRock Capital Allocation Term Trust Common Shares of Beneficial Interest",
         "BlackRock Capital Allocation Term Trust"),
        ("Solar Capital Ltd. - Common  Stock", "Solar Capital Ltd"),
        ("Netcapital Inc. Common Stock", "Netcapital Inc"),
        ("Zorblax Company (The) Common Stock", "Zorblax Company"),
        ("Zorblax Bancorp, Inc. (ME) Common Stock", "Zorblax Bancorp, Inc"),
        ("ZORBLAX CORP /DE/", "ZORBLAX CORP"),
        ("Voting Machines Inc. Common Stock", "Voting Machines Inc"),
        ("Alphabet Inc. - Class C Capital Stock", "Alphabet Inc"),
        ("Colliers International Group Inc. Subordinate Voting Shares", "Colliers International Group Inc"),
        ("BRP Inc. - Common Subordinate Voting Shares", "BRP Inc"),
        ("Flywire Corporation Voting Common Stock", "Flywire Corporation"),
        ("PHI, Inc. - Non-Voting Common Stock", "PHI, Inc"),
        ("Discovery Communications, Inc. - Series C Common Stock", "Discovery Communications, Inc"),
        ("CBRE Group Inc Common Stock Class A", "CBRE Group Inc"),
        ("Arcos Dorados Holdings Inc. Class A Shares", "Arcos Dorados Holdings Inc"),
        ("Accenture plc Class A Ordinary Shares (Ireland)", "Accenture plc"),
        ("Aegon Ltd. New York Registry Shares", "Aegon Ltd"),
        ("ATA Creativity Global American Depositary Shares", "ATA Creativity Global"),
        ("LG Display Co Ltd AMERICAN DEPOSITORY SHARES", "LG Display Co Ltd"),
        ("Banco Macro S.A.  ADR (representing Ten Class B Common Shares)", "Banco Macro S.A"),
        ("Alliance Data Systems ADS Corp", "Alliance Data Systems ADS Corp"),
        ("Sanofi ADS", "Sanofi"),
        ("Common Stock", "Common Stock"),
    ],
)  # fmt: skip
def test_a_share_s_class_is_no_part_of_its_company_s_name(security: str, name: str) -> None:
    assert [company.name for company in read(f'Symbol,Name\nXYZ,"{security}"\n', "US").companies] == [name]


@pytest.mark.parametrize(
    ("security", "name"),
    [
        ("MPLX LP Common Units Representing Limited Partner Interests", "MPLX LP"),
        ("Cheniere Energy Partners LP Common Units", "Cheniere Energy Partners LP"),
        ("Legacy Reserves LP - Units Representing Limited Partner Interests", "Legacy Reserves LP"),
        ("Brookfield Business Partners L.P. Limited Partnership Units ", "Brookfield Business Partners L.P"),
        ("AllianceBernstein Holding L.P.  Units", "AllianceBernstein Holding L.P"),
        ("Coca Cola Femsa S.A.B. de C.V.  American Depositary Shares each representing 10 Units",
         "Coca Cola Femsa S.A.B. de C.V"),
        ("Itau Unibanco Banco Holding SA American Depositary Shares (Each repstg 500 Preferred shares)",
         "Itau Unibanco Banco Holding SA"),
        ("RLX Technology Inc. American Depositary Shares each representing the right to receive one ordinary share",
         "RLX Technology Inc"),
        ("Preferred Bank Common Stock", "Preferred Bank"),
        ("Unit Corporation Common Stock", "Unit Corporation"),
        ("Preferred Apartment Communities, Inc. Common Stock", "Preferred Apartment Communities, Inc"),
        ("Right Management Consultants Inc", "Right Management Consultants Inc"),
        ("Unit-Tech Systems Inc. Common Stock", "Unit-Tech Systems Inc"),
    ],
)  # fmt: skip
def test_a_partnership_s_common_units_are_shares_and_so_are_those_whose_name_says_preferred(
    security: str, name: str
) -> None:
    parsed = read(f'Symbol,Name\nXYZ,"{security}"\n', "US")
    assert ([company.name for company in parsed.companies], parsed.passed) == ([name], 0)


@pytest.mark.parametrize(
    "security",
    [
        "Abeona Therapeutics Inc. - Warrant",
        "Signature Bank - Warrants 12/12/2018",
        "Adagio Corp. - Warrants to purchase Class A common stock",
        "Chesapeake Energy Corporation Class A Warrants",
        "Adagio Corp. Common Stock Purchase Rights",
        "BurTech Acquisition Corp. Unit",
        "Gores Holdings, Inc. - Units, each consisting of one share of Class A Common Stock and one Warrant",
        "AlphaTime Acquisition Corp Right",
        "Atlas Corp. 7.125% Notes due 2027",
        "Assurant Inc. 5.25% Subordinated Debentures due 2061",
        "CMS Energy Corporation Preferred Stock",
        "MFA Financial Inc. Preferred Series B",
        "CHS Inc. Class B Cumulative Redeemable Preferred Stock",
        "Energy Transfer L.P. Series I Fixed Rate Perpetual Preferred Units",
        "Brookfield Infrastructure Partners LP 5.125% Class A Preferred Limited Partnership Units Series 13",
        "Morgan Stanley Dep Shs repstg 1/1000 Pfd Ser A",
        "Aspen Insurance Holdings Limited 5.625% Perpetual Non-Cumulative Preference Shares",
        "Virtus Diversified Income & Convertible Fund Common Shares of Beneficial Interest",
    ],
)
def test_what_is_no_company_s_share_is_passed_over_and_counted(security: str) -> None:
    parsed = read(f'Symbol,Name\nXYZ,"{security}"\n\n', "US")
    assert (parsed.companies, parsed.problems, parsed.passed) == ((), (), 1)


def test_what_lists_say_of_a_row_passes_it_over_too() -> None:
    assert (read(HKEX).passed, read(NASDAQ).passed) == (2, 3)
    assert read("代码,名称\n600519,贵州茅台\n510300.SH,沪深300\n113001,中行转债\n").passed == 2


@pytest.mark.parametrize(
    ("row", "name"),
    [
        ("688987,N瑞昶芯微", "瑞昶芯微"),
        ("688987,C瑞昶芯微-U", "瑞昶芯微"),
        ("002309,*ST中利集团", "中利集团"),
        ("002309,S*ST中利", "中利"),
        ("600519,XD贵州茅台", "贵州茅台"),
        ("01024.HK,快手－Ｗ", "快手"),
        ("02015.HK,LI AUTO-W", "LI AUTO"),
        ("09618.HK,京东集团-SW", "京东集团"),
        ("80700.HK,腾讯控股-R", "腾讯控股"),
        ("688235,百济神州-U", "百济神州"),
        ("600401,退市海润光伏", "海润光伏"),
        ("300372,欣泰退", "欣泰"),
        ("600519,XD贵州茅", "XD贵州茅"),
        ("300972,C德迈仕", "C德迈仕"),
        ("000002,万科A", "万科A"),
        ("002024,ST易购集团", "易购集团"),
        ("SYK.US,Stryker", "Stryker"),
        ("02400.HK,XD INC", "XD INC"),
        ("DRS.L,DR钻戒集团", "DR钻戒集团"),
        ("NSC.US,N系列公司", "N系列公司"),
        ("ABW.US,ACME-W", "ACME-W"),
    ],
)
def test_an_exchange_s_marks_at_a_name_are_taken_off_where_they_are_some(row: str, name: str) -> None:
    assert [company.name for company in read(f"代码,名称\n{row}\n").companies] == [name]


def test_companies_whose_names_begin_alike_stay_apart() -> None:
    text = (
        "Symbol,Name\nOBDC,Blue Owl Capital Corporation Common Stock\n"
        "OWL,Blue Owl Capital Inc. Class A Common Stock\nOBDE,Blue Owl Capital Corporation III Common Stock\n"
    )
    names = [(name.text, name.is_sure) for company in read(text, "US").companies for name in company.names]
    assert names == [
        ("Blue Owl Capital Corporation", True),
        ("Blue Owl Capital Inc", True),
        ("Blue Owl Capital Corporation III", True),
    ]


def test_names_that_differ_in_capitals_are_two_companies_and_classes_and_tracking_stocks_are_one() -> None:
    text = (
        "Symbol,Name\nFBNC,First Bancorp - Common Stock\nFBP,First BanCorp. New Common Stock\n"
        "FWONA,Liberty Media Corporation - Series A Liberty Formula One Common Stock\n"
        "LLYVA,Liberty Media Corporation - Series A Liberty Live Common Stock\n"
        "UHAL,U-Haul Holding Company Common Stock\nUHAL.B,U-Haul Holding Company Series N Non-Voting Common Stock\n"
        "AINC,Ashford Inc. (Holding Company) Common Stock\nABCDP,Abcd Corp. Series A Preferred Stock\n"
    )
    assert {company.name: company.listings for company in read(text, "US").companies} == {
        "First Bancorp": ("FBNC.US",),
        "First BanCorp": ("FBP.US",),
        "Liberty Media Corporation": ("FWONA.US", "LLYVA.US"),
        "U-Haul Holding Company": ("UHAL.US", "UHAL.B.US"),
        "Ashford Inc": ("AINC.US",),
    }


def test_a_name_of_any_length_is_read_in_time_that_grows_with_it() -> None:
    name = "Common voting non-" * 5_000 + " " * 30_000 + "x"
    assert read(f"Symbol,Name\nXYZ,{name}\nABC,Abc Corp\n", "US").companies[-1].key == "ABC.US"


def test_a_workbook_is_read() -> None:
    parsed = companies_of(rows_of(workbook([["证券代码", "证券简称"], ["600000", "浦发银行"]]), "x.xlsx"), "x.xlsx")
    assert keys(parsed) == {"600000.SH": ("600000.SH",)}


def workbook(rows: list[list[str]]) -> bytes:
    """The smallest workbook (ECMA-376) that holds these texts."""
    cells = "".join(
        "<row>" + "".join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in row) + "</row>" for row in rows
    )
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    related = f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{office}'
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'{related}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
        '<sheet name="s" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{related}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{cells}</sheetData></worksheet>',
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return made.getvalue()


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("99999999,某某公司", "'99999999' is no code of a share on a known market"),
        ("600000,某", "'某' is no name that can be looked for"),
    ],
)
def test_a_row_that_cannot_be_used_is_told_with_its_line_and_the_others_count(row: str, said: str) -> None:
    parsed = read(f"证券代码,证券简称\n{row}\n600519,贵州茅台\n")
    assert [(problem.line, problem.found) for problem in parsed.problems] == [(2, said)]
    assert list(keys(parsed)) == ["600519.SH"]


def test_codes_without_a_market_are_of_the_given_one() -> None:
    assert list(keys(read("code,name\n700,腾讯控股\n", "HK"))) == ["00700.HK"]


@pytest.mark.parametrize(
    ("name", "ambiguous"),
    [
        ("平安", True),
        ("机器人", False),
        ("绿色经济", True),
        ("贵州茅台", False),
        ("Target", True),
        ("Ping An Bank", False),
    ],
)
def test_a_name_that_is_much_else_is_marked(name: str, ambiguous: bool) -> None:
    assert read(f"code,name\n600519.SH,{name}\n").companies[0].names[0].ambiguous == ambiguous


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"nothing here", "no table"),
        (b"PK\x03\x04broken", "no workbook that can be read"),
        (b"\xff\xfe\x00\xd8", "no text in UTF-8 or GB 18030"),
    ],
)
def test_what_is_no_list_says_why(data: bytes, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        rows_of(data, "x")


def test_a_table_without_codes_is_told() -> None:
    (problem,) = read("a,b\n1,2\n").problems
    assert problem.rule == "export-header"


def test_what_was_read_is_written_as_a_registry_file_that_gives_the_same() -> None:
    companies = read(NASDAQ).companies + read(SZSE).companies
    assert formats.parse_csv(formats.as_csv(companies), "x.csv").companies == companies


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_a_table_or_said_to_be_none(data: bytes) -> None:
    try:
        rows = exports.rows_of(data, "x")
    except ValueError:
        return
    companies_of(rows, "x")

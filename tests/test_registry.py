"""The registry's three formats, its problems, merging and looking up."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedsvc import config, registries
from feedsvc.companies import formats, registry
from feedsvc.model import Company, Name

STARTER = """\
# comment

600030.SH | 06030.HK | 中信证券 | CITIC Securities, ?中信
06618.HK  |          | 京东健康 | JD Health
000725.SZ | 200725.SZ | ?京东方 | 京东方A
华为      |          | 华为     | Huawei
"""


def _company(parsed: formats.Parsed, key: str) -> Company:
    found = registry.Registry(parsed.companies).by_key(key)
    assert found is not None
    return found


def test_parse_starter_line_gives_company() -> None:
    parsed = formats.parse(STARTER, "companies.txt")
    assert parsed.problems == ()
    assert parsed.companies[0] == Company(
        "600030.SH",
        "中信证券",
        (Name("中信证券"), Name("CITIC Securities"), Name("中信", ambiguous=True)),
        ("600030.SH", "06030.HK"),
    )


def test_parse_shown_name_with_mark_is_ambiguous_and_shown_without() -> None:
    company = _company(formats.parse(STARTER, "x"), "000725.SZ")
    assert (company.name, company.names[0]) == ("京东方", Name("京东方", ambiguous=True))


@pytest.mark.parametrize("names", ["Lenovo, ~Lenovo", "~Lenovo, Lenovo"])
def test_parse_name_that_is_written_as_a_hint_too_stays_a_name(names: str) -> None:
    company = _company(formats.parse(f"00992.HK | | 联想集团 | {names}, ~ThinkPad", "x"), "00992.HK")
    assert set(company.names) == {Name("联想集团"), Name("Lenovo"), Name("ThinkPad", hint=True)}


def test_parse_unlisted_company_has_its_name_as_key() -> None:
    company = _company(formats.parse(STARTER, "x"), "华为")
    assert company.listings == ()


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("688987.SH | | N瑞昶芯微 |", ["瑞昶芯微"]),
        ("000002.SZ | | XD贵州茅台 | 贵州茅台, XD贵州茅台", ["贵州茅台", "XD贵州茅台"]),
        ("09618.HK | | ?京东集团－ＳＷ | JD", ["京东集团", "JD"]),
        ("600385.SH | | ST金泰 |", ["ST金泰"]),
        ("瑞昶 | | N瑞昶芯微 |", ["N瑞昶芯微"]),
        ("301177.SZ | | 迪阿股份 | DR钻戒集团", ["迪阿股份", "DR钻戒集团"]),
        ("SYK.US | | Stryker |", ["Stryker"]),
    ],
)
def test_parse_takes_an_exchange_s_marks_off_the_shown_name(line: str, names: list[str]) -> None:
    (company,) = formats.parse(line, "x").companies
    assert [company.name, [name.text for name in company.names]] == [names[0], names]
    assert company.names[0].ambiguous == ("?" in line)


def test_parse_other_spelling_of_key_becomes_the_key() -> None:
    assert formats.parse("HK.6618 | | 京东健康 | ", "x").companies[0].key == "06618.HK"


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("600519.XX | | 贵州茅台 | ", "registry-key"),
        ("000001.SH | | 上证指数 | ", "registry-key"),
        ("BK0493 | | 新能源 | ", "registry-key"),
        ("600519.SH | 茅台 | 贵州茅台 | ", "registry-listing"),
        ("600519.SH | 510300.SH | 贵州茅台 | ", "registry-key"),
        ("600519.SH | | 茅 | ", "registry-name"),
        ("600519.SH | | | ", "registry-name"),
        ("600519.SH | | 贵州茅台 | 茅", "registry-name"),
        ("600519.SH | | 贵州茅台 | 公司", "registry-name"),
        ("600519.SH | | 贵州茅台 | 茅台 (2020-01-02..2020-01-01)", "registry-day"),
        ("700 | | 腾讯 | ", "registry-key"),
        ("600519.SH | 贵州茅台", "registry-columns"),
        ("600519.SH | | 贵州茅台 | 茅台 | x", "registry-columns"),
        ("06618.HK | | 别的公司 | ", "registry-duplicate"),
        ("601398.SH | 6618.HK | 别的公司 | ", "registry-duplicate"),
    ],
)
def test_parse_bad_line_is_a_problem_and_the_rest_is_used(line: str, rule: str) -> None:
    parsed = formats.parse(f"06618.HK | | 京东健康 | \n{line}\n002382.SZ | | 蓝帆医疗 | \n", "my.txt")
    assert [company.key for company in parsed.companies] == ["06618.HK", "002382.SZ"]
    assert [(one.rule, one.path, one.line) for one in parsed.problems] == [(rule, "my.txt", 2)]


def test_parse_toml_gives_the_same_company() -> None:
    text = """
[[company]]
key = "600030.SH"
name = "中信证券"
listings = ["6030.HK"]
names = ["CITIC Securities"]
ambiguous = ["中信"]
"""
    parsed = formats.parse_toml(text, "my.toml")
    assert parsed.problems == ()
    assert parsed.companies == formats.parse(STARTER, "x").companies[:1]


@pytest.mark.parametrize(
    "text",
    [
        "[[company]\n",
        "company = 5",
        "company = [5]",
        '[[company]]\nkey = 600030\nname = "中信证券"',
        '[[company]]\nkey = "600030.SH"\nname = "中信证券"\nnames = "中信"',
        '[[company]]\nkey = "600030.SH"',
    ],
    ids=["syntax", "no table", "no tables", "number as key", "text as list", "no name"],
)
def test_parse_toml_wrong_gives_problem(text: str) -> None:
    parsed = formats.parse_toml(text, "my.toml")
    assert parsed.companies == ()
    assert [one.path for one in parsed.problems] == ["my.toml"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('[[company]]\nname = "中信证券"\n\n[[company]]\nname = "蓝帆"\nambigous = ["蓝"]\n', 4),
        ('[[company]]\nname = "中信证券"\n[[company]]\nname = "公司"\n', 3),
        ('[[company]]\nname = "中信证券"\nnames = ["""\n[[company]]\nx"""]\n[[company]]\nname = 5\n', None),
        ('[[companies]]\nname = "中信证券"\n', None),
    ],
    ids=["unknown field", "no name of its own", "heading inside a text", "unknown table"],
)
def test_parse_toml_problem_tells_the_line_of_its_company(text: str, line: int | None) -> None:
    assert [one.line for one in formats.parse_toml(text, "my.toml").problems] == [line]


def test_parse_toml_uses_companies_beside_what_it_does_not_know() -> None:
    parsed = formats.parse_toml('version = 1\n[[company]]\nname = "中信证券"\nnote = "x"\n', "my.toml")
    assert [company.name for company in parsed.companies] == ["中信证券"]
    assert [(one.found, one.line) for one in parsed.problems] == [
        ("unknown 'version'", None),
        ("unknown 'note' of a company", 2),
    ]


def test_parse_csv_gives_the_same_company() -> None:
    text = "\ufeffkey,listings,name,names\r\n600030.SH,06030.HK,中信证券,CITIC Securities;?中信\r\n"
    parsed = formats.parse_csv(text, "my.csv")
    assert parsed.problems == ()
    assert parsed.companies == formats.parse(STARTER, "x").companies[:1]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("code,name\n600030.SH,中信证券\n", 1),
        ("key,listings,name,names\n600030.SH,中信证券\n", 2),
        ("key,listings,name,names\n600030.XX,,中信证券,\n", 2),
        ("", 1),
    ],
    ids=["header", "columns", "market", "empty"],
)
def test_parse_csv_wrong_gives_problem_with_line(text: str, line: int) -> None:
    parsed = formats.parse_csv(text, "my.csv")
    assert parsed.companies == ()
    assert [(one.path, one.line) for one in parsed.problems] == [("my.csv", line)]


@pytest.mark.parametrize(
    ("asked", "keys"),
    [
        ("600030.SH", ["600030.SH"]),
        ("sh600030", ["600030.SH"]),
        ("6030.HK", ["600030.SH"]),
        ("116.06030", ["600030.SH"]),
        ("06030", ["600030.SH"]),
        ("600030", ["600030.SH"]),
        ("中信证券", ["600030.SH"]),
        ("中信證券", ["600030.SH"]),
        ("citic securities", ["600030.SH"]),
        ("中信", ["600030.SH"]),
        ("京东健康-W", ["06618.HK"]),
        ("XD中信证券", ["600030.SH"]),
        ("stHuawei", []),
        ("DRcitic securities", []),
        ("华为", ["华为"]),
        ("京东", []),
        ("601398.SH", []),
        ("", []),
    ],
)
def test_resolve_takes_any_code_and_any_name(asked: str, keys: list[str]) -> None:
    known = registry.Registry(formats.parse(STARTER, "x").companies)
    assert [company.key for company in known.resolve(asked)] == keys


def test_resolve_shared_name_gives_every_company() -> None:
    text = "601318.SH | | 中国平安 | ?平安\n000001.SZ | | 平安银行 | ?平安\n"
    known = registry.Registry(formats.parse(text, "x").companies)
    assert [company.key for company in known.resolve("平安")] == ["601318.SH", "000001.SZ"]


@pytest.mark.parametrize(
    ("legal", "key"),
    [
        ("Snap Inc.", "SNAP.US"), ("Snap, Inc.", "SNAP.US"), ("Snap Inc", "SNAP.US"), ("Snap LLC", ""),
        ("Google LLC", "GOOGL.US"), ("Google, Inc", "GOOGL.US"), ("Googles Inc", ""),
        ("Snap NV", "SNAP.US"), ("Snap A/S", "SNAP.US"), ("Snap KGaA", ""),
        ("Zorblax Oil NV", "ZBX.AS"), ("Zorblax Oil N.V.", "ZBX.AS"), ("Acme Oil S.A.", "ACM.PA"), ("Acme Oil LLC", ""),
        ("Delta Corp", ""), ("Delta Air Lines, Inc.", "DAL.US"), ("Zoom Corp", "ZM.US"), ("Gap plc", "GAP.US"),
        ("GOOGL Google Inc", "GOOGL.US"), ("DAL Delta Air Lines, Inc.", "DAL.US"),
        ("ABC Google Inc", ""), ("Snap Google Inc", ""),
    ],
)  # fmt: skip
def test_a_latin_legal_name_is_known_however_its_form_is_punctuated(legal: str, key: str) -> None:
    text = "SNAP.US | | Snap公司 | ?Snap\nGOOGL.US | | 谷歌 | Google\n"
    text += "ZBX.AS | | 甲公司 | Zorblax Oil N.V.\nACM.PA | | 乙公司 | Acme Oil SA\n"
    text += "DAL.US | | 达美 | Delta Air Lines, ?Delta\nZM.US | | 丙公司 | Zoom Video, Zoom Inc, ?Zoom\n"
    text += "GAP.US | | 丁公司 | ?Gap, Gap Group\n"
    found = registry.Registry(formats.parse(text, "x").companies).by_legal_name(legal)
    assert (found.key if found else "") == key


@pytest.mark.parametrize(
    ("legal", "key"),
    [
        ("东莞市奥海科技股份有限公司", "002993.SZ"), ("东莞奥海科技股份有限公司", "002993.SZ"),
        ("奥海科技股份有限公司", "002993.SZ"), ("深圳市奥海科技有限公司", ""), ("东莞市奥海科技集团", ""),
        ("云南锡业股份有限公司", "000960.SZ"), ("云南锡业有限公司", ""), ("河北锡业股份有限公司", ""),
        ("厦门万里石股份有限公司", "002785.SZ"), ("上海白云山股份有限公司", ""), ("贵州建设银行股份有限公司", ""),
        ("深圳前海人寿股份有限公司", ""), ("平安股份有限公司", ""),
    ],
)  # fmt: skip
def test_a_chinese_legal_name_is_the_listed_company_s_that_has_it_without_its_place(legal: str, key: str) -> None:
    text = "002993.SZ | | 奥海科技 |\n000960.SZ | | 锡业股份 | 云南锡业股份\n600332.SH | | 白云山药 | ?白云山\n"
    text += "601939.SH | | 建设银行 |\n前海人寿 | | 前海人寿 |\n002785.SZ | | 万里石 |\n601318.SH | | ?平安 |\n"
    found = registry.Registry(formats.parse(text, "x").companies).by_legal_name(legal)
    assert (found.key if found else "") == key


@pytest.mark.parametrize(
    ("legal", "key"),
    [
        ("周大福控股有限公司", "01929.HK"),
        ("周大福企业有限公司", None),
        ("Zorblax Holdings plc", "ZBH.L"),
        ("Zorblax Group plc", "ZBX.L"),
    ],
)
def test_a_legal_name_that_is_another_s_without_its_form_is_not_that_of_whose_name_it_begins_with(
    legal: str, key: str | None
) -> None:
    text = "01929.HK | | 周大福 |\n周大福企业 | | 周大福企业 |\n"
    text += "ZBX.L | | Zorblax |\nZBH.L | | 甲公司 | ?Zorblax Holdings\n"
    found = registry.Registry(formats.parse(text, "x").companies).by_legal_name(legal)
    assert (found.key if found else None) == key


def test_the_company_that_a_text_before_its_form_ends_with() -> None:
    text = "000333.SZ | | 美的集团 | ?美的\n600811.SH | | 东方集团 |\n娃哈哈 | | 娃哈哈 |\n"
    known = registry.Registry(formats.parse(text, "x").companies)
    ends = {"消息称美的集团": "000333.SZ", "中国美的集团": "000333.SZ", "娃哈哈有限公司": "娃哈哈"}
    others = ("杭州娃哈哈有限公司", "内蒙古东方集团有限公司", "新东方集团", "集团", "它的美的有限公司")
    for legal, key in {**ends, **dict.fromkeys(others, "")}.items():
        found = known.by_end(legal)
        assert (found.key if found else "") == key, legal


@pytest.mark.parametrize(
    ("asked", "key"),
    [
        ("3293.TW", "3293.TWO"), ("2330.TWO", "2330.TW"), ("3294.TW", None), ("068270.KQ", "068270.KS"),
        ("247540.KS", "247540.KQ"), ("247540.KQ", "247540.KQ"), ("000100.KQ", "000100.KQ"), ("068271.KQ", None),
        ("3293.T", None),
    ],
)  # fmt: skip
def test_by_listing_takes_both_boards_of_taiwan_and_of_korea_for_one(asked: str, key: str | None) -> None:
    # A number is given once on both, and companies move from one to the other; what files say of both stays.
    lines = "3293.TWO | | 鈊象 |\n2330.TW | | 台积电 |\n068270.KS | | 赛尔群 |\n247540.KQ | | 爱科普 |\n"
    both = "000100.KS | | 柳韩洋行 |\n000100.KQ | | 某某 |"
    known = registry.Registry(registry.merge(formats.parse(lines + both, "x.txt")).companies)
    found = known.by_listing(asked)
    assert (found and found.key) == key


def test_by_listing_finds_second_listing() -> None:
    known = registry.Registry(formats.parse(STARTER, "x").companies)
    found = known.by_listing("06030.HK")
    assert found is not None
    assert found.key == "600030.SH"
    assert known.by_key("06030.HK") is None


def test_merge_shared_listing_joins_and_the_user_wins() -> None:
    starter = formats.parse(STARTER, "companies.txt")
    user = formats.parse("06030.HK | 600030.SH | 中信证券公司 | 中信, ?中信证券\n", "my.txt")
    merged = registry.merge(starter, user)
    assert merged.problems == ()
    found = registry.Registry(merged.companies).resolve("600030.SH")
    assert [(one.key, one.name, one.listings) for one in found] == [
        ("06030.HK", "中信证券公司", ("06030.HK", "600030.SH"))
    ]
    assert {name.text: name.ambiguous for name in found[0].names} == {
        "中信证券公司": False,
        "中信": False,
        "中信证券": True,
        "CITIC Securities": False,
    }


def test_merge_user_company_over_two_makes_them_one() -> None:
    starter = formats.parse("600030.SH | | 中信证券 | \n06030.HK | | 中信H股 | \n", "companies.txt")
    user = formats.parse("600030.SH | 06030.HK | 中信证券 | \n", "my.txt")
    assert [company.listings for company in registry.merge(starter, user).companies] == [("600030.SH", "06030.HK")]


@pytest.mark.parametrize(
    "rows",
    [
        ("00001.HK | 600030.SH, ZBX.US | 富通 |", "600030.SH | | 富通 |", "ZBX.US | | 富通 |", "00001.HK | | 富通 |"),
        ("00001.HK | 600030.SH | 富通 |", "600030.SH | | 富通 |", "ZBX.US | 600030.SH | 富通 |", "00001.HK | | 富通 |"),
    ],
)
def test_merge_of_files_that_each_know_a_company_by_another_key_makes_one(rows: tuple[str, ...]) -> None:
    merged = registry.merge(*(formats.parse(row, "x") for row in rows))
    assert len(merged.companies) == 1
    assert {"ZBX.US", "00001.HK"} <= set(merged.companies[0].listings)


def test_merge_second_user_file_sees_the_first() -> None:
    first = formats.parse("新谷 | | 新谷公司 | \n", "a.txt")
    second = formats.parse("新谷 | | 新谷公司 | 新司\n", "b.txt")
    merged = registry.merge(formats.parse(STARTER, "x"), first, second)
    assert [len(one.names) for one in merged.companies if one.key == "新谷"] == [2]


def test_merge_name_under_two_companies_becomes_ambiguous_and_is_reported() -> None:
    starter = formats.parse("601318.SH | | 中国平安 | 平安集团\n", "companies.txt")
    user = formats.parse("平安控股 | | 平安控股 | 平安集团\n", "my.txt")
    merged = registry.merge(starter, user)
    marks = {name.ambiguous for company in merged.companies for name in company.names if name.text == "平安集团"}
    assert marks == {True}
    assert [(one.rule, one.held) for one in merged.problems] == [("registry-shared-name", False)]


MAINLAND = {"600001.SH": ("600001.SH",), "300001.SZ": ("300001.SZ",)}
"""On two exchanges of the mainland, where no company is listed twice."""


@pytest.mark.parametrize(
    ("files", "companies"),
    [
        (("688999.SH | | 宇树科技 |", "宇树科技 | | 宇树科技 | Unitree"), {"688999.SH": ("688999.SH",)}),
        (("宇树科技 | | 宇树科技 | Unitree", "688999.SH | | 宇树科技 |"), {"688999.SH": ("688999.SH",)}),
        (("宇树 | | 宇树科技 |", "688999.SH | | 宇树科技 | 甲乙"), {"688999.SH": ("688999.SH",)}),
        (("宇树 | | 宇树科技 |", "688999.SH | | 甲乙 | 宇树科技"), {"宇树": (), "688999.SH": ("688999.SH",)}),
        (
            ("600028.SH | 00386.HK | 中国石化 | 中石化", "1314.TW | | 中石化 |"),
            {"600028.SH": ("600028.SH", "00386.HK"), "1314.TW": ("1314.TW",)},
        ),
        (("600028.SH | | 中石化 |", "1314.TW | | 中石化 |"), {"600028.SH": ("600028.SH",), "1314.TW": ("1314.TW",)}),
        (("DPZ.US | | Domino's Pizza |", "DOM.L | | Domino's Pizza |"), {"DPZ.US": ("DPZ.US",), "DOM.L": ("DOM.L",)}),
        (("PFE.US | | 辉瑞 | Pfizer", "PFIZER.NS | | Pfizer |"), {"PFE.US": ("PFE.US",), "PFIZER.NS": ("PFIZER.NS",)}),
        (("ABB.US | | ABB |", "ABB.NS | | ABB |"), {"ABB.US": ("ABB.US",), "ABB.NS": ("ABB.NS",)}),
        (("ORN.US | | Orion Corp |", "ORI.L | | Orion Corp. |"), {"ORN.US": ("ORN.US",), "ORI.L": ("ORI.L",)}),
        (("Zorbex | | Zorbex | Zorbex Inc.", "ZBX.US | | Zorbex, Inc. |"), {"ZBX.US": ("ZBX.US",)}),
        (("09980.HK | | 東鵬飲料 |", "605499.SH | | 东鹏饮料 |"), {"605499.SH": ("605499.SH", "09980.HK")}),
        (("605499.SH | | 东鹏饮料 |", "09980.HK | | 东鹏饮料 |"), {"09980.HK": ("09980.HK", "605499.SH")}),
        (
            ("ZBX.TO | | Zorbex, Inc. |", "ZBX.US | | Zorbex Inc |", "Zorbex | | Zorbex | Zorbex Inc."),
            {"ZBX.US": ("ZBX.US", "ZBX.TO")},
        ),
        (("A.US | | ?Airbus |", "AIR.PA | | Airbus |"), {"A.US": ("A.US",), "AIR.PA": ("AIR.PA",)}),
        (("Airbus | | Airbus |", "AIR.PA | | ?Airbus |"), {"Airbus": (), "AIR.PA": ("AIR.PA",)}),
        (("Airbus | | Airbus |", "AIR.PA | | airbus |"), {"Airbus": (), "AIR.PA": ("AIR.PA",)}),
        (("中国中车 | | 中国中车 |", "601766.SH | | 中国中车集团 |"), {"中国中车": (), "601766.SH": ("601766.SH",)}),
        (
            ("平安控股 | | 平安控股 | 平安集团", "601318.SH | | 中国平安 | 平安集团"),
            {"平安控股": (), "601318.SH": ("601318.SH",)},
        ),
        (("600001.SH | | 新谷科技 |", "300001.SZ | | 新谷科技 |"), MAINLAND),
        (("新谷科技 | | 新谷科技 |\n600001.SH | | 新谷科技 |",), {"新谷科技": (), "600001.SH": ("600001.SH",)}),
        (("新谷 | | 新谷科技 |", "新谷科技 | | 新谷科技 |"), {"新谷": (), "新谷科技": ()}),
        (
            ("新谷科技 | | 新谷科技 |", "600001.SH | | 新谷科技 |", "300001.SZ | | 新谷科技 |"),
            {"新谷科技": (), **MAINLAND},
        ),
        (
            ("新谷科技 | | 新谷科技 |", "600001.SH | | 新谷科技 (2019-01-01..) |"),
            {"新谷科技": (), "600001.SH": ("600001.SH",)},
        ),
    ],
)  # fmt: skip
def test_merge_listing_of_a_known_company_by_its_very_name_is_one_more_of_it(
    files: tuple[str, ...], companies: dict[str, tuple[str, ...]]
) -> None:
    merged = registry.merge(*(formats.parse(text, str(number)) for number, text in enumerate(files)))
    assert {company.key: company.listings for company in merged.companies} == companies
    joined = [one for one in merged.problems if one.rule == "registry-joined-name"]
    assert len(joined) == (len(companies) == 1)
    assert not joined or (joined == list(merged.problems) and not joined[0].held)


def test_merge_by_name_tells_which_are_joined() -> None:
    merged = registry.merge(formats.parse("宇树 | | 宇树科技 |", "a"), formats.parse("688999.SH | | 宇树科技 |", "b"))
    assert [one.found for one in merged.problems] == [
        "'宇树' and '688999.SH' share the name '宇树科技'; they count as one company"
    ]


@pytest.mark.parametrize(
    ("earlier", "later", "told"),
    [
        ("B.US | | Barnes Group Inc |", "ABX.TO | B.US | 巴里克黄金 | Barrick Gold", True),
        ("GOLD.US | | Randgold Resources Limited |", "ABX.TO | GOLD.US | Barrick Gold |", True),
        ("B.US | | Barrick Mining Corporation |", "ABX.TO | B.US | 巴里克黄金 | Barrick Gold", False),
        ("B.US | | Barnes Group Inc |", "ABX.TO | B.US | 巴里克黄金 | ~Barrick Gold", False),
        ("B.US | | Barnes Group Inc |", "B.US | | Barrick |", False),
        ("IBM.US | | International Business Machines Corporation |", "IBM.US | | IBM Corp |", False),
        ("00005.HK | | Barnes Group Inc |", "00005.HK | | Barrick Gold |", False),
        ("Barnes | | Barnes Group Inc |", "Barnes | | Barrick Gold |", False),
    ],
)
def test_merge_tells_of_a_ticker_that_files_give_to_two_companies(earlier: str, later: str, told: bool) -> None:
    merged = registry.merge(formats.parse(earlier, "a"), formats.parse(later, "b"))
    assert len(merged.companies) == 1
    assert [(one.rule, one.held) for one in merged.problems] == [("registry-other-name", False)] * told


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("摩根史丹利", "MS.US"),
        ("艾司摩爾", "ASML.US"),
        ("應材", "AMAT.US"),
        ("科林研發", "LRCX.US"),
        ("寶僑", "PG.US"),
        ("阿斯特捷利康", "AZN.US"),
        ("優比速", "UPS.US"),
        ("愛迪達", "阿迪达斯"),
        ("福斯汽車", "大众汽车"),
        ("凱基金控", "2883.TW"),
        ("長榮航", "2618.TW"),
        ("智原", "3035.TW"),
    ],
)
def test_the_starter_knows_what_taiwan_calls_companies(name: str, key: str) -> None:
    starter = registry.Registry(registry.merge(*registries._starter()).companies)
    assert [company.key for company in starter.resolve(name)] == [key]


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("欣泰电气", "300372.SZ"),
        ("海润光伏", "600401.SH"),
        ("中弘股份", "000979.SZ"),
        ("武钢股份", "600005.SH"),
        ("汉能薄膜发电", "00566.HK"),
        ("和记黄埔", "和记黄埔"),
        ("Sun Microsystems", "太阳计算机系统"),
        ("Compaq", "康柏"),
        ("Bear Stearns", "贝尔斯登"),
        ("Motorola", "Motorola"),
        ("AMR Corp", "AAL.US"),
        ("United Technologies", "RTX.US"),
        ("全食超市", "全食超市"),
        ("屈臣氏集团", "屈臣氏"),
        ("柯达", "KODK.US"),
    ],
)
def test_the_starter_knows_companies_that_are_listed_no_more(name: str, key: str) -> None:
    starter = registry.Registry(registry.merge(*registries._starter()).companies)
    assert [company.key for company in starter.resolve(name)] == [key]


def test_the_starter_files_give_no_ticker_to_two_companies() -> None:
    assert registry.merge(*registries._starter()).problems == ()


def test_merge_by_name_keeps_what_each_file_calls_the_company() -> None:
    imported = formats.parse("688999.SH | | 宇树科技 | Unitree Robotics", "a")
    starter = formats.parse("宇树科技 | | 宇树科技 | ?宇树, ~Unitree G1", "b")
    (company,) = registry.merge(imported, starter).companies
    assert [formats.written(name) for name in company.names] == ["宇树科技", "?宇树", "~Unitree G1", "Unitree Robotics"]


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("AAPL.US | | 苹果公司 | ?苹果, Apple Inc., ?Apple, ~iPhone", "Apple Inc."),
        ("AMD.US | | 超威半导体 | ~Intel, ?AMD", "AMD"),
        ("000100.SZ | | TCL科技 | TCL", "TCL"),
        ("NESN.SW | | 雀巢 | Nestlé", "Nestlé"),
        ("ABEA.US | | 阿尔法 | Google Inc (..2015-10-01), Alphabet (2015-10-02..)", "Alphabet"),
        ("601360.SH | | 三六零 | 360, Qihoo 360", "Qihoo 360"),
        ("META.US | | Meta | 脸书, Facebook", "Meta"),
        ("SBER.US | | Сбербанк | Sberbank", "Сбербанк"),
        ("TWTR.US | | 推特 | Twitter (..2023-07-23)", "推特"),
        ("6758.T | | 索尼 | ソニー, Sonyグループ", "索尼"),
        ("中科尚易 | | 中科尚易 | ", "中科尚易"),
    ],
)
def test_a_company_is_shown_by_its_first_latin_name_where_nobody_reads_chinese(line: str, shown: str) -> None:
    (company,) = formats.parse(line, "x").companies
    assert registry.shown_in_latin(company) == replace(company, name=shown)


def test_merge_keeps_the_problems_of_every_file() -> None:
    merged = registry.merge(formats.parse("bad", "a"), formats.parse("bad", "b"))
    assert [one.path for one in merged.problems] == ["a", "b"]


@given(st.text(alphabet="6018.SHK |,?茅台\n\"';=[]key", max_size=200))
def test_parse_any_text_never_raises(text: str) -> None:
    for read in (formats.parse, formats.parse_toml, formats.parse_csv):
        parsed = read(text, "x")
        known = registry.Registry(registry.merge(parsed, parsed).companies)
        assert all(known.by_key(company.key) for company in parsed.companies)


@pytest.mark.parametrize(
    ("legal", "key"),
    [
        ("Merck & Co Inc", "MRK.US"),
        ("Merck & Co., Inc.", "MRK.US"),
        ("HSBC Holdings Plc", "00005.HK"),
        ("TJX Cos Inc", "TJX.US"),
        ("Waters Corporation", "WAT.US"),
        ("Wal-Mart Stores Inc", "WMT.US"),
        ("Merck & Company, Inc.", "MRK.US"),
        ("Deere & Co", "DE.US"),
        ("Deere & Co.", "DE.US"),
        ("Deere and Company", "DE.US"),
        ("Waters Corp", "WAT.US"),
        ("Sea Ltd", "SE.US"),
        ("Sea, Ltd.", "SE.US"),
        ("Zorblax Incorporated", "ZBX.US"),
        ("Zorblax Corporation", None),
        ("Sea LLC", None),
        ("Deere", None),
        ("Merck Inc", None),
        ("Gap Stores Inc", None),
        ("HSBC Insurance Plc", None),
    ],
)
def test_a_latin_legal_name_is_found_however_it_says_what_a_company_is(legal: str, key: str | None) -> None:
    text = (
        "MRK.US | | 默沙东 | Merck & Co.\n00005.HK | | 汇丰 | HSBC\nTJX.US | | TJX公司 | TJX Companies\n"
        "WAT.US | | 沃特世 | Waters Corp\nWMT.US | | 沃尔玛 | Wal-Mart\nGAP.US | | 盖普 | ?Gap\n"
        "DE.US | | 迪尔 | Deere & Company\nSE.US | | 冬海 | Sea Limited, ?Sea\nZBX.US | | 甲公司 | Zorblax Inc\n"
    )
    found = registry.Registry(formats.parse(text, "x").companies).by_legal_name(legal)
    assert (found.key if found else None) == key


@pytest.mark.parametrize(
    ("legal", "key"),
    [
        ("Taiwan Semiconductor Manufacturing Co., Ltd.", "2330.TW"), ("United Microelectronics Corporation", "2303.TW"),
        ("International Business Machines Corporation", "IBM.US"), ("Costco Wholesale Corporation", "COST.US"),
        ("Mitsubishi UFJ Financial Group, Inc.", "8306.T"), ("Cognizant Technology Solutions Corp", "CTSH.US"),
        ("Verisk Analytics, Inc.", "VRSK.US"), ("Zoom Communications, Inc.", "ZM.US"), ("Sea Ltd", "SE.US"),
        ("ING Groep N.V.", "INGA.AS"), ("Chubb Limited", "CB.US"), ("NXP Semiconductors N.V.", "NXPI.US"),
        ("Deere & Company", "DE.US"), ("McCormick & Co., Inc.", "MKC.US"), ("Gilead Sciences, Inc.", "GILD.US"),
        ("Packaging Corporation of America", "PKG.US"), ("Super Micro Computer, Inc.", "SMCI.US"),
        ("Taiwan Semiconductor Holdings LLC", "2330.TW"), ("Seres Therapeutics, Inc.", None),
        ("Toyota Industries Corporation", "6201.T"), ("Sony Financial Group Inc.", "8729.T"),
        ("Toyota Motor Corp", "7203.T"), ("Huawei Technologies Co. Ltd", "华为"),
        ("Sanyo Electric Co. Ltd.", "三洋电机"), ("Government of Singapore Investment Corp", "GIC"),
        ("Hitachi Systems Ltd", None), ("Fujitsu Semiconductor Limited", None), ("Tata Energy Limited", None),
        ("Honda Motor Co., Ltd.", "7267.T"), ("Sony Group Corporation", "6758.T"), ("Arista Networks, Inc.", "ANET.US"),
        ("洛阳栾川钼业集团股份有限公司", "603993.SH"),
        ("深圳市大疆创新科技有限公司", "大疆"), ("石药集团新诺威制药股份有限公司", "300765.SZ"),
    ],
)  # fmt: skip
def test_the_starter_knows_its_companies_by_their_legal_names(legal: str, key: str | None) -> None:
    found = registry.Registry(registries.load(config.load(environ={})).companies).by_legal_name(legal)
    assert (found.key if found else None) == key


@pytest.mark.parametrize(
    ("called", "key"),
    [
        ("招金", "01818.HK"), ("卓悅控股", "00653.HK"), ("紫金", "601899.SH"), ("平保", "601318.SH"),
        ("新地", "00016.HK"), ("中芯", "688981.SH"), ("華虹", "688347.SH"), ("陽明", "2609.TW"), ("家登", "3680.TWO"),
        ("達發科技", "6526.TW"), ("瑞玛工业", "002976.SZ"), ("Qantas Airways", "QAN.AX"), ("Apple Computer", "AAPL.US"),
        ("Hanwha Q Cells", "009830.KS"), ("Instacart", "CART.US"), ("GrubHub", "Grubhub"), ("Pepsi", "PEP.US"),
        ("Hawaiian Airlines", "HA.US"), ("Spirit Airlines", "SAVE.US"), ("Mitsui Kinzoku", "5706.T"),
        ("威剛科技", "3260.TWO"), ("Secom", "9735.T"), ("天津银行", "01578.HK"), ("廣州農商銀行", "01551.HK"),
        ("中信期货", "中信期货"), ("BJ's Wholesale Club", "BJ.US"), ("Dillard's", "DDS.US"),
        ("TNK-BP", "秋明英国石油"), ("J.C. Penney", "杰西潘尼"), ("中海外", "00688.HK"), ("呷哺集团", "00520.HK"),
        ("Contemporary Amperex Technology", "300750.SZ"), ("Hynix Semiconductor", "000660.KS"), ("Lego", "乐高"),
        ("韩国现代重工", "329180.KS"), ("RBS", "NWG.L"), ("三维股份", "603033.SH"), ("东风集团", "00489.HK"),
        ("長汽", "601633.SH"), ("潤啤", "00291.HK"), ("騰控", "00700.HK"), ("中電信", "601728.SH"),
        ("銀娛", "00027.HK"), ("Vodafone Idea", "IDEA.NS"), ("Hindustan Unilever", "HINDUNILVR.NS"),
        ("Zomato", "ETERNAL.NS"), ("Safaricom", "Safaricom"), ("MTN Nigeria", "MTN.JO"),
        ("sweetgreen", "SG.US"), ("trivago", "TRVG.US"), ("e.l.f. Beauty", "ELF.US"), ("23andMe", "23andMe"),
        ("lululemon athletica inc.", "LULU.US"), ("voestalpine", "奥钢联"), ("loanDepot", "LDI.US"),
    ],
)  # fmt: skip
def test_the_starter_knows_what_papers_call_its_companies(called: str, key: str) -> None:
    found = registry.Registry(registries.load(config.load(environ={})).companies).named(called)
    assert [one.key for one in found] == [key]


@pytest.mark.parametrize(
    ("asked", "keys"),
    [
        ("Fidelity International", ["富达国际"]), ("富达国际", ["富达国际"]), ("Fidelity Investments", ["富达投资"]),
        ("JP Morgan", ["JPM.US"]), ("J.P. Morgan", ["JPM.US"]), ("BT", ["英国电信"]), ("BT.A.L", ["英国电信"]),
        ("LSE: TW", ["TW.L"]), ("BDEV.L", ["BTRW.L"]), ("Centrica", ["CNA.L"]), ("NSE:RELIANCE", ["信实工业"]),
        ("RBS.L", ["NWG.L"]), ("WAG.US", ["WBA.US"]), ("JCP.US", ["杰西潘尼"]), ("HSBA.L", ["00005.HK"]),
        ("HSBC Holdings", ["00005.HK"]), ("STAN.L", ["02888.HK"]), ("SHOP.TO", ["SHOP.US"]), ("RIM.TO", ["BB.US"]),
        ("Walgreen", ["WBA.US"]), ("Prudential", ["02378.HK", "PRU.US"]),
        ("Whitbread", ["WTB.L"]), ("陶氏杜邦", ["DD.US"]), ("Shopee", ["Shopee"]), ("虾皮", ["Shopee"]),
        ("Bank of America Merrill Lynch", ["BAC.US"]), ("MRO.US", ["MRO.US"]), ("NSE: BAJFINANCE", ["BAJFINANCE.NS"]),
        ("SBK.JO", ["标准银行"]), ("ADM.US", ["ADM.US"]),
    ],
)  # fmt: skip
def test_the_starter_knows_whose_a_code_or_a_name_is(asked: str, keys: list[str]) -> None:
    known = registry.Registry(registries.load(config.load(environ={})).companies)
    assert [company.key for company in known.resolve(asked)] == keys


@pytest.mark.parametrize(
    "name",
    [
        "Pearson", "BT", "Admiral", "Persimmon", "Whitbread", "3i", "M&G", "Mondi", "Informa", "美国在线", "台湾电力",
        "加拿大铝业", "香港航空", "英国燃气", "中原集团", "圣犹达", "全美航空", "南丰发展", "有线宽频",
    ],
)  # fmt: skip
def test_names_of_the_starter_that_are_words_or_persons_are_no_company_by_themselves(name: str) -> None:
    known = registry.Registry(registries.load(config.load(environ={})).companies)
    (company,) = known.named(name)
    assert not known.is_sure(name, company)


@pytest.mark.parametrize(
    ("known", "legal", "key"),
    [
        ("Natus Medical, Inc", "Natus Medical Inc.", "A.US"),
        ("Natus Medical Incorporated", "Natus Medical, Inc.", "A.US"),
        ("Alcobra Ltd", "Alcobra Limited", "A.US"),
        ("Alcobra Limited", "Alcobra Ltd.", "A.US"),
        ("Atlantic Coast Financial Corporation", "Atlantic Coast Financial Corp.", "A.US"),
        ("The Quorbel Company Limited", "Quorbel Co., Ltd.", "A.US"),
        ("Embotella S.A", "Embotella SA", "A.US"),
        ("Embotella NV", "Embotella N.V.", "A.US"),
        ("Alcobra Electric", "Alcobra Electric Co., Ltd.", "A.US"),
        ("?Alcobra Electric", "Alcobra Electric Co., Ltd.", ""),
        ("Alcobra", "Alcobra Electric Co., Ltd.", ""),
        ("Alcobra Ltd", "Alcobra Inc.", ""),
        ("Alcobra Ltd", "Alcobra Foods Limited", ""),
        ("?Alcobra Ltd", "Alcobra Limited", ""),
        ("Alcobra Limited | B.US | | Alcobra, Ltd", "Alcobra Ltd.", ""),
    ],
)
def test_a_latin_legal_name_is_known_however_its_form_is_written(known: str, legal: str, key: str) -> None:
    name, *second = known.split(" | ", 1)
    text = f"A.US | | {name} |\n" + "".join(f"{line} |\n" for line in second)
    found = registry.Registry(formats.parse(text, "x").companies).by_legal_name(legal)
    assert (found.key if found else "") == key


def test_a_legal_name_that_a_person_rejected_is_not_known_by_its_form_written_otherwise() -> None:
    companies = formats.parse("A.US | | Alcobra Ltd |\n", "x").companies
    rejected = frozenset({registry.Rejected("Alcobra, Ltd.", "A.US")})
    assert registry.Registry(companies, rejected).by_legal_name("Alcobra Limited") is None

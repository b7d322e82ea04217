"""Companies found in articles: what counts, what never does, role and score."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedsvc.companies import evidence, formats, gazetteer, registry
from feedsvc.companies.matcher import Matcher
from feedsvc.model import Annotation, Company, HeadValue, Mention, Name, Zone

REGISTRY = """\
06618.HK  |          | 京东健康 | JD Health
JD.US     | 09618.HK | ?京东    | 京东集团, JD.com
002382.SZ |          | 蓝帆医疗 |
000725.SZ |          | ?京东方  | 京东方A
601318.SH | 02318.HK | 中国平安 | ?平安
000001.SZ |          | 平安银行 | ?平安
000333.SZ | 00300.HK | 美的集团 | ?美的
601519.SH |          | ?大智慧  | 上海大智慧
300959.SZ |          | ?线上线下 |
600519.SH |          | 贵州茅台 | ?茅台, 贵州茅台酒股份有限公司
300750.SZ |          | 宁德时代 |
600030.SH | 06030.HK | 中信证券 | CITIC Securities
603000.SH |          | ?人民网  |
AAPL.US   |          | ?苹果    | ?Apple, 苹果公司
TGT.US    |          | ?Target  | 塔吉特
NVDA.US   |          | 英伟达   | NVIDIA
MA.US     |          | 万事达   | Mastercard, MasterCard, 万事达card, 万事达Card, ?MC卡, mc卡
NIO.US    | 09866.HK | 蔚来     |
01099.HK  |          | 国药控股 | 国药
00992.HK  |          | 联想     | 联想集团
00005.HK  |          | 汇丰控股 | 汇丰
000100.SZ |          | TCL科技  |
000858.SZ |          | 五粮液   |
002752.SZ |          | 昇兴股份 |
华为      |          | 华为     | Huawei
2357.TW   |          | ?华硕    | ASUS
2049.TW   |          | ?上银    |
3293.TWO  |          | 鈊象     |
7203.T    |          | ?丰田    |
FDS.US    |          | FactSet  |
CG.US     |          | 凯雷集团 | 凯雷
KKR.US    |          | KKR集团  | KKR
BLK.US    |          | 贝莱德   |
S68.SI    |          | 新交所   | 新加坡交易所, SGX, Singapore Exchange
MCD.US    |          | 麦当劳   | McDonald's
LE.US     |          | Lands’ End |
"""
COMPANIES = registry.merge(formats.parse(REGISTRY, "registry.txt")).companies
MATCHER = Matcher(registry.Registry(COMPANIES))


def _match(
    *zones: Zone, head: dict[str, HeadValue] | None = None, annotations: tuple[Annotation, ...] = ()
) -> dict[str, Mention]:
    found = MATCHER.match(zones, evidence.declared(head or {}, zones, annotations))
    return {mention.key: mention for mention in found}


def _keys(text: str) -> list[str]:
    return sorted(_match(Zone("body", text)))


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("京东健康与蓝帆医疗签约", ["002382.SZ", "06618.HK"]),
        ("平安银行公布年报", ["000001.SZ"]),
        ("平安北京发布通报，祝大家平安", []),
        ("中国平安与平安银行", ["000001.SZ", "601318.SH"]),
        ("完美的一天，最美的风景，相媲美的产品", []),
        ("他联想到了童年", []),
        ("联想发布新品", ["00992.HK"]),
        ("按中国药典检验", []),
        ("国药发布公告", ["01099.HK"]),
        ("北京东城区的京东集团总部", ["JD.US"]),
        ("这条北京东路很长", []),
        ("滙豐公布業績", ["00005.HK"]),
        ("五 粮 液 涨停", ["000858.SZ"]),
        ("京东\u200b健康、蓝\u00ad帆医疗", ["002382.SZ", "06618.HK"]),
        ("京东\u00a0健康签约", ["06618.HK"]),
        ("ＴＣＬ科技发布公告", ["000100.SZ"]),
        ("tcl科技发布公告", ["000100.SZ"]),
        ("使用NVIDIA的芯片", ["NVDA.US"]),
        ("nvidia驱动和NVIDIAs库", []),
        ("Target his goals, target it; Targeted at Target", []),
        ("据京东健康报道，天气转晴", []),
        ("以下文章来源于京东健康 ，作者郝博阳。", []),
        ("文章来源于京东健康，蔚来发布新车。利润来源于京东健康", ["06618.HK", "NIO.US"]),
        ("见《中信证券：2026年展望》一文", []),
        ("《中信证券：關於變更會計師的公告》、《汇丰：冬天》", ["00005.HK", "600030.SH"]),
        ("见《展望：京东健康的2026》、《蔚来》", ["06618.HK", "NIO.US"]),
        ("蔚来 版權所有；蔚来拥有版权所有权", ["NIO.US"]),
        ("蔚来\n京东健康 版权所有 不得转载", ["NIO.US"]),
        ("蔚来作为版权所有者起诉华为", ["NIO.US", "华为"]),
        ("天气转晴。（中信证券）\n明日有雨", []),
        ("鉅亨速報 - FactSet 最新調查：天氣轉晴", []),
        ("根據FactSet最新調查，共16位分析師看好", []),
        ("京东健康最新调查：天气转晴", ["06618.HK"]),
        ("蓝帆医疗大涨 FactSet 最新调查：看好", ["002382.SZ"]),
        ("据悉，监管就蓝帆医疗展开调查", ["002382.SZ"]),
        ("监管对蓝帆医疗最新调查：产品合格", ["002382.SZ"]),
        ("蓝帆医疗最新调查结果公布", ["002382.SZ"]),
        ("FactSet公布業績", ["FDS.US"]),
        ("天气转晴（文章来源：中信证券）", []),
        ("见 https://www.nvidia.com/NVIDIA/a 一文", []),
        ("见 https://a.example/x，NVIDIA 表示", ["NVDA.US"]),
        ("见https://a.example/x；NVIDIA 表示", ["NVDA.US"]),
        ("见https://a.example:80/x?a=NVIDIA 一文", []),
        ("视频版：NVIDIA ｜ 京东健康", []),
        ("推出视频版：京东健康公布财报", ["06618.HK"]),
        ("蔚来（新交所：NIO；SGX: NIO；新加坡交易所:NIO；Singapore Exchange: NIO）", ["NIO.US"]),
        ("新交所：蔚来获批", ["NIO.US", "S68.SI"]),
        ("蔚来概念股与华为产业链集体上涨", []),
        ("完成B轮融资，蔚来资本领投，蔚来置业、蔚来创投跟投", []),
        ("蔚来资本开支下降，蔚来资本市场表现", ["NIO.US"]),
        ("蔚来产投和蔚来资本（上海）", []),
        ("凯雷资本、KKR资本等机构参与", ["CG.US", "KKR.US"]),
        ("KKR資本領投，贝莱德资本管理公司增持", ["BLK.US", "KKR.US"]),
        ("凯雷置业跟投，贝莱德杯开赛", []),
        ("看好京东 健康饮食", []),
        ("\ud800蔚来\udfff", ["NIO.US"]),
        ("TCL 科技的屏幕", ["000100.SZ"]),
        ("万事达 Card 与 TCL科技", ["000100.SZ", "MA.US"]),
    ],
)
def test_match_names_in_body(text: str, keys: list[str]) -> None:
    assert _keys(text) == keys


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("公司和五粮液股份有限公司（000858.SZ）合作。", ["000858.SZ"]),
        ("重仓股包括贵州茅台和五粮液股份有限公司（000858）。", ["000858.SZ", "600519.SH"]),
        ("Apple and NVIDIA Corp(NASDAQ: NVDA) rose.", ["AAPL.US", "NVDA.US"]),
    ],
)
def test_match_a_code_behind_a_name_that_begins_nobody_knows_where(text: str, keys: list[str]) -> None:
    assert _keys(text) == keys


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("苹果 iPhone 系列", ["A"]), ("苹果iPhone16系列", ["A"]), ("苹果iPhones", []), ("苹果XiPhone", []),
        ("Target16 iPhone16", []),
    ],
)  # fmt: skip
def test_a_hint_counts_with_a_number_behind_it(text: str, keys: list[str]) -> None:
    known = formats.parse("A | | A公司 | ?苹果, ?Target, ~iPhone\n", "x").companies
    found = Matcher(registry.Registry(known)).match((Zone("body", text),), ())
    assert [each.key for each in found] == keys


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Zorblax announced a release of its photo editor", []),
        ("Zorblax said so. Shares of Zorblax rose", []),
        ("Zorblax (NASDAQ: ZBX) rose. Zorblax said so", ["ZBX.US"]),
        ("Zorblax Widgets Inc rose. Zorblax said so", ["ZBX.US"]),
        ("佐布拉克斯 said so, and Zorblax did", ["ZBX.US"]),
        ("Zorb Labs announced a release", ["ZBX.US"]),
        ("佐布宣布裁员", ["ZBX.US"]),
        ("Gap announced a release", ["GAP.US"]),
    ],
)  # fmt: skip
def test_match_a_learned_word_counts_where_more_tells_than_that_somebody_acts(text: str, keys: list[str]) -> None:
    texts = ("Zorblax", "佐布", "佐布拉克斯", "Zorb Labs")
    names = (Name("Zorblax Widgets Inc", learned=True), *(Name(each, ambiguous=True, learned=True) for each in texts))
    known = Company("ZBX.US", "Zorblax", names, ("ZBX.US",), provisional=True)
    file = formats.parse("GAP.US | | 盖普 | ?Gap\n", "x").companies
    zones = (Zone("body", text),)
    found = Matcher(registry.Registry((known, *file))).match(zones, evidence.declared({}, zones, ()))
    assert [each.key for each in found] == keys


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("A Gap between two buildings. The Gap", []), ("GAP opened a shop", ["GAP.US"]), ("Gap said so", ["GAP.US"]),
        ("A Gap at GAP", ["GAP.US"]), ("a gap, a gAP", []), ("ＧＡＰ opened", ["GAP.US"]),
        ("Hoya plants", []), ("HOYA plants", ["HOYA"]), ("Hoya CEO", ["HOYA"]),
    ],
)  # fmt: skip
def test_match_a_latin_name_is_as_ambiguous_as_it_is_written_there(text: str, keys: list[str]) -> None:
    file = "GAP.US | | 盖普 | GAP, ?Gap\nHOYA | | 豪雅 | ?Hoya, HOYA\n"
    found = Matcher(registry.Registry(formats.parse(file, "x").companies)).match((Zone("body", text),), ())
    assert [each.key for each in found] == keys


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Burgers cost more at McDonald's now.", ["MCD.US"]),
        ("Burgers cost more at McDonald’s now.", ["MCD.US"]),
        ("McDonald’s’ burgers, ‘McDonald’s’ and McDonald’s-owned shops", ["MCD.US"]),
        ("MCDONALD’S, mcdonald’s and Old McDonald’sons", []),
        ("A shirt of Lands’ End", ["LE.US"]),
        ("A shirt of Lands' End", ["LE.US"]),
        ("McDonald’s Corporation and Lands’ End, Inc. said so.", ["LE.US", "MCD.US"]),
    ],
)
def test_match_a_name_with_either_apostrophe(text: str, keys: list[str]) -> None:
    assert _keys(text) == keys


def test_match_ambiguous_name_alone_is_no_mention() -> None:
    assert _keys("苹果丰收，苹果价格下跌") == _keys("an Apple a day, an Apple a night") == []


@pytest.mark.parametrize(
    "text",
    ["苹果(AAPL.US)发布新品", "苹果公司称，苹果将发布新品", "Apple Inc. said; 苹果发布新品"],
    ids=["code", "unmarked name", "legal name"],
)
def test_match_ambiguous_name_beside_second_signal_counts(text: str) -> None:
    reasons = _match(Zone("body", text))["AAPL.US"].reasons
    assert "苹果" in {one.text for one in reasons}


def test_match_chinese_legal_name_of_another_with_ambiguous_stem_is_no_mention() -> None:
    assert _keys("昨日，苹果股份有限公司成立") == []


def test_match_an_ambiguous_name_with_which_a_sure_one_of_another_begins_is_the_other_s() -> None:
    text = "000716.SZ | | ?黑芝麻 |\n02533.HK | | 黑芝麻智能 |\n"
    matcher = Matcher(registry.Registry(formats.parse(text, "x").companies))
    both = (Zone("title", "炒黑芝麻智能要看实"), Zone("body", "黑芝麻股价上周爆升。"))
    assert [one.key for one in matcher.match(both, ())] == ["02533.HK"]
    assert [one.key for one in matcher.match(both[1:], ())] == ["000716.SZ"]


def test_match_an_ambiguous_name_that_goes_on_in_front_is_no_mention() -> None:
    assert _keys("Acme Insights & Target CEO Jane Roe said") == []
    assert _keys("Target CEO Jane Roe said") == ["TGT.US"]


def test_match_ambiguous_group_name_is_none_of_the_group() -> None:
    assert _keys("平安今日宣布") == []


def test_match_same_name_in_two_markets_is_one_company() -> None:
    found = _match(Zone("body", "中国平安(601318.SH)、中国平安(02318.HK)"))
    assert list(found) == ["601318.SH"]
    assert {one.text for one in found["601318.SH"].reasons} >= {"601318.SH", "02318.HK", "中国平安"}


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("公司(06618.HK)公告", ["06618.HK"]),
        ("列昇兴股份(002752)为首选", ["002752.SZ"]),
        ("列别的股份(002752)为首选", []),
        ("上证指数(000001.SH)收涨", []),
        ("平安(000001.SZ)收涨", ["000001.SZ"]),
        ("新公司(601066.SH)公告", []),
        ("净利600519元，电话600519", []),
        ("京东旗下公司(股票简称“健康”，6618.HK)", ["06618.HK"]),
        ("華碩（2357）上漲", ["2357.TW"]),
        ("華碩 (2357) 上漲", ["2357.TW"]),
        ("華碩（股票代號：2357）上漲", ["2357.TW"]),
        ("華碩(2357-TW)上漲", ["2357.TW"]),
        ("豐田(7203)上漲", ["7203.T"]),
        ("股票代號：2357", ["2357.TW"]),
        ("某遊戲商(3293-TW)上漲", ["3293.TWO"]),
        ("上銀(2357)上漲，路過上銀", []),
        ("上銀在2049年上漲", []),
        ("上銀2049", []),
        ("華碩2357台", []),
        ("某公司（2357）上漲", []),
        ("在香港，某公司（股票代號：2357）上漲", []),
    ],
    ids=str,
)
def test_match_codes_in_body(text: str, keys: list[str]) -> None:
    assert _keys(text) == keys


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("export $NIO and $NVDA", []),
        ("$NVDA rose; NVIDIA has it all", ["NVDA.US"]),
        ("$NVDA, $NIO and $AAPL rose", ["AAPL.US", "NIO.US", "NVDA.US"]),
        ("$NVDA, $NIO and $XXX rose", []),
        ("export $NVDA, $NIO and $AAPL", []),
    ],
)
def test_match_cashtags_count_beside_the_name_or_several_others(text: str, keys: list[str]) -> None:
    assert _keys(text) == keys


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("戴尔、蔚来、苹果和平安", ["AAPL.US", "NIO.US"]),
        ("买了苹果、香蕉", []),
        ("推出红苹果、蔚来跟进", ["NIO.US"]),
        ("包括苹果、蔚来", ["AAPL.US", "NIO.US"]),
        ("科技股苹果、蔚来下跌", ["AAPL.US", "NIO.US"]),
        ("新势力苹果、蔚来跟进", ["AAPL.US", "NIO.US"]),
        ("互联网公司苹果、蔚来、华为", ["AAPL.US", "NIO.US", "华为"]),
        ("消费电子龙头苹果和蔚来，市场上苹果与华为", ["AAPL.US", "NIO.US", "华为"]),
        ("推出人形苹果、蔚来跟进", ["NIO.US"]),
        ("上周苹果和蔚来", ["NIO.US"]),
        ("他爱吃苹果；蔚来发布新车", ["NIO.US"]),
        ("蔚来、苹果、算力板块", ["NIO.US"]),
        ("算力、苹果、蔚来", ["NIO.US"]),
        ("蔚来和苹果等方向", ["NIO.US"]),
        ("蔚来、苹果、华为等板块", ["AAPL.US", "NIO.US", "华为"]),
        ("蔚来、苹果等公司，蔚来和苹果的手机", ["AAPL.US", "NIO.US"]),
        ("消费、京东方、蔚来、医药；传京东方、蔚来将合作", ["000725.SZ", "NIO.US"]),
        ("蔚来涨超10%，美的涨停，", ["000333.SZ", "NIO.US"]),
        ("8\n000333\n美的\n2.96", ["000333.SZ"]),
        ("追求完备的美的(000333,股吧)造型", []),
        ("夏天的美的(行情000333，诊股)风景", []),
        ("美的(000333,股吧)宣布回购", ["000333.SZ"]),
        ("平安(行情601318,诊股)回家最要紧", []),
        ("午后美的(000333,股吧)、大智慧(行情601519,诊股)活跃", ["000333.SZ", "601519.SH"]),
        ("扫地苹果(000333,股吧)、香蕉，美的(000333,股吧)造型", []),
        ("美的（300）升2%，京东(9618)升1%", ["000333.SZ", "JD.US"]),
        ("成绩（618）和京东（61）及美的（2024年）", []),
        ("美的（300件）造型，评分美的：300，京东销量（9618万台）", []),
        ("京东：9618，美的(0300)造型", ["000333.SZ", "JD.US"]),
        ("午后平安、大智慧跌停", ["601519.SH"]),
        ("午后美的、大智慧等跟涨", ["000333.SZ", "601519.SH"]),
        ("大智慧、苹果等7股相继涨停", ["601519.SH"]),
        ("大智慧(601519,股吧)、美的(行情000333,诊股)盘中跌停", ["000333.SZ", "601519.SH"]),
        ("美的、线上线下涨停潮", []),
        ("蔚来(行情600000,诊股)、美的(000333,股吧)", ["000333.SZ", "NIO.US"]),
        ("苹果宣布回购", ["AAPL.US"]),
        ("Target said on Monday", ["TGT.US"]),
        ("苹果与Apple", ["AAPL.US"]),
        ("在蔚来上发文", []),
    ],
)
def test_match_an_ambiguous_name_counts_where_the_words_around_it_tell(text: str, keys: list[str]) -> None:
    assert _keys(text) == keys


def _marked(text: str, words: str, code: str) -> tuple[Zone, Annotation]:
    return Zone("body", text), Annotation(words, (code,), "", "body", text.index(words))


@pytest.mark.parametrize(
    ("text", "words", "code", "keys"),
    [
        ("昨日蔚来交付", "蔚来", "106,NIO", ["NIO.US"]),
        ("发展壮大智慧产品", "大智慧", "1,601519", []),
        ("开发大智慧产品", "大智慧", "1,601519", []),
        ("支持线上线下融合", "线上线下", "0,300959", []),
        ("可与之相媲美的产品", "美的", "0,000333", []),
        ("美的集团公告，买了美的空调", "美的空调", "0,000333", ["000333.SZ"]),
        ("点此看行情", "行情", "1,600519", []),
        ("新能源板块", "新能源", "90,BK0493", []),
    ],
    ids=["own name", "inside word", "common word", "phrase", "accident", "beside name", "other words", "board"],
)
def test_match_markup_that_may_lie(text: str, words: str, code: str, keys: list[str]) -> None:
    zone, annotation = _marked(text, words, code)
    assert list(_match(zone, annotations=(annotation,))) == keys


def test_match_chart_is_decisive_and_makes_ambiguous_name_count() -> None:
    found = _match(Zone("body", "美的发布公告"), annotations=(Annotation("", ("000333|0|2",)),))
    assert {(one.tier, one.text) for one in found["000333.SZ"].reasons} == {("markup", ""), ("name", "美的")}


def test_match_chart_of_unknown_listing_is_left_out() -> None:
    assert _match(Zone("body", "无"), annotations=(Annotation("", ("002572|0|2",)),)) == {}


@pytest.mark.parametrize(
    ("head", "key"),
    [
        ({"stock": "600519.SH"}, "600519.SH"),
        ({"stock": "600519"}, "600519.SH"),
        ({"ticker": "NIO"}, "NIO.US"),
        ({"company": "苹果"}, "AAPL.US"),
        ({"companies": ("京东健康-W",)}, "06618.HK"),
    ],
    ids=["code", "bare code", "bare ticker", "ambiguous name", "decorated name"],
)
def test_match_head_is_decisive_and_makes_subject(head: dict[str, HeadValue], key: str) -> None:
    found = _match(Zone("body", "无"), head=head)
    assert (list(found), found[key].role) == ([key], "subject")


def test_match_head_with_many_words_gives_reasons_in_their_order() -> None:
    words = ("蔚来", "NIO.US", "09866.HK", "NYSE:NIO", "nio.us", "HK:9866", "9866 HK")
    found = _match(Zone("body", "无"), head={"company": words})
    assert tuple(reason.text for reason in found["NIO.US"].reasons) == words


@pytest.mark.parametrize("head", [{"company": "平安"}, {"company": "没有的公司"}, {"tags": "600519.SH"}], ids=str)
def test_match_head_that_is_not_clear_finds_nothing(head: dict[str, HeadValue]) -> None:
    assert _match(Zone("body", "无"), head=head) == {}


def test_match_byline_never_counts() -> None:
    assert _match(Zone("byline", "来源：中信证券(600030.SH)"), Zone("body", "无")) == {}


def test_match_source_is_not_subject() -> None:
    assert _keys("人民网北京讯，记者从会上获悉") == []


def test_match_caption_alone_is_no_mention() -> None:
    assert _match(Zone("caption", "蔚来(NIO.US)工厂"), Zone("body", "无")) == {}


def test_match_caption_supports_a_company_of_the_body() -> None:
    found = _match(Zone("caption", "蔚来工厂"), Zone("body", "蔚来交付"))
    assert {one.zone for one in found["NIO.US"].reasons} == {"caption", "body"}


def test_match_negation_is_a_mention() -> None:
    assert _keys("本事件与宁德时代无关") == ["300750.SZ"]


FILLER = "今日天气晴朗，万里无云。" * 40


@pytest.mark.parametrize(
    ("zones", "role"),
    [
        ((Zone("title", "蔚来交付"), Zone("body", FILLER)), "subject"),
        ((Zone("title", "快讯"), Zone("lead", "蔚来交付"), Zone("body", FILLER + "蔚来称")), "subject"),
        ((Zone("title", "快讯"), Zone("lead", "蔚来交付"), Zone("body", FILLER)), "mention"),
        ((Zone("title", "快讯"), Zone("body", FILLER + "蔚来和蔚来")), "subject"),
        ((Zone("title", "快讯"), Zone("body", "日前，蔚来公告。")), "subject"),
        ((Zone("title", "快讯"), Zone("body", FILLER + "蔚来")), "mention"),
        ((Zone("title", "快讯"), Zone("body", "蔚来、蔚来，" + "宁德时代。" * 5)), "mention"),
    ],
    ids=["title", "lead and body", "lead once", "a third", "alone in a flash", "once in the tail", "less than a third"],
)
def test_match_role(zones: tuple[Zone, ...], role: str) -> None:
    assert _match(*zones)["NIO.US"].role == role


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("京东健康-W(06618.HK)", "06618.HK"),
        ("京东健康（港股代码：06618）", "06618.HK"),
        ("蔚来汽车（NIO.US）", "NIO.US"),
        ("NIO Inc. (NYSE: NIO)", "NIO.US"),
        ("Mastercard Incorporated (NYSE: MA)", "MA.US"),
        ("英伟达（NVIDIA）", "NVDA.US"),
        ("JD Health (京东健康，06618.HK)", "06618.HK"),
    ],
)
def test_match_a_name_with_form_or_class_and_its_code_counts_once(written: str, key: str) -> None:
    body = "宁德时代称，宁德时代扩产。" + FILLER + f"此外，{written}小幅下跌。"
    found = _match(Zone("title", "宁德时代上调预期"), Zone("body", body))
    assert (found[key].role, found["300750.SZ"].role) == ("mention", "subject")


@pytest.mark.parametrize(
    ("lead", "role"),
    [
        ("京东健康（06618.HK）公告", "subject"),
        ("京东健康公告", "mention"),
        ("京东健康（06618.HK）公告，宁德时代参与", "mention"),
    ],
)
def test_match_the_only_company_is_the_subject_where_its_code_stands_in_the_lead(lead: str, role: str) -> None:
    assert _match(Zone("title", "快讯"), Zone("lead", lead), Zone("body", FILLER))["06618.HK"].role == role


@pytest.mark.parametrize("name", ["Mastercard", "MasterCard", "万事达Card", "mc卡", "NVIDIA"])
def test_match_a_name_registered_in_two_cases_counts_once(name: str) -> None:
    found = _match(Zone("title", "快讯"), Zone("lead", f"{name}交付"), Zone("body", FILLER))
    assert [(each.role, [one.text for one in each.reasons]) for each in found.values()] == [("mention", [name])]


def test_match_a_list_of_codes_in_the_head_makes_no_subjects_but_in_the_title() -> None:
    stocks = ("NIO", "MA", "NVDA", "TGT", "AAPL", "JD", "FDS", "600519", "000858")
    few = _match(Zone("title", "快讯"), Zone("body", FILLER), head={"stocks": stocks[:8]})
    assert [mention.role for mention in few.values()] == ["subject"] * 8
    many = _match(Zone("title", "蔚来等九股"), Zone("body", FILLER), head={"stocks": stocks})
    assert {key for key, mention in many.items() if mention.role == "subject"} == {"NIO.US"}
    assert len(many) == 9


def test_match_list_of_companies_has_subjects_in_title_and_lead_only() -> None:
    names = "京东健康、蓝帆医疗、中国平安、平安银行、美的集团、贵州茅台、宁德时代、中信证券"
    found = _match(Zone("title", "蔚来等十股"), Zone("body", f"{names}。{names}。蔚来"))
    assert {key for key, mention in found.items() if mention.role == "subject"} == {"NIO.US"}
    assert len(found) == 9


def test_match_score_rises_with_place_and_count() -> None:
    once = _match(Zone("title", "快讯"), Zone("body", FILLER + "蔚来"))["NIO.US"].score
    often = _match(Zone("title", "快讯"), Zone("body", "蔚来，" + FILLER + "蔚来"))["NIO.US"].score
    title = _match(Zone("title", "蔚来交付"), Zone("body", "蔚来，" + FILLER + "蔚来"))["NIO.US"].score
    assert 0 < once < often < title < 1


def test_match_is_sorted_by_score_then_key() -> None:
    zones = (Zone("title", "宁德时代"), Zone("body", "蔚来与京东健康，宁德时代"))
    assert [one.key for one in MATCHER.match(zones, ())] == ["300750.SZ", "06618.HK", "NIO.US"]


def test_match_code_behind_name_is_one_occurrence() -> None:
    once = _match(Zone("body", "蔚来(NIO.US)，" + "宁德时代。" * 3))
    assert once["NIO.US"].role == "mention"


def test_match_many_occurrences_keep_twenty_reasons_strongest_first() -> None:
    mention = _match(Zone("body", "蔚来、" * 100 + "蔚来(NIO.US)"))["NIO.US"]
    assert len(mention.reasons) == 20
    assert mention.reasons[0].tier == "code"


def test_match_refused_name_gives_way_to_the_one_it_hid() -> None:
    companies = (Company("a", "京东", (_name("京东"),)), Company("b", "东方雨虹", (_name("东方雨虹"),)))
    found = Matcher(registry.Registry(companies)).match((Zone("body", "北京东方雨虹"),), ())
    assert [one.key for one in found] == ["b"]


def test_match_refused_name_gives_way_to_a_shorter_one() -> None:
    companies = (Company("a", "Meta Arc", (_name("Meta Arc"),)), Company("b", "Meta", (_name("Meta"),)))
    found = Matcher(registry.Registry(companies)).match((Zone("body", "Meta Arcade"),), ())
    assert [one.key for one in found] == ["b"]


def test_match_without_companies_finds_nothing() -> None:
    assert Matcher(registry.Registry(())).match((Zone("body", "蔚来"),), ()) == ()


def _name(text: str) -> Name:
    return Name(text)


_PIECES = [
    "京东",
    "健康",
    "北京",
    "蔚来",
    "(NIO.US)",
    " ",
    "\u200b",
    "\u00a0",
    "Apple Inc.",
    "Target",
    "Mastercard",
    "万事达CARD",
    "MC卡",
    "滙豐",
    "。",
    "美",
]
_TEXT = st.one_of(st.text(), st.lists(st.sampled_from(_PIECES), max_size=30).map("".join))


@given(_TEXT, _TEXT, _TEXT)
def test_match_in_any_text_gives_reasons_that_map_back(title: str, body: str, caption: str) -> None:
    zones = (Zone("title", title), Zone("body", body), Zone("caption", caption))
    texts = {zone.name: zone.text for zone in zones}
    for mention in MATCHER.match(zones, evidence.declared({"company": title}, zones, ())):
        assert 0 < mention.score < 1
        for one in mention.reasons:
            if one.start >= 0:
                assert texts[one.zone][one.start : one.start + len(one.text)] == one.text
        assert len(set(mention.reasons)) == len(mention.reasons)


@given(_TEXT)
def test_match_is_the_same_every_time(text: str) -> None:
    zones = (Zone("body", text),)
    assert MATCHER.match(zones, ()) == Matcher(registry.Registry(COMPANIES[::-1])).match(zones, ())


@pytest.mark.parametrize("piece", ["北京东", "NVIDIAs", "蔚来", "据", "来源：", "Apple Inc. ", "\u200b", "五 "])
def test_match_in_hostile_repetition_is_linear(piece: str) -> None:
    zones = (Zone("body", piece * (200_000 // len(piece))),)
    started = time.process_time()
    MATCHER.match(zones, ())
    assert time.process_time() - started < 8


@given(st.text(st.sampled_from("Aa3&·@_-一龥〇㐀あ한é "), min_size=2, max_size=5))
def test_a_name_is_loose_where_neither_its_spelling_nor_its_edges_are_asked_for(pattern: str) -> None:
    entry = gazetteer._entry(pattern, [gazetteer.Owner("X", Name(pattern))])
    assert gazetteer._is_loose(pattern) == (not (entry.exact or entry.left or entry.right))


@pytest.mark.parametrize(
    ("name", "key", "text", "found"),
    [
        ("中国平安号", "", "今天中国平安号", set()),
        ("中国平安号", "601318.SH", "今天中国平安号", set()),
        ("中国平安号", "NIO.US", "今天中国平安号", {"601318.SH"}),
        ("中国平安号", "", "今年的中国平安和蔚来", {"601318.SH", "NIO.US"}),
        ("蔚来", "NIO.US", "蔚来汽车公告", {"NIO.US"}),
    ],
)
def test_what_was_rejected_hides_the_names_in_it_of_whom_it_was_said(
    name: str, key: str, text: str, found: set[str]
) -> None:
    known = (
        Company("601318.SH", "中国平安", (Name("中国平安"), Name("平安", ambiguous=True)), ("601318.SH",)),
        Company("NIO.US", "蔚来", (Name("蔚来"), Name("蔚来汽车")), ("NIO.US",)),
    )
    rejected = frozenset({registry.Rejected(name, key)})
    mentions = Matcher(registry.Registry(known, rejected)).match((Zone("body", text),), ())
    assert {each.key for each in mentions} == found

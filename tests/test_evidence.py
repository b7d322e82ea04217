"""What an article declares itself: head, markup, codes, legal names, short forms."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedsvc.companies import evidence
from feedsvc.companies.funds import is_fund
from feedsvc.companies.legal import plain, spellings, stem
from feedsvc.model import Annotation, Evidence, HeadValue, Zone, ZoneName


def _in_body(text: str) -> tuple[Evidence, ...]:
    return evidence.declared({}, (Zone("body", text),), ())


def _of_tier(text: str, tier: str) -> list[tuple[str | None, str | None]]:
    return [(one.key, one.name) for one in _in_body(text) if one.tier == tier]


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ({"stock": "600519.SH"}, [("600519.SH", None)]),
        ({"stock": "106,NIO"}, [("NIO.US", None)]),
        ({"stocks": "600519.SH, 6618.HK"}, [("600519.SH", None), ("06618.HK", None)]),
        ({"stocks": ("SH600519", "HK.06618")}, [("600519.SH", None), ("06618.HK", None)]),
        ({"company": "京东健康"}, [(None, "京东健康")]),
        ({"companies": "京东健康、蓝帆医疗"}, [(None, "京东健康"), (None, "蓝帆医疗")]),
        ({"companies": ({"name": "京东健康", "code": "06618.HK"},)}, [(None, "京东健康"), ("06618.HK", None)]),
        ({"ticker": "BABA"}, [(None, "BABA")]),
        ({"symbols": "000002"}, [(None, "000002")]),
        ({"tags": "600519.SH", "categories": "京东健康", "source": "东方财富"}, []),
        ({"company": " ", "stocks": ()}, []),
        (
            {"source": "bse", "stocks": ("HAL", "M&M", "360ONE")},
            [("HAL.NS", None), ("M&M.NS", None), ("360ONE.NS", None)],
        ),
        ({"source": "SEBI", "symbols": "543210, SBIN"}, [(None, "543210"), ("SBIN.NS", None)]),
        (
            {"source": "nse", "stocks": ("HAL.US", "Glycols", "hal")},
            [("HAL.US", None), (None, "Glycols"), (None, "hal")],
        ),
        ({"exchange": "TSX", "ticker": "SHOP"}, [("SHOP.TO", None)]),
        ({"exchange": "NYSE American", "ticker": "SBEV, Splash"}, [("SBEV.US", None), (None, "Splash")]),
        ({"exchange": "港交所", "symbol": "700"}, [("00700.HK", None)]),
        ({"exchange": "TSX", "company": "IBM"}, [(None, "IBM")]),
        ({"exchange": "Toronto Stock Exchange", "ticker": "SHOP"}, [("SHOP.TO", None)]),
        ({"exchange": "The Exchange", "ticker": "HAL"}, [(None, "HAL")]),
        ({"company": "Zorblax Inc. Common Stock"}, [(None, "Zorblax Inc")]),
        ({"company": "Zorblax Ltd. Common Stock (Switzerland)"}, [(None, "Zorblax Ltd")]),
        ({"company": "Zorblax Trust American Depositary Shares"}, [(None, "Zorblax Trust")]),
        ({"company": "Zorblax Corporation (The)"}, [(None, "Zorblax Corporation")]),
        ({"company": "Zorblax Bancorp /ME/"}, [(None, "Zorblax Bancorp")]),
        ({"company": "Zorblax, Inc."}, [(None, "Zorblax, Inc.")]),
        ({"company": "Zorblax, Inc. - Class A Common Stock"}, [(None, "Zorblax, Inc")]),
        (
            {"company": "Foo Widgets Co., Ltd., Zorblax, N.V."},
            [(None, "Foo Widgets Co., Ltd."), (None, "Zorblax, N.V.")],
        ),
        ({"stocks": "BABA, SE"}, [(None, "BABA"), (None, "SE")]),
        ({"company": "Unit Corporation"}, [(None, "Unit Corporation")]),
        ({"source": "LSE", "ticker": "HAL"}, [(None, "HAL")]),
    ],
    ids=lambda value: str(value)[:40],
)
def test_declared_in_head_reads_company_fields_only(
    head: dict[str, HeadValue], expected: list[tuple[str | None, str | None]]
) -> None:
    assert [(one.key, one.name) for one in evidence.declared(head, (), ())] == expected


@pytest.mark.parametrize(
    ("head", "text", "told", "legal"),
    [
        ({"stocks": "INDIAGLYCO"}, "**India Glycols Ltd**: Dividend.", (None, "India Glycols Ltd"), None),
        (
            {"stocks": "INDIAGLYCO", "source": "bse"},
            "India Glycols Ltd pays.",
            ("INDIAGLYCO.NS", None),
            "INDIAGLYCO.NS",
        ),
        ({"stocks": "GLENMARK"}, "Glenmark Pharmaceuticals Ltd pays.", (None, "Glenmark Pharmaceuticals Ltd"), None),
        ({"stocks": "GLENMARK"}, "Glenmark Foods, Inc. Glenmark Foods Inc", (None, "Glenmark Foods Inc"), None),
        ({"stocks": "GLENMARK"}, "Glenmark Foods Ltd sued Glenmark Pharmaceuticals Ltd.", (None, "GLENMARK"), None),
        ({"stocks": "GLENMARK", "exchange": "NSE"}, "Zorblax Ltd pays.", ("GLENMARK.NS", None), None),
        ({"stocks": "EPL", "source": "bse"}, "EPL Ltd pays.", ("EPL.NS", None), "EPL.NS"),
        (
            {"stocks": "DRONEACHARYA", "source": "bse"},
            "Droneacharya Aerial Ltd",
            (None, "Droneacharya Aerial Ltd"),
            None,
        ),
        ({"company": "Zorblax Company"}, "Zorblax Company (NYSE: ZBX) pays.", ("ZBX.US", "Zorblax Company"), "-"),
        ({"company": "Zorblax Corp."}, "The Zorblax Corporation (NYSE: ZBX)", ("ZBX.US", "Zorblax Corp."), "ZBX.US"),
        ({"company": "Quuxly Company"}, "Zorblax Company (NYSE: ZBX) pays.", (None, "Quuxly Company"), "-"),
        ({"company": "Zorblax, Inc."}, "Zorblax, Inc. (NYSE: ZBX) pays.", ("ZBX.US", "Zorblax, Inc."), "ZBX.US"),
        ({"ticker": "META"}, "Metadata Inc. pays.", (None, "META"), None),
        ({"ticker": "META", "exchange": "NASDAQ"}, "Metadata Inc. pays.", ("META.US", None), None),
        ({"ticker": "GOOGLE"}, "Alphabet Inc. pays.", (None, "GOOGLE"), None),
    ],
    ids=lambda value: str(value)[:40],
)
def test_declared_tickers_of_a_head_are_the_companies_that_they_are_short_for(
    head: dict[str, HeadValue], text: str, told: tuple[str | None, str | None], legal: str | None
) -> None:
    found = evidence.declared(head, (Zone("body", text),), ())
    assert [(one.key, one.name) for one in found if one.tier == "head"] == [told]
    assert {one.key for one in found if one.tier == "legal"} == ({legal} - {"-"})


def test_declared_in_head_nested_deeply_does_not_recurse() -> None:
    value: HeadValue = "600519.SH"
    for _ in range(5000):
        value = (value,)
    assert [one.key for one in evidence.declared({"stock": value}, (), ())] == ["600519.SH"]


@pytest.mark.parametrize(
    ("codes", "href", "key"),
    [
        (("116,06618",), "", "06618.HK"),
        (("06618|116|5", "06618|116|3|"), "", "06618.HK"),
        ((), "http://quote.eastmoney.com/unify/r/116.06618", "06618.HK"),
        (("90,BK0493",), "http://quote.eastmoney.com/unify/r/90.BK0493", None),
        (("quote_116.06618",), "", None),
        ((), "https://example.org/", None),
    ],
    ids=["data-code", "chart", "link", "board", "placeholder", "other link"],
)
def test_declared_in_markup_takes_code_or_quote_link(codes: tuple[str, ...], href: str, key: str | None) -> None:
    text = "日前，京东健康签约"
    marked = Annotation("京东健康", codes, href, "body", 3)
    found = evidence.declared({}, (Zone("body", text),), (marked,))
    assert [(one.tier, one.key, one.name) for one in found] == ([("markup", key, "京东健康")] if key else [])


def test_declared_chart_without_words_has_key_only() -> None:
    found = evidence.declared({}, (), (Annotation("", ("NIO|106|7",), ""),))
    assert found == (Evidence("markup", "NIO.US", None, "body", -1, ""),)


def test_declared_in_markup_inside_latin_word_is_left_out() -> None:
    marked = Annotation("PPI", ("106,PPI",), "", "body", 1)
    assert evidence.declared({}, (Zone("body", "CPPIB今日披露"),), (marked,)) == ()


def test_declared_in_markup_whose_offset_is_wrong_is_left_out() -> None:
    marked = Annotation("蔚来", ("106,NIO",), "", "body", 2)
    assert evidence.declared({}, (Zone("body", "蔚来汽车"),), (marked,)) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("日前，蓝帆医疗(002382.SZ)公告", [("002382.SZ", "蓝帆医疗")]),
        ("列金沙中国(1928.HK)为首选", [("01928.HK", "列金沙中国")]),
        ("看好Bandai Namco（7832.T）", [("7832.T", "看好Bandai Namco")]),
        ("$贵州茅台(SH600519)$涨了", [("600519.SH", "贵州茅台")]),
        ("昇兴股份(002752)涨停", [("002752.SZ", "昇兴股份")]),
        ("乐普医疗(29.300,-1.06,-3.49%)（300003.SZ）跌5%", [("300003.SZ", "乐普医疗")]),
        ("乐普医疗(29.3%)（300003.SZ）跌5%", [("300003.SZ", None)]),
        ("代码 600519.SH 今日停牌", [("600519.SH", "代码")]),
        ("the parent of Alibaba.com (1688.HK).", [("01688.HK", "the parent of Alibaba.com")]),
        ("so Johnson & Johnson (NYSE: JNJ)", [("JNJ.US", "so Johnson & Johnson")]),
        ("it fell. J.C. Penney (NYSE: JCP)", [("JCP.US", "J.C. Penney")]),
        ("Coca-Cola Co. (NYSE: KO)", [("KO.US", "Coca-Cola Co.")]),
        ("Yum! Brands (NYSE: YUM)", [("YUM.US", "Yum! Brands")]),
        ("Macy's (NYSE: M)", [("M.US", "Macy's")]),
        ("佐布拉集团（美国纳斯达克：ZBX）今日", [("ZBX.US", "佐布拉集团")]),
        (
            "佐布拉集团（“佐布拉”或“公司”，纽交所代码：ZBX；港交所代码：98）",
            [("ZBX.US", "佐布拉集团"), ("00098.HK", None)],
        ),
        ("佐布拉集团（连同附属公司，纳斯达克：ZBX）", [("ZBX.US", None)]),
        ("（美国纳斯达克：ZBX）佐布拉", [("ZBX.US", None)]),
        ("Société Générale (EPA: GLE)", [("GLE.PA", "Société Générale")]),
        ("Naspers Ltd (JSE:NPN LSE:NPSN)", [("NPN.JO", "Naspers Ltd"), ("NPSN.L", None)]),
        ("Zorblax (NYSE: ZBX NYSE: ZBY)", [("ZBX.US", "Zorblax"), ("ZBY.US", None)]),
        ("the AEX (AEX: PRX) rose in Amsterdam (AEX: KLM)", []),
        ("Zorblá Unibanco (NYSE: ZBX)", [("ZBX.US", "Zorblá Unibanco")]),
        ("Novo A/S (CPH: NOVO-B)", [("NOVO-B.CO", "Novo A/S")]),
        ("Zorblax Corporation’s (NYSE: ZBX) plant", [("ZBX.US", "Zorblax Corporation")]),
        ("Zorblax Inc.'s (NYSE: ZBX) plant", [("ZBX.US", "Zorblax Inc.")]),
        ("so Zorblax Inc.’s (NYSE: ZBX) plant", [("ZBX.US", "so Zorblax Inc.")]),
        ("Acme Zorblax’s (NYSE: ZBX) plant. Acme Zorblax said", [("ZBX.US", "Acme Zorblax")]),
        ("Acme Zorblax’s (NYSE: ZBX) plant. Acme Zorblax’s sales", [("ZBX.US", "Acme Zorblax’s")]),
        ("Papa John's (NASDAQ: PZZA) and its founder, John", [("PZZA.US", "Papa John's")]),
        ("Acme Zorblax Group, (OTCMKTS: ZBX) said", [("ZBX.US", "Acme Zorblax Group")]),
        ("Today, ZBX.US rose", [("ZBX.US", None)]),
        ("在公司，（002594.SZ）", [("002594.SZ", None)]),
        ("上证指数(000001.SH)收涨", []),
        ("净利600000元", []),
        ("liked Media Splitter (ZMX.AX) and SPDR Tin (ZTN.AX); VanEck Tin Miners (ZTM.AX) fell", []),
        ("WisdomTree Physical Tin (ZTIN.L), ARK Zorblax ETF (NYSE: ZBX), 甲乙锡矿ETF(03188.HK)", []),
        ("甲乙比特币ETF（01439.HK）与戊己（7709.HK）、庚辛（9439.HK）", []),
        ("WisdomTree Investments (NASDAQ: WETF)", [("WETF.US", "WisdomTree Investments")]),
        ("iShares manager BlackRock (NYSE: BLK)", [("BLK.US", "iShares manager BlackRock")]),
        ("Zorblax Mortgage Trust (ZMT.L)", [("ZMT.L", "Zorblax Mortgage Trust")]),
    ],
)
def test_declared_code_carries_the_words_in_front(text: str, expected: list[tuple[str | None, str | None]]) -> None:
    assert _of_tier(text, "code") == expected


@pytest.mark.parametrize(
    "words", ["iShares " + "A" * 5_000 + " Ĭ", "iShares " * 2_000 + "x", "SPDR" + " " * 20_000 + "x"]
)
def test_the_name_of_a_fund_is_looked_for_in_linear_time(words: str) -> None:
    started = time.process_time()
    assert not is_fund(words)
    assert time.process_time() - started < 2


KEPT = """
湖南鼎盛传媒有限公司 昌盛传媒集团 北京华盛传播股份有限公司 北京双曝光影业有限公司 湖北网传科技有限公司
网传文化传媒有限公司 川流传动科技有限公司 童谣传媒有限公司 上海一则文化传播有限公司 一纸文化有限公司
陕西三家村餐饮管理有限公司 北京多家福商贸有限公司 杭州一家乐食品有限公司 四川一个朋友科技有限公司
四川一家一味餐饮管理股份有限公司 重庆多家福集团 福建一家乐食品有限公司 福建一个朋友科技有限公司
前晨汽车科技有限公司 前隆金融信息服务有限公司 前品汽车科技有限公司 曾品堂茶业有限公司
"""
"""Legal names that hold words of a sentence, each certain from its first character."""
PERHAPS_KEPT = """
北京盛传文化传媒有限公司 江苏恒盛传感科技股份有限公司 上海疑似科技有限公司 盛传科技有限公司
"""
"""The same of names in which a dictionary has a verb."""


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("2022年3月28日，京东健康股份有限公司发布公告", ["京东健康股份有限公司"]),
        (
            "来访者有：西山医院、中国通用技术(集团)控股有限责任公司、华山集团",
            ["中国通用技术(集团)控股有限责任公司"],
        ),
        ("“中科尚易健康科技（北京）有限公司”亮相", ["中科尚易健康科技(北京)有限公司"]),
        ("公司与长安汽车(集团)有限责任公司签约", ["长安汽车(集团)有限责任公司"]),
        ("它和国华风电有限公司签约", []),
        ("企业名称变更为利宏科技(上海)有限公司", ["利宏科技(上海)有限公司"]),
        ("Avanan公司的研究人员与SaaS公司", ["Avanan公司"]),
        ("海外一人 SaSS 公司、EdTech公司和 Web3 公司，MLOps 公司与 SocialFi 公司", []),
        ("AI、IT、B2B、O2O 公司，DeFi、FinTech、Crypto 公司，Micro SaaS 公司与 E-commerce 公司", []),
        ("SaaStr 公司、Agentico公司", ["SaaStr 公司", "Agentico公司"]),
        ("日本的AirX 株式会社订购了", ["AirX 株式会社"]),
        ("Knighthead Capital Management bought", ["Knighthead Capital Management"]),
        ("Hong Kong Exchanges and Clearing Limited takes no responsibility for it", []),
        ("The Singapore Exchange Securities Trading Limited assumes no responsibility for the contents of it", []),
        ("Keurig will buy JDE Peet’s N.V. for $18 billion", ["JDE Peet’s N.V."]),
        ("It bought Zorbl's Inc and Zorbl's Ltd.", ["Zorbl's Inc", "Zorbl's Ltd."]),
        ("Marks and Spencer Group plc said", []),
        ("Women in the 1950s. Credit: Farnbrix Holdings/Corbis/Getty Images\nIt rained.", []),
        ("A Letter of Credit: Farnbrix Holdings said", ["Farnbrix Holdings"]),
        ("as subcontratadas Farnbrix Aeroespacial e Defesa S.A, Garnbrix Negócios em Tecnologias S.A", []),
        ("a Bandeirantes Cia. de Pneus S.A. e as Centrais Elétricas do Norte do Brasil S.A. disseram", []),
        ("Farnbrix S.A. e Garnbrix S.A. disseram", ["Farnbrix S.A.", "Garnbrix S.A."]),
        ("Farnbrix Aircraft Corporation of China flies; a Public Benefit Corporation must not", []),
        ("The Korea Deposit Insurance Corporation said", []),
        (
            "Farnbrix Inc. (NYSE: FRBX) and Garnbrix Inc. (NASDAQ: GRBX) said",
            ["Farnbrix Inc.", "Garnbrix Inc."],
        ),
        ("Farnbrix plc and Garnbrix Inc., and Larnbrix Ltd.", ["Farnbrix plc", "Garnbrix Inc.", "Larnbrix Ltd."]),
        ("shares rose and Garnbrix Inc. said", ["Garnbrix Inc."]),
        ("其子公司万科物业服务有限公司", ["万科物业服务有限公司"]),
        ("市教委约谈北京甲乙软件科技有限公司", ["北京甲乙软件科技有限公司"]),
        ("某借条运营主体上海甲乙信息科技有限公司", ["上海甲乙信息科技有限公司"]),
        ("获韶关市甲乙企业管理有限公司增持", ["韶关市甲乙企业管理有限公司"]),
        ("科达（831832）中标山西甲乙能源有限责任公司项目", ["山西甲乙能源有限责任公司"]),
        ("飞得信息中标中国丙丁旅业发展集团有限公司项目", ["中国丙丁旅业发展集团有限公司"]),
        ("甲乙集团中标吉安市丙丁有限责任公司项目", ["吉安市丙丁有限责任公司"]),
        ("中标软件有限公司", ["中标软件有限公司"]),
        ("王军自2003年1月1日起任河南省甲乙水泵股份有限公司董事", ["河南省甲乙水泵股份有限公司"]),
        ("自2018年5月1日起任职于浙江甲乙控股集团有限公司", ["浙江甲乙控股集团有限公司"]),
        ("联合体中标杭州甲乙新材料有限公司项目", ["杭州甲乙新材料有限公司"]),
        ("拟收购中国稀有稀土股份有限公司部分资产", ["中国稀有稀土股份有限公司"]),
        ("与巨化集团签约，授权巨化集团生产", ["巨化集团", "巨化集团"]),
        ("，授权巨化集团生产", []),
        ("打掉一个犯罪集团、一个大型集团", []),
        ("緬甸電詐集團據悉備柴油，一些電詐集團；股息（经抵销集团内股息后）", []),
        ("合并重组之后，新汽车集团将率先整改，曾在文旅集团任职", []),
        ("，被告二常熟佐布拉科技有限公司停止侵权", ["常熟佐布拉科技有限公司"]),
        ("佐布拉建筑之后请光福建筑有限公司施工", ["光福建筑有限公司"]),
        ("省疾控中心检测到上海佐布拉医药股份有限公司生产的", ["上海佐布拉医药股份有限公司"]),
        ("Jefferies Adjusts Farnbrix Holdings Price Target", ["Farnbrix Holdings"]),
        ("Acme Expands Its Crypto Farnbrix Holdings", []),
        ("die Österreichische Bundes- und Industriefarnbrix GmbH (Öbib)", []),
        ("Navratna Defence PSU Farnbrix Limited won", ["Farnbrix Limited"]),
        ("The Indian-origin Farnbrix Inc CEO said", ["Farnbrix Inc"]),
        ("Examine Field Farnbrix Holdings Plc here", ["Field Farnbrix Holdings Plc"]),
        ("赵六反革命集团，人蛇集团、跨国洗钱集团", []),
        ("七国集团、二十国集团和第80集团军", []),
        ("被告：杭州某网络科技有限公司、XX有限公司、一家有限责任公司", []),
        ("On Monday Apple Inc. fell; Elon Musk's Tesla Inc. rose", ["Apple Inc.", "Tesla Inc."]),
        ("Goldman Sachs, Morgan Stanley, Citigroup Inc. rose", ["Citigroup Inc."]),
        ("On Monday Dr. Reddy's Laboratories Ltd. fell", []),
        ("P.F. Chang's China Bistro, Inc. opened", []),
        ("Mrs. Fields Brands Inc. fell", ["Mrs. Fields Brands Inc."]),
        ("The St. Jude Medical, Inc. fell", ["St. Jude Medical, Inc."]),
        ("On Warner Bros. Discovery, Inc. it said", ["Warner Bros. Discovery, Inc."]),
        ("Cousins Smith Bros. Widgets Inc. fell", ["Cousins Smith Bros. Widgets Inc."]),
        (
            "Today J.P. Morgan Securities LLC, J. M. Smucker Inc.",
            ["J.P. Morgan Securities LLC", "J. M. Smucker Inc."],
        ),
        ("U.S. Steel Corporation; in the U.K. Acme Widgets Inc. said", ["Acme Widgets Inc."]),
        ("with John D. Smith Widgets Inc. and him", []),
        ("at 5 p.m. Acme Widgets Inc. said; Mr. Jones. Zorblax Inc.", ["Acme Widgets Inc.", "Zorblax Inc."]),
        ("Apple Inc. Tesla Inc. too; Dr. The Zorblax Inc.", ["Apple Inc.", "Tesla Inc.", "Zorblax Inc."]),
        ("由国华(呼伦贝尔)风电有限公司负责", ["国华(呼伦贝尔)风电有限公司"]),
        ("本集团、该集团", []),
        ("上半年本集团、预期本集团、所以全集团、而原集团、当期集团、房企集团、1506.58亿元占集团", []),
        ("占界龙集团、助力盐田港集团、接管昆仑集团、间接控制着环山集团", []),
        ("资本集团、安全集团、以岭集团、那智集团、保全集团", ["以岭集团", "那智集团"]),
        ("5月20日上海凌岳科技有限公司公告，2024年任巨化集团", ["上海凌岳科技有限公司"]),
        ("那嘉兴市润升企业管理有限公司，下称凌岳科技有限公司", ["嘉兴市润升企业管理有限公司", "凌岳科技有限公司"]),
        ("Apple Inc. said so", ["Apple Inc."]),
        ("AMD收购 Xilinx Inc.，A轮投资方 Oracle Corp. 也在", ["Xilinx Inc.", "Oracle Corp."]),
        ("Today Société Générale S.A. fell", ["Société Générale S.A."]),
        ("来自 Bandai Namco Holdings Ltd. 的消息", ["Bandai Namco Holdings Ltd."]),
        ("The SE corner", []),
        (
            "led by John Roe, CEO of Zorblax Inc. and former President of Acme Widgets Corp.",
            ["Zorblax Inc.", "Acme Widgets Corp."],
        ),
        ("About Comcast Corp.", ["Comcast Corp."]),
        ("Acme\nABOUT ZORBLAX WIDGETS, LLC", ["ZORBLAX WIDGETS, LLC"]),
        ("CEO & Founder of Zorblax LLC; Director of Sales for Acme Inc.", ["Zorblax LLC", "Acme Inc."]),
        ("Contact\nZorblax Widgets Inc.", ["Zorblax Widgets Inc."]),
        ("Founded 1990\nZorblax GmbH\nin Berlin\nAcme Widgets Inc.", ["Zorblax GmbH", "Acme Widgets Inc."]),
        ('Products\nE*Trade Widgets Corp; the big\nToys "R" Us Inc', []),
        ("E*Trade Widgets Corp, a Z*Blax Ltd; *Acme Widgets Inc. said", ["Acme Widgets Inc."]),
        ('Toys "R" Us Inc, Yahoo! Zorblax Inc. fell; “Yes,” Acme Widgets Inc. said', ["Acme Widgets Inc."]),
        (
            "Dr Pepper Snapple Group Inc; Mr Price Widgets Ltd",
            ["Dr Pepper Snapple Group Inc", "Mr Price Widgets Ltd"],
        ),
        ("Lowe’s Companies, Inc. said", []),
        ("member of the Board of Directors of Shelly Group SE", ["Shelly Group SE"]),
        (
            "the Supervisory Board of Zorblax Inc., the Audit Committee for Acme Widgets Inc.",
            ["Zorblax Inc.", "Acme Widgets Inc."],
        ),
        (
            "Works Council of Zorblax GmbH, Shareholder of Acme Widgets Inc.",
            ["Zorblax GmbH", "Acme Widgets Inc."],
        ),
        ("Board Widgets Inc. and the Chicago Board of Trade Inc.", ["Board Widgets Inc."]),
        ("Partner Communications Ltd; a Partner of Zorblax Ltd", ["Partner Communications Ltd", "Zorblax Ltd"]),
        ("Bank of America Corp. and Shares of Zorblax Inc.", ["Bank of America Corp.", "Zorblax Inc."]),
        (
            "One of Zorblax Inc. and Lease Scalability of Acme Widgets Corp. by Greg Taxin of Spotblax Advisors LLC",
            ["Zorblax Inc.", "Acme Widgets Corp.", "Spotblax Advisors LLC"],
        ),
        (
            "Malabar Institute of Medical Widgets Ltd; Isle of Zorblax Casinos Inc; Royal Bank of Zorblax Plc",
            ["Malabar Institute of Medical Widgets Ltd", "Isle of Zorblax Casinos Inc", "Royal Bank of Zorblax Plc"],
        ),
        ("Mutual of Zorblax Inc.; First of Zorblax Inc.", ["Mutual of Zorblax Inc.", "First of Zorblax Inc."]),
        (
            "Bank of the Zorblax, Inc.; Society for the Zorblax Ltd; the Banco del Zorblax S.A., Caixa da Zorblax S.A.",
            [
                "Bank of the Zorblax, Inc.",
                "Society for the Zorblax Ltd",
                "Banco del Zorblax S.A.",
                "Caixa da Zorblax S.A.",
            ],
        ),
        (
            "Bad News for the Zorblax Co., Ltd.; Chairman of the Acme Widgets Inc.; Presidente del Grupo Zorblax S.A.",
            ["Zorblax Co., Ltd.", "Acme Widgets Inc.", "Grupo Zorblax S.A."],
        ),
        ("Contact Energy Limited", ["Contact Energy Limited"]),
        ("The Energy Limited; the Group Inc. and its Gold Holdings Ltd", []),
        ("任天堂株式会社发布", ["任天堂株式会社"]),
        ("株式会社ソニー は", ["株式会社ソニー"]),
        ("Copyright © 2024 工商財經數位股份有限公司\n龍丞創意股份有限公司 著作權所有", []),
        ("© 流線傳媒股份有限公司\n甲乙股份有限公司公告", ["甲乙股份有限公司"]),
        ("本網站內之全部圖文，係屬於大椽股份有限公司所有，非經同意", []),
        ("版权所有 甲乙股份有限公司\n来源：丙丁股份有限公司", []),
        ("据甲乙股份有限公司报道，丙丁股份有限公司成立", ["丙丁股份有限公司"]),
        ("该资产属于甲乙股份有限公司所有，其版权所有权归它", ["甲乙股份有限公司"]),
        (
            "Copyright holder Getty Images Inc. sued Stability AI Ltd in Delaware",
            ["Getty Images Inc.", "Stability AI Ltd"],
        ),
        (
            "A Copyright suit by Concord Music Group Inc. against Zorblax AI Ltd",
            ["Concord Music Group Inc.", "Zorblax AI Ltd"],
        ),
        ("The U.S. Copyright Office told Thaler Systems Inc. no.", ["Thaler Systems Inc."]),
        ("Copyright (c) 2024 Zorblax Inc. All rights reserved. Copyright by Acme Widgets Inc.", []),
        ("著作权所有的北京微播视界科技有限公司起诉", ["北京微播视界科技有限公司"]),
        ("涉事公众号由杭州逐简网络科技有限公司运营。", ["杭州逐简网络科技有限公司"]),
        ("记者：北京星际荣耀空间科技股份有限公司何时上市？", ["北京星际荣耀空间科技股份有限公司"]),
        ("新京报记者：成都快购科技有限公司回应了吗？", ["成都快购科技有限公司"]),
        ("收购资金来源：公司控股股东上海天洋投资有限公司借款。", ["上海天洋投资有限公司"]),
        ("数据来源：上海钢联电子商务股份有限公司", ["上海钢联电子商务股份有限公司"]),
        ("以下文章来源于丙丁股份有限公司，（来源：甲乙股份有限公司）", []),
        ("习近平随后来到广汽埃安新能源汽车有限公司，了解企业", ["广汽埃安新能源汽车有限公司"]),
        ("李强首先来到北京长木谷医疗科技股份有限公司", ["北京长木谷医疗科技股份有限公司"]),
        ("就组建中国资源循环集团有限公司作出指示", ["中国资源循环集团有限公司"]),
        ("他在北京会见法国达飞集团董事长，也会见美国景顺集团总裁", []),
        ("李强来到歌尔集团，李强听取集团负责人介绍", []),
        ("北京市场调研咨询有限公司", ["北京市场调研咨询有限公司"]),
        ("AI芯片企业太初（无锡）电子科技有限公司介绍", ["太初(无锡)电子科技有限公司"]),
        ("万科企业股份有限公司、正大企业管理有限公司", ["万科企业股份有限公司", "正大企业管理有限公司"]),
        ("The board of Zorblax, Incorporated, is pleased.", ["Zorblax, Incorporated"]),
        ("Quuxly Incorporated Announces a plant", ["Quuxly Incorporated"]),
        ("Documents Incorporated by Reference, and Newly Incorporated Companies", []),
        ("Solar Panels Incorporated With Batteries. New Features Incorporated From Feedback Since Monday", []),
        ("Date Incorporated: 1999. Year Incorporated 1887", []),
        ("深圳市中小企业融资担保有限公司", ["深圳市中小企业融资担保有限公司"]),
        ("武汉东湖企业孵化器有限公司", ["武汉东湖企业孵化器有限公司"]),
        ("远大企业集团（香港）有限公司", ["远大企业集团(香港)有限公司"]),
        ("统一企业集团（中国）有限公司", ["统一企业集团(中国)有限公司"]),
        ("中国企业网络通信有限公司", ["中国企业网络通信有限公司"]),
        ("江苏高科技企业创新服务有限公司", ["江苏高科技企业创新服务有限公司"]),
        ("今麦郎企业集团有限公司", ["今麦郎企业集团有限公司"]),
        ("公司与龙头企业宁德时代新能源科技股份有限公司签约", ["宁德时代新能源科技股份有限公司"]),
        ("与知名企业小鹏汽车科技有限公司", ["小鹏汽车科技有限公司"]),
        ("科技企业信息技术有限公司、收购平安银行股份有限公司", ["平安银行股份有限公司"]),
        ("该市德国企业中微半导体设备股份有限公司签约。", ["中微半导体设备股份有限公司"]),
        ("本土企业长鑫存储技术有限公司、当地企业智云科技有限公司", ["长鑫存储技术有限公司", "智云科技有限公司"]),
        ("独角兽企业华勤技术股份有限公司，央企业巨化股份有限公司", ["华勤技术股份有限公司", "巨化股份有限公司"]),
        ("绣花企业凌岳科技有限公司与养蜂企业铭凡智能股份有限公司", ["凌岳科技有限公司", "铭凡智能股份有限公司"]),
        ("旗下企业凌岳科技有限公司，集团下属企业智云科技有限公司", ["凌岳科技有限公司", "智云科技有限公司"]),
        ("企业华勤技术股份有限公司公告", ["华勤技术股份有限公司"]),
        ("统一企业食品有限公司、江门市企业担保有限公司", ["统一企业食品有限公司", "江门市企业担保有限公司"]),
        ("神达（股票代号：3706）全名神达控股股份有限公司", ["神达控股股份有限公司"]),
        ("本網站係屬於大椽股份有限公司，大椽股份有限公司成立", ["大椽股份有限公司"] * 2),
        ("甲乙(3706)股份有限公司、戊己(上海)股份有限公司", ["戊己(上海)股份有限公司"]),
        ("並透過集團內多家公司；能有效配置集團資源；將加速。未来集團將", []),
        ("他们宣布甲乙科技有限公司成立、雅砻江流域水电开发有限公司", ["雅砻江流域水电开发有限公司"]),
        ("且吉利集团庞大，预计现代汽车集团将，这让月星集团看到，记者到浪潮集团", []),
        ("陆军第七十五集团军，专业集团党总主席，集团化运营，巨化集团党委", ["巨化集团"]),
        ("81个城市医疗集团、国内六大汽车集团、大型医疗集团、民营医院集团、超级控股集团", []),
        ("大型医疗集团成立。与大型医疗集团、授权大型医疗集团", []),
        ("中国船舶集团、浙江广播电视集团、艾华集团", ["中国船舶集团", "浙江广播电视集团", "艾华集团"]),
        ("网上流传一封武汉市建设汽车客运有限公司的公告", ["武汉市建设汽车客运有限公司"]),
        (
            "疑似北京甲乙科技有限公司、网传一则上海甲乙科技有限公司声明",
            ["北京甲乙科技有限公司", "上海甲乙科技有限公司"],
        ),
        ("川流传媒股份有限公司、第一篇章文化有限公司", ["川流传媒股份有限公司", "第一篇章文化有限公司"]),
        ("这家公司叫做凌岳科技有限公司，老板名叫凌岳", ["凌岳科技有限公司"]),
        ("他创办一家武汉市贸易有限公司，是一个科技有限公司", []),
        ("第一家电有限公司、天下一家网络有限公司", ["第一家电有限公司", "天下一家网络有限公司"]),
        ("台湾最大餐饮集团，收集团队意见", []),
        ("巨化集团队伍", ["巨化集团"]),
        ("前海人寿保险股份有限公司、前锋电子股份有限公司", ["前海人寿保险股份有限公司", "前锋电子股份有限公司"]),
        ("原子能源有限公司、整点科技有限公司", ["原子能源有限公司", "整点科技有限公司"]),
        ("曾氏集团、各美集团、前海开源集团", ["曾氏集团", "各美集团", "前海开源集团"]),
        (
            "一汽大众汽车有限公司、一心堂药业集团股份有限公司、全聚德股份有限公司",
            ["一汽大众汽车有限公司", "一心堂药业集团股份有限公司", "全聚德股份有限公司"],
        ),
        (
            "本田技研工业株式会社、今天国际物流技术股份有限公司",
            ["本田技研工业株式会社", "今天国际物流技术股份有限公司"],
        ),
        ("メンテナンスが、成瀬さんから株式会社TOUAに", ["株式会社TOUA"]),
        ("今回の開発は株式会社スイッチが、東京の株式会社ソニーと", ["株式会社スイッチ", "株式会社ソニー"]),
        ("やまと株式会社代表取締役、きもの株式会社が", ["やまと株式会社", "きもの株式会社"]),
        ("公司拟与株式会社ＺＸＷ在日本共同投资设立甲乙日本公司", ["株式会社ZXW"]),
        ("与株式会社ゾルブ在东京签约，与株式会社丙丁制作所在大阪签约", ["株式会社ゾルブ"]),
        (
            "上海联合甲乙所有限公司、杭州联合甲乙银行股份有限公司公告，公司在上海联合丙丁科技有限公司发布",
            ["上海联合甲乙所有限公司", "杭州联合甲乙银行股份有限公司", "丙丁科技有限公司"],
        ),
        ("双方共同设立中华联合保险资产管理股份有限公司", []),
        ("Insured by the Federal Deposit Insurance Corporation. Zorblax Corp. is not.", ["Zorblax Corp."]),
        ("Zorblax Bank Corp. Member Federal Deposit Insurance Corporation.", ["Zorblax Bank Corp."]),
        ("Competitors Zorblax Corp and Embattled Acme Widgets Inc fell.", ["Zorblax Corp", "Acme Widgets Inc"]),
        ("OFFERS MADE BY OR ON BEHALF OF ZORBLAX LLC. ACME WIDGETS LLC", ["ACME WIDGETS LLC"]),
        ("东方联合化工股份有限公司、公司联合丙丁科技有限公司", ["东方联合化工股份有限公司", "丙丁科技有限公司"]),
        (
            "网上流传上海甲乙科技有限公司停产，他发布了一篇上海丙丁科技有限公司的声明",
            ["上海甲乙科技有限公司", "上海丙丁科技有限公司"],
        ),
        ("在上海成立了一家餐饮管理有限公司，多家有限公司与这家科技有限公司，创建一个餐饮集团", []),
        *((f"{name}成立", [name]) for name in KEPT.split()),
        (
            "他（前晨汽车科技有限公司总裁）与前品汽车（前品汽车科技有限公司）",
            ["前晨汽车科技有限公司", "前品汽车科技有限公司"],
        ),
        ("北京博睿宏远数据(80.000,1.00,1.25%)科技股份有限公司公告", ["北京博睿宏远数据科技股份有限公司"]),
        ("投资者向光大证券(10.420, -0.31, -2.89%)集团股份有限公司", ["光大证券集团股份有限公司"]),
        ("投资者向光大证券(601788,股吧)集团股份有限公司", ["光大证券集团股份有限公司"]),
        ("博睿宏远数据(占比1.25%)科技股份有限公司与生物科技股份有限公司，控股有限公司，汽车集团", []),
        ("中国银行股份有限公司，创新医疗管理股份有限公司", ["中国银行股份有限公司", "创新医疗管理股份有限公司"]),
        ("近日北京颖泰嘉和生物科技股份有限公司成立", ["北京颖泰嘉和生物科技股份有限公司"]),
        ("深圳市达科为生物技术股份有限公司成立", ["深圳市达科为生物技术股份有限公司"]),
        (
            "北京久其软件股份有限公司，上海至纯洁净系统科技股份有限公司",
            ["北京久其软件股份有限公司", "上海至纯洁净系统科技股份有限公司"],
        ),
        (
            "中文在线集团股份有限公司，北京海量数据技术股份有限公司",
            ["中文在线集团股份有限公司", "北京海量数据技术股份有限公司"],
        ),
        ("成都市贝瑞和康基因技术股份有限公司成立", ["成都市贝瑞和康基因技术股份有限公司"]),
        ("收购北京和利时电机技术有限公司", ["北京和利时电机技术有限公司"]),
        ("在北京和利时电机技术有限公司", []),
        ("法院判令被告南京沪川置业集团有限公司支付", ["南京沪川置业集团有限公司"]),
        ("债权人深圳市沪高投集团有限公司申请重整", ["深圳市沪高投集团有限公司"]),
        ("申请人沪川置业有限公司与竞争对手苏州沪桥纺织有限公司", ["沪川置业有限公司", "苏州沪桥纺织有限公司"]),
        ("曾任职于沪川置业有限公司，借道沪桥纺织有限公司", ["沪川置业有限公司", "沪桥纺织有限公司"]),
        ("证监会同意沪看科技（宁波）股份有限公司上市", ["沪看科技(宁波)股份有限公司"]),
        ("租金回稳，又说集团出货理想，亦指集团有信心，她预料集团扩张，补充集团不裁员", []),
        ("凌岳小说集团、凌岳饮料集团", ["凌岳小说集团", "凌岳饮料集团"]),
        ("一个以色列游说集团、武装集团", []),
        ("房产巨头凌岳置业有限公司破产，官员指控沪川置业有限公司", ["凌岳置业有限公司", "沪川置业有限公司"]),
        ("彼时沪川集团，不仅沪桥集团，又如沪飞集团", []),
        (
            "吕卫东曾任恒川设计研究院有限公司总经理，担任过恒川汽车电气有限公司部长",
            ["恒川设计研究院有限公司", "恒川汽车电气有限公司"],
        ),
        ("中国某保险公告沪川集团", []),
        ("Zylo (Group) Company of China, Ltd. said", []),
        (
            "About Zorblax Zorblax is a firm. Neither Zorblax Widgets Corporation nor others",
            ["Zorblax Widgets Corporation"],
        ),
        ("About ZorblaxZorblax Capital Partners is a firm", ["Zorblax Capital Partners"]),
        ("①西安沪建工集团有限公司", ["西安沪建工集团有限公司"]),
        (
            "系江苏沪记登信息服务有限公司，58同沪信息技术有限公司",
            ["江苏沪记登信息服务有限公司", "58同沪信息技术有限公司"],
        ),
        ("江苏某某艾迪生物科技股份有限公司，佛山万科和绿地控股股份有限公司", []),
        ("海南万益为上海甲乙企业股份有限公司，北京和上海丙丁集团", ["上海甲乙企业股份有限公司", "上海丙丁集团"]),
    ],
)
def test_declared_legal_name_only_where_both_ends_are_certain(text: str, names: list[str]) -> None:
    assert [name for _, name in _of_tier(text, "legal")] == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("整个华为集团的营收", "华为集团"),
        ("乔新亮（前苏宁科技集团副总裁）", "苏宁科技集团"),
        ("原苏宁科技集团员工", "苏宁科技集团"),
        ("曾任苏宁科技集团总裁", "苏宁科技集团"),
        ("，任沪川农资有限公司经理", "沪川农资有限公司"),
        ("有关胜沪集团债券的案件", "胜沪集团"),
        ("涉胜沪集团600亿造假案", "胜沪集团"),
        ("，去虹沪集团上访", "虹沪集团"),
        ("目前华为集团有", "华为集团"),
        ("如果瓦格纳集团来", "瓦格纳集团"),
        ("各大巨化集团", "巨化集团"),
        ("联合创始人、前苏宁科技集团副总裁", "苏宁科技集团"),
        ("同时他的前苏宁科技集团同事", "苏宁科技集团"),
        ("前东家苏宁科技集团", "苏宁科技集团"),
        ("前员工苏宁科技集团", "苏宁科技集团"),
        ("位于上海的前品汽车科技有限公司完成融资", "前品汽车科技有限公司"),
        ("落户上海的前晨汽车科技有限公司总裁", "前晨汽车科技有限公司"),
        ("盛传巨化集团将", "巨化集团"),
        ("疑似巨化集团将", "巨化集团"),
        *((f"{name}成立", name) for name in PERHAPS_KEPT.split()),
    ],
)
def test_what_says_which_company_is_meant_or_since_when_is_no_piece_of_its_name(text: str, name: str) -> None:
    assert _of_tier(text, "legal") == []
    assert _of_tier(text, "candidate") == [(None, name)]


def test_a_name_with_a_word_of_a_sentence_within_is_whole_beside_its_code_and_in_traditional_characters() -> None:
    text = "江苏恒盛传动科技股份有限公司（688999.SH）、湖南鼎盛傳媒有限公司"
    assert _of_tier(text, "legal") == [
        ("688999.SH", "江苏恒盛传动科技股份有限公司"),
        (None, "湖南鼎盛传媒有限公司"),
    ]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Aemetis, Inc. (NASDAQ: AMTX) said", "AMTX.US"),
        ("Aemetis, Inc.(NASDAQ: AMTX) said", "AMTX.US"),
        ("Aemetis, Inc. (“Aemetis” or the “Company”) (NASDAQ: AMTX) said", "AMTX.US"),
        ("Aemetis, Inc. (the “Company”) (NASDAQ: AMTX) said", "AMTX.US"),
        ("Aemetis, Inc. (“Aemetis” or the “Company”; NASDAQ: AMTX) said", "AMTX.US"),
        ("Aemetis, Inc. (“Aemetis” or the “Company”, NASDAQ: AMTX; TSX: AMT; OTCQX: AMTFF; FSE: A3B) said", "AMTX.US"),
        ("Aemetis, Inc. (the “Company,” “Aemetis,” NASDAQ: AMTX) said", "AMTX.US"),
        ("Aemetis, Inc., (“Aemetis” or the “Company”) (NASDAQ: AMTX, AMTXW) said", "AMTX.US"),
        ("Aemetis Corporation’s (NASDAQ: AMTX) plant", "AMTX.US"),
        ("AEMETIS CORPORATION (NASDAQ: AMTX) announces", "AMTX.US"),
        ("ACME DYNASTY MINERALS LTD. (TSX: AMT; NYSE American: AMTX) announces", "AMT.TO"),
        ("ACME-AEMETIS HOLDINGS, INC. (“Aemetis”) (NASDAQ: AMTX) announces", "AMTX.US"),
        ("Aemetis Partners LP' (NASDAQ: AMTX) plant", "AMTX.US"),
        ("比亚迪股份有限公司，（股票代码：002594.SZ）公告", None),
        ("Zorblax AB (publ) (Nasdaq Stockholm: ZBX B) said", "ZBX-B.ST"),
        ("Zorblax SE & Co. KGaA (XETRA: ZBX) said", "ZBX.DE"),
        ("Zorblax Corp. (TSX and NYSE American: ZBX) said", "ZBX.TO"),
        ("Aemetis's Corp. (NASDAQ: AMTX) said", "AMTX.US"),
        ("Aemetis Corp. (XYZQ and NASDAQ: AMTX) said", "AMTX.US"),
        ("Aemetis Corp. (with Apple and NASDAQ: AMTX) said", None),
        ("Zorblax Corp. (NYSE, NYSE Texas: ZBX) said", "ZBX.US"),
        ("甲乙控股有限公司\n（於開曼群島註冊成立的有限公司）\n（股份代號：98）\n中期業績", "00098.HK"),
        ("甲乙股份有限公司\n(于中华人民共和国注册成立的股份有限公司)\n\n(股份代号: 01476)", "01476.HK"),
        ("甲乙控股有限公司\n（於開曼群島註冊成立的有限公司）\n丙丁（股份代號：98）", None),
        ("甲乙控股有限公司\n（丙丁控股，股份代號：98）", None),
        ("甲乙控股有限公司（A股，600519.SH）", "600519.SH"),
        ("Acme Holdings Limited (Stock code: 00700.HK) said", "00700.HK"),
        ("Acme Limited (“Acme” or the “Company”, stock code: 700.HK) said", "00700.HK"),
        (
            "Hong Kong\nAcme Limited\n(Incorporated in Bermuda with limited liability)\n(Stock Code: 98)\nResults",
            "00098.HK",
        ),
        ("Aemetis, Inc. (a unit of Acme, NASDAQ: AMTX) said", None),
        ("Aemetis, Inc. (“Aemetis”, a unit of Acme, NASDAQ: AMTX) said", None),
        ("Aemetis, Inc. (a subsidiary of Apple Inc.) (NASDAQ: AAPL) said", None),
        ("Aemetis, Inc. (now part of Apple) (NASDAQ: AAPL) said", None),
        ("Aemetis, Inc. (an issuer) said, as Acme (NASDAQ: AMTX)", None),
        ("Aemetis, Inc.  (NASDAQ: AMTX) said", None),
        ("Aemetis, Inc. said (NASDAQ: AMTX)", None),
        ("比亚迪股份有限公司 （股票代码：002594.SZ）公告", "002594.SZ"),
    ],
)
def test_declared_code_in_the_bracket_behind_a_legal_name_is_its_own(text: str, key: str | None) -> None:
    found, *_ = _of_tier(text, "legal")
    assert found[0] == key


@pytest.mark.parametrize(
    ("text", "candidates", "legal"),
    [
        ("公司和比亚迪股份有限公司（002594.SZ）合作。", [(None, "比亚迪股份有限公司")], []),
        ("该基金投资了比亚迪股份有限公司（002594.SZ）。", [(None, "比亚迪股份有限公司")], []),
        ("Apple and Microsoft Corp(NASDAQ: MSFT) rose.", [(None, "Microsoft Corp")], []),
        ("BANK OF ACME CORP (NASDAQ: ACM)", [(None, "BANK OF ACME CORP")], []),
        ("FUND DUMPS ACME INC. (NASDAQ: ACM)", [(None, "FUND DUMPS ACME INC.")], []),
        ("SEC CHARGES ACME LIMITED (NASDAQ: ACM)", [(None, "SEC CHARGES ACME LIMITED")], []),
        ("公司与比亚迪股份有限公司（002594.SZ）合作。", [], [("002594.SZ", "比亚迪股份有限公司")]),
    ],
)
def test_declared_code_belongs_to_no_name_that_begins_nobody_knows_where(
    text: str, candidates: list[tuple[str | None, str | None]], legal: list[tuple[str | None, str | None]]
) -> None:
    assert (_of_tier(text, "candidate"), _of_tier(text, "legal")) == (candidates, legal)
    assert len(_of_tier(text, "code")) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("京东健康股份有限公司(股票简称“京东健康”，6618.HK)发布", [("06618.HK", "京东健康")]),
        ("华山医院(以下简称“华医”)", [(None, "华医")]),
        ("长江航运总医院（“长航总医院”）与", [(None, "长航总医院")]),
        ("贵州茅台酒股份有限公司（600519.SH，以下简称“茅台股份”）", [("600519.SH", "茅台股份")]),
        ("证券代码：000002　证券简称：万科A　公告编号：2022-01", [("000002.SZ", "万科A")]),
        ("美的集团股份有限公司（下称“美的集团”或“美的”）", [(None, "美的集团"), (None, "美的")]),
        ("Zorblax Acme, Inc. (以下简称“Zorblax”)", [(None, "Zorblax")]),
        ("证券代码：000002　证券简称：万科A", [("000002.SZ", "万科A")]),
        ("某某股份有限公司（以下简称“公司”或“本公司”）", []),
        ("凌岳股份有限公司（以下简称“发行人”）", []),
        ("《办法》(以下简称《新办法》)", []),
    ],
)
def test_declared_short_form_never_takes_a_role_for_a_name(
    text: str, expected: list[tuple[str | None, str | None]]
) -> None:
    assert _of_tier(text, "short") == expected


def test_declared_in_byline_is_nothing() -> None:
    marked = Annotation("中信证券", ("1,600030",), "", "byline", 3)
    zone = Zone("byline", "来源：中信证券(600030.SH)股份有限公司（以下简称“中信”）")
    assert evidence.declared({}, (zone,), (marked,)) == ()


_WORDS = st.text(
    alphabet="京东健康公司有限股份集团株式会社IncLtd. ,，。（）()“”:：以下简称证券代码600519.SHK\u200b\u00a0６\n与",
    max_size=120,
)
_ZONES = st.lists(
    st.builds(Zone, st.sampled_from(["title", "lead", "body", "caption"]), st.one_of(st.text(), _WORDS)),
    max_size=4,
    unique_by=lambda zone: zone.name,
)


@given(_ZONES)
def test_declared_in_any_text_gives_offsets_that_map_back(zones: list[Zone]) -> None:
    texts: dict[ZoneName, str] = {zone.name: zone.text for zone in zones}
    for one in evidence.declared({}, tuple(zones), ()):
        assert texts[one.zone][one.start : one.start + len(one.text)] == one.text


@given(_ZONES, st.builds(Annotation, st.text(), st.tuples(_WORDS), st.text(), st.just("body"), st.integers(-2, 50)))
def test_declared_with_any_annotation_never_raises(zones: list[Zone], annotation: Annotation) -> None:
    evidence.declared({"stock": annotation.text}, tuple(zones), (annotation,))


@pytest.mark.parametrize(
    "piece",
    [
        "简称“甲乙”，600519.SH，",
        "有限公司",
        "(",
        "集团)",
        "A Inc",
        "Aa ",
        "公",
        "简称“",
        "Foo LLC (A), ",
        "Foo LLC Sues Xs ",
        "客户AB LLC（A），占比高。",
        "Foo AG (“",
        "Foo AG (TSX, NYSE and ",
        "ASA ",
        "KGaA ",
    ],
)
def test_declared_in_hostile_repetition_is_linear_and_bounded(piece: str) -> None:
    started = time.process_time()
    found = _in_body(piece * (200_000 // len(piece)) + "(NASDAQ: AAPL)")
    assert time.process_time() - started < 8
    assert len(found) <= 1000


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Dow Jones & Co. Inc. fell", ["Dow Jones & Co. Inc."]),
        ("Dow Jones and Co. Inc. fell", ["Dow Jones and Co. Inc."]),
        ("Italy's Fiat SpA rose", ["Fiat SpA"]),
        ("Shelly Group SE (ISIN)", ["Shelly Group SE"]),
        ("Dayos Pte. Ltd. said", ["Dayos Pte. Ltd."]),
        ("Acme Widgets Co., Ltd. said", ["Acme Widgets Co., Ltd."]),
        ("Valero Energy Partners LP rose", ["Valero Energy Partners LP"]),
        ("tZERO Group, Inc. and eBay Inc said", ["tZERO Group, Inc.", "eBay Inc"]),
        ("Acme Widgets Co Ltd said", ["Acme Widgets Co Ltd"]),
        ("an Apple Watch SE, an iPhone SE, in Growing SE Asia, at 5 Main Street SE", []),
        ("his debut LP, the New LP", []),
        ("Dell and Ford Inc said", ["Ford Inc"]),
        ("Kerrigan Holdings Plc said", ["Kerrigan Holdings Plc"]),
        ("Belmont Ventures SpA said", ["Belmont Ventures SpA"]),
        ("Belmont Ventures S.p.A. said", ["Belmont Ventures S.p.A."]),
        ("Luminal Holdings Co., Ltd. said", ["Luminal Holdings Co., Ltd."]),
        ("Luminal Holdings Pte. Ltd. said", ["Luminal Holdings Pte. Ltd."]),
        ("Zorblax Holdings Pty Ltd said", ["Zorblax Holdings Pty Ltd"]),
        ("Zorblax Holdings GmbH said", ["Zorblax Holdings GmbH"]),
        ("Zorblax Holdings N.V. said", ["Zorblax Holdings N.V."]),
        ("Zorblax Capital Partners S.A. said", ["Zorblax Capital Partners S.A."]),
        ("Zorblax Asset Management SE said", ["Zorblax Asset Management SE"]),
        ("Zorblax Holdings, L.P. said", ["Zorblax Holdings, L.P."]),
        ("Kerrigan Holdings said", ["Kerrigan Holdings"]),
        ("Zorblax-Bremse AG (XETRA: ZBX) said", ["Zorblax-Bremse AG"]),
        ("Zorblax SE (XETRA: ZBX), Zorblax NV (NYSE: ZBX)", ["Zorblax SE", "Zorblax NV"]),
        ("Zorblax Nordisk A/S (CPH: ZBX-B) said", ["Zorblax Nordisk A/S"]),
        ("Zorblax Móvil, S.A.B. de C.V. (BMV: ZBX) said", ["Zorblax Móvil, S.A.B. de C.V."]),
        ("Acme, S.A. de C.V., Farnbrix S. A. B. de C. V.", ["Acme, S.A. de C.V.", "Farnbrix S. A. B. de C. V."]),
        ("Acme, SGPS, S.A. (Euronext Lisbon: ACM), Farnbrix S.A.", ["Acme, SGPS, S.A.", "Farnbrix S.A."]),
        ("Zorblax ASA (OSE: ZBX), Acme A/S, Farnbrix Oyj", ["Zorblax ASA", "Acme A/S", "Farnbrix Oyj"]),
        ("Zorblax Shipping ASA said, Acme Gruppen ASA", ["Zorblax Shipping ASA", "Acme Gruppen ASA"]),
        ("Acme A/S said, Farnbrix A/S, Garnbrix A/S (“Garnbrix”)", ["Acme A/S", "Farnbrix A/S", "Garnbrix A/S"]),
        ("Prusament ASA, the UK ASA has banned it, Kodak ASA film, Superia ASA 400, a Cisco Secure ASA device", []),
        ("a Dolby A/S switch, Zorblax A/S systems", []),
        ("Zorblax Aktiengesellschaft said", ["Zorblax Aktiengesellschaft"]),
        ("Zorblax AB (publ) said, as did Acme AB (publ.)", ["Zorblax AB", "Acme AB"]),
        ("Germany's Zorblax AG ( ZBXGn.DE ) and Acme SA ( ACMN.VX )", ["Zorblax AG", "Acme SA"]),
        ("Zorblax AG (“Zorblax”) (SIX: ZBX), Acme SA (the “Company”) (SIX: ACM)", ["Zorblax AG", "Acme SA"]),
        ("Zorblax AG & Co. KGaA (XETRA: ZBX3)", ["Zorblax AG & Co. KGaA"]),
        (
            "Zorblax SE & Co. KGaA, Acme GmbH & Co. KG, Farnbrix GmbH & Co. KGaA, Garnbrix KGaA",
            ["Zorblax SE & Co. KGaA", "Acme GmbH & Co. KG", "Farnbrix GmbH & Co. KGaA", "Garnbrix KGaA"],
        ),
        ("Zorblax Holding AG, Zorblax Asset Management AG said", ["Zorblax Holding AG", "Zorblax Asset Management"]),
        ("Zorblax Energy AG said, Zorblax Energy AG CEO Merrick", ["Zorblax Energy AG", "Zorblax Energy AG"]),
        ("Zorblax Group AG (“Zorblax”), Acme Group AG (SIX: ACM)", ["Zorblax Group AG", "Acme Group AG"]),
        ("The Chemical Safety Group AG, Zorblax Group AG Merrick Foo, Zorblax Energy AG Merrick Foo", []),
        ("AG Merrick Zorblax, SE Asia, AB testing, SA Express, Las Vegas, NV", []),
        ("the Zorblax AG said, Pro SE (2020), Edmonton, AB (Canada), Cape SA (see Note: A)", []),
        ("Edmonton, AB (TSX: ZBX) and Las Vegas, NV (NYSE: ZBX)", []),
        ("THE ZORBLAX AGENCY (NYSE: ZBX)", []),
        ("Kerrigan Holdings Ltdx, Zorblax Holdings Co said", ["Kerrigan Holdings", "Zorblax Holdings"]),
        ("Zorblax Inc., a Nevada Corporation, a New Jersey LLC, a British Columbia Corporation", ["Zorblax Inc."]),
        ("Israel Corp, which owns it, and Jordan Ltd said", ["Israel Corp", "Jordan Ltd"]),
        ("A Nevada Corporation. An Israel Corp unit", []),
        ("The Meet Group, Inc. (NASDAQ: MEET) rose", ["Meet Group, Inc."]),
        ("Acquired Sales Corp (OTCQX: AQSP) said", ["Acquired Sales Corp"]),
        ("Brand Names Inc. said, Super Cuts Inc. said", ["Brand Names Inc.", "Super Cuts Inc."]),
        ("Brand Names Group Inc. said, Time Inc UK Ltd said", ["Brand Names Group Inc.", "Time Inc UK Ltd"]),
        ("SEC Sues Zorblax Inc., Fund Cuts Zorblax Group Inc.", ["Zorblax Inc.", "Zorblax Group Inc."]),
        ("Names Inc., The Names LLC", []),
        ("UK plc needs it, as do Britain plc, U.S. Inc. and Japan Inc", []),
        ("Die Zorblax AG (WKN 716999) und Acme SE (ISIN: DE0007236101 / WKN: 723610)", ["Zorblax AG", "Acme SE"]),
        ("He sold 1302343 BC Ltd. Contact: Jane Roe Chief Executive Officer Zorblax Corp.", ["Zorblax Corp."]),
        ("A Tata-owned Zorblax Inc. and Temasek-backed Acme Ltd", ["Zorblax Inc.", "Acme Ltd"]),
        ("the Jane Roe-led Zorblax Inc., New York-Listed Acme Corp", ["Zorblax Inc.", "Acme Corp"]),
        ("Indian IT Inc and Corporate India Inc worry, and so do Pharma Inc and Bharat Inc", []),
        ("The Zylo A90 Limited Edition, Lead Actor, Limited Series: nobody, a Summer Limited Time Offer", []),
        ("Zylo Limited Partnership, Acme Widgets Limited Series B Funding, Foo Limited Stock Falls",
         ["Zylo Limited", "Acme Widgets Limited", "Foo Limited"]),
        ("20,000 USDT Limited-Time Offer for a Venture Capital Limited Partner. O PLC 121/2017", []),
        (
            "by GM Charm Yield (BVI) Limited, Zylo (Hong Kong) Co., Ltd. and Zylo Foods (Pvt) Ltd",
            ["GM Charm Yield (BVI) Limited", "Zylo (Hong Kong) Co., Ltd.", "Zylo Foods (Pvt) Ltd"],
        ),
        ("And Investors (Singapore) Limited said", []),
        ("Zylo Corp. Ltd. and Zylo Public Company Limited", ["Zylo Corp. Ltd.", "Zylo Public Company Limited"]),
        ("a Certified B Corp, a B Corporation, an S Corp and C Corporation", []),
        ("the City of London Corporation, a Clearing Corporation", []),
        ("Nevada Gold Corp, Air Canada Inc., Phoenix Corp", ["Nevada Gold Corp", "Air Canada Inc.", "Phoenix Corp"]),
        ("City of London Investment Group plc, NSE Clearing Corporation",
         ["City of London Investment Group plc", "NSE Clearing Corporation"]),
        ("ZORBLAX INC. SAID, ZORBLAX LIMITED (THE COMPANY), THE LIMITED (see TSX)", []),
        ("Zorblax-B Corp, Can B Corp, B Inc", ["Zorblax-B Corp", "Can B Corp", "B Inc"]),
    ],
)  # fmt: skip
def test_declared_latin_legal_names_end_with_their_forms(text: str, names: list[str]) -> None:
    found = [one for one in _in_body(text) if one.tier in ("legal", "candidate")]
    assert [one.name for one in found] == names


@pytest.mark.parametrize(
    ("title", "legal", "candidates"),
    [
        ("SEC Charges Zorblax Inc. With Fraud", ["Zorblax Inc."], []),
        ("Analyst Upgrades Zorblax Technology Inc. to Buy", ["Zorblax Technology Inc."], []),
        ("Million Jury Verdict Against Zorblax Systems, Inc.", ["Zorblax Systems, Inc."], []),
        ("Robbins LLP Reminds Zorblax, Inc. Investors", ["Robbins LLP", "Zorblax, Inc."], []),
        ("Offer for Sale for Zorblax Limited", ["Zorblax Limited"], []),
        ("Chipmaker Zorblax Technology Inc. Jumps", ["Zorblax Technology Inc."], []),
        ("Acme to Buy Zorblax Widgets Inc.", ["Zorblax Widgets Inc."], []),
        ("Best Buy Zorblax Inc. Sold to Zorblax Widgets Inc.", ["Best Buy Zorblax Inc.", "Zorblax Widgets Inc."], []),
        ("Fund Dumps Zorblax Widgets Inc. Shares", [], ["Fund Dumps Zorblax Widgets Inc."]),
        ("Recently Formed Zorblax Inc. Pays", [], ["Recently Formed Zorblax Inc."]),
        ("Zorblax Airlines Holdings Inc. and Zorblax Systems Inc. Merge",
         ["Zorblax Airlines Holdings Inc.", "Zorblax Systems Inc."], []),
        ("Zorblax Fields Widgets Inc. says it will pay", ["Zorblax Fields Widgets Inc."], []),
        ("Zorblax Makes the Inc. 5000 List, and the Fourth Consecutive Inc 500 One", [], []),
    ],
)  # fmt: skip
def test_words_of_a_headline_are_no_piece_of_a_legal_name(title: str, legal: list[str], candidates: list[str]) -> None:
    found = evidence.declared({}, (Zone("title", title),), ())
    assert [one.name for one in found if one.tier == "legal"] == legal
    assert [one.name for one in found if one.tier == "candidate"] == candidates


@pytest.mark.parametrize(
    ("title", "below", "names"),
    [
        ("Miner Zorblax Inc. Halts Output", "The miner Zorblax Inc. halted it.", ["Zorblax Inc."]),
        ("Chinese EV Maker Zorblax Ltd Files for IPO", "Zorblax, Ltd. filed. Zorblax Ltd said so.", ["Zorblax Ltd"]),
        ("Casino Operator Zorblax Ltd. Sued by State", "The state sued Zorblax.", []),
        ("Ex-Zorblax Inc. Worker Pleads Guilty", "He left Zorblax Inc. in May.", ["Zorblax Inc."]),
        # The text has the whole, or another company with the end of the name.
        (
            "Little Giant Ladder Inc. Wins",
            "Little Giant Ladder Inc. won. Ladder Inc. lost.",
            ["Little Giant Ladder Inc."],
        ),
        (
            "Rocket Zorblax Inc. Wins Award",
            "The award went to Quandril Zorblax Inc. on Monday.",
            ["Rocket Zorblax Inc."],
        ),
        ("Zorblax Energy Inc. Wins Award", "Energy Inc. said so.", ["Zorblax Energy Inc."]),
    ],
)
def test_what_a_headline_says_of_a_company_in_front_of_its_name_is_no_piece_of_it(
    title: str, below: str, names: list[str]
) -> None:
    found = evidence.declared({}, (Zone("title", title), Zone("lead", below)), ())
    assert [one.name for one in found if one.tier == "legal" and one.zone == "title"] == names


def test_a_name_that_may_hold_a_verb_counts_in_a_headline_where_the_text_has_it_too() -> None:
    title = Zone("title", "Zorblax Fields REIT, Inc. (NYSE: ZBX) Pays, Fund Dumps Acme Widgets Inc.")
    found = evidence.declared({}, (title, Zone("lead", "Zorblax Fields REIT Inc. said it will pay.")), ())
    assert [(one.key, one.name) for one in found if one.tier == "legal" and one.zone == "title"] == [
        ("ZBX.US", "Zorblax Fields REIT, Inc.")
    ]


def test_words_in_front_of_a_legal_name_in_a_text_are_no_piece_of_it() -> None:
    text = "Riize (Formerly Zorblax Motors Limited) is the Subsidiary Zorblax Inc. of Wilson Fields Widgets Inc."
    assert [name for _, name in _of_tier(text, "legal")] == [
        "Zorblax Motors Limited",
        "Zorblax Inc.",
        "Wilson Fields Widgets Inc.",
    ]


@pytest.mark.parametrize(
    ("legal", "name", "plainly"),
    [
        ("Dayos Pte. Ltd.", "Dayos", "Dayos Pte Ltd"),
        ("Foo Co., Ltd.", "Foo Co", "Foo Co Ltd"),
        ("Fiat SpA.", "Fiat", "Fiat SpA"),
        ("Valero Energy Partners, LP", "Valero Energy Partners", "Valero Energy Partners LP"),
        ("Warner Bros. Inc", "Warner Bros.", "Warner Bros Inc"),
        ("Acme Partners, L.P.", "Acme Partners", "Acme Partners LP"),
        ("Acme Partners L.P", "Acme Partners", "Acme Partners LP"),
        ("Fiat S.p.A.", "Fiat", "Fiat SpA"),
        ("Fiat N.V.", "Fiat", "Fiat NV"),
        ("Fiat, S.A.", "Fiat", "Fiat SA"),
        ("Fiat NV", "Fiat", "Fiat NV"),
        ("Zorblax, Incorporated", "Zorblax", "Zorblax Incorporated"),
        ("Zorblax-Bremse AG", "Zorblax-Bremse", "Zorblax-Bremse AG"),
        ("Zorblax Nordisk A/S", "Zorblax Nordisk", "Zorblax Nordisk A/S"),
        ("Zorblax AG & Co. KGaA", "Zorblax", "Zorblax AG & Co. KGaA"),
        ("Zorblax AB", "Zorblax", "Zorblax AB"),
        ("ZORBLAX CORPORATION", "ZORBLAX", "ZORBLAX CORPORATION"),
        ("ACME ZORBLAX, LTD.", "ACME ZORBLAX", "ACME ZORBLAX LTD"),
        ("ACME PRIVATE LIMITED", "ACME PRIVATE LIMITED", "ACME PRIVATE LIMITED"),
        ("Zorblax Power Private Limited", "Zorblax Power", "Zorblax Power Private Limited"),
        ("Zorblax (Pvt) Ltd", "Zorblax", "Zorblax (Pvt) Ltd"),
        ("Zorblax (BVI) Limited", "Zorblax (BVI)", "Zorblax (BVI) Limited"),
        ("Zorblax Corp. Ltd.", "Zorblax Corp", "Zorblax Corp Ltd"),
        ("Zorblax Public Company Limited", "Zorblax", "Zorblax Public Company Limited"),
    ],
)
def test_a_latin_legal_name_without_its_form_and_its_points(legal: str, name: str, plainly: str) -> None:
    assert (stem(legal), plain(legal)) == (name, plainly)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Snap Inc.", ("Snap Inc", "Snap, Inc")),
        ("Foo Co., Ltd", ("Foo Co Ltd", "Foo Co. Ltd", "Foo Co, Ltd", "Foo Co., Ltd")),
        ("Acme Partners LP", ("Acme Partners LP", "Acme Partners, LP", "Acme Partners L.P", "Acme Partners, L.P")),
        ("Fiat S.p.A.", ("Fiat SpA", "Fiat, SpA", "Fiat S.p.A", "Fiat, S.p.A")),
        ("Fiat NV", ("Fiat NV", "Fiat, NV", "Fiat N.V", "Fiat, N.V")),
        ("Fiat S.A.", ("Fiat SA", "Fiat, SA", "Fiat S.A", "Fiat, S.A")),
        ("Fiat", ("Fiat",)),
    ],
)
def test_a_name_is_looked_for_in_each_punctuation_that_texts_have(name: str, expected: tuple[str, ...]) -> None:
    assert set(expected) <= set(spellings(name))
    assert {plain(one) for one in spellings(name)} == {plain(name)}


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("昆山启特企业管理有限公司（万科企业，000002.SZ）竞得地块", None),
        (
            "杭州阔特机器人有限公司（成立于2003年，为比亚迪的控股子公司，主营机器人的研发、生产和销售，以及与之有关的"
            "技术咨询、技术转让和进出口业务，比亚迪代码为002594.SZ）竞得地块",
            None,
        ),
        ("万科企业股份有限公司（万科，000002.SZ）", "000002.SZ"),
        ("中国石油天然气股份有限公司（中国石油，601857.SH）", "601857.SH"),
        ("北京颖泰嘉和生物科技股份有限公司（证券简称：颖泰生物 证券代码：833819）", "833819.BJ"),
        ("京东健康股份有限公司（香港联交所：06618）", "06618.HK"),
        ("比亚迪股份有限公司（深市主板：002594.SZ）", "002594.SZ"),
    ],
)
def test_a_code_behind_another_s_name_is_not_the_legal_name_s(text: str, key: str | None) -> None:
    found = evidence.declared({}, (Zone("body", text),), ())
    assert [one.key for one in found if one.tier == "legal"] == [key]


def test_the_nominee_of_hong_kong_s_shareholders_is_nobody() -> None:
    text = "香港中央结算有限公司持股5%，香港中央结算(代理人)有限公司持股3%。"
    assert evidence.declared({}, (Zone("body", text),), ()) == ()


RELEASE = "Zorblax, Inc. (NYSE: ZBX) opens a plant.\n{}"


@pytest.mark.parametrize(
    ("below", "names"),
    [
        ("SOURCE Zorblax, Inc.", ["Zorblax, Inc.", "Zorblax, Inc."]),
        ("SOURCE Quuxly Corp.; Zorblax, Inc.", ["Zorblax, Inc.", "Quuxly Corp.", "Zorblax, Inc."]),
        ("SOURCE Global, Inc. makes water.", ["Zorblax, Inc.", "SOURCE Global, Inc."]),
        ("Jane Doe Zorblax, Inc.", ["Zorblax, Inc.", "Zorblax, Inc."]),
        ("Investor Relations Zorblax Inc. Email: a@zorblax.example", ["Zorblax, Inc.", "Zorblax Inc."]),
        ("Investor Relations Zorblax Inc. +1 555 0100", ["Zorblax, Inc.", "Zorblax Inc."]),
        ("Second Zorblax, Inc. opens none.", ["Zorblax, Inc.", "Second Zorblax, Inc."]),
        ("Contacts:\nZorblax\nWidget Communications LLC\nJohn Doe", ["Zorblax, Inc."]),
        ("Media contact: John Doe, Widget Communications LLC", ["Zorblax, Inc."]),
        ("INVESTOR RELATIONS CONTACT\nJohn Doe\nWidget Communications LLC", ["Zorblax, Inc."]),
        ("For more information:\nWidget Communications LLC", ["Zorblax, Inc."]),
        ("Contacts\nZorblax, Inc.", ["Zorblax, Inc.", "Zorblax, Inc."]),
        ("Contacts\nJane Doe\nAbout Quuxly\nQuuxly Corp. is a maker.", ["Zorblax, Inc.", "Quuxly Corp."]),
        (f"Contacts\nJane Doe\n{'word ' * 40}Quuxly Corp.", ["Zorblax, Inc.", "Quuxly Corp."]),
        ("It buys from Quuxly Corp.\nContacts\nQuuxly Corp.", ["Zorblax, Inc.", "Quuxly Corp.", "Quuxly Corp."]),
        ("Contact lenses are made by Quuxly Corp.", ["Zorblax, Inc.", "Quuxly Corp."]),
        ("Listed on The Stock Exchange of Hong Kong Limited and New York Stock Exchange LLC.", ["Zorblax, Inc."]),
        ("London Stock Exchange Group plc pays.", ["Zorblax, Inc.", "London Stock Exchange Group plc"]),
    ],
)
def test_lines_around_a_release_name_its_company_alone(below: str, names: list[str]) -> None:
    found = _in_body(RELEASE.format(below))
    assert [one.text for one in found if one.tier == "legal"] == names
    text = RELEASE.format(below)
    assert all(text[one.start : one.start + len(one.text)] == one.text for one in found)


def test_whom_to_ask_is_the_company_of_an_article_that_declares_no_other() -> None:
    assert [one.text for one in _in_body("Contact\nZorblax Inc.") if one.tier == "legal"] == ["Zorblax Inc."]


def test_a_directory_says_at_each_of_its_companies_whom_to_ask() -> None:
    entries = "\n".join(f"{name} Widgets Inc.\nContact: Jane Doe" for name in ("Acme", "Zorblax", "Quuxly", "Garnbrix"))
    named = [one.text for one in _in_body(entries) if one.tier == "legal"]
    assert named == ["Acme Widgets Inc.", "Zorblax Widgets Inc.", "Quuxly Widgets Inc.", "Garnbrix Widgets Inc."]


@pytest.mark.parametrize(
    ("text", "shorts"),
    [
        ("中国工商银行（ICBC）表示", [("中国工商银行", "ICBC")]),
        ("白宫国家经济委员会（NEC）主任", []),
        ("某某大学（ABB）", []),
        ("加拿大年金计划委员会（CPPIB）", [("加拿大年金计划委员会", "CPPIB")]),
        ("佐布拉研究所（Zorblax）", [("佐布拉研究所", "Zorblax")]),
    ],
)
def test_initials_of_a_body_are_no_translation_of_a_company(text: str, shorts: list[tuple[str, str]]) -> None:
    assert [(one.name, one.of) for one in _in_body(text) if one.tier == "short"] == shorts

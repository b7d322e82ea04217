"""What one article teaches about names: whose they are, and what is hardly a name."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedsvc.companies import evidence, formats, registry
from feedsvc.companies.latin import is_akin, last_name
from feedsvc.companies.lessons import Lesson, lessons
from feedsvc.model import Annotation, HeadValue, Zone

KNOWN = registry.Registry(
    registry.merge(
        formats.parse(
            """\
NIO.US    | 09866.HK | 蔚来     | NIO
600519.SH |          | 贵州茅台 | ?茅台
00027.HK  |          | 银河娱乐 |
ATO.PA    |          | Atos     |
600001.SH |          | 甲乙股份 | 甲乙
002957.SZ |          | 科瑞技术 |
600392.SH |          | 盛和资源 |
FCEL.US   |          | FuelCell Energy |
BWGR.US   |          | Bet & Wager |
000333.SZ |          | 美的集团 | ?美的
01810.HK  |          | 小米集团 | ?小米
娃哈哈    |          | 娃哈哈   |
SNAP.US   |          | Snap     | ?Snap
GOOGL.US  |          | 谷歌     | Google
IBM.US    |          | IBM      | macOS
Waymo     |          | Waymo    |
600811.SH |          | 东方集团 |
科瑞控股  |          | 科瑞控股 | ?科瑞
Quuxar公司 |         | Quuxar公司 | ?Quuxar
""",
            "registry.txt",
        )
    ).companies
)
MACHINES = "International Business Machines"

SAID = """
意为神经连接 意思是源讯 意即源讯 即欧洲的源讯 英文官网 官网 中文 开源 开源版本 链接 网址 项目链接 点击查看 译者注 下同
下文同 见图 如图所示 未上市 基础设施 全球垄断地位 绝对核心 混合云龙头 只有源讯 被并购
也称源讯 又称源讯科技 亦称源讯 以下同 未来 最新 最近源讯 原名源讯科技 旗下源讯科技 由源讯创办 即源讯科技
英文名 中文版 开源科技 详见图 上市公司 全资子公司 已被源讯收购 含子公司 芯片巨头 人工智能 教学视频 如下图 微生物 纸业
"""
"""What brackets behind a name say of it, or of its address, and what is no other name of it."""
TRANSLATED = """
大众科技 意达 阿托斯 源讯公司 和记港口 未来金融科技 和谐生物 国际纸业 和黄医药 中文在线 腾讯视频 未来资产 也门航空
亦庄控股 即构科技 开源证券 新开源医疗科技 龙头股份 非夕 含光微纳 注意力科技
佐布电子公司
"""
"""Chinese names of companies in a bracket, which begin or end as what is said of one does."""


def taught(
    *texts: str, head: dict[str, HeadValue] | None = None, annotations: tuple[Annotation, ...] = ()
) -> set[tuple[str, str, str]]:
    zones = tuple(Zone("body", text) for text in texts)
    found = lessons(zones, evidence.declared(head or {}, zones, annotations), KNOWN)
    return {(one.subject, one.name, one.tier) for one in found}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("日前，蔚来(NIO.US)交付", set()),
        ("日前，蔚来汽车科技(NIO.US)交付", {("NIO.US", "蔚来汽车科技", "code")}),
        ("看好银娱(0027.HK)。", set()),
        ("看好银娱(0027.HK)。银娱表示", {("00027.HK", "银娱", "code")}),
        ("日前，广生堂(300436.SZ)公告", {("300436.SZ", "广生堂", "code")}),
        ("维持索菲亚(002572.SZ)买入。点评：索菲亚近期", {("002572.SZ", "索菲亚", "code")}),
        ("日前，蔚来(NIO.US)公告，来年交付", set()),
        ("日前，新锐甲技术(300436.SZ)公告。技术领先", {("300436.SZ", "新锐甲技术", "code")}),
        ("日前，New Energy(300436.SZ)公告。Energy", {("300436.SZ", "New Energy", "code")}),
        ("Listed in Frankfurt (FSE: FIR) and", {("FIR.F", "", "code")}),
        ("the Reserve Bank of India (NSE:BOI) said", {("BOI.NS", "", "code")}),
        ("日前，城和控股(300436.SZ)公告", {("300436.SZ", "城和控股", "code")}),
        ("日前，云达和食品(300436.SZ)公告", {("300436.SZ", "云达和食品", "code")}),
        ("日前，与索菲亚(300436.SZ)签约", {("300436.SZ", "索菲亚", "code")}),
        ("看好华为(300436.SZ)。华为近期", {("300436.SZ", "华为", "code")}),
        ("日前，甲乙收购航天信息(300436.SZ)", {("300436.SZ", "航天信息", "code")}),
        ("5月广生堂(300436.SZ)公告", {("300436.SZ", "广生堂", "code")}),
        ("持有港股广生堂(300436.SZ)，A股广生堂(300436.SZ)", {("300436.SZ", "广生堂", "code")}),
        ("广生堂于2018年12月27日登陆纳斯达克（股票代码：GSTX）", {("GSTX.US", "广生堂", "code")}),
        ("Shares of Nvidia(NVDA.US) rose. Nvidia said", {("NVDA.US", "Nvidia", "code")}),
        ("(300436.SZ)公告", {("300436.SZ", "", "code")}),
        ("昇兴股份(002752)涨停", {("002752.SZ", "昇兴股份", "code")}),
        ("华夏成长混合(000001)净值", set()),
        ("接口返回错误代码(300072)", set()),
        ("动力电池龙头(NIO.US)", set()),
        ("MAIN.O UTIL.N", set()),
        ("张三丰(002752)说", set()),
        ("上证指数(000001.SH)收涨", set()),
        ("新能源(300436.SZ)涨", {("300436.SZ", "", "code")}),
        (
            "漲勢：鈞興 - KY(4571-TW)、乙盛-KY (5243-TW)",
            {("4571.TW", "钧兴-KY", "code"), ("5243.TW", "乙盛-KY", "code")},
        ),
        ("連鎖美妝生雜業者寶雅 (5904-TW) 公布財報", {("5904.TW", "宝雅", "code")}),
        ("遊戲股王鈊象 (3293-TW) 公布財報", {("3293.TW", "鈊象", "code")}),
        ("日前，广生堂-W(09777.HK)上市", {("09777.HK", "广生堂", "code")}),
        ("日前，広生堂新药-SW(09777.HK)上市", {("09777.HK", "広生堂新药", "code")}),
        ("日前，*ST广生(300436.SZ)公告", {("300436.SZ", "广生", "code")}),
        ("日前，N广生堂(300436.SZ)上市", {("300436.SZ", "N广生堂", "code")}),
        ("股票代码：300436 股票简称：ST广生堂药业", {("300436.SZ", "", "code"), ("300436.SZ", "广生堂药业", "short")}),
        ("儲能龍頭公司 (3293-TW) 公布財報", {("3293.TW", "", "code")}),
    ],
)
def test_a_code_teaches_the_name_in_front_of_it(text: str, expected: set[tuple[str, str, str]]) -> None:
    assert taught(text) == expected


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Other makers like Massimo Group", "Massimo Group"),
        ("About Massimo Group", "Massimo Group"),
        ("Shares of Lantern Pharma", "Lantern Pharma"),
        ("CEO of Bank of Zorblax", "Bank of Zorblax"),
        ("While Zorblax", "Zorblax"),
        ("rival Zorblax Widgets Co", "Zorblax Widgets"),
        ("the maker of iZorblax", "iZorblax"),
        ("Acme and Zorblax Widgets", ""),
        ("a unit of Group", ""),
        ("its Energy Holdings", ""),
        ("on the Nasdaq Capital Market", ""),
        ("Zorblax is listed on the OTC Markets", ""),
        ("on the U.S. OTC Markets", ""),
        ("traded on the OTCQB", ""),
        ("on the TSX Venture", ""),
        ("a unit of OTC Markets Group", "OTC Markets Group"),
        ("the broker Zorblax Capital Markets", "Zorblax Capital Markets"),
        ("the miner Zorblax Venture", "Zorblax Venture"),
        ("the retailer", ""),
        ("Japan's Zorblax Widgets", ""),
        ("retailer Garnbrix's", "Garnbrix's"),
        ("retailer Zorblax's", "Zorblax"),
        ("the parent of Zorblax.com", "Zorblax.com"),
        ("Zorblax & Zorblax", "Zorblax & Zorblax"),
        ("shares of Z.B. Zorblax", "Z.B. Zorblax"),
        ("Zorb! Brands", "Zorb! Brands"),
        ("Zorblax! ", "Zorblax!"),
        ("it rose. Zorblax Widgets Co. ", "Zorblax Widgets"),
        ("it rose. Progressive Co. ", ""),
        ("of Zorblax and Commercial Bank of Acme ", ""),
        ("Acme Zorblax International Pharmaceuticals and Commercial Widgets Bank of Zorblax ", ""),
        ("worth 22 Million Zorblax", ""),
        ("索尼Zorblax Group", "索尼Zorblax Group"),
    ],
)
def test_a_code_teaches_the_latin_name_that_the_words_in_front_of_it_end_with(words: str, name: str) -> None:
    text = f"{words}(300436.SZ) rose. Group of Widgets. Pharma too. Massimo, Zorblax. Holdings; Zorblax."
    assert taught(text) == {("300436.SZ", name, "code")}


@pytest.mark.parametrize(
    ("title", "lead", "name"),
    [
        ("Chinese EV Maker Zorblax (NYSE: ZBX) Jumps", "Zorblax (NYSE: ZBX) jumped.", "Zorblax"),
        ("Miner Zorblax (NYSE: ZBX) Jumps", "The miner Zorblax (NYSE: ZBX) jumped.", "Zorblax"),
        ("Chinese EV Maker Zorblax (NYSE: ZBX) Jumps", "It jumped.", "Zorblax"),
        ("Little Giant Ladder (NYSE: ZBX) Jumps", "Little Giant Ladder jumped.", "Little Giant Ladder"),
        ("Rocket Lab (NYSE: ZBX) Jumps", "Rocket Lab jumped. A Quuxel Lab (built in May) fell.", "Rocket Lab"),
        ("Rocket Lab (NYSE: ZBX) Jumps", "It jumped.", "Rocket Lab"),
    ],
)
def test_what_a_headline_says_in_front_of_a_name_and_its_code_is_no_piece_of_it(
    title: str, lead: str, name: str
) -> None:
    zones = (Zone("title", title), Zone("lead", lead))
    found = lessons(zones, evidence.declared({}, zones, ()), KNOWN)
    assert {one.name for one in found} == {name}


@pytest.mark.parametrize("word", ["Group", "Company", "Energy Holdings", "Inc"])
def test_a_latin_form_or_trade_is_no_name(word: str) -> None:
    assert taught("无", head={"company": word}) == set()


@pytest.mark.parametrize(
    "text",
    [
        "日前，科瑞技术(002957.SZ)公告。技术领先，技术成熟",
        "日前，盛和资源(600392.SH)公告。资源丰富",
        "看好FuelCell Energy(FCEL.US)。Energy is",
        "the Energy Inc. (FCEL.US), Energy is",
        "Wager (BWGR.US) rose, Wager is up",
    ],
)
def test_a_piece_of_a_known_name_is_no_name(text: str) -> None:
    assert taught(text) == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "中科尚易健康科技（北京）有限公司（以下简称“中科尚易”）成立",
            {
                ("=中科尚易健康科技(北京)有限公司", "中科尚易健康科技(北京)有限公司", "legal"),
                ("=中科尚易健康科技(北京)有限公司", "中科尚易", "short"),
            },
        ),
        (
            "拟收购丙丁科技有限公司（下称“丙丁科技”）",
            {("=丙丁科技有限公司", "丙丁科技有限公司", "legal"), ("=丙丁科技有限公司", "丙丁科技", "short")},
        ),
        (
            "甲乙股份有限公司（简称“甲乙”，600001.SH）公告",
            {("600001.SH", "甲乙股份有限公司", "legal")},
        ),
        ("凌岳股份有限公司（以下简称“公司”）", {("=凌岳股份有限公司", "凌岳股份有限公司", "legal")}),
        ("它和凌岳控股有限公司签约", {("", "凌岳控股有限公司", "candidate")}),
        ("一只盛大的集团", set()),
        ("消息称美的集团决定扩大发行", set()),
        ("二季度小米集团的收入", set()),
        ("22小米集团MTN001", set()),
        ("中国美的集团近日公告", set()),
        ("武汉美的集团有限公司近日公告", {("=武汉美的集团有限公司", "武汉美的集团有限公司", "legal")}),
        ("投资者考虑投资美的集团的事", set()),
        ("科瑞集团公告。科瑞集团成立", set()),
        ("新东方集团公告", {("", "新东方集团", "candidate")}),
        ("The stock of Snap, Inc. fell", set()),
        ("It was Google LLC who", {("GOOGL.US", "Google LLC", "legal")}),
        ("when Anaconda, Inc. came", {("=Anaconda Inc", "Anaconda Inc", "legal")}),
        ("when Anaconda Inc. came", {("=Anaconda Inc", "Anaconda Inc", "legal")}),
        ("The Anaconda Corporation. They", {("=Anaconda Corporation", "Anaconda Corporation", "legal")}),
        ("in the U.S. Anaconda Inc. said", {("=Anaconda Inc", "Anaconda Inc", "legal")}),
        ("when Anaconda Co., Ltd. met Anaconda Co Ltd", {("=Anaconda Co Ltd", "Anaconda Co Ltd", "legal")}),
        (
            "when Anaconda Partners, L.P. met Anaconda Partners LP",
            {("=Anaconda Partners LP", "Anaconda Partners LP", "legal")},
        ),
        ("when Anaconda Partners L.P. came", {("=Anaconda Partners LP", "Anaconda Partners LP", "legal")}),
        ("when Anaconda S.p.A. came", {("=Anaconda SpA", "Anaconda SpA", "legal")}),
        ("Write to Example LLC or Company Name Inc.", set()),
        (
            "when Zorblax Acme, Inc. (NASDAQ: ZRBX) came",
            {("ZRBX.US", "Zorblax Acme Inc", "legal"), ("ZRBX.US", "Zorblax Acme", "code"), ("ZRBX.US", "", "code")},
        ),
        (
            "when News Corp (NASDAQ: NWSX) came",
            {("NWSX.US", "News Corp", "legal"), ("NWSX.US", "", "code")},
        ),
        ("Chico’s FAS Inc (NYSE: CHSX) said", {("CHSX.US", "", "code")}),
        ("Lowe's Companies, Inc. (NYSE: LOWX) said", {("LOWX.US", "", "code")}),
        ("Dick's Zorblax Goods Inc. opened shops", set()),
        ("China's Zorblax Inc. opened shops", {("=Zorblax Inc", "Zorblax Inc", "legal")}),
        ("Google's Zorblax Inc. opened shops", {("=Zorblax Inc", "Zorblax Inc", "legal")}),
        ("Dick's Zorblax Inc. came. Zorblax said", {("=Zorblax Inc", "Zorblax Inc", "legal")}),
        ('Toys "R" Us Inc (NYSE: TOYSX) said', {("", "Us Inc", "candidate"), ("TOYSX.US", "", "code")}),
        ("a short E*Zorblax Corp (NYSE: EZX) said", {("EZX.US", "", "code")}),
        ("Men's Wearhouz Inc ( MWZX.N ) said", {("MWZX.US", "", "code")}),
        ('Toys "R" Us Inc ( TOYSX.N ) said', {("", "Us Inc", "candidate"), ("TOYSX.US", "", "code")}),
        ("E*Trade Financial Corp. ( ETFCX.O ) said", {("ETFCX.US", "E*Trade Financial", "code")}),
        ("see Wearhouz ( MAIN.O ), E*Zorblax Corp MAIN.O", set()),
        (
            "China's Zhongchaox Inc. (NASDAQ: ZCMDX) said",
            {("ZCMDX.US", "Zhongchaox Inc", "legal"), ("ZCMDX.US", "", "code")},
        ),
        (
            "South Korea’s Zhongchaox Inc ( ZCMDX.O ), the U.S.'s Anaconda Inc (ANCX.N)",
            {
                ("ZCMDX.US", "Zhongchaox Inc", "legal"),
                ("ZCMDX.US", "", "code"),
                ("ANCX.US", "Anaconda Inc", "legal"),
                ("ANCX.US", "", "code"),
            },
        ),
        (
            "Jack's Zhongchaox Inc ( ZCMDX.O ) said. Shares of Zhongchaox rose",
            {("ZCMDX.US", "Zhongchaox Inc", "legal"), ("ZCMDX.US", "", "code")},
        ),
        ("Jack's Pizza Inc ( JPZX.O ) said. Pizzas of Jack's rose. Pizza fell", {("JPZX.US", "", "code")}),
        ("Jack's Pizza Inc ( JPZX.O ) said. Pizzas fell", {("JPZX.US", "", "code")}),
        ("E*Trade Financial Corp (NASDAQ: ETFCX) said", {("ETFCX.US", "E*Trade Financial", "code")}),
        (
            "Dr Pepper Zorblax Inc (NYSE: DPX) said",
            {("DPX.US", "Dr Pepper Zorblax", "code"), ("DPX.US", "Dr Pepper Zorblax Inc", "legal")},
        ),
        ("Italy's Anaconda Inc. came", {("=Anaconda Inc", "Anaconda Inc", "legal")}),
        ("Waymo LLC (NASDAQ: GOOGL) said", set()),
        ("the phone is Google's (NASDAQ: GOOGL) first", set()),
        ("the phone is Google’s (NASDAQ: GOOGL) first", set()),
        ("Zorblax Inc (NASDAQ: GOOGL) said", set()),
        ("Acme Zorblax, Inc. (NYSE: IBM) said", set()),
        ("Acme Zorblax Inc. (NYSE: IBM) said", set()),
        (
            "International Business Machines Corp (NYSE: IBM)",
            {("IBM.US", MACHINES, "code"), ("IBM.US", f"{MACHINES} Corp", "legal")},
        ),
        (
            "Google Zorblax Inc (NASDAQ: GOOGL) said",
            {("GOOGL.US", "Google Zorblax", "code"), ("GOOGL.US", "Google Zorblax Inc", "legal")},
        ),
        ("甲飞通讯技术有限公司（以下简称“通讯公司”）", {("=甲飞通讯技术有限公司", "甲飞通讯技术有限公司", "legal")}),
        ("甲飞沧州水务有限公司（简称“沧州公司”）", {("=甲飞沧州水务有限公司", "甲飞沧州水务有限公司", "legal")}),
        (
            "甲飞国有资产有限公司（下称“国资公司”或“甲飞公司”）",
            {
                ("=甲飞国有资产有限公司", "甲飞国有资产有限公司", "legal"),
                ("=甲飞国有资产有限公司", "甲飞公司", "short"),
            },
        ),
        ("the Anaconda Zorblax LLC came", {("=Anaconda Zorblax LLC", "Anaconda Zorblax LLC", "legal")}),
    ],
)
def test_a_legal_name_teaches_itself_and_its_short_form(text: str, expected: set[tuple[str, str, str]]) -> None:
    assert taught(text) == expected


def test_a_legal_name_that_a_quote_parts_teaches_itself_whole() -> None:
    whole = "北京博睿宏远数据科技股份有限公司"
    text = "北京博睿宏远数据(80.000,1.00,1.25%)科技股份有限公司（以下简称“博睿数据”）公告"
    assert taught(text) == {(f"={whole}", whole, "legal"), (f"={whole}", "博睿数据", "short")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("源讯(Atos)与多家厂商", {("ATO.PA", "源讯", "short")}),
        ("Atos(源讯)与多家厂商", {("ATO.PA", "源讯", "short")}),
        ("自动体外除颤器(AED)", set()),
        ("量子计算(Quantum)", set()),
        *((f"公司叫做 Atos（{words}）", set()) for words in SAID.split()),
        *((f"{words}(Atos)", set()) for words in ("项目主页", "基础设施")),
        ("欧洲云计算巨头源讯(Atos)", {("ATO.PA", "源讯", "short")}),
        *((f"Atos（{name}）", {("ATO.PA", name, "short")}) for name in TRANSLATED.split()),
        (
            "Zorblax Group Ltd（以色列化工集团）说，以色列化工集团增长",
            {
                ("=Zorblax Group Ltd", "Zorblax Group Ltd", "legal"),
                ("=Zorblax Group Ltd", "以色列化工集团", "short"),
                ("=以色列化工集团", "以色列化工集团", "legal"),
            },
        ),
        ("Atos（如新集团）", {("ATO.PA", "如新集团", "short"), ("=如新集团", "如新集团", "legal")}),
        ("Atos（最佳西方酒店集团）", {("ATO.PA", "最佳西方酒店集团", "short"), ("", "最佳西方酒店集团", "candidate")}),
        ("Zorblax Ltd.（两家公司均由他所控制）", {("=Zorblax Ltd", "Zorblax Ltd", "legal")}),
        ("Zorblax Ltd.（英文官网）", {("=Zorblax Ltd", "Zorblax Ltd", "legal")}),
        ("他们昨晚搭乘灵岳源航空（Atos）", set()),
        (
            "部件由佐布航空有限公司（Zorblax Ltd.）制造",
            {("=佐布航空有限公司", "佐布航空有限公司", "legal"), ("=佐布航空有限公司", "Zorblax Ltd", "short")},
        ),
        (
            "佐布航空有限公司，Zorblax Ltd. 和其他公司",
            {("=佐布航空有限公司", "佐布航空有限公司", "legal"), ("=Zorblax Ltd", "Zorblax Ltd", "legal")},
        ),
        (
            "Zorblax Ltd.（佐布）",
            {("=Zorblax Ltd", "Zorblax Ltd", "legal"), ("=Zorblax Ltd", "佐布", "short")},
        ),
    ],
)
def test_a_translation_in_brackets_teaches_the_name_of_a_known_company(
    text: str, expected: set[tuple[str, str, str]]
) -> None:
    assert taught(text) == expected


def test_marked_words_teach_a_name_and_a_topic_teaches_nothing() -> None:
    text = "日前，东瑞股份签约，绿色经济发展"
    marks = (
        Annotation("东瑞股份", ("0,001201",), "", "body", text.index("东瑞")),
        Annotation("绿色经济", ("1,600519",), "", "body", text.index("绿色")),
    )
    assert taught(text, annotations=marks) == {("001201.SZ", "东瑞股份", "markup")}


def test_marked_words_that_describe_teach_nothing() -> None:
    text = "点击这里查看，电子商务发展，查看最新行情，its market cap was around $91 million"
    marks = (
        Annotation("查看最新行情", ("106,ZBX",), "", "body", text.index("查看最新")),
        Annotation("market cap was around $91 million", ("106,ZBY",), "", "body", text.index("market")),
        Annotation("点击这里查看", ("106,NIO",), "", "body", 0),
        Annotation("电子商务", ("0,300000",), "", "body", text.index("电子")),
    )
    assert taught(text, annotations=marks) == set()


def test_a_chart_of_an_unknown_share_makes_a_company_without_a_name() -> None:
    assert taught("无", annotations=(Annotation("", ("0,300436",)),)) == {("300436.SZ", "", "markup")}


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ({"company": "凌岳智能"}, {("=凌岳智能", "凌岳智能", "head")}),
        ({"company": "蔚来"}, set()),
        ({"stock": "300436.SZ"}, {("300436.SZ", "", "head")}),
        ({"company": "公司"}, set()),
        ({"company": "科技股份有限公司"}, set()),
        ({"company": "生物科技"}, {("=生物科技", "生物科技", "head")}),
        ({"tags": "凌岳智能"}, set()),
    ],
    ids=str,
)
def test_the_head_teaches_what_it_names(head: dict[str, HeadValue], expected: set[tuple[str, str, str]]) -> None:
    assert taught("无", head=head) == expected


def test_the_byline_teaches_nothing() -> None:
    zones = (Zone("byline", "来源：凌岳传媒有限公司（以下简称“凌岳”）(300436.SZ)"),)
    assert lessons(zones, evidence.declared({}, zones, ()), KNOWN) == ()


_PIECES = [
    "蔚来",
    "凌岳",
    "股份",
    "有限公司",
    "(",
    "300436.SZ",
    ")",
    "以下简称“",
    "”",
    "，",
    "\n",
    "Atos",
    "与",
    "北京",
    " ",
]


@given(st.lists(st.sampled_from(_PIECES), max_size=40).map("".join))
def test_any_text_teaches_sorted_lessons_once_with_names_that_can_be_looked_for(text: str) -> None:
    zones = (Zone("body", text),)
    found = lessons(zones, evidence.declared({}, zones, ()), KNOWN)
    assert list(found) == sorted(set(found))
    assert all(one.name == one.name.strip() and len(one.name) != 1 and "\n" not in one.name for one in found)
    assert all(isinstance(one, Lesson) for one in found)


@pytest.mark.parametrize(
    ("legal", "name"),
    [
        ("Globex Energy Partners, L.P.", "Globex Energy Partners"),
        ("Globex Widgets, N.V.", "Globex Widgets"),
        ("Grabo Widgets Pte. Ltd.", "Grabo Widgets"),
        ("Foo Widgets Co., Ltd.", "Foo Widgets"),
        ("shares of Bank of the Zorblax Corp.", "Bank of the Zorblax"),
        ("said the Zorblax Widgets Corp.", "Zorblax Widgets"),
        ("Chairman of the Zorblax Widgets Corp.", "Zorblax Widgets"),
        ("Banco del Zorblax S.A.", "Banco del Zorblax"),
        ("Presidente del Banco Zorblax S.A.", "Banco Zorblax"),
    ],
)
def test_a_latin_name_has_nothing_of_its_form(legal: str, name: str) -> None:
    assert last_name(legal) == name


@pytest.mark.parametrize(
    ("known", "name", "expected"),
    [
        ("JPMorgan Chase", "J.P. Morgan Chase", True),
        ("JPMorgan", "J.P. Morgan", True),
        ("IBM", "International Business Machines", True),
        ("TSMC", "Taiwan Semiconductor Manufacturing Co., Ltd.", True),
        ("TSM", "Taiwan Semiconductor Manufacturing Co., Ltd.", True),
        ("TSMC", "Taiwan Semiconductor Manufacturing Ltd.", False),
        ("Acme Co.", "AC", False),
        ("Zorblax", "Zorblax Widgets", True),
        ("GE", "Genentech", False),
        ("Acme Group", "Zorblax Group", False),
        ("Apple", "Acme Widgets", False),
    ],
)
def test_latin_names_are_akin(known: str, name: str, expected: bool) -> None:
    assert is_akin(known, name) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("贵州茅台(00519.HK)上市", ("600519.SH", "00519.HK", "perhaps listing")),
        ("Atos (LSE: ATO)", ("ATO.PA", "ATO.L", "perhaps listing")),
        ("Snap Inc. (LSE: SNAP) said", ("SNAP.US", "SNAP.L", "listing")),
        ("Bet & Wager Inc. (NASDAQ: BWGR; TSX: BWG) said", ("BWGR.US", "BWG.TO", "listing")),
        ("Foobar Ltd. (TSX: FOB; ASX: FOB) said", ("FOB.TO", "FOB.AX", "listing")),
        ("Foobar Ltd. (TSX: FOB; NYSE: SNAP; ASX: FOB) said", ("FOB.TO", "FOB.AX", "listing")),
        ("Snap Inc. (LSE: SNP, NYSE: SNAP) said", ("SNAP.US", "SNP.L", "listing")),
        ("FuelCell Energy (NASDAQ: FCEL, TSX: FCL)", ("FCEL.US", "FCL.TO", "listing")),
        ("Shares of FuelCell Energy (TSX: FCL.B, NASDAQ: FCEL)", ("FCEL.US", "FCL.B.TO", "listing")),
        ("贵州茅台(600519.SH/00519.HK)上市", ("600519.SH", "00519.HK", "listing")),
        ("Foobar Gold (TSX, Nasdaq Stockholm: FOB)", ("FOB.TO", "FOB.ST", "listing")),
        ("the carmaker Foobar (TSX and NYSE: SNAP)", ("SNAP.US", "SNAP.TO", "listing")),
        ("Waymo LLC (LSE: WAYM) said", ("Waymo", "WAYM.L", "listing")),
        ("Waymo, Inc. (NASDAQ: WYMO; TSX: WYM) said", ("Waymo", "WYMO.US", "listing")),
        ("娃哈哈股份有限公司（00999.HK）上市", ("娃哈哈", "00999.HK", "listing")),
    ],
)
def test_a_code_that_no_file_knows_is_one_more_of_the_company_that_it_stands_behind(
    text: str, expected: tuple[str, str, str]
) -> None:
    assert expected in taught(text)


@pytest.mark.parametrize(
    "text",
    [
        "贵州茅台(000519.SZ)上市",
        "Snap Inc. (LSE: SNP) said",
        "Snap Inc. (NYSE: SNPA) said",
        "Foobar Ltd. (TSX: FOB) said",
        "贵州茅台酱香系列酒(00519.HK)上市",
        "白酒龙头(600519.SH/00519.HK)上市",
        "Foobar Ltd. (NYSE: SNAP; TSX: FOB) said",
        "chipmakers (NYSE: SNAP; TSX: FOB)",
        "Quuxar Corp (NASDAQ: QUUX) said",
        "Waymo LLC (NASDAQ: GOOGL) said",
        "Waymo (LSE: WAYM) said",
        "娃哈哈(00999.HK)上市",
    ],
)
def test_a_code_is_no_further_one_where_the_company_has_one_there_or_the_name_may_be_another_s(text: str) -> None:
    assert {tier for *_, tier in taught(text)}.isdisjoint({"listing", "perhaps listing"})


MORE = "另有消息称，" * 60


def letters(number: int) -> str:
    return "".join(chr(97 + number // 26**at % 26) for at in range(3))


@pytest.mark.parametrize(
    "pieces",
    [
        [f"{600000 + number}.SH，" for number in range(1_000)],
        [f"（{600000 + number}.SH）" for number in range(1_000)],
        [f"近日深海{chr(0x4E00 + number)}科技（{600000 + number}.SH）上涨，{MORE}" for number in range(1_000)],
        [f"A{letters(number)}'s B{letters(number)} Inc. said {letters(number)} again, " for number in range(3_000)],
    ],
    ids=["a list of codes", "codes in brackets", "names before codes", "names behind possessives"],
)
def test_a_long_list_of_companies_teaches_in_linear_time(pieces: list[str]) -> None:
    zones = (Zone("body", "".join(pieces)),)
    declared = evidence.declared({}, zones, ())
    assert len(declared) > 900
    begun = time.process_time()
    lessons(zones, declared, KNOWN)
    assert time.process_time() - begun < 2


def test_a_name_counts_as_the_beginning_of_a_clause_more_often_than_a_code_stands_behind_it() -> None:
    assert ("600999.SH", "乙丙丁", "code") in taught("见乙丙丁（600999.SH）上涨。乙丙丁表示", "乙丙丁（600999.SH）")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The Zorblax Company (NYSE: ZBX) said", {"Zorblax Company"}),
        ("Shares of The Zorblax Co. (NYSE: ZBX) rose", {"Zorblax Co"}),
        ("Zorblax & Co. (NYSE: ZBX) said", {"Zorblax & Co"}),
        ("J.P. Zorblax & Co. (NYSE: ZBX) said", {"J.P. Zorblax"}),
        ("Zed Zorblax and Company (NYSE: ZBX) said", {"Zed Zorblax"}),
        # What kind of company it is, and what may be a piece of a name.
        ("The Parent Company (NYSE: ZBX) said", {""}),
        ("The Mining Company (NYSE: ZBX) said", {""}),
        ("The Company (NYSE: ZBX) said", {""}),
        ("Acme and Zorblax Company (NYSE: ZBX) said", {""}),
    ],
)
def test_a_company_of_one_word_and_a_form_has_its_name_in_front_of_a_code(text: str, names: set[str]) -> None:
    zones = (Zone("body", text),)
    found = lessons(zones, evidence.declared({}, zones, ()), registry.Registry(()))
    assert {one.name for one in found if one.subject == "ZBX.US"} == names

"""Persons and everyday words that are written as companies' names are, found with the starter registry."""

from __future__ import annotations

import time
from importlib import resources

import pytest

from feedsvc.companies import formats
from feedsvc.companies.evidence import declared
from feedsvc.companies.matcher import Matcher
from feedsvc.companies.persons import given_before, is_given_name, is_surname
from feedsvc.companies.registry import Registry, merge
from feedsvc.model import Zone, ZoneName


@pytest.fixture(scope="module")
def starter() -> Registry:
    """The companies that the package knows by itself."""
    files = (resources.files("feedsvc") / "companies/starter").iterdir()
    parsed = (formats.parse(file.read_text(encoding="utf-8"), file.name) for file in files)
    return Registry(merge(*parsed).companies)


@pytest.fixture(scope="module")
def matcher(starter: Registry) -> Matcher:
    return Matcher(starter)


def found(matcher: Matcher, text: str, zone: ZoneName = "body") -> list[str]:
    """The companies of an article of this text alone."""
    return [mention.key for mention in matcher.match((Zone(zone, text),), ())]


def at(text: str) -> tuple[str, int, int]:
    """A text with its name in braces, as text, start and end."""
    start, end = text.index("{"), text.index("}") - 1
    return text.replace("{", "").replace("}", ""), start, end


@pytest.mark.parametrize(
    "text",
    [
        "Matt {Roche}",
        "Will {Dell} was late",
        "Will {Dell}, 40",
        "Mark {Pfizer} said so",
        "They met Sue {Boeing}",
        "* Markus {Siemens}\n* Nick",
        "handle errors (Sebastiaan {Deckers})",
        "by Mitsuko K. {Komatsu}",
        "thanks to Arlo {Siemens} for the fix",
        "handle errors (Christopher {Monsanto})",
        "use strictEqual (Jayson D. {Henkel}) [#16013]",
        "Welcome J. {Philips}, and others",
        "Björn {Dell}, Zoë {Ford}",
        "- Jason {Gartner}, Vice President",
        "Actor Rob {Lowe’s} new show",
        "Helmut {Kohl's} chancellorship",
        "president and CEO Segunda {Lawson} tells Proactive",
        "Finance minister Xolani {Honda} resigned",
        "die Konrad-{Bayer}-Textvertonung",
        "im Robert-{Bosch}-Krankenhaus",
        "Marie {Lafarge} was tried",
        "Frank {Gannett} bought a paper",
        "Walter {Chrysler} built cars",
    ],
)
def test_who_has_a_given_name_is_a_person(text: str) -> None:
    assert is_surname(*at(text))


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("", "The bill was vetoed by Greg Abbott. Abbott said it went too far."),
        ("Cummins bowls all day", "Pat Cummins took five wickets. Cummins had bowled for an hour."),
        ("", "Jane Blackstone grew up in Ohio. Blackstone teaches history."),
        ("", "John Shein was on the bus."),
        ("", "Police Chief Adam Block will retire. Block said he was proud. Chief Block announced it on Monday."),
        ("", "The coach, Robert Sharp, won. Sharp said he was glad."),
    ],
)
def test_the_surname_of_a_person_introduced_before_is_no_company(matcher: Matcher, title: str, text: str) -> None:
    assert matcher.match((Zone("title", title), Zone("lead", text)), ()) == ()


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Adam Block joined Block. Block shares rose.", "XYZ.US"),
        ("Jack Dorsey’s Block said so. Block announced it.", "XYZ.US"),
        ("The Chase Visa card is dear. Visa said so.", "V.US"),
        ("At a Virginia Target, prices rose. Target said so.", "TGT.US"),
        ("Will Target cut prices? Target said so.", "TGT.US"),
        ("The Emirates airline said so. Emirates announced a flight.", "阿联酋航空"),
    ],
)
def test_a_word_that_a_person_is_called_by_too_stays_a_company_where_it_is_told_as_one(
    matcher: Matcher, text: str, key: str
) -> None:
    assert key in found(matcher, text)


def test_the_emirates_are_a_state() -> None:
    registry = Registry(formats.parse("阿联酋航空 | | 阿联酋航空 | ?Emirates\n", "x").companies)
    zones = (Zone("body", "The Emirates said so. The United Arab Emirates announced aid."),)
    assert not Matcher(registry).match(zones, ())


@pytest.mark.parametrize(
    "text",
    [
        "Walt Disney was born in 1901. Soon Disney drew mice.",
        "Walt Disney, 84, taught history. Soon Disney drew mice.",
        "Kate Spade died on Tuesday. They remember Kate Spade.",
        "They met Ralph Lauren’s wife. A friend saw Ralph Lauren.",
        "Coco Chanel sewed hats. Then Chanel moved.",
        "Yevgeny Kaspersky fears a war.",
        "They sold Wendy's bird. It loved Wendy.",
        "Simon Kohl founded Zorblax. It follows up on Kohl’s earlier work.",
    ],
)
def test_who_has_a_life_is_a_person(matcher: Matcher, text: str) -> None:
    assert found(matcher, text) == []


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Walt Disney was born in 1901. The shares of Walt Disney rose.", "DIS.US"),
        ("Charles Schwab was born in 1937. Charles Schwab clients trade for nothing.", "SCHW.US"),
        ("Walt Disney had an idea. Disney sold it.", "DIS.US"),
        ("Netflix was born in 1997.", "NFLX.US"),
        ("Wendy's opened. People love it.", "WEN.US"),
        ("Wendy's burgers are called after a girl, Wendy.", "WEN.US"),
        ("Wendy's sued a rival. The lawyer is Wendy Smith.", "WEN.US"),
        ("Shares of Wendy's fell, Wendy Smith wrote.", "WEN.US"),
        ("Kohl's closed a store, said Max Kohl.", "KSS.US"),
    ],
)
def test_what_has_no_life_or_shares_is_a_company(matcher: Matcher, text: str, key: str) -> None:
    assert found(matcher, text) == [key]


@pytest.mark.parametrize("piece", ["Walt Disney was born. ", "Wendy's Wendy ", "Wendy's ", "'s wife "])
def test_many_persons_take_no_time(matcher: Matcher, piece: str) -> None:
    started = time.process_time()
    found(matcher, piece * 5_000)
    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    "text",
    [
        "Michael Dell founded Dell in 1984. Dell is in Texas.",
        "Michael Dell spoke in Austin. Dell’s shares rose.",
        "Dell makes servers. Michael Dell spoke of them.",
    ],
)
def test_a_company_called_as_its_founder_stays_one_beside_him(matcher: Matcher, text: str) -> None:
    assert found(matcher, text) == ["DELL.US"]


@pytest.mark.parametrize(
    "text",
    [
        "{Siemens} said on Monday",
        "shares of {Roche} fell",
        "At {Siemens} nobody knew",
        "German {Siemens} and Swiss {Roche}",
        "Germany's {Siemens} bought it",
        "Meanwhile {Ford} recalled 3,000 cars",
        "Drugmaker {Roche} Buys Rival",
        "Industrial Giant {Siemens} to Split",
        "Jayson {Siemens} Energy",
        "Honda {Toyota}, Ford",
        "FOO {Dell}",
        "Sam {Google}",
        "the New York-based {Ford}",
        "Judge Orders {Bayer} to Pay $2 Billion",
        "Airlines Ditch {Boeing} for Airbus",
        "FDA Approves {Pfizer}'s Vaccine",
        "U.S. {Boeing} workers",
        "Goldman Downgrades {Tesla}, Citing Margins",
        "Microsoft Joins {Siemens} in AI Push",
        "Hackers Breach {Toyota}, Steal Data",
        "Brewer {Heineken} said",
        "Insurer {Generali} said",
        "Elsewhere {Maersk} rose",
        "Buying {Boeing} now is risky",
        "Will {Lowe’s} grow?",
        "Rob {Lowe’s} Companies",
        "Rivals of {Lowe’s} close",
        "Nissan CEO Tells {Honda} to Wait",
        "President Trump {Boeing} said",
        "the president of {Honda} said",
        "CEO Says {Honda} Will Merge",
        "Founder Sold {Honda} shares",
        "Former CEO Left {Honda} in May",
        "Director New {Honda}",
        "the Morgan Stanley-{Honda} dispute",
    ],
)
def test_who_has_none_is_a_company(text: str) -> None:
    assert not is_surname(*at(text))


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("学者弗里曼·戴森", "弗里曼"), ("布伦特·沃特世", "布伦特"), ("京东·戴森", ""), ("小米·华为", ""),
        ("西安·比亚迪", ""),
        ("厦门·安踏", ""), ("·戴森", ""), ("弗里曼戴森", ""),
    ],
)  # fmt: skip
def test_a_dot_behind_a_foreign_given_name(text: str, given: str) -> None:
    assert given_before(text, text.find("·") + 1 or 3) == given


@pytest.mark.parametrize(
    "text",
    [
        "时间都去哪儿了?谁去哪儿旅游了?爸爸你去哪儿啊",
        "回答我说去哪儿都无所谓",
        "The GIC is an integral part of it",
        "创新技术！Sci China Life Sci一步法,刊于Science China Life Sciences",
        "国内IDC市场规模,国内IDC和数据中心(IDC)机柜,存量IDC实现去库存,IDC行业回暖",
        "Russian companies including Novatek, Russia's Novatek, and Novatek's Arctic LNG 2",
        "这样做是为了控制好未来可能遇到的风险,确定好未来一月的事",
        "屏幕的长和宽;时长和流的数量;更长和更乐观的时间段",
        "用户在应用中移动组件,飞碟会在画布中移动",
        "这是一道简单快手的家常菜,老少皆宜的快手早餐",
        "Unsplash 上的美图,一种美图的狂热",
        "我这样的狗爹只顾挣快钱",
        "罗森汉恩做了一个试验,爱信信,不信滚,看到李旭辉的名字",
        "由地形、野生生物和传奇生物等组成的世界",
        "旧金山办公家具墓地",
        "物理学家弗里曼·戴森的一篇文章",
        "李旭辉和王旭辉去哪儿旅游",
        "周德勤与李德勤持股,设施联通项目和铁路联通两岸",
        "等待时间长和食品不新鲜,流程过长和账期较长和利率高,经销商招商更容易",
        "Posted by John Dell'Aquila in comp.lang",
        "Rob Lowe’s new show is on",
        "Thanks to Christopher Monsanto and Sebastiaan Deckers (both new)",
        "Before Java NIO there were several ways",
        "BIO、NIO 与 AIO 的区别,NIO 的 Buffer 与 Channel",
        "夏普率更高，夏普比率1.2",
        "按照杜邦分析",
        "个人和商业使用",
        "近就去哪儿",
        "从何小鹏到曾毓群",
        "持有美诺转债",
        "金融和创科的联系",
        "NTT (number-theoretic transform)",
        "公司旗下的威睿科技",
        "Nothing says love like this",
        "Hoya plant care: how often to water",
        "Tata Nexon EV gets five-star safety rating",
        "Level-5 autonomous cars",
        "上交所、深交所、北交所、港交所、新交所和德交所",
        "丽江旅游攻略：三天两夜怎么玩，九华旅游门票",
        "《爸爸去哪儿》回归，爸爸去哪儿第二季，《假期去哪儿》",
        "五一去哪儿度假？假期去哪儿好？周末去哪儿滑雪，暑假去哪儿 带娃去哪儿，去哪儿住一晚，去哪儿过年，去哪儿看看",
        "中国移动互联网用户达12.6亿，中国移动支付规模，中国移动用户达17亿，中国移动用户数已超17亿",
        "中国移动医疗、中国移动阅读、中国移动电源和中国移动出行市场，中国移动终端市场，中國移動電商",
        "中国人寿命预期升至79岁，中国人寿数",
        "中国电信诈骗案件下降，中国电信网络诈骗，中国电信业务总量，中国电信市场，中国电信设备，中国电信巨头",
        "链接：百度云 提取码 abcd，百度云下载地址，百度云盘见评论",
        "亚马逊地区的原住民，美国进出口银行拨款",
        "编剧戴尔·卡内基和戴尔·李（音）",
        "战机F-35I“阿迪尔”，来自哥伦比亚亚马逊，可成当地经济的突破点，作者CW·古迪尔（CW Goodyear）写道",
        "中老铁路让中国联通世界",
        "Agents at Bay Sotheby's International Realty listed the house, 苏富比国际地产挂牌，阿尔卡特拉斯岛",
        "She had to Google the words, you can Google it. The House Intel Committee met in the city of Santander.",
        "It Unveils a Security Intel Service. 以军礼欢迎“友邦”元首，不懂就总爱问百度。",
        "North American Electric Power System failed; South Korean Air Force jets; a Korean Air Force base",
        "US Intel officials told Senate Intel staff in Santander, Spain, they had to Google it.",
        "They call it Hong Kong Inc. and like it. Police of Goodyear, Arizona, came to the suburb of Goodyear.",
        "Die zivile Allianz für Gerechtigkeit. 大家可以百度一下，自己百度，顺手百度了下，怎么都百度不到。",
        "Bay Sotheby’s International Realty agrees. Mr. Christie’s spokesman declined. Christie's spokeswoman said so.",
        "An engineer of Gannett Fleming climbed Gannett Peak; rigs in the Anadarko Basin; on the Alcan Highway",
        "The People's Bank of China said it would lend. The People’s Bank of China cut rates; the Dow .DJI is up.",
        "Analyst Peter Safran wrote a note for Phoenix Partners Group; mined without ASICS; an AIA-approved course",
        "Jane Doe, AIA, drew it. The NEC requires breakers. MSD students marched.",
        "祝福中国平安，愿中国平安过冬",
        "Studie der Bertelsmann-Stiftung; na Sala Itaú Cultural, em São Paulo",
        "他在希利亚德（Hilliard）的家，运输部长格兰特·夏普斯，法赫迪堡（Al Fahidi Fort），雷迪博士说疫情严重",
        "画家阿克塞尔·舍弗勒（Axel Scheffler）也在，舍弗勒还与儿童作家合作",
        "湖人教練雷迪克回應時表示",
        "高级研究员雷迪克称，储量很高，雷迪克说",
        "前總統福特的演說",
        "AILA President Marketa Lindt said so; co-author Dr. Cathal Cummins agreed; Shota Takeda pitched",
        "Johnson's spokesman James Slack said on a call. Slack said so. Off the Canadian Pacific coast.",
        "禁止59种中国移动应用，中国电信基础设施巨头，据信是亚马逊的女战士，艾默生学院的民意调查",
        "现年34岁的拉杰普特（Rajput）被发现死亡，《穿普拉达的恶魔》与《穿普拉达的女王》，The Devil Wears Prada",
        "Kaffee, Bananen und Kakao verkauften sich gut. Der Preis für Kakao steigt.",
        "Bardella ist ein Trumpf für die Partei, diesen Trumpf. Defensive ist Trumpf. Die Südflanke der Allianz.",
        "Der Gebirgsfluss Lonza sucht einen Weg. Das Bachbett der Lonza ist voll.",
        "no Museu de Arte Moderna (MoMA); a Galleria d'Arte Moderna; la Edad Moderna",
        "助理主任艾伦·科勒（Alan E. Kohler）说，演员海伦·戴森",
        "diz Rodrigo Prada, coordenador. Na opinião de Prada, é um desafio. Jörg Siemens, Thierry Renault.",
        "雷克雅内斯半岛格林达维克镇附近一座火山喷发",
        "凯雷姆沙洛姆口岸遭关闭，指挥官维萨姆·塔维尔，前总统迪尔玛·罗塞芙",
        "沙特和俄罗斯延长石油减产措施至年底",
        "行业大者恒大、强者恒强",
        "杜邦框架分析，杜邦三因素模型与杜邦拆解",
        "深圳华强北的电子市场，李小鹏委员，健身去哪儿，田长和网格员",
        "乐购新春活动，乐购季开幕，海通国际汽车码头",
        "上海豫园举办花朝节",
        "速腾汽车很好开，大众速腾降价，二手速腾",
        "恒星际小行星“奥陌陌”，奥陌陌有一个橄榄球场那么大",
        "杜邦接口和杜邦特包，一根杜邦线连到开发板",
        "戴森球计划是一款游戏，戴森云和戴森环",
        "亚马逊河与亚马逊热带雨林，亚马逊州，亚马逊森林",
        "特斯拉线圈会放电，磁场强度1.5特斯拉，磁场高达3 特斯拉，磁场1200特斯拉，达到300特斯拉，特斯拉阀",
        "在560吉赫兹频段实现每秒112吉比特（Gb）的速率，40 吉比特数据，几十吉比特，吉比特每秒，吉比特/s",
        "十吉比特以太网，吉比特无源光网络",
        "拜耳阵列的拜耳滤镜，拜耳法",
        "丰田秀吉统一日本，丰田市的居民，斯巴鲁望远镜，奥林巴斯山是火星最高的山",
        "Asana practice; a Tenable position; the Confluent streams; Braze the meat; Android 3.0 Honeycomb",
        "Die Rubrik Informatica; a Box; Replicate the data; DigiCert TLS ECC P384 Root G5",
        "罗姆人与罗姆酒，奥迪双钻，得克萨斯州迪尔帕克，阿里巴巴和四十大盗",
        "他们从凯雷姆沙洛姆进入，乔治·斯特凡诺普洛斯主持，物理学家洛马斯教授，罗曼尼康帝拍出高价",
        "台灣的友邦減少，我國友邦海地，友邦元首來訪，各友邦，恒大新傳系學生",
        "長榮航太股價上漲，長榮航勤招募，和记黄埔中药的新药，作家耐吉爾來台",
        "這筆錢得物無所用，感謝善長和義工，她獲得格林美獎，妳去哪兒都去哪兒，杜邦要素，中国好，中国平安",
        "前世今世缘未了，巾帼好当家，争做好当家人，不知道跟谁学的。人人网购，跟谁学习",
        "国际纸业市场需求疲软，中国铝业市场价格上涨，中国石化行业协会发文，中国石化产业链承压",
        "厦门空港工业区启动，新疆火炬传递活动举行，明天科技股怎么走",
        "宁沪高速今晨发生追尾，车辆驶入宁沪高速后拥堵，宁沪高速无锡段",
        "两面针是一种中药，用两面针根三十克，中药两面针",
        "万科城小区发生火灾，旁边是碧桂园小区，他住在融创壹号院",
        "现货白银（XAG/USD）上涨1%，XAG at a high. Trinity UMC holds a bake sale. GAIL SMITH DIED",
        "Nike of Samothrace, the winged goddess Nike, a Nike missile base. Cisco Houston sang in Cisco, Texas",
        "Fire in Woodside, Queens. After Ouster, Assad Flees. Senate Backs Eight-Hour Workday. Stripe rust in Kansas",
        "Altera a Lei nº 8.112. Altera o Decreto. Affari Generali, Las Ventas, la Comedia Humana, Modus Vivendi",
        "Colgate 78, Lehigh 65. Colgate University. In Xanadu did Kubla Khan. Tether the goat. The Randstad region",
        "the mayor of Iron Mountain; Iron Mountain, Michigan; Kellogg School of Management; the Kellogg-Briand pact",
        "the Adobe house on Adobe Creek Road; Acer palmatum; Dell Curry, the farmer in the Dell; Hieronymus Bosch",
    ],
)
def test_everyday_words_and_persons_are_no_company(matcher: Matcher, text: str) -> None:
    assert found(matcher, text) == []


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("You can Google the company said no", "GOOGL.US"), ("Intel committed to it", "INTC.US"),
        ("The various Intel chips", "INTC.US"), ("US Intel factories get subsidies", "INTC.US"),
        ("The agency wrote to Google this week", "GOOGL.US"), ("moved to Google the day before", "GOOGL.US"),
        ("Santander, Spain’s largest bank", "SAN.US"), ("Die Versicherung Allianz aus München", "ALV.DE"),
        ("百度一下子跌了3%", "BIDU.US"), ("记者先问百度副总裁何时扩产", "BIDU.US"),
        ("投资者会问百度是否分红", "BIDU.US"),
        ("Kakao Corp. said its profit rose", "035720.KS"), ("Kakao fell 1.2 percent, and KOSPI lost", "035720.KS"),
        ("der Maschinenbauer Trumpf aus Ditzingen", "通快"), ("Die Chefin der Trumpf-Gruppe erwartet mehr", "通快"),
        ("Lonza said it would make vaccines", "LONN.SW"),
        ("Tencent Holdings has picked Singapore", "00700.HK"), ("Morgan Stanley Capital International said", "MSCI.US"),
        ("leading steelmaker POSCO Holdings lost", "005490.KS"), ("Canadian Pacific said profit rose", "CP.US"),
        ("利亚德（Leyard）公布财报", "300296.SZ"), ("里戴尔(Dell)涨", "DELL.US"), ("雷迪博士公司上市", "RDY.US"),
        ("创始人阿克塞尔·舍弗勒去世，舍弗勒公司股价下跌", "SHA0.DE"),
        ("雷迪克公告中标，总统雷迪克", "300652.SZ"),
        ("总统福特来访，福特股价上涨", "F.US"),
        ("Moderna said its vaccine works", "MRNA.US"), ("a vacina da Moderna chega", "MRNA.US"),
        ("穿过普拉达门店，普拉达公司", "01913.HK"), ("艾默生宣布收购软件商", "EMR.US"),
        ("杰普特上半年净利润增长", "688025.SH"),
        ("中国移动应用商场上线", "600941.SH"), ("Leading shipbuilder HD Hyundai Heavy lost 1.9 percent", "329180.KS"),
        ("the senior vice chairman of SK innovation, who moved", "096770.KS"),
        ("百度一下跌了3%", "BIDU.US"), ("百度下半年扩张", "BIDU.US"), ("百度不到一年裁员两次", "BIDU.US"),
        ("Bank of China said profit rose", "601988.SH"), ("AIA rose 2%", "01299.HK"), ("ASICS said so", "7936.T"),
        ("a loan from Santander", "SAN.US"), ("tires of Goodyear, Akron", "GT.US"),
        ("Kong Inc. raised money", "Kong Inc."), ("Die Allianz und Siemens", "ALV.DE"),
        ("Sotheby's sold it, 苏富比国际拍卖", "苏富比"), ("Christie's said it had sold it", "佳士得"),
        ("Gannett papers", "GCI.US"),
        ("百度云业务增长，百度云计算", "BIDU.US"), ("亚马逊地区总部设在此地", "AMZN.US"), ("戴尔·科技论坛", "DELL.US"),
        ("中国电信公司宣布提速", "601728.SH"), ("中国电信公司华为的设备", "华为"), ("中国进出口银行", "中国进出口银行"),
        ("快手第三季度营收311亿元 同比增长11.4%", "01024.HK"), ("快手的核心业务是短视频", "01024.HK"),
        ("长和:巴拿马港口合约被裁定违宪", "00001.HK"), ("旭辉境外债重组获法院批准", "00884.HK"),
        ("李家通过长和收购港口", "00001.HK"), ("不过长和表示反对", "00001.HK"), ("近期长和股价上涨", "00001.HK"),
        ("期间长和回购股份", "00001.HK"),
        ("上周德勤出具报告", "德勤"), ("现任德勤合伙人", "德勤"), ("中国移动与联通", "600050.SH"),
        ("好未来第二财季营收6.19亿美元", "TAL.US"), ("去哪儿:国庆机票预订量同比增长", "QUNR.US"),
        ("携程、去哪儿与飞猪", "QUNR.US"), ("美图上半年净利润增长71%", "01357.HK"), ("中移动、中联通", "600941.SH"),
        ("传奇生物一季度营收1.95亿美元", "LEGN.US"), ("罗森拟2030年在华开店", "2651.T"), ("爱信发布变速箱", "7259.T"),
        ("夏普率先推出8K电视", "6753.T"), ("夏普率领团队赴日", "6753.T"), ("杜邦法国工厂停产", "DD.US"),
        ("杜邦分析师会议上表示", "DD.US"), ("本周小鹏发布了新车", "XPEV.US"), ("10万小鹏车主", "XPEV.US"),
        ("携程就去哪儿私有化发表声明", "QUNR.US"), ("Bio, NIO and others rose", "NIO.US"),
        ("夏普值得信赖的电视，夏普裁员", "6753.T"), ("小鹏交付新车", "XPEV.US"), ("NTT said on Monday", "9432.T"),
        ("创科股价上涨", "00669.HK"),
        ("特斯拉埃隆·马斯克", "TSLA.US"), ("特斯拉马斯克表示", "TSLA.US"), ("维萨卡支付量增长，维萨公司", "V.US"),
        ("凯雷投资集团收购", "CG.US"), ("杜邦框架协议签署", "DD.US"), ("延长石油产量增长", "延长石油"),
        ("恒大债务重组", "03333.HK"), ("深圳华强发布公告", "000062.SZ"), ("乐购季度利润增长", "TSCO.L"),
        ("上海豫园股价上涨", "600655.SH"),
        ("吉比特一季度净利润增长", "603444.SH"), ("买入603444吉比特", "603444.SH"), ("603444 吉比特 涨停", "603444.SH"),
        ("游戏龙头之一吉比特每股派息", "603444.SH"),
        ("新交所宣布推出新合约", "S68.SI"), ("新加坡交易所净利润增长", "S68.SI"), ("德交所股价上涨", "DB1.DE"),
        ("丽江旅游(002033.SZ)更名丽江股份", "002033.SZ"), ("九华旅游股价涨停", "603199.SH"),
        ("去哪儿过去一年", "QUNR.US"), ("去哪儿住宿业务", "QUNR.US"), ("去哪儿看好国内游", "QUNR.US"),
        ("去哪儿好评率", "QUNR.US"), ("去哪儿平台数据显示", "QUNR.US"), ("平台去哪儿发布国庆报告", "QUNR.US"),
        ("中国移动用户数净增1000万", "600941.SH"), ("中国移动互联网公司成立", "600941.SH"),
        ("中国移动办公楼", "600941.SH"), ("中国移动端到端方案", "600941.SH"), ("中国移动与华为合作", "600941.SH"),
        ("中国移动公布用户数", "600941.SH"), ("中国移动:上半年净利润842亿元", "600941.SH"),
        ("中国电信业务收入增长", "601728.SH"), ("中国电信行业事业部", "601728.SH"), ("中国电信网络升级", "601728.SH"),
        ("中国联通世界互联网大会展台", "600050.SH"), ("中国人寿命名大楼", "601628.SH"),
        ("庆祝中国平安成立30周年", "601318.SH"),
        ("NIO Delivers 24,925 Vehicles in June", "NIO.US"), ("UMC Reports Sales", "2303.TW"), ("GIC buys stake", "GIC"),
        ("小米·华为·苹果三家", "华为"), ("特斯拉·比亚迪·蔚来", "002594.SZ"), ("诺基亚·微软", "MSFT.US"),
        ("速腾聚创股价上涨", "02498.HK"), ("速腾发布激光雷达", "02498.HK"), ("陌陌月活用户下降", "MOMO.US"),
        ("杜邦线上发布会", "DD.US"), ("杜邦公司裁员", "DD.US"), ("戴森环保部门", "戴森"),
        ("亚马逊云科技大会", "AMZN.US"), ("亚马逊州际运输", "AMZN.US"), ("特斯拉交付2万辆", "TSLA.US"),
        ("今年交付约50万辆特斯拉", "TSLA.US"), ("拜耳法国公司", "拜耳"), ("丰田市值上涨", "7203.T"),
        ("斯巴鲁召回", "7270.T"), ("奥林巴斯裁员", "7733.T"), ("罗姆人事变动", "6963.T"), ("迪尔公司裁员", "DE.US"),
        ("奥迪裁员", "奥迪"), ("阿里巴巴与腾讯", "BABA.US"),
        ("销量达到5000特斯拉", "TSLA.US"), ("特斯拉阀门供应商", "TSLA.US"), ("戴森云服务", "戴森"),
        ("香港的友邦股價上漲", "01299.HK"), ("友邦新業務價值增長", "01299.HK"), ("恒大校园招聘", "03333.HK"),
        ("長榮航股價上漲", "2618.TW"), ("和记黄埔出售港口", "和记黄埔"), ("耐吉裁員", "NKE.US"),
        ("得物宣布裁员", "得物"), ("格林美签订供应协议", "002340.SZ"), ("尼康发布新相机", "7731.T"),
        ("普洛斯完成募资", "普洛斯"), ("洛马公司获得订单", "LMT.US"), ("奥迪布鲁塞尔工厂", "奥迪"),
        ("消息人士说去哪儿将裁员", "QUNR.US"), ("中海外升逾3%", "00688.HK"),
        ("Ouster shares jumped 5%", "OUST.US"), ("Workday to lay off 1,750 workers", "WDAY.US"),
        ("Stripe, the payments company", "Stripe"), ("英特尔出售Altera股权", "阿尔特拉"),
        ("Tether 的 USDT 市值", "Tether"), ("Xanadu launched a computer", "Xanadu"),
        ("Humana cut its outlook on Medicare", "HUM.US"), ("Generali said so", "G.MI"), ("Vivendi said so", "VIV.PA"),
        ("Colgate raised prices", "CL.US"), ("Iron Mountain stores records", "IRM.US"), ("Kellogg Co said so", "K.US"),
        ("WK Kellogg Co said so", "KLG.US"), ("Woodside Energy said", "WDS.AX"), ("Ventas Inc said", "VTR.US"),
        ("今世缘分红方案公布", "603369.SH"), ("好当家海参", "600467.SH"), ("跟谁学的财报", "GOTU.US"),
        ("人人网被收购", "RENN.US"), ("中国铝业市场份额上升", "601600.SH"),
        ("国际纸业宣布裁员", "IP.US"), ("厦门空港旅客吞吐量增长", "600897.SH"), ("新疆火炬中标", "603080.SH"),
        ("明天科技股价上涨，明天科技股份", "600091.SH"), ("宁沪高速公司净利润增长", "600377.SH"),
        ("两面针牙膏销量增长", "600249.SH"), ("万科旗下小区", "000002.SZ"), ("碧桂园交付小区", "02007.HK"),
        ("极飞科技（XAG）发布无人机", "极飞科技"), ("UMC said revenue rose", "2303.TW"),
        ("GAIL India posts profit", "GAIL.NS"),
        ("Will Tesla cut prices again?", "TSLA.US"), ("Why Will Pfizer split", "PFE.US"),
        ("Investors Sue Pfizer", "PFE.US"), ("Families Sue Boeing for crash", "BA.US"),
        ("In August Toyota said so", "7203.T"), ("EU to Grant Pfizer more time", "PFE.US"),
        ("Police Chase Tesla through town", "TSLA.US"), ("A Stripe spokesperson said so", "Stripe"),
        ("Nike cuts jobs", "NKE.US"), ("Cisco, Dell and Acer", "CSCO.US"), ("Adobe unveils tools", "ADBE.US"),
        ("Acer museum", "2353.TW"), ("Dell cuts jobs", "DELL.US"), ("Bosch cuts jobs", "博世"),
        ("西安·比亚迪", "002594.SZ"), ("NVIDIA'S NEW CHIP", "NVDA.US"), ("'Tesla'Model 3", "TSLA.US"),
    ],
)  # fmt: skip
def test_news_of_companies_with_such_names_is_found(matcher: Matcher, text: str, key: str) -> None:
    assert key in found(matcher, text, "title")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("去哪儿网公布了数据", "QUNR.US"), ("去哪儿宣布裁员", "QUNR.US"), ("Qunar said", "QUNR.US"),
        ("好未来股价大涨", "TAL.US"), ("学而思与好未来", "TAL.US"), ("长和的股价,李嘉诚", "00001.HK"),
        ("中国移动与中移动", "600941.SH"), ("快手发布财报", "01024.HK"), ("短视频平台快手", "01024.HK"),
        ("美图公司", "01357.HK"), ("传奇生物的CAR-T疗法", "LEGN.US"), ("Dell's laptops", "DELL.US"),
        ("戴森公司的吸尘器,戴森", "戴森"), ("NIO delivered 20,000 EVs", "NIO.US"), ("Nothing Technology", "Nothing"),
        ("We send logs to Splunk", "SPLK.US"), ("New Relic and Dynatrace agents", "NEWR.US"),
        ("New Relic and Dynatrace agents", "DT.US"), ("SentinelOne said", "SentinelOne"), ("Rapid7 found it", "RPD.US"),
        ("PagerDuty said", "PagerDuty"),
        ("JFrog researchers found packages", "FROG.US"), ("hosted at DigitalOcean", "DOCN.US"),
        ("Confluent, who made Kafka", "CFLT.US"), ("scanned by Nessus of Tenable", "TENB.US"),
        ("Honeycomb takes OpenTelemetry data", "Honeycomb"), ("Citrix and VMware", "CTXS.US"),
        ("Check Point Research found it", "CHKP.US"), ("Weights & Biases dashboards", "Weights & Biases"),
        ("金山办公的WPS", "688111.SH"), ("Siemens and Roche", "西门子"), ("旭辉控股与旭辉", "00884.HK"),
    ],
)  # fmt: skip
def test_the_companies_themselves_are_found(matcher: Matcher, text: str, key: str) -> None:
    assert key in found(matcher, text)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Nestlé S.A. (SIX: NESN)", "雀巢"), ("Ørsted A/S (Nasdaq Copenhagen: ORSTED)", "沃旭能源"),
        ("A.P. Møller - Mærsk A/S (CPH: MAERSK B)", "马士基"), ("UPM-Kymmene Oyj (HEL: UPM)", "芬欧汇川"),
        ("Volvo Car AB (publ) (Nasdaq Stockholm: VOLCAR B)", "沃尔沃汽车"), ("AB Volvo (STO: VOLV B)", "沃尔沃集团"),
        ("Telefonaktiebolaget LM Ericsson (Nasdaq Stockholm: ERIC B)", "ERIC.US"),
        ("UBS Group AG (SIX: UBSG)", "UBS.US"), ("Sanofi S.A. (Euronext Paris: SAN)", "SAN.PA"),
        ("H & M Hennes & Mauritz AB (STO: HM B)", "H&M"), ("Novo Nordisk A/S (CPH: NOVO B)", "NVO.US"),
        ("Novartis AG (SIX: NOVN)", "NVS.US"), ("Kone Corporation (Nasdaq Helsinki: KNEBV)", "通力"),
        ("Saudi Aramco (Tadawul: 2222)", "沙特阿美"), ("Equinor ASA (OSE: EQNR)", "EQNR.US"),
        ("Banco Santander, S.A. (BME: SAN)", "SAN.US"), ("BBVA, S.A. (BME: BBVA)", "BBVA.US"),
        ("Teva Pharmaceutical Industries Ltd. (TASE: TEVA)", "TEVA.US"),
        ("FireEye, Inc. (NASDAQ: FEYE)", "FEYE.US"), ("Netskope, Inc. (NASDAQ: NTSK)", "NTSK.US"),
        ("Software AG (XETRA: SOW)", "SOW.DE"), ("Venture Global, Inc. (NYSE: VG)", "VG.US"),
    ],
)  # fmt: skip
def test_a_company_and_its_code_at_home_are_one(matcher: Matcher, starter: Registry, text: str, key: str) -> None:
    zones = (Zone("body", f"{text} said"),)
    said = declared({}, zones, ())
    assert [mention.key for mention in matcher.match(zones, said)] == [key]
    assert {owner and owner.key for one in said if one.key for owner in [starter.by_listing(one.key)]} == {key}


@pytest.mark.parametrize(
    "text",
    [
        "The band plays Bridgestone Arena and Verizon Amphitheatre.",
        "He won the Wells Fargo Championship.",
        "The team lost again in KeyBank Center on Tuesday.",
        "From Toyota Center they went to the Honda Centre.",
        "They lost at Progressive Field and in Comerica Park.",
        "The band plays DTE Energy Music Theatre and Microsoft Theater.",
        "He leads the NEC Invitational and the Volvo Masters.",
        "Two clubs of the Barclays Premiership and the Barclays Premier League met Bayer Leverkusen.",
    ],
)
def test_hall_or_contest_with_a_sponsors_name_is_no_company(matcher: Matcher, text: str) -> None:
    assert found(matcher, text) == []


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("The Barclays Centre for Research opened.", "BARC.L"),
        ("The Siemens Field Service Group came.", "西门子"),
        ("Two Tesla Field engineers came.", "TSLA.US"),
        ("How Nvidia Masters the art of chips.", "NVDA.US"),
        ("Samsung Electronics Park Jin said so.", "005930.KS"),
        ("They met at Walt Disney Park.", "DIS.US"),
    ],
)
def test_centre_for_something_and_field_of_work_stay_their_companys(matcher: Matcher, text: str, key: str) -> None:
    assert found(matcher, text) == [key]


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("李卓轩、林{永旺}、叶梓丰", True),
        ("谭{永辉}医生", True),
        ("超市的张{永辉}说", True),
        ("昨日{永旺}开业", False),
        ("周{永旺}公布业绩", False),
        ("陈、{永辉}合作", False),
        ("小王{永辉}", False),
        ("、林{永旺超}、", False),
    ],
)
def test_a_chinese_given_name_behind_its_surname_is_no_company(text: str, given: bool) -> None:
    assert is_given_name(*at(text)) == given

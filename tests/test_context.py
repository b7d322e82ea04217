"""What the words around a name tell."""

from __future__ import annotations

import time

import pytest

from feedsvc.companies.context import acts, is_bystander
from feedsvc.companies.naming import is_accident


def at(text: str) -> tuple[str, int, int]:
    """A text with its name in braces, as text, start and end."""
    start, end = text.index("{"), text.index("}") - 1
    return text.replace("{", "").replace("}", ""), start, end


@pytest.mark.parametrize(
    "text",
    [
        "{苹果}宣布推出新品",
        "{陆家嘴}(行情600663,诊股)涨停",
        "{新希望}(000876,股吧):上半年净利增长",
        "日前,{苹果}今日正式宣布",
        "{苹果}股价创下新高",
        "{苹果}的市值",
        "{苹果}CEO库克",
        "{三星}尚未回应门店调整",
        "{苹果}拒绝就此置评",
        "谷歌完成收购 {Wiz}",
        "收购了{GitHub}的微软",
        "{三星}中国官网仍有销售",
        "{理想}方面向记者透露",
        "{Target} 周三宣布裁员",
        "大摩上调{苹果}目标价至200美元",
        "维持对{苹果}的“增持”评级",
        "{里昂}:维持港交所买入评级",
        "{中创}官方消息",
        "车企{吉利}共同拥有",
        "投行{大和}的报告",
        "{Target} said on Monday",
        "{Block}'s shares rose",
        "{Visa} shares fell",
        "Shares of {Ford} fell 3%",
        "a stake and stock in {Visa}",
        "{DeepSeek}正式发布并开源了新模型",
        "图像生成公司{Midjourney}近日推出新模型",
        "{Perplexity} 推出通用AI数字员工",
        "{联想}近日收购了一家公司",
        "{小米}正式推出了新车",
        "Yesterday {Target} launched a new service",
        "{Meta}大幅上调薪资",
        "{Disney} cut staff and costs",
        "{Block} agreed to buy it",
        "{BP} confirms that",
        "a {Citi} spokeswoman",
        "Rival {Delta} said on Monday",
        "It fell. Chipmaker {Arm} said so",
        "But in India {Meta} said",
        "Then in Washington {Apple} said",
        "Officials from Brazil {Amazon} said",
        "as from London {Shell} said",
        "so the airline {Delta} said",
        "On Monday {Target} said it, and in May {Target} announced it",
        "Jack Dorsey's {Block} said",
        "Meanwhile, {Delta} said",
        "In New York, {Delta} said",
        "the U.S. {Delta} said",
        "Why New {Target} CEO stays",
        "\nRival {Delta} said",
        "the US {Delta} said",
        "which The {Gap} announced",
        "Flights of United and British {Home Depot} said",
        "据悉,Visa {Meta}宣布",
        "{中国石油}公告,上半年净利润增长",
        "{黑牡丹}7月26日晚间公告,",
        "{创新医疗}(7.160,-0.13,-1.78%)公告,收到",
        "{中国石油}发布2024年半年报",
        "{园林股份}披露业绩预告",
        "{黑牡丹}拟15亿并购子公司",
        "{苹果}拟回购1000亿美元股票",
        "{中国建筑}中标5亿元项目",
        "{创意信息}(14.970,-0.25,-1.64%)中标银行项目",
        "{寒武纪}前三季度营收46亿元",
        "{东方财富}2024年净利润96亿元",
        "{黑牡丹}:控股股东拟减持",
        "{黑牡丹}:子公司签订合同",
        "{黑牡丹}:持股5%以上股东累计减持1%",
        "{中国建筑}:上半年净利润增长",
        "{白云山}:收到药品注册批复",
        "{黑牡丹}:与某公司签署框架协议",
        "{黑牡丹}:以8.88亿元获得项目",
        "{张江高科}涨停",
        "电,{张江高科}午后封涨停",
        "{京东}跌7.63%,",
        "{西部数据}跌幅扩大至4%",
        "{网易}美股盘前涨超3%",
        "{网易}高开2%",
        "{Meta}跌超4%,",
        "ST{葫芦娃}公告,",
        "*ST{葫芦娃}:控股股东拟减持",
        "as the oil giant {BP} backs cars",
        "Chip designer Arm, that is chip designer {Arm}, rose",
        "flights of the airline {Delta} are late",
        "the US retailer {Target} wields the axe",
        "from social media giant {Meta} to",
        "据悉,多家出版商状告{苹果}侵权",
        "作家起诉{苹果}、要求赔偿",
        "股民起诉“{苹果}”",
        "{黄山旅游}股东减持完毕",
        "{新希望}第一大股东所持股份质押",
        "{苹果}第三财季收入增长",
        "{苹果}以28.5%的市场份额居首",
        "{苹果}在平板市场以36%的份额领先",
        "{索菲亚}今日放量跌停",
        "{阿里}全日劲升9.2%",
        "{滙豐}收升1%",
        "{吉利}急挫逾5%",
        "{理想}9月交付新车5万辆",
        "{空客}一季度向多家客户交付飞机百余架",
        "{寒武纪}:某某资本和某某创投拟减持不超1%",
        "{岩石股份}:因涉嫌信披违规被立案",
        "{新希望}:2020年投入100亿元建设猪场",
        "{新希望}:计划投资20亿元",
        "{民生}:2024年净利润增长5%",
        "{太平洋}:某某证券竞得公司9.5%股份",
        "{东方生物}:2023年年度权益分派方案",
        "{东方生物}公布2023年年度权益分派实施公告",
        "{前沿生物}:新药取得药品注册证书",
    ],
)
def test_somebody_acts_or_is_rated_under_the_name(text: str) -> None:
    assert acts(*at(text))


@pytest.mark.parametrize(
    "text",
    [
        "{老百姓}表示满意",
        "{农产品}9月交付日期",
        "{机器人}:概念火热,多家公司股份被减持",
        "{太平洋}以80%的概率生成台风",
        "{太平洋}升温3%",
        "{苹果}升5%",
        "渔民上诉{太平洋}沿岸法院",
        "村民状告{太平洋}沿岸的企业",
        "官员起诉{老百姓}的事情不多",
        "{煤气}涨5%,居民叫苦",
        "{机器人}:某某医疗取得三类医疗器械注册证",
        "{农产品}:两家机构拟减持",
        "{农产品}:涉嫌哄抬价格违法",
        "{民生}:涉嫌违规销售,三家超市被罚",
        "{金融街}:计划投资100亿元",
        "{新希望}:投入更多的爱",
        "{农产品}收购价上涨",
        "{机器人}发布会",
        "{苹果}丰收",
        "在{苹果}方面的研究",
        "今年收购{苹果}五万吨",
        "一只{苹果}方面包",
        "某{苹果}宣布",
        "公司{机器人}业务增长",
        "{太阳能}板块涨超3%",
        "{小米}粥很香",
        "买了{苹果}",
        "它的{机器人}推出以来",
        "{机器人}股票大涨",
        "公司{机器人}推出以来",
        "{大众}开源项目",
        "今年,{苹果}收购旺季到来",
        "。{小米}收购均价上涨",
        ",{长安}发布高温预警",
        "{机器人}洽谈会",
        "{太阳能}推出补贴",
        "{Target} acquired. The drone fired.",
        "{Shell} launched at tanks",
        "how my {Visa} plans to fail",
        "{机器人}发布量",
        "how to make the {Visa} cut",
        "Farmers in the Mekong {Delta} said saltwater",
        "in the Niger {Delta}'s revenue",
        "Parent Deepika {Block} said the vote was a relief",
        "However, Mekong {Delta} said",
        "Fires in Brazilian {Amazon} reported this month doubled",
        "Officials in Niger {Delta} said oil had spilled",
        "Workers at Trafalgar {Square} said the fountain is closed",
        "A letter from Deepika {Block} said the school was closed",
        "why India {Meta} said",
        "farmers of Österreich {Delta} said",
        "which Émile {Block} announced",
        "宁可{苹果}公告,",
        "{港交所}公告,某公司申请上市",
        "{老百姓}:股东减持要有规矩",
        "{老百姓}(79.940,2.26,2.91%)享受药品降价",
        "智能{机器人}(13.430,-0.35,-2.54%)技术公告,",
        "{苹果}跌超3%,铂、红枣跌超2%",
        "{机器人}涨停",
        "{王府井}涨停潮",
        "{农产品}一季度净利润下降",
        "{农产品}:上半年业绩",
        "{鄂尔多斯}涨5元",
        "{机器人}中标率",
        "{苹果}拟人化的广告",
        "{鲁大师}发布手机报告",
        "{老百姓}收到补贴",
        "REST{苹果}",
        "REST{葫芦娃}公告,",
        "看ST{葫芦娃}",
        "ST{机器人}控制方案发布,",
        "看{机器人}(1,2)",
        "the giant {Target} in the field",
        "a group {Visa} for families",
        "no firm {Target} was set",
        "the insurers {Target} them",
    ],
)
def test_nobody_acts_under_an_ordinary_word(text: str) -> None:
    assert not acts(*at(text))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("马斯克曾在{推特}上讥讽", True),
        ("通过{微博}发文称", True),
        ("登录{知乎}账号", True),
        ("在{京东}平台销售", True),
        ("在{苹果}上涨之后", False),
        ("{推特}上线新功能", False),
        ("在{微博}总部", False),
        ("对{推特}上", False),
        ("在{苹果}发布新品之后", False),
        ("the {Uber} of pets", True),
        ("the {Uber} app", False),
        ("a former {Google} engineer", True),
        ("she left {Google} then", False),
    ],
)
def test_a_platform_on_which_something_happens_is_no_actor(text: str, place: bool) -> None:
    assert is_bystander(*at(text)) == place


@pytest.mark.parametrize(
    ("text", "accident"),
    [
        ("在{大金}融板块", True),
        ("表{达能}力", True),
        ("处{理光}影", True),
        ("中{国药}典", True),
        ("壮{大智慧}产品", True),
        ("最{美的}风景", True),
        ("调{研华}为公司", True),
        ("他{联想}到童年", True),
        ("北{京东}城区", True),
        ("{大金}空调", False),
        ("{达能}宣布", False),
        ("{研华}基于NXP", False),
        ("与{美的}合作", False),
        ("买{苹果}公司股票", False),
        ("联想和{超微}等厂商", False),
        ("隔夜美股,{奈飞}涨超8%", False),
        ("{台积电}站上1000元", False),
        ("{鸿海}法说会今登场", False),
        ("{恒大}大涨5%", False),
        ("{顺丰}收跌3%", False),
        ("{辉达}利多出尽", False),
        (",{拼多多}则跌超3.1%", False),
        ("{多氟多}遭净卖出9亿元", False),
        ("{美图}盘前涨3%", False),
        ("{三花}中报亮眼", False),
        ("{慧择网}上市首日", False),
        ("{映翰通}高开2%", False),
        ("物{价飞}涨超8%", True),
        ("{四方}法说明书", True),
        ("{阳光城}市值得一去", True),
        ("文{中集}中报道", True),
        ("今{天马}上市场", True),
        ("{高特}有望远镜", True),
        ("{国药}发布公告", False),
        (",{美的},", False),
    ],
)
def test_a_short_name_inside_other_words_is_an_accident(text: str, accident: bool) -> None:
    assert is_accident(*at(text)) == accident


@pytest.mark.parametrize("piece", ["在", "对", " ", "今日", "“", "公告", "拟", ":股东", "2024", "(1.0,", "ST"])
def test_hostile_repetition_around_a_name_takes_no_time(piece: str) -> None:
    text = piece * 100_000
    started = time.process_time()
    for start in range(0, 100_000, 1_000):
        acts(text, start, start + 2)
        is_bystander(text, start, start + 2)
        is_accident(text, start, start + 2)
    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("She posted a video on {Facebook} and YouTube.", True),
        ("In a {Facebook} post, the school said it would close.", True),
        ("Follow the choir on Twitter, Instagram and {Facebook}", True),
        ("He resigned. On {Facebook}, he called it a lie.", True),
        ("The mayor said Monday on {Facebook} that all is well.", True),
        ("Regulators put pressure on {Facebook}.", False),
        ("Senators said the crackdown on {Facebook} must go on.", False),
        ("She wrote a book on {Facebook}.", False),
        ("She works on {Facebook} ads.", False),
        ("{Facebook} posts record profit", False),
        ("They shared thoughts on {Apple}.", False),
    ],
)
def test_where_something_is_posted_in_english_is_no_actor(text: str, place: bool) -> None:
    assert is_bystander(*at(text)) == place


@pytest.mark.parametrize(
    ("text", "former"),
    [
        ("主讲人是前{百度}架构师张三", True),
        ("前{小米}集团副总裁李四加盟", True),
        ("该公司由一名前{谷歌}工程师创办", True),
        ("目前{百度}工程师正在修复", False),
        ("日前{小米}高管表示", False),
        ("发布会前{小米}总裁表示", False),
        ("前{海航}系公司重整", False),
        ("一群前{华为}、腾讯工程师创办", True),
        ("一群前华为、{腾讯}工程师创办", True),
        ("前百度/阿里/{京东}产品经理", True),
        ("目前百度、{腾讯}工程师正在修复", False),
        ("前三季度小米、{华为}高管薪酬", False),
        ("前苹果设计师、{小米}总裁出席", False),
        ("阿里、{腾讯}工程师出席", False),
    ],
)
def test_whom_somebody_has_left_is_no_actor(text: str, former: bool) -> None:
    assert is_bystander(*at(text)) == former

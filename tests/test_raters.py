"""Who only rates a share is a mention."""

from __future__ import annotations

import pytest

from feedsvc.companies import evidence, formats
from feedsvc.companies.matcher import Matcher
from feedsvc.companies.registry import Registry
from feedsvc.model import Zone

REGISTRY = """\
MS.US | | 大摩 | Morgan Stanley
CS.US | | 瑞士信贷 |
601995.SH | | 中金公司 | 中金
00700.HK | | 腾讯控股 | 腾讯
00981.HK | | 中芯国际 |
TSLA.US | | 特斯拉 | Tesla
INTC.US | | 英特尔 | Intel
"""
MATCHER = Matcher(Registry(formats.parse(REGISTRY, "x").companies))


def roles(title: str, lead: str, body: str = "") -> dict[str, str]:
    zones = (Zone("title", title), Zone("lead", lead), Zone("body", body))
    return {one.key: one.role for one in MATCHER.match(zones, evidence.declared({}, zones, ()))}


@pytest.mark.parametrize(
    ("title", "lead"),
    [
        ("Tesla Upgraded at Morgan Stanley", "Morgan Stanley analysts like it. Morgan Stanley said so."),
        ("Tesla upgraded to Buy by Morgan Stanley", "Tesla rose."),
        ("Tesla’s Price Target Cut at Morgan Stanley", "Tesla fell."),
        ("Tesla Started With a Buy Rating at Morgan Stanley", "Tesla rose."),
        ("Tesla Gains 2% on Morgan Stanley Upgrade", "Tesla rose."),
        ("Tesla Surges After Morgan Stanley’s Double Upgrade", "Tesla rose."),
        ("Tesla Earns an Upgrade From Morgan Stanley", "Tesla rose."),
        ("Tesla Slashed to Hold at Morgan Stanley", "Morgan Stanley cut Tesla. Tesla fell."),
        ("Tesla Cut to Equal Weight at Morgan Stanley", "Morgan Stanley cut Tesla. Tesla fell."),
        ("Tesla Started With Buy at Morgan Stanley, Shares Gain", "Tesla rose."),
        ("Tesla raised to a Strong Buy by Morgan Stanley", "Tesla rose."),
        ("Tesla Reinstated as Market Perform at Morgan Stanley", "Tesla rose."),
        ("Morgan Stanley cuts Tesla to neutral", "Tesla fell."),
        ("Morgan Stanley Upgrades Tesla to Buy, Sees More Growth", "Morgan Stanley upgraded Tesla. Tesla rose."),
        ("Morgan Stanley Raises Tesla Price Target to $400", "Tesla rose."),
        ("Morgan Stanley raises its price target on Tesla", "Tesla rose."),
        ("Morgan Stanley reiterates buy rating on Tesla", "Tesla rose."),
        ("Morgan Stanley lowers Tesla shares to equal-weight from overweight", "Tesla fell."),
        ("Morgan Stanley initiates coverage of Tesla", "Tesla rose."),
        ("Morgan Stanley starts Tesla at outperform", "Tesla rose."),
        ("Tesla rises", "Morgan Stanley analysts like Tesla. Morgan Stanley said so."),
        ("Tesla rises", "Analysts at Morgan Stanley like Tesla. Morgan Stanley said so."),
    ],
)
def test_a_house_that_only_rates_is_a_mention(title: str, lead: str) -> None:
    assert roles(title, lead) == {"TSLA.US": "subject", "MS.US": "mention"}


@pytest.mark.parametrize(
    ("title", "lead", "subject", "mention"),
    [
        ("中金：维持特斯拉跑赢行业评级", "中金发布研报称，维持特斯拉跑赢行业评级。", "TSLA.US", "601995.SH"),
        ("大摩：升腾讯控股目标价至400港元", "大摩发表报告指，腾讯控股业绩超预期。", "00700.HK", "MS.US"),
        ("大摩：看好特斯拉", "大摩认为，特斯拉将上涨。", "TSLA.US", "MS.US"),
        ("特斯拉大涨，获上调目标价", "中金公司发布最新研究报告认为，特斯拉销量大增。", "TSLA.US", "601995.SH"),
        ("大摩上调特斯拉目标价至400美元", "大摩发布研报，将特斯拉目标价从300美元上调至400美元。", "TSLA.US", "MS.US"),
        ("大摩将特斯拉目标价由300美元下调至200美元", "摩根士丹利将特斯拉目标价下调。", "TSLA.US", "MS.US"),
        ("中金公司给予特斯拉买入评级", "中金公司07月20日发布研报称，给予特斯拉买入评级。", "TSLA.US", "601995.SH"),
        ("大摩上调 Tesla 目标价至400美元", "大摩发表报告指，特斯拉上涨。", "TSLA.US", "MS.US"),
        ("大摩将Tesla Inc目标价由300美元下调", "大摩将特斯拉目标价下调。", "TSLA.US", "MS.US"),
        ("大摩：将特斯拉评级下调至减持", "大摩：将特斯拉评级下调至减持，目标价100美元。", "TSLA.US", "MS.US"),
        ("瑞士信贷：下调特斯拉(TSLA.O)目标价", "瑞士信贷：下调特斯拉(TSLA.O)目标价。", "TSLA.US", "CS.US"),
        ("大摩：车股今年首选特斯拉", "大摩发表报告指，特斯拉上涨。", "TSLA.US", "MS.US"),
        ("中金公司：预计特斯拉合理估值为1万亿美元", "中金公司研究指出，特斯拉上涨。", "TSLA.US", "601995.SH"),
        ("大摩料特斯拉上涨", "大摩首次给予特斯拉“增持”评级。", "TSLA.US", "MS.US"),
        (
            "腾讯大宗交易成交200万元",
            "腾讯成交一笔，买方营业部为中金公司上海分公司，中金公司总部卖出。",
            "00700.HK",
            "601995.SH",
        ),
        ("中芯国际：股东质押股份", "股东将中芯国际股份质押给中金公司，并向中金公司解除质押。", "00981.HK", "601995.SH"),
        ("中芯国际：发行价确定", "中芯国际的保荐机构（主承销商）为中金公司，中金公司包销。", "00981.HK", "601995.SH"),
    ],
)
def test_a_house_that_only_rates_in_chinese_is_a_mention(title: str, lead: str, subject: str, mention: str) -> None:
    assert roles(title, lead) == {subject: "subject", mention: "mention"}


@pytest.mark.parametrize(
    ("title", "lead"),
    [
        ("腾讯控股：维持派息", "腾讯控股发布报告称，特斯拉用它的云。评级不变。"),
        ("中金公司：前三季度净利润增长，特斯拉涨", "中金公司公告称，业绩增长。特斯拉获上调评级。"),
        ("中金裁员，看好特斯拉", "中金今日宣布裁员。"),
        ("中金公司将裁员，特斯拉获上调评级", "中金公司将在7月裁员。特斯拉的目标价上调。"),
        ("中金公司料理业务增长，看好特斯拉", "中金公司今日公告。"),
        ("中芯国际：上调资本开支，看好特斯拉", "中芯国际称，特斯拉下单。"),
        ("中金公司将收购特斯拉 标普下调评级展望", "中金公司今日公告。"),
        ("中金公司对特斯拉业务动刀\u3000惠誉维持评级", "中金公司今日公告。"),
        ("中金公司任保荐机构受罚", "中芯国际的保荐机构为中金公司，中金公司被罚。"),
        ("中金公司：将裁员一成，目标价下调", "中金公司：将裁员一成。特斯拉评级不变。"),
        ("保荐业务生变", "中金公司宣布退出，中芯国际的保荐机构原为中金公司。"),
    ],
)
def test_a_company_with_news_of_its_own_in_chinese_is_a_subject(title: str, lead: str) -> None:
    found = roles(title, lead)
    assert next(role for key, role in found.items() if key in ("00700.HK", "601995.SH", "00981.HK")) == "subject"


@pytest.mark.parametrize(
    ("title", "lead"),
    [
        ("Morgan Stanley cuts jobs", "Morgan Stanley analysts leave, after a downgrade."),
        ("Jobs cut at Morgan Stanley", "An analyst at Morgan Stanley left."),
        ("Morgan Stanley downgraded", "An analyst was right. An upgrade by Morgan Stanley."),
        ("Morgan Stanley upgrades banks", "Morgan Stanley analysts like them."),
        ("Bank rises", "Morgan Stanley rose. Morgan Stanley said an analyst left."),
    ],
)
def test_a_house_with_news_of_its_own_is_a_subject(title: str, lead: str) -> None:
    assert roles(title, lead) == {"MS.US": "subject"}


@pytest.mark.parametrize(
    "title",
    [
        "Morgan Stanley cuts jobs to buy back shares",
        "Morgan Stanley cuts Tesla stake",
        "Morgan Stanley raises its profit target",
        "Morgan Stanley cuts health coverage",
        "Morgan Stanley raises money to sell Tesla shares",
        "Morgan Stanley Raised to Buy",
    ],
)
def test_what_a_house_does_beside_rating_is_its_own_news(title: str) -> None:
    assert roles(title, "Tesla rose after an upgrade.")["MS.US"] == "subject"


@pytest.mark.parametrize(
    ("title", "lead", "body", "subjects"),
    [
        (
            "EV deliveries fall",
            "Tesla said on Monday it fell.",
            "Tesla analysts had expected it. Intel fell.",
            "TSLA.US",
        ),
        ("Chip stocks fell after Intel downgrade", "Intel said it would cut jobs.", "Tesla rose.", "INTC.US"),
        ("Chip stocks fell after Intel downgrade", "Tesla fell with Intel. Tesla rose.", "", "INTC.US TSLA.US"),
        ("Intel analyst day", "Tesla rose.", "Tesla fell.", "INTC.US TSLA.US"),
        ("Bank to cut jobs", "Morgan Stanley said it would.", "Morgan Stanley analysts leave. Tesla fell.", "MS.US"),
        (
            "Bank cuts jobs",
            "Morgan Stanley did, as did Tesla.",
            "Morgan Stanley analysts leave. Tesla fell.",
            "MS.US TSLA.US",
        ),
        ("Layoffs", "Jobs go.", "Morgan Stanley analysts leave. Morgan Stanley fell. Tesla fell.", "MS.US"),
        ("Upgraded at Morgan Stanley", "Shares rose, Morgan Stanley said.", "Tesla fell.", "MS.US"),
        ("Tesla rises", "Morgan Stanley analysts like it.", "Morgan Stanley said so. Morgan Stanley fell.", "TSLA.US"),
    ],
)
def test_a_house_rates_only_where_the_note_is_about_another(title: str, lead: str, body: str, subjects: str) -> None:
    assert " ".join(sorted(key for key, role in roles(title, lead, body).items() if role == "subject")) == subjects


def test_who_rates_scores_as_if_neither_title_nor_lead_named_it() -> None:
    zones = (Zone("title", "Tesla Upgraded at Morgan Stanley"), Zone("lead", "Tesla rose."))
    scores = {one.key: one.score for one in MATCHER.match(zones, ())}
    assert scores["MS.US"] == 0.125
    assert scores["TSLA.US"] > 0.6


def lead_roles(house: str) -> str:
    """The role of a company in the lead of a note about another one, where its analysts are told of."""
    listed = f"TSLA.US | | 特斯拉 | Tesla\nHOUS.US | | 某行 | {house}\n"
    zones = (Zone("title", "Tesla rises"), Zone("lead", f"{house} analysts had expected it. {house} said so."))
    matcher = Matcher(Registry(formats.parse(listed, "x").companies))
    return next(one.role for one in matcher.match(zones, evidence.declared({}, zones, ())) if one.key == "HOUS.US")


_RATING = [
    "Citi",
    "Citigroup",
    "UBS",
    "Roth",
    "Moody's",
    "Guggenheim",
    "Lehman",
    "BTIG",
    "Cantor",
    "Wainwright",
    "S&P",
    "Goldman",
]


@pytest.mark.parametrize(
    "house", [*_RATING, "S&P Global", "Loop Capital", "Deutsche Bank", "H.C. Wainwright", "TD Cowen", "JPMorgan"]
)
def test_analysts_of_a_house_rate(house: str) -> None:
    assert lead_roles(house) == "mention"


@pytest.mark.parametrize(
    "company", ["Citic", "Citizens", "Rothschild", "Loop Industries", "Deutsche Telekom", "Cantora", "Lehmanns"]
)
def test_a_company_called_like_a_house_does_not_rate(company: str) -> None:
    assert lead_roles(company) == "subject"


@pytest.mark.parametrize(
    "served",
    [
        "Morgan Stanley acted as the representative of the underwriters. It may be had from Morgan Stanley.",
        "Morgan Stanley, LLC is acting as sole book-running manager for the offering. Ask Morgan Stanley.",
        "Morgan Stanley and Zorblax & Co. are acting as joint bookrunners. Ask Morgan Stanley.",
        "Morgan Stanley served as exclusive financial advisor, as Morgan Stanley did before.",
        "Morgan Stanley (the “Agent”) will act as exclusive placement agent. Ask Morgan Stanley.",
    ],
)
def test_who_serves_in_the_deal_of_another_is_a_mention(served: str) -> None:
    assert roles("Tesla sells shares", "Tesla sells shares.", served)["MS.US"] == "mention"


def test_who_serves_in_its_own_news_or_as_something_else_stays_a_subject() -> None:
    deal = "Morgan Stanley is acting as sole book-running manager. Ask Morgan Stanley."
    assert roles("Morgan Stanley sells Tesla shares", "Tesla sells shares.", deal)["MS.US"] == "subject"
    other = "Morgan Stanley and Intel said that Zorblax acted as financial advisor. Ask Morgan Stanley."
    assert roles("Tesla sells shares", "Tesla sells shares.", other)["MS.US"] == "subject"
    office = "Morgan Stanley acted as if it were asleep. Ask Morgan Stanley."
    assert roles("Tesla sells shares", "Tesla sells shares.", office)["MS.US"] == "subject"

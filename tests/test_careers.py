"""Whom somebody has left is no company of an article."""

from __future__ import annotations

import time

import pytest

from feedsvc.companies import formats
from feedsvc.companies.careers import is_former
from feedsvc.companies.evidence import declared
from feedsvc.companies.matcher import Matcher
from feedsvc.companies.registry import Registry
from feedsvc.model import Zone


def _at(text: str) -> tuple[str, int, int]:
    start, end = text.index("{"), text.index("}") - 1
    return text.replace("{", "").replace("}", ""), start, end


@pytest.mark.parametrize(
    "text",
    [
        "前{百度}架构师张三",
        "主讲人是前 {Meta} 首席工程师",
        "张三:前 Alexa、{Microsoft} AI 研究员",
        "她曾任职于{华为}、腾讯,现为顾问",
        "她曾任职于华为、{腾讯},现为顾问",
        "她先后供职于麦肯锡和{高盛}",
        "他曾在{百度}、腾讯工作",
        "他曾在百度、{腾讯}工作",
        "曾在{Google}和Zorblax打造基础设施",
        "曾任{腾讯}副总裁的张三",
        "历任百度、{华为}高管",
        "a former {Google} engineer",
        "former Google and {Meta} engineers",
        "former {Google} and Meta engineers",
        "She was formerly at Google and {Meta}.",
        "He previously worked at Amazon, Microsoft and {Boeing}.",
        "Before founding Zorblax, she led engineering at Netflix and {Uber}.",
        "Prior to joining Zorblax, Ann Roe served as finance chief at {Intel}.",
        "She has held senior positions in finance at Dell, {HP} and Zorblax.",
        "He spent eight years at Morgan Stanley and {Goldman Sachs}.",
        "She spent ten long years as a banker with {Goldman Sachs}.",
        "Ms. Roe spent two decades leading design at {Apple}.",
        "Prior to that, she served as counsel for {Pfizer}.",
        "他曾在{百度}工作多年",
        "with years of industry experience at {Morgan Stanley}, BofA and others",
        "Two {Uber} alumni founded it.",
        "She brings years of insight, with prior roles at Zorblax and {PwC}.",
        "after earlier senior positions with {Copart} and Zorblax",
        "原{百度}高管张三出任总裁",
        "由原{百度}集团(中国)商务副总裁张三接任",
        "Zorblax and {Uber} Veterans Launch a Bank",
        "Ex-{Google} Engineers Raise Money",
        "2006年6月至2006年8月,就职于{江苏甲乙农资有限公司},任投资助理",
        "彼于2005年7月至2006年3月担任{仁宝}电子的电子工程员",
        "1989年6月至1995年5月,任{甲乙}技术员、车间主任",
        "2007年5月至2008年4月,就职于江苏{嘉吉}农资,任投资助理",
        "2001年至2005年在{华为}工作",
        "2010年7月-2012年3月历任甲乙工程师、{丙丁}厂长",
        "1998.07-2003.05 {中兴通讯} 工程师",
        "14年从业经验,曾任{华创证券}分析师,中银国际证券业务经理",
        "曾任华创证券分析师,{中银国际证券}业务经理",
        "曾任甲乙股份有限公司会计、主任,丙丁集团人事处处长,{戊己}总经理,现任庚辛董事",
        "历任甲乙有限公司副总裁兼{丙丁}大区总经理,戊己经理",
        "曾先后担任甲乙经理、美国{丙丁}公司技术总监等职",
        "2012年8月至2019年7月在{甲乙银行}金融市场部从事产品研发",
        "Former {Zorblax Inc} ZRB.N Chief Executive Ann Roe was named",
        "the former {Zorblax Inc} ( ZRB.N ) chief executive",
    ],
)
def test_whom_somebody_has_left_is_former(text: str) -> None:
    assert is_former(*_at(text))


@pytest.mark.parametrize(
    "text",
    [
        "目前百度、{腾讯}工程师正在修复",
        "前三季度小米、{华为}高管增持",
        "她任职于{华为},负责云业务",
        "苹果曾是{高通}最大的客户",
        "腾讯曾在{华为}应用商店上架游戏",
        "华为曾在{深圳华强}北开店",
        "Amazon said a previously announced partnership with {Microsoft} goes on.",
        "The engineer worked at {Boeing} for years.",
        "Before founding a unit, Samsung met suppliers and waited for {Intel}.",
        "customer experience at {Walmart} has improved",
        "Former Vice President Gore praised {Apple} managers.",
        "the held shares of {Intel}",
        "The firm spent two years in litigation with {Apple}.",
        "AMD has spent many years chipping away at {Intel}.",
        "Prior to this, Zorblax served as the test lab for {Apple}.",
        "Zorblax previously was the only supplier of modems for {Apple}.",
        "他此前在{百度}工作会议上表示",
        "董事会此前在{阿里巴巴}任命新CEO",
        "系统还原{百度}高管的讲话",
        "The fund cut prior positions in Zorblax and bought {Apple}.",
        "new roles at {Apple}",
        "原因:{百度}高管离职",
        "A Parade for {Ford} Veterans Day",
        "2004年5月至今,担任{甲乙}董事长",
        "2018年至2020年,{百度}CEO表示",
        "2016年至2020年担任{华为}供应商",
        "2016年至2020年,{华为}员工增加",
        "2019年至2021年,在{华为}支持下",
        "2023年1月至6月任{甲乙}董事长",
        "历任甲厂厂长,现任甲乙董事长、{丙丁}董事",
        "前美国商务部助理部長、{Zorblax LLP}主席張三",
        "曾任甲乙经理,2019年创办{丙丁}并任董事长",
        "曾任甲乙经理,带领团队收购了{丙丁}总部大楼,任总经理",
        "曾任甲乙经理。{丙丁}董事长表示",
    ],
)
def test_who_is_told_of_is_not_former(text: str) -> None:
    assert not is_former(*_at(text))


def test_legal_names_of_posts_that_are_over_are_no_companies_and_no_piece_of_one_is() -> None:
    text = "张三曾任贵州神奇制药有限公司经理、上海甲乙有限公司董事，齐鲁药业集团总裁，现任江苏丙丁有限公司董事。"
    zones = (Zone("body", text),)
    files = "600613.SH | | 神奇制药 |\n600001.SH | | 甲乙 | 上海甲乙有限公司\n600002.SH | | 丙丁 | 江苏丙丁有限公司\n"
    matcher = Matcher(Registry(formats.parse(files, "x").companies))
    assert [one.key for one in matcher.match(zones, declared({}, zones, ()))] == ["600002.SH"]


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("Uber Veterans Build a Chip", []),
        ("Uber alumni raise money", []),
        ("Uber Builds a Chip for Veterans", ["UBER.US"]),
    ],
)
def test_who_was_left_is_no_company_of_a_title_that_it_begins(title: str, found: list[str]) -> None:
    matcher = Matcher(Registry(formats.parse("UBER.US | | 优步 | Uber\n", "x").companies))
    assert [one.key for one in matcher.match((Zone("title", title),), ())] == found


@pytest.mark.parametrize(
    "piece",
    [
        "former A and ",
        "前A、",
        "曾在A、",
        "previously worked at A, ",
        "held ",
        "A B C D ",
        "spent a b years ",
        "Before that, he was ",
        "2001年1月至2002年2月任A工程师、",
        "2001年至2002年在A、",
        "曾任A师,",
        "历任A师、B师,",
    ],
)
def test_careers_in_hostile_repetition_are_bounded(piece: str) -> None:
    text = piece * 4000
    places = [at for at in range(len(text)) if text[at] == "A"]
    started = time.process_time()
    for at in places[-200:]:
        is_former(text, at, at + 1)
    assert time.process_time() - started < 2


def test_a_legal_name_of_years_that_have_ended_is_none_of_the_article() -> None:
    text = "2006年6月至2007年8月，担任甲乙农资有限公司经理；2007年9月至今，就职于丙丁农资有限公司。"
    declared_in = declared({}, (Zone("body", text),), ())
    assert [one.name for one in declared_in if one.tier == "legal"] == ["丙丁农资有限公司"]


def test_who_was_left_behind_a_comma_is_no_company_of_a_text() -> None:
    matcher = Matcher(Registry(formats.parse("601696.SH | | 中银证券 | 中银国际证券\n", "x").companies))
    text = "曾任华创证券分析师，中银国际证券业务经理。"
    assert not matcher.match((Zone("body", text),), ())
    assert matcher.match((Zone("body", text.replace("曾任", "，")),), ())

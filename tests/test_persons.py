"""Persons and everyday words that are written as companies' names are, found with the starter registry."""

from __future__ import annotations

from importlib import resources

import pytest

from feedsvc.companies import formats
from feedsvc.companies.matcher import Matcher
from feedsvc.companies.persons import is_called_so, is_surname
from feedsvc.companies.registry import Registry, merge
from feedsvc.model import Zone


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    """Of the companies that the package knows by itself."""
    files = (resources.files("feedsvc") / "companies/starter").iterdir()
    parsed = (formats.parse(file.read_text(encoding="utf-8"), file.name) for file in files)
    return Matcher(Registry(merge(*parsed).companies))


def at(text: str) -> tuple[str, int, int]:
    """A text with its name in braces, as text, start and end."""
    start, end = text.index("{"), text.index("}") - 1
    return text.replace("{", "").replace("}", ""), start, end


@pytest.mark.parametrize(
    "text",
    [
        "Matt {Roche}",
        "* Markus {Siemens}\n* Nick",
        "thanks to Arlo {Siemens} for the fix",
        "handle errors (Christopher {Monsanto})",
        "use strictEqual (Jayson D. {Henkel}) [#16013]",
        "Welcome J. {Philips}, and others",
        "Björn {Dell}, Zoë {Ford}",
        "- Jason {Gartner}, Vice President",
    ],
)
def test_who_has_a_given_name_is_a_person(text: str) -> None:
    assert is_surname(*at(text))


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
    ],
)
def test_who_has_none_is_a_company(text: str) -> None:
    assert not is_surname(*at(text))


@pytest.mark.parametrize(
    ("text", "person"), [("弗里曼·戴森", True), ("布伦特·沃特世", True), ("京东·戴森", False), ("·戴森", False)]
)
def test_a_dot_behind_a_foreign_given_name(text: str, person: bool) -> None:
    assert is_called_so(text, text.index("·") + 1) is person


@pytest.mark.parametrize(
    "text",
    [
        "时间都去哪儿了?谁去哪儿旅游了?爸爸你去哪儿啊",
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
        "Posted by John Dell'Aquila in comp.lang",
        "Thanks to Christopher Monsanto and Sebastiaan Deckers (both new)",
        "Before Java NIO there were several ways",
        "Nothing says love like a Timescale of the NTP",
    ],
)
def test_everyday_words_and_persons_are_no_company(matcher: Matcher, text: str) -> None:
    assert [mention.key for mention in matcher.match((Zone("body", text),), ())] == []


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("去哪儿网公布了数据", "QUNR.US"), ("去哪儿宣布裁员", "QUNR.US"), ("Qunar said", "QUNR.US"),
        ("好未来股价大涨", "TAL.US"), ("学而思与好未来", "TAL.US"), ("长和的股价,李嘉诚", "00001.HK"),
        ("中国移动与中移动", "600941.SH"), ("快手发布财报", "01024.HK"), ("短视频平台快手", "01024.HK"),
        ("美图公司", "01357.HK"), ("传奇生物的CAR-T疗法", "LEGN.US"), ("Dell's laptops", "DELL.US"),
        ("戴森公司的吸尘器,戴森", "戴森"), ("NIO delivered 20,000 EVs", "NIO.US"), ("Nothing Technology", "Nothing"),
        ("金山办公的WPS", "688111.SH"), ("Siemens and Roche", "西门子"), ("旭辉控股与旭辉", "00884.HK"),
    ],
)  # fmt: skip
def test_the_companies_themselves_are_found(matcher: Matcher, text: str, key: str) -> None:
    assert key in [mention.key for mention in matcher.match((Zone("body", text),), ())]

"""Known names with which the legal names of others begin."""

from __future__ import annotations

import time

import pytest

from feedsvc.companies import evidence, formats, learning
from feedsvc.companies.lessons import lessons
from feedsvc.companies.matcher import Matcher
from feedsvc.companies.registry import Registry
from feedsvc.model import Mention, Zone

KNOWN = Registry(
    formats.parse(
        """\
VSH.US    | | 威世科技   | Vishay
601127.SH | | 赛力斯     | SERES, Seres
KO.US     | | 可口可乐   | Coca-Cola, The Coca-Cola Company
AMZN.US   | | 亚马逊     | Amazon
GILD.US   | | 吉利德     | Gilead
DAL.US    | | 达美航空   | Delta Air Lines, ?Delta
SIE.DE    | | 西门子     | Siemens
ENR.DE    | | 西门子能源 | Siemens Energy
TGT.US    | | 塔吉特     | ?Target
7203.T    | | 丰田汽车   | Toyota, 丰田
泰康保险  | | 泰康保险   | 泰康
600104.SH | | 上汽集团   | 上汽
""",
        "x",
    ).companies
)


def matched(title: str, body: str) -> dict[str, Mention]:
    """The companies of an article that is the only teacher, by key."""
    zones = (Zone("title", title), Zone("body", body))
    declared = evidence.declared({}, zones, ())
    taught = [learning.Support(lesson, 1) for lesson in lessons(zones, declared, KNOWN)]
    found = Matcher(Registry(learning.learn(KNOWN, taught).companies)).match(zones, declared)
    return {mention.key: mention for mention in found}


@pytest.mark.parametrize(
    ("text", "key", "words"),
    [
        (
            "Vishay Precision Group, Inc. rose. Vishay Precision Group makes it. Vishay said so.",
            "Vishay Precision Group",
            3,
        ),
        ("Vishay Precision Group, Inc. (NYSE: VPG) rose. Vishay said so.", "VPG.US", 2),
        ("Vishay Precision Group, Inc. (NYSE: VPG) rose. Vishay said so. It is part of Vishay's plan.", "VPG.US", 3),
        ("Seres Therapeutics, Inc. (NASDAQ: MCRB) rose. Seres said so.", "MCRB.US", 2),
        ("Coca-Cola Consolidated, Inc. rose. Coca-Cola Consolidated fell.", "Coca-Cola Consolidated", 2),
        ("Delta Corp rose. Delta said so.", "Delta Corp", 2),
        ("Delta Corp (NSE: DELTACORP) rose. Delta said so.", "DELTACORP.NS", 2),
        ("Target Hospitality Corp. (NASDAQ: TH) rose. Target said so.", "TH.US", 2),
    ],
)
def test_a_known_name_with_which_another_s_legal_name_begins_is_the_other_s(text: str, key: str, words: int) -> None:
    found = matched("News", text)
    assert list(found) == [key]
    assert sum(one.tier == "name" for one in found[key].reasons) == words


@pytest.mark.parametrize(
    ("title", "text", "key"),
    [
        ("News", "Amazon said its unit Amazon Web Services, Inc. rose. Amazon fell.", "AMZN.US"),
        ("Amazon grows", "Amazon Web Services, Inc. rose. Amazon said so.", "AMZN.US"),
        ("News", "Coca-Cola Consolidated, Inc. (NASDAQ: COKE) bottles for The Coca-Cola Company.", "KO.US"),
        ("News", "Vishay Precision Group, Inc. (NYSE: VPG) left the Vishay Company in 2010. Vishay said so.", "VSH.US"),
        ("News", "Vishay Precision Group, Inc. (NYSE: VPG) left Vishay Inc (NYSE: VSH).", "VSH.US"),
        ("News", "Amazon Inc. (NASDAQ: AMZNX) rose. Amazon said so.", "AMZN.US"),
        ("News", "Delta Corp is no airline. Delta Air Lines rose.", "DAL.US"),
        ("News", "Gilead Sciences, Inc. rose. Gilead said so.", "GILD.US"),
        ("News", "Vishay Commerce, Inc. rose. Vishay said so.", "VSH.US"),
        ("News", "Siemens Energy AG (ENR.DE) rose. Siemens, its mother, fell.", "SIE.DE"),
        ("Amazon Sues Zorblax LLC", "Amazon said so. Amazon fell.", "AMZN.US"),
        ("News", "Vishay said so. Vishay Precision Group, Inc. (NYSE: VPG) rose.", "VSH.US"),
        ("Toyota cuts output", "Toyota Boshoku Corp (3116.T) fell. Toyota said so. Toyota fell.", "7203.T"),
        ("Target cuts prices", "Target Hospitality Corp. (NASDAQ: TH) rose. Target said so.", "TGT.US"),
        ("News", "Siemens Gamesa Renewable Energy Corp, a unit of Siemens, fell. Siemens rose.", "SIE.DE"),
        ("News", "Toyota Boshoku Corp (3116.T), which is partly owned by Toyota, fell. Toyota rose.", "7203.T"),
        ("News", "Toyota Boshoku Corp (3116.T) and its parent company, Toyota, fell. Toyota rose.", "7203.T"),
        ("News", "Toyota (Shanghai) Co., Ltd. makes cars. Toyota rose.", "7203.T"),
    ],
    ids=[
        *(
            "stands before",
            "in the title",
            "other name",
            "company",
            "code",
            "a wrong code",
            "all of a name",
            "trade",
            "other trade",
            "both known",
            "title",
        ),
        *("before a code", "title beside a code", "title, a word", "unit", "owned", "parent", "bracket"),
    ],
)
def test_a_known_company_keeps_its_name_beside_a_longer_one(title: str, text: str, key: str) -> None:
    assert key in matched(title, text)


def test_a_mother_company_has_its_own_news_beside_a_supplier_with_a_code() -> None:
    text = "Suppliers such as Toyota Boshoku Corp (3116.T) fell. Toyota said it would cut output. Toyota fell 3%."
    found = matched("Toyota cuts output", text)
    assert {key: mention.role for key, mention in found.items()} == {"7203.T": "subject", "3116.T": "mention"}


@pytest.mark.parametrize("title", ["Target cuts prices", "Prices at Target fall"])
def test_words_of_a_name_that_is_not_claimed_are_not_the_longer_one_s(title: str) -> None:
    found = matched(title, "Target Hospitality Corp. (NASDAQ: TH) rose. Prices at Target fell.")
    assert all(one.zone != "title" for one in found["TH.US"].reasons)


def test_a_known_company_beside_a_namesake_has_none_of_the_words_of_its_name() -> None:
    text = "Coca-Cola Consolidated, Inc. (NASDAQ: COKE) bottles for The Coca-Cola Company. Coca-Cola rose."
    starts = [one.start for one in matched("News", text)["KO.US"].reasons if one.tier == "name"]
    assert text.index("The Coca") in starts
    assert 0 not in starts


def test_many_namesakes_are_read_in_linear_time() -> None:
    body = "".join(f"Vishay Widgets{at} Corp. (NYSE: V{at:04}) rose. " for at in range(500)) + "Vishay fell. " * 10_000
    started = time.process_time()
    matched("News", body)
    assert time.process_time() - started < 8


@pytest.mark.parametrize(
    ("title", "body", "known"),
    [
        ("与同益泰康合作", "公司与海南同益泰康制药有限公司签约。同益泰康有经验。", set()),
        ("与同益泰康合作，泰康入股", "公司与海南同益泰康制药有限公司签约。", {"泰康保险"}),
        ("与武汉泰康合作", "公司与湖北武汉泰康养老有限公司签约。", {"泰康保险"}),
        ("上汽丰田销量上升", "上汽丰田汽车有限公司公布。", {"600104.SH", "7203.T"}),
    ],
)
def test_a_piece_of_the_short_form_of_a_chinese_legal_name_is_no_known_company(
    title: str, body: str, known: set[str]
) -> None:
    assert matched(title, body).keys() & {"泰康保险", "7203.T", "600104.SH"} == known

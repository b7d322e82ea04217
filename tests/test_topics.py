"""What stands behind a company's name and makes another thing of it."""

from __future__ import annotations

import pytest

from feedsvc.companies.topics import is_topic


@pytest.mark.parametrize(
    ("name", "behind", "topic"),
    [
        ("苹果", "概念股", True),
        ("蔚来", "资本领投", True),
        ("凯雷", "资本领投", False),
        ("腾讯", "资本开支", False),
        ("软银", "队昨晚获胜", True),
        ("京东", "战队夺冠", True),
        ("上汽", "女排晋级", True),
        ("苏宁", "足球俱乐部解散", True),
        ("丰田", "体育场对阵加纳", True),
        ("柯达", "剧院颁奖", True),
        ("Trimble", " Technical High School", True),
        ("Kodak", " Black sings", True),
        ("Kodak", " black film", False),
        ("Facebook", ".com/example", True),
        ("Amazon.com", "/dp/1", True),
        ("NatWest", " Challenge at the ground", True),
        ("Volvo", " China Open.", True),
        ("UBS", " Cup final", True),
        ("Google", " Challenge EU fine", False),
        ("Microsoft", " Open to talks", False),
        ("Alibaba", " Challenge", False),
        ("Alibaba", " Challenge\n", False),
        ("ICI", " Challenge, which rain ended", True),
        ("Walmart", " Open on Easter?", False),
        ("Walmart", " Open on Labor Day", False),
        ("Starbucks", " Open at Midnight", False),
        ("BNP Paribas", " Open in Indian Wells", True),
        ("Walmart", " Thanksgiving hours", False),
        ("Macy's", " Thanksgiving Day Parade", True),
        ("Mazda", " Raceway", True),
        ("Bayer", " 04 Leverkusen", True),
        ("Bank of America", " Tower sold", True),
        ("Woodside", " Crematorium on Monday", True),
        ("Woodside", " Energy said", False),
        ("FedEx", " Cup playoffs begin", True),
        ("Chevron", " Island, a suburb", True),
        ("Macquarie", " Street was closed", True),
        ("Google", " Street View cars", False),
        ("Tesla", " Road Trip", False),
        ("Goldman Sachs", " Bay Area office", False),
        ("Google", ".", False),
        ("华为", "队伍壮大", False),
        ("小米", "女性用户", False),
        ("Google", " Form before Friday", True),
        ("Google", " Sheets file", True),
        ("Google", " 表单报名", True),
        ("谷歌", "学术上的论文", True),
        ("Google", " Forms a new unit", False),
        ("Google", " reviews its policy", False),
        ("Google", " Cloud", False),
        ("Apple", " Calendar", False),
        ("Google", "/zx] runs scripts", True),
        ("Facebook", "/react is a library", True),
        ("Amazon", "/Google", False),
        ("Google", "/www.example.org/a", False),
        ("腾讯", "/ncnn", False),
    ],
)
def test_what_stands_behind_a_name_may_make_another_thing_of_it(name: str, behind: str, topic: bool) -> None:
    assert is_topic(name + behind, len(name)) == topic

"""What addresses tell trackers."""

from __future__ import annotations

import time
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedsvc.articles.tracking import RULES, clean, is_beacon, read

CLEANED = [
    ("https://n.example/a?utm_source=x", "https://n.example/a"),
    ("https://n.example/a?id=1&utm_source=x&b=2", "https://n.example/a?id=1&b=2"),
    ("https://n.example/a?utm_source=x&id=1#top", "https://n.example/a?id=1#top"),
    ("https://n.example/a?UTM_Source=x", "https://n.example/a"),
    ("https://n.example/a?utm%5Fsource=x&id=1", "https://n.example/a?id=1"),
    ("https://n.example/a?fbclid=x&gclid=y&msclkid=z", "https://n.example/a"),
    ("https://n.example/a#utm_source=x", "https://n.example/a"),
    ("https://n.example/a#utm_source=x&at=b", "https://n.example/a#at=b"),
    ("https://n.example/?spm=a.1.2", "https://n.example/"),
    ("https://n.example/#/route?utm_source=1", "https://n.example/#/route"),
    ("https://n.example/#/route?id=1&utm_source=1", "https://n.example/#/route?id=1"),
    ("https://www.bilibili.com/video/BV1?spm_id_from=1&p=2", "https://www.bilibili.com/video/BV1?p=2"),
    ("https://mp.weixin.qq.com/s?__biz=a&mid=1&idx=1&sn=b&chksm=c&scene=21", "https://mp.weixin.qq.com/s?__biz=a&mid=1&idx=1&sn=b"),
    ("https://youtu.be/dQw4w9WgXcQ?si=x&t=5", "https://youtu.be/dQw4w9WgXcQ?t=5"),
    ("https://www.youtube.com/watch?v=1&feature=share", "https://www.youtube.com/watch?v=1"),
    ("https://x.com/a/status/1?s=20&t=abc", "https://x.com/a/status/1"),
    ("https://mobile.twitter.com/a/status/1?s=20", "https://mobile.twitter.com/a/status/1"),
    ("https://link.zhihu.com/?target=https%3A//n.example/a%3Futm_source%3Db%26id%3D1", "https://n.example/a?id=1"),
    ("https://www.google.com/url?sa=t&q=https://n.example/a&usg=A", "https://n.example/a"),
    ("https://link.zhihu.com/?target=https%3A//link.juejin.cn/%3Ftarget%3Dhttps%253A//n.example/a", "https://n.example/a"),
    ("https://e1.safelinks.protection.outlook.com/?url=https%3A%2F%2Fn.example%2Fa&data=05", "https://n.example/a"),
]  # fmt: skip
LEFT = [
    "https://n.example/a",
    "https://n.example/a?id=1",
    "https://n.example/NewsShare.html?infoCode=NW202202152277399349",
    "https://n.example/a?from=home&source=b&ref=c",
    "https://n.example/a?s=20&t=abc",
    "https://n.example/a?si=1&feature=x",
    "https://n.example/a?",
    "https://n.example/a#",
    "https://n.example/a?a=1&&b=2",
    "https://n.example/a?q=utm_source",
    "https://n.example/a?x=%E4%BA%AC&y=+",
    "https://n.example/a#utm_source",
    "https://n.example/a#part-2",
    "https://n.example/a#/route?x=1",
    "https://notx.com/a?s=20",
    "https://www.google.com/search?q=https://n.example/a",
    "https://www.google.com/url?q=https://n.example/a?b=1&c=2",
    "https://link.zhihu.com/?target=javascript%3Asteal()",
    "https://link.zhihu.com/?target=https%3A%2F%2Fbank.example%40evil.example",
    "https://n.example/?target=https%3A//n.example/a",
    "https://n.example/utm_source=x",
    "mailto:a@b.example?subject=utm_source",
    "https://[::1/a?b=1",
    "",
]


@pytest.mark.parametrize(("address", "expected"), CLEANED)
def test_parameters_of_trackers_go(address: str, expected: str) -> None:
    assert clean(address) == expected


@pytest.mark.parametrize("address", LEFT)
def test_every_other_address_stays_to_the_byte(address: str) -> None:
    assert clean(address) == address


@pytest.mark.parametrize(
    ("address", "beacon"),
    [
        ("https://pixel.wp.com/g.gif?blog=1", True),
        ("http://feeds.feedburner.com/~r/x/1", True),
        ("https://www.facebook.com/tr?id=1", True),
        ("https://hm.baidu.com/hm.gif", True),
        ("https://hm.baidu.com./h.gif", True),
        ("https://www.google-analytics.com/g/collect?v=2", True),
        ("https://region1.google-analytics.com/g/collect", True),
        ("https://google-analytics.com/collect", True),
        ("https://notgoogle-analytics.com/collect", False),
        ("https://medium.com/_/stat?event=post", True),
        ("https://www.facebook.com/some/photo.png", False),
        ("https://medium.com/a/picture.png", False),
        ("https://pixel.wp.com.evil.example/g.gif", False),
        ("https://n.example/pixel.wp.com/g.gif", False),
        ("https://feeds.feedburner.com/blog", False),
        ("x", False),
        ("https://[bad", False),
    ],
)
def test_beacons_are_known_by_host_and_path(address: str, beacon: bool) -> None:
    assert is_beacon(address) is beacon


def test_a_host_of_very_many_labels_takes_linear_time() -> None:
    start = time.process_time()
    assert clean(f"https://{'a.' * 200_000}x.com/?s=1&b=2").endswith("x.com/?b=2")
    assert time.process_time() - start < 2


def test_a_line_of_no_rule_is_told() -> None:
    with pytest.raises(ValueError, match="'everywere utm_x' is no rule"):
        read("# a\n\neverywere utm_x\n")


def test_the_list_names_no_parameter_that_chooses_a_document() -> None:
    for name in (
        "id",
        "infocode",
        "from",
        "source",
        "ref",
        "p",
        "page",
        "q",
        "v",
        "aid",
        "bvid",
        "sn",
        "mid",
        "idx",
        "__biz",
    ):
        assert name not in RULES.names
        assert not name.startswith(RULES.beginnings)


@settings(max_examples=300)
@given(st.lists(st.text("ab_utmsource=&?#%5F", max_size=12), max_size=6).map("&".join))
def test_cleaning_is_a_fixed_point_and_keeps_the_others_in_order(query: str) -> None:
    address = f"https://n.example/a?{query}"
    made = clean(address)
    assert clean(made) == made
    rest = iter(parse_qsl(urlsplit(address).query, keep_blank_values=True))
    assert all(pair in rest for pair in parse_qsl(urlsplit(made).query, keep_blank_values=True))

"""Marks put back into titles."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedsvc.articles.titles import of_post, restored

CASES = {
    "curly_quotes": ("打造_健康管理_服务新模式", "以“健康管理”新模式", "打造“健康管理”服务新模式"),
    "two_pairs": ("_A1_与_B2_", "「A1」和“B2”", "「A1」与“B2”"),
    "text_with_two_closing_marks_and_a_right_pair": ("造_健康_新", "造”健康”新，“健康”", "造“健康”新"),
    "text_without_quotes": ("漏洞_Augury_", "名为 Augury 的漏洞", "漏洞_Augury_"),
    "straight_quotes": ("漏洞_Augury_", '漏洞"Augury" Apple', "漏洞_Augury_"),
    "name_with_underscores_in_the_text": ("用_main_函数", "写成 _main_，即“main”", "用_main_函数"),
    "lone_colon": (
        "本周聚焦芯片_国产替代正在提速",
        "本周聚焦芯片：国产替代正在提速的背后",
        "本周聚焦芯片：国产替代正在提速",
    ),
    "lone_mark_shown_in_two_ways": ("aaaaaa_bbbbbb", "aaaaaa:bbbbbb aaaaaa?bbbbbb", "aaaaaa_bbbbbb"),
    "name_with_an_underscore": ("using snake_case names", "we like snake_case names", "using snake_case names"),
    "nothing_to_do": ("标题", "“标题”", "标题"),
    "far_too_long": ("_a_" + "x" * 500, "“a”", "_a_" + "x" * 500),
}


@pytest.mark.parametrize(("title", "text", "expected"), CASES.values(), ids=CASES)
def test_restored(title: str, text: str, expected: str) -> None:
    assert restored(title, text) == expected


@given(st.text("_a“”京 ", max_size=40), st.text("_a“”京 ", max_size=80))
def test_only_underscores_ever_change(title: str, text: str) -> None:
    made = restored(title, text)
    assert len(made) == len(title)
    assert all(old in (new, "_") for new, old in zip(made, title, strict=True))


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("2019-01-31-release-301", "Release 301"),
        ("19-1-31-iOS-and-API-", "Ios And Api"),
        ("2024-01-02-a--b", "A B"),
        ("2024-01-02-v1.2.", "V1.2"),
        ("2024-01-02-under_score", "Under_score"),
        ("2024-01-02-éa-b", "Éa B"),
        ("2024-01-02-中芯-国际", "中芯 国际"),
        ("release", "Release"),
        ("2024-01-02--", ""),
    ],
)
def test_a_posts_name_makes_the_title_that_jekyll_makes_of_it(name: str, title: str) -> None:
    assert of_post(f"a/_posts/{name}.md") == title

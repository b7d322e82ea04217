"""Soft line breaks, emphasis and addresses beside Chinese characters."""

from __future__ import annotations

import pytest

from feedsvc.articles.markup import to_html


def html_of(body: str) -> str:
    return to_html(body, "markdown", {}).html.strip()


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("中\n文", "<p>中文</p>"),
        ("中，\n文\n字", "<p>中，文字</p>"),
        ("中\nword", "<p>中\nword</p>"),
        ("中  \n文", "<p>中<br />\n文</p>"),
        ("# 标题\n正文", "<h1>标题</h1>\n<p>正文</p>"),
        ("> 引\n> 文", "<blockquote>\n<p>引文</p>\n</blockquote>"),
        ("- 甲\n  乙\n- 丙", "<ul>\n<li>甲乙</li>\n<li>丙</li>\n</ul>"),
        ("<p>中\n文</p>", "<p>中\n文</p>"),
        ("```\n中\n文\n```", "<pre><code>中\n文\n</code></pre>"),
        ("中\n\n文", "<p>中</p>\n<p>文</p>"),
    ],
)
def test_new_line_between_chinese_characters_is_no_space(body: str, expected: str) -> None:
    assert html_of(body) == expected


def test_rows_of_a_table_without_outer_bars_stay_rows() -> None:
    assert html_of("甲 | 乙\n--- | ---\n丙 | 丁\n戊 | 己").count("<tr>") == 3


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("**中文。**后", "<p><strong>中文。</strong>后</p>"),
        ("说**“引”**了", "<p>说<strong>“引”</strong>了</p>"),
        ("*（注）*后", "<p><em>（注）</em>后</p>"),
        ("**甲：**乙**丙：**丁", "<p><strong>甲：</strong>乙<strong>丙：</strong>丁</p>"),
        ("前**中**后", "<p>前<strong>中</strong>后</p>"),
        ("`**中。**后`", "<p><code>**中。**后</code></p>"),
        ("2 * 3 * 4。", "<p>2 * 3 * 4。</p>"),
        ("\\**中。*\\*后", "<p>*<em>中。</em>*后</p>"),
        ("a **b.**c", "<p>a **b.**c</p>"),
    ],
)
def test_emphasis_beside_chinese_punctuation(body: str, expected: str) -> None:
    assert html_of(body) == expected


def test_address_ends_before_chinese_punctuation() -> None:
    link = '<a href="http://a.example/x">http://a.example/x</a>'
    assert html_of("见http://a.example/x，谢谢（http://a.example/x）。") == f"<p>见{link}，谢谢（{link}）。</p>"

"""Soft line breaks, emphasis and addresses beside Chinese characters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedsvc.articles import emphasis
from feedsvc.articles.lookups import Dialect
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
        ("中文\n**粗**\n中文", "<p>中文<strong>粗</strong>中文</p>"),
        ("中文\n[链](/a)\n中文", '<p>中文<a href="/a">链</a>中文</p>'),
        ("中\n**[链](/a)**\n*word*", '<p>中<strong><a href="/a">链</a></strong>\n<em>word</em></p>'),
        ("中\n`a`\n文", "<p>中\n<code>a</code>\n文</p>"),
        ("中\n\n```\na\n```\n文", "<p>中</p>\n<pre><code>a\n</code></pre>\n<p>文</p>"),
    ],
)
def test_new_line_between_chinese_characters_is_no_space(body: str, expected: str) -> None:
    assert html_of(body) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("　　中。\n　　文。\n字。\n　　末。", "<p>　　中。</p>\n<p>　　文。字。</p>\n<p>　　末。</p>"),
        ("标题\n　　文。", "<p>标题</p>\n<p>　　文。</p>"),
        ("# 标题\n　　中。\n　　文。", "<h1>标题</h1>\n<p>　　中。</p>\n<p>　　文。</p>"),
        ("　　word\n　　**粗**", "<p>　　word</p>\n<p>　　<strong>粗</strong></p>"),
        ("　中\n　文", "<p>　中　文</p>"),
        ("中 　　文", "<p>中 　　文</p>"),
        ("- 中\n　　文", "<ul>\n<li>中　　文</li>\n</ul>"),
        ("1. 中\n　　文", "<ol>\n<li>中　　文</li>\n</ol>"),
        ("> 中\n　　文", "<blockquote>\n<p>中　　文</p>\n</blockquote>"),
        ("<p>中\n　　文</p>", "<p>中\n　　文</p>"),
        ("```\n中\n　　文\n```", "<pre><code>中\n　　文\n</code></pre>"),
    ],
)
def test_two_wide_blanks_begin_a_paragraph(body: str, expected: str) -> None:
    assert html_of(body) == expected


@pytest.mark.parametrize(
    ("item", "within"),
    [
        ("1. 第一点\n\n   说明文字。\n　　继续说明。", "<p>说明文字。　　继续说明。</p>"),
        ("1. 第一点\n\n\n\n   说明文字。\n　　继续说明。", "<p>说明文字。　　继续说明。</p>"),
        ("- 甲\n\n  中。\n\n  文。\n　　字。", "<p>文。　　字。</p>"),
        ("- 甲\n\n  - 乙\n\n    中。\n　　文。", "<p>中。　　文。</p>"),
    ],
)
def test_two_wide_blanks_in_an_item_are_part_of_it(item: str, within: str) -> None:
    made = html_of(f"{item}\n\n{item[:2]} 末")
    assert within in made
    assert made.endswith(("</ul>", "</ol>"))


def test_two_wide_blanks_begin_a_paragraph_below_an_indented_one_of_no_item() -> None:
    assert html_of("  中。\n　　文。") == "<p>中。</p>\n<p>　　文。</p>"
    assert html_of("- 甲\n\n乙\n\n  中。\n　　文。").endswith("<p>中。</p>\n<p>　　文。</p>")


def test_two_wide_blanks_begin_a_paragraph_where_lines_break_too() -> None:
    assert to_html("中\n文\n　　字", "markdown", {}, Dialect(breaks=True)).html.count("<p>") == 2


def test_two_wide_blanks_in_a_table_begin_a_row() -> None:
    assert html_of("甲 | 乙\n--- | ---\n　　丙 | 丁\n　　戊 | 己").count("<tr>") == 3


def test_rows_of_a_table_without_outer_bars_stay_rows() -> None:
    assert html_of("甲 | 乙\n--- | ---\n丙 | 丁\n戊 | 己").count("<tr>") == 3


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("**中文。**后", "<p><strong>中文。</strong>后</p>"),
        ("说**“引”**了", "<p>说<strong>“引”</strong>了</p>"),
        ("*（注）*后", "<p><em>（注）</em>后</p>"),
        ("<!-- more -->\n**中文。**后", "<!-- more -->\n<p><strong>中文。</strong>后</p>"),
        (
            "中\n文\n<!-- a -->\n<!-- b -->\n**中。**后\n文",
            "<p>中文</p>\n<!-- a -->\n<!-- b -->\n<p><strong>中。</strong>后文</p>",
        ),
        ("<!-- a\n**中。**后\n-->", "<!-- a\n**中。**后\n-->"),
        ("<!-- a --> 前\n**中。**后", "<!-- a --> 前\n<p><strong>中。</strong>后</p>"),
        ("<!-- a -->\n<div>\n**中。**后", "<!-- a -->\n<div>\n**中。**后"),
        ("**甲：**乙**丙：**丁", "<p><strong>甲：</strong>乙<strong>丙：</strong>丁</p>"),
        ("前**中**后", "<p>前<strong>中</strong>后</p>"),
        ("1、**原油涨3.61%，**LPG涨", "<p>1、<strong>原油涨3.61%，</strong>LPG涨</p>"),
        ("、**美债收益率集体收涨，**2年期", "<p>、<strong>美债收益率集体收涨，</strong>2年期</p>"),
        ("盘中**“熔断”**A股", "<p>盘中<strong>“熔断”</strong>A股</p>"),
        ("`**中。**后`", "<p><code>**中。**后</code></p>"),
        ("2 * 3 * 4。", "<p>2 * 3 * 4。</p>"),
        ("\\**中。*\\*后", "<p>*<em>中。</em>*后</p>"),
        ("a **b.**c", "<p>a **b.**c</p>"),
        ("中 **`x`**的", "<p>中 <strong><code>x</code></strong>的</p>"),
        ("中**`x`**的", "<p>中<strong><code>x</code></strong>的</p>"),
        ("**[链](/x)**很好", '<p><strong><a href="/x">链</a></strong>很好</p>'),
        ("***“都”***的", "<p><em><strong>“都”</strong></em>的</p>"),
        ("**他说：“*好*。”**后面", "<p><strong>他说：“<em>好</em>。”</strong>后面</p>"),
        ("~~删除。~~后", "<p><del>删除。</del>后</p>"),
        ("**‘한글’**은", "<p><strong>‘한글’</strong>은</p>"),
        ("**作者：**John", "<p><strong>作者：</strong>John</p>"),
        ("Python**（注）**是", "<p>Python<strong>（注）</strong>是</p>"),
        ("计算2*（3+4）*5的值", "<p>计算2*（3+4）*5的值</p>"),
        ("再算 a**（b）**c。", "<p>再算 a**（b）**c。</p>"),
        ("say **a\xa0**b", "<p>say <strong>a\xa0</strong>b</p>"),
        ("say **\xa0a** b", "<p>say <strong>\xa0a</strong> b</p>"),
        ("**　　一、标题**", "<p><strong>　　一、标题</strong></p>"),
        ("后面**　标题　**文字", "<p>后面<strong>　标题　</strong>文字</p>"),
        ("甲　** 乙　**丙", "<p>甲　** 乙　**丙</p>"),
        ("**a**\xa0**b** c", "<p><strong>a</strong>\xa0<strong>b</strong> c</p>"),
        ("2\xa0** 3 and 4\xa0** 5", "<p>2\xa0** 3 and 4\xa0** 5</p>"),
        ('<b title="中*“文”*字">中</b>', '<p><b title="中*“文”*字">中</b></p>'),
    ],
)
def test_emphasis_beside_chinese_punctuation(body: str, expected: str) -> None:
    assert html_of(body) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("**界面新闻：****你为什么离职？**他说", "<p><strong>界面新闻：你为什么离职？</strong>他说</p>"),
        ("**“****又要****再来****”**。", "<p><strong>“又要再来”</strong>。</p>"),
        ("共**2493个****：**包括", "<p>共<strong>2493个：</strong>包括</p>"),
        ("**MapDB****特性**", "<p><strong>MapDB特性</strong></p>"),
        ("**不是一致的！****客户打来", "<p><strong>不是一致的！</strong>客户打来</p>"),
        ("**甲****乙**\n丙**丁****戊**", "<p><strong>甲乙</strong>丙<strong>丁戊</strong></p>"),
        ("- **甲****乙**\n- 丙****丁", "<ul>\n<li><strong>甲乙</strong></li>\n<li>丙****丁</li>\n</ul>"),
        ("**电话138****1234**", "<p><strong>电话138****1234</strong></p>"),
        ("**尾号****1234**", "<p><strong>尾号****1234</strong></p>"),
        ("**甲**，张****先生", "<p><strong>甲</strong>，张****先生</p>"),
        ("2**3，张****先生", "<p>2**3，张****先生</p>"),
        ("**_甲_****_乙_**", "<p><strong><em>甲</em>****<em>乙</em></strong></p>"),
        ("**甲`a****b`乙**", "<p><strong>甲<code>a****b</code>乙</strong></p>"),
    ],
)
def test_what_is_bold_in_several_pieces_is_bold_in_one(body: str, expected: str) -> None:
    assert html_of(body) == expected


def test_address_ends_before_chinese_punctuation() -> None:
    link = '<a href="http://a.example/x">http://a.example/x</a>'
    assert html_of("见http://a.example/x，谢谢（http://a.example/x）。") == f"<p>见{link}，谢谢（{link}）。</p>"


@pytest.mark.parametrize(
    ("body", "address", "rest"),
    [
        ("https://x.example/路径?x=1。", "https://x.example/%E8%B7%AF%E5%BE%84?x=1", "。"),
        ("（https://x.example/a/文（甲）", "https://x.example/a/%E6%96%87", "（甲）"),
    ],
)
def test_address_with_chinese_characters_ends_before_punctuation(body: str, address: str, rest: str) -> None:
    made = html_of(body)
    assert f'href="{address}"' in made
    assert made.endswith(f"</a>{rest}</p>")


@pytest.mark.parametrize(
    ("body", "address", "rest"),
    [
        ("请访问https://www.example.com了解", "https://www.example.com", "了解"),
        ("见 https://x.example:8080详情", "https://x.example:8080", "详情"),
        ("见https://x.example/a/b.html查看", "https://x.example/a/b.html", "查看"),
        ("见 www.x.example/a_b?x=1。", "http://www.x.example/a_b?x=1", "。"),
        ("见 www.x.example了解", "http://www.x.example", "了解"),
    ],
)
def test_an_address_ends_before_the_words_that_follow_at_once(body: str, address: str, rest: str) -> None:
    assert html_of(body).endswith(f'<a href="{address}">{address.removeprefix("http://")}</a>{rest}</p>')


def test_a_path_in_chinese_and_a_www_within_a_word_stay() -> None:
    assert "%E8%B7%AF" in html_of("见https://x.example/路径，好")
    assert html_of("访问www.x.example。") == "<p>访问www.x.example。</p>"


@given(st.text(alphabet="*~a中，（“ \\\n[](x)<b>\x02\x03"))
def test_marks_are_all_that_is_added_for_emphasis(text: str) -> None:
    assert emphasis.mark(text).replace(emphasis.FLANK, "") == text
    assert emphasis.FLANK not in to_html(text, "markdown", {}).html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("*ST海航和*ST康得新公布财报。", "<p>*ST海航和*ST康得新公布财报。</p>"),
        ("S*ST海航与*ST凯瑞；5*3元", "<p>S*ST海航与*ST凯瑞；5*3元</p>"),
        ("*ST海航*大涨", "<p><em>ST海航</em>大涨</p>"),
        ("**ST海航**大涨", "<p><strong>ST海航</strong>大涨</p>"),
        ("\\*ST海航和*康得*", "<p>*ST海航和<em>康得</em></p>"),
        ("*ST海航*ST康得，*ST凯瑞", "<p>*ST海航*ST康得，*ST凯瑞</p>"),
        (
            '见<b title="*ST海航和*ST康得">*ST海航和*ST康得</b>',
            '<p>见<b title="*ST海航和*ST康得">*ST海航和*ST康得</b></p>',
        ),
        ("- *ST海航和*ST康得\n- 二", "<ul>\n<li>*ST海航和*ST康得</li>\n<li>二</li>\n</ul>"),
        ("*STRONG和STABLE*", "<p><em>STRONG和STABLE</em></p>"),
    ],
)
def test_the_warning_of_an_exchange_emphasizes_nothing(text: str, html: str) -> None:
    assert to_html(text, "markdown", {}).html.strip() == html

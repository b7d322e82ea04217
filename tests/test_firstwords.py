"""The first words of a text without a title."""

from __future__ import annotations

import pytest

from feedsvc.articles import firstwords, repair
from feedsvc.articles.growth import serialize

LONG = "a" * 81
NOTE = '<sup class="footnote-ref">1</sup>'
TABLE = "<table><tbody><tr><td>a</td></tr></tbody></table>"
QUOTED = "<blockquote><p>A</p><p>B.</p></blockquote>"
CASES = {
    "headline_above_a_paragraph": ("<p>A <b>b</b></p><p>C.</p>", "A b", "<p>C.</p>"),
    "headline_above_a_dateline": ("<p>A</p><p>2024-05-09 18:00</p><p>C.</p>", "A", "<p>2024-05-09 18:00</p><p>C.</p>"),
    "headline_below_a_dateline": ("<p>2024-05-09 18:00</p><p>A</p><p>C.</p>", "A", "<p>2024-05-09 18:00</p><p>C.</p>"),
    "headline_below_its_source": ("<p>来源：甲报</p><p>A</p><p>C.</p>", "A", "<p>来源：甲报</p><p>C.</p>"),
    "headline_of_80_columns": (f"<p>{'中' * 40}</p><p>C.</p>", "中" * 40, "<p>C.</p>"),
    "line_of_82_columns_stays": (f"<p>{'中' * 41}</p><p>C.</p>", "中" * 41, f"<p>{'中' * 41}</p><p>C.</p>"),
    "line_of_81_letters_stays": (f"<p>{LONG}</p><p>C.</p>", LONG, f"<p>{LONG}</p><p>C.</p>"),
    "sentence_stays": ("<p>A b.</p><p>C.</p>", "A b.", "<p>A b.</p><p>C.</p>"),
    "sentence_in_hindi_stays": ("<p>वह गया।</p><p>C.</p>", "वह गया।", "<p>वह गया।</p><p>C.</p>"),
    "clause_stays": ("<p>各位读者：</p><p>C.</p>", "各位读者：", "<p>各位读者：</p><p>C.</p>"),
    "only_paragraph_stays": ("<p>A</p>", "A", "<p>A</p>"),
    "paragraph_above_a_list_stays": ("<p>A</p><ul><li>b</li></ul>", "A", "<p>A</p><ul><li>b</li></ul>"),
    "linked_line_stays": ('<p><a href="x">A</a></p><p>C.</p>', "A", '<p><a href="x">A</a></p><p>C.</p>'),
    "line_with_a_picture_stays": ('<p><img src="x"/>A</p><p>C.</p>', "A", '<p><img src="x"/>A</p><p>C.</p>'),
    "line_with_a_footnote_stays": (f"<p>A{NOTE}</p><p>C.</p>", "A", f"<p>A{NOTE}</p><p>C.</p>"),
    "line_with_a_square_stays": ("<p>A m<sup>2</sup></p><p>C.</p>", "A m2", "<p>A m<sup>2</sup></p><p>C.</p>"),
    "formula_stays": ("<p>$$E = mc^2$$</p><p>C.</p>", "$$E = mc^2$$", "<p>$$E = mc^2$$</p><p>C.</p>"),
    "price_is_a_headline": ("<p>$5 a day</p><p>C.</p>", "$5 a day", "<p>C.</p>"),
    "paragraph_of_an_item_stays": ("<ol><li><p>A</p><p>C.</p></li></ol>", "A", "<ol><li><p>A</p><p>C.</p></li></ol>"),
    "item_of_a_loose_list_stays": ("<ul><li><p>A</p></li></ul><p>C.</p>", "A", "<ul><li><p>A</p></li></ul><p>C.</p>"),
    "paragraph_of_a_quotation_stays": (f"{QUOTED}<p>C.</p>", "A", f"{QUOTED}<p>C.</p>"),
    "headline_in_a_div": ("<div><p>A</p></div><p>C.</p>", "A", "<p>C.</p>"),
    "first_of_several_lines": ("<p>A<br/>b</p><p>C.</p>", "A", "<p>A<br/>b</p><p>C.</p>"),
    "line_below_a_dateline_in_its_paragraph": ("<p>2024-05-09 18:00<br/>A</p>", "A", "<p>2024-05-09 18:00<br/>A</p>"),
    "first_item_of_a_list": ("<ul><li>a</li></ul><p>C.</p>", "a", "<ul><li>a</li></ul><p>C.</p>"),
    "program_text_is_no_title": ("<pre>a</pre><p>C.</p>", "C.", "<pre>a</pre><p>C.</p>"),
    "nor_is_a_cell": (f"{TABLE}<p>C.</p>", "C.", f"{TABLE}<p>C.</p>"),
    "caption_is_no_title": ("<p>图：甲</p><p>C.</p>", "C.", "<p>图：甲</p><p>C.</p>"),
    "nothing_but_a_dateline": ("<p>2024-05-09 18:00</p>", "", "<p>2024-05-09 18:00</p>"),
    "nothing": ("", "", ""),
}


@pytest.mark.parametrize(("html", "title", "left"), CASES.values(), ids=CASES)
def test_first_words(html: str, title: str, left: str) -> None:
    tree = repair.parse(html)
    assert firstwords.take(tree) == title
    assert serialize(tree) == left


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("甲\n发布时间：2024-05-09 18:00\n乙", "甲\n\n发布时间：2024-05-09 18:00\n乙"),
        ("\nA\nPublished: March 28, 2022", "A\n\nPublished: March 28, 2022"),
        ("**A**\n2022-03-28", "**A**\n\n2022-03-28"),
        ("*A*\n2022-03-28", "*A*\n\n2022-03-28"),
        ("`A` goes\n2022-03-28", "`A` goes\n\n2022-03-28"),
        ("1.5亿元\n2022-03-28", "1.5亿元\n\n2022-03-28"),
        ("2022年报\n2022-03-28", "2022年报\n\n2022-03-28"),
        ("1. 前言\n来源：甲报 2024-01-02 10:00\n\n乙", "1. 前言\n\n来源：甲报 2024-01-02 10:00\n\n乙"),
        ("\n2) 甲\n2022-03-28\n \n乙\n\n3) 丙", "2) 甲\n\n2022-03-28\n \n乙\n\n3) 丙"),
        ("1. 前言\n来源：甲报\n2024-01-02 10:00\n\n乙", "1. 前言\n\n来源：甲报\n2024-01-02 10:00\n\n乙"),
    ],
)
def test_a_headline_at_once_above_a_dateline_is_parted_from_it(text: str, want: str) -> None:
    assert firstwords.parted(text) == want


@pytest.mark.parametrize(
    "between",
    [
        "来源：新华社",
        "來源：新華社",
        "记者：张三",
        "本报记者：张三",
        "作者：张三 来源：新华社",
        "文/张三",
        "编辑 : 张三",
        "通讯员：张三\n责任编辑：李四",
        "稿源：新华社\n栏目：财经",
        "来源：新华社\n记者：张三\n摄影：李四\n编辑：王五",
        "Source: Reuters",
        "By Jane Doe",
        "by J. R. van der Berg and Élodie O'Neil, Reuters",
    ],
)
@pytest.mark.parametrize("dateline", ["发布时间：2024-03-05 08:00", "2024-03-05 08:00", "March 5, 2024"])
def test_who_wrote_a_text_may_stand_between_its_headline_and_its_dateline(between: str, dateline: str) -> None:
    assert firstwords.parted(f"甲\n{between}\n{dateline}\n\n乙。") == f"甲\n\n{between}\n{dateline}\n\n乙。"


@pytest.mark.parametrize(
    "between",
    [
        "乙",
        "来源于新华社",
        "来源：新华社。",
        "京东健康：收入增长",
        "数据来源：Wind",
        "周一股市：上涨",
        "评论：上涨",
        "阅读 100",
        "- 来源：新华社",
        "记者：您好，请问您怎么看？",
        f"来源：{'新' * 60}",
        "By the end of the day",
        "By Friday prices had fallen",
        "Bye Jane",
        "In London",
        "来源：新华社\n乙",
        "来源：新华社\n\n",
        "来源：新华社\n记者：张三\n摄影：李四\n编辑：王五\n校对：赵六",
    ],
)
def test_a_line_of_the_text_between_a_headline_and_a_date_leaves_them_as_they_are(between: str) -> None:
    text = f"甲\n{between}\n2024-03-05 08:00\n\n乙。"
    assert firstwords.parted(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "甲",
        "甲\n乙",
        "甲。\n2024-05-09",
        "来源：甲报\n2024-05-09",
        "2024-05-09\n2024-05-09",
        f"{LONG}\n2024-05-09",
        "\n甲\n\n2024-05-09",
        "- one\n2022-03-28\n- two",
        "* one\n2022-03-28",
        "+ one\n2022-03-28",
        "> one\n2022-03-28",
        "| one |\n2022-03-28",
        "1. one\n2022-03-28\n2. two",
        "  10) one\n2022-03-28",
        "1. one\n2022-03-28\n\n2. two\n2022-03-29",
        "1. one\n来源：甲报\n2022-03-28\n\n2. two",
        "1. one\n2022-03-28\ntwo\n\nthree",
        "1.\n2022-03-28\n\ntwo",
        "- one\n2022-03-28\n\ntwo",
        "```\n2022-03-28 10:00\n```",
        "~~~ text\n2022-03-28 10:00\n~~~",
        "{% highlight text %}\n2022-03-28 10:00\n{% endhighlight %}",
        "$$\n2022-03-28\n$$",
    ],
)
def test_other_first_lines_stay_as_they_are(text: str) -> None:
    assert firstwords.parted(text) == text

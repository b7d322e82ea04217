"""Text by zone, and annotations at their exact places."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedsvc.articles.repair import parse, repair
from feedsvc.articles.zones import ZonesRead, charts, read
from feedsvc.model import Annotation, Removal
from tests.html_pieces import MARKUP

LEAD = "首段文字足够长，可以算作导语，因为它超过了二十个字符。"


def read_of(html: str, title: str = "") -> ZonesRead:
    tree = parse(html)
    repair(tree, None)
    return read(tree, title)


def zones_of(html: str) -> dict[str, str]:
    return {zone.name: zone.text for zone in read_of(html).zones}


def test_zones_of_an_article() -> None:
    html = (
        f'<h2>小标题</h2><p>短</p><p>{LEAD}</p><p>正文。</p><figure><img src="//i.example/a.jpg" alt="签约仪式现场">'
        "<figcaption>图说</figcaption></figure><p>▲ 左起为甲</p><p>图片来源：某网</p><p>图注：乙在右</p>"
        "<p>责任编辑：某人</p><p>（声明：仅供参考。）</p>"
    )
    assert zones_of(html) == {
        "lead": LEAD,
        "body": "小标题\n短\n正文。",
        "caption": "签约仪式现场\n图说\n▲ 左起为甲\n图片来源：某网\n图注：乙在右",
        "byline": "责任编辑：某人\n（声明：仅供参考。）",
    }


@pytest.mark.parametrize("line", ["By JANE SMITH, Thomson Reuters", "By Jane Smith<br>March 3, 2024", "本报记者 张三"])
def test_who_made_the_text_is_told_above_it(line: str) -> None:
    shown = line.replace("<br>", "\n")
    assert zones_of(f"<p>{line}</p><p>{LEAD}</p>") == {"lead": LEAD, "byline": shown}
    assert zones_of(f"<p>{LEAD}</p><p>{line}</p>") == {"lead": LEAD, "body": shown}
    assert zones_of(f"<h3>{line}</h3><p>{LEAD}</p>") == {"lead": LEAD, "body": shown}


def test_what_an_interviewer_asks_is_text() -> None:
    asked = "记者：某某公司今年的目标是什么？"
    html = f"<p>{LEAD}</p><p>{asked}</p><p>记者：张三</p>"
    assert zones_of(html) == {"lead": LEAD, "body": asked, "byline": "记者：张三"}


LONG = "甲证券及其雇员不对使用本报告承担责任。" * 20


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("分析师承诺：本报告由甲证券股份有限公司编制。" + LONG, "byline"),
        ("分析师声明 " + LONG, "byline"),
        ("【免责声明】" + LONG, "byline"),
        ("风险提示及免责条款<br>" + LONG, "byline"),
        ("本报告由甲证券股份有限公司（以下简称“本公司”）编制。" + LONG, "byline"),
        ("本研究报告仅供甲证券的客户使用。" + LONG, "byline"),
        ("Disclosure: The author holds shares of Microsoft and Amazon.com Inc.", "byline"),
        ("Full disclosure: I work for Microsoft. " + "It pays me. " * 20, "byline"),
        ("Analyst Certification. We hold shares of Microsoft.", "body"),
        ("Analyst certification: we hold shares of Microsoft.", "byline"),
        ("免责声明：" + LONG * 10, "body"),
        ("免责声明的效力在于甲公司如何写它。" + LONG, "body"),
        ("本报告由国家统计局发布，甲公司居首。" + LONG, "body"),
        ("本报告期内公司营收增长。" + LONG, "body"),
        ("【免責聲明】" + LONG, "byline"),
        ("本報告由甲證券股份有限公司編製。" + LONG, "byline"),
        ("記者：張三", "byline"),
        ("原标题：一家公司中标大单", "byline"),
        ("原標題：一家公司中標大單 公司昨日公告，將於下月開工。", "body"),
        ("原标题：一家公司中标大单 " + "公司称项目顺利" * 12, "body"),
        ("（責任編輯：張三）", "byline"),
        ("轉載自某報", "byline"),
        ("圖片來源：甲公司", "caption"),
        ("圖為甲公司的工廠。", "caption"),
        ("圖為什麼不動？甲公司這樣說。", "body"),
        ("聲明指，甲公司的工廠沒有停產。", "body"),
        ("声明称，甲公司的工厂没有停产。", "body"),
        ("声明 甲公司不对此负责。", "byline"),
        ("記者張三問甲公司的董事長。", "body"),
        ("免責聲明的效力在於甲公司如何寫它。" + LONG, "body"),
        ("Disclosures of data at Microsoft went on for years.", "body"),
    ],
)
def test_what_its_publisher_says_of_itself_is_no_text_of_an_article(text: str, zone: str) -> None:
    zones = zones_of(f"<p>{LEAD}</p><p>{text}</p>")
    assert list(zones) == ["lead", zone]


def test_digest_is_the_lead_however_short() -> None:
    assert zones_of(f"<blockquote><p>短摘要。</p></blockquote><p>{LEAD}</p>") == {"lead": "短摘要。", "body": LEAD}


@pytest.mark.parametrize(
    ("quotation", "expected"),
    [
        ("<p><strong>Note</strong></p>\n<p>短摘要。</p>", {"lead": "短摘要。", "body": f"Note\n{LEAD}"}),
        ("<p><strong>甲</strong></p>\n<blockquote>\n<p><strong>乙</strong></p>\n<p>短。</p></blockquote>\n",
         {"lead": "短。", "body": f"甲\n乙\n{LEAD}"}),
        ("<p><strong>Note</strong></p>\n<ul><li>甲</li></ul>", {"lead": LEAD, "body": "Note\n甲"}),
        ("\n<p><strong>短摘要。</strong></p>\n", {"lead": "短摘要。", "body": LEAD}),
        ("<p><strong>摘要</strong>：短。</p><p>乙。</p>", {"lead": "摘要：短。", "body": f"乙。\n{LEAD}"}),
        ("<p>甲。</p><p><strong>乙</strong></p><p>丙。</p>", {"lead": "甲。", "body": f"乙\n丙。\n{LEAD}"}),
    ],
)  # fmt: skip
def test_bold_title_of_a_quotation_is_no_digest(quotation: str, expected: dict[str, str]) -> None:
    assert zones_of(f"<blockquote>{quotation}</blockquote><p>{LEAD}</p>") == expected


def test_title_and_removed_source_lines_have_their_zones() -> None:
    removed = (
        Removal("source-line", "（文章来源：某网）"),
        Removal("footer-links", "返回首页"),
        Removal("editor-line", "编辑：甲"),
    )
    found = read(parse("<p>x</p>"), " 标\n题 ", removed).zones
    assert [(zone.name, zone.text) for zone in found] == [
        ("title", "标 题"),
        ("body", "x"),
        ("byline", "（文章来源：某网）\n编辑：甲"),
    ]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p> a \n  b\t</p>\n<p>c</p>", "a b\nc"),
        ("<p>C<span>PP</span>I 中<b>航</b></p>", "CPPI 中航"),
        ("<p>a <b> b</b> c</p>", "a b c"),
        ("<p>a<br>b</p>", "a\nb"),
        ("<p>京\u200b东\ufeff</p>", "京东"),
        ("<p>a\u00a0\u00a0b</p>", "a\u00a0\u00a0b"),
        ("<pre>a\n  b</pre>", "a\n  b"),
        ("<ul><li>a</li><li>b</li></ul>", "a\nb"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "a\nb"),
        ("<div><b>a</b><p>b</p>c</div>", "a\nb\nc"),
    ],
)
def test_white_space_is_what_a_browser_shows(html: str, text: str) -> None:
    assert zones_of(html)["body"] == text


@pytest.mark.parametrize("alt", ["image.png", "1.jpg", "Image", "图片", "图", "---- --", "K图 06618_0"])
def test_alternative_text_that_says_nothing_is_no_caption(alt: str) -> None:
    assert "caption" not in zones_of(f'<p>a<img src="https://i.example/a.jpg" alt="{alt}"></p>')


def test_annotation_of_nested_elements_is_one_with_all_codes() -> None:
    page = "http://quote.eastmoney.com/r/106.NIO"
    html = (
        f"<p>{LEAD}</p><p>据悉， 中<b>航</b>"
        f"<span id='stock_106.NIO'><a href='{page}' data-code='106,NIO'>蔚\u200b来</a></span>"
        f"<span id='quote_106.NIO'></span>汽车；<span web='1' href='{page}'> 蔚来 </span></p>"
    )
    assert read_of(html).annotations == (
        Annotation("蔚来", ("106,NIO", "stock_106.NIO"), page, "body", 6),
        Annotation("蔚来", (), page, "body", 12),
    )


def test_annotation_around_a_whole_paragraph_is_found() -> None:
    found = read_of('<div><a href="https://xueqiu.com/S/SH600519"><p>贵州茅台</p></a><p>x</p></div>').annotations
    assert found == (Annotation("贵州茅台", (), "https://xueqiu.com/S/SH600519", "body", 0),)


def test_annotation_with_a_direction_of_its_own_is_found() -> None:
    found = read_of('<p><span dir="ltr" data-code="1,600519">贵州茅台</span></p>').annotations
    assert [one.text for one in found] == ["贵州茅台"]


WORDS = st.sampled_from(
    ["蔚来", " ", "\n", "\u200b", "C", "PPI", "<br>", "<b>", "</b>", "</p><p>", "<pre>", "</pre>", "（来源：甲", "▲"]
)
TAGGED = st.sampled_from(
    [
        "<span data-code='1,600000'>",
        "<a href='https://xueqiu.com/S/SZ1'>",
        "<span id='stock_1.600000'>",
        "</span>",
        "</a>",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.one_of(MARKUP, st.lists(st.one_of(WORDS, TAGGED), max_size=40).map("".join)))
def test_annotation_stands_exactly_where_it_says(html: str) -> None:
    found = read_of(f"<p>{html}")
    texts = {zone.name: zone.text for zone in found.zones}
    for each in found.annotations:
        assert each.text
        assert texts[each.zone][each.start : each.start + len(each.text)] == each.text
    places = [(each.zone, each.start, each.text) for each in found.annotations]
    assert len(set(places)) == len(places)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (
            '<p><a href="http://quote.eastmoney.com/unify/r/116.06618" data-code="06618|116|5" class="EmImageRemark">'
            '<img src="https://webquoteklinepic.eastmoney.com/GetPic.aspx?nid=116.06618" alt="K图 06618_0"'
            ' data-code="K 06618|116|5"></a></p>',
            [
                (
                    "http://quote.eastmoney.com/unify/r/116.06618",
                    ("06618|116|5", "K 06618|116|5", "116.06618", "K图 06618_0"),
                )
            ],
        ),
        (
            '<p><a href="https://xueqiu.com/S/SH600519">\n<img src="logo.png"></a>x</p>',
            [("https://xueqiu.com/S/SH600519", ())],
        ),
        (
            '<p><img src="https://image.sinajs.cn/newchart/daily/n/sh600519.gif" data-code="sh600519"></p>',
            [("", ("sh600519",))],
        ),
        ('<p>x<span id="quote_106.NIO"></span></p>', []),
        ('<p><a href="https://xueqiu.com/S/SH600519">words</a></p>', []),
        ("<p>x</p>", []),
    ],
    ids=["live chart", "logo", "chart without a link", "empty span", "words", "nothing"],
)
def test_chart_is_an_annotation_without_words(html: str, expected: list[tuple[str, tuple[str, ...]]]) -> None:
    found = charts(parse(html))
    assert [(each.href, each.codes) for each in found] == expected
    assert all((each.text, each.start) == ("", -1) for each in found)

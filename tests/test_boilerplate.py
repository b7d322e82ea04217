"""Named rules: what each takes, where it stops, how much all may take."""

from __future__ import annotations

import time

import pytest

from feedsvc.articles.boilerplate import FREE, RULES, SHORT, SMALL, strip
from feedsvc.articles.growth import serialize
from feedsvc.articles.markup import to_html
from feedsvc.articles.repair import parse
from feedsvc.model import Label, Removal
from tests.body_stages import letters, seen

TEXT = "<p>正文的第一段，说明了事情的经过，也说明了各方的反应，篇幅足够长。</p>" * 20
CHARTED = "https://webquoteklinepic.eastmoney.com/GetPic.aspx?nid=116.06618"
CHART = (
    '<p><a href="http://quote.eastmoney.com/unify/r/116.06618" data-code="06618|116|5">'
    f'<img src="{CHARTED}" alt="K图 06618_0"></a></p>'
)


def rules_of(html: str, off: frozenset[str] = frozenset()) -> list[str]:
    return [removal.rule for removal in strip(parse(html), off).removed]


def test_rules_have_a_name_and_one_line() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)
    assert all(rule.takes and "\n" not in rule.takes for rule in RULES)


TAKEN = [
    ("source-line", "<p>（文章来源：新华财经）</p>"),
    ("source-line", "<p>来源：<span>上海</span><a href='/x'>证券</a>报</p>"),
    ("source-line", "<div>稿源: 某网</div>"),
    ("footer-links", '<p><a href="//h/c/k.html">返回某新闻</a>｜<a href="//h/">返回首页</a></p>'),
    ("footer-links", '<ul><li><a href="/">首页</a></li></ul>'),
    ("footer-links", '<p><a href="/posts/">Back to posts</a></p>'),
    ("original-link", '<p><a href="http://n.example/1.html">http://n.example/1.html</a></p>'),
    ("original-link", "<p>&lt;&gt;</p>"),
    ("editor-line", "<p>责任编辑：某人</p>"),
    ("editor-line", "<p>（编辑：甲 校对：乙）</p>"),
    ("the-end", "<p> - THE END -</p>"),
    ("the-end", "<p>（全文完）</p>"),
    ("the-end", "<p>（完）</p>"),
    ("reprint-line", "<p>转载请注明出处：某网</p>"),
    ("reprint-line", "<p>未经授权，禁止转载。</p>"),
    ("reprint-line", "<p>未經授權，禁止轉載。</p>"),
    ("reprint-line", "<p>轉載請註明出處：某網</p>"),
    ("reprint-line", "<p>版權所有 某報</p>"),
    ("source-line", "<p>來源：經濟日報</p>"),
    ("source-line", "<p>（文章來源：新華財經）</p>"),
    ("editor-line", "<p>責任編輯：某人</p>"),
    ("editor-line", "<p>（編輯：甲 校對：乙）</p>"),
    ("the-end", "<p>（全文結束）</p>"),
    ("share-bar", "<p>分享到：微博 豆瓣 騰訊 複製鏈接</p>"),
    ("tag-links", '<p><a href="/t/1"><i>#</i>标签</a> <a href="/t/2">#another</a></p>'),
    ("share-bar", "<p>分享到：微信 微博 QQ空间</p>"),
    ("feed-line", "<p>The post <a href='/a'>A title</a> appeared first on <a href='/'>A site</a>.</p>"),
    ("feed-line", "<p>The post<a href='/a'>A title</a> first appeared on<a href='/'>A site Ltd.</a> .</p>"),
    ("feed-line", "<p>Der Beitrag <a href='/a'>Ein Titel</a> erschien zuerst auf <a href='/'>Seite</a>.</p>"),
    ("share-bar", '<div class="social-share">收藏 点赞</div>'),
    ("share-bar", '<div class="post-share-buttons"><a href="//t.example"><img src="t.png"></a> Share on X</div>'),
    ("source-line", "<p>（来源：新华社、人民日报和央视新闻）</p>"),
    ("source-line", "<p>文章来源：新华社、人民日报</p>"),
    ("editor-line", "<p>编辑：李雷、韩梅梅</p>"),
    ("editor-line", "<p>Editor: Li Lei, Han Meimei</p>"),
    ("editor-line", "<p>风险提示：原料价格大幅波动，渠道不及预期。</p><p>编辑：某人</p>"),
    ("editor-line", "<p>作者：某人</p><p>校对/某人 审核/另一人</p>"),
    ("editor-line", "<table><tr><td><p>正文在一格的表中。</p><p>责任编辑：某人</p></td></tr></table>"),
    ("footer-links", '<p><a href="../emnews/">返回滚动新闻</a> <a href="../">返回首页</a></p>'),
    ("footer-links", '<ul><li><a href="/category/a.html">返回某某</a></li><li><a href="/">返回首页</a></li></ul>'),
    ("original-link", '<p><a href="//n.example/2024/05/a-b">https://n.example/2024/05/a-b</a></p>'),
    ("original-link", '<p><a href="//n.example/a?id=NW202205302396">https://n.example/a?id=NW202205302396</a></p>'),
    ("original-link", '<p>原文链接：<a href="https://n.example/a.htm">https://n.example/a.htm</a></p>'),
    ("original-link", '<p>原文連結: <a href="https://n.example/a.htm">https://n.example/a.htm</a></p>'),
    ("original-link", '<p>原始網址：\n<a href="https://n.example/a">https://n.example/a</a></p>'),
]


@pytest.mark.parametrize(("rule", "html"), TAKEN)
def test_rule_takes_its_block_at_the_foot(rule: str, html: str) -> None:
    assert set(rules_of(TEXT + html)) == {rule}


@pytest.mark.parametrize(("rule", "html"), TAKEN)
def test_rule_that_is_off_takes_nothing(rule: str, html: str) -> None:
    assert rules_of(TEXT + html, frozenset({rule})) == []


@pytest.mark.parametrize(("rule", "html"), TAKEN)
def test_rule_takes_nothing_before_the_last_block_of_text(rule: str, html: str) -> None:
    assert rules_of(f"{TEXT}{html}<p>又有一段正文。</p>") == []


@pytest.mark.parametrize(
    "html",
    [
        "<p>消息来源：据知情人士透露，公司将于近期公布方案。双方还在商谈。</p>",
        "<p>编辑：这个词在软件里指修改文本。它不是署名。</p>",
        "<p>消息來源：據知情人士透露，公司將於近期公布方案。雙方還在商談。</p>",
        "<p>編輯：這個詞在軟體裡指修改文字。它不是署名。</p>",
        "<p>來源：個人捐款、企業贊助和門票收入</p>",
        '<p><img src="a.png"></p><p>來源：視覺中國</p>',
        "<p>導演：王五</p><p>監製：孫八</p>",
        "<p>完</p>",
        "<p>完成</p>",
        "<p>END-TO-END</p>",
        '<ul><li><a href="/1">相关文章的标题</a></li><li><a href="/2">另一篇文章</a></li></ul>',
        '<p>返回<a href="/">首页</a>可以看到更多内容</p>',
        '<p>参考资料：</p><p><a href="http://n.example/1">http://n.example/1</a></p>',
        '<ul><li><a href="http://n.example/1">http://n.example/1</a></li></ul>',
        '<p>来源：某网<img src="a.png"></p>',
        "<p>分享是一种美德</p>",
        "<p>#不是链接</p>",
        '<p><a href="https://news.example/1">返回舱成功着陆内蒙古</a></p>',
        '<p><a href="https://news.example/news/20240501.html">返回地球的航天员抵京</a></p>',
        '<p><a href="https://films.example/future">Back to the Future</a></p>',
        '<p><a href="https://x.example/paper">More details of the study are in our paper</a></p>',
        "".join(f'<p><a href="https://x.example/{at}">More on topic {at} in depth</a></p>' for at in range(20)),
        '<p><a href="https://x.example/101">#101</a> <a href="https://x.example/102">#102</a></p>',
        '<h2>参考</h2><p><a href="//x.example/1">https://x.example/1</a></p><p><a href="//x.example/2">https://x.example/2</a></p>',
        '<h2>原文</h2><p><a href="//x.example/20240501.html">https://x.example/20240501.html</a></p>',
        '<p><a href="//x.example/1.html">https://x.example/1.html</a></p><p><a href="//x.example/2.html">https://x.example/2.html</a></p>',
        '<p>在此下载。</p><p><a href="//x.example/20240501.zip">https://x.example/20240501.zip</a></p>',
        '<p>在此下载。</p><p><a href="//x.example/file">https://x.example/file</a></p>',
        '<p>源代码在此</p><p><a href="//x.example/20240501.html">https://x.example/20240501.html</a></p>',
        '<p>来源：某网</p><p><a href="//x.example/a.zip">https://x.example/a.zip</a></p>',
        "<p>来源：个人捐款、企业赞助和门票收入</p>",
        "<p>数据来源：个人捐款，企业赞助</p>",
        '<p><img src="a.png"></p><p>来源：视觉中国</p>',
        "<table><tr><td>a</td><td>b</td></tr></table><p>来源：国家统计局</p>",
        "<p>编辑：修改已有的条目</p>",
        "<p>审核：管理员在两天内完成</p>",
        "<p>导演：王五</p><p>监制：孙八</p>",
        '<p class="share-price">收盘价：12.5 港元，跌 3%</p>',
        '<p class="share-price"><img src="a.png"></p>',
        '<div class="social-impact">帮助了三千人</div>',
        '<p class="social">我们关心社会</p>',
        '<div class="share"><img src="a.png"></div>',
    ],
)
def test_text_that_only_looks_like_boilerplate_stays(html: str) -> None:
    assert rules_of(TEXT + html) == []


PLACES = {
    "item": "<ul><li>一</li><li>{}</li></ul>",
    "numbered_item": "<ol><li>{}</li></ol>",
    "cell": "<table><tr><td>a</td></tr><tr><td>{}</td></tr></table>",
    "only_cell": "<table><tr><td>{}</td></tr></table>",
    "caption_of_a_picture": '<figure><img src="a.png"><figcaption>{}</figcaption></figure>',
    "caption_of_a_table": "<table><caption>{}</caption><tr><td>a</td></tr></table>",
    "heading": "<h3>{}</h3>",
    "program_text": "<pre>{}</pre>",
    "definition": "<dl><dt>a</dt><dd>{}</dd></dl>",
}
LINES = {rule: html for rule, html in TAKEN if rule != "footer-links" and html.count("<p>") == 1}


@pytest.mark.parametrize("place", PLACES)
def test_no_rule_takes_what_stands_in_an_item_a_cell_a_caption_a_heading_or_program_text(place: str) -> None:
    for rule, line in LINES.items():
        html = PLACES[place].format(parse(line).text if rule == "the-end" else line[3:-4])
        assert rules_of(TEXT + html) == [], (rule, html)


def test_headline_that_begins_like_a_link_back_leaves_its_list_whole() -> None:
    html = '<ul><li><a href="/">返回首页</a></li><li><a href="//x.example/1">返回舱成功着陆</a></li></ul>'
    assert rules_of(TEXT + html) == []


def test_address_beside_a_source_line_or_links_back_is_the_originals_whatever_it_looks_like() -> None:
    link = '<p><a href="https://n.example/a">https://n.example/a</a></p>'
    assert strip(parse(f"{TEXT}{link}")).links == ()
    assert strip(parse(f"{TEXT}<p>来源：某网</p>{link}")).links == ("https://n.example/a",)
    assert strip(parse(f'{TEXT}{link}<p><a href="/">返回首页</a></p>')).links == ("https://n.example/a",)
    table = "<table><tr><td>12</td><td>34</td></tr></table>"
    assert strip(parse(f'{TEXT}{table}{link}<p><a href="/">返回首页</a></p>')).links == ("https://n.example/a",)


def test_addresses_that_say_that_they_are_the_originals_are_so_even_where_there_are_two() -> None:
    foot = "".join(
        f'<p>{label}：<a href="https://n.example/{name}">https://n.example/{name}</a></p>'
        for label, name in (("原始網址", "a"), ("原文連結", "b"))
    )
    assert strip(parse(TEXT + foot)).links == ("https://n.example/a", "https://n.example/b")
    bare = '<p><a href="https://n.example/2022/3/c">https://n.example/2022/3/c</a></p>'
    assert strip(parse(TEXT + bare + foot)).links == (
        "https://n.example/2022/3/c",
        "https://n.example/a",
        "https://n.example/b",
    )


@pytest.mark.parametrize(
    "line",
    [
        '下载地址：<a href="https://n.example/12345">https://n.example/12345</a>',
        '地址：<a href="https://n.example/12345">https://n.example/12345</a>',
        '原文链接：<a href="https://n.example/12345">一篇好文</a>',
        '原文链接：<a href="https://n.example/a.pdf">https://n.example/a.pdf</a>',
        '原文链接：<a href="https://n.example/12345">https://n.example/12345</a>，值得一读',
    ],
)
def test_another_address_with_words_before_it_stays(line: str) -> None:
    assert strip(parse(f"{TEXT}<p>{line}</p>")).removed == ()


def test_names_that_the_foot_tells_are_plain() -> None:
    foot = '<p>（文章来源：新\u202e华社）</p><p><a href="/category/x">返回新\u202e华财经</a></p>'
    found = strip(parse(TEXT + foot))
    assert (found.source, found.labels) == ("新华社", (Label("x", "新华财经"),))


def test_foot_peels_from_the_end_and_reports_in_order() -> None:
    body = to_html(
        "正文只有一段，但也够长了，可以算作一篇短讯。（某报）\n\n（文章来源：某财经）\n\n<http://n.example/1,2.html>\n\n<>\n\n"
        "[返回某新闻](//h.example/category/mou·wang.html)｜[返回首页](//h.example/)",
        "markdown",
        {},
    ).html
    tree = parse(body)
    stripped = strip(tree)
    assert [removal.rule for removal in stripped.removed] == [
        "source-line",
        "original-link",
        "original-link",
        "footer-links",
    ]
    assert stripped.source == "某财经"
    assert stripped.links == ("http://n.example/1,2.html",)
    assert stripped.labels == (Label("mou·wang", "某新闻"),)
    assert not stripped.refused
    assert letters(seen(serialize(tree))) == "正文只有一段，但也够长了，可以算作一篇短讯。（某报）"


@pytest.mark.parametrize(
    ("words", "href", "labels"),
    [
        ("返回某新闻", "../emnews/", [Label("emnews", "某新闻")]),
        ("回到科技", "/category/%E7%A7%91%E6%8A%80.html?x=1#y", [Label("科技", "科技")]),
        ("Back to News", "/category/news.html", [Label("news", "News")]),
        ("更多财经", "https://h.example/channel/finance", [Label("finance", "财经")]),
        ("返回首页", "/index.html", []),
        ("返回某新闻", "../", []),
        ("上一篇", "/a.html", []),
    ],
)
def test_link_back_teaches_the_label_of_a_category(words: str, href: str, labels: list[Label]) -> None:
    assert list(strip(parse(f'{TEXT}<p><a href="{href}">{words}</a></p>')).labels) == labels


def test_live_chart_goes_wherever_it_stands_and_pictures_stay() -> None:
    tree = parse(f'{CHART}<p>正文。</p>{CHART}<p><img src="https://i.example/a.png"></p>')
    assert strip(tree).removed == (Removal("quote-chart", "", (CHARTED,)), Removal("quote-chart", "", (CHARTED,)))
    assert serialize(tree) == '<p>正文。</p><p><img src="https://i.example/a.png"/></p>'


BUTTON = '<span class="copy-code-btn">复制代码</span>'


@pytest.mark.parametrize(
    ("html", "taken"),
    [
        (f"<pre><code>x = 1\n{BUTTON}</code></pre>", 1),
        (f"<div>{BUTTON}</div><pre>x</pre>", 1),
        (f'<div class="bar"><span>C++</span>{BUTTON}</div><pre>x</pre>', 1),
        ('<div class="toolbar"><a class="copy-to-clipboard-button" href="#">Copy</a></div>', 1),
        ('<div><span class="cnblogs_code_copy"><a><img src="/c.gif" alt="复制代码"></a></span></div><pre>a</pre>', 1),
        ('<div><span class="copy-button"><img src="/c.gif" alt="A mill"></span></div><pre>a</pre>', 0),
        ("<p>如何<span>复制代码</span>？</p>", 0),
        (f"<p>点击{BUTTON}</p>", 0),
        (f"<div>点击{BUTTON}即可。</div>", 0),
        ('<pre><code><span class="n">shutil</span>.<span class="nf">copy</span>(a, b)</code></pre>', 0),
        ('<pre><code><span class="line"><span style="color:red">copy</span></span></code></pre>', 0),
        ('<p>The <span class="clipboard-cmd">copy</span> command</p>', 0),
        ('<p>Press <a class="copy" href="https://x.example">Copy</a></p>', 0),
        (f"words {BUTTON}", 0),
    ],
)
def test_copy_button_goes_and_no_word_of_a_program_or_a_sentence(html: str, taken: int) -> None:
    assert rules_of(html) == ["copy-code"] * taken


def test_article_that_is_only_boilerplate_keeps_its_first_block() -> None:
    tree = parse("<p>来源：某网</p><p>来源：另一网</p>")
    assert [removal.rule for removal in strip(tree).removed] == ["source-line"]
    assert seen(serialize(tree)) == "来源：某网"


def test_rules_that_would_take_more_than_their_share_take_no_text_and_say_so() -> None:
    tree = parse(f"{CHART}<p>短讯一则，文字不多。</p><p>责任编辑：某人</p><p>来源：某网</p>")
    stripped = strip(tree)
    assert stripped.refused
    assert stripped.removed == (Removal("quote-chart", "", (CHARTED,)),)
    assert stripped.source == "某网"
    assert "责任编辑" in seen(serialize(tree))


EDITOR = "<p>责任编辑：某人</p>"


@pytest.mark.parametrize(
    ("text", "foot", "refused"),
    [
        (100, EDITOR, False),
        (50, EDITOR, True),
        (1000, EDITOR * (SMALL // 7), False),
        (1000, EDITOR * (SMALL // 7 + 1), True),
        (1500, EDITOR * (SMALL // 7 + 1), False),
        (20, "<p>来源：某某媒体网站频道</p>" * (FREE // 11), False),
        (20, "<p>来源：某某媒体网站频道</p>" * (FREE // 11 + 3), True),
        (SHORT, "<p>来源：某某媒体网站频道</p>" * (FREE // 11), False),
        (SHORT, "<p>来源：某某媒体网站频道</p>" * (FREE // 11) + EDITOR * 3, True),
    ],
    ids=[
        "a tenth of a note",
        "more than a tenth",
        "the small share",
        "more than the small share",
        "a twentieth",
        "source lines below a sentence",
        "more of them than a foot has",
        "a twentieth of a long article",
        "more, source lines among them",
    ],
)
def test_share_that_may_go(text: int, foot: str, *, refused: bool) -> None:
    assert strip(parse(f"<p>{'字' * text}</p>{foot}")).refused is refused


def test_chart_goes_with_the_name_in_its_link_and_not_with_a_sentence() -> None:
    link = '<p><a href="http://quote.eastmoney.com/1"><img alt="K图 06618_0" src="a.png">{}</a></p>'
    assert rules_of(TEXT + link.format("京东健康")) == ["quote-chart"]
    assert rules_of(TEXT + link.format("京东健康" * 10)) == []


def test_elements_around_a_removed_block_go_with_it() -> None:
    tree = parse("<p>正文。</p><div><section><p>来源：某网</p></section></div>")
    strip(tree)
    assert serialize(tree) == "<p>正文。</p>"


def test_foot_of_twenty_thousand_lines_ends() -> None:
    assert strip(parse("<p>x</p>" + "<p>来源：某网</p>" * 20_000)).refused


@pytest.mark.parametrize(
    "before", ["来源：x", "转载请注明", "责任编辑：", "分享到", "", "（", "- THE END", '<a href="/">']
)
@pytest.mark.parametrize("blank", ["\u3000", "\u00a0", " \u3000"])
def test_a_line_of_very_many_blanks_takes_linear_time(before: str, blank: str) -> None:
    start = time.process_time()
    rules_of(f"<p>x</p><p>{before}{blank * 20_000}。</p><p>{before}{blank * 20_000}x</p>")
    assert time.process_time() - start < 2


DIGEST = "<blockquote><p>据官网消息，某公司宣布为新车提供制冷剂，这是国内首家。（某报）</p></blockquote>"
REPEATED = "<p>据官网消息，<b>某公司</b>宣布为新车提供制冷剂，这是国内首家。另外还有更多。</p>"


@pytest.mark.parametrize(
    ("html", "rules"),
    [
        (DIGEST + REPEATED + TEXT, ["repeated-digest"]),
        (DIGEST + "<p>导语</p>" + REPEATED + TEXT, ["repeated-digest"]),
        (CHART + DIGEST + REPEATED, ["quote-chart", "repeated-digest"]),
        (DIGEST + TEXT, []),
        (DIGEST + "<blockquote>又一段</blockquote>" + REPEATED, []),
        ("<p>" + DIGEST[15:] + REPEATED, []),
        ("<blockquote>短句</blockquote><p>短句，短句。</p>", []),
        (REPEATED + DIGEST, []),
        (DIGEST.replace("<p>", '<p><img src="a.png">') + REPEATED, []),
        (DIGEST, []),
    ],
    ids=[
        "the next paragraph repeats it",
        "a later paragraph of the first repeats it",
        "below a chart",
        "nothing repeats it",
        "two quotations",
        "a paragraph is no quotation",
        "a motto",
        "below the text",
        "with a picture",
        "alone",
    ],
)
def test_a_digest_goes_only_where_the_text_says_it_again(html: str, rules: list[str]) -> None:
    assert rules_of(html) == rules


def test_a_digest_that_is_switched_off_stays() -> None:
    assert rules_of(DIGEST + REPEATED, frozenset({"repeated-digest"})) == []


STYLE = "#js\\_row\\_immersive\\_stream\\_wrap { max-width: 667px; } img { max-width: 100%; }"


@pytest.mark.parametrize(
    "html",
    [
        "<p>在小说阅读器中沉浸阅读</p>",
        "<p>在公众号小说中沉浸阅读</p>",
        f"<pre><code> {STYLE}\n</code></pre>",
        f"<p>{STYLE.replace(chr(92), '')}</p>",
        "<p>点击上方“健康界”关注我们</p>",
        "<p>点击蓝字，关注我们！</p>",
        "<p>点击蓝字 关注我们</p>",
        "<p>↑↑↑点击上方“蓝字”关注我们</p>",
        "<p>點擊藍字<br>關注我們</p>",
        "<p>原创 张三 李四 某某 AI 号 2024年3月5日 10:00 北京</p>",
        "<p>以下文章来源于某某号 ，作者张三</p>",
        "<p>预计阅读时间：5分钟</p>",
        "<p>全文共 3210 字，阅读大约需要 6 分钟</p>",
        "<div>本文约3200字，建议阅读6-8分钟。</div>",
        "<blockquote><p>全文共3210字</p></blockquote>",
        "<p>阅读提示<br>阅读本文大概需要 3 分钟</p>",
        "<p>以下内容来源于某某号 ，作者张三</p>",
        "<p>原创 张三 某某号 昨天 10:00</p>",
        "<p>原创 张三 某某号<br>关注我们</p>",
        "<h1>标题</h1><p>全文约2000字</p>",
    ],
)
def test_what_wechats_page_shows_goes_from_the_top_of_however_short_a_text(html: str) -> None:
    tree = parse(f"{html}<p>正文。</p>")
    assert [removal.rule for removal in strip(tree).removed] == ["wechat-chrome"]
    assert serialize(tree).removeprefix("<h1>标题</h1>") == "<p>正文。</p>"
    assert strip(parse(html + TEXT), frozenset({"wechat-chrome"})).removed == ()


@pytest.mark.parametrize(
    "html",
    [
        "<p>在小说阅读器中沉浸阅读，是一种享受。</p>",
        "<p># 标题</p>",
        "<p>#js_row_immersive_stream_wrap { max-width: 667px; }\n正文在同一段里。</p>",
        "<pre><code>#js_row { max-width: 1px }</code></pre>",
        "<p>点击上方的“关注”，我们会在第一时间告诉你。</p>",
        "<p>取消<br>允许</p><p>知道了</p><p>阅读原文</p>",
        "<p>微信扫一扫关注该公众号，就能读到它。</p>",
        "<p>向下滑动看下一个</p><p>某号</p>",
        "<p>原创 不易，请多支持</p>",
        "<p>原创 小说</p>",
        "<p>以下文章来源于网络。</p>",
        "<p>阅读提示</p><p>读者要先装好软件。</p>",
        "<p>本文共5分钟</p>",
        "<p>全文共3210字，是他最长的一篇。</p>",
        "<p>阅读大约需要6分钟，请耐心。</p>",
        "<ul><li>预计阅读时间：5分钟</li></ul>",
        "<h2>原创 张三 某某号</h2>",
        "<p>正文的第一段在这里。</p><p>原创 张三 某某号</p><p>关注我们</p>",
        "<p>正文。</p><p>以下内容来源于官方公告</p>",
        "<p>正文。</p><p>以下文章来源于某某号 ，作者张三</p>",
        "<p>以下内容来源于官方公告</p>",
        "<p>原创 翻译 转载</p>",
        "<p>原创 作品 展示 平台</p>",
        "<p>原创 | 张三</p>",
        "<p>原创 翻译 转载</p><p>原创 作品 展示</p>",
        "<p>每天计划</p><p>阅读30分钟</p><p>跑步20分钟</p><p>写作60分钟</p>",
        "<p>每天计划</p><p>预计阅读30分钟</p><p>跑步20分钟</p>",
        "<p>预计阅读30分钟<br>预计看书20分钟</p>",
        "<ul><li>跑步</li></ul><p>建议阅读30分钟</p>",
        "<h2>联系</h2><p>关注我们</p>",
        "<p>关注我们</p>",
        "<h1>征文</h1><h2>要求</h2><p>全文约2000字</p>",
    ],
)
def test_what_only_looks_like_wechats_stays(html: str) -> None:
    assert strip(parse(html + TEXT)).removed == ()


def test_the_account_above_wechats_button_goes_wherever_it_stands() -> None:
    named = "<p>原创 张三 某号</p>"
    button = "<p>在小说阅读器中沉浸阅读</p>"
    linked = '<p><a href="javascript:void(0);">某号</a></p>'
    for above in (linked, named):
        assert rules_of(f"{TEXT}{above}{button}{TEXT}") == ["wechat-chrome", "wechat-chrome"]
    assert rules_of(f"<p>某号</p>{button}{TEXT}") == rules_of(f"{linked}<p>某号</p>{button}{TEXT}") == ["wechat-chrome"]


@pytest.mark.parametrize(
    "html",
    [
        "<p>原创 张三 某某号</p><p>点击蓝字 关注我们</p>",
        "<p>点击蓝字</p><p>关注我们</p>",
        "<p>原创 张三 某某号</p><p>关注我们</p>",
        "<p>原创 张三 某某号</p><p>以下文章来源于某某号 ，作者张三</p>",
        "<h2>一</h2><p>全文约2000字</p><p>点击蓝字</p>",
    ],
)
def test_what_others_write_too_is_wechats_next_to_another_of_its_lines(html: str) -> None:
    assert rules_of(f"{html}{TEXT}") == ["wechat-chrome", "wechat-chrome"]


def test_whose_text_it_is_goes_beside_wechats_button_wherever_it_stands() -> None:
    buttons = "<p>在小说阅读器读本章</p><p>去阅读</p>"
    whose = "<p>以下文章来源于某某号 ，作者张三</p>"
    assert rules_of(f"{TEXT}{buttons}{whose}{TEXT}") == ["wechat-chrome"] * 3
    assert rules_of(f"{TEXT}{whose}{buttons}{TEXT}") == ["wechat-chrome"] * 3


def test_a_hint_above_how_long_the_text_takes_goes_with_it() -> None:
    assert rules_of(f"<p>阅读提示</p><p>全文共3210字</p>{TEXT}") == ["wechat-chrome", "wechat-chrome"]


WECHATS_TAIL = """
<p>预览时标签不可点</p><p>阅读原文</p><p><img src="https://x.example/code.png"><br>微信扫一扫<br>关注该公众号</p>
<p>继续滑动看下一个</p><p>轻触阅读原文</p><p><img src="https://x.example/card.png"></p><p>云上 Sec</p>
<p>向上滑动看下一个</p>
<p>知道了</p><p>微信扫一扫
使用小程序</p><p>取消<br>允许</p><p>× 分析</p>
"""


def test_what_wechats_page_shows_below_the_text_goes() -> None:
    tree = parse(f"<p>正文。</p>{WECHATS_TAIL}")
    removed = strip(tree).removed
    assert {removal.rule for removal in removed} == {"wechat-chrome"}
    assert "云上 Sec" in [removal.text for removal in removed]
    assert serialize(tree).strip() == "<p>正文。</p>"


@pytest.mark.parametrize(
    "own", ["<p>原文：某某发布。</p>", "<p>张三</p>", '<p><img src="https://x.example/a.png"></p>']
)
def test_what_an_author_has_around_wechats_lines_stays(own: str) -> None:
    tree = parse(f"<p>正文。</p>{own}{WECHATS_TAIL}{own}")
    strip(tree)
    assert " ".join(serialize(tree).split()).replace("> <", "><") == serialize(parse(f"<p>正文。</p>{own}{own}"))


def test_an_editors_line_above_wechats_lines_is_the_foot() -> None:
    assert rules_of(f"{TEXT}<p>责任编辑：万南</p>{WECHATS_TAIL}")[-1] == "editor-line"


def test_the_second_line_of_wechats_button_goes_with_it() -> None:
    buttons = "<p>在小说阅读器读本章</p>\n<p>去阅读</p>"
    assert rules_of(f"<p>某报</p>{buttons}{TEXT}") == ["wechat-chrome", "wechat-chrome"]


FACEBOOK = '<a href="http://www.facebook.com/share.php?u=https://x.example/a">Facebook</a>'
TWEET = '<a href="https://twitter.com/intent/tweet?url=x">Tweet</a>'


@pytest.mark.parametrize(
    ("bar", "left"),
    [
        (f"<ul><li>{FACEBOOK}</li><li>{TWEET}</li></ul>", ""),
        (f"<p>Share this post on: {FACEBOOK} | {TWEET}</p>", ""),
        (f'<ul><li>{FACEBOOK}</li><li><a href="/rss">RSS</a></li></ul>', '<ul><li><a href="/rss">RSS</a></li></ul>'),
    ],
)
def test_links_that_share_the_page_go_wherever_they_stand(bar: str, left: str) -> None:
    tree = parse(f"{bar}{TEXT}")
    assert {removal.rule for removal in strip(tree).removed} == {"share-bar"}
    assert serialize(tree) == f"{left}{TEXT}"
    assert not strip(parse(f"{bar}{TEXT}"), frozenset({"share-bar"})).removed


@pytest.mark.parametrize(
    "address",
    [
        "https://t.me/sharewood",
        "https://vk.com/share_bank",
        "https://x.com/share-price",
        "https://www.reddit.com/submitted",
        "https://api.whatsapp.com/send?text=Hello&phone=491234567",
        "https://api.whatsapp.com/send?phone=491234567&text=Hello",
        "https://www.facebook.com/share/p/1a2b3c/",
    ],
)
def test_a_link_to_somebody_shares_no_page(address: str) -> None:
    assert not strip(parse(f'<p><a href="{address}">Write to us</a></p>{TEXT}')).removed


@pytest.mark.parametrize(
    "address",
    ["https://t.me/share/url?url=x", "https://vk.com/share.php?url=x", "https://api.whatsapp.com/send?phone=&text=x"],
)
def test_addresses_of_share_buttons_end_in_many_ways(address: str) -> None:
    assert [each.rule for each in strip(parse(f'<p><a href="{address}">Write</a></p>{TEXT}')).removed] == ["share-bar"]


@pytest.mark.parametrize(
    "block",
    [
        f"<p>Tell the others what you think of it: {TWEET}</p>",
        '<p><a href="https://www.facebook.com/acme">Facebook</a></p>',
        "<p>The post office in Rome appeared first on a map of 1900.</p>",
        '<p>The post office of <a href="/rome">Rome</a> is old.</p>',
    ],
)
def test_sentences_and_pages_of_a_network_stay(block: str) -> None:
    assert rules_of(f"{TEXT}{block}") == []


def test_a_foot_of_very_many_links_takes_linear_time_and_stays() -> None:
    tree = parse("<p>A text.</p><p>" + '<a href="/">返回首页</a> | ' * 25_000)
    start = time.process_time()
    assert strip(tree).removed == ()
    assert time.process_time() - start < 2

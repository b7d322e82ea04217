"""Named rules: what each takes, where it stops, how much all may take."""

from __future__ import annotations

import pytest

from feedsvc.articles.boilerplate import ALWAYS, PURE_FREE, RULES, strip
from feedsvc.articles.markup import to_html
from feedsvc.articles.repair import parse, serialize
from feedsvc.model import Label, Removal
from tests.body_stages import letters, seen

TEXT = "<p>正文的第一段，说明了事情的经过，也说明了各方的反应，篇幅足够长。</p>" * 20
CHART = (
    '<p><a href="http://quote.eastmoney.com/unify/r/116.06618" data-code="06618|116|5">'
    '<img src="https://webquoteklinepic.eastmoney.com/GetPic.aspx?nid=116.06618" alt="K图 06618_0"></a></p>'
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
    ("tag-links", '<p><a href="/t/1"><i>#</i>标签</a> <a href="/t/2">#another</a></p>'),
    ("share-bar", "<p>分享到：微信 微博 QQ空间</p>"),
    ("share-bar", '<div class="social-share">收藏 点赞</div>'),
]


@pytest.mark.parametrize(("rule", "html"), TAKEN)
def test_rule_takes_its_block_at_the_foot(rule: str, html: str) -> None:
    assert rules_of(TEXT + html) == [rule]


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
    ],
)
def test_text_that_only_looks_like_boilerplate_stays(html: str) -> None:
    assert rules_of(TEXT + html) == []


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
        ("更多财经", "https://h.example/finance", [Label("finance", "财经")]),
        ("返回首页", "/index.html", []),
        ("返回某新闻", "../", []),
        ("上一篇", "/a.html", []),
    ],
)
def test_link_back_teaches_the_label_of_a_category(words: str, href: str, labels: list[Label]) -> None:
    assert list(strip(parse(f'{TEXT}<p><a href="{href}">{words}</a></p>')).labels) == labels


def test_live_chart_goes_wherever_it_stands_and_pictures_stay() -> None:
    tree = parse(f'{CHART}<p>正文。</p>{CHART}<p><img src="https://i.example/a.png"></p>')
    assert strip(tree).removed == (Removal("quote-chart", ""), Removal("quote-chart", ""))
    assert serialize(tree) == '<p>正文。</p><p><img src="https://i.example/a.png"/></p>'


def test_copy_button_goes_from_program_text() -> None:
    tree = parse(
        '<pre><code>x = 1\n<span class="copy-code-btn">复制代码</span></code></pre><p>如何<span>复制代码</span>？</p>'
    )
    assert strip(tree).removed == (Removal("copy-code", "复制代码"),)
    assert "复制代码？" in seen(serialize(tree))


def test_article_that_is_only_boilerplate_keeps_its_first_block() -> None:
    tree = parse("<p>来源：某网</p><p>责任编辑：某人</p>")
    assert [removal.rule for removal in strip(tree).removed] == ["editor-line"]
    assert seen(serialize(tree)) == "来源：某网"


def test_rules_that_would_take_more_than_their_share_take_no_text_and_say_so() -> None:
    editors = "<p>责任编辑：某人</p>" * (ALWAYS // len("责任编辑：某人") + 1)
    tree = parse(f"{CHART}<p>短讯一则，文字不多。</p>{editors}<p>来源：某网</p>")
    stripped = strip(tree)
    assert stripped.refused
    assert stripped.removed == (Removal("quote-chart", ""),)
    assert stripped.source == "某网"
    assert "责任编辑" in seen(serialize(tree))


def test_pure_rules_are_counted_in_long_articles_only() -> None:
    lines = "".join(f"<p>来源：某某媒体网站第{at:03}号频道</p>" for at in range(40))
    assert not strip(parse(f"<p>{'字' * 100}</p>{lines}")).refused
    assert strip(parse(f"<p>{'字' * PURE_FREE}</p>{lines}")).refused


def test_elements_around_a_removed_block_go_with_it() -> None:
    tree = parse("<p>正文。</p><div><section><p>来源：某网</p></section></div>")
    strip(tree)
    assert serialize(tree) == "<p>正文。</p>"


def test_foot_of_twenty_thousand_lines_ends() -> None:
    assert strip(parse("<p>x</p>" + "<p>来源：某网</p>" * 20_000)).refused


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

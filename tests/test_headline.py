"""The title that a body gives itself."""

from __future__ import annotations

import time

import pytest

from feedsvc.articles import headline, repair
from feedsvc.articles.growth import serialize

PAGE = "https://x.example/a"
NOTE = '<sup class="footnote-ref">1</sup>'
CASES = {
    "h1_that_opens_the_body": ("<h1>京东 <em>健康</em></h1><p>b</p>", "京东 健康", "<p>b</p>"),
    "h2_that_opens_the_body": ("<div><h2>A</h2><p>b</p></div>", "A", "<div><p>b</p></div>"),
    "h1_that_is_all_of_an_element": ("<div><div><h1>A</h1></div></div><p>b</p>", "A", "<p>b</p>"),
    "h1_behind_a_paragraph_stays": ("<p>b</p><h1>A</h1>", "A", "<p>b</p><h1>A</h1>"),
    "h2_behind_a_paragraph_is_no_title": ("<p>b</p><h2>A</h2>", "", "<p>b</p><h2>A</h2>"),
    "h1_wins_over_the_h3_above_it": ("<h3>k</h3><h1>A</h1><p>b</p>", "A", "<h3>k</h3><h1>A</h1><p>b</p>"),
    "comment_before_it_is_not_seen": ("<!-- x --><h1>A</h1>b", "A", "<!-- x -->b"),
    "picture_before_it_is": ('<img src="a"/><h2>A</h2>', "", '<img src="a"/><h2>A</h2>'),
    "h1_with_a_picture_stays": ('<h1><img src="a"/>A</h1>', "A", '<h1><img src="a"/>A</h1>'),
    "empty_h1": ("<h1>\u200b </h1><p>b</p>", "", "<h1>\u200b </h1><p>b</p>"),
    "h1_with_a_link_stays": (
        '<h1><a href="https://o.example/">A</a></h1>',
        "A",
        '<h1><a href="https://o.example/">A</a></h1>',
    ),
    "h1_in_a_link_stays": (
        '<a href="https://o.example/"><h1>A</h1></a>b',
        "A",
        '<a href="https://o.example/"><h1>A</h1></a>b',
    ),
    "h1_with_a_footnote_stays": (f"<h1>A{NOTE}</h1>", "A", f"<h1>A{NOTE}</h1>"),
    "h1_with_a_square": ("<h1>A m<sup>2</sup></h1><p>b</p>", "A m2", "<p>b</p>"),
    "h1_that_leads_to_its_own_page": (f'<h1><a href="{PAGE}">A</a> <a href="{PAGE}#a">#</a></h1>b', "A #", "b"),
    "paragraph_in_large_letters": (f"<h1>{'a' * 301}</h1>", "", f"<h1>{'a' * 301}</h1>"),
    "no_heading": ("<p>b</p>", "", "<p>b</p>"),
    "nothing": ("", "", ""),
}


SAME = {
    "heading_that_opens_the_body": ("A b", "<h1>A <em>b</em></h1><p>c</p>", "<p>c</p>"),
    "smaller_heading": ("A", "<div><h3>A</h3></div><p>c</p>", "<p>c</p>"),
    "other_case_width_and_blanks": ("甲 A：1", "<h1>甲ａ:１</h1><p>c</p>", "<p>c</p>"),
    "heading_behind_a_paragraph_stays": ("A", "<p>c</p><h1>A</h1>", "<p>c</p><h1>A</h1>"),
    "other_words_stay": ("A", "<h1>A b</h1><p>c</p>", "<h1>A b</h1><p>c</p>"),
    "heading_with_a_picture_stays": ("A", '<h1><img src="a"/>A</h1>', '<h1><img src="a"/>A</h1>'),
    "heading_with_a_link_stays": (
        "A",
        '<h1><a href="https://o.example/">A</a></h1>',
        '<h1><a href="https://o.example/">A</a></h1>',
    ),
    "heading_with_a_footnote_stays": ("A", f"<h1>A{NOTE}</h1><p>c</p>", f"<h1>A{NOTE}</h1><p>c</p>"),
    "heading_that_leads_to_its_own_page": ("A", f'<h2><a href="{PAGE}">A</a></h2><p>c</p>', "<p>c</p>"),
    "heading_that_leads_to_a_place_in_it": ("A", f'<h2><a href="{PAGE}#a">A</a></h2><p>c</p>', "<p>c</p>"),
    **{
        f"heading_that_leads_to_{address}": ("A", f'<h1><a href="{address}">A</a></h1><p>c</p>', "<p>c</p>")
        for address in (
            "https://x.example/a/",
            "http://x.example/a",
            "https://www.x.example/a/#b",
            "HTTP://WWW.x.example/a",
        )
    },
    **{
        f"heading_that_leads_to_{address}_stays": (
            "A",
            f'<h1><a href="{address}">A</a></h1><p>c</p>',
            f'<h1><a href="{address}">A</a></h1><p>c</p>',
        )
        for address in (
            "https://x.example/a?b=1",
            "https://m.x.example/a",
            "https://x.example/a/b",
            "https://x.example/",
        )
    },
    "second_heading_stays": ("A", "<h1>A</h1><h2>A</h2><p>c</p>", "<h2>A</h2><p>c</p>"),
    "paragraph_stays": ("A", "<p>A</p><p>c</p>", "<p>A</p><p>c</p>"),
}


@pytest.mark.parametrize(("title", "html", "left"), SAME.values(), ids=SAME)
def test_a_heading_that_says_the_title_again_goes(title: str, html: str, left: str) -> None:
    tree = repair.parse(html)
    assert headline.titled(tree, title, PAGE, site=None) == title
    assert serialize(tree) == left


@pytest.mark.parametrize(
    ("title", "heading", "shown"),
    [
        ("腾讯控股回购股份-财联社", "腾讯控股回购股份", "腾讯控股回购股份"),
        ("腾讯控股回购股份_公司_新浪网", "腾讯控股回购股份", "腾讯控股回购股份"),
        ("Acme opens a plant | The Site", "Acme opens a plant", "Acme opens a plant"),
        ("Acme – a plant — The Site", "Acme – a plant", "Acme – a plant"),
        ("Site - Acme opens a plant", "Site", "Site - Acme opens a plant"),
        ("Acme opens a plant in Rome", "Acme opens a plant", "Acme opens a plant in Rome"),
        ("Acme opens - The Site", "Another heading", "Acme opens - The Site"),
        ("Acme opens -", "Acme opens", "Acme opens -"),
        ("- The Site", "", "- The Site"),
        ("Spider-Man", "Spider", "Spider-Man"),
        ("A new firm 2021-2022", "A new firm 2021", "A new firm 2021-2022"),
        ("A new firm 2021–2022", "A new firm 2021", "A new firm 2021–2022"),
        ("A new firm -2022", "A new firm", "A new firm"),
        ("A new film on Spider-Man.", "A new film on Spider", "A new film on Spider-Man."),
        ("华为发布Mate60-IT之家", "华为发布Mate60", "华为发布Mate60"),
        ("Apple opens iOS 17–少数派", "Apple opens iOS 17", "Apple opens iOS 17"),
        ("Our yearly Top 10–BBC News", "Our yearly Top 10", "Our yearly Top 10"),
        ("News on GPT-4-CNN", "News on GPT-4", "News on GPT-4-CNN"),
        ("Acme Corp-腾讯网", "Acme Corp", "Acme Corp"),
        ("腾讯控股回购-Acme", "腾讯控股回购", "腾讯控股回购"),
        ("- The Site", "Acme opens a plant", "Acme opens a plant"),
    ],
)
def test_a_pages_title_loses_its_sites_name_where_its_heading_has_none(title: str, heading: str, shown: str) -> None:
    html = f"<p>c</p><h1>{heading}</h1>"
    assert headline.titled(repair.parse(html), title, None, site="") == shown
    assert headline.titled(repair.parse(html), title, None, site=None) == title


@pytest.mark.parametrize(
    ("title", "html", "shown"),
    [
        (
            "The New York Times - Fed hikes",
            "<h1>The New York Times</h1><h2>Fed hikes</h2>",
            "The New York Times - Fed hikes",
        ),
        ("Sina Finance - 茅台涨停", "<h1>Sina Finance</h1><div><h3>茅台 涨停</h3></div>", "Sina Finance - 茅台涨停"),
        ("Learning Rust | Part 2", "<h1>Learning Rust</h1><h2>Part 2</h2>", "Learning Rust | Part 2"),
        ("Learning Rust | Part 2", "<h1>Learning Rust</h1><h1>Part 2</h1>", "Learning Rust | Part 2"),
        (
            "Acme opens a plant | The Site",
            "<h1>Acme opens a plant</h1><h2>Why</h2><h4>The Site</h4>",
            "Acme opens a plant",
        ),
        ("Acme opens a plant | The Site", "<h2>The Site</h2><h1>Acme opens a plant</h1>", "Acme opens a plant"),
        ("Acme opens a plant | The Site", "<h1>The Site</h1><h1>Acme opens a plant</h1>", "Acme opens a plant"),
    ],
)
def test_a_pages_title_is_whole_where_a_heading_below_says_the_rest(title: str, html: str, shown: str) -> None:
    assert headline.titled(repair.parse(html), title, None, site="") == shown


LINKED = '<h1><a href="https://o.example/">A</a></h1><p>c</p>'


@pytest.mark.parametrize(
    ("html", "page", "site", "left"),
    [
        (LINKED, None, "", "<p>c</p>"),
        ('<h1><a href="https://o.example/">A</a> <a href="#a"></a></h1><p>c</p>', None, "", "<p>c</p>"),
        (LINKED, None, None, LINKED),
        (LINKED, PAGE, "", LINKED),
        ('<h1>A <a href="https://o.example/">b</a></h1>', None, "", '<h1>A <a href="https://o.example/">b</a></h1>'),
    ],
    ids=["page's", "with a mark", "title of a head's own", "page with an address", "link of one word"],
)
def test_a_pages_heading_that_is_a_link_is_its_own_where_no_address_is_known(
    html: str, page: str | None, site: str | None, left: str
) -> None:
    tree = repair.parse(html)
    headline.titled(tree, "A b" if ">b<" in html else "A", page, site=site)
    assert serialize(tree) == left


ADDRESS = "https://o.example/a"
WHOLE = f'<h1><a href="{ADDRESS}">A</a></h1><p>c</p>'


@pytest.mark.parametrize(
    ("html", "title", "address"),
    [
        (WHOLE, "A", "https://o.example/a"),
        (WHOLE, "ａ", "https://o.example/a"),
        (WHOLE, "", "https://o.example/a"),
        (f"<div>{WHOLE}</div>", "A", "https://o.example/a"),
        (WHOLE, "B", None),
        (f"<p>c</p>{WHOLE}", "A", None),
        ('<h1><a href="/a">A</a></h1>', "A", None),
        ('<h1><a href="javascript:a">A</a> <a href="https://o.example/a">A</a></h1>', "AA", None),
        ('<h1>A <a href="https://o.example/a">b</a></h1>', "A b", None),
        ('<h1><a href="https://o.example/a"></a></h1>', "", None),
        ("<h1>A</h1>", "A", None),
        ("", "", None),
        (f"{WHOLE}<h1><a href='#b'>B</a></h1><h1><a href='https://o.example/b'></a>C</h1>", "A", ADDRESS),
        (f"{WHOLE}<h2><a href='https://o.example/b'>B</a></h2>", "A", ADDRESS),
        (f"{WHOLE}<h2><a href='https://o.example/b'>B</a></h2>", "", ADDRESS),
        (f"{WHOLE}<h1><a href='https://o.example/b'>B</a></h1>", "A", None),
        (f"{WHOLE}<h1>B</h1>", "A", ADDRESS),
        (f"{WHOLE}<h1>B</h1>", "", None),
        (WHOLE.replace("h1", "h2"), "A", ADDRESS),
        (WHOLE.replace("h1", "h2"), "", None),
    ],
)
def test_a_heading_that_is_a_link_and_says_the_title_leads_to_the_original(
    html: str, title: str, address: str | None
) -> None:
    assert headline.original(repair.parse(html), title, None) == address


@pytest.mark.parametrize(
    ("address", "is_original"),
    [
        ("https://o.example", False),
        ("https://o.example/", False),
        ("https://o.example/#a", False),
        ("https://o.example/?utm_source=x", False),
        ("https://o.example/index.html", False),
        ("https://o.example/img.png", False),
        ("https://o.example/a/film.MP4?x=1", False),
        ("https://o.example/paper.pdf", False),
        ("https://o.example/a.docx", False),
        ("http://www.blog.example/me/", False),
        ("https://blog.example/me/a", True),
        ("https://o.example/?p=12", True),
        ("https://o.example/a/index.html", True),
        ("https://o.example/abs/2401.01234", True),
        ("https://o.example/a.html", True),
        ("https://o.example/png", True),
    ],
)
def test_a_heading_that_leads_to_no_article_gives_no_original(address: str, is_original: bool) -> None:
    tree = repair.parse(f'<h1><a href="{address}">A</a></h1><p>c</p>')
    assert headline.original(tree, "A", "https://blog.example/me") == (address if is_original else None)


TEXT = "<p>Acme said on Monday that it had opened a plant.</p>"
LONG = {
    "parts of a site": ("茅台发布年报_新浪财经_新浪网", f"<h1>茅台发布年报</h1>{TEXT}", "", "茅台发布年报"),
    "a name as long": ("My post – My Blog", f"<article><h1>My post</h1>{TEXT}</article>", "", "My post"),
    "section and site": ("Acme up | Technology | The Site", f"<h1>Acme up</h1><p>Jane</p>{TEXT}", "", "Acme up"),
    "a site that is told": ("Acme | News | The Site", "<h1>Acme</h1><h2>Why</h2>", "The  site", "Acme"),
    "another site than is told": ("Acme | The Site", "<h1>Acme</h1><h2>Why</h2>", "Site B", "Acme | The Site"),
    "the site's heading": ("Site - Acme opens", f"<h1>Site</h1><h2>Acme opens</h2>{TEXT}", "", "Site - Acme opens"),
    "it and a menu": ("Site - Acme opens", f"<h1>Site</h1>{TEXT}<h2>Acme opens</h2>", "", "Site - Acme opens"),
    "it above a line": ("Site - Acme opens", f"<h1>Site</h1><p>Acme opens</p>{TEXT}", "", "Site - Acme opens"),
    "it above another": ("Site - Acme opens", f"<h1>Site</h1><h2>The plant</h2>{TEXT}", "", "Site - Acme opens"),
    "it above a motto": (
        "Site » Archive » A",
        f"<h1>Site</h1><p>{'motto ' * 9}</p><h2>A</h2>",
        "",
        "Site » Archive » A",
    ),
    "it and a link home": ("Site - Acme", f'<h1><a href="https://x.example/">Site</a></h1>{TEXT}', "", "Site - Acme"),
    "it where it is told": ("Site - Acme opens", f"<h1>Site</h1>{TEXT}", "site", "Site - Acme opens"),
    "a long one that is told": (
        "The Site, since 1900 - A",
        f"<h1>The Site, since 1900</h1>{TEXT}",
        "The Site, since 1900",
        "",
    ),
    "above nothing": ("My post – My Blog", "<p>c</p><h1>My post</h1>", "", "My post – My Blog"),
}


@pytest.mark.parametrize(
    ("title", "heading", "site", "shown"),
    [
        ("News on GPT-4-CNN", "News on GPT-4", "CNN", "News on GPT-4"),
        ("Our yearly Top 10–BBC", "Our yearly Top 10", "bbc", "Our yearly Top 10"),
        ("News on GPT-4-CNN", "News on GPT-4", "BBC", "News on GPT-4-CNN"),
        ("A new firm 2021-2022", "A new firm 2021", "The Site", "A new firm 2021-2022"),
        (
            "A new film on Spider-Man | The Site",
            "A new film on Spider",
            "The Site",
            "A new film on Spider-Man | The Site",
        ),
        ("A new film on Spider-Man_新浪", "A new film on Spider", "新浪", "A new film on Spider-Man_新浪"),
        ("A new film on Spider-Man | The Site", "A new film on Spider-Man", "The Site", "A new film on Spider-Man"),
    ],
)
def test_a_word_behind_a_dash_is_the_sites_name_where_the_page_calls_it_so(
    title: str, heading: str, site: str, shown: str
) -> None:
    assert headline.titled(repair.parse(f"<p>c</p><h1>{heading}</h1>"), title, None, site=site) == shown


@pytest.mark.parametrize(("title", "html", "site", "shown"), LONG.values(), ids=LONG)
def test_a_short_heading_above_the_text_has_the_title_without_its_site(
    title: str, html: str, site: str, shown: str
) -> None:
    assert headline.titled(repair.parse(html), title, None, site=site) == (shown or title)
    assert headline.titled(repair.parse(html), title, None, site=None) == title


@pytest.mark.parametrize(("html", "title", "left"), CASES.values(), ids=CASES)
def test_headline(html: str, title: str, left: str) -> None:
    tree = repair.parse(html)
    assert headline.take(tree, PAGE) == title
    assert serialize(tree) == left


AGAIN = {
    "below_a_date_and_links": (
        "<p>June 11, 2026</p><ul><li><a href='/pdf'>PDF Version</a></li></ul><h1>A</h1><p>c</p>",
        "<p>June 11, 2026</p><ul><li><a href='/pdf'>PDF Version</a></li></ul><p>c</p>",
    ),
    "each_of_several": ("<h1>A</h1><h2>Release</h2><h3>a</h3><p>c</p>", "<h2>Release</h2><p>c</p>"),
    "below_a_text_it_stays": (
        "<p>The plant opens in May this year.</p><h2>A</h2>",
        "<p>The plant opens in May this year.</p><h2>A</h2>",
    ),
    "below_a_text_without_an_end_it_stays": (f"<p>{'word ' * 13}</p><h2>A</h2>", f"<p>{'word ' * 13}</p><h2>A</h2>"),
    "with_a_picture_it_stays": ("<p>b</p><h1><img src='a'/>A</h1>", '<p>b</p><h1><img src="a"/>A</h1>'),
    "other_words_stay": ("<h2>A b</h2><p>c</p>", "<h2>A b</h2><p>c</p>"),
    "far_below_it_stays": (f"{'<p>b</p>' * 12}<h2>A</h2>", f"{'<p>b</p>' * 12}<h2>A</h2>"),
}


@pytest.mark.parametrize(("html", "left"), AGAIN.values(), ids=AGAIN)
def test_headings_above_the_text_do_not_say_the_title_again(html: str, left: str) -> None:
    tree = repair.parse(html)
    headline.say_once(tree, "A", PAGE)
    assert serialize(tree).replace("'", '"') == left.replace("'", '"')


def test_a_body_without_a_title_keeps_its_headings() -> None:
    tree = repair.parse("<h2></h2><p>c</p>")
    headline.say_once(tree, "", PAGE)
    assert serialize(tree) == "<h2></h2><p>c</p>"


@pytest.mark.parametrize(
    ("html", "left"),
    [
        ("<p>原标题：甲公司中标，金额过亿 甲公司公告。</p>", "<p>甲公司公告。</p>"),
        ("<p>原標題：甲公司中标 金额过亿？！ 甲<b>公司</b>公告。</p>", "<p>甲<b>公司</b>公告。</p>"),
        ("<p>原标题：甲公司中标 金额过亿</p><p>甲公司公告。</p>", None),
        ("<p>原标题：甲公司中标大单 甲公司公告。</p>", None),
        ("<p>原标题：甲公司中标 金额过亿元 甲公司公告。</p>", None),
        ("<p>甲公司中标 金额过亿 甲公司公告。</p>", None),
    ],
)
def test_the_original_title_in_the_first_line_is_taken_out_where_it_says_the_title(html: str, left: str | None) -> None:
    tree = repair.parse(html)
    headline.titled(tree, "甲公司中标 金额过亿", PAGE, site=None)
    assert serialize(tree) == (left or html)


def test_a_page_of_very_many_headings_takes_linear_time() -> None:
    tree = repair.parse("<h1>A</h1><p>x</p>" * 5_000)
    start = time.process_time()
    assert headline.titled(tree, "A - BBB", None, site="") == "A - BBB"
    assert time.process_time() - start < 5

"""One line that says what an article is about."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedsvc.articles.characters import plain
from feedsvc.articles.repair import parse, repair
from feedsvc.articles.shortening import cut_words
from feedsvc.articles.summary import sentences, summarize
from tests.body_stages import SEEDS, body_of, make
from tests.html_pieces import MARKUP


def summary_of(html: str, own: str = "", limit: int = 200) -> str:
    tree = parse(html)
    repair(tree, None)
    return summarize(own, tree, limit)


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        ("<p>甲 &amp; 乙</p>\n<p>丙</p>", "甲 & 乙 丙"),
        ("plain\nwords", "plain words"),
        ("a &lt;b&gt; c", "a <b> c"),
        ("&lt;p&gt;甲 &amp;amp; 乙&lt;/p&gt;", "甲 & 乙"),
        ("   ", "正文。"),
        ("<script>x</script>", "正文。"),
        ("使用 <script> 标签的方法", "使用 <script> 标签的方法"),
        ("List<String> 与 Map<K,V> 的区别", "List<String> 与 Map<K,V> 的区别"),
        ("a < b &amp; c > d, <b>e</b><br>f", "a < b & c > d, e f"),
        ("<B class=x>a</b> </i> <!-- c --> <!-- d", "a </i> <!-- d"),
        ("<img src=x> a <x-y>b</x-y>", "a <x-y>b</x-y>"),
        ("<p>Hello there.<p>Second", "Hello there. Second"),
        ("<ul><li>one<li>two</ul>", "one two"),
        ("the <p> element", "the <p> element"),
    ],
)
def test_own_summary_of_the_author_comes_first(own: str, expected: str) -> None:
    assert summary_of("<p>正文。</p>", own) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>甲。</p><p>乙。</p><!-- more --><p>丙。</p>", "甲。 乙。"),
        ("<p>甲。<!--more-->乙。</p>", "甲。"),
        ("<!-- more --><p>乙。</p>", "乙。"),
        ("<p>甲。</p><!-- truncate --><p>乙。</p>", "甲。"),
        ("<p>甲。</p><!-- TEASER_END --><p>乙。</p>", "甲。"),
        ("<p>甲。</p><!-- excerpt --><p>乙。</p>", "甲。"),
    ],
)
def test_text_before_more_is_the_summary(html: str, expected: str) -> None:
    assert summary_of(html) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>甲句。乙句！丙句？</p>", "甲句。乙句！丙句？"),
        ("<h2>标题</h2><p>甲句在这里。</p><p>图：说明</p><p>乙句。</p>", "甲句在这里。乙句。"),
        ("<p>小节</p><p>甲句在这里。</p>", "甲句在这里。"),
        ("<p>小节</p>", "小节"),
        ("<ul><li>a</li><li>b</li></ul>", "a b"),
        ("<p>One ends. Two ends.</p><p>Three ends.</p>", "One ends. Two ends. Three ends."),
        ("<blockquote><p>甲句在这里。</p></blockquote><p>甲句在这里。乙句在这里。</p>", "甲句在这里。乙句在这里。"),
        ("<p>“甲。”乙说。</p>", "“甲。”乙说。"),
        ("<p>他说不是。是。是。然后走了。</p>", "他说不是。是。是。然后走了。"),
        ("<p>He said “Yes.” She left.</p><p>Well… that is all.</p>", "He said “Yes.” She left. Well… that is all."),
        ("<p>“甲。”</p><p>Apple 是公司。</p>", "“甲。”Apple 是公司。"),
        ("<p>회사는 말했다. 그는 갔다.</p><p>그렇다.</p>", "회사는 말했다. 그는 갔다. 그렇다."),
        ("<p><ruby>東京<rt>とうきょう</rt></ruby>は<ruby>大<rp>(</rp><rt>おお</rt></ruby>きい。</p>", "東京は大きい。"),
        ("<p>It costs <del>$50</del> <s>or so</s> $40.</p><p><strike>Gone.</strike></p>", "It costs $40."),
        ("", ""),
        ('<p><img src="https://i.example/a.png"></p>', ""),
    ],
)
def test_first_sentences_are_the_summary(html: str, expected: str) -> None:
    assert summary_of(html) == expected


@pytest.mark.parametrize(
    "html",
    [
        "<p>By JANE SMITH, Associated Press</p><p>The story begins here.</p>",
        "<p>Jane Smith | March 3, 2024</p><p>Photo: Getty Images</p><p>The story begins here.</p>",
        "<p>By Jane Smith<br>March 3, 2024<br>The story begins here.</p>",
        "<p>Reporting by Jane Smith; Editing by John Doe</p><p>The story begins here.</p>",
        "<p>发布时间：2024-03-05 10:00 来源：新华网</p><p>本报记者 张三 发自上海</p><p>The story begins here.</p>",
        "<p>本报记者 张三<br>图片来源：视觉中国<br><b>The</b> story begins here.</p>",
    ],
)
def test_lines_that_say_who_made_the_text_are_no_part_of_a_summary(html: str) -> None:
    assert summary_of(f"{html}<p>By Monday the firm had gone.</p>") == (
        "The story begins here. By Monday the firm had gone."
    )


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>记者了解到，公司停产。</p><p>乙句。</p>", "记者了解到，公司停产。乙句。"),
        ("<p>By the end of the year<br>all was gone.</p>", "By the end of the year all was gone."),
        (
            f"<p>{'甲' * 20}。</p><p>By JANE SMITH, Associated Press</p>",
            f"{'甲' * 20}。By JANE SMITH, Associated Press",
        ),
        ("<p>By JANE SMITH, Associated Press</p>", "By JANE SMITH, Associated Press"),
    ],
    ids=["a sentence", "its lines", "behind the text", "nothing else"],
)
def test_what_only_looks_like_a_credit_stays_in_a_summary(html: str, expected: str) -> None:
    assert summary_of(html) == expected


FILM = "https://v.qq.com/x/page/a0123456789.html"
FRAME = '<iframe src="https://v.qq.com/txp/iframe/player.html?vid=a0123456789"></iframe>'


@pytest.mark.parametrize(
    "html",
    [
        f"{FRAME}<p>公司今天发布新品。</p><p>乙句。</p>",
        f"<p>{FRAME}{FRAME}\n{FRAME}</p><p>公司今天发布新品。</p><p>乙句。</p>",
        f'<p><a href="{FILM}">{FILM}</a></p><p>公司今天发布新品。</p><p>乙句。</p>',
        f"<p>{FILM}</p><p>公司今天发布新品。</p><p>乙句。</p>",
        f"<p>{FILM}<br>公司今天发布新品。</p><p>乙句。</p>",
        "<p>www.example.com/a?b=1</p><p>公司今天发布新品。</p><p>乙句。</p>",
        f"<p>公司今天发布新品。</p><p>{FILM}</p><p>乙句。</p>",
    ],
    ids=["a frame", "three frames", "a link", "an address", "a line", "no scheme", "between paragraphs"],
)
def test_addresses_that_stand_alone_are_no_part_of_a_summary(html: str) -> None:
    assert summary_of(html) == "公司今天发布新品。乙句。"
    assert summary_of(f"{html}<!-- more --><p>丙。</p>").replace(" ", "") == "公司今天发布新品。乙句。"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (f"<p>见{FILM}，公司发布新品。</p>", f"见{FILM}，公司发布新品。"),
        ("<p>https://example.com is a site.</p>", "https://example.com is a site."),
        (f'<p><a href="{FILM}">发布会的全程录像都在这里了，值得看</a></p>', "发布会的全程录像都在这里了，值得看"),
        (f"<p>{FILM}</p><p>小节</p>", "小节"),
        (f"<p>{FILM}</p>", FILM),
        (f"<p>{FILM}</p><h2>小节</h2>", f"{FILM}小节"),
        ('<p><img src="https://i.example/a.png"></p><h2>小节</h2>', "小节"),
    ],
    ids=[
        "in a sentence",
        "begins a sentence",
        "words of a link",
        "a heading in disguise",
        "nothing else",
        "a heading",
        "below a picture",
    ],
)
def test_addresses_stay_in_a_summary_where_they_are_part_of_what_it_says(html: str, expected: str) -> None:
    assert summary_of(html) == expected


LONG = "这是一个句子，它说了一些事情。" * 100


def test_an_own_summary_or_a_teaser_as_long_as_a_text_is_cut_between_sentences() -> None:
    assert summary_of("", LONG) == summary_of(f"<p>{LONG}</p><!-- more -->") == LONG[: 1_000 // 15 * 15]
    assert len(summary_of("", "x" * 5_000)) == 1_000
    assert summary_of("", LONG[:990]) == LONG[:990]


NOTES = {
    "cmark": (
        'A<sup class="footnote-ref"><a href="#fn-1" id="fnref-1" data-footnote-ref>1</a></sup> b.',
        '<section class="footnotes" data-footnotes><ol><li id="fn-1"><p>The note.</p></li></ol></section>',
    ),
    "kramdown": (
        'A<sup id="fnref:1"><a href="#fn:1" class="footnote" rel="footnote" role="doc-noteref">1</a></sup> b.',
        '<div class="footnotes" role="doc-endnotes"><ol><li id="fn:1"><p>The note.</p></li></ol></div>',
    ),
    "pandoc": (
        'A<a href="#fn1" class="footnote-ref" id="fnref1" role="doc-noteref"><sup>1</sup></a> b.',
        '<section class="footnotes" role="doc-endnotes"><hr><ol><li id="fn1"><p>The note.</p></li></ol></section>',
    ),
    "substack": (
        'A<a class="footnote-anchor" id="footnote-anchor-1" href="#footnote-1">1</a> b.',
        '<div class="footnote"><a id="footnote-1" href="#footnote-anchor-1" class="footnote-number">1</a>'
        '<div class="footnote-content"><p>The note.</p></div></div>',
    ),
    "wikipedia": ('A<sup id="cite_ref-1"><a href="#cite_note-1">[1]</a></sup> b.', ""),
}


@pytest.mark.parametrize(("text", "notes"), NOTES.values(), ids=NOTES)
def test_footnotes_are_no_part_of_a_summary(text: str, notes: str) -> None:
    assert summary_of(f"<p>{text}</p>{notes}") == "A b."
    assert summary_of(f"<p>{text}</p><!-- more -->{notes}") == "A b."


def test_raised_letters_and_words_of_objects_are_part_of_a_summary() -> None:
    assert summary_of("<p>E = mc<sup>2</sup>.</p><object data=x.swf>The fallback words.</object>") == (
        "E = mc2. The fallback words."
    )


@pytest.mark.parametrize(
    ("limit", "expected"),
    [
        (200, "一二三。四五六。七八九。"),
        (11, "一二三。四五六。"),
        (8, "一二三。四五六。"),
        (7, "一二三。"),
        (3, "一二…"),
    ],
)
def test_summary_is_cut_between_sentences(limit: int, expected: str) -> None:
    assert summary_of("<p>一二三。四五六。七八九。</p>", limit=limit) == expected


def test_a_few_words_in_front_of_a_sentence_that_is_too_long_are_no_summary_alone() -> None:
    assert summary_of("<p>1. One two three four five six seven eight.</p>", limit=30) == "1. One two three four five…"
    assert summary_of("<p>One two. Three four five six seven eight nine ten.</p>", limit=30) == "One two."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲。乙！丙？！丁", ["甲。", "乙！", "丙？！", "丁"]),
        ("他说：“走。”然后走了。", ["他说：“走。”", "然后走了。"]),
        ("Mr. Li of Foo Inc. met J. Smith. They talked.", ["Mr. Li of Foo Inc. met J. Smith.", "They talked."]),
        ("It costs 3.15 U.S. dollars, e.g. here. Yes!", ["It costs 3.15 U.S. dollars, e.g. here.", "Yes!"]),
        ('He said "Go." Then "now" he went.', ['He said "Go."', 'Then "now" he went.']),
        ('看法。" 甲 "缺陷。', ["看法。", '" 甲 "缺陷。']),
        ("版本3.15.2 发布", ["版本3.15.2 发布"]),
        ("वह गया। वह आया।", ["वह गया।", "वह आया।"]),
        ("اس نے کہا۔ کیوں؟ ہاں۔", ["اس نے کہا۔", "کیوں؟", "ہاں۔"]),
        ("", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert list(sentences(text)) == expected


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("甲乙丙丁，戊己庚辛壬癸", 8, "甲乙丙丁…"),
        ("甲乙丙丁戊己庚辛", 5, "甲乙丙丁…"),
        ("one two three four", 12, "one two…"),
        ("incomprehensible", 8, "incompr…"),
        ("价格为abcdef元", 6, "价格为…"),
        ("e\u0301e\u0301e\u0301e\u0301", 4, "e\u0301…"),
        ("👨\u200d👩\u200d👧👨\u200d👩\u200d👧", 8, "👨\u200d👩\u200d👧…"),
        ("🇨🇳🇨🇳🇨🇳", 4, "🇨🇳…"),
        ("🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f🏴", 5, "…"),
        ("营收达1,234亿元", 6, "营收达…"),
        ("营收达1,234亿元并增长", 10, "营收达1,234亿…"),
        ("at 10:30 they", 7, "at…"),
        ("在上午10：30开会", 7, "在上午…"),
        ("見 https://a.example/b", 9, "見…"),
        ("It rose by 3.5% in a year", 14, "It rose by…"),
        ("it costs $5 a year", 11, "it costs…"),
        ("Meet Jean-Luc now", 11, "Meet…"),
        ("don’t say O’Brien now", 13, "don’t say…"),
        ("हिन्दी हिन्दी हिन्दी", 11, "हिन्दी…"),
        ("क्ष" * 3, 5, "क्ष…"),
        ("قالت الشركة، في بيان", 15, "قالت الشركة…"),
        ("회사는 어제 발표했다고", 9, "회사는 어제…"),
        ("short", 5, "short"),
    ],
)
def test_sentence_that_is_too_long_is_cut_at_a_clause_or_word(text: str, limit: int, expected: str) -> None:
    assert cut_words(text, limit) == expected


@given(st.text(), st.integers(min_value=2, max_value=50))
def test_cut_is_a_beginning_within_the_limit_and_parts_no_letter_from_its_marks(text: str, limit: int) -> None:
    cut = cut_words(text, limit)
    assert len(cut) <= limit
    if cut != text:
        kept = cut.removesuffix("…")
        assert text.startswith(kept)
        rest = text[len(kept) :].lstrip()
        assert (
            not kept or rest[:1] == "" or unicodedata.category(rest[0])[0] != "M" or len(text) != len(kept) + len(rest)
        )


@settings(max_examples=200, deadline=None)
@given(MARKUP, MARKUP)
def test_summary_of_random_markup_is_one_legal_line(html: str, own: str) -> None:
    line = summary_of(html, own)
    assert line == plain(line)


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem[:3])
def test_summary_of_a_seed_is_its_first_sentences(path: Path) -> None:
    made = make(body_of(path))
    assert 40 <= len(made.summary) <= 200
    assert made.summary.endswith("。")
    assert made.read.zones[0].text.startswith(made.summary[:40])


RELEASE = "Zorblax opens a plant in May, and three hundred people will work there."


@pytest.mark.parametrize(
    "above",
    [
        "<p><em>The company sees three hundred people at work there before the year ends</em></p>",
        "<p><strong><em>One</em></strong></p><p> <b>Second subhead, which is as long as a whole sentence is</b> </p>",
        "<p>MILL CITY, Ind.</p><p>, March 13, 2026</p>",
        "<p>Jane Doe of Zorblax, Inc.</p>",
        '<p><a href="https://x.example/a.pdf">Download all of this long release</a> May 14, 2026 8:00am EDT</p>',
        '<p><a href="https://x.example/a">A link that is as long as a sentence</a> | <a href="/b">B</a></p>',
    ],
)
def test_what_stands_above_a_releases_text_is_no_part_of_its_summary(above: str) -> None:
    assert summary_of(f"{above}<p>/PRNewswire/ -- {RELEASE}</p>") == RELEASE
    # But where it is all that there is.
    assert summary_of(above)


@pytest.mark.parametrize(
    "first",
    [
        "<p>We make robots: <em>the small ones.</em></p>",
        "<p><em>A whole sentence in italics stands above it.</em></p>",
        "<p>A paragraph of which nobody wrote the point at its very end, since it goes on</p>",
        "<p>And here are <a href='/a'>all of the links</a> that anybody could ask us for.</p>",
    ],
)
def test_a_summary_begins_with_the_first_paragraph(first: str) -> None:
    assert summary_of(f"{first}<p>{RELEASE}</p>", limit=400) == f"{summary_of(first)} {RELEASE}"


@pytest.mark.parametrize(
    ("own", "want"),
    [
        ("**The** [old mill](https://mill.example/a_(b)) of `wheel`.", "The old mill of wheel."),
        ("A *fine* mill, ![its race](/race.png) and **more**", "A fine mill, its race and more"),
        ("2**3 and 4**5, 3 * 4 * 5, `a", "2**3 and 4**5, 3 * 4 * 5, `a"),
        ("*ST海航与*ST天马 a[0](x) snake_case_name", "*ST海航与*ST天马 a[0](x) snake_case_name"),
        ("prices* and costs* of (*) and (*)", "prices* and costs* of (*) and (*)"),
    ],
)
def test_marks_of_markdown_are_no_part_of_an_authors_summary(own: str, want: str) -> None:
    assert summarize(own, parse("<p>A mill.</p>")) == want

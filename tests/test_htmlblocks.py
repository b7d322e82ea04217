"""Markdown behind HTML, as kramdown 2.4 and Python-Markdown 3 read it, and CommonMark does not."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedsvc.articles.htmlblocks import parted
from feedsvc.articles.lookups import PLAIN, Dialect
from feedsvc.articles.markup import to_html

PIECES = ["<!-- a -->", "<br>", "<div>", "</div>", "<a x>", "</a>", "\n", "\n\n", "    ", "**b**", "<!--", "-->", "x"]
LINES = [
    "<br>\n",
    "<a>\n",
    "<div>\n",
    "</div>\n",
    "<div>\n</div>\n",
    "<br>\n<div></div>\n",
    "<!--\n",
    "<!-- a --><!--",
    "<p>a\n\n",
    "<div ",
]
JEKYLL, PELICAN, HUGO = (Dialect(generator=name) for name in ("jekyll", "pelican", "hugo"))


def html_of(body: str, dialect: Dialect = JEKYLL) -> str:
    return to_html(body, "markdown", {}, dialect).html.strip()


READ = {
    "br": ("<br>\n**b** and [l](/l).", '<p><br>\n<strong>b</strong> and <a href="/l">l</a>.</p>'),
    "img": ('<img src="/x.png">\n**b**', '<p><img src="/x.png">\n<strong>b</strong></p>'),
    "picture_in_a_link": (
        '<a href="/l">\n![i](/i.png)\n</a>', '<p><a href="/l">\n<img src="/i.png" alt="i" />\n</a></p>'
    ),
    "span": ("<span>\n**x**\n</span>\n**y**", "<p><span>\n<strong>x</strong>\n</span>\n<strong>y</strong></p>"),
    "br_before_a_block": ("<br>\n**b**\n<div>c</div>", "<p><br>\n<strong>b</strong></p>\n<div>c</div>"),
    "end_alone": ("</ol>\nAnd [see](/c).", '</ol>\n<p>And <a href="/c">see</a>.</p>'),
    "list": ("<ol>\n<li>a</li>\n</ol>\nAnd **b**.", "<ol>\n<li>a</li>\n</ol>\n<p>And <strong>b</strong>.</p>"),
    "in_one_line": ("<ol><li>a</li></ol> And **b**.", "<ol><li>a</li></ol> \n<p>And <strong>b</strong>.</p>"),
    "rule": ("<hr>\n# h", "<hr>\n<h1>h</h1>"),
    "nested": (
        "<div>a<div>b</div>\n**x**\n</div>\n**y**", "<div>a<div>b</div>\n**x**\n</div>\n<p><strong>y</strong></p>"
    ),
    "in_capitals": ("<DIV>x</DIV>\n**y**", "<DIV>x</DIV>\n<p><strong>y</strong></p>"),
    "behind_words": ("a\n<div>b</div>\n**y**", "<p>a</p>\n<div>b</div>\n<p><strong>y</strong></p>"),
    "neighbours": ("<p>a</p>\n<p>b</p>\n<b>c</b> **y**", "<p>a</p>\n<p>b</p>\n<p><b>c</b> <strong>y</strong></p>"),
    "program_text": ("<div>b</div>\n```\n**y**\n```", "<div>b</div>\n<pre><code>**y**\n</code></pre>"),
    "comment": ("<!--more-->See [l](/l) **b**.", '<!--more-->\n<p>See <a href="/l">l</a> <strong>b</strong>.</p>'),
    "comment_and_a_blank": ("<!-- a --> See\n**b**", "<!-- a --> \n<p>See\n<strong>b</strong></p>"),
    "comment_of_lines": ("<!-- a\n\nb -->See **b**", "<!-- a\n\nb -->\n<p>See <strong>b</strong></p>"),
    "comments": ("<!-- a --> <!-- b -->See **b**", "<!-- a --> <!-- b -->\n<p>See <strong>b</strong></p>"),
    "comment_before_a_span": ("<!-- a --><b>c</b> **b**", "<!-- a -->\n<p><b>c</b> <strong>b</strong></p>"),
    "comment_before_a_list": ("<!-- a -->- c\n- d", "<!-- a -->\n<ul>\n<li>c</li>\n<li>d</li>\n</ul>"),
    "alone": (
        "<video>\n<source src='/a'>\n</video>\n**y**",
        "<video>\n<source src='/a'>\n</video>\n<p><strong>y</strong></p>",
    ),
}  # fmt: skip


def test_a_list_at_once_behind_br_is_one_to_kramdown_alone() -> None:
    assert html_of("<br>\n- a") == "<p><br></p>\n<ul>\n<li>a</li>\n</ul>"
    assert html_of("<br>\n- a", PELICAN) == "<p><br>\n- a</p>"


@pytest.mark.parametrize("dialect", [JEKYLL, PELICAN], ids=["jekyll", "pelican"])
@pytest.mark.parametrize(("body", "expected"), READ.values(), ids=READ)
def test_markdown_behind_a_tag_is_read(body: str, expected: str, dialect: Dialect) -> None:
    assert html_of(body, dialect) == expected


@pytest.mark.parametrize("dialect", [HUGO, PLAIN], ids=["hugo", "unknown"])
@pytest.mark.parametrize("body", [READ[name][0] for name in ("br", "img", "list", "end_alone", "comment")])
def test_markdown_behind_a_tag_stays_where_commonmark_counts(body: str, dialect: Dialect) -> None:
    assert html_of(body, dialect) == body


@pytest.mark.parametrize(
    "body",
    [
        "<div>\n**x**\n</div>",
        "<div>\n<br>\n**x**\n</div>",
        "<table><tr><td>**x**</td></tr></table>",
        "<div>\n**x**",
        "<ul>\n<li>a\n<br>\n**x**\n</ul>",
        "<center>\n<img src='/a'>\n**x**\n</center>",
        '<a href="/l">\n<div>**x**</div>\n</a>',
        "<!--\n<br>\n**x**\n-->",
        "<!-- a --><div>**x**</div>",
        "<!-- a --><!-- b **x**",
        "<div>\n<!-- a -->**x**\n</div>",
        "<pre>\n<br>\n**x**\n</pre>",
        "<script>\nvar a = '<br>\\\n**x**'\n</script>",
        "<div>x</div>\n    **y**",
        "<br>",
    ],
)
def test_what_an_element_holds_stays(body: str) -> None:
    assert html_of(body) == body


@pytest.mark.parametrize(
    "body",
    [
        "<!-- a -->\n**b**",
        "a <!-- b -->**c**",
        "<https://a.example/>\n**b**",
        "a <br>\n**b**",
        "<b>a</b>\n**b**",
        "`<br>`\n**b**",
        "<3\n**b**",
    ],
)
def test_other_paragraphs_are_as_they_were(body: str) -> None:
    assert html_of(body) == html_of(body, PLAIN)


def test_blank_lines_within_an_element_end_no_block() -> None:
    assert html_of("<div>\n\n<br>\n**x**\n\n</div>") == html_of("<div>\n\n<br>\n**x**\n\n</div>", PLAIN)


@pytest.mark.parametrize("piece", [*PIECES, *LINES])
@pytest.mark.parametrize("end", ["", "<div>", "</p>"])
def test_long_sources_cost_no_more_than_their_length(piece: str, end: str) -> None:
    assert len(parted(piece * 60_000 + end)) < 10 * 60_000 * len(piece)


@settings(max_examples=300)
@given(st.lists(st.sampled_from(PIECES)))
def test_nothing_is_lost(pieces: list[str]) -> None:
    text = "".join(pieces)
    assert re.sub(r"[\s\x01]", "", parted(text)) == re.sub(r"\s", "", text)

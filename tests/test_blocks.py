"""What a reader sees of a tree, block by block."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedsvc.articles.blocks import blocks
from feedsvc.articles.repair import parse
from feedsvc.articles.shown import hidden
from feedsvc.articles.tree import Comment, Tag, Text
from feedsvc.articles.words import text_of


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("a<p>b</p>c", ["a", "b", "c"]),
        ("<div>a<br>b<p>c<br>d</p></div>", ["a", "b", "c\nd"]),
        ("<ul><li>a<ul><li>b</li></ul></li></ul>", ["a", "b"]),
        ("<a><p>a</p><p>b</p></a>", ["a", "b"]),
        ("<blockquote>a</blockquote><h1>b</h1>", ["a", "b"]),
        ("<p></p><p> </p><p hidden>x</p><p>a</p>", ["a"]),
        ("<p>a<!-- x --><script>y</script></p>", ["a"]),
        ('<p hidden="until-found">a</p><p hidden="hidden">b</p>', ["a"]),
        ('<p><span aria-hidden="true">从</span>前有座山</p>', ["从前有座山"]),
        ("<p><img src=x></p>", [""]),
        ('<p>a</p><video src="/a.mp4">Your browser has no films.</video>', ["a", ""]),
        ('<div>a <audio src="/a.mp3"><p>Your browser plays nothing.</p></audio> b</div>', ["a b"]),
    ],
)
def test_blocks_in_order(html: str, expected: list[str]) -> None:
    assert [block.text for block in blocks(parse(html))] == expected


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("display:none", True),
        ("color:red; display : none !important", True),
        ("max-height:1px;overflow:hidden", True),
        ("height:0;overflow:hidden", True),
        ("font-size:0", True),
        ("font-size:0.9em", False),
        ("height:100px;overflow:hidden", False),
        ("height:1px", False),
        ("height:1em;overflow:hidden", False),
        ("max-height:1em;overflow:hidden", False),
        ("overflow:hidden;height:1%", False),
        ("height:0;padding-bottom:56.25%;overflow:hidden", False),
        ("height:0;padding:0;overflow:hidden", True),
        ("line-height:1;overflow:hidden", False),
        ("background:url(display:none)", False),
        ("", False),
    ],
)
def test_style_that_hides(style: str, *, expected: bool) -> None:
    tag = parse(f'<p style="{style}">a</p><p>b</p>').first("p")
    assert tag is not None
    assert hidden(tag) is expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("#", True),
        ("¶", True),
        ("🔗", True),
        ("\u200b", True),
        ("从", False),
        ("€", False),
        ("→", False),
        ("", True),
        ("x", False),
        ("2", False),
        ("∞", False),
        ("words", False),
        ('<img src="a.png">', False),
        ('<span class="katex-html" aria-hidden="true">%</span>', False),
    ],
)
def test_spacer_says_nothing_and_a_formula_of_one_letter_is_none(html: str, *, expected: bool) -> None:
    found = parse(html if "katex" in html else f"<p>a <b aria-hidden=true>{html}</b></p>")
    tag = next(tag for tag in found.elements() if "aria-hidden" in tag.attrs)
    assert hidden(tag) is expected


@given(
    words=st.text(alphabet=" \t\n\f\r\u00a0\u200b\u3000\ufeff中a.", max_size=12),
    name=st.sampled_from(["p", "li", "b", "span", "pre", "br", "title", "td"]),
    attrs=st.sampled_from([{}, {"hidden": ""}, {"class": "a"}]),
)
def test_words_of_an_element_are_the_same_alone_and_beside_nothing(
    words: str, name: str, attrs: dict[str, str]
) -> None:
    tag = Tag(name, attrs, words)
    assert text_of([tag]) == text_of([tag, Comment("")])
    assert text_of([Text(words)]) == text_of([Text(words), Comment("")])
    assert type(text_of([Text(words)])) is str


def test_text_of_nodes_joins_inline_elements_and_parts_blocks() -> None:
    assert text_of(parse("<p>中<b>航</b> a</p><div>b</div>").contents) == "中航 a\nb"

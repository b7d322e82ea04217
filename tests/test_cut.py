"""The linear cut: balanced output, limits, and the same tokens for every parser."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings

from feedsvc.articles.cut import MAX_DEPTH, MAX_MARKS, MAX_TAGS, VOID, Policy, cut, cut_telling
from feedsvc.articles.sanitize import sanitize
from feedsvc.articles.tokens import MAX_VALUE
from tests.html_pieces import MARKUP


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<b>x<p>y", "<b>x<p>y</p></b>"),
        ("<p>a<p>b", "<p>a</p><p>b</p>"),
        ("<p>a<div>b</div>c", "<p>a</p><div>b</div>c"),
        ("<ul><li>a<li>b<ul><li>c</ul><li>d</ul>", "<ul><li>a</li><li>b<ul><li>c</li></ul></li><li>d</li></ul>"),
        ("<table><tr><td>1<td>2<tr><td>3</table>", "<table><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></table>"),
        ("<div><table><td>a</div>b</table>c", "<div><table><td>ab</td></table>c</div>"),
        ("<a href=x>1<a href=y>2", '<a href="x">1</a><a href="y">2</a>'),
        ("<b><i>x</b></i>y", "<b><i>x</i></b>y"),
        ("</p></div>x</br>", "x<br>"),
        ("<p/>x", "<p>x</p>"),
        ("<pre>\n\nx\n</pre>", "<pre>x\n</pre>"),
        ("<html><head></head><body>x</body></html>", "x"),
    ],
)
def test_cut_closes_what_is_open(html: str, expected: str) -> None:
    assert cut(html) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("a < b & c &copy=1", "a &lt; b &amp; c ©=1"),
        ("<i title='?a=1&copy=2&amp;b=&lt;'>", '<i title="?a=1&amp;copy=2&amp;b=&lt;"></i>'),
        ('<i title=a"b>', '<i title="a&quot;b"></i>'),
        ("&#x41;&#00065;&#128;&#0;&#xD800;", "AA€\ufffd\ufffd"),
        ("&#" + "9" * 5_000 + ";", "\ufffd"),
        ("<I TITLE=x Title=y ><b\fid=z>", '<i title="x"><b id="z"></b></i>'),
        ('<i title="never closed', '&lt;i title="never closed'),
        ("<!-- a -- b > --><!--x", "<!-- a   b   --><!---->"),
        ("<script>a<b</script>b<style>c", "b"),
        ("<xmp><b></xmp>&amp;", "<pre>&lt;b&gt;</pre>&amp;"),
        ("<svg><g>x</g></svg><o:p>y</o:p>", "<svg><g>x</g></svg>y"),
    ],
)
def test_cut_decides_what_parsers_read_differently(html: str, expected: str) -> None:
    assert cut(html) == expected


@pytest.mark.parametrize(
    ("html", "told"),
    [
        ("a <script> b", "what stands behind a '<script>' that never ends was left out"),
        ("<p>a</p><STYLE>b", "what stands behind a '<style>' that never ends was left out"),
        ("a <!-- b", "what stands behind a '<!--' that never ends was left out"),
        ("a <script> \n", ""),
        ("a <!-- -->", ""),
        ("<script>b</script>a", ""),
    ],
)
def test_cut_tells_what_never_ends(html: str, told: str) -> None:
    assert "".join(cut_telling(html)[1]) == told


def test_cut_by_policy_drops_tags_and_keeps_or_drops_their_content() -> None:
    policy = Policy(keep=frozenset({"p"}), gone=frozenset({"svg", "button"}), comments=False)
    assert cut("<p><u>a</u><svg><g>b</g></svg><!--c--><button>d</button></p>", policy) == "<p>a</p>"


def test_cut_ends_a_vanishing_element_that_is_never_closed_at_the_next_block() -> None:
    assert cut("<button>a<p>b", Policy(gone=frozenset({"button"}))) == "<p>b</p>"


class Depth(HTMLParser):
    """The deepest nesting, and the number of start tags."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.deepest = self.tags = self.unbalanced = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags += 1
        if tag not in VOID:
            self.open.append(tag)
            self.deepest = max(self.deepest, len(self.open))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            self.unbalanced += not self.open or self.open.pop() != tag


def measured(html: str) -> Depth:
    depth = Depth()
    depth.feed(html)
    depth.close()
    return depth


def test_cut_at_the_depth_limit_keeps_text_and_the_elements_after() -> None:
    made = cut("<div>" * 1_000 + "deep" + "</div>" * 1_000 + "<p>after</p>")
    assert measured(made).deepest == MAX_DEPTH
    assert "deep" in made
    assert made.endswith("</div><p>after</p>")


def test_cut_keeps_emphasis_within_emphasis() -> None:
    html = "".join(f"<b><i><u>{level}" for level in range(20)) + "</u></i></b>" * 20
    assert cut(html) == html


def test_cut_bounds_emphasis_that_parsers_open_again_between_the_rows_of_a_table() -> None:
    many = "".join(f'<b class="{number}">' for number in range(240))
    html = sanitize(f"<table>{many}" + "".join(f"<tr>w{number} " for number in range(3_000)))
    assert len(re.findall(r"w[0-9]+ ", html)) == 3_000
    assert len(html) < 1_000_000


def test_cut_at_the_tag_limit_keeps_text() -> None:
    made = cut("<i>x</i>" * (MAX_TAGS + 5))
    assert measured(made).tags == MAX_TAGS
    assert made.count("x") == MAX_TAGS + 5


@pytest.mark.parametrize("mark", ["&amp;", "\u00a0", "<&amp;"])
def test_cut_parts_words_of_very_many_marks_and_keeps_them(mark: str) -> None:
    made = cut(mark * 3 * MAX_MARKS)
    assert made.count("<wbr></wbr>") in {2, 3}
    assert made.count("&amp;") + made.count("\u00a0") == 3 * MAX_MARKS
    assert cut(made) == made
    assert "<wbr>" not in cut("<p>" + mark * (MAX_MARKS // 2) + "</p>" + mark * (MAX_MARKS // 2))


def test_cut_drops_values_that_are_longer_than_any_word() -> None:
    assert cut(f'<i title="{"a" * MAX_VALUE}a" id="b">c') == '<i id="b">c</i>'
    assert cut(f'<i title="{"a" * MAX_VALUE}">') == f'<i title="{"a" * MAX_VALUE}"></i>'


def test_cut_at_the_size_limit_parts_no_character() -> None:
    made = cut("中" * 2_000_000)
    assert set(made) == {"中"}
    assert len(made) == 4_000_000 // 3


@settings(max_examples=300, deadline=None)
@given(MARKUP)
def test_cut_of_random_markup_is_balanced_and_a_fixed_point(html: str) -> None:
    made = cut(html)
    found = measured(made)
    assert (found.unbalanced, found.open) == (0, [])
    assert cut(made) == made

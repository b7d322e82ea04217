"""What HTML elements hold, as kramdown 2.4 and Python-Markdown 3 read it, and CommonMark does not."""

from __future__ import annotations

from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedsvc.articles.htmlcontent import adapted
from feedsvc.articles.lookups import PLAIN, Dialect
from feedsvc.articles.markup import to_html

JEKYLL, PELICAN, HUGO = (Dialect(generator=name) for name in ("jekyll", "pelican", "hugo"))
PARSING = Dialect(generator="jekyll", parse_html=True)
PIECES = [
    "<div>",
    '<div markdown="1">',
    "</div>",
    "<p>",
    "</p>",
    "<!--",
    "-->",
    "```\n",
    "\n",
    "\n\n",
    "    ",
    "a",
    "<b>",
]
LINES = [
    "<div>\n", '<div markdown="1">\n', "<div ", "</div>\n", "<div>\n\n</div>\n", '<p markdown="1">\n', "<!--\n", "\n",
    " ", "<div markdown=", "```\n<div>\n", "{% raw %}\n<div>\n", "<style>\n", "<style></style>",
]  # fmt: skip


def html_of(body: str, dialect: Dialect = JEKYLL) -> str:
    return to_html(body, "markdown", {}, dialect).html.strip()


PASSED = {
    "figure": (
        'a\n\n<figure>\n\n    <img src="/1.jpg">\n    <img src="/2.jpg">\n\n    <figcaption>c</figcaption>\n'
        "</figure>\n\n**b**",
        '<p>a</p>\n<figure>\n    <img src="/1.jpg">\n    <img src="/2.jpg">\n    <figcaption>c</figcaption>\n'
        "</figure>\n<p><strong>b</strong></p>",
    ),
    "table": (
        "a\n\n<table>\n\n    <tr>\n\n        <td>1</td>\n\n    </tr>\n \n</table>\nb",
        "<p>a</p>\n<table>\n    <tr>\n        <td>1</td>\n    </tr>\n</table>\n<p>b</p>",
    ),
    "nested": (
        'a\n\n<div class="row">\n\n    <div><img src="/i"></div>\n\n    <div>x</div>\n</div>',
        '<p>a</p>\n<div class="row">\n    <div><img src="/i"></div>\n    <div>x</div>\n</div>',
    ),
    "indented": ("a\n\n  <div>\n\n    <p>x</p>\n  </div>", "<p>a</p>\n  <div>\n    <p>x</p>\n  </div>"),
    "behind_a_style": (
        "a\n\n<style>\n\np {}\n</style><table>\n\n    <tr><td>1</td></tr>\n</table>",
        "<p>a</p>\n<style>\n\np {}\n</style>\n<table>\n    <tr><td>1</td></tr>\n</table>",
    ),
    "behind_another": (
        "a\n\n<div>b</div> <div>\n\n    <p>c</p>\n</div>", "<p>a</p>\n<div>b</div> <div>\n    <p>c</p>\n</div>"
    ),
    "pre": (
        "a\n\n<div>\n\n    <pre>\n\n  x\n\n</pre>\n\n    <p>b</p>\n</div>",
        "<p>a</p>\n<div>\n    <pre>\n\n  x\n\n</pre>\n    <p>b</p>\n</div>",
    ),
    "behind_a_fence": (
        "```html\n<div>\n```\n\n<div>\n\n    <p>x</p>\n</div>",
        '<pre><code class="language-html">&lt;div&gt;\n</code></pre>\n<div>\n    <p>x</p>\n</div>',
    ),
}  # fmt: skip


@pytest.mark.parametrize("dialect", [JEKYLL, PELICAN], ids=["jekyll", "pelican"])
@pytest.mark.parametrize(("body", "expected"), PASSED.values(), ids=PASSED)
def test_an_element_is_passed_through_to_its_end(body: str, expected: str, dialect: Dialect) -> None:
    assert html_of(body, dialect) == expected


@pytest.mark.parametrize("dialect", [HUGO, PLAIN], ids=["hugo", "unknown"])
def test_blank_lines_end_an_element_where_commonmark_counts(dialect: Dialect) -> None:
    assert "<pre><code>" in html_of(PASSED["figure"][0], dialect)


def test_places_in_an_element_are_known() -> None:
    site = Dialect("https://e.example", "jekyll")
    assert html_of('a\n\n<figure>\n\n    <img src="{{ site.url }}/1.jpg">\n\n</figure>', site) == (
        '<p>a</p>\n<figure>\n    <img src="https://e.example/1.jpg">\n</figure>'
    )


HELD = {
    "block": (
        'a\n\n<div markdown="1">\n## h\n\n**b** c.\n</div>\n**d**',
        '<p>a</p>\n<div markdown="1">\n<h2>h</h2>\n<p><strong>b</strong> c.</p>\n</div>\n<p><strong>d</strong></p>',
    ),
    "by_name": (
        '<div class="grid" markdown>\n**b**\n</div>',
        '<div class="grid" markdown>\n<p><strong>b</strong></p>\n</div>',
    ),
    "by_first_name": ("<figure markdown>\n**b**\n</figure>", "<figure markdown>\n<p><strong>b</strong></p>\n</figure>"),
    "alone": ('<div markdown="1">\n**b**\n</div>', '<div markdown="1">\n<p><strong>b</strong></p>\n</div>'),
    "in_one_line": ("<div markdown='1'>**b**</div>", "<div markdown='1'>\n<p><strong>b</strong></p>\n</div>"),
    "said_block": (
        '<td-x markdown="block">\n- b\n</td-x>', '<td-x markdown="block">\n<ul>\n<li>b</li>\n</ul>\n</td-x>'
    ),
    "details": (
        '<details markdown="1"><summary>a</summary>\n\n- b\n\n</details>',
        '<details markdown="1">\n<summary>a</summary>\n<ul>\n<li>b</li>\n</ul>\n</details>',
    ),
    "span": (
        'a\n\n<p markdown="span" class="x">**b**\n<img src="/i"></p>\nc',
        '<p>a</p>\n<p><p markdown="span" class="x"><strong>b</strong> <img src="/i"></p></p>\n<p>c</p>',
    ),
    "within_html": (
        '<div>\n\n<div markdown="1">\n**b**\n</div>\n\n    <p>**c**</p>\n</div>',
        '<div>\n<div markdown="1">\n<p><strong>b</strong></p>\n</div>\n    <p>**c**</p>\n</div>',
    ),
    "html_within": (
        '<div markdown="1">\n<table>\n\n    <tr><td>**b**</td></tr>\n</table>\n</div>',
        '<div markdown="1">\n<table>\n    <tr><td>**b**</td></tr>\n</table>\n</div>',
    ),
    "behind_what_it_holds": (
        '<div markdown="1">\n<ol>\n<li>a</li>\n</ol>\n**b**\n</div>',
        '<div markdown="1">\n<ol>\n<li>a</li>\n</ol>\n<p><strong>b</strong></p>\n</div>',
    ),
    "fence": (
        '<div markdown="1">\n```\n</div>\n```\n</div>',
        '<div markdown="1">\n<pre><code>&lt;/div&gt;\n</code></pre>\n</div>'
    ),
    "in_a_list": (
        '- a\n\n  <div markdown="1">\n  **b**\n  </div>\n- c',
        '<ul>\n<li>\n<p>a</p>\n<div markdown="1">\n<p><strong>b</strong></p>\n</div>\n</li>\n<li>\n<p>c</p>\n'
        "</li>\n</ul>",
    ),
}  # fmt: skip


@pytest.mark.parametrize("dialect", [JEKYLL, PELICAN], ids=["jekyll", "pelican"])
@pytest.mark.parametrize(("body", "expected"), HELD.values(), ids=HELD)
def test_an_element_that_says_so_holds_markdown(body: str, expected: str, dialect: Dialect) -> None:
    assert html_of(body, dialect) == expected


@pytest.mark.parametrize(
    "body",
    [
        '<div markdown="0">\n**b**\n</div>',
        '<div data-markdown="1">\n**b**\n</div>',
        '<div class="a markdown b" id="markdown">\n**b**\n</div>',
        '<table markdown="1">\n<tr><td>**b**</td></tr>\n</table>',
        '<pre markdown="1">\n**b**\n</pre>',
        '<div markdown="1">\n**b**',
    ],
)
def test_other_elements_hold_html(body: str) -> None:
    assert html_of(body) == body


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "<div>\n## h\n<div>**b**</div>\n</div>",
            "<div>\n<h2>h</h2>\n<div>\n<p><strong>b</strong></p>\n</div>\n</div>",
        ),
        ("<h2>a **b**</h2>\nc", "<p><h2>a <strong>b</strong></h2></p>\n<p>c</p>"),
        ("<ul>\n<li>**b**</li>\n</ul>", "<ul>\n<li>**b**</li>\n</ul>"),
    ],
)
def test_all_elements_hold_markdown_where_the_site_or_the_source_says_so(body: str, expected: str) -> None:
    assert html_of(body, PARSING) == expected
    assert html_of(f'{{::options parse_block_html="true" /}}\n\n{body}') == expected
    assert html_of(body) == body.replace("\nc", "\n<p>c</p>")


@pytest.mark.parametrize(("tag", "dialect"), [("<div>", PARSING), ('<div markdown="1">', JEKYLL)])
@pytest.mark.parametrize("deep", [6, 12])
def test_elements_within_each_other_hold_markdown_as_deep_as_pages_go(tag: str, dialect: Dialect, deep: int) -> None:
    body = f"{tag}\n" * deep + "**b** [c](https://c.example)\n" + "</div>\n" * deep
    assert '<p><strong>b</strong> <a href="https://c.example">c</a></p>' in html_of(body, dialect)


@pytest.mark.parametrize(
    "words",
    [
        "- b", "[b](/b)", "See **b** there.", "Compare `a<b` there.\n\nMore.", "Use `<pre>` there.", "Or *b c* there.",
        "Or _b c_, there.", "1) b\n2) c", "| a | b |\n|---|---|\n| 1 | 2 |", "a | b\n--|:-:\n1 | 2",
        "See <https://x.example/> there.", "<https://x.example/>", "Write to <a@x.example>.", "If x<y then stop.",
    ],
)  # fmt: skip
def test_what_looks_like_markdown_in_an_element_stays_markdown(words: str) -> None:
    body = f"a\n\n<div>\n\n{words}\n\n</div>\n\nc"
    assert html_of(body) == html_of(body, PLAIN)


@pytest.mark.parametrize(
    "words",
    [
        "2 * 3 * 4", "snake_case_name", "a | b", "`", "<o:p>b</o:p>", '<img alt="b"/>', "<b-c>d</b-c>",
        "<script>\nif (a<b) { c(`d`); }\n</script>", '<a href="/_b/_c_.html">d</a>',
    ],
)  # fmt: skip
def test_what_does_not_look_like_markdown_is_passed_through(words: str) -> None:
    assert html_of(f"a\n\n<div>\n\n    <p>{words}</p>\n\n</div>") == f"<p>a</p>\n<div>\n    <p>{words}</p>\n</div>"


@pytest.mark.parametrize(
    "shown", ["```html\n{}\n```", "~~~~\n{}\n~~~\n~~~~", "{{% highlight html %}}\n{}\n{{% endhighlight %}}"]
)
def test_elements_in_program_text_stay(shown: str) -> None:
    element = '<div markdown="1">\n\n    <p>x</p>\n\n</div>\n<div>\n\n    y\n</div>'
    assert element in unescape(html_of("a\n\n" + shown.format(element)))


@pytest.mark.parametrize("piece", LINES)
@pytest.mark.parametrize("end", ["", "<div>", "</div>", "</p>"])
@pytest.mark.parametrize("start", ["", "<div>\n", '<div markdown="1">\n'])
def test_long_sources_cost_no_more_than_their_length(piece: str, end: str, start: str) -> None:
    assert adapted(start + piece * 30_000 + end, JEKYLL)


@settings(max_examples=300)
@given(st.lists(st.sampled_from(PIECES)), st.booleans())
def test_nothing_is_lost(pieces: list[str], parse_html: bool) -> None:
    text = "".join(pieces)
    made = adapted(text, Dialect(generator="jekyll", parse_html=parse_html))
    assert "".join(made.replace("\x01", "").split()) == "".join(text.split())

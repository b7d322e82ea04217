"""Marks of kramdown and its kin go; braces that are none of these are the author's."""

from __future__ import annotations

import re
import time

import pytest

from feedsvc.articles.kramdown import read, without_abbreviations, without_attribute_lines
from feedsvc.articles.lookups import Dialect
from feedsvc.articles.markup import to_html

JEKYLL, HUGO, PELICAN = (Dialect(generator=name) for name in ("jekyll", "hugo", "pelican"))


def html_of(body: str) -> str:
    return to_html(body, "markdown", {}).html.strip()


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("a\n{: .lead}", "<p>a</p>"),
        ("a\n{: .lead #x title=\"a b\" data-x='c' w=50%}", "<p>a</p>"),
        ("> a\n> {: .lead}", "<blockquote>\n<p>a</p>\n</blockquote>"),
        ("*a*{:.x #y}b", "<p><em>a</em>b</p>"),
        ('![a](/b){: width="5"}', '<p><img src="/b" alt="a" /></p>'),
        ("`a`{:.x}b", "<p><code>a</code>b</p>"),
        ('[a](https://b.example/){:target="_blank" :rel="c d"}e', '<p><a href="https://b.example/">a</a>e</p>'),
        ('*a*{:x="y", z="1"}b', "<p><em>a</em>b</p>"),
        ("*a*{:x=y download}b", "<p><em>a</em>b</p>"),
        ("*a*{: .x y=“1 2”}b", "<p><em>a</em>b</p>"),
        ('a\n{: .x :y="z"}', "<p>a</p>"),
        ("*a*{:\n.x} b", "<p><em>a</em> b</p>"),
        ('[![a](/b){:\n.x width="70"}][1]\n\n[1]: /c', '<p><a href="/c"><img src="/b" alt="a" /></a></p>'),
        ('[a](https://b.example/){:target="_blank"}{:.btn}{z}', '<p><a href="https://b.example/">a</a>{z}</p>'),
        ('*a*{:\n target="_blank"\n rel="y"} b', "<p><em>a</em> b</p>"),
        ("*a*{:.x \n  .y\n} b", "<p><em>a</em> b</p>"),
        ("a\n{: .x\n.y}\n\nb", "<p>a</p>\n<p>b</p>"),
        ("a\n{:\n.x}\n\nb", "<p>a</p>\n<p>b</p>"),
        ("- {:.x} a", "<ul>\n<li>a</li>\n</ul>"),
        ("{:x: .lead}\n\na", "<p>a</p>"),
        ("## H {#id}", "<h2>H</h2>"),
        ("## H {#id .x}", "<h2>H</h2>"),
        ("## H {: .x}", "<h2>H</h2>"),
        ("* TOC\n{:toc}\n\na", "<p>a</p>"),
        ("{:toc}\n\na", "<p>a</p>"),
    ],
)
def test_attribute_lists_go(body: str, expected: str) -> None:
    assert html_of(body) == expected


@pytest.mark.parametrize(
    "body",
    [
        "返回 {:ok, result} 元组，或 {:error, reason}。 Map {:a 1}.",
        "{:ok, result}",
        "**x**{:ok, 1}",
        "**x**{:a b=1}",
        "**x**{: .y {z}}",
        "**x**{:\nok, 1}",
        "a {: ) b",
        "f {: .x} g",
        "the {:/} sign",
        "{::comment} never ends",
    ],
)
def test_braces_of_an_author_stay(body: str) -> None:
    assert html_of(body).replace("<strong>x</strong>", "**x**") == f"<p>{body}</p>"


@pytest.mark.parametrize("body", ["*x*{:\n\n.y}", "*x*{: .y\n\n.z}", "- {:.x\n.y} a", "# H {:\n.x}"])
def test_a_list_that_a_blank_line_breaks_or_that_has_one_line_alone_stays(body: str) -> None:
    assert re.sub(r"<[^<>]*>|\s", "", html_of(body)) == re.sub(r"[*#\s]|\A- ", "", body)


@pytest.mark.parametrize("part", ["*x*{:\n", "*x*{:.a\n", "*x*{:.a\n.b ", "\n{:.a" + "\n.b" * 40])
def test_broken_lists_without_end_cost_little(part: str) -> None:
    begun = time.process_time()
    html_of(part * (500_000 // len(part)))
    assert time.process_time() - begun < 5


def test_a_list_without_end_costs_little() -> None:
    body = ('*x*{:a="b"' + ", c" * 28 + " ") * 20_000
    assert html_of(body).count("<em>") == 20_000


def test_braces_in_program_text_stay() -> None:
    assert html_of("`{: .x}`\n\n    {::comment}a{:/}") == (
        "<p><code>{: .x}</code></p>\n<pre><code>{::comment}a{:/}\n</code></pre>"
    )


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("{::comment}\nPrivate `x` remark\n{:/comment}\n\na", "<p>a</p>"),
        ("a{::comment}b{:/}c", "<p>ac</p>"),
        ("{::nomarkdown}\n<b>a</b>\n{:/nomarkdown}", "<p><b>a</b></p>"),
        ('{::options parse_block_html="true" /}\n\na', "<p>a</p>"),
        ('{::comment}a {::options x="y" /} b{:/comment}c', "<p>c</p>"),
    ],
)
def test_comments_and_options_go(body: str, expected: str) -> None:
    assert html_of(body) == expected


@pytest.mark.parametrize("mark", ["[TOC]", "[toc]", "[[TOC]]", "[[_TOC_]]", "@[TOC]", "@[TOC](文章目录)"])
def test_place_of_a_table_of_contents_goes(mark: str) -> None:
    assert html_of(f"{mark}\n\na") == "<p>a</p>"


def test_toc_in_words_or_with_a_target_stays() -> None:
    assert html_of("the [TOC] here") == "<p>the [TOC] here</p>"
    assert html_of("[TOC]\n\n[TOC]: https://a.example/") == '<p><a href="https://a.example/">TOC</a></p>'


def of_jekyll(body: str) -> str:
    return to_html(body, "markdown", {}, JEKYLL).html.strip()


def test_lines_of_names_that_stand_for_attributes_are_not_shown_by_jekyll() -> None:
    assert of_jekyll("> Mind the wind.\n{: prompt-tip }\n\na") == (
        "<blockquote>\n<p>Mind the wind.</p>\n</blockquote>\n<p>a</p>"
    )
    for body in ("a {: note } b", "`{: note }`", "{: note"):
        assert of_jekyll(body) == f"<p>{body}</p>".replace("`{: note }`", "<code>{: note }</code>")
    assert html_of("a\n{: note }") == "<p>a\n{: note }</p>"


@pytest.mark.parametrize(
    "formula",
    [
        r" \|x\|_2 \\ \{a\} ",
        r"x_1 * y_2 * z",
        "\nx < y & z\n\\\\\n- a_b\n1. c\n= d\n# e\n",
        r"[a](b) \( ![c] <b>",
        r"a $1 b",
    ],
)
def test_formulas_of_jekyll_keep_their_marks(formula: str) -> None:
    shown = formula.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert of_jekyll(f"$${formula}$$\n\na $${formula}$$ b") == f"<p>$${shown}$$</p>\n<p>a $${shown}$$ b</p>"


@pytest.mark.parametrize(
    "body",
    [
        r"a \$$*b*$$",
        "$$*a*",
        "a $$*b\n\nc*$$",
        "`$$` *a* `$$`",
        r"<div>$$\{a\}$$</div>",
        "<p>\n$$*a*$$\n</p>",
        "    $$*a*$$",
        "$5 and *$6*",
    ],
)
def test_other_dollars_are_words(body: str) -> None:
    assert of_jekyll(body) == to_html(body, "markdown", {}, HUGO).html.strip()


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("a\\\\\nb", "<p>a<br />\nb</p>"),
        ("a\\\\\\\\\nb", "<p>a\\<br />\nb</p>"),
        ("> a\\\\\n> b", "<blockquote>\n<p>a<br />\nb</p>\n</blockquote>"),
        ("$$x$$\\\\\nb", "<p>$$x$$<br />\nb</p>"),
        ("a\\\\", "<p>a\\</p>"),
        ("a\\\\\n\nb", "<p>a\\</p>\n<p>b</p>"),
        ("# a\\\\\n\nb", "<h1>a\\</h1>\n<p>b</p>"),
        ("a\\\\ b", "<p>a\\ b</p>"),
        ("`a\\\\\nb`", "<p><code>a\\\\ b</code></p>"),
        ("$$a\\\\\nb$$", "<p>$$a\\\\\nb$$</p>"),
        ("<pre>\na\\\\\nb</pre>", "<pre>\na\\\\\nb</pre>"),
    ],
    ids=[
        *("two", "four", "quoted", "behind a formula", "at the end", "at a paragraph's end"),
        *("heading", "within a line", "code", "formula", "pre"),
    ],
)
def test_two_backslashes_end_a_line_of_jekyll(body: str, expected: str) -> None:
    assert of_jekyll(body) == expected


def test_two_backslashes_of_others_are_one() -> None:
    assert to_html("a\\\\\nb", "markdown", {}, HUGO).html == "<p>a\\\nb</p>\n"


def test_formulas_of_others_are_markdown_as_there() -> None:
    assert to_html("$$*a*$$", "markdown", {}, HUGO).html == "<p>$$<em>a</em>$$</p>\n"


@pytest.mark.parametrize(
    ("dialect", "body", "expected"),
    [
        (JEKYLL, "HTML\n\n*[HTML]: Hyper *Text*\n*[W3C]: World `c`\n", "<p>HTML</p>"),
        (JEKYLL, "*[a] b]: c\nText\n\n   *[B]:\n\n*[C]: d", "<p>Text</p>"),
        (JEKYLL, "- a\n\n  *[B]: c\n\n  b", "<ul>\n<li>\n<p>a</p>\n<p>b</p>\n</li>\n</ul>"),
        (PELICAN, "HTML\n*[HTML]: Hyper *Text*\nmore\n\n*[W3C] : World\n*[CSS]:\n  x", "<p>HTML</p>\n<p>more</p>"),
    ],
    ids=["kramdown", "kramdown, one by one", "kramdown, in an item", "Python-Markdown"],
)
def test_abbreviations_are_no_words(dialect: Dialect, body: str, expected: str) -> None:
    assert to_html(body, "markdown", {}, dialect).html.strip() == expected


@pytest.mark.parametrize(
    ("dialect", "body"),
    [
        *((Dialect(generator=name), "*[HTML]: Hyper Text") for name in ("hexo", "hugo", "zola", "")),
        (JEKYLL, "HTML\n*[HTML]: Hyper Text"),
        (JEKYLL, "*[HTML] : Hyper Text"),
        (PELICAN, "HTML\n  *[HTML]: Hyper Text"),
        (PELICAN, "*[HTML]:\n\nHTML"),
    ],
)
def test_what_a_generator_takes_for_no_abbreviation_stays(dialect: Dialect, body: str) -> None:
    assert "*[HTML]" in to_html(body, "markdown", {}, dialect).html


@pytest.mark.parametrize("dialect", [JEKYLL, PELICAN])
def test_abbreviations_in_program_text_stay(dialect: Dialect) -> None:
    assert "*[HTML]: x" in to_html("```\n\n*[HTML]: x\n```\n", "markdown", {}, dialect).html


@pytest.mark.parametrize("generator", ["jekyll", "pelican"])
@pytest.mark.parametrize("piece", ["*[", "*[a", "*[a]", "*[a]:", "*[a]:\n", "*[a]: b\n", "\n \n*[a]", "*[a]:  ", "\n"])
def test_abbreviations_cost_no_more_than_their_length(piece: str, generator: str) -> None:
    begun = time.process_time()
    without_abbreviations("*[a]: b\n" + piece * (1_000_000 // len(piece)), generator)
    assert time.process_time() - begun < 5


@pytest.mark.parametrize("between", ["", "[^2]: Other.\n", "  "])
def test_definitions_behind_a_note_are_read(between: str) -> None:
    made = of_jekyll(f"A[^1] [b] [c].\n\n[^1]: Note.\n{between}[b]: /b\n[c]: /c")
    assert '<a href="/b">b</a> <a href="/c">c</a>.' in made
    assert "]:" not in made


@pytest.mark.parametrize("below", ["    [b]: /b", "more\n[b]: /b"])
def test_what_belongs_to_a_note_stays_in_it(below: str) -> None:
    body = f"A[^1] [b].\n\n[^1]: Note.\n{below}"
    assert of_jekyll(body) == to_html(body, "markdown", {}, HUGO).html.strip()


@pytest.mark.parametrize(
    "piece",
    [
        *("$$", "$$a", "$", "$$\n", "[^1]: a\n", "[^1]: a\n[b]: c\n", "[^", "[^1]:", "$$ a\n\n", "\\$$"),
        *("\\", "\\\\\n", "$$\\\\\n"),
    ],
)
def test_long_sources_of_jekyll_cost_no_more_than_their_length(piece: str) -> None:
    assert len(read(piece * 60_000)) < 3 * 60_000 * len(piece)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("a\n{.lead}", "<p>a</p>"),
        ('a\n{ .x #y c="d e" f=g }\n\nb', "<p>a</p>\n<p>b</p>"),
        ("{.x}\na", "<p>a</p>"),
        ("a\n{.x}\nb", "<p>a</p>\n<p>b</p>"),
        ("> a\n> {.x}", "<blockquote>\n<p>a</p>\n</blockquote>"),
        ("- a\n{.x}\n\nb", "<ul>\n<li>a</li>\n</ul>\n<p>b</p>"),
        ("```\na\n```\n{.x}", "<pre><code>a\n</code></pre>"),
        ("a\n{b}", "<p>a\n{b}</p>"),
        ("a {.x}", "<p>a {.x}</p>"),
        ("```\n{.x}\n```", "<pre><code>{.x}\n</code></pre>"),
    ],
)
def test_lines_of_attributes_go_where_hugo_is_told_to_read_them(body: str, expected: str) -> None:
    assert to_html(body, "markdown", {}, Dialect(generator="hugo", attributes=True)).html.strip() == expected


def test_table_of_hugo_has_no_row_of_attributes() -> None:
    made = to_html("| a |\n|---|\n| 1 |\n{.x .y}\n\nb", "markdown", {}, Dialect(generator="hugo", attributes=True)).html
    assert (made.count("<td>"), "{" in made) == (1, False)
    assert "{.x}" in to_html("a\n{.x}", "markdown", {}, HUGO).html


@pytest.mark.parametrize("piece", ["{", "{.x", "{.x ", "{.x}\n", "> ", "\n", "{.x} ", '{a="', "{.x}\n> "])
def test_long_sources_of_hugo_cost_no_more_than_their_length(piece: str) -> None:
    assert len(without_attribute_lines(piece * 60_000)) <= 60_000 * len(piece)

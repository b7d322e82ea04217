"""Definition lists as kramdown and Goldmark read them; the expectations are those of kramdown 2.4 and Hugo 0.111."""

from __future__ import annotations

import time

import pytest

from feedsvc.articles.definitionlists import read, tidied
from feedsvc.articles.lookups import Dialect
from feedsvc.articles.markup import to_html


def html_of(body: str, generator: str = "jekyll") -> str:
    return to_html(body, "markdown", {}, Dialect(generator=generator)).html.strip()


@pytest.mark.parametrize("generator", ["jekyll", "hugo", "pelican"])
@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Apple\n: Pomaceous fruit", "<dl>\n<dt>Apple</dt>\n<dd>Pomaceous fruit</dd>\n</dl>"),
        ("Apple\n:   A *fruit*\n    of trees", "<dl>\n<dt>Apple</dt>\n<dd>A <em>fruit</em>\nof trees</dd>\n</dl>"),
        ("A\nB\n: c\n: d", "<dl>\n<dt>A</dt>\n<dt>B</dt>\n<dd>c</dd>\n<dd>d</dd>\n</dl>"),
        ("A\n: b\n\nC\n: d", "<dl>\n<dt>A</dt>\n<dd>b</dd>\n<dt>C</dt>\n<dd>d</dd>\n</dl>"),
        ("A\n: b\n\n    c\n\n    - d",
         "<dl>\n<dt>A</dt>\n<dd>\n<p>b</p>\n<p>c</p>\n<ul>\n<li>d</li>\n</ul>\n</dd>\n</dl>"),
        ("A\n\n: b\n\nc", "<dl>\n<dt>A</dt>\n<dd>b</dd>\n</dl>\n<p>c</p>"),
        ("A\n: b\nlazy\n: c", "<dl>\n<dt>A</dt>\n<dd>b\nlazy</dd>\n<dd>c</dd>\n</dl>"),
        ("p\n\n`A` & B\n: [c](https://c.example/)",
         '<p>p</p>\n<dl>\n<dt><code>A</code> &amp; B</dt>\n<dd><a href="https://c.example/">c</a></dd>\n</dl>'),
        ("词\n: 它的**意思**", "<dl>\n<dt>词</dt>\n<dd>它的<strong>意思</strong></dd>\n</dl>"),
    ],
)  # fmt: skip
def test_terms_and_meanings_are_a_list(body: str, expected: str, generator: str) -> None:
    assert html_of(body, generator) == expected


@pytest.mark.parametrize(
    ("body", "generator"),
    [
        ("Apple\n: Pomaceous fruit", "hexo"),
        ("Apple\n: Pomaceous fruit", "zola"),
        ("# Apple\n: x", "jekyll"),
        ("> Apple\n: x", "hugo"),
        ("- Apple\n: x", "hugo"),
        (": alone", "jekyll"),
        ("Apple\n:no blank", "jekyll"),
        ("Apple\n：全角", "jekyll"),
        ("a | b\n--|--\n1 | 2\n: x", "hugo"),
        ("```\nApple\n: x\n```", "jekyll"),
        ("    Apple\n    : x", "hugo"),
        ("Apple\n---\n: x", "hugo"),
        ("1. a\n\n   Term\n   : meaning\n\n2. b", "jekyll"),
        ("- a\n\n  Note\n  : m", "hugo"),
        ("a[^1]\n\n[^1]: b\n\n   Term\n   : c", "hugo"),
        ("<div>\n  Key\n  : value</p>\n</div>", "jekyll"),
        ("$$\nf\n: A \\to B\n$$", "hugo"),
        ("$$f\n: A \\to B$$", "hugo"),
    ],
)
def test_other_lines_with_a_colon_are_no_list(body: str, generator: str) -> None:
    assert "<dl>" not in html_of(body, generator)


def test_a_meaning_in_an_item_leaves_its_list_one() -> None:
    html = html_of("1. a\n\n   Term\n   : meaning\n\n2. b")
    assert html.count("<ol") == 1
    assert html.count("<li>") == 2


def test_a_formula_may_be_a_term() -> None:
    assert html_of("$$E$$\n: energy", "hugo") == "<dl>\n<dt>$$E$$</dt>\n<dd>energy</dd>\n</dl>"


BELOW = {
    "# H": "<h1>H</h1>",
    "- x": "<ul>\n<li>x</li>\n</ul>",
    "2. x": '<ol start="2">\n<li>x</li>\n</ol>',
    "> x": "<blockquote>\n<p>x</p>\n</blockquote>",
    "***": "<hr />",
}


@pytest.mark.parametrize(("line", "block"), BELOW.items())
def test_a_block_at_once_below_a_meaning_ends_it_in_hugo(line: str, block: str) -> None:
    assert html_of(f"A\n: b\n{line}\n\nend", "hugo") == f"<dl>\n<dt>A</dt>\n<dd>b</dd>\n</dl>\n{block}\n<p>end</p>"


@pytest.mark.parametrize(
    ("body", "generator"),
    [
        *[(f"A\n: b\n{line}\n\nend", "jekyll") for line in ("# H", "- x", "> x")],
        ("A\n: b\n- x\n\nend", "pelican"),
        *[("A\n: - x\n  - y\n\nend", generator) for generator in ("hugo", "jekyll")],
        ("A\n: b\n\n  # H\n  - x\n\nend", "hugo"),
        ("A\n: b\n#tag\n\nend", "hugo"),
        ("A\n: b\n-1\n\nend", "hugo"),
    ],
)
def test_a_meaning_takes_in_what_is_its_part(body: str, generator: str) -> None:
    assert html_of(body, generator).endswith("</dd>\n</dl>\n<p>end</p>")


def test_a_heading_at_once_below_a_meaning_ends_it_in_pelican() -> None:
    assert html_of("A\n: b\n# H", "pelican") == "<dl>\n<dt>A</dt>\n<dd>b</dd>\n</dl>\n<h1>H</h1>"


@pytest.mark.parametrize("body", ["A\n: b\n\n    {{ page.c }}d", "A\n\n: b\n\n    {{ page.c }}d"])
def test_a_meanings_paragraph_is_no_program_text(body: str) -> None:
    assert html_of(body) == "<dl>\n<dt>A</dt>\n<dd>\n<p>b</p>\n<p>d</p>\n</dd>\n</dl>"


def test_a_list_behind_program_text_begins_behind_it() -> None:
    assert html_of("```\nx\n```\nA\n: b") == "<pre><code>x\n</code></pre>\n<dl>\n<dt>A</dt>\n<dd>b</dd>\n</dl>"


@pytest.mark.parametrize("generator", ["jekyll", "hugo"])
@pytest.mark.parametrize(
    "unit",
    [
        "a\n: b\n- - - -\n",
        "$$a\n: b\n",
        "a\n: b\n",
        ": b\n",
        "a\n\n: b\n\n",
        "- a\n: b\n",
        "a\n",
        "A\n: b\n\n    c\n\n",
    ],
)
def test_very_many_of_them_take_linear_time(unit: str, generator: str) -> None:
    start = time.process_time()
    tidied(read(unit * 20_000 + "\n: end", generator))
    assert time.process_time() - start < 2

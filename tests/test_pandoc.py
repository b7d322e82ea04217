"""What Pandoc reads beside CommonMark, in articles of Quarto and R Markdown."""

from __future__ import annotations

import time

import pytest

from feedsvc.articles import pandoc
from feedsvc.articles.lookups import Dialect
from feedsvc.articles.markup import to_html
from feedsvc.articles.passthrough import OF_PANDOC

QUARTO = Dialect(generator="quarto", cells=True, formulas=OF_PANDOC)


def html_of(body: str, dialect: Dialect = QUARTO) -> str:
    return to_html(body, "markdown", {}, dialect).html.strip()


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("H~2~O and 2^10^ and a~b\\ c~", "<p>H<sub>2</sub>O and 2<sup>10</sup> and a<sub>b c</sub></p>"),
        ("~~gone~~ and a~b and c^d", "<p><del>gone</del> and a~b and c^d</p>"),
        ("$x^2+y^2$ and [a](/~b/c~d~)", '<p>$x^2+y^2$ and <a href="/~b/c~d~">a</a></p>'),
        ("`a~2~` and `x^2^`", "<p><code>a~2~</code> and <code>x^2^</code></p>"),
        ("A note[^1] and more[^2].", "<p>A note[^1] and more[^2].</p>"),
        ("\\(a^{i}b^{j}\\) and x^2^", "<p>(a^{i}b^{j}) and x<sup>2</sup></p>"),
        ("\\begin{align} a^{i}b^{j} \\end{align}", "<p>\\begin{align} a^{i}b^{j} \\end{align}</p>"),
        ("It costs $5 and H~2~O and $6.", "<p>It costs $5 and H<sub>2</sub>O and $6.</p>"),
        ("$$\na = b\n$$ {#eq-mill}", "<p>$$\na = b\n$$</p>"),
    ],
)
def test_marks_of_pandocs_are_what_its_pages_show(body: str, shown: str) -> None:
    assert html_of(body) == shown


def test_a_picture_in_a_paragraph_of_its_own_has_its_words_as_caption() -> None:
    made = html_of('a\n\n![The *old* `mill` of [it](/it)](mill.png){#fig-mill width="60%"}\n\nb')
    assert '<img src="mill.png" alt="The old mill of it" />' in made
    assert '<figcaption>\n<p>The <em>old</em> <code>mill</code> of <a href="/it">it</a></p>\n</figcaption>' in made


@pytest.mark.parametrize(
    "body", ["a ![The mill](mill.png)", "![The mill](mill.png)\nb", "![](mill.png)", "- ![a](b.png)"]
)
def test_another_picture_has_none(body: str) -> None:
    assert "figcaption" not in html_of(body)


def test_articles_of_others_have_none_of_it() -> None:
    assert html_of("![A](a.png)\n\nH~2~O, 2^10^", Dialect(generator="hugo")).endswith("<p>H~2~O, 2^10^</p>")
    assert "figcaption" not in html_of("![A](a.png)", Dialect(generator="hugo"))


@pytest.mark.parametrize(
    "part", ["a~b", "a^b", "![a", "\n\n![a](b)", "\n\n![[a]", "$$ {#eq-", "$a", "](", "<a ", "\\(", "\\[", "\\begin{a}"]
)
def test_many_of_them_take_linear_time(part: str) -> None:
    start = time.process_time()
    pandoc.read(f"~^{{#eq-![{part * 50_000}")
    assert time.process_time() - start < 5

"""Cells of programs in articles of Quarto and R Markdown."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from feedsvc.articles import cells
from feedsvc.articles.lookups import Dialect
from feedsvc.articles.markup import to_html
from tests.desk import Desk

Write = Callable[..., Path]


@pytest.mark.parametrize(
    ("source", "read"),
    [
        ("```{python}\n#| label: mill\n#| fig-cap: 'A mill'\nturn()\n```\n", "```python\nturn()\n```\n"),
        ("~~~{r}\n#| echo: true\nx\n~~~\n", "~~~r\nx\n~~~\n"),
        ("```{ojs}\n//| column: page\nx = 1\n```\n", "```ojs\nx = 1\n```\n"),
        ("```{r wheel, fig.width=3}\nx\n```\n", "```r\nx\n```\n"),
        ("- a\n\n  ```{r}\n  #| warning: false\n  x\n  ```\n", "- a\n\n  ```r\n  x\n  ```\n"),
        ("a\n\n```{r}\n#| echo: false\nx\n```\n\nb\n", "a\n\n\n\nb\n"),
        ("```{r}\n#| include: false\nx\n```\n", "\n"),
        ("```{r setup, include=FALSE}\nx\n```\n", "\n"),
        ("```{r echo = F}\nx\n```\n", "\n"),
        ("```{=html}\n<p>a</p>\n```\n", "\n<p>a</p>\n\n"),
        ("```{=latex}\n\\newpage\n```\n", "\n"),
        ("```{mermaid}\n%%| echo: false\na --> b\n```\n", "```mermaid\na --> b\n```\n"),
        (
            "````markdown\n```{r}\n#| echo: false\nx\n```\n````\n",
            "````markdown\n```{r}\n#| echo: false\nx\n```\n````\n",
        ),
        ("```{{r}}\nx\n```\n", "```{{r}}\nx\n```\n"),
        ("```{.python}\nx\n```\n", "```{.python}\nx\n```\n"),
        ("```{r}\nx <- '#| a'\n#| b\n", "```r\nx <- '#| a'\n#| b\n"),
        ("```{r setup, include=FALSE}\nknitr::opts_chunk$set(echo = FALSE)\n```\n```{r}\nx\n```\n", "\n\n"),
    ],
)
def test_a_cell_is_what_its_page_shows_of_it(source: str, read: str) -> None:
    assert cells.read(source) == read


def test_where_cells_are_not_shown_one_that_says_so_is() -> None:
    source = "```{r}\nx\n```\n```{r}\n#| echo: true\ny\n```\n```{r, echo=TRUE}\nz\n```\n"
    assert cells.read(source, shown=False) == "\n```r\ny\n```\n```r\nz\n```\n"


@pytest.mark.parametrize(
    "head",
    ["execute:\n  echo: false", "execute: {include: false}", "knitr: {opts_chunk: {echo: FALSE}}"],
)
def test_cells_that_a_head_hides_are_neither_in_the_text_nor_in_the_summary(
    desk: Desk, write: Write, head: str
) -> None:
    body = "```{r}\nlibrary(mill)\n```\n\nThe mill turns all day long.\n"
    write("one.qmd", f"title: One\ndate: 2022-03-28\n{head}", body)
    desk.run()
    assert [(entry.content, entry.summary) for entry in desk.entries()] == [
        ("<p>The mill turns all day long.</p>", "The mill turns all day long.")
    ]


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("A [small]{.smallcaps} mill.", "<p>A small mill.</p>\n"),
        ('A [hot]{style="color: red"} [[mill]{.underline}](https://m.example).',
         '<p>A hot <a href="https://m.example">mill</a>.</p>\n'),
        ("Call `turn()`{.r} now.", "<p>Call <code>turn()</code> now.</p>\n"),
        ("A [mill] {of} ours, `a`{b}.", "<p>A [mill] {of} ours, <code>a</code>{b}.</p>\n"),
        ("|a|\n|-|\n|b|\n\n: Two mills {#tbl-mills}\n",
         "<table>\n<thead>\n<tr>\n<th>a</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>b</td>\n</tr>\n</tbody>\n</table>\n"
         "<p>Two mills</p>\n"),
        ('a\n\n: Two mills {tbl-colwidths="[2,8]"}\n', "<p>a</p>\n<p>Two mills</p>\n"),
        ("Mill\n:   It grinds.\n", "<dl>\n<dt>Mill</dt>\n<dd>It grinds.</dd>\n</dl>\n"),
    ],
)  # fmt: skip
def test_what_has_a_look_in_an_article_of_quartos_is_its_words(source: str, html: str) -> None:
    assert to_html(source, "markdown", {}, Dialect(generator="quarto", cells=True)).html == html


@pytest.mark.parametrize(
    ("source", "html"),
    [
        (r"So $\mathbf{x}_{i, t} + u_{i, t}$ is.", r"<p>So $\mathbf{x}_{i, t} + u_{i, t}$ is.</p>"),
        ("$$ a_{1} * b_{1}\n* c $$", "<p>$$ a_{1} * b_{1}\n* c $$</p>"),
        ("It costs $5 _or_ $6 a *day*.", "<p>It costs $5 <em>or</em> $6 a <em>day</em>.</p>"),
        ("From $5_a_ to$6 _b_.", "<p>From $5_a_ to$6 <em>b</em>.</p>"),
        ("Then $ *a* $ and $ *b*$.", "<p>Then $ <em>a</em> $ and $ <em>b</em>$.</p>"),
    ],
)
def test_formulas_of_an_article_of_quartos_are_no_markdown(desk: Desk, write: Write, source: str, html: str) -> None:
    write("one.qmd", "title: One\ndate: 2022-03-28", source)
    desk.run()
    assert desk.entries()[0].content == html


def test_lists_of_categories_in_an_article_of_quartos_are_sets_without_a_configuration(
    desk: Desk, write: Write
) -> None:
    write("one.qmd", "title: One\ndate: 2022-03-28\ncategories: [mills, towns]")
    desk.run()
    assert sorted(term.label for term in desk.entries()[0].categories) == ["mills", "towns"]


def test_many_fences_and_brackets_are_read_in_linear_time() -> None:
    begun = time.process_time()
    cells.read("```{r\n" * 30_000 + "```{r}\n#| a\n" * 30_000)
    cells.without_looks("[a]{.b " * 30_000 + "[" * 30_000 + "]{" * 30_000 + ": a {#tbl-" * 30_000)
    assert time.process_time() - begun < 5

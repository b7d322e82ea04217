"""Headings without a blank behind their signs, as Python-Markdown 3 and marked 15 read them."""

from __future__ import annotations

import time

import pytest

from feedsvc.articles.lookups import Dialect
from feedsvc.articles.markup import to_html


def html_of(body: str, generator: str, *, told: bool = True) -> str:
    return to_html(body, "markdown", {}, Dialect(generator=generator, told=told)).html.strip()


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("##A mill\nwords", "<h2>A mill</h2>\n<p>words</p>"),
        ("words\n#1 mill##", "<p>words</p>\n<h1>1 mill##</h1>"),
        ("```\n##a\n```", "<pre><code>##a\n</code></pre>"),
        ("a #b", "<p>a #b</p>"),
        ("#######a", "<p>#######a</p>"),
    ],
)
def test_signs_at_a_line_of_pelican_begin_a_heading(body: str, shown: str) -> None:
    assert html_of(body, "pelican") == shown


@pytest.mark.parametrize("generator", ["jekyll", "hugo", "hexo", ""])
def test_elsewhere_they_are_words(generator: str) -> None:
    assert html_of("#tag and", generator) == "<p>#tag and</p>"
    assert html_of("#tag and", "pelican", told=False) == "<p>#tag and</p>"


@pytest.mark.parametrize("generator", ["hexo", ""])
def test_a_wide_blank_is_one_for_hexo_and_where_nobody_says(generator: str) -> None:
    assert html_of("##　磨坊", generator) == "<h2>磨坊</h2>"
    assert html_of("`##　磨坊`", generator) == "<p><code>##　磨坊</code></p>"
    assert html_of("##　磨坊", "hugo") == "<p>##　磨坊</p>"


@pytest.mark.parametrize("part", ["#", "\n##", "##\u3000", "\n#\u3000\u3000"])
def test_a_text_full_of_signs_takes_linear_time(part: str) -> None:
    began = time.process_time()
    html_of(part * 40_000, "")
    html_of(part * 40_000, "pelican")
    assert time.process_time() - began < 5

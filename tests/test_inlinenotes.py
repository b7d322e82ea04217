"""Notes within a text."""

from __future__ import annotations

import time

import pytest

from feedsvc.articles.inlinenotes import read
from feedsvc.articles.markup import to_html


def html_of(body: str) -> str:
    return to_html(body, "markdown", {}).html


def test_notes_within_a_text_are_footnotes() -> None:
    html = html_of("A mill.^[Built in *1903*, see [b](/c).] 水车^[很旧。]转。\n\nMore.")
    assert html.count("data-footnote-ref>") == 2 and "^[" not in html
    assert 'Built in <em>1903</em>, see <a href="/c">b</a>.' in html and html.index("More.") < html.index("很旧。")


@pytest.mark.parametrize("body", ["a^[b-c]+ d", "`a^[b c]`", "a ^[b c]", "(^[b c])", "a^[b c", "[^1] a^b [c d]"])
def test_other_brackets_are_none(body: str) -> None:
    assert "footnote" not in html_of(body)


@pytest.mark.parametrize("piece", ["a^[", "a^[b [", "a^[b c]", "a^[[[", "a^[ \\]"])
def test_notes_take_a_time_in_proportion_to_the_length(piece: str) -> None:
    began = time.process_time()
    read(piece * 50_000)
    assert time.process_time() - began < 3

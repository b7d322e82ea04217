"""Headings of contents, below the title of their page."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedsvc.articles.sanitize import sanitize
from feedsvc.web.headings import below


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        ("<p>a</p>", "<p>a</p>"),
        ("<h1>a</h1>", "<h2>a</h2>"),
        ("<h4>a</h4><h4>b</h4>", "<h2>a</h2><h2>b</h2>"),
        ("<h1>a</h1><h4>b</h4><h3>c</h3>", "<h2>a</h2><h3>b</h3><h3>c</h3>"),
        ("<h3>a</h3><h2>b</h2><h3>c</h3>", "<h2>a</h2><h2>b</h2><h3>c</h3>"),
        ('<h2 class="align-center">a</h2>', '<h2 class="align-center">a</h2>'),
        ("<hr><h6>a</h6><p>&lt;h1&gt;</p>", "<hr><h2>a</h2><p>&lt;h1&gt;</p>"),
    ],
)
def test_headings_begin_at_the_second_level_and_leave_none_out(content: str, shown: str) -> None:
    assert below(content) == shown


PIECES = ["<h1>a</h1>", "<h2>b", "</h2>", "<h5>c</h5>", "<p>d</p>", "<div><h6>e", "</h6>", "</div>"]


def test_behind_the_last_level_there_is_no_further_one() -> None:
    assert below("".join(f"<h{level}>a</h{level}>" for level in range(1, 7))) == (
        "<h2>a</h2><h3>a</h3><h4>a</h4><h5>a</h5><h6>a</h6><h6>a</h6>"
    )


@given(st.lists(st.sampled_from(PIECES)))
def test_no_level_is_left_out_whatever_a_body_holds(pieces: list[str]) -> None:
    clean = sanitize("".join(pieces))
    shown = below(clean)
    levels = [1, *(int(level) for level in re.findall(r"<h([1-6])", shown))]
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))
    assert min(levels[1:], default=2) >= 2
    assert re.sub("h[1-6]", "h", shown) == re.sub("h[1-6]", "h", clean), "nothing else changes"
    # As a browser reads it, every heading is closed by its own tag.
    assert sanitize(shown) == shown

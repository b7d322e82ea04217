"""The title that a body gives itself."""

from __future__ import annotations

import pytest

from feedsvc.articles import headline, repair
from feedsvc.articles.growth import serialize

CASES = {
    "h1_that_opens_the_body": ("<h1>京东 <em>健康</em></h1><p>b</p>", "京东 健康", "<p>b</p>"),
    "h2_that_opens_the_body": ("<div><h2>A</h2><p>b</p></div>", "A", "<div><p>b</p></div>"),
    "h1_that_is_all_of_an_element": ("<div><div><h1>A</h1></div></div><p>b</p>", "A", "<p>b</p>"),
    "h1_behind_a_paragraph_stays": ("<p>b</p><h1>A</h1>", "A", "<p>b</p><h1>A</h1>"),
    "h2_behind_a_paragraph_is_no_title": ("<p>b</p><h2>A</h2>", "", "<p>b</p><h2>A</h2>"),
    "h1_wins_over_the_h3_above_it": ("<h3>k</h3><h1>A</h1><p>b</p>", "A", "<h3>k</h3><h1>A</h1><p>b</p>"),
    "comment_before_it_is_not_seen": ("<!-- x --><h1>A</h1>b", "A", "<!-- x -->b"),
    "picture_before_it_is": ('<img src="a"/><h2>A</h2>', "", '<img src="a"/><h2>A</h2>'),
    "h1_with_a_picture_stays": ('<h1><img src="a"/>A</h1>', "A", '<h1><img src="a"/>A</h1>'),
    "empty_h1": ("<h1>\u200b </h1><p>b</p>", "", "<h1>\u200b </h1><p>b</p>"),
    "paragraph_in_large_letters": (f"<h1>{'a' * 301}</h1>", "", f"<h1>{'a' * 301}</h1>"),
    "no_heading": ("<p>b</p>", "", "<p>b</p>"),
    "nothing": ("", "", ""),
}


@pytest.mark.parametrize(("html", "title", "left"), CASES.values(), ids=CASES)
def test_headline(html: str, title: str, left: str) -> None:
    tree = repair.parse(html)
    assert headline.take(tree) == title
    assert serialize(tree) == left

"""Buttons go, but for the words of a heading."""

from __future__ import annotations

import time

import pytest

from feedsvc.articles.growth import serialize
from feedsvc.articles.repair import parse


@pytest.mark.parametrize(
    ("html", "left"),
    [
        ("<h2><button>What <b>is</b> it?</button></h2><p>a</p>", "<h2>What <b>is</b> it?</h2><p>a</p>"),
        ("<h3> <span><BUTTON type=button>Why?<svg><path/></svg></BUTTON></span></h3>", "<h3> <span>Why?</span></h3>"),
        ("<details><summary><button>More</button></summary>a</details>", "<details><summary>More</summary>a</details>"),
        ("<p>a</p><Button>Copy</Button>", "<p>a</p>"),
        ("<dl><dt><button>Q</button><dd>A</dl>", "<dl><dt>Q</dt><dd>A</dd></dl>"),
        (
            '<h3><button aria-controls="p q">Why?</button></h3><div id="p" hidden><p>a</p></div>'
            '<div id="x" hidden>b</div>',
            '<h3>Why?</h3><div id="p" style=""><p>a</p></div><div hidden="" id="x">b</div>',
        ),
        (
            '<button class="accordion">Q <i>1</i></button>\n<div class="panel"><p>A</p></div>',
            '<p><strong>Q <i>1</i></strong></p>\n<div class="panel"><p>A</p></div>',
        ),
        (
            '<div class="h"><button class="accordion-button collapsed">Q</button></div><div>A</div>',
            '<div class="h"><p><strong>Q</strong></p></div><div>A</div>',
        ),
        ('<button class="accordion">Q</button> a', " a"),
        ('<button class="accordion"></button><div>A</div>', "<div>A</div>"),
        ('<button class="collapsed">Menu</button><div>A</div>', "<div>A</div>"),
        ("<h2>Install <button>Copy link</button></h2>", "<h2>Install </h2>"),
        ("<h2><button>One</button><button>Two</button></h2>", "<h2></h2>"),
        ("<h2>A<button></button></h2>", "<h2>A</h2>"),
        ("<p>a <button>Share</button> b</p>", "<p>a  b</p>"),
        ("<button>Share<p>a</p><p>b</p>", "<p>a</p><p>b</p>"),
        ("<button>Share<div><p>a</p></div></button>c", "<div><p>a</p></div>c"),
        ("<button>a<button>b</button>c</button>d", "d"),
    ],
)
def test_a_button_goes_unless_it_is_all_that_a_heading_says(html: str, left: str) -> None:
    assert serialize(parse(html)) == left


@pytest.mark.parametrize("html", ["<h2>" + "<button>a</button>" * 50_000, "<button>a" * 50_000, "<button><p>" * 25_000])
def test_very_many_buttons_take_linear_time(html: str) -> None:
    start = time.process_time()
    parse(html)
    assert time.process_time() - start < 8

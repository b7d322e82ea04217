"""Lines that begin like items, as Python-Markdown 3 reads them, and CommonMark does not."""

from __future__ import annotations

import time

import pytest

from feedsvc.articles.listmarks import aligned, held
from feedsvc.articles.lookups import Dialect
from feedsvc.articles.markup import to_html


def html_of(body: str, generator: str = "pelican") -> str:
    return to_html(body, "markdown", {}, Dialect(generator=generator)).html.strip()


@pytest.mark.parametrize("mark", ["-", "+", "*", "1."])
def test_an_item_ends_no_paragraph_of_pelican(mark: str) -> None:
    assert html_of(f"a\n{mark} b\n  {mark} c") == f"<p>a\n{mark} b\n{mark} c</p>"
    assert "<li>" in html_of(f"a\n{mark} b", "jekyll")
    assert "<li>" in html_of(f"a\n{mark} b", "")
    guessed = Dialect(generator="pelican", told=False)
    assert "<li>" in to_html(f"a\n{mark} b", "markdown", {}, guessed).html


AS_BEFORE = {
    "blank line": "a\n\n- b\n- c",
    "list": "- b\n- c\n  d\n- e",
    "ordered list": "2. b\n1. c",
    "heading": "# a\n- b",
    "underlined": "a\n---\n- b",
    "line across": "a\n* * *\n- b",
    "underline alone": "a\n-",
    "program text": "```\na\n```\n- b\n\n    a\n    - b",
    "table": "a | b\n- | -\n1 | 2",
    "quotation": "> a\n> - b",
    "html": "<div>\n- a\n</div>",
    "in an item": "- a\n\n    b\n    - c",
    "emphasis": "a\n*b* c\n-1\n+x",
    "footnote": "x[^1]\n\n[^1]: a\n- b",
    "colon": ": b\n- c",
}


@pytest.mark.parametrize("body", AS_BEFORE.values(), ids=AS_BEFORE)
def test_where_no_item_ends_a_paragraph_all_is_as_in_commonmark(body: str) -> None:
    assert html_of(body) == html_of(body, "")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("`a\n- b`", "<p><code>a - b</code></p>"),
        ("x `a` `b\n+ c` d\n- e", "<p>x <code>a</code> <code>b + c</code> d\n- e</p>"),
        ("`a\n\nb\n- c`", "<p>`a</p>\n<p>b\n- c`</p>"),
    ],
)
def test_a_span_of_program_text_goes_on_over_what_begins_as_an_item(body: str, expected: str) -> None:
    assert html_of(body) == expected


def test_a_list_behind_what_ends_a_paragraph_is_one() -> None:
    assert html_of("a\n- b\n# c\n- d") == "<p>a\n- b</p>\n<h1>c</h1>\n<ul>\n<li>d</li>\n</ul>"


@pytest.mark.parametrize(
    ("body", "want"),
    [
        ("  1.  a\n\n    b\n\n  2.  c\n", "1.  a\n\n    b\n\n2.  c\n"),
        ("   - a\n\n    b\n", "- a\n\n    b\n"),
        ("- a\n  - b\n", "- a\n  - b\n"),
        ("```\n  1.  a\n```\n", "```\n  1.  a\n```\n"),
        ("1. a\n   - b\n2. c", "1. a\n   - b\n2. c"),
        ("1. a\n\nb\n\n   - c\n\n    d", "1. a\n\nb\n\n- c\n\n    d"),
    ],
)
def test_what_stands_four_columns_in_belongs_to_the_item_above_it(body: str, want: str) -> None:
    assert aligned(body) == want


def test_a_fence_below_an_item_that_begins_further_in_is_its_own() -> None:
    body = "  1.  a\n\n    ```\n    b\n    ```\n\n[c](https://c.example)"
    assert html_of(body) == (
        '<ol>\n<li>\n<p>a</p>\n<pre><code>b\n</code></pre>\n</li>\n</ol>\n<p><a href="https://c.example">c</a></p>'
    )


@pytest.mark.parametrize("piece", ["- ", "-", "\n- ", "a\n+ b\n", "[", "1.\n", " \n", "\x021\x03", "=", "* "])
def test_hostile_lines_cost_little(piece: str) -> None:
    start = time.process_time()
    held("a\n- b\n" + piece * 50_000)
    assert time.process_time() - start < 2

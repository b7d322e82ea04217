"""Addresses with blanks, as kramdown 2.4 and Python-Markdown 3 read them."""

from __future__ import annotations

import time

import pytest

from feedsvc.articles.destinations import without_blanks, without_looks
from feedsvc.articles.lookups import PLAIN, Dialect
from feedsvc.articles.markup import to_html

JEKYLL, PELICAN, HUGO = (Dialect(generator=name) for name in ("jekyll", "pelican", "hugo"))


def html_of(body: str, dialect: Dialect = JEKYLL) -> str:
    return to_html(body, "markdown", {}, dialect).html.strip()


@pytest.mark.parametrize("dialect", [JEKYLL, PELICAN], ids=["jekyll", "pelican"])
@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("[MIT 6](https://c.example/MIT 6/)", '<a href="https://c.example/MIT%206/">MIT 6</a>'),
        ("![pic](/images/my pic.png)", '<img src="/images/my%20pic.png" alt="pic" />'),
        ('[a](/b c  d "e f")', '<a href="/b%20c%20%20d" title="e f">a</a>'),
        ("[a](/b c 'e')", '<a href="/b%20c" title="e">a</a>'),
        ("[a](/b c (d e) f)", '<a href="/b%20c%20(d%20e)%20f">a</a>'),
        ("[a](/b_(c) d)", '<a href="/b_(c)%20d">a</a>'),
        ("[a](  /b c  )", '<a href="/b%20c">a</a>'),
        ("[![a](/b c)](/d e)", '<a href="/d%20e"><img src="/b%20c" alt="a" /></a>'),
    ],
)
def test_address_with_blanks_is_one(body: str, expected: str, dialect: Dialect) -> None:
    assert html_of(f"x {body} y", dialect) == f"<p>x {expected} y</p>"


@pytest.mark.parametrize(
    "body",
    [
        '[a](/b "c d")', "[a](</b c>)", "[a] (b c)", "[a](/b) (c d)", "`[a](/b c)`", "[a](/b c", "[a](/b c \"d)",
        "[a]()", "    [a](/b c)", "[a](/b\n(c d))",
    ],
)  # fmt: skip
def test_other_brackets_stay(body: str) -> None:
    assert html_of(body) == html_of(body, PLAIN)


@pytest.mark.parametrize("dialect", [HUGO, PLAIN], ids=["hugo", "unknown"])
def test_address_ends_at_a_blank_where_commonmark_counts(dialect: Dialect) -> None:
    assert html_of("[a](/b c)", dialect) == "<p>[a](/b c)</p>"


@pytest.mark.parametrize(
    "piece", ["](", "](a b", "](a b(c)", "]( ", "](a ", "a b ", "](((", "](a b)", '](a "', "](a (b) "]
)
def test_long_sources_cost_no_more_than_their_length(piece: str) -> None:
    assert len(without_blanks("](a b" + piece * 100_000)) < 3 * 100_000 * len(piece)


PICTURE = '<img src="/b.png" alt="a" />'


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("![a](/b.png =300x200) c", f"{PICTURE} c"),
        ("![a](/b.png =50%x)", PICTURE),
        ('![a](/b.png "t" =x20)', '<img src="/b.png" alt="a" title="t" />'),
        ('![a](/b.png align="center")', PICTURE),
        ("![a](/b.png){#fig-b .wide width=30%} c", f"{PICTURE} c"),
        ("[a](/b){ .button }", '<a href="/b">a</a>'),
        ("[a](/b?c =d)", "[a](/b?c =d)"),
        ("f(x =3), g(x){y} and (a){.b}", "f(x =3), g(x){y} and (a){.b}"),
        ("`![a](/b.png =3x)`", "<code>![a](/b.png =3x)</code>"),
        ("%[https://v.example/a_b]", '<a href="https://v.example/a_b">https://v.example/a_b</a>'),
    ],
)
def test_what_says_how_a_link_or_a_picture_looks_goes(body: str, expected: str) -> None:
    assert html_of(body, PLAIN) == f"<p>{expected}</p>"


@pytest.mark.parametrize(
    ("written", "html"),
    [
        (r"https://youtu.be/a\_b", '<a href="https://youtu.be/a_b">https://youtu.be/a_b</a>'),
        (
            r"见 https://y.example/?v=\_a\_，后\_",
            '<a href="https://y.example/?v=_a_">https://y.example/?v=_a_</a>，后_',
        ),
        (r"[a\_b](https://y.example/a\_b)", '<a href="https://y.example/a_b">a_b</a>'),
        (r"[https://y.example/\_a\_](/b)", '<a href="/b">https://y.example/_a_</a>'),
        (r'<img src="https://y.example/a\_b.png">', '<img src="https://y.example/a_b.png">'),
        (r"`https://y.example/a\_b`", r"<code>https://y.example/a\_b</code>"),
    ],
)
def test_an_address_that_a_converter_escaped_as_words_is_one(written: str, html: str) -> None:
    assert html in to_html(written, "markdown", {}).html


@pytest.mark.parametrize("piece", ["](a =", "](a){.b ", "%[http://a", '](a "b" ', "](", "](a){", "\\_"])
def test_looks_take_a_time_in_proportion_to_the_length(piece: str) -> None:
    began = time.process_time()
    without_looks(f'[a](b =3x) align="c" ){{ %[http://{piece * 50_000}')
    assert time.process_time() - began < 3

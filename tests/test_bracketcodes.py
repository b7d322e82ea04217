"""Shortcodes of WordPress in texts that were moved from there."""

from __future__ import annotations

import time

import pytest

from feedsvc.articles.bracketcodes import read
from feedsvc.articles.markup import to_html
from feedsvc.model import Syntax

URL = "https://films.example/watch?v=1&t=2"
LINK = '<a href="https://films.example/watch?v=1&amp;t=2">https://films.example/watch?v=1&amp;t=2</a>'


def html_of(body: str, syntax: Syntax = "markdown") -> str:
    return to_html(body, syntax, {}).html.strip()


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ('a [caption id="x" width="9"]<img src="b.png"> The mill[/caption] c', 'a <img src="b.png"> The mill c'),
        ("[caption caption='The mill' id='x']<img src=\"b.png\">[/caption]", '<img src="b.png"> The mill'),
        ('[caption width="1"]a[/caption] [caption width="1"]b[/caption]', "a b"),
        (f"[embed]{URL}[/embed]", LINK),
        (f'[embed width="9"] {URL} [/embed]', LINK),
        (f"[youtube {URL}]", LINK),
        (f"[youtube {URL.replace('&', '&amp;')}]", LINK),
        (f"[youtube={URL}]", LINK),
        (f'[audio mp3="{URL}"][/audio]', LINK),
        (f'[video width="9" mp4="{URL}"]', LINK),
        ('a [gallery ids="1,2" columns="3"] b', "a  b"),
        ("a\n\n[gallery]\n\nb", "a\n\n\n\nb"),
    ],
)
def test_a_shortcode_is_what_it_draws(body: str, shown: str) -> None:
    assert read(body, "markdown") == shown
    assert read(body, "html") == shown


def test_the_address_that_one_links_is_linked_once() -> None:
    assert html_of(f"[embed]{URL}[/embed]") == f"<p>{LINK}</p>"


@pytest.mark.parametrize("name", ["sourcecode", "code"])
def test_what_one_shows_of_a_program_is_program_text(name: str) -> None:
    body = f'a\n\n[{name} language="Python"]\nif a &lt; 1:\n\n    *b*\n[/{name}]\n\nc'
    code = '<pre><code class="language-python">if a &lt; 1:\n\n    *b*\n</code></pre>'
    assert html_of(body) == f"<p>a</p>\n{code}\n<p>c</p>"
    assert code.replace("\n</code>", "</code>") in html_of(body, "html")


@pytest.mark.parametrize(
    "body",
    [
        "a [gallery] of [code] and [embed]", "[caption] is a word[/caption", "[code]\nnever ends",
        "`[embed]https://a.example[/embed]`", '```\n[sourcecode lang="a"]\nb\n[/sourcecode]\n```',
        "[youtube](https://a.example/)", "[video][1]\n\n[1]: https://a.example/",
    ],
)  # fmt: skip
def test_other_brackets_and_examples_stay(body: str) -> None:
    assert read(body, "markdown") == body


def test_captions_full_of_signs_take_linear_time() -> None:
    body = "[/caption]" + ("[caption " + "=" * 2000) * 200
    began = time.process_time()
    assert read(body, "markdown") == body.removeprefix("[/caption]")
    assert time.process_time() - began < 1


@pytest.mark.parametrize(
    "part", ["[caption a=b]", "[/caption]", "[embed]https://a", "\n[code]", "[gallery a=", "[youtube ", "[audio a "]
)
def test_a_text_full_of_them_takes_linear_time(part: str) -> None:
    began = time.process_time()
    html_of(part * 20_000)
    assert time.process_time() - began < 5


@pytest.mark.parametrize(
    ("body", "syntax"),
    [
        ("A mill.\n\n[[MORE]]\n\nIt turns.", "markdown"),
        ("<p>A mill.</p><p>[[MORE Read on]]</p><p>It turns.</p>", "html"),
        ("<p>A mill.</p>[[MORE]]<p>It turns.</p>", "html"),
        ("<p>A mill.</p>\n\n[[MORE]]\n\n<p>It turns.</p>", "html"),
    ],
)
def test_tumblrs_mark_ends_the_teaser_and_is_not_shown(body: str, syntax: Syntax) -> None:
    made = "".join(read(body, syntax).split())
    assert "<!--more-->" in made and "MORE]" not in made
    for shown in ("A `[[MORE]]`.", "See [[MORE]] of it.", "See [[MORE ABOUT US]]"):
        assert read(shown, "markdown") == shown

"""Elements that the scripts of a system draw are what HTML has for them."""

from __future__ import annotations

import time

import pytest

from feedsvc.articles.growth import serialize
from feedsvc.articles.repair import parse
from tests.body_stages import make

SOUND = '<audio src="https://x.example/a.mp3">'
YOUTUBE = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        (
            '<amp-img src="https://x.example/a.jpg" width="640" height="400" layout="responsive" alt="A">'
            '<amp-img placeholder src="https://x.example/s.jpg"></amp-img>'
            '<noscript><img src="https://x.example/a.jpg"></noscript></amp-img>',
            '<p><img alt="A" height="400" src="https://x.example/a.jpg" width="640"></p>',
        ),
        ('<amp-img src="https://x.example/a.jpg">words', '<p><img src="https://x.example/a.jpg">words</p>'),
        (
            '<amp-video poster="https://x.example/p.jpg"><source src="https://x.example/a.mp4"></amp-video>',
            '<p><video poster="https://x.example/p.jpg" controls="" preload="none">'
            '<source src="https://x.example/a.mp4"></video></p>',
        ),
        (
            '<figure><oembed url="https://x.example/a"></oembed></figure>',
            '<figure><a href="https://x.example/a" rel="noopener nofollow">https://x.example/a</a></figure>',
        ),
        ('<div class="checkbox checkbox-on"></div> a', "<p>☑ a</p>"),
        ('<span class="checkbox checkbox-off"></span> a', "<p>☐ a</p>"),
        (
            f'<div class="kg-audio-card">{SOUND}</audio><div class="kg-audio-title">A</div>'
            '<div class="kg-audio-player"><span>0:00</span>/<span>3:20</span></div></div>',
            f'<div><p>{SOUND[:-1]} controls="" preload="none"></audio></p><div><p>A</p></div></div>',
        ),
        (
            '<figure><div class="wp-block-embed__wrapper">\nhttps://x.example/a\n</div></figure>',
            '<figure><div><p><a href="https://x.example/a" rel="noopener nofollow">https://x.example/a</a></p></div></figure>',
        ),
        (
            '<div class="twitter-embed" data-attrs="{&quot;url&quot;:&quot;https://x.com/a/status/1&quot;,'
            '&quot;full_text&quot;:&quot;Hi <b>&quot;}"></div>',
            '<blockquote><a href="https://x.com/a/status/1" rel="noopener nofollow">Hi &lt;b&gt;</a></blockquote>',
        ),
        ('<p>a</p><div class="twitter-embed" data-attrs="' + "[" * 5_000 + '"></div>', "<p>a</p>"),
        ('<p>a</p><div class="twitter-embed" data-attrs="{&quot;url&quot;:1}"></div>', "<p>a</p>"),
        (
            '<p>a</p><div class="subscription-widget-wrap"><p>Subscribe</p></div>'
            '<p class="button-wrapper"><a href="%%checkout_url%%"><span>Subscribe now</span></a></p>'
            '<p><a href="%%half_magic_comments_url%%">Leave a comment</a></p>',
            "<p>a</p><p>Leave a comment</p>",
        ),
        (
            '<p class="button-wrapper"><a href="https://x.example/">Buy</a></p>',
            '<p><a href="https://x.example/" rel="noopener nofollow">Buy</a></p>',
        ),
        (
            '<a class="skip-link screen-reader-text" href="#a">Skip to content</a><p><a href="https://x.example/">a'
            '<span class="sr-only">(opens in a new tab)</span></a> <span class="sr-only sm:not-sr-only">b</span></p>',
            '<p><a href="https://x.example/" rel="noopener nofollow">a</a> b</p>',
        ),
        ('<h2>A<span class="mw-editsection">[<a href="/e">edit</a>]</span></h2>', "<h2>A</h2>"),
        ('<div class="wp-block-embed__wrapper">no address</div>', "<div><p>no address</p></div>"),
    ],
)
def test_components_become_plain_elements(html: str, shown: str) -> None:
    assert make(html, "html").html == shown


@pytest.mark.parametrize(
    "html",
    [
        '<amp-youtube data-videoid="dQw4w9WgXcQ" layout="responsive" width="480" height="270"></amp-youtube>',
        '<oembed url="https://youtu.be/dQw4w9WgXcQ"></oembed>',
        '<lite-youtube videoid="dQw4w9WgXcQ" style="background-image:url(a)"></lite-youtube>',
        '<amp-iframe src="https://youtu.be/dQw4w9WgXcQ"><amp-img placeholder src="a"></amp-img></amp-iframe>',
    ],
)
def test_players_become_links_to_their_films(html: str) -> None:
    found = make(html, "html").html
    assert found.startswith(f'<p><a href="{YOUTUBE}"')
    assert found.count("<img") == 1


def test_a_name_in_a_component_cannot_leave_its_address() -> None:
    assert make('<lite-youtube videoid="x&quot;><script>"></lite-youtube>', "html").html == ""


@pytest.mark.parametrize(
    "html", ["<amp-img src=/a.png>" * 40_000, "<lite-youtube videoid=abcdef></lite-youtube>" * 25_000]
)
def test_very_many_components_take_linear_time(html: str) -> None:
    start = time.process_time()
    serialize(parse(html))
    assert time.process_time() - start < 8

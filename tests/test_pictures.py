"""Lazy, proxied and chosen pictures."""

from __future__ import annotations

import time

import pytest

from feedsvc.articles.growth import serialize
from feedsvc.articles.pictures import as_links, choose, restore, unwrap
from feedsvc.articles.placeholders import is_placeholder
from feedsvc.articles.repair import parse
from feedsvc.config import SanitizeSettings
from feedsvc.model import Picture

BASE = "https://site.example/a/"
GIF = "data:image/gif;base64,R0lGODlhAQABAAAAACw="


@pytest.mark.parametrize(
    ("url", "proxies", "expected"),
    [
        ("https://p.example/?http://i.example/a.png", (), "http://i.example/a.png"),
        ("https://p.example/x/?https://i.example/a.png?w=1&h=2", (), "https://i.example/a.png?w=1&h=2"),
        ("https://p.example/?https%3A%2F%2Fi.example%2Fa%20b.png", (), "https://i.example/a b.png"),
        ("https://p.example/?https://q.example/?http://i.example/a.png", (), "http://i.example/a.png"),
        ("https://p.example/img/http://i.example/a.png", ("https://p.example/img/",), "http://i.example/a.png"),
        ("https://p.example/img/http://i.example/a.png", (), "https://p.example/img/http://i.example/a.png"),
        ("https://p.example/?url=http://i.example/a.png", (), "https://p.example/?url=http://i.example/a.png"),
        ("https://i.example/a.png?v=1", (), "https://i.example/a.png?v=1"),
        ("https://p.example/?javascript:x", (), "https://p.example/?javascript:x"),
        ("https://p.example/?" * 9 + "http://i.example/", (), "https://p.example/?" * 5 + "http://i.example/"),
        ("", ("",), ""),
    ],
)
def test_unwrap_gives_the_address_behind_a_proxy(url: str, proxies: tuple[str, ...], expected: str) -> None:
    assert unwrap(url, proxies) == expected


@pytest.mark.parametrize(
    ("html", "src"),
    [
        ('<img data-src="https://i.example/a.png">', "https://i.example/a.png"),
        (f'<img src="{GIF}" data-original="//i.example/a.png">', "//i.example/a.png"),
        ('<img src="/loading.gif" data-lazy-src="a/b.jpg">', "a/b.jpg"),
        ('<img src="https://i.example/s.png" data-actualsrc="https://i.example/l.png">', "https://i.example/l.png"),
        ('<img src="https://i.example/a.png" data-src="lazy: true">', "https://i.example/a.png"),
        ('<img src="https://i.example/a.png" data-url="https://n.example/share?id=1">', "https://i.example/a.png"),
        ('<img src="/s.png" data-url="https://i.example/a.jpg!w640">', "https://i.example/a.jpg!w640"),
        (f'<img src="{GIF}" data-url="https://i.example/get?id=1">', "https://i.example/get?id=1"),
        ('<img srcset="https://i.example/s.png 480w, https://i.example/l.png 960w">', "https://i.example/l.png"),
        ('<img src="https://i.example/a.png" srcset="https://i.example/l.png 2x">', "https://i.example/a.png"),
        (
            '<img data-srcset="https://i.example/a,b.png 1.5x,\nhttps://i.example/c.png 1x">',
            "https://i.example/a,b.png",
        ),
        ('<img srcset="a.jpg 100w,b.jpg 900w">', "b.jpg"),
        ('<img srcset=" , a.jpg,  b,c.jpg  2x ,d.jpg">', "b,c.jpg"),
        ('<img src="#" srcset="https://i.example/a.png 2x">', "https://i.example/a.png"),
        ('<img src="./" data-srcset="https://i.example/a.png 2x">', "https://i.example/a.png"),
        ('<img src="/s-20.jpg" data-srcset="/m-400.jpg 400w, /l-800.jpg 800w">', "/l-800.jpg"),
        ('<img src="/s-20.jpg" data-lazy-srcset="/l-800.jpg 800w, /m-400.jpg 400w">', "/l-800.jpg"),
        ('<img src="/s-20.jpg" data-srcset="">', "/s-20.jpg"),
        ('<img src="/s-20.jpg" data-src="/a.jpg" data-srcset="/l-800.jpg 800w">', "/a.jpg"),
        ('<img src="/s-20.jpg" srcset="/x.jpg 9x" data-srcset="/a.jpg 1x">', "/a.jpg"),
        (
            '<img src="/s-20.jpg" data-srcset="/l-800.jpg 800w"><noscript><img src="/m-400.jpg"></noscript>',
            "/l-800.jpg",
        ),
        ('<img src="#"><noscript><img src="https://i.example/a.png"></noscript>', "https://i.example/a.png"),
        ('<img src="#" data-original="https://i.example/a.png">', "https://i.example/a.png"),
        ('<img src="./a.png" srcset="https://i.example/b.png 2x">', "./a.png"),
        ('<picture><source srcset="https://i.example/a.avif"><img></picture>', "https://i.example/a.avif"),
        (
            '<picture><source srcset="https://i.example/o.png 9x"><picture>'
            '<source srcset="https://i.example/a.png 1x, https://i.example/b.png 2x"><img></picture></picture>',
            "https://i.example/b.png",
        ),
        ('<source srcset="https://i.example/a.png 2x"><img src="https://i.example/b.png">', "https://i.example/b.png"),
        (
            f'<img class=lazy src="{GIF}"><noscript><img src="https://i.example/a.png"></noscript>',
            "https://i.example/a.png",
        ),
        ('<noscript><img src="https://i.example/a.png"></noscript>', "https://i.example/a.png"),
        ('<img src="https://p.example/?http://i.example/a.png">', "http://i.example/a.png"),
        ('<img data-original="https://p.example/?http://i.example/a.png">', "http://i.example/a.png"),
    ],
)
def test_picture_gets_its_own_address(html: str, src: str) -> None:
    tree = parse(f"<p>{html}</p>")
    restore(tree)
    assert [tag.attrs.get("src") for tag in tree.elements(frozenset({"img"}))] == [src]
    assert tree.first("noscript", "picture") is None


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<video><source data-src="/a.mp4"></video>', [None, "/a.mp4"]),
        (
            '<video><source data-src="a.mp4"><source data-src="//m.example/a.webm"></video>',
            [None, "a.mp4", "//m.example/a.webm"],
        ),
        ('<audio data-src="https://m.example/a.mp3"></audio>', ["https://m.example/a.mp3"]),
        ('<video src="" data-lazy-src="a/b.mp4"></video>', ["a/b.mp4"]),
        ('<video src="#" data-original="https://m.example/get?id=1"></video>', ["https://m.example/get?id=1"]),
        ('<audio data-src="https://p.example/?https://m.example/a.mp3"></audio>', ["https://m.example/a.mp3"]),
        ('<video src="/a.mp4" data-src="/b.mp4"></video>', ["/a.mp4"]),
        ('<video data-src="{{ film }}"></video>', [None]),
        ('<video data-src="lazy: true"></video>', [None]),
        ("<video><source></video>", [None, None]),
        ('<picture><source data-src="/a.png"><img></picture>', [None]),
    ],
)
def test_film_and_sound_get_their_own_address(html: str, expected: list[str | None]) -> None:
    tree = parse(html)
    restore(tree)
    assert [tag.attrs.get("src") for tag in tree.elements(frozenset({"video", "audio", "source"}))] == expected


@pytest.mark.parametrize(
    "html",
    [
        "<picture>" + '<source srcset="https://i.example/a.png"><img>' * 40_000,
        "<picture>" * 200 + '<source srcset="https://i.example/a.png">' * 50_000 + "<img>",
        "<noscript>" * 200 + "<i>x</i>" * 50_000 + "<img>" * 200,
    ],
    ids=["pictures and sources", "nested pictures", "nested noscripts"],
)
def test_restoring_many_pictures_takes_linear_time(html: str) -> None:
    tree = parse(html)
    start = time.process_time()
    restore(tree)
    assert time.process_time() - start < 15


PIXELS = (
    '<img src="https://s.example/p.gif" width=1 height="1px">',
    '<img src="https://s.example/p.gif" width=0 height=0>',
    '<img src="https://s.example/p.gif" style="width: 1px; height: 1px">',
    '<img src="https://s.example/p.gif" width=1 style="height:1px">',
    '<img src="https://s.example/p.gif" width="1.0" height="1.0">',
    '<img src="https://s.example/p.gif" style="max-width:1px;max-height:1px !important">',
    '<img src="https://s.example/p.gif" width="0%" height="0%">',
)
KEEP = SanitizeSettings(tracking="keep")


@pytest.mark.parametrize("html", PIXELS)
def test_tracking_pixel_goes(html: str) -> None:
    tree = parse(f"<p>a{html}</p>")
    restore(tree)
    assert serialize(tree) == "<p>a</p>"


@pytest.mark.parametrize(
    "sides",
    [
        *("width=1", "width=100% height=1", "width=1% height=1%", 'style="max-width:1px"'),
        'width=10 height=10 style="line-height:1px"',
    ],
)
def test_picture_that_may_be_seen_stays(sides: str) -> None:
    tree = parse(f'<img src="https://s.example/p.gif" {sides}>')
    restore(tree)
    assert tree.first("img") is not None


@pytest.mark.parametrize("html", PIXELS)
def test_tracking_pixel_that_is_kept_is_no_chosen_picture(html: str) -> None:
    tree = parse(f"<p>a{html}</p>")
    restore(tree, KEEP)
    assert tree.first("img") is not None
    assert choose(tree, ("https://s.example/p.gif",), BASE, KEEP) is None


def test_a_beacon_is_no_chosen_picture() -> None:
    beacon = "https://pixel.wp.com/g.gif"
    assert choose(parse(f"<img src={beacon}>"), (beacon,), BASE, KEEP) is None


def test_a_chosen_picture_loses_what_trackers_put_into_its_address() -> None:
    address = "https://i.example/a.jpg?v=1&utm_source=x"
    tree = parse(f'<img src="{address}" width=640 height=480>')
    for head in ((), (address,)):
        kept = choose(tree, head, BASE, KEEP)
        assert kept == Picture(address, "image/jpeg", 640, 480)
        assert choose(tree, head, BASE) == Picture("https://i.example/a.jpg?v=1", "image/jpeg", 640, 480)


def test_all_pictures_of_a_noscript_that_stands_alone_are_shown_with_their_captions() -> None:
    figure = '<figure><img src="https://i.example/a.png"/><figcaption>a</figcaption></figure>'
    tree = parse(f'<p>a</p><noscript><p>Switch it on</p>{figure}<img src="https://i.example/b.png"></noscript>')
    restore(tree)
    assert serialize(tree) == f'<p>a</p>{figure}<img src="https://i.example/b.png"/>'


@pytest.mark.parametrize("beside", ['<p><img data-src="/a.png"></p>', '<img data-src="/a.png"><img data-src="/b.png">'])
def test_pictures_of_a_noscript_that_stand_elsewhere_are_not_shown_twice(beside: str) -> None:
    own = '<img src="/a.png">' if "/b.png" not in beside else '<img src="/a.png"><figure><img src="/b.png"></figure>'
    tree = parse(f"<div>{beside}<p>a</p><noscript>{own}</noscript></div>")
    restore(tree)
    assert [tag.attrs["src"] for tag in tree.elements(frozenset({"img"}))] == ["/a.png", "/b.png"][
        : beside.count("img")
    ]


def test_noscript_without_a_picture_goes_and_a_link_around_a_picture_is_unwrapped() -> None:
    tree = parse('<noscript>switch it on</noscript><a href="https://p.example/?http://i.example/a.png"><img src=x></a>')
    restore(tree)
    assert serialize(tree) == '<a href="http://i.example/a.png"><img src="x"/></a>'


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://picsum.photos/400/300?random=9629", True),
        ("https://source.unsplash.com/random/800x600", True),
        ("https://images.unsplash.com/photo-1", False),
        ("https://via.placeholder.com/150", True),
        ("/images/404.gif", True),
        ("https://i.example/static/blank.gif?v=2", True),
        ("https://api.example/random.php", True),
        ("https://i.example/randomness.jpg", False),
        ("https://i.example/blanket.gif", False),
        ("https://i.example/a.png", False),
        ("https://[::1", True),
    ],
)
def test_placeholder_is_known(url: str, *, expected: bool) -> None:
    assert is_placeholder(url) is expected


@pytest.mark.parametrize(
    ("html", "head", "expected"),
    [
        (
            '<img src="https://i.example/b.png">',
            ("https://i.example/a.jpg",),
            Picture("https://i.example/a.jpg", "image/jpeg"),
        ),
        (
            '<img src="https://i.example/a.jpg" width=640 height="480px">',
            ("https://i.example/a.jpg",),
            Picture("https://i.example/a.jpg", "image/jpeg", 640, 480),
        ),
        ("", ("#", "?x=1", ".", "./", "./#a", "/c.webp"), Picture("https://site.example/c.webp", "image/webp")),
        ('<img src="#"><img src="c.webp?x=1#a">', (), Picture("https://site.example/a/c.webp?x=1#a", "image/webp")),
        ("", ("https://picsum.photos/1?random=1", "/c.webp"), Picture("https://site.example/c.webp", "image/webp")),
        ("", ("https://p.example/?http://i.example/a.PNG",), Picture("http://i.example/a.PNG", "image/png")),
        ('<img src="https://i.example/v2_img_000">', ("/images/404.gif",), Picture("https://i.example/v2_img_000")),
        (
            f'<img src="{GIF}"><img src="/icon.png" width=16><img src="https://i.example/b.gif" width="9%">',
            (),
            Picture("https://i.example/b.gif", "image/gif"),
        ),
        ('<img src="https://webquotepic.eastmoney.com/GetPic.aspx?nid=1.600000">', (), None),
        ('<img src="https://i.example/x.png" class="emoji">', (), None),
        ('<img src="https://img.shields.io/npm/v/x"><img src="https://ci.example/a/badge.svg">', (), None),
        ('<img src="javascript:x">', ("javascript:x", ""), None),
        ("", (), None),
    ],
    ids=[
        "head first",
        "size from the body",
        "its own page skipped",
        "its own page skipped in the body",
        "random skipped",
        "proxy",
        "404 skipped",
        "small skipped",
        "chart",
        "emoji",
        "badges",
        "script",
        "none",
    ],
)
def test_chosen_picture(html: str, head: tuple[str, ...], expected: Picture | None) -> None:
    assert choose(parse(html), head, BASE) == expected


@pytest.mark.parametrize(
    "badge",
    [
        "https://mybinder.org/badge_logo.svg",
        "https://colab.research.google.com/assets/colab-badge.svg",
        "https://badges.gitter.im/owner/name.svg",
        "https://travis-ci.org/owner/name.svg?branch=master",
        "https://api.travis-ci.com/owner/name.png",
        "https://ci.appveyor.com/api/projects/status/0123456789abcdef?svg=true",
        "https://www.netlify.com/img/deploy/button.svg",
        "https://www.herokucdn.com/deploy/button.png",
        "//travis-ci.com/owner/name.svg",
    ],
)
def test_a_projects_badge_is_no_chosen_picture(badge: str) -> None:
    tree = parse(f'<img src="{badge}"><img src="https://i.example/a.png">')
    assert choose(tree, (), BASE) == Picture("https://i.example/a.png", "image/png")


@pytest.mark.parametrize(
    "address",
    [
        "https://travis-ci.org/images/team.jpg",
        "https://i.example/travis-ci.org/a.svg",
        "https://ci.appveyor.com/assets/team.png",
        "https://i.example/deploy/buttons.png",
        "https://i.example/my-colab-badge.svg",
    ],
)
def test_a_picture_that_only_resembles_a_badge_is_chosen(address: str) -> None:
    chosen = choose(parse(f'<img src="{address}">'), (), BASE)
    assert chosen is not None
    assert chosen.url == address


LINKS = {
    "picture": ('<p>a <img src="https://n.example/b.png" alt="B"/></p>', '<p>a <a href="https://n.example/b.png">[B]</a></p>'),
    "picture_without_words": ('<img src="https://n.example/x/%E4%BA%AC.png?a=1"/>',
                              '<a href="https://n.example/x/%E4%BA%AC.png?a=1">[京.png]</a>'),
    "picture_in_a_link": ('<a href="https://n.example/"><img src="https://n.example/b.png" alt="B"/></a>',
                          '<a href="https://n.example/">[B]</a>'),
    "small_picture_in_the_text": ('<img src="data:image/png;base64,AAAA" alt="x²"/>', "[x²]"),
    "film": ('<video src="https://n.example/f.mp4" poster="https://n.example/p"><track src="t.vtt"/>no film</video>',
             '<a href="https://n.example/f.mp4">[f.mp4]</a>no film'),
    "sound_with_sources": ('<audio><source src="https://n.example/s.ogg"/></audio>', '<a href="https://n.example/s.ogg">[s.ogg]</a>'),
    "film_without_an_address": ("<video>no film</video>", "[video]no film"),
    "malformed_address": ('<img src="http://[bad" alt="B"/><img src="https://n.example:x/b.png"/>', "[B][img]"),
}  # fmt: skip


@pytest.mark.parametrize(("html", "expected"), LINKS.values(), ids=LINKS)
def test_media_as_links(html: str, expected: str) -> None:
    tree = parse(html)
    as_links(tree)
    assert serialize(tree) == expected

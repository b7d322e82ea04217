"""Frames, plug-in objects and embedded players become links."""

from __future__ import annotations

import time

import pytest

from feedsvc.articles.frames import link_frames
from feedsvc.articles.growth import serialize
from feedsvc.articles.repair import parse
from feedsvc.config import SanitizeSettings

BASE = "https://n.example/a/"
ADDRESS = "http://www.youtube.com/v/dQw4w9WgXcQ&fs=1"
PAGE = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
POSTER = f'<img alt="{PAGE}" src="https://i.ytimg.com/vi/dQw4w9WgXcQ/hqdefault.jpg"/>'
FILM = f'<a href="{PAGE}">{POSTER}</a>'
VIMEO = '<a href="https://vimeo.com/76979871">https://vimeo.com/76979871</a>'
EMBED = f'<embed src="{ADDRESS}" type="application/x-shockwave-flash">'
MOVIE = f'<param name="Movie" value="{ADDRESS}">'


def linked(html: str, **cleaning: object) -> str:
    tree = parse(html)
    link_frames(tree, BASE, SanitizeSettings(**cleaning))  # type: ignore[arg-type]
    return serialize(tree)


CASES = {
    "embed": (EMBED, FILM),
    "object_data": (f'<object data="{ADDRESS}"></object>', FILM),
    "object_parameter": (f'<object classid="clsid:D27CDB6E">{MOVIE}<param name="wmode" value="x"></object>', FILM),
    "object_with_embed": (f"<object>{MOVIE}{EMBED}</object>", FILM),
    "object_with_embed_alone": (f"<object><param name=wmode value=x>{EMBED}</object>", f"<object>{FILM}</object>"),
    "object_in_an_object": (f'<object>{MOVIE}<object data="{ADDRESS}">{MOVIE}</object></object>', FILM),
    "object_with_a_frame": (f'<object>{MOVIE}<iframe src="https://youtu.be/x2345"></iframe></object>', FILM),
    "object_with_words": (f"<object>{MOVIE}<p>Or <b>look</b>.</p></object>", f"{FILM}<p>Or <b>look</b>.</p>"),
    "object_without_poster": ('<object data="//player.vimeo.com/video/76979871"></object>', VIMEO),
    "object_with_a_title": ('<object data="/map" title="A map"></object>', '<a href="https://n.example/map">A map</a>'),
    "object_without_a_title": ('<object data="/map">words</object>', '<object data="/map">words</object>'),
    "object_without_an_address": ('<object title="A map">words</object>', '<object title="A map">words</object>'),
    "object_without_a_size": (f'<object title="x" width=1 data="/x">{EMBED}</object>',
                              f'<object data="/x" title="x" width="1">{FILM}</object>'),
    "two_objects": (f"<object>{MOVIE}</object>x<object>{MOVIE}</object>", f"{FILM}x{FILM}"),
    "document": ('<iframe src="/files/a%20b.PDF#page=2"></iframe>',
                 '<a href="https://n.example/files/a%20b.PDF#page=2">a b.PDF</a>'),
    "document_in_an_object": ('<object data="/a.pdf"><a href="/a.pdf">A</a></object>',
                              '<object data="/a.pdf"><a href="/a.pdf">A</a></object>'),
    "picture": ('<object data="/a.svg">No SVG</object><embed src="/a" type="image/png">',
                '<img src="/a.svg"/><img src="/a"/>'),
    "picture_for_others": ('<object data="/a.svg"><img src="/a.png"/></object>',
                           '<object data="/a.svg"><img src="/a.png"/></object>'),
    "page": ('<iframe src="/pdf"></iframe>x', "x"),
    "script": ('<object data="javascript:x" title="t"></object>', '<object data="javascript:x" title="t"></object>'),
}  # fmt: skip


EMBEDDED = {
    "https://codepen.io/a/embed/bcd?default-tab=result": "codepen.io",
    "//jsfiddle.net/a/b/embedded/": "jsfiddle.net",
    "https://codesandbox.io/embed/a": "codesandbox.io",
    "https://docs.google.com/forms/d/e/a/viewform?embedded=true": "docs.google.com",
    "https://www.slideshare.net/slideshow/embed_code/key/a": "slideshare.net",
    "https://www.dailymotion.com/embed/video/x1": "dailymotion.com",
    "https://open.iqiyi.com/developer/player_js/x.html?vid=a": "iqiyi.com",
    "//music.163.com/outchain/player?type=2&id=1&auto=0&height=66": "music.163.com",
    "https://open.spotify.com/embed/track/a": "open.spotify.com",
    "https://w.soundcloud.com/player/?url=a": "w.soundcloud.com",
    "https://bandcamp.com/EmbeddedPlayer/album=1/": "bandcamp.com",
    "https://embed.podcasts.apple.com/us/podcast/x/id1": "embed.podcasts.apple.com",
    "https://datawrapper.dwcdn.net/abc/1/": "datawrapper.dwcdn.net",
    "https://www.facebook.com/plugins/video.php?href=a": "facebook.com",
}


def test_a_button_of_a_service_that_authors_embed_too_goes() -> None:
    assert linked('<iframe src="https://www.facebook.com/plugins/like.php?href=a" height=300></iframe>') == ""


@pytest.mark.parametrize(("address", "host"), EMBEDDED.items(), ids=EMBEDDED.values())
def test_a_frame_of_a_service_that_authors_embed_needs_no_title(address: str, host: str) -> None:
    page = address if address.startswith("https:") else f"https:{address}"
    escaped = page.replace("&", "&amp;")
    assert linked(f'<iframe src="{address}" height=300></iframe>') == f'<a href="{escaped}">{host}</a>'
    assert linked(f'<iframe src="{address}" title="T"></iframe>') == f'<a href="{escaped}">T</a>'
    assert linked(f'<iframe src="{address}" height=1></iframe>') == ""


@pytest.mark.parametrize(
    "address",
    [
        "https://ads.example/codepen.io/a",
        "https://notcodepen.io/a",
        "https://codepen.io.example/a",
        "https://www.google.com/maps",
        "https://[bad",
        "codepen.io",
        "",
    ],
)
def test_another_frame_without_a_title_goes(address: str) -> None:
    assert linked(f'a<iframe src="{address}"></iframe>') == "a"


@pytest.mark.parametrize(("html", "expected"), CASES.values(), ids=CASES)
def test_players_become_links(html: str, expected: str) -> None:
    assert linked(html) == expected


def test_an_object_of_a_player_that_is_not_asked_for_stays_for_the_sanitizer() -> None:
    assert linked(f"<object>{MOVIE}</object>", players=("vimeo",)) == "<object></object>"


@pytest.mark.parametrize(
    "html",
    [
        f"<object>{MOVIE}" * 200 + EMBED * 50_000,
        "<object>" * 200 + "<i>x</i>" * 50_000,
        f"<object>{MOVIE}</object>" * 20_000,
        "<object>" + "<param name=movie value=x>" * 55_000,
    ],
    ids=["nested", "nested without a film", "many", "parameters"],
)
def test_linking_many_players_takes_linear_time(html: str) -> None:
    tree = parse(html)
    start = time.process_time()
    link_frames(tree, BASE, SanitizeSettings())
    assert time.process_time() - start < 15

"""Frames of film players become links."""

from __future__ import annotations

import pytest

from feedsvc.articles.players import film
from tests.body_stages import make


def test_markdown_behind_the_tag_of_a_film_stays_markdown() -> None:
    made = make("{% youtube dQw4w9WgXcQ %}\nSome **bold** words.\n").html
    assert "watch?v=dQw4w9WgXcQ" in made
    assert "Some <strong>bold</strong> words." in made


def test_a_film_that_stands_as_a_picture_is_a_link_to_it_with_its_poster() -> None:
    found = make("![](https://www.youtube.com/watch?v=dQw4w9WgXcQ)\n\n![A talk](https://vimeo.com/76979871)").html
    assert '<a href="https://www.youtube.com/watch?v=dQw4w9WgXcQ"' in found
    assert 'src="https://i.ytimg.com/vi/dQw4w9WgXcQ/hqdefault.jpg"' in found
    assert 'src="https://www.youtube.com' not in found
    assert ">A talk</a>" in found


def test_a_film_that_stands_as_a_picture_in_a_link_leaves_its_poster_there() -> None:
    found = make("[![A](https://youtu.be/dQw4w9WgXcQ)](https://x.example/a)").html
    assert found.count("<a ") == 1
    assert 'href="https://x.example/a"' in found
    assert 'src="https://i.ytimg.com/vi/dQw4w9WgXcQ/hqdefault.jpg"' in found


@pytest.mark.parametrize(
    "address", ["https://img.youtube.com/vi/dQw4w9WgXcQ/0.jpg", "https://x.example/youtube.com/dQw4w9WgXcQ"]
)
def test_a_picture_stays_one(address: str) -> None:
    assert f'src="{address}"' in make(f"![A]({address})").html


@pytest.mark.parametrize(
    ("src", "page"),
    [
        (
            "//player.bilibili.com/player.html?aid=1&bvid=BV1xx411c7mD&page=1",
            "https://www.bilibili.com/video/BV1xx411c7mD",
        ),
        ("https://player.bilibili.com/player.html?aid=170001", "https://www.bilibili.com/video/av170001"),
        ("https://www.youtube.com/embed/dQw4w9WgXcQ?rel=0", "https://www.youtube.com/watch?v=dQw4w9WgXcQ"),
        ("https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ", "https://www.youtube.com/watch?v=dQw4w9WgXcQ"),
        ("https://player.vimeo.com/video/76979871", "https://vimeo.com/76979871"),
        ("https://v.qq.com/txp/iframe/player.html?vid=a0912abcde", "https://v.qq.com/x/page/a0912abcde.html"),
        ("https://player.youku.com/embed/XNDU2NzE=", "https://v.youku.com/v_show/id_XNDU2NzE=.html"),
        ("https://www.youtube.com/watch?v=dQw4w9WgXcQ", "https://www.youtube.com/watch?v=dQw4w9WgXcQ"),
        ("https://youtu.be/dQw4w9WgXcQ?si=x", "https://www.youtube.com/watch?v=dQw4w9WgXcQ"),
        ("https://www.youtube.com/shorts/dQw4w9WgXcQ", "https://www.youtube.com/watch?v=dQw4w9WgXcQ"),
        (
            "https://www.youtube.com/embed/videoseries?list=PL12",
            "https://www.youtube.com/playlist?list=PL12",
        ),
        (
            "https://www.youtube.com/embed?listType=playlist&list=PL12",
            "https://www.youtube.com/playlist?list=PL12",
        ),
        ("https://www.youtube.com/playlist?list=PL12", "https://www.youtube.com/playlist?list=PL12"),
        ("https://www.youtube.com/watch?v=dQw4w9WgXcQ&list=PL12", "https://www.youtube.com/watch?v=dQw4w9WgXcQ"),
        ("https://www.youtube.com/embed/live_stream?channel=UC1234", None),
        ("https://www.youtube.com/channel/UC12345678901234567890", None),
        ("https://www.youtube.com/results?search_query=a", None),
        ("https://www.youtube.com/embed/", None),
        ("https://vimeo.com/showcase/7008490/embed", "https://vimeo.com/showcase/7008490"),
        ("https://vimeo.com/event/12345/embed/interaction", "https://vimeo.com/event/12345"),
        ("https://vimeo.com/channels/staffpicks/76979871", "https://vimeo.com/76979871"),
        ("https://vimeo.com/channels/staffpicks", None),
        ("https://player.vimeo.com/video/76979871?h=8272103f6e", "https://vimeo.com/76979871/8272103f6e"),
        ("https://vimeo.com/76979871/8272103f6e", "https://vimeo.com/76979871/8272103f6e"),
        ('https://player.vimeo.com/video/76979871?h=8272103"><', "https://vimeo.com/76979871"),
        (
            "//player.bilibili.com/player.html?bvid=BV1xx411c7mD&page=3",
            "https://www.bilibili.com/video/BV1xx411c7mD?p=3",
        ),
        ("//player.bilibili.com/player.html?bvid=BV1xx411c7mD&p=x", "https://www.bilibili.com/video/BV1xx411c7mD"),
        ("player.vimeo.com/video/76979871", "https://vimeo.com/76979871"),
        ("http://www.youtube.com/v/dQw4w9WgXcQ&hl=en_US&fs=1&", "https://www.youtube.com/watch?v=dQw4w9WgXcQ"),
        ("http://www.youtube.com/v/dQw4w9WgXcQ?version=3", "https://www.youtube.com/watch?v=dQw4w9WgXcQ"),
        (
            "http://player.youku.com/player.php/Type/Folder/Fid/1/Ob/1/sid/XNDU2NzE=/v.swf",
            "https://v.youku.com/v_show/id_XNDU2NzE=.html",
        ),
        ("http://vimeo.com/moogaloop.swf?clip_id=76979871&server=vimeo.com", "https://vimeo.com/76979871"),
        ("http://static.hdslb.com/miniloader.swf?aid=170001&page=1", "https://www.bilibili.com/video/av170001"),
        ("http://static.video.qq.com/TPout.swf?vid=a0912abcde&auto=0", "https://v.qq.com/x/page/a0912abcde.html"),
        ("http://static.video.qq.com/TPout.swf?auto=0", None),
        ("https://evil.example/youtube.com/embed/dQw4w9WgXcQ", None),
        ("https://notyoutube.com/embed/dQw4w9WgXcQ", None),
        ('https://www.youtube.com/embed/"><script>', None),
        ("https://[::1", None),
        ("", None),
    ],
)
def test_player_address_becomes_the_page_of_its_film(src: str, page: str | None) -> None:
    found = film(src)
    assert (None if found is None else found.page) == page


def test_a_films_poster_is_given_where_its_address_is_known() -> None:
    youtube, vimeo = film("https://www.youtube.com/embed/dQw4w9WgXcQ"), film("https://player.vimeo.com/video/76979871")
    assert youtube is not None
    assert youtube.poster == "https://i.ytimg.com/vi/dQw4w9WgXcQ/hqdefault.jpg"
    assert vimeo is not None
    assert vimeo.poster is None


def test_only_the_players_that_are_asked_for_count() -> None:
    assert film("https://www.youtube.com/embed/dQw4w9WgXcQ", ("vimeo",)) is None

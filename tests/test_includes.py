"""Includes of Jekyll's themes: the films, sounds and pictures that they draw."""

from __future__ import annotations

import time
from collections.abc import Mapping

import pytest

from feedsvc.articles.lookups import Dialect, Liquid
from feedsvc.articles.markup import Markup, to_html
from feedsvc.model import HeadValue

HEAD: Mapping[str, HeadValue] = {
    "film": "w7Ft2ymGmfc",
    "gallery": ({"image_path": "/assets/1.jpg", "alt": "One"}, {"url": "/a/2.jpg", "image_path": "assets/2-small.jpg"}),
    "mills": ({"image_path": "https://p.example/3.jpg"}, "words"),
}
JEKYLL = Dialect("https://mill.example/blog", "jekyll", liquid=Liquid({}, HEAD))


def read(source: str) -> Markup:
    return to_html(source, "markdown", {}, JEKYLL)


@pytest.mark.parametrize(
    ("inside", "address"),
    [
        ("embed/youtube.html id='w7Ft2ymGmfc'", "https://www.youtube.com/embed/w7Ft2ymGmfc"),
        ('youtubePlayer.html id="w7Ft2ymGmfc"', "https://www.youtube.com/embed/w7Ft2ymGmfc"),
        ("youtube.html youtube_id=page.film", "https://www.youtube.com/embed/w7Ft2ymGmfc"),
        ('video id="97649261" provider="vimeo"', "https://player.vimeo.com/video/97649261"),
        ("vimeo id=97649261", "https://player.vimeo.com/video/97649261"),
        ("embed/bilibili.html id='BV1Q4411v7pQ'", "https://player.bilibili.com/player.html?bvid=BV1Q4411v7pQ"),
    ],
)
def test_film_that_a_theme_draws_is_its_player(inside: str, address: str) -> None:
    made = read(f"Before.\n\n{{% include {inside} %}}\nBelow *it*.")
    assert f'<span><iframe src="{address}"></iframe></span>' in made.html
    assert "Below <em>it</em>." in made.html
    assert made.notes == ()


@pytest.mark.parametrize(
    ("inside", "page"),
    [
        ("embed/twitch.html id='1634779211'", "https://www.twitch.tv/videos/1634779211"),
        ("embed/spotify.html id='3OuMIIFP5T' compact=true", "https://open.spotify.com/track/3OuMIIFP5T"),
    ],
)
def test_player_that_is_not_ours_leads_to_the_page_of_what_the_id_names(inside: str, page: str) -> None:
    made = read(f"Before.\n\n{{% include {inside} %}}")
    assert f'<iframe src="{page}" title="{page}"></iframe>' in made.html
    assert made.notes == ()


def test_film_by_its_address_and_files_of_films_and_sounds_are_played() -> None:
    made = read('{% include responsive-embed url="https://films.example/e/7" ratio="16:9" %}')
    assert '<iframe src="https://films.example/e/7" title="https://films.example/e/7">' in made.html
    assert (
        '<iframe src="https://maps.example/#13"'
        in read('{% include iframe.liquid src="https://maps.example/#13" %}').html
    )
    assert '<video src="/blog/assets/a.mp4">' in read('{% include video.liquid path="assets/a.mp4" %}').html
    assert '<audio src="/blog/assets/a.mp3">' in read("{% include embed/audio.html path='/assets/a.mp3' %}").html


@pytest.mark.parametrize(
    ("inside", "words"),
    [
        ("youtube.html id='w7Ft2ymGmfc' caption='It *turns*' title='Film'", "It <em>turns</em>"),
        ("embed/video.html src='/a.mp4' title='It turns'", "It turns"),
        ("embed/audio.html src='/a.mp3' title='Sails' caption='It turns'", "It turns"),
    ],
)
def test_words_of_a_film_or_a_sound_stand_below_it(inside: str, words: str) -> None:
    assert read(f"{{% include {inside} %}}").html.endswith(f"></span><br>{words}</p>\n")


@pytest.mark.parametrize(
    ("inside", "figure"),
    [
        (
            'figure image_path="/assets/a.jpg" alt="Old" caption="A *mill*"',
            '<img src="/blog/assets/a.jpg" alt="Old"><figcaption>A <em>mill</em></figcaption>',
        ),
        (
            'figure.liquid loading="eager" path="assets/a.jpg" title="Sails" zoomable=true',
            '<img src="/blog/assets/a.jpg" alt="Sails">',
        ),
        ('image.html url="/img/a.png" description="W"', '<img src="/img/a.png" alt=""><figcaption>W</figcaption>'),
        (
            r'figure path="/a.png" caption="By <a href=\"https://p.example\">P</a>"',
            '<img src="/blog/a.png" alt=""><figcaption>By <a href="https://p.example">P</a></figcaption>',
        ),
        ('img.html src="https://p.example/th?id=3"', '<img src="https://p.example/th?id=3" alt="">'),
        (
            r"""figure path='/a.png' caption='In $\\mathbb{R}$' alt="{}" """,
            '<img src="/blog/a.png" alt="{}"><figcaption>In $\\mathbb{R}$</figcaption>',
        ),
        (
            'figure\n  path="/a.png"\n  caption="In $\\mathbb{R}$"',
            '<img src="/blog/a.png" alt=""><figcaption>In $\\mathbb{R}$</figcaption>',
        ),
        (
            f'figure path="/a.png" caption="{"sail " * 150}end"',
            f'<img src="/blog/a.png" alt=""><figcaption>{"sail " * 150}end</figcaption>',
        ),
    ],
)
def test_picture_that_a_theme_draws_is_a_figure(inside: str, figure: str) -> None:
    made = read(f"Above.\n{{% include {inside} %}}\nBelow.")
    assert made.html == f"<p>Above.</p>\n<figure>{figure}</figure>\n<p>Below.</p>\n"
    assert made.notes == ()


def test_pictures_within_elements_and_items_end_neither() -> None:
    grid = (
        '<div class="row">\n    <div>\n        {% include figure.liquid path="/a.jpg" %}\n    </div>\n</div>\n\nAfter.'
    )
    made = read(grid)
    assert '<img src="/blog/a.jpg" alt="">' in made.html
    assert "&lt;/div&gt;" not in made.html
    made = read('- one\n\n  {% include figure path="/a.jpg" caption="C" %}\n  *below*\n- two')
    assert '<img src="/blog/a.jpg" alt=""><br>C</span>\n<em>below</em>' in made.html
    assert made.html.count("<ul>") == 1


def test_gallery_is_the_pictures_that_the_head_lists() -> None:
    made = read('{% include gallery caption="All." %}')
    one, two = '<img src="/blog/assets/1.jpg" alt="One">', '<img src="/blog/assets/2-small.jpg" alt="">'
    assert made.html == f"<figure>{one}</figure>\n<figure>{two}</figure>\n<p>All.</p>\n"
    assert read('{% include gallery id="mills" %}').html == (
        '<figure><img src="https://p.example/3.jpg" alt=""></figure>\n'
    )


def test_of_a_picture_whose_folder_is_not_known_the_words_stay_and_it_is_told() -> None:
    made = read('{% include image.html file="k/report.png" caption="The report." %}')
    assert made.html == "<p>The report.</p>\n"
    assert made.notes == ("the picture of the template tag 'include' was left out",)


@pytest.mark.parametrize(
    "inside",
    ["toc", "alert.html text='Take care'", "image.html file='k/a.png'", "youtube.html", "ad.html id='123456'"],
)
def test_what_only_the_site_could_tell_is_left_out_and_told(inside: str) -> None:
    made = read(f"Above.\n\n{{% include {inside} %}}\n\nBelow.")
    assert made.html == "<p>Above.</p>\n<p>Below.</p>\n"
    assert made.notes == ("the template tag 'include' was left out",)


@pytest.mark.parametrize("inside", ["gallery", "figure path='/a.png' caption=page.film"])
def test_a_head_that_a_text_asks_for_again_and_again_is_not_shown_without_end(inside: str) -> None:
    head: Mapping[str, HeadValue] = {
        "film": "sail " * 20_000,
        "gallery": tuple({"image_path": "/a.png", "caption": "sail"} for _ in range(2_000)),
    }
    dialect = Dialect("https://mill.example/blog", "jekyll", liquid=Liquid({}, head))
    started = time.process_time()
    made = to_html(f"{{% include {inside} %}}\n\n" * 2_000, "markdown", {}, dialect)
    assert time.process_time() - started < 5
    assert made.html.count("sail") > 2_000
    assert "beyond 300000 characters" in made.notes[0]


@pytest.mark.parametrize(
    "part", ["{% include figure ", '{% include figure a="', "{% include a b=c ", "{% include a 'b", '{% include a "b" ']
)
def test_includes_that_never_end_take_linear_time(part: str) -> None:
    started = time.process_time()
    read(part * 20_000)
    assert time.process_time() - started < 5

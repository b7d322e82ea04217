"""Files that come with an article: by heads of each kind, by players of its body, with what is known of them."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from feedsvc.articles import enclosures, repair
from feedsvc.articles.build import build
from feedsvc.articles.site import Recipe, SiteFacts
from feedsvc.config import SanitizeSettings, SourceSettings
from feedsvc.model import Article, Document, Enclosure, HeadValue

FILES = Path(__file__).parent / "data" / "enclosures"
EXPECTED: Mapping[str, list[dict[str, object]]] = json.loads((FILES / "expected.json").read_text(encoding="utf-8"))
BASE = "https://site.example/a/"
RECIPE = Recipe(
    SourceSettings("posts", Path("posts"), "Posts", address="https://site.example"),
    SanitizeSettings(),
    datetime(2026, 1, 31, 12, tzinfo=UTC),
)
MP3 = "https://a.example/a.mp3"


def made(name: str, data: bytes, recipe: Recipe = RECIPE) -> Article:
    found = build(name, data, SiteFacts(), recipe)
    assert isinstance(found, Article), found
    return found


def chosen(
    head: Mapping[str, HeadValue], body: str = "", cleaning: SanitizeSettings = repair.CLEANING
) -> tuple[Enclosure, ...]:
    tree = repair.parse(body)
    repair.repair(tree, BASE, cleaning)
    return enclosures.chosen(Document("a.md", head, body, "html"), tree, BASE, cleaning)


@pytest.mark.parametrize("name", sorted(path.name for path in FILES.iterdir() if path.name != "expected.json"))
def test_files_that_an_article_brings_are_found(name: str) -> None:
    found = made(name, (FILES / name).read_bytes())
    assert [asdict(each) for each in found.enclosures] == EXPECTED[name]
    assert found.mended == ()


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ({"enclosure": f"{MP3} 12 audio/mpeg"}, Enclosure(MP3, "audio/mpeg", 12)),
        ({"enclosure": f"{MP3} 12"}, Enclosure(MP3, "audio/mpeg", 12)),
        ({"enclosure": f"{MP3} audio/x-own"}, Enclosure(MP3, "audio/x-own")),
        ({"enclosure": f"{MP3} 0 audio/mpeg"}, Enclosure(MP3, "audio/mpeg")),
        ({"Enclosure": MP3.upper()}, Enclosure("https://a.example/A.MP3", "audio/mpeg")),
        ({"enclosure": "//a.example/a.mp3"}, Enclosure(MP3, "audio/mpeg")),
        ({"enclosure": "Part 2 of 3.mp3"}, Enclosure(f"{BASE}Part%202%20of%203.mp3", "audio/mpeg")),
        ({"enclosure": "https://a.example/get?id=1"}, Enclosure("https://a.example/get?id=1", enclosures.UNKNOWN)),
        ({"enclosure": {"url": MP3, "length": "1,5", "type": "sound"}}, Enclosure(MP3, "audio/mpeg")),
        ({"enclosure": {"URL": MP3, "Type": "Audio/MP3; x=1"}}, Enclosure(MP3, "audio/mp3")),
        ({"enclosure": {"url": MP3, "duration": "1:00:01"}}, Enclosure(MP3, "audio/mpeg", None, 3601)),
        ({"enclosure": {"url": "/a.jpg"}}, Enclosure("https://site.example/a.jpg", "image/jpeg")),
        ({"enclosure": (MP3,), "duration": "90.5"}, Enclosure(MP3, "audio/mpeg", None, 90)),
        ({"podcast": {"mp3": "/a.mp3", "bytes": "5"}}, Enclosure("https://site.example/a.mp3", "audio/mpeg", 5)),
        ({"mp3": "https://a.example/get?id=1"}, Enclosure("https://a.example/get?id=1", "audio/mpeg")),
        ({"audio_url": MP3, "audio_length": "7"}, Enclosure(MP3, "audio/mpeg", 7)),
        ({"audio_file": "/a.mp3", "file_size": "7"}, Enclosure("https://site.example/a.mp3", "audio/mpeg", 7)),
        ({"audio": {"file": MP3, "title": "A"}, "bytes": "9 MB"}, Enclosure(MP3, "audio/mpeg")),
        ({"audio": {"url": "https://a.example/x", "type": "audio/ogg"}}, Enclosure("https://a.example/x", "audio/ogg")),
        ({"podcast_file": "/a.mp3"}, Enclosure("https://site.example/a.mp3", "audio/mpeg")),
        ({"podcast": "true", "audio": MP3, "length": "7", "duration": "1:04"}, Enclosure(MP3, "audio/mpeg", 7, 64)),
        (
            {"podcast": "The Morning Show", "enclosure": MP3, "audio": MP3, "length": "7"},
            Enclosure(MP3, "audio/mpeg", 7),
        ),
        ({"video": "https://v.example/a.m3u8"}, Enclosure("https://v.example/a.m3u8", enclosures.PLAYED["m3u8"])),
    ],
)
def test_file_of_a_head_has_what_is_known_of_it(head: Mapping[str, HeadValue], expected: Enclosure) -> None:
    assert chosen(head) == (expected,)


@pytest.mark.parametrize(
    "player",
    [
        f'<audio data-src="{MP3}"></audio>',
        f'<audio controls preload="none"><source data-src="{MP3}" type="audio/mpeg"></audio>',
    ],
)
def test_a_sound_that_a_script_would_load_is_a_file_of_its_article(player: str) -> None:
    found = made("a.html", f"---\ntitle: T\ndate: 2024-03-05\n---\n<p>Words.</p>{player}".encode())
    assert found.enclosures == (Enclosure(MP3, "audio/mpeg"),)
    assert f'src="{MP3}"' in found.content


@pytest.mark.parametrize(
    "head",
    [
        {"enclosure": ""},
        {"enclosure": "true"},
        {"enclosure": "#"},
        {"enclosure": "javascript:alert(1).mp3"},
        {"enclosure": "https://bank.example@evil.example/a.mp3"},
        {"enclosure": "data:audio/mpeg;base64,AAAA"},
        {"enclosure": "https://hm.baidu.com/hm.gif?a.mp3"},
        {"enclosure": {"length": "5", "type": "audio/mpeg"}},
        {"enclosure": ({}, ())},
        {"video": "https://www.youtube.com/watch?v=dQw4w9WgXcQ"},
        {"video": "dQw4w9WgXcQ"},
        {"video": {"provider": "youtube", "id": "dQw4w9WgXcQ"}},
        {"podcast": "The show.mp3 of us"},
        {"podcast": "true"},
        {"audio": "/picture.png"},
        {"file": "notes.txt"},
        {"file": "/paper.pdf"},
        {"mp3": "true"},
        {"audio": "mp3"},
        {"podcast_file": "USP_E170.mp3"},
        {"length": "5", "duration": "1:00", "type": "audio/mpeg"},
        {"image": "https://a.example/a.png"},
    ],
)
def test_what_is_no_file_of_the_web_is_none(head: Mapping[str, HeadValue]) -> None:
    assert chosen(head) == ()


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('<audio src="a.mp3"></audio>', [("https://site.example/a/a.mp3", "audio/mpeg")]),
        ('<p>x <video src="/v" type="video/ogg">y</video></p>', [("https://site.example/v", "video/ogg")]),
        ('<video src="/v"></video>', [("https://site.example/v", "video/mp4")]),
        (
            '<audio><source src="a.ogg"><source src="a.mp3"></audio><video src="b.mov"></video>',
            [("https://site.example/a/a.ogg", "audio/ogg"), ("https://site.example/a/b.mov", "video/quicktime")],
        ),
        ('<video src="/v.mp4"></video><video src="/v.mp4"></video>', [("https://site.example/v.mp4", "video/mp4")]),
        ('<audio src="blob:x"></audio><audio>words</audio><video><track src="a.vtt"></video>', []),
        ('<div hidden><audio src="a.mp3"></audio></div><p>words</p>', []),
        ('<img src="a.png"><a href="a.mp3">a</a><picture><source src="a.mp3"><img src="a.png"></picture>', []),
    ],
)
def test_players_of_a_body_bring_what_they_play(body: str, expected: list[tuple[str, str]]) -> None:
    assert [(each.url, each.media_type) for each in chosen({}, body)] == expected


def test_the_head_comes_first_and_says_most_of_a_file_that_the_body_plays() -> None:
    found = chosen({"audio": MP3, "length": "5"}, f'<video src="v.mp4"></video><audio src="{MP3}"></audio>')
    assert found == (Enclosure(MP3, "audio/mpeg", 5), Enclosure(f"{BASE}v.mp4", "video/mp4"))


def test_size_beside_several_files_is_nobody_s() -> None:
    assert [each.length for each in chosen({"audio": (MP3, "/b.mp3"), "length": "5"})] == [None, None]


def test_an_enclosure_goes_before_other_keys() -> None:
    found = chosen({"video": "/v.mp4", "enclosure": MP3})
    assert [each.url for each in found] == [MP3, "https://site.example/v.mp4"]


def test_trackers_go_unless_they_are_kept_and_proxies_do() -> None:
    tracked = f"https://p.example/?{MP3}?utm_source=x&id=1"
    assert [each.url for each in chosen({"enclosure": tracked})] == [f"{MP3}?id=1"]
    kept = chosen({"enclosure": tracked}, cleaning=SanitizeSettings(tracking="keep"))
    assert [each.url for each in kept] == [f"{MP3}?utm_source=x&id=1"]


def test_where_pictures_are_links_files_stay_but_pictures_do_not() -> None:
    data = b"---\ntitle: A\ndate: 2024-01-01\nenclosure: [/a.jpg, /a.mp3]\n---\n<video src='/v.mp4'></video>"
    recipe = replace(RECIPE, sanitize=SanitizeSettings(pictures="link"))
    found = made("a.md", data, recipe)
    assert [each.url for each in found.enclosures] == ["https://site.example/a.mp3", "https://site.example/v.mp4"]
    assert "<video" not in found.content


def test_the_body_stays_as_it_is() -> None:
    head = "---\ntitle: A\ndate: 2024-01-01\n{}---\nWords <audio src='/a.mp3'></audio>"
    plain, named = (made("a.md", head.format(more).encode()) for more in ("", "enclosure: /b.mp3\n"))
    assert plain.content == named.content
    assert '<audio src="https://site.example/a.mp3"' in plain.content
    assert plain.words == named.words


def test_very_many_files_are_cut_and_take_no_longer_than_they_must() -> None:
    started = time.process_time()
    found = chosen({"enclosure": tuple(f"/{number}.mp3" for number in range(5000))})
    assert len(found) == enclosures.MOST
    assert chosen({"enclosure": "1 " * 1_000_000}) == chosen({"audio": {"url": " audio/" * 500_000}}) == ()
    assert time.process_time() - started < 5

"""Files within an article, as `data:` addresses: what they weigh does not take the text behind them away."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from feedsvc.articles.build import build
from feedsvc.articles.embedded import MAX_DATA, emptied
from feedsvc.articles.site import SiteFacts
from feedsvc.model import Article
from tests.test_build import HEAD, recipe

START = "data:image/png;base64,"
FONT = "data:font/woff2;charset=utf-8;base64,"
PHOTO = START + "iVBORw0K" * 200_000
WORDS = [f"Paragraph {number} says something." for number in range(4)]
LINES = "\n".join(["QUJD" * 19] * 400)


def inline() -> tuple[str, str]:
    return "a.md", f"---\n{HEAD}\n---\n" + "\n\n".join(f"{each}\n\n![]({PHOTO})" for each in WORDS)


def referenced() -> tuple[str, str]:
    text = "\n\n".join(f"{each}\n\n![][image{number}]" for number, each in enumerate(WORDS))
    return "a.md", f"---\n{HEAD}\n---\n{text}\n\n" + "\n".join(f"[image{number}]: <{PHOTO}>" for number in range(4))


def saved() -> tuple[str, str]:
    head = '<title>One</title><meta name="date" content="2022-03-28">'
    text = "".join(f'<p>{each}</p><img src="{PHOTO}">' for each in WORDS)
    return "a.html", f"<!DOCTYPE html><html><head>{head}</head><body>{text}</body></html>"


@pytest.mark.parametrize("made", [inline, referenced, saved])
def test_the_text_behind_large_pictures_within_an_article_is_served(made: Callable[[], tuple[str, str]]) -> None:
    path, text = made()
    found = build(path, text.encode(), SiteFacts(), recipe())
    assert isinstance(found, Article), found
    assert "".join(found.content.split()) == "".join(f"<p>{each}</p>" for each in WORDS).replace(" ", "")
    assert not [each for each in found.mended if "left out" in each.found]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (f"![a]({START}{'A' * MAX_DATA}) words", f"![a]({START}) words"),
        (f'<img src="{START}{LINES}=">words', f'<img src="{START}">words'),
        (f"[i]: {START}{'A' * MAX_DATA}\n\nWords", f"[i]: {START}\n\nWords"),
        (f"[i]: {START}{'A' * MAX_DATA}\nWords of it", f"[i]: {START}\nWords of it"),
        (f"src:url({FONT}{'A' * MAX_DATA})", f"src:url({FONT})"),
    ],
    ids=["in Markdown", "in lines", "a reference", "words below it", "a font"],
)
def test_a_large_file_within_a_text_is_emptied(text: str, left: str) -> None:
    assert emptied(text) == left


@pytest.mark.parametrize("data", ["iVBORw0K", "A" * (MAX_DATA - len(START))])
def test_a_small_picture_stays(data: str) -> None:
    text = f"![a]({START}{data})" + "words " * MAX_DATA
    assert emptied(text) == text


@pytest.mark.parametrize("piece", ["data:", START, "data:;base64,A", "A" * 60 + "\n", f"{START}{'A' * 60}\n ", "A"])
def test_a_text_full_of_them_takes_linear_time(piece: str) -> None:
    text = START + piece * (2_000_000 // len(piece))
    begun = time.process_time()
    emptied(text)
    assert time.process_time() - begun < 3

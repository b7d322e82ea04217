"""Embeds of Zenn and its kin."""

from __future__ import annotations

import time

import pytest

from feedsvc.articles.atlinks import read
from tests.body_stages import make


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("@[tweet](https://x.com/a/status/1)", '<a href="https://x.com/a/status/1"'),
        ("a\n\n@[card]( https://n.example/a )\n\nb", ">https://n.example/a</a></p><p>b</p>"),
        ("@[youtube](dQw4w9WgXcQ)", '<a href="https://www.youtube.com/watch?v=dQw4w9WgXcQ"'),
        ("@[youtube](https://youtu.be/dQw4w9WgXcQ)", '<a href="https://www.youtube.com/watch?v=dQw4w9WgXcQ"'),
        ("@[vimeo](76979871)", '<a href="https://vimeo.com/76979871"'),
        ("@[speakerdeck](50a7482715b1)", '<a href="https://speakerdeck.com/player/50a7482715b1"'),
    ],
)
def test_a_line_that_embeds_something_leads_to_it(body: str, shown: str) -> None:
    made = make(body).html
    assert shown in made and "@" not in made


@pytest.mark.parametrize(
    "body",
    [
        "Ask @[ann](https://n.example/ann).",
        "@[ann](ann)",
        "`@[tweet](https://x.com/a)`",
        "    @[card](https://n.example/)",
    ],
)
def test_what_is_no_embed_stays(body: str) -> None:
    assert "@" in make(body).html


@pytest.mark.parametrize("piece", ["@[", "@[a](", "@[card](https://n.example/ ", "@[card](x)\n"])
def test_many_marks_are_read_in_linear_time(piece: str) -> None:
    began = time.process_time()
    read(piece * 50_000)
    assert time.process_time() - began < 2

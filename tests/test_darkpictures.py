"""Pictures of which a page shows one by light and another by dark."""

from __future__ import annotations

import pytest

from feedsvc.articles import repair
from feedsvc.articles.growth import serialize
from feedsvc.articles.sanitize import FORM

LIGHT = '<img src="https://a.example/a.png#{}">'


@pytest.mark.parametrize(("light", "dark"), [("gh-light-mode-only", "gh-dark-mode-only"), ("only-light", "only-dark")])
def test_of_two_pictures_for_light_and_dark_pages_that_for_light_ones_stays(light: str, dark: str) -> None:
    assert shown(LIGHT.format(dark) + LIGHT.format(light)) == LIGHT.format(light)


@pytest.mark.parametrize("parts", [("only-dark",), ("gh-dark-mode-only", "a"), ("only-light", "x-only-dark-y")])
def test_a_picture_for_dark_pages_stays_where_there_is_none_for_light_ones(parts: tuple[str, ...]) -> None:
    html = "".join(map(LIGHT.format, parts))
    assert shown(html) == html


def shown(html: str) -> str:
    tree = repair.parse(f"<p>{html}</p>")
    repair.repair(tree, None)
    return serialize(tree, FORM).removeprefix("<p>").removesuffix("</p>")

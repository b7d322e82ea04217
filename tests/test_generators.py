"""Which generator a file, or a whole source, was written for."""

from __future__ import annotations

import pytest

from feedsvc.articles import document
from feedsvc.articles.generators import agreed, folder_of, generator_of, mark_of, surely
from feedsvc.articles.site import Generator
from feedsvc.model import Document

HEADS: dict[str, tuple[str, Generator | None]] = {
    "toml": ("+++\ntitle = 'a'\n+++\n", "hugo"),
    "toml_with_taxonomies": ("+++\ntitle = 'a'\n[taxonomies]\ntags = ['b']\n+++\n", "zola"),
    "toml_with_extra": ("+++\ntitle = 'a'\n[extra]\nteam = 'b'\n+++\n", "zola"),
    "lines_without_a_fence": ("Title: a\nDate: 2022-03-28\n\ntext", "pelican"),
    "layout": ("---\nlayout: post\n---\n", "jekyll"),
    "categories_beside_draft": ("---\ncategories: [a]\ndraft: false\n---\n", "hugo"),
    "theme_keys_of_hexo": ("---\nheadimg: a.png\n---\n", "hexo"),
    "title_alone": ("---\ntitle: a\n---\n", None),
    "json": ('{"title": "a"}\n', None),
    "none": ("text", None),
}


def read(text: str, path: str = "a.md") -> Document:
    found = document.read(path, text.encode())
    assert isinstance(found, Document)
    return found


@pytest.mark.parametrize(("text", "mark"), HEADS.values(), ids=HEADS)
def test_a_head_tells_its_generator_or_nothing(text: str, mark: Generator | None) -> None:
    assert mark_of(read(text)) == mark


def test_the_named_generator_goes_before_the_head() -> None:
    assert generator_of(read("---\nlayout: post\n---\n"), "a.md", "hexo") == "hexo"


@pytest.mark.parametrize(
    ("path", "generator"),
    [("a.md", "hexo"), ("_posts/a.md", "jekyll"), ("en/news/_posts/a.md", "jekyll"), ("source/_posts/a.md", "hexo")],
)
def test_folders_decide_where_a_head_tells_nothing(path: str, generator: str) -> None:
    assert generator_of(read("---\ntitle: a\n---\n"), path, "auto") == generator


@pytest.mark.parametrize(
    ("head", "named", "generator"),
    [("title: a", "auto", ""), ("layout: post", "auto", "jekyll"), ("layout: post", "hexo", "hexo")],
)
def test_only_what_the_settings_or_the_head_say_is_sure(head: str, named: str, generator: str) -> None:
    assert surely(read(f"---\n{head}\n---\n", "_posts/a.md"), named) == generator


def test_one_source_posts_makes_a_tree_hexos() -> None:
    assert folder_of(["a.md", "x/_posts/b.md", "site/source/_posts/c.md"]) == "hexo"
    assert folder_of(["a.md", "source/b.md"]) is None


@pytest.mark.parametrize(
    ("marks", "found"),
    [
        (["jekyll"] * 9 + ["hexo"], "jekyll"),
        (["jekyll"] * 4 + ["hexo"], None),
        (["jekyll", None], "jekyll"),
        (["jekyll", None, None], None),
        ([None], None),
        ([], None),
    ],
)
def test_heads_count_where_they_agree_and_are_not_too_few(
    marks: list[Generator | None], found: Generator | None
) -> None:
    assert agreed(marks) == found

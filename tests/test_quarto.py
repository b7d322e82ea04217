"""Sites of Quarto: their configuration, what folders hand down, addresses."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from feedsvc.articles import quarto
from tests.desk import Desk

Write = Callable[..., Path]
SITE = "project: {output-dir: docs}\nwebsite:\n  title: The mill\n  site-url: https://mill.example/\n"


def configure(desk: Desk, name: str, text: str) -> None:
    file = desk.settings.sources[0].path / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def addresses(desk: Desk) -> list[str | None]:
    return [entry.link for entry in desk.entries()]


def test_articles_of_a_quarto_site_have_their_addresses_there(desk: Desk, write: Write) -> None:
    configure(desk, "_quarto.yml", SITE)
    write("posts/one/index.qmd", "title: One\ndate: 2022-03-30")
    write("posts/two.qmd", "title: Two\ndate: 2022-03-29")
    write("posts/three.md", "title: Three\ndate: 2022-03-28\noutput-file: drei.html")
    desk.run()
    base = "https://mill.example/posts"
    assert addresses(desk) == [f"{base}/one/", f"{base}/two.html", f"{base}/drei.html"]


@pytest.mark.parametrize(
    "path", ["docs/a.md", "_parts/a.qmd", "posts/_a.qmd", "posts/a.html", "posts/a.txt", "posts/draft.qmd"]
)
def test_what_quarto_renders_no_page_for_is_no_article(desk: Desk, write: Write, path: str) -> None:
    configure(desk, "_quarto.yml", f"{SITE}  drafts: posts/draft.qmd\n")
    write(path, "title: One\ndate: 2022-03-30")
    write("about.qmd", "title: About")
    desk.run()
    assert (addresses(desk), list(desk.problems())) == ([], [])


def test_what_the_targets_of_a_project_leave_out_is_no_article(desk: Desk, write: Write) -> None:
    targets = '["*.qmd", "!posts/wip/", "!two.qmd", "!posts/*.tmp.qmd"]'
    configure(desk, "_quarto.yml", f"project:\n  render: {targets}\n")
    for path in ("posts/wip/a.qmd", "posts/wip/b/index.qmd", "two.qmd", "posts/a.tmp.qmd"):
        write(path, "title: Left out\ndate: 2022-03-30")
    write("posts/one.qmd", "title: One\ndate: 2022-03-30")
    write("posts/two.qmd", "title: Two\ndate: 2022-03-29")
    desk.run()
    assert [entry.title for entry in desk.entries()] == ["One", "Two"]


def test_what_a_site_of_another_generator_has_its_markdown_from_is_no_article(desk: Desk, write: Write) -> None:
    configure(desk, "hugo.toml", 'baseURL = "https://mill.example"\n')
    write("content/posts/one.qmd", "title: One\ndate: 2022-03-30")
    write("content/posts/one.md", "title: One\ndate: 2022-03-30")
    desk.run()
    assert addresses(desk) == ["https://mill.example/posts/one/"]


def test_tags_in_a_title_of_an_article_of_quartos_are_none_of_its_words(desk: Desk, write: Write) -> None:
    write("one.qmd", "title: A review of <em>The Mill</em>\ndate: 2022-03-30")
    desk.run()
    assert [entry.title for entry in desk.entries()] == ["A review of The Mill"]


def test_drafts_that_a_quarto_site_shows_are_articles(desk: Desk, write: Write) -> None:
    configure(desk, "_quarto.yml", f"{SITE}  draft-mode: visible\n  drafts: [a.qmd]\n")
    write("a.qmd", "title: One\ndate: 2022-03-30")
    desk.run()
    assert addresses(desk) == ["https://mill.example/a.html"]


def test_a_source_within_a_quarto_site_has_what_folders_and_the_site_hand_down(desk: Desk, write: Write) -> None:
    above = desk.settings.sources[0].path.parent
    (above / "_quarto.yml").write_text(f"{SITE}author: Ann Lee\n")
    configure(desk, "_metadata.yml", "categories: [mills]\ntitle: All\ndate: 2020-01-01\n")
    configure(desk, "deep/_metadata.yml", "author:\n  - name: Bea Orr\n")
    write("one.qmd", "title: One\ndate: 2022-03-30\ncategories: [towns]")
    write("deep/two.qmd", "title: Two\ndate: 2022-03-29")
    write("deep/three.qmd", "date: 2022-03-28\nauthor: Cid Fox", "Three mills stand by the river.")
    desk.run()
    assert [entry.authors for entry in desk.entries()] == [("Ann Lee",), ("Bea Orr",), ("Cid Fox",)]
    assert [[term.label for term in entry.categories] for entry in desk.entries()] == [
        ["mills", "towns"], ["mills"], ["mills"],
    ]  # fmt: skip
    assert "All" not in [entry.title for entry in desk.entries()]
    configure(desk, "deep/_metadata.yml", "author: Dan Poe\n")
    desk.run({"deep/_metadata.yml"})
    assert desk.entries()[1].authors == ("Dan Poe",)


def test_other_files_of_data_hand_down_nothing_in_a_quarto_site(desk: Desk, write: Write) -> None:
    configure(desk, "_quarto.yml", SITE)
    configure(desk, "posts/posts.json", '{"author": "Ann Lee"}')
    configure(desk, "posts/authors.yml", "author: Bea Orr")
    write("posts/one.qmd", "title: One\ndate: 2022-03-30")
    desk.run()
    assert desk.entries()[0].authors == ()


@pytest.mark.parametrize("word", ["last-modified", "today", "now"])
def test_a_date_that_quarto_makes_itself_gives_way_to_that_of_the_folder(desk: Desk, write: Write, word: str) -> None:
    configure(desk, "_quarto.yml", SITE)
    write("posts/2022-03-28-one/index.qmd", f"title: One\ndate: {word}\ndate-modified: {word}")
    desk.run()
    assert [f"{entry.published:%Y-%m-%d}" for entry in desk.entries()] == ["2022-03-28"]


@pytest.mark.parametrize("written", [b"- a\n", b"a: [", b"\xff", b"title: All\n", b""])
def test_a_file_of_metadata_that_says_nothing_of_articles_hands_down_nothing(written: bytes) -> None:
    assert quarto.data("posts", written) is None


def test_a_file_that_a_head_asks_for_in_another_folder_gives_no_address() -> None:
    assert quarto.address("posts/a.qmd", "../b.html") is None


def test_a_note_beside_index_mdx_links_to_it_by_its_file(desk: Desk, write: Write) -> None:
    write("blog/2022-03-28-one/index.mdx", "title: One\ndate: 2022-03-28\nsource_url: https://n.example/one")
    write("blog/two.md", "title: Two\ndate: 2022-03-29", "See [one](./2022-03-28-one/index.mdx).")
    desk.run()
    assert 'href="https://n.example/one"' in desk.entries()[0].content


def test_links_between_quarto_articles_lead_to_their_pages(desk: Desk, write: Write) -> None:
    configure(desk, "_quarto.yml", SITE)
    write("posts/one/index.qmd", "title: One\ndate: 2022-03-30", "See [two](../two.qmd#part) and [one](index.qmd).")
    write("posts/two.qmd", "title: Two\ndate: 2022-03-29")
    desk.run()
    assert 'href="https://mill.example/posts/two.html#part"' in desk.entries()[0].content

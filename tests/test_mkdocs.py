"""Sites of MkDocs with the blog of Material: their settings, authors, files of a folder, addresses, links."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from feedsvc import sites
from feedsvc.articles import mkdocs, siteconfig
from feedsvc.articles.site import SiteConfig
from feedsvc.config import SourceSettings
from feedsvc.model import Document
from tests.desk import Desk

Write = Callable[..., Path]
SITE = """
site_name: The mill
site_url: !ENV [SITE_URL, "https://mill.example/"]
theme:
  name: material
plugins:
  - search
  - blog
markdown_extensions:
  - attr_list
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
"""
POSTS = "docs/blog/posts/"
HEAD = "title: One\ndate: 2024-03-05"


def configure(desk: Desk, name: str, text: str) -> None:
    file = desk.settings.sources[0].path / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def read(text: str) -> SiteConfig | None:
    found = siteconfig.read({"mkdocs.yml": text.encode()}, beside=None)
    assert found is None or isinstance(found, SiteConfig)
    return found


def address(options: str, head: dict[str, Any], body: str = "", path: str = "blog/posts/mill-race.md") -> str | None:
    config = read(f"site_url: https://mill.example\nplugins:\n  - blog:\n      blog_toc: true\n{options}")
    assert config is not None
    doc = Document(f"docs/{path}", head, body, "markdown", {})
    return mkdocs.address(doc, doc.path, datetime(2024, 3, 5, 23, tzinfo=UTC), config)


def test_posts_of_a_blog_are_articles_with_addresses_zone_and_authors_and_other_pages_are_none(
    desk: Desk, write: Write
) -> None:
    configure(desk, "mkdocs.yml", SITE)
    configure(desk, "docs/blog/.authors.yml", "authors:\n  ann:\n    name: Ann Lee\n    avatar: /a.png\n")
    text = "---\ndate: {created: 2024-03-05, updated: 2024-03-07}\nauthors: [ann]\ncategories: [Mills, Towns]\n---\n\n"
    configure(
        desk, f"{POSTS}mill.md", f"{text}# The *old* mill & its race\n\nIt turns.\n\n<!-- more -->\n\nAnd stops.\n"
    )
    write("docs/blog/index.md", HEAD)
    write("docs/about.md", HEAD)
    desk.run()
    (entry,) = desk.entries()
    assert (entry.title, entry.authors) == ("The old mill & its race", ("Ann Lee",))
    assert entry.link == "https://mill.example/blog/2024/03/05/the-old-mill--its-race/"
    assert f"{entry.published:%Y-%m-%d %H:%M} {entry.updated:%Y-%m-%d}" == "2024-03-05 00:00 2024-03-07"
    assert ([term.label for term in entry.categories], entry.summary) == (["Mills", "Towns"], "It turns.")


def test_a_folder_of_posts_is_a_source_of_its_site_whose_authors_lie_beside_it(desk: Desk, write: Write) -> None:
    root = desk.settings.sources[0].path
    for above in (root, root.parent, root.parent.parent):
        (above / "mkdocs.yml").unlink(missing_ok=True)
    config = SITE.replace("  - blog\n", f"  - blog:\n      blog_dir: .\n      post_dir: {root.name}\n")
    (root.parent / "mkdocs.yml").write_text(f"{config}docs_dir: .\n", encoding="utf-8")
    (root.parent / ".authors.yml").write_text("ann: {name: Ann Lee}\n", encoding="utf-8")
    write("one.md", f"{HEAD}\nauthors: [ann]")
    desk.run()
    (entry,) = desk.entries()
    assert (entry.link, entry.authors) == ("https://mill.example/2024/03/05/one/", ("Ann Lee",))


@pytest.mark.parametrize(
    "text",
    [
        "site_name: A\nsite_url: https://a.example\n",
        "site_name: A\nplugins: [search, blogging]\n",
        "site_name: A\nplugins:\n  - blog: {enabled: false}\n",
    ],
)
def test_a_site_of_mkdocs_without_a_blog_is_none_that_is_known(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize("plugins", ["[search, material/blog]", "{blog: {enabled: !ENV [CI, true]}}", "blog"])
def test_a_blog_is_known_however_the_plug_ins_are_written(plugins: str) -> None:
    config = read(f"site_name: !ENV NAME\nsite_url: !ENV URL\ntheme: {{language: zh}}\nplugins: {plugins}\n")
    assert config is not None
    assert (config.generator, config.articles, config.address) == ("mkdocs", ("docs/blog/posts",), None)
    assert (config.title, config.language) == (None, "zh")


def test_several_blogs_have_folders_of_their_own() -> None:
    config = read(
        "plugins:\n- blog\n- blog: {blog_dir: news, post_dir: '{blog}'}\n- blog: {blog_dir: ., enabled: true}\n"
    )
    assert config is not None
    assert config.articles == ("docs/blog/posts", "docs/news", "docs/posts")
    assert config.mkdocs.authors == ("docs/blog/.authors.yml", "docs/news/.authors.yml", "docs/.authors.yml")


APPLY = "!!python/object/apply:pymdownx.slugs.slugify {kwds: {case: "
ADDRESSES: dict[str, tuple[str, dict[str, Any], str, str | None]] = {
    "title": ("", {"title": "The Old Mill, 2nd"}, "", "blog/2024/03/05/the-old-mill-2nd/"),
    "slug": ("", {"title": "A", "slug": "old_Mill"}, "", "blog/2024/03/05/old_Mill/"),
    "heading": ("", {}, "\n#   Café `run` <b>up</b> {#x}\n\nWords.", "blog/2024/03/05/café-run-up-x/"),
    "no_heading": ("", {}, "Words.\n\n# Later", "blog/2024/03/05/mill-race/"),
    "chinese": ("", {"title": "老磨坊：转了"}, "", "blog/2024/03/05/老磨坊转了/"),
    "pattern": ("      post_url_format: '{file}/{slug}'\n", {"title": "A"}, "", "blog/mill-race/a/"),
    "day": ("      post_url_date_format: yyyy-M-d\n", {"title": "A"}, "", "blog/2024-3-5/a/"),
    "month": ("      post_url_date_format: \"MMM/'at'\"\n", {"title": "A"}, "", "blog/Mar/at/a/"),
    "week": ("      post_url_date_format: yyyy/ww\n", {"title": "A"}, "", None),
    "categories": (
        "      post_url_format: '{categories}/{slug}'\n      post_url_max_categories: 2\n",
        {"title": "A", "categories": ("Old Mills", "B", "C")},
        "",
        "blog/old-mills/b/a/",
    ),
    "no_category": ("      post_url_format: '{categories}/{slug}'\n", {"title": "A"}, "", "blog/a/"),
    "other_field": ("      post_url_format: '{year}/{slug}'\n", {"title": "A"}, "", None),
    "as_written": (f"      post_slugify: {APPLY}none}}}}\n", {"title": "The Mill"}, "", "blog/2024/03/05/The-Mill/"),
    "separator": ("      post_slugify_separator: _\n", {"title": "The Mill"}, "", "blog/2024/03/05/the_mill/"),
    "program": ("      post_slugify: !!python/name:ext.slugs.make\n", {"title": "A"}, "", None),
    "program_of_other": ("      post_slugify: !!python/object/apply:ext.slug {kwds: {}}\n", {"title": "A"}, "", None),
    "program_but_slug": ("      post_slugify: !!python/name:x.y\n", {"slug": "a"}, "", "blog/2024/03/05/a/"),
    "root": ("      blog_dir: .\n      post_dir: blog/posts\n", {"title": "A"}, "", "2024/03/05/a/"),
    "files": ("use_directory_urls: false\n", {"title": "A"}, "", "blog/2024/03/05/a.html"),
    "index": ("      post_url_format: '{slug}/index'\n", {"title": "A"}, "", "blog/a/"),
}


@pytest.mark.parametrize("name", ADDRESSES)
def test_a_posts_address_is_made_as_its_blog_says(name: str) -> None:
    options, head, body, want = ADDRESSES[name]
    assert address(options, head, body) == want


def test_a_page_outside_of_a_blog_has_no_address_of_a_post() -> None:
    assert address("", {"title": "A"}, path="blog/index.md") is None


def test_an_address_has_the_day_that_its_author_wrote(desk: Desk, write: Write) -> None:
    configure(desk, "mkdocs.yml", SITE)
    write(f"{POSTS}one.md", "title: One\ndate: 2024-03-05T23:30:00-05:00")
    desk.run()
    assert [entry.link for entry in desk.entries()] == ["https://mill.example/blog/2024/03/05/one/"]


def test_relative_links_count_from_a_posts_file_and_pictures_lie_beside_its_blog(desk: Desk, write: Write) -> None:
    configure(desk, "mkdocs.yml", SITE)
    body = (
        "[a](two.md#x) [b](../../setup/mill.md#y) [c][ref] [d](../index.md) [e](gone.md) [f](../../a/doc.pdf)\n\n"
        "![g](./one/mill.png){ loading=lazy } ![h](https://x.example/h.png) [i](#part) [j](/k.png) [^1]\n\n"
        "[k](/tools/saw.md)\n\n  [ref]: ../../README.md\n\n[^1]: Notes.md of all.\n"
    )
    write(f"{POSTS}one.md", HEAD, body)
    write(f"{POSTS}two.md", "title: Two\ndate: 2024-03-04")
    desk.run()
    content = desk.entries()[0].content
    site = "https://mill.example/"
    for path in ("blog/2024/03/04/two/#x", "setup/mill/#y", "", "blog/", "a/doc.pdf", "k.png", "tools/saw/"):
        assert f'href="{site}{path}"' in content
    assert f'src="{site}blog/one/mill.png"' in content and 'src="https://x.example/h.png"' in content
    assert "gone" not in content and "Notes.md of all." in content and "loading" not in content


def test_files_of_folders_say_more_of_posts_where_the_site_has_the_plug_in(desk: Desk, write: Write) -> None:
    configure(desk, "mkdocs.yml", SITE)
    configure(desk, "docs/.meta.yml", "tags: [mills]\nauthors: [Ann Lee]\ntitle: All\n")
    configure(desk, f"{POSTS}.meta.yml", "authors: [Bea Orr]\ntags: [towns]\n")
    write(f"{POSTS}one.md", f"{HEAD}\ntags: [rivers]")
    desk.run()
    assert [(entry.authors, entry.title) for entry in desk.entries()] == [((), "One")]
    configure(desk, "mkdocs.yml", SITE.replace("- search", "- meta"))
    desk.run()
    (entry,) = desk.entries()
    assert (entry.authors, entry.title) == (("Ann Lee", "Bea Orr"), "One")
    assert [term.label for term in entry.tags] == ["mills", "towns", "rivers"]


def test_what_a_site_excludes_is_no_article(desk: Desk, write: Write) -> None:
    configure(desk, "mkdocs.yml", f"{SITE}exclude_docs: |\n  # none\n  wip/\n  /blog/posts/old*.md\n")
    for name in ("one", "wip/two", "oldest", "a/old"):
        write(f"{POSTS}{name}.md", HEAD.replace("One", name))
    desk.run()
    assert desk.titles() == ["a/old", "one"]


def test_a_post_without_title_and_heading_is_called_as_its_file(desk: Desk) -> None:
    configure(desk, "mkdocs.yml", SITE)
    configure(desk, f"{POSTS}old-mill_race.md", "---\ndate: 2024-03-05\n---\nIt turns.\n")
    configure(desk, f"{POSTS}Old-Mill.md", "---\ndate: 2024-03-05\n---\nIt stops.\n")
    desk.run()
    assert desk.titles() == ["Old Mill", "Old mill race"]
    assert desk.problems()[0].found.startswith("there is no title; what its generator makes of the file's name")


@pytest.mark.parametrize("data", [b"- ann\n", b"\xff", b"a: [\n"])
def test_a_file_of_authors_that_cannot_be_read_names_nobody(data: bytes) -> None:
    assert mkdocs.authors([b"ann: {name: Ann Lee}\n", data]) == (("ann", "Ann Lee"),)
    assert mkdocs.data("docs/.meta.yml", data) is None


FEED = """
site_name: The mill
site_url: https://mill.example/
plugins:
  search: {}
  rss: {match_path: "news/(a|b)/.*"}
"""


def test_of_a_site_with_a_feed_alone_the_dated_pages_are_articles_that_the_feed_has(desk: Desk, write: Write) -> None:
    configure(desk, "mkdocs.yml", FEED)
    write("docs/news/a/one.md", HEAD, "[two](../b/two.md#x) [c](../../c.md) ![d](d.png)")
    write("docs/news/b/two.md", "title: Two\ndate: 2024-03-04")
    write("docs/news/b/index.md", "title: Three\ndate: 2024-03-03")
    write("docs/news/a/undated.md", "title: Undated")
    for path in ("news/c.md", "about.md", "old/news/a/x.md"):
        write(f"docs/{path}", HEAD)
    desk.run()
    assert desk.titles() == ["One", "Three", "Two"] and desk.problems() == []
    one, two, three = desk.entries()
    site = "https://mill.example/"
    assert [one.link, two.link, three.link] == [f"{site}news/a/one/", f"{site}news/b/two/", f"{site}news/b/"]
    assert f'href="{site}news/b/two/#x"' in one.content and f'href="{site}c/"' in one.content
    assert f'src="{site}news/a/d.png"' in one.content


@pytest.mark.parametrize(
    ("options", "names"),
    [
        ("{date_from_meta: {as_creation: git}}", ((), ())),
        ("{date_from_meta: {as_creation: Posted, as_update: date.updated}}", (("posted",), ())),
        ("{date_from_meta: {as_creation: date, as_update: changed}}", (("date",), ("changed",))),
    ],
)
def test_a_feed_says_which_keys_are_dates(options: str, names: tuple[tuple[str, ...], tuple[str, ...]]) -> None:
    config = read(f"plugins:\n- rss: {options}\n")
    assert config is not None
    assert (config.dates.published, config.dates.updated, config.articles) == (*names, ("docs",))


@pytest.mark.parametrize("options", ["{match_path: 'a(?=b)'}", "{enabled: false}"])
def test_a_feed_that_is_off_or_cannot_be_read_tells_no_site(options: str) -> None:
    assert read(f"plugins:\n- rss: {options}\n") is None


@pytest.mark.parametrize(("folder", "title"), [("docs", "The mill"), ("docs/blog", "blog")])
def test_the_sites_name_is_that_of_all_its_pages(tmp_path: Path, folder: str, title: str) -> None:
    (tmp_path / folder / "posts").mkdir(parents=True)
    (tmp_path / "mkdocs.yml").write_text(SITE)
    path = tmp_path / folder
    assert sites.recognize(SourceSettings(path.name, path, path.name)).source.title == title

"""What an author keeps from the public, and by which rule."""

from __future__ import annotations

import pytest

from feedsvc.articles import document
from feedsvc.articles.site import Site, SiteConfig
from feedsvc.articles.visibility import has_page, withheld
from feedsvc.model import Document

DRAFTS = (
    "draft: true", "published: false", "published: 0", "private: true", "visibility: private", "visibility: Private",
    "status: draft", "status: hidden", "status: skip", "status: private", "status: pending", "status: trash",
    "status: auto-draft", "Status: Trash", "publish: false", "Publish: no", "isDraft: true", "is_draft: yes",
    "isPublished: false", "is_published: 0", "public: false", "dg-publish: false", "ignorePublish: true",
)  # fmt: skip
PROTECTED = (
    "password: hello123", "password: 0", "Password: 'x'", "password: x\nabstract: Ask for it.", "encrypted: true",
    "encrypt: true", "encrypted: true\npassword: ''", "visibility: members", "visibility: paid", "Visibility: Tiers",
)  # fmt: skip
LOCKED = Site(SiteConfig("hexo", "_config.yml", locked=("日记", "my diary")))
SECRET = Site(SiteConfig("hexo", "_config.yml", hiding=("secret", "hide")))
UNLISTED = (
    "_build: {list: never}", "_build: {list: false}", "build:\n  list: never\n  render: never", "_build: {List: never}",
    "_build: {list: local}", "build:\n  list: Local", "unlisted: true",
    "eleventyExcludeFromCollections: true", "feed: false", "feed: 'False'",
)  # fmt: skip
PUBLIC = (
    "isDraft: false", "isPublished: true", "public: true", "public: everyone", "dg-publish: true",
    "ignorePublish: false",
    "publish: true", "publish: 2024-03-05", "unlisted: false", "feed: true", "feed: 0", "feed: https://a.example/feed",
    "title: x", "draft: false", "published: true", "private: false", "visibility: public", "status: publish",
    "status: published", "hidden: true", "sitemap: false", "password:", "password: ''", "password: ' '", "password: ~",
    "encrypted: false", "encrypted:", "encrypted: soon", "_build: {list: always}",
    "_build: {render: never}", "build: never", "build: [never]", "_build: {list: [never]}", "headless: true",
)  # fmt: skip


EXPLICIT = Site(SiteConfig("quartz", "quartz.config.ts", explicit=True))


def read(head: str, path: str = "a.md") -> Document:
    found = document.read(path, f"---\n{head}\n---\nText.\n".encode())
    assert isinstance(found, Document)
    return found


@pytest.mark.parametrize("head", DRAFTS)
def test_a_draft_is_withheld(head: str) -> None:
    assert withheld(read(head)) == "draft"


@pytest.mark.parametrize("head", ["_build: {render: never}", "build: {Render: false}", "build: {render: link}"])
def test_what_hugo_does_not_render_has_no_page_and_is_public(head: str) -> None:
    assert not has_page(read(head))
    assert withheld(read(head)) is None


@pytest.mark.parametrize("head", ["title: x", "build: {render: always}", "build: {list: local}", "render: never"])
def test_any_other_article_has_a_page(head: str) -> None:
    assert has_page(read(head))


@pytest.mark.parametrize("folder", ["_drafts", "drafts", "content/Drafts/x"])
def test_so_is_what_lies_among_drafts(folder: str) -> None:
    assert withheld(read("title: x", f"{folder}/a.md")) == "draft"


@pytest.mark.parametrize("head", PROTECTED)
def test_a_post_behind_a_password_is_withheld(head: str) -> None:
    assert withheld(read(head)) == "protected"


@pytest.mark.parametrize("head", UNLISTED)
def test_what_is_listed_nowhere_is_withheld(head: str) -> None:
    assert withheld(read(head)) == "unlisted"


def test_a_switch_that_means_nothing_there_hides_no_other() -> None:
    assert withheld(read("headless: true\nbuild: {list: never}", "post/a.md")) == "unlisted"
    assert withheld(read("password: false")) is None


@pytest.mark.parametrize(
    "head",
    [
        "tags: 日记", "tags: [a, 日记]", "tags:\n- my diary", "tag: 日记", "Tags: [日记]", "tags: 日记\nhidden: true",
        "tags: 日记\npassword: false", "tags: 日记\npassword: x",
    ],
)  # fmt: skip
def test_a_tag_that_its_site_has_a_password_for_protects_an_article(head: str) -> None:
    assert withheld(read(head), "hexo", LOCKED) == "protected"


@pytest.mark.parametrize(
    "head",
    [
        "tags: 日记\npassword: ''",
        "tags: 日记本",
        "tags: My Diary",
        "tags: [my, diary]",
        "categories: 日记",
        "title: 日记",
    ],
)
def test_any_other_article_of_such_a_site_is_for_the_public(head: str) -> None:
    assert withheld(read(head), "hexo", LOCKED) is None


def test_a_draft_with_such_a_tag_is_a_draft() -> None:
    assert withheld(read("tags: 日记\npublished: false"), "hexo", LOCKED) == "draft"


@pytest.mark.parametrize(
    ("head", "generator", "site", "rule"),
    [
        ("hidden: true", "hexo", None, "unlisted"),
        ("hide: true", "hexo", None, "unlisted"),
        ("Hidden: yes", "hexo", None, "unlisted"),
        ("hidden: false", "hexo", None, None),
        ("hide:", "hexo", None, None),
        ("hide: [true]\nabbrlink: 1", "auto", None, "unlisted"),
        ("hidden: true\nabbrlink: 1", "auto", None, "unlisted"),
        ("hidden: true\nabbrlink: 1", "jekyll", None, None),
        ("hidden: true\nlayout: post", "auto", None, None),
        ("hidden: true\nhide: true", "hugo", None, None),
        ("hidden: true\npassword: x", "hexo", None, "protected"),
        ("hidden: true\npublished: false", "hexo", None, "draft"),
        ("secret: true", "hexo", SECRET, "unlisted"),
        ("Secret: true", "hexo", SECRET, "unlisted"),
        ("hide: true", "hexo", SECRET, "unlisted"),
        ("hidden: true", "hexo", SECRET, None),
        ("secret: true", "hexo", None, None),
    ],
)
def test_what_hexo_hides_from_all_lists_is_unlisted(
    head: str, generator: str, site: Site | None, rule: str | None
) -> None:
    assert withheld(read(head), generator, site) == rule


def test_what_wordpress_calls_its_own_columns_counts_too() -> None:
    assert withheld(read("post_status: private")) == "draft"
    assert withheld(read("post_password: abc")) == "protected"


@pytest.mark.parametrize(
    ("path", "rule"),
    [("post/a/index.md", "unlisted"), ("post/a/index.fr.md", "unlisted"), ("post/a.md", None), ("index/a.md", None)],
)
def test_only_a_bundle_is_headless(path: str, rule: str | None) -> None:
    assert withheld(read("headless: true", path)) == rule


@pytest.mark.parametrize("head", PUBLIC)
def test_everything_else_is_for_the_public(head: str) -> None:
    assert withheld(read(head)) is None


def test_a_name_that_holds_drafts_is_no_folder_of_them() -> None:
    assert withheld(read("title: x", "a/drafts.md")) is None
    assert withheld(read("title: x", "mydrafts/a.md")) is None


@pytest.mark.parametrize(
    ("head", "rule"),
    [
        ("publish: true", None),
        ("publish: 'true'", None),
        ("title: x", "draft"),
        ("publish: 2024-03-05", "draft"),
        ("published: true", "draft"),
        ("publish: true\ndraft: true", "draft"),
        ("publish: true\npassword: x", "protected"),
    ],
)
def test_where_a_site_asks_for_a_word_an_article_without_it_is_a_draft(head: str, rule: str | None) -> None:
    assert withheld(read(head), "quartz", EXPLICIT) == rule


@pytest.mark.parametrize(
    ("generator", "head", "rule"),
    [
        ("pelican", "status: wip", "draft"),
        ("pelican", "status: publish", "draft"),
        ("pelican", "status: Published", None),
        ("pelican", "status:", None),
        ("auto", "status: wip", None),
        ("jekyll", "status: wip", None),
    ],
)
def test_pelican_skips_a_status_that_it_does_not_know(generator: str, head: str, rule: str | None) -> None:
    assert withheld(read(head), generator) == rule


@pytest.mark.parametrize(
    ("generator", "head", "rule"),
    [
        ("eleventy", "permalink: false", "unlisted"),
        ("eleventy", "permalink: /a/", None),
        ("eleventy", "title: x", None),
        ("jekyll", "permalink: false", None),
    ],
)
def test_eleventy_writes_no_page_without_an_address(generator: str, head: str, rule: str | None) -> None:
    assert withheld(read(head), generator) == rule


@pytest.mark.parametrize(
    ("generator", "head", "rule"),
    [
        ("vuepress", "article: false", "unlisted"),
        ("vuepress", "home: true", "unlisted"),
        ("vuepress", "home: true\narticle: true", None),
        ("vuepress", "article: false\nfeed: true", None),
        ("vuepress", "article: true\nfeed: false", "unlisted"),
        ("vuepress", "article: News\nhome: https://a.example", None),
        ("vuepress", "article: true\ndraft: true", "draft"),
        ("hugo", "article: false\nhome: true", None),
        ("auto", "article: false", None),
    ],
)
def test_vuepresss_feeds_have_neither_home_pages_nor_what_is_no_article(
    generator: str, head: str, rule: str | None
) -> None:
    assert withheld(read(head), generator) == rule

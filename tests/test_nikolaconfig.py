"""Sites of Nikola: their settings, heads in files of their own, addresses."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from feedsvc.articles import nikolaconfig, siteconfig
from feedsvc.articles.site import Language, SiteConfig
from tests.desk import Desk

Write = Callable[..., Path]
SITE = """
BLOG_TITLE = {"en": "The mill"}
BLOG_AUTHOR = "Ann Lee"
SITE_URL = "https://mill.example/"
TIMEZONE = "Europe/Berlin"
TRANSLATIONS = {DEFAULT_LANG: "", "de": "./de"}
POSTS = (("posts/*.md", "blog", "post.tmpl"), ("posts/*.html", "blog", "post.tmpl"))
PAGES = (("pages/*.md", "", "page.tmpl"),)
"""


def configure(desk: Desk, name: str, text: str) -> None:
    file = desk.settings.sources[0].path / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def test_a_nikola_sites_posts_have_their_addresses_zone_and_author(desk: Desk, write: Write) -> None:
    configure(desk, "conf.py", SITE)
    configure(desk, "posts/2022/one.md", "<!--\n.. title: One\n.. date: 2022-03-28 10:00:00\n-->\n\nA mill turns.\n")
    write("pages/about.md", "title: About\ndate: 2022-03-29")
    write("output/blog/x.html", "title: Built\ndate: 2022-03-29")
    desk.run()
    (entry,) = desk.entries()
    assert (entry.link, entry.authors) == ("https://mill.example/blog/2022/one/", ("Ann Lee",))
    assert f"{entry.published:%Y-%m-%d %H:%M}" == "2022-03-28 08:00"


def test_a_head_in_a_file_of_its_own_is_that_of_the_post_beside_it(desk: Desk) -> None:
    configure(desk, "posts/one.md", "A mill turns.\n")
    configure(
        desk, "posts/one.meta", ".. title: The old mill\n.. slug: old\n.. date: 2022-03-28\n.. tags: mills, towns\n"
    )
    (desk.settings.sources[0].path.parent / "conf.py").write_text(SITE.replace('"posts/', '"/'))
    configure(desk, "conf.py", SITE)
    desk.run()
    (entry,) = desk.entries()
    assert (entry.title, entry.link) == ("The old mill", "https://mill.example/blog/old/")
    assert sorted(term.label for term in entry.tags) == ["mills", "towns"]
    configure(desk, "posts/one.meta", "---\ntitle: The new mill\ndate: 2022-03-28\n---\n")
    desk.run({"posts/one.meta"})
    assert [entry.title for entry in desk.entries()] == ["The new mill"]


def test_a_head_beside_a_post_goes_before_the_posts_own_and_its_first_heading(desk: Desk) -> None:
    configure(desk, "conf.py", SITE)
    configure(desk, "posts/one.rst", "Its sails\n=========\n\nThey turn.\n")
    configure(desk, "posts/one.meta", ".. title: The old mill\n.. date: 2022-03-28\n")
    configure(desk, "posts/two.md", "---\ntitle: A\ndate: 2022-03-27\n---\nWords.\n")
    configure(desk, "posts/two.meta", ".. title: The town\n")
    desk.run()
    assert desk.titles() == ["The old mill", "The town"]
    assert "Its sails" in desk.entries()[0].content


@pytest.mark.parametrize("tags", ["draft", "[mills, Private]", "mills, draft", "[mills, 'towns, draft']"])
def test_a_tag_that_keeps_a_post_back_does_so_in_a_head_of_any_form(desk: Desk, write: Write, tags: str) -> None:
    configure(desk, "conf.py", SITE)
    write("posts/one.md", f"title: One\ndate: 2022-03-28\ntags: {tags}")
    write("posts/two.md", "title: Two\ndate: 2022-03-28\ntags: drafts")
    desk.run()
    assert desk.titles() == ["Two"]


def test_a_folder_of_posts_is_a_source_of_its_nikola_site(desk: Desk) -> None:
    root = desk.settings.sources[0].path
    (root.parent / "conf.py").write_text(SITE.replace('"posts/', f'"{root.name}/'))
    configure(desk, "one.md", "A mill turns.\n")
    configure(desk, "one.meta", ".. title: The old mill\n.. date: 2022-03-28\n")
    desk.run()
    assert [(entry.title, entry.link) for entry in desk.entries()] == [
        ("The old mill", "https://mill.example/blog/one/")
    ]


@pytest.mark.parametrize(
    ("path", "slug", "more", "address"),
    [
        ("posts/A Mill.md", "", {}, "blog/a-mill/"),
        ("posts/a.md", "b", {"ugly": ("",)}, "blog/b.html"),
        ("posts/a.de.md", "", {}, "de/blog/a/"),
        ("posts/a.fr.md", "", {}, None),
        ("posts/水车.md", "", {}, None),
        ("posts/a.md", "b/c", {}, None),
    ],
)
def test_the_address_of_a_nikola_post(path: str, slug: str, more: dict[str, tuple[str]], address: str | None) -> None:
    languages = (Language("en"), Language("de", home="de"), Language("fr", home=None))
    config = SiteConfig(
        "nikola", "conf.py", articles=("posts",), permalinks=(("posts", "blog"),), languages=languages,
        **more,  # type: ignore[arg-type]
    )  # fmt: skip
    assert nikolaconfig.address(path, slug, config) == address


@pytest.mark.parametrize(
    "text", ["project = 'Mill'\n", "POSTS = []\n", "SITE_URL = 'https://mill.example'\n", "a = [\n"]
)
def test_a_program_that_configures_something_else_is_no_nikola_site(text: str) -> None:
    assert not isinstance(siteconfig.read({"conf.py": text.encode()}, beside=None), SiteConfig)


@pytest.mark.parametrize(
    ("compilers", "is_read"), [("", True), ('COMPILERS = {"rest": [".RST"], "markdown": [".txt"]}', False)]
)
def test_posts_that_end_as_a_nikola_site_says_are_restructured_text(desk: Desk, compilers: str, is_read: bool) -> None:
    configure(desk, "conf.py", SITE.replace("posts/*.html", "posts/*.txt") + compilers)
    configure(desk, "posts/one.txt", ".. title: One\n.. date: 2022-03-28\n\nA `mill <https://m.example/>`_.\n")
    desk.run()
    (entry,) = desk.entries()
    assert ('href="https://m.example/"' in entry.content and ">mill</a>" in entry.content) is is_read


def test_posts_lead_to_others_by_their_names_and_their_files(desk: Desk) -> None:
    configure(desk, "conf.py", SITE)
    head = "<!--\n.. title: {}\n.. date: 2022-03-2{} 10:00:00\n-->\n\n"
    words = "[a](link://slug/town) [b](link://filename/posts/b.md#x) [c](link://slug/no) `link://slug/town`\n"
    configure(desk, "posts/a.md", head.format("A", 3) + words)
    configure(desk, "posts/town.md", head.format("Town", 2) + "Words.\n")
    configure(desk, "posts/b.md", head.format("B", 1).replace("-->", ".. slug: bee\n-->") + "Words.\n")
    desk.run()
    link = '<a href="https://mill.example/blog/{}" rel="noopener nofollow">{}</a>'.format
    assert (
        f"<p>{link('town/', 'a')} {link('bee/#x', 'b')} c <code>link://slug/town</code></p>"
        in desk.entries()[0].content
    )

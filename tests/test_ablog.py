"""Sites of ABlog: their settings, which pages are posts, their addresses and pictures."""

from __future__ import annotations

from pathlib import Path

import pytest

from feedsvc.articles import ablog, siteconfig
from feedsvc.articles.site import SiteConfig
from tests.desk import Desk

SITE = """
project = "Mills"
extensions = ["myst_parser", "ablog"]
blog_baseurl = "https://mill.example/"
blog_title = "The mill"
blog_post_pattern = ["blog/*/*.md", "news/**/*.md"]
blog_authors = {"ann": ("Ann Lee", None), "bo": ("Bo Chen", "https://bo.example")}
blog_default_author = "bo"
exclude_patterns = ["_build", "blog/*/wip*", "old/"]
templates_path = ["_templates"]
"""


def put(desk: Desk, name: str, text: str) -> None:
    file: Path = desk.settings.sources[0].path / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def read(more: str = "", **files: str) -> SiteConfig | None:
    named = {name.replace("_", "."): text.encode() for name, text in files.items()}
    found = siteconfig.read({"conf.py": f"{SITE}{more}".encode(), **named}, beside=None)
    assert found is None or isinstance(found, SiteConfig)
    return found


def test_posts_by_pattern_head_and_directive_are_articles_with_addresses_and_other_pages_are_none(desk: Desk) -> None:
    put(desk, "conf.py", SITE)
    put(desk, "Makefile", 'html:\n\tsphinx-build -b dirhtml "." "_build"\n')
    put(
        desk,
        "blog/2024/one.md",
        '---\ndate: "2024-03-05"\nauthor: ann, Cid\ntags: old mills, towns\nimage: 2\nexcerpt: 2\n---\n# One\n\nA.\n',
    )
    put(desk, "two.md", "```{post} 2024-03-04\n:tags: mills\n```\n\n# Two\n\n![](../x/race.png) ![](_static/a.png)\n")
    put(
        desk,
        "three.rst",
        ".. post:: 3 March 2024\n   :author: ann\n\n   In brief.\n\nThree\n=====\n\n.. image:: img/wheel.png\n\nB.\n",
    )
    put(desk, "four.md", "---\nblogpost: true\ndate: 2024-03-02\n---\n# Four\n\nC.\n")
    put(desk, "about.md", "---\ndate: 2024-03-07\n---\n# About\n\nA.\n")
    put(desk, "blog/2024/draft.md", "# Draft\n\nIts day 2024-03-07.\n")
    put(desk, "blog/2024/wip-a.md", "---\ndate: 2024-03-07\n---\n# A\n\nA.\n")
    put(desk, "2024-03-07-page.html", "<h1>Page</h1><p>A.</p>")
    desk.run()
    one, two, three, four = desk.entries()
    assert [entry.link for entry in desk.entries()] == [
        "https://mill.example/blog/2024/one/", "https://mill.example/two/", "https://mill.example/three/",
        "https://mill.example/four/",
    ]  # fmt: skip
    assert (one.authors, two.authors, three.authors, four.title) == (
        ("Ann Lee", "Cid"), ("Bo Chen",), ("Ann Lee",), "Four",
    )  # fmt: skip
    assert sorted(term.label for term in one.tags) == ["old mills", "towns"]
    assert (one.summary, one.picture, f"{one.published:%Y-%m-%d %H:%M}") == ("A.", None, "2024-03-05 00:00")
    assert 'src="https://mill.example/_images/race.png"' in two.content
    assert 'src="https://mill.example/_static/a.png"' in two.content
    assert 'src="https://mill.example/_images/wheel.png"' in three.content
    assert (three.summary, "In brief." in three.content) == ("In brief.", True)


def test_a_picture_whose_name_several_have_has_no_address(desk: Desk) -> None:
    put(desk, "conf.py", f'{SITE}ablog_builder = "html"\n')
    put(desk, "a/race.png", "x")
    put(desk, "b/race.png", "x")
    put(desk, "two.md", "```{post} 2024-03-04\n```\n\n# Two\n\n![Its race](a/race.png) ![](a/b.png) [a](about.md)\n")
    put(desk, "about.md", "# About\n")
    desk.run()
    (two,) = desk.entries()
    assert "Its race" in two.content and "race.png" not in two.content and "_images/b.png" in two.content
    assert two.link == "https://mill.example/two.html" and 'href="https://mill.example/about.html"' in two.content


def test_pictures_of_the_site_as_it_was_built_before_are_none_of_its_own(desk: Desk) -> None:
    put(desk, "conf.py", f'{SITE}ablog_builder = "html"\n')
    for name in ("a/race.png", "_website/_images/race.png", "_build/html/_images/race.png"):
        put(desk, name, "x")
    put(desk, "two.md", "```{post} 2024-03-04\n```\n\n# Two\n\n![Its race](a/race.png)\n")
    desk.run()
    assert 'src="https://mill.example/_images/race.png"' in desk.entries()[0].content


def test_links_to_pages_count_from_the_file_whose_address_is_a_folder(desk: Desk) -> None:
    put(desk, "conf.py", f'{SITE}ablog_builder = "dirhtml"\n')
    put(desk, "blog/2024/one.md", "```{post} 2024-03-04\n```\n\n# One\n\n[](../../two.md)\n")
    links = "[a](../../about.md) [b](beside.md#it) [c](/index.md) {doc}`d </about>` [e](one.md) [f](../README.md)"
    put(desk, "blog/2024/two.md", f"```{{post}} 2024-03-05\n```\n\n# Two\n\n{links} ![](x.png)\n")
    desk.run()
    content = desk.entries()[0].content
    for address in ("about/", "blog/2024/beside/#it", "", "blog/2024/one/", "blog/README/"):
        assert f'href="https://mill.example/{address}"' in content, address
    assert content.count("https://mill.example/about/") == 2 and "https://mill.example/_images/x.png" in content


def test_a_picture_with_an_address_that_is_none_holds_no_post_back(desk: Desk) -> None:
    put(desk, "conf.py", f'{SITE}ablog_builder = "html"\n')
    put(desk, "two.md", '```{post} 2024-03-04\n```\n\n# Two\n\nA.\n\n<img src="https://[mill/a.png"> ![](b.png)\n')
    desk.run()
    (two,) = desk.entries()
    assert "_images/b.png" in two.content and "[mill" not in two.content


@pytest.mark.parametrize(
    ("files", "more", "ends"),
    [
        ({"Makefile": "sphinx-build -b html . _build"}, "", ".html"),
        ({"Makefile": "a: sphinx-build -b html\nb: sphinx-build -b dirhtml"}, "", ""),
        ({"Makefile": "sphinx-build -b html", ".readthedocs_yaml": "sphinx:\n  builder: dirhtml\n"}, "", "/"),
        ({"../tox_ini": "ablog build"}, "", "/"),
        ({".readthedocs_yaml": "version: 2\nsphinx:\n  configuration: conf.py\n"}, "", ".html"),
        ({".readthedocs_yaml": "version: 2\nbuild:\n  commands:\n    - a\nsphinx:\n  b: c\n"}, "", ""),
        ({".readthedocs_yaml": "version: 2\n"}, "", ""),
        ({"Makefile": "ablog build -b html"}, "", ".html"),
        ({"Makefile": "sphinx-build -M html"}, "", ""),
        ({"justfile": "build:\n    uv run -- sphinx-build . docs\n"}, "", ".html"),
        ({"../.github/workflows/deploy_yml": "run: sphinx-build . docs -b dirhtml\n"}, "", "/"),
        ({"Makefile": "sphinx-build -b dirhtml"}, 'ablog_builder = "html"', ".html"),
    ],
)
def test_how_addresses_end_is_said_where_commands_stand(files: dict[str, str], more: str, ends: str) -> None:
    found = read(more, **files)
    assert found is not None and found.permalinks == (("", ends),)


@pytest.mark.parametrize(
    ("path", "ends", "address"),
    [
        ("blog/a.md", "/", "blog/a/"),
        ("blog/index.md", "/", "blog/"),
        ("index.rst", "/", ""),
        ("blog/reindex.md", "/", "blog/reindex/"),
        ("blog/index.md", ".html", "blog/index.html"),
        ("blog/a.md", "", None),
    ],
)
def test_the_address_of_a_page(path: str, ends: str, address: str | None) -> None:
    assert ablog.address(path, "", SiteConfig("ablog", "conf.py", permalinks=(("", ends),))) == address


def test_settings_of_sphinx_without_a_blog_are_no_site_and_one_may_be_told_by_its_other_settings() -> None:
    other = siteconfig.read({"conf.py": b'project = "Mills"\nextensions = ["myst_parser"]\n'}, beside=None)
    assert other is None
    told = siteconfig.read({"conf.py": b'extensions += ["ablog"]\nblog_title = "The mill"\n'}, beside=None)
    assert isinstance(told, SiteConfig) and (told.generator, told.title, told.language) == ("ablog", "The mill", "en")

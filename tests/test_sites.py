"""What the tree around a source tells: its generator, and what the site's configuration fills in."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from feedsvc import config, fingerprint, sites
from feedsvc.articles import document
from feedsvc.articles.site import Cascade
from feedsvc.config import SourceSettings
from feedsvc.inspection import in_force
from feedsvc.model import Document, Problem
from feedsvc.scan import scan
from feedsvc.sites import Recognized

JEKYLL = "url: https://blog.example\nbaseurl: /b\ntimezone: Europe/Berlin\nlang: de\n"
POST = "---\ntitle: A\n---\ntext\n"


def tree(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return root


def known(path: Path, **settings: object) -> Recognized:
    given = frozenset(settings)
    return sites.whole(SourceSettings("s", path, "S", given=given, **settings))  # type: ignore[arg-type]


def files(found: Recognized) -> tuple[list[str], dict[str, str]]:
    seen = scan(found.source, site=found.site)
    return list(seen.files), seen.passed


@pytest.mark.parametrize(
    ("folder", "table", "title"),
    [
        ("site/_posts", {}, "Harbor Notes"),
        ("site", {}, "Harbor Notes"),
        ("site/_drafts", {}, "_drafts"),
        ("site/_posts", {"name": "desk"}, "desk"),
        ("site/_posts", {"title": "The Desk", "given": frozenset({"title"})}, "The Desk"),
    ],
)
def test_a_sites_title_names_its_whole_where_the_settings_do_not(
    tmp_path: Path, folder: str, table: dict[str, Any], title: str
) -> None:
    (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "site" / "_config.yml").write_text("title: Harbor Notes\nurl: https://n.example\n")
    path = tmp_path / folder
    own = {"name": path.name, "title": table.get("name", path.name)} | table
    assert sites.recognize(SourceSettings(path=path, **own)).source.title == title


@pytest.mark.parametrize(("said", "title"), [("R&amp;D", "R&D"), (f"R&D &#{'9' * 5000};", "site")])
def test_a_sites_title_is_decoded_and_a_number_without_end_in_it_names_nothing(
    tmp_path: Path, said: str, title: str
) -> None:
    assert titled(tmp_path, f"'{said}'") == title


@pytest.mark.parametrize("said", ["Hexo", "My New Hugo Site", "Your awesome title", "x" * 201, "\u200b"])
def test_the_title_of_a_new_site_and_none_name_nothing(tmp_path: Path, said: str) -> None:
    assert titled(tmp_path, said) == "site"


def titled(folder: Path, said: str) -> str:
    """The title of a source, called as its folder, of a site with this title in its configuration."""
    path = folder / "site"
    path.mkdir()
    (path / "_config.yml").write_text(f"title: {said}\nurl: https://n.example\n", encoding="utf-8")
    return sites.recognize(SourceSettings("site", path, "site")).source.title


def test_configuration_fills_what_the_settings_do_not_say(tmp_path: Path) -> None:
    root = tree(tmp_path, {"_config.yml": JEKYLL, "_posts/2022-03-28-a.md": POST})
    source = known(root).source
    assert (source.generator, source.address, source.timezone, source.language) == (
        "jekyll", "https://blog.example/b", "Europe/Berlin", "de",
    )  # fmt: skip
    assert set(known(root).origins.values()) == {"_config.yml"}


@pytest.mark.parametrize(("posts", "generator"), [("_posts", "jekyll"), ("source/_posts", "hexo"), ("a", "hexo")])
def test_a_key_that_only_hexo_knows_makes_no_hexo_of_a_site_with_jekylls_folder(
    tmp_path: Path, posts: str, generator: str
) -> None:
    root = tree(tmp_path, {"_config.yml": f"{JEKYLL}tag_dir: tag/\n", f"{posts}/2022-03-28-a.md": POST})
    assert known(root).source.generator == generator


def test_a_site_of_hexo_may_keep_its_posts_where_jekyll_does(tmp_path: Path) -> None:
    root = tree(tmp_path, {"_config.yml": "source_dir: .\n", "_posts/a.md": POST})
    assert known(root).source.generator == "hexo"


def test_settings_go_before_the_configuration(tmp_path: Path) -> None:
    root = tree(tmp_path, {"_config.yml": JEKYLL, "_posts/2022-03-28-a.md": POST})
    found = known(root, timezone="UTC", address="https://other.example")
    assert (found.source.timezone, found.source.address, found.source.language) == (
        "UTC", "https://other.example", "de",
    )  # fmt: skip
    assert set(found.origins) == {"generator", "language"}


def settled(path: Path, toml: str) -> tuple[str, str, str, str]:
    """Language and zone of a source at `path`, with where `feedsvc config` says that they come from."""
    file = path / "feedsvc.toml"
    file.write_text(toml, encoding="utf-8")
    rows = {name: (value, origin) for name, value, origin in in_force(config.load(file, {}))}
    return *rows["sources.s.language"], *rows["sources.s.timezone"]


TABLE = '[sources.s]\npath = "{}"\n'
SITES = {
    "jekyll/_config.yml": JEKYLL,
    "bare/_config.yml": "title: A",
    "hugo/hugo.toml": 'baseURL = "https://h.example"',
}
FILE, SITE, DEFAULT = "FILE", "_config.yml", "default"


@pytest.mark.parametrize(
    ("site", "for_all", "own", "expected"),
    [
        ("jekyll", "", "", ("de", SITE, "Europe/Berlin", SITE)),
        ("jekyll", 'language = "en"', "", ("de", SITE, "Europe/Berlin", SITE)),
        ("jekyll", 'timezone = "UTC"', "", ("de", SITE, "Europe/Berlin", SITE)),
        ("jekyll", 'language = "fr"', 'language = "en"', ("en", FILE, "Europe/Berlin", SITE)),
        ("jekyll", "", 'timezone = "UTC"', ("de", SITE, "UTC", FILE)),
        ("bare", "", "", ("zh-CN", DEFAULT, "Asia/Shanghai", DEFAULT)),
        ("bare", 'language = "en"', "", ("en", FILE, "Asia/Shanghai", DEFAULT)),
        ("hugo", "", "", ("en", "the default of hugo", "UTC", "the default of hugo")),
        ("hugo", 'language = "fr"', "", ("fr", FILE, "UTC", "the default of hugo")),
        ("hugo", 'timezone = "Europe/Paris"', "", ("en", "the default of hugo", "Europe/Paris", FILE)),
        ("hugo", 'language = "zh-TW"', "", ("zh-TW", FILE, "Asia/Shanghai", DEFAULT)),
        ("hugo", 'timezone = "Europe/Paris"', 'timezone = "UTC"', ("en", "the default of hugo", "UTC", FILE)),
    ],
)
def test_language_and_zone_are_a_table_s_then_the_site_s_then_those_for_all_sources(
    tmp_path: Path, site: str, for_all: str, own: str, expected: tuple[str, str, str, str]
) -> None:
    root = tree(tmp_path, SITES)
    found = settled(root, f"{for_all}\n{TABLE.format(site)}{own}\n")
    assert found == tuple(str(root / "feedsvc.toml") if each == FILE else each for each in expected)


def test_articles_are_built_again_where_what_is_said_for_all_sources_counts(tmp_path: Path) -> None:
    root, file = tree(tmp_path, SITES), tmp_path / "feedsvc.toml"
    for site, counts in (("jekyll", False), ("bare", True), ("hugo", True)):
        made = set()
        for language in ('language = "fr"\n', 'language = "it"\n'):
            file.write_text(language + TABLE.format(site), encoding="utf-8")
            settings = config.load(file, {})
            found = sites.whole(settings.sources[0])
            made.add(fingerprint.building(found.source, settings, found.site))
        assert (len(made) > 1) == counts, root / site


@pytest.mark.parametrize("below", ["_posts", "docs/_posts", "docs/en/_posts"])
def test_configuration_is_found_above_a_folder_of_posts(tmp_path: Path, below: str) -> None:
    root = tree(tmp_path, {"docs/_config.yml": JEKYLL, "_config.yml": JEKYLL, f"{below}/2022-03-28-a.md": POST})
    found = known(root / below)
    assert found.site is not None
    assert found.source.generator == "jekyll"
    assert f"{below}/x.md".endswith(found.site.path("x.md"))


def test_configuration_above_any_other_folder_is_not_the_sources(tmp_path: Path) -> None:
    root = tree(tmp_path, {"_config.yml": JEKYLL, "articles/a.md": POST})
    assert known(root / "articles").site is None


@pytest.mark.parametrize(
    ("site", "toml", "zoned"),
    [
        ("_config.yml", "", False),
        ("_config.yml", 'timezone = "Asia/Shanghai"\n', True),
        ("hugo.toml", "", True),
    ],
)
def test_a_site_knows_whether_anybody_says_its_zone(tmp_path: Path, site: str, toml: str, zoned: bool) -> None:
    text = "url: https://a.example\n" if site == "_config.yml" else 'baseURL = "https://a.example"\n'
    file = tree(tmp_path, {f"s/{site}": text, "feedsvc.toml": toml + TABLE.format("s")}) / "feedsvc.toml"
    found = sites.whole(config.load(file, {}).sources[0]).site
    assert found is not None
    assert found.zoned == zoned


SOURCED = f"source: src\npermalink: /:categories/:title/\n{JEKYLL}"


@pytest.mark.parametrize(
    ("below", "path", "expected"),
    [
        ("", "src/_posts/2022-03-28-a.md", "_posts/2022-03-28-a.md"),
        ("", "src/news/_posts/2022-03-28-a.md", "news/_posts/2022-03-28-a.md"),
        ("src", "_posts/2022-03-28-a.md", "_posts/2022-03-28-a.md"),
        ("src/news", "_posts/2022-03-28-a.md", "news/_posts/2022-03-28-a.md"),
        ("src/_posts", "2022-03-28-a.md", "_posts/2022-03-28-a.md"),
    ],
)
def test_paths_of_a_jekyll_site_begin_at_the_source_that_it_names(
    tmp_path: Path, below: str, path: str, expected: str
) -> None:
    tree(tmp_path, {"_config.yml": SOURCED, str(Path(below, path)): POST})
    found = known(tmp_path / below)
    assert found.site is not None
    assert found.site.path(path) == expected
    assert (files(found)[0], found.source.address) == ([path], "https://blog.example/b")
    assert found.origins["address"] == "../" * len([part for part in below.split("/") if part]) + "_config.yml"


def test_posts_outside_of_the_source_that_a_jekyll_site_names_are_none_of_its(tmp_path: Path) -> None:
    tree(tmp_path, {"_config.yml": SOURCED, "src/_posts/2022-03-28-a.md": POST, "old/_posts/2022-03-28-b.md": POST})
    assert files(known(tmp_path)) == (
        ["src/_posts/2022-03-28-a.md"], {"_config.yml": "ending", "old/_posts/2022-03-28-b.md": "page"},
    )  # fmt: skip
    assert known(tmp_path / "old/_posts").site is None
    assert known(tmp_path / "old").site is None


@pytest.mark.parametrize(
    ("config", "posts", "root"),
    [
        (SOURCED, ("_posts",), ""),
        (SOURCED, ("content/_posts",), "content"),
        (SOURCED, ("en/_posts", "de/_posts"), ""),
        (SOURCED, ("_posts", "news/_posts"), ""),
        (f"collections_dir: all\n{SOURCED}", ("site/all/_posts",), "site"),
        (f"collections_dir: all\n{SOURCED}", ("all/_posts",), ""),
        (SOURCED.replace("src", "."), ("news/_posts",), ""),
        (JEKYLL, ("news/_posts",), ""),
    ],
)
def test_a_source_that_is_not_there_is_the_folder_that_holds_the_posts(
    tmp_path: Path, config: str, posts: tuple[str, ...], root: str
) -> None:
    tree(tmp_path, {"_config.yml": config, **{f"{folder}/2022-03-28-a.md": POST for folder in posts}})
    found = known(tmp_path).site
    assert found is not None
    assert found.root == root


def test_a_jekyll_source_may_have_the_name_of_hexos(tmp_path: Path) -> None:
    tree(tmp_path, {"_config.yml": "source: source\n", "source/_posts/2022-03-28-a.md": POST})
    assert known(tmp_path).source.generator == "jekyll"


@pytest.mark.parametrize("config", [JEKYLL, "source: other\n", "source: [\n", "source_dir: articles\n"])
def test_a_configuration_above_that_does_not_name_the_source_is_not_its_own(tmp_path: Path, config: str) -> None:
    found = known(tree(tmp_path, {"_config.yml": config, "articles/a.md": POST}) / "articles")
    assert (found.site, found.problems) == (None, ())


def test_configuration_of_another_generator_than_the_settings_name_is_left_alone(tmp_path: Path) -> None:
    root = tree(tmp_path, {"_config.yml": JEKYLL, "a.md": POST})
    assert known(root, generator="hugo").site is None


def test_broken_configuration_is_told_and_the_articles_are_read(tmp_path: Path) -> None:
    root = tree(tmp_path, {"_config.yml": "a: [\nb: }", "_posts/2022-03-28-a.md": POST})
    found = known(root / "_posts")
    assert [(problem.path, problem.held) for problem in found.problems] == [("../_config.yml", False)]
    assert files(found)[0] == ["2022-03-28-a.md"]


def test_linked_configuration_is_not_followed(tmp_path: Path) -> None:
    root = tree(tmp_path, {"elsewhere/_config.yml": JEKYLL, "site/_posts/2022-03-28-a.md": POST})
    (root / "site" / "_config.yml").symlink_to(root / "elsewhere" / "_config.yml")
    assert known(root / "site").site is None


def test_of_a_jekyll_site_only_posts_and_dated_collections_are_read(tmp_path: Path) -> None:
    config = JEKYLL + "collections:\n  news:\n    output: true\n  parts:\n    output: false\n"
    root = tree(
        tmp_path,
        {
            "_config.yml": config, "about.md": POST, "_posts/2022-03-28-a.md": POST, "en/_posts/2022-03-28-b.md": POST,
            "_news/c.md": POST, "_parts/d.md": POST, "_drafts/e.md": POST, "_site/f.html": POST, "x.png": "",
        },
    )  # fmt: skip
    assert files(known(root)) == (
        ["_drafts/e.md", "_news/c.md", "_posts/2022-03-28-a.md", "en/_posts/2022-03-28-b.md"],
        {"_config.yml": "ending", "about.md": "page", "_parts/d.md": "page", "_site": "folder", "x.png": "ending"},
    )


def test_of_a_hexo_site_only_its_posts_are_read(tmp_path: Path) -> None:
    root = tree(
        tmp_path,
        {
            "_config.yml": "url: http://h.example",
            "source/_posts/a.md": POST,
            "source/about/index.md": POST,
            "b.md": POST,
        },
    )
    found = known(root)
    assert found.source.generator == "hexo"
    assert files(found)[0] == ["source/_posts/a.md"]


@pytest.mark.parametrize(
    ("name", "config", "generator"),
    [
        ("hugo.toml", 'baseURL = "https://h.example/"', "hugo"),
        ("config.toml", 'base_url = "https://z.example"', "zola"),
    ],
)
def test_a_page_bundle_is_one_page(tmp_path: Path, name: str, config: str, generator: str) -> None:
    root = tree(
        tmp_path,
        {
            name: config, "content/_index.md": POST, "content/post/_index.md": POST, "content/post/a.md": POST,
            "content/post/b/index.md": POST, "content/post/b/notes.md": POST, "content/post/b/p.png": "",
            "content/post/b/more/n.md": POST, "themes/x/content/y.md": POST, "elsewhere.md": POST,
        },
    )  # fmt: skip
    found = known(root)
    read, passed = files(found)
    assert (found.source.generator, read) == (generator, ["content/post/a.md", "content/post/b/index.md"])
    assert {path: rule for path, rule in passed.items() if rule in ("section", "bundle", "page")} == {
        "content/_index.md": "section", "content/post/_index.md": "section", "content/post/b/notes.md": "bundle",
        "content/post/b/p.png": "bundle", "content/post/b/more": "bundle", "elsewhere.md": "page",
    }  # fmt: skip
    changed = scan(found.source, {"content/post/b/notes.md", "content/post/b/index.md"}, found.site)
    assert list(changed.files) == ["content/post/b/index.md"]


def test_hugo_takes_an_english_sites_bare_dates_for_utc_and_leaves_a_chinese_one_to_the_settings(
    tmp_path: Path,
) -> None:
    english = tree(tmp_path / "e", {"hugo.toml": 'baseURL = "https://h.example/"', "content/a.md": POST})
    chinese = tree(
        tmp_path / "c", {"hugo.toml": 'baseURL = "https://h.example/"\nlanguageCode = "zh-CN"', "content/a.md": POST}
    )
    assert (known(english).source.language, known(english).source.timezone) == ("en", "UTC")
    assert known(english).origins["timezone"] == "the default of hugo"
    assert (known(chinese).source.language, known(chinese).source.timezone) == ("zh-CN", "Asia/Shanghai")


SECTIONS = {
    "hugo.toml": 'baseURL = "https://h.example/"\ncascade = {author = "Site"}\n[languages.en]\n[languages.fr]\n',
    "content/_index.md": "---\nCascade: {author: Home}\n---\n",
    "content/posts/_index.md": "+++\n[[cascade]]\nauthor = 'Posts'\n+++\n",
    "content/posts/_index.fr.md": '{"cascade": {"author": "Articles"}}\n',
    "content/posts/deep/_index.md": "---\ntitle: No cascade\n---\n",
    "content/posts/broken/_index.md": "---\ncascade: {\n",
    "content/posts/a.md": POST,
    "content/posts/bundle/index.md": "---\ncascade: {author: Nobody}\n---\n",
}
HANDED = (
    Cascade({"author": "Articles"}, "posts", "fr"), Cascade({"author": "Posts"}, "posts", "en"),
    Cascade({"author": "Home"}, "", "en"),
)  # fmt: skip


@pytest.mark.parametrize("below", ["", "content", "content/posts", "content/posts/deep"])
def test_what_sections_hand_down_is_read_wherever_the_source_lies_in_its_site(tmp_path: Path, below: str) -> None:
    found = known(tree(tmp_path, SECTIONS) / below)
    assert found.site is not None
    assert found.site.sections == HANDED


@pytest.mark.parametrize("below", ["", "content", "content/posts", "content/posts/deep"])
@pytest.mark.parametrize("form", ["[permalinks]\nposts", "[[permalinks]]\npattern"])
@pytest.mark.parametrize(
    ("pattern", "branches"), [("/:sections[1:]/:slug/", ("", "posts", "posts/broken", "posts/deep")), ("/:slug/", None)]
)
def test_addresses_that_ask_for_sections_know_which_folders_are_such(
    tmp_path: Path, below: str, pattern: str, branches: tuple[str, ...] | None, form: str
) -> None:
    config = f'baseURL = "https://h.example/"\n{form} = "{pattern}"\n'
    found = known(tree(tmp_path, SECTIONS | {"hugo.toml": config, "content/posts/deep/a.md": POST}) / below)
    assert found.site is not None
    told = found.site.config.branches
    # Of a folder beside the source no address asks.
    assert told == (branches if branches is None or below != "content/posts/deep" else ("", "posts", "posts/deep"))


def test_sections_that_are_links_or_of_another_generator_hand_nothing_down(tmp_path: Path) -> None:
    linked = tree(tmp_path / "l", {"hugo.toml": SECTIONS["hugo.toml"], "elsewhere.md": SECTIONS["content/_index.md"]})
    tree(tmp_path / "l", {"content/a.md": POST})
    (linked / "content/_index.md").symlink_to(linked / "elsewhere.md")
    zola = tree(tmp_path / "z", SECTIONS | {"hugo.toml": "", "zola.toml": 'base_url = "https://z.example"'})
    for root in (linked, zola):
        site = known(root).site
        assert site is not None
        assert site.sections == ()


def split(tmp_path: Path) -> Path:
    """A Hugo site with a folder of configurations, and of articles for each language."""
    return tree(
        tmp_path,
        {
            "config/_default/hugo.toml": 'baseURL = "https://h.example/"\n',
            "config/_default/languages.en.toml": 'contentDir = "content/en"\n',
            "config/_default/languages.toml": '[cn]\ncontentDir = "content/zh"\nlanguageCode = "zh-CN"\n',
            "config/_default/broken.toml": "no part of it",
            "content/en/a.md": POST,
            "content/zh/a.md": POST,
        },
    )


def test_a_hugo_site_may_be_configured_in_many_files(tmp_path: Path) -> None:
    found = known(split(tmp_path))
    assert found.site is not None
    assert found.site.config.articles == ("content/en", "content/zh")
    assert (found.source.address, found.source.language, found.problems) == ("https://h.example", "en", ())
    assert found.origins["address"] == "config/_default/hugo.toml"


def test_a_source_in_the_folder_of_a_language_is_in_that(tmp_path: Path) -> None:
    folder = split(tmp_path) / "content" / "zh"
    found = known(folder).source
    assert (found.language, found.timezone) == ("zh-CN", "Asia/Shanghai")
    assert known(folder, language="zh-TW").source.language == "zh-TW"


@pytest.mark.parametrize(
    ("path", "whether"),
    [
        ("config/_default/languages.en.toml", True),
        ("config/production/hugo.yaml", True),
        ("content/posts/_index.md", True),
        ("content/posts/_index.fr.md", True),
        ("content/posts/index.md", False),
        ("config/_default/params.toml", True),
        ("config/_default/menus.toml", False),
        ("config/_default/permalinks.md", False),
        ("config/staging/hugo.toml", False),
        ("x/config/_default/hugo.toml", False),
    ],
)
def test_the_parts_of_a_configuration_are_known_by_their_names(path: str, whether: bool) -> None:
    assert sites.is_config(path) is whether


def test_a_pelican_sites_pages_are_no_articles(tmp_path: Path) -> None:
    root = tree(
        tmp_path,
        {
            "pelicanconf.py": "PATH = 'content'\nTIMEZONE = 'Europe/Paris'\nSITEURL = 'https://p.example'\n",
            "content/a.md": "Title: A\n\ntext", "content/pages/about.md": "Title: A\n\ntext", "output/a.html": "x",
        },
    )  # fmt: skip
    found = known(root)
    assert (found.source.generator, found.source.timezone) == ("pelican", "Europe/Paris")
    assert files(found)[0] == ["content/a.md"]


def test_folders_tell_hexo_where_there_is_no_configuration(tmp_path: Path) -> None:
    found = known(tree(tmp_path, {"source/_posts/a.md": "---\nlayout: post\n---\n"}))
    assert (found.source.generator, found.origins) == ("hexo", {"generator": "the folder source/_posts"})


def test_the_sources_own_folder_counts(tmp_path: Path) -> None:
    tree(tmp_path, {"source/_posts/a.md": POST})
    assert known(tmp_path / "source" / "_posts").source.generator == "hexo"


def test_heads_tell_where_folders_do_not(tmp_path: Path) -> None:
    root = tree(tmp_path, {f"{number}.md": "---\nlayout: post\n---\n" for number in range(100)})
    found = known(root)
    assert (found.source.generator, found.origins) == ("jekyll", {"generator": "the heads of 64 files"})


def test_the_same_heads_are_read_whatever_files_come_and_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tree(tmp_path, {f"{number:03}.md": POST for number in range(500)})
    looked: list[str] = []

    def read(path: str, data: bytes) -> Document | Problem:
        looked.append(path)
        return document.read(path, data)

    monkeypatch.setattr(sites, "document", SimpleNamespace(read=read))
    for number in range(500):
        (root / f"slow{number}.rst").write_text("One\n===\n")
    known(root)
    assert not [path for path in looked if path.endswith(".rst")]
    before = set(looked)
    assert len(before) == sites.SAMPLE
    looked.clear()
    for number in range(10):
        (root / f"{number:03}.md").unlink()
        (root / f"new{number}.md").write_text(POST)
    known(root)
    assert len(before & set(looked)) >= sites.SAMPLE - 6


def test_heads_that_differ_tell_nothing(tmp_path: Path) -> None:
    root = tree(tmp_path, {"a.md": "---\nlayout: post\n---\n", "b.md": "---\nheadimg: x\n---\n"})
    assert known(root).source.generator == "auto"


def test_a_folder_of_posts_is_jekylls_where_heads_tell_nothing(tmp_path: Path) -> None:
    found = known(tree(tmp_path, {"_posts/2022-03-28-a.md": POST}))
    assert (found.source.generator, found.origins) == ("jekyll", {"generator": "the folder _posts"})


def test_a_named_generator_is_not_looked_for(tmp_path: Path) -> None:
    found = known(tree(tmp_path, {"source/_posts/a.md": POST}), generator="hugo")
    assert (found.source.generator, found.origins) == ("hugo", {})

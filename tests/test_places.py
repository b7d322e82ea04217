"""Where in its site a file lies, and what that says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from feedsvc.articles.places import categories_of, inner, is_page_without_date, language_of, passed_by
from feedsvc.articles.site import Language, Mount, PelicanNames, SiteConfig

JEKYLL = SiteConfig("jekyll", "_config.yml", articles=("_posts", "_news"), pages=("old",))
HEXO = SiteConfig("hexo", "_config.yml", articles=("source/_posts",))
HUGO = SiteConfig(
    "hugo", "hugo.toml", articles=("content",), languages=(Language("en"), Language("fr"), Language("zh-CN"))
)
PARTLY = SiteConfig(
    "hugo", "hugo.toml", articles=("content", "content/de"),
    languages=(Language("en"), Language("fr", is_built=False), Language("de", folder="content/de", is_built=False)),
)  # fmt: skip
ZOLA = SiteConfig("zola", "config.toml", articles=("content",), languages=(Language("en"),))
PELICAN = SiteConfig("pelican", "pelicanconf.py", articles=("content",), pages=("content/pages",))
ASTRO = SiteConfig("astro", "astro.config.mjs", articles=("",), permalinks=(("src/pages", ":path/"),))
DOCUSAURUS = SiteConfig("docusaurus", "docusaurus.config.js", articles=("",), permalinks=(("_blog", "blog/:slug"),))
ROOTED = SiteConfig("pelican", "pelicanconf.py", articles=("",), pages=("pages",))


@pytest.mark.parametrize(
    ("config", "path", "rule"),
    [
        (JEKYLL, "_posts/a.md", None),
        (JEKYLL, "_posts/2022-03-28-a.rst", "page"),
        (HEXO, "source/_posts/a.RST", "page"),
        (ZOLA, "content/a.rst", "page"),
        (HUGO, "content/post/a.rst", None),
        (PELICAN, "content/a.rst", None),
        (JEKYLL, "en/news/_posts/2022/a.md", None),
        (JEKYLL, "_drafts/a.md", None),
        (JEKYLL, "_news/a.md", None),
        (JEKYLL, "_newsletter/a.md", "page"),
        (JEKYLL, "about.md", "page"),
        (JEKYLL, "my_posts/a.md", "page"),
        (JEKYLL, "vendor/bundle/gems/jekyll/_posts/a.md", "page"),
        (JEKYLL, "old/_posts/a.md", "page"),
        (HEXO, "source/_posts/a.md", None),
        (HEXO, "source/_drafts/a.md", None),
        (HEXO, "source/about/index.md", "page"),
        (HEXO, "_posts/a.md", "page"),
        (HUGO, "content/post/a.md", None),
        (HUGO, "content/post/b/index.md", None),
        (HUGO, "content/post/_index.md", "section"),
        (HUGO, "content/_index.fr.md", "section"),
        (HUGO, "content/post/_index.html", "section"),
        (HUGO, "README2.md", "page"),
        (HUGO, "contents/a.md", "page"),
        (PARTLY, "content/post/a.md", None),
        (PARTLY, "content/post/a.en.md", None),
        (PARTLY, "content/post/a.fr.md", "language"),
        (PARTLY, "content/post/b/index.FR.md", "language"),
        (PARTLY, "content/de/post/a.md", "language"),
        (PARTLY, "content/de/post/a.en.md", None),
        (PARTLY, "content/post/_index.fr.md", "section"),
        (PARTLY, "about.fr.md", "page"),
        (ZOLA, "content/a.md", None),
        (ZOLA, "content/_index.md", "section"),
        (PELICAN, "content/a.md", None),
        (PELICAN, "content/pages/a.md", "page"),
        (PELICAN, "content/_index.md", None),
        (PELICAN, "output/a.html", "page"),
        (replace(HUGO, ignored=("^/content/private",)), "content/private/a.md", "ignored"),
        (replace(HUGO, ignored=("^/content/private",)), "content/private/_index.md", "ignored"),
        (replace(HUGO, ignored=("^/content/private",)), "content/post/private/a.md", None),
        (replace(HEXO, ignored=("**/x",)), "source/_posts/x/a.md", "ignored"),
        (replace(HEXO, unrendered=("/source/_posts/x",)), "source/_posts/x/a.md", None),
        (replace(HEXO, unrendered=("/source/_posts/x/*",)), "source/_posts/x/a.md", "ignored"),
        (HEXO, "source/_posts/_a.md", "page"),
        (HEXO, "source/_posts/x/_y/a.md", "page"),
        (HEXO, "source/_posts/x_y/a_.md", None),
        (HEXO, "source/_drafts/_a.md", "page"),
        (JEKYLL, "_news/_a.md", "page"),
        (JEKYLL, "_news/#a.md", "page"),
        (JEKYLL, "_news/_x/a.md", "page"),
        (JEKYLL, "_news/x/_y/a.md", None),
        (JEKYLL, "en/_posts/_x/2022-03-08-a.md", "page"),
        (JEKYLL, "en/_posts/x/_y/2022-03-08-a.md", None),
        (replace(JEKYLL, values={"include": ("_x", ".b")}), "_posts/_x/a.md", None),
        (replace(JEKYLL, values={"include": ("_x", ".b")}), "_posts/_y/a.md", "page"),
        (ASTRO, "src/pages/_a.md", "page"),
        (ASTRO, "src/pages/_x/a.md", "page"),
        (ASTRO, "src/content/blog/_a.md", "page"),
        # What a collection takes is said by its program: AstroPaper has a folder `_releases`.
        (ASTRO, "src/content/blog/_releases/a.md", None),
        (DOCUSAURUS, "_blog/2022-03-08-a.md", None),
        (DOCUSAURUS, "_blog/_a.md", "page"),
        (DOCUSAURUS, "_blog/x/_y/a.md", "page"),
        (DOCUSAURUS, "docs/_a.mdx", "page"),
        (HUGO, "content/a.txt", "page"),
        (HUGO, "content/a.html", None),
        (HUGO, "content/a.markdown", None),
        (ZOLA, "content/a.txt", "page"),
        (ZOLA, "content/a.html", "page"),
        (ZOLA, "content/a.markdown", "page"),
        (HUGO, "content/_a.md", None),
        (ZOLA, "content/_x/a.md", None),
        (ROOTED, "a.md", None),
        (ROOTED, "pages/a.md", "page"),
    ],
)
def test_a_files_place_says_whether_it_is_an_article(config: SiteConfig, path: str, rule: str | None) -> None:
    assert passed_by(config, path) == rule


@pytest.mark.parametrize(
    ("config", "path", "page"),
    [
        (ZOLA, "content/blog/a.md", True),
        (HUGO, "content/about.md", True),
        (HUGO, "content/about/index.md", True),
        (HUGO, "content/post/a.md", False),
        (HUGO, "content/post/b/index.md", False),
        (JEKYLL, "_posts/a.md", False),
        (JEKYLL, "_news/a.md", True),
        (HEXO, "source/_posts/a.md", False),
        (PELICAN, "content/a.md", False),
    ],
)
def test_without_a_date_some_files_are_pages(config: SiteConfig, path: str, page: bool) -> None:
    assert is_page_without_date(config, path) is page


@pytest.mark.parametrize(
    ("path", "language"),
    [
        ("content/a.fr.md", "fr"),
        ("content/b/index.zh-cn.md", "zh-CN"),
        ("content/a.md", None),
        ("content/v1.2.md", None),
        ("content/a.de.md", None),
        ("fr.md", None),
    ],
)
def test_a_files_name_may_say_its_language(path: str, language: str | None) -> None:
    found = language_of(HUGO, path)
    assert (found and found.code) == language


@pytest.mark.parametrize(
    ("path", "language"),
    [
        ("content/en/post/a.md", "en"),
        ("content/zh/post/a.md", "zh-cn"),
        ("content/zh/post/a.en.md", "en"),
        ("content/zh/en/a.md", "en"),
        ("content/zhuhai/a.md", None),
        ("content/a.md", None),
    ],
)
def test_a_files_folder_may_say_its_language(path: str, language: str | None) -> None:
    languages = (
        Language("fr"), Language("zh-cn", folder="content/zh"), Language("en", folder="content/en"),
        Language("en", folder="content/zh/en"),
    )  # fmt: skip
    found = language_of(SiteConfig("hugo", "hugo.toml", languages=languages), path)
    assert (found and found.code) == language


@pytest.mark.parametrize(
    ("config", "path", "categories"),
    [
        (JEKYLL, "en/news/_posts/a.md", ("en", "news")),
        (JEKYLL, "_posts/2022/a.md", ()),
        (JEKYLL, "_news/x/a.md", ()),
        (replace(JEKYLL, collections="all"), "all/_posts/a.md", ()),
        (replace(JEKYLL, collections="all"), "all/en/_posts/a.md", ("en",)),
        (PELICAN, "content/misc/a.md", ("misc",)),
        (PELICAN, "content/x/misc/a.md", ("misc",)),
        (PELICAN, "content/a.md", ("misc",)),
        (replace(PELICAN, articles=("content/blog",)), "content/blog/a.md", ("blog",)),
        (replace(PELICAN, pelican=PelicanNames(category="News", folders=False)), "content/x/a.md", ("News",)),
        (replace(PELICAN, pelican=PelicanNames(category="")), "content/a.md", ()),
        (ROOTED, "misc/a.md", ("misc",)),
        (HUGO, "content/post/a.md", ()),
        (HEXO, "source/_posts/x/a.md", ()),
    ],
)
def test_folders_may_be_categories(config: SiteConfig, path: str, categories: tuple[str, ...]) -> None:
    assert categories_of(config, path) == categories


def test_the_deepest_folder_of_articles_counts() -> None:
    config = SiteConfig("hugo", "hugo.toml", articles=("content", "content/en"))
    assert (inner(config, "content/en/a.md"), inner(config, "content/a.md")) == ("a.md", "a.md")


MOUNTED = SiteConfig(
    "hugo", "hugo.toml", articles=("content/en", "posts/de", "extra"), languages=(Language("en"), Language("de")),
    mounts=(Mount("content/en", "", "en"), Mount("posts/de", "blog", "de"), Mount("extra", "docs")),
)  # fmt: skip


@pytest.mark.parametrize(
    ("path", "within", "language"),
    [
        ("content/en/x.md", "x.md", "en"),
        ("content/en/blog/a.md", "blog/a.md", "en"),
        ("posts/de/a.md", "blog/a.md", "de"),
        ("posts/de/sub/b/index.md", "blog/sub/b/index.md", "de"),
        ("extra/e.md", "docs/e.md", None),
        ("extra/e.de.md", "docs/e.de.md", "de"),
    ],
)
def test_a_mounted_folder_stands_at_its_place_in_its_language(path: str, within: str, language: str | None) -> None:
    found = language_of(MOUNTED, path)
    assert (inner(MOUNTED, path), found and found.code) == (within, language)


def test_what_lies_beside_mounted_folders_is_a_page() -> None:
    assert [passed_by(MOUNTED, path) for path in ("content/de/y.md", "posts/de/a.md")] == ["page", None]

"""Which files a link target means."""

from __future__ import annotations

import pytest

from feedsvc.articles.site import Language, Mount, Site, SiteConfig
from feedsvc.articles.targets import besides, meant, reference, stem, stems

ZOLA = Site(SiteConfig("zola", "config.toml", articles=("content",), languages=(Language("en"), Language("fr"))))
HUGO = Site(
    SiteConfig(
        "hugo", "hugo.toml", articles=("content",), languages=(Language("en"), Language("fr"), Language("zh-CN"))
    )
)
BOTH = (Language("en", folder="content/en"), Language("fr", folder="content/fr"))
FOLDERS = Site(SiteConfig("hugo", "hugo.toml", articles=("content/en", "content/fr"), languages=BOTH))
MOUNTS = (Mount("content/en", "", "en"), Mount("posts/de", "blog", "de"), Mount("extra", "docs"))
MOUNTED = Site(
    SiteConfig(
        "hugo", "hugo.toml", articles=("content/en", "posts/de", "extra"), languages=(Language("en"), Language("de")),
        mounts=MOUNTS,
    )
)  # fmt: skip
BY_MOUNT = ("content/en/blog/a.md", "posts/de/a.md", "extra/e.md", "extra/e.de.md")
ONE = Site(SiteConfig("zola", "config.toml", articles=("content",), languages=(Language("en"),)))
WITHIN = Site(ZOLA.config, "content")
JEKYLL = Site(SiteConfig("jekyll", "_config.yml", articles=("_posts", "_news")))

BUNDLES = ("content/a/index.md", "content/a/index.fr.md")
FILES = ("content/c.md", "content/c.fr.md")
NESTED = ("content/a/index.md", "content/blog/a/index.md")
SAME = ("a.md", "x/a.md", "x/deep/a.md")
BY_FOLDER = ("content/en/post/a.md", "content/fr/post/a.md")


def found(site: Site | None, paths: tuple[str, ...], target: str, linking: str) -> list[str]:
    """Those that a target means among the files that are looked up by name."""
    asked = reference(target, linking, site)
    beside = [path for path in paths if path in besides(asked, site)]
    named = [path for path in paths if stem(path) in stems(target, site)]
    assert not beside or meant(beside, asked, site) == meant([*beside, *named], asked, site)
    return meant(beside or named, asked, site)


@pytest.mark.parametrize(
    ("site", "paths", "target", "linking", "expected"),
    [
        # Zola: the file of that name, whatever the language of the page is.
        (ZOLA, BUNDLES, "@/a/index.md", "content/b/index.md", "content/a/index.md"),
        (ZOLA, BUNDLES, "@/a/index.md", "content/b/index.fr.md", "content/a/index.md"),
        (ZOLA, BUNDLES, "@/a/index.fr.md", "content/b/index.md", "content/a/index.fr.md"),
        (ZOLA, FILES, "@/c.md", "content/b.fr.md", "content/c.md"),
        (ZOLA, FILES, "@/c.fr.md", "content/b.md", "content/c.fr.md"),
        (ZOLA, NESTED, "@/a/index.md", "content/b.md", "content/a/index.md"),
        (WITHIN, ("a/index.md", "a/index.fr.md"), "@/a/index.md", "b/index.md", "a/index.md"),
        (WITHIN, ("a/index.md", "a/index.fr.md"), "content/a/index.fr.md", "b/index.md", "a/index.fr.md"),
        # Hugo 0.111: the page, in the language of the one that refers to it.
        (HUGO, BUNDLES, "a", "content/b/index.md", "content/a/index.md"),
        (HUGO, BUNDLES, "/a", "content/b/index.fr.md", "content/a/index.fr.md"),
        (HUGO, BUNDLES, "a/index.md", "content/b/index.fr.md", "content/a/index.fr.md"),
        (HUGO, BUNDLES, "a/index.fr.md", "content/b/index.fr.md", "content/a/index.fr.md"),
        (HUGO, FILES, "c", "content/b.fr.md", "content/c.fr.md"),
        (HUGO, FILES, "c.md", "content/b.fr.md", "content/c.fr.md"),
        (HUGO, FILES, "c.md", "content/b.md", "content/c.md"),
        (HUGO, FILES, "c.fr.md", "content/b.fr.md", "content/c.fr.md"),
        (HUGO, ("content/f.fr.md",), "f", "content/b.fr.md", "content/f.fr.md"),
        (HUGO, ("content/c.md", "content/c.zh-cn.md"), "c", "content/b.zh-cn.md", "content/c.zh-cn.md"),
        (HUGO, ("content/c.en.md", "content/c.fr.md"), "c.md", "content/b.md", "content/c.en.md"),
        (FOLDERS, BY_FOLDER, "post/a.md", "content/fr/post/b.md", "content/fr/post/a.md"),
        (FOLDERS, BY_FOLDER, "a", "content/en/post/b.md", "content/en/post/a.md"),
        (MOUNTED, BY_MOUNT, "/blog/a", "content/en/blog/b.md", "content/en/blog/a.md"),
        (MOUNTED, BY_MOUNT, "/blog/a", "posts/de/b.md", "posts/de/a.md"),
        (MOUNTED, BY_MOUNT, "/docs/e", "posts/de/b.md", "extra/e.de.md"),
        (MOUNTED, BY_MOUNT, "/docs/e.md", "content/en/x.md", "extra/e.md"),
        # A language that has none of the page's own: the site's.
        (HUGO, FILES, "c.md", "content/b.zh-cn.md", "content/c.md"),
        (HUGO, ("content/c.md",), "c.md", "content/b.fr.md", "content/c.md"),
        (FOLDERS, BY_FOLDER[:1], "a", "content/fr/post/b.md", BY_FOLDER[0]),
        # Without translations, and without a site.
        (ONE, ("content/a/index.md",), "@/a/index.md", "content/b.md", "content/a/index.md"),
        (ONE, NESTED, "@/a/index.md", "content/b.md", "content/a/index.md"),
        (None, BUNDLES, "a/index.md", "content/b.md", "content/a/index.md"),
        (None, ("x/a.md",), "a", "b.md", "x/a.md"),
        (None, ("x/a.md", "y/a.md"), "y/a.md", "b.md", "y/a.md"),
        (None, ("a.md",), "_posts/a.md", "b.md", "a.md"),
        # From the folder of the file that links.
        (None, SAME, "a.md", "x/b.md", "x/a.md"),
        (None, SAME, "a.md", "x/deep/b.md", "x/deep/a.md"),
        (None, SAME, "../a.md", "x/deep/b.md", "x/a.md"),
        (None, SAME, "../../a.md", "x/deep/b.md", "a.md"),
        (None, SAME, "../x/a.md", "y/b.md", "x/a.md"),
        (None, SAME, "/a.md", "x/b.md", "a.md"),
        (None, SAME, "a.md", "y/b.md", "a.md"),
        (None, ("x/a.md",), "../../../a.md", "y/b.md", "x/a.md"),
        (None, ("index.md", "x/index.md", "y/index.md"), "index.md", "x/b.md", "x/index.md"),
        (None, ("index.md", "x/index.md", "y/index.md"), "../index.md", "x/b.md", "index.md"),
        (ZOLA, ("content/x/a.md", "content/x/a.fr.md", "content/a.md"), "a.md", "content/x/b.fr.md", "content/x/a.md"),
        (HUGO, ("content/x/a.md", "content/x/a.fr.md", "a.md"), "a.md", "content/x/b.fr.md", "content/x/a.fr.md"),
        (HUGO, ("content/x/a.md", "content/x/a.fr.md"), "a.fr.md", "content/x/b.md", "content/x/a.fr.md"),
        (JEKYLL, ("_posts/2022-03-28-v1.2.md",), "2022-03-28-v1.2", "_posts/b.md", "_posts/2022-03-28-v1.2.md"),
    ],
)
def test_a_target_means_one_file(
    site: Site | None, paths: tuple[str, ...], target: str, linking: str, expected: str
) -> None:
    assert found(site, paths, target, linking) == [expected]
    assert found(site, paths[::-1], target, linking) == [expected]


@pytest.mark.parametrize(
    ("site", "paths", "target"),
    [
        (None, ("x/a.md", "y/a.md"), "a"),
        (None, BUNDLES, "a"),
        (HUGO, ("content/x/a.md", "content/y/a.md", "content/x/a.fr.md"), "a"),
        (JEKYLL, ("_posts/a.md", "_news/a.md"), "a"),
    ],
)
def test_a_name_of_several_files_tells_none_apart(site: Site | None, paths: tuple[str, ...], target: str) -> None:
    assert len(found(site, paths, target, "_posts/b.md")) > 1


@pytest.mark.parametrize(
    ("site", "paths", "target"),
    [
        (None, ("x/a.md",), "y/a.md"),
        (ZOLA, ("content/a/index.md",), "@/blog/a/index.md"),
        (ONE, ("content/c.fr.md",), "@/c.md"),
    ],
)
def test_another_path_is_not_meant(site: Site | None, paths: tuple[str, ...], target: str) -> None:
    assert found(site, paths, target, "b.md") == []

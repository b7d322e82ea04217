"""What configurations leave out; the expectations are what Hugo 0.111 (`hugo list all`) and micromatch 4 tell."""

from __future__ import annotations

from dataclasses import replace

import pytest

from feedsvc.articles.configvalues import Values
from feedsvc.articles.leftout import is_left_out, of_hexo, of_hugo, of_jekyll, of_pelican, of_zola
from feedsvc.articles.site import Mount, SiteConfig
from feedsvc.articles.siteconfig import read

PATHS = (
    "_posts/foo/x.md", "_posts/raw.md", "_posts/a/b/foo/x.md", "x.md", "_posts/foobar/x.md", "secret/y.md", "acb/x.md",
)  # fmt: skip
SKIPPED: dict[str, tuple[int, ...]] = {
    "_posts/foo/**": (0,),
    "_posts/raw.md": (1,),
    "/_posts/raw.md": (),
    "_posts/foo": (),
    "*.md": (3,),
    "**.md": (0, 1, 2, 3, 4, 5, 6),
    "**x.md": (3,),
    "**/*.md": (0, 1, 2, 3, 4, 5, 6),
    "_posts/**.md": (1,),
    "_posts/**/*.md": (0, 1, 2, 4),
    "_posts/*/x.md": (0, 4),
    "_posts/foo**": (),
    "_posts/foo**/x.md": (0, 4),
    "_posts/**/foo/x.md": (0, 2),
    "**/foo/*.md": (0, 2),
    "a**b/x.md": (6,),
    "{_posts/foo,secret}/**": (0, 5),
    "{**/foo,acb}/x.md": (0, 2, 6),
    "_posts/?aw.md": (1,),
    "_posts/[a-f]oo/*": (0,),
    "**": (0, 1, 2, 3, 4, 5, 6),
}
IGNORED = {
    "**/secret/**": (True, True, False),
    "**/secret": (True, True, False),
    "secret/**": (False, False, False),
    "**/*.bak.md": (False, False, True),
    "**/source/_posts/a.bak.md": (False, False, True),
    "**/y.md": (True, False, False),
}
HUGO = {
    "content/posts/private/.*": (True, False),
    r"\.secret\.md$": (False, True),
    "^content/posts/private/": (False, False),
    "^/posts/private/": (False, False),
    "/private/": (True, False),
    "private$": (True, False),
    "PRIVATE": (False, False),
    "(?i)PRIVATE": (True, False),
    r"[[:alpha:]]vate/\pL\.md\z": (True, False),
    "((a|b)+)*c/(.*)*.*.*.*.*!": (False, False),
}
OTHERS = ("!_posts/*.md", "_posts/(a|b).md", "+(a).md", "{1..3}.md", "[^a].md", "{a,b.md", "a" * 501)


@pytest.mark.parametrize(("glob", "skipped"), SKIPPED.items(), ids=SKIPPED)
def test_hexo_renders_no_post_that_skip_render_names(glob: str, skipped: tuple[int, ...]) -> None:
    taken, problems = of_hexo("_config.yml", {"skip_render": glob}, "skip_render", "/source/")
    assert not problems
    config = SiteConfig("hexo", "_config.yml", unrendered=taken)
    assert tuple(at for at, path in enumerate(PATHS) if is_left_out(config, f"source/{path}")) == skipped


@pytest.mark.parametrize(("glob", "ignored"), IGNORED.items(), ids=IGNORED)
def test_hexo_reads_no_file_or_folder_that_ignore_names(glob: str, ignored: tuple[bool, ...]) -> None:
    config = SiteConfig("hexo", "_config.yml", ignored=of_hexo("_config.yml", {"ignore": (glob, "x")}, "ignore")[0])
    paths = ("source/_posts/secret/y.md", "source/_posts/secret/z.md", "source/_posts/a.bak.md")
    assert tuple(is_left_out(config, path) for path in paths) == ignored


@pytest.mark.parametrize(("expression", "ignored"), HUGO.items(), ids=HUGO)
def test_hugo_reads_no_file_in_whose_path_an_expression_is_found(expression: str, ignored: tuple[bool, ...]) -> None:
    config = SiteConfig("hugo", "hugo.toml", ignored=of_hugo("hugo.toml", {"ignorefiles": expression})[0])
    paths = ("content/posts/private/p.md", "content/posts/b.secret.md")
    assert tuple(is_left_out(config, path) for path in paths) == ignored
    assert not is_left_out(config, "content/posts/a.md")


@pytest.mark.parametrize(
    ("glob", "ignored"),
    [
        ("*.tmp.md", (True, False, False)),
        ("**/*.tmp.md", (True, False, False)),
        ("[!a]*", (False, True, False)),
        ("w?p", (False, True, False)),
        ("wip*", (False, True, False)),
        ("tmp", (False, False, False)),
    ],
)
def test_pelican_reads_no_file_of_these_names(glob: str, ignored: tuple[bool, ...]) -> None:
    taken, problems = of_pelican("pelicanconf.py", {"IGNORE_FILES": (glob, ".#*")})
    config = SiteConfig("pelican", "pelicanconf.py", ignored=taken)
    paths = ("a/a.tmp.md", "a/wip/a.md", "a/a.md")
    assert (tuple(is_left_out(config, path) for path in paths), problems) == (ignored, ())


POSTS = (
    "_posts/a/2024-03-05-a1.md", "_posts/a/x/2024-03-05-a2.md", "_posts/b/2024-03-05-b1.md",
    "_posts/2024-03-05-c{1}.md", "_posts/2024-03-05-d1.md", "_posts/2024-03-05-de.md", "_news/m.md",
)  # fmt: skip


# As Jekyll 4.3 builds them.
@pytest.mark.parametrize(
    ("pattern", "excluded"),
    [
        ("_posts/a/*", (0, 1)),
        ("_posts/?/*1.md", (0, 2)),
        ("_posts/*[0-9].md", (0, 1, 2, 4)),
        ("/_posts/2024-03-05-d", (4, 5)),
        ("_posts/2024-03-05-c{1}.m", (3,)),
        ("_posts/*c{1}*", (3,)),
        ("_news/m", (6,)),
        ("*/2024-03-05-[!d]*", (0, 1, 2, 3)),
        ("**/a2.md", ()),
        ("**/*-a2.md", (1,)),
        ("posts/a", ()),
    ],
)
def test_jekyll_reads_no_file_that_exclude_names(pattern: str, excluded: tuple[int, ...]) -> None:
    taken, problems = of_jekyll("_config.yml", {"exclude": (pattern, "Gemfile", "vendor/")})
    config = SiteConfig("jekyll", "_config.yml", unrendered=taken)
    assert tuple(at for at, path in enumerate(POSTS) if is_left_out(config, path)) == excluded
    assert (len(taken), problems) == (1, ())


@pytest.mark.parametrize(
    ("glob", "ignored"),
    [
        ("*.wip.md", (True, False, False)),
        ("*/x/*", (False, True, False)),
        ("**/{a.wip,b}.md", (True, False, True)),
        ("x/*", (False, False, False)),
        ("b.md", (False, False, False)),
    ],
)
def test_zola_reads_no_page_that_ignored_content_names(glob: str, ignored: tuple[bool, ...]) -> None:
    taken, problems = of_zola("config.toml", {"ignored_content": (glob, "*.xlsx")})
    config = SiteConfig("zola", "config.toml", unrendered=taken)
    paths = ("content/a.wip.md", "content/x/y/a.md", "content/b.md")
    assert (tuple(is_left_out(config, path) for path in paths), problems) == (ignored, ())


@pytest.mark.parametrize("glob", ["a/*.md", "{a,b}.md", "a" * 500])
def test_a_glob_of_pelicans_that_fits_no_name_is_told(glob: str) -> None:
    taken, (problem,) = of_pelican("pelicanconf.py", {"IGNORE_FILES": ("b", glob)})
    assert (taken, problem.path, problem.held) == (("**/b",), "pelicanconf.py", False)
    assert problem.found == f"a pattern of the site's 'IGNORE_FILES' is not used: {glob[:80]!r}"


MOUNTED = ("Notes/D.md", "blog/a-skip.md", "blog/a.md", "blog/inner/b.md", "blog/inner/c-skip.md", "e-skip.md")
TAKEN: dict[str, tuple[int, ...]] = {
    "excludeFiles = ['*-skip.md']": (0, 1, 2, 3, 4),
    "excludeFiles = ['**-skip.md']": (0, 2, 3),
    "excludeFiles = ['blog/inner/**', 'x']": (0, 1, 2, 5),
    "excludeFiles = 'blog/inner'": (0, 1, 2, 5),
    "excludeFiles = ['/blog/*']": (0, 5),
    "excludeFiles = ['notes/d.md']": (1, 2, 3, 4, 5),
    "excludeFiles = ['**/*-skip.md']": (0, 2, 3, 5),
    "excludeFiles = ['inner/**']": (0, 1, 2, 3, 4, 5),
    "excludeFiles = ['b?og/{a,b}.md']": (0, 1, 3, 4, 5),
    "includeFiles = ['blog/**']": (1, 2, 3, 4),
    "includeFiles = ['blog/*.md']": (1, 2),
    "includeFiles = ['blog/inner/*']\nexcludeFiles = ['**/b.md']": (4,),
}


@pytest.mark.parametrize(("said", "taken"), TAKEN.items(), ids=TAKEN)
def test_hugo_takes_of_a_mounted_folder_what_its_patterns_say(said: str, taken: tuple[int, ...]) -> None:
    mounted = f"baseURL = 'https://h.example'\n[[module.mounts]]\nsource = 'docs'\ntarget = 'content'\n{said}\n"
    config = read({"hugo.toml": mounted.encode()}, beside=None)
    assert isinstance(config, SiteConfig)
    assert tuple(at for at, path in enumerate(MOUNTED) if not is_left_out(config, f"docs/{path}")) == taken
    other = replace(config, mounts=(*config.mounts, Mount("docs", "all")))
    assert not any(is_left_out(other, f"docs/{path}") for path in MOUNTED)


@pytest.mark.parametrize("pattern", OTHERS)
def test_a_glob_of_another_kind_is_told_and_not_used(pattern: str) -> None:
    values: Values = {"ignore": ("**/a/**", pattern)}
    taken, (problem,) = of_hexo("_config.yml", values, "ignore")
    assert taken == ("{,**/}a/**",)
    assert (problem.path, problem.rule, problem.held) == ("_config.yml", "site", False)
    assert f"'ignore' is not used: {pattern[:80]!r}" in problem.found


def test_a_glob_that_is_too_long_with_its_folder_is_told() -> None:
    taken, problems = of_hexo("_config.yml", {"skip_render": "a" * 495}, "skip_render", "/source/")
    assert (taken, len(problems)) == ((), 1)


def test_an_expression_that_is_not_taken_is_told_and_not_used() -> None:
    taken, (problem,) = of_hugo("hugo.toml", {"ignoreFiles": ("(?=a)", "b")})
    assert taken == ("b",)
    assert problem.found == "a pattern of the site's 'ignoreFiles' is not used: '(?=a)'"

"""What a site's configuration says under the heads of its articles.

The expectations are what Jekyll 4.3.1 builds from the same configuration and files.
"""

from __future__ import annotations

import pytest

from feedsvc.articles import defaults, siteconfig
from feedsvc.articles.site import Site, SiteConfig
from feedsvc.model import HeadValue

POST = "_posts/2021-02-03-p-q.md"
WIP = "_posts/wip/2021-02-04-w.md"


def config_of(sets: str, more: str = "") -> SiteConfig:
    """The configuration of a site with these default sets, a line each."""
    lines = "".join(f"  - {line.strip()}\n" for line in sets.strip().splitlines())
    text = f"collections:\n  news:\n    output: true\n{more}defaults:\n{lines}"
    found = siteconfig.read({"_config.yml": text.encode()}, beside=None)
    assert isinstance(found, SiteConfig)
    return found


def merged(sets: str, path: str, head: dict[str, HeadValue] | None = None, more: str = "") -> dict[str, HeadValue]:
    return dict(defaults.under(head or {}, Site(config_of(sets, more)), path))


SETTINGS = """
AUTHOR = 'Ann Lee'
FILENAME_METADATA = r'(?P<date>[0-9-]{10})_(?P<slug>[^@]*)(?:@(?P<author>.*))?'
PATH_METADATA = r'(?P<lang>[a-z]{2})/(?P<slug>.*)'
DEFAULT_METADATA = {'status': 'draft', 'Series': 'One', 'lang': 'en'}
"""
PELICANS: list[tuple[str, dict[str, HeadValue], dict[str, HeadValue]]] = [
    ("fr/x/2021-02-03_p-q.md", {}, {"status": "draft", "series": "One", "lang": "fr", "slug": "p-q"}),
    ("2021-02-03_p@bea.md", {}, {"status": "draft", "series": "One", "lang": "en", "slug": "p", "author": "bea"}),
    ("2021-02-03_p@bea.md", {"Authors": "Cid", "Lang": "de", "series": ""},
     {"Authors": "Cid", "Lang": "de", "status": "draft", "series": "One", "slug": "p"}),
    ("p.md", {"Status": "published"}, {"Status": "published", "series": "One", "lang": "en"}),
]  # fmt: skip


@pytest.mark.parametrize(("path", "head", "want"), PELICANS)
def test_pelicans_settings_and_names_stand_under_heads(
    path: str, head: dict[str, HeadValue], want: dict[str, HeadValue]
) -> None:
    config = siteconfig.read({"pelicanconf.py": SETTINGS.encode()}, beside=None)
    assert isinstance(config, SiteConfig)
    assert defaults.under(head, Site(config), f"content/{path}") == want


def test_an_expression_of_pelicans_that_cannot_be_read_is_told_and_not_used() -> None:
    files = {"pelicanconf.py": b"FILENAME_METADATA = r'(?P<slug>.*)(?<!x)'\n"}
    config = siteconfig.read(files, beside=None)
    assert isinstance(config, SiteConfig)
    assert [(problem.rule, "heads" in problem.mend) for problem in config.problems] == [("site", True)]
    assert defaults.under({}, Site(config), "content/a.md") == {}


SCOPES: list[tuple[str, str, bool]] = [
    ("", POST, True),
    ("path: ''", POST, True),
    ("path: '', type: posts", POST, True),
    ("path: '', type: post", POST, True),
    ("path: '', type: posts", "en/_posts/2021-02-08-en.md", True),
    ("path: '', type: pages", POST, False),
    ("path: '', type: news", POST, False),
    ("path: '', type: news", "_news/a.md", True),
    ("path: '', type: posts", "_news/a.md", False),
    ("path: _posts/wip", WIP, True),
    ("path: _posts/wip/", WIP, True),
    ("path: _po", POST, True),
    ("path: _posts/2021-02-03", POST, True),
    ("path: _posts", "en/_posts/2021-02-08-en.md", False),
    ("path: /_posts", POST, False),
    ("path: _posts/wip", POST, False),
    ("path: _posts/*.md", POST, True),
    ("path: _posts/*.md", WIP, False),
    ("path: _posts/*/", WIP, True),
    ("path: _posts/*/", POST, False),
    ("path: '*/_posts'", "en/_posts/2021-02-08-en.md", True),
    ("path: '**/wip'", WIP, True),
    ("path: '_posts/**/*.md'", WIP, True),
    ("path: '_posts/**/*.md'", POST, True),
    ("path: '_posts/**/*.html'", POST, False),
    ("path: '*'", POST, True),
]


@pytest.mark.parametrize(("scope", "path", "applies"), SCOPES)
def test_a_scope_names_the_articles_that_its_values_are_for(scope: str, path: str, applies: bool) -> None:
    assert merged(f"{{scope: {{{scope}}}, values: {{author: Ann}}}}", path) == ({"author": "Ann"} if applies else {})


def test_values_without_a_scope_are_for_all() -> None:
    assert merged("{values: {author: Ann}}", POST) == {"author": "Ann"}


@pytest.mark.parametrize("scope", ["path: _news", "path: all/_news", "path: 'all/*/x'"])
def test_scopes_may_begin_with_the_folder_of_the_collections(scope: str) -> None:
    sets = f"{{scope: {{{scope}, type: news}}, values: {{author: Ann}}}}"
    assert merged(sets, "all/_news/x/a.md", more="collections_dir: all\n") == {"author": "Ann"}


ANYWHERE = "{scope: {path: ''}, values: {author: A}}"
PRECEDENCE: dict[str, str] = {
    "the_longer_path": f"{{scope: {{path: _posts/wip}}, values: {{author: B}}}}\n{ANYWHERE}",
    "of_one_path_the_one_with_a_type": f"{{scope: {{path: '', type: posts}}, values: {{author: B}}}}\n{ANYWHERE}",
    "of_two_alike_the_later": f"{ANYWHERE}\n{{scope: {{path: ''}}, values: {{author: B}}}}",
    "what_comes_behind_a_longer_one_is_under_all_before_it": "{scope: {path: ''}, values: {author: B}}\n"
    "{scope: {path: _posts/wip}, values: {x: y}}\n{scope: {path: _po}, values: {author: A}}",
}


@pytest.mark.parametrize("sets", PRECEDENCE.values(), ids=PRECEDENCE)
def test_of_several_sets_one_goes_before(sets: str) -> None:
    assert merged(sets, WIP)["author"] == "B"


HEADS: dict[str, tuple[str, dict[str, HeadValue], dict[str, HeadValue]]] = {
    "the_head_wins": ("{author: Ann}", {"author": "Bob"}, {"author": "Bob"}),
    "in_any_spelling": ("{author: Ann}", {"Author": "Bob"}, {"Author": "Bob"}),
    "but_where_it_says_nothing": ("{author: Ann}", {"author": ""}, {"author": "Ann"}),
    "its_list_stands_for_the_list": ("{tags: [a, b]}", {"tags": ("c",)}, {"tags": ("c",)}),
    "mappings_are_joined": (
        "{cover: {image: a, alt: b}}", {"cover": {"alt": "c"}}, {"cover": {"alt": "c", "image": "a"}}
    ),
    "categories_come_together": (
        "{categories: [x, y]}", {"categories": ("a", "x")}, {"categories": ("x", "y", "a", "x")}
    ),
    "categories_as_texts": ("{categories: x y}", {"categories": "a b"}, {"categories": ("x", "y", "a", "b")}),
    "categories_of_neither": ("{categories: ''}", {"categories": "a b"}, {"categories": "a b"}),
    "a_switch_is_a_text": ("{published: false, n: 007, none: ~}", {}, {"published": "false", "n": "007", "none": ""}),
    "an_id_is_one_articles": ("{id: x, GUID: y, author: Ann}", {}, {"author": "Ann"}),
}  # fmt: skip


@pytest.mark.parametrize(("values", "head", "expected"), HEADS.values(), ids=HEADS)
def test_values_go_under_the_head(values: str, head: dict[str, HeadValue], expected: dict[str, HeadValue]) -> None:
    assert merged(f"{{scope: {{path: ''}}, values: {values}}}", POST, head) == expected


@pytest.mark.parametrize("sets", ["a", "{scope: {path: ''}}", "{values: a}", "[a]"])
def test_sets_without_values_say_nothing(sets: str) -> None:
    assert config_of(sets).defaults == ()


def test_sets_that_are_no_list_say_nothing() -> None:
    found = siteconfig.read({"_config.yml": b"defaults:\n  values:\n    author: Ann\n"}, beside=None)
    assert isinstance(found, SiteConfig)
    assert found.defaults == ()


def test_a_pattern_of_many_asterisks_costs_little() -> None:
    sets = f"{{scope: {{path: '{'*a' * 40}b/{'**/' * 40}c'}}, values: {{author: Ann}}}}"
    assert merged(sets, "a" * 200 + "/" + "b/" * 200 + "d.md") == {}

"""What Hugo hands down to articles. The expectations are what Hugo 0.111 builds from the same heads and files, but that
of two sets in one place the first counts, as documented: 0.111 takes any."""

from __future__ import annotations

import pytest

from feedsvc.articles import defaults
from feedsvc.articles.cascade import cascades
from feedsvc.articles.site import Cascade, Language, Site, SiteConfig
from feedsvc.model import HeadValue

CONFIG = SiteConfig("hugo", "hugo.toml", articles=("content",), languages=(Language("en"), Language("fr", home="fr")))
BOTH = ("content/posts/a.md", "content/posts/b/index.md")


def under(
    given: HeadValue, path: str = BOTH[0], head: dict[str, HeadValue] | None = None, folder: str = "posts"
) -> dict[str, HeadValue]:
    """A head with what the section of a folder hands down to it."""
    handed = tuple(cascades(given, ("topics",), folder, "en"))
    return dict(defaults.under(head or {}, Site(CONFIG, sections=handed), path))


HEADS: dict[str, tuple[HeadValue, dict[str, HeadValue], dict[str, HeadValue]]] = {
    "what_it_does_not_say": ({"draft": "true"}, {"title": "A"}, {"title": "A", "draft": "true"}),
    "its_own_wins": ({"draft": "true"}, {"draft": "false"}, {"draft": "false"}),
    "in_any_spelling": ({"expiryDate": "2020-01-01"}, {"ExpiryDate": "2050-01-01"}, {"ExpiryDate": "2050-01-01"}),
    "though_it_is_empty": ({"author": "Ann"}, {"author": ""}, {"author": ""}),
    "lists_are_not_joined": ({"tags": ("a", "b")}, {"tags": ("c",)}, {"tags": ("c",)}),
    "nor_are_mappings": ({"cover": {"image": "a"}}, {"cover": {"alt": "b"}}, {"cover": {"alt": "b"}}),
    "two_names_of_one_key": ({"_build": {"list": "never"}}, {"build": {"list": ""}}, {"build": {"list": ""}}),
    "beside_those_of_the_head": (
        {"params": {"author": "Ann"}}, {"params": {"a": "1"}}, {"params": {"a": "1"}, "author": "Ann"},
    ),
    "of_two_sets_the_first": (({"a": "1"}, {"a": "2", "b": "3"}), {}, {"a": "1", "b": "3"}),
    "places_and_ids_stay": (
        {"path": "/x", "kind": "k", "lang": "fr", "id": "1", "GUID": "2", "cascade": {"a": "1"}, "a": "2"},
        {}, {"a": "2"},
    ),
    "names_as_they_show": ({"title": "A &amp; B", "topics": "C &amp; D"}, {}, {"title": "A & B", "topics": "C & D"}),
    "parameters_of_the_authors_own": ({"params": {"author": "Ann", "date": "1"}}, {}, {"author": "Ann"}),
    "a_text_hands_nothing_down": ("draft", {}, {}),
}  # fmt: skip


@pytest.mark.parametrize(("given", "head", "expected"), HEADS.values(), ids=HEADS)
def test_values_go_under_the_head(given: HeadValue, head: dict[str, HeadValue], expected: dict[str, HeadValue]) -> None:
    assert under(given, head=head) == expected


TARGETS: list[tuple[dict[str, HeadValue], tuple[bool, bool]]] = [
    ({}, (True, True)),
    ({"path": "/posts/**"}, (True, True)),
    ({"path": "/Posts/A*"}, (True, False)),
    ({"path": "/posts/a.md"}, (True, False)),
    ({"path": "/posts/{a,c}"}, (True, False)),
    ({"path": "/posts/b"}, (False, True)),
    ({"path": "/posts/b/index.md"}, (False, True)),
    ({"path": "posts/**"}, (False, False)),
    ({"path": "/posts"}, (False, False)),
    ({"kind": "page"}, (True, True)),
    ({"kind": "{page,section}"}, (True, True)),
    ({"kind": "section"}, (False, False)),
    ({"lang": "{en,de}"}, (True, True)),
    ({"lang": "fr"}, (False, False)),
    ({"sites": {"matrix": {"languages": ("de", "e*")}}}, (True, True)),
    ({"sites": {"matrix": {"languages": ("fr",)}}}, (False, False)),
    ({"sites": {"matrix": {"versions": ("v1",)}}}, (True, True)),
    ({"environment": "production"}, (True, True)),
    ({"environment": "staging"}, (False, False)),
    ({"kind": "page", "path": "/posts/a"}, (True, False)),
    ({"kind": "page", "path": "/posts/c"}, (False, False)),
]


@pytest.mark.parametrize("key", ["target", "_target", "Target"])
@pytest.mark.parametrize(("target", "expected"), TARGETS)
def test_a_target_names_the_pages_that_are_meant(
    key: str, target: dict[str, HeadValue], expected: tuple[bool, bool]
) -> None:
    assert tuple("a" in under({"a": "1", key: target}, path) for path in BOTH) == expected


@pytest.mark.parametrize(
    ("path", "whether"),
    [
        ("content/posts/a.md", True),
        ("content/posts/a.en.md", True),
        ("content/posts/deep/er/a.md", True),
        ("content/posts/a.fr.md", False),
        ("content/news/a.md", False),
        ("content/posts2/a.md", False),
        ("content/posts.md", False),
    ],
)
def test_a_section_hands_down_to_what_lies_below_it_in_its_language(path: str, whether: bool) -> None:
    assert ("a" in under({"a": "1"}, path)) is whether


def test_what_comes_from_nearer_by_wins_over_the_rest_and_the_configuration() -> None:
    config = SiteConfig("hugo", "hugo.toml", articles=("content",), cascades=(Cascade({"a": "0", "b": "0", "c": "0"}),))
    nearest_first = (Cascade({"a": "2"}, "posts/x"), Cascade({"a": "1", "b": "1"}, "posts"))
    site = Site(config, "content/posts", nearest_first)
    assert defaults.under({}, site, "x/a.md") == {"a": "2", "b": "1", "c": "0"}
    assert defaults.under({}, site, "a.md") == {"a": "1", "b": "1", "c": "0"}


def test_a_site_that_hands_nothing_down_leaves_heads_as_they_are() -> None:
    head = {"title": "A"}
    assert defaults.under(head, Site(CONFIG), BOTH[0]) is head

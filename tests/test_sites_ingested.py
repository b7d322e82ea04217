"""Sites of generators, ingested: addresses, links between articles, commits, and what a changed configuration moves."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from feedsvc import inspection, sections
from feedsvc.ingest import Ingester
from feedsvc.model import Problem
from feedsvc.sites import Surroundings
from feedsvc.store import pages
from feedsvc.watchers import Watchers
from tests.desk import Desk
from tests.test_gitdates import Repository

Write = Callable[..., Path]
CONFIG = "url: https://{host}\npermalink: pretty\ntimezone: UTC\nlang: en\n"
HEAD = "title: One\ndate: 2022-03-28 19:13:15"


def configure(desk: Desk, name: str, text: str) -> None:
    (desk.settings.sources[0].path / name).write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("file", "text", "path"),
    [
        ("_config.yml", 'title: "Harbor\\n&#78;otes"\nurl: https://n.example\n', "_posts/2022-03-28-one.md"),
        ("_config.yml", "title: Harbor Notes\nnew_post_name: ':title.md'\n", "source/_posts/one.md"),
        ("hugo.toml", "baseURL = 'https://n.example'\ntitle = 'Harbor Notes'\n", "content/one.md"),
        ("zola.toml", "base_url = 'https://n.example'\ntitle = 'Harbor Notes'\n", "content/one.md"),
        ("pelicanconf.py", "SITENAME = 'Harbor Notes'\nPATH = 'content'\n", "content/one.md"),
    ],
)
def test_a_source_that_nobody_named_is_called_as_its_site_is(
    desk: Desk, write: Write, file: str, text: str, path: str
) -> None:
    write(path, HEAD)
    desk.run()
    before = desk.entries()[0]
    assert label_of(desk) == before.source.name == "posts"
    configure(desk, file, text)
    desk.run()
    after = desk.entries()[0]
    assert label_of(desk) == after.source.name == "Harbor Notes"
    assert (after.uuid, after.updated) == (before.uuid, before.updated)
    configure(desk, file, text.replace("Harbor", "Quay"))
    desk.run()
    assert label_of(desk) == desk.entries()[0].source.name == "Quay Notes"


@pytest.mark.parametrize(
    ("file", "text", "path"),
    [
        ("_config.yml", "author: {}\n", "_posts/2022-03-28-one.md"),
        ("_config.yml", "author:\n  name: {}\n  email: a@n.example\n", "_posts/2022-03-28-one.md"),
        ("_config.yml", "author: {}\nnew_post_name: ':title.md'\n", "source/_posts/one.md"),
        ("hugo.toml", "baseURL = 'https://n.example'\n[params]\nauthor = '{}'\n", "content/one.md"),
        ("hugo.toml", "baseURL = 'https://n.example'\n[author]\nname = '{}'\n", "content/one.md"),
        ("hugo.toml", "[languages.en.params]\nauthor = '{}'\n", "content/one.md"),
        ("zola.toml", "base_url = 'https://n.example'\nauthor = '{}'\n", "content/one.md"),
        ("pelicanconf.py", "AUTHOR = '{}'\nPATH = 'content'\n", "content/one.md"),
    ],
)
def test_an_article_that_names_nobody_is_by_its_sites_author(
    desk: Desk, write: Write, file: str, text: str, path: str
) -> None:
    write(path, HEAD)
    write(path.replace("one", "two"), "title: Two\ndate: 2022-03-29\nauthor: Bea Orr")
    configure(desk, file, text.format("Ann Lee"))
    desk.run()
    assert [entry.authors for entry in desk.entries()] == [("Bea Orr",), ("Ann Lee",)]
    configure(desk, file, text.format("John Doe"))
    desk.run()
    assert [entry.authors for entry in desk.entries()] == [("Bea Orr",), ()]


@pytest.mark.parametrize(
    ("settings", "want"),
    [
        ("", ["category/old-mills.html", "tag/go.html", "author/ann-lee.html", ""]),
        ("CATEGORY_URL = 'c/{slug}/'\nTAG_URL = ''\nAUTHOR_URL = '{name}'\n", ["c/old-mills/", None, None, ""]),
        ("TAG_SUBSTITUTIONS = ()\nSLUG_REGEX_SUBSTITUTIONS = [('a', 'b')]\n", [None, None, None, ""]),
    ],
)
def test_links_to_lists_of_pelicans_lead_there(desk: Desk, write: Write, settings: str, want: list[str | None]) -> None:
    configure(desk, "pelicanconf.py", f"PATH = 'content'\nSITEURL = 'https://p.example'\n{settings}")
    body = "[a]({category}Old-Mills) [b]({tag}Go) [c](|author|Ann-Lee) [d]({index}) [e]({tag}新)"
    write("content/one.md", "title: One\ndate: 2024-03-05", body)
    desk.run()
    (entry,) = desk.entries()
    shown = [f'<a href="https://p.example/{path}" rel="noopener nofollow">{letter}</a>' if path is not None else letter
             for letter, path in zip("abcd", want, strict=True)]  # fmt: skip
    assert entry.content == f"<p>{' '.join(shown)} e</p>"


def test_an_article_of_pelicans_that_names_no_category_has_its_folders_or_the_default(desk: Desk, write: Write) -> None:
    write("content/one.md", HEAD)
    write("content/harbor/two.md", "title: Two\ndate: 2022-03-29")
    write("content/harbor/three.md", "title: Three\ndate: 2022-03-30\ncategory: Mills")
    configure(desk, "pelicanconf.py", "DEFAULT_CATEGORY = 'Quay notes'\nPATH = 'content'\n")
    desk.run()
    named = [[category.label for category in entry.categories] for entry in desk.entries()]
    assert named == [["Mills"], ["harbor"], ["Quay notes"]]


def test_a_jekyll_sites_data_file_names_its_authors(desk: Desk, write: Write) -> None:
    write("_posts/2022-03-28-one.md", f"{HEAD}\nauthor: ann")
    write("_posts/2022-03-29-two.md", "title: Two\ndate: 2022-03-29\nauthors: [bea, Cid]")
    write("_posts/2022-03-30-three.md", "title: Three\ndate: 2022-03-30")
    configure(desk, "_config.yml", "url: https://n.example\nauthor: bea\n")
    write("_data/x.md", HEAD)
    configure(desk, "_data/authors.yml", "ann:\n  name: Ann Lee\nbea: {name: Bea Orr, url: /b}\nCid: {url: /c}\n")
    desk.run()
    assert [entry.authors for entry in desk.entries()] == [("Bea Orr",), ("Bea Orr", "Cid"), ("Ann Lee",)]
    configure(desk, "_data/authors.yml", "ann: {name: Ann B. Lee}\n")
    desk.run({"_data/authors.yml"})
    assert [entry.authors for entry in desk.entries()] == [("bea",), ("bea", "Cid"), ("Ann B. Lee",)]
    configure(desk, "_data/authors.yml", "ann: {name: [}\n")
    assert [problem.path for problem in Surroundings().of(desk.settings.sources[0], None)[0].problems] == [
        "_data/authors.yml"
    ]


def label_of(desk: Desk) -> str:
    with desk.store.reading() as connection:
        found = pages.find(connection, desk.store.authority, "source", "posts")
    assert found is not None
    return found.label


def test_an_article_has_its_sites_address_zone_and_language(desk: Desk, write: Write) -> None:
    configure(desk, "_config.yml", CONFIG.format(host="a.example"))
    write("en/_posts/2022-03-28-one.md", HEAD)
    write("about.md", HEAD)
    desk.run()
    (entry,) = desk.entries()
    assert (entry.link, entry.language) == ("https://a.example/en/2022/03/28/one/", "en")
    assert entry.published == datetime(2022, 3, 28, 19, 13, 15, tzinfo=UTC)
    assert [term.key for term in entry.categories] == ["en"]


def test_a_changed_configuration_builds_again_and_moves_neither_id_nor_times(desk: Desk, write: Write) -> None:
    configure(desk, "_config.yml", CONFIG.format(host="a.example"))
    write("_posts/2022-03-28-one.md", HEAD)
    ingester = Ingester(desk.store, desk.settings, Watchers(clock=lambda: desk.now))
    ingester.run()
    before = desk.entries()[0]
    desk.now += 3600
    configure(desk, "_config.yml", CONFIG.format(host="b.example"))
    ingester.run({"posts": {"_config.yml"}})
    (after,) = desk.entries()
    assert after == replace(before, link="https://b.example/2022/03/28/one/", source=after.source, seq=after.seq)
    assert after.seq > before.seq


DEFAULTS = """url: https://a.example
timezone: UTC
defaults:
  - scope: {path: "", type: posts}
    values: {permalink: "/blog/:title/", author: Ann, category: news, lang: de}
  - scope: {path: "_posts/wip"}
    values: {published: false}
"""


def test_names_are_read_as_they_show_wherever_a_site_says_them(desk: Desk, write: Write) -> None:
    configure(desk, "_config.yml", 'url: https://a.example\ndefaults: [{values: {author: "A &amp; B"}}]\n')
    page = "<head><title>One</title><meta name=date content=2022-03-28></head><body><p>Words.</p></body>"
    (desk.settings.sources[0].path / "_posts").mkdir()
    (desk.settings.sources[0].path / "_posts/2022-03-28-a.html").write_text(page, encoding="utf-8")
    write("_posts/2022-03-28-b.md", HEAD.replace("One", "Two") + "\nsite_name: C &amp; D")
    desk.run()
    assert [entry.authors for entry in desk.entries()] == [("A & B",), ("A & B",)]
    assert "C & D" in {entry.source.name for entry in desk.entries()}


def test_what_jekyll_gives_to_all_heads_counts_as_theirs_and_follows_the_configuration(
    desk: Desk, write: Write
) -> None:
    configure(desk, "_config.yml", DEFAULTS)
    write("_posts/2021-02-03-p-q.md", HEAD)
    write("_posts/wip/2021-02-04-w.md", HEAD.replace("One", "Two"))
    write("_posts/wip/2021-02-05-x.md", HEAD.replace("One", "Three") + "\npublished: true\nauthor: Bob")
    ingester = Ingester(desk.store, desk.settings, Watchers(clock=lambda: desk.now))
    ingester.run()
    assert desk.titles() == ["One", "Three"]
    one = next(entry for entry in desk.entries() if entry.title == "One")
    three = next(entry for entry in desk.entries() if entry.title == "Three")
    assert (one.link, one.language) == ("https://a.example/blog/p-q/", "de")
    assert (one.authors, three.authors) == (("Ann",), ("Bob",))
    assert [term.key for term in one.categories] == ["news"]
    configure(desk, "_config.yml", DEFAULTS.replace("/blog/", "/b/").replace("false", "true"))
    ingester.run({"posts": {"_config.yml"}})
    assert desk.titles() == ["One", "Three", "Two"]
    assert next(entry.link for entry in desk.entries() if entry.title == "One") == "https://a.example/b/p-q/"


def test_what_jekyll_never_shows_for_its_name_is_held_back(desk: Desk, write: Write) -> None:
    configure(desk, "_config.yml", "timezone: Asia/Shanghai\n")
    write("_posts/2022-03-28-shown.md", "title: Shown")
    write("en/_posts/22-3-8-shown.md", HEAD.replace("One", "Too"))
    write("_posts/wip.md", "title: Later\ndate: 2022-03-28 23:30:00 +0000")
    write("_posts/2022-03-28.md", HEAD)
    write("_posts/none.md", "title: Later")
    write("_posts/mine.md", f"{HEAD}\npublished: false")
    desk.run()
    assert desk.titles() == ["Shown", "Too"]
    told = {problem.path: (problem.found, problem.mend) for problem in desk.problems() if problem.held}
    assert set(told) == {"_posts/2022-03-28.md", "_posts/none.md", "_posts/wip.md"}
    assert "'wip.md' is no day with a title behind it, which Jekyll never shows" in told["_posts/wip.md"][0]
    assert told["_posts/wip.md"][1] == "once it is ready, begin its name with '2022-03-29-'"


def test_a_post_that_jekyll_shows_no_more_for_its_name_goes_with_it(desk: Desk, write: Write) -> None:
    configure(desk, "_config.yml", "timezone: UTC\n")
    named = write("_posts/2022-03-28-a.md", HEAD)
    desk.run()
    named.rename(named.with_name("a.md"))
    desk.run()
    assert [problem.path for problem in desk.problems() if problem.held] == ["_posts/a.md"]


def test_without_a_configuration_a_post_may_have_any_name(desk: Desk, write: Write) -> None:
    write("_posts/a.md", HEAD)
    desk.run()
    assert desk.titles() == ["One"]


HUGO = 'baseURL = "https://h.example"\ntimeZone = "UTC"\n'
CASCADE = """cascade:
- draft: true
  target: {path: "/posts/wip/**"}
- {author: Ann, categories: [News], date: 2022-03-28}"""


def test_what_hugo_hands_down_counts_as_the_articles_own_and_follows_the_section(desk: Desk, write: Write) -> None:
    configure(desk, "hugo.toml", HUGO)
    section = write("content/posts/_index.md", CASCADE)
    write("content/posts/one.md", "title: One")
    write("content/posts/wip/two.md", "title: Two")
    write("content/posts/wip/three.md", "title: Three\ndraft: false\nauthor: Bob\ndate: 2022-03-29")
    ingester = Ingester(desk.store, desk.settings, Watchers(clock=lambda: desk.now))
    ingester.run()
    three, one = desk.entries()
    assert (one.title, one.authors, three.title, three.authors) == ("One", ("Ann",), "Three", ("Bob",))
    assert [term.label for term in one.categories] == ["News"]
    assert (one.published, three.published) == (datetime(2022, 3, 28, tzinfo=UTC), datetime(2022, 3, 29, tzinfo=UTC))
    write("content/posts/_index.md", CASCADE.replace("Ann", "Eve").replace("true", "false"))
    ingester.run({"posts": {"content/posts/_index.md"}})
    assert desk.titles() == ["One", "Three", "Two"]
    assert {entry.authors for entry in desk.entries() if entry.title != "Three"} == {("Eve",)}
    section.unlink()
    ingester.run({"posts": {"content/posts/_index.md"}})
    assert [problem.rule for problem in desk.problems()] == ["date", "date"]


@pytest.mark.parametrize(
    ("given", "rule"),
    [
        ("draft: true", "draft"),
        ("expiryDate: 2020-01-01", "expired"),
        ("_build: {list: never}", "unlisted"),
        ("build: {list: never}", "unlisted"),
    ],
)
def test_what_a_whole_section_keeps_from_the_public_is_served_nowhere(
    desk: Desk, write: Write, given: str, rule: str
) -> None:
    configure(desk, "hugo.toml", HUGO)
    write("content/kept/_index.md", f"cascade: {{{given}}}")
    article = write("content/kept/one.md", HEAD)
    write("content/open/two.md", HEAD.replace("One", "Two"))
    desk.run()
    assert desk.titles() == ["Two"]
    assert inspection.show(desk.settings, article) == {"path": "content/kept/one.md", "passed_over": rule}


HEXO = "url: https://x.example\nnew_post_name: ':title.md'\n"
LOCKING = HEXO + "encrypt:\n  tags:\n  - {name: 日记, password: abc}\n"


def test_what_a_tag_protects_is_withdrawn_when_the_configuration_says_so_and_comes_back(
    desk: Desk, write: Write
) -> None:
    configure(desk, "_config.yml", HEXO)
    article = write("source/_posts/one.md", HEAD + "\ntags: [日记, a]")
    write("source/_posts/two.md", HEAD.replace("One", "Two") + "\ntags: [a]")
    write("source/_posts/three.md", HEAD.replace("One", "Three") + "\ntags: [日记]\npassword: ''")
    ingester = Ingester(desk.store, desk.settings, Watchers(clock=lambda: desk.now))
    ingester.run()
    assert sorted(desk.titles()) == ["One", "Three", "Two"]
    configure(desk, "_config.yml", LOCKING)
    ingester.run({"posts": {"_config.yml"}})
    assert sorted(desk.titles()) == ["Three", "Two"]
    assert inspection.show(desk.settings, article) == {"path": "source/_posts/one.md", "passed_over": "protected"}
    configure(desk, "_config.yml", HEXO)
    ingester.run({"posts": {"_config.yml"}})
    assert sorted(desk.titles()) == ["One", "Three", "Two"]


@pytest.mark.parametrize(
    ("name", "config", "left_out"),
    [
        ("hugo.toml", HUGO, 'ignoreFiles = ["content/posts/private/", "("]\n'),
        ("_config.yml", HEXO, "skip_render: [_posts/private/**, '!x']\n"),
        ("_config.yml", HEXO, "ignore: ['**/private/**', '!x']\n"),
    ],
)
def test_what_a_configuration_leaves_out_is_withdrawn_and_what_is_not_used_is_told(
    desk: Desk, write: Write, caplog: pytest.LogCaptureFixture, name: str, config: str, left_out: str
) -> None:
    folder = "content/posts" if name == "hugo.toml" else "source/_posts"
    configure(desk, name, config)
    write(f"{folder}/one.md", HEAD)
    kept = write(f"{folder}/private/two.md", HEAD.replace("One", "Two"))
    ingester = Ingester(desk.store, desk.settings, Watchers(clock=lambda: desk.now))
    ingester.run()
    assert sorted(desk.titles()) == ["One", "Two"]
    configure(desk, name, config + left_out)
    ingester.run({"posts": {name}})
    assert desk.titles() == ["One"]
    path = f"{folder}/private/two.md"
    assert inspection.show(desk.settings, kept) == {"path": path, "passed_over": "ignored"}
    assert "is not used" in caplog.text
    told = [each for each in inspection.check(desk.settings) if isinstance(each, Problem)]
    assert [(Path(each.path).name, each.rule, each.held) for each in told] == [(name, "site", False)]


def test_what_hugo_does_not_render_has_no_address_at_its_site(desk: Desk, write: Write) -> None:
    configure(desk, "hugo.toml", HUGO)
    write("content/cards/_index.md", "cascade: {build: {render: never}}")
    write("content/cards/one.md", HEAD)
    write("content/cards/two.md", HEAD.replace("One", "Two") + "\nurl: /two/")
    write("content/cards/three.md", HEAD.replace("One", "Three") + "\nlink: https://o.example/3")
    write("content/cards/four.md", HEAD.replace("One", "Four") + "\nbuild: {list: always}")
    desk.run()
    assert {entry.title: entry.link for entry in desk.entries()} == {
        "One": None, "Two": None, "Three": "https://o.example/3", "Four": "https://h.example/cards/four/",
    }  # fmt: skip


def test_a_translation_that_hugo_does_not_build_is_served_nowhere(desk: Desk, write: Write) -> None:
    configure(desk, "hugo.toml", HUGO + 'disableLanguages = ["DE"]\n[languages]\nen = {}\nde = {}\n')
    write("content/one.md", HEAD)
    hidden = write("content/one.de.md", HEAD.replace("One", "Eins"))
    desk.run()
    assert desk.titles() == ["One"]
    assert inspection.show(desk.settings, hidden) == {"path": "content/one.de.md", "passed_over": "language"}


def test_a_section_that_comes_as_a_folder_hands_down_at_once(desk: Desk, write: Write) -> None:
    configure(desk, "hugo.toml", HUGO)
    write("content/open/one.md", HEAD)
    ingester = Ingester(desk.store, desk.settings, Watchers(clock=lambda: desk.now))
    ingester.run()
    write("content/kept/_index.md", "cascade: {draft: true}")
    write("content/kept/two.md", HEAD.replace("One", "Two"))
    ingester.run({"posts": {"content/kept"}})
    assert desk.titles() == ["One"]


def test_a_configuration_that_comes_later_withdraws_what_are_pages_to_it_and_says_so(
    desk: Desk, write: Write, caplog: pytest.LogCaptureFixture
) -> None:
    write("_posts/2022-03-28-one.md", HEAD)
    write("about.md", HEAD.replace("One", "About"))
    gone = write("gone.md", HEAD.replace("One", "Gone"))
    ingester = Ingester(desk.store, desk.settings, Watchers(clock=lambda: desk.now))
    ingester.run()
    assert desk.titles() == ["About", "Gone", "One"]
    gone.unlink()
    configure(desk, "_config.yml", CONFIG.format(host="a.example"))
    ingester.run({"posts": {"_config.yml"}})
    assert desk.titles() == ["One"]
    told = [message for message in caplog.messages if "passed over" in message]
    assert told == [
        "posts: 1 files that were articles are passed over now, first 'about.md' (page); "
        "feedsvc check --passed lists them"
    ]


def test_a_folder_that_goes_is_not_told_as_passed_over(
    desk: Desk, write: Write, caplog: pytest.LogCaptureFixture
) -> None:
    gone = write("2022/one.md", HEAD)
    write("two.md", HEAD.replace("One", "Two"))
    desk.run()
    gone.unlink()
    gone.parent.rmdir()
    desk.run({"2022"})
    assert desk.titles() == ["Two"]
    assert not [message for message in caplog.messages if "passed over" in message]


def test_links_between_articles_lead_to_their_addresses_and_follow_them(desk: Desk, write: Write) -> None:
    configure(desk, "config.toml", 'base_url = "https://z.example"\n')
    write("content/blog/a.md", HEAD, "See [b](@/blog/b/index.md#part) and [c](../c.md) and [d](@/blog/nowhere.md).")
    write("content/blog/b/index.md", HEAD.replace("One", "Two"))
    write("content/c.md", HEAD.replace("One", "Three"))
    desk.run()
    content = next(entry.content for entry in desk.entries() if entry.title == "One")
    assert 'href="https://z.example/blog/b/#part"' in content
    assert 'href="https://z.example/c/"' in content
    assert content.count("<a ") == 2
    write("content/blog/b/index.md", HEAD.replace("One", "Two") + "\nslug: moved")
    desk.run()
    assert 'href="https://z.example/blog/moved/#part"' in next(e.content for e in desk.entries() if e.title == "One")


@pytest.mark.parametrize(
    ("configured", "with_index"),
    [
        (("hugo.toml", 'baseURL = "https://h.example/"'), ["Trip"]),
        (("config.toml", 'base_url = "https://z.example"\ncompile_sass = false'), ["Trip"]),
        (None, ["Day 1", "Day 2", "Trip"]),
    ],
    ids=["hugo", "zola", "no site"],
)
def test_what_lies_beside_an_index_follows_it_when_that_is_told(
    desk: Desk, write: Write, configured: tuple[str, str] | None, with_index: list[str]
) -> None:
    if configured is not None:
        configure(desk, *configured)
    for path in ("day1.md", "more/day2.md"):
        write(f"content/posts/trip/{path}", f"title: Day {path[-4]}\ndate: 2022-03-28 19:13:15", f"Text of {path}.")
    ingester = Ingester(desk.store, desk.settings, Watchers(clock=lambda: desk.now))
    ingester.run()
    index = write("content/posts/trip/index.md", HEAD.replace("One", "Trip"), "Text of the trip.")
    ingester.run({"posts": {"content/posts/trip/index.md"}})
    assert desk.titles() == with_index
    index.unlink()
    ingester.run({"posts": {"content/posts/trip/index.md"}})
    assert desk.titles() == ["Day 1", "Day 2"]


def test_pictures_of_a_page_bundle_lie_beside_its_page(desk: Desk, write: Write) -> None:
    configure(desk, "hugo.toml", 'baseURL = "https://h.example"\n')
    write("content/post/b/index.md", HEAD, "![p](p.png)\n\nSome words.")
    (desk.settings.sources[0].path / "content/post/b/p.png").write_bytes(b"x")
    desk.run()
    assert 'src="https://h.example/post/b/p.png"' in desk.entries()[0].content


def test_jekylls_own_addresses_are_the_sites(desk: Desk, write: Write) -> None:
    configure(desk, "_config.yml", "url: https://a.example\nbaseurl: /blog\n")
    body = '![a]({{ site.baseurl }}/a.png) ![b]({{ "/b.png" | relative_url }}) [c]({{ site.url }}{{ site.baseurl }}/c)'
    write("_posts/2022-03-28-one.md", HEAD, body + ' [d]({{ "/d" | absolute_url }}) Words.')
    desk.run()
    content = desk.entries()[0].content
    for address in ("a.png", "b.png", "c", "d"):
        assert f'="https://a.example/blog/{address}"' in content


def test_pictures_of_a_chirpy_article_lie_in_the_folder_that_its_head_names(desk: Desk, write: Write) -> None:
    configure(desk, "_config.yml", "url: https://a.example\nbaseurl: /blog\n")
    head = f"{HEAD}\nmedia_subpath: /assets/mill/\nimage: cover.png"
    pictures = "![a](one.png) ![b](https://p.example/b.png) <img alt='c' src='three.png'>"
    body = pictures + "\n\n{% include embed/video.html src='turn.mp4' %}\n\nWords."
    write("_posts/2022-03-28-one.md", head, body)
    desk.run()
    entry = desk.entries()[0]
    own = "https://a.example/blog/assets/mill"
    for address in (f"{own}/one.png", "https://p.example/b.png", f"{own}/three.png", f"{own}/turn.mp4"):
        assert f'src="{address}"' in entry.content
    assert entry.picture is not None and entry.picture.url == f"{own}/cover.png"


def test_pictures_of_a_chirpy_site_lie_where_its_configuration_says(desk: Desk, write: Write) -> None:
    configure(desk, "_config.yml", "url: https://a.example\ntheme: jekyll-theme-chirpy\ncdn: https://p.example\n")
    write("_posts/2022-03-28-one.md", f"{HEAD}\nimage: /cover.png", "![a](/one.png) Words.")
    head = f"{HEAD}\nimage: cover.png\nmedia_subpath: https://q.example/mill"
    write(
        "_posts/2022-03-27-two.md", head.replace("03-28", "03-27"), "![a](one.png) ![b](https://r.example/b.png) Words."
    )
    desk.run()
    pictures = [(entry.picture.url if entry.picture else "", entry.content) for entry in desk.entries()]
    for (cover, content), place in zip(pictures, ("https://p.example", "https://q.example/mill"), strict=True):
        assert (cover, f'src="{place}/one.png"' in content) == (f"{place}/cover.png", True)
    assert 'src="https://r.example/b.png"' in pictures[1][1]


def test_the_folder_that_a_jekyll_site_names_as_its_source_is_no_part_of_addresses(desk: Desk, write: Write) -> None:
    config = "source: src\nurl: https://a.example\npermalink: /:categories/:title/\n"
    configure(desk, "_config.yml", config)
    write("src/_posts/2022-03-28-one.md", HEAD, "Words, {% link _posts/2022-03-28-two.md %}.")
    write("src/news/_posts/2022-03-28-two.md", HEAD, "Words.")
    desk.run()
    assert {entry.link for entry in desk.entries()} == {"https://a.example/one/", "https://a.example/news/two/"}


def test_values_of_a_jekyll_site_and_its_articles_are_those_that_it_shows(desk: Desk, write: Write) -> None:
    configure(
        desk,
        "_config.yml",
        "url: https://a.example\nbaseurl: /blog\npermalink: /:title/\nrepo: https://c.example/r\n"
        "defaults: [{values: {toc: /pics}}]\n",
    )
    body = (
        "[a]({{ site.repo }}/1) <{{site.url}}{{site.baseurl}}{{page.url}}#b> [c]({{ page.k }}/{{ site.data.x }}) "
        "[d]({{site.base}}/slack.html) ![e]({{ page.toc }}/e.png) [f]({{ site.home }}) Words."
    )
    write("_posts/2022-03-28-one.md", f"{HEAD}\nk: v", body)
    desk.run()
    content = desk.entries()[0].content
    assert '="https://c.example/r/1"' in content
    assert '="https://a.example/blog/one/#b"' in content
    assert '</a> c <a href="https://a.example/slack.html"' in content
    assert '="https://a.example/pics/e.png"' in content
    assert "f Words." in content
    assert [problem.found for problem in desk.problems()] == [
        "the template value 'site.data.x' was left out",
        "the template value 'site.home' was left out",
    ]


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed: apt-get install git")
def test_the_commit_dates_an_article_only_where_it_is_asked(desk: Desk, tmp_path: Path) -> None:
    repository = Repository(tmp_path / "work")
    repository.commit("01-02", "a.md")
    source = replace(desk.settings.sources[0], path=repository.folder)
    desk.settings = replace(desk.settings, sources=(source,))
    desk.run()
    assert [problem.rule for problem in desk.problems()] == ["date"]
    desk.settings = replace(desk.settings, sources=(replace(source, git_dates=True),))
    desk.run()
    (entry,) = desk.entries()
    assert (entry.published, entry.assumed) == (datetime(2022, 1, 2, tzinfo=UTC), ("date from commit",))
    assert [problem.rule for problem in desk.problems()] == ["title"]
    repository.write("b.md")
    desk.run()
    assert "date" in [problem.rule for problem in desk.problems()]
    repository.commit("01-03")
    desk.run()
    assert len(desk.entries()) == 2


def test_a_source_without_a_work_tree_is_told_and_read_without(
    desk: Desk, write: Write, caplog: pytest.LogCaptureFixture
) -> None:
    write("a.md", HEAD)
    desk.settings = replace(desk.settings, sources=(replace(desk.settings.sources[0], git_dates=True),))
    desk.run()
    assert desk.titles() == ["One"]
    assert "git_dates" in caplog.text


def test_check_and_show_go_on_where_git_fails_as_an_ingest_does(
    desk: Desk, write: Write, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    dated, undated = write("dated.md"), write("undated.md", head="title: Two")
    desk.settings = replace(desk.settings, sources=(replace(desk.settings.sources[0], git_dates=True),))
    assert [each.path for each in inspection.check(desk.settings) if isinstance(each, Problem)] == [f"{undated}"]
    assert inspection.show(desk.settings, dated)["title"] == "One"
    assert caplog.text.count("switch git_dates off") == 2


def test_an_unreadable_configuration_is_told_once(desk: Desk, write: Write, caplog: pytest.LogCaptureFixture) -> None:
    configure(desk, "_config.yml", "a: [")
    write("_posts/2022-03-28-one.md", HEAD)
    ingester = Ingester(desk.store, desk.settings, Watchers(clock=lambda: desk.now))
    ingester.run()
    ingester.run()
    assert desk.titles() == ["One"]
    assert caplog.text.count("the site's configuration cannot be read") == 1


@pytest.mark.parametrize("whole", [True, False])
def test_a_configuration_that_cannot_be_read_any_more_counts_as_it_was(
    desk: Desk, write: Write, caplog: pytest.LogCaptureFixture, *, whole: bool
) -> None:
    configure(desk, "_config.yml", DEFAULTS)
    write("_posts/2021-02-03-p-q.md", HEAD)
    write("_posts/wip/2021-02-04-w.md", HEAD.replace("One", "Two"))
    ingester = Ingester(desk.store, desk.settings, Watchers(clock=lambda: desk.now))
    ingester.run()
    before = desk.entries()
    configure(desk, "_config.yml", f"{DEFAULTS}\na: [")
    write("_posts/2021-02-05-r.md", HEAD.replace("One", "Three").replace("-28", "-29"))
    ingester.run(None if whole else {"posts": {"_config.yml", "_posts/2021-02-05-r.md"}})
    assert "until then what it said before counts" in caplog.text
    new, old = desk.entries()
    assert (new.title, new.link, [old]) == ("Three", "https://a.example/blog/r/", before)
    configure(desk, "_config.yml", DEFAULTS.replace("/blog/", "/b/"))
    ingester.run(None if whole else {"posts": {"_config.yml"}})
    assert [entry.link for entry in desk.entries()] == ["https://a.example/b/r/", "https://a.example/b/p-q/"]


@pytest.mark.parametrize("slip", [f"{DEFAULTS}\na: [", DEFAULTS + "#" * sections.LARGEST], ids=["slip", "too-large"])
def test_a_configuration_that_cannot_be_read_counts_as_it_was_at_the_next_start(
    desk: Desk, write: Write, caplog: pytest.LogCaptureFixture, slip: str
) -> None:
    configure(desk, "_config.yml", DEFAULTS)
    write("_posts/2021-02-03-p-q.md", HEAD)
    write("_posts/wip/2021-02-04-w.md", HEAD.replace("One", "Two"))
    desk.run()
    before = desk.entries()
    configure(desk, "_config.yml", slip)
    write("_posts/2021-02-05-r.md", "title: Three\ndate: 2022-03-29 19:13:15")
    Ingester(desk.store, desk.settings, Watchers(clock=lambda: desk.now)).run()
    assert caplog.text.count("until then what it said before counts") == 1
    new, old = desk.entries()
    assert (new.title, new.link, [old]) == ("Three", "https://a.example/blog/r/", before)


def test_a_configuration_above_that_cannot_be_read_counts_as_it_was_and_is_told(
    desk: Desk, write: Write, caplog: pytest.LogCaptureFixture
) -> None:
    settings, source = "source: texts\nurl: https://a.example\npermalink: /:title/\n", desk.settings.sources[0]
    write("texts/_posts/2021-02-03-p-q.md", HEAD)
    configure(desk, "_config.yml", settings)
    desk.settings = replace(desk.settings, sources=(replace(source, path=source.path / "texts"),))
    desk.run()
    assert [entry.link for entry in desk.entries()] == ["https://a.example/p-q/"]
    (source.path / "_config.yml").write_text(f"{settings}a: [")
    for _ in range(2):
        Ingester(desk.store, desk.settings, Watchers(clock=lambda: desk.now)).run()
        assert [entry.link for entry in desk.entries()] == ["https://a.example/p-q/"]
    assert "../_config.yml:" in caplog.text


def test_a_configuration_that_is_gone_is_forgotten(desk: Desk, write: Write) -> None:
    configure(desk, "_config.yml", DEFAULTS)
    write("_posts/wip/2021-02-04-w.md", HEAD)
    desk.run()
    assert not desk.entries()
    (desk.settings.sources[0].path / "_config.yml").unlink()
    for _ in range(2):
        Ingester(desk.store, desk.settings, Watchers(clock=lambda: desk.now)).run()
        assert desk.titles() == ["One"]


TRANSLATED = {
    "zola": (
        ("config.toml", 'base_url = "https://s.example"\ndefault_language = "en"\n[languages.fr]\n'),
        "See [A](@/a/index.md) and [A fr](@/a/index.fr.md).",
        {"Two": ["One", "Un"], "Deux": ["One", "Un"]},
    ),
    "hugo": (
        ("hugo.toml", 'baseURL = "https://s.example"\ndefaultContentLanguage = "en"\n[languages.en]\n[languages.fr]\n'),
        'See [A]({{< ref "a" >}}).',
        {"Two": ["One"], "Deux": ["Un"]},
    ),
}


@pytest.mark.parametrize("generator", TRANSLATED)
def test_links_of_a_site_with_translations_lead_to_the_one_that_is_meant(
    desk: Desk, write: Write, generator: str
) -> None:
    config, body, meant = TRANSLATED[generator]
    configure(desk, *config)
    write("content/a/index.md", HEAD, "Words.")
    write("content/a/index.fr.md", HEAD.replace("One", "Un"), "Mots.")
    write("content/b/index.md", HEAD.replace("One", "Two"), body)
    write("content/b/index.fr.md", HEAD.replace("One", "Deux"), body)
    desk.run()
    found = [*desk.problems(), *(each for each in inspection.check(desk.settings) if isinstance(each, Problem))]
    assert found == []
    entries = {entry.title: entry for entry in desk.entries()}
    leading = {title: each.link or f"{desk.settings.public_url}/article/{each.uuid}" for title, each in entries.items()}
    for title, targets in meant.items():
        assert re.findall('href="([^"]*)"', entries[title].content) == [leading[each] for each in targets]


def test_check_tells_of_links_what_an_ingest_tells(desk: Desk, write: Write) -> None:
    write("x/a.md", HEAD, "Words.")
    write("y/a.md", HEAD.replace("One", "Two"), "More words.")
    write("b.md", HEAD.replace("One", "Three"), "See [a]({% post_url a %}), [x](x/a.md), [z](z/a.md).")
    desk.run()
    told = [problem.found for problem in desk.problems()]
    assert told == ["the link target 'a' is not known", "the link target 'z/a.md' is not known"]
    assert [each.found for each in inspection.check(desk.settings) if isinstance(each, Problem)] == told


def test_links_to_files_of_one_name_lead_to_the_one_beside_them(desk: Desk, write: Write) -> None:
    def dated(title: str, day: int, more: str = "") -> str:
        return f"title: {title}\ndate: 2022-03-{day:02}\nlink: https://o.example/{day}{more}"

    write("two.md", dated("Top", 1), "Words.")
    write("x/two.md", dated("Two of x", 2), "Words of x.")
    write("x/one.md", dated("One", 3), "[own](two.md) [same](./two.md) [top](../two.md) [other](../y/two.md)")
    write("y/two.md", dated("Two of y", 4, "\ndraft: true"), "Words of y.")
    desk.run()
    leads = 'href="https://o.example/([0-9]*)"'
    assert re.findall(leads, next(each.content for each in desk.entries() if each.title == "One")) == ["2", "2", "1"]
    told = [problem.found for problem in desk.problems()]
    assert told == ["the link target '../y/two.md' is not known"]
    assert [each.found for each in inspection.check(desk.settings) if isinstance(each, Problem)] == told
    write("y/two.md", dated("Two of y", 4), "Words of y.")
    desk.run()
    assert re.findall(leads, next(each.content for each in desk.entries() if each.title == "One")) == list("2214")
    (desk.settings.sources[0].path / "x/two.md").unlink()
    desk.run()
    assert re.findall(leads, next(each.content for each in desk.entries() if each.title == "One")) == list("1114")


def test_a_link_upwards_may_begin_at_its_own_folder(desk: Desk, write: Write) -> None:
    write("two.md", "title: Two\ndate: 2022-03-01\nlink: https://o.example/two", "Words.")
    write("x/one.md", "title: One\ndate: 2022-03-02", "[up](./../two.md)")
    desk.run()
    (content,) = (each.content for each in desk.entries() if each.title == "One")
    assert 'href="https://o.example/two"' in content


def test_what_zola_leaves_out_is_no_article(desk: Desk, write: Write) -> None:
    configure(desk, "zola.toml", 'base_url = "https://h.example/"\nignored_content = ["*.wip.md"]\n')
    for path in ("a.md", "a.wip.md", "x/b.md", "x/deep/c.md", "y/d.md"):
        write(f"content/{path}", f"title: {path}\ndate: 2022-03-28\ndraft: false")
    configure(desk, "content/x/_index.md", "+++\ntitle = 'A section'\ndraft = true\n+++\n")
    configure(desk, "content/y/_index.md", "+++\ntitle = 'No draft'\n+++\n")
    desk.run()
    assert (desk.titles(), list(desk.problems())) == (["a.md", "y/d.md"], [])
    configure(desk, "content/x/_index.md", "+++\ntitle = 'A section'\n+++\n")
    desk.run()
    assert desk.titles() == ["a.md", "x/b.md", "x/deep/c.md", "y/d.md"]


def test_the_taxonomies_that_a_hugo_site_names_are_tags(desk: Desk, write: Write) -> None:
    configure(desk, "hugo.toml", 'baseURL = "https://h.example/"\n[taxonomies]\ntopic = "topics"\nauthor = "authors"\n')
    write(
        "content/post/a.md",
        f"{HEAD}\ntopics: [Energy Policy, R&amp;D]\ntags: [R&amp;D]\nauthors: [Li Lei]\nplaces: [Rome]",
    )
    desk.run()
    assert desk.titles("tag", "energy-policy") == desk.titles("author", "li-lei") == ["One"]
    assert [term.label for term in desk.entries()[0].tags] == ["R&D", "Energy Policy"]
    assert desk.titles("tag", "li-lei") == desk.titles("tag", "rome") == []


def test_emoji_are_shown_where_a_site_says_so(desk: Desk, write: Write) -> None:
    write("content/one.md", HEAD, "Done :tada: at `:x:` 10:30:45.")
    configure(desk, "hugo.toml", "baseURL = 'https://n.example'\n")
    desk.run()
    assert "Done :tada: at" in desk.entries()[0].content
    configure(desk, "hugo.toml", "baseURL = 'https://n.example'\nenableEmoji = true\n")
    desk.run()
    assert "Done 🎉 at <code>:x:</code> 10:30:45." in desk.entries()[0].content

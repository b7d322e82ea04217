"""What files of data say of the articles beside them, on sites whose configuration is a program that is never run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from feedsvc import inspection
from tests.desk import Desk

Write = Callable[..., Path]
HEAD = "title: One\ndate: 2022-03-28"
PEOPLE = "ann:\n  name: Ann Lee\n  url: https://ann.example\nbea: {name: Bea Orr, title: Reporter}\nnobody: {url: /x}\n"


def configure(desk: Desk, name: str, text: str) -> None:
    file = desk.settings.sources[0].path / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def generator_of(desk: Desk) -> str:
    return {name: value for name, value, _ in inspection.in_force(desk.settings)}["sources.posts.generator"]


def authors(desk: Desk) -> list[tuple[str, ...]]:
    return [entry.authors for entry in desk.entries()]


@pytest.mark.parametrize(
    ("name", "generator"),
    [
        ("docusaurus.config.js", "docusaurus"),
        ("docusaurus.config.ts", "docusaurus"),
        (".eleventy.js", "eleventy"),
        ("eleventy.config.mjs", "eleventy"),
        ("astro.config.mjs", "astro"),
        (".vuepress/config.ts", "vuepress"),
        ("docs/.vuepress/config.js", "vuepress"),
        ("src/.vuepress/config.ts", "vuepress"),
        ("webpack.config.js", "auto"),
    ],
)
def test_a_program_that_configures_a_site_tells_its_generator_and_lists_of_categories_are_sets(
    desk: Desk, write: Write, name: str, generator: str
) -> None:
    write("blog/one.md", f"{HEAD}\ncategories: [mills, towns]")
    configure(desk, name, "export default {}\n")
    desk.run()
    assert generator_of(desk) == generator
    labels = ["mills", "mills>towns", "towns"] if generator == "auto" else ["mills", "towns"]
    assert sorted(term.label for entry in desk.entries() for term in entry.categories) == labels


@pytest.mark.parametrize("name", ["astro.config.mjs", ".vuepress/config.js", "docusaurus.config.js", ".eleventy.js"])
def test_a_program_that_configures_a_site_takes_no_article_its_date(desk: Desk, write: Write, name: str) -> None:
    write("one.md", "title: One\ndatetime: 2022-03-28 18:30")
    write("mill-2022-03-29.md", "title: Two")
    write("three.md", "title: Three\ndate: 2022-03-30\nctime: 2022-03-30 08:15")
    configure(desk, name, "export default {}\n")
    desk.run()
    assert [f"{entry.published:%d %H:%M}" for entry in desk.entries()] == ["30 00:15", "28 16:00", "28 10:30"]


def test_of_vuepress_the_pages_of_folders_are_articles_where_they_have_a_date(desk: Desk, write: Write) -> None:
    configure(desk, "docs/.vuepress/config.js", "")
    write("docs/posts/one/README.md", HEAD)
    write("docs/posts/README.md", "title: Posts")
    write("docs/README.md", "title: Home")
    desk.run()
    assert ([entry.title for entry in desk.entries()], list(desk.problems())) == (["One"], [])


@pytest.mark.parametrize("folder", ["", "blog/"])
@pytest.mark.parametrize("name", ["authors.yml", "authors.yaml"])
def test_docusaurus_authors_have_their_names_for_their_keys(desk: Desk, write: Write, folder: str, name: str) -> None:
    write(f"{folder}2022-03-28-one.md", f"{HEAD}\nauthors: ann")
    write(f"{folder}2022-03-29-two.md", "title: Two\ndate: 2022-03-29\nauthors: [bea, nobody]")
    inline = "authors:\n  - name: Cid Fox\n    title: Guest\n  - key: ann\n    title: Editor"
    write(f"{folder}2022-03-30-three/index.mdx", f"title: Three\ndate: 2022-03-30\n{inline}")
    if folder:
        configure(desk, "docusaurus.config.js", "module.exports = {}\n")
    configure(desk, f"{folder}{name}", PEOPLE)
    desk.run()
    assert authors(desk) == [("Cid Fox", "Ann Lee"), ("Bea Orr", "nobody"), ("Ann Lee",)]
    configure(desk, f"{folder}{name}", "ann: {name: Ann B. Lee}\n")
    desk.run({f"{folder}{name}"})
    assert authors(desk)[2] == ("Ann B. Lee",)


def test_names_of_a_translation_are_none_of_the_blogs_own(desk: Desk, write: Write) -> None:
    write("blog/2022-03-28-one.md", f"{HEAD}\nauthors: [ann, cid]")
    configure(desk, "docusaurus.config.js", "module.exports = {}\n")
    configure(desk, "blog/authors.yml", "ann: {name: Ann Lee}\n")
    translated = "i18n/zh/docusaurus-plugin-content-blog/authors.yml"
    configure(desk, translated, "ann: {name: 李安}\ncid: {name: 福克斯}\n")
    desk.run()
    assert authors(desk) == [("Ann Lee", "福克斯")]


def test_a_blog_of_docusaurus_is_known_by_what_lies_above_it(desk: Desk, write: Write) -> None:
    write("2022-03-28-one.md", f"{HEAD}\nauthors: ann")
    (desk.settings.sources[0].path.parent / "docusaurus.config.js").write_text("")
    configure(desk, "authors.yml", PEOPLE)
    desk.run()
    assert (generator_of(desk), authors(desk)) == ("docusaurus", [("Ann Lee",)])


@pytest.mark.parametrize("text", ["- name: Ann Lee\n", "ann: Ann Lee\n", "ann: {name: [\n", "", "\u0000"])
def test_another_file_of_that_name_tells_nothing(desk: Desk, write: Write, text: str) -> None:
    write("one.md", f"{HEAD}\nauthors: ann")
    configure(desk, "authors.yml", text)
    desk.run()
    assert (generator_of(desk), authors(desk)) == ("auto", [("ann",)])


def test_authors_of_a_folder_name_nobody_on_a_site_of_another_generator(desk: Desk, write: Write) -> None:
    write("_posts/2022-03-28-one.md", f"{HEAD}\nauthor: ann")
    configure(desk, "_config.yml", "url: https://n.example\n")
    configure(desk, "authors.yml", PEOPLE)
    desk.run()
    assert (generator_of(desk), authors(desk)) == ("jekyll", [("ann",)])


def tags(desk: Desk) -> list[list[str]]:
    return [[term.label for term in entry.tags] for entry in desk.entries()]


ELEVENTY = '{"layout": "post.njk", "tags": ["posts", "mills"], "author": "Ann &amp; Bea", "title": "All", "url": "/a/"}'


def test_a_folder_of_eleventys_without_pages_has_no_articles(desk: Desk, write: Write) -> None:
    configure(desk, "eleventy.config.js", "export default {};")
    configure(desk, "parts/parts.json", '{"permalink": false}')
    for path, more in (("parts/a.md", ""), ("parts/b.md", "permalink: /b/"), ("posts/c.md", "permalink: false")):
        write(path, f"title: {path}\ndate: 2022-03-28\n{more}")
    desk.run()
    assert desk.titles() == ["parts/b.md"]


IGNORED = {
    ".eleventyignore": "# No pages.\n\nnotes/\n /todo.md \nwip/**/*.md\n*.txt\n!notes/b.md\n(x\n",
    ".gitignore": "notes\r\ntodo.md\nwip/*\n*.txt\n[^x(\n",
    "src/.eleventyignore": "./*.draft.md\n../outside.md\n",
    "eleventy.config.js": 'export default function (c) { c.ignores.add("./notes/"); c.ignores.add(`todo.md`);\n'
    "c.ignores.add('wip/**'); c.ignores.add('*.txt'); c.ignores.add(`${a}/src`); c.ignores.add(b); x.add('src') }",
}
WRITTEN = ("notes/b.md", "src/a.draft.md", "src/notes.md", "src/posts/a.draft.md", "todo.md", "wip/a/b.md", "x.txt")


@pytest.mark.parametrize(
    ("name", "left"),
    [
        (".eleventyignore", [1, 2, 3]),
        (".gitignore", [1, 2, 3]),
        ("src/.eleventyignore", [0, 2, 3, 4, 5, 6]),
        ("eleventy.config.js", [1, 2, 3]),
    ],
)
def test_what_an_eleventy_site_ignores_is_no_article(desk: Desk, write: Write, name: str, left: list[int]) -> None:
    for path in WRITTEN:
        write(path, f"title: {path}\ndate: 2022-03-28")
    configure(desk, "eleventy.config.js", "export default {};")
    desk.run()
    assert sorted(desk.titles()) == sorted(WRITTEN)
    configure(desk, name, IGNORED[name])
    desk.run({name})
    assert sorted(desk.titles()) == [WRITTEN[at] for at in left]


def test_an_eleventy_site_may_have_pages_that_git_ignores(desk: Desk, write: Write) -> None:
    write("notes/a.md", HEAD)
    configure(desk, ".gitignore", "notes/\n")
    configure(desk, "eleventy.config.js", "export default (c) => { c.setUseGitIgnore(false); };")
    desk.run()
    assert desk.titles() == ["One"]


def test_a_source_within_an_eleventy_site_knows_what_that_ignores(desk: Desk, write: Write) -> None:
    above = desk.settings.sources[0].path.parent
    for path in ("a.md", "wip/b.md"):
        write(path, f"title: {path}\ndate: 2022-03-28")
    (above / ".eleventy.js").write_text("")
    (above / ".eleventyignore").write_text(f"{desk.settings.sources[0].path.name}/wip\n(x\n")
    desk.run()
    assert desk.titles() == ["a.md"]


def test_a_git_ignore_alone_leaves_nothing_out(desk: Desk, write: Write) -> None:
    write("notes/a.md", HEAD)
    configure(desk, ".gitignore", "notes/\n")
    desk.run()
    assert desk.titles() == ["One"]


@pytest.mark.parametrize("name", ["posts.json", "posts.11tydata.json"])
def test_an_eleventy_folders_data_stands_under_the_heads_below_it(desk: Desk, write: Write, name: str) -> None:
    write("src/posts/one.md", "date: 2022-03-28", "<p>A mill by the river has new owners.</p>")
    write("src/posts/deep/two.md", "title: Two\ndate: 2022-03-29\ntags: [post, towns]\nauthor: Cid Fox")
    write("src/notes/three.md", "title: Three\ndate: 2022-03-30\ntags: all")
    configure(desk, "eleventy.config.js", "export default () => {}\n")
    configure(desk, f"src/posts/{name}", ELEVENTY)
    desk.run()
    assert (tags(desk), authors(desk)) == ([[], ["towns", "mills"], ["mills"]], [(), ("Cid Fox",), ("Ann & Bea",)])
    assert [entry.title for entry in desk.entries()] == ["Three", "Two", "A mill by the river has new owners."]
    configure(desk, f"src/posts/deep/{name.replace('posts', 'deep')}", '{"eleventyExcludeFromCollections": true}')
    desk.run({f"src/posts/deep/{name.replace('posts', 'deep')}"})
    assert [entry.title for entry in desk.entries()] == ["Three", "A mill by the river has new owners."]


def test_what_an_eleventy_folder_is_about_sums_up_none_of_its_articles(desk: Desk, write: Write) -> None:
    write("posts/one.md", HEAD, "The mill by the river has new owners.")
    configure(desk, ".eleventy.js", "module.exports = {}\n")
    configure(desk, "posts/posts.json", '{"description": "Notes on mills", "author": "Ann Lee"}')
    desk.run()
    assert [entry.summary for entry in desk.entries()] == ["The mill by the river has new owners."]
    assert authors(desk) == [("Ann Lee",)]


@pytest.mark.parametrize("text", ["[1]", "", '{"layout": "post"}', "{", '"a"', '{"permalink": "/{{ title }}/"}'])
def test_data_that_says_nothing_of_articles_changes_nothing(desk: Desk, write: Write, text: str) -> None:
    write("posts/one.md", f"{HEAD}\ntags: mills")
    configure(desk, ".eleventy.js", "module.exports = {}\n")
    configure(desk, "posts/posts.json", text)
    desk.run()
    assert tags(desk) == [["mills"]]


def test_a_source_within_an_eleventy_site_has_the_data_of_its_folder_and_those_around(desk: Desk, write: Write) -> None:
    above = desk.settings.sources[0].path.parent
    write("one.md", "title: One\ndate: git Last Modified")
    write("2022-03-28-two.md", "title: Two\ndate: Last Modified\npermalink: '/{{ title }}/'")
    (above / ".eleventy.js").write_text("")
    (above / f"{above.name}.json").write_text(ELEVENTY)
    configure(desk, "posts.json", '{"author": "Dee Orr"}')
    desk.run()
    assert [(entry.title, entry.authors) for entry in desk.entries()] == [("Two", ("Dee Orr",))]
    assert (tags(desk), ["no date" in problem.found for problem in desk.problems()]) == ([["mills"]], [True])


@pytest.mark.parametrize("name", ["_data/metadata.json", "src/_data/site.json"])
def test_an_eleventy_sites_data_says_where_it_is_and_who_writes_it(desk: Desk, write: Write, name: str) -> None:
    write("src/posts/one.md", f"{HEAD}\npermalink: /mill/", "![A mill](/img/mill.png) It turns.")
    write("src/posts/two.md", "title: Two\ndate: 2022-03-29\nauthor: Bea Orr")
    configure(desk, ".eleventy.js", "module.exports = {}\n")
    configure(desk, name, '{"name": "Mills", "url": "https://m.example/", "lang": "fr", "author": {"name": "Ann Lee"}}')
    desk.run()
    two, one = desk.entries()
    assert (one.link, one.language, one.source.url) == ("https://m.example/mill/", "fr", "https://m.example")
    assert 'src="https://m.example/img/mill.png"' in one.content
    assert (one.authors, two.authors) == (("Ann Lee",), ("Bea Orr",))


@pytest.mark.parametrize(
    "text", ['{"url": "https://example.com", "author": "Ann"}', '{"author": "Ann Lee"}', "[1]", "{", '{"url": "/a"}']
)
def test_data_that_names_no_address_says_nothing_of_an_eleventy_site(desk: Desk, write: Write, text: str) -> None:
    write("posts/one.md", f"{HEAD}\npermalink: /mill/")
    configure(desk, ".eleventy.js", "module.exports = {}\n")
    configure(desk, "_data/site.json", text)
    desk.run()
    assert [(entry.link, entry.authors) for entry in desk.entries()] == [(None, ())]


def test_a_folder_of_an_eleventy_site_has_the_address_that_its_data_says(desk: Desk, write: Write) -> None:
    above = desk.settings.sources[0].path.parent
    write("one.md", f"{HEAD}\npermalink: /mill/")
    (above / ".eleventy.js").write_text("")
    (above / "_data").mkdir()
    (above / "_data/site.json").write_text('{"siteUrl": "https://m.example", "authorName": "Ann Lee"}')
    desk.run()
    assert [(entry.link, entry.authors) for entry in desk.entries()] == [("https://m.example/mill/", ("Ann Lee",))]


def test_what_eleventy_evaluates_in_a_text_is_no_word_of_it(desk: Desk, write: Write) -> None:
    body = "A [mill]({{ '/mill/' | url }}) of {{ metadata.owner }} mine.\n\n```\n{% raw %}{{ x }}{% endraw %}\n```"
    write("one.md", HEAD, body)
    configure(desk, ".eleventy.js", "module.exports = {}\n")
    source = replace(desk.settings.sources[0], address="https://n.example")
    desk.settings = replace(desk.settings, sources=(source,))
    desk.run()
    content = desk.entries()[0].content
    assert 'href="https://n.example/mill/"' in content and "</a> of  mine.</p>" in content
    assert "<code>{{ x }}\n</code>" in content


def test_a_tag_posts_is_one_where_no_site_says_otherwise(desk: Desk, write: Write) -> None:
    write("posts/one.md", f"{HEAD}\ntags: [posts, mills]")
    configure(desk, "posts/posts.json", '{"author": "Ann Lee"}')
    desk.run()
    assert (tags(desk), authors(desk)) == ([["posts", "mills"]], [()])

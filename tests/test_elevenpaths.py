"""Where Eleventy's sites have their pages."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from feedsvc import siteroots
from feedsvc.articles import elevenpaths
from tests.desk import Desk

Write = Callable[..., Path]
HEAD = "title: The old mill\ndate: 2024-03-05"
CONFIG = 'export default function (c) { return { dir: { input: "src" } }; }\n'
COMPUTED = "eleventyComputed: { key: data => { if (data.key) { return data.key; } return data.page.fileSlug; } }"
DATA = '{"url": "https://mill.example/", "title": "The mill"}'


def configure(desk: Desk, name: str, text: str) -> None:
    file = desk.settings.sources[0].path / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def site(desk: Desk, **files: str) -> None:
    configure(desk, "eleventy.config.js", CONFIG)
    configure(desk, "src/_data/site.json", DATA)
    for name, text in files.items():
        configure(desk, name, text)


def link(desk: Desk) -> str | None:
    desk.run()
    (entry,) = desk.entries()
    return entry.link and entry.link.removeprefix("https://mill.example/")


@pytest.mark.parametrize(
    ("path", "want"),
    [
        ("src/posts/mill.md", "posts/mill/"),
        ("src/2024-03-05-mill.md", "2024-03-05-mill/"),
        ("src/posts/mill/mill.md", "posts/mill/"),
        ("src/posts/mill/index.md", "posts/mill/"),
        ("src/index.md", ""),
        ("other/mill.md", None),
    ],
)
def test_a_page_has_the_address_of_its_file(desk: Desk, write: Write, path: str, want: str | None) -> None:
    site(desk)
    write(path, HEAD)
    assert link(desk) == want


@pytest.mark.parametrize(
    ("pattern", "want"),
    [
        ("/blog/{{ page.fileSlug }}/", "blog/mill/"),
        ("blog/{{page.fileSlug}}.html", "blog/mill.html"),
        ("{{ page.filePathStem }}/index.html", "posts/mill/"),
        ("/{{ page.date | date: '%Y/%m' }}/{{ title | slugify }}/", "2024/03/the-old-mill/"),
        ("/{{ key }}/", "k-1/"),
        ("/a/b/", "a/b/"),
        ("/{{ other }}/", None),
        ("/{{ page.date | dateISO }}/{{ page.fileSlug }}/", None),
        ("/{{ page.date | date: '%U' }}/", None),
        ("/{{ words | slug }}/", None),
        ("/{% if a %}b{% endif %}/", None),
        ("/{{ page.fileSlug | upper }}/", None),
        ("/{{ signs | slugify }}/", "c-and-the-javascript-mill-part-2/"),
        ("/{{ signs | slug }}/", None),
        ("/{{ words | slugify }}/", None),
        ("/{{ signs | trim | slugify | url }}/", "c-and-the-javascript-mill-part-2/"),
        ("/{{ key | downcase }}/", "k-1/"),
        ("/{{ date }}/", None),
        ("/{{ date | slug }}/", None),
        ("/{{ tags }}/", None),
        ("/{{ number }}/", None),
    ],
)
@pytest.mark.parametrize("above", [False, True])
def test_a_pattern_of_a_head_or_of_its_folders_data_is_filled(
    desk: Desk, write: Write, pattern: str, want: str | None, above: bool
) -> None:
    site(desk)
    own = "" if above else f'\npermalink: "{pattern}"'
    configure(desk, "src/posts/posts.json", f'{{"permalink": "{pattern}"}}' if above else "{}")
    write(
        "src/posts/2024-03-05-mill.md",
        f"{HEAD}\nkey: k-1\nnumber: 007\ntags: [a, b]\nwords: Ann's mill\n"
        f"signs: 'C++ & the JavaScript mill: part 2!'{own}",
    )
    assert link(desk) == want


@pytest.mark.parametrize(
    ("name", "text", "want"),
    [
        ("src/posts/posts.11tydata.js", "export default { permalink: '/b/{{ page.fileSlug }}/' };", "b/mill/"),
        ("src/posts/posts.11tydata.js", "export default { permalink: (data) => data.x };", None),
        ("src/posts/posts.11tydata.cjs", "module.exports = { eleventyComputed: { a: 1 } };", "posts/mill/"),
        ("src/posts/posts.11tydata.cjs", "module.exports = { eleventyComputed: { permalink: (d) => d.x } };", None),
        ("src/posts/posts.11tydata.js", f"export default {{ permalink: '/b/', {COMPUTED} }};", "b/"),
        (
            "src/posts/posts.11tydata.js",
            "export default (c) => { const permalink = f(c); return { permalink }; }",
            None,
        ),
        ("src/posts/posts.11tydata.js", "export default { tags: ['posts'], layout: 'post' };", "posts/mill/"),
        ("src/posts/posts.json", '{"eleventyComputed": {"permalink": "/x/"}}', None),
        ("src/_data/eleventyComputed.js", "export default { permalink: (data) => data.x };", None),
        ("src/_data/eleventyComputed.js", "export default { year: (data) => data.x };", "posts/mill/"),
        ("src/_includes/layouts/post.njk", "---\nlayout: base\npermalink: /x/\n---\n{{ content }}", None),
        ("src/_includes/layouts/post.njk", "---\nlayout: base\n---\npermalink: {{ content }}", "posts/mill/"),
        ("eleventy.config.js", 'export default (c) => { c.addGlobalData("permalink", "/x/"); };', None),
        ("eleventy.config.js", "export default (c) => { c.addUrlTransform(() => 1); };", None),
        ("eleventy.config.js", "export default { dir: { input: folder } };", None),
        ("eleventy.config.js", "export default {};", "posts/mill/"),
        ("eleventy.config.js", 'export default { dir: { data: "src/_data" } };', None),
        ("package.json", '{"scripts": {"build": "eleventy --input=src"}}', "posts/mill/"),
        ("package.json", '{"scripts": {"build": "eleventy --input=site"}}', None),
    ],
)
def test_what_only_a_program_knows_of_an_address_is_not_guessed(
    desk: Desk, write: Write, name: str, text: str, want: str | None
) -> None:
    site(desk, **{name: text})
    write("src/posts/mill.md", HEAD)
    assert link(desk) == want


def test_a_program_of_data_says_the_address_of_its_site(desk: Desk, write: Write) -> None:
    configure(desk, "eleventy.config.js", CONFIG)
    text = (
        "export default {\n  title: 'The mill',\n  url: 'https://mill.example/',\n  author: { name: env.NAME },\n};\n"
    )
    configure(desk, "src/_data/metadata.js", text)
    write("src/mill.md", HEAD)
    assert link(desk) == "mill/" and desk.entries()[0].authors == ()


def test_links_to_files_of_pages_lead_to_their_addresses(desk: Desk, write: Write) -> None:
    site(desk)
    write("src/posts/mill.md", HEAD, "[a](../notes/b.md)")
    write("src/notes/b.md", "title: B\ndate: 2024-03-04")
    desk.run()
    assert 'href="https://mill.example/notes/b/"' in desk.entries()[0].content


def test_an_empty_pattern_takes_back_that_of_a_folder(desk: Desk, write: Write) -> None:
    site(desk, **{"src/posts/posts.json": '{"permalink": "/b/"}'})
    write("src/posts/mill.md", f'{HEAD}\npermalink: ""')
    assert link(desk) == "posts/mill/"


def test_a_command_in_the_package_tells_the_folder_of_a_source_within_it(tmp_path: Path) -> None:
    source = tmp_path / "src/posts"
    source.mkdir(parents=True)
    (tmp_path / ".eleventy.js").write_text("module.exports = () => ({});", encoding="utf-8")
    (tmp_path / "package.json").write_text('{"scripts": {"build": "eleventy --input=src"}}', encoding="utf-8")
    (found,) = siteroots.found(source)
    assert isinstance(found, siteroots.Found) and found.config.permalinks == (("src", elevenpaths.USUAL),)


@pytest.mark.parametrize("part", ["{{ a", "{{", "--input ", "input: ", "{{ page.date | date: '"])
def test_patterns_without_end_take_linear_time(part: str) -> None:
    began = time.process_time()
    elevenpaths.folder(part * 20_000, part * 20_000)
    assert elevenpaths.is_layouts((f"---\n{part * 20_000}").encode()) is False
    assert time.process_time() - began < 2

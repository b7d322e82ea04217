"""The head that an MDX file exports."""

from __future__ import annotations

import time

import pytest

from feedsvc.articles import document, mdxhead
from feedsvc.articles.lookups import Dialect
from feedsvc.articles.markup import to_html
from feedsvc.model import Document
from tests.desk import Desk

PAGE = """import { Page } from "@/components/Page"
import ann from './ann.js'

export const %s = {
  title: 'The old mill\\'s wheel', // of wood
  date: new Date("2024-03-05"),
  authors: [ann, { name: "Ann Lee" }],
  tags: ["mills", `towns`],
  image: ann.picture,
  description: "A " + "mill",
  draft: false,
}

# The old mill's wheel

It turns. {{ className: 'lead' }}

See [it](https://a.example){{ icon: true }}.
"""


@pytest.mark.parametrize(
    "name", ["metadata", "meta", "metadata: Metadata", "header", "frontMatter", "article", "metadata = createMetadata("]
)
def test_what_a_page_exports_of_itself_is_its_head(name: str) -> None:
    text = PAGE % name.removesuffix(" = createMetadata(")
    read = document.read(
        "a.mdx", text.replace("= {", "= createMetadata({").encode() if "create" in name else text.encode()
    )
    assert isinstance(read, Document)
    assert read.head["title"] == "The old mill's wheel"
    assert (read.head["date"], read.head["authors"]) == ("2024-03-05", ({"name": "Ann Lee"},))
    assert read.head["tags"] == ("mills", "towns") and {"image", "description"}.isdisjoint(read.head)


def test_a_page_is_an_article_by_what_it_exports(desk: Desk) -> None:
    file = desk.settings.sources[0].path / "blog" / "mill" / "page.mdx"
    file.parent.mkdir(parents=True)
    file.write_text(PAGE % "metadata", encoding="utf-8")
    desk.run()
    (entry,) = desk.entries()
    assert (entry.title, entry.authors) == ("The old mill's wheel", ("Ann Lee",))
    assert entry.content == ('<p>It turns.</p><p>See <a href="https://a.example" rel="noopener nofollow">it</a>.</p>')


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.md", PAGE % "metadata"),
        ("a.mdx", PAGE % "settings"),
        ("a.mdx", "export const metadata = { width: 3, robots: 'no' }\n\n# A\n"),
        ("a.mdx", "export const metadata = { title: name }\n\n# A\n"),
        ("a.mdx", "export const metadata = { title: 'A'\n\n# A\n"),
        ("a.mdx", "# A\n\n```js\nexport const metadata = { title: 'B', date: '2020-01-01' }\n```\n"),
        ("a.mdx", "Write `export const metadata = { title: 'A' }`.\n"),
        ("a.mdx", "export const metadata = makeOne()\n\nA { title: 'A' }\n"),
    ],
)
def test_what_says_neither_title_nor_date_is_no_head(path: str, text: str) -> None:
    read = document.read(path, text.encode())
    assert isinstance(read, Document) and read.head == {}


def test_a_head_above_it_goes_before_what_a_file_exports() -> None:
    read = document.read("a.mdx", ("---\ntitle: Other\n---\n" + PAGE % "metadata").encode())
    assert isinstance(read, Document) and read.head == {"title": "Other"}


@pytest.mark.parametrize("words", ["Use {{ name }}.", "A {{ if a }} b.", "Its `{{ a: 1 }}`."])
def test_other_double_braces_stay(words: str) -> None:
    assert "{{" in to_html(words, "markdown", {}, Dialect(mdx=True)).html


@pytest.mark.parametrize("part", ["export const meta = {", "export const meta = {a: [", "\nexport const meta", "{{ a:"])
def test_an_export_that_never_ends_takes_linear_time(part: str) -> None:
    began = time.process_time()
    mdxhead.read(f"export const meta = {{ title: 'A', {part * 20_000}")
    assert time.process_time() - began < 2

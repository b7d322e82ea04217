"""Pages of Notion's exports: a title, properties, a text."""

from __future__ import annotations

import time

import pytest

from feedsvc.articles.build import build
from feedsvc.articles.notionhead import notion
from feedsvc.articles.site import SiteFacts
from feedsvc.model import Article, Passed, TermKind
from tests.test_build import recipe

PAGE = """# The old mill

Created: March 3, 2024 10:12 AM
Last edited time: March 6, 2024 9:00 AM
Tags: mills, towns
Author: Jane Doe
URL: https://news.example/mill
Priority: High

The mill has an owner.

<aside>
💡 He is a **baker**.

</aside>
"""


def made(text: str) -> Article:
    found = build("a.md", text.encode(), SiteFacts(), recipe())
    assert isinstance(found, Article), found
    return found


def labels(article: Article, kind: TermKind) -> list[str]:
    return [term.label for term in article.terms if term.kind == kind]


def test_properties_are_the_head_and_no_words_of_the_text() -> None:
    page = made(PAGE)
    assert (page.title, page.link) == ("The old mill", "https://news.example/mill")
    assert (page.published.isoformat(), page.updated and page.updated.isoformat()) == (
        "2024-03-03T02:12:00+00:00",
        "2024-03-06T01:00:00+00:00",
    )
    assert (labels(page, "tag"), labels(page, "author")) == (["mills", "towns"], ["Jane Doe"])
    assert "<strong>baker</strong>" in page.content
    assert not any(word in page.content for word in ("Created", "Priority", "mills, towns"))


def test_properties_in_chinese_are_read_too() -> None:
    page = made("# 老磨坊\n\n创建时间: 2024年3月3日 10:12\n标签: 磨坊, 小镇\n创建者: 韩梅梅\n\n磨坊有了主人。\n")
    assert (page.title, page.published.isoformat()) == ("老磨坊", "2024-03-03T02:12:00+00:00")
    assert (labels(page, "tag"), labels(page, "author")) == (["磨坊", "小镇"], ["韩梅梅"])
    assert page.content == "<p>磨坊有了主人。</p>"


def test_a_date_goes_before_the_day_of_writing_and_of_a_span_its_beginning_counts() -> None:
    page = made("# A\n\nCreated time: March 1, 2024\nDate: March 3, 2024 → March 5, 2024\n\nWords.\n")
    assert page.published.isoformat() == "2024-03-02T16:00:00+00:00"


@pytest.mark.parametrize("said", ["Status: Draft", "Draft: Yes", "Published: No", "Publish: No"])
def test_a_page_that_is_a_draft_is_no_article(said: str) -> None:
    text = f"# A\n\nCreated: March 1, 2024\n{said}\n\nWords.\n"
    assert build("a.md", text.encode(), SiteFacts(), recipe()) == Passed("a.md", "draft")


@pytest.mark.parametrize("said", ["Published: Yes", "Published: March 1, 2024", "Draft: No"])
def test_a_page_that_says_it_is_published_is_an_article(said: str) -> None:
    assert made(f"# A\n\nCreated: March 1, 2024\n{said}\n\nWords.\n").content == "<p>Words.</p>"


@pytest.mark.parametrize(
    "text",
    [
        "# A\n\nWords: these.\n\nMore.",
        "# A\n\nDate: March 3, 2024\nTags: a\n\nB.",
        "# A\n\nCreated: March 3, 2024\nLocation: the hall\n\nB.",
        "# A\n\nCreated: March 3, 2024\nand a sentence\n\nB.",
        "Created: March 3, 2024\n\nB.",
        "## A\n\nCreated: March 3, 2024\n\nB.",
    ],
)
def test_what_notion_did_not_write_is_text(text: str) -> None:
    assert notion(text) is None


def test_a_page_of_properties_alone_has_no_text() -> None:
    found = notion("# A\n\nCreated: March 3, 2024\n")
    assert found is not None
    assert (found[0].values, found[1]) == ({"title": "A", "created": "March 3, 2024"}, "")
    assert found[0].lines == {"title": 0, "created": 2}


@pytest.mark.parametrize("part", ["a: b\n", "# a\n\n", "a", "a:\n\n"])
def test_a_long_text_takes_linear_time(part: str) -> None:
    began = time.process_time()
    notion(f"# A\n\nCreated: b\n{part * 100_000}")
    assert time.process_time() - began < 2

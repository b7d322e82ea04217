"""Callouts of GitHub and Obsidian: quotations with a title."""

from __future__ import annotations

import time

import pytest

from feedsvc.articles.callouts import read
from feedsvc.articles.lookups import Dialect
from feedsvc.articles.markup import to_html


def html_of(body: str, generator: str = "hugo", *, breaks: bool = False) -> str:
    return to_html(body, "markdown", {}, Dialect(generator=generator, breaks=breaks)).html.strip()


def quoted(title: str, text: str = "") -> str:
    return f"<blockquote>\n<p><strong>{title}</strong></p>\n{text}</blockquote>"


@pytest.mark.parametrize("generator", ["hugo", "hexo", "jekyll", "zola", "pelican", ""])
@pytest.mark.parametrize(
    ("body", "title", "text"),
    [
        ("> [!NOTE]\n> 这是提示", "Note", "<p>这是提示</p>\n"),
        ("> [!WARNING] A *title* of **mine**\n> b", "A <em>title</em> of <strong>mine</strong>", "<p>b</p>\n"),
        ("> [!tip]- 标题\n> b", "标题", "<p>b</p>\n"),
        ("> [!tip]+\n> b", "Tip", "<p>b</p>\n"),
        ("> [!see-also]  \n> b", "See also", "<p>b</p>\n"),
        (">[!NOTE]\n>b", "Note", "<p>b</p>\n"),
        ("> [!NOTE]\n>\n> b", "Note", "<p>b</p>\n"),
        ("> [!NOTE]\n> - b", "Note", "<ul>\n<li>b</li>\n</ul>\n"),
        ("> [!NOTE] Alone", "Alone", ""),
        ("> [!NOTE]\n> > [!tip]\n> > b", "Note", quoted("Tip", "<p>b</p>\n") + "\n"),
    ],
)
def test_callout_begins_with_its_title_in_bold(body: str, title: str, text: str, generator: str) -> None:
    assert html_of(body, generator) == quoted(title, text)


def test_callout_keeps_line_breaks_and_what_stands_around_it() -> None:
    made = html_of("a\n\n> [!NOTE]\n> b\n> c\n\nd", "hexo", breaks=True)
    assert made == "<p>a</p>\n" + quoted("Note", "<p>b<br />\nc</p>\n") + "\n<p>d</p>"


def test_callout_in_an_item() -> None:
    assert quoted("Note", "<p>b</p>\n") in html_of("- a\n\n  > [!NOTE]\n  > b")


@pytest.mark.parametrize("marker", ["- ", "*   ", "1. ", "10) ", "- - ", "  - ", "- 1. "])
def test_callout_on_the_own_line_of_an_item(marker: str) -> None:
    margin = " " * len(marker)
    made = html_of(f"{marker}> [!NOTE]\n{margin}> b\n{margin}> c\n\n{marker}> [!tip] d\n{margin}> [!e]", "")
    assert quoted("Note", "<p>b\nc</p>\n") in made
    assert quoted("d", "<p>[!e]</p>\n") in made


@pytest.mark.parametrize("generator", ["hugo", "hexo", "jekyll", "zola", "pelican", ""])
def test_chinese_in_a_callout_is_read_as_in_any_quotation(generator: str) -> None:
    made = html_of("> [!NOTE]\n> 中文一\n> 中文**二。**三\n> 见https://a.example/b。好", generator)
    link = '<a href="https://a.example/b">https://a.example/b</a>'
    assert made == quoted("Note", f"<p>中文一中文<strong>二。</strong>三见{link}。好</p>\n")


def test_title_of_a_callout_is_not_joined_and_its_chinese_is_read() -> None:
    assert html_of("> [!tip] 标*题。*一\n> 中文") == quoted("标<em>题。</em>一", "<p>中文</p>\n")
    assert html_of("> 上文\n> > [!tip] 标题\n> > 中文") == (
        "<blockquote>\n<p>上文</p>\n" + quoted("标题", "<p>中文</p>\n") + "\n</blockquote>"
    )


@pytest.mark.parametrize(
    "body",
    [
        "[!NOTE]\nb", "> a\n> [!NOTE]\n> b", "> a\n>\n> [!NOTE]", "> [!NOTE 2]\n> b", "> [!]\n> b", "> [!NOTE]b",
        "> [!NOTE](/a) b", "> [![a](/a.png)](/b)\n> c", "> a [!NOTE]", "> [!1]\n> b", "> [NOTE]\n> b",
        "- [!NOTE]\n  b", "- > a\n  > [!NOTE]", "-> [!NOTE]", "-     > [!NOTE]", "a > [!NOTE]",
        "```\n> [!NOTE]\n> b\n```", "    > [!NOTE]\n    > b", "> ```\n> > [!NOTE]\n> ```",
    ],
)  # fmt: skip
def test_what_is_no_callout_stays_as_it_is(body: str) -> None:
    assert "<strong>" not in html_of(body)


@pytest.mark.parametrize(
    "piece",
    [
        ">", "> ", "> [!a] ", "> [!a\n", "> [!a]\n> > ", "> [!a]\n", "> [!-", ">[!aaaaaaaa", "- ", "1. > [!a]\n",
        "- > [!a]",
    ],
)  # fmt: skip
def test_hostile_callouts_cost_little(piece: str) -> None:
    start = time.process_time()
    read(piece * 200_000 + "\n> [!a]")
    assert time.process_time() - start < 3


@pytest.mark.parametrize("generator", ["", "hugo", "jekyll"])
def test_markdown_in_an_aside_of_notions_is_read(generator: str) -> None:
    made = html_of("A\n\n<aside>\n💡 Mind **it**, [b](https://x.example/).\n\n</aside>\n\nC", generator)
    assert "<strong>it</strong>" in made and '<a href="https://x.example/">b</a>' in made
    assert "<p>C</p>" in made


def test_an_aside_with_elements_in_it_stays() -> None:
    body = "<aside>\n<p>a <b>b</b></p>\n</aside>"
    assert "".join(html_of(body).split()) == "".join(body.split())

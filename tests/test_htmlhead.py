"""What the head of an HTML page says, wherever it ends and whatever stands in it."""

from __future__ import annotations

import time

import pytest

from feedsvc.articles import htmlhead
from feedsvc.articles.htmlhead import parse_html
from feedsvc.patterns import lazy

SAID = (
    '<meta property="article:published_time" content="2024-03-05T08:00:00Z">'
    '<meta name="author" content="Jane Smith"><link rel="canonical" href="https://x.example/1">'
)
PAGE = "<!DOCTYPE html><html><head><title>One</title>{}{}</head><body><p>Text.</p></body></html>"


def said(html: str) -> dict[str, object]:
    return dict(parse_html(html)[0].values)


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        '<div id="fb-root"></div>',
        '<img height="1" src="https://x.example/tr?id=1">',
        '<iframe src="https://x.example/"></iframe>',
        "<a href='x'></a>",
        "<template><meta name=author content=Other></template>",
        "<svg><title>Icon</title></svg>",
        "<![if !IE]>",
        "</meta>",
        "</link></base>",
        ";",
        "\ufeff",
        "<object></object><style>p > a { }</style><script>var a = '</head><body>';</script><!-- </head> --->",
        f"<style>{'.a{color:red}' * 25_000}</style>",
        f"<link rel=icon href='data:image/png;base64,{'A' * 300_000}'>",
        f"<script>{'var a = 1;' * 30_000}</script><div></div><style>{'.a{color:red}' * 25_000}</style>",
    ],
)
def test_a_head_is_read_to_its_end_whatever_stands_in_it(wrong: str) -> None:
    assert said(PAGE.format(wrong, SAID)) == said(PAGE.format("", SAID))
    assert said(PAGE.format(wrong, SAID).replace("</head>", "")) == said(PAGE.format("", SAID))


def test_a_comment_is_one_whichever_thread_compiled_the_pattern_of_comments(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of two that use it first at the same moment, one has another than the module keeps."""
    monkeypatch.setattr(htmlhead, "COMMENT", lazy(htmlhead.COMMENT.pattern))
    assert said("<!-- saved -->" + PAGE.format("", SAID)) == said(PAGE.format("", SAID))


def test_what_stands_wrongly_in_a_head_begins_the_body_as_it_does_in_parsers() -> None:
    assert parse_html(PAGE.format("<p>Lead.</p>", SAID))[1].startswith("<p>Lead.</p>")


@pytest.mark.parametrize(
    "html",
    [
        PAGE.format("", "").replace("<p>Text.</p>", f"<p>Text.</p>{SAID}</head><body>"),
        f"<!DOCTYPE html><html><head><title>One</title><div>{SAID}",
        f"<title>One</title><p>Text.</p>{SAID}<body>",
    ],
    ids=["head_closed", "head_that_never_ends", "no_head"],
)
def test_what_stands_in_a_body_is_no_head(html: str) -> None:
    assert said(html) == {"title": "One"}


def test_lines_are_those_of_the_file_below_what_is_not_read() -> None:
    html = PAGE.format("\n<style>\n.a{}\n</style>\n<!--\n-->\n<link\nrel=icon>\n<div>\n</div>\n", SAID)
    assert parse_html(html)[0].lines["author"] == 10


@pytest.mark.parametrize("piece", ["<link ", "<style>", "<!-- ", "<script>", "<div>", "<title>", "</head"])
def test_a_head_takes_linear_time(piece: str) -> None:
    start = time.process_time()
    parse_html(f"<!DOCTYPE html><html><head><title>One</title><div>{piece * 200_000}")
    assert time.process_time() - start < 4


OWN = '<link rel="canonical" href="{}">'
GRAPH = '<meta property="og:url" content="https://x.example/news/1.html">'
LINKED = '<script type="application/ld+json">{"@type": "Article", "url": "https://x.example/ld"}</script>'
BASE = '<base href="https://x.example/news/"><base target="_blank">'


@pytest.mark.parametrize(
    ("head", "address"),
    [
        (OWN.format("https://x.example/own") + GRAPH + LINKED + BASE, "https://x.example/own"),
        (OWN.format("/news/1.html") + GRAPH, "https://x.example/news/1.html"),
        (OWN.format("/news/1.html") + GRAPH + LINKED, "https://x.example/ld"),
        (OWN.format("") + GRAPH, "https://x.example/news/1.html"),
        (OWN.format("1.html") + BASE, "https://x.example/news/1.html"),
        (BASE + OWN.format("1.html"), "https://x.example/news/1.html"),
        (GRAPH.replace("https://x.example", "") + BASE, "https://x.example/news/1.html"),
        (OWN.format("#a") + BASE, "#a"),
        (OWN.format("/news/1.html"), "/news/1.html"),
        (OWN.format("/news/1.html") + '<base href="/">', "/news/1.html"),
    ],
)
def test_a_relative_address_of_a_page_gives_way_to_an_absolute_one(head: str, address: str) -> None:
    assert said(PAGE.format(head, ""))["canonical"] == address


@pytest.mark.parametrize(
    ("head", "base"), [(BASE, "https://x.example/news/"), ('<base target="x">', None), ("<base href=/a/>", "/a/")]
)
def test_a_page_says_from_where_its_addresses_count(head: str, base: str | None) -> None:
    assert said(PAGE.format(head, SAID)).get("page_base") == base

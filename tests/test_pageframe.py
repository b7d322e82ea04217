"""Of a saved page the article stays, and what its site puts around every one goes, where it is beyond doubt which."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from feedsvc.articles import pageframe
from feedsvc.articles.build import build
from feedsvc.articles.repair import parse
from feedsvc.articles.site import Recipe, SiteFacts
from feedsvc.articles.words import text_of
from feedsvc.config import SanitizeSettings, SourceSettings
from feedsvc.model import Article

TITLE = "聯電第三季營收創高"
TEXT = "聯電今日公布第三季合併營收，較去年同期成長一成。" * 10
MORE = "法人看好第四季表現，全年獲利可望續創新高。" * 12
LEAD = "董事會並通過股利案。"
H1 = f"<h1>{TITLE}</h1>"
MENU = '<ul><li><a href="/1">首頁</a></li><li><a href="/2">台股</a></li></ul>'
NAV = f"<nav>{MENU}</nav>"
HOT = '<aside><h3>熱門新聞</h3><ul><li><a href="/3">鴻海、特斯拉攜手造車</a></li></ul></aside>'
FOOT = "<footer><p>Copyright © 2025 All rights reserved.</p></footer>"
TEASER = '<article><a href="/4">台積電2奈米量產</a><p>輝達搶產能。</p></article>'
SAID = "這篇寫得很好，謝謝分享。"
LONG_TEASER = f"<article><h3><a href='/5'>台積電2奈米量產</a></h3><p>{'輝達搶產能，台積電股價創高。' * 9}</p></article>"
CASE = f"<article><h3>案例</h3><p>{'聯電與客戶合作，成本降一成。' * 9}</p></article>"
TEASERS = f"<div>{'其他人也在看，台積電股價創高。' * 6}</div>" * 5
COMMENT = f"<article><p>{SAID}</p></article>"
FRAMED = f"<header>{NAV}</header>{{}}<div>{HOT}</div>{FOOT}"


def seen(html: str) -> str:
    return "".join(text_of(parse(html).contents).split())


# What a page holds, and which of its words stay.
CASES = {
    "article": (FRAMED.format(f"<main><article>{H1}<p>{TEXT}</p></article></main>"), TITLE + TEXT),
    "short_article_with_its_heading": (FRAMED.format(f"<article>{H1}<p>{LEAD}</p></article>"), TITLE + LEAD),
    "heading_and_lead_above_the_article": (
        FRAMED.format(f"<main><p>財經</p><div>{H1}<p>{LEAD}</p></div><article><p>{TEXT}</p></article></main>"),
        TITLE + LEAD + TEXT,
    ),
    "teasers_and_comments_beside_it": (
        f"{TEASER}<article>{H1}<p>{TEXT}</p></article>{TEASER}{COMMENT}{COMMENT}",
        TITLE + TEXT,
    ),
    "comments_within_it": (f"{MENU}<article>{H1}<p>{TEXT}</p>{COMMENT}</article>", TITLE + TEXT + SAID),
    "longer_texts_outside": (f"<p>{TEXT}</p><p>{TEXT}</p><article>{H1}<p>{TEXT}</p></article>", TITLE + TEXT),
    "main": (f"<main>{H1}<p>{TEXT}</p></main><div>{MENU}</div>", TITLE + TEXT),
    "role": (f'<div role="main">{H1}<p>{TEXT}</p></div><div>{MENU}</div>', TITLE + TEXT),
    "microdata": (
        f'<div>{MENU}</div>{H1}<p>{LEAD}</p><div itemprop="x articleBody">{TEXT}</div>{MENU}',
        TITLE + LEAD + TEXT,
    ),
    "main_with_teasers_in_an_aside": (f"<main>{H1}<p>{TEXT}</p><aside>{TEASER}{TEASER}</aside></main>", TITLE + TEXT),
    "main_with_long_teasers_in_an_aside": (
        f"<main>{H1}<p>{TEXT}</p><aside id=side-bar><p>熱門</p>{LONG_TEASER * 9}</aside></main>",
        TITLE + TEXT,
    ),
    "main_with_teasers_in_links_in_an_aside": (
        f"<main>{H1}<p>{TEXT}</p><aside>{f'<a href=/6>{CASE}</a>' * 3}</aside></main>",
        TITLE + TEXT,
    ),
    "aside_of_the_authors_with_several_texts_in_it": (
        f"<main>{H1}<p>{TEXT}</p><aside><h2>案例</h2>{CASE * 3}</aside></main>",
        TITLE + TEXT + "案例" + seen(CASE * 3),
    ),
    "aside_of_the_authors_with_a_text_in_it": (
        f"<article>{H1}<p>{TEXT}</p><aside><article>{LEAD}</article></aside></article>",
        TITLE + TEXT + LEAD,
    ),
    "aside_of_the_authors_with_teasers_below_it": (
        f"<article>{H1}<p>{TEXT}</p><aside>{LEAD * 9}{TEASER}{TEASER}</aside></article>",
        TITLE + TEXT + LEAD * 9 + "台積電2奈米量產輝達搶產能。" * 2,
    ),
    "other_texts_and_a_longer_one_beside_it": (
        f"<article>{H1}<p>{TEXT}</p></article>{TEASERS}<aside>{MORE * 9}</aside>",
        TITLE + TEXT,
    ),
    "other_texts_and_a_longer_foot": (
        f"<article>{H1}<p>{TEXT}</p></article>{TEASERS}<footer>{MORE * 9}</footer>",
        TITLE + TEXT,
    ),
    "other_texts_and_a_longer_hidden_one": (
        f"<article>{H1}<p>{TEXT}</p></article>{TEASERS}<div hidden>{MORE + MORE}</div>",
        TITLE + TEXT,
    ),
    "other_texts_and_one_for_browsers_without_scripts": (
        f"<article>{H1}<p>{TEXT}</p></article>{TEASERS}<noscript>{MORE * 9}</noscript>",
        TITLE + TEXT,
    ),
    "main_within_an_article": (f"{MENU}<article>{H1}<p>{LEAD}</p><main>{TEXT}</main></article>", TITLE + LEAD + TEXT),
    "portal_with_more_around_it": (
        f'<div>{MENU}</div>{H1}<p>{LEAD}</p><div id="artibody" class="article">{TEXT}</div><div>{MORE * 3}</div>',
        TITLE + LEAD + TEXT,
    ),
    "portal_s_class_with_comments_beside_it": (
        f'{H1}<div class="x post_text"><p>{TEXT}</p></div><div class="post_text">{LEAD}</div>{MORE * 3}',
        TITLE + TEXT,
    ),
    "portal_s_id_and_class": (f'{H1}<div id=article class="article x">{TEXT}</div>{MORE * 3}', TITLE + TEXT),
    "portal_without_a_heading": (f'<b>{TITLE}</b><div class="TRS_Editor">{TEXT}</div>{MENU}', TEXT),
    "nothing_marked": (FRAMED.format(f"<div>{H1}<p>{TEXT}</p></div>"), TITLE + TEXT),
    "aside_of_the_authors": (f"<article>{H1}<aside>{LEAD}</aside><p>{TEXT}</p></article>", TITLE + LEAD + TEXT),
    "foot_of_a_quotation": (f"<p>{TEXT}</p><blockquote>x<footer>{LEAD}</footer></blockquote>", f"{TEXT}x{LEAD}"),
    "nothing_is_marked": (
        f"<div>{MENU}</div><div><div>{H1}<p>某報</p><div><p>{TEXT}</p><p>{MORE}</p></div></div><p>{SAID}</p></div>{MENU}",
        f"{TITLE}某報{TEXT}{MORE}",
    ),
    "nothing_is_marked_in_a_table": (
        f"<table><tr><td>{MENU}</td><td>{H1}<p>{LEAD}</p><p>{TEXT}</p></td></tr><tr><td>{SAID}</td></tr></table>",
        TITLE + LEAD + TEXT,
    ),
    "head_of_an_article": (f"<article><header><a href=/>x</a>{H1}</header>{TEXT}</article>", f"x{TITLE}{TEXT}"),
}

# Pages of which it is not certain what is theirs: nothing of a text goes.
DOUBTFUL = {
    "text_in_several_articles": f"<article>{H1}<p>{TEXT}</p></article><article>{MORE}</article>",
    "heading_in_another_article": f"<article>{H1}<p>{LEAD}</p></article><article>{TEXT}</article>",
    "beginning_in_another_article": f"<article>{MORE}</article><article>{TEXT * 5}</article>",
    "article_of_a_smaller_part": f"<article>{LEAD}</article><div>{H1}{TEXT}</div>",
    "longer_text_outside": f"<div>{MORE}{MORE}</div><article>{H1}<p>{TEXT}</p></article>",
    "longer_text_below": f"<div><article>{H1}<p>{TEXT}</p></article></div><div>{f'<p>{MORE}</p>' * 30}</div>",
    "aside_of_sentences_and_a_teaser": f"<p>{MORE}</p><aside><p>{TEXT}</p>{TEASER}</aside>",
    "article_beside_a_longer_main": f"<main>{MORE * 3}</main><article>{TEXT}</article>",
    "teasers_in_an_aside_of_no_article": f"<p>{MORE * 9}</p><aside>{LONG_TEASER * 3}</aside>",
    "other_texts_and_a_longer_one": f"<article>{H1}<p>{TEXT}</p></article>{TEASERS}<div>{MORE * 9}</div>",
    "main_without_words": f"<main><h2>x</h2></main><div>{TEXT}</div>",
    "article_in_an_aside": f"<div>{TEXT}</div><aside><p>{MORE}</p></aside>",
    "all_in_a_foot": f"<footer>{H1}<p>{TEXT}</p></footer>",
    "short_and_unmarked": f"{NAV}<p>{LEAD}</p>{FOOT}",
    "notes_in_a_foot": f'<p>{TEXT}</p><aside role="doc-endnotes"><a href="/s">{LEAD}</a></aside>',
    "several_portal_s_texts": f'{H1}<div class="TRS_Editor">{TEXT}</div><div class="TRS_Editor">{TEXT}</div>{MORE}',
    "portal_s_text_below_longer_ones": f'<b>{TITLE}</b>{MORE * 3}<div class="TRS_Editor">{TEXT}</div>',
    "portal_s_short_text": f'{H1}<div id="artibody">{LEAD}</div><div>{MORE}</div>',
    "portal_s_text_above_the_heading": f'<div id="artibody">{TEXT}</div>{H1}<div>{MORE * 3}</div>',
    "id_and_class_of_anybody": f'{H1}<div id=article class="x article">{TEXT}</div>{MORE * 3}',
    "text_in_two_parts": f"{H1}<div><p>{TEXT}</p></div><div><p>{MORE}</p></div><p>{SAID}</p>",
    "text_in_a_long_section_and_another": f"{H1}<section><p>{TEXT * 5}</p></section><section><p>{MORE}</p></section>",
    "text_in_rows": f"{H1}<table><tr><td>{TEXT * 5}</td></tr><tr><td>{MORE}</td></tr></table>",
    "text_that_goes_on_below_a_part": f'{H1}<div class="x">{TEXT * 5}</div><p>{MORE[:100]}</p><p>{SAID}</p>',
    "text_below_no_heading": f"<div>{SAID}</div><div><p>{TEXT}</p><p>{MORE}</p></div>",
    "text_above_its_heading": f"<div><p>{TEXT}</p></div>{H1}<p>{SAID}</p>",
    "a_short_text": f"<div>{SAID}</div><div>{H1}<p>{LEAD}</p></div>",
    "unclosed_anchor": f"<article><a name=top>{H1}<p>{TEXT}</p></article>",
}


def left(html: str, title: str = TITLE) -> tuple[str, list[str]]:
    """The words that stay, and those of each removal."""
    tree = parse(html)
    gone = pageframe.strip(tree, title)
    assert {removal.rule for removal in gone} <= {"page-frame"}
    return "".join(text_of(tree.contents).split()), [removal.text for removal in gone]


@pytest.mark.parametrize(("html", "kept"), CASES.values(), ids=CASES)
def test_the_article_of_a_page_stays_and_its_frame_goes(html: str, kept: str) -> None:
    assert left(html)[0] == kept


@pytest.mark.parametrize("html", DOUBTFUL.values(), ids=DOUBTFUL)
def test_where_it_is_not_certain_what_the_article_is_all_stays(html: str) -> None:
    assert left(html) == (seen(html), [])


def test_each_part_that_goes_is_told_once_with_its_words() -> None:
    _, gone = left(FRAMED.format(f"<div>{H1}<p>{TEXT}</p></div><div>{TEXT}</div>"))
    assert gone == ["首頁\n台股", "熱門新聞\n鴻海、特斯拉攜手造車", "Copyright © 2025 All rights reserved."]
    above, below = left(FRAMED.format(f"<article>{H1}<p>{TEXT}</p></article>"))[1]
    assert [above, below] == [gone[0], f"{gone[1]}\n{gone[2]}"]


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        (f"{TITLE} | 某報", f"{TITLE}{LEAD}{TEXT}"),
        ("", f"某報{TITLE}{LEAD}{TEXT}"),
        ("Quite another", TEXT),
    ],
)
def test_the_heading_is_the_one_that_says_most_of_the_title(title: str, kept: str) -> None:
    html = f"<h1>某報</h1>{H1}<p>{LEAD}</p><article><p>{TEXT}</p></article>"
    assert left(html, title)[0] == kept


def test_without_a_title_that_is_said_the_only_h1_is_the_heading() -> None:
    html = f"<p>財經</p>{H1}<p>{LEAD}</p><article><p>{TEXT}</p></article>"
    assert left(html, "Quite another")[0] == TITLE + LEAD + TEXT


def page(body: str) -> str:
    head = f'<title>{TITLE}</title><meta property="article:published_time" content="2025-10-30T10:10:00+08:00">'
    return f'<!DOCTYPE html><html lang="zh-TW"><head>{head}</head><body>{body}</body></html>'


def built(html: str, path: str = "a.html", **source: object) -> Article:
    recipe = Recipe(
        SourceSettings("s", Path("s"), "S", **source),  # type: ignore[arg-type]
        SanitizeSettings(),
        datetime(2026, 1, 31, tzinfo=UTC),
    )
    found = build(path, html.encode(), SiteFacts(), recipe)
    assert isinstance(found, Article), found
    return found


BODY = FRAMED.format(f"<main><article>{H1}<p>{TEXT}</p></article></main>")


def test_the_frame_of_a_page_is_in_neither_content_nor_summary_nor_text() -> None:
    found = built(page(BODY))
    assert found.content == f"<article><p>{TEXT}</p></article>"
    assert found.summary.startswith("聯電今日公布")
    assert not [zone for zone in found.zones if "鴻海" in zone.text or "Copyright" in zone.text]
    assert {removal.rule for removal in found.removed} == {"page-frame"}
    assert (found.title, found.published_raw) == (TITLE, "2025-10-30T10:10:00+08:00")


@pytest.mark.parametrize(
    ("html", "path", "source"),
    [
        (page(BODY), "a.html", {"rules_off": frozenset({"page-frame"})}),
        (f"<title>{TITLE}</title><meta name=date content=2025-10-30>\n{BODY}", "a.html", {}),
        (f"---\ntitle: {TITLE}\ndate: 2025-10-30\n---\n{BODY}", "a.html", {}),
        (f"---\ntitle: {TITLE}\ndate: 2025-10-30\n---\n{BODY}", "a.md", {}),
    ],
    ids=["rule_off", "fragment", "fragment_under_a_head", "markdown"],
)
def test_a_fragment_stays_as_it_is_and_a_page_where_the_rule_is_off(
    html: str, path: str, source: dict[str, object]
) -> None:
    found = built(html, path, **source)
    assert all(words in found.content for words in ("首頁", "鴻海", "Copyright"))
    assert found.removed == ()


@pytest.mark.parametrize(
    "opening", ["<!-- saved from x -->\n<html>", "<?xml version='1.0'?><html>", "\n<BODY class=x>"]
)
def test_a_page_is_told_by_what_it_begins_with(opening: str) -> None:
    head = f"---\ntitle: {TITLE}\ndate: 2025-10-30\n---\n"
    assert "鴻海" not in built(f"{head}{opening}{BODY}").content


@pytest.mark.parametrize(
    "html",
    [
        "<nav>x</nav>" * 20_000 + f"<article>{TEXT}</article>" + "<p>x</p>" * 20_000,
        "<aside>" * 250 + "<p>x</p>" * 40_000,
        f"<article>{TEXT}" * 250 + "<h1>x</h1>" * 10_000,
        "<h1>x" * 20_000 + f"<article>{TEXT}</article>" * 10_000,
        "<div>" * 250 + "<article>x</article>" * 30_000 + "<h1>x</h1>" * 20_000,
        f"<main><p>{TEXT * 9}</p>" + f"<aside>{LEAD}" * 200 + "<article>x</article>" * 20_000 + "</main>",
        f"<main><p>{TEXT * 9}</p></main>" + f"<article>{TEXT}</article>" * 2_000,
        "<h1>x</h1>" + "<div><div></div>" * 250 + f"<p>{TEXT}</p>" * 10_000,
    ],
)
def test_takes_linear_time(html: str) -> None:
    tree = parse(html)
    start = time.process_time()
    pageframe.strip(tree, "x")
    assert time.process_time() - start < 3

"""The stages joined: whatever the bytes, the answer is an article, a problem or a rule, and never an exception."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from feedsvc.articles.build import build, is_same_at
from feedsvc.articles.site import Generator, HexoPaths, Language, Recipe, Site, SiteConfig, SiteFacts
from feedsvc.articles.twins import original
from feedsvc.config import SanitizeSettings, SourceSettings
from feedsvc.model import Article, Passed, Problem
from tests.conftest import SEEDS

HEAD = "title: One\ndate: 2022-03-28 19:13:15"
WORDS = "Some words of text."
NOW = datetime(2026, 1, 31, 12, tzinfo=UTC)
ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def recipe(cleaning: SanitizeSettings = SanitizeSettings(), **changes: object) -> Recipe:  # noqa: B008 - a value
    return Recipe(SourceSettings("posts", Path("posts"), "Posts", **changes), cleaning, NOW)  # type: ignore[arg-type]


def made(
    head: str, body: str = "Some words of text.", path: str = "a.md", **changes: object
) -> Article | Problem | Passed:
    return build(path, f"---\n{head}\n---\n{body}\n".encode(), SiteFacts(), recipe(**changes))  # type: ignore[arg-type]


def article(
    head: str = "title: One\ndate: 2022-03-28 19:13:15", body: str = "Some words of text.", **more: object
) -> Article:
    found = made(head, body, **more)  # type: ignore[arg-type]
    assert isinstance(found, Article), found
    return found


def problem(head: str, body: str = WORDS, **more: object) -> Problem:
    found = made(head, body, **more)  # type: ignore[arg-type]
    assert isinstance(found, Problem), found
    return found


def visible(html: str) -> str:
    return re.sub(r"\s", "", re.sub(r"<[^>]*>", "", html))


@pytest.mark.parametrize("path", sorted(SEEDS.iterdir()), ids=lambda path: path.name[:3])
def test_a_seeds_text_is_complete_to_the_character(path: Path) -> None:
    found = build(path.name, path.read_bytes(), SiteFacts(), recipe())
    assert isinstance(found, Article)
    raw = path.read_text(encoding="utf-8").split("---\n", 2)[2]
    for removal in found.removed:
        if removal.text.startswith("返回"):
            raw = re.sub(r"\[返回.*", "", raw)
    raw = re.sub(r"<http://[^>]*>|<!--.*?-->|（文章来源：[^）]*）", "", raw)
    assert visible(found.content) == visible(raw)


def test_the_date_of_the_file_name_stands_in_for_a_missing_one() -> None:
    found = article("title: One", path="_posts/2022-03-28-slug.md")
    assert found.published == datetime(2022, 3, 27, 16, tzinfo=UTC)
    assert {"timezone", "time", "date from file name"} <= set(found.assumed)


def test_a_wrong_date_is_never_replaced_by_another() -> None:
    found = problem("title: One\ndate: Invalid Date", path="_posts/2022-03-28-slug.md")
    assert (found.rule, found.line, found.held) == ("date", 3, True)


@pytest.mark.parametrize("value", ["2022-03-28", "true"])
def test_published_is_a_date_or_a_switch(value: str) -> None:
    found = made(f"title: One\npublished: {value}" + ("\ndate: 2022-03-28" if value == "true" else ""))
    assert isinstance(found, Article)
    assert found.published.year == 2022


@pytest.mark.parametrize(
    ("head", "path"),
    [("draft: true", "a.md"), ("published: false", "a.md"), ("title: x", "_drafts/a.md"), ("title: x", "drafts/a.md")],
)
def test_drafts_are_passed_over_even_without_a_date(head: str, path: str) -> None:
    assert made(head, path=path) == Passed(path, "draft")


def test_a_post_behind_a_password_is_passed_over() -> None:
    assert made(f"{HEAD}\npassword: hello123\nabstract: Ask for it.") == Passed("a.md", "protected")
    assert article(f"{HEAD}\npassword: ''").title == "One"


@pytest.mark.parametrize(
    ("above", "path", "language"),
    [
        ("", "content/post/a.md", "nl"),
        ("", "content/post/a.fr.md", "fr-CA"),
        ("", "content/es/a.md", "es"),
        ("", "content/es/a.fr.md", "fr-CA"),
        ("", "content/post/a.xx.md", "nl"),
        ("content/es", "a.md", "nl"),
        ("content/es", "a.en.md", "en"),
    ],
)
def test_the_language_of_a_translation_is_that_of_its_name_or_folder(above: str, path: str, language: str) -> None:
    languages = (
        Language("en", "en"), Language("fr", "fr-CA"), Language("es", "es", "content/es"), Language("xx"),
    )  # fmt: skip
    config = SiteConfig("hugo", "hugo.toml", articles=("content", "content/es"), languages=languages)
    by = replace(recipe(language="nl"), site=Site(config, above))
    found = build(path, f"---\n{HEAD}\n---\n123\n".encode(), SiteFacts(), by)
    assert isinstance(found, Article)
    assert found.language == language


HEXO_AT_HOME = SiteConfig("hexo", "_config.yml", "https://h.example", permalinks=(("", ":title/"),),
                          articles=("source/_posts",))  # fmt: skip


def test_hugos_addresses_are_of_its_date_whatever_the_day_of_publication() -> None:
    config = SiteConfig("hugo", "hugo.toml", "https://h.example", permalinks=(("posts", "/:year/:month/:slug/"),),
                        articles=("content",))  # fmt: skip
    by = replace(recipe(generator="hugo", address="https://h.example", timezone="UTC"), site=Site(config))
    head = "title: One\ndate: 2022-03-02\npublishDate: 2022-04-02"
    found = build("content/posts/c.md", f"---\n{head}\n---\nWords.\n".encode(), SiteFacts(), by)
    assert isinstance(found, Article)
    assert (found.link, found.published.month) == ("https://h.example/2022/03/one/", 4)


@pytest.mark.parametrize(
    ("date", "day"),
    [
        ("2024-03-05T18:30:00.000Z", "05"),
        ("2024-03-06T02:30:00+08:00", "05"),
        ("2024-03-06 02:30:00 +8", "05"),
        ("2024-03-06 02:30:00 +0800", "06"),
        ("2024-03-06 02:30:00", "06"),
        ("2024-03-06", "06"),
    ],
)
def test_hexos_addresses_have_utcs_day_for_a_date_with_an_offset(date: str, day: str) -> None:
    config = replace(HEXO_AT_HOME, permalinks=(("", ":year/:month/:day/:title/"),))
    by = replace(recipe(generator="hexo", address=config.address, timezone="Asia/Shanghai"), site=Site(config))
    found = build("source/_posts/a.md", f"---\ntitle: A\ndate: {date}\n---\nWords.\n".encode(), SiteFacts(), by)
    assert isinstance(found, Article)
    assert found.link == f"https://h.example/2024/03/{day}/a/"


@pytest.mark.parametrize(
    ("site", "foot", "link"),
    [
        (HEXO_AT_HOME, "<https://o.example/2012/08/12/32537.aspx>", "https://h.example/a/"),
        (HEXO_AT_HOME, "原文链接：<https://o.example/2012/08/12/32537.aspx>", "https://o.example/2012/08/12/32537.aspx"),
        (replace(HEXO_AT_HOME, address=None), "<https://o.example/2012/08/12/32537.aspx>", "https://o.example/2012/08/12/32537.aspx"),
    ],
    ids=["an address", "one said to be the original's", "of a site without address"],
)  # fmt: skip
def test_an_address_at_the_foot_is_anothers_where_the_articles_site_says_where_it_is(
    site: SiteConfig, foot: str, link: str
) -> None:
    by = replace(recipe(generator="hexo", address=site.address), site=Site(site))
    found = build("source/_posts/a.md", f"---\n{HEAD}\n---\n{WORDS}\n\n{foot}\n".encode(), SiteFacts(), by)
    assert isinstance(found, Article)
    assert found.link == link
    assert ("32537.aspx" in found.content) is (link == "https://h.example/a/")


def test_a_clipping_leads_to_the_page_that_it_took_and_is_from_its_source() -> None:
    found = article(f"{HEAD}\nsource: https://o.example/news/1.html", "[a](/b)")
    assert (found.link, found.source.name) == ("https://o.example/news/1.html", "Posts")
    assert 'href="https://o.example/b"' in found.content


def test_an_article_of_a_site_stays_at_its_own_address_whatever_it_cites() -> None:
    by = replace(recipe(generator="hexo", address=HEXO_AT_HOME.address), site=Site(HEXO_AT_HOME))
    head = f"---\n{HEAD}\nsource: https://o.example/1\n---\n{WORDS}\n"
    found = build("source/_posts/a.md", head.encode(), SiteFacts(), by)
    assert isinstance(found, Article)
    assert found.link == "https://h.example/a/"


@pytest.mark.parametrize("generator", ["hugo", "auto"])
@pytest.mark.parametrize("key", ["expiryDate", "expirydate", "unpublishDate"])
def test_an_article_that_has_expired_is_passed_over_even_without_a_date(key: str, generator: str) -> None:
    assert made(f"{key}: 2026-01-31T12:00:00Z", generator=generator) == Passed("a.md", "expired")


def test_an_article_that_is_to_expire_says_when() -> None:
    found = article(f"{HEAD}\nexpiryDate: 2026-01-31T12:00:01Z")
    assert (found.expires, found.mended) == (NOW + timedelta(seconds=1), ())
    assert article(f"{HEAD}\nexpiryDate: 2026-02-01").expires == datetime(2026, 1, 31, 16, tzinfo=UTC)


@pytest.mark.parametrize(
    ("more", "generator"),
    [("expiryDate: 2023-01-01", "jekyll"), ("expires: 2023-01-01", "hugo"), ("expiryDate: ''", "hugo"), ("", "hugo")],
)
def test_what_is_no_expiry_takes_no_article_away(more: str, generator: str) -> None:
    found = article(f"{HEAD}\n{more}", generator=generator)
    assert (found.expires, found.mended) == (None, ())


def test_an_expiry_that_is_no_date_is_told_and_the_article_served() -> None:
    found = article(f"{HEAD}\nexpiryDate: soon")
    assert found.expires is None
    assert [(note.rule, note.held, note.line) for note in found.mended] == [("expiry", False, 4)]


def test_an_own_update_counts_and_one_to_come_does_not() -> None:
    assert article(f"{HEAD}\nlastmod: 2022-04-01T00:00:00Z").updated == datetime(2022, 4, 1, tzinfo=UTC)
    assert article(f"{HEAD}\nlastmod: 2021-01-01").updated == article().published
    early = article(f"{HEAD}\nlastmod: 2027-01-01")
    assert early.updated is None
    assert [(note.rule, note.held) for note in early.mended] == [("updated", False)]


def test_an_update_that_is_no_date_is_told_and_the_article_served() -> None:
    found = article("title: One\ndate: 2022-03-28\nupdated: soon")
    assert found.updated is None
    assert [(note.rule, note.held, note.line) for note in found.mended] == [("updated", False, 4)]


def test_a_missing_title_is_made_of_the_first_words_and_told() -> None:
    found = article("date: 2022-03-28", "First sentence here. Second one.")
    assert found.title.startswith("First sentence here.")
    assert [(note.rule, note.held) for note in found.mended] == [("title", False)]


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("x: y", "中芯国际第一季度营收\n\n发布时间：2024-05-09 18:00\n\n中芯国际公布第一季度业绩，营收增长。"),
        ("x: y", "中芯国际第一季度营收\n发布时间：2024-05-09 18:00\n来源：第一财经\n\n中芯国际公布业绩，营收增长。"),
        (
            "date: 2024-05-09\ndescription: 一段关于电池的摘要文字。",
            "中芯国际第一季度营收\n\n中芯国际公布业绩，营收增长。",
        ),
        ("date: 2024-05-09\ntitle: ''", "2024-05-09 18:00 来源：新华网\n\n中芯国际第一季度营收\n\n中芯国际公布业绩。"),
        ("x: y", "中芯国际第一季度营收\n来源：新华社\n发布时间：2024-05-09 18:00\n\n营收增长。"),
        ("x: y", "中芯国际第一季度营收\n文/张三\n2024-05-09 18:00\n\n营收增长。"),
        ("x: y", "中芯国际第一季度营收\nBy Jane Doe\nMay 9, 2024\n\n营收增长。"),
        ("x: y", "<p>中芯国际第一季度营收</p><p>发布时间：2024-05-09 18:00<br>来源：第一财经</p><p>营收增长。</p>"),
    ],
)
def test_a_headline_that_the_text_begins_with_is_its_title_once(head: str, body: str) -> None:
    found = article(head, body, path="a.txt")
    assert found.title == "中芯国际第一季度营收"
    assert "中芯国际第一季度营收" not in visible(found.content)
    assert [note.rule for note in found.mended] == ["title"]


def test_a_title_that_headings_above_the_text_say_again_is_shown_once() -> None:
    body = "# Zorblax opens\n\nMay 9, 2024\n\n## Zorblax opens\n\nIt opens a plant in Rome."
    found = article("date: 2024-05-09", body)
    assert (found.title, visible(found.content)) == ("Zorblax opens", "May9,2024ItopensaplantinRome.")
    assert "Zorblax" not in "".join(zone.text for zone in found.zones if zone.name == "body")


PARAMS = "title: One\ndate: 2024-06-03\nparams: {author: Jo, tags: [a], image: 'https://x.example/a.png', draft: true}"


@pytest.mark.parametrize(
    ("head", "generator", "authors"),
    [
        (PARAMS, "auto", ["Jo"]),
        (PARAMS, "hugo", ["Jo"]),
        (f"{PARAMS}\nauthor: Li", "hugo", ["Li"]),
        (PARAMS, "jekyll", []),
        (f"{PARAMS}\nlayout: post", "auto", []),
    ],
)
def test_hugos_parameters_count_as_keys_of_the_head(head: str, generator: str, authors: list[str]) -> None:
    found = article(head, generator=generator)
    assert [term.label for term in found.terms if term.kind == "author"] == authors
    assert [term.label for term in found.terms if term.kind == "tag"] == ["a"] * bool(authors)
    assert (found.picture is not None) == bool(authors)


def test_a_pages_title_stands_once_and_without_the_sites_name() -> None:
    head = '<title>腾讯控股回购股份-财联社</title><meta name="date" content="2024-05-09">'
    page = f"<html><head>{head}</head><body><h1>腾讯控股回购股份</h1><p>共十亿元。</p></body></html>"
    found = build("a.html", page.encode(), SiteFacts(), recipe())
    assert isinstance(found, Article)
    assert (found.title, found.content) == ("腾讯控股回购股份", "<p>共十亿元。</p>")


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("author: A", "腾讯控股回购股份"),
        ("title: ''", "腾讯控股回购股份"),
        ("title: 腾讯控股回购股份-财联社", "腾讯控股回购股份-财联社"),
    ],
)
def test_a_page_beneath_a_head_without_a_title_has_it_without_the_sites_name(head: str, title: str) -> None:
    page = "<title>腾讯控股回购股份-财联社</title><body><h1>腾讯控股回购股份</h1><p>共十亿元。</p></body>"
    found = article(f"date: 2024-05-09\n{head}", f"<html>{page}</html>")
    assert (found.title, "<h1>" in found.content) == (title, "财联社" in title)


@pytest.mark.parametrize(
    ("head", "body", "title", "left"),
    [
        (HEAD, "# One [two](https://o.example/a)\n\nWords.", "One", 'href="https://o.example/a"'),
        ("date: 2022-03-28", "# One [two](https://o.example/a)\n\nWords.", "One two", 'href="https://o.example/a"'),
        ("date: 2022-03-28", "One[^1]\n\nWords.\n\n[^1]: A note.", "One", "<sup>1</sup></p>"),
        ("date: 2022-03-28", "$$E = mc^2$$\n\nWords.", "$$E = mc^2$$", "$$E = mc^2$$"),
    ],
)
def test_what_stands_nowhere_else_is_not_taken_out_with_the_title(head: str, body: str, title: str, left: str) -> None:
    found = article(head, body)
    assert (found.title, left in found.content) == (title, True)


@pytest.mark.parametrize("head", [HEAD, "date: 2022-03-28"], ids=["a title", "none"])
def test_a_heading_that_is_a_link_leads_to_the_original_where_no_address_is_known(head: str) -> None:
    found = article(head, "# [**One**](https://o.example/a)\n\n[Words](b).")
    assert (found.title, found.link, found.content) == ("One", "https://o.example/a", "<p>Words.</p>")
    own = article(f"{head}\nlink: https://x.example/", "# [One](https://o.example/a)\n\nWords.")
    assert (own.title, own.link) == ("One", "https://x.example/")
    assert 'href="https://o.example/a"' in own.content


@pytest.mark.parametrize("body", ["# [Two](https://o.example/a)\n\nWords.", "Words.\n\n# [One](https://o.example/a)"])
def test_a_heading_that_is_another_or_elsewhere_gives_no_link(body: str) -> None:
    found = article(HEAD, body)
    assert (found.link, 'href="https://o.example/a"' in found.content) == (None, True)


def test_headings_of_a_list_of_links_lead_to_no_original_and_stay() -> None:
    items = "## [First](https://one.example/a)\n\nWords.\n\n## [Second](https://two.example/b)\n\nWords."
    found = article("date: 2022-03-28", items)
    assert (found.title, found.link, found.content.count("<h2>")) == ("First", None, 2)


def test_a_pages_heading_that_leads_home_is_no_original() -> None:
    page = '<title>My Blog</title><meta name="date" content="2024-05-09"><h1><a href="/">My Blog</a></h1><p>Words.</p>'
    found = build("a.html", page.encode(), SiteFacts(), recipe(address="https://blog.example/"))
    assert isinstance(found, Article)
    assert found.link is None


def test_a_heading_that_leads_to_the_articles_own_address_goes() -> None:
    found = article(f"{HEAD}\nlink: https://o.example/a", "# [One](https://o.example/a)\n\nWords.")
    assert found.content == "<p>Words.</p>"


def test_a_file_without_words_of_its_own_takes_its_title_from_the_description() -> None:
    assert article("date: 2024-05-09\ndescription: Words.", "![](https://x.example/a.png)").title == "Words."


def test_a_date_below_the_first_line_parts_nothing_where_there_is_a_title() -> None:
    assert article(body="A line\n2024-05-09 18:00").content == "<p>A line\n2024-05-09 18:00</p>"


@pytest.mark.parametrize(
    ("body", "content"),
    [
        ("本报记者 张三\n公司公布了业绩。", "<p>本报记者 张三</p><p>公司公布了业绩。</p>"),
        ("通讯员 李明\n\n公司公布了业绩。", "<p>通讯员 李明</p><p>公司公布了业绩。</p>"),
        ("By Jane Smith  \n公司公布了业绩。", "<p>By Jane Smith</p><p>公司公布了业绩。</p>"),
    ],
)
def test_a_credit_above_the_text_stays_there_and_in_no_summary(body: str, content: str) -> None:
    found = article(body=body)
    assert (found.content.strip(), found.summary) == (content, "公司公布了业绩。")


def test_a_credit_is_no_title() -> None:
    found = article("date: 2022-03-28", "By JANE SMITH, Associated Press\nAcme opens a plant\n\nIt opened on Monday.")
    assert found.title == "Acme opens a plant"


@pytest.mark.parametrize("line", ["编译 安装", "By Popular Demand", "Video: How to cook rice"])
def test_a_line_that_only_looks_like_a_credit_is_a_title_and_of_the_summary(line: str) -> None:
    assert article("date: 2022-03-28", f"{line}\n\n公司公布了业绩。").title == line
    assert article(body=f"{line}\n公司公布了业绩。").summary.startswith(line)


def test_neither_title_nor_text_is_a_problem() -> None:
    assert problem("date: 2022-03-28", "").rule == "title"


def test_a_body_of_which_nothing_is_left_is_told() -> None:
    found = article(HEAD, '<p><iframe src="https://x.example/"></iframe></p>')
    assert found.content == ""
    assert [note.found for note in found.mended] == ["nothing of the body can be shown"]


@pytest.mark.parametrize(
    "body", ["# One", "One\n===\n", "\n## One ##\n", "<h1>One</h1>", '<h2 id="a"><b>One</b></h2>\n']
)
@pytest.mark.parametrize("head", [HEAD, "date: 2022-03-28"])
def test_a_body_of_nothing_but_its_title_is_told_to_have_no_text(head: str, body: str) -> None:
    found = article(head, body)
    assert (found.title, found.content) == ("One", "")
    assert [note.found for note in found.mended] == ["there is no text"]


@pytest.mark.parametrize(
    "body", ["# One\n<div hidden>x</div>", '<h1>One</h1><iframe src="https://x.example/"></iframe>']
)
def test_a_body_of_its_title_and_what_is_hidden_is_told(body: str) -> None:
    assert [note.found for note in article(HEAD, body).mended] == ["nothing of the body can be shown"]


def test_a_body_of_a_heading_that_stays_is_a_text() -> None:
    assert article(f"{HEAD}\nlink: https://x.example/a", "# [One](https://o.example/a)").mended == ()


def test_an_article_of_nothing_but_a_title_is_told() -> None:
    assert [note.found for note in article(HEAD, " ").mended] == ["there is no text"]
    assert article(f"{HEAD}\nimage: https://x.example/a.png", " ").mended == ()
    assert article(f"{HEAD}\nenclosure: https://x.example/a.mp3", " ").mended == ()


def test_text_within_a_head_is_the_articles_content() -> None:
    data = '{"title": "A", "publish_time": "2024-05-20 10:11:12", "content": "<p>华为今天发布了新手机。</p>"}'
    found = build("a.txt", data.encode(), SiteFacts(), recipe())
    assert isinstance(found, Article)
    assert (found.content, found.mended) == ("<p>华为今天发布了新手机。</p>", ())


def test_the_source_line_names_the_source_and_leaves_the_text() -> None:
    found = article(body="A paragraph of words.\n\n（文章来源：新华财经）")
    assert found.source.name == "新华财经"
    assert [term.key for term in found.terms if term.kind == "source"] == ["新华财经", "posts"]
    assert "新华财经" not in found.content


def test_an_article_without_source_line_has_the_settings_source() -> None:
    found = article(address="https://news.example", feed_id="urn:x", feed_url="https://news.example/feed")
    assert (found.source.name, found.source.url, found.source.feed_id) == ("Posts", "https://news.example", "urn:x")


def test_white_space_changes_no_words_and_words_do() -> None:
    plain = article(body="Some words of text.").words
    assert article(body="Some  words\nof text.").words == plain
    assert article(body="Other words of text.").words != plain
    assert article("title: Two\ndate: 2022-03-28 19:13:15").words != plain


def test_language_is_the_heads_own_else_the_sources() -> None:
    assert article(language="en").language == "en"
    assert article("title: One\ndate: 2022-03-28\nlang: zh_TW").language == "zh-TW"
    for nothing in ("'<b>'", "cn", "english", "x", "中文", "zh-"):
        assert article(f"title: One\ndate: 2022-03-28\nlang: {nothing}").language == "zh-CN"


def test_language_of_the_source_gives_way_to_that_of_the_text_and_the_heads_to_none() -> None:
    english = "The shares of the company fell on Monday after it said that revenue was below the forecast." * 2
    chinese = "京东健康今日宣布与蓝帆医疗签署合作协议，双方将在医疗器械的研发、生产与销售等领域展开深入合作。" * 3
    assert article(body=english, language="zh-CN").language == "en"
    assert article(body=chinese, language="en-US").language == "zh"
    assert article("title: One\ndate: 2022-03-28\nlang: fr", body=chinese).language == "fr"


def test_a_title_of_first_words_is_cut_between_words() -> None:
    assert article("date: 2022-03-28", "word " * 15 + "incomprehensibility. more").title == "word " * 14 + "word…"


@pytest.mark.parametrize(
    ("tag", "page"),
    [
        ("{% youtube w7Ft2ymGmfc %}", "https://www.youtube.com/watch?v=w7Ft2ymGmfc"),
        ("{{< vimeo 55073825 >}}", "https://vimeo.com/55073825"),
        ("{% bilibili BV1xx411c7mD %}", "https://www.bilibili.com/video/BV1xx411c7mD"),
    ],
)
def test_a_tag_that_draws_a_film_becomes_what_its_player_would(tag: str, page: str) -> None:
    assert f'<a href="{page}"' in article(body=f"Some words.\n\n{tag}\n").content
    assert page not in article(body=f"Some words.\n\n{tag}\n", cleaning=SanitizeSettings(players=())).content


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("What&#8217;s new at AT&amp;T", "What’s new at AT&T"),
        ("a &#x2019; b &nbsp; c &quot;d&quot;", 'a ’ b c "d"'),
        ("a &amp;amp; b", "a &amp; b"),
        ("&lt;b&gt; is bold", "<b> is bold"),
        ("AT&T; x &copy y &unknown; &#99999999;", "AT&T; x &copy y &unknown; &#99999999;"),
        ("Escape `&amp;` in XML", "Escape `&amp;` in XML"),
        ("a &#0; b &#27; c", "a \ufffd b c"),
    ],
)
def test_references_in_titles_are_decoded_once(title: str, shown: str) -> None:
    assert article(f"title: '{title}'\ndate: 2022-03-28").title == shown


def test_references_in_names_part_nothing() -> None:
    found = article(f"{HEAD}\nauthor: Johnson &amp; Johnson\ntags: [R&amp;D, Q&#38;A]\ncategories: M&amp;A")
    declared = article(f"{HEAD}\ncompany: AT&amp;T; Procter &amp; Gamble").evidence
    assert [one.name for one in declared if one.tier == "head"] == ["AT&T", "Procter & Gamble"]
    terms = {(term.kind, term.label) for term in found.terms if term.kind != "source"}
    assert terms == {
        ("author", "Johnson & Johnson"), ("tag", "R&D"), ("tag", "Q&A"), ("category", "M&A"),
    }  # fmt: skip


TAGGED = "title: 'Using <code>x</code>: a <em>guide</em>'\ndate: 2022-03-28"


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ('<a href="https://l.example/">Li Lei</a> (University of X)', "Li Lei (University of X)"),
        ("<B>Li</B> &lt;i&gt;Lei&lt;/i&gt;", "Li <i>Lei</i>"),
        ("Map<String>", "Map<String>"),
        ("the <b> tag", "the <b> tag"),
        ("<b></b>", "<b></b>"),
        ("<div>x</div>", "<div>x</div>"),
        ("<b>a<i>b</b>c</i>", "<b>ab</b>c"),
    ],
    ids=["a link", "references stay text", "a type", "a tag alone", "no words", "a block", "crossed"],
)
def test_names_are_shown_without_the_tags_of_inline_elements(name: str, label: str) -> None:
    found = article(f"{HEAD}\nauthor: '{name}'\ntags: ['{name}']")
    assert [term.label for term in found.terms if term.kind in ("author", "tag")] == [label, label]


def test_tags_of_a_link_part_no_authors() -> None:
    author = '<a href="https://a.example/?x=1;y=2">Li Lei</a> and <a href="https://b.example">Han Meimei</a>'
    found = article(f"{HEAD}\nauthor: {author}")
    assert [term.label for term in found.terms if term.kind == "author"] == ["Li Lei", "Han Meimei"]


@pytest.mark.parametrize(
    ("head", "shown"),
    [
        (f"{TAGGED}\nlayout: post", "Using x: a guide"),
        (f"{TAGGED}\ntaxonomies: {{tags: [a]}}", "Using <code>x</code>: a <em>guide</em>"),
        (TAGGED, "Using <code>x</code>: a <em>guide</em>"),
        ("title: 'vector<int> and <b>'\ndate: 2022-03-28\nlayout: post", "vector<int> and <b>"),
        ("title: 'The `<b>x</b>` tag'\ndate: 2022-03-28\nlayout: post", "The `<b>x</b>` tag"),
    ],
    ids=["Jekyll's", "Hugo's", "anybody's", "no pair", "program text"],
)
def test_titles_are_shown_without_tags_where_their_generator_shows_html(head: str, shown: str) -> None:
    assert article(head).title == shown


def test_pelicans_titles_are_shown_without_tags() -> None:
    data = b"Title: A <em>guide</em>\nDate: 2022-03-28\n\nSome words.\n"
    found = build("a.md", data, SiteFacts(), recipe())
    assert isinstance(found, Article)
    assert found.title == "A guide"


def test_an_html_page_has_its_title_decoded_once_in_whichever_way_it_says_it() -> None:
    page = "<head><title>{}</title><meta name=date content=2022-03-28>{}</head><body><p>Some words of text.</p></body>"
    script = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "A&amp;B&#8217;s"}</script>'
    for title, more, shown in (("A&amp;B", "", "A&B"), ("A&amp;amp;B", "", "A&amp;B"), ("x", script, "A&B’s")):
        found = build("a.html", page.format(title, more).encode(), SiteFacts(), recipe())
        assert isinstance(found, Article), found
        assert found.title == shown


def test_relative_addresses_count_from_the_articles_own_link() -> None:
    found = article("title: One\ndate: 2022-03-28\nlink: https://o.example/a/b", "[x](c) ![p](/p.png)")
    assert 'href="https://o.example/a/c"' in found.content
    assert 'src="https://o.example/p.png"' in found.content


@pytest.mark.parametrize(
    ("base", "picture"),
    [
        ("https://cdn.example/x/", "https://cdn.example/x/p.png"),
        ("/x/", "https://o.example/x/p.png"),
        ("file:///C:/x/", "https://o.example/a/p.png"),
        ("", "https://o.example/a/p.png"),
    ],
)
def test_relative_addresses_of_a_page_count_from_its_base(base: str, picture: str) -> None:
    head = f'<title>One</title><base href="{base}"><link rel="canonical" href="https://o.example/a/b">'
    date = '<meta name="date" content="2022-03-28">'
    html = f'<!DOCTYPE html><html><head>{head}{date}</head><body><p>{WORDS}<img src="p.png"></p></body></html>'
    found = build("a.html", html.encode(), SiteFacts(), recipe())
    assert isinstance(found, Article), found
    assert (found.link, f'src="{picture}"' in found.content) == ("https://o.example/a/b", True)


def test_a_link_within_a_page_leads_to_its_own_site_where_that_is_known() -> None:
    head = "title: One\ndate: 2022-03-28"
    assert 'href="https://o.example/a/b#c"' in article(f"{head}\nlink: https://o.example/a/b", "[x](#c)").content
    assert "<a" not in article(head, "[x](#c)").content
    assert "<a" not in article(head, "[x](#c)", address="https://o.example").content


@pytest.mark.parametrize(
    ("head", "body"),
    [(f"{HEAD}\nlink: https://o.example/a/20220328?id=1&utm_source=x", WORDS), (HEAD, f"{WORDS}\n\n<https://o.example/a/20220328?id=1&utm_source=x>")],
    ids=["head", "foot"],
)  # fmt: skip
def test_an_articles_own_link_loses_tracking_parameters_where_they_are_to_go(head: str, body: str) -> None:
    found, kept = article(head, body), article(head, body, cleaning=SanitizeSettings(tracking="keep"))
    assert found.link == "https://o.example/a/20220328?id=1"
    assert kept.link == "https://o.example/a/20220328?id=1&utm_source=x"
    assert found.identity == kept.identity
    assert original(found.link) == original(kept.link)


def test_a_date_beyond_five_years_is_a_problem() -> None:
    assert "more than five years ahead" in problem("title: One\ndate: 2032-01-01").found


def texts(value: object) -> Iterator[str]:
    """Every text of a value, in the fields of its fields too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        yield from (text for inner in value for text in texts(inner))
    elif is_dataclass(value):
        yield from (text for each in fields(value) for text in texts(getattr(value, each.name)))


def test_texts_are_those_of_every_field() -> None:
    found = article(f"{HEAD}\nauthor: A", "<p>B</p>\n\n[c](notes/d.md)", path="e.md")
    assert {"e.md", "path:e.md", "One", "2022-03-28 19:13:15", "A", "B\nc", "Posts", "notes/d.md"} <= set(texts(found))


NASTY = st.text(
    st.sampled_from("\x00\x01\x0b\x0c\x1f\x7f\x85\u200b\u202e\ufeff\ufffe\ud800<>&\"'/\\%]{}:- \n京a1")
    | st.characters()
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(NASTY, NASTY, NASTY, NASTY)
@example("One", "A", "b\x01\udc80", "words\x01")
def test_no_field_of_any_article_holds_an_illegal_character(title: str, author: str, name: str, body: str) -> None:
    head = f"title: {title}\nauthor: {author}\ncategories: [{name}]\ntags: {name}\ndate: 2022-03-28\nid: {author}"
    more = f"link: https://n.example/{name}\nimage: /{name}.png\nstock: {name}\nsource: {name}\ndescription: {body}"
    foot = f"\n\n{{% post_url {name} %}}[a]({name}.md)\n\n<p>责任编辑：{name}</p>"
    found = build(
        f"{name}.md", f"---\n{head}\n{more}\n---\n{body}{foot}".encode("utf-8", "surrogatepass"), SiteFacts(), recipe()
    )
    for text in texts(found):
        assert not ILLEGAL.search(text), repr(text)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=400), st.sampled_from(["a.md", "a.html", "_posts/2022-03-28-a.txt"]))
def test_no_bytes_whatever_make_building_raise(data: bytes, path: str) -> None:
    assert isinstance(build(path, data, SiteFacts(), recipe()), Article | Problem | Passed)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=300))
def test_no_text_under_a_good_head_makes_building_raise(body: str) -> None:
    data = f"---\ntitle: One\ndate: 2022-03-28\n---\n{body}".encode("utf-8", "surrogatepass")
    assert isinstance(build("a.md", data, SiteFacts(), recipe()), Article | Problem)


def test_a_title_that_is_a_whole_text_is_cut_and_told() -> None:
    found = article(f"title: {'甲乙丙丁，' * 400}\ndate: 2022-03-28")
    assert found.title == f"{'甲乙丙丁，' * 98}甲乙丙丁…"
    assert found.zones[0].text == found.title
    assert [each.line for each in found.mended if "has 2000 characters" in each.found] == [2]


@pytest.mark.parametrize("length", [500, 501])
def test_a_source_that_is_a_whole_text_is_none(length: int) -> None:
    found = article(f"{HEAD}\nsource: {'甲' * length}")
    assert found.source.name == ("甲" * 500 if length == 500 else "Posts")


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("<div>" * 300 + "words", "more than 256 deep were flattened"),
        ("<b>x</b>" * 60_001, "of more than 60000 tags only the words were kept"),
        ("<p>" + "京" * 1_400_000, "behind the first 4000000 bytes was left out"),
    ],
    ids=["depth", "tags", "bytes"],
)
def test_what_limits_take_away_is_told(body: str, told: str) -> None:
    found = article(body=body)
    assert sum(told in problem.found for problem in found.mended) == 1
    assert all(told not in problem.found for problem in article().mended)


@pytest.mark.parametrize(
    ("generator", "head", "breaks"),
    [("hexo", HEAD, True), ("auto", f"{HEAD}\nheadimg: /a.png", True), ("jekyll", HEAD, False), ("auto", HEAD, False)],
    ids=["by its source", "by its head", "jekyll", "unknown"],
)
def test_new_lines_of_hexo_are_line_breaks(generator: str, head: str, *, breaks: bool) -> None:
    found = article(head, "床前明月光\n疑是地上霜", generator=generator)
    assert ("明月光<br>" in found.content) is breaks


RAW = "{% raw %}{{ a }}{% endraw %}"
SHORT = "*[甲]: 乙"


@pytest.mark.parametrize(
    ("generator", "head", "shown"),
    [("auto", f"{HEAD}\nlayout: post", True), ("auto", HEAD, True), ("hexo", HEAD, True), ("jekyll", HEAD, False)],
    ids=["guessed by its head", "unknown", "hexo", "jekyll"],
)
def test_what_jekyll_alone_leaves_out_is_shown_where_its_head_alone_speaks_for_jekyll(
    generator: str, head: str, *, shown: bool
) -> None:
    found = article(head, f"甲\n\n```\n{RAW}\n```\n\n{SHORT}", generator=generator)
    assert ("{% raw %}" in found.content, SHORT in found.content) == (shown, shown)


def test_html_holds_markdown_where_the_site_of_jekyll_says_so() -> None:
    data = f"---\n{HEAD}\n---\n甲\n\n<div>\n**乙**\n</div>".encode()
    plain = replace(recipe(generator="jekyll"), site=Site(SiteConfig("jekyll", "_config.yml")))
    parsing = replace(plain, site=Site(SiteConfig("jekyll", "_config.yml", parse_html=True)))
    made_of = [build("a.md", data, SiteFacts(), each) for each in (plain, parsing)]
    assert ["<strong>" in each.content for each in made_of if isinstance(each, Article)] == [False, True]


@pytest.mark.parametrize(
    ("pattern", "left_out", "folder"),
    [
        (":title.html", (), "https://h.example/b/abc/"),
        (":title.html", (".html",), "https://h.example/b/abc/"),
        (":year/:title/", (), "https://h.example/b/2022/abc/"),
    ],
)
def test_pictures_of_hexo_lie_in_the_folder_of_their_article(
    pattern: str, left_out: tuple[str, ...], folder: str
) -> None:
    paths = HexoPaths(root="/b/", left_out=left_out, assets=True)
    config = SiteConfig("hexo", "x", permalinks=(("", pattern),), articles=("source/_posts",), hexo=paths)
    by = replace(recipe(generator="hexo", address="https://h.example/b"), site=Site(config))
    body = "![a](c.png) {% asset_img d.png e %} ![f](/g.png) {% asset_link h.pdf i %}"
    found = build("source/_posts/abc.md", f"---\n{HEAD}\n---\n{body}".encode(), SiteFacts(), by)
    assert isinstance(found, Article)
    linked = [f"{folder}c.png", f"{folder}d.png", "https://h.example/b/g.png", f"{folder}h.pdf"]
    assert re.findall('(?:src|href)="([^"]*)"', found.content) == linked


def test_hexo_that_is_told_not_to_breaks_no_lines() -> None:
    config = SiteConfig("hexo", "_config.yml", breaks=False)
    found = build("a.md", f"---\n{HEAD}\n---\n甲\n乙".encode(), SiteFacts(), replace(recipe(), site=Site(config)))
    assert isinstance(found, Article)
    assert found.content == "<p>甲乙</p>"


def test_words_behind_a_comment_that_never_ends_are_kept_and_told() -> None:
    found = article(body="甲\n\n{% comment %}\n乙")
    assert (visible(found.content), [note.rule for note in found.mended]) == ("甲乙", ["markup"])


def test_picture_of_pelican_is_found_at_its_site() -> None:
    found = article(f"{HEAD}\nlink: https://x.example/2024/a.html", "![a]({static}/images/a.png)")
    assert 'src="https://x.example/images/a.png"' in found.content


LANGUAGES = (Language("en", "en"), Language("fr", "fr", "content/fr", "fr"))
SITES = (
    None,
    Site(SiteConfig("jekyll", "_config.yml", "https://j.example", permalinks=(("", "/:categories/:title/"),))),
    Site(SiteConfig("hugo", "hugo.toml", "https://h.example", articles=("content",), languages=LANGUAGES), "content"),
    Site(SiteConfig("hexo", "_config.yml", permalinks=(("", ":year/:title/"),), articles=("source/_posts",))),
)
HEADS = (
    HEAD,
    "title: One",
    "date: 2022-03-28",
    f"{HEAD}\ncategories: [a, b]",
    f"{HEAD}\ncategories:\n- a\n- b\nlayout: post\nlang: fr",
    f"{HEAD}\nslug: one\nupdated: 2022-04-01\nurl: https://own.example/a",
    f"{HEAD}\nid: own",
    f"{HEAD}\nexpiryDate: 2027-01-01",
)
PATHS = (
    "a.md", "b.md", "a.html", "old/a.md", "new/a.md", "drafts/a.md", "_posts/2022-03-28-a.md", "_posts/2022-03-29-a.md",
    "x/_posts/2022-03-28-a.md", "y/_posts/2022-03-28-a.md", "source/_posts/x/a.md", "source/_posts/y/a.md",
    "en/post/a.md", "fr/post/a.md", "post/a.fr.md", "post/a/index.md", "post/a.en.md",
)  # fmt: skip


def without_path(built: Article | Problem | Passed) -> object:
    if not isinstance(built, Article):
        return None
    identity = "" if built.identity.startswith("path:") else built.identity
    mended = tuple(replace(each, path="") for each in built.mended)
    return replace(built, path="", identity=identity, mended=mended)


@pytest.mark.parametrize("head", HEADS)
def test_a_path_decides_no_more_than_is_looked_at_when_a_file_moves(head: str) -> None:
    data = f"---\n{head}\n---\n# Own heading\n\n[x](../y.md) ![](z.png) Some *words*.\nMore words.\n".encode()
    told = 0
    for site in SITES:
        by = replace(recipe(address="https://www.example"), site=site)
        results = {path: without_path(build(path, data, SiteFacts(), by)) for path in PATHS}
        for path, other in permutations(PATHS, 2):
            same = results[path] is not None and results[path] == results[other]
            if is_same_at(path, other, data, by):
                assert same, (site, path, other)
                told += 1
    assert told or head == "title: One"


@pytest.mark.parametrize(
    ("path", "date", "zoned", "day"),
    [
        ("_posts/2020-02-27-a.md", "2020-02-27 19:27:17 +0000", False, "27"),
        ("_posts/2020-02-27-a.md", "2020-02-27 22:27:17 -0500", False, "27"),
        ("_posts/2020-02-28-a.md", "2020-02-27 22:27:17 -0500", False, "28"),
        ("_posts/2020-02-26-a.md", "2020-02-27 22:27:17 -0500", False, "27"),
        ("_posts/20-02-28-a.md", "2020-02-27 22:27:17 -0500", False, "28"),
        ("_posts/2020-02-27-a.md", "Thu, 27 Feb 2020 19:27:17 GMT", False, "27"),
        ("_posts/2020-02-27-a.md", "2020-02-27 19:27:17 +0000", True, "28"),
        ("_posts/2020-02-26-a.md", "2020-02-27 19:27:17", False, "27"),
        ("_posts/2020-02-27-a.md", "", False, "27"),
    ],
)
def test_the_day_in_an_address_where_nobody_says_a_zone(path: str, date: str, zoned: bool, day: str) -> None:
    config = SiteConfig("jekyll", "_config.yml", "https://h.example", permalinks=(("", "/:day/:title/"),))
    by = replace(recipe(generator="jekyll", address="https://h.example"), site=Site(config, zoned=zoned))
    said = f"date: {date}\n" if date else ""
    found = build(path, f"---\ntitle: A\n{said}---\nWords.\n".encode(), SiteFacts(), by)
    assert isinstance(found, Article), found
    assert found.link == f"https://h.example/{day}/a/"


# As `hugo list all` of 0.111 and Pelican 4 tell, whatever zone their site has.
@pytest.mark.parametrize("zone", ["UTC", "America/New_York", "Asia/Shanghai"])
@pytest.mark.parametrize(
    ("date", "day"),
    [
        ("2024-03-05T23:30:00-08:00", "05"),
        ("2024-03-05T02:30:00+08:00", "05"),
        ("2024-03-05T02:30:00Z", "05"),
        ("2024-03-05 02:30:00", "05"),
        ("2024-03-05", "05"),
        ("Tue, 05 Mar 2024 23:30:00 -0800", "05"),
        ("Tue, 05 Mar 2024 23:30:00 GMT", "05"),
    ],
)
def test_addresses_of_hugo_and_pelican_have_the_day_as_it_is_written(date: str, day: str, zone: str) -> None:
    hugo = SiteConfig("hugo", "x", "https://h.example", permalinks=(("p", "/:day/:filename"),), articles=("",))
    pelican = replace(hugo, generator="pelican", permalinks=(("", "{date:%d}/{slug}/"),))
    for config in (hugo, pelican):
        by = replace(recipe(generator=config.generator, address="https://h.example"), site=Site(config))
        by = replace(by, source=replace(by.source, timezone=zone))
        found = build("p/a.md", f"---\ntitle: A\ndate: {date}\n---\nWords.\n".encode(), SiteFacts(), by)
        assert isinstance(found, Article), found
        assert found.link == f"https://h.example/{day}/a/"


# As Jekyll 4.3 builds them.
@pytest.mark.parametrize(
    ("date", "time"),
    [
        ("2024-03-05 10:00:00", "05-0500"),
        ("2024-03-05T02:30:00", "04-2130"),
        ("2024-3-5 2:30:00.5", "04-2130"),
        ("2024-03-05 02:30", "05-0230"),
        ("2024-03-05 02:30:00 EST", "05-0230"),
        ("2024-03-05 10:00:00 +0800", "04-2100"),
        ("2024-03-05T02:30:00Z", "04-2130"),
    ],
)
def test_addresses_of_jekyll_take_a_time_without_a_zone_for_utcs(date: str, time: str) -> None:
    config = SiteConfig("jekyll", "x", "https://h.example", permalinks=(("", "/:day-:hour:minute/:title/"),))
    by = replace(recipe(generator="jekyll", address="https://h.example"), site=Site(config))
    by = replace(by, source=replace(by.source, timezone="America/New_York"))
    found = build("_posts/2024-03-05-a.md", f"---\ntitle: A\ndate: {date}\n---\nWords.\n".encode(), SiteFacts(), by)
    assert isinstance(found, Article), found
    assert found.link == f"https://h.example/{time}/a/"


HEADLINE = "The headline of it\n\nNew features, and words of a text that goes on."
UNNAMED = "there is no title; the first words of the text stand for it: "


@pytest.mark.parametrize(
    ("path", "generator", "site", "title"),
    [
        ("_posts/2019-01-31-release-301.md", "jekyll", Site(SiteConfig("jekyll", "_config.yml")), "Release 301"),
        ("2019-01-31-release-301.md", "jekyll", None, "Release 301"),
        ("_news/release-301.md", "jekyll", Site(SiteConfig("jekyll", "_config.yml")), "Release 301"),
        ("release-301.md", "jekyll", None, "The headline of it"),
        ("_posts/2019-01-31-release-301.md", "auto", None, "The headline of it"),
        ("_posts/2019-01-31-release-301.md", "hexo", None, "The headline of it"),
        ("2019-01-31---.md", "jekyll", None, "The headline of it"),
    ],
)
def test_a_post_of_jekyll_without_a_title_has_the_one_that_jekyll_gives_it(
    path: str, generator: str, site: Site | None, title: str
) -> None:
    by = replace(recipe(generator=generator), site=site)
    found = build(path, f"---\nlayout: p\ndate: 2019-01-31\n---\n{HEADLINE}\n".encode(), SiteFacts(), by)
    assert isinstance(found, Article), found
    assert found.title == title
    of_name = title == "Release 301"
    # What stands as the title is no paragraph any more; what does not stays.
    assert ("The headline of it" in found.content) == of_name
    told = "there is no title; what its generator makes of the file's name stands for it: " if of_name else UNNAMED
    assert [each.found for each in found.mended if each.rule == "title"] == [f"{told}{title!r}"]


@pytest.mark.parametrize(("head", "body"), [("title: T", "Words."), ("layout: p", "# T\n\nWords.")])
def test_a_title_or_a_heading_goes_before_the_name_of_a_post(head: str, body: str) -> None:
    found = made(f"{head}\ndate: 2019-01-31", body, path="_posts/2019-01-31-a.md", generator="jekyll")
    assert isinstance(found, Article), found
    assert (found.title, [each for each in found.mended if each.rule == "title"]) == ("T", [])


@pytest.mark.parametrize(("head", "same"), [("date: 2019-01-31", False), ("date: 2019-01-31\ntitle: T", True)])
def test_a_post_that_moves_to_another_name_has_another_title_where_that_makes_it(head: str, same: bool) -> None:
    data, by = f"---\n{head}\n---\nWords.\n".encode(), recipe(generator="jekyll")
    assert is_same_at("2019-01-31-a.md", "2019-01-31-b.md", data, by) == same


@pytest.mark.parametrize("generator", ["hugo", "zola"])
@pytest.mark.parametrize(("head", "same"), [("image: a.png", False), ("image: /a.png", True), ("toc: false", True)])
def test_a_page_that_becomes_a_bundle_has_its_picture_beside_it(generator: Generator, head: str, same: bool) -> None:
    site = Site(SiteConfig(generator, "x", "https://h.example", articles=("content",)), "content")
    by = replace(recipe(generator=generator, address="https://h.example"), site=site)
    data = f"---\n{HEAD}\n{head}\n---\nWords.\n".encode()
    assert is_same_at("post/a.md", "post/a/index.md", data, by) == same
    alone, bundled = (build(path, data, SiteFacts(), by) for path in ("post/a.md", "post/a/index.md"))
    assert isinstance(alone, Article)
    assert isinstance(bundled, Article)
    assert alone.link == bundled.link == "https://h.example/post/a/"
    assert (alone.picture == bundled.picture) == same


@pytest.mark.parametrize(
    "written", ["\"['Trade', 'Towns, all']\"", '\'["Trade", "Towns, all"]\'', "\"[ 'Trade','Towns, all', ]\""]
)
def test_a_list_that_a_program_kept_as_text_is_a_list(written: str) -> None:
    found = article(f"title: One\ndate: 2022-03-28\ntags: {written}\nauthors: {written}")
    assert [term.label for term in found.terms if term.kind == "tag"] == ["Trade", "Towns, all"]
    assert [term.label for term in found.terms if term.kind == "author"] == ["Trade", "Towns, all"]


@pytest.mark.parametrize("written", ["[]", "[ ]", "['']"])
def test_an_empty_list_kept_as_text_names_nothing(written: str) -> None:
    found = article(f"title: One\ndate: 2022-03-28\ntags: {json.dumps(written)}\nauthors: {json.dumps(written)}")
    assert {term.kind for term in found.terms} == {"source"}


@pytest.mark.parametrize("written", ["[Trade]", "['Trade' and more]", "['Trade'", "['Trade'] 'Towns'", "['It's']"])
def test_what_only_begins_like_a_list_is_a_name(written: str) -> None:
    found = article(f"title: \"['A', 'B']\"\ndate: 2022-03-28\ntag: {json.dumps(written)}")
    assert [term.label for term in found.terms if term.kind == "tag"] == [written]
    assert found.title == "['A', 'B']"


@pytest.mark.parametrize(
    ("head", "body", "title", "stands"),
    [
        (
            "date: 2024-03-05 18:30",
            "![A mill at dusk](https://a.example/p.png)",
            "A mill at dusk",
            "what the picture shows",
        ),
        (
            "date: 2024-03-05 18:30",
            "![](https://a.example/p.png)\n![The quay](https://a.example/q.png)",
            "The quay",
            "what the picture shows",
        ),
        ("date: 2024-03-05 18:30", "![IMG_2034](https://a.example/p.png)", "2024-03-05 18:30", "the date"),
        ("title: ''\ndate: 2024-03-05", "<img src='https://a.example/p.png' alt='p.png'>", "2024-03-05", "the date"),
        ("date: 2024-03-05 18:30", "<video src='https://a.example/f.mp4'></video>", "2024-03-05 18:30", "the date"),
        (
            "date: 2024-03-05",
            '<iframe src="https://www.youtube.com/embed/w7Ft2ymGmfc"></iframe>',
            "2024-03-05",
            "the date",
        ),
        ("date: 2024-03-05", "![Image 12](https://a.example/p.png)", "2024-03-05", "the date"),
        ("date: 2024-03-05 18:30\nenclosure: https://a.example/e.mp3", "", "2024-03-05 18:30", "the date"),
        ("date: 2024-03-05T20:30:00Z\nphotos: [https://a.example/p.png]", "", "2024-03-06 04:30", "the date"),
        ("date: 2024-03-05 18:30", "The mill. ![A wheel](https://a.example/p.png)", "The mill.", "the first words"),
    ],
)
def test_a_picture_or_a_sound_without_words_is_an_article_by_what_it_shows_or_by_its_date(
    head: str, body: str, title: str, stands: str
) -> None:
    found = article(head, body)
    assert found.title == title
    assert [stands in each.found for each in found.mended if each.rule == "title"] == [True]
    assert not any(each.rule in ("text", "markup") for each in found.mended)


@pytest.mark.parametrize("body", ["", "<!-- A note. -->", "***"])
def test_nothing_at_all_below_a_head_without_a_title_is_held_back(body: str) -> None:
    assert problem("date: 2024-03-05 18:30", body).rule == "title"

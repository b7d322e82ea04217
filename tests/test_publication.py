"""Which of the dates that a file gives counts."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from feedsvc.articles import document, markup, publication, siteconfig
from feedsvc.articles.site import Recipe, Site, SiteConfig, SiteFacts
from feedsvc.config import SanitizeSettings, SourceSettings
from feedsvc.model import Document, Moment, Passed, Problem

NOW = datetime(2026, 1, 31, 12, tzinfo=UTC)
COMMIT = "2020-01-02T03:04:05+00:00"
BODY = '<time datetime="2021-06-01T10:00:00Z">1 June</time>\n\nText.'
ZOLA = Site(SiteConfig("zola", "config.toml", articles=("content",)))


def recipe(site: Site | None = None) -> Recipe:
    return Recipe(SourceSettings("s", Path("s"), "S"), SanitizeSettings(), NOW, site)


def doc(head: str = "", body: str = "Text.", path: str = "a.md") -> Document:
    read = document.read(path, f"---\ntitle: A\n{head}\n---\n{body}\n".encode())
    assert isinstance(read, Document)
    return read


def dated(read: Document, committed: str = "") -> tuple[str, tuple[str, ...]]:
    found = publication.published(read, SiteFacts(committed=committed), recipe())
    assert isinstance(found, publication.Dated), found
    return found.moment.at.isoformat(), found.moment.assumed


def test_the_head_goes_before_everything_else() -> None:
    read = doc("date: 2022-03-28T00:00:00Z\npermalink: /2019/01/01/a/", BODY, "2018-01-01-a.md")
    assert dated(read, COMMIT) == ("2022-03-28T00:00:00+00:00", ())


@pytest.mark.parametrize(
    ("head", "path", "at", "assumed"),
    [
        (
            "date: 11-9-2017",
            "_posts/2017-09-11-x.md",
            "2017-09-10T16:00",
            ("timezone", "time", "day order from file name"),
        ),
        ("date: 9/11/2017 10:00 +0000", "2017/09/11/x.md", "2017-09-11T10:00", ("day order from file name",)),
        ("date: 11.9.2017 23:00 -0800", "20170911-x.md", "2017-09-12T07:00", ("day order from file name",)),
        ("date: 11/9/2017 1:00Z\nurl: /2017/09/11/x", "x.md", "2017-09-11T01:00", ("day order from address",)),
        (
            "date: 11/9/2017 1:00Z\nurl: /2017/09/11/x",
            "2017-01-01-x.md",
            "2017-09-11T01:00",
            ("day order from address",),
        ),
        ("date: 2017-09-11T10:00Z", "2017-11-09-x.md", "2017-09-11T10:00", ()),
        ("date: 9-9-2017 10:00Z", "2017-09-09-x.md", "2017-09-09T10:00", ()),
    ],
)
def test_of_two_readings_that_of_the_files_name_or_address_counts(
    head: str, path: str, at: str, assumed: tuple[str, ...]
) -> None:
    assert dated(doc(head, path=path)) == (f"{at}:00+00:00", assumed)


@pytest.mark.parametrize("path", ["x.md", "2017-09-12-x.md", "2018-09-11-x.md"])
def test_a_date_of_two_readings_that_no_name_settles_is_held_back(path: str) -> None:
    found = publication.published(doc("date: 11-9-2017", path=path), SiteFacts(), recipe())
    assert isinstance(found, Problem)
    assert "day first or its month first" in found.found


def test_the_settings_go_before_the_name_for_a_date_of_two_readings() -> None:
    settings = SourceSettings("s", Path("s"), "S", day_first=False)
    chosen = Recipe(settings, SanitizeSettings(), NOW)
    found = publication.published(doc("date: 11-9-2017 1:00Z", path="2017-09-11-x.md"), SiteFacts(), chosen)
    assert isinstance(found, publication.Dated)
    assert (found.moment.at, found.moment.assumed) == (datetime(2017, 11, 9, 1, tzinfo=UTC), ())


def test_hugos_publish_date_goes_before_its_date() -> None:
    read = doc("date: 2022-03-28T00:00:00Z\npublishDate: 2023-01-01T00:00:00Z")
    assert dated(read)[0] == "2023-01-01T00:00:00+00:00"


MINE = "mine: 2019-01-01\nfirst: 2014-01-01\ndate: 2020-01-01\nchanged: 2021-01-01\nends: 2050-01-01"
FRONTMATTER: dict[str, tuple[str, str, str, str]] = {
    "none": ("", MINE, "a.md", "2020-01-01"),
    "a_key": ("date = 'mine'", MINE, "a.md", "2019-01-01"),
    "in_any_case": ("Date = ['MINE']", MINE, "a.md", "2019-01-01"),
    "before_the_usual_ones": ("date = ['mine', ':default']", "date: 2020-01-01", "a.md", "2020-01-01"),
    "behind_the_usual_ones": ("date = [':default', 'mine']", MINE, "a.md", "2020-01-01"),
    "that_no_head_has": ("date = ['other']", MINE, "a.md", "2020-01-01"),
    "of_publication": ("publishDate = ['first']", MINE, "a.md", "2014-01-01"),
    "of_publication_beside_a_date": ("date = ['mine']\npublishDate = ['first']", MINE, "a.md", "2014-01-01"),
    "with_a_further_name": ("date = ['publishDate']", "date: 2020-01-01\npubdate: 2018-01-01", "a.md", "2018-01-01"),
    "publication_that_is_never_asked": ("publishDate = []", f"{MINE}\npublishDate: 2024-01-01", "a.md", "2020-01-01"),
    "the_files_name": ("date = [':filename', ':default']", MINE, "p/2021-02-03-a.md", "2021-02-03"),
    "the_bundles_name": ("date = [':filename', ':default']", MINE, "p/2021-02-03-a/index.md", "2021-02-03"),
    "the_files_name_behind": ("date = [':default', ':filename']", MINE, "p/2021-02-03-a.md", "2020-01-01"),
    "a_name_without_a_day": ("date = [':filename', ':default']", MINE, "p/2021-2-3-a.md", "2020-01-01"),
    "a_name_that_is_no_day": ("date = [':filename', ':default']", MINE, "p/2021-22-03-a.md", "2020-01-01"),
    "what_no_author_wrote": ("date = [':fileModTime', ':git', 'mine']", MINE, "a.md", "2019-01-01"),
}


def hugo(frontmatter: str) -> Recipe:
    found = siteconfig.read(
        {"hugo.toml": f"baseURL = 'https://h.example'\n[frontmatter]\n{frontmatter}\n".encode()}, beside=None
    )
    assert isinstance(found, SiteConfig)
    source = SourceSettings("s", Path("s"), "S", timezone="UTC", generator="hugo")
    return replace(recipe(Site(found)), source=source)


@pytest.mark.parametrize(("frontmatter", "head", "path", "day"), FRONTMATTER.values(), ids=FRONTMATTER)
def test_a_hugo_site_says_which_keys_give_the_date(frontmatter: str, head: str, path: str, day: str) -> None:
    found = publication.published(doc(head, path=path), SiteFacts(), hugo(frontmatter))
    assert isinstance(found, publication.Dated)
    assert found.moment.at.date().isoformat() == day
    assert ("date from file name" in found.moment.assumed) is (day == "2021-02-03")


@pytest.mark.parametrize(
    ("frontmatter", "head", "expired"),
    [
        ("", "expiryDate: 2020-01-01", True),
        ("", "ends: 2020-01-01", False),
        ("expiryDate = ['ends']", "ends: 2020-01-01", True),
        ("expiryDate = ['ends']", "expiryDate: 2020-01-01", False),
        ("expiryDate = ['ends', ':default']", "unpublishDate: 2020-01-01", True),
        ("expiryDate = []", "expiryDate: 2020-01-01", False),
    ],
)
def test_a_hugo_site_says_which_keys_give_the_expiry(frontmatter: str, head: str, expired: bool) -> None:
    found = publication.published(doc(f"date: 2019-01-01\n{head}"), SiteFacts(), hugo(frontmatter))
    assert isinstance(found, Passed) is expired


def test_a_hugo_site_says_which_keys_give_the_last_change_and_the_date_of_addresses() -> None:
    site = hugo("date = ['mine']\nlastmod = [':git', 'changed', ':default']")
    moment = Moment(datetime(2014, 1, 1, tzinfo=UTC))
    assert publication.updated(doc(f"{MINE}\nlastmod: 2022-01-01"), site, moment)[0] == datetime(2021, 1, 1, tzinfo=UTC)
    assert publication.updated(doc("lastmod: 2022-01-01"), site, moment)[0] == datetime(2022, 1, 1, tzinfo=UTC)
    assert publication.dated_by(doc(MINE), site, "2014-01-01") == "2019-01-01"
    assert publication.dated_by(doc("mine: soon"), site, "2014-01-01") == "2014-01-01"


def test_the_file_name_goes_before_address_text_and_commit() -> None:
    assumed = ("timezone", "time", "date from file name")
    assert dated(doc("permalink: /2019/01/01/a/", BODY, "2018-01-01-a.md"), COMMIT) == (
        "2017-12-31T16:00:00+00:00", assumed,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("_posts/14-03-05-a.md", "2014-03-05"),
        ("_posts/14-3-5-a.md", "2014-03-05"),
        ("_posts/00-01-02-a.md", "2000-01-02"),
        ("_posts/99-12-31-a.md", "1999-12-31"),
        ("_posts/2013-01-01/14-03-05-a.md", "2014-03-05"),
        ("_posts/2014-3-5-a.md", "2014-03-05"),
        ("_posts/69-01-02-a.md", None),
        ("_posts/014-03-05-a.md", None),
        ("_posts/4-03-05-a.md", None),
        ("_posts/14-13-05-a.md", None),
        ("_posts/14-03-05.md", None),
        ("_posts/14-03-05-a/index.md", None),
        ("source/_posts/14-03-05-a.md", None),
        ("14-03-05-a.md", None),
    ],
)
def test_the_name_of_a_post_of_jekylls_may_have_a_year_of_two_digits(path: str, day: str | None) -> None:
    by = replace(recipe(), source=SourceSettings("s", Path("s"), "S", timezone="UTC"))
    found = publication.published(doc(path=path), SiteFacts(), by)
    assert (found.moment.at.date().isoformat() if isinstance(found, publication.Dated) else None) == day


def test_a_year_of_two_digits_tells_day_from_month_too() -> None:
    assert dated(doc("date: 11-9-2017 10:00Z", path="_posts/17-09-11-a.md"))[0] == "2017-09-11T10:00:00+00:00"


@pytest.mark.parametrize("key", ["path", "permalink", "url", "link", "original_url"])
def test_the_address_goes_before_text_and_commit(key: str) -> None:
    at, assumed = dated(doc(f"{key}: /inside/2019/01/02/a.html", BODY), COMMIT)
    assert (at, assumed[-1]) == ("2019-01-01T16:00:00+00:00", "date from address")


def test_the_address_of_a_clipping_gives_its_day_but_not_what_a_page_of_a_site_cites() -> None:
    read = doc("source: https://a.example/2019/01/02/a.html", BODY)
    assert dated(read)[0] == "2019-01-01T16:00:00+00:00"
    in_site = publication.published(read, SiteFacts(), recipe(Site(SiteConfig("hexo", "_config.yml"))))
    assert isinstance(in_site, publication.Dated)
    assert in_site.moment.at.isoformat() == "2021-06-01T10:00:00+00:00"


def test_the_text_goes_before_the_commit() -> None:
    assert dated(doc("", BODY), COMMIT) == ("2021-06-01T10:00:00+00:00", ("date from text",))


LINE = "2022-03-28 19:13 来源：新华网\n\n正文。"
DAY = "2022-03-28"
FULLER: dict[str, tuple[str, str, str, str, tuple[str, ...]]] = {
    "another_key": ("date: 2022-03-28\ncreated: 2022-03-28 19:13", "T.", "a.md", "11:13", ("timezone",)),
    "another_name": ("publishdate: 2022-03-28\nPub_Date: 2022-03-28T19:13:00+08:00", "T.", "a.md", "11:13", ()),
    "the_first_key_with_a_time": (
        "date: 2022-03-28\npubdate: 2022-3-28\ncreated: soon\nposttime: 1\npostdate: 2022-03-28 19:13",
        "T.", "a.md", "11:13", ("timezone",),
    ),
    "the_text": ("date: 2022-03-28", LINE, "a.md", "11:13", ("timezone", "date from text")),
    "the_text_by_its_time": (
        "date: 2022-03-28", '<time datetime="2022-03-28T19:13+08:00">x</time>', "a.md", "11:13", ("date from text",),
    ),
    "the_text_for_a_name": ("", LINE, "2022-03-28-a.md", "11:13", ("timezone", "date from text")),
    "the_text_for_an_address": ("url: /20220328/a", LINE, "a.md", "11:13", ("timezone", "date from text")),
    "a_key_before_the_text": (
        "date: 2022-03-28\ncreated: 2022-03-28 20:00", LINE, "a.md", "12:00", ("timezone",),
    ),
    "midnight_is_passed_over": (
        "date: 2022-03-28\ncreated: 2022-03-28T00:00:00+08:00", LINE, "a.md", "11:13", ("timezone", "date from text"),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("head", "body", "path", "clock", "assumed"), FULLER.values(), ids=FULLER)
def test_a_day_alone_takes_the_time_that_is_told_of_it_elsewhere(
    head: str, body: str, path: str, clock: str, assumed: tuple[str, ...]
) -> None:
    assert dated(doc(head, body, path), COMMIT) == (f"{DAY}T{clock}:00+00:00", assumed)


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("date: 2022-03-28\ncreated: 2022-03-29 19:13", "2022-03-27 19:13 来源：新华网\n\n正文。"),
        ("date: 2022-03-28\ncreated: 2022-03-28T19:13:00Z", "正文。"),
        ("date: 2022-03-28\nupdated: 2022-03-28 19:13", "正文。"),
        ("date: 2022-03-28", "2022-03-28 正文。\n\n会议于 19:13 开始。"),
        ("date: 2022-03-28", "正文：2022-03-28 19:13 召开会议。"),
    ],
)
def test_no_other_day_or_event_gives_it_a_time(head: str, body: str) -> None:
    assert dated(doc(head, body)) == ("2022-03-27T16:00:00+00:00", ("timezone", "time"))


def test_a_time_told_is_kept_whatever_else_is_told() -> None:
    head = "date: 2022-03-28 08:00\ncreated: 2022-03-28 19:13"
    assert dated(doc(head, LINE)) == ("2022-03-28T00:00:00+00:00", ("timezone",))
    zoned = doc("date: 2022-03-28Z\ncreated: 2022-03-28 19:13", LINE)
    assert dated(zoned) == ("2022-03-28T00:00:00+00:00", ("time",))


def test_a_day_alone_is_midnight_in_a_site_as_its_generator_has_it() -> None:
    found = publication.published(doc("date: 2022-03-28", LINE, "content/a.md"), SiteFacts(), recipe(ZOLA))
    assert isinstance(found, publication.Dated)
    assert found.moment.assumed == ("timezone", "time")


@pytest.mark.parametrize(
    "lines",
    [
        "来源：新华网\n时间：2022-03-28 19:00",
        "文号：〔2022〕3号\n发布时间：2022-03-28 19:00",
        "標題：某公司年報\n來源：某報\n時間：2022-03-28 19:00",
    ],
)
def test_chinese_lines_of_markdown_are_apart_where_they_tell_a_date(lines: str) -> None:
    assert dated(doc(body=f"{lines}\n\n正文。")) == ("2022-03-28T11:00:00+00:00", ("timezone", "date from text"))


@pytest.mark.parametrize("lines", ["报告人：张三\n时间：2022-03-28 19:00", "会议召开的\n时间：2022-03-28 19:00"])
def test_chinese_lines_of_an_event_or_a_sentence_tell_none(lines: str) -> None:
    assert isinstance(publication.published(doc(body=f"{lines}\n\n正文。"), SiteFacts(), recipe()), Problem)


def test_the_text_is_not_built_for_a_time_that_it_cannot_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markup, "to_html", None)
    body = f"In 2022 we met at noon.{' Then we parted.' * 9}\n\nIn 2021 we met at 19:13."
    assert dated(doc("date: 2022-03-28", body))[1] == ("timezone", "time")


def test_a_date_that_a_sentence_mentions_is_none_of_the_article() -> None:
    body = "2022年3月28日，京东健康发布2021年全年业绩公告。报告期内，总收入为306.8亿元。"
    assert isinstance(publication.published(doc("", body), SiteFacts(), recipe()), Problem)


def test_the_commit_is_last() -> None:
    assert dated(doc(), COMMIT) == ("2020-01-02T03:04:05+00:00", ("date from commit",))


def test_without_any_date_the_file_is_held_back() -> None:
    found = publication.published(doc(), SiteFacts(), recipe())
    assert isinstance(found, Problem)
    assert (found.rule, found.found) == ("date", "there is no date")


@pytest.mark.parametrize(("path", "day"), [("_posts/2023-02-29-a.md", "2023-02-29"), ("2022-13-01-a.md", "2022-13-01")])
def test_a_day_in_a_name_that_no_calendar_has_is_told_as_such(path: str, day: str) -> None:
    found = publication.published(doc(path=path), SiteFacts(), recipe())
    assert isinstance(found, Problem)
    assert found.found == f"the date in the file's name, {day!r}, is no day since 1990"


def test_what_its_generator_takes_for_a_page_is_passed_over() -> None:
    found = publication.published(doc(path="content/about.md"), SiteFacts(), recipe(ZOLA))
    assert found == Passed("content/about.md", "page")


def test_an_unreadable_date_is_no_page() -> None:
    found = publication.published(doc("date: soon", path="content/about.md"), SiteFacts(), recipe(ZOLA))
    assert isinstance(found, Problem)


@pytest.mark.parametrize(
    "head",
    [
        "publishDate: 0001-01-01T00:00:00Z\ndate: 2022-03-28T00:00:00Z",
        "date: '0000-00-00 00:00:00'\npublished: 2022-03-28T00:00:00Z",
        "date: 0001-01-01\ncreated: 2022-03-28T00:00:00Z",
        "date: None\npublish_date: 2022-03-28T00:00:00Z",
        "date: N/A\npublish_date: 2022-03-28T00:00:00Z",
        "date: Unknown\npublished: nan\ncreated: 2022-03-28T00:00:00Z",
        "date: '1970-01-01 08:00:00'\ndate_publish: 2022-03-28T00:00:00Z",
        "published: 1\ncreated: 2022-03-28T00:00:00Z",
        "published: t\ncreated: 2022-03-28T00:00:00Z",
        "published: Yes\ncreated: 2022-03-28T00:00:00Z",
    ],
)
def test_what_says_no_date_leaves_the_word_to_the_next(head: str) -> None:
    assert dated(doc(head)) == ("2022-03-28T00:00:00+00:00", ())


TIMES = ("datetime", "timestamp", "time", "showTime", "display_time")


@pytest.mark.parametrize("key", TIMES)
def test_a_time_is_the_articles_where_nothing_else_tells_its_date(key: str) -> None:
    assert dated(doc(f"{key}: '2022-03-28T00:00:00Z'")) == ("2022-03-28T00:00:00+00:00", ())
    assert dated(doc(f"{key}: '1648425600'")) == ("2022-03-28T00:00:00+00:00", ())
    assert dated(doc(f"{key}: '2022-03-28'", path="2019-01-01-a.md"))[0] == "2018-12-31T16:00:00+00:00"
    assert dated(doc(f"{key}: '2022-03-28'", BODY))[0] == "2021-06-01T10:00:00+00:00"


@pytest.mark.parametrize("key", TIMES)
def test_a_time_that_is_no_date_or_of_a_page_of_a_site_is_none(key: str) -> None:
    assert dated(doc(f"{key}: 10 min"), COMMIT)[1] == ("date from commit",)
    found = publication.published(doc(f"{key}: '2022-03-28T00:00:00Z'", path="content/a.md"), SiteFacts(), recipe(ZOLA))
    assert isinstance(found, Passed)


def test_what_says_no_date_leaves_the_word_to_the_file_name() -> None:
    assert dated(doc("date: 0001-01-01T00:00:00Z", path="2022-03-28-a.md"))[1][-1] == "date from file name"


def test_a_last_change_of_the_year_one_is_none() -> None:
    moment = Moment(NOW)
    assert publication.updated(doc("lastmod: 0001-01-01T00:00:00Z"), recipe(), moment) == (None, ())


def page(*said: str) -> Document:
    read = document.read("a.html", "\n".join(("<title>A</title>", *said, "<body><p>Text.</p>")).encode())
    assert isinstance(read, Document)
    return read


TIME = '<meta property="article:published_time" content="2022-03-28T08:00:00+08:00">'


@pytest.mark.parametrize(
    "useless",
    [
        '<meta name="date" content="">',
        '<meta name="date" content=" "><meta name="date" content="">',
        '<meta name="date" content="0001-01-01T00:00:00">',
        '<meta name="published" content="">',
    ],
)
def test_a_page_that_says_no_date_first_says_it_behind(useless: str) -> None:
    assert dated(page(useless, TIME)) == ("2022-03-28T00:00:00+00:00", ())


@pytest.mark.parametrize("name", ["早报-2022-03-28.md", "2022年3月28日 早报.md", "2022年3月28日/早报.md"])
def test_the_day_in_a_title_of_a_name_counts_behind_the_text_and_the_commit(name: str) -> None:
    assumed = ("timezone", "time", "date from file name")
    assert dated(doc(path=name)) == ("2022-03-27T16:00:00+00:00", assumed)
    assert dated(doc(path=name), COMMIT) == ("2020-01-02T03:04:05+00:00", ("date from commit",))
    assert dated(doc(body="发布时间：2022-03-29 08:30", path=name))[1] == ("timezone", "date from text")
    assert dated(doc("date: 2022-03-30T00:00:00Z", path=name)) == ("2022-03-30T00:00:00+00:00", ())


def test_the_day_that_a_page_is_about_is_not_that_of_its_publication() -> None:
    page = '<html><body><p><time pubdate datetime="2018-05-12T10:00:00Z"></time></p></body></html>'
    read = document.read("2008年5月12日汶川地震纪实.html", page.encode())
    assert isinstance(read, Document)
    assert dated(read) == ("2018-05-12T10:00:00+00:00", ("date from text",))


OTHERS = (
    "date_publish", "webPublicationDate",
    "publish_date", "publish-date", "datePublished", "date_published", "pub_date", "publishedAt", "createdAt",
    "publish_time", "post_date", "publication_date", "发布时间", "发布日期", "日期", "pub_time", "pubTime",
    "發布時間", "發佈時間", "發布日期", "發佈日期", "发表时间", "發表日期", "发稿时间", "發稿日期",
    "刊登时间", "刊登日期", "发布于", "發佈於", "发表于", "發表於",
)  # fmt: skip


@pytest.mark.parametrize("key", OTHERS)
def test_other_names_of_the_date_are_asked_however_they_are_joined(key: str) -> None:
    assert dated(doc(f"{key}: 2022-03-28T00:00:00Z", path="2018-01-01-a.md")) == ("2022-03-28T00:00:00+00:00", ())


@pytest.mark.parametrize("key", OTHERS)
def test_but_only_where_the_usual_ones_say_nothing(key: str) -> None:
    assert dated(doc(f"{key}: 2022-03-28T00:00:00Z\ndate: 2021-01-01T00:00:00Z"))[0] == "2021-01-01T00:00:00+00:00"


@pytest.mark.parametrize("key", ["crawl_date", "crawl_time", "md_date", "mtime", "extracted_date"])
def test_when_a_scraper_came_is_no_date(key: str) -> None:
    found = publication.published(doc(f"{key}: 2022-03-28T00:00:00Z"), SiteFacts(), recipe())
    assert isinstance(found, Problem)


def test_a_page_beneath_a_head_gives_its_dates_where_the_head_has_none() -> None:
    page = '<html><head><meta property="article:published_time" content="{}"></head><body><p>One</p></body></html>'
    read = page.format("2022-03-28T00:00:00Z")
    assert dated(doc("crawl_date: 2023-01-01", read, path="2018-01-01-a.md")) == ("2022-03-28T00:00:00+00:00", ())
    assert dated(doc("ctime: 2021-01-01T00:00:00Z", read))[0] == "2022-03-28T00:00:00+00:00"


CLIPPED = "published:\ncreated: 2024-03-08T00:00:00Z"


def test_when_a_clipping_was_made_is_its_date_where_neither_its_address_nor_its_text_tells_one() -> None:
    assert dated(doc(CLIPPED)) == ("2024-03-08T00:00:00+00:00", ("date from created",))
    assert dated(doc(CLIPPED), COMMIT) == ("2024-03-08T00:00:00+00:00", ("date from created",))
    assert dated(doc(CLIPPED, "发布时间：2022-03-28 08:30\n\n正文。"))[0] == "2022-03-28T00:30:00+00:00"
    assert dated(doc(f"{CLIPPED}\nsource: https://a.example/2024/02/01/a.html"))[0] == "2024-01-31T16:00:00+00:00"


@pytest.mark.parametrize("head", ["created: 2024-03-08T00:00:00Z", "published: true\ncreated: 2024-03-08T00:00:00Z"])
def test_when_another_article_was_made_is_its_date(head: str) -> None:
    assert dated(doc(head, BODY)) == ("2024-03-08T00:00:00+00:00", ())


def test_when_a_file_was_made_is_a_date_where_nothing_else_tells_one() -> None:
    head = "ctime: 2019-01-01T00:00:00Z"
    assert dated(doc(head)) == ("2019-01-01T00:00:00+00:00", ())
    assert dated(doc(head, "发布时间：2022-03-28 08:30\n\n正文。"))[0] == "2022-03-28T00:30:00+00:00"


@pytest.mark.parametrize("key", ["ctime", "c_time", "cTime", "C-Time"])
def test_when_a_file_was_made_gives_a_day_its_time_where_nothing_else_does(key: str) -> None:
    head, path = f"{key}: 2022-03-28 10:11:12", "2022-03-28-x.md"
    assert dated(doc(head)) == ("2022-03-28T02:11:12+00:00", ("timezone",))
    assert dated(doc(head, path=path)) == ("2022-03-28T02:11:12+00:00", ("timezone",))
    assert dated(doc(head, "2022-03-28\n\n正文。")) == ("2022-03-28T02:11:12+00:00", ("timezone",))
    assert dated(doc(head, "发布时间：2022-03-28 08:30\n\n正文。", path=path))[0] == "2022-03-28T00:30:00+00:00"
    assert dated(doc(f"{head}\npubtime: 2022-03-28 08:30", path=path))[0] == "2022-03-28T00:30:00+00:00"
    assert dated(doc(head, path="2022-03-29-x.md"))[0] == "2022-03-28T16:00:00+00:00"


@pytest.mark.parametrize("key", ["pubDatetime", "pub_datetime", "pubDate", "publishedAt", "published_at"])
def test_names_that_themes_have_for_the_date(key: str) -> None:
    head = f"{key}: 2022-03-28T08:00:00Z\nmodDatetime: 2023-01-01T00:00:00Z"
    assert dated(doc(head))[0] == "2022-03-28T08:00:00+00:00"


def test_the_usual_names_of_the_last_change_go_before_others() -> None:
    first = Moment(datetime(2022, 1, 1, tzinfo=UTC))
    head = "modDatetime: 2023-01-01T00:00:00Z\nlastmod: 2022-03-28T00:00:00Z"
    assert publication.updated(doc(head), recipe(), first)[0] == datetime(2022, 3, 28, tzinfo=UTC)
    assert publication.updated(doc("modDatetime: null\nlast_synced: 2022-03-28"), recipe(), first) == (None, ())


def test_publication_goes_before_creation_whatever_stands_first() -> None:
    head = "createTime: 2020-01-01T00:00:00Z\ndate_published: 2022-03-28T00:00:00Z"
    assert dated(doc(head))[0] == "2022-03-28T00:00:00+00:00"


def test_a_wrong_date_of_another_name_is_told_with_its_line() -> None:
    found = publication.published(doc("lang: zh\nPublish_Date: soon"), SiteFacts(), recipe())
    assert isinstance(found, Problem)
    assert (found.line, found.found) == (4, "'soon' is not a date")


@pytest.mark.parametrize(
    "key", ["release_date", "event-date", "expires", "updated", "date_modified", "更新时间", "更新時間", "时间"]
)
def test_another_day_than_that_of_publication_is_no_date(key: str) -> None:
    assert isinstance(publication.published(doc(f"{key}: 2022-03-28"), SiteFacts(), recipe()), Problem)


@pytest.mark.parametrize(
    "key",
    [
        "date_modified", "dateModified", "updatedAt", "更新时间", "last_modified_at", "modDatetime", "updatedDate",
        "updated_date", "lastUpdated", "last_updated", "last-updated", "lastModified", "last_modified", "modifiedAt",
        "date_updated", "updated_at",
    ],
)  # fmt: skip
def test_names_of_the_last_change(key: str) -> None:
    first = Moment(datetime(2022, 1, 1, tzinfo=UTC))
    assert publication.updated(doc(f"{key}: 2022-03-28T00:00:00Z"), recipe(), first)[0] == datetime(
        2022, 3, 28, tzinfo=UTC
    )


@pytest.mark.parametrize(
    "name",
    [
        'itemprop="datePublished"', 'name="publish_date"', 'name="publishdate"', 'name="parsely-pub-date"',
        'name="DC.date.issued"', 'property="og:release_date"', 'property="article:create_at"', 'name="apub:time"',
        'name="citation_publication_date"', 'property="article:published_time"', 'property="article:published"',
    ],
)  # fmt: skip
def test_pages_name_their_date_in_many_ways(name: str) -> None:
    said = f'<meta {name} content="2022-03-28T08:00:00+08:00">'
    assert dated(page('<meta name="keywords" content="x">', said)) == ("2022-03-28T00:00:00+00:00", ())


def test_microdata_gives_dates_alone() -> None:
    read = page('<meta itemprop="dateModified" content="2022-03-28">', '<meta itemprop="description" content="x">')
    assert dict(read.head) == {"title": "A", "dateModified": "2022-03-28"}


LINKED = '{"@type": "NewsArticle", "datePublished": "2022-03-28T08:00:00+08:00"}'


@pytest.mark.parametrize(
    "data",
    [
        LINKED,
        LINKED.replace("NewsArticle", "http://schema.org/NewsArticle"),
        LINKED.replace('"NewsArticle"', '["Thing", "https://schema.org/BlogPosting"]'),
        f'{{"@type": "WebPage", "mainEntity": {LINKED}}}',
        f'{{"@type": "WebPage", "mainEntity": [{{"@type": "Person"}}, {LINKED}]}}',
        f"//<![CDATA[\n{LINKED}\n//]]>",
        f"\n/* <![CDATA[ */\n{LINKED}\n/* ]]> */\n",
        f"<![CDATA[{LINKED}",
        f"{LINKED};",
        f"<!--\n{LINKED}\n-->",
        f"{LINKED[:-1]},\n}}",
        f'{{"headline": "It\\\'s \\\\, }} ", "keywords": ["a", ], {LINKED[1:]}',
        LINKED.replace("NewsArticle", "WebPage"),
        LINKED.replace("NewsArticle", "http://schema.org/ItemPage"),
        f'{{"@graph": [{{"@type": "WebSite"}}, {LINKED.replace("NewsArticle", "WebPage")}]}}',
    ],
)
def test_json_ld_gives_a_date_in_any_wrapping(data: str) -> None:
    assert dated(page(f'<script type="application/ld+json">{data}</script>'))[0] == "2022-03-28T00:00:00+00:00"


@pytest.mark.parametrize(
    "kind", ["WebSite", "http://schema.org/CollectionPage", "NewsArticles", "http://x.example/a/", "Event"]
)
def test_json_ld_of_another_kind_gives_none(kind: str) -> None:
    read = page(f'<script type="application/ld+json">{LINKED.replace("NewsArticle", kind)}</script>')
    assert isinstance(publication.published(read, SiteFacts(), recipe()), Problem)


def test_the_article_of_a_page_goes_before_the_page() -> None:
    whole = '{"@type": "WebPage", "datePublished": "2020-01-01", "dateModified": "2020-01-02"}'
    linked = f'<script type="application/ld+json">{{"@graph": [{whole}, {LINKED}]}}</script>'
    assert dated(page(linked))[0] == "2022-03-28T00:00:00+00:00"
    read = page(f'<script type="application/ld+json">{whole}</script>', TIME)
    assert dated(read)[0] == "2022-03-28T00:00:00+00:00"


def test_a_page_beneath_a_head_gives_its_own_dates_as_well() -> None:
    linked = LINKED.replace("NewsArticle", "WebPage")
    body = f'<html><head><script type="application/ld+json">{linked}</script></head><body><p>One</p></body></html>'
    assert dated(doc("author: A", body)) == ("2022-03-28T00:00:00+00:00", ())


def test_broken_json_ld_takes_linear_time() -> None:
    start = time.process_time()
    for piece in ('"\\', '", ', "[", ",  ", '{"a":'):
        page(f'<script type="application/ld+json">{{{piece * 200_000}</script>')
    assert time.process_time() - start < 4


def test_json_lds_zero_time_leaves_the_word_to_open_graph() -> None:
    data = '{"@type": "NewsArticle", "datePublished": "0001-01-01T00:00:00"}'
    linked = f'<script type="application/ld+json">{data}</script>'
    assert dated(page(TIME, linked)) == ("2022-03-28T00:00:00+00:00", ())


def test_the_date_of_a_page_goes_before_open_graphs() -> None:
    assert dated(page('<meta name="date" content="2021-01-01T00:00:00Z">', TIME))[0] == "2021-01-01T00:00:00+00:00"


@pytest.mark.parametrize("key", ["publishDate", "Date", "date"])
def test_a_wrong_date_is_told_with_the_line_of_its_own_key(key: str) -> None:
    found = publication.published(doc(f"created: 2022-03-28\n{key}: soon"), SiteFacts(), recipe())
    assert isinstance(found, Problem)
    assert found.line == 4


def test_a_wrong_date_in_the_head_is_told_with_its_line() -> None:
    found = publication.published(doc("date: Invalid Date", BODY), SiteFacts(), recipe())
    assert isinstance(found, Problem)
    assert (found.line, found.found) == (3, "'Invalid Date' is not a date")


@pytest.mark.parametrize(
    ("raw", "path", "body", "committed", "day", "how"),
    [
        ("2014-09", "2014-09-05-a.md", "Text.", "", "2014-09-04T16", "date from file name"),
        ("September 2014", "2014-09-05-a.md", "Text.", "", "2014-09-04T16", "date from file name"),
        ("septembre 2014", "2014-09-05-a.md", "Text.", "", "2014-09-04T16", "date from file name"),
        ("Septiembre de 2014", "2014-09-05-a.md", "Text.", "", "2014-09-04T16", "date from file name"),
        ("สิงหาคม 2014", "2014-08-05-a.md", "Text.", "", "2014-08-04T16", "date from file name"),
        ("сентябрь 2014 г.", "2014-09-05-a.md", "Text.", "", "2014-09-04T16", "date from file name"),
        ("Sept. 2014", "a.md", "Text.", "2014-09-07T10:00:00Z", "2014-09-07T10", "date from commit"),
        ("2014", "a.md", "<time datetime='2014-03-01'>1 March</time>", "", "2014-02-28T16", "date from text"),
        ("2014年9月", "2015-01-02-a.md", "Text.", "2014-09-07T10:00:00Z", "2014-09-07T10", "date from commit"),
        ("09/2014", "x/2014-09-05/a.md", "Text.", "", "2014-09-04T16", "date from file name"),
    ],
)
def test_a_month_or_a_year_alone_is_the_day_in_it_that_stands_elsewhere(
    raw: str, path: str, body: str, committed: str, day: str, how: str
) -> None:
    found, assumed = dated(doc(f"date: {raw}", body, path), committed)
    assert found.startswith(day) and how in assumed


@pytest.mark.parametrize("raw", ["2014-09", "September 2014", "Sep, 2014", "2014", "2014年9月", "2014.9"])
@pytest.mark.parametrize("path", ["a.md", "2015-09-05-a.md"])
def test_a_month_or_a_year_alone_is_no_date_and_no_day_is_made_up(raw: str, path: str) -> None:
    found = publication.published(doc(f"date: {raw}", path=path), SiteFacts(), recipe())
    assert isinstance(found, Problem) and found.found == f"{raw!r} is not a date: it names no day"


@pytest.mark.parametrize(
    "raw", ["Marsh 2014", "listopad 2014", "2014-13", "20149", "Jan", "14-09", "Septembery 2014", "10:30", "６６１８"]
)
def test_what_names_neither_month_nor_year_is_completed_by_nothing(raw: str) -> None:
    found = publication.published(doc(f"date: '{raw}'", path="2014-09-05-a.md"), SiteFacts(), recipe())
    assert isinstance(found, Problem) and "no day" not in found.found

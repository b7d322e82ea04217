"""Posts of Substack's export, and the table beside them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from feedsvc.articles import siteconfig
from feedsvc.articles.site import SiteConfig
from feedsvc.model import Problem
from tests.desk import Desk

TABLE = """post_id,post_date,is_published,email_sent_at,inbox_sent_at,type,audience,title,subtitle,podcast_url
1.mill,2024-03-05T10:00:00.000Z,true,,,newsletter,everyone,"The mill, again","Who ""owns"" it",
2.secret,2024-03-06T10:00:00.000Z,false,,,newsletter,everyone,Secret,,
3.paid,2024-03-06T10:00:00.000Z,true,,,newsletter,only_paid,Paid,,
4.about,2024-03-06T10:00:00.000Z,true,,,page,everyone,About,,
5.talk,2024-03-07T10:00:00.000Z,true,,,podcast,everyone,A talk,,https://a.example/talk.mp3
"""


def export(desk: Desk) -> Path:
    folder = desk.settings.sources[0].path
    (folder / "posts").mkdir(exist_ok=True)
    (folder / "posts.csv").write_text(TABLE, encoding="utf-8")
    for name in ("1.mill", "2.secret", "3.paid", "4.about", "5.talk", "6.unknown"):
        (folder / "posts" / f"{name}.html").write_text(f"<p>Words of {name}.</p>", encoding="utf-8")
    return folder


@pytest.mark.parametrize("inner", ["", "posts"])
def test_posts_are_what_the_table_says_and_only_public_ones_are_served(desk: Desk, inner: str) -> None:
    source = replace(desk.settings.sources[0], path=export(desk) / inner, address="https://n.example")
    desk.settings = replace(desk.settings, sources=(source,))
    report = desk.run()
    talk, mill = desk.entries()
    assert (mill.title, mill.summary, mill.link) == ("The mill, again", 'Who "owns" it', "https://n.example/p/mill")
    assert mill.published.isoformat() == "2024-03-05T10:00:00+00:00"
    assert (talk.title, [each.url for each in talk.enclosures]) == ("A talk", ["https://a.example/talk.mp3"])
    assert report.problems == 1 and [problem.rule for problem in desk.problems()] == ["date"]


def test_a_table_of_something_else_is_no_site() -> None:
    assert siteconfig.read({"posts.csv": b"id,title\n1,A\n"}, beside=None) is None
    assert siteconfig.read({"posts.csv": b""}, beside=None) is None
    assert siteconfig.read({"posts.csv": "编号,标题\n1,米尔\n".encode("gbk")}, beside=None) is None


def test_a_title_may_hold_what_separates_lines_elsewhere() -> None:
    row = "post_id,post_date,is_published,title,subtitle\n1.a,2024-03-05,true,The old\u2028mill,Who owns it\n"
    found = siteconfig.read({"posts.csv": row.encode()}, beside=None)
    assert isinstance(found, SiteConfig)
    head = found.heads["posts/1.a.html"]
    assert (head["title"], head["description"]) == ("The old\u2028mill", "Who owns it") and len(found.heads) == 1


def test_a_table_that_cannot_be_read_is_told() -> None:
    found = siteconfig.read({"posts.csv": b'post_id\n"' + b"a" * 200_000 + b'"\n'}, beside=None)
    assert isinstance(found, Problem) and "no table" in found.found


def test_a_row_that_lacks_columns_is_a_draft() -> None:
    found = siteconfig.read({"posts.csv": b"post_id,post_date,is_published\n1.a\n"}, beside=None)
    assert isinstance(found, SiteConfig) and found.heads == {"posts/1.a.html": {"draft": "true"}}

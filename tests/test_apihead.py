"""Articles kept as web interfaces answer them: WordPress's REST API, NewsAPI and those that answer as it does."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest

from feedsvc.articles import apihead
from feedsvc.articles.build import build
from feedsvc.articles.headvalues import ParsedHead
from feedsvc.articles.site import SiteFacts
from feedsvc.model import Article, Passed, Term, TermKind
from tests.test_build import recipe

POST: dict[str, Any] = {
    "id": 4711,
    "date": "2024-03-05T08:30:00",
    "date_gmt": "2024-03-05T07:30:00",
    "guid": {"rendered": "https://blog.example/?p=4711"},
    "modified": "2024-03-06T09:00:00",
    "modified_gmt": "2024-03-06T08:00:00",
    "status": "publish",
    "link": "https://blog.example/2024/03/a-mill-is-sold/",
    "title": {"rendered": "A mill is sold &#8211; what now?"},
    "content": {"rendered": "<p>The old mill *has* an owner.</p>\n<p>He is a baker.</p>\n", "protected": False},
    "excerpt": {"rendered": "<p>The old mill has an owner, a <em>baker</em>.</p>\n", "protected": False},
    "author": 3,
    "categories": [5, 7],
    "tags": [12],
}
EMBEDDED = {
    "author": [{"id": 3, "name": "Jane Doe", "link": "https://blog.example/author/jane/"}],
    "wp:featuredmedia": [{"id": 9, "source_url": "https://blog.example/mill.jpg"}],
    "wp:term": [
        [
            {"id": 5, "name": "Towns &amp; Villages", "taxonomy": "category"},
            {"id": 7, "name": "Trade", "taxonomy": "category"},
        ],
        [{"id": 12, "name": "mills", "taxonomy": "post_tag"}],
        [{"id": 13, "name": "North", "taxonomy": "region"}],
    ],
}
NEWS = {
    "source": {"id": None, "name": "The Daily Mill"},
    "author": "Jane Doe",
    "title": "A mill is sold - The Daily Mill",
    "description": "The old mill has an owner.",
    "url": "https://news.example/a-mill-is-sold",
    "urlToImage": "https://news.example/mill.jpg",
    "publishedAt": "2024-03-05T14:03:11Z",
    "content": "The old mill has an owner, who is a baker and… [+1234 chars]",
}


def made(answer: dict[str, Any]) -> Article:
    found = build("a.md", json.dumps(answer).encode(), SiteFacts(), recipe())
    assert isinstance(found, Article), found
    return found


def labels(article: Article, kind: TermKind) -> list[str]:
    return [term.label for term in article.terms if term.kind == kind]


def test_a_post_of_wordpress_has_its_texts() -> None:
    post = made(POST)
    assert post.title == "A mill is sold – what now?"
    assert post.content == "<p>The old mill *has* an owner.</p><p>He is a baker.</p>"
    assert post.summary == "The old mill has an owner, a baker."
    assert post.link == "https://blog.example/2024/03/a-mill-is-sold/"


def test_a_list_of_one_post_of_wordpress_is_that_post() -> None:
    found = build("a.md", json.dumps([POST]).encode(), SiteFacts(), recipe())
    assert isinstance(found, Article)
    assert found.title == "A mill is sold – what now?"


def test_the_times_of_a_post_of_wordpress_are_those_in_utc() -> None:
    post = made(POST)
    assert (post.published.isoformat(), post.assumed) == ("2024-03-05T07:30:00+00:00", ())
    assert post.updated is not None
    assert post.updated.isoformat() == "2024-03-06T08:00:00+00:00"
    assert made(POST | {"date_gmt": None}).published.isoformat() == "2024-03-05T00:30:00+00:00"


@pytest.mark.parametrize(
    ("told", "published"),
    [
        ("0000-00-00T00:00:00", "2024-03-05T00:30:00+00:00"),
        ("2024-03-05T07:30:00Z", "2024-03-05T07:30:00+00:00"),
        ("2024-03-05 07:30:00", "2024-03-05T07:30:00+00:00"),
    ],
)
def test_a_time_in_utc_that_is_none_or_says_so_itself_does_no_harm(told: str, published: str) -> None:
    assert made(POST | {"date_gmt": told}).published.isoformat() == published


def test_numbers_of_wordpress_are_neither_terms_nor_persons() -> None:
    assert {term.kind for term in made(POST).terms} == {"source"}
    named = made(POST | {"categories": ["Trade", "5"], "author": "Jane Doe"})
    assert (labels(named, "category")[:2], labels(named, "author")) == (["Trade", "Trade>5"], ["Jane Doe"])


def test_what_wordpress_embeds_names_them() -> None:
    post = made(POST | {"_embedded": EMBEDDED})
    assert labels(post, "category") == ["Towns & Villages", "Trade"]
    assert (labels(post, "tag"), labels(post, "author")) == (["mills"], ["Jane Doe"])
    assert post.picture is not None
    assert post.picture.url == "https://blog.example/mill.jpg"


@pytest.mark.parametrize(
    "told",
    [
        {"jetpack_featured_media_url": "https://blog.example/mill.jpg"},
        {"yoast_head_json": {"og_image": [{"width": 9, "url": "https://blog.example/mill.jpg"}]}},
    ],
)
def test_the_picture_of_a_post_is_what_plug_ins_tell(told: dict[str, Any]) -> None:
    picture = made(POST | told).picture
    assert picture is not None
    assert picture.url == "https://blog.example/mill.jpg"


def test_a_protected_post_of_wordpress_is_not_for_the_public() -> None:
    kept = POST | {"content": {"rendered": "", "protected": True}}
    assert build("a.md", json.dumps(kept).encode(), SiteFacts(), recipe()) == Passed("a.md", "protected")


def test_an_answer_of_newsapi_names_its_medium_and_its_picture() -> None:
    news = made(NEWS)
    assert (news.title, news.source.name) == ("A mill is sold", "The Daily Mill")
    assert Term("source", "The-Daily-Mill", "The Daily Mill") in news.terms
    assert news.picture is not None
    assert news.picture.url == "https://news.example/mill.jpg"


@pytest.mark.parametrize("missing", ["… [+1234 chars]", "... [1234 chars]", " [+1 chars]", "… [+1234 chars]\n"])
def test_how_much_of_a_text_is_missing_is_no_part_of_it(missing: str) -> None:
    assert made(NEWS | {"content": f"Who is a baker{missing}"}).content == "<p>Who is a baker […]</p>"


def test_a_text_full_of_blanks_takes_linear_time() -> None:
    news = ParsedHead({"source": {"name": "X"}, "publishedAt": "2024-03-05", "content": f"a{' ' * 100_000}b"}, {})
    start = time.process_time()
    assert apihead.meant(news).values["content"] == news.values["content"]
    assert time.process_time() - start < 1


def test_objects_of_others_stay_as_they_are() -> None:
    other = made({"title": "One", "date": "2024-03-05", "source": {"name": "Wire"}, "content": "Words [9 chars]"})
    assert (other.content, other.source.name) == ("<p>Words [9 chars]</p>", "Posts")


ITEM: dict[str, Any] = {
    "id": "tag:reader.example,2005:item/7",
    "title": "A mill is sold",
    "published": 1709622000,
    "canonical": [{"href": "https://news.example/mill"}],
    "alternate": [{"href": "https://news.example/mill?from=feed", "type": "text/html"}],
    "categories": ["user/-/state/com.google/reading-list", "user/-/label/Towns", "Trade"],
    "origin": {"streamId": "feed/1", "title": "The Daily Mill", "htmlUrl": "https://news.example"},
    "summary": {"content": "<p>The old mill has an owner.</p><p>He is a baker.</p>"},
    "author": "Jane Doe",
}


def test_an_item_of_a_reader_has_its_text_its_address_and_its_feed() -> None:
    item = made(ITEM)
    assert item.content == "<p>The old mill has an owner.</p><p>He is a baker.</p>"
    assert (item.link, item.source.name) == ("https://news.example/mill", "The Daily Mill")
    assert (labels(item, "category"), labels(item, "author")) == (["Trade"], ["Jane Doe"])
    assert item.published.isoformat() == "2024-03-05T07:00:00+00:00"


def test_a_readers_item_may_have_one_category_alone() -> None:
    assert labels(made(ITEM | {"categories": "Trade"}), "category") == ["Trade"]


def test_of_two_texts_of_a_readers_item_its_content_counts() -> None:
    item = made(ITEM | {"content": {"content": "<p>All of it.</p>"}, "canonical": []})
    assert (item.content, item.link) == ("<p>All of it.</p>", "https://news.example/mill?from=feed")


def test_what_has_no_feed_is_no_item_of_a_reader() -> None:
    assert not made({name: value for name, value in ITEM.items() if name != "origin"}).content

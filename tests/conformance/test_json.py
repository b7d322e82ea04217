"""J1-J8, J10, JSON Feed 1.1, and of J9 the media type: hubs come with WebSub. That a title is plain is A10's test.

J2's "never reused, unchanged on edit" is A3's test in test_permanence.py: the ids are the same in all formats. J6 is
checked where the member stands; no feed has it yet.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from tests.conformance.contents import words
from tests.conformance.documents import ABSOLUTE, RFC3339, Served, holds, refuses

TOP = re.compile(
    "version|title|home_page_url|feed_url|description|user_comment|next_url|icon|favicon|authors|author|language|expired|"
    "hubs|items"
)
ITEM = re.compile(
    "id|url|external_url|title|content_html|content_text|summary|image|banner_image|date_published|date_modified|authors|"
    "author|tags|language|attachments"
)
EXTENSION = re.compile(r"_[A-Za-z][^.]*\Z")
MARKUP = re.compile(r"<(?:p|a|b|i|br|div|span|img|em|strong|script|h[1-6])(?:\s[^>]*)?/?>|&(?:amp|lt|gt|nbsp|#\d+);")
LARGEST = 1_000_000
"""A burden beyond it, as JSON Feed says; what a client asks for by `limit=` is its own wish."""


def set_to(*path: str | int, value: object) -> Callable[[Any], None]:
    """A change: another value at a path."""

    def change(feed: Any) -> None:
        for step in path[:-1]:
            feed = feed[step]
        feed[path[-1]] = value

    return change


def without(*path: str | int) -> Callable[[Any], None]:
    """A change: nothing at a path."""

    def change(feed: Any) -> None:
        for step in path[:-1]:
            feed = feed[step]
        del feed[path[-1]]

    return change


def breaks(check: Callable[[Served], None], document: Served, *changes: Callable[[Any], None]) -> None:
    """The check takes the document, and refuses it after each of the changes."""
    check(document.rewritten(lambda feed: None))
    refuses(check, *(document.rewritten(change) for change in changes))


def check_J1(document: Served) -> None:
    feed = document.json
    assert feed.get("version") == "https://jsonfeed.org/version/1.1", f"version {feed.get('version')!r}"
    assert str(feed.get("title", "")).strip(), "no title"
    assert isinstance(feed.get("items"), list), "no items"
    assert ABSOLUTE.match(feed.get("home_page_url", "")), "no home page"
    assert feed.get("feed_url") == document.url, f"feed_url is {feed.get('feed_url')!r}"


def test_J1_feed_says_version_title_items_and_addresses(jsons: list[Served], json_feed: Served) -> None:
    holds(check_J1, jsons)
    breaks(check_J1, json_feed, *(without(name) for name in ("version", "title", "items", "home_page_url", "feed_url")))
    breaks(check_J1, json_feed, set_to("version", value="https://jsonfeed.org/version/1"))
    breaks(check_J1, json_feed, set_to("feed_url", value="https://feeds.example/feeds/all.json?limit=1"))


def check_J2(document: Served) -> None:
    ids = [item.get("id") for item in document.json["items"]]
    assert all(isinstance(name, str) and name.strip() for name in ids), "an id that is no string"
    assert len(set(ids)) == len(ids), "two items have one id"
    assert all(ABSOLUTE.match(item.get("url", "")) for item in document.json["items"]), "an item without url"


def test_J2_ids_are_strings_and_urls_are_given(jsons: list[Served], json_feed: Served) -> None:
    holds(check_J2, jsons)
    second = json_feed.json["items"][1]["id"]
    breaks(check_J2, json_feed, *(set_to("items", 0, "id", value=value) for value in (17, "", second)))
    breaks(
        check_J2,
        json_feed,
        without("items", 0, "id"),
        without("items", 0, "url"),
        set_to("items", 0, "url", value="/a"),
    )


def check_J3(document: Served) -> None:
    for item in document.json["items"]:
        assert item.get("content_html") or item.get("content_text"), "an item without content"
        said = words(item.get("content_html", "")) + item.get("content_text", "") + item["title"]
        for found in MARKUP.findall(item.get("summary", "")):
            assert found in said, f"HTML in the summary: {found}"


def test_J3_content_is_present_and_html_nowhere_else(jsons: list[Served], json_feed: Served) -> None:
    holds(check_J3, jsons)
    breaks(check_J3, json_feed, without("items", 0, "content_html"), set_to("items", 0, "content_html", value=""))
    breaks(check_J3, json_feed, *(set_to("items", 0, "summary", value=html) for html in ("<p>x</p>", "a &amp; b")))


def check_J4(document: Served) -> None:
    for item in document.json["items"]:
        for name in ("date_published", "date_modified"):
            assert RFC3339.match(item.get(name, "")), f"{name} is {item.get(name)!r}"


def test_J4_dates_are_of_rfc_3339(jsons: list[Served], json_feed: Served) -> None:
    holds(check_J4, jsons)
    for date in ("2022-02-15", "Tue, 15 Feb 2022 11:11:11 GMT", "2022-02-15 11:11:11Z"):
        breaks(check_J4, json_feed, set_to("items", 0, "date_published", value=date))
    breaks(check_J4, json_feed, without("items", 0, "date_modified"))


def check_J5(document: Served) -> None:
    for part in [document.json, *document.json["items"]]:
        assert "author" not in part, "author is of JSON Feed 1.0"
        authors = part.get("authors")
        assert isinstance(authors, list), "authors is no list"
        assert authors, "authors is empty"
        for author in authors:
            assert set(author) & {"name", "url", "avatar"}, "an author without any member"
            assert all(str(value).strip() for value in author.values()), "an author with an empty member"


def test_J5_authors_is_a_list_of_authors_with_members(jsons: list[Served], json_feed: Served) -> None:
    holds(check_J5, jsons)
    wrong: tuple[object, ...] = ([], [{}], {"name": "a"})
    breaks(check_J5, json_feed, *(set_to("items", 0, "authors", value=value) for value in wrong))
    breaks(check_J5, json_feed, set_to("items", 0, "author", value={"name": "a"}), without("authors"))


def check_J6(document: Served) -> None:
    following = document.json.get("next_url")
    assert following is None or ABSOLUTE.match(following), "next_url is no address"
    assert following is None or following not in (document.json["feed_url"], document.url), "next_url leads here"


def test_J6_next_url_leads_on(jsons: list[Served], json_feed: Served) -> None:
    holds(check_J6, jsons)
    breaks(
        check_J6, json_feed, *(set_to("next_url", value=value) for value in (json_feed.url, "/feeds/all.json?page=2"))
    )


def check_J7(document: Served) -> None:
    for item in document.json["items"]:
        for attachment in item.get("attachments", []):
            assert ABSOLUTE.match(attachment.get("url", "")), "an attachment without url"
            assert "/" in attachment.get("mime_type", ""), "an attachment without mime_type"


def test_J7_attachments_have_url_and_type(jsons: list[Served], json_feed: Served) -> None:
    assert any("attachments" in item for each in jsons for item in each.json["items"])
    holds(check_J7, jsons)
    whole = {"url": "https://a.example/a.mp3", "mime_type": "audio/mpeg"}
    check_J7(json_feed.rewritten(set_to("items", 0, "attachments", value=[whole])))
    for name in whole:
        wrong = {key: value for key, value in whole.items() if key != name}
        breaks(check_J7, json_feed, set_to("items", 0, "attachments", value=[wrong]))


def keys(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, member in value.items():
            yield key
            yield from keys(member)
    elif isinstance(value, list):
        for member in value:
            yield from keys(member)


def check_J8(document: Served) -> None:
    for part, known in [(document.json, TOP), *((item, ITEM) for item in document.json["items"])]:
        for key in (key for key in part if not known.fullmatch(key)):
            assert EXTENSION.match(key), f"{key!r} is no name of an extension"
            assert isinstance(part[key], dict), f"the extension {key!r} is no object"
    assert not (dotted := [key for key in keys(document.json) if "." in key]), f"keys with a dot: {dotted}"


def test_J8_extensions_are_named_as_such(jsons: list[Served], json_feed: Served) -> None:
    holds(check_J8, jsons)
    breaks(check_J8, json_feed, set_to("feedsvc", value={}), set_to("_1", value={}), set_to("_a.b", value={}))
    breaks(
        check_J8, json_feed, set_to("items", 0, "guid", value="x"), set_to("items", 0, "_feedsvc", "06618.HK", value=1)
    )


def check_J9(document: Served) -> None:
    assert document.headers["Content-Type"] == "application/feed+json; charset=utf-8"
    assert f'<{document.url}>; rel="self"' in document.headers.get("Link", ""), "no Link to itself"


def test_J9_served_as_feed_json_with_link_to_itself(jsons: list[Served], json_feed: Served) -> None:
    holds(check_J9, jsons)
    refuses(check_J9, json_feed.headed("Content-Type", "application/json"), json_feed.headed("Link", None))
    refuses(check_J9, json_feed.headed("Link", '<https://feeds.example/>; rel="self"'))


def check_J10(document: Served) -> None:
    for name in ("icon", "favicon"):
        assert ABSOLUTE.match(document.json.get(name, "")), f"no {name}"
    assert "limit=" in document.url or len(document.body) < LARGEST, f"{len(document.body)} bytes"


def test_J10_feeds_are_no_burden_and_have_icons(jsons: list[Served], json_feed: Served) -> None:
    holds(check_J10, jsons)
    breaks(check_J10, json_feed, without("icon"), without("favicon"), set_to("icon", value="/icon.png"))
    breaks(check_J10, json_feed, set_to("description", value="x" * LARGEST))

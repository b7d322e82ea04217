"""oldfeeds: the ids of entries by their addresses, from copies of feeds."""

from __future__ import annotations

from pathlib import Path

import pytest

from feedsvc import oldfeeds
from feedsvc.errors import SettingsError

RSS = "<rss version='2.0'><channel><title>x</title><link>https://b.example/</link>{}</channel></rss>"
ATOM = "<feed xmlns='http://www.w3.org/2005/Atom'><id>https://b.example/</id>{}</feed>"
LINK, OWN = "https://b.example/1/", "https://b.example/?p=1"
COPIES = {
    "rss": (RSS.format(f"<item><link>{LINK}</link><guid isPermaLink='false'> {OWN}\n</guid></item>"), OWN),
    "rss-without-guid": (RSS.format(f"<item><link>{LINK}</link></item>"), LINK),
    "rss-with-atom-links": (
        RSS.format(
            f"<item xmlns:a='http://www.w3.org/2005/Atom'><a:link rel='replies' href='x'/><link>{LINK}</link></item>"
        ),
        LINK,
    ),
    "rss-1": (
        "<r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'>"
        f"<item r:about='{LINK}'><link>{LINK}</link></item></r:RDF>",
        LINK,
    ),
    "atom": (
        ATOM.format(f"<entry><link rel='edit' href='x'/><link href='{LINK}'/><id>tag:b.example,2020:1</id></entry>"),
        "tag:b.example,2020:1",
    ),
    "json": (f'{{"items": [1, {{"id": "{OWN}", "external_url": "{LINK}"}}]}}', OWN),
    "json-with-a-mark-of-its-order": (f'\ufeff{{"items": [{{"id": "{OWN}", "url": "{LINK}"}}]}}', OWN),
    "mark-and-blank-lines": ("\ufeff\n<?xml version='1.0'?>" + RSS.format(f"<item><link>{LINK}</link></item>"), LINK),
    "export-of-wordpress": (
        "<rss version='2.0' xmlns:wp='http://wordpress.org/export/1.2/'><channel>"
        "<item><link>https://b.example/a.png</link><guid>https://b.example/a.png</guid>"
        "<wp:status>inherit</wp:status><wp:post_type>attachment</wp:post_type></item>"
        "<item><link>https://b.example/?p=2</link><guid>https://b.example/?p=2</guid>"
        "<wp:status>draft</wp:status><wp:post_type>post</wp:post_type></item>"
        f"<item><link>{LINK}</link><guid isPermaLink='false'>{OWN}</guid>"
        "<wp:status>publish</wp:status><wp:post_type>post</wp:post_type></item></channel></rss>",
        OWN,
    ),
    "blank-lines-in-front": ("\n\n<?xml version='1.0'?>" + RSS.format(f"<item><link>{LINK}</link></item>"), LINK),
}


@pytest.mark.parametrize(("text", "own"), COPIES.values(), ids=COPIES.keys())
def test_a_copy_of_a_feed_says_the_ids_of_its_entries(text: str, own: str, tmp_path: Path) -> None:
    file = tmp_path / "old"
    file.write_text(text)
    assert oldfeeds.read("blog", [file]).entries == [(LINK, own)]


REFUSED = {
    "half-of-a-surrogate": (f'{{"items": [{{"id": "urn:x:\\ud800", "url": "{LINK}"}}]}}', "has no entry with a link"),
    "lines-in-an-id": (f'{{"items": [{{"id": "urn:x:\\u2028y", "url": "{LINK}"}}]}}', "has no entry with a link"),
    "page": ("<!doctype html><p>Not found<br></p>", "is no feed; it takes copies of Atom, RSS or JSON Feed"),
    "half": (RSS[:40], "is no feed"),
    "json-of-another-kind": ("[1]", "is no feed"),
    "json-without-items": ('{"items": 1}', "has no entry with a link and an id that can be kept"),
    "id-beyond-all-length": (
        f'{{"items": [{{"id": "urn:x:{"y" * 3000}", "url": "{LINK}"}}]}}',
        "has no entry with a link",
    ),
    "id-in-capitals": (f'{{"items": [{{"id": "HTTPS://b.example/1", "url": "{LINK}"}}]}}', "has no entry with a link"),
    "ids-that-are-none": (
        RSS.format(f"<item><link>{LINK}</link><guid>64f1</guid></item>"),
        "has no entry with a link and an id that",
    ),
    "entity": (
        "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>" + RSS.format("<item><link>&e;</link></item>"),
        "has no entry",
    ),
}


@pytest.mark.parametrize(("text", "said"), REFUSED.values(), ids=REFUSED.keys())
def test_what_is_no_copy_of_a_feed_is_refused_with_its_setting(text: str, said: str, tmp_path: Path) -> None:
    file = tmp_path / "old.xml"
    file.write_text(text)
    with pytest.raises(SettingsError, match=rf"sources\.blog\.old_feeds: '.*old\.xml' {said}"):
        oldfeeds.read("blog", [file])


def test_a_copy_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be read: No such file or directory; give the path"):
        oldfeeds.read("blog", [tmp_path / "none.xml"])

"""R1-R9, RSS 2.0 and the profile of the RSS Advisory Board: channel and items. R10-R14 are in test_rss_channel.py."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.utils import parsedate_to_datetime

import pytest
from lxml import etree

from tests.conformance.contents import check_html, contents
from tests.conformance.documents import (
    ABSOLUTE,
    NS,
    Served,
    breaks,
    double,
    drop,
    find,
    holds,
    insert,
    mark,
    refuses,
    texts,
    unmark,
    write,
)

ITEM = "channel/item"
DC = "{http://purl.org/dc/elements/1.1/}"
RFC822 = re.compile(
    r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} "
    r"(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d (?:GMT|[+-]\d{4})\Z"
)
WRONG_DATES = (
    "Mon, 15 Feb 2022 11:11:11 GMT",
    "Tue, 15 Feb 2022 11:11:11 UTC",
    "Tue, 15 Feb 22 11:11:11 GMT",
    "Tue, 15 Feb 2022 24:00:00 GMT",
    "周二, 15 2月 2022 11:11:11 GMT",
    "2022-02-15T11:11:11Z",
)


def check_date(written: str) -> None:
    found = RFC822.match(written)
    assert found, f"no date of RFC 822: {written!r}"
    assert f"{parsedate_to_datetime(written):%a}" == found[1], f"another weekday: {written!r}"


def check_R1(document: Served) -> None:
    assert (document.root.tag, document.root.get("version")) == ("rss", "2.0")
    channel = find(document.root, "channel")
    for name in ("title", "link", "description"):
        found = texts(channel, name)
        assert len(found) == 1, f"{len(found)} {name}"
        assert found[0].strip(), f"an empty {name}"
    for item in document.entries:
        assert any(text.strip() for text in texts(item, "title") + texts(item, "description")), (
            "an item that says nothing"
        )


def test_R1_channel_and_items_have_what_they_must(rsses: list[Served], rss: Served) -> None:
    def mute(root: etree._Element) -> None:
        drop(f"{ITEM}/title")(root)
        drop(f"{ITEM}/description")(root)

    holds(check_R1, rsses)
    for name in ("title", "link", "description"):
        breaks(check_R1, rss, drop(f"channel/{name}"), write(f"channel/{name}", " "), double(f"channel/{name}"))
    breaks(check_R1, rss, mute)


def check_R2(document: Served) -> None:
    found = [item.findall("guid") for item in document.entries]
    assert all(len(guids) == 1 for guids in found), "an item without a guid, or with several"
    guids = [guids[0] for guids in found]
    names = [guid.text or "" for guid in guids]
    assert len(set(names)) == len(names), "two items have one guid"
    for guid, name in zip(guids, names, strict=True):
        assert name.strip(), "an empty guid"
        assert not (name.isdigit() and len(name) < 9), f"a guid that others have, too: {name}"
        assert ABSOLUTE.match(name) or guid.get("isPermaLink") == "false", f"{name} is no address"


def test_R2_every_item_has_a_guid_of_its_own(rsses: list[Served], rss: Served) -> None:
    guid = f"{ITEM}/guid"
    holds(check_R2, rsses)
    breaks(check_R2, rss, drop(guid), double(ITEM), write(guid, "17"), unmark(guid, "isPermaLink"), write(guid, " "))
    breaks(check_R2, rss, mark(guid, "isPermaLink", "true"))


def check_R3(document: Served) -> None:
    for found in document.root.iter("pubDate", "lastBuildDate"):
        check_date(found.text or "")
    assert all(len(texts(item, "pubDate")) == 1 for item in document.entries), "an item without its date"


def test_R3_dates_are_of_rfc_822_with_the_right_weekday(rsses: list[Served], rss: Served) -> None:
    holds(check_R3, rsses)
    for date in WRONG_DATES:
        breaks(check_R3, rss, write(f"{ITEM}/pubDate", date), write("channel/lastBuildDate", date))


PAIRS = (
    ("author", "creator"),
    ("pubDate", "date"),
    ("category", "subject"),
    ("source", "source"),
    ("guid", "identifier"),
)


def check_R4(document: Served) -> None:
    for part in [find(document.root, "channel"), *document.entries]:
        for author in texts(part, "author") + texts(part, "managingEditor") + texts(part, "webMaster"):
            assert re.match(r"[^@\s]+@[^@\s]+", author), f"an author that is no address of mail: {author!r}"
        for name, twin in PAIRS:
            assert part.find(name) is None or part.find(f"{DC}{twin}") is None, f"{name} and dc:{twin} say the same"
    assert all(any(name.strip() for name in texts(item, "dc:creator")) for item in document.entries), "nobody wrote it"


def test_R4_names_are_creators_and_nothing_is_said_twice(rsses: list[Served], rss: Served) -> None:
    holds(check_R4, rsses)
    twice = (insert(ITEM, f"{DC}date", "2022-02-15"), insert(ITEM, f"{DC}subject", "x"), drop(f"{ITEM}/dc:creator"))
    breaks(check_R4, rss, insert(ITEM, "author", "张三"), insert(ITEM, "author", "a@b.example"), *twice)


def addresses(document: Served) -> Iterator[str]:
    for found in document.root.iter():
        if found.tag in ("link", "url", "comments", "docs") or (
            found.tag == "guid" and found.get("isPermaLink") != "false"
        ):
            yield found.text or ""
        yield from (str(value) for name, value in found.attrib.items() if name in ("url", "href", "domain"))


def check_R5(document: Served) -> None:
    for address in addresses(document):
        assert ABSOLUTE.match(address), f"not absolute: {address!r}"
        assert address.isascii(), f"no URI: {address!r}"
    assert not document.root.xpath("//@xml:base"), "readers of RSS know no xml:base"
    for html in contents(document):
        check_html(html)


def test_R5_all_addresses_are_absolute(rsses: list[Served], rss: Served) -> None:
    holds(check_R5, rsses)
    breaks(
        check_R5,
        rss,
        write("channel/link", "/"),
        write(f"{ITEM}/link", "a.html"),
        write("channel/image/url", "//a.example/"),
        write(f"{ITEM}/content:encoded", "<a href='/x'>x</a>"),
        mark(f"{ITEM}/media:content", "url", "/a.png"),
        mark("channel", "{http://www.w3.org/XML/1998/namespace}base", "https://a.example/"),
    )


def check_R6(document: Served) -> None:
    own = [link.get("href") for link in document.root.findall("channel/a:link", NS) if link.get("rel") == "self"]
    assert own == [document.url], f"self is {own}"


def test_R6_atom_self_is_the_address(rsses: list[Served], rss: Served) -> None:
    own = "channel/a:link[@rel='self']"
    holds(check_R6, rsses)
    breaks(
        check_R6,
        rss,
        drop(own),
        double(own),
        mark(own, "href", "https://feeds.example/other.rss"),
        mark(own, "rel", "x"),
    )
    refuses(check_R6, rss.replaced(b"http://www.w3.org/2005/Atom", b"http://www.w3.org/2005/atom"))


def check_R7(document: Served) -> None:
    for item in document.entries:
        names = [child.tag for child in item]
        full = f"{{{NS['content']}}}encoded"
        if full in names:
            assert "description" in names, "full text without a description"
            assert names.index("description") < names.index(full), "the description stands behind the full text"
            full_text = texts(item, "content:encoded")
            assert "<" not in full_text[0] or texts(item, "description") != full_text, "the description is all of it"


def test_R7_description_stands_before_full_text(rsses: list[Served], rss: Served) -> None:
    def late(root: etree._Element) -> None:
        find(root, ITEM).append(find(root, f"{ITEM}/description"))

    def whole(root: etree._Element) -> None:
        find(root, f"{ITEM}/description").text = find(root, f"{ITEM}/content:encoded").text

    holds(check_R7, rsses)
    breaks(check_R7, rss, late, drop(f"{ITEM}/description"), whole)


def check_R8(document: Served) -> None:
    for title in re.findall(rb"<title>(.*?)</title>", document.body, re.S):
        assert not re.search(rb"&(?:amp|lt|#38|#60);|<", title), f"not as the profile writes it: {title[:80]!r}"


def test_R8_titles_are_plain_text_with_numeric_references(
    rsses: list[Served], jsons: list[Served], hostile_rss: Served
) -> None:
    holds(check_R8, rsses)
    for document, plain in zip(rsses, jsons, strict=True):
        assert texts(document.root, f"{ITEM}/title") == [item["title"] for item in plain.json["items"]]
    refuses(
        check_R8,
        hostile_rss.replaced(b"&#x26;", b"&amp;"),
        hostile_rss.replaced(b"&#x3C;", b"&lt;"),
        hostile_rss.replaced(b"<title>", b"<title><![CDATA[x]]>"),
    )


@pytest.fixture
def hostile_rss(rsses: list[Served]) -> Served:
    return next(each for each in rsses if b"&#x26;" in each.body and b"&#x3C;" in each.body)


def check_R9(document: Served) -> None:
    for item in document.entries:
        enclosures = item.findall("enclosure")
        assert len(enclosures) <= 1, "several enclosures"
        for enclosure in enclosures:
            assert ABSOLUTE.match(enclosure.get("url", "")), "an enclosure without an address"
            assert "/" in enclosure.get("type", ""), "an enclosure without a type"
            assert enclosure.get("length", "").isdigit(), "an enclosure without a length"


def test_R9_at_most_one_enclosure_with_all_it_needs(rsses: list[Served], rss: Served) -> None:
    def with_one(**changes: str) -> Served:
        given = {"url": "https://a.example/a.mp3", "length": "0", "type": "audio/mpeg", **changes}
        return rss.edited(insert(ITEM, "enclosure", **given))

    assert any(b"<enclosure " in each.body for each in rsses)
    holds(check_R9, [*rsses, with_one()])
    refuses(check_R9, with_one(url=""), with_one(length="-1"), with_one(length=""), with_one(type=""))
    refuses(check_R9, with_one().edited(double(f"{ITEM}/enclosure")))

"""P1 to P6: archives of feeds (RFC 5005 4).

P2 (paged feeds) asks of links that no feed here has: a test holds that there are none. The entry set of an archive
(P4) is tested by changes in tests/test_web_selections.py; here, that its address says which it is and how it lasts.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass, replace

import pytest
from lxml import etree

from tests.conformance.documents import BASE, NS, Served, breaks, drop, find, holds, refuses, write
from tests.conformance.sites import FORMATS, Site

FH = "{http://purl.org/syndication/history/1.0}"
LINK = "{http://www.w3.org/2005/Atom}link"
PAGED = {"first", "last", "previous", "next"}
HISTORY = {"prev-archive", "next-archive", "current"}


@dataclass(frozen=True)
class Walk:
    """A live feed and its archives, in the order in which they lead to each other."""

    live: Served
    archives: tuple[Served, ...]


def links(document: Served) -> list[tuple[str, str]]:
    """Relation and address of each link of the feed itself, of those of RSS and JSON too."""
    if document.url.partition("?")[0].endswith(".json"):
        feed = document.json
        known = {"prev-archive": feed.get("next_url"), "current": feed["_feedsvc"].get("current")}
        return [(name, address) for name, address in known.items() if address]
    channel = document.root.find("channel")
    head = document.root if channel is None else channel
    return [(str(each.get("rel")), str(each.get("href"))) for each in head.findall("a:link", NS)]


def relation(document: Served, name: str) -> str | None:
    found = [address for relation, address in links(document) if relation == name]
    assert len(found) < 2, f"{name} stands {len(found)} times"
    return found[0] if found else None


def ids(document: Served) -> list[str]:
    if document.url.partition("?")[0].endswith(".json"):
        return [item["id"] for item in document.json["items"]]
    return [each.findtext("a:id", "", NS) or each.findtext("guid") or "" for each in document.entries]


def walk(site: Site, path: str) -> Walk:
    live = site.get(path)
    found: list[Served] = []
    address = relation(live, "prev-archive")
    while address is not None:
        assert len(found) < 100, "the archives lead in a circle"
        found.append(site.get(address.removeprefix(BASE)))
        address = relation(found[-1], "prev-archive")
    return Walk(live, tuple(found))


@pytest.fixture(scope="module")
def walks(sites: tuple[Site, ...]) -> list[tuple[Site, Walk]]:
    return [(site, walk(site, f"{feed}.{name}")) for site in sites for feed in site.feeds() for name in FORMATS]


@pytest.fixture(scope="module")
def archives(walks: list[tuple[Site, Walk]]) -> list[Served]:
    return [each for _, one in walks for each in one.archives]


def is_complete(document: Served) -> bool:
    return not document.url.endswith(".json") and document.root.find(f".//{FH}complete") is not None


def check_P1(one: Walk) -> None:
    for each in (one.live, *one.archives):
        if "json" not in each.url and is_complete(each):
            assert not {name for name, _ in links(each)} & (HISTORY | PAGED), "complete, and yet there is more"
            every = {identity for document in one.archives for identity in ids(document)}
            assert set(ids(each)) == every, "complete, but not all is there"


def test_P1_complete_is_what_has_every_entry_and_leads_nowhere(walks: list[tuple[Site, Walk]]) -> None:
    found = [one for _, one in walks]
    holds(check_P1, found)
    assert any(is_complete(each) for one in found for each in one.archives)
    several = next(one for one in found if len(one.archives) > 1 and one.live.url.endswith(".atom"))
    marked = several.live.edited(lambda root: root.insert(0, root.makeelement(f"{FH}complete")))
    refuses(check_P1, replace(several, live=marked))


def check_P2(document: Served) -> None:
    assert not {name for name, _ in links(document)} & PAGED


def test_P2_no_feed_is_paged_in_a_way_that_loses_entries(atoms: list[Served], archives: list[Served]) -> None:
    xml = [each for each in archives if not each.url.endswith(".json")]
    holds(check_P2, [*atoms, *xml])
    breaks(check_P2, atoms[0], lambda root: root.insert(0, root.makeelement(LINK, rel="next", href="https://x/")))


def check_P3(document: Served) -> None:
    if not is_complete(document):
        current = relation(document, "current")
        assert current, "an archive must say where its feed is"
        assert "/archive/" not in current
        if not document.url.endswith(".json"):
            beside = relation(document, "prev-archive") or relation(document, "next-archive")
            assert beside, "an archive that is not complete must lead to another"
    if not document.url.endswith(".json"):
        marks = list(document.root.iter(f"{FH}archive"))
        assert len(marks) == 1, "it does not say that it is an archive"
        assert not list(marks[0])
    own = relation(document, "self") if not document.url.endswith(".json") else document.json["feed_url"]
    assert own == document.url


def test_P3_archives_say_that_they_are_and_what_feed_they_are_of(archives: list[Served]) -> None:
    holds(check_P3, archives)
    atom = next(each for each in archives if each.url.endswith(".atom") and not is_complete(each))
    breaks(check_P3, atom, drop(f".//{FH}archive"), drop("a:link[@rel='current']"), drop("a:link[@rel='self']"))
    alone = next(each for each in archives if each.url.endswith(".atom") and is_complete(each))
    breaks(check_P3, alone, drop(f".//{FH}complete"))
    found = next(each for each in archives if each.url.endswith(".json"))
    refuses(check_P3, found.rewritten(lambda feed: feed["_feedsvc"].pop("current")))


def check_P3_live(one: Walk) -> None:
    assert one.archives or not ids(one.live), "a feed with entries has no archive"


def test_P3_every_live_feed_leads_to_its_newest_archive(walks: list[tuple[Site, Walk]]) -> None:
    holds(check_P3_live, [one for _, one in walks])
    refuses(check_P3_live, Walk(next(one for _, one in walks if one.archives).live, ()))


def check_P4(document: Served) -> None:
    month = document.url.rpartition("/archive/")[2].partition(".")[0]
    if document.url.endswith(".json"):
        months = {item["date_published"][:7] for item in document.json["items"]}
    else:
        months = {(each.findtext("a:published", "", NS) or month)[:7] for each in document.entries}
    assert months == {month}, f"entries of {months} in the archive of {month}"
    assert re.search(r"max-age=(300|86400)\b", document.headers["Cache-Control"])


def check_P4_old(document: Served) -> None:
    assert "max-age=86400" in document.headers["Cache-Control"]


def test_P4_an_archive_is_a_month_and_lasts_once_there_is_a_newer_one(
    archives: list[Served], walks: list[tuple[Site, Walk]]
) -> None:
    holds(check_P4, archives)
    old = [each for _, one in walks for each in one.archives[1:]]
    holds(check_P4_old, old)
    refuses(check_P4_old, old[0].headed("Cache-Control", "public, max-age=300"))
    found = next(each for each in archives if each.url.endswith(".json"))
    refuses(
        check_P4,
        found.rewritten(lambda feed: feed["items"][0].update(date_published="1999-01-01T00:00:00+00:00")),
        found.headed("Cache-Control", "public, max-age=3"),
    )


def check_P5(pair: tuple[Walk, int]) -> None:
    one, entries = pair
    counted = Counter(identity for each in one.archives for identity in ids(each))
    assert set(counted.values()) <= {1}, "an entry stands in two archives"
    assert len(counted) == entries, f"{len(counted)} of {entries} entries are reached"
    assert set(ids(one.live)) <= counted.keys(), "an entry of the feed is in no archive"


def test_P5_walking_the_archives_yields_every_entry_once(walks: list[tuple[Site, Walk]]) -> None:
    sizes = {
        id(site): {each["atom"]: each["entries"] for each in json.loads(site.get("/feeds.json").body)["feeds"]}
        for site in {id(site): site for site, _ in walks}.values()
    }
    pairs = [(one, sizes[id(site)].get(one.live.url.rpartition(".")[0] + ".atom", 0)) for site, one in walks]
    holds(check_P5, pairs)
    most, entries = max(pairs, key=lambda pair: len(pair[0].archives))
    assert len(most.archives) > 2
    refuses(
        check_P5,
        (replace(most, archives=most.archives[1:]), entries),
        (replace(most, archives=(*most.archives, most.archives[0])), entries),
    )


def check_P6(document: Served) -> None:
    for entry in document.entries:
        assert not {str(each.get("rel")) for each in entry.findall("a:link", NS)} & (HISTORY | PAGED)


def test_P6_only_feeds_have_archives(atoms: list[Served], archives: list[Served], atom: Served) -> None:
    holds(check_P6, [*atoms, *(each for each in archives if each.url.endswith((".atom", ".rss")))])

    def lead(root: etree._Element) -> None:
        find(root, "a:entry").append(root.makeelement(LINK, rel="prev-archive", href="https://x/"))

    breaks(check_P6, atom, lead)


def check_same_feed(one: Walk) -> None:
    """RFC 5005 4: an archive has the id of its feed; its entries come as they do there."""
    if one.live.url.endswith(".json"):
        assert {each.json["_feedsvc"]["id"] for each in one.archives} <= {one.live.json["_feedsvc"]["id"]}
        for each in one.archives:
            dates = [item["date_published"] for item in each.json["items"]]
            assert dates == sorted(dates, reverse=True)
    if one.live.url.endswith(".atom"):
        assert {each.root.findtext("a:id", "", NS) for each in one.archives} <= {one.live.root.findtext("a:id", "", NS)}


def test_archives_are_documents_of_their_feed(walks: list[tuple[Site, Walk]]) -> None:
    holds(check_same_feed, [one for _, one in walks])
    atom = next(one for _, one in walks if one.archives and one.live.url.endswith(".atom"))
    refuses(check_same_feed, replace(atom, live=atom.live.edited(write("a:id", "urn:uuid:0"))))

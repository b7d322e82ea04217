"""R10-R14, RSS 2.0: what is of the whole channel, or of RSS beside Atom.

R12 cannot see a clock: it asks that the date is that of the newest entry.
"""

from __future__ import annotations

import re
from datetime import datetime
from email.utils import parsedate_to_datetime

from lxml import etree

from tests.conformance.documents import (
    ABSOLUTE,
    RFC3339,
    Served,
    breaks,
    drop,
    find,
    holds,
    refuses,
    texts,
    unmark,
    write,
)

ITEM = "channel/item"
METADATA = (
    "title",
    "link",
    "description",
    "language",
    "copyright",
    "lastBuildDate",
    "generator",
    "docs",
    "ttl",
    "image",
)


def check_R10(document: Served) -> None:
    ttl = texts(document.root, "channel/ttl")
    assert len(ttl) == 1, "not one ttl"
    assert ttl[0].isdigit(), f"no whole number of minutes: {ttl[0]!r}"
    age = re.search(r"max-age=(\d+)", document.headers["Cache-Control"])
    assert age, "no max-age"
    assert int(ttl[0]) > 0
    assert int(ttl[0]) == -(-int(age[1]) // 60), f"{ttl[0]} minutes are not {age[1]} seconds"


def test_R10_ttl_is_max_age_in_minutes(rsses: list[Served], rss: Served) -> None:
    holds(check_R10, rsses)
    breaks(check_R10, rss, *(write("channel/ttl", ttl) for ttl in ("0", "-5", "6", "5.0", "")), drop("channel/ttl"))
    refuses(check_R10, rss.headed("Cache-Control", "public, max-age=600"))


def check_R11(document: Served) -> None:
    names = [str(child.tag) for child in find(document.root, "channel")]
    first = names.index("item") if "item" in names else len(names)
    assert not (late := set(METADATA) & set(names[first:])), f"behind the first item: {late}"
    for name in ("title", "link"):
        assert texts(document.root, f"channel/image/{name}") == texts(document.root, f"channel/{name}")


def test_R11_metadata_comes_before_items_and_the_image_is_the_channels(rsses: list[Served], rss: Served) -> None:
    holds(check_R11, rsses)
    breaks(check_R11, rss, write("channel/image/title", "Icon"), write("channel/image/link", "https://a.example/"))
    breaks(
        check_R11,
        rss,
        *(
            lambda root, path=path: find(root, "channel").append(find(root, path))
            for path in ("channel/ttl", "channel/title")
        ),
    )


def check_R12(document: Served) -> None:
    built = parsedate_to_datetime(texts(document.root, "channel/lastBuildDate")[0])
    dates = texts(document.root, f"{ITEM}/a:updated")
    assert all(RFC3339.match(date) for date in dates)
    assert len(dates) == len(document.entries), "an item without its date"
    if dates:
        assert built == max(map(datetime.fromisoformat, dates)), f"{built} is not the newest item's"


def test_R12_last_build_date_is_that_of_the_newest_item(rsses: list[Served], rss: Served) -> None:
    holds(check_R12, rsses)
    breaks(check_R12, rss, write("channel/lastBuildDate", "Thu, 26 Nov 2026 01:00:00 GMT"), drop(f"{ITEM}/a:updated"))


def check_R13(document: Served) -> None:
    for item in document.entries:
        source = item.find("source")
        if source is None:
            assert any(name.strip() for name in texts(item, "dc:source")), "not told where it came from"
        else:
            assert ABSOLUTE.match(source.get("url", "")), "a source without its feed"
            assert (source.text or "").strip(), "a source without a name"


def test_R13_republished_items_say_their_source(rsses: list[Served], rss: Served) -> None:
    holds(check_R13, rsses)
    known = next(each for each in rsses if each.root.find(f"{ITEM}/source") is not None)
    breaks(check_R13, rss, drop(f"{ITEM}/dc:source"))
    breaks(check_R13, known, unmark(f"{ITEM}/source", "url"), write(f"{ITEM}/source", " "))


def check_R14(twins: tuple[Served, Served]) -> None:
    atom, rss = twins
    assert texts(rss.root, f"{ITEM}/guid") == texts(atom.root, "a:entry/a:id"), "other items, or in another order"


def test_R14_rss_and_atom_hold_the_same_items_in_the_same_order(
    atoms: list[Served], rsses: list[Served], atom: Served, rss: Served
) -> None:
    holds(check_R14, list(zip(atoms, rsses, strict=True)))
    for change in (drop(ITEM), write(f"{ITEM}/guid", "urn:uuid:other"), reorder):
        refuses(check_R14, (atom, rss.edited(change)))


def reorder(root: etree._Element) -> None:
    find(root, "channel").append(find(root, ITEM))
